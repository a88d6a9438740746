"""The candidates for the word at the cursor, in a small list over the editor."""

from __future__ import annotations

from typing import ClassVar

from rich.style import Style
from textual import events
from textual.geometry import Offset

from qdtui.tui.cells import fit, width_of
from qdtui.tui.listing import Listing, Run
from qdtui.tui.sql_complete import Candidate, Completion
from qdtui.tui.text import plain

TALLEST = 8
WIDEST = 48

SIGNS = {"column": "▪", "table": "▤", "alias": "→", "function": "ƒ", "keyword": "·"}


class CompletionList(Listing[Candidate], can_focus=False):
    """Never has the focus: the editor hands it the keys that it wants."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"completion--detail", "completion--kind"}
    DEFAULT_CSS = """
    CompletionList {
        overlay: screen; constrain: inside inside; position: absolute;
        display: none; background: $panel; width: 30; height: 4;
        & > .listing--cursor { background: $primary; color: $text; }
        & > .completion--detail { color: $text-muted; }
        & > .completion--kind { color: $text-accent; }
    }
    CompletionList.-open { display: block; }
    """

    def __init__(self) -> None:
        super().__init__()
        self.start = 0

    @property
    def open(self) -> bool:
        """Whether candidates are on screen."""
        return self.has_class("-open")

    def offer(self, completion: Completion | None, at: Offset) -> None:
        """Show candidates below the screen position `at`, or nothing."""
        if completion is None:
            self.close()
            return
        self.start = completion.start
        width = max(width_of(c.text) + width_of(c.detail) + 7 for c in completion.candidates)
        self.styles.width = min(max(width, 16), WIDEST)
        height = min(len(completion.candidates), TALLEST)
        self.styles.height = height
        below = at.y + 1 + height <= self.screen.size.height
        self.absolute_offset = Offset(at.x, at.y + 1 if below else at.y - height)
        self.show(completion.candidates)
        self.add_class("-open")

    def close(self) -> None:
        """Take the list away."""
        self.remove_class("-open")

    def draw(self, item: Candidate, line: int, width: int) -> list[Run]:
        """A sign for the kind, the text, and what it is at the right."""
        detail = fit(plain(item.detail), min(width_of(item.detail), max(width - width_of(item.text) - 6, 0)))
        room = max(width - 4 - width_of(detail), 1)
        kind, muted = (
            Style(color=self.get_component_rich_style(f"completion--{part}").color) for part in ("kind", "detail")
        )
        return [
            (f" {SIGNS[item.kind]} ", kind),
            (fit(plain(item.text), room), Style.null()),
            (f"{detail} ", muted),
        ]

    def on_click(self, event: events.Click) -> None:
        """One click is enough: the list is there to choose from."""
        self.move_to(self.scroll_offset.y + event.y, quiet=True)
        self.action_choose()
        event.stop()
        event.prevent_default()
