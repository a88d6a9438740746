"""What every place looks like full, empty and failing, in both languages and in a small and a large terminal."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from textual.app import App
from textual.widgets import TextArea

from qdtui.store.connect import StoreError
from qdtui.store.read import Database
from qdtui.tui.i18n import set_language
from qdtui.tui.search import QueryInput
from tests.tui.conftest import Open, settle
from tests.tui.fakes import FakeDatabase, sample
from tests.tui.made_file import explorer_on, go, search, write_file
from tests.tui.snapshots import screen_text
from tests.tui.test_sql import run
from tests.tui.test_tables import choose

Snap = Callable[[App[int], str], Awaitable[None]]
LOOKS = [
    pytest.param(language, size, id=f"{language}-{size[0]}x{size[1]}")
    for language in ("zh", "en")
    for size in ((80, 24), (140, 40))
]
HELD = "facts.duckdb is held by process 4711 (python ingest.py); it can be read when that is done"


@pytest.fixture(scope="module")
def bare(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_file(tmp_path_factory.mktemp("bare") / "facts.duckdb", empty=True)


@pytest.mark.parametrize(("language", "size"), LOOKS)
async def test_documents_full_empty_and_failing(
    explorer: Open, snap: Snap, language: str, size: tuple[int, int]
) -> None:
    set_language(language)
    name = f"{language}-{size[0]}x{size[1]}"
    app = explorer(sample())
    async with app.run_test(size=size) as pilot:
        await settle(pilot)
        await snap(app, f"look-documents-full-{name}")
    app = explorer(FakeDatabase([], {}))
    async with app.run_test(size=size) as pilot:
        await settle(pilot)
        await snap(app, f"look-documents-empty-{name}")
    database = sample()
    database.failure = StoreError(HELD)
    app = explorer(database)
    async with app.run_test(size=size) as pilot:
        await settle(pilot)
        assert "4711" in "".join(screen_text(app)[:-2])
        await snap(app, f"look-documents-failing-{name}")


@pytest.mark.parametrize(("language", "size"), LOOKS)
async def test_tables_full_empty_and_failing(
    made: Path, bare: Path, snap: Snap, monkeypatch: pytest.MonkeyPatch, language: str, size: tuple[int, int]
) -> None:
    set_language(language)
    name = f"{language}-{size[0]}x{size[1]}"
    app = explorer_on(made)
    async with app.run_test(size=size) as pilot:
        await go(app, pilot, "tables")
        await snap(app, f"look-tables-full-{name}")
    app = explorer_on(bare)
    async with app.run_test(size=size) as pilot:
        await go(app, pilot, "tables")
        await choose(app, pilot, "champions")
        await snap(app, f"look-tables-empty-{name}")

    def fail(self: Database) -> None:
        raise StoreError(HELD)

    monkeypatch.setattr(Database, "relations", fail)
    app = explorer_on(made)
    async with app.run_test(size=size) as pilot:
        await go(app, pilot, "tables")
        assert "4711" in "".join(screen_text(app)[:-2])
        await snap(app, f"look-tables-failing-{name}")


@pytest.mark.parametrize(("language", "size"), LOOKS)
async def test_search_full_empty_and_failing(
    made: Path, snap: Snap, monkeypatch: pytest.MonkeyPatch, language: str, size: tuple[int, int]
) -> None:
    monkeypatch.setattr(QueryInput, "cursor_blink", False)
    monkeypatch.setattr("qdtui.store.search.time.perf_counter", lambda: 0.0)
    set_language(language)
    name = f"{language}-{size[0]}x{size[1]}"
    app = explorer_on(made)
    async with app.run_test(size=size) as pilot:
        await go(app, pilot, "search")
        await snap(app, f"look-search-first-{name}")
        await search(app, pilot, "集群 省级")
        await snap(app, f"look-search-full-{name}")
        await search(app, pilot, "没有的词语")
        await snap(app, f"look-search-empty-{name}")

    def fail(self: Database, *asked: object, **settings: object) -> None:
        raise StoreError(HELD)

    monkeypatch.setattr(Database, "search", fail)
    app = explorer_on(made)
    async with app.run_test(size=size) as pilot:
        await go(app, pilot, "search")
        await search(app, pilot, "集群")
        assert "4711" in "".join(screen_text(app)[:-2])
        await snap(app, f"look-search-failing-{name}")


@pytest.mark.parametrize(("language", "size"), LOOKS)
async def test_sql_full_empty_and_failing(
    made: Path, snap: Snap, monkeypatch: pytest.MonkeyPatch, language: str, size: tuple[int, int]
) -> None:
    monkeypatch.setattr(TextArea, "cursor_blink", False)
    monkeypatch.setattr("qdtui.tui.sql_run.perf_counter", lambda: 0.0)
    set_language(language)
    name = f"{language}-{size[0]}x{size[1]}"
    app = explorer_on(made)
    async with app.run_test(size=size) as pilot:
        await go(app, pilot, "sql")
        await snap(app, f"look-sql-first-{name}")
        await pilot.press("f5")
        await settle(pilot)
        await snap(app, f"look-sql-full-{name}")
        await run(app, pilot, "SELECT * FROM clusters WHERE year = 1999")
        await snap(app, f"look-sql-empty-{name}")
        await run(app, pilot, "SELECT name,\n       nmae\nFROM clusters")
        await snap(app, f"look-sql-failing-{name}")
        assert "nmae" in "".join(screen_text(app)[8:-2])
