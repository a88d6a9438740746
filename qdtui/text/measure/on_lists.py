"""Lists that a text makes known or speaks of, for the numbers that tell who is on them."""

from __future__ import annotations

import re

from qdtui.model import Span
from qdtui.text.measure.context import Context
from qdtui.text.quantity import Quantity

_REACH = 200
"""How far before a number, in characters, the list it speaks of may be named."""
_LISTED = re.compile(
    r"(?:^|[，,、]|在)(?P<what>[^，。；,;、在]{3,26}?)(?:公示)?(?:评选|名单|竞赛|评价|评比|认定)(?:公布)?(?:中|里|上)?[，,]?"
)
ANNOUNCED = re.compile(
    r"(?:公布|发布|公示)了?(?P<what>(?!名单)[^，。；]{4,28}?)(?:名单|评审结果|结果)?[，,。]|"
    r"(?:^|[，,。])(?P<what2>[^，。；]{4,28}?)(?:名单|评审结果|榜单|结果)(?:公布|揭晓|出炉|发布)"
)
"""A list made known by the sentence: 公布第五批省级绿色工厂名单, …名单揭晓."""
ON_LIST = re.compile(r"[^，。；、]{0,4}(?:入选|获评|上榜|入围|获批|在列|榜上有名)(?=[，,。；、]|$)")
_LIST_REACH = 600
"""How far before a number, in characters, the list may have been made known."""


def listed_in(context: Context, item: Quantity) -> Span | None:
    """What a list is of: 在国家级新型工业化产业基地评选中，…6个基地."""
    for match in _LISTED.finditer(context.norm, max(context.sentence.start, item.start - _REACH), item.start):
        return Span(match.start("what"), match.end("what"))
    return None


def announced_in(context: Context, item: Quantity) -> Span | None:
    """The list that the sentence makes known, when the number tells who is on it: 公布…名单，我市9家企业获评."""
    if not ON_LIST.match(context.norm, item.end, context.clause.end):
        return None
    for match in ANNOUNCED.finditer(context.norm, max(context.sentence.start, item.start - _REACH), item.start):
        group = "what" if match["what"] else "what2"
        return Span(match.start(group), match.end(group))
    return announced_before(context, item)


def announced_before(context: Context, item: Quantity) -> Span | None:
    """The last list that the text made known before a number, not long before."""
    start = max(context.part_start(), item.start - _LIST_REACH)
    found = list(ANNOUNCED.finditer(context.norm, start, item.start))
    if not found:
        return None
    group = "what" if found[-1]["what"] else "what2"
    return Span(found[-1].start(group), found[-1].end(group))
