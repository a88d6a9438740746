"""Several articles in one file: found where one is signed and another begins, and is signed as well."""

from __future__ import annotations

from bisect import bisect_left
from itertools import accumulate

from qdtui.load.lines import Line, is_heading, running
from qdtui.model import Zone

_LEAST = 200
"""Code points of running text that an article of its own has at least."""


def split_articles(lines: list[Line], zones: list[Zone]) -> list[int]:
    """Offsets where a second, third … article of the file begins; empty for a single article."""
    zoned = {z.start for z in zones}
    free = [line for line in lines if line.start not in zoned]
    offsets = [line.start for line in free]
    running_before = [0, *accumulate(len(line.text) if running(line.text) else 0 for line in free)]
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
