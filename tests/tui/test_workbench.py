"""The workbench: a plugin is edited, and at each save its rows gained, lost and changed stand on the screen."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from textual.pilot import Pilot

from qdtui.config import Config
from qdtui.store.read import Database
from qdtui.tui.app import Explorer
from qdtui.tui.place import Context
from qdtui.tui.workbench import ChangeList, Names, Workbench, own_plugins
from tests.tui.conftest import settle
from tests.tui.snapshots import shown

PLUGIN = """from qdtui.api import Column, Row, Table, hookimpl


class Words:
    name = "marked"
    version = "1"
    tables = (Table("marked", "Words.", (Column("word"),)),)

    def extract(self, doc):
        for word in ("灯塔工厂",):
            at = doc.text.find(word)
            if at >= 0:
                yield Row("marked", {"word": word}, at, at + len(word), 0.9, "w")


@hookimpl
def qdtui_extractors(config):
    return [Words()]
"""


def workbench_app(database: Path, *plugins: Path) -> Explorer:
    config = Config(documents=(database.parent,), database=database, plugin_folders=plugins)
    return Explorer(Context(config, lambda: Database(database)))


async def until(pilot: Pilot[int], app: Explorer, words: str) -> str:
    """Wait until `words` are on the screen."""
    for _ in range(600):
        await pilot.pause(0.05)
        if words in (screen := shown(app)):
            return screen
    raise AssertionError(f"{words!r} is not on the screen:\n{screen}")


async def test_a_save_shows_what_it_gained_and_lost_and_leaving_brings_the_file_up_to_date(
    seeds_database: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plugin = tmp_path / "words.py"
    plugin.write_text(PLUGIN, encoding="utf-8")
    app = workbench_app(seeds_database, plugin)
    updated: list[bool] = []
    async with app.run_test(size=(140, 40)) as pilot:
        await settle(pilot)
        monkeypatch.setattr(app, "action_update", lambda: updated.append(True))
        await pilot.press("w")
        await until(pilot, app, "工作台 · words.py")
        await pilot.press("a")
        await until(pilot, app, "全部文档（5 篇）")
        gained = len(app.screen.query_one(ChangeList).items)
        assert gained == 3, "three of the articles have the word"
        plugin.write_text(PLUGIN.replace('"灯塔工厂",', '"单项冠军",'), encoding="utf-8")
        screen = await until(pilot, app, "−3")
        assert "word=单项冠军" in screen
        assert "- " in screen
        plugin.write_text(PLUGIN.replace("at = doc", "raise ValueError('broken') #"), encoding="utf-8")
        await until(pilot, app, "broken")
        await pilot.press("escape")
        await settle(pilot)
        assert updated == [True]


async def test_a_changed_row_leads_to_its_text(seeds_database: Path, tmp_path: Path) -> None:
    plugin = tmp_path / "words.py"
    plugin.write_text(PLUGIN.replace("灯塔工厂", "青岛"), encoding="utf-8")
    app = workbench_app(seeds_database, plugin)
    async with app.run_test(size=(140, 40)) as pilot:
        await settle(pilot)
        await pilot.press("w")
        await until(pilot, app, "word=青岛")
        await pilot.press("enter")
        await settle(pilot)
        assert not isinstance(app.screen, Workbench)
        assert app._switcher.current == "documents"


async def test_of_several_plugins_one_is_chosen_and_edited_in_the_persons_editor(
    seeds_database: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("one.py", "two.py", "_helper.py"):
        (tmp_path / name).write_text(PLUGIN, encoding="utf-8")
    app = workbench_app(seeds_database, tmp_path)
    assert [path.name for path in own_plugins(app.context.config)] == ["one.py", "two.py"]
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.delenv("EDITOR", raising=False)
    async with app.run_test(size=(140, 40)) as pilot:
        await settle(pilot)
        await pilot.press("w")
        await until(pilot, app, "two.py")
        assert app.screen.query_one(Names).has_focus
        await pilot.press("down", "enter")
        await until(pilot, app, "工作台 · two.py")
        await pilot.press("e")
        await until(pilot, app, "EDITOR")
        monkeypatch.setenv("EDITOR", sys.executable)
        await pilot.press("e")
        await settle(pilot)
        assert isinstance(app.screen, Workbench)


async def test_without_plugins_the_workbench_says_how_to_begin_one(seeds_database: Path) -> None:
    app = workbench_app(seeds_database)
    async with app.run_test(size=(140, 40)) as pilot:
        await settle(pilot)
        await pilot.press("w")
        await until(pilot, app, "qdtui new-plugin")
        await pilot.press("escape")
        await settle(pilot)
        assert not isinstance(app.screen, Workbench)
