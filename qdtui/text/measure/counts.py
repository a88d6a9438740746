"""Counts and amounts: what 39家 or 2859.81亿元 counts, in the words before or behind it."""

from __future__ import annotations

import re
from dataclasses import replace

from qdtui.model import Span
from qdtui.text.discourse import Subject
from qdtui.text.lexicon import acts, ends_in_verb
from qdtui.text.measure.alone import HEADCOUNT, HUMANS, alone_behind, what_they_did
from qdtui.text.measure.around import for_each, gave, only_done, part_behind, spent_on, stands_at
from qdtui.text.measure.behind import SELECTED, count_behind
from qdtui.text.measure.context import MONEY_WORDS, Context
from qdtui.text.measure.counting import Counting, Recogniser
from qdtui.text.measure.ends import FUNDS, takes
from qdtui.text.measure.gatherings import gathering
from qdtui.text.measure.heads import hosts_named, named_each, shared_heads
from qdtui.text.measure.hosts import located
from qdtui.text.measure.newness import BY_NATURE, counting_as
from qdtui.text.measure.settled import EACH_ONE, SETTLED
from qdtui.text.measure.taken import AS_LISTED, take_over
from qdtui.text.phrase import follows_noun
from qdtui.text.places import innermost
from qdtui.text.quantity import Quantity

_INDEX = re.compile(r"(?:指数|得分|评分|系数|分值|总分|分数|满意度)$")
_HEAD_UNITS = {"户数": "户", **{unit: unit for unit in ("人次", "架次", "车次", "班次", "航次")}}
"""The unit that the last word of what is counted gives: 旅游总人次3.6亿."""
_HEADS = re.compile(
    r"(?:(?<!用)户数|[人架车班航]次|人口|人数|[男女]性|职工|员工|农民|群众|老年人|老人|居民|村民|教师|学生|游客|党员|毕业生|婴幼儿|儿童|青少年|农民工|患者|学员)$"
)
_OWNER = re.compile(
    r"(?:(?:企业|[省市县区]企业|公司)仅[占有]|本土|(?:本土|本地|境内)企业|企业|公司|我国|我国企业|单位|地区|全国|三地|两地|中国企业|这里|这个县)"
)
_THIS = re.compile(r"(?:这家|该|这个|这些)[^，。；]{0,12}(?<![率额量值度积力长程入润资])")
_OWNS = re.compile(r"(?:拥有|占有|有|占)了?$")
_JOINS = re.compile(r"(?:参展|参会|与会|参赛|到会)[^，。；]{1,6}$")
"""Who takes part in a gathering, in front of their number: 参展企业超过350家."""
_YEARLY = re.compile(r"(?P<what>年产|日产|月产|年处理|日处理|年加工|年发电|年产出|年生产)$")
_IS_KIND = re.compile(
    r"为(?P<what>(?!主|了|首|例|契机|支撑|核心|代表|[^，。；]{1,8}(?:提供|服务|带来))[^，。；、的\d]{2,16})(?=[，。；、]|$)"
)
"""Behind a part of those told: of what kind they are (其中3家为龙头企业)."""
_AMONG_OTHERS = re.compile(r"、[^，。；、]{2,16}等(?P<what>(?:重大|重点|在建|示范|签约|优质)[^，。；、\d]{2,10})$")
"""Examples in front of what is counted: 电池、未来工厂等|重大项目108个."""
_CONTAINS = re.compile(r"(?P<what>[^，。；、]{2,14}?)(?:包含|包括|涵盖|涉及)(?:了|有)?[^，。；]{2,}等")
"""Words before a number that list some of what it counts: 比赛项目包含足球、网球等20项."""
_DONE_ONLY = re.compile(r"(?:已|新|共|累计|实际)*(?:开工|改造|开复工|竣工|完工|开建|投产|投运|运营)+")
"""Words before a number that only say what was done with what was told of before: 已开工改造4.6万个."""
_FROM_PLACE = re.compile(r"(?:来自|位于|盘踞在|分布在|活跃在|坐落[在于]|地处|扎根在?)[^，。；、的\d]{1,14}的")
"""Between a number and what it counts: 13家来自四川的研发机构."""
_ATTRIBUTED = re.compile(
    r"(?:(?:促进|支持|推动|鼓励|服务|保障|针对|加强)(?=[^，。；、的\d]{4})|不同|刚刚|率先|首批|正在|新近|已经?|最|即将|陆续|成功|对(?!外)|[各独极]具|富有|急需|亟需|亟待|具有|具备|引领|面向|在(?=全[国省市球]|国内|国际|行业))[^，。；\d]{0,24}?的(?P<what>[^，。；、的\d]{2,12}?)(?=[，。；、]|$|(?:开始|正式|已|将|在|共|成功))"
)
"""An adverb begins the words that describe what is counted: 60台刚刚投产的风电机组."""
_WHO_DID = re.compile(
    r"[\u4e00-\u9fff]{2}(?:[^，。；、的\d]{0,20})(?<!企业|公司|机构|地区|国家|乡镇|园区|项目|集群|单位)(?<![县市村省])的(?P<what>[^，。；、的\d]{2,10}?)(?=[，。；、]|$|已|将|在|共|都|均|参加|出席)"
)
"""Behind a number, a verb with what it describes: 50名参加活动的|代表."""
_REACHES_FLOW = re.compile(r"(?:吞吐量|产量|销量|产能|客流量|流量|容量|出货量)(?:高?达到?|超过?|突破|近|约)+$")
"""In front of a number that tells how much of it there is, whatever it describes: 吞吐量达200万标箱的码头."""
_GIVES_EACH = re.compile(r"(?:给予|发放|补助|补贴|奖励)每(?:年|月|天|日|人|户|亩|家|位|名|台|吨)$")
_FUND = re.compile(r"[^，。；、\d]{0,12}?(?:基金|专项资金|债券|国债)")
_NO_FUND = re.compile(r"(?:发挥|用好|运用|使用|管好|放大|依托|借助|撬动|设立|发起)了?(?:好)?$")
"""Around an amount that a fund has: 充分发挥200亿元产业基金作用."""
_REACHES = re.compile(r"(?P<what>惠及|受益)(?:超过?|近|约|达)*$")
"""In front of how many people or households something reaches, without a noun: 惠及超5000万户."""
_SETTLED = re.compile(
    r"(?P<what>(?:入驻|入园|注册|在册|集聚|聚集|签约|落户)[^，。；、\d]{0,6}(?:企业|公司|机构|项目|商户|人才)(?:数量?|总数)?)"
    r"(?:已|达到?|有|为|近|超过?)*$"
)
"""Words before a number that tells how many there are of them, whatever it describes: 入驻企业近800个的园区."""
_AIM = re.compile(
    r"的[^，。；、的\d]{0,10}?(?:纪录|记录|佳绩|蜕变|跨越|飞跃)(?=[，。；、]|$)|的(?:预期|年度|既定|优异|亮眼)?(?:成绩|目标|任务|水平|规模|大关|关口)|(?:水平|大关|关口)(?=[，。；、]|$)"
)
"""Behind a number whose words stand before it: 企业超过8万家的目标."""
_LEVEL_ONLY = re.compile(r"(?:世界|国家|部|省部?|市|县|区)级")
_LEVELED = re.compile(r"(?:世界|国家|國家|部|省部?|市|县|縣|区|區)[级級](?=.)")
"""A level at the head of what is counted, which a further number of the list changes: 国家级平台38个、省级281个."""
_LEVEL_LAST = re.compile(r"(?<=.{3})(?:世界|国家|省|市|县|区)级$")
"""A level behind what is counted: 示范企业省级7家、国家级1家."""
_PROVINCES = re.compile(
    r"(?P<what>(?:省(?:份)?、)?(?:自治)?[省区]、(?:直辖)?[区市]|省份?[（(](?:自治)?[区市](?:、(?:直辖|自治)?[区市])*[）)])"
    r"(?:(?:和|及|以及|、)新疆生产建设兵团)?"
)
"""The provinces of the country, by all of their names: 31个省、区、市."""
_USERS = re.compile(r"(?:用户|终端|连接|网民|会员|粉丝)(?:数量?|总数|(?:总体|整体)?规模)?$")
_PAID = re.compile(r"(?:投资|投入|花费|耗资|出资|斥资)了?$")
"""In front of a number of yuan without the word: 投资了6000多万."""
_PAID_OUT = re.compile(r"(?:共同|累计|已|共|先后)*(?P<what>下达|拨付|发放|兑付|融资|捐赠|出资|募集|募资|让利|减税)了?$")
"""In front of an amount of which the text says no more than how it was paid."""
_MARKS = ("，", "。", "；", ",", "、", "")


def count(context: Context, item: Quantity, before: Span, limit: int) -> int:
    """Reads a count or an amount; returns where the words it used end. `limit` is where the next number begins."""
    it = Counting(context, item, before, limit)
    for read in _ORDER:
        if (end := read(it)) is not None:
            return end
    return _words_before(it)


def _look_around(it: Counting) -> None:
    """Finds the words before the number that it may be of, and of what kind it is."""
    it.lead = it.context.lead(it.before.start, it.before.end)
    it.phrase = it.norm[it.lead.phrase.start : it.lead.phrase.end]
    it.kind = counting_as(it)
    it.behind = follows_noun(it.norm, it.item.end, it.limit) and not _AIM.match(it.norm, it.item.end)


def _provinces(it: Counting) -> int | None:
    """The provinces of the country: 31个省（区、市）."""
    if it.item.kind != "count" or (provinces := _PROVINCES.match(it.norm, it.item.end)) is None:
        return None
    it.add(Span(*provinces.span("what")), it.kind, "behind", flow=it.lead.acts)
    return provinces.end()


def _described(it: Counting) -> int | None:
    """What is counted behind words that describe it: 60台刚刚投产的|风电机组."""
    item, norm = it.item, it.norm
    if item.kind not in ("count", "group"):
        return None
    end = min(it.limit, it.context.clause.end)
    if (place := _FROM_PLACE.match(norm, item.end, it.limit)) is not None:
        at = place.end()
    elif (act := _ATTRIBUTED.match(norm, item.end, end)) is not None:
        at = act.start("what")
    elif (
        it.item.kind == "count"
        and item.unit not in ("次", "度", "轮", "场")
        and norm[item.end : item.end + 2] in acts()
        and (did := _WHO_DID.match(norm, item.end, end)) is not None
    ):
        at = did.start("what")
    else:
        return None
    return count_behind(it.context, item, it.limit, it.lead, it.kind, at, alone=True)


def _as_listed(it: Counting) -> int | None:
    """How many are on the list spoken of: 以16家的入选数量领跑."""
    if not AS_LISTED.match(it.norm, it.item.end) or it.phrase:
        return None
    return take_over(it.context, it.item, it.kind)


def _look_behind(it: Counting) -> None:
    """Sees whether 的 stands behind the number, and whether the verb before it acts on what stands there."""
    item, norm = it.item, it.norm
    it.attributive = norm.startswith("的", item.end) and not _AIM.match(norm, item.end)
    given = it.behind and gave(it.context, item, it.words)
    verb = max(it.before.start, item.start - 6)
    it.transitive = given or ends_in_verb().search(norm, verb, item.start) is not None


def _yearly(it: Counting) -> int | None:
    """What a plant makes in a year or a day: 年产10万辆|新能源汽车."""
    if not (yearly := _YEARLY.search(it.words)):
        return None
    at = it.item.end
    if (
        it.behind
        or it.attributive
        or (not it.words.endswith("最高" + yearly["what"]) and it.norm[at : at + 1] not in _MARKS)
    ):
        start = at + it.attributive
        return count_behind(it.context, it.item, it.limit, it.lead, it.kind, start, prefix=yearly["what"])
    return None


def _only_done(it: Counting) -> None:
    """Sets aside words before the number that only say what was done with what stands behind it."""
    if (it.behind or it.attributive) and only_done(it.item, it.words, it.phrase, attributive=it.attributive):
        it.phrase = ""


def _stands_at(it: Counting) -> int | None:
    """The height or depth at which a thing is: 海拔3300米|的电站."""
    if not it.attributive or (height := stands_at(it.context, it.item)) is None:
        return None
    return it.add(height, it.kind, "before")


def _reaches_those(it: Counting) -> int | None:
    """How many people something reaches, in front of what they are: 惠及5000万户的|工程."""
    if it.item.unit not in HEADCOUNT or not it.attributive or (reached := _REACHES.search(it.words)) is None:
        return None
    return it.add(_in_words(it, reached), it.kind, "before")


def _place_alone(it: Counting) -> None:
    """Sets aside a place, where nothing else stands before the number of a noun behind it: it is that place's."""
    if not it.behind or it.item.kind not in ("count", "bare"):
        return
    place = innermost(it.context.reading.places, *it.lead.phrase)
    if place is not None and (place.start, place.end) == tuple(it.lead.phrase):
        it.own(Subject(place.region, "place", it.lead.phrase))
        it.phrase = ""


def _rate_or_fund(it: Counting) -> None:
    """Sets aside 每月, and what is done with a fund of so much."""
    if (it.behind or it.attributive) and (EACH_ONE.match(it.phrase) or _GIVES_EACH.search(it.phrase)):
        it.phrase = ""
    if it.item.kind == "money" and (
        FUNDS.search(it.words) or (it.behind and _FUND.match(it.norm, it.item.end) and _NO_FUND.search(it.phrase))
    ):
        it.phrase = ""


def _takes(it: Counting) -> int | None:
    """What so much time or money is needed for, where nothing before the number says what it is of."""
    if it.phrase and not it.phrase.endswith("每") and it.phrase not in ("最快", "最短", "平均"):
        return None
    if (said := takes(it.context, it.item)) is None:
        return None
    it.add(said, it.kind, "predicate")
    return said.end


def _what_they_did(it: Counting) -> int | None:
    """People without a noun, by what they did: 3000人|参加了比赛."""
    if it.item.unit not in HEADCOUNT or (it.phrase and not it.context.only_owner(it.lead.phrase)):
        return None
    if (did := what_they_did(it.norm, it.item.end, it.limit)) is None:
        return None
    it.add(did, it.kind, "predicate", flow=True)
    return did.end


def _settled_there(it: Counting) -> int | None:
    """How many there are in a place that the words behind name: 入驻企业近800个|的园区."""
    if not it.attributive or it.item.kind != "count" or (settled := _SETTLED.search(it.words)) is None:
        return None
    return it.add(_in_words(it, settled), it.kind, "before")


def _examples(it: Counting) -> int | None:
    """Examples before what is counted: set aside where it follows them, and all that is told where it stood first."""
    if it.item.kind == "count" and (kind_of := _AMONG_OTHERS.search(it.phrase)) is not None:
        it.lead = it.lead._replace(phrase=Span(it.lead.phrase.start + kind_of.start("what"), it.lead.phrase.end))
    if not it.phrase.endswith("等") or it.behind or (holds := _CONTAINS.fullmatch(it.phrase)) is None:
        return None
    start = it.lead.phrase.start
    return it.add(Span(start + holds.start("what"), start + holds.end("what")), it.kind, "before")


def _part_of_those(it: Counting) -> int | None:
    """A part of those counted before: where they are, or of what kind (其中3家为|龙头企业)."""
    context, item = it.context, it.item
    if it.item.kind != "count" or it.phrase or not context.found:
        return None
    if (seat := located(context, item)) is not None:
        among_all = context.found[-1]
        there = f"{context.words(seat[0])}的{among_all.indicator}"
        context.add(item, among_all.words, among_all.kind, "carried", indicator=there, subject=seat[1])
        return seat[0].end
    if (kinds := _IS_KIND.match(it.norm, item.end)) is not None:
        it.add(Span(*kinds.span("what")), it.kind, "predicate")
        return kinds.end("what")
    return None


def _noun_behind(it: Counting) -> int | None:
    """The noun right behind a count, unless the words before tell of what flows: 吞吐量达200万标箱的码头."""
    if it.item.kind not in ("count", "group") or not it.behind:
        return None
    if it.item.kind == "count" and _REACHES_FLOW.search(it.words) is not None:
        return None
    return count_behind(it.context, it.item, it.limit, it.lead, it.kind, it.item.end)


def _part_behind(it: Counting) -> int | None:
    """The one part of a thing that is so large: 控制性工程3000米|的主隧道."""
    if not (it.phrase or it.attributive) or BY_NATURE.search(it.phrase):
        return None
    if (part := part_behind(it.context, it.item, it.limit)) is None:
        return None
    it.add(part, it.kind, "behind")
    return part.end


def _spent_on(it: Counting) -> int | None:
    return spent_on(it.context, it.item, it.words, it.kind)


def _alone_behind(it: Counting) -> int | None:
    """What stands behind a number that nothing before it is of."""
    if (alone := alone_behind(it.context, it.item, it.limit, it.lead)) is None:
        return None
    if it.item.kind == "bare" and HUMANS.search(it.norm, alone.start, alone.end):
        it.item = replace(it.item, kind="count", unit="人")
    it.add(alone, it.kind, "behind", flow=it.lead.acts)
    return alone.end


def _acted_on(it: Counting) -> int | None:
    """What the verb before an amount acts on: 建成7公里的|输水管."""
    if not (it.behind or it.attributive) or it.item.kind == "group" or (it.phrase and not it.transitive):
        return None
    return count_behind(it.context, it.item, it.limit, it.lead, it.kind, it.item.end + it.attributive)


def _of_nothing(it: Counting) -> int | None:
    """A group or a size that the words before are not of."""
    if it.item.kind == "group" or (it.item.kind == "size" and it.behind and not it.attributive):
        return it.item.end
    return None


def _bare(it: Counting) -> int | None:
    """A number without a unit: yuan, people or households where the words say so; else an index, or nothing."""
    if it.item.kind != "bare":
        return None
    item = it.item
    if item.value >= 10000 and _PAID.search(it.words):
        item = replace(item, kind="money", unit="元")
    if item.kind == "bare" and not it.words.endswith(("、", "和", "及")) and (heads := _HEADS.search(it.phrase)):
        item = replace(item, kind="count", unit=_HEAD_UNITS.get(heads[0], "人"))
    it.item = item
    if item.kind == "bare" and item.value >= 10000 and _USERS.search(it.phrase):
        return it.add(it.lead.phrase, it.kind, "before", flow=it.lead.acts)
    if item.kind == "bare" and not (_INDEX.search(it.phrase) or (item.yi and MONEY_WORDS.search(it.phrase))):
        return item.end
    return None


def _selected(it: Counting) -> int | None:
    """What examples and their like were selected as, behind their number: 甲、乙等9家|入选名单."""
    if not it.phrase.endswith("等") or (named := SELECTED.match(it.norm, it.item.end, it.context.clause.end)) is None:
        return None
    it.add(Span(*named.span("said")), it.kind, "predicate")
    return named.end("said")


def _of_another_level(it: Counting) -> int | None:
    """A level alone, of what was counted last at another: 国家级平台38个、|省级281个."""
    if not _LEVEL_ONLY.fullmatch(it.phrase) or not it.context.found:
        return None
    last, here = it.context.found[-1], it.context.words(it.lead.phrase)
    if level := _LEVELED.match(last.indicator):
        whole = here + last.indicator[level.end() :]
    elif ends := _LEVEL_LAST.search(last.indicator):
        whole = here + last.indicator[: ends.start()]
    else:
        return None
    it.context.add(it.item, it.lead.phrase, last.kind, "carried", indicator=whole)
    return it.item.end


def _without_words(it: Counting) -> int | None:
    """What is told of a number that no words before it are of: how it was paid, or whom it reaches."""
    if _THIS.fullmatch(it.phrase) or (it.context.found and _DONE_ONLY.fullmatch(it.phrase)):
        it.phrase = ""
    if it.phrase:
        return None
    if it.item.kind == "money" and not it.context.found and (out := _PAID_OUT.search(it.words)) is not None:
        return it.add(_in_words(it, out), it.kind, "predicate")
    if it.item.kind == "count" and (reached := _REACHES.search(it.words)) is not None:
        return it.add(_in_words(it, reached), it.kind, "before")
    return None


def _for_each(it: Counting) -> int | None:
    return it.item.end if for_each(it.context, it.item, it.words) else None


def _taken_over(it: Counting) -> int | None:
    """A count without words of its own."""
    if it.phrase and not (_OWNER.fullmatch(it.phrase) and it.context.found and _OWNS.search(it.words)):
        return None
    return take_over(it.context, it.item, it.kind)


_ORDER: tuple[Recogniser, ...] = (
    *SETTLED,
    _look_around,
    _provinces,
    _described,
    _as_listed,
    _look_behind,
    _yearly,
    _only_done,
    _stands_at,
    _reaches_those,
    _place_alone,
    _rate_or_fund,
    _takes,
    _what_they_did,
    _settled_there,
    _examples,
    _part_of_those,
    _noun_behind,
    _part_behind,
    _spent_on,
    _alone_behind,
    _acted_on,
    _of_nothing,
    _bare,
    _selected,
    _of_another_level,
    _without_words,
    _for_each,
    _taken_over,
)
"""In the order in which they are asked; what none of them reads is of the words before it."""


def _words_before(it: Counting) -> int:
    """The number is of the words before it, or of each of those that they name."""
    context, item, phrase = it.context, it.item, it.phrase
    subject = context.maker() if phrase in ("身高", "重量", "长度", "高度", "直径", "全长") else None
    if subject is None and _JOINS.match(phrase) is not None:
        subject = gathering(context, item.start)
    if item.comparator in (">", ">=") and hosts_named(context, names := context.names(it.lead.phrase)):
        for span, measured, whose in shared_heads(context, names):
            context.add(item, span, it.kind, "each", indicator=measured, subject=whose)
        return item.end
    for span in named_each(context, it.lead, it.norm[it.lead.phrase.end : item.start]) or [it.lead.phrase]:
        rule = "each" if span != it.lead.phrase else "before"
        context.add(item, span, it.kind, rule, flow=it.lead.acts, subject=subject)
    return item.end


def _in_words(it: Counting, found: re.Match[str]) -> Span:
    """Where `what` of a match in the words before the number stands."""
    return Span(it.before.start + found.start("what"), it.before.start + found.end("what"))
