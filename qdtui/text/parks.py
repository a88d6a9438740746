"""Parks and development zones that a text is of: by which name, and which bare nouns mean them (园区, 经开区, 全区)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from qdtui.text.abbreviated import abbreviates
from qdtui.text.normalise import normalise
from qdtui.text.places import find_places
from qdtui.text.spans import within

if TYPE_CHECKING:
    from qdtui.model import Span
    from qdtui.text.reading import Reading

_ZONE = r"(?:国家级?|省级)?(?:经济技术开发区|经济开发区|工业开发区|高新技术产业(?:开发区|园区)|高新技术开发区|经开区|高新区|开发区|综合保税区|综保区|保税区|自贸(?:试验)?区)"
_PARK = r"(?:[\u4e00-\u9fff]{0,6}(?:工业|产业|科技|科学|软件|化工|生态|经济|物流|创新|科创|创业|智造|制造|循环)(?:集中区|集聚区|园区|园|区(?!域|块|间|别))|科学城|科技城)"
_NAME = re.compile(rf"(?P<zone>{_ZONE})|(?P<park>{_PARK})")
_STEM = re.compile(r"(?:工业|产业|科技|科学|软件|化工|物流|创新)[\u4e00-\u9fff]{0,2}(?:园区|集中区|集聚区)$")
"""The words for a park of a trade, by which the text may go on to call it: 科技产业园区."""
_LEAD = re.compile(
    r"(?:今年|去年|20\d\d年)?(?:上半年|下半年|[一二三四]季度|前[一二三四五六七八九十\d]{1,2}个?(?:月|季度)|\d{1,2}[—\-~至]\d{1,2}月份?|开年)?[，：—]*"
)
"""What a title may begin with before the name of its park."""
_NO_NAME = re.compile(
    r"全[国省市县区]|我[国省市县区]|各|[百十]强|榜单|\d|[一二两三四五六七八九十]+[个家]|[的在与和、，：“”]|推[动进]|打造|建设|加快|支持|走进|创建|关于|力争|实施|发展"
)
"""What no name of one park holds."""
_OF_ANOTHER = re.compile(
    r"(?:管委会|党工委)|[^，。：]{0,2}(?:企业|公司|[一-龥]{2,6}(?:科技|股份|集团))(?![总数])|这家|一企业|[：:][^，。]{0,12}(?:公司|集团|企业)"
)
"""Behind the name in a title: what tells of one of the park's firms or of its office."""
_ALONE = re.compile(
    r"\s*(?:本报讯 ?(?:[（(][^（）()]{1,20}[）)])?)?(?P<name>(?:经济)?开发区|经开区|高新区|工业园区)(?=是我[县市区])"
)
"""A zone by its bare noun at the beginning of a text of its own place: 开发区是我区的主战场."""
_PLACE_REACH = 2
"""Characters at most between the place that a park lies in and the words that name its kind."""
_LEAST = 2
"""How often the text takes its park up by a bare noun or by its name."""
_OPENS = 90
"""Characters in which a text without a title names its park."""
_LONGEST = 20

BARE = re.compile(
    r"(?:全|该)(?:区|园)(?![域块间别划位分长])|(?:本|该|整个)?园区(?!域|块|间|企业)|(?:该|本)?(?:经开区|高新区|开发区|工业区|保税区)(?=$|[^，。管内])"
)
"""At the head of a clause: the park that the text is of."""


def park_of(reading: Reading, part: Span, title: str) -> tuple[str, ...]:
    """The park or zone that the part of a file is of: its longest name as it stands there, then those in the text.

    Its title, or its first words where it has none, name the park, and the text takes it up again, by that name or by a
    bare noun (园区, 经开区, 全区).
    """
    text = reading.norm[part.start : part.end]
    if "区" not in text and "园" not in text and "城" not in text:
        return ()
    named = _named(title) if title else _opening(reading, part)
    if named is None:
        return ()
    name, kind = named
    stem = _STEM.search(kind)
    nouns = sum(1 for _ in re.finditer(_taken_up(kind), text)) + text.count(stem[0] if stem else name)
    before = text[: text.find(name)].rpartition("\n")[2]
    begins = _LEAD.fullmatch(before.strip()) is not None
    if nouns < _LEAST + (not title and not begins):
        return ()
    names = _names(text, name, kind) + ([stem[0]] if stem else [])
    full = max(names, key=len)
    at = reading.norm.find(full, part.start, part.end)
    if at >= 0:
        return (reading.text[at : at + len(full)], *names)
    stored = (reading.doc.parts[0].title if reading.doc.parts else None) or reading.doc.title or ""
    at = normalise(stored).find(full)
    return (stored[at : at + len(full)] if at >= 0 else full, *names)


def _opening(reading: Reading, part: Span) -> tuple[str, str] | None:
    """The park that the first sentences of a text without a title speak of, and the noun of its kind."""
    norm = reading.norm
    stop = min(part.end, part.start + _OPENS)
    if bare := _ALONE.match(norm, part.start, stop):
        return bare["name"], bare["name"]
    for place in within(reading.places, part.start, stop):
        if len(place.code) == 2 and not place.municipality:
            continue  # a province has many
        match = _NAME.match(norm, place.end, stop)
        name = norm[place.start : place.end]
        if match is not None:
            name += match[0]
        elif (inner := _NAME.search(name)) is None:
            continue
        else:
            match = inner
        return None if _NO_NAME.search(name) or _OF_ANOTHER.match(norm, place.start + len(name)) else (name, match[0])
    return None


def _named(head: str) -> tuple[str, str] | None:
    """The name of the park that a title begins with, and the noun of its kind."""
    lead = _LEAD.match(head)
    start = lead.end() if lead is not None else 0
    match = _NAME.search(head, start, start + _LONGEST)
    if match is None or _OF_ANOTHER.match(head, match.end()):
        return None
    name = head[start : match.end()]
    before = head[start : match.start()]
    places = find_places(before)
    led = not before or (places and places[0].start == 0 and len(before) - places[-1].end <= _PLACE_REACH)
    own = match["park"] is not None and not places and len(name) >= 5
    if _NO_NAME.search(name) or not (led or own or (match["park"] is None and len(before) <= 4)):
        return None
    if not places and (len(name) < 4 if match["park"] else name.startswith(("国家", "省级"))):
        return None
    return name, match[0]


def _taken_up(kind: str) -> str:
    """The words by which a text means a park of this kind."""
    bare = r"园区" if kind.endswith(("园区", "园", "城")) else r"园区|全区|(?:经开|高新|开发|保税|工业|集中|集聚)区"
    return rf"[全该](?:区|园区)(?![域块间别划位])|(?<![\u4e00-\u9fff])(?:{bare})|(?<=[年月度于在使])(?:{bare})"


def _names(text: str, name: str, kind: str) -> list[str]:
    """The names that the text has for the park: 某市经济开发区 beside 某市经开区."""
    first = name[: max(1, len(name) - len(kind))] if len(name) > len(kind) else ""
    if not first:
        return [name]
    family = _FAMILIES.get(kind[-3:], kind)
    found = set(re.findall(rf"{re.escape(first[:1])}[\u4e00-\u9fff]{{0,{len(first) + 1}}}?(?:{family})", text))
    return [name, *sorted(f for f in found if abbreviates(first, f) or abbreviates(f[: len(first)], first))]


_FAMILIES = {
    "经开区": r"经济(?:技术)?开发区",
    "高新区": r"高新技术(?:产业)?(?:开发区|园区)",
}
