"""The foot of a notice: the body that signs it and the day, on lines of their own below 现印发给你们."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from qdtui.model import Span
from qdtui.text.reading import Reading

_SENDS = re.compile(
    r"现(?:将[^。\n]{0,200}?)?(?:予以?)?(?:印发|转发|下发|公布|发布)给?(?:你们|各单位|你单位)?|现(?:面向|向)社会公开征求意见|请(?:认真|遵照|结合[^。\n]{0,10})[^。\n]{0,12}执行"
)
_FOOT = re.compile(r"\n[ \t\u3000]*(?P<year>20\d\d)年(?P<month>\d{1,2})月(?P<day>\d{1,2})日[ \t\u3000]*(?=\n|$)")
_SIGNS = re.compile("印发|执行|公布|征求意见|转发")
_BODY = re.compile(r"[\u4e00-\u9fff \u3000]{2,40}(?:政府|办公[厅室]|委员会|部|厅|局|委|办|院|署|会|银行)")
_REACH = 500


class Foot(NamedTuple):
    """Who signs a notice and when; `bodies` are the names of those that sign it, none where only a day stands there."""

    sends: Span
    """The words that send the papers out: 现印发给你们."""
    bodies: tuple[Span, ...]
    day: date


@lru_cache(maxsize=4)
def foot(reading: Reading) -> Foot | None:
    """The foot of the notice that a document opens with, or None."""
    norm = reading.norm
    sends = _SENDS.search(norm, 0, 3000) if _SIGNS.search(norm, 0, 3000) else None
    if sends is None:
        return None
    signed = _FOOT.search(norm, sends.end(), sends.end() + _REACH)
    if signed is None:
        return None
    try:
        day = date(int(signed["year"]), int(signed["month"]), int(signed["day"]))
    except ValueError:
        return None
    return Foot(Span(*sends.span()), _bodies(norm, sends.end(), signed.start()), day)


def _bodies(norm: str, start: int, end: int) -> tuple[Span, ...]:
    """The bodies on the last lines between two offsets, one on each line."""
    found: list[Span] = []
    while end > start:
        at = max(norm.rfind("\n", start, end), start)
        line = norm[at:end].strip()
        if line:
            begin = norm.index(line, at)
            if _BODY.fullmatch(line) is None:
                break
            found.append(Span(begin, begin + len(line)))
        end = at
    return tuple(reversed(found))
