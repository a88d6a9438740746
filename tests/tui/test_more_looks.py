"""What plugins' places, the first start and the screens over a place look like, in both languages and two sizes."""

from __future__ import annotations

import json
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path

import duckdb
import pytest
from textual.app import App
from textual.widgets import Input, TextArea

from qdtui.tui.i18n import set_language
from qdtui.tui.sql_history import Entry
from qdtui.tui.updating import Updater
from tests.tui.conftest import Open, settle, stand_still
from tests.tui.fakes import sample
from tests.tui.made_file import explorer_on, go, write_file
from tests.tui.offering import until
from tests.tui.snapshots import screen_text
from tests.tui.test_looks import HELD, LOOKS

Snap = Callable[[App[int], str], Awaitable[None]]

PLACE = {
    "views": [
        {
            "title": "各级",
            "sql": "SELECT level, count(*) AS n FROM clusters GROUP BY level ORDER BY n DESC, level DESC",
            "details": [
                {
                    "title": "出处",
                    "sql": 'SELECT name, quote, doc_id, start, "end" FROM clusters WHERE level = $level ORDER BY name',
                }
            ],
        },
        {
            "title": "往年",
            "sql": "SELECT name, level FROM clusters WHERE year < 1999",
            "details": [{"title": "出处", "sql": "SELECT $name AS name"}],
        },
        {"title": "别处", "sql": "SELECT * FROM nowhere", "details": []},
    ]
}


@pytest.fixture(scope="module")
def offered(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = write_file(tmp_path_factory.mktemp("offered") / "facts.duckdb")
    with duckdb.connect(str(path)) as connection:
        connection.execute("INSERT INTO offers VALUES ('place', 'levels', 'ranks', '等级', '', ?)", [json.dumps(PLACE)])
    return path


@pytest.fixture(autouse=True)
def _still(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Input, "cursor_blink", False)
    monkeypatch.setattr(TextArea, "cursor_blink", False)


@pytest.mark.parametrize(("language", "size"), LOOKS)
async def test_a_place_of_a_plugin_full_empty_and_failing(
    offered: Path, snap: Snap, language: str, size: tuple[int, int]
) -> None:
    set_language(language)
    name = f"{language}-{size[0]}x{size[1]}"
    app = explorer_on(offered)
    async with app.run_test(size=size) as pilot:
        await until(pilot, "5 等级")
        await pilot.press("5")
        await until(pilot, "出处 · 1/2")
        await settle(pilot)
        await snap(app, f"look-own-full-{name}")
        await pilot.press("right_square_bracket")
        await until(pilot, {"zh": "p 看插件是否出错", "en": "p tells whether a plugin failed"}[language])
        await settle(pilot)
        await snap(app, f"look-own-empty-{name}")
        await pilot.press("right_square_bracket")
        await until(pilot, "Table with name nowhere")
        await settle(pilot)
        await snap(app, f"look-own-failing-{name}")


@pytest.mark.parametrize(("language", "size"), LOOKS)
async def test_a_first_start_whose_file_is_made_and_one_where_that_fails(
    explorer: Open, tmp_path: Path, snap: Snap, language: str, size: tuple[int, int]
) -> None:
    set_language(language)
    name = f"{language}-{size[0]}x{size[1]}"
    event = '{"event": "document", "done": 2, "total": 3, "name": "docs/meeting.txt"}'
    waits = (sys.executable, "-c", f"import time; print('{event}', flush=True); time.sleep(600)")
    app = explorer(sample(), ingest=waits, exists=False)
    async with app.run_test(size=size) as pilot:
        await until(pilot, "2/3 meeting.txt")
        await stand_still(pilot, 2)
        await snap(app, f"look-first-file-{name}")
    fails = (sys.executable, "-c", f"import sys; sys.exit({HELD!r})")
    app = explorer(sample(), ingest=fails, exists=False)
    async with app.run_test(size=size) as pilot:
        await until(pilot, "4711")
        while app.query_one(Updater).running:
            await pilot.pause(0.05)
        await settle(pilot)
        await snap(app, f"look-first-file-failing-{name}")


@pytest.mark.parametrize(("language", "size"), LOOKS)
async def test_screens_that_lie_over_a_place(
    offered: Path, snap: Snap, monkeypatch: pytest.MonkeyPatch, language: str, size: tuple[int, int]
) -> None:
    set_language(language)
    name = f"{language}-{size[0]}x{size[1]}"
    app = explorer_on(offered)
    async with app.run_test(size=size) as pilot:
        await go(app, pilot, "tables")
        await pilot.press("question_mark")
        await settle(pilot)
        await snap(app, f"over-help-{name}")
        await pilot.press("escape", "space")
        await settle(pilot)
        await snap(app, f"over-row-{name}")
        await pilot.press("escape", "S")
        await settle(pilot)
        await snap(app, f"over-sql-{name}")
        await pilot.press("escape", "p")
        await settle(pilot)
        await snap(app, f"over-no-problems-{name}")
        await pilot.press("escape", "w")
        await settle(pilot)
        await snap(app, f"over-workbench-empty-{name}")
        await pilot.press("escape", "comma", "a")
        await settle(pilot)
        await snap(app, f"over-themes-{name}")
        await pilot.press("escape", "4")
        await settle(pilot)
        await pilot.press("f8")
        await settle(pilot)
        await snap(app, f"over-history-empty-{name}")
        await pilot.press("escape", "escape")
        entries = [
            Entry("SELECT name FROM clusters", "2024-08-01 09:30", "ok", 4, 3.2),
            Entry("SELECT nmae FROM clusters", "2024-08-01 09:31", "error", 0, 1.0),
            Entry("SELECT count(*)\nFROM documents -- 全部", "2024-08-01 09:32", "cancelled", 0, 2417.0),
        ]
        monkeypatch.setattr("qdtui.tui.sql_history.History.entries", lambda self: entries)
        await pilot.press("f8")
        await settle(pilot)
        assert any("◌" in line and "2,417 ms" in line for line in screen_text(app))
        await snap(app, f"over-history-{name}")
        await pilot.press("escape")
        await settle(pilot)
