"""What stands in the DuckDB file: tables, columns and their meaning, and the DDL that makes them.

The file is an interface, so names, types and comments are declared here once; the writer, the check of
a whole file and the test of docs/database.md all read them from here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files

from qdtui.model import Table

FORMAT = 1
"""The version of the file's layout. A file of another version is written anew from the documents."""


RESERVED = "qdtui_"
"""How the store's temporary tables begin; no fact table may."""


class SchemaError(ValueError):
    """A fact table that cannot be made: a name that is taken, empty or doubled."""


@dataclass(frozen=True, slots=True)
class StoreColumn:
    """A column of the file: its name, DuckDB type and comment."""

    name: str
    type: str
    comment: str


@dataclass(frozen=True, slots=True)
class StoreTable:
    """A table that every file has, whatever the plugins."""

    name: str
    comment: str
    columns: tuple[StoreColumn, ...]
    order: str
    """The ORDER BY of its rows in the file, so that equal content gives equal rows in equal order."""


@dataclass(frozen=True, slots=True)
class StoreView:
    """A view of the file: its comment and the comments of its columns."""

    name: str
    comment: str
    columns: tuple[StoreColumn, ...]


def identifier(name: str) -> str:
    """`name` as a quoted SQL identifier."""
    return '"' + name.replace('"', '""') + '"'


def literal(text: str) -> str:
    """`text` as a SQL string literal."""
    quoted = "'" + text.replace("'", "''").replace("\0", "' || chr(0) || '") + "'"
    return f"({quoted})" if "\0" in text else quoted


def sql_file(name: str) -> str:
    """The text of the SQL file `name` of this room."""
    return (files("qdtui.store") / "queries" / f"{name}.sql").read_text(encoding="utf-8")


def _columns(*columns: tuple[str, str, str]) -> tuple[StoreColumn, ...]:
    return tuple(StoreColumn(*column) for column in columns)


SHARED = _columns(
    ("fact_id", "VARCHAR", "Identity of the fact: the same table, document, span and values always give the same id"),
    ("doc_id", "VARCHAR", "The document that states the fact (documents.doc_id)"),
    ("start", "INTEGER", "Offset of the quote in documents.text: code points from 0"),
    ("end", "INTEGER", "Offset behind the quote's last code point"),
    ("quote", "VARCHAR", 'The passage that proves the row: substring(text, start + 1, "end" - start)'),
    ("extractor", "VARCHAR", "The extractor that found the row (runs.extractor)"),
    ("confidence", "DOUBLE", "How likely the row is right, from 0 to 1"),
    ("rule", "VARCHAR", "The extractor's rule that found the row"),
    ("note", "VARCHAR", "What a reader should know about the row, or NULL"),
)
"""The columns that every fact table begins with."""

CORE = (
    StoreTable(
        "documents",
        "The documents: one row each, with the text that all offsets count in",
        _columns(
            ("doc_id", "VARCHAR", "Identity of the document; stable for the same content"),
            ("path", "VARCHAR", "The file it was read from"),
            ("title", "VARCHAR", "Title, or NULL where none was found"),
            ("source", "VARCHAR", "Outlet or issuing body"),
            ("author", "VARCHAR", "Author as the document names them"),
            ("published", "DATE", "Publication date, when its day is known"),
            ("published_year", "INTEGER", "Publication year, when at least that is known"),
            ("published_how", "VARCHAR", "How the date was found: metadata, text, filename, inferred or person"),
            ("title_how", "VARCHAR", "How the title was found: metadata, text or person"),
            ("source_how", "VARCHAR", "How the outlet was found: metadata, text or person"),
            ("author_how", "VARCHAR", "How the author was found: metadata, text or person"),
            ("text", "VARCHAR", "The text; every start and end counts its Unicode code points from 0"),
            ("n_chars", "INTEGER", "Length of the text in code points"),
            ("n_terms", "INTEGER", "Length of the text in search terms (for ranking)"),
            ("sha256", "VARCHAR", "Digest of the file's bytes, hexadecimal"),
            ("encoding", "VARCHAR", "Character encoding that the file was read in"),
            ("loaded_at", "TIMESTAMP", "When the file was read (UTC)"),
            (
                "doc_no",
                "INTEGER",
                "Number of the document in this file (postings.doc_no); another file may number anew",
            ),
        ),
        "doc_no",
    ),
    StoreTable(
        "sections",
        "Headings and the text under them",
        _columns(
            ("doc_id", "VARCHAR", "The document (documents.doc_id)"),
            ("start", "INTEGER", "Where the heading line starts: code points of documents.text from 0"),
            ("title_end", "INTEGER", "Where the heading line ends"),
            ("end", "INTEGER", "Where the text under the heading ends"),
            ("level", "INTEGER", "Depth of the heading; 1 is the highest"),
            ("title", "VARCHAR", "The heading's words"),
        ),
        'doc_id, start, "end", level',
    ),
    StoreTable(
        "zones",
        "Stretches of text that are not running text: searchable, but facts are not read from them",
        _columns(
            ("doc_id", "VARCHAR", "The document (documents.doc_id)"),
            ("start", "INTEGER", "First code point of documents.text, from 0"),
            ("end", "INTEGER", "Offset behind the last code point"),
            ("kind", "VARCHAR", "menu, links, caption, byline, dateline, share, header, footer or noise"),
        ),
        'doc_id, start, "end", kind',
    ),
    StoreTable(
        "parts",
        "The articles of documents that hold several",
        _columns(
            ("doc_id", "VARCHAR", "The document (documents.doc_id)"),
            ("start", "INTEGER", "First code point of documents.text, from 0"),
            ("end", "INTEGER", "Offset behind the last code point"),
            ("title", "VARCHAR", "Title of the article"),
            ("source", "VARCHAR", "Outlet or issuing body of the article"),
            ("author", "VARCHAR", "Author of the article"),
            ("published", "DATE", "Publication date of the article, when its day is known"),
            ("published_year", "INTEGER", "Publication year of the article, when at least that is known"),
        ),
        'doc_id, start, "end"',
    ),
    StoreTable(
        "pages",
        "Where the pages of documents stand in their text, of those formats that have pages (PDF)",
        _columns(
            ("doc_id", "VARCHAR", "The document (documents.doc_id)"),
            ("page", "INTEGER", "Number of the page in the file, from 1; a page may have several rows"),
            ("start", "INTEGER", "First code point of documents.text, from 0"),
            ("end", "INTEGER", "Offset behind the last code point"),
        ),
        'doc_id, start, "end", page',
    ),
    StoreTable(
        "table_cells",
        "Where the cells of tables inside documents stand in their text, of those formats that tell (HTML, PDF, Word)",
        _columns(
            ("doc_id", "VARCHAR", "The document (documents.doc_id)"),
            ("table_no", "INTEGER", "Number of the table in the document, from 1"),
            ("row_no", "INTEGER", "Number of the row in the table, from 1"),
            ("column_no", "INTEGER", "Number of the column in the row, from 1"),
            ("start", "INTEGER", "First code point of documents.text, from 0"),
            ("end", "INTEGER", "Offset behind the last code point"),
        ),
        'doc_id, start, "end", table_no, row_no, column_no',
    ),
    StoreTable(
        "joins",
        "Line breaks and idle blanks that loading took out of sentences, to lead offsets back to the file",
        _columns(
            ("doc_id", "VARCHAR", "The document (documents.doc_id)"),
            ("start", "INTEGER", "Offset in documents.text where the removed text stood"),
            ("removed", "VARCHAR", "What stood in the file"),
            ("inserted", "VARCHAR", "What stands in documents.text instead"),
        ),
        "doc_id, start",
    ),
    StoreTable(
        "folded",
        "Texts as the search reads them, of those documents where that is not documents.text itself",
        _columns(
            ("doc_id", "VARCHAR", "The document (documents.doc_id)"),
            ("text", "VARCHAR", "The text in half width and simplified characters, of the same length"),
        ),
        "doc_id",
    ),
    StoreTable(
        "sketches",
        "What is kept of each document's wording to find its reprints",
        _columns(
            ("doc_id", "VARCHAR", "The document (documents.doc_id)"),
            ("letters", "INTEGER", "Letters and characters of its running text, title left out"),
            ("marks", "UINTEGER[]", "The smallest digests of a sample of its shingles, ascending"),
            ("wording", "UBIGINT", "Digest of wording, figures and days: equal ones are equal texts"),
            ("articles", "INTEGER", "How many articles the document holds"),
        ),
        "doc_id",
    ),
    StoreTable(
        "compared",
        "Pairs of documents that looked like reprints of each other, and what comparing their texts gave",
        _columns(
            ("doc_id", "VARCHAR", "The document (documents.doc_id)"),
            ("other_id", "VARCHAR", "The other document (documents.doc_id); the greater of the two ids"),
            ("shared", "DOUBLE", "Share of the shorter text's wording that stands in the other, from 0 to 1"),
            ("same", "BOOLEAN", "Whether they are copies of one work"),
            ("why", "VARCHAR", "What decided: copy, wording, length, figures or days"),
        ),
        "doc_id, other_id",
    ),
    StoreTable(
        "works",
        "Which documents are copies of one work: one row for each document, a work of its own or a reprint",
        _columns(
            ("doc_id", "VARCHAR", "The document (documents.doc_id)"),
            ("work_id", "VARCHAR", "The work: the doc_id of its earliest copy"),
            ("place", "INTEGER", "Place among the copies by publication date, then path; 1 is the one that views show"),
            ("copies", "INTEGER", "How many documents are copies of the work"),
            (
                "published",
                "DATE",
                "Publication date of the earliest copy, from which relative dates in all copies count",
            ),
            ("published_year", "INTEGER", "Publication year of the earliest copy, when at least that is known"),
        ),
        "work_id, place",
    ),
    StoreTable(
        "cells",
        "Where single values of facts stand in the text, when the extractor says so",
        _columns(
            ("fact_id", "VARCHAR", "The fact (fact_id of its table)"),
            ("column", "VARCHAR", "The column whose value stands here"),
            ("start", "INTEGER", "First code point of documents.text, from 0"),
            ("end", "INTEGER", "Offset behind the last code point"),
            ("table_name", "VARCHAR", "The fact's table"),
            ("doc_id", "VARCHAR", "The fact's document (documents.doc_id)"),
        ),
        'doc_id, table_name, fact_id, start, "column"',
    ),
    StoreTable(
        "terms",
        "The words of the search index",
        _columns(
            ("term_id", "INTEGER", "Number of the term in this file (postings.term_id)"),
            ("term", "VARCHAR", "The word: half width, simplified, lower case"),
            ("df", "INTEGER", "How many documents hold it"),
        ),
        "term_id",
    ),
    StoreTable(
        "postings",
        "Which document holds which word how often, sorted by word; behind them those of documents that came later",
        _columns(
            ("term_id", "INTEGER", "The word (terms.term_id)"),
            ("doc_no", "INTEGER", "The document (documents.doc_no)"),
            ("tf", "INTEGER", "How often the document holds the word"),
        ),
        "term_id, doc_no",
    ),
    StoreTable(
        "runs",
        "Which extractor read which document, with what outcome",
        _columns(
            ("extractor", "VARCHAR", "Name of the extractor"),
            ("version", "VARCHAR", "Version of the extractor"),
            ("source_digest", "VARCHAR", "Digest of the plugin's source"),
            ("settings_digest", "VARCHAR", "Digest of the settings that it read"),
            ("doc_id", "VARCHAR", "The document (documents.doc_id)"),
            ("rows", "INTEGER", "Facts it found there"),
            ("milliseconds", "DOUBLE", "Time it took, in milliseconds"),
            ("error", "VARCHAR", "Why it failed on this document, or NULL"),
        ),
        "extractor, doc_id",
    ),
    StoreTable(
        "plugins",
        "The plugins of the last ingest, those that did not load included",
        _columns(
            ("name", "VARCHAR", "Name of the plugin"),
            ("kind", "VARCHAR", "Where it comes from: bundled, folder or entry point"),
            ("source", "VARCHAR", "The file or entry point it comes from"),
            ("version", "VARCHAR", "Its version"),
            (
                "status",
                "VARCHAR",
                "ok, partly (it works, but not all of it or not on all documents), failed, or not run: not trusted yet, refused",
            ),
            ("error", "VARCHAR", "Why it did not load or what it did wrong, or NULL"),
            ("extractors", "VARCHAR[]", "The extractors that it adds (runs.extractor)"),
        ),
        "name, source, kind",
    ),
    StoreTable(
        "offers",
        "What the plugins of the last ingest offer besides rows, for the explorer and the command line to list",
        _columns(
            ("kind", "VARCHAR", "What it is: command, exporter, place or facet"),
            ("name", "VARCHAR", "Its name, unique within its kind"),
            ("plugin", "VARCHAR", "The plugin that offers it (plugins.name)"),
            ("title", "VARCHAR", "What menus call it"),
            ("help", "VARCHAR", "One sentence about it, may be empty"),
            ("declared", "VARCHAR", "The rest of the declaration, as a JSON object"),
        ),
        "kind, name",
    ),
    StoreTable(
        "problems",
        "What went wrong at the last ingest: files not read, extractors that failed on a document",
        _columns(
            ("path", "VARCHAR", "The file at fault, or NULL"),
            ("doc_id", "VARCHAR", "The document at fault, or NULL"),
            ("stage", "VARCHAR", "Where it happened: load, extract, plugin …"),
            ("extractor", "VARCHAR", "The extractor at fault, or NULL"),
            ("reason", "VARCHAR", "What happened, in one sentence"),
        ),
        "path, doc_id, stage, extractor, reason",
    ),
    StoreTable(
        "files",
        "The files that the documents come from, to know at the next ingest what changed",
        _columns(
            ("path", "VARCHAR", "The file"),
            ("size", "BIGINT", "Its size in bytes"),
            ("mtime_ns", "BIGINT", "Its time of change, in nanoseconds since 1970"),
            ("sha256", "VARCHAR", "Digest of its bytes, hexadecimal"),
            ("doc_id", "VARCHAR", "The document it gave, or NULL when it could not be read"),
            ("doc_key", "VARCHAR", "What the document depends on besides the bytes"),
            (
                "container",
                "VARCHAR",
                "The archive or table of documents that it stands in (files.path), its own path for that file itself, or NULL",
            ),
            ("place", "INTEGER", "Its number among the documents of that file, from 0, or NULL"),
        ),
        "path, doc_id",
    ),
    StoreTable(
        "fact_tables",
        "The fact tables of this file, one row each: who fills them and how their rows are named",
        _columns(
            ("name", "VARCHAR", "Name of the table"),
            ("extractor", "VARCHAR", "The extractor that fills it"),
            ("label", "VARCHAR", "The column that names a row"),
            ("key", "VARCHAR[]", "The columns that tell two facts of one document apart"),
        ),
        "name",
    ),
    StoreTable(
        "meta",
        "What this file is: its format, who wrote it and when",
        _columns(
            (
                "key",
                "VARCHAR",
                "format, qdtui, duckdb, written_at, described: digest of its views and comments, or amended: documents changed since it was written as a whole",
            ),
            ("value", "VARCHAR", "Its value"),
        ),
        "key",
    ),
)
"""The tables that every file has."""

CORE_BY_NAME: Mapping[str, StoreTable] = {table.name: table for table in CORE}

BY_DOCUMENT = ("sections", "zones", "parts", "pages", "table_cells", "joins", "folded", "sketches")
"""The core tables whose rows belong to one document and to no extractor."""


def fact_columns(table: Table) -> tuple[StoreColumn, ...]:
    """All columns of a fact table in the file: the shared ones, then the declared ones."""
    declared = []
    for column in table.columns:
        comment = (column.comment or column.name).rstrip(".")
        if column.unit:
            comment += f" (in {column.unit})"
        if column.allowed and not all(value in comment for value in column.allowed):
            comment += f". One of {', '.join(column.allowed)}"
        declared.append(StoreColumn(column.name, column.type, comment))
    return SHARED + tuple(declared)


def label_column(table: Table) -> str:
    """The column that names a row of `table`."""
    return table.label or (table.columns[0].name if table.columns else "quote")


def signature(table: Table) -> tuple[tuple[str, str], ...]:
    """Names and types of a table's columns: rows move from file to file only when these are equal."""
    return tuple((column.name, column.type) for column in fact_columns(table))


def staged(name: str) -> str:
    """The table that holds the new rows of table `name` while a file is written."""
    return RESERVED + "stage_" + name


def check_tables(tables: Iterable[Table], taken: Iterable[str]) -> None:
    """Raise SchemaError when the declared tables cannot all stand in one file beside the names in `taken`."""
    names = {name.casefold() for name in taken}
    for table in tables:
        if not table.name.strip() or "\0" in table.name:
            raise SchemaError(f"a table needs a name, not {table.name!r}")
        if table.name.casefold() in names:
            raise SchemaError(f"the name {table.name!r} is taken by another table or view of the file")
        if table.name.casefold().startswith(RESERVED):
            raise SchemaError(
                f"the name {table.name!r} begins with {RESERVED!r}, which is kept for the store's own use"
            )
        names.add(table.name.casefold())
        columns = [column.name.casefold() for column in fact_columns(table)]
        for name in columns:
            if not name.strip() or "\0" in name:
                raise SchemaError(f"a column of table {table.name!r} needs a name, not {name!r}")
        if "rowid" in columns:
            raise SchemaError(f"table {table.name!r} has a column called 'rowid', which DuckDB uses itself")
        doubled = sorted({name for name in columns if columns.count(name) > 1})
        if doubled:
            raise SchemaError(
                f"table {table.name!r} has two columns called {doubled[0]!r}, or every fact table has one"
            )
        known = {column.name for column in table.columns}
        for name in (*table.key, *([table.label] if table.label else [])):
            if name not in known:
                raise SchemaError(f"table {table.name!r} names a key or label column that it lacks: {name!r}")


def create_table(
    name: str, columns: Sequence[StoreColumn], *, temporary: bool = False, catalog: str | None = None
) -> str:
    """The CREATE TABLE statement of a table, in an attached file when `catalog` names one.

    No foreign keys: they multiply the time and size of a load.
    """
    body = ", ".join(f"{identifier(column.name)} {column.type}" for column in columns)
    where = f"{catalog}." if catalog else ""
    return f"CREATE {'TEMP ' if temporary else ''}TABLE {where}{identifier(name)} ({body})"


def comments(kind: str, name: str, comment: str, columns: Iterable[StoreColumn]) -> list[str]:
    """The COMMENT statements of a table or view (`kind` is TABLE or VIEW) and its columns."""
    statements = [f"COMMENT ON {kind} {identifier(name)} IS {literal(comment)}"]
    statements += [
        f"COMMENT ON COLUMN {identifier(name)}.{identifier(column.name)} IS {literal(column.comment)}"
        for column in columns
    ]
    return statements
