"""The records of the store besides documents and rows: runs, problems, plugins and files."""

from __future__ import annotations

from dataclasses import dataclass, field


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


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file that was looked at: enough to know later whether it changed."""

    path: str
    size: int
    """Bytes."""
    mtime_ns: int
    sha256: str
    doc_id: str | None
    doc_key: str
