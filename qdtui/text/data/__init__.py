"""Small dictionaries of the language, as data files whose first line names their source.

A plugin (hook `qdtui_words`) or `[words]` in config.toml may add lines to any of them.
"""

from __future__ import annotations

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


def add(name: str, new: Iterable[str]) -> None:
    """Add lines to the dictionary called `name` (a key of `OPEN`), for this process. Raises ValueError as `check`."""
    new = list(new)
    check(name, new)
    _added[OPEN[name]] = (*_added.get(OPEN[name], ()), *new)
    _forget()


def check(name: str, new: Iterable[str]) -> None:
    """Raise ValueError when there is no dictionary `name`, or for what is no line of it.

    A line is a text that is not empty and has as many fields, separated by tabs, as the dictionary's own at least.
    """
    if name not in OPEN:
        raise ValueError(f"there is no dictionary {name!r} to add to; there are: {', '.join(OPEN)}")
    fewest = min(line.count("\t") for line in lines(OPEN[name]))
    for line in new:
        if not isinstance(line, str) or not line.strip() or "\n" in line or line.count("\t") < fewest:
            fields = f": it has {fewest + 1} fields separated by tabs" if fewest else ""
            raise ValueError(f"{line!r} is no line of the dictionary {name}{fields}")


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
