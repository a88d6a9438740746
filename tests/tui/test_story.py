"""The way of a fact through the explorer, on the real file of the seeds."""

from __future__ import annotations

from pathlib import Path

from qdtui.config import Config
from qdtui.store.read import Database
from qdtui.tui.app import Explorer
from qdtui.tui.document_list import DocumentList
from qdtui.tui.frame import PlaceBar
from qdtui.tui.place import Context
from qdtui.tui.reader import Reader
from tests.tui.conftest import settle
from tests.tui.snapshots import screen_text


async def test_from_a_mark_in_the_text_to_its_row_and_back_to_its_sentence(seeds_database: Path) -> None:
    config = Config(documents=(), database=seeds_database)
    app = Explorer(Context(config, lambda: Database(seeds_database)))
    async with app.run_test(size=(140, 40)) as pilot:
        await settle(pilot)
        reader = app.query_one(Reader)
        listed = app.query_one(DocumentList).items
        assert len(listed) == 5
        assert list(listed) == sorted(listed, key=lambda info: str(info.published or info.published_year), reverse=True)
        assert reader.document is not None
        for fact in reader.facts:
            assert reader.document.text[fact.start : fact.end] == fact.quote
        await pilot.press("n", "n")
        fact = reader.facts[reader.cursor or 0]
        await pilot.press("enter")
        await settle(pilot)
        assert app.query_one(PlaceBar).current == "tables"
        assert any(fact.table in line for line in screen_text(app)[:3])
        await pilot.press("enter")
        await settle(pilot)
        assert app.query_one(PlaceBar).current == "documents"
        assert reader.facts[reader.cursor or 0].fact_id == fact.fact_id
        assert app.focused is reader


async def test_the_places_are_reached_by_mouse_and_by_number_and_keep_what_was_read(seeds_database: Path) -> None:
    config = Config(documents=(), database=seeds_database)
    app = Explorer(Context(config, lambda: Database(seeds_database)))
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("greater_than_sign", "n")
        await settle(pilot)
        reader = app.query_one(Reader)
        read = (reader.document, reader.cursor, reader.scroll_offset)
        for place, column in (("tables", 10), ("search", 18), ("sql", 26)):
            await pilot.click("#places", offset=(column, 0))
            await settle(pilot)
            assert app.query_one(PlaceBar).current == place
            await pilot.press("escape")
        await pilot.click("#places", offset=(2, 0))
        await settle(pilot)
        assert app.query_one(PlaceBar).current == "documents"
        assert (reader.document, reader.cursor, reader.scroll_offset) == read
        for key, place in (("2", "tables"), ("1", "documents")):
            await pilot.press(key)
            await settle(pilot)
            assert app.query_one(PlaceBar).current == place
        assert app.focused is not None
        assert app.query_one("#documents") in app.focused.ancestors
