"""Finds what is taken out of a text before it is read: zero-width characters, and blanks that set Latin apart.

Some outlets set a blank between Chinese and every Latin word or number (2021 年的 75888 人). It says nothing, but splits
names, times and quantities that all others write as one. It is taken out where a whole document is written so; a blank
that parts columns, names or the pieces of a byline stays.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from qdtui.text.normalise import HAN

_INVISIBLE = re.compile("[\u200b\u2060\ufeff\u00ad]+")
# Begins with the blank, to which a search skips, and looks back from behind it.
_APART = re.compile(f"[ \u00a0](?:(?<=[{HAN}].)(?=[A-Za-z0-9])(?!\\d{{4}}[-/.]\\d)|(?<=[A-Za-z0-9%].)(?=[{HAN}]))")
# The stamp of a byline (某某网 2026-01-19) stands apart for its own sake.
_TOUCHING = re.compile(f"[{HAN}](?=[A-Za-z0-9])|[A-Za-z0-9%](?=[{HAN}])")
_RUNNING = re.compile("[，。；]")
_PARTED = re.compile(f"[{HAN}][ \u00a0\u3000]+[{HAN}]|[|\t]|[ \u00a0\u3000]{{2}}")
_FEWEST = 4
"""Blanks in running text from which on they are a habit."""
_MOST_TOUCHING = 0.25
"""Places without a blank to those with one that the habit allows."""


def taken_out(text: str) -> list[tuple[int, int]]:
    """The spans of `text` that are left out of what is read, in order; none of them touches another."""
    return sorted((*(match.span() for match in _INVISIBLE.finditer(text)), *_blanks(text)))


def _blanks(text: str) -> Iterator[tuple[int, int]]:
    """The blanks between Chinese and Latin, when that is how the running lines of the text are written."""
    if _APART.search(text) is None:
        return
    apart = touching = start = 0
    lines: list[tuple[int, int]] = []
    for line in text.split("\n"):
        end = start + len(line)
        if _RUNNING.search(line):
            apart += len(_APART.findall(line))
            touching += len(_TOUCHING.findall(line))
            lines.append((start, end))
        elif _PARTED.search(line) is None:
            lines.append((start, end))
        start = end + 1
    if apart >= _FEWEST and touching <= _MOST_TOUCHING * apart:
        for line_span in lines:
            yield from (match.span() for match in _APART.finditer(text, *line_span))
