"""`qdtui watch`: the file follows its folders, waits for what is being written, and ends cleanly."""

from __future__ import annotations

import signal
import subprocess
import sys
import threading
from pathlib import Path
from queue import Queue

import pytest

from qdtui.config import load
from qdtui.ingest import ingest
from qdtui.ingest_report import Report
from qdtui.store.connect import StoreError
from qdtui.watching import Quiet, concerns, sources, watch
from tests.plugin_files import GOOD, write
from tests.project import ROOT, Project, make

TEXT = "青岛新闻\n\n2024-03-01\n\n2023年,青岛有单项冠军企业39家,第{}篇。\n"
LONG = 120.0
"""Seconds that a busy machine may take for what takes one or two."""


@pytest.fixture
def project(tmp_path: Path) -> Project:
    project = make(tmp_path / "project")
    project.write("0.txt", TEXT.format(0))
    write(project.folder / "plugins", years=GOOD)
    return project


def test_a_file_is_waited_for_until_it_is_quiet_but_not_for_ever() -> None:
    waiting = Quiet(quiet=2, patience=60)
    assert not waiting.due(100)
    waiting.changed(100)
    assert not waiting.due(101.9)
    waiting.changed(101.9)
    assert not waiting.due(103)
    assert waiting.due(104)
    waiting.done()
    assert not waiting.due(200)
    for second in range(200, 260):
        waiting.changed(second)
        assert not waiting.due(second)
    waiting.changed(260)
    assert waiting.due(260)


def test_neither_the_database_nor_hidden_files_set_off_an_update(tmp_path: Path) -> None:
    database = tmp_path / "facts.duckdb"
    told = {
        name: concerns(str(tmp_path / name), [tmp_path], database)
        for name in (
            "a.txt",
            "facts.duckdb",
            "facts.duckdb.wal",
            ".facts.duckdb.work",
            ".git/x",
            "b/c.txt",
            "b/.d/e.txt",
        )
    }
    assert [name for name, matters in told.items() if matters] == ["a.txt", "b/c.txt"]
    below_hidden = tmp_path / ".notes"
    assert concerns(str(below_hidden / "a.txt"), [below_hidden], database)


def test_what_comes_and_goes_in_a_folder_is_in_the_file_soon_after(project: Project, tmp_path: Path) -> None:
    told: Queue[Report | Exception] = Queue()
    stop = threading.Event()
    config = load(explicit=project.config)
    thread = threading.Thread(
        target=watch, args=(config,), kwargs={"jobs": 1, "quiet": 0.3, "tell": told.put, "stop": stop}, daemon=True
    )
    thread.start()
    try:
        documents = []
        for step in range(3):
            outcome = told.get(timeout=LONG)
            assert isinstance(outcome, Report)
            documents.append(outcome.documents)
            if step == 0:
                project.write("deep/1.txt", TEXT.format(1))
            elif step == 1:
                (project.documents / "0.txt").unlink()
        assert documents == [1, 2, 1]
        assert project.query("SELECT path FROM documents") == [("documents/deep/1.txt",)]
    finally:
        stop.set()
        thread.join(LONG)
    assert not thread.is_alive()


def test_a_folder_named_on_the_command_line_is_followed(project: Project, tmp_path: Path) -> None:
    more = tmp_path / "more"
    more.mkdir()
    (more / "a.txt").write_text(TEXT.format("a"), encoding="utf-8")
    config = load(explicit=project.config)
    assert sources(config) == list(config.documents)
    project.ingest(more)
    assert sources(config) == [more]


def test_an_update_that_fails_is_told_and_made_up_for(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    told: Queue[Report | Exception] = Queue()
    calls: list[int] = []

    def sometimes(*arguments: object, **options: object) -> Report:
        calls.append(1)
        if len(calls) == 2:
            raise StoreError("the disk is full")
        return ingest(*arguments, **options)  # type: ignore[arg-type]

    monkeypatch.setattr("qdtui.watching.ingest", sometimes)
    monkeypatch.setattr("qdtui.watching.AGAIN", 0.5)
    stop = threading.Event()
    thread = threading.Thread(
        target=watch,
        args=(load(explicit=project.config),),
        kwargs={"jobs": 1, "quiet": 0.3, "tell": told.put, "stop": stop},
        daemon=True,
    )
    thread.start()
    try:
        assert isinstance(told.get(timeout=LONG), Report)
        project.write("1.txt", TEXT.format(1))
        assert str(told.get(timeout=LONG)) == "the disk is full"
        mended = told.get(timeout=LONG)
        assert isinstance(mended, Report)
        assert mended.documents == 2
    finally:
        stop.set()
        thread.join(LONG)


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGINT to send")
def test_ctrl_c_ends_watching_without_a_complaint(project: Project) -> None:
    command = [sys.executable, "-m", "qdtui", "watch", "--config", str(project.config), "--quiet", "0.3", "--jobs", "1"]
    process = subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE, text=True)
    assert process.stderr is not None
    while "1 document ·" not in (line := process.stderr.readline()):
        assert line
    process.send_signal(signal.SIGINT)
    rest = process.stderr.read()
    assert process.wait(LONG) == 0
    assert "stopped watching; what was read is kept" in rest
    assert "Traceback" not in rest
    assert project.query("SELECT count(*) FROM documents") == [(1,)]
