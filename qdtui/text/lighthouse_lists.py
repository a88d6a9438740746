"""Lighthouse factories on lists: lines with dates or kinds, names with their kind in brackets, and lists below a heading."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from itertools import islice

from qdtui.model import Span
from qdtui.text.announced import told_year
from qdtui.text.columns import NUMBERED, listed_rows
from qdtui.text.holders import is_firm
from qdtui.text.joined import last_date
from qdtui.text.lighthouse_rows import factory_of, items_of, kind_of
from qdtui.text.lighthouse_words import (
    ABOUT,
    DATED,
    DATED_BEHIND,
    DATED_LINE,
    FAR,
    HEADING,
    JOINS,
    KIND_LABEL,
    KIND_LINE,
    WANTED,
    WITH_COUNTRY,
    WITH_KIND,
    WORD,
)
from qdtui.text.lighthouses import Factory
from qdtui.text.listing import split_items
from qdtui.text.places import find_places, places_within
from qdtui.text.plants import bare, is_plant, plant_place
from qdtui.text.reading import Reading
from qdtui.text.sentence import Sentence


def on_dated_lines(reading: Reading) -> Iterator[Factory]:
    """The plants of lines that begin with the day of their batch: 2018年9月 首批 某某上海工厂、某某天津工厂."""
    norm = reading.norm
    if not DATED.search(norm):
        return
    for index, sentence in enumerate(reading.sentences):
        dated = DATED_LINE.match(norm, sentence.start, sentence.end)
        if dated is None or norm[max(0, sentence.start - 1)] not in "\n" or "灯塔" in norm[slice(*sentence.span)]:
            continue
        above = _above(reading, index)
        if above is None or WANTED.search(norm, above.start, above.end):
            continue
        stop = sentence.end
        while norm[stop - 1] in "。；;，":
            stop -= 1
        items = () if JOINS.match(norm, dated.end()) else split_items(norm, dated.end(), stop, names=True)
        if not items or not all(is_plant(norm, i) or is_firm(norm, i) for i in items):
            continue
        for item in items:
            factory = factory_of(reading, sentence, item, Span(sentence.start, item.end), None, "dated line", 0.75)
            yield factory._replace(year=int(dated["year"]), month=int(dated["month"]) if dated["month"] else None)


def _above(reading: Reading, index: int) -> Sentence | None:
    """The nearest sentence on lighthouses before one, not far above it."""
    for at in range(index - 1, -1, -1):
        sentence = reading.sentences[at]
        if reading.sentences[index].start - sentence.end > 2 * FAR:
            return None
        if "灯塔" in reading.norm[slice(*sentence.span)]:
            return sentence
    return None


def under_heading(reading: Reading, index: int, heading: Sentence) -> Iterator[Factory]:
    """The plants on the lines below a heading, up to the next one."""
    end = len(reading.norm)
    for following in islice(reading.sentences, index + 1, None):
        if HEADING.search(reading.norm, following.start, following.end):
            end = following.start
            break
    norm = reading.norm
    announced = told_year(reading, heading.start, heading.end)
    kinds = list(KIND_LINE.finditer(norm, heading.end, end))
    ends = [line.end() for line in kinds]
    for row in listed_rows(reading, heading.end, end):
        if not (is_firm(norm, row.name) or is_plant(norm, row.name)):
            continue
        labels = [m for m in WORD.finditer(norm, row.line.start, row.name.start) if m["kind"]]
        kind = kind_of(labels[-1][0]) if labels else kind_of(norm[row.name.end : row.line.end])
        if kind is None and (above := bisect_right(ends, row.line.start)):
            kind = kind_of(kinds[above - 1][0])
        factory = factory_of(reading, heading, row.name, row.line, kind, "list under heading", 0.7)
        year, month = last_date(reading, row.line.start, row.line.end)
        yield factory._replace(region=row.place or factory.region, year=year or announced, month=month)


def by_kind_line(reading: Reading, sentence: Sentence) -> Iterator[Factory]:
    """The plants behind a kind alone, below talk of lighthouses: 【生产力】甲（宁波）工厂、乙重庆工厂."""
    norm = reading.norm
    label = KIND_LABEL.match(norm, sentence.start, sentence.end)
    if label is None or not ABOUT.search(norm, max(0, sentence.start - 2 * FAR), sentence.start):
        return
    items = items_of(
        norm,
        Span(
            label.end(),
            sentence.end - len(norm[slice(*sentence.span)]) + len(norm[slice(*sentence.span)].rstrip("。；;， ")),
        ),
    )
    if items and all(is_plant(norm, i) for i in items):
        for item in items:
            quote = Span(sentence.start, item.end)
            yield factory_of(
                reading, sentence, item, quote, f"{label['kind'] or label['bare']}灯塔", "label before name", 0.85
            )


def _dates_above(reading: Reading, before: int) -> Iterator[tuple[int | None, int | None]]:
    """Year and month, as far as told, of the sentences on lighthouses above an offset, the nearest first."""
    for told in reversed(reading.sentences):
        if told.end <= before and ON_LIGHTHOUSES.search(reading.norm, *told.span):
            yield last_date(reading, *told.span)


def _dated(reading: Reading, factory: Factory, before: int) -> Factory:
    """The factory, one without a year with the nearest year that was told of lighthouses above `before`."""
    for year, month in _dates_above(reading, before) if factory.year is None else ():
        if year is not None:
            return factory._replace(year=year, month=month)
    return factory


def in_kind_block(reading: Reading, sentence: Sentence) -> Iterator[Factory]:
    """The plant of a line below a kind's own line: 生产力灯塔： ⏎ 广东，工业富联深圳龙华工厂."""
    norm = reading.norm
    if norm[sentence.start - 1 : sentence.start] != "\n" or sentence.end - sentence.start > 40:
        return
    above = list(KIND_LINE.finditer(norm, max(0, sentence.start - 2 * FAR), sentence.start))
    if not above or any(len(line) > 40 for line in norm[above[-1].end() : sentence.start].split("\n")):
        return
    if not ABOUT.search(norm, max(0, above[-1].start() - 8 * FAR), above[-1].start()):
        return
    line = IN_BLOCK.fullmatch(norm, sentence.start, sentence.end)
    if line is None or not is_plant(norm, span := bare(norm, Span(*line.span("name")))):
        return
    kind = kind_of(above[-1][0])
    factory = factory_of(reading, sentence, span, Span(sentence.start, span.end), kind, "list under heading", 0.8)
    place = find_places(line["place"] or "")
    if place and plant_place(norm, span) is None:
        factory = factory._replace(region=place[-1].region)
    yield _dated(reading, factory, above[-1].start())


IN_BLOCK = re.compile(
    r"[ \t•·●■▶\-]*(?:[（(]?\d{1,2}[)）、.．])?[ \t]*(?:(?P<place>[\u4e00-\u9fff]{2,6})[，,：:·\t ])?[ \t]*(?P<name>[^，,。；：:\n]{4,28}?)[。；;]?"
)


def dated_behind(reading: Reading, sentence: Sentence) -> Iterator[Factory]:
    """The plant of a line that puts its year behind it, below talk of lighthouses: ——海尔天津工厂，2021年."""
    norm = reading.norm
    line = DATED_BEHIND.fullmatch(norm, sentence.start, sentence.end)
    if line is None or norm[sentence.start - 1 : sentence.start] != "\n" or "灯塔" in line["name"]:
        return
    span = bare(norm, Span(*line.span("name")))
    if is_plant(norm, span) and re.search("灯塔", norm[max(0, sentence.start - FAR) : sentence.start]):
        factory = factory_of(reading, sentence, span, sentence.span, None, "dated line", 0.75)
        yield factory._replace(year=int(line["year"]), month=int(line["month"]) if line["month"] else None)


def with_country(reading: Reading, sentence: Sentence) -> Iterator[Factory]:
    """The plant that opens a line with its country and city, as the network names them: 海尔（中国，合肥）：为应对…."""
    norm = reading.norm
    named = WITH_COUNTRY.match(norm, sentence.start, sentence.end)
    above = norm[max(0, sentence.start - 8 * FAR) : sentence.start]
    if named is None or norm[sentence.start - 1 : sentence.start] != "\n" or not ABOUT.search(above):
        return
    kinds = list(KIND_LINE.finditer(norm, max(0, sentence.start - 8 * FAR), sentence.start))
    span = Span(*named.span("name"))
    kind = kind_of(kinds[-1][0]) if kinds else None
    factory = factory_of(reading, sentence, span, span, kind, "line with country", 0.8)
    cities = [p for word in (named["a"], named["b"]) for p in find_places(word + "市") if p.start == 0 and p.code]
    year, month = factory.year, factory.month
    for date in _dates_above(reading, sentence.start) if year is None else ():
        year, month = date
        if year is not None:
            break
    yield factory._replace(region=cities[0].region if cities else None, year=year, month=month)


def with_city(reading: Reading, sentence: Sentence) -> Iterator[Factory]:
    """The plant of a line that gives its city behind it, on a list of lighthouses: 某某科技：中国上海."""
    norm = reading.norm
    line = WITH_CITY.fullmatch(norm, sentence.start, sentence.end)
    if line is None or norm[sentence.start - 1 : sentence.start] != "\n":
        return
    found = places_within(norm, line.end("name"), sentence.end)
    where = norm[line.start("where") : line.end("where")]
    if not found or "".join(p.name for p in found) + "市" not in (where, where + "市"):
        return
    above = norm[max(0, sentence.start - 4 * FAR) : sentence.start - 1].split("\n")
    kind = None
    for text in reversed(above):
        if KIND_LINE.fullmatch(text):
            kind = kind or kind_of(text)
        elif not WITH_CITY.fullmatch(text):
            if kind is None and not LIST_HEAD.search(text):
                return
            break
    if not ABOUT.search("\n".join(above)):
        return
    span = Span(*line.span("name"))
    factory = factory_of(reading, sentence, span, sentence.span, kind, "list under heading", 0.8)
    local = [p for p in found if p.level not in ("country", "macro")]
    yield _dated(reading, factory, sentence.start)._replace(region=local[-1].region if local else None)


def told_apiece(reading: Reading, sentence: Sentence) -> Iterator[Factory]:
    """The plant that opens a statement with its city, below talk of new lighthouses: • 产能：海辰（重庆）利用数字孪生…."""
    norm = reading.norm
    opened = TOLD_APIECE.match(norm, sentence.start, sentence.end)
    if opened is None or "灯塔" in norm[slice(*sentence.span)]:
        return
    above = norm[max(0, sentence.start - 8 * FAR) : sentence.start]
    if not NEWLY.search(above) or not (opened["label"] or norm[sentence.start - 1 : sentence.start] == "；"):
        return
    city = opened["city"]
    if city is not None:
        found = find_places(city + "市") or find_places(city)
        span = Span(opened.start("name"), opened.end("bracket"))
    else:
        span = Span(*opened.span("name"))
        found = tuple(p for p in find_places(opened["name"]) if p.end == len(opened["name"]) and p.start >= 2)
    if not found or found[-1].level in ("country", "state", "macro"):
        return
    factory = factory_of(reading, sentence, span, Span(span.start, sentence.end), None, "told apiece", 0.75)
    yield _dated(reading, factory, sentence.start)._replace(region=found[-1].region)


TOLD_APIECE = re.compile(
    r"(?P<label>[ \t]*[•·●■▶\-—][ \t]*(?:[^：:，。；\n]{2,14}[：:])?)?[ \t]*(?P<name>[\u4e00-\u9fffA-Za-z]{2,12}?)(?P<bracket>[ \t]?[（(](?P<city>[\u4e00-\u9fff]{2,6})[)）])?"
    r"[ \t]?(?:则(?=[\u4e00-\u9fff])|(?:则|也)?(?:通过|透过|利用|引[入进]|运用|借助|凭借|采用|部署|导入|以|将|打造|建立|实现|把))"
)
NEWLY = re.compile(
    r"(?:新[晋增添]|新一批|新成员|迎来|入选|加入)[^。\n]{0,24}灯塔|灯塔[^。\n]{0,24}(?:新[晋增添]|新成员|迎来|入选)"
)
WITH_CITY = re.compile(
    r"[ \t•·●■▶\-—]*(?:[（(]?\d{1,2}[)）、.．])?[ \t]*(?P<name>[\u4e00-\u9fffA-Za-z0-9（）()·& ]{2,28}?)[ \t]*[：:|—][ \t]*(?P<where>[\u4e00-\u9fff]{2,12})[。；; \t]*"
)
ON_LIGHTHOUSES = re.compile("灯塔|世界经济论坛")
LIST_HEAD = re.compile(r"灯塔(?:工厂|网络)?[”\"]?(?:[^。；\n]{0,12})[：:][ \t]*$")


def with_kind(reading: Reading, sentence: Sentence) -> Iterator[Factory]:
    """Names with their kind in brackets: 某某海宁工厂（端到端灯塔）、某某电器（杭州）洗碗机（可持续灯塔）."""
    norm = reading.norm
    for match in WITH_KIND.finditer(norm, sentence.start, sentence.end):
        start = match.start("name")
        if numbered := NUMBERED.match(norm, start, match.end("name")):
            start = numbered.end()
        span = bare(norm, Span(start, match.end("name")))
        if span.end - span.start >= 4:
            yield factory_of(
                reading, sentence, span, Span(span.start, match.end()), kind_of(match["kind"]), "kind in brackets", 0.9
            )


def heading_above(reading: Reading, sentence: Sentence) -> Span | None:
    """The plant that is the whole line above a sentence, and its heading."""
    norm = reading.norm
    stop = len(norm[: sentence.start].rstrip("\n"))
    start = norm.rfind("\n", 0, stop) + 1
    while start < stop and norm[start] in "一二三四五六七八九十0123456789、.．（）()▶●■• \t":
        start += 1
    beside = stop < sentence.start and is_plant(norm, Span(start, stop))
    return Span(start, stop) if beside else None
