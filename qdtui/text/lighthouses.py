"""Lighthouse factories that a text names, and which of its mentions are of one factory."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import NamedTuple

from qdtui.model import Span
from qdtui.text.announced import review_year
from qdtui.text.joined import last_date
from qdtui.text.lighthouse_words import STANDS, THAT_PLANT
from qdtui.text.places import find_places
from qdtui.text.plants import plant_place
from qdtui.text.reading import Reading

OWNS = re.compile("(?:旗下|所属|下属|下辖)的?")
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
    plants = tuple(norm[slice(*f.span)] for f in kept)
    owners = [f for f in kept if (of := OWNS.match(norm, f.span.end)) and norm.startswith(plants, of.end())]
    return [f for f in kept if f not in owners and not only_in_headline(reading, f, kept)]


def told_later(reading: Reading, factories: list[Factory]) -> list[Factory]:
    """The factories with the year and place that the text goes on to tell: 2021年9月，这座位于昌平的工厂加入灯塔网络."""
    norm = reading.norm
    starts = sorted(f.span.start for f in factories)
    found = []
    for n, factory in enumerate(factories):
        following = bisect_right(starts, factory.span.end)
        stop = min([len(norm), factory.span.end + 200, *starts[following : following + 1]])
        that = THAT_PLANT.search(norm, factory.span.end, stop)
        sentence = reading.sentence_at(that.start()) if that is not None and factory.year is None else None
        if that is not None and sentence is not None and (n == len(factories) - 1 or stop < len(norm)):
            verb = ENTERS.search(norm, that.end(), sentence.end)
            if verb is not None:
                year, month = last_date(reading, sentence.start, verb.start())
                factory = factory._replace(year=year, month=month)
        for told in (that, STANDS.match(norm, factory.span.end, stop)):
            where = find_places(told["where"]) if told is not None and told["where"] else ()
            if where and where[0].start == 0 and plant_place(norm, factory.span) is None:
                factory = factory._replace(region=where[-1].region)
        own = reading.sentence_at(factory.span.start)
        if factory.year is None and own is not None and factory.rule in ("plant before verb", "name before verb"):
            factory = factory._replace(year=review_year(reading, own))
        found.append(factory)
    return found


ENTERS = re.compile(r"入选|加入|获评|跻身|上榜|成为|被评为|被认定|认证")


def only_in_headline(reading: Reading, factory: Factory, found: list[Factory]) -> bool:
    """True for a firm that only a headline counts, when the text names its plant: 伊某乳业入选, 伊某…液态奶工厂被评为."""
    sentence = reading.sentence_at(factory.span.start)
    name = reading.norm[slice(*factory.span)]
    if sentence is None or not sentence.heading:
        return False
    others = [reading.norm[slice(*f.span)] for f in found if f is not factory and f.span.start > sentence.end]
    if PLANT.search(name):
        return len(found) == 2 and any(o[:4] == name[:4] for o in others)  # the headline words the same plant otherwise
    return any(o[:2] == name[:2] and PLANT.search(o) for o in others)
