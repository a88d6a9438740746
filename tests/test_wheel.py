"""The built wheel: installed anywhere, `qdtui` opens the demo, and nothing foreign lands in site-packages."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
import venv
from pathlib import Path

import pytest

from tests.terminal import Terminal

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A clean environment that holds the wheel and sees the dependencies of the one that runs the tests."""
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(ROOT)]
    done = subprocess.run(build, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    environment = folder / "venv"
    venv.create(environment, with_pip=True)
    site = Path(sysconfig.get_path("purelib", "venv", {"base": str(environment), "platbase": str(environment)}))
    wheel = next(folder.glob("*.whl"))
    python = str(environment / "bin" / "python")
    install = [python, "-m", "pip", "install", "--no-deps", "--no-index", "-q", str(wheel)]
    subprocess.run(install, check=True, cwd=folder)
    # A path in a .pth file is searched, but its own .pth files are not: an editable qdtui there stays unseen.
    (site / "dependencies.pth").write_text(sysconfig.get_path("purelib") + "\n")
    return environment


@pytest.fixture
def env(tmp_path: Path) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("XDG_", "QDTUI_", "PYTHON"))}
    return {**kept, "HOME": str(tmp_path), "TERM": "xterm-256color", "LANG": "C.UTF-8"}


def run(installed: Path, env: dict[str, str], cwd: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [str(installed / "bin" / "qdtui"), *arguments]
    return subprocess.run(command, cwd=cwd, env=env, capture_output=True, text=True, check=False)


@pytest.mark.venv
def test_nothing_called_plugins_or_seeds_lands_in_site_packages(installed: Path) -> None:
    site = next(installed.glob("lib/python*/site-packages"))
    names = {path.name for path in site.iterdir()}
    assert "qdtui" in names
    assert not names & {"plugins", "seeds", "tests", "config.toml", "docs", "benchmarks"}
    assert len(list((site / "qdtui" / "_bundled" / "seeds").iterdir())) == 5
    assert (site / "qdtui" / "_bundled" / "plugins" / "champions.py").exists()


@pytest.mark.venv
def test_the_installed_program_works_from_any_folder(installed: Path, env: dict[str, str], tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    ingested = run(installed, env, elsewhere, "ingest")
    assert ingested.returncode == 0, ingested.stderr
    assert "5 documents" in ingested.stderr
    assert not list(elsewhere.iterdir()), "the demo's file belongs into the user's data folder"
    found = run(installed, env, elsewhere, "search", "产业集群", "--json")
    assert len(found.stdout.splitlines()) == 5
    assert run(installed, env, elsewhere, "verify").returncode == 0
    plugins = run(installed, env, elsewhere, "plugins")
    assert plugins.returncode == 0, plugins.stdout
    assert "bundled" in plugins.stdout


@pytest.mark.venv
def test_the_installed_program_opens_the_explorer_on_the_demo(
    installed: Path, env: dict[str, str], tmp_path: Path
) -> None:
    with Terminal([str(installed / "bin" / "qdtui")], tmp_path, env) as terminal:
        terminal.wait_for("青岛")
        terminal.type("q")
        assert terminal.wait_for_end() == 0
