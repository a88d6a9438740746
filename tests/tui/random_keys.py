"""Somebody who presses any key and clicks anywhere: whatever they do, the explorer goes on and the file stays."""

from __future__ import annotations

import asyncio
import hashlib
import os
import random
from collections.abc import Mapping, Sequence
from importlib import import_module
from pathlib import Path
from typing import Final

import pytest
from textual import events
from textual.pilot import Pilot

from qdtui.offers import FileForm, Offer
from qdtui.tui.commands import REGISTRY, normal_keys
from qdtui.tui.exporting import target
from qdtui.tui.places import PLACES
from tests.tui.made_file import explorer_on

SIZES: Final = ((80, 24), (140, 40), (44, 12), (110, 30))
MOVES: Final = (
    "up",
    "down",
    "left",
    "right",
    "pageup",
    "pagedown",
    "home",
    "end",
    "tab",
    "shift+tab",
    "enter",
    "space",
)
EDITS: Final = ("backspace", "delete", "ctrl+u", "ctrl+w", "ctrl+home", "ctrl+end", "shift+down", "shift+right")
SIGNS: Final = (
    *"abcdefghijklmnopqrstuvwxyzNFISYEHTO0123456789海州集群",
    *("full_stop", "comma", "percent_sign", "left_parenthesis", "quotation_mark", "semicolon", "slash", "tilde"),
    *("equals_sign", "asterisk", "underscore", "greater_than_sign", "apostrophe", "backslash"),
)
REMEMBERED: Final = 60
"""How many of the last deeds a failure tells."""


class FailureError(AssertionError):
    """Something went wrong; the message tells the seed and what was done last."""


def deeds() -> list[str]:
    """All keys that mean something, and a few that do not."""
    for spot in PLACES.values():
        spot.load()
    import_module("qdtui.tui.plugin_place")
    bound = sorted({key for command in REGISTRY for key in normal_keys(command.keys)})
    return [*bound * 3, *MOVES * 3, *EDITS, *SIGNS, *("escape",) * 12, *("1", "2", "3", "4", "5") * 4]


def digest(path: Path) -> str:
    """What the file holds."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


async def play(database: Path, folder: Path, seed: int, steps: int) -> None:
    """Do `steps` things that `seed` decides, on `database`; only `folder` may be written to. Raises FailureError."""
    chance = random.Random(seed)
    before = digest(database)
    done: list[str] = []
    with pytest.MonkeyPatch.context() as patch:
        _tame(patch, folder)
        app = explorer_on(database)
        patch.setattr(app, "action_quit", app.keep_view)
        keys = deeds()
        width, height = chance.choice(SIZES)
        try:
            async with app.run_test(size=(width, height)) as pilot:
                for _ in range(steps):
                    done.append(await _do(pilot, chance, keys))
                    del done[:-REMEMBERED]
                    if app._exception is not None:
                        raise app._exception
                    assert app.is_running
                await asyncio.wait_for(app.workers.wait_for_complete(), 30)
        except Exception as error:
            raise FailureError(f"seed {seed}, {width}×{height}, after {' '.join(done)}: {error!r}") from error
    assert digest(database) == before, f"seed {seed} changed the file"


async def _do(pilot: Pilot[int], chance: random.Random, keys: Sequence[str]) -> str:
    """Press a key or use the mouse; returns what was done."""
    app = pilot.app
    what = chance.random()
    x, y = chance.randrange(app.size.width), chance.randrange(app.size.height)
    if what < 0.85:
        key = chance.choice(keys)
        await pilot.press(key)
        return key
    if what < 0.88:
        await pilot._post_mouse_events([events.MouseDown], offset=(x, y), button=1)
        x, y = chance.randrange(app.size.width), chance.randrange(app.size.height)
        await pilot._post_mouse_events([events.MouseMove, events.MouseUp], offset=(x, y), button=1)
        return f"drag@{x},{y}"
    if what < 0.95:
        times, shift = chance.choice((1, 1, 2)), chance.random() < 0.2
        await pilot._post_mouse_events(
            [events.MouseDown, events.MouseUp, events.Click], offset=(x, y), button=1, times=times, shift=shift
        )
        return f"click×{times}@{x},{y}{'+shift' if shift else ''}"
    if what < 0.98:
        kind = chance.choice((events.MouseScrollDown, events.MouseScrollUp))
        await pilot._post_mouse_events([kind], offset=(x, y))
        return f"{kind.__name__}@{x},{y}"
    width, height = chance.choice(SIZES)
    await pilot.resize_terminal(width, height)
    return f"{width}×{height}"


def _tame(patch: pytest.MonkeyPatch, folder: Path) -> None:
    """Keep what is done inside `folder` and off the clipboard."""
    patch.chdir(folder)
    patch.setitem(os.environ, "QDTUI_STATE_DIR", str(folder / "state"))
    patch.setattr("qdtui.tui.shell.copy", lambda app, text: "nowhere")
    patch.setattr("qdtui.tui.app.PATIENCE", 0.001)

    def inside(typed: str, more: Mapping[str, Offer] | None = None) -> tuple[Path, FileForm | Offer]:
        path, form = target(typed, more)
        if path.resolve().parent != folder.resolve():
            raise ValueError("elsewhere")
        return path, form

    patch.setattr("qdtui.tui.table_export.target", inside)
