"""Places in order of what they have, each with its number right behind it: 企业数量前三的市分别为甲市9家、乙市7家."""

from __future__ import annotations

import re

from qdtui.model import Span
from qdtui.text.discourse import Subject
from qdtui.text.measure.counting import Counting
from qdtui.text.places import innermost

CLASSES = r"(?:市州|州市|地市|设区市|省份|省区市|省市|地区|城市|县区|区县|县市区|县市|[省市州县区])"
"""What such a list calls the places that it puts in order."""
_ORDERED = re.compile(
    rf"(?:其中)?(?:全[国省市县区]|[我本][省市县区])?(?:(?P<what>[^，。；：、\d]{{2,24}}?))??(?:数量|总数|总量|规模|数)?(?:位居|位列|名列|排名|排在|居于|[居列排])?"
    rf"(?:全[国省市])?(?:前(?:[一二两三四五六七八九十]|\d{{1,2}})[位名]?|最多|较多|居前|靠前|领先)的?{CLASSES}"
    r"[，,]?(?:分别|依次)[为是有：:]+"
)
"""In front of the first of the places: by what they are put in order."""
_COUNT_ONLY = re.compile(r"(?:其中|从[^，。；]{1,8}看|按)?(?:数量|总数|总量|规模)?")
"""Words that leave open what is counted, which the text told last."""


def first_in_order(it: Counting) -> int | None:
    """Gives the first number of such a list to its place; the next ones are of what it is of."""
    context, item, norm = it.context, it.item, it.norm
    start = context.clause.start
    if item.kind not in ("count", "money") or not any(w in norm[start : item.start] for w in ("分别", "依次")):
        return None
    said = _ORDERED.search(norm, start, item.start)
    if said is None or item.start - said.end() > 12:
        return None
    place = innermost(context.reading.places, said.end(), item.start)
    if place is None or (place.start, place.end) != (said.end(), item.start):
        return None
    host = Subject(place.region, "place", Span(place.start, place.end))
    what = Span(*said.span("what")) if said["what"] else Span(start, start)
    if _COUNT_ONLY.fullmatch(norm, *what):
        told = context.counted.get(item.unit)
        if told is None:
            return None
        context.add(item, told.words, "total", "carried", indicator=told.indicator, subject=host)
        return item.end
    phrase = context.lead(*what).phrase
    if phrase.start >= phrase.end:
        return None
    context.add(item, phrase, "total", "paired", subject=host)
    return item.end
