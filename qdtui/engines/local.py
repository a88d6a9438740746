"""The local engine: a few worker processes that may hang, die or be killed without harm to the run."""

from __future__ import annotations

import multiprocessing
import time
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess
from types import TracebackType
from typing import Self

from qdtui.engines import worker
from qdtui.engines.protocol import Busy, Finished, Outcome, Partial, Ready, Task, WorkerSpec
from qdtui.extract import Extraction
from qdtui.load.opener import MemberInfo
from qdtui.model import Document
from qdtui.plugins import Catalogue, PluginFault

START_LIMIT = 60.0
"""Seconds a worker may take to start before its first message."""


class EngineError(Exception):
    """No worker can be started; the message says why."""


@dataclass(slots=True)
class _Progress:
    """What is known of a task that a worker is on, or that a dead worker left behind."""

    task: Task
    document: Document | None = None
    terms: Mapping[str, int] = field(default_factory=dict)
    extractions: dict[str, Extraction] = field(default_factory=dict)
    indexed: bool = False
    warning: str | None = None
    members: list[MemberInfo] = field(default_factory=list)

    def remaining(self) -> Task:
        """The task without the extractors that have answered, or have been given up."""
        todo = tuple(name for name in self.task.extractors if name not in self.extractions)
        index = self.task.index and not self.indexed
        return replace(self.task, extractors=todo, index=index, done=tuple(self.extractions.values()))

    def outcome(self, error: str | None = None) -> Outcome:
        order = {name: place for place, name in enumerate(self.task.extractors)}
        ran = tuple(sorted(self.extractions.values(), key=lambda one: order[one.extractor]))
        return Outcome(
            self.task,
            self.document if error is None else None,
            ran,
            self.terms,
            error,
            self.warning,
            tuple(self.members),
        )


@dataclass(slots=True, eq=False)
class _Worker:
    process: SpawnProcess
    connection: Connection
    busy: Busy
    deadline: float
    ready: bool = False
    progress: _Progress | None = None


class LocalEngine:
    """Runs tasks in worker processes, one document at a time each.

    A step (importing a plugin, loading a file, one extractor on one document) that takes longer
    than `time_limit` seconds costs its worker: the process is killed, the step recorded as failed,
    and a new worker goes on with what remains. The same holds when a worker dies by itself.
    """

    def __init__(self, spec: WorkerSpec, jobs: int = 1, time_limit: float = 30.0) -> None:
        self._spec = spec
        self._jobs = max(1, jobs)
        self._limit = time_limit
        self._context = multiprocessing.get_context("spawn")
        self._workers: list[_Worker] = []
        self._faults: list[PluginFault] = []
        self._catalogue: Catalogue | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Stop all workers at once; what they were doing is lost."""
        for one in self._workers:
            self._kill(one)
        self._workers.clear()

    def catalogue(self) -> Catalogue:
        """Import the plugins in a first worker and return what they offer.

        Plugins that hang or kill the process while they are imported are faults, and left out.
        Raises EngineError when no worker starts.
        """
        while self._catalogue is None:
            if not self._workers:
                self._start()
            for one, message in self._messages():
                if isinstance(message, Ready):
                    self._catalogue = replace(message.catalogue, faults=(*self._faults, *message.catalogue.faults))
                elif message is None:
                    self._blame_import(one)
        return self._catalogue

    def run(self, tasks: Iterable[Task]) -> Iterator[Outcome]:
        """Yield the outcome of each task, in the order in which they finish."""
        self.catalogue()
        queue = iter(tasks)
        retry: list[_Progress] = []
        more = True
        while True:
            idle = [one for one in self._workers if one.ready and one.progress is None]
            while more or retry:
                if not idle and len(self._workers) < self._jobs:
                    self._start()
                if not idle:
                    break
                progress = retry.pop() if retry else None
                if progress is None:
                    task = next(queue, None)
                    if task is None:
                        more = False
                        continue
                    progress = _Progress(task)
                self._give(idle.pop(), progress)
            if not any(one.progress for one in self._workers) and not (more or retry):
                return
            for one, message in self._messages():
                if message is None:
                    left = self._bury(one)
                    if left is not None and left.remaining().extractors and left.document is not None:
                        retry.append(left)
                    elif left is not None:
                        yield left.outcome(None if left.document else self._why(one, "it"))
                elif isinstance(message, Ready):
                    one.ready = True
                elif one.progress is not None and isinstance(message, Partial):
                    self._note(one.progress, message)
                elif one.progress is not None and isinstance(message, Finished):
                    progress, one.progress = one.progress, None
                    yield progress.outcome(message.error)

    def _start(self) -> None:
        near, far = self._context.Pipe()
        process = self._context.Process(target=worker.main, args=(far, self._spec), daemon=True)
        try:
            process.start()
        except OSError as error:
            raise EngineError(f"a worker process could not be started: {error}") from error
        far.close()
        self._workers.append(_Worker(process, near, Busy("start"), time.monotonic() + START_LIMIT))

    def _give(self, one: _Worker, progress: _Progress) -> None:
        one.progress = progress
        one.deadline = time.monotonic() + self._limit
        one.busy = Busy("load")
        one.connection.send(progress.remaining())

    @staticmethod
    def _note(progress: _Progress, message: Partial) -> None:
        if message.document is not None:
            progress.document = message.document
        progress.members.extend(message.members)
        if message.terms is not None:
            progress.terms, progress.indexed = message.terms, True
        if message.extraction is not None:
            progress.extractions[message.extraction.extractor] = message.extraction

    def _messages(self) -> list[tuple[_Worker, object]]:
        """Wait for news of any worker; None stands for a worker that died or ran out of time."""
        watched = [one for one in self._workers if one.progress is not None or not one.ready]
        now = time.monotonic()
        patience = max(0.0, min((one.deadline for one in watched), default=now) - now)
        arrived = wait([one.connection for one in watched], patience)
        news: list[tuple[_Worker, object]] = []
        for one in watched:
            if one.connection in arrived:
                try:
                    message = one.connection.recv()
                except Exception:  # the end of a dead worker's pipe, or a message that no honest worker sends
                    news.append((one, None))
                    continue
                one.deadline = time.monotonic() + self._limit
                if isinstance(message, Busy):
                    one.busy = message
                else:
                    one.ready = one.ready or isinstance(message, Ready)
                    news.append((one, message))
            elif time.monotonic() >= one.deadline:
                news.append((one, None))
        return news

    def _kill(self, one: _Worker) -> None:
        one.process.kill()
        one.process.join()
        one.connection.close()

    def _why(self, one: _Worker, who: str) -> str:
        """Why a worker is gone, after it was killed or found dead."""
        code = one.process.exitcode
        if time.monotonic() >= one.deadline:
            return f"{who} took longer than {self._limit:g} s and was stopped"
        if code is not None and code < 0:
            return f"{who} killed its process (signal {-code})"
        return f"{who} ended its process (exit code {code})"

    def _blame_import(self, one: _Worker) -> None:
        """Leave out the plugin whose import cost the first worker, and let a new worker try the others."""
        late = time.monotonic() >= one.deadline
        if not late:
            one.process.join()
        reason = self._why(one, "importing it")
        self._kill(one)
        self._workers.remove(one)
        if one.busy.stage != "import":
            raise EngineError(f"a worker process did not start: {self._why(one, 'it')}")
        self._faults.append(PluginFault(one.busy.name, reason))
        left = tuple(source for source in self._spec.sources if source.name != one.busy.name)
        self._spec = replace(self._spec, sources=left)

    def _bury(self, one: _Worker) -> _Progress | None:
        """Remove a worker that died or hung; return its task with the step that did it marked as failed."""
        late = time.monotonic() >= one.deadline
        if not late:
            one.process.join(1)
        reason = self._why(one, "it")
        self._kill(one)
        self._workers.remove(one)
        progress = one.progress
        if progress is None:
            if one.busy.stage != "import":
                raise EngineError(f"a worker process did not start again: {reason}")
            left = tuple(source for source in self._spec.sources if source.name != one.busy.name)
            self._spec = replace(self._spec, sources=left)
            return None
        if one.busy.stage == "extract":
            progress.extractions[one.busy.name] = Extraction(
                one.busy.name, (), self._limit * 1000 if late else 0.0, reason
            )
        elif one.busy.stage == "index":
            progress.indexed = True
            progress.warning = f"it is not in the search index: segmenting {reason.removeprefix('it ')}"
        elif progress.document is not None:
            # Loading went well once and cost a worker the second time: keep what there is.
            missing = [name for name in progress.task.extractors if name not in progress.extractions]
            progress.extractions |= {name: Extraction(name, (), 0.0, reason) for name in missing}
        return progress
