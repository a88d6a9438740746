"""What a number is of where a verb or 的 stands between them: 投入8亿元实施…, 3000米的主隧道已经贯通, 首个产值突破5万亿元的省份."""

from __future__ import annotations

import re

from qdtui.model import Span
from qdtui.text.measure.context import Context, MeasureKind
from qdtui.text.quantity import Quantity

_BEGUN = re.compile(
    r"(?:集中|全部|陆续|全面|相继|同时|已|正式|日前|今天)*(?:开工|动工|竣工|完工|建成|投用|通车)|(?:正在|加紧|紧张|全力|有序|稳步|抓紧|顺利)+(?:施工|建设|推进)"
)
_PART = re.compile(
    r"的(?P<what>[^，。；、的\d]{2,10}?)(?=已|正式|全线|顺利|双向|建成|建设完成|贯通|竣工|完工|投用|通车)"
)
_SIZED = re.compile(
    r"(?P<size>(?:年|总)?(?:产值|营收|投资|销售额|收入))(?:规模)?的(?P<thing>[^，。；、的\d]{2,16}?(?:产业集群|集群|产业|企业|项目|园区|基地|产业链))(?=[，。；、]|$)"
)
_ON_IT = re.compile(r"的(?P<what>[^，。；、的\d使让成为从在]{2,4}?)上(?![海市游层级线])")
"""A thing on which something goes on: 4000米|的岸线上."""
_PUT_INTO = re.compile(r"(?:投入|斥资|安排)(?:资金|财政资金)?[约近超]?$")
_SPENT_ON = re.compile(
    r"(?:实施|开展|推行|启动)了?(?P<what>[^，。；“]{0,16}(?:“[^“”]{2,16}”)?[^，。；\d]{0,6}?)(?=[，。；]|$)"
)
"""Behind an amount that is spent: what is done with it is no noun that the amount is of."""
_FIRST_WITH = re.compile(
    r"(?:是|成为|成)[^，。；]{0,10}(?:首[个座家]|第一个|唯一一?个?)(?P<what>(?!在)[\u4e00-\u9fff]{2,12}"
    r"(?:数量|总量|产量|产值|增加值|总值|总额|规模|收入|保有量))(?:首次|率先)?(?:突破|超过?|达到?)?了?$"
)


def part_behind(context: Context, item: Quantity, limit: int) -> Span | None:
    """The one thing behind its size, whatever it is a part of: 控制性工程3000米|的主隧道已经贯通."""
    if item.kind != "size":
        return None
    end = min(limit, context.clause.end)
    part = _PART.match(context.norm, item.end, end) or _ON_IT.match(context.norm, item.end, end)
    return None if part is None else Span(*part.span("what"))


def works_begun(context: Context, phrase: Span) -> bool:
    """True for works that are begun or built, so that their number is no part of a plan: 6个|重点水利工程|开工."""
    works = context.norm.endswith("工程", phrase.start, phrase.end)
    return works and _BEGUN.match(context.norm, phrase.end, context.clause.end) is not None


def spent_on(context: Context, item: Quantity, words: str, kind: MeasureKind) -> int | None:
    """Reads an amount when a verb behind it says what it is spent on (投入8亿元实施企业帮扶行动); `words` stand before it.

    Returns where the words used end, None when it is no such amount.
    """
    if item.kind != "money" or not _PUT_INTO.search(words):
        return None
    spent = _SPENT_ON.match(context.norm, item.end, context.clause.end)
    if spent is None or len(spent["what"]) < 2:
        return None
    what = Span(*spent.span("what"))
    context.add(item, what, kind, "behind", indicator=context.words(what) + "投入")
    return what.end


def sized_things(context: Context, item: Quantity) -> Span | None:
    """What things behind an amount have of it, and the things: 上百亿|产值的新能源产业集群 is the 产值 of the clusters."""
    sized = _SIZED.match(context.norm, item.end, context.clause.end) if item.kind in ("money", "bare") else None
    return Span(*sized.span("thing")) if sized is not None else None


def first_with(context: Context, item: Quantity, before: Span) -> bool:
    """Reads the number by which one is the first of its kind (成为首个工业增加值突破5万亿元的省份); True when it is one."""
    if not context.norm.startswith("的", item.end):
        return False
    first = _FIRST_WITH.search(context.norm, before.start, item.start)
    if first is not None:
        context.add(item, Span(*first.span("what")), "total", "before")
    return first is not None
