"""Where several things that 分别 gave numbers came to from there: 占全国比重分别由9%、7%|提高到12%、8%."""

from __future__ import annotations

import re
from collections.abc import Sequence

from qdtui.text.measure.context import Context
from qdtui.text.quantity import Quantity

_CAME_TO = re.compile(
    r"(?:分别)?(?:提[高升]|上升|增[加长]|扩大|跃升|攀升|优化|调整|下降|降低|减少|回落|[提增升降])[到至为](?:了)?(?:20\d\d年的?)?"
)
"""All that stands between the numbers that things had and those that they came to."""


def moved_apart(context: Context, run: Sequence[Quantity]) -> bool:
    """Gives as many numbers to what the numbers right before them were of, in order."""
    told = context.found[-len(run) :]
    if len(told) < len(run) or told[-1].rule != "paired" or told[-1].quantity is None:
        return False
    if _CAME_TO.fullmatch(context.norm, told[-1].quantity.end, run[0].start) is None:
        return False
    if any(
        m.rule != "paired" or m.quantity is None or m.quantity.kind != q.kind for m, q in zip(told, run, strict=True)
    ):
        return False
    for item, measure in zip(run, told, strict=True):
        context.add(item, measure.words, measure.kind, "paired", indicator=measure.indicator, subject=measure.subject)
    return True
