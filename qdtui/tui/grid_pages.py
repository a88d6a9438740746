"""The pages behind a grid: which rows are here, which page to ask for next, and what they look like."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from qdtui.tui.cells import shown, widest

if TYPE_CHECKING:
    from qdtui.engines.errand import Table
    from qdtui.store.pages import Page
    from qdtui.store.read import Database
    from qdtui.store.view import View

PAGE_SIZE = 200
"""Rows read at a time: more than any screen shows, few enough to read within a frame."""

LAST = 1 << 40
"""A page number beyond every result: asking for it finds out how many rows a growing source has."""

PAGES_KEPT = 48
"""Pages held in memory; those shown longest ago are forgotten first."""

BAR = "BAR"
"""The type of a column that a source draws itself, as bars."""


class PageSource(Protocol):
    """Where a grid gets its rows from. `page` is called in worker threads only, one at a time."""

    @property
    def growing(self) -> bool:
        """True while the number of rows is only what is known so far."""

    def page(self, offset: int, limit: int) -> Page:
        """Return up to `limit` rows from row `offset` (0 is the first), and how many rows there are."""

    def cancel(self) -> None:
        """Stop a `page` that is under way in another thread, if there is one."""


class ViewPages:
    """The pages of one view of the file at `path`, read in one thread and cancelled from another."""

    def __init__(self, path: Path, view: View) -> None:
        self.view = view
        self._path = path
        self.growing = False
        # An object of its own for each view, so that cancelling one interrupts nobody else.
        self._database: Database | None = None

    def page(self, offset: int, limit: int) -> Page:
        """Rows `offset` to `offset + limit`. Raises StoreError, also when it was cancelled."""
        if self._database is None:
            from qdtui.tui.start import open_database

            self._database = open_database(self._path)
        return self._database.page(self.view, offset, limit)

    def cancel(self) -> None:
        """Interrupt the page that is under way."""
        if self._database is not None:
            self._database.cancel()


class TablePages:
    """The rows of a table that is here already, as pages for a grid."""

    growing = False

    def __init__(self, table: Table) -> None:
        self._table = table

    def page(self, offset: int, limit: int) -> Page:
        """Rows `offset` to `offset + limit`."""
        from qdtui.store.pages import Page

        table = self._table
        return Page(table.columns, table.types, table.rows[offset : offset + limit], len(table.rows))

    def cancel(self) -> None:
        """Nothing is under way."""


@dataclass(frozen=True, slots=True)
class Block:
    """A page made ready to draw, so that drawing needs no formatting."""

    columns: tuple[str, ...]
    types: tuple[str, ...]
    rows: Sequence[tuple[Any, ...]]
    cells: list[list[str]]
    widths: list[int]
    """The widest cell of each column, header not counted."""
    total: int

    @classmethod
    def of(cls, page: Page) -> Block:
        """Format every cell of `page`. Costs some milliseconds: for worker threads."""
        cells = [[shown(value) for value in row] for row in page.rows]
        widths = [widest(column) for column in zip(*cells, strict=True)] or [0] * len(page.columns)
        return cls(tuple(page.columns), tuple(page.types), page.rows, cells, widths, page.total)


class Pages:
    """The pages of one source that are in memory. Lives in the thread of the app."""

    def __init__(self, source: PageSource, size: int = PAGE_SIZE, keep: int = PAGES_KEPT) -> None:
        self.source = source
        self.size = size
        self._keep = keep
        self._blocks: OrderedDict[int, Block] = OrderedDict()
        self.columns: tuple[str, ...] = ()
        self.types: tuple[str, ...] = ()
        self.total: int | None = None
        """Rows of the whole result; None until the first page came."""

    def add(self, number: int, block: Block) -> None:
        """Take in page `number`, forgetting the one that was used longest ago when there are too many."""
        self.columns, self.types, self.total = block.columns, block.types, block.total
        if number == LAST:
            return
        self._blocks[number] = block
        while len(self._blocks) > self._keep:
            self._blocks.popitem(last=False)

    def missing(self, first: int, last: int) -> int | None:
        """The page to read next for rows `first` to `last` on screen: those shown, then the neighbours."""
        if self.total is None:
            return 0
        if not self.total:
            return None
        end = (self.total - 1) // self.size
        low, high = (min(max(row, 0) // self.size, end) for row in (first, last))
        wanted = (*range(low, high + 1), high + 1, low - 1)
        return next((n for n in wanted if 0 <= n <= end and n not in self._blocks), None)

    def row(self, index: int) -> tuple[Any, ...] | None:
        """The values of row `index`, None when its page is not here."""
        block = self._blocks.get(index // self.size)
        place = index % self.size
        return block.rows[place] if block is not None and place < len(block.rows) else None

    def cells(self, index: int) -> list[str] | None:
        """The cells of row `index` as text, None when its page is not here."""
        number, place = divmod(index, self.size)
        block = self._blocks.get(number)
        if block is None or place >= len(block.cells):
            return None
        self._blocks.move_to_end(number)
        return block.cells[place]
