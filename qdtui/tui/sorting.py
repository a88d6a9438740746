"""By what the rows of a result are sorted, and by what they were before, so that a person can take it back."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Final

from qdtui.tui.i18n import Phrase
from qdtui.tui.sheets import Order

NOT_SORTED: Final = Phrase("此结果不能排序：{why}", "this result cannot be sorted: {why}")
NOTHING_SORTED: Final = Phrase("没有可撤销的排序", "there is no sort to take back")


class Sorting:
    """The orders that a person went through; the last one is on screen."""

    def __init__(self) -> None:
        self._steps: list[Order] = [()]

    @property
    def order(self) -> Order:
        """The order on screen."""
        return self._steps[-1]

    @property
    def before(self) -> Order | None:
        """The order before it; None when there was none."""
        return self._steps[-2] if len(self._steps) > 1 else None

    def take(self, order: Order) -> None:
        """Go to another order, or back to the one before."""
        if order == self.before:
            self._steps.pop()
        else:
            self._steps.append(order)

    def clear(self) -> None:
        """Begin anew, with other rows."""
        self._steps = [()]


def sorted_rows(columns: Sequence[str], rows: Iterable[tuple[Any, ...]], order: Order) -> list[tuple[Any, ...]]:
    """Rows that are here already in an order, as DuckDB sorts them: NULL last, equal ones as they stood."""
    found = list(rows)
    for column, descending in reversed(order):
        place = columns.index(column)
        there = [row for row in found if row[place] is not None]
        there.sort(key=lambda row: _key(row[place]), reverse=descending)
        found = there + [row for row in found if row[place] is None]
    return found


def _key(value: object) -> tuple[int, Any]:
    """Numbers by their size, all else by its text: a column of a command may hold both."""
    return (0, value) if isinstance(value, int | float) and value == value else (1, str(value))
