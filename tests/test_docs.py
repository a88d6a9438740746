"""The documentation of plugins is held to the code: its examples run, and every hook and dictionary is in it."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import get_args

import pytest

from qdtui import api, testing
from qdtui.check_file import check_file
from qdtui.cli import cli
from qdtui.model import ColumnType
from qdtui.plugins import HOOKS, find_sources, load_plugins
from qdtui.store.verify import verify
from qdtui.testing import extractors_in, run
from qdtui.text.data import OPEN
from tests.plugin_files import write
from tests.project import ROOT, make

PLUGINS = (ROOT / "docs" / "plugins.md").read_text(encoding="utf-8")


def test_every_hook_has_a_section() -> None:
    assert HOOKS
    for hook in HOOKS:
        assert re.search(rf"^### {hook}\(config\)$", PLUGINS, re.MULTILINE), hook


def section(title: str) -> str:
    """The text below a heading of the page, up to the next one."""
    return re.split(r"\n#{2,3} ", PLUGINS.partition(f" {title}\n")[2])[0]


def blocks(text: str, language: str = "python") -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", text, re.DOTALL)


@pytest.mark.parametrize("hook", HOOKS)
def test_every_hook_has_an_example_that_runs(tmp_path: Path, hook: str) -> None:
    (source,) = (block for block in blocks(section(f"{hook}(config)")) if "hookimpl" in block)
    assert f"def {hook}(config):" in source
    sources, _ = find_sources(write(tmp_path, example=source), [])
    loaded = load_plugins([one for one in sources if one.kind == "bundled"], {})
    assert loaded.catalogue.faults == ()
    assert loaded.extractors or loaded.loaders or loaded.catalogue.words or loaded.offers


def test_the_example_of_a_setting_reads_it(tmp_path: Path) -> None:
    (source,) = blocks(section("qdtui_extractors(config)"))
    (marks,) = extractors_in(write(tmp_path, marks=source) / "marks.py", {"marks": {"words": ["海州"]}})
    assert [row.quote for row in run(marks, "海州的灯塔。")] == ["海州"]


def test_everything_that_a_plugin_may_import_is_named() -> None:
    for name in api.__all__:
        assert re.search(rf"\b{name}\b", PLUGINS), name


def test_the_table_as_a_class_works_as_it_stands(tmp_path: Path) -> None:
    (source,) = blocks(section("A table as a class"))
    (fairs,) = extractors_in(write(tmp_path, fairs=source) / "fairs.py")
    (table,) = fairs.tables
    assert table.comment == "Exhibitions by name."
    assert [(c.name, c.type, c.comment, c.unit, c.allowed) for c in table.columns] == [
        ("name", "VARCHAR", "As the text words it.", None, None),
        ("number", "BIGINT", "第 N 届.", None, None),
        ("area", "DOUBLE", "Floor space.", "平方米", None),
        ("kind", "VARCHAR", "", None, ("博览会", "交易会")),
        ("opened", "DATE", "", None, None),
    ]
    (row,) = run(fairs, "第3届茶叶交易会举行。")
    assert (row.values["kind"], row.values["number"], row.quote) == ("交易会", None, "茶叶交易会")


def test_the_view_of_the_page_counts(tmp_path: Path) -> None:
    (source,) = blocks(section("Views"))
    project = make(tmp_path / "p")
    write(project.folder / "plugins", fairs=source)
    project.write("a.txt", "海州新闻\n\n2025年3月12日\n\n茶叶交易会日前在海州举行。\n")
    project.write("b.txt", "海州新闻\n\n2025年4月12日\n\n茶叶交易会闭幕，成交额增长一成。\n")
    assert project.ingest().problems == []
    assert project.query("SELECT * FROM trade_fairs") == [(2025, "茶叶交易会", 2, 2, 1000.0)]
    assert verify(project.database) == []
    assert project.query("SELECT comment FROM duckdb_views() WHERE view_name = 'trade_fairs'") == [
        ("Trade fairs by year.",)
    ]


def test_a_class_that_declares_no_table_is_told() -> None:
    class Wrong:
        size: complex

    class Empty:
        pass

    with pytest.raises(TypeError, match=r"Wrong\.size: <class 'complex'> is no type of a column"):
        api.table_of(Wrong, "wrong")
    with pytest.raises(TypeError, match="Empty has no annotations"):
        api.table_of(Empty, "empty")
    with pytest.raises(TypeError, match="no object of a dataclass"):
        api.row_of(api.Table("t", "", (api.Column("x"),)), Wrong(), 0, 1)


def test_the_test_of_the_page_passes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    test = next(block for block in blocks(PLUGINS) if "def test_a_fair_is_found" in block)
    first = next(block for block in blocks(PLUGINS) if "class Fairs" in block)
    write(tmp_path / "my_plugins", fairs=first)
    monkeypatch.chdir(tmp_path)
    names: dict[str, Callable[[], None]] = {}
    exec(compile(test, "test", "exec"), names)
    tests = [name for name in names if name.startswith("test_")]
    assert len(tests) == 2
    for name in tests:
        names[name]()


def test_the_commands_and_keys_of_the_page_exist() -> None:
    for command in set(re.findall(r"`qdtui ([a-z][a-z-]+)", PLUGINS)):
        assert command in cli.commands, command
    for name in set(re.findall(r"`qdtui_([a-z]+)\(", PLUGINS)):
        assert f"qdtui_{name}" in HOOKS
    for name in ("run", "check_extractor", "check_gold", "cases", "document", "extractors_in"):
        assert callable(getattr(testing, name))
        assert f"`{name}(" in PLUGINS


@pytest.mark.venv
def test_the_package_of_the_page_is_built_and_found(tmp_path: Path) -> None:
    project = next(block for block in blocks(PLUGINS, "toml") if "entry-points.qdtui" in block)
    first = next(block for block in blocks(PLUGINS) if "class Fairs" in block)
    write(tmp_path, qdtui_fairs=first)
    (tmp_path / "pyproject.toml").write_text(project, encoding="utf-8")
    build = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--skip-dependency-check", str(tmp_path)]
    done = subprocess.run(build, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    (wheel,) = (tmp_path / "dist").glob("*.whl")
    site = tmp_path / "site"
    zipfile.ZipFile(wheel).extractall(site)
    code = (
        "from qdtui.plugins import find_sources, load_plugins; from pathlib import Path;"
        "s = [x for x in find_sources(Path('/nowhere'), [])[0] if x.name == 'fairs'];"
        "print(s[0].kind, list(load_plugins(s, {}).extractors))"
    )
    env = {**os.environ, "PYTHONPATH": os.pathsep.join([str(site), str(ROOT)])}
    found = subprocess.run([sys.executable, "-c", code], env=env, capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "entry point ['fairs']"


def test_every_dictionary_and_column_type_is_named() -> None:
    for name in (*OPEN, *get_args(ColumnType)):
        assert f"`{name}`" in PLUGINS, name


def test_the_first_plugin_works_as_it_stands(tmp_path: Path) -> None:
    source = next(block for block in re.findall(r"```python\n(.*?)```", PLUGINS, re.DOTALL) if "class Fairs" in block)
    words = next(block for block in re.findall(r"```python\n(.*?)```", PLUGINS, re.DOTALL) if "qdtui_words" in block)
    project = make(tmp_path / "p")
    write(project.folder / "plugins", fairs=source, harbour="from qdtui.api import hookimpl\n" + words)
    project.write("a.txt", "海州新闻\n\n第二十一届海州工业博览会,日前在会展中心举行,第3届茶叶交易会同期举办。\n")
    assert project.ingest().problems == []
    assert project.query("SELECT name, number, quote FROM fairs ORDER BY number") == [
        ("茶叶交易会", 3, "第3届茶叶交易会"),
        ("海州工业博览会", 21, "第二十一届海州工业博览会"),
    ]


def test_the_loader_works_as_it_stands(tmp_path: Path) -> None:
    source = next(block for block in re.findall(r"```python\n(.*?)```", PLUGINS, re.DOTALL) if "class Mails" in block)
    project = make(tmp_path / "p")
    write(project.folder / "plugins", mails=source)
    head = "From: li@example.com\nSubject: Haizhou\nContent-Type: text/plain; charset=utf-8\n"
    project.write("a.eml", f"{head}Content-Transfer-Encoding: 8bit\n\n海州市召开工业大会。\n")
    project.write("b.eml", "Subject: empty\nContent-Type: image/png\n\nxx\n")
    report = project.ingest()
    assert project.query("SELECT path, title, author, rtrim(text, chr(10)) FROM documents") == [
        ("documents/a.eml", "Haizhou", "li@example.com", "海州市召开工业大会。")
    ]
    assert [problem.reason for problem in report.problems] == ["the loader mails: this mail has no text"]
    assert project.query("SELECT status, error FROM plugins WHERE name = 'mails'") == [
        ("partly", "mails failed on 1 file: the loader mails: this mail has no text")
    ]


def test_the_test_of_a_command_passes() -> None:
    (source,) = (block for block in blocks(section("qdtui_commands(config)")) if "def test_" in block)
    names: dict[str, Callable[[], None]] = {}
    exec(compile(source, "test", "exec"), names)
    names["test_documents_are_counted"]()


def test_the_places_and_facets_of_the_page_read_a_file(tmp_path: Path) -> None:
    project = make(tmp_path / "p")
    for hook in ("qdtui_places", "qdtui_facets"):
        (source,) = blocks(section(f"{hook}(config)"))
        write(project.folder / "plugins", **{hook: source})
    project.write("a.txt", "海州新闻\n\n2025年3月12日\n\n茶叶交易会日前在海州举行。\n")
    assert project.ingest().problems == []
    for hook in ("qdtui_places", "qdtui_facets"):
        path = project.folder / "plugins" / f"{hook}.py"
        verdict = check_file(path, seconds=20, database=project.database)
        assert verdict.sound, verdict
        assert verdict.offers[0]["done"] in ("ran 3 queries", "1 values of 1 documents")
