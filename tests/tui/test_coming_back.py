"""Leaving and coming back, slow answers, and crashes."""

from __future__ import annotations

import os
import signal
import sys
import threading
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from qdtui.state import last_view, save_view
from qdtui.store.read import Database
from qdtui.store.view import Filter, View
from qdtui.tui.crash import report, write
from qdtui.tui.document_list import DocumentList
from qdtui.tui.find_bar import FilterInput
from qdtui.tui.frame import PlaceBar, StatusLine
from qdtui.tui.headstart import read
from qdtui.tui.last_view import sheet_to_toml, sheets_from_toml
from qdtui.tui.reader import Reader
from qdtui.tui.sheets import Sheet
from qdtui.tui.tables import Tables
from tests.terminal import Terminal
from tests.tui.conftest import settle
from tests.tui.made_file import explorer_on, go, type_text
from tests.tui.snapshots import shown

ROOMY = (110, 24)


async def test_the_document_its_fact_and_the_filter_come_back(made: Path) -> None:
    app = explorer_on(made)
    async with app.run_test(size=(140, 40)) as pilot:
        await settle(pilot)
        await pilot.press("shift+tab", "s", "slash")
        await type_text(pilot, "云岭")
        await pilot.press("enter", "enter", "n")
        await settle(pilot)
        fact = app.query_one(Reader).facts[app.query_one(Reader).cursor or 0]
        await pilot.press("q")
    app = explorer_on(made)
    async with app.run_test(size=(140, 40)) as pilot:
        await settle(pilot)
        reader = app.query_one(Reader)
        assert reader.facts[reader.cursor or 0].fact_id == fact.fact_id
        assert app.query_one(FilterInput).value == "云岭"
        assert [info.doc_id for info in app.query_one(DocumentList).items] == ["meeting"]
        assert "旧的在前" in shown(app)


async def test_a_filter_for_words_of_the_text_comes_back_with_the_document(made: Path) -> None:
    app = explorer_on(made)
    async with app.run_test(size=(140, 40)) as pilot:
        await settle(pilot)
        await pilot.press("shift+tab", "slash")
        await type_text(pilot, "总投资")
        await pilot.pause(0.3)
        await settle(pilot)
        assert [info.doc_id for info in app.query_one(DocumentList).items] == ["meeting"]
        await pilot.press("enter", "q")
    app = explorer_on(made)
    async with app.run_test(size=(140, 40)) as pilot:
        await settle(pilot)
        assert app.query_one(FilterInput).value == "总投资"
        assert [info.doc_id for info in app.query_one(DocumentList).items] == ["meeting"]
        assert app.query_one(Reader).document.doc_id == "meeting"  # type: ignore[union-attr]


async def test_the_table_its_filter_order_and_columns_come_back(made: Path) -> None:
    app = explorer_on(made)
    async with app.run_test(size=ROOMY) as pilot:
        await go(app, pilot, "tables")
        await pilot.press("equals_sign")
        await type_text(pilot, "level = 省级")
        await pilot.press("enter", "s", "minus", "down")
        await settle(pilot)
        await pilot.press("q")
    app = explorer_on(made)
    async with app.run_test(size=ROOMY) as pilot:
        await settle(pilot)
        assert app.query_one(PlaceBar).current == "tables"
        grid = app.query_one(Tables).grid
        assert "name" not in grid.columns
        assert grid.total == 2
        assert grid.cursor[0] == 1
        assert grid.has_focus
        assert "level = 省级" in shown(app)
        await pilot.press("backspace")
        await settle(pilot)
        assert grid.total == 4
        await pilot.press("1")
        await settle(pilot)
        assert app.query_one(Reader).document is not None


async def test_what_is_kept_of_a_place_that_was_not_visited_is_not_lost(made: Path) -> None:
    save_view(made, {"place": "documents", "tables": {"relation": "indicators", "kind": "rows"}})
    app = explorer_on(made)
    async with app.run_test(size=ROOMY) as pilot:
        await settle(pilot)
        await pilot.press("q")
    assert last_view(made)["tables"] == {"relation": "indicators", "kind": "rows"}


@pytest.mark.parametrize(
    "kept",
    [
        {"place": "nowhere", "documents": 3, "tables": []},
        {"place": "documents", "documents": {"doc_id": "gone", "order": "best", "facets": [["year"], ["x", "y"], 3]}},
        {"place": "documents", "documents": {"doc_id": 7, "filter": 3, "facets": "year"}},
        {"place": "tables", "tables": {"relation": "gone", "kind": "rows", "filters": [{"column": "x", "op": "drop"}]}},
        {"place": "tables", "tables": {"relation": "clusters", "order": [["no", True], 3], "filters": [3], "row": -5}},
        {"place": "tables", "tables": {"relation": "clusters", "kind": "counts", "column": "gone", "at": 3}},
        {"place": "tables", "tables": {"relation": "clusters", "hidden": ["gone"], "frozen": 99}},
    ],
)
async def test_what_no_longer_fits_is_left_out(made: Path, kept: dict[str, Any]) -> None:
    save_view(made, kept)
    app = explorer_on(made)
    async with app.run_test(size=ROOMY) as pilot:
        await settle(pilot)
        await pilot.press("1")
        await settle(pilot)
        assert app.query_one(Reader).document is not None
        await pilot.press("2")
        await settle(pilot)
        await pilot.press("backspace", "backspace")
        await settle(pilot)
        assert app.query_one(Tables).grid.total


def test_every_sheet_comes_back_as_it_was() -> None:
    view = View(
        relation="indicators",
        order=(("value", True), ("unit", False)),
        filters=(
            Filter("period_end", ">=", date(2024, 1, 1)),
            Filter("unit", "in", ("家", "个")),
            Filter("rank", "is null"),
            Filter("", "sql", "value > 2"),
        ),
    )
    rows = Sheet.rows("indicators", view)
    for sheet in (rows, rows.counts("unit"), rows.description(), rows.hiding("note")):
        assert sheets_from_toml(sheet_to_toml(sheet))[-1] == sheet


def test_the_headstart_reads_the_document_that_was_left(seeds_database: Path) -> None:
    last = Database(seeds_database).documents()[-1].doc_id
    document = read(seeds_database, last).document
    assert document is not None
    assert document.doc_id == last
    assert read(seeds_database, "gone") == read(seeds_database)


async def test_a_slow_answer_is_waited_for_openly_and_a_quick_one_is_not(
    made: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gate, relations = threading.Event(), Database.relations

    def late(self: Database) -> Any:
        gate.wait(10)
        return relations(self)

    app = explorer_on(made)
    async with app.run_test(size=ROOMY) as pilot:
        monkeypatch.setattr("qdtui.tui.place.LATE", 60)
        await go(app, pilot, "tables")
        assert not app.query_one(StatusLine).busy
        monkeypatch.setattr("qdtui.tui.place.LATE", 0.05)
        monkeypatch.setattr(Database, "relations", late)
        app.query_one(Tables).reload()
        while not app.query_one(StatusLine).busy:
            await pilot.pause(0.05)
        assert any(sign in shown(app) for sign in StatusLine.FRAMES)
        gate.set()
        await settle(pilot)
        assert not app.query_one(StatusLine).busy


def _fail() -> None:
    try:
        raise KeyError("文档里的秘密")
    except KeyError as error:
        raise ValueError("文档里的秘密") from error


def test_a_report_names_the_lines_of_code_and_nothing_of_a_document(tmp_path: Path) -> None:
    with pytest.raises(ValueError) as caught:
        _fail()
    text = report(caught.value)
    assert text.index("KeyError") < text.index("ValueError")
    assert "test_coming_back.py" in text
    assert "in _fail" in text
    said = write(caught.value, tmp_path)
    [path] = (tmp_path / "crashes").iterdir()
    assert str(path) in said
    assert "秘密" not in said


def test_a_report_that_cannot_be_written_still_says_where_it_happened(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    try:
        _fail()
    except ValueError as error:
        said = write(error, tmp_path / "file")
    assert "ValueError" in said
    assert "test_coming_back.py:" in said
    assert "秘密" not in said


CRASHING = """
import sys
from pathlib import Path
from qdtui.config import Config
from qdtui.store.read import Database
from qdtui.tui.app import Explorer
from qdtui.tui.place import Context
path = Path(sys.argv[1])
def failing(self):
    secret = chr(31192) + chr(23494)
    raise ValueError(secret)
Explorer.action_problems = failing
app = Explorer(Context(Config(documents=(), database=path), lambda: Database(path)))
app.run()
raise SystemExit(app.return_code)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="pseudo-terminals")
def test_a_crash_leaves_a_sound_terminal_and_a_report(made: Path, tmp_path: Path) -> None:
    script = tmp_path / "crashing.py"
    script.write_text(CRASHING, encoding="utf-8")
    env = {"TERM": "xterm-256color", "QDTUI_STATE_DIR": str(tmp_path / "state"), "PYTHONPATH": ":".join(sys.path)}
    with Terminal([sys.executable, str(script), str(made)], tmp_path, env) as terminal:
        terminal.wait_for("看它在表中的位置")
        terminal.type("p")
        assert terminal.wait_for_end() == 1
        left = terminal.seen.rpartition(b"\x1b[?1049l")[2].decode()
    assert "crashes" in left
    assert "秘密" not in left
    assert "Traceback" not in left
    [path] = (tmp_path / "state" / "crashes").iterdir()
    text = path.read_text(encoding="utf-8")
    assert "in failing" in text
    assert "秘密" not in text


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
def test_a_program_that_is_told_to_end_leaves_a_sound_terminal(made: Path, tmp_path: Path) -> None:
    script = tmp_path / "ending.py"
    script.write_text(CRASHING, encoding="utf-8")
    env = {"TERM": "xterm-256color", "QDTUI_STATE_DIR": str(tmp_path / "state"), "PYTHONPATH": ":".join(sys.path)}
    with Terminal([sys.executable, str(script), str(made)], tmp_path, env) as terminal:
        terminal.wait_for("看它在表中的位置")
        os.kill(terminal._pid, signal.SIGTERM)
        assert terminal.wait_for_end() == 0
        assert b"\x1b[?1049l" in terminal.seen
        assert terminal.seen.rpartition(b"\x1b[?1049l")[2].strip(b"\r\n\x1b[?0123456789hlcuq<>= ") == b""
