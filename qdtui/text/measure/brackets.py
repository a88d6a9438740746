"""Places in order of what they have, each with its count in brackets: 拥有X最多的城市是苏州（6家），其次是合肥（4家）."""

from __future__ import annotations

import re
from dataclasses import replace

from qdtui.model import Span
from qdtui.text.discourse import Subject
from qdtui.text.measure.context import Context
from qdtui.text.number import parse_number
from qdtui.text.places import innermost
from qdtui.text.quantity import Quantity
from qdtui.text.rank import Rank

_MOST = re.compile(
    r"(?:拥有|入选|获评|上榜)?(?P<what>[\u4e00-\u9fffA-Za-z“”]{2,20}?)(?:数量|总数|数)?最多的?(?:城市|省份|省区市|地区|国家|区县|县区|[省市县区])?(?:是|为|依次是|依次为)"
)
"""What the places are put in order by, in front of the first of them."""
_PLACES = re.compile(
    r"(?P<next>其次|接着|随后|然后|紧随其后)?(?:的|则|便|就)?(?:分别|依次)?(?:是|为)?(?P<names>[^，。；,;（()）]{2,40}?)(?:并列(?:第(?P<nth>[一二三四五六七八九十\d]+)[位名]?)?|以)?[（(](?:各|均为?)?"
)


def in_brackets(context: Context, item: Quantity) -> int | None:
    """Gives a count in brackets to the places in front of it; None where it is none of such an order."""
    norm = context.norm
    if item.kind != "count" or norm[item.end : item.end + 1] not in (")", "）"):
        return None
    most = next(
        (m for c in context.clauses_before(item.start) for m in [_MOST.search(norm, c.start, c.end)] if m), None
    )
    if most is None or most.end() > item.start:
        return None
    start = max(
        most.end(),
        context.clause.start,
        max(norm.rfind(mark, 0, item.start) + 1 for mark in "，,）)"),
    )
    said = _PLACES.fullmatch(norm, start, item.start)
    if said is None:
        return None
    names = context.names(Span(*said.span("names"))) or [Span(*said.span("names"))]
    hosts = []
    for name in names:
        place = innermost(context.reading.places, name.start, name.end)
        if place is None or (place.start, place.end) != (name.start, name.end):
            return None
        hosts.append(Subject(place.region, "place", name))
    nth = parse_number(said["nth"]) if said["nth"] else None
    order = int(nth) if nth else _next(context) if said["next"] else 1 if start == most.end() else None
    what = Span(*most.span("what"))
    for host in hosts:
        context.add(item, what, "total", "paired", subject=host)
        if order is not None and context.found:
            rank = Rank(item.start, item.end, order, None, "=", "")
            context.found[-1] = context.last = replace(context.found[-1], ranks=(rank,))
    return item.end + 1


def _next(context: Context) -> int | None:
    """The rank behind those that the sentence gave so far."""
    before = [m.ranks[0].rank for m in context.found if m.ranks]
    return before[-1] + sum(1 for rank in before if rank == before[-1]) if before else None
