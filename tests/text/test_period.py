"""Which time a number covers."""

from __future__ import annotations

from datetime import date

from qdtui.model import Document
from qdtui.text.measure import measures
from qdtui.text.period import Periods
from qdtui.text.reading import read


def ends(text: str) -> list[tuple[date | None, date | None]]:
    reading = read(Document("d", "d.txt", text, published=date(2025, 7, 2)))
    periods = Periods(reading)
    return [periods.bounds(periods.of(m)) for m in measures(reading)]


def test_the_time_before_a_number_in_its_sentence() -> None:
    assert ends("1-5月，全市工业增加值增长5%；利润增长8%。") == [(date(2025, 1, 1), date(2025, 5, 31))] * 2


def test_each_number_has_its_own_time() -> None:
    text = "经济总量从2012年的2.4万亿元增长到2021年的5.4万亿元。"
    assert [e for _, e in ends(text)] == [date(2012, 12, 31), date(2021, 12, 31)]


def test_a_state_as_of_now_has_only_an_end() -> None:
    assert ends("截至目前，企业达到300家。") == [(None, date(2025, 7, 2))]
    assert ends("去年5月启动改革以来，截至今年6月末，企业达到300家。") == [(None, date(2025, 6, 30))]
    assert ends("全区现有企业300家。") == [(None, date(2025, 7, 2))]


def test_a_goal_has_only_an_end() -> None:
    assert ends("到2027年，建成园区12个。") == [(None, date(2027, 12, 31))]


def test_what_was_done_goes_on_but_what_stands_does_not() -> None:
    assert ends("去年，全市工业平稳。新增企业20家。")[0][1] == date(2024, 12, 31)
    assert ends("去年，全市工业平稳。拥有企业20家。") == [(None, None)]


def test_a_heading_dates_what_was_done_below_it() -> None:
    assert ends("“十四五”时期工作回顾\n新增高标准农田200万亩。") == [(date(2021, 1, 1), date(2025, 12, 31))]


def test_no_time_is_invented() -> None:
    assert ends("工业增加值增长5%。") == [(None, None)]
