"""Shares that 分别 gives to things whose growths the clauses before told in the same order."""

from __future__ import annotations

import re
from collections.abc import Sequence

from qdtui.model import Span
from qdtui.text.measure.context import Context
from qdtui.text.quantity import Quantity

_SHARE = re.compile(
    r"(?P<of>[^，。；、\d占对]{0,8})(?:占[^，。；、\d]{2,16}(?:比重|比例|份额)|对[^，。；、\d]{2,16}贡献率?)"
)
"""A share whose owners the words leave open: 增加值占全市工业的比重, 对经济增长的贡献率."""


def rated_of_paired(context: Context, run: Sequence[Quantity], phrase: Span) -> bool:
    """Gives the shares behind 分别 to the names that 分别 gave growths to: …增加值占全市的比重分别达到19%和25%."""
    to = context.norm.rfind("对", max(context.clause.start, phrase.start - 4), phrase.start)
    start = to if to >= 0 else phrase.start
    said = _SHARE.fullmatch(context.norm, start, phrase.end)
    told = [m for m in context.found if m.rule == "paired" and m.kind in ("growth", "total")][-len(run) :]
    if said is None or run[0].kind != "share" or len(told) < len(run):
        return False
    if len({m.kind for m in told}) > 1 or len({m.indicator for m in told}) < len(run):
        return False
    whole = context.words(Span(start, phrase.end))
    for item, measure in zip(run, told, strict=True):
        rest = whole.removeprefix(said["of"]) if said["of"] and measure.indicator.endswith(said["of"]) else whole
        context.add(item, measure.words, "share", "paired", indicator=measure.indicator + rest, subject=measure.subject)
    return True
