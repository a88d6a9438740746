"""What the previous file knows, so that an ingest does again only what changed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple, TypeVar

import duckdb

from qdtui.model import Table
from qdtui.store.connect import Identity, NotOursError, Reader, columns, same_layout
from qdtui.store.records import Plugin, Problem, SourceFile
from qdtui.store.schema import signature
from qdtui.store.works import Day, anchors_in

RunKey = tuple[str, str, str, str]
"""Extractor, version, digest of the source, digest of the settings."""
_Told = TypeVar("_Told")


@dataclass(frozen=True, slots=True)
class Known:
    """The state of a file: its sources, documents, runs, plugins and the shape of its fact tables."""

    path: Path
    files: Mapping[str, SourceFile]
    """By path."""
    documents: Mapping[str, str]
    """The path of every document, by doc_id."""
    runs: Mapping[str, frozenset[RunKey]]
    """The runs of every document, by doc_id (see `with_runs`); documents with the same runs share one set."""
    failed: Mapping[str, tuple[tuple[str, str], ...]]
    """Extractors that failed and why, by doc_id."""
    plugins: tuple[Plugin, ...]
    tables: Mapping[str, tuple[tuple[str, str], ...]]
    """Names and types of the columns, by fact table."""
    owners: Mapping[str, str]
    """The extractor that fills a fact table, by table."""
    problems: tuple[Problem, ...]
    meta: Mapping[str, str]
    """What the ingest remembered (`Snapshot.remember`), and the file's own keys."""
    identity: Identity | None = None
    """Which file it was that told all this: another may take its place at any time."""

    def holds(self, table: Table, extractor: str) -> bool:
        """True when `table` stands in the file with equal columns and the same owner, so its rows can be kept."""
        return self.tables.get(table.name) == signature(table) and self.owners.get(table.name) == extractor


class Glimpse(NamedTuple):
    """What a file tells at once, before what it knows of each of its files and documents is read."""

    identity: Identity | None
    remembered: str | None
    """What the ingest remembered under the key that was asked for."""
    files: int
    """How many files it follows, without those that stand in another."""
    anchors: Mapping[str, Day]
    """See `qdtui.store.works.anchors`."""


def glimpse(path: Path, key: str) -> Glimpse | None:
    """What the file at `path` tells at once; None where `known` gives None. Raises StoreError."""

    def ask(reader: Reader, connection: duckdb.DuckDBPyConnection) -> Glimpse | None:
        if not same_layout(connection, "qdtui"):
            return None
        remembered, files = connection.execute(
            "SELECT (SELECT any_value(value) FROM meta WHERE key = ?), (SELECT count(*) FROM files WHERE place IS NULL)",
            [key],
        ).fetchone() or (None, 0)
        return Glimpse(reader.snapshot_of(connection), remembered, files, anchors_in(connection))

    return _asked(path, ask)


def known(path: Path) -> Known | None:
    """What the file at `path` knows, but for its runs; None when there is none, or one of another format.

    Raises StoreError.
    """

    def ask(reader: Reader, connection: duckdb.DuckDBPyConnection) -> Known | None:
        if not same_layout(connection, "qdtui"):
            return None
        files = connection.execute(
            "SELECT path, size, mtime_ns, sha256, doc_id, doc_key, container, place FROM files"
        ).fetchall()
        documents = connection.execute("SELECT doc_id, path FROM documents").fetchall()
        failed: dict[str, tuple[tuple[str, str], ...]] = {}
        for doc_id, extractor, error in connection.execute(
            "SELECT doc_id, extractor, error FROM runs WHERE error IS NOT NULL ORDER BY ALL"
        ).fetchall():
            failed[doc_id] = (*failed.get(doc_id, ()), (extractor, error))
        plugins = connection.execute(
            "SELECT name, kind, source, version, status, error, extractors FROM plugins"
        ).fetchall()
        problems = connection.execute("SELECT path, doc_id, stage, extractor, reason FROM problems").fetchall()
        meta = connection.execute("SELECT key, value FROM meta").fetchall()
        owners = connection.execute("SELECT name, extractor FROM fact_tables").fetchall()
        shapes = columns(connection, "qdtui")
        return Known(
            path=path,
            files={row[0]: SourceFile._make(row) for row in files},
            documents=dict(documents),
            runs={},
            failed=failed,
            plugins=tuple(Plugin(*row) for row in plugins),
            tables={name: shapes[name] for name, _ in owners if name in shapes},
            owners=dict(owners),
            problems=tuple(Problem(*row) for row in problems),
            meta=dict(meta),
            identity=reader.snapshot_of(connection),
        )

    return _asked(path, ask)


def _asked(path: Path, ask: Callable[[Reader, duckdb.DuckDBPyConnection], _Told | None]) -> _Told | None:
    """What `ask` reads of the file at `path`; None when there is none, or one that is not ours. Raises StoreError."""
    if not path.exists():
        return None
    reader = Reader(path)
    try:
        with reader.open() as connection:
            return ask(reader, connection)
    except NotOursError:
        return None
    finally:
        reader.close()


def with_runs(known: Known | None) -> Known | None:
    """The same with its runs, which only an ingest with something to do needs. Raises StoreError."""
    if known is None:
        return None
    reader = Reader(known.path)
    try:
        with reader.open() as connection:
            return replace(known, runs=_runs(connection, known.documents))
    finally:
        reader.close()


def _runs(connection: duckdb.DuckDBPyConnection, documents: Mapping[str, str]) -> dict[str, frozenset[RunKey]]:
    """The runs by document. At a hundred thousand documents an object for each run would cost hundreds of MB."""
    counted = connection.execute(
        "SELECT extractor, version, source_digest, settings_digest, count(*) FROM runs GROUP BY ALL ORDER BY ALL"
    ).fetchall()
    keys = [(extractor, version, source, settings) for extractor, version, source, settings, _ in counted]
    if len({key[0] for key in keys}) == len(keys) and all(row[-1] == len(documents) for row in counted):
        # No extractor runs twice on a document: so each ran in one way on all of them, as it mostly is.
        return dict.fromkeys(documents, frozenset(keys))
    cursor = connection.execute(
        "WITH keys AS (SELECT *, row_number() OVER (ORDER BY extractor, version, source_digest, settings_digest) - 1 AS key_no FROM"
        " (SELECT DISTINCT extractor, version, source_digest, settings_digest FROM runs))"
        " SELECT doc_id, string_agg(key_no::VARCHAR, ' ' ORDER BY key_no) FROM runs"
        " JOIN keys USING (extractor, version, source_digest, settings_digest) GROUP BY doc_id"
    )
    sets: dict[str, frozenset[RunKey]] = {}
    found: dict[str, frozenset[RunKey]] = {}
    while rows := cursor.fetchmany(10_000):
        for doc_id, numbers in rows:
            if numbers not in sets:
                sets[numbers] = frozenset(keys[int(number)] for number in numbers.split())
            found[doc_id] = sets[numbers]
    return found


def remembered(path: Path, key: str) -> str | None:
    """What the ingest remembered under `key`; None when there is no such file or nothing. Raises StoreError."""

    def ask(_: Reader, connection: duckdb.DuckDBPyConnection) -> str | None:
        found = connection.execute("SELECT value FROM meta WHERE key = ?", [key]).fetchall()
        return str(found[0][0]) if found else None

    return _asked(path, ask)
