"""Tables in a text: lines of cells, by the columns that the file tells or, where it tells none, by the marks between."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, NamedTuple

from qdtui.model import Span

if TYPE_CHECKING:
    from qdtui.text.reading import Reading

MARK = "|"
"""What stands between cells; every loader writes it, and Markdown does."""
_RULE = re.compile(r"[\s|:\-—]+")
"""The line of a Markdown table below its head."""


class TableRow(NamedTuple):
    """A line of a table."""

    line: Span
    cells: Mapping[int, Span]
    """Where the words of its cells stand, by the number of the column; cells without words are left out."""


def tables(reading: Reading) -> Iterator[tuple[TableRow, ...]]:
    """The tables of the running text, each as its rows in order; columns count from 1.

    In a file that tells where its cells stand (a page, a PDF, a Word file) these are its tables; in a plain text lines
    that follow each other and hold the mark `|`.
    """
    if MARK not in reading.norm:
        return
    yield from (_told(reading) if reading.doc.cells else _marked(reading))


def _told(reading: Reading) -> Iterator[tuple[TableRow, ...]]:
    found: dict[int, dict[int, dict[int, Span]]] = {}
    for cell in reading.doc.cells:
        span = _trimmed(reading.norm, cell.start, cell.end)
        if span.start < span.end:
            found.setdefault(cell.table, {}).setdefault(cell.row, {})[cell.column] = span
    for rows in found.values():
        table = []
        for _, cells in sorted(rows.items()):
            line = Span(min(c.start for c in cells.values()), max(c.end for c in cells.values()))
            if reading.sentence_at(line.start) is not None:  # no row of a page's menu
                table.append(TableRow(line, cells))
        if table:
            yield tuple(table)


def _marked(reading: Reading) -> Iterator[tuple[TableRow, ...]]:
    norm = reading.norm
    lines: list[Span] = []
    below = -1
    at = norm.find(MARK)
    while at >= 0:
        start = norm.rfind("\n", 0, at) + 1
        end = norm.find("\n", at)
        end = end if end >= 0 else len(norm)
        if start != below:
            yield from _of_lines(reading, lines)
            lines = []
        lines.append(_trimmed(norm, start, end))
        below = end + 1
        at = norm.find(MARK, end)
    yield from _of_lines(reading, lines)


def _of_lines(reading: Reading, lines: list[Span]) -> Iterator[tuple[TableRow, ...]]:
    # Markdown frames its tables with marks; in others a line that begins with one has an empty first cell.
    framed = all(reading.norm.startswith(MARK, line.start) for line in lines)
    split = (_split(reading.norm, line, framed=framed) for line in lines if not _RULE.fullmatch(reading.norm, *line))
    rows = tuple(row for row in split if row.cells and reading.sentence_at(row.line.start) is not None)
    if rows:
        yield rows


def _split(norm: str, line: Span, *, framed: bool) -> TableRow:
    at, stop = line
    at += framed
    stop -= norm.endswith(MARK, at, stop)
    cells: dict[int, Span] = {}
    column = 1
    while at <= stop:
        cut = norm.find(MARK, at, stop)
        cut = cut if cut >= 0 else stop
        words = _trimmed(norm, at, cut)
        if words.start < words.end:
            cells[column] = words
        column, at = column + 1, cut + 1
    return TableRow(line, cells)


def _trimmed(norm: str, start: int, end: int) -> Span:
    while start < end and norm[start].isspace():
        start += 1
    while start < end and norm[end - 1].isspace():
        end -= 1
    return Span(start, end)
