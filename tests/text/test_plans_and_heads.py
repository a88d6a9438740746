"""Plans told in bare verbs, and what numbers are of where more than a noun stands around them."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from plugins.indicators import Indicators
from qdtui.model import Document


def told(text: str, *columns: str) -> list[tuple[Any, ...]]:
    doc = Document("d", "d.txt", text, published=date(2024, 8, 20))
    return [tuple(row.values[c] for c in columns) for row in Indicators().extract(doc)]


PLANS = {
    "a paragraph of plans in bare verbs, but for what is there already": (
        "推动传统产业升级。实施人工智能赋能行动。开展技术改造，实施2000个改造项目。加快打造3个千亿级产业，做优做强4个产业集群，提升能级。"
        "完成重点项目150个，推进2个城市试点。加强资源保障。",
        [(2000, "target"), (3, "target"), (4, "actual"), (150, "target"), (2, "target")],
    ),
    "what an industry is to do, in a paragraph that aims": (
        "家电产业加速向智能转型，做大做强产业集群，加快培育新品牌，推动新品放量，空调产量增长12%左右。食品产业突出精深加工，发展预制菜。"
        "化工产业持续转型，建设一批新材料项目，提升竞争力。产值突破900亿元。力争新增装机突破500万千瓦。",
        [(12, "target"), (900, "target"), (5000000, "target")],
    ),
    "work that is over, though bare verbs tell of it": (
        "培育企业10家。实施项目20个，完成投资50亿元，建成园区3个。加强保障。推进试点。",
        [(10, "actual"), (20, "actual"), (50, "actual"), (3, "actual")],
    ),
    "what a province says that it will do": (
        "江苏提出实施80项科技项目，新培育5个左右产业集群。",
        [(80, "target"), (5, "target")],
    ),
}


@pytest.mark.parametrize(("text", "rows"), PLANS.values(), ids=PLANS)
def test_plans_in_bare_verbs(text: str, rows: list[tuple[float, str]]) -> None:
    assert told(text, "value", "kind") == rows


def test_the_half_year_is_of_the_year_of_the_report_before_it() -> None:
    text = "某某股份发布2022年半年报。上半年，公司实现营业收入4.5亿元。"
    assert told(text, "value", "period_end") == [(4.5, date(2022, 6, 30))]


HEADS = {
    "a part behind its length, done by now": ("隧道控制性工程3100米的主隧道已经贯通。", [("主隧道", 3100, "total")]),
    "what money is put into": ("浙江投入8亿元实施“千企智改”。", [("“千企智改”投入", 8, "total")]),
    "a delivery time that is cut": ("工廠縮短交貨週期達 30%。", [("交貨週期", -30, "growth")]),
    "a delivery time from end to end": ("工厂缩短端到端交付周期达30%。", [("端到端交付周期", -30, "growth")]),
    "the price of a share is nobody's number": ("某某股份(20.150, 2.54, 14.51%)发布年报。", []),
}


@pytest.mark.parametrize(("text", "rows"), HEADS.values(), ids=HEADS)
def test_what_a_number_is_of(text: str, rows: list[tuple[str, float, str]]) -> None:
    assert told(text, "indicator", "value", "measure") == rows


def test_two_counts_and_the_rank_of_each() -> None:
    text = "浙江有5个园区、8家企业入选，数量分别居全国第2位、第3位。"
    assert told(text, "value", "rank") == [(5, 2), (8, 3)]


@pytest.mark.parametrize(("said", "values"), [("集中开工", [(6,)]), ("扎实推进", [])])
def test_a_few_works_count_where_they_are_begun(said: str, values: list[tuple[float]]) -> None:
    assert told(f"安徽宿州有6个重点交通工程{said}。", "value") == values


def test_two_measures_in_one_word_that_rank_alike() -> None:
    assert told("浙江碳化硅产销量均居全国第一位。", "indicator", "rank") == [("碳化硅产量", 1), ("碳化硅销量", 1)]


def test_what_the_first_of_its_kind_has() -> None:
    text = "浙江成为首个有效发明专利数量突破40万件的省份。"
    assert told(text, "indicator", "value", "comparator") == [("有效发明专利数量", 400000, ">")]


def test_new_members_and_those_of_them_from_one_country_are_new() -> None:
    text = "世界经济论坛宣布，全球灯塔网络迎来18家新成员，其中11家来自中国。"
    assert told(text, "value", "measure") == [(18, "new"), (11, "new")]


def test_an_age_is_no_number_of_something() -> None:
    assert told("星海公司员工中20多岁的人有1256人。", "value") == [(1256,)]


def test_a_letter_firm_and_its_trade_are_whose_numbers_are_and_won_are_won() -> None:
    text = "KT电子公布的年度报告显示，去年该公司在海外有7265名员工。KT电子去年利润340万韩元。"
    assert told(text, "subject", "value", "unit") == [("KT电子", 7265, "名"), ("KT电子", 3400000, "韩元")]


HIGHS = {
    "可再生能源发电装机规模再创新高，达到14.04亿千瓦": ("可再生能源发电装机规模", 1404000000),
    "常住人口规模创历史新高，达到140万人": ("常住人口规模", 1400000),
}


@pytest.mark.parametrize(("text", "row"), HIGHS.items())
def test_what_reached_a_new_high_is_what_the_number_behind_it_is_of(text: str, row: tuple[str, float]) -> None:
    assert told(f"截至10月底，全省{text}。", "indicator", "value") == [row]


def test_all_of_a_list_rank_where_one_is_how_much_is_owned() -> None:
    text = "山东发明专利有效量、高价值发明专利拥有量、专利奖获奖数均居全国首位。"
    names = ["发明专利有效量", "高价值发明专利拥有量", "专利奖获奖数"]
    assert told(text, "indicator", "rank") == [(name, 1) for name in names]


@pytest.mark.parametrize(("behind", "kind"), [("，发明专利授权量居全国首位", "actual"), ("，为企业减轻负担", "target")])
def test_what_is_expected_of_a_year_that_is_told_as_over_is_reached(behind: str, kind: str) -> None:
    (row, *_) = told(f"山东加快建设科创中心，预计研发投入达1350亿元{behind}。", "value", "kind")
    assert row == (1350, kind)
