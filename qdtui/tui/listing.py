"""A list that draws only the lines in view: any number of items, each of the same small height."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, Generic, TypeVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip

from qdtui.tui.cells import width_of
from qdtui.tui.ground import WithGround
from qdtui.tui.steady import SteadyView
from qdtui.tui.vim import VimMotions

Item = TypeVar("Item")

Run = tuple[str, Style]
"""Printable text (see `plain`) and its style, laid over the item's own."""


class Listing(SteadyView, WithGround, VimMotions, Generic[Item], can_focus=True):
    """Items with a cursor; a subclass says how an item is drawn.

    Posts `Moved` when the cursor comes to another item and `Chosen` on Enter or on a click on the
    item that already has the cursor.
    """

    ITEM_HEIGHT: ClassVar[int] = 1
    VIM: ClassVar[Mapping[str, str]] = {
        "g": "edge(-1)",
        "G": "edge(1)",
        "ctrl+d,ctrl+f": "page(1)",
        "ctrl+u,ctrl+b": "page(-1)",
    }
    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {"listing--cursor"}
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,k", "move(-1)", show=False),
        Binding("down,j", "move(1)", show=False),
        Binding("pageup", "page(-1)", show=False),
        Binding("pagedown", "page(1)", show=False),
        Binding("home", "edge(-1)", show=False),
        Binding("end", "edge(1)", show=False),
        Binding("enter", "choose", show=False),
    ]
    DEFAULT_CSS = """
    Listing { overflow-x: hidden; overflow-y: auto; scrollbar-size-vertical: 1; }
    Listing > .listing--cursor { background: $block-cursor-blurred-background; }
    Listing:focus > .listing--cursor { background: $block-cursor-background 60%; color: $block-cursor-foreground; }
    """

    @dataclass
    class Moved(Message):
        """The cursor came to another item."""

        listing: Listing[Any]
        index: int

        @property
        def control(self) -> Listing[Any]:
            """The list."""
            return self.listing

        def can_replace(self, message: Message) -> bool:
            """Only where the cursor comes to rest matters."""
            return isinstance(message, type(self)) and message.listing is self.listing

    @dataclass
    class Chosen(Message):
        """An item was chosen."""

        listing: Listing[Any]
        index: int

        @property
        def control(self) -> Listing[Any]:
            """The list."""
            return self.listing

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id)
        self.items: Sequence[Item] = ()
        self.cursor = 0

    @property
    def current(self) -> Item | None:
        """The item under the cursor."""
        return self.items[self.cursor] if self.cursor < len(self.items) else None

    def show(self, items: Sequence[Item], cursor: int = 0) -> None:
        """Show `items`, with the cursor on number `cursor`. Posts nothing."""
        self.items = items
        self.cursor = max(0, min(cursor, len(items) - 1))
        self.hold(len(items) * self.ITEM_HEIGHT)
        self.refresh()
        self.call_after_refresh(self.reveal)

    def move_to(self, index: int, *, quiet: bool = False) -> None:
        """Put the cursor on an item; `quiet` posts nothing."""
        index = max(0, min(index, len(self.items) - 1))
        if self.items and index != self.cursor:
            self.cursor = index
            self.refresh()
            if not quiet:
                self.post_message(self.Moved(self, index))
        self.reveal()

    def reveal(self) -> None:
        """Scroll so that the item under the cursor is in view."""
        height = self.ITEM_HEIGHT
        self.scroll_to_region(Region(0, self.cursor * height, 1, height), animate=False, force=True)

    def draw(self, item: Item, line: int, width: int) -> Sequence[Run]:
        """The runs of line `line` of an item, at most `width` cells."""
        raise NotImplementedError

    def render_line(self, y: int) -> Strip:
        """Draw one line of one item."""
        width = self.scrollable_content_region.width
        index, line = divmod(self.scroll_offset.y + y, self.ITEM_HEIGHT)
        base = self.ground
        if index >= len(self.items):
            return Strip.blank(width, base)
        under = index == self.cursor
        over = self.get_component_rich_style("listing--cursor") if under else Style.null()
        segments: list[Segment] = []
        for text, style in self.draw(self.items[index], line, width):
            # The cursor's ground lies under every run; its text colour only when it is focused,
            # since the colours of tables mean something.
            segments.append(
                Segment(text, base + over + style if not (under and self.has_focus) else base + style + over)
            )
        used = sum(width_of(segment.text) for segment in segments)
        if used < width:
            segments.append(Segment(" " * (width - used), base + over))
        return Strip(segments).crop(0, width)

    def action_move(self, by: int) -> None:
        """One item up or down."""
        self.move_to(self.cursor + by)

    def action_page(self, by: int) -> None:
        """A screenful up or down."""
        self.move_to(self.cursor + by * max(1, self.size.height // self.ITEM_HEIGHT - 1))

    def action_edge(self, side: int) -> None:
        """To the first or the last item."""
        self.move_to(0 if side < 0 else len(self.items) - 1)

    def action_choose(self) -> None:
        """Choose the item under the cursor."""
        if self.items:
            self.post_message(self.Chosen(self, self.cursor))

    def on_click(self, event: events.Click) -> None:
        """Move to the item; a click on the item that has the cursor, or a double click, chooses it."""
        index = (self.scroll_offset.y + event.y - self.gutter.top) // self.ITEM_HEIGHT
        if not 0 <= index < len(self.items):
            return
        if index == self.cursor or event.chain == 2:
            self.action_choose()
        else:
            self.move_to(index)
