"""A screen over a place, which a click beside it closes as escape does."""

from __future__ import annotations

from typing import Generic, TypeVar

from textual import events
from textual.screen import ModalScreen

Answer = TypeVar("Answer")


class Overlay(ModalScreen[Answer], Generic[Answer]):
    """Closes with None, unless a subclass leaves in another way."""

    def leave(self) -> None:
        """Do what escape does."""
        self.dismiss(None)

    def on_click(self, event: events.Click) -> None:
        """Leave on a click beside what the screen shows."""
        if self.get_widget_at(*event.screen_offset)[0] is self:
            event.stop()
            self.leave()
