"""Filters as they are typed, and the sheets of counts and descriptions as views."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from qdtui.store.read import Database
from qdtui.store.sheets import describe, value_counts
from qdtui.store.view import Filter, View
from qdtui.tui.filter_text import parse, words
from qdtui.tui.sheets import BAR_WIDTH, Sheet, bar

TYPES: Mapping[str, str] = {
    "name": "VARCHAR",
    "level": "VARCHAR",
    "value": "DOUBLE",
    "day": "DATE",
    "hosts": "VARCHAR[]",
    "end": "INTEGER",
    "sure": "BOOLEAN",
}


@pytest.mark.parametrize(
    ("text", "column", "op", "value"),
    [
        ("国家级", "name", "contains", "国家级"),
        ("= 国家级", "name", "=", "国家级"),
        ("level = 国家级", "level", "=", "国家级"),
        ("LEVEL＝国家级", "level", "=", "国家级"),
        ("level = 国家级|省级", "level", "in", ("国家级", "省级")),
        ("level != 省级", "level", "!=", "省级"),
        ("name ~ 船舶", "name", "contains", "船舶"),
        ("!~ 船舶", "name", "not contains", "船舶"),
        ("^高端", "name", "starts", "高端"),
        ("value > 5", "value", ">", 5),
        ("value ≥ 1,260.5", "value", ">=", 1260.5),
        ("value 5", "name", "contains", "value 5"),
        ("null", "name", "is null", None),
        ("value = 空", "value", "is null", None),
        ("value != null", "value", "not null", None),
        ("level 非空", "level", "not null", None),
        ("hosts = 工信局", "hosts", "contains", "工信局"),
        ("day = 2024-07", "day", "starts", "2024-07"),
        ("'= x'", "name", "contains", "= x"),
        ("sql value > 2 * 3", "", "sql", "value > 2 * 3"),
        ("sure = 是", "sure", "=", True),
    ],
)
def test_filters_are_read_as_typed(text: str, column: str, op: str, value: object) -> None:
    item = parse(text, "name", TYPES)
    assert (item.column, item.op, item.value) == (column, op, value)
    if op not in ("contains", "sql"):
        assert parse(words(item), "name", TYPES) == item, "and what is shown can be typed again"


@pytest.mark.parametrize(
    ("text", "sql"),
    [
        ("day > 2024", "\"day\" >= DATE '2025-01-01'"),
        ("day <= 2024-12", "\"day\" < DATE '2025-01-01'"),
        ("day < 2024-07", "\"day\" < DATE '2024-07-01'"),
        ("day = 2024-07-03", "\"day\" = DATE '2024-07-03'"),
    ],
)
def test_a_year_or_month_stands_for_its_days(text: str, sql: str) -> None:
    assert parse(text, "name", TYPES).to_sql() == sql


@pytest.mark.parametrize("text", ["", "value > many", "day = yesterday", "day = 2024-13", "value >", "hosts > 2"])
def test_filters_that_make_no_sense_are_refused_with_a_reason(text: str) -> None:
    with pytest.raises(ValueError, match=r"\S"):
        parse(text, "name", TYPES)


def test_drilling_into_null_and_lists_asks_for_just_those_rows(made: Path) -> None:
    database = Database(made)
    sheet = Sheet.rows("indicators").counts("hosts")
    for value, rows in ((["海州", "省"], 6), (["云岭", "省"], 4), (None, 0)):
        assert database.page(sheet.drilled(value).view, 0, 10).total == rows


def test_counts_and_descriptions_are_views_with_sql_of_their_own(made: Path) -> None:
    database = Database(made)
    view = View(relation="indicators", filters=(Filter("value", ">", 10),))
    counts = database.page(value_counts(view, "measure"), 0, 10)
    assert [row[:3] for row in counts.rows] == [("total", 5, 71.4), ("growth", 1, 14.3), ("share", 1, 14.3)]
    described = database.page(describe(view), 0, 50)
    assert {row[0]: row[3] for row in described.rows}["measure"] == 3


def test_bars_are_exact_to_an_eighth_of_a_cell() -> None:
    assert [bar(share) for share in (1.0, 0.5, 1 / (8 * BAR_WIDTH), 0.0)] == [
        "█" * BAR_WIDTH,
        "█" * (BAR_WIDTH // 2),
        "▏",
        "▏",
    ]


def test_a_whole_number_that_was_drilled_into_is_said_as_it_stands_in_the_table() -> None:
    assert words(Filter("value", "=", 2.0)) == "value = 2"
    assert words(Filter("value", "in", (1698000000.0, 0.5))) == "value = 1698000000|0.5"
