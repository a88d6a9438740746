"""Publication dates: found where they are stated, inferred where they follow, unknown where they do not."""

from __future__ import annotations

from datetime import date

import pytest

from qdtui.load import Overrides, load_bytes
from qdtui.load.dates import from_filename, from_url, parse_day
from qdtui.model import Document

BODY = "滨海市坚持工业立市，规模以上工业企业突破三千家，数量居全省第二位。"


def load(text: str, name: str = "a.txt", overrides: Overrides | None = None) -> Document:
    return load_bytes(text.encode(), name, overrides)


def found(document: Document) -> tuple[str | None, int | None, str | None]:
    return (
        document.published.isoformat() if document.published else None,
        document.published_year,
        document.published_how,
    )


@pytest.mark.parametrize(
    "line",
    [
        "2024-05-06 14:27",
        "2024-05-06 14:27          16160次阅读",
        "2024年5月6日",
        "发布时间：2024-05-06",
        "时间:2024/5/6 来源:滨海日报 字号:[大 中 小]",
        "来源：滨海日报　　2024-05-06 08:00",
        "2024年05月06日08:30 | 来源：人民网－人民日报",
        "滨海日报 2024年05月06日 第01版：要闻",
        "2024-05-06 星期一",
        "Mon, 06 May 2024 13:00:00 +0800",
    ],
)
def test_a_line_below_the_headline_states_the_day(line: str) -> None:
    assert found(load(f"滨海工业迈上新台阶\n\n{line}\n\n{BODY}\n")) == ("2024-05-06", 2024, "text")


@pytest.mark.parametrize(
    "text",
    [
        f"2024-05-06 21:15，正文：{BODY}",
        f"政府工作报告\n——2024年5月6日在滨海市第十八届人民代表大会第三次会议上\n市长 王小明\n{BODY}",
        f"滨海市促进条例\n（2024年5月6日滨海市人大常委会第十次会议通过）\n{BODY}",
        f"关于印发计划的通知\n{BODY}\n\n滨海市工业和信息化局\n2024年5月6日\n",
        f"关于印发计划的通知\n{BODY}\n\n滨海市工业和信息化局\n二〇二四年五月六日\n",
        f"滨海工业\nhttps://news.example.org/zh/1777628-20240506.htm\n{BODY}",
        f"今天（2024年5月6日），{BODY}",
    ],
)
def test_other_ways_to_state_the_day(text: str) -> None:
    assert found(load(text)) == ("2024-05-06", 2024, "text")


@pytest.mark.parametrize(
    "day", ["（2024年5月8日）", "(2024年5月8日)", "（二〇二四年五月八日）", "【2024-05-08】", "（滨海日报 2024年5月8日 星期三）", "（２０２４年５月８日）"]
)  # fmt: skip
@pytest.mark.parametrize("head", ["", "滨海工业迈上新台阶\n\n", "滨海工业迈上新台阶\n——一季度综述\n\n　　"])
def test_a_day_in_brackets_in_front_of_the_first_paragraph_states_the_day(head: str, day: str) -> None:
    document = load(f"{head}{day}{BODY}\n{BODY}\n", "2023-01-02-滨海.txt")  # the text is trusted more than the name
    assert found(document) == ("2024-05-08", 2024, "text")
    assert document.title == (head.partition("\n")[0] or None)
    assert [document.text[zone.start : zone.end] for zone in document.zones] == [day]


def test_the_metadata_and_a_person_beat_a_day_in_brackets() -> None:
    text = f"---\ndate: 2024-06-01\n---\n滨海工业迈上新台阶\n\n（2024年5月8日）{BODY}\n"
    assert found(load(text)) == ("2024-06-01", 2024, "metadata")
    assert found(load(text, overrides=Overrides(published=date(2024, 7, 1)))) == ("2024-07-01", 2024, "person")


@pytest.mark.parametrize(
    "text",
    [
        f"滨海市促进条例\n\n（2024年5月8日起施行）{BODY}",  # another occasion
        f"滨海工业迈上新台阶\n\n{BODY}\n\n（2024年5月8日）{BODY}",  # in the middle
        f"滨海工业迈上新台阶\n\n（开标时间：2024年5月8日）{BODY}",
        f"滨海工业迈上新台阶\n\n（2024年）{BODY}",
    ],
)
def test_other_days_in_brackets_are_no_day_of_publication(text: str) -> None:
    assert found(load(text))[2] is None


@pytest.mark.parametrize(
    ("stem", "day", "year"),
    [
        ("2024-07-03-滨海工业", "2024-07-03", 2024),
        ("20240703", "2024-07-03", 2024),
        ("滨海 2024年7月3日", "2024-07-03", 2024),
        ("news_2024_07_03_a", "2024-07-03", 2024),
        ("2026_滨海市_政府工作报告", None, 2026),
        ("滨海市2026年工作要点", None, 2026),
        ("000_781ab20240703316", None, None),
        ("12345-20241399", None, None),
        ("2024-2027规划", None, 2024),
        ("第20次会议", None, None),
    ],
)
def test_a_file_name_may_tell_the_day_or_the_year(stem: str, day: str | None, year: int | None) -> None:
    published = from_filename(stem)
    assert (published.day.isoformat() if published.day else None, published.year) == (day, year)


def test_the_text_is_trusted_more_than_the_name_of_its_file_and_less_than_metadata() -> None:
    dated = f"滨海工业\n2024-05-06\n{BODY}\n"
    assert found(load(dated, "2023-01-02.txt")) == ("2024-05-06", 2024, "text")
    assert found(load(f"---\ndate: 2024-05-07\ntitle: a\n---\n{dated}"))[2] == "metadata"
    assert found(load(f"滨海工业\n{BODY}\n", "2023-01-02.txt")) == ("2023-01-02", 2023, "filename")


def test_a_person_beats_everything() -> None:
    dated = f"滨海工业\n2024-05-06\n{BODY}\n"
    document = load(dated, "2023-01-02.txt", Overrides(published=date(2020, 2, 2), title="别的", source="我"))
    assert found(document) == ("2020-02-02", 2020, "person")
    assert (document.title, document.source) == ("别的", "我")
    assert found(load(dated, overrides=Overrides(published_year=2019))) == (None, 2019, "person")


def test_a_date_in_the_middle_of_the_text_is_no_dateline() -> None:
    filler = "\n\n".join([BODY] * 20)
    assert found(load(f"滨海工业\n\n{filler}\n\n2024年5月6日\n\n{filler}")) == (None, None, None)


def test_an_impossible_day_is_no_day() -> None:
    assert parse_day("2024-02-30") is None
    assert from_url("https://example.org/20241345/a.htm") is None
    assert found(load(f"滨海工业\n2024年2月30日\n{BODY}\n")) == (None, None, None)


@pytest.mark.parametrize(
    ("text", "day", "year"),
    [
        # An event that bears its year and is reported with its day.
        ("11月26日,“2025年制造业优质企业培育现场交流会”在滨海市成功召开。近年来，成效明显。", "2025-11-26", 2025),
        # Yearly figures are complete, and the text speaks of this year.
        (
            f"截至目前，{BODY}2023年，全市规上工业利润增长10.6%。今年1月至5月，增加值增长9.6%。7月2日上午，市政府新闻办召开发布会。",
            "2024-07-02",
            2024,
        ),
        # A yearly report came out the other day; the plan's years are not the year of publication.
        (
            "近日，我市发布《滨海市制造业升级实施方案（2025—2027年）》，提出到2027年建成25家工厂。近日，海蓝重工发布2024年年报，收入增长4.3%。",
            None,
            2025,
        ),
        # A report of a year comes out lately; the text dates itself.
        ("2023年度水资源保护报告近日发布，这是第五次发布。今天（6月9日），滨海市启动节水活动。", "2024-06-09", 2024),
        # A part of a year, and a day after it.
        ("10月20日，市政府新闻办召开发布会。2025年前三季度，全市规上工业增加值同比增长7.9%。", "2025-10-20", 2025),
        # The text dates itself, its present follows from the last complete year.
        (
            "截至2021年底，全市有企业三千家。今天（4月7日），两部门联合发布了意见，提出到2025年达到五千家。2022年的任务已经明确。",
            "2022-04-07",
            2022,
        ),
        ("2021年，“十四五”开局之年，滨海奋力向前。系列报道今天（12月5日）播出第一集。", "2021-12-05", 2021),
        ("今年是“十五五”开局之年。1月15日，滨海市召开全市大会。", "2026-01-15", 2026),
        # The text dates itself, and what it tells up to some month shows of which year.
        ("截至2024年5月底，全市备案机构312家。今天（6月12日），滨海港二期开港。", "2024-06-12", 2024),
        ("截至2023年11月，全市已建成充电桩4000个。今天（1月8日），滨海市发布通知。", "2024-01-08", 2024),
        ("截至2022年底，全市有机构312家。今天（12月1日），滨海基地开工，计划2024年建成。", "2023-12-01", 2023),
        # The year stands in the name of what is held.
        ("2023滨海“海鲜节”今天（7月2日）开幕，来自各地的客商参加。", "2023-07-02", 2023),
        # The whole year is told and compared with the one before it; the text dates itself early in the next.
        ("2023年，全市锂电池产量超过9万吨，同比增长25%。今天（3月5日），滨海综保区封关运行。", "2024-03-05", 2024),
        # The year has just begun, or is about to end.
        ("新年新作为。2023年开年，滨海市打造产业高地。", None, 2023),
        ("在即将过去的2022年，滨海港建设取得成就。", None, 2022),
        # What is made known lately of a year is its report.
        ("水利局近日发布的2022年《滨海河流泥沙公报》显示，泥沙总体减少。", None, 2023),
    ],
)
def test_what_follows_from_the_text_is_inferred(text: str, day: str | None, year: int) -> None:
    assert found(load(f"滨海工业\n\n{text}\n")) == (day, year, "inferred")


@pytest.mark.parametrize(
    "text",
    [
        BODY,
        "7月2日上午，市政府新闻办召开发布会，介绍工业发展成果。",
        "到2027年，全市打造6个先进制造业集群，力争2026年建成3个。",
        "从落后到先进，滨海走上快车道。2014年5月12日，有关部门印发通知，提出要求。如今的滨海又有新答卷。",
        "2016年启动培育工作以来，我国已认定1186家企业。",
        "2025年是“十四五”收官之年，2026年是“十五五”开局之年。滨海市干劲十足，各项工作稳步推进。",
        # What lies ahead shows no year, however its figures are told.
        "今天（5月15日），机构发布报告，预测今年日均需求1.04亿桶，2025年日均需求量达到1.06亿桶。",
        "今天（9月29日），滨海大桥开工，还将在2024年上半年建设引桥。",
        "会议今天（12月29日）闭幕，决定下次会议于2024年3月5日在滨海召开。",
        # A season or occasion of a year is over before the year is.
        "今年首个黄金周，滨海市2023年春节档票房达1.2亿元，同比增长8%。今天（1月22日），全市影院满座。",
        # The end of a year long past.
        "2011年底，舰队从港口撤出。今年以来，港口吞吐量达到400万吨。今天（7月15日），港口发布消息。",
        # In March papers still call the year that is over by what it was.
        "今天（3月7日），商务局举行发布会。2023年是外贸的开拓之年、收获之年。",
        # A day out of a stretch of days is not the last of it.
        "2022年12月31日至2023年1月2日，代表团访问滨海并出席仪式。",
    ],
)
def test_where_nothing_follows_nothing_is_invented(text: str) -> None:
    assert found(load(f"滨海工业\n\n{text}\n")) == (None, None, None)


def test_a_day_before_the_last_month_spoken_of_is_not_taken_for_the_latest() -> None:
    text = "2023年，全市工业利润增长10.6%。今年1月至5月，增加值增长9.6%。3月2日，全市召开大会，部署工作。"
    assert found(load(f"滨海工业\n\n{text}\n")) == (None, 2024, "inferred")


def test_a_year_that_the_text_calls_its_own_holds_where_a_later_part_of_it_is_over() -> None:
    text = "2024年是关键之年。今年上半年，全市加工企业营业收入增长18%。"
    assert found(load(f"滨海工业\n\n{text}\n")) == (None, 2024, "inferred")


def test_a_coming_day_is_not_the_day_of_publication() -> None:
    text = "2023年，全市工业利润增长10.6%，今年继续向好。大会将于9月9日举行。去年8月8日召开了首届大会。"
    assert found(load(f"滨海工业\n\n{text}\n")) == (None, 2024, "inferred")
