"""An ingest that is killed at any moment leaves the old file or the new one; `benchmarks/kills.py` tries more often."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from benchmarks.kills import prepare, rounds, sentences


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
def test_after_kills_at_random_moments_the_file_is_that_of_an_undisturbed_run(tmp_path: Path) -> None:
    folder = tmp_path / "project"
    took = prepare(folder, [(f"{number}.txt", sentences(number)) for number in range(30)])
    seen = rounds(folder, took, kills=5, seed=3)
    assert seen["old"] + seen["new"] >= 5
