"""What a search has to know of a file as a whole, asked once a snapshot: its documents' lengths, days and copies, their
sums, and the terms of its index."""

from __future__ import annotations

import os
import threading
from array import array
from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import duckdb

MOST_TERMS = 500_000
"""Terms that are held in memory, with some 20 bytes each; in a file with more they are looked up by a query."""


_ROW_GROUP = 122_880
"""Rows that DuckDB hands to a thread at once."""
_THREADS = 4
"""Threads that read texts at the same time, at most."""


class Vocabulary:
    """The terms of the index in memory: to find those that contain a word takes a tenth of what a query takes."""

    def __init__(self, terms: Sequence[str], numbers: Iterable[int], frequencies: Iterable[int]) -> None:
        """Terms with their `term_id` and `df`, in the same order."""
        # One text and arrays of numbers: a string and two numbers for each term would take six times as much.
        self._text = "\n".join(("", *terms, ""))
        self._edges: dict[tuple[str, bool], tuple[int, list[int]]] = {}
        """What was asked of the ends of terms, since a query has the same characters at every key."""
        self._numbers = array("l", numbers)
        self._frequencies = array("l", frequencies)
        self._starts = array("l", [1])
        at = 1
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

    def holding(self, piece: str) -> tuple[int, list[int]]:
        """How many postings the terms have that contain `piece`, and the numbers of these terms."""
        found = self.find((), (piece,))
        return sum(df for _, df in found.values()), [number for number, _ in found.values()]

    def ending(self, char: str) -> tuple[int, list[int]]:
        """The same of the terms that end with a character."""
        return self._at_edge(char, end=True)

    def beginning(self, char: str) -> tuple[int, list[int]]:
        """The same of the terms that begin with a character."""
        return self._at_edge(char, end=False)

    def _at_edge(self, char: str, *, end: bool) -> tuple[int, list[int]]:
        known = self._edges.get((char, end))
        if known is None:
            wanted = char + "\n" if end else "\n" + char
            numbers, postings = [], 0
            at = self._text.find(wanted)
            while at >= 0:
                index = bisect_right(self._starts, at if end else at + 1) - 1
                numbers.append(self._numbers[index])
                postings += self._frequencies[index]
                at = self._text.find(wanted, at + 1)
            known = self._edges[char, end] = postings, numbers
        return known

    def _collect(self, piece: str, found: dict[str, tuple[int, int]], *, whole: bool) -> None:
        text, starts = self._text, self._starts
        at = text.find(piece, starts[0])
        while 0 <= at < starts[-1]:
            index = bisect_right(starts, at) - 1
            term = text[starts[index] : starts[index + 1] - 1]
            if term == piece if whole else piece in term:
                found[term] = self._numbers[index], self._frequencies[index]
            # To the next term: one that was found once is not looked into again.
            at = text.find(piece, starts[index + 1])


class Shelf:
    """Length, day and copies of every document, by `doc_no`: to ask for them with each search takes longer than to search."""

    __slots__ = ("_days", "_lengths", "copies")

    def __init__(
        self,
        numbers: Sequence[int],
        lengths: Sequence[int],
        days: Sequence[int],
        copies: Mapping[int, tuple[str, int]],
    ) -> None:
        """`numbers` and, in the same order, terms and days of publication since 1970; `copies` as the attribute."""
        self.copies = copies
        """Work and place among its copies, for the documents of works that have several."""
        # An array takes a tenth of a dictionary, but one by numbers that lie far apart would have too many gaps.
        dense = not numbers or (min(numbers) >= 0 and max(numbers) < 4 * len(numbers) + 1000)
        self._lengths: array[int] | dict[int, int] = _by_number(numbers, lengths, dense=dense)
        self._days: array[int] | dict[int, int] = _by_number(numbers, days, dense=dense)

    def stretches(self) -> list[tuple[int, int]]:
        """First and last number of stretches of documents, for as many threads to read.

        By itself DuckDB gives a thread 122,880 rows, so that one alone reads the texts of most files.
        """
        documents, last = (
            len(self._days),
            max(self._days, default=0) if isinstance(self._days, dict) else len(self._days),
        )
        parts = min(os.cpu_count() or 1, _THREADS) if documents < _ROW_GROUP else 1
        bounds = [last * part // parts for part in range(parts)]
        return list(zip(bounds, [*(bound - 1 for bound in bounds[1:]), last], strict=True))

    def length(self, number: int) -> int:
        """How many terms the document has."""
        return self._lengths[number]

    def published(self, number: int) -> int:
        """Its day of publication in days since 1970; `NO_DAY` without one."""
        return self._days[number]


def _by_number(numbers: Sequence[int], values: Sequence[int], *, dense: bool) -> array[int] | dict[int, int]:
    if not dense:
        return dict(zip(numbers, values, strict=True))
    made = array("l", [0]) * (max(numbers, default=-1) + 1)
    for number, value in zip(numbers, values, strict=True):
        made[number] = value
    return made


NO_DAY = -(2**31)
"""The day of a document without one, before all others."""


@dataclass(frozen=True, slots=True)
class Size:
    """Sums over the documents of a file, and what is known of each."""

    documents: int
    mean_terms: float
    """Terms of a document on average, at least 1."""
    chars: int
    """Code points of all texts."""
    shelf: Shelf
    terms: Vocabulary | None = None
    """The terms of the index, where they were read in advance."""


def size_of(connection: duckdb.DuckDBPyConnection) -> Size:
    """The sums of the file that is the connection's default database."""
    # As lists, since a tuple for each document would take several times as long.
    row = connection.execute(
        "SELECT coalesce(sum(n_chars), 0), coalesce(list(doc_no), []), coalesce(list(coalesce(n_terms, 0)), []),"
        f" coalesce(list(coalesce(CASE WHEN isfinite(published) THEN published - DATE '1970-01-01' END, {NO_DAY})), [])"
        " FROM documents"
    ).fetchone()
    chars, numbers, lengths, days = row or (0, [], [], [])
    copies = connection.execute(
        "SELECT doc_no, work_id, place FROM works JOIN documents USING (doc_id) WHERE copies > 1"
    ).fetchall()
    shelf = Shelf(numbers, lengths, days, {number: (work, place) for number, work, place in copies})
    return Size(len(numbers), max(sum(lengths) / max(len(numbers), 1), 1.0), int(chars), shelf)


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
