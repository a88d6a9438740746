"""The local engine: a few worker processes that may hang, die or be killed without harm to the run."""

from __future__ import annotations

import multiprocessing
import shutil
import tempfile
import time
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess
from types import TracebackType
from typing import Self

from qdtui.engines import worker
from qdtui.engines.protocol import (
    EXTRACT,
    INDEX,
    LOAD,
    STEPS,
    Board,
    Failure,
    Importing,
    Members,
    Outcome,
    Ran,
    Ready,
    Results,
    Task,
    WorkerSpec,
)
from qdtui.load.opener import MemberInfo
from qdtui.plugins import Catalogue, PluginFault

START_LIMIT = 60.0
"""Seconds a worker may take to start before its first message."""
AHEAD = 2
"""Portions of work that a worker has at a time: the one it is on, and the next."""
MOST_TASKS = 64
MOST_BYTES = 400_000
"""Tasks in a portion, and bytes of their files."""
MOST_DEATHS = 3
"""Workers that may be lost one after another, between steps, before the first task in hand is given up."""


class EngineError(Exception):
    """No worker can be started; the message says why."""


@dataclass(slots=True, eq=False)
class _Worker:
    process: SpawnProcess
    connection: Connection
    board: Board
    heard: float
    """When it last sent something, was given something or was started."""
    ready: bool = False
    importing: str | None = None
    given: deque[tuple[int, Task]] = field(default_factory=deque)
    """The tasks that have not been answered, numbered as the worker numbers them."""
    portions: deque[int] = field(default_factory=deque)
    """The number of the last task of each portion that is not wholly answered."""
    last: int = 0
    members: list[MemberInfo] = field(default_factory=list)
    """What it told of the file that it lists."""

    def step(self) -> tuple[float, int, int]:
        """When its step began, the number of the task, and the step (0 between tasks)."""
        while True:
            code = int(self.board[1])
            since = self.board[0]
            if int(self.board[1]) == code:
                return since, code // STEPS, code % STEPS


class LocalEngine:
    """Runs tasks in worker processes, one document at a time each.

    A step (importing a plugin, loading a file, one extractor on one document) that takes longer
    than `time_limit` seconds costs its worker: the process is killed, the step recorded as failed,
    and a new worker does again, without that step, what had not been answered. The same holds when a
    worker dies by itself.
    """

    def __init__(self, spec: WorkerSpec, jobs: int = 1, time_limit: float = 30.0) -> None:
        self._spec = spec
        self._jobs = max(1, jobs)
        self._limit = time_limit
        self._context = multiprocessing.get_context("spawn")
        self._workers: list[_Worker] = []
        self._faults: list[PluginFault] = []
        self._catalogue: Catalogue | None = None
        self._waiting: deque[Task] = deque()
        self._retry: deque[Task] = deque()
        self._deaths = 0
        self.seconds: dict[str, float] = {}
        """Seconds that the workers spent, by step: `load`, `index`, and the names of extractors."""

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
        if self._spec.scratch is not None:
            shutil.rmtree(self._spec.scratch, ignore_errors=True)
            self._spec = replace(self._spec, scratch=None)

    def begin(self, workers: int) -> None:
        """Start workers that will be needed, without waiting for them."""
        while len(self._workers) < min(workers, self._jobs):
            self._start()

    def catalogue(self) -> Catalogue:
        """Import the plugins in a first worker and return what they offer.

        Plugins that hang or kill the process while they are imported are faults, and left out.
        Raises EngineError when no worker starts.
        """
        while self._catalogue is None:
            self.begin(1)
            for one, message in self._messages():
                if isinstance(message, Ready) and self._catalogue is None:
                    self._catalogue = replace(message.catalogue, faults=(*self._faults, *message.catalogue.faults))
                elif message is None and one in self._workers:
                    self._blame_import(one)
        return self._catalogue

    def give(self, tasks: Iterable[Task]) -> None:
        """Let the workers begin with `tasks`, whose outcomes `run` yields later: there is something else to do till then."""
        self.catalogue()
        self._waiting.extend(tasks)
        self._hand_out()

    def run(self, tasks: Iterable[Task] = ()) -> Iterator[Outcome]:
        """Yield the outcome of each task, those of `give` included, in the order in which they finish."""
        self.catalogue()
        self._waiting.extend(tasks)
        while True:
            self._hand_out()
            if not (self._waiting or self._retry or any(one.given for one in self._workers)):
                return
            for one, message in self._messages():
                if message is None:
                    yield from self._bury(one)
                elif isinstance(message, Results):
                    yield from self._answers(one, message)

    def _answers(self, one: _Worker, message: Results) -> Iterator[Outcome]:
        self._deaths = 0
        for step, seconds in message.seconds.items():
            self.seconds[step] = self.seconds.get(step, 0.0) + seconds
        for doc_id, ran, pack, error in message.results:
            number, task = one.given.popleft()
            if one.portions and one.portions[0] <= number:
                one.portions.popleft()
            members: tuple[MemberInfo, ...] = ()
            if task.listing:
                members, one.members = tuple(one.members), []
            yield Outcome(task, doc_id, tuple(Ran(*each) for each in ran), pack, error, _warning(task), members)

    def _hand_out(self) -> None:
        """Give work to whoever has room for it, and start workers while there is more than they can take."""
        for ahead in range(AHEAD):  # everyone has something to do before anyone has more
            for one in self._workers:
                if one.ready and len(one.portions) <= ahead and (self._waiting or self._retry):
                    self._give(one, self._portion())
        if self._waiting or self._retry:
            starting = sum(not one.ready for one in self._workers)
            if starting < len(self._waiting) + len(self._retry) and len(self._workers) < self._jobs:
                self._start()

    def _portion(self) -> list[Task]:
        waiting = self._waiting
        if self._retry:  # alone, so that the next loss takes nothing along
            return [self._retry.popleft()]
        if waiting and waiting[0].listing:  # its results are told of one file at a time
            return [waiting.popleft()]
        portion: list[Task] = []
        size = 0
        most = min(MOST_TASKS, max(1, len(waiting) // (self._jobs * AHEAD * 2)))
        while waiting and len(portion) < most and size < MOST_BYTES:
            portion.append(waiting.popleft())
            # A portion has to fit into the pipe whole: names count more than they weigh.
            size += portion[-1].size + 10 * len(portion[-1].stored_path)
        return portion

    def _start(self) -> None:
        if self._spec.scratch is None:
            self._spec = replace(self._spec, scratch=tempfile.mkdtemp(prefix="qdtui-"))
        near, far = self._context.Pipe()
        board: Board = self._context.RawArray("d", 2)
        process = self._context.Process(target=worker.main, args=(far, self._spec, board), daemon=True)
        try:
            process.start()
        except OSError as error:
            raise EngineError(f"a worker process could not be started: {error}") from error
        far.close()
        self._workers.append(_Worker(process, near, board, time.monotonic()))

    @staticmethod
    def _give(one: _Worker, tasks: list[Task]) -> None:
        for task in tasks:
            one.last += 1
            one.given.append((one.last, task))
        one.portions.append(one.last)
        one.heard = time.monotonic()
        try:
            one.connection.send(tasks)
        except OSError:
            return  # it is dead, which the next look at its connection tells

    def _deadline(self, one: _Worker) -> float:
        """When a worker has had its time, unless it is heard from or goes on before."""
        if not one.ready:
            return one.heard + (self._limit if one.importing else START_LIMIT)
        since, _, step = one.step()
        return (since if step else max(since, one.heard) + START_LIMIT) + self._limit

    def _messages(self) -> list[tuple[_Worker, object]]:
        """Wait for news of any worker; None stands for a worker that died or ran out of time."""
        watched = [one for one in self._workers if one.given or not one.ready]
        now = time.monotonic()
        patience = min((self._deadline(one) for one in watched), default=now) - now
        # A step may begin at any time, and its time with it: look again every now and then.
        arrived = wait([one.connection for one in watched], max(0.0, min(patience, self._limit / 4)))
        news: list[tuple[_Worker, object]] = []
        for one in watched:
            if one.connection in arrived:
                try:
                    message = one.connection.recv()
                except Exception:  # the end of a dead worker's pipe, or a message that no honest worker sends
                    news.append((one, None))
                    continue
                one.heard = time.monotonic()
                if isinstance(message, Importing):
                    one.importing = message.plugin
                elif isinstance(message, Members):
                    one.members.extend(message.members)
                elif isinstance(message, Ready):
                    one.ready = True
                    news.append((one, message))
                elif isinstance(message, Results) and len(message.results) <= len(one.given):
                    news.append((one, message))
                else:
                    news.append((one, None))
            elif time.monotonic() >= self._deadline(one):
                news.append((one, None))
        return news

    def _kill(self, one: _Worker) -> None:
        one.process.kill()
        one.process.join()
        one.connection.close()

    def _lose(self, one: _Worker, who: str) -> tuple[str, bool, int, int]:
        """Kill a worker that died or hung: why, whether it hung, and the task and step that it was on."""
        late = time.monotonic() >= self._deadline(one)
        _, number, step = one.step()
        if not late:
            one.process.join(1)
        code = one.process.exitcode
        self._kill(one)
        self._workers.remove(one)
        if late:
            return f"{who} took longer than {self._limit:g} s and was stopped", late, number, step
        if code is not None and code < 0:
            return f"{who} killed its process (signal {-code})", late, number, step
        return f"{who} ended its process (exit code {code})", late, number, step

    def _blame_import(self, one: _Worker) -> None:
        """Leave out the plugin whose import cost a worker, and let new workers try the others."""
        name = one.importing
        reason, *_ = self._lose(one, "importing it" if name else "it")
        if name is None:
            raise EngineError(f"a worker process did not start: {reason}")
        self.close()  # the others are about to go the same way
        self._faults.append(PluginFault(name, reason))
        left = tuple(source for source in self._spec.sources if source.name != name)
        self._spec = replace(self._spec, sources=left)

    def _bury(self, one: _Worker) -> Iterator[Outcome]:
        """Take leave of a worker that died or hung: what it had to do is done again without the step that did it."""
        ready, importing = one.ready, one.importing
        reason, late, number, step = self._lose(one, "it")
        if not ready:
            if importing is None:
                raise EngineError(f"a worker process did not start again: {reason}")
            left = tuple(source for source in self._spec.sources if source.name != importing)
            self._spec = replace(self._spec, sources=left)
            return
        first = one.given[0][0] if one.given else 0
        if not step:
            self._deaths += 1
            if self._deaths >= MOST_DEATHS:
                number, step, self._deaths = first, LOAD, 0
        again: list[Task] = []
        for task_number, task in one.given:
            if task_number != number or not step:
                again.append(task)
            elif step == INDEX:
                again.append(replace(task, index=False))
            elif step >= EXTRACT and step - EXTRACT < len(task.extractors):
                failure = Failure(task.extractors[step - EXTRACT], self._limit * 1000 if late else 0.0, reason)
                again.append(replace(task, given_up=(*task.given_up, failure)))
            elif task.listing:
                yield Outcome(task, error=reason, members=tuple(one.members))
            elif task.given_up or not task.index:
                # Loading went well once and cost a worker the second time.
                yield Outcome(task, error=f"{reason}, when it was read again after {_lost(task)}")
            else:
                yield Outcome(task, error=reason)
        self._retry.extend(again)


def _warning(task: Task) -> str | None:
    if task.fresh and not task.index:
        return "it is not in the search index: segmenting it hung or ended its process"
    return None


def _lost(task: Task) -> str:
    return ", ".join(failure.extractor for failure in task.given_up) or "segmenting it failed"
