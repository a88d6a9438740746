"""Lighthouse factories that a text names, and which of its mentions are of one factory."""

from __future__ import annotations

import re
from typing import NamedTuple

from qdtui.model import Span
from qdtui.text.reading import Reading

PLANT = re.compile("(?:工厂|基地|厂|园|代线)$")


class Factory(NamedTuple):
    """A factory that a sentence counts among the lighthouses."""

    span: Span
    quote: Span
    company: Span | None
    category: str | None
    region: str | None
    year: int | None
    month: int | None
    rule: str
    confidence: float
    note: str | None


def merged(reading: Reading, found: list[Factory]) -> list[Factory]:
    """One row for each factory; a mention that says more fills what the first left open."""
    norm = reading.norm
    kept: list[Factory] = []
    for factory in found:
        name = norm[factory.span.start : factory.span.end]
        twin = None
        for i, old in enumerate(kept):
            other = norm[old.span.start : old.span.end]
            if name == other or (min(len(name), len(other)) >= 3 and (name in other or other in name)):
                twin = i
        if twin is None:
            kept.append(factory)
            continue
        old = kept[twin]
        longer = (
            len(name) > len(norm[slice(*old.span)]) and PLANT.search(name) and not PLANT.search(norm[slice(*old.span)])
        )
        if longer:
            old, factory = factory, old  # 某某汽车苏州工厂 rather than 某某汽车
        kept[twin] = old._replace(
            category=old.category or factory.category,
            company=old.company or factory.company,
            year=old.year or factory.year,
            month=old.month or factory.month,
        )
    return [f for f in kept if not only_in_headline(reading, f, kept)]


def only_in_headline(reading: Reading, factory: Factory, found: list[Factory]) -> bool:
    """True for a firm that only a headline counts, when the text names its plant: 伊某乳业入选, 伊某…液态奶工厂被评为."""
    sentence = reading.sentence_at(factory.span.start)
    name = reading.norm[slice(*factory.span)]
    if sentence is None or not sentence.heading or PLANT.search(name):
        return False
    others = (reading.norm[slice(*f.span)] for f in found if f is not factory)
    return any(o[:2] == name[:2] and PLANT.search(o) for o in others)
