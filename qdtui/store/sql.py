"""The person's own SQL: read-only, closed off from files and the network, streamed and cancellable."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from qdtui.store.closed import RefusedError, reason, statements
from qdtui.store.connect import StoreError, attach, close_off, new_connection
from qdtui.store.view import show_copies

_CHUNK = 2_048
"""Rows fetched at once, DuckDB's own vector size."""


class SqlError(StoreError):
    """A statement failed, was cancelled, or is not allowed.

    `position` is where in the person's text it went wrong (code points from 0), or None; `cancelled` is True
    when `cancel()` or the time limit stopped it.
    """

    def __init__(self, message: str, position: int | None = None, *, cancelled: bool = False) -> None:
        super().__init__(message)
        self.message = message
        self.position = position
        self.cancelled = cancelled


@dataclass(frozen=True, slots=True)
class ResultPage:
    """Some rows of a result."""

    rows: list[tuple[Any, ...]]
    total: int
    """Rows known so far."""
    more: bool
    """True while there are more rows than `total`."""


class Result:
    """The rows of the last statement that gives any, read from DuckDB as far as they are asked for.

    Rows stay in memory once read, up to the session's `max_rows`; what lies beyond is not shown.
    """

    def __init__(self, session: Session, statement: str, columns: tuple[str, ...], types: tuple[str, ...]) -> None:
        self.statement = statement
        self.columns = columns
        self.types = types
        self.milliseconds = 0.0
        """Time until the first rows were there."""
        self.rows: list[tuple[Any, ...]] = []
        """The rows read so far."""
        self.more = bool(columns)
        """True while there are more rows than have been read."""
        self.truncated = False
        """True when rows were left out because of `max_rows`, or because a later statement was run."""
        self._session = session

    @property
    def total(self) -> int:
        """Rows known so far; all of them when `more` is False."""
        return len(self.rows)

    def page(self, offset: int, limit: int) -> ResultPage:
        """Rows `offset` to `offset + limit`. Raises SqlError when reading on fails or is cancelled."""
        if self.more and offset + limit >= len(self.rows):
            # One row further than asked for, to know whether there is more.
            self._session.read_on(self, offset + limit + 1)
        return ResultPage(self.rows[offset : offset + limit], len(self.rows), self.more)

    def all_rows(self) -> Iterator[tuple[Any, ...]]:
        """Every row, read as it is asked for. Raises SqlError when reading on fails or is cancelled."""
        offset = 0
        while rows := self.page(offset, _CHUNK).rows:
            yield from rows
            offset += len(rows)


class Session:
    """A connection for a person's SQL on the file at `path`.

    Nothing on disk can be changed or read besides the file's own tables; temporary tables work, and last until a
    new snapshot is swapped in. One statement runs at a time; `cancel` and `progress` may be called from any thread.

    `memory_limit` is what DuckDB takes (`1GB`), `timeout` is in seconds (None for no limit) and `max_rows` is how
    many rows of a result are kept. With `all_copies` the views begin by showing reprints as well.
    """

    def __init__(
        self,
        path: Path,
        *,
        memory_limit: str = "1GB",
        timeout: float | None = 60.0,
        max_rows: int = 200_000,
        all_copies: bool = False,
    ) -> None:
        self.path = path
        self.memory_limit = memory_limit
        self.timeout = timeout
        self.max_rows = max_rows
        self.all_copies = all_copies
        self._lock = threading.Lock()
        self._connection: duckdb.DuckDBPyConnection | None = None
        self._identity: tuple[int, int] | None = None
        self._open_result: Result | None = None
        self._stopped: str | None = None
        self._running = False
        self._runs = 0
        """How many runs have ended: a stop that comes late must not hit the next one."""
        self._switch = threading.Lock()
        self._place = ("", 0)

    def run(
        self,
        sql: str,
        *,
        unless: Callable[[], bool] = lambda: False,
        parameters: Mapping[str, object] | None = None,
    ) -> Result:
        """Run the statements of `sql` in order; the result is that of the last one.

        A statement without rows gives a result without columns. Raises SqlError at the first statement that fails,
        with its place in `sql`; those before it have run.
        `parameters` are what `$name` stands for in the statements; those that a statement does not name are left out.
        `unless` is asked once `cancel` can reach the run: a person may have given it up before.
        """
        begun = time.perf_counter()
        with self._lock, self._under_way():
            if unless():
                raise SqlError("Cancelled.", cancelled=True)
            connection = self._connect()
            self._leave_result()
            result = Result(self, "", (), ())
            for text, start in _statements(connection, sql):
                result = self._execute(connection, text, start, parameters)
            if result.more:
                self._open_result = result
                self._fetch(result, 1)
            result.milliseconds = (time.perf_counter() - begun) * 1000
        return result

    def read_on(self, result: Result, rows: int) -> None:
        """Read rows of an open result until it has `rows` of them, or ends. Raises SqlError."""
        with self._lock:
            if result is self._open_result:
                with self._under_way():
                    self._fetch(result, rows)

    def cancel(self) -> None:
        """Stop what is running; it ends with an SqlError whose `cancelled` is True. Does nothing when idle."""
        self._stop("Cancelled.")

    def progress(self) -> float | None:
        """How much of the running statement is done, 0 to 100; None when idle or unknown."""
        connection = self._connection
        if connection is None or not self._running:
            return None
        with suppress(duckdb.Error):
            done = float(connection.query_progress())
            return done if done >= 0 else None
        return None

    def close(self) -> None:
        """Stop what is running and let go of the file."""
        self._stop("Closed.")
        with self._lock:
            self._disconnect()

    def _connect(self) -> duckdb.DuckDBPyConnection:
        try:
            stat = self.path.stat()
        except OSError as error:
            raise SqlError(f"{self.path} cannot be read: {error.strerror}") from error
        identity = (stat.st_ino, stat.st_mtime_ns)
        if self._connection is not None and identity == self._identity:
            try:
                self._connection.execute("USE qdtui")  # an earlier USE, or even DETACH, must not outlive its run
                return self._connection
            except duckdb.Error:
                pass
        self._disconnect()
        connection = new_connection(self.memory_limit)
        try:
            attach(connection, self.path)
            for setting in ("enable_progress_bar = true", "enable_progress_bar_print = false", "errors_as_json = true"):
                connection.execute(f"SET {setting}")
            if self.all_copies:
                show_copies(connection, True)
            close_off(connection)
        except StoreError as error:
            connection.close()
            raise SqlError(str(error)) from error
        self._connection, self._identity = connection, identity
        return connection

    def _disconnect(self) -> None:
        self._leave_result()
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def _leave_result(self) -> None:
        if self._open_result is not None:
            self._open_result.more = False
            self._open_result.truncated = True
            self._open_result = None
            if self._connection is not None:
                with suppress(duckdb.Error):
                    self._connection.abort()

    def _execute(
        self, connection: duckdb.DuckDBPyConnection, text: str, start: int, parameters: Mapping[str, object] | None
    ) -> Result:
        with self._guard(text, start):
            if parameters is None:
                connection.execute(text)
            else:
                named = {name for one in connection.extract_statements(text) for name in one.named_parameters}
                if lacking := sorted(named - parameters.keys()):
                    raise ValueError(f"there is no value for ${lacking[0]}")
                connection.execute(text, {name: parameters[name] for name in named} if named else None)
            description = connection.description or []
        columns = tuple(str(entry[0]) for entry in description)
        result = Result(self, text.strip(), columns, tuple(str(entry[1]) for entry in description))
        self._place = (text, start)
        return result

    def _fetch(self, result: Result, rows: int) -> None:
        connection = self._connection
        if connection is None:
            return
        text, start = self._place
        try:
            with self._guard(text, start):
                while len(result.rows) < rows:
                    chunk = connection.fetchmany(_CHUNK)
                    room = self.max_rows - len(result.rows)
                    result.rows.extend(chunk[:room])
                    if len(chunk) > room:
                        result.truncated = True
                        connection.abort()
                    if len(chunk) > room or len(chunk) < _CHUNK:
                        result.more = False
                        self._open_result = None
                        return
        except SqlError:
            result.more = False
            result.truncated = True
            self._open_result = None
            raise

    @contextmanager
    def _under_way(self) -> Iterator[None]:
        with self._switch:
            self._stopped, self._running = None, True
        try:
            yield
        finally:
            with self._switch:
                self._running = False
                self._runs += 1

    @contextmanager
    def _guard(self, text: str, start: int) -> Iterator[None]:
        """Run a step under the time limit, and turn what goes wrong into SqlError."""
        timer = None
        if self.timeout is not None:
            limit = f"Stopped: the time limit of {self.timeout:g} s is over."
            timer = threading.Timer(self.timeout, self._stop, [limit])
            timer.daemon = True
            timer.start()
        try:
            if self._stopped:
                raise SqlError(self._stopped, cancelled=True)
            yield
        except duckdb.InterruptException as error:
            raise SqlError(self._stopped or "Cancelled.", cancelled=True) from error
        except (duckdb.Error, RuntimeError, ValueError, OverflowError) as error:
            # Values that Python cannot hold (a date in the year 290000) come as its own errors.
            raise _explain(error, text, start) from error
        finally:
            if timer is not None:
                timer.cancel()

    def _stop(self, reason: str) -> None:
        with self._switch:
            if not self._running:
                return
            self._stopped, run = reason, self._runs

        def insist() -> None:
            # DuckDB forgets an interrupt that comes before the statement has really begun.
            while True:
                with self._switch:
                    if not self._running or self._runs != run:
                        return
                    if self._connection is not None:
                        self._connection.interrupt()
                time.sleep(0.02)

        threading.Thread(target=insist, name="qdtui-interrupt", daemon=True).start()


def _statements(connection: duckdb.DuckDBPyConnection, sql: str) -> list[tuple[str, int]]:
    """The statements of `sql`, each with its offset in it. Raises SqlError where it is no SQL or may not run."""
    try:
        found = statements(connection, sql)
    except RefusedError as error:
        raise SqlError(str(error), error.start) from error
    except duckdb.Error as error:
        raise _explain(error, sql, 0) from error
    if not found:
        raise SqlError("There is no statement to run.")
    return found


def _explain(error: Exception, text: str, start: int) -> SqlError:
    """DuckDB's error in words, with its place as a code point offset in the person's text."""
    message, position = str(error), None
    with suppress(ValueError):
        details = json.loads(message[message.index("{") :])
        message = f"{details['exception_type']} error: {details['exception_message']}"
        if "position" in details:
            # DuckDB counts UTF-8 bytes of the statement.
            position = start + len(text.encode()[: int(details["position"])].decode(errors="ignore"))
    refused = reason(message)
    return SqlError(f"{refused}\n{message}" if refused else message, position)
