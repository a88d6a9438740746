"""Trying a plugin while it is written: what a save changes is told, and nothing that it does stops the trying."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from qdtui.cli import cli
from qdtui.config import load
from qdtui.dev import Round, Tried, change_line, changes, run_round
from tests.plugin_files import GOOD, LOOPS, plugin, write
from tests.project import LIMITS, Project, make


@pytest.fixture
def project(tmp_path: Path) -> Project:
    project = make(tmp_path / "p")
    project.write("a.txt", "临江新闻\n\n到2027年,建成12家;2030年再翻番。\n")
    project.write("b.txt", "临江新闻\n\n2025年开工。\n")
    return project


def row(start: int, end: int, document: str = "a.txt", **values: object) -> Tried:
    return Tried(document, "t", values, start, end, "引文")


def test_rows_gained_lost_and_changed_are_told_apart() -> None:
    before = Round(1, [row(0, 2, x=1), row(3, 5, x=2), row(6, 8, x=3), row(9, 11, x=4)])
    now = Round(1, [row(0, 2, x=1), row(3, 5, x=20, y=1), row(6, 9, x=3), row(20, 22, x=5)])
    found = changes(before, now)
    assert [(change.kind, change.row.start) for change in found] == [("~", 3), ("~", 6), ("-", 9), ("+", 20)]
    assert change_line(found[0]) == "~ a.txt 3–5 t: x=2 → 20, y=None → 1 “引文”"
    assert change_line(found[1]) == "~ a.txt 6–9 (was 6–8) t: x=3 “引文”"
    assert now.summary == "1 document · 4 rows (+1 -1 ~2) · 0 ms"


def test_the_same_row_twice_is_gained_once_when_it_was_there_once() -> None:
    assert [change.kind for change in changes(Round(1, [row(0, 2)]), Round(1, [row(0, 2), row(0, 2)]))] == ["+"]


def test_a_plugin_is_tried_on_the_documents_of_the_configuration(project: Project) -> None:
    path = str(write(project.folder / "plugins", years=GOOD) / "years.py")
    done = CliRunner().invoke(cli, ["dev", path, "--once", "--config", str(project.config)])
    assert done.exit_code == 0, done.output
    lines = done.output.splitlines()
    assert [line.split(" “")[0] for line in lines[:-1]] == [
        "+ a.txt 7–11 years: year=2027",
        "+ a.txt 19–23 years: year=2030",
        "+ b.txt 6–10 years: year=2025",
    ]
    assert lines[-1].startswith("2 documents · 3 rows (+3 -0 ~0) · ")
    assert not project.database.exists()


def test_the_limit_on_documents_is_told_with_the_way_around_it(project: Project) -> None:
    path = str(write(project.folder / "plugins", years=GOOD) / "years.py")
    command = ["dev", path, "--once", "--config", str(project.config), "--most", "1"]
    done = CliRunner().invoke(cli, command)
    assert "only the first 1 of 2 documents are taken; --all takes every one" in done.output
    done = CliRunner().invoke(cli, [*command, "--all"])
    assert done.output.splitlines()[-1].startswith("2 documents · 3 rows")
    assert "only the first" not in done.output


def test_an_error_is_told_with_the_last_row_before_it(project: Project) -> None:
    source = plugin("bad", 'yield Row("bad", {"word": "x"}, 0, 4)\nraise ValueError("\\x1b[2Jno")')
    path = write(project.folder / "plugins", bad=source) / "bad.py"
    done = run_round(path, [project.documents / "a.txt"], load(explicit=project.config))
    assert len(done.rows) == 1
    assert done.faults[0].startswith("bad on a.txt: ValueError: [2Jno (line ")
    assert done.faults[0].endswith("; the last row before: a.txt 0–4 “临江新闻”")
    assert "\x1b" not in done.faults[0]


def test_a_plugin_that_hangs_is_stopped_and_named(project: Project) -> None:
    path = write(project.folder / "plugins", loops=LOOPS) / "loops.py"
    for limit in (0.5, *LIMITS):
        project.configure(time_limit=limit)
        done = run_round(path, [project.documents / "a.txt"], load(explicit=project.config))
        if "importing it" not in done.faults[0]:
            break
    assert "it hung and was stopped while this was done: loops on" in done.faults[0]


def test_each_save_shows_what_it_changed(project: Project) -> None:
    path = write(project.folder / "plugins", years=GOOD) / "years.py"
    command = [sys.executable, "-m", "qdtui", "dev", str(path), "--config", str(project.config)]
    child = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, encoding="utf-8", bufsize=1)
    assert child.stdout is not None

    def until_summary() -> list[str]:
        lines = []
        for line in child.stdout or ():
            lines.append(line.rstrip())
            if " row" in line and " (+" in line:
                return lines
        raise AssertionError(lines)

    try:
        assert len(until_summary()) == 4
        import time

        time.sleep(1)  # until the folder is watched
        path.write_text(GOOD.replace("20[0-9][0-9]", "202[0-9]"), encoding="utf-8")
        lines = until_summary()
        assert [line[0] for line in lines[:-1]] == ["-"]
        assert "year=2030" in lines[0]
        path.write_text("def broken(:\n", encoding="utf-8")
        lines = until_summary()
        assert "SyntaxError" in lines[-2]
        path.write_text(GOOD, encoding="utf-8")
        assert [line[0] for line in until_summary()[:-1]] == ["+"]
    finally:
        child.kill()
        child.wait()
