"""The data model: documents, spans, sections, zones, parts, rows and table declarations.

Everything here is immutable, picklable and free of other qdtui modules: it is what the rooms of
the program hand to each other. Offsets are Unicode code points of `Document.text`, `end` exclusive.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType
from typing import Literal, NamedTuple

Value = str | int | float | bool | date | list[str] | None
"""What a cell of a fact table may hold."""

ColumnType = Literal["VARCHAR", "DOUBLE", "INTEGER", "BIGINT", "BOOLEAN", "DATE", "VARCHAR[]"]
"""The DuckDB types a column may have."""

PublishedHow = Literal["metadata", "text", "filename", "inferred", "person"]
"""How a publication date (or year) was found; `person` is a date that somebody set by hand."""

DetailHow = Literal["metadata", "text", "person"]
"""How a title, outlet or author was found."""

ZoneKind = Literal["menu", "links", "caption", "byline", "dateline", "share", "header", "footer", "noise"]
"""What a stretch of text is when it is not the article's running text."""

EMPTY: Mapping[str, Value] = MappingProxyType({})


def day_or_year(published: date | None, year: int | None) -> str:
    """When something was published, as far as it is known: `2024-01-31`, `2024`, or nothing."""
    return published.isoformat() if published else str(year or "")


class Span(NamedTuple):
    """A half-open range of code points in a document's text."""

    start: int
    end: int

    def contains(self, other: Span) -> bool:
        """True when `other` lies wholly inside this span."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """True when the two spans share at least one code point."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Zone:
    """A stretch of boilerplate: searchable and shown, but not a source of facts (bylines excepted)."""

    start: int
    end: int
    kind: ZoneKind


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and the text under it, down to the next heading of the same or a higher level."""

    start: int
    """Where the heading line starts."""
    title_end: int
    """Where the heading line ends; the body follows."""
    end: int
    level: int
    title: str


@dataclass(frozen=True, slots=True)
class Part:
    """One article of a file; a file that holds several articles has several parts."""

    start: int
    end: int
    title: str | None = None
    source: str | None = None
    author: str | None = None
    published: date | None = None
    published_year: int | None = None


@dataclass(frozen=True, slots=True)
class Join:
    """A line break, zero-width character or idle blank that loading took out of the middle of a sentence.

    `at` is the offset in the stored text where `removed` stood, and `inserted` is what stands there
    now (empty, or one space between two Latin words).
    """

    at: int
    removed: str
    inserted: str = ""


class Page(NamedTuple):
    """A stretch of text that stands on one page; a page may have several, in whatever order."""

    number: int
    """From 1, as the file counts its pages, not as they are printed on them."""
    start: int
    end: int


class TableCell(NamedTuple):
    """The text of one cell of a table in a document. Tables, rows and columns count from 1."""

    table: int
    row: int
    column: int
    start: int
    end: int


class ReadError(Exception):
    """A file, or one document in it, that cannot be read. The message is for people: what is wrong, what to do."""


ROLES = ("id", "title", "date", "text", "outlet", "author", "url")
"""What a column of a table of documents may be."""

MB = 1024 * 1024


@dataclass(frozen=True, slots=True)
class LoadSettings:
    """How files are loaded. Sizes are bytes."""

    columns: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Names of the columns by role, the first one that a file has counts; roles left out are found by themselves."""
    largest: int = 256 * MB
    """The most bytes of a file, or of one member of an archive, that is read in one piece."""
    longest: int = 5_000_000
    """The most code points of one document."""
    members: int = 1_000_000
    """The most documents that one file may hold."""
    unpacked: int = 4096 * MB
    """The most bytes that an archive, with the archives inside it, may unpack to."""

    def limits(self) -> str:
        """The limits as text, to see whether they changed."""
        return f"{self.largest} {self.longest} {self.members} {self.unpacked}"


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a file says about itself outside its text (front matter, meta tags, columns)."""

    title: str | None = None
    source: str | None = None
    author: str | None = None
    published: date | None = None
    made: date | None = None
    """When the file was made or last changed: believed where neither text nor name has a date."""


class Hint(NamedTuple):
    """What a format knows about one line: a heading of a level (from 1), or a zone; neither: it stands alone."""

    level: int | None = None
    zone: ZoneKind | None = None


@dataclass(frozen=True, slots=True)
class Content:
    """What a loader makes of a file: its text before broken lines are joined, and what the format says about it.

    All offsets count code points of `text`; those of the document that is made of it are moved along.
    """

    text: str
    metadata: Metadata = Metadata()
    hints: Mapping[int, Hint] = field(default_factory=dict)
    """By the offset where the hinted line starts."""
    pages: tuple[Page, ...] = ()
    cells: tuple[TableCell, ...] = ()
    encoding: str = "utf-8"
    remarks: tuple[str, ...] = ()
    """What of the file could not be read while the rest was, a sentence each, for people."""


@dataclass(frozen=True, slots=True)
class Member:
    """One document of a file that holds several.

    `content` is the document; or the bytes of a file that is read by the suffix of `name`; or what gives
    either when it is called, and may raise ReadError.
    """

    name: str
    content: Content | bytes | Callable[[], Content | bytes]


@dataclass(frozen=True, slots=True)
class Document:
    """A loaded document. Pure data: the same bytes and settings always give an equal document."""

    doc_id: str
    path: str
    text: str
    title: str | None = None
    source: str | None = None
    author: str | None = None
    published: date | None = None
    """The publication date, when its day is known."""
    published_year: int | None = None
    """The publication year, when at least that is known (or inferred: see `published_how`)."""
    published_how: PublishedHow | None = None
    sha256: str = ""
    """Hex digest of the file's bytes."""
    encoding: str = "utf-8"
    sections: tuple[Section, ...] = ()
    zones: tuple[Zone, ...] = ()
    parts: tuple[Part, ...] = ()
    joins: tuple[Join, ...] = ()
    pages: tuple[Page, ...] = ()
    """Where its pages stand, when the format has pages."""
    cells: tuple[TableCell, ...] = ()
    """Where the cells of its tables stand, when the format tells."""
    title_how: DetailHow | None = None
    source_how: DetailHow | None = None
    author_how: DetailHow | None = None
    """How title, outlet and author were found."""
    found: Mapping[str, tuple[Row, ...]] = field(default_factory=dict, compare=False)
    """Rows that the extractors named in `needs` found in this document, by table."""
    remarks: tuple[str, ...] = ()
    """What of its file could not be read, a sentence each."""

    def __hash__(self) -> int:
        """Of what tells documents apart: a document is looked up often, and has many sections and zones."""
        return hash((self.doc_id, self.text))

    @property
    def n_chars(self) -> int:
        """Length of the text in code points."""
        return len(self.text)

    def source_offset(self, offset: int) -> int:
        """Where `offset` of the stored text stood in the decoded file, before lines were joined."""
        shift = 0
        for join in self.joins:
            if join.at + len(join.inserted) > offset:
                break
            shift += len(join.removed) - len(join.inserted)
        return offset + shift


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a fact table, as an extractor declares it."""

    name: str
    type: ColumnType = "VARCHAR"
    comment: str = ""
    unit: str | None = None
    allowed: tuple[str, ...] | None = None
    """The only values that the column may hold (besides NULL); None when any value will do."""


@dataclass(frozen=True, slots=True)
class View:
    """A view that counts the rows of a table: `rows`, `documents`, and a sum for each of `sums`.

    Declared and not written in SQL, so that a plugin has no say in what a query of the file does.
    """

    name: str
    comment: str
    by: tuple[str, ...]
    """The columns that rows are counted by; `document.year` and `document.outlet` are the document's."""
    where: tuple[tuple[str, str | int | float | bool], ...] = ()
    """Columns and the values that rows have to have to be counted."""
    sums: tuple[str, ...] = ()
    """Columns of numbers that are added up: `sum_NAME`."""


@dataclass(frozen=True, slots=True)
class Table:
    """A fact table, as the extractor that owns it declares it.

    The columns that every fact table shares (`fact_id`, `doc_id`, `start`, `end`, `quote`,
    `extractor`, `confidence`, `rule`, `note`) are added by the store.
    """

    name: str
    comment: str
    columns: tuple[Column, ...]
    key: tuple[str, ...] = ()
    """Columns that tell two facts of one document apart; a second row with the same key is dropped."""
    label: str = ""
    """The column that names a row in lists (the first one when empty)."""
    views: tuple[View, ...] = ()
    """Views over this table alone."""

    def column(self, name: str) -> Column:
        """The column called `name`. Raises KeyError when there is none."""
        for column in self.columns:
            if column.name == name:
                return column
        raise KeyError(name)


@dataclass(frozen=True, slots=True)
class Row:
    """A fact found in a document: values for a table and the span that proves them."""

    table: str
    values: Mapping[str, Value]
    start: int
    end: int
    confidence: float = 0.5
    """How likely the row is right, from 0 to 1."""
    rule: str = ""
    """The name of the rule that found it."""
    note: str | None = None
    """What a reader should know, e.g. that a list's declared count differs from the names listed."""
    cells: Mapping[str, Span] = field(default_factory=dict)
    """Where single values stand, by column, when the extractor knows."""
    quote: str | None = None
    """A claim: when given, core checks that the text between `start` and `end` is this."""
