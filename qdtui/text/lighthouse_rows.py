"""One lighthouse factory from its words: its name's items, kind, owner, place and date."""

from __future__ import annotations

import re

from qdtui.model import Span
from qdtui.text.joined import joined_on, stands_in
from qdtui.text.lighthouse_words import (
    EACH_YEAR,
    ITS_YEAR,
    LIST_OPENED,
    QUOTED_KIND,
    TAIL,
    UNDATED,
    WORD,
)
from qdtui.text.lighthouses import Factory
from qdtui.text.listing import split_items
from qdtui.text.plants import bare, is_plant, is_site, plant_owner
from qdtui.text.reading import Reading
from qdtui.text.sentence import Sentence

_YEAR_BEHIND = re.compile(ITS_YEAR.pattern + "$")


def factory_of(
    reading: Reading,
    sentence: Sentence,
    span: Span,
    quote: Span,
    category: str | None,
    rule: str,
    sure: float,
    note: str | None = None,
    company: Span | None = None,
) -> Factory:
    """The factory at `span`, with its owner, place and date as far as the words around it tell."""
    if is_plant(reading.norm, plain := bare(reading.norm, span)):
        span = plain
    year, month = (None, None) if rule in UNDATED else joined_on(reading, sentence, span.start)
    if (own := ITS_YEAR.match(reading.norm, span.end)) is not None:
        year, month = int(own["year"]), int(own["month"]) if own["month"] else None  # 某某成都工厂（2018年）
    company = company or plant_owner(reading.norm, span)
    return Factory(span, quote, company, category, stands_in(reading, sentence, span), year, month, rule, sure, note)


def kind_of(words: str) -> str | None:
    """The kind of lighthouse that words name (端到端灯塔), or None."""
    match = next((m for m in WORD.finditer(words) if m["kind"]), None)
    if quoted := QUOTED_KIND.search(words):
        return f"{quoted['kind']}灯塔"  # 首座“端到端”智能灯塔工厂
    if match is None or not match["kind"]:
        return None
    return f"{match['kind']}灯塔"


def items_of(norm: str, item: Span) -> list[Span]:
    """The names of a list, without what a sentence goes on to tell and without dates."""
    end = item.end
    if tail := TAIL.search(norm, item.start + 2, end):
        end = tail.start()
    items = split_items(norm, item.start, end, names=True)
    items = tuple(Span(s.start, m.start()) if (m := _YEAR_BEHIND.search(norm, *s)) else s for s in items)
    return [s for s in items if s.end - s.start >= 2 and not re.match(r"(?:19|20)\d\d年|\d{1,2}月", norm[slice(*s)])]


def each_year(norm: str, items: list[Span], stop: int) -> list[int | None]:
    """The year of each item of 甲基地、乙基地，分别于2021年和2022年获得认证; None for each when it is not told so."""
    told = EACH_YEAR.match(norm, items[-1].end, stop) if items else None
    years = [int(y) for y in re.findall(r"20\d\d", told["years"])] if told is not None else []
    return [*years] if len(years) == len(items) else [None] * len(items)


def sites_after(reading: Reading, start: int, end: int) -> tuple[Span, ...]:
    """The names of a list that puts each with its city: 分别为京东方福州、宝洁广州."""
    opened = LIST_OPENED.search(reading.norm, start, end)
    while end > start and reading.norm[end - 1] in "。；;，":
        end -= 1
    items = items_of(reading.norm, Span(opened.end(), end)) if opened is not None else []
    return tuple(items) if len(items) > 1 and all(is_site(reading.norm, i) for i in items) else ()
