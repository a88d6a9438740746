"""What leaves the file is readable, and nothing in it is acted on."""

from __future__ import annotations

import csv
import io
import json
from datetime import date
from pathlib import Path

import duckdb
import pytest

from qdtui.export import csv_cell, safe, shorten, table_lines, to_json, unique, width, write_file, write_text

HOSTILE = "\x1b[31m红\x9b2J\u202e\r\n<b>[red]"


def test_columns_of_han_and_latin_are_aligned() -> None:
    lines = list(table_lines(["名称", "n"], [("青岛啤酒", 1), ("Haier", 2.5), (None, None)]))
    assert lines == ["名称        n", "────────  ───", "青岛啤酒    1", "Haier     2.5", ""]


def test_a_long_cell_is_cut_at_a_whole_character() -> None:
    assert shorten("青岛啤酒", 8) == "青岛啤酒"
    assert shorten("青岛啤酒", 7) == "青岛啤…"
    assert shorten("青岛啤酒", 6) == "青岛…"
    assert width(shorten("青a岛啤酒", 6)) <= 6


def test_no_control_character_of_a_document_reaches_the_terminal() -> None:
    out = io.StringIO()
    write_text(["a"], [(HOSTILE,)], "table", out)
    write_text([HOSTILE], [(["x", HOSTILE],)], "table", out)
    assert not set("\x1b\x9b\u202e\r") & set(out.getvalue())
    assert safe("一\n二") == "一 二"


def test_json_is_whole_readable_and_free_of_controls() -> None:
    out = io.StringIO()
    write_text(["a", "b"], [(HOSTILE, date(2025, 1, 2)), ("青岛", None)], "json", out)
    assert "青岛" in out.getvalue()
    assert not set("\x1b\x9b\u202e") & set(out.getvalue())
    assert json.loads(out.getvalue()) == [{"a": HOSTILE, "b": "2025-01-02"}, {"a": "青岛", "b": None}]
    assert json.loads(to_json({"x": [HOSTILE]})) == {"x": [HOSTILE]}


@pytest.mark.parametrize("text", ["=1+1", "+cmd", "-2", "@SUM(A1)", "\t=x"])
def test_a_csv_cell_is_never_a_formula(text: str) -> None:
    assert csv_cell(text, guard=True) == "'" + text
    assert csv_cell(text, guard=False) == text


def test_numbers_in_csv_stay_numbers() -> None:
    assert csv_cell(-2.5, guard=True) == -2.5


def test_files_are_written_whole_and_read_back(tmp_path: Path) -> None:
    columns, types = ["name", "name", "n"], ["VARCHAR", "VARCHAR[]", "DOUBLE"]
    rows = [('青岛,"x"', ["甲", "乙"], 1.5), (None, None, None)]
    write_file(tmp_path / "a.csv", columns, types, rows, "csv")
    assert list(csv.reader(io.StringIO((tmp_path / "a.csv").read_text(encoding="utf-8-sig")))) == [
        columns,
        ['青岛,"x"', "甲、乙", "1.5"],
        ["", "", ""],
    ]
    write_file(tmp_path / "a.parquet", columns, types, rows, "parquet")
    with duckdb.connect() as connection:
        found = connection.execute("SELECT * FROM read_parquet(?)", [str(tmp_path / "a.parquet")])
        assert [column[0] for column in found.description or ()] == ["name", "name_2", "n"]
        assert found.fetchall() == rows
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.csv", "a.parquet"]


def test_a_failed_write_leaves_the_old_file(tmp_path: Path) -> None:
    target = tmp_path / "a.parquet"
    target.write_text("old")
    with pytest.raises(Exception, match=r"Could not convert|Conversion|cast"):
        write_file(target, ["n"], ["INTEGER"], [("no number",)], "parquet")
    assert target.read_text() == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["a.parquet"]


def test_names_that_stand_twice_are_told_apart() -> None:
    assert unique(["a", "b", "a", "a"]) == ["a", "b", "a_2", "a_3"]
