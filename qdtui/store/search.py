"""Searching the documents: words by BM25, exact phrases, exclusions, and plain substrings for the rest."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

import duckdb


@dataclass(frozen=True, slots=True)
class Snippet:
    """A piece of a document's text around hits."""

    text: str
    marks: list[tuple[int, int]]
    """The hits, as offsets in `text`."""
    offset_in_document: int
    """Where `text` starts in the document's text."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A document that was found."""

    doc_id: str
    title: str | None
    source: str | None
    published: date | None
    score: float
    count: int
    """How often the query's words stand in the document."""
    snippets: list[Snippet] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class SearchResult:
    """What a search found."""

    hits: list[Hit]
    total_documents: int
    """Documents that match, also beyond the limit."""
    milliseconds: float
    how: Literal["terms", "substring", "phrase"]
    error: str | None = None


def search(
    connection: duckdb.DuckDBPyConnection, query: str, limit: int = 50, *, segmenter: str = "auto"
) -> SearchResult:
    """Search the attached file."""
    raise NotImplementedError
