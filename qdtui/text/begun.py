"""Things that begin: the works, vessel or device that a clause says to be begun, launched, being built or put to work."""

from __future__ import annotations

import re
from functools import cache

from qdtui.model import Span
from qdtui.text.abbreviated import abbreviates
from qdtui.text.data import by_kind, lines
from qdtui.text.signs import any_of

_WHEN = r"(?:[今昨明][天日晚]|日前|近日|(?:去年|今年|20\d\d年)?\d{1,2}月(?:\d{1,2}日|[上中下]旬|[底初])?|\d{1,2}日)?(?:[（(]\d{1,2}月\d{1,2}日[)）])?(?:上午|下午|凌晨)?"
_HOW = (
    r"(?:正式|顺利|成功|全[面线部]|全力|正在?|已经?|将|也|即将|首次|开始|加快|加紧|加速|紧张|如期|同步|稳步|抓紧|积极)*"
)
_NAMES_A_THING = re.compile(
    r"(?:[船舰艇轮机井桥站坝闸塔台带园馆港厂库堤渠楼器箭星炉矿线段”A-Z\d]|项目|工程|平台|系统|装置|设备|隧道|基地|中心|枢纽|通道|电池|列车|道|区|气田|油田|口岸|机场|车站)$"
)
"""What the name of a thing ends with that is built, launched or put to work."""
_PART = re.compile(
    r"(?<=[\u4e00-\u9fff“”])(?:首[台批条期个座]|[一二三]期|第[一二三四五六七八九十]+[台批条期个座]|主[塔桥体]|最后一)"
)
"""A part of a thing, which is named behind it."""
_SEVERAL = re.compile(
    r"(?:[近超约]?[\d一二两三四五六七八九十百]+[多余]?[个项座家批条艘台]|一大?批|多[个项座家条]|各|这|该|其|[^，]*等(?:一批|[\d一二三四五六七八九十]+[个项座家条]|重[大点])|部分|一系列|相关|有关|重[大点]|[^，]{0,4}项目$|[^，]{0,4}工程$)"
)
"""How words begin that name no one thing."""
_MARKS = re.compile(r"[，。；：《]|[（(](?![\u4e00-\u9fff]{2,6}[)）][\u4e00-\u9fff])|、(?!.*(?:工程|项目)$)")
_REACH = 64
"""Characters of the longest clause that is looked at."""
_SHORTEST = 8
_BEHIND_A_NAME = 7
"""Within how many characters behind a name in quotation marks the name of the thing ends: “海甲03”|轮."""


@cache
def _words() -> frozenset[str]:
    """The verbs of `launch_verbs.txt` but those of what is said, shown or founded, and what else is done about a works."""
    told = {word for line in lines("launch_verbs.txt") for word in line.split()}
    kinds = by_kind("deed_words.tsv")
    return frozenset(told.difference(kinds["said_or_shown"]).union(kinds["under_way"]))


@cache
def _ends() -> frozenset[str]:
    return frozenset({word[-1] for word in _words()} | set("功设进行"))


@cache
def _begins() -> re.Pattern[str]:
    """What stands behind the name to the end of its clause: when, where, how and that it begins."""
    where = r"(?:(?<![存所现潜])在[\u4e00-\u9fff]{2,16}?)?"
    return re.compile(
        rf"{_WHEN}{where}{_WHEN}{_HOW}(?:(?:完成|通过)[^，。；、]{{2,8}}、)?(?:{any_of(_words())})(?:成功|建设|运行|运营)?$"
    )


def begun(norm: str, at: int, end: int) -> Span | None:
    """The thing that the clause `at`–`end` tells to begin, whatever its last noun is: 某某远洋铺缆船 in 某某远洋铺缆船在某市下水.

    A name in quotation marks behind what describes it is the name alone: 大型救助船|“海甲03”轮.
    """
    if not _SHORTEST <= end - at <= _REACH or norm[end - 1] not in _ends():
        return None
    done = _begins().search(norm, at + 4, end)
    if done is None:
        return None
    stop = done.start()
    part = _PART.search(norm, at + 4, stop)
    stop = part.start() if part is not None else stop
    dash = norm.rfind("——", at, stop)
    start = dash + 2 if dash >= 0 else at
    of = norm.rfind("的", start, stop - 3)
    start = of + 1 if of >= 0 else start
    opens = norm.rfind("“", start, stop)
    if opens > start and 3 < stop - opens < 16 and 0 <= stop - norm.find("”", opens) <= _BEHIND_A_NAME:
        start = opens
    if stop - start < 4 or _SEVERAL.match(norm, start, stop) or _MARKS.search(norm, start, stop):
        return None
    return Span(start, stop) if _NAMES_A_THING.search(norm, start, stop) else None


def building_site(norm: str, at: int, end: int) -> Span | None:
    """The works on whose building site the clause is: 当记者来到某某二期工程施工现场时."""
    if norm.find("现场", at, end) < 0 or (match := _ON_SITE.match(norm, at, end)) is None:
        return None
    start = max(match.start("name"), norm.rfind("的", match.start("name"), match.end("name") - 4) + 1)
    name = Span(start, match.end("name"))
    if name.end - name.start < 4 or _SEVERAL.match(norm, *name) or not _NAMES_A_THING.search(norm, *name):
        return None
    return name


_ON_SITE = re.compile(
    r"(?:当)?(?:记者)?(?:在|走进|来到)?(?P<name>[^，。；、]{4,30}?)(?:项目|的)?(?:施工|建设|作业|掘进|铺轨|吊装|(?:混凝土)?浇筑)(?:现场|工地)(?:里|内|上|时|看到)?$"
)


def called(norm: str, at: int, end: int) -> Span | None:
    """The works whose name is all that stands behind a dash: 我国最大超深气区——某某油田“某某”气区."""
    dash = norm.find("——", at, end)
    if dash < at + 4 or end - dash < 6 or _NAMES_A_WORKS.search(norm, dash + 2, end) is None:
        return None
    return (
        Span(dash + 2, end) if not _MARKS.search(norm, dash + 2, end) and _DOES.search(norm, at, end) is None else None
    )


_NAMES_A_WORKS = re.compile(
    r"(?:气区|油田|气田|大桥|隧道|水库|电站|枢纽|工程|项目|机场|铁路|高铁|口岸|港区|船闸|通道|平台|基地)$"
)
_DOES = re.compile("建设|推进|进行|完成|成为|打造|是")


def so_long(norm: str, at: int, end: int) -> Span | None:
    """The line, service or works that the clause says to be so old: 国内首条某某快线开通一年来."""
    if norm[end - 1] not in "来年" or (match := _SO_LONG.match(norm, at, end)) is None:
        return None
    name = Span(*match.span("name"))
    named = _SEVERAL.match(norm, *name) is None and _NAMES_A_THING.search(norm, *name) is not None
    return name if named else None


_SO_LONG = re.compile(
    r"(?P<name>[^，。；：、的了]{4,26}?)(?:正式)?(?:开通|开行|投运|投产|通车|启用|上线|运营|运行)(?:运营|运行|通车)?(?:近|超)?[\d一二两三四五六七八九十半百]+(?:多|余|周)?个?(?:年|月|天)多?(?:以?来)?$"
)


def meant_by(norm: str, at: int, end: int, name: str) -> int | None:
    """Where the words end by which a clause takes up the thing called `name`: 该船, 这口井, 这个保护带, 项目.

    They are its last characters, or some of its characters in their order with the same last one.
    """
    pointing = _POINTING.match(norm, at, end)
    if pointing is None:
        bare = _BARE.match(norm, at, end)
        if bare is None:
            return None
        any_works = bare["noun"] in ("项目", "工程") and name.endswith(("项目", "工程"))
        line = bare["noun"] in ("线路", "全线") and _LINE.search(name) is not None
        return bare.end("noun") if any_works or line or name.removesuffix("项目").endswith(bare["noun"]) else None
    if (sized := _SIZED.match(norm, at, end)) is not None and (
        name.endswith(sized["noun"]) or sized["noun"] in ("工程", "项目") or sized["noun"][-1] == name[-1]
    ):
        return pointing.end()  # 这个装机规模超过600万千瓦的工程
    begin = pointing.end()
    for stop in range(min(begin + _LONGEST, end), begin, -1):
        said = norm[begin:stop]
        if name.endswith(said) or (len(said) > 1 and said[-1] == name[-1] and abbreviates(said, name)):
            return stop if len(said) > 1 or not _COMPOUND.match(norm, stop) else None
    return None


_POINTING = re.compile(r"(?:该|这)(?:[座条台款艘口架种枚颗个项一])?")
_SIZED = re.compile(
    r"(?:该|这)[座条台款艘口架个项][^，。；的]{0,16}\d[^，。；的]{0,12}的(?P<noun>[\u4e00-\u9fff]{1,8}?)(?=将|建成|是|能|可|有|正|已|预计|$)"
)
"""A thing taken up with its size: 这个装机规模超过600万千瓦的工程."""
_LINE = re.compile(r"铁路|高铁|高速|公路|航线|地铁|号线")
_BARE = re.compile(
    r"(?P<noun>项目|工程|平台|线路|全线|大桥|隧道|电站|机场|系统|装置|灌区|水库|铁路|公路|航线|通道|枢纽|基地|工厂|航道)"
    r"(?=总|[全将计建投预达完]|年|一期|[首最]|每|占|由|采用|规划|设计|位于|涉及|包[括含]|综合|可|能)"
)
"""The bare noun by which a clause goes on about what was begun."""
_LONGEST = 8
"""Characters of the longest words that take up a name."""
_COMPOUND = re.compile(r"[队员厂长身体票东型载舶器构场务座区]")
"""Behind a single character: 该船队 is no ship."""
