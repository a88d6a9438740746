"""Which documents are copies of one work: candidates by their sketches, then the texts themselves.

What comes out depends on the documents alone and not on the order in which they came. Pairs that were compared are
kept, so that an ingest reads only the texts of what is new, and joins again only what that touches.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import islice
from pathlib import Path

import duckdb

from qdtui.store.candidates import find_candidates, forget
from qdtui.store.connect import NotOursError, Reader
from qdtui.store.schema import sql_file
from qdtui.text.sketch import APART, Likeness, Profile, compare, profile

Day = tuple[date | None, int | None]
"""A publication day, or only its year."""

_PAIRS = 2_000
"""Candidate pairs that are decided together."""
_LETTERS = 4_000_000
"""Code points of texts that are held at a time."""
_PROFILES = 200
"""Texts whose shingles are held at a time."""
_MEMBERS = 12
"""Copies of a work that a further one is compared with."""


def find_works(connection: duckdb.DuckDBPyConnection, *, previous: bool) -> None:
    """Fill the tables `compared` and `works` of a new file, whose documents and sketches are there.

    `previous` says that an earlier file is attached under that name, with the documents that are kept of it in
    `qdtui_kept_documents`: their pairs are not compared again.
    """
    some = find_candidates(connection, previous=previous)
    judge = _Judge(connection, _known(connection, some=some) if previous else {})
    works = _join(_candidates(connection), judge)
    connection.execute("CREATE OR REPLACE TEMP TABLE qdtui_compared AS FROM compared WITH NO DATA")
    connection.execute("CREATE OR REPLACE TEMP TABLE qdtui_joined (doc_id VARCHAR, work_id VARCHAR)")
    _fill(connection, "qdtui_compared", ((*pair, v.shared, v.same, v.why) for pair, v in judge.given.items()))
    _fill(connection, "qdtui_joined", works.items())
    if some:
        _keep(connection)
    connection.execute("INSERT INTO compared FROM qdtui_compared ORDER BY doc_id, other_id")
    connection.execute(sql_file("works"))
    connection.execute("DROP TABLE qdtui_joined")
    connection.execute("DROP TABLE qdtui_compared")
    forget(connection)


def _known(connection: duckdb.DuckDBPyConnection, *, some: bool) -> dict[tuple[str, str], Likeness]:
    """What comparing gave before; with `some`, of the touched documents alone."""
    touched = " WHERE doc_id IN (SELECT doc_id FROM qdtui_touched) OR other_id IN (SELECT doc_id FROM qdtui_touched)"
    return {
        (one, other): Likeness(shared, same, why)
        for one, other, shared, same, why in connection.execute(
            "SELECT doc_id, other_id, shared, same, why FROM previous.compared"
            " SEMI JOIN qdtui_kept_documents k ON k.doc_id = compared.doc_id"
            f" SEMI JOIN qdtui_kept_documents o ON o.doc_id = other_id{touched if some else ''}"
        ).fetchall()
    }


def _keep(connection: duckdb.DuckDBPyConnection) -> None:
    """Keep what the previous file tells of documents that were not touched: the works that they share, and the pairs
    that were compared when the later of the two was looked at."""
    connection.execute(
        "INSERT INTO qdtui_compared SELECT c.* FROM previous.compared c"
        " JOIN qdtui_ranked one ON one.doc_id = c.doc_id AND one.was AND one.now"
        " JOIN qdtui_ranked other ON other.doc_id = c.other_id AND other.was AND other.now"
        " WHERE greatest(one.rank, other.rank) NOT IN (SELECT rank FROM qdtui_touched)"
    )
    connection.execute(
        "INSERT INTO qdtui_joined SELECT doc_id, work_id FROM previous.works SEMI JOIN qdtui_kept_documents USING (doc_id)"
        " ANTI JOIN qdtui_touched USING (doc_id) WHERE copies > 1"
    )


def anchors(path: Path) -> Mapping[str, Day]:
    """The day from which relative dates of a reprint count, where it is not its own, by the SHA-256 of its bytes.

    A day that a person set for the reprint itself stands. Empty when there is no file, or none that tells.
    """
    if not path.exists():
        return {}
    reader = Reader(path)
    try:
        with reader.open() as connection:
            return anchors_in(connection)
    except (duckdb.Error, NotOursError):
        return {}  # a file of an earlier version, which is written anew
    finally:
        reader.close()


def anchors_in(connection: duckdb.DuckDBPyConnection) -> Mapping[str, Day]:
    """The same of a file that is open. Raises duckdb.Error."""
    rows = connection.execute(
        "SELECT d.sha256, w.published, w.published_year FROM works w JOIN documents d USING (doc_id)"
        " WHERE w.place > 1 AND d.published_how IS DISTINCT FROM 'person'"
        " AND (w.published, w.published_year) IS DISTINCT FROM (d.published, d.published_year)"
    ).fetchall()
    return {sha256: (published, year) for sha256, published, year in rows}


def reprints(path: Path) -> int:
    """How many documents of the file are copies of an earlier one."""
    reader = Reader(path)
    try:
        with reader.open() as connection:
            row = connection.execute("SELECT count(*) FROM works WHERE place > 1").fetchone()
    finally:
        reader.close()
    return int(row[0]) if row else 0


_Candidate = tuple[str, str, bool, date | None, date | None]
"""A document, an earlier one that may be its work's, whether their whole wording is equal, and the days of the two."""


def _candidates(connection: duckdb.DuckDBPyConnection) -> Iterator[list[_Candidate]]:
    """Candidate pairs, those of one document together and the earliest document first."""
    # A second query ends the first one's results, and comparing asks for texts: so page by page.
    total = (connection.execute("SELECT count(*) FROM qdtui_candidates").fetchone() or (0,))[0]
    for begin in range(0, total, _PAIRS):
        yield connection.execute(
            "SELECT later, earlier, equal, later_day, earlier_day FROM qdtui_candidates"
            " WHERE number >= ? AND number < ? ORDER BY number",
            [begin, begin + _PAIRS],
        ).fetchall()


def _join(pages: Iterable[list[_Candidate]], judge: _Judge) -> dict[str, str]:
    """The work of every document that shares one, by doc_id; a work is named by its earliest document.

    A document joins a work when it is a copy of one of its documents, and contradicts none of the others:
    a text that is cut down to what two reports have in common does not make one of them. Nor does a row of reports
    in the same words become one work because each is near to the next: the first one's day counts.
    """
    works: dict[str, str] = {}
    members: dict[str, list[str]] = {}
    days: dict[str, date | None] = {}
    for page in pages:
        judge.prepare(page)
        for later, earlier, equal, later_day, earlier_day in page:
            days |= {later: later_day, earlier: earlier_day}
            work = works.get(earlier, earlier)
            if works.get(later) is not None or _apart(days[work], later_day):
                continue
            if not equal and not judge(later, earlier).same:
                continue
            others = [one for one in members.get(work, ()) if one != earlier][:_MEMBERS]
            if not equal and any(judge(later, one).why in ("figures", "days") for one in others):
                continue
            works[later] = works[work] = work
            members.setdefault(work, [work])
            if not equal:
                members[work].append(later)
    return works


def _apart(first: date | None, later: date | None) -> bool:
    """Whether a document is of another occasion than the first of a work, by their days."""
    return first is not None and later is not None and abs((later - first).days) > APART


class _Judge:
    """Compares texts, each pair once, and holds few of them at a time."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, known: Mapping[tuple[str, str], Likeness]) -> None:
        self._connection = connection
        self._known = known
        self._texts: dict[str, tuple[str, str | None, list[tuple[int, int]]]] = {}
        self._profiles: OrderedDict[str, Profile] = OrderedDict()
        self.given: dict[tuple[str, str], Likeness] = {}
        """Every answer, by the two ids in their order."""

    def __call__(self, one: str, other: str) -> Likeness:
        pair = (one, other) if one < other else (other, one)
        if pair not in self.given:
            self.given[pair] = self._known.get(pair) or compare(self._profile(one), self._profile(other))
        return self.given[pair]

    def prepare(self, page: Sequence[_Candidate]) -> None:
        """Read the texts that the candidates of a page will need, as many as may be held."""
        sure = {later for later, _, equal, *_ in page if equal}  # it joins the equal one, whatever the others are
        wanted = [
            doc_id
            for later, earlier, *_ in page
            if later not in sure and ((later, earlier) if later < earlier else (earlier, later)) not in self._known
            for doc_id in (later, earlier)
        ]
        self._texts.clear()
        self._read(dict.fromkeys(wanted))

    def _read(self, doc_ids: Iterable[str]) -> None:
        connection = self._connection
        connection.execute("CREATE OR REPLACE TEMP TABLE qdtui_wanted (doc_no INTEGER)")
        asked = list(doc_ids)
        if not asked:
            return
        connection.execute(
            "INSERT INTO qdtui_wanted SELECT doc_no FROM (SELECT doc_no, sum(n_chars) OVER (ORDER BY doc_no) AS so_far"
            " FROM documents SEMI JOIN (SELECT unnest(?::VARCHAR[]) AS doc_id) USING (doc_id)) WHERE so_far <= ? OR ?",
            [asked, _LETTERS, len(asked) == 1],
        )
        zones: dict[str, list[tuple[int, int]]] = {}
        for doc_id, start, end in connection.execute(
            'SELECT doc_id, z.start, z."end" FROM zones z SEMI JOIN'
            " (SELECT doc_id FROM documents SEMI JOIN qdtui_wanted USING (doc_no)) USING (doc_id)"
            ' ORDER BY doc_id, z.start, z."end"'
        ).fetchall():
            zones.setdefault(doc_id, []).append((start, end))
        for doc_id, text, title in connection.execute(
            "SELECT doc_id, text, title FROM documents SEMI JOIN qdtui_wanted USING (doc_no)"
        ).fetchall():
            self._texts[doc_id] = (text, title, zones.get(doc_id, []))

    def _profile(self, doc_id: str) -> Profile:
        found = self._profiles.pop(doc_id, None)
        if found is None:
            if doc_id not in self._texts:
                self._read([doc_id])
            text, title, zones = self._texts[doc_id]
            found = profile(text, zones, title)
        self._profiles[doc_id] = found
        if len(self._profiles) > _PROFILES:
            self._profiles.popitem(last=False)
        return found


def _fill(connection: duckdb.DuckDBPyConnection, table: str, rows: Iterable[tuple[object, ...]]) -> None:
    appender = connection.appender(table)
    remaining = iter(rows)
    while batch := list(islice(remaining, 20_000)):
        appender.append_rows(batch)
    appender.flush()
