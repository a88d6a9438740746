"""A short walk of somebody who presses any key; `benchmarks/keys.py` is the long one."""

from __future__ import annotations

import shutil
from pathlib import Path

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
