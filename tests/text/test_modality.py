"""Reached or planned: the nearest cue, the time, the paragraph, the heading and the title decide."""

from __future__ import annotations

from datetime import date

import pytest

from qdtui.model import Document, Section
from qdtui.text.measure import measures
from qdtui.text.modality import denied, modality
from qdtui.text.period import Periods
from qdtui.text.reading import read


def kinds(text: str, title: str | None = None, heading: str | None = None) -> list[str]:
    sections = (Section(0, len(heading), len(heading) + 1 + len(text), 1, heading),) if heading else ()
    body = f"{heading}\n{text}" if heading else text
    reading = read(Document("d", "d.txt", body, title=title, published=date(2025, 7, 2), sections=sections))
    periods = Periods(reading)
    return [modality(reading, m.sentence, m.at, m.end, periods.of(m)) for m in measures(reading)]


@pytest.mark.parametrize(
    "text",
    [
        "到2027年，打造6个先进制造业集群。",
        "力争新增单项冠军企业5家。",
        "明年，全市计划建设园区12个。",
        "每年新上线特定行业平台10家以上。",
        "推动实现技改投资增长12%的目标。",
        "规划建设30个园区。",
        "确保工业投资增长10%。",
        "实施方案提出，每年安排专项资金3000万元。",
        "同时谋划培育集成电路、氢能两个新兴产业集群。",
        "将培育链主企业40家。",
        "预计全年工业增加值增长6%。",
        "项目建成后预计可实现产值680亿元。",
        "今年造林共需各类苗木300万株。",
        "今年再推动200家企业上云。",
        "今年滨海要为300家企业开展诊断。",
        "水库建成后，将使12万亩农田受益。",
        "项目投产后年产值可达30亿元。",
        "电站全部建成后年上网电量超50亿度。",
        "两地互济能力将提升1倍。",
        "今年，全市将改造老旧厂房40个。",
        "细则已起草，拟通过12项举措推动集聚。",
    ],
)
def test_a_target(text: str) -> None:
    assert kinds(text) == ["target"]


@pytest.mark.parametrize(
    "text",
    [
        "当地设立了园区，每年投入2000万元帮助企业转型。",
        "已建成园区12个。",
        "截至目前，累计培育企业39家。",
        "2024年，全市工业增加值增长6%。",
        "预计2024年工业增加值增长6%。",
        "去年，企业达到300家，力量壮大。",
        "机器人将生产效率提升12%。",
        "争取中央预算内投资237亿元。",
        "3个赛道已具有一定的产业基础。",
        "全市稳就业、稳预期，生产总值增长6%。",
        "企业预期指数为54.1%。",
        "新增省级人才计划入选者30人。",
    ],
)
def test_an_actual_number(text: str) -> None:
    assert kinds(text) == ["actual"]


def test_the_part_of_a_plan_that_is_done_is_no_plan() -> None:
    text = "上半年，全市新开工改造老旧小区213个，占全年计划开工数的71%，惠及居民5万户。"
    assert kinds(text) == ["actual"] * 3
    assert kinds("市里规划建设了两个产业园区。") == ["actual"]


def test_what_was_given_is_no_plan_behind_one_that_is_hoped_for() -> None:
    assert kinds("国家级小巨人企业有望达到6家，有4家企业被确定为省级企业。") == ["target", "actual"]


def test_what_is_expected_of_a_year_says_nothing_of_what_came() -> None:
    assert kinds("上半年，21个年预计产值超10亿元的项目共完成产值446亿元。")[-1] == "actual"


def test_the_years_behind_the_start_of_production_are_to_come() -> None:
    text = "项目投产后的第一年，年产值不低于2.5亿元；第二年，年产值不低于4亿元。"
    assert kinds(text)[-1] == "target"


def test_what_was_reached_of_a_goal_is_no_goal() -> None:
    assert kinds("一季度，技改投资完成1.57亿元，完成目标任务的112%，超目标任务1.5个百分点。") == ["actual"] * 3


def test_the_main_work_of_this_year_is_to_come() -> None:
    text = "国内外游客增长8%。引进药械100种。"
    assert kinds(text, heading="三、2025年主要工作") == ["target"] * 2
    assert kinds(text, heading="一、2024年主要工作") == ["actual"] * 2


def test_a_short_point_of_a_plan_that_aims_at_something_is_a_plan() -> None:
    text = "（二）锚定工业方向，做强实体经济。坚定不移做好结构文章，加快构建产业体系，规模以上工业增加值增长3.5%左右。"
    assert kinds(text) == ["target"]
    told = "（二）坚持智能方向，构建产业体系。推动改造，加快升级，规模以上工业增加值增长3.5%。"
    assert kinds(told) == ["actual"]


def test_what_a_review_expects_of_the_year_that_is_over_was_reached() -> None:
    heading = "一、2024年工作回顾"
    text = "2024年，全县推动发展，工作取得进展。预计全县地区生产总值突破200亿元，增长8.8%。"
    assert kinds(text, heading=heading) == ["actual"] * 2


def test_a_change_ahead_leads_to_a_plan_whatever_stands_before_its_number() -> None:
    text = "两地通行时间将从目前公路运输60分钟缩短至铁路运输20分钟左右。"
    assert kinds(text) == ["actual", "target"]


def test_what_describes_a_thing_about_to_come_plans_nothing() -> None:
    assert kinds("工人在调试即将交付的产品，这条生产线有机器人80台。") == ["actual"]
    assert kinds("名单公布了拟通过复核的企业，全区3家企业上榜。") == ["actual"]


def test_bare_verbs_behind_a_sentence_of_what_will_be_done_go_on_with_the_plan() -> None:
    text = "今年，全市将实施技改项目90个。培育专精特新企业50家。新建充电桩800个。"
    assert kinds(text) == ["target"] * 3
    assert kinds("今年，全市实施技改项目90个。培育专精特新企业50家。") == ["actual"] * 2


def test_a_planned_investment_is_planned_in_its_own_clause_alone() -> None:
    text = "年度计划投资5亿元，完成投资3亿元，占年度计划投资的60%，在建项目8个。"
    assert kinds(text) == ["target", "actual", "actual", "actual"]


def test_what_is_told_behind_a_deadline_stays_planned() -> None:
    text = "其中提出，到2027年，产业实力明显增强；累计建成国家级集群30个；新认定省级集群50个。培育冠军产业10个。"
    assert kinds(text) == ["target"] * 3


def test_what_a_market_expected_is_no_fact() -> None:
    assert kinds("10月，零售额增长4%，高于市场预期的3%。") == ["actual", "target"]


def test_the_nearest_cue_decides() -> None:
    assert kinds("去年培育企业39家，今年力争新增企业5家。") == ["actual", "target"]


def test_a_plan_goes_on_over_sentences_until_a_fact() -> None:
    text = "下一步，全市将持续优化布局。推动126家企业升级。截至目前，企业达到300家。"
    assert kinds(text) == ["target", "actual"]


def test_headings_and_titles_of_plans() -> None:
    assert kinds("培育企业39家。", heading="二、2026年重点工作") == ["target"]
    assert kinds("培育企业39家。", heading="一、工作回顾") == ["actual"]
    assert kinds("培育企业39家。", title="某市工业振兴行动方案（2025—2027年）") == ["target"]
    assert kinds("培育企业39家。", title="某市印发工业振兴行动方案") == ["actual"]


def test_denial() -> None:
    text = "2个赛道尚未开展产业化"
    assert denied(text, 0, len(text))
    assert not denied(text, 0, 4)


def test_up_to_a_month_of_no_year_is_reported() -> None:
    reading = read(Document("d", "d.txt", "至10月底，全县完成财政收入4.91亿元。到2027年底，建成园区3个。"))
    periods = Periods(reading)
    assert [modality(reading, m.sentence, m.at, m.end, periods.of(m)) for m in measures(reading)] == [
        "actual",
        "target",
    ]
