"""What a grid tells its owner."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from textual.message import Message

if TYPE_CHECKING:
    from qdtui.tui.grid import Grid
    from qdtui.tui.grid_pages import Block, Pages


@dataclass
class GridMessage(Message):
    """A message of a grid."""

    grid: Grid

    @property
    def control(self) -> Grid:
        """The grid (for `@on` selectors)."""
        return self.grid


@dataclass
class CursorMoved(GridMessage):
    """The row under the cursor is another one, or its values have arrived."""

    row: Mapping[str, Any] | None
    """Values by column; None when there is no row or it is still being read."""

    def can_replace(self, message: Message) -> bool:
        """Only where a burst of moves ends matters."""
        return isinstance(message, CursorMoved) and message.grid is self.grid


@dataclass
class CellChosen(GridMessage):
    """Enter, or a second click on the cell under the cursor."""

    row: Mapping[str, Any]
    column: str


@dataclass
class HeaderClicked(GridMessage):
    """A click on a column's name."""

    column: str


@dataclass
class GridLoaded(GridMessage):
    """The first page of a source arrived, so its columns and its number of rows are known."""

    total: int


@dataclass
class GridFailed(GridMessage):
    """The source could not give a page."""

    error: Exception


@dataclass
class PageArrived(Message):
    """For the grid itself: a page was read, or could not be."""

    pages: Pages
    number: int
    answer: Block | Exception
