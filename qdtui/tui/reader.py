"""The reader: a document's text with every fact marked in its table's colour and a cursor on one of them."""

from __future__ import annotations

import asyncio
import re
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, ClassVar, Final

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.color import Color
from textual.geometry import Size
from textual.message import Message
from textual.strip import Strip

from qdtui.model import Document, Span
from qdtui.tui.colours import TableColours, faded
from qdtui.tui.commands import REGISTRY, Command
from qdtui.tui.ground import WithGround
from qdtui.tui.reader_commands import COMMANDS
from qdtui.tui.spans import Cover
from qdtui.tui.text import plain
from qdtui.tui.text_choice import TextChoice
from qdtui.tui.vim import VimMotions
from qdtui.tui.wrap import WIDTHS, Wrapped, cells

if TYPE_CHECKING:
    from qdtui.store.records import Fact

GUTTER: Final = 3
"""Cells on the left: two marks for the facts of the line and a space."""
OVERVIEW: Final = 2
"""Cells on the right: a space and the map of the whole text."""
WIDEST: Final = 96
"""Cells of the longest line: beyond that the eye loses the way back."""
SLICE: Final = 0.02
"""Seconds of wrapping between two frames."""
DIMMED: Final = 0.45
RULED: Final = 0.2
"""How much of the text's colour boilerplate and the empty map have."""
TINT: Final = 0.2
"""How much of a table's colour the ground of its facts takes."""


class Reader(TextChoice, WithGround, VimMotions, can_focus=True):
    """Draws one `Document` line by line. Facts are numbered in the order of their places in the text."""

    COMMANDS: ClassVar[tuple[Command, ...]] = COMMANDS
    BINDINGS = REGISTRY.bindings(COMMANDS)
    VIM: ClassVar[Mapping[str, str]] = {"ctrl+d,ctrl+f": "page_down", "ctrl+u,ctrl+b": "page_up"}
    TEXT_AT = GUTTER
    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "reader--heading",
        "reader--hit",
        "reader--current-hit",
    }
    DEFAULT_CSS = """
    Reader { overflow-x: hidden; overflow-y: scroll; scrollbar-size-vertical: 1; }
    Reader > .reader--heading { text-style: bold; color: $text-primary; }
    Reader > .reader--hit { background: $warning-muted; }
    Reader > .reader--current-hit { background: $warning; text-style: bold; }
    """

    @dataclass
    class FactChanged(Message):
        """The cursor came to another fact."""

        index: int

        def can_replace(self, message: Message) -> bool:
            """Only where the cursor comes to rest matters."""
            return isinstance(message, Reader.FactChanged)

    @dataclass
    class FactChosen(Message):
        """A person wants to see the row of the fact under the cursor."""

        index: int

    class FindWanted(Message):
        """A person wants to find something in the text."""

    class HitChanged(Message):
        """Another hit is the current one."""

    @dataclass
    class CopyWanted(Message):
        """A person wants the quote of the fact under the cursor on the clipboard."""

        index: int

    def __init__(self, colours: TableColours, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id)
        self.colours = colours
        self.document: Document | None = None
        self.facts: Sequence[Fact] = ()
        self.cursor: int | None = None
        self.hits: list[Span] = []
        self.hit: int | None = None
        self._wrapped = Wrapped("", 2)
        self._marks = Cover(())
        self._dimmed = Cover(())
        self._headings = Cover(())
        self._wrapping = False
        self._later: tuple[int, int] | None = None
        """Where to scroll to (offset, margin) once there is a height."""
        self._height = 0
        """Lines that were in view before the size changed."""

    # What is shown

    def show(self, document: Document | None, facts: Sequence[Fact], cursor: int | None = 0) -> None:
        """Show `document` from its beginning; `facts` are sorted by start, `cursor` numbers one of them."""
        self.document = document
        self.display = document is not None
        self.facts = facts
        self.cursor = cursor if cursor is not None and cursor < len(facts) else None
        self.hits, self.hit = [], None
        self.chosen = None
        self._marks = Cover([Span(fact.start, fact.end) for fact in facts])
        self._dimmed = Cover([Span(zone.start, zone.end) for zone in (document.zones if document else ())])
        self._headings = Cover(
            [Span(section.start, section.title_end) for section in (document.sections if document else ())]
        )
        self._wrap_again()
        self.refresh_bindings()

    @property
    def text_width(self) -> int:
        """Cells of a line of text."""
        return max(4, min(self.scrollable_content_region.width - GUTTER - OVERVIEW, WIDEST))

    def on_resize(self) -> None:
        """Wrap to the new width, keeping what is read in view: the line at the top, and the fact or hit of the cursor."""
        seen = self._seen()
        if self._wrapped.width != self.text_width:
            top = self.offset_at_top()
            self._wrap_again()
            if self._later is None:
                self.go_to_top(top)
        if seen is not None and self._later is None:
            self.go_to_offset(seen)
        self._height = self.scrollable_content_region.height
        if self._later is not None and self.scrollable_content_region.height:
            wanted, self._later = self._later, None
            self.call_after_refresh(self._scroll_to_offset, *wanted)

    def _seen(self) -> int | None:
        """Where the hit or else the fact under the cursor begins, if that was in view at the size before."""
        if self.hit is not None:
            at = self.hits[self.hit].start
        elif self.cursor is not None:
            at = self.facts[self.cursor].start
        else:
            return None
        top = self.scroll_offset.y
        return at if top <= self._wrapped.line_of(at) < top + self._height else None

    def notify_style_update(self) -> None:
        """A change of theme changes the colours of the facts."""
        super().notify_style_update()
        self._fact_style.cache_clear()

    def offset_at_top(self) -> int:
        """The offset at which the uppermost line in view begins."""
        lines = self._wrapped.starts
        return lines[min(self.scroll_offset.y, len(lines) - 1)]

    def _wrap_again(self) -> None:
        self._fact_style.cache_clear()
        self._wrapped = Wrapped(self.document.text if self.document else "", self.text_width)
        self._wrap_on()
        self.refresh()

    def _wrap_on(self) -> None:
        """Wrap for a moment, and once more in the next frame while there is text left."""
        self._wrapped.advance(seconds=SLICE)
        self._grow()
        if not self._wrapped.complete and not self._wrapping:
            self._wrapping = True
            # Not a timer of Textual's: see `Search`, too short a one may be left out.
            asyncio.get_running_loop().call_later(0.001, self.call_later, self._go_on)

    def _go_on(self) -> None:
        self._wrapping = False
        self._wrap_on()

    def _grow(self) -> None:
        self.virtual_size = Size(0, len(self._wrapped))

    # Going about

    def go_to_top(self, offset: int) -> None:
        """Scroll so that the line of `offset` is the first one in view."""
        self._scroll_to_offset(offset, margin=0)

    def go_to_offset(self, offset: int) -> None:
        """Scroll so that `offset` is comfortably in view."""
        height = self.scrollable_content_region.height
        self._scroll_to_offset(offset, margin=min(max(2, height // 4), max(height - 1, 0) // 2))

    def _scroll_to_offset(self, offset: int, margin: int) -> None:
        line = self._wrapped.line_of(offset)
        self._wrapped.advance(lines=line + self.size.height)
        self._grow()
        top, height = self.scroll_offset.y, self.scrollable_content_region.height
        if not height:
            # Not laid out yet, or in a place that is not in front: there is nothing to compute with.
            self._later = (offset, margin)
        elif margin == 0:
            self.scroll_to(y=line, animate=False, force=True)
        elif not top + 1 <= line < top + height - 2:
            self.scroll_to(y=max(0, line - margin), animate=False, force=True)

    def go_to_fact(self, index: int, *, quiet: bool = False) -> None:
        """Put the cursor on fact number `index` and show it; `quiet` posts nothing."""
        if not 0 <= index < len(self.facts):
            return
        changed, self.cursor = index != self.cursor, index
        if changed:
            self.refresh_bindings()
        self.go_to_offset(self.facts[index].start)
        self.refresh()
        if changed and not quiet:
            self.post_message(self.FactChanged(index))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Lead to a row from a fact only, and from fact to fact where there are any."""
        if action == "open_fact":
            return self.cursor is not None
        if action in ("next_fact", "previous_fact"):
            return bool(self.facts)
        return super().check_action(action, parameters)

    def _step(self, by: int) -> None:
        if not self.facts:
            return
        if self.cursor is None:
            at = self.hits[self.hit].start if self.hit is not None else self.offset_at_top()
            here = bisect_left(self.facts, at, key=lambda fact: fact.start)
            self.go_to_fact((here if by > 0 else here - 1) % len(self.facts))
        else:
            self.go_to_fact((self.cursor + by) % len(self.facts))

    def action_next_fact(self) -> None:
        """To the next fact, from the last one to the first."""
        self._step(1)

    def action_previous_fact(self) -> None:
        """To the fact before, from the first one to the last."""
        self._step(-1)

    def action_open_fact(self) -> None:
        """Ask for the row of the fact under the cursor."""
        if self.cursor is not None:
            self.post_message(self.FactChosen(self.cursor))

    def action_copy(self) -> None:
        """Copy what was chosen with the mouse, or ask for a copy of the quote."""
        if not self.copy_choice() and self.cursor is not None:
            self.post_message(self.CopyWanted(self.cursor))

    def action_scroll_down(self) -> None:
        """Scroll one line down."""
        self.scroll_down(animate=False)

    def action_scroll_up(self) -> None:
        """Scroll one line up."""
        self.scroll_up(animate=False)

    def action_page_down(self) -> None:
        """Scroll one page down."""
        self.scroll_page_down(animate=False)

    def action_page_up(self) -> None:
        """Scroll one page up."""
        self.scroll_page_up(animate=False)

    def action_scroll_home(self) -> None:
        """Scroll to the beginning."""
        self.scroll_to(y=0, animate=False)

    def action_scroll_end(self) -> None:
        """Scroll to the end, which has to be wrapped for it."""
        self._wrapped.advance()
        self._grow()
        self.scroll_to(y=len(self._wrapped), animate=False)

    # Finding

    def find(self, wanted: str) -> int:
        """Mark every place where `wanted` stands (case does not matter), go to the first one from here on.

        Returns how many there are.
        """
        text = self.document.text if self.document else ""
        pattern = re.compile(re.escape(wanted), re.IGNORECASE) if wanted else None
        self.hits = [Span(*match.span()) for match in pattern.finditer(text)] if pattern else []
        self.hit = None
        if self.hits:
            self.hit = bisect_left(self.hits, (self.offset_at_top(), 0)) % len(self.hits)
            self.go_to_offset(self.hits[self.hit].start)
        self.refresh()
        return len(self.hits)

    def mark(self, span: Span) -> None:
        """Mark one stretch of the text like a hit, and go there."""
        self.mark_all([span])

    def mark_all(self, spans: Sequence[Span], since: int | None = None) -> None:
        """Mark stretches of the text (sorted, apart) like hits, and go to the first one from `since` or from here on."""
        self.hits = list(spans)
        since = self.offset_at_top() if since is None else since
        self.hit = bisect_left(self.hits, (since, 0)) % len(spans) if len(spans) > 1 else 0
        self.go_to_offset(self.hits[self.hit].start)
        self.refresh()

    def choose_at_hit(self) -> None:
        """Put the cursor on the fact that the current hit stands in; on none where no fact tells of it."""
        if self.hit is not None:
            span = self.hits[self.hit]
            there = (n for n, fact in enumerate(self.facts) if fact.start < span.end and span.start < fact.end)
            self.cursor = next(there, None)
            self.refresh()
            self.refresh_bindings()

    def action_find(self) -> None:
        """Ask for something to find."""
        self.post_message(self.FindWanted())

    def action_next_hit(self) -> None:
        """To the next hit."""
        self.step_hit(1)

    def action_previous_hit(self) -> None:
        """To the hit before."""
        self.step_hit(-1)

    def step_hit(self, by: int) -> None:
        """To the next (1) or the previous (-1) hit, round and round."""
        if self.hits and self.hit is not None:
            self.hit = (self.hit + by) % len(self.hits)
            self.go_to_offset(self.hits[self.hit].start)
            self.refresh()
            self.post_message(self.HitChanged())

    # The mouse

    def offset_under(self, x: int, y: int) -> int | None:
        """The offset of the character at a cell of the widget, or None where there is none."""
        number = self.scroll_offset.y + y
        if x < GUTTER or number >= len(self._wrapped):
            return None
        start, end = self._wrapped.line(number)
        room = x - GUTTER
        for offset in range(start, end):
            room -= WIDTHS[self._wrapped.text[offset]]
            if room < 0:
                return offset
        return None

    def on_click(self, event: events.Click) -> None:
        """Put the cursor on the fact under the mouse; once more takes the next of those that overlap, or opens it."""
        if self._dragged:
            return
        self.drop_choice()
        if event.x == self._map_column and self.document:
            self.go_to_offset(self.document.n_chars * event.y // max(1, self.size.height))
            return
        offset = self.offset_under(event.x, event.y)
        covering = self._marks.at(offset) if offset is not None else ()
        if not covering:
            return
        if self.cursor not in covering:
            self.go_to_fact(covering[0])
        elif event.chain == 2 or len(covering) == 1:
            self.action_open_fact()
        else:
            self.go_to_fact(covering[(covering.index(self.cursor) + 1) % len(covering)])

    # Drawing

    @property
    def _map_column(self) -> int:
        return self.scrollable_content_region.width - 1

    def render_line(self, y: int) -> Strip:
        """Gutter, text and map of one line."""
        width = self.scrollable_content_region.width
        base = self.ground
        number = self.scroll_offset.y + y
        segments: list[Segment] = []
        used = 0
        if self.document and number < len(self._wrapped):
            start, end = self._wrapped.line(number)
            segments += self._gutter(start, end, base)
            pieces = self._pieces(start, end, base)
            segments += pieces
            used = GUTTER + sum(cells(piece.text) for piece in pieces)
        if used < width - 1:
            segments.append(Segment(" " * (width - 1 - used), base))
        return Strip([*Strip(segments).crop(0, width - 1), self._map(y, base)])

    def _gutter(self, start: int, end: int, base: Style) -> list[Segment]:
        touched = sorted(self._marks.between(start, max(end, start + 1))) if end > start else []
        if self.cursor is not None and self.cursor in touched:
            fact = self.facts[self.cursor]
            sign = "▶" if start <= fact.start else "▌"
            marks = [Segment(sign, base + self._mark_style(fact.table)), Segment(" ", base)]
        else:
            tables = list(dict.fromkeys(self.facts[number].table for number in touched))[:2]
            marks = [Segment("▎", base + self._mark_style(table)) for table in tables]
            marks += [Segment(" ", base)] * (2 - len(marks))
        return [*marks, Segment(" ", base)]

    def _map(self, y: int, base: Style) -> Segment:
        size = max(1, len(self._wrapped.text))
        height = max(1, self.scrollable_content_region.height)
        start, end = y * size // height, max((y + 1) * size // height, y * size // height + 1)
        touched = self._marks.between(start, end)
        if self.cursor is not None and self.cursor in touched:
            fact = self.facts[self.cursor]
            return Segment("◀" if start <= fact.start else "▐", base + self._mark_style(fact.table))
        if touched:
            return Segment("▐", base + self._mark_style(self.facts[min(touched)].table))
        return Segment("│", base + faded(self, RULED))

    def _pieces(self, start: int, end: int, base: Style) -> list[Segment]:
        current = self.facts[self.cursor] if self.cursor is not None else None
        cuts = {start, end, *self._marks.edges_between(start, end)}
        cuts.update(self._dimmed.edges_between(start, end), self._headings.edges_between(start, end))
        hits = self._hits_in(start, end)
        spans = [*(self.hits[number] for number in hits), *(current.cells.values() if current else ())]
        if self.chosen is not None:
            spans.append(self.chosen)
        cuts.update(edge for span in spans for edge in span if start < edge < end)
        return [
            Segment(plain(self._wrapped.text[a:b]), base + self._style_at(a, current, hits))
            for a, b in pairwise(sorted(cuts))
        ]

    def _hits_in(self, start: int, end: int) -> range:
        first = bisect_right(self.hits, start, key=lambda hit: hit.end)
        return range(first, bisect_left(self.hits, end, key=lambda hit: hit.start))

    def _style_at(self, offset: int, current: Fact | None, hits: range) -> Style:
        if self.chosen is not None and self.chosen.start <= offset < self.chosen.end:
            return Style(reverse=True)
        for number in hits:
            if self.hits[number].start <= offset < self.hits[number].end:
                part = "reader--current-hit" if number == self.hit else "reader--hit"
                ground = self.get_component_styles(part).background
                style = Style(color=ground.get_contrast_text(1).rich_color, bgcolor=ground.rich_color)
                return style + Style(bold=number == self.hit, underline=True if self.app.no_color else None)
        style = Style.null()
        if self._headings.at(offset):
            style += self.get_component_rich_style("reader--heading", partial=True)
        elif self._dimmed.at(offset):
            style += faded(self, DIMMED)
        covering = self._marks.at(offset)
        if current is not None and current.start <= offset < current.end:
            named = any(span.start <= offset < span.end for span in current.cells.values())
            style += self._fact_style(current.table, True, len(covering) > 1, named)
        elif covering:
            style += self._fact_style(self.facts[covering[0]].table, False, len(covering) > 1, False)
        return style

    @lru_cache(maxsize=256)  # noqa: B019 - cleared with every theme and document; readers are few and live long
    def _fact_style(self, table: str, current: bool, overlap: bool, named: bool) -> Style:
        if self.app.no_color:
            return Style(reverse=current, underline=not current, bold=overlap or named)
        colour = self.colours.of(table, self.app.current_theme.dark)
        ground = self.background_colors[1]
        if current:
            text = colour.get_contrast_text(1)
            return Style(
                color=text.rich_color, bgcolor=colour.rich_color, bold=named or None, underline=overlap or None
            )
        tinted: Color = ground.blend(colour, TINT * (2 if overlap else 1))
        return Style(bgcolor=tinted.rich_color, underline=overlap or None)

    def _mark_style(self, table: str) -> Style:
        return Style(color=self.colours.of(table, self.app.current_theme.dark).rich_color)
