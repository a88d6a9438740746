"""Times of a list of which 分别 gives a number to each: 一季度、上半年增速分别为5%、6%; 2016—2018年分别完成A、B、C."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from qdtui.text.times import Time

_NAMES = re.compile(r"[、和及与]")
"""In front of 分别, where it gives one number to each of several names and not of several years."""
_BETWEEN = ("、", "和", "及", "与", "以及")
_LISTED = re.compile(r"(?:[\d.,％%]+[万亿千百]*[\u4e00-\u9fff]{0,3}(?:、|和|及|与))+")
"""Between the first of the numbers that a list gives and a later one."""


def of_list(norm: str, numbers: Sequence[int], here: list[Time], at: int) -> Time | None:
    """The time that a number is of, when 分别 gives one to each of a list: 一季度、上半年和全年增速分别为A、B、C.

    `numbers` are the offsets of the numbers of the text, in order, `here` the times before the one at `at`.
    """
    if len(here) < 2 or norm[here[-2].end : here[-1].start] not in _BETWEEN:
        return None
    listed = here[-1:]
    for time in reversed(here[:-1]):
        if norm[time.end : listed[0].start] not in _BETWEEN:
            break
        listed.insert(0, time)
    apart = norm.rfind("分别", here[-1].end, at)
    if apart < 0 or _NAMES.search(norm, max(here[-1].end, norm.rfind("，", 0, apart)), apart):
        return None
    first = bisect_left(numbers, apart)
    run = numbers[first : first + len(listed) + 1]
    index = bisect_left(run, at)
    together = [n for n in run if n == run[0] or _LISTED.fullmatch(norm, run[0], n)]
    paired = len(together) == len(listed) and index < len(listed) and run[index] == at
    return listed[index] if paired else None


def one_of(norm: str, numbers: Sequence[int], time: Time, at: int) -> Time:
    """The year that a number is of, when 分别 gives one to each year of `time`: 2016—2018年，分别完成A、B、C."""
    apart = norm.rfind("分别", time.end, at)
    clause = max(time.end, *(norm.rfind(mark, 0, apart) for mark in "，；"))
    if apart < 0 or time.first is None or time.last is None or _NAMES.search(norm, clause, apart):
        return time
    months = time.kind == "months"
    if months and "、" not in norm[time.start : time.end]:
        return time
    count = 2 if months else time.last.year - time.first.year + 1
    first = bisect_left(numbers, apart)
    run = numbers[first : first + count + 1]
    index = bisect_left(run, at)
    listed = [n for n in run if _LISTED.fullmatch(norm, run[0], n) or n == run[0]]
    if len(listed) != count or index >= count or run[index] != at:
        return time
    if months:  # 8、9月份，…分别上涨A、B
        split = time.last.replace(day=1)
        return replace(time, first=split) if index else replace(time, last=split - timedelta(days=1))
    year = time.first.year + index
    return replace(time, first=date(year, 1, 1), last=date(year, 12, 31), kind="year")
