"""One extractor on one document: what is kept, what is dropped, and what is said of it."""

from __future__ import annotations

import pickle
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

import pytest

from qdtui.contract import contract_breach
from qdtui.extract import MAX_ROWS, Extraction, check_row, describe, run_extractor
from qdtui.model import Column, Document, Row, Span, Table, Value

DOC = Document(doc_id="d", path="d.txt", text="青岛有39家单项冠军企业。😀完")
TABLE = Table(
    "facts",
    "Facts.",
    (
        Column("word"),
        Column("number", "DOUBLE"),
        Column("count", "INTEGER"),
        Column("day", "DATE"),
        Column("names", "VARCHAR[]"),
        Column("sure", "BOOLEAN"),
        Column("level", allowed=("国家级", "省级")),
    ),
    key=("word",),
)


class Fixed:
    """An extractor that yields what it is given."""

    name = "fixed"
    version = "1"
    tables = (TABLE,)

    def __init__(self, *rows: Any) -> None:
        self.rows = rows

    def extract(self, doc: Document) -> Iterable[Row]:
        yield from self.rows


def run(*rows: Any) -> Extraction:
    return run_extractor(Fixed(*rows), DOC, {})


def row(values: dict[str, Value], start: int = 0, end: int = 2, **rest: Any) -> Row:
    return Row("facts", values, start, end, **rest)


def test_good_rows_are_kept_with_their_values_and_spans() -> None:
    values: dict[str, Value] = {
        "word": "青岛",
        "number": 39,
        "day": date(2025, 1, 2),
        "names": ["a", "b"],
        "sure": True,
    }
    result = run(row(values, 0, 2, confidence=1, cells={"number": Span(3, 5)}))
    assert result.error is None
    assert result.rows[0].values == values
    assert type(result.rows[0].values["number"]) is float
    assert result.rows[0].cells == {"number": Span(3, 5)}


@pytest.mark.parametrize(
    ("bad", "reason"),
    [
        (row({}, 0, 1000), "span 0–1000 is not inside the text of 15 characters"),
        (row({}, 3, 3), "span 3–3 is not inside"),
        (row({}, -1, 3), "span -1–3 is not inside"),
        (row({}, True, 3), "not made of whole numbers"),
        (row({}, 0, 2, quote="烟台"), "is not the quote given, '烟台'"),
        (row({}, 0, 2, confidence=1.5), "confidence 1.5"),
        (row({}, 0, 2, confidence=float("nan")), "confidence nan"),
        (row({"wrod": "x"}), "no column 'wrod'"),
        (row({"word": 5}), "column word is VARCHAR and cannot hold 5"),
        (row({"word": "a\x00b"}), "column word"),
        (row({"word": "\ud800"}), "column word"),
        (row({"number": "39"}), "column number is DOUBLE"),
        (row({"number": float("inf")}), "column number"),
        (row({"number": True}), "column number"),
        (row({"count": 2**31}), "column count is INTEGER"),
        (row({"day": "2025-01-02"}), "column day is DATE"),
        (row({"day": datetime(2025, 1, 2)}), "column day"),  # noqa: DTZ001 - the point is that it is none
        (row({"names": "ab"}), "column names is VARCHAR[]"),
        (row({"sure": 1}), "column sure is BOOLEAN"),
        (row({"level": "市级"}), "allowed: 国家级, 省级"),
        (row({}, cells={"wrod": Span(0, 1)}), "a cell span for 'wrod'"),
        (row({}, cells={"word": Span(0, 99)}), "span 0–99"),
        (Row("others", {}, 0, 1), "table 'others' is not declared"),
        ({"word": "x"}, "yielded dict, not a Row"),
        (None, "yielded NoneType, not a Row"),
    ],
)
def test_a_row_that_breaks_the_contract_is_dropped_and_named_and_the_others_stay(bad: Any, reason: str) -> None:
    result = run(bad, row({"word": "青岛"}))
    assert [r.values["word"] for r in result.rows] == ["青岛"]
    assert result.error is not None
    assert result.error.startswith("row 1: ")
    assert reason in result.error


def test_several_bad_rows_are_counted() -> None:
    assert "(and 2 more rows dropped)" in (run(*[row({}, 0, 99)] * 3).error or "")


def test_the_same_fact_twice_is_one_row() -> None:
    result = run(row({"word": "a", "number": 1}), row({"word": "a", "number": 2}), row({"word": "b"}))
    assert [r.values["word"] for r in result.rows] == ["a", "b"]
    assert result.error is None


def test_rows_before_an_exception_are_kept_and_the_exception_is_told_with_its_line() -> None:
    class Fails(Fixed):
        def extract(self, doc: Document) -> Iterable[Row]:
            yield row({"word": "a"})
            raise RuntimeError("boom\x1b[31m")

    result = run_extractor(Fails(), DOC, {})
    assert len(result.rows) == 1
    assert result.error is not None
    assert result.error.startswith("RuntimeError: boom [31m (line ")


def test_an_exception_is_told_with_the_plugins_line_and_not_with_one_of_the_program() -> None:
    class Asks(Fixed):
        def extract(self, doc: Document) -> Iterable[Row]:
            check_row(None, {}, doc)
            yield row({"word": "a"})

    assert (run_extractor(Asks(), DOC, {}).error or "").endswith(" in extract)")


def test_an_extractor_that_forgot_to_yield_is_told_so() -> None:
    class Forgets(Fixed):
        def extract(self, doc: Document) -> Any:
            row({"word": "a"})

    assert run_extractor(Forgets(), DOC, {}).error == (
        "TypeError: extract() returned NoneType, not rows; it needs a yield before each Row, or has to return them"
    )


def test_a_column_that_is_none_is_told_with_those_that_are() -> None:
    assert run(row({"wrod": "a"})).error == (
        "row 1: table facts has no column 'wrod'; it has word, number, count, day, names, sure, level"
    )


def test_a_class_where_an_extractor_was_meant_is_told_how_to_make_one() -> None:
    assert contract_breach(Fixed) == "Fixed is a class; qdtui_extractors returns extractors: [Fixed()]"


def test_rows_without_end_are_cut_off() -> None:
    class Endless(Fixed):
        def extract(self, doc: Document) -> Iterable[Row]:
            number = 0
            while True:
                number += 1
                yield row({"word": str(number)})

    result = run_extractor(Endless(), DOC, {})
    assert len(result.rows) == MAX_ROWS
    assert "more than 100,000 rows" in (result.error or "")


def test_an_extractor_sees_the_rows_of_those_it_needs() -> None:
    class Counts(Fixed):
        def extract(self, doc: Document) -> Iterable[Row]:
            yield row({"number": len(doc.found["policies"])})

    assert run_extractor(Counts(), DOC, {"policies": (row({}), row({}))}).rows[0].values == {"number": 2.0}


def test_what_a_plugin_subclassed_does_not_reach_the_main_process() -> None:
    class Text(str):
        __slots__ = ()

    class Day(date):
        pass

    class MyRow(Row):
        pass

    kept = run(
        MyRow("facts", {"word": Text("a"), "day": Day(2025, 1, 2), "names": [Text("b")]}, 0, 1, rule=Text("r"))
    ).rows[0]
    assert type(kept) is Row
    assert [type(value) for value in kept.values.values()] == [str, date, list]
    assert pickle.loads(pickle.dumps(kept)) == kept


def test_an_exception_that_cannot_say_its_message_is_still_told() -> None:
    class MuteError(Exception):
        def __str__(self) -> str:
            raise ValueError

    assert describe(MuteError()).startswith("MuteError: its message cannot be shown")
