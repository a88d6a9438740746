"""Patterns that are tried only where they may find something: where a sign stands, or what they begin with."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator


class Signed:
    """A pattern that is not tried where none of its signs stands.

    To look for a word takes a fraction of what an expression takes to fail, and most of the toolkit's expressions fail
    on most sentences. What is found is what the pattern alone finds: tests/text/test_signs.py holds every sign to that.
    """

    __slots__ = ("_last", "pattern", "signs")

    def __init__(self, signs: str, pattern: str, flags: int = 0) -> None:
        """`signs` are words parted by blanks; each match of `pattern` holds one of them at least."""
        self.signs = tuple(signs.split())
        self.pattern = re.compile(pattern, flags)
        self._last: tuple[str, tuple[str, ...]] = ("", ())
        """The text that was asked about last, and the signs in it: its sentences are asked about in a row."""

    def finditer(self, text: str, start: int, end: int) -> Iterable[re.Match[str]]:
        """What the pattern finds in `text[start:end]`, in order."""
        last, present = self._last
        if last is text and not present:  # the most frequent answer, given without a further call
            return ()
        return self.pattern.finditer(text, start, end) if self.may_find(text, start, end) else ()

    def search(self, text: str, start: int, end: int) -> re.Match[str] | None:
        """The first match of the pattern in `text[start:end]`, or None."""
        return self.pattern.search(text, start, end) if self.may_find(text, start, end) else None

    def may_find(self, text: str, start: int, end: int) -> bool:
        """False when no sign stands in `text[start:end]`, so that the pattern finds nothing there."""
        last, present = self._last
        if last is not text:
            present = tuple([sign for sign in self.signs if sign in text])
            self._last = (text, present)
        for sign in present:  # noqa: SIM110 - called for every sentence, and a generator takes as long as the search
            if text.find(sign, start, end) >= 0:
                return True
        return False


class Begun:
    """A pattern that is tried only at the offsets where `first` finds something.

    A search for a class of characters, and one of what may follow it, runs through a text many times faster than a
    search for a choice of hundreds of words. Each match of `pattern` has to begin where one of `first` does.
    """

    __slots__ = ("first", "pattern", "words")

    def __init__(self, first: str, pattern: str) -> None:
        self.first = re.compile(first)
        self.pattern = re.compile(pattern)
        self.words: dict[str, tuple[str, ...]] = {}
        """The words that a match begins with, where that is known, by what they begin with (see `by_beginning`)."""

    @classmethod
    def of(cls, words: Iterable[str], pattern: str) -> Begun:
        """One for a pattern each match of which begins with one of `words`."""
        words = list(words)
        found = cls(beginnings(words), pattern)
        found.words = by_beginning(words)
        return found

    def finditer(self, text: str, start: int = 0, end: int = sys.maxsize) -> Iterator[re.Match[str]]:
        """What the pattern finds in `text[start:end]`, in order."""
        at, match, words = start, self.pattern.match, self.words
        for first in self.first.finditer(text, start, end):
            begin = first.start()
            if words:  # to look for the few words that begin so costs a tenth of a try
                likely = words.get(text[begin : begin + 2]) or words.get(text[begin], ())
                if not text.startswith(likely, begin):
                    continue
            if begin >= at and (found := match(text, begin, end)) is not None:
                yield found
                at = found.end()

    def search(self, text: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        """The first match of the pattern in `text[start:end]`, or None."""
        return next(self.finditer(text, start, end), None)

    def stands_in(self, text: str, start: int, end: int) -> bool:
        """Whether the pattern finds anything in `text[start:end]`."""
        return next(self.finditer(text, start, end), None) is not None


def signs_of(*patterns: Signed) -> Words:
    """The signs of several patterns: where none stands, none of the patterns finds anything."""
    signs = {sign for pattern in patterns for sign in pattern.signs}
    return Words(sorted(sign for sign in signs if not any(other != sign and other in sign for other in signs)))


class Words:
    """Words that are looked for in parts of one text after another: those that it does not hold are left out at once."""

    __slots__ = ("_last", "words")

    def __init__(self, words: Iterable[str]) -> None:
        self.words = tuple(words)
        self._last: tuple[str, tuple[str, ...]] = ("", ())

    def stand_in(self, text: str, start: int, end: int) -> bool:
        """Whether one of the words stands in `text[start:end]`."""
        last, present = self._last
        if last is not text:
            present = tuple([word for word in self.words if word in text])
            self._last = (text, present)
        for word in present:  # noqa: SIM110 - as above
            if text.find(word, start, end) >= 0:
                return True
        return False


def by_beginning(words: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """`words` by their first two characters; those of one character by that, and beside all that begin with it."""
    words = set(words)
    found: dict[str, list[str]] = {word[:2]: [word[0]] if word[0] in words else [] for word in words}
    for word in words:
        if len(word) > 1:
            found[word[:2]].append(word)
    return {head: tuple(sorted(those)) for head, those in found.items()}


def beginnings(words: Iterable[str]) -> str:
    """A pattern of the first two characters of `words`, as far as each has two, to be the first of a `Begun`."""
    heads = {word[:2] for word in words}
    first, second = (re.escape("".join(sorted({h[at] for h in heads if len(h) == 2}))) for at in (0, 1))
    single = re.escape("".join(sorted(h for h in heads if len(h) == 1)))
    if not first:
        return f"[{single}]" if single else ""
    # one class at the head, to which a search skips, whatever has to be asked behind it
    return f"[{first}{single}](?:(?=[{second}])|(?<=[{single}]))" if single else f"[{first}](?=[{second}])"


def any_of(words: Iterable[str]) -> str:
    """The words as alternatives that share their first characters, longest first: a long plain list is slow to fail."""
    tails: dict[str, list[str]] = {}
    for word in sorted(words, key=lambda w: (-len(w), w)):
        tails.setdefault(word[0], []).append(re.escape(word[1:]))
    return "|".join(f"{re.escape(first)}(?:{'|'.join(rest)})" for first, rest in sorted(tails.items()))
