"""What the explorer and the command line read from the file."""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from datetime import date, datetime
from pathlib import Path

import duckdb
import pytest

from qdtui.model import Column, Row, Span, Table, Value
from qdtui.store.connect import NotOursError, Reader, StoreError
from qdtui.store.pages import ViewError
from qdtui.store.read import Database
from qdtui.store.records import Plugin
from qdtui.store.view import Filter, View
from qdtui.store.write import Snapshot
from tests.store.made import NOW, OWNERS, TABLES, document, documents, fill, made, run


@pytest.fixture
def database(database_file: Path) -> Database:
    return Database(database_file)


def test_summary_counts_documents_facts_and_problems(database: Database) -> None:
    summary = database.summary()
    assert (summary.documents, summary.facts, summary.problems) == (3, 7, 0)
    assert summary.loaded_at == datetime(2024, 5, 6, 7, 8, 9)  # noqa: DTZ001 - the file's times are UTC, without a zone


def test_documents_come_newest_first_with_their_facts_by_table(database: Database) -> None:
    listed = database.documents()
    assert [info.doc_id for info in listed] == ["harbour", "meeting", "traditional"]
    assert dict(listed[0].facts) == {"indicators": 5, "policies": 1}
    assert (listed[0].published, listed[0].published_year, listed[0].published_how) == (date(2024, 1, 2), 2024, "text")
    assert (listed[2].published, dict(listed[2].facts)) == (None, {})


def test_a_document_comes_back_as_it_was_given(database: Database) -> None:
    for doc in documents():
        again = database.document(doc.doc_id)
        assert again
        year = doc.published_year or (doc.published.year if doc.published else None)
        assert again.published_year == year
        assert (again.text, again.title, again.sections, again.zones) == (doc.text, doc.title, doc.sections, doc.zones)
        assert (again.parts, again.joins, again.encoding) == (doc.parts, doc.joins, doc.encoding)
    assert database.document("nobody") is None


def test_facts_come_in_the_order_of_their_quotes_with_values_and_cells(database: Database) -> None:
    facts = database.facts("harbour")
    assert [fact.start for fact in facts] == sorted(fact.start for fact in facts)
    first = facts[0]
    assert (first.table, first.label, first.quote) == (
        "indicators",
        "国家级制造业单项冠军企业",
        "国家级制造业单项冠军企业12家",
    )
    assert first.values["period_end"] == date(2023, 12, 31)
    assert first.values["rank"] is None
    assert first.cells["indicator"] == Span(first.start, first.start + 12)
    (event,) = database.facts("meeting")
    assert event.values["hosts"] == ["云岭市工信局", "a\"'b"]
    assert event.label == "云岭市工信局、a\"'b"


def test_relations_name_every_table_and_view_with_rows_and_comments(database: Database) -> None:
    relations = {relation.name: relation for relation in database.relations()}
    assert relations["indicators"].rows == 5
    assert relations["indicators"].fact_table
    assert relations["evidence"].kind == "view"
    assert relations["evidence"].rows == 7
    assert not relations["documents"].fact_table
    for relation in relations.values():
        assert relation.comment, relation.name
        assert all(column.comment for column in relation.columns), relation.name
    names = [relation.name for relation in database.relations()]
    assert names[:3] == ["events", "indicators", "policies"]


def test_the_counting_views_count_things_and_not_money(database: Database) -> None:
    def values(view: str) -> list[tuple[object, ...]]:
        page = database.page(View(sql=f"SELECT value, level, kind FROM {view} ORDER BY value"), 0, 9)
        return page.rows

    assert values("champion_counts") == [(12.0, "国家级", "actual"), (20.0, "国家级", "target")]
    assert values("cluster_counts") == [(3.0, None, "actual")]
    assert values("lighthouse_counts") == [(2.0, None, "actual")]


def test_policy_targets_bring_the_policy_along(database: Database) -> None:
    page = database.page(View(sql="SELECT value, policy, policy_kind, policy_end, document FROM policy_targets"), 0, 9)
    assert page.rows == [(20.0, "海州市智造行动方案", "行动计划", 2027, "港城制造添新翼")]


@pytest.mark.parametrize(
    "tables", [(), TABLES[1:], (Table("indicators", "Other.", (Column("value"), Column("indicator", "VARCHAR[]"))),)]
)
def test_the_views_stand_without_their_tables_and_with_other_columns(tmp_path: Path, tables: tuple[Table, ...]) -> None:
    path = tmp_path / "v.duckdb"
    with Snapshot(path, tables, {table.name: "x" for table in tables}) as snapshot:
        snapshot.document(document("d", "文章"), {})
        if tables and tables[0].name == "indicators":
            snapshot.run(run("x", "d"), [Row("indicators", {"value": "many", "indicator": ["单项冠军"]}, 0, 1)])
        snapshot.finish()
    views = {relation.name: relation.rows for relation in Database(path).relations() if relation.kind == "view"}
    assert views["champion_counts"] == views["policy_targets"] == 0
    assert len(views) == 5


def test_plugins_tell_what_their_extractors_did(tmp_path: Path) -> None:
    path = tmp_path / "p.duckdb"
    with Snapshot(path, TABLES, OWNERS) as snapshot:
        fill(snapshot, documents())
        snapshot.plugin(Plugin("counting", "folder", "counting.py", "2", "ok", None, ["numbers", "meetings"]))
        snapshot.plugin(Plugin("broken", "folder", "broken.py", None, "failed", "SyntaxError: line 3", []))
        snapshot.finish()
    broken, counting = Database(path).plugins()
    assert (broken.status, broken.error, broken.tables, broken.rows) == ("failed", "SyntaxError: line 3", (), 0)
    assert (counting.tables, counting.rows, counting.milliseconds) == (("events", "indicators"), 6, 9.0)


def test_a_new_snapshot_is_seen_by_the_next_call(tmp_path: Path) -> None:
    database = Database(made(tmp_path))
    view = View("documents")
    assert database.page(view, 0, 10).total == 3
    with Snapshot(database.path, TABLES, OWNERS, now=NOW) as snapshot:
        snapshot.keep(["harbour"])
        snapshot.finish()
    assert database.page(view, 0, 10).total == 1
    assert len(database.documents()) == 1


def test_reading_holds_no_lock(tmp_path: Path) -> None:
    database = Database(made(tmp_path))
    database.summary()
    database.page(View("evidence"), 0, 10)
    database.search("海州")
    connection = duckdb.connect(str(database.path))  # a writer would be shut out by any open reader
    connection.close()


def test_a_file_that_is_missing_or_not_ours_is_told_in_words(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="does not exist yet"):
        Database(tmp_path / "none.duckdb").summary()
    foreign = tmp_path / "foreign.duckdb"
    duckdb.connect(str(foreign)).close()
    with pytest.raises(NotOursError, match="not written by qdtui"):
        Database(foreign).documents()


def test_threads_read_at_the_same_time_without_mixing_answers(database: Database) -> None:
    wrong: list[object] = []

    def read(doc_id: str, title: str) -> None:
        for _ in range(10):
            doc = database.document(doc_id)
            if doc is None or doc.title != title:
                wrong.append(doc)

    threads = [threading.Thread(target=read, args=(doc.doc_id, doc.title)) for doc in documents() for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []


def big(folder: Path, rows: int) -> Database:
    """A file with a table of many rows: `n` counts up, `name` repeats, `part` is NULL for every third."""
    path = folder / "big.duckdb"
    with Snapshot(path, (), {}) as snapshot:
        snapshot.finish()
    connection = duckdb.connect(str(path))
    connection.execute(
        "CREATE TABLE big AS SELECT i::INTEGER AS n, 'n' || (i % 7) AS name,"
        f" CASE WHEN i % 3 > 0 THEN i % 1000 END AS part FROM range({rows}) t(i)"
    )
    connection.close()
    return Database(path)


def test_pages_of_a_big_table_are_those_of_one_query(tmp_path: Path) -> None:
    rows = 30_000
    database = big(tmp_path, rows)
    connection = duckdb.connect(str(database.path), read_only=True)
    views = (
        View("big"),
        View("big", order=(("name", True), ("part", False), ("n", False))),
        View("big", order=(("part", True), ("n", True))),
        View("big", filters=(Filter("name", "=", "n3"),)),
        View("big", filters=(Filter("", "sql", "part > 10 -- comment"),), order=(("n", True),)),
    )
    for view in views:
        expected = connection.execute(view.to_sql()).fetchall()
        total = len(expected)
        for offset in (0, 100, total // 4, total // 2 + 7, total - 10, total, total + 5):
            page = database.page(view, offset, 25)
            assert page.total == total
            assert page.rows == expected[offset : offset + 25], (view, offset)
    connection.close()


def test_pages_that_sort_by_equal_values_neither_repeat_nor_lose_rows(tmp_path: Path) -> None:
    database = big(tmp_path, 20_000)
    view = View("big", order=(("name", False),))
    seen = [row[0] for offset in range(0, 20_000, 400) for row in database.page(view, offset, 400).rows]
    assert sorted(seen) == list(range(20_000))


def test_value_counts_come_most_frequent_first(database: Database) -> None:
    counts = database.value_counts(View("evidence"), "table_name")
    assert [(c.value, c.rows) for c in counts] == [("indicators", 5), ("events", 1), ("policies", 1)]
    filtered = database.value_counts(View("indicators", filters=(Filter("kind", "=", "target"),)), "unit")
    assert [(c.value, c.rows) for c in filtered] == [("家", 1)]


@pytest.mark.parametrize(
    "view",
    [
        View("no such table"),
        View("documents", order=(("no such column", False),)),
        View("documents", filters=(Filter("", "sql", "1 = 1) OR (nix"),)),
        View(sql="SELECT * FROM read_text('/etc/hostname')"),
        View("documents", filters=(Filter("", "sql", "(SELECT count(*) FROM read_text('/etc/hostname')) > 0"),)),
        View(sql="SELECT 1; SELECT 2"),
        View(sql="DELETE FROM documents"),
        View(sql="SELECT 1\n); USE memory; DETACH qdtui; CREATE TABLE memory.t AS (SELECT 1"),
        View("documents", filters=(Filter("", "sql", "true\n); CREATE TEMP TABLE x AS (SELECT 1"),)),
    ],
)
def test_a_view_that_cannot_be_shown_says_so(database: Database, view: View) -> None:
    with pytest.raises(ViewError):
        database.page(view, 0, 10)
    assert database.summary().documents == 3


@pytest.mark.parametrize(
    ("indicator", "level"),
    [
        ("世界级先进制造业集群", "世界级"),
        ("国家先进制造业集群", "国家级"),
        ("临江省先进制造业集群", "省级"),
        ("海州市级特色产业集群", "市级"),
        ("海州市产业集群", None),
        ("千亿级产业集群", None),
    ],
)
def test_the_level_of_a_count_is_what_its_words_say(tmp_path: Path, indicator: str, level: str | None) -> None:
    path = tmp_path / "level.duckdb"
    doc = document("d", f"{indicator}3个")
    with Snapshot(path, TABLES, OWNERS) as snapshot:
        snapshot.document(doc, {})
        counted: dict[str, Value] = {"indicator": indicator, "value": 3, "unit": "个", "measure": "total"}
        snapshot.run(run("numbers", "d"), [Row("indicators", counted, 0, len(doc.text))])
        snapshot.finish()
    assert Database(path).page(View("cluster_counts"), 0, 1).rows[0][8] == level


WRITE = "import duckdb, sys; duckdb.connect(sys.argv[1]).execute('CREATE OR REPLACE TABLE mine AS SELECT 1')"
ASK = "import sys; from pathlib import Path; from qdtui.store.connect import Reader; from qdtui.store.read import Database; path = Path(sys.argv[1]); Database(path, Reader(path, linger=60)).summary()"


def test_the_file_stays_attached_between_questions_and_is_free_for_others_when_nobody_asks(tmp_path: Path) -> None:
    path = made(tmp_path)
    lasting, brief = Database(path, Reader(path, linger=60)), Database(path, Reader(path, linger=0.05))
    for database in (lasting, brief, Database(path)):
        database.summary()
        with database._reader.open() as connection:
            attached = connection.execute("SELECT count(*) FROM duckdb_databases() WHERE database_name = 'qdtui'")
            assert attached.fetchone() == (1,)
    assert lasting._reader.attached == lasting.identity()
    lasting.close()
    until = time.monotonic() + 20
    while brief._reader.attached and time.monotonic() < until:
        time.sleep(0.01)
    assert subprocess.run([sys.executable, "-c", WRITE, str(path)], check=False).returncode == 0
    assert brief.summary().documents == 3


def test_a_file_that_stays_attached_is_read_anew_when_it_was_replaced(tmp_path: Path) -> None:
    path = made(tmp_path)
    database = Database(path, Reader(path, linger=60))
    assert database.summary().documents == 3
    before = database.identity()
    with Snapshot(tmp_path / "other.duckdb", TABLES, OWNERS, now=NOW) as snapshot:
        fill(snapshot, documents()[:1])
        snapshot.finish()
    (tmp_path / "other.duckdb").replace(path)
    assert database.summary().documents == 1
    assert database._reader.attached == database.identity()
    assert database.identity() != before
    path.unlink()
    with pytest.raises(StoreError, match="does not exist"):
        database.summary()


def test_a_program_that_ends_while_the_file_is_still_attached_ends_at_once_and_soundly(tmp_path: Path) -> None:
    path = made(tmp_path)
    done = subprocess.run([sys.executable, "-c", ASK, str(path)], capture_output=True, check=False, timeout=50)
    assert (done.returncode, done.stderr) == (0, b"")


def asking(database: Database) -> tuple[threading.Thread, list[Exception]]:
    """A thread that searches, and what its search raises."""
    told: list[Exception] = []

    def ask() -> None:
        try:
            database.search("集群")
        except Exception as error:
            told.append(error)

    thread = threading.Thread(target=ask, daemon=True)
    thread.start()
    return thread, told


def test_a_search_that_nobody_waits_for_any_more_is_interrupted_and_the_next_one_answers(
    database_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    database = Database(database_file, Reader(database_file, linger=60))
    begun = threading.Event()

    def endless(connection: duckdb.DuckDBPyConnection, *_: object, **__: object) -> None:
        begun.set()
        connection.execute("SELECT count(*) FROM range(10_000_000_000) a, range(1_000_000) b").fetchall()

    with monkeypatch.context() as patched:
        patched.setattr("qdtui.store.search.search", endless)
        thread, told = asking(database)
        assert begun.wait(20)
        while thread.is_alive():
            database.cancel_search()
            thread.join(0.05)
    assert [type(error) for error in told] == [InterruptedError]
    database.cancel_search()
    assert database.search("集群").total_documents


def test_a_search_that_is_given_up_before_it_asks_its_query_is_interrupted_too(
    database_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    database = Database(database_file)
    near, given_up = threading.Event(), threading.Event()

    def late(connection: duckdb.DuckDBPyConnection, *_: object, **__: object) -> None:
        near.set()
        assert given_up.wait(20)
        connection.execute("SELECT count(*) FROM range(10_000_000_000) a, range(1_000_000) b").fetchall()

    monkeypatch.setattr("qdtui.store.search.search", late)
    thread, told = asking(database)
    assert near.wait(20)
    database.cancel_search()
    given_up.set()
    thread.join(20)
    assert [type(error) for error in told] == [InterruptedError]


def test_whoever_is_still_reading_the_old_file_goes_on_beside_those_who_read_the_new_one(tmp_path: Path) -> None:
    path = made(tmp_path)
    reader = Reader(path, linger=60)
    count = "SELECT count(*) FROM documents"
    with reader.open() as old:
        with Snapshot(tmp_path / "other.duckdb", TABLES, OWNERS, now=NOW) as snapshot:
            fill(snapshot, documents()[:1])
            snapshot.finish()
        (tmp_path / "other.duckdb").replace(path)
        with reader.open() as new:
            assert new.execute(count).fetchone() == (1,)
            assert old.execute(count).fetchone() == (3,)
        reader.close()
        assert old.execute(count).fetchone() == (3,)
    with reader.open() as again:
        assert again.execute(count).fetchone() == (1,)


def test_those_who_ask_at_once_share_one_duckdb_and_see_nothing_of_each_other(tmp_path: Path) -> None:
    path = made(tmp_path)
    reader = Reader(path)
    with reader.open() as one, reader.open() as other:
        one.execute("CREATE TEMP TABLE mine AS SELECT 1")
        one.execute("SET VARIABLE all_copies = true")
        with pytest.raises(duckdb.CatalogException):
            other.execute("FROM mine")
        assert other.execute("SELECT getvariable('all_copies')").fetchone() == (None,)
        assert one.execute("SELECT count(*) FROM duckdb_databases() WHERE NOT internal").fetchone() == (2,)
    assert reader.attached is None
