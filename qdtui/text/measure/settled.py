"""Counts and amounts that the words around them settle, before anyone asks what noun they are of."""

from __future__ import annotations

import re
from dataclasses import replace

from qdtui.model import Span
from qdtui.text.comparison import change_before
from qdtui.text.discourse import Subject
from qdtui.text.lexicon import acts, ends_in_verb
from qdtui.text.measure.alone import is_condition, sized_behind
from qdtui.text.measure.around import first_with, priced, sized_things, stands_on
from qdtui.text.measure.behind import count_behind
from qdtui.text.measure.brackets import in_brackets
from qdtui.text.measure.context import Context
from qdtui.text.measure.counting import Counting, Recogniser
from qdtui.text.measure.ends import FROM, LED_TO, TO, led_from, traded
from qdtui.text.measure.hosts import among, host_in_list, of_treasury, one_of_nation
from qdtui.text.measure.idle import says_nothing
from qdtui.text.measure.in_order import first_in_order
from qdtui.text.measure.newness import NEW_END, counted_as
from qdtui.text.measure.points import more_than
from qdtui.text.measure.runs import as_in_list
from qdtui.text.phrase import follows_noun
from qdtui.text.quantity import Quantity

_SCOPE = re.compile(
    r"(?P<scope>全国|我国|全球|全世界|全[省市县])(?:总数)?(?:已有|共有|现有|已达到?|达到?|已|共|有|累计)+$"
)
_EVERY_SO_MANY = re.compile(
    r"(?<=[率度量数])(?:已|达到?|为|约|有|超过?)*每[百千万]?[名个位户台]?(?:人口?|工人|居民|户|平方公里|亩)(?:拥有|有|为|达)?$"
)
"""Between a rate and its number: 密度已达到每万名工人392台."""
_THIS_ONES = re.compile(
    r"(?:该|这[家个座条艘])[\u4e00-\u9fff]{0,2}?(?:线路|[船轮桥站线厂矿井路港园馆塔坝库区](?![路段桥船站])|机组|项目|工程|系统|装置|平台|隧道|企业|公司|基地|产品|设备)"
    r"(?=[\u4e00-\u9fff]{2,14}$)"
)
"""In front of what is measured of the thing spoken of: 该电站|总装机容量."""
_RUNS = re.compile(r"(?:累计|已|共|日均|单日|计划)*(?P<what>开行|发运|开出|到发)")
"""What is told of trains that are the subject: 中欧班列（某市）累计开行1820列."""
_MADE_UP = re.compile(r"(?P<what>[^，。；、的\d]{2,12}?)(?:组成|构成)")
_TIMES = re.compile(r"(?P<said>(?:获评|入选|获得|荣获|荣登|登上|上榜|蝉联|受到|被评为|位列)[^，。；,;]{2,24})")
_PER = re.compile(r"每(?P<time>秒|分钟|小时|天|年)$")
_COST_OF = re.compile(r"(?:总投资|总额|总规模)(?:约|近|超过?|达到?)*$")
"""In front of what those counted right behind it cost together."""
_CLASS_OF = re.compile(
    r"(?:的[^，。；、\d]{0,6}?|(?:投资)?(?:建设)?(?:工业|制造业?|农业|服务业|规上|规模以上|龙头|科技)?)(?:企业|公司|县域?|县区|项目|产业|产业链|集群|园区|镇|乡镇|村|品牌|城市|单品)[^，。；、\d]{0,8}$|的(?:已?有|共有|达到?|为)?$"
)
_OF_CLASS = re.compile(r"[\u4e00-\u9fff]{0,4}(?:项目|企业|订单|合同)\s*$|或$")
"""Between the size of each and how many there are, behind nothing that it could be the amount of."""
_EACH_OVER = re.compile(r"(?:级)?的?[\u4e00-\u9fff]{0,8}?(?:项目|企业|订单|合同|大单|产品|园区|集群|产业|工程)\s*")
"""Between the least that each comes to and how many there are."""
_SHORT = 6
"""So many characters may open what is counted, in front of the size of each: 实施投资."""
_NAMED_AS = re.compile(r"(?:企业|产品|单位|项目|园区|平台|工厂|集群|基地|市|县)?为(?P<what>[^，。；]{4,30})")
_NAMES = re.compile(r"(?:认定|授予|评定|评为|确定|命名|遴选)[^，。；]{2,60}$")
_NUMBER_OF = re.compile(r"(?:数量?|总数)(?:达到?|在)?(?:超过?|多于|不[少低]于)?$")
_THOSE = re.compile(r"的[^，。；、的\d]{2,10}?(?:共|已|达到?|有|约|近|为)+(?=\d)")
"""Around a count that says which are counted: 企业数量超过|300家|的园区共有65个."""
_MOVED = re.compile(r"(?:前移|上升|提[高升]|进位|晋升|上移|(?P<down>后移|下降|下滑|下移|回落|退后))了?$")
"""In front of so many ranks."""
EACH_ONE = re.compile(r"每(?:年|月|天|日|人|户|亩|家|位|名|台|吨)(?:可|能|都)?")
"""A rate in front of a number or its verb: 每月增加1000元补贴."""
_FOR_WHOM = re.compile(r"(?:[^，。；]{1,14}(?:将|可|能))?[为向给](?!主)[^，。；、\d]{2,10}")
"""In front of a change: for whom something is more, not what (为当地每年增加250万吨化工原料)."""


def _scope(it: Counting) -> None:
    """Sets aside whose number it is: 全国累计|认定39家."""
    if (scope := _SCOPE.search(it.words)) and (scope.start() > 1 or it.words[0] in "(（"):
        at = it.before.start + scope.start()
        it.own(it.context.scope(scope["scope"], at))
        it.narrow(it.before.start, at)
    it.listed = it.words in ("、", "和", "及")


def _done_by_the_item_before(it: Counting) -> None:
    """Sets aside what the item before did: 73个高于平均、|17个增速超10%."""
    if it.item.kind == "count" and it.words.endswith("、") and it.context.found:
        it.narrow(it.before.end - 1, it.before.end)


def _rate_or_thing(it: Counting) -> None:
    """Sets aside a rate's 每万人拥有, and the thing spoken of in front of what is measured of it."""
    if (every := _EVERY_SO_MANY.search(it.words)) is not None:
        it.narrow(it.before.start, it.before.start + every.start())
    elif (ones := _THIS_ONES.match(it.words)) is not None:
        it.narrow(it.before.start + ones.end(), it.before.end)


def _more_than(it: Counting) -> int | None:
    return it.item.end if more_than(it.context, it.item, it.words) else None


def _stands_on(it: Counting) -> int | None:
    return stands_on(it.context, it.item, it.words)


def _first_with(it: Counting) -> int | None:
    return it.item.end if first_with(it.context, it.item, it.before) else None


def _says_nothing(it: Counting) -> int | None:
    return it.item.end if says_nothing(it.norm, it.item, it.words) else None


def _trains(it: Counting) -> int | None:
    """How many trains ran, which the clause is about."""
    if not it.context.own or (runs := _RUNS.fullmatch(it.words)) is None:
        return None
    return it.add(Span(it.before.start + runs.start("what"), it.before.end), "total", "before", flow=True)


def _of_the_nation(it: Counting) -> int | None:
    """So many of which one is told of: 全国10个示范区之一."""
    if it.item.kind not in ("count", "group") or (ones_of := one_of_nation(it.context, it.item)) is None:
        return None
    it.context.add(it.item, ones_of, "total", "behind", subject=it.context.scope("全国", it.item.start))
    return ones_of.end


def _treasury(it: Counting) -> int | None:
    """Bonds of the country: 1万亿元超长期特别国债."""
    item, norm = it.item, it.norm
    if item.kind not in ("money", "bare") or "债" not in norm[item.end : item.end + 8] or not of_treasury(norm, item):
        return None
    item = replace(item, kind="money", unit="元") if item.kind == "bare" else item
    bonds = Span(item.end, norm.find("国债", item.end) + 2)
    it.context.add(item, bonds, "total", "behind", subject=it.context.scope("全国", item.start))
    return item.end


def _among(it: Counting) -> None:
    """Notes whose the number is when those counted are some of a wider list."""
    if it.item.kind == "count" and (of_all := among(it.context, it.item)) is not None:
        it.own(of_all)


def _made_up(it: Counting) -> int | None:
    """What something is made up of: 联盟由30家企业组成."""
    context = it.context
    if not it.words.endswith("由") or (made := _MADE_UP.match(it.norm, it.item.end, context.clause.end)) is None:
        return None
    whom = context.lead(it.before.start, it.before.end - 1).phrase
    whole = Subject(context.words(whom), "org", whom)
    context.add(it.item, Span(*made.span("what")), "total", "behind", subject=whole)
    return made.end()


def _place_of_list(it: Counting) -> None:
    """Sets aside the place that an item of a list begins with, whose number it is."""
    if it.context.found and it.words.startswith("、"):
        host, rest = it.context.subjects.lead(it.before.start + 1, it.item.start)
        if host is not None and host.kind == "place" and rest < it.item.start - 1:
            it.own(host)
            it.narrow(rest, it.before.end)


def _host_in_list(it: Counting) -> int | None:
    """A further host of what was counted last."""
    if (host := host_in_list(it.context, it.item, it.before)) is None:
        return None
    told = it.context.found[-1]
    it.context.add(it.item, told.words, told.kind, "carried", indicator=told.indicator, subject=host)
    return it.item.end


def _how_often(it: Counting) -> int | None:
    """How often something was done: 3次入选."""
    if it.item.unit not in ("次", "度") or not (often := _TIMES.match(it.norm, it.item.end, it.limit)):
        return None
    it.add(Span(*often.span("said")), "total", "predicate")
    return often.end("said")


def _unit_of_list(it: Counting) -> None:
    """Gives the number the unit of the list that it is in, or that of a rate before it."""
    if it.listed and it.context.found and (one := it.context.found[-1].quantity) is not None:
        first = replace(one, start=one.start - 1) if it.norm.startswith("、", one.start - 1) else one
        it.item = as_in_list(it.item, first)
    if it.item.kind == "size" and (per := _PER.search(it.words)) is not None:
        it.item = replace(it.item, unit=f"{it.item.unit}/{per['time']}")
        it.narrow(it.before.start, it.before.start + per.start())


def _is_class(context: Context, item: Quantity, words: str, limit: int) -> bool:
    """True for an amount that only says which things are counted behind it: 50亿元|以上项目2个, 6000万美元|外资项目1个."""
    norm = context.norm
    if _COST_OF.search(words) and norm.startswith("的", item.end) and item.end + 1 >= limit - 1:
        return False  # 总投资80亿元的|791个项目
    if _CLASS_OF.match(norm[item.end : limit]):
        return True
    if item.comparator == ">=" and _EACH_OVER.fullmatch(norm, item.end, limit) and not words.endswith("等"):
        lead = context.lead(item.start - len(words), item.start)
        if lead.phrase.start >= lead.phrase.end or words[-2:] in acts() or ends_in_verb().search(words):
            return True  # 签约50亿元以上大单17个
    if item.kind != "money" or _OF_CLASS.match(norm[item.end : limit]) is None:
        return False
    alone = norm[context.clause.start : item.start]
    if words.endswith("投资") and len(words) <= _SHORT and item.comparator == ">=":
        return True  # 实施投资500万元以上技改项目9296个
    return words in ("", "其中", "、", "或") or alone == "" or words.endswith(("其中", "、", "或"))


def _class_of_things(it: Counting) -> int | None:
    """The size of each of those that the next number counts, of which nothing is told here."""
    if it.item.kind not in ("money", "size") or it.limit >= it.context.clause.end:
        return None
    return it.before.start if _is_class(it.context, it.item, it.words, it.limit) else None


def _named_as(it: Counting) -> int | None:
    """How many were named what: 认定39家企业为|省级示范企业."""
    if it.item.kind != "count" or not (named := _NAMED_AS.match(it.norm, it.item.end)) or not _NAMES.search(it.words):
        return None
    it.add(Span(*named.span("what")), "new", "predicate")
    return named.end("what")


def _led_to(it: Counting) -> int | None:
    """The level that a change of what was told last led to."""
    last = it.context.last
    if not LED_TO.fullmatch(it.words) or last is None or not led_from(it.context, last, it.item):
        return None
    it.context.add(it.item, last.words, last.kind, "carried", indicator=last.indicator, subject=last.subject)
    return it.item.end


def _led_from(it: Counting) -> int | None:
    """The level that a change began at: 从2020年的12家|增至39家."""
    context, item = it.context, it.item
    if (
        FROM.fullmatch(it.norm, context.clause.start, item.start)
        and TO.match(it.norm, item.end, context.clause.end)
        and context.add(item, Span(item.start, item.start), "total", "carried") is not None
    ):
        return item.end
    if (
        ("由" in it.words or "从" in it.words)
        and (origin := FROM.search(it.words))
        and TO.match(it.norm, item.end, context.clause.end)
    ):
        lead = context.lead(it.before.start, it.before.start + origin.start())
        if lead.phrase.start < lead.phrase.end and not it.norm.startswith("的", item.end):
            return it.add(lead.phrase, "total", "before")
    return None


def _traded(it: Counting) -> int | None:
    if (bought := traded(it.context, it.item, it.words)) is None:
        return None
    it.add(bought, "total", "predicate")
    return bought.end


def _priced(it: Counting) -> int | None:
    return it.item.end if priced(it.context, it.item, it.words) else None


def _condition(it: Counting) -> int | None:
    return it.item.end if is_condition(it.norm, it.item, it.words, it.limit < it.context.clause.end) else None


def _counts_those(it: Counting) -> int | None:
    """A count that only says which are counted behind it: 企业数量超过300家的|园区共有65个."""
    if it.item.kind != "count" or it.item.comparator == "=" or not it.norm.startswith("的", it.item.end):
        return None
    if _NUMBER_OF.search(it.words) is None or _THOSE.match(it.norm, it.item.end, it.context.clause.end) is None:
        return None
    return it.before.start


def _ranks_moved(it: Counting) -> int | None:
    """By how many ranks what was told last moved: 居全省第9位，较上月前移2位."""
    last = it.context.last
    if it.item.unit not in ("位", "名", "个") or last is None or last.sentence is not it.context.sentence:
        return None
    if it.item.unit == "个" and not it.norm.startswith("位次", it.item.end):
        return None
    before = it.context.found[-1] if it.words in ("、", "和", "，") and it.context.found else None
    if before is not None and before.kind == "change" and before.indicator.endswith("位次"):
        it.context.add(it.item, before.words, "change", "carried", indicator=before.indicator, falls=before.falls)
        it.context.last = last  # 分别前移7位、|8位
        return it.item.end
    if (moved := _MOVED.search(it.words)) is None or (it.item.unit == "名" and "位次" not in it.words):
        return None
    said = last.indicator + "位次"
    it.context.add(it.item, last.words, "change", "carried", indicator=said, falls=moved["down"] is not None)
    it.context.last = last
    return it.item.end + 2 * (it.item.unit == "个")


def _in_brackets(it: Counting) -> int | None:
    return in_brackets(it.context, it.item)


def _sized(it: Counting) -> int | None:
    """What things of that size come to, or the thing whose size it is."""
    context, item = it.context, it.item
    if (things := sized_things(context, item)) is not None:
        size = it.norm[item.end : things.start].rstrip("的")
        context.add(item, things, "total", "behind", indicator=context.words(things) + size)
        return things.end
    if (sized := sized_behind(context, item)) is not None:
        lead = context.lead(it.before.start, it.before.end)
        it.add(sized, counted_as(context, it.words, lead), "behind")
        return sized.end
    return None


def _changed(it: Counting) -> int | None:
    """A change in units (同比增长近900万吨), or the level that one led to (降至38家)."""
    context, item, before, limit = it.context, it.item, it.before, it.limit
    change = change_before(it.words)
    if change is None or change.single or item.kind == "group" or NEW_END.search(it.words):
        return None
    lead = context.lead(before.start, before.start + change.start)
    own = lead.phrase.start < lead.phrase.end and not EACH_ONE.fullmatch(context.norm, *lead.phrase)
    own = own and not _FOR_WHOM.fullmatch(context.norm, *lead.phrase)
    if change.named and not own and item.kind == "size":
        context.add(item, Span(before.start + change.verb_start, before.end), "total", "before")
        return item.end
    noun = follows_noun(context.norm, item.end + context.norm.startswith("的", item.end), limit)
    if change.level:
        if noun and not own:
            return None
        context.add(item, context.made(lead.phrase)[0], "total", "before")
        return item.end
    compared = re.search(r"同比|环比|[比较]", change.modifier) is not None
    if item.kind == "bare" and not own and (last := context.last) is not None and last.quantity is not None:
        item = replace(item, kind=last.quantity.kind, unit=last.quantity.unit)
    if item.kind == "count" and not compared:
        if noun:
            return count_behind(context, item, limit, lead, "new", item.end)
        context.add(item, lead.phrase, "new", "before")
        return item.end
    if noun and not own:
        return None
    context.add(item, lead.phrase, "change", "before", falls=change.falls)
    return item.end


SETTLED: tuple[Recogniser, ...] = (
    _scope,
    _done_by_the_item_before,
    _rate_or_thing,
    _more_than,
    _stands_on,
    _first_with,
    _says_nothing,
    _trains,
    _of_the_nation,
    _treasury,
    _among,
    _made_up,
    first_in_order,
    _place_of_list,
    _host_in_list,
    _how_often,
    _unit_of_list,
    _class_of_things,
    _named_as,
    _led_to,
    _led_from,
    _traded,
    _priced,
    _condition,
    _counts_those,
    _ranks_moved,
    _in_brackets,
    _sized,
    _changed,
)
"""In the order in which they are asked."""
