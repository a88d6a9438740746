"""What several places have apart, when one clause says of what and later ones give each its number."""

from __future__ import annotations

import re

from qdtui.model import Span
from qdtui.text.discourse import Subject
from qdtui.text.measure.context import Context, MeasureKind
from qdtui.text.places import Place
from qdtui.text.quantity import Quantity
from qdtui.text.spans import within

_CLASS = r"(?:市州|州市|省份|省区市|省市|地区|城市|县区|区县|市县|[省市州县区])"
_RATED = re.compile(
    rf"(?:[个有]{_CLASS}(?P<of>(?:的)?[^，。；：、\d的个]{{2,18}}?)|(?P<what>[^，。；：、\d的个]{{2,18}}?))"
    r"(?:均|都|也|有所|同比|实现|保持|增速|增幅|较快|平稳|稳步|双双|全面|持续|继续)*"
    r"(?:(?P<rate>增[速幅]|[正负]?增长|下降|回升|加快|提[高升]|回落)|(?P<share>占比|比重))"
)
"""What a clause says to be measured of places, before how it went: 5个市州|工业投资|增幅超全省平均水平."""
_AT_RATE = re.compile(r"的(?P<what>[^，。；、的\d]{2,12}?)?增[速幅]")
"""Behind the rates that places have."""
_REACH = 200
"""How far before the places, in characters, the sentence may say what is measured of them."""
_COUNTED = re.compile(rf"{_CLASS}$")
_LIST_MARKS = ("、", "和", "及", "为", "是", "，", "：", "有")


def place_before(context: Context, item: Quantity) -> Place | None:
    """The place that a number in brackets stands right behind: 定西市（61.3%）; None for all else."""
    norm = context.norm
    if norm[item.start - 1 : item.start] not in ("(", "（") or norm[item.end : item.end + 1] not in (")", "）"):
        return None
    start = max(context.clause.start, item.start - 12)
    found = [p for p in within(context.reading.places, start, item.start - 1) if p.end == item.start - 1]
    if not found:
        return None
    place = found[-1]
    listed = place.start == context.clause.start or norm[place.start - 1] in _LIST_MARKS
    return place if listed else None


def measured_apart(context: Context, end: int) -> tuple[Span, MeasureKind] | None:
    """What the sentence says to be measured of several places before `end`, and whether that grew or is a share."""
    said = list(_RATED.finditer(context.norm, max(context.sentence.start, end - _REACH), end))
    if not said:
        return None
    last = next((m for m in reversed(said) if m["of"]), said[-1])
    return Span(*last.span("of" if last["of"] else "what")), "growth" if last["rate"] else "share"


def in_place_brackets(context: Context, item: Quantity) -> bool:
    """Gives a share in brackets to the place in front of it: 分别为定西市（61.3%）、白银市（45.5%）."""
    place = place_before(context, item) if item.kind == "share" else None
    if place is None or (told := measured_apart(context, place.start)) is None:
        return False
    words, kind = told
    host = Subject(place.region, "place", Span(place.start, place.end))
    return context.add(item, words, kind, "paired", indicator=context.words(words), subject=host) is not None


def rates_of_places(context: Context, run: list[Quantity], at: int) -> list[Quantity]:
    """Gives the rates behind 以 to as many places: 甲省、乙省和丙省以9%、8%和7%的增速排名前三位."""
    norm = context.norm
    start = max(at, context.clause.start)
    if norm[run[0].start - 1] != "以" or (rate := _AT_RATE.match(norm, run[-1].end)) is None:
        return []
    hosts = within(context.reading.places, context.clause.start, run[0].start)
    if not hosts or len(hosts) != len(run) or norm[hosts[-1].end : run[0].start] not in ("以", "分别以"):
        return []
    told = measured_apart(context, start)
    words = Span(*rate.span("what")) if rate["what"] else told[0] if told is not None else None
    if words is None:
        return []
    for item, place in zip(run, hosts, strict=True):
        host = Subject(place.region, "place", Span(place.start, place.end))
        context.add(item, words, "growth", "paired", indicator=context.words(words), subject=host)
    return run


def counted_places(indicator: str) -> bool:
    """True for an indicator that counts places: 6个市州."""
    return _COUNTED.search(indicator) is not None
