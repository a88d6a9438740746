"""A person's SQL can ask anything of the file, change nothing, and reach nothing else."""

from __future__ import annotations

import hashlib
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from qdtui.store.closed import CLOSED, READ_ONLY, SETTINGS
from qdtui.store.sql import Session, SqlError
from qdtui.store.write import Snapshot
from tests.store.made import OWNERS, TABLES, made

FOREVER = "SELECT count(*) FROM range(1000000) a, range(1000000) b WHERE hash(a.range + b.range) % 7 = 3"


@pytest.fixture
def session(database_file: Path) -> Iterator[Session]:
    session = Session(database_file, timeout=30)
    yield session
    session.close()


def test_a_result_has_columns_types_and_rows(session: Session) -> None:
    result = session.run("SELECT doc_id, n_chars, published FROM documents ORDER BY doc_id")
    assert result.columns == ("doc_id", "n_chars", "published")
    assert result.types == ("VARCHAR", "INTEGER", "DATE")
    page = result.page(0, 2)
    assert [row[0] for row in page.rows] == ["harbour", "meeting"]
    assert (result.page(0, 10).total, result.page(0, 10).more) == (3, False)


def test_pages_are_read_as_they_are_asked_for_and_the_total_stays_honest(session: Session) -> None:
    result = session.run("SELECT * FROM range(1000000000) t(i)")
    page = result.page(5_000, 3)
    assert page.rows == [(5000,), (5001,), (5002,)]
    assert page.more
    assert 5_003 < page.total < 100_000
    assert result.page(0, 1).rows == [(0,)]


def test_no_more_rows_are_kept_than_allowed_and_it_says_so(database_file: Path) -> None:
    session = Session(database_file, max_rows=5_000)
    result = session.run("SELECT * FROM range(20000)")
    page = result.page(4_990, 100)
    assert len(page.rows) == 10
    assert (page.total, page.more, result.truncated) == (5_000, False, True)
    exact = session.run("SELECT * FROM range(5000)")
    assert (exact.page(4_999, 100).total, exact.more, exact.truncated) == (5_000, False, False)
    session.close()


def test_several_statements_run_in_order_and_the_last_one_shows(session: Session) -> None:
    result = session.run("CREATE TEMP TABLE t AS SELECT '甲;' AS x; -- 注释;\nINSERT INTO t VALUES ('乙'); FROM t")
    assert result.page(0, 9).rows == [("甲;",), ("乙",)]
    assert session.run("SELECT count(*) FROM t").page(0, 1).rows == [(2,)]


def test_a_new_query_ends_the_reading_of_the_one_before(session: Session) -> None:
    first = session.run("SELECT * FROM range(1000000)")
    session.run("SELECT 1")
    page = first.page(500_000, 10)
    assert page.rows == []
    assert first.truncated


@pytest.mark.parametrize(
    ("sql", "at"),
    [
        ("SELECT '中文😀', nix FROM documents", "nix"),
        ("SELECT 1; SELECT '中' ;\n  SELECT 错 FROM documents", "错"),
        ("SELECT 1;\n选择 1", "选择"),
        ("SELECT '😀' FROM\n\n没有", "没有"),
    ],
)
def test_errors_say_where_in_the_persons_text(session: Session, sql: str, at: str) -> None:
    with pytest.raises(SqlError) as caught:
        session.run(sql)
    assert caught.value.position is not None
    assert sql[caught.value.position :].startswith(at)
    assert not caught.value.cancelled
    assert "{" not in caught.value.message


@pytest.mark.parametrize("sql", ["", "  ;; ", "-- nothing"])
def test_nothing_to_run_is_told(session: Session, sql: str) -> None:
    with pytest.raises(SqlError, match="no statement"):
        session.run(sql)


def test_an_error_does_not_spoil_what_comes_after(session: Session) -> None:
    for bad in ("SELECT error('boo')", "BEGIN; SELECT error('boo')", "SELECT", "USE memory; DETACH qdtui", "BEGIN"):
        with suppress(SqlError):
            session.run(bad)
        assert session.run("SELECT count(*) FROM documents").page(0, 1).rows == [(3,)]


@pytest.mark.parametrize(
    ("sql", "reason"),
    [
        ("INSERT INTO documents (doc_id) VALUES ('x')", READ_ONLY),
        ("UPDATE documents SET title = 'x'", READ_ONLY),
        ("DELETE FROM documents", READ_ONLY),
        ("WITH x AS (DELETE FROM documents RETURNING *) SELECT * FROM x", READ_ONLY),
        ("TRUNCATE documents", READ_ONLY),
        ("DROP TABLE documents", READ_ONLY),
        ("DROP VIEW evidence", READ_ONLY),
        ("CREATE TABLE qdtui.x AS SELECT 1", READ_ONLY),
        ("CREATE TABLE x AS SELECT 1", READ_ONLY),
        ("CREATE OR REPLACE MACRO search(x) AS TABLE SELECT 1", READ_ONLY),
        ("ALTER TABLE documents ADD COLUMN x INTEGER", READ_ONLY),
        ("COMMENT ON TABLE documents IS 'x'", READ_ONLY),
        ("USE memory; INSERT INTO qdtui.documents (doc_id) VALUES ('x')", READ_ONLY),
        ("COPY documents TO '{folder}/x.csv'", CLOSED),
        ("COPY (SELECT 1) TO '/dev/stdout'", CLOSED),
        ("EXPORT DATABASE '{folder}/x'", CLOSED),
        ("IMPORT DATABASE '{folder}'", CLOSED),
        ("ATTACH '{folder}/x.duckdb' AS x", CLOSED),
        ("ATTACH '{file}' AS again (READ_WRITE)", CLOSED),
        ("USE memory; DETACH qdtui; ATTACH '{file}' AS again; DELETE FROM again.documents", CLOSED),
        ("COPY (SELECT 1) TO '{file}' (USE_TMP_FILE false)", CLOSED),
        ("COPY (SELECT 1) TO '{file}.wal'", CLOSED),
        ("PREPARE p AS COPY (SELECT 1) TO '{file}.wal'; EXECUTE p", CLOSED),
        ("EXPLAIN ANALYZE COPY (SELECT 1) TO '{file}.wal'", CLOSED),
        ("EXPLAIN /* ( */ ANALYZE -- x\n COPY (SELECT 1) TO '{file}.wal'", CLOSED),
        ("EXPLAIN (ANALYZE, FORMAT json) COPY (SELECT 1) TO '{file}.wal'", CLOSED),
        ("PRAGMA import_database('{folder}')", CLOSED),
        ("COPY FROM DATABASE qdtui TO memory", CLOSED),
        ("CALL force_checkpoint('qdtui')", CLOSED),
        ("SET allowed_paths = ['{secret}']", SETTINGS),
        ("SELECT * FROM read_text('{secret}')", CLOSED),
        ("SELECT * FROM read_blob('{secret}')", CLOSED),
        ("SELECT * FROM read_csv('{secret}')", CLOSED),
        ("SELECT * FROM read_csv('https://example.org/x.csv')", CLOSED),
        ("SELECT * FROM glob('{folder}/*')", CLOSED),
        ("SELECT * FROM sniff_csv('{secret}')", CLOSED),
        ("SELECT * FROM query('FROM read_text(''{secret}'')')", CLOSED),
        ("COPY documents FROM '{secret}'", CLOSED),
        ("INSTALL httpfs", CLOSED),
        ("LOAD '{folder}/x.duckdb_extension'", CLOSED),
        ("UPDATE EXTENSIONS", CLOSED),
        ("CREATE SECRET s (TYPE s3)", CLOSED),
        ("SET enable_external_access = true", SETTINGS),
        ("SET memory_limit = '100GB'", SETTINGS),
        ("RESET memory_limit", SETTINGS),
        ("PRAGMA memory_limit = '100GB'", SETTINGS),
        ("SET GLOBAL temp_directory = '{folder}'", SETTINGS),
        ("SET lock_configuration = false", SETTINGS),
        ("SET python_enable_replacements = true", SETTINGS),
        ("SET profiling_output = '{folder}/x'", SETTINGS),
        ("PRAGMA enable_profiling", CLOSED),
        ("CALL enable_logging('QueryLog', storage = 'file', storage_path = '{folder}')", CLOSED),
    ],
)
def test_nothing_is_changed_and_nothing_else_is_read(tmp_path: Path, sql: str, reason: str) -> None:
    folder = tmp_path / "world"
    folder.mkdir()
    secret = folder / "secret.csv"
    secret.write_text("secret\n")
    path = made(tmp_path)
    before = hashlib.sha256(path.read_bytes()).hexdigest()
    session = Session(path)
    with pytest.raises(SqlError) as caught:
        session.run(sql.format(folder=folder, secret=secret, file=path))
    assert caught.value.message.startswith(reason)
    session.close()
    assert hashlib.sha256(path.read_bytes()).hexdigest() == before
    assert [entry.name for entry in folder.iterdir()] == ["secret.csv"]
    assert sorted(entry.name for entry in tmp_path.iterdir()) == [".made.duckdb.lock", "made.duckdb", "world"]


@pytest.mark.parametrize(
    "sql", ["EXPLAIN SELECT 1", "EXPLAIN ANALYZE FROM documents", "EXPLAIN (FORMAT json) SELECT 1"]
)
def test_explaining_a_query_is_no_harm(session: Session, sql: str) -> None:
    assert session.run(sql).page(0, 1).rows


def test_a_pivot_and_a_summary_run(session: Session) -> None:
    assert session.run("PIVOT runs ON extractor USING count(*)").page(0, 1).rows
    assert session.run("SUMMARIZE documents").page(0, 1).rows
    assert session.run("SHOW TABLES").page(0, 1).rows


def test_variables_of_python_are_no_tables(session: Session) -> None:
    secret = [("secret",)]
    with pytest.raises(SqlError, match="does not exist"):
        session.run("SELECT * FROM secret")
    assert secret


def test_a_file_named_as_a_table_is_not_read(session: Session, tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_text("secret\n")
    with pytest.raises(SqlError):
        session.run(f"FROM '{tmp_path}/x.csv'")


def test_cancel_from_another_thread_stops_a_query_quickly(session: Session) -> None:
    session.run("SELECT 1")
    seen: list[float | None] = []

    def cancel() -> None:
        time.sleep(0.5)
        seen.append(session.progress())
        session.cancel()

    thread = threading.Thread(target=cancel)
    thread.start()
    with pytest.raises(SqlError, match=r"Cancelled\.") as caught:
        session.run(FOREVER)
    thread.join()
    assert caught.value.cancelled
    assert seen[0] is not None
    assert 0 <= seen[0] <= 100
    assert session.progress() is None
    assert session.run("SELECT 42").page(0, 1).rows == [(42,)]


def test_the_time_limit_stops_a_query(database_file: Path) -> None:
    session = Session(database_file, timeout=0.3)
    with pytest.raises(SqlError, match=r"time limit of 0\.3 s") as caught:
        session.run(FOREVER)
    assert caught.value.cancelled
    session.close()


def test_a_cancel_when_nothing_runs_does_not_hit_the_next_query(session: Session) -> None:
    session.cancel()
    assert session.run("SELECT 1").page(0, 1).rows == [(1,)]
    session.cancel()
    assert session.run("SELECT 2").page(0, 1).rows == [(2,)]


def test_a_query_beyond_the_memory_limit_fails_alone(database_file: Path) -> None:
    session = Session(database_file, memory_limit="50MB")
    with pytest.raises(SqlError, match=r"(?i)memory"):
        session.run("SELECT list(repeat('x', 100) || i) FROM range(10000000) t(i)")
    assert session.run("SELECT 1").page(0, 1).rows == [(1,)]
    session.close()


def test_a_new_snapshot_is_seen_by_the_next_run(tmp_path: Path) -> None:
    path = made(tmp_path)
    session = Session(path)
    result = session.run("SELECT doc_id FROM documents")
    with Snapshot(path, TABLES, OWNERS) as snapshot:
        snapshot.keep(["harbour"])
        snapshot.finish()
    assert len(result.page(0, 9).rows) == 3  # what was asked of the old one is still answered by it
    assert session.run("SELECT doc_id FROM documents").page(0, 9).rows == [("harbour",)]
    session.close()


def test_a_missing_file_is_told_in_words(tmp_path: Path) -> None:
    with pytest.raises(SqlError, match="cannot be read"):
        Session(tmp_path / "none.duckdb").run("SELECT 1")
