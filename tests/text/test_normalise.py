"""The copy for matching: same length, one script, one width."""

from __future__ import annotations

import pytest

from qdtui.text.data import fields
from qdtui.text.normalise import chinese_marks, normalise


@pytest.mark.parametrize(
    ("text", "copy"),
    [
        ("增长６４．８％", "增长64.8%"),
        ("ＡＩ＋制造", "AI+制造"),
        ("億元產業集羣", "亿元产业集群"),
        ("於去年，經濟總量", "于去年，经济总量"),
        ("⻘岛⼯⼚⻋⻔⾧", "青岛工厂车门长"),
        ("著名、显著、乾坤", "著名、显著、乾坤"),
        ("“小巨人”，（套）。", "“小巨人”，（套）。"),
    ],
)
def test_letters_digits_and_script_are_one(text: str, copy: str) -> None:
    assert normalise(text) == copy


def test_every_character_keeps_its_offset() -> None:
    text = "".join(row[0] for row in fields("traditional.tsv")) + "１２％　\U0001f600e\u0301"
    assert len(normalise(text)) == len(text)


@pytest.mark.parametrize(
    ("text", "copy"),
    [
        ("目前,无锡已有60家;其中:", "目前，无锡已有60家；其中："),
        ("增长12%,高于全省", "增长12%，高于全省"),
        ("11月8日,2024年大会", "11月8日，2024年大会"),
        ("共1,200家，7:30开始", "共1,200家，7:30开始"),
        ("see https://a.cn/?b, then", "see https://a.cn/?b, then"),
    ],
)
def test_marks_between_chinese_words_are_full_width(text: str, copy: str) -> None:
    assert chinese_marks(text) == copy


def test_rare_characters_of_a_long_text_become_what_they_are_in_a_short_one() -> None:
    """Beyond the first plane only some are traditional; the others, and emoji, stay."""
    rare = [traditional for traditional, _ in fields("traditional.tsv") if ord(traditional) > 0xFFFF]
    assert rare
    short = "".join(rare[:20]) + "😀𠀋集群"
    assert normalise(short).endswith("😀𠀋集群")
    assert normalise(short)[:20] != short[:20]
    assert normalise(short + "汉字" * 200) == normalise(short) + "汉字" * 200
