"""A file with a plugin's offers, and the explorer on it, for the tests of what plugins add to the explorer."""

from __future__ import annotations

from pathlib import Path

from textual.pilot import Pilot

from qdtui.config import load
from qdtui.store.read import Database
from qdtui.tui.app import Explorer
from qdtui.tui.place import Context
from tests.plugin_files import GOOD, write
from tests.project import Project, make
from tests.tui.snapshots import shown

TEXT = "临江新闻\n\n2025年3月12日\n\n到2027年,建成12家;2030年再翻番。\n"


def offering(folder: Path, **plugins: str) -> Project:
    """A project at `folder` with one document, the extractor of years and these plugins, read without a problem."""
    project = make(folder)
    write(project.folder / "plugins", years=GOOD, **plugins)
    project.write("a.txt", TEXT)
    assert project.ingest().problems == []
    return project


def explorer(project: Project) -> Explorer:
    """The explorer on the project's file."""
    config = load(explicit=project.config)
    return Explorer(Context(config, lambda: Database(config.database)))


async def until(pilot: Pilot[int], words: str) -> str:
    """Wait until `words` are on the screen."""
    for _ in range(600):
        await pilot.pause(0.05)
        if words in (screen := shown(pilot.app)):
            return screen
    raise AssertionError(f"{words!r} is not on the screen:\n{screen}")
