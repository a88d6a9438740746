"""A stable colour for each fact table, in dark and light themes.

The same table has the same colour in every file and on every day: the bundled tables have theirs by
name, any other takes one by a checksum of its name, moving on while that one is taken.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, NamedTuple
from zlib import crc32

from rich.style import Style
from textual.color import Color
from textual.dom import DOMNode


class Hue(NamedTuple):
    """One colour in its two strengths: for text on a dark ground and on a light one."""

    on_dark: str
    on_light: str


PALETTE: Final[tuple[Hue, ...]] = (
    Hue("#f0b64a", "#9a6200"),
    Hue("#5fb8ff", "#0b62a8"),
    Hue("#ff8f6b", "#b5431b"),
    Hue("#c59bff", "#6d3fc0"),
    Hue("#6fd08c", "#1d7a3c"),
    Hue("#ff85b8", "#b02468"),
    Hue("#58d3c9", "#0d7a72"),
    Hue("#c9d45c", "#667006"),
    Hue("#93a7ff", "#3b4cc0"),
    Hue("#e69cd8", "#93358a"),
    Hue("#b5c4a0", "#566b3c"),
    Hue("#d8a98b", "#85512f"),
)

BUNDLED: Final[dict[str, int]] = {
    "champions": 0,
    "clusters": 1,
    "lighthouse_factories": 2,
    "policies": 3,
    "indicators": 4,
    "events": 5,
    "people": 6,
}


MUTED: Final = 0.62
"""How much of the text's colour the less important words have."""


def faded(node: DOMNode, strength: float = MUTED) -> Style:
    """The text colour of `node` drawn towards its ground; Textual's own muted colours need a ground of their own."""
    _, _, ground, text = node.colors
    return Style(color=ground.blend(Color(*text.rgb), strength).rich_color)


class TableColours:
    """Which colour each fact table has."""

    def __init__(self) -> None:
        self._slots: dict[str, int] = dict(BUNDLED)

    def learn(self, tables: Iterable[str]) -> None:
        """Give every table in `tables` its colour; call it with all tables of the file at once."""
        taken = set(self._slots.values())
        for table in sorted(set(tables) - self._slots.keys()):
            slot = first = crc32(table.encode()) % len(PALETTE)
            while slot in taken:
                slot = (slot + 1) % len(PALETTE)
                if slot == first:
                    break
            taken.add(slot)
            self._slots[table] = slot

    def of(self, table: str, dark: bool = True) -> Color:
        """The colour of `table` as text on a dark or a light ground."""
        if table not in self._slots:
            self.learn([table])
        hue = PALETTE[self._slots[table]]
        return Color.parse(hue.on_dark if dark else hue.on_light)
