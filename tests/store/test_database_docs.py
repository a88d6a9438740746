"""docs/database.md says what is in the file: its tables and columns, and examples that run."""

from __future__ import annotations

import importlib.util
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from qdtui.model import Table
from qdtui.store.schema import CORE, SHARED, fact_columns
from qdtui.store.views import VIEWS
from qdtui.store.write import Snapshot
from qdtui.text.segment import term_counts
from tests.store.made import document

ROOT = Path(__file__).parents[2]
DOC = (ROOT / "docs" / "database.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"```sql\n(.*?)```", DOC, re.DOTALL)

Columns = list[tuple[str, str]]


def bundled_tables() -> Iterator[tuple[Table, str]]:
    """The tables of the bundled plugins with their owners."""
    for path in sorted((ROOT / "plugins").glob("*.py")):
        spec = importlib.util.spec_from_file_location(f"documented_{path.stem}", path)
        assert spec
        assert spec.loader
        module = importlib.util.module_from_spec(spec)
        sys.modules[spec.name] = module
        spec.loader.exec_module(module)
        for extractor in module.qdtui_extractors({}):
            for table in extractor.tables:
                yield table, extractor.name


def documented() -> dict[str, Columns]:
    """Names and types of the columns that the page gives, by the heading above them."""
    found: dict[str, Columns] = {}
    heading = ""
    for line in DOC.splitlines():
        if line.startswith("#"):
            heading = line.lstrip("# ")
        elif row := re.match(r"\| `(\w+)` \| ([\w\[\]]+) \|", line):
            found.setdefault(heading, []).append((row[1], row[2]))
    return found


def test_the_page_names_the_tables_and_columns_of_the_file() -> None:
    expected: dict[str, Columns] = {"Fact tables": [(column.name, column.type) for column in SHARED]}
    for table, _ in bundled_tables():
        expected[table.name] = [(c.name, c.type) for c in fact_columns(table)[len(SHARED) :]]
    for described in (*VIEWS, *CORE):
        expected[described.name] = [(column.name, column.type) for column in described.columns]
    assert documented() == expected


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("docs") / "qdtui.duckdb"
    tables = dict(bundled_tables_with_names())
    with Snapshot(
        path, [table for table, _ in tables.values()], {n: owner for n, (_, owner) in tables.items()}
    ) as snapshot:
        doc = document("d", "海州有产业集群3个，灯塔工厂1家。")
        snapshot.document(doc, term_counts(doc.text, "jieba"))
        snapshot.finish()
    return path


def bundled_tables_with_names() -> Iterator[tuple[str, tuple[Table, str]]]:
    for table, owner in bundled_tables():
        yield table.name, (table, owner)


@pytest.mark.parametrize("sql", EXAMPLES, ids=range(len(EXAMPLES)))
def test_every_example_runs(file: Path, sql: str) -> None:
    attaches = "ATTACH" in sql
    connection = duckdb.connect() if attaches else duckdb.connect(str(file), read_only=True)
    result = connection.execute(sql.replace("'qdtui.duckdb'", f"'{file}'"))
    assert result.description
    result.fetchall()
    connection.close()


def test_what_the_views_say_of_their_types_is_so(file: Path) -> None:
    connection = duckdb.connect(str(file), read_only=True)
    for view in VIEWS:
        description = connection.execute(f"FROM {view.name} LIMIT 0").description or []
        assert [(entry[0], str(entry[1])) for entry in description] == [(c.name, c.type) for c in view.columns]
    connection.close()
