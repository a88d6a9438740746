"""Reading the file: documents, facts, pages of tables and views, problems and plugins.

Every call opens the file read-only, asks, and lets go of it (at once, or when nobody asked for a moment), so nobody
is locked out and a new snapshot is seen by the next call.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import duckdb

from qdtui.model import Document, Join, Part, Section, Span, Zone
from qdtui.offers import Offer
from qdtui.store.connect import Reader, Running, StoreError
from qdtui.store.pages import Page, Pager, ValueCount
from qdtui.store.records import DocumentInfo, Fact, Problem, Run, Summary
from qdtui.store.schema import SHARED, identifier
from qdtui.store.view import View

if TYPE_CHECKING:
    # At run time only when somebody searches: whoever looks at tables need not hold it.
    from qdtui.store.concordance import Concordance
    from qdtui.store.facets import FacetCount
    from qdtui.store.own_facets import OwnFacets
    from qdtui.store.search import SearchResult
    from qdtui.store.sizes import Sizes
    from qdtui.text.segment import Segmenter

__all__ = [
    "ColumnInfo",
    "Database",
    "DocumentInfo",
    "Fact",
    "Page",
    "PluginInfo",
    "Relation",
    "StoreError",
    "Summary",
    "ValueCount",
    "View",
]


@dataclass(frozen=True, slots=True)
class ColumnInfo:
    """A column of a table or view."""

    name: str
    type: str
    comment: str


@dataclass(frozen=True, slots=True)
class Relation:
    """A table or view of the file."""

    name: str
    kind: Literal["table", "view"]
    rows: int
    comment: str
    columns: tuple[ColumnInfo, ...]
    fact_table: bool


@dataclass(frozen=True, slots=True)
class PluginInfo:
    """A plugin with what its extractor did in all documents together."""

    name: str
    kind: str
    source: str
    version: str | None
    status: str
    error: str | None
    tables: tuple[str, ...]
    rows: int
    milliseconds: float
    offers: tuple[Offer, ...] = ()
    """What it offers besides rows, where that was asked for."""


class Database:
    """The file at `path`, for reading. All methods raise StoreError when it cannot be opened.

    Safe to use from several threads.
    """

    def __init__(self, path: Path, reader: Reader | None = None) -> None:
        """`reader`: how the file is opened; by default it is let go of after each call."""
        self.path = path
        self._reader = reader or Reader(path)
        self._searches = Running()
        self._pager = Pager(self._reader)

    @cached_property
    def _own(self) -> OwnFacets:
        """The facets that plugins declare."""
        from qdtui.store.own_facets import OwnFacets

        return OwnFacets(self.path, self._reader.snapshot_of)

    @cached_property
    def _sizes(self) -> Sizes:
        """What is the same for every search."""
        from qdtui.store.sizes import Sizes

        return Sizes(self._reader.snapshot_of)

    def close(self) -> None:
        """Free the idle connections."""
        self._reader.close()

    def identity(self) -> tuple[int, int, int]:
        """Changes whenever a new snapshot is swapped in."""
        return self._reader.identity()

    def summary(self) -> Summary:
        """Counts of documents, facts and problems."""
        with self._reader.open() as connection:
            tables = _fact_tables(connection)
            counts = ", ".join(
                f"(SELECT count(*) FROM {identifier(name)})" for name in ("documents", "problems", *tables)
            )
            numbers = connection.execute(f"SELECT {counts}").fetchone() or ()
            written = connection.execute("SELECT TRY_CAST(value AS TIMESTAMP) FROM meta WHERE key = 'written_at'")
            row = written.fetchone()
        return Summary(self.path, numbers[0], sum(numbers[2:]), numbers[1], row[0] if row else None)

    def documents(self) -> list[DocumentInfo]:
        """All documents, newest first, those without a date last."""
        with self._reader.open() as connection:
            facts: dict[str, dict[str, int]] = {}
            for table in _fact_tables(connection):
                found = connection.execute(f"SELECT doc_id, count(*) FROM {identifier(table)} GROUP BY doc_id")
                for doc_id, count in found.fetchall():
                    facts.setdefault(doc_id, {})[table] = count
            rows = connection.execute(
                "SELECT doc_id, path, title, source, author, d.published, d.published_year, published_how, n_chars,"
                " work_id, place, copies FROM documents d JOIN works USING (doc_id)"
                " ORDER BY coalesce(d.published, make_date(d.published_year, 1, 1)) DESC NULLS LAST, path"
            ).fetchall()
        return [DocumentInfo(*(*row[:9], facts.get(row[0], {}), *row[9:])) for row in rows]

    def document(self, doc_id: str) -> Document | None:
        """The document with its text, sections, zones, parts and joins; None when there is none."""
        with self._reader.open() as connection:
            row = connection.execute(
                "SELECT doc_id, path, text, title, source, author, published, published_year, published_how,"
                " coalesce(sha256, ''), coalesce(encoding, 'utf-8'), title_how, source_how, author_how FROM documents WHERE doc_id = ?",
                [doc_id],
            ).fetchone()
            if row is None:
                return None
            structure = {
                name: connection.execute(
                    f"SELECT * EXCLUDE (doc_id) FROM {name} WHERE doc_id = ? ORDER BY ALL", [doc_id]
                ).fetchall()
                for name in ("sections", "zones", "parts", "joins")
            }
        (identity, path, text, title, source, author, published, year, how, sha256, encoding, *hows) = row
        return Document(
            identity,
            path,
            text,
            title=title,
            source=source,
            author=author,
            published=published,
            published_year=year,
            published_how=how,
            title_how=hows[0],
            source_how=hows[1],
            author_how=hows[2],
            sha256=sha256,
            encoding=encoding,
            sections=tuple(Section(*values) for values in structure["sections"]),
            zones=tuple(Zone(*values) for values in structure["zones"]),
            parts=tuple(Part(*values) for values in structure["parts"]),
            joins=tuple(Join(*values) for values in structure["joins"]),
        )

    def facts(self, doc_id: str) -> list[Fact]:
        """All facts of a document in the order of their quotes."""
        with self._reader.open() as connection:
            found = [
                fact
                for table, label in _fact_tables(connection).items()
                for fact in _facts(connection, table, label, "doc_id", doc_id)
            ]
        return sorted(found, key=lambda fact: (fact.start, fact.end, fact.table, fact.fact_id))

    def fact(self, fact_id: str) -> Fact | None:
        """The fact with this id, whichever table it stands in; None when there is none."""
        with self._reader.open() as connection:
            for table, label in _fact_tables(connection).items():
                for fact in _facts(connection, table, label, "fact_id", fact_id):
                    return fact
        return None

    def documents_with(self, words: Iterable[str]) -> dict[str, frozenset[str]]:
        """For each of `words` the ids of the documents in whose text it stands, whatever the case of Latin letters."""
        with self._reader.open() as connection:
            return {
                word: frozenset(
                    row[0]
                    for row in connection.execute(
                        "SELECT doc_id FROM documents WHERE contains(lower(text), lower(?))", [word]
                    ).fetchall()
                )
                for word in words
            }

    def regions(self) -> dict[str, tuple[str, ...]]:
        """The regions that the facts of each document name, by document; the most frequent first."""
        with self._reader.open() as connection:
            having = connection.execute(
                "SELECT table_name FROM duckdb_columns() JOIN fact_tables f ON f.name = table_name"
                " WHERE database_name = 'qdtui' AND column_name = 'region' AND data_type = 'VARCHAR'"
            ).fetchall()
            if not having:
                return {}
            named = " UNION ALL ".join(f"SELECT doc_id, region FROM {identifier(row[0])}" for row in having)
            rows = connection.execute(
                f"SELECT doc_id, region FROM ({named}) WHERE region <> '' GROUP BY ALL ORDER BY count(*) DESC, region"
            ).fetchall()
        found: dict[str, list[str]] = {}
        for doc_id, region in rows:
            found.setdefault(doc_id, []).append(region)
        return {doc_id: tuple(regions) for doc_id, regions in found.items()}

    def relations(self) -> list[Relation]:
        """The tables and views of the file: fact tables, then views, then the others, by name."""
        with self._reader.open() as connection:
            facts = _fact_tables(connection)
            listed = connection.execute(
                "SELECT table_name, 'table', comment FROM duckdb_tables() WHERE database_name = 'qdtui'"
                " UNION ALL SELECT view_name, 'view', comment FROM duckdb_views()"
                " WHERE database_name = 'qdtui' AND NOT internal"
            ).fetchall()
            columns: dict[str, list[ColumnInfo]] = {}
            for table, name, type_, comment in connection.execute(
                "SELECT table_name, column_name, data_type, comment FROM duckdb_columns()"
                " WHERE database_name = 'qdtui' AND NOT internal ORDER BY table_name, column_index"
            ).fetchall():
                columns.setdefault(table, []).append(ColumnInfo(name, type_, comment or ""))
            relations = [
                Relation(
                    name=name,
                    kind=kind,
                    rows=self._pager.count(connection, View(relation=name)),
                    comment=comment or "",
                    columns=tuple(columns.get(name, ())),
                    fact_table=name in facts,
                )
                for name, kind, comment in listed
            ]
        return sorted(relations, key=lambda r: (0 if r.fact_table else 1 if r.kind == "view" else 2, r.name))

    def reprints(self) -> int:
        """How many documents are copies of an earlier one."""
        with self._reader.open() as connection:
            row = connection.execute("SELECT count(*) FROM works WHERE place > 1").fetchone()
        return int(row[0]) if row else 0

    def page(self, view: View, offset: int, limit: int) -> Page:
        """Rows `offset` to `offset + limit` of a view, and how many there are in all.

        Raises ViewError when the view's SQL or filters are not understood.
        """
        return self._pager.page(view, offset, limit)

    def cancel(self) -> None:
        """Interrupt the pages and counts that other threads are reading through this object."""
        self._pager.cancel()

    def value_counts(self, view: View, column: str, limit: int = 200) -> list[ValueCount]:
        """The commonest values of a column of a view, most frequent first. Raises ViewError."""
        return self._pager.value_counts(view, column, limit)

    def search(
        self, query: str, limit: int = 50, *, segmenter: Segmenter = "auto", all_copies: bool = False
    ) -> SearchResult:
        """Documents that match a query, best first; see `qdtui.store.search`. A faulty query is told in `error`.

        Raises InterruptedError when `cancel_search` stops it.
        """
        from qdtui.store.search import search

        try:
            with (
                self._reader.open() as connection,
                self._searches.on(connection),
                self._own.stopped_by(self._searches),
            ):
                return search(
                    connection,
                    query,
                    limit,
                    segmenter=segmenter,
                    all_copies=all_copies,
                    own=self._own,
                    sizes=self._sizes,
                )
        except duckdb.InterruptException as error:
            raise InterruptedError("the search was interrupted") from error

    def prepare_search(self) -> None:
        """Read what makes the next searches in this snapshot quicker: worth it for whoever searches more than once."""
        with self._reader.open() as connection:
            self._sizes.learn(connection)

    def cancel_search(self) -> None:
        """Interrupt the searches that other threads wait for."""
        self._searches.cancel()

    def search_facets(self, query: str, *, segmenter: Segmenter = "auto") -> list[FacetCount]:
        """Years, outlets and tables of all documents that the words of a query find, with how many each has."""
        from qdtui.store.search import find_facets

        with self._reader.open() as connection:
            return find_facets(connection, query, segmenter=segmenter, own=self._own, sizes=self._sizes)

    def search_lines(self, query: str, *, segmenter: Segmenter = "auto") -> Concordance:
        """The hits of a query in its best documents, each with what stands before and after it."""
        from qdtui.store.search import find_lines

        with self._reader.open() as connection:
            return find_lines(connection, query, segmenter=segmenter, own=self._own, sizes=self._sizes)

    def hits_in(self, text: str, query: str, *, segmenter: Segmenter = "auto") -> list[tuple[int, int]]:
        """Where the words of a query stand in the text of a document; see `qdtui.store.search.find_in`."""
        from qdtui.store.search import find_in

        with self._reader.open() as connection:
            return find_in(connection, text, query, segmenter=segmenter, own=self._own)

    def problems(self) -> list[Problem]:
        """What went wrong at the last ingest."""
        with self._reader.open() as connection:
            rows = connection.execute("SELECT path, doc_id, stage, extractor, reason FROM problems").fetchall()
        return [Problem(*row) for row in rows]

    def plugins(self) -> list[PluginInfo]:
        """The plugins of the last ingest, with rows and time of their extractors over all documents."""
        with self._reader.open() as connection:
            rows = connection.execute(
                "SELECT p.name, p.kind, p.source, p.version, p.status, p.error,"
                " coalesce((SELECT list(t.name ORDER BY t.name) FROM fact_tables t WHERE list_contains(p.extractors, t.extractor)), []),"
                " coalesce((SELECT sum(r.rows) FROM runs r WHERE list_contains(p.extractors, r.extractor)), 0)::BIGINT,"
                " coalesce((SELECT sum(r.milliseconds) FROM runs r WHERE list_contains(p.extractors, r.extractor)), 0)::DOUBLE"
                " FROM plugins p ORDER BY p.name, p.source"
            ).fetchall()
        return [PluginInfo(*(*row[:6], tuple(row[6]), *row[7:])) for row in rows]

    def offers(self) -> list[Offer]:
        """What the plugins of the last ingest offer besides rows, by kind and name; none in an older file."""
        from qdtui.store.offers import offers

        with self._reader.open() as connection:
            return offers(connection)

    def runs(self, *, doc_id: str | None = None, extractor: str | None = None) -> list[Run]:
        """The runs, of one document or one extractor when given."""
        with self._reader.open() as connection:
            rows = connection.execute(
                "SELECT extractor, version, source_digest, settings_digest, doc_id, rows, milliseconds, error FROM runs"
                " WHERE doc_id = coalesce(?, doc_id) AND extractor = coalesce(?, extractor) ORDER BY extractor, doc_id",
                [doc_id, extractor],
            ).fetchall()
        return [Run(*row) for row in rows]


def _fact_tables(connection: duckdb.DuckDBPyConnection) -> dict[str, str]:
    """The label column of every fact table, by table."""
    return dict(connection.execute("SELECT name, label FROM fact_tables ORDER BY name").fetchall())


def _facts(connection: duckdb.DuckDBPyConnection, table: str, label: str, column: str, value: str) -> Iterable[Fact]:
    cursor = connection.execute(
        f'SELECT * FROM {identifier(table)} WHERE {identifier(column)} = ? ORDER BY start, "end", fact_id', [value]
    )
    names = [entry[0] for entry in cursor.description or ()]
    rows = [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
    if not rows:
        return []
    cells: dict[str, dict[str, Span]] = {}
    for fact_id, name, start, end in connection.execute(
        'SELECT fact_id, "column", start, "end" FROM cells WHERE table_name = ? AND doc_id = ?',
        [table, rows[0]["doc_id"]],
    ).fetchall():
        cells.setdefault(fact_id, {})[name] = Span(start, end)
    shared = {entry.name for entry in SHARED}
    return [
        Fact(
            table=table,
            **{name: row[name] for name in shared},
            label=_label(row.get(label)) or row["quote"],
            values={name: value for name, value in row.items() if name not in shared},
            cells=cells.get(row["fact_id"], {}),
        )
        for row in rows
    ]


def _label(value: object) -> str:
    if isinstance(value, list):
        return "、".join(str(item) for item in value)
    return "" if value is None else str(value)
