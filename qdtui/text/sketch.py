"""Whether two texts are copies of one work: a small sketch finds candidates, the texts themselves decide.

The wording is compared by shingles, runs of eight letters or characters without digits, blanks and marks. Figures
and days are compared apart from it: the report of May has the wording of April's, and other numbers.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from zlib import crc32

from qdtui.model import Document
from qdtui.text.normalise import normalise

WIDTH = 8
"""Letters or characters in a shingle."""
MARKS = 48
"""Shingles that a sketch keeps: those with the smallest digests, so that two sketches keep the same ones."""
LEAST = 40
"""Letters and characters below which a text says too little to be known again."""
APART = 14
"""Days between two publications beyond which the same words tell of another occasion: an office's reports of two
months may differ in their date alone."""

_SHORTEST = 0.4
"""Share of the longer text's shingles that a shortened copy has at least."""
_WHOLE = 0.95
"""The same share above which nothing was cut, so that neither text may tell what the other does not."""
_SHARED = 0.88
"""Share of the shorter text's shingles that stand in the longer one."""
_SHARED_WHOLE = 0.97
"""The same where nothing was cut, or so much that no more than `_EDITED` shingles differ."""
_EDITED = 16
"""Shingles that a small edit or two change."""
_SHARED_BRIEF = 0.93
"""The same for texts of fewer than `_BRIEF` shingles, where another name changes little."""
_BRIEF = 400
_FIGURES_OFF = 20
"""Of so many figures one may differ: a slip of the pen."""
_CHUNK = 100_000
"""Letters that are taken apart at a time, so that a text of millions takes little memory."""
_LONG = 200_000
"""Letters beyond which a sample of the shingles is compared."""
_SAMPLED = 16
_HEAD = 400
"""Code points from the text's beginning in which its title stands, if it does."""

# A run of plain Han is taken at once, as no class of all letters is.
_LETTERS = re.compile(r"[\u4e00-\u9fff]+|[^\W\d_]+")
_FIGURE = re.compile(r"\d+(?:[.,]\d+)*(?:[%‰]|个百分点|[万亿千百]+)?[^\W\d_]?")
_DAY = re.compile(
    r"[〇○零一二三四五六七八九]{4}年|\d{2,4}年(?:\d{1,2}月(?:\d{1,2}日)?)?|\d{1,2}月\d{1,2}[日号]|\d{1,2}[日号]|\d{1,2}(?:[-—–~～至到]\d{1,2})?月"
    r"|前?(?:第?[一二三四1-4]|[两三])(?:个)?季度|[上下]半年|第[〇零一二三四五六七八九十百\d]+[批届次期季轮号周]|首批"
)


# The shingles that begin with one of a fifth of all characters: enough to be known by, and a fifth of the work.
# The character is taken as a class, to which a search skips, and the shingle that begins with it seen from behind it.
_SAMPLE = re.compile(
    f"[{''.join(chr(code) for code in range(0x4E00, 0x9FD6) if code % 5 == 0)}a-e](?<=(?=(.{{{WIDTH}}})).)"
)


@dataclass(frozen=True, slots=True)
class Sketch:
    """What is kept of a text's wording to find its copies."""

    letters: int
    """Length of the wording: letters and characters of the running text."""
    marks: tuple[int, ...]
    """The smallest digests of a sample of its shingles, ascending (unsigned, 32 bits)."""
    wording: int
    """Digest of the wording with its figures and days (unsigned, 64 bits): equal ones are equal texts."""
    articles: int
    """How many articles the document holds."""


@dataclass(frozen=True, slots=True)
class Profile:
    """All of a text that is compared."""

    shingles: frozenset[int]
    figures: frozenset[str]
    days: frozenset[str]
    every: int = 1
    """Of how many shingles one was kept: of very long texts those alone whose digest is a multiple of this."""


@dataclass(frozen=True, slots=True)
class Likeness:
    """What came of comparing two texts."""

    shared: float
    """Share of the shorter text's shingles that the other has, from 0 to 1."""
    same: bool
    """Whether they are copies of one work."""
    why: str
    """What decided: `wording`, `length`, `figures`, `days`, or `copy`."""


def running(text: str, zones: Iterable[tuple[int, int]], title: str | None) -> str:
    """`text` without its `zones` (start and end in code points) and its title: what each outlet makes its own."""
    pieces, at = [], 0
    for start, end in zones:
        pieces.append(text[at : max(at, start)])
        at = max(at, end)
    pieces.append(text[at:])
    left = "\n".join(pieces)
    place = left.find(title, 0, _HEAD) if title else -1
    return left if place < 0 or not title else f"{left[:place]}\n{left[place + len(title) :]}"


def sketch(document: Document) -> Sketch:
    """The sketch of a document's running text."""
    text = _plain(document.text, ((zone.start, zone.end) for zone in document.zones), document.title)
    wording = _wording(text)
    marks: list[int] = []
    for start in range(0, len(wording), _CHUNK):
        found = _SAMPLE.findall(wording, start, start + _CHUNK + WIDTH - 1)
        marks = sorted({*marks, *_digests(found)})[:MARKS]
    data = f"{wording} {' '.join(_FIGURE.findall(text))}".encode()
    return Sketch(len(wording), tuple(marks), crc32(data) << 32 | crc32(data, 0x9E3779B9), max(1, len(document.parts)))


def _digests(shingles: Sequence[str]) -> Iterable[int]:
    """The digest of each shingle; all are encoded at once, unless one holds a character of two code units."""
    data, width = "".join(shingles).encode("utf-16-le"), 2 * WIDTH
    if len(data) != width * len(shingles):
        return [crc32(shingle.encode("utf-16-le")) for shingle in shingles]
    return map(crc32, [data[i : i + width] for i in range(0, len(data), width)])


def profile(text: str, zones: Iterable[tuple[int, int]], title: str | None) -> Profile:
    """What is compared of a document's text, its zones and its title left out."""
    plain = _plain(text, zones, title)
    wording = _wording(plain)
    every = 1 if len(wording) <= _LONG else _SAMPLED
    return Profile(
        frozenset(_shingles(wording, every)),
        frozenset(_FIGURE.findall(_DAY.sub("。", plain))),
        frozenset(_DAY.findall(plain)),
        every,
    )


def compare(one: Profile, other: Profile) -> Likeness:
    """Whether two texts are copies of one work.

    The shorter one's wording, figures and days have to stand in the longer one: a copy may be cut, but it tells
    no other numbers and no other days.
    """
    if one.every != other.every:
        every = max(one.every, other.every)
        one, other = (
            replace(each, shingles=frozenset(d for d in each.shingles if d % every == 0), every=every)
            for each in (one, other)
        )
    short, long = sorted((one, other), key=lambda each: len(each.shingles))
    if not short.shingles:
        return Likeness(0.0, False, "wording")
    shared = len(short.shingles & long.shingles) / len(short.shingles)
    whole = len(short.shingles) >= _WHOLE * len(long.shingles)
    needed = _SHARED if len(short.shingles) >= _BRIEF else _SHARED_BRIEF
    if whole:  # nothing was cut: what differs are words put in for others, such as another county's name
        needed = max(needed, min(_SHARED_WHOLE, 1 - _EDITED / len(short.shingles)))
    if len(short.shingles) < LEAST - WIDTH or shared < needed:
        return Likeness(shared, False, "wording")
    if len(short.shingles) < _SHORTEST * len(long.shingles):
        return Likeness(shared, False, "length")
    if short.days - long.days or (whole and long.days - short.days):
        return Likeness(shared, False, "days")
    off = max(len(short.figures - long.figures), len(long.figures - short.figures) if whole else 0)
    if off > len(short.figures) // _FIGURES_OFF:
        return Likeness(shared, False, "figures")
    return Likeness(shared, True, "copy")


def _plain(text: str, zones: Iterable[tuple[int, int]], title: str | None) -> str:
    # The whole text is normalised, which its other readers ask for too, and its title looked for as it is written.
    zones = list(zones)
    left, norm = running(text, zones, None), running(normalise(text), zones, None)
    place = left.find(title, 0, _HEAD) if title else -1
    return norm if place < 0 or not title else f"{norm[:place]}\n{norm[place + len(title) :]}"


def _wording(text: str) -> str:
    return "".join(_LETTERS.findall(text)).lower()


def _shingles(wording: str, every: int = 1) -> set[int]:
    """Digests of all runs of `WIDTH` code units; with `every`, those that are multiples of it."""
    data = wording.encode("utf-16-le")
    found: set[int] = set()
    for start in range(0, len(data), 2 * _CHUNK):
        last = min(start + 2 * _CHUNK, len(data) - 2 * WIDTH + 1)
        digests = map(crc32, [data[i : i + 2 * WIDTH] for i in range(start, last, 2)])
        found.update(digests if every == 1 else (digest for digest in digests if digest % every == 0))
    return found
