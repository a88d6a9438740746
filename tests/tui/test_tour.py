"""The tour of docs/tour.md can be taken: its keys do what it says, on the articles that come along."""

from __future__ import annotations

import re
from pathlib import Path

from qdtui.config import Config
from qdtui.store.read import Database
from qdtui.tui.app import Explorer
from qdtui.tui.place import Context
from tests.tui.conftest import settle
from tests.tui.made_file import type_text
from tests.tui.snapshots import shown

TOUR = Path(__file__).parents[2] / "docs" / "tour.md"
_STEP = re.compile(r"```(?P<kind>keys|type)\n(?P<keys>.*?)\n```|<!-- shows: (?P<shown>.*?) -->", re.DOTALL)


async def test_the_keys_of_the_tour_show_what_it_says(seeds_database: Path) -> None:
    steps = list(_STEP.finditer(TOUR.read_text(encoding="utf-8")))
    assert len([step for step in steps if step["shown"]]) >= 8
    config = Config(documents=(seeds_database.parent,), database=seeds_database)
    app = Explorer(Context(config, lambda: Database(seeds_database)))
    async with app.run_test(size=(140, 40)) as pilot:
        await settle(pilot)
        taken = ""
        for step in steps:
            if step["shown"]:
                screen = shown(app)
                for _ in range(100):
                    if step["shown"] in screen:
                        break
                    await pilot.pause(0.05)
                    screen = shown(app)
                assert step["shown"] in screen, f"after {taken}:\n{screen}"
            elif step["kind"] == "keys":
                for key in step["keys"].split():
                    taken += f" {key}"
                    await pilot.press(key)
                    await settle(pilot)
            else:
                taken += f" {step['keys']!r}"
                await type_text(pilot, step["keys"])
                await pilot.pause(0.2)
                await settle(pilot)
