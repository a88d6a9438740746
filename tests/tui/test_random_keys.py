"""A short walk of somebody who presses any key; `benchmarks/keys.py` is the long one."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import duckdb
import pytest

from tests.tui.made_file import write_file
from tests.tui.random_keys import play


@pytest.mark.parametrize("seed", [1, 2])
async def test_whatever_is_pressed_the_explorer_goes_on_and_the_file_stays(tmp_path: Path, seed: int) -> None:
    database = write_file(tmp_path / "facts.duckdb")
    walk = tmp_path / "walk"
    walk.mkdir()
    await play(database, walk, seed, 100)
    assert {path.suffix for path in walk.iterdir()} <= {"", ".csv", ".json", ".parquet"}
    shutil.rmtree(walk)


OFFERS = [
    ("command", "nowhere", "gone", "一个命令", "", {"on": "file"}),
    ("command", "on_row", "gone", "行的命令", "", {"on": "row"}),
    ("exporter", "odd", "gone", "一种格式", "", {"suffix": ".odd"}),
    ("facet", "kind", "gone", "种类", "", {"sql": "SELECT doc_id, table_name AS value FROM evidence"}),
    ("facet", "bad", "gone", "坏的", "", {"sql": "SELECT 1 AS doc_id FROM nowhere"}),
    ("place", "facts", "gone", "全部事实", "", {"views": [
        {"title": "表", "sql": "SELECT table_name, count(*) AS n FROM evidence GROUP BY ALL", "details": [
            {"title": "行", "sql": "SELECT * FROM evidence WHERE table_name = $table_name"},
            {"title": "坏", "sql": "SELECT $nothing"},
        ]},
        {"title": "空", "sql": "SELECT 1 AS a WHERE false", "details": [{"title": "x", "sql": "SELECT $a"}]},
        {"title": "坏", "sql": "SELECT * FROM nowhere", "details": []},
    ]}),
    ("place", "odd", "gone", "怪的", "", {"views": 5}),
    ("facet", "odder", "gone", "更怪", "", {"sql": None}),
]  # fmt: skip


@pytest.mark.parametrize("seed", [3, 4])
async def test_the_same_with_what_plugins_add(tmp_path: Path, seed: int) -> None:
    database = write_file(tmp_path / "facts.duckdb")
    with duckdb.connect(str(database)) as connection:
        for *words, declared in OFFERS:
            connection.execute("INSERT INTO offers VALUES (?, ?, ?, ?, ?, ?)", [*words, json.dumps(declared)])
    walk = tmp_path / "walk"
    walk.mkdir()
    await play(database, walk, seed, 100)
    assert {path.suffix for path in walk.iterdir()} <= {"", ".csv", ".json", ".parquet"}
