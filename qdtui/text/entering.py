"""Which clusters enter a list: the names before 入选, 列入, 是 or 为, and what 该集群 stands for."""

from __future__ import annotations

import re

from qdtui.text.industries import HEAD, modifiers
from qdtui.text.listing import Listing, list_before
from qdtui.text.programmes import KIND, LEVEL, SCALE
from qdtui.text.sentence import Sentence

ENTERS = re.compile(
    r"(?:正在|正|加快|加速|逐步|迅速|积极|全力|更要|将|要|力争|计划|有望|争取|近日|日前|近期|正式|顺利|刚刚|新近|则|早已?|在|到|于|年?底前?|成功|双双|均|累计|再度|已|先后|分别|共同|全部|同时|又|今年|去年|前年|20\d\d年|\d{1,2}月|\d{1,2}日)*(?:则|被[^，。；、]{0,8})?(?P<verb>入选|入围|确定为|评定为|入列|上榜|跻身|列入|列为|纳入|获评|获批|被?认定为|被?评为|晋级|进入|成为|通过|创建|争创|申创|申报|挂上|拿下|摘得|捧回|荣膺|分获|获得|荣获|斩获|建成|打造成|升级|发展成|(?:成长|壮大|跃升|崛起|蝶变|发展)(?=为))(?:了|为)?"
)
LINKED = re.compile(
    rf"(?:也|则|都|均|分别|同|已|就)*(?:是|为)(?:我国|我省|全国|全省|国内)?(?:首个|首批|唯一的?)?(?:{LEVEL}|{KIND}|{SCALE})+(?:产业)?(?:集群|示范基地)"
)
_FAR = 500
NOT_A_LEVEL = ("之一", "的", "建设", "发展")
THIS = re.compile(r"(?:该|这一)(?:产业)?集群[，,]?(?:又|还|也|已|再)?$")
# 某某集群是国家先进制造业集群, 均为省级…集群
COPULA = re.compile(
    r"(?:也|则|(?P<many>都|均|分别|同)|已|就)*(?P<verb>是|为|系)(?:我国|我省|全国|全省|国内)?(?:首个|首批|唯一的?|一个)?$"
)
AGAIN = re.compile(
    r"(?:[，,；;、]|[^，。；]{0,12}(?:脱颖而出|胜出|突围|夺魁)|并|又|再次|再度|再|随后|同年|后|还|同时|于|至|成功|正式|也|该集群|其|已|(?:20\d\d|今|去|前)年(?:度|初|底|\d{1,2}月)?|年底|被[^，。；]{0,8})*"
)


def entering_verb(norm: str, start: int, mods: int) -> re.Match[str] | None:
    """The verb by which the names before it enter the cluster list named here, when it stands right before."""
    for match in ENTERS.finditer(norm, start, mods):
        if re.fullmatch(
            r"[了为到“《]*(?:(?:全国|全省|我国|国内)?(?:首个|唯一|首批)[^，。；、]{0,8}的)?(?:20\d\d年度?)?(?:国家队”(?:——|，|即|、)?)?(?:工业和信息化部|工信部|国家发改委)?",
            norm[match.end() : mods],
        ):
            return match
    linked = COPULA.search(norm, start, mods)
    return linked if linked is not None and norm.endswith(("集群", "基地"), start, linked.start()) else None


def subject_of(norm: str, start: int, verb: int) -> Listing:
    """The names before the verb: a list, with or without a head of its own (A、B2个产业集群入选…)."""
    stop = verb
    if norm[stop - 1 : stop] in "，,":
        stop -= 1
    match = re.search(
        r"(?:产业链?集群区?|集群区?|产业示范基地|产业基地|基地|[三四五六七八九两]大产业)(?:[^，。；群]{2,30}，?){0,2}(?P<passed>[均也]?(?:已|顺利)?通过[^，。；]{0,10}(?:认定|评审|验收|考核))?$",
        norm[start:stop],
    )
    if match is not None:
        stop = modifiers(norm, start, start + match.start())
        if match[0].endswith("大产业") and match["passed"] is None:
            stop = start + match.start() + 2
    return list_before(norm, start, stop)


def named_above(norm: str, stop: int) -> Listing:
    """The cluster named last in the paragraph before `stop`, for 该集群."""
    floor = max(norm.rfind("\n", 0, stop) + 1, stop - _FAR)
    heads = [h for h in HEAD.finditer(norm, floor, stop) if h[0].endswith("集群")]
    listing = list_before(norm, floor, modifiers(norm, floor, heads[-1].start())) if heads else Listing(())
    return Listing(listing.items[-1:])


def is_listed_before(norm: str, end: int, stop: int) -> bool:
    """True when the head here ends an item of a list that goes on, or a subject whose verb comes: it is read there."""
    rest = norm[end:stop]
    if re.match(
        r"、[^，。；]{2,30}(?:集群|基地)[^，。；]{0,10}(?:入选|入围|上榜|获评|列入|争创|申创|获批|跻身|晋级)", rest
    ):
        return True
    if linked := LINKED.match(rest):
        return not rest.startswith(NOT_A_LEVEL, linked.end())
    match = ENTERS.match(rest.lstrip("，,"))
    return (
        match is not None
        and re.match(
            rf"(?:20\d\d年度?|第.{{1,3}}批|首批)?(?:{LEVEL}|{KIND}|{SCALE})*(?:产业)?(?:集群|示范基地)",
            rest.lstrip("，,")[match.end() :],
        )
        is not None
    )


def says_entering(norm: str, end: int, sentence: Sentence) -> bool:
    """True when a verb of entering follows, for this head or for a list of heads that it begins."""
    if "已入选的" in norm[sentence.start : end]:
        return True
    verb = re.search(r"入选|入围|上榜|列入|获批|获评|榜上有名|位列其中|在列", norm[end : sentence.end])
    if verb is None:
        return False
    following = HEAD.search(norm, end, end + verb.start())
    return following is None or norm.startswith(("以及", "和", "与", "及", "、"), end)
