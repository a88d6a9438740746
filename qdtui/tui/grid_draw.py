"""Drawing a grid: the header that stays, the rows in view, and what is said in their place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

from qdtui.tui.cells import NULL, broken, fit, is_number, one_line, width_of
from qdtui.tui.grid_layout import Layout
from qdtui.tui.grid_pages import BAR, Pages
from qdtui.tui.ground import WithGround
from qdtui.tui.i18n import Phrase
from qdtui.tui.reasons import in_words

READING: Phrase = Phrase("读取中… esc 停止", "reading… esc stops")
NO_ROWS: Phrase = Phrase("没有行", "no rows")


class GridDrawing(ScrollView, WithGround):
    """What a grid looks like. It changes nothing but its own size; `Grid` says what is shown."""

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "grid--header",
        "grid--header-here",
        "grid--header-mark",
        "grid--null",
        "grid--row",
        "grid--cursor",
        "grid--selected",
        "grid--frozen",
        "grid--waiting",
        "grid--error",
        "grid--bar",
    }

    DEFAULT_CSS = """
    GridDrawing {
        background: $background;
        color: $foreground;
        scrollbar-size-vertical: 1;
        scrollbar-gutter: stable;
        scrollbar-size-horizontal: 0;
        & .grid--header { background: $panel; color: $text-muted; text-style: bold; }
        & .grid--header-here { background: $panel; color: $foreground; text-style: bold; }
        & .grid--header-mark { background: $panel; color: $accent; text-style: bold; }
        & .grid--null { color: $text-disabled; }
        & .grid--row { background: $boost; }
        & .grid--cursor { background: $primary 35%; }
        & .grid--selected { background: $secondary 35%; }
        & .grid--frozen { color: $text-accent; }
        & .grid--waiting { color: $text-disabled; }
        & .grid--error { color: $text-error; }
        & .grid--bar { color: $accent; }
        &:focus .grid--row { background: $primary 20%; }
        &:focus .grid--cursor { background: $primary; color: $text; text-style: bold; }
        &:focus .grid--header-here { color: $text-primary; }
    }
    """

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id, classes=classes)
        self.empty = ""
        """What to say when the result has no rows: several lines, the first one names the state."""
        self.frozen = 0
        """How many of the first columns stay when the others scroll sideways."""
        self._pages: Pages | None = None
        self._error: Exception | None = None
        self._note = ""
        self._marks: Mapping[str, str] = {}
        self._layout = Layout()
        self._row = 0
        self._place = 0
        self._anchor: tuple[int, int] | None = None
        """Row and place where a selection begins; it reaches to the cursor."""

    @property
    def _height(self) -> int:
        """Rows that fit under the header."""
        return max(self.scrollable_content_region.height - 1, 1)

    @property
    def _kept(self) -> int:
        """Cells taken by the columns that stay when the others scroll sideways."""
        return self._layout.kept(self.frozen, self.scrollable_content_region.width)

    def _lay_out(self, needed: Sequence[int] | None = None) -> None:
        """Give each column its width: what its cells seen so far need, cut where room is short."""
        if self._error is not None:
            self.virtual_size = Size(
                0, len(broken(in_words(str(self._error)), self.scrollable_content_region.width - 2))
            )
            return
        if self._pages is None or self._pages.total is None:
            return
        heads = [width_of(self._head(name)) for name in self._layout.names]
        self._layout.make_room(needed or [0] * len(self._pages.columns), heads, self.scrollable_content_region.width)
        width = self.scrollable_content_region.width
        self.virtual_size = Size(self._layout.reach(width, self._kept), self._pages.total + 1)

    def _head(self, column: str) -> str:
        mark = self._marks.get(column)
        return f"{one_line(column)} {mark}" if mark else one_line(column)

    def render_line(self, y: int) -> Strip:
        """Draw line `y` of the widget: the header, a row, or what there is to say instead."""
        base = self.ground
        width = self.scrollable_content_region.width
        if self._error is not None:
            lines = broken(in_words(str(self._error)), width - 2)[round(self.scroll_y) :]
            return self._said(y, lines, base + self._ink("grid--error"))
        if self._pages is None:
            return self._said(y, ["", *broken(self._note, width - 2)], base + self._ink("grid--waiting"))
        if self._pages.total is None:
            return self._said(y, ["", READING()], base + self._ink("grid--waiting"))
        if y == 0:
            return self._with_arrows(self._drawn(self._header(), self.get_component_rich_style("grid--header")))
        row = round(self.scroll_y) + y - 1
        if row >= self._pages.total:
            if not self._pages.total:
                said = ["", *broken(self.empty or NO_ROWS(), width - 2)]
                return self._said(y - 1, said, base + self._ink("grid--waiting"))
            return Strip.blank(width, base)
        here = row == self._row
        ground = self.get_component_rich_style("grid--row") if here else base
        return self._drawn(self._body(row, ground, here), ground)

    @property
    def _selected(self) -> tuple[range, range] | None:
        """The rows and places of the selection."""
        if self._anchor is None:
            return None
        row, place = self._anchor
        return (
            range(min(row, self._row), max(row, self._row) + 1),
            range(min(place, self._place), max(place, self._place) + 1),
        )

    def _ink(self, name: str) -> Style:
        """The colour of text alone, so that it may stand on any ground."""
        return Style(color=self.get_component_rich_style(name).color)

    def _header(self) -> list[Segment]:
        assert self._pages is not None
        usual, here, marked = (self.get_component_rich_style(f"grid--header{part}") for part in ("", "-here", "-mark"))
        segments = []
        for place, (index, name) in enumerate(zip(self._layout.order, self._layout.names, strict=True)):
            style = here if place == self._place else marked if name in self._marks else usual
            right = is_number(self._pages.types[index])
            segments.append(Segment(f" {fit(self._head(name), self._layout.widths[place] - 2, right=right)} ", style))
        return segments

    def _body(self, row: int, ground: Style, here: bool) -> list[Segment]:
        assert self._pages is not None
        cells = self._pages.cells(row)
        null, frozen, waiting, bar = (
            ground + self._ink(f"grid--{name}") for name in ("null", "frozen", "waiting", "bar")
        )
        segments = []
        chosen = self._selected
        selected = ground + self.get_component_rich_style("grid--selected")
        for place, index in enumerate(self._layout.order):
            inner = self._layout.widths[place] - 2
            if cells is None:
                segments.append(Segment(f" {fit('·', inner)} ", waiting))
                continue
            text = cells[index]
            style = null if text is NULL else frozen if place < self.frozen else ground
            if self._pages.types[index] == BAR:
                style = bar
            if chosen is not None and row in chosen[0] and place in chosen[1]:
                style = selected
            if here and place == self._place:
                style = self.get_component_rich_style("grid--cursor")
            right = is_number(self._pages.types[index])
            segments.append(Segment(f" {fit(text, inner, right=right)} ", style))
        return segments

    def _drawn(self, segments: list[Segment], ground: Style) -> Strip:
        """One line of the whole table, cut to what the sideways scroll shows."""
        width, kept, x = self.scrollable_content_region.width, self._kept, round(self.scroll_x)
        line = Strip(segments, self._layout.total)
        shown = line.crop_extend(x, x + width, ground)
        return Strip.join([line.crop(0, kept), shown.crop(kept, width)]) if kept and x else shown

    @property
    def _arrows(self) -> tuple[int | None, int | None]:
        """Where in the header the signs stand that there is more on the left and on the right."""
        width, x = self.scrollable_content_region.width, round(self.scroll_x)
        return self._kept if x > 0 else None, width - 1 if x + width < self._layout.total else None

    def _with_arrows(self, header: Strip) -> Strip:
        style = self.get_component_rich_style("grid--header-mark")
        for at, sign in zip(self._arrows, "‹›", strict=True):
            if at is not None:
                after = header.crop(at + 1, header.cell_length)
                header = Strip.join([header.crop(0, at), Strip([Segment(sign, style)], 1), after])
        return header

    def _said(self, y: int, lines: Sequence[str], style: Style) -> Strip:
        text = f" {lines[y]}" if y < len(lines) else ""
        return Strip([Segment(text, style)]).adjust_cell_length(self.scrollable_content_region.width, self.rich_style)
