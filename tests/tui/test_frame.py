"""The frame: places, status, keys, help, palette, and bringing the file up to date."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from textual import events
from textual.app import App
from textual.command import CommandPalette
from textual.message import Message
from textual.widgets import Input

from qdtui.state import language
from qdtui.store.read import PluginInfo
from qdtui.store.records import Problem
from qdtui.tui.app import Explorer
from qdtui.tui.document_list import DocumentList
from qdtui.tui.frame import PlaceBar, StatusLine
from qdtui.tui.help import HelpScreen
from qdtui.tui.messages import CopyText, StatusChanged
from qdtui.tui.problems import ProblemsScreen
from qdtui.tui.reader import Reader
from qdtui.tui.updating import Updater, Waiting
from tests.tui.conftest import Open, settle, stand_still
from tests.tui.fakes import sample
from tests.tui.snapshots import screen_text, shown

Snap = Callable[[App[int], str], Awaitable[None]]


def footer(app: Explorer) -> str:
    return screen_text(app)[-1]


def telling(folder: Path, *lines: str, then: str = "", code: int = 0) -> tuple[str, ...]:
    """A command that prints `lines` like an ingest, runs the statements `then`, and ends with `code`."""
    script = folder / "ingest.py"
    script.write_text(
        f"import sys, time\nfor line in {list(lines)!r}:\n    print(line, flush=True)\n{then}\nsys.exit({code})\n",
        encoding="utf-8",
    )
    return sys.executable, str(script)


async def updated(app: Explorer) -> None:
    """Wait for the update to end."""
    for _ in range(200):
        await asyncio.sleep(0.05)
        if not app.query_one(Updater).running:
            return


async def test_the_frame_shows_places_counts_and_keys(explorer: Open) -> None:
    app = explorer(sample())
    async with app.run_test(size=(140, 40)) as pilot:
        await settle(pilot)
        lines = screen_text(app)
        assert lines[0].startswith(" 1 文档  2 表格  3 检索  4 SQL")
        assert lines[0].endswith("facts.duckdb")
        assert "3 篇文档 · 10 条事实" in lines[-2]
        assert "? 帮助" in lines[-1]
        assert "^p 命令" in lines[-1]


async def test_on_a_narrow_screen_the_counts_give_way_to_what_the_place_says_but_problems_do_not(
    explorer: Open,
) -> None:
    database = sample()
    database.faults = [Problem("docs/broken.txt", None, "load", None, "not text")]
    app = explorer(database)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        assert "事实 1/8 · clusters · 高端船舶" in shown(app)
        assert "3 篇文档" not in shown(app)
        assert "1 个问题" in shown(app)


async def test_the_footer_tells_the_keys_of_the_focused_part(explorer: Open) -> None:
    app = explorer(sample())
    async with app.run_test(size=(140, 40)) as pilot:
        await settle(pilot)
        assert "n 下一条" in footer(app)
        app.query_one(DocumentList).focus()
        await pilot.pause()
        assert "n 下一条" not in footer(app)
        assert "↵ 阅读" in footer(app)


async def test_while_a_person_types_the_footer_leaves_out_what_would_be_typed(explorer: Open) -> None:
    app = explorer(sample())
    async with app.run_test(size=(140, 40)) as pilot:
        await settle(pilot)
        await pilot.press("slash")
        await pilot.pause()
        assert "esc 关闭" in footer(app)
        assert "f1 帮助" in footer(app)
        assert "退出" not in footer(app)
        await pilot.press("q", "2")
        assert app.screen.query_one("#find", Input).value == "q2"


async def test_what_does_not_fit_into_the_footer_is_left_out_whole(explorer: Open) -> None:
    app = explorer(sample())
    async with app.run_test(size=(44, 20)) as pilot:
        await settle(pilot)
        assert footer(app).rstrip().endswith("退出")
        assert "…" not in footer(app)


async def test_a_click_on_a_key_in_the_footer_does_what_the_key_does(explorer: Open) -> None:
    app = explorer(sample())
    async with app.run_test(size=(140, 40)) as pilot:
        await settle(pilot)
        at = footer(app).index("n 下一条")
        from rich.cells import cell_len

        await pilot.click("#keys", offset=(cell_len(footer(app)[:at]) + 1, 0))
        await settle(pilot)
        assert app.query_one(Reader).cursor == 1


async def test_help_lists_every_command_that_works_here_with_its_id(explorer: Open, snap: Snap) -> None:
    app = explorer(sample())
    async with app.run_test(size=(140, 40)) as pilot:
        await settle(pilot)
        await pilot.press("question_mark")
        await pilot.pause()
        assert isinstance(app.screen, HelpScreen)
        text = app.screen._text().plain
        for command_id in ("reader.next_fact", "documents.set_date", "app.quit"):
            assert command_id in text
        assert "tables." not in text
        await snap(app, "help-140x40")
        await pilot.press("escape")
        assert not isinstance(app.screen, HelpScreen)


async def test_the_palette_runs_a_command_where_the_focus_was(explorer: Open) -> None:
    app = explorer(sample())
    async with app.run_test(size=(140, 40)) as pilot:
        await settle(pilot)
        await pilot.press("ctrl+p")
        await pilot.pause()
        assert isinstance(app.screen, CommandPalette)
        await pilot.press(*"下一条事实")
        await pilot.pause(0.5)
        await pilot.press("enter")
        await settle(pilot)
        assert app.query_one(Reader).cursor == 1


async def test_keys_of_the_configuration_count_and_show_everywhere(explorer: Open) -> None:
    app = explorer(sample(), keys={"reader.next_fact": "x"})
    async with app.run_test(size=(140, 40)) as pilot:
        await settle(pilot)
        assert "x 下一条" in footer(app)
        await pilot.press("n")
        assert app.query_one(Reader).cursor == 0
        await pilot.press("x")
        assert app.query_one(Reader).cursor == 1


async def test_the_palette_says_in_the_language_of_the_interface_that_nothing_fits(explorer: Open) -> None:
    app = explorer(sample())
    async with app.run_test(size=(140, 40)) as pilot:
        await settle(pilot)
        await pilot.press("ctrl+p")
        await pilot.pause()
        await pilot.press(*"qqqq")
        while "没有符合的项" not in shown(app):
            await pilot.pause(0.05)
        assert "No matches" not in shown(app)


async def test_many_keys_that_clash_are_told_in_one_notice_that_gives_way_to_the_problems(explorer: Open) -> None:
    app = explorer(sample(), keys={"reader.next_fact": "q", "documents.sort": "q", "no.such": "x"})
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        (notice,) = app._notifications
        assert "3 项" in notice.message
        assert "config.toml" in notice.message
        await pilot.press("p")
        await settle(pilot)
        assert not app._notifications
        assert "no.such = x" in shown(app)


async def test_keys_that_clash_are_told_with_the_problems(explorer: Open) -> None:
    app = explorer(sample(), keys={"reader.next_fact": "q"})
    async with app.run_test(size=(140, 40)) as pilot:
        await settle(pilot)
        assert "1 个问题" in shown(app)
        await pilot.press("p")
        await settle(pilot)
        assert "reader.next_fact = q" in shown(app)
        assert "app.quit" in shown(app)


async def test_problems_name_every_file_and_plugin_with_its_reason(explorer: Open, snap: Snap) -> None:
    database = sample()
    database.faults = [
        Problem("docs/broken.txt", None, "load", None, "not UTF-8, GB18030, Big5 or UTF-16"),
        Problem("docs/harbour.txt", "d1", "extract", "raises", "ValueError: [bold]no[/bold] such thing"),
    ]
    database.known_plugins = [
        PluginInfo("clusters", "bundled", "clusters.py", "1", "ok", None, ("clusters",), 2, 1.0),
        PluginInfo(
            "typo",
            "folder",
            "my/typo.py",
            None,
            "import",
            "SyntaxError: '(' was never closed (typo.py, line 3)",
            (),
            0,
            0.0,
        ),
    ]
    app = explorer(database)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        assert "2 个问题" in shown(app)
        await pilot.press("p")
        await settle(pilot)
        assert isinstance(app.screen, ProblemsScreen)
        text = shown(app)
        for part in (
            "typo",
            "SyntaxError: '(' was never closed",
            "broken.txt",
            "not UTF-8",
            "raises",
            "[bold]no[/bold]",
        ):
            assert part in text
        assert "clusters.py" not in text
        await snap(app, "problems-80x24")


async def test_the_language_is_switched_live(explorer: Open) -> None:
    app = explorer(sample())
    async with app.run_test(size=(140, 40)) as pilot:
        await settle(pilot)
        await app.run_action("language")
        await settle(pilot)
        assert screen_text(app)[0].startswith(" 1 Documents  2 Tables  3 Search  4 SQL")
        assert "n next" in footer(app)
        assert "3 documents · 10 facts" in shown(app)
        assert language() == "en", "the next start shows it as well"


async def test_a_copy_says_by_which_way(explorer: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    copied: list[str] = []
    monkeypatch.setattr("qdtui.tui.clipboard.shutil.which", lambda name: None)
    app = explorer(sample())
    monkeypatch.setattr(app, "copy_to_clipboard", copied.append)
    async with app.run_test(size=(140, 40)) as pilot:
        await settle(pilot)
        await pilot.press("y")
        await settle(pilot)
        assert copied == [app.query_one(Reader).facts[0].quote]
        assert "OSC 52" in app.query_one(StatusLine).said[0]
        app.post_message(CopyText("甲", "单元格"))
        await settle(pilot)
        assert app.query_one(StatusLine).said[0].startswith("已复制单元格（")
        app.post_message(CopyText("甲", "2 行 × 2 列"))
        await settle(pilot)
        assert app.query_one(StatusLine).said[0].startswith("已复制 2 行 × 2 列（")
        assert copied[-1] == "甲"


async def test_what_was_copied_is_said_until_the_next_key_and_then_the_place_has_its_word_again(
    explorer: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = explorer(sample())
    monkeypatch.setattr(app, "copy_to_clipboard", lambda _: None)
    async with app.run_test(size=(140, 40)) as pilot:
        await settle(pilot)
        before = app.query_one(StatusLine).said
        assert before[0]
        await pilot.press("y")
        await settle(pilot)
        assert "已复制" in shown(app)
        await pilot.press("f12")
        await settle(pilot)
        assert "已复制" not in shown(app)
        assert app.query_one(StatusLine).said == before


async def test_a_click_takes_back_what_was_said_for_the_moment(explorer: Open) -> None:
    app = explorer(sample())
    async with app.run_test(size=(140, 40)) as pilot:
        await settle(pilot)
        app.remark("就这样")
        await settle(pilot)
        assert "就这样" in shown(app)
        app.post_message(events.MouseDown(None, 60, 10, 0, 0, 1, False, False, False))
        await settle(pilot)
        assert "就这样" not in shown(app)


async def test_the_first_file_is_waited_for_with_progress_and_then_read(
    explorer: Open, tmp_path: Path, snap: Snap
) -> None:
    go = tmp_path / "go"
    command = telling(
        tmp_path,
        '{"event": "start", "done": 0, "total": 3}',
        '{"event": "document", "done": 2, "total": 3, "name": "docs/meeting.txt"}',
        then=f"while not __import__('os').path.exists({str(go)!r}): time.sleep(0.02)\n"
        f"open({str(tmp_path / 'facts.duckdb')!r}, 'w').write('made')\n"
        'print(\'{"event": "done", "changed": true, "documents": 3, "problems": 0}\')',
    )
    app = explorer(sample(), ingest=command, exists=False)
    async with app.run_test(size=(80, 24)) as pilot:
        for _ in range(100):
            await pilot.pause(0.05)
            if "2/3" in shown(app):
                break
        await stand_still(pilot, 2)
        assert "正在读取 2/3 meeting.txt" in shown(app)
        assert app.query(Waiting)
        await pilot.press("2")
        assert app.query(Waiting)
        await snap(app, "first-file-80x24")
        go.touch()
        await updated(app)
        await settle(pilot)
        assert not app.query(Waiting)
        assert app.query_one(PlaceBar).current == "documents"
        assert app.focused is app.query_one(Reader)
        assert "↵ 看它在表中的位置" in shown(app)


async def test_a_file_that_another_explorer_is_making_is_waited_for_and_the_screen_says_so(
    explorer: Open, tmp_path: Path
) -> None:
    go = tmp_path / "go"
    command = telling(
        tmp_path,
        '{"event": "wait", "done": 0, "total": 0, "name": ""}',
        then=f"while not __import__('os').path.exists({str(go)!r}): time.sleep(0.02)\n"
        f"open({str(tmp_path / 'facts.duckdb')!r}, 'w').write('made')\n"
        'print(\'{"event": "done", "changed": false, "documents": 3, "problems": 0}\')',
    )
    app = explorer(sample(), ingest=command, exists=False)
    async with app.run_test(size=(80, 24)) as pilot:
        for _ in range(100):
            await pilot.pause(0.05)
            if "另一个 qdtui" in shown(app):
                break
        assert "另一个 qdtui 正在写这个文件，等它完成" in shown(app)
        go.touch()
        await updated(app)
        await settle(pilot)
        assert not app.query(Waiting)
        assert app.query_one(PlaceBar).current == "documents"


async def test_an_update_that_fails_tells_its_reason_in_full_and_how_to_try_again(
    explorer: Open, tmp_path: Path
) -> None:
    command = telling(tmp_path, then="print('config.toml, line 3: no such key', file=sys.stderr)", code=2)
    app = explorer(sample(), ingest=command, exists=False)
    async with app.run_test(size=(80, 24)) as pilot:
        await updated(app)
        await settle(pilot)
        assert "config.toml, line 3: no such key" in shown(app)
        assert "ctrl+r" in shown(app)


async def test_an_update_that_changes_nothing_leaves_the_reader_alone(explorer: Open, tmp_path: Path) -> None:
    command = telling(tmp_path, '{"event": "done", "changed": false, "documents": 3, "problems": 0}')
    app = explorer(sample(), ingest=command)
    async with app.run_test(size=(140, 40)) as pilot:
        await updated(app)
        await settle(pilot)
        assert app.query_one(StatusLine).progress == ""
        assert "↵ 看它在表中的位置" in shown(app)


async def test_a_file_that_another_program_put_in_its_place_is_told_of_once(explorer: Open, tmp_path: Path) -> None:
    command = telling(tmp_path, then='print(\'{"event": "done", "documents": 3}\')')
    app = explorer(sample(), ingest=command)
    async with app.run_test(size=(100, 24)) as pilot:
        await updated(app)
        await settle(pilot)
        app.query_one(Updater).look()
        await settle(pilot)
        assert "另一个 qdtui" not in shown(app)
        app.context.config.database.write_bytes(b"another")
        app.query_one(Updater).look()
        await settle(pilot)
        assert "另一个 qdtui 更新了数据文件，ctrl+r 显示" in shown(app)
        await pilot.press("down")
        app.query_one(Updater).look()
        await settle(pilot)
        assert "另一个 qdtui" not in shown(app)


async def test_what_a_place_says_while_the_explorer_closes_does_no_harm(explorer: Open) -> None:
    app = explorer(sample())
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await app.query_one(StatusLine).remove()
        app.post_message(StatusChanged("late", place=app.in_front))
        await settle(pilot)
        assert app.return_code is None


async def test_an_update_shows_the_file_that_another_program_put_in_its_place(explorer: Open, tmp_path: Path) -> None:
    command = telling(tmp_path, then='print(\'{"event": "done", "documents": 3}\')')
    app = explorer(sample(), ingest=command)
    ends: list[bool] = []

    def hook(message: Message) -> None:
        if isinstance(message, Updater.Ended):
            ends.append(message.changed)

    async with app.run_test(size=(80, 24), message_hook=hook) as pilot:
        await updated(app)
        await pilot.pause()
        app.context.config.database.write_bytes(b"another")  # as `qdtui watch` does elsewhere
        app.action_update()
        await updated(app)
        await pilot.pause(0.2)
        assert ends[0] is False
        assert ends[-1] is True


async def test_an_update_is_stopped_by_its_key(explorer: Open, tmp_path: Path) -> None:
    command = telling(tmp_path, '{"event": "start", "done": 0, "total": 3}', then="time.sleep(60)")
    app = explorer(sample(), ingest=command)
    async with app.run_test(size=(140, 40)) as pilot:
        for _ in range(100):
            await pilot.pause(0.05)
            if "0/3" in app.query_one(StatusLine).progress:
                break
        await pilot.press("ctrl+x")
        await updated(app)
        await pilot.pause()
        assert not app.query_one(Updater).running
        assert "已停止更新" in shown(app)


async def test_what_changes_during_an_update_is_looked_at_after_it(explorer: Open, tmp_path: Path) -> None:
    count = tmp_path / "count"
    command = telling(
        tmp_path,
        then=f"open({str(count)!r}, 'a').write('x')\ntime.sleep(0.3)\nprint('{{\"event\": \"done\", \"documents\": 3}}')",
    )
    app = explorer(sample(), ingest=command)
    async with app.run_test(size=(80, 24)) as pilot:
        for _ in range(100):
            await pilot.pause(0.02)
            if count.exists():
                break
        app.action_update()
        app.action_update()
        for _ in range(100):
            await pilot.pause(0.05)
            if len(count.read_text()) == 2 and not app.query_one(Updater).running:
                break
        assert count.read_text() == "xx"


@pytest.mark.skipif(sys.platform == "win32", reason="process groups")
@pytest.mark.parametrize("key", ["ctrl+x", "q"])
async def test_no_process_outlives_its_update_however_stubborn_its_workers(
    explorer: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, key: str
) -> None:
    monkeypatch.setattr("qdtui.tui.updating.GRACE", 0.2)
    stubborn = (
        "import signal, time; signal.signal(signal.SIGINT, signal.SIG_IGN); print('up', flush=True); time.sleep(60)"
    )
    command = telling(
        tmp_path,
        '{"event": "start", "done": 0, "total": 3}',
        then=f"import subprocess\nsubprocess.Popen([sys.executable, '-c', {stubborn!r}])\ntime.sleep(60)",
    )
    app = explorer(sample(), ingest=command)
    async with app.run_test(size=(80, 24)) as pilot:
        for _ in range(200):
            await pilot.pause(0.05)
            process = app.query_one(Updater)._process
            if process is not None and len(group(process.pid)) == 2:
                break
        assert process is not None
        await pilot.press(key)
        if key == "ctrl+x":
            await updated(app)
    process.wait(5)
    for _ in range(100):
        if not group(process.pid):
            break
        await asyncio.sleep(0.02)
    assert group(process.pid) == []


def group(leader: int) -> list[str]:
    """The living processes of a process group."""
    listed = subprocess.run(["ps", "-A", "-o", "pgid=,stat=,pid="], capture_output=True, text=True, check=True).stdout
    rows = [line.split() for line in listed.splitlines()]
    return [pid for pgid, state, pid in rows if pgid == str(leader) and not state.startswith("Z")]


def test_the_frame_is_imported_without_the_store_and_the_segmenter() -> None:
    code = "import sys, qdtui.tui.app, qdtui.tui.documents; print([m for m in ('duckdb', 'jieba', 'rjieba', 'pluggy', 'trafilatura') if m in sys.modules])"
    assert (
        subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip() == "[]"
    )
