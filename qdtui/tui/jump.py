"""Jump mode: a letter over every part of the screen that can have the focus; pressing it goes there."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from textual import events
from textual.app import ComposeResult
from textual.geometry import Offset
from textual.screen import ModalScreen, Screen
from textual.widget import Widget
from textual.widgets import Static

from qdtui.tui.places import PLACES

LETTERS: Final = "asdfghjklqwertyuiopzxcvbnm"


def targets(screen: Screen[object]) -> list[tuple[str, Widget]]:
    """The parts of a screen that can be gone to, from top to bottom and left to right, each with its letter."""
    parts = [part for part in screen.focus_chain if part.region.area and part.region.overlaps(screen.region)]
    parts.sort(key=lambda part: (part.region.y, part.region.x))
    return list(zip(LETTERS, parts, strict=False))


class JumpScreen(ModalScreen[Widget | str | None]):
    """Dismissed with the part to go to, or the id of a place."""

    DEFAULT_CSS = """
    JumpScreen { background: transparent; layers: labels; }
    JumpScreen > Static {
        layer: labels; position: absolute; width: 3; height: 1;
        background: $warning; color: $background; text-style: bold; content-align: center middle;
    }
    """

    def __init__(self, parts: Sequence[tuple[str, Widget]]) -> None:
        super().__init__()
        self._parts = parts

    def compose(self) -> ComposeResult:
        """A label over each part, and over each place in the bar."""
        for letter, part in self._parts:
            label = Static(letter.upper(), markup=False)
            label.styles.offset = Offset(part.region.x, part.region.y)
            yield label

    def on_key(self, event: events.Key) -> None:
        """Go to the part with this letter, or to the place with this number; any other key leaves."""
        event.stop()
        event.prevent_default()
        place = next((place_id for place_id, spot in PLACES.items() if spot.key == event.key), None)
        part = next((part for letter, part in self._parts if letter == event.key), None)
        self.dismiss(part or place)

    def on_click(self) -> None:
        """A click leaves."""
        self.dismiss(None)
