"""Indicators: every number and rank that says something about a place, organisation or industry."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from qdtui.api import Column, Document, Extractor, Row, Span, Table, hookimpl
from qdtui.text.measure import Measure, measures
from qdtui.text.modality import modality
from qdtui.text.period import Periods
from qdtui.text.reading import Reading, in_script, read

TABLE = Table(
    "indicators",
    "Every number that says something about a subject: counts, amounts, growth, shares and ranks, reached or planned.",
    (
        Column(
            "subject", comment="The place, organisation or industry the number is about; 全国 for the whole country"
        ),
        Column("indicator", comment="What is counted or measured, as the text words it"),
        Column("value", "DOUBLE", "The number in `unit`; 万 and 千 are folded in, a fall is negative"),
        Column("value_max", "DOUBLE", "The upper end of a range"),
        Column("unit", comment="家, 个, %, 个百分点, 亿元, 元/千升 …"),
        Column(
            "comparator",
            comment="As the words say: 超 and 多 are >, 以上 >=, 近 <, 以内 <=, 约 ~",
            allowed=("=", ">=", ">", "<=", "<", "~"),
        ),
        Column(
            "measure",
            comment="total, new (how many were added), growth (%), change (points or units), share (%), or a bare rank",
            allowed=("total", "new", "growth", "change", "share", "rank"),
        ),
        Column(
            "kind", comment="actual, or target for what is planned, required or forecast", allowed=("actual", "target")
        ),
        Column("period_start", "DATE", "First day the number covers"),
        Column("period_end", "DATE", "Last day the number covers; a state as of a day has only this"),
        Column("rank", "INTEGER", "1 for 居全省首位"),
        Column("rank_scope", comment="Among whom: 全省, 副省级城市"),
        Column("policy", comment="Title of the policy that sets the number, when the text says so"),
    ),
    key=("subject", "indicator", "value", "value_max", "unit", "measure", "kind", "rank"),
    label="indicator",
)

CONFIDENCE = {
    "before": 0.9,
    "behind": 0.9,
    "paired": 0.9,
    "each": 0.85,
    "predicate": 0.8,
    "share": 0.75,
    "gap": 0.8,
    "rank": 0.8,
    "carried": 0.75,
}
"""How often rows of each rule were right on annotated articles."""


class Indicators:
    """Turns the measures of a document into rows: adds period, modality, policy and confidence."""

    name = "indicators"
    version = "1"
    tables = (TABLE,)
    needs = ("policies",)

    def extract(self, doc: Document) -> Iterator[Row]:
        """The indicators of `doc`; a fact that stands twice gives one row."""
        reading = read(doc)
        periods = Periods(reading)
        seen: list[dict[str, Any]] = []
        for measure in measures(reading):
            row = _row(reading, measure, periods)
            if row is not None and not any(_same(dict(row.values), other) for other in seen):
                seen.append(dict(row.values))
                yield row


def _row(reading: Reading, measure: Measure, periods: Periods) -> Row | None:
    sentence = measure.sentence
    time = periods.of(measure)
    kind = modality(reading, sentence, measure.at, measure.end, time)
    start, end = periods.bounds(time)
    rank = measure.rank or (measure.ranks[0] if measure.ranks else None)
    values: dict[str, Any] = {
        "subject": measure.subject.name if measure.subject else None,
        "indicator": measure.indicator,
        "comparator": "=",
        "measure": measure.kind,
        "kind": kind,
        "period_start": start,
        "period_end": end,
        "rank": rank.rank if rank else None,
        "rank_scope": rank.scope if rank else None,
        "policy": None,
    }
    cells = {"indicator": measure.words}
    if measure.quantity is not None:
        value, value_max, unit = measure.quantity.as_stored()
        unit = in_script(reading, unit, measure.quantity.span)
        if measure.falls:
            value, value_max = -value, None if value_max is None else -value_max
        values |= {"value": value, "value_max": value_max, "unit": unit, "comparator": measure.quantity.comparator}
        cells["value"] = measure.quantity.span
    elif measure.rank is not None:
        values["comparator"] = measure.rank.comparator
    if rank is not None:
        cells["rank"] = rank.span
    quote = _quote(reading, measure)
    return Row(
        "indicators", values, quote.start, quote.end, CONFIDENCE.get(measure.rule, 0.7), measure.rule, cells=cells
    )


def _quote(reading: Reading, measure: Measure) -> Span:
    ends = [measure.words.end, measure.end, *(r.end for r in measure.ranks)]
    starts = [measure.words.start, measure.at]
    clauses = reading.clauses(measure.sentence)
    start = min(starts)
    for clause in clauses:
        if clause.start <= start < clause.end:
            start = clause.start
    return Span(max(start, measure.sentence.start) if start >= measure.sentence.start else start, max(ends))


def _same(row: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    keys = (
        ("subject", "value", "unit", "measure", "kind")
        if row.get("value") is not None
        else ("subject", "measure", "kind", "rank")
    )
    if any(row.get(k) != other.get(k) for k in keys):
        return False
    a, b = str(row["indicator"]), str(other["indicator"])
    return a in b or b in a


@hookimpl
def qdtui_extractors(config: Mapping[str, Mapping[str, Any]]) -> Iterable[Extractor]:
    """The extractor of this plugin."""
    return [Indicators()]
