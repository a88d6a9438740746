"""Opening the file for reading: briefly, read-only, and never twice in one connection."""

from __future__ import annotations

import atexit
import os
import re
import tempfile
import threading
import time
import weakref
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import duckdb

from qdtui.store.schema import CORE, FORMAT, literal

_HOLDER = re.compile(r"held in (.+?) \(PID (\d+)\)")


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
        raise StoreError(not_opened(path, error)) from error
    connection.execute("USE qdtui")


def not_opened(path: Path, error: duckdb.Error) -> str:
    """Why a file cannot be opened, and what to do when another program holds it."""
    text = str(error)
    if "Could not set lock" not in text and "being used by another process" not in text:
        return f"{path} cannot be opened: {text}"
    holder = _HOLDER.search(text)
    by = f" ({holder[1]}, process {holder[2]})" if holder else ""
    return (
        f"another program{by} has {path} open for writing, and DuckDB lets nobody else in as long as it has: "
        "close the file there, or open it there read-only, and try again"
    )


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
    return without_progress(duckdb.connect(":memory:", config=config))


def without_progress(connection: duckdb.DuckDBPyConnection) -> duckdb.DuckDBPyConnection:
    """The connection, which from now on draws no progress over whatever stands in the terminal."""
    connection.execute("SET enable_progress_bar = false")
    return connection


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


_INSIST = 0.02
"""Seconds until a query that is still at work is interrupted again."""


class Running:
    """What is at work for somebody, so that somebody else can interrupt it."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._stops: dict[object, Callable[[], object]] = {}
        self._deaf: set[object] = set()
        """Those that may not have heard the first time."""

    @contextmanager
    def on(self, connection: duckdb.DuckDBPyConnection) -> Iterator[None]:
        """Let `cancel` interrupt the connection for the length of the block, with duckdb.InterruptException.

        Whatever it runs in the block after that is interrupted too, also what had not begun yet.
        """
        with self._stoppable(connection.interrupt, deaf=True):
            yield

    @contextmanager
    def stopped_by(self, stop: Callable[[], object]) -> Iterator[None]:
        """Let `cancel` call `stop`, which must return at once, for the length of the block."""
        with self._stoppable(stop, deaf=False):
            yield

    @contextmanager
    def _stoppable(self, stop: Callable[[], object], *, deaf: bool) -> Iterator[None]:
        mine = object()
        with self._lock:
            self._stops[mine] = stop
            if deaf:
                self._deaf.add(mine)
        try:
            yield
        finally:
            # Before the connection goes back to the idle ones: nobody may interrupt its next user.
            with self._lock:
                del self._stops[mine]
                self._deaf.discard(mine)

    def cancel(self) -> None:
        """Interrupt them all."""
        with self._lock:
            for stop in self._stops.values():
                stop()
            again = set(self._deaf)
        if again:
            threading.Thread(target=self._insist, args=(again,), name="qdtui-interrupt", daemon=True).start()

    def _insist(self, which: set[object]) -> None:
        """Interrupt until they have ended: DuckDB forgets an interrupt that comes before a query has really begun."""
        while True:
            time.sleep(_INSIST)
            with self._lock:
                which &= self._deaf
                for one in which:
                    self._stops[one]()
            if not which:
                return


Identity = tuple[int, int, int]
"""Inode, time of change and size of a file: another tuple means another snapshot."""


def identity_of(path: Path) -> Identity:
    """Another tuple means another snapshot. Raises StoreError."""
    try:
        stat = path.stat()
    except OSError as error:
        raise StoreError(f"{path} cannot be read: {error.strerror}") from error
    return stat.st_ino, stat.st_mtime_ns, stat.st_size


@dataclass(slots=True, eq=False)
class _Instance:
    """An in-memory DuckDB, and the snapshot that is attached to it, if one is."""

    connection: duckdb.DuckDBPyConnection
    attached: Identity | None = None
    users: int = 0
    since: float = 0.0
    """When its last user left, on the monotonic clock."""
    sound: bool = True

    def let_go(self) -> None:
        """Detach the file."""
        if self.attached is not None:
            self.attached = None
            detach(self.connection)


class Reader:
    """One DuckDB that has the file attached while somebody asks, and `linger` seconds longer.

    A DuckDB takes 7 MB and nine threads, and making one costs twenty times what attaching costs: so there is one, kept
    as long as the reader, and everybody who asks has a cursor of their own, since a connection that two threads share gives
    wrong answers. What is attached has read its catalogue and has pages of the file in memory, so the next question of a
    person who is typing takes a third of the time. The file may be replaced meanwhile: whoever asks then gets the
    new one, in another DuckDB where somebody is still reading the old one.
    """

    def __init__(self, path: Path, *, linger: float = 0.0) -> None:
        """`linger`: how long the file stays attached after a question, in seconds; 0 for not at all."""
        self.path = path
        self._linger = linger
        self._instance: _Instance | None = None
        self._lock = threading.Lock()
        self._timer: threading.Timer | None = None
        self._read_by: dict[duckdb.DuckDBPyConnection, Identity | None] = {}
        """The snapshots that open connections read."""

    def identity(self) -> Identity:
        """Another tuple means another snapshot. Raises StoreError."""
        return identity_of(self.path)

    def snapshot_of(self, connection: duckdb.DuckDBPyConnection) -> Identity | None:
        """The snapshot that a connection of `open` reads, however often the file is replaced; None for an unknown one."""
        return self._read_by.get(connection)

    @property
    def attached(self) -> Identity | None:
        """The snapshot that is attached now."""
        instance = self._instance
        return instance.attached if instance is not None else None

    @contextmanager
    def open(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """A connection whose default database is the file, for the length of the block. Raises StoreError."""
        with self._lock:
            instance = self._attach()
            instance.users += 1
        try:
            with instance.connection.cursor() as cursor:
                cursor.execute("USE qdtui")
                self._read_by[cursor] = instance.attached
                try:
                    yield cursor
                finally:
                    del self._read_by[cursor]
        except (duckdb.FatalException, duckdb.InternalException, duckdb.IOException):
            instance.sound = False
            raise
        finally:
            with self._lock:
                self._release(instance)

    def _attach(self) -> _Instance:
        """The DuckDB that has the snapshot that is there now; the lock must be held."""
        # Asked before attaching: when the file is replaced in between, the next question notices.
        try:
            now: Identity | None = self.identity()
        except StoreError:
            now = None  # attaching says better what is wrong
        instance = self._instance
        if instance is not None and instance.sound and instance.attached is not None and instance.attached == now:
            return instance
        if instance is None or instance.users or not instance.sound:
            instance = _Instance(new_connection())
        instance.let_go()
        attach(instance.connection, self.path)
        instance.attached = now
        found = file_format(instance.connection, "qdtui")
        if found != FORMAT:
            instance.let_go()
            raise NotOursError(
                f"{self.path} was not written by qdtui"
                if found is None
                else f"{self.path} has format {found}, this qdtui reads {FORMAT}: `qdtui ingest` writes it anew"
            )
        self._instance = instance
        return instance

    def _release(self, instance: _Instance) -> None:
        """Somebody has been answered; the lock must be held."""
        instance.users -= 1
        instance.since = time.monotonic()
        if instance.users:
            return
        if instance is not self._instance or not instance.sound:
            if instance is self._instance:
                self._instance = None
            instance.connection.close()
        elif not self._linger:
            instance.let_go()
        elif self._timer is None:
            self._wait(self._linger)

    def _wait(self, seconds: float) -> None:
        """Look after so many seconds whether anybody asked; the lock must be held."""
        self._timer = threading.Timer(seconds, self._sweep)
        self._timer.daemon = True
        self._timer.start()
        _lingering.add(self)

    def _sweep(self) -> None:
        """Let go of the file when nobody asked for long enough."""
        with self._lock:
            if self._timer is None:  # closed meanwhile
                return
            self._timer = None
            instance = self._instance
            if instance is None or instance.users or instance.attached is None:
                return  # the last user looks again
            left = instance.since + self._linger - time.monotonic()
            if left <= 0:
                instance.let_go()
            else:
                self._wait(left)

    def close(self) -> None:
        """Close what nobody uses; what is still used is closed behind its last user."""
        with self._lock:
            instance, self._instance = self._instance, None
            timer, self._timer = self._timer, None
            if timer is not None:
                timer.cancel()
            if instance is not None and not instance.users:
                instance.connection.close()


_lingering: weakref.WeakSet[Reader] = weakref.WeakSet()
"""Readers that may have the file attached while nobody asks."""
_shared: weakref.WeakValueDictionary[Path, Reader] = weakref.WeakValueDictionary()
_sharing = threading.Lock()


def shared_reader(path: Path, linger: float) -> Reader:
    """The one reader of the file at `path` for all parts of a program that ask for it this way."""
    with _sharing:
        reader = _shared.get(path)
        if reader is None:
            reader = _shared[path] = Reader(path, linger=linger)
        return reader


@atexit.register
def _close_all() -> None:
    """Close what is attached while Python still stands: its threads may not be at work in DuckDB when it ends."""
    for reader in list(_lingering):
        reader.close()
