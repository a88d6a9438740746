"""What an ingest tells: each of its steps while it goes on, what it did when it ended, and why it cannot be done."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from qdtui.store.records import Problem


class IngestError(Exception):
    """The ingest cannot be done at all; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class Event:
    """A step of an ingest, for whoever shows its progress."""

    kind: Literal["start", "document", "problem", "write", "wait"]
    done: int = 0
    total: int = 0
    name: str = ""
    message: str = ""


@dataclass(slots=True)
class Report:
    """What an ingest did."""

    database: Path
    changed: bool = False
    """Whether a new snapshot was written."""
    documents: int = 0
    """Documents in the file afterwards."""
    read: int = 0
    """Documents that were loaded for the first time or again because they changed."""
    again: int = 0
    """Documents that only some extractors read again."""
    resumed: int = 0
    """Documents, of those two, that an earlier ingest had done when it was cut short."""
    removed: int = 0
    copies: int = 0
    """Files whose bytes equal another file's."""
    reprints: int = 0
    """Documents that are copies of an earlier one, in other bytes."""
    others: Counter[str] = field(default_factory=Counter)
    """Files of kinds that are not read, by suffix."""
    rows: Counter[str] = field(default_factory=Counter)
    """Rows found in this ingest, by table."""
    problems: list[Problem] = field(default_factory=list)
    seconds: float = 0.0
    spent: dict[str, float] = field(default_factory=dict)
    """Seconds by step: `look`, `load`, `index` and the names of extractors (of all workers together), `write`."""
