"""Patterns with a sign: a word that stands in whatever the pattern finds, and that is cheap to look for."""

from __future__ import annotations

import re
from collections.abc import Iterable


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
        self._last = ("", False)
        """The text that was asked about last, and whether a sign stands in it: its sentences are asked about in a row."""

    def finditer(self, text: str, start: int, end: int) -> Iterable[re.Match[str]]:
        """What the pattern finds in `text[start:end]`, in order."""
        return self.pattern.finditer(text, start, end) if self.may_find(text, start, end) else ()

    def search(self, text: str, start: int, end: int) -> re.Match[str] | None:
        """The first match of the pattern in `text[start:end]`, or None."""
        return self.pattern.search(text, start, end) if self.may_find(text, start, end) else None

    def may_find(self, text: str, start: int, end: int) -> bool:
        """False when no sign stands in `text[start:end]`, so that the pattern finds nothing there."""
        last, somewhere = self._last
        if last is not text:
            somewhere = any(sign in text for sign in self.signs)
            self._last = (text, somewhere)
        if somewhere:
            for sign in self.signs:
                if text.find(sign, start, end) >= 0:
                    return True
        return False
