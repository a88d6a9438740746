"""Code that a folder of documents brings along runs when a person allowed it, and not before."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from qdtui.config import ConfigError, load, user_file
from qdtui.trust import allow, allow_paths, usable_sources, waiting
from tests.plugin_files import GOOD, write
from tests.project import Project, make
from tests.terminal import Terminal


@pytest.fixture
def stranger(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    """A folder that somebody sent: a document, a config.toml, and a plugin that leaves a mark where it runs."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "empty"))
    project = make(tmp_path / "p")
    project.write("a.txt", "临江新闻\n\n到2027年,建成12家。\n")
    write(project.folder / "plugins", years=f"open({str(tmp_path / 'mark')!r}, 'a').write('x')\n" + GOOD)
    return project


def mark(project: Project) -> bool:
    return (project.folder.parent / "mark").exists()


def qdtui(project: Project, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "qdtui", *arguments, "--config", str(project.config)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_code_that_nobody_allowed_is_not_run_and_named_with_how_to_allow_it(stranger: Project) -> None:
    done = qdtui(stranger, "ingest")
    assert done.returncode == 1
    assert f'qdtui plugins --trust "{stranger.folder / "plugins" / "years.py"}"' in done.stderr
    assert not mark(stranger)
    reasons = [str(row[0]) for row in stranger.query("SELECT reason FROM problems")]
    assert len(reasons) == 1
    assert "nobody has allowed this code yet" in reasons[0]
    path = str(stranger.folder / "plugins" / "years.py")
    assert stranger.query("SELECT kind, source, status FROM plugins WHERE name = 'years'") == [
        ("folder", path, "not trusted yet")
    ]


def test_the_list_says_not_trusted_yet_and_refused_instead_of_failed(stranger: Project) -> None:
    listed = qdtui(stranger, "plugins").stdout
    assert "not trusted yet" in listed
    assert "failed" not in listed
    assert f'qdtui plugins --trust "{stranger.folder / "plugins" / "years.py"}"' in listed
    config = load(explicit=stranger.config)
    allow(waiting(config)[0][0], yes=False)
    states = {
        one["name"]: one["status"] for one in map(json.loads, qdtui(stranger, "plugins", "--json").stdout.splitlines())
    }
    assert states["years"] == "refused"
    assert not mark(stranger)


def test_allowed_code_runs_and_changed_code_asks_again(stranger: Project) -> None:
    file = stranger.folder / "plugins" / "years.py"
    assert qdtui(stranger, "plugins", "--trust", str(file.parent)).returncode == 0
    assert qdtui(stranger, "ingest").returncode == 0
    assert stranger.query("SELECT year FROM years") == [(2027,)]
    assert mark(stranger)
    (stranger.folder.parent / "mark").unlink()
    file.write_text(file.read_text(encoding="utf-8") + "\n# more\n", encoding="utf-8")
    done = qdtui(stranger, "ingest")
    assert "its code changed since it was allowed" in done.stderr
    assert not mark(stranger)
    assert waiting(load(explicit=stranger.config))[0][1] == "changed"


def test_what_was_allowed_can_be_taken_back(stranger: Project) -> None:
    folder = stranger.folder / "plugins"
    allow_paths([folder])
    assert "years" in {source.name for source in usable_sources(load(explicit=stranger.config))[0]}
    done = qdtui(stranger, "plugins", "--distrust", str(folder / "years.py"))
    assert "no longer allowed" in done.stderr
    assert "years" not in {source.name for source in usable_sources(load(explicit=stranger.config))[0]}


def test_a_person_is_asked_once_in_a_terminal(stranger: Project) -> None:
    command = [sys.executable, "-m", "qdtui", "ingest", "--config", str(stranger.config)]
    with Terminal(command, stranger.folder, {**os.environ, "TERM": "xterm"}) as terminal:
        terminal.wait_for("Run years?")
        assert not mark(stranger)
        terminal.type("y\n")
        terminal.wait_for("1 row")
    assert mark(stranger)
    assert waiting(load(explicit=stranger.config)) == []


def test_a_refusal_is_remembered_until_the_code_changes(stranger: Project) -> None:
    config = load(explicit=stranger.config)
    allow(waiting(config)[0][0], yes=False)
    assert waiting(config) == []
    sources, faults = usable_sources(config)
    assert "years" not in {source.name for source in sources}
    assert "you refused it" in faults[0].reason
    write(stranger.folder / "plugins", years=GOOD)
    assert [standing for _, standing in waiting(config)] == ["changed"]


def test_a_persons_own_configuration_trusts_folders_also_when_they_change(stranger: Project) -> None:
    own = user_file()
    own.parent.mkdir(parents=True)
    own.write_text(f"[plugins]\ntrusted = [{json.dumps(str(stranger.folder))}]\n", encoding="utf-8")
    assert stranger.ingest().problems == []
    own.write_text(f"[plugins]\nfolders = [{json.dumps(str(stranger.folder / 'plugins'))}]\n", encoding="utf-8")
    assert waiting(load(stranger.folder.parent)) == []


def test_a_folder_of_documents_cannot_trust_itself(stranger: Project) -> None:
    stranger.config.write_text(
        stranger.config.read_text(encoding="utf-8").replace("[plugins]", '[plugins]\ntrusted = ["plugins"]'),
        encoding="utf-8",
    )
    with pytest.raises(ConfigError, match="this counts in your own configuration file"):
        load(explicit=stranger.config)
    with pytest.raises(ConfigError, match="this counts in your own configuration file"):
        load(stranger.folder)


def test_without_plugins_only_the_bundled_ones_are_used(stranger: Project) -> None:
    allow_paths([stranger.folder / "plugins"])
    assert qdtui(stranger, "ingest", "--no-plugins").returncode == 0
    assert not mark(stranger)
    listed = qdtui(stranger, "--no-plugins", "plugins", "--json")
    assert "years" not in listed.stdout
    assert not mark(stranger)


def test_no_other_bytes_run_than_those_that_were_seen(stranger: Project) -> None:
    """Neither a file that was exchanged in between, nor a compiled one that lies beside it with the same date."""
    import py_compile

    from qdtui.plugins import load_plugins

    file = stranger.folder / "plugins" / "years.py"
    write(stranger.folder / "plugins", years=GOOD)
    allow_paths([file])
    sources = [one for one in usable_sources(load(explicit=stranger.config))[0] if one.name == "years"]
    evil = GOOD.replace('"20[0-9][0-9]"', '"19[0-9][0-9]"')
    stat = file.stat()
    file.write_text(evil, encoding="utf-8")
    os.utime(file, ns=(stat.st_atime_ns, stat.st_mtime_ns))
    py_compile.compile(str(file), doraise=True)  # type: ignore[no-untyped-call,unused-ignore]
    assert "it changed while it was being loaded" in load_plugins(sources, {}).catalogue.faults[0].reason
    file.write_text(GOOD, encoding="utf-8")
    os.utime(file, ns=(stat.st_atime_ns, stat.st_mtime_ns))
    from qdtui.testing import run

    (years,) = load_plugins(sources, {}).extractors.values()
    assert [row.quote for row in run(years, "1998年到2027年")] == ["2027"]


def test_help_imports_no_plugin_whoever_allowed_it(stranger: Project, tmp_path: Path) -> None:
    allow_paths([stranger.folder / "plugins"])
    site = tmp_path / "site"
    info = site / "extra-1.0.dist-info"
    info.mkdir(parents=True)
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: extra\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text("[qdtui]\nextra = extra_plugin\n")
    (site / "extra_plugin.py").write_text(f"open({str(tmp_path / 'mark')!r}, 'a')\n" + GOOD)
    env = {**os.environ, "PYTHONPATH": str(site)}
    for arguments in (["--help"], ["ingest", "--help"], ["plugins", "--help"], ["config", "show"]):
        done = subprocess.run(
            [sys.executable, "-m", "qdtui", *arguments], cwd=stranger.folder, env=env, capture_output=True, check=False
        )
        assert done.returncode == 0
    assert not mark(stranger)
    sources = subprocess.run(
        [
            sys.executable,
            "-c",
            "from qdtui.trust import usable_sources as u; from qdtui.config import load; print(u(load())[0][-1].name)",
        ],
        cwd=stranger.folder,
        env=env,
        capture_output=True,
        text=True,
        check=True,
    )
    assert sources.stdout.strip() == "extra"
    assert not mark(stranger)
