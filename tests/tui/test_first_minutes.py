"""The first minutes of somebody who has never seen it: wrong keys, a small window, nothing found."""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from rich.text import Text
from textual.widgets import Input, Static

from qdtui.state import folder, last_view
from qdtui.tui.chooser import Chooser
from qdtui.tui.document_head import DocumentHead
from qdtui.tui.fact_list import FactList, Group
from qdtui.tui.frame import PlaceBar
from qdtui.tui.history_screen import EntryList, HistoryScreen
from qdtui.tui.i18n import set_language
from qdtui.tui.messages import OpenDocument
from qdtui.tui.reader import Reader
from qdtui.tui.search import QueryInput, Search
from qdtui.tui.sentence_pane import SentencePane
from qdtui.tui.sql import Sql
from qdtui.tui.sql_desk import Desk
from qdtui.tui.tables import Tables
from qdtui.tui.which_key import WhichKey
from tests.terminal import Terminal
from tests.tui.conftest import Open, settle
from tests.tui.fakes import sample
from tests.tui.made_file import explorer_on, go, write_file
from tests.tui.snapshots import screen_text, shown
from tests.tui.test_coming_back import CRASHING
from tests.tui.test_sql import SLOW, run, title, write

LANGUAGES = pytest.mark.parametrize("language", ["zh", "en"])


async def test_in_counts_and_descriptions_the_footer_offers_only_what_works_there(made: Path) -> None:
    app = explorer_on(made)
    async with app.run_test(size=(140, 40)) as pilot:
        await go(app, pilot, "tables")
        assert " F 取值" in screen_text(app)[-1]
        for key in ("F", "I"):
            await pilot.press(key)
            await settle(pilot)
            footer = screen_text(app)[-1]
            assert "取值" not in footer
            assert "概况" not in footer
            assert "撤销" in footer
            before = shown(app)
            await pilot.press("F", "I", "minus")
            await settle(pilot)
            assert shown(app) == before, "they do nothing there"
            await pilot.press("backspace")
            await settle(pilot)
            assert " I 概况" in screen_text(app)[-1]


@LANGUAGES
@pytest.mark.parametrize("size", [(80, 24), (140, 40)], ids=["80x24", "140x40"])
async def test_what_the_leader_lists_can_be_read_to_its_end(made: Path, language: str, size: tuple[int, int]) -> None:
    set_language(language)
    app = explorer_on(made)
    async with app.run_test(size=size) as pilot:
        await settle(pilot)
        for place in ("1", "2", "4"):
            await pilot.press(place)
            await settle(pilot)
            await pilot.press("escape", "comma")
            await settle(pilot)
            assert isinstance(app.screen, WhichKey)
            listed = app.screen.query_one("#which", Static).content
            assert isinstance(listed, Text)
            assert "…" not in listed.plain
            if place == "2":
                assert {"zh": "- 隐去光标所在列", "en": "- Put the column under the cursor out of sight"}[
                    language
                ] in " ".join(listed.plain.split())
            await pilot.press("escape")
            await settle(pilot)


@pytest.mark.parametrize("size", [(60, 16), (80, 24), (140, 12)])
async def test_the_fact_under_the_cursor_stays_in_view_when_the_window_becomes_small(
    explorer: Open, size: tuple[int, int]
) -> None:
    app = explorer(sample())
    async with app.run_test(size=(140, 40)) as pilot:
        await settle(pilot)
        reader = app.query_one(Reader)
        await pilot.press("N")
        await settle(pilot)
        assert reader.cursor == len(reader.facts) - 1
        assert "船用离心泵" in shown(app)
        await pilot.resize_terminal(*size)
        await settle(pilot)
        await pilot.press("escape")  # on a narrow screen the facts lie over the list
        await settle(pilot)
        top, height = reader.scroll_offset.y, reader.size.height
        assert top <= reader._wrapped.line_of(reader.facts[reader.cursor or 0].start) < top + height


async def test_the_facts_come_and_go_with_the_room_until_a_person_decides(explorer: Open) -> None:
    app = explorer(sample())
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)

        def panes() -> str:
            return " ".join(name for name in ("list", "facts") if app.query_one(f"#{name}-pane").display)

        assert panes() == "list"
        await pilot.resize_terminal(140, 40)
        await settle(pilot)
        assert panes() == "list facts"
        await pilot.resize_terminal(80, 24)
        await settle(pilot)
        assert panes() == "list"
        await pilot.resize_terminal(140, 40)
        await settle(pilot)
        await pilot.press("f")
        await pilot.resize_terminal(80, 24)
        await pilot.resize_terminal(140, 40)
        await settle(pilot)
        assert panes() == "list", "it was put away"


async def test_the_first_fact_of_a_table_stands_under_the_tables_name(explorer: Open) -> None:
    app = explorer(sample())
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("f")
        await settle(pilot)
        await pilot.resize_terminal(80, 14)
        await settle(pilot)
        listed = app.query_one(FactList)
        for _ in range(12):
            await pilot.press("down")
        for _ in range(12):
            await pilot.press("up")
            await settle(pilot)
            before = listed.items[listed.cursor - 1] if listed.cursor else None
            if isinstance(before, Group):
                assert listed.scroll_offset.y < listed.cursor, before.table
        assert listed.cursor == 0


async def test_what_was_scrolled_away_from_does_not_come_back_with_another_size(explorer: Open) -> None:
    app = explorer(sample())
    async with app.run_test(size=(60, 16)) as pilot:
        await settle(pilot)
        reader = app.query_one(Reader)
        await pilot.press("end")
        await settle(pilot)
        assert "相关阅读" in shown(app)
        await pilot.resize_terminal(60, 14)
        await settle(pilot)
        assert reader.offset_at_top() > reader.facts[0].start


async def test_the_sentence_of_the_last_result_goes_when_the_next_query_begins(made: Path) -> None:
    app = explorer_on(made)
    async with app.run_test(size=(110, 30)) as pilot:
        await go(app, pilot, "sql")
        pane = app.query_one(SentencePane)
        for sql, there in (('SELECT name, doc_id, start, "end" FROM clusters', True), ("SELECT 1 AS one", False)):
            await run(app, pilot, sql)
            assert (pane.quote is not None) is there
            assert there or "所以没有原文" in shown(app)
            await write(app, pilot, SLOW)
            await pilot.press("f5")
            while "运行中" not in title(app):
                await pilot.pause(0.02)
            await pilot.pause()
            assert pane.quote is None
            assert "所以没有原文" not in shown(app)
            await pilot.press("escape")
            while "已取消" not in title(app):
                await pilot.pause(0.02)


async def test_a_query_without_rows_and_a_list_without_fitting_ones_name_the_next_key(made: Path) -> None:
    app = explorer_on(made)
    async with app.run_test(size=(80, 24)) as pilot:
        await go(app, pilot, "sql")
        await pilot.press("f8")
        await settle(pilot)
        assert isinstance(app.screen, HistoryScreen)
        assert "还没有运行过查询" in shown(app)
        assert "esc 关闭，F5 运行" in shown(app)
        await pilot.press("enter", "escape")
        await settle(pilot)
        await run(app, pilot, "SELECT '灯塔工厂' FROM clusters WHERE year = 1999")
        assert "F7 回到查询" in shown(app)
        await pilot.press("f8")
        await settle(pilot)
        field = app.screen.query_one(Input)
        field.value = "没有这样的词"
        await settle(pilot)
        assert "没有符合的查询" in shown(app)
        field.value = "dtgc"
        await settle(pilot)
        assert len(app.screen.query_one(EntryList).items) == 1, "pinyin initials find in the history too"
        await pilot.press("escape", "escape")
        await settle(pilot)
        await pilot.press("2")
        await settle(pilot)
        await pilot.press("T", *"zzzz")
        await settle(pilot)
        assert isinstance(app.screen, Chooser)
        assert "没有符合的项 · 删去几个字再试" in shown(app)


async def test_how_far_a_query_is_stands_in_its_title(made: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = explorer_on(made)
    async with app.run_test(size=(110, 30)) as pilot:
        await go(app, pilot, "sql")
        monkeypatch.setattr(app.query_one(Sql)._runner, "progress", lambda: 41.7)
        await write(app, pilot, SLOW)
        await pilot.press("f5")
        while "42%" not in title(app):
            await pilot.pause(0.02)
        assert "esc 取消" in title(app)
        await pilot.press("escape")
        await settle(pilot)


async def test_facts_boilerplate_and_headings_are_told_apart_at_a_glance(explorer: Open) -> None:
    app = explorer(sample())
    async with app.run_test(size=(140, 40)) as pilot:
        await settle(pilot)
        reader = app.query_one(Reader)

        def line_with(words: str) -> int:
            text = reader.document.text if reader.document else ""
            return reader._wrapped.line_of(text.index(words)) - reader.scroll_offset.y

        def colours(y: int) -> set[str]:
            # Behind the gutter and before the map.
            return {str(s.style.color) for s in list(reader.render_line(y))[3:-1] if s.style and s.text.strip()}

        assert "▶" in reader.render_line(line_with("近年来")).text[:2], "the fact of the cursor"
        assert "▎" in reader.render_line(line_with("冠军企业领跑") + 2).text[:2], "a fact of another table"
        assert reader.render_line(line_with("海州日报记者")).text[:3] == "   ", "no fact"
        plain = colours(line_with("海州市印发") + 1)
        assert not colours(line_with("分享到")) & plain, "what belongs to the page is dimmed"
        heading = [s.style for s in reader.render_line(line_with("集群加快成形")) if s.text.strip()]
        assert any(style is not None and style.bold for style in heading)
        map_of = "".join(reader.render_line(y).text[-1] for y in range(reader.size.height))
        assert map_of.count("◀") == 1
        assert "▐" in map_of
        legend = app.query_one(DocumentHead).render()
        tables = {fact.table for fact in reader.facts}
        assert all(f"■ {table} " in legend.plain for table in tables)
        inks = {str(span.style.color) for span in legend.spans if not isinstance(span.style, str) and span.style.color}
        assert len(inks) == len(tables), "a colour of its own for each"


async def test_in_the_smallest_terminal_there_are_hits_to_see(made: Path) -> None:
    app = explorer_on(made)
    async with app.run_test(size=(40, 12)) as pilot:
        await go(app, pilot, "search")
        await pilot.press(*"集群")
        await settle(pilot)
        found = app.query_one(Search).results
        assert found.size.height >= 3
        assert any("集群" in line for line in screen_text(app)[4:8])
        await pilot.resize_terminal(60, 16)
        await settle(pilot)
        assert found.size.height >= 5
        assert app.query_one(SentencePane).size.height >= 3


@LANGUAGES
async def test_what_a_filter_may_be_is_said_to_its_end(made: Path, language: str) -> None:
    set_language(language)
    app = explorer_on(made)
    async with app.run_test(size=(80, 24)) as pilot:
        await go(app, pilot, "tables")
        await pilot.press("equals_sign")
        await settle(pilot)
        assert "sql …" in shown(app)
        await pilot.press(*"高端船舶")
        await settle(pilot)
        assert "高端船舶 " in screen_text(app)[-3], "there is room for what is typed"


async def test_a_file_without_facts_opens_on_a_table_that_says_what_would_fill_it(tmp_path: Path) -> None:
    app = explorer_on(write_file(tmp_path / "facts.duckdb", empty=True))
    async with app.run_test(size=(80, 24)) as pilot:
        await go(app, pilot, "tables")
        assert "还没有行" in shown(app)
        assert "ctrl+r 更新数据文件" in shown(app)


async def test_a_column_is_gone_to_by_its_name(made: Path) -> None:
    app = explorer_on(made)
    async with app.run_test(size=(80, 24)) as pilot:
        await go(app, pilot, "tables")
        grid = app.query_one(Tables).grid
        await pilot.press("c", *"sta")
        await settle(pilot)
        assert grid.cursor[1] == "status", "it is gone to while the name is typed"
        await pilot.press(*"xx")
        await settle(pilot)
        assert "没有这样的列" in shown(app)
        await pilot.press("backspace", "backspace", "enter", "down")
        await settle(pilot)
        assert grid.cursor == (1, "status")


async def test_a_cell_of_a_result_is_looked_for_in_all_documents(made: Path) -> None:
    app = explorer_on(made)
    async with app.run_test(size=(80, 24)) as pilot:
        await go(app, pilot, "sql")
        await run(app, pilot, "SELECT '高端船舶' AS name")
        await pilot.press("f7", "f")
        await settle(pilot)
        assert app.query_one(PlaceBar).current == "search"
        assert app.query_one(QueryInput).value == "高端船舶"
        assert app.query_one(Search).results.items


async def test_no_part_of_the_explorer_is_a_stock_table(made: Path) -> None:
    app = explorer_on(made)
    async with app.run_test(size=(80, 24)) as pilot:
        for place in ("tables", "search", "sql"):
            await go(app, pilot, place)
            await pilot.press("escape")
        assert not app.query("DataTable, OptionList, ListView, Tree")


async def test_the_first_start_changes_its_language_too(explorer: Open, tmp_path: Path) -> None:
    app = explorer(sample(), ingest=(sys.executable, "-c", "import sys; sys.exit('no disk')"), exists=False)
    async with app.run_test(size=(80, 24)) as pilot:
        for _ in range(200):
            await pilot.pause(0.05)
            if "no disk" in shown(app):
                break
        assert "还没有数据文件" in shown(app)
        assert "按 ctrl+r 重试" in shown(app)
        app.action_language()
        await settle(pilot)
        assert "There is no file yet" in shown(app)
        assert "Press ctrl+r to try again" in shown(app)


@contextmanager
def started(made: Path, folder: Path, state: Path) -> Iterator[Terminal]:
    """The explorer in a terminal of its own, once Documents shows its first fact."""
    script = folder / "ending.py"
    script.write_text(CRASHING, encoding="utf-8")
    env = {"TERM": "xterm-256color", "QDTUI_STATE_DIR": str(state), "PYTHONPATH": ":".join(sys.path)}
    with Terminal([sys.executable, str(script), str(made)], folder, env) as terminal:
        terminal.wait_for("看它在表中的位置")
        yield terminal


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
def test_buffers_outlive_a_program_that_is_killed(made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    state = tmp_path / "state"
    with started(made, tmp_path, state) as terminal:
        terminal.type("4")
        terminal.wait_for("ORDER")
        terminal.type("\x1bOQ")  # F2, another buffer
        terminal.type("-- rescued")
        deadline = time.monotonic() + 60
        while not any(b"-- rescued" in path.read_bytes() for path in state.rglob("*") if path.is_file()):
            assert time.monotonic() < deadline, "the buffer never came to the disk"
            time.sleep(0.05)
        os.kill(terminal._pid, signal.SIGKILL)
        terminal.wait_for_end()
    monkeypatch.setenv("QDTUI_STATE_DIR", str(state))
    desk = Desk(folder())
    desk.read()
    assert any("-- rescued" in buffer.text for buffer in desk.buffers)


async def test_what_lies_over_a_place_is_closed_by_a_click_beside_it(made: Path) -> None:
    app = explorer_on(made)
    async with app.run_test(size=(140, 40)) as pilot:
        for place, keys in (
            ("2", ("question_mark", "p", "space", "S", "T", "C")),
            ("4", ("f8", "f9")),
        ):
            await settle(pilot)
            await pilot.press(place)
            await settle(pilot)
            for key in keys:
                await pilot.press(key)
                await settle(pilot)
                assert len(app.screen_stack) == 2, key
                await pilot.click(offset=(70, 20))
                await settle(pilot)
                if len(app.screen_stack) == 2:  # a click on what can be chosen may choose it
                    await pilot.click(offset=(1, 1))
                    await settle(pilot)
                assert len(app.screen_stack) == 1, key


async def test_a_long_title_leaves_the_text_its_room(explorer: Open) -> None:
    database = sample()
    database.texts[1] = replace(database.texts[1], title="关于进一步推动先进制造业和现代服务业深度融合的若干措施" * 8)
    app = explorer(database)
    for size in ((60, 16), (80, 24), (140, 40)):
        async with app.run_test(size=size) as pilot:
            await settle(pilot)
            app.post_message(OpenDocument("d2"))
            await settle(pilot)
            head, reader = app.query_one(DocumentHead), app.query_one(Reader)
            assert head.size.height <= 5
            assert "…" in str(head.render())
            assert reader.size.height >= 6
            assert any(line.strip("│ ▎▶") for line in screen_text(app)[6:12])
        app = explorer(database)


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP] if sys.platform != "win32" else [])
def test_where_a_person_was_is_kept_when_the_terminal_is_closed(
    made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: signal.Signals
) -> None:
    state = tmp_path / "state"
    with started(made, tmp_path, state) as terminal:
        terminal.type("2")
        terminal.wait_for("1/4 行")
        os.kill(terminal._pid, number)
        assert terminal.wait_for_end() == 0
    monkeypatch.setenv("QDTUI_STATE_DIR", str(state))
    assert last_view(made)["place"] == "tables"
