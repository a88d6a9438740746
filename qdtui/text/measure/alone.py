"""Numbers without a word to count with or a noun of their own: 45万群众, 6亿亩山地, 37万人次参与."""

from __future__ import annotations

import re

from qdtui.model import Span
from qdtui.text.lexicon import acts
from qdtui.text.measure.context import Context
from qdtui.text.phrase import Lead, phrase_behind
from qdtui.text.places import innermost
from qdtui.text.quantity import Quantity

_UNCOUNTED = re.compile(
    r"(?:(?:[城乡中小微受灾困难新型农业参保从业常住户籍贫脱流动业务]|就业|老年)*(?:人口|群众|村民|农民|居民|职工|工人|员工|学生|师生|游客|旅客|劳动者|劳动力|监测对象|农户|小农户|[农医科护]技人员|医务人员|技术人员|科研人员|从业人员|志愿者|家庭|企业|经营主体|市场主体|用户))"
)
"""What is counted in 万 without a word to count with: 45万群众, 189万中小企业."""
_LAND = re.compile(
    r"[\u4e00-\u9fff]{0,6}?(?:地块|地|田|园|林|草原|水面|海域|水域|滩涂)(?!区|域|级|方|下|面积)"
    r"|[冬春早晚中]?(?:小麦|水稻|玉米|大豆|油菜|棉花|果树|茶树)+(?!花|制|育|种|苗|地|面积|产)"
)
"""What is told in 亩 behind the number: 6亿亩山地."""
TAKE_PART = re.compile(
    r"(?P<said>(?:共同|从中|直接|踊跃|先后|陆续|报名)*(?:参[与加]|受益|受惠|获益|观看|收看|入园|进站|到场|打卡|前来|体验|就业|返岗|返乡|应聘|上岗|脱贫|通行|当选|入选|获评|荣获|出行|往来)[^，。；、\d]{0,10})"
)
"""Behind a number of people without a noun: what they did."""
_DID = re.compile(r"[\u4e00-\u9fff]{2}(?:[^，。；、,;\d的]{0,14})(?=[，。；、,;]|$)")
HEADCOUNT = ("人次", "人", "名", "车次", "架次", "户次")
_REGION = re.compile(r"(?:全[国省市县区]|南方|北方|东北|西北|西南|东部|中部|西部|中西部|当地|我[国省市县区])?")
HUMANS = re.compile(r"(?:人口|工人|职工|员工|农民|村民|居民|学生|师生|教师|游客|旅客|观众|人才|人员|用户|参保人)$")
"""Behind a number without a unit that counts people: 8万多工人."""
_SIZED = re.compile(
    r"年?(?:产值|营收|(?:主营业务|营业|销售)收入|规模|总?投资额?|产能)(?:[（(][^（()）]{1,10}[）)])?(?:超过?|突破|达到?|在|过)?"
    r"[\d.千百万亿]+元(?:以上|左右)?的"
)
"""Between a number and what it counts: 20个产值超千亿元的集群."""

_MEASURES = re.compile(
    r"(?:深度?|埋深|水深|高度|海拔|长度|宽度|面积|功率|容量|重量|直径|厚度|距离)(?:在|超过?|大于|小于|不足|不低于|低于|高于)?[约近]?$"
)
"""In front of a size that sets a condition."""
_EACH_UNDER = re.compile(r"[单每][笔个台次件户人家批](?:小于|少于|不足|低于|大于|多于|超过?)$")
"""In front of a count that sets one: 单笔小于5台的需求."""


def what_they_did(norm: str, start: int, limit: int) -> Span | None:
    """What a number of people without a noun did, right behind it: 3000人|通过审核."""
    if (part := TAKE_PART.match(norm, start, limit)) is not None:
        return Span(*part.span("said"))
    word = norm[start : start + 2]
    did = _DID.match(norm, start, limit) if word in acts() or word == "通过" else None
    return Span(*did.span()) if did is not None else None


def alone_behind(context: Context, item: Quantity, limit: int, lead: Lead) -> Span | None:
    """The noun behind a number without a word to count with (45万群众), or behind an area of land (6亿亩山地)."""
    said = None
    if item.kind == "bare" and item.value >= 10000:
        said = _UNCOUNTED.match(context.norm, item.end, limit)
    elif item.unit in ("亩", "公顷", "平方公里") and _of_place(context, item, lead):
        said = _LAND.match(context.norm, item.end, limit)
    return Span(*said.span()) if said else None


def _of_place(context: Context, item: Quantity, lead: Lead) -> bool:
    """True when the words before a number are only a place: 南方6亿亩山地."""
    place = innermost(context.reading.places, lead.phrase.start, lead.phrase.end)
    named = place is not None and place.start == lead.phrase.start and place.end == lead.phrase.end
    if context.norm[item.start - 1 : item.start] in ("在", "把", "将", "对") or context.norm.endswith(
        "里的", 0, item.start
    ):
        return True
    return named or _REGION.fullmatch(context.norm, *lead.phrase) is not None


def is_condition(norm: str, item: Quantity, words: str, more: bool) -> bool:
    """True for a size that only says which things are spoken of: 深度超过500米的矿井, 35千伏及以上线路.

    `more` says that another number of the clause tells of these things.
    """
    if item.kind == "count":
        return (
            norm.startswith("的", item.end)
            and _EACH_UNDER.search(norm, max(0, item.number.start - 8), item.number.start) is not None
        )
    if item.kind != "size":
        return False
    if more and norm[item.start : item.end].endswith(("及以上", "及以下")):
        return True
    if not (item.value_max is not None or (more and item.comparator in (">", ">=", "<", "<="))):
        return False
    return norm.startswith("的", item.end) and _MEASURES.search(words) is not None


def sized_behind(context: Context, item: Quantity) -> Span | None:
    """What a count is of when the size of each stands before it: 20个|产值超千亿元的集群."""
    sized = _SIZED.match(context.norm, item.end, context.clause.end) if item.kind == "count" else None
    phrase = phrase_behind(context.norm, sized.end(), context.clause.end)[0] if sized else None
    return Span(item.end, phrase.end) if phrase and phrase.start < phrase.end else None
