"""Joins lines that were broken in mid-sentence, and keeps a map back to the file.

A wrong join makes one fact of two, a missed one only loses a name, so lines are joined on evidence: a
comma at the break, an open bracket, a paragraph that stops without closing, or a file that is wrapped
at one width throughout. Headings, lists, bylines, captions and indented lines are never joined.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from qdtui.load.lines import (
    SIGNED_BY_OFFICE,
    Line,
    apart,
    byline_tail,
    closed,
    has_han,
    inner_stop,
    is_caption,
    mid_sentence,
    punctuated,
    running,
    width,
)
from qdtui.model import Join

_LATIN = re.compile("[A-Za-z]")
_OPENERS = {"《": "》", "（": "）", "(": ")", "“": "”", "「": "」", "『": "』"}
_FRAGMENT = re.compile(r"[^，。；！？、,]{1,4}[、，]|[^，。；！？、,“]{1,12}[。]")


def join_lines(text: str, lines: list[Line], fixed: Iterable[int] = ()) -> tuple[str, tuple[Join, ...]]:
    """`text` with broken lines joined, and the joins in order of offset.

    `lines` are the lines of `text`; those that start at an offset in `fixed` are left alone.
    """
    alone = set(fixed)
    wrapped = _wrapped(lines)
    pieces: list[str] = []
    joins: list[Join] = []
    done = removed_total = 0
    head = 0  # index of the line with which the paragraph being built begins
    for i in range(1, len(lines)):
        before, after = lines[i - 1], lines[i]
        if before.start in alone or after.start in alone or not _joined(lines, head, i, i in wrapped):
            head = i
            continue
        inserted = space_between(before.text, after.text)
        pieces += [text[done : before.end], inserted]
        removed = text[before.end : after.start]
        joins.append(Join(before.end - removed_total, removed, inserted))
        removed_total += len(removed) - len(inserted)
        done = after.start
    pieces.append(text[done:])
    return "".join(pieces), tuple(joins)


def space_between(before: str, after: str) -> str:
    """A blank between two Latin words; nothing where Chinese meets anything, or inside a number."""
    a, b = before[-1], after[0]
    if a.isascii() and b.isascii() and a.isalnum() and b.isalnum() and (_LATIN.match(a) or _LATIN.match(b)):
        return " "
    return " " if a in ",;:.!?" and b.isascii() and b.isalnum() and not has_han(before[-8:]) else ""


def _joined(lines: list[Line], head: int, i: int, wrapped: bool) -> bool:
    """Does line `i` continue the line before it? `head` is where that paragraph begins."""
    before, after = lines[i - 1], lines[i]
    if closed(before.text) or after.gap > 2 or after.indent > before.indent + 1 or apart(after.text):
        return False
    if i - 1 == head and apart(before.text) and not (len(before.text) > 40 and punctuated(before.text)):
        return False
    if wrapped:
        return True
    if after.indent >= 4 and not mid_sentence(before.text):
        return False  # indented as a paragraph is
    if is_caption(before.text) or SIGNED_BY_OFFICE.search(before.text) or byline_tail(before.text) is not None:
        return False
    if mid_sentence(before.text):
        return has_han(after.text)
    bracket = _open_bracket(before.text)
    if bracket and after.gap <= 1 and bracket in after.text[:40] and len(before.text) >= 8:
        return True
    if not (running(after.text) or _FRAGMENT.match(after.text)):
        return False
    if inner_stop(before.text):
        last_stop = max(before.text.rfind(stop) for stop in "。！？；")
        return len(before.text) - last_stop > 2
    if len(before.text) >= 60 and punctuated(before.text):
        return closed(after.text) and not after.text.endswith((":", "："))
    return _like_its_neighbours(lines, i - 1) and _FRAGMENT.match(after.text) is not None


def _like_its_neighbours(lines: list[Line], i: int) -> bool:
    """True when a line that could be a heading begins as the running paragraphs around it do.

    In a list of paragraphs that all begin “实施…” a line cut short is one of them, not their heading.
    """
    opening = lines[i].text[:2]
    if not has_han(opening) or not punctuated(lines[i].text):
        return False
    near = lines[max(0, i - 6) : i] + lines[i + 1 : i + 7]
    return sum(n.text.startswith(opening) and inner_stop(n.text) for n in near) >= 2


def _open_bracket(text: str) -> str | None:
    """The closing bracket that the line still waits for, if any."""
    tail = text[-60:]
    for opener, closer in _OPENERS.items():
        at = tail.rfind(opener)
        if at >= 0 and closer not in tail[at:]:
            return closer
    return None


def _wrapped(lines: list[Line]) -> set[int]:
    """Indexes of lines that continue the line before in a stretch wrapped at one width.

    A stretch is wrapped when most of its lines come near the widest, most of those stop without closing
    a sentence, and sentences do end somewhere in it (a table or a list of firms has none).
    """
    found: set[int] = set()
    for first, last in _stretches(lines):
        block = lines[first:last]
        widths = [width(line.text) + line.indent for line in block]
        widest = sorted(widths)[max(0, len(widths) - 1 - len(widths) // 20)]
        if not 36 <= widest <= 130:
            continue
        full = [w >= 0.85 * widest for w in widths]
        wide = sum(full)
        cut = sum(f and not closed(line.text) for f, line in zip(full, block, strict=True))
        stops = sum("。" in line.text or line.text.endswith((".", "!", "！", "？")) for line in block)
        inner = sum(punctuated(line.text) for f, line in zip(full, block, strict=True) if f)
        if wide < 0.55 * len(block) or cut < 0.5 * wide or stops * 10 < len(block) or inner < 0.6 * wide:
            continue
        found.update(first + k for k in range(1, len(block)) if full[k - 1] and not closed(block[k - 1].text))
    return found


def _stretches(lines: list[Line]) -> Iterable[tuple[int, int]]:
    """Ranges of four or more lines that stand at one distance from each other (no blank line, or one)."""
    first = 0
    allowed = 1 if _double_spaced(lines) else 0
    for i in range(1, len(lines) + 1):
        if i < len(lines) and lines[i].gap <= allowed:
            continue
        if i - first >= 4:
            yield first, i
        first = i


def _double_spaced(lines: list[Line]) -> bool:
    """True when a blank line stands before nearly every line, so that it parts no paragraphs."""
    return len(lines) >= 8 and sum(line.gap == 1 for line in lines[1:]) >= 0.9 * (len(lines) - 1)
