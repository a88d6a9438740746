"""Places: provinces, cities, districts, zones and states in a text, and what 全市 or 我省 means in a document."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from operator import itemgetter
from typing import TYPE_CHECKING, Literal

from qdtui.text.data import fields, lines
from qdtui.text.normalise import HANS
from qdtui.text.spans import within

if TYPE_CHECKING:
    from qdtui.text.reading import Reading

Level = Literal["country", "state", "macro", "province", "city", "county", "district", "zone"]
"""`macro` is a region of several provinces or cities, `state` another country, `county` a 县, 旗 or county-level 市."""


@dataclass(frozen=True, slots=True)
class Place:
    """A place name in a text, as a half-open range of code points."""

    start: int
    end: int
    name: str
    """As written (simplified)."""
    region: str
    """As tables write it: without 市, 省, 自治区; districts, counties and zones keep their suffix."""
    level: Level
    code: str = ""
    """Administrative code of six digits, shortened to its significant ones (37 is a province, 3702 a city)."""
    municipality: bool = False
    """True for the four cities that are provinces as well."""


@dataclass(frozen=True, slots=True)
class _Entry:
    region: str
    level: Level
    code: str
    full: bool
    sure: bool


_MUNICIPALITIES = frozenset(("11", "12", "31", "50"))
_BEFORE = frozenset(
    "的在于是和与及或从到为让向赴对按由以据如像使把将被使即至除同跟往距离抵来去访位称叫、了着自省市区县州盟"
)
"""Characters after which a short county name may begin: function words and the ends of other place names."""
_ZONE = re.compile(
    r"(?:(?!国家级)[\u4e00-\u9fff]{2,4}(?=新片?区))?新片?区"
    r"|(?:国家级?)?(?:经济技术|高新技术产业|高新技术|经济|高新|综合)?(?:开发区|高新区|经开区|保税区|自贸区)"
)
_NO_ZONE = re.compile(r"[的在和与是了为有及将]|新增|增[加设]|年|打造|建设|设立|加快|推进|高质量")


def _region(full: str) -> str:
    for suffix in ("维吾尔自治区", "壮族自治区", "回族自治区", "特别行政区", "自治区", "省", "市", "地区"):
        if full.endswith(suffix) and len(full) - len(suffix) >= 2:
            return full[: -len(suffix)]
    return full


def _level(code: str, full: str) -> Level:
    if len(code) == 2:
        return "province"
    if len(code) == 4:
        return "city"
    return "district" if full.endswith("区") and not full.endswith(("林区", "特区")) else "county"


@cache
def _names() -> tuple[dict[str, tuple[tuple[str, _Entry], ...]], re.Pattern[str], re.Pattern[str]]:
    """Names by their first two characters, longest first, a pattern of strings that only look like places, and one of
    where a name may begin: a character that begins one, in front of one that stands second in one."""
    entries: dict[str, _Entry] = {}
    for row in fields("places.tsv"):
        code, full, short, mark = (*row, "", "", "")[:4]
        code = re.sub(r"(?:00){1,2}$", "", code)
        level = _level(code, full)
        region = short if level == "city" and not full.endswith(("市", "地区")) and short else _region(full)
        entries.setdefault(full, _Entry(region, level, code, True, mark != "!"))
        if short and (short not in entries or len(entries[short].code) > len(code)):
            entries[short] = _Entry(region, level, code, False, not mark)
    counties = {e.code: e for full, e in entries.items() if full.endswith("自治县")}
    for name, short_of in [(n, counties[e.code]) for n, e in entries.items() if not e.full and e.code in counties]:
        # 玉屏县 for 玉屏侗族自治县, where its short name tells it from others
        for short_form in (name + "县", name + "自治县"):
            entries.setdefault(short_form, _Entry(short_form, short_of.level, short_of.code, True, True))
    for name, region, kind in fields("places_more.tsv"):
        entries[name] = _Entry(region, kind, "", True, True)  # type: ignore[arg-type]
    heads: dict[str, list[tuple[str, _Entry]]] = {}
    for name, entry in sorted(entries.items(), key=lambda item: -len(item[0])):
        heads.setdefault(name[:2], []).append((name, entry))
    unlike = re.compile("|".join(map(re.escape, lines("places_not.txt"))))
    first, second = (re.escape("".join(sorted(set(characters)))) for characters in zip(*heads, strict=True))
    begins = re.compile(f"[{first}](?=[{second}])")
    return {head: tuple(named) for head, named in heads.items()}, unlike, begins


@cache
def _prefectures() -> frozenset[str]:
    """Codes of the autonomous prefectures, whose short names may have 州 behind them: 黔东南州."""
    return frozenset(row[0][:4] for row in fields("places.tsv") if row[1].endswith("自治州"))


@lru_cache(maxsize=8)
def places(norm: str) -> tuple[Place, ...]:
    """The places named in a document's normalised text (see `find_places`). The last few documents are kept."""
    return find_places(norm)


def find_places(norm: str) -> tuple[Place, ...]:
    """The places named in a normalised text, in order, none overlapping another.

    山东省青岛市 gives two places. A short name that is a word as well (朝阳, 长治) counts only behind the province or
    city it lies in, or where the text has its full name too; so do short names of districts.
    """
    return _find_short(norm) if len(norm) <= _SHORT else _find(norm)


_SHORT = 16
"""Of words of so many characters many rules ask whether they are a place's name, and often of the same."""


@lru_cache(maxsize=4096)
def _find_short(words: str) -> tuple[Place, ...]:
    return _find(words)


def _find(norm: str) -> tuple[Place, ...]:
    heads, unlike, _ = _names()
    starts = _starts(norm)
    if not starts:
        return ()
    fakes: list[tuple[int, int]] | None = None
    written = _full_names(norm, starts)
    found: list[Place] = []
    end = 0
    for at in starts:
        if at < end:
            continue
        place = _match(norm, at, heads[norm[at : at + 2]], found[-1] if found else None, written)
        if place is None:
            continue
        if fakes is None:
            fakes = [m.span() for m in unlike.finditer(norm)]
        if _covered(fakes, place):
            continue
        if place.code in _prefectures() and norm.startswith("州", place.end) and place.name[-1] != "州":
            place = replace(place, end=place.end + 1, name=place.name + "州")
        place = _zone(norm, place)
        found.append(place)
        end = place.end
    return tuple(found)


def _starts(norm: str) -> list[int]:
    """Where two characters stand that begin a name of a place, in order; few do, so that what follows looks at few."""
    heads, _, begins = _names()
    return [at for match in begins.finditer(norm) if norm[(at := match.start()) : at + 2] in heads]


def _covered(fakes: list[tuple[int, int]], place: Place) -> bool:
    """True when a string that only looks like a place holds `place`; `fakes` are in order and apart."""
    index = bisect_right(fakes, place.start, key=itemgetter(0)) - 1
    return index >= 0 and place.end <= fakes[index][1]


_DIVISION = re.compile(r"[\u3400-\u9fff]{2,9}[市县区旗州]")


def _full_names(norm: str, starts: list[int]) -> frozenset[str]:
    """Codes of the divisions below the province whose full name stands in the text, at one of `starts`."""
    heads = _names()[0]
    codes = set()
    for at in starts:
        for name, entry in heads[norm[at : at + 2]]:
            if entry.full and entry.sure and len(entry.code) >= 4 and norm.startswith(name, at):
                if _DIVISION.match(norm, at):
                    codes.add(entry.code)
                break
    return frozenset(codes)


def _match(
    norm: str, at: int, candidates: tuple[tuple[str, _Entry], ...], before: Place | None, written: frozenset[str]
) -> Place | None:
    for name, entry in candidates:
        if not norm.startswith(name, at):
            continue
        end = at + len(name)
        if name.endswith("市") and norm[end : end + 1] in ("场", "值", "民", "价"):
            continue  # 北京市场, 上海市民: 市 belongs to the next word
        code = entry.code
        inside = before is not None and before.end == at and before.code != "" and code.startswith(before.code)
        if not entry.full and entry.level in ("county", "district") and not inside:
            if not (entry.sure or code in written) or (at and norm[at - 1] not in _BEFORE and HANS.match(norm[at - 1])):
                continue
        elif not entry.sure and not inside and (entry.full or code not in written):
            continue
        return Place(at, end, name, entry.region, entry.level, code, code in _MUNICIPALITIES)
    return None


def _zone(norm: str, place: Place) -> Place:
    """The development zone or new area that the name of `place` is the head of, else `place` itself."""
    if place.level not in ("city", "province", "county", "district"):
        return place
    match = _ZONE.match(norm, place.end)
    if match is None or _NO_ZONE.search(match[0]):
        return place
    if place.code and any(p.startswith(place.code) for p in _codes_named(match[0])):
        return place
    name = norm[place.start : match.end()]
    return Place(place.start, match.end(), name, name, "zone", place.code)


def _codes_named(name: str) -> tuple[str, ...]:
    return tuple(e.code for n, e in _names()[0].get(name[:2], ()) if n == name and e.code)


def county_beside(words: str, other: Place) -> str | None:
    """The region of the county whose short name `words` begin with, when it lies in the province of `other`."""
    for name, entry in _names()[0].get(words[:2], ()):
        near = entry.code.startswith(other.code[: 4 if entry.level == "district" else 2])
        if words.startswith(name) and near and entry.level in ("county", "district") and len(other.code) >= 2:
            return entry.region
    return None


def apart_from(words: str, here: str) -> str | None:
    """The region of the one county whose short name opens `words`, when `here` is neither it nor a place around it."""
    named = {(code, region) for n, code, region in _short_counties() if words.startswith(n) and len(words) > len(n) + 1}
    cities = (p for n in (2, 3) for p in find_places(words[:n] + "市") if (p.start, p.end) == (0, n + 1))
    named = {
        (p.code, p.region) for p in cities if p.level == "city"
    } or named  # 中山 is the city rather than a district
    around = [p.code for suffix in ("市", "省", "", "县", "区") for p in find_places(here + suffix)[:1] if p.code]
    if len(named) != 1 or not around:
        return None
    code, region = next(iter(named))
    return None if any(code.startswith(c) for c in around) else region


def county_in(name: str, code: str) -> tuple[str, str] | None:
    """Code and region of the county or district whose short name this is inside the place of `code`, or None."""
    return next(((c, region) for n, c, region in _short_counties() if n == name and c.startswith(code)), None)


def only_county(name: str, cities: frozenset[str]) -> str | None:
    """The region of the county or district whose short name this is, when it lies in one of the cities (codes of four digits)."""
    return next((region for n, code, region in _short_counties() if n == name and code[:4] in cities), None)


def county_titled(title: str, kind: str) -> str | None:
    """The short name of the one county or district (`kind`: 县, 区) that a title begins with, or None: 鄞州确定…目标."""
    for length in (2, 3):
        found = {region for name, _, region in _short_counties() if name == title[:length]}
        if len(found) == 1 and next(iter(found)).endswith(kind):
            return title[:length]
    return None


@cache
def _short_counties() -> tuple[tuple[str, str, str], ...]:
    """Short name, code and region of each county and district."""
    rows = (row for row in fields("places.tsv") if len(row) > 2 and row[2] and not row[0].endswith("00"))
    return tuple((row[2], row[0], _region(row[1])) for row in rows)


def places_within(norm: str, start: int, end: int) -> tuple[Place, ...]:
    """The places of a document's normalised text that lie wholly between two offsets."""
    return tuple(p for p in within(places(norm), start, end) if p.end <= end)


@cache
def province_names() -> tuple[str, ...]:
    """Full and short names of the provinces, longest first."""
    names = {n for row in fields("places.tsv") if row[0].endswith("0000") for n in row[1:3] if n}
    return tuple(sorted(names, key=len, reverse=True))


def innermost(found: tuple[Place, ...], start: int, end: int) -> Place | None:
    """The last place of the first unbroken chain of places in `start`–`end`: 青岛 in 山东省青岛市."""
    chain: Place | None = None
    for place in within(found, start, end):
        if place.end > end or (chain is not None and place.start != chain.end):
            break
        chain = place
    return chain


_AUTONOMOUS = ("15", "45", "54", "64", "65")
"""Codes of the autonomous regions."""
_WORD_LEVELS: dict[str, tuple[Level, ...]] = {
    "国": ("country",),
    "省": ("province",),
    "市": ("city", "county"),
    "州": ("city",),
    "县": ("county",),
    "旗": ("county",),
    "区": ("district", "zone"),
}
_HERE = re.compile(r"(?:全|我|本|该)(自治区|新区|[国省市州县旗区])|(自治区)")


def resolve(word: str, reading: Reading, offset: int) -> str | None:
    """The region that 全市, 我省, 全区, 全国 … means at `offset` of the document, or None when nothing tells.

    A place of that level named before it in the same paragraph is meant; else the one that this part of the file
    names most, in title and text.
    """
    match = _HERE.fullmatch(word.strip())
    if match is None:
        return None
    kind = match[1] or match[2]
    if kind == "国":
        return "全国"
    part = _part(reading, offset)
    paragraph = reading.norm.rfind("\n", 0, offset) + 1
    before = within(places(reading.norm), paragraph, offset)
    near = [p for p in before if _fits(p, kind) and not _names_a_firm(reading.norm, p)]
    if near:
        return near[-1].region
    scores = _scores(reading, part, kind)
    if not scores and kind == "区":
        scores = _autonomous(reading, part)
    return scores[0][0] if scores else None


def _autonomous(reading: Reading, part: tuple[int, int]) -> list[tuple[str, Level, float]]:
    """The one autonomous region that a text names, which calls itself 我区 as a district does, with its weight."""
    named = {p.region for p in places(reading.norm) if p.level == "province" and p.code in _AUTONOMOUS}
    return [s for s in _scores(reading, part, "自治区") if {s[0]} == named]


def _fits(place: Place, kind: str) -> bool:
    if kind == "自治区":
        return place.level == "province"
    if kind == "新区":
        return place.level in ("zone", "district")
    if kind == "省" and place.municipality:
        return False
    if kind == "市" and place.level == "county":
        return not place.region.endswith(("县", "旗"))
    return place.level in _WORD_LEVELS[kind] or (kind == "市" and place.municipality)


_FIRM_TAIL = re.compile(r"[^，。；、,;\n]{0,12}?(?:公司|集团|大学|银行|医院|学院|研究院|日报|晚报|新闻|网)")


def _names_a_firm(norm: str, place: Place) -> bool:
    return _FIRM_TAIL.match(norm, place.end) is not None


_FILED = re.compile(r"[市县]?(?:\d{1,2}月)?\d{1,2}日[电讯]")


def filed_at(norm: str, place: Place) -> bool:
    """True for the place of a dateline (某报北京8月1日电): where a report was filed, not what it is of."""
    return norm[place.end : place.end + 1] in "市县0123456789" and _FILED.match(norm, place.end) is not None


def _part(reading: Reading, offset: int) -> tuple[int, int]:
    for part in reading.doc.parts:
        if part.start <= offset < part.end:
            return part.start, part.end
    return 0, len(reading.norm)


@lru_cache(maxsize=32)
def _scores(reading: Reading, part: tuple[int, int], kind: str | None = None) -> list[tuple[str, Level, float]]:
    """Regions of a part with their weight, best first: mentions, those of title and headings thrice, early ones more."""
    from qdtui.text.normalise import normalise

    weight: defaultdict[tuple[str, Level], float] = defaultdict(float)
    start, end = part
    for place in places(reading.norm):
        if not start <= place.start < end or (kind is not None and not _fits(place, kind)):
            continue
        sentence = reading.sentence_at(place.start)
        if sentence is None:
            continue
        if filed_at(reading.norm, place):
            continue
        firm = 0.3 if _names_a_firm(reading.norm, place) else 1.0
        weight[place.region, place.level] += firm * (2.0 if sentence.heading else 1.0)
    title = next((p.title for p in reading.doc.parts if p.start == start and p.title), reading.doc.title)
    for text, worth in ((title, 4.0), (reading.doc.source, 1.5)):
        for place in places(normalise(text or "")):
            if kind is None or _fits(place, kind):
                weight[place.region, place.level] += worth
    ranked = sorted(weight.items(), key=lambda item: -item[1])
    return [(region, level, score) for (region, level), score in ranked]


def document_place(reading: Reading, offset: int = 0, at_least: float = 0.0) -> str | None:
    """The region that the part of the file at `offset` is about, or None when it names no place below the country.

    `at_least` asks for a weight (about one for each mention) below which nothing is said.
    """
    scores = [s for s in _scores(reading, _part(reading, offset)) if s[1] not in ("country", "state", "macro")]
    return scores[0][0] if scores and scores[0][2] >= at_least else None
