"""Whether words are short for longer ones, as titles and later mentions shorten names."""

from __future__ import annotations


def abbreviates(short: str, full: str) -> bool:
    """True where all characters of `short` stand in `full` in their order: 制博会 in 国际装备制造业博览会."""
    rest = iter(full)
    return all(character in rest for character in short)
