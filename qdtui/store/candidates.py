"""Pairs of documents that may be copies of one work: of all, or, after a change, of those that it touches.

Two documents are a pair when their sketches share marks. Among the documents that share a mark each is paired with its
neighbours by day and by length alone: a phrase that thousands use would give millions of pairs, while copies stand
beside each other. A document that comes or goes thus moves others apart or together; what that changes is followed
through the pairs that hang together, and nothing else is looked at.
"""

from __future__ import annotations

import duckdb

from qdtui import __version__
from qdtui.text.sketch import APART, LEAST

SHARE = 0.25
"""The share of documents beyond which looking at what a change touches costs more than looking at all."""

_SOURCE = """
SELECT d.doc_id, d.published, d.published_year, d.path, s.letters, s.marks, s.wording, s.articles,
       {was} AS was, {now} AS now
FROM {schema}documents d JOIN {schema}sketches s USING (doc_id)
WHERE s.letters >= {least}
"""

# Rows of `qdtui_near` with their neighbours by day (0) and by length (1).
_BESIDE = """
SELECT rank AS one, mark,
       unnest([lead(rank, 1) OVER days, lead(rank, 2) OVER days, lead(rank, 3) OVER days,
               lead(rank, 1) OVER lengths, lead(rank, 2) OVER lengths, lead(rank, 3) OVER lengths]) AS other,
       unnest([0, 0, 0, 1, 1, 1]) AS by
FROM qdtui_near
WHERE {state}
WINDOW days AS (PARTITION BY mark ORDER BY rank), lengths AS (PARTITION BY mark ORDER BY letters, rank)
"""

_ALIKE = f"""
e.articles = l.articles
AND coalesce(abs(l.published - e.published) <= {APART}, true)
AND least(e.letters, l.letters) >= 0.35 * greatest(e.letters, l.letters)
-- The longer text's smallest digests lie closer together, so of a shortened copy's fewer are among them.
AND (l.wording = e.wording
     OR len(list_intersect(e.marks, l.marks)) >= 0.6 * least(len(e.marks), len(l.marks))
        * least(e.letters, l.letters) / greatest(e.letters, l.letters))
"""

_PAIRS = """
WITH beside AS ({beside}),
pairs AS (
    SELECT least(one, other) AS one, greatest(one, other) AS other
    FROM beside
    WHERE other IS NOT NULL AND {of}
    GROUP BY 1, 2
    HAVING count(*) >= 2
    UNION
    SELECT one, other
    FROM (SELECT lag(rank) OVER wordings AS one, rank AS other
          FROM {worded} WHERE now
          WINDOW wordings AS (PARTITION BY wording, articles ORDER BY rank))
    WHERE one IS NOT NULL AND {of}
)
SELECT l.rank AS later, e.rank AS earlier, l.wording = e.wording AS equal
FROM pairs p
JOIN qdtui_ranked e ON e.rank = p.one
JOIN qdtui_ranked l ON l.rank = p.other
WHERE {alike}
"""

_OF_FRONT = "(one IN (SELECT rank FROM qdtui_front) OR other IN (SELECT rank FROM qdtui_front))"
_STEPS = 2
"""Rounds of `_touch` that go one pair further each; those behind them follow chains of pairs to their ends."""

# A pair that was found to be no copies joins nothing, whatever becomes of either of the two.
_LINKS = """
SELECT p.later, p.earlier
FROM qdtui_round p
JOIN qdtui_ranked l ON l.rank = p.later
JOIN qdtui_ranked e ON e.rank = p.earlier
ANTI JOIN (SELECT doc_id, other_id FROM previous.compared
           SEMI JOIN qdtui_kept_documents k ON k.doc_id = compared.doc_id
           SEMI JOIN qdtui_kept_documents k ON k.doc_id = other_id WHERE NOT same) c
ON c.doc_id = least(l.doc_id, e.doc_id) AND c.other_id = greatest(l.doc_id, e.doc_id)
"""


def find_candidates(connection: duckdb.DuckDBPyConnection, *, previous: bool) -> bool:
    """Make `qdtui_candidates` of the documents and sketches of a file in the making: number, later, earlier, equal, and
    the days on which the two were published.

    The pairs are numbered by their later document and begin with the earliest one. With `previous` (see `find_works`)
    only the pairs whose later document a change touches are given, where that is little; True says that it was so, and
    `qdtui_touched` (doc_id, rank) then holds these documents: what is known of all others is as it was.
    """
    some = previous and _rank_with_previous(connection) and _touch(connection)
    if not some:
        _all(connection)
    connection.execute(
        "CREATE OR REPLACE TEMP TABLE qdtui_candidates AS"
        " SELECT row_number() OVER (ORDER BY f.later, f.equal DESC, f.earlier) - 1 AS number,"
        " l.doc_id AS later, e.doc_id AS earlier, f.equal, l.published AS later_day, e.published AS earlier_day"
        " FROM qdtui_pairs f"
        " JOIN qdtui_ranked l ON l.rank = f.later JOIN qdtui_ranked e ON e.rank = f.earlier ORDER BY number"
    )
    return some


def forget(connection: duckdb.DuckDBPyConnection) -> None:
    """Drop what `find_candidates` made."""
    for name in ("candidates", "pairs", "ranked", "marked", "near", "front", "round", "touched"):
        connection.execute(f"DROP TABLE IF EXISTS temp.qdtui_{name}")


def _rank(connection: duckdb.DuckDBPyConnection, source: str) -> None:
    connection.execute(
        "CREATE OR REPLACE TEMP TABLE qdtui_ranked AS SELECT doc_id, published, letters, marks, wording, articles, was, now,"
        " (row_number() OVER (ORDER BY published NULLS LAST, published_year NULLS LAST, path, doc_id, now))::INTEGER AS rank"
        f" FROM ({source})"
    )


def _all(connection: duckdb.DuckDBPyConnection) -> None:
    _rank(connection, _SOURCE.format(schema="", was="true", now="true", least=LEAST))
    connection.execute(
        "CREATE OR REPLACE TEMP TABLE qdtui_near AS WITH marked AS ("
        " SELECT rank, letters, unnest(marks[1:16]) AS mark FROM qdtui_ranked)"
        " FROM marked SEMI JOIN (SELECT mark FROM marked GROUP BY mark HAVING count(*) > 1) USING (mark)"
    )
    beside = _BESIDE.format(state="true")
    connection.execute(
        "CREATE OR REPLACE TEMP TABLE qdtui_pairs AS "
        + _PAIRS.format(beside=beside, of="true", worded="qdtui_ranked", alike=_ALIKE)
    )


def _rank_with_previous(connection: duckdb.DuckDBPyConnection) -> bool:
    """Rank the documents together with those that are gone; False when too much changed, or another qdtui wrote them."""
    count, kept, before, by = connection.execute(
        "SELECT (SELECT count(*) FROM documents), (SELECT count(*) FROM qdtui_kept_documents),"
        " (SELECT count(*) FROM previous.documents), (SELECT any_value(value) FROM previous.meta WHERE key = 'qdtui')"
    ).fetchone() or (0, 0, 0, None)
    if by != __version__ or max(count, before) - kept > SHARE * count:
        return False
    was = "d.doc_id IN (SELECT doc_id FROM qdtui_kept_documents)"
    _rank(
        connection,
        _SOURCE.format(schema="", was=was, now="true", least=LEAST)
        + " UNION ALL "
        + _SOURCE.format(schema="previous.", was="true", now="false", least=LEAST)
        + f" AND NOT ({was})",
    )
    return True


def _touch(connection: duckdb.DuckDBPyConnection) -> bool:
    """Make `qdtui_touched` and the pairs of its documents; False when these are too many."""
    connection.execute(
        "CREATE OR REPLACE TEMP TABLE qdtui_marked AS"
        " SELECT rank, letters, unnest(marks[1:16]) AS mark, was, now FROM qdtui_ranked"
    )
    _first(connection)
    connection.execute("CREATE OR REPLACE TEMP TABLE qdtui_touched AS FROM qdtui_front")
    connection.execute("CREATE OR REPLACE TEMP TABLE qdtui_pairs (later INTEGER, earlier INTEGER, equal BOOLEAN)")
    worded = (
        "(FROM qdtui_ranked SEMI JOIN (FROM qdtui_ranked SEMI JOIN qdtui_front USING (rank)) USING (wording, articles))"
    )
    beside = _BESIDE.format(state="now")
    near, whole = (_PAIRS.format(beside=beside, of=of, worded=worded, alike=_ALIKE) for of in (_OF_FRONT, "true"))
    step = 0
    while True:
        front, touched, total = connection.execute(
            "SELECT (SELECT count(*) FROM qdtui_front), (SELECT count(*) FROM qdtui_touched),"
            " (SELECT count(*) FROM qdtui_ranked)"
        ).fetchone() or (0, 0, 0)
        if not front:
            return True
        if touched > SHARE * total:
            return False
        _near(connection, "SEMI JOIN qdtui_front USING (rank)")
        connection.execute(f"CREATE OR REPLACE TEMP TABLE qdtui_round AS {near if step < _STEPS else whole}")
        connection.execute("INSERT INTO qdtui_pairs FROM qdtui_round WHERE later IN (SELECT rank FROM qdtui_front)")
        _go_on(connection)
        connection.execute("INSERT INTO qdtui_touched FROM qdtui_front")
        step += 1


def _go_on(connection: duckdb.DuckDBPyConnection) -> None:
    """Make `qdtui_front` what the pairs of the round lead to from it, over others if need be, and was not there yet.

    A round of all that is near knows pairs of documents that are not of the front, though not each: reports that
    follow one upon another hang together by the hundred, and one round for each would take seconds.
    """
    beside: dict[int, list[int]] = {}
    for later, earlier in connection.execute(_LINKS).fetchall():
        beside.setdefault(later, []).append(earlier)
        beside.setdefault(earlier, []).append(later)
    waiting = [rank for (rank,) in connection.execute("SELECT rank FROM qdtui_front").fetchall()]
    reached = set(waiting)
    while waiting:
        for rank in beside.get(waiting.pop(), ()):
            if rank not in reached:
                reached.add(rank)
                waiting.append(rank)
    connection.execute(
        "CREATE OR REPLACE TEMP TABLE qdtui_front AS SELECT doc_id, rank FROM qdtui_ranked"
        " SEMI JOIN (SELECT unnest(?::INTEGER[]) AS rank) USING (rank) ANTI JOIN qdtui_touched USING (rank)",
        [sorted(reached)],
    )


def _first(connection: duckdb.DuckDBPyConnection) -> None:
    """Make `qdtui_front` (doc_id, rank): what came, and what stands in pairs that came or went with the changes."""
    changed = "SELECT rank FROM qdtui_ranked WHERE was <> now"
    _near(connection, f"WHERE rank IN ({changed})")
    before, after = (
        f"SELECT * FROM ({_BESIDE.format(state=state)}) WHERE other IS NOT NULL" for state in ("was", "now")
    )
    connection.execute(
        "CREATE OR REPLACE TEMP TABLE qdtui_round AS WITH"
        f" before AS MATERIALIZED ({before}), after AS MATERIALIZED ({after}),"
        " moved AS (SELECT DISTINCT least(one, other) AS one, greatest(one, other) AS other"
        " FROM ((FROM before EXCEPT FROM after) UNION ALL (FROM after EXCEPT FROM before)))"
        " SELECT l.rank AS later, e.rank AS earlier FROM moved p"
        f" JOIN qdtui_ranked e ON e.rank = p.one JOIN qdtui_ranked l ON l.rank = p.other WHERE {_ALIKE}"
    )
    connection.execute(
        "CREATE OR REPLACE TEMP TABLE qdtui_front AS SELECT doc_id, rank FROM qdtui_ranked WHERE now AND (was <> now"
        " OR rank IN (SELECT later FROM qdtui_round UNION ALL SELECT earlier FROM qdtui_round)"
        " OR (wording, articles) IN (SELECT (wording, articles) FROM qdtui_ranked WHERE was <> now))"
    )


def _near(connection: duckdb.DuckDBPyConnection, which: str) -> None:
    """Make `qdtui_near`: all that share a mark with some rows of `qdtui_marked`."""
    connection.execute(
        "CREATE OR REPLACE TEMP TABLE qdtui_near AS FROM qdtui_marked"
        f" SEMI JOIN (SELECT mark FROM qdtui_marked {which}) USING (mark)"
    )
