"""What the explorer asks of the file beside rows: the text around a quote, and the names that SQL may use."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import duckdb

from qdtui.store.connect import Reader
from qdtui.store.schema import identifier
from qdtui.store.view import ONE_COPY

AROUND = 1200
"""Code points of text read on each side of a quote."""


@dataclass(frozen=True, slots=True)
class QuoteContext:
    """A quote in the text around it."""

    doc_id: str
    title: str
    """The document's path when it has no title."""
    source: str | None
    published: date | None
    published_year: int | None
    text: str
    """The quote and up to `AROUND` code points on each side."""
    offset: int
    """Where `text` begins in the document."""
    start: int
    end: int
    """The quote, as offsets in `text`."""
    page: int | None = None
    """The page of the file that the quote begins on, when the format has pages."""


class Quotes:
    """Texts around quotes, read for one file."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader

    def around(self, doc_id: str, start: int | None, end: int | None) -> QuoteContext | None:
        """The text around the span, or the document's beginning when there is no span.

        None when there is no such document. Raises StoreError.
        """
        first = max((start or 0) - AROUND, 0)
        last = (end or 0) + AROUND
        with self._reader.open() as connection:
            row = connection.execute(
                "SELECT coalesce(title, path), source, published, published_year, substring(text, ?, ?) FROM documents WHERE doc_id = ?",
                [first + 1, last - first, doc_id],
            ).fetchone()
            page = _page_of(connection, doc_id, start) if start is not None else None
        if row is None:
            return None
        found = (start - first, end - first) if start is not None and end is not None else (0, 0)
        title, source, published, year, text = row
        return QuoteContext(doc_id, title, source, published, year, text or "", first, found[0], found[1], page)


def _page_of(connection: duckdb.DuckDBPyConnection, doc_id: str, start: int) -> int | None:
    try:
        row = connection.execute(
            'SELECT min(page) FROM pages WHERE doc_id = ? AND start <= ? AND ? < "end"', [doc_id, start, start]
        ).fetchone()
    except duckdb.CatalogException:  # a file from before there were pages
        return None
    return row[0] if row else None


def row_of(path: Path, table: str, fact_id: str, *, one_copy: bool = False) -> int | None:
    """The row (from 0) of a fact in its table without order or filters, None when it is not there.

    With `one_copy` the facts of reprints do not count, and are not there.
    """
    with Reader(path).open() as connection:
        # Nothing is ever deleted from a fact table: one that loses rows is written anew. So rowids have no gaps.
        row = connection.execute(
            f"SELECT rowid FROM {identifier(table)} WHERE fact_id = ? AND ({ONE_COPY} OR NOT ?)", [fact_id, one_copy]
        ).fetchone()
        if row and one_copy:
            row = connection.execute(
                f"SELECT count(*) FROM {identifier(table)} WHERE rowid < ? AND {ONE_COPY}", [row[0]]
            ).fetchone()
    return int(row[0]) if row else None


@dataclass(frozen=True, slots=True)
class Names:
    """The names that a person's SQL may use."""

    relations: Mapping[str, Mapping[str, str]]
    """Columns and their types, by table or view: fact tables first, then views, then the others."""
    functions: tuple[str, ...]
    keywords: tuple[str, ...]
    reserved: frozenset[str]


def names(path: Path) -> Names:
    """The tables, views, functions and keywords known in the file at `path`. Raises StoreError."""
    with Reader(path).open() as connection:
        relations: dict[str, dict[str, str]] = {}
        for table, column, type_ in connection.execute(
            "SELECT c.table_name, c.column_name, c.data_type FROM duckdb_columns() c"
            " LEFT JOIN fact_tables f ON f.name = c.table_name"
            " LEFT JOIN duckdb_views() v ON v.view_name = c.table_name AND v.database_name = c.database_name"
            " WHERE c.database_name = 'qdtui' AND NOT c.internal"
            " ORDER BY f.name IS NULL, v.view_name IS NULL, c.table_name, c.column_index"
        ).fetchall():
            relations.setdefault(table, {})[column] = type_
        functions = connection.execute(
            "SELECT DISTINCT function_name FROM duckdb_functions()"
            " WHERE regexp_full_match(function_name, '[a-z][a-z0-9_]*') AND NOT starts_with(function_name, 'pragma_')"
            " ORDER BY database_name = 'qdtui' DESC, function_name"
        ).fetchall()
        keywords = connection.execute(
            "SELECT keyword_name, keyword_category = 'reserved' FROM duckdb_keywords() ORDER BY ALL"
        ).fetchall()
    return Names(
        relations,
        tuple(dict.fromkeys(row[0] for row in functions)),
        tuple(row[0] for row in keywords),
        frozenset(row[0] for row in keywords if row[1]),
    )
