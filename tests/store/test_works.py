"""The file tells which documents are copies of one work, the same whichever came first and whatever was kept."""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import duckdb
import pytest

from qdtui.model import Column, Document, Part, Row, Table
from qdtui.store import amend, candidates, works
from qdtui.store.grid_queries import row_of
from qdtui.store.query import Facet, facets_of
from qdtui.store.read import Database
from qdtui.store.records import Run
from qdtui.store.stream import stream
from qdtui.store.view import View
from qdtui.store.write import Snapshot
from qdtui.text import sketch
from qdtui.text.segment import term_counts
from tests.store.made import document
from tests.text.test_sketch import APRIL, MAY, NEWS

BODY = NEWS.partition("08:00\n")[2]
COMMON = "全市规模以上工业企业抓好政策落实，装备制造业增加值保持较快增长，家用冰箱产量由降转升，部分行业订单不足，外部环境依然复杂。"


def write(path: Path, new: Iterable[Document], kept: Sequence[str] = ()) -> None:
    with Snapshot(path, [], {}) as snapshot:
        snapshot.keep(kept)
        for one in new:
            snapshot.document(one, {})
        snapshot.finish()


def rows(path: Path, sql: str) -> list[tuple[object, ...]]:
    with duckdb.connect(str(path), read_only=True) as connection:
        return connection.execute(sql).fetchall()


def together(path: Path) -> list[tuple[object, ...]]:
    return rows(path, "SELECT work_id, list(doc_id ORDER BY place) FROM works GROUP BY work_id ORDER BY work_id")


PAPER = document("paper", f"海蓝重工建成工厂\n{BODY}", date(2024, 5, 6))
SITE = document("site", f"滨海又添一座工厂\n{BODY.partition('市工业和信息化局')[0]}", date(2024, 5, 8))
UNDATED = document("undated", f"好消息来了\n{BODY}")
OFFICE = [document("april", APRIL, date(2024, 5, 20)), document("may", MAY, date(2024, 6, 2))]
ALL = [PAPER, SITE, UNDATED, *OFFICE]


def test_copies_stand_under_their_earliest_and_monthly_reports_stand_apart(tmp_path: Path) -> None:
    write(tmp_path / "a.duckdb", ALL)
    assert together(tmp_path / "a.duckdb") == [
        ("april", ["april"]),
        ("may", ["may"]),
        ("paper", ["paper", "site", "undated"]),
    ]
    assert rows(tmp_path / "a.duckdb", "SELECT DISTINCT copies, published FROM works WHERE work_id = 'paper'") == [
        (3, date(2024, 5, 6))
    ]
    assert rows(tmp_path / "a.duckdb", "SELECT same, why FROM compared WHERE doc_id = 'april'") == [(False, "days")]


@pytest.mark.parametrize("order", [ALL, ALL[::-1], [ALL[n] for n in (2, 4, 0, 3, 1)]])
def test_the_order_in_which_documents_come_changes_nothing(order: list[Document], tmp_path: Path) -> None:
    write(tmp_path / "a.duckdb", ALL)
    write(tmp_path / "b.duckdb", order[:2])
    for n in range(2, 5):
        write(tmp_path / "b.duckdb", order[n : n + 1], [one.doc_id for one in order[:n]])
    for table in ("works", "compared"):
        assert rows(tmp_path / "a.duckdb", f"FROM {table}") == rows(tmp_path / "b.duckdb", f"FROM {table}")


def test_texts_that_were_compared_once_are_not_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path / "a.duckdb", [PAPER, SITE, *OFFICE])

    def compare(one: object, other: object) -> None:
        pytest.fail("two texts were compared")

    monkeypatch.setattr(works, "compare", compare)
    stranger = document("stranger", "一篇别的文章\n海鸥在港口上空飞了很久，渔民们收起网，准备回家过节。" * 3)
    write(tmp_path / "a.duckdb", [stranger], [one.doc_id for one in (PAPER, SITE, *OFFICE)])
    assert ("paper", ["paper", "site"]) in together(tmp_path / "a.duckdb")


def told(chance: random.Random, number: int) -> Document:
    """A document of a family of reports and reprints: of one wording, cut, edited or equal, of any day or none."""
    family = chance.randrange(4)
    words = random.Random(family)
    body = "".join(
        f"{''.join(chr(words.randrange(0x4E00, 0x9000)) for _ in range(words.randrange(14, 30)))}{{}}。"
        for _ in range(8)
    )
    if chance.random() < 0.3:  # another firm in one sentence
        body = body.replace("。", "，海蓝重工也在其中。", 1)
    text = COMMON + body.format(
        *([chance.choice(["3家", "4家", "5月"])] * 8 if chance.random() < 0.6 else ["一批"] * 8)
    )
    if chance.random() < 0.3:
        text = text[: len(text) * chance.choice([5, 6, 8]) // 9]
    day = date(2024, 1, 1) + timedelta(chance.randrange(70)) if chance.random() < 0.85 else None
    return document(f"{chance.randrange(100)}-{number}", f"第{family}种消息\n{text}\n", day)


@pytest.mark.parametrize("seed", range(4))
def test_a_folder_that_grows_and_shrinks_ends_as_one_that_is_read_at_once(
    seed: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    chance = random.Random(seed)
    monkeypatch.setattr(candidates, "SHARE", 1.0)
    monkeypatch.setattr(candidates, "_STEPS", seed // 2)
    if seed % 2:  # a copy of the file is amended
        monkeypatch.setattr(amend, "LEAST", 0)
        monkeypatch.setattr(amend, "SHARE", 1.0)
    found: list[bool] = []
    real = candidates.find_candidates

    def seen(connection: duckdb.DuckDBPyConnection, *, previous: bool) -> bool:
        found.append(real(connection, previous=previous))
        return found[-1]

    monkeypatch.setattr(works, "find_candidates", seen)
    path = tmp_path / "a.duckdb"
    there = [told(chance, number) for number in range(30)]
    write(path, there)
    for step in range(1, 7):
        gone = set(chance.sample(range(len(there)), chance.randrange(4)))
        kept = [one for number, one in enumerate(there) if number not in gone]
        other = [replace(there[n], published=date(2024, 2, 1)) for n in gone if chance.random() < 0.5]  # set by hand
        new = [*other, *(told(chance, 100 * step + number) for number in range(chance.randrange(1, 5)))]
        write(path, new, [one.doc_id for one in kept])
        there = [*kept, *new]
        write(tmp_path / f"{step}.duckdb", there)
        for table in ("works", "compared"):
            assert rows(path, f"FROM {table}") == rows(tmp_path / f"{step}.duckdb", f"FROM {table}"), (step, table)
    assert found == [False, *[True, False] * 6]
    assert {why for (why,) in rows(path, "SELECT DISTINCT why FROM compared")} > {"copy", "figures"}


def test_what_is_new_is_compared_with_its_likes_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    chance = random.Random(5)
    strangers = [
        document(f"s{n:02}", f"题{n}\n" + "".join(chr(chance.randrange(0x4E00, 0x9000)) for _ in range(200)))
        for n in range(30)
    ]
    write(tmp_path / "a.duckdb", [PAPER, *OFFICE, *strangers])
    touched: list[object] = []
    real = candidates.forget

    def look(connection: duckdb.DuckDBPyConnection) -> None:
        touched.extend(connection.execute("SELECT doc_id FROM qdtui_touched ORDER BY 1").fetchall())
        real(connection)

    monkeypatch.setattr(works, "forget", look)
    write(tmp_path / "a.duckdb", [SITE], [one.doc_id for one in (PAPER, *OFFICE, *strangers)])
    assert touched == [("paper",), ("site",)]
    assert ("paper", ["paper", "site"]) in together(tmp_path / "a.duckdb")


def test_a_new_report_of_a_long_series_with_reprints_takes_a_few_looks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    series = [
        replace(document(f"r{n:03}", MAY.replace("3027", str(5000 + n)), date(2024, 1, 1) + timedelta(n)), path=str(n))
        for n in range(40)
    ]
    copies = [replace(one, doc_id=f"{one.doc_id}-{c}", path=f"{one.path}-{c}") for one in series for c in range(3)]
    new = document("new", MAY.replace("3027", "4999"), date(2023, 12, 31))
    write(tmp_path / "a.duckdb", copies)
    monkeypatch.setattr(candidates, "SHARE", 1.0)
    looks: list[str] = []
    real = candidates._near

    def counted(connection: duckdb.DuckDBPyConnection, which: str) -> None:
        looks.append(which)
        real(connection, which)

    monkeypatch.setattr(candidates, "_near", counted)
    write(tmp_path / "a.duckdb", [new], [one.doc_id for one in copies])
    assert len(looks) <= 8
    write(tmp_path / "b.duckdb", [*copies, new])
    for table in ("works", "compared"):
        assert rows(tmp_path / "a.duckdb", f"FROM {table}") == rows(tmp_path / "b.duckdb", f"FROM {table}")


def test_a_copy_that_goes_leaves_the_work_to_the_next(tmp_path: Path) -> None:
    write(tmp_path / "a.duckdb", ALL)
    write(tmp_path / "a.duckdb", [], ["site", "undated"])
    assert together(tmp_path / "a.duckdb") == [("site", ["site", "undated"])]


def test_what_two_reports_have_in_common_does_not_make_them_one(tmp_path: Path) -> None:
    first = document("first", f"四月的报告\n{COMMON}4月增长6.1%。", date(2024, 5, 2))
    second = document("second", f"五月的报告\n{COMMON}5月增长6.6%。", date(2024, 5, 3))
    cut = document("cut", f"摘要在此\n{COMMON}", date(2024, 5, 1))
    write(tmp_path / "a.duckdb", [first, second, cut])
    assert together(tmp_path / "a.duckdb") == [("cut", ["cut", "first"]), ("second", ["second"])]


def test_the_same_words_a_year_later_are_another_occasion(tmp_path: Path) -> None:
    write(tmp_path / "a.duckdb", [PAPER, replace(PAPER, doc_id="later", path="z", published=date(2025, 5, 6))])
    assert together(tmp_path / "a.duckdb") == [("later", ["later"]), ("paper", ["paper"])]


def test_reports_of_every_month_in_the_same_words_are_as_many_works(tmp_path: Path) -> None:
    series = [
        replace(PAPER, doc_id=f"m{n:02}", path=f"m{n:02}", published=date(2024 + n // 12, 1 + n % 12, 9 + n % 5))
        for n in range(24)
    ]
    reprint = replace(series[7], doc_id="reprint", path="z", title="别的题目", published=date(2024, 8, 13))
    write(tmp_path / "a.duckdb", [*series, reprint])
    found = together(tmp_path / "a.duckdb")
    assert len(found) == 24
    assert [members for _, members in found if len(members) > 1] == [["m07", "reprint"]]  # type: ignore[arg-type]


def test_copies_that_each_follow_the_last_do_not_stretch_a_work_over_the_year(tmp_path: Path) -> None:
    first = date(2024, 5, 6)
    row = [
        replace(PAPER, doc_id=f"w{n:02}", path=f"w{n:02}", published=first + timedelta(days=12 * n)) for n in range(20)
    ]
    write(tmp_path / "a.duckdb", row)
    spans = rows(
        tmp_path / "a.duckdb",
        "SELECT max(d.published) - min(d.published) FROM works JOIN documents d USING (doc_id) GROUP BY work_id",
    )
    assert all(days <= sketch.APART for (days,) in spans)  # type: ignore[operator]
    write(tmp_path / "b.duckdb", row[:10])
    write(tmp_path / "b.duckdb", row[10:], [one.doc_id for one in row[:10]])
    assert together(tmp_path / "a.duckdb") == together(tmp_path / "b.duckdb")


def test_a_file_of_two_articles_is_no_copy_of_one_of_them(tmp_path: Path) -> None:
    both = replace(PAPER, doc_id="both", path="z", parts=(Part(0, 9), Part(9, len(PAPER.text))))
    write(tmp_path / "a.duckdb", [PAPER, both])
    assert len(together(tmp_path / "a.duckdb")) == 2


def test_hundreds_of_reports_with_one_wording_hide_no_reprint_among_them(tmp_path: Path) -> None:
    series = [
        document(
            f"r{n:03}",
            MAY.replace("3027", str(5000 + n)).replace("5月", f"{1 + n % 12}月"),
            date(2020 + n // 12, 1 + n % 12, 9),
        )
        for n in range(60)
    ]
    reprint = replace(
        series[30],
        doc_id="reprint",
        path="z",
        title="别的题目",
        text=series[30].text.replace("全市工业经济运行情况", "别的题目", 1),
    )
    write(tmp_path / "a.duckdb", [*series, replace(reprint, published=date(2022, 7, 11))])
    assert [members for _, members in together(tmp_path / "a.duckdb") if len(members) > 1] == [["r030", "reprint"]]  # type: ignore[arg-type]


def facts(path: Path, copies: bool) -> Database:
    """A file with one number in each of two copies and in a stranger."""
    numbers = Table("numbers", "Numbers.", (Column("value", "DOUBLE"),))
    late = replace(
        PAPER, doc_id="late", path="a", published=date(2024, 5, 7), text=PAPER.text + "东海网另加一句航运。\n"
    )
    stranger = document(
        "stranger", "一篇别的文章\n海鸥在港口上空飞了很久，渔民们收起网，准备回家过节，孩子们在码头等着。"
    )
    with Snapshot(path, [numbers], {"numbers": "n"}) as snapshot:
        for value, one in enumerate([late, PAPER, stranger] if copies else [PAPER, stranger]):
            snapshot.document(one, term_counts(one.text))
            snapshot.run(Run("n", "1", "", "", one.doc_id, 1, 0.0), [Row("numbers", {"value": float(value)}, 0, 2)])
        snapshot.finish()
    return Database(path)


def test_views_show_one_copy_and_all_when_the_variable_says_so(tmp_path: Path) -> None:
    facts(tmp_path / "a.duckdb", copies=True)
    with duckdb.connect(str(tmp_path / "a.duckdb"), read_only=True) as connection:
        seen = "SELECT doc_id FROM evidence ORDER BY ALL"
        searched = "SELECT doc_id FROM search('智能工厂') ORDER BY ALL"
        assert connection.execute(seen).fetchall() == [("paper",), ("stranger",)]
        assert connection.execute(searched).fetchall() == [("paper",)]
        connection.execute("SET VARIABLE all_copies = true")
        assert connection.execute(seen).fetchall() == [("late",), ("paper",), ("stranger",)]
        assert connection.execute(searched).fetchall() == [("late",), ("paper",)]
        connection.execute("SET VARIABLE all_copies = 'nonsense'")
        assert connection.execute(seen).fetchall() == [("paper",), ("stranger",)]


@pytest.mark.parametrize("order", [(), (("value", True),)])
def test_a_page_of_a_fact_table_leaves_reprints_out_when_asked(
    tmp_path: Path, order: tuple[tuple[str, bool], ...]
) -> None:
    database = facts(tmp_path / "a.duckdb", copies=True)
    table = View(relation="numbers", order=order)
    assert database.page(table, 0, 9).total == 3
    page = database.page(replace(table, one_copy=True), 0, 9)
    assert (page.total, {row[1] for row in page.rows}) == (2, {"paper", "stranger"})
    assert database.page(View(relation="evidence"), 0, 9).total == 2
    assert database.page(View(relation="evidence", all_copies=True), 0, 9).total == 3
    assert database.page(View(relation="evidence"), 0, 9).total == 2
    with stream(database.path, View(relation="evidence", all_copies=True)) as opened:
        assert len(list(opened.rows)) == opened.total == 3


def test_without_reprints_a_table_is_read_as_fast_as_ever(tmp_path: Path) -> None:
    database = facts(tmp_path / "a.duckdb", copies=False)
    page = database.page(View(relation="numbers", one_copy=True), 0, 9)
    assert page == database.page(View(relation="numbers"), 0, 9)


def test_a_search_finds_the_first_copy_that_holds_the_words_and_all_on_demand(tmp_path: Path) -> None:
    database = facts(tmp_path / "a.duckdb", copies=True)

    def found(query: str, *, all_copies: bool = False) -> list[str]:
        result = database.search(query, all_copies=all_copies)
        assert result.total_documents == len(result.hits)
        return sorted(hit.doc_id for hit in result.hits)

    assert found("智能工厂") == ["paper"]
    assert found("航运") == ["late"]
    assert (
        found("智能工厂", all_copies=True)
        == found("智能工厂 copies:all")
        == found("副本:全部 智能工厂")
        == ["late", "paper"]
    )
    assert database.search("智能工厂 copies:one").error
    assert facets_of("智能工厂 copies:all year:2024") == (Facet("year", "2024"),)


def test_the_row_of_a_fact_counts_as_the_grid_does(tmp_path: Path) -> None:
    database = facts(tmp_path / "a.duckdb", copies=True)
    ids = {str(row[1]): str(row[0]) for row in database.page(View(relation="numbers"), 0, 9).rows}
    assert [row_of(database.path, "numbers", ids[doc]) for doc in ("late", "paper", "stranger")] == [0, 1, 2]
    assert [row_of(database.path, "numbers", ids[doc], one_copy=True) for doc in ("late", "paper", "stranger")] == [
        None,
        0,
        1,
    ]
