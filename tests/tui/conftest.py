"""What the tests of the explorer share: the explorer on a file that is not there, and pictures."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from textual.app import App
from textual.message import Message
from textual.pilot import Pilot
from textual.widgets import Input, ProgressBar

from qdtui.config import Config
from qdtui.tui.app import Explorer
from qdtui.tui.frame import StatusLine
from qdtui.tui.i18n import set_language
from qdtui.tui.place import Context
from tests.tui.fakes import FakeDatabase
from tests.tui.snapshots import check

Open = Callable[..., Explorer]


async def settle(pilot: Pilot[int]) -> None:
    """Wait until nothing is asked of the file any more and what came is drawn."""
    for _ in range(4):
        await pilot.pause(0.01)
        await pilot.app.workers.wait_for_complete()
    await pilot.pause()


@pytest.fixture
def heard(monkeypatch: pytest.MonkeyPatch) -> Callable[[Explorer, type], list[Any]]:
    """Collects the messages of one kind that reach the app, which does not act on them."""

    def listen(app: Explorer, kind: type) -> list[Any]:
        found: list[Any] = []
        dispatch = app._dispatch_message

        async def collect(message: Message) -> None:
            if isinstance(message, kind):
                found.append(message)
            else:
                await dispatch(message)

        monkeypatch.setattr(app, "_dispatch_message", collect)
        return found

    return listen


@pytest.fixture(autouse=True)
def _chinese() -> Iterator[None]:
    """Every test begins in the language of a first start."""
    set_language("zh")
    yield
    set_language("zh")


async def stand_still(pilot: Pilot[int], done: int) -> None:
    """Stop what moves while an ingest is at work, with its bar at `done`.

    Textual cuts a share to whole cells where the bar has its width already; one that came before is half a cell longer.
    """
    status, bar = pilot.app.query_one(StatusLine), pilot.app.query_one(ProgressBar)
    status._timer.pause()
    status._frame = 0
    status.refresh()
    bar.update(progress=0)
    await pilot.pause()
    bar.update(progress=done)
    await pilot.pause()


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A real file with a few documents and facts, for the tests of one module, none of which changes it."""
    from tests.tui.made_file import write_file  # which itself waits with `settle`

    return write_file(tmp_path_factory.mktemp("made") / "facts.duckdb")


@pytest.fixture
def snap(request: pytest.FixtureRequest) -> Callable[[App[int], str], Awaitable[None]]:
    """Compares what an app shows with a kept picture."""
    update = bool(request.config.getoption("--snapshot-update"))
    return lambda app, name: check(app, name, update=update)


@pytest.fixture
def explorer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Open:
    """Makes an explorer on a fake file; keywords go into the configuration."""
    # A cursor that blinks would be in one picture and not in the next.
    monkeypatch.setattr(Input, "cursor_blink", False)
    monkeypatch.setattr("qdtui.tui.app.PATIENCE", 0.001)

    def make(
        database: FakeDatabase, *, ingest: tuple[str, ...] = (), exists: bool = True, **settings: object
    ) -> Explorer:
        path = tmp_path / "facts.duckdb"
        if exists:
            path.touch()
        config = Config(documents=(Path("/home/a/docs"),), database=path, **settings)  # type: ignore[arg-type]
        return Explorer(Context(config, lambda: database, ingest))  # type: ignore[arg-type,return-value]

    return make
