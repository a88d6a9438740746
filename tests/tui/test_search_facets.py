"""Facets of the search: what they tell of its documents, and how they narrow it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from qdtui.tui.app import Explorer
from qdtui.tui.facet_list import FacetList
from qdtui.tui.kwic_list import KwicList
from qdtui.tui.messages import OpenDocument
from qdtui.tui.search import QueryInput
from qdtui.tui.sentence_pane import SentencePane
from tests.tui.conftest import settle
from tests.tui.made_file import explorer_on, go, search
from tests.tui.snapshots import shown
from tests.tui.test_search import hits

Heard = Callable[[Explorer, type], list[Any]]


@pytest.fixture(autouse=True)
def _still(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QueryInput, "cursor_blink", False)


def facet_lines(app: Explorer) -> list[tuple[str, int, bool]]:
    return [(str(row.facet), row.documents, row.chosen) for row in app.query_one(FacetList).items if row.facet]


async def test_facets_tell_how_many_documents_each_value_would_leave_and_narrow_the_search(made: Path) -> None:
    app = explorer_on(made)
    async with app.run_test(size=(140, 40)) as pilot:
        await go(app, pilot, "search")
        await pilot.press("f2")
        await settle(pilot)
        assert not app.query_one(FacetList).display, "there is nothing to narrow yet"
        await search(app, pilot, "集群")
        await pilot.press("f2")
        await settle(pilot)
        assert ("has:clusters", 1, False) in facet_lines(app)
        assert ("outlet:云岭新闻网", 1, False) in facet_lines(app)
        wanted = next(i for i, row in enumerate(app.query_one(FacetList).items) if str(row.facet) == "has:clusters")
        app.query_one(FacetList).move_to(wanted)
        await pilot.press("enter")
        await settle(pilot)
        await search(app, pilot, app.query_one(QueryInput).value)
        assert app.query_one(QueryInput).value == "集群 has:clusters"
        assert [row.hit.doc_id for row in hits(app).items if row.snippet is None] == ["harbour"]
        assert ("has:clusters", 1, True) in facet_lines(app)
        await pilot.press("space")
        await settle(pilot)
        assert app.query_one(QueryInput).value == "集群"
        await pilot.press("f2")
        await settle(pilot)
        assert app.query_one(QueryInput).has_focus


async def test_a_facet_that_nothing_has_can_be_taken_out_again(made: Path) -> None:
    app = explorer_on(made)
    async with app.run_test(size=(80, 24)) as pilot:
        await go(app, pilot, "search")
        await search(app, pilot, "集群 year:1999")
        assert "没有文档符合" in shown(app)
        await pilot.press("f2")
        await settle(pilot)
        assert ("year:1999", 0, True) in facet_lines(app)
        wanted = next(i for i, row in enumerate(app.query_one(FacetList).items) if str(row.facet) == "year:1999")
        app.query_one(FacetList).move_to(wanted)
        await pilot.press("enter")
        await settle(pilot)
        assert app.query_one(QueryInput).value == "集群"


async def test_the_facets_leave_no_trace_where_there_is_nothing_to_narrow(made: Path) -> None:
    app = explorer_on(made)
    async with app.run_test(size=(100, 26)) as pilot:
        await go(app, pilot, "search")
        await search(app, pilot, "集群")
        await pilot.press("f2", "slash")
        await settle(pilot)
        assert "分面 · ↵ 选用或取消" in shown(app)
        await search(app, pilot, "")
        assert "分面 · ↵ 选用或取消" not in shown(app)
        await search(app, pilot, "dtgc")
        assert "分面 · ↵ 选用或取消" not in shown(app)
        await search(app, pilot, "集群")
        assert "分面 · ↵ 选用或取消" in shown(app)


async def test_a_query_of_facets_alone_lists_its_documents_also_among_the_lines(made: Path, heard: Heard) -> None:
    app = explorer_on(made)
    async with app.run_test(size=(100, 26)) as pilot:
        await go(app, pilot, "search")
        opened = heard(app, OpenDocument)
        await pilot.press("f3")
        await search(app, pilot, "集群 云岭")
        await search(app, pilot, "year:2024")
        assert "─1 篇文档 · " in shown(app)
        assert "0 处" not in shown(app)
        assert hits(app).display
        for _ in range(100):
            await settle(pilot)
            if (quote := app.query_one(SentencePane).quote) is not None and quote.doc_id == "harbour":
                break
        assert app.query_one(SentencePane).quote.doc_id == "harbour", "what stands below is of the line above"  # type: ignore[union-attr]
        await pilot.press("enter")
        await settle(pilot)
        assert [message.doc_id for message in opened] == ["harbour"]
        await pilot.press("3")
        await search(app, pilot, "year:2024 集群")
        assert app.query_one(KwicList).display
        assert not hits(app).display
