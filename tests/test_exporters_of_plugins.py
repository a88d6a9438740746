"""Forms for export that plugins add: a file is written whole or not at all, whatever the exporter does."""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from qdtui.children import environment
from qdtui.cli import cli
from qdtui.config import load
from qdtui.engines.errand import ExportError, PluginExport
from qdtui.offers import Offer
from qdtui.store.view import View
from tests.plugin_files import GOOD, write
from tests.project import ROOT, Project, make

EXPORTER = """
import os, sys, time
from qdtui.api import Exporter, hookimpl

def write(columns, batches, path):
{body}

@hookimpl
def qdtui_exporters(config):
    return [Exporter("mine", ".mine", "My form", write)]
"""


def exporter(body: str) -> str:
    """Source of a plugin with an exporter whose function has this body."""
    return EXPORTER.format(body="\n".join("    " + line for line in body.splitlines()))


WHOLE = """
with path.open("w", encoding="utf-8") as file:
    print(*columns, file=file)
    for batch in batches:
        for row in batch:
            print(*row, file=file)
"""


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Project:
    project = make(tmp_path_factory.mktemp("exporters") / "p")
    write(project.folder / "plugins", years=GOOD, mine=exporter(WHOLE))
    project.write("a.txt", "临江新闻\n\n2025年3月12日\n\n到2027年,建成12家;2030年再翻番。\n")
    assert project.ingest().problems == []
    return project


@pytest.fixture
def project(file: Project, tmp_path: Path) -> Project:
    own = make(tmp_path / "p")
    own.database.write_bytes(file.database.read_bytes())
    write(own.folder / "plugins", mine=exporter(WHOLE))
    return own


def export(project: Project, body: str, view: View, path: Path, *, limit: float = 20.0) -> PluginExport:
    project.configure(time_limit=limit)
    write(project.folder / "plugins", mine=exporter(body))
    return PluginExport(load(explicit=project.config), Offer("exporter", "mine", "mine", "", "", {}), view, path)


def test_rows_are_written_in_the_form_of_a_plugin(project: Project, tmp_path: Path) -> None:
    path = tmp_path / "years.mine"
    view = View(sql="SELECT year, quote FROM years ORDER BY year")
    assert export(project, WHOLE, view, path).run() == 3
    assert path.read_text(encoding="utf-8") == "year quote\n2025 2025\n2027 2027\n2030 2030\n"
    assert [one.name for one in tmp_path.iterdir() if one.name != "p"] == ["years.mine"]


def test_many_rows_come_in_batches_with_progress(project: Project, tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    body = "time.sleep(0.2)\nsizes = [(time.sleep(0.1), len(b))[1] for b in batches]\npath.write_text(repr(sizes))"
    view = View(sql="SELECT range AS n FROM range(5000)")
    export(project, body, view, tmp_path / "n.mine").run(lambda done, total: told.append((done, total)))
    assert (tmp_path / "n.mine").read_text() == "[2000, 2000, 1000]"
    assert told[0] == (0, 5000)
    assert (2000, 5000) in told


BAD: dict[str, tuple[str, str]] = {
    "half": ("file = path.open('w')\nfile.write('half')\nfile.flush()\nraise OSError('disk')", "OSError: disk"),
    "exits": ("path.write_text('half')\nos._exit(3)", "it ended its process (exit code 3)"),
    "nothing": ("list(batches)", "it wrote no file at the path that it was given"),
    "folder": ("list(batches)\npath.mkdir()", "it wrote no file at the path that it was given"),
    "link": ("list(batches)\nos.symlink('/etc/hostname', path)", "it wrote no file at the path that it was given"),
    "rows left": ("next(iter(batches))\npath.write_text('x')", "it took only 2,000 of 5,000 rows"),
    "no rows": ("path.write_text('x')", "it took only 0 of 5,000 rows"),
}  # fmt: skip


@pytest.mark.parametrize("name", BAD)
def test_nothing_is_left_of_a_file_that_was_not_written_whole(project: Project, tmp_path: Path, name: str) -> None:
    body, said = BAD[name]
    path = tmp_path / "n.mine"
    path.write_text("the old one")
    with pytest.raises(ExportError, match="exporter mine of mine: ") as caught:
        export(project, body, View(sql="SELECT range AS n FROM range(5000)"), path).run()
    assert said in str(caught.value)
    assert path.read_text() == "the old one"
    assert sorted(one.name for one in tmp_path.iterdir()) == ["n.mine", "p"]


def test_an_exporter_that_hangs_is_stopped(project: Project, tmp_path: Path) -> None:
    body = "path.write_text('half')\nwhile True: pass"
    with pytest.raises(ExportError, match="it took longer than 3 s and was stopped"):
        export(project, body, View(relation="years"), tmp_path / "n.mine", limit=3).run()
    running = export(project, "time.sleep(60)", View(relation="years"), tmp_path / "n.mine")
    threading.Timer(1, running.stop).start()
    with pytest.raises(ExportError, match="it was stopped"):
        running.run()
    assert [one.name for one in tmp_path.iterdir()] == ["p"]


def test_a_query_that_reaches_beyond_the_file_is_not_exported(project: Project, tmp_path: Path) -> None:
    for sql in ("SELECT * FROM read_text('/etc/hostname')", "DELETE FROM years", "SELECT 1; SELECT 2"):
        with pytest.raises(ExportError):
            export(project, WHOLE, View(sql=sql), tmp_path / "n.mine").run()


def qdtui(project: Project, *arguments: str) -> Result:
    return CliRunner().invoke(cli, [*arguments, "--config", str(project.config)])


def test_the_command_line_takes_the_form_by_name_or_suffix(project: Project, tmp_path: Path) -> None:
    path = tmp_path / "years.txt"
    query = "SELECT year FROM years ORDER BY year"
    done = qdtui(project, "sql", query, "--format", "mine", "-o", str(path))
    assert done.exit_code == 0, done.output
    assert path.read_text(encoding="utf-8") == "year\n2025\n2027\n2030\n"
    assert "(3 rows)" in done.output
    path = tmp_path / "years.mine"
    assert qdtui(project, "show", "years", "--limit", "1", "-o", str(path)).exit_code == 0
    assert len(path.read_text(encoding="utf-8").splitlines()) == 2
    refused = qdtui(project, "sql", query, "--format", "mine")
    assert (refused.exit_code, "add -o FILE.mine" in refused.output) == (2, True)
    refused = qdtui(project, "sql", query, "--format", "nothing", "-o", str(path))
    assert "there is no form 'nothing': table, csv, json, parquet, mine" in refused.output
    refused = qdtui(project, "sql", query, "--no-plugins", "--format", "mine", "-o", str(path))
    assert "there is no form 'mine'" in refused.output


def test_the_forms_of_the_program_and_suffixes_of_others_cannot_be_claimed(tmp_path: Path) -> None:
    project = make(tmp_path / "p")
    more = exporter(WHOLE).replace(
        '[Exporter("mine", ".mine", "My form", write)]',
        '[Exporter("csv", ".x", "x", write), Exporter("a", ".csv", "x", write), Exporter("b", "x", "x", write),'
        ' Exporter("c", ".mine", "x", write), Exporter("d", ".d", "x", None)]',
    )
    write(project.folder / "plugins", a_first=exporter(WHOLE), more=more)
    assert [problem.reason for problem in project.ingest().problems] == [
        "exporter 'csv': table, csv, json, parquet are qdtui's own",
        "exporter 'a': files that end in .csv are qdtui's own",
        "exporter 'b': 'x' is no suffix: a dot and small letters or digits, such as .html",
        "exporter c: .mine belongs to exporter mine of a_first; it is left out",
        "exporter 'd': write must be a function",
    ]
    assert project.query("SELECT name, plugin, declared FROM offers") == [("mine", "a_first", '{"suffix": ".mine"}')]


def test_the_report_of_the_examples_shows_rows_with_their_quotes_and_no_html_of_theirs(
    project: Project, tmp_path: Path
) -> None:
    (project.folder / "plugins" / "report.py").write_bytes((ROOT / "docs/examples/report.py").read_bytes())
    path = tmp_path / "years.html"
    query = "SELECT year, quote, '<script>' AS evil, NULL AS none, ['甲', '乙'] AS list FROM years WHERE year = 2027"
    done = qdtui(project, "sql", query, "--format", "report", "-o", str(path))
    assert done.exit_code == 0, done.output
    page = path.read_text(encoding="utf-8")
    assert "<tr><td>2027<td>&lt;script&gt;<td><td>甲、乙\n" in page
    assert "<blockquote>2027</blockquote>" in page
    assert "<script>" not in page


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
def test_nothing_is_left_of_a_file_when_the_program_is_killed_while_it_is_written(
    project: Project, tmp_path: Path
) -> None:
    write(project.folder / "plugins", mine=exporter("path.write_text('half')\ntime.sleep(60)"))
    path = tmp_path / "n.mine"
    code = f"""
from pathlib import Path
from qdtui.config import load
from qdtui.engines.errand import PluginExport
from qdtui.offers import Offer
from qdtui.store.view import View
config = load(explicit=Path({str(project.config)!r}))
PluginExport(config, Offer("exporter", "mine", "mine", "", "", {{}}), View(relation="years"), Path({str(path)!r})).run()
"""
    program = subprocess.Popen([sys.executable, "-c", code], env=environment())
    try:
        assert _wait(lambda: any(path.parent.glob(".n.mine.*/n.mine")))
    finally:
        program.kill()
        program.wait()
    assert _wait(lambda: not any(path.parent.glob(".n.mine.*")))


def test_rows_that_a_command_made_itself_are_written_in_the_form_of_a_plugin(project: Project, tmp_path: Path) -> None:
    source = """
from qdtui.api import Command, Rows, hookimpl

def run(context):
    return Rows(columns=["day", "n"], rows=[(context.query("SELECT DATE '2025-03-12'")[0][0], 1), (None, 2)])

@hookimpl
def qdtui_commands(config):
    return [Command("gives", "Gives", run)]
"""
    write(project.folder / "plugins", gives=source)
    project.ingest()
    path = tmp_path / "rows.mine"
    done = qdtui(project, "run", "gives", "-o", str(path))
    assert done.exit_code == 0, done.output
    assert path.read_text(encoding="utf-8") == "day n\n2025-03-12 1\nNone 2\n"
    assert "(2 rows)" in done.output


def _wait(seen: Callable[[], bool]) -> bool:
    for _ in range(600):
        if seen():
            return True
        time.sleep(0.05)
    return False
