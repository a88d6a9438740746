"""A text for people in place of something that is not there, broken by the rules of Chinese for the width there is."""

from __future__ import annotations

import re
from itertools import groupby
from typing import Final

from rich.text import Text
from textual.widgets import Static

from qdtui.tui.cells import fit, width_of
from qdtui.tui.wrap import lines

EXAMPLE: Final = re.compile(r"  (\S.*?)\s{2,}(\S.*)")
"""A line of examples: set in, what to type, and behind at least two blanks what it means."""
GAP: Final = 2
NARROWEST: Final = 16
"""Cells beside the examples below which what they mean stands under them."""


def laid_out(text: str, width: int) -> list[str]:
    """`text` in lines of `width` cells; examples keep a column of their own, whatever the width."""
    laid: list[str] = []
    for of_examples, group in groupby(text.split("\n"), lambda line: EXAMPLE.fullmatch(line) is not None):
        if not of_examples:
            laid += [part.rstrip() for line in group for part in (lines(line, width) or [""])]
            continue
        rows = [found.groups() for line in group if (found := EXAMPLE.fullmatch(line))]
        column = GAP + max(width_of(example) for example, _ in rows) + GAP
        room = width - column
        for example, meaning in rows:
            if room >= NARROWEST:
                first, *more = lines(meaning, room)
                laid.append(fit(" " * GAP + example, column) + first.rstrip())
                laid += [" " * column + line.rstrip() for line in more]
            else:
                laid += [
                    " " * GAP + example,
                    *(" " * 2 * GAP + line.rstrip() for line in lines(meaning, width - 2 * GAP)),
                ]
    return laid


class Said(Static):
    """Says a text, and breaks it anew when its width changes."""

    def __init__(self, text: str = "", *, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id, classes=classes, markup=False)
        self._said = text

    def say(self, text: str) -> None:
        """Say `text`, which is printable."""
        self._said = text
        self._draw()

    def on_resize(self) -> None:
        """Break the text anew."""
        self._draw()

    def _draw(self) -> None:
        width = self.content_size.width
        self.update(Text("\n".join(laid_out(self._said, width)) if width > 1 else self._said))
