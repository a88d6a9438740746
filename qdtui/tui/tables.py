"""The place Tables: every table and view of the file in a grid, with the sentence of the row always in view."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any, ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message

from qdtui.offers import Chosen
from qdtui.tui.chooser import Choice, Chooser
from qdtui.tui.commands import REGISTRY, Command
from qdtui.tui.copies import ALL_SHOWN, FIRST_SHOWN, with_copies
from qdtui.tui.grid import Grid
from qdtui.tui.grid_messages import CellChosen, CursorMoved, GridLoaded, HeaderClicked
from qdtui.tui.i18n import N_ROWS, TABLES, Phrase
from qdtui.tui.last_view import sheet_to_toml, sheets_from_toml
from qdtui.tui.messages import OpenFact
from qdtui.tui.place import Context
from qdtui.tui.prompt import Prompt
from qdtui.tui.relation_list import RelationList, about
from qdtui.tui.said import Said
from qdtui.tui.sentence_pane import SentencePane, chosen_row
from qdtui.tui.sheets import PAGES, Sheet
from qdtui.tui.table_steps import StepCommands
from qdtui.tui.tables_words import (
    COUNTS_NOTE,
    DESCRIBE_NOTE,
    EMPTY_FILTER,
    EMPTY_TABLE,
    NOTHING_UNDONE,
    OF_ALL,
    TABLES_COMMANDS,
)
from qdtui.tui.text import plain

if TYPE_CHECKING:
    from qdtui.store.read import Database, Relation
    from qdtui.store.view import View
    from qdtui.tui.listing import Listing

ROWS_ALONE = ("counts", "describe", "hide", "columns")
"""What can be asked of the rows of a table, and not of the counts or the description of its columns."""

NARROW = 100
"""Below this many cells the list of tables lies over the grid, on a key."""


class Tables(StepCommands):
    """All tables and views of the file."""

    PLACE_ID: ClassVar[str] = "tables"
    COMMANDS: ClassVar[tuple[Command, ...]] = TABLES_COMMANDS
    BINDINGS = REGISTRY.bindings(TABLES_COMMANDS)
    ABOUT: ClassVar[Phrase] = Phrase(
        "左侧是文件中的每个表和视图，右侧是行，下方始终是光标所在行的原文。↵ 打开文档并定位到引文。点击列名即可排序。",
        "Every table and view of the file on the left, its rows on the right, and below them always the sentence that "
        "the row under the cursor comes from. ↵ opens the document at the quote. A click on a column's name sorts.",
    )
    DEFAULT_CSS = """
    Tables { layers: base above; layout: horizontal; }
    Tables #relations { width: 30; height: 1fr; border-right: solid $panel-lighten-2; background: $background; }
    Tables RelationList { height: 1fr; border-top: solid $panel-lighten-2; }
    Tables #about { height: auto; max-height: 8; padding: 0 1; color: $text-muted; border-top: solid $panel-lighten-2; }
    Tables #sheet { width: 1fr; height: 1fr; }
    Tables Grid { height: 1fr; border-top: solid $panel-lighten-2; }
    Tables .-titled { border-title-color: $text-muted; border-subtitle-color: $text-muted; }
    Tables .-titled:focus { border-top: solid $primary; border-title-color: $text-primary; border-title-style: bold; }
    Tables.-narrow #relations { display: none; layer: above; dock: left; width: 36; }
    Tables.-narrow.-choosing #relations { display: block; }
    """

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._steps: dict[str, list[Sheet]] = {}
        """The sheets that a person went through, by relation; the last one is on screen."""
        self._current = ""
        self._wanted: OpenFact | None = None
        self._going = False
        """Whether the list of tables was asked for before it was read."""
        self._reprints = 0
        """How many documents of the file are copies of an earlier one."""
        self._all_copies = False
        """Whether the facts of reprints are shown as well."""

    def compose(self) -> ComposeResult:
        """List, grid, sentence, prompt."""
        with Vertical(id="relations"):
            names = RelationList(self.context.colours)
            names.add_class("-titled")
            yield names
            yield Said(id="about")
        with Vertical(id="sheet"):
            yield Grid(classes="-titled")
            yield SentencePane(self.context)
            yield Prompt()

    def on_mount(self) -> None:
        """Read what tables there are."""
        self.reload()

    def on_resize(self, event: events.Resize) -> None:
        """Lay the list over the grid where there is no room beside it."""
        self.set_class(event.size.width < NARROW, "-narrow")

    @property
    def names(self) -> RelationList:
        """The list of tables and views."""
        return self.query_one(RelationList)

    @property
    def sheet(self) -> Sheet | None:
        """What is on screen."""
        steps = self._steps.get(self._current)
        if not steps:
            return None
        relation = self._relations.get(self._current)
        fact_table = relation is not None and relation.fact_table and self._reprints > 0
        return with_copies(steps[-1], fact_table=fact_table, every=self._all_copies)

    @property
    def on_screen(self) -> tuple[str, View] | None:
        """The sheet, by the name of its table."""
        return (self.sheet.relation, self.sheet.shown) if self.sheet is not None else None

    def remembered(self) -> dict[str, Any]:
        """The sheet on screen."""
        self._keep_cursor()
        return sheet_to_toml(self.sheet) if self.sheet is not None else {}

    def recall(self, kept: Mapping[str, Any]) -> None:
        """Begin with the sheet that was left."""
        if steps := sheets_from_toml(kept):
            self._current = steps[0].relation
            self._steps[self._current] = steps

    def arrive(self) -> None:
        """Focus the grid, where most keys work."""
        self.grid.focus()

    def reload(self) -> None:
        """Read the list of tables again, and the sheet on screen."""

        def take(found: tuple[list[Relation], int]) -> None:
            relations, self._reprints = found
            self._keep_cursor()
            self._relations = {relation.name: relation for relation in relations}
            self.context.colours.learn(relation.name for relation in relations if relation.fact_table)
            here = self._current if self._current in self._relations else _first(relations)
            place = next((i for i, relation in enumerate(relations) if relation.name == here), 0)
            self.names.border_title = Content(f"{TABLES()} {len(relations)}")
            self.names.show(relations, place)
            self._current = ""
            if self._wanted is not None:
                wanted, self._wanted = self._wanted, None
                self.receive(wanted)
            elif here:
                self._open(here)
            if self._going:
                self.action_go()

        self.ask(lambda database: (database.relations(), database.reprints()), take, group="relations")

    def failed(self, error: Exception) -> None:
        """Show an error in full; while there is no table, in the place of the rows."""
        super().failed(error)
        if not self._relations:
            self.grid.fail(error)

    def reword(self) -> None:
        """Say everything again in the other language."""
        self.names.border_title = Content(f"{TABLES()} {len(self._relations)}")
        self.query_one(SentencePane).reword()
        if self.sheet is not None:
            self._keep_cursor()
            self._show()

    def receive(self, message: Message) -> None:
        """Show the fact of an `OpenFact` in its table."""
        if not isinstance(message, OpenFact):
            return
        if message.table not in self._relations:
            self._wanted = message
            return

        every = self._all_copies

        def read(database: Database) -> tuple[int | None, bool]:
            from qdtui.store.grid_queries import row_of

            row = None if every else row_of(database.path, message.table, message.fact_id, one_copy=True)
            if row is not None:
                return row, False
            return row_of(database.path, message.table, message.fact_id), True

        def show(found: tuple[int | None, bool]) -> None:
            self._keep_cursor()
            row, self._all_copies = found  # the fact of a reprint is only there among all
            self._current = message.table
            self._step(replace(Sheet.rows(message.table), row=row or 0))
            self._list_follows()
            self.grid.focus()

        self.ask(read, show, group="fact")

    def chosen(self) -> Chosen:
        """The row under the cursor."""
        sheet = self.sheet
        if sheet is None or not self.grid.loaded:
            return Chosen()
        row = self.grid.row if sheet.kind == "rows" else None
        return chosen_row(row, self._fact_table(row) or sheet.relation, sheet.shown.to_sql())

    # -- which sheet -----------------------------------------------------------------------------

    def _open(self, relation: str) -> None:
        """Show a relation as it was left, or its rows."""
        if relation == self._current:
            return
        self._keep_cursor()
        self._current = relation
        if relation not in self._steps:
            self._steps[relation] = [Sheet.rows(relation)]
        self._show()

    def _step(self, sheet: Sheet) -> None:
        """Go to another sheet; `back` returns to this one."""
        self._keep_cursor()
        self._steps.setdefault(self._current, []).append(sheet)
        self._show()

    def _keep_cursor(self) -> None:
        if self.sheet is not None and self.grid.loaded:
            row, at = self.grid.cursor
            self._steps[self._current][-1] = replace(self.sheet, row=row, at=at, frozen=self.grid.frozen)

    def _show(self) -> None:
        sheet = self.sheet
        if sheet is None:
            return
        source = PAGES[sheet.kind](self.context.config.database, sheet.view)
        filtered = bool(sheet.view.filters or sheet.base.filters)
        self.grid.empty = EMPTY_FILTER() if filtered else EMPTY_TABLE(name=sheet.relation)
        self.grid.show(
            source,
            marks=sheet.marks(),
            arrange=sheet.arrange,
            row=sheet.row,
            column=sheet.at,
            frozen=sheet.frozen,
        )
        self.query_one("#about", Said).say(plain(about(self._relations[sheet.relation])))
        self._title()
        self.refresh_bindings()

    def _title(self) -> None:
        sheet, grid = self.sheet, self.grid
        if sheet is None:
            return
        where = []
        if grid.loaded:
            where = [f"{grid.cursor[0] + 1:,}/{N_ROWS(n=grid.total)}" if grid.total else N_ROWS(n=0)]
        whole = self._relations[sheet.relation].rows
        if sheet.kind == "rows" and grid.loaded and grid.total != whole:
            where.append(OF_ALL(n=whole))
        grid.border_title = Content(
            plain(" · ".join([sheet.title(), *grid.selected, *where, *sheet.conditions(), *grid.kept]))
        )

    def _list_follows(self) -> None:
        place = next((i for i, relation in enumerate(self.names.items) if relation.name == self._current), None)
        if place is not None:
            self.names.move_to(place, quiet=True)

    # -- what the parts say ----------------------------------------------------------------------

    @on(RelationList.Moved)
    def _browse(self, event: Listing.Moved) -> None:
        event.stop()
        self._open(self.names.items[event.index].name)

    @on(RelationList.Chosen)
    def _choose(self, event: Listing.Chosen) -> None:
        event.stop()
        self._open(self.names.items[event.index].name)
        self.remove_class("-choosing")
        self.grid.focus()

    @on(RelationList.Left)
    def _list_left(self, event: RelationList.Left) -> None:
        event.stop()
        self.remove_class("-choosing")
        self.grid.focus()

    @on(GridLoaded)
    def _loaded(self, event: GridLoaded) -> None:
        event.stop()
        self._title()
        self.catch_up()

    @on(CursorMoved)
    def _moved(self, event: CursorMoved) -> None:
        event.stop()
        self._title()
        sheet = self.sheet
        pane = self.query_one(SentencePane)
        if sheet is not None and sheet.kind != "rows":
            pane.say(COUNTS_NOTE() if sheet.kind == "counts" else DESCRIBE_NOTE())
        else:
            pane.follow(event.row, table=self._fact_table(event.row))

    def _fact_table(self, row: Mapping[str, Any] | None) -> str:
        """The fact table that a row belongs to, also in views over several of them; empty for other rows."""
        relation = self._relations.get(self._current)
        named = self._current if relation is not None and relation.fact_table else (row or {}).get("table_name")
        return named if isinstance(named, str) else ""

    @on(CellChosen)
    def _chosen(self, event: CellChosen) -> None:
        event.stop()
        sheet = self.sheet
        if sheet is None:
            return
        if sheet.kind == "counts":
            self._step(sheet.drilled(event.row["value"]))
        elif sheet.kind == "describe":
            column = str(event.row["column"])
            self.action_back()
            self.grid.show_column(column)
        elif not self.query_one(SentencePane).open():
            self.grid.action_show_row()

    @on(HeaderClicked)
    def _header(self, event: HeaderClicked) -> None:
        event.stop()
        if self.sheet is not None:
            self.grid.move_to(column=event.column)
            self._sort(event.column, also=False)

    # -- commands --------------------------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer for counts and descriptions only what can be done with them."""
        if action in ROWS_ALONE and self.sheet is not None and self.sheet.kind != "rows":
            return False
        return super().check_action(action, parameters)

    def action_relations(self) -> None:
        """Go to the list of tables and views; from there, back to the grid."""
        if self.names.has_focus:
            self.remove_class("-choosing")
            self.grid.focus()
        else:
            self.add_class("-choosing")
            self.names.focus()
            # While it was hidden it had no height, so what it scrolled to then means nothing.
            self.names.scroll_home(animate=False, force=True)
            self.call_after_refresh(self.names.reveal)

    def action_go(self) -> None:
        """Choose a table or view by typing its name; asked before the list was read, when it was."""
        self._going = not self._relations
        if self._going:
            return
        choices = [
            Choice(relation.name, relation.name, f"{relation.rows:,}", 1) for relation in self._relations.values()
        ]

        def go(choice: Choice | None) -> None:
            if choice is not None and choice.text in self._relations:
                self._open(choice.text)
                self._list_follows()
                self.grid.focus()

        self.app.push_screen(Chooser(TABLES(), choices, at=self._current), go)

    def on_descendant_blur(self, event: events.DescendantBlur) -> None:
        """The list that lies over the grid goes away when it is left."""
        if event.widget is self.names:
            self.remove_class("-choosing")

    def action_copies(self) -> None:
        """Show the facts of all copies of a work, or of the first alone."""
        self._keep_cursor()
        self._all_copies = not self._all_copies
        if self.sheet is not None:
            self._steps[self._current][-1] = replace(self.sheet, row=0)
            self._show()
        self.remark((ALL_SHOWN if self._all_copies else FIRST_SHOWN)())

    def action_show_sql(self) -> None:
        """Show the SQL of the sheet."""
        if self.sheet is not None:
            from qdtui.tui.sql_sheet import SqlSheet

            self.app.push_screen(SqlSheet(self.sheet.shown.to_sql()))

    def action_back(self) -> None:
        """Return to the sheet before."""
        steps = self._steps.get(self._current, [])
        if self.take_back():
            return
        if len(steps) > 1:
            steps.pop()
            self._show()
        else:
            self.remark(NOTHING_UNDONE())


def _first(relations: list[Relation]) -> str:
    """The relation to begin with: the first table of facts that has rows, or else the first that may have some."""
    facts = [relation for relation in relations if relation.fact_table] or relations
    return next((relation.name for relation in facts if relation.rows), facts[0].name if facts else "")
