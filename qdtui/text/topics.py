"""Topics: things that a text names and tells of, which are neither place nor firm: a fair, a power station, a train."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cache
from typing import Literal, NamedTuple

from qdtui.model import Span
from qdtui.text.abbreviated import abbreviates
from qdtui.text.data import fields, lines
from qdtui.text.lexicon import adverbs, verbs
from qdtui.text.listing import opening
from qdtui.text.places import find_places
from qdtui.text.signs import Begun, any_of

Kind = Literal["event", "works", "product"]

REACH = 36
"""Within how many characters of the head of a clause the name of a thing ends."""
SHORTEST = 4
"""Characters of the shortest name of a thing."""
_BEHIND = re.compile(
    r"$|[，。；：（(](?!以下)|[上里内中](?![海市])|的?(?:总投资|投资额|装机|发电量|全长|总长|[左右]线|总建筑面积|建筑面积|展览面积|展出面积|面积|规模|占地|客流|货物吞吐量|集装箱|旅客|客运量|货运量|吞吐量|"
    r"日均|单日|(?:规划|设计)(?=装机|建设|用地|年|灌溉|时速|行洪|总|产能|处理)|运动员|参展|参会|参赛|全部|最后一|首[台期批]|一期|二期|工程总|机组|主[桥跨线塔梁]|双线|正线|桥面|[东西南北]、|两岸|总[规产面库]|产能|年[产处发可均]|日[产处]|平均|每[年天日小])|"
    r"将|正|已|还|也|仅|拟|共|近日|日前|[东西南北]?起[自于]|[东西南北]起|结束|转入|全年|今[年天晚]|去年|昨[天日晚]|明[年天晚]|[一二三四]季度|上半年|前[\d三两]|首次|单[机日]|现场|期间|在(?!建)|于|由|从|是|能|可|有(?![限色机效])|"
    r"调整|进入|热销|确认|吸引|设有|设置了?|设立|位于|坐落|采用|采取|围绕|聚焦|以(?!上|下|内|来|及|外)|使用|连接|串联|汇[聚集]|集[中聚结]|涵盖|覆盖|包[含括]|达成|举[行办]|开[幕园工馆业行通]|闭幕|落[幕成]|投[产用运]|建成|勘探|通[车航]|竣工|启[动用]|累计|拥有|实现|完成|"
    r"推出|发布|宣布|全面|航运|开发建设|迎来|接待|发送|运送|开行|服务[了于]|带动|助力|签约|产出|处理|入驻|搭载|搭建|升级|运行|运营(?:以来|至今|里程)|获|被|对(?!外|口|接)|为|占|具[有备]|成为|超|近|约|达(?!沃)|突破|新增|提供|推动|促进|打造|成立|挂牌|展[示出]|售|销|接入|联通|通达|承担|承载|供[水电热]|输[水电送]|发电|生产|创造|惠及|受益|出入境|进出境|通关|验放|解决|邀请|会聚|云集|首发|[东西南北]{2}两[区岸]|回国|启程|出征"
)
"""What may stand behind the name of a thing: what it does or has, when, or how much."""
_NO_THING = re.compile(
    r"^[百十千]强|^(?:[一二三四五]期|主体|后续|配套|控制性|标志性)(?:工程|项目)$|^(?:届|首场|首次|[两三各多]地|双方|这|那|该|其|各|每|全[国省市县区球]|我[国省市]|本|此|某|多|一些|部分|所有|新[建增改]|首[批个]|重点|主要|相关|有关|参加|参与|出席|举办|举行|召开|开展|建设|打造|推[进动]|实施|启动|加快|通过|围绕|依托|依靠|加强|深入|完善|支持)|"
    r"(?<![第\d一二三四五六七八九十百])[\d一二两三四五六七八九十百数]+[多余]?[家个座条项场批类种大]|[，。；：、]|"
    r"(?:体系|试点|建设|配套|基础设施|服务|管理|系列|民生|专项|技改|投资|攻关|[重大]+)(?:项目|工程|活动|平台|中心|大会|行动|系统)$|[市区]中心$"
)
_PLAIN = re.compile(
    r"国家级?|外资|内资|灯塔|大中型|中小型|重要|关键|中试|支线|干线|省级?|市级?|县级?|区域|世界级?|国际|全球|全国|地方|重点|重大|大型|新型|特色|优势|智能化?|智慧|绿色|数字化?|现代化?|高端|先进|未来|产业|工业|农业|制造业?|企业|技术|科技|高新|创新|经济|综合|公共|"
    r"生产|加工|专业|示范|标准化?|专题|主题|系列|多场|品牌|传统|新兴|中小|高速|普通|城市|乡村|农村|交通|物流|能源|水利|电力|服务|信息|网络|大数据|互联网|新能源|自动化?|一批|自主|建设|研发|中外|海外|国内外|开放|对外|当地|本地|新|大|小|老|的"
)
"""Words that make no name of a thing: 国家级产业园区 is any."""
_A_SIZE = re.compile(r"(?<![第A-Za-z\d.-])(?!(?:19|20)\d\d(?!\d))[\d.]+(?!号|期|[GDdK-]|\d|\.)")
"""A number inside a name that is told of the thing: 时速600公里高速磁浮交通系统."""
_ORDINAL = re.compile(r"第[一二三四五六七八九十\d]+[届批期次]|首届|(?<!\d)20\d\d年?")
"""What tells one gathering of a row of them."""
_RANKED = re.compile(r"(?:国家|省|市)级?重[点大][^，。的]{0,6}?(?:工程|项目)(?=[\u4e00-\u9fff]{4})(?!建设)")
"""What ranks a works, in front of its name: 国家重点水利工程某某水库."""
_HELD_BY = re.compile(r"[\u4e00-\u9fff]{2,14}[部局委厅会](?=20\d\d年)")
"""Who holds a gathering of a year, in front of its name."""
_NTH = re.compile(r"(?:第[一二三四五六七八九十\d]{1,3}[届批]|首届)(?!全国人|全[体会]|会议|党代会)")
_OF_THE_NTH = re.compile(r"中国第[一二三四五六七八九十\d]{1,3}[批次]")
_OF_THE_YEAR = re.compile(r"(?<!\d)20\d\d年?")
_NO_EDITION = re.compile(r"[，。；：、]|上(?!海|市|合)|期间|(?:大会|论坛|博览会|峰会)(?:新闻|筹备|组委)")
_BRIEF_FAIR = re.compile(r"(?:^|(?<=[】：—\s]))(?![第首])[\u4e00-\u9fff]{1,2}[博交]会")
"""A fair by its short name at the head of a title: 制博会."""
_THIS_FAIR_HERE = re.compile(
    r"(?:本|此|这)[届次](?:[\u4e00-\u9fff]{1,2}[博交贸洽]会|博览会|交易会|洽谈会|展会|盛会|展览会?|[特大巡书车航]展|大赛|[竞比联]赛|赛事|论坛|大会|演习|演练|联演|军演|活动|招聘会)(?![\u4e00-\u9fff]{0,2}(?:组委会|闭幕|开幕))|展会(?=[期现展共设吸将同首面总参])"
)
_FAIR_IN_BRIEF = re.compile(
    r"(?:(?:本|此|这)[届次])?(?P<name>[\u4e00-\u9fff]{1,2}[博交贸洽]会)(?=累[计积]|期间|已|现场|将|共|[上中，]|吸引|设|规模|展[览区商]|参展|首次|举办|是|还|成为|每年|自|的?展)"
)
"""A fair by its short name at the head of a clause: 进博会."""
_FAIR_IN_FULL = re.compile(
    r"(?:第[一二三四五六七八九十\d]{1,3}届|首届)?[^，。；、：的\s“”（）]{2,20}?(?:博览会|交易会|洽谈会|展览会)"
)
_FAIR_REACH = 2000
"""Within how many characters before its short name a fair is named in full."""
_THIS_ONE = re.compile(r"(?:本|此|这)[届次]|今年的?")
_FIRST = ("首个", "首座", "首条", "首家")
"""Words that open a name elsewhere and may stand inside one."""
_THIS_FAIR = re.compile(r"本届|[展大]会(?=期间|现场|[将设共以由])|[\u4e00-\u9fff]博会")
"""What a text calls the fair by that its title names in full."""
_EDITION = r"第[一二三四五六七八九十\d]{1,3}届[^，。；、的\s]{0,14}?"

_DESCRIBES = re.compile(
    r"(?:[\u4e00-\u9fff]{2,8}至[\u4e00-\u9fff]{2,12}|位于|地处|坐落|此次|本次|这次|面向|总?投资|计划投资|占地|年[产处发]|全长|总长|长达|建筑面积|装机|总装机|由|连接|跨越|横跨|刚刚?|正在|在建|新建|即将|作为|被[称誉]|素有|号称|备受|世界|全球|全国|我国|国内|亚洲|国家|"
    r"采用|搭载|受|[一1][个座条列艘台]|这[个座条列艘台]|眼前|[\u4e00-\u9fff]{2,12}(?:工程|项目|之一|枢纽)(?:的|——)|[\u4e00-\u9fff]{2,20}组成部分——)(?![^，。]*(?:是|建成|成为|打造|拥有|利用|将|把))"
)
"""How words begin that say which thing is meant, in front of its name: 总投资3亿元的某某灌区, 重点工程——某某大桥."""
_ONLY_ONE = re.compile(r"(?:国内|全球|世界|全国|亚洲|我国)(?:首[条座个]|最[大高长])")
"""What tells a thing from all others of its kind."""
_MODEL = re.compile(r"(?<![A-Za-z])(?!AI|5G|6G)[A-Z]{1,4}-?\d{1,4}")
"""A model in the name of a product: C919飞机."""
_NUMBER = re.compile(r"\d|[一二两三四五六七八九十]+(?:[台座个家条]|大(?![桥坝型]))")
_PARTS = re.compile(r"[\d一二两三四五六七八九十]+[台套列艘辆架名](?!发电量)")
"""A number of what a works has, which is not of its kind: 某某水电站16台机组."""
_COUNTED = frozenset(
    [
        "项目",
        "工程",
        "平台",
        "基地",
        "园区",
        "中心",
        "系统",
        "活动",
        "航线",
        "专场",
        "大会",
        "论坛",
        "大赛",
        "水库",
        "铁路",
        "公路",
    ]
)
"""Nouns that a number right behind counts: 合作项目156个."""
_GOES_ON = re.compile(
    r"(?:组织|[会委局办处部]|公司|集团|企业)(?![上将议])|建设|发展(?!至)|改造|治理|管理|规划|招商|用地|数量"
)
"""What goes on with a name, though its first word may be a verb: 开发区管理."""
_ANY_OF_KIND = frozenset(["生产线", "产线", "车间", "厂房", "公路", "工厂", "系统", "项目"])
"""Nouns of which words that describe make no name, unless the text says them again."""
SPEAKING = (
    "会议",
    "全会",
    "两会",
    "代表大会",
    "党代会",
    "人代会",
    "集体学习",
    "座谈会",
    "发布会",
    "记者会",
    "通气会",
    "吹风会",
    "仪式",
    "典礼",
    "庆典",
)
"""Gatherings at which figures of others are told."""
_UNDER = frozenset(["工程", "项目", "行动", "专项行动", "活动", "平台", "系统", "中心"])
"""Nouns of undertakings: a text of one tells more of where it is carried out."""
_ONE_OF_A_PLACE = frozenset(["油田", "气田", "油气田", "灌区", "核电站", "水电站", "电厂", "枢纽"])
"""Nouns that make a name with nothing but a place before them."""
_SERVICES = frozenset(
    ["平台", "系统", "大模型", "操作系统", "航线", "专线", "班列", "专列", "列车", "卫星", "机器人", "芯片", "品牌"]
)
"""Nouns of things that a name in quotation marks tells from others of their kind: “某某一站通”平台."""
_TITLE_SERVICES = ("班列", "专列", "航线")
"""Nouns of products that a whole text may be of: 某某班列累计开行9万列."""
_OF_ITS_OWN = frozenset(
    [
        "高铁",
        "铁路",
        "高速公路",
        "大桥",
        "特大桥",
        "隧道",
        "水库",
        "水利枢纽",
        "机场",
        "航道",
        "运河",
        "跨海通道",
    ]
)
"""Nouns of works each of which has a name, if the words before the noun are not such as many have."""
_ANY_WORKS = re.compile(
    r"跨境|民用|运输|既有|地下|海底|山区|公路|在建|沿线|所在|[^\u4e00-\u9fff“”]|(?:年|月|日|个|条|座|家)$|城际|电气化|货运|客运|重载|专用|支线"
)
_DOES = re.compile("启动|实施|开展|推进|举办|推出|组织|打造|创建|深化|出台|发布|举行|上线")
"""A verb in front of a quoted name: 某省启动“上台阶”工程 is no name."""
_ENDS_A_NAME = re.compile(
    r"(?:[号轮港线段站岛馆园奖赛节展杯塔桥闸坝渠井峡]|口岸|保税区|综保区|片区|新区|联盟|遗址|列车|航班|海关)$"
)
"""What a name ends with that a headline and the text below it share."""
_NO_ECHO = re.compile(
    r"^(?:全国|我国|中国(?!—)|国家|各地|多地|全球|今年|去年|[\d一二三四五六七八九十]+[部门家个项条])|[，。；：、]|\d$"
)
_TELLS = re.compile("发布|公布|印发|部署|要求|出台|下拨|下达|提出|宣布|推出|同意|批准|会见|将对|支持")
"""Behind a body that tells of others."""
_FORUMS = frozenset(["论坛", "峰会", "音乐会"])
"""Nouns of gatherings that have a name of their own with what they are about before them."""
_FORUM_NAMED = 4
"""Characters at least of what a forum is about."""
_POINTING = re.compile(r"(?:该|本|此|这)(?:[届次个座条项台场处款])?")
_OFTEN = 3
"""How often a text names what it is about as a whole."""


class Topic(NamedTuple):
    """A thing that a clause begins with."""

    span: Span
    kind: Kind


@cache
def _kinds() -> dict[str, Kind]:
    sure = next(iter(lines("event_nouns.txt"))).split()
    kinds: dict[str, Kind] = dict.fromkeys((word for word in sure if len(word) > 1), "event")
    for kind, words in fields("topic_nouns.tsv"):
        kinds.update(dict.fromkeys(words.split(), kind))  # type: ignore[arg-type]
    return kinds


@cache
def _nouns() -> Begun:
    return Begun.of(_kinds(), any_of(_kinds()))


@cache
def _owners() -> tuple[re.Pattern[str], dict[str, frozenset[str]]]:
    kinds: dict[str, frozenset[str]] = {}
    for kind, words in fields("number_owners.tsv"):
        for word in words.split():
            kinds[word] = kinds.get(word, frozenset()) | {kind}
    return re.compile(any_of(kinds)), kinds


def owners(words: str) -> frozenset[str]:
    """The kinds of those who have what a number tells in `words`: 参展企业 is of an event; empty where any may have it.

    Of words that stand in each other the longest tells: 技术合同成交额 is a place's, and 成交额 alone a fair's.
    """
    pattern, kinds = _owners()
    return frozenset(kind for found in pattern.findall(words) for kind in kinds[found])


def noun_kinds() -> dict[str, Kind]:
    """What names of things end with, with their kinds."""
    return _kinds()


def noun_of(name: str) -> str:
    """The noun that the name of a thing ends with, or nothing."""
    kinds = _kinds()
    return next((name[-n:] for n in range(min(8, len(name)), 1, -1) if name[-n:] in kinds), "")


def kind_of(name: str) -> Kind | None:
    """The kind of thing that a name is the name of, by the noun that it ends with; None for a place's or firm's name."""
    noun = noun_of(name)
    return _kinds()[noun] if noun else None


class Topics:
    """The things of one normalised text."""

    def __init__(self, norm: str) -> None:
        self._norm = norm
        self._ends = [m.end() for m in _nouns().finditer(norm)]

    def named_at(self, at: int, end: int) -> Topic | None:
        """The thing whose name the clause that ends at `end` begins with at `at`: alone, or behind what describes it."""
        norm = self._norm
        index = bisect_left(self._ends, at + SHORTEST)
        for noun_end in self._ends[index:]:
            if noun_end > min(end, at + REACH):
                return None
            if not self._goes_on(noun_end, end):
                continue
            span = self._name(at, noun_end)
            if span is not None and (number := _NUMBER.match(norm, noun_end, end)) is not None:
                name = norm[slice(*span)]
                if noun_of(name) in _COUNTED or (norm.count(name) < 2 and not _PARTS.match(norm, number.start(), end)):
                    return None
            kind = kind_of(norm[slice(*span)]) if span is not None else None
            return Topic(span, kind) if span is not None and kind is not None else None
        return None

    def _name(self, at: int, noun_end: int) -> Span | None:
        norm = self._norm
        if (this := _THIS_ONE.match(norm, at, noun_end)) is not None and noun_end - this.end() >= SHORTEST:
            at = this.end()
        editions = list(_NTH.finditer(norm, at, noun_end))
        if editions and (edition := editions[-1]) is not None:
            # marks and verbs inside the name of the nth of a row of gatherings open nothing: 第五届中国—中亚博览会
            start = edition.start()
            before = norm[start - 1 : start]
            if start > at and before not in "的—" and not _OF_THE_YEAR.fullmatch(norm, at, start):
                return None
            name = norm[start:noun_end]
            return Span(start, noun_end) if not _NO_EDITION.search(name) and kind_of(name) == "event" else None
        start = opening(norm, at, noun_end)
        if start > at and self._year_inside(at, start, noun_end):
            start = at
        described = False
        if start > at:
            described = norm[start - 1] in "的—" and _DESCRIBES.match(norm, at, start) is not None
            if not described:
                whole = norm[at:noun_end]
                quoted = whole.count("“") == whole.count("”") > 0 and opening(norm, at, at + whole.index("“")) == at
                if not quoted or _DOES.search(whole[: whole.index("“")]):
                    return None
                start = at
        if (rank := _RANKED.match(norm, start, noun_end) or _HELD_BY.match(norm, start, noun_end)) is not None:
            start = rank.end()
        name = norm[start:noun_end]
        if noun_end - start < SHORTEST or _NO_THING.search(name) or _A_SIZE.search(name):
            return None
        return Span(start, noun_end) if self._is_name(name, described) else None

    def _year_inside(self, at: int, start: int, noun_end: int) -> bool:
        """True where only the year in the name of a gathering opens its last words: 某某精神|2024年巡回宣讲活动."""
        norm = self._norm
        year = next((m for m in _OF_THE_YEAR.finditer(norm, at, start) if m.end() == start), None)
        name = norm[at:noun_end]
        if year is None or year.start() - at < 2 or name.endswith(SPEAKING) or kind_of(name) != "event":
            return False
        return opening(norm, at, year.start()) == at

    def _is_name(self, name: str, described: bool) -> bool:
        """True for words that name one thing: they stand twice in the text, or hold what tells it from others."""
        kind, noun = kind_of(name), noun_of(name)
        found = find_places(name)
        led = bool(found) and found[0].start == 0
        core = name[: len(name) - len(noun)]
        if led:
            core = core[found[0].end :]
        own = _PLAIN.sub("", core)
        if kind == "event" and _ORDINAL.search(name):
            return True
        if noun in ("活动", "行动", "专项行动", "比赛", "运动会"):
            return "“" in name or name.endswith("主场活动") or _ORDINAL.search(name) is not None
        if noun in _SERVICES and name[0] == "“" and 4 < name.find("”") + len(noun) + 1 <= len(name):
            return True
        if noun in _ONE_OF_A_PLACE and (led or (own and 2 <= len(core) <= 8)):
            return True
        if noun in _OF_ITS_OWN and len(own) >= 2 and not _ANY_WORKS.search(core):
            return True
        if len(own) < 2 or kind is None:
            return False
        if self._norm.count(name) > 1 or (
            noun in _FORUMS and len(own) >= _FORUM_NAMED and own == core.replace("专题", "")
        ):
            return True
        if kind == "works" and _ONLY_ONE.match(name):
            return True
        if kind == "product" and _MODEL.search(name):
            return True
        return kind == "works" and (led or (described and noun not in _ANY_OF_KIND))

    def in_full(self, topic: Topic) -> Span:
        """Where the text names a gathering with its year or number, which it calls by less: 本届某某论坛."""
        norm = self._norm
        name = norm[slice(*topic.span)]
        if topic.kind != "event":
            return topic.span
        if _ORDINAL.search(name):
            return whole_form(norm, name) or topic.span
        year = r"|20\d\d年?" if _THIS_ONE.match(norm, topic.span.start - 2) else ""
        number = rf"(?:第[一二三四五六七八九十\d]{{1,3}}届{year})[^，。；、的\s]{{0,8}}?"
        full = re.search(number + re.escape(name), norm)
        return Span(*full.span()) if full is not None else topic.span

    def fair_at(self, at: int, end: int) -> tuple[str, int] | None:
        """The fair that the clause calls by its short name at `at`, as the text writes it before, and where that ends."""
        if "会" not in self._norm[at : at + 6] or (match := _FAIR_IN_BRIEF.match(self._norm, at, end + 1)) is None:
            return None
        brief = match["name"]
        before = list(_FAIR_IN_FULL.finditer(self._norm, max(0, at - _FAIR_REACH), at))
        named = (self._norm[opening(self._norm, *m.span()) : m.end()] for m in reversed(before))
        full = next((name for name in named if abbreviates(brief, name) and name != brief), None)
        if full is None and self._norm.count(brief) < 2:
            return None
        return full or brief, match.end("name")

    def taken_up(self, at: int, end: int, name: str) -> int | None:
        """Where the bare noun ends by which a clause takes up the thing called `name`: 电站 or 该电站."""
        norm, noun = self._norm, noun_of(name)
        if kind_of(name) == "event" and (fair := _THIS_FAIR_HERE.match(norm, at, end)) is not None:
            return fair.end()
        begin = at
        if (said := _POINTING.match(norm, at, end)) is not None:
            begin = said.end()
        if not noun or not norm.startswith(noun, begin) or (stop := begin + len(noun)) > end:
            return None
        pointed = said is not None and not _GOES_ON.match(norm, stop, end)
        of_it = begin == at and norm.startswith("的", stop) and kind_of(name) == "works"  # 园区的绿色产业
        return stop if pointed or of_it or self._goes_on(stop, end) else None

    def headline(self, start: int, end: int, told: Span) -> Topic | None:
        """The thing that the heading `start`–`end` begins with and that the text `told` below it names."""
        norm = self._norm
        index = bisect_left(self._ends, start + SHORTEST)
        best = None
        for noun_end in self._ends[index:]:
            if noun_end > end:
                break
            name = norm[start:noun_end]
            if norm.find(name, told.start, told.end) < 0:
                break
            if self._goes_on(noun_end, end):
                best = noun_end
        if best is None:
            return self._echoed(start, end, told)
        if _NO_THING.search(norm[start:best]):
            return None
        marked = (
            _NTH.match(norm, start, best)
            or _OF_THE_NTH.match(norm, start, best)
            or norm[start] == "“"
            or _OF_THE_YEAR.match(norm, start, best)
        )
        of_two = start + 3 if norm.startswith("中国—", start) else start  # 中国—东盟博览会
        if not marked and opening(norm, of_two, best, skip=_FIRST) > of_two:
            return None  # 某市启动某某工程: that is a deed
        kind = kind_of(norm[start:best])
        return Topic(Span(start, best), kind) if kind is not None else None

    def _echoed(self, start: int, end: int, told: Span) -> Topic | None:
        """What the heading begins with and the text below it says again, when its last character is that of a name."""
        norm = self._norm
        stop = start + SHORTEST - 1
        while stop < end and norm.find(norm[start : stop + 1], told.start, told.end) >= 0:
            stop += 1
        longest = stop
        while stop - start >= SHORTEST and not _ENDS_A_NAME.search(norm, start, stop):
            stop -= 1
        name = norm[start:stop]
        if stop - start < SHORTEST or _NO_ECHO.search(name) or (stop < longest and not self._goes_on(stop, end)):
            return None
        if opening(norm, start, stop, skip=(*_FIRST, "和", "与", "及")) > start or _TELLS.match(norm, stop, end):
            return None
        return Topic(Span(start, stop), kind_of(name) or "works")

    def _goes_on(self, stop: int, end: int) -> bool:
        """True where no further noun goes on with a name that ends at `stop`."""
        norm = self._norm
        if _GOES_ON.match(norm, stop, end):
            return False
        return (
            stop >= end
            or _BEHIND.match(norm, stop, end) is not None
            or _NUMBER.match(norm, stop, end) is not None
            or verbs().match(norm, stop, end) is not None
            or adverbs().match(norm, stop, end) is not None
        )


def whole_form(norm: str, name: str) -> Span | None:
    """Where the text writes in full the gathering that `name` calls by its number and some of its characters.

    第二届制博会 is 第二届某省国际装备制造业博览会: the same number, and every character of 制博会 in its order.
    """
    number = _NTH.match(name)
    if number is None:
        return None
    full = re.compile(
        re.escape(number[0]) + r"[^，。；：、（(“”\s]{4,30}?(?:博览会|交易会|洽谈会|展览会|论坛|大会)(?!上)"
    )
    for match in full.finditer(norm):
        if len(match[0]) > len(name) and abbreviates(name[number.end() :], match[0][number.end() :]):
            return Span(*match.span())
    return None


def names_in(title: str, name: str) -> bool:
    """True for a title that names the thing called `name`, in full or by its noun."""
    noun = noun_of(name)
    return name in title or (len(noun) > 2 and noun in title)


def of_title(title: str, norm: str) -> str | None:
    """The gathering or works that a title is about and the text names again and again, as the text writes it in full."""
    if (brief := _BRIEF_FAIR.search(title)) is not None and norm.count(brief[0]) >= _OFTEN:
        edition = re.search(rf"{_EDITION}(?:{brief[0]}|博览会|交易会|洽谈会|展览会)", norm)
        return edition[0] if edition is not None else brief[0]
    for match in _nouns().finditer(title):
        noun, kind = match[0], _kinds()[match[0]]
        if noun in _UNDER:
            continue
        if noun in SPEAKING or title[match.end() :].startswith(SPEAKING):
            return None
        if kind == "event" and len(noun) > 2 and norm.count(noun) + len(_THIS_FAIR.findall(norm)) >= _OFTEN:
            edition = re.search(_EDITION + re.escape(noun), title) or re.search(_EDITION + re.escape(noun), norm)
            if edition is not None:
                whole = whole_form(norm, edition[0])
                return edition[0] if whole is None else norm[slice(*whole)]
        start = opening(title, 0, match.end())
        name = title[start : match.end()]
        if (
            (kind != "product" or (noun in _TITLE_SERVICES and start == 0))
            and len(name) - len(noun) >= 2
            and norm.count(name) >= _OFTEN
            and not _NO_THING.search(name)
            and not (noun in _ANY_OF_KIND and noun != "工厂" and len(_PLAIN.sub("", name[: -len(noun)])) < 2)
        ):
            return name
    return None
