"""Percentages and percentage points: growth, change, share, and the gap to others."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from qdtui.model import Span
from qdtui.text.comparison import Gap, change_before, gap_before, share_before
from qdtui.text.discourse import Subject
from qdtui.text.measure.context import Context, MeasureKind
from qdtui.text.measure.places_apart import counted_places, in_place_brackets, measured_apart
from qdtui.text.measure.runs import as_in_list
from qdtui.text.phrase import Lead, follows_noun, phrase_behind
from qdtui.text.places import innermost
from qdtui.text.quantity import Quantity

_MEASURED = re.compile(r"[次数量额率]$")
_CONDITION = re.compile(r"的[\u4e00-\u9fff]{0,6}?(?:有|共|达到?)\d+[\u4e00-\u9fff]")
"""Behind a share that only says which are counted: 占比超过10%的有44种."""
_INDEX = re.compile(r"指数(?:[(（][^()（）]{1,12}[)）])?$|PMI$")
_MEASURE_ENDS = frozenset("率比重例额度值量数")
_HAVE = re.compile(
    r"[^，。；、的\d]{0,8}?(?:消费支出|支出|消费|收入|投资|产品|产量|产值|需求|订单|业务|贸易|用电量?|能耗|排放量?)"
)
"""What those in front of a share have, of which it is: 居民|一半以上的|消费支出."""
_AS_MUCH = re.compile(r"(?P<what>[^，。；、是]{2,20}?)(?:(?:已|就|约|几乎)*是|相当于)(?=[^，。；]{2})")
"""What is so many times as much as something: 降雨量|是常年同期的3倍."""
_FOR_EACH = re.compile(r"每(?:增长|提高|增加|上升|下降)$")
"""A rate of exchange rather than a measure: 每增长1个百分点."""
_GROWN_TO = re.compile(
    r"(?:同比|环比|年均|平均)?(?:(?:增长|增[幅速]|上涨|(?P<down>下降|下跌|降幅))(?:率)?(?:达到?了?|高达)|(?:提[高升]|(?P<down2>缩短|降低|减少))高?达)[约近超]?$"
)
"""In front of a growth, which no level is: 引资增长达到12.8%."""
_FORECAST = re.compile(r"(?:预期|预测)的?$")
_PULL = re.compile(r"(?:拉动|带动|(?P<down>下拉))[^，。；、]{2,16}(?:增长)?$")
_SHARED_HEAD = re.compile(
    r"(?:保险(?:基金)?(?:参保人数|参保率|待遇|收入|支出)?|占[^、]{2,12}(?:比重|比例)|的(?:企业|产品|单位|家庭|居民|学校)(?:比例|占比|比重)|(?:产业链|产业|行业)(?:规模以上|规上)?(?:工业)?企业数量?|[\u4e00-\u9fff]{2}率|产量|增加值|(?:实际)?使用外资|(?:主营业务|电信业务|销售|业务|可支配)收入|进出口(?:总?[额值])?|零售总?额|出栏量?|存栏量?|贷款余额|存款余额|营业收入|营收|收入|支出|利润|产值|投资|出口|进口|销量|销售额|数量|指数|占比|比重|总额|增幅|增速|规模|企业|项目|基地|"
    r"平台|机构|产业|行业|用地|贷款|余额|面积|价格|总量)$"
)

_SECTOR = re.compile(r"(?<=[二三])产业")
_TRADED = re.compile(
    r"分别(?P<what>进出口|进口|出口|销售|生产)(?:了|达)?$|"
    r"分别(?:完成|实现|创造|贡献)了?(?P<made>(?:规模以上|规模|规上)?(?:工业)?(?:总?产值|增加值|(?:营业|销售|主营业务)收入|营收|税收|利润总?额?|投资))"
    r"(?:达到?|约|近|超过?)?$"
)
"""What was done with several in turn: 对欧盟、美国分别进出口769亿元、721亿元."""
_QUARTER = re.compile(r"东北|[东中西]")
_ORDINAL = re.compile(r"第?[一二三]")
"""What stands for a sector in a list that shares its head: 第一、二 in 第一、二、三产业."""
_MAKES = re.compile(r"(?:(?P<down>节约|节省|降低|减少|压减|压降)|提升|提高|增加)了?[约近超]?$")
"""In front of a share and the thing that changes by it: 节约10%的能耗成本."""
_TURNED = re.compile(
    r"(?:(?P<down>下调|压减|压缩|压降|降低|减少|缩短|节约|节省)|上调|提高|提升)了?(?P<what>(?!了|的)(?:端到端|(?!比重|比例|占比)[^，。；、\d至到为达占]){1,18}?)(?:(?<=[周工日交排]期)达到?|(?<=时间)达到?)?[约近超]? ?$"
)
"""A verb of change with its thing between it and the number: 压减办理时限65%."""
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
_BESIDE = re.compile(r"城镇|农村|城市|乡村|国内|国外|境内|境外|省内|省外|市区|县城|轻|重(?=工业)")
"""What stands beside its opposite in a list that shares all the rest."""
_BACK_TO = re.compile(r"(?:已|总体|基本)?恢复(?:至|到)[^，。；、]{0,14}")
"""A clause that tells how far what was told before has come back: 恢复至2019年同期的90%."""
_ALL_OF = re.compile(
    r"(?:主营业务收入|营业收入|销售收入|营收|总?产值|增加值|利润总?额?|税收|投资额?|出口额)(?=[和及、，。；]|$)"
)
"""What of a noun a share is told of: 13%的规上企业|营业收入."""
_OVER_WHOLE = re.compile(
    r"(?:已|也|就)?(?:超过了?|超)(?P<whole>[^，。；、\d]{1,10}(?:总量|总数|总额|总产量|产量|市场|需求量?|面积|人口))的$"
)
"""A part that is more than so much of its whole: 装机量超过全球总量的50%."""
_ZONE = re.compile(r"[\u4e00-\u9fff]{2,6}(?:基地|新区|高新区|经开区|开发区|园区|自贸区)")
"""A zone by its name, of which a growth is told without saying of what."""
_NEXT_BASE = re.compile(
    r"[、和及](?:分别)?(?:高于|低于)?(?P<base>全[国省市区县]|[\u4e00-\u9fff]{2,8}(?:平均(?:水平)?|省|市|[中东西]部|[中东西]部地区))(?:平均(?:水平)?)?"
)
"""All that stands between two gaps of one number: 、全省."""
_GAP_OF = re.compile(r".*(?:高于|低于|快于|慢于|高出|超出|优于)")
_RATE = re.compile(r"增速|增幅|涨幅|降幅|占比|比重")
"""Words for how much something changes or makes up, of which nothing further is told."""
_OTHERS = re.compile(r"(?:全[省国市区县]|平均(?:水平)?|预期|目标)[(（]$")
_RATIO = re.compile(r"(?:比例|比重|占比|率)(?:为|达到?|超过?)?$")
"""Right in front of a share, whatever was compared before: 优于三类的水体比例达94%."""
_SAYS = re.compile(
    r"(?:为(?!主|[\d了])|居(?!民)|位居|位于|处于|集中|来自|分布|拥有|实现|从事|属于|具备|采用)[^，。；、\d]{2,24}"
)
"""What a part of those spoken of does: 九成以上为大企业配套."""
_SCOPE_ONLY = re.compile(r"(?:全|本|我|该)[村镇乡县区市省国州旗校厂园社行]|当地|这里|村里|镇上|社区")
_THESE = re.compile(r"(?:这批|这些|这家|这个)[^，。；、率比额量值]{2,10}$")
"""A whole that is pointed at, in front of the share of its parts: 这批汽车|八成的部件."""
_ENTERED = re.compile(
    r"(?:[个家项座]?(?:企业|产品|项目|园区|工厂|集群))?(?:成功|新)?(?:入选|入围|上榜|获评|胜出|晋级)(?=[，。；]|$)"
)
"""Behind numbers of those that one round of a list takes up."""
_BEYOND = re.compile(r"(?:(?:比|较)[^，。；]{1,12}?|[亦也还却要])(?:贵|高|快|多|大)(?:了|出|近|约)*$")
"""Between what is compared and how many times it is more: 售价比…贵一倍."""
_DOUBLED = re.compile(r"翻了?(?:近|约|超过?)*$")
"""In front of how many times over something grew: 产能翻了一倍."""
_OWN_HEAD = re.compile(
    r"(?:[产销数总]量|增加值|收入|营收|利润|[产市]值|投资|[出进]口|额|占比|比重|增[幅速]|规模|贷款|余额|面积|价格)$"
)
"""What a name of a list is measured in by itself: 工业增加值 takes nothing from 工业投资 behind it."""


_ONE_KIND = re.compile(
    r"[^，。；、和及与\d]{2,14}(?P<kind>企业|项目|园区|机构|平台|用户|主体|产业)(?:和|与|及|、)"
    r"[^，。；、和及与\d]{2,14}(?P=kind)(?:数量?|总数|产值|营收|收入|投资|增加值|利润)?"
)
"""Two names of one kind with what is measured of both."""


def relate(context: Context, item: Quantity, before: Span, limit: int) -> int:
    """Reads a percentage, percentage points or a multiple; returns where the words it used end."""
    words = context.norm[before.start : before.end]
    last = context.last
    listed = words in ("、", "和", "及") and not context.norm.startswith("的", item.end)
    if listed and last is not None and last.quantity and last.quantity.kind == item.kind:
        item = as_in_list(item, last.quantity)
        context.add(
            item, last.words, last.kind, "carried", indicator=last.indicator, falls=last.falls, subject=last.subject
        )
        return item.end
    if _FOR_EACH.search(words):
        return item.end
    if item.kind == "share" and item.comparator != "=" and _CONDITION.match(context.norm, item.end):
        return before.start
    if context.norm[item.start - 1] in "(（" and in_place_brackets(context, item):
        return item.end + 1
    if (
        context.norm[item.start - 1] in "(（"
        and context.norm[item.end : item.end + 1] in ")）"
        and _OTHERS.search(words)
    ):
        if (to := gap_before(words[:-1])) is not None:
            context.against = Gap(before.start + to.start, to.falls), item.end + 1
        return item.end + 1  # 比全省（7.7%）高: what is compared with
    if item.kind == "share" and (made := _MAKES.search(words)) and context.norm.startswith("的", item.end):
        phrase, _ = phrase_behind(context.norm, item.end + 1, context.clause.end)
        if phrase.start < phrase.end:
            context.add(item, phrase, "growth", "behind", falls=made["down"] is not None)
            return phrase.end
    if item.kind == "point":
        _points(context, item, before, words)
        return item.end
    if item.kind == "share" and (grows := _GROWTH_BEHIND.match(context.norm, item.end)) is not None:
        keeps = _KEEPS.search(words)
        phrase = context.lead(before.start, before.start + keeps.start() if keeps else before.end).phrase
        context.add(item, phrase, "growth", "before", falls=grows["down"] is not None)
        return grows.end()
    if item.kind == "share" and (gain := _GAIN_BEHIND.match(context.norm, item.end)) and _YIELDS.search(words):
        said = Span(gain.start("what"), gain.end("what"))
        context.add(item, said, "growth", "behind", falls=gain["down"] is not None)
        return gain.end()
    if item.kind == "share" and context.norm.startswith(("%的", "%以上的", "%左右的"), item.number.end):
        rate = _RATE_BEHIND.match(context.norm, item.end, context.clause.end)
        rate = rate or (_YEARLY.search(words) and _GROWN_BEHIND.match(context.norm, item.end, context.clause.end))
        if rate:
            end = rate.end("what") - 2 * (rate.re is _GROWN_BEHIND)
            falls = rate.re is _RATE_BEHIND and rate["down"] is not None
            context.add(item, Span(rate.start("what"), end), "growth", "behind", falls=falls)
            return rate.end()
    change = change_before(words)
    if item.kind == "ratio" and (beyond := _BEYOND.search(words)) is not None:
        context.add(item, context.lead(before.start, before.start + beyond.start()).phrase, "growth", "before")
        return item.end
    if item.kind == "ratio" and (doubled := _DOUBLED.search(words)) is not None:
        context.add(item, context.lead(before.start, before.start + doubled.start()).phrase, "growth", "before")
        return item.end
    if item.kind == "ratio" and (gap := gap_before(words)) is not None and context.found:
        last = context.found[-1]
        context.add(item, last.words, "growth", "carried", indicator=last.indicator, falls=gap.falls)
        return item.end
    if change is not None and change.single and change.level:
        change = None
    if change is not None and not change.level:
        lead = context.lead(before.start, before.start + change.start)
        phrase, subject = context.made(lead.phrase)
        if change.named and phrase.start >= phrase.end:
            phrase = Span(before.start + change.verb_start, item.start)
        if names := _each(context, lead, change.modifier) or _of_one_kind(context, phrase):
            for name, told, holder in shared_heads(context, names):
                context.add(item, name, "growth", "each", indicator=told, falls=change.falls, subject=holder)
            return item.end
        last = context.last
        if (
            last is not None
            and last.kind == "growth"
            and last.sentence is context.sentence
            and _ZONE.fullmatch(context.norm, *phrase)
        ):  # 其中某某基地增长28%
            zone = Subject(context.words(phrase), "org", phrase)
            context.add(
                item, last.words, "growth", "carried", indicator=last.indicator, falls=change.falls, subject=zone
            )
            return item.end
        context.add(item, phrase, "growth", "before", falls=change.falls, subject=subject)
        return item.end
    if item.kind == "share" and change is None and (turned := _TURNED.search(words)) is not None:
        phrase = Span(before.start + turned.start("what"), before.start + turned.end("what"))
        context.add(item, phrase, "growth", "before", falls=turned["down"] is not None)
        return item.end
    if item.kind == "share" and change is not None and (grown := _GROWN_TO.search(words)) is not None:
        phrase = context.lead(before.start, before.start + grown.start()).phrase
        context.add(item, phrase, "growth", "before", falls=bool(grown["down"] or grown["down2"]))
        return item.end
    if item.kind == "ratio" or change is not None:
        start = before.start + change.start if change else before.end
        phrase = context.lead(before.start, start).phrase
        if item.kind == "ratio" and context.found and context.norm.startswith("是", phrase.start):
            last = context.found[-1]
            context.add(item, last.words, "total", "carried", indicator=last.indicator)
            return item.end
        if item.kind == "ratio" and (like := _AS_MUCH.match(context.norm, *phrase)) is not None:
            phrase = Span(*like.span("what"))
        context.add(item, phrase, _kind(context.norm[slice(*phrase)]) if item.kind == "share" else "total", "before")
        return item.end
    if _FORECAST.search(words):
        if (last := next((m for m in reversed(context.found) if m.kind in ("growth", "share")), None)) is not None:
            context.add(item, last.words, last.kind, "carried", indicator=last.indicator)
        return item.end
    if gap_before(words) is not None and not _RATIO.search(words):
        return item.end
    return _share(context, item, before, limit, words)


def pair(context: Context, items: Sequence[Quantity], names: list[Span], between: str) -> int:
    """Gives the numbers behind 分别 to the names before it, in order."""
    change = change_before(between)
    traded = _TRADED.search(between)
    entered = _ENTERED.match(context.norm, items[-1].end, context.clause.end) is not None
    for number, (name, words, subject) in zip(items, shared_heads(context, names), strict=True):
        item = as_in_list(number, items[0])
        kind: MeasureKind = "total"
        if item.kind in ("share", "ratio"):
            kind = "growth" if change and not change.level else _kind(words)
        elif item.kind == "point" or (change and not change.level):
            kind = "change"
        if kind == "total" and entered:
            kind = "new"
        if traded is not None and not words.endswith(what := traded["what"] or traded["made"]):
            words += what
        context.add(item, name, kind, "paired", indicator=words, falls=bool(change and change.falls), subject=subject)
    return items[-1].end


def shared_heads(context: Context, names: list[Span]) -> list[tuple[Span, str, Subject | None]]:
    """The names of a list, each with what the last one alone says for all: 电池、整车产量 is 电池产量 and 整车产量.

    Places before what is measured (湖北、湖南粮食产量) are subjects, and the measure is the indicator of each.
    """
    last = names[-1]
    partners = context.norm.startswith("对", names[0].start - 1)  # 对甲国和乙国进出口 is another's trade with them
    if not partners and (hosts := hosts_named(context, names)):
        rest = Span(hosts[-1].span.end if hosts[-1].span else last.start, last.end)
        return [(rest, context.words(rest), host) for host in hosts]
    shared = _SHARED_HEAD.search(context.norm, last.start, last.end)
    sector = _SECTOR.search(context.norm, last.start, last.end)
    beside = _BESIDE.match(context.norm, last.start, last.end)
    found: list[tuple[Span, str, Subject | None]] = []
    for name in names:
        words = context.words(name)
        if sector is not None and _ORDINAL.match(words):
            tail = "" if name is last else context.text[sector.start() : last.end]
            words = "第" + words.removeprefix("第") + tail
        of_whole = shared is not None and shared[0].startswith("占")  # A增加值、B增加值占工业比重: of each
        complete = (not of_whole and _OWN_HEAD.search(context.norm, name.start, name.end)) or (
            shared and words.endswith(context.text[shared.start() : last.end])
        )
        if (
            _QUARTER.fullmatch(words)
            and name is not last
            and (part := _QUARTER.match(context.text, last.start, last.end))
        ):
            words += "部" + context.text[part.end() + context.text.startswith("部", part.end()) : last.end]
        elif beside and name is not last and _BESIDE.fullmatch(context.norm, name.start, name.end):
            words += context.text[beside.end() : last.end]  # 城镇、农村居民收入
        elif shared and words.endswith("业") and shared[0] in ("产业", "行业", "企业"):
            pass  # 装备制造业和新兴产业: it is a trade by itself
        elif shared and not _MEASURED.search(words) and name is not last and not complete:
            words += context.text[shared.start() : last.end]
        found.append((name, words, None))
    return found


def hosts_named(context: Context, names: list[Span]) -> list[Subject]:
    """The places of a list whose last name goes on with what is measured: 湖北、湖南粮食产量; empty for other lists."""
    found: list[Subject] = []
    for name in names:
        place = innermost(context.reading.places, name.start, name.end)
        if place is None or place.start != name.start or (place.end == name.end) != (name is not names[-1]):
            return []
        found.append(Subject(place.region, "place", Span(place.start, place.end)))
    return found


def _points(context: Context, item: Quantity, before: Span, words: str) -> None:
    told = context.found[-1] if context.found else None
    if not words and context.against is not None and context.against[1] == item.start:
        others, end = context.against  # 高于全国平均水平（6%）|2.5个百分点
        bracket = max(context.norm.rfind(mark, others.start, end) for mark in "(（")
        context.add_onto_last(item, Span(others.start, bracket), "change", "gap", falls=others.falls)
        return
    if (
        told is not None
        and told.rule == "gap"
        and (base := _NEXT_BASE.fullmatch(words)) is not None
        and (gap_of := _GAP_OF.match(told.indicator)) is not None
    ):  # 高于全国4个百分点、|全省5个百分点
        name = gap_of[0] + context.words(Span(before.start + base.start("base"), before.start + base.end("base")))
        context.add(item, told.words, "change", "gap", indicator=name, falls=told.falls, subject=told.subject)
        return
    if gap := gap_before(words):
        start = before.start + gap.start
        lead = context.lead(before.start, start)
        context.add_onto_last(item, Span(start, item.start), "change", "gap", lead, falls=gap.falls)
    elif pull := _PULL.search(words):
        start = before.start + pull.start()
        grown = next((m for m in reversed(context.found) if m.kind == "growth"), None)
        context.last = grown or context.last
        lead = context.lead(before.start, start)
        context.add_onto_last(item, Span(start, item.start), "change", "gap", lead, falls=pull["down"] is not None)
    elif change := change_before(words):
        lead = context.lead(before.start, before.start + change.start)
        recent = context.found[-1] if context.found else None
        apart = recent is not None and recent.kind in ("total", "change") and lead.phrase.start >= lead.phrase.end
        if (
            apart
            and recent is not None
            and context.own
            and (counted_places(recent.indicator) or recent.rule == "paired")
            and (told_of := measured_apart(context, context.clause.start)) is not None
        ):  # 6个市州工业投资增速有所提高，其中：庆阳市提高6.7个百分点
            name = context.words(told_of[0]) + ("增幅" if told_of[1] == "growth" else "占比")
            name = recent.indicator if recent.kind == "change" else name
            context.add(item, told_of[0], "change", "paired", indicator=name, falls=change.falls)
        elif lead.phrase.start >= lead.phrase.end and recent is not None and recent.kind == "share":
            context.add(
                item,
                recent.words,
                "change",
                "carried",
                indicator=recent.indicator,
                falls=change.falls,
                subject=recent.subject,
            )
        elif lead.phrase.start >= lead.phrase.end and (last := context.last) is not None and last.kind == "growth":
            context.add(item, last.words, "change", "carried", indicator=f"{last.indicator}增幅", falls=change.falls)
            context.last = last
        elif context.norm.startswith("占", lead.phrase.start) and not context.found and (of := context.topic()):
            said = context.words(of) + context.words(lead.phrase)  # 民间投资企稳，占投资的比重提高2个百分点
            context.add(item, lead.phrase, "change", "before", indicator=said, falls=change.falls)
        else:
            last = context.last
            context.add(item, lead.phrase, "change", "before", falls=change.falls)
            if last is not None and _RATE.fullmatch(context.norm, *lead.phrase):
                context.last = last
    elif (turned := _TURNED.search(words)) is not None:
        phrase = Span(before.start + turned.start("what"), before.start + turned.end("what"))
        context.add(item, phrase, "change", "before", falls=turned["down"] is not None)
    else:
        context.add(item, context.lead(before.start, before.end).phrase, "change", "before")


def _share(context: Context, item: Quantity, before: Span, limit: int, words: str) -> int:
    norm, after = context.norm, item.end
    attributive = norm.startswith("的", after)
    noun = attributive or follows_noun(norm, after, limit)
    if _BACK_TO.fullmatch(words) and context.found:
        context.add_onto_last(item, Span(before.start, item.start), "share", "share")
        return after
    if (over := _OVER_WHOLE.search(words)) is not None and item.comparator == "=":
        lead = context.lead(before.start, before.start + over.start())
        if lead.phrase.start < lead.phrase.end:
            part = context.words(lead.phrase) + "占" + over["whole"]
            context.add(replace(item, comparator=">"), lead.phrase, "share", "share", indicator=part)
            return after
    if share := share_before(words.rstrip("从由")):
        of = Span(before.start + share.start, before.start + share.end)
        item = replace(item, comparator="~") if share.about else item
        whole = Span(before.start + share.whole_start, before.start + share.whole_end)
        if noun:
            phrase, _ = phrase_behind(norm, after + attributive, limit)
            phrase = _up_to_de(norm, phrase) if not attributive else phrase
            if attributive and (more := _ALL_OF.match(norm, phrase.end, context.clause.end)) is not None:
                phrase = Span(phrase.start, more.end())
            if phrase.start < phrase.end:
                said = f"{context.words(phrase)}占{context.words(whole)}比重" if whole.end > whole.start else None
                context.add(item, phrase, "share", "share", indicator=said)
                return phrase.end
        lead = context.lead(before.start, of.start)
        if lead.phrase.start < lead.phrase.end:
            said = f"{context.words(lead.phrase)}占{context.words(whole)}" if share.level else None
            bare = norm[of.start : of.end] in ("占", "占了", "占到", "占到了", "占据", "占据了")
            context.add(
                item, lead.phrase if bare else Span(lead.phrase.start, of.end), "share", "share", indicator=said
            )
        else:
            context.add_onto_last(item, of, "share", "share")
        return after
    lead = context.lead(before.start, before.end)
    if attributive and lead.phrase.end == item.start and lead.phrase.end - lead.phrase.start > 1:
        have = _HAVE.match(norm, after + 1, context.clause.end)
        if have is not None and norm[item.start - 1] not in _MEASURE_ENDS:
            said = context.words(lead.phrase) + context.words(Span(*have.span()))
            context.add(item, lead.phrase, "share", "share", indicator=said)
            return have.end()
    if lead.phrase.start >= lead.phrase.end or (attributive and _apart(norm, lead.phrase, item.start)):
        if noun:
            phrase, predicate = phrase_behind(norm, after + attributive, context.clause.end)
            if attributive and (more := _ALL_OF.match(norm, phrase.end, context.clause.end)) is not None:
                phrase, predicate = Span(phrase.start, more.end()), None
            if phrase.start < phrase.end:
                said = context.words(predicate) if predicate and predicate.end - predicate.start < 24 else ""
                context.add(item, phrase, "share", "share", indicator=context.words(phrase) + said)
                return predicate.end if said and predicate else phrase.end
        if norm[item.start - 1] in "(（" and context.last is not None:
            close = next((i for i in range(after, context.clause.end) if norm[i] in ")）"), context.clause.end)
            context.add_onto_last(item, Span(after, close), "share", "share", suffix="占比")
            return close
    if lead.phrase.start >= lead.phrase.end and (says := _SAYS.match(norm, after, context.clause.end)) is not None:
        context.add(item, Span(says.start(), says.end()), "share", "behind")
        return says.end()
    gives = norm[lead.phrase.start - 1 : lead.phrase.start] == "对" and norm[: lead.phrase.end].endswith("贡献率")
    giver = context.found[-1] if gives and context.found else None
    if giver is not None and (giver.kind == "growth" or giver.words.end == lead.phrase.start - 1):
        context.last = giver
        context.add_onto_last(item, Span(lead.phrase.start - 1, lead.phrase.end), "share", "share")
        return after
    if names := _each(context, lead, norm[lead.phrase.end : item.start]):
        for name, said, holder in shared_heads(context, names):
            context.add(item, name, _kind(said), "each", indicator=said, subject=holder)
        return after
    if context.found and norm.startswith("是", lead.phrase.start) and norm[lead.phrase.end - 1] not in _MEASURE_ENDS:
        last = context.found[-1]
        context.add(item, last.words, "share", "carried", indicator=last.indicator)  # 厚度…，是头发丝直径的十分之一
        return after
    phrase = context.made(lead.phrase)[0] if words.endswith(("从", "由")) else lead.phrase
    context.add(item, phrase, _kind(norm[phrase.start : phrase.end]), "before")
    return after


def _of_one_kind(context: Context, phrase: Span) -> list[Span]:
    """The two names of one kind that a growth is told of: 高新技术企业和科技型企业数量."""
    both = _ONE_KIND.fullmatch(context.norm, *phrase)
    return context.names(phrase) if both is not None else []


def _kind(words: str) -> MeasureKind:
    if _INDEX.search(words):
        return "total"
    return (
        "growth" if words.endswith(("增速", "增幅", "涨幅", "升幅", "增长率", "增长速度", "环比", "同比")) else "share"
    )


def _apart(norm: str, phrase: Span, number: int) -> bool:
    """True when the words before a share belong to another thing of a list or only say where: 全村|八成的村民从事…."""
    return phrase.end == number and (
        norm[phrase.end - 1] in "和及与把"
        or _THESE.match(norm, phrase.start, phrase.end) is not None
        or _SCOPE_ONLY.fullmatch(norm, phrase.start, phrase.end) is not None
    )


def _up_to_de(norm: str, phrase: Span) -> Span:
    cut = norm.find("的", phrase.start, phrase.end)
    return Span(phrase.start, cut) if cut > phrase.start else phrase


def _each(context: Context, lead: Lead, said: str) -> list[Span]:
    """The names before 均 (产值、税收和就业岗位占比都在95%以上), when there are two or more."""
    if re.search(r"(?<![年月平])均(?!衡)|都|双双", said):
        return context.names(lead.phrase)
    return []
