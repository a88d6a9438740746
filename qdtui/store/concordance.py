"""Keyword in context: every hit of a query as a line, with what stands before and after it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from qdtui.model import day_or_year
from qdtui.store.query import Query
from qdtui.store.snippets import marks_of
from qdtui.text.segment import fold

AROUND = 60
"""Code points kept on each side of a hit: more than half of a wide terminal."""

_BREAKS = "\n\r"


@dataclass(frozen=True, slots=True)
class Line:
    """A hit and its surroundings within its line of the text."""

    doc_id: str
    title: str | None
    source: str | None
    published: date | None
    start: int
    end: int
    """Where the hit stands in the document (code points)."""
    before: str
    hit: str
    after: str
    year: int | None = None
    """When the document was published, where no day is known."""

    @property
    def when(self) -> str:
        """The document's day or year, as far as they are known."""
        return day_or_year(self.published, self.year)


@dataclass(frozen=True, slots=True)
class Concordance:
    """The lines of a query."""

    lines: list[Line]
    total: int
    """Hits in the documents that were read."""
    documents: int
    """Documents that were read, the best of those that match."""


def concordance(
    rows: Iterable[tuple[str, str | None, str | None, date | None, int | None, str]], asked: Query, most: int
) -> Concordance:
    """The first `most` hits of documents given as (doc_id, title, source, published, year, text), in their order."""
    lines: list[Line] = []
    total = documents = 0
    for doc_id, title, source, published, year, text in rows:
        documents += 1
        marks = marks_of(fold(text), asked)
        total += len(marks)
        for start, end in marks[: max(0, most - len(lines))]:
            low, high = max(0, start - AROUND), min(len(text), end + AROUND)
            low = max(low, *(text.rfind(sign, low, start) + 1 for sign in _BREAKS))
            high = min(high, *(at if (at := text.find(sign, end, high)) >= 0 else high for sign in _BREAKS))
            lines.append(
                Line(
                    doc_id, title, source, published, start, end, text[low:start], text[start:end], text[end:high], year
                )
            )
    return Concordance(lines, total, documents)
