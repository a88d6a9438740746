"""When a document was published, from what it says: datelines, file names, and what the text implies.

In order of trust: a person, the file's own metadata, a dateline in the text, a day in the file name, and last
what follows from the text. What follows is never invented: the year has to be certain, and the day is the
latest one that the text reports as past; without such a day only the year is given.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from qdtui.load.lines import Line
from qdtui.load.stamp import named_day, stamp_day
from qdtui.model import PublishedHow


class Published(NamedTuple):
    """A publication date, or only its year, and how it was found."""

    day: date | None
    year: int | None
    how: PublishedHow | None


UNKNOWN = Published(None, None, None)

_DAY = r"(?P<y>(?:19|20)\d\d)\s*(?:[-/.]|年)\s*(?P<m>1[0-2]|0?[1-9])\s*(?:[-/.]|月)\s*(?P<d>3[01]|[12]\d|0?[1-9])(?!\d)\s*(?:日|號|号)?"
_DAY_PLAIN = re.sub(r"\?P<\w>", "?:", _DAY)
_CLOCK = r"(?:[\sT]*(?:上午|下午|星期.|周.)?\s*\d{1,2}[:：]\d{2}(?:[:：]\d{2})?(?:\.\d+)?(?:Z|\s*[+-]\d{2}:?\d{2})?)?"
_LABEL = r"(?:(?:披露|公告|签发|发布|发表|刊发|更新|成文|发文|上传|报道|印发|編輯|發布|發佈|更新)?(?:时间|日期|時間)|发布于|发表于|发布|時間|日期)\s*[:：]?\s*"
_WEEKDAY = r"(?:\s*[（(]?(?:星期|周|週)[一二三四五六日天][）)]?)?"
_AROUND = (
    r"(?:[\s|｜·,，/]*(?:(?:来源|來源|稿源|作者|记者|编辑|發布人|发布人|信息来源|发布机构|责任编辑|发布于)\s*[:：]?\s*\S{0,30}"
    r"|(?:浏览|阅读|点击|访问)(?:次数|量|数)?\s*[:：]?\s*\d*\s*次?|\d+\s*次?(?:阅读|浏览|点击)\S{0,4}"
    r"|(?:字号|字体)?\s*[:：]?\s*\[?【?(?:大|中|小|打印|关闭|收藏|分享)[^。]{0,20}|第\s*\d{1,3}\s*版\S{0,12}|\d++\s*次))*+"
)
DATELINE = re.compile(
    rf"(?:【[^】]{{2,12}}[讯訊]】)?[\[【（(]?\s*(?:(?:来源|來源|作者|稿源)\s*[:：]\s*\S{{1,30}}[\s|｜]+|(?:原创\s+)?(?:[\u4e00-\u9fff]{{2,12}}[\s|｜]+){{1,2}})?(?:{_LABEL})?{_DAY_PLAIN}{_WEEKDAY}{_CLOCK}\s*[\]】）)]?(?:\s+(?:发表于\s*)?[\u4e00-\u9fff]{{2,3}}(?=\s*$)|\s+[记記]者\s*[^，。\n]{{2,20}}[报報][道導])?{_AROUND}\s*$"
    rf"|(?:{_LABEL})?(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun),? \d{{1,2}} [A-Z][a-z]{{2}} (?:19|20)\d\d\b.{{0,20}}$"
)
"""A whole line that says when, and perhaps by whom, the text was published."""

PREFIX = re.compile(
    rf"(?:{_LABEL})?(?:{_DAY_PLAIN}{_CLOCK})?\s*[，,]?\s*正文[:：]\s*(?:原标题[:：]\s*)?|{_LABEL}{_DAY_PLAIN}{_CLOCK}[\s，,;；]+"
)
"""What a scraped line carries in front of its text."""

_DAY_RE = re.compile(_DAY)
_DAY_IN_NAME = re.compile(
    r"(?:(?<![0-9A-Za-z])|(?<=^t)|(?<=_t))((?:19|20)\d\d)([-_.年]?)(1[0-2]|0[1-9]|[1-9](?!\d))([-_.月]?)(3[01]|[12]\d|0[1-9]|[1-9])(?=(?:[01]\d|2[0-3])[0-5]\d(?:[0-5]\d)?(?![0-9A-Za-z])|(?![0-9A-Za-z]))"
)
_YEAR_IN_NAME = re.compile(r"^((?:19|20)\d\d)(?=[-_ 年]|[QqHh][1-4](?!\d))|(?<!\d)((?:19|20)\d\d)年")
_DAY_IN_URL = re.compile(
    r"(?:(?<=[-/_t])((?:19|20)\d\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?!\d)|/((?:19|20)\d\d)[-/](\d{1,2})[-/](\d{1,2})(?=[/_.])|/((?:19|20)\d\d)/(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?=/))"
)
_RFC = re.compile(r"\b(\d{1,2}) (Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]* ((?:19|20)\d\d)\b")
_MONTH_NAMES = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_MONTHS = {name: n for n, name in enumerate(_MONTH_NAMES, 1)}
_HAN_DAY = re.compile(
    r"([一二][〇○零ＯO一二三四五六七八九]{3})年([一二三四五六七八九十]{1,2})月([一二三四五六七八九十]{1,3})日"
)
_HAN_DIGITS = {c: i for i, c in enumerate("〇一二三四五六七八九")} | {"零": 0, "○": 0, "Ｏ": 0, "O": 0}
_SPOKEN = re.compile(
    rf"(?:——|--|—|^)?\s*[（(]?\s*{_DAY}\s*(?:上午|下午)?在.{{2,50}}(?:会议|大会|会|會議|大會)上|[（(]\s*{_DAY_PLAIN}.{{0,50}}(?:通过|公布|发布|修正|修订|印发)"
)


def _date(year: int | str, month: int | str, day: int | str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def parse_day(text: str) -> date | None:
    """The first full day named in `text`, in digits, in Chinese numerals, in English or by the years of the Republic."""
    if match := _DAY_RE.search(text):
        return _date(match["y"], match["m"], match["d"])
    if match := _RFC.search(text):
        return _date(match[3], _MONTHS[match[2]], match[1])
    if match := _HAN_DAY.search(text):
        year = int("".join(str(_HAN_DIGITS[c]) for c in match[1]))
        return _date(year, _han_number(match[2]), _han_number(match[3]))
    return named_day(text)


def _han_number(text: str) -> int:
    tens, ten, ones = text.rpartition("十")
    return (_HAN_DIGITS.get(tens, 1) * 10 if ten else 0) + _HAN_DIGITS.get(ones, 0)


def from_filename(stem: str) -> Published:
    """The day, or failing that the year, that a file's name (without its suffix) begins with or holds."""
    for match in _DAY_IN_NAME.finditer(stem):
        year, first, month, second, day = match.groups()
        bare = not first and not second
        if (bare and len(month + day) == 4) or (first and (second or first == "年")):
            found = _date(year, month, day)
            if found:
                return Published(found, found.year, "filename")
    if year_only := _YEAR_IN_NAME.search(stem):
        return Published(None, int(year_only[1] or year_only[2]), "filename")
    return UNKNOWN


def from_url(url: str) -> date | None:
    """The day in an article's address, as news sites write it (…/2024-07/03/…, …-20240703.htm)."""
    match = _DAY_IN_URL.search(url)
    if not match:
        return None
    return _date(*(g for g in match.groups() if g))


def from_lines(lines: list[Line], datelines: Iterable[tuple[int, str]], urls: Iterable[str]) -> Published:
    """A publication day that the text states in a line made for it.

    `datelines` are (offset, text) of the dateline zones in order, `urls` the addresses that stand alone.
    A dateline counts near the top or at the very end (an official letter is dated below its signature).
    """
    if not lines:
        return UNKNOWN
    top = lines[min(14, len(lines) - 1)].end
    bottom = lines[max(0, len(lines) - 6)].start
    for offset, text in datelines:
        if (offset <= top or offset >= bottom) and (day := stamp_day(text) or parse_day(text)):
            return Published(day, day.year, "text")
    for line in lines[:8]:
        if len(line.text) <= 200 and (match := _SPOKEN.search(line.text)) and (day := parse_day(match[0])):
            return Published(day, day.year, "text")
    for line in lines[-4:]:
        if len(line.text) <= 24 and _HAN_DAY.fullmatch(line.text) and (day := parse_day(line.text)):
            return Published(day, day.year, "text")
    for url in urls:
        if day := from_url(url):
            return Published(day, day.year, "text")
    return UNKNOWN
