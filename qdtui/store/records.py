"""What the store hands out and takes in besides documents and rows, in classes that need no DuckDB."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import NamedTuple

from qdtui.model import Span, Value


@dataclass(frozen=True, slots=True)
class Run:
    """One extractor's reading of one document."""

    extractor: str
    version: str
    source_digest: str
    settings_digest: str
    doc_id: str
    rows: int
    milliseconds: float
    error: str | None = None


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that went wrong, with what is known of where."""

    path: str | None
    doc_id: str | None
    stage: str
    extractor: str | None
    reason: str


@dataclass(frozen=True, slots=True)
class Plugin:
    """A plugin as the last ingest saw it; `status` is `ok` or what went wrong in one word."""

    name: str
    kind: str
    source: str
    version: str | None
    status: str
    error: str | None = None
    extractors: list[str] = field(default_factory=list)
    """The names of its extractors."""


class SourceFile(NamedTuple):
    """A file that was looked at: enough to know later whether it changed. A tuple, since there may be a hundred thousand."""

    path: str
    size: int
    """Bytes."""
    mtime_ns: int
    sha256: str
    doc_id: str | None
    doc_key: str
    container: str | None = None
    """The file that it stands in, by its path; that file's own path when it is the one that holds others."""
    place: int | None = None
    """Its number in that file, from 0."""


@dataclass(frozen=True, slots=True)
class Summary:
    """The file in one line."""

    path: Path
    documents: int
    facts: int
    problems: int
    loaded_at: datetime | None
    """When the file was written (UTC)."""


@dataclass(frozen=True, slots=True)
class DocumentInfo:
    """A document without its text."""

    doc_id: str
    path: str
    title: str | None
    source: str | None
    author: str | None
    published: date | None
    published_year: int | None
    published_how: str | None
    n_chars: int
    facts: Mapping[str, int]
    """Number of facts, by table; tables without any are left out."""
    work_id: str = ""
    """The work that it is a copy of, named by the doc_id of its earliest copy."""
    place: int = 1
    """Its place among the work's copies, from 1, the earliest."""
    copies: int = 1
    """How many copies of the work the file has."""


@dataclass(frozen=True, slots=True)
class Fact:
    """A row of a fact table with its provenance."""

    table: str
    fact_id: str
    doc_id: str
    start: int
    end: int
    quote: str
    label: str
    extractor: str
    confidence: float
    rule: str | None
    note: str | None
    values: Mapping[str, Value]
    """The declared columns, in their order."""
    cells: Mapping[str, Span] = field(default_factory=dict)
    """Where single values stand in the text."""

    def row(self) -> dict[str, Value]:
        """The fact as its table has it: values by column, the shared ones first."""
        shared = ("fact_id", "doc_id", "start", "end", "quote", "extractor", "confidence", "rule", "note")
        return {**{name: getattr(self, name) for name in shared}, **self.values}
