"""The numbers that Word sets before paragraphs by itself (一、, （二）, 1.1): they stand in no run of the text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_VAL = W + "val"
_DEEPEST = 8
"""Word has nine levels, from 0."""
_LONGEST = 40
"""Characters of the longest label that is believed."""
_LARGEST = 9999
"""Numbers above are written in digits, whatever the form."""
_PLACE = re.compile(r"%([1-9])")
_CLOSED = frozenset("、）：，．")
"""Behind these wide marks a label needs no space."""
_DIGITS = "〇一二三四五六七八九"
_FORMAL = "零壹贰叁肆伍陆柒捌玖"
_STEMS, _BRANCHES = "甲乙丙丁戊己庚辛壬癸", "子丑寅卯辰巳午未申酉戌亥"


class _Level(NamedTuple):
    start: int
    form: str
    label: str
    tight: bool
    """True where nothing parts the label from the words."""
    plain: bool
    """True where the numbers of the levels above are written in digits too: 1.1 below 一、."""
    style: str
    """The paragraph style that has this level, or nothing."""


class Numbers:
    """Counts the numbered paragraphs of one document; ask for them in their order, each once."""

    def __init__(self, numbering: Any, styles: Any) -> None:
        """`numbering` is the root of word/numbering.xml, `styles` that of word/styles.xml; None where there is none."""
        self._lists: dict[str, dict[int, _Level]] = {}
        """The levels of a list by the id that paragraphs give."""
        self._kept_by: dict[str, str] = {}
        """Which counts a list goes on with: lists of one form count together, but one that begins anew."""
        self._styles = dict(_styles(styles))
        self._counts: dict[str, dict[int, int]] = {}
        if numbering is not None:
            self._read(numbering)

    def _read(self, numbering: Any) -> None:
        forms = {form.get(W + "abstractNumId", ""): form for form in numbering.iterfind(W + "abstractNum")}
        given = {number.get(W + "numId", ""): number for number in numbering.iterfind(W + "num")}
        for number, element in given.items():
            key = _value(element, "abstractNumId")
            form = forms.get(key)
            linked = _value(form, "numStyleLink") if form is not None else ""
            if linked in self._styles and (other := given.get(self._styles[linked].number)) is not None:
                key = _value(other, "abstractNumId")
                form = forms.get(key)
            if form is None:
                continue
            levels = dict(_levels(form))
            anew = False
            for override in element.iterfind(W + "lvlOverride"):
                levels.update(_levels(override))
                depth, start = _depth(override.get(W + "ilvl")), _value(override, "startOverride")
                if depth in levels and start.isdecimal():
                    levels[depth], anew = levels[depth]._replace(start=_small(start, 1)), True
            self._lists[number] = levels
            self._kept_by[number] = f"{key} {number}" if anew else key

    def label(self, paragraph: Any) -> str:
        """What stands before the words of a paragraph, with the space that parts it from them; mostly nothing."""
        number, depth = self._place(paragraph)
        level = self._lists.get(number, {}).get(depth)
        if level is None:
            return ""
        counts = self._counts.setdefault(self._kept_by[number], {})
        counts[depth] = counts[depth] + 1 if depth in counts else level.start
        for deeper in [d for d in counts if d > depth]:
            del counts[deeper]
        if level.form in ("bullet", "none") or not level.label:
            return ""
        levels = self._lists[number]

        def written(match: re.Match[str]) -> str:
            above = int(match[1]) - 1
            if above > depth or above not in levels:
                return ""
            count = counts.setdefault(above, levels[above].start)
            return in_form(count, "decimal" if level.plain and above < depth else levels[above].form)

        said = _PLACE.sub(written, level.label).strip()
        if not said or len(said) > _LONGEST:
            return ""
        return said if level.tight or said[-1] in _CLOSED else said + " "

    def _place(self, paragraph: Any) -> tuple[str, int]:
        """The list of a paragraph and its level: its own words on it first, then those of its style."""
        properties = paragraph.find(W + "pPr")
        if properties is None or not self._lists:
            return "", 0
        style = self._styles.get(_value(properties, "pStyle"), _NO_STYLE)
        own = properties.find(W + "numPr")
        number = _value(own, "numId") if own is not None else ""
        depth = _value(own, "ilvl") if own is not None else ""
        if number or not style.number:
            return number, _depth(depth)
        for index, level in self._lists.get(style.number, {}).items():
            if not depth and not style.depth and level.style == style.name:
                return style.number, index
        return style.number, _depth(depth or style.depth)


class _Style(NamedTuple):
    name: str
    number: str
    depth: str


_NO_STYLE = _Style("", "", "")


def _styles(styles: Any) -> Iterator[tuple[str, _Style]]:
    """The list of each style that has one, its own or that of the style it is based on."""
    if styles is None:
        return
    known = {style.get(W + "styleId", ""): style for style in styles.iterfind(W + "style")}
    for name, style in known.items():
        base, seen = style, 0
        while base is not None and seen < 10:
            numbered = base.find(f"{W}pPr/{W}numPr")
            if numbered is not None and _value(numbered, "numId"):
                owner = base.get(W + "styleId", "")
                yield name, _Style(owner, _value(numbered, "numId"), _value(numbered, "ilvl"))
                break
            base, seen = known.get(_value(base, "basedOn")), seen + 1


def _levels(parent: Any) -> Iterator[tuple[int, _Level]]:
    for level in parent.iterfind(W + "lvl"):
        yield (
            _depth(level.get(W + "ilvl")),
            _Level(
                start=_small(_value(level, "start"), 0),
                form=_value(level, "numFmt") or "decimal",
                label=_value(level, "lvlText"),
                tight=_value(level, "suff") == "nothing",
                plain=level.find(W + "isLgl") is not None,
                style=_value(level, "pStyle"),
            ),
        )


def _value(parent: Any, name: str) -> str:
    child = parent.find(W + name)
    return child.get(_VAL) or "" if child is not None else ""


def _depth(said: str | None) -> int:
    return min(_DEEPEST, _small(said or "", 0))


def _small(said: str, otherwise: int) -> int:
    return int(said) if said.isdecimal() and len(said) < 6 else otherwise


def in_form(number: int, form: str) -> str:
    """A number in one of Word's forms (`w:numFmt`); in digits where the form is not known or has no such number."""
    writer = _FORMS.get(form)
    return writer(number) if writer is not None and 0 < number <= _LARGEST else str(number)


def _chinese(number: int, digits: str = _DIGITS, units: str = "十百千") -> str:
    """A number in Chinese as it is read: 十二, 二十, 一百〇三."""
    written, gap = "", False
    for place in range(3, -1, -1):
        digit = number // 10**place % 10
        if digit == 0:
            gap = written != ""
            continue
        written += (digits[0] if gap else "") + digits[digit] + (units[place - 1] if place else "")
        gap = False
    short = digits is _DIGITS and 10 <= number < 20
    return written[1:] if short else written


def _digit_by_digit(number: int) -> str:
    return "".join(_DIGITS[int(digit)] for digit in str(number))


def _roman(number: int) -> str:
    signs = zip(
        (1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1),
        ("M", "CM", "D", "CD", "C", "XC", "L", "XL", "X", "IX", "V", "IV", "I"),
        strict=True,
    )
    written = ""
    for value, sign in signs:
        times, number = divmod(number, value)
        written += sign * times
    return written


def _letters(number: int) -> str:
    """A to Z, then AA to ZZ, as Word goes on."""
    return chr(ord("A") + (number - 1) % 26) * min(4, (number - 1) // 26 + 1)


def _one_of(signs: str) -> Callable[[int], str]:
    return lambda number: signs[(number - 1) % len(signs)]


def _from(first: str, most: int) -> Callable[[int], str]:
    return lambda number: chr(ord(first) + number - 1) if number <= most else str(number)


_FORMS: dict[str, Callable[[int], str]] = {
    "decimalZero": lambda number: f"{number:02}",
    "upperRoman": _roman,
    "lowerRoman": lambda number: _roman(number).lower(),
    "upperLetter": _letters,
    "lowerLetter": lambda number: _letters(number).lower(),
    "decimalEnclosedCircle": _from("①", 20),
    "decimalEnclosedCircleChinese": _from("①", 20),
    "decimalEnclosedParen": _from("⑴", 20),
    "decimalEnclosedFullstop": _from("⒈", 20),
    "decimalFullWidth": lambda number: "".join(chr(ord("０") + int(digit)) for digit in str(number)),
    "ideographTraditional": _one_of(_STEMS),
    "ideographZodiac": _one_of(_BRANCHES),
    "ideographDigital": _digit_by_digit,
    "japaneseDigitalTenThousand": _digit_by_digit,
    "taiwaneseDigital": _digit_by_digit,
    "chineseLegalSimplified": lambda number: _chinese(number, _FORMAL, "拾佰仟"),
    **dict.fromkeys(
        (
            "chineseCounting",
            "chineseCountingThousand",
            "japaneseCounting",
            "taiwaneseCounting",
            "taiwaneseCountingThousand",
        ),
        _chinese,
    ),
}
"""How a number is written, by the name that ECMA-376 (17.18.59, ST_NumberFormat) gives the form."""
