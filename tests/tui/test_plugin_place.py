"""Places that plugins declare: drawn by the explorer, queries closed off, and no fault of theirs ends it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest
from textual.widgets import Input

from qdtui.engines.errand import Table
from qdtui.offers import Offer
from qdtui.state import save_view
from qdtui.tui.app import Explorer
from qdtui.tui.frame import PlaceBar
from qdtui.tui.offer_screens import RowsScreen, TextScreen
from qdtui.tui.plugin_place import PluginPlace
from qdtui.tui.sql_text import filled
from tests.plugin_files import write
from tests.project import Project, make
from tests.tui.conftest import settle
from tests.tui.offering import explorer, offering, until
from tests.tui.snapshots import shown

Snap = Callable[..., Awaitable[None]]

PLACE = """
from qdtui.api import Place, PlaceDetail, PlaceView, hookimpl

YEARS = "SELECT year, count(*) AS n FROM years GROUP BY year ORDER BY year"
QUOTES = 'SELECT quote, doc_id, start, "end" FROM years WHERE year = $year;'

@hookimpl
def qdtui_places(config):
    return [
        Place("annals", "编年 {0}", [
            PlaceView("逐年", YEARS, [PlaceDetail("出处", QUOTES), PlaceDetail("个数", "SELECT $n AS how_many")]),
            PlaceView("文档", "SELECT path, doc_id FROM documents"),
        ]),
        Place("bad", "坏的", [
            PlaceView("没有", "SELECT * FROM nowhere"),
            PlaceView("外面", "SELECT * FROM read_text('/etc/hostname')"),
            PlaceView("很久", "SELECT count(*) FROM range(100_000_000_000) a, range(100_000) b"),
            PlaceView("缺列", "SELECT 1 AS a", [PlaceDetail("缺", "SELECT $b")]),
        ]),
    ]
"""


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    project = offering(tmp_path_factory.mktemp("places") / "p", annals=PLACE)
    project.configure(time_limit=2.0)
    return project


@pytest.fixture(autouse=True)
def _nothing_kept(project: Project) -> None:
    """Each test begins as if nobody had been here."""
    save_view(project.database, {})


async def test_a_place_shows_its_list_the_details_of_the_row_and_the_sentence(project: Project) -> None:
    async with explorer(project).run_test(size=(120, 40)) as pilot:
        screen = await until(pilot, "5 编年 {0}  坏的")
        await pilot.press("5")
        screen = await until(pilot, "编年 {0} › 逐年 1/2 · 1/3 行")
        await until(pilot, "出处 1/2 · 1/1 行")
        await pilot.press("down")
        await settle(pilot)
        await pilot.press("enter")  # from the list to its details
        await until(pilot, "建成12家")
        await settle(pilot)
        assert " 2027 " in shown(pilot.app)
        await pilot.press("o")
        screen = await until(pilot, "个数 2/2 · 1/1 行")
        assert "how_many" in screen
        await pilot.press("o")
        await until(pilot, "出处 1/2 · 1/1 行")
        await settle(pilot)
        await pilot.press("enter")
        await settle(pilot)
        app = pilot.app
        assert isinstance(app, Explorer)
        assert app.front is not None
        assert app.front.PLACE_ID == "documents"


async def test_the_lists_of_a_place_follow_one_another(project: Project) -> None:
    async with explorer(project).run_test(size=(120, 40)) as pilot:
        await until(pilot, "5 编年 {0}")
        await pilot.press("5")
        await until(pilot, "逐年 1/2 · 1/3 行")
        await pilot.press("right_square_bracket")
        await until(pilot, "documents/a.txt")
        await until(pilot, "文档 2/2 · 1/1 行")
        await settle(pilot)
        place = pilot.app.query_one(PluginPlace)
        assert place.chosen().doc_id is not None
        await pilot.press("left_square_bracket")
        await until(pilot, "逐年 1/2 · 1/3 行")


@pytest.mark.parametrize(
    ("steps", "said"),
    [
        (0, "Table with name nowhere does not exist"),
        (1, "已隔离：这里的 SQL 只能读取打开的这个文件"),
        (2, "超过了 2 秒的时限"),
        (3, "$b 没有对应的值"),
    ],
)
async def test_a_query_that_fails_is_named_in_its_place_and_the_explorer_goes_on(
    project: Project, steps: int, said: str
) -> None:
    before = project.database.read_bytes()
    async with explorer(project).run_test(size=(140, 40)) as pilot:
        await until(pilot, "5 编年 {0}")
        await pilot.press("5", "5")
        await until(pilot, "坏的 › 没有 1/4")
        await pilot.press(*["right_square_bracket"] * steps)
        screen = await until(pilot, said)
        assert "插件 annals 的“坏的”没有读出来" in screen
        await pilot.press("1")
        await until(pilot, "建成12家")
    assert project.database.read_bytes() == before


async def test_the_palette_goes_to_a_place(project: Project) -> None:
    async with explorer(project).run_test(size=(120, 40)) as pilot:
        await until(pilot, "5 编年 {0}")
        await pilot.press("ctrl+p")
        await settle(pilot)
        pilot.app.screen.query_one(Input).value = "编年"
        await until(pilot, "插件 annals")
        await settle(pilot)
        await pilot.press("enter")
        await until(pilot, "编年 {0} › 逐年 1/2")


async def test_a_place_that_is_no_longer_offered_goes_away(project: Project) -> None:
    async with explorer(project).run_test(size=(120, 40)) as pilot:
        await until(pilot, "5 编年 {0}")
        await pilot.press("5")
        await until(pilot, "逐年 1/2 · 1/3 行")
        app = pilot.app
        assert isinstance(app, Explorer)
        changed = [
            Offer(one.kind, one.name, one.plugin, "新的", "", one.declared)
            for one in app.offers
            if one.name == "annals"
        ]
        app.take_offers(changed)
        await until(pilot, "新的 › 逐年 1/2")
        app.take_offers([])
        await settle(pilot)
        await until(pilot, "建成12家")
        assert not app.query(PluginPlace)
        assert "新的" not in shown(app)
        assert app.query_one(PlaceBar).current == "documents"
        await pilot.press("5")
        await settle(pilot)
        assert app.query_one(PlaceBar).current == "documents"


def test_queries_that_are_not_one_select_are_refused_at_the_ingest_and_named(tmp_path: Path) -> None:
    project = make(tmp_path / "p")
    source = """
from qdtui.api import Place, PlaceDetail, PlaceView, hookimpl

@hookimpl
def qdtui_places(config):
    return [
        Place("good", "Good", [PlaceView("a", "SELECT 1")]),
        Place("writes", "W", [PlaceView("a", "SELECT 1", [PlaceDetail("b", "DELETE FROM documents")])]),
        Place("two", "T", [PlaceView("a", "SELECT 1; SELECT 2")]),
        Place("attaches", "A", [PlaceView("a", "ATTACH 'x.duckdb'")]),
        Place("no_sql", "N", [PlaceView("a", "SELEC 1")]),
        Place("empty", "E", [PlaceView("a", " ; ")]),
        Place("none", "N", []),
        Place("junk", "J", ["SELECT 1"]),
    ]
"""
    write(project.folder / "plugins", places=source)
    reasons = [problem.reason for problem in project.ingest().problems]
    assert reasons[:3] == [
        "place 'empty': its sql is empty",
        "place 'none': views are PlaceViews, 1 to 20 of them",
        "place 'junk': 'SELECT 1' is no PlaceView",
    ]
    assert sorted(reason.partition(": ")[0] for reason in reasons[3:]) == [
        "place attaches", "place no_sql", "place two", "place writes",
    ]  # fmt: skip
    assert "place writes: the query of 'a › b' is not one SELECT" in reasons
    assert project.query("SELECT name FROM offers") == [("good",)]
    assert project.query("SELECT status FROM plugins WHERE name = 'places'") == [("partly",)]


@pytest.mark.parametrize("size", [(80, 24), (140, 40)], ids=["80x24", "140x40"])
async def test_a_place_and_the_rows_of_a_command_look_as_they_did(
    project: Project, snap: Snap, size: tuple[int, int]
) -> None:
    name = f"{size[0]}x{size[1]}"
    async with explorer(project).run_test(size=size) as pilot:
        await until(pilot, "5 编年 {0}")
        await pilot.press("5")
        await until(pilot, "出处 1/2 · 1/1 行")
        await pilot.press("down", "tab")
        await until(pilot, "建成12家")
        await settle(pilot)
        await snap(pilot.app, f"plugin-place-{name}")
        app = pilot.app
        assert isinstance(app, Explorer)
        table = Table("年份", ("year", "note"), ("BIGINT", "VARCHAR"), [(2025, "[b]"), (2027, None)])
        app.push_screen(RowsScreen(app.context, "年份 · mine", table))
        await until(pilot, "mine · 1/2 行")
        await settle(pilot)
        await snap(app, f"plugin-rows-{name}")
        await pilot.press("escape")
        app.push_screen(
            TextScreen("会出错（mine）没有成功", "command x of mine:\n\nRuntimeError: [b]no[/b]", failed=True)
        )
        await settle(pilot)
        await snap(app, f"plugin-fault-{name}")


async def test_lists_and_details_are_sorted_by_key_and_by_a_click_on_the_name(project: Project) -> None:
    async with explorer(project).run_test(size=(120, 40)) as pilot:
        await until(pilot, "5 编年 {0}")
        await pilot.press("5")
        await until(pilot, "出处 1/2 · 1/1 行")
        place = pilot.app.query_one(PluginPlace)
        await pilot.press("s", "s")
        await until(pilot, "1/3 行 · 排序 year↓")
        await settle(pilot)
        assert place.master.row == {"year": 2030, "n": 1}
        assert "2030" in shown(pilot.app).partition("出处")[2]  # the details follow
        await pilot.press("right", "plus")
        await until(pilot, "排序 year↓ n↑")
        assert place.master.cursor == (0, "n")
        await pilot.press("tab", "s")
        await until(pilot, "1/1 行 · 排序 quote↑")
        await pilot.press("o")  # other details have an order of their own
        await until(pilot, "个数 2/2 · 1/1 行─")
        await pilot.click(place.master, offset=(2, 1))
        await until(pilot, "逐年 1/2 · 1/3 行─")
        await pilot.pause(0.6)  # not a double click
        await pilot.click(place.master, offset=(2, 1))
        await until(pilot, "3 行 · 排序 year↑")


async def test_the_sql_of_a_list_and_of_its_details_runs_in_the_place_sql(project: Project) -> None:
    async with explorer(project).run_test(size=(120, 40)) as pilot:
        await until(pilot, "5 编年 {0}")
        await pilot.press("5")
        await until(pilot, "出处 1/2 · 1/1 行")
        await pilot.press("s", "S")
        screen = await until(pilot, "此视图的 SQL")
        assert "GROUP BY year" in screen
        await pilot.press("escape", "tab", "S")
        assert "WHERE year = 2025" in await until(pilot, "此视图的 SQL")
        await pilot.press("e")
        await settle(pilot)
        await pilot.press("f5")
        await until(pilot, "结果 · 1/1 行")


async def test_a_list_and_details_are_written_to_files(project: Project, tmp_path: Path) -> None:
    async with explorer(project).run_test(size=(120, 40)) as pilot:
        await until(pilot, "5 编年 {0}")
        await pilot.press("5")
        await until(pilot, "出处 1/2 · 1/1 行")
        await pilot.press("s", "s")
        await until(pilot, "排序 year↓")
        await settle(pilot)
        field = pilot.app.query_one(PluginPlace).query_one("Prompt Input", Input)
        await pilot.press("E")
        assert field.value == "逐年.csv"
        field.value = str(tmp_path / "years.csv")
        await pilot.press("enter")
        await until(pilot, "已导出 3 行")
        assert (tmp_path / "years.csv").read_text("utf-8-sig").split() == ["year,n", "2030,1", "2027,1", "2025,1"]
        await pilot.press("tab", "E")
        field.value = str(tmp_path / "quotes.csv")
        await pilot.press("enter")
        await until(pilot, "已导出 1 行")
        assert (tmp_path / "quotes.csv").read_text("utf-8-sig").splitlines()[1].startswith("2030,")


async def test_a_place_comes_back_at_the_next_start_as_it_was_left(project: Project) -> None:
    async with explorer(project).run_test(size=(120, 40)) as pilot:
        await until(pilot, "5 编年 {0}")
        await pilot.press("5")
        await until(pilot, "出处 1/2 · 1/1 行")
        await pilot.press("s", "s", "right")
        await until(pilot, "排序 year↓")
        await settle(pilot)
        await pilot.press("down", "o")
        await until(pilot, "个数 2/2 · 1/1 行")
        await pilot.press("q")
    async with explorer(project).run_test(size=(120, 40)) as pilot:
        await until(pilot, "编年 {0} › 逐年 1/2 · 2/3 行 · 排序 year↓")
        await until(pilot, "个数 2/2 · 1/1 行")
        assert pilot.app.query_one(PluginPlace).master.cursor == (1, "n")
        await pilot.press("s", "right_square_bracket")
        await until(pilot, "文档 2/2 · 1/1 行")
        await pilot.press("q")
    async with explorer(project).run_test(size=(120, 40)) as pilot:
        await until(pilot, "文档 2/2 · 1/1 行")


@pytest.mark.parametrize(
    "kept",
    [
        {"place": "plugin-gone"},
        {"place": "plugin-annals", "plugin-annals": {"view": 3, "detail": [], "orders": [["a"], 1, ["b", "c", 4]]}},
        {"place": "plugin-annals", "plugin-annals": {"view": "逐年", "row": -2, "at": "nowhere", "orders": 5}},
    ],
)
async def test_a_place_that_is_gone_or_was_kept_otherwise_holds_nobody_up(
    project: Project, kept: dict[str, Any]
) -> None:
    save_view(project.database, kept)
    async with explorer(project).run_test(size=(120, 40)) as pilot:
        await until(pilot, "建成12家" if kept["place"] == "plugin-gone" else "逐年 1/2 · 1/3 行")


def test_a_value_stands_only_where_its_name_does() -> None:
    sql = "SELECT $a, '$a', \"$a\", $ab, $$ $a $$, x$a -- $a\nWHERE b = $b;"
    made = "SELECT 1, '$a', \"$a\", $ab, $$ $a $$, x1 -- $a\nWHERE b = 'it''s';"
    assert filled(sql, {"a": 1, "b": "it's"}) == made
