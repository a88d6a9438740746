"""Where offsets stand after pieces of a text were taken out."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from qdtui.model import Join


class Shift:
    """Maps offsets of a text to those of the text after `joins`; an offset inside what was removed goes to its start."""

    def __init__(self, joins: Sequence[Join]) -> None:
        self._starts: list[int] = []
        self._joins = joins
        self._gone = [0]
        for join in joins:
            self._starts.append(join.at + self._gone[-1])
            self._gone.append(self._gone[-1] + len(join.removed) - len(join.inserted))

    def __call__(self, offset: int) -> int:
        """The offset in the text after the joins."""
        k = bisect_right(self._starts, offset)
        if k and offset < self._starts[k - 1] + len(self._joins[k - 1].removed):
            return self._joins[k - 1].at
        return offset - self._gone[k]
