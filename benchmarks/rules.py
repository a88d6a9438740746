"""Which rules the rows come from, how often each is right, and what a document keeps when its own rules are taken away.

    python benchmarks/rules.py [--set FOLDER GOLD]… [--only]

The sets are the five seeds, the articles of `tests/articles` and the short texts of `tests/names` (champions, clusters,
lighthouses) and the notices of `tests/notices` (all tables); `--set` adds a folder of documents with a gold file in
the form that `qdtui evaluate` reads, `--only` leaves the project's own sets out. In each set the tables are judged for
which its gold has rows.

The first table has a line for each rule (the column `rule` of the fact tables): in each set its rows, those found in gold
and those right in every column that counts; then in how many documents and sentences it found something. `alone` marks a
rule that one sentence of all sets needs and no other: it is made general or goes.

The second table leaves one out: the F1 of each document of the first set by table, then the F1 without the rows of rules
that found nothing in any other document, and the fall. Exit code 1 when a fall is more than 0.05.
"""

from __future__ import annotations

import argparse
import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from qdtui.api import Extractor  # noqa: E402
from qdtui.evaluate import EXACT, Found, GoldFact, evaluate, read_gold  # noqa: E402
from qdtui.extract import run_extractor  # noqa: E402
from qdtui.load import load_file  # noqa: E402
from qdtui.model import Document, Row  # noqa: E402
from qdtui.plugins import find_sources, load_plugins  # noqa: E402
from tests.short_texts import write_out  # noqa: E402

OWN = (
    ("seeds", ROOT / "seeds", ROOT / "tests" / "gold" / "seeds.jsonl"),
    ("articles", ROOT / "tests" / "articles", ROOT / "tests" / "articles" / "gold.jsonl"),
    ("notices", ROOT / "tests" / "notices", ROOT / "tests" / "notices" / "gold.jsonl"),
)
MOST = 0.05
"""The largest fall that a table of a document may take."""


class Judged(NamedTuple):
    """A row of a document that gold speaks of."""

    name: str
    """Of the set."""
    doc: str
    table: str
    row: Found
    found: bool
    right: bool

    @property
    def rule(self) -> tuple[str, str]:
        """The rule, which is known by its table and name."""
        return self.table, self.row.rule


@dataclass(frozen=True)
class Measured:
    """A set of documents: its gold, and its rows by document."""

    name: str
    gold: list[GoldFact]
    rows: dict[str, list[tuple[str, Found]]]
    """By table, with the stem of the document's file."""

    @property
    def tables(self) -> set[str]:
        """The tables that are scored and that its gold has rows of."""
        return {fact.table for fact in self.gold} & set(EXACT)

    def judged(self) -> Iterator[Judged]:
        """Every row that counts; what gold calls optional does not."""
        for doc in sorted({fact.doc for fact in self.gold}):
            rows = {table: [r for r in self.rows.get(table, ()) if r[0] == doc] for table in self.tables}
            for table, score in evaluate([f for f in self.gold if f.doc == doc], rows).items():
                found = {id(row): right for row, right in score.matched}
                extra = {id(row) for _, row in score.extra}
                for _, row in rows.get(table, ()):
                    if id(row) in found or id(row) in extra:
                        yield Judged(self.name, doc, table, row, id(row) in found, found.get(id(row), False))

    def f1(self, doc: str, table: str, rules: set[tuple[str, str]] | None = None) -> float | None:
        """The F1 of a table of a document, of the rows of `rules` alone when given; None when there is nothing."""
        rows = [r for r in self.rows.get(table, ()) if r[0] == doc and (rules is None or (table, r[1].rule) in rules)]
        gold = [f for f in self.gold if f.doc == doc]
        score = evaluate(gold, {table: rows})[table]
        return score.f1 if score.gold or score.rows else None


def measure(name: str, folder: Path, gold: Path, extractors: Sequence[Extractor]) -> Measured:
    """Read the documents of `folder` that `gold` names; raises GoldError for a gold file that is none."""
    facts = read_gold(gold)
    wanted = {fact.doc for fact in facts}
    rows: dict[str, list[tuple[str, Found]]] = defaultdict(list)
    for path in sorted(folder.iterdir()):
        if path.stem not in wanted or path.resolve() == gold.resolve():
            continue
        doc = load_file(path)
        for row in extracted(doc, extractors):
            rows[row.table].append(
                (path.stem, Found(row.values, doc.text[row.start : row.end], row.confidence, row.rule))
            )
    return Measured(name, facts, rows)


def extracted(doc: Document, extractors: Sequence[Extractor]) -> Iterator[Row]:
    """The rows of a document, checked as an ingest checks them."""
    found: dict[str, tuple[Row, ...]] = {}
    for extractor in extractors:
        rows = run_extractor(extractor, doc, found).rows
        found |= {table.name: tuple(r for r in rows if r.table == table.name) for table in extractor.tables}
        yield from rows


def rule_lines(sets: Sequence[Measured], judged: Sequence[Judged]) -> Iterator[str]:
    """The first table, one line a rule."""
    heads = "".join(f"{one.name[:14] + ' rows/found/right':>34}" for one in sets)
    yield f"{'table':22}{'rule':30}{heads}{'docs':>6}{'sentences':>11}"
    for table, rule in sorted({one.rule for one in judged}):
        rows = [one for one in judged if one.rule == (table, rule)]
        cells = ""
        for one in sets:
            mine = [r for r in rows if r.name == one.name]
            told = f"{len(mine)}/{sum(r.found for r in mine)}/{sum(r.right for r in mine)}" if mine else "–"
            cells += f"{told:>34}"
        needed = {(r.name, r.doc, r.row.quote) for r in rows if r.found}
        alone = "  alone" if len(needed) == 1 else ""
        yield f"{table:22}{rule:30}{cells}{len({n[:2] for n in needed}):6}{len(needed):11}{alone}"


def left_out(sets: Sequence[Measured], judged: Sequence[Judged]) -> Iterator[tuple[str, str, float, float]]:
    """Document, table, F1 with all rules, F1 with those that found something in another document."""
    first = sets[0]
    for doc in sorted({fact.doc for fact in first.gold}):
        witnessed = {one.rule for one in judged if one.found and (one.name, one.doc) != (first.name, doc)}
        for table in sorted(first.tables):
            whole, rest = first.f1(doc, table), first.f1(doc, table, witnessed)
            if whole is not None:
                yield doc, table, whole, rest or 0.0


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print; 1 when a fall is too large."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--set", nargs=2, action="append", default=[], type=Path, metavar=("FOLDER", "GOLD"))
    parser.add_argument("--only", action="store_true", help="leave the project's own sets out")
    options = parser.parse_args(arguments)
    named = [*(() if options.only else OWN), *((gold.stem, folder, gold) for folder, gold in options.set)]
    if not named:
        parser.error("--only leaves nothing; name a --set")
    extractors = list(load_plugins(find_sources(ROOT / "plugins", [])[0], {}).extractors.values())
    sets = [measure(name, folder, gold, extractors) for name, folder, gold in named]
    if not options.only:
        with TemporaryDirectory() as scratch:
            sets.append(measure("short texts", Path(scratch), write_out(Path(scratch)), extractors))
    judged = [row for one in sets for row in one.judged()]
    for line in rule_lines(sets, judged):
        print(line)
    print(f"\n{'document':42}{'table':22}{'all rules':>10}{'elsewhere':>11}{'fall':>8}")
    worst = 0.0
    for doc, table, whole, rest in left_out(sets, judged):
        worst = max(worst, whole - rest)
        mark = "  more than 0.05" if whole - rest > MOST else ""
        print(f"{doc[:30]:42}{table:22}{whole:10.3f}{rest:11.3f}{whole - rest:8.3f}{mark}")
    print(f"\nlargest fall {worst:.3f}; at most {MOST} is allowed")
    return int(worst > MOST)


if __name__ == "__main__":
    sys.exit(main())
