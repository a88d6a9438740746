"""Percentage points that a clause lists: gaps to several others, of several numbers, and against several times."""

from __future__ import annotations

import re
from collections.abc import Sequence

from qdtui.text.measure.context import Context
from qdtui.text.quantity import Quantity

_GAPS = re.compile(r"[比较](?P<of>[^，。；]{2,40}?)分别(?:(?P<up>高出?|快|多)|低|慢|少)了?$")
_GAPS_ALONE = re.compile(
    r"(?:增[幅速])?(?:分别)?(?:(?P<up>高于|快于|高出|领先于?)|低于|慢于|落后于?)(?P<of>[^，。；\d]{2,30})"
)
"""All that stands in front of the gaps of one number to several: 高于全国、全省."""
_GAPS_OF_TOLD = re.compile(
    r"(?:(?:增[幅速]|涨幅|占比|比重))?分别"
    r"(?:(?:(?P<up>高于|快于|高出|领先于?)|低于|慢于|落后于?)(?P<base>[^，。；、和及与\d]{1,12}?)"
    r"|[比较](?P<base2>[^，。；、和及与\d]{1,14}?)(?:(?P<up2>高出?|快)|低|慢))了?[约近超]?"
    r"|[比较](?P<base3>[^，。；、和及与\d]{1,14}?)分别(?:(?P<up3>高出?|快)|低|慢)了?[约近超]?"
    r"|(?:(?P<up4>高于|快于|高出|领先于?)|低于|慢于)(?P<base4>[^，。；、和及与分\d]{1,12})"
)
"""All that stands in front of the gaps of as many growths told before: 增幅分别高于全省."""
_AGAINST = re.compile(
    r"(?P<what>[^，。；]{0,12}?)(?:分别[比较](?P<times>[^，。；]{3,40}?)(?:分别)?|[比较](?P<times2>[^，。；]{3,40}?)分别)(?:(?P<up>回升|提[高升]|加快|上升|扩大|增加)|回落|下降|放缓|降低|收窄|减少|减慢)了?"
)
"""A change of one growth against several times: 增速分别较1—2月和一季度回落."""
_MORE_THAN = re.compile(
    r"^[，,（(]?(?:仅|只|也)?比(?P<base>(?!例|重|上|去|前|同)[^，。；\d]{2,14}?)(?:还|仅|只|要)?(?:(?P<up>多|高)|少|低)(?:了|出)*$"
)
"""In front of how many more or fewer than somebody else has: 比深圳还多16家."""
_OF_LAST = re.compile(r"(?:累计|当月)?(?:增[幅速]|涨幅|降幅)?")
_BRACKET = re.compile(r"[（(][^（()）]*[）)]")


def gaps_to_several(context: Context, run: Sequence[Quantity]) -> bool:
    """Gives the points that 比全省和全国分别高 lists to as many gaps of the number before."""
    last = context.last
    said = _GAPS.search(context.norm, context.clause.start, run[0].start)
    said = said or _GAPS_ALONE.fullmatch(context.norm, context.clause.start, run[0].start)
    bases = re.split("和|、|及|与", _BRACKET.sub("", said["of"])) if said is not None else []
    if said is None or last is None or last.sentence is not context.sentence or len(bases) != len(run):
        return False
    up = said["up"] is not None
    for item, base in zip(run, bases, strict=True):
        told = f"{last.indicator}{'增长' if last.kind == 'growth' else ''}{'高于' if up else '低于'}{base}"
        context.add(item, last.words, "change", "gap", indicator=told, falls=not up, subject=last.subject)
    context.last = last
    return True


def gaps_of_told(context: Context, run: Sequence[Quantity]) -> bool:
    """Gives the points behind 分别高于全省 to as many growths or shares told in the clause before."""
    said = _GAPS_OF_TOLD.fullmatch(context.norm, context.clause.start, run[0].start)
    told = context.found[-len(run) :]
    if said is None or len(told) < len(run) or any(m.kind not in ("growth", "share") for m in told):
        return False
    if "分别" not in said[0] and (len(run) < 2 or any(m.rule != "paired" or m.clause != told[0].clause for m in told)):
        return False  # A、B分别增长6%和5%，快于全国3和2个百分点
    up = bool(said["up"] or said["up2"] or said["up3"] or said["up4"])
    group = next(name for name in ("base", "base2", "base3", "base4") if said[name])
    base = context.text[said.start(group) : said.end(group)]
    for item, measure in zip(run, told, strict=True):
        grown = "增长" if measure.kind == "growth" else ""
        name = f"{measure.indicator}{grown}{'高于' if up else '低于'}{base}"
        context.add(item, measure.words, "change", "gap", indicator=name, falls=not up, subject=measure.subject)
    return True


def against_several(context: Context, run: Sequence[Quantity]) -> bool:
    """Gives the points behind 分别较A和B回落 to the growth or share that is compared with as many times."""
    said = _AGAINST.fullmatch(context.norm, context.clause.start, run[0].start)
    if said is None or len([t for t in re.split("、|和|及|与", said["times"] or said["times2"]) if t]) != len(run):
        return False
    last = next((m for m in reversed(context.found) if m.kind in ("growth", "share")), None)
    if last is None or last.sentence is not context.sentence or not _OF_LAST.fullmatch(said["what"]):
        return False
    falls = said["up"] is None
    for item in run:
        name = f"{last.indicator}增幅" if last.kind == "growth" else last.indicator
        context.add(item, last.words, "change", "carried", indicator=name, falls=falls, subject=last.subject)
    context.last = last
    return True


def more_than(context: Context, item: Quantity, words: str) -> bool:
    """Gives how many more or fewer than somebody else has to the number told last: 83家，比某市多16家."""
    if item.kind not in ("count", "money", "size") or not context.found or "比" not in words:
        return False
    more, last = _MORE_THAN.search(words), context.found[-1]
    same = last.quantity is not None and last.quantity.unit == item.unit and last.kind in ("total", "new")
    if more is None or not same:
        return False
    of = more["base"].rpartition("的")[2] or more["base"]
    name = f"{last.indicator}{'高于' if more['up'] else '低于'}{of}"
    return context.add(item, last.words, "change", "gap", indicator=name, falls=more["up"] is None) is not None
