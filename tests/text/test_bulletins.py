"""Numbers as bulletins, work reports and news in brief give them: whose they are, of when, and whether reached."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from plugins.indicators import Indicators
from qdtui.load import load_bytes
from qdtui.model import Document


def told(text: str, *columns: str, published: date | None = date(2025, 2, 10)) -> list[tuple[Any, ...]]:
    doc = load_bytes(text.encode(), "a.txt") if text.startswith("#") else None
    doc = doc or Document("d", "d.txt", text, title=text.split("\n")[0], published=published)
    return [tuple(row.values[c] for c in columns) for row in Indicators().extract(doc)]


def ends(text: str, published: date | None = date(2025, 2, 10)) -> list[tuple[Any, ...]]:
    return [(value, str(end) if end else None) for value, end in told(text, "value", "period_end", published=published)]


CASES = {
    "points that share a unit": (
        "全国物流\n全国物流平稳。流通费用占比为14%，比上季和上年分别回落0.3和0.5个百分点。",
        [("流通费用占比", 14), ("流通费用占比", -0.3), ("流通费用占比", -0.5)],
    ),
    "growth of what was told before, in order": (
        "宁波外贸\n宁波港口繁忙。全年发运班列900列、运送货物8万标准箱，同比分别增长7%、6%。",
        [("发运班列", 900), ("运送货物", 80000), ("发运班列", 7), ("运送货物", 6)],
    ),
    "sectors that share a head": (
        "南通用电\n南通用电平稳。第一、二、三产业用电量同比分别增长8%、2%和5%。",
        [("第一产业用电量", 8), ("第二产业用电量", 2), ("第三产业用电量", 5)],
    ),
    "a speed is not how many are new": ("赣州高铁\n赣州高铁通车。新建线路设计时速250公里。", [("设计时速", 250)]),
    "a level by steps": (
        "义乌小商品\n义乌外贸向好。总货值从2.1亿元逐步增加到3.4亿元、4.2亿元。",
        [("总货值", 2.1), ("总货值", 3.4), ("总货值", 4.2)],
    ),
    "what a rank only describes": (
        "温州冠军\n温州智造。主营产品居全球首位的有118家。",
        [("主营产品居全球首位", 118)],
    ),
    "growth in a bracket on another basis": (
        "郴州财政\n郴州财政稳健。地方税收收入达350亿元、增长1.7%（同口径增长2.5%）。",
        [("地方税收收入", 350), ("地方税收收入", 1.7), ("地方税收收入", 2.5)],
    ),
    "a rate paid each month": (
        "临汾医共体\n临汾医疗下沉。对下派医护人员，每月增加800元的绩效补贴。",
        [("绩效补贴", 800)],
    ),
    "growth faster than that of others": (
        "徐州投资\n徐州投资向好。高技术制造业投资增长11%，增速比制造业投资高5个百分点。",
        [("高技术制造业投资", 11), ("高技术制造业投资增速比制造业投资高", 5)],
    ),
    "a share that leaves open of what": (
        "湖州升级\n湖州转型。目前，新兴产业增加值，在生产总值中占比已超过13%。",
        [("新兴产业增加值在生产总值中占比", 13)],
    ),
    "hours by their 多": (
        "兰州高铁\n兰州铁路提速。运行时间将由目前的3个多小时缩短至2小时。",
        [("运行时间", 3), ("运行时间", 2)],
    ),
}


@pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())
def test_what_a_number_is_of(case: tuple[str, list[tuple[str, float]]]) -> None:
    text, expected = case
    assert told(text, "indicator", "value") == expected


def test_growth_goes_to_whom_the_amount_went() -> None:
    text = (
        "广东外贸\n广东外贸开局稳。前两个月，广东进出口1.3万亿元；快速增长中，深圳跨境电商进出口300亿元，同比增长两成。"
    )
    assert told(text, "subject", "value") == [("广东", 13000), ("深圳", 300), ("深圳", 20)]


def test_trade_with_a_country_is_not_that_country_s() -> None:
    text = "我国外贸\n前4个月，我国外贸向好。其中，对哈萨克斯坦进出口增长37%。"
    assert told(text, "subject", "value") == [("全国", 37)]


def test_each_item_of_news_in_brief_is_of_its_own_place() -> None:
    text = (
        "国内联播快讯\n多部门发布方案\n财政部下达资金10亿元。\n金华旅游大会开幕\n金华举行旅游大会，金华接待游客3万人。金华欢迎你。\n"
        "全国早稻丰收\n早稻总产量500亿斤。"
    )
    assert [s for (s,) in told(text, "subject")] == ["全国", "金华", "全国"]


def test_a_national_text_without_the_word_is_of_the_whole_country() -> None:
    assert told("特色产业\n各地依托资源。中央财政支持建设50个现代农业产业园。", "subject") == [("全国",)]


def test_a_fair_by_its_short_name() -> None:
    text = "青岛会展\n第六届青岛智博会今天开幕。本届智博会共有1200家企业参展。\n"
    assert told(text, "subject") == [("第六届青岛智博会",)]


def test_numbers_of_a_report_keep_the_time_that_it_opens_with() -> None:
    text = "邢台经济\n2024年，邢台生产总值3000亿元，增长6%。港口吞吐量500万吨。在建项目带动下，贷款余额2000亿元。"
    assert ends(text) == [(3000, "2024-12-31"), (6, "2024-12-31"), (5e6, "2024-12-31"), (2000, "2024-12-31")]


def test_a_founding_year_is_no_time_of_later_numbers() -> None:
    text = "安阳企业\n2019年，恒通公司成立。公司拥有专利40项。"
    assert ends(text) == [(40, None)]


def test_the_heading_of_a_section_dates_what_stands_in_it() -> None:
    text = "# 2025年安康市政府工作报告\n\n时间：2025-01-20\n\n## 一、2024年和“十四五”以来工作回顾\n\n过去的一年很不寻常。生产总值达到1200亿元，粮食产量突破30亿斤。\n"
    assert ends(text) == [(1200, "2024-12-31"), (3e9, "2024-12-31")]


def test_each_end_of_a_change_has_its_own_year() -> None:
    text = "全国科技\n我国高新企业从2012年的5万家增长到2021年的33万家，投入强度从2012年的2%提高到60%。"
    assert [e for _, e in ends(text, date(2022, 11, 1))] == ["2012-12-31", "2021-12-31", "2012-12-31", None]


def test_a_plan_does_not_take_the_time_of_what_is_over() -> None:
    text = "遂宁发展\n2024年，遂宁新增企业90家。我们将新增企业120家。"
    assert told(text, "kind", "period_end") == [("actual", date(2024, 12, 31)), ("target", None)]


def test_a_change_to_come_has_an_end_reached_and_one_planned() -> None:
    text = "昭通铁路\n届时，昭通至昆明运行时间将由5小时缩短至2小时。昭通配套企业今年将超过120家。"
    assert told(text, "value", "kind") == [(5, "actual"), (2, "target"), (120, "target")]


def test_what_one_batch_adds_is_new_and_what_there_is_then_is_not() -> None:
    text = "绵阳名单\n绵阳工业向好。此次绵阳共有9家企业入选国家级绿色工厂。绵阳新增示范县2个、达到29个。"
    assert told(text, "value", "measure") == [(9, "new"), (2, "new"), (29, "total")]


def test_a_comparing_word_reaches_over_the_rate_and_along_the_list() -> None:
    text = "吉安水文\n吉安水位上涨。流量超过每秒1000立方米。经济总量接连跨越2000亿元、3000亿元。"
    assert told(text, "comparator", "unit") == [(">", "立方米/秒"), (">", "亿元"), (">", "亿元")]
