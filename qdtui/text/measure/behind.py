"""Counts whose thing stands behind the number: 39家企业, with what it did (企业入选…)."""

from __future__ import annotations

import re
from dataclasses import replace

from qdtui.model import Span
from qdtui.text.lexicon import head_nouns, is_vague
from qdtui.text.measure.alone import HUMANS
from qdtui.text.measure.around import works_begun
from qdtui.text.measure.context import Context, MeasureKind
from qdtui.text.measure.gatherings import gathering
from qdtui.text.measure.hosts import CLASS_EACH, listed_hosts
from qdtui.text.measure.on_lists import announced_in, listed_in
from qdtui.text.phrase import Lead, phrase_behind
from qdtui.text.quantity import Quantity

_ONE_OF = re.compile(r"[^，。；]{0,24}之一")
_AMONG = re.compile(r"(?:是|为|成为|位列|跻身|入选)了?(?P<scope>全国|我国|国家|全球|世界)[^，。；]{0,16}$")
_GOES = re.compile(
    r"(?:^|(?<=[，、的]))(?P<who>(?!产品|商品|货物|其|这|主要)[\u4e00-\u9fffA-Za-z]{3,10}?)(?:已经?|可以?|能|广泛|直接)*(?:出口到?|远销|销往|应用[于到]|覆盖)了?[^，。；]{0,10}$"
)
"""A product that goes to so many countries or trades is what their number is about."""
_REACHED = re.compile(r"国家|地区|行业|领域|场景|大类|[中小]类|大洲|省份")
_FEW = 12
"""A text is divided into no more parts than this; a larger number of 难题 or 任务 is an indicator."""
_WITHIN = re.compile(
    r"(?:在|于|至|自|从|对|覆盖|涉及|分布在|[一这那][个座家片条处款种](?:拥有|集聚|汇聚|覆盖|容纳|涵盖|包含)了?)(?:全[球国省市]|世界|国内外|海内外)?$"
)
"""In front of the number of places or fields in which something is: 在6个行业的发展情况."""
_WHOSE = re.compile(r"(?<=企业|户主|农户|商户|居民|群众|职工|家庭|学生|老人)的[^，。；、的\d]{2,8}$")
"""Behind those for whom something is done, what they have: 为30万户个体工商户|的到期贷款."""
_AS_MANY = re.compile(r"(?<=..)的(?:绝对|总|明显|领先)?(?:优势|成绩|数量|总量|规模|体量|身位)")
"""Behind those counted, what only says that they are many: 99座工厂|的绝对优势."""
_OF_THEM = re.compile(r"(?P<who>[^，。；、的\d]{2,14})的(?P<what>[^，。；、的\d]{2,12})$")
_CLASS_OF_UNIT = {
    "家": re.compile(r"(?:企业|公司|机构|单位|[院场厂店]|银行|商户|部门|超市|酒店|合作社|工厂|院校|高校)$"),
    "户": re.compile(r"(?:企业|家庭|[农商牧渔]户|居民|个体工商户|经营主体|主体)$"),
    "件": re.compile(r"(?:文物|展品|作品|藏品|产品|案件|商品|专利|设备)$"),
    "名": re.compile(r"(?:[者员人生师工家]|代表|嘉宾|群众|儿童|选手|客商|官兵|干部|青年)$"),
}
"""What a unit counts and nothing else: of 30家企业的数据 it is the firms, of which the data are no 家."""
_ONE_WITH = re.compile(
    r"(?<!\d)[一1][艘辆列架台座家个条批][^，。；\d]{0,8}(?:装载|搭载|满载|载有|拥有|配有|汇聚|装有)[着了]?$"
)
"""In front of what one thing carries or has: 一艘装载着1000个集装箱|的货轮."""
_LAND_END = re.compile(r"(?:国家|地区|国际组织|省份|省区市|城市|县[市区]?|[市州])$")
_OF_LAND = re.compile(r"(?:家|者|人|员|商|师|代表|嘉宾|企业|机构|媒体|组织|品牌|选手|学生)[们]?$")
"""Those from several places, whom the number of the places does not count: 20个国家|的科学家."""
_RELATED = re.compile(r"与[^，。；、\d]{1,10}(?:有关|相关|配套|合作)的")
"""Between a number and what it counts: 7套|与水有关的|数据产品."""
_QUALITIES = re.compile(r"(?:[\u4e00-\u9fff]{2,3}性、){1,3}[\u4e00-\u9fff]{2,3}性的")
"""Between a number and what it counts: 630条|针对性、典型性的|意见."""
_GIVEN = re.compile(r"(?:授予|追授)(?:了|给)?$")
_TITLE_GIVEN = re.compile(
    r"(?P<who>[^，。；、\d]{2,8}?)(?:[“《]|全[国省市]|国家|中央|省级?|市级?)[^，。；\d]{2,24}(?:称号|荣誉|奖章|奖项|勋章)"
)
"""Those to whom a title is given, in front of it."""
_TAKEN_UP = re.compile(r"(?:(?<!面)对(?![外口接])|将|把|为|给|使|让|向)[^，。；\d]{0,6}$")
"""In front of those to whom something is done."""
_SHARED_HEAD = re.compile(r"(?:[和及、与]\d+(?:\.\d+)?[万千]?[余多]?[个家项条所座名]?[^，。；、\d]{0,6}?级)+")
_PEOPLE = re.compile(r"人民|同胞|儿女|中国人")
_PARTICIPANTS = re.compile(r"代表|嘉宾|国家和地区|国际组织|展位|展商|客商|参展|与会|观众|选手|海外人才")
_TAKES_PART = re.compile(r"(?:首次|集中|共同|现场|前来|组团|报名)*(?:参展|参会|参赛|与会|到会|参加展览)")
_HOME = re.compile(r"(?:中国|我国|国内)(?=(?:企业|工厂|品牌|城市|高校|园区|机构|院校|产品)$)")
"""Whose firms are counted: 共9家中国企业入选."""
LATEST = re.compile(r"^(?:最新|新|首|这)?一?批(?:次)?|^最新")
"""At the head of a list's name: which batch it is."""
_SLOGAN_WORD = re.compile(r"“[^“”]{1,4}”")
SELECTED = re.compile(
    r"(?:成功|已经?|被|目前|均|全部|新|获得?|先后|双双|累计|无缝|正式|顺利)*(?P<said>(?:入选|入围|列入|纳入|跻身|加入(?!到)|通过|获评|获批|晋级|认定为了?|评定为了?|授予|"
    r"评为|上榜|荣登|登上|建成(?!投)|开设|开通(?!运)|具有|拥有|开始|尚未|参与|参加|备案|升规|成长为|升级为|晋升为|接入|荣获|嵌入|进入|位于|落户)(?:[^，。；、,;（）()]|[（(][^（）()\d]{1,12}[）)]|(?<=级)、){0,24})"
)
_PREDICATE_END = re.compile(r"(?:名单|榜单|之列|行列|[中的之等了里 ])+$")


def count_behind(
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
    phrase, predicate = _noun(context, item, start, limit)
    words = context.norm[phrase.start : phrase.end]
    begun = works_begun(context, phrase)
    if not words or (is_vague(words, few=item.value <= _FEW and not begun) and not (begun and item.value > _FEW)):
        return max(phrase.end, item.end)
    if item.kind == "bare" and HUMANS.search(words):
        item = replace(item, kind="count", unit="人")
    if context.norm.startswith("”", phrase.end) if item.kind == "group" else _PEOPLE.search(words):
        return phrase.end
    if item.unit == "个" and _SLOGAN_WORD.fullmatch(context.norm, phrase.start, phrase.end + 1):
        return phrase.end
    said = _predicate(context.norm, predicate) if predicate is not None and not alone and len(words) <= 12 else None
    indicator, rule, kind = _told(context, item, phrase, said, kind, prefix)
    takes_part = _PARTICIPANTS.search(words) or _TAKES_PART.match(context.norm, phrase.end, context.clause.end)
    of_place = context.own and context.subject is not None and context.subject.kind != "org"
    subject = gathering(context, item.start) if takes_part and not of_place else context.actor(lead.phrase)
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


def _noun(context: Context, item: Quantity, start: int, limit: int) -> tuple[Span, Span | None]:
    """The noun that begins at `start`, without what is said of those counted or is another's, and what it does."""
    if (kind_of := _QUALITIES.match(context.norm, start, context.clause.end)) is not None:
        start = kind_of.end()
    if (related := _RELATED.match(context.norm, start, context.clause.end)) is not None:
        start = related.end()
    phrase, predicate = phrase_behind(context.norm, start, max(limit, start))
    if _GIVEN.search(context.norm, context.clause.start, item.start):
        given = _TITLE_GIVEN.match(context.norm, start, context.clause.end)
        phrase = Span(*given.span("who")) if given is not None else phrase
    words = context.norm[phrase.start : phrase.end]
    if item.unit in ("亩", "公顷") and words.endswith("产量"):
        phrase, words = Span(phrase.start, phrase.end - 2), words[:-2]  # 8500万亩小麦|产量有望恢复
    if words.find("的") in (2, 3, 4, 5) and _WITHIN.search(context.norm, context.clause.start, item.start):
        phrase, predicate = Span(phrase.start, phrase.start + words.find("的")), None
        words = context.norm[phrase.start : phrase.end]
    if context.norm[item.start - 1 : item.start] in ("为", "给") and (whose := _WHOSE.search(words)) is not None:
        phrase, predicate, words = Span(phrase.start, phrase.start + whose.start()), None, words[: whose.start()]
    if "的" in words and (many := _AS_MANY.search(words)) is not None:
        phrase, predicate, words = Span(phrase.start, phrase.start + many.start()), None, words[: many.start()]
    if "的" in words and (of := _owners(context, item, words)) is not None:
        phrase, predicate, words = Span(phrase.start, phrase.start + of), None, words[:of]
    return phrase, predicate


def _told(
    context: Context, item: Quantity, phrase: Span, said: Span | None, kind: MeasureKind, prefix: str
) -> tuple[str | None, str, MeasureKind]:
    """The indicator of a noun that the text says more of than its name, how that was found, and of what kind it is.

    `said` is where the words stand that tell what those counted do.
    """
    words = context.norm[phrase.start : phrase.end]
    indicator: str | None = prefix + context.words(phrase) if prefix else None
    rule = "behind"
    if words.endswith("级") and (head := _SHARED_HEAD.match(context.norm, phrase.end)) is not None:
        shared, _ = phrase_behind(context.norm, head.end(), context.clause.end)
        indicator = context.words(phrase) + context.words(shared)
    listed = listed_in(context, item) if len(words) <= 4 else None
    fresh = announced_in(context, item) if len(words) <= 4 else None
    if said is not None:
        indicator, rule = context.words(said) + context.words(phrase), "predicate"
        if re.search(
            r"加入(?!到?[^，。；]{0,12}(?:进程|行列|队伍|中来))|升规|又|新入|(?:入选|上榜|获评|入围)[^，。；]{0,4}第.{1,3}批",
            context.norm[said.start : said.end],
        ):
            kind = "new"
    elif listed is not None:
        indicator, rule = _of_list(context.words(listed), context.words(phrase)), "predicate"
    if said is not None and listed is not None and said.end - said.start <= 4:
        indicator = context.words(listed) + (indicator or "")
    if fresh is not None and (said is None or said.end - said.start <= 4):
        indicator, rule, kind = (
            _of_list(LATEST.sub("", context.words(fresh)), context.words(phrase)),
            "predicate",
            "new",
        )
    return indicator, rule, kind


def _owners(context: Context, item: Quantity, words: str) -> int | None:
    """Where those counted end in `words` when 的 and something of theirs follows: 将40家企业|的数据接入平台."""
    of = _OF_THEM.fullmatch(words)
    if of is None:
        return None
    if item.unit == "次":
        return of.end("who")  # 参加十四次航展的摄影师
    if item.kind == "group":
        return len(of["who"].removesuffix("之一").removesuffix("中"))
    fits = _CLASS_OF_UNIT.get("名" if item.unit in ("位", "人") else item.unit)
    if fits is not None:
        return of.end("who") if fits.search(of["who"]) and not fits.search(of["what"]) else None
    if _LAND_END.search(of["who"]) and (of["who"].endswith(("国家", "国家和地区")) or _OF_LAND.search(of["what"])):
        return of.end("who")
    if _ONE_WITH.search(context.norm, context.clause.start, item.start):
        return of.end("who")
    done_to = head_nouns().search(of["who"][-4:]) and _TAKEN_UP.search(context.norm, context.clause.start, item.start)
    return of.end("who") if item.unit == "个" and done_to else None


def _of_list(listed: str, counted: str) -> str:
    """What is counted of those on a list, said once: 省级冠军企业 and 企业 are 省级冠军企业."""
    return listed if listed.endswith(counted) else listed + counted


def _predicate(norm: str, predicate: Span) -> Span | None:
    more = norm.startswith("级、", predicate.end - 1)
    match = SELECTED.match(norm, predicate.start, predicate.end + (16 if more else 0))
    if match is None:
        return None
    said = match["said"]
    tail = _PREDICATE_END.search(said)
    end = match.end("said") - (len(said) - tail.start() if tail else 0)
    return Span(match.start("said"), end)
