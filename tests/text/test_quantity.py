"""Quantities: the gold cases of the bundled seeds, and each trap of the genre by itself."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from qdtui.text.normalise import normalise
from qdtui.text.quantity import Quantity, quantities

ROOT = Path(__file__).parents[2]
GOLD = [json.loads(line) for line in (ROOT / "tests/gold/quantities.jsonl").read_text(encoding="utf-8").splitlines()]
SEEDS = {path.name[:3]: path.read_text(encoding="utf-8-sig") for path in sorted((ROOT / "seeds").glob("*.txt"))}


def only(text: str) -> Quantity:
    found = quantities(normalise(text))
    assert len(found) == 1, found
    return found[0]


@pytest.mark.parametrize("case", GOLD, ids=[f"{c['doc']}-{c['text']}" for c in GOLD])
def test_gold_quantity_of_a_seed(case: dict[str, object]) -> None:
    text = SEEDS[str(case["doc"])]
    context, words = str(case["context"]), str(case["text"])
    start = text.index(context) + context.index(words)
    found = next(q for q in quantities(normalise(text)) if q.start < start + len(words) and start < q.end)
    assert (found.value, found.unit, found.comparator) == (case["value"], case["unit"], case["comparator"])
    quoted = text[found.start : found.end]
    assert words in quoted or quoted in words
