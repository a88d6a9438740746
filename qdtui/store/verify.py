"""Checking a whole file again: quotes, spans, references, index and comments."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from qdtui.store.connect import Reader
from qdtui.store.schema import BY_DOCUMENT, CORE, SHARED, identifier, literal
from qdtui.store.views import MACRO, VIEWS

_MOST = 20
"""Rows that are shown of one kind of fault."""

_PROVENANCE = ("fact_id", "doc_id", "start", "end", "quote", "extractor", "confidence")


@dataclass(frozen=True, slots=True)
class Fault:
    """Something in the file that is not as it promises."""

    table: str
    what: str
    """The promise that is broken, in one sentence."""
    count: int
    """Rows at fault."""
    rows: tuple[tuple[Any, ...], ...]
    """The first of them: what tells them apart."""


def verify(path: Path) -> list[Fault]:
    """All faults of the file at `path`; an empty list when it is sound. Raises StoreError when it cannot be read."""
    reader = Reader(path)
    try:
        with reader.open() as connection:
            faults = list(_shape(connection))
            if any(fault.what.startswith("is missing") for fault in faults):
                return faults
            facts = [row[0] for row in connection.execute("SELECT name FROM fact_tables ORDER BY name").fetchall()]
            faults += [
                *_documents(connection),
                *_structure(connection),
                *_works(connection),
                *_index(connection),
                *_runs(connection, facts),
            ]
            for table in facts:
                faults += _facts(connection, table)
            faults += _identities(connection, facts)
            faults += _views(connection)
            return faults
    finally:
        reader.close()


def _shape(connection: duckdb.DuckDBPyConnection) -> Iterator[Fault]:
    """Tables, columns, views, the macro and comments are there."""
    columns: dict[str, set[str]] = {}
    bare: list[tuple[str, str]] = []
    for table, column, comment in connection.execute(
        "SELECT table_name, column_name, comment FROM duckdb_columns() WHERE database_name = 'qdtui' AND NOT internal"
    ).fetchall():
        columns.setdefault(table, set()).add(column)
        if not comment:
            bare.append((table, column))
    wanted = {table.name: {column.name for column in table.columns} for table in CORE}
    wanted |= {view.name: {column.name for column in view.columns} for view in VIEWS}
    if "fact_tables" in columns:
        for (name,) in connection.execute("SELECT name FROM fact_tables").fetchall():
            wanted[name] = {column.name for column in SHARED}
    for name, needed in wanted.items():
        if name not in columns:
            yield Fault(name, "is missing", 1, ())
        elif needed - columns[name]:
            lacking = tuple((column,) for column in sorted(needed - columns[name]))
            yield Fault(name, "is missing columns", len(lacking), lacking)
    for table, column in bare:
        yield Fault(table, "a column has no comment", 1, ((column,),))
    uncommented = connection.execute(
        "SELECT table_name FROM duckdb_tables() WHERE database_name = 'qdtui' AND coalesce(comment, '') = ''"
        " UNION ALL SELECT view_name FROM duckdb_views()"
        " WHERE database_name = 'qdtui' AND NOT internal AND coalesce(comment, '') = ''"
    ).fetchall()
    for (name,) in uncommented:
        yield Fault(name, "has no comment", 1, ())
    macros = connection.execute(
        "SELECT comment FROM duckdb_functions() WHERE database_name = 'qdtui' AND function_name = ?", [MACRO]
    ).fetchall()
    if not macros:
        yield Fault(MACRO, "is missing", 1, ())
    elif not macros[0][0]:
        yield Fault(MACRO, "has no comment", 1, ())


def _documents(connection: duckdb.DuckDBPyConnection) -> Iterator[Fault]:
    yield from _rows(connection, "documents", "doc_id is not unique", "doc_id", _doubled("documents", "doc_id"))
    yield from _rows(connection, "documents", "doc_no is not unique", "doc_no", _doubled("documents", "doc_no"))
    yield from _rows(
        connection, "documents", "n_chars is not the length of text", "doc_id, n_chars",
        "FROM documents WHERE n_chars IS DISTINCT FROM length(text)",
    )  # fmt: skip
    yield from _rows(
        connection, "folded", "is not as long as documents.text", "doc_id",
        "FROM folded f JOIN documents d USING (doc_id) WHERE length(f.text) <> length(d.text)",
    )  # fmt: skip


def _structure(connection: duckdb.DuckDBPyConnection) -> Iterator[Fault]:
    for table in (*BY_DOCUMENT, "cells", "runs"):
        yield from _rows(
            connection, table, "names a document that is not there", "doc_id", f"FROM {table} ANTI JOIN documents USING (doc_id)"
        )  # fmt: skip
    for table in ("sections", "zones", "parts", "cells"):
        yield from _rows(
            connection, table, "a span does not lie in the text", 't.doc_id, t.start, t."end"',
            f'FROM {table} t JOIN documents d USING (doc_id) WHERE NOT (0 <= t.start AND t.start <= t."end"'
            ' AND t."end" <= d.n_chars)',
        )  # fmt: skip


def _works(connection: duckdb.DuckDBPyConnection) -> Iterator[Fault]:
    yield from _rows(
        connection, "works", "a document has no row, or two", "doc_id",
        "FROM (SELECT d.doc_id, count(w.doc_id) AS n FROM documents d LEFT JOIN works w USING (doc_id) GROUP BY ALL)"
        " WHERE n <> 1",
    )  # fmt: skip
    yield from _rows(
        connection, "works", "names a document that is not there", "doc_id, work_id",
        "FROM works ANTI JOIN documents USING (doc_id) UNION ALL SELECT w.doc_id, w.work_id FROM works w"
        " ANTI JOIN documents d ON d.doc_id = w.work_id",
    )  # fmt: skip
    yield from _rows(
        connection, "works", "the places of a work's copies are not 1, 2, 3 …", "work_id",
        "FROM (SELECT work_id, bool_and(copies = total AND place = nth AND (place = 1) = (doc_id = work_id)) AS sound FROM"
        " (SELECT *, count(*) OVER (PARTITION BY work_id) AS total,"
        " row_number() OVER (PARTITION BY work_id ORDER BY place) AS nth FROM works) GROUP BY work_id) WHERE NOT sound",
    )  # fmt: skip


def _facts(connection: duckdb.DuckDBPyConnection, table: str) -> Iterator[Fault]:
    name = identifier(table)
    shown = 'f.fact_id, f.doc_id, f.start, f."end", f.quote'
    with_text = f"FROM {name} f JOIN documents d USING (doc_id) WHERE"
    empty = " OR ".join(f"{identifier(column)} IS NULL" for column in _PROVENANCE)
    inside = 'f.start >= 0 AND f."end" > f.start AND f."end" <= d.n_chars'
    checks = (
        ("names a document that is not there", f"FROM {name} f ANTI JOIN documents USING (doc_id)"),
        ("lacks part of its provenance", f"FROM {name} f WHERE {empty}"),
        ("the span does not lie in the text", f"{with_text} NOT ({inside})"),
        (
            "the quote is not what the text has at its span",
            f'{with_text} {inside} AND substring(d.text, f.start + 1, f."end" - f.start) IS DISTINCT FROM f.quote',
        ),
        ("the confidence does not lie between 0 and 1", f"FROM {name} f WHERE NOT (f.confidence BETWEEN 0 AND 1)"),
        (
            "is of an extractor that does not own the table",
            f"FROM {name} f WHERE f.extractor NOT IN (SELECT extractor FROM fact_tables WHERE name = {literal(table)})",
        ),
        ("has no run of its extractor on its document", f"FROM {name} f ANTI JOIN runs USING (extractor, doc_id)"),
        (
            "has a cell for a column that is not there",
            f'FROM {name} f JOIN cells c ON c.table_name = {literal(table)} AND c.fact_id = f.fact_id WHERE c."column"'
            f" NOT IN (SELECT column_name FROM duckdb_columns() WHERE database_name = 'qdtui' AND table_name = {literal(table)})",
        ),
    )
    for what, source in checks:
        yield from _rows(connection, table, what, shown, source)


def _identities(connection: duckdb.DuckDBPyConnection, facts: list[str]) -> Iterator[Fault]:
    if not facts:
        return
    every = " UNION ALL ".join(f"SELECT fact_id FROM {identifier(table)}" for table in facts)
    yield from _rows(connection, "evidence", "fact_id is not unique", "fact_id", _doubled(f"({every})", "fact_id"))
    yield from _rows(
        connection, "cells", "names a fact that is not there", "fact_id", f"FROM cells ANTI JOIN ({every}) USING (fact_id)"
    )  # fmt: skip


def _index(connection: duckdb.DuckDBPyConnection) -> Iterator[Fault]:
    yield from _rows(connection, "terms", "a term stands there twice", "term", _doubled("terms", "term"))
    yield from _rows(connection, "terms", "term_id is not unique", "term_id", _doubled("terms", "term_id"))
    yield from _rows(
        connection, "postings", "names a term or document that is not there", "term_id, doc_no",
        "FROM postings p ANTI JOIN terms USING (term_id)"
        " UNION ALL SELECT term_id, doc_no FROM postings ANTI JOIN documents USING (doc_no)",
    )  # fmt: skip
    yield from _rows(
        connection, "terms", "df is not the number of its postings", "term, df",
        "FROM terms LEFT JOIN (SELECT term_id, count(*) AS n FROM postings GROUP BY term_id) USING (term_id)"
        " WHERE df IS DISTINCT FROM n",
    )  # fmt: skip
    yield from _rows(
        connection, "documents", "n_terms is not the sum of its postings", "doc_id, n_terms",
        "FROM documents LEFT JOIN (SELECT doc_no, sum(tf) AS n FROM postings GROUP BY doc_no) USING (doc_no)"
        " WHERE n_terms IS DISTINCT FROM coalesce(n, 0)",
    )  # fmt: skip


def _runs(connection: duckdb.DuckDBPyConnection, facts: list[str]) -> Iterator[Fault]:
    found = " UNION ALL ".join(f"SELECT extractor, doc_id FROM {identifier(table)}" for table in facts)
    if found:
        yield from _rows(
            connection, "runs", "rows is not the number of facts of the run", "extractor, doc_id, rows",
            f"FROM runs LEFT JOIN (SELECT extractor, doc_id, count(*) AS n FROM ({found}) GROUP BY ALL)"
            " USING (extractor, doc_id) WHERE rows IS DISTINCT FROM coalesce(n, 0)",
        )  # fmt: skip
    yield from _rows(
        connection, "runs", "an extractor stands twice for a document", "extractor, doc_id",
        "FROM runs GROUP BY extractor, doc_id HAVING count(*) > 1",
    )  # fmt: skip


def _views(connection: duckdb.DuckDBPyConnection) -> Iterator[Fault]:
    for view in VIEWS:
        try:
            connection.execute(f"SELECT count(*) FROM {identifier(view.name)}").fetchall()
        except duckdb.Error as error:
            yield Fault(view.name, f"cannot be read: {error}", 1, ())


def _doubled(table: str, column: str) -> str:
    return f"FROM {table} GROUP BY {column} HAVING count(*) > 1"


def _rows(connection: duckdb.DuckDBPyConnection, table: str, what: str, shown: str, source: str) -> Iterator[Fault]:
    """A fault when `source` (FROM …) has rows; `shown` are the columns that tell them apart."""
    found = connection.execute(f"SELECT *, count(*) OVER () FROM (SELECT {shown} {source}) LIMIT {_MOST}").fetchall()
    if found:
        yield Fault(table, what, int(found[0][-1]), tuple(row[:-1] for row in found))
