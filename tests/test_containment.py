"""A plugin of each bad kind beside the bundled ones: each is named, and the bundled tables are as without it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from qdtui.store.verify import verify
from tests.plugin_files import EXITS, LOOPS, PRINTS, RAISES, SYNTAX, WRONG_SPAN, plugin, write
from tests.project import BUNDLED, SEEDS, Project, make

ROW = 'Row("{0}", {{"word": "ok"}}, 0, 1)'


def _named(name: str, body: str, **more: str) -> str:
    return plugin(name, body.replace("ROW", ROW.format(name)), **more)


BAD: dict[str, tuple[str, str]] = {
    "syntax": (SYNTAX, "SyntaxError"),
    "raises": (RAISES, "RuntimeError: no idea what this is"),
    "loops": (LOOPS, "took longer than 8 s and was stopped"),
    "exits": (EXITS, "ended its process (exit code 7)"),
    "leaves": (_named("leaves", "sys.exit(4)\nyield from ()"), "ended its process (exit code"),
    "killed": (_named("killed", "os.kill(os.getpid(), 9)\nyield from ()"), "killed its process (signal 9)"),
    "hungry": (
        _named("hungry", "x = []\nwhile True:\n    x.append(bytearray(50_000_000))\nyield from ()"),
        "MemoryError",
    ),
    "deep": (_named("deep", "def f(): return f()\nf()\nyield from ()"), "RecursionError"),
    "wrong_span": (WRONG_SPAN, "is not inside the text"),
    "wrong_type": (_named("wrong_type", 'yield Row("wrong_type", {"number": "x"}, 0, 1)'), "column number is DOUBLE"),
    "wrong_table": (_named("wrong_table", 'yield Row("clusters", {"name": "x"}, 0, 1)'), "'clusters' is not declared"),
    "million": (_named("million", "for n in range(1_000_000):\n    yield ROW"), "more than 100,000 rows"),
    "sticky": (_named("sticky", "yield lambda: 0"), "yielded function, not a Row"),
    "patches": (
        _named("patches", "import qdtui.text.quantity as q\nq.quantities = lambda *a, **k: []\nyield ROW"),
        "it changed qdtui.text.quantity.quantities, which the other extractors use",
    ),
    "patches_early": (
        _named(
            "patches_early",
            "yield ROW",
            at_import="import qdtui.text.reading as r\nr.Reading.sentences = ()\nr.read = None",
        ),
        "it changed qdtui.text.reading.read",
    ),
    "wanders": (_named("wanders", "os.chdir('/')\nsys.path.clear()\nyield ROW"), "it changed sys.path and 1 more"),
    "claims": (
        _named("claims", "yield ROW", table="policies"),
        "table policies has two owners: policies (used) and claims (left out)",
    ),
    "spoils": (
        _named("spoils", "from qdtui.text import read\nread(doc).norm = ''\nread(doc).sentences = ()\nyield ROW"),
        "",
    ),
}
"""Source and what is said of it; empty where it harms nobody."""


def _documents(project: Project) -> None:
    for path in sorted(SEEDS.iterdir())[2:4]:
        shutil.copy(path, project.documents / path.name)


@pytest.fixture(scope="module")
def alone(tmp_path_factory: pytest.TempPathFactory) -> Project:
    project = make(tmp_path_factory.mktemp("alone") / "p", disabled=())
    _documents(project)
    assert project.ingest(jobs=2).problems == []
    return project


@pytest.fixture(scope="module")
def crowd(tmp_path_factory: pytest.TempPathFactory) -> Project:
    project = make(tmp_path_factory.mktemp("crowd") / "p", disabled=())
    _documents(project)
    project.configure(disabled=(), time_limit=8.0)
    text = project.config.read_text(encoding="utf-8").replace("time_limit", 'memory = "1 GB"\ntime_limit')
    project.config.write_text(text, encoding="utf-8")
    write(project.folder / "plugins", prints=PRINTS, **{name: source for name, (source, _) in BAD.items()})
    project.ingest(jobs=2)
    return project


def test_the_bundled_tables_are_as_without_the_bad_ones(alone: Project, crowd: Project) -> None:
    tables = [*BUNDLED, "sections", "postings"]
    assert sum(len(rows) for rows in alone.facts(*BUNDLED).values()) > 50
    before, after = alone.facts(*tables), crowd.facts(*tables)
    for table in tables:
        assert after[table] == before[table], table


@pytest.mark.parametrize("name", [name for name, (_, reason) in BAD.items() if reason])
def test_each_fault_is_named(crowd: Project, name: str) -> None:
    reasons = crowd.query(f"SELECT reason FROM problems WHERE extractor = '{name}'")
    assert any(BAD[name][1] in str(reason[0]) for reason in reasons), reasons


def test_nobody_else_is_blamed(crowd: Project) -> None:
    blamed = {str(row[0]) for row in crowd.query("SELECT DISTINCT extractor FROM problems")}
    assert blamed == {name for name, (_, reason) in BAD.items() if reason}


def test_what_a_bad_one_found_before_its_fault_is_kept_and_the_file_is_sound(crowd: Project) -> None:
    assert crowd.query("SELECT count(*) FROM million") == [(2,)]  # the same row a hundred thousand times is one
    assert crowd.query("SELECT count(*) FROM prints") == [(2,)]
    assert crowd.query("SELECT count(*) FROM spoils") == [(2,)]
    assert verify(crowd.database) == []


OLD = plugin("moods", 'yield Row("moods", {"word": "ok"}, 0, 1)')
NEW = OLD.replace('Column("word")', 'Column("word"), Column("more", "INTEGER")').replace(
    'version = "1"', 'version = "2"'
)


def test_a_plugin_that_changes_its_own_table_has_it_built_anew_and_nothing_else_is_done(tmp_path: Path) -> None:
    project = make(tmp_path / "p")
    project.write("a.txt", "临江新闻\n\n到2027年,建成12家。\n")
    others = plugin("others", 'yield Row("others", {"word": "ok"}, 0, 1)')
    folder = write(project.folder / "plugins", moods=OLD, others=others)
    project.ingest()
    times = project.query("SELECT milliseconds FROM runs WHERE extractor = 'others'")
    folder = write(folder, moods=NEW)
    report = project.ingest()
    assert report.problems == []
    assert dict(report.rows) == {"moods": 1}
    assert project.query("SELECT word, more FROM moods") == [("ok", None)]
    assert project.query("SELECT milliseconds FROM runs WHERE extractor = 'others'") == times
    # The columns change and the version does not: the author forgot, the table is right all the same.
    write(folder, moods=NEW.replace('"INTEGER"', '"DATE"'))
    assert project.ingest().problems == []
    assert project.query(
        "SELECT data_type FROM duckdb_columns() WHERE table_name = 'moods' AND column_name = 'more'"
    ) == [("DATE",)]
    assert project.query("SELECT count(*) FROM moods") == [(1,)]


def test_a_table_may_be_called_what_the_program_calls_its_own_work(tmp_path: Path) -> None:
    project = make(tmp_path / "p")
    project.write("a.txt", "临江新闻\n\n到2027年,建成12家。\n")
    names = ("words", "done", "key", "row", "order")
    write(project.folder / "plugins", **{name: _named(name, "yield ROW") for name in names})
    assert project.ingest().problems == []
    for name in names:
        assert project.query(f'SELECT word FROM "{name}"') == [("ok",)]
