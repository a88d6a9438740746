"""From characters with places on a page to lines in reading order: columns one after the other, rows of tables whole."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median
from typing import NamedTuple

GUESSED = "\u200a"
"""A blank that the file does not have, but its characters' distance suggests."""


class Glyph(NamedTuple):
    """A character of a page and its box: x grows to the right, y upwards, both in points."""

    char: str
    left: float
    bottom: float
    right: float
    top: float


@dataclass(slots=True)
class Piece:
    """Characters that stand together on one line, or a whole line."""

    text: str
    left: float
    bottom: float
    right: float
    top: float
    row: int = 0
    """Of a row of a table, whose cells are separated by ` | `: its number in the table, from 1."""
    cells: tuple[tuple[int, int, int], ...] = ()
    """The cells of such a row: column from 1, start and end in `text`."""

    @property
    def height(self) -> float:
        """Height of its characters in points."""
        return self.top - self.bottom


Block = list[Piece]
"""Lines from top to bottom that stand in one column."""

_CELL = 1.4
"""A gap of so many ems or more parts two pieces of a line."""
_LARGE = 1.2
"""How many times larger than the page's lines a headline is set at least."""
_LEAST = 3
"""Lines that a column has at least."""


def pieces_of(glyphs: Iterable[Glyph]) -> list[Piece]:
    """Characters in the order of the file as pieces of lines: near each other, and at one height.

    A blank parts what is Latin; Chinese is parted by one only when the file itself has it (` `, not `GUESSED`) and
    there is room for it.
    """
    pieces: list[Piece] = []
    blank = ""
    for glyph in glyphs:
        if glyph.char.isspace():
            blank = glyph.char if blank != " " else blank
            continue
        last = pieces[-1] if pieces else None
        if last is not None and _level(last, glyph.bottom, glyph.top) and _next(last, glyph.left):
            gap = glyph.left - last.right
            both_ascii = last.text[-1].isascii() and glyph.char.isascii()
            if _spaced(last.text[-1], glyph.char, gap, last.height, blank == " " or (both_ascii and blank != "")):
                last.text += " "
            last.text += glyph.char
            last.right = max(last.right, glyph.right)
            last.bottom, last.top = min(last.bottom, glyph.bottom), max(last.top, glyph.top)
        else:
            pieces.append(Piece(glyph.char, glyph.left, glyph.bottom, glyph.right, glyph.top))
        blank = ""
    return pieces


def lines_of(glyphs: Iterable[Glyph]) -> list[Piece]:
    """The lines of characters that stand in one column, the highest first."""
    return [_line(row, " ") for row in _rows(pieces_of(glyphs))]


def blocks_of(pieces: Sequence[Piece]) -> list[Block]:
    """The lines of a page in reading order, by the columns and the full-width stretches that they stand in."""
    if not pieces:
        return []
    return _blocks(_rows(pieces), max(4.0, median(piece.height for piece in pieces)), 0)


def _level(piece: Piece, bottom: float, top: float) -> bool:
    """True when a box stands at the height of `piece`."""
    shared = min(piece.top, top) - max(piece.bottom, bottom)
    return shared > 0.5 * min(piece.height, top - bottom)


def _next(piece: Piece, left: float) -> bool:
    return -0.6 * piece.height <= left - piece.right < 0.9 * piece.height


def _spaced(before: str, after: str, gap: float, em: float, blank: bool) -> bool:
    """Whether a blank belongs between two characters: Chinese is only spread out by gaps, Latin is parted by them."""
    if before.isascii() and after.isascii():
        return blank or gap > 0.25 * em
    return blank and gap > 0.2 * em


def _rows(pieces: Sequence[Piece]) -> list[list[Piece]]:
    """Pieces at one height, from left to right, the highest first; those that nearly touch are one."""
    rows: list[list[Piece]] = []
    for piece in sorted(pieces, key=lambda one: -(one.top + one.bottom)):
        for row in reversed(rows[-3:]):
            if _level(row[0], piece.bottom, piece.top):
                row.append(piece)
                break
        else:
            rows.append([piece])
    return [_merged(sorted(row, key=lambda one: one.left)) for row in rows]


def _merged(row: list[Piece]) -> list[Piece]:
    merged: list[Piece] = []
    for piece in row:
        last = merged[-1] if merged else None
        gap = piece.left - last.right if last else 0.0
        if last is not None and gap < _CELL * max(last.height, piece.height):
            space = " " if _spaced(last.text[-1], piece.text[0], gap, last.height, gap > 0.3 * last.height) else ""
            bottom, top = min(last.bottom, piece.bottom), max(last.top, piece.top)
            right = max(last.right, piece.right)
            merged[-1] = Piece(last.text + space + piece.text, last.left, bottom, right, top)
        else:
            merged.append(piece)
    return merged


def _blocks(rows: list[list[Piece]], em: float, depth: int) -> list[Block]:
    """Stretches of rows that a gutter parts into columns, and what stands between them."""
    blocks: list[Block] = []
    plain: list[list[Piece]] = []
    at = 0
    while at < len(rows):
        end, gutter = _run(rows, at, em) if depth < 3 else (at, None)
        if gutter is None:
            plain.append(rows[at])
            at += 1
            continue
        if plain:
            blocks.append(_lines(plain))
            plain = []
        middle = sum(gutter) / 2
        inside = [piece for row in rows[at:end] for piece in row]
        for side in (
            [piece for piece in inside if piece.right <= middle],
            [piece for piece in inside if piece.right > middle],
        ):
            blocks += _blocks(_rows(side), em, depth + 1)
        at = end
    if plain:
        blocks.append(_lines(plain))
    return blocks


def _run(rows: list[list[Piece]], start: int, em: float) -> tuple[int, tuple[float, float] | None]:
    """Where the longest stretch of rows from `start` ends that one gutter parts, and that gutter; None when none does."""
    left = min(piece.left for row in rows for piece in row)
    right = max(piece.right for row in rows for piece in row)
    width = right - left
    if len(rows[start]) < 2 and not _short(rows[start], left, right):
        return start, None
    free = [(left + 0.2 * width, right - 0.2 * width)]
    end = start
    for at, row in enumerate(rows[start:], start):
        narrowed = _without(free, row, em)
        if not narrowed or _headline(rows[start:], at - start, narrowed, em):
            break
        free, end = narrowed, end + 1
    while end > start:
        gutter = max(free, key=lambda gap: gap[1] - gap[0])
        if _columns(rows[start:end], gutter):
            return end, gutter
        # A short line below the columns may have been taken along, never more than a few.
        return start, None
    return start, None


def _short(row: list[Piece], left: float, right: float) -> bool:
    return row[-1].right < left + 0.5 * (right - left) or row[0].left > left + 0.5 * (right - left)


def _headline(rows: list[list[Piece]], at: int, free: list[tuple[float, float]], em: float) -> bool:
    """True for a line in larger type that heads the columns below it, though no wider than one: beside it is nothing."""
    piece = rows[at][0]
    if len(rows[at]) > 1 or piece.height < _LARGE * em:
        return False
    low, high = max(free, key=lambda gap: gap[1] - gap[0])
    middle = (low + high) / 2
    other = [one for row in rows for one in row if (one.left > middle) != (piece.left > middle)]
    above = any(one.bottom >= piece.top - 0.3 * em for one in other)
    below = any(one.top <= piece.bottom + 0.3 * em for one in other)
    return above and below and not any(_level(one, piece.bottom + 0.3 * em, piece.top - 0.3 * em) for one in other)


def _without(free: list[tuple[float, float]], row: list[Piece], em: float) -> list[tuple[float, float]]:
    """What is left of the gaps in `free` after the pieces of a row, as far as it is an em wide."""
    for piece in row:
        rest: list[tuple[float, float]] = []
        for low, high in free:
            if piece.right <= low or piece.left >= high:
                rest.append((low, high))
            else:
                rest += [(low, min(high, piece.left)), (max(low, piece.right), high)]
        free = [(low, high) for low, high in rest if high - low >= em]
    return free


def _columns(rows: list[list[Piece]], gutter: tuple[float, float]) -> bool:
    """True when both sides of the gutter are running text: several lines, most of them as wide as their column."""
    middle = sum(gutter) / 2
    both = sum(any(p.right <= middle for p in row) and any(p.left >= middle for p in row) for row in rows)
    if both < _LEAST:
        return False
    for side in (
        [piece for row in rows for piece in row if piece.right <= middle],
        [piece for row in rows for piece in row if piece.left >= middle],
    ):
        if len(side) < _LEAST:
            return False
        width = max(piece.right for piece in side) - min(piece.left for piece in side)
        full = sum(piece.right - piece.left >= 0.7 * width for piece in side)
        if full < 0.5 * len(side) or sum(len(piece.text) for piece in side) < 8 * len(side):
            return False
    return True


def _lines(rows: list[list[Piece]]) -> Block:
    """Rows as lines; where two or more rows with several pieces follow each other, they are a table's."""
    lines: Block = []
    at = 0
    while at < len(rows):
        end = at
        while end < len(rows) and len(rows[end]) > 1:
            end += 1
        if end - at > 1:
            lines += _table(rows[at:end])
            at = end
        else:
            lines.append(_line(rows[at], "  "))
            at += 1
    return lines


def _line(row: list[Piece], between: str) -> Piece:
    if len(row) == 1:
        return row[0]  # which may be the row of a table that is drawn with lines
    bottom, top = min(piece.bottom for piece in row), max(piece.top for piece in row)
    return Piece(between.join(piece.text for piece in row), row[0].left, bottom, row[-1].right, top)


def _table(rows: list[list[Piece]]) -> Block:
    """The rows of a table with the columns of their cells: what stands below each other is in one column."""
    columns: list[tuple[float, float]] = []
    for left, right in sorted((piece.left, piece.right) for row in rows for piece in row):
        if columns and left < columns[-1][1]:
            columns[-1] = (columns[-1][0], max(columns[-1][1], right))
        else:
            columns.append((left, right))
    lines: Block = []
    for number, row in enumerate(rows, 1):
        places = [next(n for n, (_, right) in enumerate(columns, 1) if piece.left < right) for piece in row]
        if len(set(places)) < len(places):  # something wide stands over several columns: only the order is known
            places = list(range(1, len(row) + 1))
        line = _line(row, " | ")
        at = 0
        for place, piece in zip(places, row, strict=True):
            line.cells += ((place, at, at + len(piece.text)),)
            at += len(piece.text) + 3
        line.row = number
        lines.append(line)
    return lines
