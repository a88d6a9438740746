"""Widgets that stay as large as they are whatever they hold, so that what they hold can change without a layout.

Textual lays the whole screen out anew when what can be scrolled in a widget has another size. Of a line in which
somebody types, and of a list that is filled anew at each key, that is a third of what a key costs.
"""

from __future__ import annotations

from textual.geometry import Size
from textual.reactive import Reactive
from textual.scroll_view import ScrollView
from textual.widgets import Input


class SteadyInput(Input):
    """An input whose width does not follow its text."""

    virtual_size = Reactive(Size(0, 0), layout=False)


class SteadyView(ScrollView):
    """A view that scrolls; where its height follows what it holds, it is laid out as ever."""

    virtual_size = Reactive(Size(0, 0), layout=False)

    def hold(self, height: int) -> None:
        """Have so many lines to scroll through."""
        size = Size(0, height)
        if size == self.virtual_size:
            return
        self.virtual_size = size
        if self.styles.auto_dimensions:
            self.refresh(layout=True)
        elif self.container_size:
            # As after a layout; a scrollbar that comes or goes asks for one itself.
            self._scroll_update(size)
