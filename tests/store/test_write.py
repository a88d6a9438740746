"""The next file is written beside the old one, checked and swapped in; nothing else ever touches the old one."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import duckdb
import pytest

from qdtui.model import Column, Row, Table
from qdtui.store.connect import NotOursError, Reader, StoreError
from qdtui.store.known import known, with_runs
from qdtui.store.read import Database
from qdtui.store.records import Plugin, Problem, SourceFile
from qdtui.store.rows import RowError
from qdtui.store.schema import SchemaError
from qdtui.store.verify import verify
from qdtui.store.write import BusyError, Snapshot
from tests.store.made import HARBOUR, INDICATORS, NOW, OWNERS, TABLES, document, documents, fill, made, row, run

EVERY_TABLE = ("documents", "sections", "zones", "parts", "joins", "folded", "cells", "terms", "postings", "runs")


def content(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table, in the order of the file."""
    connection = duckdb.connect(str(path), read_only=True)
    tables = connection.execute("SELECT table_name FROM duckdb_tables() ORDER BY 1").fetchall()
    rows = {name: connection.execute(f'FROM "{name}"').fetchall() for (name,) in tables}
    connection.close()
    return rows


def left_over(path: Path) -> list[str]:
    return sorted(entry.name for entry in path.parent.iterdir() if entry.name not in (path.name, f".{path.name}.lock"))


def test_every_quote_is_in_its_text_counted_in_code_points(database_file: Path) -> None:
    connection = duckdb.connect(str(database_file), read_only=True)
    rows = connection.execute(
        'SELECT quote, substring(text, start + 1, "end" - start) FROM evidence JOIN documents USING (doc_id)'
    ).fetchall()
    connection.close()
    assert len(rows) == 7
    assert all(quote == found for quote, found in rows)
    assert "🏭" in HARBOUR[:5]  # an offset counted in UTF-16 units or bytes would miss


def test_a_sound_file_has_no_faults(database_file: Path) -> None:
    assert verify(database_file) == []


def test_the_same_documents_give_the_same_rows_in_whatever_order_they_come(tmp_path: Path) -> None:
    for name in "ab":
        (tmp_path / name).mkdir()
    forward = content(made(tmp_path / "a"))
    backward = content(made(tmp_path / "b", list(reversed(documents()))))
    assert forward == backward


def test_keeping_everything_gives_the_same_file_again(tmp_path: Path) -> None:
    path = made(tmp_path)
    before = content(path)
    with Snapshot(path, TABLES, OWNERS, now=NOW) as snapshot:
        snapshot.keep(
            [doc.doc_id for doc in documents()], [(e, d.doc_id) for d in documents() for e in OWNERS.values()]
        )
        snapshot.finish()
    after = content(path)
    for kept in (before, after):
        kept.pop("meta")
    assert after == before


def test_a_document_that_is_not_kept_leaves_nothing_behind(tmp_path: Path) -> None:
    path = made(tmp_path)
    with Snapshot(path, TABLES, OWNERS, now=NOW) as snapshot:
        snapshot.keep(["meeting"], [(extractor, "meeting") for extractor in OWNERS.values()])
        snapshot.document(document("new", "全新的🚀文章"), {"全新": 1, "文章": 1})
        snapshot.finish()
    after = content(path)
    for name in EVERY_TABLE:
        assert not [r for r in after[name] if "harbour" in r or "traditional" in r], name
    assert {r[1] for r in after["terms"]} >= {"全新", "云岭"}
    assert not {r[1] for r in after["terms"]} & {"海州"}
    assert verify(path) == []


def test_one_run_done_again_changes_its_rows_alone(tmp_path: Path) -> None:
    path = made(tmp_path)
    harbour = documents()[0]
    pairs = [(e, d.doc_id) for d in documents() for e in OWNERS.values() if (e, d.doc_id) != ("numbers", "harbour")]
    with Snapshot(path, TABLES, OWNERS, now=NOW) as snapshot:
        snapshot.keep([doc.doc_id for doc in documents()], pairs)
        again = row(harbour, "indicators", "3个", ("value",), indicator="产业集群", value=3, unit="个", measure="total")
        snapshot.run(run("numbers", "harbour", "2"), [again])
        snapshot.finish()
    database = Database(path)
    assert [fact.table for fact in database.facts("harbour")] == ["indicators", "policies"]
    assert database.summary().facts == 3
    assert {r.version for r in database.runs(extractor="numbers", doc_id="harbour")} == {"2"}
    assert verify(path) == []


def test_rows_of_a_table_whose_columns_changed_cannot_be_kept(tmp_path: Path) -> None:
    path = made(tmp_path)
    wider = Table("indicators", "Numbers.", (*INDICATORS.columns, Column("extra")), label="indicator")
    before = known(path)
    assert before
    assert before.holds(INDICATORS, "numbers")
    assert not before.holds(wider, "numbers")
    with Snapshot(path, (wider, *TABLES[1:]), OWNERS) as snapshot:
        with pytest.raises(StoreError, match="columns have changed"):
            snapshot.keep([], [("numbers", "harbour")])
        snapshot.keep([doc.doc_id for doc in documents()], [("plans", doc.doc_id) for doc in documents()])
        snapshot.finish()
    assert Database(path).summary().facts == 1


def test_known_tells_what_an_ingest_needs(tmp_path: Path) -> None:
    path = tmp_path / "k.duckdb"
    assert known(path) is None
    file = SourceFile("docs/harbour.txt", 12, 34, "ab", "harbour", "key")
    plugin = Plugin("numbers", "bundled", "numbers.py", "1", "ok", None, ["numbers"])
    with Snapshot(path, TABLES, OWNERS) as snapshot:
        fill(snapshot, documents()[:1])
        snapshot.file(file)
        snapshot.plugin(plugin)
        snapshot.finish()
    state = with_runs(known(path))
    assert state
    assert dict(state.files) == {"docs/harbour.txt": file}
    assert set(state.documents) == {"harbour"}
    assert state.runs == {"harbour": {(extractor, "1", "source", "settings") for extractor in OWNERS.values()}}
    assert state.failed == {}
    assert state.plugins == (plugin,)
    assert state.owners == OWNERS


def test_known_tells_the_runs_of_each_document_where_they_differ(tmp_path: Path) -> None:
    path = made(tmp_path, documents())
    same = with_runs(known(path))
    assert same
    assert set(same.runs) == {"harbour", "meeting", "traditional"}
    assert len(set(same.runs.values())) == 1
    with Snapshot(path, TABLES, OWNERS) as snapshot:
        snapshot.keep(
            [doc.doc_id for doc in documents()],
            [
                (e, doc.doc_id)
                for doc in documents()
                for e in OWNERS.values()
                if (e, doc.doc_id) != ("plans", "meeting")
            ],
        )
        snapshot.run(run("plans", "meeting", "2"), [])
        snapshot.finish()
    found = with_runs(known(path))
    assert found
    assert found.runs["harbour"] == found.runs["traditional"] == same.runs["harbour"]
    others = {r for r in same.runs["harbour"] if r[0] != "plans"}
    assert found.runs["meeting"] == others | {("plans", "2", "source", "settings")}


def test_problems_stay_with_the_runs_and_documents_that_are_kept(tmp_path: Path) -> None:
    path = tmp_path / "p.duckdb"
    of_run = Problem("docs/meeting.txt", "meeting", "extract", "plans", "ValueError: no")
    with Snapshot(path, TABLES, OWNERS) as snapshot:
        fill(snapshot, documents())
        snapshot.problem(of_run)
        snapshot.problem(Problem("docs/harbour.txt", "harbour", "extract", "plans", "gone soon"))
        snapshot.problem(Problem("docs/bad.txt", None, "load", None, "not text"))
        snapshot.finish()
    with Snapshot(path, TABLES, OWNERS) as snapshot:
        snapshot.keep([doc.doc_id for doc in documents()], [("plans", "meeting")])
        snapshot.finish()
    assert Database(path).problems() == [of_run]


def test_a_row_that_repeats_the_key_is_dropped(tmp_path: Path) -> None:
    doc = documents()[0]
    plan = row(doc, "policies", "《海州市智造行动方案》", title="海州市智造行动方案")
    with Snapshot(tmp_path / "r.duckdb", TABLES, OWNERS) as snapshot:
        snapshot.document(doc, {})
        assert snapshot.run(run("plans", "harbour"), [plan, replace(plan, start=0, end=4), plan]) == 1
        snapshot.finish()
    assert Database(tmp_path / "r.duckdb").summary().facts == 1


BAD_ROWS = {
    "outside the text": Row("policies", {"title": "x"}, 0, 10**6),
    "empty": Row("policies", {"title": "x"}, 3, 3),
    "claims": Row("policies", {"title": "x"}, 0, 2, quote="别的"),
    "confidence": Row("policies", {"title": "x"}, 0, 2, 1.5),
    "has no column": Row("policies", {"tittle": "x"}, 0, 2),
    "holds INTEGER": Row("policies", {"period_end": "2027年"}, 0, 2),
    "holds VARCHAR": Row("policies", {"title": "\ud83d"}, 0, 2),
    "does not own": Row("indicators", {"subject": "x"}, 0, 2),
}


@pytest.mark.parametrize("fault", BAD_ROWS)
def test_a_bad_row_is_refused_and_nothing_of_its_run_is_kept(tmp_path: Path, fault: str) -> None:
    path = tmp_path / "b.duckdb"
    doc = documents()[0]
    good = row(doc, "policies", "海州", title="好")
    words = {"outside the text": "does not lie in the text", "empty": "does not lie in the text"}
    with Snapshot(path, TABLES, OWNERS) as snapshot:
        snapshot.document(doc, {})
        with pytest.raises(RowError, match=words.get(fault, fault)):
            snapshot.run(run("plans", "harbour"), [good, BAD_ROWS[fault]])
        snapshot.run(run("plans", "harbour", error="refused"), [])
        snapshot.finish()
    assert Database(path).summary().facts == 0


@pytest.mark.parametrize(
    ("value", "column"),
    [
        (float("nan"), Column("v", "DOUBLE")),
        (True, Column("v", "DOUBLE")),
        (2**31, Column("v", "INTEGER")),
        (NOW, Column("v", "DATE")),
        ("a", Column("v", "VARCHAR[]")),
        ("c", Column("v", allowed=("a", "b"))),
    ],
)
def test_a_value_must_be_of_its_columns_type(tmp_path: Path, value: object, column: Column) -> None:
    with Snapshot(tmp_path / "v.duckdb", (Table("t", "T.", (column,)),), {"t": "x"}) as snapshot:
        snapshot.document(document("d", "文章"), {})
        with pytest.raises(RowError, match="column 'v'"):
            snapshot.run(run("x", "d"), [Row("t", {"v": value}, 0, 1)])  # type: ignore[dict-item]


def test_hostile_names_and_values_come_through_as_they_are(tmp_path: Path) -> None:
    path = tmp_path / 'it\'s; DROP TABLE "x".duckdb'
    nasty = "a'b\"c; DROP TABLE documents; --\0[red]\x1b[31m😀"
    table = Table('ta".ble', "it's a comment", (Column('co"l', comment="'"), Column("select")), key=('co"l',))
    with Snapshot(path, (table,), {'ta".ble': "ex'tr"}) as snapshot:
        doc = document("d'1", nasty)
        snapshot.document(doc, {nasty: 1})
        snapshot.run(run("ex'tr", "d'1"), [Row('ta".ble', {'co"l': nasty, "select": nasty}, 0, len(nasty))])
        snapshot.finish()
    database = Database(path)
    (fact,) = database.facts("d'1")
    assert fact.values == {'co"l': nasty, "select": nasty}
    assert fact.quote == nasty
    assert database.fact(fact.fact_id) == fact
    assert verify(path) == []


@pytest.mark.parametrize(
    ("tables", "reason"),
    [
        ((Table("Documents", "", ()),), "taken"),
        ((Table("evidence", "", ()),), "taken"),
        ((Table("search", "", ()),), "taken"),
        ((Table("t", "", ()), Table("T", "", ())), "taken"),
        ((Table("", "", ()),), "needs a name"),
        ((Table("qdtui_x", "", ()),), "kept for"),
        ((Table("t", "", (Column("quote"),)),), "two columns"),
        ((Table("t", "", (Column("rowid"),)),), "rowid"),
        ((Table("t", "", (Column("a"),), key=("b",)),), "lacks"),
    ],
)
def test_tables_that_clash_are_refused_before_anything_is_written(
    tmp_path: Path, tables: tuple[Table, ...], reason: str
) -> None:
    with pytest.raises(SchemaError, match=reason), Snapshot(tmp_path / "c.duckdb", tables, {}):
        pass
    assert list(tmp_path.iterdir()) == []


def test_an_exception_leaves_the_old_file_byte_for_byte_and_no_other(tmp_path: Path) -> None:
    path = made(tmp_path)
    before = path.read_bytes()

    def interrupted() -> None:
        with Snapshot(path, TABLES, OWNERS) as snapshot:
            fill(snapshot, documents())
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    assert path.read_bytes() == before
    assert left_over(path) == []


def test_a_snapshot_that_is_not_finished_is_thrown_away(tmp_path: Path) -> None:
    path = tmp_path / "n.duckdb"
    with Snapshot(path, TABLES, OWNERS) as snapshot:
        fill(snapshot, documents())
    assert not path.exists()
    assert left_over(path) == []


def test_a_killed_writer_leaves_the_old_file_and_its_remains_go_with_the_next_run(tmp_path: Path) -> None:
    path = made(tmp_path)
    before = path.read_bytes()
    program = (
        "import os, signal, sys; from pathlib import Path; from tests.store.made import *\n"
        "with Snapshot(Path(sys.argv[1]), TABLES, OWNERS) as s:\n"
        "    fill(s, documents()); os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    killed = subprocess.run([sys.executable, "-c", program, str(path)], cwd=Path(__file__).parents[2], check=False)
    assert killed.returncode != 0
    assert path.read_bytes() == before
    assert left_over(path) != []
    with Snapshot(path, TABLES, OWNERS, now=NOW) as snapshot:
        fill(snapshot, documents())
        snapshot.finish()
    assert left_over(path) == []
    assert verify(path) == []


def test_duckdb_draws_no_progress_over_the_terminal(tmp_path: Path) -> None:
    asked = "SELECT current_setting('enable_progress_bar')"
    with Snapshot(tmp_path / "a.duckdb", TABLES, OWNERS) as snapshot:
        assert snapshot._connection.execute(asked).fetchone() == (False,)
    with Reader(made(tmp_path)).open() as connection:
        assert connection.execute(asked).fetchone() == (False,)


def test_two_writers_at_once_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "two.duckdb"
    with Snapshot(path, TABLES, OWNERS), pytest.raises(BusyError, match="another qdtui"), Snapshot(path, (), {}):
        pass


def test_a_live_write_ahead_log_beside_the_target_is_not_overrun(tmp_path: Path) -> None:
    path = made(tmp_path)
    log = tmp_path / "made.duckdb.wal"
    log.write_bytes(b"x")
    with pytest.raises(StoreError, match=r"made\.duckdb\.wal lies beside.*open made\.duckdb once"):
        Snapshot(path, TABLES, OWNERS).__enter__()
    log.unlink()
    with Snapshot(path, TABLES, OWNERS) as snapshot:
        log.write_bytes(b"x")  # somebody opens it for writing while the new file is made
        with pytest.raises(StoreError, match="lies beside"):
            snapshot.finish()
    assert log.exists()


def test_a_file_that_is_not_ours_is_never_replaced(tmp_path: Path) -> None:
    foreign = tmp_path / "mine.duckdb"
    connection = duckdb.connect(str(foreign))
    connection.execute("CREATE TABLE precious AS SELECT 42 AS x")
    connection.close()
    text = tmp_path / "notes.txt"
    text.write_text("notes")
    for path in (foreign, text):
        before = path.read_bytes()
        with pytest.raises(NotOursError, match="not replaced"):
            Snapshot(path, TABLES, OWNERS).__enter__()
        assert path.read_bytes() == before


def test_a_reader_that_has_the_old_file_open_goes_on_with_it(tmp_path: Path) -> None:
    path = made(tmp_path)
    reader = subprocess.Popen(
        [
            sys.executable,
            "-c",
            "import duckdb, sys\nc = duckdb.connect(sys.argv[1], read_only=True)\nprint('open', flush=True)\ninput()\n"
            "print(c.execute('SELECT count(*) FROM documents').fetchone()[0], flush=True)",
            str(path),
        ],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert reader.stdout
    assert reader.stdout.readline() == "open\n"
    with Snapshot(path, TABLES, OWNERS) as snapshot:
        snapshot.keep(["meeting"])
        snapshot.finish()
    assert reader.communicate("\n")[0] == "3\n"
    assert Database(path).summary().documents == 1


def test_a_link_to_the_file_is_followed_not_replaced(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    path = made(tmp_path / "real")
    link = tmp_path / "link.duckdb"
    link.symlink_to(path)
    with Snapshot(link, TABLES, OWNERS) as snapshot:
        snapshot.keep(["meeting"])
        snapshot.finish()
    assert link.is_symlink()
    assert Database(path).summary().documents == 1


def test_the_file_is_written_without_its_owner_losing_its_permissions(tmp_path: Path) -> None:
    path = made(tmp_path)
    path.chmod(0o640)
    with Snapshot(path, TABLES, OWNERS) as snapshot:
        snapshot.keep(["meeting"])
        snapshot.finish()
    assert path.stat().st_mode & 0o777 == 0o640


def test_a_thousand_documents_before_their_runs_still_find_their_texts(tmp_path: Path) -> None:
    path = tmp_path / "many.duckdb"
    docs = [document(f"d{i}", f"第{i}篇😀文章") for i in range(300)]
    with Snapshot(path, TABLES, OWNERS) as snapshot:
        for doc in docs:
            snapshot.document(doc, {"文章": 1})
        for doc in docs:
            snapshot.run(run("plans", doc.doc_id), [Row("policies", {"title": doc.text}, 0, len(doc.text))])
        snapshot.finish()
    assert Database(path).summary().facts == 300
