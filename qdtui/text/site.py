"""Where a clause says something is: the place or plant behind the words that describe it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from qdtui.model import Span
from qdtui.text.listing import opening
from qdtui.text.places import Place
from qdtui.text.signs import Words
from qdtui.text.spans import within
from qdtui.text.subjectwords import (
    BY_MEANS,
    FACILITY,
    IS_PROJECT,
    LABEL,
    LEADS,
    LINE,
    LINES,
    ONE_IS,
    REACH,
    SITE,
    SITE_WORDS,
    TRIES,
)

_LOCATIVE = re.compile(r"(?:在|走进|来到)(?!线)[^，。；：、\d]{4,34}")
_PLANT = re.compile(
    r"(?:国家级?|省级)?[\u4e00-\u9fff]{0,10}"
    r"(?:基地|产业园|园区|工厂|车间|公司|集团|实验室|研究院|码头|港|矿|油田|开发区|高新区|经开区|产业区|经济区|保税区|合作区|示范区|小镇)"
)
"""What may follow a place that a clause says something happened in."""


_NAMED = re.compile(
    r"(?:在|走进|来到)[^，。；：\d]{4,24}——(?P<name>[^，。；、的\d]{3,16}(?:工厂|车间|基地|园区|产业园|公司|实验室))"
)
"""A plant named behind the words that describe it: 在亚洲最大的生产线——某某智能工厂."""


class Site(NamedTuple):
    """What a clause such as 在温暖如春的海南南繁基地 names."""

    span: Span
    region: str | None
    """The region of a place; None for a plant, park or institute, whose name `span` holds."""


def site_named(norm: str, places: Sequence[Place], start: int, end: int) -> Site | None:
    """The place that the clause `start`–`end` ends with, or the plant that a place begins the name of."""
    if (named := _NAMED.fullmatch(norm, start, end)) is not None:
        return Site(Span(named.start("name"), end), None)
    if _LOCATIVE.fullmatch(norm, start, end) is None:
        return None
    found = within(places, start, end)
    if not found and norm.startswith("在", start) and "”" in norm[start:end]:
        named = _PLANT.fullmatch(norm, norm.index("”", start) + 1, end)
        return Site(Span(start + 1, end), None) if named is not None else None  # 在某江流域“水风光”基地
    if not found or found[-1].level in ("country", "state", "macro"):
        return None
    first = last = found[-1]
    for place in reversed(found[:-1]):
        if place.end != first.start:
            break
        first = place
    tail = norm[last.end : end].rstrip("里内中上")
    if not tail:
        return Site(Span(first.start, end), last.region)
    return Site(Span(first.start, last.end + len(tail)), None) if _PLANT.fullmatch(tail) else None


_THIS_ONE = ("本届", "本次", "此次", "这次", "这届", "该届")


REACH_BACK = 48
"""How many characters before its noun the name of a facility may begin."""
_GATHERINGS = ("会", "赛", "论坛")
_NUMBERED = r"(?:第[一二三四五六七八九十\d]{1,3}届|首届)[^，。；：、\s第]{0,20}?"
"""How the full name of a gathering of a row begins: 第七届中国—南亚博览会."""


class Facility(NamedTuple):
    """A facility or gathering that a bare noun means."""

    named: Span
    """Where its full name stands."""
    said: Span
    """The bare noun."""


def facility_named(norm: str, at: int, end: int) -> Facility | None:
    """What a bare 口岸 or 线路 at the head of a clause means: the one that was named last."""
    match = FACILITY.match(norm, at, end)
    if match is None:
        return None
    noun = match["noun"] or match["event"]
    if match["event"] or noun.endswith(_GATHERINGS):
        numbered = [*re.finditer(_NUMBERED + re.escape(noun), norm[max(0, at - REACH) : at])]
        if numbered:
            named = numbered[-1].span()
            return Facility(Span(max(0, at - REACH) + named[0], max(0, at - REACH) + named[1]), Span(at, match.end()))
    nouns = LINES if noun == "线路" else (noun,)
    ends = (m.end() for m in re.finditer("|".join(nouns), norm[max(0, at - REACH) : at]))
    for found in reversed([max(0, at - REACH) + end for end in ends][-TRIES:]):
        floor = max(0, found - 16)
        start = opening(norm, floor, found)
        if start == floor > 0:
            floor = max(0, found - REACH_BACK)
            start = opening(norm, floor, found)
        closes = start - 1 if norm.startswith("”", start - 1) else norm.find("”", start, found)
        if closes >= 0 and (opens := norm.rfind("“", max(0, closes - 16), closes)) >= 0:
            start = min(start, opens)  # “某某·2024”防汛演习
            if start == floor > 0:
                continue  # what is cut off in the middle is no name
        if found - start >= len(noun) + 2 and not norm.startswith(_THIS_ONE, start):
            return Facility(Span(start, found), Span(at, match.end()))
    return None


def line_named(norm: str, at: int) -> Span | None:
    """The railway, road or pipeline that was named last before `at`, whose section 江苏段 is."""
    ends = [m.end() for m in LINE.finditer(norm, max(0, at - REACH), at)]
    if not ends:
        return None
    start = opening(norm, max(0, ends[-1] - 10), ends[-1])
    return Span(start, ends[-1]) if ends[-1] - start >= 4 else None


def works_named(norm: str, at: int, end: int) -> Span | None:
    """The works that the clause says to be one of a list, or to be a project: 另一家是…基地, …总部园是…重点项目."""
    if norm.find("是", at, at + 16) < 0:
        return None
    match = ONE_IS.match(norm, at, end + 1) or IS_PROJECT.match(norm, at, end + 1)
    return Span(*match.span("name")) if match is not None else None


_SITE_WORDS = Words(SITE_WORDS)


def place_of_work(norm: str, at: int, end: int) -> Span | None:
    """The sight, farm, quay or mine that the clause begins with, in front of what is counted of it."""
    if not _SITE_WORDS.stand_in(norm, at + 2, min(end, at + 20)):
        return None
    match = SITE.match(norm, at, end)
    return Span(*match.span(match.lastgroup or "name")) if match is not None else None


_SEATED = re.compile(r"(?P<name>[\u4e00-\u9fffA-Za-z]{2,8}) ?[（(][\u4e00-\u9fff]{2,4}[)）](?![\d近约超达])")
"""A firm with the city of its plant: 某某暖通 (某市)."""


def label_ends(norm: str, at: int) -> bool:
    """True where the label of an item of a list ends: • 生产效率：."""
    line = norm.rfind("\n", max(0, at - 20), at) + 1
    return LABEL.fullmatch(norm, max(line, at - 20), at) is not None


def one_of_list(norm: str, start: int, end: int) -> Span | None:
    """Whom an item of a list is of, behind its label or the ； that parts it from the one before."""
    mark = norm[start - 1 : start]
    if mark not in ("；", ";") and (mark not in ("：", ":") or not label_ends(norm, start)):
        return None
    if (seated := _SEATED.match(norm, start, end)) is not None:
        return Span(*seated.span("name"))
    match = BY_MEANS.match(norm, start, end)
    if match is None:
        return None
    return Span(*match.span("name" if match["name"] else "other"))


def headed(norm: str, at: int, end: int) -> int | None:
    """Where the name of the village ends that the clause says somebody heads."""
    if norm.find("是", at, at + 5) < 0 or (match := LEADS.match(norm, at, end)) is None:
        return None
    return match.end("name")
