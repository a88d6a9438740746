"""Starting: what is slow runs beside the import of Textual, and nothing is imported from the working folder."""

from __future__ import annotations

import asyncio
import gc
import platform
import subprocess
import sys
from functools import partial
from pathlib import Path

import pytest

from qdtui.children import command, environment
from qdtui.config import Config, bundled
from qdtui.state import save_language
from qdtui.store.read import Database
from qdtui.tui import app as app_module
from qdtui.tui.app import Explorer
from qdtui.tui.headstart import Headstart, read
from qdtui.tui.place import Context
from qdtui.tui.reader import Reader
from qdtui.tui.start import shown_language, tidy
from tests.project import Project
from tests.terminal import Terminal
from tests.tui.conftest import settle
from tests.tui.made_file import explorer_on, write_file


def test_the_headstart_reads_what_the_first_screen_shows_once(seeds_database: Path) -> None:
    headstart = Headstart(seeds_database)
    first = headstart.take()
    database = Database(seeds_database)
    assert first is not None
    assert first == read(seeds_database)
    assert first.documents == database.documents()
    assert first.document == database.document(first.documents[0].doc_id)
    assert first.facts == database.facts(first.documents[0].doc_id)
    assert headstart.take() is None


def test_a_file_that_cannot_be_read_gives_no_headstart(tmp_path: Path) -> None:
    (tmp_path / "no.duckdb").write_text("not a database")
    assert Headstart(tmp_path / "no.duckdb").take() is None


@pytest.mark.parametrize(
    ("origin", "chosen", "shown"),
    [
        ("default", None, "zh"),
        ("default", "en", "en"),
        (str(bundled() / "config.toml"), "en", "en"),
        ("/home/a/config.toml", "en", "zh"),
    ],
)
def test_the_language_chosen_last_counts_where_no_configuration_of_ones_own_says_another(
    origin: str, chosen: str | None, shown: str
) -> None:
    if chosen:
        save_language(chosen)
    config = Config((), Path("x.duckdb"), language="zh", came_from={"interface.language": origin})
    assert shown_language(config) == shown


async def test_the_first_screen_comes_from_the_headstart_and_the_rest_from_the_file(seeds_database: Path) -> None:
    asked: list[str] = []

    class Watched(Database):
        def document(self, doc_id: str):  # type: ignore[no-untyped-def]
            asked.append(doc_id)
            return super().document(doc_id)

    config = Config(documents=(), database=seeds_database)
    app = Explorer(Context(config, lambda: Watched(seeds_database), headstart=Headstart(seeds_database)))
    async with app.run_test(size=(140, 40)) as pilot:
        await settle(pilot)
        reader = app.query_one(Reader)
        newest, second = (info.doc_id for info in Database(seeds_database).documents()[:2])
        assert reader.document is not None
        assert reader.document.doc_id == newest
        assert asked == []
        await pilot.press("greater_than_sign")
        await settle(pilot)
        assert reader.document.doc_id == second
        assert asked == [second]


def test_the_way_to_the_first_screen_needs_no_duckdb_in_our_own_process() -> None:
    code = "import sys, qdtui.tui.start, qdtui.tui.headstart, qdtui.tui.app, qdtui.tui.documents, qdtui.store.records\nprint('duckdb' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "False\n"


def test_the_explorer_holds_no_openssl_but_whoever_needs_it_gets_it() -> None:
    code = (
        "import sys, qdtui.tui.start as start\nstart.leave_out_openssl()\nimport duckdb, hashlib, qdtui.tui.app\n"
        "print([name for name in ('_ssl', '_hashlib') if name in sys.modules], hashlib.sha256(b'').hexdigest()[:6])\n"
        "import ssl\nprint(ssl.OPENSSL_VERSION[:7])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[] e3b0c4\nOpenSSL\n"


@pytest.mark.parametrize("module", ["json", "duckdb", "qdtui"])
def test_a_file_in_the_working_folder_is_never_run(tmp_path: Path, module: str) -> None:
    (tmp_path / f"{module}.py").write_text("print('run')\nraise SystemExit(3)\n", encoding="utf-8")
    done = subprocess.run(
        command("qdtui", "--version"), cwd=tmp_path, env=environment(), capture_output=True, text=True, check=False
    )
    assert done.returncode == 0
    assert "run" not in done.stdout


@pytest.mark.skipif(sys.platform == "win32", reason="pseudo-terminals")
@pytest.mark.parametrize(("key", "shows"), [("", ""), ("2", "取值"), ("4", "evidence")])
def test_leaving_says_nothing_more_and_ends_well(seeds: Project, tmp_path: Path, key: str, shows: str) -> None:
    env = {**environment(), "TERM": "xterm-256color", "QDTUI_STATE_DIR": str(tmp_path)}
    with Terminal(command("qdtui", "--config", str(seeds.config)), seeds.folder, env) as terminal:
        terminal.wait_for("看它在表中的位置")
        assert not key or shows.encode() not in terminal.seen
        if key:
            terminal.type(key)
            terminal.wait_for(shows)
            terminal.type("\x1b")
        terminal.type("\x11" if key else "q")
        assert terminal.wait_for_end() == 0
        left = terminal.seen.rpartition(b"\x1b[?1049l")[2]
        assert b"leaked" not in left
        assert b"Traceback" not in left
        assert b"Exception" not in left


@pytest.mark.skipif(sys.platform == "win32", reason="pseudo-terminals")
def test_two_explorers_started_at_once_on_a_file_that_is_not_there_both_open_it(tmp_path: Path) -> None:
    project = Project(tmp_path)
    project.configure()
    for number in range(3):
        project.write(f"{number}.txt", f"海州集群第{number}批\n海州市有先进制造业集群{number + 1}个。")
    env = {**environment(), "TERM": "xterm-256color", "QDTUI_STATE_DIR": str(tmp_path)}
    started = command("qdtui", "--config", str(project.config))
    with Terminal(started, project.folder, env) as one, Terminal(started, project.folder, env) as other:
        for terminal in (one, other):
            terminal.wait_for("海州集群第2批")
            assert "更新失败".encode() not in terminal.seen
        for terminal in (one, other):
            terminal.type("q")
            assert terminal.wait_for_end() == 0


async def test_a_key_pressed_as_soon_as_the_frame_is_painted_is_not_lost(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = explorer_on(write_file(tmp_path / "facts.duckdb"))
    begin = app._open

    async def late() -> None:
        await asyncio.gather(app.action_tables(), begin())

    monkeypatch.setattr(app, "_open", late)
    async with app.run_test() as pilot:
        await settle(pilot)
        assert app._switcher.current == "tables"


async def test_a_reader_that_is_not_in_front_costs_nothing(
    seeds_database: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    scrolled = []
    scroll = Reader._scroll_to_offset

    def counted(self: Reader, offset: int, margin: int) -> None:
        scrolled.append(offset)
        scroll(self, offset, margin)

    monkeypatch.setattr(Reader, "_scroll_to_offset", counted)
    config = Config(documents=(seeds_database.parent,), database=seeds_database)
    app = Explorer(Context(config, lambda: Database(seeds_database)))
    async with app.run_test(size=(140, 40)) as pilot:
        await app.action_search()
        await pilot.pause(0.5)
        assert len(scrolled) < 10
        await pilot.press("escape", "1")
        await settle(pilot)
        reader = app.query_one("Documents Reader", Reader)
        assert reader.cursor is not None
        line = reader._wrapped.line_of(reader.facts[reader.cursor].start)
        assert reader.scroll_offset.y <= line < reader.scroll_offset.y + reader.size.height


@pytest.mark.skipif(sys.platform != "linux" or platform.libc_ver()[0] != "glibc", reason="glibc alone has arenas")
def test_threads_of_the_explorer_take_memory_from_one_place() -> None:
    threads = """
import threading
from pathlib import Path
{begin}
there = threading.Barrier(7)
def work():
    kept = [bytearray(2_000) for _ in range(100)]
    there.wait(20)
    there.wait(20)
for _ in range(6):
    threading.Thread(target=work).start()
there.wait(20)
sizes = [line.split()[0].split("-") for line in Path("/proc/self/maps").read_text().splitlines() if " ---p " in line]
print(sum(int(end, 16) - int(start, 16) > 50_000_000 for start, end in sizes))
there.wait(20)
"""

    def reserved(begin: str) -> int:
        """How many stretches of address space are kept back for the threads' own memory."""
        ran = subprocess.run(
            [sys.executable, "-c", threads.format(begin=begin)], capture_output=True, text=True, check=True
        )
        return int(ran.stdout)

    assert reserved("") > 0
    assert reserved("from qdtui.tui.start import share_arena\nshare_arena()") == 0


async def test_garbage_is_collected_when_a_person_rests_and_not_while_they_type(
    seeds_database: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(app_module, "REST", 1.0)
    tidied: list[float] = []
    config = Config(documents=(), database=seeds_database)
    app = Explorer(Context(config, lambda: Database(seeds_database), tidy=lambda: tidied.append(app._typed)))
    async with app.run_test() as pilot:
        await settle(pilot)
        for key in ("down", "up", "down"):
            await pilot.press(key)
        assert tidied == []
        for _ in range(400):
            await pilot.pause(0.05)
            if tidied:
                break
        assert tidied == [app._typed]
        await pilot.pause(1.5)
        assert len(tidied) == 1, "nothing is done for somebody who is not there"


def test_what_is_left_of_the_start_is_looked_through_again_now_and_then(monkeypatch: pytest.MonkeyPatch) -> None:
    done: list[str] = []
    for name in ("collect", "freeze", "unfreeze"):
        monkeypatch.setattr(gc, name, partial(done.append, name))
    for _ in range(10):
        tidy()
    assert done.count("collect") == done.count("freeze") == 10
    assert done.count("unfreeze") == 1
