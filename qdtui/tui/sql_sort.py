"""The result of the place SQL: the statement whose rows are shown, and the order that a person gave them."""

from __future__ import annotations

from collections.abc import Callable
from time import perf_counter
from typing import TYPE_CHECKING

from textual.timer import Timer

from qdtui.tui.grid import Grid
from qdtui.tui.place import Context
from qdtui.tui.result_order import WithOrder
from qdtui.tui.sheets import Order
from qdtui.tui.sql_completion import WithCompletion
from qdtui.tui.sql_run import Ran, Runner

if TYPE_CHECKING:
    from qdtui.store.view import View


class WithSorting(WithOrder, WithCompletion):
    """A place whose result is sorted by the column under the cursor."""

    _clock: Timer

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._runner = Runner(context.config.database)
        self._ran: Ran | None = None
        self._statement = ""
        """The statement whose rows are shown, without an order of the person's."""

    @property
    def grid(self) -> Grid:
        """The grid with the result."""
        return self.query_one(Grid)

    @property
    def shown(self) -> View | None:
        """The result, as the statement that gives it in the order on screen; None when there are no rows to show."""
        return self.rows_in(self._sorting.order)

    def rows_in(self, order: Order) -> View | None:
        """The result, as the statement that gives it in an order."""
        from qdtui.store.view import View

        result = self._ran.result if self._ran is not None else None
        return View(sql=self._statement, order=order) if result is not None and result.columns else None

    def take_rows(self, ran: Ran) -> None:
        """Show the rows of a new statement in its own order."""
        if ran.result is not None:
            self._statement = ran.result.statement
            self._sorting.clear()
            self.grid.show(self._runner.pages(ran.result))

    def begin(self) -> int:
        """Note that a query begins, whose number this is."""
        self._begun = perf_counter()
        self._clock.resume()
        self.show_state()
        self.refresh_bindings()
        return super().begin()

    def ended(self, ran: Ran) -> None:
        """Note that it has ended; the rows on screen stay those of the last one that gave any."""
        if ran.result is not None:
            self._ran = ran
        self._begun = None
        self._clock.pause()
        self.refresh_bindings()
        self.show_state()

    def show_state(self) -> None:
        """Say how the run stands."""
        raise NotImplementedError

    def in_background(self, job: Callable[[], Ran], then: Callable[[Ran], None]) -> None:
        """Run `job` in a thread; where it takes long, the status line shows it."""
        self.in_thread(job, then, group="run")

    def action_show_sql(self) -> None:
        """Show the SQL of the result."""
        if (view := self.shown) is not None:
            from qdtui.tui.sql_sheet import SqlSheet

            self.app.push_screen(SqlSheet(view.to_sql()))
