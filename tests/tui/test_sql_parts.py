"""What the SQL place is made of, without a screen: completion, statements, the history of queries."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from qdtui.tui.sql_complete import Catalog, complete
from qdtui.tui.sql_desk import Desk
from qdtui.tui.sql_history import KEPT, Entry, History, matching
from qdtui.tui.sql_text import statement_at, statements

CATALOG = Catalog(
    {
        "clusters": {"name": "VARCHAR", "level": "VARCHAR", "end": "INTEGER"},
        "documents": {"doc_id": "VARCHAR", "title": "VARCHAR"},
    },
    ["count", "coalesce"],
    ["SELECT", "FROM", "WHERE", "GROUP", "END"],
    frozenset(["end", "select", "from"]),
)


def offered(sql: str, *, asked: bool = False) -> list[str]:
    """What is offered at the | in `sql`."""
    at = sql.index("|")
    found = complete(sql.replace("|", "", 1), at, CATALOG, asked=asked)
    return [candidate.text for candidate in found.candidates] if found else []


@pytest.mark.parametrize(
    ("sql", "first"),
    [
        ("sel|", ["select"]),
        ("SEL|", ["SELECT"]),
        ("SELECT n| FROM clusters", ["name"]),
        ("SELECT c.| FROM clusters c JOIN documents AS d USING (doc_id)", ["name", "level", '"end"']),
        ("SELECT d.ti| FROM clusters c, documents d", ["title"]),
        ("SELECT clusters.l| FROM clusters", ["level"]),
        ("SELECT * FROM cl|", ["clusters"]),
        ("SELECT * FROM clusters JOIN do|", ["documents"]),
        ("WITH x AS (SELECT name, count(*) AS n FROM clusters GROUP BY 1) SELECT x.| FROM x", ["name", "n"]),
        ("WITH few(a, b) AS (SELECT 1, 2) SELECT * FROM f|", ["few"]),
        ("SELECT q.| FROM (SELECT *, 1 AS one FROM documents) q", ["doc_id", "title", "one"]),
        ("SELECT e| FROM clusters", ['"end"', "end"]),
        ("SELECT * FROM clusters WHERE level = 'x' AND na|; SELECT 1", ["name"]),
        ("SELECT 1; SELECT ti| FROM documents", ["title"]),
        ("SELECT x.na|", ["name"]),
    ],
)
def test_completion_knows_what_could_stand_here(sql: str, first: list[str]) -> None:
    assert offered(sql)[: len(first)] == first


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT 'cl|u'",
        "-- cl|",
        "SELECT 12|",
        "SELECT * FROM |",
        "SELECT name| FROM clusters",
        "SELECT * FROM clusters c|",
        "SELECT Select|",
    ],
)
def test_completion_keeps_quiet_where_it_would_disturb(sql: str) -> None:
    assert offered(sql) == []


def test_completion_can_be_asked_for_where_nothing_is_typed_yet() -> None:
    assert offered("SELECT * FROM |", asked=True) == ["clusters", "documents"]


def test_statements_are_split_around_strings_comments_and_quotes() -> None:
    sql = "-- a; b\nSELECT '；;' AS \"x;y\"; /* ; */\n\nSELECT $$;$$; "
    assert [found.text for found in statements(sql)] == ["SELECT '；;' AS \"x;y\"", "SELECT $$;$$"]
    assert all(sql[found.start : found.end] == found.text for found in statements(sql))


def test_the_statement_at_the_cursor_is_the_one_a_person_means() -> None:
    sql = "SELECT 1;\n\nSELECT 2;\n-- end\n"
    chosen = [statement_at(sql, at) for at in (0, 9, 10, 12, 20, len(sql))]
    assert [found.text if found else None for found in chosen] == [
        "SELECT 1",
        "SELECT 1",
        "SELECT 2",
        "SELECT 2",
        "SELECT 2",
        "SELECT 2",
    ]
    assert statement_at("-- nothing", 3) is None


def test_history_is_searched_by_words_newest_first_each_text_once(tmp_path: Path) -> None:
    history = History(tmp_path / "state" / "history.jsonl")
    for sql in ("SELECT a FROM t", "SELECT b FROM t", "SELECT a FROM t"):
        history.add(Entry(sql, "2024-07-03 14:02", "ok", 1, 2.0))
    with (tmp_path / "state" / "history.jsonl").open("a", encoding="utf-8") as file:
        file.write("{broken\n[]\n")
    assert [entry.sql for entry in matching(history.entries(), "from t")] == ["SELECT a FROM t", "SELECT b FROM t"]
    assert matching(history.entries(), "from x") == []


def test_the_history_does_not_grow_without_end(tmp_path: Path) -> None:
    path = tmp_path / "history.jsonl"
    line = json.dumps({"sql": "SELECT 1", "at": "", "outcome": "ok", "rows": 1, "milliseconds": 1.0})
    path.write_text(f"{line}\n" * 2 * KEPT, encoding="utf-8")
    History(path).add(Entry("SELECT 2", "", "ok", 1, 1.0))
    assert len(path.read_text(encoding="utf-8").splitlines()) == KEPT
    assert History(path).entries()[-1].sql == "SELECT 2"


def test_a_state_folder_that_cannot_be_written_stops_nothing(tmp_path: Path) -> None:
    (tmp_path / "state").write_text("a file where the folder should be")
    desk = Desk(tmp_path / "state")
    desk.read()
    desk.buffer.text, desk.buffer.changed = "SELECT 1", True
    desk.write()
    desk.history.add(Entry("SELECT 1", "", "ok", 1, 1.0))
    desk.close()
    desk.read()
    assert desk.buffer.text == ""
    assert desk.history.entries() == []
