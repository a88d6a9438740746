"""The grid: any number of rows from pages, drawn in aligned cells, moved about in by keys and mouse."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from threading import Event
from typing import Any

import pytest
from rich.cells import cell_len
from textual.app import App, ComposeResult
from textual.pilot import Pilot

from qdtui.tui.cells import broken, fit, is_number, pasted, shown
from qdtui.tui.grid import Grid
from qdtui.tui.grid_layout import MAX_WIDTH, Layout
from qdtui.tui.grid_messages import CellChosen, CursorMoved, GridFailed, HeaderClicked
from qdtui.tui.grid_pages import PAGES_KEPT, Block, Pages
from tests.tui.conftest import settle
from tests.tui.fake_pages import BrokenPages, FakePages
from tests.tui.snapshots import screen_text

COLUMNS = {"number": "BIGINT", "name": "VARCHAR", "level": "VARCHAR", "value": "DOUBLE", "quote": "VARCHAR"}


def make(row: int) -> tuple[Any, ...]:
    level = None if row % 3 else "国家级"
    return (
        row,
        "高端船舶" + "、海洋装备" * (row % 4),
        level,
        row * 1234.5,
        "海州培育高端船舶、海洋装备2个国家级先进制造业集群，数量居全省第二",
    )


class GridApp(App[int]):
    def __init__(self) -> None:
        super().__init__()
        self.heard: list[Any] = []

    def compose(self) -> ComposeResult:
        yield Grid()

    def on_mount(self) -> None:
        self.grid.focus()

    @property
    def grid(self) -> Grid:
        return self.query_one(Grid)

    def on_cell_chosen(self, event: CellChosen) -> None:
        self.heard.append(event)

    def on_header_clicked(self, event: HeaderClicked) -> None:
        self.heard.append(event)

    def on_grid_failed(self, event: GridFailed) -> None:
        self.heard.append(event)

    def on_cursor_moved(self, event: CursorMoved) -> None:
        self.heard.append(event)


async def show(pilot: Pilot[int], source: Any, **how: Any) -> Grid:
    grid = pilot.app.query_one(Grid)
    grid.show(source, **how)
    await settle(pilot)
    return grid


async def test_a_million_rows_show_after_one_page() -> None:
    app, source = GridApp(), FakePages(COLUMNS, make, 1_000_000)
    async with app.run_test(size=(100, 20)) as pilot:
        grid = await show(pilot, source)
        assert grid.total == 1_000_000
        assert set(source.asked) <= {0, 200}, "only the first page and its neighbour are read"
        lines = screen_text(app)
        assert lines[0].split()[:3] == ["number", "name", "level"]
        assert "海洋装备" in lines[2]


async def test_the_last_row_is_one_key_away_and_reads_only_its_pages() -> None:
    app, source = GridApp(), FakePages(COLUMNS, make, 1_000_000)
    async with app.run_test(size=(100, 20)) as pilot:
        grid = await show(pilot, source)
        await pilot.press("ctrl+end")
        await settle(pilot)
        assert grid.cursor[0] == 999_999
        assert (grid.row or {})["number"] == 999_999
        assert "999999" in screen_text(app)[-1]
        assert len(source.asked) <= 5


async def test_rows_that_are_being_read_are_shown_as_places_until_they_come() -> None:
    app, source = GridApp(), FakePages(COLUMNS, make, 5_000)
    async with app.run_test(size=(100, 20)) as pilot:
        grid = await show(pilot, source)
        source.gate = Event()
        await pilot.press("ctrl+end")
        await pilot.pause()
        assert screen_text(app)[-1].split() == ["·"] * 5
        assert grid.row is None
        source.gate.set()
        await settle(pilot)
        assert "4999" in screen_text(app)[-1]


async def test_pages_scrolled_past_are_never_asked_for() -> None:
    app, source = GridApp(), FakePages(COLUMNS, make, 1_000_000)
    async with app.run_test(size=(100, 20)) as pilot:
        grid = await show(pilot, source)
        source.gate, source.asked = Event(), []
        for row in range(1_000, 900_000, 50_000):
            grid.move_to(row)
            await pilot.pause()
        source.gate.set()
        await settle(pilot)
        assert len(source.asked) <= 5
        assert grid.row is not None


async def test_the_answer_of_a_source_that_was_replaced_is_dropped() -> None:
    app, slow = GridApp(), FakePages({"slow": "VARCHAR"}, lambda row: ("old",), 10, Event())
    async with app.run_test(size=(60, 10)) as pilot:
        app.grid.show(slow)
        await pilot.pause()
        grid = await show(pilot, FakePages({"quick": "VARCHAR"}, lambda row: ("new",), 3))
        assert slow.cancelled == 1
        await settle(pilot)
        assert grid.columns == ["quick"]
        assert grid.total == 3


async def test_the_old_rows_stay_until_the_new_ones_are_there() -> None:
    app, gate = GridApp(), Event()
    async with app.run_test(size=(60, 10)) as pilot:
        grid = await show(pilot, FakePages({"a": "VARCHAR"}, lambda row: ("old",), 3))
        grid.show(FakePages({"a": "VARCHAR"}, lambda row: ("new",), 3, gate))
        await pilot.pause()
        assert "old" in screen_text(app)[1]
        assert not grid.loaded, "and nothing can be chosen in them"
        gate.set()
        await settle(pilot)
        assert "new" in screen_text(app)[1]


async def test_a_slow_source_says_so_after_a_moment() -> None:
    app, gate = GridApp(), Event()
    async with app.run_test(size=(60, 10)) as pilot:
        app.grid.show(FakePages({"a": "VARCHAR"}, lambda row: ("x",), 3, gate))
        await pilot.pause(0.4)
        assert any("读取中" in line for line in screen_text(app))
        gate.set()


async def test_wide_characters_keep_the_columns_aligned() -> None:
    app = GridApp()
    async with app.run_test(size=(90, 12)) as pilot:
        await show(pilot, FakePages(COLUMNS, make, 50))
        lines = screen_text(app)[1:11]
        starts = {cell_len(line[: line.index("海州培育")]) for line in lines}
        assert len(starts) == 1


async def test_columns_to_the_right_come_into_view_with_the_cursor_and_frozen_ones_stay() -> None:
    app = GridApp()
    async with app.run_test(size=(60, 12)) as pilot:
        grid = await show(pilot, FakePages(COLUMNS, make, 50))
        assert screen_text(app)[0].endswith("›")
        await pilot.press("z", "end")
        await settle(pilot)
        head = screen_text(app)[0]
        assert head.split()[0] == "number", "the frozen column"
        assert "quote" in head
        assert "name" not in head
        assert grid.cursor == (0, "quote")


async def test_a_click_moves_to_a_cell_a_second_one_chooses_it_and_a_header_is_told() -> None:
    app = GridApp()
    async with app.run_test(size=(90, 12)) as pilot:
        grid = await show(pilot, FakePages(COLUMNS, make, 50))
        await pilot.click(Grid, offset=(14, 3))
        assert grid.cursor == (2, "name")
        await pilot.double_click(Grid, offset=(14, 3))
        await pilot.click(Grid, offset=(14, 0))
        await pilot.pause()
        kinds = [type(event) for event in app.heard if not isinstance(event, CursorMoved)]
        assert kinds == [CellChosen, HeaderClicked]
        assert app.heard[-1].column == "name"


async def test_the_wheel_scrolls_and_reads_what_comes_into_view() -> None:
    app, source = GridApp(), FakePages(COLUMNS, make, 5_000)
    async with app.run_test(size=(90, 12)) as pilot:
        grid = await show(pilot, source)
        grid.scroll_to(y=3_000, animate=False, force=True)
        await settle(pilot)
        assert "3000" in screen_text(app)[1]
        assert grid.cursor[0] == 0, "the cursor stays where it was"


async def test_an_error_is_shown_in_full_and_told() -> None:
    app = GridApp()
    message = "Binder error: no column 水平\n" + "字" * 100
    async with app.run_test(size=(60, 12)) as pilot:
        await show(pilot, BrokenPages(ValueError(message)))
        text = "".join(line.strip() for line in screen_text(app))
        assert message.replace("\n", "") in text
        assert isinstance(app.heard[-1], GridFailed)


async def test_text_of_a_document_is_never_markup_and_sends_no_control_characters() -> None:
    app = GridApp()
    nasty = "[red]no[/red] \x1b[31mred\x07 \u202e反\u2066 line\nbreak\t|"
    async with app.run_test(size=(90, 6)) as pilot:
        await show(pilot, FakePages({"[b]x[/b]": "VARCHAR"}, lambda row: (nasty,), 1))
        lines = screen_text(app)
        assert "[b]x[/b]" in lines[0]
        assert "[red]no[/red] �[31mred� �反� line⏎break |" in lines[1]


async def test_a_result_without_rows_says_what_to_do() -> None:
    app = GridApp()
    async with app.run_test(size=(60, 10)) as pilot:
        app.grid.empty = "nothing fits\nbackspace takes the filter back"
        await show(pilot, FakePages(COLUMNS, make, 0))
        assert "number" in screen_text(app)[0]
        assert any("backspace takes the filter back" in line for line in screen_text(app))
        await pilot.press("down", "enter", "y", "ctrl+end")


async def test_a_growing_result_ends_where_its_source_ends() -> None:
    class Growing(FakePages):
        def page(self, offset: int, limit: int) -> Any:
            self.total = min(max(self.total, offset + limit + 1), 7_000)
            self.growing = self.total < 7_000
            return super().page(offset, limit)

    app = GridApp()
    async with app.run_test(size=(90, 12)) as pilot:
        grid = await show(pilot, Growing(COLUMNS, make, 0))
        assert grid.growing
        assert grid.total < 1_000
        await pilot.press("ctrl+end")
        await settle(pilot)
        assert grid.total == 7_000
        assert grid.cursor[0] == 6_999
        assert not grid.growing


def test_memory_holds_a_bounded_number_of_pages() -> None:
    source = FakePages(COLUMNS, make, 10_000_000)
    pages = Pages(source)
    for number in range(PAGES_KEPT * 3):
        pages.add(number, Block.of(source.page(number * pages.size, pages.size)))
    held = [number for number in range(PAGES_KEPT * 3) if pages.cells(number * pages.size) is not None]
    assert held == list(range(PAGES_KEPT * 2, PAGES_KEPT * 3))


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, "–"),
        (15000.0, "15,000"),
        (0.93, "0.93"),
        (-0.8, "-0.8"),
        (float("nan"), "nan"),
        (2024, "2024"),
        (True, "true"),
        (Decimal("1234.50"), "1,234.50"),
        (date(2024, 7, 3), "2024-07-03"),
        (datetime(2024, 7, 3, 14, 2, 5, tzinfo=UTC), "2024-07-03 14:02:05+00:00"),
        (["工信局", "经联"], "工信局、经联"),
        ({"a": 1}, "{'a': 1}"),
        ("甲\n乙", "甲⏎乙"),
    ],
)
def test_values_are_shown_as_a_person_writes_them(value: object, text: str) -> None:
    assert shown(value) == text


def test_what_is_copied_is_the_value_itself() -> None:
    assert [pasted(value) for value in (None, 15000.0, 0.25, ["甲", "乙"], "a\nb")] == [
        "",
        "15000",
        "0.25",
        "甲、乙",
        "a\nb",
    ]


@pytest.mark.parametrize("width", range(1, 12))
def test_a_cell_takes_exactly_its_width(width: int) -> None:
    for text in ("", "abc", "集群", "a集b群c", "abcdefghijklmn", "先进制造业集群"):
        assert cell_len(fit(text, width)) == width
        assert cell_len(fit(text, width, right=True)) == width


def test_messages_are_broken_into_lines_that_fit() -> None:
    assert broken("Parser error:\n先进制造业集群", 6) == ["Parser", " error", ":", "先进制", "造业集", "群"]


def test_numbers_stand_at_the_right() -> None:
    names = ("BIGINT", "DOUBLE", "DECIMAL(10,2)", "VARCHAR", "DATE", "INTEGER[]")
    assert [is_number(name) for name in names] == [True, True, True, False, False, False]


def test_room_left_over_goes_to_columns_that_were_cut() -> None:
    layout = Layout([0, 1, 2], ["a", "b", "c"])
    layout.make_room([10, 80, 40], [1, 1, 1], 120)
    assert layout.widths[0] == 12
    assert layout.widths[2] == 42
    assert sum(layout.widths) == 120
    layout.make_room([5, 5, 5], [1, 1, 1], 60)
    assert layout.widths == [12, MAX_WIDTH + 2, MAX_WIDTH + 2], "columns do not shrink while pages come"


@pytest.mark.parametrize("frozen", [0, 1])
def test_walking_through_the_columns_leaves_none_cut_at_the_left(frozen: int) -> None:
    widths = [12, 30, 7, 19, 24, 9, 16, 28, 11]
    layout = Layout(range(len(widths)), [f"c{n}" for n in range(len(widths))])
    layout.make_room([width - 2 for width in widths], [1] * len(widths), 80)
    kept, x = layout.kept(frozen, 80), 0
    assert layout.widths == widths
    for place in [*range(len(widths)), *reversed(range(frozen, len(widths)))]:
        x = layout.scroll_for(place, x, 80, kept)
        assert x + kept in layout.lefts, "a column begins at the left"
        assert x + kept <= layout.lefts[place] or place < frozen
        assert layout.lefts[place] + widths[place] <= x + 80
        assert x + 80 <= max(layout.reach(80, kept), 80), "so far it can be scrolled"
