"""Whose a number is by what stands right around it: places listed before it, the whole that a part is picked from."""

from __future__ import annotations

import re

from qdtui.model import Span
from qdtui.text.discourse import Subject
from qdtui.text.measure.context import Context
from qdtui.text.places import innermost
from qdtui.text.quantity import Quantity
from qdtui.text.spans import within

_LOCATED = re.compile(r"位于(?P<where>[\u4e00-\u9fff]{2,8})(?=[，。；、]|$)")
_INSIDE = re.compile(r"在(?P<scope>全国|我国|全球|全[省市县])?(?:的|现有的?|已有的?|共)?$")
_OF_ALL = re.compile(r"[^，。；、]{2,20}[中里](?=[，,]|$)")
"""Around the number of a whole that a part is picked from."""
_IN_ALL_OF = re.compile(r"在(?:全[国省市球]|我国|已[^，。；、\d]{2,10})?的?$")
_RANKED = re.compile(r"[^，。；、\d]{2,12}[中里](?:综合|总体)?(?:排名|排在|位[列居]|名列|居|列)")
"""Around the number of those that a rank is among: 在全国31个省市中排名第9位."""
_QUARTER = re.compile(r"(?:东部|中部|西部|东北)(?:地区)?")
"""A quarter of the country, with its count: 东部地区30个、中部地区8个."""
_OF_THE_NATION = re.compile(
    r"(?:国家|全国|我国|国务院(?:部署|批准|确定)的?|国家(?:规划|确定|部署|重点推进)的|作为“东数西算”)(?:首批|第[一二三四五六]批)?$"
)
_ONE_OF_THEM = re.compile(r"(?P<what>[^，。；、的\d—]{2,20}?)之一")
"""Around the number of all those of the country of which the thing spoken of is one: 国家172项重大水利工程之一."""
_HELD_BY = re.compile(
    r"(?P<who>(?:[\u4e00-\u9fff]{2,10}、)*[\u4e00-\u9fff]{2,10}?等(?:多|数|\d+)家[^，。；、的\d]{0,6}?(?:银行|企业|公司|机构|高校|平台))"
    r"(?:今年以来|今年|去年)?的?(?=[^，。；、]{2})"
)
"""Several of a kind of which one number is told, in front of what it tells: 甲行、乙行等多家银行|贷款增速."""
_AND_OTHERS = re.compile(r"等(?:多|数|\d+)家[^，。；、的\d]{0,6}?(?:银行|企业|公司|机构|高校|平台)(?=[^，。；、的]{2})")
_ISSUED = re.compile(r"(?:增发|发行)了?的?$")
_BONDS = re.compile(r"的?(?:超长期|特别|超长期特别)?国债")
"""Around the amount of bonds."""
CLASS_EACH = re.compile(r"(?P<class>省份|省区市|省市|地区|城市|市州|县区|区县|市县|国家)[^，。；、\d]{2,16}?(?:均|都)")
"""A class of places of which the next number says the same: 7个省份造林均超过100万亩."""


def among(context: Context, item: Quantity) -> Subject | None:
    """Whose the whole is that a part is picked from: 在259个国家级冠军中, 在全国51个集群中."""
    inside = _INSIDE.search(context.norm, context.clause.start, item.start)
    if inside is None or (of := _OF_ALL.match(context.norm, item.end, context.clause.end)) is None:
        return None
    word = inside["scope"] or ("全球" if "全球" in of[0] else "全国" if "国家" in of[0] else None)
    return context.scope(word, item.start) if word is not None else None


def held_by(context: Context, before: Span) -> Span:
    """The words before a number without those who have it at their head, which become the subject: 甲行等多家银行|贷款增速."""
    subject = context.subject
    named = subject.span if subject is not None else None
    if named is not None and named.end == before.start and (more := _AND_OTHERS.match(context.norm, *before)):
        whole = Span(named.start, more.end())
        context.subject = Subject(context.words(whole), "org", whole)
        return Span(more.end(), before.end)
    if context.norm.find("等", *before) < 0 or (held := _HELD_BY.match(context.norm, *before)) is None:
        return before
    who = Span(*held.span("who"))
    context.subject, context.own = Subject(context.words(who), "org", who), True
    return Span(held.end(), before.end)


def one_of_nation(context: Context, item: Quantity) -> Span | None:
    """What is counted in the whole country where a thing is said to be one of them: 国务院确定的150项重大水利工程之一."""
    of = _ONE_OF_THEM.match(context.norm, item.end, context.sentence.end)
    if of is None or _OF_THE_NATION.search(context.norm, context.clause.start, item.start) is None:
        return None
    return Span(*of.span("what"))


def of_treasury(norm: str, item: Quantity) -> bool:
    """True for bonds that the country issues, wherever they are spent: 增发的1万亿国债."""
    issued = _ISSUED.search(norm, max(0, item.start - 8), item.start)
    return issued is not None and _BONDS.match(norm, item.end) is not None


def located(context: Context, item: Quantity) -> tuple[Span, Subject] | None:
    """Where those counted stand (其中62家位于我国), as a span of words and the place."""
    seat = _LOCATED.match(context.norm, item.end, context.clause.end)
    if seat is None:
        return None
    span = Span(*seat.span())
    if seat["where"] in ("我国", "中国", "全国", "国内"):
        return span, context.scope("全国", seat.start("where"))
    place = innermost(context.reading.places, *seat.span("where"))
    exact = place is not None and (place.start, place.end) == seat.span("where")
    return (span, Subject(place.region, "place", Span(place.start, place.end))) if place and exact else None


def listed_hosts(context: Context, item: Quantity) -> tuple[Subject, ...]:
    """The places listed right before their number: 甘肃、江西等7个省份."""
    end = item.start - context.norm.startswith("等", item.start - 1)
    found: list[Subject] = []
    for place in reversed(within(context.reading.places, context.clause.start, end)):
        if place.end != end:
            break
        found.append(Subject(place.region, "place", Span(place.start, place.end)))
        if context.norm[place.start - 1] not in "、和及":
            break
        end = place.start - 1
    return tuple(reversed(found))


def ranked_among(norm: str, item: Quantity) -> bool:
    """True for the number of those that a rank is among."""
    return bool(_IN_ALL_OF.search(norm, max(0, item.start - 14), item.start) and _RANKED.match(norm, item.end))


def host_in_list(context: Context, item: Quantity, before: Span) -> Subject | None:
    """The further place of a list of places with their counts: 成都6家、德阳2家."""
    if (
        not context.found
        or context.found[-1].quantity is None
        or context.norm[before.start : before.start + 1] not in "、和"
    ):
        return None
    last = context.found[-1].quantity
    if last.unit == item.unit and (quarter := _QUARTER.fullmatch(context.norm, before.start + 1, item.start)):
        return Subject(context.text[quarter.start() : quarter.end()], "place", Span(*quarter.span()))
    place = innermost(context.reading.places, before.start + 1, item.start)
    if last.unit != item.unit or place is None or place.start != before.start + 1 or place.end != item.start:
        return None
    return Subject(place.region, "place", Span(place.start, place.end))
