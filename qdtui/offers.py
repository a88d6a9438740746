"""What a plugin may offer besides rows: commands of its own, and what they answer.

Declarations are plain data. A worker reads them when it describes the plugins, they are kept in the file as `Offer`s,
and the explorer and the command line list them from there without importing anything. What a plugin's function does,
it does in a process of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal, get_args

On = Literal["file", "document", "row", "selection"]
"""What a command works on: the whole file, a document, one row, or several."""

OnWhat: tuple[On, ...] = get_args(On)

OfferKind = Literal["command", "exporter", "place", "facet"]

FileForm = Literal["csv", "json", "parquet"]
FORM_OF: Mapping[str, FileForm] = {".csv": "csv", ".json": "json", ".parquet": "parquet"}
"""The forms of files that are the program's own, by how such a file ends; plugins offer others."""
FORMS = ("table", *FORM_OF.values())
"""All forms of rows that are the program's own."""

MOST_TEXT = 20_000
"""Code points of what a command may say."""
MOST_ROWS = 100_000
"""Rows that a command may give itself; a query may have any number."""


@dataclass(frozen=True, slots=True)
class Say:
    """A command's answer: a text."""

    text: str


@dataclass(frozen=True, slots=True)
class Rows:
    """A command's answer: rows, either of a query on the file (`sql`) or given (`columns` and `rows`).

    Where the columns `doc_id`, `start` and `end` are among them, a row leads to its sentence.
    """

    sql: str = ""
    columns: Sequence[str] = ()
    rows: Iterable[Sequence[Any]] = ()
    title: str = ""


@dataclass(frozen=True, slots=True)
class Wrote:
    """A command's answer: a file that it wrote."""

    path: Path | str


@dataclass(frozen=True, slots=True)
class Show:
    """A command's answer: a document to open, at a span (code points of its text) when one is given."""

    doc_id: str
    start: int | None = None
    end: int | None = None


Answer = Say | Rows | Wrote | Show
"""What a command may give back."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """What a person has selected, as far as there is something."""

    doc_id: str | None = None
    table: str | None = None
    """The table or view that the row stands in."""
    fact_id: str | None = None
    row: Mapping[str, Any] | None = None
    """The row under the cursor: values by column."""
    rows: tuple[Mapping[str, Any], ...] = ()
    """The rows that are selected; the one under the cursor when there is no selection."""
    sql: str = ""
    """The query whose rows are on screen."""


@dataclass(frozen=True, slots=True)
class CommandContext:
    """What a command gets: the file, read-only, and what a person has selected."""

    connection: Any
    """A duckdb.DuckDBPyConnection with the file as its default database; no other file is within its reach."""
    database: Path
    """Where the file lies."""
    doc_id: str | None = None
    table_name: str | None = None
    """The table or view that the row stands in."""
    fact_id: str | None = None
    row: Mapping[str, Any] | None = None
    rows: tuple[Mapping[str, Any], ...] = ()
    sql: str = ""

    def query(self, sql: str, *parameters: Any) -> list[tuple[Any, ...]]:
        """All rows of a query on the file; `?` in it stands for the parameters. Raises duckdb.Error."""
        found: list[tuple[Any, ...]] = self.connection.execute(sql, list(parameters)).fetchall()
        return found

    def table(self, sql: str, *parameters: Any, title: str = "") -> Rows:
        """The rows of a query with the names of its columns, as an answer. Raises duckdb.Error."""
        rows = self.query(sql, *parameters)
        columns = [str(entry[0]) for entry in self.connection.description or ()]
        return Rows(columns=columns, rows=rows, title=title)


@dataclass(frozen=True, slots=True)
class Command:
    """Something that a person can do with the file, a document or rows of it.

    `run` is called in a process of its own, under the plugins' time and memory limits, and gives an answer or None.
    """

    name: str
    """Unique, in lower case: `qdtui run NAME`."""
    title: str
    """What menus call it."""
    run: Callable[[CommandContext], Answer | None]
    help: str = ""
    """One sentence for those who do not know it."""
    on: On = "file"


@dataclass(frozen=True, slots=True)
class Exporter:
    """A form in which rows leave the file.

    `write(columns, batches, path)` gets the names of the columns, the rows in lists of tuples, and the file to write.
    It is called in a process of its own; the file is put in its place when it has come back and taken every row.
    """

    name: str
    """Unique, in lower case: `qdtui sql … --format NAME`."""
    suffix: str
    """How its files end, in lower case with the dot, e.g. `.html`."""
    title: str
    write: Callable[[Sequence[str], Iterable[list[tuple[Any, ...]]], Path], object]
    help: str = ""


@dataclass(frozen=True, slots=True)
class PlaceDetail:
    """Rows that belong to the row under the cursor of a list."""

    title: str
    sql: str
    """A SELECT in which `$column` stands for that row's value in the column."""


@dataclass(frozen=True, slots=True)
class PlaceView:
    """A list of a place: the rows of a query, and what belongs to each of them."""

    title: str
    sql: str
    """A SELECT on the file."""
    details: Sequence[PlaceDetail] = ()


@dataclass(frozen=True, slots=True)
class Place:
    """A place of the explorer, as data: lists over the file, drawn by the explorer with the sentence of the row below."""

    name: str
    """Unique, in lower case."""
    title: str
    """One or two words for the bar of places."""
    views: Sequence[PlaceView]
    help: str = ""


@dataclass(frozen=True, slots=True)
class Facet:
    """Something that documents have values of, for the search: `name:value`.

    `sql` is a SELECT on the file with the columns `doc_id` and `value`; a document may have several values.
    """

    name: str
    """Unique, in lower case; what stands before the colon."""
    title: str
    """What the list of facets calls it."""
    sql: str
    help: str = ""


@dataclass(frozen=True, slots=True)
class Offer:
    """A declaration as the file keeps it."""

    kind: OfferKind
    name: str
    plugin: str
    title: str
    help: str = ""
    declared: Mapping[str, Any] = field(default_factory=dict)
    """The rest of the declaration, as JSON has it: of a command `on`, of an exporter `suffix`, of a place `views`, of a facet `sql`."""
