"""Texts in place of what is not there: broken by the rules of Chinese, and examples in a column of their own."""

from __future__ import annotations

from pathlib import Path

import pytest

from qdtui.tui.cells import width_of
from qdtui.tui.document_list import DocumentList
from qdtui.tui.i18n import set_language
from qdtui.tui.said import EXAMPLE, laid_out
from qdtui.tui.search_words import LANGUAGE
from tests.tui.conftest import Open, settle
from tests.tui.fakes import sample
from tests.tui.made_file import explorer_on, go, write_file
from tests.tui.snapshots import screen_text, shown

NOT_AT_THE_BEGINNING = "，。、；：）”！？"


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("width", [30, 56, 76, 136])
def test_the_examples_of_the_search_keep_their_column_in_every_width(language: str, width: int) -> None:
    set_language(language)
    laid = laid_out(LANGUAGE(), width)
    assert all(width_of(line) <= width for line in laid)
    assert not any(line.strip()[:1] in NOT_AT_THE_BEGINNING for line in laid if line.strip())
    examples = [found[1] for line in LANGUAGE().split("\n") if (found := EXAMPLE.fullmatch(line))]
    assert len(examples) == 6
    rows = [next(line for line in laid if line.startswith(f"  {example}")) for example in examples]
    if width >= 56:  # all that they mean begins in one column, also in a second line
        starts = {width_of(row) - width_of(row[2 + len(e) :].lstrip()) for row, e in zip(rows, examples, strict=True)}
        assert len(starts) == 1
        at = starts.pop()
        between = laid[laid.index(rows[0]) : laid.index(rows[-1]) + 1]
        assert all(line.startswith(" " * at) for line in between if line not in rows)


def test_what_stands_in_paragraphs_stays_in_paragraphs() -> None:
    assert laid_out("一二三四\n\n五", 4) == ["一二", "三四", "", "五"]


async def test_no_line_of_an_empty_list_begins_with_a_comma(explorer: Open) -> None:
    app = explorer(sample())
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        app.query_one(DocumentList).focus()
        await pilot.press("slash", *"没有这样的一篇文章啊，真的没有、绝对没有")
        await settle(pilot)
        assert "没有文档符合" in shown(app)
        listed = [line.split("││")[0].strip("│ ") for line in screen_text(app)[3:20]]
        assert not any(line[:1] in NOT_AT_THE_BEGINNING for line in listed if line)


async def test_in_a_small_terminal_the_search_tells_more_of_its_examples(tmp_path: Path) -> None:
    app = explorer_on(write_file(tmp_path / "facts.duckdb"))
    async with app.run_test(size=(60, 15)) as pilot:
        await go(app, pilot, "search")
        assert "年份:2024 来源:新华社" in shown(app)
