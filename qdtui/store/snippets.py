"""Pieces of a document around the hits of a query."""

from __future__ import annotations

import re
from dataclasses import dataclass

from qdtui.store.query import Query
from qdtui.text.segment import fold

_AROUND = 28
"""Code points shown on each side of a hit."""
_ENDS = "\n。！？；"
"""What a sentence ends with."""
_MOST = 3
"""Snippets per document."""


@dataclass(frozen=True, slots=True)
class Snippet:
    """A piece of a document's text around hits: `document.text[offset_in_document:][:len(text)]`."""

    text: str
    marks: list[tuple[int, int]]
    """The hits, as offsets in `text`."""
    offset_in_document: int
    """Where `text` starts in the document's text."""
    cut: tuple[bool, bool] = (False, False)
    """Whether it begins and whether it ends in the middle of a sentence."""


def snippets(text: str, asked: Query) -> tuple[int, list[Snippet]]:
    """How often the query stands in `text`, and the pieces that show most of it, in the order of the text.

    A word counts as written; only one that the text has in parts alone counts by its terms.
    """
    marks = marks_of(fold(text), asked)
    windows: list[tuple[int, int, list[tuple[int, int]]]] = []
    for start, end in marks:
        low, high = _window(text, start, end)
        if windows and low <= windows[-1][1]:
            first, _, inside = windows[-1]
            if high - first <= 4 * _AROUND or start < windows[-1][1]:
                windows[-1] = (first, max(high, windows[-1][1]), [*inside, (start, end)])
                continue
            low = windows[-1][1]
        windows.append((low, high, [(start, end)]))
    # Most different hits first: a piece that has two of the words says more than one that has one twice.
    best = sorted(windows, key=lambda window: (-len({text[a:b] for a, b in window[2]}), window[0]))[:_MOST]
    return len(marks), [
        Snippet(text[low:high], [(start - low, end - low) for start, end in inside], low, _cut(text, low, high))
        for low, high, inside in sorted(best)
    ]


def marks_of(folded: str, asked: Query) -> list[tuple[int, int]]:
    """Where the words and phrases of a query stand in a folded text, in order and without overlaps."""
    pieces: list[str] = list(asked.phrases)
    for word in asked.words:
        if word.text in folded:
            pieces.append(word.text)
        else:
            pieces += [term for term in word.terms if len(term) > 1] or word.terms
    if not pieces:
        return []
    pattern = "|".join(re.escape(piece) for piece in sorted(set(pieces), key=len, reverse=True))
    return [match.span() for match in re.finditer(pattern, folded)]


def _cut(text: str, low: int, high: int) -> tuple[bool, bool]:
    """Whether a sentence goes on before `low` and behind `high`."""
    before, after = text[max(low - 1, 0) : low], text[high : high + 1]
    return before not in _ENDS, after not in ("", "\n") and text[high - 1] not in _ENDS


def _window(text: str, start: int, end: int) -> tuple[int, int]:
    """The piece around a hit: within its line, from and to a full stop when one is near."""
    low, high = max(0, start - _AROUND), min(len(text), end + _AROUND)
    low = max(low, text.rfind("\n", low, start) + 1)
    line_end = text.find("\n", end, high)
    high = high if line_end < 0 else line_end
    stop = max(text.rfind(mark, low, start) for mark in _ENDS)
    if stop >= 0:
        low = stop + 1
    return low, high
