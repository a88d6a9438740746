"""The words before a number that say how it compares."""

from __future__ import annotations

import pytest

from qdtui.text.comparison import change_before, gap_before, share_before


@pytest.mark.parametrize(
    ("words", "phrase", "falls", "level"),
    [
        ("增加值同比增长", "增加值", False, False),
        ("利润比上年下降", "利润", True, False),
        ("收入增幅", "收入", False, False),
        ("营收大幅成长", "营收", False, False),
        ("比重提升至", "比重", False, True),
        ("产能利用率降至", "产能利用率", True, True),
        ("生产效率平均提升", "生产效率", False, False),
        ("产量、销量分别增长", "产量、销量", False, False),
    ],
)
def test_a_change(words: str, phrase: str, falls: bool, level: bool) -> None:
    change = change_before(words)
    assert change is not None
    assert (words[: change.start], change.falls, change.level) == (phrase, falls, level)


def test_a_share_is_no_comparison_of_change() -> None:
    change = change_before("占比提升至")
    assert change is not None
    assert change.start == 2


def test_what_changes_may_be_named_by_the_verb() -> None:
    change = change_before("节油")
    assert change is not None
    assert change.named


@pytest.mark.parametrize(("words", "falls"), [("高于全国", False), ("低于全省平均", True), ("比全国高", False)])
def test_a_gap(words: str, falls: bool) -> None:
    gap = gap_before(words)
    assert gap is not None
    assert gap.falls is falls


@pytest.mark.parametrize(
    ("words", "of", "whole"),
    [("占电力总装机的", "占电力总装机", "电力总装机"), ("增加值占生产总值比重达到", "占生产总值比重", "生产总值")],
)
def test_a_share_of_a_whole(words: str, of: str, whole: str) -> None:
    share = share_before(words)
    assert share is not None
    assert words[share.start : share.end] == of
    assert words[share.whole_start : share.whole_end] == whole


def test_words_that_compare_nothing() -> None:
    assert change_before("营业收入达") is None
    assert gap_before("营业收入达") is None
    assert share_before("城镇化率") is None


@pytest.mark.parametrize("words", ["断面比例提高", "通胀率比上月降低"])
def test_a_rise_is_no_gap_to_others(words: str) -> None:
    assert gap_before(words) is None
    assert change_before(words) is not None
