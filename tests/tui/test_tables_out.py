"""Tables: columns out of sight, a selection on the clipboard, and a view written to a file."""

from __future__ import annotations

import csv
import json
from collections.abc import Awaitable, Callable
from pathlib import Path
from threading import Event, Timer
from time import perf_counter
from typing import Any

import duckdb
import pytest
from rich.cells import cell_len
from textual.app import App

from qdtui.offers import Offer
from qdtui.store.stream import stream
from qdtui.store.view import Filter, View
from qdtui.tui.app import Explorer
from qdtui.tui.chooser import Choice, ChoiceList
from qdtui.tui.exporting import Export, StoppedError, exporters
from qdtui.tui.grid import Grid
from qdtui.tui.messages import CopyText
from qdtui.tui.tables import Tables
from tests.tui.conftest import settle
from tests.tui.made_file import explorer_on, go, type_text
from tests.tui.snapshots import shown

ROOMY = (110, 24)
Snap = Callable[[App[int], str], Awaitable[None]]
Heard = Callable[[Explorer, type], list[Any]]


def grid(app: Explorer) -> Grid:
    return app.query_one(Tables).grid


async def test_a_column_is_put_out_of_sight_and_comes_back(made: Path) -> None:
    app = explorer_on(made)
    async with app.run_test(size=ROOMY) as pilot:
        await go(app, pilot, "tables")
        await pilot.press("right", "minus")
        await settle(pilot)
        assert "category" not in grid(app).columns
        assert grid(app).cursor[1] == "level", "the cursor stands on what came in its place"
        assert "隐去 1 列" in str(grid(app)._border_title)
        assert "海州培育" in shown(app), "the sentence stays"
        assert app.query_one(Tables).sheet.shown.to_sql() == 'SELECT * EXCLUDE ("category") FROM "clusters"'  # type: ignore[union-attr]
        await pilot.press("C")
        await settle(pilot)
        listed = {choice.text: choice.on for choice in app.screen.query_one(ChoiceList).items}
        assert listed["category"] is False
        assert listed["name"] is True
        await type_text(pilot, "category")
        await pilot.press("enter", "escape")
        await settle(pilot)
        assert "category" in grid(app).columns
        await pilot.press("backspace", "backspace")
        await settle(pilot)
        assert "隐去" not in str(grid(app)._border_title)


async def test_a_table_is_gone_to_by_typing_its_name(made: Path) -> None:
    app = explorer_on(made)
    async with app.run_test(size=ROOMY) as pilot:
        await go(app, pilot, "tables")
        await pilot.press("T")
        await settle(pilot)
        await type_text(pilot, "indic")
        await pilot.press("enter")
        await settle(pilot)
        assert str(grid(app)._border_title) == "indicators · 1/10 行"
        assert grid(app).has_focus
        assert app.query_one(Tables).names.current.name == "indicators"  # type: ignore[union-attr]


async def test_the_last_column_stays(made: Path) -> None:
    app = explorer_on(made)
    async with app.run_test(size=ROOMY) as pilot:
        await go(app, pilot, "tables")
        for _ in range(len(grid(app).columns) + 2):
            await pilot.press("minus")
            await settle(pilot)
        assert len(grid(app).columns) == 1
        assert "至少要留一列" in shown(app)


async def test_hidden_columns_stay_hidden_through_counts_and_back(made: Path) -> None:
    app = explorer_on(made)
    async with app.run_test(size=ROOMY) as pilot:
        await go(app, pilot, "tables")
        await pilot.press("minus", "F")
        await settle(pilot)
        await pilot.press("enter")
        await settle(pilot)
        assert "name" not in grid(app).columns
        assert grid(app).total == 4


async def test_a_selection_is_copied_as_it_stands_on_the_screen(made: Path, heard: Heard) -> None:
    app = explorer_on(made)
    async with app.run_test(size=ROOMY) as pilot:
        await go(app, pilot, "tables")
        copied = heard(app, CopyText)
        await pilot.press("right", "v", "right", "down", "y")
        await settle(pilot)
        assert copied[0].text == "先进制造业集群\t国家级\n先进制造业集群\t国家级"
        assert copied[0].what == "2 行 × 2 列"
        assert not grid(app).selecting
        await pilot.press("shift+down", "shift+left", "Y")
        await settle(pilot)
        head, *rows = (line.split("\t") for line in copied[1].text.split("\n"))
        assert head[:3] == ["name", "category", "level"]
        assert [row[0] for row in rows] == ["海洋装备", "绿色化工"]
        await pilot.press("v", "v", "y")
        await settle(pilot)
        assert "\n" not in copied[2].text, "without a selection y copies the cell"


async def test_a_selection_reaches_over_rows_that_are_not_read_yet(made: Path, heard: Heard) -> None:
    app = explorer_on(made)
    async with app.run_test(size=ROOMY) as pilot:
        await go(app, pilot, "tables")
        copied = heard(app, CopyText)
        await pilot.press("v", "ctrl+end")
        await settle(pilot)
        pages = grid(app)._pages
        assert pages is not None
        pages._blocks.clear()
        await pilot.press("y")
        await settle(pilot)
        assert copied[0].text == "高端船舶\n海洋装备\n绿色化工\n智能装备"


async def test_a_selection_of_too_many_rows_says_what_to_do_instead(
    made: Path, heard: Heard, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("qdtui.tui.grid.MOST_ROWS", 2)
    app = explorer_on(made)
    async with app.run_test(size=ROOMY) as pilot:
        await go(app, pilot, "tables")
        copied = heard(app, CopyText)
        await pilot.press("v", "ctrl+end", "y")
        await settle(pilot)
        assert copied == []
        assert any("导出" in notice.message for notice in app._notifications)


async def test_what_is_on_screen_is_written_to_a_file(
    made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    app = explorer_on(made)
    async with app.run_test(size=ROOMY) as pilot:
        await go(app, pilot, "tables")
        await pilot.press("equals_sign")
        await type_text(pilot, "level = 省级")
        await pilot.press("enter", "right", "minus", "E")
        await settle(pilot)
        assert "2 行 → CSV" in shown(app)
        await pilot.press("enter")
        await settle(pilot)
        assert f"已导出 2 行：{tmp_path / 'clusters.csv'}" in shown(app).replace("\n", "")
        await pilot.press("E")
        await settle(pilot)
        assert "不会覆盖" in shown(app)
        await pilot.press("enter", "escape")
        await settle(pilot)
    with (tmp_path / "clusters.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["name"] for row in rows] == ["绿色化工", "智能装备"]
    assert "category" not in rows[0]
    assert [path.name for path in tmp_path.iterdir() if path.suffix != ".duckdb"] == ["clusters.csv"]


@pytest.mark.parametrize(
    ("typed", "said"),
    [("x.xlsx", ".parquet"), ("no/where/x.csv", "没有文件夹"), ("  ", "没有文件名"), ("~nobody/x.csv", "")],
)
async def test_a_file_that_will_not_do_is_refused_while_it_is_typed(
    made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, typed: str, said: str
) -> None:
    monkeypatch.chdir(tmp_path)
    app = explorer_on(made)
    async with app.run_test(size=ROOMY) as pilot:
        await go(app, pilot, "tables")
        await pilot.press("E", "ctrl+u", *["backspace"] * 20)
        await type_text(pilot, typed)
        assert said in shown(app)
        await pilot.press("enter")
        await settle(pilot)
        assert not list(tmp_path.glob("*.csv"))


def test_every_form_holds_the_same_rows(made: Path, tmp_path: Path) -> None:
    view = View(relation="indicators", order=(("value", True),), hidden=("hosts",))
    for form in ("csv", "json", "parquet"):
        assert Export(made, view, tmp_path / f"x.{form}", form).run(lambda *_: None) == 10
    with stream(made, view) as opened:
        columns, rows = opened.columns, list(opened.rows)
    assert "hosts" not in columns
    values = [row[columns.index("value")] for row in rows]
    assert values == sorted(values, reverse=True)
    with (tmp_path / "x.csv").open(encoding="utf-8-sig", newline="") as file:
        assert [float(row["value"]) for row in csv.DictReader(file)] == values
    assert [row["value"] for row in json.loads((tmp_path / "x.json").read_text(encoding="utf-8"))] == values
    found = duckdb.execute("SELECT value FROM read_parquet(?)", [str(tmp_path / "x.parquet")]).fetchall()
    assert [row[0] for row in found] == values


@pytest.mark.parametrize("declared", [{}, {"suffix": 5}, {"suffix": "html"}, {"suffix": ".csv"}, {"suffix": ["x"]}])
def test_an_exporter_without_a_usable_suffix_is_not_offered(declared: dict[str, Any]) -> None:
    sound = Offer("exporter", "page", "mine", "Page", declared={"suffix": ".html"})
    odd = Offer("exporter", "odd", "mine", "Odd", declared=declared)
    assert exporters([odd, sound]) == {".html": sound}


def test_a_stopped_export_leaves_nothing(made: Path, tmp_path: Path) -> None:
    export = Export(made, View(relation="indicators"), tmp_path / "x.csv", "csv")
    export.stop()
    with pytest.raises(StoppedError):
        export.run(lambda *_: None)
    assert list(tmp_path.iterdir()) == []


def test_an_export_whose_first_row_never_comes_can_be_stopped(made: Path, tmp_path: Path) -> None:
    endless = View(sql="SELECT count(*) AS n FROM range(100_000_000_000) a, range(100_000) b")
    export = Export(made, endless, tmp_path / "x.csv", "csv")
    Timer(0.3, export.stop).start()
    begun = perf_counter()
    with pytest.raises(StoppedError):
        export.run(lambda *_: None)
    assert perf_counter() - begun < 10
    assert list(tmp_path.iterdir()) == []


async def test_a_long_export_tells_its_progress_and_is_stopped_by_escape(
    made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    told, gate = Event(), Event()

    def slow(self: Export, tell: Callable[[int, int], None]) -> int:
        tell(3, 4)
        told.set()
        gate.wait(5)
        if self._stopped.is_set():
            raise StoppedError
        return 4

    monkeypatch.setattr(Export, "run", slow)
    app = explorer_on(made)
    async with app.run_test(size=ROOMY) as pilot:
        await go(app, pilot, "tables")
        await pilot.press("E", "enter")
        await pilot.pause(0.2)
        assert told.wait(5)
        await pilot.pause(0.1)
        assert "正在导出 3/4 行" in shown(app)
        await pilot.press("escape")
        gate.set()
        await settle(pilot)
        assert "已停止导出" in shown(app)


def test_an_export_of_a_persons_own_condition_runs_closed_off(made: Path, tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("secret")
    view = View(
        relation="clusters", filters=(Filter("", "sql", f"name IN (SELECT content FROM read_text('{secret}'))"),)
    )
    with pytest.raises(Exception, match=r"(?i)disabled|permission|access|refus"):
        Export(made, view, tmp_path / "x.csv", "csv").run(lambda *_: None)
    assert not (tmp_path / "x.csv").exists()


@pytest.mark.parametrize("size", [(80, 24), (140, 40)], ids=["80x24", "140x40"])
async def test_a_selection_and_the_columns_look_as_they_did(made: Path, snap: Snap, size: tuple[int, int]) -> None:
    app = explorer_on(made)
    name = f"{size[0]}x{size[1]}"
    async with app.run_test(size=size) as pilot:
        await go(app, pilot, "tables")
        await pilot.press("v", "down", "right")
        await settle(pilot)
        await snap(app, f"tables_selection_{name}")
        await pilot.press("v", "minus", "C")
        await settle(pilot)
        await snap(app, f"tables_columns_{name}")


async def test_what_is_said_of_a_column_is_cut_where_there_is_no_room_and_shows_that_it_is(made: Path) -> None:
    app = explorer_on(made)
    async with app.run_test(size=(80, 24)) as pilot:
        await go(app, pilot, "tables")
        await pilot.press("C")
        await settle(pilot)
        chooser = app.screen.query_one(ChoiceList)
        width = chooser.size.width
        long = Choice("level", "level", "Null when the text does not say. " * 4, on=True)
        for choice in (
            long,
            Choice("year", "year", "The year of the award", on=False),
            Choice("x" * 90, "x" * 90, "1,234"),
        ):
            drawn = "".join(text for text, _ in chooser.draw(choice, 0, width))
            assert cell_len(drawn) == width
            assert choice.text[:20] in drawn
            assert ("…" in drawn) == (len(choice.text) + len(choice.note) > width - 6)
        assert "1,234" in drawn
