"""What is tried only where a sign stands finds what it would find everywhere."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

import qdtui.text
from qdtui.load import load_file
from qdtui.text import introduced, places, quantity
from qdtui.text.reading import Reading
from qdtui.text.signs import Signed

ROOT = Path(__file__).resolve().parents[2]

EXAMPLES = {
    "circumstances._HOSTED": "大会由市工信局主办，某某协会承办。",
    "local_names._OFFICER": "绿源电气总经理介绍了新线。",
    "local_names._TOWN_START": "走进熊口镇，机器轰鸣。",
    "local_names._WORKSHOP": "在绿源电气的总装车间里，机械臂在动。",
    "meetings._STUDY": "中央政治局就海洋强国进行第二次集体学习。",
    "occasions._LAUNCHED_BY": "火箭将两颗遥感卫星送入轨道。",
    "occasions._STATE_VISIT": "外长对坦桑尼亚进行正式访问。",
    "occasions._TALKS": "省长会见了坦桑尼亚客人。",
    "occasions._VISIT": "他到某某电子厂调研。",
    "orgs._SAID_SHORT": "绿源电气股份有限公司（以下简称“绿源”）成立。",
    "people._APPOINTED": "会议任命王小明为市工信局局长。",
    "titles._FIVE_YEARS": "“十五五”规划开始编制。",
    "titles._ITEMS": "出台支持新能源产业发展的28条措施。",
    "titles._KNOWN_REPORT": "政府工作报告提出三个目标。",
    "titles._LAW": "根据民营经济促进法，制定细则。",
    "titles._LAW_DONE": "海洋环境保护法正式施行。",
    "titles._NICKNAME": "推出“惠企二十条”。",
    "titles._QUOTED": "实施“千企领航”计划。",
    "titles._YEARLY": "印发2025年全市工业互联网发展工作要点。",
}
"""A sentence in which each signed pattern finds something."""


def signed() -> Iterator[tuple[str, Signed]]:
    for module in pkgutil.walk_packages(qdtui.text.__path__, "qdtui.text."):
        for name, value in vars(importlib.import_module(module.name)).items():
            if isinstance(value, Signed):
                yield f"{module.name.removeprefix('qdtui.text.')}.{name}", value


@cache
def own_readings() -> tuple[Reading, ...]:
    """The seeds and the articles that were written for the tests."""
    paths = sorted((ROOT / "seeds").glob("*.txt")) + sorted((ROOT / "tests" / "articles").glob("*.txt"))
    return tuple(Reading(load_file(path)) for path in paths)


@pytest.mark.parametrize(("name", "pattern"), [pytest.param(*found, id=found[0]) for found in signed()])
def test_a_pattern_finds_the_same_with_its_signs_as_without(name: str, pattern: Signed) -> None:
    example = EXAMPLES[name]
    assert list(pattern.finditer(example, 0, len(example)))
    for reading in own_readings():
        for sentence in reading.sentences:
            alone = [m.span() for m in pattern.pattern.finditer(reading.norm, *sentence.span)]
            assert [m.span() for m in pattern.finditer(reading.norm, *sentence.span)] == alone
            first = pattern.search(reading.norm, *sentence.span)
            assert (first is None) == (alone == [])


def test_a_sign_is_looked_for_in_each_text_anew() -> None:
    pattern = Signed("甲 乙", "[甲乙]丙")
    for text, found in (("丁甲丙", 1), ("丁丁丁", None), ("甲丁乙丙", 2)):
        match = pattern.search(text, 0, len(text))
        assert (match.start() if match else None) == found
    assert pattern.search("甲丙丁丁", 1, 4) is None


def test_numbers_begin_with_the_characters_that_are_looked_for_first() -> None:
    for reading in own_readings():
        for match in quantity._STARTS.finditer(reading.norm):
            assert quantity._FIRST.match(match[0])


@pytest.mark.parametrize("share", ["三成", "九成半以上", "2/3", "1/10", "一半", "半数", "过半的"])
def test_a_share_is_known_by_its_first_two_characters(share: str) -> None:
    assert quantity._may_be_share(share, 0)
    assert [q.kind for q in quantity.quantities(f"占{share}。")] == ["share"]


def test_no_share_is_lost_to_a_look_at_two_characters() -> None:
    for reading in own_readings():
        norm = reading.norm
        for match in quantity._STARTS.finditer(norm):
            if quantity._share(norm, match.start(), len(norm)) is not None:
                assert "分之" in norm or quantity._may_be_share(norm, match.start())


def test_a_place_begins_at_every_pair_of_characters_that_begins_one() -> None:
    heads = places._names()[0]
    for reading in own_readings():
        norm = reading.norm
        assert places._starts(norm) == [at for at in range(len(norm)) if norm[at : at + 2] in heads]


def test_people_in_apposition_are_found_wherever_they_may_stand() -> None:
    texts = [reading.norm[slice(*s.span)] for reading in own_readings() for s in reading.sentences]
    texts += [
        "王小明，某某大学教授，出席。",
        "出席的有：王小明，某某大学教授。",
        "王明，男，汉族，现任市长。",
        "王，他来了。",
    ]
    for text in texts:
        alone = [m.span() for m in introduced._APPOSITION.finditer(text)]
        assert [m.span() for m in introduced._appositions(text)] == alone
