"""A grid for results of any size: it reads pages from a source in worker threads and draws what is on screen.

The grid knows nothing of SQL. Its owner gives it a `PageSource` and listens to its messages; pages
that arrive for a source that was replaced in the meantime are dropped.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Any, ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events, on
from textual.binding import Binding, BindingType
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from qdtui.tui.cells import NULL, broken, fit, is_number, one_line, pasted, width_of
from qdtui.tui.grid_pages import Block, Pages, PageSource
from qdtui.tui.i18n import Phrase

MAX_WIDTH = 30
"""Cells a column takes while other columns wait for room; columns cut off share what room is left over."""

MIN_WIDTH = 3

READING: Phrase = Phrase("读取中…", "reading…")
NO_ROWS: Phrase = Phrase("没有行", "no rows")


class Grid(ScrollView, can_focus=True):
    """Rows of a `PageSource` under a header that stays, with a cell cursor."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "grid--header",
        "grid--header-here",
        "grid--header-mark",
        "grid--null",
        "grid--row",
        "grid--cursor",
        "grid--frozen",
        "grid--waiting",
        "grid--error",
    }

    DEFAULT_CSS = """
    Grid {
        background: $surface;
        color: $foreground;
        scrollbar-size-vertical: 1;
        scrollbar-size-horizontal: 1;
        & .grid--header { background: $panel; color: $text-muted; text-style: bold; }
        & .grid--header-here { background: $panel; color: $foreground; text-style: bold; }
        & .grid--header-mark { background: $panel; color: $accent; text-style: bold; }
        & .grid--null { color: $text-disabled; }
        & .grid--row { background: $boost; }
        & .grid--cursor { background: $primary 35%; }
        & .grid--frozen { color: $text-accent; }
        & .grid--waiting { color: $text-disabled; }
        & .grid--error { color: $text-error; }
        &:focus .grid--row { background: $primary 20%; }
        &:focus .grid--cursor { background: $primary; color: $text; text-style: bold; }
        &:focus .grid--header-here { color: $text-primary; }
    }
    """

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
    ]

    @dataclass
    class Moved(Message):
        """The row under the cursor is another one, or its values have arrived."""

        grid: Grid
        row: Mapping[str, Any] | None
        """Values by column; None when there is no row or it is still being read."""

        @property
        def control(self) -> Grid:
            """The grid (for `@on` selectors)."""
            return self.grid

        def can_replace(self, message: Message) -> bool:
            """Only where a burst of moves ends matters."""
            return isinstance(message, Grid.Moved) and message.grid is self.grid

    @dataclass
    class Chosen(Message):
        """Enter or a second click on the cell under the cursor."""

        grid: Grid
        row: Mapping[str, Any]
        column: str

        @property
        def control(self) -> Grid:
            """The grid (for `@on` selectors)."""
            return self.grid

    @dataclass
    class HeaderClicked(Message):
        """A click on a column's name."""

        grid: Grid
        column: str

        @property
        def control(self) -> Grid:
            """The grid (for `@on` selectors)."""
            return self.grid

    @dataclass
    class Loaded(Message):
        """The first page of a source arrived, so its columns and number of rows are known."""

        grid: Grid
        total: int

        @property
        def control(self) -> Grid:
            """The grid (for `@on` selectors)."""
            return self.grid

    @dataclass
    class Failed(Message):
        """The source could not give a page."""

        grid: Grid
        error: Exception

        @property
        def control(self) -> Grid:
            """The grid (for `@on` selectors)."""
            return self.grid

    @dataclass
    class _Arrived(Message):
        pages: Pages
        number: int
        answer: Block | Exception

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id, classes=classes)
        self.empty = ""
        """What to say when the result has no rows: several lines, the first one names the state."""
        self.frozen = 0
        """How many of the first columns stay when the others scroll sideways."""
        self._pages: Pages | None = None
        self._busy = False
        self._error: Exception | None = None
        self._arrange: Callable[[Sequence[str]], Sequence[int]] | None = None
        self._marks: Mapping[str, str] = {}
        self._layout: list[int] = []
        self._natural: list[int] = []
        self._widths: list[int] = []
        self._lefts: list[int] = []
        self._row = 0
        self._place = 0
        self._wanted_column: str | None = None
        self._late = False

    # -- what it shows ---------------------------------------------------------------------------

    def show(
        self,
        source: PageSource | None,
        *,
        marks: Mapping[str, str] | None = None,
        arrange: Callable[[Sequence[str]], Sequence[int]] | None = None,
        row: int = 0,
        column: str | None = None,
    ) -> None:
        """Show `source` from now on, with the cursor at `row` and `column`.

        `marks` are short signs after column names (a sort arrow), `arrange` gives the order of the
        columns as indices and may leave some out.
        """
        self.close()
        self._pages = Pages(source) if source is not None else None
        self._marks = marks or {}
        self._arrange = arrange
        self._layout, self._natural, self._widths, self._lefts = [], [], [], []
        self._row, self._place, self._wanted_column = row, 0, column
        self._error = None
        self._busy = False
        self._late = False
        self.virtual_size = Size(0, 0)
        self.scroll_to(0, 0, animate=False, force=True)
        self.refresh()
        self.post_message(self.Moved(self, None))
        if self._pages is not None:
            self._ask()
            pages = self._pages
            self.set_timer(0.2, lambda: self._say_late(pages))

    def close(self) -> None:
        """Stop what is being read for the source shown so far."""
        if self._pages is not None and self._busy:
            self._pages.source.cancel()

    def fail(self, error: Exception | None) -> None:
        """Show `error` in full in place of rows."""
        self.close()
        self._pages, self._error = None, error
        self.virtual_size = Size(0, 0)
        self.refresh()

    @property
    def loaded(self) -> bool:
        """True when columns and number of rows are known."""
        return self._pages is not None and self._pages.total is not None

    @property
    def total(self) -> int:
        """Rows of the whole result, 0 while it is not known."""
        return (self._pages.total or 0) if self._pages is not None else 0

    @property
    def columns(self) -> list[str]:
        """The names of the columns, from left to right."""
        return [self._pages.columns[index] for index in self._layout] if self._pages is not None else []

    @property
    def cursor(self) -> tuple[int, str | None]:
        """Row (from 0) and name of the column under the cursor."""
        columns = self.columns
        return self._row, columns[self._place] if columns else None

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
            column = self.columns.index(column) if column in self.columns else None
        if column is not None:
            self._place = min(max(column, 0), len(self._layout) - 1)
        self._scroll_to_cursor()
        self.refresh()
        if self._row != before:
            self.post_message(self.Moved(self, self.row))

    def action_move(self, rows: int, columns: int) -> None:
        """Move the cursor by rows and columns."""
        self.move_to(self._row + rows, self._place + columns)

    def action_leaf(self, leaves: int) -> None:
        """Move the cursor by screens."""
        self.move_to(self._row + leaves * max(self._height - 1, 1))

    def action_to_row(self, row: int) -> None:
        """Move the cursor to `row`; -1 is the last one."""
        self.move_to(row if row >= 0 else self.total - 1)

    def action_to_column(self, place: int) -> None:
        """Move the cursor to the column at `place`; -1 is the last one."""
        self.move_to(column=place if place >= 0 else len(self._layout) - 1)

    def action_choose(self) -> None:
        """Say that the cell under the cursor was chosen."""
        row, column = self.row, self.cursor[1]
        if row is not None and column is not None:
            self.post_message(self.Chosen(self, row, column))

    def freeze_to_cursor(self) -> None:
        """Keep the columns up to the cursor in view, or let them go when they are kept already."""
        self.frozen = 0 if self.frozen == self._place + 1 else self._place + 1
        self._scroll_to_cursor()
        self.refresh()

    @property
    def _height(self) -> int:
        """Rows that fit under the header."""
        return max(self.scrollable_content_region.height - 1, 1)

    @property
    def _frozen_width(self) -> int:
        """Cells taken by the columns that stay; none stay when they would fill half the grid."""
        width = sum(self._widths[: self.frozen])
        return width if width <= self.size.width // 2 else 0

    def _scroll_to_cursor(self) -> None:
        if not self._widths:
            return
        top, height = round(self.scroll_y), self._height
        y = min(max(top, self._row - height + 1), self._row)
        left, right = self._lefts[self._place], self._lefts[self._place] + self._widths[self._place]
        width, kept = self.scrollable_content_region.width, self._frozen_width
        x = round(self.scroll_x)
        if not (kept and self._place < self.frozen):
            x = min(max(x, right - width), left - kept)
        self.scroll_to(max(x, 0), y, animate=False, force=True)

    # -- reading ---------------------------------------------------------------------------------

    def _ask(self) -> None:
        """Read the page that is missing most, one at a time: what scrolled past is never asked for."""
        pages = self._pages
        if pages is None or self._busy or self._error is not None:
            return
        top = round(self.scroll_y) if pages.total is not None else self._row
        number = pages.missing(top, top + self._height)
        if number is None:
            return
        self._busy = True
        self.run_worker(lambda: self._read(pages, number), thread=True, group="pages", exit_on_error=False)

    def _read(self, pages: Pages, number: int) -> None:
        answer: Block | Exception
        try:
            answer = Block.of(pages.source.page(number * pages.size, pages.size))
        except Exception as error:
            answer = error
        self.post_message(self._Arrived(pages, number, answer))

    @on(_Arrived)
    def _take(self, event: _Arrived) -> None:
        event.stop()
        if event.pages is not self._pages:
            return
        self._busy = False
        if isinstance(event.answer, Exception):
            self._error = event.answer
            self.post_message(self.Failed(self, event.answer))
            self.refresh()
            return
        first = event.pages.total is None
        event.pages.add(event.number, event.answer)
        if first:
            count = len(event.answer.columns)
            self._layout = list(self._arrange(event.answer.columns)) if self._arrange else list(range(count))
            self._natural = [0] * count
            self._row = min(self._row, max(event.answer.total - 1, 0))
        self._natural = list(map(max, self._natural, event.answer.widths))
        self._lay_out()
        if first:
            self.post_message(self.Loaded(self, event.answer.total))
            if self._wanted_column in self.columns:
                self._place = self.columns.index(self._wanted_column or "")
            self._scroll_to_cursor()
        if first or self._row // event.pages.size == event.number:
            self.post_message(self.Moved(self, self.row))
        self.refresh()
        self._ask()

    def _say_late(self, pages: Pages) -> None:
        if pages is self._pages and pages.total is None:
            self._late = True
            self.refresh()

    def _lay_out(self) -> None:
        """Give each column its width: what its cells seen so far need, cut where room is short."""
        if self._pages is None or self._pages.total is None:
            return
        wanted = [
            max(self._natural[i], width_of(self._head(self._pages.columns[i])), MIN_WIDTH) + 2 for i in self._layout
        ]
        widths = [min(width, MAX_WIDTH + 2) for width in wanted]
        spare = self.scrollable_content_region.width - sum(widths)
        for place, width in sorted(enumerate(wanted), key=lambda item: item[1]):
            if spare > 0 and width > widths[place]:
                more = min(spare, width - widths[place])
                widths[place] += more
                spare -= more
        self._widths = widths
        self._lefts = list(accumulate(widths[:-1], initial=0)) if widths else []
        self.virtual_size = Size(sum(widths), self._pages.total + 1)

    def _head(self, column: str) -> str:
        mark = self._marks.get(column)
        return f"{one_line(column)} {mark}" if mark else one_line(column)

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
        if spot.y == 0:
            self.post_message(self.HeaderClicked(self, self.columns[place]))
            return
        row = round(self.scroll_y) + spot.y - 1
        if row < self.total:
            if event.chain > 1 and (row, place) == (self._row, self._place):
                self.action_choose()
            self.move_to(row, place)

    def _place_at(self, x: int) -> int | None:
        if x >= self._frozen_width:
            x += round(self.scroll_x)
        for place, (left, width) in enumerate(zip(self._lefts, self._widths, strict=True)):
            if left <= x < left + width:
                return place
        return None

    # -- drawing ---------------------------------------------------------------------------------

    def render_line(self, y: int) -> Strip:
        """Draw line `y` of the widget: the header, a row, or what there is to say instead."""
        base = self.rich_style
        width = self.scrollable_content_region.width
        if self._error is not None:
            return self._said(y, broken(str(self._error), width - 2), base + self._ink("grid--error"))
        if self._pages is None:
            return Strip.blank(width, base)
        if self._pages.total is None:
            return self._said(y, ["", READING()] if self._late else [], base + self._ink("grid--waiting"))
        if y == 0:
            return self._drawn(self._header(), self.get_component_rich_style("grid--header"))
        row = round(self.scroll_y) + y - 1
        if row >= self._pages.total:
            if not self._pages.total:
                said = ["", *broken(self.empty or NO_ROWS(), width - 2)]
                return self._said(y - 1, said, base + self._ink("grid--waiting"))
            return Strip.blank(width, base)
        here = row == self._row
        ground = self.get_component_rich_style("grid--row") if here else base
        return self._drawn(self._body(row, ground, here), ground)

    def _ink(self, name: str) -> Style:
        """The colour of text alone, so that it may stand on any ground."""
        return Style(color=self.get_component_rich_style(name).color)

    def _header(self) -> list[Segment]:
        assert self._pages is not None
        usual, here, marked = (self.get_component_rich_style(f"grid--header{part}") for part in ("", "-here", "-mark"))
        segments = []
        for place, index in enumerate(self._layout):
            name = self._pages.columns[index]
            style = here if place == self._place else marked if name in self._marks else usual
            right = is_number(self._pages.types[index])
            segments.append(Segment(f" {fit(self._head(name), self._widths[place] - 2, right=right)} ", style))
        return segments

    def _body(self, row: int, ground: Style, here: bool) -> list[Segment]:
        assert self._pages is not None
        cells = self._pages.cells(row)
        null, frozen, waiting = (ground + self._ink(f"grid--{name}") for name in ("null", "frozen", "waiting"))
        segments = []
        for place, index in enumerate(self._layout):
            inner = self._widths[place] - 2
            if cells is None:
                segments.append(Segment(f" {fit('·', inner)} ", waiting))
                continue
            text = cells[index]
            style = null if text is NULL else frozen if place < self.frozen else ground
            if here and place == self._place:
                style = self.get_component_rich_style("grid--cursor")
            right = is_number(self._pages.types[index])
            segments.append(Segment(f" {fit(text, inner, right=right)} ", style))
        return segments

    def _drawn(self, segments: list[Segment], ground: Style) -> Strip:
        """One line of the whole table, cut to what the sideways scroll shows."""
        width, kept, x = self.scrollable_content_region.width, self._frozen_width, round(self.scroll_x)
        line = Strip(segments, sum(self._widths))
        shown = line.crop_extend(x, x + width, ground)
        return Strip.join([line.crop(0, kept), shown.crop(kept, width)]) if kept and x else shown

    def _said(self, y: int, lines: Sequence[str], style: Style) -> Strip:
        text = f" {lines[y]}" if y < len(lines) else ""
        return Strip([Segment(text, style)]).adjust_cell_length(self.scrollable_content_region.width, self.rich_style)
