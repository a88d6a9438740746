"""Growth and change in percent, and what only looks like it: 增长8%, 翻了一倍, 比全省高（7.7%）."""

from __future__ import annotations

import re

from qdtui.model import Span
from qdtui.text.comparison import Change, Gap, change_before, gap_before
from qdtui.text.discourse import Subject
from qdtui.text.measure.context import INDEX, Context, MeasureKind
from qdtui.text.measure.counting import Counting, Recogniser
from qdtui.text.measure.heads import named_each, shared_heads
from qdtui.text.measure.moved import TURNED, points
from qdtui.text.measure.places_apart import in_place_brackets
from qdtui.text.measure.runs import as_in_list
from qdtui.text.phrase import phrase_behind

_CONDITION = re.compile(r"的[\u4e00-\u9fff]{0,6}?(?:有|共|达到?)\d+[\u4e00-\u9fff]")
"""Behind a share that only says which are counted: 占比超过10%的有44种."""
_AS_MUCH = re.compile(r"(?P<what>[^，。；、是]{2,20}?)(?:(?:已|就|约|几乎)*是|相当于)(?=[^，。；]{2})")
"""What is so many times as much as something: 降雨量|是常年同期的3倍."""
_FOR_EACH = re.compile(r"每(?:增长|提高|增加|上升|下降)$")
"""A rate of exchange rather than a measure: 每增长1个百分点."""
_GROWN_TO = re.compile(
    r"(?:同比|环比|年均|平均)?(?:(?:增长|增[幅速]|上涨|(?P<down>下降|下跌|降幅))(?:率)?(?:达到?了?|高达)|(?:提[高升]|(?P<down2>缩短|降低|减少))高?达)[约近超]?$"
)
"""In front of a growth, which no level is: 引资增长达到12.8%."""
_FORECAST = re.compile(r"(?:预期|预测)的?$")
_MAKES = re.compile(r"(?:(?P<down>节约|节省|降低|减少|压减|压降)|提升|提高|增加)了?[约近超]?$")
"""In front of a share and the thing that changes by it: 节约10%的能耗成本."""
_GROWTH_BEHIND = re.compile(
    r"的(?:年均|平均|较快|高速|快速|稳定|稳步)?(?:增长|增速|增幅|(?P<down>下降|降幅))(?!点|极|率|空间)"
)
"""Growth told behind its number: 保持年均15%以上的增长."""
_RATE_BEHIND = re.compile(
    r"的(?P<what>[^，。；、的\d]{2,12}?)(?:增[速幅]|涨幅|增长率|(?P<down>降幅))(?!回升|加快|放缓|高于|低于|上升|下降|实现|保持|[超为达])"
)
"""Growth told behind its number by a noun for the rate of it: 3%的能源消费增速."""
_GROWN_BEHIND = re.compile(r"的(?P<what>[^，。；、的\d]{2,12}?增长)(?=[，。；]|$)")
_YEARLY = re.compile(r"(?:年均|同比|平均)[约近超]?$")
_GAIN_BEHIND = re.compile(
    r"的(?P<what>[^，。；、的\d]{2,14}?)(?:(?P<down>减少|下降|降低|降幅)|提升|提高|增长|增幅)(?=[，。；和、及与]|$)"
)
_YIELDS = re.compile(r"(?:实现|带来|取得|获得)了?[约近超]?$|[和及与、]$")
"""Around a share that something grew by, which a noun behind it tells: 实现了45%的劳动生产率提升."""
_KEEPS = re.compile(r"(?:保持|实现|取得|达到|呈现|有)[了着]?(?:年均|平均|同比)?$")
_ZONE = re.compile(r"[\u4e00-\u9fff]{2,6}(?:基地|新区|高新区|经开区|开发区|园区|自贸区)")
"""A zone by its name, of which a growth is told without saying of what."""
_OTHERS = re.compile(r"(?:全[省国市区县]|平均(?:水平)?|预期|目标)[(（]$")
_RATIO = re.compile(r"(?:比例|比重|占比|率)(?:为|达到?|超过?)?$")
"""Right in front of a share, whatever was compared before: 优于三类的水体比例达94%."""
_BEYOND = re.compile(r"(?:(?:比|较)[^，。；]{1,12}?|[亦也还却要])(?:贵|高|快|多|大)(?:了|出|近|约)*$")
"""Between what is compared and how many times it is more: 售价比…贵一倍."""
_DOUBLED = re.compile(r"翻了?(?:近|约|超过?)*$")
"""In front of how many times over something grew: 产能翻了一倍."""
_ONE_KIND = re.compile(
    r"[^，。；、和及与\d]{2,14}(?P<kind>企业|项目|园区|机构|平台|用户|主体|产业)(?:和|与|及|、)"
    r"[^，。；、和及与\d]{2,14}(?P=kind)(?:数量?|总数|产值|营收|收入|投资|增加值|利润)?"
)
"""Two names of one kind with what is measured of both."""


_BARE = re.compile(r"增加值|总?产值")
"""The bare words of a measure, of those whose part of the whole the clause before told."""
_PART = re.compile(r"(?<=..)(?:占比|占[^占]{2,20}(?:比重|比例|份额))$")
"""What names the share that a thing has; percents that it grew by are of the thing."""


def _as_listed(it: Counting) -> int | None:
    """A further number of a list, of what the one before it is of."""
    last = it.context.last
    listed = it.words in ("、", "和", "及") and not it.norm.startswith("的", it.item.end)
    if not listed or last is None or not last.quantity or last.quantity.kind != it.item.kind:
        return None
    item = as_in_list(it.item, last.quantity)
    it.context.add(
        item, last.words, last.kind, "carried", indicator=last.indicator, falls=last.falls, subject=last.subject
    )
    return item.end


def _no_measure(it: Counting) -> int | None:
    """A rate of exchange, or a share that only says which of them the next number counts."""
    if _FOR_EACH.search(it.words):
        return it.item.end
    if it.item.kind == "share" and it.item.comparator != "=" and _CONDITION.match(it.norm, it.item.end):
        return it.before.start
    return None


def _bracketed(it: Counting) -> int | None:
    """A number in brackets: a place's own, or that of others with whom the number behind compares."""
    context, item, words = it.context, it.item, it.words
    if it.norm[item.start - 1] not in "(（":
        return None
    if in_place_brackets(context, item):
        return item.end + 1
    if it.norm[item.end : item.end + 1] not in ")）" or not _OTHERS.search(words):
        return None
    if (to := gap_before(words[:-1])) is not None:
        context.against = Gap(it.before.start + to.start, to.falls), item.end + 1
    return item.end + 1  # 比全省（7.7%）高: what is compared with


def _makes(it: Counting) -> int | None:
    """By how much a thing behind the number changed: 节约10%|的能耗成本."""
    if it.item.kind != "share" or not (made := _MAKES.search(it.words)) or not it.norm.startswith("的", it.item.end):
        return None
    phrase, _ = phrase_behind(it.norm, it.item.end + 1, it.context.clause.end)
    if phrase.start >= phrase.end:
        return None
    it.context.add(it.item, phrase, "growth", "behind", falls=made["down"] is not None)
    return phrase.end


def _points(it: Counting) -> int | None:
    if it.item.kind != "point":
        return None
    points(it.context, it.item, it.before, it.words)
    return it.item.end


def _growth_behind(it: Counting) -> int | None:
    """A growth that words behind the number tell: 保持15%以上|的增长, 实现了45%|的劳动生产率提升."""
    context, item = it.context, it.item
    if item.kind != "share":
        return None
    if (grows := _GROWTH_BEHIND.match(it.norm, item.end)) is not None:
        keeps = _KEEPS.search(it.words)
        lead = context.lead(it.before.start, it.before.start + keeps.start() if keeps else it.before.end)
        falls = grows["down"] is not None
        if names := named_each(context, lead, it.norm[lead.phrase.end : item.start]):
            _of_each(it, names, falls=falls)
        else:
            context.add(item, lead.phrase, "growth", "before", falls=falls)
        return grows.end()
    if (gain := _GAIN_BEHIND.match(it.norm, item.end)) and _YIELDS.search(it.words):
        context.add(item, Span(*gain.span("what")), "growth", "behind", falls=gain["down"] is not None)
        return gain.end()
    if not it.norm.startswith(("%的", "%以上的", "%左右的"), item.number.end):
        return None
    end = context.clause.end
    if rate := _RATE_BEHIND.match(it.norm, item.end, end):
        context.add(item, Span(*rate.span("what")), "growth", "behind", falls=rate["down"] is not None)
        return rate.end()
    if _YEARLY.search(it.words) and (grown := _GROWN_BEHIND.match(it.norm, item.end, end)):
        context.add(item, Span(grown.start("what"), grown.end("what") - 2), "growth", "behind")
        return grown.end()
    return None


def _of_each(it: Counting, names: list[Span], *, falls: bool) -> int:
    """Gives one growth to each of several names: 产值和税收均增长10%."""
    for name, told, holder in shared_heads(it.context, names):
        it.context.add(it.item, name, "growth", "each", indicator=told, falls=falls, subject=holder)
    return it.item.end


def _times_more(it: Counting) -> int | None:
    """How many times more something is, or has become: 售价比…贵一倍, 产能翻了一倍."""
    if it.item.kind != "ratio":
        return None
    context = it.context
    if (more := _BEYOND.search(it.words) or _DOUBLED.search(it.words)) is not None:
        return it.add(context.lead(it.before.start, it.before.start + more.start()).phrase, "growth", "before")
    if (gap := gap_before(it.words)) is None or not context.found:
        return None
    last = context.found[-1]
    context.add(it.item, last.words, "growth", "carried", indicator=last.indicator, falls=gap.falls)
    return it.item.end


def _changed(it: Counting) -> int | None:
    """A growth told by a verb before the number, or a level or a multiple that such words introduce."""
    context, item, words, before = it.context, it.item, it.words, it.before
    change = change_before(words)
    if change is not None and change.single and change.level:
        change = None
    if change is not None and not change.level:
        return _grown(it, change)
    if item.kind == "share" and change is None and (turned := TURNED.search(words)) is not None:
        phrase = Span(before.start + turned.start("what"), before.start + turned.end("what"))
        context.add(item, phrase, "growth", "before", falls=turned["down"] is not None)
        return item.end
    if item.kind == "share" and change is not None and (grown := _GROWN_TO.search(words)) is not None:
        phrase = context.lead(before.start, before.start + grown.start()).phrase
        context.add(item, phrase, "growth", "before", falls=bool(grown["down"] or grown["down2"]))
        return item.end
    return _level(it, change) if item.kind == "ratio" or change is not None else None


def _grown(it: Counting, change: Change) -> int:
    """What grew: what stands before the verb, each of several, or what was told last of a zone named there."""
    context, item, before = it.context, it.item, it.before
    lead = context.lead(before.start, before.start + change.start)
    phrase, subject = context.made(lead.phrase)
    if change.named and phrase.start >= phrase.end:
        phrase = Span(before.start + change.verb_start, item.start)
    if names := named_each(context, lead, change.modifier) or _of_one_kind(context, phrase):
        return _of_each(it, names, falls=change.falls)
    last = context.last
    if (
        last is not None
        and last.kind == "growth"
        and last.sentence is context.sentence
        and _ZONE.fullmatch(context.norm, *phrase)
    ):  # 其中某某基地增长28%
        zone = Subject(context.words(phrase), "org", phrase)
        context.add(item, last.words, "growth", "carried", indicator=last.indicator, falls=change.falls, subject=zone)
        return item.end
    if last is not None and last.kind == "share" and phrase.start >= phrase.end and last.sentence is context.sentence:
        of = _PART.sub("", last.indicator)  # 高技术产业增加值占比9%，同比增长7%: the added value grew
        context.add(item, last.words, "growth", "carried", indicator=of or last.indicator, falls=change.falls)
        return item.end
    whole: str | None = None
    if (
        last is not None
        and not context.own
        and phrase.start == context.clause.start
        and _BARE.fullmatch(it.norm, *phrase)
    ):
        whose = last.indicator.find(f"{context.words(phrase)}占")  # 某产业增加值占九成；|增加值增长8%
        whole = last.indicator[:whose] + context.words(phrase) if whose > 0 else None
    context.add(item, phrase, "growth", "before", indicator=whole, falls=change.falls, subject=subject)
    return item.end


def _level(it: Counting, change: Change | None) -> int:
    """What a multiple or a level is of: what it came to, or what it is so many times as much as."""
    context, item = it.context, it.item
    start = it.before.start + change.start if change else it.before.end
    phrase = context.lead(it.before.start, start).phrase
    if item.kind == "ratio" and context.found and context.norm.startswith("是", phrase.start):
        last = context.found[-1]
        context.add(item, last.words, "total", "carried", indicator=last.indicator)
        return item.end
    if item.kind == "ratio" and (like := _AS_MUCH.match(context.norm, *phrase)) is not None:
        phrase = Span(*like.span("what"))
    context.add(item, phrase, rate_kind(it.norm[slice(*phrase)]) if item.kind == "share" else "total", "before")
    return item.end


def _forecast_or_gap(it: Counting) -> int | None:
    """What was expected of the growth or share told last, and how far something is from others."""
    context = it.context
    if _FORECAST.search(it.words):
        if (last := next((m for m in reversed(context.found) if m.kind in ("growth", "share")), None)) is not None:
            context.add(it.item, last.words, last.kind, "carried", indicator=last.indicator)
        return it.item.end
    if gap_before(it.words) is not None and not _RATIO.search(it.words):
        return it.item.end
    return None


GROWTH: tuple[Recogniser, ...] = (
    _as_listed,
    _no_measure,
    _bracketed,
    _makes,
    _points,
    _growth_behind,
    _times_more,
    _changed,
    _forecast_or_gap,
)
"""In the order in which they are asked."""


def _of_one_kind(context: Context, phrase: Span) -> list[Span]:
    """The two names of one kind that a growth is told of: 高新技术企业和科技型企业数量."""
    both = _ONE_KIND.fullmatch(context.norm, *phrase)
    return context.names(phrase) if both is not None else []


def rate_kind(words: str) -> MeasureKind:
    """Whether a percentage is the growth or the share of what `words` name, or the level of an index."""
    if INDEX.search(words):
        return "total"
    return (
        "growth" if words.endswith(("增速", "增幅", "涨幅", "升幅", "增长率", "增长速度", "环比", "同比")) else "share"
    )
