"""Puts a Document together: joined text, zones, title, dates, articles and sections."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from itertools import pairwise
from pathlib import PurePath

from qdtui.load.blanks import taken_out
from qdtui.load.dates import UNKNOWN, Published, from_filename, from_lines
from qdtui.load.head import find_author, find_source, title_of
from qdtui.load.infer import infer
from qdtui.load.join import join_lines
from qdtui.load.lines import Line, lines_of
from qdtui.load.parts import split_articles
from qdtui.load.sections import find_sections
from qdtui.load.shift import Shift
from qdtui.load.source import Content, Hint, Metadata, Overrides
from qdtui.load.zones import find_zones
from qdtui.model import DetailHow, Document, Join, Part, ReadError, Zone

_NEWLINES = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_CONTROLS = dict.fromkeys((*range(0x09), *range(0x0B, 0x20), *range(0x7F, 0xA0)), " ")
# Direction marks can show a reader another order than the offsets count: blanks of the same length.
_CONTROLS |= dict.fromkeys((*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200E, 0x200F, 0x061C), " ")
_HAS_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def clean(text: str) -> str:
    """`text` with LF line ends and without control characters (each becomes one blank)."""
    text = _NEWLINES.sub("\n", text)
    return text.translate(_CONTROLS) if _HAS_CONTROLS.search(text) else text


def without_idle(text: str) -> tuple[str, tuple[Join, ...]]:
    """`text` without what `taken_out` finds, which splits words that are one, and where it stood."""
    spans = taken_out(text)
    if not spans:
        return text, ()
    joins: list[Join] = []
    pieces: list[str] = []
    done = gone = 0
    for start, end in spans:
        pieces.append(text[done:start])
        joins.append(Join(start - gone, text[start:end]))
        gone += end - start
        done = end
    return "".join((*pieces, text[done:])), tuple(joins)


def build(source: Content, digest: str, path: str, overrides: Overrides | None, name: str | None = None) -> Document:
    """The Document for what a format's reader made of the bytes with the SHA-256 `digest`.

    `name` is the file name in which a date is looked for (that of `path` when None). Raises ReadError for a
    text that cannot be written down in UTF-8.
    """
    text, idle = without_idle(source.text)
    _refuse_halves(text)
    hints = _moved(source.hints, idle)
    lines = list(lines_of(text))
    text, broken = join_lines(text, lines, hints)
    moved = Shift(idle), Shift(broken)
    if broken:
        hints = _moved(hints, broken)
        lines = list(lines_of(text))
    zones = find_zones(text, lines, hints)
    starts = [0, *split_articles(lines, zones), len(text)]
    parts = [
        _part(text, lines, zones, begin, end, source.metadata if begin == 0 else Metadata())
        for begin, end in pairwise(starts)
    ]
    first, how, _ = parts[0]
    published = _published(first, how, source.metadata, path if name is None else name)
    document = Document(
        doc_id=digest[:16],
        path=path,
        text=text,
        title=first.title,
        source=first.source,
        author=first.author,
        published=published.day,
        published_year=published.year,
        published_how=published.how,
        title_how=_how(first.title, source.metadata.title),
        source_how=_how(first.source, source.metadata.source),
        author_how=_how(first.author, source.metadata.author),
        sha256=digest,
        encoding=source.encoding,
        sections=find_sections(text, lines, zones, hints, {t.start: p.title or "" for p, _, t in parts if t}),
        zones=tuple(zones),
        parts=tuple(p for p, _, _ in parts) if len(parts) > 1 else (),
        joins=_merged(idle, broken),
        pages=tuple(page._replace(start=at(moved, page.start), end=at(moved, page.end)) for page in source.pages),
        cells=tuple(cell._replace(start=at(moved, cell.start), end=at(moved, cell.end)) for cell in source.cells),
        remarks=source.remarks,
    )
    return _overridden(document, overrides) if overrides else document


def at(moved: tuple[Shift, Shift], offset: int) -> int:
    """Where an offset of the reader's text stands after both rounds of joins."""
    return moved[1](moved[0](offset))


def _refuse_halves(text: str) -> None:
    try:
        text.encode()
    except UnicodeEncodeError as error:
        line = text.count("\n", 0, error.start) + 1
        raise ReadError(
            f"line {line} holds half a character (a lone surrogate), which is no text; save it again as UTF-8"
        ) from None


def _part(
    text: str, lines: list[Line], zones: list[Zone], begin: int, end: int, metadata: Metadata
) -> tuple[Part, Published, Line | None]:
    """One article of the text, how its date was found, and the line of its headline."""
    own = [line for line in lines if begin <= line.start < end]
    inside = [z for z in zones if begin <= z.start < end]
    title, line = title_of(own, inside, text[begin:end], metadata)
    published = from_lines(
        own,
        [(z.start, text[z.start : z.end]) for z in inside if z.kind == "dateline"],
        [text[z.start : z.end] for z in inside if z.kind == "footer"],
    )
    if published is UNKNOWN and not metadata.published:
        published = infer(_running(text, inside, begin, end))
    part = Part(
        begin,
        end,
        title,
        metadata.source or find_source(inside, text, begin),
        metadata.author or find_author(inside, text),
        published.day,
        published.year,
    )
    return part, published, line


def _running(text: str, zones: list[Zone], begin: int, end: int) -> str:
    """The text between two offsets without its zones."""
    pieces: list[str] = []
    at = begin
    for zone in zones:
        pieces.append(text[at : max(at, zone.start)])
        at = max(at, zone.end)
    pieces.append(text[at:end])
    return "\n".join(pieces)


def _published(part: Part, found: Published, metadata: Metadata, path: str) -> Published:
    """The most trusted of what the metadata, the text, the file's name and the inference give."""
    if metadata.published:
        return Published(metadata.published, metadata.published.year, "metadata")
    if found.how == "text":
        return found
    named = from_filename(PurePath(path).stem)
    if named.day or found.year is None:
        if named.how or metadata.made is None:
            return named if named.how else UNKNOWN
        return Published(metadata.made, metadata.made.year, "metadata")
    return found


def _how(found: str | None, told: str | None) -> DetailHow | None:
    """How a title, outlet or author was found, when the metadata gave `told`."""
    return None if found is None else "metadata" if told else "text"


def _overridden(document: Document, overrides: Overrides) -> Document:
    if overrides.title:
        document = replace(document, title=overrides.title, title_how="person")
    if overrides.source:
        document = replace(document, source=overrides.source, source_how="person")
    if overrides.author:
        document = replace(document, author=overrides.author, author_how="person")
    if overrides.published:
        day = overrides.published
        document = replace(document, published=day, published_year=day.year, published_how="person")
    elif overrides.published_year:
        document = replace(document, published=None, published_year=overrides.published_year, published_how="person")
    return document


def _moved(hints: Mapping[int, Hint], joins: tuple[Join, ...]) -> dict[int, Hint]:
    """Hints at the offsets where their lines stand after the joins."""
    if not joins or not hints:
        return dict(hints)
    moved: dict[int, Hint] = {}
    k = gone = 0
    for start, hint in sorted(hints.items()):
        while k < len(joins) and joins[k].at + gone < start:
            gone += len(joins[k].removed) - len(joins[k].inserted)
            k += 1
        moved[start - gone] = hint
    return moved


def _merged(first: tuple[Join, ...], second: tuple[Join, ...]) -> tuple[Join, ...]:
    """Two rounds of joins as one list in terms of the final text."""
    if not first or not second:
        return first or second
    moved: list[Join] = []
    k = gone = 0
    for join in first:
        while k < len(second) and second[k].at + gone < join.at:
            gone += len(second[k].removed) - len(second[k].inserted)
            k += 1
        moved.append(Join(join.at - gone, join.removed, join.inserted))
    return tuple(sorted((*moved, *second), key=lambda j: j.at))
