"""Where the columns of a grid stand: their order, widths and what a sideways scroll shows. Pure."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import accumulate

MAX_WIDTH = 30
"""Cells a column takes while other columns wait for room; columns cut off share what room is left over."""

MIN_WIDTH = 3

PAD = 2
"""Cells beside a column's text: one on each side."""


class Layout:
    """Columns from left to right, `order` naming them by their index in the result."""

    def __init__(self, order: Sequence[int] = (), names: Sequence[str] = ()) -> None:
        self.order = list(order)
        self.names = [names[index] for index in self.order]
        self.widths: list[int] = []
        """With padding."""
        self.lefts: list[int] = []
        self._needed = [0] * len(names)

    def __len__(self) -> int:
        """How many columns are shown."""
        return len(self.order)

    def place_of(self, name: str | None) -> int | None:
        """Where the column called `name` stands."""
        return self.names.index(name) if name in self.names else None

    def make_room(self, needed: Sequence[int], heads: Sequence[int], width: int) -> None:
        """Widen columns for cells of `needed` widths (by index in the result) and share `width` cells among them.

        `heads` are the widths of the names, from left to right. Columns never grow narrower while
        pages come, so that what a person looks at stays where it is.
        """
        self._needed = [max(pair) for pair in zip(self._needed, needed, strict=True)]
        wanted = [
            max(self._needed[index], head, MIN_WIDTH) + PAD for index, head in zip(self.order, heads, strict=True)
        ]
        widths = [min(width, MAX_WIDTH + PAD) for width in wanted]
        spare = width - sum(widths)
        for place, full in sorted(enumerate(wanted), key=lambda item: item[1]):
            more = min(max(spare, 0), full - widths[place])
            widths[place] += more
            spare -= more
        self.widths = widths
        self.lefts = list(accumulate(widths[:-1], initial=0)) if widths else []

    @property
    def total(self) -> int:
        """Cells of all columns together."""
        return sum(self.widths)

    def kept(self, frozen: int, width: int) -> int:
        """Cells of the first `frozen` columns, which stay in view; 0 when they would leave less than a third of `width`."""
        cells = sum(self.widths[:frozen])
        return cells if cells <= width * 2 // 3 else 0

    def place_at(self, x: int) -> int | None:
        """The column that covers cell `x` of the whole line."""
        if not 0 <= x < self.total:
            return None
        return bisect_right(self.lefts, x) - 1

    def scroll_for(self, place: int, x: int, width: int, kept: int) -> int:
        """The sideways scroll, nearest to `x`, that shows the column at `place` in `width` cells.

        Where it has to move, it leaves no column cut at the left.
        """
        left = self.lefts[place]
        if left < kept:
            return x
        right = left + self.widths[place]
        if left - kept <= x or right - width <= x:
            return max(min(x, left - kept), 0)
        return max(min(self._whole(right - width + kept), left) - kept, 0)

    def _whole(self, x: int) -> int:
        """The beginning of the first column that begins at cell `x` or behind it."""
        at = bisect_left(self.lefts, x)
        return self.lefts[at] if at < len(self.lefts) else x

    def reach(self, width: int, kept: int) -> int:
        """Cells to scroll over: behind the last column enough that the one at the left is whole beside it."""
        if self.total <= width or not self.widths:
            return self.total
        return self.scroll_for(len(self.widths) - 1, 0, width, kept) + width
