"""Times: what the words mean on the calendar, and that nothing is invented."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from qdtui.model import Document, Part, Section
from qdtui.text.reading import read
from qdtui.text.times import Time, heading_year, reading_times, times
from qdtui.text.timewords import chinese_int, plan_years

ROOT = Path(__file__).parents[2]
GOLD = [json.loads(line) for line in (ROOT / "tests/gold/times.jsonl").read_text(encoding="utf-8").splitlines()]
AUTUMN = date(2025, 11, 27)


def only(text: str, anchor: date | None = AUTUMN, anchor_year: int | None = None) -> Time:
    found = times(text, anchor, anchor_year)
    assert len(found) == 1, [text[t.start : t.end] for t in found]
    return found[0]


def bounds(text: str, anchor: date | None = AUTUMN, anchor_year: int | None = None) -> tuple[str | None, str | None]:
    time = only(text, anchor, anchor_year)
    return time.first.isoformat() if time.first else None, time.last.isoformat() if time.last else None


@pytest.mark.parametrize("case", GOLD, ids=lambda c: f"{c['doc']}-{c['text']}")
def test_gold(case: dict[str, str]) -> None:
    text = next((ROOT / "seeds").glob(f"{case['doc']}-*.txt")).read_text(encoding="utf-8-sig")
    found = [t for t in times(text, date.fromisoformat(case["published"])) if text[t.start : t.end] == case["text"]]
    assert (case["start"], case["end"]) in {(str(t.first), str(t.last)) for t in found}


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("二〇二五年十月二十六日召开", "2025-10-26", "2025-10-26"),
        ("10月20日至23日举办", "2025-10-20", "2025-10-23"),
        ("9月28日—10月3日举办", "2025-09-28", "2025-10-03"),
        ("26日，大会在郑州开幕", "2025-11-26", "2025-11-26"),
        ("30日，大会在郑州闭幕", "2025-10-30", "2025-10-30"),
        ("昨天（11月26日）发布", "2025-11-26", "2025-11-26"),
        ("本月5日启动", "2025-11-05", "2025-11-05"),
        ("前三季度增长6.1%", "2025-01-01", "2025-09-30"),
        ("今年首季出口", "2025-01-01", "2025-03-31"),
        ("2015全年增长8%", "2015-01-01", "2015-12-31"),
        ("较2023上半年提高", "2023-01-01", "2023-06-30"),
        ("2023前三季度实现", "2023-01-01", "2023-09-30"),
        ("2023第四季度实现", "2023-10-01", "2023-12-31"),
        ("去年第三季出口", "2024-07-01", "2024-09-30"),
        ("今年前11个月", "2025-01-01", "2025-11-30"),
        ("前10月进出口", "2025-01-01", "2025-10-31"),
        ("2024年第四季度", "2024-10-01", "2024-12-31"),
        ("去年下半年", "2024-07-01", "2024-12-31"),
        ("今年9月中旬", "2025-09-11", "2025-09-20"),
        ("“十三五”期间", "2016-01-01", "2020-12-31"),
        ("十四五时期", "2021-01-01", "2025-12-31"),
        ("（2023—2025年）", "2023-01-01", "2025-12-31"),
        ("(2021-2035)", "2021-01-01", "2035-12-31"),
        ("过去的五年", "2020-01-01", "2024-12-31"),
        ("未来三年", "2025-01-01", "2027-12-31"),
        ("2025/11/02 08:30", "2025-11-02", "2025-11-02"),
    ],
)
def test_words(text: str, first: str, last: str) -> None:
    assert bounds(text) == (first, last)


@pytest.mark.parametrize(
    "text",
    ["近日", "近年来", "三年行动计划", "5G", "第39届", "15日游", "近7日", "每月", "2000年历史", "1.5万户", "五月花"],
)
def test_no_time_where_none_is_named(text: str) -> None:
    assert times(text, AUTUMN) == []


def test_year_only_publication_gives_no_day() -> None:
    assert bounds("昨天发布", None, 2025) == (None, None)
    assert bounds("26日召开", None, 2025) == (None, None)
    assert bounds("截至目前共有39家", None, 2025) == (None, None)
    assert bounds("今年10月", None, 2025) == ("2025-10-01", "2025-10-31")


def test_without_any_date_relative_times_stay_open() -> None:
    for text in ("今年", "去年10月", "10月24日", "近五年", "上半年"):
        assert bounds(text, None) == (None, None)


def test_months_of_the_year_before_in_a_january_report() -> None:
    assert bounds("1—12月份，全市规上工业增加值增长7%", date(2025, 1, 20)) == ("2024-01-01", "2024-12-31")
    assert bounds("全年增长7%", date(2025, 1, 20)) == ("2024-01-01", "2024-12-31")
    assert bounds("12月30日召开", date(2025, 1, 2)) == ("2024-12-30", "2024-12-30")


def test_months_of_this_year_that_are_long_over_are_of_the_year_before() -> None:
    january = date(2011, 1, 11)
    assert bounds("今年前11个月完成产值", january) == ("2010-01-01", "2010-11-30")
    assert bounds("今年前2个月完成产值", date(2011, 2, 20)) == ("2011-01-01", "2011-02-28")
    assert bounds("力争今年前11个月完成", january) == ("2011-01-01", "2011-11-30")


def test_the_months_of_a_headline_give_the_year_to_a_text_without_a_day() -> None:
    text = "2016年1-11月合州经济运行情况\n1-11月，产值增长10%。"
    assert [str(t.last) for t in reading_times(read(Document("d", "d.txt", text)))] == ["2016-11-30"] * 2
    told = "办公室8月15日举行发布会。2022年，学生达到6500万人。"
    assert [t.last for t in reading_times(read(Document("d", "d.txt", told)))] == [None, date(2022, 12, 31)]


def test_future_days_stay_ahead() -> None:
    assert bounds("将于12月8日举办") == ("2025-12-08", "2025-12-08")
    assert bounds("将于1月6日举办", date(2025, 12, 20)) == ("2026-01-06", "2026-01-06")


def test_context_of_the_paragraph() -> None:
    text = "2021年，企业扩产，第四季度增长三成。\n第四季度增长两成。"
    inside, outside = [t for t in times(text, AUTUMN) if t.kind == "quarter"]
    assert inside.first == date(2021, 10, 1)
    assert outside.first == date(2025, 10, 1)


def test_roles() -> None:
    assert [t.role for t in times("到2027年", AUTUMN)] == ["until"]
    assert [t.role for t in times("截至9月底", AUTUMN)] == ["until"]
    assert [t.role for t in times("年底前", AUTUMN)] == ["until"]
    assert [t.role for t in times("比上年增长", AUTUMN)] == ["base"]
    assert [t.role for t in times("达到2025年的水平", AUTUMN)] == ["base"]
    since = only("2016年以来")
    assert (since.role, since.first, since.last) == ("since", date(2016, 1, 1), AUTUMN)


def test_now_has_an_end_only() -> None:
    now = only("截至目前，累计39家")
    assert (now.kind, now.first, now.last) == ("now", None, AUTUMN)


def test_heading_gives_the_year_below_it() -> None:
    text = "2024年工作回顾\n全年新增企业20家。\n2025年工作安排\n上半年开工10个。"
    second = text.index("2025年工作")
    doc = Document(
        "d",
        "d.txt",
        text,
        published=date(2025, 2, 1),
        sections=(
            Section(0, 9, second, 1, "2024年工作回顾"),
            Section(second, second + 9, len(text), 1, "2025年工作安排"),
        ),
    )
    found = {text[t.start : t.end]: t.first for t in reading_times(read(doc))}
    assert found["全年"] == date(2024, 1, 1)
    assert found["上半年"] == date(2025, 1, 1)


def test_each_part_has_its_own_publication() -> None:
    text = "今年10月开工。\n今年10月投产。"
    doc = Document(
        "d",
        "d.txt",
        text,
        parts=(Part(0, 9, published=date(2024, 11, 1)), Part(9, len(text), published=date(2025, 11, 1))),
    )
    assert [t.first for t in reading_times(read(doc))] == [date(2024, 10, 1), date(2025, 10, 1)]


def test_heading_with_two_years_or_a_deadline_gives_none() -> None:
    assert heading_year("2025年工作回顾") == 2025
    assert heading_year("2024年回顾和2025年安排") is None
    assert heading_year("到2027年打造6个集群") is None


def test_small_numbers() -> None:
    assert [chinese_int(t) for t in ("7", "十", "十二", "二十", "三十一", "九")] == [7, 10, 12, 20, 31, 9]
    with pytest.raises(ValueError, match="千"):
        chinese_int("千")
    assert plan_years(15) == (2026, 2030)
    assert plan_years(2) == (1958, 1962)


def test_prices_of_the_year_before_are_no_time_and_change_none() -> None:
    found = times("上半年业务收入增长1%，按照上年不变价计算的总量增长9%。截至6月末，用户达18亿户。", date(2025, 7, 22))
    assert [str(t.last) for t in found] == ["2025-06-30", "2025-06-30"]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("去年，某市引进项目50个。11月25日，某项目开工。", "2025-11-25"),  # told two days later: not last year's
        ("2024年，某市引进项目50个。11月25日，某项目开工。", "2025-11-25"),
        ("去年，某市引进项目50个。5月8日，某项目开工。", "2024-05-08"),  # the story of last year goes on
        ("去年3月落地，11月25日开工。", "2024-11-25"),
    ],
)
def test_a_day_just_before_the_publication_is_this_years_though_the_sentence_before_spoke_of_last_year(
    text: str, day: str
) -> None:
    assert str(times(text, AUTUMN)[-1].first) == day
