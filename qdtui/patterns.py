"""The extractor that a file of patterns stands for: it tries each pattern on each sentence."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from qdtui.api import Column, Document, Row, Span, Table, Value
from qdtui.pattern_file import Asked, Pattern, PatternFile, parse
from qdtui.text import Place, Reading, Time, document_place, normalised, parse_number, read, split_items, within

_ATTRIBUTES = {"org": "orgs", "place": "places", "time": "times", "quantity": "quantities"}
"""Where a reading has all of a kind."""


@dataclass(frozen=True, slots=True)
class _Piece:
    """Something that the toolkit found, where it stands."""

    start: int
    end: int
    thing: Any


@dataclass(frozen=True, slots=True)
class _Match:
    start: int
    end: int
    pieces: Mapping[str, _Piece]
    """What the names of the pattern stand for; of a wording the thing is None."""


class Patterns:
    """An extractor made of patterns."""

    def __init__(self, file: PatternFile) -> None:
        self.name = file.table.name
        self.version = file.version
        self.tables: tuple[Table, ...] = (file.table,)
        self._columns = {column.name: column for column in file.table.columns}
        self._patterns = file.patterns
        self._words = tuple(normalised(word) for word in file.words)

    def extract(self, doc: Document) -> Iterator[Row]:
        """Yield a row for each match, those of the first pattern of a sentence first."""
        norm = normalised(doc.text)
        if self._words and not any(word in norm for word in self._words):
            return
        patterns = [pattern for pattern in self._patterns if pattern.literal in norm]
        if not patterns:
            return
        view = _View(read(doc))
        for sentence in view.reading.sentences:
            for pattern in patterns:
                if pattern.literal and norm.find(pattern.literal, sentence.start, sentence.end) < 0:
                    continue
                if pattern.unless and pattern.unless.search(norm, sentence.start, sentence.end):
                    continue
                for match in _matches(pattern, view, sentence.start, sentence.end):
                    yield from self._rows(pattern, view, match, sentence.start)

    def _rows(self, pattern: Pattern, view: _View, match: _Match, sentence: int) -> Iterator[Row]:
        """One row, or one for each item of the list that the pattern names."""
        listed = next((name for name, kind in pattern.kinds.items() if kind == "list" and name in match.pieces), None)
        if listed is None:
            yield self._row(pattern, view, match, sentence)
            return
        piece = match.pieces[listed]
        for item in split_items(view.reading.norm, piece.start, piece.end, names=True):
            start = item.start if piece.start == match.start else match.start
            end = item.end if piece.end == match.end else match.end
            pieces = {**match.pieces, listed: _Piece(item.start, item.end, None)}
            yield self._row(pattern, view, _Match(start, end, pieces), sentence)

    def _row(self, pattern: Pattern, view: _View, match: _Match, sentence: int) -> Row:
        values: dict[str, Value] = {}
        cells: dict[str, Span] = {}
        for name, piece in match.pieces.items():
            if name in self._columns:
                values[name] = _as(self._columns[name], view, piece, pattern.kinds.get(name, ""))
                cells[name] = Span(piece.start, piece.end)
        for name, given in pattern.values.items():
            value = view.asked(given, match, sentence) if isinstance(given, Asked) else given
            values[name] = _fitting(self._columns[name], value)
        return Row(self.name, values, match.start, match.end, pattern.confidence, pattern.name, pattern.note, cells)


class _View:
    """A document's reading, with what the toolkit finds by kind."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self._found: dict[str, list[_Piece]] = {}

    def found(self, kind: str) -> list[_Piece]:
        """All of a kind, in order."""
        if kind not in self._found:
            self._found[kind] = sorted(self._find(kind), key=lambda piece: (piece.start, piece.end))
        return self._found[kind]

    def _find(self, kind: str) -> Iterator[_Piece]:
        reading = self.reading
        if kind == "person":
            for person in reading.people:
                yield _Piece(*person.name, person)
            return
        things: Iterable[Any] = getattr(reading, _ATTRIBUTES[kind])
        for thing in things:
            yield _Piece(thing.start, thing.end, thing)

    def asked(self, asked: Asked, match: _Match, sentence: int) -> Value:
        """The value that a pattern asks for; None when the text does not say it."""
        doc = self.reading.doc
        if asked.name == "document":
            return {"year": doc.published_year, "title": doc.title, "outlet": doc.source}[asked.part or ""]
        if asked.name.endswith("_before") and asked.name not in match.pieces:
            kind = asked.name.removesuffix("_before")
            first = min((piece.start for piece in match.pieces.values()), default=match.start)
            before = [one for one in within(self.found(kind), sentence, first) if self._free(kind, one)]
            if not before:
                region = kind == "place" and asked.part == "region"
                return document_place(self.reading, match.start, at_least=3) if region else None
            piece = before[-1]
        elif (named := match.pieces.get(asked.name)) is not None:
            piece = named
        else:
            return None
        words = doc.text[piece.start : piece.end]
        return words if asked.part is None or piece.thing is None else self._part(piece.thing, asked.part)

    def _free(self, kind: str, piece: _Piece) -> bool:
        """Whether something before a match stands by itself: no country, no place inside a name or in brackets."""
        if kind != "place":
            return True
        if (
            piece.thing.level in ("country", "state", "macro")
            or self.reading.norm[piece.start - 1 : piece.start] in "（("
        ):
            return piece.start == 0 and piece.thing.level not in ("country", "state", "macro")
        return not any(
            one.end >= piece.end
            for one in within(self.found("org"), piece.start - 20, piece.end + 40)
            if one.start <= piece.start
        )

    def _part(self, thing: Any, part: str) -> Value:
        if isinstance(thing, Time):
            return _of_time(thing, part)
        if part in ("name", "position") and not isinstance(thing, Place) and isinstance(getattr(thing, part), Span):
            span = getattr(thing, part)
            return self.reading.text[span.start : span.end]
        value: Value = getattr(thing, part)
        return value


def _of_time(time: Time, part: str) -> Value:
    if part in ("first", "last"):
        day: date | None = getattr(time, part)
        return day
    first, last = time.first or time.last, time.last or time.first
    if first is None or last is None or first.year != last.year:
        return None
    if part == "year":
        return first.year
    return first.month if first.month == last.month else None


def _matches(pattern: Pattern, view: _View, start: int, end: int) -> Iterator[_Match]:
    at = start
    while at < end and (found := _first(pattern, view, at, end)) is not None:
        if found.end > found.start:
            yield found
        at = max(found.end, at + 1)


def _first(pattern: Pattern, view: _View, start: int, end: int) -> _Match | None:
    """The leftmost match: what the toolkit finds is tried in order, and the wordings have to fill what is between."""
    norm = view.reading.norm
    opening = pattern.wordings[0]
    if not pattern.slots:
        match = opening.search(norm, start, end)
        return _Match(*match.span(), _captured(match)) if match else None
    slot = pattern.slots[0]
    for piece in within(view.found(slot.kind), start, end):
        if piece.end > end:
            continue
        head = opening.search(norm, start, piece.start) if opening.pattern else None
        if head is None and opening.pattern:
            continue
        pieces = _captured(head) if head else {}
        if slot.name:
            pieces[slot.name] = piece
        rest = _rest(pattern, view, 1, piece.end, end)
        if rest is not None:
            return _Match(head.start() if head else piece.start, rest.end, {**pieces, **rest.pieces})
    return None


def _rest(pattern: Pattern, view: _View, number: int, at: int, end: int) -> _Match | None:
    norm, wording = view.reading.norm, pattern.wordings[number]
    if number == len(pattern.slots):
        match = wording.match(norm, at, end)
        return _Match(at, match.end(), _captured(match)) if match else None
    slot = pattern.slots[number]
    for piece in within(view.found(slot.kind), at, end):
        between = wording.fullmatch(norm, at, piece.start) if piece.end <= end else None
        if between is None:
            continue
        rest = _rest(pattern, view, number + 1, piece.end, end)
        if rest is not None:
            own = {slot.name: piece} if slot.name else {}
            return _Match(at, rest.end, {**_captured(between), **own, **rest.pieces})
    return None


def _captured(match: re.Match[str]) -> dict[str, _Piece]:
    return {
        name: _Piece(*match.span(name), None) for name in match.re.groupindex if match.start(name) >= 0 and match[name]
    }


def _as(column: Column, view: _View, piece: _Piece, kind: str) -> Value:
    """What a piece is as a value of its column."""
    words = view.reading.text[piece.start : piece.end]
    if kind == "title":
        words = words.strip("《》")
    if column.type in ("DOUBLE", "INTEGER", "BIGINT"):
        value = getattr(piece.thing, "value", None)
        if isinstance(piece.thing, Time):
            value = _of_time(piece.thing, "year")
        return _fitting(column, parse_number(normalised(words)) if value is None else value)
    if column.type == "DATE":
        return piece.thing.day if isinstance(piece.thing, Time) else None
    return [words] if column.type == "VARCHAR[]" else words


def _fitting(column: Column, value: Value) -> Value:
    """`value` for a column of whole numbers as one; None when it is none."""
    if column.type in ("INTEGER", "BIGINT") and isinstance(value, float):
        return int(value) if value.is_integer() else None
    if column.type == "VARCHAR" and isinstance(value, int | float | date):
        return str(value)
    return value


def extractor_of(name: str, text: str) -> Patterns:
    """The extractor of the patterns in `text`. Raises PatternError."""
    return Patterns(parse(name, text))
