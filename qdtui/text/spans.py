"""Finding things by their offsets in lists that are in order."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from operator import attrgetter
from typing import Protocol, TypeVar


class _Placed(Protocol):
    @property
    def start(self) -> int: ...


_P = TypeVar("_P", bound=_Placed)


def within(found: Sequence[_P], start: int, end: int) -> Sequence[_P]:
    """Those of `found`, which is in order of their starts, that start in `start`–`end`."""
    return found[bisect_left(found, start, key=start_of) : bisect_left(found, end, key=start_of)]


start_of = attrgetter("start")
"""Where it starts: the key by which things are in order. No function of Python's own, for it is called very often."""


def inside(spans: list[tuple[int, int]], at: int) -> bool:
    """True where `at` lies in one of the `spans`, which are in order and apart."""
    index = bisect_right(spans, (at, at)) - 1
    return index >= 0 and at < spans[index][1]
