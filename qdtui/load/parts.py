"""Several articles in one file: found where one is signed and another begins, and is signed as well."""

from __future__ import annotations

from qdtui.load.lines import Line, is_heading, running
from qdtui.model import Zone

_LEAST = 200
"""Code points of running text that an article of its own has at least."""


def split_articles(lines: list[Line], zones: list[Zone]) -> list[int]:
    """Offsets where a second, third … article of the file begins; empty for a single article."""
    bylines = [z for z in zones if z.kind == "byline"]
    zoned = {z.start for z in zones}
    starts: list[int] = []
    begin = 0
    for n, byline in enumerate(bylines[:-1]):
        after = [line for line in lines if line.start >= byline.end and line.start not in zoned]
        following = next((z.start for z in zones if z.start >= byline.end), None)
        if len(after) < 2 or not is_heading(after[0].text) or len(after[0].text) < 6:
            continue
        if following is not None and following < after[0].start:
            continue  # links or captions follow: the file's end, not another article
        head = next((k for k, line in enumerate(after) if running(line.text)), None)
        if head is None or head > 4:
            continue
        before = sum(
            line.end - line.start for line in lines if begin <= line.start < byline.start and running(line.text)
        )
        behind = sum(len(line.text) for line in after if running(line.text))
        two_headlines = head >= 2
        signed_at_end = any(z.start > after[head].start for z in bylines[n + 1 :])
        if before >= _LEAST and behind >= _LEAST and (two_headlines or signed_at_end):
            begin = after[0].start
            starts.append(begin)
    return starts
