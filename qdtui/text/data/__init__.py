"""Small dictionaries of the language, as data files whose first line names their source."""

from __future__ import annotations

from functools import cache
from importlib.resources import files


@cache
def lines(name: str) -> tuple[str, ...]:
    """The lines of the data file `name` without blank lines and comments (`#`). Raises FileNotFoundError."""
    text = files(__package__).joinpath(name).read_text(encoding="utf-8")
    return tuple(line.rstrip() for line in text.splitlines() if line.strip() and not line.startswith("#"))


@cache
def fields(name: str) -> tuple[tuple[str, ...], ...]:
    """The lines of the data file `name`, each split at tabs."""
    return tuple(tuple(line.split("\t")) for line in lines(name))
