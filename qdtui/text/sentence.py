"""Sentences and clauses: where they start and end, whatever the width of the punctuation."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from qdtui.model import Span, ZoneKind
from qdtui.text.normalise import HAN

CLOSING = "”’」』）)】》〉\"'*"
"""Marks that close a quotation or bracket and belong to the sentence that they close."""

# These begin with a plain class of characters and look back from behind it: a search skips to the next such character,
# where an expression that begins with a choice is tried at each one.
_STOP = re.compile(
    rf"[。！？；…!?;.](?:(?<=[。！？；…])[。！？；…]*|(?<=[{HAN}”」）)%\d][!?;])[!?;]*|(?<=[{HAN}”」）)]\.)(?=[{HAN}“「\s]|$))"
    rf"[{re.escape(CLOSING)}。！？]*"
)
_TITLE = re.compile(r"《[^《》\n]{1,80}》")
_CLAUSE_STOP = re.compile(
    rf"[，；：。！？…,;:!?](?:(?<=[，；：。！？…])|(?<=[{HAN}”」）)%\w][,;:!?])(?!\d)|(?<=[{HAN}”」）)][,;!?])(?=\d))"
)
_BRACKETS = re.compile(r"[（(《“](?:(?<=[（(])[^（()）\n]{0,80}[）)]|(?<=《)[^《》\n]{1,80}》|(?<=“)[^“”\n]{1,40}”)")
_STOPS = tuple("。！？；…!?;,，、:：")
_WORD = re.compile(r"\w")
_MARKUP = re.compile(r"^[#\s*>\-·•●■◆□]+")
HEADING_LENGTH = 45
"""A line longer than this, in characters, is no heading."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence or a heading, as a half-open range of code points of the document's text."""

    start: int
    end: int
    heading: bool = False
    zone: ZoneKind | None = None
    section: int | None = None
    """Index of the innermost of the document's sections that holds it."""
    part: int = 0
    """Index of the document's part that holds it; 0 when the document has no parts."""

    @property
    def span(self) -> Span:
        """Its range."""
        return Span(self.start, self.end)


def looks_like_heading(line: str) -> bool:
    """True for a short line that does not end as a sentence does."""
    line = _MARKUP.sub("", line.rstrip())
    return 0 < len(line) <= HEADING_LENGTH and "。" not in line and not line.rstrip(CLOSING).endswith(_STOPS)


def line_above(norm: str, at: int) -> Span:
    """The last line with words before the line break at `at` (-1 for none): where it begins and ends."""
    end = max(at, 0)
    while end > 0 and norm[end - 1].isspace():
        end -= 1
    return Span(norm.rfind("\n", 0, end) + 1, end)


def split_sentences(text: str, start: int = 0, end: int | None = None) -> Iterator[Span]:
    """The sentences of `text[start:end]`: they end at 。！？；… and at line ends, but not inside a title in 《》.

    Quotation marks and brackets do not hold a sentence together, and those that close stay with what they close.
    Half-width ! ? ; and . end a sentence when they stand behind Chinese. White space around a sentence is left out.
    """
    end = len(text) if end is None else end
    while start < end:
        line_end = text.find("\n", start, end)
        if line_end < 0:
            line_end = end
        if start < line_end:
            yield from _split_line(text, start, line_end)
        start = line_end + 1


def _split_line(text: str, start: int, end: int) -> Iterator[Span]:
    titles: list[tuple[int, int]] | None = None
    at = start
    for match in _STOP.finditer(text, start, end):
        if titles is None:
            titles = [m.span() for m in _TITLE.finditer(text, start, end)]
        if _inside(titles, match.start()):
            continue
        if (span := _trim(text, at, match.end())) is not None:
            yield span
        at = match.end()
    if (span := _trim(text, at, end)) is not None:
        yield span


def _inside(spans: list[tuple[int, int]], at: int) -> bool:
    index = bisect_right(spans, (at,)) - 1
    return index >= 0 and spans[index][0] < at < spans[index][1] - 1


def _trim(text: str, start: int, end: int) -> Span | None:
    if start < end and not text[start].isspace() and not text[end - 1].isspace():
        return Span(start, end)
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end) if start < end else None


def split_clauses(text: str, start: int, end: int) -> tuple[Span, ...]:
    """The clauses of `text[start:end]`, without their commas; marks inside brackets, titles and quotes do not split."""
    return tuple(each_clause(text, start, end))


def each_clause(text: str, start: int, end: int) -> Iterator[Span]:
    """The clauses of `split_clauses` one by one: who needs the first alone does not wait for the others."""
    held: list[tuple[int, int]] | None = None
    at = start
    for stop in _CLAUSE_STOP.finditer(text, start, end):
        if held is None:
            held = [m.span() for m in _BRACKETS.finditer(text, start, end)]
        if held and _inside(held, stop.start()):
            continue
        if (clause := _worded(text, at, stop.start())) is not None:
            yield clause
        at = stop.end()
    if (clause := _worded(text, at, end)) is not None:
        yield clause


def _worded(text: str, start: int, end: int) -> Span | None:
    """`start`–`end` without white space around it, when there is a word in it."""
    span = _trim(text, start, end)
    return span if span and (text[span.start].isalnum() or _WORD.search(text, span.start, span.end)) else None
