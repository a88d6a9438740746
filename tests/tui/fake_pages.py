"""Page sources for grids without a database: rows made on demand, held back, or failing."""

from __future__ import annotations

from collections.abc import Callable
from threading import Event
from typing import Any

from qdtui.store.pages import Page


class FakePages:
    """`total` rows made by `make(row)`; `gate`, when given, holds every page back until it is set."""

    def __init__(
        self,
        columns: dict[str, str],
        make: Callable[[int], tuple[Any, ...]],
        total: int,
        gate: Event | None = None,
    ) -> None:
        self.columns = columns
        self.make = make
        self.total = total
        self.gate = gate
        self.growing = False
        self.asked: list[int] = []
        self.cancelled = 0

    def page(self, offset: int, limit: int) -> Page:
        self.asked.append(offset)
        if self.gate is not None:
            self.gate.wait(5)
        rows = [self.make(row) for row in range(offset, min(offset + limit, self.total))]
        return Page(tuple(self.columns), tuple(self.columns.values()), rows, self.total)

    def cancel(self) -> None:
        self.cancelled += 1
        if self.gate is not None:
            self.gate.set()


class BrokenPages:
    """A source whose every page fails with `error`."""

    def __init__(self, error: Exception) -> None:
        self.error = error
        self.growing = False

    def page(self, offset: int, limit: int) -> Page:
        raise self.error

    def cancel(self) -> None:
        pass
