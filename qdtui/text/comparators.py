"""Words around a number that compare: 超过39家, 39家以上."""

from __future__ import annotations

import re
from typing import Literal

Comparator = Literal["=", ">=", ">", "<=", "<", "~"]

BEFORE: tuple[tuple[str, Comparator, str], ...] = (
    ("不低于", ">=", ""),
    ("不少于", ">=", ""),
    ("不小于", ">=", ""),
    ("至少", ">=", ""),
    ("至少达", ">=", ""),
    ("至少达到", ">=", ""),
    ("至少有", ">=", ""),
    ("至少拥有", ">=", ""),
    ("至少为", ">=", ""),
    ("不超过", "<=", ""),
    ("不高于", "<=", ""),
    ("不多于", "<=", ""),
    ("不大于", "<=", ""),
    ("至多", "<=", ""),
    ("最多", "<=", ""),
    ("控制在", "<=", ""),
    ("不足", "<", ""),
    ("不到", "<", ""),
    ("低于", "<", ""),
    ("少于", "<", ""),
    ("小于", "<", ""),
    ("未满", "<", ""),
    ("接近", "<", ""),
    ("逼近", "<", ""),
    ("近", "<", "附最靠临邻远亲"),
    ("超过", ">", ""),
    ("超出", ">", ""),
    ("超越", ">", ""),
    ("跨越", ">", ""),
    ("突破", ">", ""),
    ("站上", ">", ""),
    ("跃上", ">", ""),
    ("登上", ">", ""),
    ("高于", ">", ""),
    ("大于", ">", ""),
    ("多于", ">", ""),
    ("不止", ">", ""),
    ("逾", ">", ""),
    ("超", ">", ""),
    ("破", ">", "打爆侦"),
    ("过", ">", "通经难胜不度"),
    ("大约", "~", ""),
    ("约", "~", "节契条签公预邀制合简"),
    ("大概", "~", ""),
    ("约为", "~", ""),
    ("约有", "~", "节契条签公预邀制"),
)
"""Comparing words in front of a number, longer ones first, with the characters that make another word of them."""
AFTER: dict[str, Comparator] = {
    "及以上": ">=",
    "以上": ">=",
    "之上": ">=",
    "左右": "~",
    "上下": "~",
    "以内": "<=",
    "之内": "<=",
    "及以下": "<=",
    "以下": "<=",
}
"""Comparing words behind a number or its unit."""

_BEFORE_BY_END: dict[str, list[tuple[str, Comparator, str]]] = {}
for _entry in BEFORE:
    _BEFORE_BY_END.setdefault(_entry[0][-1], []).append(_entry)
_AFTER = re.compile("|".join(sorted(AFTER, key=len, reverse=True)))
_RATE_ENDS = frozenset("秒钟时天日月年人户亩")
_RATE = re.compile(r"每(?:秒|分钟|小时|天|日|月|年|人|户|亩)$")
"""Between a comparing word and its number: 超过每秒1000立方米."""


def compare(norm: str, start: int, end: int, default: Comparator) -> tuple[int, int, Comparator]:
    """The range with the comparing words on both sides taken in, and what they say."""
    comparator = default
    if after := _AFTER.match(norm, end):
        comparator, end = AFTER[after[0]], after.end()
    before = start - 1 if norm[start - 1 : start] in ("了", " ") else start
    if norm[before - 1 : before] in _RATE_ENDS and (rate := _RATE.search(norm, max(0, before - 3), before)):
        inner = _compared(norm, rate.start())
        return start, end, comparator if inner is None else inner[1]
    found = _compared(norm, before)
    return (start, end, comparator) if found is None else (found[0], end, found[1])


def _compared(norm: str, before: int) -> tuple[int, Comparator] | None:
    """Where the comparing word that ends at `before` begins, and what it says."""
    for word, sign, not_after in _BEFORE_BY_END.get(norm[before - 1 : before], ()):
        at = before - len(word)
        if at >= 0 and norm.startswith(word, at) and not (not_after and norm[at - 1 : at] in tuple(not_after)):
            return at, sign
    return None
