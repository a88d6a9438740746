"""What a grid asks of the file beyond its rows: value counts, a describe sheet, the text around a quote, names.

The sheets are views like any other, so they page, sort and filter, and their SQL can be shown and copied.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from qdtui.store.connect import Reader
from qdtui.store.schema import identifier, literal
from qdtui.store.view import View

if TYPE_CHECKING:
    from qdtui.store.pages import Page
    from qdtui.store.read import Database

AROUND = 1200
"""Code points of text read on each side of a quote."""


class ViewPages:
    """The pages of one view, read in one thread and cancelled from another."""

    def __init__(self, database: Database, view: View) -> None:
        self.view = view
        self._database = database

    def page(self, offset: int, limit: int) -> Page:
        """Rows `offset` to `offset + limit`. Raises StoreError; after `cancel` with an interruption."""
        return self._database.page(self.view, offset, limit)

    def cancel(self) -> None:
        """Interrupt the page that is under way."""
        self._database.cancel()


def value_counts(view: View, column: str) -> View:
    """The values of `column` among the rows of `view`, the commonest first.

    Columns: `value`, `rows` (how many), `share` (percent of all rows), `bar` (share of the commonest, 0 to 1).
    """
    name = identifier(column)
    return View(
        sql=f"SELECT {name} AS value, count(*) AS rows,\n"
        f"  round(100.0 * count(*) / sum(count(*)) OVER (), 1) AS share,\n"
        f"  count(*) / max(count(*)) OVER () AS bar\n"
        f"FROM {view.source}{view.where}\nGROUP BY 1\nORDER BY rows DESC, value"
    )


def describe(view: View) -> View:
    """One row for each column of `view`: type, share of NULL, distinct values, extremes and mean."""
    comments = ""
    if view.relation is not None:
        comments = (
            "\nLEFT JOIN duckdb_columns() AS c"
            f"\n  ON c.table_name = {literal(view.relation)} AND c.column_name = s.column_name"
            " AND c.database_name = current_database()"
        )
    comment = ", c.comment" if comments else ""
    return View(
        sql='SELECT s.column_name AS "column", s.column_type AS type,'
        " round(s.null_percentage, 1)::DOUBLE AS null_percent,\n"
        '  s.approx_unique AS "distinct", s.min, s.max, round(TRY_CAST(s.avg AS DOUBLE), 3) AS mean'
        f"{comment}\nFROM (SUMMARIZE SELECT * FROM {view.source}{view.where}) AS s{comments}"
    )


@dataclass(frozen=True, slots=True)
class QuoteContext:
    """A quote in the text around it."""

    doc_id: str
    title: str | None
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


class Quotes:
    """Texts around quotes, read for one file."""

    def __init__(self, path: Path) -> None:
        self._reader = Reader(path)

    def around(self, doc_id: str, start: int | None, end: int | None) -> QuoteContext | None:
        """The text around the span, or the document's beginning when there is no span.

        None when there is no such document. Raises StoreError.
        """
        first = max((start or 0) - AROUND, 0)
        last = (end or 0) + AROUND
        with self._reader.open() as connection:
            row = connection.execute(
                "SELECT title, source, published, published_year, substring(text, ?, ?) FROM documents WHERE doc_id = ?",
                [first + 1, last - first, doc_id],
            ).fetchone()
        if row is None:
            return None
        found = (start - first, end - first) if start is not None and end is not None else (0, 0)
        title, source, published, year, text = row
        return QuoteContext(doc_id, title, source, published, year, text or "", first, found[0], found[1])


@dataclass(frozen=True, slots=True)
class Names:
    """The names that a person's SQL may use."""

    relations: Mapping[str, Mapping[str, str]]
    """Columns and their types, by table or view."""
    functions: tuple[str, ...]
    keywords: tuple[str, ...]
    reserved: frozenset[str]


def names(path: Path) -> Names:
    """The tables, views, functions and keywords known in the file at `path`. Raises StoreError."""
    with Reader(path).open() as connection:
        relations: dict[str, dict[str, str]] = {}
        for table, column, type_ in connection.execute(
            "SELECT table_name, column_name, data_type FROM duckdb_columns()"
            " WHERE database_name = 'qdtui' AND NOT internal ORDER BY table_name, column_index"
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
