"""Numbers as articles on a region's industry, work reports and plans give them, in wordings seen in many of them."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from plugins.indicators import Indicators
from qdtui.load import load_bytes
from qdtui.model import Document


def told(text: str, *columns: str, published: date | None = date(2025, 2, 10)) -> list[tuple[Any, ...]]:
    doc = Document("d", "d.txt", text, title=text.split("\n")[0], published=published)
    return [tuple(row.values[c] for c in columns) for row in Indicators().extract(doc)]


def loaded(text: str, *columns: str) -> list[tuple[Any, ...]]:
    """The same for a file whose headings, date and title are found by loading it."""
    return [tuple(row.values[c] for c in columns) for row in Indicators().extract(load_bytes(text.encode(), "a.txt"))]


HEADS = {
    "what a counted group turned out": (
        "某省工业\n全国物流平稳。目前，12个绿色建材集群完成产值900亿元，同比增长5%。",
        [("绿色建材集群", 12), ("绿色建材集群产值", 900), ("绿色建材集群产值", 5)],
    ),
    "what those counted a clause before turned out": (
        "某省工业\n全国物流平稳。其中规上物流企业80家，完成总产值40亿元，比上年增长6%。",
        [("规上物流企业", 80), ("规上物流企业总产值", 40), ("规上物流企业总产值", 6)],
    ),
    "what is new does not own the total behind it": (
        "某省工业\n全国物流平稳。新增规上物流企业8家，完成固定资产投资40亿元。",
        [("规上物流企业", 8), ("固定资产投资", 40)],
    ),
    "chains are not cut at the word for a trade": (
        "某省工业\n全国物流平稳。5条重点产业链规上工业总产值同比增长8%。",
        [("重点产业链", 5), ("重点产业链规上工业总产值", 8)],
    ),
    "what was made stands behind 分别": (
        "某省工业\n全国物流平稳。竹木家具、陶瓷产业分别实现总产值60亿元、80亿元。",
        [("竹木家具产业总产值", 60), ("陶瓷产业总产值", 80)],
    ),
    "light and heavy industry": (
        "某省工业\n全国物流平稳。轻、重工业占比分别为30%和70%。",
        [("轻工业占比", 30), ("重工业占比", 70)],
    ),
    "a bracket between 同比 and the growth": (
        "某省工业\n全国物流平稳。货运量90亿吨，同比（下同）增长9%。",
        [("货运量", 9e9), ("货运量", 9)],
    ),
    "proportions in front belong to nothing": (
        "某省工业\n三次产业结构为9.2:51:39.8居民消费价格上涨1.4%。",
        [("居民消费价格", 1.4)],
    ),
    "so many a ten thousand": (
        "某省工业\n全国物流平稳。工业机器人使用密度达360台/万人。",
        [("工业机器人使用密度", 360)],
    ),
    "a head count with the word for each": (
        "某省工业\n全国物流平稳。物流全员劳动生产率达到人均21万元。",
        [("物流全员劳动生产率", 210000)],
    ),
    "quarters in a row count nothing": (
        "某省工业\n全国物流平稳。货运量连续三个季度进入前列，增长8%。",
        [("货运量", 8)],
    ),
    "gaps to one and the next": (
        "某省工业\n全国物流平稳。货运量增长8%，增速高于全国4个百分点、全省5个百分点。",
        [("货运量", 8), ("货运量增速高于全国", 4), ("货运量增速高于全省", 5)],
    ),
    "growths in the order of the amounts": (
        "某省工业\n全国物流平稳。城镇、农村居民收入分别达到39000元、16000元，增长4.7%、5.1%。",
        [("城镇居民收入", 39000), ("农村居民收入", 16000), ("城镇居民收入", 4.7), ("农村居民收入", 5.1)],
    ),
}


@pytest.mark.parametrize(("text", "rows"), HEADS.values(), ids=HEADS)
def test_what_is_measured(text: str, rows: list[tuple[Any, ...]]) -> None:
    assert told(text, "indicator", "value") == rows


RANKS = {
    "of the growth, whatever changes stand between": (
        "货运量增长6%，较一季度提高3个百分点，增速居全省第7位。",
        [("货运量", 6, 7, "全省"), ("货运量增幅", 3, None, None)],
    ),
    "of the amount, behind its growth": (
        "收入53亿元，增长9%，总量全市第一、全省第二。",
        [("收入", 53, 1, "全市"), ("收入", 9, None, None), ("收入", None, 2, "全省")],
    ),
    "of two amounts in order": (
        "货运、客运收入分别达到9亿元、7亿元，增长5%、6%，总量全市第二、第三。",
        [
            ("货运收入", 9, 2, "全市"),
            ("客运收入", 7, 3, "全市"),
            ("货运收入", 5, None, None),
            ("客运收入", 6, None, None),
        ],
    ),
    "reached from a lower one": (
        "货运量增至9亿吨，全国位次从第6位升至第5位。",
        [("货运量", 9e8, 5, "全国")],
    ),
    "among so many counties": (
        "货运量居全省34个类区县第2位。",
        [("货运量", None, 2, "全省34个类区县")],
    ),
}


@pytest.mark.parametrize(("said", "rows"), RANKS.values(), ids=RANKS)
def test_which_number_a_rank_is_of(said: str, rows: list[tuple[Any, ...]]) -> None:
    assert told(f"某省物流\n某省物流平稳。{said}", "indicator", "value", "rank", "rank_scope") == rows


SUBJECTS = {
    "used foreign capital is no firm": "固定资产投资70亿元；实际利用外资（验资）0.9亿元，增长30%；零售额90亿元。",
    "nor is waste put to use": "空气质量优良天数272天；固体废物综合利用率90%；污水处理率94%。",
    "nor are those who were raised": "企业超过500家；培育引进一批人才；示范基地达到20个。",
}


@pytest.mark.parametrize("said", SUBJECTS.values(), ids=SUBJECTS)
def test_a_measure_behind_a_semicolon_is_of_the_place(said: str) -> None:
    assert {row[0] for row in told(f"青岛市工业\n青岛市工业平稳。全市{said}", "subject")} == {"青岛"}


PLAN = """青岛市制造业行动计划（2025—2027年）

2025年2月10日

一、发展基础

规模不断壮大。3家企业进入世界500强，示范基地达到20个。

二、发展目标

到2027年，制造业综合实力明显增强，工业增加值超过9000亿元。

——创新能力更强。重点企业研发投入强度达3%以上。

——结构更优。智能工厂超过200家。

三、重点任务

（一）培育企业。新增专精特新企业50家以上，推广首台套装备10个以上。
"""


def test_goals_listed_below_the_year_of_a_plan_are_due_in_it() -> None:
    rows = loaded(PLAN, "indicator", "kind", "period_end")
    assert [(end and end.year) for name, kind, end in rows if kind == "target"][:3] == [2027, 2027, 2027]


def test_a_plan_tells_facts_where_it_says_how_things_stand() -> None:
    kinds = dict(loaded(PLAN, "indicator", "kind"))
    assert kinds["示范基地"] == "actual"
    assert kinds["智能工厂"] == "target"


def test_what_is_expected_goes_on_behind_a_semicolon() -> None:
    said = "某县工作报告\n2024年，预计全县完成生产总值90亿元；工业产值40亿元，增长8%；财政收入3亿元。"
    assert {kind for (kind,) in told(said, "kind", published=date(2024, 12, 20))} == {"target"}
    assert {kind for (kind,) in told(said, "kind", published=date(2025, 1, 20))} == {"actual"}


def test_tasks_that_a_plan_lists_are_there_and_a_rate_of_completion_is_no_plan() -> None:
    assert told("青岛市工业\n青岛发布计划，出台了22条重点任务。", "kind") == [("actual",)]
    assert told("青岛市工业\n2024年，青岛部分乡镇计划完成率低于90%。", "kind") == [("actual",)]


def test_the_year_that_shares_were_of_before_is_not_that_of_what_follows() -> None:
    said = "某区工业\n2024年，三次产业结构由上年的9.4:66.8:23.8调整为8.3:71.1:20.6，服务业比重下降3.2个百分点。"
    assert told(said, "indicator", "period_end") == [("服务业比重", date(2024, 12, 31))]


def test_a_state_at_the_end_of_a_year_has_no_first_day() -> None:
    assert told("某区工业\n2024年末，青岛户籍总户数49万户。", "indicator", "period_start", "period_end") == [
        ("户籍总户数", None, date(2024, 12, 31))
    ]


APART = {
    "shares in brackets behind places": (
        "3个市州工业固定资产投资增速超全省平均水平，分别为酒泉市（4%）、武威市（3%）、庆阳市（2%）。",
        [
            ("甘肃", "市州", 3, "total"),
            ("酒泉", "工业固定资产投资", 4, "growth"),
            ("武威", "工业固定资产投资", 3, "growth"),
            ("庆阳", "工业固定资产投资", 2, "growth"),
        ],
    ),
    "points by which each went": (
        "2个市州工业固定资产投资增速有所提高，其中：庆阳市提高6个百分点，天水市提高5个百分点。",
        [
            ("甘肃", "市州", 2, "total"),
            ("庆阳", "工业固定资产投资增幅", 6, "change"),
            ("天水", "工业固定资产投资增幅", 5, "change"),
        ],
    ),
    "rates that rank them": (
        "10个省份工业固定资产投资增速较快，西藏、贵州以15%、10%的增速排名前列。",
        [
            ("甘肃", "省份", 10, "total"),
            ("西藏", "工业固定资产投资", 15, "growth"),
            ("贵州", "工业固定资产投资", 10, "growth"),
        ],
    ),
    "what grew was told of another": (
        "增长较快。银川市工业固定资产投资增长16%，固原市、中卫市实现较快增长，分别增长14%和10%。",
        [
            ("银川", "工业固定资产投资", 16, "growth"),
            ("固原", "工业固定资产投资", 14, "growth"),
            ("中卫", "工业固定资产投资", 10, "growth"),
        ],
    ),
}


@pytest.mark.parametrize(("said", "rows"), APART.values(), ids=APART)
def test_what_several_places_have_apart(said: str, rows: list[tuple[Any, ...]]) -> None:
    assert told(f"甘肃省投资情况\n甘肃省投资平稳。全省{said}", "subject", "indicator", "value", "measure") == rows


MORE = {
    "a gap behind a bracket": (
        "货运量增长12%，超出全国平均水平（10%）2个百分点。",
        [("货运量", 12), ("货运量增长超出全国平均水平", 2)],
    ),
    "more than somebody else has": (
        "某市拥有冠军企业83家，比深圳还多了16家。",
        [("冠军企业", 83), ("冠军企业高于深圳", 16)],
    ),
    "shares of what grew apart": (
        "集装箱业务收入、散货业务收入分别增长12%和11%，占全市货运的比重分别达到19%和25%。",
        [
            ("集装箱业务收入", 12),
            ("散货业务收入", 11),
            ("集装箱业务收入占全市货运的比重", 19),
            ("散货业务收入占全市货运的比重", 25),
        ],
    ),
    "shares of the three sectors": (
        "三次产业对经济增长的贡献分别为7%、61%、32%。",
        [
            ("第一产业对经济增长的贡献", 7),
            ("第二产业对经济增长的贡献", 61),
            ("第三产业对经济增长的贡献", 32),
        ],
    ),
    "what was made, of those the clause before praises": (
        "数字制造业、绿色制造业也表现抢眼，分别创造产值165亿元和82亿元。",
        [("数字制造业产值", 165), ("绿色制造业产值", 82)],
    ),
    "a product by three letters": ("2024年，青岛GDP1240亿元。", [("GDP", 1240)]),
    "how large those are that are counted": (
        "全市营收超百亿元工业企业（集团）达47家。",
        [("营收超百亿元工业企业（集团）", 47)],
    ),
    "behind a mark that is passed": (
        "货运量突破4万亿吨大关、增长4%。",
        [("货运量", 4e12), ("货运量", 4)],
    ),
    "its own total in the next clause": (
        "建筑业总产值年均增长6%，累计完成总产值9万亿元。",
        [("建筑业总产值", 6), ("建筑业总产值", 90000)],
    ),
    "a leap": ("货运额99亿元，同比激增47%。", [("货运额", 99), ("货运额", 47)]),
}


@pytest.mark.parametrize(("said", "rows"), MORE.values(), ids=MORE)
def test_more_of_what_is_measured(said: str, rows: list[tuple[Any, ...]]) -> None:
    assert told(f"某省物流\n物流平稳。{said}", "indicator", "value") == rows


def test_a_year_that_is_the_first_of_a_plan_is_that_year() -> None:
    said = "青岛工作报告\n2025年是“十四五”收官之年。今年，力争新获批高新技术企业100家。"
    assert told(said, "period_end") == [(date(2025, 12, 31),)]


def test_a_side_of_a_mountain_is_no_province() -> None:
    said = "上半年经济综述\n站在贺兰山东麓，全区实现生产总值增长5%。"
    assert told(said, "subject") == [(None,)]


def test_a_district_of_a_city_is_not_taken_for_its_province() -> None:
    said = "宁波镇海发布行动方案\n浙江省宁波市镇海区发布方案，镇海区是宁波市的制造业基地。力争到2026年，新材料产业实现产值200亿元。"
    assert told(said, "subject") == [("镇海区",)]


def test_a_district_is_known_by_the_bare_name_in_its_title() -> None:
    said = "鄞州确定工业目标\n鄞州新闻网讯，工业目标确定：今年工业总产值要达2750亿元。这是从全区会议上获悉的。"
    assert told(said, "subject") == [("鄞州",)]


def test_what_was_expected_of_a_year_that_is_over_is_told_behind_a_semicolon_too() -> None:
    said = "青岛工业\n2024年，青岛绿色化工产值预计达1500亿元；食品饮料产值预计达880亿元。"
    assert told(said, "kind", published=date(2025, 1, 6)) == [("actual",), ("actual",)]


def test_a_verb_before_what_was_achieved_is_no_part_of_it_in_traditional_script() -> None:
    assert told("青島工業\n2024年，青島汽車企業實現產值2000億元。", "indicator") == [("汽車企業產值",)]


ORDERED = {
    "places in order of what the text counted last": (
        "2024年，贵州绿色工厂达到412家。数量排前三的市州分别为贵阳市138家、遵义市96家、安顺市38家。",
        [("贵州", "绿色工厂", 412), ("贵阳", "绿色工厂", 138), ("遵义", "绿色工厂", 96), ("安顺", "绿色工厂", 38)],
    ),
    "places in order of what their list names": (
        "全省绿色工厂数量居前三位的市依次为合肥市211家、芜湖市96家。",
        [("合肥", "绿色工厂", 211), ("芜湖", "绿色工厂", 96)],
    ),
    "what two shares rose to belongs to the same two": (
        "湖北电子产品出口、汽车产量占全国比重分别由2015年的5.1%、6.2%提高到7.6%、8.3%。",
        [
            ("湖北", "电子产品出口占全国比重", 5.1),
            ("湖北", "汽车产量占全国比重", 6.2),
            ("湖北", "电子产品出口占全国比重", 7.6),
            ("湖北", "汽车产量占全国比重", 8.3),
        ],
    ),
    "several parts in the order of what was told of several": (
        "2023年，湖北园区的营业收入、上缴税费和出口总额分别为9000亿元、600亿元和700亿元，占全省的35%、31%和64%。",
        [
            ("湖北", "园区的营业收入", 9000),
            ("湖北", "上缴税费", 600),
            ("湖北", "出口总额", 700),
            ("湖北", "园区的营业收入占全省", 35),
            ("湖北", "上缴税费占全省", 31),
            ("湖北", "出口总额占全省", 64),
        ],
    ),
    "a short name of a firm is not cut at a shorter one": (
        "2023年，湖北汽车业平稳。上汽通用五菱产值达900亿元。",
        [("上汽通用五菱", "产值", 900)],
    ),
    "what gave a growth its part is what grew, whatever stands between": (
        "上半年，湖北船舶工业产值增长8%，增幅比全省平均水平高3个百分点，对全省工业增长的贡献率达30%。",
        [
            ("湖北", "船舶工业产值", 8),
            ("湖北", "船舶工业产值增幅比全省平均水平高", 3),
            ("湖北", "船舶工业产值对全省工业增长的贡献率", 30),
        ],
    ),
    "several trades together give a growth its part": (
        "上半年，湖北造船业增长8%，食品业增长3%，传统行业合计对工业增长的贡献率达到30%。",
        [("湖北", "造船业", 8), ("湖北", "食品业", 3), ("湖北", "传统行业合计对工业增长的贡献率", 30)],
    ),
    "what makes up a share grew, not its share": (
        "上半年，湖北造船业增加值占比9%，同比增长5%。",
        [("湖北", "造船业增加值占比", 9), ("湖北", "造船业增加值", 5)],
    ),
    "the names of a counted group have the numbers behind 分别, and their parts of the whole": (
        "2022年，湖北集装箱、散货、冷链三大行业产值同比分别增长14%、22%和29%，对全省运输业增长贡献率分别达61%、26%和13%。",
        [
            ("湖北", "集装箱产值", 14),
            ("湖北", "散货产值", 22),
            ("湖北", "冷链产值", 29),
            ("湖北", "集装箱产值对全省运输业增长贡献率", 61),
            ("湖北", "散货产值对全省运输业增长贡献率", 26),
            ("湖北", "冷链产值对全省运输业增长贡献率", 13),
        ],
    ),
    "what pulled a growth up gave it its part": (
        "2022年，湖北航运业拉动全省经济增长2.7个百分点，对全省经济增长的贡献率达70%。",
        [("湖北", "航运业拉动全省经济增长", 2.7), ("湖北", "航运业对全省经济增长的贡献率", 70)],
    ),
    "a number that says which are counted is no count": (
        "2022年，湖北平稳。泊位数量超过300个的港口共有65个。",
        [("湖北", "泊位数量超过300个的港口", 65)],
    ),
    "zones of the nation own what they did": (
        "2022年，国家级经开区实现地区生产总值14万亿元。实现进出口总额10万亿元。",
        [("国家级经开区", "地区生产总值", 140000), ("国家级经开区", "进出口总额", 100000)],
    ),
    "what grew is of those whose part of the whole was told": (
        "2022年，湖北造船业增加值占全部工业的比重为9%；增加值同比增长5%。",
        [("湖北", "造船业增加值占全部工业的比重", 9), ("湖北", "造船业增加值", 5)],
    ),
    "a part of a whole that is said again is not said twice": (
        "2022年，湖北船厂营业收入占全省53%，其中荆州占全省25%。",
        [("湖北", "船厂营业收入占全省", 53), ("荆州", "船厂营业收入占全省", 25)],
    ),
    "a growth of both the whole and what falls to each": (
        "2024年湖北生产总值比上年增长6%，人均生产总值增长6%。",
        [("湖北", "生产总值", 6), ("湖北", "人均生产总值", 6)],
    ),
}


@pytest.mark.parametrize(("body", "rows"), ORDERED.values(), ids=ORDERED)
def test_numbers_of_lists_and_parts_are_of_what_the_list_names(body: str, rows: list[tuple[Any, ...]]) -> None:
    assert told("某刊观察\n" + body, "subject", "indicator", "value") == rows


SPANS = {
    "what is to be reached within some years": (
        "某省物流规划\n力争5年内，全省冷库达到3000座。",
        date(2023, 5, 1),
        [("2023-01-01", "2027-12-31", 3000)],
    ),
    "quarters from the first on": (
        "某省物流运行\n1—3季度，全省货运量增长2.7%。",
        date(2022, 10, 28),
        [("2022-01-01", "2022-09-30", 2.7)],
    ),
    "a further goal of a later year": (
        "某省物流规划\n到2025年，全省冷库达到300座；到2027年，达到400座左右。",
        date(2023, 5, 1),
        [("None", "2025-12-31", 300), ("None", "2027-12-31", 400)],
    ),
    "the part of a growth is of the time of the growth": (
        "某省物流运行\n2023年，全省物流平稳运行。\n货运业增长6%。其中，水运业增长8%，对物流增长的贡献率为35%。",
        date(2024, 2, 1),
        [("2023-01-01", "2023-12-31", 6), ("2023-01-01", "2023-12-31", 8), ("2023-01-01", "2023-12-31", 35)],
    ),
    "an amount in a report takes the year of its headline": (
        "2024年某省物流运行情况\n一是水运支撑有力。增加值增长9%，占全部运输业的比重达35%。二是空运向好。产值达1200亿元。",
        date(2025, 2, 1),
        [("2024-01-01", "2024-12-31", 9), ("2024-01-01", "2024-12-31", 35), ("2024-01-01", "2024-12-31", 1200)],
    ),
    "the last month told in between is not the time of what follows": (
        "某省物流运行\n前7个月，全省货运业增长6%。\n从月度增速看，7月份货运业增长5%。\n水运业增长9%。",
        date(2022, 8, 16),
        [("2022-01-01", "2022-07-31", 6), ("2022-07-01", "2022-07-31", 5), ("2022-01-01", "2022-07-31", 9)],
    ),
    "a yearly growth in a review of five years is of those": (
        "某省物流工作报告\n“十三五”时期，全省物流快速发展。2020年，全省货运业收入9000亿元，年均增长6.7%。",
        date(2021, 2, 2),
        [("2020-01-01", "2020-12-31", 9000), ("2016-01-01", "2020-12-31", 6.7)],
    ),
}


@pytest.mark.parametrize(("text", "published", "rows"), SPANS.values(), ids=SPANS)
def test_numbers_of_reports_are_of_the_time_the_report_tells_of(
    text: str, published: date, rows: list[tuple[Any, ...]]
) -> None:
    found = told(text, "period_start", "period_end", "value", published=published)
    assert [(str(start), str(end), value) for start, end, value in found] == rows


def test_ranks_gained_or_lost_are_changes_of_the_rank() -> None:
    text = "湖北物流\n一季度，湖北货运量增长5%，居全国第9位，位次较上月前移2位。4月增长4%，居全国第12位，较3月下降3个位次。"
    assert told(text, "indicator", "value", "measure", "rank") == [
        ("货运量", 5, "growth", 9),
        ("货运量位次", 2, "change", None),
        ("货运量", 4, "growth", 12),
        ("货运量位次", -3, "change", None),
    ]
