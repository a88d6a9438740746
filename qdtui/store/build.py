"""From staged rows and the previous file to the tables, index, views and comments of a new file."""

from __future__ import annotations

import hashlib
from collections.abc import Container, Mapping
from datetime import datetime

import duckdb

from qdtui import __version__
from qdtui.model import Table
from qdtui.store.connect import StoreError
from qdtui.store.connect import columns as columns_of
from qdtui.store.schema import (
    BY_DOCUMENT,
    CORE,
    CORE_BY_NAME,
    FORMAT,
    comments,
    create_table,
    fact_columns,
    identifier,
    label_column,
    signature,
    staged,
)
from qdtui.store.stage import stage, staged_terms
from qdtui.store.views import view_statements
from qdtui.store.works import find_works

GIVEN = ("plugins", "offers", "files")
"""Tables whose rows the ingest tells, and that are no document's."""
DESCRIBED = "described"
"""The key in `meta` of the digest of what made views and comments: they are made again only when that changes."""
_KEPT = "qdtui_kept_documents USING (doc_id)"
_CHARS = 8_000_000
"""Code points of texts that are put into order at a time."""
_POSTINGS = 2_000_000
"""Postings that are sorted at a time."""
_FACT_ORDER = 'n.doc_no, s.start, s."end", s.fact_id'


class QuoteError(StoreError):
    """A fact whose quote is not what its document has at its span."""


def write(
    connection: duckdb.DuckDBPyConnection,
    tables: Mapping[str, Table],
    owners: Mapping[str, str],
    *,
    previous: bool,
    now: datetime,
) -> None:
    """Fill the new file from the staged rows and, where `previous`, from what is kept of the old one.

    Raises QuoteError, StoreError when rows are there twice or for no document, and duckdb.Error when the disk is full.
    """
    connection.execute("SET preserve_insertion_order = false")  # every INSERT says its order, and streams otherwise
    for core in CORE:
        connection.execute(create_table(core.name, core.columns))
    for table in tables.values():
        connection.execute(create_table(table.name, fact_columns(table)))
    _number(connection, previous)
    _index(connection, previous)
    _documents(connection, previous, now)
    _by_document(connection, previous)
    find_works(connection, previous=previous)
    old = columns_of(connection, "previous") if previous else {}
    for table in tables.values():
        insert_facts(connection, table, previous=old.get(table.name) == signature(table))
    insert_cells(connection, previous=previous)
    insert_given(connection, tables, owners, now)
    check_quotes(connection, {name: identifier(name) for name in tables})
    connection.execute("BEGIN")
    describe(connection, tables)
    connection.execute("COMMIT")
    if previous:
        connection.execute("DETACH previous")
    connection.execute("CHECKPOINT")


def insert_given(
    connection: duckdb.DuckDBPyConnection, tables: Mapping[str, Table], owners: Mapping[str, str], now: datetime
) -> None:
    """Fill the tables that every ingest gives anew: plugins, offers, files, fact_tables and meta."""
    for name in GIVEN:
        connection.execute(f"INSERT INTO {name} SELECT * FROM {staged(name)} ORDER BY {CORE_BY_NAME[name].order}")
    for name, table in sorted(tables.items()):
        connection.execute(
            "INSERT INTO fact_tables VALUES (?, ?, ?, ?)",
            [name, owners.get(name), label_column(table), list(table.key)],
        )
    written = now.isoformat(sep=" ", timespec="seconds")
    connection.executemany(
        "INSERT INTO meta VALUES (?, ?)",
        [
            [DESCRIBED, description(tables)],
            ["duckdb", duckdb.__version__],
            ["format", str(FORMAT)],
            ["qdtui", __version__],
            ["written_at", written],
        ],
    )
    connection.execute("INSERT INTO meta SELECT * FROM qdtui_stage_meta ORDER BY key")


def describe(connection: duckdb.DuckDBPyConnection, tables: Mapping[str, Table]) -> None:
    """Create the views and the comments of all tables and columns."""
    for statement in (*view_statements(tables), *_comments(tables)):
        connection.execute(statement)


def comment_on(connection: duckdb.DuckDBPyConnection, tables: Mapping[str, Table], made: Container[str]) -> None:
    """Create the comments of the tables in `made` and of their columns."""
    for statement in _comments(tables, made):
        connection.execute(statement)


def description(tables: Mapping[str, Table]) -> str:
    """A digest of all that `describe` does."""
    said = "\n".join((duckdb.__version__, *view_statements(tables), *_comments(tables)))
    return hashlib.blake2b(said.encode(), digest_size=8).hexdigest()


def _comments(tables: Mapping[str, Table], made: Container[str] | None = None) -> list[str]:
    """The statements that comment on tables and their columns: on those in `made`, or on all."""
    statements = []
    for core in CORE:
        if made is None or core.name in made:
            statements += comments("TABLE", core.name, core.comment, core.columns)
    for table in tables.values():
        if made is None or table.name in made:
            statements += comments("TABLE", table.name, table.comment or table.name, fact_columns(table))
    return statements


def check_quotes(
    connection: duckdb.DuckDBPyConnection, sources: Mapping[str, str], *, texts: str = "documents"
) -> None:
    """Raise QuoteError, naming the first rows, when a quote is not in its document's text at its span.

    `sources` say by fact table where SQL finds its rows, `texts` where it finds doc_id and text.
    """
    for name, source in sources.items():
        faults = connection.execute(
            f'SELECT f.fact_id, f.doc_id, f.start, f."end", f.extractor FROM {source} f'
            f" LEFT JOIN {texts} d USING (doc_id)"
            " WHERE (substring(d.text, f.start + 1, f.\"end\" - f.start) = f.quote AND f.start >= 0 AND f.quote <> '')"
            " IS NOT TRUE LIMIT 5"
        ).fetchall()
        if faults:
            listed = "; ".join(f"{fact} at {start}–{end} of {doc} by {by}" for fact, doc, start, end, by in faults)
            raise QuoteError(f"{name}: the quote is not in the text at its span: {listed}")


def _staged(name: str, columns: str, previous: bool, kept: str) -> str:
    """The staged rows of a table together with those kept of the old file, as a subquery."""
    rows = f"SELECT {columns} FROM {stage(name)}"
    if previous:
        rows += f" UNION ALL SELECT {columns} FROM previous.{identifier(name)} SEMI JOIN {kept}"
    return f"({rows})"


def _names(name: str) -> str:
    return ", ".join(identifier(column.name) for column in CORE_BY_NAME[name].columns)


def _number(connection: duckdb.DuckDBPyConnection, previous: bool) -> None:
    """Number the documents by path, so that the same documents give the same file in whatever order they came."""
    rows = _staged("documents", "doc_id, path, doc_no, n_chars", previous, _KEPT)
    connection.execute(
        "CREATE TEMP TABLE qdtui_numbers AS SELECT doc_id, doc_no AS old_no, n_chars,"
        f" (row_number() OVER (ORDER BY path, doc_id) - 1)::INTEGER AS doc_no FROM {rows}"
    )
    refuse_doubles(connection, "SELECT doc_id FROM qdtui_numbers")


def refuse_doubles(connection: duckdb.DuckDBPyConnection, documents: str) -> None:
    """Raise StoreError when a query gives a document twice."""
    doubled = connection.execute(
        f"SELECT doc_id FROM ({documents}) GROUP BY doc_id HAVING count(*) > 1 ORDER BY 1 LIMIT 1"
    ).fetchall()
    if doubled:
        raise StoreError(f"document {doubled[0][0]} was given twice")


def document_columns() -> str:
    """What is selected for a row of `documents` from the staged row `s` and its number `n`; the time is a parameter."""
    values = {"loaded_at": "coalesce(s.loaded_at, ?)", "doc_no": "n.doc_no"}
    return ", ".join(values.get(c.name, f"s.{identifier(c.name)}") for c in CORE_BY_NAME["documents"].columns)


def _documents(connection: duckdb.DuckDBPyConnection, previous: bool, now: datetime) -> None:
    """The documents with their texts, as many at a time as can be put into order in memory."""
    for first, last in _stretches(connection, "doc_no", "n_chars", "qdtui_numbers", _CHARS):
        connection.execute(
            f"INSERT INTO documents SELECT {document_columns()}"
            f" FROM {_staged('documents', _names('documents'), previous, _KEPT)} s"
            " JOIN (FROM qdtui_numbers WHERE doc_no BETWEEN ? AND ?) n USING (doc_id) ORDER BY n.doc_no",
            [now, first, last],
        )


def _stretches(
    connection: duckdb.DuckDBPyConnection, number: str, weight: str, table: str, most: int
) -> list[tuple[int, int]]:
    """The first and last number of stretches of `table` that weigh about `most` each, in order."""
    return connection.execute(
        f"SELECT min({number}), max({number}) FROM (SELECT {number},"
        f" (sum({weight}) OVER (ORDER BY {number}) - {weight}) // ? AS stretch FROM {table}) GROUP BY stretch ORDER BY 1",
        [most],
    ).fetchall()


def _by_document(connection: duckdb.DuckDBPyConnection, previous: bool) -> None:
    for name in BY_DOCUMENT:
        rows = _staged(name, _names(name), previous, _KEPT)
        connection.execute(f"INSERT INTO {name} SELECT * FROM {rows} ORDER BY {CORE_BY_NAME[name].order}")
    rows = _staged("runs", _names("runs"), previous, "qdtui_kept_runs USING (extractor, doc_id)")
    connection.execute(f"INSERT INTO runs SELECT * FROM {rows} ORDER BY {CORE_BY_NAME['runs'].order}")
    check_runs(connection)
    insert_problems(connection, previous=previous)


def insert_problems(connection: duckdb.DuckDBPyConnection, *, previous: bool) -> None:
    """The new problems, and those of the runs and documents that are kept of the old file."""
    problems = f"SELECT {_names('problems')} FROM {stage('problems')}"
    if previous:
        problems += (
            f" UNION SELECT {_names('problems')} FROM previous.problems SEMI JOIN qdtui_kept_runs USING (extractor, doc_id)"
            f" UNION SELECT {_names('problems')} FROM previous.problems SEMI JOIN qdtui_kept_documents USING (doc_id)"
            " WHERE extractor IS NULL"
        )
    connection.execute(f"INSERT INTO problems SELECT * FROM ({problems}) ORDER BY {CORE_BY_NAME['problems'].order}")


def check_runs(connection: duckdb.DuckDBPyConnection, new: str = "") -> None:
    """Refuse runs on documents that are not there, and two of one extractor; of the runs in `new`, or else of all.

    Raises StoreError.
    """
    strangers = connection.execute(
        f"SELECT doc_id FROM {new or 'runs'} ANTI JOIN documents USING (doc_id) ORDER BY 1 LIMIT 1"
    ).fetchall()
    if strangers:
        raise StoreError(f"rows are kept for document {strangers[0][0]}, which is not in the new file")
    doubled = connection.execute(
        f"SELECT extractor, doc_id FROM runs {f'SEMI JOIN {new} USING (extractor, doc_id)' if new else ''}"
        " GROUP BY ALL HAVING count(*) > 1 ORDER BY ALL LIMIT 1"
    ).fetchall()
    if doubled:
        raise StoreError(f"extractor {doubled[0][0]!r} was given twice for document {doubled[0][1]}")


def _index(connection: duckdb.DuckDBPyConnection, previous: bool) -> None:
    """The index: the words, then who holds them as numbers alone, sorted by stretches of words that fit into memory."""
    found = f"SELECT n.doc_no, w.term, w.tf FROM {staged_terms()} w JOIN qdtui_numbers n USING (doc_id)"
    if previous:
        found += (
            " UNION ALL SELECT n.doc_no, t.term, p.tf FROM previous.postings p"
            " JOIN qdtui_numbers n ON n.old_no = p.doc_no JOIN previous.terms t USING (term_id)"
        )
    connection.execute(
        "INSERT INTO terms SELECT (row_number() OVER (ORDER BY term) - 1)::INTEGER, term, df"
        f" FROM (SELECT term, count(*)::INTEGER AS df FROM ({found}) GROUP BY term) ORDER BY term"
    )
    connection.execute(
        f"CREATE TABLE qdtui_found AS SELECT t.term_id, f.doc_no, f.tf FROM ({found}) f JOIN terms t USING (term)"
    )
    for first, last in _stretches(connection, "term_id", "df", "terms", _POSTINGS):
        connection.execute(
            "INSERT INTO postings SELECT term_id, doc_no, tf FROM qdtui_found WHERE term_id BETWEEN ? AND ?"
            " ORDER BY term_id, doc_no",
            [first, last],
        )
    connection.execute("DROP TABLE qdtui_found")
    connection.execute("CHECKPOINT")  # what follows takes its place in the file


def insert_facts(connection: duckdb.DuckDBPyConnection, table: Table, *, previous: bool) -> None:
    """The new rows of a fact table and, where `previous`, those of the runs that are kept of the old file."""
    columns = ", ".join(identifier(column.name) for column in fact_columns(table))
    rows = _staged(table.name, columns, previous, "qdtui_kept_runs USING (extractor, doc_id)")
    connection.execute(
        f"INSERT INTO {identifier(table.name)} SELECT s.* FROM {rows} s JOIN qdtui_numbers n USING (doc_id) ORDER BY {_FACT_ORDER}"
    )


def insert_cells(connection: duckdb.DuckDBPyConnection, *, previous: bool) -> None:
    """The places of the values of the facts that `insert_facts` takes."""
    cells = f"SELECT {_names('cells')} FROM {stage('cells')}"
    if previous:
        cells += (
            f" UNION ALL SELECT {_names('cells')} FROM previous.cells JOIN previous.fact_tables t ON t.name = table_name"
            " SEMI JOIN qdtui_kept_runs k ON k.extractor = t.extractor AND k.doc_id = cells.doc_id"
        )
    connection.execute(f"INSERT INTO cells SELECT * FROM ({cells}) ORDER BY {CORE_BY_NAME['cells'].order}")
