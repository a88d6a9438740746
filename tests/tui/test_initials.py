"""Finding Chinese by pinyin initials, and sorting by pinyin."""

from __future__ import annotations

import pytest

from qdtui.tui.initials import by_pinyin, initials, stands_in


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("dtgc", "全球灯塔工厂名单"),
        ("cq", "重庆两江新区"),
        ("zq", "重庆两江新区"),
        ("gfqd", "叫响“工赋·青岛”品牌"),
        ("aigc", "深圳发布aigc清单"),
        ("gy2jh", "工业2计划"),
    ],
)
def test_initials_find_every_reading_and_pass_over_marks(typed: str, text: str) -> None:
    assert stands_in(typed, text)


@pytest.mark.parametrize(
    ("typed", "text"), [("dtgc", "灯塔"), ("d", "灯塔"), ("塔工", "灯塔与工厂"), ("gtgc", "灯塔工厂")]
)
def test_what_is_not_there_is_not_found(typed: str, text: str) -> None:
    assert not stands_in(typed, text)


def test_only_letters_are_taken_for_initials() -> None:
    assert initials("灯塔") is None
    assert initials("2024") is None
    assert initials("d.t") is None
    assert initials("x" * 200) is None


def test_titles_come_in_the_order_of_their_pinyin() -> None:
    assert sorted(["青岛", "海州", "北京", "ABC", "云岭"], key=by_pinyin) == ["ABC", "北京", "海州", "青岛", "云岭"]
