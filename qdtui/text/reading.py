"""One document, read once: its normalised copy, sentences and clauses, shared by all extractors."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from qdtui.model import Document, Span, ZoneKind
from qdtui.text.normalise import chinese_marks, normalise
from qdtui.text.orgs import Org, orgs
from qdtui.text.places import Place, places
from qdtui.text.quantity import Quantity, quantities
from qdtui.text.rank import Rank, ranks
from qdtui.text.sentence import Sentence, looks_like_heading, split_clauses, split_sentences
from qdtui.text.spans import start_of
from qdtui.text.times import Time, reading_times

if TYPE_CHECKING:
    from qdtui.text.measure import Measure
    from qdtui.text.people import Person
    from qdtui.text.tables import TableRow
    from qdtui.text.titles import Policy


class Reading:
    """What a document says, as far as sentences go. Offsets are those of the document's stored text."""

    def __init__(self, doc: Document) -> None:
        self.doc = doc
        self.text = doc.text
        self.norm = chinese_marks(normalise(doc.text))
        """The text for matching, of the same length (see `normalise`), with full-width marks between Chinese words."""
        self._line = (0, 0, False)
        """The line that was looked at last, where it ends, and whether it is a heading: its sentences follow each other."""
        running: list[Sentence] = []
        zoned: list[Sentence] = []
        for sentence in self._split():
            (running if sentence.zone is None else zoned).append(sentence)
        self.sentences: tuple[Sentence, ...] = tuple(running)
        """Running text and headings, in order; nothing from boilerplate."""
        self._zoned = tuple(zoned)
        self._starts = [s.start for s in running]
        self._clauses: dict[int, tuple[Span, ...]] = {}

    @cached_property
    def quantities(self) -> tuple[Quantity, ...]:
        """The quantities of the whole text, in order."""
        return tuple(quantities(self.norm))

    @cached_property
    def ranks(self) -> tuple[Rank, ...]:
        """The ranks of the whole text, in order."""
        return tuple(ranks(self.norm))

    @cached_property
    def times(self) -> tuple[Time, ...]:
        """The times of the whole text, resolved in their context, in order."""
        return tuple(sorted(reading_times(self), key=start_of))

    @cached_property
    def places(self) -> tuple[Place, ...]:
        """The places of the whole text, in order."""
        return places(self.norm)

    @cached_property
    def orgs(self) -> tuple[Org, ...]:
        """The organisations of the whole text, in order."""
        return tuple(sorted(orgs(self.norm), key=start_of))

    @cached_property
    def tables(self) -> tuple[tuple[TableRow, ...], ...]:
        """The tables of the running text, each as its rows, in order."""
        from qdtui.text.tables import tables

        return tuple(tables(self))

    @cached_property
    def people(self) -> tuple[Person, ...]:
        """The people whom the document names with an office, in order."""
        from qdtui.text.people import people

        return people(self)

    @cached_property
    def measures(self) -> tuple[Measure, ...]:
        """What the numbers and ranks of the running text say about whom, in order."""
        from qdtui.text.measure import measures

        return tuple(measures(self))

    @cached_property
    def policies(self) -> tuple[Policy, ...]:
        """The policy documents that the text names, in order of their first mention."""
        from qdtui.text.titles import policies_named

        return policies_named(self)

    def zone_sentences(self, kind: ZoneKind) -> tuple[Sentence, ...]:
        """The sentences of the zones of one kind: bylines, captions."""
        return tuple(s for s in self._zoned if s.zone == kind)

    def clauses(self, sentence: Sentence) -> tuple[Span, ...]:
        """The clauses of a sentence, without the marks between them."""
        if sentence.start not in self._clauses:
            self._clauses[sentence.start] = split_clauses(self.norm, sentence.start, sentence.end)
        return self._clauses[sentence.start]

    def sentence_at(self, offset: int) -> Sentence | None:
        """The sentence of running text (or heading) that holds `offset`."""
        index = bisect_right(self._starts, offset) - 1
        if index >= 0 and offset < self.sentences[index].end:
            return self.sentences[index]
        return None

    def _stretches(self) -> Iterator[tuple[int, int, ZoneKind | None]]:
        at = 0
        for zone in sorted(self.doc.zones, key=lambda z: (z.start, z.end)):
            if zone.end <= at:
                continue
            if at < zone.start:
                yield at, zone.start, None
            yield max(at, zone.start), zone.end, zone.kind
            at = zone.end
        if at < len(self.text):
            yield at, len(self.text), None

    def _split(self) -> Iterator[Sentence]:
        sections = sorted(enumerate(self.doc.sections), key=lambda item: (item[1].start, item[1].level))
        parts = self.doc.parts
        open_sections: list[int] = []
        next_section = part = 0
        for start, end, zone in self._stretches():
            for span in split_sentences(self.norm, start, end):
                while next_section < len(sections) and sections[next_section][1].start <= span.start:
                    open_sections.append(sections[next_section][0])
                    next_section += 1
                while open_sections and self.doc.sections[open_sections[-1]].end <= span.start:
                    open_sections.pop()
                while part + 1 < len(parts) and parts[part + 1].start <= span.start:
                    part += 1
                section = open_sections[-1] if open_sections else None
                heading = zone is None and self._is_heading(span, section)
                yield Sentence(span.start, span.end, heading, zone, section, part)

    def _is_heading(self, span: Span, section: int | None) -> bool:
        if section is not None and span.end <= self.doc.sections[section].title_end:
            return True
        if not self._line[0] <= span.start < self._line[1]:
            start = self.norm.rfind("\n", 0, span.start) + 1
            end = self.norm.find("\n", span.end)
            end = end if end >= 0 else len(self.norm)
            self._line = (start, end, looks_like_heading(self.norm[start:end]))
        return self._line[2]


def in_script(reading: Reading, words: str | None, span: Span) -> str | None:
    """`words`, which are simplified, in the characters of the stored text at `span` (億元 in a traditional text)."""
    text, norm = reading.text[span.start : span.end], reading.norm[span.start : span.end]
    if words is None or text == norm:
        return words
    stored = {simple: own for simple, own in zip(norm, text, strict=True) if "\u3400" <= simple <= "\u9fff"}
    return "".join(stored.get(c, c) for c in words)


def written_at(reading: Reading, words: str, start: int, end: int) -> str:
    """`words`, which are simplified, in the characters of the stored text at `start`–`end`, which may be traditional."""
    text, norm = reading.text[start:end], reading.norm[start:end]
    if text == norm:
        return words
    to = dict(zip(norm, text, strict=True)) | ({"国": "國"} if "國" in reading.text else {})
    return "".join(to.get(c, c) for c in words)


def as_written(reading: Reading, words: str | None) -> str | None:
    """`words`, which are simplified, in the script of the document: 盐城 becomes 鹽城 where the text is in traditional."""
    if words is None or reading.text == reading.norm:
        return words
    first = ((c, reading.norm.find(c)) for c in words)
    return "".join(reading.text[at] if at >= 0 else c for c, at in first)


@lru_cache(maxsize=4)
def read(doc: Document) -> Reading:
    """The reading of `doc`. The last few are kept, so that all extractors of a document share one."""
    return Reading(doc)
