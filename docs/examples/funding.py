"""Funding: money that a text says was or will be invested, granted or lent, with its project and place."""

import re
from collections.abc import Iterator
from typing import Any

from qdtui.api import Column, Document, Row, Span, Table, Value, hookimpl
from qdtui.text import Measure, Periods, Reading, document_place, modality_of, read

PURPOSE = re.compile(r"投资|融资|奖补|补贴|补助|资助|奖励|贷款|基金|经费")
PROJECT = re.compile(r"[^，,。；：、的“”\s]{2,30}?(?:项目|工程|基地|产业园)+")
COLUMNS = (
    Column("what", comment="As the text words it: 总投资, 奖补."),
    Column("amount", "DOUBLE", "The lower end of a range.", unit="元"),
    Column("comparator", comment="> for 超, < for 近.", allowed=("=", ">=", ">", "<=", "<", "~")),
    Column("project", comment="The project in the same clause or the one before."),
    Column("place", comment="The place that the sentence is about, or the text."),
    Column("kind", comment="target for what is planned.", allowed=("actual", "target")),
)


class Funding:
    """Keeps the measures in money whose words say what the money is for."""

    name = "funding"
    version = "1"
    tables = (Table("funding", "Money invested, granted or lent.", COLUMNS, key=("what", "amount", "project")),)

    def extract(self, doc: Document) -> Iterator[Row]:
        """Yield one row for each amount."""
        reading = read(doc)
        periods = Periods(reading)
        for m in reading.measures:
            if m.quantity is None or m.quantity.kind != "money" or not PURPOSE.search(m.indicator):
                continue
            project = project_of(reading, m)
            values: dict[str, Value] = {
                "what": m.indicator,
                "amount": m.quantity.value,
                "comparator": m.quantity.comparator,
                "project": doc.text[slice(*project)] if project else None,
                "place": place_of(reading, m),
                "kind": modality_of(reading, m.sentence, m.at, m.end, periods.of(m)),
            }
            cells = {"what": m.words, "amount": m.quantity.span} | ({"project": project} if project else {})
            start = min(m.clause.start, *(span.start for span in cells.values()))
            yield Row("funding", values, start, m.clause.end, 0.8, m.rule, cells=cells)


def place_of(reading: Reading, m: Measure) -> str | None:
    """Whose the amount is, when that is a place; the place of the text where it is a project's or a firm's."""
    told = m.subject.name if m.subject is not None and m.subject.kind == "place" else None
    return told or document_place(reading, m.at)


def project_of(reading: Reading, m: Measure) -> Span | None:
    """The project named nearest to the amount, in its clause or the one before."""
    start = max((c.start for c in reading.clauses(m.sentence) if c.end < m.clause.start), default=m.clause.start)
    found = PROJECT.finditer(reading.norm, start, m.clause.end)
    nearest = min(found, key=lambda p: abs(p.start() - m.end), default=None)
    return Span(*nearest.span()) if nearest else None


@hookimpl
def qdtui_extractors(config: Any) -> list[Funding]:
    """The extractor of this file."""
    return [Funding()]
