"""The documentation of plugins is held to the code: its examples run, and every hook and dictionary is in it."""

from __future__ import annotations

import re
from pathlib import Path
from typing import get_args

from qdtui.model import ColumnType
from qdtui.plugins import HOOKS
from qdtui.text.data import OPEN
from tests.plugin_files import write
from tests.project import ROOT, make

PLUGINS = (ROOT / "docs" / "plugins.md").read_text(encoding="utf-8")


def test_every_hook_has_a_section() -> None:
    assert HOOKS
    for hook in HOOKS:
        assert re.search(rf"^### {hook}\(config\)$", PLUGINS, re.MULTILINE), hook


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
