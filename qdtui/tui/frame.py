"""The frame around every place: place bar on top, status line and keys at the bottom.

Each part is one line that lays out its items by cell width itself, so that what does not fit is
left out whole instead of being cut, and every item can be clicked.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.cells import set_cell_size
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.dom import DOMNode
from textual.keys import key_to_character
from textual.strip import Strip
from textual.widget import Widget

from qdtui.tui.cells import width_of
from qdtui.tui.commands import REGISTRY, Command
from qdtui.tui.i18n import Phrase
from qdtui.tui.text import plain

ELLIPSIS = "…"
ROOMY = 100
"""Cells of a line that has room for everything."""


def fitted(text: str, width: int) -> str:
    """`text` in at most `width` cells, with an ellipsis where it was cut."""
    if width_of(text) <= width:
        return text
    if width <= 0:
        return ""
    return set_cell_size(text, width - 1).rstrip() + ELLIPSIS


@dataclass(frozen=True)
class Item:
    """A piece of a line: styled runs of text and what a click on them does."""

    runs: Sequence[tuple[str, str]]
    """(text, component class) pairs."""
    action: str = ""
    """A Textual action, run on `node`."""
    node: DOMNode | None = None

    @property
    def width(self) -> int:
        """Cells that the item takes."""
        return sum(width_of(text) for text, _ in self.runs)


class Line(Widget):
    """A line of items, some on the left and some on the right; the left ones give way."""

    ALLOW_SELECT = False
    DEFAULT_CSS = "Line { height: 1; width: 1fr; }"

    def items(self, width: int) -> tuple[list[Item], list[Item]]:
        """What stands on the left and what on the right, in a line of `width` cells."""
        raise NotImplementedError

    def _placed(self) -> list[tuple[int, Item]]:
        width = self.size.width
        left, right = self.items(width)
        x = max(0, width - sum(item.width for item in right))
        placed = []
        for item in right:
            placed.append((x, item))
            x += item.width
        room = placed[0][0] if placed else width
        x = 0
        for item in left:
            if x + item.width > room:
                break
            placed.append((x, item))
            x += item.width
        return sorted(placed, key=lambda pair: pair[0])

    def render_line(self, y: int) -> Strip:
        """Draw the items with the gaps between them."""
        width = self.size.width
        base = self.rich_style
        segments: list[Segment] = []
        x = 0
        for at, item in self._placed():
            segments.append(Segment(" " * (at - x), base))
            for text, part in item.runs:
                style: Style = self.get_component_rich_style(part) if part else base
                segments.append(Segment(text, style))
            x = at + item.width
        return Strip(segments).adjust_cell_length(width, base)

    async def on_click(self, event: events.Click) -> None:
        """Run the action of the item under the mouse."""
        for at, item in self._placed():
            if at <= event.x < at + item.width and item.action:
                event.stop()
                await self.app.run_action(item.action, item.node or self.app)
                return


class PlaceBar(Line):
    """The four places, the one in front marked; the name of the file on the right."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"bar--place", "bar--current", "bar--key", "bar--file"}
    DEFAULT_CSS = """
    PlaceBar { dock: top; background: $panel; color: $text-muted; }
    PlaceBar .bar--place { color: $text-muted; }
    PlaceBar .bar--current { color: $block-cursor-foreground; background: $primary; text-style: bold; }
    PlaceBar .bar--key { color: $text-accent; text-style: bold; }
    PlaceBar .bar--file { color: $text-muted; }
    """

    def __init__(self, places: Sequence[tuple[str, str, Phrase]]) -> None:
        """`places` are (place id, key, title)."""
        super().__init__(id="places")
        self._places = places
        self._more: Sequence[tuple[str, str, str, Phrase]] = ()
        self.current = ""
        self.file = ""

    def show(
        self,
        *,
        current: str | None = None,
        file: str | None = None,
        more: Sequence[tuple[str, str, str, Phrase]] | None = None,
    ) -> None:
        """Change which place is in front, the file's name, or the places of plugins: (id, action, key, title)."""
        self._more = self._more if more is None else more
        self.current = self.current if current is None else current
        self.file = self.file if file is None else file
        self.refresh()

    def items(self, width: int) -> tuple[list[Item], list[Item]]:
        """The places on the left, the file on the right."""
        left = []
        own = [(place_id, f"app.{place_id}", key, title) for place_id, key, title in self._places]
        for place_id, action, key, title in (*own, *self._more):
            key = f" {key}" if key else ""
            if place_id == self.current:
                runs = [(f"{key} {title()} ", "bar--current")]
            else:
                runs = [(key, "bar--key"), (f" {title()} ", "bar--place")]
            left.append(Item(runs, action))
        room = width - sum(item.width for item in left) - 2
        return left, [Item([(fitted(self.file, room) + " ", "bar--file")])] if room > 4 else []


class StatusLine(Line):
    """What the place in front has to say, and how the file stands: counts, or the progress of an update."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"status--busy", "status--error", "status--count", "status--alarm"}
    DEFAULT_CSS = """
    StatusLine { background: $surface; color: $text; }
    StatusLine .status--busy { color: $text-accent; }
    StatusLine .status--error { color: $text-error; text-style: bold; }
    StatusLine .status--count { color: $text-muted; }
    StatusLine .status--alarm { color: $text-warning; text-style: bold; }
    """
    FRAMES: ClassVar[str] = "⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏"

    def __init__(self) -> None:
        super().__init__(id="status")
        self.text = ""
        self.kind = "info"
        self._remark = ("", "info")
        """What stands over the text for a while, and its kind."""
        self.counts: tuple[str, str] = ("", "")
        self.progress = ""
        self._waits: set[Hashable] = set()
        """What is being waited for."""
        self._frame = 0

    def on_mount(self) -> None:
        """The spinner turns only while something runs."""
        self._timer = self.set_interval(0.1, self._turn, pause=True)

    def _turn(self) -> None:
        self._frame += 1
        self.refresh()

    def show(
        self,
        *,
        text: str | None = None,
        kind: str = "info",
        counts: tuple[str, str] | None = None,
        progress: str | None = None,
    ) -> None:
        """Change what stands in the line; `counts` is (documents and facts, problems or empty)."""
        if text is not None:
            self.text, self.kind = plain(text), kind
            self._remark = ("", "info") if text else self._remark
        self.counts = self.counts if counts is None else counts
        self.progress = self.progress if progress is None else plain(progress)
        self._turn_or_rest()

    def remark(self, text: str, kind: str = "info") -> None:
        """Say `text` over what stands in the line until it has something new, or until this is empty."""
        self._remark = plain(text), kind
        self.refresh()

    @property
    def said(self) -> tuple[str, str]:
        """What stands in the line, and its kind."""
        return self._remark if self._remark[0] else (self.text, self.kind)

    def wait(self, key: Hashable, *, begun: bool) -> None:
        """Show that something is being done for as long as anything is."""
        if begun != (key in self._waits):
            self._waits ^= {key}
            self._turn_or_rest()

    @property
    def busy(self) -> bool:
        """Whether the spinner turns."""
        return bool(self.progress or self._waits or self.kind == "busy")

    def _turn_or_rest(self) -> None:
        if self.is_mounted:
            (self._timer.resume if self.busy else self._timer.pause)()
        self.refresh()

    def items(self, width: int) -> tuple[list[Item], list[Item]]:
        """The place's word on the left, progress or counts on the right."""
        spinner = self.FRAMES[self._frame % len(self.FRAMES)]
        text, kind = self.said
        right = []
        if self.progress:
            right = [
                Item([(fitted(f"{spinner} {self.progress}", width // 2) + " ", "status--busy")], "app.stop_update")
            ]
        elif self.counts[0]:
            right = self._counts(width_of(text) + 3, width)
        room = width - sum(item.width for item in right) - 1
        mark = f"{spinner} " if kind == "busy" or self._waits else ""
        part = {"busy": "status--busy", "error": "status--error"}.get(kind, "")
        return [Item([(" " + fitted(mark + text, room - 1), part)])], right

    def _counts(self, taken: int, width: int) -> list[Item]:
        """The counts; what the place says is worth more where there is no room for both, but not than problems."""
        counts, problems = self.counts
        right = (
            [Item([(f" {counts}", "status--count")])] if taken + width_of(counts) + width_of(problems) < width else []
        )
        if problems:
            right.append(
                Item([(" · " if right else " ", "status--count"), (problems, "status--alarm")], "app.problems")
            )
        return [*right, Item([(" ", "")])]


class KeyFooter(Line):
    """The keys that work where the focus is, from the registry; leader, help and palette always on the right."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"keys--key", "keys--text"}
    DEFAULT_CSS = """
    KeyFooter { dock: bottom; background: $panel; color: $text-muted; }
    KeyFooter .keys--key { color: $text-accent; text-style: bold; }
    KeyFooter .keys--text { color: $text-muted; }
    """
    ALWAYS: ClassVar[tuple[str, ...]] = ("app.leader", "app.help", "app.command_palette", "app.quit")

    def __init__(self, keys_of: Callable[[Command], str]) -> None:
        """`keys_of` tells the keys of a command, the first one first."""
        super().__init__(id="keys")
        self._keys_of = keys_of

    def on_mount(self) -> None:
        """Follow the focus."""
        self.screen.bindings_updated_signal.subscribe(self, lambda _: self.refresh())

    def items(self, width: int) -> tuple[list[Item], list[Item]]:
        """Commands of the focused part first, then of the place."""
        active: dict[str, DOMNode] = {}
        keys: dict[str, set[str]] = defaultdict(set)
        for key, (node, binding, enabled, _) in self.screen.active_bindings.items():
            if binding.id and enabled and not self._typed(key):
                active[binding.id] = node
                keys[binding.id].add(self.app.get_key_display(binding))
        items: dict[str, Item] = {}
        for command in sorted(REGISTRY, key=lambda command: self._distance(active.get(command.id))):
            if command.id in active and command.footer():
                key = next((key for key in self._keys_of(command).split(" ") if key in keys[command.id]), "")
                items[command.id] = self._item(command, key, active[command.id])
        right = [items.pop(name) for name in self.ALWAYS if name in items]
        if width < ROOMY and "app.leader" in active and "app.command_palette" in active:
            del right[self.ALWAYS.index("app.command_palette")]  # the leader's list has it
        return list(items.values()), right

    def _typed(self, key: str) -> bool:
        """Whether the focused widget takes the key as text."""
        # Textual's own table lacks the slash.
        sign = "/" if key == "slash" else key_to_character(key)
        return self.screen.focused is not None and self.screen.focused.check_consume_key(key, sign)

    def _distance(self, node: DOMNode | None) -> int:
        """How far `node` is around the focus: what is nearest comes first."""
        focused = self.screen.focused
        around = focused.ancestors_with_self if focused else [self.screen, self.app]
        return around.index(node) if node in around else len(around)

    @staticmethod
    def _item(command: Command, key: str, node: DOMNode) -> Item:
        return Item([(f" {key}", "keys--key"), (f" {command.footer()} ", "keys--text")], command.action, node)
