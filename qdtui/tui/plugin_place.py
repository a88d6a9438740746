"""A place that a plugin declares: lists over the file, the details of the row under the cursor, and its sentence.

The plugin gives queries and words, nothing else. The queries run closed off, with a time limit.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, Final

from textual import on
from textual.app import ComposeResult
from textual.content import Content
from textual.timer import Timer

from qdtui.offers import Chosen, Offer
from qdtui.tui.commands import REGISTRY, Command
from qdtui.tui.grid import Grid
from qdtui.tui.grid_messages import CellChosen, CursorMoved, GridFailed, GridLoaded, HeaderClicked
from qdtui.tui.i18n import N_ROWS, Phrase
from qdtui.tui.place import Context, Place
from qdtui.tui.places import place_id
from qdtui.tui.sentence_pane import SentencePane, chosen_row, origin
from qdtui.tui.sql_run import Ran, Runner
from qdtui.tui.text import plain

if TYPE_CHECKING:
    from qdtui.store.sql import Session

PAUSE: Final = 0.05
"""Seconds that the cursor rests on a row until its details are read."""
NO_ROWS: Final = Phrase("没有行", "no rows")
FAILED: Final = Phrase("插件 {plugin} 的“{name}”没有读出来", "{name} of the plugin {plugin} could not be read")
NO_ROW: Final = Phrase("没有选中的行", "no row is chosen")

OWN_COMMANDS = (
    Command("own.next_view", "right_square_bracket", Phrase("列表", "lists"), Phrase("下一个列表", "The next list")),
    Command("own.last_view", "left_square_bracket", Phrase("", ""), Phrase("上一个列表", "The list before")),
    Command("own.next_detail", "o", Phrase("明细", "details"), Phrase("下一种明细", "The next details of the row")),
    Command(
        "own.switch",
        "tab",
        Phrase("", ""),
        Phrase("在列表与明细之间切换", "Go from the list to the details and back"),
    ),
)


class PluginPlace(Place):
    """Lists and details of one plugin's place."""

    COMMANDS: ClassVar[tuple[Command, ...]] = OWN_COMMANDS
    BINDINGS = REGISTRY.bindings(OWN_COMMANDS)
    DEFAULT_CSS = """
    PluginPlace Grid { height: 1fr; border-top: solid $panel-lighten-2; border-title-color: $text-muted; }
    PluginPlace Grid:focus { border-top: solid $primary; border-title-color: $text-primary; border-title-style: bold; }
    PluginPlace #details { display: none; }
    PluginPlace.-detailed #details { display: block; }
    """

    def __init__(self, context: Context, offer: Offer) -> None:
        self.PLACE_ID = place_id(offer)  # type: ignore[misc]  # one class, many places
        super().__init__(context)
        self._offer = offer
        self._view = 0
        self._detail = 0
        self._row: Mapping[str, Any] | None = None
        """The row of the list that the details are of."""
        self._resting: Timer | None = None
        limit = context.config.time_limit

        def make(path: Path) -> Session:
            from qdtui.store.sql import Session

            return Session(path, timeout=limit)

        self._runners = {name: Runner(context.config.database, make) for name in ("list", "details")}

    def compose(self) -> ComposeResult:
        """List, details, sentence."""
        yield Grid(id="list")
        yield Grid(id="details")
        yield SentencePane(self.context)

    def on_mount(self) -> None:
        """Read the first list."""
        for grid in (self.master, self.details):
            grid.empty = NO_ROWS()
        self.reload()

    def on_unmount(self) -> None:
        """Leave nothing running and nothing open."""
        for runner in self._runners.values():
            runner.close()

    def declare(self, offer: Offer) -> None:
        """Show what the plugin declares now."""
        if offer != self._offer:
            self._offer, self._view, self._detail = offer, 0, 0
            self.reload()

    @property
    def master(self) -> Grid:
        """The list."""
        return self.query_one("#list", Grid)

    @property
    def details(self) -> Grid:
        """The details of its row."""
        return self.query_one("#details", Grid)

    @property
    def _views(self) -> list[Mapping[str, Any]]:
        views = self._offer.declared.get("views")
        return [view for view in views if isinstance(view, dict)] if isinstance(views, list) else []

    @property
    def _here(self) -> Mapping[str, Any]:
        views = self._views
        return views[self._view % len(views)] if views else {}

    @property
    def _its_details(self) -> list[Mapping[str, Any]]:
        details = self._here.get("details")
        return [detail for detail in details if isinstance(detail, dict)] if isinstance(details, list) else []

    def reload(self) -> None:
        """Read the list again."""
        self._row = None
        self.query_one(SentencePane).say("")
        self.refresh_bindings()
        self.set_class(bool(self._its_details), "-detailed")
        self._read("list", str(self._here.get("sql", "")), {})
        self._entitle()

    def reword(self) -> None:
        """Say everything in the other language."""
        self.query_one(SentencePane).reword()
        self._entitle()

    def arrive(self) -> None:
        """Focus the list, or what had the focus last."""
        if self._focused_last is not None:
            super().arrive()
        else:
            self.master.focus()

    # -- reading ---------------------------------------------------------------------------------

    def _read(self, which: str, sql: str, parameters: Mapping[str, Any]) -> None:
        runner = self._runners[which]

        def take(ran: Ran) -> None:
            grid = self.query_one(f"#{which}", Grid)
            if ran.result is not None and ran.result.columns:
                grid.show(runner.pages(ran.result))
            elif not ran.cancelled or ran.seconds >= self.context.config.time_limit:
                self._failed(grid, ran.error)

        self.in_thread(lambda: runner.run(sql, parameters), take, group=which)

    def _failed(self, grid: Grid, error: Exception | None) -> None:
        said = FAILED(plugin=self._offer.plugin, name=self._offer.title)
        grid.fail(RuntimeError(f"{said}\n{error or ''}"))
        self.status(f"{said}: {' '.join(str(error or '').split())}", "error")

    def _rest(self) -> None:
        """Read the details of the row that the cursor has come to rest on."""
        if self._resting is not None:
            self._resting.stop()
        self._resting = self.set_timer(PAUSE, self._read_details)

    def _read_details(self) -> None:
        details = self._its_details
        if not details:
            return
        if self._row is None:
            self.details.say(NO_ROW())
            return
        self._read("details", str(details[self._detail % len(details)].get("sql", "")), self._row)
        self._entitle()

    def _entitle(self) -> None:
        views, details = self._views, self._its_details
        title = str(self._here.get("title", ""))
        place = f" {self._view % len(views) + 1}/{len(views)}" if len(views) > 1 else ""
        self.master.border_title = Content(plain(f"{self._offer.title} › {title}{place}{_rows(self.master)}"))
        if details:
            number = self._detail % len(details)
            which = f" {number + 1}/{len(details)}" if len(details) > 1 else ""
            said = f"{details[number].get('title', '')}{which}{_rows(self.details)}"
            self.details.border_title = Content(plain(said))

    # -- what the parts say ----------------------------------------------------------------------

    @on(GridLoaded)
    def _loaded(self, event: GridLoaded) -> None:
        event.stop()
        self._entitle()

    @on(GridFailed)
    def _grid_failed(self, event: GridFailed) -> None:
        event.stop()
        self._failed(event.grid, event.error)

    @on(CursorMoved)
    def _moved(self, event: CursorMoved) -> None:
        event.stop()
        self._entitle()
        if event.grid is self.master:
            self._row = event.row
            self._rest()
        if event.grid.has_focus or origin(event.row) is not None:
            table = (event.row or {}).get("table_name")
            self.query_one(SentencePane).follow(event.row, table if isinstance(table, str) else "")

    @on(HeaderClicked)
    def _header(self, event: HeaderClicked) -> None:
        event.stop()
        event.grid.move_to(column=event.column)

    @on(CellChosen)
    def _chosen(self, event: CellChosen) -> None:
        event.stop()
        pane = self.query_one(SentencePane)
        pane.follow(event.row)
        if origin(event.row) is not None:
            pane.open()
        elif event.grid is self.master and self._its_details:
            self.details.focus()
        else:
            event.grid.action_show_row()

    def on_descendant_focus(self) -> None:
        """The sentence is that of the grid in which a person is."""
        grid = self._grid
        if grid.loaded and grid.row is not None:
            self.query_one(SentencePane).follow(grid.row)

    # -- commands --------------------------------------------------------------------------------

    @property
    def _grid(self) -> Grid:
        return self.details if self.details.has_focus else self.master

    def chosen(self) -> Chosen:
        """The row under the cursor."""
        return chosen_row(self._grid.row) if self._grid.loaded else Chosen()

    def selection(self) -> Callable[[], list[dict[str, Any]]] | None:
        """The selected rows."""
        return self._grid.selection()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer what there is more than one of."""
        if action in ("next_view", "last_view"):
            return len(self._views) > 1
        if action in ("next_detail", "switch"):
            return len(self._its_details) > (1 if action == "next_detail" else 0)
        return super().check_action(action, parameters)

    def _step(self, by: int) -> None:
        self._view, self._detail = (self._view + by) % max(len(self._views), 1), 0
        self.reload()
        self.master.focus()

    def action_next_view(self) -> None:
        """Show the next list."""
        self._step(1)

    def action_last_view(self) -> None:
        """Show the list before."""
        self._step(-1)

    def action_next_detail(self) -> None:
        """Show the next details of the row."""
        self._detail = (self._detail + 1) % max(len(self._its_details), 1)
        self._read_details()

    def action_switch(self) -> None:
        """Go from the list to the details and back."""
        grid = self.master if self.details.has_focus or not self._its_details else self.details
        grid.focus()


def _rows(grid: Grid) -> str:
    """Row and number of rows, once they are known."""
    if not grid.loaded:
        return ""
    return f" · {grid.cursor[0] + 1:,}/{N_ROWS(n=grid.total)}" if grid.total else f" · {N_ROWS(n=0)}"
