"""What a time means on the calendar: its first and last day, by publication date, heading and the times before it."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from qdtui.text.days import day_of
from qdtui.text.timewords import PARSE, chinese_digits, chinese_int, plan_years

TimeKind = Literal["day", "days", "month", "months", "quarter", "half", "year", "years", "plan", "end", "now"]
"""How exact the words are; `end` is the end of a year or month (年底), `now` is 截至目前 and its like."""

TimeRole = Literal["in", "until", "since", "base"]
"""What the time does: during it, up to it (到2027年, 截至), from it on (2016年以来), or only compared with (比上年)."""


@dataclass(frozen=True, slots=True)
class Time:
    """A time named in a text.

    `start` and `end` are offsets into the text; `first` and `last` are the first and last day meant, each
    None when it cannot be known. With role `until` they are still the bounds of the period that is named
    (到2027年 is 2027-01-01 to 2027-12-31); with role `since` `last` is the publication date.
    """

    start: int
    end: int
    first: date | None
    last: date | None
    kind: TimeKind
    role: TimeRole = "in"

    @property
    def known(self) -> bool:
        """True when at least one end is known."""
        return self.first is not None or self.last is not None

    @property
    def day(self) -> date | None:
        """The day, when the words give exactly one."""
        return self.first if self.kind == "day" else None


_FUTURE = re.compile(r"将|拟|定于|预计|力争|计划|确保|争取|年内")
_UP_TO = re.compile(r"[到至于]$")
_RELATIVE_YEAR = {"今年": 0, "本年": 0, "去年": -1, "前年": -2, "明年": 1, "后年": 2}
_RELATIVE_DAY = {"今": 0, "昨": -1, "前": -2, "明": 1, "后": 2}


def _months(year: int, first: int, last: int) -> tuple[date, date]:
    return date(year, first, 1), date(year, last, monthrange(year, last)[1])


_Bounds = tuple[date | None, date | None]
_NONE: _Bounds = (None, None)


_FAR = 150
"""What is told to have gone on up to so many days after the publication was of the year before."""


_FRESH = 7
"""Days between what happened and news of it, at most."""


class Resolver:
    """Walks through the times of one article in order and remembers what later ones may lean on."""

    def __init__(self, text: str, anchor: date | None, anchor_year: int | None) -> None:
        self.text = text
        self.anchor = anchor
        self.anchor_year = anchor.year if anchor else anchor_year
        self.heading_year: int | None = None
        self.paragraph_year: int | None = None
        self._year_said = 0
        """Where the words end that gave the paragraph its year."""
        self.last_day: date | None = None
        self.last_month: date | None = None
        """The last day of the month that was named last, which 当月 means."""

    def new_paragraph(self) -> None:
        """Forget what the paragraph before said."""
        self.paragraph_year = None
        self.last_day = self.last_month = None

    def year(self, m: re.Match[str], suffix: str = "") -> int | None:
        """The year that the match names itself, or None."""
        if y := m[f"y{suffix}"]:
            return int(y)
        if cy := m[f"cy{suffix}"]:
            return chinese_digits(cy)
        ry = m[f"ry{suffix}"]
        if ry in _RELATIVE_YEAR:
            return None if self.anchor_year is None else self.anchor_year + _RELATIVE_YEAR[ry]
        known = self.paragraph_year or self.heading_year
        if ry in ("上年", "上一年"):
            base = known or self.anchor_year
            return None if base is None else base - 1
        if ry == "翌年":
            return None if known is None else known + 1
        return known or (self.anchor_year if ry == "当年" else None)

    def names_year(self, m: re.Match[str]) -> bool:
        """True when the words of the match hold a year of their own, 今年 included."""
        return bool(m["y"] or m["cy"] or m["ry"])

    def settle(self, span: tuple[int, int], bounds: Callable[[int], _Bounds]) -> _Bounds:
        """Resolve a time that names no year itself: by paragraph, then heading, then publication."""
        known = self.paragraph_year or self.heading_year
        if known is not None:
            return self._just_now(span[0], bounds) or bounds(known)
        if self.anchor_year is None:
            return _NONE
        first, last = bounds(self.anchor_year)
        if self.anchor is None or first is None or last is None:
            return first, last
        if _FUTURE.search(self.text, max(0, span[0] - 12), span[1] + 8):
            # 将于1月5日 in an article of December lies ahead
            return bounds(self.anchor_year + 1) if last.month <= 2 and self.anchor.month >= 11 else (first, last)
        if last <= self.anchor:
            return first, last
        if first == _months(self.anchor_year, 1, 1)[0] and last.month == 12:
            ended = self.anchor.month <= 3  # 全年 in a report of February is the year before
        elif first > self.anchor and first != last:
            ended = (first - self.anchor).days > 90
        else:
            ended = (last - self.anchor).days > (150 if first == last else 60)
        return bounds(self.anchor_year - 1) if ended else (first, last)

    def _just_now(self, start: int, bounds: Callable[[int], _Bounds]) -> tuple[date, date] | None:
        """The day right before the publication that a new sentence tells, though one before it spoke of last year.

        去年，某市…。5月8日，某项目开工, published on 9 May: the day is this year's.
        """
        if self.anchor is None or self.paragraph_year != self.anchor.year - 1:
            return None
        first, last = bounds(self.anchor.year)
        if first is None or last is None or first != last or not 0 <= (self.anchor - first).days <= _FRESH:
            return None
        return (first, last) if self.text.find("。", self._year_said, start) >= 0 else None

    def resolve(self, name: str, m: re.Match[str]) -> tuple[_Bounds, TimeKind]:
        """First and last day and the kind of one match of the pattern called `name`."""
        handler: Callable[[re.Match[str]], tuple[_Bounds, TimeKind]] = getattr(self, f"_{name}")
        return handler(m)

    def _iso(self, m: re.Match[str]) -> tuple[_Bounds, TimeKind]:
        day = day_of(int(m["y"]), int(m["m"]), int(m["d"]))
        return (day, day), "day"

    def _years(self, m: re.Match[str]) -> tuple[_Bounds, TimeKind]:
        return (date(int(m["y"]), 1, 1), date(int(m["y2"]), 12, 31)), "years"

    def _days(self, m: re.Match[str]) -> tuple[_Bounds, TimeKind]:
        month, day = chinese_int(m["m"]), chinese_int(m["d"])
        month2, day2 = chinese_int(m["m2"]) if m["m2"] else month, chinese_int(m["d2"])

        def bounds(year: int) -> _Bounds:
            year2 = int(m["y2"]) if m["y2"] else year + (month2 < month)
            return day_of(year, month, day), day_of(year2, month2, day2)

        return self._dated(m, bounds), "days"

    def _day(self, m: re.Match[str]) -> tuple[_Bounds, TimeKind]:
        month, day = chinese_int(m["m"]), chinese_int(m["d"])
        return self._dated(m, lambda year: (day_of(year, month, day),) * 2), "day"

    def _dated(self, m: re.Match[str], bounds: Callable[[int], _Bounds]) -> _Bounds:
        """Bounds by the year that the match names, or by its context when it names none."""
        if not self.names_year(m):
            return self.settle(m.span(), bounds)
        year = self.year(m)
        if year is None:
            return _NONE
        first, last = bounds(year)
        if m["ry"] == "今年" and self._over_already(m, last):
            return bounds(year - 1)
        return first, last

    def _over_already(self, m: re.Match[str], last: date | None) -> bool:
        """True for months of 今年 that were over in the year before: 今年前11个月 in what comes out in January."""
        if self.anchor is None or last is None or self.anchor.month > 2 or (last - self.anchor).days <= _FAR:
            return False
        ahead = _FUTURE.search(self.text, max(0, m.start() - 12), m.end() + 8)
        return ahead is None and _UP_TO.search(self.text, max(0, m.start() - 2), m.start()) is None

    def _months(self, m: re.Match[str]) -> tuple[_Bounds, TimeKind]:
        month, month2 = int(m["m"]), int(m["m2"])

        def bounds(year: int) -> _Bounds:
            year2 = int(m["y2"]) if m["y2"] else year + (month2 < month)
            return date(year, month, 1), _months(year2, month2, month2)[1]

        return self._dated(m, bounds), "months"

    def _two_months(self, m: re.Match[str]) -> tuple[_Bounds, TimeKind]:
        """3、4月份 is both; 1、5月 names the last of months that do not follow each other."""
        month, month2 = int(m["m"]), int(m["m2"])
        first = month if month2 == month + 1 else month2
        return self._dated(m, lambda year: _months(year, first, month2)), "months"

    def _month(self, m: re.Match[str]) -> tuple[_Bounds, TimeKind]:
        month, part = chinese_int(m["m"]), m["part"]

        def bounds(year: int) -> _Bounds:
            first, last = _months(year, month, month)
            if part == "上旬":
                last = date(year, month, 10)
            elif part == "中旬":
                first, last = date(year, month, 11), date(year, month, 20)
            elif part == "中下旬":
                first = date(year, month, 11)
            elif part == "下旬":
                first = date(year, month, 21)
            return first, last

        return self._dated(m, bounds), "end" if part in ("底", "末") else "month"

    def _inyear(self, m: re.Match[str]) -> tuple[_Bounds, TimeKind]:
        kind: TimeKind = "months"
        if m["half"]:
            first, last, kind = (1, 6, "half") if m["half"][0] == "上" else (7, 12, "half")
        elif quarters := m["q3"] or m["qb"]:
            first, last = 1, 3 * chinese_int(quarters)
        elif number := m["q"] or m["q0"] or m["q1"] or m["q2"]:
            quarter = chinese_int(number)
            first, last, kind = 3 * quarter - 2, 3 * quarter, "quarter"
        elif m["n"]:
            first, last = 1, chinese_int(m["n"])
        else:
            first, last, kind = 1, 12, "year"
        if (
            kind == "year"
            and self.anchor is None
            and not (self.paragraph_year or self.heading_year or self.names_year(m) or m["by"])
        ):
            return _NONE, kind  # the whole year, but the publication's or the one before it?
        if m["by"]:  # 2015全年, without 年
            return _months(int(m["by"]), first, last), kind
        return self._dated(m, lambda year: _months(year, first, last)), kind

    def _report(self, m: re.Match[str]) -> tuple[_Bounds, TimeKind]:
        """What a firm's report covers: 一季报 three months, 三季报 nine, 半年报 six, 年报 the year before unless named."""
        last, kind = (12, "year") if m["full"] else (6, "half") if m["half"] else (3 if m["q"] == "一" else 9, "months")
        span: TimeKind = kind  # type: ignore[assignment]
        if m["by"]:
            return _months(int(m["by"]), 1, last), span
        if not self.names_year(m) and m["full"]:
            return _NONE if self.anchor_year is None else _months(self.anchor_year - 1, 1, 12), span
        return self._dated(m, lambda year: _months(year, 1, last)), span

    def _year_part(self, m: re.Match[str]) -> tuple[_Bounds, TimeKind]:
        year = self._closing(m) if m["bare"] else self.year(m)
        part = m["bare"] or m["part"]
        if year is None:
            return _NONE, "end" if part[-1] in "底末" else "year"
        if part[-1] in "底末":
            return _months(year, 12, 12), "end"
        return _months(year, 1, 12), "year"

    def _closing(self, m: re.Match[str]) -> int | None:
        """The year of a bare 年末: the heading's or, in what is published early in a year, the one before, unless it lies ahead."""
        if self.heading_year is not None:
            return self.heading_year
        past = self.paragraph_year
        if past is not None and self.anchor_year is not None and past < self.anchor_year and m["bare"] == "年末":
            return past
        ahead = _FUTURE.search(self.text, max(0, m.start() - 12), m.end() + 8) or _UP_TO.search(
            self.text, max(0, m.start() - 2), m.start()
        )
        early = self.anchor is not None and self.anchor.month <= 4 and m["bare"] == "年末"
        return None if self.anchor_year is None else self.anchor_year - (early and not ahead)

    def _year(self, m: re.Match[str]) -> tuple[_Bounds, TimeKind]:
        year = self.year(m)
        return (_NONE if year is None else _months(year, 1, 12)), "year"

    def _new_year(self, m: re.Match[str]) -> tuple[_Bounds, TimeKind]:
        """新的一年: this year in what comes out in its first months, the next in December."""
        if self.anchor is None or 3 < self.anchor.month < 12:
            return _NONE, "year"
        return _months(self.anchor.year + (self.anchor.month == 12), 1, 12), "year"

    def _plan(self, m: re.Match[str]) -> tuple[_Bounds, TimeKind]:
        first, last = plan_years(chinese_int(m["p"] or m["p2"]))
        if m[0].endswith("末"):
            return _months(last, 12, 12), "end"
        return (date(first, 1, 1), date(last, 12, 31)), "plan"

    def _past(self, m: re.Match[str]) -> tuple[_Bounds, TimeKind]:
        if self.anchor_year is None:
            return _NONE, "years"
        if m["since"]:
            return (date(self.anchor_year - chinese_int(m["since"].rstrip("多余")), 1, 1), self.anchor), "years"
        # the last full years: in April 2022 the last five are 2017 to 2021
        return (date(self.anchor_year - chinese_int(m["n"]), 1, 1), date(self.anchor_year - 1, 12, 31)), "years"

    def _lately(self, m: re.Match[str]) -> tuple[_Bounds, TimeKind]:
        return _NONE, "months"  # up to which month or quarter, the text does not say

    def _coming(self, m: re.Match[str]) -> tuple[_Bounds, TimeKind]:
        if self.anchor_year is None:
            return _NONE, "years"
        return (
            date(self.anchor_year, 1, 1),
            date(self.anchor_year + chinese_int(m["n"] or m["n2"]) - 1, 12, 31),
        ), "years"

    def _rel_day(self, m: re.Match[str]) -> tuple[_Bounds, TimeKind]:
        if m["paren"]:
            inner = PARSE["day"].search(self.text, m.start("paren"), m.end("paren"))
            if inner:
                # 今天 is the publication's day, whatever year the heading or the paragraph speaks of
                self.paragraph_year = None
                heading, self.heading_year = self.heading_year, None
                found = self._day(inner)
                self.heading_year = heading
                return found
        if self.anchor is None:
            return _NONE, "day"
        day = self.anchor + timedelta(days=_RELATIVE_DAY[m["rd"][0]])
        if m["rdn"]:  # 今（24）日: the number is of the day meant, whenever the article came out
            number = chinese_int(m["rdn"])
            near = [day + timedelta(days=n) for n in range(-15, 16)]
            day = next((d for d in near if d.day == number), day)
        return (day, day), "day"

    def _weekday(self, m: re.Match[str]) -> tuple[_Bounds, TimeKind]:
        if self.anchor is None:
            return _NONE, "day"
        weeks = {"上": -1, "下": 1}.get(m["wk"], 0)
        monday = self.anchor - timedelta(days=self.anchor.weekday())
        day = monday + timedelta(days=7 * weeks + "一二三四五六日".index(m["wd"].replace("天", "日")))
        return (day, day), "day"

    def _same_day(self, m: re.Match[str]) -> tuple[_Bounds, TimeKind]:
        return (self.last_day, self.last_day), "day"

    def _of_that_month(self, at: int) -> date | None:
        """A day of the month that 当月 means; 3月当月 only says that it is the month alone."""
        return self.last_day if self.text[at - 1 : at] == "月" else self.last_day or self.last_month

    def _rel_month(self, m: re.Match[str]) -> tuple[_Bounds, TimeKind]:
        word = m["rm"]
        base = self._of_that_month(m.start()) if word[0] == "当" else self.anchor
        if base is None:
            return _NONE, "month"
        step = {"上": -1, "下": 1}.get(word[0], 0)
        index = base.year * 12 + base.month - 1 + step
        year, month = index // 12, index % 12 + 1
        if m["d"]:
            return (day_of(year, month, int(m["d"])),) * 2, "day"
        return _months(year, month, month), "month"

    def _now(self, m: re.Match[str]) -> tuple[_Bounds, TimeKind]:
        return (None, self.anchor), "now"

    def _bare_days(self, m: re.Match[str]) -> tuple[_Bounds, TimeKind]:
        first = self._nearest(chinese_int(m["d"]))
        last = first and day_of(first.year, first.month, chinese_int(m["d2"]))
        return (first, last), "days"

    def _bare_day(self, m: re.Match[str]) -> tuple[_Bounds, TimeKind]:
        day = self._nearest(chinese_int(m["d"]))
        return (day, day), "day"

    def _nearest(self, day: int) -> date | None:
        """The day of the month named before it, or the last such day up to the publication."""
        if self.last_day is not None:
            return day_of(self.last_day.year, self.last_day.month, day)
        if self.anchor is None:
            return None
        # news of the 1st may tell of the 2nd to come, but rarely of more than a few days ahead
        if day <= self.anchor.day + 1:
            return day_of(self.anchor.year, self.anchor.month, day)
        before = self.anchor.replace(day=1) - timedelta(days=1)
        return day_of(before.year, before.month, day)

    def remember(self, m: re.Match[str], name: str, time: Time) -> None:
        """Keep what a later time without a year may lean on."""
        if time.kind in ("month", "months", "end") and name in ("month", "months") and time.role != "base":
            self.last_month = time.last
        if time.role in ("until", "base", "since"):
            return
        if time.kind in ("day", "days") and time.last is not None:
            self.last_day = time.last
        named = name == "iso" or (name in ("days", "day", "months", "month", "inyear", "year") and self.names_year(m))
        # 2023年半年报 settles 上半年 behind it; what stands behind 2023年年报 is as often of the year that it comes out in
        named = named or (name == "report" and time.kind != "year" and bool(self.names_year(m) or m["by"]))
        named = named or (name == "inyear" and bool(m["by"]))
        if named and time.first is not None and not m[0].startswith("上年"):
            self.paragraph_year, self._year_said = time.first.year, time.end
