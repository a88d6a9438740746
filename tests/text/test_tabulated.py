"""Numbers in tables: what the name of the row, the head of the column and the words above say of each cell."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import docx
import pytest

from plugins.indicators import Indicators
from qdtui.load import load_bytes
from qdtui.model import Document
from qdtui.text import tabulated as tabulated_module
from qdtui.text.period import Periods
from qdtui.text.reading import Reading
from qdtui.text.tables import tables
from qdtui.text.tabulated import tabulated
from qdtui.text.whose import Whose, whose_part
from tests.load.made import Placed, pdf, saved

Told = tuple[str | None, str, float | None, str | None, str, str, str]
"""Subject, indicator, value, unit, measure, kind, and the last day it is of."""


def told(text: str, published: date | None = date(2024, 8, 20), **of: Any) -> list[Told]:
    reading = Reading(Document("d", "d.txt", text, published=published, **of))
    periods = Periods(reading)
    return [
        (c.subject, c.indicator, c.value, c.unit, c.measure, c.kind, str(periods.bounds(c.time)[1] or ""))
        for c in tabulated(reading)
    ]


def test_a_table_of_indicators_with_its_units_in_a_column() -> None:
    text = (
        "青岛市2024年上半年主要经济指标\n\n指标 | 单位 | 1-6月 | 同比增长（%）\n规模以上工业增加值 | 亿元 | 512.3 | 6.5\n"
        "其中：装备制造业 | 亿元 | 1,455.1 | -3.2\n粮食产量 | 万吨 | 88.1 | —\n"
    )
    day = "2024-06-30"
    assert told(text) == [
        ("青岛", "规模以上工业增加值", 512.3, "亿元", "total", "actual", day),
        ("青岛", "规模以上工业增加值", 6.5, "%", "growth", "actual", day),
        ("青岛", "装备制造业", 1455.1, "亿元", "total", "actual", day),
        ("青岛", "装备制造业", -3.2, "%", "growth", "actual", day),
        ("青岛", "粮食产量", 881000.0, "吨", "total", "actual", day),
    ]


def test_years_as_heads_are_the_times_of_their_columns() -> None:
    text = "全国单项冠军数据\n\n指标 | 2022年 | 2023年\n企业数量（家） | 120 | 131\n城镇化率（%） | 61.2 | 62\n"
    assert [row[1:5] + row[6:] for row in told(text)] == [
        ("企业数量", 120, "家", "total", "2022-12-31"),
        ("企业数量", 131, "家", "total", "2023-12-31"),
        ("城镇化率", 61.2, "%", "share", "2022-12-31"),
        ("城镇化率", 62, "%", "share", "2023-12-31"),
    ]


def test_a_growth_beside_years_is_of_the_last_of_them() -> None:
    text = "指标 | 2022年 | 2023年 | 增长%\n企业数量（家） | 120 | 132 | 10\n"
    assert told(text)[-1][2:] == (10, "%", "growth", "actual", "2023-12-31")


def test_a_plan_s_table_has_its_targets_in_the_columns_that_say_so_or_lie_ahead() -> None:
    text = "指标 | 2023年 | 2027年目标 | 2030年 | 属性\n单项冠军企业（家） | 12 | 30 | 40 | 预期性\n"
    assert [(row[2], row[5]) for row in told(text)] == [(12, "actual"), (30, "target"), (40, "target")]


def test_a_table_of_places_with_ranks() -> None:
    text = (
        "2024年1—7月山东省各市主要指标\n（单位：亿元）\n地区 | 规模以上工业增加值增速 | 固定资产投资 | 全省位次\n"
        "全省 | 6.2 | 88 | \n青岛市 | 7.1% | 20.3 | 1\n淄博市 | 5.0 | 9.9 | 2\n"
    )
    reading = Reading(Document("d", "d.txt", text, published=date(2024, 8, 20)))
    rows = [(c.subject, c.indicator, c.value, c.unit, c.rank, c.scope) for c in tabulated(reading)]
    assert rows == [
        ("山东", "规模以上工业增加值", 6.2, "%", None, None),
        ("山东", "固定资产投资", 88, "亿元", None, None),
        ("青岛", "规模以上工业增加值", 7.1, "%", None, None),
        ("青岛", "固定资产投资", 20.3, "亿元", None, None),
        ("青岛", "固定资产投资", None, None, 1, "全省"),
        ("淄博", "规模以上工业增加值", 5, "%", None, None),
        ("淄博", "固定资产投资", 9.9, "亿元", None, None),
        ("淄博", "固定资产投资", None, None, 2, "全省"),
    ]


def test_a_row_of_the_whole_is_none_of_the_places_listed() -> None:
    text = "2024年上半年\n地区 | 固定资产投资（亿元）\n全市 | 88\n青岛市 | 20\n淄博市 | 9\n"
    assert [row[0] for row in told(text)] == ["青岛", "淄博"]


def test_a_table_of_firms_whose_heads_tell_the_units() -> None:
    text = (
        "2023年业绩\n序号 | 企业名称 | 营业收入（亿元） | 净利润（万元） | 营业收入增速（%）\n"
        "1 | 海州重工股份有限公司 | 12.3 | -3450 | 12\n"
    )
    day = "2023-12-31"
    assert told(text) == [
        ("海州重工股份有限公司", "营业收入", 12.3, "亿元", "total", "actual", day),
        ("海州重工股份有限公司", "净利润", -34500000, "元", "total", "actual", day),
        ("海州重工股份有限公司", "营业收入", 12, "%", "growth", "actual", day),
    ]


def test_two_rows_of_heads_in_markdown() -> None:
    text = (
        "2024年7月\n\n| 指标名称 | 当月 | | 1-7月 | |\n|---|---|---|---|---|\n"
        "| | 绝对量（亿元） | 同比±% | 绝对量（亿元） | 同比±% |\n| 社会消费品零售总额 | 45.1 | 3.3 | 455.1 | 4.4 |\n"
    )
    assert [row[2:4] + row[4:5] + row[6:] for row in told(text)] == [
        (45.1, "亿元", "total", "2024-07-31"),
        (3.3, "%", "growth", "2024-07-31"),
        (455.1, "亿元", "total", "2024-07-31"),
        (4.4, "%", "growth", "2024-07-31"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "序号 | 企业名称 | 产品 | 年份\n1 | 海州重工有限公司 | 轴承 | 2023\n2 | 云台阀门有限公司 | 阀门 | 2024\n",
        "指标 | 数值\n企业数量 | 12\n",  # nothing says what it counts in
        "指标 | 上年同期（亿元）\n工业增加值 | 12\n",  # of another time
        "姓名 | 电话 | 邮编\n李一明 | 85886666 | 266000\n",
        "指标 | 权重（%） | 得分\n创新能力 | 30 | 25.5\n",
        "工业增加值 | 12.5\n固定资产投资 | 9.1\n",  # no heads
        "上半年经济运行良好 | 全市新闻\n",
        "| | |\n|---|---|\n",
    ],
)
def test_tables_that_tell_no_indicator(text: str) -> None:
    assert told(text) == []


def test_this_month_is_the_report_s_and_not_that_of_its_publication() -> None:
    table = "指标 | 本月（亿元） | 累计（亿元）\n工业增加值 | 12 | 80\n"
    assert [row[2] for row in told(f"主要指标\n{table}")] == [80]
    assert [row[2] for row in told(f"2024年7月主要指标\n{table}")] == [12, 80]


def test_whose_a_text_is_is_asked_once_however_many_tables_it_has(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []

    def counted(reading: Reading, part: int, firms: Sequence[str]) -> Whose:
        asked.append(part)
        return whose_part(reading, part, firms)

    monkeypatch.setattr(tabulated_module, "whose_part", counted)
    table = "指标 | 2023年\n企业数量（家） | 131\n"
    rows = told("\n\n".join(f"主要情况\n{table}" for _ in range(3)))
    assert len(rows) == 3
    assert asked == [0]


def test_traditional_characters_stay() -> None:
    row = told("青島市2023年指標\n指標 | 單位 | 全年\n工業總產值 | 億元 | 12.5\n")[0]
    assert row[:4] == ("青島", "工業總產值", 12.5, "亿元")


def test_rows_have_the_line_as_their_quote_and_are_told_once() -> None:
    text = "2023年，青岛市单项冠军企业达到120家。\n\n2023年青岛市指标\n指标 | 2023年\n单项冠军企业（家） | 120\n专利数量（件） | 7\n"
    rows = list(Indicators().extract(Document("d", "d.txt", text, published=date(2024, 1, 9))))
    assert [(row.values["value"], row.rule) for row in rows] == [(120, "before"), (7, "table")]
    row = rows[1]
    assert text[row.start : row.end] == "专利数量（件） | 7"
    assert {name: text[slice(*span)] for name, span in row.cells.items()} == {
        "indicator": "专利数量",
        "value": "7",
        "subject": "青岛市",
    }


def test_the_cells_of_a_word_file_and_of_a_pdf_keep_their_columns() -> None:
    lines = (("指标", "2022年", "2023年"), ("企业数量（家）", "", "131"), ("工业总产值（亿元）", "12.5", "13"))
    made = docx.Document()
    made.add_paragraph("青岛市主要指标")
    table = made.add_table(3, 3)
    for r, line in enumerate(lines):
        for c, words in enumerate(line):
            table.cell(r, c).text = words
    placed: list[Placed] = [(60, 760, 11.0, "青岛市主要指标")]
    for r, line in enumerate(lines):
        placed += [(64 + 130 * c, 705 - 20 * r, 11.0, words) for c, words in enumerate(line) if words]
    ruled = [f"60 {y} m 450 {y} l S" for y in (720, 700, 680, 660)]
    ruled += [f"{x} 720 m {x} 660 l S" for x in (60, 190, 320, 450)]
    for document in (
        load_bytes(saved(made), "a.docx"),
        load_bytes(pdf([placed], drawn=" ".join(ruled)), "a.pdf"),
    ):
        reading = Reading(document)
        periods = Periods(reading)
        assert [(c.value, str(periods.bounds(c.time)[1])) for c in tabulated(reading)] == [
            (131, "2023-12-31"),
            (12.5, "2022-12-31"),
            (13, "2023-12-31"),
        ]
        assert [sorted(row.cells) for row in next(tables(reading))] == [[1, 2, 3], [1, 3], [1, 2, 3]]
