"""Whose the numbers of a text are where no clause says it: the place, firm or country that it is of."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal, NamedTuple

from qdtui.model import Span
from qdtui.text.discourse import bounds
from qdtui.text.local_names import LISTED_FIRM, STOCK_CODE, title_firm
from qdtui.text.normalise import normalise
from qdtui.text.orgs import full_name, said_short_names
from qdtui.text.parks import park_of
from qdtui.text.places import Place, county_titled, document_place, filed_at, find_places, resolve
from qdtui.text.reading import as_written
from qdtui.text.spans import within
from qdtui.text.subjectwords import BRIEF, CENTRAL, MAINLAND, NATIONAL, OPENS, OWN_REGION, WHOLE
from qdtui.text.topics import of_title

if TYPE_CHECKING:
    from qdtui.text.reading import Reading

_NUMBERED = re.compile(r"[（(]?[一二三四五六七八九十\d]+[）)、.．]|第[一二三四五六七八九十]+")
"""What the headings of one article begin with."""
_SAYS_SOMETHING = 20
"""Characters of the shortest first paragraph that tells what a text is of."""
_OFTEN = 4
"""How often a text without a title names the organisation that it opens with and is of."""


_TO = re.compile(r"(?:[分奔赶远]赴|赴|前往|运往|发往|飞往|开往|销往|远销)(?:[\u4e00-\u9fff]{2,6}、)*$")
"""In front of a place to which somebody or something goes."""
_TO_REACH = 24
_FROM_THERE = re.compile(r"(?:来自|往来|赴|到|往|与|和|及|对|向)$")
"""In front of the mainland, told of by one who is elsewhere."""
_OWN_PAGE = re.compile(
    r"(?P<name>(?!城镇|乡镇|村镇|各|全|特色)[\u4e00-\u9fff]{2,4}?(?:镇|乡|街道))(?:的?(?:基本|乡?镇)?(?:简介|概况|情况|介绍))?"
)
"""The title of a page on a town."""
_REPORT = re.compile(r"政府工作报告|各位代表|工作(?:总结|回顾)|(?:重点|主要)(?:工作|任务)")
_ALL_PROVINCES = re.compile(r"(?:31个)?省（?[^，。]{0,12}）?和新疆生产建设兵团")
"""All the provinces: the last named of them is not the place that a text is of."""
_HONGKONG = re.compile(r"港府|本港(?![口区集站])")
"""How papers of Hong Kong speak of it without its name."""
_PROFILE = re.compile(
    r"(?:[（(][^（）()]{2,30}[）)])?[，,]?(?:是(?:一[家个]|我国|国内|中国|全国|集|[^，。]{0,12}(?:企业|公司|集团))|位于|坐落|成立|创建|创办|创立|始建|始创|组建|前身|总部)"
)
"""Behind the firm that a text begins with and presents."""


class Whose(NamedTuple):
    """What a part of the file is of."""

    name: str | None
    kind: Literal["place", "org"]
    scattered: bool = False
    """True for news in brief from many places: what one paragraph is about says nothing of the next."""
    many: bool = False
    """True for a text of many provinces, a paragraph of which may be of the whole country."""
    report: bool = False
    """True for a report on the work of a place, where what a firm did is told in passing."""
    park: tuple[str, ...] = ()
    """The names of a park or zone, which 园区 and 全区 mean too; empty for all else."""


def whose(reading: Reading, part: Span, title: str, firms: Sequence[str]) -> Whose:
    """Whose the numbers of a part of the file are; `firms` are the short names that the text has for firms."""
    start, end = part
    text = reading.norm[start:end]
    codes = {p.region: p.code for p in reading.places if p.code}
    whole = WHOLE.findall(text)
    region = document_place(reading, start)
    if region is not None and region.endswith("兵团") and _ALL_PROVINCES.search(text):
        region, whole = None, [*whole, "全国"]
    told_of = [p for p in within(reading.places, start, end) if p.region == region]
    mentions = len(told_of)
    if (
        region is not None
        and told_of
        and region not in title
        and all(_is_destination(reading.norm, p) for p in told_of)
    ):
        region = None  # 团队分赴某市、某市等地: they are elsewhere
    if (page := _OWN_PAGE.fullmatch(title)) is not None:
        return Whose(as_written(reading, page["name"]) or page["name"], "place")
    story = _story(reading, part, title, firms)
    if story is not None and title_firm(title, text):
        return Whose(story, "org")
    if story is None and title and (thing := of_title(title, text)) is not None:
        return Whose(as_written(reading, thing) or thing, "org")
    if story is None and (park := park_of(reading, part, title)):
        return Whose(park[0], "org", park=park[1:])
    kinds = Counter(m["kind"] for m in OWN_REGION.finditer(text)).most_common(1)
    if kinds and kinds[0][1] >= len(whole):
        own = resolve(f"全{kinds[0][0]}", reading, start)
        # a county's article may speak of 全市 in passing; a province's names its capital more often than itself
        if own is not None and not (
            region and _inside(codes.get(region, ""), codes.get(own, "")) and mentions > 3 * kinds[0][1]
        ):
            report = _REPORT.search(title) is not None or _REPORT.search(text, 0, OPENS) is not None
            return Whose(as_written(reading, own) or own, "place", report=report)
        often, wide = kinds[0][1], kinds[0][0] == "省" and len(codes.get(region or "", "")) > 2
        # 泰安 in the name of a firm is not the county that 我县 means
        far = region is not None and region not in title and kinds[0][0] in "县旗" and often > mentions
        if own is None and often > 1 and (far or region is None or (wide and region not in title and often > mentions)):
            return Whose(None, "place", scattered=True)  # 全市 of a city that the text never names
    story = story or (None if title else _opening_org(reading, part, mentions))
    if story is not None:
        return Whose(story, "org")
    if region is not None:
        region = _wider(reading, part, region, codes.get(region, ""))
    named = _named(reading, part)
    code = codes.get(region or "", "?")
    there = sum(1 for p in named if p.region == region or p.code.startswith(code))
    provinces = len({p.code[:2] for p in named if p.code})
    least = 0.5 if provinces > 3 and (region or "") not in text[:OPENS] else 0.3
    passing = region is not None and region not in title and (there < 2 or there < least * len(named))
    brief = BRIEF.search(title) is not None or (not title and provinces > 2 and _in_items(reading, part))
    many = provinces > 3 and (region or "") not in title
    scattered = brief or (passing and provinces > 3)
    if brief and (not title or (region or "") not in title):
        region = None
    told = CENTRAL.search(text) is not None
    if region is not None and passing and (whole or told or scattered or len(named) > 4):
        region = None
    if region is not None and region not in title and _opens_wide(text, region):
        region = None
    kind = kinds[0][0] if kinds else ""
    if region is None and kind in ("区", "县") and (bare := county_titled(title, kind)) and text.count(bare) > 0:
        return Whose(as_written(reading, bare) or bare, "place")
    if region is None or len(whole) > mentions:
        return Whose(_whole_country(whole, text, reading.doc.text[start:end]), "place", scattered, many)
    report = _REPORT.search(title) is not None or _REPORT.search(text, 0, OPENS) is not None
    return Whose(as_written(reading, region) or region, "place", scattered, many, report)


def whose_part(reading: Reading, part: int, firms: Sequence[str]) -> Whose:
    """Whose the numbers of the part with this number are; `firms` as for `whose`."""
    parts = reading.doc.parts
    title = normalise((parts[part].title if parts else None) or reading.doc.title or "")
    return whose(reading, bounds(reading, part), title, firms)


def _is_destination(norm: str, place: Place) -> bool:
    return _TO.search(norm, max(0, place.start - _TO_REACH), place.start) is not None


def _opens_wide(text: str, region: str) -> bool:
    """True for a text whose opening speaks of the whole country, and of `region` nowhere."""
    lines = [line for line in text.split("\n", 6)[:6] if line.strip()]
    first = lines[1] if len(lines) > 2 and len(lines[0]) < OPENS else text[:OPENS]
    head = first if len(first) > _SAYS_SOMETHING else text[:OPENS]
    wide = WHOLE.search(head) or CENTRAL.search(head) or NATIONAL.search(head)
    return wide is not None and all(place.region in ("中国", "我国", "全国") for place in find_places(head))


def _inside(code: str, wide: str) -> bool:
    return wide != "" and code != wide and code.startswith(wide)


def _named(reading: Reading, part: Span) -> list[Place]:
    """The places that a part names below the country, without those of datelines."""
    found = [p for p in within(reading.places, *part) if p.level not in ("country", "state")]
    return [p for p in found if not filed_at(reading.norm, p)]


def _in_items(reading: Reading, part: Span) -> bool:
    """True for items of news, each a headline and a paragraph; the headings of one article have numbers."""
    headings = [s for s in within(reading.sentences, *part) if s.heading]
    lines = sum(1 for line in reading.norm[slice(*part)].split("\n") if line.strip())
    if len(headings) < 3 or 2 * len(headings) < lines - 1:
        return False
    return not any(_NUMBERED.match(reading.norm, s.start) for s in headings)


def _story(reading: Reading, part: Span, title: str, firms: Sequence[str]) -> str | None:
    """The firm whose story is told: the title names it and no place, or its shares are what is spoken of."""
    norm = reading.norm
    names = {*firms, *said_short_names(norm)} if title and not find_places(title) else ()
    told = [n for n in names if n in title and norm.count(n, *part) > 2]
    coded = STOCK_CODE.search(norm, 0, len(norm)) is not None
    listed = {m["name"] for m in LISTED_FIRM.finditer(norm, *part)} if coded else set()
    told += [n for n in listed if len(listed) == 1 and norm.count(n, *part) > 2]
    return full_name(norm, max(told, key=len)) if told else None


def _opening_org(reading: Reading, part: Span, mentions: int) -> str | None:
    """The firm that a text without a title begins with and names all along, more often than its place."""
    first = next(iter(within(reading.orgs, part.start, part.start + OPENS)), None)
    opens = first is not None and first.kind == "firm" and not reading.norm[part.start : first.start].strip()
    if first is not None and opens and _PROFILE.match(reading.norm, first.end, part.end):
        return reading.text[first.start : first.end]
    for org in within(reading.orgs, part.start, part.start + OPENS):
        often = reading.norm.count(org.name.removeprefix("中国"), *part)
        if org.kind == "firm" and len(org.name) >= 4 and often >= max(_OFTEN, 2 * mentions):
            return reading.text[org.start : org.end]
    return None


def _wider(reading: Reading, part: Span, region: str, code: str) -> str:
    """The province of `region`, when the text names it and most of its places lie outside `region`."""
    if len(code) < 4:
        return region
    near = [p for p in within(reading.places, *part) if p.code.startswith(code[:2])]
    province = next((p.region for p in near if p.code == code[:2]), None)
    # a city is named to say in which one a district lies
    inside = sum(1 for p in near if p.code.startswith(code) or (len(p.code) > 2 and code.startswith(p.code)))
    return province if province is not None and inside < 0.6 * len(near) else region


def _whole_country(words: list[str], norm: str, text: str) -> str | None:
    mainland = [m for m in MAINLAND.finditer(norm) if not _FROM_THERE.search(norm, max(0, m.start() - 3), m.start())]
    if not mainland and _HONGKONG.search(norm) is not None:
        return "香港"
    if len(mainland) > len(words):
        return text[mainland[0].start() : mainland[0].end()]
    whole = bool(words) or NATIONAL.search(norm) is not None or CENTRAL.search(norm) is not None
    return ("全國" if "國" in text else "全国") if whole else None
