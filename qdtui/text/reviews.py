"""Reviews: a time that is said once (刚刚过去的2025年, 重点抓了以下工作) and dates what the paragraphs below tell was done."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from qdtui.text.times import Time

if TYPE_CHECKING:
    from qdtui.text.reading import Reading

OPENING = 24
"""How far behind the beginning of a line, in characters, the time may stand that it opens with."""
_KINDS = ("year", "years", "half", "months", "quarter", "plan")
_LOOKS_BACK = re.compile(r"过去的?这?|走过的?|回望|回首|回顾|总结|[一这]年[来间里]|极不(?:平凡|寻常|容易)|来之不易")
"""Around the time that a review opens with."""
_LISTS_WORK = re.compile(
    r"(?:(?:主要|重点|着力|着重|集中|全力|突出|扎实)?(?:抓|做|干|开展|推进|完成)[好了实]{1,2}[^。；：]{0,14}(?:工作|大?事|任务)"
    r"|(?:以下|如下|[一二两三四五六七八九十\d]+个)(?:方?面的?)?(?:主要|突出|显著)?(?:特[点征]|成[绩效就]|进展|工作|变化|亮点))[：:。]?\s*$"
)
"""At the end of a line: the work that was done follows."""
_LOOKS_AHEAD = re.compile(
    r"今年|明年|新的一年|下一步|下一阶段|今后|未来|展望|奋斗目标|工作安排|主要目标|目标任务|重点任务|总体要求|面临的?(?:困难|问题)|存在的?(?:困难|问题)"
)
"""In the opening of a line that speaks of another time than the review."""
_REACH = 20_000
"""How far above a review, in characters, the heading may stand whose rank ends it."""
_NUMBERED = re.compile(
    r"\s*(?:(?P<a>[一二三四五六七八九十]{1,3}、)|(?P<b>[（(][一二三四五六七八九十]{1,3}[）)])|(?P<c>第[一二三四五六七八九十]{1,3}[章节部])"
    r"|(?P<d>\d{1,2}[.．、](?!\d)))"
)


class Review(NamedTuple):
    """A time and the lines of the text, behind the one that says it, which tell of it."""

    start: int
    end: int
    time: Time


def reviews(reading: Reading, times: Sequence[Time]) -> list[Review]:
    """The reviews of a text, in order; `times` are those that may date a number, in order.

    A review goes on until a line opens with another time or looks ahead, until the next heading of the rank of the one
    above it, or until its part of the file ends.
    """
    found: list[Review] = []
    norm = reading.norm
    for time in times:
        if time.kind not in _KINDS or time.role not in ("in", "since") or time.last is None:
            continue
        first = max(0, time.start - OPENING - 1)
        line = norm.rfind("\n", first, time.start) + 1 or first  # a text without line ends is not read again and again
        if time.start - line > OPENING or (found and _goes_on(found[-1], line, time)):
            continue
        stop = norm.find("\n", time.end)
        if stop < 0 or not _tells(reading, time, line, stop):
            continue
        found.append(Review(stop, _end(reading, times, time, line, stop), time))
    return found


def _goes_on(review: Review, line: int, time: Time) -> bool:
    """True for a line of a review that names its year again, or that holds the review's own beginning."""
    same = review.time.last is not None and time.last is not None and review.time.last.year == time.last.year
    return line < review.start or (same and line < review.end)


def _tells(reading: Reading, time: Time, line: int, stop: int) -> bool:
    """True when the line looks back at `time`, and is no heading of its own (those are read elsewhere)."""
    first = reading.sentence_at(time.start)
    if first is None or first.heading:
        return False
    back = _LOOKS_BACK.search(reading.norm, line, min(stop, time.end + 16))
    return back is not None or _LISTS_WORK.search(reading.norm, max(line, stop - 40), stop) is not None


def _end(reading: Reading, times: Sequence[Time], time: Time, line: int, stop: int) -> int:
    norm = reading.norm
    level = _level_above(norm, line)
    starts = [t.start for t in times]
    parts = [p.end for p in reading.doc.parts if p.end > stop]
    last = min(parts, default=len(norm))
    for start, end in _lines(norm, stop + 1, last):
        numbered = _NUMBERED.match(norm, start, end)
        if level is not None and numbered is not None and numbered.lastgroup == level:
            return start
        if _LOOKS_AHEAD.search(norm, start, min(end, start + OPENING)):
            return start
        for other in times[bisect_right(starts, start - 1) :]:
            if other.start >= min(end, start + OPENING):
                break
            if other.kind in _KINDS and other.last is not None and other.last.year != time.last.year:  # type: ignore[union-attr]
                return start
    return last


def _level_above(norm: str, line: int) -> str | None:
    """How the nearest numbered heading above a line is numbered; None when there is none, or the line is one itself."""
    if (own := _NUMBERED.match(norm, line)) is not None:
        return own.lastgroup
    for start, end in reversed(list(_lines(norm, max(0, line - _REACH), max(0, line - 1)))):
        if end - start <= 60 and (above := _NUMBERED.match(norm, start, end)) is not None:
            return above.lastgroup
    return None


def _lines(norm: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    breaks = [start - 1, *(m.start() for m in re.finditer("\n", norm[start:end])), end]
    breaks = [breaks[0], *(start + b for b in breaks[1:-1]), end]
    for before, after in pairwise(breaks):
        if norm[before + 1 : after].strip():
            yield before + 1, after
