"""Organisations: firms, agencies, associations, schools and media in a text, and which short name means which."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal

from qdtui.text.data import fields
from qdtui.text.listing import opening
from qdtui.text.places import Place, find_places
from qdtui.text.signs import Signed, any_of
from qdtui.text.spans import within

Kind = Literal["firm", "agency", "association", "school", "institute", "media"]

_LONGEST = 40
_BRACKETED_PLACE = re.compile(r"(?<=[\u4e00-\u9fff])[（(]([\u4e00-\u9fff]{2,6})[）)](?=[\u4e00-\u9fff])")
_LEGAL = re.compile(r"(?:集团)?(?:股份|控股)?(?:有限责任公司|有限公司|公司|集团)+$")
_GOES_ON_LEGAL = "(?!(?<=实业|银行|证券)(?:发展|投资)?(?:集团)?(?:控股)?(?:股份)?有限(?:责任)?公司)"
"""实业, 银行 and 证券 end a name only when no legal form goes on with it: 某某实业股份有限公司."""
_SAID_SHORT = Signed(
    "简称 下称",
    r"[（(]?(?:以下)?(?:简称|下称)(?:为)?[：:]?(?:[“\"‘]([^”\"’\n]{2,16})[”\"’]|(?<![：:])([^“”\"‘’（）()，。、；\n]{2,12})[)）])",
)
_APPOSITION = re.compile(
    r"(?:企业|[台民央国外]企(?!业)|单位|平台|机构|龙头|厂商|巨头|代表|[子孙母]公司)[“\"”：:—-]*(?=.{4})"
)
_KIN = re.compile(r"[\u4e00-\u9fff]{0,4}(?:全资|控股|参股|下属|所属|旗下)+|公司")
_HAN = re.compile(r"[\u4e00-\u9fff]")
_BARE = re.compile(
    r"(?<![\u4e00-\u9fff])[该本各某两多全其此]|[这那]|\d[多余]?[家个所座批户名]|(?:国家|省|市|首批|地方|服务型|世界一流|所有|部分|相关|有关)级?"
    r"(?:重点)?(?:政府|实验室|大学|公司|集团|联盟|学院|银行|企业|协会)"
)
_HERE = re.compile(r"[我本全][市省县区国]的?")
_YEAR = re.compile(r"(?:19|20)\d\d")
_OF_NAME = re.compile(r"[\u4e00-\u9fff]{0,3}(?:[正继即如像有至并均据约经会同新赴定]|显示|发展|联合|先进|服务)")
_THERE_IS = ("还有", "另有", "共有", "现有", "已有", "拥有", "只有", "仅有", "就有", "也有")
_GOVERNMENT = re.compile(r"(?:[省市区县州旗镇乡国]|人民|特区|联邦)政府$")
_TOO_SHORT = {"firm": 3, "agency": 2, "association": 3, "school": 3, "institute": 3, "media": 2}


@dataclass(frozen=True, slots=True)
class Org:
    """An organisation's name in a text, as a half-open range of code points."""

    start: int
    end: int
    name: str
    kind: Kind


def suffix_kinds() -> dict[str, Kind]:
    """The endings of names of organisations, with their kinds."""
    return _suffixes()[0]


@cache
def _suffixes() -> tuple[dict[str, Kind], re.Pattern[str]]:
    kinds: dict[str, Kind] = {}
    for suffix, kind in fields("org_suffixes.tsv"):
        kinds[suffix] = kind  # type: ignore[assignment]
    pattern = any_of(kinds)
    # 部长, 局长, 公司债, 政府工作报告: the ending goes on as another word.
    return kinds, re.compile(
        rf"(?:{pattern})(?![长署级门债员])(?<![布格大全结开当新变时僵棋终破危骗饭邮书出赌胜败残]局)(?<![餐客大展歌舞饭门前]厅)(?!(?<=证券)[时日]?[报网]){_GOES_ON_LEGAL}(?:（[\u4e00-\u9fff]{{2,6}}）(?:有限公司|分公司))?"
    )


@lru_cache(maxsize=8)
def orgs(norm: str) -> tuple[Org, ...]:
    """The organisations named in a document's normalised text (see `find_orgs`). The last few documents are kept."""
    return find_orgs(norm)


def find_orgs(norm: str) -> tuple[Org, ...]:
    """The organisations named in a normalised text, in order of their ends; of nested ones the longest.

    A name begins at a place name, or behind the last mark, verb or preposition before it: 赴青岛市单项冠军企业
    特锐德电气股份有限公司 gives 特锐德电气股份有限公司.
    """
    kinds, pattern = _suffixes()
    bracketed = "（" in norm or "(" in norm
    flat = _BRACKETED_PLACE.sub(lambda m: f"\ue000{m[1]}\ue000", norm) if bracketed else norm
    found: list[Org] = []
    for match in pattern.finditer(flat):
        kind = kinds.get(match[0], "firm")
        floor = found[-1].end if found and found[-1].end > match.start() - _LONGEST else match.start() - _LONGEST
        start = _start(flat, max(0, floor), match.start(), match.end(), kind)
        if found and found[-1].end == start and found[-1].kind == "agency" == kind:
            start = found.pop().start
        if (
            found
            and found[-1].end == start
            and found[-1].kind == "agency"
            and kind == "firm"
            and len(found[-1].name) <= 4
        ):
            start = found.pop().start  # 招商局重工有限公司
        if found and found[-1].end == start and found[-1].kind == kind == "firm" and found[-1].name.endswith("集团"):
            start = found.pop().start  # 某某集团减振器公司 is one firm
        if year := _YEAR.match(flat, start, match.start()):
            start = year.end()
        if match[0] == "子公司" and _KIN.fullmatch(flat, start, match.start()) and _HAN.match(flat, match.end()):
            continue  # 全资子公司 before the name of that firm
        if match.end() - start < max(_TOO_SHORT[kind], 2) or _BARE.search(flat, start, match.end()):
            continue
        if match[0] == "政府" and not _GOVERNMENT.search(flat, start, match.end()):
            continue
        if start == match.start() and not (len(match[0]) >= 3 and kind in ("agency", "media")):
            continue
        found.append(Org(start, match.end(), norm[start : match.end()], kind))
    return tuple(found)


def _start(flat: str, floor: int, stem_end: int, end: int, kind: Kind) -> int:
    begin = opening(flat, floor, end)
    if kind == "firm":
        if begin == stem_end - 1 and begin - 1 > floor:
            # One character is no firm's name: the verb before it is part of the name (恒优化纤有限公司).
            begin = opening(flat, floor, begin - 1)
        begin = _with_join(flat, opening(flat, floor, end, skip=("和", "与")), begin)
        begin = _behind_place(flat, floor, begin)
        if begin - 2 >= floor and flat[begin - 2] == "、" and flat[begin - 1] in "同和正":
            begin -= 1  # 甲公司、同溢堂药业有限公司: in a list no 同 joins
        for match in _APPOSITION.finditer(flat, begin, stem_end):
            begin = match.end()
        if here := _HERE.match(flat, begin, stem_end):
            begin = here.end()
        begin += _own_place(flat[begin:stem_end])
    return begin


def _behind_place(flat: str, floor: int, begin: int) -> int:
    """Where the place begins that a firm's name was cut behind: 广东 in 广东正宏家电, where 正 is no adverb."""
    for found in reversed(find_places(flat[max(floor, begin - 12) : begin])):
        start, end = (max(floor, begin - 12) + offset for offset in (found.start, found.end))
        if flat[end:begin].endswith(_THERE_IS):
            break
        if _OF_NAME.fullmatch(flat, end, begin) and found.level not in ("country", "state"):
            return start
        break
    return begin


def _with_join(flat: str, wide: int, begin: int) -> int:
    """`wide` when 和 or 与 belongs to the name between it and `begin`: at most one character parts it from a place."""
    if wide < begin and flat[begin - 1] in "和与":
        left = flat[wide : begin - 1]
        found = find_places(left)
        stem = left[found[-1].end :] if found and found[0].start == 0 else left
        if len(stem) <= 1:
            return wide
    return begin


def _own_place(stem: str) -> int:
    """Where the place that belongs to a firm's name begins: 河北 in 平乡县河北铭骑车业, where another place stands before."""
    start = 0
    before: Place | None = None
    for place in find_places(stem):
        if place.start != (before.end if before is not None else 0):
            break
        if place.level == "zone" and len(stem) > place.end + 1:
            start = place.end  # 潍坊高新区盛某变速器: a zone is no part of a firm's name
        if before is not None and (place.code == before.code or not place.code.startswith(before.code)):
            start = place.start
        before = place
    return start


@lru_cache(maxsize=4096)
def core(name: str) -> str:
    """The telling part of a firm's name: without the place before it and the legal form behind it."""
    stem = _LEGAL.sub("", name)
    head: tuple[Place, ...] = find_places(stem)
    at = 0
    for place in head:
        if place.start != at or place.level in ("country", "state"):
            break
        at = place.end
    rest = stem[at:].lstrip("（()）") if at else stem
    return rest if len(rest) >= 2 else stem


def listed_to(norm: str, end: int) -> int:
    """Where the last organisation ends of those that 、 joins to the one which ends at `end`: 市委|、市政府."""
    known = orgs(norm)
    while joined := next((o for o in known if o.start == end + 1 and norm[end] == "、"), None):
        end = joined.end
    return end


@lru_cache(maxsize=8)
def said_short_names(norm: str) -> dict[str, str]:
    """Short names that the text itself introduces (以下简称“X”), with the organisation they stand for."""
    names: dict[str, str] = {}
    for match in _SAID_SHORT.finditer(norm, 0, len(norm)):
        before = [o for o in within(orgs(norm), match.start() - _LONGEST, match.start()) if o.end >= match.start() - 4]
        if before:
            names[match[1] or match[2]] = before[-1].name
    return names


@lru_cache(maxsize=8)
def _firms(norm: str) -> dict[str, tuple[str, ...]]:
    """The firms of a text by what a short form may begin with: the name, its telling part, its initials."""
    firms: dict[str, set[str]] = {}
    for name in {o.name for o in orgs(norm) if o.kind == "firm"}:
        for head in {core(name)[:2], name[0] + name[2:3]}:
            firms.setdefault(head, set()).add(name)
    return {head: tuple(sorted(names)) for head, names in firms.items()}


def full_name(norm: str, name: str) -> str:
    """The longest form in which the text writes the organisation that it calls `name` too; `name` when there is none.

    普瑞特 gives 普瑞特机械制造股份有限公司, 青啤 gives 青岛啤酒股份有限公司, when the text has them.
    """
    said = said_short_names(norm)
    if name in said:
        return said[name]
    stem = core(name)
    heads = {stem[:2]} if stem != name else {stem[:2], name[:2]}
    alike = {full for head in heads for full in _firms(norm).get(head, ())}
    matches = [full for full in sorted(alike) if len(full) > len(name) and _means(full, name, stem)]
    if not matches:
        return name
    longest = max(matches, key=len)
    # Two firms that share a brand (海尔智家, 海尔生物): the short name alone does not tell which is meant.
    rivals = {core(m)[: len(stem) + 2] for m in matches}
    return longest if len(rivals) == 1 else name


def employer(norm: str, name: str) -> str:
    """`full_name` of whom somebody works for: a group or listed firm is not one of the firms that carry its name."""
    full = full_name(norm, name)
    if name.endswith(("集团", "股份", "控股")) and name not in said_short_names(norm):
        return full if full.startswith(name) and _LEGAL.fullmatch(full, len(name)) else name
    return full


def _means(full: str, name: str, stem: str) -> bool:
    if name.endswith(("集团", "公司")) and not full.startswith(name[:-2]) and core(full)[: len(stem)] != stem:
        return False
    plain = core(full)
    if len(stem) >= 2 and (plain.startswith(stem) or full.startswith(name)):
        return True
    return len(name) == 2 and len(full) >= 6 and full[0] == name[0] and full[2] == name[1] and len(plain) >= 2
