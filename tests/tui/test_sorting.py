"""Sorting what a query or a plugin's command gave: by a key or a click, by several columns, and back."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest
from textual.app import App
from textual.pilot import Pilot
from textual.widgets import TextArea

from qdtui.tui.app import Explorer
from qdtui.tui.grid import Grid
from qdtui.tui.grid_messages import HeaderClicked
from qdtui.tui.offer_screens import RowsScreen
from qdtui.tui.sorting import sorted_rows
from qdtui.tui.sql import Editor, Sql
from qdtui.tui.sql_sheet import SqlSheet
from tests.project import Project
from tests.tui.conftest import settle
from tests.tui.made_file import explorer_on, go
from tests.tui.offering import explorer, offering, until
from tests.tui.snapshots import shown

Snap = Callable[[App[int], str], Awaitable[None]]

FIRMS = """SELECT * FROM (VALUES ('乙', 3, 1), ('甲', NULL, 1), ('丙', 1, 2), ('丁', 3, 2)) t(name, n, m) -- as given"""


@pytest.fixture(autouse=True)
def _still(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(TextArea, "cursor_blink", False)


def column(grid: Grid, number: int = 0) -> list[Any]:
    """The values of a column, from top to bottom."""
    assert grid._pages is not None
    return [row[number] for place in range(grid.total) if (row := grid._pages.row(place)) is not None]


async def run(app: Explorer, pilot: Pilot[int], sql: str) -> Grid:
    """Run `sql`, and go to its rows."""
    await go(app, pilot, "sql")
    editor = app.query_one(Editor)
    editor.text = sql
    editor.move_cursor(editor.document.end)
    await pilot.press("f5")
    await settle(pilot)
    await pilot.press("f7")
    return app.query_one(Sql).grid


async def press(pilot: Pilot[int], *keys: str) -> None:
    """Press keys, each when the one before has had its effect."""
    for key in keys:
        await pilot.press(key)
        await settle(pilot)


async def test_a_result_is_sorted_up_down_and_not_at_all(made: Path) -> None:
    app = explorer_on(made)
    async with app.run_test(size=(110, 24)) as pilot:
        grid = await run(app, pilot, FIRMS)
        assert column(grid) == ["乙", "甲", "丙", "丁"]
        await press(pilot, "right", "s")
        assert column(grid, 1) == [1, 3, 3, None]
        assert grid.cursor[1] == "n"
        assert "排序 n↑" in str(grid._border_title)
        await press(pilot, "s")
        assert column(grid, 1) == [3, 3, 1, None]
        await press(pilot, "s")
        assert column(grid) == ["乙", "甲", "丙", "丁"]
        assert "排序" not in str(grid._border_title)


async def test_it_is_sorted_by_several_columns_and_each_sort_is_taken_back(made: Path) -> None:
    app = explorer_on(made)
    async with app.run_test(size=(110, 24)) as pilot:
        grid = await run(app, pilot, FIRMS)
        await press(pilot, "end", "s", "s", "left", "plus")
        assert column(grid) == ["丙", "丁", "乙", "甲"]
        assert "排序 m↓ n↑" in str(grid._border_title)
        assert "m ↓1" in " ".join(shown(app).split()) or "m↓1" in shown(app)
        await press(pilot, "backspace")
        assert "排序 m↓" in str(grid._border_title)
        await press(pilot, "backspace", "backspace")
        assert column(grid) == ["乙", "甲", "丙", "丁"]
        await press(pilot, "backspace")
        assert "没有可撤销的排序" in shown(app)


async def test_a_click_on_a_columns_name_sorts_and_a_new_run_begins_in_its_own_order(made: Path) -> None:
    app = explorer_on(made)
    async with app.run_test(size=(110, 24)) as pilot:
        grid = await run(app, pilot, FIRMS)
        grid.post_message(HeaderClicked(grid, "n"))
        await settle(pilot)
        assert column(grid, 1) == [1, 3, 3, None]
        await press(pilot, "f5")
        assert column(grid) == ["乙", "甲", "丙", "丁"]


async def test_the_sql_on_show_and_in_a_file_has_the_order(made: Path, tmp_path: Path) -> None:
    app = explorer_on(made)
    async with app.run_test(size=(110, 30)) as pilot:
        await run(app, pilot, FIRMS)
        await press(pilot, "right", "s", "S")
        assert isinstance(app.screen, SqlSheet)
        assert 'ORDER BY "n" ASC NULLS LAST' in shown(app)
        await press(pilot, "e")
        assert app.query_one(Editor).text.rstrip().endswith('ORDER BY "n" ASC NULLS LAST;')
        view = app.query_one(Sql).on_screen
        assert view is not None
        assert view[1].order == (("n", False),)


async def test_what_cannot_be_sorted_stays_and_says_so(made: Path) -> None:
    app = explorer_on(made)
    async with app.run_test(size=(110, 24)) as pilot:
        grid = await run(app, pilot, "EXPLAIN SELECT 1")
        before = column(grid)
        await press(pilot, "s")
        assert column(grid) == before
        assert "此结果不能排序" in shown(app)
        assert "排序 " not in str(grid._border_title)


async def test_a_sort_that_takes_long_is_cancelled_and_the_rows_stay(made: Path) -> None:
    app = explorer_on(made)
    slow = "SELECT a.range AS n FROM range(100000000) a, range(100000) b"
    async with app.run_test(size=(110, 24)) as pilot:
        grid = await run(app, pilot, slow)
        there = grid.total
        assert there
        await pilot.press("s")
        for _ in range(100):
            await pilot.pause(0.05)
            if "运行中" in str(grid._border_title):
                break
        await pilot.press("escape")
        for _ in range(200):
            await pilot.pause(0.05)
            if "已取消" in shown(app):
                break
        await settle(pilot)
        assert "已取消" in shown(app)
        assert column(grid)[:2] == [0, 0] or grid.total == there
        assert "排序 " not in str(grid._border_title)


COMMANDS = """
from qdtui.api import Command, Rows, hookimpl

FIRMS = "SELECT * FROM (VALUES ('b', 3), ('a', NULL), ('c', 1)) t(name, n)"

def rows(context):
    return context.table(FIRMS)

def query(context):
    return Rows(sql=FIRMS)

@hookimpl
def qdtui_commands(config):
    return [Command("rows", "列出", rows), Command("query", "查询", query)]
"""


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    return offering(tmp_path_factory.mktemp("offers") / "p", mine=COMMANDS)


@pytest.mark.parametrize("command", ["rows", "query"])
async def test_rows_of_a_command_are_sorted_and_brought_back(project: Project, command: str) -> None:
    async with explorer(project).run_test(size=(120, 40)) as pilot:
        app = pilot.app
        assert isinstance(app, Explorer)
        await settle(pilot)
        await pilot.press("2")
        for _ in range(100):
            await settle(pilot)
            if app.offers:
                break
        app.run_offer(next(offer for offer in app.offers if offer.name == command))
        await until(pilot, "mine · 1/3 行")
        grid = app.screen.query_one(Grid)
        await press(pilot, "right", "s")
        assert column(grid) == ["c", "b", "a"]
        assert "排序 n↑" in shown(app)
        await press(pilot, "s")
        assert column(grid) == ["b", "c", "a"]
        await press(pilot, "S")
        assert isinstance(app.screen, SqlSheet) == (command == "query")
        if command == "query":
            await press(pilot, "escape")
        await press(pilot, "backspace", "backspace")
        assert column(grid) == ["b", "a", "c"]
        assert "排序 n" not in shown(app)
        assert isinstance(app.screen, RowsScreen)


def test_rows_that_are_here_sort_like_those_of_a_query_and_mixed_values_do_no_harm() -> None:
    rows = [("b", 2), ("a", None), ("c", 10), ("d", "x"), ("a", 2)]
    assert [row[1] for row in sorted_rows(("k", "v"), rows, (("v", False),))] == [2, 2, 10, "x", None]
    assert [row[1] for row in sorted_rows(("k", "v"), rows, (("v", True),))] == ["x", 10, 2, 2, None]
    both = sorted_rows(("k", "v"), rows, (("k", False), ("v", True)))
    assert both == [("a", 2), ("a", None), ("b", 2), ("c", 10), ("d", "x")]


@pytest.mark.parametrize("size", [(80, 24), (140, 40)])
async def test_a_sorted_result_looks_as_it_should(made: Path, snap: Snap, size: tuple[int, int]) -> None:
    app = explorer_on(made)
    async with app.run_test(size=size) as pilot:
        grid = await run(app, pilot, "SELECT name, level, region, year FROM clusters")
        await press(pilot, "right", "s", "left", "plus")
        grid.border_title = " · ".join(part for part in str(grid._border_title).split(" · ") if "ms" not in part)
        await snap(app, f"sql_sorted_{size[0]}x{size[1]}")
