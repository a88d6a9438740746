"""What the readers of single formats hand to the rest of loading, and the error that all of them raise."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from qdtui.model import Content, Document, Hint, Metadata, ReadError

__all__ = ["Content", "Hint", "LoadError", "Metadata", "Overrides", "UndecodableError", "counted"]


class LoadError(Exception):
    """A file that cannot be read. `reason` is for people: what is wrong and what they can do."""

    def __init__(self, path: str | Path, reason: str) -> None:
        self.path = str(path)
        self.reason = reason
        super().__init__(f"{self.path}: {reason}")

    def __reduce__(self) -> tuple[type[LoadError], tuple[str, str]]:
        # The default would call LoadError with one argument, and worker processes pickle errors.
        return LoadError, (self.path, self.reason)


class UndecodableError(ReadError):
    """The bytes are not text in any encoding that is read. The message is for people."""


@dataclass(frozen=True, slots=True)
class Overrides:
    """What a person set by hand for one document; it beats whatever the document says."""

    published: date | None = None
    title: str | None = None
    source: str | None = None
    published_year: int | None = None
    """The year, when that is all a person knows (ignored beside `published`)."""
    author: str | None = None
    counts_from: tuple[date | None, int | None] | None = None
    """The day or year from which relative dates count when it is not the document's own: that of the first copy."""


def counted(document: Document, overrides: Overrides | None) -> Document:
    """The document as extractors see it: a reprint's 今年 is the year of the first copy of its work."""
    if overrides is None or overrides.counts_from is None:
        return document
    day, year = overrides.counts_from
    return replace(document, published=day, published_year=day.year if day else year)
