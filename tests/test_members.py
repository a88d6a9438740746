"""Files that hold several documents, from the folder to the rows: each document is one like any other."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner

from qdtui.cli import cli
from qdtui.load.opener import Opener
from tests.plugin_files import GOOD, write
from tests.project import BUNDLED, Project, make

TEXT = "青岛新闻\n\n2024-03-01\n\n2023年,青岛有单项冠军企业39家,第{}篇。\n"


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """A table of three documents, an archive of two, and a file of its own; a plugin that finds years."""
    project = make(tmp_path / "project")
    lines(project, 3)
    with zipfile.ZipFile(project.documents / "b.zip", "w") as archive:
        archive.writestr("x.txt", TEXT.format("x"))
        archive.writestr("d/y.md", TEXT.format("y"))
    project.write("c.txt", TEXT.format("c"))
    write(project.folder / "plugins", years=GOOD)
    return project


def lines(project: Project, count: int, **changed: str) -> None:
    rows = [{"id": f"n{n}", "text": changed.get(f"n{n}", TEXT.format(n))} for n in range(count)]
    project.write("a.jsonl", "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows))


ALL = ["a.jsonl!n0", "a.jsonl!n1", "a.jsonl!n2", "b.zip!d/y.md", "b.zip!x.txt", "c.txt"]


def paths(project: Project) -> list[str]:
    return [str(path).removeprefix("documents/") for (path,) in project.query("SELECT path FROM documents ORDER BY 1")]


def test_each_document_in_a_file_is_one_of_its_own(project: Project) -> None:
    report = project.ingest(jobs=2)
    assert (report.documents, report.read, report.problems) == (6, 6, [])
    assert paths(project) == ALL
    assert project.query("SELECT count(*), count(DISTINCT doc_id) FROM years") == [(12, 6)]
    assert project.query(
        "SELECT path, container, place, doc_id IS NULL FROM files WHERE path LIKE '%zip%' ORDER BY 1"
    ) == [
        ("documents/b.zip", "documents/b.zip", None, True),
        ("documents/b.zip!d/y.md", "documents/b.zip", 1, False),
        ("documents/b.zip!x.txt", "documents/b.zip", 0, False),
    ]


def test_a_second_ingest_opens_nothing(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    project.ingest()
    monkeypatch.setattr("qdtui.ingest.LocalEngine", None)
    assert not project.ingest().changed


def test_only_the_changed_record_is_read_again(project: Project) -> None:
    project.ingest()
    kept = project.query("SELECT fact_id FROM years JOIN documents USING (doc_id) WHERE path NOT LIKE '%n1'")
    lines(project, 4, n1=TEXT.format("1").replace("2023年", "2022年"))
    report = project.ingest()
    assert (report.documents, report.read, report.again, report.removed) == (7, 2, 0, 1)
    assert set(kept) < set(project.query("SELECT fact_id FROM years"))
    assert not project.ingest().changed
    lines(project, 1)
    assert (project.ingest().documents, paths(project)[0]) == (4, "a.jsonl!n0")


def test_documents_go_with_their_file(project: Project) -> None:
    project.ingest()
    (project.documents / "b.zip").unlink()
    report = project.ingest()
    assert (report.documents, report.removed, report.read) == (4, 2, 0)


def test_a_copy_inside_an_archive_is_left_out(project: Project) -> None:
    with zipfile.ZipFile(project.documents / "z.zip", "w") as archive:
        archive.writestr("copy.txt", TEXT.format("c"))
    report = project.ingest()
    assert (report.documents, report.copies) == (6, 1)


def test_a_date_set_by_hand_holds_for_a_document_in_a_file(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    from datetime import date

    from qdtui.load import Overrides

    project.ingest()
    [(sha256,)] = project.query("SELECT sha256 FROM documents WHERE path = 'documents/a.jsonl!n1'")
    monkeypatch.setattr("qdtui.ingest.overrides", lambda: {sha256: Overrides(published=date(2020, 1, 2))})
    monkeypatch.setattr(Opener, "members", None)  # the file itself is as it was, and need not be listed again
    assert project.ingest().read == 1
    assert project.query("SELECT path FROM documents WHERE published_how = 'person'") == [("documents/a.jsonl!n1",)]


def test_a_bad_member_is_named_and_stays_named(project: Project) -> None:
    with zipfile.ZipFile(project.documents / "b.zip", "w") as archive:
        archive.writestr("x.txt", TEXT.format("x"))
        archive.writestr("empty.txt", "")
        archive.writestr("../out.txt", TEXT.format("out"))
    (project.documents / "cut.zip").write_bytes(b"PK\x03\x04 and no more")
    report = project.ingest()
    assert report.documents == 5
    told = {path: reason for path, reason in project.query("SELECT path, reason FROM problems WHERE stage = 'load'")}  # noqa: C416
    assert set(told) == {"documents/b.zip!empty.txt", "documents/b.zip!../out.txt", "documents/cut.zip"}
    assert "no whole ZIP" in str(told["documents/cut.zip"])
    again = project.ingest()
    assert not again.changed
    assert {problem.path for problem in again.problems} == set(told)
    project.write("d.txt", TEXT.format("d"))
    assert {problem.path for problem in project.ingest().problems} == set(told)


def test_other_columns_in_the_configuration_read_the_tables_again(project: Project) -> None:
    project.ingest()
    project.write("a.jsonl", json.dumps({"id": "n0", "text": TEXT.format("short"), "long": TEXT.format("long")}) + "\n")
    assert project.ingest().read == 1
    project.configure(disabled=BUNDLED, more='[records]\ntext = "long"\n')
    assert project.ingest().read == 1
    assert project.query("SELECT text LIKE '%第long篇%' FROM documents WHERE path LIKE '%n0'") == [(True,)]


MAILS = '''
"""Reads notes: blocks of lines with a name before each."""
from qdtui.api import Content, Member, Metadata, hookimpl

class Notes:
    name = "notes"
    suffixes = (".notes",)
    many = True

    def load(self, file):
        for block in file.read().decode().split("=== ")[1:]:
            name, _, text = block.partition("\\n")
            yield Member(name, Content(text, Metadata(title=name)))

class Pages:
    name = "pages"
    suffixes = (".one", ".bad", ".loop", ".lie")

    def load(self, file):
        if file.name.endswith(".bad"):
            raise RuntimeError("no idea")
        if file.name.endswith(".loop"):
            while True:
                pass
        if file.name.endswith(".lie"):
            return {"text": "x"}
        return Content(file.read().decode())

@hookimpl
def qdtui_loaders(config):
    return [Notes(), Pages()]
'''


def test_a_plugin_adds_loaders_and_each_fault_costs_one_file(project: Project) -> None:
    write(project.folder / "plugins", mails=MAILS)
    project.configure(disabled=BUNDLED, time_limit=10)
    project.write("n.notes", f"=== first\n{TEXT.format('m')}=== second\n{TEXT.format('n')}")
    for name in ("p.one", "q.bad", "r.loop", "s.lie"):
        project.write(name, TEXT.format(name))
    with zipfile.ZipFile(project.documents / "z.zip", "w") as archive:
        archive.writestr("in.notes", f"=== third\n{TEXT.format('o')}")
    report = project.ingest(jobs=2)
    more = ["n.notes!first", "n.notes!second", "p.one", "z.zip!in.notes!third"]
    assert paths(project) == sorted([*ALL, *more])
    assert report.documents == 10
    told = {str(problem.path): problem.reason for problem in report.problems}
    assert "the loader pages: RuntimeError: no idea" in told["documents/q.bad"]
    assert "took longer than 10 s" in told["documents/r.loop"]
    assert "not a Content" in told["documents/s.lie"]
    assert not project.ingest().changed
    (project.folder / "plugins" / "mails.py").unlink()
    report = project.ingest()
    assert paths(project) == ALL


def test_a_loader_for_what_is_read_already_is_refused(project: Project) -> None:
    write(project.folder / "plugins", mails=MAILS.replace('".one"', '".txt"'))
    report = project.ingest()
    assert any("loader 'pages': .txt is read by qdtui itself already" in problem.reason for problem in report.problems)
    assert paths(project) == ALL


MEDDLES = """
import qdtui.text.reading
from qdtui.api import Content, hookimpl

class Meddles:
    name = "meddles"
    suffixes = (".bad",)

    def load(self, file):
        qdtui.text.reading.read = None
        return Content(file.read().decode())

@hookimpl
def qdtui_loaders(config):
    return [Meddles()]
"""
READS = GOOD.replace("import re", "import re\nimport qdtui.text.reading").replace(
    "        for match", "        qdtui.text.reading.read(doc)\n        for match"
)


def test_a_loader_that_changes_the_toolkit_costs_its_own_file_alone(project: Project) -> None:
    write(project.folder / "plugins", meddles=MEDDLES, years=READS)
    project.write("a.bad", TEXT.format("bad"))
    report = project.ingest()
    assert [(problem.path, "put back" in problem.reason) for problem in report.problems] == [("documents/a.bad", True)]
    assert paths(project) == ALL
    assert project.query("SELECT count(*) FROM years") == [(12,)]


def test_an_ingest_leaves_no_temporary_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(temporary))
    project = make(tmp_path / "project")
    (project.documents / "a.csv").write_text(
        "id,正文\n" + "\n".join(f"{n},第{n}篇，海州。" for n in range(9)), "gb18030"
    )
    assert project.ingest(jobs=2).documents == 9
    assert list(temporary.iterdir()) == []


@pytest.mark.parametrize("name", ["documents/b.zip!d/y.md", "b.zip!d/y.md", "d/y.md", "y.md"])
def test_a_document_in_a_file_is_found_by_any_end_of_its_name(project: Project, name: str) -> None:
    project.ingest()
    done = CliRunner().invoke(cli, ["set-date", name, "2020-01-02", "--config", str(project.config)])
    assert done.exit_code == 0, done.output
    assert project.query("SELECT path FROM documents WHERE published_how = 'person'") == [("documents/b.zip!d/y.md",)]
