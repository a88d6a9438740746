"""What the facts of a document leave out: the numbers and names in its text that no plugin used."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from qdtui.model import Document, Span
from qdtui.tui.spans import Cover

if TYPE_CHECKING:
    from qdtui.store.records import Fact


class Coverage(NamedTuple):
    """How many numbers and names there are, and those that no fact has, in the order of the text."""

    numbers: int
    names: int
    open_numbers: list[Span]
    open_names: list[Span]

    @property
    def open(self) -> list[Span]:
        """All that no fact has, in the order of the text."""
        return sorted(self.open_numbers + self.open_names)


def coverage(document: Document, facts: Sequence[Fact]) -> Coverage:
    """Compare what the toolkit finds in the running text with what the facts say. Slow: for worker threads.

    Something is used when a fact's value stands there, or when a fact quotes it and has it among its values.
    """
    from qdtui.text import read

    reading = read(document)
    zones = Cover([Span(zone.start, zone.end) for zone in document.zones])
    numbers = _apart([quantity.number for quantity in reading.quantities], zones)
    found = [Span(org.start, org.end) for org in reading.orgs] + [person.name for person in reading.people]
    names = _apart(found, zones)
    cells = Cover([span for fact in facts for span in (fact.cells.values() or (Span(fact.start, fact.end),))])
    quotes = Cover([Span(fact.start, fact.end) for fact in facts])

    def used(span: Span) -> bool:
        if cells.between(span.start, span.end):
            return True
        text = document.text[span.start : span.end]
        return any(_says(facts[number], text) for number in quotes.at(span.start))

    return Coverage(
        len(numbers),
        len(names),
        [span for span in numbers if not used(span)],
        [span for span in names if not used(span)],
    )


def _says(fact: Fact, text: str) -> bool:
    values = [value for value in fact.values.values() if value is not None]
    words = [str(word) for value in values for word in (value if isinstance(value, list) else [value])]
    return any(text in word or (len(word) > 1 and word in text) for word in words)


def _apart(spans: Sequence[Span], zones: Cover) -> list[Span]:
    """Spans of the running text, of those that overlap the longest one."""
    kept: list[Span] = []
    for span in sorted(spans, key=lambda span: (span.start, -span.end)):
        if span.start < span.end and not zones.at(span.start) and not (kept and span.start < kept[-1].end):
            kept.append(span)
    return kept
