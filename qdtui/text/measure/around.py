"""What a number is of where a verb or 的 stands between them: 投入8亿元实施…, 3000米的主隧道已经贯通, 首个产值突破5万亿元的省份."""

from __future__ import annotations

import re

from qdtui.model import Span
from qdtui.text.discourse import Subject
from qdtui.text.lexicon import acts
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
_QUOTED = re.compile(r"(?:收盘价?|现|最新)?报价?为?$")
_ON_MARKET = re.compile(r"[该个]股|股价|涨停|跌停|开盘|收盘|[大微]?[涨跌](?:超|近|逾)?\d|\d\.S[HZ]|\.HK")
"""In front of what a share costs, and what a sentence of such prices holds: 截至收盘，该股报23.3元."""
_HIGH = re.compile(
    r"(?:(?<=[在于从达至，。\n])|^)(?P<what>(?:平均|最高)?海拔|水深|地下(?:深度)?)(?:近|约|超过?|达到?)*$"
)
"""In front of the height or depth at which a thing is: 海拔3300米|的电站."""
_GOTTEN = re.compile(r"(?:存储|储存|产生|拿到|获得|得到|收到|争取到|筹集|募集|投入|提供|发放|落实|贷到|获批)了?的$")
"""In front of an amount that the words before only say how it was got, and the noun behind names: 拿到的2000万元|贷款."""
_REACHES = re.compile(r"每[^，。；\d]{0,4}$|(?:达到|超过|突破|接近|低于|高于|相当)了?$")
"""In front of a size that another thing reaches, or that sets a rate: 每行驶100海里."""
_BUILDS = frozenset("建修铺种造开挖架")
"""Verbs of one character in front of the size of what is made: 建了7公里的|输水管."""
_MEAN = re.compile(r"[，,、]?(?P<mean>[日月年周人户]均)(?:约|近|达到?|超过?|为)*")
"""All that stands before how much of what was told last there is for each: 共查验旅客90万人次，日均|9万人次."""


_STANDS_ON = re.compile(
    r"的(?P<thing>[^，。；、的\d]{2,18}?(?:产业园|园区|基地|工厂|厂区|厂房|项目|市场|中心|开发区))(?=[，。；、内里]|$)"
)
"""Behind so many 亩 on which something stands."""


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


def priced(context: Context, item: Quantity, words: str) -> bool:
    """Reads the price of a share, which the words before it call no more than 报 (该股报12元); True when it is one."""
    quoted = _QUOTED.search(words) if item.kind == "money" else None
    if quoted is None or not _ON_MARKET.search(context.norm, context.sentence.start, context.sentence.end):
        return False
    context.add(item, Span(item.start - len(quoted[0]), item.start), "total", "before", indicator="股价")
    return True


def for_each(context: Context, item: Quantity, words: str) -> bool:
    """Reads how much of what the sentence told last there is for each day or head (日均9万人次); True when it is so."""
    mean = _MEAN.fullmatch(words) if context.found else None
    if mean is not None:
        told = context.found[-1]
        context.add(item, told.words, "total", "carried", indicator=mean["mean"] + told.indicator)
    return mean is not None


def only_done(item: Quantity, words: str, phrase: str, *, attributive: bool) -> bool:
    """True when the words before an amount only say what was done, and the noun behind names it: 拿到的2000万元|贷款."""
    if item.kind not in ("size", "money"):
        return False
    if attributive and (phrase in acts() or phrase in _BUILDS):
        return True
    if words.endswith(("这个", "这座", "这条", "这片")):
        return True  # 建起了这个700平方米的食堂
    return item.start == item.number.start and (
        _GOTTEN.search(words) is not None or (words.endswith("的") and words[-3:-1] in acts())
    )


def gave(context: Context, item: Quantity, words: str) -> bool:
    """True when a verb right before a size has the noun behind it for its object: 已发出100亿千瓦时|清洁电能."""
    if (
        item.kind != "size"
        or (item.unit.endswith("米") and "方" not in item.unit)
        or item.unit in ("公里", "海里")
        or words.removesuffix("了")[-2:] not in acts()
        or _REACHES.search(words)
    ):
        return False
    return context.norm[item.end : item.end + 2] not in acts() and not context.norm.startswith("可", item.end)


def stands_at(context: Context, item: Quantity) -> Span | None:
    """The height or depth at which the thing behind a number stands: 海拔3300米|的电站."""
    high = _HIGH.search(context.norm, context.clause.start, item.start) if item.kind == "size" else None
    return None if high is None else Span(*high.span("what"))


def stands_on(context: Context, item: Quantity, words: str) -> int | None:
    """Gives the ground that something stands on to it: 占地5000亩的|某某产业园; returns where its name ends."""
    if not words.endswith(("占地", "占地面积")):
        return None
    on = _STANDS_ON.match(context.norm, item.end, context.clause.end)
    if on is None:
        return None
    thing = Span(*on.span("thing"))
    subject = Subject(context.words(thing), "org", thing)
    at = item.start - (4 if words.endswith("面积") else 2)
    context.add(item, Span(at, item.start), "total", "before", subject=subject)
    return thing.end
