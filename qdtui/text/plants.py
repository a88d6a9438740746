"""Plants by name: 某某电器武汉洗衣机工厂, 某某（胶州）空调; where a name stands before a verb, its place and its owner."""

from __future__ import annotations

import re

from qdtui.model import Span
from qdtui.text.listing import opening
from qdtui.text.places import Place, county_in, find_places, only_county, places

_ADVERBS = re.compile(
    r"(?:(?:则|便|就)是|便|即|早|此前|早已|先前|就|则|也|亦|已经?|又|再|还|均|都|在|双双|双|赫然|成功|率先|正式|同时|首次|一举|分别|此次|一同|一起|一并|随后|再次|再度|近日|日前|新近|共同|并|而|曾|于|刚刚|刚|最早|(?:分别)?[于在]20\d\d年(?:\d{1,2}月)?(?:[、和及]20\d\d年(?:\d{1,2}月)?)+|相继|陆续|先后|接连|双双|顺利|一道|携手|齐|同日|当日|同期|同批|继(?=[^，。]{0,8}$)|[（(]|"
    r"，|(?:20\d\d|今|去|前|同|当)年(?:初|底|末|上半年|下半年)?|\d{1,2}月(?:份|\d{1,2}日)?)$"
)
_LEAD = re.compile(
    r"(?:[\u4e00-\u9fff]{2,8}(?:宣布|公告|表示)其|这里是|这(?:就|便)?是|[\u4e00-\u9fff]{2,8}继(?=20\d\d年)|继|公司|在|由|早在|其中|包括|分别是|分别为|还有|而|此后|随后|紧接着|至此|去年|今年|前年|同年|当年|近日|日前|目前|[到至]?20\d\d年|\d{1,2}月份?|\d{1,2}日|初|底|位于|坐落于|坐落在|落户|来自|"
    r"另外|此外|此前|的|[\u4e00-\u9fff]{2,8}(?:旗下|所属|下属)|有|和|与|以及|我市|我省|该市|当地|本地|全球|中国(?!海油|石化|石油|中车|移动|电信|联通|航天|航空|航发|船舶|兵器|宝武|一汽|铝业|建材|中化|海油|巨石|重汽)|国内)"
)
_OF = re.compile(r"[^，。；、的]{2,14}(?<!美)的(?=[\u4e00-\u9fffA-Za-z0-9])")
_COUNTED = re.compile(
    r"(?:等(?:(?:\d+|[两三四五六七八九十]+)[家座个])?|(?:\d+|[两三四五六七八九十]+)[家座个](?:[\u4e00-\u9fff]{2,3}(?=企业|工厂|公司))?(?=[\u4e00-\u9fff]{0,4}(?:企业|工厂|公司)))(?:外资|中国|中资|国内|本土|内地|在华)*(?:工厂|企业|公司|基地)?(?:一同|一起|一并|悉数)?$"
)
_ASIDE = re.compile(r"(?<=[厂地区])[（(](?P<words>[^（()）]{2,12})[)）]$")
_ITS_YEAR = re.compile(r"[（(]20\d\d年(?:\d{1,2}月)?[）)]$")
_MARKS = re.compile(r"[，。；：、“”！？,;:!?\n]")
_NAME = re.compile(r"[\u4e00-\u9fffA-Za-z0-9（）()·&.+-]{3,28}")
_PLANT = re.compile(
    r"(?:工厂|基地|(?<!工)厂|厂区|厂房|智造园|工业园|产业园|代线|(?<!一条)生产线|[智制]造中心|工业中心)$"
)
_FIRM = re.compile(r"(?:公司|集团)$")
_BRACKET = re.compile(r"[（(](?P<place>[\u4e00-\u9fff]{2,6})[）)]")
_NO_NAME = re.compile(
    r"^(?:网传|据传|[台外合日德美中港国民]资?(?:企业|工厂|基地)$|这|该|哪|某|其中|(?:两|三|首|多|一|其|本|新|各|全|数)(?:家|座|个|批|部|国|省|市|厂|企业|公司|工厂)|世界|企业|公司|集团|工厂|智能工厂)|[家座个](?:企业|工厂|公司)|\d+[家座]|[家座]$|灯塔|标杆|示范|未来工厂|改造|打造|建设|"
    r"申请|记者|^[一两三四五六七八九十]厂$|论坛|名单|行列|成员|企业$|^(?:数字化|智能化|智能制造)"
)


def is_plant(norm: str, span: Span) -> bool:
    """True when the words are the name of a plant: they end with 工厂, 基地 or 厂, hold their place in brackets, or are a firm's."""
    text = norm[span.start : span.end]
    if not _NAME.fullmatch(text) or _NO_NAME.search(text):
        return False
    numbered = re.fullmatch("(.+)[一两三四五六七八九十]厂", text)
    if numbered is not None and (of := find_places(numbered[1])) and of[-1].end == len(numbered[1]):
        return False  # 山东两厂 counts
    if _PLANT.search(text) or _FIRM.search(text):
        named = find_places(text)
        return len(text) >= 5 or (len(text) in (3, 4) and bool(named) and named[0].start == 0)  # 宁德基地
    bracket = _BRACKET.search(text)
    return bracket is not None and bool(_bracketed(bracket["place"]))


def is_site(norm: str, span: Span) -> bool:
    """True for a name with its city behind it, as lists of plants put it: 京东方福州."""
    found = find_places(norm[slice(*span)])
    return bool(found) and found[-1].start >= 2 and found[-1].end == span.end - span.start <= 10


def plants_before(norm: str, floor: int, verb: int) -> tuple[Span, ...]:
    """The plants that are the subject of the verb: one name, or a list of them, right before it."""
    stop = verb
    while (match := _ADVERBS.search(norm, floor, stop)) is not None:
        stop = match.start()
    if counted := _COUNTED.search(norm, floor, stop):
        stop = counted.start()
    aside = _ASIDE.search(norm, floor, stop)
    if aside is not None and not any(p.end - p.start >= len(aside["words"]) for p in _bracketed(aside["words"])):
        stop = aside.start()  # 宜宾工厂（四川时代）入选
    found: list[Span] = []
    while stop > floor:
        begin = floor
        for mark in _MARKS.finditer(norm, floor, stop):
            begin = mark.end()
        if its_year := _ITS_YEAR.search(norm, begin, stop):
            stop = its_year.start()  # 某某顺德工厂（2021年）、某某合肥工厂（2022年）先后入选
        joined = _both(norm, Span(begin, stop))
        span = bare(norm, Span(begin, stop))
        if not joined and not is_plant(norm, span):
            break
        joined = joined or _both(norm, span)
        if joined:
            found += reversed(joined)
        else:
            found.append(span)
        if norm[begin - 1 : begin] != "、":
            break
        stop = begin - 1
    return tuple(reversed(found))


def _bracketed(words: str) -> tuple[Place, ...]:
    """The places that the words in a name's brackets mean: 顺德 is 顺德区, 胶州 is 胶州市."""
    return next((found for suffix in ("市", "", "区", "县") if (found := find_places(words + suffix))), ())


def _both(norm: str, span: Span) -> list[Span]:
    """The two plants of 甲南京工厂与乙（天津）工厂; none when the words are one name."""
    for join in re.finditer("以及|[和与及]", norm[span.start : span.end]):
        left = bare(norm, Span(span.start, span.start + join.start()))
        right = bare(norm, Span(span.start + join.end(), span.end))
        if is_plant(norm, left) and is_plant(norm, right):
            return [left, right]
    return []


def last_plant(norm: str, floor: int, stop: int) -> Span | None:
    """The plant named last between two offsets, for 该厂 and 该工厂: 来到某某武汉工厂，该厂…."""
    for end in reversed([m.end() for m in _ENDS.finditer(norm, floor, stop)]):
        begin = max((m.end() for m in _MARKS.finditer(norm, floor, end)), default=floor)
        begin = opening(norm, begin, end)
        span = bare(norm, Span(begin, end))
        if is_plant(norm, span):
            return span
    return None


def subject_plant(norm: str, floor: int, stop: int) -> Span | None:
    """The plant that the last sentence with one between two offsets opens with: what a sentence without a subject goes on about."""
    ends = [m.end() for m in re.compile("[。！？\n]").finditer(norm, floor, stop)]
    for begin, end in reversed([*zip([floor, *ends], [*ends, stop], strict=True)]):
        for match in _ENDS.finditer(norm, begin, end):
            left = max((m.end() for m in _MARKS.finditer(norm, begin, match.end())), default=begin)
            span = bare(norm, Span(opening(norm, left, match.end()), match.end()))
            if is_plant(norm, span):
                return span
    return None


_ENDS = re.compile(r"(?<!该)(?:工厂|厂房|基地|厂)(?![\u4e00-\u9fff]{0,2}厂)")


def bare(norm: str, span: Span) -> Span:
    """A name without the times, prepositions and attributes before it: 去年10月位于常州的某某工厂 gives 某某工厂."""
    start, end = span
    while start < end:
        if lead := _LEAD.match(norm, start, end):
            start = lead.end()
        elif of := _OF.match(norm, start, end):
            start = of.end()
        else:
            break
    return Span(start, end)


def plant_place(norm: str, span: Span) -> str | None:
    """The region in a plant's own name: in its brackets, before its product or right before 工厂."""
    text = norm[span.start : span.end]
    if bracket := _BRACKET.search(text):
        inside = _bracketed(bracket["place"])
        if inside and inside[-1].level != "country":
            return inside[-1].region
        if not inside and bracket.end() == len(text):
            return None  # 某某视力健康（杰克逊维尔）
    tail = _PLANT.search(text)
    end = tail.start() if tail is not None else len(text)
    for size in (2, 3):
        word = text[max(0, end - size) : end] if tail is not None or end - size >= 2 else ""  # 京东方
        for suffix in "市区县" if tail is not None else "市":
            near = find_places(word + suffix)
            if near and near[0].start == 0 and near[0].end == len(word) + 1:
                city = next(
                    (p for p in find_places(text) if p.level in ("city", "province") and p.end == end - size), None
                )
                if city is None or near[0].level == "city" or near[0].code.startswith(city.code):
                    return near[0].region
                county = county_in(word, city.code)
                return county[1] if county is not None else city.region  # 上海宝山, 南京滨江
    found = [p for p in find_places(text) if p.level not in ("country", "state", "macro")]
    if found and (tail or found[-1].end == len(text) or re.fullmatch("(?:分?公司|集团)", text[found[-1].end :])):
        return found[-1].region
    return _inner_city(text[:end], frozenset(p.code[:4] for p in places(norm) if len(p.code) >= 4)) if tail else None


def state_of(norm: str, span: Span) -> str | None:
    """The country that a plant's name puts it into, when it is another: 摩洛哥 in 某某轮毂摩洛哥工厂; else None."""
    text = re.split("[（(]", norm[span.start : span.end])[0]
    tail = _PLANT.search(text)
    states = (p.region for p in find_places(text) if p.level == "state" and tail is not None and p.end == tail.start())
    return next(states, None)


def _inner_city(words: str, cities: frozenset[str]) -> str | None:
    """The last city of two characters inside a plant's name: 胶州 in 海远空调胶州互联, which no 市 marks as a place."""
    for at in range(len(words) - 2, 1, -1):
        near = find_places(words[at : at + 2] + "市")
        if near and near[0].start == 0 and near[0].end == 3:
            return near[0].region
    inside = (only_county(words[at : at + 2], cities) for at in range(len(words) - 2, 1, -1))
    return next((region for region in inside if region is not None), None)


def plant_owner(norm: str, span: Span) -> Span | None:
    """The company whose name opens a plant's name, when a place parts the two: 某某电器 in 某某电器武汉工厂."""
    text = norm[span.start : span.end]
    bracket = _BRACKET.search(text)
    if bracket is not None and bracket.end() < len(text) and not _FIRM.search(text):
        return Span(span.start, span.start + bracket.start()) if bracket.start() >= 2 else None
    if not _PLANT.search(text):
        return None
    if legal := re.match(r"[^，]{4,20}?(?:有限公司|集团)(?=.{2})", text):
        return Span(span.start, span.start + legal.end())
    inner = [p for p in find_places(text) if p.start >= 2]
    if not inner:
        return None
    owner = _OWNER_TAIL.sub("", text[: inner[0].start])
    return Span(span.start, span.start + len(owner)) if len(owner) >= 2 else None


_OWNER_TAIL = re.compile(r"(?:[（(][0-9A-Za-z.]{4,12}[)）]|位于|坐落[于在]|地处|设[于在]|在|的|旗下|所属)+$")
"""Between a company and the place of its plant: its number on the stock exchange, 位于."""
