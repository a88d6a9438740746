"""One registry feeds keys, footer, help and palette, and says which overrides clash."""

from __future__ import annotations

from collections import Counter

import pytest

from qdtui.tui.commands import REGISTRY, WHERE, Command, Registry, normal_keys
from qdtui.tui.i18n import Phrase
from qdtui.tui.places import PLACES

for spot in PLACES.values():
    spot.load()


def command(command_id: str, keys: str) -> Command:
    return Command(command_id, keys, Phrase("走", "go"), Phrase("去那里", "Go there"))


@pytest.fixture
def registry() -> Registry:
    made = Registry()
    made.bindings([command("app.quit", "q"), command("app.help", "?")])
    made.bindings([command("tables.sort", "s"), command("tables.filter", "slash")])
    made.bindings([command("documents.find", "slash"), command("reader.next", "n")])
    return made


def test_every_command_says_in_both_languages_what_it_does() -> None:
    assert list(REGISTRY)
    for each in REGISTRY:
        assert each.help.zh, each.id
        assert each.help.en, each.id
        assert bool(each.footer.zh) == bool(each.footer.en), each.id
        assert each.where in WHERE, each.id


def test_no_key_means_two_things_in_one_part_of_the_program() -> None:
    keys = Counter((each.where, key) for each in REGISTRY for key in normal_keys(each.keys))
    assert [pair for pair, count in keys.items() if count > 1] == []


def test_bindings_carry_the_id_so_that_config_can_move_them(registry: Registry) -> None:
    made = registry.bindings([command("sql.run", "f5,ctrl+j")])
    assert [(binding.key, binding.id, binding.action) for binding in made] == [("f5,ctrl+j", "sql.run", "run")]  # type: ignore[union-attr]


def test_two_commands_of_one_name_are_refused(registry: Registry) -> None:
    with pytest.raises(ValueError, match=r"tables\.sort"):
        registry.bindings([command("tables.sort", "x")])


def test_an_override_is_taken_with_its_keys_as_textual_names_them(registry: Registry) -> None:
    assert registry.keymap({"tables.sort": "/, f3", "tables.filter": "x"}) == (
        {"tables.sort": "slash,f3", "tables.filter": "x"},
        [],
    )


def test_a_clash_is_named_and_leaves_the_default(registry: Registry) -> None:
    keymap, faults = registry.keymap({"tables.sort": "q"})
    assert keymap == {}
    assert [(fault.command_id, fault.keys) for fault in faults] == [("tables.sort", "q")]
    assert "app.quit" in faults[0].reason


def test_the_same_key_in_two_places_is_no_clash(registry: Registry) -> None:
    assert registry.keymap({"tables.sort": "n"}) == ({"tables.sort": "n"}, [])


def test_a_key_whose_owner_moves_away_is_free(registry: Registry) -> None:
    keymap, faults = registry.keymap({"app.quit": "x", "tables.sort": "q"})
    assert keymap == {"app.quit": "x", "tables.sort": "q"}
    assert faults == []


def test_an_unknown_command_and_an_empty_key_are_named(registry: Registry) -> None:
    _, faults = registry.keymap({"tables.sorrt": "x", "tables.sort": " , "})
    assert [fault.command_id for fault in faults] == ["tables.sorrt", "tables.sort"]
