"""The whole of a row: every column with its value in full, over the place that shows it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from qdtui.tui.cells import NULL, pasted
from qdtui.tui.i18n import Phrase
from qdtui.tui.messages import CopyText
from qdtui.tui.overlay import Overlay
from qdtui.tui.text import plain, plain_lines

LONGEST = 20_000
"""Code points of one value that the card shows."""

CARD_KEYS = Phrase("esc 关闭 · ↑↓ 滚动 · y 复制整行", "esc close · ↑↓ scroll · y copy all")


class RowCard(Overlay[None]):
    """A row's columns and values, one below the other."""

    DEFAULT_CSS = """
    RowCard { align: center middle; background: $background 60%; }
    RowCard > VerticalScroll {
        width: 90%; max-width: 110; height: auto; max-height: 90%;
        background: $surface; border: round $primary; padding: 0 1;
        border-subtitle-color: $text-muted;
        scrollbar-size-vertical: 1;
    }
    RowCard .card--name { color: $text-muted; height: auto; }
    RowCard .card--name.-here { color: $text-accent; text-style: bold; }
    RowCard .card--value { height: auto; margin: 0 0 0 2; }
    RowCard .card--value.-null { color: $text-disabled; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,space,q,enter", "dismiss", show=False),
        Binding("y", "copy", show=False),
    ]

    def __init__(self, row: Mapping[str, Any], here: str | None = None) -> None:
        """`here` is the column to begin with."""
        super().__init__()
        self._values = row
        self._here = here

    def compose(self) -> ComposeResult:
        """Name and value of each column."""
        with VerticalScroll() as card:
            card.border_subtitle = Content(CARD_KEYS())
            for name, value in self._values.items():
                yield Static(Content(plain(name)), classes="card--name" + (" -here" if name == self._here else ""))
                text = pasted(value)[:LONGEST]
                lines = Content(plain_lines(text) if value is not None else NULL)
                yield Static(lines, classes="card--value" + ("" if value is not None else " -null"))

    def on_mount(self) -> None:
        """Begin with the column that the cursor was on."""
        for name in self.query(".-here"):
            self.call_after_refresh(name.scroll_visible, animate=False, top=True)

    def action_copy(self) -> None:
        """Copy names and values, one column a line."""
        lines = (f"{name}\t{pasted(value)}" for name, value in self._values.items())
        self.app.post_message(CopyText("\n".join(lines)))
