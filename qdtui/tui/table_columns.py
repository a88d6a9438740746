"""The columns of the sheet on screen in Tables: hiding them, choosing among them, and going to one by its name."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from qdtui.tui.chooser import Choice, Chooser
from qdtui.tui.column_words import column_in_words
from qdtui.tui.initials import stands_in
from qdtui.tui.place import Context
from qdtui.tui.prompt import Prompt
from qdtui.tui.table_export import ExportCommands
from qdtui.tui.tables_words import COLUMN, COLUMNS, LAST_COLUMN, NO_COLUMN

if TYPE_CHECKING:
    from qdtui.store.read import Relation
    from qdtui.tui.sheets import Sheet


class ColumnCommands(ExportCommands):
    """A place that shows sheets of the file's tables and views."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._relations: dict[str, Relation] = {}
        self._named: list[str] = []
        """All columns in the order on screen, while a person chooses among them."""

    @property
    def sheet(self) -> Sheet | None:
        """What is on screen."""
        raise NotImplementedError

    def _step(self, sheet: Sheet) -> None:
        """Go to another sheet; the way back leads to this one."""
        raise NotImplementedError

    def _keep_cursor(self) -> None:
        """Note in the sheet where the cursor of the grid is."""
        raise NotImplementedError

    def action_hide(self) -> None:
        """Put the column under the cursor out of sight."""
        column = self.grid.cursor[1]
        if self.sheet is None or self.sheet.kind != "rows" or column is None:
            return
        columns = self.grid.columns
        if len(columns) == 1:
            self.remark(LAST_COLUMN())
            return
        self._keep_cursor()
        place = columns.index(column)
        self._step(replace(self.sheet.hiding(column), at=columns[place + 1 if place + 1 < len(columns) else place - 1]))

    def action_columns(self) -> None:
        """Choose which columns are shown."""
        sheet = self.sheet
        if sheet is None or sheet.kind != "rows" or not self.grid.loaded:
            return
        columns = self._relations[sheet.relation].columns
        # A column without a comment has its name there.
        comments = {one.name: column_in_words(one.comment) for one in columns if one.comment != one.name}

        def choices() -> list[Choice]:
            now = self.sheet or sheet
            names = [*self.grid.columns, *now.hidden] if not self._named else self._named
            return [Choice(name, name, comments.get(name, ""), on=name not in now.hidden) for name in names]

        def toggle(choice: Choice) -> list[Choice]:
            now, column = self.sheet or sheet, str(choice.key)
            if column in now.hidden or len(now.hidden) + 1 < len(self._named):
                self._keep_cursor()
                self._step((self.sheet or now).hiding(column))
            return choices()

        self._named = [choice.text for choice in choices()]
        self.app.push_screen(Chooser(COLUMNS(), choices(), at=self.grid.cursor[1], toggle=toggle), self._columns_chosen)

    def _columns_chosen(self, _: Choice | None) -> None:
        self._named = []

    def action_jump(self) -> None:
        """Ask for a column and go there while the name is typed."""

        def fitting(text: str) -> list[str]:
            wanted = text.strip().lower()
            starts = [name for name in self.grid.columns if name.lower().startswith(wanted)]
            return starts or [name for name in self.grid.columns if stands_in(wanted, name.lower())]

        def find(text: str) -> str:
            found = fitting(text)
            if not found:
                raise ValueError(NO_COLUMN())
            if text.strip():
                self.grid.show_column(found[0])
            return "  ".join(found[:6])

        self.query_one(Prompt).ask(COLUMN(), "", find, lambda _: None, lambda text: next(iter(fitting(text)), None))
