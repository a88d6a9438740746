"""What the previous file knows, so that an ingest does again only what changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from qdtui.model import Table
from qdtui.store.connect import NotOursError, Reader, columns, same_layout
from qdtui.store.records import Plugin, Problem, Run, SourceFile
from qdtui.store.schema import signature


@dataclass(frozen=True, slots=True)
class Known:
    """The state of a file: its sources, documents, runs, plugins and the shape of its fact tables."""

    path: Path
    files: Mapping[str, SourceFile]
    """By path."""
    documents: Mapping[str, str]
    """The path of every document, by doc_id."""
    runs: Mapping[tuple[str, str], Run]
    """By extractor and doc_id."""
    plugins: tuple[Plugin, ...]
    tables: Mapping[str, tuple[tuple[str, str], ...]]
    """Names and types of the columns, by fact table."""
    owners: Mapping[str, str]
    """The extractor that fills a fact table, by table."""
    problems: tuple[Problem, ...]
    meta: Mapping[str, str]
    """What the ingest remembered (`Snapshot.remember`), and the file's own keys."""

    def holds(self, table: Table, extractor: str) -> bool:
        """True when `table` stands in the file with equal columns and the same owner, so its rows can be kept."""
        return self.tables.get(table.name) == signature(table) and self.owners.get(table.name) == extractor


def known(path: Path) -> Known | None:
    """What the file at `path` knows; None when there is none, or one of another format. Raises StoreError."""
    if not path.exists():
        return None
    reader = Reader(path)
    try:
        with reader.open() as connection:
            if not same_layout(connection, "qdtui"):
                return None
            files = connection.execute(
                "SELECT path, size, mtime_ns, sha256, doc_id, doc_key, container, place FROM files"
            ).fetchall()
            documents = connection.execute("SELECT doc_id, path FROM documents").fetchall()
            runs = connection.execute(
                "SELECT extractor, version, source_digest, settings_digest, doc_id, rows, milliseconds, error FROM runs"
            ).fetchall()
            plugins = connection.execute(
                "SELECT name, kind, source, version, status, error, extractors FROM plugins"
            ).fetchall()
            problems = connection.execute("SELECT path, doc_id, stage, extractor, reason FROM problems").fetchall()
            meta = connection.execute("SELECT key, value FROM meta").fetchall()
            owners = connection.execute("SELECT name, extractor FROM fact_tables").fetchall()
            shapes = columns(connection, "qdtui")
    except NotOursError:
        return None
    finally:
        reader.close()
    return Known(
        path=path,
        files={row[0]: SourceFile(*row) for row in files},
        documents=dict(documents),
        runs={(row[0], row[4]): Run(*row) for row in runs},
        plugins=tuple(Plugin(*row) for row in plugins),
        tables={name: shapes[name] for name, _ in owners if name in shapes},
        owners=dict(owners),
        problems=tuple(Problem(*row) for row in problems),
        meta=dict(meta),
    )
