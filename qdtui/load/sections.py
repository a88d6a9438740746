"""Headings and the text under them, by numbering, Markdown, HTML, or by standing alone above a paragraph."""

from __future__ import annotations

import re

from qdtui.load.lines import Line, closed, is_heading, running
from qdtui.load.source import Hint
from qdtui.model import Section, Zone

_NUMBER = r"[一二三四五六七八九十百零〇\d]+"
_NUMBERED: tuple[tuple[int, re.Pattern[str]], ...] = (
    (1, re.compile(rf"第{_NUMBER}[编篇編]\s*")),
    (2, re.compile(rf"第{_NUMBER}章\s*")),
    (3, re.compile(rf"第{_NUMBER}[节節]\s*")),
    (4, re.compile(r"[一二三四五六七八九十]{1,3}[、．.]\s*\S")),
    (5, re.compile(r"[（(][一二三四五六七八九十]{1,3}[)）]\s*\S")),
    (6, re.compile(r"\d{1,2}(?:\.\d{1,2}){0,3}[.．、]?\s*(?=[^\d\s.．、年月日%家个项万亿])")),
    (7, re.compile(r"[（(]\d{1,2}[)）]\s*\S|[①-⑳]")),
)
_PLAIN_RANK = 8
_MARKDOWN = re.compile(r"(#{1,6})\s+(\S.*?)\s*#*$")
_DASH_LIST = re.compile(r"[-*+•·]\s")
_MAX_HEADING = 60


def find_sections(
    text: str, lines: list[Line], zones: list[Zone], hints: dict[int, Hint], titles: dict[int, str]
) -> tuple[Section, ...]:
    """The sections of `text` in order; `titles` are the headlines of its articles by where their line starts.

    A headline is a section of level 1, other headings begin at level 2 (Markdown and HTML keep their own).
    """
    zoned = {z.start for z in zones}
    found: list[tuple[Line, int, bool]] = []  # line, rank, rank is a level
    for i, line in enumerate(lines):
        if line.start in titles:
            found.append((line, 1, True))
            continue
        if line.start in zoned:
            continue
        hint = hints.get(line.start)
        if hint and hint.level:
            found.append((line, max(2, hint.level), True))
        elif match := _MARKDOWN.match(line.text):
            found.append((line, len(match[1]), True))
        elif rank := _rank(lines, i, zoned):
            found.append((line, rank, False))
    return _sections(text, _merged(found), titles)


def _rank(lines: list[Line], i: int, zoned: set[int]) -> int:
    """How deep a line stands as a heading by its numbering; 0 when it is none."""
    line = lines[i]
    if len(line.text) > _MAX_HEADING:
        return 0
    following = lines[i + 1] if i + 1 < len(lines) else None
    for rank, pattern in _NUMBERED:
        if pattern.match(line.text):
            sentence = line.text.endswith("。") and line.text.count("。") == 1 and rank <= 5
            if (closed(line.text) and not sentence) or following is None or following.start in zoned:
                return 0
            if rank < 6:
                return rank
            listed = i > 0 and pattern.match(lines[i - 1].text) is not None and not running(lines[i - 1].text)
            return rank if running(following.text) and not listed else 0
    if _DASH_LIST.match(line.text) or not is_heading(line.text) or following is None:
        return 0
    # Up to three such lines may stand above the text that they head; more of them are a list.
    if _run_length(lines, i, zoned) > 3:
        return 0
    for later in lines[i + 1 : i + 4]:
        if later.start in zoned:
            continue
        if running(later.text):
            return _PLAIN_RANK
        if not is_heading(later.text):
            return 0
    return 0


def _run_length(lines: list[Line], i: int, zoned: set[int]) -> int:
    """How many lines that could be headings stand together around line `i`, counted up to five or so."""
    length = 1
    for step in (-1, 1):
        k = i + step
        while 0 <= k < len(lines) and length < 5 and lines[k].start not in zoned and is_heading(lines[k].text):
            length += 1
            k += step
    return length


def _merged(found: list[tuple[Line, int, bool]]) -> list[tuple[Line, int, bool, str]]:
    """Plain headings in two or three lines become one."""
    merged: list[tuple[Line, int, bool, str]] = []
    for line, rank, fixed in found:
        title = _title(line.text)
        if merged and rank == _PLAIN_RANK == merged[-1][1] and not fixed and line.gap <= 3:
            last, _, _, above = merged[-1]
            between = line.start - last.end
            if between <= 8 and len(above) + len(title) <= _MAX_HEADING:
                joined = Line(last.start, line.end, last.text, last.indent, last.gap)
                merged[-1] = (joined, rank, fixed, f"{above} {title}")
                continue
        merged.append((line, rank, fixed, title))
    return merged


def _title(text: str) -> str:
    match = _MARKDOWN.match(text)
    return (match[2] if match else text).strip("*").strip()


def _sections(text: str, found: list[tuple[Line, int, bool, str]], titles: dict[int, str]) -> tuple[Section, ...]:
    ranks = sorted({rank for _, rank, fixed, _ in found if not fixed})
    level_of = {rank: n for n, rank in enumerate(ranks, 2)}
    levels = [rank if fixed else level_of[rank] for _, rank, fixed, _ in found]
    sections: list[Section] = []
    for k, (line, _, _, title) in enumerate(found):
        end = next((found[n][0].start for n in range(k + 1, len(found)) if levels[n] <= levels[k]), len(text))
        sections.append(Section(line.start, line.end, end, levels[k], titles.get(line.start, title)))
    return tuple(sections)
