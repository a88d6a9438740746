"""What a plugin's command answered: a text, or rows in a grid with the sentence of the row below."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar, Literal

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from qdtui.tui.grid import Grid
from qdtui.tui.grid_messages import CellChosen, CursorMoved, GridLoaded, HeaderClicked
from qdtui.tui.i18n import N_ROWS, Phrase
from qdtui.tui.messages import CopyText
from qdtui.tui.overlay import Overlay
from qdtui.tui.place import Context
from qdtui.tui.prompt import Prompt
from qdtui.tui.result_order import WithOrder
from qdtui.tui.sentence_pane import SentencePane, origin
from qdtui.tui.sheets import Order, order_in_words
from qdtui.tui.sorting import sorted_rows
from qdtui.tui.sql_run import Ran, Runner
from qdtui.tui.table_export import FileWriter
from qdtui.tui.text import plain, plain_lines

if TYPE_CHECKING:
    from qdtui.engines.errand import Query, Table
    from qdtui.store.view import View

TEXT_KEYS: Phrase = Phrase("↑↓ 滚动 · y 复制 · esc 关闭", "↑↓ scroll · y copy · esc close")
ROWS_KEYS: Phrase = Phrase(
    "↵ 打开原文 · space 整行 · s 排序 · E 导出 · esc 关闭",
    "↵ open the text · space the row · s sort · E export · esc close",
)


class TextScreen(Overlay[None]):
    """A text that is longer than a status line."""

    DEFAULT_CSS = """
    TextScreen { align: center middle; background: $background 60%; }
    TextScreen > VerticalScroll {
        width: 90%; max-width: 110; height: auto; max-height: 86%; padding: 0 1;
        background: $surface; border: round $primary; scrollbar-size-vertical: 1;
        border-title-color: $text-primary; border-subtitle-color: $text-muted;
    }
    TextScreen > VerticalScroll.-failed { border: round $error; border-title-color: $text-error; }
    TextScreen Static { width: 1fr; height: auto; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,enter", "dismiss", show=False),
        Binding("y", "copy", show=False),
    ]

    def __init__(self, title: str, text: str, *, failed: bool = False) -> None:
        super().__init__()
        self._title = title
        self._text = text
        self._failed = failed

    def compose(self) -> ComposeResult:
        """The text, wrapped and drawn without markup."""
        with VerticalScroll(classes="-failed" if self._failed else "") as frame:
            frame.border_title = Content(plain(self._title))
            frame.border_subtitle = Content(TEXT_KEYS())
            yield Static(Content(plain_lines(self._text)))

    def on_mount(self) -> None:
        """The keys scroll."""
        self.query_one(VerticalScroll).focus()

    def action_copy(self) -> None:
        """Copy the text."""
        self.app.post_message(CopyText(self._text, self._title))


class RowsScreen(WithOrder, Overlay[None]):
    """Rows over the place; Enter opens the document of a row where its columns say which."""

    DEFAULT_CSS = """
    RowsScreen { align: center middle; background: $background 60%; }
    RowsScreen > Vertical {
        width: 96%; height: 90%; background: $surface; border: round $primary; padding: 0 1;
        border-title-color: $text-primary; border-subtitle-color: $text-muted;
    }
    RowsScreen > Vertical.-failed { border-subtitle-color: $text-error; }
    RowsScreen Grid { height: 1fr; }
    RowsScreen SentencePane.-quiet { display: none; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q", "leave", show=False),
        Binding("E", "export", show=False),
        Binding("s", "sort", show=False),
        Binding("plus", "also_sort", show=False),
        Binding("backspace", "back", show=False),
        Binding("S", "show_sql", show=False),
    ]

    def __init__(self, context: Context, title: str, answer: Table | Query) -> None:
        super().__init__()
        self._shared = context
        self._title = title
        self._answer = answer
        self._runner = Runner(context.config.database)
        self._writer = FileWriter(context, self, self.remark, self._in_thread)

    def compose(self) -> ComposeResult:
        """Grid and sentence."""
        with Vertical() as frame:
            frame.border_subtitle = Content(ROWS_KEYS())
            yield Grid()
            yield SentencePane(self._shared)
            yield Prompt()

    def on_mount(self) -> None:
        """Show the rows that are here, or run the query for them."""
        self.query_one(Grid).focus()
        self._entitle()
        self.put(())

    @property
    def grid(self) -> Grid:
        """The grid with the rows."""
        return self.query_one(Grid)

    def rows_in(self, order: Order) -> Table | View:
        """The rows in an order, or what gives them."""
        from qdtui.engines.errand import Query
        from qdtui.store.view import View

        answer = self._answer
        if isinstance(answer, Query):
            return View(sql=answer.sql, order=order)
        return replace(answer, rows=sorted_rows(answer.columns, answer.rows, order)) if order else answer

    def in_background(self, job: Callable[[], Ran], then: Callable[[Ran], None]) -> None:
        """Run `job` in a thread; nothing comes of it when the screen is closed."""

        def take(ran: Ran) -> None:
            if self.is_attached:
                then(ran)

        self.run_worker(lambda: self.app.call_later(take, job()), thread=True, group="query", exit_on_error=False)

    def refused(self, ran: Ran) -> None:
        """Say it in the frame, or where the rows would stand when there are none yet."""
        if self.grid.loaded:
            super().refused(ran)
        else:
            self.grid.fail(ran.error)

    def _entitle(self) -> None:
        grid = self.grid
        rows = [f"{grid.cursor[0] + 1:,}/{N_ROWS(n=grid.total)}"] if grid.loaded and grid.total else []
        said = [self._title, *grid.selected, *rows, *order_in_words(self._sorting.order)]
        self.query_one(Vertical).border_title = Content(plain(" · ".join(said)))

    @on(GridLoaded)
    def _loaded(self, event: GridLoaded) -> None:
        event.stop()
        self._entitle()

    @on(CursorMoved)
    def _moved(self, event: CursorMoved) -> None:
        event.stop()
        self._entitle()
        pane = self.query_one(SentencePane)
        pane.set_class(event.row is not None and origin(event.row) is None, "-quiet")
        pane.follow(event.row)

    @on(HeaderClicked)
    def _header(self, event: HeaderClicked) -> None:
        event.stop()
        self.grid.move_to(column=event.column)
        self.sort(event.column)

    @on(CellChosen)
    def _chosen(self, event: CellChosen) -> None:
        event.stop()
        if self.query_one(SentencePane).open():
            self.action_leave()
        else:
            self.query_one(Grid).action_show_row()

    def action_export(self) -> None:
        """Ask for a file, and write all rows there."""
        answer, grid = self._answer, self.query_one(Grid)
        if grid.loaded:
            rows = self.rows_in(self._sorting.order)
            self._writer.ask(answer.title or self._title, rows, lambda: grid.total)

    def action_show_sql(self) -> None:
        """Show the SQL of the rows, where a query gives them."""
        from qdtui.store.view import View
        from qdtui.tui.sql_sheet import SqlSheet

        rows = self.rows_in(self._sorting.order)
        if isinstance(rows, View):
            self.app.push_screen(SqlSheet(rows.to_sql()))

    def remark(self, text: str, kind: Literal["info", "busy", "error"] = "info") -> None:
        """Say it in the frame, over whose place the status line cannot be seen; the keys stand there else."""
        if self.is_attached:
            frame = self.query_one(Vertical)
            frame.border_subtitle = Content(plain(" ".join(text.split())) or ROWS_KEYS())
            frame.set_class(kind == "error", "-failed")

    def _in_thread(
        self, job: Callable[[], int], then: Callable[[int], None], fail: Callable[[Exception], None]
    ) -> None:
        def work() -> None:
            try:
                written = job()
            except Exception as error:
                self.call_later(fail, error)
            else:
                self.call_later(then, written)

        self.run_worker(work, thread=True, group="export", exit_on_error=False)

    def action_leave(self) -> None:
        """Stop what is being written, or else the query, and close."""
        if self._writer.running:
            self._writer.stop()
            return
        self._runner.cancel()
        self.dismiss()

    def leave(self) -> None:
        """Do what escape does."""
        self.action_leave()

    def on_unmount(self) -> None:
        """Leave nothing open and nothing half written, however the screen came to its end."""
        self._writer.stop()
        self._runner.close()
