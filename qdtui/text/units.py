"""The units that are counted in, as `units.tsv` has them."""

from __future__ import annotations

from functools import cache
from typing import Literal, NamedTuple

from qdtui.text.data import fields

QuantityKind = Literal["count", "money", "share", "point", "size", "time", "ratio", "group", "bare"]
"""`group` is 大 (七大产业), `ratio` is 倍, `bare` is a number without a unit."""


class UnitEntry(NamedTuple):
    """A unit of `units.tsv`."""

    kind: QuantityKind
    not_before: str
    """An expression for what, following, makes another word of it: 家 in 5家电器."""


@cache
def units() -> dict[str, UnitEntry]:
    """The known units."""
    return {f[0]: UnitEntry(f[1], f[2] if len(f) > 2 else "") for f in fields("units.tsv")}  # type: ignore[arg-type]
