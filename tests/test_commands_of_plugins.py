"""Commands that plugins add: listed without an import, run in a process of their own, and contained whatever they do."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
import time
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from qdtui import children
from qdtui.check_file import check_file
from qdtui.cli import cli
from qdtui.config import load
from qdtui.engines.errand import Ended, Errand, Passage, Query, Table
from qdtui.offers import Chosen, Offer
from qdtui.store.read import Database
from qdtui.trust import forget_paths
from tests.plugin_files import GOOD, write
from tests.project import LIMITS, PATIENT, Project, make

HEAD = """
import os, sys, time
from datetime import date
from qdtui.api import Command, Rows, Say, Show, Wrote, hookimpl

def run(context):
{body}

@hookimpl
def qdtui_commands(config):
    return [Command("try_it", "Try it", run, on={on!r})]
"""


def command(body: str, on: str = "file") -> str:
    """Source of a plugin with a command whose function has this body."""
    return HEAD.format(body="\n".join("    " + line for line in body.splitlines()), on=on)


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A file with rows of one plugin."""
    project = make(tmp_path_factory.mktemp("commands") / "p")
    write(project.folder / "plugins", years=GOOD)
    project.write("a.txt", "临江新闻\n\n2025年3月12日\n\n到2027年,建成12家;2030年再翻番。\n")
    assert project.ingest().problems == []
    return project


@pytest.fixture
def project(file: Project, tmp_path: Path) -> Project:
    """The same file with a folder of plugins and settings of its own."""
    own = make(tmp_path / "p")
    own.configure(more="memory = '2 GB'\n")
    own.database.write_bytes(file.database.read_bytes())
    return own


def run(project: Project, body: str, chosen: Chosen | None = None, *, limit: float = PATIENT) -> Ended:
    """What comes of a command with this body."""
    project.configure(time_limit=limit, more="memory = '2 GB'\n")
    write(project.folder / "plugins", mine=command(body))
    offer = Offer("command", "try_it", "mine", "Try it")
    return Errand(load(explicit=project.config), offer, chosen).run()


def test_a_command_says_shows_writes_and_gives_rows(project: Project, tmp_path: Path) -> None:
    assert run(project, 'return Say("2027 年\\n第二行")').answer == "2027 年\n第二行"
    path = tmp_path / "out.txt"
    assert run(project, f"open({str(path)!r}, 'w').write('x')\nreturn Wrote({str(path)!r})").answer == path
    (doc_id,) = (info.doc_id for info in Database(project.database).documents())
    assert run(project, f"return Show({doc_id!r}, 2, 4)").answer == Passage(doc_id, 2, 4)
    nothing = run(project, "return None")
    assert (nothing.answer, nothing.fault) == (None, "")
    answer = run(project, 'return Rows(sql="SELECT year, quote FROM years;", title="years")').answer
    assert answer == Query("years", "SELECT year, quote FROM years")


def test_rows_keep_their_types(project: Project) -> None:
    body = (
        "return Rows(columns=['a', 'b', 'c', 'd', 'e', 'f'], rows=[(1, 1.5, 'x', date(2025, 3, 12), ['u', 'v'], None),"
        " (2, float('nan'), None, None, None, None)], title='t')"
    )
    assert run(project, body).answer == Table(
        "t",
        ("a", "b", "c", "d", "e", "f"),
        ("BIGINT", "DOUBLE", "VARCHAR", "DATE", "VARCHAR[]", "VARCHAR"),
        [(1, 1.5, "x", date(2025, 3, 12), ["u", "v"], None), (2, None, None, None, None, None)],
    )
    table = run(
        project, 'return context.table("SELECT year, quote FROM years WHERE year > ? ORDER BY year", 2026)'
    ).answer
    assert isinstance(table, Table)
    assert (table.columns, table.rows) == (("year", "quote"), [(2027, "2027"), (2030, "2030")])


def test_whatever_a_query_gives_can_be_an_answer(project: Project) -> None:
    query = "SELECT 1.5 AS d, {'a': 1} AS s, [1, 2] AS l, TIME '08:30' AS t, INTERVAL 1 DAY AS i, 'x'::BLOB AS b, sum(year) AS n FROM years"
    table = run(project, f"return context.table({query!r})").answer
    assert isinstance(table, Table)
    assert table.types == ("DOUBLE", *["VARCHAR"] * 5, "BIGINT")
    assert table.rows == [(1.5, "{'a': 1}", "[1, 2]", "08:30:00", "1 day, 0:00:00", "b'x'", 6082)]


def test_a_command_knows_what_is_selected(project: Project) -> None:
    rows = ({"year": 2027, "day": date(2025, 3, 12)}, {"year": 2030, "day": None})
    chosen = Chosen("d", "years", "f", rows[0], rows, "SELECT 1")
    body = "c = context\nreturn Say(repr((c.doc_id, c.table_name, c.fact_id, c.row['year'], len(c.rows), c.rows[0]['day'].year, c.sql)))"
    assert run(project, body, chosen).answer == "('d', 'years', 'f', 2027, 2, 2025, 'SELECT 1')"


BAD: dict[str, tuple[str, str]] = {
    "raises": ('raise RuntimeError("\\x1b[2Jno idea")', "RuntimeError: [2Jno idea"),
    "exits": ("os._exit(7)", "it ended its process (exit code 7) while this was done: running try_it"),
    "leaves": ("sys.exit(4)", "SystemExit: 4"),
    "killed": ("os.kill(os.getpid(), 9)", "it ended its process (signal 9) while this was done: running try_it"),
    "hungry": ("x = []\nwhile True:\n    x.append(bytearray(50_000_000))", "MemoryError"),
    "junk": ("return {'text': 'x'}", "it gave back dict, not Say, Rows, Wrote, Show or None"),
    "junk in say": ("return Say(5)", "Say takes a text, not int"),
    "lies": ("return Wrote('/nowhere/at.all')", "it says that it wrote /nowhere/at.all, and there is no such file"),
    "elsewhere": ("return Show('nowhere', 1, 2)", "it wants to show the document 'nowhere', which is not in the file"),
    "cells": ("return Rows(columns=['a'], rows=[[object()]])", "row 1, column a: object is no type that a table may hold"),
    "ragged": ("return Rows(columns=['a'], rows=[[1, 2]])", "row 1 is not a sequence of 1 values"),
    "generator raises": ("return Rows(columns=['a'], rows=(1 / 0 for _ in 'x'))", "ZeroDivisionError"),
    "broken query": ("return Rows(sql='SELECT nothing FROM nowhere')", "its query is not run: Catalog Error"),
    "writing query": ("return Rows(sql='DELETE FROM documents')", "its query is not run: Closed off"),
    "reading query": ("""return Rows(sql="SELECT * FROM read_text('/etc/hostname')")""", "its query is not run: Permission"),
    "reads a file": ("""return context.table("SELECT * FROM read_text('/etc/hostname')")""", "Closed off: the SQL here reads"),
    "writes": ("return context.table('DELETE FROM documents')", "The file is open read-only"),
    "opens up": ("context.connection.execute('SET enable_external_access = true')", "Closed off"),
    "wrong span": ("return Show(context.query('SELECT doc_id FROM documents')[0][0], 5, 10**6)", "is not inside the text of"),
}  # fmt: skip


@pytest.mark.parametrize("name", BAD)
def test_a_bad_command_is_named_and_nothing_else_happens(project: Project, name: str) -> None:
    body, said = BAD[name]
    before = project.database.read_bytes()
    ended = run(project, body)
    assert said in ended.fault
    assert ended.answer is None
    assert ended.who == "command try_it of mine"
    assert "\x1b" not in ended.fault
    assert project.database.read_bytes() == before


@pytest.mark.parametrize("body", ["while True:\n    pass", "time.sleep(600)", "sys.stdout.close()\ntime.sleep(600)"])
def test_a_command_that_hangs_is_stopped_at_the_time_limit(project: Project, body: str) -> None:
    for limit in LIMITS:
        ended = run(project, body, limit=limit)
        if "importing it" not in ended.fault:
            break
    assert ended.fault == f"it took longer than {limit:g} s and was stopped while this was done: running try_it"
    assert ended.seconds < 10 * limit


def test_a_plugin_that_hangs_while_it_is_imported_is_stopped_too(project: Project) -> None:
    project.configure(time_limit=3.0)
    write(project.folder / "plugins", mine="while True: pass")
    ended = Errand(load(explicit=project.config), Offer("command", "try_it", "mine", "")).run()
    assert "stopped while this was done: importing it" in ended.fault


def test_a_person_can_stop_a_command(project: Project) -> None:
    write(project.folder / "plugins", mine=command("time.sleep(60)"))
    errand = Errand(load(explicit=project.config), Offer("command", "try_it", "mine", ""))
    timer = threading.Timer(1.0, errand.stop)
    timer.start()
    ended = errand.run()
    assert (ended.stopped, ended.fault, ended.answer) == (True, "it was stopped", None)
    assert ended.seconds < 30


FORKS = """
if os.fork() == 0:
    for _ in range({times}):
        with open({path!r}, "a") as file:
            file.write("x")
        time.sleep(0.1)
    os._exit(0)
"""


def test_what_a_command_started_ends_with_it_when_it_is_stopped_at_the_limit(project: Project, tmp_path: Path) -> None:
    """The other process holds the way back too, so nobody may wait for that to close."""
    path = tmp_path / "alive"
    for limit in LIMITS:
        ended = run(project, FORKS.format(path=str(path), times=6000) + "time.sleep(600)", limit=limit)
        assert f"it took longer than {limit:g} s" in ended.fault
        if path.exists():
            break
    written = path.stat().st_size
    assert written < 6000, "it did not come to its own end"
    time.sleep(0.5)
    assert path.stat().st_size == written


def test_what_a_command_leaves_running_does_not_hold_its_answer_up(project: Project, tmp_path: Path) -> None:
    path = tmp_path / "alive"
    path.touch()
    assert run(project, FORKS.format(path=str(path), times=600) + 'return Say("done")').answer == "done"
    assert path.stat().st_size < 600, "what it started goes on"


@pytest.mark.parametrize("said", ["[" * 100_000, '{"progress": [Infinity, 1]}'])
def test_a_command_that_answers_nonsense_in_place_of_its_process_is_named(project: Project, said: str) -> None:
    body = f"""
for one in range(3, 10):
    try:
        os.write(one, {said!r}.encode() + bytes([10]))
    except OSError:
        pass
os._exit(0)"""
    assert "cannot be understood" in run(project, body).fault


def test_a_command_that_says_endlessly_much_in_place_of_its_process_is_named_before_it_takes_the_memory(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(children, "MOST_IN_A_LINE", 1_000_000)
    body = """
while True:
    for one in range(3, 10):
        try:
            os.write(one, b"x" * 10_000)
        except OSError:
            pass"""
    assert run(project, body).fault == "its process said too much at once while this was done: running try_it"


def test_a_million_rows_are_cut_and_that_is_said(project: Project) -> None:
    ended = run(project, "return Rows(columns=['n'], rows=([n] for n in range(1_000_000)))")
    assert isinstance(ended.answer, Table)
    assert len(ended.answer.rows) == 100_000
    assert ended.remark.startswith("only the first 100,000 of its rows")
    long = run(project, "return Say('长' * 50_000)")
    assert len(str(long.answer)) == 20_000
    assert long.remark == "only the first 20,000 characters of its answer"


def test_what_a_command_prints_is_kept_apart_from_its_answer(project: Project) -> None:
    ended = run(project, "print('{\"answer\": 5}')\nos.write(1, b'x' * 1_000_000)\nreturn Say('said')")
    assert (ended.answer, ended.fault) == ("said", "")
    assert ended.printed.startswith("xxx") or ended.printed.startswith('{"answer": 5}')
    assert len(ended.printed) <= 10_000


def test_code_that_is_not_trusted_is_not_run_as_a_command_either(
    project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "empty"))
    ended = run(project, f"open({str(tmp_path / 'mark')!r}, 'w')")
    assert "nobody has allowed this code yet" in ended.fault
    assert "qdtui plugins --trust" in ended.fault
    assert not (tmp_path / "mark").exists()
    forget_paths([project.folder])


def qdtui(project: Project, *arguments: str) -> subprocess.CompletedProcess[str]:
    program = [sys.executable, "-m", "qdtui", *arguments, "--config", str(project.config)]
    return subprocess.run(program, capture_output=True, text=True, check=False)


def test_the_file_lists_commands_and_the_command_line_runs_them(tmp_path: Path) -> None:
    project = make(tmp_path / "p")
    rows = command("return context.table('SELECT year FROM years ORDER BY year')")
    one = command('print("hello")\nreturn Say(str(context.row["year"]))', on="row").replace("try_it", "one_row")
    write(project.folder / "plugins", years=GOOD, rows=rows, one=one)
    project.write("a.txt", "临江新闻\n\n到2027年,建成12家;2030年再翻番。\n")
    assert project.ingest().problems == []
    assert project.query("SELECT kind, name, plugin, title, declared FROM offers") == [
        ("command", "one_row", "one", "Try it", '{"on": "row"}'),
        ("command", "try_it", "rows", "Try it", '{"on": "file"}'),
    ]
    assert project.query("SELECT name, status FROM plugins WHERE kind = 'folder' ORDER BY name") == [
        ("one", "ok"), ("rows", "ok"), ("years", "ok"),
    ]  # fmt: skip
    listed = qdtui(project, "run")
    assert [line.split() for line in listed.stdout.splitlines()[2:]] == [
        ["one_row", "row", "one", "Try", "it"],
        ["try_it", "file", "rows", "Try", "it"],
    ]
    done = qdtui(project, "run", "try_it", "--format", "json")
    assert json.loads(done.stdout) == [{"year": 2027}, {"year": 2030}]
    assert done.returncode == 0
    refused = qdtui(project, "run", "one_row")
    assert refused.returncode == 2
    assert "one_row works on a row: add --fact FACT_ID or --sql QUERY" in refused.stderr
    ((fact_id,),) = project.query("SELECT fact_id FROM years WHERE year = 2030")
    done = qdtui(project, "run", "one_row", "--fact", str(fact_id))
    assert (done.stdout, done.stderr) == ("2030\n", "it printed: hello\n")
    done = qdtui(project, "run", "one_row", "--sql", "SELECT 5 AS year")
    assert done.stdout == "5\n"
    assert "there is no command 'nothing'; plugins offer: one_row, try_it" in qdtui(project, "run", "nothing").stderr
    assert qdtui(project, "--no-plugins", "run").stdout.count("\n") == 2
    offered = qdtui(project, "plugins").stdout
    assert "command  one_row  one     Try it" in offered


def test_a_command_of_a_plugin_that_is_newer_than_the_file_runs_all_the_same(project: Project) -> None:
    write(project.folder / "plugins", mine=command("return Say('new')"))
    done = CliRunner().invoke(cli, ["run", "try_it", "--config", str(project.config)])
    assert done.output == "new\n"


def test_an_installed_package_adds_commands_too(
    project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = tmp_path / "site"
    info = site / "packaged_command-1.0.dist-info"
    info.mkdir(parents=True)
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: packaged_command\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text("[qdtui]\npackaged = packaged_command\n")
    write(site, packaged_command=command("return Say('from a package')"))
    monkeypatch.syspath_prepend(str(site))
    ended = Errand(load(explicit=project.config), Offer("command", "try_it", "packaged", "")).run()
    assert (ended.answer, ended.fault) == ("from a package", "")


def test_no_module_of_the_working_folder_is_imported(
    project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "strangers"
    write(folder, **dict.fromkeys(("duckdb", "pluggy", "jieba", "json"), "raise SystemExit('imported')"))
    monkeypatch.chdir(folder)
    assert run(project, "return Say('sound')").answer == "sound"
    verdict = check_file(write(tmp_path / "own", years=GOOD) / "years.py", seconds=20)
    assert verdict.sound, verdict


def test_faulty_declarations_are_named_and_the_others_stay(tmp_path: Path) -> None:
    project = make(tmp_path / "p")
    source = """
from qdtui.api import Command, hookimpl

class Sly(str):
    pass

@hookimpl
def qdtui_commands(config):
    return [Command("good", "Good", print), Command("Bad Name", "x", print), Command("no_run", "x", 5), "junk",
            Command("no_title", "", print), Command("on", "x", print, on="moon"), Command("good", "Again", print),
            Command("long", "x" * 500, print), Command("sly", Sly("x"), print)]
"""
    write(project.folder / "plugins", a=source, b=command("pass").replace("try_it", "good"))
    reasons = [problem.reason for problem in project.ingest().problems]
    assert reasons == [
        "command 'Bad Name': a name is made of a–z, 0–9 and _, and begins with a letter",
        "command 'no_run': run must be a function",
        "command 'junk' is no Command",
        "command 'no_title' has no title",
        "command 'on': on is 'moon', not one of file, document, row, selection",
        "command good is declared twice",
        "command 'long': title has 500 characters; at most 80 are allowed",
        "command 'sly': title must be a text",
        "command good has two owners: a (used) and b (left out)",
    ]
    assert project.query("SELECT name, plugin FROM offers") == [("good", "a")]


def test_a_plugin_that_offers_a_million_commands_keeps_the_first_ones(tmp_path: Path) -> None:
    project = make(tmp_path / "p")
    source = (
        "from qdtui.api import Command, hookimpl\n@hookimpl\ndef qdtui_commands(config):\n"
        "    return (Command(f'c{n}', 'x', print) for n in range(1_000_000))\n"
    )
    endless = source.replace("range(1_000_000)", "iter(int, 1)")
    write(project.folder / "plugins", many=source, years=GOOD, endless=endless)
    project.configure(time_limit=8.0, more="memory = '2 GB'\n")
    project.write("a.txt", "临江新闻\n\n到2027年,建成12家;2030年再翻番。\n")
    reasons = [problem.reason for problem in project.ingest().problems]
    assert "it offers more than 200 of the kind command; the others are left out" in reasons
    assert len(reasons) == 2
    assert project.query("SELECT count(*) FROM offers") == [(200,)]
    assert project.query("SELECT count(*) FROM years") == [(2,)]


def test_a_file_of_an_older_layout_has_no_commands(file: Project, tmp_path: Path) -> None:
    import duckdb

    path = tmp_path / "old.duckdb"
    path.write_bytes(file.database.read_bytes())
    with duckdb.connect(str(path)) as connection:
        connection.execute("DROP TABLE offers")
    assert Database(path).offers() == []
