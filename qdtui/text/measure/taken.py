"""Counts without words of their own, which take those of the sentence or of the list it speaks of."""

from __future__ import annotations

import re

from qdtui.model import Span
from qdtui.text.measure.behind import LATEST
from qdtui.text.measure.context import Context, Measure, MeasureKind
from qdtui.text.measure.on_lists import ANNOUNCED, ON_LIST, announced_before
from qdtui.text.quantity import Quantity

_REACH = 200
"""How far before a number, in characters, the list it speaks of may be named."""
_HELD = re.compile(r"(?:入选|入围|列入|纳入|跻身|获评|获批)(?P<what>[^，。；、,;\d]{4,24})$")
AS_LISTED = re.compile(r"的?(?:入选|上榜|获评)(?:数量|总数|成绩)|的(?:数量|总数)(?=[独位居领高排稳遥])")
"""Behind a count: how many are on the list spoken of (以16家的入选数量领跑)."""
_AMOUNT = re.compile(r"(?:规模|队伍|数量|总数|总量)$")
_IN_ALL = re.compile(r"(?P<word>总数|总量|数量|规模|家数|总人数)[^，。；\d]{0,5}$")
"""In front of a number of what the clause before told of: 教师规模不断扩大，总数已达30万人."""
_ALL_TOLD = re.compile(r"累计|总|达|共|现|目前|已")
"""In front of how many there are, where what was told before is how many are new."""
_COMES_TO = re.compile(
    r"(?:现在|目前|如今)?(?:将|已经?|预计|有望|可|要)*(?:达到?|增至|增加到|升至)了?|(?:现在|目前|如今)已经?"
)
_OF_TOPIC = re.compile(r"(?:全[国省市县区]|我国)?(?:已经?|共|累计|现|目前)*(?:新增|净增|建成|拥有|认定|培育|新建)了?")
"""All that stands before a number of what the sentence began with: 国家枢纽持续扩围，去年全国新增30个."""
_BY_YEAR = re.compile(r"到20\d\d年[底末]?[，,]?")
"""What opens a sentence on what a further year brings."""
_WHERE = frozenset("中上里后时内间")
"""What words end with that say only where or when."""
_LIKE_THIS = re.compile(r"像?(?:这样|类似)的(?P<what>[^，。；、的\d]{2,16})")
"""A clause of its own that says of what a later number is: 像这样的高新技术企业."""
_PARTS = re.compile(r"(?<![\d.])(?P<n>\d+)(?=[个家项户座条名])")
_AMONG_THESE = re.compile(
    r"(?:在)?(?P<what>[^，。；\d]{2,14}?(?:项目|企业|产品|单位|集群|园区|平台|基地|作品|人员|选手|观众|客商))[中里]"
)
"""A clause that says of what the counts behind it are parts: 签约项目中，四川签约352个."""
_PRIZE = re.compile(r"(?:占得?|夺得?|拿下|斩获|摘得|独占)了?$")


def _parted(context: Context, item: Quantity) -> Measure | None:
    """The count told before that the parts behind 其中 add up to: 45个集群涉及19个省，其中东部30个、中部8个、西部7个."""
    if item.kind != "count" or not context.norm.startswith("其中", context.clause.start):
        return None
    parts = list(_PARTS.finditer(context.norm, item.start, context.clause.end))
    total = sum(float(part["n"]) for part in parts if context.norm.startswith(item.unit, part.end()))
    told = (m for m in context.found if m.quantity is not None and m.quantity.unit == item.unit)
    return next((m for m in told if len(parts) > 1 and m.quantity and m.quantity.value == total), None)


def take_over(context: Context, item: Quantity, kind: MeasureKind) -> int:
    """A count without words of its own: those of the sentence's last measure, or of the list it speaks of."""
    norm = context.norm
    if _PRIZE.search(norm, max(0, item.start - 3), item.start) and (item.unit == "席") and context.found:
        context.add(item, Span(item.start, item.start), "new", "carried")
        return item.end
    if context.found and (parted := _parted(context, item)) is not None:
        context.add(item, parted.words, parted.kind, "carried", indicator=parted.indicator)
        return item.end
    if context.found:
        last, said = context.found[-1], norm[max(context.clause.start, item.start - 8) : item.start]
        if kind == "total" and last.kind == "new" and last.clause != context.clause and not _ALL_TOLD.search(said):
            kind = "new"
        if kind == "total" and last.kind == "new" and last.clause == context.clause and said.endswith("共"):
            kind = "new"  # 新建堤坝8处共13公里
        context.add(item, Span(item.start, item.start), kind, "carried")
        return item.end
    head = norm[max(context.clause.start, item.start - 10) : item.start]
    for clause in context.clauses_before(context.clause.start) if item.kind == "count" else ():
        if (like := _LIKE_THIS.fullmatch(norm, *clause)) is not None:
            context.add(item, Span(*like.span("what")), kind, "carried")
            return item.end
    first = _COMES_TO.fullmatch(head) or _OF_TOPIC.fullmatch(head)
    if ((in_all := _IN_ALL.search(head)) or first) and (topic := context.topic()) and norm[topic.end - 1] not in _WHERE:
        said = _AMOUNT.sub("", context.words(topic)) + in_all["word"] if in_all else context.words(topic)
        context.add(item, topic, kind, "carried", indicator=said)
        return item.end
    part = context.counted.get(item.unit) if norm.startswith("其中", context.sentence.start) else None
    if part is not None and part.quantity is not None and item.value <= part.quantity.value:
        context.add(item, part.words, kind, "carried", indicator=part.indicator)  # 共9个基地；其中新增3个
        return item.end
    goal = first is not None and _BY_YEAR.match(norm, context.sentence.start) is not None
    if goal and (told := context.counted.get(item.unit)) is not None:
        context.add(
            item, told.words, "total", "carried", indicator=told.indicator
        )  # 2025年达到300家；到2027年，达到400家
        return item.end
    if head.endswith(("仅占", "仅有", "只占")) and (told := context.counted.get(item.unit)) is not None:
        context.add(item, told.words, "total", "carried", indicator=told.indicator)
        return item.end
    paragraph = max(norm.rfind("\n", 0, item.start) + 1, item.start - _REACH)
    listed = ON_LIST.match(norm, item.end, context.clause.end) or AS_LISTED.match(norm, item.end)
    if kind == "new" and (lists := list(ANNOUNCED.finditer(norm, paragraph, item.start))):
        group = "what" if lists[-1]["what"] else "what2"
        context.add(item, Span(lists[-1].start(group), lists[-1].end(group)), kind, "carried")
        return item.end
    if listed is not None and (announced := announced_before(context, item)) is not None:
        context.add(item, announced, "new", "carried", indicator=LATEST.sub("", context.words(announced)))
        return listed.end()
    for clause in reversed(context.clauses_before(item.start)):
        if item.kind == "count" and (whole := _AMONG_THESE.fullmatch(norm, *clause)) is not None:
            context.add(item, Span(*whole.span("what")), kind, "carried")
            return item.end
        if clause.end <= item.start and (held := _HELD.search(norm, clause.start, clause.end)):
            context.add(item, Span(held.start("what"), held.end("what")), kind, "carried")
            return item.end
    return item.end
