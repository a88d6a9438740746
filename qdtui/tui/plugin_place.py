"""A place that a plugin declares: lists over the file, the details of the row under the cursor, and its sentence.

The plugin gives queries and words, nothing else. The queries run closed off, with a time limit.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, Final

from textual import on
from textual.app import ComposeResult
from textual.content import Content
from textual.timer import Timer

from qdtui.offers import Chosen, Offer
from qdtui.store.view import View
from qdtui.tui.commands import REGISTRY, Command
from qdtui.tui.grid import Grid
from qdtui.tui.grid_messages import CellChosen, CursorMoved, GridFailed, GridLoaded, HeaderClicked
from qdtui.tui.i18n import N_ROWS, Phrase
from qdtui.tui.last_view import pairs
from qdtui.tui.place import Context
from qdtui.tui.places import place_id
from qdtui.tui.prompt import Prompt
from qdtui.tui.reasons import in_words
from qdtui.tui.sentence_pane import SentencePane, chosen_row, origin
from qdtui.tui.sheets import Order, arrows, next_order, order_in_words
from qdtui.tui.sql_run import Ran, Runner
from qdtui.tui.sql_text import filled
from qdtui.tui.table_export import ExportCommands
from qdtui.tui.text import plain

if TYPE_CHECKING:
    from qdtui.store.sql import Session

PAUSE: Final = 0.05
"""Seconds that the cursor rests on a row until its details are read."""
NO_ROWS: Final = Phrase(
    "这里没有行\np 看插件是否出错，ctrl+r 更新数据文件",
    "no rows here\np tells whether a plugin failed, ctrl+r updates the file",
)
NO_DETAILS: Final = Phrase(
    "这一行没有明细\ntab 回到列表，换一行", "this row has no details\ntab goes back to the list, to another row"
)
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
    Command(
        "own.sort",
        "s",
        Phrase("排序", "sort"),
        Phrase("按光标所在列排序：升、降、不排", "Sort by the column under the cursor: up, down, not at all"),
    ),
    Command(
        "own.also_sort",
        "plus",
        Phrase("", ""),
        Phrase("再按光标所在列排序（保留其他排序列）", "Sort by this column too, after the others"),
    ),
    Command(
        "own.show_sql",
        "S",
        Phrase("看 SQL", "SQL"),
        Phrase("显示生成此列表的 SQL，可复制或编辑", "Show the SQL of this list, to copy or to edit"),
    ),
    Command(
        "own.export",
        "E",
        Phrase("导出", "export"),
        Phrase("把光标所在的列表或明细写成文件", "Write the list or the details with the cursor to a file"),
    ),
    Command("own.stop_export", "escape", Phrase("停止", "stop"), Phrase("停止导出", "Stop the export")),
)


class PluginPlace(ExportCommands):
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
        self._orders: dict[tuple[str, str], Order] = {}
        """How a person sorted, by the titles of list and details (none for the list itself)."""
        self._kept: Mapping[str, Any] = {}
        """What came back from the last start, until the list is read."""
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
        yield Prompt()

    def on_mount(self) -> None:
        """Read the first list."""
        self._say_empty()
        self.reload()

    def on_unmount(self) -> None:
        """Leave nothing running and nothing open."""
        for runner in self._runners.values():
            runner.close()

    def declare(self, offer: Offer) -> None:
        """Show what the plugin declares now."""
        if offer != self._offer:
            self._offer, self._view, self._detail, self._orders = offer, 0, 0, {}
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

    @property
    def _its_detail(self) -> Mapping[str, Any]:
        details = self._its_details
        return details[self._detail % len(details)] if details else {}

    def remembered(self) -> dict[str, Any]:
        """The list and the details on screen, how they are sorted, and where the cursor is."""
        row, column = self.master.cursor
        return {
            "view": _title(self._here),
            "detail": _title(self._its_detail),
            "orders": [[*titles, [list(key) for key in order]] for titles, order in self._orders.items() if order],
            "row": row,
            "at": column or "",
        }

    def recall(self, kept: Mapping[str, Any]) -> None:
        """Begin where a person left off, as far as the plugin still has it."""
        self._kept = kept
        self._view = _place_of(kept.get("view"), self._views)
        self._detail = _place_of(kept.get("detail"), self._its_details)
        orders = kept.get("orders")
        for one in orders if isinstance(orders, list) else []:
            if isinstance(one, list) and len(one) == 3 and isinstance(one[0], str) and isinstance(one[1], str):
                keys = tuple((column, down) for column, down in pairs(one[2]) if isinstance(down, bool))
                self._orders[one[0], one[1]] = keys

    def reload(self) -> None:
        """Read the list again."""
        self._row = None
        self.query_one(SentencePane).say("")
        self.refresh_bindings()
        self.set_class(bool(self._its_details), "-detailed")
        kept, self._kept = self._kept, {}
        row, column = kept.get("row"), kept.get("at")
        self._read(
            "list",
            {},
            row=row if type(row) is int and row >= 0 else 0,
            column=column if isinstance(column, str) and column else None,
        )
        self._entitle()

    def reword(self) -> None:
        """Say everything in the other language."""
        self.query_one(SentencePane).reword()
        self._say_empty()
        self._entitle()

    def _say_empty(self) -> None:
        self.master.empty, self.details.empty = NO_ROWS(), NO_DETAILS()

    def arrive(self) -> None:
        """Focus the list, or what had the focus last."""
        if self._focused_last is not None:
            super().arrive()
        else:
            self.master.focus()

    # -- reading ---------------------------------------------------------------------------------

    def _titles(self, which: str) -> tuple[str, str]:
        """What the rows of `which` are called: the key of their order."""
        return _title(self._here), _title(self._its_detail) if which == "details" else ""

    def _shown(self, which: str) -> View:
        """What `which` shows: the plugin's query, in the order that a person chose."""
        sql = str((self._its_detail if which == "details" else self._here).get("sql", ""))
        return View(sql=sql, order=self._orders.get(self._titles(which), ()))

    def _read(self, which: str, parameters: Mapping[str, Any], *, row: int = 0, column: str | None = None) -> None:
        runner = self._runners[which]
        view = self._shown(which)

        def take(ran: Ran) -> None:
            grid = self.query_one(f"#{which}", Grid)
            if ran.result is not None and ran.result.columns:
                grid.show(runner.pages(ran.result), marks=arrows(view.order), row=row, column=column)
            elif not ran.cancelled or ran.seconds >= self.context.config.time_limit:
                self._failed(grid, ran.error)

        self.in_thread(lambda: runner.run(view.to_sql(), parameters), take, group=which)

    def _failed(self, grid: Grid, error: Exception | None) -> None:
        said = FAILED(plugin=self._offer.plugin, name=self._offer.title)
        grid.fail(RuntimeError(f"{said}\n{error or ''}"))
        self.remark(f"{said}: {' '.join(in_words(str(error or '')).split())}", "error")

    def _rest(self) -> None:
        """Read the details of the row that the cursor has come to rest on."""
        if self._resting is not None:
            self._resting.stop()
        self._resting = self.set_timer(PAUSE, self._read_details)

    def _read_details(self, column: str | None = None) -> None:
        if not self._its_details:
            return
        if self._row is None:
            self.details.say(NO_ROW())
            return
        self._read("details", self._row, column=column)
        self._entitle()

    def _entitle(self) -> None:
        views, details = self._views, self._its_details
        title = str(self._here.get("title", ""))
        place = f" {self._view % len(views) + 1}/{len(views)}" if len(views) > 1 else ""
        order = order_in_words(self._shown("list").order)
        said = " · ".join([f"{self._offer.title} › {title}{place}{_rows(self.master)}", *order])
        self.master.border_title = Content(plain(said))
        if details:
            number = self._detail % len(details)
            which = f" {number + 1}/{len(details)}" if len(details) > 1 else ""
            order = order_in_words(self._shown("details").order)
            said = " · ".join([f"{details[number].get('title', '')}{which}{_rows(self.details)}", *order])
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
        self._sort(event.grid, event.column)

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
        grid = self.grid
        if grid.loaded and grid.row is not None:
            self.query_one(SentencePane).follow(grid.row)

    # -- commands --------------------------------------------------------------------------------

    @property
    def grid(self) -> Grid:
        """The list or the details, whichever a person is in."""
        return self.details if self.details.has_focus else self.master

    @property
    def on_screen(self) -> tuple[str, View] | None:
        """What that grid shows: of details, those of the row under the list's cursor."""
        which = self.grid.id or ""
        if which == "list":
            return _title(self._here), self._shown(which)
        if self._row is None:
            return None
        view = self._shown(which)
        return _title(self._its_detail), replace(view, sql=filled(view.sql or "", self._row))

    def chosen(self) -> Chosen:
        """The row under the cursor."""
        there = self.on_screen
        return chosen_row(self.grid.row, sql=there[1].to_sql()) if self.grid.loaded and there else Chosen()

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

    def _sort(self, grid: Grid, column: str | None, *, also: bool = False) -> None:
        which = grid.id or ""
        if column is None or not grid.loaded:
            return
        key = self._titles(which)
        self._orders[key] = next_order(self._orders.get(key, ()), column, also=also)
        if which == "details":
            self._read_details(column)
        else:
            self._read(which, {}, column=column)
            self._entitle()

    def action_sort(self) -> None:
        """Sort by the column under the cursor: up, down, not at all."""
        self._sort(self.grid, self.grid.cursor[1])

    def action_also_sort(self) -> None:
        """Sort by the column under the cursor after those that are sorted by already."""
        self._sort(self.grid, self.grid.cursor[1], also=True)

    def action_show_sql(self) -> None:
        """Show the SQL of the list, or of the details."""
        if (there := self.on_screen) is not None:
            from qdtui.tui.sql_sheet import SqlSheet

            self.app.push_screen(SqlSheet(there[1].to_sql()))

    def action_switch(self) -> None:
        """Go from the list to the details and back."""
        grid = self.master if self.details.has_focus or not self._its_details else self.details
        grid.focus()


def _rows(grid: Grid) -> str:
    """Row and number of rows, once they are known."""
    if not grid.loaded:
        return ""
    return f" · {grid.cursor[0] + 1:,}/{N_ROWS(n=grid.total)}" if grid.total else f" · {N_ROWS(n=0)}"


def _title(declared: Mapping[str, Any]) -> str:
    return str(declared.get("title", ""))


def _place_of(title: object, among: Sequence[Mapping[str, Any]]) -> int:
    """Where the one with this title stands; the first when there is none."""
    return next((number for number, one in enumerate(among) if _title(one) == title), 0)
