"""Tables: what a person does to see the rows of a table, sort, filter and count them, and read their sentences."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from textual.app import App

from qdtui.model import Document
from qdtui.store.read import Database
from qdtui.store.records import Run
from qdtui.store.view import Filter, View
from qdtui.store.write import Snapshot
from qdtui.text.segment import term_counts
from qdtui.tui.app import Explorer
from qdtui.tui.grid import Grid
from qdtui.tui.messages import CopyText, FindInDocuments, OpenDocument, OpenFact, ShowSql
from qdtui.tui.relation_list import RelationList
from qdtui.tui.row_card import RowCard
from qdtui.tui.sentence_pane import SentencePane
from qdtui.tui.sheets import BAR_WIDTH
from qdtui.tui.tables import Tables
from tests.tui import made_file
from tests.tui.conftest import settle
from tests.tui.made_file import explorer_on, go, type_text, write_file
from tests.tui.snapshots import screen_text

ROOMY = (110, 24)
"""A terminal with room for all parts, and few cells to draw."""

Snap = Callable[[App[int], str], Awaitable[None]]
Heard = Callable[[Explorer, type], list[Any]]


@pytest.fixture(scope="module")
def bare(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file whose fact tables hold nothing."""
    return write_file(tmp_path_factory.mktemp("bare") / "facts.duckdb", empty=True)


def tables(app: Explorer) -> Tables:
    return app.query_one(Tables)


def grid(app: Explorer) -> Grid:
    return tables(app).grid


def title(app: Explorer) -> str:
    return str(grid(app)._border_title)


def column(app: Explorer, name: str) -> list[str]:
    """The cells of a column, as far as they are on screen."""
    part = grid(app)
    assert part._pages is not None
    index = part._pages.columns.index(name)
    rows = (part._pages.cells(row) for row in range(part.total))
    return [row[index] for row in rows if row is not None]


async def choose(app: Explorer, pilot: Any, relation: str) -> None:
    """Choose a table or view in the list."""
    await pilot.press("t")
    names = [item.name for item in app.query_one(RelationList).items]
    app.query_one(RelationList).move_to(names.index(relation))
    await pilot.press("enter")
    await settle(pilot)


async def test_the_place_opens_on_the_first_table_with_rows_and_the_sentence_of_its_first_row(made: Path) -> None:
    app = explorer_on(made)
    async with app.run_test(size=ROOMY) as pilot:
        await go(app, pilot, "tables")
        assert title(app) == "clusters · 1/4 行"
        assert grid(app).has_focus
        quote = app.query_one(SentencePane).quote
        assert quote is not None
        assert quote.text[quote.start : quote.end] == "海州培育高端船舶、海洋装备2个国家级先进制造业集群"
        assert any("数量居全省第二" in line for line in screen_text(app)), "with what stands around it"


async def test_every_table_and_view_is_listed_with_its_rows_and_comment(made: Path) -> None:
    app = explorer_on(made)
    async with app.run_test(size=ROOMY) as pilot:
        await go(app, pilot, "tables")
        listed = {item.name: item.rows for item in app.query_one(RelationList).items}
        assert listed["indicators"] == 10
        assert listed["evidence"] == 14
        assert listed["documents"] == 2
        text = "\n".join(screen_text(app))
        assert "by name." in text


async def test_walking_through_the_list_shows_each_table_at_once(made: Path) -> None:
    app = explorer_on(made)
    async with app.run_test(size=ROOMY) as pilot:
        await go(app, pilot, "tables")
        await pilot.press("t", "down")
        await settle(pilot)
        assert title(app) == "indicators · 1/10 行"
        assert app.query_one(RelationList).has_focus
        await pilot.press("enter")
        await settle(pilot)
        assert grid(app).has_focus


async def test_in_a_narrow_terminal_the_list_lies_over_the_grid_on_a_key(made: Path) -> None:
    app = explorer_on(made)
    async with app.run_test(size=(80, 24)) as pilot:
        await go(app, pilot, "tables")
        assert not app.query_one(RelationList).region
        await pilot.press("t")
        await settle(pilot)
        assert app.query_one(RelationList).region
        assert "champions" in "\n".join(screen_text(app))
        await pilot.press("enter")
        await settle(pilot)
        assert not app.query_one(RelationList).region


async def test_the_sentence_follows_the_row_and_enter_opens_the_document_there(made: Path, heard: Heard) -> None:
    app = explorer_on(made)
    async with app.run_test(size=ROOMY) as pilot:
        await go(app, pilot, "tables")
        opened = heard(app, OpenDocument)
        await pilot.press("down", "down")
        await settle(pilot)
        quote = app.query_one(SentencePane).quote
        assert quote is not None
        assert quote.text[quote.start : quote.end] == "智能装备、绿色化工两个省级集群"
        await pilot.press("enter")
        await settle(pilot)
        assert [(m.doc_id, m.start) for m in opened] == [("harbour", quote.offset + quote.start)]
        assert opened[0].fact_id == (grid(app).row or {})["fact_id"]
        await pilot.click(SentencePane, offset=(4, 2))
        await settle(pilot)
        assert len(opened) == 2, "a click on the sentence does the same"


async def test_sorting_goes_up_down_and_back_and_shows_its_arrow(made: Path) -> None:
    app = explorer_on(made)
    async with app.run_test(size=ROOMY) as pilot:
        await go(app, pilot, "tables")
        await choose(app, pilot, "indicators")
        await pilot.press("c")
        await type_text(pilot, "val")
        await pilot.press("enter", "s")
        await settle(pilot)
        assert grid(app).cursor[1] == "value"
        assert column(app, "value")[:3] == ["-0.8", "2", "5"]
        assert "value ↑" in screen_text(app)[2]
        await pilot.press("s")
        await settle(pilot)
        assert column(app, "value")[:2] == ["3200", "1260"]
        assert "排序 value↓" in title(app)
        await pilot.press("s")
        await settle(pilot)
        assert "排序" not in title(app)


async def test_a_click_on_a_header_sorts(made: Path) -> None:
    app = explorer_on(made)
    async with app.run_test(size=ROOMY) as pilot:
        await go(app, pilot, "tables")
        place = grid(app).columns.index("level")
        await pilot.click(Grid, offset=(grid(app)._layout.lefts[place] + 2, 1))
        await settle(pilot)
        assert "排序 level↑" in title(app)


async def test_a_second_column_sorts_after_the_first(made: Path) -> None:
    app = explorer_on(made)
    async with app.run_test(size=ROOMY) as pilot:
        await go(app, pilot, "tables")
        await choose(app, pilot, "indicators")
        await pilot.press("s", "c")
        await type_text(pilot, "value")
        await pilot.press("enter", "plus")
        await settle(pilot)
        assert "value ↑2" in screen_text(app)[2]
        subjects = column(app, "subject")
        assert subjects == sorted(subjects)


async def test_a_filter_is_typed_as_a_value_and_taken_back(made: Path) -> None:
    app = explorer_on(made)
    async with app.run_test(size=ROOMY) as pilot:
        await go(app, pilot, "tables")
        await pilot.press("equals_sign")
        await type_text(pilot, "level = 省级")
        assert any("level = 省级" in line for line in screen_text(app)[-6:]), "what was understood stands beside"
        await pilot.press("enter")
        await settle(pilot)
        assert column(app, "name") == ["绿色化工", "智能装备"]
        assert title(app) == "clusters · 1/2 行 · 共 4 行 · level = 省级"
        await pilot.press("backspace")
        await settle(pilot)
        assert grid(app).total == 4


async def test_a_filter_suggests_the_values_that_there_are_also_by_pinyin_initials(made: Path) -> None:
    app = explorer_on(made)
    async with app.run_test(size=ROOMY) as pilot:
        await go(app, pilot, "tables")
        await pilot.press("equals_sign")
        await type_text(pilot, "level = gjj")
        assert any("⇥ 国家级 · level = gjj" in line for line in screen_text(app))
        await pilot.press("tab")
        await settle(pilot)
        await type_text(pilot, "|s")
        assert any("level = 国家级|s" in line for line in screen_text(app)), "a single letter stands for itself"
        await type_text(pilot, "j")
        await pilot.press("tab", "enter")
        await settle(pilot)
        assert "level = 国家级|省级" in title(app)
        await pilot.press("equals_sign", "tab", "enter")
        await settle(pilot)
        assert grid(app).has_focus, "with nothing typed Tab takes the commonest value"


async def test_a_filter_that_makes_no_sense_is_explained_while_it_is_typed(made: Path) -> None:
    app = explorer_on(made)
    async with app.run_test(size=ROOMY) as pilot:
        await go(app, pilot, "tables")
        await choose(app, pilot, "indicators")
        await pilot.press("equals_sign")
        await type_text(pilot, "value > many")
        assert any("value 是数字列，many 不是数字" in line for line in screen_text(app))
        await pilot.press("enter", "escape")
        await settle(pilot)
        assert grid(app).total == 10
        assert grid(app).has_focus


async def test_a_filter_that_nothing_fits_names_the_next_key(made: Path) -> None:
    app = explorer_on(made)
    async with app.run_test(size=ROOMY) as pilot:
        await go(app, pilot, "tables")
        await pilot.press("equals_sign")
        await type_text(pilot, "没有")
        await pilot.press("enter")
        await settle(pilot)
        assert any("backspace 撤销上一步" in line for line in screen_text(app))


async def test_an_own_condition_that_fails_is_shown_in_full(made: Path) -> None:
    app = explorer_on(made)
    async with app.run_test(size=ROOMY) as pilot:
        await go(app, pilot, "tables")
        await pilot.press("equals_sign")
        await type_text(pilot, "sql nowhere > 2")
        await pilot.press("enter")
        await settle(pilot)
        assert any("nowhere" in line and "not found" in line for line in screen_text(app))
        await pilot.press("backspace")
        await settle(pilot)
        assert grid(app).total == 4


async def test_values_of_a_column_are_counted_and_lead_back_to_their_rows(made: Path) -> None:
    app = explorer_on(made)
    async with app.run_test(size=ROOMY) as pilot:
        await go(app, pilot, "tables")
        await choose(app, pilot, "indicators")
        await pilot.press("c")
        await type_text(pilot, "measure")
        await pilot.press("enter", "F")
        await settle(pilot)
        assert column(app, "value")[0] == "total"
        assert column(app, "rows")[0] == "7"
        assert column(app, "share")[0] == "70"
        assert column(app, "bar")[0] == "█" * BAR_WIDTH
        await pilot.press("enter")
        await settle(pilot)
        assert set(column(app, "measure")) == {"total"}
        assert grid(app).total == 7
        await pilot.press("backspace", "backspace")
        await settle(pilot)
        assert grid(app).total == 10


async def test_the_describe_sheet_leads_to_a_column(made: Path) -> None:
    app = explorer_on(made)
    async with app.run_test(size=ROOMY) as pilot:
        await go(app, pilot, "tables")
        await pilot.press("I")
        await settle(pilot)
        assert "year" in column(app, "column")
        assert column(app, "column")[:7] == ["name", "category", "level", "region", "status", "year", "fact_id"]
        about = column(app, "comment")[column(app, "column").index("note")]
        assert about == "读者应知道的说明，或为 NULL"
        place = column(app, "column").index("year")
        assert column(app, "null_percent")[place] == "100"
        grid(app).move_to(column(app, "column").index("status"))
        await pilot.press("enter")
        await settle(pilot)
        assert grid(app).cursor[1] == "status"
        assert title(app).startswith("clusters · ")


async def test_the_sql_of_the_view_is_shown_and_can_be_edited(made: Path, heard: Heard) -> None:
    app = explorer_on(made)
    async with app.run_test(size=ROOMY) as pilot:
        await go(app, pilot, "tables")
        sent, copied = heard(app, ShowSql), heard(app, CopyText)
        await pilot.press("equals_sign")
        await type_text(pilot, "name = 高端船舶")
        await pilot.press("enter", "S")
        await settle(pilot)
        assert any("WHERE" in line and "'高端船舶'" in line for line in screen_text(app))
        await pilot.press("y")
        await settle(pilot)
        await pilot.press("S")
        await settle(pilot)
        await pilot.press("e")
        await settle(pilot)
        sql = View(relation="clusters", filters=(Filter("name", "=", "高端船舶"),)).to_sql()
        assert [message.sql for message in sent] == [sql]
        assert [message.text for message in copied] == [sql]


async def test_a_cell_and_a_row_are_copied_whole(made: Path, heard: Heard) -> None:
    app = explorer_on(made)
    async with app.run_test(size=ROOMY) as pilot:
        await go(app, pilot, "tables")
        copied = heard(app, CopyText)
        await pilot.press("y", "Y")
        await settle(pilot)
        assert copied[0].text == "高端船舶"
        assert copied[1].text.split("\t")[:3] == ["高端船舶", "先进制造业集群", "国家级"]


async def test_the_whole_row_is_shown_on_demand(made: Path) -> None:
    app = explorer_on(made)
    async with app.run_test(size=(80, 24)) as pilot:
        await go(app, pilot, "tables")
        await pilot.press("space")
        await settle(pilot)
        assert isinstance(app.screen, RowCard)
        assert any("海州培育高端船舶、海洋装备2个国家级先进制造业集群" in line for line in screen_text(app))
        await pilot.press("escape")
        assert grid(app).has_focus


async def test_a_cell_is_looked_for_in_all_documents(made: Path, heard: Heard) -> None:
    app = explorer_on(made)
    async with app.run_test(size=ROOMY) as pilot:
        await go(app, pilot, "tables")
        sent = heard(app, FindInDocuments)
        await pilot.press("f")
        await settle(pilot)
        assert [message.text for message in sent] == ["高端船舶"]


async def test_a_fact_that_another_place_asks_for_is_found_in_its_table(made: Path) -> None:
    app = explorer_on(made)
    async with app.run_test(size=ROOMY) as pilot:
        await settle(pilot)
        wanted = app.context.database().facts("meeting")[-1]
        app.post_message(OpenFact(wanted.table, wanted.fact_id))
        await settle(pilot)
        await settle(pilot)
        assert (grid(app).row or {})["fact_id"] == wanted.fact_id
        assert title(app).startswith("indicators · ")


async def test_rows_without_a_document_say_so_quietly(made: Path) -> None:
    app = explorer_on(made)
    async with app.run_test(size=ROOMY) as pilot:
        await go(app, pilot, "tables")
        await choose(app, pilot, "terms")
        assert any("这一行不出自某一篇文档" in line for line in screen_text(app))
        await choose(app, pilot, "documents")
        assert any("近年来，海州培育" in line for line in screen_text(app)[-10:]), "a document shows how it begins"


async def test_each_table_is_left_and_found_as_it_was(made: Path) -> None:
    app = explorer_on(made)
    async with app.run_test(size=ROOMY) as pilot:
        await go(app, pilot, "tables")
        await pilot.press("right", "right", "s", "down", "down")
        await settle(pilot)
        await choose(app, pilot, "indicators")
        await choose(app, pilot, "clusters")
        assert grid(app).cursor == (2, "level")
        assert "排序 level↑" in title(app)


async def test_a_new_snapshot_leaves_a_person_where_they_were(made: Path, tmp_path: Path) -> None:
    path = tmp_path / "facts.duckdb"
    path.write_bytes(made.read_bytes())
    app = explorer_on(path)
    async with app.run_test(size=ROOMY) as pilot:
        await go(app, pilot, "tables")
        await pilot.press("right", "right", "z", "s")
        await settle(pilot)
        await pilot.press("down")
        write_file(path)
        tables(app).reload()
        await settle(pilot)
        assert grid(app).cursor == (1, "level")
        assert "排序 level↑" in title(app)
        assert grid(app).frozen == 3
        await pilot.press("F")
        await settle(pilot)
        assert grid(app).frozen == 0, "another sheet has columns of its own"


async def test_a_document_that_comes_late_does_not_take_the_focus_from_here(
    made: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gate, read = Event(), Database.document

    def late(self: Database, doc_id: str) -> Document | None:
        gate.wait(5)
        return read(self, doc_id)

    monkeypatch.setattr(Database, "document", late)
    app = explorer_on(made)
    async with app.run_test(size=ROOMY) as pilot:
        while app._switcher.current != "documents":
            await pilot.pause(0.02)
        await pilot.press("2")
        await pilot.pause(0.2)
        gate.set()
        await settle(pilot)
        assert grid(app).has_focus


async def test_the_interface_changes_its_language_in_place(made: Path) -> None:
    app = explorer_on(made)
    async with app.run_test(size=ROOMY) as pilot:
        await go(app, pilot, "tables")
        app.action_language()
        await settle(pilot)
        assert title(app) == "clusters · 1/4 rows"


@pytest.mark.parametrize("size", [(80, 24), (140, 40)], ids=["80x24", "140x40"])
async def test_tables_look_as_they_should(made: Path, snap: Snap, size: tuple[int, int]) -> None:
    name = f"{size[0]}x{size[1]}"
    app = explorer_on(made)
    async with app.run_test(size=size) as pilot:
        await go(app, pilot, "tables")
        await choose(app, pilot, "indicators")
        await pilot.press("right", "right", "right", "right", "F")
        await settle(pilot)
        await snap(app, f"tables_counts_{name}")
        await pilot.press("backspace", "t")
        await settle(pilot)
        await snap(app, f"tables_list_{name}")


def reprinted(path: Path) -> Path:
    """A file with a report, its reprint, and one fact in each."""
    first = made_file.document("first", made_file.HARBOUR, "海州日报", date(2024, 7, 3))
    again = replace(first, doc_id="again", path="docs/again.txt", source="东海网", published=date(2024, 7, 5))
    with Snapshot(path, [made_file.CLUSTERS], {"clusters": "c"}) as snapshot:
        for one in (again, first):
            snapshot.document(one, term_counts(one.text))
            found = made_file.row(one, "clusters", "智能装备", name="智能装备")
            snapshot.run(Run("c", "1", "", "", one.doc_id, 1, 0.0), [found])
        snapshot.finish()
    return path


async def test_facts_of_reprints_are_shown_on_a_key_and_when_one_is_opened(tmp_path: Path) -> None:
    app = explorer_on(reprinted(tmp_path / "facts.duckdb"))
    async with app.run_test(size=ROOMY) as pilot:
        await go(app, pilot, "tables")
        assert grid(app).total == 1
        assert column(app, "doc_id") == ["first"]
        await pilot.press("D")
        await settle(pilot)
        assert sorted(column(app, "doc_id")) == ["again", "first"]
        await pilot.press("D")
        await settle(pilot)
        assert column(app, "doc_id") == ["first"]
        hidden = next(fact for fact in Database(tmp_path / "facts.duckdb").facts("again"))
        tables(app).receive(OpenFact("clusters", hidden.fact_id))
        await settle(pilot)
        assert grid(app).total == 2
        assert column(app, "doc_id")[grid(app).cursor[0]] == "again"
