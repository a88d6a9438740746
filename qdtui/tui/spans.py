"""Overlapping spans of facts laid flat: which facts cover each stretch of a text."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from qdtui.model import Span


class Cover:
    """The stretches between the edges of `spans`, each with the spans that cover it, shortest first."""

    def __init__(self, spans: Sequence[Span]) -> None:
        self.spans = spans
        edges = sorted({edge for span in spans for edge in span})
        self._edges = edges
        opening: dict[int, list[int]] = {}
        closing: dict[int, list[int]] = {}
        for number, span in enumerate(spans):
            if span.start < span.end:
                opening.setdefault(span.start, []).append(number)
                closing.setdefault(span.end, []).append(number)
        self._covers: list[tuple[int, ...]] = []
        open_now: set[int] = set()
        for edge in edges:
            open_now.difference_update(closing.get(edge, ()))
            open_now.update(opening.get(edge, ()))
            self._covers.append(tuple(sorted(open_now, key=self._length)))

    def _length(self, number: int) -> tuple[int, int]:
        span = self.spans[number]
        return span.end - span.start, number

    def at(self, offset: int) -> tuple[int, ...]:
        """The numbers of the spans that cover `offset`, shortest first."""
        place = bisect_right(self._edges, offset) - 1
        return self._covers[place] if place >= 0 else ()

    def edges_between(self, start: int, end: int) -> list[int]:
        """The edges strictly inside (start, end)."""
        return self._edges[bisect_right(self._edges, start) : bisect_left(self._edges, end)]

    def between(self, start: int, end: int) -> set[int]:
        """The numbers of all spans that touch [start, end)."""
        touched = set(self.at(start))
        for edge in self.edges_between(start, end):
            touched.update(self.at(edge))
        return touched
