"""Putting the rows of a result in another order: a query runs again as the inner part of one that sorts."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Literal

from qdtui.tui.grid_pages import PageSource, TablePages
from qdtui.tui.reasons import told
from qdtui.tui.sheets import Order, arrows, next_order
from qdtui.tui.sorting import NOT_SORTED, NOTHING_SORTED, Sorting
from qdtui.tui.sql_words import CANCELLED

if TYPE_CHECKING:
    from qdtui.engines.errand import Table
    from qdtui.store.view import View
    from qdtui.tui.grid import Grid
    from qdtui.tui.sql_run import Ran, Runner


class WithOrder:
    """What sorts the rows in the grid of a widget, before whose class it stands.

    The widget says what gives its rows, runs what is to be run, and is told what came of it.
    """

    _runner: Runner

    if TYPE_CHECKING:

        def remark(self, text: str, kind: Literal["info", "busy", "error"] = "info") -> None:
            """Say `text` until a person goes on; the widget's own."""

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self._number = 0
        """Of the last run, so that a late answer of an earlier one is dropped."""
        self._sorting = Sorting()

    @property
    def grid(self) -> Grid:
        """The grid with the rows."""
        raise NotImplementedError

    def rows_in(self, order: Order) -> View | Table | None:
        """The rows in an order, or what gives them; None when there are none."""
        raise NotImplementedError

    def in_background(self, job: Callable[[], Ran], then: Callable[[Ran], None]) -> None:
        """Run `job` in a thread, and `then` with its answer on the interface's thread."""
        raise NotImplementedError

    def begin(self) -> int:
        """Note that a query begins, whose number this is."""
        self._number += 1
        return self._number

    def ended(self, ran: Ran) -> None:
        """Note how it ended."""

    def put(self, order: Order, column: str | None = None) -> None:
        """Show the rows in an order with the cursor on `column`; those on screen stay until they are here."""
        from qdtui.store.view import View

        rows = self.rows_in(order)
        if rows is None:
            return
        number = self.begin()
        if not isinstance(rows, View):
            self._show(TablePages(rows), order, column)
            return
        sql = rows.to_sql()

        def take(ran: Ran) -> None:
            if number == self._number:
                if ran.result is not None:
                    self._show(self._runner.pages(ran.result), order, column)
                else:
                    self.refused(ran)
                self.ended(ran)

        self.in_background(lambda: self._runner.run(sql), take)

    def _show(self, pages: PageSource, order: Order, column: str | None) -> None:
        if order != self._sorting.order:
            self._sorting.take(order)
        self.grid.show(pages, marks=arrows(order), column=column)

    def refused(self, ran: Ran) -> None:
        """Say why the rows are not here in the order that was asked for."""
        if ran.cancelled:
            self.remark(CANCELLED(seconds=ran.seconds))
        elif ran.error is not None:
            self.remark(NOT_SORTED(why=" ".join(told(ran.error).split())), "error")

    def sort(self, column: str | None, *, also: bool = False) -> None:
        """Sort by a column: up, down, not at all; `also` after those that are sorted by already."""
        if column is not None and self.grid.loaded:
            self.put(next_order(self._sorting.order, column, also=also), column)

    def action_sort(self) -> None:
        """Sort by the column under the cursor: up, down, not at all."""
        self.sort(self.grid.cursor[1])

    def action_also_sort(self) -> None:
        """Sort by the column under the cursor after those that are sorted by already."""
        self.sort(self.grid.cursor[1], also=True)

    def action_back(self) -> None:
        """Take the last sort back."""
        before = self._sorting.before
        if before is None:
            self.remark(NOTHING_SORTED())
        else:
            self.put(before, self.grid.cursor[1])
