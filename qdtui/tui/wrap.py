"""Line breaking for Chinese text in terminal cells.

A line may break between any two characters, except inside a Latin word or a number, before closing
punctuation and after an opening mark. Lines tile the text: every offset belongs to exactly one line,
so spans need no mapping. Long texts are wrapped as far as they are looked at.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from time import perf_counter
from typing import Final

from rich.cells import get_character_cell_size

NO_START: Final = frozenset("、。，．：；？！）］｝〕〉》」』】〗〙〛’”…‥—–―～·•・‰℃％%),.:;?!]}°々ー〟＞≫›»")
"""Marks that must not begin a line."""
NO_END: Final = frozenset("（［｛〔〈《「『【〖〘〚‘“([{〝＜≪‹«￥¥＄$￡£＃#№")
"""Marks that must not end a line."""
_WORD: Final = re.compile(r"[0-9A-Za-z\u00c0-\u024f\u0370-\u03ff\u0400-\u04ff０-９Ａ-Ｚａ-ｚ_@&+\-/'\\.,:%％‰℃°]")
_GAP: Final = " \t\u3000\xa0"


class _Widths(dict[str, int]):
    """Cell widths of characters, looked up once each."""

    def __missing__(self, character: str) -> int:
        width = self[character] = 0 if character in "\n\r" else get_character_cell_size(character)
        return width


class _Words(dict[str, bool]):
    """Which characters belong to Latin words and numbers."""

    def __missing__(self, character: str) -> bool:
        known = self[character] = _WORD.match(character) is not None
        return known


WIDTHS: Final = _Widths()
_IN_WORD: Final = _Words()


def cells(text: str) -> int:
    """The number of terminal cells that `text` (of one line) takes."""
    return len(text) if text.isascii() else sum(map(WIDTHS.__getitem__, text))


def may_break(before: str, after: str) -> bool:
    """Whether a line may end with the character `before` when the next begins with `after`."""
    if before in _GAP:
        return after not in _GAP
    if before in NO_END or after in NO_START or WIDTHS[after] == 0:
        return False
    return not (_IN_WORD[before] and _IN_WORD[after])


def line_end(text: str, start: int, stop: int, width: int) -> int:
    """Where the line that begins at `start` ends, in a paragraph that ends at `stop`.

    Spaces that follow hang over the edge, so that no line begins with one. A word wider than the
    line is cut.
    """
    # The first guess, all wide, is right for most lines of Chinese and too short for the others.
    end = min(start + max(width // 2, 1), stop)
    room = width - cells(text[start:end])
    while end < stop:
        size = WIDTHS[text[end]]
        if size > room:
            break
        room -= size
        end += 1
    while room < 0 and end > start + 1:
        end -= 1
        room += WIDTHS[text[end]]
    if end >= stop:
        return stop
    hanging = end
    while hanging < stop and text[hanging] in _GAP:
        hanging += 1
    if hanging > end:
        return hanging
    cut = end
    while cut > start and not may_break(text[cut - 1], text[cut]):
        cut -= 1
    return cut if cut > start else end


class Wrapped:
    """A text broken into lines of at most `width` cells, as far as has been asked for.

    `starts` holds where each known line begins. `complete` tells whether that is all of them.
    """

    def __init__(self, text: str, width: int) -> None:
        self.text = text
        self.width = max(width, 2)
        self.starts: list[int] = [0]
        self._next = 0
        """Where the first line that is not wrapped yet begins."""
        self._paragraph_end = -1
        self.complete = not text

    def __len__(self) -> int:
        """How many lines are known."""
        return len(self.starts)

    def advance(self, *, lines: int | None = None, offset: int | None = None, seconds: float | None = None) -> None:
        """Wrap on until line number `lines` or `offset` is reached or `seconds` are over; without any, to the end."""
        deadline = None if seconds is None else perf_counter() + seconds
        text, width, starts = self.text, self.width, self.starts
        while not self.complete:
            if (lines is not None and len(starts) > lines) or (offset is not None and self._next > offset):
                return
            if deadline is not None and len(starts) % 64 == 0 and perf_counter() > deadline:
                return
            if self._paragraph_end < self._next:
                found = text.find("\n", self._next)
                self._paragraph_end = len(text) if found < 0 else found
            end = line_end(text, self._next, self._paragraph_end, width)
            # The break itself belongs to the line that it ends.
            self._next = end + 1 if end == self._paragraph_end else end
            if self._next >= len(text):
                self.complete = True
            else:
                starts.append(self._next)

    def line(self, number: int) -> tuple[int, int]:
        """The offsets of line `number`, without the break that ends it. Raises IndexError past the end."""
        if number >= len(self.starts):
            self.advance(lines=number)
        start = self.starts[number]
        end = self.starts[number + 1] if number + 1 < len(self.starts) else self._end_of_last(number)
        while end > start and self.text[end - 1] in "\n\r":
            end -= 1
        return start, end

    def _end_of_last(self, number: int) -> int:
        self.advance(lines=number + 1)
        return self.starts[number + 1] if number + 1 < len(self.starts) else len(self.text)

    def line_of(self, offset: int) -> int:
        """The number of the line that holds `offset`."""
        self.advance(offset=offset)
        return max(bisect_right(self.starts, offset) - 1, 0)


def lines(text: str, width: int) -> list[str]:
    """All lines of a short `text`."""
    wrapped = Wrapped(text, width)
    wrapped.advance()
    return [text[slice(*wrapped.line(number))] for number in range(len(wrapped))]
