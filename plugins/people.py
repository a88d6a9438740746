"""People: who is named with an office or employer, what they said, and who wrote the article."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from qdtui.api import Column, Document, Extractor, Row, Table, hookimpl
from qdtui.text.holders import stored
from qdtui.text.orgs import employer
from qdtui.text.reading import read

TABLE = Table(
    "people",
    "People named with an office or employer; one row for each person and position in a document.",
    (
        Column("name", comment="The person, without titles."),
        Column("position", comment="Organisation and office as the text words it: 青岛市人民政府副秘书长."),
        Column("organization", comment="The organisation of that position, in the document's longest form."),
        Column(
            "role",
            comment="What the person does in the document.",
            allowed=("speaker", "host", "author", "mentioned"),
        ),
        Column("statement", comment="What the text says they said, shortened to the sentence."),
    ),
    key=("name", "position"),
    label="name",
)


class People:
    """Finds the people of a document with `qdtui.text.people`."""

    name = "people"
    version = "1"
    tables = (TABLE,)

    def extract(self, doc: Document) -> Iterator[Row]:
        """Yield one row for each person and position."""
        reading = read(doc)
        for person in reading.people:
            cells = {"name": person.name, "position": person.position}
            values = {column: doc.text[span.start : span.end] for column, span in cells.items()}
            if person.organization is not None:
                written = doc.text[person.organization.start : person.organization.end]
                name = employer(reading.norm, reading.norm[slice(*person.organization)])
                values["organization"] = stored(reading, name, person.organization)
                if values["organization"] == written:
                    cells["organization"] = person.organization
            if person.statement is not None:
                cells["statement"] = person.statement
                values["statement"] = doc.text[person.statement.start : person.statement.end]
            start, end = person.quote
            yield Row(
                "people",
                {**values, "role": person.role},
                start,
                end,
                confidence=person.confidence,
                rule=person.rule,
                cells=cells,
            )


@hookimpl
def qdtui_extractors(config: Mapping[str, Mapping[str, Any]]) -> Iterable[Extractor]:
    """The extractor of this file."""
    return [People()]
