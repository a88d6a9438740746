"""Quotes: who said what, in quotation marks or not, and about which place."""

import re
from collections.abc import Iterator
from typing import Any

from qdtui.api import Column, Document, Row, Span, Table, hookimpl
from qdtui.text import Person, document_place, full_name, read, within

MARKED = re.compile(r"[“「](?P<words>[^”」\n]{8,}[。！？，…])[”」]")
COLUMNS = (
    Column("who"),
    Column("office", comment="Organisation and office, as the text words it."),
    Column("organisation", comment="In the longest form that the document writes."),
    Column("words", comment="What was said."),
    Column("verbatim", "BOOLEAN", "True when it stands in quotation marks."),
    Column("place", comment="The first place that the statement names, else the document's."),
)


class Quotes:
    """Takes what the toolkit reads behind 表示 and 说, and what stands in quotation marks before the name."""

    name = "quotes"
    version = "1"
    tables = (Table("quotes", "Statements, by person.", COLUMNS, key=("who", "words"), label="who"),)

    def extract(self, doc: Document) -> Iterator[Row]:
        """Yield one row for each statement of a named person."""
        reading = read(doc)
        for person in reading.people:
            said = marked(reading.norm, person) or person.statement
            if said is None:
                continue
            employer = doc.text[slice(*person.organization)] if person.organization else None
            near = [p.region for p in within(reading.places, *said) if p.level not in ("country", "state", "macro")]
            values = {
                "who": doc.text[slice(*person.name)],
                "office": doc.text[slice(*person.position)],
                "organisation": full_name(reading.norm, employer) if employer else None,
                "words": doc.text[slice(*said)],
                "verbatim": doc.text[said.start - 1] in "“「",
                "place": near[0] if near else document_place(reading, said.start),
            }
            start, end = min(said.start, person.quote.start), max(said.end, person.quote.end)
            cells = {"who": person.name, "office": person.position, "words": said}
            yield Row("quotes", values, start, end, person.confidence, person.rule, cells=cells)


def marked(norm: str, person: Person) -> Span | None:
    """The quotation in the same paragraph that ends right before the name, or that the statement is a part of."""
    start, end = norm.rfind("\n", 0, person.quote.start) + 1, norm.find("\n", person.quote.end)
    for match in MARKED.finditer(norm, start, end if end >= 0 else len(norm)):
        behind = person.statement is not None and match.start() < person.statement.start <= match.end()
        if match.end() == person.quote.start or behind:
            return Span(*match.span("words"))
    return None


@hookimpl
def qdtui_extractors(config: Any) -> list[Quotes]:
    """The extractor of this file."""
    return [Quotes()]
