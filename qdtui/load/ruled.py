"""Tables that a PDF draws with lines: the grid of their cells, and the rows that the words in the cells make.

Words wrap inside a cell, so that what stands at one height is no row: only the lines between the cells tell.
"""

from __future__ import annotations

import ctypes
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, NamedTuple

import pypdfium2
import pypdfium2.raw as raw

from qdtui.load.join import space_between
from qdtui.load.layout import Glyph, Piece, lines_of

_NEAR = 3.0
"""Lines so near each other, in points, are one: double borders, and the two edges of a thin box."""
_SHORTEST = 8.0
"""Points of the shortest line that counts."""
_SLANT = 1.0
"""How far from level, in points, a line may be."""
_MOST_OBJECTS = 20_000
_MOST_RULES = 600
"""A page with more than this is a drawing."""
_MOST_CELLS = 10_000
"""A page with more than this is squared paper."""
_ROOMY = 600
"""Characters of the longest cell: a box with more holds running text, and is the frame of an article."""
_FILLED = 0.25
"""The share of cells with words that a table has at least; the grid behind a chart has fewer."""

Box = Callable[[float, float, float, float], tuple[float, float, float, float]]
"""Turns a box on the page as it is stored into one as it is shown."""


class Rule(NamedTuple):
    """A level or an upright line: where it stands, and from where to where it goes, in points."""

    at: float
    low: float
    high: float


class Grid:
    """The lines of one table, and which cell each stretch between them belongs to."""

    def __init__(self, across: Sequence[Rule], down: Sequence[Rule]) -> None:
        self._across, self._down = across, down
        left, right = min(rule.low for rule in across), max(rule.high for rule in across)
        self.columns = _places([rule.at for rule in down] + [left, right])
        self.rows = _places([rule.at for rule in across])
        """The heights of the lines, the lowest first; the rows of the table go the other way."""
        self._owners: dict[tuple[int, int], tuple[int, int]] = {}
        for row in range(self.height):
            for column in range(self.width):
                self._owners[row, column] = self._owner(row, column)

    @property
    def width(self) -> int:
        """How many columns it has."""
        return len(self.columns) - 1

    @property
    def height(self) -> int:
        """How many rows it has."""
        return len(self.rows) - 1

    @property
    def cells(self) -> int:
        """How many cells it has; one that takes several places counts once."""
        return len(set(self._owners.values()))

    def cell(self, glyph: Glyph) -> tuple[int, int] | None:
        """Row and column, from 0 at the top left, of the cell that a character stands in; None beside the table."""
        x, y = (glyph.left + glyph.right) / 2, (glyph.bottom + glyph.top) / 2
        column, row = bisect_right(self.columns, x) - 1, bisect_right(self.rows, y) - 1
        if not (0 <= column < self.width and 0 <= row < self.height):
            return None
        return self._owners[self.height - 1 - row, column]

    def _owner(self, row: int, column: int) -> tuple[int, int]:
        """The first of the places that a cell takes: no line parts them."""
        top, x = self.rows[self.height - row], (self.columns[column] + self.columns[column + 1]) / 2
        if row and not _drawn(self._across, top, x):
            return self._owners[row - 1, column]
        y = (top + self.rows[self.height - row - 1]) / 2
        if column and not _drawn(self._down, self.columns[column], y):
            return self._owners[row, column - 1]
        return row, column


def grids_of(page: Any, turn: Box) -> list[Grid]:
    """The grids of two rows and two columns or more that are drawn on a page."""
    across, down = (_joined(rules) for rules in _rules(page, turn))
    if len(across) < 3 or not down or max(len(across), len(down)) > _MOST_RULES:
        return []
    grids = [Grid(*lines) for lines in _touching(across, down) if len(lines[0]) * len(lines[1]) <= _MOST_CELLS]
    return [grid for grid in grids if grid.width > 1 and grid.height > 1]


def set_in(grids: Sequence[Grid], glyphs: Iterable[Glyph]) -> tuple[list[Glyph], list[Piece]]:
    """The characters that stand in no table, and the rows of the tables, each as one line of cells."""
    beside = list(glyphs)
    rows: list[Piece] = []
    for grid in grids:
        outside: list[Glyph] = []
        inside: dict[tuple[int, int], list[Glyph]] = {}
        held = outside
        for glyph in beside:
            if not glyph.char.isspace():  # a blank has no place of its own: it stands behind what is before it
                cell = grid.cell(glyph)
                held = outside if cell is None else inside.setdefault(cell, [])
            held.append(glyph)
        cells = {place: lines_of(found) for place, found in inside.items()}
        if _is_table(grid, cells):
            beside = outside
            rows += _written(grid, cells)
    return beside, rows


def _is_table(grid: Grid, cells: dict[tuple[int, int], list[Piece]]) -> bool:
    rows, columns = {row for row, _ in cells}, {column for _, column in cells}
    longest = max((sum(len(line.text) for line in lines) for lines in cells.values()), default=0)
    return len(rows) > 1 and len(columns) > 1 and longest <= _ROOMY and len(cells) >= _FILLED * grid.cells


def _written(grid: Grid, cells: dict[tuple[int, int], list[Piece]]) -> Iterator[Piece]:
    number = 0
    for row in range(grid.height):
        found = sorted((column, lines) for (at, column), lines in cells.items() if at == row)
        if not found:
            continue
        number += 1
        highest = max((lines[0] for _, lines in found), key=lambda line: line.top)
        piece = Piece("", grid.columns[0], highest.bottom, grid.columns[-1], highest.top, number)
        for column, lines in found:
            text = _one_line(lines)
            start = len(piece.text) + 3 if piece.text else 0
            piece.text += (" | " if piece.text else "") + text
            piece.cells += ((column + 1, start, start + len(text)),)
        yield piece


def _one_line(lines: Sequence[Piece]) -> str:
    text = ""
    for line in lines:
        text += (space_between(text, line.text) if text else "") + line.text
    return text


def _rules(page: Any, turn: Box) -> tuple[list[Rule], list[Rule]]:
    """The level and the upright lines of a page; thin boxes give their edges."""
    across: list[Rule] = []
    down: list[Rule] = []
    try:
        for n, thing in enumerate(page.get_objects(filter=[raw.FPDF_PAGEOBJ_PATH], max_depth=4)):
            if n > _MOST_OBJECTS:
                return [], []
            for x1, y1, x2, y2 in _edges(thing):
                left, bottom, right, top = turn(min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2))
                if top - bottom <= _SLANT < right - left:
                    across.append(Rule((top + bottom) / 2, left, right))
                elif right - left <= _SLANT < top - bottom:
                    down.append(Rule((left + right) / 2, bottom, top))
    except pypdfium2.PdfiumError:
        return [], []
    return across, down


def _edges(path: Any) -> Iterator[tuple[float, float, float, float]]:
    """The straight stretches of a path that is painted, where they stand on the page."""
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    if not raw.FPDFPath_GetDrawMode(path, fill, stroke) or not (fill.value or stroke.value):
        return
    matrix, holder = path.get_matrix(), path.container
    while holder is not None:
        matrix, holder = matrix.multiply(holder.get_matrix()), holder.container
    x, y = ctypes.c_float(), ctypes.c_float()
    first = last = (0.0, 0.0)
    for n in range(min(raw.FPDFPath_CountSegments(path), _MOST_OBJECTS)):
        segment = raw.FPDFPath_GetPathSegment(path, n)
        if not segment or not raw.FPDFPathSegment_GetPoint(segment, x, y):
            continue
        point = matrix.on_point(x.value, y.value)
        kind = raw.FPDFPathSegment_GetType(segment)
        if kind == raw.FPDF_SEGMENT_MOVETO:
            first = point
        elif kind == raw.FPDF_SEGMENT_LINETO:
            yield (*last, *point)
        last = point
        if raw.FPDFPathSegment_GetClose(segment) and point != first:
            yield (*point, *first)


def _joined(rules: list[Rule]) -> list[Rule]:
    """Lines in one place as one: tables are drawn cell by cell."""
    joined: list[Rule] = []
    rules.sort()
    start = 0
    for n in range(1, len(rules) + 1):
        if n < len(rules) and rules[n].at - rules[n - 1].at <= _NEAR:
            continue
        group = sorted(rules[start:n], key=lambda rule: rule.low)
        at = sum(rule.at for rule in group) / len(group)
        low, high = group[0].low, group[0].high
        for rule in group[1:]:
            if rule.low <= high + _NEAR:
                high = max(high, rule.high)
            else:
                joined.append(Rule(at, low, high))
                low, high = rule.low, rule.high
        joined.append(Rule(at, low, high))
        start = n
    return [rule for rule in joined if rule.high - rule.low >= _SHORTEST]


def _touching(across: list[Rule], down: list[Rule]) -> Iterator[tuple[list[Rule], list[Rule]]]:
    """The lines that hang together, table by table: level ones and upright ones."""
    left = set(range(len(down)))
    free = set(range(len(across)))
    while free:
        rows, columns, waiting = {free.pop()}, set[int](), True
        while waiting:
            more = {c for c in left if any(_cross(across[r], down[c]) for r in rows)}
            left -= more
            columns |= more
            found = {r for r in free if any(_cross(across[r], down[c]) for c in more)}
            free -= found
            rows |= found
            waiting = bool(found)
        if columns:
            yield [across[r] for r in sorted(rows)], [down[c] for c in sorted(columns)]


def _cross(level: Rule, upright: Rule) -> bool:
    return (
        level.low - _NEAR <= upright.at <= level.high + _NEAR
        and upright.low - _NEAR <= level.at <= upright.high + _NEAR
    )


def _places(found: Iterable[float]) -> list[float]:
    """Where lines stand, each place once."""
    places: list[float] = []
    for at in sorted(found):
        if not places or at - places[-1] > _NEAR:
            places.append(at)
    return places


def _drawn(rules: Iterable[Rule], at: float, through: float) -> bool:
    """Whether a line at `at` goes through the place `through`."""
    return any(abs(rule.at - at) <= _NEAR and rule.low <= through <= rule.high for rule in rules)
