"""The rooms of the program import downwards only, and nothing heavy before it is needed."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
HEAVY = ("textual", "rich", "duckdb", "jieba", "rjieba", "trafilatura", "pyarrow", "pandas")


def modules_after(code: str) -> set[str]:
    """The top-level packages in sys.modules of a fresh interpreter that ran `code`."""
    program = f"{code}\nimport sys\nprint(*{{name.partition('.')[0] for name in sys.modules}})"
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)
    return set(done.stdout.splitlines()[-1].split())


@pytest.mark.parametrize(
    ("code", "allowed"),
    [
        ("import qdtui.model", ()),
        ("import qdtui.text, qdtui.text.reading", ()),
        ("import qdtui.api", ()),
        ("import qdtui.plugins, qdtui.extract", ()),
        ("import qdtui.load", ()),
        ("import qdtui.config", ()),
        ("import qdtui.engines.worker", ()),
        ("import qdtui.cli", ()),
        ("from qdtui.cli import cli; cli(['--help'], standalone_mode=False)", ()),
        ("import qdtui.store.read, qdtui.store.write", ("duckdb",)),
        ("import qdtui.ingest", ("duckdb",)),
    ],
)
def test_a_room_does_not_pull_in_what_stands_above_it_or_is_slow(code: str, allowed: tuple[str, ...]) -> None:
    assert not modules_after(code) & set(HEAVY) - set(allowed)


def test_a_bundled_plugin_imports_the_public_face_alone() -> None:
    for path in (ROOT / "plugins").glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            names += [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            for name in names:
                if name.partition(".")[0] == "qdtui":
                    assert name in ("qdtui.api", "qdtui.text") or name.startswith("qdtui.text."), f"{path.name}: {name}"


def test_a_module_says_in_its_first_line_what_it_is_for() -> None:
    for folder in ("qdtui", "plugins", "tests", "benchmarks"):
        for path in (ROOT / folder).rglob("*.py"):
            source = path.read_text(encoding="utf-8")
            assert not source or ast.get_docstring(ast.parse(source)), path


def test_files_stay_small_enough_to_read() -> None:
    long = {
        str(path.relative_to(ROOT)): lines
        for folder in ("qdtui", "plugins", "tests", "benchmarks")
        for path in (ROOT / folder).rglob("*.py")
        if (lines := path.read_text(encoding="utf-8").count("\n")) > 520
    }
    assert not long
