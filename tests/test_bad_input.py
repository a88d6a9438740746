"""A folder of bad input: nothing in it stops the run, each is named with its reason, and the good files load."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from qdtui.config import load
from qdtui.ingest import ingest
from qdtui.ingest_report import Event, Report
from qdtui.store.read import Database
from tests.bad_files import GOOD, LIMITS, Bad, bad_files, bad_places, odd_names
from tests.load.made import pdf
from tests.plugin_files import GOOD as YEARS
from tests.plugin_files import write
from tests.project import BUNDLED, ROOT, make


class Bed:
    """The project, what lies in it, and what its first ingest reported."""

    def __init__(self, folder: Path) -> None:
        self.project = make(folder / "project")
        write(self.project.folder / "plugins", years=YEARS)
        self.project.configure(disabled=BUNDLED, time_limit=20, more=LIMITS)
        documents = self.project.documents
        self.files: dict[str, Bad] = bad_files(folder)
        for name, bad in self.files.items():
            (documents / name).write_bytes(bad.data)
        self.places = bad_places(documents)
        self.odd = [f"documents/{name.decode('utf-8', 'backslashreplace')}" for name in odd_names()]
        for number, odd in enumerate(odd_names()):
            (documents / os.fsdecode(odd)).write_text(GOOD.format(f"名字{number}"), encoding="utf-8")
        for number in range(5):
            self.project.write(f"good-{number}.txt", GOOD.format(number))
        self.report: Report = self.project.ingest(jobs=2)
        self.told = {str(path): str(reason) for path, reason in self.project.query("SELECT path, reason FROM problems")}


@pytest.fixture(scope="module")
def bed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bed]:
    folder = tmp_path_factory.mktemp("bad")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("QDTUI_STATE_DIR", str(folder / "state"))
        yield Bed(folder)


def test_there_are_many_kinds(bed: Bed) -> None:
    assert len([bad for bad in bed.files.values() if bad.reason]) + len(bed.places) >= 60


def test_each_is_named_with_its_reason(bed: Bed) -> None:
    wrong = {}
    for name, bad in bed.files.items():
        path = f"documents/{name}" + (f"!{bad.inside}" if bad.inside else "")
        told = bed.told.get(path, "")
        if bad.reason and not re.search(bad.reason, told):
            wrong[path] = told
    for name, reason in bed.places.items():
        told = bed.told.get(f"documents/{name}", "")
        if not re.search(reason, told):
            wrong[name] = told
    assert wrong == {}


def test_nothing_else_is_a_problem(bed: Bed) -> None:
    expected = {f"documents/{name}" for name in bed.places} | {
        f"documents/{name}" + (f"!{bad.inside}" if bad.inside else "") for name, bad in bed.files.items() if bad.reason
    }
    more = {"documents/lines.jsonl!3", "documents/quotes.csv!3"}
    assert {path for path in bed.told if path not in expected | more} == set()


def test_the_good_files_and_the_odd_ones_load(bed: Bed) -> None:
    loaded = {str(path) for (path,) in bed.project.query("SELECT path FROM documents")}
    for number in range(5):
        assert f"documents/good-{number}.txt" in loaded
    for name, bad in bed.files.items():
        if bad.reason is None:
            assert any(path.startswith(f"documents/{name}") for path in loaded), name
    assert "documents/called.txt/inside.txt" in loaded
    assert set(bed.odd) <= loaded
    assert bed.project.query("SELECT count(*) > 20 FROM years") == [(True,)]


def test_no_reason_is_an_accident(bed: Bed) -> None:
    """A reason is a sentence for people: no class of Python, no file of the program, no second line."""
    for reason in bed.told.values():
        assert not re.search(r"Traceback|Error\b|Exception|\.py\b|<class|\n", reason), reason
        assert "took longer" not in reason


def test_the_summary_and_the_explorer_name_each(bed: Bed) -> None:
    from qdtui.progress import summary
    from qdtui.tui.i18n import set_language
    from qdtui.tui.load_reasons import reason_in_words
    from qdtui.tui.problems import ProblemsScreen
    from qdtui.tui.text import plain

    assert f"{len(bed.report.problems)} problems" in "\n".join(summary(bed.report))
    assert {str(problem.path) for problem in bed.report.problems} == set(bed.told)
    for language in ("en", "zh"):
        set_language(language)
        shown = str(ProblemsScreen(Database(bed.project.database).problems(), [], [])._text())
        for path, reason in bed.told.items():
            assert plain(path) in shown
            assert plain(reason if language == "en" else reason_in_words(reason)) in shown
        assert "\x1b" not in shown


def test_the_next_ingest_has_nothing_to_do_and_says_the_same(bed: Bed) -> None:
    again = bed.project.ingest()
    assert not again.changed
    assert {str(problem.path): problem.reason for problem in again.problems} == bed.told


def test_the_command_names_each_and_ends_with_one(bed: Bed) -> None:
    command = [sys.executable, "-m", "qdtui", "ingest", "--again", "--config", str(bed.project.config)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, timeout=300)
    assert done.returncode == 1
    output = done.stderr.decode() + done.stdout.decode()
    for name in ("cut.pdf", "bomb.zip!zeros.txt", "scan.pdf", "pipe.txt"):
        assert name in output
    assert "\x1b[31m" not in output


def test_a_file_that_vanishes_or_changes_meanwhile_is_named(tmp_path: Path) -> None:
    project = make(tmp_path / "p")
    for number in range(4):
        project.write(f"{number}.txt", GOOD.format(number))
    project.write("t.jsonl", '{"id": "x", "text": "海州有企业三十九家，居全省首位。"}\n')

    def meanwhile(event: Event) -> None:
        if event.kind == "start":
            (project.documents / "2.txt").unlink()
            project.write("3.txt", GOOD.format("changed"))
            project.write("t.jsonl", '{"id": "x", "text": "海州有企业四十家，居全省第二位。"}\n')

    report = ingest(load(explicit=project.config), jobs=1, progress=meanwhile)
    told = {str(problem.path): problem.reason for problem in report.problems}
    assert set(told) == {"documents/2.txt", "documents/3.txt", "documents/t.jsonl!x"}
    assert "not there" in told["documents/2.txt"]
    assert "changed while it was read" in told["documents/3.txt"]
    assert report.documents == 2
    assert project.ingest().documents == 4


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_what_nobody_may_read_is_named(tmp_path: Path) -> None:
    project = make(tmp_path / "p")
    project.write("good.txt", GOOD)
    project.write("closed.txt", GOOD.format("zu")).chmod(0)
    closed = project.documents / "closed"
    closed.mkdir(mode=0)
    report = project.ingest()
    assert {problem.path for problem in report.problems} == {"documents/closed.txt", "documents/closed"}
    assert report.documents == 1


def test_the_pages_of_a_pdf_that_are_scans_are_named_as_long_as_the_file_is_there(tmp_path: Path) -> None:
    project = make(tmp_path / "p")
    words = "海州市有国家级单项冠军企业三十九家，数量居全省首位，全年新增十二家。"
    (project.documents / "partly.pdf").write_bytes(pdf([[(60.0, 700.0, 11.0, words)], []], pictured={1}))
    project.write("a.txt", GOOD.format(1))
    first = project.ingest()
    assert first.documents == 2
    (told,) = first.problems
    assert (told.path, told.stage) == ("documents/partly.pdf", "load")
    assert "page 2 of 2" in told.reason
    project.write("b.txt", GOOD.format(2))
    second = project.ingest()  # kept, and told again
    assert (second.read, second.documents, second.problems) == (1, 3, [told])
    assert not project.ingest().changed
    assert project.query("SELECT path, reason FROM problems") == [(told.path, told.reason)]
