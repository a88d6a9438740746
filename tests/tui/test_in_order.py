"""Keys typed at once, as a person does who knows the way: each acts where the one before it led."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual import events
from textual.pilot import Pilot
from textual.widgets import Input

from qdtui.tui import in_order
from qdtui.tui.app import Explorer
from qdtui.tui.documents import Documents
from qdtui.tui.search import QueryInput, Search
from qdtui.tui.tables import Tables
from tests.tui.conftest import settle
from tests.tui.made_file import explorer_on, go


@pytest.fixture(autouse=True)
def _patient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(in_order, "PATIENCE", 20)


async def burst(app: Explorer, pilot: Pilot[int], *keys: str) -> None:
    """Send keys as a terminal does that has them all at once, and wait for what they do."""
    for key in keys:
        app.post_message(events.Key(key, key if len(key) == 1 else None))
    for _ in range(200):
        await pilot.pause(0.02)
        if not app._held and app._under_way is None:
            break
    await settle(pilot)


async def test_keys_after_one_that_moves_the_focus_go_where_it_moved(made: Path) -> None:
    app = explorer_on(made)
    async with app.run_test(size=(140, 40)) as pilot:
        await go(app, pilot, "tables")
        place = app.query_one(Tables)
        place.grid.focus()
        await settle(pilot)
        row = place.grid.cursor[0]
        await burst(app, pilot, "t", "home", "down", "down")
        assert place.names.has_focus
        assert place.names.cursor == 2
        assert place.grid.cursor[0] == row
        await burst(app, pilot, "enter", "down")
        assert place.grid.has_focus


async def test_words_typed_before_search_stands_are_searched_for(made: Path) -> None:
    app = explorer_on(made)
    async with app.run_test(size=(140, 40)) as pilot:
        await settle(pilot)
        await burst(app, pilot, "3", "集", "群")
        assert app.query_one(QueryInput).value == "集群"
        for _ in range(100):
            await pilot.pause(0.02)
            if app.query_one(Search).answered == "集群":
                break
        await burst(app, pilot, "escape", "1", "slash", "省")
        assert app.query_one(Documents).query_one("FindBar Input", Input).value == "省"


async def test_words_typed_behind_the_palettes_key_go_into_the_palette(made: Path) -> None:
    app = explorer_on(made)
    async with app.run_test(size=(140, 40)) as pilot:
        await settle(pilot)
        await burst(app, pilot, "ctrl+p", "主", "题")
        assert app.screen.query_one(Input).value == "主题"


async def test_pasted_text_keeps_its_place_among_the_keys(made: Path) -> None:
    app = explorer_on(made)
    async with app.run_test(size=(140, 40)) as pilot:
        await settle(pilot)
        app.post_message(events.Key("3", "3"))
        app.post_message(events.Paste("集群"))
        await burst(app, pilot, "产")
        assert app.query_one(QueryInput).value == "集群产"


async def test_a_key_that_nobody_answers_holds_the_others_up_for_a_moment_only(
    made: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(in_order, "PATIENCE", 0.05)
    monkeypatch.setattr(in_order, "_follow", lambda way, done: None)
    app = explorer_on(made)
    async with app.run_test(size=(140, 40)) as pilot:
        await go(app, pilot, "search")
        await burst(app, pilot, "a", "b", "c")
        assert app.query_one(QueryInput).value == "abc"
