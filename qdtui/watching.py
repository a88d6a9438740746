"""Keeps the file up to date with its folders: waits until what changed is quiet, then ingests, one update at a time."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from qdtui.config import Config, ConfigError
from qdtui.ingest import ingest
from qdtui.ingest_report import Event, IngestError, Report
from qdtui.plan import State
from qdtui.store.connect import StoreError
from qdtui.store.known import remembered

QUIET = 2.0
"""Seconds without a change after which a file is taken to be complete."""
PATIENCE = 60.0
"""Seconds after which an update is made although something goes on changing."""
AGAIN = 10.0
"""Seconds until an update that failed is tried again."""
LOOK = 0.5
"""Seconds between two looks at the time while something is waited for."""

Tell = Callable[[Report | Exception], None]
"""Takes the report of every update, or why there was none."""


class Quiet:
    """What changed and when, and whether it is time for an update. Times are seconds on any one clock."""

    def __init__(self, quiet: float = QUIET, patience: float = PATIENCE) -> None:
        self._quiet = quiet
        self._patience = patience
        self._first: float | None = None
        self._last = 0.0

    def changed(self, now: float) -> None:
        """Something changed."""
        self._first = now if self._first is None else self._first
        self._last = now

    def due(self, now: float) -> bool:
        """Whether there are changes, and nothing has changed for a while or something does without end."""
        if self._first is None:
            return False
        return now - self._last >= self._quiet or now - self._first >= self._patience

    def done(self) -> None:
        """An update begins: what changes from now on is for the next."""
        self._first = None


def watch(
    config: Config,
    paths: Sequence[Path] = (),
    *,
    jobs: int | None = None,
    quiet: float = QUIET,
    tell: Tell = lambda outcome: None,
    progress: Callable[[Event], None] = lambda event: None,
    stop: threading.Event | None = None,
) -> None:
    """Bring the file up to date now and whenever its sources change, until `stop` is set or KeyboardInterrupt.

    `paths` are added to what the file follows. What makes one update fail is told, and tried again after a while;
    only a first update that fails raises IngestError, StoreError or ConfigError.
    """
    stop = stop or threading.Event()
    tell(ingest(config, paths, jobs=jobs, progress=progress))
    waiting = Quiet(quiet)
    while not stop.is_set():
        roots = sources(config)
        there = [root for root in roots if root.exists()]
        begun = False
        for changes in _changes(there, config.database, stop):
            now = time.monotonic()
            if changes or not begun:  # what changed before the watching began is looked for as well
                begun = True
                waiting.changed(now)
            if waiting.due(now):
                waiting.done()
                # The watcher goes on collecting while this runs, so nothing that changes now is missed.
                if not _update(config, jobs, tell, progress):
                    waiting.changed(time.monotonic() + AGAIN - quiet)
            if [root for root in roots if root.exists()] != there:
                waiting.changed(now)  # a source came or went, so others have to be watched
                break
        if not there and stop.wait(LOOK):
            return


def _update(config: Config, jobs: int | None, tell: Tell, progress: Callable[[Event], None]) -> bool:
    try:
        report = ingest(config, jobs=jobs, progress=progress)
    except (IngestError, StoreError, ConfigError, OSError) as error:
        tell(error)
        return False
    if report.changed:
        tell(report)
    return True


def sources(config: Config) -> list[Path]:
    """The files and folders that the file follows: those it remembers, or those that the configuration names."""
    state = State.from_json(remembered(config.database, "ingest"))
    return [Path(root) for root in state.roots] or list(config.documents)


def _changes(roots: Sequence[Path], database: Path, stop: threading.Event) -> Iterator[bool]:
    """True when something changed among the sources, False every now and then when nothing did."""
    import watchfiles

    if not roots:
        yield False
        return
    for changes in watchfiles.watch(
        *roots,
        watch_filter=lambda _, path: concerns(path, roots, database),
        debounce=200,
        step=50,
        rust_timeout=int(LOOK * 1000),
        yield_on_timeout=True,
        stop_event=stop,
        raise_interrupt=True,
        recursive=True,
    ):
        yield bool(changes)


def concerns(path: str, roots: Iterable[Path], database: Path) -> bool:
    """Whether a change at `path` may matter: the database itself, and what is hidden below a source, does not."""
    name = os.path.abspath(path)  # noqa: PTH100 - a link stays the name that it has
    own = os.path.abspath(database)  # noqa: PTH100
    if name == own or name == own + ".wal":
        return False
    for root in roots:
        top = os.path.abspath(root)  # noqa: PTH100
        if name == top:
            return True
        if name.startswith(top + os.sep):
            return not any(part.startswith(".") for part in Path(name[len(top) + 1 :]).parts)
    return True
