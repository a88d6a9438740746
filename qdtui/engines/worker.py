"""The worker process: imports the plugins, then loads files and runs extractors, telling what it does."""

from __future__ import annotations

import os
import signal
import sys
import threading
import time
from multiprocessing.connection import Connection

from qdtui.engines.protocol import Busy, Finished, Partial, Ready, Task, WorkerSpec
from qdtui.extract import Extraction, describe, run_extractor
from qdtui.load import LoadError, load_file, refuse_odd
from qdtui.load.opener import MemberInfo, Opener
from qdtui.load.source import counted
from qdtui.model import Row
from qdtui.plugins import Loaded, load_plugins
from qdtui.text.segment import Segmenter, term_counts


def main(connection: Connection, spec: WorkerSpec) -> None:
    """Serve tasks until the connection closes. Runs in a process of its own."""
    _isolate(spec.memory)
    sys.dont_write_bytecode = True
    loaded = load_plugins(spec.sources, spec.settings, lambda name: connection.send(Busy("import", name)), spec.words)
    opener = Opener(spec.load, loaded.loaders)
    connection.send(Ready(loaded.catalogue))
    while True:
        try:
            task = connection.recv()
        except (EOFError, OSError):
            return
        if task is None:
            return
        if task.listing:
            _list(connection, task, opener)
        else:
            _serve(connection, task, loaded, spec.segmenter, opener)


def _isolate(memory: int | None) -> None:
    """Keep what a plugin does to the process away from the terminal and from the parent's death."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    null = os.open(os.devnull, os.O_RDWR)
    for descriptor in (0, 1, 2):
        os.dup2(null, descriptor)
    if memory is not None:
        try:
            import resource
        except ImportError:
            pass
        else:
            resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    parent = os.getppid()

    def leave_with_parent() -> None:
        # A worker caught in a plugin's endless loop never sees its pipe close.
        while os.getppid() == parent:
            time.sleep(1)
        os._exit(1)

    threading.Thread(target=leave_with_parent, daemon=True).start()


def _list(connection: Connection, task: Task, opener: Opener) -> None:
    """Tell which documents a file holds, in pieces, so that a large one is not taken for a hang."""
    connection.send(Busy("load"))
    batch: list[MemberInfo] = []
    told = time.monotonic()
    try:
        refuse_odd(task.path)
        for member in opener.members(task.path):
            batch.append(member)
            if len(batch) >= 1000 or time.monotonic() - told > 1:
                connection.send(Partial(members=tuple(batch)))
                batch, told = [], time.monotonic()
    except LoadError as error:
        connection.send(Finished(error=error.reason))
        return
    except Exception as failure:
        connection.send(Finished(error=f"it could not be read: {describe(failure)}"))
        return
    connection.send(Partial(members=tuple(batch)))
    connection.send(Finished())


def _serve(connection: Connection, task: Task, loaded: Loaded, segmenter: Segmenter, opener: Opener) -> None:
    connection.send(Busy("load"))
    try:
        doc = load_file(task.path, task.overrides, opener, task.place, task.stored_path)
    except LoadError as error:
        connection.send(Finished(error=error.reason))
        return
    except Exception as failure:
        connection.send(Finished(error=f"it could not be read: {describe(failure)}"))
        return
    connection.send(Partial(document=doc))
    doc = counted(doc, task.overrides)
    if task.index:
        connection.send(Busy("index"))
        connection.send(Partial(terms=term_counts(doc.text, segmenter)))
    found: dict[str, tuple[Row, ...]] = {}
    for earlier in task.done:
        found |= _by_table(loaded, earlier)
    for name in task.extractors:
        extractor = loaded.extractors.get(name)
        if extractor is None:
            connection.send(Partial(extraction=Extraction(name, (), 0.0, "it could not be imported again")))
            continue
        connection.send(Busy("extract", name))
        needed = [table for need in getattr(extractor, "needs", ()) for table in _tables(loaded, need)]
        result = run_extractor(extractor, doc, {table: found.get(table, ()) for table in needed})
        found |= _by_table(loaded, result)
        connection.send(Partial(extraction=result))
    connection.send(Finished())


def _by_table(loaded: Loaded, result: Extraction) -> dict[str, tuple[Row, ...]]:
    return {
        table: tuple(row for row in result.rows if row.table == table) for table in _tables(loaded, result.extractor)
    }


def _tables(loaded: Loaded, extractor: str) -> tuple[str, ...]:
    return tuple(table.name for table in loaded.extractors[extractor].tables) if extractor in loaded.extractors else ()
