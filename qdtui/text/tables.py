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
    table: list[TableRow] = []
    below = -1
    at = norm.find(MARK)
    while at >= 0:
        start = norm.rfind("\n", 0, at) + 1
        end = norm.find("\n", at)
        end = end if end >= 0 else len(norm)
        if table and start != below:
            yield tuple(table)
            table = []
        row = _split(norm, start, end)
        if row is not None and reading.sentence_at(row.line.start) is not None:
            table.append(row)
        below = end + 1
        at = norm.find(MARK, end)
    if table:
        yield tuple(table)


def _split(norm: str, start: int, end: int) -> TableRow | None:
    if _RULE.fullmatch(norm, start, end):
        return None
    line = _trimmed(norm, start, end)
    at, stop = line
    at += norm.startswith(MARK, at)
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
    return TableRow(line, cells) if cells else None


def _trimmed(norm: str, start: int, end: int) -> Span:
    while start < end and norm[start].isspace():
        start += 1
    while start < end and norm[end - 1].isspace():
        end -= 1
    return Span(start, end)
