"""Pages of a view of any size: never all rows, and the end as quick as the start."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any

import duckdb

from qdtui.store.closed import RefusedError, reason, require_select
from qdtui.store.connect import Reader, Running, StoreError, attach, close_off, new_connection
from qdtui.store.orders import Orders, deep
from qdtui.store.schema import identifier, literal
from qdtui.store.view import View, show_copies


class ViewError(StoreError):
    """A view's SQL, filter or order is not understood; the message is DuckDB's."""


@dataclass(frozen=True, slots=True)
class Page:
    """Some rows of a view; values are what DuckDB's Python client gives."""

    columns: tuple[str, ...]
    types: tuple[str, ...]
    rows: list[tuple[Any, ...]]
    total: int
    """Rows of the whole view."""


@dataclass(frozen=True, slots=True)
class ValueCount:
    """A value of a column and the number of rows that have it."""

    value: Any
    rows: int


class Pager:
    """Pages of views of one file; totals are counted once a snapshot."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._lock = threading.Lock()
        self._identity: tuple[int, int, int] | None = None
        self._totals: dict[str, int] = {}
        self._orders = Orders(reader)
        self._running = Running()

    def cancel(self) -> None:
        """Interrupt the queries that other threads are running here; they raise ViewError."""
        self._running.cancel()

    def page(self, view: View, offset: int, limit: int) -> Page:
        """Rows `offset` to `offset + limit`; offsets beyond the end give no rows. Raises ViewError."""
        with self._connection(view) as connection:
            view = self._without_need(connection, view)
            total = self.count(connection, view)
            offset, limit = max(0, offset), max(0, limit)
            limit = min(limit, max(0, total - offset))
            stored = view.relation is not None and _is_table(connection, view.relation)
            if not (stored and deep(view, offset, limit, total)):
                cursor, reverse = _select(connection, view, offset, limit, total, stored=stored)
                columns = tuple(str(entry[0]) for entry in cursor.description or ())
                types = tuple(str(entry[1]) for entry in cursor.description or ())
                rows = cursor.fetchall()
                return Page(columns, types, rows[::-1] if reverse else rows, total)
        return Page(*self._deep(view, offset, limit), total)

    def _deep(
        self, view: View, offset: int, limit: int
    ) -> tuple[tuple[str, ...], tuple[str, ...], list[tuple[Any, ...]]]:
        order = self._orders.get(view)
        try:
            with self._running.on(order.connection):
                return order.rows(offset, limit)
        except duckdb.Error as error:
            self._orders.drop(view)
            raise ViewError(str(error)) from error

    def value_counts(self, view: View, column: str, limit: int) -> list[ValueCount]:
        """The commonest values of a column, most frequent first. Raises ViewError."""
        with self._connection(view) as connection:
            rows = connection.execute(
                f"SELECT {identifier(column)} AS value, count(*) AS n FROM {view.source}{view.where}"
                " GROUP BY 1 ORDER BY n DESC, value LIMIT ?",
                [limit],
            ).fetchall()
        return [ValueCount(*row) for row in rows]

    def count(self, connection: duckdb.DuckDBPyConnection, view: View) -> int:
        """How many rows a view has, remembered for as long as the snapshot is the same."""
        identity = self._reader.identity()
        source = f"{view.source}{view.where}"
        key = f"{source}{view.all_copies}"
        with self._lock:
            if identity != self._identity:
                self._identity, self._totals = identity, {}
            if key in self._totals:
                return self._totals[key]
        row = connection.execute(f"SELECT count(*) FROM {source}").fetchone()
        total = int(row[0]) if row else 0
        with self._lock:
            if identity == self._identity:
                self._totals[key] = total
        return total

    def _without_need(self, connection: duckdb.DuckDBPyConnection, view: View) -> View:
        """The view without its condition on copies, where the file has no reprints: whole tables read faster."""
        if not view.one_copy:
            return view
        reprints = self.count(connection, View(sql="SELECT 1 FROM works WHERE place > 1"))
        return view if reprints else replace(view, one_copy=False)

    @contextmanager
    def _connection(self, view: View) -> Iterator[duckdb.DuckDBPyConnection]:
        try:
            with (
                (closed_off if view.personal else Reader.open)(self._reader) as connection,
                self._running.on(connection),
            ):
                show_copies(connection, view.all_copies)
                if view.personal:
                    require_select(connection, f"SELECT * FROM {view.source}{view.where}")
                yield connection
        except (duckdb.Error, RefusedError) as error:
            refused = reason(str(error))
            raise ViewError(f"{refused}\n{error}" if refused else str(error)) from error


@contextmanager
def closed_off(reader: Reader) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection for SQL that a person wrote: the file read-only, and nothing else within reach."""
    connection = new_connection()
    try:
        attach(connection, reader.path)
        close_off(connection)
        yield connection
    finally:
        connection.close()


def _select(
    connection: duckdb.DuckDBPyConnection, view: View, offset: int, limit: int, total: int, *, stored: bool
) -> tuple[duckdb.DuckDBPyConnection, bool]:
    """Run the query of a page; True beside it when its rows come last first."""
    if stored and not (view.order or view.filters or view.one_copy) and _whole(connection, view.source, total):
        window = f"rowid >= {offset} AND rowid < {offset + limit}"
        return connection.execute(f"SELECT * FROM {view.source} WHERE {window} ORDER BY rowid"), False
    last: tuple[str, ...] = ("rowid",) if stored else ()
    # The last pages of a sorted view are its first ones in reverse: a top-n needs no full sort.
    reverse = bool(view.order) and offset > total // 2
    if reverse:
        offset = max(0, total - offset - limit)
    if view.order and not stored:
        last = tuple(
            identifier(entry[0])
            for entry in connection.execute(f"SELECT * FROM {view.source} LIMIT 0").description or ()
            if entry[0] in ("fact_id", "doc_id", "start")
        )
    order = view.order_by(last=last, reverse=reverse)
    return connection.execute(f"SELECT * FROM {view.source}{view.where}{order} LIMIT {limit} OFFSET {offset}"), reverse


def _whole(connection: duckdb.DuckDBPyConnection, source: str, total: int) -> bool:
    """Whether the rowids of a table have no gaps: fact tables never have, others may where rows were taken out."""
    row = connection.execute(f"SELECT max(rowid) FROM {source}").fetchone()
    return row is not None and row[0] == total - 1


def _is_table(connection: duckdb.DuckDBPyConnection, name: str) -> bool:
    row = connection.execute(
        f"SELECT count(*) FROM duckdb_tables() WHERE database_name = 'qdtui' AND table_name = {literal(name)}"
    ).fetchone()
    return bool(row and row[0])
