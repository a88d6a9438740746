"""Ranks of lists, counts in brackets, the two ends of a change, conditions, and reviews of several years."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from plugins.indicators import Indicators
from qdtui.model import Document


def told(text: str, *columns: str, published: date | None = date(2026, 2, 3)) -> list[tuple[Any, ...]]:
    doc = Document("d", "d.txt", text, published=published)
    return [tuple(row.values[c] for c in columns) for row in Indicators().extract(doc)]


def test_one_rank_of_several_outputs_is_a_row_for_each() -> None:
    found = told("恩施茶叶、柑橘、生姜等产量稳居全省首位。", "indicator", "rank")
    assert found == [("茶叶产量", 1), ("柑橘产量", 1), ("生姜产量", 1)]


def test_the_rank_behind_a_yearly_output_is_that_output_s() -> None:
    found = told("全省建成水库30座，棉花最高年产60万吨、居全国第3位。", "indicator", "value", "rank")
    assert found == [("水库", 30, None), ("棉花最高年产", 600000, 3)]


def test_cities_with_counts_in_brackets_are_ranked_in_their_order() -> None:
    text = "其中，拥有智能工厂最多的城市是无锡（9家），其次是常州（5家），南通、泰州和徐州并列第三（2家）。"
    assert told(text, "subject", "indicator", "value", "rank") == [
        ("无锡", "智能工厂", 9, 1),
        ("常州", "智能工厂", 5, 2),
        ("南通", "智能工厂", 2, 3),
        ("泰州", "智能工厂", 2, 3),
        ("徐州", "智能工厂", 2, 3),
    ]


CHANGES = {
    "up to the most there were": (
        "港口日均靠泊船舶由3艘增至最多11艘。",
        [("港口日均靠泊船舶", 3), ("港口日均靠泊船舶", 11)],
    ),
    "up to the busiest day": ("班车由开通时的4班增至目前高峰日的30班。", [("班车", 4), ("班车", 30)]),
    "with examples at both ends": (
        "出口货物品类由最初的陶瓷、茶叶等20多种扩展至家电、轮胎、玩具等600多种。",
        [("出口货物品类", 20), ("出口货物品类", 600)],
    ),
}


@pytest.mark.parametrize(("text", "expected"), CHANGES.values(), ids=CHANGES)
def test_both_ends_of_a_change_are_of_the_same_thing(text: str, expected: list[tuple[str, float]]) -> None:
    assert told(text, "indicator", "value") == expected


CONDITIONS = {
    "a voltage and above": ("35千伏及以上配电线路总长超2万公里。", [("公里", 20000)]),
    "a depth": ("全国深度超过500米的矿井已经有70座。", [("座", 70)]),
    "a depth between two": ("勘探队面向埋深在2000米—3000米的油气层钻探。", []),
    "so few an order": ("工厂接单灵活，承接单笔少于8台的小额订单。", []),
}


@pytest.mark.parametrize(("text", "expected"), CONDITIONS.values(), ids=CONDITIONS)
def test_a_size_that_says_which_are_counted_is_no_row(text: str, expected: list[tuple[str, float]]) -> None:
    assert told(text, "unit", "value") == expected


def test_those_elected_and_those_selected_are_two_things() -> None:
    found = told("全市3人当选院士，25人入选青年人才工程。", "indicator", "value")
    assert [value for _, value in found] == [3, 25]
    assert "当选院士" in found[0][0]
    assert "入选青年人才工程" in found[1][0]


def test_a_growth_that_comes_to_so_much_is_no_share() -> None:
    assert told("全市服务业引资增长达到9.5%。", "indicator", "value", "measure") == [("服务业引资", 9.5, "growth")]


def test_what_is_bought_for_an_amount_is_named() -> None:
    assert told("该集团宣布以5亿元收购一家芯片厂。", "indicator", "value", "unit") == [("收购一家芯片厂", 5, "亿元")]


def test_a_review_of_five_years_dates_what_was_completed_and_not_how_things_stand() -> None:
    text = (
        "“十四五”时期青海的发展历程极不平凡。\n"
        "——这五年生态更优。累计完成造林300万亩、种草90万亩。2人当选院士。单位能耗累计下降12%。机场达到8座。"
    )
    ends = {value: str(end) for value, end in told(text, "value", "period_end", published=None)}
    assert ends == {
        3_000_000: "2025-12-31",
        900_000: "2025-12-31",
        2: "2025-12-31",
        -12: "2025-12-31",
        8: "None",
    }


def test_a_round_number_of_things_to_do_beside_an_aim_is_a_target() -> None:
    text = "加强培育，建设示范园区12个左右，培育5个以上省级集群，力争营业收入增长8%左右。"
    assert told(text, "value", "kind", published=None) == [(12, "target"), (5, "target"), (8, "target")]


def test_a_round_number_of_things_done_is_reached() -> None:
    text = "全市已建设示范园区12个左右，力争营业收入增长8%左右。"
    assert told(text, "value", "kind", published=None) == [(12, "actual"), (8, "target")]


COUNTED = {
    "firms of a city whose name ends in 都": ("去年，4家成都企业入围第三批示范名单。", "企业", 4),
    "a share of the first two classes": ("本月越冬油菜一二类苗达76.5%。", "油菜一二类苗", 76.5),
    "plots of land": ("村里整治土地。开发36亩地块，引来客商。", "地块", 36),
    "provinces by all of their names": ("产品销往全国28个省、区、市，市场广阔。", "省、区、市", 28),
}


@pytest.mark.parametrize(("text", "part", "value"), COUNTED.values(), ids=COUNTED)
def test_what_is_counted(text: str, part: str, value: float) -> None:
    ((indicator, found),) = told(text, "indicator", "value")
    assert part in indicator
    assert found == value


def test_a_plan_period_that_runs_makes_what_is_to_be_done_a_target() -> None:
    text = "去年3月，该省印发办法并开展评选。提出“十五五”期间，在全省范围内认定80个左右园区。"
    assert told(text, "value", "kind") == [(80, "target")]
