"""Sorting the result of a query: the statement runs again as the inner part of one that sorts."""

from __future__ import annotations

from time import perf_counter
from typing import TYPE_CHECKING

from textual.timer import Timer

from qdtui.tui.grid import Grid
from qdtui.tui.place import Context
from qdtui.tui.reasons import told
from qdtui.tui.sheets import Order, arrows, next_order
from qdtui.tui.sorting import NOT_SORTED, NOTHING_SORTED, Sorting
from qdtui.tui.sql_completion import WithCompletion
from qdtui.tui.sql_run import Ran, Runner
from qdtui.tui.sql_words import CANCELLED

if TYPE_CHECKING:
    from qdtui.store.view import View


class WithSorting(WithCompletion):
    """A place whose result is sorted by the column under the cursor."""

    _clock: Timer

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._runner = Runner(context.config.database)
        self._number = 0
        """Of the last run, so that a late answer of an earlier one is dropped."""
        self._ran: Ran | None = None
        self._statement = ""
        """The statement whose rows are shown, without an order of the person's."""
        self._sorting = Sorting()

    @property
    def grid(self) -> Grid:
        """The grid with the result."""
        return self.query_one(Grid)

    @property
    def shown(self) -> View | None:
        """The result, as the statement that gives it in the order on screen; None when there are no rows to show."""
        from qdtui.store.view import View

        result = self._ran.result if self._ran is not None else None
        if result is None or not result.columns:
            return None
        return View(sql=self._statement, order=self._sorting.order)

    def take_rows(self, ran: Ran) -> None:
        """Show the rows of a new statement in its own order."""
        if ran.result is not None:
            self._statement = ran.result.statement
            self._sorting.clear()
            self.grid.show(self._runner.pages(ran.result))

    def begin(self) -> int:
        """Note that a query begins, whose number this is."""
        self._number += 1
        self._begun = perf_counter()
        self._clock.resume()
        self.show_state()
        self.refresh_bindings()
        return self._number

    def ended(self) -> None:
        """Note that it has ended."""
        self._begun = None
        self._clock.pause()
        self.refresh_bindings()

    def show_state(self) -> None:
        """Say how the run stands."""
        raise NotImplementedError

    def sort(self, column: str | None, *, also: bool = False) -> None:
        """Sort by a column: up, down, not at all; `also` after those that are sorted by already."""
        if column is not None and self.grid.loaded and self.shown is not None:
            self._put(next_order(self._sorting.order, column, also=also), column)

    def _put(self, order: Order, column: str | None) -> None:
        """Run the statement for its rows in an order; those on screen stay until they are here."""
        from qdtui.store.view import View

        sql = View(sql=self._statement, order=order).to_sql()
        number = self.begin()

        def take(ran: Ran) -> None:
            if number != self._number:
                return
            self.ended()
            if ran.result is not None:
                self._ran = ran
                self._sorting.take(order)
                self.grid.show(self._runner.pages(ran.result), marks=arrows(order), column=column)
                self.status()
            elif ran.cancelled:
                self.status(CANCELLED(seconds=ran.seconds))
            elif ran.error is not None:
                self.status(NOT_SORTED(why=" ".join(told(ran.error).split())), "error")
            self.show_state()

        self.in_thread(lambda: self._runner.run(sql), take, group="run")

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
            self.status(NOTHING_SORTED())
        else:
            self._put(before, self.grid.cursor[1])

    def action_show_sql(self) -> None:
        """Show the SQL of the result."""
        if (view := self.shown) is not None:
            from qdtui.tui.sql_sheet import SqlSheet

            self.app.push_screen(SqlSheet(view.to_sql()))
