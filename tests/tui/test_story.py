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
