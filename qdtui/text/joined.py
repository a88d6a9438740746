"""When a plant joined the lighthouse network and where it stands, from the words around its name."""

from __future__ import annotations

import re

from qdtui.model import Span
from qdtui.text.announced import told_year
from qdtui.text.lexicon import firm_names
from qdtui.text.places import document_place, places
from qdtui.text.plants import plant_place, state_of
from qdtui.text.reading import Reading
from qdtui.text.seats import seat
from qdtui.text.sentence import Sentence
from qdtui.text.spans import within

_FAR = 600

DATE = re.compile(
    r"(?:(?P<year>20\d\d)年|(?P<word>今年|去年|前年|同年|当年))(?:(?P<month>\d{1,2})月)?|(?P<bare>\d{1,2})月(?:份|\d{1,2}日)?|(?<!\d)(?P<day>\d{1,2}) ?日"
)
ANNOUNCED = re.compile(r"新成员|扩容|上新|再添|入列|公布|发布|宣布|揭晓|新增|名单|入选新")
JOINED_THEN = re.compile(
    r"(?P<year>20\d\d)年(?:(?P<month>\d{1,2})月)?(?:\d{1,2}日)?(?:成功|正式)?(?:入选|上榜|加入|获评|获选|被评)"
)
_AS_OF = re.compile("(?:截至|截止|截止到)$")
_SINCE = re.compile("[^，。；]{0,20}(?:以来|起|开始)")
_AFTER = re.compile("[^，。；]{0,24}?(?:之后|以后|后)[，,]")
_ANOTHER = re.compile(r"[，；][^，；。]{0,6}20\d\d年(?!与|和|同|携)[^，；。]{2,24}(?:工厂|基地|厂)")
_SAME_DATE = re.compile(r"\d{1,2}月\d{1,2}日")
_SAME_DAY = re.compile("同[日月批期]|当[日天]")
OTHER_PLANT = re.compile(r"(?:(?!灯塔)[\u4e00-\u9fff0-9.（）()]){0,10}?(?:厂|基地|代线|园)")


def joined_on(reading: Reading, sentence: Sentence, until: int) -> tuple[int | None, int | None]:
    """Year and month that the sentence gives before the name, or that the announcement above it gives."""
    year, month = last_date(reading, max(sentence.start, until - _FAR), until)
    if year is None and (then := JOINED_THEN.search(reading.norm, until, sentence.end)) is not None:
        return int(then["year"]), int(then["month"]) if then["month"] else None
    line = reading.norm.rfind("\n", max(0, sentence.start - _FAR), sentence.start) + 1
    if year is None and month is None and _SAME_DAY.search(reading.norm, sentence.start, until):
        return last_date(reading, max(line, sentence.start - _FAR), sentence.start)
    if year is None and month is None:
        for above in reversed(within(reading.sentences, until - _FAR, sentence.start)):
            text = reading.norm[above.start : above.end]
            if re.search("灯塔|世界经济论坛", text) and ANNOUNCED.search(text):
                return last_date(reading, above.start, above.end)
    stop = min(sentence.end, until + _FAR)
    if another := _ANOTHER.search(reading.norm, until, stop):
        stop = another.start()  # 甲工厂是首家灯塔工厂，2022年10月乙工厂也获此殊荣
    return (
        (year or told_year(reading, max(sentence.start, until - _FAR), stop), month) if month is None else (year, month)
    )


def years_apiece(norm: str, start: int, end: int) -> list[int]:
    """The years of 甲、乙分别于2020年和2021年入选, in order."""
    told = re.search(r"20\d\d年(?:\d{1,2}月)?(?:[、和及]20\d\d年(?:\d{1,2}月)?)+", norm[start:end])
    return [int(y) for y in re.findall(r"20\d\d", told[0])] if told is not None else []


def last_date(reading: Reading, start: int, end: int) -> tuple[int | None, int | None]:
    """The last date between two offsets; one without a year is the latest such date before the publication."""
    published = reading.doc.published
    issued = reading.doc.published_year
    year: int | None = None
    month: int | None = None
    for match in DATE.finditer(reading.norm, start, end):
        if _AS_OF.search(reading.norm, max(0, match.start() - 3), match.start()) or (
            reading.norm[match.start() - 1 : match.start()] in ("自", "从") and _SINCE.match(reading.norm, match.end())
        ):
            continue  # 截至2024年底 counts, 自2018年…以来 began: neither dates what is listed behind it
        if reading.norm[match.start() - 1 : match.start()] == "继" and _AFTER.match(reading.norm, match.end(), end):
            continue  # 继2021年获评端到端灯塔后，又升级
        if match["year"]:
            year, month = int(match["year"]), None
        elif match["word"]:
            if match["word"] in ("同年", "当年"):
                said = re.findall(r"(?<!\d)(20\d\d)年", reading.norm[max(0, start - 200) : match.start()])
                year = int(said[-1]) if said else year
            elif issued is not None:
                year = issued - ("今年", "去年", "前年").index(match["word"])
            else:
                year = None  # a year that the text does not say
            month = None
        named = match["month"] or match["bare"]
        if named and 1 <= int(named) <= 12:
            month = int(named)
            if year is None and published is None and (day := _SAME_DATE.fullmatch(match[0])) is not None:
                again = re.search(rf"(?<!\d)(20\d\d)年{day[0]}", reading.norm)
                year = int(again[1]) if again is not None else None  # 9月27日公布；截至2021年9月27日共90家
            if year is None and published is not None:
                year = published.year if month <= published.month else published.year - 1
        elif match["day"] and month is None and published is not None:
            month = published.month if int(match["day"]) <= published.day else (published.month - 2) % 12 + 1
            year = year or (published.year if month <= published.month else published.year - 1)
    return year, month


def stands_in(reading: Reading, sentence: Sentence, span: Span) -> str | None:
    """The place in the name's brackets or of the plant, else one that the sentence names before it, else the document's."""
    norm = reading.norm
    text = norm[span.start : span.end]
    if (state := state_of(norm, span)) is not None:
        return state
    if norm[span.start - 1 : span.start] == "的":
        beside = next((p for p in places(norm) if p.end == span.start - 1), None)
        if beside is not None and beside.level not in ("country", "state") and plant_place(norm, span) is None:
            return beside.region  # 惠州的某某电路板工厂
    known = text in firm_names()  # 宁德时代: the name of a firm whose plants stand in many places
    if not known and (named := plant_place(norm, span)) is not None:
        return named
    if re.search(r"[（(][^（()）]+[)）]$", text):
        return None  # the place in its brackets is in no list of ours
    own = seat(reading, sentence, span) if not known else None
    first = next((p for p in places(norm) if p.start == span.start and p.end < span.end), None)
    leads = first is not None and first.level != "province" and text.endswith(("公司", "集团", "厂"))
    if own is not None and (leads or re.search(r"[（(][\u4e00-\u9fff]{2,6}[）)]|(?:工厂|基地|厂)$", text)):
        return own
    before = [
        p
        for p in within(places(norm), sentence.start, span.start)
        if p.level not in ("country", "state", "macro")
        and norm[p.end : p.end + 1] not in ("、", "和")
        and norm[p.start - 1 : p.start] not in ("（", "(", "、", "：", ":", "—")
        and not OTHER_PLANT.match(norm, p.end, span.start)
    ]
    if before:
        return before[-1].region
    return own or document_place(reading, span.start, at_least=3)
