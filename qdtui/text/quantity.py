"""Quantities in Chinese text: value or range, unit, comparator and span; and what only looks like one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from string import ascii_letters

from qdtui.model import Span
from qdtui.text.comparators import Comparator, compare
from qdtui.text.number import DIGITS, NUMERAL, SCALE, parse_number
from qdtui.text.units import QuantityKind, UnitEntry, units

_ONE = rf"(?:(?:{DIGITS})\s?{SCALE}*|{NUMERAL})"
_STARTS = re.compile(rf"{_ONE}|半数|过半")
_FIRST = re.compile(r"[\d零〇一二两三四五六七八九十百千万亿半过]")
"""What `_STARTS` begins with: a search for one class of characters is many times faster than for what it tries there."""
_FRACTION = re.compile(rf"(?:\d+|{NUMERAL})分之(?:\d+(?:\.\d+)?|{NUMERAL})(?!决赛)|[1-9]/(?:10|[2-9])(?![\d/])")
_TENTHS = re.compile(
    r"([一二两三四五六七八九十\d])成([半一二三四五六七八九])?(?![为功立长员果都本熟型交品套效就不])(多)?"
)
_HALF = re.compile(
    r"一半|半数|过半(?=的|以上|数)|(?:(?<=[度资积比重额入值])|(?<=[度资积比重额入值]已)|(?<=[度资积比重额入值]已经))过半(?=[，。；])"
)
_DASH = r"(?:[~～—–\-]{1,2}|至|到)"
_DASHES = frozenset("~～—–-至到")
"""What `_DASH` begins with."""
_FAR_END = re.compile(rf"(?P<unit>[^\d,，、。；\s]{{0,4}}?){_DASH}(?P<high>{_ONE})")
_NEIGHBOURS = re.compile(
    r"(?P<tens>[二三四五六七八九]?十)?(?P<low>[一二两三四五六七八])(?P<high>[二两三四五六七八九])(?P<scale>[十百千万亿]*)"
)
_OTHER_THING = re.compile(
    r"[年月日号时点届期版页楼层室线路强后世周季星师]|[多来余几]?岁|个月|个季度|刻钟|时许|分之|分[0-5]?\d秒?|[A-Za-z+]|/\d|:\d|[*×x]\d|[-—－~～至]{1,2}\d{1,2}日"
)
"""Behind a number: a date, an age, a clock time, a floor, a list such as 500强, a version or a name (5G)."""
_AND_MINUTES = re.compile(r"(?P<n>[1-5]?\d)分钟?(?![\d之])")
_AND_SECONDS = re.compile(r"分钟?(?P<n>[1-5]?\d)秒(?![\d之])")
"""Behind so many hours, or so many minutes: 1小时33分钟 is 93 minutes, 1分50秒 110 seconds."""
_INDEX = re.compile(r"指数[^，。；、\d]{0,10}$")
"""In front of the points at which an index stands: 运价指数为103.4点."""
_SPAN_OF = re.compile(
    r"(?:年限|寿命|工龄|工期|时长|周期|年期)(?:已|将|仅|约|近|超过?|达到?|为|是|提高到|延长[至到]|缩短[至到])*$"
)
"""In front of a number of years that is measured."""
_OTHER_LAST = frozenset(ascii_letters + "第_+/.:#@*＊×数几每某其之初")
_OTHER_NAME = re.compile(r"[A-Za-z\d]-|\d分|星期|[东西]经|[南北]纬")
"""In front of a number: an ordinal, a model or version name, an open number."""
_ORDINAL_LIST = re.compile(r"第[\d零一二三四五六七八九十百]+[颗个名位批期届次号条项]?[、和至]$")
"""In front of a further ordinal: 第五十七颗、五十八颗."""
_AMOUNT_VERB = re.compile(r"[达到为至是计列有迈进入]$")
_EVERY = re.compile(r"\d+(?:\.\d+)?(?:秒|分钟|小时|天)钟?[，,]?(?:就|便|即)")
"""A pace (每70秒就有一辆车下线), where 每 is no part of a rate."""
_PRICE = re.compile(r"[卖花挣赚值付][^，。]{0,2}$")
_REACHED = re.compile(r"[达到为至]$|迈上$")
_UPWARDS = re.compile(r"(?:^|[^以向线之早晚路网车地会天年月加历史世马楼街席版迈站跃登])上$")
"""In front of a round number that is exceeded: 上百种."""
_OPEN_HUNDREDS = ("成百上", "成千上")
"""In front of the second half of a number that the words leave open."""
_TIMES_MORE = re.compile(r"(?:增[长加]|提[高升]|扩大|上[涨升]|翻|涨|增|贵|高|快|多|大)(?:了|近|约|出|超过?)*$")
"""In front of 一倍 that tells a growth."""
_RARELY_IN_WORDS = frozenset("门口孔眼节则首席封道幅对双把根枝步单本头块字")
"""Units that stand behind a numeral in words mostly inside names: 金七门."""
_HOURS = ("小时", "个小时")
_YEARS_OF = re.compile(r"年(?:前|来|后|间|以[来前后]|的)|岁")
"""Behind an open number of years, or an age: 30多年前, 20多岁."""
_MINUTES = re.compile(r"([1-9]\d?)分钟?(?!之)")
"""Behind a number of hours."""
_NOTE = re.compile(r"(?<=.)[（(][\u4e00-\u9fff]{1,2}[）)]$(?<!（套）)(?<!\(套\))")
"""A second unit in brackets: 13万部（件）."""
_CONGRESS = re.compile(r"十[一二三四五六七八九]|二十")
_LEVEL = re.compile(r"级(?!别(?!的|[\u4e00-\u9fff]{2,16}(?:产业|集群|园区|企业|高地))|数)")
_SHARED_POINTS = re.compile(r"个?(?:[、和及与]\d+(?:\.\d+)?个?)*[、和及与]\d+(?:\.\d+)?个?百分点")
"""Behind the first of several numbers that count in the unit of the last: 0.2和0.4个百分点, 3.5个和6个百分点."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with what it counts in. Offsets are those of the text it was found in."""

    start: int
    end: int
    value: float
    """In `unit`, with 万, 千 and 亿 multiplied out."""
    value_max: float | None
    """The upper end of a range."""
    unit: str
    """`家`, `%`, `百分点`, `元/千升`, `大`; empty when there is none."""
    comparator: Comparator
    kind: QuantityKind
    number: Span
    """The digits or numerals alone."""
    yi: bool = False
    """True when the text counts in 亿."""
    level: bool = False
    """True for a class rather than an amount: 千亿级, 30万吨级, 亿元以上项目."""

    @property
    def span(self) -> Span:
        """Its range, comparing words included."""
        return Span(self.start, self.end)

    def as_stored(self) -> tuple[float, float | None, str | None]:
        """Value, upper value and unit as the tables give them: money in 亿元 where the text counts in 亿, 个百分点."""
        if self.yi and self.kind == "money":
            high = None if self.value_max is None else round(self.value_max / 1e8, 6)
            return round(self.value / 1e8, 6), high, "亿" + self.unit
        return (
            self.value,
            self.value_max,
            {
                "百分点": "个百分点",
                "基点": "个基点",
                "大": "个",
                "秒钟": "秒",
                "块钱": "元",
                "": None,
            }.get(self.unit, self.unit),
        )


@cache
def _after_one() -> frozenset[str]:
    """What may follow 一 where it is a quantity: a scale, a unit that is not counted in, a range, or more numbers."""
    measured = {word[0] for word, entry in units().items() if entry.kind not in ("count", "group", "ratio")}
    return frozenset({*measured, *_DASHES, *"倍个余多来十百千万亿、和及与"})


def _may_count_one(norm: str, end: int) -> bool:
    """False where a 一 that ends at `end` is no quantity by what follows: 统一, 一些, 进一步, as it mostly is."""
    return norm[end : end + 1] in _after_one() or norm[end : end + 1].isspace()


@cache
def _tail(extra: tuple[str, ...]) -> re.Pattern[str]:
    entries = units() | dict.fromkeys(extra, UnitEntry("count", ""))
    words = sorted(entries, key=len, reverse=True)
    simple = "|".join(re.escape(w) + (f"(?!{entries[w].not_before})" if entries[w].not_before else "") for w in words)
    below = "|".join(re.escape(w) for w in words if entries[w].kind in ("count", "size", "time"))
    return re.compile(
        rf"(?P<more>[余多来])?(?:(?P<half>个半(?=小时|月))|个(?![万亿]{{1,2}}元(?:及?以上|级))(?=[万亿]{{1,2}}(?:[元的美欧，。、；左以]|$)|多?小时|多月))?(?P<scale>{SCALE}*)(?P<more2>[余多])?\s?"
        rf"(?P<unit>(?:{simple})(?:/[百千万]?(?:{below}|[年月日]))?(?:[（(][\u4e00-\u9fff]{{1,2}}[）)])?|)"
    )


def quantities(norm: str, start: int = 0, end: int | None = None, extra_units: tuple[str, ...] = ()) -> list[Quantity]:
    """The quantities in `norm[start:end]`, in order.

    Left out: dates and clock times, ordinals (第九批), ages, versions and model names (5G, 4.0), sums of figures
    (10+1), bare digits that nothing introduces, and numbers that the words leave open (数十家, 一批, 一家).
    `extra_units` are counted with besides the units of `units.tsv`.
    """
    return list(_scan(norm, start, len(norm) if end is None else end, extra_units))


@cache
def _date_marks(extra: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    """What stands behind the numbers of a date, and the units that begin with it: 日元."""
    return {mark: tuple(word for word in (*units(), *extra) if word.startswith(mark)) for mark in "年月日号"}


def _in_date(norm: str, found: re.Match[str], units_with: dict[str, tuple[str, ...]]) -> bool:
    """True for a number of a date, as most are, where nothing but what follows has to be looked at."""
    mark = norm[found.end() : found.end() + 1]
    if mark not in units_with or norm.startswith(units_with[mark], found.end()):
        return False
    return mark != "年" or not _SPAN_OF.search(norm, max(0, found.start() - 8), found.start())


def _scan(norm: str, start: int, end: int, extra_units: tuple[str, ...]) -> Iterator[Quantity]:
    at = start
    tail, marks = _tail(extra_units), _date_marks(extra_units)
    divided = "分之" in norm
    while first := _FIRST.search(norm, at, end):
        found = _STARTS.match(norm, first.start(), end)
        if found is None:
            at = first.end()
            continue
        at = found.end()
        if found.start() > start and _other_name(norm, found.start()):
            continue
        share = _share(norm, found.start(), end) if divided or _may_be_share(norm, found.start()) else None
        quantity = share or (None if _in_date(norm, found, marks) else _plain(norm, found, end, tail))
        if quantity is not None and quantity.start >= start:
            yield quantity
            at = max(at, quantity.end)


def _other_name(norm: str, start: int) -> bool:
    before = norm[max(0, start - 2) : start]
    if before[-1:] == "每" and _EVERY.match(norm, start):
        return False
    if before == "DP" and norm.startswith("GDP", start - 3):
        return False  # 某市GDP1200亿元
    if before[-1:] == "数" and norm[start].isdigit():
        return False  # 参保人数134592万人, where 数十 is an open number
    if before[-1:] in "、和至" and _ORDINAL_LIST.search(norm, max(0, start - 12), start):
        return True
    last = before[-1]
    # what the last character alone tells, and then the pairs that end with one of a few
    if last in _OTHER_LAST or last.isdecimal():
        return True
    return last in "-分期经纬" and _OTHER_NAME.fullmatch(before) is not None


def _may_be_share(norm: str, start: int) -> bool:
    """False for the many numbers that are no share by their first two characters: not 三成, 2/3, 一半 or 过半.

    Nothing is said of a share with 分之: whether a text has that is asked once for all of it.
    """
    return norm[start + 1 : start + 2] in "成/" or norm[start : start + 2] in ("一半", "半数", "过半")


def _share(norm: str, start: int, end: int) -> Quantity | None:
    """A fraction, tenths or a half, as a share in %."""
    more = False
    if match := _FRACTION.match(norm, start, end):
        part = parse_number(match[0])
        value = None if part is None else round(part * 100, 2 if part > 0.01 else 6)
    elif match := _TENTHS.match(norm, start, end):
        rest = 0.5 if match[2] == "半" else parse_number(match[2] or "零") or 0.0
        value = (parse_number(match[1]) or 0.0) * 10 + rest * (10 if match[2] == "半" else 1)
        more = bool(match[3])
    elif match := _HALF.match(norm, start, end):
        value, more = 50.0, match[0] == "过半"
    else:
        return None
    if value is None:
        return None
    first, last, comparator = compare(norm, start, match.end(), ">" if more else "=")
    return Quantity(first, last, value, None, "%", comparator, "share", Span(start, match.end()))


def _plain(norm: str, found: re.Match[str], end: int, tail_pattern: re.Pattern[str]) -> Quantity | None:
    start, word = found.start(), found[0].replace(" ", "")
    if word == "一" and not _may_count_one(norm, found.end()):
        return None
    if (word[0] == "0" and word[1:2].isdigit()) or norm[max(0, start - 3) : start] in _OPEN_HUNDREDS:
        return None  # the 01 of a name; 成百上千
    read = _value(norm, word, found.end(), end, tail_pattern)
    if read is None:
        return None
    value, value_max, comparator, tail = read
    in_words = not word[0].isdigit()
    if tail["unit"] in _HOURS and value_max is None and (rest := _MINUTES.match(norm, tail.end(), end)):
        return _with_minutes(norm, found, value, rest)
    unit = tail["unit"]
    if unit.endswith((")", "）")):
        unit = _NOTE.sub("", unit)
    if unit in ("", "个") and _SHARED_POINTS.match(norm, tail.start("unit"), end):
        unit = "百分点"
    scales = norm[start : tail.start("unit")]
    more = bool(tail["more"] or tail["more2"])
    if more and not unit and _YEARS_OF.match(norm, tail.end()):
        return None
    if more:
        comparator = ">"
    elif (other := _in_other_form(norm, start, end, value, value_max, comparator, tail, unit)) is not None:
        return other
    elif not unit and _OTHER_THING.match(norm, tail.end()):
        return None
    if unit == "个" and _OTHER_THING.match(norm, tail.end() - 1):
        return None
    if unit == "块" and _PRICE.search(norm, max(0, start - 4), start):
        unit = "块钱"
    if unit == "倍" and word == "一" and not _TIMES_MORE.search(norm, max(0, start - 4), start):
        return None
    kind = _compound_kind(unit)
    number = Span(start, tail.start("unit"))
    below = norm.startswith("零下", start - 2) if start > 1 else False
    sign = -1 if below else _sign(norm, start)
    first, last, comparator = compare(norm, start - 2 if below else start, tail.end(), comparator)
    scale_only = in_words and all(c in "百千万亿" for c in word)
    if first == start and scale_only and _UPWARDS.search(norm, max(0, start - 2), start):
        first, comparator = start - 1, ">="
    last += unit == "倍" and norm.startswith(("多", "余"), last) and not norm.startswith("多样", last)
    comparator = ">" if norm[last - 1] in "多余" and unit == "倍" else comparator
    compared = first < start or more
    round_figure = scale_only and not compared and not _REACHED.search(norm, max(0, start - 2), start)
    level = round_figure or bool(_LEVEL.match(norm, last))
    if not _is_amount(norm, word, unit, kind, in_words, scales, compared, level, first):
        return None
    return Quantity(
        first - (1 if sign < 0 and not below else 0),
        last,
        sign * value,
        value_max,
        unit.removeprefix("个") if kind == "point" else unit,
        comparator,
        kind,
        number,
        "亿" in scales,
        level,
    )


def _value(
    norm: str, word: str, at: int, end: int, tail_pattern: re.Pattern[str]
) -> tuple[float, float | None, Comparator, re.Match[str]] | None:
    """The value of a number that ends at `at`, its upper end, how exact it is, and the match of what follows it."""
    value = parse_number(word)
    if value is None:
        return None
    value_max: float | None = None
    comparator: Comparator = "="
    tail = tail_pattern.match(norm, at, end)
    assert tail is not None  # every part of the pattern may be empty
    if not word[0].isdigit() and (near := _NEIGHBOURS.fullmatch(word)):
        value, value_max = (
            (parse_number((near["tens"] or "") + near[k] + near["scale"]) or 0.0) for k in ("low", "high")
        )
        comparator = "~"
    elif (
        not _DASHES.isdisjoint(norm[at : at + 5])
        and (far := _FAR_END.match(norm, at, end))
        and (limits := _limits(word, far, norm, end, tail_pattern))
    ):
        value, value_max, tail = limits
    if tail["half"]:
        value += 0.5  # 一个半小时
    if tail["scale"]:
        factor = parse_number(tail["scale"]) or 1.0
        value, value_max = value * factor, None if value_max is None else value_max * factor
    return value, value_max, comparator, tail


def _in_other_form(
    norm: str,
    start: int,
    end: int,
    value: float,
    value_max: float | None,
    comparator: Comparator,
    tail: re.Match[str],
    unit: str,
) -> Quantity | None:
    """So many years of a span, points of an index, or a time in two units: 寿命30年, 指数为103.4点, 1分50秒."""
    if not unit and norm.startswith("年", tail.end()) and _SPAN_OF.search(norm, max(0, start - 8), start):
        return Quantity(start, tail.end() + 1, value, value_max, "年", "=", "size", Span(start, tail.end()))
    if not unit and norm.startswith("点", tail.end()) and _INDEX.search(norm, max(0, start - 14), start):
        first, last, comparator = compare(norm, start, tail.end() + 1, comparator)
        return Quantity(first, last, value, value_max, "点", comparator, "size", Span(start, tail.end()))
    if not unit and (seconds := _AND_SECONDS.match(norm, tail.end(), end)) is not None:
        first, last, comparator = compare(norm, start, seconds.end(), comparator)
        spent = value * 60 + float(seconds["n"])
        return Quantity(first, last, spent, None, "秒", comparator, "time", Span(start, seconds.end()))
    if unit == "小时" and (minutes := _AND_MINUTES.match(norm, tail.end(), end)) is not None:
        first, last, comparator = compare(norm, start, minutes.end(), comparator)
        spent = value * 60 + float(minutes["n"])
        return Quantity(first, last, spent, None, "分钟", comparator, "time", Span(start, minutes.end()))
    return None


def _with_minutes(norm: str, found: re.Match[str], hours: float, rest: re.Match[str]) -> Quantity:
    """A time of hours and minutes, in minutes: 1小时33分钟."""
    first, last, comparator = compare(norm, found.start(), rest.end(), "=")
    value = hours * 60 + int(rest[1])
    return Quantity(
        first, last, value, None, "分钟", comparator, "time", Span(found.start(), rest.start(1) + len(rest[1]))
    )


def _limits(
    word: str, far: re.Match[str], norm: str, end: int, tail_pattern: re.Pattern[str]
) -> tuple[float, float, re.Match[str]] | None:
    """Both ends of a range and the match of what follows it, when both count in the same unit."""
    low, high = parse_number(word), parse_number(far["high"].replace(" ", ""))
    tail = tail_pattern.match(norm, far.end(), end)
    near_tail = tail_pattern.fullmatch(far["unit"]) if far["unit"] else None
    if low is None or high is None or tail is None or not tail["unit"]:
        return None
    if far["unit"] and (near_tail is None or (near_tail["unit"] or tail["unit"]) != tail["unit"]):
        return None
    digits = re.match(DIGITS, far["high"])
    scale = far["high"][digits.end() :].strip() if digits else ""
    if near_tail and near_tail["scale"]:
        low *= parse_number(near_tail["scale"]) or 1.0
    elif scale and word[-1] not in "十百千万亿" and low < float(digits[0].replace(",", "") if digits else 0):
        low *= parse_number(scale) or 1.0
    return (low, high, tail) if low < high else None


def _compound_kind(unit: str) -> QuantityKind:
    if not unit:
        return "bare"
    head = unit if unit in units() else unit.split("/")[0]
    return units()[head].kind if head in units() else "count"


def _sign(norm: str, start: int) -> int:
    minus = norm[start - 1 : start] in ("-", "−") and not (
        norm[start - 2 : start - 1].isascii() and norm[start - 2 : start - 1].isalnum()
    )
    return -1 if start > 0 and minus else 1


def _introduced(norm: str, start: int) -> bool:
    return _AMOUNT_VERB.search(norm, max(0, start - 1), start) is not None


def _is_amount(
    norm: str,
    word: str,
    unit: str,
    kind: QuantityKind,
    in_words: bool,
    scales: str,
    compared: bool,
    level: bool,
    first: int,
) -> bool:
    """False for numerals that are part of another word and for digits that nothing introduces."""
    if in_words:
        if word in ("零", "〇"):
            return False
        if word == "一" and kind in ("count", "bare", "group"):
            return False
        if len(word) > 1 and not _NEIGHBOURS.fullmatch(word) and not re.search(SCALE, word):
            return False
        if not unit:
            return "亿" in scales and len(scales) > 1
        if kind == "group":
            return _CONGRESS.match(word) is None
        if unit in ("类", "线") and word in ("一二", "二三"):
            return False  # 一二类苗: the first two classes
        if unit in _RARELY_IN_WORDS:
            return False
        return not (
            all(c in "百千万亿" for c in word) and kind in ("count", "group") and not compared and len(word) == 1
        )
    if unit:
        return True
    if len(word) > 7:
        return False
    return compared or level or "万" in scales or "亿" in scales or _introduced(norm, first)
