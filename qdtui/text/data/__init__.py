"""Small dictionaries of the language, as data files whose first line names their source.

A plugin (hook `qdtui_words`) or `[words]` in config.toml may add lines to any of them.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files

_added: dict[str, tuple[str, ...]] = {}


OPEN: Mapping[str, str] = {
    "units": "units.tsv",
    "places": "places_more.tsv",
    "organisations": "org_suffixes.tsv",
    "offices": "offices.txt",
    "verbs": "verbs.txt",
    "heads": "heads.txt",
    "industries": "industry_endings.txt",
    "policies": "policy_kinds.tsv",
    "not_names": "not_names.txt",
}
"""The dictionaries that may be added to, by the name that a person uses."""

CHOICES: Mapping[str, Mapping[int, tuple[str, ...]]] = {
    "units": {1: ("count", "money", "share", "point", "size", "time", "ratio", "group")},
    "places": {2: ("country", "state", "macro", "province", "city", "county", "district", "zone")},
    "organisations": {1: ("firm", "agency", "association", "school", "institute", "media")},
    "policies": {
        1: ("实施方案", "行动计划", "规划", "意见", "办法", "条例", "通知", "政策", "报告", "其他"),
        2: ("sure", "marked", "weak"),
    },
}
"""The fields of dictionaries, counted from 0, that take these words only."""


def add(name: str, new: Iterable[str]) -> None:
    """Add lines to the dictionary called `name` (a key of `OPEN`), for this process. Raises ValueError as `check`."""
    new = list(new)
    check(name, new)
    clean = ("\t".join(field.strip() for field in line.split("\t")) for line in new)
    _added[OPEN[name]] = (*_added.get(OPEN[name], ()), *clean)
    _forget()


def check(name: str, new: Iterable[str]) -> None:
    """Raise ValueError when there is no dictionary `name`, or for what is no line of it.

    A line is a text with as many fields, separated by tabs, as the dictionary's own lines have; none is empty, and
    those in `CHOICES` hold one of the words there. The third field of a unit is a regular expression.
    """
    if name not in OPEN:
        raise ValueError(f"there is no dictionary {name!r} to add to; there are: {', '.join(OPEN)}")
    counts = [line.count("\t") + 1 for line in lines(OPEN[name])]
    for line in new:
        if not isinstance(line, str) or "\n" in line or not all(found := [f.strip() for f in line.split("\t")]):
            raise ValueError(f"{line!r} is no line of the dictionary {name}")
        if not min(counts) <= len(found) <= max(counts):
            some = f"{min(counts)} to {max(counts)}" if min(counts) < max(counts) else str(max(counts))
            wanted = f"{some} fields separated by tabs" if max(counts) > 1 else "one field and no tab"
            raise ValueError(f"{line!r} is no line of the dictionary {name}: a line has {wanted}")
        for index, allowed in CHOICES.get(name, {}).items():
            if found[index] not in allowed:
                raise ValueError(f"{found[index]!r} will not do in {line!r}; one of: {', '.join(allowed)}")
        if name == "units" and len(found) > 2:
            try:
                re.compile(found[2])
            except re.error as error:
                raise ValueError(f"{found[2]!r} in {line!r} is no regular expression: {error}") from None


def _forget() -> None:
    """Clear what the toolkit has derived from the data files."""
    for name, module in list(sys.modules.items()):
        if name.startswith("qdtui.text"):
            for value in list(vars(module).values()):
                if callable(getattr(value, "cache_clear", None)):
                    value.cache_clear()


@cache
def lines(name: str) -> tuple[str, ...]:
    """The lines of the data file `name` without blank lines and comments (`#`). Raises FileNotFoundError."""
    text = files(__package__).joinpath(name).read_text(encoding="utf-8")
    own = tuple(line.rstrip() for line in text.splitlines() if line.strip() and not line.startswith("#"))
    return own + _added.get(name, ())


@cache
def fields(name: str) -> tuple[tuple[str, ...], ...]:
    """The lines of the data file `name`, each split at tabs."""
    return tuple(tuple(line.split("\t")) for line in lines(name))


@cache
def by_kind(name: str) -> Mapping[str, tuple[str, ...]]:
    """The words of a data file whose lines give a kind, a tab and words parted by blanks, by kind."""
    found: dict[str, tuple[str, ...]] = {}
    for kind, words in fields(name):
        found[kind] = (*found.get(kind, ()), *words.split())
    return found
