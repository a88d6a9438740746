"""The help screen: what the place in front is for and every key that works there, from the registry."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar, Final

from rich.style import Style
from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.widgets import Static

from qdtui.tui.cells import fit, width_of
from qdtui.tui.commands import WHERE, Command
from qdtui.tui.i18n import Phrase
from qdtui.tui.overlay import Overlay
from qdtui.tui.said import laid_out
from qdtui.tui.wrap import lines

TITLE: Final = Phrase("按键", "Keys")
WIDTH: Final = 90
SHARE: Final = 96
"""The screen is at most so many cells, and so many percent of the terminal, wide."""
EDGES: Final = 7
"""Cells that border, padding and scrollbar take."""
CLOSE: Final = Phrase("esc 关闭", "esc close")


class HelpScreen(Overlay[None]):
    """Commands by where they work, the innermost part first."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,q,question_mark,f1", "dismiss", show=False)]
    DEFAULT_CSS = """
    HelpScreen { align: center middle; }
    HelpScreen > VerticalScroll {
        width: 90; max-width: 96%; height: auto; max-height: 90%; padding: 0 2;
        background: $surface; border: round $border; scrollbar-size-vertical: 1;
    }
    HelpScreen Static { height: auto; width: 1fr; }
    """

    def __init__(self, about: str, commands: Sequence[Command], keys_of: Callable[[Command], str]) -> None:
        """`commands` can be reached from where the focus was, `keys_of` tells their keys."""
        super().__init__()
        self._about = about
        self._commands = commands
        self._keys_of = keys_of

    def compose(self) -> ComposeResult:
        """One text."""
        with VerticalScroll() as box:
            box.border_title = TITLE()
            box.border_subtitle = CLOSE()
            yield Static(self._text())

    def _text(self) -> Text:
        room = min(WIDTH, self.app.size.width * SHARE // 100) - EDGES
        text = Text()
        if self._about:
            text.append("\n" + "\n".join(laid_out(self._about, room)) + "\n")
        keyed = [(command, keys) for command in self._commands if (keys := self._keys_of(command))]
        column = max((width_of(keys) for _, keys in keyed), default=0)
        ids = max((len(command.id) for command, _ in keyed), default=0)
        wide = max(room - column - ids - 4, 12)
        where = ""
        for command, keys in keyed:
            if command.where != where:
                where = command.where
                text.append(f"\n{WHERE[where]()}\n", Style(bold=True, underline=True))
            for number, line in enumerate(lines(command.help(), wide)):
                text.append(fit(keys if number == 0 else "", column), Style(bold=True))
                text.append(f"  {fit(line.rstrip(), wide)}  ")
                text.append(command.id + "\n" if number == 0 else "\n", Style(dim=True))
        return text
