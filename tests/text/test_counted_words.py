"""Numbers in turns of phrase that leave out a word to count with, or put what is counted in an unusual place."""

from __future__ import annotations

from typing import Any

import pytest

from plugins.indicators import Indicators
from qdtui.model import Document


def told(text: str) -> list[tuple[Any, ...]]:
    rows = Indicators().extract(Document("d", "d.txt", text))
    return [tuple(r.values[c] for c in ("indicator", "value", "unit", "comparator", "measure")) for r in rows]


SAID = {
    "people without a word to count with": ("已解决武威30.5万群众的饮水问题。", [("群众", 305000, None, "=", "total")]),
    "a population": ("该网络服务9亿多人口。", [("人口", 9e8, "人", ">", "total")]),
    "firms without a word to count with": ("惠及全市12万中小企业。", [("中小企业", 120000, None, "=", "total")]),
    "land behind its area": ("解决北方2亿多亩耕地“难耕种”状况。", [("耕地", 2e8, "亩", ">", "total")]),
    "those who took part": ("累计有8万人次参与其中。", [("参与其中", 80000, "人次", "=", "total")]),
    "a round number that is exceeded": (
        "园区汇聚了上百家企业，完成上千项检测。",
        [("企业", 100, "家", ">=", "total"), ("检测", 1000, "项", ">=", "total")],
    ),
    "a level that something is kept at": (
        "全省煤炭产量稳定在3亿吨水平。",
        [("煤炭产量", 3e8, "吨", "=", "total")],
    ),
    "years that something lasts": (
        "新增劳动力平均受教育年限达到13年。",
        [("劳动力平均受教育年限", 13, "年", "=", "total")],
    ),
    "a part of those behind it, whatever the clause begins with": (
        "全镇四成的农户从事茶叶种植。所有车站和85%的商场安装了充电桩。",
        [("农户从事茶叶种植", 40, "%", "=", "share"), ("商场安装了充电桩", 85, "%", "=", "share")],
    ),
    "a share of what is better than a grade": (
        "河流断面达到或优于Ⅲ类水体比例达91%。",
        [("河流断面达到或优于Ⅲ类水体比例", 91, "%", "=", "share")],
    ),
    "once more as much": (
        "收购价比普通品种贵一倍，产量增长了一倍。",
        [("收购价", 1, "倍", "=", "growth"), ("产量", 1, "倍", "=", "growth")],
    ),
    "a double that no growth is told of is none": ("他一倍努力地工作。", []),
    "sectors of the clause before": (
        "第一、二、三产业增加值均平稳增长，同比分别增长3%、5%和6%。",
        [
            ("第一产业增加值", 3, "%", "=", "growth"),
            ("第二产业增加值", 5, "%", "=", "growth"),
            ("第三产业增加值", 6, "%", "=", "growth"),
        ],
    ),
    "town and country of the clause before": (
        "城镇、农村居民收入稳步提高，分别增长4%、6%。",
        [("城镇居民收入", 4, "%", "=", "growth"), ("农村居民收入", 6, "%", "=", "growth")],
    ),
    "kinds and times": ("累计截获有害生物2.4万种次。", [("有害生物", 24000, "种次", "=", "total")]),
    "fields in which something goes on": ("调研7个行业的发展情况。", [("行业的发展情况", 7, "个", "=", "total")]),
    "a noun that ends in 向": (
        "签订了8架确认订单和20架意向订单。",
        [("确认订单", 8, "架", "=", "total"), ("意向订单", 20, "架", "=", "total")],
    ),
    "a round that firms got into": (
        "3家企业入选第五批省级绿色工厂。",
        [("入选第五批省级绿色工厂企业", 3, "家", "=", "new")],
    ),
}


@pytest.mark.parametrize(("text", "expected"), SAID.values(), ids=SAID)
def test_what_a_number_counts(text: str, expected: list[tuple[Any, ...]]) -> None:
    assert told(text) == expected


def test_a_rank_held_for_years_needs_no_verb() -> None:
    (row,) = Indicators().extract(Document("d", "d.txt", "茶叶种植面积连续6年全国第一。"))
    assert (row.values["indicator"], row.values["rank"], row.values["rank_scope"]) == ("茶叶种植面积", 1, "全国")


def test_how_long_something_has_been_so_is_not_what_is_measured() -> None:
    assert told("工业占比达35%，已连续31个月超过30%。") == [
        ("工业占比", 35, "%", "=", "share"),
        ("工业占比", 30, "%", ">", "share"),
    ]


def test_the_parts_that_something_is_looked_at_by_are_not_counted() -> None:
    assert told("分三大门类看，采矿业增长5%。") == [("采矿业", 5, "%", "=", "growth")]


def test_the_size_of_projects_is_no_amount() -> None:
    assert told("实施500万元投资建设项目15个。")[-1][1:3] == (15, "个")
    assert 5000000 not in [value for _, value, *_ in told("实施500万元投资建设项目15个。")]


def test_those_that_a_round_of_a_list_takes_up_are_new_and_so_are_their_parts() -> None:
    text = "工信部公布第五批单项冠军名单，江南省入围企业33家，其中示范企业21家、培育企业12家。"
    assert [(v, m) for _, v, _, _, m in told(text)] == [(33, "new"), (21, "new"), (12, "new")]
    text = "人才灯塔、绿色灯塔分别有2家、3家入选。"
    assert [(v, m) for _, v, _, _, m in told(text)] == [(2, "new"), (3, "new")]


def test_a_rate_of_growth_that_falls_to_a_level_is_growth() -> None:
    assert told("出口升幅放缓至2%。") == [("出口升幅", 2, "%", "=", "growth")]


def test_words_that_only_say_when_are_no_part_of_what_is_measured() -> None:
    found = told("3月出口量跌20%。期间，转口量跌19%。月内进口价格升1%。连续9年光伏组件产量增长8%。")
    assert [words for words, *_ in found] == ["出口量", "转口量", "进口价格", "光伏组件产量"]


MORE = {
    "a village that a number begins": ("在三家村，工人建起20座大棚。", [("大棚", 20)]),
    "land in which something is built": ("村民在200多亩荒地上建起20座大棚。", [("荒地", 200), ("大棚", 20)]),
    "what a describing clause counts": ("这里成了一个拥有100多种花卉的生态景观公园。", [("花卉", 100)]),
    "grades that share what is graded": (
        "累计建成3.5万余家基础级、8200余家先进级、500余家卓越级智能工厂。",
        [("基础级智能工厂", 35000), ("先进级智能工厂", 8200), ("卓越级智能工厂", 500)],
    ),
    "a growth over last year": ("上半年营业收入6000亿元，同比去年增长了18%。", [("营业收入", 6000), ("营业收入", 18)]),
    "a part of a plan": (
        "46个投产项目完成投资442亿元，为年计划的52%。",
        [("投产项目", 46), ("投资", 442), ("投资为年计划", 52)],
    ),
    "those of a size": (
        "形成20个以上产值超千亿元的重大产业集群。",
        [("产值超千亿元的重大产业集群", 20)],
    ),
    "how many are of which size": (
        "提升一批特色产业集群，年营业收入超1000亿元的2个。",
        [("年营业收入超1000亿元", 2)],
    ),
    "what words describe at length": (
        "培育10个对区域经济辐射带动作用较强、比较优势突出的成长型县域冠军产业。",
        [("成长型县域冠军产业", 10)],
    ),
    "users without a word to count with": ("物联网终端用户超过21.2亿。", [("物联网终端用户", 2120000000)]),
    "parts of the amounts, not of the counts": (
        "11个农业项目完成投资53亿元，87个产业项目完成投资153亿元，分别占年计划的49%、50%。",
        [("农业项目", 11), ("投资", 53), ("产业项目", 87), ("投资", 153), ("投资占年计划", 49), ("投资占年计划", 50)],
    ),
}


@pytest.mark.parametrize(("text", "expected"), MORE.values(), ids=MORE)
def test_what_more_numbers_count(text: str, expected: list[tuple[str, float]]) -> None:
    assert [(words, value) for words, value, *_ in told(text)] == expected


def test_what_the_new_ones_did_is_not_new() -> None:
    assert [m for *_, m in told("新开工项目完成投资6亿元。")] == ["total"]


def test_at_least_so_much() -> None:
    assert told("经济效益至少达500亿元。")[0][3] == ">="


def test_those_of_the_newest_list_and_those_that_are_added_again_are_new() -> None:
    text = "论坛公布最新一批灯塔工厂名单，新增21家灯塔工厂，其中12家位于中国，3家江苏工厂成功入选。"
    assert [(v, m) for _, v, _, _, m in told(text)] == [(21, "new"), (12, "new"), (3, "new")]
    assert [m for *_, m in told("合肥此次再添两家灯塔工厂。新晋的灯塔工厂有16家。")] == ["new", "new"]


def test_a_gain_that_a_noun_behind_its_number_tells_is_growth() -> None:
    assert told("实现了45%的劳动生产率提升和55%的质量问题减少。") == [
        ("劳动生产率", 45, "%", "=", "growth"),
        ("质量问题", -55, "%", "=", "growth"),
    ]


def test_rounds_gone_by_are_not_counted() -> None:
    assert told("25个集群在前两轮决赛中胜出。")[0][1] == 25
    assert 2 not in [value for _, value, *_ in told("25个集群在前两轮决赛中胜出。")]


def test_both_ends_of_a_change_are_of_what_the_sentence_begins_with() -> None:
    assert [(words, value) for words, value, *_ in told("园区企业不断增多，从2018年最初的9家扩展到172家。")] == [
        ("园区企业", 9),
        ("园区企业", 172),
    ]


def test_talents_do_not_end_in_an_adverb() -> None:
    assert told("集团拥有高技术人才400人。")[0][:2] == ("高技术人才", 400)
