"""Bringing the file up to date: only what changed is done again, and what fails is named."""

from __future__ import annotations

import gc
import hashlib
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from filelock import FileLock

from qdtui.config import ConfigError, load
from qdtui.ingest import ingest
from qdtui.ingest_report import Event
from qdtui.store.write import BusyError
from tests.plugin_files import GOOD, LOOPS, RAISES, SYNTAX, TEXT, WRONG_SPAN, plugin, with_years, write
from tests.project import BUNDLED, ROOT, Project, make


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """Four short documents and one plugin that finds years."""
    return with_years(tmp_path / "project")


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def test_documents_rows_and_runs_are_in_the_file(project: Project) -> None:
    report = project.ingest()
    assert (report.changed, report.documents, report.read, report.problems) == (True, 4, 4, [])
    assert report.rows == {"years": 8}
    assert project.query("SELECT count(*), count(DISTINCT doc_id) FROM years") == [(8, 4)]
    assert project.query("SELECT extractor, version, count(*), sum(rows) FROM runs GROUP BY ALL") == [
        ("years", "1", 4, 8)
    ]
    assert project.query("SELECT path FROM documents ORDER BY path") == [(f"documents/{n}.txt",) for n in range(4)]


def test_a_second_ingest_does_nothing_and_leaves_the_file_untouched(project: Project) -> None:
    project.ingest()
    before = (digest(project.database), project.database.stat().st_mtime_ns)
    report = project.ingest()
    assert not report.changed
    assert report.documents == 4
    assert (digest(project.database), project.database.stat().st_mtime_ns) == before


def test_an_ingest_leaves_the_sweeping_of_memory_as_it_was(project: Project) -> None:
    assert gc.isenabled()
    project.ingest()
    assert gc.isenabled()
    gc.disable()
    try:
        project.ingest()
        assert not gc.isenabled()
    finally:
        gc.enable()


def test_a_second_ingest_imports_no_plugin(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    project.ingest()
    monkeypatch.setattr("qdtui.ingest.LocalEngine", None)
    assert not project.ingest().changed


def test_one_changed_byte_means_one_document_is_read_again(project: Project) -> None:
    project.ingest()
    kept = project.query("SELECT fact_id FROM years JOIN documents USING (doc_id) WHERE path <> 'documents/2.txt'")
    path = project.documents / "2.txt"
    path.write_text(path.read_text(encoding="utf-8").replace("2023年", "2022年"), encoding="utf-8")
    report = project.ingest()
    assert (report.documents, report.read, report.again, report.removed) == (4, 1, 0, 1)
    assert set(kept) < set(project.query("SELECT fact_id FROM years"))
    assert project.query(
        "SELECT year FROM years JOIN documents USING (doc_id) WHERE path = 'documents/2.txt' ORDER BY 1"
    ) == [
        (2022,),
        (2024,),
    ]


def test_documents_that_went_away_lose_their_rows_and_their_words(project: Project) -> None:
    gone = project.write("gone.txt", "烟台新闻\n\n2024-03-01\n\n2021年,烟台有灯塔工厂。\n")
    project.ingest()
    assert project.query("SELECT df FROM terms WHERE term = '灯塔'") == [(1,)]
    gone.unlink()
    report = project.ingest()
    assert (report.documents, report.read, report.removed) == (4, 0, 1)
    assert project.query("SELECT count(*) FROM years") == [(8,)]
    assert project.query("SELECT df FROM terms WHERE term = '灯塔'") == []


def test_a_renamed_document_is_the_same_document_under_its_new_name(project: Project) -> None:
    project.ingest()
    before = project.query("SELECT fact_id FROM years ORDER BY 1")
    (project.documents / "0.txt").rename(project.documents / "z.txt")
    project.ingest()
    assert project.query("SELECT fact_id FROM years ORDER BY 1") == before
    assert ("documents/z.txt",) in project.query("SELECT path FROM documents")


def test_a_copy_is_left_out_and_takes_over_when_the_first_goes(project: Project) -> None:
    project.write("9.txt", TEXT.format(0))
    report = project.ingest()
    assert (report.documents, report.copies) == (4, 1)
    assert not project.ingest().changed
    (project.documents / "0.txt").unlink()
    assert project.ingest().documents == 4
    assert ("documents/9.txt",) in project.query("SELECT path FROM documents")


def test_a_changed_plugin_runs_again_alone(project: Project) -> None:
    write(project.folder / "plugins", other=plugin("other", 'yield Row("other", {"word": "x"}, 0, 1)'))
    project.ingest()
    write(project.folder / "plugins", years=GOOD.replace('version = "1"', 'version = "2"'))
    report = project.ingest()
    assert (report.read, report.again) == (0, 4)
    assert report.rows == {"years": 8}
    assert project.query("SELECT DISTINCT extractor, version FROM runs ORDER BY 1") == [("other", "1"), ("years", "2")]


def test_what_needs_a_changed_plugin_runs_again_with_it(project: Project) -> None:
    needy = plugin("needy", 'yield Row("needy", {"number": len(doc.found["years"])}, 0, 1)', needs='("years",)')
    write(project.folder / "plugins", needy=needy, other=plugin("other", "yield from ()"))
    project.ingest()
    assert project.query("SELECT DISTINCT number FROM needy") == [(2.0,)]
    write(project.folder / "plugins", years=GOOD.replace("20[0-9][0-9]", "2023"))
    assert project.ingest().rows == {"years": 4, "needy": 4}
    assert project.query("SELECT DISTINCT number FROM needy") == [(1.0,)]
    write(project.folder / "plugins", needy=needy + "\n")
    project.ingest()
    assert project.query("SELECT DISTINCT number FROM needy") == [(1.0,)]


def test_a_changed_setting_runs_only_who_read_it(project: Project) -> None:
    reading = GOOD.replace("return [Years()]", 'config["years"].get("x"); return [Years()]')
    write(project.folder / "plugins", years=reading, other=plugin("other", 'yield Row("other", {"word": "x"}, 0, 1)'))
    project.ingest()
    project.configure(disabled=BUNDLED, more="[extractor.years]\nx = 1\n")
    assert project.ingest().rows == {"years": 8}
    project.configure(disabled=BUNDLED, more="[extractor.years]\nx = 1\n[extractor.nobody]\nx = 2\n")
    assert not project.ingest().changed


def test_a_table_with_other_columns_is_built_anew(project: Project) -> None:
    project.ingest()
    changed = GOOD.replace('Column("year", "INTEGER", "The year.")', 'Column("year", "VARCHAR", "The year.")')
    write(project.folder / "plugins", years=changed.replace("int(match[0])", "match[0]"))
    project.ingest()
    assert project.query("SELECT DISTINCT year FROM years ORDER BY 1") == [("2023",), ("2024",)]


def test_a_removed_plugin_takes_its_table_along(project: Project) -> None:
    project.ingest()
    (project.folder / "plugins" / "years.py").unlink()
    project.ingest()
    assert project.query("SELECT count(*) FROM duckdb_tables() WHERE table_name = 'years'") == [(0,)]
    assert project.query("SELECT count(*) FROM documents") == [(4,)]


def test_a_file_that_cannot_be_read_is_named_and_the_others_load(project: Project) -> None:
    (project.documents / "bad.txt").write_bytes(bytes(range(256)) * 40)
    (project.documents / "empty.txt").write_bytes(b"")
    report = project.ingest()
    assert report.documents == 4
    told = {problem.path: problem.reason for problem in report.problems}
    assert set(told) == {"documents/bad.txt", "documents/empty.txt"}
    assert "empty" in told["documents/empty.txt"]
    assert project.query("SELECT path, stage FROM problems ORDER BY 1") == [
        ("documents/bad.txt", "load"),
        ("documents/empty.txt", "load"),
    ]
    again = project.ingest()
    assert not again.changed
    assert {problem.path for problem in again.problems} == set(told)
    project.write("empty.txt", TEXT.format("mended"))
    assert project.ingest().documents == 5


def test_four_broken_plugins_cost_the_others_nothing_and_each_is_named(tmp_path: Path) -> None:
    clean = make(tmp_path / "clean", seeds=True, disabled=())
    clean.ingest(jobs=2)
    broken = make(tmp_path / "broken", seeds=True, disabled=())
    write(broken.folder / "plugins", raises=RAISES, loops=LOOPS, wrong_span=WRONG_SPAN, syntax=SYNTAX)
    broken.configure(time_limit=6)
    for path in sorted(broken.documents.iterdir())[1:]:
        (clean.documents / path.name).unlink()
        path.unlink()  # the endless loop costs its limit on every document: one is enough here
    clean.ingest()
    broken.ingest(jobs=2)
    tables = [table for table in BUNDLED if clean.query(f"SELECT 1 FROM duckdb_tables() WHERE table_name = '{table}'")]
    assert broken.facts(*tables) == clean.facts(*tables)
    told = {name: error for name, error in broken.query("SELECT name, error FROM plugins WHERE status <> 'ok'")}  # noqa: C416
    assert set(told) == {"raises", "loops", "wrong_span", "syntax"}
    assert "RuntimeError: no idea what this is" in str(told["raises"])
    assert "took longer than 6 s" in str(told["loops"])
    assert "span 5–10000000 is not inside the text" in str(told["wrong_span"])
    assert "SyntaxError" in str(told["syntax"])
    assert len(broken.query("SELECT * FROM problems")) == 4
    assert not broken.ingest().changed


def test_paths_are_followed_from_then_on(project: Project, tmp_path: Path) -> None:
    more = tmp_path / "more"
    more.mkdir()
    (more / "a.txt").write_text(TEXT.format("a"), encoding="utf-8")
    assert project.ingest(more).documents == 1
    (more / "b.txt").write_text(TEXT.format("b"), encoding="utf-8")
    assert project.ingest().documents == 2
    assert project.ingest(project.documents).documents == 6
    assert project.ingest(more / "a.txt", only=True).documents == 1


def test_a_folder_that_is_not_there_any_more_is_told(project: Project, tmp_path: Path) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    (gone / "a.txt").write_text(TEXT.format("a"), encoding="utf-8")
    project.ingest(gone)
    (gone / "a.txt").unlink()
    gone.rmdir()
    report = project.ingest()
    assert (report.documents, report.removed) == (0, 1)
    assert [(problem.path, problem.stage) for problem in report.problems] == [(str(gone), "find")]
    assert not project.ingest().changed


def test_again_does_everything_anew_with_the_same_result(project: Project) -> None:
    project.ingest()
    before = project.facts("years")
    report = project.ingest(again=True)
    assert report.read == 4
    assert project.facts("years") == before


def test_the_number_of_workers_changes_nothing(project: Project) -> None:
    project.ingest(jobs=1)
    before = project.facts("years", "postings", "terms", "sections", "zones", "parts")
    project.ingest(jobs=3, again=True)
    assert project.facts("years", "postings", "terms", "sections", "zones", "parts") == before


def test_an_interrupted_ingest_leaves_the_old_file_whole(project: Project) -> None:
    project.ingest()
    before = digest(project.database)
    project.write("new.txt", TEXT.format("new"))

    def interrupt(event: Event) -> None:
        if event.kind == "document":
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        ingest(load(explicit=project.config), progress=interrupt)
    assert digest(project.database) == before
    assert sorted(path.name for path in project.folder.iterdir() if "tmp" in path.name) == []
    assert project.ingest().documents == 5


def test_ctrl_c_stops_within_a_hung_plugin_and_leaves_no_process(project: Project) -> None:
    project.ingest()
    before = digest(project.database)
    write(project.folder / "plugins", loops=LOOPS)
    command = [sys.executable, "-m", "qdtui", "ingest", "--config", str(project.config), "--progress-json"]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert process.stdout is not None
    assert '"start"' in process.stdout.readline()
    time.sleep(0.5)  # let a worker get into the loop; nothing is asserted about the time
    os.kill(process.pid, signal.SIGINT)
    assert process.wait(60) == 130
    assert digest(project.database) == before


COUNTS = plugin(
    "counts",
    """
    for found in quantities(normalise(doc.text)):
        yield Row("counts", {"word": found.unit, "number": found.value}, found.start, found.end)
    """,
    at_import="from qdtui.text.quantity import quantities\nfrom qdtui.text.normalise import normalise",
)
WORDS = (
    'from qdtui.api import hookimpl\n@hookimpl\ndef qdtui_words(config):\n    return {"units": ["泊位次\\tcount"]}\n'
)


def test_words_of_the_configuration_and_of_plugins_teach_the_toolkit(tmp_path: Path) -> None:
    project = make(tmp_path / "p")
    project.write("a.txt", "港口新闻\n\n港口完成12泊位次作业。\n")
    write(project.folder / "plugins", counts=COUNTS)
    project.ingest()
    assert ("泊位次",) not in project.query("SELECT word FROM counts")
    project.configure(disabled=BUNDLED, more='[words]\nunits = ["泊位次\\tcount"]\n')
    assert project.ingest().again == 1
    assert project.query("SELECT word, number FROM counts") == [("泊位次", 12.0)]
    assert not project.ingest().changed
    project.configure(disabled=BUNDLED)
    assert project.ingest().again == 1
    assert ("泊位次",) not in project.query("SELECT word FROM counts")
    write(project.folder / "plugins", harbour=WORDS)
    assert project.ingest().again == 1
    assert project.query("SELECT word, number FROM counts") == [("泊位次", 12.0)]


def test_words_that_are_none_are_told(tmp_path: Path) -> None:
    project = make(tmp_path / "p")
    write(project.folder / "plugins", harbour=WORDS.replace("units", "unit"), years=GOOD)
    report = project.ingest()
    assert ["there is no dictionary 'unit'" in problem.reason for problem in report.problems] == [True]
    project.configure(disabled=BUNDLED, more='[words]\nplaces = ["甲港"]\n')
    with pytest.raises(ConfigError, match="fields separated by tabs"):
        project.ingest()


def test_a_killed_ingest_leaves_the_old_file_and_the_next_one_cleans_up(project: Project) -> None:
    project.ingest()
    before = digest(project.database)
    for number in range(20):
        project.write(f"more{number}.txt", TEXT.format(f"more{number}"))
    command = [sys.executable, "-m", "qdtui", "ingest", "--config", str(project.config), "--progress-json"]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    while '"document"' not in process.stdout.readline():
        pass
    process.kill()
    process.wait()
    process.stdout.close()
    assert digest(project.database) == before
    assert project.ingest().documents == 24
    assert not [path.name for path in project.folder.iterdir() if ".tmp" in path.name]


def test_two_ingests_of_one_file_do_not_run_at_once(project: Project) -> None:
    project.ingest()
    project.write("new.txt", TEXT.format("new"))
    with (
        FileLock(project.database.with_name(f".{project.database.name}.lock")),
        pytest.raises(BusyError, match="another qdtui"),
    ):
        project.ingest()
    assert project.ingest().documents == 5


def test_an_ingest_that_may_wait_goes_on_when_the_other_one_is_done(project: Project) -> None:
    project.ingest()
    project.write("new.txt", TEXT.format("new"))
    lock = FileLock(project.database.with_name(f".{project.database.name}.lock"))
    told = []

    def listen(event: Event) -> None:
        told.append(event.kind)
        if event.kind == "wait":
            lock.release()

    lock.acquire()
    report = ingest(load(explicit=project.config), jobs=1, wait=True, progress=listen)
    assert (report.documents, told.count("wait")) == (5, 1)
    assert told[-1] == "write"


def killed_after(project: Project, events: int, *options: str) -> None:
    """Run an ingest and kill it, workers and all, when it has told of so many documents."""
    command = [sys.executable, "-m", "qdtui", "ingest", "--config", str(project.config), "--progress-json", *options]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, start_new_session=True)
    assert process.stdout is not None
    while (told := json.loads(process.stdout.readline()))["event"] != "document" or told["done"] < events:
        pass
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    process.stdout.close()


SLOW = plugin("slow", 'time.sleep(0.2)\nyield Row("slow", {"word": doc.text[:3]}, 0, 3)')


def test_an_ingest_goes_on_from_what_a_killed_one_had_finished(project: Project) -> None:
    write(project.folder / "plugins", slow=SLOW)
    for number in range(30):
        project.write(f"more{number}.txt", TEXT.format(f"more{number}"))
    killed_after(project, 20)
    assert not project.database.exists()
    report = project.ingest()
    assert report.resumed >= 1
    assert (report.documents, report.read, report.rows) == (34, 34, {"years": 68, "slow": 34})
    resumed = project.facts("years", "slow", "documents", "terms", "postings")
    project.ingest(again=True)
    without_time = "SELECT * EXCLUDE (loaded_at) FROM documents ORDER BY ALL"
    documents = project.query(without_time)
    for table in ("years", "slow", "terms", "postings"):
        assert project.facts(table)[table] == resumed[table]
    assert len(documents) == len(resumed["documents"])
    assert [path.name for path in project.folder.iterdir() if path.name.endswith((".work", ".wal"))] == []


def test_an_interrupted_ingest_is_gone_on_with_problems_and_all(project: Project) -> None:
    write(project.folder / "plugins", raises=RAISES)

    def interrupt(event: Event) -> None:
        if event.kind == "document" and event.done == 3:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        ingest(load(explicit=project.config), progress=interrupt, jobs=1)
    report = project.ingest()
    assert report.resumed >= 1
    assert (report.read, len(report.problems)) == (4, 4)
    assert project.query("SELECT count(*), count(DISTINCT doc_id) FROM problems") == [(4, 4)]


@pytest.mark.parametrize("what", ["document", "plugin", "name"])
def test_what_changed_since_a_killed_ingest_is_done_again(project: Project, what: str) -> None:
    def interrupt(event: Event) -> None:
        if event.kind == "document" and event.done == 4:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        ingest(load(explicit=project.config), progress=interrupt, jobs=1)
    first = project.documents / "0.txt"
    if what == "document":
        first.write_text(TEXT.format("0, mended").replace("2023", "1999"), encoding="utf-8")
    elif what == "name":
        first.rename(project.documents / "z.txt")
    else:
        write(project.folder / "plugins", years=GOOD.replace("20[0-9][0-9]", "2023"))
    report = project.ingest()
    assert report.resumed == (0 if what == "plugin" else 3)
    assert report.rows["years"] == {"document": 7, "plugin": 4, "name": 8}[what]
    names = {row[0] for row in project.query("SELECT path FROM documents")}
    assert ("documents/0.txt" in names) == (what != "name")
    assert project.query("SELECT count(*) FROM documents") == [(4,)]


def test_documents_that_are_only_read_again_are_gone_on_with_too(project: Project) -> None:
    project.ingest()
    write(project.folder / "plugins", years=GOOD.replace("20[0-9][0-9]", "2023"))

    def interrupt(event: Event) -> None:
        if event.kind == "document" and event.done == 3:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        ingest(load(explicit=project.config), progress=interrupt, jobs=1)
    report = project.ingest()
    assert (report.resumed, report.again, report.documents) == (3, 4, 4)
    assert project.query("SELECT count(*) FROM years") == [(4,)]


def test_a_broken_work_file_costs_only_what_it_held(project: Project) -> None:
    (project.folder / f".{project.database.name}.work").write_bytes(b"no database at all" * 1000)
    assert project.ingest().documents == 4
    assert not (project.folder / f".{project.database.name}.work").exists()


def test_a_work_file_goes_when_what_it_was_for_is_taken_back(project: Project) -> None:
    project.ingest()
    new = project.write("new.txt", TEXT.format("new"))
    project.write("newer.txt", TEXT.format("newer"))

    def interrupt(event: Event) -> None:
        if event.kind == "document" and event.done == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        ingest(load(explicit=project.config), progress=interrupt, jobs=1)
    work = project.folder / f".{project.database.name}.work"
    assert work.exists()
    new.unlink()
    (project.documents / "newer.txt").unlink()
    with FileLock(project.database.with_name(f".{project.database.name}.lock")):
        assert not project.ingest().changed
        assert work.exists(), "another ingest may be using it"
    assert not project.ingest().changed
    assert not work.exists()
