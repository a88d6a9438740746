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


YEAR = (date(2024, 1, 1), date(2024, 12, 31))


def test_a_year_that_a_review_opens_with_dates_what_the_paragraphs_below_tell_was_done() -> None:
    text = (
        "各位代表，刚刚过去的2024年，全市生产总值增长6%。\n"
        "——产业更强。新增链主企业12家，机器人产量增长30%，完成技改投资80亿元。拥有重点实验室9个，研发投入占比3%。\n"
        "——民生更好。稳岗补贴惠及8万名职工。\n"
        "今年，新增公园20个。"
    )
    stands = (None, None)
    assert ends(text) == [YEAR] * 4 + [stands] * 2 + [YEAR] + [(date(2025, 1, 1), date(2025, 12, 31))]


def test_the_work_listed_below_a_year_is_of_that_year_up_to_the_next_part() -> None:
    text = (
        "一、主要成绩\n2024年，全县财政收入增长5%。重点抓了以下工作：\n（一）壮大产业\n新增规上企业40家。\n"
        "（二）改善民生\n新增学位3000个。\n二、几点体会\n新增了5个岗位。"
    )
    assert ends(text) == [YEAR] * 3 + [(None, None)]


def test_a_paragraph_that_only_names_a_year_dates_no_other() -> None:
    assert ends("2024年，该园区投产。\n邻县新增企业12家。") == [(None, None)]


def test_the_day_that_a_sentence_counts_as_of_beats_a_word_for_now() -> None:
    assert ends("截至2024年底，全市现有充电桩5万个。") == [(None, date(2024, 12, 31))]


def test_a_year_that_is_only_compared_with_or_begun_in_is_not_the_numbers() -> None:
    assert ends("今年客流恢复至2019年的八成。") == [(date(2025, 1, 1), date(2025, 12, 31))]
    assert ends("从2016年开始，全省累计培育企业80家。")[0] == (date(2016, 1, 1), date(2025, 7, 2))


def test_a_time_that_is_only_divided_goes_on_behind_its_parts() -> None:
    text = "前5个月生产总值900亿元。分季度看，一季度同比增长6%。分产业看，第一产业增加值80亿元，同比增长3%。"
    five, first = (date(2025, 1, 1), date(2025, 5, 31)), (date(2025, 1, 1), date(2025, 3, 31))
    assert ends(text) == [five, first, five, five]


def test_growth_over_a_year_goes_on_with_the_time_of_the_paragraph_above() -> None:
    text = "前5个月，全市工业增加值增长6%。\n其中，采矿业增长2%。\n高技术制造业同比增长9%。\n全市拥有企业80家。"
    assert ends(text) == [(date(2025, 1, 1), date(2025, 5, 31))] * 3 + [(None, None)]


def test_a_time_that_something_is_level_with_is_not_the_numbers() -> None:
    assert (
        ends("前5个月，工业增加值增长6%，增速与一季度持平，其中制造业增长7%。")
        == [(date(2025, 1, 1), date(2025, 5, 31))] * 2
    )


def test_a_paragraph_that_looks_at_the_parts_is_of_the_time_told_above() -> None:
    text = "一季度，进出口总值达330亿元。3月当月，进出口128亿元。\n从主体看，民营企业占比达到56%。"
    assert ends(text)[-1] == (date(2025, 1, 1), date(2025, 3, 31))


def test_what_was_done_before_is_told_in_passing() -> None:
    text = "本次新增灯塔工厂18家。其中，甲厂在2021年已入选，此次再度入选。因此，实际新增灯塔工厂17家。"
    assert ends("去年，" + text)[-1] == (date(2024, 1, 1), date(2024, 12, 31))


def test_a_year_in_which_something_was_set_going_goes_on() -> None:
    assert ends("评选自2018年启动，累计认定工厂80家。") == [(date(2018, 1, 1), date(2025, 7, 2))]


def test_only_the_first_number_of_a_change_is_of_the_year_it_began_with() -> None:
    first, then = ends("工厂数量从2018年最初的9家增至172家。")
    assert first[1] == date(2018, 12, 31)
    assert then == (None, None)


HALF = (date(2025, 1, 1), date(2025, 6, 30))


def test_what_a_thing_will_do_once_it_is_built_is_not_of_the_year_told_before() -> None:
    assert ends("项目将于今年建成，投产后年产值可达30亿元。") == [(None, None)]
    assert ends("2027年通车后，两地间每天开行30列。")[0][1] == date(2027, 12, 31)
    assert ends("项目去年投产后，累计生产电池3亿片。") == [(date(2024, 1, 1), date(2024, 12, 31))]


def test_the_year_whose_plan_a_share_is_of_is_not_the_time_of_the_share() -> None:
    assert ends("上半年，全市新开工改造老旧小区213个，占全年计划开工数的71%。") == [HALF] * 2


def test_the_time_before_something_turned_is_not_that_of_the_number() -> None:
    assert ends("上半年，全市利润由上年全年下降转为增长8%。") == [HALF]


def test_both_times_that_a_growth_is_compared_with_are_none_of_its_own() -> None:
    text = "上半年，全市投资增长9%，增速分别较去年同期和去年全年回落3.1、2.9个百分点。"
    assert ends(text) == [HALF] * 3


def test_the_month_alone_between_the_totals_of_a_year_dates_only_its_own_numbers() -> None:
    text = "1—5月，全市工业增加值增长7%。5月当月全市工业增加值增长9%，环比4月提高1个百分点。采矿业增加值增长3%，制造业增长8%。"
    months, may = (date(2025, 1, 1), date(2025, 5, 31)), (date(2025, 5, 1), date(2025, 5, 31))
    assert ends(text) == [months, may, may, months, months]


def test_what_began_on_a_day_goes_on() -> None:
    assert ends("8月1日起，全市新增班列3列。") == [(date(2025, 8, 1), None)]
    assert ends("6月1日起，全市新增班列3列。") == [(date(2025, 6, 1), date(2025, 7, 2))]


def test_the_last_few_quarters_are_no_count_and_have_no_known_end() -> None:
    assert ends("近三个季度，全市营收增长8%。") == [(None, None)]


def test_the_day_on_which_a_reporter_was_told_is_not_that_of_what_was_told() -> None:
    assert ends("记者今天（7月2日）从滨海石油获悉，气田累计供气4000万立方米。") == [(None, None)]


def test_the_year_that_was_compared_with_behind_with_is_not_the_numbers() -> None:
    text = "去年全市生产总值增长6%。与上年比，工业占生产总值的比重上升3个百分点。"
    assert ends(text) == [YEAR] * 2


def test_figures_compared_with_last_month_are_of_the_month_told_above() -> None:
    text = "6月，制造业采购经理指数为51.7%。\n新订单指数为53.1%，比上月上升0.8个百分点。"
    assert ends(text) == [(date(2025, 6, 1), date(2025, 6, 30))] * 3


def test_how_many_there_are_is_not_told_of_one_month() -> None:
    june = (date(2025, 6, 1), date(2025, 6, 30))
    assert ends("6月，全市装备制造业增加值同比增长5%。全市9千多家企业、4个集群推动着升级。") == [
        june,
        (None, None),
        (None, None),
    ]
    assert ends("6月，港口货物吞吐量同比增长5%。集装箱吞吐量达260万标箱。") == [june, june]


def ends_on(day: date, text: str) -> list[date | None]:
    reading = read(Document("d", "d.txt", text, published=day))
    periods = Periods(reading)
    return [periods.bounds(periods.of(m))[1] for m in measures(reading)]


def test_the_new_year_is_the_one_that_begins_around_the_publication() -> None:
    text = "新的一年，全省将新改建农村公路4000公里。"
    assert ends_on(date(2025, 2, 4), text) == [date(2025, 12, 31)]
    assert ends_on(date(2025, 12, 28), text) == [date(2026, 12, 31)]
    assert ends_on(date(2025, 7, 2), text) == [None]


def test_two_months_that_follow_each_other_are_both_meant() -> None:
    assert ends("3、4月份，全市利润下降6%。") == [(date(2025, 3, 1), date(2025, 4, 30))]


def test_numbers_told_apart_for_a_stretch_of_years_are_of_one_year_each() -> None:
    years = [date(y, 12, 31) for y in (2021, 2022, 2023)]
    assert [e for _, e in ends("2021年至2023年，分别完成工业产值236亿元、314亿元、365亿元。")] == years
    assert [e for _, e in ends("2021—2023年，全区利润分别为2亿元、3亿元和4亿元。")] == years
    assert [e for _, e in ends("2021—2023年，煤炭、钢铁和水泥产量分别增长2%、3%和4%。")] == [years[-1]] * 3


def test_the_five_years_told_of_behind_a_plan_are_those_of_the_plan() -> None:
    text = "“十四五”时期，地区生产总值年均增长4.5%。五年来，研发经费年均增长7.4%。"
    reading = read(Document("d", "d.txt", text, published=date(2026, 2, 1)))
    periods = Periods(reading)
    assert [periods.bounds(periods.of(m))[1] for m in measures(reading)] == [date(2025, 12, 31)] * 2


def test_the_year_in_the_name_of_an_occasion_does_not_date_what_stands_below_it() -> None:
    assert ends("2024年滨海世界园艺博览会开幕\n新增绿化面积3万亩。") == [(None, None)]
    assert ends("2024年工作回顾\n新增绿化面积3万亩。") == [YEAR]


def test_the_number_that_a_change_began_with_may_stand_right_behind_its_time() -> None:
    text = "2025年，合州生产总值900亿元。常住人口由上年72万人增加到73万人，城镇化率达69%。"
    assert [end for _, end in ends(text)] == [
        date(2025, 12, 31),
        date(2024, 12, 31),
        date(2025, 12, 31),
        date(2025, 12, 31),
    ]


def test_a_half_years_results_are_of_the_half_year() -> None:
    text = "绿源电气股份有限公司8日公布2025年中期业绩。期内，绿源电气营业收入25亿元，同比增长7%。"
    assert set(ends(text)) == {(date(2025, 1, 1), date(2025, 6, 30))}


def test_each_of_several_times_has_its_own_number() -> None:
    found = ends("今年一季度和上半年增速分别为18.8%和9.6%，两年平均增速分别为4.7%和5%。")
    assert [end for _, end in found] == [date(2025, 3, 31), date(2025, 6, 30)] * 2


def test_each_year_of_a_range_has_its_own_number_in_each_list() -> None:
    found = ends("2022年至2024年，分别完成产值236亿元、314亿元、365亿元；分别完成销售5亿元、6亿元、7亿元。")
    assert [end for _, end in found] == [date(2022, 12, 31), date(2023, 12, 31), date(2024, 12, 31)] * 2


def test_the_goals_of_a_year_are_not_the_time_of_what_is_told() -> None:
    text = "一季度合州县经济运行情况\n全县增势良好，为全年经济目标打下基础。第一产业增加值2亿元，增长4%。"
    assert ends(text) == [(date(2025, 1, 1), date(2025, 3, 31))] * 2


def test_the_headline_of_several_items_dates_none_of_them() -> None:
    text = "一季度合州经济增长5%\n合州经济向好。\n某某电站降低能耗\n电站的能耗降低40%。"
    assert ends(text)[-1] == (None, None)


def test_the_plans_of_a_year_that_is_all_the_page_tells_are_of_that_year() -> None:
    text = "三、2026年重点工作任务\n新增限上商贸企业60家以上。"
    reading = read(Document("d", "d.txt", text, published_year=2026))
    periods = Periods(reading)
    (measure,) = measures(reading)
    time = periods.of(measure)
    assert not periods.over(time, measure)
