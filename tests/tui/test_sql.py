"""SQL: what a person does to write a query, run it, cancel it, and go from its rows to their sentences."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest
from textual.app import App
from textual.pilot import Pilot
from textual.widgets import TextArea

from qdtui.state import folder
from qdtui.tui.app import Explorer
from qdtui.tui.completion_list import CompletionList
from qdtui.tui.grid import Grid
from qdtui.tui.history_screen import EntryList, HistoryScreen
from qdtui.tui.messages import OpenDocument, ShowSql
from qdtui.tui.sentence_pane import SentencePane
from qdtui.tui.sql import Editor, Sql
from tests.tui.conftest import settle
from tests.tui.made_file import explorer_on, go, type_text
from tests.tui.snapshots import shown

ROOMY = (110, 24)
"""A terminal with room for all parts, and few cells to draw."""

Snap = Callable[[App[int], str], Awaitable[None]]
Heard = Callable[[Explorer, type], list[Any]]

SLOW = "SELECT count(*) FROM range(100000000) a, range(100000) b"


@pytest.fixture(autouse=True)
def _still(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(TextArea, "cursor_blink", False)


def editor(app: Explorer) -> Editor:
    return app.query_one(Editor)


def grid(app: Explorer) -> Grid:
    return app.query_one(Sql).grid


def title(app: Explorer) -> str:
    return str(grid(app)._border_title)


def completing(app: Explorer) -> bool:
    """Whether candidates are on screen."""
    return app.query_one(CompletionList).open


async def write(app: Explorer, pilot: Pilot[int], sql: str) -> None:
    """Have `sql` in the editor with the cursor at its end."""
    editor(app).text = sql
    editor(app).move_cursor(editor(app).document.end)
    await settle(pilot)


async def run(app: Explorer, pilot: Pilot[int], sql: str) -> None:
    """Run `sql` and wait for its rows."""
    await write(app, pilot, sql)
    await pilot.press("f5")
    await settle(pilot)


async def test_the_first_visit_offers_a_query_that_runs(made: Path) -> None:
    app = explorer_on(made)
    async with app.run_test(size=ROOMY) as pilot:
        await go(app, pilot, "sql")
        assert editor(app).has_focus
        assert "F5 运行光标处的语句" in shown(app)
        await pilot.press("f5")
        await settle(pilot)
        assert grid(app).total == 14
        assert title(app).startswith("结果 · 1/14 行 · ")
        assert app.query_one(SentencePane).quote is not None


async def test_a_row_with_a_span_shows_its_sentence_and_opens_its_document(made: Path, heard: Heard) -> None:
    app = explorer_on(made)
    async with app.run_test(size=ROOMY) as pilot:
        await go(app, pilot, "sql")
        opened = heard(app, OpenDocument)
        await run(
            app, pilot, "SELECT name, doc_id, start, \"end\" FROM clusters WHERE level = '省级' ORDER BY name DESC"
        )
        assert [cells[0] for row in range(2) if (cells := grid(app)._pages.cells(row))] == ["绿色化工", "智能装备"]  # type: ignore[union-attr]
        quote = app.query_one(SentencePane).quote
        assert quote is not None
        assert quote.text[quote.start : quote.end] == "智能装备、绿色化工两个省级集群"
        await pilot.press("f7", "enter")
        await settle(pilot)
        assert [message.doc_id for message in opened] == ["harbour"]


async def test_a_result_without_a_span_says_so_quietly_and_enter_shows_the_row(made: Path) -> None:
    app = explorer_on(made)
    async with app.run_test(size=ROOMY) as pilot:
        await go(app, pilot, "sql")
        await run(app, pilot, "SELECT level, count(*) AS n FROM clusters GROUP BY ALL ORDER BY n")
        assert "结果没有 doc_id、start、end 列" in shown(app)
        assert app.query_one(SentencePane).size.height == 1
        await pilot.press("f7", "enter")
        await settle(pilot)
        assert type(app.screen).__name__ == "RowCard"


@pytest.mark.parametrize("key", ["f5", "ctrl+j", "ctrl+enter"])
async def test_the_statement_at_the_cursor_runs_alone(made: Path, key: str) -> None:
    app = explorer_on(made)
    async with app.run_test(size=ROOMY) as pilot:
        await go(app, pilot, "sql")
        await write(app, pilot, "SELECT 1 AS one;\nSELECT '二;三' AS two;\nSELECT 3 AS three")
        editor(app).move_cursor((1, 4))
        await pilot.press(key)
        await settle(pilot)
        assert grid(app).columns == ["two"]


async def test_a_selection_runs_alone_and_all_statements_in_their_order(made: Path) -> None:
    app = explorer_on(made)
    async with app.run_test(size=ROOMY) as pilot:
        await go(app, pilot, "sql")
        await write(app, pilot, "SELECT 1 AS one; SELECT 2 AS two; SELECT 3 AS three")
        editor(app).selection = type(editor(app).selection)((0, 0), (0, 15))
        await pilot.press("f5")
        await settle(pilot)
        assert grid(app).columns == ["one"]
        await pilot.press("f6")
        await settle(pilot)
        assert grid(app).columns == ["three"]


async def test_an_error_is_shown_in_full_with_its_place_marked(made: Path) -> None:
    app = explorer_on(made)
    async with app.run_test(size=ROOMY) as pilot:
        await go(app, pilot, "sql")
        await run(app, pilot, "SELECT 1;\nSELECT '集群', nam FROM clusters")
        assert 'Referenced column "nam" not found' in shown(app)
        assert title(app).startswith("出错")
        faults = [(line, kind) for line, marks in editor(app)._highlights.items() for *_, kind in marks]
        assert (1, "fault") in faults
        assert editor(app).cursor_location == (1, len("SELECT '集群', "))
        await type_text(pilot, "x")
        faults = [(line, kind) for line, marks in editor(app)._highlights.items() for *_, kind in marks]
        assert (1, "fault") not in faults, "the mark goes when the text changes"


async def test_the_file_cannot_be_changed_and_no_other_is_read(made: Path) -> None:
    app = explorer_on(made)
    before = made.read_bytes()
    async with app.run_test(size=ROOMY) as pilot:
        await go(app, pilot, "sql")
        for sql in ("DELETE FROM clusters", "SELECT * FROM read_text('/etc/passwd')", "COPY clusters TO '/tmp/x.csv'"):
            await run(app, pilot, sql)
            assert title(app).startswith("出错"), sql
            assert "已隔离" in shown(app) or "只读方式" in shown(app)
    assert made.read_bytes() == before


async def test_a_query_under_way_is_cancelled_at_once(made: Path) -> None:
    app = explorer_on(made)
    async with app.run_test(size=ROOMY) as pilot:
        await go(app, pilot, "sql")
        await write(app, pilot, SLOW)
        for key in ("escape", "ctrl+c"):
            await pilot.press("f5")
            while "运行中" not in title(app):
                await pilot.pause(0.02)
            await pilot.press(key)
            while "已取消" not in title(app):
                await pilot.pause(0.02)
        assert title(app).count("秒") == 1, "the time is said once"
        assert " ms" not in title(app)
        assert not app.query_one(Sql).running
        await run(app, pilot, "SELECT 1 AS one")
        assert grid(app).columns == ["one"], "and the next query runs"


async def test_a_new_run_takes_the_place_of_the_one_under_way(made: Path) -> None:
    app = explorer_on(made)
    async with app.run_test(size=ROOMY) as pilot:
        await go(app, pilot, "sql")
        await write(app, pilot, SLOW)
        await pilot.press("f5")
        await pilot.pause(0.2)
        editor(app).text = "SELECT 42 AS answer"  # without waiting for the query under way, as `write` would
        await pilot.pause()
        await pilot.press("f5")
        await settle(pilot)
        assert grid(app).columns == ["answer"]
        assert title(app).startswith("结果 · 1/1 行")


async def test_a_large_result_is_read_only_as_far_as_it_is_looked_at(made: Path) -> None:
    app = explorer_on(made)
    async with app.run_test(size=ROOMY) as pilot:
        await go(app, pilot, "sql")
        await run(app, pilot, "SELECT range AS i FROM range(50000)")
        assert "至少 " in title(app)
        assert grid(app).total < 10_000
        await pilot.press("f7", "ctrl+end")
        await settle(pilot)
        assert title(app).startswith("结果 · 50,000/50,000 行")


async def test_completion_offers_tables_and_columns_and_writes_the_chosen_one(made: Path) -> None:
    app = explorer_on(made)
    async with app.run_test(size=ROOMY) as pilot:
        await go(app, pilot, "sql")
        await write(app, pilot, "")
        await type_text(pilot, "select * from clu")
        popup = app.query_one(CompletionList)
        assert completing(app)
        assert popup.current is not None
        assert popup.current.text == "clusters"
        await pilot.press("enter")
        await settle(pilot)
        assert editor(app).text == "select * from clusters"
        assert not completing(app)
        await type_text(pilot, " c where c.le")
        assert completing(app)
        assert popup.items[0].text == "level"
        await pilot.press("tab")
        await settle(pilot)
        assert editor(app).text == "select * from clusters c where c.level"


async def test_escape_closes_the_candidates_and_then_leaves_the_editor(made: Path) -> None:
    app = explorer_on(made)
    async with app.run_test(size=ROOMY) as pilot:
        await go(app, pilot, "sql")
        await write(app, pilot, "")
        await type_text(pilot, "sel")
        assert completing(app)
        await pilot.press("escape")
        await settle(pilot)
        assert not completing(app)
        assert editor(app).has_focus
        await pilot.press("escape")
        await settle(pilot)
        assert grid(app).has_focus
        await pilot.press("1")
        await settle(pilot)
        assert app._switcher.current == "documents"


async def test_a_candidate_is_chosen_with_one_click(made: Path) -> None:
    app = explorer_on(made)
    async with app.run_test(size=ROOMY) as pilot:
        await go(app, pilot, "sql")
        await write(app, pilot, "")
        await type_text(pilot, "select * from c")
        names = [item.text for item in app.query_one(CompletionList).items]
        await pilot.click(CompletionList, offset=(6, names.index("clusters")))
        await settle(pilot)
        assert editor(app).text == "select * from clusters"


async def test_sql_is_coloured_and_columns_are_no_keywords(made: Path) -> None:
    app = explorer_on(made)
    async with app.run_test(size=ROOMY) as pilot:
        await go(app, pilot, "sql")
        await write(app, pilot, "SELECT level, '集群' -- 注\nFROM count(1)")
        marks = editor(app)._highlights
        assert [kind for *_, kind in marks[0] if kind] == ["keyword", "operator", "string", "comment"]
        assert (5, 10, "function") in marks[1]


async def test_the_buffer_comes_back_after_a_restart(made: Path) -> None:
    app = explorer_on(made)
    async with app.run_test(size=ROOMY) as pilot:
        await go(app, pilot, "sql")
        await write(app, pilot, "SELECT '还没写完'")
    app = explorer_on(made)
    async with app.run_test(size=ROOMY) as pilot:
        await go(app, pilot, "sql")
        assert editor(app).text == "SELECT '还没写完'"


async def test_the_buffer_is_on_disk_soon_after_typing_stops(made: Path) -> None:
    app = explorer_on(made)
    async with app.run_test(size=ROOMY) as pilot:
        await go(app, pilot, "sql")
        await write(app, pilot, "SELECT '半句'")
        await pilot.pause(0.8)
        await settle(pilot)
        assert (folder() / "buffers" / "0001.sql").read_text(encoding="utf-8") == "SELECT '半句'"


async def test_the_history_keeps_what_was_run_and_how_it_went(made: Path) -> None:
    app = explorer_on(made)
    async with app.run_test(size=ROOMY) as pilot:
        await go(app, pilot, "sql")
        await run(app, pilot, "SELECT name FROM clusters")
        await run(app, pilot, "SELECT nothing FROM nowhere")
        await pilot.press("f8")
        await settle(pilot)
        assert isinstance(app.screen, HistoryScreen)
        assert "✗" in shown(app)
        await type_text(pilot, "clusters")
        assert [entry.sql for entry in app.screen.query_one(EntryList).items] == ["SELECT name FROM clusters"]
        await pilot.press("enter")
        await settle(pilot)
        assert editor(app).text.endswith("nowhere;\n\nSELECT name FROM clusters;\n")
        await pilot.press("f5")
        await settle(pilot)
        assert grid(app).total == 4


async def test_sql_made_from_a_documents_text_sends_no_control_characters(made: Path) -> None:
    app = explorer_on(made)
    async with app.run_test(size=ROOMY) as pilot:
        await go(app, pilot, "sql")
        app.post_message(ShowSql("SELECT '\x1b[31m\u202e集群'"))
        await settle(pilot)
        assert "SELECT '�[31m�集群'" in shown(app)


async def test_sql_from_another_place_is_put_behind_what_is_there(made: Path) -> None:
    app = explorer_on(made)
    async with app.run_test(size=ROOMY) as pilot:
        await go(app, pilot, "sql")
        await write(app, pilot, "SELECT 1")
        app.post_message(ShowSql('SELECT * FROM "clusters"'))
        await settle(pilot)
        assert editor(app).text == 'SELECT 1;\n\nSELECT * FROM "clusters";\n'
        await pilot.press("f5")
        await settle(pilot)
        assert grid(app).total == 4


async def test_all_rows_of_a_result_are_written_to_a_file(
    made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    app = explorer_on(made)
    async with app.run_test(size=ROOMY) as pilot:
        await go(app, pilot, "sql")
        await run(app, pilot, "SELECT name, level FROM clusters ORDER BY name;")
        await type_text(pilot, "E")
        assert editor(app).text.endswith(";E"), "in the editor it is a letter"
        app.query_one(CompletionList).close()
        await pilot.press("escape", "E")
        await settle(pilot)
        assert "4 行 → CSV" in shown(app)
        await pilot.press("enter")
        await settle(pilot)
        assert (tmp_path / "结果.csv").read_text(encoding="utf-8-sig").splitlines()[0] == "name,level"
        assert len((tmp_path / "结果.csv").read_text(encoding="utf-8-sig").splitlines()) == 5
        assert "结果.csv" in shown(app)
        assert grid(app).has_focus


@pytest.mark.parametrize("size", [(80, 24), (140, 40)], ids=["80x24", "140x40"])
async def test_completion_looks_as_it_should(made: Path, snap: Snap, size: tuple[int, int]) -> None:
    app = explorer_on(made)
    async with app.run_test(size=size) as pilot:
        await go(app, pilot, "sql")
        await write(app, pilot, "")
        await type_text(pilot, "SELECT c.name FROM clusters c WHERE c.")
        await snap(app, f"sql_completion_{size[0]}x{size[1]}")


@pytest.mark.parametrize("size", [(60, 15), (40, 10), (80, 18), (80, 24)], ids=lambda size: f"{size[0]}x{size[1]}")
async def test_query_and_result_are_both_to_be_seen_after_the_window_became_small(
    made: Path, size: tuple[int, int]
) -> None:
    app = explorer_on(made)
    async with app.run_test(size=(100, 30)) as pilot:
        await go(app, pilot, "sql")
        await pilot.press("f2")
        place = app.query_one(Sql)
        place.editor.text = (
            "SELECT doc_id, 0 AS start, 2 AS \"end\", 'the last words of the first line' AS a, 'kept' AS words "
            "FROM documents"
        )
        await pilot.press("f5")
        for _ in range(100):
            await settle(pilot)
            if place.grid.loaded:
                break
        await pilot.resize_terminal(*size)
        await settle(pilot)
        lines = shown(app).splitlines()
        result = next(number for number, line in enumerate(lines) if line.startswith("─结果"))
        typed = "".join(line[3:].strip() for line in lines[2 : result - 1])
        assert typed.replace(" ", "").startswith('SELECTdoc_id,0ASstart,2AS"end"'), "no line was left as it was"
        assert place.query_one("#query").size.height >= 2
        assert "harbour" in "".join(lines[result + 1 : -2])
