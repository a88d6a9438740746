"""Meetings by name: conferences, fairs, ceremonies and contests that a text says took place.

A name is more than 会议 or 本次活动, and beside it stands a word that says it took place (举行, 召开, 在…上).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from qdtui.model import Span
from qdtui.text import meeting_parts as parts
from qdtui.text.data import lines
from qdtui.text.holding import NEAR, OPENING, blank_times, caller_of, hold_together, host_of, on_its_day, work_of
from qdtui.text.occasions import Occasion, Phase
from qdtui.text.orgs import orgs
from qdtui.text.reading import Reading
from qdtui.text.sentence import Sentence
from qdtui.text.signs import Begun, Signed, any_of

_EDGE = re.compile(r"--|[〕】，,。；;：:！？!?\n、]")
_OPEN_BRACKET = re.compile(
    r"[（(][^（）()]{7,}|[（(](?![^（）()]{1,6}[)）])|(?<![\u4e00-\u9fff])[（(]|(?<![\u4e00-\u9fffA-Za-z])[)）]"
)
_HOLD = r"举行|举办|办好|召开|主持召开|主持(?!人)|承办|协办|主办|开展|组织(?=了|召开|开展)|出席|参加|迎来|筹办|参与|备战|祝贺|致贺|亮相|列席"
# what ends before a name begins: verbs of holding and attending, prepositions, adverbs
_CUT = re.compile(
    rf"(?:瞩目|期待)的|为(?:主题|题|主线)的|主题[为是][“「][^”」\n]{{2,40}}[”」]的|位于[^，。；、的]{{2,14}}的|(?:组织|部署|发起)的|[一两二三四五每]年一[届度次]的|之一(?:——|—|的)|(?:{_HOLD}|(?:闭幕|开幕|启动)(?!暨|式|仪式|典?礼|大?会|部署|动员|培训)|结束|进行|发起|观看|参观|宣布)(?:的|了|过)?(?:一[场次届])?|为期[^，。的]{{1,4}}的|倡议[和与及]|等[^，。；、等]{2, 8}(?:比赛|活动|会议|赛事)[和与及]|(?:推出|展出|上演|打造|摄制|出品|策划|发起|承建|承办|主办)的|办好(?:今年的?|明年的?)?"
    r"|随着|酝酿|”[^“”，。]{0,4}等(?=[“「])|来到|不久前|近日|日前|此前|刚刚|正在|继续|(?<![财政东西])经(?=第|20\d\d|[市省县区国]|董事|党组|公司|[\u4e00-\u9fff]{2,6}[一二三四五六七八九十]+届)|在(?!谈(?![判话及到论])|研(?![讨究判修学])|[韩华线野建校职岗])|于|从|(?<![方导取定])向|(?<![华行作人有何])为|(?<![绝相])对(?![接话外口台标抗])|是|自(?!行车|动|然|治|主|贸|由)|(?<!自)由|至|(?<![数证票单])据|把|与(?!发展|合作|交流|创新|应用|世界|开放|投资|贸易|推广|保护|治理|安全|服务|科技|文化|传播|健康|教育|未来)|作为|包括|围绕|聚焦|根据|按照|依据|落实(?!峰会|会议)|(?<!\d年)深入学习|(?<!时代)(?<!深入)(?<!全面)推动|距离?"
    r"|迎接|决定(?=[十首第])|预祝|旁听|提请|提交|借助|利用|今天|昨天|上午|下午|晚上|当天|当日|随后|同时|期间|成功|一致|分别|还|也|(?<![上中少大])将|已(?!故)|并(?![网购])|(?<!耳)其|以(?![上下来外色])|以及|介绍|建议|(?<!共)和(?!平|谐|旅游)|(?<![普埃])及|的(?=(?:首|第|20\d\d))"
)
_HELD_BEFORE = re.compile(
    rf"(?:(?:{_HOLD})(?:的|了|过)?|(?:正在|刚刚|不久前)(?:进行|举行|召开|闭幕|结束)的|(?:展出|上演|开幕|启动)的|启动了?)(?:以)?"
    r"(?:[“「][^“”「」\n]{2,30}[”」]为(?:主题|题)的|主题[为是][“「][^“”「」\n]{2,40}[”」]的)?(?:一[场次届]|首场)?(?:(?:隆重|盛大|简短)的)?[“「《]?$"
)
_YEAR_BEHIND = re.compile("[‧·・•—－-]| ?[二2][〇○零0][一二三12]?[〇○零一二三四五六七八九0-9]")
"""What goes on with a quoted name: “经济峰会二○二三”, 「财经论坛‧香港」."""
_AND_OTHERS = re.compile(r"(?<![高中初])等(?!级)|[”」](?:行动|项目|工程|计划)?(?:和|与|及)[“「]")
"""What shows that a quotation before a noun is one of several things and no part of a name: “A”展示等活动."""
_CARRIED_OUT = re.compile(
    r"(?:结合|围绕|深入|持续|扎实|部署|组织)[^，。]{0,14}?开展(?:的|了)?$|(?:部分企业|企业|基层|一线)开展(?:了)?$"
)
_EXERCISES = re.compile("组织[^，。；]{0,14}$")
_ASKED_FOR = re.compile(
    r"(?:呼吁|提议|敦促|要求|希望)[^，。；]{0,14}(?:召开|举行|举办)[“「]?$|待(?:召开|举行)$|(?:研究|讨论|筹备|愿就|商讨)了?(?:召开|举行|举办)[“「]?$"
)
_WILL = re.compile(r"将(?:陆续|同步|同期|相继|集中|分别|联合|组织)*(?:举办|举行|召开|开展|推出)[“「]?$")
_ONE_OF = re.compile(r"(?:参加|出席|举办|举行|召开|亮相)[^，。；]{0,24}之一(?:——|—|的)?[“「]?$")
_ATTENDED = re.compile(r"(?:参加|参与|祝贺|备战)(?:的|了|过)?[“「]?$")
_MANY = re.compile(
    r"\d届|(?:超过?|近|逾|约)?(?:\d+|[数几上]?[十百千]+|多)[多余]?[场个项家次轮輪]|[两二三四五六七八九]轮"
)
_AT = re.compile(
    r"(?:在|于|从|出席|参加|亮相|参展|走进|不久前(?:举行|闭幕|召开|结束)的)(?:以[“「][^“”「」\n]{2,40}[”」]为(?:主题|题)的|[^，。；]{0,12})$"
)
_TAKES_PLACE = re.compile(
    r"[”」]?(?:主题[为是][“「][^“”「」\n]{2,50}[”」][，,]|[，,](?=(?:@+|在|于)[^，。；、]{2,28}(?:隆重|成功|正式|顺利|圆满)?(?:举行|召开|举办|开幕)(?:[，。；\n]|$)))?(?:(?:今年|今天|昨天|昨晚|今晚|近日|日前|正式|成功|隆重|胜利|如期|盛大|圆满|顺利|同期|同步|从(?=@)|正在|正(?=在)|当[天日]|即将|将|就|也|还|已|上午|下午|当地时间|晚上?|在线|分[^，。]{1,4}期|线上|线下|开始|继续|相继|陆续|首次|再次|拟|定|于|至|第[一二三四五六七八九\d]+[期场]|[（(][^（）()]{2,12}[)）]|@+起?|一连[一二两三四五六七八九十\d]+[天日]|(?:在|于|以)[^，。；：！？\n]{1,24}?|在)\s?)*"
    r"(?P<verb>举行|召开|举办|(?:开幕|闭幕|启动|揭幕)(?!式|仪式|典?礼|大?会)|启幕|落幕|开赛|开锣|收官|开启|激战|相约(?=[\u4e00-\u9fff])|走进(?=[\u4e00-\u9fff])|移师|亮相|开讲|圆满落幕|拉开战幕|落下(?:帷幕|战幕)|拉开(?:帷幕|大幕|序幕)|如[约期]而至|登场(?=[，。；\n]|$)|开班(?!式|仪式)|(?:正式)?开始(?=[，。；\n]|$)|开展(?=[，。；\n]|$)|发布(?=[^，。；]{0,8}(?:消息|数据|成果|宣言))|鸣枪|上演(?=[，。；\n]|$)|圆满结束|在?(?:即将)?到来)(?![^，。；]{0,6}周年)"
)
_APART = ("以来", "前", "之前", "倒计时", "之际")
_HELD_SESSION = re.compile(
    r"(?:举行|召开|举办)了?(?:第[^，。；]{1,4}次[^，。；]{0,4}会议|[^，。；]{0,12}(?:记者会|发布会|通道|见面会|分组会议|小组会议|预备会议|开幕会|闭幕会))"
)
"""A meeting with a part of it as the object: 十四届全国人大二次会议举行记者会."""
_RUN_BY = re.compile(
    r"[”」]?(?:@+)?由[^。；！？\n]{2,120}?(?:主办|承办|协办)(?:[，,][^。；！？，,\n]{2,50}?(?:主办|承办|协办|支持))*(?:[，,]|(?=[。；\n]|$))"
)
"""Who runs a meeting, between its name and the words of its day: 某某大会由A、B主办，C承办，于9日在某地开幕."""
_LATELY = re.compile(r"日前|近日|不久前|近期")
_HOW_HELD = re.compile("(?:隆重|盛大|简短)的?")
_URGENT = re.compile(r"(?:紧急|高级别|部长级|特别|临时|闭门|公开|例行)+")
_YET_TO_COME = re.compile("即将(?:召开|举行|举办)的[“「]?$")
_CAME_TO = re.compile(r"来[\u4e00-\u9fff]{1,3}(?:出席|参加)[“「]?$")
"""Before the name of what a guest came for, whose day is not that of who receives him: 来华出席某某论坛的总统."""
_ECHOED_HOLDING = re.compile(r"(?:落实|贯彻|学习|领会)[^，。]{0,16}(?:召开|举行)[“「]?$")
_ORDINAL = re.compile(r"第[一二三四五六七八九十百\d]+[届次期场]|首届|(?:19|20)\d\d|[“「]|党的|中央")
_QUOTED = re.compile(r"[“「]([^“”「」\n]{4,60})[”」](?P<tail>[\u4e00-\u9fffA-Za-z\d（）()—·-]{0,24})")
_DAY_BEFORE = re.compile(
    r".*(?:\d+月)?\d+日(?:上午|下午|晚|(?:电|讯)(?:[（(][^（）()]*[)）])?[ \u3000:：]*)?|.*(?:\d\d?月(?!份)|今年|去年|全年)"
)
"""Up to the last day or month in front of a name."""
_CENTRAL = re.compile(
    r"(?:[参众]议院|国会|议会|内阁|领导人|共同体|政治局|常委会|国务院|委员会|安理会|组|主席团|政府|盟|联合国大会|理事会|联合会|峰会)$"
)
_ONLY_NTH = re.compile(r"第[一二三四五六七八九十百\d]+[届次场]?(?:全体)?")
_PRESS = frozenset(("公开会", "发布会", "记者会", "座谈会", "吹风会", "通气会", "说明会", "恳谈会", "听证会", "见面会"))
"""Meetings that have no names but what they are for: 新闻发布会, 专家座谈会."""
_BODY = re.compile(r"[^，。；：、“”\s]{4,40}(?:会议|大会|委员会|常委会|主席团|全会|论坛|报告会|峰会|组织|联盟)$")
_BROADCAST = re.compile("》.|播出|频道|节目")
_ITEM = re.compile(r"\d{1,2}[.．] ")
"""The number of an item of a list, in front of its name."""
_PARTED = re.compile("[”」]?[，,]")
_LABELLED = re.compile(r"\n[^\n：:]{0,4}(?:时间|日期)[ \t]*[：:]")
"""The line below an event's name that says when it is held."""
_LONGEST = 80
"""How many characters a name may have before its last noun."""
_SHORT_CEREMONY = 8
"""A ceremony with a name of at most so many characters is told with the work that it is of."""
_OF_WORKS = re.compile(r"(?:项目|工程|桥|路|线|隧道|港|园|厂|基地|中心|枢纽|电站|水库|机场|铁路|场|馆|楼|[一二三]期)$")
_NTH = re.compile(r"第[一二三四五六七八九十百\d]+[届次期]$")
_OF_A_WORK = re.compile(
    r"[^，。；、\n]{2,30}?(?:项目|工程|基地|产业园|生产线|平台|中心)[^，。；、\n]{0,6}?(?:签约|开工|动工|奠基|竣工|投产|揭牌|启动|启用|落成)[^，。；、\n]{0,4}(?:仪式|典礼|庆典)"
)
"""What 及 or 和 joins in the name of a work and its ceremony."""
_BLANK = re.compile(r"(?<=[\u4e00-\u9fff])[ \u3000]+(?=[\u4e00-\u9fff])")
"""Between two statements of a headline."""
_CROWNED = re.compile("欢迎|答谢|总结|表彰|颁奖|启动|开幕|闭幕|动员")
"""What a ceremony of something held is for: 技能竞赛总结表彰大会."""
_PART = re.compile(r"第\d+场")
_PHASE = re.compile(
    r"第[一二三四五六\d]{1,2}期(?![的间])|[\u4e00-\u9fff]{2,6}?(?:专场(?!演出|[的上])|站(?=各项|[\d今昨于在]|总?决赛|收官|落幕|开赛))"
)
_SERIES = re.compile(
    r"(?:第[一二三四五六七八九十百\d]+[届次轮期]|首届|20\d\d年?度?|全[国省市球区县州]|自治[区州县]|世界|国际|中国)(?:[（(][\u4e00-\u9fff]{2,8}[)）])?(?:[—－-]{1,2})?[\u4e00-\u9fffA-Za-z]{2,16}"
)
_HOLIDAY = re.compile(r"(?:春|元宵|端午|中秋|国庆|劳动|清明|重阳|儿童|教师|妇女|青年|建军|圣诞|感恩)节$")
_OFFICER = re.compile(r"(?:主席|长|书记|总理|经理|委员)$|(?:主席|长|书记|总理|经理|委员)[\u4e00-\u9fff]{2,3}$")
_STUDY = Signed(
    "集体学习",
    r"(?P<who>(?:[一二三四五六七八九十]{1,3}届)?中(?:共中)?央政治局)[^。；，]{0,30}?集体学习",
)


# Fairs and games that everybody knows by one short name.
PROPER = ("进博会", "服贸会", "广交会", "消博会", "工博会", "高交会", "文博会", "世博会", "智博会", "数博会", "链博会", "全运会", "亚运会", "奥运会", "冬奥会", "大运会")  # fmt: skip
_GOES_ON = "(?!期(?!间)|谈|(?<=季)度|(?<=周)(?:[一二三四五六日年边围末转]|期(?!间))|[销示览员场馆人节目前费品季议者奖]|组委会|组织委员会|筹备|发言|转播|报道|代表[团队]|冠军|金牌|主席|秘书|成员|理事|规则|章程)"


_SHOW = "展(?<![发拓开进扩伸舒施会参布巡招预]展)(?=(?:将|也)?(?:于|在|[开闭启]幕|举行|举办|上|亮相)|[，。；、”」\n]|今[天日]|昨[天日]|明天|[（(](?:以下)?简称|\\d+[月日]|$)"
"""The last word of a fair by its goods: 2024中国包装容器展在广州举行."""


@cache
def _nouns() -> tuple[Begun, frozenset[str]]:
    sure, weak = (line.split() for line in lines("event_nouns.txt"))
    every = any_of({*sure, *weak})
    pattern = f"(?:{every}|{_SHOW})(?:{every}|总?决赛|半决赛|复赛|初赛)?{_GOES_ON}"
    return Begun.of([*sure, *weak, "展"], pattern), frozenset((*weak, "展"))


@cache
def _bare() -> re.Pattern[str]:
    words = sorted({word for line in lines("event_bare.txt") for word in line.split()}, key=len, reverse=True)
    return re.compile(rf"(?:{'|'.join(words)}|\d)+")


def nameless(name: str) -> bool:
    """True for a meeting that is called by what it is for and no more: 新闻发布会, 媒体吹风会."""
    return name[-3:] in _PRESS and (len(name) == 3 or _bare().fullmatch(name[:-3]) is not None)


def meetings(reading: Reading, sentence: Sentence) -> Iterator[Occasion]:
    """The named meetings of a sentence that it says took place, or will."""
    norm = reading.norm
    pattern, weak = _nouns()
    named: list[Span] = []
    held: list[tuple[str | None, Phase]] = []
    for noun in pattern.finditer(norm, sentence.start, sentence.end):
        floor = named[-1].end if named else sentence.start
        if noun.start() < floor:
            continue
        span = _meeting_name(norm, sentence, noun, floor)
        parted = norm[named[-1].end : noun.start()] if named else ""
        of_it = bool(named) and (
            held[-1][0] is None or (held[-1][0] == "held" and (_CROWNED.search(parted) or _CROWNED.match(noun[0])))
        )
        if span is None and of_it and _goes_on(norm, named[-1].end, noun.start()):
            span = Span(named.pop().start, noun.end())  # 制造业大会新闻发布会
            held.pop()
        if span is None and (plain := _plain_meeting(reading, sentence, noun)):
            yield plain
            continue
        while span is not None and named and span.start <= named[-1].start:
            named.pop()  # 第十四届全国人民代表大会第三次会议 is one meeting
            held.pop()
        if span is not None and named and norm[named[-1].end : span.start] in ("", "·") and named[-1].end <= span.start:
            span = Span(named.pop().start, span.end)
            held.pop()
        if span is None:
            continue
        how = _held(reading, sentence, span)
        numbered = _ORDINAL.search(norm, span.start, span.end)
        if noun[0] == "节" and (
            numbered is None or numbered[0] in "“「" or _HOLIDAY.search(norm, span.start, span.end)
        ):
            continue
        if noun[0].endswith(("月", "季")) and how[0] == "upon":
            continue  # 2024年“质量月”期间
        campaign = noun[0] == "活动" and how[0] == "held" and numbered is not None and numbered[0] in "“「"
        if campaign and _CARRIED_OUT.search(norm, sentence.start, span.start):
            continue  # 结合开展“大走访”活动: what an office is busy with
        if noun[0] == "季" and _BROADCAST.search(norm, *span):
            continue  # 节目《某某》第二季
        talk = noun[0].endswith(("对话", "磋商", "会商")) and how[0] == "held"
        talk = talk and (numbered is None or numbered[0] in "“「")
        if (noun[0] in weak and not numbered) or talk:
            timed = "@" in blank_times(
                reading, max(sentence.start, span.start - NEAR), min(sentence.end, span.end + 12), "@"
            )
            spoken = how[0] == "upon" and norm.startswith("中", span.end) and span.end - span.start >= 8
            started = norm.endswith(("启动", "启动了", "举行的", "举办的"), sentence.start, span.start)
            if not spoken and not (timed and (how[0] == "takes-place" or started or (talk and numbered))):
                continue
        named.append(span)
        held.append(how)
    if named:
        hold_together(norm, named, held)
    for span, (rule, phase) in zip(named, held, strict=True):
        if rule:
            name = reading.text[slice(*span)].strip()
            host = host_of(reading, sentence, span)
            if host is None and name.endswith(("仪式", "典礼", "典禮", "儀式")) and len(name) <= _SHORT_CEREMONY:
                # 某某大桥项目27日举行主线贯通仪式
                work = work_of(reading, sentence, span)
                if work is not None and _OF_WORKS.search(norm, *work):
                    name = reading.text[slice(*work)] + name
            run = _RUN_BY.match(norm, span.end, sentence.end) if norm.startswith(("由", "”由"), span.end) else None
            run = run or parts.WITH_THEME.match(norm, span.end, sentence.end)
            if run is None and rule == "takes-place":
                run = _PARTED.match(norm, span.end, sentence.end)  # 某某活动，今天在某地举行
            until = run.end() if run else span.end
            yield Occasion("meeting", name, span, sentence, rule, phase, host=host, until=until)
    if not any(rule for rule, _ in held) and (study := _STUDY.search(norm, sentence.start, sentence.end)):
        name = reading.text[slice(*study.span("who"))] + "集体学习"
        yield Occasion("meeting", name, Span(*study.span()), sentence, "held", host=Span(*study.span("who")))


def _goes_on(norm: str, start: int, end: int) -> bool:
    """True when what stands between a meeting's name and the noun of another is part of one long name."""
    if start == end and norm[end - 1] in ")）":
        return True  # 2025青年电影周（浙江）开幕式
    return start < end <= start + 6 and norm[start] != "等" and _bare().fullmatch(norm, start, end) is not None


def _meeting_name(norm: str, sentence: Sentence, noun: re.Match[str], floor: int) -> Span | None:
    """The span of the whole name that ends with `noun`, or None when nothing but a common noun stands there."""
    for quoted in _QUOTED.finditer(norm, max(sentence.start, noun.start() - 80), min(sentence.end, noun.end() + 80)):
        if norm.endswith(("简称", "下称"), 0, quoted.start()):
            continue
        if norm.endswith(("主题为", "主题是"), 0, quoted.start()):
            if quoted.start() < noun.start() < quoted.end(1):
                return None
            continue
        inside = quoted.start(1) <= noun.start() and quoted.end(1) - 5 <= noun.end() <= quoted.end(1)
        if inside and noun.end() < quoted.end(1) and not _YEAR_BEHIND.match(norm, noun.end()):
            inside = False
        behind = quoted.end(1) < noun.start() and noun.end() <= quoted.end("tail")
        if inside:
            ordinal = _NTH.search(norm, max(floor, quoted.start() - 6), quoted.start())
            return Span(ordinal.start(), quoted.end(1) + 1) if ordinal else Span(*quoted.span(1))
        if behind and _AND_OTHERS.search(norm, quoted.end(1), noun.start()):
            return None
        if behind and not any(c.end() <= noun.start() for c in _CUT.finditer(norm, quoted.end(1) + 1, noun.end())):
            numbered = _PART.match(norm, noun.end())
            # 第三届“某某论坛”学术年会: what is quoted is found first, and is a part of the name
            begin = _start(
                norm, floor if floor <= quoted.start() else max(sentence.start, quoted.start() - 40), quoted.start()
            )
            return Span(begin, numbered.end() if numbered else _joint_end(norm, sentence, noun.end()))
        if quoted.start() < noun.start() < quoted.end(1):
            return None
    start = _start(norm, max(floor, noun.start() - _LONGEST), noun.start())
    if norm.startswith(("本届", "本次"), start):
        joint = norm.find("暨", start, noun.start()) + 1
        if not joint:
            return None
        start = joint  # 本届某博会暨第27届某某交易会
    if (how := _HOW_HELD.match(norm, start, noun.start())) and noun.start() - how.end() >= 2:
        start = how.end()  # 举行隆重的产品面市仪式
    head = norm[start : noun.start()]
    if noun[0] == "两会" and head:
        return Span(start, noun.end())
    if noun[0].endswith(PROPER) and re.fullmatch(r"第[一二三四五六七八九十百\d]+届", head):
        return Span(start, _joint_end(norm, sentence, noun.end()))
    if _ONLY_NTH.fullmatch(head):
        return _with_subject(norm, sentence, start, noun.end())
    if not head and noun[0].endswith(PROPER):
        return Span(start, noun.end())
    if (
        len(head) < 2
        or _MANY.match(head)
        or (len(head) < (10 if noun[0] in ("仪式", "典礼") else 6) and _bare().fullmatch(head))
        or (noun[0] in ("大会", "会议") and parts.STAFF.fullmatch(head))
        or (noun[0] == "仪式" and parts.OF_THE_MEETING.fullmatch(head))
        or parts.SOME_OF_THEM.search(head)
        or head.startswith(
            ("下一", "下届", "等", "这", "该", "此", "一些", "部分", "许多", "多", "各类", "各级", "相关", "任何")
        )
        or head.endswith(("的", "了", "等"))
    ):
        return None
    return Span(start, _joint_end(norm, sentence, noun.end()))


def _joint_end(norm: str, sentence: Sentence, end: int) -> int:
    """Where a name that goes on with 暨 and another meeting, or with 第一期, ends; `end` when it does not."""
    if phase := _PHASE.match(norm, end, sentence.end):
        return phase.end()
    if not norm.startswith("暨", end):
        return parts.place_behind(norm, end, sentence.end)
    joint = _nouns()[0].search(norm, end, min(sentence.end, end + 36))
    if joint is None or _EDGE.search(norm, end, joint.start()):
        return end
    inside = norm.count("“", end, joint.end()) > norm.count("”", end, joint.end())
    return end if inside else joint.end()  # 某某招待会暨“某某节”演出


def _plain_meeting(reading: Reading, sentence: Sentence, noun: re.Match[str]) -> Occasion | None:
    """A press conference or the like without a name of its own, held by a named body on a day: it takes its host's."""
    norm = reading.norm
    start = _start(norm, max(sentence.start, noun.start() - 16), noun.start())
    how = _HOW_HELD.match(norm, start, noun.start())
    begin = how.end() if how else start  # 举行隆重的开工仪式
    bare_meeting = noun[0] in ("会议", "大会", "活动")
    urgent = noun[0] == "会议" and _URGENT.fullmatch(norm, start, noun.start()) is not None
    staff = noun[0] in ("大会", "会议") and parts.STAFF.fullmatch(norm, start, noun.start()) is not None
    if start == noun.start() and noun[0] in ("仪式", "典礼", "演习", "演练"):
        return None
    numbered = bare_meeting and _ONLY_NTH.fullmatch(norm, start, noun.start()) is not None
    if (bare_meeting and start < noun.start() and not (numbered or urgent or staff)) or (
        not (numbered or staff) and start < noun.start() and not _bare().fullmatch(norm, start, noun.start())
    ):
        return None
    span = Span(start, noun.end())
    if (
        numbered
        and (body := host_of(reading, sentence, span))
        and _CENTRAL.search(norm[slice(*body)])
        and ("会议" not in norm[body.end : span.start])
    ):
        name = reading.text[slice(*body)] + reading.text[slice(*span)]
        return Occasion("meeting", name, span, sentence, "hosted", host=body)
    if numbered:
        return None
    host = host_of(reading, sentence, span)
    opened = None if host else work_of(reading, sentence, span)
    host = host or opened
    if host is None and noun[0] in _PRESS:
        host = caller_of(reading, sentence, start)
    if host is None and begin < noun.start() and noun[0] in _PRESS and on_its_day(reading, sentence, start):
        # 在9月5日举行的新闻发布会上: who held it is not told
        return Occasion("meeting", reading.text[begin : noun.end()], Span(begin, noun.end()), sentence, "hosted")
    if host is None or (bare_meeting and not staff and not _CENTRAL.search(norm[slice(*host)])):
        return None
    near = blank_times(reading, max(sentence.start, start - NEAR), start, "@")
    # 近日，某某工程举行开工仪式: news of late needs no day where a work is the one that was begun
    lately = _LATELY.search(near) is not None and OPENING.match(norm, begin, noun.end()) is not None
    lately = lately or (sentence.heading and OPENING.match(norm, begin, noun.end()) is not None)
    if ("@" not in near and not lately) or parts.is_counted(norm[noun.end() : noun.end() + 40]):
        return None
    name = reading.text[slice(*host)] + reading.text[begin : span.end]
    return Occasion("meeting", name, span, sentence, "opened" if opened else "hosted", host=host)


def _with_subject(norm: str, sentence: Sentence, start: int, end: int) -> Span | None:
    """A name such as 第二次会议 with the meeting or body directly before it; alone it names nothing."""
    body = _BODY.search(norm, max(sentence.start, start - 44), start)
    return Span(_start(norm, body.start(), body.end()), end) if body else None


def _start(norm: str, floor: int, at: int) -> int:
    """Where a name that runs up to `at` begins: behind the last mark, verb of holding, preposition or time."""
    start = floor
    aside = parts.asides(norm, floor, at)

    def inside(edge: re.Match[str]) -> bool:
        return any(a <= edge.start() < b for a, b in aside)

    for edge in (*_EDGE.finditer(norm, start, at), *_OPEN_BRACKET.finditer(norm, start, at)):
        start = start if inside(edge) else max(start, edge.end())
    closed = norm.find(")", start, at) if norm[at : at + 1] != ")" else -1
    if closed >= 0 and norm.find("(", start, closed) < 0:
        start = closed + 1  # (记者某某)某某大会
    for edge in _BLANK.finditer(norm, start, at):
        if norm.count("“", start, edge.start()) <= norm.count("”", start, edge.start()):
            start = edge.end()
    for cut in _CUT.finditer(norm, start, at + 4):
        if cut.end() <= at and not inside(cut) and not _one_name(norm, start, cut):
            start = cut.end()
    day = _DAY_BEFORE.match(norm[start:at])
    if day:
        start += day.end()
    item = _ITEM.match(norm, start, at)
    start = item.end() if item else start
    while norm[start : start + 1] in ("“", "《", "了", "的", "」", "”", ")", "）", "·") and start < at:
        if norm[start] in "“《" and "”》"["“《".index(norm[start])] in norm[start:at]:
            break
        start += 1
    return start


def _one_name(norm: str, start: int, cut: re.Match[str]) -> bool:
    """True when 和 stands inside a name that an ordinal, a year or 全国 opens: 第八轮企业家和前高官对话会."""
    if cut[0] not in ("和", "与", "及", "以及") and not (cut[0] == "其" and norm.startswith("他", cut.end())):
        return False
    if (
        parts.ONE_FIELD.search(norm, cut.start() - 4, cut.end() + 4)
        or parts.TWO_FIELDS.match(norm, cut.end())
        or parts.TRADE.match(norm, cut.end())
    ):
        return True
    if cut[0] in "和与" and parts.SIGNING.match(norm, cut.end()):
        return True
    if any(o.start < cut.start() and cut.end() < o.end for o in orgs(norm)) or _OF_A_WORK.match(norm, cut.end()):
        return True
    # 召开高端装备与仪器仪表委员会启动会: what is held is one thing
    held = _HELD_BEFORE.search(norm, max(0, start - 8), start) and not _nouns()[0].search(norm, start, cut.start())
    if held and cut[0] in "和与及其" and norm[cut.start() - 1] != "大" and not _EDGE.search(norm, start, cut.start()):
        return True
    if cut[0] == "和" and _of_a_body(norm, start, cut):
        return True
    opens = _SERIES.fullmatch(norm, start, cut.start())
    return opens is not None and not _nouns()[0].search(opens[0]) and not _OFFICER.search(opens[0])


def _of_a_body(norm: str, start: int, cut: re.Match[str]) -> bool:
    """True when a body and a field of its work stand before 和, and what follows names no body: 某某组织减贫和发展论坛."""
    known = next((o.end for o in orgs(norm) if o.start == start and o.end < cut.start()), 0)
    body = parts.MANY_STATES.match(norm, start, cut.start())
    field = max(known, body.end() if body else 0)
    if not field or not 2 <= cut.start() - field <= 6 or _OFFICER.search(norm, start, cut.start()):
        return False
    if _nouns()[0].search(norm, field, cut.start()) or _ORDINAL.match(norm, cut.end()):
        return False
    return not any(o.start == cut.end() for o in orgs(norm))


def _held(reading: Reading, sentence: Sentence, span: Span) -> tuple[str | None, Phase]:
    """The rule by which a name is an occasion (None when it is none), and which of its days the text tells of."""
    norm = reading.norm
    name = norm[slice(*span)]
    after = blank_times(reading, span.end, min(sentence.end, span.end + 60), "@")
    before = norm[max(sentence.start, span.start - NEAR) : span.start]
    if after.startswith("之一") or parts.SEVERAL_PARTS.search(name):
        return None, "start"
    if parts.is_counted(after) or parts.PROPOSED.match(after):
        return None, "start"
    if after[:2].startswith(("由", "”由")) and (run := _RUN_BY.match(norm, span.end, sentence.end)):
        behind = _TAKES_PLACE.match(blank_times(reading, run.end(), min(sentence.end, run.end() + 60), "@"))
        ended = behind is not None and behind["verb"] in ("闭幕", "落幕", "收官")
        return "takes-place", "end" if ended else "start"
    if parts.WITH_OTHERS.match(after):
        return "takes-place", "start"
    if m := _TAKES_PLACE.match(after):
        if m["verb"] in ("闭幕", "落幕", "收官") or m["verb"].startswith(("落下", "圆满")):
            return "takes-place", "end"
        part = _HELD_SESSION.match(after, m.start("verb"))
        if part and part[0].endswith(("发布会", "记者会")) and not _ORDINAL.search(name) and name.endswith("论坛"):
            return None, "start"  # 博鳌亚洲论坛举行新闻发布会: a body that holds one
        later = (part and not part[0].endswith("第一次全体会议")) or after.startswith(_APART, m.end())
        return "takes-place", "middle" if later or "继续" in m[0] or m["verb"] == "激战" else "start"
    if _ASKED_FOR.search(before) or (name in PROPER and before.endswith("办好")):
        return None, "start"
    if _ONE_OF.search(before):
        return "held", "start"
    if _HELD_BEFORE.search(before) or (
        name.endswith(("演习", "演练")) and _ORDINAL.search(name) and _EXERCISES.search(before)
    ):
        # 参加企业家论坛, 还将举办成果巡展等活动: what is done again and again, or a plan, when no day is told
        vague = _ATTENDED.search(before) or (_WILL.search(before) and not name.endswith(("会", "坛")))
        timed = blank_times(reading, max(sentence.start, span.start - NEAR), span.start, "@") if vague else "@"
        if "@" not in timed and not _ORDINAL.search(name):
            return None, "start"
        if _YET_TO_COME.search(before) and after.startswith("为契机") and not _ORDINAL.search(name):
            return None, "start"  # 以即将举行的某某大会为契机
        # 出席…论坛的代表 met on a day of their own
        recalled = after.startswith(("的", "契机", "之机")) or _ECHOED_HOLDING.search(before) or _CAME_TO.search(before)
        return "held", "middle" if recalled else "start"
    if before.endswith("向") and (greeted := parts.GREETED.match(after)):
        return "upon", "middle" if greeted["letter"] else "start"
    if name.endswith("幕式") and after.startswith(("后，", "后,", "前，", "前,")):
        return "upon", "middle"
    if (parts.SESSION.search(name) and parts.DISCUSSES.match(after)) or (
        _ORDINAL.match(name) and after.startswith("将聚焦")
    ):
        return "upon", "middle"
    if parts.THEMED.match(after) or (_ORDINAL.match(name) and parts.DREW.match(after)):
        return "upon", "middle"
    if parts.UPON.match(after) and (_AT.search(before) or parts.STATING.search(name) or _ORDINAL.search(name)):
        return "upon", "end" if before.rstrip("的").endswith(("闭幕", "结束")) else "middle"
    if parts.STATING.search(name) and parts.AFTER_IT.match(after) and _AT.search(before):
        return "upon", "middle"
    if before.endswith(("提请", "提交")) and not _ORDINAL.search(name):
        return None, "start"
    if parts.STATING.search(name) and parts.STATES.match(after) and not parts.ECHOED.search(before):
        return "states", "middle"
    if span.end == sentence.end and _LABELLED.match(norm, sentence.end):
        return "takes-place", "start"
    whole = not sentence.heading and span.start == sentence.start and re.fullmatch(r"[。]?", after)
    if whole and not re.search(r"主持|参加|出席|参观|亲临|莅临|到场", name):
        return ("caption", "start") if any(o.start == span.start for o in orgs(norm)) else (None, "start")
    return None, "start"
