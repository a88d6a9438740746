"""What the program remembers: it comes back, it outlives damage, and it never loses what it does not know."""

from __future__ import annotations

import os
import subprocess
import sys
import tomllib
from datetime import date
from pathlib import Path

import pytest

from qdtui import state
from qdtui.load import Overrides, load_bytes
from qdtui.state import StateError

ONE, TWO = "ab" * 32, "cd" * 32


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A state folder of the test's own, which does not exist yet."""
    chosen = tmp_path / "state" / "qdtui"
    monkeypatch.setenv("QDTUI_STATE_DIR", str(chosen))
    return chosen


def test_nothing_is_remembered_at_first_and_reading_writes_nothing(folder: Path) -> None:
    assert (state.theme(), state.overrides(), state.last_view(Path("a.duckdb")), state.notices()) == (None, {}, {}, [])
    assert not folder.exists()


def test_the_theme_comes_back() -> None:
    state.save_theme("nord")
    assert state.theme() == "nord"


def test_the_last_view_is_kept_for_each_database(tmp_path: Path) -> None:
    state.save_view(tmp_path / "a.duckdb", {"place": "sql", "row": 3, "nothing": None})
    state.save_view(tmp_path / "b.duckdb", {"place": "search"})
    assert state.last_view(tmp_path / "a.duckdb") == {"place": "sql", "row": 3}


def test_what_a_person_sets_reaches_the_document() -> None:
    document = load_bytes("滨海工业\n\n近年来，全市工业取得进步。\n".encode(), "a.txt")
    state.set_date(document.sha256, "2024-07-03")
    state.set_title(document.sha256, " 别的标题 ")
    state.set_source(document.sha256, "滨海日报")
    again = load_bytes("滨海工业\n\n近年来，全市工业取得进步。\n".encode(), "a.txt", state.overrides()[document.sha256])
    assert (again.published, again.published_how) == (date(2024, 7, 3), "person")
    assert (again.title, again.source) == ("别的标题", "滨海日报")


@pytest.mark.parametrize("written", ["2024", "2024-07"])
def test_a_year_or_a_month_is_enough(written: str) -> None:
    state.set_date(ONE, written)
    assert state.overrides() == {ONE: Overrides(published_year=2024)}


def test_what_is_taken_back_is_gone(folder: Path) -> None:
    state.set_date(ONE, "2024-07-03")
    state.set_title(TWO, "题")
    state.set_date(ONE, "")
    assert state.overrides() == {TWO: Overrides(title="题")}
    assert ONE not in (folder / "state.toml").read_text(encoding="utf-8")


@pytest.mark.parametrize("written", ["yesterday", "2024-13-01", "2024-02-30", "24-7-3", "2024/07/03", "0001-01-01"])
def test_what_is_no_date_is_refused(written: str) -> None:
    with pytest.raises(StateError, match="YYYY-MM-DD"):
        state.set_date(ONE, written)


def test_a_path_is_not_taken_for_a_document() -> None:
    with pytest.raises(StateError, match="SHA-256"):
        state.set_date("reports/a.txt", "2024-07-03")


def test_keys_of_another_version_are_kept(folder: Path) -> None:
    folder.mkdir(parents=True)
    (folder / "state.toml").write_text(f'future = [1, 2]\n[documents.{ONE}]\ncolour = "red"\n', encoding="utf-8")
    state.save_theme("nord")
    state.set_date(ONE, "2024-07-03")
    state.set_date(ONE, "")
    kept = tomllib.loads((folder / "state.toml").read_text(encoding="utf-8"))
    assert kept == {"future": [1, 2], "theme": "nord", "documents": {ONE: {"colour": "red"}}}


@pytest.mark.parametrize("damage", [b"theme = ", b"\xff\xfe\x00", b"[" * 10_000])
def test_a_broken_file_is_set_aside_and_work_goes_on(folder: Path, damage: bytes) -> None:
    folder.mkdir(parents=True)
    (folder / "state.toml").write_bytes(damage)
    assert state.theme() is None
    state.save_theme("nord")
    assert state.theme() == "nord"
    (aside,) = folder.glob("state.toml.broken*")
    assert aside.read_bytes() == damage
    assert str(aside) in state.notices()[0]


def test_a_second_broken_file_does_not_replace_the_first(folder: Path) -> None:
    folder.mkdir(parents=True)
    for damage in (b"a =", b"b ="):
        (folder / "state.toml").write_bytes(damage)
        state.theme()
    assert {path.read_bytes() for path in folder.glob("state.toml.broken*")} == {b"a =", b"b ="}


def test_values_of_the_wrong_kind_are_passed_over(folder: Path) -> None:
    folder.mkdir(parents=True)
    (folder / "state.toml").write_text(
        f'theme = 3\nviews = 1\n[documents]\n{ONE} = "x"\n{TWO} = {{ published = 5, title = "题" }}\n', encoding="utf-8"
    )
    assert state.theme() is None
    assert state.last_view(Path("a")) == {}
    assert state.overrides() == {TWO: Overrides(title="题")}


def test_two_programs_at_once_lose_nothing(folder: Path) -> None:
    code = "import sys; from qdtui import state\nfor n in range(10): state.set_title(f'{int(sys.argv[1]) * 100 + n:064x}', 't')"
    running = [subprocess.Popen([sys.executable, "-c", code, str(n)]) for n in range(2)]
    assert [process.wait(60) for process in running] == [0, 0]
    assert len(state.overrides()) == 20
    assert not [path for path in folder.iterdir() if path.name not in ("state.toml", ".state.toml.lock")]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_cannot_be_written_to_says_so(folder: Path) -> None:
    folder.mkdir(parents=True)
    folder.chmod(0o500)
    with pytest.raises(StateError, match="cannot be written"):
        state.save_theme("nord")


def test_a_file_in_the_place_of_the_folder_says_so(folder: Path) -> None:
    folder.parent.mkdir(parents=True)
    folder.write_text("")
    with pytest.raises(StateError, match="cannot be written"):
        state.save_theme("nord")
    assert state.theme() is None
