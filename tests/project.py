"""A project on disk for tests: documents, a config.toml and plugins in a folder of their own."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb

from qdtui.config import load
from qdtui.ingest import ingest
from qdtui.ingest_report import Report

ROOT = Path(__file__).resolve().parent.parent
SEEDS = ROOT / "seeds"
PATIENT = 600.0
"""Seconds that are no limit where a test is not about limits: a busy machine takes many times as long as a quiet one."""

LIMITS = (3.0, 12.0, 48.0, 192.0)
"""Seconds after which something that hangs is stopped, to be tried one after the other: starting a process alone can take
longer than the first ones while the machine is busy."""


@dataclass
class Project:
    """A folder with `config.toml`, `documents/`, `plugins/` and the file `facts.duckdb`."""

    folder: Path

    @property
    def documents(self) -> Path:
        """The folder of documents."""
        return self.folder / "documents"

    @property
    def database(self) -> Path:
        """The DuckDB file."""
        return self.folder / "facts.duckdb"

    def configure(self, *, disabled: Sequence[str] = (), time_limit: float = 30.0, more: str = "") -> None:
        """Write config.toml."""
        listed = ", ".join(f'"{name}"' for name in disabled)
        self.config.write_text(
            'documents = ["documents"]\ndatabase = "facts.duckdb"\n'
            f'[plugins]\nfolders = ["plugins"]\ndisabled = [{listed}]\ntime_limit = {time_limit}\n{more}',
            encoding="utf-8",
        )

    @property
    def config(self) -> Path:
        """The configuration file."""
        return self.folder / "config.toml"

    def write(self, name: str, text: str) -> Path:
        """Write a document."""
        path = self.documents / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path

    def ingest(self, *paths: Path, again: bool = False, only: bool = False, jobs: int = 1) -> Report:
        """Bring the file up to date, in this process with workers of its own."""
        return ingest(load(explicit=self.config), paths, again=again, only=only, jobs=jobs)

    def query(self, sql: str) -> list[tuple[object, ...]]:
        """Rows of a query on the file."""
        with duckdb.connect(str(self.database), read_only=True) as connection:
            return connection.execute(sql).fetchall()

    def facts(self, *tables: str) -> dict[str, list[tuple[object, ...]]]:
        """All rows of fact tables, in an order that depends on nothing but the rows."""
        return {table: self.query(f'SELECT * FROM "{table}" ORDER BY ALL') for table in tables}


BUNDLED = ("champions", "clusters", "events", "indicators", "lighthouse_factories", "people", "policies")


def make(folder: Path, *, seeds: bool = False, disabled: Sequence[str] = BUNDLED) -> Project:
    """A new project; without the bundled extractors unless `disabled` says otherwise."""
    project = Project(folder)
    project.documents.mkdir(parents=True)
    (folder / "plugins").mkdir()
    if seeds:
        for path in SEEDS.iterdir():
            shutil.copy(path, project.documents / path.name)
    project.configure(disabled=disabled)
    return project
