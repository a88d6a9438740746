"""Which documents can hold a piece of text as written, by the index alone, so that the texts of the others are not read.

A segmenter cuts a run of Han characters into words that follow each other without a gap. Two characters that stand
side by side in a text therefore stand in one word of it, or the first ends a word and the second begins one: what has
neither such a word, nor one that ends so (or begins so, whichever is rarer), does not hold the two. That says nothing
of where they stand, so the text is looked at all the same, but of few documents instead of all.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

import duckdb

from qdtui.store.sizes import Size, Vocabulary

__all__ = ["holders"]

SHARE = 4
"""Worth it where at most one in so many documents is left."""

_HOLDERS = """
SELECT w.piece, list(p.doc_no)
FROM postings p
JOIN (SELECT unnest($pieces::INTEGER[]) AS piece, unnest($terms::INTEGER[]) AS term_id) w USING (term_id)
GROUP BY w.piece
"""


class _Terms(NamedTuple):
    """Terms of which a document has one at least when it holds a piece."""

    postings: int
    """How many postings they have: at least as many as there are such documents."""
    numbers: Sequence[int]


def holders(connection: duckdb.DuckDBPyConnection, size: Size, pieces: Iterable[str]) -> set[int] | None:
    """The `doc_no` of documents among which are all that hold every one of `pieces` (folded); None when that may be any.

    Needs the terms that were read in advance.
    """
    terms = size.terms
    if terms is None:
        return None
    known = sorted(filter(None, (_rarest(terms, piece) for piece in pieces)))
    # The rarest narrows most, and what the next one takes away is worth its look-up.
    chosen = [one for one in known if one.postings * SHARE < size.documents][:2]
    if not chosen:
        return None
    if not chosen[0].numbers:
        return set()
    numbers = [number for number, one in enumerate(chosen) for _ in one.numbers]
    found = connection.execute(
        _HOLDERS, {"pieces": numbers, "terms": [term for one in chosen for term in one.numbers]}
    ).fetchall()
    sets = [set(documents) for _, documents in found]
    return set.intersection(*sets) if len(sets) == len(chosen) else set()


def _rarest(terms: Vocabulary, piece: str) -> _Terms | None:
    """The terms that say most about who can hold a piece; None when the index says nothing about it."""
    if len(piece) == 1:
        return _Terms(*terms.holding(piece)) if _in_words(piece) else None
    options = [
        _both(terms, first, second) for first, second in pairwise(piece) if _in_words(first) and _in_words(second)
    ]
    return min(options, default=None)


def _both(terms: Vocabulary, first: str, second: str) -> _Terms:
    """The terms of which a document has one when it has the two characters side by side."""
    inside, within = terms.holding(first + second)
    across, apart = min(terms.ending(first), terms.beginning(second))
    return _Terms(inside + across, [*within, *apart])


def _in_words(char: str) -> bool:
    """Whether the segmenter gets to see a character, see `qdtui.text.segment`."""
    return "\u4e00" <= char <= "\u9fd5"
