"""Where little changes a copy of the old file is amended: its content is that of a file written as a whole."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import duckdb
import pytest

from qdtui.model import Document, Row, Table
from qdtui.store import amend
from qdtui.store.build import QuoteError
from qdtui.store.connect import Reader, StoreError
from qdtui.store.faults import WriteError
from qdtui.store.known import known
from qdtui.store.pages import Pager
from qdtui.store.read import Database
from qdtui.store.records import Problem
from qdtui.store.verify import verify
from qdtui.store.view import View
from qdtui.store.write import Snapshot
from qdtui.text.segment import term_counts
from tests.store.made import NOW, OWNERS, TABLES, document, documents, fill, made, row, rows, run

TEXT = "第{0}号简报：海州新增灯塔工厂{0}家，比上年多{1}家；{2}区的产值是{3}亿元。\n" * 3


def many(count: int, first: int = 0) -> list[Document]:
    return [
        document(f"d{n:03}", TEXT.format(n, n * 7 % 11, "东西南北"[n % 4], n * n)) for n in range(first, first + count)
    ]


@pytest.fixture(autouse=True)
def little(monkeypatch: pytest.MonkeyPatch) -> None:
    """However few documents there are, and however many change."""
    monkeypatch.setattr(amend, "LEAST", 0)
    monkeypatch.setattr(amend, "SHARE", 1.0)


def content(path: Path) -> Mapping[str, list[tuple[object, ...]]]:
    """Every row of every table in an order of its own, without the numbers that a file gives terms and documents."""
    with duckdb.connect(str(path), read_only=True) as connection:
        found = {}
        for (name,) in connection.execute("SELECT table_name FROM duckdb_tables() ORDER BY 1").fetchall():
            source = {
                "documents": "(SELECT * EXCLUDE (doc_no, loaded_at) FROM documents)",
                "terms": "(SELECT term, df FROM terms)",
                "postings": "(SELECT term, doc_id, tf FROM postings JOIN terms USING (term_id) JOIN documents USING (doc_no))",
                "meta": "(SELECT * FROM meta WHERE key NOT IN ('written_at', 'amended'))",
            }.get(name, f'"{name}"')
            found[name] = sorted(connection.execute(f"FROM {source}").fetchall(), key=repr)
        found["views"] = connection.execute(
            "SELECT view_name, comment FROM duckdb_views() WHERE NOT internal ORDER BY 1"
        ).fetchall()
        found["comments"] = connection.execute(
            "SELECT table_name, column_name, comment FROM duckdb_columns() WHERE NOT internal ORDER BY ALL"
        ).fetchall()
        return found


def amended(path: Path) -> int | None:
    """How many documents changed since the file was written as a whole; None when it was just now."""
    with duckdb.connect(str(path), read_only=True) as connection:
        found = connection.execute("SELECT value FROM meta WHERE key = 'amended'").fetchall()
    return int(found[0][0]) if found else None


def update(
    path: Path,
    kept: Iterable[Document],
    new: Sequence[Document],
    again: Sequence[Document] = (),
    *,
    tables: Sequence[Table] = TABLES,
    by_what_goes: bool = False,
) -> None:
    """The next file: of `again` the documents are kept and one extractor runs once more."""
    kept = list(kept)
    redone = {doc.doc_id for doc in again}
    before = known(path)
    assert before is not None
    with Snapshot(path, tables, OWNERS, now=NOW) as snapshot:
        stay = [doc.doc_id for doc in kept]
        if by_what_goes:
            assert snapshot.holds(before.identity)
            gone = before.documents.keys() - set(stay)
            snapshot.keep_most(stay, OWNERS.values(), gone, [("numbers", doc_id) for doc_id in sorted(redone)])
        else:
            snapshot.keep(stay, [(e, d) for d in stay for e in OWNERS.values() if not (e == "numbers" and d in redone)])
        for doc in again:
            snapshot.run(run("numbers", doc.doc_id), rows(doc)["numbers"])
        fill(snapshot, new)
        snapshot.problem(Problem("docs/bad.txt", None, "load", None, "not text"))
        snapshot.finish()


def whole(folder: Path, docs: Sequence[Document]) -> Path:
    folder.mkdir()
    path = folder / "whole.duckdb"
    with Snapshot(path, TABLES, OWNERS, now=NOW) as snapshot:
        fill(snapshot, docs)
        snapshot.problem(Problem("docs/bad.txt", None, "load", None, "not text"))
        snapshot.finish()
    return path


@pytest.mark.parametrize("by_what_goes", [False, True], ids=["kept is named", "gone is named"])
@pytest.mark.parametrize("case", ["new", "gone", "changed", "again", "all at once", "nothing"])
def test_an_amended_file_holds_what_one_written_as_a_whole_does(tmp_path: Path, case: str, by_what_goes: bool) -> None:
    old = [*documents(), *many(20)]
    path = made(tmp_path, old)
    kept, new, again = list(old), [], []
    if case in ("new", "all at once"):
        new += many(3, 50)
    if case in ("gone", "all at once"):
        kept = [doc for doc in kept if doc.doc_id not in ("meeting", "d004")]
    if case in ("changed", "all at once"):  # the text of a document is another, and a title was set by hand
        kept = [doc for doc in kept if doc.doc_id not in ("harbour", "d007")]
        new += [replace(documents()[0], title="另一个题目"), document("d007", "换成了云岭的文章。\n" * 9)]
    if case in ("again", "all at once"):
        again = [doc for doc in kept if doc.doc_id in ("traditional", "harbour", "d001")]
    update(path, kept, new, again, by_what_goes=by_what_goes)
    assert amended(path) is not None
    assert content(path) == content(whole(tmp_path / "w", [*kept, *new]))
    assert verify(path) == []
    assert [entry.name for entry in tmp_path.iterdir() if entry.name.endswith(("copy", ".tmp", ".wal"))] == []


def test_a_whole_file_is_the_same_whether_it_is_told_what_stays_or_what_goes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(amend, "LEAST", 1000)
    docs = [*documents(), *many(9)]
    path = made(tmp_path, docs)
    kept = [doc for doc in docs if doc.doc_id not in ("meeting", "d004")]
    update(path, kept, many(2, 50), [kept[0]], by_what_goes=True)
    assert amended(path) is None
    assert content(path) == content(whole(tmp_path / "w", [*kept, *many(2, 50)]))


@pytest.mark.parametrize("change", ["a comment", "a view dropped", "a view of one's own", "nothing"])
def test_views_and_comments_are_those_of_now_after_a_file_was_amended(tmp_path: Path, change: str) -> None:
    path = made(tmp_path, many(5))
    tables = list(TABLES)
    with duckdb.connect(str(path)) as connection:
        before = connection.execute("SELECT count(*) FROM duckdb_views() WHERE NOT internal").fetchone()
        if change == "a comment":
            tables[0] = replace(TABLES[0], comment="Other numbers.")
        if change == "a view dropped":
            connection.execute("DROP VIEW evidence")
        if change == "a view of one's own":
            connection.execute("CREATE VIEW mine AS FROM documents")
    update(path, many(5), many(1, 9), tables=tables)
    assert amended(path) == 1
    assert verify(path) == []
    with duckdb.connect(str(path), read_only=True) as connection:
        assert connection.execute("SELECT count(*) FROM duckdb_views() WHERE NOT internal").fetchone() == before
        assert connection.execute("SELECT comment FROM duckdb_tables() WHERE table_name = 'indicators'").fetchone() == (
            tables[0].comment,
        )
        assert connection.execute("SELECT count(*) FROM evidence").fetchone() == (0,)


def test_another_file_than_the_one_that_was_looked_at_is_not_taken_for_it(tmp_path: Path) -> None:
    path = made(tmp_path, many(3))
    looked_at = known(path)
    update(path, many(3), many(1, 9))
    assert looked_at is not None
    with Snapshot(path, TABLES, OWNERS) as snapshot:
        assert not snapshot.holds(looked_at.identity)
        now = known(path)
        assert now is not None
        assert snapshot.holds(now.identity)


def test_a_search_finds_what_came_later_beside_what_was_there(tmp_path: Path) -> None:
    path = made(tmp_path, many(10))
    update(path, many(10), [document("z", "海州的风电产业园开工。\n"), document("a", "云岭的灯塔工厂投产。\n")])
    database = Database(path)
    assert [hit.doc_id for hit in database.search("风电产业园").hits] == ["z"]
    assert {hit.doc_id for hit in database.search("灯塔工厂").hits} == {"a", *(doc.doc_id for doc in many(10))}


def test_every_page_of_a_table_is_there_after_rows_were_taken_out(tmp_path: Path) -> None:
    docs = [*documents(), *many(20)]
    path = made(tmp_path, docs)
    update(path, [doc for doc in docs if doc.doc_id not in ("d003", "traditional")], many(2, 40))
    pager = Pager(Reader(path))
    for table in ("documents", "indicators", "runs", "postings"):
        view = View(table)
        total = pager.page(view, 0, 1).total
        pages = [r for offset in range(0, total, 7) for r in pager.page(view, offset, 7).rows]
        assert len(pages) == len({repr(r) for r in pages}) == total
    with duckdb.connect(str(path), read_only=True) as connection:
        for table in OWNERS:
            assert connection.execute(f"SELECT coalesce(max(rowid), -1) + 1 = count(*) FROM {table}").fetchone() == (
                True,
            )


def test_after_a_tenth_has_changed_the_file_is_written_as_a_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(amend, "SHARE", 0.1)
    docs = many(20)
    path = made(tmp_path, docs)
    seen = []
    for number in range(4):
        new = many(1, 100 - number)  # its path stands before the last one's
        update(path, docs, new)
        docs += new
        seen.append(amended(path))
    assert seen == [1, 2, None, 1]
    with duckdb.connect(str(path), read_only=True) as connection:
        numbers = dict(connection.execute("SELECT doc_id, doc_no FROM documents").fetchall())
    assert numbers["d098"] < numbers["d099"] < numbers["d100"] < numbers["d097"]


def test_other_tables_or_a_small_file_are_reasons_to_write_a_whole_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    docs = many(5)
    path = made(tmp_path, docs)
    wider = replace(TABLES[1], key=("title", "kind"))
    with Snapshot(path, (TABLES[0], wider, TABLES[2]), OWNERS, now=NOW) as snapshot:
        snapshot.keep([doc.doc_id for doc in docs], [(e, d.doc_id) for d in docs for e in OWNERS.values()])
        snapshot.finish()
    assert amended(path) is None
    monkeypatch.setattr(amend, "LEAST", 1000)
    update(path, docs, many(1, 9))
    assert amended(path) is None


@pytest.mark.parametrize("fault", ["quote", "stranger", "full"])
def test_what_goes_wrong_while_a_copy_is_amended_leaves_the_old_file_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fault: str
) -> None:
    docs = many(5)
    path = made(tmp_path, docs)
    before = path.read_bytes()
    new = document("new", "海州的新文章。\n")

    def amending() -> None:
        with Snapshot(path, TABLES, OWNERS) as snapshot:
            snapshot.keep([d.doc_id for d in docs], [(e, d.doc_id) for d in docs for e in OWNERS.values()])
            snapshot.document(new, term_counts(new.text, "jieba"))
            found = row(new, "policies", "新文章", title="新文章")
            snapshot.run(run("plans", "new"), [found])
            if fault == "quote":
                snapshot.take(
                    "x", "mark", {"policies": [("f", "d001", 0, 2, "没有", "plans", 0.9, "r", None, *[None] * 5)]}
                )
            if fault == "stranger":
                snapshot.take("x", "mark", {"runs": [("plans", "1", "s", "s", "nobody", 0, 1.0, None)]})
            if fault == "full":
                monkeypatch.setattr(amend, "find_works", _full)
            snapshot.finish()

    with pytest.raises({"quote": QuoteError, "stranger": StoreError, "full": WriteError}[fault]):
        amending()
    assert path.read_bytes() == before
    assert {entry.name for entry in tmp_path.iterdir()} == {path.name, f".{path.name}.lock"}


def _full(*arguments: object, **options: object) -> None:
    raise duckdb.IOException("no space left")


def test_a_file_that_cannot_be_copied_is_written_as_a_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(source: Path, target: Path) -> None:
        target.write_bytes(b"half")
        raise OSError(28, "No space left on device")

    path = made(tmp_path, many(5))
    monkeypatch.setattr("shutil.copyfile", full)
    update(path, many(5), many(1, 9))
    assert amended(path) is None
    assert verify(path) == []


def test_rows_that_repeat_and_kept_rows_stand_beside_each_other(tmp_path: Path) -> None:
    docs = documents()
    path = made(tmp_path, docs)
    with Snapshot(path, TABLES, OWNERS, now=NOW) as snapshot:
        snapshot.keep(
            [d.doc_id for d in docs],
            [(e, d.doc_id) for d in docs for e in OWNERS.values() if (e, d.doc_id) != ("plans", "meeting")],
        )
        snapshot.run(run("plans", "meeting"), [Row("policies", {"title": "对接会"}, 0, 2)])
        snapshot.finish()
    assert amended(path) == 1
    assert sorted(f.table for f in Database(path).facts("meeting")) == ["events", "policies"]
    assert verify(path) == []
