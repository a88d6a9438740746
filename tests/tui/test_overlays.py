"""What lies over a place on a narrow screen goes away with escape."""

from __future__ import annotations

from pathlib import Path

import pytest

from qdtui.tui.facet_list import FacetList
from tests.tui.conftest import settle
from tests.tui.made_file import explorer_on, go, search
from tests.tui.test_search import hits


@pytest.mark.parametrize(("width", "stays"), [(80, False), (140, True)])
async def test_escape_leaves_the_facets_of_a_search_and_gives_the_hits_their_room(
    made: Path, width: int, stays: bool
) -> None:
    app = explorer_on(made)
    async with app.run_test(size=(width, 24)) as pilot:
        await go(app, pilot, "search")
        await search(app, pilot, "集群")
        await pilot.press("f2")
        await settle(pilot)
        facets = app.query_one(FacetList)
        assert facets.has_focus
        await pilot.press("escape")
        await settle(pilot)
        assert hits(app).has_focus
        assert bool(facets.region) is stays
        await pilot.press("f2")
        await settle(pilot)
        assert bool(facets.region) is not stays, "the key opens it again, or puts it away"
