"""The README's commands are those that are run, and what it says of the program is so."""

from __future__ import annotations

import re
from pathlib import Path

from click.testing import CliRunner

from qdtui.cli import cli

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_ci_passes_the_tests_with_the_command_of_the_readme() -> None:
    command = re.search(r"^python3 -m venv .*pytest$", README, re.MULTILINE)
    assert command
    assert command[0] in (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()


def test_every_command_that_the_readme_names_exists() -> None:
    named = set(re.findall(r"(?:^|`)qdtui ([a-z][a-z-]+)", README, re.MULTILINE))
    assert {"ingest", "search", "show", "sql", "verify", "plugins"} <= named
    for name in named:
        result = CliRunner().invoke(cli, [name, "--help"])
        assert result.exit_code == 0, f"{name}: {result.output}"


def test_every_page_that_the_readme_links_to_is_there() -> None:
    for page in re.findall(r"\]\(((?!http)[^)]+)\)", README):
        assert (ROOT / page).exists(), page
