"""What a grid in Tables may show: the rows of a view, the counts of a column, or what each column holds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Final, Literal

from qdtui.store.sheets import describe, value_counts
from qdtui.store.view import Filter, View
from qdtui.tui.column_words import column_in_words
from qdtui.tui.filter_text import words
from qdtui.tui.grid_pages import BAR, ViewPages
from qdtui.tui.i18n import Phrase

if TYPE_CHECKING:
    from qdtui.store.pages import Page

PROVENANCE: Final = (
    "document",
    "quote",
    "confidence",
    "note",
    "rule",
    "extractor",
    "fact_id",
    "doc_id",
    "start",
    "end",
)
"""Columns that say where a fact comes from: shown last, since the sentence below says it better."""

BAR_WIDTH: Final = 24
_EIGHTHS: Final = " ▏▎▍▌▋▊▉"

SORTED: Phrase = Phrase("排序 {keys}", "sort {keys}")
HIDDEN: Phrase = Phrase("隐去 {n} 列", "{n} columns hidden", "1 column hidden")
COUNTS_OF: Phrase = Phrase("{column} 的取值", "values of {column}")
DESCRIPTION: Phrase = Phrase("各列概况", "columns")


Order = tuple[tuple[str, bool], ...]
"""Columns to sort by, most important first, each with True for descending."""


def next_order(order: Order, column: str, *, also: bool = False) -> Order:
    """The next order by a column: ascending, descending, none; `also` keeps the other columns' order."""
    now = dict(order).get(column)
    others = tuple(key for key in order if key[0] != column) if also else ()
    mine = ((column, False),) if now is None else ((column, True),) if not now else ()
    return (*others, *mine)


def order_in_words(order: Order) -> list[str]:
    """The order as a title says it; nothing without one."""
    keys = " ".join(f"{column}{'↓' if descending else '↑'}" for column, descending in order)
    return [SORTED(keys=keys)] if keys else []


def arrows(order: Order) -> dict[str, str]:
    """The sign after each sorted column's name: where it is sorted to, and as the how-manieth of several."""
    return {
        column: ("↓" if descending else "↑") + (str(number) if len(order) > 1 else "")
        for number, (column, descending) in enumerate(order, 1)
    }


@dataclass(frozen=True, slots=True)
class Sheet:
    """A view and how a person came to it."""

    relation: str
    kind: Literal["rows", "counts", "describe"]
    view: View
    base: View
    """The rows that counts or a description are about; the same as `view` for rows."""
    column: str = ""
    """The column that is counted."""
    row: int = 0
    """Where the cursor was when the sheet was left."""
    at: str | None = None
    frozen: int = 0
    """How many columns stay in view."""
    hidden: tuple[str, ...] = ()
    """Columns that a person put out of sight."""

    @classmethod
    def rows(cls, relation: str, view: View | None = None) -> Sheet:
        """The rows of a relation, or of a view of it."""
        view = view or View(relation=relation)
        return cls(relation, "rows", view, view)

    def sorted_by(self, column: str, *, also: bool = False) -> Sheet:
        """The next order of a column: ascending, descending, none; `also` keeps the other columns' order."""
        return self._with(replace(self.view, order=next_order(self.view.order, column, also=also)))

    def filtered(self, item: Filter) -> Sheet:
        """With one filter more; it takes the place of a filter on the same column with the same sign."""
        others = (f for f in self.view.filters if f.op == "sql" or (f.column, f.op) != (item.column, item.op))
        return self._with(replace(self.view, filters=(*others, item)))

    def counts(self, column: str) -> Sheet:
        """The values of a column of these rows."""
        return Sheet(self.relation, "counts", value_counts(self.view, column), self.view, column, hidden=self.hidden)

    def description(self) -> Sheet:
        """What each column of these rows holds."""
        return Sheet(self.relation, "describe", describe(self.view), self.view)

    def drilled(self, value: object) -> Sheet:
        """From counts to the rows that have `value`."""
        if value is None:
            item = Filter(self.column, "is null")
        else:
            # Lists and other nested values have no filter of their own, but their text can be compared.
            item = Filter(self.column, "=", value if isinstance(value, str | int | float | date) else str(value))
        return replace(Sheet.rows(self.relation, self.base), hidden=self.hidden).filtered(item)

    @property
    def shown(self) -> View:
        """The view without the hidden columns, as its SQL and an export have it."""
        return replace(self.view, hidden=self.hidden) if self.kind == "rows" else self.view

    def hiding(self, column: str) -> Sheet:
        """With one column more out of sight, or back again."""
        others = tuple(name for name in self.hidden if name != column)
        return replace(self, hidden=others if len(others) < len(self.hidden) else (*self.hidden, column))

    def _with(self, view: View) -> Sheet:
        base = view if self.kind == "rows" else self.base
        return replace(self, view=view, base=base, row=0)

    def title(self) -> str:
        """The sheet in a line, without its number of rows."""
        parts = [self.relation]
        if self.kind == "counts":
            parts.append(COUNTS_OF(column=self.column))
        if self.kind == "describe":
            parts.append(DESCRIPTION())
        return " › ".join(parts)

    def conditions(self) -> list[str]:
        """Order and filters in words."""
        said = [words(item) for item in self.base.filters]
        if self.kind != "rows":
            said += [words(item) for item in self.view.filters]
        said += order_in_words(self.view.order)
        if self.hidden and self.kind == "rows":
            said.append(HIDDEN(n=len(self.hidden)))
        return said

    def marks(self) -> dict[str, str]:
        """Signs after the columns' names: order, and = where a filter is."""
        marks = {item.column: "=" for item in self.view.filters if item.op != "sql"}
        for column, arrow in arrows(self.view.order).items():
            marks[column] = marks.get(column, "") + arrow
        return marks

    def arrange(self, columns: Sequence[str]) -> list[int]:
        """The columns of a fact in the order in which a person reads them, as indices."""
        if self.kind != "rows":
            return list(range(len(columns)))
        shown = [i for i, name in enumerate(columns) if name not in self.hidden]
        if not {"doc_id", "quote"} <= set(columns):
            return shown
        return sorted(shown, key=lambda i: PROVENANCE.index(columns[i]) if columns[i] in PROVENANCE else -1)


class CountPages(ViewPages):
    """The pages of a counts sheet, the share of each value drawn as a bar."""

    def page(self, offset: int, limit: int) -> Page:
        """Like the view's page, with a bar for the number in the column `bar`."""
        page = super().page(offset, limit)
        place = page.columns.index("bar")
        rows = [(*row[:place], bar(row[place]), *row[place + 1 :]) for row in page.rows]
        types = (*page.types[:place], BAR, *page.types[place + 1 :])
        return replace(page, rows=rows, types=types)


class DescribePages(ViewPages):
    """The pages of a description, what each column is for in the language of the interface."""

    def page(self, offset: int, limit: int) -> Page:
        """Like the view's page, the comments in the language shown now."""
        page = super().page(offset, limit)
        if "comment" not in page.columns:
            return page
        place = page.columns.index("comment")
        rows = [(*row[:place], row[place] and column_in_words(row[place]), *row[place + 1 :]) for row in page.rows]
        return replace(page, rows=rows)


PAGES: Final[Mapping[str, type[ViewPages]]] = {"rows": ViewPages, "counts": CountPages, "describe": DescribePages}
"""What reads the rows of a sheet, by its kind."""


def bar(share: float) -> str:
    """A bar of up to `BAR_WIDTH` cells for a share from 0 to 1, exact to an eighth of a cell."""
    whole, eighths = divmod(round(share * BAR_WIDTH * 8), 8)
    return ("█" * whole + _EIGHTHS[eighths]).rstrip() or "▏"
