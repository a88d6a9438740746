"""After the leader key: every command that can be given here with the one key that gives it, until a key is pressed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from typing import Any, Final, NamedTuple

from rich.style import Style
from rich.text import Text
from textual import events
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.dom import DOMNode
from textual.keys import key_to_character
from textual.screen import ModalScreen
from textual.widgets import Static

from qdtui.tui.cells import fit, width_of
from qdtui.tui.commands import WHERE, Command, normal_keys
from qdtui.tui.i18n import Phrase
from qdtui.tui.places import PLACES

TITLE: Final = Phrase("按键或点选 · esc 取消", "press a key, or click · esc cancels")
EXTRAS: Final = Phrase("插件的命令", "Commands of plugins")
MORE: Final = Phrase("↑↓ 还有", "↑↓ more")
SCROLLING: Final = {"up": -1, "down": 1, "pageup": -1, "pagedown": 1}
"""Keys that scroll the list where it has no room, and which way."""
COLUMN: Final = 25
"""Cells of one command, at least; one whose name needs more takes several columns."""
EDGES: Final = 4
_MORE: Final = re.compile(r"[（(；;]")

SIGNS: Final = {"slash": "/", "minus": "-", "plus": "+"}
"""Signs of keys that Textual's own table lacks."""


class Offer(NamedTuple):
    """A command, the key that gives it after the leader, and whose it is."""

    key: str
    command: Command
    node: DOMNode


class Extra(NamedTuple):
    """Something that can be done beyond the program's own commands."""

    key: str
    """The digit that gives it after the leader; empty for the palette alone."""
    title: str
    whose: str
    """Who adds it."""
    help: str
    run: Callable[[], Any]


def offers(
    reachable: Iterable[tuple[DOMNode, Command]], keys_of: Callable[[Command], str], *, leader: str
) -> list[Offer]:
    """What can be given: by the command's own key when that is a single sign, or else by its leader key.

    Of two commands with one key the inner one counts.
    """
    found: dict[str, Offer] = {}
    for node, command in reachable:
        own = [key for key in normal_keys(keys_of(command)) if _sign(key)]
        key = command.leader or (own[0] if own else "")
        # The places stand in the bar with their numbers already.
        if key and command.id != leader and command.action not in (*PLACES, "more_places"):
            found.setdefault(key, Offer(key, command, node))
    return list(found.values())


def _short(name: str) -> str:
    """What a command is called, without what is said in brackets or after a semicolon."""
    return _MORE.split(name, maxsplit=1)[0].strip()


def _sign(key: str) -> str:
    """The sign that a key stands for, empty for other keys."""
    sign = SIGNS.get(key) or key_to_character(key)
    return sign if sign is not None and sign.isprintable() and len(sign) == 1 and not sign.isspace() else ""


class WhichKey(ModalScreen[Offer | Extra | None]):
    """Dismissed with what was chosen."""

    DEFAULT_CSS = """
    WhichKey { align: center bottom; background: transparent; }
    WhichKey > VerticalScroll {
        width: 1fr; height: auto; max-height: 80%; padding: 0 1; margin-bottom: 1; scrollbar-size-vertical: 1;
        background: $surface; border: round $primary; border-title-color: $text-primary;
        border-subtitle-color: $text-muted;
    }
    WhichKey Static { width: 1fr; height: auto; }
    """

    def __init__(self, listed: Sequence[Offer], extras: Sequence[Extra] = ()) -> None:
        super().__init__()
        self._offers = listed
        self._extras = [extra for extra in extras if extra.key]
        self._spots: list[tuple[int, int, int, Offer | Extra]] = []
        """What stands where: line, first cell and the one behind the last, for the mouse."""

    def compose(self) -> ComposeResult:
        """The commands, by where they work."""
        with VerticalScroll(can_focus=False) as box:
            box.border_title = TITLE()
            yield Static(id="which")

    def on_mount(self) -> None:
        """Lay out for the width there is."""
        self._lay_out(self.app.size.width)

    def on_resize(self, event: events.Resize) -> None:
        """Lay out again."""
        self._lay_out(event.size.width)

    def _lay_out(self, width: int) -> None:
        room = max(width - EDGES, COLUMN)
        across = room // COLUMN
        column = room // across
        text = Text(no_wrap=True)
        self._spots = []
        where, used = "", 0
        for offer in self._offers:
            sign, name = _sign(offer.key), f" {_short(offer.command.name)}"
            wanted = width_of(name) + 2 + width_of(sign) + 1  # what stands beside it stays apart
            columns = min(-(-wanted // column), across)
            if offer.command.where != where:
                where, used = offer.command.where, 0
                text.append(("\n" if text else "") + WHERE[where]() + "\n", Style(dim=True))
            elif used + columns > across:
                text.append("\n")
                used = 0
            text.append(f" {sign} ", Style(bold=True, reverse=True))
            text.append(fit(name, columns * column - 2 - width_of(sign)))
            self._spots.append((text.plain.count("\n"), used * column, (used + columns) * column, offer))
            used += columns
        if self._extras:
            text.append(("\n" if text else "") + EXTRAS() + "\n", Style(dim=True))
        for number, extra in enumerate(self._extras):
            text.append("\n" if number else "")
            text.append(f" {extra.key} ", Style(bold=True, reverse=True))
            text.append(fit(f" {extra.title} · {extra.whose}", max(width - EDGES - 3, COLUMN)).rstrip())
            self._spots.append((text.plain.count("\n"), 0, width, extra))
        self.query_one("#which", Static).update(text)
        self.call_after_refresh(self._say_more)

    def _say_more(self) -> None:
        box = self.query_one(VerticalScroll)
        box.border_subtitle = MORE() if box.max_scroll_y else ""

    def on_key(self, event: events.Key) -> None:
        """Take the command of the key; any other key but those that scroll closes the list."""
        event.stop()
        event.prevent_default()
        if event.key in SCROLLING:
            box = self.query_one(VerticalScroll)
            box.scroll_relative(y=SCROLLING[event.key] * max(box.size.height - 1, 1), animate=False)
            return
        extra = next((extra for extra in self._extras if extra.key == event.key), None)
        self.dismiss(extra or next((offer for offer in self._offers if offer.key == event.key), None))

    def on_click(self, event: events.Click) -> None:
        """Take what is clicked; a click beside the list closes it, one between its entries does nothing."""
        event.stop()
        box = self.query_one(VerticalScroll)
        if not box.region.contains_point(event.screen_offset):
            self.dismiss(None)
            return
        x, y = event.screen_offset - self.query_one("#which", Static).region.offset
        for line, first, last, chosen in self._spots:
            if line == y and first <= x < last:
                self.dismiss(chosen)
                return
