"""Articles of the genre: champions, lighthouses and clusters are found in them, and nothing else is."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path

import pytest

from plugins.champions import Champions
from plugins.clusters import Clusters
from plugins.lighthouse_factories import Lighthouses
from qdtui.api import Extractor
from qdtui.load import load_file

FOLDER = Path(__file__).parents[1] / "articles"
GOLD = [json.loads(line) for line in (FOLDER / "gold.jsonl").read_text(encoding="utf-8").splitlines()]
CASES: list[tuple[Extractor, tuple[str, ...]]] = [
    (Champions(), ("company", "title", "level", "batch", "year", "status")),
    (Lighthouses(), ("factory", "category", "region", "year", "month")),
    (Clusters(), ("name", "category", "level", "region", "status")),
]


def test_every_article_has_gold_and_every_quote_stands_in_its_article() -> None:
    texts = {path.stem: path.read_text(encoding="utf-8") for path in FOLDER.glob("*.txt")}
    assert len(texts) >= 39
    assert {fact["doc"] for fact in GOLD} == set(texts)
    assert all(fact["quote"] in texts[fact["doc"]] for fact in GOLD)


@pytest.mark.parametrize(("extractor", "columns"), CASES, ids=[e.name for e, _ in CASES])
def test_facts(extractor: Extractor, columns: tuple[str, ...]) -> None:
    """F1 of rows whose every listed column is right; published dates come from the loader."""

    def key(doc: str, row: dict[str, object]) -> tuple[object, ...]:
        return doc, *(row.get(c) for c in columns)

    wanted = Counter(key(f["doc"], f["row"]) for f in GOLD if f["table"] == extractor.name)
    found: Counter[tuple[object, ...]] = Counter()
    for path in sorted(FOLDER.glob("*.txt")):
        found.update(key(path.stem, dict(r.values)) for r in extractor.extract(load_file(path)))
    right = (wanted & found).total()
    f1 = 2 * right / (wanted.total() + found.total())
    assert f1 >= 0.95, f"missed {wanted - found}\nextra {found - wanted}"


def test_articles_without_facts_give_none() -> None:
    silent = {path.stem for path in FOLDER.glob("*.txt")} - {f["doc"] for f in GOLD if f["table"] != "documents"}
    assert len(silent) >= 4
    for extractor, _ in CASES:
        for stem in sorted(silent):
            document = load_file(FOLDER / f"{stem}.txt")
            assert not list(extractor.extract(document)), (extractor.name, stem, re.sub(r"\s", "", document.text)[:30])
