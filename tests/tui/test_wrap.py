"""Chinese text breaks into lines where a reader expects it, and quickly."""

from __future__ import annotations

import random

import pytest

from qdtui.tui.wrap import NO_END, NO_START, Wrapped, cells, lines


def test_a_line_of_han_holds_half_as_many_characters_as_it_has_cells() -> None:
    assert lines("全市规上工业企业", 8) == ["全市规上", "工业企业"]


def test_a_latin_word_is_not_split() -> None:
    assert lines("接入MES系统与IoT平台", 10) == ["接入MES系", "统与IoT平", "台"]
    assert lines("产线已接Platform", 10) == ["产线已接", "Platform"]


def test_a_number_keeps_its_decimals_its_sign_and_its_percent() -> None:
    assert lines("投入增长12.5%", 10) == ["投入增长", "12.5%"]
    assert lines("产值达到1,260亿元", 10) == ["产值达到", "1,260亿元"]


def test_a_word_wider_than_the_line_is_cut() -> None:
    assert lines("abcdefghij", 4) == ["abcd", "efgh", "ij"]


@pytest.mark.parametrize("mark", "，。；：！？、）》”’】…%")
def test_no_line_begins_with_closing_punctuation(mark: str) -> None:
    assert lines(f"先进制造{mark}业集群", 8)[1][0] != mark


@pytest.mark.parametrize("mark", "（《“‘【￥")
def test_no_line_ends_with_an_opening_mark(mark: str) -> None:
    assert not lines(f"先进制{mark}造业集群", 8)[0].endswith(mark)


def test_spaces_hang_over_the_edge_instead_of_beginning_a_line() -> None:
    assert lines("先进制造 业集群", 8) == ["先进制造 ", "业集群"]


def test_blank_lines_stay_lines() -> None:
    assert lines("甲\n\n乙\n", 10) == ["甲", "", "乙"]
    assert lines("", 10) == [""]


def test_lines_tile_the_text_whatever_it_holds() -> None:
    chance = random.Random(7)
    signs = "全市工业，。“”《》（）%12.5aBc \n\u3000é￥…—\u0301😀\r"
    for _ in range(300):
        text = "".join(chance.choices(signs, k=chance.randrange(1, 80)))
        width = chance.randrange(2, 30)
        wrapped = Wrapped(text, width)
        wrapped.advance()
        assert wrapped.starts[0] == 0
        assert all(a < b for a, b in zip(wrapped.starts, wrapped.starts[1:], strict=False))
        shown = "".join(text[slice(*wrapped.line(number))] for number in range(len(wrapped)))
        assert shown.replace("\r", "") == text.replace("\n", "").replace("\r", "")
        for number in range(len(wrapped)):
            start, end = wrapped.line(number)
            assert cells(text[start:end].rstrip(" \u3000")) <= max(width, 2)
            assert wrapped.line_of(start) == number
            assert wrapped.line_of(max(start, end - 1)) == number


def test_no_mark_is_both_opening_and_closing() -> None:
    assert not NO_START & NO_END


def test_a_long_text_is_wrapped_only_as_far_as_it_is_looked_at() -> None:
    wrapped = Wrapped("全市规上工业企业达到1260家，研发投入增长12.5%。\n" * 20_000, 40)
    wrapped.advance(lines=40)
    assert 40 < len(wrapped) < 60
    assert not wrapped.complete
    assert wrapped.line_of(100_000) == len(wrapped) - 1 or wrapped.line(wrapped.line_of(100_000))[0] <= 100_000
    assert not wrapped.complete
