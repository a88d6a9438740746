"""Times at which somebody was told something, which date nothing of what was told."""

from __future__ import annotations

import re

from qdtui.text.periods import Time

_TOLD_BY = re.compile(r"记者$")
_TOLD_TODAY = re.compile(r"从[^，。\d]{2,24}(?:获悉|了解到|得知)")
_TOLD_ON = re.compile(r"[，,]?(?:本报|本网|本台)?记者(?:从[^，。\d]{2,24}|[^，。\d]{0,4})(?:获悉|了解到|得知)")
"""Behind the day on which a reporter was told: what was told is of another time."""


def only_told(norm: str, time: Time) -> bool:
    """True for the day on which a reporter was told: 记者今天从税务局获悉."""
    if _TOLD_ON.match(norm, time.end) is not None:
        return True
    return _TOLD_BY.search(norm, max(0, time.start - 2), time.start) is not None and (
        _TOLD_TODAY.match(norm, time.end) is not None
    )
