"""Plugins as files for tests: one that works and one of each way to go wrong."""

from __future__ import annotations

from pathlib import Path

from tests.project import Project, make

GOOD = '''
"""Finds years."""
import re
from qdtui.api import Column, Row, Table, hookimpl

class Years:
    name = "years"
    version = "1"
    tables = (Table("years", "Years that a document names.", (Column("year", "INTEGER", "The year."),), key=("year",)),)

    def extract(self, doc):
        for match in re.finditer("20[0-9][0-9]", doc.text):
            yield Row("years", {"year": int(match[0])}, match.start(), match.end(), confidence=0.9, rule="digits")

@hookimpl
def qdtui_extractors(config):
    return [Years()]
'''

SYNTAX = "def qdtui_extractors(config:\n    return []\n"


def plugin(name: str, body: str, *, at_import: str = "", needs: str = "()", table: str | None = None) -> str:
    """Source of a plugin whose `extract(self, doc)` has `body`, an indented block of Python."""
    indented = "\n".join("        " + line for line in body.strip().splitlines())
    return f"""
import os, sys, time
from qdtui.api import Column, Row, Table, hookimpl
{at_import}

class One:
    name = "{name}"
    version = "1"
    needs = {needs}
    tables = (Table("{table or name}", "A table.", (Column("word"), Column("number", "DOUBLE"))),)

    def extract(self, doc):
{indented}

@hookimpl
def qdtui_extractors(config):
    return [One()]
"""


RAISES = plugin("raises", 'raise RuntimeError("no idea what this is")\nyield from ()')
LOOPS = plugin("loops", "while True:\n    pass\nyield from ()")
WRONG_SPAN = plugin("wrong_span", 'yield Row("wrong_span", {"word": "x"}, 5, 10_000_000)')
EXITS = plugin("exits", "os._exit(7)\nyield from ()")
PRINTS = plugin("prints", 'print("\\x1b[2Jhello")\nyield Row("prints", {"word": "ok"}, 0, 1)')


TEXT = "青岛新闻\n\n2024-03-01\n\n2023年,青岛有单项冠军企业39家,第{}篇。\n"
"""A short document in which GOOD finds two years."""


def with_years(folder: Path) -> Project:
    """A project of four short documents with the plugin GOOD."""
    project = make(folder)
    for number in range(4):
        project.write(f"{number}.txt", TEXT.format(number))
    write(project.folder / "plugins", years=GOOD)
    return project


def write(folder: Path, **sources: str) -> Path:
    """Write each source to `folder/name.py` and return the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, source in sources.items():
        (folder / f"{name}.py").write_text(source, encoding="utf-8")
    return folder
