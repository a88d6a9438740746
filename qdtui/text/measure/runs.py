"""Numbers that follow each other in a list."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from qdtui.text.quantity import Quantity
from qdtui.text.rank import Rank

_MARKS = ("、", "和", "及", "与", "以及", "，", ",")
_LONGEST_LIST = 12


def as_in_list(item: Quantity, first: Quantity) -> Quantity:
    """`item` with the comparing word that stands before the first of its list: 超过98%、85%."""
    if item.comparator == "=" and item.kind == first.kind and first.start < first.number.start:
        return replace(item, comparator=first.comparator)
    return item


def following(items: Sequence[Quantity | Rank], index: int, norm: str) -> list[Quantity]:
    """The quantities from `index` on that only list marks separate."""
    run: list[Quantity] = []
    for item in items[index : index + _LONGEST_LIST]:
        if not isinstance(item, Quantity):
            break
        if run and norm[run[-1].end : item.start] not in _MARKS:
            break
        run.append(item)
    return run
