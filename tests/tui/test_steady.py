"""What is typed and what a list is filled with change without the screen being laid out anew."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.screen import Screen

from qdtui.tui.hit_list import HitList
from qdtui.tui.search import QueryInput
from tests.tui.conftest import settle
from tests.tui.made_file import explorer_on, go


async def test_a_key_in_search_lays_nothing_out_anew(made: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    laid_out = []
    lay_out = Screen._refresh_layout

    def watched(screen: Screen[None], size: object = None, scroll: bool = False) -> None:
        if not scroll:
            laid_out.append(size)
        lay_out(screen, size, scroll)  # type: ignore[arg-type]

    app = explorer_on(made)
    async with app.run_test(size=(110, 40)) as pilot:
        await go(app, pilot, "search")
        app.query_one(QueryInput).value = "集群"
        await settle(pilot)
        there = app.query_one(HitList).items
        monkeypatch.setattr(Screen, "_refresh_layout", watched)
        app.query_one(QueryInput).value = "企业"
        await settle(pilot)
        assert app.query_one(HitList).items != there
        assert not laid_out


async def test_a_list_that_grew_beyond_its_height_gets_a_scrollbar_and_loses_it_again(made: Path) -> None:
    app = explorer_on(made)
    async with app.run_test(size=(110, 30)) as pilot:
        await go(app, pilot, "search")
        app.query_one(QueryInput).value = "海州"
        await settle(pilot)
        shown = app.query_one(HitList)
        few = shown.items

        def bar() -> tuple[bool, int, int]:
            """Whether there is a scrollbar, of how many lines, and how far it stands."""
            return shown.show_vertical_scrollbar, shown.vertical_scrollbar.window_virtual_size, shown.scroll_offset.y

        assert not bar()[0]
        shown.show([*few] * 20)
        await settle(pilot)
        assert bar() == (True, len(few) * 20, 0)
        shown.move_to(len(few) * 20 - 1)
        await settle(pilot)
        assert bar()[2] > 0
        shown.show(few)
        await settle(pilot)
        assert bar()[::2] == (False, 0)
