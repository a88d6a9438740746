"""Opening the file for reading: briefly, read-only, and never twice in one connection."""

from __future__ import annotations

import os
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

from qdtui.store.schema import CORE, FORMAT, literal


class StoreError(Exception):
    """The file cannot be read or written; the message says why and what to do."""


class NotOursError(StoreError):
    """The path holds something that qdtui did not write."""


def attach(connection: duckdb.DuckDBPyConnection, path: Path) -> None:
    """Attach the file at `path` read-only as `qdtui` and make it the default. Raises StoreError."""
    try:
        connection.execute(f"ATTACH {literal(str(path))} AS qdtui (READ_ONLY)")
    except duckdb.Error as error:
        if not path.exists():
            raise StoreError(f"{path} does not exist yet: `qdtui ingest` makes it") from error
        raise StoreError(f"{path} cannot be opened: {error}") from error
    connection.execute("USE qdtui")


def detach(connection: duckdb.DuckDBPyConnection) -> None:
    """Let go of the attached file, so that its lock is free."""
    connection.execute("USE memory")
    connection.execute("DETACH qdtui")


def new_connection(memory_limit: str = "1GB") -> duckdb.DuckDBPyConnection:
    """An empty in-memory DuckDB that never looks at Python's variables, and spills where temporary files belong."""
    config: dict[str, str | bool | int | float | list[str]] = {
        "python_enable_replacements": "false",
        "memory_limit": memory_limit,
        "temp_directory": str(Path(tempfile.gettempdir()) / f"qdtui-{os.getpid()}.spill"),
    }
    return duckdb.connect(":memory:", config=config)


def close_off(connection: duckdb.DuckDBPyConnection) -> None:
    """Shut a connection up for SQL that a person wrote: from now on it reaches what is attached, and nothing else."""
    connection.execute("SET enable_external_access = false")
    connection.execute("SET lock_configuration = true")  # last: no setting can be changed after it


def file_format(connection: duckdb.DuckDBPyConnection, catalog: str) -> int | None:
    """The format version of an attached file, or None when qdtui did not write it."""
    try:
        rows = connection.execute(f"SELECT value FROM {catalog}.meta WHERE key = 'format'").fetchall()
        return int(rows[0][0]) if rows else None
    except (duckdb.Error, ValueError):
        return None


def same_layout(connection: duckdb.DuckDBPyConnection, catalog: str) -> bool:
    """True when an attached file has this version's format and exactly its core tables, so that rows can be kept."""
    if file_format(connection, catalog) != FORMAT:
        return False
    found = columns(connection, catalog)
    return all(found.get(table.name) == tuple((c.name, c.type) for c in table.columns) for table in CORE)


def columns(connection: duckdb.DuckDBPyConnection, catalog: str) -> dict[str, tuple[tuple[str, str], ...]]:
    """Names and types of the columns of every table and view of an attached file, by table."""
    found: dict[str, tuple[tuple[str, str], ...]] = {}
    for table, name, type_ in connection.execute(
        "SELECT table_name, column_name, data_type FROM duckdb_columns() WHERE database_name = ?"
        " ORDER BY table_name, column_index",
        [catalog],
    ).fetchall():
        found[table] = (*found.get(table, ()), (name, type_))
    return found


class Reader:
    """Connections to one file that are attached only while they are used.

    A new in-memory DuckDB costs twenty times what attaching costs, so idle ones are kept; each is used
    by one thread at a time, since a connection that two threads share gives wrong answers.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._idle: list[duckdb.DuckDBPyConnection] = []
        self._lock = threading.Lock()

    def identity(self) -> tuple[int, int, int]:
        """Inode, time of change and size: another tuple means another snapshot. Raises StoreError."""
        try:
            stat = self.path.stat()
        except OSError as error:
            raise StoreError(f"{self.path} cannot be read: {error.strerror}") from error
        return stat.st_ino, stat.st_mtime_ns, stat.st_size

    @contextmanager
    def open(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """A connection whose default database is the file, for the length of the block. Raises StoreError."""
        with self._lock:
            connection = self._idle.pop() if self._idle else None
        if connection is None:
            connection = new_connection()
        try:
            attach(connection, self.path)
            found = file_format(connection, "qdtui")
            if found != FORMAT:
                raise NotOursError(
                    f"{self.path} was not written by qdtui"
                    if found is None
                    else f"{self.path} has format {found}, this qdtui reads {FORMAT}: `qdtui ingest` writes it anew"
                )
            yield connection
            detach(connection)
        except BaseException:
            connection.close()
            raise
        with self._lock:
            self._idle.append(connection)

    def close(self) -> None:
        """Close the idle connections."""
        with self._lock:
            idle, self._idle = self._idle, []
        for connection in idle:
            connection.close()
