"""Indicators: every number and rank that says something about a place, organisation or industry."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from qdtui.api import Column, Document, Extractor, Row, Span, Table, Value, hookimpl
from qdtui.text.listing import list_before
from qdtui.text.measure import Measure, measures
from qdtui.text.modality import modality
from qdtui.text.period import Periods
from qdtui.text.policy_kinds import plain
from qdtui.text.reading import Reading, as_written, in_script, read
from qdtui.text.spans import within
from qdtui.text.tabulated import Tabulated, tabulated

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
    key=("subject", "indicator", "value", "value_max", "unit", "measure", "kind", "rank", "period_end"),
    label="indicator",
)

CONFIDENCE = {
    "before": (0.9, 0.72),
    "behind": (0.78, 0.66),
    "paired": (0.9, 0.85),
    "each": (0.85, 0.65),
    "predicate": (0.82, 0.8),
    "share": (0.86, 0.5),
    "gap": (0.88, 0.7),
    "rank": (0.85, 0.6),
    "carried": (0.86, 0.7),
    "table": (0.85, 0.7),
}
"""How often rows of each rule were right in every column: those that the text gives a time, and those without one."""

UNOWNED = 0.3
"""The part of that which is left when nothing says whose the number is."""

SAME = ("subject", "value", "unit", "measure", "kind", "rank")
"""Two rows that agree in these, whose indicators contain one another and whose times do not differ, tell one fact."""

LONGEST_LIST = 160
"""How long a list of names may be, in characters, whose count is checked."""

REACH = 800
"""How far before a number, in characters, the policy that sets it may be named."""


BEGUN = re.compile(r"奠基|开工|计划投资|拟投资|拟建|签约|(?<!正)在建(?!设)")
RUNNING = re.compile(r"投产|达产|投用|投入使用|投入生产|建成投|竣工|下线")


class Indicators:
    """Turns the measures of a document into rows: adds period, modality, policy and confidence."""

    name = "indicators"
    version = "1"
    tables = (TABLE,)
    needs = ("policies",)

    def __init__(self, units: Sequence[str] = ()) -> None:
        self.units = tuple(units)
        """Words to count with besides those that the toolkit knows."""

    def extract(self, doc: Document) -> Iterator[Row]:
        """The indicators of `doc`; a fact that stands twice gives one row."""
        reading = read(doc)
        periods: Periods | None = None
        titles = _policy_names(doc)
        own = _own_policy(doc, titles)
        seen: defaultdict[tuple[Any, ...], list[tuple[str, Value, int]]] = defaultdict(list)
        for measure in measures(reading, self.units):
            periods = periods or Periods(reading)
            values = _values(reading, measure, periods)
            aimed = values["kind"] == "target"
            values["policy"] = _policy(reading, measure, values["kind"], titles) or (own if aimed else None)
            if _is_new(seen, values, measure.at, bare_rank=measure.kind == "rank"):
                yield _row(reading, measure, values)
        for cell in tabulated(reading):
            periods = periods or Periods(reading)
            values = _cell_values(reading, cell, periods)
            values["policy"] = own if cell.kind == "target" else None
            if _is_new(seen, values, cell.at.start, bare_rank=cell.measure == "rank"):
                yield _cell_row(cell, values)


def _is_new(
    seen: defaultdict[tuple[Any, ...], list[tuple[str, Value, int]]],
    values: Mapping[str, Any],
    at: int,
    *,
    bare_rank: bool,
) -> bool:
    """True for a fact that no row before has told; it is kept in `seen` then."""
    told = seen[tuple(values[k] for k in SAME if k != "rank" or bare_rank)]
    fact = (values["indicator"], values["period_end"], at)
    if any(_one_fact(fact, other) for other in told):
        return False
    told.append(fact)
    return True


def _one_fact(one: tuple[str, Value, int], other: tuple[str, Value, int]) -> bool:
    """True when two numbers that agree in `SAME` have words and a time that may be one.

    One number that the text gives to several names (汽车、新能源汽车产量居首位) says as many things.
    """
    (words, end, at), (other_words, other_end, other_at) = one, other
    if at == other_at and words != other_words:
        return False
    if words.startswith("人均") != other_words.startswith("人均"):
        return False
    return (words in other_words or other_words in words) and (end is None or other_end is None or end == other_end)


def _values(reading: Reading, measure: Measure, periods: Periods) -> dict[str, Any]:
    time = periods.of(measure)
    kind = (
        "target"
        if _to_be_built(reading, measure)
        else modality(reading, measure.sentence, measure.at, measure.end, time)
    )
    if kind == "target" and time is None:
        time = periods.of_goal(measure)
    start, end = periods.bounds(None if kind == "target" and periods.over(time, measure) else time)
    rank = measure.rank or (measure.ranks[0] if measure.ranks else None)
    values: dict[str, Any] = {
        "subject": _subject(reading, measure),
        "indicator": measure.indicator,
        "value": None,
        "value_max": None,
        "unit": None,
        "comparator": measure.rank.comparator if measure.rank else "=",
        "measure": measure.kind,
        "kind": kind,
        "period_start": start,
        "period_end": end,
        "rank": rank.rank if rank else None,
        "rank_scope": rank.scope if rank else None,
    }
    if measure.quantity is not None:
        value, value_max, unit = measure.quantity.as_stored()
        if measure.falls:
            value, value_max = -value, None if value_max is None else -value_max
        unit = in_script(reading, unit and unit.replace("元人民币", "元"), measure.quantity.span)
        values |= {"value": value, "value_max": value_max, "unit": unit, "comparator": measure.quantity.comparator}
    return values


def _subject(reading: Reading, measure: Measure) -> str | None:
    """Whose the number is; a place in the script of the document."""
    subject = measure.subject
    if subject is None:
        return None
    return subject.name if subject.kind == "org" else as_written(reading, subject.name)


def _to_be_built(reading: Reading, measure: Measure) -> bool:
    """True for the capacity of a project that the text tells the start of, and no production."""
    told = reading.norm[max(0, measure.at - REACH) : measure.sentence.end]
    return measure.indicator.startswith("年产") and bool(BEGUN.search(told)) and not RUNNING.search(told)


def _row(reading: Reading, measure: Measure, values: Mapping[str, Any]) -> Row:
    cells = {"indicator": measure.words} if measure.words.start < measure.words.end else {}
    if measure.quantity is not None:
        cells["value"] = measure.quantity.span
    if (rank := measure.rank or next(iter(measure.ranks), None)) is not None:
        cells["rank"] = rank.span
    if measure.subject is not None and measure.subject.span is not None:
        cells["subject"] = measure.subject.span
    quote = _quote(reading, measure)
    dated, undated = CONFIDENCE[measure.rule]
    confidence = (dated if values["period_end"] else undated) * (1.0 if measure.subject else UNOWNED)
    note = _note(reading, measure)
    return Row("indicators", values, quote.start, quote.end, round(confidence, 2), measure.rule, note, cells)


def _cell_values(reading: Reading, cell: Tabulated, periods: Periods) -> dict[str, Any]:
    start, end = periods.bounds(cell.time)
    return {
        "subject": cell.subject,
        "indicator": cell.indicator,
        "value": cell.value,
        "value_max": None,
        "unit": in_script(reading, cell.unit, cell.at),
        "comparator": "=",
        "measure": cell.measure,
        "kind": cell.kind,
        "period_start": start,
        "period_end": end,
        "rank": cell.rank,
        "rank_scope": cell.scope,
    }


def _cell_row(cell: Tabulated, values: Mapping[str, Any]) -> Row:
    cells = {"indicator": cell.words, ("rank" if cell.measure == "rank" else "value"): cell.at}
    if cell.subject_span is not None:
        cells["subject"] = cell.subject_span
    dated, undated = CONFIDENCE["table"]
    confidence = (dated if values["period_end"] else undated) * (1.0 if cell.subject else UNOWNED)
    return Row("indicators", values, cell.quote.start, cell.quote.end, round(confidence, 2), "table", None, cells)


def _note(reading: Reading, measure: Measure) -> str | None:
    """Says when a count differs from the names listed before it: 集成电路、人工智能等8个园区."""
    counted = measure.quantity
    if counted is None or counted.comparator != "=" or measure.rule not in ("behind", "predicate"):
        return None
    start = max(measure.clause.start, counted.end - LONGEST_LIST)
    if "、" not in reading.norm[start : counted.start]:
        return None
    listing = list_before(reading.norm, start, counted.end)
    return listing.mismatch if listing.listed > 1 else None


def _policy_names(doc: Document) -> list[tuple[str, str]]:
    """How the text calls each policy of the document, with its full title."""
    names: list[tuple[str, str]] = []
    for row in doc.found.get("policies", ()):
        title = str(row.values["title"])
        names.append((title, title))
        if short := row.values.get("short_title"):
            names.append((str(short), title))
    return names


_HANDS_OUT = re.compile("关于(?:印发|发布|公布|下发)")


def _own_policy(doc: Document, names: Sequence[tuple[str, str]]) -> str | None:
    """The policy that the document itself is, by its title or as the paper that its notice hands out, else None.

    What such a paper aims at, it sets itself. None for a file of several articles.
    """
    if not doc.title or len(doc.parts) > 1:
        return None
    whole, handed = plain(doc.title), _HANDS_OUT.search(doc.title) is not None
    for _, title in names:
        if plain(title) == whole and not handed:
            return title
        if handed and len(title) >= 8 and plain(title) in whole and not _HANDS_OUT.search(title):
            return title
    return None


def _policy(reading: Reading, measure: Measure, kind: str, names: list[tuple[str, str]]) -> str | None:
    """The policy that sets a number: the last named before it, for a target in its paragraph, else in its sentence."""
    paragraph = max(reading.text.rfind("\n", 0, measure.at) + 1, measure.at - REACH)
    start = paragraph if kind == "target" else measure.sentence.start
    # by where a mention ends, so that 实施方案 inside another title is not taken for the policy of that short name
    hits = ((reading.text.rfind(name, start, measure.at), name, title) for name, title in names)
    return max(((at + len(name), title) for at, name, title in hits if at >= 0), default=(0, None))[1]


def _quote(reading: Reading, measure: Measure) -> Span:
    """From the clause that holds the words of the indicator to the end of the number and its ranks."""
    end = max(measure.words.end, measure.end, *(r.end for r in measure.ranks), 0)
    first = min(measure.words.start, measure.at)
    holding = within(reading.clauses(measure.sentence), 0, first + 1)
    return Span(holding[-1].start if holding and first < holding[-1].end else first, end)


@hookimpl
def qdtui_extractors(config: Mapping[str, Mapping[str, Any]]) -> Iterable[Extractor]:
    """The extractor of this plugin; `units` in its section of config.toml adds words to count with."""
    return [Indicators(config.get("indicators", {}).get("units", ()))]
