"""A grid for results of any size: it reads pages from a source in worker threads and draws what is on screen.

The grid knows nothing of SQL. Its owner gives it a `PageSource` and listens to its messages; pages
that arrive for a source that was replaced in the meantime are dropped.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from threading import Lock
from typing import Any, ClassVar

from textual import events, on
from textual.binding import Binding, BindingType
from textual.geometry import Size

from qdtui.tui.commands import REGISTRY, Command
from qdtui.tui.grid_commands import (
    CANCELLED,
    CELLS,
    GRID_COMMANDS,
    KEPT,
    MOST_ROWS,
    SELECTED,
    TOO_MANY,
    CellCommands,
    tabbed,
)
from qdtui.tui.grid_draw import GridDrawing
from qdtui.tui.grid_layout import Layout
from qdtui.tui.grid_messages import CellChosen, CursorMoved, GridFailed, GridLoaded, HeaderClicked, PageArrived
from qdtui.tui.grid_pages import LAST, Block, Pages, PageSource
from qdtui.tui.messages import CopyText
from qdtui.tui.reasons import told
from qdtui.tui.vim import VimMotions

LATE = 0.2
"""Seconds until a result that is not here yet is waited for openly."""


@dataclass
class _Showing:
    """A source and how it is to be shown."""

    pages: Pages
    marks: Mapping[str, str]
    arrange: Callable[[Sequence[str]], Sequence[int]] | None
    row: int
    column: str | None
    frozen: int


class Grid(GridDrawing, CellCommands, VimMotions, can_focus=True):
    """Rows of a `PageSource` under a header that stays, with a cell cursor."""

    COMMANDS: ClassVar[tuple[Command, ...]] = GRID_COMMANDS
    VIM: ClassVar[Mapping[str, str]] = {
        "h": "move(0, -1)",
        "j": "move(1, 0)",
        "k": "move(-1, 0)",
        "l": "move(0, 1)",
        "g": "to_row(0)",
        "G": "to_row(-1)",
        "0": "to_column(0)",
        "dollar_sign": "to_column(-1)",
        "ctrl+d,ctrl+f": "leaf(1)",
        "ctrl+u,ctrl+b": "leaf(-1)",
    }
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "move(-1, 0)", show=False),
        Binding("down", "move(1, 0)", show=False),
        Binding("left", "move(0, -1)", show=False),
        Binding("right", "move(0, 1)", show=False),
        Binding("pageup", "leaf(-1)", show=False),
        Binding("pagedown", "leaf(1)", show=False),
        Binding("home", "to_column(0)", show=False),
        Binding("end", "to_column(-1)", show=False),
        Binding("ctrl+home", "to_row(0)", show=False),
        Binding("ctrl+end", "to_row(-1)", show=False),
        Binding("enter", "choose", show=False),
        Binding("shift+up", "extend(-1, 0)", show=False),
        Binding("shift+down", "extend(1, 0)", show=False),
        Binding("shift+left", "extend(0, -1)", show=False),
        Binding("shift+right", "extend(0, 1)", show=False),
        *REGISTRY.bindings(GRID_COMMANDS),
    ]

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id, classes=classes)
        self._next: _Showing | None = None
        """What is shown as soon as its first page is here; until then the old rows stay, so that nothing flickers."""
        self._reading: Pages | None = None
        self._end_wanted = False
        """Whether a growing result is to be read to its end."""
        self._arrange: Callable[[Sequence[str]], Sequence[int]] | None = None
        self._wanted_column: str | None = None
        self._one_at_a_time = Lock()
        """Held while a page is read: a source gives one at a time."""

    # -- what it shows ---------------------------------------------------------------------------

    def show(
        self,
        source: PageSource | None,
        *,
        marks: Mapping[str, str] | None = None,
        arrange: Callable[[Sequence[str]], Sequence[int]] | None = None,
        row: int = 0,
        column: str | None = None,
        frozen: int = 0,
    ) -> None:
        """Show `source` from now on, with the cursor at `row` and `column` and the first `frozen` columns kept.

        `marks` are short signs after column names (a sort arrow), `arrange` gives the order of the
        columns as indices and may leave some out.
        """
        self.close()
        if source is None:
            self._become(None)
            return
        showing = self._next = _Showing(Pages(source), marks or {}, arrange, row, column, frozen)
        self._start(showing.pages, 0)
        self.set_timer(LATE, lambda: self._become(showing) if self._next is showing else None)

    def _become(self, showing: _Showing | None) -> None:
        """Let go of what was shown before."""
        self._next = None
        self._pages = showing.pages if showing is not None else None
        self._marks = showing.marks if showing is not None else {}
        self._arrange = showing.arrange if showing is not None else None
        self._wanted_column = showing.column if showing is not None else None
        self._row, self._place = (showing.row if showing is not None else 0), 0
        self.frozen = showing.frozen if showing is not None else 0
        self._anchor = None
        self._layout = Layout()
        self._end_wanted = False
        self._error = None
        self._note = ""
        self.virtual_size = Size(0, 0)
        self.scroll_to(0, 0, animate=False, force=True)
        self.refresh()
        if showing is None:
            self.post_message(CursorMoved(self, None))

    def say(self, text: str) -> None:
        """Show `text` where there is no result to show."""
        self.show(None)
        self._note = text

    def close(self) -> None:
        """Stop what is being read."""
        self._next = None
        if self._reading is not None:
            self._reading.source.cancel()
            self._reading = None

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Reading can be stopped while there is nothing of the result yet."""
        if action == "cancel":
            return self.reading and not self.loaded
        return super().check_action(action, parameters)

    def action_cancel(self) -> None:
        """Stop reading what is not there yet."""
        self.say(CANCELLED())

    def fail(self, error: Exception | None) -> None:
        """Show `error` in full in place of rows."""
        self.close()
        self._pages, self._error = None, error
        self._layout = Layout()
        self.scroll_to(0, 0, animate=False, force=True)
        self._lay_out()
        self.refresh()

    @property
    def loaded(self) -> bool:
        """True when columns and number of rows are known, and no other source is about to be shown."""
        return self._next is None and self._pages is not None and self._pages.total is not None

    @property
    def total(self) -> int:
        """Rows of the whole result, 0 while it is not known."""
        return (self._pages.total or 0) if self._pages is not None else 0

    @property
    def growing(self) -> bool:
        """True while there may be more rows than `total`."""
        return self._pages is not None and self._pages.source.growing

    @property
    def reading(self) -> bool:
        """True while a page is being read."""
        return self._reading is not None

    @property
    def columns(self) -> list[str]:
        """The names of the columns, from left to right."""
        return self._layout.names

    @property
    def cursor(self) -> tuple[int, str | None]:
        """Row (from 0) and name of the column under the cursor."""
        if self._next is not None and self._next.column is not None:
            return self._next.row, self._next.column
        return self._row, self._layout.names[self._place] if self._layout.names else None

    @property
    def row(self) -> dict[str, Any] | None:
        """The values of the row under the cursor by column, None when it is not here."""
        values = self._pages.row(self._row) if self._pages is not None else None
        return dict(zip(self._pages.columns, values, strict=True)) if self._pages is not None and values else None

    def type_of(self, column: str) -> str:
        """The DuckDB type of `column`, empty when there is no such column."""
        if self._pages is None or column not in self._pages.columns:
            return ""
        return self._pages.types[self._pages.columns.index(column)]

    # -- moving ----------------------------------------------------------------------------------

    def move_to(self, row: int | None = None, column: str | int | None = None) -> None:
        """Put the cursor on `row` (from 0) and `column` (name or place), as near as there is one."""
        if not self.loaded or not self.total:
            return
        before = self._row
        if row is not None:
            self._row = min(max(row, 0), self.total - 1)
        if isinstance(column, str):
            column = self._layout.place_of(column)
        if column is not None:
            self._place = min(max(column, 0), len(self._layout) - 1)
        self._scroll_to_cursor()
        self.refresh()
        if self._row != before or self.selecting:
            self.post_message(CursorMoved(self, self.row))

    def show_column(self, column: str) -> None:
        """Put the cursor on `column`, at once or when the columns are known."""
        if self._next is not None:
            self._next.column = column
        else:
            self.move_to(column=column)

    def action_move(self, rows: int, columns: int) -> None:
        """Move the cursor by rows and columns."""
        if self._next is not None:
            self._next.row = max(self._next.row + rows, 0)
        self.move_to(self._row + rows, self._place + columns)

    def action_leaf(self, leaves: int) -> None:
        """Move the cursor by screens."""
        self.move_to(self._row + leaves * max(self._height - 1, 1))

    def action_to_row(self, row: int) -> None:
        """Move the cursor to `row`; -1 is the last one."""
        self.move_to(row if row >= 0 else self.total - 1)
        if row < 0 and self.growing:
            self._end_wanted = True
            self._ask()

    def action_to_column(self, place: int) -> None:
        """Move the cursor to the column at `place`; -1 is the last one."""
        self.move_to(column=place if place >= 0 else len(self._layout) - 1)

    def action_choose(self) -> None:
        """Say that the cell under the cursor was chosen."""
        row, column = self.row, self.cursor[1]
        if self.loaded and row is not None and column is not None:
            self.post_message(CellChosen(self, row, column))

    def action_freeze(self) -> None:
        """Keep the columns up to the cursor in view, or let them go when they are kept already."""
        self.frozen = 0 if self.frozen == self._place + 1 else self._place + 1
        self._scroll_to_cursor()
        self.refresh()
        self.post_message(CursorMoved(self, self.row))

    # -- selecting -------------------------------------------------------------------------------

    @property
    def selecting(self) -> bool:
        """True while there is a selection."""
        return self._anchor is not None

    def action_select(self) -> None:
        """Begin a selection at the cursor, or drop the one there is."""
        self._anchor = None if self.selecting or not self.total else (self._row, self._place)
        self.refresh()
        self.post_message(CursorMoved(self, self.row))

    @property
    def selected(self) -> list[str]:
        """How many rows and columns are selected, for the title; nothing when nothing is."""
        chosen = self._selected
        return [SELECTED(rows=len(chosen[0]), columns=len(chosen[1]))] if chosen else []

    def action_extend(self, rows: int, columns: int) -> None:
        """Move the cursor, selecting on the way."""
        if not self.selecting:
            self.action_select()
        self.action_move(rows, columns)

    def selection(self) -> Callable[[], list[dict[str, Any]]] | None:
        """What reads the selected rows, at most `MOST_ROWS`, in a thread; None when nothing is selected."""
        pages, chosen = self._pages, self._selected
        if pages is None or chosen is None:
            return None
        rows = chosen[0]

        def read() -> list[dict[str, Any]]:
            with self._one_at_a_time:
                page = pages.source.page(rows.start, min(len(rows), MOST_ROWS))
            return [dict(zip(page.columns, row, strict=True)) for row in page.rows]

        return read

    @property
    def kept(self) -> list[str]:
        """How many columns stay in view, for the title; nothing when none do."""
        return [KEPT(n=self.frozen)] if self.frozen and self.columns else []

    def copy_selection(self, *, whole_rows: bool) -> None:
        """Copy the selected cells, or the rows that they stand in under the names of the columns, and end it."""
        pages, chosen = self._pages, self._selected
        self._anchor = None
        self.refresh()
        self.post_message(CursorMoved(self, self.row))
        if pages is None or chosen is None:
            return
        rows, places = chosen
        if len(rows) > MOST_ROWS:
            self.notify(TOO_MANY(rows=len(rows), most=MOST_ROWS), severity="warning", markup=False)
            return
        places = range(len(self._layout)) if whole_rows else places
        order = [self._layout.order[place] for place in places]
        head = [tabbed(self._layout.names)] if whole_rows else []
        here = [pages.row(row) for row in rows]

        def copy(values: Sequence[Sequence[Any] | None]) -> None:
            lines = [tabbed(row[index] for index in order) for row in values if row is not None]
            self.post_message(CopyText("\n".join([*head, *lines]), CELLS(rows=len(lines), columns=len(order))))

        def read() -> None:
            try:
                with self._one_at_a_time:
                    page = pages.source.page(rows.start, len(rows))
            except Exception as error:
                self.call_later(self.notify, told(error), severity="error", markup=False)
            else:
                self.call_later(copy, page.rows)

        if all(here):
            copy(here)
        else:
            self.run_worker(read, thread=True, group="copy", exit_on_error=False)

    def _scroll_to_cursor(self) -> None:
        if not self._layout.widths:
            return
        region, kept = self.scrollable_content_region, self._kept
        y = min(max(round(self.scroll_y), self._row - self._height + 1), self._row)
        x = self._layout.scroll_for(self._place, round(self.scroll_x), region.width, kept)
        self.scroll_to(x, y, animate=False, force=True)

    # -- reading ---------------------------------------------------------------------------------

    def _ask(self) -> None:
        """Read the page that is missing most, one at a time: what scrolled past is never asked for."""
        pages = self._pages
        if pages is None or self._reading is not None or self._error is not None:
            return
        top = round(self.scroll_y) if pages.total is not None else self._row
        number = LAST if self._end_wanted else pages.missing(top, top + self._height)
        if number is None:
            return
        self._start(pages, number)

    def _start(self, pages: Pages, number: int) -> None:
        self._reading = pages
        self.run_worker(lambda: self._read(pages, number), thread=True, group="pages", exit_on_error=False)

    def _read(self, pages: Pages, number: int) -> None:
        answer: Block | Exception
        try:
            with self._one_at_a_time:
                page = pages.source.page(number * pages.size, pages.size)
            answer = Block.of(page)
        except Exception as error:
            answer = error
        self.post_message(PageArrived(pages, number, answer))

    @on(PageArrived)
    def _take(self, event: PageArrived) -> None:
        event.stop()
        if self._reading is event.pages:
            self._reading = None
        if self._next is not None and event.pages is self._next.pages:
            self._become(self._next)
        elif event.pages is not self._pages:
            return
        if isinstance(event.answer, Exception):
            self._error = event.answer
            self._lay_out()
            self.post_message(GridFailed(self, event.answer))
            self.refresh()
            return
        first = event.pages.total is None
        event.pages.add(event.number, event.answer)
        if first:
            names = event.answer.columns
            self._layout = Layout(self._arrange(names) if self._arrange else range(len(names)), names)
            self._row = min(self._row, max(event.answer.total - 1, 0))
        self._lay_out(event.answer.widths)
        if first:
            self.post_message(GridLoaded(self, event.answer.total))
            self._place = self._layout.place_of(self._wanted_column) or 0
            self._scroll_to_cursor()
        if event.number == LAST:
            self._end_wanted = False
            self.move_to(event.answer.total - 1)
        if first or self._row // event.pages.size == event.number:
            self.post_message(CursorMoved(self, self.row))
        self.refresh()
        self._ask()

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Read what came into view."""
        super().watch_scroll_y(old_value, new_value)
        self._ask()

    def on_resize(self) -> None:
        """Share out the room again and read what came into view."""
        self._lay_out()
        self._ask()

    def on_unmount(self) -> None:
        """Leave no query running behind."""
        self.close()

    # -- mouse -----------------------------------------------------------------------------------

    def on_click(self, event: events.Click) -> None:
        """Move to the cell that was clicked; choose it when clicked again; pass on a click on a header."""
        spot = event.get_content_offset(self)
        place = self._place_at(spot.x) if spot is not None else None
        if spot is None or place is None:
            return
        if spot.y == 0 and spot.x in self._arrows:
            half = self.size.width // 2
            self.scroll_to(x=self.scroll_x + (half if spot.x == self._arrows[1] else -half), animate=False, force=True)
            return
        if spot.y == 0:
            self.post_message(HeaderClicked(self, self.columns[place]))
            return
        row = round(self.scroll_y) + spot.y - 1
        if row < self.total:
            if event.chain > 1 and (row, place) == (self._row, self._place):
                self.action_choose()
            if event.shift and not self.selecting:
                self.action_select()
            self.move_to(row, place)

    def _place_at(self, x: int) -> int | None:
        return self._layout.place_at(x if x < self._kept else x + round(self.scroll_x))
