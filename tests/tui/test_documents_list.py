"""Documents: narrowing and ordering the list, and what is done with the document that is open."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import replace
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from textual.app import App
from textual.widgets import Input

from qdtui.model import Document
from qdtui.store.records import DocumentInfo
from qdtui.tui.app import Explorer
from qdtui.tui.cells import width_of
from qdtui.tui.chooser import ChoiceList, Chooser
from qdtui.tui.colours import TableColours
from qdtui.tui.coverage import coverage
from qdtui.tui.dialogs import DateDialog
from qdtui.tui.document_facets import ORDERS, Facets, Order, ordered
from qdtui.tui.document_head import DocumentHead
from qdtui.tui.document_list import DocumentList, Filterable, title_of
from qdtui.tui.documents import Documents
from qdtui.tui.find_bar import FilterInput
from qdtui.tui.messages import DetailChosen, OpenDocument
from qdtui.tui.reader import Reader
from tests.tui.conftest import Open, settle
from tests.tui.fakes import sample
from tests.tui.made_file import explorer_on
from tests.tui.snapshots import screen_text, shown
from tests.tui.test_tables import reprinted

Snap = Callable[[App[int], str], Awaitable[None]]
SIZES = pytest.mark.parametrize("size", [(80, 24), (140, 40)], ids=["80x24", "140x40"])


def listed(app: Explorer) -> list[str]:
    return [info.doc_id for info in app.query_one(DocumentList).items]


def choices(app: Explorer) -> dict[str, str]:
    """What the open list offers, with the note at the right."""
    return {choice.text: choice.note for choice in app.screen.query_one(ChoiceList).items if not choice.heading}


async def choose(pilot: Any, text: str) -> None:
    """Turn a choice of the open list on or off, by its text."""
    field = pilot.app.screen.query_one(Input)
    field.value = text
    await settle(pilot)
    await pilot.press("enter")
    await settle(pilot)
    field.value = ""
    await settle(pilot)


async def test_pinyin_initials_find_a_document_in_the_list(explorer: Open) -> None:
    app = explorer(sample())
    async with app.run_test(size=(140, 40)) as pilot:
        await settle(pilot)
        await pilot.press("shift+tab", "slash", *"gxdj")
        await settle(pilot)
        assert listed(app) == ["d2"], "供需对接"
        assert "文档 1/3" in shown(app)


async def test_pinyin_initials_find_a_command_in_the_palette(explorer: Open) -> None:
    app = explorer(sample())
    async with app.run_test(size=(140, 40)) as pilot:
        await settle(pilot)
        await pilot.press("ctrl+p", *"dxyt")
        await pilot.pause(0.5)
        await pilot.press("enter")
        await settle(pilot)
        assert app.query_one(Reader).cursor == 1, "到下一条事实"


async def test_the_filter_looks_into_the_texts_too(explorer: Open) -> None:
    app = explorer(sample(many=2))
    async with app.run_test(size=(140, 40)) as pilot:
        await settle(pilot)
        await pilot.press("shift+tab", "slash", *"启明轴承")
        await pilot.pause(0.3)
        await settle(pilot)
        assert listed(app) == ["d2", "m0", "m1"]
        assert app.query_one(Reader).document.doc_id == "d2"  # type: ignore[union-attr]
        app.query_one(FilterInput).value = "启明轴承 2022"
        await pilot.pause(0.3)
        await settle(pilot)
        assert listed(app) == ["m0", "m1"], "words in the text combine with those about the document"
        app.query_one(FilterInput).value = "mes系统"
        await pilot.pause(0.3)
        await settle(pilot)
        assert listed(app) == ["d1"]


async def test_the_list_is_sorted_in_six_ways_and_says_which(explorer: Open) -> None:
    app = explorer(sample())
    async with app.run_test(size=(140, 40)) as pilot:
        await settle(pilot)
        seen = {}
        for _ in range(6):
            await pilot.press("s")
            await settle(pilot)
            seen[str(app.query_one("#list-pane")._border_subtitle or "")] = listed(app)
        assert seen == {
            "旧的在前": ["d2", "d1", "d3"],
            "按标题（拼音）": ["d1", "d2", "d3"],
            "按来源（拼音）": ["d1", "d2", "d3"],
            "事实多的在前": ["d1", "d2", "d3"],
            "长的在前": ["d1", "d2", "d3"],
            "": ["d1", "d2", "d3"],
        }
        assert app.query_one(Reader).document.doc_id == "d1"  # type: ignore[union-attr]


async def test_facets_combine_with_each_other_and_with_the_filter(explorer: Open) -> None:
    database = sample(many=3)
    database.found["d1"][0].values["region"] = "海州"  # type: ignore[index]
    app = explorer(database)
    async with app.run_test(size=(140, 40)) as pilot:
        await settle(pilot)
        await pilot.press("F")
        await settle(pilot)
        assert isinstance(app.screen, Chooser)
        assert choices(app)["2022"] == "3"
        assert choices(app)["海州"] == "1"
        assert choices(app)["people"] == "2"
        await choose(pilot, "people")
        assert listed(app) == ["d1", "d2"]
        assert "2022" not in choices(app), "each value tells what choosing it would leave"
        await choose(pilot, "2023")
        assert listed(app) == ["d2"]
        assert choices(app)["2024"] == "1", "years stand side by side"
        await choose(pilot, "2024")
        assert listed(app) == ["d1", "d2"]
        await pilot.press("escape")
        await settle(pilot)
        assert "文档 2/6" in shown(app)
        assert "2023 · 2024 · people" in shown(app)
        await pilot.press("shift+tab", "slash", *"海州")
        await settle(pilot)
        assert listed(app) == ["d1"]
        await pilot.press("escape", "escape")
        await settle(pilot)
        assert len(listed(app)) == 6, "the filter goes first, the facets next"


async def test_a_document_that_is_asked_for_is_shown_whatever_the_facets_say(explorer: Open) -> None:
    app = explorer(sample())
    async with app.run_test(size=(140, 40)) as pilot:
        await settle(pilot)
        await pilot.press("F")
        await settle(pilot)
        await choose(pilot, "champions")
        await pilot.press("escape")
        assert listed(app) == ["d1"]
        app.post_message(OpenDocument("d2"))
        await settle(pilot)
        assert app.query_one(Reader).document.doc_id == "d2"  # type: ignore[union-attr]
        assert len(listed(app)) == 3


async def test_facets_that_no_document_has_together_name_the_key_that_clears_them(explorer: Open) -> None:
    app = explorer(sample())
    async with app.run_test(size=(140, 40)) as pilot:
        await settle(pilot)
        app.query_one(Documents)._facets = app.query_one(Documents)._facets.toggled("outlet", "别处")
        app.query_one(Documents)._filter()
        await settle(pilot)
        assert "esc 清除筛选" in shown(app)
        await pilot.press("escape")
        await settle(pilot)
        assert len(listed(app)) == 3


async def test_the_outline_leads_to_a_heading(explorer: Open) -> None:
    app = explorer(sample())
    async with app.run_test(size=(80, 12)) as pilot:
        await settle(pilot)
        await pilot.press("o")
        await settle(pilot)
        assert choices(app)["集群加快成形"] == "7", "how many facts stand under it"
        await pilot.press(*"gjqy")
        await settle(pilot)
        assert list(choices(app)) == ["冠军企业领跑"]
        await pilot.press("enter")
        await settle(pilot)
        reader = app.query_one(Reader)
        start, _ = reader._wrapped.line(reader.scroll_offset.y)
        assert reader._wrapped.text[start:].startswith("冠军企业领跑") or reader.scroll_offset.y == reader.max_scroll_y
        assert "冠军企业领跑" in shown(app)


async def test_coverage_steps_through_what_no_fact_uses(explorer: Open) -> None:
    database = sample()
    app = explorer(database)
    async with app.run_test(size=(140, 40)) as pilot:
        await settle(pilot)
        await pilot.press("c")
        await settle(pilot)
        reader = app.query_one(Reader)
        text = reader.document.text  # type: ignore[union-attr]
        marked = [text[span.start : span.end] for span in reader.hits]
        assert any("3200" in word for word in marked)
        assert any("0.8" in word for word in marked)
        assert not any("1260" in word for word in marked), "a fact has it"
        assert "周明远" not in marked
        total = len(marked)
        assert f"未用到 1/{total}" in shown(app)
        await pilot.press("right_square_bracket")
        await settle(pilot)
        assert f"未用到 2/{total}" in shown(app)
        await pilot.press("c")
        await settle(pilot)
        assert reader.hits == []
        assert "未用到" not in shown(app)


def test_coverage_counts_what_facts_use_by_cell_or_by_value() -> None:
    database = sample()
    found = coverage(database.texts[0], database.found["d1"])
    nothing = coverage(database.texts[0], [])
    assert nothing.numbers == len(nothing.open_numbers) == found.numbers
    assert nothing.names == len(nothing.open_names)
    assert 0 < len(found.open_numbers) < found.numbers
    zones = database.texts[0].zones
    assert not any(zone.start <= span.start < zone.end for zone in zones for span in nothing.open)


async def test_title_outlet_and_author_are_set_by_hand_and_taken_back(
    explorer: Open, heard: Callable[[Explorer, type], list[Any]]
) -> None:
    app = explorer(sample())
    messages = heard(app, DetailChosen)
    async with app.run_test(size=(140, 40)) as pilot:
        await settle(pilot)
        for key, typed in (("T", "  港城  新翼 "), ("O", ""), ("A", "林木")):
            await pilot.press(key)
            await settle(pilot)
            app.screen.query_one(Input).value = typed
            await pilot.press("enter")
            await settle(pilot)
        assert [(m.detail, m.text) for m in messages] == [("title", "港城 新翼"), ("source", ""), ("author", "林木")]


async def test_what_is_set_by_hand_is_remembered(explorer: Open) -> None:
    from qdtui.state import overrides

    app = explorer(sample())
    async with app.run_test(size=(140, 40)) as pilot:
        await settle(pilot)
        app.post_message(DetailChosen("a" * 64, "title", "港城新翼"))
        app.post_message(DetailChosen("a" * 64, "source", "海州发布"))
        app.post_message(DetailChosen("a" * 64, "author", "林木"))
        await settle(pilot)
    kept = overrides()["a" * 64]
    assert (kept.title, kept.source, kept.author) == ("港城新翼", "海州发布", "林木")


async def test_a_theme_is_seen_while_it_is_chosen_and_kept_only_when_it_is(explorer: Open) -> None:
    from qdtui.state import theme

    app = explorer(sample())
    async with app.run_test(size=(140, 40)) as pilot:
        await settle(pilot)
        before = app.theme
        app.action_theme()
        await settle(pilot)
        await pilot.press("down")
        while app.theme == before:
            await pilot.pause(0.02)
        await pilot.press("escape")
        await settle(pilot)
        assert app.theme == before
        assert theme() is None
        app.action_theme()
        await settle(pilot)
        app.screen.query_one(Input).value = "textual-light"
        await settle(pilot)
        await pilot.press("enter")
        await settle(pilot)
        assert app.theme == "textual-light"
        assert theme() == "textual-light"


async def test_a_theme_is_not_shown_at_every_letter_of_its_name(
    explorer: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("qdtui.tui.chooser.REST", 3600)
    app = explorer(sample())
    async with app.run_test(size=(140, 40)) as pilot:
        await settle(pilot)
        before, seen = app.theme, list[str]()
        app.theme_changed_signal.subscribe(app.screen, lambda theme: seen.append(theme.name))
        app.action_theme()
        await settle(pilot)
        await pilot.press(*"nord")
        await settle(pilot)
        assert app.theme == before
        await pilot.press("enter")
        await settle(pilot)
        assert app.theme == "nord"
        assert seen == ["nord"]


async def test_what_is_asked_while_a_document_is_read_is_done_with_that_document(
    explorer: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    database = sample()
    read, may_go_on = database.document, Event()

    def slowly(doc_id: str) -> Document | None:
        may_go_on.wait()
        return read(doc_id)

    app = explorer(database)
    async with app.run_test(size=(140, 40)) as pilot:
        await settle(pilot)
        first, second = (info for info in app.query_one(DocumentList).items[:2])
        monkeypatch.setattr(database, "document", slowly)
        await pilot.press("greater_than_sign", "d")
        await pilot.pause()
        assert not isinstance(app.screen, DateDialog)
        may_go_on.set()
        await settle(pilot)
        assert isinstance(app.screen, DateDialog)
        assert title_of(second) in shown(app)
        await pilot.press("escape", "less_than_sign")
        await settle(pilot)
        assert app.query_one(Documents).reading == first.doc_id
        assert not isinstance(app.screen, DateDialog), "it is asked once"


@SIZES
async def test_lists_to_choose_from_look_as_they_did(explorer: Open, snap: Snap, size: tuple[int, int]) -> None:
    app = explorer(sample(many=3))
    name = f"{size[0]}x{size[1]}"
    async with app.run_test(size=size) as pilot:
        await settle(pilot)
        await pilot.press("o")
        await settle(pilot)
        await snap(app, f"documents-outline-{name}")
        await pilot.press("escape", "c")
        await settle(pilot)
        await snap(app, f"documents-coverage-{name}")
        await pilot.press("c", "F")
        await settle(pilot)
        await choose(pilot, "2023")
        await snap(app, f"documents-facets-{name}")


async def test_the_copies_of_a_work_are_said_and_lead_to_each_other(tmp_path: Path) -> None:
    app = explorer_on(reprinted(tmp_path / "facts.duckdb"))
    async with app.run_test(size=(140, 40)) as pilot:
        await settle(pilot)
        place = app.query_one(Documents)
        assert place._document is not None
        assert place._document.doc_id == "again"  # the newest
        assert any("2/2" in line for line in screen_text(app))
        await pilot.press("D")
        await settle(pilot)
        await pilot.press("up", "enter")
        await settle(pilot)
        assert place._document.doc_id == "first"
        assert any("1/2" in line for line in screen_text(app))


@pytest.mark.parametrize("order", ORDERS)
def test_the_filtered_list_stands_in_the_order_of_the_whole_one(order: Order) -> None:
    def info(number: int, title: str | None, source: str | None, year: int | None, facts: int) -> DocumentInfo:
        return DocumentInfo(
            str(number), f"{number}.txt", title, source, None, None, year, None, 100 - number, {"events": facts}
        )

    there = [
        info(0, "智造之城", "海州日报", 2024, 1),
        info(1, "港口新城", None, 2023, 3),
        info(2, None, "云岭新闻", 2022, 3),
        info(3, "安居新城", "海州日报", None, 0),
    ]
    listed = Filterable(there)
    whole = listed.matching("", Facets(), order, {})
    assert list(whole) == list(ordered(there, order))
    assert listed.matching("新城", Facets(), order, {}) == [found for found in whole if "新城" in (found.title or "")]


def test_where_room_is_short_the_head_keeps_the_date_and_leaves_out_the_length_first() -> None:
    document = replace(sample().texts[0], source="半岛全媒体", author="孙兆慧")
    head = DocumentHead(TableColours())

    def line(width: int) -> str:
        return head._text(document, width).plain.splitlines()[-1]

    whole = line(90)
    assert whole.startswith("半岛全媒体 · 孙兆慧 · 20")
    assert whole.endswith(" 字")
    assert line(width_of(whole) - 1) == whole.rpartition(" · ")[0]
    assert line(width_of("2024-07-03（正文）")).startswith("20")
