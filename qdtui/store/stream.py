"""All rows of a view, one batch after the other, for what writes them somewhere else."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Event, Thread
from typing import Any

import duckdb

from qdtui.store.closed import RefusedError, reason, require_select
from qdtui.store.connect import Reader
from qdtui.store.pages import ViewError, closed_off
from qdtui.store.view import View, show_copies

BATCH = 2_000
"""Rows fetched at a time."""
PATIENCE = 0.1
"""Seconds until it is seen that somebody wants to stop."""


@dataclass(frozen=True, slots=True)
class Stream:
    """A result that is being read; `rows` can be gone through once, while the stream is open."""

    columns: tuple[str, ...]
    types: tuple[str, ...]
    total: int
    rows: Iterator[tuple[Any, ...]]


@contextmanager
def stream(path: Path, view: View, stopped: Event | None = None) -> Iterator[Stream]:
    """Open the rows of `view` in the file at `path`, without its hidden columns. Raises StoreError.

    Once `stopped` is set, whatever DuckDB is doing for it ends with an error, be it before the first row.
    """
    reader = Reader(path)
    try:
        with (closed_off if view.personal else Reader.open)(reader) as connection, _stoppable(connection, stopped):
            show_copies(connection, view.all_copies)
            if view.personal:
                require_select(connection, f"SELECT * FROM {view.source}{view.where}")
            counted = connection.execute(f"SELECT count(*) FROM {view.source}{view.where}").fetchone()
            cursor = connection.execute(view.to_sql())
            described = cursor.description or ()
            yield Stream(
                tuple(str(entry[0]) for entry in described),
                tuple(str(entry[1]) for entry in described),
                int(counted[0]) if counted else 0,
                _rows(cursor),
            )
    except (duckdb.Error, RefusedError) as error:
        refused = reason(str(error))
        raise ViewError(f"{refused}\n{error}" if refused else str(error)) from error
    finally:
        reader.close()


@contextmanager
def _stoppable(connection: duckdb.DuckDBPyConnection, stopped: Event | None) -> Iterator[None]:
    over = Event()

    def watch(stopped: Event) -> None:
        # Again and again: DuckDB forgets an interrupt that comes before the statement has really begun.
        while not over.is_set():
            if stopped.wait(PATIENCE):
                connection.interrupt()
                over.wait(PATIENCE)

    if stopped is not None:
        Thread(target=watch, args=(stopped,), name="qdtui-stop", daemon=True).start()
    try:
        yield
    finally:
        over.set()


def _rows(cursor: duckdb.DuckDBPyConnection) -> Iterator[tuple[Any, ...]]:
    while batch := cursor.fetchmany(BATCH):
        yield from batch
