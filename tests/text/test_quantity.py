"""Quantities: the gold cases of the bundled seeds, and each trap of the genre by itself."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from qdtui.text.normalise import normalise
from qdtui.text.quantity import Quantity, quantities

ROOT = Path(__file__).parents[2]
GOLD = [json.loads(line) for line in (ROOT / "tests/gold/quantities.jsonl").read_text(encoding="utf-8").splitlines()]
SEEDS = {path.name[:3]: path.read_text(encoding="utf-8-sig") for path in sorted((ROOT / "seeds").glob("*.txt"))}


def only(text: str) -> Quantity:
    found = quantities(normalise(text))
    assert len(found) == 1, found
    return found[0]


@pytest.mark.parametrize("case", GOLD, ids=[f"{c['doc']}-{c['text']}" for c in GOLD])
def test_gold_quantity_of_a_seed(case: dict[str, object]) -> None:
    text = SEEDS[str(case["doc"])]
    context, words = str(case["context"]), str(case["text"])
    start = text.index(context) + context.index(words)
    found = next(q for q in quantities(normalise(text)) if q.start < start + len(words) and start < q.end)
    assert (found.value, found.unit, found.comparator) == (case["value"], case["unit"], case["comparator"])
    quoted = text[found.start : found.end]
    assert words in quoted or quoted in words


@pytest.mark.parametrize(
    ("text", "value", "unit", "comparator"),
    [
        ("新增企业20余家", 20, "家", ">"),
        ("占地8万多亩", 80000, "亩", ">"),
        ("投入超3亿元", 3e8, "元", ">"),
        ("不低于15%", 15, "%", ">="),
        ("不超过30项", 30, "项", "<="),
        ("控制在5%以内", 5, "%", "<="),
        ("不足1%", 1, "%", "<"),
        ("约400所高校", 400, "所", "~"),
        ("12个左右", 12, "个", "~"),
        ("突破了千亿元", 1e11, "元", ">"),
        ("靠着近两个亿的资金", 2e8, "", "<"),
        ("贡献约三分之一", 33.33, "%", "~"),
        ("超三成企业", 30, "%", ">"),
        ("六成半", 65, "%", "="),
        ("一半以上的产能", 50, "%", ">="),
        ("吨价4263元/千升", 4263, "元/千升", "="),
        ("装机470.5万千瓦", 4705000, "千瓦", "="),
        ("供地3千克", 3, "千克", "="),
        ("回落0.4个百分点", 0.4, "百分点", "="),
        ("百余家门店", 100, "家", ">"),
        ("七八家企业", 7, "家", "~"),
        ("增速为-2.3%", -2.3, "%", "="),
        ("节约30%", 30, "%", "="),
        ("附近300家", 300, "家", "="),
    ],
)
def test_a_quantity(text: str, value: float, unit: str, comparator: str) -> None:
    found = only(text)
    assert (found.value, found.unit, found.comparator) == (value, unit, comparator)


@pytest.mark.parametrize(
    ("text", "low", "high", "unit"),
    [
        ("节电40%~80%", 40, 80, "%"),
        ("延长60—100倍", 60, 100, "倍"),
        ("投资5-10亿元", 5e8, 1e9, "元"),
        ("建设3至5家", 3, 5, "家"),
        ("需要两三家", 2, 3, "家"),
    ],
)
def test_a_range(text: str, low: float, high: float, unit: str) -> None:
    found = only(text)
    assert (found.value, found.value_max, found.unit) == (low, high, unit)


@pytest.mark.parametrize(
    "text",
    [
        "2025年10月26日上午9时30分",
        "第九批名单和第39届大会",
        "5G网络、8K芯片、工业4.0",
        "“10+1”体系和“2+2+5”布局",
        "数十家企业、一批平台",
        "电话0532-12345678",
        "年仅24岁的选手",
        "跻身500强",
        "一体化、百度、四川、千方百计",
        "党的二十大以来",
        "青岛“120”指导",
        "两位数增长",
        "一家企业",
        "iPhone15发布",
        "北纬12度以北",
    ],
)
def test_what_is_no_quantity(text: str) -> None:
    assert quantities(normalise(text)) == []


@pytest.mark.parametrize("text", ["千亿级产业", "30万吨级码头", "亿元以上项目", "百亿产业集群", "千亩园区"])
def test_a_class_is_marked_as_one(text: str) -> None:
    assert only(text).level


def test_two_ends_with_different_units_are_no_range() -> None:
    assert [(q.value, q.unit) for q in quantities("提升1.5%至4263元/千升")] == [(1.5, "%"), (4263, "元/千升")]


def test_a_class_number_ends_before_its_class() -> None:
    count, level = quantities("3个万亿级产业集群")
    assert (count.value, count.unit, level.level) == (3, "个", True)


def test_money_is_stored_in_yi_where_the_text_counts_so() -> None:
    assert only("营收1.3万亿元").as_stored() == (13000, None, "亿元")
    assert only("奖补500万元").as_stored() == (5_000_000, None, "元")
    assert only("覆盖10亿用户").as_stored() == (1e9, None, "用户")
    assert only("七大产业").as_stored() == (7, None, "个")


def test_units_of_a_plugin() -> None:
    assert quantities("种植30畦", extra_units=("畦",))[0].unit == "畦"


def test_a_unit_ends_where_another_word_begins() -> None:
    assert quantities("5家电器厂") == []
    assert only("3个人工智能平台").unit == "个"
