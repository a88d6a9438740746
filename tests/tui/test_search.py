"""Search: what a person does to find words in all documents and open one at a hit."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from rich.cells import cell_len
from textual import _time as textual_time
from textual.app import App

from qdtui.model import Document
from qdtui.store.query import parse
from qdtui.store.read import Database
from qdtui.store.search import Hit, SearchResult, Snippet
from qdtui.store.snippets import snippets
from qdtui.store.write import Snapshot
from qdtui.text.segment import term_counts
from qdtui.tui.app import Explorer
from qdtui.tui.hit_list import HitList, HitRow, rows_of
from qdtui.tui.kwic_list import KwicList
from qdtui.tui.messages import FindInDocuments, OpenDocument
from qdtui.tui.search import Explanation, QueryInput, Search
from qdtui.tui.sentence_pane import SentencePane
from tests.tui.conftest import settle
from tests.tui.made_file import explorer_on, go, search, type_text
from tests.tui.snapshots import screen_text, shown

Snap = Callable[[App[int], str], Awaitable[None]]
Heard = Callable[[Explorer, type], list[Any]]


@pytest.fixture(autouse=True)
def _still(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QueryInput, "cursor_blink", False)


def hits(app: Explorer) -> HitList:
    return app.query_one(HitList)


async def test_before_the_first_word_the_query_language_is_explained(made: Path) -> None:
    app = explorer_on(made)
    async with app.run_test(size=(80, 24)) as pilot:
        await go(app, pilot, "search")
        assert app.query_one(QueryInput).has_focus
        assert '"先进制造业集群"' in shown(app)
        assert "集群 -培育" in shown(app)


async def test_hits_come_while_typing_with_counts_and_marked_snippets(made: Path) -> None:
    app = explorer_on(made)
    async with app.run_test(size=(80, 24)) as pilot:
        await go(app, pilot, "search")
        await type_text(pilot, "集")
        await type_text(pilot, "群")
        await search(app, pilot, "集群")
        rows = hits(app).items
        assert [row.hit.doc_id for row in rows if row.snippet is None] == ["harbour", "meeting"]
        assert all(row.snippet.text[slice(*row.snippet.marks[0])] == "集群" for row in rows if row.snippet)
        title = str(hits(app)._border_title)
        assert title.startswith("4 处 · 2 篇文档 · ")
        assert title.endswith(" ms")


async def test_the_text_around_the_hit_under_the_cursor_is_always_in_view(made: Path) -> None:
    app = explorer_on(made)
    async with app.run_test(size=(80, 24)) as pilot:
        await go(app, pilot, "search")
        await search(app, pilot, "集群")
        await pilot.press("down", "down")
        await settle(pilot)
        quote = app.query_one(SentencePane).quote
        assert quote is not None
        assert quote.text[quote.start : quote.end] == "集群"
        assert "今后三年再添3个省级" in quote.text[quote.start - 20 : quote.start]
        assert app.query_one(QueryInput).has_focus, "the keys go to the hits while the typing goes on"


async def test_enter_opens_the_document_at_the_hit(made: Path, heard: Heard) -> None:
    app = explorer_on(made)
    async with app.run_test(size=(80, 24)) as pilot:
        await go(app, pilot, "search")
        opened = heard(app, OpenDocument)
        await search(app, pilot, "绿色化工")
        await pilot.press("enter")
        await settle(pilot)
        document = Database(made).document("harbour")
        assert document is not None
        assert [document.text[message.start : message.end] for message in opened] == ["绿色化工"]


async def test_a_click_on_a_snippet_chooses_it(made: Path, heard: Heard) -> None:
    app = explorer_on(made)
    async with app.run_test(size=(80, 24)) as pilot:
        await go(app, pilot, "search")
        opened = heard(app, OpenDocument)
        await search(app, pilot, "集群")
        await pilot.click(HitList, offset=(20, 3))
        await pilot.click(HitList, offset=(20, 3))
        await settle(pilot)
        assert hits(app).cursor == 2
        assert opened[0].start == hits(app).items[2].span[0]  # type: ignore[index]


async def test_what_nobody_wrote_says_so_and_what_to_try(made: Path) -> None:
    app = explorer_on(made)
    async with app.run_test(size=(80, 24)) as pilot:
        await go(app, pilot, "search")
        await search(app, pilot, "没有的词语")
        assert "没有文档符合“没有的词语”" in shown(app)
        assert "试试更短的词" in shown(app)


async def test_a_query_that_asks_for_nothing_is_explained(made: Path) -> None:
    app = explorer_on(made)
    async with app.run_test(size=(80, 24)) as pilot:
        await go(app, pilot, "search")
        await search(app, pilot, "-集群")
        assert "还需要至少一个要查找的词" in shown(app)
        assert "灯塔工厂 数字化" in shown(app)


async def test_an_error_of_the_file_is_shown_in_full(made: Path, tmp_path: Path) -> None:
    path = tmp_path / "facts.duckdb"
    path.write_bytes(made.read_bytes())
    app = explorer_on(path)
    async with app.run_test(size=(80, 24)) as pilot:
        await go(app, pilot, "search")
        path.write_bytes(b"no database")
        await search(app, pilot, "集群")
        assert "无法打开" in shown(app)
        assert "facts.duckdb" in shown(app).replace("\n", "")


async def test_what_was_typed_in_between_is_not_searched_and_late_answers_are_dropped(
    made: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gate, asked = Event(), []

    def slow(self: Database, query: str, limit: int = 50, *, segmenter: str = "auto") -> SearchResult:
        asked.append(query)
        gate.wait(5)
        snippet = Snippet(query, [(0, len(query))], 0)
        return SearchResult([Hit("harbour", query, None, None, 1.0, 1, [snippet])], 1, 1.0, "terms")

    monkeypatch.setattr(Database, "search", slow)
    app = explorer_on(made)
    async with app.run_test(size=(80, 24)) as pilot:
        await go(app, pilot, "search")
        for query in ("产", "产业", "产业集", "产业集群"):
            app.query_one(QueryInput).value = query
            await pilot.pause(0.1)
        assert asked == ["产"]
        gate.set()
        await search(app, pilot, "产业集群")
        assert asked == ["产", "产业集群"]
        assert hits(app).items[0].hit.title == "产业集群"


async def test_the_next_key_interrupts_the_search_for_what_stood_there_before(
    made: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stopped, ended = Event(), []
    search_as_ever = Database.search

    def endless(self: Database, query: str, *given: Any, **settings: Any) -> SearchResult:
        if query != "产":
            return search_as_ever(self, query, *given, **settings)
        assert stopped.wait(30)
        stopped.clear()
        ended.append(query)
        raise InterruptedError

    monkeypatch.setattr(Database, "search", endless)
    monkeypatch.setattr(Database, "cancel_search", lambda self: stopped.set())
    app = explorer_on(made)
    async with app.run_test(size=(80, 24)) as pilot:
        await go(app, pilot, "search")
        app.query_one(QueryInput).value = "产"
        await pilot.pause(0.1)
        await search(app, pilot, "产业集群")
        assert ended == ["产"]
        assert app.query_one(Search).answered == "产业集群"
        assert "Interrupted" not in shown(app)


async def test_the_keys_below_name_what_works_in_the_query_and_in_the_results(made: Path, heard: Heard) -> None:
    app = explorer_on(made)
    async with app.run_test(size=(140, 40)) as pilot:
        await go(app, pilot, "search")
        await search(app, pilot, "集群")
        opened = heard(app, OpenDocument)
        assert "↵ 打开" in screen_text(app)[-1]
        assert "esc 结果" in screen_text(app)[-1]
        await pilot.press("escape")
        await settle(pilot)
        line = screen_text(app)[-1]
        assert "↵ 打开" in line
        assert "/ 检索" in line
        assert "esc" not in line, "the results have the focus already"
        await pilot.click(offset=(cell_len(line[: line.index("打开")]), 39))
        await settle(pilot)
        await pilot.press("enter")
        await settle(pilot)
        await pilot.press("f3", "enter")
        await settle(pilot)
        assert [message.doc_id for message in opened] == ["harbour", "harbour", "harbour"]


async def test_hits_of_the_first_documents_are_not_told_as_those_of_all(
    made: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("qdtui.tui.search.SHOWN", 1)
    app = explorer_on(made)
    async with app.run_test(size=(140, 40)) as pilot:
        await go(app, pilot, "search")
        await search(app, pilot, "集群")
        assert str(hits(app)._border_title).startswith("2 篇文档 · 前 1 篇中 3 处 · ")


async def test_text_sent_from_a_cell_is_searched(made: Path) -> None:
    app = explorer_on(made)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        app.post_message(FindInDocuments("MES系统与IoT平台\n\x1b[31m已接入"))
        await settle(pilot)
        await settle(pilot)
        assert app.query_one(QueryInput).value == '"MES系统与IoT平台 �[31m已接入"'


async def test_escape_leaves_the_input_so_that_digits_change_the_place(made: Path) -> None:
    app = explorer_on(made)
    async with app.run_test(size=(80, 24)) as pilot:
        await go(app, pilot, "search")
        await pilot.press("escape")
        await settle(pilot)
        assert app.query_one(Explanation).has_focus
        await search(app, pilot, "集群")
        await pilot.press("slash", "escape")
        await settle(pilot)
        assert hits(app).has_focus, app.focused
        await pilot.press("2")
        await settle(pilot)
        assert app._switcher.current == "tables"


def row(text: str, marks: list[tuple[int, int]]) -> HitRow:
    snippet = Snippet(text, marks, 100)
    return HitRow(Hit("d", "t", None, None, 1.0, 1, [snippet]), 1, snippet)


async def test_a_long_snippet_shows_its_first_hit_whole_and_fits(made: Path) -> None:
    app = explorer_on(made)
    async with app.run_test(size=(80, 24)) as pilot:
        await go(app, pilot, "search")
        await search(app, pilot, "集群")
        text = "在" * 60 + "灯塔工厂" + "后" * 60
        for width in (30, 60, 79, 140):
            runs = hits(app).draw(row(text, [(60, 64)]), 0, width)
            assert sum(cell_len(piece) for piece, _ in runs) <= width
            assert "灯塔工厂" in [piece for piece, _ in runs]


FAR = "前" * 40


@pytest.mark.parametrize(
    ("text", "begins", "ends"),
    [
        (f"{FAR}灯塔工厂{FAR}。", "…", "…"),
        (f"灯塔工厂{FAR}", "", "…"),
        (f"先说完。灯塔工厂没说完{FAR}", "", "…"),
        (f"{FAR}到灯塔工厂\n下一行", "…", ""),
        ("灯塔工厂", "", ""),
    ],
)
async def test_a_snippet_says_where_its_sentence_goes_on(made: Path, text: str, begins: str, ends: str) -> None:
    app = explorer_on(made)
    async with app.run_test(size=(80, 24)) as pilot:
        await go(app, pilot, "search")
        await search(app, pilot, "集群")
        (snippet,) = snippets(text, parse("灯塔工厂"))[1]
        runs = hits(app).draw(HitRow(Hit("d", "t", None, None, 1.0, 1, [snippet]), 1, snippet), 0, 200)
        assert "".join(piece for piece, _ in runs).strip() == begins + snippet.text + ends


def test_the_span_of_a_line_counts_in_the_document() -> None:
    line = row("前灯塔工厂", [(1, 5)])
    assert line.span == (101, 105)
    result = SearchResult([line.hit], 1, 1.0, "terms")
    assert [found.snippet is None for found in rows_of(result)] == [True, False]
    assert rows_of(result)[0].span == (101, 105), "a document opens at its first hit"


async def test_a_document_without_a_title_goes_by_the_name_of_its_file(tmp_path: Path) -> None:
    path = tmp_path / "facts.duckdb"
    with Snapshot(path, (), {}, now=datetime(2024, 8, 1, tzinfo=UTC)) as file:
        text = "云岭市的产业集群。"
        file.document(Document("d", "docs/2024/云岭.txt", text, None), term_counts(text))
        file.finish()
    app = explorer_on(path)
    async with app.run_test(size=(100, 26)) as pilot:
        await go(app, pilot, "search")
        await search(app, pilot, "集群")
        assert "  1  云岭.txt" in shown(app)


async def test_every_hit_with_its_context_in_columns_around_the_word(made: Path, heard: Heard) -> None:
    app = explorer_on(made)
    async with app.run_test(size=(140, 40)) as pilot:
        await go(app, pilot, "search")
        opened = heard(app, OpenDocument)
        await search(app, pilot, "集群")
        await pilot.press("f3")
        await settle(pilot)
        lines = app.query_one(KwicList)
        text = Database(made).document("harbour")
        assert text is not None
        assert len(lines.items) == sum(row.hit.count for row in hits(app).items if row.snippet is None)
        drawn = screen_text(app)[4 : 4 + len(lines.items)]
        # The search word may stand earlier in the line too, so the middle is where it must be in every line.
        columns = [{cell_len(line[:at]) for at in range(len(line)) if line.startswith("集群", at)} for line in drawn]
        assert set.intersection(*columns), "the words stand below each other"
        await pilot.press("down", "enter")
        await settle(pilot)
        chosen = lines.items[1]
        assert [(message.doc_id, message.start) for message in opened] == [(chosen.doc_id, chosen.start)]
        assert chosen.hit == "集群"


async def test_the_hits_can_be_ordered_by_what_follows_and_what_precedes(made: Path) -> None:
    app = explorer_on(made)
    async with app.run_test(size=(140, 40)) as pilot:
        await go(app, pilot, "search")
        await search(app, pilot, "集群")
        await pilot.press("f3", "escape", "s")
        await settle(pilot)
        lines = app.query_one(KwicList)
        assert [line.after for line in lines.items] == sorted(line.after for line in lines.items)
        await pilot.press("s")
        await settle(pilot)
        assert [line.before[::-1] for line in lines.items] == sorted(line.before[::-1] for line in lines.items)
        await pilot.press("s", "f3")
        await settle(pilot)
        assert hits(app).display
        assert hits(app).has_focus


@pytest.mark.parametrize("size", [(80, 24), (140, 40)], ids=["80x24", "140x40"])
async def test_facets_and_lines_look_as_they_should(
    made: Path, snap: Snap, size: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("qdtui.store.search.time.perf_counter", lambda: 0.0)
    app = explorer_on(made)
    async with app.run_test(size=size) as pilot:
        await go(app, pilot, "search")
        await search(app, pilot, "集群")
        await pilot.press("f2")
        await settle(pilot)
        await snap(app, f"search_facets_{size[0]}x{size[1]}")
        await pilot.press("f2", "f3")
        await settle(pilot)
        await snap(app, f"search_lines_{size[0]}x{size[1]}")


async def test_the_query_comes_back_at_the_next_start(made: Path) -> None:
    app = explorer_on(made)
    async with app.run_test(size=(140, 40)) as pilot:
        await go(app, pilot, "search")
        await search(app, pilot, "集群 has:clusters")
        await pilot.press("f3", "escape", "s")
        await settle(pilot)
        await pilot.press("q")
    app = explorer_on(made)
    async with app.run_test(size=(140, 40)) as pilot:
        await settle(pilot)
        assert app._switcher.current == "search"
        await search(app, pilot, "集群 has:clusters")
        assert app.query_one(QueryInput).value == "集群 has:clusters"
        lines = app.query_one(KwicList)
        assert lines.display
        assert [line.after for line in lines.items] == sorted(line.after for line in lines.items)
    place = Search(app.context)
    place.recall({"query": 3, "lines": "yes", "order": "up"})
    assert place._asked == ""


async def test_what_is_typed_is_searched_for_on_a_machine_that_is_held_up_at_any_moment(
    made: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As if some milliseconds went by at each look at the clock, which makes Textual leave out a short timer."""
    app = explorer_on(made)
    async with app.run_test(size=(80, 24)) as pilot:
        await go(app, pilot, "search")
        looks = count()
        clock = textual_time.get_time
        monkeypatch.setattr(textual_time, "get_time", lambda: clock() + next(looks) * 0.006)
        await pilot.press("i", "o", "t")
        for _ in range(200):
            await pilot.pause(0.02)
            if app.query_one(Search).answered == "iot":
                break
        assert app.query_one(Search).answered == "iot"
