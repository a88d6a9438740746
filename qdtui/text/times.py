"""Times in Chinese text: days, months, quarters, years, plan periods, found by their words and put on the calendar.

Nothing is invented: what publication date, heading and the times named before do not settle stays None.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from qdtui.text.periods import Resolver, Time, TimeKind, TimeRole
from qdtui.text.spans import within
from qdtui.text.timewords import PARSE, SCAN

if TYPE_CHECKING:
    from qdtui.text.reading import Reading

__all__ = ["Time", "TimeKind", "TimeRole", "heading_year", "reading_times", "times", "times_between"]

_BEFORE = re.compile(r"(?:截[至止]到?|(?<![达回得看直升降提早找受遇想感高加长少多大])[到至])$")
_BACK_TO = re.compile(r"(?:恢复|回复|回升|回归|重回|回到|追平)[到至于]?$")
_SINCE = re.compile(r"(?:从|自|由)$")
_ON_FROM = re.compile(r"开始|起(?![步到至])|至今")
_BASE = re.compile(r"(?:比|较|相比于?|高于|低于|好于|相当于)$")


_TURNED = re.compile(r"[^，。；\d]{0,8}转(?:为|正|降|增)|(?:同期)?的?\d+(?:\.\d+)?[:：]\d")
"""Behind 由 and a time whose number another one follows: 由上年全年下降转为增长, 由上年的9:51:40调整为…."""
_OF_PLAN = re.compile(r"(?:年度)?(?:计划|目标|任务|预算|预期)[^，。；\d]{0,8}(?<!增长)(?<!增加)\d")
_PART_OF = re.compile(r"(?:占|完成了?|达到?了?|为)$")
"""Around a time whose plan a share is of: 占全年计划开工数的97%."""

_COMPARED = re.compile(r"(?:同期|年末|年底)?相?比[，,]|[^，。；\d]{0,8}相比[，,]")
"""Behind 与 and a time: 与上年比，."""
_YEAR_OF_PLAN = re.compile(r"[”」』]?的?(?:开局|收官|起步|起始|开端|关键|承上启下|攻坚)(?:之年|年|起步)?")
"""Behind a plan period of which a year is only said to be the first or last: “十五五”开局之年."""
_ONE_OF_PLANNED = re.compile(r"规划[^，。；]{2,24}(?:中的?[首第]|之一)")
"""Behind a plan period in whose plans the thing spoken of stands: “十四五”规划建设的九大基地中首个…."""
_RECORD = re.compile(r"(?:以来)?的?(?:首次|新[高低]|最[好高大快低多小少优佳]|历史|同期)")
"""Behind years since which something is as never before: 十年来首次超过, “十三五”以来新高."""
_AND = ("和", "与", "及", "、")

_REPORT_OUT = re.compile(r"年度[^，。；]{0,16}报告[^，。；]{0,6}(?:发布|公布|出炉)")
"""In the headline of news that tells the name of a report: what stands below tells its own times."""


def _framed(text: str, start: int, end: int, kind: TimeKind) -> tuple[int, int, TimeRole]:
    """Take 到, 截至, 以来, 前 … into the span and say what role they give the time."""
    role: TimeRole = "until" if kind == "now" else "in"
    if kind != "now":
        head = text[max(0, start - 6) : start].rstrip(" ")
        if _BACK_TO.search(head):
            role = "base"
        elif m := _BEFORE.search(head):
            start -= len(head) - m.start() + (len(text[max(0, start - 6) : start]) - len(head))
            role = "until"
        elif _BASE.search(head) or (head.endswith(("与", "和", "同", "跟")) and _COMPARED.match(text, end)):
            role = "base"
        elif kind == "year" and _SINCE.search(head) and (on := _ON_FROM.match(text, end)):
            return start, on.end(), "since"
        elif (head.endswith(("由", "从")) and _TURNED.match(text, end)) or (
            kind == "year" and _PART_OF.search(head) and _OF_PLAN.match(text, end)
        ):
            return start, end, "base"
    if text[end - 1 : end + 1].endswith(("来", "来首", "来最", "来新", "以")) and _RECORD.match(text, end):
        return start, end, "base"
    if kind == "plan" and (_ONE_OF_PLANNED.match(text, end) or _YEAR_OF_PLAN.match(text, end)):
        return start, end, "base"
    if kind == "year" and text.startswith("来", end) and text[start - 1 : start] in ("自", "从"):
        return start, end + 1, "since"
    if text.startswith(("以来", "开始，"), end):
        return start, end + 2, "since"
    if text[end - 2 : end] == "以来" or (text[end - 2 : end] == "年来" and text[start] not in "最近过"):
        return start, end, "since"
    if text.startswith("同期", end):
        return start, end + 2, "base"
    if text.startswith(("持平", "相当", "基本持平"), end) and text[start - 1 : start] in "与和同跟":
        return start, end, "base"
    if text.startswith(("相比", "的水平", "的基础上", "基础上"), end):
        return start, end, "base"
    if kind in ("year", "end", "month", "day") and re.match(
        r"(?:之|以)?前(?![后一二三四五六七八九\d])", text[end : end + 3]
    ):
        return start, end + (2 if text[end] in "之以" else 1), "until"
    return start, end, role


def _walk(resolver: Resolver, start: int, end: int) -> Iterator[Time]:
    text = resolver.text
    position = start
    compared: int | None = None
    """Where the time before ended, when it is only compared with."""
    for found in SCAN.finditer(text, start, end):
        if text.find("\n", position, found.start()) >= 0:
            resolver.new_paragraph()
        position = found.end()
        name = found.lastgroup or ""
        m = PARSE[name].match(text, found.start(), end)
        if m is None or m.end() != found.end():
            continue
        (first, last), kind = resolver.resolve(name, m)
        if kind == "month" and name == "month" and not (resolver.names_year(m) or m["unit"] or m["m"].isdecimal()):
            continue  # 五月 alone is as often a name
        begin, stop, role = _framed(text, found.start(), found.end(), kind)
        if role == "in" and compared is not None and text[compared:begin] in _AND:
            role = "base"  # 较去年同期和全年
        compared = stop if role == "base" else None
        if role == "since":
            last = resolver.anchor if first is None or resolver.anchor is None or first <= resolver.anchor else None
        time = Time(begin, stop, first, last, kind, role)
        resolver.remember(m, name, time)
        yield time


def times(
    norm: str, anchor: date | None = None, anchor_year: int | None = None, *, heading_year: int | None = None
) -> list[Time]:
    """The times named in `norm`, in order, resolved against the publication date.

    `norm` is text or its same-length normalised copy, so the offsets hold in both. `anchor` is the day of
    publication, `anchor_year` its year when only that is known, `heading_year` the year that the heading
    above gives (2025年工作回顾). Context does not reach over a line break.
    """
    resolver = Resolver(norm, anchor, anchor_year)
    resolver.heading_year = heading_year
    return list(_walk(resolver, 0, len(norm)))


def heading_year(title: str) -> int | None:
    """The one year that a heading speaks of, None when it names none, several or only a deadline."""
    if _REPORT_OUT.search(title):
        return None
    kinds = ("year", "months", "quarter", "half")
    years = {t.first.year for t in times(title) if t.kind in kinds and t.role == "in" and t.first is not None}
    return years.pop() if len(years) == 1 else None


_HEADLINE = 60


def _of_title(norm: str, start: int) -> int | None:
    """The year that the headline names with which an article without a day begins at `start`."""
    end = norm.find("\n", start, start + _HEADLINE)
    return heading_year(norm[start:end]) if end > 0 and "。" not in norm[start:end] else None


@lru_cache(maxsize=4)
def reading_times(reading: Reading) -> tuple[Time, ...]:
    """The times of a document in order, each part by its own publication date and each section by its heading."""
    doc, norm = reading.doc, reading.norm
    found: list[Time] = []
    parts: Sequence[tuple[int, int, date | None, int | None]] = [
        (p.start, p.end, p.published or doc.published, p.published_year or doc.published_year) for p in doc.parts
    ] or [(0, len(norm), doc.published, doc.published_year)]
    marks = [(s.start, s.end, heading_year(norm[s.start : s.title_end])) for s in doc.sections]
    for start, end, published, year in parts:
        resolver = Resolver(norm, published, year)
        of_title = _of_title(norm, start) if published is None and year is None else None
        cuts = sorted({start, end, *(p for s, e, y in marks if y for p in (s, e) if start < p < end)})
        for left, right in pairwise(cuts):
            inner = [(s, y) for s, e, y in marks if y and s <= left and right <= e]
            told = max(inner)[1] if inner else of_title
            # 部署2024年工作 above news of December 2023 speaks of what is planned: its days are not of that year
            resolver.heading_year = None if told is not None and year is not None and told > year else told
            resolver.new_paragraph()
            found += _walk(resolver, left, right)
    return tuple(found)


def times_between(reading: Reading, start: int, end: int) -> tuple[Time, ...]:
    """The times of a document that lie wholly in `start`–`end`."""
    found = reading_times(reading)
    return tuple(t for t in within(found, start, end) if t.end <= end)


def on_a_day(reading: Reading, start: int, end: int) -> bool:
    """True when a day on which something was, or days, stand in `start`–`end`."""
    return any(t.kind in ("day", "days") and t.role == "in" for t in times_between(reading, start, end))
