"""Search terms of a Chinese text: words and the words inside them, the same whichever segmenter is installed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable
from contextlib import suppress
from functools import cache
from importlib.util import find_spec
from typing import Literal, NamedTuple

from qdtui.text.normalise import normalise

Segmenter = Literal["auto", "jieba", "rjieba"]


class _Engine(NamedTuple):
    """The two calls of a segmenter that are used: words, and words with start and end."""

    cut: Callable[[str], Iterable[str]]
    tokenize: Callable[[str], Iterable[tuple[str, int, int]]]


# Only Han that dictionaries know goes to the segmenter: the two engines treat all else differently.
_NOT_DICTIONARY = re.compile(r"[^\u4e00-\u9fd5]")
_DICTIONARY = re.compile(r"[\u4e00-\u9fd5]+")
# A number with its points, a word in letters, or a rare Han character, which no dictionary knows.
_OTHER = re.compile(
    r"[0-9]+(?:\.[0-9]+)+|[\u3400-\u4dbf\u9fd6-\u9fff\U00020000-\U0003ffff]|[^\W_\u3400-\u9fff\U00020000-\U0003ffff]+"
)


def fold(text: str) -> str:
    """`text` as search sees it: half width, simplified, lower case; always of the same length."""
    folded = normalise(text)
    lower = folded.lower()
    if len(lower) == len(folded):
        return lower
    return "".join(low if len(low := char.lower()) == 1 else char for char in folded)


def search_terms(text: str, segmenter: Segmenter = "auto") -> list[tuple[str, int]]:
    """The search terms of `text`, each with its offset (code points), in the order of their ends.

    Han is cut as `jieba.cut_for_search` does: a long word gives its shorter words as well. Letters and
    digits give whole words in lower case. Punctuation gives nothing.
    """
    folded = fold(text)
    spaced = _NOT_DICTIONARY.sub(" ", folded)
    terms = [found for found in _engine(segmenter).tokenize(spaced) if found[0] != " "] if spaced.strip() else []
    terms += [(match[0], match.start(), match.end()) for match in _OTHER.finditer(folded)]
    terms.sort(key=lambda found: (found[2], -found[1]))
    return [(term, start) for term, start, _ in terms]


def term_counts(text: str, segmenter: Segmenter = "auto") -> Counter[str]:
    """How often each search term stands in `text`."""
    folded = fold(text)
    # where the terms stand is of no matter here: the few characters that are no Han are looked at apart from the many
    known, others = " ".join(_DICTIONARY.findall(folded)), " ".join(_DICTIONARY.split(folded))
    counts = Counter(_engine(segmenter).cut(known) if known else ())
    del counts[" "]
    counts.update(_OTHER.findall(others))
    return counts


@cache
def _engine(segmenter: Segmenter) -> _Engine:
    if segmenter == "rjieba" or (segmenter == "auto" and find_spec("rjieba")):
        import rjieba

        return _Engine(rjieba.cut_for_search, lambda text: rjieba.tokenize(text, "search"))
    import logging

    import jieba
    from platformdirs import user_cache_path

    jieba.setLogLevel(logging.CRITICAL)  # it reports its dictionary's loading on stderr
    folder = user_cache_path("qdtui")
    with suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
        jieba.dt.tmp_dir = str(folder)  # by default its cache lies in the system's temporary folder, open to all
    return _Engine(jieba.cut_for_search, lambda text: jieba.tokenize(text, mode="search"))
