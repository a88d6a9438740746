"""Documents: what a person does to find a document, read it and see the facts in it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Any

import pytest
from textual.app import App
from textual.events import Click, MouseMove, MouseUp
from textual.widgets import Input

from qdtui.tui.app import Explorer
from qdtui.tui.dialogs import DateDialog, read_date
from qdtui.tui.document_list import DocumentList
from qdtui.tui.documents import Documents
from qdtui.tui.fact_list import FactCard, FactList
from qdtui.tui.find_bar import FilterInput, FindBar
from qdtui.tui.messages import CopyText, DetailChosen, OpenDocument, OpenFact
from qdtui.tui.reader import GUTTER, Reader
from tests.tui.conftest import Open, settle
from tests.tui.fakes import FakeDatabase, sample
from tests.tui.snapshots import shown

Snap = Callable[[App[int], str], Awaitable[None]]


def reader(app: Explorer) -> Reader:
    return app.query_one(Reader)


def cell_of(app: Explorer, text: str) -> tuple[int, int]:
    """Where `text` begins on the reader, as an offset into the widget."""
    part = reader(app)
    for y in range(part.size.height):
        start, end = part._wrapped.line(part.scroll_offset.y + y)
        line = part._wrapped.text[start:end]
        if text in line:
            from qdtui.tui.wrap import cells

            return GUTTER + cells(line[: line.index(text)]), y
    raise AssertionError(f"{text} is not in view")


async def test_the_newest_document_opens_with_its_first_fact_selected_and_one_hint(explorer: Open) -> None:
    app = explorer(sample())
    async with app.run_test(size=(140, 40)) as pilot:
        await settle(pilot)
        assert reader(app).document is not None
        assert reader(app).document.doc_id == "d1"  # type: ignore[union-attr]
        assert reader(app).cursor == 0
        assert app.query_one(FactCard).fact is reader(app).facts[0]
        assert app.focused is reader(app)
        assert "↵ 看它在表中的位置" in shown(app)
        await pilot.press("n")
        await settle(pilot)
        assert "↵ 看它在表中的位置" not in shown(app)


async def test_beside_the_list_and_the_facts_the_text_has_the_most_room(explorer: Open) -> None:
    app = explorer(sample())
    async with app.run_test(size=(110, 30)) as pilot:
        await settle(pilot)
        panes = {name: app.query_one(f"#{name}-pane").size.width for name in ("list", "read", "facts")}
        assert min(panes["list"], panes["facts"]) >= 28
        assert panes["read"] >= 1.4 * max(panes["list"], panes["facts"])


async def test_next_and_previous_fact_go_round_and_the_card_follows(explorer: Open) -> None:
    app = explorer(sample())
    async with app.run_test(size=(140, 40)) as pilot:
        await settle(pilot)
        count = len(reader(app).facts)
        await pilot.press(*"n" * 3)
        assert reader(app).cursor == 3
        assert app.query_one(FactCard).fact is reader(app).facts[3]
        await pilot.press(*"N" * 4)
        assert reader(app).cursor == count - 1
        await pilot.press("n")
        assert reader(app).cursor == 0


async def test_enter_on_a_fact_asks_for_its_row(explorer: Open, heard: Callable[[Explorer, type], list[Any]]) -> None:
    app = explorer(sample())
    messages = heard(app, OpenFact)
    async with app.run_test(size=(140, 40)) as pilot:
        await settle(pilot)
        await pilot.press("n", "enter")
        await pilot.pause()
        fact = reader(app).facts[1]
        assert [(message.table, message.fact_id) for message in messages] == [(fact.table, fact.fact_id)]


async def test_a_click_on_a_mark_selects_it_and_the_next_one_takes_the_fact_that_overlaps(explorer: Open) -> None:
    app = explorer(sample())
    async with app.run_test(size=(140, 40)) as pilot:
        await settle(pilot)
        x, y = cell_of(app, "规上工业企业达到")
        await pilot.click(Reader, offset=(x + 1, y))
        assert reader(app).facts[reader(app).cursor or 0].label == "规上工业企业"
        x, y = cell_of(app, "海洋装备2个")
        await pilot.click(Reader, offset=(x, y))
        first = reader(app).facts[reader(app).cursor or 0]
        assert first.table == "indicators"
        await pilot.pause(0.6)
        await pilot.click(Reader, offset=(x, y))
        assert reader(app).facts[reader(app).cursor or 0].table == "clusters"


async def test_what_the_mouse_selects_in_the_text_is_copied(
    explorer: Open, heard: Callable[[Explorer, type], list[Any]]
) -> None:
    app = explorer(sample())
    copied = heard(app, CopyText)
    async with app.run_test(size=(140, 40)) as pilot:
        await settle(pilot)
        x, y = cell_of(app, "规上工业企业达到")
        cursor = reader(app).cursor
        await pilot.mouse_down(Reader, offset=(x, y))
        await pilot._post_mouse_events([MouseMove, MouseUp, Click], Reader, offset=(x + 11, y), button=1)
        await settle(pilot)
        assert reader(app).cursor == cursor, "the end of a drag is no click on a fact"
        await pilot.press("y")
        await settle(pilot)
        assert [message.text for message in copied] == ["规上工业企业"]
        assert reader(app).chosen is None
        await pilot.mouse_down(Reader, offset=(x, y))
        await pilot._post_mouse_events([MouseMove, MouseUp, Click], Reader, offset=(x, y + 2), button=1)
        await settle(pilot)
        assert reader(app).chosen is not None
        await pilot.press("escape")
        await settle(pilot)
        assert reader(app).chosen is None


async def test_a_filter_narrows_the_list_as_a_person_types_and_opens_what_is_left(explorer: Open) -> None:
    app = explorer(sample())
    async with app.run_test(size=(140, 40)) as pilot:
        await settle(pilot)
        await pilot.press("shift+tab", "slash", *"云岭")
        await settle(pilot)
        assert [info.doc_id for info in app.query_one(DocumentList).items] == ["d2"]
        assert "文档 1/3" in shown(app)
        assert reader(app).document.doc_id == "d2"  # type: ignore[union-attr]
        await pilot.press("escape")
        await settle(pilot)
        assert len(app.query_one(DocumentList).items) == 3
        assert not app.query_one(FilterInput).display
        assert app.focused is app.query_one(DocumentList)


async def test_a_filter_finds_by_table_outlet_and_date(explorer: Open) -> None:
    app = explorer(sample())
    async with app.run_test(size=(140, 40)) as pilot:
        await settle(pilot)
        field = app.query_one(FilterInput)
        for typed, expected in (("events", ["d2"]), ("海州日报 2024-03", ["d1"]), ("?日期", ["d2", "d3"])):
            field.value = typed
            await settle(pilot)
            assert [info.doc_id for info in app.query_one(DocumentList).items] == expected


async def test_an_empty_filter_names_the_key_that_clears_it(explorer: Open, snap: Snap) -> None:
    app = explorer(sample())
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("shift+tab", "slash", *"没有的词")
        await settle(pilot)
        assert "esc 清除筛选" in shown(app)
        await snap(app, "documents-empty-filter-80x24")


async def test_find_counts_hits_and_goes_round(explorer: Open) -> None:
    app = explorer(sample())
    async with app.run_test(size=(140, 40)) as pilot:
        await settle(pilot)
        await pilot.press("slash", *"制造业")
        await settle(pilot)
        total = reader(app).document.text.count("制造业")  # type: ignore[union-attr]
        assert total > 1
        assert f"命中 1/{total}" in shown(app)
        await pilot.press("enter")
        await settle(pilot)
        assert f"命中 2/{total}" in shown(app)
        await pilot.press("up", "up")
        await settle(pilot)
        assert f"命中 {total}/{total}" in shown(app)
        await pilot.press("escape")
        await settle(pilot)
        assert not app.query_one(FindBar).is_open
        assert reader(app).hits == []
        assert app.focused is reader(app)


async def test_find_pays_no_heed_to_case_and_takes_signs_as_they_are(explorer: Open) -> None:
    app = explorer(sample())
    async with app.run_test(size=(140, 40)) as pilot:
        await settle(pilot)
        assert reader(app).find("mes系统") == 1
        assert reader(app).find("12.5%（") == 1
        assert reader(app).find("1..5") == 0


async def test_open_document_shows_the_fact_that_was_asked_for(explorer: Open) -> None:
    database = sample()
    wanted = database.found["d2"][1]
    app = explorer(database)
    async with app.run_test(size=(140, 40)) as pilot:
        await settle(pilot)
        app.query_one(FilterInput).value = "海州"
        await settle(pilot)
        app.post_message(OpenDocument("d2", fact_id=wanted.fact_id))
        await settle(pilot)
        assert reader(app).document.doc_id == "d2"  # type: ignore[union-attr]
        assert reader(app).facts[reader(app).cursor or 0] is wanted
        assert app.query_one(DocumentList).current.doc_id == "d2"  # type: ignore[union-attr]


async def test_open_document_marks_a_span_that_is_no_fact_and_brings_it_into_view(explorer: Open) -> None:
    database = sample()
    text = "第一段。\n" * 300 + "要找的这一句。\n" + "末段。\n" * 50
    database.texts[1] = replace(database.texts[1], text=text)
    database.found["d2"] = []
    at = text.index("要找")
    app = explorer(database)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        app.post_message(OpenDocument("d2", at, at + 2))
        await settle(pilot)
        assert [tuple(hit) for hit in reader(app).hits] == [(at, at + 2)]
        assert "要找的这一句" in shown(app)


async def test_the_facts_fold_by_table_and_lead_to_their_place(explorer: Open) -> None:
    app = explorer(sample())
    async with app.run_test(size=(140, 40)) as pilot:
        await settle(pilot)
        facts = app.query_one(FactList)
        await pilot.press("tab")
        assert app.focused is facts
        before = len(facts.items)
        await pilot.press("home", "enter")
        assert len(facts.items) == before - 1
        await pilot.press("end")
        last = facts.current
        assert reader(app).facts[reader(app).cursor or 0] is last.fact  # type: ignore[union-attr]


async def test_on_a_narrow_screen_the_facts_take_the_place_of_the_list(explorer: Open) -> None:
    app = explorer(sample())
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        assert not app.query_one("#facts-pane").display
        await pilot.press("f")
        await settle(pilot)
        assert app.query_one("#facts-pane").display
        assert not app.query_one("#list-pane").display
        assert reader(app).display
        await pilot.press("escape")
        await settle(pilot)
        assert app.query_one("#list-pane").display
        assert app.focused is reader(app)


async def test_without_facts_the_panel_says_what_to_do(explorer: Open, snap: Snap) -> None:
    app = explorer(sample())
    async with app.run_test(size=(140, 40)) as pilot:
        await settle(pilot)
        app.post_message(OpenDocument("d3"))
        await settle(pilot)
        assert "没有找到事实" in shown(app)
        await snap(app, "documents-no-facts-140x40")


async def test_an_empty_file_names_the_folder_and_the_key(explorer: Open, snap: Snap) -> None:
    app = explorer(FakeDatabase([], {}))
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        assert "/home/a/docs" in shown(app)
        assert "ctrl+r" in shown(app)
        await snap(app, "documents-none-80x24")


async def test_a_failing_file_is_told_in_full(explorer: Open) -> None:
    database = sample()
    database.failure = OSError("facts.duckdb is held by process 4711")
    app = explorer(database)
    async with app.run_test(size=(140, 40)) as pilot:
        await settle(pilot)
        assert "facts.duckdb is held by process 4711" in shown(app)


async def test_a_new_snapshot_is_read_and_the_place_in_the_text_is_kept(explorer: Open) -> None:
    database = sample()
    app = explorer(database)
    async with app.run_test(size=(140, 40)) as pilot:
        await settle(pilot)
        await pilot.press("n", "n")
        fact = reader(app).facts[2]
        database.texts.insert(0, replace(database.texts[1], doc_id="d0", title="新来的一篇"))
        app.query_one(Documents).reload()
        await settle(pilot)
        assert "文档 4/4" in shown(app)
        assert reader(app).document.doc_id == "d1"  # type: ignore[union-attr]
        assert reader(app).facts[reader(app).cursor or 0].fact_id == fact.fact_id


async def test_what_a_document_says_is_never_markup_and_controls_never_reach_the_terminal(explorer: Open) -> None:
    database = sample()
    nasty = "[red]警报[/red] [@click=app.quit]点我[/] \x1b[31m红\x1b[0m \x07\u202e倒\x00"
    document = replace(
        database.texts[0], text=nasty + "\n" + database.texts[0].text, title=nasty, source=nasty, zones=(), sections=()
    )
    database.texts[0] = document
    database.found["d1"] = [
        replace(
            database.found["d1"][0], label=nasty, quote=nasty, start=0, end=len(nasty), cells={}, values={"name": nasty}
        )
    ]
    app = explorer(database)
    async with app.run_test(size=(140, 40)) as pilot:
        await settle(pilot)
        text = shown(app)
        assert "[red]警报[/red]" in text
        assert not any(sign in text for sign in "\x1b\x07\x00\u202e")


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("2024", "2024"), ("2024-7", "2024-07"), (" 2024-07-03 ", "2024-07-03"), ("", "")],
)
def test_dates_are_taken_as_exactly_as_they_are_typed(typed: str, kept: str) -> None:
    assert read_date(typed) == kept


@pytest.mark.parametrize("typed", ["24-07", "2024/07/03", "2024-13", "2023-02-29", "0024", "昨天"])
def test_what_is_no_date_is_refused(typed: str) -> None:
    with pytest.raises(ValueError):
        read_date(typed)


async def test_a_date_is_asked_for_checked_and_handed_on(
    explorer: Open, heard: Callable[[Explorer, type], list[Any]]
) -> None:
    app = explorer(sample())
    messages = heard(app, DetailChosen)
    async with app.run_test(size=(140, 40)) as pilot:
        await settle(pilot)
        await pilot.press("d")
        await settle(pilot)
        field = app.screen.query_one(Input)
        assert field.value == "2024-03-18"
        field.value = "2024-02-30"
        await pilot.press("enter")
        await settle(pilot)
        assert isinstance(app.screen, DateDialog)
        assert "没有这一天" in shown(app)
        field.value = "2024-02"
        await pilot.press("enter")
        await settle(pilot)
        assert app.query_one(Reader).screen is app.screen
        assert [(m.sha256, m.detail, m.text) for m in messages] == [("a" * 64, "published", "2024-02")]


@pytest.mark.parametrize("size", [(80, 24), (140, 40)])
@pytest.mark.parametrize("theme", ["textual-dark", "textual-light"])
async def test_documents_looks_as_it_did(explorer: Open, snap: Snap, size: tuple[int, int], theme: str) -> None:
    app = explorer(sample(), theme=theme)
    async with app.run_test(size=size) as pilot:
        await settle(pilot)
        await pilot.press("n", "n")
        await settle(pilot)
        await snap(app, f"documents-{theme.removeprefix('textual-')}-{size[0]}x{size[1]}")


async def test_facts_beside_a_narrow_reader_look_as_they_did(explorer: Open, snap: Snap) -> None:
    app = explorer(sample())
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("f", "down")
        await settle(pilot)
        await snap(app, "documents-facts-80x24")


async def test_find_looks_as_it_did(explorer: Open, snap: Snap) -> None:
    app = explorer(sample())
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("slash", *"制造")
        await settle(pilot)
        await snap(app, "documents-find-80x24")


async def test_without_colours_facts_are_underlined_and_the_cursor_is_reversed(
    explorer: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    app = explorer(sample())
    async with app.run_test(size=(140, 40)) as pilot:
        await settle(pilot)
        x, y = cell_of(app, "海州培育")
        current = reader(app).get_style_at(x, y)
        x, y = cell_of(app, "规上工业企业达到")
        other = reader(app).get_style_at(x, y)
        assert current.reverse
        assert other.underline
        assert not other.reverse


async def test_a_long_document_is_on_screen_at_once_and_its_end_one_key_away(explorer: Open) -> None:
    database = sample()
    text = database.texts[1].text * 4000
    database.texts[1] = replace(database.texts[1], text=text)
    app = explorer(database)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        app.post_message(OpenDocument("d2"))
        await settle(pilot)
        assert len(reader(app)._wrapped) >= 20
        await pilot.press("end")
        await settle(pilot)
        assert reader(app)._wrapped.complete
        assert "研发投入占比超过" in shown(app)
