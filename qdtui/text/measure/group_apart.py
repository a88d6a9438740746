"""Numbers that 分别 gives to the names of a group that is counted: 电池、光伏两大行业产值分别增长9%和7%."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from qdtui.model import Span
from qdtui.text.comparison import change_before
from qdtui.text.listing import small_number
from qdtui.text.measure.context import Context, MeasureKind
from qdtui.text.quantity import Quantity
from qdtui.text.spans import within

_GROUP = re.compile(
    r"(?P<names>[^，。；：\d（(]{3,60}?)(?P<n>[两二三四五六七八九十]|\d{1,2})[大个类种](?:重点|主导|支柱|优势|传统|新兴)?"
    r"(?:行业|产业|领域|板块|产品|门类|集群)(?P<of>[^，。；、\d]{2,12}?)(?:同比|完成|实现)*"
)
"""In front of 分别: the names of a group, how many they are and what is measured of each."""
_SPLIT = re.compile(r"[、和及与]")
_OPENS = re.compile(r"[，,：:]?(?:其中|全[国省市县区]|[我本][省市县区])?[，,：:]?")


def group_apart(context: Context, run: Sequence[Quantity], head: int, end: int) -> bool:
    """Gives the numbers of `run` to the names of the group before 分别, which stands from `head` to `end`."""
    norm = context.norm
    change = change_before(norm[end : run[0].start])
    said = _GROUP.fullmatch(norm, _start(context, head), head)
    if said is None or small_number(said["n"]) != len(run):
        return False
    splits = [
        said.start("names") - 1,
        *(m.start() for m in _SPLIT.finditer(norm, *said.span("names"))),
        said.end("names"),
    ]
    names = [Span(one + 1, other) for one, other in pairwise(splits)]
    if len(names) != len(run) or any(name.end - name.start < 2 for name in names):
        return False
    group = context.found[-1] if context.found else None
    if group is not None and group.quantity is not None and said.start() < group.quantity.start < head:
        context.found.pop()  # the names are told one by one: how many they are says nothing more
    of = context.words(Span(*said.span("of")))
    grows = change is not None and not change.level
    for item, name in zip(run, names, strict=True):
        kind: MeasureKind = "total"
        if item.kind == "share":
            kind = "growth" if grows else "share"
        elif item.kind == "point" or grows:
            kind = "change"
        context.add(item, name, kind, "paired", indicator=context.words(name) + of, falls=bool(change and change.falls))
    return True


def _start(context: Context, head: int) -> int:
    """Where the words of the clause begin behind the times and the 其中 it opens with."""
    _, start = context.subjects.lead(context.clause.start, context.clause.end)
    start = max([start, *(t.end for t in within(context.reading.times, context.clause.start, head))])
    opened = _OPENS.match(context.norm, start, head)
    return opened.end() if opened is not None else start
