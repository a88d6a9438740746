"""Lighthouse factories that a sentence names as such: behind a label, in apposition, certified, so called, or after others."""

from __future__ import annotations

import re
from collections.abc import Iterator

from qdtui.model import Span
from qdtui.text.columns import NUMBERED
from qdtui.text.holders import is_firm
from qdtui.text.lighthouse_rows import each_year, factory_of, items_of, kind_of
from qdtui.text.lighthouse_words import (
    ABOUT,
    AFTER,
    ALSO_COUNTED,
    ALSO_JOINED,
    APPOSED,
    ASKS,
    CERTIFIED,
    COUNT,
    FAR,
    IN_ITS_SHOP,
    IS_PLANT,
    KIND_ALONE,
    NEWLY,
    NOT_YET,
    ONLY_ONE,
    SINCE_JOINED,
    SO_CALLED,
    THEN,
    THIS_ONE,
    UNNAMED,
    VISITED,
)
from qdtui.text.lighthouses import Factory
from qdtui.text.listing import dash_list, small_number, split_items
from qdtui.text.plants import bare, is_plant, last_plant
from qdtui.text.reading import Reading
from qdtui.text.sentence import Sentence


def named_as(reading: Reading, sentence: Sentence) -> Iterator[Factory]:
    """What is certified: 世界经济论坛正式认证某某8.6代线为“灯塔工厂”."""
    norm = reading.norm
    text = norm[slice(*sentence.span)]
    for match in CERTIFIED.finditer(norm, sentence.start, sentence.end):
        span = bare(norm, Span(*match.span("name" if match["name"] else "made")))
        if is_plant(norm, span) or is_firm(norm, span):
            yield factory_of(reading, sentence, span, Span(*match.span()), kind_of(match[0]), "name before title", 0.8)
    for match in SINCE_JOINED.finditer(norm, sentence.start, sentence.end):
        span = bare(norm, Span(*match.span("name")))
        if is_plant(norm, span):
            factory = factory_of(
                reading, sentence, span, Span(*match.span()), kind_of(match[0]), "name before title", 0.8
            )
            yield factory._replace(year=int(match["year"]), month=int(match["month"]) if match["month"] else None)
    for match in IS_PLANT.finditer(norm, sentence.start, sentence.end):
        if is_plant(norm, span := Span(*match.span("name"))):
            yield factory_of(reading, sentence, span, Span(*match.span()), None, "name before title", 0.75)
    for match in THIS_ONE.finditer(norm, sentence.start, sentence.end):
        line = norm.rfind("\n", 0, match.start()) + 1
        if (plant := last_plant(norm, line, match.start())) is not None:
            quote = Span(plant.start, match.end())
            told = reading.sentence_at(plant.start) or sentence
            factory = factory_of(reading, told, plant, quote, kind_of(match[0]), "name before title", 0.75)
            yield factory._replace(year=int(match["year"]), month=None)
    for match in ALSO_COUNTED.finditer(norm, sentence.start, sentence.end):
        items = items_of(norm, Span(*match.span("one" if match["one"] else "two")))
        counted = match["count"] is not None and small_number(match["count"]) == len(items)
        sure = all(is_plant(norm, i) or (counted and is_firm(norm, i)) for i in items)
        for span in items if sure else ():
            factory = factory_of(reading, sentence, span, Span(*match.span()), None, "counted among", 0.75)
            yield factory if match["one"] else factory._replace(year=None, month=None)
    for match in ONLY_ONE.finditer(norm, sentence.start, sentence.end) if "灯塔工厂" in text else ():
        if is_plant(norm, span := bare(norm, Span(*match.span("name")))):
            yield factory_of(reading, sentence, span, Span(span.start, match.end()), None, "name before verb", 0.75)
    for match in IN_ITS_SHOP.finditer(norm, sentence.start, sentence.end) if "灯塔工厂" in text else ():
        span = bare(norm, Span(*match.span("name")))
        if is_firm(norm, span) and not NOT_YET.search(match[0]) and not UNNAMED.search(norm[slice(*span)]):
            yield factory_of(reading, sentence, span, Span(span.start, match.end()), None, "seen on a visit", 0.7)
    for match in re.finditer("灯塔工厂", norm[slice(*sentence.span)]):
        called = SO_CALLED.match(norm, sentence.start + match.end(), sentence.end)
        if called is not None and is_plant(norm, span := bare(norm, Span(*called.span("name")))):
            quote = Span(sentence.start + match.start(), called.end())
            yield factory_of(reading, sentence, span, quote, None, "name before title", 0.8)


def newly(reading: Reading, sentence: Sentence) -> Iterator[Factory]:
    """What the sentence says to be newly of a kind, beside others: 以及新晋为“可持续灯塔工厂”的某某啤酒厂."""
    norm = reading.norm
    for match in NEWLY.finditer(norm, sentence.start, sentence.end):
        if is_plant(norm, span := Span(*match.span("name"))):
            quote = Span(*match.span())
            yield factory_of(reading, sentence, span, quote, kind_of(match["kind"]), "title before name", 0.8)


def in_apposition(reading: Reading, sentence: Sentence) -> Iterator[Factory]:
    """来到某某18号厂房——这座全球首家“灯塔工厂”; 某某武汉工厂，该厂2022年入选灯塔工厂."""
    norm = reading.norm
    for match in APPOSED.finditer(norm, sentence.start, sentence.end):
        if NOT_YET.search(match[0]):
            continue
        floor = max(norm.rfind("\n", 0, match.start()) + 1, match.start() - FAR)
        plant = last_plant(norm, floor, match.start())
        if plant is None and match["that"]:
            plant = last_plant(norm, max(0, match.start() - FAR), match.start())
        seen = VISITED.search(norm, sentence.start, match.start()) is not None
        near = plant is not None and (
            match["that"] or plant.end == match.start() or (seen and plant.start > sentence.start)
        )
        if plant is None or not near:
            continue
        rule = "plant before verb" if match["that"] else "title before name"
        factory = factory_of(reading, sentence, plant, Span(plant.start, match.end()), kind_of(match[0]), rule, 0.8)
        later = ALSO_JOINED.search(norm, match.end(), match.end() + 60) or THEN.search(match[0])
        if factory.year is None and later is not None:
            factory = factory._replace(year=int(later["year"]))
        yield factory


def after_others(reading: Reading, sentence: Sentence) -> Iterator[Factory]:
    """The one before: 这是继2020年9月某某（重庆）公司之后，重庆第二家…."""
    norm = reading.norm
    if norm.find("继", sentence.start, sentence.end) < 0:
        return
    stop = norm.find("\n", sentence.end, sentence.end + FAR)
    if not ABOUT.search(norm, max(0, sentence.start - FAR), stop if stop >= 0 else sentence.end + FAR):
        return
    for match in AFTER.finditer(norm, sentence.start, sentence.end):
        spans = [bare(norm, s) for s in split_items(norm, *match.span("name"), names=True)]
        if not all(is_plant(norm, s) for s in spans):
            spans = [bare(norm, Span(*match.span("name")))]
        for span in spans if is_plant(norm, spans[0]) else ():
            factory = factory_of(reading, sentence, span, Span(*match.span()), None, "one before", 0.75)
            month = int(match["month"]) if match["month"] else None
            yield factory._replace(year=int(match["year"]) if match["year"] else None, month=month)


def labelled(reading: Reading, sentence: Sentence) -> Iterator[Factory]:
    """端到端灯塔——海尔（胶州）空调，可持续灯塔——青岛啤酒."""
    norm = reading.norm
    for label, item in dash_list(norm, sentence.start, sentence.end):
        words = COUNT.sub("", norm[label.start : label.end])
        if KIND_ALONE.fullmatch(norm, item.start, item.end):
            numbered = NUMBERED.match(norm, label.start, label.end)
            name = bare(norm, Span(numbered.end() if numbered else label.start, label.end))
            kind = kind_of(norm[item.start : item.end])
            yield factory_of(reading, sentence, name, Span(name.start, item.end), kind, "label before name", 0.85)
            continue
        if not words.rstrip('”"').endswith(("灯塔", "灯塔工厂")) or NOT_YET.search(words):
            continue
        kind = kind_of(words)
        rule = "label before name" if kind or not VISITED.search(words) else "title before name"
        items = items_of(norm, item)
        for span, year in zip(items, each_year(norm, items, sentence.end), strict=True):
            if ASKS.match(norm, *span):
                continue  # 灯塔工厂：如何实现升级: a headline's question
            factory = factory_of(reading, sentence, span, Span(label.start, span.end), kind, rule, 0.88)
            yield factory if year is None else factory._replace(year=year, month=None)
