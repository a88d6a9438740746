"""An ingest looks at the file first: what it lists stays right, and what takes its place meanwhile is looked at anew."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from qdtui.store import amend
from qdtui.store.known import Known, known
from tests.plugin_files import TEXT, with_years
from tests.project import Project


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """Four short documents and one plugin that finds years."""
    return with_years(tmp_path / "project")


def test_a_file_that_another_ingest_replaces_meanwhile_is_looked_at_anew(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    project.ingest()
    taken: list[Path] = []

    def replaced(path: Path) -> Known | None:
        if not taken:
            taken.append(path)
            project.write("other.txt", TEXT.format("other"))
            project.ingest()
        return known(path)

    monkeypatch.setattr("qdtui.ingest.known", replaced)
    project.write("new.txt", TEXT.format("new"))
    report = project.ingest()
    assert (report.changed, report.documents) == (False, 6)  # the other one had found both
    assert project.query("SELECT count(*) FROM files") == [(6,)]


@pytest.mark.parametrize("least", [0, 1000])
def test_the_list_of_files_is_right_whatever_happened_to_them(
    project: Project, monkeypatch: pytest.MonkeyPatch, least: int
) -> None:
    monkeypatch.setattr(amend, "LEAST", least)
    monkeypatch.setattr(amend, "SHARE", 1.0)
    for number in range(10, 16):
        project.write(f"{number}.txt", TEXT.format(number))
    project.write("empty.txt", "")
    project.ingest()
    project.write("new.txt", TEXT.format("new"))
    project.write("10.txt", TEXT.format("10, mended"))
    project.write("empty.txt", TEXT.format("no longer empty"))
    project.write("13.txt", "")
    (project.documents / "11.txt").unlink()
    (project.documents / "12.txt").rename(project.documents / "renamed.txt")
    shutil.copy(project.documents / "14.txt", project.documents / "copy.txt")
    os.utime(project.documents / "15.txt", (1, 1))
    project.ingest()
    assert bool(project.query("FROM meta WHERE key = 'amended'")) == (least == 0)
    listed = project.query("SELECT * FROM files ORDER BY path")
    assert [path for path, *_ in listed] == sorted(f"documents/{path.name}" for path in project.documents.iterdir())
    project.ingest(again=True)
    assert project.query("SELECT * FROM files ORDER BY path") == listed
