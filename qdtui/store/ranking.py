"""Ranking documents by BM25 over the postings of a query's terms, and one document for each work.

One short query brings the postings, the rest is done here: planning a query that ranks takes DuckDB several times as
long as running it, and a person who types waits for it at every key.
"""

from __future__ import annotations

import heapq
import math
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

import duckdb

from qdtui.store.sizes import Size

__all__ = ["Matches", "Ranks", "matches", "ranked"]

# The join reads only the terms' stretches of the sorted postings; a list of them in WHERE reads all.
_POSTINGS = """
SELECT slot, list(doc_no), list(tf)
FROM (
    SELECT w.slot, p.doc_no, sum(p.tf)::INTEGER AS tf
    FROM postings p
    JOIN (SELECT unnest($slots::INTEGER[]) AS slot, unnest($terms::INTEGER[]) AS term_id) w USING (term_id)
    GROUP BY w.slot, p.doc_no
)
GROUP BY slot
"""

Ranks = list[tuple[int, float]]
"""`doc_no` and score of the documents found, best first."""


@dataclass(frozen=True, slots=True)
class Matches:
    """Which documents the index has for a query. A slot is a place of the query that any of its terms can fill."""

    slots: Sequence[Mapping[int, int]]
    """For every slot the documents that fill it (`doc_no`), with how often."""
    needs: Sequence[Sequence[int]]
    """For every word the numbers of its slots."""
    size: Size

    def every(self) -> set[int]:
        """The documents that fill all slots."""
        return self._filling(range(len(self.slots)))

    def some(self) -> set[int]:
        """The documents that have any of the words: all slots of it."""
        return set().union(*(self._filling(need) for need in self.needs if need))

    def _filling(self, which: Iterable[int]) -> set[int]:
        fewest, *others = sorted((self.slots[number] for number in which), key=len)
        found = set(fewest)
        for slot in others:
            found.intersection_update(slot)
        return found

    def filled(self, number: int) -> int:
        """How many slots a document fills."""
        return sum(number in slot for slot in self.slots)

    def scores(self, numbers: Iterable[int]) -> dict[int, float]:
        """The BM25 score of each of these documents, 0 for one that fills no slot."""
        size = self.size
        length = size.shelf.length
        scores = dict.fromkeys(numbers, 0.0)
        for slot in self.slots:
            weight = 2.2 * math.log(1 + (size.documents - len(slot) + 0.5) / (len(slot) + 0.5))
            for number in scores.keys() & slot.keys() if len(slot) < len(scores) else scores:
                if often := slot.get(number):
                    fraction = often / (often + 1.2 * (0.25 + 0.75 * length(number) / size.mean_terms))
                    scores[number] += weight * fraction
        return scores


def matches(connection: duckdb.DuckDBPyConnection, words: Sequence[Sequence[Collection[int]]], size: Size) -> Matches:
    """Look up the postings of words, each given by its slots, and each of those by the ids of its terms."""
    numbers: list[int] = []
    terms: list[int] = []
    needs: list[list[int]] = []
    count = 0
    for word in words:
        needs.append(list(range(count, count + len(word))))
        for number, ids in enumerate(word, count):
            numbers += [number] * len(ids)
            terms += ids
        count += len(word)
    slots: list[Mapping[int, int]] = [{} for _ in range(count)]
    if terms:
        found = connection.execute(_POSTINGS, {"slots": numbers, "terms": terms})
        for slot, documents, often in found.fetchall():
            slots[slot] = dict(zip(documents, often, strict=True))
    return Matches(slots, needs, size)


def ranked(
    found: Mapping[int, tuple[float, float]], size: Size, limit: int, *, all_copies: bool = False
) -> tuple[Ranks, int]:
    """The best `limit` documents, and how many there are.

    `found` gives by `doc_no` what comes first and then the score, both greater for what is better; of equal ones the
    later published comes first. Of the copies of a work only the first that is found counts, unless `all_copies`.
    """
    shelf = size.shelf
    if shelf.copies and not all_copies:
        first: dict[str, tuple[int, int]] = {}
        for number in found.keys() & shelf.copies.keys():
            work, place = shelf.copies[number]
            first[work] = min(first.get(work, (place, number)), (place, number))
        stand = {number for _, number in first.values()}
        found = {number: keys for number, keys in found.items() if number not in shelf.copies or number in stand}

    def key(number: int) -> tuple[float, float, int, int]:
        before, score = found[number]
        return -before, -score, -shelf.published(number), number

    order = heapq.nsmallest(limit, found, key=key) if limit < len(found) else sorted(found, key=key)
    return [(number, found[number][1]) for number in order], len(found)
