"""The query language of the search: words, "exact phrases" and -exclusions."""

from __future__ import annotations

import re
from dataclasses import dataclass

from qdtui.text.segment import Segmenter, fold, search_terms

SHORT = 4
"""Words of up to so many characters are meant as written; longer ones may stand in the text in parts."""

_PIECE = re.compile(
    r"""(?P<minus>(?<!\S)-)?(?:"(?P<straight>[^"]*)(?:"|$)|“(?P<curly>[^”]*)(?:”|$)|「(?P<corner>[^」]*)(?:」|$)|(?P<word>[^\s"“「]+))"""
)


class QueryError(ValueError):
    """A query that asks for nothing; the message says what to type."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word to look for: as written (folded), and the search terms that it is cut into."""

    text: str
    terms: tuple[str, ...]

    @property
    def literal(self) -> bool:
        """True when the word is short enough to be meant as one, though the index has it in parts."""
        return len(self.terms) > 1 and len(self.text) <= SHORT


@dataclass(frozen=True, slots=True)
class Query:
    """A parsed query; all texts are folded as the index is."""

    words: tuple[Word, ...]
    phrases: tuple[str, ...]
    excluded: tuple[str, ...]


def parse(query: str, segmenter: Segmenter = "auto") -> Query:
    """Read a query. A quotation mark that is not closed reaches to the end. Raises QueryError when nothing is asked."""
    words: dict[str, Word] = {}
    phrases: dict[str, None] = {}
    excluded: dict[str, None] = {}
    for match in _PIECE.finditer(query.replace("\0", " ")):
        quoted = match["straight"] or match["curly"] or match["corner"]
        text = fold(quoted.strip() if quoted else match["word"] or "")
        if not text:
            continue
        if match["minus"]:
            excluded[text] = None
        elif quoted:
            phrases[text] = None
        else:
            words[text] = Word(text, tuple(dict.fromkeys(term for term, _ in search_terms(text, segmenter))))
    if not words and not phrases:
        if excluded:
            raise QueryError("name at least one word to look for beside those to leave out")
        raise QueryError('type words to look for, "an exact phrase", or -word to leave out')
    return Query(tuple(words.values()), tuple(phrases), tuple(excluded))
