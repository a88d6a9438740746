"""The kit for authors of plugins: each fault that an extractor can have is found, and a good one passes."""

from __future__ import annotations

import json
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from qdtui import testing
from qdtui.api import Column, Document, Row, Span, Table
from qdtui.cli import cli
from qdtui.config import bundled
from qdtui.new_offers import BEGINNINGS
from qdtui.new_plugin import NewPluginError, write_plugin
from qdtui.testing import CheckError, cases, check_extractor, check_gold, document, extractors_in, run
from tests.plugin_files import EXITS, GOOD, LOOPS, plugin, write
from tests.project import PATIENT, ROOT, make

TEXT = "到2027年，建成12家；2030年再翻番。"
ONE = Table("words", "Words.", (Column("word"), Column("number", "INTEGER")))


class Scripted:
    """An extractor whose `extract` is the function it is given."""

    name = "scripted"
    version = "1"
    tables = (ONE,)

    def __init__(self, extract: Callable[[Document], Iterator[Any]]) -> None:
        self.extract = extract


_seen: list[str] = []


def _remembers(doc: Document) -> Iterator[Row]:
    if doc.text and _seen and doc.text != _seen[-1] and len(doc.text) > 1:
        yield Row("words", {"word": _seen[-1][:1] or "x"}, 0, 1)
    _seen.append(doc.text)


def _counts_calls(doc: Document) -> Iterator[Row]:
    _seen.append("")
    if doc.text:
        yield Row("words", {"number": len(_seen)}, 0, 1)


def _no_end(doc: Document) -> Iterator[Row]:
    yield Row("words", {"word": "x"}, 0, 2)


def _other_table(doc: Document) -> Iterator[Row]:
    if doc.text:
        yield Row("others", {}, 0, 1)


def _wrong_type(doc: Document) -> Iterator[Row]:
    if doc.text:
        yield Row("words", {"number": "12"}, 0, 1)  # declared as a whole number


def _wrong_quote(doc: Document) -> Iterator[Row]:
    if doc.text:
        yield Row("words", {}, 0, 1, quote="没有")


def _twice(doc: Document) -> Iterator[Row]:
    if doc.text:
        yield from [Row("words", {"word": "x"}, 0, 1)] * 2


def _slow_when_large(doc: Document) -> Iterator[Row]:
    if len(doc.text) > 100_000:
        time.sleep(0.3)
    yield from ()


def _calls_out(doc: Document) -> Iterator[Row]:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as one:
        one.connect(("127.0.0.1", 9))
    yield from ()


def _starts_a_program(doc: Document) -> Iterator[Row]:
    subprocess.run([sys.executable, "-c", ""], check=False)
    yield from ()


def _crlf(doc: Document) -> Iterator[Row]:
    if "\r" in doc.text:
        raise ValueError("what is this?")
    yield from ()


def _nothing(doc: Document) -> Iterator[Row]:
    yield from ()


@pytest.mark.parametrize(
    ("extract", "check", "message"),
    [
        (_remembers, "no state between documents", "row"),
        (_counts_calls, "same rows twice", "row"),
        (_no_end, "rows", "span 0–2 is not inside the text of 1 characters"),
        (_other_table, "rows", "table 'others' is not declared"),
        (_wrong_type, "rows", "column number is INTEGER"),
        (_wrong_quote, "rows", "is not the quote given"),
        (_twice, "rows", "give the table a key"),
        (_slow_when_large, "time", "0.2 s are allowed"),
        (_calls_out, "pure", "uses the network"),
        (_starts_a_program, "pure", "starts a program"),
        (_crlf, "rows", "ValueError: what is this?"),
        (_nothing, "rows", "finds nothing in the texts"),
        (lambda doc: iter(()), "picklable", "cannot be sent to another process"),
    ],
)
def test_each_fault_of_an_extractor_is_found(
    extract: Callable[[Document], Iterator[Any]], check: str, message: str
) -> None:
    _seen.clear()
    with pytest.raises(CheckError) as caught:
        check_extractor(Scripted(extract), TEXT, seconds=0.2 if extract is _slow_when_large else PATIENT)
    assert [fault for fault in caught.value.faults if fault.check == check and message in fault.message], caught.value


def test_an_extractor_that_writes_a_file_is_told(tmp_path: Path) -> None:
    def writes(doc: Document) -> Iterator[Row]:
        (tmp_path / "log").write_text("x")
        yield from ()

    with pytest.raises(CheckError, match="writes to log"):
        check_extractor(Scripted(writes))


def test_wrong_declarations_are_told_before_anything_runs() -> None:
    one = Scripted(_nothing)
    one.version = ""
    with pytest.raises(CheckError, match="version must be a text"):
        check_extractor(one)


@pytest.mark.parametrize("name", ["lighthouse_factories", "policies", "people"])
def test_bundled_extractors_pass(name: str) -> None:
    plugin_file = testing.load(bundled() / "plugins" / f"{name}.py")
    for extractor in plugin_file.extractors:
        check_extractor(
            extractor,
            testing.SAMPLE,
            published="2025-03-12",
            needs=plugin_file.needs[extractor.name],
            seconds=PATIENT,
        )


def test_rows_come_with_their_quotes_and_a_published_day_counts(tmp_path: Path) -> None:
    (years,) = extractors_in(write(tmp_path, years=GOOD) / "years.py")
    rows = run(years, TEXT)
    assert [(row.values["year"], row.quote) for row in rows] == [(2027, "2027"), (2030, "2030")]
    assert document("x", published="2026-03-01").published_year == 2026
    assert document("x", published=2026).published is None


def test_what_an_extractor_needs_runs_before_it(tmp_path: Path) -> None:
    after = plugin(
        "after",
        'for row in doc.found["policies"]:\n    yield Row("after", {"word": row.values["title"]}, row.start, row.end)',
        needs='("policies",)',
    )
    file = testing.load(write(tmp_path, after=after) / "after.py")
    assert [one.name for one in file.needs["after"]] == ["policies"]
    assert run(file.extractors[0], testing.SAMPLE, needs=file.needs["after"])


def test_gold_names_what_was_missed_and_what_was_too_much(tmp_path: Path) -> None:
    (years,) = extractors_in(write(tmp_path, years=GOOD) / "years.py")
    gold = tmp_path / "years.jsonl"
    line = cases(run(years, TEXT), TEXT, "2026-03-01")
    gold.write_text(line + "\n", encoding="utf-8")
    assert len(check_gold(years, gold)) == 2
    gold.write_text(line.replace("2027,", "2028,").replace('"year": 2027', '"year": 2028'), encoding="utf-8")
    with pytest.raises(CheckError) as caught:
        check_gold(years, gold)
    assert [fault.check for fault in caught.value.faults] == ["missed", "too much"]
    gold.write_text("{}", encoding="utf-8")
    with pytest.raises(CheckError, match=r"line 1 of years\.jsonl: it is no case"):
        check_gold(years, gold)


def test_a_new_plugin_passes_its_test_and_the_checks_as_it_is_written(tmp_path: Path) -> None:
    project = make(tmp_path / "p")
    done = CliRunner().invoke(cli, ["new-plugin", "my_fairs", "--config", str(project.config)])
    assert done.exit_code == 0, done.output
    folder = project.folder / "plugins"
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", str(folder / "tests")]
    tested = subprocess.run(command, cwd=project.folder, capture_output=True, text=True, check=False)
    assert "4 passed" in tested.stdout, tested.stdout + tested.stderr
    document = project.write("a.txt", "海州新闻\n\n第3届茶叶交易会日前举行。\n")
    arguments = ["check-plugin", str(folder / "my_fairs.py"), str(document), "--config", str(project.config)]
    checked = CliRunner().invoke(cli, arguments)
    assert checked.exit_code == 0, checked.output
    assert "my_fairs: sound · 8 texts · 1 row" in checked.output


def test_new_patterns_pass_their_test_and_the_checks_as_they_are_written(tmp_path: Path) -> None:
    project = make(tmp_path / "p")
    done = CliRunner().invoke(cli, ["new-plugin", "--toml", "my_fairs", "--config", str(project.config)])
    assert done.exit_code == 0, done.output
    folder = project.folder / "plugins"
    assert sorted(path.name for path in folder.iterdir()) == ["my_fairs.toml", "tests"]
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", str(folder / "tests")]
    tested = subprocess.run(command, cwd=project.folder, capture_output=True, text=True, check=False)
    assert "4 passed" in tested.stdout, tested.stdout + tested.stderr
    document = project.write("a.txt", "海州新闻\n\n第3届茶叶交易会日前举行。\n")
    arguments = ["check-plugin", str(folder / "my_fairs.toml"), str(document), "--config", str(project.config)]
    checked = CliRunner().invoke(cli, arguments)
    assert checked.exit_code == 0, checked.output
    with pytest.raises(NewPluginError, match="is there already"):
        write_plugin("my_fairs", folder)


def test_new_plugin_overwrites_nothing_and_refuses_names_that_are_none(tmp_path: Path) -> None:
    (tmp_path / "tests").mkdir()
    (tmp_path / "tests" / "fairs.jsonl").write_text("mine")
    with pytest.raises(NewPluginError, match=r"fairs\.jsonl is there already"):
        write_plugin("fairs", tmp_path)
    assert not (tmp_path / "fairs.py").exists()
    for name in ("Fairs", "documents", "../x"):
        with pytest.raises(NewPluginError):
            write_plugin(name, tmp_path)


@pytest.mark.parametrize(
    ("source", "message"),
    [
        (LOOPS, "it hung and was stopped while this was done: bad, the sample article"),
        (EXITS, "it ended its process (exit code 7) while this was done: bad, the sample article"),
        ("while True: pass", "it hung and was stopped while this was done: importing it"),
        ("def f(:", "SyntaxError"),
        ("", "implements no hook"),
    ],
)
def test_a_plugin_that_hangs_or_dies_under_the_check_is_told_with_the_step(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, source: str, message: str
) -> None:
    from qdtui import check_file

    monkeypatch.setattr(check_file, "START", 4.0)
    folder = write(tmp_path, bad=source.replace('"loops"', '"bad"').replace('"exits"', '"bad"'))
    verdict = check_file.check_file(folder / "bad.py", seconds=0.2)
    assert not verdict.sound
    assert message in verdict.faults[0]


def test_what_a_plugin_started_ends_with_its_check(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The other process holds the way back too, so nobody may wait for that to close."""
    from qdtui import check_file

    monkeypatch.setattr(check_file, "START", 4.0)
    path = tmp_path / "alive"
    source = f"""
import os, time
if os.fork() == 0:
    for _ in range(600):
        with open({str(path)!r}, "a") as file:
            file.write("x")
        time.sleep(0.1)
    os._exit(0)
time.sleep(60)
"""
    verdict = check_file.check_file(write(tmp_path, bad=source) / "bad.py", seconds=0.2)
    assert "it hung and was stopped while this was done: importing it" in verdict.faults[0]
    written = path.stat().st_size
    assert written < 600, "it did not come to its own end"
    time.sleep(0.5)
    assert path.stat().st_size == written


def test_the_faults_are_objects_on_request(tmp_path: Path) -> None:
    bad = plugin("bad", 'yield Row("bad", {"word": 5}, 0, 1)')
    project = make(tmp_path / "p")
    path = str(write(tmp_path, bad=bad) / "bad.py")
    done = CliRunner().invoke(cli, ["check-plugin", path, "--json", "--config", str(project.config)])
    assert done.exit_code == 1
    one = json.loads(done.output)
    assert one["extractor"] == "bad"
    assert "column word is VARCHAR" in one["faults"][0]["message"]


FIXTURES = """
def test_fixtures(qdtui_extractors, qdtui_run, qdtui_check, qdtui_gold):
    years = qdtui_extractors("years.py")
    assert [row.quote for row in qdtui_run(years[0], "2027年")] == ["2027"]
    qdtui_check(years[0])
    qdtui_gold(years, "years.jsonl")
"""


def test_the_fixtures_for_pytest_work_and_cost_nothing_where_they_are_not_used(tmp_path: Path) -> None:
    write(tmp_path, years=GOOD, test_years=FIXTURES)
    (tmp_path / "years.jsonl").write_text(
        '{"text": "2027年", "rows": [{"values": {"year": 2027}}]}\n', encoding="utf-8"
    )
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-q",
        "-p",
        "qdtui.pytest_plugin",
        "-p",
        "no:cacheprovider",
        str(tmp_path),
    ]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert "1 passed" in done.stdout, done.stdout + done.stderr
    program = "import sys, qdtui.pytest_plugin; print(*(m for m in sys.modules if m.startswith(('qdtui.', 'pluggy.x', 'duckdb'))))"
    loaded = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)
    assert loaded.stdout.split() == ["qdtui.pytest_plugin"]
    assert '"qdtui.pytest_plugin" = "qdtui.pytest_plugin"' in (ROOT / "pyproject.toml").read_text(encoding="utf-8")


def test_spans_of_cells_are_held_to_the_text() -> None:
    def cell(doc: Document) -> Iterator[Row]:
        if doc.text:
            yield Row("words", {"word": doc.text[0]}, 0, 1, cells={"word": Span(0, len(doc.text) + 1)})

    with pytest.raises(CheckError, match="is not inside the text"):
        run(Scripted(cell), TEXT)


OFFERS = """
from qdtui.api import Command, Exporter, Facet, Place, PlaceDetail, PlaceView, hookimpl

def half(columns, batches, path):
    path.write_text(str(next(iter(batches))))

def whole(columns, batches, path):
    path.write_text(str(list(batches)))

@hookimpl
def qdtui_commands(config):
    return [Command("harmful", "Never run by a check", lambda context: open("/nowhere/at/all", "w"))]

@hookimpl
def qdtui_exporters(config):
    return [Exporter("half", ".half", "h", half), Exporter("whole", ".whole", "w", whole)]

@hookimpl
def qdtui_places(config):
    detail = PlaceDetail("wrong", "SELECT nothing FROM documents WHERE doc_id = $doc_id")
    return [Place("good", "g", [PlaceView("all", "SELECT doc_id FROM documents", [PlaceDetail("same", "SELECT $doc_id")])]),
            Place("bad", "b", [PlaceView("all", "SELECT doc_id FROM documents", [detail])])]

@hookimpl
def qdtui_facets(config):
    return [Facet("one", "o", "SELECT doc_id, 1 AS value FROM documents"), Facet("none", "n", "SELECT doc_id FROM documents")]
"""


def test_the_check_tries_exporters_and_queries_and_runs_no_command(tmp_path: Path) -> None:
    project = make(tmp_path / "p")
    project.write("a.txt", "临江新闻\n\n到2027年,建成12家;2030年再翻番。\n")
    project.ingest()
    path = str(write(tmp_path, offers=OFFERS) / "offers.py")
    done = CliRunner().invoke(cli, ["check-plugin", path, "--config", str(project.config)])
    assert done.exit_code == 1
    lines = done.output.splitlines()
    assert "command harmful: declared, on file; `qdtui run harmful` runs it" in lines
    assert lines[lines.index("exporter half: tried on 3 rows") + 1] == "  it took only 2 of 3 rows"
    assert not lines[lines.index("exporter whole: tried on 3 rows") + 1].startswith("  ")
    assert lines[-1] == "place good: ran 2 queries"
    fault = lines[lines.index("place bad: ran 2 queries") + 1]
    assert fault.startswith("  all › wrong: Binder error: Referenced column")
    assert "facet one: 1 values of 1 documents" in lines
    assert any(line.startswith("  facet none of offers: Binder error") for line in lines)


def test_what_may_be_missing_for_want_of_trust_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "empty"))
    project = make(tmp_path / "p")
    write(project.folder / "plugins", offers=OFFERS)
    project.write("a.txt", "临江新闻\n\n到2027年,建成12家;2030年再翻番。\n")
    project.ingest()
    for command in (["run", "harmful"], ["sql", "SELECT 1", "--format", "whole", "-o", str(tmp_path / "x")]):
        done = CliRunner().invoke(cli, [*command, "--config", str(project.config)])
        assert done.exit_code == 2
        assert "these plugins are not trusted yet, see `qdtui plugins`: offers" in done.output


@pytest.mark.parametrize("kind", list(BEGINNINGS))
def test_every_kind_of_new_plugin_passes_its_test_and_is_offered(tmp_path: Path, kind: str) -> None:
    project = make(tmp_path / "p")
    done = CliRunner().invoke(cli, ["new-plugin", "--kind", kind, "my_own", "--config", str(project.config)])
    assert done.exit_code == 0, done.output
    folder = project.folder / "plugins"
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", str(folder / "tests")]
    tested = subprocess.run(command, cwd=project.folder, capture_output=True, text=True, check=False)
    assert "2 passed" in tested.stdout, tested.stdout + tested.stderr
    project.write("a.txt", "临江新闻\n\n到2027年,建成12家;2030年再翻番。\n")
    assert project.ingest().problems == []
    assert project.query("SELECT kind, name, title FROM offers") == [(kind, "my_own", "My own")]
    checked = CliRunner().invoke(cli, ["check-plugin", str(folder / "my_own.py"), "--config", str(project.config)])
    assert checked.exit_code == 0, checked.output


def test_names_of_the_program_itself_begin_no_plugin(tmp_path: Path) -> None:
    for kind, name in (("exporter", "csv"), ("facet", "year"), ("extractor", "documents")):
        with pytest.raises(NewPluginError, match="of qdtui's own"):
            write_plugin(name, tmp_path, kind=kind)
    assert len(write_plugin("documents", tmp_path, kind="command")) == 2
