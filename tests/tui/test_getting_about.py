"""Keys: the list after the leader, jump mode, vim's motions, and stopping what takes too long."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from rich.cells import cell_len
from textual.app import App

from qdtui.store.pages import ViewError
from qdtui.tui.chooser import Chooser
from qdtui.tui.commands import WHERE
from qdtui.tui.document_list import DocumentList
from qdtui.tui.fact_list import FactList
from qdtui.tui.frame import PlaceBar
from qdtui.tui.grid_pages import ViewPages
from qdtui.tui.help import HelpScreen
from qdtui.tui.i18n import set_language
from qdtui.tui.jump import JumpScreen
from qdtui.tui.reader import Reader
from qdtui.tui.tables import Tables
from qdtui.tui.which_key import WhichKey
from tests.tui.conftest import Open, settle
from tests.tui.fakes import sample
from tests.tui.made_file import explorer_on, go
from tests.tui.snapshots import screen_text, shown

Snap = Callable[[App[int], str], Awaitable[None]]
ROOMY = (110, 24)


async def test_the_leader_lists_what_works_here_and_the_next_key_does_it(explorer: Open) -> None:
    app = explorer(sample())
    async with app.run_test(size=(140, 40)) as pilot:
        await settle(pilot)
        await pilot.press("comma")
        await settle(pilot)
        assert isinstance(app.screen, WhichKey)
        for words in (" n  下一条", " o  提纲", " a  更换主题", " L  界面语言"):
            assert words in shown(app)
        assert "看 SQL" not in shown(app), "that works in Tables"
        await pilot.press("n")
        await settle(pilot)
        assert app.query_one(Reader).cursor == 1
        await pilot.press("comma", "a")
        await settle(pilot)
        assert isinstance(app.screen, Chooser)
        await pilot.press("escape", "comma", "escape", "n")
        await settle(pilot)
        assert app.query_one(Reader).cursor == 2, "escape closes the list and does nothing more"


async def test_what_the_leader_lists_can_be_clicked_and_the_footer_names_the_leader(explorer: Open) -> None:
    app = explorer(sample())
    async with app.run_test(size=(140, 40)) as pilot:
        await settle(pilot)

        def listed() -> bool:
            return isinstance(app.screen, WhichKey)

        async def click(words: str) -> None:
            lines = screen_text(app)
            y = next(number for number in reversed(range(len(lines))) if words in lines[number])
            await pilot.click(offset=(cell_len(lines[y][: lines[y].index(words)]) + 2, y))
            await settle(pilot)

        assert ", 菜单" in screen_text(app)[-1]
        await click(", 菜单")
        assert listed()
        await click(" n  下一条")
        assert not listed()
        assert app.query_one(Reader).cursor == 1
        await pilot.press("comma")
        await settle(pilot)
        await click(str(WHERE["reader"]()))
        assert listed(), "between the entries nothing happens"
        await click(" a  更换主题")
        assert isinstance(app.screen, Chooser)
        await pilot.press("escape", "comma")
        await settle(pilot)
        await pilot.click(offset=(60, 3))
        await settle(pilot)
        assert not listed(), "a click beside the list closes it"


async def test_in_a_small_terminal_the_leader_says_that_there_is_more_and_scrolls_to_it(explorer: Open) -> None:
    app = explorer(sample())
    async with app.run_test(size=(60, 15)) as pilot:
        await settle(pilot)
        await pilot.press("comma")
        await settle(pilot)
        assert "↑↓ 还有" in shown(app)
        last = "退出"
        lines = screen_text(app)[:-1]
        assert not any(last in line for line in lines)
        for _ in range(9):
            await pilot.press("pagedown")
        await settle(pilot)
        lines = screen_text(app)[:-1]
        at = next((y, line) for y, line in enumerate(lines) if last in line)
        await pilot.click(offset=(cell_len(at[1][: at[1].index(last)]), at[0]))
        await settle(pilot)
        assert not app.is_running, "what was scrolled to is what is clicked"


async def test_a_key_of_the_configuration_counts_after_the_leader_too(explorer: Open) -> None:
    app = explorer(sample(), keys={"reader.next_fact": "x"})
    async with app.run_test(size=(140, 40)) as pilot:
        await settle(pilot)
        await pilot.press("comma")
        await settle(pilot)
        assert " x  下一条" in shown(app)


async def test_jump_mode_goes_to_any_part_by_its_letter_and_to_places_by_number(explorer: Open) -> None:
    app = explorer(sample())
    async with app.run_test(size=(140, 40)) as pilot:
        await settle(pilot)
        await pilot.press("ctrl+o")
        await settle(pilot)
        screen = app.screen
        assert isinstance(screen, JumpScreen)
        letters = {type(part): letter for letter, part in screen._parts}
        assert {DocumentList, Reader, FactList} <= set(letters)
        line = screen_text(app)[screen._parts[0][1].region.y]
        assert " A " in line
        await pilot.press(letters[FactList])
        await settle(pilot)
        assert app.focused is app.query_one(FactList)
        await pilot.press("ctrl+o", "escape")
        await settle(pilot)
        assert app.focused is app.query_one(FactList)


async def test_jump_mode_leads_out_of_the_editor(made: Path) -> None:
    app = explorer_on(made)
    async with app.run_test(size=ROOMY) as pilot:
        await go(app, pilot, "sql")
        await pilot.press("ctrl+o", "2")
        await settle(pilot)
        assert app.query_one(PlaceBar).current == "tables"


async def test_help_and_the_leader_tell_the_keys_of_the_grid(made: Path) -> None:
    app = explorer_on(made)
    async with app.run_test(size=ROOMY) as pilot:
        await go(app, pilot, "tables")
        await pilot.press("question_mark")
        await settle(pilot)
        assert isinstance(app.screen, HelpScreen)
        text = app.screen._text().plain
        assert "grid.copy_row" in text
        assert "tables.sort" in text
        assert "documents." not in text


async def test_keys_that_are_signs_work_after_the_leader(made: Path) -> None:
    app = explorer_on(made)
    async with app.run_test(size=ROOMY) as pilot:
        await go(app, pilot, "tables")
        await pilot.press("comma")
        await settle(pilot)
        assert " -  隐去" in shown(app)
        await pilot.press("minus")
        await settle(pilot)
        assert "name" not in app.query_one(Tables).grid.columns


async def test_vim_motions_move_in_grid_and_lists_when_they_are_wanted(made: Path) -> None:
    app = explorer_on(made, vim=True)
    async with app.run_test(size=ROOMY) as pilot:
        await go(app, pilot, "tables")
        grid = app.query_one(Tables).grid
        await pilot.press("j", "j", "l")
        assert grid.cursor == (2, "category")
        await pilot.press("k", "h")
        assert grid.cursor == (1, "name")
        await pilot.press("G", "dollar_sign")
        assert grid.cursor == (3, grid.columns[-1])
        await pilot.press("g", "0")
        assert grid.cursor == (0, "name")
        await pilot.press("t", "G")
        await settle(pilot)
        names = app.query_one(Tables).names
        assert names.cursor == len(names.items) - 1


async def test_without_the_option_those_keys_move_nothing(made: Path) -> None:
    app = explorer_on(made)
    async with app.run_test(size=ROOMY) as pilot:
        await go(app, pilot, "tables")
        await pilot.press("j", "l", "G")
        assert app.query_one(Tables).grid.cursor == (0, "name")


async def test_reading_that_takes_too_long_is_stopped_by_escape(made: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    gate, page = Event(), ViewPages.page

    def late(self: ViewPages, offset: int, limit: int) -> Any:
        if self.view.order:
            gate.wait(10)
            raise ViewError("interrupted")
        return page(self, offset, limit)

    monkeypatch.setattr(ViewPages, "page", late)
    monkeypatch.setattr(ViewPages, "cancel", lambda self: gate.set())
    app = explorer_on(made)
    async with app.run_test(size=ROOMY) as pilot:
        await go(app, pilot, "tables")
        await pilot.press("s")
        await pilot.pause(0.5)
        assert "读取中… esc 停止" in shown(app)
        await pilot.press("escape")
        await settle(pilot)
        assert gate.is_set()
        assert "已停止读取" in shown(app)
        assert "interrupted" not in shown(app)
        await pilot.press("backspace")
        await settle(pilot)
        assert app.query_one(Tables).grid.total == 4


@pytest.mark.parametrize("size", [(80, 24), (140, 40)], ids=["80x24", "140x40"])
@pytest.mark.parametrize("language", ["zh", "en"])
async def test_leader_and_jump_look_as_they_did(
    explorer: Open, snap: Snap, size: tuple[int, int], language: str
) -> None:
    set_language(language)
    app = explorer(sample())
    name = f"{language}-{size[0]}x{size[1]}"
    async with app.run_test(size=size) as pilot:
        await settle(pilot)
        await pilot.press("comma")
        await settle(pilot)
        await snap(app, f"leader-{name}")
        await pilot.press("escape", "ctrl+o")
        await settle(pilot)
        await snap(app, f"jump-{name}")
