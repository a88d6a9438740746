"""Periods: which of the times around a number it covers."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from qdtui.text.goals import due
from qdtui.text.listed_times import of_list, one_of
from qdtui.text.measure import Measure
from qdtui.text.reviews import OPENING, reviews
from qdtui.text.sentence import Sentence
from qdtui.text.spans import inside, within
from qdtui.text.times import Time, TimeRole
from qdtui.text.told import only_told

if TYPE_CHECKING:
    from qdtui.text.reading import Reading

_NOW = re.compile(r"如今|至此|现有|现已|现在|现(?=[有共拥])")
_GOES_ON = re.compile(r"其中|此外|同时|同期|从|另外|分")
_DEED = re.compile(
    r"改造|治理|修复|开挖|疏浚|植树|造林|新建|新设|新增|完成|处理|处置|转移|培训|救助|资助|发放|减免|拆除|清理|搬迁|销售|生产|出口|进口|投资|实施"
)
_FLOW = re.compile(
    r"(?<!设计)(?<!设计年)(?:产量|产值|收入|营收|利润|利润总额|销量|销售额|出货量|出口额|进口额|进出口|进出口总值|进出口总额|增加值|GDP|生产总值|投资额|成交额|交易额|吞吐量|货运量|客流量|用电量|发电量|自给率|零售总额)(?:再次|首次|累计|已)*$"
)
"""What is told of a span of time, so that it takes the one its paragraph speaks of."""
_FLOW_PART = re.compile(
    r"(?:产量|产值|收入|营收|利润总?额?|销量|销售额|出口额?|进口额?|进出口(?:总[值额])?|增加值|生产总值|投资额?|成交额|交易额)占"
)
"""A part that something of a span of time makes up: 增加值占规上工业比重."""
_TITLE = re.compile(r"《[^《》\n]{1,80}》|“[^“”，。；\n]{5,40}(?:会|赛|展|节|活动|行动|计划|工程|年|日|周)”")
"""A title or name: a year in it says nothing of the numbers around it."""
_OF_GOAL = re.compile(r"全年(?:经济社会发展|经济发展|经济|发展)?(?:主要)?(?:预期)?(?:目标|任务)(?![为是：])")
"""The year whose goals are spoken of is not the time of what is told: 为全年经济目标打下基础."""
_SINCE = re.compile(r"[^，。；\d]{1,40}以来|[^，。；\d]{0,10}(?:启动|开始|实施|开展|设立|创办|推行)(?!的)")
"""Behind 自 and a time: what began then has gone on."""
_BEGUN_SINCE = re.compile(r"(?:正式)?(?:投入|开通|通车|投产|成立|启动|建成|投运|开行|上线|落户)[^，。；\d]{0,10}以来")
"""The same behind a time without 自: 2016年投入运营以来."""
_TOTAL_SO_FAR = re.compile(r"累计|已(?!知)|现有|共有|共(?=支持|创建|培育|建成|认定|发放|举办|开展|组织)")
_OF_YEAR = ("plan", "year", "years", "half")
_YEARS = ("plan", "years")
_OF_REPORT = (*_OF_YEAR, "months", "quarter", "end", "now")
"""Kinds of times that what is told behind them covers: 上半年, 截至6月末; a day or month tells when something was."""
_TELLS_OF = re.compile(
    r"回顾|总结|工作(?!报告)|成效|成绩|成就|进展|情况|安排|部署|目标|任务|公报|年报|运行|数据|统计|综述|同比|增长|实现|完成|突破"
)
"""In a heading whose time covers all below it."""
_REVIEW = re.compile(r"回顾|总结|工作(?!报告)|成就|成绩|安排|部署|目标|任务|时期|期间")
"""In a heading whose time holds below the headings of its parts as well."""
_STANDS = re.compile(r"拥有|[现共已设建]有|集聚|聚集|汇聚|涵盖")
"""In front of how many there are at any time."""
_RUNS = re.compile(r"同比|环比|增长|下降|运行|复苏|恢复|向好|平稳|增速|经济")
"""In a sentence that reports how things went in its time."""
_LISTS = re.compile(r"(?:以下|如下|[一二三四五六七八九]大|[一二三四五六]个)(?:特点|特征|亮点|态势|情况)")
"""In a sentence whose time those behind it are of: 2020年产业呈现以下特点."""
_OF_STATISTICS = ("month", "months", "quarter", "half", "year")
_PARAGRAPHS = 3
"""How many paragraphs up the time may stand that the numbers of a paragraph without one are of."""
_LATE = 460
"""A report tells of a time that ended at most so many days before it."""
_TO_OR_FROM = "从由自到至为"
_BY_TIME = re.compile(r"(?:分|按|从)(?:季度?|月度?|月份|阶段|环比|年度)(?:增[速幅]|走势|情况)?看")
"""What a sentence opens with that divides a time, or compares with the last part of one."""
_BY_PARTS = re.compile(r"[从分按][^，。；\d]{1,8}看[，,]")
"""What a paragraph opens with that goes on with the figures told above it, part by part: 从主体看."""
_WHEREOF = re.compile(r"其中")
_OVER_LAST_MONTH = re.compile(r"(?:比|较|高于|低于)上月|环比")
"""In a sentence on the figures of a month."""
_COMPARES = re.compile(r"同比")
"""A growth over a year earlier is of a time, which the paragraph above may have told."""
_IN_PASSING = re.compile(r"(?:就|便)?(?:已|曾)(?!成为|有|达|累计)")
"""Behind a time that is told in passing, of something done before: 在2021年已入选…，此次再度入选."""
_OF_TIME = re.compile(r"(?:最初|当时|初|底|末)?的")
_NUMBERS_ONLY = re.compile(r"(?:[\d.]+[%万千亿元家个项人吨辆]*[、和及])+")
"""Between the first and a further number of a list: the time in front of it is that of all: 由上年的9%、8%和."""
_BARE_OF_TIME = re.compile(r"[初底末]?(?=\d)")
_AMOUNT_OF_TIME = re.compile(
    r"投资|融资|去化|惠及|产量|产值|收入|利润|销[售量额]|出口|进口|交易|贷款|发电|税|吞吐量|运量|客流"
)
"""What is an amount of a stretch of time, told with or without a verb."""
_REACHES = re.compile(r"(?:惠及|受益|服务|发放|接待|吸引)[^，。；、\d]{0,6}$")
"""In front of those whom something reached."""
_LEVEL = re.compile(r"累计|已(?!知)|现有|共有|总[量数]|增至|升至|降至|拥有|保有|占比|比重|率[达为]?$|稳定在|保持在")
"""In the words before a number: how things stand, whatever was done."""
_WON = re.compile(r"当选|入选|获评|荣获")
_COMPLETED = re.compile(r"(?:^|[，；])(?:累计)?完成(?!率)[^，；。达为]*$")
"""In front of a number that, with those it is listed with, was completed: 累计完成造林80万亩、种草|20万亩."""
_ADJACENT = 2
"""So many characters before what is done its time may end: 2025年|通车后."""
_PRODUCED = re.compile(r"[产销运吐]量$|产销量")
"""What is counted as it is produced or moved, month by month: 集装箱吞吐量."""
_NUMBERED = re.compile(r"[（(]?[一二三四五六七八九十\d]{1,3}[）)、.．]")
"""What the headings of one report begin with."""
_FIVE_YEARS = re.compile(r"(?:过去)?五年(?:来|间|以来)")
_OF_OCCASION = re.compile(
    r"[^，。；、的\d]{2,20}?(?:博览会|大会|论坛|峰会|年会|会议|交易会|洽谈会|锦标赛|世界杯|大赛|马拉松|[一-龥]{2}节)"
)
"""Behind a year that is part of the name of an occasion, which dates no more than that."""
_POINT = re.compile(r"[（(]?[一二三四五六七八九十\d]+[）)、.．]|第[一二三四五六七八九十]")
"""What the heading of a part begins with; news below a headline without one is another item."""
_NEXT_POINT = re.compile(r"[二三四五六七八九]是|[（(][二三四五六七八九\d][)）]|其[二三四]")
"""What opens a point of a list, whose time is not that of the point before."""
_STARTS = re.compile(r"起(?=[，,、对将在面全执施实正])")
"""Behind the day or month that begins something: 6月1日起."""
_ONCE_DONE = re.compile(
    r"(?:建成|投产|达产|投用|竣工|投运|通车|全部投入使用)(?:投产|达产|运营|运行|通车|使用|投用)?(?:之|以)?后(?![,，]?(?:已|累计))|(?<=，)未来(?=[可将])"
)
"""What is told behind it is of no time told before: 项目今年开工，建成后年产值可达5亿元."""
_REACH = 800
"""How far before a number, in characters, its time may stand."""


def _as_of(time: Time) -> bool:
    """True for a day up to which things are told: 截至2023年底，现有…."""
    return time.role == "until" and time.kind in ("end", "day", "month")


class Periods:
    """The periods of one reading's measures."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        titles = [m.span() for m in _TITLE.finditer(reading.norm)]
        kept = [t for t in reading.times if t.role != "base" and not inside(titles, t.start)]
        kept = [t for t in kept if t.known or reading.norm[t.start - 1 : t.end] != "月当月"]
        kept = [t for t in kept if not _OF_GOAL.match(reading.norm, t.start)]
        kept = [t for t in kept if t.kind != "day" or t.role != "in" or not only_told(reading.norm, t)]
        self._times = self._of_plans([self._going_on(t) for t in kept])
        self._headings = [s for s in reading.sentences if s.heading]
        self._numbers = [q.start for q in reading.quantities]
        self._reviews = reviews(reading, self._times)
        self._latest = max((t.last.year for t in self._times if t.last and t.role == "in"), default=0)

    def of(self, measure: Measure) -> Time | None:
        """The time that a number belongs to: the nearest one before it in its sentence, else one carried over.

        What was done or changed takes the time of the sentences before it in the paragraph, or of its heading
        (“十四五”时期工作回顾). How things stand does so only when that time is the one reported on (今年上半年, 截至6月末),
        or when the sentence goes on from the last (其中).
        """
        sentence = measure.sentence
        norm = self._reading.norm
        start = max(self._unit_start(sentence.start), measure.at - _REACH)
        here = [t for t in within(self._times, start, sentence.end) if t.end <= measure.at]
        here = [t for t in here if not self._of_another(t, measure.at)]
        if measure.quantity is not None and measure.quantity.kind == "ratio":
            here = [t for t in here if not norm.startswith("的", t.end)]
        if (done := list(_ONCE_DONE.finditer(norm, start, measure.at))) and not self._own_past(measure):
            here = [
                t
                for t in here
                if (t.kind == "year" and t.end >= done[-1].start() - _ADJACENT)
                or (t.role == "until" and t.kind != "now")
            ]
            if not here:
                return None
        now = list(_NOW.finditer(norm, start, measure.at))
        if now and not (here and (here[-1].start > now[-1].start() or _as_of(here[-1]))):
            return self._now(now[-1].span(), sentence.part)
        if (one := of_list(norm, self._numbers, here, measure.at)) is not None:
            return one
        if here and not (here[-1].last is None and norm.startswith("全年", here[-1].start)):
            near = self._narrowest(here)
            if near.kind == "year" and near.end < measure.clause.start and self._yearly(measure):
                line = norm.rfind("\n", max(0, start - _REACH), start) + 1
                near = next((t for t in reversed(within(self._times, line, start)) if t.kind in _YEARS), near)
            return one_of(norm, self._numbers, near, measure.at) if near.kind in ("years", "months") else near
        behind = within(self._times, measure.end, measure.clause.end)
        if behind and behind[0].kind == "end":
            return behind[0]
        paragraph = norm.rfind("\n", max(0, start - _REACH), start) + 1 or max(0, start - _REACH)
        earlier = [
            t
            for t in within(self._times, paragraph, start)
            if (t.kind not in ("now", "day") or t.role == "until")
            and not self._split_by(t)
            and not _IN_PASSING.match(norm, t.end)
        ]
        if paragraph == start and _WHEREOF.match(norm, start):
            earlier = self._told_above(paragraph, ("in", "until"))
        so_far = _TOTAL_SO_FAR.search(norm, measure.clause.start, measure.at) is not None
        deed = (measure.flow and not so_far) or _DEED.match(measure.indicator) is not None
        deed = deed or "贡献率" in measure.indicator
        if deed:
            earlier = [t for t in earlier if t.kind != "now"]
        goal = bool(earlier) and earlier[-1].role == "until" and not self._over(earlier[-1])
        flow = _FLOW if measure.kind == "total" else _FLOW_PART if measure.kind == "share" else None
        flows = deed or (flow is not None and flow.search(measure.indicator) is not None)
        if not (deed or goal or _GOES_ON.match(norm, start)):
            if flows and earlier and self._just_told(earlier[-1], start):
                return earlier[-1]
            found = self._frame(paragraph) or self._reported(paragraph, start, measure)
        else:
            found = earlier[-1] if earlier else self._of_heading(start)
        if found is not None and found.kind == "year" and self._yearly(measure):
            spans = [t for t in earlier if t.kind in _YEARS]
            found = spans[-1] if spans else self._of_review(sentence) or found
        found = found or self._of_section(sentence)
        if found is None and (
            (
                measure.kind == "growth"
                or "贡献率" in measure.indicator
                or (measure.kind == "change" and _COMPARES.search(norm, start, measure.at))
                or _OVER_LAST_MONTH.search(norm, start, sentence.end) is not None
            )
            or (not so_far and _BY_PARTS.match(norm, paragraph))
        ):
            found = next(iter(self._told_above(paragraph)), None)
        if found is None and (flows or measure.kind == "growth" or _FLOW.search(measure.indicator)):
            found = self._of_title(sentence)
        if found is None and self._reviews and (deed or self._happened(measure) or self._of_years(measure)):
            return self._of_review(sentence)
        return found

    def of_goal(self, measure: Measure) -> Time | None:
        """The year by which a goal of a plan is due that the paragraphs above it name."""
        return due(self._reading, self._times, measure.sentence, self._over)

    def _own_past(self, measure: Measure) -> bool:
        """True for what the words in front of a number tell as done: 投产后，…累计生产."""
        return _LEVEL.search(self._reading.norm, measure.clause.start, measure.at) is not None

    def _just_told(self, time: Time, start: int) -> bool:
        """True for a time of a report that the sentence before the one at `start` names."""
        told = self._reading.sentence_at(time.start)
        return told is not None and told.end >= start - 1 and time.kind in _OF_REPORT and self._recent(time)

    def _split_by(self, time: Time) -> bool:
        """True for a time that only divides what is told of a longer one: 分季度看，一季度…，二季度…."""
        told = self._reading.sentence_at(time.start)
        norm = self._reading.norm
        return norm.startswith("当月", time.end) or (told is not None and _BY_TIME.match(norm, told.start) is not None)

    def _yearly(self, measure: Measure) -> bool:
        """True for a growth a year, which several years have."""
        return "年均" in self._reading.norm[measure.clause.start : measure.at]

    def _last_month(self, time: Time) -> bool:
        """True for the last month of a longer time that the text reports on: 前7个月增长6%，7月份增长5%."""
        before = within(self._times, max(0, time.start - _REACH), time.start) if time.kind == "month" else ()
        return any(t.last == time.last and t.kind in ("months", "half", "year", "quarter") for t in before)

    def _told_above(self, paragraph: int, roles: tuple[TimeRole, ...] = ("in",)) -> list[Time]:
        """The time that the paragraph above tells its numbers of, which one without a time goes on with."""
        norm = self._reading.norm
        part, above = self._part(paragraph), paragraph
        for _ in range(_PARAGRAPHS):
            end = len(norm[:above].rstrip())
            above = norm.rfind("\n", max(0, end - _REACH), end) + 1
            told = self._reading.sentence_at(above) or self._reading.sentence_at(end - 1)
            if not end or told is None or told.heading or told.part != part:
                break
            if named := [t for t in within(self._times, above, end) if not self._last_month(t)]:
                found = [t for t in named if t.role in roles and (t.kind in _OF_STATISTICS or t.role == "until")]
                found = [t for t in found if self._recent(t)]
                return [t for t in found if not self._split_by(t)][-1:]
        return []

    def _of_review(self, sentence: Sentence) -> Time | None:
        """The time of the review that a paragraph belongs to: 刚刚过去的2025年 in a paragraph above."""
        return next((r.time for r in self._reviews if r.start <= sentence.start < r.end), None)

    def _happened(self, measure: Measure) -> bool:
        """True for an amount of a stretch of time, of which the words do not say that it is how things stand."""
        if measure.kind != "total" or measure.quantity is None:
            return False
        said = self._reading.norm[max(measure.clause.start, measure.at - 24) : measure.at]
        done = measure.rule == "predicate" or _REACHES.search(said) or _AMOUNT_OF_TIME.search(measure.indicator)
        return bool(done) and not _LEVEL.search(said)

    def _of_years(self, measure: Measure) -> bool:
        """True for what a review of several years tells to have been completed or won in them, or to have grown in all."""
        review = self._of_review(measure.sentence)
        if review is None or review.kind not in ("plan", "years"):
            return False
        if _WON.match(measure.indicator) or (measure.kind in ("growth", "change") and measure.flow):
            return True
        sentence = self._reading.norm[max(measure.sentence.start, measure.at - 80) : measure.at]
        return _COMPLETED.search(sentence) is not None

    def _going_on(self, time: Time) -> Time:
        """`time`, up to the publication where the words around it say that it goes on: 自2018年启动以来."""
        norm = self._reading.norm
        since = norm.startswith("自", time.start - 1) and _SINCE.match(norm, time.end)
        if time.role == "in" and (since or _BEGUN_SINCE.match(norm, time.end)):
            last = self._now((time.start, time.end), self._part(time.start)).last
            return replace(time, role="since", last=last)
        if time.role == "in" and time.kind in ("day", "month") and _STARTS.match(norm, time.end):
            last = self._now((time.start, time.end), self._part(time.start)).last
            over = last is not None and time.first is not None and time.first <= last
            return replace(time, role="since", last=last if over else None)
        return time

    def _of_plans(self, times: list[Time]) -> list[Time]:
        """`times`, 五年来 behind the five-year plan that its paragraph tells of being that plan's years."""
        norm = self._reading.norm
        plan: Time | None = None
        for index, time in enumerate(times):
            if plan is not None and norm.find("\n", plan.end, time.start) >= 0:
                plan = None
            if time.kind == "plan" and time.role in ("in", "since"):
                plan = time
            elif plan is not None and _FIVE_YEARS.fullmatch(norm, time.start, time.end) and self._recent(plan):
                times[index] = replace(time, first=plan.first, last=plan.last, kind="plan", role="in")
        return times

    def _narrowest(self, here: list[Time]) -> Time:
        """The last of the times before a number; an earlier one where the last only repeats it: 截至4月29日，今年…."""
        last = here[-1]
        if len(here) > 1:
            before = here[-2]
            if before.end >= last.start and (last.last is None or last.kind == before.kind == "month"):
                return before
            running = last.kind == "year" and last.role == "in" and last.last is not None
            running = running and self._reading.norm[last.end - 1] != "内"  # 目前…，预计年内…
            same = before.role == "until" and before.last is not None and running and last.first is not None
            if same and last.first <= before.last < last.last:  # type: ignore[operator]
                return before
        return last

    def _of_another(self, time: Time, at: int) -> bool:
        """True for a time that only one end of a change is of, and that end is not the number at `at`: 从2012年的52%."""
        norm = self._reading.norm
        leads = any(c in _TO_OR_FROM for c in norm[max(0, time.start - 1) : time.start + 1])
        of = _OF_TIME.match(norm, time.end) if leads else None
        if of is None and leads and time.kind != "now" and norm[time.start - 1] in "从由":
            of = _BARE_OF_TIME.match(norm, time.end)  # 由上年729万人增加到732万人
        if of is None:
            return False
        index = bisect_left(self._numbers, time.end)
        if index >= len(self._numbers) or self._numbers[index] > of.end() + 1 or self._numbers[index] == at:
            return False
        return _NUMBERS_ONLY.fullmatch(norm, of.end(), at) is None

    def _reported(self, paragraph: int, start: int, measure: Measure) -> Time | None:
        """The time that the numbers of the paragraph are reported of: the last that a sentence with numbers opens with."""
        for time in reversed(within(self._times, paragraph, start)):
            if (time.kind not in (*_OF_REPORT, "month") and time.role != "until") or not self._recent(time):
                continue
            if self._split_by(time):
                continue
            told = self._reading.sentence_at(time.start)
            first = bisect_right(self._numbers, time.end)
            if told is None or told.heading or first >= len(self._numbers):
                continue
            bare = self._numbers[first] >= told.end and time.kind in _OF_YEAR and time.role == "in"
            norm = self._reading.norm
            runs = _RUNS.search(norm, told.start, told.end) or _LISTS.search(norm, told.start, told.end)
            if (bare or time.kind == "month") and not runs:
                continue
            if norm[told.start] == "在" == norm[measure.sentence.start]:
                continue  # each sentence tells of a place of its own
            if bare and _STANDS.search(norm, measure.clause.start, measure.at) and not _LISTS.search(norm, *told.span):
                continue
            stands = measure.quantity is not None and measure.quantity.kind == "count" and measure.kind == "total"
            if time.kind == "month" and stands and not (measure.flow or _PRODUCED.search(measure.indicator)):
                return None  # how many there are is not told of one month
            before = bisect_right(self._numbers, told.start - 1)
            return (
                time
                if time.start - told.start <= OPENING * (4 if time.role == "until" else 1)
                and self._numbers[before] >= time.start
                else None
            )
        return None

    def _recent(self, time: Time) -> bool:
        """True for a time that ended not long before the publication, or in the last year that an undated text names."""
        published = self._now((time.start, time.end), self._part(time.start)).last
        if time.last is None:
            return False
        if published is None:
            return time.last.year >= self._latest
        return time.kind == "now" or -184 <= (published - time.last).days <= _LATE

    def _ahead(self, time: Time) -> bool:
        """True for a time that had not ended at the publication."""
        published = self._now((time.start, time.end), self._part(time.start)).last
        return published is not None and time.last is not None and time.last > published

    def _over(self, time: Time) -> bool:
        """True for a time that had ended at the publication."""
        published = self._first_day(time, self._part(time.start))
        return published is not None and time.last is not None and time.last <= published

    def _first_day(self, time: Time, part: int) -> date | None:
        """The day of publication, or the first that it may have been."""
        now = self._now((time.start, time.end), part)
        return now.first if now.kind == "year" else now.last

    def _part(self, offset: int) -> int:
        sentence = self._reading.sentence_at(offset)
        return sentence.part if sentence is not None else 0

    def _of_section(self, sentence: Sentence) -> Time | None:
        """The time in the heading of a section that holds the sentence, when it says what the section tells of."""
        doc = self._reading.doc
        holding = [s for s in doc.sections if s.start <= sentence.start < s.end]
        for section in reversed(holding):
            outer = section is not holding[-1]
            items = not (_REVIEW.search(section.title) or _POINT.match(holding[-1].title))
            if outer and (items or self._numbered(section.start, section.title_end)):
                continue  # a headline with a figure of its own tells nothing of the news below the next headlines
            named = [t for t in within(self._times, section.start, section.title_end) if t.kind in _OF_REPORT]
            if not named or named[0].role == "until" or not (self._ahead(named[0]) or self._recent(named[0])):
                continue
            return named[0] if _TELLS_OF.search(section.title) else None
        return None

    def _of_title(self, sentence: Sentence) -> Time | None:
        """The part of a year that the headline of a short report names, and no other: 一季度某县经济运行情况."""
        norm = self._reading.norm
        first = self._headings[0] if self._headings else None
        if first is None or first.part != sentence.part or norm[: first.start].strip():
            return None
        body = next((s.start for s in self._reading.sentences if not s.heading), 0)
        further = [h for h in self._headings[1:] if h.start > body]  # a second headline stands above the text
        if not _RUNS.search(norm, *first.span) or any(not _NUMBERED.match(norm, h.start) for h in further):
            return None  # the headlines of several items
        named = within(self._times, first.start, first.end)
        if len(named) != 1 or named[0].role != "in" or named[0].kind not in _OF_STATISTICS[1:]:
            return None
        return named[0] if self._recent(named[0]) else None

    def _numbered(self, start: int, end: int) -> bool:
        """True when a number stands between `start` and `end`."""
        index = bisect_left(self._numbers, start)
        return index < len(self._numbers) and self._numbers[index] < end

    def _frame(self, paragraph: int) -> Time | None:
        """The plan period that a paragraph opens with (“十四五”时期，…): all of it is told of that time."""
        opening = within(self._times, paragraph, paragraph + 12)
        return opening[0] if opening and opening[0].kind == "plan" else None

    def _unit_start(self, start: int) -> int:
        """Where the run of sentences begins that only ； separates from the one at `start`."""
        norm = self._reading.norm
        while (
            start > 0
            and norm[start - 1] in "；;"
            and not _NEXT_POINT.match(norm, start)
            and (before := self._reading.sentence_at(start - 1)) is not None
        ):
            start = before.start
        return start

    def over(self, time: Time | None, measure: Measure) -> bool:
        """True for a time that another sentence gives and that has ended: no plan is of it."""
        if time is None or time.last is None or time.start >= self._unit_start(measure.sentence.start):
            return False
        published = self._first_day(time, measure.sentence.part)
        return published is not None and time.last <= published

    def bounds(self, time: Time | None) -> tuple[date | None, date | None]:
        """First and last day: a state as of a day and a goal have only the last."""
        if time is None:
            return None, None
        return (None if time.role == "until" or time.kind in ("now", "end") else time.first), time.last

    def _now(self, span: tuple[int, int], part: int) -> Time:
        doc = self._reading.doc
        published = doc.parts[part].published if doc.parts else None
        day = published or doc.published
        if day is None and doc.published_year and not doc.parts:
            first, last = date(doc.published_year, 1, 1), date(doc.published_year, 12, 31)
            return Time(*span, first, last, "year")  # some day of that year
        return Time(*span, None, day, "now", "until")

    def _of_heading(self, offset: int) -> Time | None:
        for near, heading in enumerate(reversed([h for h in self._headings if h.end <= offset][-4:])):
            if near and not _REVIEW.search(self._reading.norm, heading.start, heading.end):
                continue
            named = [
                t
                for t in within(self._times, heading.start, heading.end)
                if t.kind in ("plan", "year", "years", "half") and not _OF_OCCASION.match(self._reading.norm, t.end)
            ]
            if named:
                return named[0]
        return None
