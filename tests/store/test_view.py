"""The SQL of a view can be copied into any client, whatever the names and values are."""

from __future__ import annotations

from datetime import date, datetime

import duckdb
import pytest

from qdtui.store.view import Cell, Filter, Op, View

NASTY = 'x\'); DROP TABLE "t"; --\0\n😀\\'


def rows(view: View) -> list[str]:
    connection = duckdb.connect()
    connection.execute('CREATE TABLE "we""ird" ("a ""b" VARCHAR, n DOUBLE, d DATE, l VARCHAR[], id VARCHAR)')
    connection.executemany(
        'INSERT INTO "we""ird" VALUES (?, ?, ?, ?, ?)',
        [
            [NASTY, 1.5, date(2024, 1, 2), ["甲", "乙"], "nasty"],
            ["100%_", 2.0, None, [], "percent"],
            [None, None, date(1999, 12, 31), None, "null"],
        ],
    )
    found = connection.execute(view.to_sql())
    place = [entry[0] for entry in found.description or ()].index("id")
    return [row[place] for row in found.fetchall()]


@pytest.mark.parametrize(
    ("column", "op", "value", "expected"),
    [
        ('a "b', "=", NASTY, {"nasty"}),
        ('a "b', "!=", NASTY, {"percent", "null"}),
        ('a "b', "=", None, {"null"}),
        ('a "b', "!=", None, {"nasty", "percent"}),
        ('a "b', "contains", "'); DROP", {"nasty"}),
        ('a "b', "contains", "%", {"percent"}),
        ('a "b', "not contains", "%", {"nasty", "null"}),
        ('a "b', "starts", "100", {"percent"}),
        ("n", "contains", "1.5", {"nasty"}),
        ("l", "contains", "乙", {"nasty"}),
        ("n", ">=", 1.5, {"nasty", "percent"}),
        ("n", "<", 2, {"nasty"}),
        ("d", ">", date(2000, 1, 1), {"nasty"}),
        ("d", "<=", datetime(2000, 1, 1), {"null"}),  # noqa: DTZ001 - a plain timestamp
        ("n", "in", (1.5, None), {"nasty", "null"}),
        ("n", "in", (), set()),
        ("n", "is null", None, {"null"}),
        ("n", "not null", None, {"nasty", "percent"}),
        ("", "sql", "n > 1.6 -- the big ones", {"percent"}),
        ("n", "<", float("inf"), {"nasty", "percent"}),
    ],
)
def test_filters_mean_what_they_say(column: str, op: Op, value: Cell | tuple[Cell, ...], expected: set[str]) -> None:
    assert set(rows(View('we"ird', filters=(Filter(column, op, value),)))) == expected


def test_nulls_come_last_in_both_directions() -> None:
    assert rows(View('we"ird', order=(("n", False),))) == ["nasty", "percent", "null"]
    assert rows(View('we"ird', order=(("n", True),))) == ["percent", "nasty", "null"]


def test_a_query_is_shown_as_it_was_written_until_it_is_sorted_or_filtered() -> None:
    sql = "SELECT 'b' AS id -- last\n;"
    assert View(sql=sql).to_sql() == "SELECT 'b' AS id -- last"
    assert rows(View(sql=sql, filters=(Filter("id", "=", "b"),), order=(("id", True),))) == ["b"]


def test_a_view_is_of_a_relation_or_a_query_and_its_filters_are_known() -> None:
    with pytest.raises(ValueError, match="either"):
        View()
    with pytest.raises(ValueError, match="either"):
        View("a", "SELECT 1")
    with pytest.raises(ValueError, match="no filter"):
        Filter("a", "~~", "b")  # type: ignore[arg-type]
