"""The work file: where finished documents lie until the new file is written, and whatever happens before.

It is a DuckDB file of its own beside the target. Documents go in with all their rows in one transaction, so that after a
kill each is there as a whole or not at all, and the next ingest goes on from there. Memory holds one batch.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

import duckdb

from qdtui.model import Table
from qdtui.store.pack import WORDS, Pack, merge
from qdtui.store.schema import (
    BY_DOCUMENT,
    CORE_BY_NAME,
    StoreColumn,
    create_table,
    fact_columns,
    identifier,
    literal,
    staged,
)

WORK = "qdtui_work"
"""The name under which the work file is attached."""

_STAGED = ("documents", *BY_DOCUMENT, "cells", "runs", "problems")
_DONE = "qdtui_done"
_KEY = "qdtui_key"
_WORDS = (
    StoreColumn("doc_id", "VARCHAR", ""),
    StoreColumn("terms", "VARCHAR", ""),
    StoreColumn("counts", "VARCHAR", ""),
)
_TEXT = [column.name for column in CORE_BY_NAME["documents"].columns].index("text")
_BATCH = 512
"""Documents that are held before they are written."""
_BATCH_CHARS = 2_000_000
"""Code points of text that are held before they are written."""


def stage(name: str) -> str:
    """The staged rows of table `name` as SQL names them."""
    return f"{WORK}.{identifier(staged(name))}"


def staged_terms() -> str:
    """The search terms of the staged documents as SQL finds them: doc_id, term, tf."""
    return (
        "(SELECT doc_id, unnest(string_split(terms, chr(10))) AS term,"
        f" unnest(string_split(counts, chr(10))::INTEGER[]) AS tf FROM {stage(WORDS)})"
    )


class Stage:
    """The staged rows of a file in the making.

    With a `key` the work file outlives the process, and one that was left with the same key is gone on with.
    """

    def __init__(
        self, connection: duckdb.DuckDBPyConnection, path: Path, tables: Mapping[str, Table], key: str | None
    ) -> None:
        self._connection = connection
        self._path = path
        self._tables = tables
        self._key = key
        self._pending: Pack = {}
        self._documents = 0
        self._chars = 0
        self._any_done = False
        """Whether there is something to go on with. Asked for here, since a disk that is full makes DuckDB answer nothing."""

    def open(self) -> None:
        """Attach the work file: the one that was left, when it has the key and is sound, or else a new one."""
        if self._path.exists() and not self._is_ours():
            self.remove()
        fresh = not self._path.exists()
        self._connection.execute("PRAGMA disable_checkpoint_on_shutdown")  # the work file is about to go
        self._connection.execute("SET wal_autocheckpoint = '64MB'")  # each costs the compression of all that is new
        self._attach()
        if fresh:
            self._create()

    def close(self) -> None:
        """Let go of the work file."""
        self._connection.execute(f"DETACH {WORK}")

    def remove(self) -> None:
        """Delete the work file and its log."""
        self._path.unlink(missing_ok=True)
        self._path.with_name(self._path.name + ".wal").unlink(missing_ok=True)

    def leave(self) -> None:
        """Let go of the work file before the new file is complete; it stays when there is something to go on with."""
        if self._key is not None:
            with suppress(duckdb.Error):
                self.flush()
        with suppress(duckdb.Error):
            self.close()
        if self._key is None or not self._any_done:
            self.remove()

    def discard(self) -> None:
        """Have nothing to go on with, whatever was taken."""
        self._key = None

    def resume(self, marks: Mapping[str, str]) -> list[str]:
        """The documents that are done, of those in `marks` with their marks; all else in the work file is forgotten."""
        found = self._connection.execute(f"SELECT doc_id, mark FROM {WORK}.{_DONE}").fetchall()
        done = [doc_id for doc_id, mark in found if marks.get(doc_id) == mark]
        self._any_done = bool(done)
        self._connection.execute("BEGIN")
        if len(done) < len(found):
            self._connection.execute("CREATE OR REPLACE TEMP TABLE qdtui_going_on (doc_id VARCHAR)")
            appender = self._connection.appender("qdtui_going_on")
            appender.append_rows([(doc_id,) for doc_id in done])
            appender.flush()
        self._connection.execute("COMMIT")
        self._connection.execute("BEGIN")  # a transaction writes to one attached file
        if len(done) < len(found):
            for table in (f"{WORK}.{_DONE}", *(stage(name) for name in (*_STAGED, WORDS, *self._tables))):
                self._connection.execute(f"DELETE FROM {table} WHERE doc_id NOT IN (SELECT doc_id FROM qdtui_going_on)")
        self._connection.execute(f"DELETE FROM {stage('problems')} WHERE doc_id IS NULL")
        self._connection.execute("COMMIT")
        return done

    def take(self, doc_id: str, mark: str, pack: Mapping[str, list[tuple[object, ...]]]) -> None:
        """Add a finished document with all its rows."""
        merge(self._pending, pack)
        self._pending.setdefault(_DONE, []).append((doc_id, mark))
        self._documents += 1
        self._chars += sum(len(str(row[_TEXT])) for row in pack.get("documents", ()))
        if self._documents >= _BATCH or self._chars >= _BATCH_CHARS:
            self.flush()

    def add(self, name: str, rows: Sequence[tuple[object, ...]]) -> None:
        """Add rows of a table that belong to no finished document yet."""
        self._pending.setdefault(name, []).extend(rows)
        if sum(map(len, self._pending.values())) >= 20_000 or len(self._pending.get("documents", ())) >= _BATCH:
            self.flush()

    def flush(self) -> None:
        """Write what is held, in one transaction."""
        pending, self._pending, self._documents, self._chars = self._pending, {}, 0, 0
        if not pending:
            return
        self._connection.execute("BEGIN")
        for name, rows in pending.items():
            table = _DONE if name == _DONE else staged(name)
            appender = self._connection.appender(f"{WORK}.main.{identifier(table)}")
            appender.append_rows(rows)
            appender.flush()
        self._connection.execute("COMMIT")
        self._any_done = self._any_done or _DONE in pending

    def problems(self) -> list[tuple[str | None, str | None, str, str | None, str]]:
        """The problems of the documents that are done: path, doc_id, stage, extractor, reason."""
        return self._connection.execute(
            f"SELECT path, doc_id, stage, extractor, reason FROM {stage('problems')} ORDER BY ALL"
        ).fetchall()

    def counts(self) -> dict[str, int]:
        """The number of staged facts, by table."""
        found = {}
        for name in self._tables:
            ((count,),) = self._connection.execute(f"SELECT count(*) FROM {stage(name)}").fetchall()
            found[name] = int(count)
        return found

    def documents(self) -> list[str]:
        """The documents that are staged themselves, and not only rows of them."""
        return [row[0] for row in self._connection.execute(f"SELECT doc_id FROM {stage('documents')}").fetchall()]

    def text(self, doc_id: str) -> str | None:
        """The text of a staged document."""
        self.flush()
        found = self._connection.execute(f"SELECT text FROM {stage('documents')} WHERE doc_id = ?", [doc_id]).fetchall()
        return str(found[0][0]) if found else None

    def _attach(self) -> None:
        self._connection.execute(f"ATTACH {literal(str(self._path))} AS {WORK} (BLOCK_SIZE 262144)")

    def _is_ours(self) -> bool:
        """Whether the work file that was left is of the same making. It stays detached."""
        if self._key is None:
            return False
        try:
            self._attach()
        except duckdb.Error:
            return False
        try:
            found = self._connection.execute(f"SELECT value FROM {WORK}.{_KEY}").fetchall()
        except duckdb.Error:
            found = []
        self.close()
        return found == [(self._key,)]

    def _create(self) -> None:
        self._connection.execute("BEGIN")
        for name, columns in self._shapes():
            self._connection.execute(create_table(staged(name), columns, catalog=WORK))
        self._connection.execute(f"CREATE TABLE {WORK}.{_DONE} (doc_id VARCHAR, mark VARCHAR)")
        self._connection.execute(f"CREATE TABLE {WORK}.{_KEY} (value VARCHAR)")
        self._connection.execute(f"INSERT INTO {WORK}.{_KEY} VALUES (?)", [self._key or ""])
        self._connection.execute("COMMIT")

    def _shapes(self) -> Iterable[tuple[str, Sequence[StoreColumn]]]:
        for name in _STAGED:
            yield name, CORE_BY_NAME[name].columns
        yield WORDS, _WORDS
        for table in self._tables.values():
            yield table.name, fact_columns(table)
