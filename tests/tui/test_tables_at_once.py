"""Tables: keys that are pressed before an answer is here, and what a selection says while it grows."""

from __future__ import annotations

from pathlib import Path
from threading import Event

import pytest

from qdtui.store.read import Database, Relation
from qdtui.tui.chooser import ChoiceList
from qdtui.tui.messages import CopyText
from qdtui.tui.prompt import Prompt
from qdtui.tui.relation_list import RelationList
from qdtui.tui.tables import Tables
from tests.tui.conftest import settle
from tests.tui.made_file import explorer_on, go
from tests.tui.snapshots import shown
from tests.tui.test_tables import ROOMY, Heard


async def test_the_title_tells_how_much_is_selected(made: Path, heard: Heard) -> None:
    app = explorer_on(made)
    async with app.run_test(size=ROOMY) as pilot:
        await go(app, pilot, "tables")
        copied = heard(app, CopyText)
        await pilot.press("v", "down", "right")
        await settle(pilot)
        assert "选中 2 行 × 2 列" in shown(app)
        await pilot.press("y")
        await settle(pilot)
        assert "选中" not in shown(app)
        assert copied[0].what == "2 行 × 2 列"


@pytest.fixture
def may_go_on(monkeypatch: pytest.MonkeyPatch) -> Event:
    """Holds up the reading of the list of tables until it is set."""
    read, let = Database.relations, Event()

    def slowly(database: Database) -> list[Relation]:
        let.wait()
        return read(database)

    monkeypatch.setattr(Database, "relations", slowly)
    return let


async def test_the_list_of_tables_that_is_asked_for_before_it_was_read_comes_when_it_was(
    made: Path, may_go_on: Event
) -> None:
    app = explorer_on(made)
    async with app.run_test(size=ROOMY) as pilot:
        await pilot.press("2", "T")
        await pilot.pause()
        may_go_on.set()
        await settle(pilot)
        assert "evidence" in [choice.text for choice in app.screen.query_one(ChoiceList).items]


@pytest.mark.parametrize("size", [(60, 15), (80, 24), (140, 40)])
async def test_escape_leads_from_the_list_of_tables_back_to_the_rows(made: Path, size: tuple[int, int]) -> None:
    app = explorer_on(made)
    async with app.run_test(size=size) as pilot:
        await go(app, pilot, "tables")
        before = app.query_one(RelationList).region
        await pilot.press("t")
        await settle(pilot)
        assert app.query_one(RelationList).has_focus
        await pilot.press("escape")
        await settle(pilot)
        assert app.query_one(Tables).grid.has_focus
        assert app.query_one(RelationList).region == before


@pytest.mark.parametrize(
    ("key", "said"), [("equals_sign", "筛选 name"), ("F", "name 的取值"), ("I", "各列概况"), ("s", "排序 name↑")]
)
async def test_what_is_asked_of_a_table_before_its_rows_are_there_is_done_when_they_are(
    made: Path, may_go_on: Event, key: str, said: str
) -> None:
    app = explorer_on(made)
    async with app.run_test(size=ROOMY) as pilot:
        await pilot.press("2", key)
        await pilot.pause()
        assert said not in shown(app)
        may_go_on.set()
        await settle(pilot)
        await settle(pilot)
        assert said in shown(app)


async def test_two_things_asked_for_before_the_rows_are_there_are_both_done_in_their_order(
    made: Path, may_go_on: Event
) -> None:
    app = explorer_on(made)
    async with app.run_test(size=ROOMY) as pilot:
        await pilot.press("2", "s", "s", "F")
        await pilot.pause()
        may_go_on.set()
        for _ in range(4):
            await settle(pilot)
        assert "name 的取值" in shown(app)
        await pilot.press("backspace")
        await settle(pilot)
        assert "排序 name↓" in shown(app)


async def test_what_was_asked_for_too_early_is_taken_back_like_any_other_step(made: Path, may_go_on: Event) -> None:
    app = explorer_on(made)
    async with app.run_test(size=ROOMY) as pilot:
        await pilot.press("2", "s", "F", "backspace")
        await pilot.pause()
        may_go_on.set()
        for _ in range(3):
            await settle(pilot)
        assert "排序 name↑" in shown(app)
        assert "没有可撤销的步骤" not in shown(app)


async def test_that_there_is_nothing_to_take_back_is_said_until_the_next_key(made: Path) -> None:
    app = explorer_on(made)
    async with app.run_test(size=ROOMY) as pilot:
        await go(app, pilot, "tables")
        await pilot.press("backspace")
        await settle(pilot)
        assert "没有可撤销的步骤" in shown(app)
        await pilot.press("down")
        await settle(pilot)
        assert "没有可撤销的步骤" not in shown(app)


async def test_the_title_tells_how_many_columns_are_kept_in_view(made: Path) -> None:
    app = explorer_on(made)
    async with app.run_test(size=ROOMY) as pilot:
        await go(app, pilot, "tables")
        await pilot.press("right", "z")
        await settle(pilot)
        assert "固定 2 列" in shown(app)
        await pilot.press("z")
        await settle(pilot)
        assert "固定" not in shown(app)


async def test_what_is_typed_into_a_prompt_has_its_keys_in_the_footer(made: Path) -> None:
    app = explorer_on(made)
    async with app.run_test(size=ROOMY) as pilot:
        await go(app, pilot, "tables")
        await pilot.press("c")
        await settle(pilot)
        assert "↵ 确定  ⇥ 补全  esc 取消" in shown(app)
        await pilot.press("s", "t", "a", "tab", "enter")
        await settle(pilot)
        assert app.query_one(Tables).grid.cursor[1] == "status"
        assert "确定" not in shown(app)


async def test_tab_does_not_lead_out_of_a_prompt_in_which_nothing_completes(made: Path) -> None:
    app = explorer_on(made)
    async with app.run_test(size=ROOMY) as pilot:
        await go(app, pilot, "tables")
        prompt = app.query_one(Tables).query_one(Prompt)
        prompt.ask("?", "", lambda _: "", lambda _: None)
        await pilot.press("tab")
        await settle(pilot)
        assert prompt.has_focus_within
        assert "补全" not in shown(app)
