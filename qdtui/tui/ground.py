"""The style that lies under every line of a widget, found out once for all lines that are drawn together."""

from __future__ import annotations

from rich.style import Style
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget


class WithGround(Widget):
    """A widget that draws line by line, each over the same ground."""

    _ground: Style | None = None

    @property
    def ground(self) -> Style:
        """The widget's own style. Textual goes through all widgets around it for that: as long as it takes to draw a line."""
        return self._ground or self.rich_style

    def render_lines(self, crop: Region) -> list[Strip]:
        """Draw the lines of a region."""
        self._ground = self.rich_style
        try:
            return super().render_lines(crop)
        finally:
            self._ground = None
