"""What a search has to know of a file as a whole, asked once a snapshot."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass

import duckdb


@dataclass(frozen=True, slots=True)
class Size:
    """Sums over the documents of a file."""

    documents: int
    mean_terms: float
    """Terms of a document on average, at least 1."""
    chars: int
    """Code points of all texts."""
    reprints: bool
    """Whether any document is a copy of an earlier one."""


def size_of(connection: duckdb.DuckDBPyConnection) -> Size:
    """The sums of the file that is the connection's default database."""
    row = connection.execute(
        "SELECT count(*), greatest(avg(n_terms), 1), coalesce(sum(n_chars), 0),"
        " EXISTS (SELECT 1 FROM works WHERE place > 1) FROM documents"
    ).fetchone()
    documents, mean, chars, reprints = row or (0, None, 0, False)
    return Size(int(documents), float(mean or 1), int(chars), bool(reprints))


class Sizes:
    """The sums of one file, remembered for as long as connections read the same snapshot. Safe to use from several threads."""

    def __init__(self, snapshot_of: Callable[[duckdb.DuckDBPyConnection], object]) -> None:
        """`snapshot_of` tells what a connection reads, None when that is not known."""
        self._snapshot_of = snapshot_of
        self._lock = threading.Lock()
        self._known: tuple[object, Size] | None = None

    def of(self, connection: duckdb.DuckDBPyConnection) -> Size:
        """The sums of the snapshot that `connection` reads."""
        identity = self._snapshot_of(connection)
        with self._lock:
            known = self._known
        if known is not None and identity is not None and known[0] == identity:
            return known[1]
        size = size_of(connection)
        with self._lock:
            self._known = identity, size
        return size
