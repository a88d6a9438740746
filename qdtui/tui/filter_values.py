"""The values that a filter being typed may mean: the commonest ones of its column that fit, also by pinyin initials."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Final

from qdtui.tui.cells import is_number
from qdtui.tui.filter_text import value_at
from qdtui.tui.initials import stands_in
from qdtui.tui.place import Place
from qdtui.tui.sheets import Sheet

if TYPE_CHECKING:
    from qdtui.store.read import Database, ValueCount

MOST: Final = 1_000
"""Values of a column that are looked through."""
SUGGESTED: Final = 4
"""Values that are shown."""


def value_typed(text: str, here: str, types: Mapping[str, str]) -> tuple[str, str] | None:
    """The column and the value that is being typed; None where values are not texts."""
    if text[:4].lower() == "sql ":
        return None
    column, at = value_at(text, here, types)
    kind = types.get(column, "")
    return None if not kind or is_number(kind) or kind.endswith("[]") else (column, text[at:])


class Values:
    """The values of the columns of a sheet, each read when it is asked for first."""

    def __init__(self, place: Place, sheet: Sheet, arrived: Callable[[], None]) -> None:
        """`arrived` is called when the values of a column have been read."""
        self._place = place
        self._view = sheet.view
        self._arrived = arrived
        self._known: dict[str, list[str]] = {}

    def fitting(self, column: str, typed: str) -> list[str]:
        """The values in which `typed` stands, as written or as initials, the commonest first."""
        if column not in self._known:
            self._known[column] = []
            self._read(column)
        wanted = typed.strip().casefold()
        return [value for value in self._known[column] if value != typed and stands_in(wanted, value.casefold())]

    def _read(self, column: str) -> None:
        def read(database: Database) -> list[ValueCount]:
            return database.value_counts(self._view, column, MOST)

        def take(found: list[ValueCount]) -> None:
            self._known[column] = [entry.value for entry in found if isinstance(entry.value, str) and entry.value]
            self._arrived()

        # Without values there is nothing to suggest, and the filter can be typed all the same.
        self._place.ask(read, take, group=f"values of {column}", fail=lambda _: None)
