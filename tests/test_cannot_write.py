"""When the file cannot be written the message says why and what to do, the old file stays, and what was done is kept."""

from __future__ import annotations

import errno
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb
import pytest
from filelock import FileLock

from benchmarks.kills import content
from qdtui.store.connect import StoreError, not_opened
from qdtui.store.faults import WriteError, write_error
from tests.plugin_files import GOOD, write
from tests.project import ROOT, Project, make

TEXT = "海州新闻\n\n2024-03-01\n\n2023年，海州有单项冠军企业39家，第{}篇。\n"


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """A file of three documents, and three more that are not in it yet."""
    project = make(tmp_path / "project")
    write(project.folder / "plugins", years=GOOD)
    for number in range(3):
        project.write(f"{number}.txt", TEXT.format(number))
    project.ingest()
    for number in range(3, 6):
        project.write(f"{number}.txt", TEXT.format(number))
    return project


def left(project: Project) -> set[str]:
    """What lies beside the file and is not the lock."""
    names = {path.name for path in project.folder.iterdir() if path.name.startswith(f".{project.database.name}")}
    return names - {f".{project.database.name}.lock"}


def limited(project: Project, most: int) -> subprocess.CompletedProcess[str]:
    """An ingest whose files may grow to so many bytes, as on a disk without more room."""
    program = (
        "import resource, sys; resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv.pop(1)),) * 2);"
        "from qdtui.cli import main; main()"
    )
    command = [sys.executable, "-c", program, str(most), "ingest", "--jobs", "1", "--config", str(project.config)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such limits")
@pytest.mark.parametrize(("most", "kept"), [(10_000, 0), (400_000, 3)])
def test_a_file_that_may_not_grow_is_left_as_it_was_and_what_was_read_is_not_read_again(
    project: Project, tmp_path: Path, most: int, kept: int
) -> None:
    before = project.database.read_bytes()
    assert len(before) > 400_000
    done = limited(project, most)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert "limit to the size of files" in done.stderr
    assert "--db" in done.stderr
    assert project.database.read_bytes() == before
    assert all(name.startswith(f".{project.database.name}.work") for name in left(project))
    report = project.ingest()
    assert (report.read, report.resumed) == (3, kept)
    assert left(project) == set()
    undisturbed = content(project.database)
    project.database.unlink()
    project.ingest()
    assert content(project.database) == undisturbed


@pytest.mark.parametrize("number", [errno.EROFS, errno.EACCES])
def test_a_folder_that_may_not_be_written_to_is_named_with_a_way_out(
    project: Project, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    before = project.database.read_bytes()

    def refuse(self: FileLock, *arguments: object, **options: object) -> None:
        raise OSError(number, os.strerror(number), self.lock_file)

    with monkeypatch.context() as patched:
        patched.setattr(FileLock, "acquire", refuse)
        with pytest.raises(WriteError, match=r"cannot be written to .*--db"):
            project.ingest()
    assert project.database.read_bytes() == before
    assert project.ingest().read == 3


def test_a_run_without_changes_needs_no_right_to_write(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    project.ingest()
    work = project.folder / f".{project.database.name}.work"
    work.write_bytes(b"left by a kill")

    def refuse(self: FileLock, *arguments: object, **options: object) -> None:
        raise PermissionError(errno.EACCES, "Permission denied", self.lock_file)

    monkeypatch.setattr(FileLock, "acquire", refuse)
    assert not project.ingest().changed


@contextmanager
def another(program: str, path: Path) -> Iterator[None]:
    """Another process that has done what `program` says with the file, and holds it for the length of the block."""
    process = subprocess.Popen(
        [
            sys.executable,
            "-c",
            f"import sys, duckdb\n{program}\nprint('there', flush=True)\nsys.stdin.read()",
            str(path),
        ],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        assert process.stdout is not None
        assert process.stdout.readline() == "there\n"
        yield
    finally:
        process.communicate()


@pytest.mark.skipif(sys.platform == "win32", reason="the system words it otherwise")
@pytest.mark.parametrize("more", ["", "; held.execute('CREATE TABLE mine (a INTEGER)')"])
def test_a_program_that_has_the_file_open_for_writing_is_named(project: Project, more: str) -> None:
    with another(f"held = duckdb.connect(sys.argv[1]){more}", project.database):
        with pytest.raises(
            StoreError, match=r"another program \(.*process \d+\) has .* open for writing.*close the file"
        ):
            project.ingest()
        assert left(project) == set()
    assert project.ingest().read == 3


def test_of_two_ingests_at_once_one_is_refused_or_waits_and_nothing_is_lost(project: Project) -> None:
    command = [sys.executable, "-m", "qdtui", "ingest", "--jobs", "1", "--config", str(project.config)]
    both = [
        subprocess.Popen([*command, *more], cwd=ROOT, stderr=subprocess.PIPE, text=True) for more in ([], ["--wait"])
    ]
    said = [process.communicate()[1] for process in both]
    assert both[1].returncode == 0, said
    assert both[0].returncode == 0 or (both[0].returncode == 2 and "being written by another qdtui" in said[0]), said
    assert left(project) == set()
    assert not project.ingest().changed
    assert project.query("SELECT count(*) FROM documents") == [(6,)]


def test_a_reader_beside_the_ingest_is_no_reason_to_stop(project: Project) -> None:
    with another("held = duckdb.connect(sys.argv[1], read_only=True)", project.database):
        assert project.ingest().read == 3


@pytest.mark.parametrize(
    ("error", "says"),
    [
        (OSError(errno.ENOSPC, "x"), r"no space is left in .*MB free.*Make room"),
        (duckdb.IOException('Could not write file "a": No space left on device'), "no space is left"),
        (duckdb.FatalException('Could not write file "a": Disk quota exceeded'), "no space is left"),
        (duckdb.OutOfMemoryException("failed to offload data block of size 256.0 KiB"), "no space is left"),
        (duckdb.IOException('Cannot open file "a": Permission denied'), "cannot be written to"),
        (OSError(errno.EIO, "x"), os.strerror(errno.EIO)),
        (duckdb.InternalException("no such thing."), r"no such thing\. The file is as it was"),
    ],
)
def test_every_reason_is_told_and_that_the_file_is_as_it_was(
    tmp_path: Path, error: OSError | duckdb.Error, says: str
) -> None:
    told = write_error(tmp_path / "facts.duckdb", error)
    assert re.search(says, str(told))
    assert "The file is as it was" in str(told)


def test_a_file_that_is_no_database_is_not_said_to_be_open_elsewhere(tmp_path: Path) -> None:
    path = tmp_path / "x.duckdb"
    assert not_opened(path, duckdb.IOException("not a valid DuckDB database file")).startswith(
        f"{path} cannot be opened"
    )
