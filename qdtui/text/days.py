"""A day from its parts, if there is one."""

from __future__ import annotations

from datetime import date


def day_of(year: int, month: int, day: int) -> date | None:
    """The day; None for one that no calendar has (2月30日)."""
    try:
        return date(year, month, day)
    except ValueError:
        return None
