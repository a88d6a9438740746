"""The source sentence of a row: the quote marked in its context, always in view below a grid."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, ClassVar

from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.content import Content
from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

from qdtui.model import day_or_year
from qdtui.tui.ground import WithGround
from qdtui.tui.i18n import Phrase
from qdtui.tui.text import plain
from qdtui.tui.wrap import Wrapped

if TYPE_CHECKING:
    from qdtui.store.grid_queries import QuoteContext

SENTENCE: Phrase = Phrase("原文", "sentence")
PAGE: Phrase = Phrase("第{page}页", "page {page}")
_END = re.compile(r"[。！？!?…]+[”’」』）)]*|\n")


class Sentence(ScrollView, WithGround, can_focus=False):
    """A few lines of a document around a quote."""

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {"sentence--around", "sentence--quote", "sentence--note"}
    DEFAULT_CSS = """
    Sentence {
        height: 6;
        background: $surface;
        border-top: solid $panel-lighten-2;
        border-title-color: $text-muted;
        border-subtitle-color: $text-muted;
        padding: 0 1;
        overflow-x: hidden;
        scrollbar-size-vertical: 1;
        scrollbar-gutter: stable;
        & .sentence--around { color: $text-muted; }
        & .sentence--quote { background: $warning-muted; color: $text-warning; text-style: bold; }
        & .sentence--note { color: $text-muted; }
    }
    """

    def __init__(self) -> None:
        super().__init__()
        self._quote: QuoteContext | None = None
        self._note = ""
        self._lines: Wrapped = Wrapped("", 10)
        self._bounds = (0, 0)
        self._colour: Color | None = None
        self.border_title = Content(SENTENCE())

    @property
    def quote(self) -> QuoteContext | None:
        """What is shown."""
        return self._quote

    def show(self, context: QuoteContext | None, note: str = "", colour: Color | None = None) -> None:
        """Show a quote in its context, or else `note`; `colour` is that of the fact's table."""
        self._quote, self._note, self._colour = context, note, colour
        if context is None:
            self.border_title = Content(SENTENCE())
        else:
            page = PAGE(page=context.page) if context.page is not None else None
            parts = [context.title, context.source, day_or_year(context.published, context.published_year), page]
            self.border_title = Content(" · ".join(plain(part) for part in parts if part))
        self._wrap()

    def reword(self) -> None:
        """Say the title again, in the language of the interface."""
        self.show(self._quote, self._note, self._colour)

    def _wrap(self) -> None:
        context = self._quote
        text = context.text if context is not None else self._note
        self._lines = Wrapped(text, max(self.scrollable_content_region.width, 2))
        self._lines.advance()
        if context is not None:
            self._bounds = _sentence(text, context.start, context.end)
        self.virtual_size = Size(0, len(self._lines))
        if context is not None:
            top, last = self._lines.line_of(context.start), self._lines.line_of(max(context.end - 1, 0))
            height = self.scrollable_content_region.height
            spare = max(height - (last - top + 1), 0)
            first = self._lines.line_of(self._bounds[0])
            self.scroll_to(
                y=max(first, top - spare) if top - first <= spare else top - spare // 2, animate=False, force=True
            )
        self.refresh()

    def watch_show_vertical_scrollbar(self, shown: bool) -> None:
        """Put the bar where the view stands: one that is only now shown has missed the scrolling to the quote."""
        if shown:
            self.vertical_scrollbar.position = self.scroll_y

    def on_resize(self) -> None:
        """Break the lines again."""
        self._wrap()

    def render_line(self, y: int) -> Strip:
        """Draw one line, the quote marked and what is not its sentence dimmed."""
        width, base = self.scrollable_content_region.width, self.ground
        number = round(self.scroll_y) + y
        if number >= len(self._lines.starts):
            return Strip.blank(width, base)
        start, end = self._lines.line(number)
        text, context = self._lines.text, self._quote
        around = base + self._ink("sentence--around")
        if context is None:
            return Strip([Segment(plain(text[start:end]), around)]).adjust_cell_length(width, base)
        edges = sorted({start, end, *(at for at in (*self._bounds, context.start, context.end) if start < at < end)})
        segments = []
        for first, last in pairwise(edges):
            if context.start <= first < context.end:
                style = self._quote_style(base)
            else:
                style = base if self._bounds[0] <= first < self._bounds[1] else around
            segments.append(Segment(plain(text[first:last]), style))
        return Strip(segments).adjust_cell_length(width, base)

    def _ink(self, name: str) -> Style:
        return Style(color=self.get_component_rich_style(name).color)

    def _quote_style(self, base: Style) -> Style:
        if self._colour is None:
            return base + self.get_component_rich_style("sentence--quote")
        ground = self.background_colors[1].blend(self._colour, 0.25)
        return base + Style(color=self._colour.rich_color, bgcolor=ground.rich_color, bold=True)


def _sentence(text: str, start: int, end: int) -> tuple[int, int]:
    """The sentence (or sentences) that the span `start`–`end` of `text` stands in."""
    first = max((match.end() for match in _END.finditer(text, 0, start)), default=0)
    after = _END.search(text, max(end - 1, start))
    return first, after.end() if after else len(text)
