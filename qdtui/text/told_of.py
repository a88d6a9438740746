"""Whom a clause tells of though no name stands alone at its head: a gathering that opens, firms of a kind, two places together."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from qdtui.model import Span
from qdtui.text.listing import opening
from qdtui.text.normalise import normalise
from qdtui.text.places import Place
from qdtui.text.reading import as_written
from qdtui.text.spans import within
from qdtui.text.subjectwords import FACILITY

if TYPE_CHECKING:
    from qdtui.text.reading import Reading

_OPENS_WITH = frozenset("行办幕动展赛官")
"""What the verbs of a clause end with that says a gathering opens or is held."""
_HELD = re.compile(
    r"(?P<noun>(?<!发)展|展览|展览会|特展|大展|博览会|交易会|洽谈会|展销会|招聘会|招商会|演习|演练|联演|军演|巡演|论坛|峰会|大赛|竞赛|锦标赛|邀请赛|公开赛|联赛|杯赛|运动会|音乐会|"
    r"(?:电影|音乐|艺术|文化|美食|购物|旅游|啤酒|丰收|读书|戏剧)节|(?:时装|科技|文化|艺术|宣传|活动|创新|开放)周|书展|车展|航展|(?<=”)(?:主题)?(?:活动|专场|行动))"
    r"(?:于?(?:[今昨明]天|今日|日前|近日|近期|\d{1,2}日|\d{1,2}月\d{1,2}日)(?:[（(][^（）()]{2,10}[)）])?(?:上午|下午|晚上?|起)?)?(?:在[\u4e00-\u9fff]{2,16}?)?"
    r"(?:今[天日]|昨天|\d{1,2}日)?(?:正式|隆重|盛大|顺利|火热|如期|正在|同时|首次|继续)*"
    r"(?:开幕|启幕|闭幕|落幕|(?:正式)?拉开帷?[帷序大]?幕|举行|举办|开赛|收官|(?<!开)启动|开展)$"
)
_NO_GATHERING = re.compile(
    r"(?:开|发|进|拓|扩|伸|施|招|新闻|[本此这该]次|[本此这该]届|[这该本])展|^(?:全国|各地|多地)|发布会|座谈会|仪式"
)
_TELLING = re.compile(r"“[^“”]{2,20}”|第[一二三四五六七八九十\d]{1,3}届|首届|20\d\d")
_LONG = 7
"""Characters of the shortest name of a gathering that neither marks nor its number tell from others."""
_BEHIND_MARKS = 16
"""Within how many characters behind a name in quotation marks its noun ends."""
_BACK = 48
"""How many characters before its noun the name of a gathering may begin."""

_FIRMS_OPEN = frozenset("全我中规限主重国A上大头骨深北沪")
_FIRMS_END = ("企业", "公司", "单位", "银行", "用户")
_FIRMS = re.compile(
    r"(?P<name>(?:(?:全国|我国|中国)?(?:(?:规模以上|规上|限额以上|限上)(?!工业|企业|中小)|[深上北]交所|[沪深]市|(?:主要|重点)(?!联系|监测|调查|统计)|大型|头部|骨干|中央|国有(?:控股|及国有控股)?|上市|A股)[\u4e00-\u9fff“”]{0,14}?(?:企业|公司|单位|银行))|"
    r"(?:全国|我国|中国)?[\u4e00-\u9fff]{2,8}(?:行业|领域|产业)(?:重点|主要|头部|骨干|龙头|规模以上)企业)(?!家?数|名单|总?数量|户数|占比)"
    r"(?=的?(?:今年|去年|上半年|全年|累计|共|合计|平均|[一二三四]季度|前[一二三四五六七八九十\d])*(?:电源工程|完成|实现|营业|营收|主营|利润|净利|总?产[值量]|销售[额收]|零售额|关键工序|数字化|研发|资产总|资产负债|应交|集采|日均|出货|收入|净利))"
)
"""Firms of a kind that figures of the whole country are told of as of one: 规模以上互联网企业|实现."""

_LEAGUE = re.compile(r"(?P<name>[^，。；：\d]{2,40}?(?:联盟|联合体|同盟))(?=的?(?:成员|会员))")
_AT_SHOW = re.compile(
    r"在?(?P<name>[\u4e00-\u9fff]{0,12}“[^“”，。]{2,24}”[\u4e00-\u9fff]{0,12}?(?:展|展览|展会|大赛|论坛|专场|活动|主题日|[集夜]市|演出|晚会))(?:现场|期间|[中上里])"
)
"""A clause that says at which gathering of a name of its own what follows is."""
_KNOWN_AS = re.compile(
    r"(?:被[誉称]为|号称|素有|享有)[^，。]{0,4}“[^“”]{2,16}”[^，。“”]{0,6}的(?P<name>(?:\d+[\u4e00-\u9fff])?(?![^，。；]*(?:只有|仅有|达到|超过|已|约|位[于居列]))[^，。；的\d]{3,24})"
)
"""A thing at the end of its clause behind what it is known as: 被誉为“中国天眼”的|某某望远镜."""
_BEHIND_WORDS = re.compile(r"(?:有着?|拥有|素有|享有|被[誉称]为|号称)[^，。；]{2,24}?的(?=[\u4e00-\u9fff])")
"""What describes a place in front of its name: 有着百年制瓷历史的|某某."""

_TOGETHER = re.compile(
    r"(?P<n>[两双三四五六])(?:地|[省市国区县]|方)(?:将|还|已|共|计划|拟|同时|今后|目前|正|均|都|双边|贸易|签署|达成|合作|共同|联合|累计|互|(?=[，,]))"
)
_N = {"两": 2, "双": 2, "三": 3, "四": 4, "五": 5, "六": 6}
_REACH = 240
"""How far before 两地, in characters, the two may be named."""


_IS = re.compile(
    r"(?P<name>(?!这|那|该|它|其|此|本|目前|也|就|都|还|不|但|而|水|这里|那里|全|我)[\u4e00-\u9fff]{2,8}?)是(?!否|以|由|指)[^，。；]{2,20}(?:河流|大河|湖泊|[淡咸]水湖|[水内]河|支流|山脉|岛屿|海岛|半岛|草原|沙漠|湿地|平原|盆地|高原|牧场|水库|[油气]田|港口|枢纽|渔港|码头|灌区|电站|隧道|大桥|铁路|通道|口岸)"
)
"""A clause that says of a river, lake or works which one it is: 某江是本省最大的河流."""


_THIS = re.compile(
    r"(?:该|此)[座条个项艘家]?(?P<noun>机组|项目|工程|电站|水库|[油气]田|大桥|隧道|线路|航线|班列|平台|基地|产业园|医院|学校|大学|机场|卫星|飞机|系统|装置|展览|机构|组织|协会|口岸|中心|实验室|景区|电厂|公约|协定|条例|办法|疫苗|基金|指数)(?![\u4e00-\u9fff]{0,2}(?:负责人|工作人员))"
)
"""A thing by the noun of its name: 该机组."""
_BODIES = "工程处|救济处|署|组织|机构|基金会|委员会|协会|总局|研究院|研究所|理事会"
_NO_NAME = re.compile(
    r"^(?:[这该此本某一多各其两首新每]|重[点大]|相关|有关|部分|全[国球省市]|我国|国家|同类|其他)|^[\u4e00-\u9fff]?(?:个|项|座|条|家)|[数几多\d十百][余多]?[个支家项座条]"
)
"""What is in words that name no one thing."""


class Told(NamedTuple):
    """What was told of before and is taken up."""

    named: Span
    """Where it is named, or where several are listed."""
    said: Span
    """The words that mean it: 两地, 该机组."""


def gathering_held(norm: str, start: int, end: int) -> Span | None:
    """The gathering with a name of its own that the clause `start`–`end` says to open, or to be held."""
    if norm[end - 1] not in _OPENS_WITH or (held := _HELD.search(norm, start, end)) is None:
        return None
    stop = held.end("noun")
    floor = max(start, stop - _BACK)
    begin = opening(norm, floor, stop)
    closes = norm.rfind("”", floor, stop)
    if 0 <= stop - closes < _BEHIND_MARKS and closes >= 0 and (opens := norm.rfind("“", floor, closes)) >= 0:
        begin = min(
            opening(norm, floor, opens + 1) if norm[opens - 1] not in "的行办" and opens > floor else opens, opens
        )
    name = norm[begin:stop]
    if stop - begin < 5 or _NO_GATHERING.search(name) or any(mark in name for mark in "，。；：、（("):
        return None
    return Span(begin, stop) if _TELLING.search(name) or stop - begin >= _LONG else None


def firms_of_kind(norm: str, at: int, end: int) -> Span | None:
    """The firms of a kind that the clause begins with, in front of what they did or have together."""
    if (
        norm[at : at + 1] not in _FIRMS_OPEN
        and norm.find("行业", at, at + 12) < 0
        and norm.find("领域", at, at + 12) < 0
    ):
        return None
    if not any(norm.find(word, at, min(end, at + 24)) >= 0 for word in _FIRMS_END):
        return None
    match = _FIRMS.match(norm, at, end)
    return None if match is None else Span(*match.span("name"))


def league(norm: str, at: int, end: int) -> Span | None:
    """The league whose members the clause tells of: 某某图书馆、博物馆联盟|成员单位."""
    if norm.find("盟", at, min(end, at + 42)) < 0 and norm.find("联合体", at, min(end, at + 42)) < 0:
        return None
    match = _LEAGUE.match(norm, at, end)
    return None if match is None else Span(*match.span("name"))


def at_show(norm: str, start: int, end: int) -> Span | None:
    """The gathering that a clause says what follows is at: 在“某某”主题展中."""
    if norm[end - 1] not in "中上里场间" or norm.find("”", start, end) < 0:
        return None
    match = _AT_SHOW.fullmatch(norm, start, end)
    return None if match is None else Span(*match.span("name"))


def known_as(norm: str, at: int, end: int) -> Span | None:
    """The thing that a clause is nothing but the name of, behind what it is known as."""
    if norm[at : at + 1] not in "被号素享":
        return None
    match = _KNOWN_AS.fullmatch(norm, at, end)
    return None if match is None else Span(*match.span("name"))


def behind_words(norm: str, at: int, end: int) -> int | None:
    """Where the words end that describe, at the head of a clause, whom it tells of: 有着百年历史的."""
    if norm[at : at + 1] not in "有拥素享被号":
        return None
    match = _BEHIND_WORDS.match(norm, at, end)
    return None if match is None else match.end()


def thing_that_is(norm: str, at: int, end: int) -> Span | None:
    """The river, lake or works of which a clause says which one of its kind it is."""
    if norm.find("是", at + 2, min(end, at + 9)) < 0 or (match := _IS.fullmatch(norm, at, end)) is None:
        return None
    return Span(*match.span("name"))


def this_thing(norm: str, at: int, end: int) -> Told | None:
    """The thing of the paragraph that the clause takes up by the noun of its name: 该机组, 该机构."""
    if norm[at : at + 1] not in "该此" or (this := _THIS.match(norm, at, end)) is None:
        return None
    noun = {"机构": _BODIES, "组织": "组织|联盟|运动|武装"}.get(this["noun"], this["noun"])
    paragraph = norm.rfind("\n", 0, at) + 1
    for found in reversed(list(re.finditer(noun, norm[paragraph:at]))):
        stop = paragraph + found.end()
        floor = max(paragraph, stop - _BACK)
        start = opening(norm, floor, stop)
        own = stop - len(found[0]) - start
        if own > (3 if norm[start - 1 : start] == "的" else 1) and not _NO_NAME.match(norm[start:stop]):
            return Told(Span(start, stop), Span(at, this.end("noun")))
    return None


def together(norm: str, places: Sequence[Place], at: int, end: int) -> Told | None:
    """The places listed last of which there are as many as the clause takes up by 两地 or 三省."""
    if norm[at : at + 1] not in _N or (said := _TOGETHER.match(norm, at, end)) is None:
        return None
    count, listed = _N[said["n"]], list[Place]()
    paragraph = max(norm.rfind("\n", 0, max(0, norm.rfind("\n", 0, at))), at - _REACH, 0)
    for place in reversed(within(places, paragraph, at)):
        if listed and place.end == listed[-1].start:
            continue  # 山东|青岛: the province of the city
        if listed and norm[place.end : listed[-1].start] not in ("、", "和", "与", "及"):
            if len(listed) == count:
                break
            listed = []
        listed.append(place)
    if len(listed) != count:
        return None
    return Told(Span(listed[-1].start, listed[0].end), Span(at, said.end("n") + 1))


class Fair(NamedTuple):
    """The fair that a clause points to."""

    name: str
    said: Span


def fair_of_title(reading: Reading, at: int, end: int) -> Fair | None:
    """The fair that the title names, which 本次博览会 means."""
    match = FACILITY.match(reading.norm, at, end)
    title = normalise(reading.doc.title or "")
    if match is None or match["event"] is None or match["event"][-2:] in ("博会", "交会", "贸会"):
        return None  # 西博会 is short for what the text has in full
    if (stop := title.find(match["event"])) < 2:
        return None
    stop += len(match["event"])
    year = re.search(r"20\d\d年?[^，。：\s]{2,16}$", title[:stop])
    start = year.start() if year is not None else opening(title, max(0, stop - 20), stop)
    if stop - start < len(match["event"]) + 2 or title[start:stop] not in reading.norm:
        return None
    name = title[start:stop]
    return Fair(as_written(reading, name) or name, Span(at, match.end()))
