"""Commands of plugins in the explorer: listed with the plugin's name, run beside it, and no fault ends the explorer."""

from __future__ import annotations

import asyncio
import threading
import time
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from qdtui.config import load
from qdtui.engines.errand import Query
from qdtui.store.read import Database
from qdtui.store.sql import Session
from qdtui.tui.app import Explorer
from qdtui.tui.grid import Grid
from qdtui.tui.offer_screens import RowsScreen, TextScreen
from qdtui.tui.place import Context
from qdtui.tui.sql_run import Runner
from tests.project import Project
from tests.tui.conftest import settle
from tests.tui.offering import explorer, offering, until
from tests.tui.snapshots import shown

COMMANDS = """
import time
from qdtui.api import Command, Rows, Say, Show, Wrote, hookimpl

def say(context):
    return Say("[bold]所选文档[/bold] " + str(context.doc_id is not None))

def rows(context):
    return context.table('SELECT year, doc_id, start, "end" FROM years ORDER BY year', title="年份")

def query(context):
    return Rows(sql='SELECT year, doc_id, start, "end" FROM years ORDER BY year DESC')

def chosen(context):
    return Say(f"{context.table_name} {context.row['year']} {[row['year'] for row in context.rows]}")

def show(context):
    return Show(*context.query('SELECT doc_id, start, "end" FROM years ORDER BY year LIMIT 1')[0])

def fails(context):
    print("so far")
    raise RuntimeError("[red]no idea[/red]")

def hangs(context):
    time.sleep(60)

@hookimpl
def qdtui_commands(config):
    return [
        Command("a_say", "说一句 [b]", say, on="document"),
        Command("b_rows", "列出年份", rows, help="每行一个年份"),
        Command("c_query", "查询年份", query),
        Command("d_chosen", "所选的行", chosen, on="selection"),
        Command("e_show", "打开最早的年份", show),
        Command("f_fails", "会出错", fails),
        Command("g_hangs", "会卡住", hangs),
    ]
"""


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    return offering(tmp_path_factory.mktemp("offers") / "p", mine=COMMANDS)


async def begin(pilot: Pilot[int], place: str = "2") -> None:
    """Go to a place, with the commands read."""
    await settle(pilot)
    await pilot.press(place)
    for _ in range(100):
        await settle(pilot)
        if pilot.app.offers:  # type: ignore[attr-defined]
            return


async def run_command(pilot: Pilot[int], name: str) -> Explorer:
    """Run a plugin's command in the place of the tables; gives the explorer."""
    await begin(pilot)
    app = pilot.app
    assert isinstance(app, Explorer)
    app.run_offer(next(offer for offer in app.offers if offer.name == name))
    return app


async def test_the_leader_key_lists_them_with_their_plugin_and_runs_one(project: Project) -> None:
    async with explorer(project).run_test(size=(120, 40)) as pilot:
        await begin(pilot, "1")
        await pilot.press("comma")
        screen = await until(pilot, "插件的命令")
        assert "1  说一句 [b] · 插件 mine" in screen
        assert "会卡住 · 插件 mine" in screen
        await pilot.press("1")
        screen = await until(pilot, "[bold]所选文档[/bold] True")
        assert "说一句 [b] · mine" in screen
        await pilot.press("escape")
        assert not isinstance(pilot.app.screen, TextScreen)


async def test_the_palette_finds_them_by_title_plugin_and_initials(project: Project) -> None:
    async with explorer(project).run_test(size=(120, 40)) as pilot:
        await begin(pilot)
        await pilot.press("ctrl+p", *"liechu")
        await pilot.press(*["backspace"] * 6, *"lcnf")
        screen = await until(pilot, "插件 mine · 每行一个年份")
        assert "列出年份" in screen
        await pilot.press("down", "enter")
        await until(pilot, "年份 · 列出年份 · mine")
        assert isinstance(pilot.app.screen, RowsScreen)


@pytest.mark.parametrize("command", ["b_rows", "c_query"])
async def test_rows_show_their_sentence_and_open_their_document(project: Project, command: str) -> None:
    async with explorer(project).run_test(size=(120, 40)) as pilot:
        app = await run_command(pilot, command)
        await until(pilot, "mine · 1/3 行")
        grid = app.screen.query_one(Grid)
        assert grid.has_focus
        assert len(grid.columns) == 4
        await settle(pilot)
        await pilot.press("down")
        await settle(pilot)
        assert "建成12家" in shown(app)
        await pilot.press("enter")
        await settle(pilot)
        assert not isinstance(app.screen, RowsScreen)
        assert app.front is not None
        assert app.front.PLACE_ID == "documents"


async def test_a_command_gets_the_row_under_the_cursor_or_the_selected_ones(project: Project) -> None:
    async with explorer(project).run_test(size=(120, 40)) as pilot:
        await begin(pilot)
        app = pilot.app
        assert isinstance(app, Explorer)
        offer = next(offer for offer in app.offers if offer.name == "d_chosen")
        await pilot.press("down")
        app.run_offer(offer)
        await until(pilot, "years 2027 [2027]")
        await pilot.press("escape", "v", "down")
        app.run_offer(offer)
        await until(pilot, "years 2030 [2027, 2030]")


async def test_a_command_opens_a_document_at_its_span(project: Project) -> None:
    async with explorer(project).run_test(size=(120, 40)) as pilot:
        app = await run_command(pilot, "e_show")
        for _ in range(200):
            await settle(pilot)
            if app.front is not None and app.front.PLACE_ID == "documents":
                break
        assert app.front is not None
        assert app.front.reading is not None


async def test_a_command_that_fails_is_named_in_full_and_the_explorer_goes_on(project: Project) -> None:
    async with explorer(project).run_test(size=(120, 40)) as pilot:
        app = await run_command(pilot, "f_fails")
        screen = await until(pilot, "RuntimeError: [red]no idea[/red]")
        assert "command f_fails of mine" in screen
        assert "so far" in screen
        await pilot.press("escape", "1")
        await settle(pilot)
        assert app.front is not None
        assert app.front.PLACE_ID == "documents"


async def test_a_command_that_hangs_can_be_stopped(project: Project) -> None:
    async with explorer(project).run_test(size=(120, 40)) as pilot:
        app = await run_command(pilot, "g_hangs")
        await until(pilot, "会卡住（mine）正在运行")
        await pilot.press("1")  # it runs on in another place
        await pilot.pause()
        assert app.errand_runs
        await pilot.press("ctrl+x")
        await until(pilot, "已停止：会卡住（mine）")
        assert not app.errand_runs


async def test_commands_that_need_more_than_is_selected_are_not_offered(project: Project) -> None:
    async with explorer(project).run_test(size=(120, 40)) as pilot:
        await begin(pilot, "3")
        app = pilot.app
        assert isinstance(app, Explorer)
        assert [extra.title for extra in app.extras()][:2] == ["列出年份", "查询年份"]
        assert all("所选" not in extra.title for extra in app.extras())


async def test_without_plugins_none_are_offered(project: Project, tmp_path: Path) -> None:
    from dataclasses import replace

    config = replace(load(explicit=project.config), only_bundled=True)
    app = Explorer(Context(config, lambda: Database(config.database)))
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        await pilot.pause(0.5)
        await settle(pilot)
        assert app.extras() == []


EXPORTER = """
from qdtui.api import Exporter, hookimpl

def write(columns, batches, path):
    path.write_text(repr([len(batch) for batch in batches]))

def fails(columns, batches, path):
    raise RuntimeError("no idea")

@hookimpl
def qdtui_exporters(config):
    return [Exporter("mine", ".mine", "我的格式", write), Exporter("bad", ".bad", "坏格式", fails)]
"""


async def test_a_table_is_exported_in_the_form_of_a_plugin(tmp_path: Path) -> None:
    project = offering(tmp_path / "p", forms=EXPORTER)
    async with explorer(project).run_test(size=(140, 40)) as pilot:
        await begin(pilot)
        path = tmp_path / "years.mine"
        await pilot.press("E")
        field = pilot.app.screen.query_one("Prompt Input", Input)
        field.value = str(tmp_path / "years.parquet")
        await pilot.press("tab", "tab")
        assert field.value == str(path)
        assert "我的格式（插件 forms）" in await until(pilot, "3 行 →")
        await pilot.press("enter")
        await until(pilot, "已导出 3 行")
        assert path.read_text(encoding="utf-8") == "[3]"
        await pilot.press("E")
        field.value = str(tmp_path / "years.bad")
        await pilot.press("enter")
        await until(pilot, "exporter bad of forms: RuntimeError: no idea")
        assert not (tmp_path / "years.bad").exists()


@pytest.mark.parametrize("command", ["b_rows", "c_query"])
async def test_the_rows_of_a_command_are_written_to_a_file_in_any_form(tmp_path: Path, command: str) -> None:
    project = offering(tmp_path / "p", forms=EXPORTER, mine=COMMANDS)
    async with explorer(project).run_test(size=(120, 40)) as pilot:
        app = await run_command(pilot, command)
        await until(pilot, "mine · 1/3 行")
        field = app.screen.query_one("Prompt Input", Input)
        await pilot.press("E")
        field.value = str(tmp_path / "years.csv")
        await pilot.press("enter")
        await until(pilot, "已导出 3 行")
        written = (tmp_path / "years.csv").read_text("utf-8-sig").splitlines()
        assert sorted(line[:4] for line in written) == ["2025", "2027", "2030", "year"]
        await pilot.press("E")
        field.value = str(tmp_path / "years.mine")
        await pilot.press("enter")
        await until(pilot, "years.mine")
        for _ in range(200):
            if (tmp_path / "years.mine").exists():
                break
            await pilot.pause(0.05)
        assert (tmp_path / "years.mine").read_text(encoding="utf-8") == "[3]"
        await pilot.press("E")
        field.value = str(tmp_path / "years.bad")
        await pilot.press("enter")
        await until(pilot, "RuntimeError: no idea")
        await pilot.press("escape")
        assert not isinstance(app.screen, RowsScreen)


FACETS = """
from qdtui.api import Facet, hookimpl

@hookimpl
def qdtui_facets(config):
    return [
        Facet("decade", "年代 [b]", "SELECT doc_id, (year // 10 * 10)::VARCHAR AS value FROM years"),
        Facet("bad", "坏的", "SELECT doc_id, 1 AS value FROM nowhere"),
    ]
"""


async def test_the_list_of_facets_has_those_of_plugins_and_names_one_that_fails(tmp_path: Path) -> None:
    project = offering(tmp_path / "p", facets=FACETS)
    async with explorer(project).run_test(size=(140, 40)) as pilot:
        await begin(pilot, "3")
        await pilot.press(*"2027")
        await until(pilot, "1 篇文档")
        await pilot.press("f2")
        await until(pilot, "年代 [b]")
        await until(pilot, "2020")
        await until(pilot, "坏的 ✗ facet bad of facets")
        await until(pilot, "Table with name nowhere does not exist")
        field = pilot.app.screen.query_one("QueryInput", Input)
        field.value = "2027 decade:2030"
        await until(pilot, "✓ 2030")
        await until(pilot, "1 篇文档")


async def test_rows_and_places_that_are_closed_let_go_of_their_duckdb(project: Project) -> None:
    closed = threading.Event()

    class Watched(Session):
        def close(self) -> None:
            super().close()
            if self._connection is None:
                closed.set()

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("qdtui.store.sql.Session", Watched)
        async with explorer(project).run_test(size=(120, 40)) as pilot:
            await begin(pilot)
            app = pilot.app
            assert isinstance(app, Explorer)
            app.push_screen(RowsScreen(app.context, "x", Query("x", "SELECT 'so ' || 'many' AS a")))
            await until(pilot, "so many")
            assert not closed.is_set()
            await pilot.press("escape")
            await settle(pilot)
            assert await asyncio.to_thread(closed.wait, 10)


def test_what_is_asked_of_a_closed_runner_is_cancelled_and_opens_nothing(project: Project) -> None:
    sessions: list[Session] = []

    def make_session(path: Path) -> Session:
        sessions.append(Session(path))
        return sessions[-1]

    runner = Runner(project.database, make_session)
    ran = runner.run("SELECT range FROM range(100_000)")
    assert ran.result is not None
    runner.close()
    pages = runner.pages(ran.result)
    for _ in range(200):
        if not pages.growing:
            break
        time.sleep(0.05)
    assert not pages.growing
    assert runner.run("SELECT 1").cancelled
    assert [one._connection for one in sessions] == [None]
