"""Numbers in tables: what each cell tells by the name of its row, the head of its column and the words above the table.

Read are tables of indicators (指标 | 单位 | 1-6月 | 同比增长), of places (县区 | 工业增加值（亿元）) and of firms; a number
whose unit nothing tells is left out, and so is one of another time than the head or the caption gives.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, Literal, NamedTuple

from qdtui.model import Span
from qdtui.text.measure.context import MeasureKind
from qdtui.text.orgs import orgs
from qdtui.text.periods import Time
from qdtui.text.places import find_places, resolve
from qdtui.text.quantity import quantities
from qdtui.text.reading import as_written
from qdtui.text.tables import TableRow
from qdtui.text.times import times_between
from qdtui.text.whose import whose_part

if TYPE_CHECKING:
    from qdtui.text.reading import Reading

_NUMBER = re.compile(
    r"(?P<sign>[-−–+]?)(?P<number>\d{1,3}(?:[,，]\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)(?P<unit>%|％|(?![年月日季])[\u4e00-\u9fff][^\d\s]{0,7})?"
)
_YEAR = re.compile(r"(?:19|20)\d\d年?")
_GROWTH = re.compile(r"同比|环比|增[长幅速减]|(?:比|较)(?:上年|去年|上月)|涨跌|±")
_SHARE = re.compile(r"占比|比重|构成|份额|^占")
_RANK = re.compile(r"位次|排名|名次|排位|位居")
_TARGET = re.compile(r"目标|计划|预期|规划")
_OTHER = re.compile(r"同期|基期|进度|完成率|权重|得分|上年|去年")
"""Heads of columns whose numbers are of another time, or no indicator."""
_NO_VALUES = re.compile(
    r"序号|编号|代码|年份|年度|批次|时间|日期|电话|邮编|邮箱|备注|说明|地址|名次$|No\.?|[批文]号|期限|规格|型号|邮政",
    re.IGNORECASE,
)
_UNIT_HEAD = re.compile(r"(?:计量)?单位")
_PLACE_HEAD = re.compile(
    r"地区|县区|区县|市县|县市|市州|州市|区域|城市|省[份市]|[县区市镇]$|镇街|街镇|园区|开发区|旗县"
)
_FIRM_HEAD = re.compile(r"企业|公司|单位名称|上市公司")
_GENERIC = re.compile(
    r"(?:绝对|总|数|实绩|实际|指标|金|完成|本|当|累计|全|期末|年末|月末|合|绝|值|额|量|数据|情况|年|月|期|计|到|末|增|减|长|幅|速|同|环|比|上|较|去|为|与|占|重|±|变|动|名义|可比|现|价|按|格|不变|加)+"
)
"""Heads that say how a number is told and not of what."""
_BRACKET = re.compile(r"\s*[（(【\[](?P<inside>[^（）()【】\[\]]{1,12})[）)】\]]\s*")
_MARKS = re.compile(
    r"(?:[#＃*·•\-–—\s]|其中[：:]?|[（(]?[一二三四五六七八九十]{1,3}[）)]?、|[（(][一二三四五六七八九十\d]{1,2}[）)]|\d{1,2}(?:\.\d{1,2})*[.．、](?!\d)|[①-⑳])+"
)
"""In front of the name of a row: its number, and what tells that it is part of the one above."""
_UNIT_LINE = re.compile(r"单位[：:]\s*(?P<units>[^）)\n]{1,20})")
_THIS_MONTH = re.compile(r"本月|当月")
_TOLD = re.compile(r"\d|[一二三四]季度|半年|[一二三四五六七八九十]月|五(?=规划|时期|$)")
"""What a time holds that stands by itself; 本年 and 上月 count from the day of the report."""
_SCOPE = re.compile(r"全[国省市区县球]")
_MINUS = ("-", "−", "–")
_ALL = re.compile(r"合计|总计|小计|共计|平均")
_HAN = re.compile(r"[\u4e00-\u9fff]{2}")
_GROWS = re.compile(r"(?:同比|比上年|较上年)?(?:实际|名义)?(?:增[长减]?[速幅率]?|增长|增幅|增速|涨幅)(?:情况)?$")
_LONGEST_NAME = 40
_CAPTION_LINES = 3
_CAPTION = 60
"""Characters of the longest line above a table that is its caption."""


@dataclass(frozen=True, slots=True)
class Tabulated:
    """What one cell of a table says. Offsets are those of the document's stored text."""

    subject: str | None
    """Whose it is: a region, a firm, or the place that the table or the text is of."""
    subject_span: Span | None
    """Where a row or caption names it; None where the text as a whole is of it."""
    indicator: str
    words: Span
    """Where the words of the indicator stand: the name of the row, or the head of the column."""
    value: float | None
    """In `unit`, a fall negative; None for a rank."""
    unit: str | None
    rank: int | None
    scope: str | None
    """Among whom the rank is, as the head says it: 全省."""
    measure: MeasureKind
    kind: Literal["actual", "target"]
    time: Time | None
    at: Span
    """The cell."""
    quote: Span
    """From the name of its row to the cell."""


class _Head(NamedTuple):
    """The head of a column."""

    span: Span
    name: str
    """What is measured, empty where the head only says how."""
    measure: MeasureKind
    unit: str
    time: Time | None
    target: bool
    scope: str | None


class _Read(NamedTuple):
    """What the number in a cell is, by its head and its row."""

    value: float | None
    unit: str | None
    rank: int | None
    measure: MeasureKind
    indicator: str


class _Caption(NamedTuple):
    units: tuple[str, ...]
    time: Time | None
    place: str | None
    place_span: Span | None


def tabulated(reading: Reading) -> Iterator[Tabulated]:
    """The numbers of the tables of a document, in order."""

    @cache
    def of_part(part: int) -> str | None:
        """Whose the numbers of a part are, which all of its text tells: asked once, however many tables it has."""
        return whose_part(reading, part, ()).name

    for rows in reading.tables:
        above = []
        while rows and len(rows[0].cells) == 1:  # a line over the whole width tells what the table is of
            above.append(rows[0].line)
            rows = rows[1:]
        heads, data = _heads(reading, rows)
        if heads and data:
            yield from _Table(reading, heads, data, above, of_part).numbers()


def _heads(reading: Reading, rows: Sequence[TableRow]) -> tuple[Sequence[TableRow], Sequence[TableRow]]:
    """The one or two rows that name the columns, and the rows with numbers below them."""
    norm = reading.norm
    count = 0
    while count < min(3, len(rows)) and not _has_number(norm, rows[count]):
        count += 1
    if not 1 <= count <= 2 or len(rows) == count or len(rows[0].cells) < 2:
        return (), ()
    return rows[:count], rows[count:]


def _has_number(norm: str, row: TableRow) -> bool:
    """True for a row of data; years are the heads of columns, behind a head that is none."""
    first, *others = (norm[slice(*span)] for _, span in sorted(row.cells.items()))
    if _NUMBER.fullmatch(first) and not _YEAR.fullmatch(first):
        return True
    return any(_NUMBER.fullmatch(words) and not _YEAR.fullmatch(words) for words in others)


class _Table:
    """One table with its heads."""

    def __init__(
        self,
        reading: Reading,
        heads: Sequence[TableRow],
        data: Sequence[TableRow],
        above: Sequence[Span],
        of_part: Callable[[int], str | None],
    ) -> None:
        self._reading, self._norm, self._of_part = reading, reading.norm, of_part
        self._data = data
        self._caption = self._read_caption(heads[0].line.start, above)
        self._head_words = self._columns(heads)
        self._names = self._name_column()
        named = [self._norm[slice(*row.cells[self._names])] for row in data if self._names in row.cells]
        self._listed = {place for words in named if (place := _whole_place(words)) is not None}
        self._units = next((c for c, spans in self._head_words.items() if _UNIT_HEAD.fullmatch(self._said(spans))), 0)
        self._heads = self._filled()

    def numbers(self) -> Iterator[Tabulated]:
        """What its cells say."""
        if not self._names or not self._heads or not self._tells_of_numbers():
            return
        what = self._norm[slice(*self._head_words[self._names][-1])] if self._names in self._head_words else ""
        named = [self._norm[slice(*row.cells[self._names])] for row in self._data if self._names in row.cells]
        if _PLACE_HEAD.search(what) or _mostly(named, lambda words: self._region(words, 0) is not None):
            of: Literal["place", "firm", "indicator"] = "place"
        elif _FIRM_HEAD.search(what) or _mostly(named, _is_firm):
            of = "firm"
        else:
            of = "indicator"
        for row in self._data:
            if self._names in row.cells:
                yield from self._row(row, row.cells[self._names], of)

    def _row(self, row: TableRow, name: Span, of: Literal["place", "firm", "indicator"]) -> Iterator[Tabulated]:
        told = self._norm[slice(*name)]
        mark = _MARKS.match(told)
        name = Span(name.start + (mark.end() if mark else 0), name.end)
        unit, bare = self._bracketed(name)
        subject, place = self._caption.place, self._caption.place_span
        if of == "place":
            subject, place = self._region(self._norm[slice(*bare)], name.start), bare
            if subject is None:
                return
        elif of == "firm":
            subject, place = self._reading.text[slice(*bare)], bare
            if not _is_firm(subject):
                return
        words = self._norm[slice(*bare)]
        if of == "indicator" and (
            not _HAN.search(words) or len(words) > _LONGEST_NAME or _ALL.fullmatch(words) or _NO_VALUES.fullmatch(words)
        ):
            return
        if self._units in row.cells:
            unit = self._norm[slice(*row.cells[self._units])]
        for column, head in self._heads.items():
            if column not in row.cells:
                continue
            cell = row.cells[column]
            match = _NUMBER.fullmatch(self._norm, *cell)
            about = bare if of == "indicator" else head.span
            indicator = words if of == "indicator" else head.name
            if match is None or not indicator or (of != "indicator" and head.name == ""):
                continue
            read = self._value(match, head, unit if of == "indicator" else "", indicator)
            if read is None:
                continue
            yield Tabulated(
                subject=subject if of == "firm" else as_written(self._reading, subject),
                subject_span=place,
                indicator=self._stored(read.indicator, about),
                words=about,
                value=read.value,
                unit=read.unit,
                rank=read.rank,
                scope=head.scope,
                measure=read.measure,
                kind="target" if head.target or self._ahead(head.time) else "actual",
                time=head.time or self._caption.time,
                at=cell,
                quote=Span(min(name.start, cell.start), max(name.end, cell.end)),
            )

    def _value(self, match: re.Match[str], head: _Head, unit: str, indicator: str) -> _Read | None:
        """What a cell tells; None where nothing says what it counts in."""
        number = match["number"].replace(",", "").replace("，", "")
        measure = head.measure
        if measure == "rank":
            whole = number.isdecimal() and 0 < int(number) < 10_000 and not match["sign"]
            return _Read(None, None, int(number), measure, indicator) if whole else None
        said = match["unit"] or ("" if measure != "total" else unit) or head.unit
        if not said and measure == "total":
            said = self._caption.units[0] if self._caption.units else ""
        said = said or ("" if measure == "total" else "个百分点" if measure == "change" else "%")
        found = quantities(f"{number}{said}")
        if not said or len(found) != 1 or found[0].end != len(number) + len(said) or not found[0].unit:
            return None
        value, _, stored = found[0].as_stored()
        if stored == "%" and measure == "total":
            grows = _GROWS.search(indicator)
            measure = "growth" if grows else "share"
            indicator = indicator[: grows.start()] if grows and grows.start() > 1 else indicator
        if (stored == "个百分点" and measure == "total") or (measure == "growth" and stored != "%"):
            measure = "change"
        return _Read(-value if match["sign"] in _MINUS else value, stored, None, measure, indicator)

    # What the heads and the caption say

    def _columns(self, heads: Sequence[TableRow]) -> dict[int, list[Span]]:
        """The heads of each column from above; one that stands over several columns is that of all of them."""
        columns = sorted({c for row in (*heads, *self._data) for c in row.cells})
        words: dict[int, list[Span]] = {}
        for column in columns:
            for n, row in enumerate(heads):
                over = (
                    column
                    if column in row.cells or n == len(heads) - 1
                    else max((c for c in row.cells if c < column), default=0)
                )
                if over in row.cells:
                    words.setdefault(column, []).append(row.cells[over])
        return words

    def _name_column(self) -> int:
        """The first column whose cells are words; 0 where there is none."""
        for column in sorted({c for row in self._data for c in row.cells}):
            if _NO_VALUES.fullmatch(self._said(self._head_words.get(column, []))):
                continue
            cells = [self._norm[slice(*row.cells[column])] for row in self._data if column in row.cells]
            if sum(_HAN.search(words) is not None for words in cells) > 0.6 * len(cells):
                return column
        return 0

    def _head(self, column: int, spans: list[Span]) -> _Head | None:
        """What the head of a column says; None for one that holds no numbers to take."""
        said = self._said(spans)
        if column in (self._names, self._units) or _NO_VALUES.search(said):
            return None
        if _OTHER.search(said) and not _GROWTH.search(said):
            return None
        units = [unit for span in spans if (unit := self._bracketed(span)[0])]
        unit = units[-1] if units else "%" if said.endswith(("%", "％")) else ""
        measure: MeasureKind = "total"
        if _RANK.search(said):
            measure = "rank"
        elif "百分点" in said:
            measure = "change"
        elif _SHARE.search(said):
            measure = "share"
        elif _GROWTH.search(said):
            measure = "growth"
        named = [(span, name) for span in spans if (name := self._head_name(span))]
        times = [t for span in spans for t in self._times(span)]
        if not times and (_YEAR.search(said) or (_THIS_MONTH.search(said) and not self._of_a_month())):
            return None  # a year that was not understood as one, a month that nothing tells
        span, name = named[0] if named else (spans[-1], "")
        scope = _SCOPE.search(said) if measure == "rank" else None
        return _Head(
            span=span,
            name="" if measure == "rank" and _RANK.search(name) else name,
            measure=measure,
            unit=unit,
            time=times[-1] if times else None,
            target=_TARGET.search(said) is not None,
            scope=scope[0] if scope else None,
        )

    def _times(self, span: Span) -> list[Time]:
        """The times that a head or caption gives; 本月 is the month of the report, which only the caption tells."""
        found = times_between(self._reading, *span)
        return [t for t in found if t.role in ("in", "until") and _TOLD.search(self._norm, t.start, t.end)]

    def _ahead(self, time: Time | None) -> bool:
        """True for a column of a year that begins after the text was published."""
        published = self._reading.doc.published
        return time is not None and time.first is not None and published is not None and time.first > published

    def _of_a_month(self) -> bool:
        return self._caption.time is not None and self._caption.time.kind == "month"

    def _filled(self) -> dict[int, _Head]:
        """The heads, with what one takes over from those before it: a growth its time, a rank what is ranked."""
        heads: dict[int, _Head] = {}
        time: Time | None = None
        named: _Head | None = None
        for column, spans in self._head_words.items():
            head = self._head(column, spans)
            if head is None:
                continue
            if head.measure != "total" and head.time is None:
                head = head._replace(time=time)
            if head.measure == "rank" and not head.name and named is not None:
                head = head._replace(span=named.span, name=named.name)
            time = head.time or time
            named = head if head.name else named
            heads[column] = head
        return heads

    def _head_name(self, span: Span) -> str:
        """What a head says is measured: without its unit, its time and how it is told."""
        _, bare = self._bracketed(span)
        words = self._norm[slice(*bare)]
        for time in times_between(self._reading, *bare):
            words = words.replace(self._norm[time.start : time.end], "")
        words = _GROWS.sub("", words.strip("%％ "))
        return words if _HAN.search(words) and not _GENERIC.fullmatch(words) else ""

    def _bracketed(self, span: Span) -> tuple[str, Span]:
        """The unit in the brackets of a name or head, and where the rest of it stands."""
        match = next((m for m in _BRACKET.finditer(self._norm, *span) if m.end() == span.end), None)
        if match is not None and match.start() > span.start:
            inside = match["inside"].removeprefix("单位").strip("：: ")
            if inside in ("%", "％") or _is_unit(inside):
                return inside.replace("％", "%"), Span(span.start, match.start())
        return "", span

    def _said(self, spans: Sequence[Span]) -> str:
        return " ".join(self._norm[slice(*span)] for span in spans)

    def _tells_of_numbers(self) -> bool:
        """True for a table whose heads or caption speak of units, times or growth: lists of firms have numbers too."""
        if self._units or self._caption.units:
            return True
        return any(h.unit or h.time is not None or h.measure != "total" for h in self._heads.values()) or any(
            self._bracketed(row.cells[self._names])[0] for row in self._data if self._names in row.cells
        )

    def _read_caption(self, start: int, above: Sequence[Span]) -> _Caption:
        """What the lines right above a table tell of it: its unit, its time and its place."""
        norm = self._norm
        lines = list(above)
        at = (lines[0].start if lines else start) - 1
        while at > 0 and len(lines) < _CAPTION_LINES + len(above):
            begin = norm.rfind("\n", 0, at) + 1
            line = norm[begin:at].strip()
            if line and (len(line) > _CAPTION or line.endswith(("。", "；")) or "|" in line):
                break
            if line:
                lines.append(Span(begin, at))
            at = begin - 1
        units: tuple[str, ...] = ()
        time: Time | None = None
        place: str | None = None
        place_span: Span | None = None
        for line_span in lines:
            words = norm[slice(*line_span)]
            if not units and (match := _UNIT_LINE.search(words)) is not None:
                units = tuple(u for u in re.split(r"[、，,/ ]", match["units"].strip()) if _is_unit(u))
            named = self._times(line_span)
            time = time or (named[0] if len(named) == 1 else None)
            if place is None and (found := find_places(words)):
                place = found[-1].region if all(p.start == q.end for q, p in pairwise(found)) else found[0].region
                place_span = Span(line_span.start + found[0].start, line_span.start + found[-1].end)
        if place is None:
            place = self._of_text(start)
        return _Caption(units, time, place, place_span)

    def _of_text(self, start: int) -> str | None:
        """Whose the numbers of the text around the table are."""
        sentence = self._reading.sentence_at(start)
        return self._of_part(sentence.part if sentence is not None else 0)

    def _region(self, words: str, offset: int) -> str | None:
        """The region that a row is of: its own name, or 全市 and the like, which is none of the rows."""
        if (here := resolve(words, self._reading, offset)) is not None:
            above = self._caption.place if self._caption.place_span is not None else None
            return here if here not in self._listed else above
        return _whole_place(words)

    def _stored(self, words: str, span: Span) -> str:
        """Words as the stored text writes them, which may be in traditional characters."""
        at = self._norm.find(words, *span)
        return self._reading.text[at : at + len(words)] if at >= 0 else words


def _whole_place(words: str) -> str | None:
    """The region that words are the name of, and nothing else."""
    found = find_places(words)
    whole = bool(found) and found[0].start == 0 and found[-1].end == len(words)
    return found[-1].region if whole else None


def _is_unit(words: str) -> bool:
    found = quantities(f"12{words}") if words else []
    return len(found) == 1 and found[0].end == 2 + len(words) and found[0].unit != ""


def _is_firm(words: str) -> bool:
    found = orgs(words)
    return any(org.kind == "firm" and org.start == 0 and org.end == len(words) for org in found)


def _mostly(named: Sequence[str], holds: Callable[[str], bool]) -> bool:
    return bool(named) and sum(holds(words) for words in named) > 0.6 * len(named)
