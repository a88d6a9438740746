"""Counts and amounts: what 39家 or 2859.81亿元 counts, in the words before or behind it."""

from __future__ import annotations

import re
from dataclasses import replace

from qdtui.model import Span
from qdtui.text.comparison import change_before
from qdtui.text.discourse import Subject
from qdtui.text.lexicon import acts, ends_in_verb
from qdtui.text.measure.alone import HEADCOUNT, HUMANS, alone_behind, is_condition, sized_behind, what_they_did
from qdtui.text.measure.around import (
    first_with,
    for_each,
    gave,
    only_done,
    part_behind,
    priced,
    sized_things,
    spent_on,
    stands_at,
    stands_on,
)
from qdtui.text.measure.behind import SELECTED, count_behind
from qdtui.text.measure.brackets import in_brackets
from qdtui.text.measure.context import MONEY_WORDS, Context, MeasureKind
from qdtui.text.measure.ends import FROM, FUNDS, LED_TO, TO, led_from, takes, traded
from qdtui.text.measure.hosts import among, host_in_list, located, of_treasury, one_of_nation
from qdtui.text.measure.idle import says_nothing
from qdtui.text.measure.on_lists import of_batch, of_new
from qdtui.text.measure.points import more_than
from qdtui.text.measure.runs import as_in_list
from qdtui.text.measure.shares import hosts_named, shared_heads
from qdtui.text.measure.taken import AS_LISTED, take_over
from qdtui.text.phrase import Lead, follows_noun
from qdtui.text.places import innermost
from qdtui.text.quantity import Quantity

_NEW = re.compile(
    r"新增|净增|(?<!创)新设(?![计备施])|新建|新培育|新认定|新入选|新突破|新上线|新签|新引进|新获批|新开|新注册|新登记|又有|又新|每年(?=新|培育|认定|遴选|支持|建设|引进|吸引)|成功创建|新晋(?!级)|[再又新喜]添|[再又喜]迎(?=\s*(?:$|[\d一二两三四五六七八九十]))|再增(?=\d|[一二两三四五六七八九十]+[家个项])|组建|(?<!创)新投(?:入使用|用|产)|(?<!特)新(?:[评遴选]|创(?![新意业造])|打造|入库|当选|探明|引入|获评|落户|落地|列入|纳入|成立|发现|入驻|招引|备案|升规|纳统|[改扩续]{1,2}建)|增[开设派投建配补](?!制)"
)
_MADE_UP = re.compile(r"(?P<what>[^，。；、的\d]{2,12}?)(?:组成|构成)")
_TERM = re.compile(r"新增(?:(?:地方政府)?(?:专项|一般)?债券|建设用地|劳动力|减税降费)")
"""新增 as part of a term of the budget."""
_OF_NEW_ONES = re.compile(
    r"新(?:开工|建|增|设|引进|上|投产|注册|签约)[^，。；、\d]{0,6}?(?:项目|企业|单位|园区)[^，。；、\d]{0,6}?(?:已|累计|完成|实现|投资|产值|贡献|开工率)"
)
"""What the new ones did, which is not itself new: 新开工项目完成投资6亿元."""
_NEW_END = re.compile(r"(?:新增|净增|新入选|新认定|新增加)(?:了)?$")
_SCOPE = re.compile(
    r"(?P<scope>全国|我国|全球|全世界|全[省市县])(?:总数)?(?:已有|共有|现有|已达到?|达到?|已|共|有|累计)+$"
)
_NEWEST = re.compile(r"(?:最新|新)一批$")
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
_THIS_ONES = re.compile(
    r"(?:该|这[家个座条艘])[\u4e00-\u9fff]{0,2}?(?:线路|[船轮桥站线厂矿井路港园馆塔坝库区](?![路段桥船站])|机组|项目|工程|系统|装置|平台|隧道|企业|公司|基地|产品|设备)"
    r"(?=[\u4e00-\u9fff]{2,14}$)"
)
"""In front of what is measured of the thing spoken of: 该电站|总装机容量."""
_OWNS = re.compile(r"(?:拥有|占有|有|占)了?$")
_JOINS = re.compile(r"(?:参展|参会|与会|参赛|到会)[^，。；]{1,6}$")
"""Who takes part in a gathering, in front of their number: 参展企业超过350家."""
_YEARLY = re.compile(r"(?P<what>年产|日产|月产|年处理|日处理|年加工|年发电|年产出|年生产)$")
_NAMED_AS = re.compile(r"(?:企业|产品|单位|项目|园区|平台|工厂|集群|基地|市|县)?为(?P<what>[^，。；]{4,30})")
_NAMES = re.compile(r"(?:认定|授予|评定|评为|确定|命名|遴选)[^，。；]{2,60}$")
_IS_KIND = re.compile(
    r"为(?P<what>(?!主|了|首|例|契机|支撑|核心|代表|[^，。；]{1,8}(?:提供|服务|带来))[^，。；、的\d]{2,16})(?=[，。；、]|$)"
)
"""Behind a part of those told: of what kind they are (其中3家为龙头企业)."""
_AMONG_OTHERS = re.compile(r"、[^，。；、]{2,16}等(?P<what>(?:重大|重点|在建|示范|签约|优质)[^，。；、\d]{2,10})$")
"""Examples in front of what is counted: 电池、未来工厂等|重大项目108个."""
_CONTAINS = re.compile(r"(?P<what>[^，。；、]{2,14}?)(?:包含|包括|涵盖|涉及)(?:了|有)?[^，。；]{2,}等")
"""Words before a number that list some of what it counts: 比赛项目包含足球、网球等20项."""
_EVERY_SO_MANY = re.compile(
    r"(?<=[率度量数])(?:已|达到?|为|约|有|超过?)*每[百千万]?[名个位户台]?(?:人口?|工人|居民|户|平方公里|亩)(?:拥有|有|为|达)?$"
)
"""Between a rate and its number: 密度已达到每万名工人392台."""
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
_EACH_ONE = re.compile(r"每(?:年|月|天|日|人|户|亩|家|位|名|台|吨)(?:可|能|都)?")
"""A rate in front of a number or its verb: 每月增加1000元补贴."""
_GIVES_EACH = re.compile(r"(?:给予|发放|补助|补贴|奖励)每(?:年|月|天|日|人|户|亩|家|位|名|台|吨)$")
_FUND = re.compile(r"[^，。；、\d]{0,12}?(?:基金|专项资金|债券|国债)")
_NO_FUND = re.compile(r"(?:发挥|用好|运用|使用|管好|放大|依托|借助|撬动|设立|发起)了?(?:好)?$")
"""Around an amount that a fund has: 充分发挥200亿元产业基金作用."""
_FOR_WHOM = re.compile(r"(?:[^，。；]{1,14}(?:将|可|能))?[为向给](?!主)[^，。；、\d]{2,10}")
"""In front of a change: for whom something is more, not what (为当地每年增加250万吨化工原料)."""
_REACHES = re.compile(r"(?P<what>惠及|受益)(?:超过?|近|约|达)*$")
"""In front of how many people or households something reaches, without a noun: 惠及超5000万户."""
_OTHER_DEED = re.compile(r"[、和及](?:治理|改造|修复|疏浚|加固|升级|修缮|整治|维修|提升)")
"""At the head of a further item of a list: what was done there made nothing new (新建堤坝3处、治理沟道5条)."""
_SO_FAR = re.compile(r"[、，]?(?:总数|总量|累计)?(?:已|就)?(?:达到?|增至|增加到|扩大到)了?")
"""Between what is new and what there is now: 新增示范县2个、达到29个."""
_OF_THE_NEW = re.compile(r"^[、和及]?(?:项目)?总?投资额?(?:达到?|超过?|近|约)?$")
"""What the new ones cost, behind how many they are: 新开工项目60个、总投资700亿元."""
_ADDS = re.compile(r"新增(?![^，。；、\d]{0,8}(?:线路|项目|航线|公路|铁路|隧道|桥梁))")
"""In front of a measure of which there is so much more: 新增人工林面积2亿亩."""
_BY_NATURE = re.compile(r"(?:(?:正|主|干)线长|时速|全长|长度|高度|里程|面积|跨度|能力)$")
"""Measures of what is new that do not count how many are new: 新建线路设计时速250公里."""
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
_PER = re.compile(r"每(?P<time>秒|分钟|小时|天|年)$")
_CLASS_OF = re.compile(
    r"(?:的[^，。；、\d]{0,6}?|(?:投资)?(?:建设)?(?:工业|制造业?|农业|服务业|规上|规模以上|龙头|科技)?)(?:企业|公司|县域?|县区|项目|产业|产业链|集群|园区|镇|乡镇|村|品牌|城市|单品)[^，。；、\d]{0,8}$|的(?:已?有|共有|达到?|为)?$"
)
_OF_CLASS = re.compile(r"[\u4e00-\u9fff]{0,4}(?:项目|企业|订单|合同)\s*$|或$")
"""Between the size of each and how many there are, behind nothing that it could be the amount of."""
_COST_OF = re.compile(r"(?:总投资|总额|总规模)(?:约|近|超过?|达到?)*$")
"""In front of what those counted right behind it cost together."""
_EACH_OVER = re.compile(r"(?:级)?的?[\u4e00-\u9fff]{0,8}?(?:项目|企业|订单|合同|大单|产品|园区|集群|产业|工程)\s*")
"""Between the least that each comes to and how many there are."""
_TIMES = re.compile(r"(?P<said>(?:获评|入选|获得|荣获|荣登|登上|上榜|蝉联|受到|被评为|位列)[^，。；,;]{2,24})")
_PAID = re.compile(r"(?:投资|投入|花费|耗资|出资|斥资)了?$")
"""In front of a number of yuan without the word: 投资了6000多万."""
_PAID_OUT = re.compile(r"(?:共同|累计|已|共|先后)*(?P<what>下达|拨付|发放|兑付|融资|捐赠|出资|募集|募资|让利|减税)了?$")
"""In front of an amount of which the text says no more than how it was paid."""
_SHORT = 6
"""So many characters may open what is counted, in front of the size of each: 实施投资."""
_MARKS = ("，", "。", "；", ",", "、", "")
_RUNS = re.compile(r"(?:累计|已|共|日均|单日|计划)*(?P<what>开行|发运|开出|到发)")
"""What is told of trains that are the subject: 中欧班列（某市）累计开行1820列."""


def count(context: Context, item: Quantity, before: Span, limit: int) -> int:
    """Reads a count or an amount; returns where the words it used end. `limit` is where the next number begins."""
    norm = context.norm
    words = norm[before.start : before.end]
    if (scope := _SCOPE.search(words)) and (scope.start() > 1 or words[0] in "(（"):
        context.subject = context.scope(scope["scope"], before.start + scope.start())
        context.own = True
        before = Span(before.start, before.start + scope.start())
        words = norm[before.start : before.end]
    listed = words in ("、", "和", "及")
    if item.kind == "count" and words.endswith("、") and context.found:
        before, words = Span(before.end - 1, before.end), "、"  # what the item before did: 73个高于平均、|17个增速超10%
    if (every := _EVERY_SO_MANY.search(words)) is not None:
        before = Span(before.start, before.start + every.start())
        words = norm[before.start : before.end]
    elif (ones := _THIS_ONES.match(words)) is not None:
        before = Span(before.start + ones.end(), before.end)
        words = norm[before.start : before.end]
    if more_than(context, item, words):
        return item.end
    if (grounds := stands_on(context, item, words)) is not None:
        return grounds
    if first_with(context, item, before):
        return item.end
    if says_nothing(norm, item, words):
        return item.end
    if context.own and (runs := _RUNS.fullmatch(words)) is not None:
        context.add(item, Span(before.start + runs.start("what"), before.end), "total", "before", flow=True)
        return item.end
    if item.kind == "count" and (ones_of := one_of_nation(context, item)) is not None:
        context.add(item, ones_of, "total", "behind", subject=context.scope("全国", item.start))
        return ones_of.end
    if item.kind in ("money", "bare") and "债" in norm[item.end : item.end + 8] and of_treasury(norm, item):
        item = replace(item, kind="money", unit="元") if item.kind == "bare" else item
        context.add(
            item,
            Span(item.end, norm.find("国债", item.end) + 2),
            "total",
            "behind",
            subject=context.scope("全国", item.start),
        )
        return item.end
    if item.kind == "count" and (of_all := among(context, item)) is not None:
        context.subject, context.own = of_all, True
    if words.endswith("由") and (made := _MADE_UP.match(norm, item.end, context.clause.end)) is not None:
        whom = context.lead(before.start, before.end - 1).phrase
        context.add(
            item, Span(*made.span("what")), "total", "behind", subject=Subject(context.words(whom), "org", whom)
        )
        return made.end()
    if context.found and words.startswith("、"):
        host, rest = context.subjects.lead(before.start + 1, item.start)
        if host is not None and host.kind == "place" and rest < item.start - 1:
            context.subject, context.own, before = host, True, Span(rest, before.end)
            words = norm[before.start : before.end]
    if (host := host_in_list(context, item, before)) is not None and (told := context.found[-1]):
        context.add(item, told.words, told.kind, "carried", indicator=told.indicator, subject=host)
        return item.end
    if item.unit in ("次", "度") and (often := _TIMES.match(norm, item.end, limit)):
        span = Span(often.start("said"), often.end("said"))
        context.add(item, span, "total", "predicate")
        return span.end
    if listed and context.found and (one := context.found[-1].quantity) is not None:
        first = replace(one, start=one.start - 1) if norm.startswith("、", one.start - 1) else one
        item = as_in_list(item, first)
    if item.kind == "size" and (per := _PER.search(words)) is not None:
        item = replace(item, unit=f"{item.unit}/{per['time']}")
        before = Span(before.start, before.start + per.start())
        words = words[: per.start()]
    if item.kind in ("money", "size") and limit < context.clause.end and _is_class(context, item, words, limit):
        return before.start
    if item.kind == "count" and (named := _NAMED_AS.match(norm, item.end)) and _NAMES.search(words):
        span = Span(named.start("what"), named.end("what"))
        context.add(item, span, "new", "predicate")
        return span.end
    if LED_TO.fullmatch(words) and (last := context.last) is not None and led_from(context, last, item):
        context.add(item, last.words, last.kind, "carried", indicator=last.indicator, subject=last.subject)
        return item.end
    if (
        FROM.fullmatch(norm, context.clause.start, item.start)
        and TO.match(norm, item.end, context.clause.end)
        and context.add(item, Span(item.start, item.start), "total", "carried") is not None
    ):
        return item.end
    if (
        ("由" in words or "从" in words)
        and (origin := FROM.search(words))
        and TO.match(norm, item.end, context.clause.end)
    ):
        lead = context.lead(before.start, before.start + origin.start())
        if lead.phrase.start < lead.phrase.end and not norm.startswith("的", item.end):
            context.add(item, lead.phrase, "total", "before")
            return item.end
    if (bought := traded(context, item, words)) is not None:
        context.add(item, bought, "total", "predicate")
        return bought.end
    if priced(context, item, words):
        return item.end
    if is_condition(context.norm, item, words, limit < context.clause.end):
        return item.end
    if (at_place := in_brackets(context, item)) is not None:
        return at_place
    if (things := sized_things(context, item)) is not None:
        size = norm[item.end : things.start].rstrip("的")
        context.add(item, things, "total", "behind", indicator=context.words(things) + size)
        return things.end
    if (sized := sized_behind(context, item)) is not None:
        context.add(item, sized, _kind(context, words, context.lead(before.start, before.end)), "behind")
        return sized.end
    at = _changed(context, item, before, limit, words)
    if at is not None:
        return at
    lead = context.lead(before.start, before.end)
    kind = _kind(context, words, lead)
    phrase = norm[lead.phrase.start : lead.phrase.end]
    if kind == "new" and item.kind == "money" and _OF_THE_NEW.search(words) and context.found:
        kind = "total"
    if (
        kind == "new"
        and item.kind == "size"
        and not _NEW_END.search(words)
        and _BY_NATURE.search(phrase)
        and not _ADDS.search(words)
    ):
        kind = "total"
    elif kind == "total" and item.kind in ("count", "group") and (of_batch(context, item) or of_new(context, item)):
        kind = "new"
    behind = follows_noun(norm, item.end, limit) and not _AIM.match(norm, item.end)
    described = _FROM_PLACE.match(norm, item.end, limit)
    if described is None and (act := _ATTRIBUTED.match(norm, item.end, min(limit, context.clause.end))) is not None:
        described = act
    elif (
        described is None
        and item.kind == "count"
        and item.unit not in ("次", "度", "轮", "场")
        and norm[item.end : item.end + 2] in acts()
    ):
        described = _WHO_DID.match(norm, item.end, min(limit, context.clause.end))
    if item.kind == "count" and (provinces := _PROVINCES.match(norm, item.end)) is not None:
        context.add(item, Span(*provinces.span("what")), kind, "behind", flow=lead.acts)
        return provinces.end()
    if described is not None and item.kind in ("count", "group"):
        at = described.start("what") if "what" in described.re.groupindex else described.end()
        return count_behind(context, item, limit, lead, kind, at, alone=True)
    if AS_LISTED.match(norm, item.end) and not phrase:
        return take_over(context, item, kind)
    attributive = norm.startswith("的", item.end) and not _AIM.match(norm, item.end)
    given = behind and gave(context, item, words)
    transitive = given or ends_in_verb().search(norm, max(before.start, item.start - 6), item.start) is not None
    if (yearly := _YEARLY.search(words)) and (
        behind
        or attributive
        or (not words.endswith("最高" + yearly["what"]) and norm[item.end : item.end + 1] not in _MARKS)
    ):
        return count_behind(context, item, limit, lead, kind, item.end + attributive, prefix=yearly["what"])
    if (behind or attributive) and only_done(item, words, phrase, attributive=attributive):
        phrase = ""
    if attributive and (height := stands_at(context, item)) is not None:
        context.add(item, height, kind, "before")
        return item.end
    if item.unit in HEADCOUNT and attributive and (reached := _REACHES.search(words)) is not None:
        span = Span(before.start + reached.start("what"), before.start + reached.end("what"))
        context.add(item, span, kind, "before")
        return item.end
    for_whom = innermost(context.reading.places, *lead.phrase) if behind and item.kind in ("count", "bare") else None
    if for_whom is not None and (for_whom.start, for_whom.end) == tuple(lead.phrase):
        context.subject, context.own, phrase = Subject(for_whom.region, "place", lead.phrase), True, ""
    if (_EACH_ONE.match(phrase) or _GIVES_EACH.search(phrase)) and (behind or attributive):
        phrase = ""
    if item.kind == "money" and (
        FUNDS.search(words) or (behind and _FUND.match(norm, item.end) and _NO_FUND.search(phrase))
    ):
        phrase = ""
    if (not phrase or phrase.endswith("每") or phrase in ("最快", "最短", "平均")) and (
        said := takes(context, item)
    ) is not None:
        context.add(item, said, kind, "predicate")
        return said.end
    if (
        item.unit in HEADCOUNT
        and (not phrase or context.only_owner(lead.phrase))
        and (did := what_they_did(norm, item.end, limit)) is not None
    ):
        context.add(item, did, kind, "predicate", flow=True)
        return did.end
    if attributive and item.kind == "count" and (settled := _SETTLED.search(words)) is not None:
        context.add(item, Span(*(before.start + at for at in settled.span("what"))), kind, "before")
        return item.end
    if item.kind == "count" and (kind_of := _AMONG_OTHERS.search(phrase)) is not None:
        lead = lead._replace(phrase=Span(lead.phrase.start + kind_of.start("what"), lead.phrase.end))
    if phrase.endswith("等") and not behind and (holds := _CONTAINS.fullmatch(phrase)) is not None:
        start = lead.phrase.start
        context.add(item, Span(start + holds.start("what"), start + holds.end("what")), kind, "before")
        return item.end
    if item.kind == "count" and not phrase and context.found and (seat := located(context, item)) is not None:
        among_all = context.found[-1]
        there = f"{context.words(seat[0])}的{among_all.indicator}"
        context.add(item, among_all.words, among_all.kind, "carried", indicator=there, subject=seat[1])
        return seat[0].end
    if item.kind == "count" and not phrase and context.found and (kinds := _IS_KIND.match(norm, item.end)) is not None:
        context.add(item, Span(*kinds.span("what")), kind, "predicate")
        return kinds.end("what")
    flows = item.kind == "count" and _REACHES_FLOW.search(words) is not None
    if item.kind in ("count", "group") and behind and not flows:
        return count_behind(context, item, limit, lead, kind, item.end)
    if (
        (phrase or attributive)
        and not _BY_NATURE.search(phrase)
        and (part := part_behind(context, item, limit)) is not None
    ):
        context.add(item, part, kind, "behind")
        return part.end
    if (spent := spent_on(context, item, words, kind)) is not None:
        return spent
    if (alone := alone_behind(context, item, limit, lead)) is not None:
        if item.kind == "bare" and HUMANS.search(norm, alone.start, alone.end):
            item = replace(item, kind="count", unit="人")
        context.add(item, alone, kind, "behind", flow=lead.acts)
        return alone.end
    if (behind or attributive) and item.kind != "group" and (not phrase or transitive):
        return count_behind(context, item, limit, lead, kind, item.end + attributive)
    if item.kind == "group" or (item.kind == "size" and behind and not attributive):
        return item.end
    if item.kind == "bare" and item.value >= 10000 and _PAID.search(words):
        item = replace(item, kind="money", unit="元")
    if item.kind == "bare" and not words.endswith(("、", "和", "及")) and (heads := _HEADS.search(phrase)):
        item = replace(item, kind="count", unit=_HEAD_UNITS.get(heads[0], "人"))
    if item.kind == "bare" and item.value >= 10000 and _USERS.search(phrase):
        context.add(item, lead.phrase, kind, "before", flow=lead.acts)
        return item.end
    if item.kind == "bare" and not (_INDEX.search(phrase) or (item.yi and MONEY_WORDS.search(phrase))):
        return item.end
    if phrase.endswith("等") and (named := SELECTED.match(norm, item.end, context.clause.end)) is not None:
        context.add(item, Span(named.start("said"), named.end("said")), kind, "predicate")
        return named.end("said")
    if _LEVEL_ONLY.fullmatch(phrase) and context.found and (level := _LEVELED.match(context.found[-1].indicator)):
        whole = context.words(lead.phrase) + context.found[-1].indicator[level.end() :]
        context.add(item, lead.phrase, context.found[-1].kind, "carried", indicator=whole)
        return item.end
    if _LEVEL_ONLY.fullmatch(phrase) and context.found and (ends := _LEVEL_LAST.search(context.found[-1].indicator)):
        leveled = context.words(lead.phrase) + context.found[-1].indicator[: ends.start()]
        context.add(item, lead.phrase, context.found[-1].kind, "carried", indicator=leveled)
        return item.end
    if _THIS.fullmatch(phrase) or (context.found and _DONE_ONLY.fullmatch(phrase)):
        phrase = ""
    if not phrase and item.kind == "money" and not context.found and (out := _PAID_OUT.search(words)) is not None:
        context.add(item, Span(before.start + out.start("what"), before.start + out.end("what")), kind, "predicate")
        return item.end
    if not phrase and item.kind == "count" and (reached := _REACHES.search(words)) is not None:
        context.add(
            item, Span(before.start + reached.start("what"), before.start + reached.end("what")), kind, "before"
        )
        return item.end
    if for_each(context, item, words):
        return item.end
    if not phrase or (_OWNER.fullmatch(phrase) and context.found and _OWNS.search(words)):
        return take_over(context, item, kind)
    subject = context.maker() if phrase in ("身高", "重量", "长度", "高度", "直径", "全长") else None
    if subject is None and _JOINS.match(phrase) is not None:
        subject = context.gathering(item.start)
    if item.comparator in (">", ">=") and hosts_named(context, names := context.names(lead.phrase)):
        for span, measured, whose in shared_heads(context, names):
            context.add(item, span, kind, "each", indicator=measured, subject=whose)
        return item.end
    for span in _each(context, lead, item) or [lead.phrase]:
        context.add(item, span, kind, "each" if span != lead.phrase else "before", flow=lead.acts, subject=subject)
    return item.end


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


def _changed(context: Context, item: Quantity, before: Span, limit: int, words: str) -> int | None:
    """A change in units (同比增长近900万吨), or the level that one led to (降至38家); None when neither."""
    change = change_before(words)
    if change is None or change.single or item.kind == "group" or _NEW_END.search(words):
        return None
    lead = context.lead(before.start, before.start + change.start)
    own = lead.phrase.start < lead.phrase.end and not _EACH_ONE.fullmatch(context.norm, *lead.phrase)
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


def _kind(context: Context, words: str, lead: Lead) -> MeasureKind:
    if _TERM.search(words) or _OF_NEW_ONES.search(words):
        return "total"
    if (
        _NEW_END.search(words)
        or _NEWEST.search(words)
        or any(_NEW.match(v) for v in lead.verbs)
        or _NEW.search(words[-24:])
    ):
        context.spread = "new"
    elif lead.verbs or _OTHER_DEED.match(words) is not None or (_SO_FAR.fullmatch(words) and context.found):
        context.spread = None
    return context.spread or "total"


def _each(context: Context, lead: Lead, item: Quantity) -> list[Span]:
    said = context.norm[lead.phrase.end : item.start]
    if re.search(r"(?<![年月平])均(?!衡)|都|双双", said):
        return context.names(lead.phrase)
    return []
