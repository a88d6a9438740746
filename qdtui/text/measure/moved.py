"""Percentage points: by how many a share or a growth moved, or is from that of others."""

from __future__ import annotations

import re

from qdtui.model import Span
from qdtui.text.comparison import Change, change_before, gap_before
from qdtui.text.measure.context import Context
from qdtui.text.measure.places_apart import counted_places, measured_apart
from qdtui.text.phrase import Lead
from qdtui.text.quantity import Quantity

_PULL = re.compile(r"(?:拉动|带动|(?P<down>下拉))[^，。；、]{2,16}(?:增长)?$")
TURNED = re.compile(
    r"(?:(?P<down>下调|压减|压缩|压降|降低|减少|缩短|节约|节省)|上调|提高|提升)了?(?P<what>(?!了|的)(?:端到端|(?!比重|比例|占比)[^，。；、\d至到为达占]){1,18}?)(?:(?<=[周工日交排]期)达到?|(?<=时间)达到?)?[约近超]? ?$"
)
"""A verb of change with its thing between it and the number: 压减办理时限65%."""
_NEXT_BASE = re.compile(
    r"[、和及](?:分别)?(?:高于|低于)?(?P<base>全[国省市区县]|[\u4e00-\u9fff]{2,8}(?:平均(?:水平)?|省|市|[中东西]部|[中东西]部地区))(?:平均(?:水平)?)?"
)
"""All that stands between two gaps of one number: 、全省."""
_GAP_OF = re.compile(r".*(?:高于|低于|快于|慢于|高出|超出|优于)")
_RATE = re.compile(r"增速|增幅|涨幅|降幅|占比|比重")
"""Words for how much something changes or makes up, of which nothing further is told."""


def points(context: Context, item: Quantity, before: Span, words: str) -> None:
    """Reads percentage points behind `words`, which stand at `before`."""
    if _from_others(context, item, before, words):
        return
    if gap := gap_before(words):
        start = before.start + gap.start
        lead = context.lead(before.start, start)
        context.add_onto_last(item, Span(start, item.start), "change", "gap", lead, falls=gap.falls)
    elif pull := _PULL.search(words):
        start = before.start + pull.start()
        grown = next((m for m in reversed(context.found) if m.kind == "growth"), None)
        context.last = grown or context.last
        lead = context.lead(before.start, start)
        context.add_onto_last(item, Span(start, item.start), "change", "gap", lead, falls=pull["down"] is not None)
    elif change := change_before(words):
        _moved(context, item, change, context.lead(before.start, before.start + change.start))
    elif (turned := TURNED.search(words)) is not None:
        phrase = Span(before.start + turned.start("what"), before.start + turned.end("what"))
        context.add(item, phrase, "change", "before", falls=turned["down"] is not None)
    else:
        context.add(item, context.lead(before.start, before.end).phrase, "change", "before")


def _from_others(context: Context, item: Quantity, before: Span, words: str) -> bool:
    """Reads how far a number is from that of others in a bracket, or from a further one."""
    told = context.found[-1] if context.found else None
    if not words and context.against is not None and context.against[1] == item.start:
        others, end = context.against  # 高于全国平均水平（6%）|2.5个百分点
        bracket = max(context.norm.rfind(mark, others.start, end) for mark in "(（")
        context.add_onto_last(item, Span(others.start, bracket), "change", "gap", falls=others.falls)
        return True
    if (
        told is not None
        and told.rule == "gap"
        and (base := _NEXT_BASE.fullmatch(words)) is not None
        and (gap_of := _GAP_OF.match(told.indicator)) is not None
    ):  # 高于全国4个百分点、|全省5个百分点
        name = gap_of[0] + context.words(Span(before.start + base.start("base"), before.start + base.end("base")))
        context.add(item, told.words, "change", "gap", indicator=name, falls=told.falls, subject=told.subject)
        return True
    return False


def _moved(context: Context, item: Quantity, change: Change, lead: Lead) -> None:
    """Reads by how many points what stands before the verb, or what was told last, moved."""
    recent = context.found[-1] if context.found else None
    apart = recent is not None and recent.kind in ("total", "change") and lead.phrase.start >= lead.phrase.end
    if (
        apart
        and recent is not None
        and context.own
        and (counted_places(recent.indicator) or recent.rule == "paired")
        and (told_of := measured_apart(context, context.clause.start)) is not None
    ):  # 6个市州工业投资增速有所提高，其中：庆阳市提高6.7个百分点
        name = context.words(told_of[0]) + ("增幅" if told_of[1] == "growth" else "占比")
        name = recent.indicator if recent.kind == "change" else name
        context.add(item, told_of[0], "change", "paired", indicator=name, falls=change.falls)
    elif lead.phrase.start >= lead.phrase.end and recent is not None and recent.kind == "share":
        context.add(
            item,
            recent.words,
            "change",
            "carried",
            indicator=recent.indicator,
            falls=change.falls,
            subject=recent.subject,
        )
    elif lead.phrase.start >= lead.phrase.end and (last := context.last) is not None and last.kind == "growth":
        context.add(item, last.words, "change", "carried", indicator=f"{last.indicator}增幅", falls=change.falls)
        context.last = last
    elif context.norm.startswith("占", lead.phrase.start) and not context.found and (of := context.topic()):
        said = context.words(of) + context.words(lead.phrase)  # 民间投资企稳，占投资的比重提高2个百分点
        context.add(item, lead.phrase, "change", "before", indicator=said, falls=change.falls)
    else:
        last = context.last
        context.add(item, lead.phrase, "change", "before", falls=change.falls)
        if last is not None and _RATE.fullmatch(context.norm, *lead.phrase):
            context.last = last
