"""Several articles in one file: each with a line of outlet or time below its headline, or signed before the next."""

from __future__ import annotations

import re
from bisect import bisect_left
from itertools import accumulate

from qdtui.load.lines import Line, is_heading, running
from qdtui.load.stamp import stamp_day
from qdtui.model import Zone

_LEAST = 200
"""Code points of running text that an article of its own has at least, when only its signature tells."""
_BRIEF = 80
"""The same for one with a line of outlet or time below its headline."""
_MADE_FOR_IT = re.compile(r"[:：]|记者|作者|来源")
"""What a line of publication has and the day below a letter's signature has not."""
_BEFORE = 3
"""Lines above which the first of several articles has its headline."""


def split_articles(lines: list[Line], zones: list[Zone]) -> list[int]:
    """Offsets where a second, third … article of the file begins; empty for a single article."""
    zoned = {z.start for z in zones}
    free = [line for line in lines if line.start not in zoned]
    before = [0, *accumulate(len(line.text) if running(line.text) else 0 for line in free)]
    return _stamped(lines, free, zones, before) or _signed(free, zones, before)


def _stamped(lines: list[Line], free: list[Line], zones: list[Zone], running_before: list[int]) -> list[int]:
    """Where a headline has its own line of publication below it, as the first one of the file has."""
    whole = {line.start: line for line in lines}
    offsets = [line.start for line in free]
    heads: list[int] = []
    for zone in zones:
        line = whole.get(zone.start)
        k = bisect_left(offsets, zone.start) - 1
        if zone.kind != "dateline" or line is None or line.end != zone.end or k < 0 or k in heads:
            continue
        above = free[k]
        if len(above.text) < 6 or not is_heading(above.text) or any(above.end <= z.start < zone.start for z in zones):
            continue
        if _MADE_FOR_IT.search(line.text) and stamp_day(line.text):
            heads.append(k)
    if len(heads) < 2 or heads[0] >= _BEFORE:
        return []
    starts: list[int] = []
    begin = heads[0]
    for k, after in zip(heads[1:], [*heads[2:], len(free)], strict=True):
        own = running_before[k] - running_before[begin] >= _BRIEF
        if own and running_before[after] - running_before[k] >= _BRIEF:
            begin = k
            starts.append(offsets[k])
    return starts


def _signed(free: list[Line], zones: list[Zone], running_before: list[int]) -> list[int]:
    """Where an article is signed, a headline follows, and the next is signed as well or has two headlines."""
    offsets = [line.start for line in free]
    bylines = [z for z in zones if z.kind == "byline"]
    last_byline = bylines[-1].start if bylines else 0
    zone_starts = [z.start for z in zones]
    starts: list[int] = []
    begin = 0  # the first free line of the article being read
    for byline in bylines[:-1]:
        k = bisect_left(offsets, byline.end)
        if k >= len(free) - 1 or not is_heading(free[k].text) or len(free[k].text) < 6:
            continue
        following = bisect_left(zone_starts, byline.end)
        if following < len(zones) and zone_starts[following] < offsets[k]:
            continue  # links or captions follow: the file's end, not another article
        body = next((n for n in range(k, min(k + 5, len(free))) if running(free[n].text)), None)
        if body is None:
            continue
        before = running_before[k] - running_before[begin]
        behind = running_before[-1] - running_before[k]
        if before >= _LEAST and behind >= _LEAST and (body - k >= 2 or last_byline > offsets[body]):
            begin = k
            starts.append(offsets[k])
    return starts
