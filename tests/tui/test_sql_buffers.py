"""Several buffers of SQL: they come back, nothing typed is lost, and each keeps its own undo; layout and plan."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from textual.app import App

from qdtui.state import folder
from qdtui.tui.plan_screen import MEASURED, PlanScreen
from qdtui.tui.sql_buffers import BufferBar
from qdtui.tui.sql_desk import CLOSED, Buffer, Desk, label
from qdtui.tui.sql_layout import laid_out
from tests.tui.conftest import settle
from tests.tui.made_file import explorer_on, go, type_text
from tests.tui.snapshots import shown
from tests.tui.test_sql import editor, title, write

ROOMY = (110, 30)


async def test_a_second_buffer_leaves_the_first_as_it_was_and_both_come_back(made: Path) -> None:
    app = explorer_on(made)
    async with app.run_test(size=ROOMY) as pilot:
        await go(app, pilot, "sql")
        assert not app.query_one(BufferBar).display, "one buffer needs no bar"
        await write(app, pilot, "SELECT name FROM clusters")
        await pilot.press("f2")
        await settle(pilot)
        assert editor(app).text == ""
        await type_text(pilot, "SELECT 2")
        assert " 1 clusters " in shown(app)
        assert " 2 SELECT 2" in shown(app)
        await pilot.press("f3")
        await settle(pilot)
        assert editor(app).text == "SELECT name FROM clusters"
        assert editor(app).cursor_location == (0, 25)
        await pilot.press("ctrl+pageup")
        await settle(pilot)
    app = explorer_on(made)
    async with app.run_test(size=ROOMY) as pilot:
        await go(app, pilot, "sql")
        assert editor(app).text == "SELECT 2", "the one that was in front is in front again"
        assert editor(app).cursor_location == (0, 8)
        await pilot.press("f3")
        await settle(pilot)
        assert editor(app).text == "SELECT name FROM clusters"


@pytest.mark.parametrize("size", [(80, 24), (140, 40)], ids=["80x24", "140x40"])
async def test_the_bar_of_buffers_looks_as_it_should(
    made: Path, snap: Callable[[App[int], str], Awaitable[None]], size: tuple[int, int]
) -> None:
    app = explorer_on(made)
    async with app.run_test(size=size) as pilot:
        await go(app, pilot, "sql")
        for text in ("-- 各地集群\nSELECT region, count(*)\nFROM clusters GROUP BY ALL", "FROM evidence", "SELECT 1"):
            await write(app, pilot, text)
            await pilot.press("f2")
            await settle(pilot)
        await pilot.press("ctrl+pageup", "ctrl+pageup")
        await settle(pilot)
        await snap(app, f"sql_buffers_{size[0]}x{size[1]}")


async def test_every_buffer_has_its_own_undo(made: Path) -> None:
    app = explorer_on(made)
    async with app.run_test(size=ROOMY) as pilot:
        await go(app, pilot, "sql")
        await write(app, pilot, "")
        await type_text(pilot, "SELECT 1")
        await pilot.press("f2")
        await type_text(pilot, "SELECT 2")
        await pilot.press("f3", "ctrl+z")
        await settle(pilot)
        assert editor(app).text != "SELECT 1"
        await pilot.press("f3")
        await settle(pilot)
        assert editor(app).text == "SELECT 2"


async def test_a_closed_buffer_can_be_brought_back(made: Path) -> None:
    app = explorer_on(made)
    async with app.run_test(size=ROOMY) as pilot:
        await go(app, pilot, "sql")
        await write(app, pilot, "SELECT '重要'")
        await pilot.press("f4")
        await settle(pilot)
        assert editor(app).text == ""
        await app.run_action("reopen_buffer", editor(app).parent.parent)  # type: ignore[union-attr]
        await settle(pilot)
        assert editor(app).text == "SELECT '重要'"
        await pilot.press("f4")
        await settle(pilot)
    app = explorer_on(made)
    async with app.run_test(size=ROOMY) as pilot:
        await go(app, pilot, "sql")
        assert "重要" not in editor(app).text
        await app.run_action("reopen_buffer", editor(app).parent.parent)  # type: ignore[union-attr]
        await settle(pilot)
        assert editor(app).text == "SELECT '重要'"


async def test_a_click_on_a_name_in_the_bar_brings_that_buffer_to_the_front(made: Path) -> None:
    app = explorer_on(made)
    async with app.run_test(size=ROOMY) as pilot:
        await go(app, pilot, "sql")
        await write(app, pilot, "SELECT 1")
        await pilot.press("f2")
        await type_text(pilot, "SELECT 2")
        await pilot.click(BufferBar, offset=(4, 0))
        await settle(pilot)
        assert editor(app).text == "SELECT 1"
        assert editor(app).has_focus


async def test_a_fault_is_not_marked_in_another_buffer(made: Path) -> None:
    app = explorer_on(made)
    async with app.run_test(size=ROOMY) as pilot:
        await go(app, pilot, "sql")
        await write(app, pilot, "SELECT nothing FROM clusters")
        await pilot.press("f5", "f2")
        await settle(pilot)
        assert title(app).startswith("出错")
        assert editor(app)._fault is None


def test_two_explorers_do_not_lose_each_others_buffers(tmp_path: Path) -> None:
    one, other = Desk(tmp_path), Desk(tmp_path)
    one.read()
    other.read()
    one.add("SELECT 'one'")
    one.write()
    other.add("SELECT 'other'")
    other.write()
    third = Desk(tmp_path)
    third.read()
    assert {buffer.text for buffer in third.buffers} == {"SELECT 'one'", "SELECT 'other'"}


def test_the_single_buffer_of_an_earlier_version_is_taken_over(tmp_path: Path) -> None:
    (tmp_path / "buffer.sql").write_text("SELECT '以前'", encoding="utf-8")
    desk = Desk(tmp_path)
    desk.read()
    assert [buffer.text for buffer in desk.buffers] == ["SELECT '以前'"]


def test_broken_files_of_the_desk_stop_nothing(tmp_path: Path) -> None:
    (tmp_path / "buffers").mkdir()
    (tmp_path / "buffers" / "0001.sql").write_bytes(b"\xff\xfe\xff")
    (tmp_path / "buffers" / "0002.sql").write_text("SELECT 2")
    (tmp_path / "buffers" / "x.sql").write_text("SELECT 3")
    (tmp_path / "buffers" / "front.json").write_text('{"number": [], "at": 3}')
    desk = Desk(tmp_path)
    desk.read()
    assert [buffer.text for buffer in desk.buffers] == ["SELECT 2"]
    for number in range(CLOSED + 5):
        desk.add(f"SELECT {number}")
        desk.close()
    assert len(list((tmp_path / "buffers" / "closed").glob("*.sql"))) == CLOSED
    assert desk.reopen() is not None
    assert desk.buffer.text == f"SELECT {CLOSED + 4}"


def test_a_buffer_is_named_after_its_comment_or_its_table() -> None:
    assert label("-- 集群的数量\nSELECT 1") == "集群的数量"
    assert label('SELECT a, b\nFROM "my table" t') == "my table"
    assert label("FROM clusters") == "clusters"
    assert label("SELECT 1 + 1") == "SELECT 1 + 1"
    assert label("  ") == ""
    assert isinstance(Buffer(1).text, str)
    assert folder().name


async def test_a_statement_is_laid_out_and_undo_takes_it_back(made: Path) -> None:
    app = explorer_on(made)
    sql = "select name, level from clusters where region = '海州' and level = '省级' order by name"
    async with app.run_test(size=ROOMY) as pilot:
        await go(app, pilot, "sql")
        await write(app, pilot, sql)
        await pilot.press("ctrl+l")
        await settle(pilot)
        lines = editor(app).text.split("\n")
        assert [line.split()[0] for line in lines] == ["select", "level", "from", "where", "and", "order"]
        await pilot.press("ctrl+z")
        await settle(pilot)
        assert editor(app).text == sql


@pytest.mark.parametrize(
    "sql",
    [
        "from clusters select name where region like '青岛%'",
        "select {'a': 1} s, list_transform([1], lambda v : v+1), x::int, \"end\" from evidence -- 说明\nlimit 3",
        "with a as (select 1 x) select case when x > 0 then '多  少' else 'b' end from a",
        "select 'a''b', $$ x  y $$, \"a b\" from t",
        "SELECT * FROM (SELECT 1",
    ],
)
def test_laying_out_moves_nothing_but_space(sql: str) -> None:
    made = laid_out(sql)
    assert made is None or "".join(made.split()) == "".join(sql.split())
    assert laid_out("(" * 2000 + ")" * 2000) is None


async def test_the_plan_of_the_statement_and_then_its_times(made: Path) -> None:
    app = explorer_on(made)
    async with app.run_test(size=ROOMY) as pilot:
        await go(app, pilot, "sql")
        await write(app, pilot, "SELECT name FROM clusters")
        await pilot.press("f9")
        await settle(pilot)
        assert isinstance(app.screen, PlanScreen)
        assert "clusters" in shown(app)
        await pilot.press("a")
        await settle(pilot)
        assert MEASURED() in shown(app)
        assert "Total Time" in shown(app)
        await pilot.press("escape")
        await settle(pilot)
        assert editor(app).text == "SELECT name FROM clusters"


async def test_a_statement_without_a_plan_is_marked_where_it_is_wrong(made: Path) -> None:
    app = explorer_on(made)
    async with app.run_test(size=ROOMY) as pilot:
        await go(app, pilot, "sql")
        await write(app, pilot, "SELECT nothing FROM clusters")
        await pilot.press("f9")
        await settle(pilot)
        assert not isinstance(app.screen, PlanScreen)
        assert "nothing" in shown(app)
        assert editor(app)._fault == (7, 14)
