"""What all tests share: a home of their own, and a file built once from the seeds."""

from __future__ import annotations

import json
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.project import Project, make


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--snapshot-update` keeps the pictures of the explorer as they look now."""
    parser.addoption(
        "--snapshot-update", action="store_true", help="keep the pictures of the explorer as they look now"
    )


def pytest_configure(config: pytest.Config) -> None:
    """Let Ctrl-C reach the programs that tests start: a run in a shell's background ignores it, and so would they."""
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)


def _move_in(factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """A home whose owner trusts the plugins that tests write."""
    home = factory.mktemp("home", numbered=True)
    monkeypatch.setenv("QDTUI_STATE_DIR", str(home / "state"))
    for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME"):
        monkeypatch.setenv(name, str(home / name.lower()))
    own = home / "xdg_config_home" / "qdtui" / "config.toml"
    own.parent.mkdir(parents=True)
    own.write_text(f"[plugins]\ntrusted = [{json.dumps(str(factory.getbasetemp()))}]\n", encoding="utf-8")


@pytest.fixture(autouse=True, scope="session")
def _first_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """For what is made before the first test."""
    with pytest.MonkeyPatch.context() as patch:
        _move_in(tmp_path_factory, patch)
        yield


@pytest.fixture(autouse=True)
def _home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing that a person saved on this machine is read or written by a test."""
    _move_in(tmp_path_factory, monkeypatch)


@pytest.fixture(scope="session")
def seeds(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Project]:
    """The five seeds with all bundled extractors, ingested once; tests only read it."""
    folder = tmp_path_factory.mktemp("seeds")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("QDTUI_STATE_DIR", str(folder / "state"))
        project = make(folder / "project", seeds=True, disabled=())
        report = project.ingest(jobs=2)
        assert report.problems == []
        yield project


@pytest.fixture(scope="session")
def seeds_database(seeds: Project) -> Path:
    """The DuckDB file of the seeds."""
    return seeds.database
