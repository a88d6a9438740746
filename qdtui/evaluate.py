"""Gold against rows: how many facts were found, how many are right, what was missed and what was too much.

A gold row is *found* when a row of the same document names the same thing (the names are alike; for
indicators the number and the unit are equal and the words overlap), and *right* when the columns in
`EXACT` agree as well. Gold lines marked `optional` count neither way.
"""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePath
from typing import Any, NamedTuple

from qdtui.store.read import Database

NAME: Mapping[str, str] = {
    "champions": "company",
    "clusters": "name",
    "lighthouse_factories": "factory",
    "policies": "title",
    "events": "name",
    "people": "name",
}
"""The column that names a row, by table."""

EXACT: Mapping[str, tuple[str, ...]] = {
    "champions": ("title", "level", "year", "status"),
    "clusters": ("category", "level", "status", "region"),
    "lighthouse_factories": ("category", "region", "year"),
    "policies": ("kind", "issuer", "period_start", "period_end"),
    "events": ("start_date", "place"),
    "people": ("position",),
    "indicators": ("subject", "comparator", "measure", "kind", "period_end", "rank"),
}
"""The columns that have to agree for a row to be right, by table."""

BANDS = (0.5, 0.6, 0.7, 0.8, 0.9, 1.01)
"""Upper ends of the bands of confidence."""

_NOISE = re.compile(r"[\s“”\"'‘’《》<>〈〉()（）·、，,。.：:;；\-—–~～]|有限责任公司|股份有限公司|有限公司|公司|集团")

Values = Mapping[str, Any]


class GoldError(ValueError):
    """A gold file that cannot be used; the message names the line."""


@dataclass(frozen=True, slots=True)
class GoldFact:
    """A line of a gold file."""

    doc: str
    table: str
    values: Values
    quote: str
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """A row of the file: its values, its quote and its confidence."""

    values: Values
    quote: str
    confidence: float
    rule: str


@dataclass(slots=True)
class TableScore:
    """What came of one table."""

    gold: int = 0
    rows: int = 0
    found: int = 0
    right: int = 0
    columns: Counter[str] = field(default_factory=Counter)
    """Found rows whose column agrees, by column."""
    missed: list[GoldFact] = field(default_factory=list)
    extra: list[tuple[str, Found]] = field(default_factory=list)
    """Rows that no gold row asks for, with their document."""
    wrong: list[tuple[GoldFact, Found, tuple[str, ...]]] = field(default_factory=list)
    """Found rows with the columns that do not agree."""
    matched: list[tuple[Found, bool]] = field(default_factory=list)
    """Found rows, and whether every column agrees."""
    hits: set[tuple[str, str]] = field(default_factory=set)
    """The gold facts found, by document and a text of their values."""
    judged: list[tuple[float, bool, bool]] = field(default_factory=list)
    """Confidence of each row that counts, whether it was found in gold, and whether it is right."""

    @property
    def precision(self) -> float:
        """Share of the rows that gold asks for."""
        return self.found / self.rows if self.rows else 1.0

    @property
    def recall(self) -> float:
        """Share of gold that was found."""
        return self.found / self.gold if self.gold else 1.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        return 2 * self.found / (self.gold + self.rows) if self.gold + self.rows else 1.0

    @property
    def exact_f1(self) -> float:
        """The same, counting only rows that are right."""
        return 2 * self.right / (self.gold + self.rows) if self.gold + self.rows else 1.0


class Band(NamedTuple):
    """The rows of a band of confidence; the shares are 0 where there are no rows."""

    name: str
    rows: int
    confidence: float
    """The mean of what the rows claim."""
    found: float
    """Share of the rows that gold asks for."""
    right: float
    """Share of the rows that are right in every column of `EXACT`."""


class RuleScore(NamedTuple):
    """The rows that one rule gave."""

    table: str
    rule: str
    rows: int
    confidence: float
    """The mean of what they claim."""
    found: float
    """Share of them that gold asks for."""
    right: float
    """Share of them that are right in every column of `EXACT`."""


def read_gold(path: Path) -> list[GoldFact]:
    """The facts of a gold file: one JSON object a line with `doc`, `table`, `row`, `quote`. Raises GoldError."""
    facts = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip():
            continue
        try:
            one = json.loads(line)
            quote = one.get("quote") or ""
            facts.append(GoldFact(one["doc"], one["table"], one["row"], quote, bool(one.get("optional"))))
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            message = f'{path}, line {number}: a gold line is {{"doc": …, "table": …, "row": {{…}}, "quote": …}}'
            raise GoldError(message) from error
    return facts


def read_rows(path: Path) -> tuple[dict[str, list[tuple[str, Found]]], set[str]]:
    """The rows of the file at `path` by table, each with the stem of its document's path; and all stems."""
    database = Database(path)
    rows: dict[str, list[tuple[str, Found]]] = defaultdict(list)
    stems = set()
    for info in database.documents():
        stem = PurePath(info.path).stem
        stems.add(stem)
        for fact in database.facts(info.doc_id):
            rows[fact.table].append((stem, Found(fact.values, fact.quote, fact.confidence, fact.rule or "")))
    return rows, stems


def evaluate(gold: Iterable[GoldFact], rows: Mapping[str, Sequence[tuple[str, Found]]]) -> dict[str, TableScore]:
    """Score every table that can be scored, for the documents that `gold` names."""
    wanted: dict[tuple[str, str], list[GoldFact]] = defaultdict(list)
    neutral: dict[tuple[str, str], list[GoldFact]] = defaultdict(list)
    documents = set()
    for fact in gold:
        documents.add(fact.doc)
        (neutral if fact.optional else wanted)[fact.table, fact.doc].append(fact)
    scores = {}
    for table in EXACT:
        score = scores[table] = TableScore()
        by_document: dict[str, list[Found]] = defaultdict(list)
        for stem, row in rows.get(table, ()):
            by_document[stem].append(row)
        for doc in sorted(documents):
            _score_document(table, doc, wanted[table, doc], neutral[table, doc], by_document[doc], score)
    return scores


def _score_document(
    table: str, doc: str, wanted: Sequence[GoldFact], neutral: Sequence[GoldFact], rows: list[Found], score: TableScore
) -> None:
    free = list(rows)
    twins = Counter(plain(fact.values.get("company")) for fact in wanted) if table == "champions" else Counter[str]()
    score.gold += len(wanted)
    for fact in wanted:
        several = twins[plain(fact.values.get("company"))] > 1
        candidates = [row for row in free if same_fact(table, fact.values, row.values, several=several)]
        if not candidates:
            score.missed.append(fact)
            continue
        best = max(candidates, key=lambda row: sum(agree(c, fact.values, row.values) for c in EXACT[table]))
        free.remove(best)
        off = tuple(column for column in EXACT[table] if not agree(column, fact.values, best.values))
        score.found += 1
        score.right += not off
        score.columns.update(set(EXACT[table]) - set(off))
        score.hits.add((doc, describe(table, fact.values)))
        score.judged.append((best.confidence, True, not off))
        score.matched.append((best, not off))
        if off:
            score.wrong.append((fact, best, off))
    ignored = 0
    for fact in neutral:
        row = next((row for row in free if same_fact(table, fact.values, row.values)), None)
        if row is not None:
            free.remove(row)
            ignored += 1
    score.rows += len(rows) - ignored
    score.extra += [(doc, row) for row in free]
    score.judged += [(row.confidence, False, False) for row in free]


def plain(text: object) -> str:
    """A name without marks, spaces and the words that every firm's name has."""
    return _NOISE.sub("", str(text or ""))


def alike(first: object, second: object) -> bool:
    """True when two names are one: equal, one inside the other, or most pairs of characters shared."""
    a, b = plain(first), plain(second)
    if not a or not b:
        return False
    if a == b or (min(len(a), len(b)) >= 2 and (a in b or b in a)):
        return True
    pairs = [Counter(text[i : i + 2] for i in range(len(text) - 1)) for text in (a, b)]
    shared = (pairs[0] & pairs[1]).total()
    return shared > 0 and 2 * shared >= 0.6 * (pairs[0].total() + pairs[1].total())


def same_fact(table: str, gold: Values, row: Values, *, several: bool = False) -> bool:
    """True when `row` names the thing that `gold` asks for; `several` says that the name has several awards."""
    if table == "indicators":
        counted = (
            _same_number(gold.get("value"), row.get("value"))
            and plain(gold.get("unit")) == plain(row.get("unit"))
            and (
                alike(gold.get("indicator"), row.get("indicator"))
                or plain(gold.get("indicator"))[-4:] == plain(row.get("indicator"))[-4:]
            )
        )
        ranked = (
            gold.get("measure") == "rank" == row.get("measure")
            and gold.get("rank") == row.get("rank")
            and alike(gold.get("indicator"), row.get("indicator"))
        )
        return counted or ranked
    if several and gold.get("title") != row.get("title"):
        return False
    return alike(gold.get(NAME[table]), row.get(NAME[table]))


def _same_number(first: Any, second: Any) -> bool:
    if first is None or second is None:
        return False
    a, b = float(first), float(second)
    return abs(a - b) <= 1e-6 * max(1.0, abs(a), abs(b))


def agree(column: str, gold: Values, row: Values) -> bool:
    """True when `row` says in `column` what `gold` does; periods agree by their year."""
    a, b = gold.get(column), row.get(column)
    if a in (None, "") and (b in (None, "") or column.startswith("period")):
        return True
    if column in ("subject", "issuer", "region", "place", "position"):
        return alike(a, b)
    if column in ("period_end", "period_start") and a and b:
        return str(a)[:4] == str(b)[:4]
    if column == "start_date" and a and b:
        return str(a)[:10] == str(b)[:10]
    return str(a) == str(b)


def describe(table: str, values: Values) -> str:
    """A row in a line: what names it and the columns that have to agree."""
    named = ("indicator", "value", "unit") if table == "indicators" else (NAME[table],)
    names = (*named, *EXACT[table])
    return " · ".join(f"{name} {values[name]}" for name in names if values.get(name) not in (None, ""))


def calibration(scores: Iterable[TableScore]) -> list[Band]:
    """How far the confidence of rows can be trusted: bands from low to high."""
    judged = [one for score in scores for one in score.judged]
    bands, low = [], 0.0
    for high in BANDS:
        rows = [one for one in judged if low <= one[0] < high]
        count = max(1, len(rows))
        means = [sum(float(one[i]) for one in rows) / count for i in range(3)]
        bands.append(Band(f"{low:.1f}–{min(high, 1.0):.1f}", len(rows), *means))
        low = high
    return bands


def rules(scores: Mapping[str, TableScore]) -> list[RuleScore]:
    """What each rule's rows claim and how far they are right, by table and name; optional rows do not count."""
    told: dict[tuple[str, str], list[tuple[float, bool, bool]]] = defaultdict(list)
    for table, score in scores.items():
        for row, right in score.matched:
            told[table, row.rule].append((row.confidence, True, right))
        for _, row in score.extra:
            told[table, row.rule].append((row.confidence, False, False))
    return [
        RuleScore(*rule, len(rows), *(sum(float(row[i]) for row in rows) / len(rows) for i in range(3)))
        for rule, rows in sorted(told.items())
    ]


def changes(before: Mapping[str, TableScore], after: Mapping[str, TableScore]) -> list[tuple[str, str, str, str]]:
    """What a change won and lost: (`won` | `lost`, table, document, fact), in a fixed order."""
    rows = []
    for table, score in after.items():
        old = before[table].hits
        rows += [("won", table, doc, text) for doc, text in sorted(score.hits - old)]
        rows += [("lost", table, doc, text) for doc, text in sorted(old - score.hits)]
    return rows
