"""The worker process: imports the plugins, then loads files and runs extractors, noting what it does."""

from __future__ import annotations

import gc
import os
import signal
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import replace
from multiprocessing.connection import Connection
from pathlib import Path
from types import MappingProxyType

from qdtui.children import leave_with_parent, limit_memory
from qdtui.engines.protocol import (
    EXTRACT,
    INDEX,
    LOAD,
    STEPS,
    Board,
    Importing,
    Members,
    Ready,
    Results,
    Task,
    WorkerSpec,
)
from qdtui.extract import Extraction, describe, run_extractor
from qdtui.load import LoadError, load_file, refuse_odd
from qdtui.load.opener import MemberInfo, Opener
from qdtui.load.source import counted
from qdtui.model import Row, Table
from qdtui.plugins import Loaded, PluginFault, load_plugins
from qdtui.store.pack import Pack, merge, pack_document, pack_rows
from qdtui.text.segment import Segmenter, term_counts

PATIENCE = 0.15
"""Seconds after which results are sent, even when more of the tasks are to come: a message that does not fit into the
buffer of the connection makes the worker wait while the main process writes."""
MOST_CHARS = 50_000
"""Code points of text after which results are sent."""

_Result = tuple[str | None, list[tuple[str, int, float, str | None]], Pack, str | None]


def main(connection: Connection, spec: WorkerSpec, board: Board) -> None:
    """Serve tasks until the connection closes. Runs in a process of its own."""
    _isolate(spec.memory)
    tempfile.tempdir = spec.scratch
    sys.dont_write_bytecode = True
    loaded = load_plugins(spec.sources, spec.settings, lambda name: connection.send(Importing(name)), spec.words)
    _look_at_queries(loaded)
    opener = Opener(spec.load, loaded.loaders)
    connection.send(Ready(loaded.catalogue))
    # What is there now stays: the collector need not look at it again, nor every few hundred objects at the others.
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)
    worker = _Worker(connection, loaded, opener, spec.segmenter, board)
    while True:
        try:
            tasks = connection.recv()
        except (EOFError, OSError):
            return
        worker.serve(tasks)


def _look_at_queries(loaded: Loaded) -> None:
    """Leave out what plugins offer with queries that are none. DuckDB is imported only where there are queries."""
    if not any(offer.kind in ("place", "facet") for offer in loaded.catalogue.offers):
        return
    from qdtui.store.offers import without_faults

    sound, wrong = without_faults(loaded.catalogue.offers)
    faults = tuple(PluginFault(offer.plugin, said) for offer, said in wrong)
    catalogue = loaded.catalogue
    loaded.catalogue = replace(catalogue, offers=tuple(sound), faults=(*catalogue.faults, *faults))


def _isolate(memory: int | None) -> None:
    """Keep what a plugin does to the process away from the terminal and from the parent's death."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    null = os.open(os.devnull, os.O_RDWR)
    for descriptor in (0, 1, 2):
        os.dup2(null, descriptor)
    limit_memory(memory)
    leave_with_parent()


class _Worker:
    """Does tasks and sends what came of them."""

    def __init__(
        self, connection: Connection, loaded: Loaded, opener: Opener, segmenter: Segmenter, board: Board
    ) -> None:
        self._connection = connection
        self._loaded = loaded
        self._opener = opener
        self._segmenter: Segmenter = segmenter
        self._board = board
        self._number = 0
        self._seconds: dict[str, float] = {}

    def serve(self, tasks: Sequence[Task]) -> None:
        """Do `tasks` and send the results, at the latest when all are done."""
        results: list[_Result] = []
        sent, chars = time.monotonic(), 0
        for task in tasks:
            self._number += 1
            result, read = self._list(task) if task.listing else self._do(task)
            self._note(0)
            results.append(result)
            chars += read
            if chars > MOST_CHARS or time.monotonic() - sent > PATIENCE:
                self._send(results)
                sent, chars, results = time.monotonic(), 0, []
        if results:
            self._send(results)

    def _send(self, results: list[_Result]) -> None:
        seconds, self._seconds = self._seconds, {}
        self._connection.send(Results(results, seconds))

    def _note(self, step: int) -> None:
        self._board[0] = time.monotonic()  # first: a new step with an old time would look like a hang
        self._board[1] = self._number * STEPS + step if step else 0

    def _spent(self, step: str, since: float) -> None:
        self._seconds[step] = self._seconds.get(step, 0.0) + time.perf_counter() - since

    def _list(self, task: Task) -> tuple[_Result, int]:
        """Tell which documents a file holds, in pieces, so that a large one is not taken for a hang."""
        self._note(LOAD)
        batch: list[MemberInfo] = []
        told = time.monotonic()
        try:
            refuse_odd(task.path)
            for member in self._opener.members(task.path):
                batch.append(member)
                if len(batch) >= 1000 or time.monotonic() - told > 1:
                    self._note(0)
                    self._connection.send(Members(tuple(batch)))
                    self._note(LOAD)
                    batch, told = [], time.monotonic()
        except LoadError as error:
            return (None, [], {}, error.reason), 0
        except Exception as failure:
            return (None, [], {}, f"it could not be read: {describe(failure)}"), 0
        self._note(0)
        self._connection.send(Members(tuple(batch)))
        return (None, [], {}, None), 0

    def _do(self, task: Task) -> tuple[_Result, int]:
        self._note(LOAD)
        started = time.perf_counter()
        try:
            doc = load_file(task.path, task.overrides, self._opener, task.place, task.stored_path)
        except LoadError as error:
            return (None, [], {}, error.reason), 0
        except Exception as failure:
            return (None, [], {}, f"it could not be read: {describe(failure)}"), 0
        finally:
            deed = self._after_loader(task.path)
        if deed:
            return (None, [], {}, f"its loader is not to be relied on: {deed}"), 0
        self._spent("load", started)
        pack: Pack = {}
        if task.fresh:
            self._note(INDEX)
            started = time.perf_counter()
            try:
                pack = pack_document(doc, term_counts(doc.text, self._segmenter) if task.index else {})
            except ValueError as error:
                return (None, [], {}, str(error)), 0
            self._spent("index", started)
        doc = replace(counted(doc, task.overrides), found=MappingProxyType({}))
        ran = []
        found: dict[str, tuple[Row, ...]] = {}
        failures = {failure.extractor: failure for failure in task.given_up}
        for number, name in enumerate(task.extractors):
            extractor = self._loaded.extractors.get(name)
            if given_up := failures.get(name):
                result = Extraction(name, (), given_up.milliseconds, given_up.error)
            elif extractor is None:
                result = Extraction(name, (), 0.0, "it could not be imported again")
            else:
                self._note(EXTRACT + number)
                needed = [t.name for need in getattr(extractor, "needs", ()) for t in self._tables(need)]
                result = run_extractor(extractor, doc, {table: found.get(table, ()) for table in needed})
                if deed := self._loaded.put_right(name):
                    result = replace(result, error=f"{result.error}; {deed}" if result.error else deed)
                self._seconds[name] = self._seconds.get(name, 0.0) + result.milliseconds / 1000
            rows = 0
            tables = self._tables(name)
            if result.rows:
                packed = pack_rows({t.name: t for t in tables}, name, doc.doc_id, result.rows, doc.text)
                rows = sum(len(of_table) for table, of_table in packed.items() if table != "cells")
                merge(pack, packed)
            for table in tables:
                found[table.name] = tuple(row for row in result.rows if row.table == table.name)
            ran.append((name, rows, result.milliseconds, result.error))
        return (doc.doc_id, ran, pack, None), doc.n_chars

    def _after_loader(self, path: Path) -> str | None:
        """What a plugin's loader changed that is not its own, in a sentence; it is as before then."""
        if not self._loaded.loaders or self._loaded.guard is None:
            return None
        ran = path.suffix.lower() in self._loaded.loaders or path.suffix.lower() == ".zip"
        return self._loaded.guard.put_right() if ran else None

    def _tables(self, extractor: str) -> Sequence[Table]:
        return self._loaded.extractors[extractor].tables if extractor in self._loaded.extractors else ()
