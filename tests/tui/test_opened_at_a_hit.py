"""A document that was opened from Search: all hits of the query are marked, and each leads on."""

from __future__ import annotations

from pathlib import Path

from textual.pilot import Pilot

from qdtui.store.read import Database
from qdtui.tui.app import Explorer
from qdtui.tui.messages import OpenDocument
from qdtui.tui.reader import Reader
from qdtui.tui.tables import Tables
from tests.tui.conftest import settle
from tests.tui.made_file import HARBOUR, explorer_on, go, search, write_file
from tests.tui.snapshots import shown


def reader(app: Explorer) -> Reader:
    return app.query_one(Reader)


async def opened(app: Explorer, pilot: Pilot[int], query: str, number: int = 0) -> None:
    """The harbour's document at hit `number` of a query."""
    await go(app, pilot, "search")
    await search(app, pilot, query)
    found = Database(app.context.config.database).hits_in(HARBOUR, query)
    app.post_message(OpenDocument("harbour", *found[number], query=query))
    await settle(pilot)


async def test_every_hit_of_the_query_is_marked_and_counted(made: Path) -> None:
    app = explorer_on(made)
    async with app.run_test(size=(100, 24)) as pilot:
        await go(app, pilot, "search")
        await search(app, pilot, "集群 -没有")
        await pilot.press("enter")
        await settle(pilot)
        marked = [HARBOUR[span.start : span.end] for span in reader(app).hits]
        assert marked == ["集群"] * HARBOUR.count("集群")
        assert len(marked) > 2
        assert f"命中 1/{len(marked)} · 集群 -没有" in shown(app)
        await pilot.press("right_square_bracket")
        await settle(pilot)
        assert f"命中 2/{len(marked)}" in shown(app)
        await pilot.press("left_square_bracket", "left_square_bracket")
        await settle(pilot)
        assert f"命中 {len(marked)}/{len(marked)}" in shown(app)
        await pilot.press("escape")
        await settle(pilot)
        assert reader(app).hits == []
        assert "命中" not in shown(app)


async def test_the_hit_that_was_chosen_comes_first(made: Path) -> None:
    app = explorer_on(made)
    async with app.run_test(size=(100, 24)) as pilot:
        await opened(app, pilot, "集群", 2)
        assert reader(app).hit == 2
        assert f"命中 3/{HARBOUR.count('集群')}" in shown(app)


async def test_enter_leads_to_the_row_of_the_fact_that_the_hit_stands_in(made: Path) -> None:
    app = explorer_on(made)
    async with app.run_test(size=(100, 24)) as pilot:
        await opened(app, pilot, "不良率")
        assert "↵ 表中位置" in shown(app)
        await pilot.press("enter")
        await settle(pilot)
        assert app.query_one(Tables).display
        row = app.query_one(Tables).chosen().row
        assert row is not None
        assert row["indicator"] == "不良率"


async def test_the_fact_follows_from_hit_to_hit(made: Path) -> None:
    app = explorer_on(made)
    async with app.run_test(size=(100, 24)) as pilot:
        await opened(app, pilot, "2个国家级 不良率")
        quotes = []
        for _ in range(2):
            fact = reader(app).facts[reader(app).cursor or 0]
            quotes.append(HARBOUR[fact.start : fact.end])
            await pilot.press("right_square_bracket")
            await settle(pilot)
        assert "2个国家级先进制造业集群" in quotes[0]
        assert quotes[1] == "不良率下降0.8个百分点"


async def test_where_no_fact_tells_of_a_hit_none_is_offered_and_the_next_one_is_that_behind_it(made: Path) -> None:
    app = explorer_on(made)
    async with app.run_test(size=(100, 24)) as pilot:
        await opened(app, pilot, "周明远")
        assert reader(app).cursor is None
        assert "表中位置" not in shown(app)
        await pilot.press("n")
        await settle(pilot)
        fact = reader(app).facts[reader(app).cursor or 0]
        assert HARBOUR[fact.start : fact.end] == "智能装备、绿色化工两个省级集群"
        await opened(app, pilot, "周明远")
        await pilot.press("N")
        await settle(pilot)
        fact = reader(app).facts[reader(app).cursor or 0]
        assert "覆盖率超过80%" in HARBOUR[fact.start : fact.end]


async def test_a_word_found_in_the_document_takes_the_place_of_the_query(made: Path) -> None:
    app = explorer_on(made)
    async with app.run_test(size=(100, 24)) as pilot:
        await opened(app, pilot, "集群")
        await pilot.press("slash", *"海州", "enter")
        await settle(pilot)
        assert "· 集群 ·" not in shown(app)
        assert {HARBOUR[span.start : span.end] for span in reader(app).hits} == {"海州"}


async def test_a_document_without_facts_offers_no_way_to_them(tmp_path: Path) -> None:
    app = explorer_on(write_file(tmp_path / "facts.duckdb", empty=True))
    async with app.run_test(size=(100, 24)) as pilot:
        await settle(pilot)
        assert "表中位置" not in shown(app)
        assert "下一条" not in shown(app)
