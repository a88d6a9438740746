"""Bring a DuckDB file up to date with its documents: load, extract, index, write, swap in.

The file that people hold is never written to: everything goes into a new one beside it, which takes
its place at the end. Whatever happens before that, the old file is as it was.
"""

from __future__ import annotations

import gc
import os
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import astuple, dataclass, replace
from itertools import islice
from pathlib import Path

from qdtui.config import Config
from qdtui.engines.local import LocalEngine
from qdtui.engines.protocol import Outcome, Task, WorkerSpec
from qdtui.ingest_report import Event, IngestError, Report
from qdtui.load import Overrides, find_files
from qdtui.plan import (
    Entry,
    Key,
    Loading,
    Plan,
    PluginState,
    State,
    code_digest,
    dropped_runs,
    inside,
    look,
    making,
    mark,
    nothing_to_do,
    plan,
    roots_of,
    run_keys,
    same_files,
    stored_path,
    unreadable,
    with_anchors,
    words_digest,
)
from qdtui.plugin_status import describe_plugins
from qdtui.plugins import Catalogue, settings_digest
from qdtui.state import overrides
from qdtui.store.known import Glimpse, Known, glimpse, known, with_runs
from qdtui.store.records import Problem
from qdtui.store.works import anchors, reprints
from qdtui.store.write import BusyError, Snapshot, forget_work, wait_until_free
from qdtui.trust import usable_sources

NAMED = 20_000
"""Documents or runs of the old file that are named one by one as those that are not kept, at most."""
SAVING = 2.0
"""Seconds between two savings of what was done, at most."""


def ingest(
    config: Config,
    paths: Sequence[Path] = (),
    *,
    only: bool = False,
    again: bool = False,
    jobs: int | None = None,
    wait: bool = False,
    progress: Callable[[Event], None] = lambda event: None,
) -> Report:
    """Bring `config.database` up to date and return what was done.

    `paths` are added to the sources that the file follows from now on (or replace them when `only`
    is set); without any, the file follows what it did before, or what the configuration names.
    `again` does everything anew. Raises IngestError, and StoreError when the file cannot be written: BusyError when
    another qdtui is writing it, unless `wait` says to let that one finish and then see what is left to do.
    """
    started = time.perf_counter()
    database = config.database
    try:
        database.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise IngestError(f"the folder {database.parent} cannot be made: {error.strerror}") from error
    with _without_sweeps():
        report = _ingest(config, paths, only=only, again=again, jobs=jobs, wait=wait, progress=progress)
    report.seconds = time.perf_counter() - started
    return report


@contextmanager
def _without_sweeps() -> Iterator[None]:
    """Without Python's search for cycles, which would go through a hundred thousand files again and again."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def _ingest(
    config: Config,
    paths: Sequence[Path],
    *,
    only: bool,
    again: bool,
    jobs: int | None,
    wait: bool,
    progress: Callable[[Event], None],
) -> Report:
    database = config.database
    while True:
        once = _Ingest(config, paths, only=only, again=again, jobs=jobs, progress=progress)
        try:
            report = once.run()
            break
        except BusyError:
            if not wait:
                raise
            progress(Event("wait"))
            wait_until_free(database)
        except _ReplacedError:
            continue
    if report.changed and anchors(database) != once.anchors:
        # The earliest copy of a work came, went or got another date: relative dates in the others count from a new day.
        told = set(map(_told, report.problems))

        def news(event: Event) -> None:
            """What was said of problems by the first pass is not said twice."""
            if event.kind != "problem" or (event.name, event.message) not in told:
                progress(event)

        follow = _Ingest(config, (), only=False, again=False, jobs=jobs, progress=news).run()
        report.again += follow.read + follow.again
        report.problems = follow.problems
    if report.changed:
        report.reprints = reprints(database)
    return report


def _told(problem: Problem) -> tuple[str, str]:
    """The name and the words under which a problem is told."""
    return problem.path or problem.extractor or "", problem.reason


class _ReplacedError(Exception):
    """Another ingest put a new file in the place of the one that was looked at first."""


@dataclass(slots=True)
class _Work:
    """A document with work to be done."""

    entry: Entry
    extractors: tuple[str, ...]
    fresh: bool
    """Whether it is loaded and indexed, or kept while some extractors run again."""

    @property
    def mark(self) -> str:
        return mark(self.entry, self.extractors, fresh=self.fresh)

    def task(self, by_hand: Overrides | None) -> Task:
        entry = self.entry
        return Task(
            entry.location, entry.stored, self.extractors, by_hand, self.fresh, size=entry.size, place=entry.place
        )


class _Ingest:
    """One ingest: what it was asked, what it found, and what it has done so far."""

    def __init__(
        self,
        config: Config,
        paths: Sequence[Path],
        *,
        only: bool,
        again: bool,
        jobs: int | None,
        progress: Callable[[Event], None],
    ) -> None:
        self.config = config
        self.progress = progress
        self.jobs = jobs or config.jobs or os.cpu_count() or 1
        seen = glimpse(config.database, "ingest")
        self.state = State.from_json(seen.remembered if seen else None)
        self.seen = None if again else seen
        self.known: Known | None = None
        """What the file knows, once that is needed: it is read while a worker gets ready, where there is work for one."""
        self.again = again
        self.fact_tables: set[str] = set()
        self.roots = roots_of(paths, () if only else self.state.roots)
        self.sources, self.source_faults = usable_sources(config)
        self.report = Report(config.database)
        self.missing: list[Path] = []
        self.closed: list[tuple[str, str]] = []
        self.anchors = seen.anchors if seen else {}
        self.overrides = with_anchors(overrides(), self.anchors)
        self.loading = Loading.of(config.load, self.overrides, self.state.plugins)
        self.entries: list[Entry] = []

    def run(self) -> Report:
        """Do what there is to do, or see that there is nothing."""
        with ExitStack() as stack:
            engine: LocalEngine | None = None
            if self.seen and self.state.serves(self.sources, self.config):
                names = self._names()
                if len(names) != self.seen.files:
                    engine = self._begin(stack)  # there is something for it to do, and it takes a while to get ready
                before = self._read_known(self.seen)
                self._look(names)
                wanted = replace(self.state, roots=self.roots, missing=self._missing())
                if self.state == wanted and same_files(self.entries, before):
                    todo = plan(self.entries, before, unreadable(before), None, Catalogue())
                    if nothing_to_do(todo):
                        return self._unchanged(before, todo)
            engine = engine or self._begin(stack)
            if self.seen and self.known is None:
                self._read_known(self.seen)
            self.known = with_runs(self.known)
            if not self.entries:
                self._look()  # while the workers import the plugins; these seldom read more kinds of files
            catalogue = engine.catalogue()
            loading = replace(self.loading, loaders=self._loaders(catalogue))
            if loading != self.loading:
                self.loading = loading
                self._look()
            self._open(engine)
            keys = run_keys(catalogue, self.sources, self.config.extractor_settings)
            todo = plan(self.entries, self.known, unreadable(self.known), keys, catalogue)
            self._write(todo, catalogue, keys, engine)
        return self.report

    def _loaders(self, catalogue: Catalogue) -> dict[str, tuple[str, bool]]:
        """The files that plugins read, by suffix, as `Loading` has them."""
        return dict(Loading.of(self.config.load, {}, self._plugins(catalogue)).loaders)

    def _begin(self, stack: ExitStack) -> LocalEngine:
        """Start workers: with nothing known there is work for all of them, so that they get ready together."""
        spec = WorkerSpec.of(self.config, self.sources)
        engine = stack.enter_context(LocalEngine(spec, self.jobs, self.config.time_limit))
        engine.begin(self.jobs if self.seen is None else 1)
        return engine

    def _read_known(self, seen: Glimpse) -> Known:
        """Read what the file knows. Raises _ReplacedError when it is no longer the one that was seen."""
        before = known(self.config.database)
        if before is None or before.identity != seen.identity:
            raise _ReplacedError
        self.known = before
        return before

    def _names(self) -> list[str]:
        self.missing.clear()
        return self._files([Path(root) for root in self.roots] or list(self.config.documents))

    def _look(self, names: list[str] | None = None) -> None:
        as_before = self.state.loading == self.loading.digest
        found = self._names() if names is None else names
        self.entries = look(found, self.config.database, self.known, self.loading, as_before=as_before)

    def _open(self, engine: LocalEngine) -> None:
        """List the documents in files that hold several and have changed, in workers: nothing in them is trusted."""
        closed = {entry.stored: entry for entry in self.entries if not entry.opened}
        opened: dict[str, list[Entry]] = {}
        tasks = [Task(entry.location, stored, (), fresh=False, listing=True) for stored, entry in closed.items()]
        for outcome in engine.run(tasks) if tasks else ():
            stored = outcome.task.stored_path
            opened[stored] = inside(closed[stored], outcome.members, outcome.error, self.loading)
        self.entries = [one for entry in self.entries for one in opened.get(entry.stored, [entry])]

    def _files(self, roots: Iterable[Path]) -> list[str]:
        there = []
        for root in roots:
            if root.exists():
                there.append(root)
            else:
                self.missing.append(root)
        found = find_files(there, self.loading.loaders)
        self.report.others = found.others
        self.closed = [(stored_path(path, self.config.database), reason) for path, reason in found.unreadable]
        return found.names

    def _missing(self) -> tuple[str, ...]:
        closed = (path for path, _ in self.closed)
        return (*map(str, self.missing), *closed, *(fault.reason for fault in self.source_faults))

    def _unchanged(self, known: Known, todo: Plan) -> Report:
        forget_work(self.config.database)
        self.report.documents = len(known.documents)
        self.report.copies = len(todo.copies)
        self.report.problems = list(known.problems)
        return self.report

    def _write(self, todo: Plan, catalogue: Catalogue, keys: dict[str, Key], engine: LocalEngine) -> None:
        owners = {table.name: info.name for info in catalogue.extractors for table in info.tables}
        tables = [table for info in catalogue.extractors for table in info.tables]
        self.fact_tables = {table.name for table in tables}
        making_of = making(catalogue, keys, again=self.again)
        with Snapshot(self.config.database, tables, owners, key=making_of) as snapshot:
            tasks = self._tasks(todo, snapshot)
            self.progress(Event("start", self.report.resumed, self.report.resumed + len(tasks)))
            engine.give(one.task(self.overrides.get(one.entry.sha256)) for one in tasks)
            snapshot.expect(todo.steps, kept=len(todo.kept_documents))
            self._keep(todo, snapshot)
            for problem in self._kept_problems(todo):  # the rows in `problems` come along with the runs
                self._problem(problem)
            refused = {entry.stored for entry, _ in todo.unreadable}
            for entry, reason in todo.unreadable:
                self._problem(Problem(entry.stored, None, "load", None, reason), snapshot)
            absent = [(str(root), "there is no such file or folder") for root in self.missing]
            for path, reason in (*absent, *self.closed):
                self._problem(Problem(path, None, "find", None, reason), snapshot)
            refused |= self._extract(tasks, keys, engine, snapshot)
            self._list_files(refused, snapshot)
            self._describe_plugins(catalogue, snapshot)
            snapshot.remember("ingest", self._state(catalogue).to_json())
            self.progress(Event("write", todo.steps, todo.steps))
            engine.close()  # the workers' memory is needed now
            started = time.perf_counter()
            snapshot.finish()
            self.report.spent["write"] = time.perf_counter() - started
            self.report.spent.update(engine.seconds)
        self.report.changed = True
        self.report.documents = len(todo.kept_documents) + self.report.read
        self.report.again = len(todo.again)
        self.report.removed = todo.removed
        self.report.copies = len(todo.copies)

    def _keep(self, todo: Plan, snapshot: Snapshot) -> None:
        """Say what of the old file is kept: by what is not, where that is little."""
        known = self.known
        if known is not None and snapshot.holds(known.identity):
            dropped = list(islice(dropped_runs(todo, known), NAMED + 1))
            gone = known.documents.keys() - todo.kept_runs.keys()
            if len(dropped) <= NAMED and len(gone) <= NAMED:
                extractors = {name for names in set(todo.kept_runs.values()) for name in names}
                snapshot.keep_most(todo.kept_documents, extractors, gone, dropped)
                return
        snapshot.keep(todo.kept_documents, all_runs=todo.kept_runs)

    def _list_files(self, refused: set[str], snapshot: Snapshot) -> None:
        """Put the list of files into the new file: of one that is known, what changed in it."""
        known = self.known
        before = known.files if known is not None and snapshot.holds(known.identity) else None
        gone = set(before or ())
        for entry in self.entries:
            no_document = entry.stored in refused or entry.holds_others or not entry.sha256
            record = entry.record(None if no_document else entry.doc_id)
            if before is not None and before.get(entry.stored) == record:
                gone.discard(entry.stored)
            else:
                snapshot.file(record)
        if before is not None:
            snapshot.keep_files(but=gone)

    def _tasks(self, todo: Plan, snapshot: Snapshot) -> list[_Work]:
        """What has to be done, without what an ingest that was cut short has done already."""
        work = [_Work(entry, extractors, fresh=True) for entry, extractors in todo.fresh]
        work += [_Work(entry, extractors, fresh=False) for entry, extractors in todo.again]
        done = set(snapshot.resume({one.entry.doc_id: one.mark for one in work}))
        if not done:
            return work
        self.report.resumed = len(done)
        self.report.read += sum(one.fresh for one in work if one.entry.doc_id in done)
        self.report.rows.update({table: count for table, count in snapshot.resumed_rows().items() if count})
        for problem in snapshot.resumed_problems():
            self._problem(problem)
        return [one for one in work if one.entry.doc_id not in done]

    def _kept_problems(self, todo: Plan) -> Iterator[Problem]:
        """The problems of the documents, and of the extractors whose runs, that are kept."""
        kept = set(todo.kept_documents)
        for problem in self.known.problems if self.known else ():
            if problem.extractor is None and problem.doc_id in kept:
                yield problem
        failed = self.known.failed if self.known else {}
        for entry in self.entries if failed else ():
            for extractor, error in failed.get(entry.doc_id, ()):
                if extractor in todo.kept_runs.get(entry.doc_id, ()):
                    yield Problem(entry.stored, entry.doc_id, "extract", extractor, error)

    def _extract(self, work: list[_Work], keys: dict[str, Key], engine: LocalEngine, snapshot: Snapshot) -> set[str]:
        """Run what has to run, into `snapshot`; returns the paths of the files that could not be read."""
        refused: set[str] = set()
        by_path = {one.entry.stored: one for one in work}
        before = self.report.resumed
        total = before + len(work)
        saved = time.monotonic()
        for done, outcome in enumerate(engine.run(), before + 1):
            one = by_path[outcome.task.stored_path]
            entry = one.entry
            fault = outcome.error
            if outcome.doc_id is not None and outcome.doc_id != entry.doc_id:
                fault = "it changed while it was read; the next ingest reads it again"
            if outcome.doc_id is None or fault:
                refused.add(entry.stored)
                self._problem(Problem(entry.stored, None, "load", None, fault or "it could not be read"), snapshot)
            else:
                self._take(outcome, one, keys, snapshot)
            self.progress(Event("document", done, total, entry.stored))
            if time.monotonic() - saved > SAVING:
                snapshot.save()
                gc.collect(1)  # what is younger than the files: see `_without_sweeps`
                saved = time.monotonic()
        snapshot.save()
        return refused

    def _take(self, outcome: Outcome, one: _Work, keys: dict[str, Key], snapshot: Snapshot) -> None:
        """Put a document's rows, runs and problems into `snapshot`."""
        entry, pack = one.entry, outcome.pack
        if one.fresh:
            self.report.read += 1
        problems = [Problem(entry.stored, entry.doc_id, "load", None, str(row[-1])) for row in pack.get("problems", ())]
        if outcome.warning:
            problems.append(Problem(entry.stored, entry.doc_id, "index", None, outcome.warning))
        runs: list[tuple[object, ...]] = []
        for ran in outcome.ran:
            version, source_digest, digest = keys[ran.extractor]
            runs.append(
                (ran.extractor, version, source_digest, digest, entry.doc_id, ran.rows, ran.milliseconds, ran.error)
            )
            if ran.error:
                problems.append(Problem(entry.stored, entry.doc_id, "extract", ran.extractor, ran.error))
        for table, rows in pack.items():
            if table in self.fact_tables:
                self.report.rows[table] += len(rows)
        pack["runs"] = runs
        if problems:
            pack["problems"] = [astuple(problem) for problem in problems]
            for problem in problems:
                self._problem(problem)
        snapshot.take(entry.doc_id, one.mark, pack)

    def _problem(self, problem: Problem, snapshot: Snapshot | None = None) -> None:
        """Tell of a problem; with `snapshot`, also put it into the file."""
        self.report.problems.append(problem)
        if snapshot is not None:
            snapshot.problem(problem)
        name, message = _told(problem)
        self.progress(Event("problem", name=name, message=message))

    def _describe_plugins(self, catalogue: Catalogue, snapshot: Snapshot) -> None:
        """Put every plugin into the file, those that failed with their reasons."""
        errors: dict[str, list[str]] = {}
        for problem in self.report.problems:
            if problem.stage == "extract" and problem.extractor:
                errors.setdefault(problem.extractor, []).append(problem.reason)
        for fault in (*self.source_faults, *catalogue.faults):
            self._problem(Problem(None, None, "plugin", fault.plugin, fault.reason), snapshot)
        for offer in catalogue.offers:
            snapshot.offer(offer)
        for plugin in describe_plugins(self.sources, self.source_faults, catalogue, errors, self.report.problems):
            snapshot.plugin(plugin)

    def _state(self, catalogue: Catalogue) -> State:
        """What this ingest was made with."""
        missing = self._missing()
        words, loading = words_digest(self.config), self.loading.digest
        return State(code_digest(), self.roots, self._plugins(catalogue), missing, words, loading)

    def _plugins(self, catalogue: Catalogue) -> dict[str, PluginState]:
        sections = {plugin.name: plugin.sections for plugin in catalogue.plugins}
        settings = self.config.extractor_settings
        plugins = {}
        for source in self.sources:
            read = sections.get(source.name, ())
            suffixes = {
                suffix: info.many
                for info in catalogue.loaders
                if info.plugin == source.name
                for suffix in info.suffixes
            }
            plugins[source.name] = PluginState(source.digest, read, settings_digest(read, settings), suffixes)
        return plugins
