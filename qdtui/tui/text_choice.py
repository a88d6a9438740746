"""Choosing a stretch of a text with the mouse, to copy it."""

from __future__ import annotations

from textual import events
from textual.scroll_view import ScrollView

from qdtui.model import Span
from qdtui.tui.i18n import Phrase
from qdtui.tui.messages import CopyText
from qdtui.tui.wrap import WIDTHS, Wrapped

CHOSEN: Phrase = Phrase("选中的文字", "selected text")


class TextChoice(ScrollView):
    """A view of wrapped lines in which a drag with the mouse chooses a stretch."""

    TEXT_AT: int
    """Cells to the left of the text."""
    _wrapped: Wrapped

    chosen: Span | None = None
    """The stretch that was chosen."""
    _from: int | None = None
    """The offset at which the button went down."""
    _dragged = False
    """Whether the mouse was moved since then: the click that follows means nothing."""

    def offset_near(self, x: int, y: int) -> int:
        """The offset at a cell of the widget, or the nearest one in the line there."""
        number = min(max(round(self.scroll_offset.y) + y, 0), len(self._wrapped) - 1)
        start, end = self._wrapped.line(number)
        room = x - self.TEXT_AT
        for offset in range(start, end):
            room -= WIDTHS[self._wrapped.text[offset]]
            if room < 0:
                return offset
        return end

    def drop_choice(self) -> bool:
        """Choose nothing; whether something was chosen."""
        had, self.chosen = self.chosen is not None, None
        self.refresh()
        return had

    def copy_choice(self) -> bool:
        """Copy what is chosen; whether something is."""
        if self.chosen is None:
            return False
        self.post_message(CopyText(self._wrapped.text[self.chosen.start : self.chosen.end], CHOSEN()))
        self.drop_choice()
        return True

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """A drag may begin here."""
        self._dragged = False
        self._from = self.offset_near(event.x, event.y) if event.button == 1 and self._wrapped.text else None

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Choose from where the button went down to here, scrolling at the edges."""
        if self._from is None or event.button != 1:
            self._from = None
            return
        here = self.offset_near(event.x, event.y)
        if not self._dragged and here == self._from:
            return
        if not self._dragged:
            self._dragged = True
            self.capture_mouse()
        if event.y < 0:
            self.scroll_up(animate=False)
        elif event.y >= self.size.height:
            self.scroll_down(animate=False)
        first, last = sorted((self._from, here))
        self.chosen = Span(first, min(last + 1, len(self._wrapped.text)))
        self.refresh()

    def on_mouse_up(self, event: events.MouseUp) -> None:
        """The drag is over."""
        self._from = None
        self.release_mouse()
