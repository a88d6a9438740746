"""Where of a document's publication the year alone is known, the hits tell the year."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from qdtui.model import Document
from qdtui.store.read import Database
from qdtui.store.write import Snapshot
from qdtui.text.segment import term_counts
from tests.tui.conftest import settle
from tests.tui.made_file import explorer_on, go, search
from tests.tui.snapshots import screen_text


@pytest.fixture(scope="module")
def dated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("years") / "facts.duckdb"
    with Snapshot(path, (), {}) as snapshot:
        for key, day, year in (("a", date(2023, 5, 1), None), ("b", None, 2022), ("c", None, None)):
            text = f"集群 {key}"
            document = Document(key, f"{key}.txt", text, f"{key} 篇", published=day, published_year=year)
            snapshot.document(document, term_counts(text))
        snapshot.finish()
    return path


def test_a_hit_and_a_line_know_the_day_or_the_year(dated: Path) -> None:
    database = Database(dated)
    assert {hit.doc_id: hit.when for hit in database.search("集群").hits} == {"a": "2023-05-01", "b": "2022", "c": ""}
    assert {line.doc_id: line.when for line in database.search_lines("集群").lines} == {
        "a": "2023-05-01",
        "b": "2022",
        "c": "",
    }


async def test_the_list_of_hits_and_the_lines_show_it(dated: Path) -> None:
    app = explorer_on(dated)
    async with app.run_test(size=(140, 40)) as pilot:
        await go(app, pilot, "search")
        await search(app, pilot, "集群")
        assert any("b 篇" in line and "2022" in line for line in screen_text(app))
        await pilot.press("f3")
        await settle(pilot)
        assert any("集群 b" in line.replace("  ", " ") and "2022" in line for line in screen_text(app))
