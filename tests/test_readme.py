"""The README's commands are those that are run, and what it says of the program is so."""

from __future__ import annotations

import re
from pathlib import Path

from click.testing import CliRunner

from qdtui.cli import cli
from tests.plugin_files import write
from tests.project import Project, make

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


def test_the_plugin_of_the_readme_works_as_it_stands(tmp_path: Path) -> None:
    source = re.search(r"```python\n(.*?)```", README, re.DOTALL)
    assert source
    project = make(tmp_path / "p")
    write(project.folder / "plugins", hotlines=source[1])
    project.write("a.txt", "青岛新闻\n\n咨询电话:0532-85912345,欢迎来电。\n")
    assert project.ingest().problems == []
    assert project.query("SELECT number, quote FROM hotlines") == [("0532-85912345", "0532-85912345")]


def test_the_queries_of_the_readme_run(seeds: Project) -> None:
    block = re.search(r"```sql\n(.*?)```", README, re.DOTALL)
    assert block
    statements = [statement for statement in block[1].split(";") if statement.strip()]
    assert len(statements) >= 4
    for statement in statements:
        assert seeds.query(statement), statement
    for statement in re.findall(r'qdtui sql "(.*?)"', README):
        assert seeds.query(statement), statement
