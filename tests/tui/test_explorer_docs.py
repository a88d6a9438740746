"""docs/explorer.md names every command with its keys as the program has them."""

from __future__ import annotations

from importlib import import_module

import pytest

from qdtui.tui.commands import REGISTRY, WHERE, normal_keys
from qdtui.tui.places import PLACES
from tests.project import ROOT

PAGE = ROOT / "docs" / "explorer.md"
MARK = "<!-- commands: pytest tests/tui/test_explorer_docs.py --snapshot-update writes what follows -->\n"
SIGNS = {"slash": "/", "question_mark": "?", "greater_than_sign": ">", "less_than_sign": "<", "plus": "+", "minus": "-"}
SIGNS |= {"equals_sign": "=", "right_square_bracket": "]", "left_square_bracket": "[", "comma": ","}


def commands() -> str:
    """The tables of commands, by where they work."""
    for spot in PLACES.values():
        spot.load()
    import_module("qdtui.tui.plugin_place")
    lines = []
    listed_by = REGISTRY.by_place()
    # Which part is imported first depends on what runs before.
    for where in WHERE:
        listed = listed_by.get(where, [])
        lines += ["", f"### {WHERE[where].en}", "", "| keys | what it does | name |", "| --- | --- | --- |"]
        for command in listed:
            keys = " ".join(f"`{SIGNS.get(key, key)}`" for key in normal_keys(command.keys))
            keys = " ".join(filter(None, (keys, f"`,` `{command.leader}`" if command.leader else "")))
            lines.append(f"| {keys} | {command.help.en.replace('|', chr(92) + '|')} | `{command.id}` |")
    return "\n".join(lines) + "\n"


def test_the_page_names_every_command_with_its_keys(request: pytest.FixtureRequest) -> None:
    head, mark, rest = PAGE.read_text(encoding="utf-8").partition(MARK)
    assert mark
    if request.config.getoption("--snapshot-update"):
        PAGE.write_text(head + mark + commands(), encoding="utf-8")
        return
    assert rest.splitlines() == commands().splitlines()
