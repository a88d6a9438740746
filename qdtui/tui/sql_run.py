"""Running a person's SQL in threads: one run at a time, cancellable, its result as pages for a grid."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from threading import Lock, Thread
from time import perf_counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from qdtui.store.pages import Page
    from qdtui.store.sql import Result, Session


class ResultPages:
    """The rows of a result, read on as far as they are looked at."""

    def __init__(self, result: Result, session: Session) -> None:
        self.result = result
        self._session = session

    @property
    def growing(self) -> bool:
        """True while the number of rows is only what is known so far."""
        return self.result.more

    def page(self, offset: int, limit: int) -> Page:
        """Rows `offset` to `offset + limit`. Raises SqlError when reading on fails or is cancelled."""
        from qdtui.store.pages import Page

        found = self.result.page(offset, limit)
        return Page(self.result.columns, self.result.types, found.rows, found.total)

    def cancel(self) -> None:
        """Stop reading on."""
        self._session.cancel()


@dataclass(frozen=True, slots=True)
class Ran:
    """How a run ended."""

    sql: str
    seconds: float
    result: Result | None = None
    error: Exception | None = None
    cancelled: bool = False
    position: int | None = None
    """Where in `sql` it went wrong (code points)."""


class Runner:
    """The session for one file; made in the first run, since it imports DuckDB."""

    def __init__(self, path: Path, make: Callable[[Path], Session] | None = None) -> None:
        self._path = path
        self._make = make or _session
        self._lock = Lock()
        self._turn = Lock()
        self._newest = 0
        self._session: Session | None = None
        self._closed = False

    def run(self, sql: str, parameters: Mapping[str, object] | None = None) -> Ran:
        """Run `sql` to its first rows, in this thread; whatever was running before is stopped."""
        begun = perf_counter()
        with self._lock:
            self._newest += 1
            mine = self._newest
        try:
            session = self._open()
            while not self._turn.acquire(timeout=0.02):
                session.cancel()
            try:
                result = session.run(sql, unless=lambda: self._closed or mine != self._newest, parameters=parameters)
            finally:
                self._turn.release()
        except Exception as error:
            cancelled, position = getattr(error, "cancelled", False), getattr(error, "position", None)
            return Ran(sql, perf_counter() - begun, error=error, cancelled=cancelled, position=position)
        return Ran(sql, perf_counter() - begun, result)

    def pages(self, result: Result) -> ResultPages:
        """The rows of a result of this runner."""
        return ResultPages(result, self._open())

    def _open(self) -> Session:
        with self._lock:
            if self._session is None:
                self._session = self._make(self._path)
            return self._session

    def cancel(self) -> None:
        """Stop what is running, or about to."""
        with self._lock:
            self._newest += 1
            session = self._session
        if session is not None:
            session.cancel()

    def close(self) -> None:
        """Stop what is running, or about to, and let go of its DuckDB; whatever is asked to run later is cancelled.

        Returns at once: a run that is being stopped holds the DuckDB a moment longer.
        """
        with self._lock:
            self._newest += 1
            self._closed = True
            session = self._session
        if session is not None:
            Thread(target=session.close, name="qdtui-close").start()

    def progress(self) -> float | None:
        """How much is done, 0 to 100; None when nobody knows."""
        return self._session.progress() if self._session is not None else None


def _session(path: Path) -> Session:
    from qdtui.store.sql import Session

    return Session(path)
