"""The page about the toolkit is held to the code: its examples give what it shows, and every public name is on it."""

from __future__ import annotations

import ast
import doctest
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import date
from importlib import import_module
from pkgutil import iter_modules

import pytest

import qdtui.text
from qdtui.model import Document
from qdtui.text import data, find_places, read
from qdtui.text.data import OPEN, add
from tests.project import ROOT

PAGE = (ROOT / "docs" / "toolkit.md").read_text(encoding="utf-8")
CLAIMS = re.findall(r"^\| `(\w+)` \| .*? \| (.*?) \| .* \|$", PAGE.partition("## Dictionaries")[2], re.MULTILINE)


@pytest.fixture
def _words(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """What the page adds to the dictionaries is gone after it."""
    monkeypatch.setattr(data, "_added", {})
    yield
    data._added.clear()
    data._forget()


def run(page: str, names: dict[str, object]) -> int:
    """Run the examples of a page in one session; they must give what it shows. Returns how many there are."""
    session = doctest.DocTestParser().get_doctest(
        "\n".join(re.findall(r"```pycon\n(.*?)```", page, re.DOTALL)), names, "docs", None, 0
    )
    told: list[str] = []
    runner = doctest.DocTestRunner(verbose=False)
    runner.run(session, out=told.append)
    assert not told, "".join(told)
    return runner.tries


@pytest.mark.usefixtures("_words")
def test_every_example_gives_what_the_page_shows() -> None:
    assert run(PAGE, {}) > 40


def test_the_examples_about_plugins_give_what_the_page_shows() -> None:
    page = (ROOT / "docs" / "plugins.md").read_text(encoding="utf-8")
    source = next(block for block in re.findall(r"```python\n(.*?)```", page, re.DOTALL) if "class Fairs" in block)
    names: dict[str, object] = {}
    exec(source, names)
    assert run(page, names) > 1


def test_every_public_name_is_on_the_page() -> None:
    for name in qdtui.text.__all__:
        assert re.search(rf"\b{name}\b", PAGE), name


def test_every_attribute_of_a_public_class_is_on_the_page() -> None:
    code = " ".join(re.findall(r"`[^`\n]+`", PAGE))
    for name in qdtui.text.__all__:
        found = getattr(qdtui.text, name)
        if isinstance(found, type):
            slots = {field.name for field in fields(found)} if is_dataclass(found) else set()
            for attribute in slots | {key for key in vars(found) if not key.startswith("_")}:
                assert re.search(rf"\b{attribute}\b", code), f"{name}.{attribute}"


def test_every_public_name_loads_and_none_is_a_module_too() -> None:
    modules = {module.name for module in iter_modules(qdtui.text.__path__)}
    for name in qdtui.text.__all__:
        assert name not in modules
        assert callable(getattr(qdtui.text, name)), name


def test_what_is_loaded_is_what_the_types_say() -> None:
    tree = ast.parse((ROOT / "qdtui" / "text" / "__init__.py").read_text(encoding="utf-8"))
    block = next(node for node in tree.body if isinstance(node, ast.If))
    typed = {
        alias.asname or alias.name: (node.module, alias.name)
        for node in block.body
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }
    assert set(typed) == set(qdtui.text.__all__)
    for name, (module, own) in typed.items():
        assert getattr(qdtui.text, name) is getattr(import_module(str(module)), own), name


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="has no attribute 'quantity_of'"):
        _ = qdtui.text.quantity_of  # type: ignore[attr-defined]


@pytest.mark.usefixtures("_words")
def test_every_dictionary_is_in_the_table_and_its_examples_are_lines_of_it() -> None:
    assert sorted(name for name, _ in CLAIMS) == sorted(OPEN)
    for name, examples in CLAIMS:
        assert "`" in examples
        add(name, [line.replace("⇥", "\t") for line in re.findall(r"`(.*?)`", examples)])


def test_the_package_itself_loads_no_module_of_the_toolkit() -> None:
    program = "import sys, qdtui.text; print(*(name for name in sys.modules if name.startswith('qdtui.text.')))"
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.split() == []


def measured(text: str) -> list[tuple[str, str, float]]:
    found = read(Document("d", "d.txt", text, published=date(2026, 1, 12))).measures
    return [(m.indicator, m.kind, m.quantity.value) for m in found if m.quantity]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("南通市化工产值由800亿元增至950亿元。", [("化工产值", "total", 8e10), ("化工产值", "total", 9.5e10)]),
        ("工业增加值增速高于全国2.1个百分点。", [("工业增加值增速高于全国", "change", 2.1)]),
        ("南通市区域均衡指数达到82。", [("区域均衡指数", "total", 82.0)]),
        ("南通市培育氢能、海工等6个产业集群。", [("产业集群", "total", 6.0)]),
        ("集群的产值、税收均超300亿元。", [("集群的产值", "total", 3e10), ("税收", "total", 3e10)]),
    ],
)
def test_the_traps_of_the_table_that_no_example_shows(text: str, expected: list[tuple[str, str, float]]) -> None:
    assert measured(text) == expected


def test_the_traps_of_time() -> None:
    doc = Document("d", "d.txt", "全年开工200个,比上年多,与2020年相比更多。", published=date(2026, 1, 12))
    whole, before, base = read(doc).times
    assert (whole.first, whole.role) == (date(2025, 1, 1), "in")
    assert (before.role, base.role) == ("base", "base")
    assert find_places("30%以上海外收入") == ()
