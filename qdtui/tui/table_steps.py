"""The commands of Tables that lead from one sheet to the next: sort, filter, counts and description."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import replace

from qdtui.tui.cells import shown
from qdtui.tui.filter_text import parse, words
from qdtui.tui.filter_values import SUGGESTED, Values, value_typed
from qdtui.tui.place import Context
from qdtui.tui.prompt import Prompt
from qdtui.tui.table_columns import ColumnCommands
from qdtui.tui.tables_words import FILTER, FILTER_HINT, VALUES


class StepCommands(ColumnCommands):
    """A place in which each step leads to another sheet. What is asked of rows that are not here yet waits for them."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._asked: deque[Callable[[], None]] = deque()
        """What was asked to be done with rows that are not here yet, in the order in which it was asked."""

    def have_to_wait(self, act: Callable[[], None]) -> bool:
        """Whether the first rows are not here yet; `act` is then done when they come, after what was asked before."""
        waiting = self.sheet is None or (self.grid.reading and self.grid.cursor[1] is None)
        if waiting:
            self._asked.append(act)
        return waiting

    def catch_up(self) -> None:
        """The rows of a sheet are here: do what was asked for, up to what has to wait for the rows of another."""
        if not self.display:
            self._asked.clear()
        while self._asked and self.grid.loaded:
            self._asked.popleft()()

    def take_back(self) -> bool:
        """Forget what was asked for last and is not done yet; False when there is nothing of the kind."""
        if self._asked:
            self._asked.pop()
            return True
        return False

    def _sort(self, column: str | None, *, also: bool) -> None:
        self._keep_cursor()
        if self.sheet is not None and column is not None and not (self.sheet.kind == "counts" and column == "bar"):
            self._step(replace(self.sheet.sorted_by(column, also=also), at=column))

    def action_sort(self) -> None:
        """Sort by the column under the cursor: up, down, not at all."""
        if self.have_to_wait(self.action_sort):
            return
        self._sort(self.grid.cursor[1], also=False)

    def action_also_sort(self) -> None:
        """Sort by the column under the cursor after those that are sorted by already."""
        if self.have_to_wait(self.action_also_sort):
            return
        self._sort(self.grid.cursor[1], also=True)

    def action_filter(self) -> None:
        """Ask for a filter on the column under the cursor, or any other."""
        if self.have_to_wait(self.action_filter):
            return
        self._keep_cursor()
        sheet, here = self.sheet, self.grid.cursor[1]
        if sheet is None or here is None:
            return
        types = {column: self.grid.type_of(column) for column in self.grid.columns}
        prompt = self.query_one(Prompt)
        values = Values(self, sheet, prompt.hint_again)

        def check(text: str) -> str:
            if not text.strip():
                return FILTER_HINT()
            fitting = values.fitting(*typed) if (typed := value_typed(text, here, types)) else []
            said = [VALUES(values="  ".join(map(shown, fitting[:SUGGESTED])))] if fitting else []
            return " · ".join([*said, words(parse(text, here, types))])

        def complete(text: str) -> str | None:
            typed = value_typed(text, here, types)
            fitting = values.fitting(*typed) if typed else []
            return text[: len(text) - len(typed[1])] + fitting[0] if typed and fitting else None

        prompt.ask(
            f"{FILTER()} {here}",
            "",
            check,
            lambda text: (
                self._step(replace(sheet.filtered(parse(text, here, types)), at=here)) if text.strip() else None
            ),
            complete,
        )

    def action_counts(self) -> None:
        """Count the values of the column under the cursor."""
        if self.have_to_wait(self.action_counts):
            return
        column = self.grid.cursor[1]
        if self.sheet is not None and self.sheet.kind == "rows" and column is not None:
            self._step(self.sheet.counts(column))

    def action_describe(self) -> None:
        """Describe every column of the rows on screen."""
        if self.have_to_wait(self.action_describe):
            return
        if self.sheet is not None and self.sheet.kind == "rows":
            self._step(self.sheet.description())
