"""What a search has to know of a file as a whole, asked once a snapshot: its sums, and the terms of its index."""

from __future__ import annotations

import threading
from array import array
from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

import duckdb

MOST_TERMS = 500_000
"""Terms that are held in memory, with some 20 bytes each; in a file with more they are looked up by a query."""


class Vocabulary:
    """The terms of the index in memory: to find those that contain a word takes a tenth of what a query takes."""

    def __init__(self, terms: Sequence[str], numbers: Iterable[int], frequencies: Iterable[int]) -> None:
        """Terms with their `term_id` and `df`, in the same order."""
        # One text and arrays of numbers: a string and two numbers for each term would take six times as much.
        self._text = "\n".join((*terms, ""))
        self._numbers = array("l", numbers)
        self._frequencies = array("l", frequencies)
        self._starts = array("l", [0])
        at = 0
        for term in terms:
            at += len(term) + 1
            self._starts.append(at)

    def find(self, exact: Iterable[str], inside: Iterable[str]) -> dict[str, tuple[int, int]]:
        """Number and frequency of the terms that are one of `exact`, or contain one of `inside`."""
        found: dict[str, tuple[int, int]] = {}
        for piece in inside:
            self._collect(piece, found, whole=False)
        for piece in exact:
            self._collect(piece, found, whole=True)
        return found

    def _collect(self, piece: str, found: dict[str, tuple[int, int]], *, whole: bool) -> None:
        text, starts = self._text, self._starts
        at = text.find(piece)
        while 0 <= at < starts[-1]:
            index = bisect_right(starts, at) - 1
            term = text[starts[index] : starts[index + 1] - 1]
            if term == piece if whole else piece in term:
                found[term] = self._numbers[index], self._frequencies[index]
            # To the next term: one that was found once is not looked into again.
            at = text.find(piece, starts[index + 1])


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
    terms: Vocabulary | None = None
    """The terms of the index, where they were read in advance."""


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

    def learn(self, connection: duckdb.DuckDBPyConnection) -> None:
        """Read the terms of the index, which makes the next searches quicker; takes as long as a search or two."""
        size = self.of(connection)
        identity = self._snapshot_of(connection)
        if size.terms is not None or identity is None:
            return
        rows = connection.execute(f"SELECT term, term_id, df FROM terms LIMIT {MOST_TERMS + 1}").fetchall()
        if not rows or len(rows) > MOST_TERMS:
            return
        known = Vocabulary([row[0] for row in rows], (row[1] for row in rows), (row[2] for row in rows))
        with self._lock:
            if self._known is not None and self._known[0] == identity:
                self._known = identity, replace(size, terms=known)
