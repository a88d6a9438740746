"""Opening the file for reading: briefly, read-only, and never twice in one connection."""

from __future__ import annotations

import atexit
import os
import tempfile
import threading
import time
import weakref
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
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


class Running:
    """The connections that are at work for somebody, so that somebody else can interrupt them."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._connections: set[duckdb.DuckDBPyConnection] = set()

    @contextmanager
    def on(self, connection: duckdb.DuckDBPyConnection) -> Iterator[None]:
        """Let `cancel` interrupt the connection for the length of the block, with duckdb.InterruptException."""
        with self._lock:
            self._connections.add(connection)
        try:
            yield
        finally:
            # Before the connection goes back to the idle ones: nobody may interrupt its next user.
            with self._lock:
                self._connections.discard(connection)

    def cancel(self) -> None:
        """Interrupt them all."""
        with self._lock:
            for connection in self._connections:
                connection.interrupt()


Identity = tuple[int, int, int]
"""Inode, time of change and size of a file: another tuple means another snapshot."""


@dataclass(slots=True)
class _Kept:
    """An idle connection, and the snapshot that is still attached to it, if one is."""

    connection: duckdb.DuckDBPyConnection
    attached: Identity | None = None
    since: float = 0.0
    """When it was given back, on the monotonic clock."""


class Reader:
    """Connections to one file that are attached only while they are used, and `linger` seconds longer.

    A new in-memory DuckDB costs twenty times what attaching costs, so idle ones are kept; each is used
    by one thread at a time, since a connection that two threads share gives wrong answers. What is attached has
    read its catalogue and has pages of the file in memory, so the next question of a person who is typing takes a third
    of the time. The file may be replaced meanwhile: an attached one is then let go of before it is used again.
    """

    def __init__(self, path: Path, *, linger: float = 0.0) -> None:
        """`linger`: how long the file stays attached after a question, in seconds; 0 for not at all."""
        self.path = path
        self._linger = linger
        self._idle: list[_Kept] = []
        self._lock = threading.Lock()
        self._timer: threading.Timer | None = None

    def identity(self) -> Identity:
        """Another tuple means another snapshot. Raises StoreError."""
        try:
            stat = self.path.stat()
        except OSError as error:
            raise StoreError(f"{self.path} cannot be read: {error.strerror}") from error
        return stat.st_ino, stat.st_mtime_ns, stat.st_size

    @contextmanager
    def open(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """A connection whose default database is the file, for the length of the block. Raises StoreError."""
        with self._lock:
            kept = self._idle.pop() if self._idle else None
        if kept is None:
            kept = _Kept(new_connection())
        try:
            self._attach(kept)
            yield kept.connection
        except duckdb.InterruptException:
            self._give_back(kept)  # what was interrupted can be asked again
            raise
        except BaseException:
            kept.connection.close()
            raise
        self._give_back(kept)

    def _give_back(self, kept: _Kept) -> None:
        kept.since = time.monotonic()
        if not self._linger:
            _let_go(kept)
        with self._lock:
            self._idle.append(kept)
            if kept.attached is not None and self._timer is None:
                self._wait(self._linger)

    def _attach(self, kept: _Kept) -> None:
        """Attach the snapshot that is there now, unless it is attached already."""
        # Asked before attaching: when the file is replaced in between, the next question notices.
        try:
            now: Identity | None = self.identity()
        except StoreError:
            now = None  # attaching says better what is wrong
        if kept.attached is not None and kept.attached == now:
            return
        _let_go(kept)
        attach(kept.connection, self.path)
        kept.attached = now
        found = file_format(kept.connection, "qdtui")
        if found != FORMAT:
            raise NotOursError(
                f"{self.path} was not written by qdtui"
                if found is None
                else f"{self.path} has format {found}, this qdtui reads {FORMAT}: `qdtui ingest` writes it anew"
            )

    def _wait(self, seconds: float) -> None:
        """Look after so many seconds for what nobody used; the lock must be held."""
        self._timer = threading.Timer(seconds, self._sweep)
        self._timer.daemon = True
        self._timer.start()
        if self not in _lingering:
            _lingering.add(self)

    def _sweep(self) -> None:
        """Let go of the file in the connections that were idle for long enough."""
        with self._lock:
            if self._timer is None:  # closed meanwhile
                return
            self._timer = None
            until = time.monotonic() - self._linger
            for kept in [kept for kept in self._idle if kept.attached is not None and kept.since <= until]:
                try:
                    _let_go(kept)
                except duckdb.Error:
                    self._idle.remove(kept)
                    kept.connection.close()
            left = [kept.since for kept in self._idle if kept.attached is not None]
            if left:
                self._wait(max(min(left) - until, 0.01))

    def close(self) -> None:
        """Close the idle connections."""
        with self._lock:
            idle, self._idle = self._idle, []
            timer, self._timer = self._timer, None
        if timer is not None:
            timer.cancel()
        for kept in idle:
            kept.connection.close()


def _let_go(kept: _Kept) -> None:
    if kept.attached is not None:
        kept.attached = None
        detach(kept.connection)


_lingering: weakref.WeakSet[Reader] = weakref.WeakSet()
"""Readers that may have the file attached while nobody asks."""


@atexit.register
def _close_all() -> None:
    """Close what is attached while Python still stands: its threads may not be at work in DuckDB when it ends."""
    for reader in list(_lingering):
        reader.close()
