"""Names of industries before the word 集群: their words, without the place, level and kind around them."""

from __future__ import annotations

import re
from dataclasses import replace

from qdtui.model import Span
from qdtui.text.listing import Listing
from qdtui.text.places import places_within
from qdtui.text.programmes import KIND, LEVEL, SCALE

HEAD = re.compile(
    r"产业(?:链|创新)?集群区?|(?<!聚)集群区?|产业群(?![体众落聚])|产业示范基地|产业化?基地|(?<=[个大])基地"
)
BEFORE_HEAD = re.compile(rf"(?:{LEVEL}|{KIND}|{SCALE}|新的|的)*$")
NO_NAME = re.compile(
    r"^(?:[一二两三四五六七八九十][大地]|百[佳强]|这|该|本|各|某|新|大|小|一|多|两|此|产业|制造|制造业|传统|现代|相关|不同|主导|特色|优势|重点|新兴|未来|本地|区域|企业|科技|创新|乡村|城市|"
    r"[省市]?县域|数字|数字产业|高端|先进|先进制造|标杆|龙头|优质|战略|完整|上下游|关键|若干|一批|系列|成熟|全球|国际|高新|高新技术|城镇|乡镇|特色农业|高技术|高新技术|个|协同区|核心区|工程|培育工程|优秀|良好|合格|优秀等次|战略性新兴|战略性|地域|发展|特色产品|规模|迈进|跃升|升级|跃进|集聚|转型|壮大|崛起)+(?:制造业|产业|产业链)?$"
)
COUNTED = re.compile(
    r"(?:等(?:\d+|[两三四五六七八九十]+)[个大条]|、[^，。；、]{2,12}(?:\d+|[两三四五六七八九十]+)[个大条]|等(?!同|级|于|待|\d|[两三四五六七八九十]))(?P<words>(?:(?!打造|建设|培育|形成|企业)[\u4e00-\u9fff“”+\d]){2,10})$"
)
# What may stand between a verb and a name: 打造一批世界级机器人产业集群.
LEAD = re.compile(
    rf"(?:[（(][一二三四五六七八九十\d]+[)）]|[一二三四五六七八九十][、是]|\d{{1,2}}[.．、]|[我本全该][市省县区国]|的|仅|一批|一个|一系列|多个|数个|若干|世界级|国际一流|全球|全国|全省|国家级|省级|唯一|最大的?|首个|{SCALE}|产值|"
    r"完整的?|百强|外向型|发展壮大|发展起|发展了|发展(?!区)|抓好|抓实|全面启动|启动)+"
)
# a city that is no more, and in no list of ours: 胶某市纺织机械
UNKNOWN_PLACE = re.compile("[\u4e00-\u9fff]{2,3}(?<!都)(?<!城)[市县](?![场级政区域])(?=[\u4e00-\u9fff]{3})")
_PLACE_AND_KIND = re.compile(r"[\u4e00-\u9fff]{2,14}[市区县旗镇][（(](?P<kind>[\u4e00-\u9fff、]{2,14})[)）]")
"""A place that gives the trade of its cluster in brackets."""
OF_SCALE = re.compile(r"(?:超过?|近|达到?)?(?:\d+|[一二三四五六七八九十]?[百千万]+)亿(?:元|级)?(?:以上)?$")
AMOUNT = re.compile(r"\d+(?:\.\d+)?[多余]?[万千百]?[多余]?亩(?=[\u4e00-\u9fff]{2})")
TOWN = re.compile(
    "(?:[\u4e00-\u9fff]{2,3}?(?:镇|街道|乡)|(?:工业|产业|科技)园区|[\u4e00-\u9fff]{0,4}(?:试验区|开发区|高新区|示范区|经开区))(?=[\u4e00-\u9fff]{2})"
)
ZONE = re.compile("[\u4e00-\u9fff]{2,4}?(?:高新区|经开区|开发区)(?=[\u4e00-\u9fff]{2})")
"""A zone in no list of places that opens a cluster's name: 燕郊高新区电子元器件."""
NAME = re.compile(r"[\u4e00-\u9fffA-Za-z0-9+·\-“”（）()]{2,26}|[硅铜铝锌镁钛锂钨钒钼镍锡锰锑茶酒糖盐棉鞋纸泵阀笔伞锁]")


def one_name(norm: str, listing: Listing) -> bool:
    """True for what 和 joins right behind 打造的 and the like: 三市打造的海工装备和高技术船舶集群 is one cluster."""
    first, second = listing.items
    built = norm.endswith(
        ("打造的", "建设的", "培育的", "共建的", "申报的", "创建的", "参与的", "牵头的"), 0, first.start
    )
    return built and norm[first.end : second.start] in ("和", "与", "及")


def rejoined(norm: str, listing: Listing) -> Listing:
    """The list with halves put together where its other names each carry their own head: A集群、B和C集群、D集群."""
    headed = [i.end for i in listing.items if _OWN_HEAD.search(norm, *i) or HEAD.match(norm, i.end)]
    if len(headed) < 2 or len(headed) == len(listing.items):
        return listing
    items: list[Span] = []
    for item in listing.items:
        joins = bool(items) and items[-1].end not in headed and item.end in headed
        if joins and norm[items[-1].end : item.start] in ("和", "与", "及"):
            items[-1] = Span(items[-1].start, item.end)
        else:
            items.append(item)
    return replace(listing, items=tuple(items))


_OWN_HEAD = re.compile(rf"(?:{HEAD.pattern})$")


def modifiers(norm: str, start: int, head: int) -> int:
    """Where the words of level, kind and scale before the head begin."""
    match = BEFORE_HEAD.search(norm, max(start, head - 30), head)
    begin = match.start() if match is not None else head
    if counted := COUNTED.search(norm, max(start, begin - 20), begin):
        begin = counted.start("words")  # 机器人、航空等8个重点领域产业集群
    if quoted := re.search(r"“(?:[两三四五六七八九十\d]+大)?$", norm[max(start, begin - 4) : begin]):
        begin -= len(quoted[0])  # 新型显示、生物医药“四大产业集群”
    if norm.startswith("制造业", begin) and norm.endswith("装备", start, begin):
        begin += len("制造")  # 装备制造业集群
    while begin < head and norm[begin] == "的":
        begin += 1
    return begin


LISTED_NAME = re.compile("先进制造|高端制造|战略性新兴|高新技术|现代服务|现代物流|数字")
"""Wide names that name a cluster only in a list that is counted: 能源、先进制造、文旅三个万亿级产业集群."""


def industry_words(norm: str, item: Span, *, counted: bool = False) -> Span | None:
    """The industry words of a list's item: without the place before them and a head or 产业 behind them.

    `counted` says that the list has as many items as it says, so that a wide name is one of them.
    """
    start, end = item
    inner = HEAD.search(norm, start, end)
    if inner is not None and inner.end() == end:
        end = modifiers(norm, start, inner.start())
    if lead := LEAD.match(norm, start, end):
        start = lead.end()
    if (ours := norm.rfind("我国", start, end)) > start:
        start = ours + 2  # 某会长解读我国家纺
    for place in places_within(norm, start, end):
        if place.start == start and place.level == "macro" and norm.startswith("的", place.end):
            start = place.end + 1  # 京津冀的安全应急装备
            break
        if place.start != start or place.level in ("state", "country", "macro"):
            break
        start = place.end
    if start == item.start and (unknown := UNKNOWN_PLACE.match(norm, start, end)) is not None:
        start = unknown.end()
    if start == item.start and (zone := ZONE.match(norm, start, end)) is not None:
        start = zone.end()
    if start > item.start and (town := TOWN.match(norm, start, end)) is not None:
        start = town.end()  # 中山市小榄镇智能锁
    if norm[start : start + 1] in ("与", "和") and start > item.start:
        # 成都市与德阳市高端能源装备
        beside = next((p for p in places_within(norm, start, end) if p.start == start + 1), None)
        start = beside.end if beside is not None else start
    if lead := LEAD.match(norm, start, end):
        start = lead.end()
    if amount := AMOUNT.match(norm, start, end):
        start = amount.end()
    for tail in ("产业链", "产业"):
        if norm.endswith(tail, start, end) and end - start > len(tail) + 1:
            end -= len(tail)
            break
    if (aside := _PLACE_AND_KIND.fullmatch(norm, item.start, end)) is not None:
        start, end = aside.span("kind")  # 临朐县（铝型材加工）特色产业集群
    if scale := OF_SCALE.search(norm, start + 2, end):
        end = scale.start()  # 机电装备超百亿元、家电超200亿元的产业集群
    text = norm[start:end]
    if (
        not NAME.fullmatch(text)
        or (NO_NAME.match(text) and not (counted and LISTED_NAME.fullmatch(text)))
        or re.search(
            r"\d+[家个项亿条]|[这那]|超过|具有|发展$|坚持|注重|集群|数量|企业|公司|冠军|名县|名镇|名城|年度|重视|项目|平台|园区|经开区|高新区$|开发区$|基地|(?<!数据)(?<!算力)中心|经营|管理|行业$|[个家项类]$|^[一两三四五六七八九十](?:家|个)",
            text,
        )
    ):
        return None
    return Span(start, end)
