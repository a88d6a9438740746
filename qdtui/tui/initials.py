"""Finding Chinese by the first letters of its pinyin (`dtgc` finds 灯塔工厂), and putting it in the order of its pinyin.

The dictionary is loaded at the first use, and what was made of it is kept.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from functools import cache, lru_cache
from typing import Final

SHORTEST: Final = 2
"""Letters that a word must have to be taken for initials: a single one would find nearly everything."""
LONGEST: Final = 24
_HAN: Final = range(0x4E00, 0xA000)


@cache
def _readings() -> dict[str, str]:
    """The readings of the Han characters, the commonest first, separated by commas, with their tone marks."""
    from pypinyin.pinyin_dict import pinyin_dict

    return {chr(code): readings for code, readings in pinyin_dict.items() if code in _HAN}


@cache
def _by_letter() -> dict[str, str]:
    """For each letter the characters of which some reading begins with it."""
    found: dict[str, list[str]] = defaultdict(list)
    for character, readings in _readings().items():
        for letter in {unicodedata.normalize("NFD", reading)[0] for reading in readings.split(",")}:
            found[letter].append(character)
    return {letter: "".join(characters) for letter, characters in found.items()}


@cache
def _one(letter: str) -> str:
    """An expression for a character that is `letter` or may be read with it as the first."""
    return f"[{letter}{_by_letter().get(letter, '')}]" if letter.isalpha() else re.escape(letter)


@lru_cache(maxsize=64)
def initials(word: str) -> re.Pattern[str] | None:
    """What finds the characters whose pinyin begins with the letters of `word`; None when it cannot be meant so.

    Marks between the characters do not count. A character that is read in several ways is found by each.
    """
    word = word.casefold()
    if not (SHORTEST <= len(word) <= LONGEST and word.isascii() and word.isalnum() and word[0].isalpha()):
        return None
    return re.compile(r"\W{0,2}".join(map(_one, word)))


def stands_in(word: str, text: str) -> bool:
    """Whether `word` stands in `text` (both case-folded), as written or as initials."""
    if word in text:
        return True
    pattern = initials(word)
    return pattern is not None and pattern.search(text) is not None


@cache
def _rank(character: str) -> str:
    readings = _readings().get(character)
    if readings is None:
        return character
    first = unicodedata.normalize("NFD", readings.partition(",")[0])
    return "".join(sign for sign in first if sign.isascii()) + character


def by_pinyin(text: str) -> tuple[str, ...]:
    """What sorts texts by the pinyin of their characters; Latin text and numbers come where their letters would."""
    return tuple(map(_rank, text.casefold()))


def warm() -> None:
    """Load the dictionary, in a thread, before it is needed."""
    _by_letter()
