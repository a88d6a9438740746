"""Periods: which of the times around a number it covers."""

from __future__ import annotations

import re
from bisect import bisect_right
from datetime import date
from typing import TYPE_CHECKING

from qdtui.text.measure import Measure
from qdtui.text.spans import within
from qdtui.text.times import Time

if TYPE_CHECKING:
    from qdtui.text.reading import Reading

_NOW = re.compile(r"如今|至此|现有|现已|现在|现(?=[有共拥])")
_GOES_ON = re.compile(r"其中|此外|同时|同期|从|另外|分")
_DEED = re.compile(
    r"改造|治理|修复|开挖|疏浚|植树|造林|新建|新设|新增|完成|处理|处置|转移|培训|救助|资助|发放|减免|拆除|清理|搬迁|销售|生产|出口|进口|投资|实施"
)


_TITLE = re.compile(r"《[^《》\n]{1,80}》")
_TOTAL_SO_FAR = re.compile(r"累计|已(?!知)|现有|共有")
_REACH = 800
"""How far before a number, in characters, its time may stand."""


def _inside(spans: list[tuple[int, int]], at: int) -> bool:
    index = bisect_right(spans, (at, at)) - 1
    return index >= 0 and at < spans[index][1]


class Periods:
    """The periods of one reading's measures."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        titles = [m.span() for m in _TITLE.finditer(reading.norm)]
        self._times = [t for t in reading.times if t.role != "base" and not _inside(titles, t.start)]
        self._headings = [s for s in reading.sentences if s.heading]

    def of(self, measure: Measure) -> Time | None:
        """The time that a number belongs to: the nearest one before it in its sentence, else one carried over.

        What was done or changed takes the time of the sentences before it in the paragraph, or of its heading
        (“十四五”时期工作回顾); how things stand does not, unless the sentence goes on from the last (其中).
        """
        sentence = measure.sentence
        norm = self._reading.norm
        start = max(self._unit_start(sentence.start), measure.at - _REACH)
        here = [t for t in within(self._times, start, sentence.end) if t.end <= measure.at]
        now = list(_NOW.finditer(norm, start, measure.at))
        if now and (not here or here[-1].start < now[-1].start()):
            return self._now(now[-1].span(), sentence.part)
        if here:
            return here[-1]
        behind = within(self._times, measure.end, measure.clause.end)
        if behind and behind[0].kind == "end":
            return behind[0]
        paragraph = norm.rfind("\n", max(0, start - _REACH), start) + 1 or max(0, start - _REACH)
        earlier = [t for t in within(self._times, paragraph, start) if t.kind not in ("now", "day")]
        so_far = _TOTAL_SO_FAR.search(norm, measure.clause.start, measure.at) is not None
        deed = (measure.flow and not so_far) or _DEED.match(measure.indicator) is not None
        goal = bool(earlier) and earlier[-1].role == "until"
        if not (deed or goal or _GOES_ON.match(norm, start)):
            return self._frame(paragraph)
        return earlier[-1] if earlier else self._of_heading(start)

    def _frame(self, paragraph: int) -> Time | None:
        """The plan period that a paragraph opens with (“十四五”时期，…): all of it is told of that time."""
        opening = within(self._times, paragraph, paragraph + 12)
        return opening[0] if opening and opening[0].kind == "plan" else None

    def _unit_start(self, start: int) -> int:
        """Where the run of sentences begins that only ； separates from the one at `start`."""
        norm = self._reading.norm
        while start > 0 and norm[start - 1] in "；;" and (before := self._reading.sentence_at(start - 1)) is not None:
            start = before.start
        return start

    def bounds(self, time: Time | None) -> tuple[date | None, date | None]:
        """First and last day: a state as of a day and a goal have only the last."""
        if time is None:
            return None, None
        return (None if time.role == "until" or time.kind == "now" else time.first), time.last

    def _now(self, span: tuple[int, int], part: int) -> Time:
        doc = self._reading.doc
        published = doc.parts[part].published if doc.parts else None
        return Time(*span, None, published or doc.published, "now", "until")

    def _of_heading(self, offset: int) -> Time | None:
        for heading in reversed([h for h in self._headings if h.end <= offset][-4:]):
            named = [
                t
                for t in within(self._times, heading.start, heading.end)
                if t.kind in ("plan", "year", "years", "half")
            ]
            if named:
                return named[0]
        return None
