"""Sorted and filtered rows of big tables, worked out once: the numbers of the rows in their order.

DuckDB finds the first rows of an order quickly, but those in the middle of ten million only by sorting all
of them, for every page anew. So a deep page sorts the row numbers alone into a temporary table, and this
and all later pages of the same view are looked up there.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from typing import Any

from qdtui.store.connect import Reader, attach, close_off, detach, new_connection
from qdtui.store.view import View

DEEP = 5_000
"""Offsets from the nearer end up to which sorting for the page alone is quicker."""
_MOST = 3
"""Orders that are kept."""


class _Order:
    """The row numbers of one view of a table, in the order of the view, in a connection of their own."""

    def __init__(self, reader: Reader, view: View) -> None:
        self._reader = reader
        self._view = view
        self._lock = threading.Lock()
        self._made = False
        self.connection = new_connection("512MB")

    def rows(self, offset: int, limit: int) -> tuple[tuple[str, ...], tuple[str, ...], list[tuple[Any, ...]]]:
        """Columns, types and rows of a page. Raises duckdb.Error, also when interrupted."""
        with self._lock:
            if not (self._made and self._view.personal):
                attach(self.connection, self._reader.path)
                if self._view.personal:
                    close_off(self.connection)  # from here on the file stays attached: nothing can be opened again
            try:
                if not self._made:
                    self.connection.execute(
                        f"CREATE TEMP TABLE qdtui_order AS SELECT rowid AS number FROM {self._view.source}"
                        f"{self._view.where}{self._view.order_by(last=('rowid',))}"
                    )
                    self._made = True
                # A join reads only the blocks of these rows; a list of row numbers would read the whole table.
                cursor = self.connection.execute(
                    f"SELECT b.* FROM (SELECT rowid AS place, number FROM temp.qdtui_order WHERE rowid >= {offset}"
                    f" AND rowid < {offset + limit}) w JOIN {self._view.source} b ON b.rowid = w.number ORDER BY w.place"
                )
                names = tuple(str(entry[0]) for entry in cursor.description or ())
                types = tuple(str(entry[1]) for entry in cursor.description or ())
                return names, types, cursor.fetchall()
            finally:
                if not self._view.personal:
                    detach(self.connection)


class Orders:
    """The orders that were asked for last, of one snapshot."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._lock = threading.Lock()
        self._identity: tuple[int, int, int] | None = None
        self._orders: OrderedDict[str, _Order] = OrderedDict()

    def get(self, view: View) -> _Order:
        """The order of a view of a stored table, new or remembered."""
        identity = self._reader.identity()
        key = view.to_sql()
        with self._lock:
            if identity != self._identity:
                self._identity, self._orders = identity, OrderedDict()
            order = self._orders.pop(key, None) or _Order(self._reader, view)
            self._orders[key] = order
            while len(self._orders) > _MOST:
                self._orders.popitem(last=False)
            return order

    def drop(self, view: View) -> None:
        """Forget a view's order, e.g. when making it was interrupted."""
        with self._lock:
            self._orders.pop(view.to_sql(), None)


def deep(view: View, offset: int, limit: int, total: int) -> bool:
    """True when a page lies so far from where reading can begin that an order pays.

    A sorted view can be read from either end, one that is only filtered from its start.
    """
    if not (view.order or view.filters or view.one_copy):
        return False
    return (min(offset, total - offset - limit) if view.order else offset) > DEEP
