"""Measures: what each number and rank in a text says about which subject, clause by clause."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from qdtui.model import Span
from qdtui.text.comparison import Change, change_before
from qdtui.text.discourse import Subject
from qdtui.text.measure.context import Context, Measure, MeasureKind
from qdtui.text.measure.counts import count
from qdtui.text.measure.group_apart import group_apart
from qdtui.text.measure.hosts import held_by
from qdtui.text.measure.in_order import CLASSES
from qdtui.text.measure.moved_apart import moved_apart
from qdtui.text.measure.nearby import Nearby
from qdtui.text.measure.paired import rated_of_paired
from qdtui.text.measure.places_apart import rates_of_places
from qdtui.text.measure.points import against_several, gaps_of_told, gaps_to_several
from qdtui.text.measure.ranks import place_rank
from qdtui.text.measure.runs import following
from qdtui.text.measure.shares import pair, relate
from qdtui.text.phrase import phrase_behind
from qdtui.text.places import innermost
from qdtui.text.quantity import Quantity, quantities
from qdtui.text.rank import Rank
from qdtui.text.reading import as_written
from qdtui.text.sentence import Sentence, each_clause
from qdtui.text.spans import within
from qdtui.text.subject import Subjects

if TYPE_CHECKING:
    from qdtui.text.reading import Reading

__all__ = ["Measure", "MeasureKind", "measures"]

_PAIRING = re.compile(r"分别|依次")
_APIECE = re.compile(
    r"(?P<names>[^，。；]{4,40}?)(?:分别|各自?)(?:新增|拥有|培育|入选|获批|有|达到?|为)?了?(?P<what>(?!增|下降|上升|超|占)[^，。；、\d]{2,16}?)?"
)
_TRADED_WITH = re.compile(
    r"对[^，。；、\d]{2,10}[和及、][^，。；\d]{2,24}(?:进出口|出口|进口)(?:总?[额值])?(?:为|达)?$"
)
"""In front of as many amounts as it names partners: 对甲国和乙国进出口9亿元和7亿元."""
_SHARE_OF_TOLD = re.compile(r"(?P<of>(?:占|恢复到|恢复至|相当于|达到|完成)[^，。；]{0,16}?)的?(?:比重)?(?:为|达)?")
_ORDERS = re.compile(rf"的?{CLASSES}[，,]?(?:分别|依次)[为是有：:]")
"""Behind a rank that only opens a list of the places that have it: 居前三位的市依次为."""
_COUNTED = re.compile(r"的(?:企业|产品|单位|项目)?(?:共|已|达到?|有|超过?|为|近|约|逾){0,3}\s?(?=[\d近约超逾])")
_TITLE_OF_TEN = re.compile(r"(?:入选|获评|荣获|评为|上榜)[^，。；]{0,14}$")
_TITLE = re.compile(r"《[^《》\n]{1,100}》")
_QUOTED = re.compile(r"[（(]\d+\.\d+, ?[-+]?\d+\.\d+, ?[-+]?\d+\.\d+%[)）]")
"""The price of a share and how it moved, behind its firm in financial news: no word of the text says so."""
_DEFINES = re.compile(r"是指|指的是")
"""A sentence that says what a word means tells no facts."""
_GROW = re.compile(
    r"(?P<names>[^，。；\d]{2,48}?)(?:均|都|也|双双|同步|全面|总体|持续|继续|稳步|平稳|较快|快速|明显|大幅)*"
    r"(?:呈|表现(?:抢眼|亮眼|突出|良好)|保持|实现|增长|提[高升]|上升|加快|回升|向好|下降|回落|扩大|改善|最[多高大快]|较[多高大快]|居多|领先|居前)"
)
"""A clause that says of several names together how they went, or that they lead."""
_LIST_MARK = re.compile(r"(?:\d{1,2}[、.．](?!\d)|[（(][一二三四五六七八九十\d]{1,2}[）)]、?)\s*(?=\w)")
"""In front of an item of a list: 1、, (二)."""
_PLACE_CLASS = re.compile(r"[两二三四五六七八九十\d]+个?(?:直辖市|省份|省区市|省|城市|地区|市|县|区县)")
"""How many places a clause lists: 天津和重庆两个直辖市."""
_PART_OF_WHOLE = re.compile(r"占[^，。；、\d]{2,14}(?:比重|比例|份额)")
_RATE = re.compile(r"占比|比重|份额|(?:同比)?增[速幅]")
_ETC = re.compile(r"等[^、]{0,6}$")


def measures(reading: Reading, extra_units: tuple[str, ...] = ()) -> Iterator[Measure]:
    """What the numbers and ranks of the running text say, in order; headings and boilerplate are left out.

    `extra_units` are counted with besides the units of `units.tsv`.
    """
    free = [q for q in _free(reading, extra_units) if not q.level]
    last = max([*(q.start for q in free), *(r.start for r in reading.ranks)], default=-1)
    if last < 0:
        return
    subjects = Subjects(reading)
    context = Context(reading, subjects)
    nearby = Nearby(reading, subjects.names)
    numbers = _Queue(free)
    ranks = _Queue(reading.ranks)
    paragraph = -1
    for sentence in reading.sentences:
        if sentence.start > last:
            return  # who is spoken of behind the last number is of no matter
        line = reading.norm.rfind("\n", 0, sentence.start)
        if line != paragraph:
            paragraph, context.last = line, None
            context.counted.clear()
        if sentence.heading or _DEFINES.search(reading.norm, sentence.start, min(sentence.end, sentence.start + 40)):
            continue
        subjects.enter(sentence)
        context.enter_sentence(sentence)
        _read(context, subjects, sentence, numbers, ranks)
        yield from map(nearby.told, context.found)


def _read(context: Context, subjects: Subjects, sentence: Sentence, numbers: _Queue, ranks: _Queue) -> None:
    empty = not (numbers.any_before(sentence.end) or ranks.any_before(sentence.end))
    # where no number stands, the first clause is mostly all that is asked for
    clauses = each_clause(context.norm, *sentence.span) if empty else context.reading.clauses(sentence)
    for clause in clauses:
        if empty and subjects.settled:
            return
        if clause.start == sentence.start and (mark := _LIST_MARK.match(context.norm, *clause)) is not None:
            clause = Span(mark.end(), clause.end)
        subject, start = subjects.clause(clause.start, clause.end)
        items = [*numbers.within(clause), *ranks.within(clause)]
        if items and subject is not None and subject.kind == "org" and subject.span is not None:
            named = subject.span  # 铁人三项世界杯赛: a number inside a name counts nothing
            items = [
                i
                for i in items
                if not (named.start < i.start + (isinstance(i, Quantity) and i.kind == "size") and i.start < named.end)
                or context.norm.startswith("等", i.start - 1)
            ]
        if items:
            items.sort(key=lambda item: item.start)
            context.enter_clause(clause, subject)
            _read_clause(context, clause, items, start)


def _read_clause(context: Context, clause: Span, items: Sequence[Quantity | Rank], at: int) -> None:
    index = 0
    while index < len(items):
        item = items[index]
        limit = items[index + 1].start if index + 1 < len(items) else clause.end
        if isinstance(item, Rank):
            if not _describes(context, item, limit):
                at = place_rank(context, item, at)
        elif run := _paired(context, items, index, at):
            at = run[-1].end
            index += len(run) - 1
        elif item.start >= at or index == 0:
            before = Span(min(at, item.start), _before_time(context, item, at))
            relative = item.kind in ("share", "ratio", "point")
            before = held_by(context, before)
            at = (relate if relative else count)(context, item, before, limit)
        index += 1


def _describes(context: Context, item: Rank, limit: int) -> bool:
    """True for a rank that only says which are counted: 产品居全球首位的有118家."""
    if _COUNTED.match(context.norm, item.end, limit + 1) is not None:
        return True
    return _ORDERS.match(context.norm, item.end, context.clause.end) is not None


def _before_time(context: Context, item: Quantity, at: int) -> int:
    """Where the words before a number end when a time stands right before it: 从2012年的 in front of 2.4万亿元."""
    end = item.start - 1 if context.norm.startswith("的", item.start - 1) else item.start
    for time in within(context.reading.times, max(at, end - 12), end):
        if time.end == end and time.start > at:
            return time.start + (context.norm[time.start] in "到至")
    return item.start


def _paired(context: Context, items: Sequence[Quantity | Rank], index: int, at: int) -> list[Quantity]:
    """The numbers that 分别 gives to as many names; empty when it does not stand here or the counts differ."""
    first = items[index]
    run = _in_one_unit(following(items, index, context.norm)) if at < first.start else []
    if len(run) < 2:
        return []
    if apiece := _apiece(context, run, Span(at, first.start)):
        return apiece
    if run[0].kind == "point" and (
        gaps_to_several(context, run) or gaps_of_told(context, run) or against_several(context, run)
    ):
        return run
    if run[0].kind == "share" and (placed := rates_of_places(context, run, at)):
        return placed
    if moved_apart(context, run):
        return run
    word = _PAIRING.search(context.norm, at, first.start)
    change = change_before(context.norm[at : first.start])
    of_each = word is None and run[0].kind == "share" and context.norm.startswith("占", at)
    if of_each and _paired_before(context, len(run)) and _share_of_told(context, run, at):
        return run
    traded = word is None and _TRADED_WITH.search(context.norm, max(0, at - 1), first.start) is not None
    if word is None and not traded and run[0].kind != "share" and (change is None or change.single):
        return []
    head = word.start() if word else first.start
    if change and (word is None or at + change.start < head):
        head = at + change.start
    if word is not None and group_apart(context, run, word.start(), word.end()):
        return run
    if word is not None and change is None and (placed := _by_place(context, run, Span(at, head))):
        return placed
    phrase = context.lead(at, head).phrase
    if word is not None and run[0].kind == "point" and _share_moved(context, run, phrase, change):
        return run
    if word is not None and _RATE.fullmatch(context.norm, *phrase) and _rates_of_told(context, run, phrase):
        return run
    etc = _ETC.search(context.norm[phrase.start : phrase.end])
    if len(run) == 2 and word is not None and context.norm.endswith(("产销", "产销量"), phrase.start, phrase.end):
        return _made_and_sold(context, run, phrase, change)
    names = context.names(Span(phrase.start, phrase.start + etc.start()) if etc else phrase)
    if not names and word is not None and phrase.start >= phrase.end and (change is None or not change.level):
        names = _named_before(context, first.start, len(run))
    if not names and word is None and phrase.start >= phrase.end and _paired_before(context, len(run)):
        return run if _told_before(context, run, change) else []
    if not names and word is not None and phrase.start >= phrase.end:
        return run if _told_before(context, run, change) or _share_of_told(context, run, word.end()) else []
    if not names and word is not None and (rated_of_paired(context, run, phrase) or _of_sectors(context, run, phrase)):
        return run
    if len(names) != len(run) and word is not None:
        names = _done_apiece(context, Span(at, phrase.end), len(run)) or names
    if len(names) != len(run):
        names = _enumerated(context.norm, phrase)  # 铝材、计算机及系统产量: 及 is inside a name
    if len(names) != len(run):
        return []
    if change is not None and _grown_apart(context, run, names, change):
        return run
    pair(context, run, names, context.norm[phrase.end : first.start])
    return run


def _done_apiece(context: Context, before: Span, count: int) -> list[Span]:
    """What several deeds of a list were done with, when they are `count`: 接待游客、实现旅游收入分别增长."""
    parts = _enumerated(context.norm, before)
    if len(parts) != count or count < 2:
        return []
    leads = [context.lead(*part) for part in parts]
    if not leads[-1].verbs or any(lead.phrase.end - lead.phrase.start < 2 for lead in leads):
        return []
    return [
        lead.phrase if n else Span(part.start, part.end)
        for n, (lead, part) in enumerate(zip(leads, parts, strict=True))
    ]


def _in_one_unit(run: list[Quantity]) -> list[Quantity]:
    """The numbers of a list, those without 元 in the money of the last: 369.5亿、252.6亿、193.6亿元."""
    if len(run) < 2 or run[-1].kind != "money" or not run[-1].yi:
        return run
    return [replace(q, kind="money", unit=run[-1].unit) if q.kind == "bare" and q.yi else q for q in run]


def _made_and_sold(context: Context, run: list[Quantity], phrase: Span, change: Change | None) -> list[Quantity]:
    """Gives two numbers to what was made and what was sold: 汽车产销分别完成267万辆和261万辆."""
    kind: MeasureKind = "growth" if run[0].kind in ("share", "ratio") and change and not change.level else "total"
    phrase = Span(phrase.start, phrase.end - context.norm.endswith("量", phrase.start, phrase.end))
    for item, word in zip(run, (phrase.end - 2, phrase.end - 1), strict=True):
        told = context.words(Span(phrase.start, phrase.end - 2)) + context.words(Span(word, word + 1)) + "量"
        context.add(item, phrase, kind, "paired", indicator=told, falls=bool(change and change.falls))
    return run


def _by_place(context: Context, run: list[Quantity], before: Span) -> list[Quantity]:
    """Gives numbers to as many places, of what was counted in their unit last: 宁波、深圳分别以182家、170家排名第三、第四."""
    told = context.counted.get(run[0].unit)
    last = context.last
    if told is None and last is not None and last.sentence is context.sentence and last.quantity is not None:
        told = last if last.quantity.kind == run[0].kind else None  # 甲国渗透率为2%，而乙国、丙国则分别达到20%、12%
    names = within(context.reading.places, *before) if told is not None else ()
    clauses = context.clauses_before(context.clause.start) if not names else ()
    if clauses and (group := _PLACE_CLASS.search(context.norm, *clauses[-1])) is not None:
        names = within(context.reading.places, clauses[-1].start, group.start())
    listed = [p for p in names if context.norm[p.end : p.end + 1] in "、和及与" or p is names[-1]]
    joined = all(context.norm[p.end : q.start] in ("、", "和", "及", "与") for p, q in pairwise(listed))
    if told is None or len(listed) != len(run) or len(names) != len(run) or not joined:
        return []
    if not clauses and context.norm[listed[-1].end : before.end].strip(" 则也均都就"):
        return []
    for item, place in zip(run, listed, strict=True):
        whose = Subject(place.region, "place", Span(place.start, place.end))
        context.add(item, told.words, told.kind, "carried", indicator=told.indicator, subject=whose)
    return run


def _named_before(context: Context, offset: int, count: int) -> list[Span]:
    """The names of the clause before, when it tells no number of them: 城镇、农村居民收入稳步提高，分别增长5%、6%."""
    before = context.clauses_before(context.clause.start)
    said = _GROW.match(context.norm, before[-1].start, before[-1].end) if before else None
    if said is None or any(m.clause == before[-1] for m in context.found):
        return []
    phrase = context.lead(*said.span("names")).phrase
    names = context.names(phrase)
    return names if len(names) == count else _enumerated(context.norm, phrase) if count > 1 else []


def _enumerated(norm: str, phrase: Span) -> list[Span]:
    """The parts of a phrase that 、 alone separates."""
    return [Span(phrase.start + m.start(), phrase.start + m.end()) for m in re.finditer("[^、]+", norm[slice(*phrase)])]


def _paired_before(context: Context, count: int) -> bool:
    """True when the clause before gave as many numbers to names: 收入分别达到9元、7元，|增长5%、6%."""
    told = context.found[-count:]
    return len(told) == count and all(m.rule == "paired" and m.clause == told[0].clause for m in told)


def _of_sectors(context: Context, run: list[Quantity], phrase: Span) -> bool:
    """Gives three numbers to the three sectors of an economy: 三次产业对经济增长的贡献分别为7%、61%、32%."""
    if len(run) != 3 or not context.norm.startswith("三次产业", phrase.start):
        return False
    rest = context.words(Span(phrase.start + 4, phrase.end))
    for item, nth in zip(run, "一二三", strict=True):
        told = as_written(context.reading, f"第{nth}产业") or f"第{nth}产业"
        kind: MeasureKind = "share" if item.kind == "share" and "增长" not in rest[-4:] else "total"
        context.add(item, phrase, kind, "paired", indicator=told + rest)
    return True


def _grown_apart(context: Context, run: list[Quantity], names: list[Span], change: Change) -> bool:
    """Gives growths to places of which no word says what grew, what the sentence before told: 甲市、乙市分别增长5%和6%."""
    last = context.last
    hosts = [innermost(context.reading.places, *name) for name in names]
    if last is None or last.kind != "growth" or run[0].kind not in ("share", "ratio") or change.level:
        return False
    if any(h is None or (h.start, h.end) != tuple(name) for h, name in zip(hosts, names, strict=True)):
        return False
    for item, name, host in zip(run, names, hosts, strict=True):
        whose = Subject(host.region if host is not None else "", "place", name)
        context.add(item, last.words, "growth", "paired", indicator=last.indicator, falls=change.falls, subject=whose)
    return True


def _told_before(context: Context, run: list[Quantity], change: Change | None) -> bool:
    """Gives what 分别增长 lists to as many numbers told before it: 营收9亿元、利润1亿元，分别增长5%、3%."""
    points = run[0].kind == "point"
    levels: tuple[str, ...] = ("total", "share") if points else ("total", "new")
    grown = context.found[-len(run) :]
    if points and len(grown) == len(run) and all(m.kind == "growth" and m.clause == grown[0].clause for m in grown):
        levels = ("growth",)
    again = not points and len(grown) == len(run) and all(m.kind == "growth" and m.rule == "paired" for m in grown)
    told = [m for m in context.found[0 if again else -len(run) :] if m.kind in levels and m.quantity is not None]
    told = told[-len(run) :]  # 同比分别增长5%、3%，环比分别增长2%、1%
    if change is None or change.level or len(told) < len(run):
        return False
    for item, measure in zip(run, told, strict=True):
        kind: MeasureKind = "growth" if item.kind in ("share", "ratio") else "change"
        context.add(
            item,
            measure.words,
            kind,
            "paired",
            indicator=measure.indicator + ("增幅" if measure.kind == "growth" else ""),
            falls=change.falls,
            subject=None if context.own else measure.subject,
        )
    return True


def _share_of_told(context: Context, run: list[Quantity], at: int) -> bool:
    """Gives the shares behind 分别占 or 分别恢复到 to as many amounts told before them."""
    said = _SHARE_OF_TOLD.fullmatch(context.norm, at, run[0].start)
    totals = [m for m in context.found if m.kind == "total" and m.quantity is not None]
    money = [m for m in totals if m.quantity and m.quantity.kind == "money"]
    told = (money if totals and totals[-1] in money else totals)[-len(run) :]
    if said is None or run[0].kind != "share" or len(told) < len(run):
        return False
    for item, measure in zip(run, told, strict=True):
        of = context.text[said.start("of") : said.end("of")]
        context.add(item, measure.words, "share", "paired", indicator=measure.indicator + of, subject=measure.subject)
    return True


def _rates_of_told(context: Context, run: list[Quantity], phrase: Span) -> bool:
    """Gives the shares behind 占比分别为 to as many numbers told before them."""
    told = [m for m in context.found if m.quantity is not None][-len(run) :]
    if run[0].kind != "share" or len(told) < len(run) or {m.kind for m in told} - {"total", "new"}:
        return False
    kind: MeasureKind = "share" if context.norm[phrase.end - 1] in "比重额" else "growth"
    for item, measure in zip(run, told, strict=True):
        said = measure.indicator + context.words(phrase) if kind == "share" else measure.indicator
        context.add(item, measure.words, kind, "paired", indicator=said, subject=measure.subject)
    return True


def _share_moved(context: Context, run: list[Quantity], phrase: Span, change: Change | None) -> bool:
    """Gives the points behind 占全国比重分别提升 to as many growths told in the clause before."""
    told = context.found[-len(run) :]
    if change is None or not _PART_OF_WHOLE.fullmatch(context.norm, *phrase) or len(told) < len(run):
        return False
    if any(m.kind != "growth" or m.quantity is None for m in told):
        return False
    for item, measure in zip(run, told, strict=True):
        said = measure.indicator + context.words(phrase)
        context.add(
            item, measure.words, "change", "paired", indicator=said, falls=change.falls, subject=measure.subject
        )
    return True


def _apiece(context: Context, run: list[Quantity], before: Span) -> list[Quantity]:
    """Gives the numbers behind 各有 to the places before it: 湖南、湖北各有4个和3个园区入选."""
    match = _APIECE.fullmatch(context.norm, before.start, before.end)
    names = context.names(Span(match.start("names"), match.end("names"))) if match else []
    found = [innermost(context.reading.places, name.start, name.end) for name in names]
    told = match is not None and match["what"] is not None
    phrase = Span(match.start("what"), match.end("what")) if match and told else None
    phrase = phrase or phrase_behind(context.norm, run[-1].end, context.clause.end)[0]
    told_of = context.counted.get(run[0].unit) if phrase.start >= phrase.end else None
    hosts = [(name, place) for name, place in zip(names, found, strict=True) if place and place.end == name.end]
    if len(names) != len(run) or len(hosts) < len(run) or (phrase.start >= phrase.end and told_of is None):
        return []
    if context.norm.startswith("对", names[0].start - 1):
        return []  # 对甲国、乙国分别出口 is the trade of the one who sells to each
    for item, (name, place) in zip(run, hosts, strict=True):
        subject = Subject(place.region, "place", name)
        if told_of is not None:
            context.add(item, told_of.words, "total", "carried", indicator=told_of.indicator, subject=subject)
        else:
            context.add(item, phrase, "total", "paired", subject=subject)
    return run


def _free(reading: Reading, extra_units: tuple[str, ...]) -> Iterator[Quantity]:
    """The quantities that are no part of a time."""
    found = quantities(reading.norm, extra_units=extra_units) if extra_units else reading.quantities
    times = reading.times if found else ()
    starts = [t.start for t in times]
    end = -1
    titles = sorted(m.span() for pattern in (_TITLE, _QUOTED) for m in pattern.finditer(reading.norm))
    for quantity in found:
        if quantity.kind == "size" and quantity.start == end:
            continue  # 180万片3英寸抛光片: the second number belongs to the thing's name
        end = quantity.end
        title = bisect_right(titles, (quantity.start, quantity.start)) - 1
        if title >= 0 and quantity.start < titles[title][1]:
            continue
        if quantity.kind == "group" and _TITLE_OF_TEN.search(reading.norm, max(0, quantity.start - 20), quantity.start):
            continue
        index = bisect_right(starts, quantity.number.start) - 1
        if index < 0 or times[index].end <= quantity.number.start:
            yield quantity


class _Queue:
    """Takes things in order of their offsets, clause by clause."""

    def __init__(self, things: Sequence[Quantity] | Sequence[Rank]) -> None:
        self._things: Sequence[Quantity | Rank] = things
        self._next = 0

    def any_before(self, end: int) -> bool:
        """True when the next one starts before `end`."""
        return self._next < len(self._things) and self._things[self._next].start < end

    def within(self, span: Span) -> list[Quantity | Rank]:
        """Those that start in `span`; what lies before it is passed over."""
        found = []
        while self._next < len(self._things) and self._things[self._next].start < span.end:
            if self._things[self._next].start >= span.start:
                found.append(self._things[self._next])
            self._next += 1
        return found
