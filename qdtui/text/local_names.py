"""Names that a text itself makes known: towns behind a county, wide regions, and firms by their short names."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from qdtui.text.lexicon import industry_ending
from qdtui.text.orgs import core
from qdtui.text.places import find_places, places
from qdtui.text.signs import Signed

if TYPE_CHECKING:
    from qdtui.text.reading import Reading

_TOWN = re.compile(r"(?P<name>(?![城乡村]|等|的)[\u4e00-\u9fff]{2,3}?(?:镇|乡|街道))(?![镇村企]|[城]|建设|化|情)")
_TOWN_START = Signed("镇 乡 街道", rf"(?:^|(?<=[，。；：、\n在]))(?:走进|来到|走访|探访)?{_TOWN.pattern}", re.MULTILINE)
_MOST = 200
"""Towns of one text that are looked for; a gazetteer is no article."""
_NO_TOWN = re.compile(
    r"^[本此这该至往与和是]|[侨水家故老]乡$|[在到进的各多几]|^全|[小大强重名古新老]镇$|乡镇|特色|城镇|城乡|产业|村镇|集镇|古镇|重点"
)
_VILLAGE = re.compile(r"(?P<name>[\u4e00-\u9fff]{1,3}村)(?![民庄镇委支落企级容口集])")
_SAID_VILLAGE = re.compile(rf"(?:小村|山村|渔村|古村|小山村|村庄){_VILLAGE.pattern}")
_IN_VILLAGE = re.compile(
    r"(?:在|走进|来到|位于)[^，。；\d\n]{0,16}?(?:的|水乡|山乡|老区|之滨|脚下|山下)(?P<name>[\u4e00-\u9fff]{1,3}村)(?=[，里])"
)
"""A village that a clause says something is in, behind the words that describe it: 在大山深处的某某村."""
_OF_VILLAGE = re.compile(
    r"(?:(?<=[，。；\n])|^)(?P<name>[\u4e00-\u9fff]{2,3}村)(?=的“|从|[昔曾]|有着|家家户户|因地制宜|[^，。；\n]{0,12}，村(?:民|集体))",
    re.MULTILINE,
)
_HOME = re.compile(
    r"(?:^|(?<=[，。；：、\n的]))(?P<name>(?!记者|如今|目前)[\u4e00-\u9fff]{2,4}(?:村|社区|嘎查))(?![民庄镇委支落企级容口集])",
    re.MULTILINE,
)
"""A village or neighbourhood at the head of a clause."""
_LED = re.compile(
    r"(?:^|(?<=[，。；：、“\n的市县区镇乡]))(?P<name>[\u4e00-\u9fff]{1,3}(?:村|社区|嘎查))(?=党支部|党总支|党委|村委会|居委会|“?两委)",
    re.MULTILINE,
)
"""A village or neighbourhood whose head speaks."""
_SAID_TOWN = Signed(
    "小镇 古镇 小城 小村 山村 渔村 村庄 村落",
    r"(?:^|(?<=[，。；\n：]))(?P<name>(?![这那该其它他我本])[\u4e00-\u9fff]{2,4}?)是(?P<where>[\u4e00-\u9fff]{2,12}?)的?一[个座][^，。；\d]{0,6}?(?:小镇|古镇|小城|小村|山村|渔村|村庄|村落)(?=[，。；])",
    re.MULTILINE,
)
"""A town by its bare name, where the text says that it is one: 某某是广东佛山的一个小镇."""
_NO_VILLAGE = re.compile(
    r"[在到进的各多几个等]|^[全该本一出进返入驻回离]|^[农乡山渔古小新贫空老美]村$|[农乡]村$|困村|文明村|发明村|范村|城中村|其中村|丽乡|政村|然村|(?:智慧|未来|街道|城市|所在|完整|和谐|居民|老旧|现代|农村|我们|这个)社区"
)
_WIDE = re.compile(r"(?P<name>中西部|西部|东部|中部|东北)(?:地区(?!性)|(?=[，,拥已共正占]|各?省[区市]|生产总值))")
_BASIN = re.compile(
    r"(?:长江|黄河|珠江|淮河|海河|辽河|松花江|塔里木河|渭河|汾河|湘江|赣江|汉江|嘉陵江|太湖|巢湖)流域|"
    r"(?:塔里木|准噶尔|柴达木|鄂尔多斯|四川|松辽|渤海湾|吐哈)盆地"
)
_BASIN_OF = re.compile(
    r"(?:^|(?<=[，。；：、\n]))(?![在沿整全各经从于对到向与和]|[一二三]江)[\u4e00-\u9fff]{1,3}[江河湖水]流域",
    re.MULTILINE,
)
"""The basin of any river, at the head of a clause."""
_PART_OF_PROVINCE = Signed(
    "粤 苏 浙 皖 鲁 陕 川 豫 湘 赣 闽 辽 冀 晋 滇 黔 桂 鄂 疆",
    r"(?:粤东西北|[粤苏浙皖鲁陕川豫湘赣闽辽冀晋滇黔桂鄂](?:[东西南北中]|东[南北]|西[南北])|[南北]疆)(?=地区|[有是已共拥占，、的]|面积|经济)",
)
"""A part of a province: 粤北, 苏南."""
_OFFICER = Signed(
    "书记 董事长 总经理 副总 总裁 首席 创始人 厂长 总监 车间主任 总工程师",
    r"(?:^|(?<=[，。：“\n]))(?:据|在)?(?P<name>(?![该本这那某我全市县区省一]|公司|企业|集团|园区|协会|据)[\u4e00-\u9fffA-Za-z]{3,8}?)(?:公司|集团|股份)?"
    r"(?:党委书记|董事长|总经理|副总|总裁|首席[^，。]{1,4}官|创始人|联合创始人|厂长|[技研生][^，。]总监|车间主任|总工程师)",
    re.MULTILINE,
)
_WORKSHOP = Signed(
    "车间 工厂 生产线 展厅 厂区 厂房",
    r"(?:^|(?<=[，。、“\n在进到]))(?P<name>(?![该本这那某我全一]|公司|企业|集团|园区)[\u4e00-\u9fffA-Za-z]{3,6})"
    r"的[^，。的]{0,4}(?:车间|工厂|生产线|展厅|厂区|厂房)[里内中]",
    re.MULTILINE,
)
_EARNS = re.compile(
    r"(?:^|(?<=[，。；：、\n]))(?P<name>(?!上半|全年|其中|合计|共计|单季|当期|本期|报告|累计|去年|今年|同期|[^，。]{0,3}(?:工业|企业|行业|公司|产业|季度|[省市县区]))[\u4e00-\u9fffA-Za-z]{3,5}?)(?:上半年|全年)?(?:实现|完成)?了?(?:营业(?:总)?收入|营收|(?:归母|扣非)?净利润)",
    re.MULTILINE,
)
"""A firm by its short name, with what it earns."""
LISTED_FIRM = re.compile(
    r"(?P<name>\*?[\u4e00-\u9fffA-Z]{3,6})[（(](?:(?:股票代码[:：]?|S[HZ][:：]?)?\d{6}(?:\.[A-Za-z]{2})?|\d+\.\d+, ?-?\d+\.\d+, ?-?\d+\.\d+%)[)）]"
)
"""A firm with its code or its quotation at the stock exchange."""
STOCK_CODE = Signed(") ）", r"[\d.](?:(?<=\d)\d{5}(?:\.[A-Za-z]{2})?|(?<=\.)\d+, ?-?\d+\.\d+%)[)）]")
"""What a text holds that names such firms: it is looked for before the names are."""
_NAMED = re.compile(r"[\u4e00-\u9fffA-Za-z]{3,6}$")
_NOT_A_FIRM = re.compile(
    r"^第|^[^\u4e00-\u9fffA-Za-z]|[在到进于的是和与及由从为将对据了有向各等]|记者|企业|公司|政府|时任|现任|中国$|(?:重镇|名城|大省|强省|大市|强市|大县|强县)$|行政$|[局委办部厅会院]$|相关"
)
_PLANT = re.compile(r"[）)]|[^，。；、的\n]{0,8}?(?:工厂|生产基地|车间)")
_PLANTS = ("工厂", "生产基地", "车间")


class Local(NamedTuple):
    """A local place in a text: where its name ends, and the name as the text gives it."""

    end: int
    name: str


@lru_cache(maxsize=8)
def local_places(norm: str) -> dict[int, Local]:
    """Towns and wide regions of a normalised text by where they are named.

    A town is known when it stands behind a county, district or city, or begins a clause: 潜江市熊口镇; a wide region
    such as 西部 when the text calls it 西部地区 as well.
    """
    names = set()
    for place in places(norm):
        if place.level in ("city", "county", "district") and (match := _TOWN.match(norm, place.end)):
            names.add(match["name"])
    ends = {p.end for p in places(norm)}  # 河南新乡 is no 乡
    starts = {p.start for p in places(norm)}
    names |= {m["name"] for m in _TOWN_START.finditer(norm, 0, len(norm)) if m.end("name") not in ends}
    if "村" in norm or "社区" in norm or "嘎查" in norm:
        names |= _villages(norm, names)
    said = (m for m in _SAID_TOWN.finditer(norm, 0, len(norm)) if m.end("where") in ends and m.start() not in starts)
    names |= {m["name"] for m in said}
    found = {
        at: Local(at + len(name), name)
        for name in sorted(n for n in names if not _NO_TOWN.search(n))[:_MOST]
        for at in _wherever(name, norm)
    }
    if "流域" in norm or "盆地" in norm:
        for basin in (_BASIN_OF, _BASIN):
            found.update({m.start(): Local(m.end(), m[0]) for m in basin.finditer(norm)})
    for part in _PART_OF_PROVINCE.finditer(norm, 0, len(norm)):
        if part.start() not in starts and norm[part.start() - 1 : part.start()] in (
            "",
            "，",
            "。",
            "；",
            "：",
            "\n",
            "、",
            "在",
            "中",
        ):
            found[part.start()] = Local(part.end(), part[0])
    for match in _WIDE.finditer(norm):
        if (whole := match["name"] + "地区") in norm:
            found[match.start()] = Local(match.end(), whole)
    return found


def _villages(norm: str, towns: set[str]) -> set[str]:
    """Villages behind a county or town (三坡镇下庄村), or behind the words for one (边陲小村某某村)."""
    ends = {p.end for p in places(norm) if p.level in ("city", "county", "district")}
    ends |= {at + len(town) for town in towns for at in _wherever(town, norm)}
    found = (_VILLAGE.match(norm, end) for end in ends)
    names = {m["name"] for m in (*found, *_SAID_VILLAGE.finditer(norm)) if m is not None}
    names |= {m["name"] for pattern in (_LED, _IN_VILLAGE, _OF_VILLAGE) for m in pattern.finditer(norm)}
    often = Counter(m["name"] for m in _HOME.finditer(norm))
    names |= {name for name, times in often.items() if times > 2}
    return {name for name in names if not _NO_VILLAGE.search(name)}


def _wherever(name: str, norm: str) -> Iterator[int]:
    """Where a name stands. It is looked for as it is: to compile an expression of it takes longer than to find it."""
    at = norm.find(name)
    while at >= 0:
        yield at
        at = norm.find(name, at + len(name))


@lru_cache(maxsize=8)
def _short_names(norm: str) -> frozenset[str]:
    names = {m["name"] for pattern in (_OFFICER, _WORKSHOP) for m in pattern.finditer(norm, 0, len(norm))}
    names = {n for n in names if not _is_place(n)}
    if STOCK_CODE.search(norm, 0, len(norm)):
        names |= {m["name"] for m in LISTED_FIRM.finditer(norm)}
    if "营业收入" in norm or "净利润" in norm:
        names |= {m["name"] for m in _EARNS.finditer(norm) if norm.count(m["name"]) > 1 and not _is_place(m["name"])}
    plants = any(word in norm for word in _PLANTS)
    for place in places(norm):
        if not plants and norm[place.end : place.end + 1] not in ("）", ")"):
            continue  # nothing that `_PLANT` finds stands behind it
        bracket = int(norm[place.start - 1 : place.start] in ("（", "("))
        if bracket and norm[place.start - 2] == " ":
            bracket = 2
        before = _NAMED.search(norm, max(0, place.start - 6 - bracket), place.start - bracket)
        if before is not None and place.start - bracket == before.end() and _PLANT.match(norm, place.end):
            names.add(before[0])
    return frozenset(n for n in names if not _NOT_A_FIRM.search(n))


def _is_place(name: str) -> bool:
    """True for a name that is a place's own: 苏州工业园, 德州."""
    found = find_places(name)
    return bool(found) and found[-1].end == len(name)


def short_names(reading: Reading) -> tuple[str, ...]:
    """What the text may call its firms, longest first: telling parts of full names, and what officers and plants tell.

    绿源电气 is a firm where the text has 绿源电气总经理, 绿源电气（合肥） or 绿源电气合肥工厂.
    """
    parts = {core(o.name) for o in reading.orgs if o.kind == "firm"}
    return tuple(sorted({n for n in parts if len(n) > 2} | _short_names(reading.norm), key=len, reverse=True))


def brief_names(reading: Reading) -> dict[str, str]:
    """What the text calls its firms in two characters, now and again: 某某 where it has 某某集团."""
    found: dict[str, str] = {}
    for org in reading.orgs:
        if org.kind == "firm" and len(stem := core(org.name)) == 2 and _HAN.fullmatch(stem) and not _is_place(stem):
            alone = reading.norm.count(stem) - reading.norm.count(org.name)
            heads = sum(1 for at in _wherever(stem, reading.norm) if reading.norm[at - 1 : at] in "，。；：\n、“")
            if alone > 1 and heads > 1 and not industry_ending().search(stem) and stem not in _NO_BRIEF:
                found[stem] = reading.text[org.start : org.end]
    return found


_HAN = re.compile(r"[\u4e00-\u9fff]+")
_NO_BRIEF = frozenset(
    [
        "保险",
        "外贸",
        "投资",
        "控股",
        "国有",
        "民营",
        "上市",
        "合资",
        "外资",
        "龙头",
        "供应",
        "销售",
        "建筑",
        "地产",
        "发展",
        "贸易",
        "国际",
        "中国",
        "全球",
        "我国",
        "国内",
        "当地",
        "相关",
        "一些",
        "目前",
        "部分",
        "中央",
        "地方",
        "央企",
        "国企",
    ]
)
_TITLE_FIRM = re.compile(
    r"[“]?(?P<name>[\u4e00-\u9fffA-Za-z]{2,8}?)[”]?(?:[:：]|发布|公布|荣获|入选|获评|成功|上榜|摘得|斩获|投产|签约|连续|拿下|首批|跻身|入围|入选|登上|位列|上半年|20\d\d年|一季度|前三季度)"
)
_NO_FIRM = re.compile(r"[省市县区州部会局院镇村国界业车链]$|^(?:我国|中国|全国|记者|专家)")


def title_firm(title: str, norm: str) -> str | None:
    """The firm that a title begins with (某某重能：一片叶片背后), when the text speaks of its officers, plants or shares."""
    match = _TITLE_FIRM.match(title)
    if match is None or _NO_FIRM.search(match["name"]):
        return None
    name = re.escape(match["name"])
    told = re.search(rf"{name}[^，。；\n]{{0,8}}?(?:董事长|总经理|总裁|创始人|股份|公司|工厂|生产基地|旗下|副总)", norm)
    of = re.search(rf"{name}是[^，。；\n]{{0,12}}(?:旗下|企业|公司)", norm)
    return match["name"] if (told or of) and norm.count(match["name"]) > 2 else None
