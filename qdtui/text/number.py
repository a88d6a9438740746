"""Numbers as Chinese text writes them: digits, numerals in words, 万 and 亿, fractions and tenths."""

from __future__ import annotations

import re
from functools import lru_cache

DIGITS = r"\d{1,3}(?:,\d{3})+(?!\d)(?:\.\d+)?|\d+(?:\.\d+)?"
SCALE = r"(?:[十百万亿]|千(?![克米瓦升伏帕焦卡字赫安]))"
"""A scale character, unless it begins a unit such as 千瓦."""
NUMERAL = rf"(?:[零〇一二两三四五六七八九]|{SCALE})+"
SCALES = {"十": 10.0, "百": 100.0, "千": 1_000.0, "万": 10_000.0, "亿": 100_000_000.0}

_DIGIT = {c: float(i) for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0.0, "两": 2.0}
_TOKEN = re.compile(rf"(?P<digits>{DIGITS})|(?P<word>[零〇一二两三四五六七八九])|(?P<scale>[十百千万亿])")
_FRACTION = re.compile(rf"({NUMERAL}|\d+)分之({NUMERAL}|\d+(?:\.\d+)?)|(\d+)/(\d+)")
_NUMBER = re.compile(rf"(?:{DIGITS}|[零〇一二两三四五六七八九十百千万亿])+")


@lru_cache(maxsize=4096)
def parse_number(text: str) -> float | None:
    """The number that `text` writes, e.g. `1.3万亿`, `两万`, `十二`, `千`, `2/3`, `三分之一`; None when it is none.

    `text` is normalised (see `normalise`). A scale with nothing before it is one of it: 千亿 is 1000 亿. Digits in
    words without a scale are read one after another, as in a year.
    """
    fraction = _FRACTION.fullmatch(text)
    if fraction:
        below, above = (parse_number(g) for g in fraction.groups() if g)
        if fraction[3]:
            below, above = above, below
        return above / below if above is not None and below else None
    if not _NUMBER.fullmatch(text):
        return None
    if len(text) > 1 and all(c in _DIGIT for c in text):
        return float("".join(str(int(_DIGIT[c])) for c in text))
    total = section = 0.0
    current: float | None = None
    for token in _TOKEN.finditer(text):
        if token["digits"]:
            current = float(token["digits"].replace(",", ""))
        elif token["word"]:
            current = _DIGIT[token["word"]]
        elif (scale := SCALES[token["scale"]]) < 10_000:
            section += (1.0 if current is None else current) * scale
            current = None
        else:
            section += current or 0.0
            if token["scale"] == "亿" and total:
                total = (total + section) * scale
            else:
                total += (section or 1.0) * scale
            section, current = 0.0, None
    return round(total + section + (current or 0.0), 6)
