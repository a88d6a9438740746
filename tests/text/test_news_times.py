"""Of when the numbers of the news are."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from plugins.indicators import Indicators
from qdtui.model import Document, Section


def told(text: str, *columns: str, title: str | None = None) -> list[tuple[Any, ...]]:
    doc = Document("d", "d.txt", text, title=title, published=date(2024, 8, 20))
    return [tuple(row.values[c] for c in columns) for row in Indicators().extract(doc)]


OF_WHEN = {
    "a firm's quarterly report": (
        "2024一季报显示，公司主营收入5亿元，同比上升6%；毛利率20%。",
        [(5, "2024-03-31"), (6, "2024-03-31"), (20, "2024-03-31")],
    ),
    "a yearly report is of the year before": ("年报显示，公司主营收入5亿元。", [(5, "2023-12-31")]),
    "years up to now": ("10年来，我国新增国家森林公园90个。", [(90, "2024-08-20")]),
    "what happens in a time takes that of the sentence before": (
        "今年棉花长势喜人，有望再获丰收。棉花年产量再次突破600万吨。",
        [(6000000, "2024-12-31")],
    ),
    "a year whose traits a sentence announces": (
        "无锡2023年新兴产业呈现以下特点：（一）规模大。全市拥有规模以上企业260家。",
        [(260, "2023-12-31")],
    ),
    "a day up to which things are told, before 现有": (
        "截至2023年底，全国现有登记的无人机100万架。",
        [(1000000, "2023-12-31")],
    ),
    "the year that a report looks back on": (
        "各位代表，刚刚过去的2023年，全省经济稳中有进。\n产业向新。新增单项冠军企业30家。\n造林绿化20万亩。",
        [(30, "2023-12-31"), (200000, "2023-12-31")],
    ),
    "the year of the work that a report lists": (
        "初步统计，2023年全省生产总值6万亿元，物价与上年持平。重点抓了以下工作：\n（一）产业升级\n新增智能工厂9家。",
        [(60000, "2023-12-31"), (9, "2023-12-31")],
    ),
    "a year's end in the paragraph of that year": (
        "2022年，全县实现生产总值286亿元。年末常住人口42万人。",
        [(286, "2022-12-31"), (420000, "2022-12-31")],
    ),
    "the month named before, which 当月 means": (
        "6月末，全市存款余额820亿元。当月新增存款12亿元。",
        [(820, "2024-06-30"), (12, "2024-06-30")],
    ),
    "not the day on which a reporter was told": (
        "8月5日，记者从省农业农村厅获悉，全省夏粮播种面积3200万亩。",
        [(32000000, "None")],
    ),
    "the half of the year whose report is out": (
        "某某科技发布2022年半年报。上半年，公司实现营业收入12.6亿元。",
        [(12.6, "2022-06-30")],
    ),
    "what has recovered to an earlier year is of now": (
        "今年旅客量已突破3000万人次，恢复至2019年同期的八成。",
        [(30000000, "2024-12-31"), (80, "2024-12-31")],
    ),
}


@pytest.mark.parametrize(("text", "expected"), OF_WHEN.values(), ids=OF_WHEN)
def test_of_when_a_number_is(text: str, expected: list[tuple[float, str]]) -> None:
    assert [(value, str(end)) for value, end in told(text, "value", "period_end")] == expected


def test_the_year_of_a_report_in_a_headline_is_not_that_of_the_news_below() -> None:
    text = "2022年度绿色发展报告发布\n报告近日发布。\n1—5月，全省完成投资300亿元。"
    doc = Document(
        "d",
        "d.txt",
        text,
        published=date(2024, 8, 20),
        sections=(Section(0, 14, len(text), 1, "2022年度绿色发展报告发布"),),
    )
    assert [row.values["period_end"] for row in Indicators().extract(doc)] == [date(2024, 5, 31)]


def test_the_time_of_a_headline_with_a_figure_ends_at_the_next_headline() -> None:
    first, second = "1—5月完成投资300亿元", "招聘专场启动"
    text = f"{first}\n投资平稳。\n{second}\n专场预计提供4000个岗位。"
    at = text.index(second)
    sections = (Section(0, len(first), len(text), 1, first), Section(at, at + len(second), len(text), 2, second))
    doc = Document("d", "d.txt", text, published=date(2024, 8, 20), sections=sections)
    row = [row.values for row in Indicators().extract(doc)][-1]
    assert (row["value"], row["kind"], row["period_end"]) == (4000, "target", None)
