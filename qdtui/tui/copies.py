"""Which copies of a work the sheets of Tables show: the first alone, or all of them."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from qdtui.store.sheets import describe, value_counts
from qdtui.tui.i18n import Phrase
from qdtui.tui.sheets import Sheet

FIRST_SHOWN: Final = Phrase("同一作品只显示最早一篇的事实", "of each work the facts of the first copy")
ALL_SHOWN: Final = Phrase("也显示转载的事实", "facts of reprints as well")


def with_copies(sheet: Sheet, *, fact_table: bool, every: bool) -> Sheet:
    """The sheet with the facts of all copies, or of first copies alone; the file's views leave reprints out themselves."""
    base = replace(sheet.base, one_copy=fact_table and not every, all_copies=every)
    if sheet.kind == "rows":
        return replace(sheet, view=base, base=base)
    made = value_counts(base, sheet.column) if sheet.kind == "counts" else describe(base)
    return replace(sheet, view=replace(made, order=sheet.view.order, filters=sheet.view.filters), base=base)
