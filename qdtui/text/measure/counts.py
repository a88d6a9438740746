"""Counts and amounts: what 39家 or 2859.81亿元 counts, in the words before or behind it."""

from __future__ import annotations

import re
from dataclasses import replace

from qdtui.model import Span
from qdtui.text.comparison import change_before
from qdtui.text.lexicon import ends_in_verb, is_vague
from qdtui.text.measure.alone import HEADCOUNT, HUMANS, TAKE_PART, alone_behind, is_condition, sized_behind
from qdtui.text.measure.around import first_with, part_behind, spent_on, works_begun
from qdtui.text.measure.brackets import in_brackets
from qdtui.text.measure.context import MONEY_WORDS, Context, MeasureKind, as_in_list
from qdtui.text.measure.ends import FROM, FUNDS, LED_TO, TAKES_TIME, TO, led_from, takes, traded
from qdtui.text.measure.hosts import CLASS_EACH, among, host_in_list, listed_hosts, ranked_among
from qdtui.text.measure.on_lists import ANNOUNCED, ON_LIST, announced_before, announced_in, listed_in, of_batch, of_new
from qdtui.text.measure.shares import hosts_named, shared_heads
from qdtui.text.phrase import Lead, follows_noun, phrase_behind
from qdtui.text.places import innermost
from qdtui.text.quantity import Quantity
from qdtui.text.subject import Subject

_NEW = re.compile(
    r"新增|净增|新设|新建|新培育|新认定|新入选|新突破|新上线|新签|新引进|新获批|新开|新注册|新登记|又有|又新|每年(?=新|培育|认定|遴选|支持|建设|引进|吸引)|成功创建|新晋(?!级)|[再又新喜]添|[再又喜]迎(?=\s*(?:$|[\d一二两三四五六七八九十]))|再增(?=\d|[一二两三四五六七八九十]+[家个项])|组建|(?<!创)新投(?:入使用|用|产)|新[评遴选创]|增[开设派投建配补](?!制)"
)
_MADE_UP = re.compile(r"(?P<what>[^，。；、的\d]{2,12}?)(?:组成|构成)")
_TERM = re.compile(r"新增(?:(?:地方政府)?(?:专项|一般)?债券|建设用地|劳动力)")
"""新增 as part of a term of the budget."""
_OF_NEW_ONES = re.compile(
    r"新(?:开工|建|增|设|引进|上|投产|注册|签约)[^，。；、\d]{0,6}?(?:项目|企业|单位|园区)[^，。；、\d]{0,6}?(?:已|累计|完成|实现|投资|产值|贡献|开工率)"
)
"""What the new ones did, which is not itself new: 新开工项目完成投资6亿元."""
_NEW_END = re.compile(r"(?:新增|净增|新入选|新认定|新增加)(?:了)?$")
_SCOPE = re.compile(
    r"(?P<scope>全国|我国|全球|全世界|全[省市县])(?:总数)?(?:已有|共有|现有|已达到?|达到?|已|共|有|累计)+$"
)
_ONE_OF = re.compile(r"[^，。；]{0,24}之一")
_AMONG = re.compile(r"(?:是|为|成为|位列|跻身|入选)了?(?P<scope>全国|我国|国家|全球|世界)[^，。；]{0,16}$")
_GOES = re.compile(
    r"(?:^|(?<=[，、的]))(?P<who>(?!产品|商品|货物|其|这|主要)[\u4e00-\u9fffA-Za-z]{3,10}?)(?:已经?|可以?|能|广泛|直接)*(?:出口到?|远销|销往|应用[于到]|覆盖)了?[^，。；]{0,10}$"
)
"""A product that goes to so many countries or trades is what their number is about."""
_REACHED = re.compile(r"国家|地区|行业|领域|场景|大类|[中小]类|大洲|省份")
_REACH = 200
"""How far before a number, in characters, the list it speaks of may be named."""
_FEW = 12
"""A text is divided into no more parts than this; a larger number of 难题 or 任务 is an indicator."""
_NEWEST = re.compile(r"(?:最新|新)一批$")
_INDEX = re.compile(r"(?:指数|得分|评分|系数|分值|总分|分数|满意度)$")
_HEAD_UNITS = {"户数": "户", **{unit: unit for unit in ("人次", "架次", "车次", "班次", "航次")}}
"""The unit that the last word of what is counted gives: 旅游总人次3.6亿."""
_HEADS = re.compile(r"(?:(?<!用)户数|[人架车班航]次|人口|人数|[男女]性|职工|员工|农民|群众)$")
_WITHIN = re.compile(
    r"(?:在|于|至|自|从|对|覆盖|涉及|分布在|[一这那][个座家片条处款种](?:拥有|集聚|汇聚|覆盖|容纳|涵盖|包含)了?)$"
)
"""In front of the number of places or fields in which something is: 在6个行业的发展情况."""
_DURATION = re.compile(
    r"(?:(?:由|从)(?:[^，。；由从]{0,8}的)?|只要|只需|仅需|仅|平均|缩短|增加|减少|压缩|达|超|约|为|至|到|不到|用时|耗时)了?$"
)
_SLOGAN = re.compile(r"[“‘「《]$")
_OWNER = re.compile(
    r"(?:(?:企业|[省市县区]企业|公司)仅[占有]|本土|(?:本土|本地|境内)企业|企业|公司|我国|我国企业|单位|地区|全国|三地|两地|中国企业|这里|这个县)"
)
_THIS = re.compile(r"(?:这家|该|这个|这些)[^，。；]{0,12}")
_OWNS = re.compile(r"(?:拥有|占有|有|占)了?$")
_SHARED_HEAD = re.compile(r"(?:[和及、与]\d+(?:\.\d+)?[万千]?[余多]?[个家项条所座名]?[^，。；、\d]{0,6}?级)+")
_PEOPLE = re.compile(r"人民|同胞|儿女|中国人")
_PARTICIPANTS = re.compile(r"代表|嘉宾|国家和地区|国际组织|展位|展商|客商|参展|与会|观众|选手|海外人才")
_TAKES_PART = re.compile(r"(?:首次|集中|共同|现场|前来|组团|报名)*(?:参展|参会|参赛|与会|到会|参加展览)")
_JOINS = re.compile(r"(?:参展|参会|与会|参赛|到会)[^，。；]{1,6}$")
"""Who takes part in a gathering, in front of their number: 参展企业超过350家."""
_HOME = re.compile(r"(?:中国|我国|国内)(?=(?:企业|工厂|品牌|城市|高校|园区|机构|院校|产品)$)")
"""Whose firms are counted: 共9家中国企业入选."""
_YEARLY = re.compile(r"(?P<what>年产|日产|月产|年处理|日处理|年加工|年发电|年产出|年生产)$")
_HELD = re.compile(r"(?:入选|入围|列入|纳入|跻身|获评|获批)(?P<what>[^，。；、,;\d]{4,24})$")
_AS_LISTED = re.compile(r"的?(?:入选|上榜|获评)(?:数量|总数|成绩)|的(?:数量|总数)(?=[独位居领高排稳遥])")
"""Behind a count: how many are on the list spoken of (以16家的入选数量领跑)."""
_LATEST = re.compile(r"^(?:最新|新|首|这)?一?批(?:次)?|^最新")
"""At the head of a list's name: which batch it is."""
_NAMED_AS = re.compile(r"(?:企业|产品|单位|项目|园区|平台|工厂|集群|基地|市|县)?为(?P<what>[^，。；]{4,30})")
_NAMES = re.compile(r"(?:认定|授予|评定|评为|确定|命名|遴选)[^，。；]{2,60}$")
_FROM_PLACE = re.compile(r"来自[^，。；、的\d]{1,14}的")
"""Between a number and what it counts: 13家来自四川的研发机构."""
_ATTRIBUTED = re.compile(
    r"(?:不同|刚刚|率先|首批|正在|新近|已经?|最|即将|陆续|成功|对(?!外)|具有|具备|引领|面向|在(?=全[国省市球]|国内|国际|行业))[^，。；\d]{0,24}?的(?P<what>[^，。；、的\d]{2,12}?)(?=[，。；、]|$|(?:开始|正式|已|将|在|共|成功))"
)
"""An adverb begins the words that describe what is counted: 60台刚刚投产的风电机组."""
_EACH_ONE = re.compile(r"每(?:年|月|天|日|人|户|亩|家|位|名|台|吨)(?:可|能|都)?")
"""A rate in front of a number or its verb: 每月增加1000元补贴."""
_AMOUNT = re.compile(r"(?:规模|队伍|数量|总数|总量)$")
_IN_ALL = re.compile(r"(?P<word>总数|总量|数量|规模|家数|总人数)[^，。；\d]{0,5}$")
"""In front of a number of what the clause before told of: 教师规模不断扩大，总数已达30万人."""
_ALL_TOLD = re.compile(r"累计|总|达|共|现|目前|已")
"""In front of how many there are, where what was told before is how many are new."""
_COMES_TO = re.compile(r"(?:将|已|预计|有望|可|要)*(?:达到?|增至|增加到|升至)了?")
_THE_FIRST = re.compile(r"(?:是|成为)[^，。；]{0,10}(?:首[个座家]|第一个|唯一)[^，。；]{0,16}$")
"""In front of the number that describes the one spoken of: 是全国首个突破13万亿元的省份."""
_SO_FAR = re.compile(r"[、，]?(?:总数|总量|累计)?(?:已|就)?(?:达到?|增至|增加到|扩大到)了?")
"""Between what is new and what there is now: 新增示范县2个、达到29个."""
_BY_NATURE = re.compile(r"(?:时速|全长|长度|高度|里程|面积|跨度|能力)$")
"""Measures of what is new that do not count how many are new: 新建线路设计时速250公里."""
_PRIZE = re.compile(r"(?:占得?|夺得?|拿下|斩获|摘得|独占)了?$")
_AIM = re.compile(r"的(?:预期|年度|既定)?(?:目标|任务|水平|规模|大关|关口)|(?:水平|大关|关口)(?=[，。；、]|$)")
"""Behind a number whose words stand before it: 企业超过8万家的目标."""
_IDIOM = re.compile(r"最[后初先]$")
"""In front of the one that is none: 最后一公里."""
_TOLD = re.compile(r"(?:这|那|上述|前述|该|一行)$")
"""In front of a count that takes up things already told (这三家企业)."""
_FAR = re.compile(r"(?:之|以|开)?外|远|处|以内|之内")
"""Behind a distance."""
_AS_LONG = re.compile(r"[重长宽高厚深]的")
"""Behind a size that only describes a thing: 80吨重的部件."""
_LEVEL_ONLY = re.compile(r"(?:世界|国家|部|省部?|市|县|区)级")
_LEVELED = re.compile(r"(?:世界|国家|國家|部|省部?|市|县|縣|区|區)[级級](?=.)")
"""A level at the head of what is counted, which a further number of the list changes: 国家级平台38个、省级281个."""
_NUMBERED = re.compile(r"[\u4e00-\u9fff](?<![有达了共计近约建设为的是至到及和、增])$")
"""In front of a number that names an institute: 株洲608所."""
_VIEWED = re.compile(r"[^，。；]{1,6}(?:来)?看(?=[，,])")
"""Behind the number of parts that something is looked at by: 分三大门类看."""
_OF_LIST = re.compile(r"[^，。；、\d]{0,10}?的?(?:大单|名单|榜单)[中里]")
"""Behind a number of those on a list already told, of which some are picked: 在90户企业的名单中."""
_PROVINCES = re.compile(r"(?:省(?:份)?、)?(?:自治)?[省区]、(?:直辖)?[区市]")
"""The provinces of the country, by all of their names: 31个省、区、市."""
_USERS = re.compile(r"(?:用户|终端|连接|网民|会员|粉丝)(?:数量?|总数|(?:总体|整体)?规模)?$")
_STEPS = re.compile(r"(?:跨越|连跨|迈上|跃上)了?$")
"""Before a number of steps (连续跨越两个万亿元台阶)."""
_OPEN_NUMBER = re.compile(r"(?:一批|多家|若干|一系列)[^，。；]*$")
_PER = re.compile(r"每(?P<time>秒|分钟|小时|天|年)$")
_SLOGAN_WORD = re.compile(r"“[^“”]{1,4}”")
_CLASS_OF = re.compile(
    r"(?:的[^，。；、\d]{0,6}?|(?:投资)?(?:建设)?)(?:企业|公司|县域?|县区|项目|产业|产业链|集群|园区|镇|乡镇|村|品牌|城市|单品)[^，。；、\d]{0,8}$|的(?:已?有|共有|达到?|为)?$"
)
_TIMES = re.compile(r"(?P<said>(?:获评|入选|获得|荣获|荣登|登上|上榜|蝉联|受到|被评为|位列)[^，。；,;]{2,24})")
_SELECTED = re.compile(
    r"(?:成功|已经?|被|目前|均|全部|新|获得?|先后|双双|累计|无缝|正式|顺利)*(?P<said>(?:入选|入围|列入|纳入|跻身|加入(?!到)|通过|获评|获批|晋级|认定为了?|评定为了?|授予|"
    r"评为|上榜|荣登|登上|建成(?!投)|开设|开通(?!运)|具有|拥有|开始|尚未|参与|参加|备案|升规|接入|荣获|嵌入|进入|位于|落户)(?:[^，。；、,;（）()]|[（(][^（）()\d]{1,12}[）)]|(?<=级)、){0,24})"
)
_PREDICATE_END = re.compile(r"(?:名单|榜单|之列|行列|[中的之等了里 ])+$")


_RUNS = re.compile(r"(?:累计|已|共|日均|单日|计划)*(?P<what>开行|发运|开出|到发)")
"""What is told of trains that are the subject: 中欧班列（某市）累计开行1820列."""


def count(context: Context, item: Quantity, before: Span, limit: int) -> int:
    """Reads a count or an amount; returns where the words it used end. `limit` is where the next number begins."""
    norm = context.norm
    words = norm[before.start : before.end]
    if (scope := _SCOPE.search(words)) and scope.start() > 1:
        context.subject = context.scope(scope["scope"], before.start + scope.start())
        context.own = True
        before = Span(before.start, before.start + scope.start())
        words = norm[before.start : before.end]
    if first_with(context, item, before):
        return item.end
    if _says_nothing(norm, item, words):
        return item.end
    if context.own and (runs := _RUNS.fullmatch(words)) is not None:
        context.add(item, Span(before.start + runs.start("what"), before.end), "total", "before", flow=True)
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
    if words in ("、", "和", "及") and context.found and (one := context.found[-1].quantity) is not None:
        first = replace(one, start=one.start - 1) if norm.startswith("、", one.start - 1) else one
        item = as_in_list(item, first)
    if item.kind == "size" and (per := _PER.search(words)) is not None:
        item = replace(item, unit=f"{item.unit}/{per['time']}")
    if item.kind in ("money", "size") and _CLASS_OF.match(norm[item.end : limit]) and limit < context.clause.end:
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
    if is_condition(context.norm, item, words, limit < context.clause.end):
        return item.end
    if (at_place := in_brackets(context, item)) is not None:
        return at_place
    if (sized := sized_behind(context, item)) is not None:
        context.add(item, sized, _kind(context, words, context.lead(before.start, before.end)), "behind")
        return sized.end
    at = _changed(context, item, before, limit, words)
    if at is not None:
        return at
    lead = context.lead(before.start, before.end)
    kind = _kind(context, words, lead)
    phrase = norm[lead.phrase.start : lead.phrase.end]
    if kind == "new" and item.kind == "size" and not _NEW_END.search(words) and _BY_NATURE.search(phrase):
        kind = "total"
    elif kind == "total" and item.kind in ("count", "group") and (of_batch(context, item) or of_new(context, item)):
        kind = "new"
    behind = follows_noun(norm, item.end, limit) and not _AIM.match(norm, item.end)
    described = _FROM_PLACE.match(norm, item.end, limit)
    if described is None and (act := _ATTRIBUTED.match(norm, item.end, min(limit, context.clause.end))) is not None:
        described = act
    if item.kind == "count" and (provinces := _PROVINCES.match(norm, item.end)) is not None:
        context.add(item, Span(*provinces.span()), kind, "behind", flow=lead.acts)
        return provinces.end()
    if described is not None and item.kind in ("count", "group"):
        at = described.start("what") if "what" in described.re.groupindex else described.end()
        return _count_behind(context, item, limit, lead, kind, at, alone=True)
    if _AS_LISTED.match(norm, item.end) and not phrase:
        return _take_over(context, item, kind)
    attributive = norm.startswith("的", item.end) and not _AIM.match(norm, item.end)
    transitive = ends_in_verb().search(norm, max(before.start, item.start - 6), item.start) is not None
    if (yearly := _YEARLY.search(words)) and (behind or attributive or not words.endswith("最高" + yearly["what"])):
        return _count_behind(context, item, limit, lead, kind, item.end + attributive, prefix=yearly["what"])
    for_whom = innermost(context.reading.places, *lead.phrase) if behind and item.kind in ("count", "bare") else None
    if for_whom is not None and (for_whom.start, for_whom.end) == tuple(lead.phrase):
        context.subject, context.own, phrase = Subject(for_whom.region, "place", lead.phrase), True, ""
    if _EACH_ONE.match(phrase) and (behind or attributive):
        phrase = ""
    if item.kind == "money" and FUNDS.search(words):
        phrase = ""
    if (not phrase or phrase.endswith("每")) and (said := takes(context, item)) is not None:
        context.add(item, said, kind, "predicate")
        return said.end
    if item.unit in HEADCOUNT and not phrase and (did := TAKE_PART.match(norm, item.end, limit)) is not None:
        context.add(item, Span(*did.span("said")), kind, "predicate", flow=True)
        return did.end("said")
    if item.kind in ("count", "group") and behind:
        return _count_behind(context, item, limit, lead, kind, item.end)
    if phrase and not _BY_NATURE.search(phrase) and (part := part_behind(context, item, limit)) is not None:
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
        return _count_behind(context, item, limit, lead, kind, item.end + attributive)
    if item.kind == "group" or (item.kind == "size" and behind and not attributive):
        return item.end
    if item.kind == "bare" and (heads := _HEADS.search(phrase)):
        item = replace(item, kind="count", unit=_HEAD_UNITS.get(heads[0], "人"))
    if item.kind == "bare" and item.value >= 10000 and _USERS.search(phrase):
        context.add(item, lead.phrase, kind, "before", flow=lead.acts)
        return item.end
    if item.kind == "bare" and not (_INDEX.search(phrase) or (item.yi and MONEY_WORDS.search(phrase))):
        return item.end
    if phrase.endswith("等") and (named := _SELECTED.match(norm, item.end, context.clause.end)) is not None:
        context.add(item, Span(named.start("said"), named.end("said")), kind, "predicate")
        return named.end("said")
    if _LEVEL_ONLY.fullmatch(phrase) and context.found and (level := _LEVELED.match(context.found[-1].indicator)):
        whole = context.words(lead.phrase) + context.found[-1].indicator[level.end() :]
        context.add(item, lead.phrase, context.found[-1].kind, "carried", indicator=whole)
        return item.end
    if _THIS.fullmatch(phrase):
        phrase = ""
    if not phrase or (_OWNER.fullmatch(phrase) and context.found and _OWNS.search(words)):
        return _take_over(context, item, kind)
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


def _says_nothing(norm: str, item: Quantity, words: str) -> bool:
    """True for numbers in slogans and names, distances, spans of time in passing, and things already told."""
    before = norm[max(0, item.number.start - 8) : item.number.start]
    return bool(
        _SLOGAN.search(norm, max(0, item.start - 1), item.start)
        or (norm.startswith("”", item.end) and "“" in before)
        or (item.kind == "time" and item.start == item.number.start and not _timed(norm, item, words))
        or (item.value == 1 and _IDIOM.search(before))
        or (item.kind == "size" and _FAR.match(norm, item.end))
        or (item.kind == "money" and _OPEN_NUMBER.search(words))
        or ("个" in norm[item.number.start : item.number.end] and _STEPS.search(before))
        or _TOLD.search(words)
        or norm.startswith(("合计", "相加"), item.end)
        or (item.kind == "size" and _AS_LONG.match(norm, item.end))
        or (item.unit == "度" and item.value in (90, 180, 360))
        or words.endswith("相当于")
        or (words.endswith("前") and item.unit in ("轮", "批", "届", "期", "次"))
        or (words in ("分", "从", "按") and _VIEWED.match(norm, item.end))
        or (item.unit in ("所", "厂", "院") and item.value >= 100 and _NUMBERED.search(_before_number(norm, item)))
        or (norm.startswith("的", item.end) and _THE_FIRST.search(words))
        or ranked_among(norm, item)
        or (_OF_LIST.match(norm, item.end) and "在" in words)
    )


def _before_number(norm: str, item: Quantity) -> str:
    """The characters right before a number, when no comparing word stands between."""
    return norm[max(0, item.start - 3) : item.start] if item.start == item.number.start else ""


def _timed(norm: str, item: Quantity, words: str) -> bool:
    """True when a span of time is what the clause tells: 用时3天, 每70秒就有一辆车下线."""
    return bool(_DURATION.search(words) or (words.endswith("每") and TAKES_TIME.match(norm, item.end)))


def _changed(context: Context, item: Quantity, before: Span, limit: int, words: str) -> int | None:
    """A change in units (同比增长近900万吨), or the level that one led to (降至38家); None when neither."""
    change = change_before(words)
    if change is None or change.single or _NEW_END.search(words):
        return None
    lead = context.lead(before.start, before.start + change.start)
    own = lead.phrase.start < lead.phrase.end and not _EACH_ONE.fullmatch(context.norm, *lead.phrase)
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
            return _count_behind(context, item, limit, lead, "new", item.end)
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
    elif lead.verbs or (_SO_FAR.fullmatch(words) and context.found):
        context.spread = None
    return context.spread or "total"


def _each(context: Context, lead: Lead, item: Quantity) -> list[Span]:
    said = context.norm[lead.phrase.end : item.start]
    if re.search(r"(?<![年月平])均(?!衡)|都|双双", said):
        return context.names(lead.phrase)
    return []


def _take_over(context: Context, item: Quantity, kind: MeasureKind) -> int:
    """A count without words of its own: those of the sentence's last measure, or of the list it speaks of."""
    norm = context.norm
    if _PRIZE.search(norm, max(0, item.start - 3), item.start) and (item.unit == "席") and context.found:
        context.add(item, Span(item.start, item.start), "new", "carried")
        return item.end
    if context.found:
        last, said = context.found[-1], norm[max(context.clause.start, item.start - 8) : item.start]
        if kind == "total" and last.kind == "new" and last.clause != context.clause and not _ALL_TOLD.search(said):
            kind = "new"
        context.add(item, Span(item.start, item.start), kind, "carried")
        return item.end
    head = norm[max(context.clause.start, item.start - 10) : item.start]
    if ((in_all := _IN_ALL.search(head)) or _COMES_TO.fullmatch(head)) and (topic := context.topic()) is not None:
        said = _AMOUNT.sub("", context.words(topic)) + in_all["word"] if in_all else context.words(topic)
        context.add(item, topic, kind, "carried", indicator=said)
        return item.end
    if head.endswith(("仅占", "仅有", "只占")) and (told := context.counted.get(item.unit)) is not None:
        context.add(item, told.words, "total", "carried", indicator=told.indicator)
        return item.end
    paragraph = max(norm.rfind("\n", 0, item.start) + 1, item.start - _REACH)
    listed = ON_LIST.match(norm, item.end, context.clause.end) or _AS_LISTED.match(norm, item.end)
    if kind == "new" and (lists := list(ANNOUNCED.finditer(norm, paragraph, item.start))):
        group = "what" if lists[-1]["what"] else "what2"
        context.add(item, Span(lists[-1].start(group), lists[-1].end(group)), kind, "carried")
        return item.end
    if listed is not None and (announced := announced_before(context, item)) is not None:
        context.add(item, announced, "new", "carried", indicator=_LATEST.sub("", context.words(announced)))
        return listed.end()
    for clause in reversed(context.clauses_before(item.start)):
        if clause.end <= item.start and (held := _HELD.search(norm, clause.start, clause.end)):
            context.add(item, Span(held.start("what"), held.end("what")), kind, "carried")
            return item.end
    return item.end


def _count_behind(
    context: Context,
    item: Quantity,
    limit: int,
    lead: Lead,
    kind: MeasureKind,
    start: int,
    prefix: str = "",
    alone: bool = False,
) -> int:
    """Counts the noun that begins at `start`, with what it does (企业入选…) unless it stands `alone`."""
    if (each := CLASS_EACH.match(context.norm, start, context.clause.end)) is not None and limit < context.clause.end:
        context.hosts = listed_hosts(context, item)
        context.add(item, Span(*each.span("class")), kind, "behind")
        return each.end("class")
    phrase, predicate = phrase_behind(context.norm, start, max(limit, start))
    predicate = None if alone else predicate
    words = context.norm[phrase.start : phrase.end]
    if words.find("的") in (2, 3, 4, 5) and _WITHIN.search(context.norm, context.clause.start, item.start):
        phrase, predicate = Span(phrase.start, phrase.start + words.find("的")), None
        words = context.norm[phrase.start : phrase.end]
    if not words or is_vague(words, few=item.value <= _FEW and not works_begun(context, phrase)):
        return max(phrase.end, item.end)
    if item.kind == "bare" and HUMANS.search(words):
        item = replace(item, kind="count", unit="人")
    if context.norm.startswith("”", phrase.end) if item.kind == "group" else _PEOPLE.search(words):
        return phrase.end
    if item.unit == "个" and _SLOGAN_WORD.fullmatch(context.norm, phrase.start, phrase.end + 1):
        return phrase.end
    indicator: str | None = prefix + context.words(phrase) if prefix else None
    rule = "behind"
    if words.endswith("级") and (head := _SHARED_HEAD.match(context.norm, phrase.end)) is not None:
        shared, _ = phrase_behind(context.norm, head.end(), context.clause.end)
        indicator = context.words(phrase) + context.words(shared)
    listed = listed_in(context, item) if len(words) <= 4 else None
    fresh = announced_in(context, item) if len(words) <= 4 else None
    said = _predicate(context.norm, predicate) if predicate is not None and len(words) <= 12 else None
    if said is not None:
        indicator, rule = context.words(said) + context.words(phrase), "predicate"
        if re.search(
            r"加入(?!到?[^，。；]{0,12}(?:进程|行列|队伍|中来))|升规|又|新入|(?:入选|上榜|获评|入围)[^，。；]{0,4}第.{1,3}批",
            context.norm[said.start : said.end],
        ):
            kind = "new"
    elif listed is not None:
        indicator, rule = context.words(listed) + context.words(phrase), "predicate"
    if said is not None and listed is not None and said.end - said.start <= 4:
        indicator = context.words(listed) + (indicator or "")
    if fresh is not None and (said is None or said.end - said.start <= 4):
        indicator, rule, kind = _LATEST.sub("", context.words(fresh)) + context.words(phrase), "predicate", "new"
    takes_part = _PARTICIPANTS.search(words) or _TAKES_PART.match(context.norm, phrase.end, context.clause.end)
    subject = context.gathering(item.start) if takes_part else context.actor(lead.phrase)
    if subject is None and (home := _HOME.match(context.norm, phrase.start, phrase.end)) is not None:
        subject = context.scope("全国", phrase.start)
        phrase = Span(home.end(), phrase.end)
        indicator = indicator.replace(home[0], "", 1) if indicator else None
    said_before = context.norm[context.clause.start : item.start]
    if _ONE_OF.match(context.norm, item.end) and (among := _AMONG.search(said_before)) is not None:
        subject = context.scope(among["scope"], context.clause.start + among.start("scope"))
    elif _REACHED.search(words) and (goes := _GOES.search(said_before)) is not None:
        subject = context.product(
            Span(context.clause.start + goes.start("who"), context.clause.start + goes.end("who"))
        )
    if subject is not None:
        context.subjects.adopt(subject)
        context.subject = subject
    context.add(item, phrase, kind, rule, indicator=indicator, flow=lead.acts, subject=subject)
    return phrase.end


def _predicate(norm: str, predicate: Span) -> Span | None:
    more = norm.startswith("级、", predicate.end - 1)
    match = _SELECTED.match(norm, predicate.start, predicate.end + (16 if more else 0))
    if match is None:
        return None
    said = match["said"]
    tail = _PREDICATE_END.search(said)
    end = match.end("said") - (len(said) - tail.start() if tail else 0)
    return Span(match.start("said"), end)
