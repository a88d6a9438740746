"""Harbours: words that the toolkit does not know (units, a zone), and the amounts that are counted in them."""

from collections.abc import Iterator, Mapping
from typing import Any

from qdtui.api import Column, Document, Row, Table, Value, hookimpl
from qdtui.text import read

UNITS = ("标箱", "艘次")
COLUMNS = (
    Column("what", comment="What is counted, as the text words it."),
    Column("amount", "DOUBLE"),
    Column("unit", allowed=UNITS),
    Column("place", comment="Whose it is."),
)


class Harbours:
    """Keeps the measures whose unit is one of ours."""

    name = "harbours"
    version = "1"
    tables = (Table("harbours", "What harbours handle.", COLUMNS, key=("what", "amount")),)

    def extract(self, doc: Document) -> Iterator[Row]:
        """Yield one row for each amount."""
        for m in read(doc).measures:
            if m.quantity is not None and m.quantity.unit in UNITS:
                place = m.subject.name if m.subject else None
                values: dict[str, Value] = {"what": m.indicator, "amount": m.quantity.value, "place": place}
                values["unit"] = m.quantity.unit
                yield Row("harbours", values, min(m.clause.start, m.words.start), m.clause.end, 0.85, m.rule)


@hookimpl
def qdtui_extractors(config: Any) -> list[Harbours]:
    """The extractor of this file."""
    return [Harbours()]


@hookimpl
def qdtui_words(config: Any) -> Mapping[str, list[str]]:
    """Lines for the dictionaries of units and places."""
    return {"units": [f"{unit}\tcount" for unit in UNITS], "places": ["前湾港\t青岛\tzone"]}
