"""Writing the file: a new one beside the old, complete and checked, then swapped in at once.

Nobody's open file is ever changed: readers go on with the snapshot they have, and a run that dies
leaves the old file as it was.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Collection, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import astuple, replace
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Self

import duckdb
from filelock import FileLock, Timeout

from qdtui.model import Document, Row, Table
from qdtui.offers import Offer
from qdtui.store import amend, build
from qdtui.store.connect import (
    Identity,
    NotOursError,
    StoreError,
    columns,
    file_format,
    identity_of,
    not_opened,
    same_layout,
    without_progress,
)
from qdtui.store.copying import FileCopy
from qdtui.store.faults import write_error
from qdtui.store.keep import Keeping
from qdtui.store.pack import Pack, pack_document, pack_rows
from qdtui.store.records import Plugin, Problem, Run, SourceFile
from qdtui.store.rows import RowError, distinct, row_fault
from qdtui.store.schema import CORE, CORE_BY_NAME, check_tables, create_table, identifier, literal, signature, staged
from qdtui.store.stage import Stage
from qdtui.store.views import VIEW_NAMES

_TEXTS = 64
"""Texts that are held for the rows that follow them."""
_THREADS = 4
"""Threads of DuckDB at most: each needs memory of its own."""
_BATCH = 20_000
"""Rows that are held in Python before they go to DuckDB."""
_LOOSE = ("files", "plugins", "offers", "meta")
"""Tables that are given anew for every file."""


class BusyError(StoreError):
    """Another process is writing the same file."""


def work_file(target: Path) -> Path:
    """Where what was finished for the next file at `target` lies until that is written."""
    target = target.resolve()
    return target.with_name(f".{target.name}.work")


def wait_until_free(target: Path) -> None:
    """Wait until nobody writes the file at `target`."""
    target = target.resolve()
    with FileLock(target.with_name(f".{target.name}.lock")).acquire(poll_interval=0.2):
        pass


def forget_work(target: Path) -> None:
    """Delete a work file that nobody will go on with, unless an ingest has it in hand."""
    work = work_file(target)
    if not work.exists():
        return
    lock = FileLock(work.with_name(f".{target.resolve().name}.lock"))
    with suppress(Timeout, OSError), lock.acquire(timeout=0):
        work.unlink(missing_ok=True)
        work.with_name(work.name + ".wal").unlink(missing_ok=True)


class Snapshot:
    """The next file in the making.

    Use it as a context manager: give it documents, runs and what to keep of the previous file, then call
    `finish()`. Leaving without `finish()`, or with an exception, throws the new file away. All of a
    document's texts and rows are staged in a work file and written once, in an order that depends on the
    content alone.

    With a `key` the work file stays when the making is cut short, and the next snapshot with an equal key
    finds in it what was taken (`resume`). The key must change whenever packs for the same marks may differ.

    `tables` are the declared fact tables, `owners` names the extractor of each. Raises StoreError when the
    target is no file of ours, is being written, or has a live write-ahead log beside it, WriteError when there is
    no room or no right to write; SchemaError when the tables clash.
    """

    def __init__(
        self,
        target: Path,
        tables: Sequence[Table],
        owners: Mapping[str, str],
        *,
        memory_limit: str = "300MB",  # the workers need theirs beside it; a checkpoint of 90,000 documents needs 150
        now: datetime | None = None,
        key: str | None = None,
    ) -> None:
        check_tables(tables, [*(table.name for table in CORE), *VIEW_NAMES])
        target = target.resolve()  # a link stays a link, and the new file lies beside what it points to
        self._target = target
        self._tables = {table.name: table for table in tables}
        self._owners = dict(owners)
        self._memory_limit = memory_limit
        self._now = (now or datetime.now(UTC)).astimezone(UTC).replace(tzinfo=None)
        self._lock = FileLock(target.with_name(f".{target.name}.lock"))
        self._temporary = target.with_name(f".{target.name}.{os.getpid()}.tmp")
        self._key = key
        self._texts: dict[str, str] = {}
        self._new_documents: set[str] = set()
        self._kept_documents: set[str] = set()
        self._pending: dict[str, list[tuple[object, ...]]] = {}
        self._previous = False
        self._identity: Identity | None = None
        self._copy: FileCopy | None = None
        self._finished = False

    def __enter__(self) -> Self:
        try:
            self._target.parent.mkdir(parents=True, exist_ok=True)
            self._lock.acquire(timeout=0)
        except Timeout as error:
            raise BusyError(f"{self._target} is being written by another qdtui; wait until it is done") from error
        except OSError as error:
            raise write_error(self._target, error) from error
        try:
            self._remove_stale()
            self._refuse_live_log()
            self._open()
        except BaseException as error:
            self._abandon()
            if isinstance(error, (duckdb.Error, OSError)):
                raise write_error(self._target, error) from error
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._abandon()
        if isinstance(error, duckdb.Error):
            raise write_error(self._target, error) from error

    def expect(self, changes: int, *, kept: int) -> None:
        """Say how many documents are to come or to be read again, and how many to be kept of the old file.

        Where it looks as if a copy of the old file is going to be amended, that is made while they are read.
        """
        if self._previous and kept >= amend.LEAST and changes <= amend.SHARE * kept:
            self._copy = FileCopy(self._target, self._temporary.with_suffix(".tmp-copy"))

    def keep(
        self,
        doc_ids: Iterable[str] = (),
        runs: Iterable[tuple[str, str]] = (),
        *,
        all_runs: Mapping[str, frozenset[str]] | None = None,
    ) -> None:
        """Take documents (with sections, zones, index) and runs (extractor, doc_id: with their rows) from the old file.

        `all_runs` names runs by doc_id; of many documents most share one set of extractors, which makes it quicker.
        Raises StoreError when the old file lacks one of them, or when a table's columns have changed since.
        """
        documents = list(dict.fromkeys(doc_ids))
        extractors = self._keeping.some(documents, runs, all_runs or {})
        if not (documents or extractors):
            return
        if not self._previous:
            raise StoreError(f"nothing can be kept: {self._target} holds no earlier snapshot")
        self._refuse_doubles(documents)
        self._refuse_changed_tables(extractors)
        self._keeping.note(self._target)
        self._kept_documents.update(documents)

    def holds(self, identity: Identity | None) -> bool:
        """Whether the old file, of which something can be kept, is the one with this identity (see `Known`)."""
        return self._previous and identity is not None and identity == self._identity

    def keep_most(
        self,
        doc_ids: Collection[str],
        extractors: Iterable[str],
        gone: Collection[str],
        gone_runs: Collection[tuple[str, str]],
    ) -> None:
        """Take all of the old file but the documents `gone` with their runs, and the runs `gone_runs` (extractor, doc_id).

        For whoever knows what the old file holds (`holds`): `doc_ids` are the documents that stay, `extractors` those
        of which runs stay. Raises StoreError when a table's columns have changed since.
        """
        self._refuse_changed_tables(extractors)
        self._keeping.most(gone, gone_runs)
        self._kept_documents.update(doc_ids)

    def keep_files(self, but: Iterable[str]) -> None:
        """Take the old file's list of files but for these paths; without it the list holds what `file` adds alone."""
        self._keeping.files_but(but)

    def resume(self, marks: Mapping[str, str]) -> list[str]:
        """The documents of an earlier, unfinished snapshot that need not be given again: those with an equal mark.

        `marks` says by doc_id what is wanted. Whatever else the work file holds is forgotten.
        """
        done = self._stage.resume(marks)
        self._new_documents.update(self._stage.documents())  # of the others runs alone were done again
        return done

    def resumed_problems(self) -> list[Problem]:
        """The problems of the documents that `resume` found."""
        return [Problem(*row) for row in self._stage.problems()]

    def resumed_rows(self) -> dict[str, int]:
        """The number of rows of the documents that `resume` found, by table."""
        return self._stage.counts()

    def take(self, doc_id: str, mark: str, pack: Pack) -> None:
        """Add a document's rows, packed and checked by whoever read it, for good: a kill does not undo it.

        `pack` holds all of its new rows, `runs` and `problems` among them, and the document itself unless it is kept.
        """
        if "documents" in pack:
            self._refuse_doubles([doc_id])
            self._new_documents.add(doc_id)
        self._stage.take(doc_id, mark, pack)

    def save(self) -> None:
        """Write what was taken, so that it is there after a kill."""
        self._stage.flush()

    def document(self, document: Document, terms: Mapping[str, int]) -> None:
        """Add a document; `terms` counts its search terms. Raises StoreError when it stands here already."""
        self._refuse_doubles([document.doc_id])
        try:
            pack = pack_document(document, terms)
        except ValueError as error:
            raise StoreError(f"{document.path}: {error}") from error
        self._new_documents.add(document.doc_id)
        if len(self._texts) == _TEXTS:
            del self._texts[next(iter(self._texts))]
        self._texts[document.doc_id] = document.text
        self._add(pack)

    def run(self, run: Run, rows: Sequence[Row]) -> int:
        """Add what an extractor found in a document; returns the number of rows after repeats are dropped.

        The document must be given or kept before. Raises RowError at the first row that is not as its table
        says or whose span is not in the text, and adds nothing then; StoreError for an unknown document.
        """
        text = self._text(run.doc_id) if rows else ""
        by_table: dict[str, list[Row]] = {}
        for row in rows:
            table = self._tables.get(row.table)
            if table is None or self._owners.get(row.table) != run.extractor:
                raise RowError(
                    f"extractor {run.extractor!r} gave a row for {row.table!r}, a table that it does not own"
                )
            fault = row_fault(table, row, text)
            if fault:
                raise RowError(fault)
            by_table.setdefault(row.table, []).append(row)
        kept = [row for name, found in by_table.items() for row in distinct(self._tables[name], found)]
        pack = pack_rows(self._tables, run.extractor, run.doc_id, kept, text)
        total = sum(len(found) for name, found in pack.items() if name != "cells")
        pack["runs"] = [astuple(replace(run, rows=total))]
        self._add(pack)
        return total

    def problem(self, problem: Problem) -> None:
        """Add a problem. Those of kept runs and kept documents come along by themselves."""
        self._stage.add("problems", [astuple(problem)])

    def plugin(self, plugin: Plugin) -> None:
        """Add a plugin."""
        self._append("plugins", [astuple(plugin)])

    def offer(self, offer: Offer) -> None:
        """Add what a plugin offers besides rows."""
        declared = json.dumps(dict(offer.declared), ensure_ascii=False, sort_keys=True)
        self._append("offers", [(offer.kind, offer.name, offer.plugin, offer.title, offer.help, declared)])

    def file(self, file: SourceFile) -> None:
        """Add a file that was looked at. Of the old file's list is kept what `keep_files` says."""
        self._append("files", [tuple(file)])

    def remember(self, key: str, value: str) -> None:
        """Keep `value` under `key` in the meta table, for the next ingest to know."""
        self._append("meta", [(key, value)])

    def finish(self) -> None:
        """Write everything in its order, check every quote, and swap the new file in.

        Raises QuoteError when a row's quote is not in its document at its span, WriteError when there is no room or
        no right to write, StoreError when the swap is refused; the old file stays then.
        """
        try:
            self._finish()
        except (duckdb.Error, OSError) as error:
            raise write_error(self._target, error) from error

    def _finish(self) -> None:
        self._stage.flush()
        for name in list(self._pending):
            self._flush(name)
        try:
            self._write()
        except StoreError:
            self._stage.discard()  # rows that cannot stand in a file would be found again by the next ingest
            raise
        self._stage.close()
        self._connection.close()
        self._swap()
        self._finished = True
        self._stage.remove()

    def _write(self) -> None:
        """Write a new file or, where little of the old one changed, amend a copy of it."""
        copy = self._temporary.with_suffix(".tmp-copy")
        little = self._previous and amend.worth_it(self._connection, self._tables, self._owners)
        if little and self._copy is None:
            self._copy = FileCopy(self._target, copy)
        made = self._copy is not None and self._copy.made()
        if not (little and made):
            copy.unlink(missing_ok=True)
            if self._keeping.files:
                self._connection.execute(
                    f"INSERT INTO {staged('files')} SELECT * FROM previous.files ANTI JOIN qdtui_other_files USING (path)"
                )
            build.write(self._connection, self._tables, self._owners, previous=self._previous, now=self._now)
            return
        self._connection.execute(f"ATTACH {literal(str(copy))} AS {amend.CATALOG}")
        self._keeping.see_gone()
        amend.amend(self._connection, self._tables, self._owners, files_kept=self._keeping.files, now=self._now)
        self._temporary = copy

    def _open(self) -> None:
        config: dict[str, str | bool | int | float | list[str]] = {
            # Clients lag behind: a file in the newest storage format would shut out every DuckDB 1.x.
            "storage_compatibility_version": "v1.0.0",
            # Each table takes blocks of its own: with the default size, thirty small tables are 16 MB.
            "default_block_size": "16384",
            "memory_limit": self._memory_limit,
            "threads": min(_THREADS, os.cpu_count() or 1),
            "python_enable_replacements": "false",
        }
        self._connection = without_progress(duckdb.connect(str(self._temporary), config=config))
        self._keeping = Keeping(self._connection)
        self._connection.execute("BEGIN")
        for name in _LOOSE:
            self._connection.execute(create_table(staged(name), CORE_BY_NAME[name].columns, temporary=True))
        self._connection.execute("COMMIT")
        if self._target.exists():
            self._attach_previous()
        work = work_file(self._target) if self._key else None
        self._stage = Stage(self._connection, work or self._temporary.with_suffix(".tmp-work"), self._tables, self._key)
        self._stage.open()

    def _attach_previous(self) -> None:
        try:
            self._connection.execute(f"ATTACH {literal(str(self._target))} AS previous (READ_ONLY)")
        except duckdb.Error as error:
            raise NotOursError(f"{not_opened(self._target, error)}; it is not replaced") from error
        if file_format(self._connection, "previous") is None:
            raise NotOursError(f"{self._target} was not written by qdtui, so it is not replaced; choose another --db")
        self._previous = same_layout(self._connection, "previous")
        self._identity = identity_of(self._target)  # nobody replaces it: the lock is ours

    def _text(self, doc_id: str) -> str:
        text = self._texts.get(doc_id)
        if text is None and doc_id in self._new_documents:
            text = self._stage.text(doc_id)
        if text is None and doc_id in self._kept_documents:
            found = self._connection.execute(
                "SELECT text FROM previous.documents WHERE doc_id = ?", [doc_id]
            ).fetchall()
            text = str(found[0][0]) if found else None
        if text is None:
            raise StoreError(f"rows were given for document {doc_id}, which was neither given nor kept before")
        return text

    def _add(self, pack: Pack) -> None:
        for name, rows in pack.items():
            self._stage.add(name, rows)

    def _append(self, name: str, rows: Sequence[tuple[object, ...]]) -> None:
        if rows:
            pending = self._pending.setdefault(name, [])
            pending.extend(rows)
            if len(pending) >= _BATCH:
                self._flush(name)

    def _flush(self, name: str) -> None:
        rows = self._pending.pop(name, [])
        if rows:
            appender = self._connection.appender(identifier(staged(name)))
            appender.append_rows(rows)
            appender.flush()

    def _refuse_doubles(self, documents: Iterable[str]) -> None:
        for doc_id in documents:
            if doc_id in self._new_documents or doc_id in self._kept_documents:
                raise StoreError(f"document {doc_id} was given twice")

    def _refuse_changed_tables(self, extractors: Iterable[str]) -> None:
        before, kept = columns(self._connection, "previous"), set(extractors)
        for name, table in self._tables.items():
            if self._owners.get(name) in kept and before.get(name) != signature(table):
                raise StoreError(f"rows of {name!r} cannot be kept: its columns have changed")

    def _refuse_live_log(self) -> None:
        log = self._target.with_name(self._target.name + ".wal")
        if log.exists():
            raise StoreError(
                f"{log} lies beside the file: a program has the file open for writing, or died while it had. "
                f"Close that program; if none runs, open {self._target.name} once with DuckDB, which folds the log in."
            )

    def _remove_stale(self) -> None:
        # The lock is ours, so whoever made these is dead.
        for path in self._target.parent.glob(f".{_escape_glob(self._target.name)}.*.tmp*"):
            if path.is_dir():
                for inner in path.iterdir():
                    inner.unlink(missing_ok=True)
                path.rmdir()
            else:
                path.unlink(missing_ok=True)

    def _swap(self) -> None:
        log = self._temporary.with_name(self._temporary.name + ".wal")
        if log.exists():
            raise StoreError(f"{log} was left after the checkpoint, so the new file is not complete")
        with self._temporary.open("rb") as file:
            os.fsync(file.fileno())
        self._refuse_live_log()
        if self._target.exists():
            shutil.copymode(self._target, self._temporary)
        os.replace(self._temporary, self._target)  # noqa: PTH105 - Path.replace hides that this is the atomic step
        if os.name == "posix":
            folder = os.open(self._target.parent, os.O_RDONLY)
            try:
                os.fsync(folder)
            finally:
                os.close(folder)

    def _abandon(self) -> None:
        connection = getattr(self, "_connection", None)
        if connection is not None:
            with suppress(duckdb.Error):
                connection.rollback()
            stage = getattr(self, "_stage", None)
            if stage is not None and not self._finished:
                stage.leave()
            with suppress(duckdb.Error):
                connection.close()
        if self._copy is not None:
            self._copy.made()
        try:
            with suppress(OSError):  # the next ingest removes what cannot be removed now
                self._remove_stale()
        finally:
            self._lock.release()


def _escape_glob(name: str) -> str:
    return "".join(f"[{char}]" if char in "*?[" else char for char in name)
