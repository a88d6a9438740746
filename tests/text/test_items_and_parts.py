"""Numbers of short items, of parts and of what a firm or works is one of, on sentences of the genre."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from plugins.indicators import Indicators
from qdtui.model import Document


def told(text: str, *columns: str, title: str | None = None, dated: bool = True) -> list[tuple[Any, ...]]:
    doc = Document("d", "d.txt", text, title=title, published=date(2024, 8, 20) if dated else None)
    return [tuple(row.values[c] for c in columns) for row in Indicators().extract(doc)]


WHOSE = {
    "a reservoir's capacity is not of a thing called by half of its noun": (
        "近日，甘肃石羊口水库工程正式开工。水库总库容2.5亿立方米，设计灌溉面积3万亩。",
        [("甘肃石羊口水库工程", 250000000), ("甘肃石羊口水库工程", 30000)],
    ),
    "all the works of which one is told are the country's": (
        "甘肃石羊口水库工程正式开工。该工程是国务院确定的130项重点水利工程之一。",
        [("全国", 130)],
    ),
    "the thing that the headline of an item names": (
        "快讯\n石羊口船闸货运量创新高\n昨天，随着最后一艘货轮驶出，石羊口船闸货运量达19亿吨。\n"
        "石羊江历史陈列馆开馆\n石羊江历史陈列馆今天开馆，设有两个展厅，展出1200件珍贵文物。",
        [("石羊口船闸", 1900000000), ("石羊江历史陈列馆", 2), ("石羊江历史陈列馆", 1200)],
    ),
    "a fair that an item calls 本届": (
        "快讯\n中国—中亚蓝莓博览会下月举办\n有关负责人介绍，第三届中国—中亚蓝莓博览会将于9月10日在兰州举办，本届博览会设9个展馆，将举办20场活动。",
        [("第三届中国—中亚蓝莓博览会", 9), ("第三届中国—中亚蓝莓博览会", 20)],
    ),
    "a campaign whose name holds its year": (
        "石羊精神2024年巡回宣讲活动在兰州启动。宣讲团成员将分赴陕西、青海等12个省份。",
        [("石羊精神2024年巡回宣讲活动", 12)],
    ),
    "quarters of the country, whose counts add up to the first": (
        "45个集群涉及19个省、3个计划单列市，其中东部地区30个、中部地区10个、西部地区5个。",
        [(None, 45), (None, 3), ("东部地区", 30), ("中部地区", 10), ("西部地区", 5)],
    ),
    "what only a place adds, behind what a firm of it did": (
        "广西工业加快发展。广西石羊机器股份有限公司入选国家名单，新培育智能制造标杆企业12家。",
        [("广西", 12)],
    ),
    "a plant that the text goes to": (
        "上海加快转型。这是上海的一家豆奶加工厂，8万平方米的车间里，装有6000个传感器。",
        [("上海豆奶加工厂", 80000), ("上海豆奶加工厂", 6000)],
    ),
    "a firm by the short name that the text gives it": (
        "记者走进云南多家园区。石羊环境科技集团股份有限公司（以下简称“石羊环境”）的展厅里正在演示新车。目前石羊环境在运营车辆数量超4200台。",
        [("石羊环境科技集团股份有限公司", 4200)],
    ),
    "a contest that others hold": (
        "由青年报社主办的第三届“石羊杯”大学生创业竞赛在北京举行，竞赛设置了5个组别，463个项目入围终审。",
        [("第三届“石羊杯”大学生创业竞赛", 5), ("第三届“石羊杯”大学生创业竞赛", 463)],
    ),
    "a festival that opens and whom it drew": (
        "第八届石羊国际文化遗产节今天开幕，吸引了900多个非遗项目参加。",
        [("第八届石羊国际文化遗产节", 900)],
    ),
    "those for whom fairs were held, by no half of a name": (
        "在江西永丰，通过当地政府举办的59场新春招聘会，超过1.8万返乡人员实现就业。",
        [("永丰", 59), ("永丰", 18000)],
    ),
    "a plane that the country made": (
        "截至今天，我国自主研制的支线客机XR21飞机累计安全运送旅客超过90万人次。",
        [("支线客机XR21飞机", 900000)],
    ),
    "a platform that the text shows": (
        "在福建连江，正在调试的是一个远海黄鱼养殖平台，这个平台养殖空间超过6万立方米。",
        [("远海黄鱼养殖平台", 60000)],
    ),
    "a wind farm behind what it is a part of": (
        "日前，东部风电场群的重要组成部分——石羊1号海上风电场南北两区并网发电，共设32台风电机组。",
        [("石羊1号海上风电场", 32)],
    ),
    "bonds of the country, wherever they are spent": (
        "在安徽歙县，工程获得中央财政增发的1万亿国债支持。",
        [("全国", 10000)],
    ),
    "several banks, one of them by name": (
        "甲行、乙行等多家大型银行今年以来制造业贷款增速均超过30%。",
        [("甲行、乙行等多家大型银行", 30)],
    ),
}


@pytest.mark.parametrize("case", WHOSE.values(), ids=WHOSE)
def test_whose_a_number_is(case: tuple[str, list[tuple[str | None, float]]]) -> None:
    text, expected = case
    assert told(text, "subject", "value") == expected


HEADS = {
    "what lies somewhere is what is counted": (
        "警方捣毁7个盘踞在境外的赌博窝点。",
        [("赌博窝点", 7)],
    ),
    "who takes part on line and on the spot": (
        "论坛吸引300多名嘉宾线上线下参会。",
        [("嘉宾", 300)],
    ),
    "what something costs, without the article": (
        "在江西，一座总投资35亿元的电池工厂全面投产。",
        [("总投资", 35)],
    ),
    "what something brings in": (
        "小小的纽扣每年能带来80多亿元的产值。",
        [("产值", 80)],
    ),
    "trade with two partners is two amounts": (
        "今年前7个月，上海市对秘鲁和智利进出口226亿元和137亿元，分别同比增长5%和3%。",
        [("秘鲁进出口", 226), ("智利进出口", 137), ("秘鲁进出口", 5), ("智利进出口", 3)],
    ),
    "a part of the whole that the sentence began with": (
        "民间投资逐步企稳，增速由负转正，占整体投资的比重比去年提高2.2个百分点。",
        [("民间投资占整体投资的比重", 2.2)],
    ),
    "hours with minutes, and minutes with seconds": (
        "通车后，两地间的运行时间将从过去的1小时33分钟压缩至39分钟。钢水的检验时长从5分钟缩短到1分50秒。",
        [("两地间的运行时间", 93), ("两地间的运行时间", 39), ("钢水的检验时长", 5), ("钢水的检验时长", 110)],
    ),
    "counties that are named by what they raise": (
        "甘肃将聚焦72个粮食产能提升重点县。",
        [("粮食产能提升重点县", 72)],
    ),
    "the number of a train, and days of a month": (
        "随着4652次列车从兰州站驶出，铁路恢复运行。预计16—18日，东部有小雨。",
        [],
    ),
    "the number of a train that crosses a border": (
        "今天，由北原国开往南湾市的686次国际旅客列车顺利入境。",
        [],
    ),
    "two markets that every plan speaks of": (
        "要发挥国内国际两个市场、两种资源的联动优势。用好国际国内两个市场两种资源。全市建成两个市场。",
        [("市场", 2)],
    ),
    "classes that are called by their numbers": (
        "全省水质为一、二类的断面达到35个。",
        [("断面", 35)],
    ),
    "what something is made up of": (
        "展览由“起航”“扬帆”“远航”“归航”4个展厅组成，展出文物。",
        [("展厅", 4)],
    ),
    "what is built upon": (
        "在建成40个特色产业集群、200个农业强镇的基础上，农业部门开展行动。",
        [("特色产业集群", 40), ("农业强镇", 200)],
    ),
    "projects of a size": (
        "上半年实施投资300万元以上技改项目926个。",
        [("投资300万元以上技改项目", 926)],
    ),
    "how far from there": (
        "园区交通便利，200公里之内有60多种土特产。",
        [("土特产", 60)],
    ),
    "people whose word ends like an adverb": (
        "甘肃新增国家级青年人才475名。",
        [("国家级青年人才", 475)],
    ),
    "how long until something else is nothing": (
        "火箭点火约10分钟后，飞船与火箭分离。",
        [],
    ),
    "less by so much": (
        "通过改造，实现了废水减量22%。",
        [("废水", -22)],
    ),
}


@pytest.mark.parametrize("case", HEADS.values(), ids=HEADS)
def test_what_a_number_counts(case: tuple[str, list[tuple[str, float]]]) -> None:
    text, expected = case
    assert told(text, "indicator", "value") == expected


def test_an_area_for_design_adds_nothing() -> None:
    assert told("展会设有地方展区、创新设计展区等五大展区。", "measure") == [("total",)]


def test_a_works_that_is_the_first_of_those_planned_is_there() -> None:
    text = "这是我国“十四五”规划建设九大清洁能源基地中首个投产的项目，共建设40台风机，总装机300兆瓦。"
    assert ("actual", None) in told(text, "kind", "period_end")
    assert told("园区规划建设40台风机，总装机300兆瓦。", "kind") == [("target",)] * 2


def test_what_is_made_stronger_is_there_already() -> None:
    text = "力争新增企业200家。做强兰州、天水2大产业基地，力争产业规模突破500亿元。"
    assert told(text, "value", "kind") == [(200, "target"), (2, "actual"), (500, "target")]


def test_an_estimate_of_the_year_that_the_text_calls_the_last_is_no_plan() -> None:
    estimate = "2022年，地区生产总值预计达9万亿元，经济持续向好。"
    assert told(estimate + "去年，规上工业企业达6万家。", "kind", dated=False)[0] == ("actual",)
    assert told(estimate, "kind", dated=False) == [("target",)]


def test_years_since_which_something_is_a_record_are_not_when_it_was() -> None:
    text = "2023年，甘肃地区生产总值增长5%，十年来首次超过全国。全省制造业增加值同比增长8%，成交额创“十三五”以来新高。"
    assert told(text, "period_end") == [(date(2023, 12, 31),)] * 2


def test_what_began_in_a_year_has_gone_on_since() -> None:
    text = "2016年投入商业运营以来，石羊航空已开通航线400多条。"
    assert told(text, "period_start", "period_end") == [(date(2016, 1, 1), date(2024, 8, 20))]


def test_the_months_of_one_item_are_not_those_of_the_next() -> None:
    text = (
        "1—4月 国有企业运行态势良好\n财政部数据显示，今年1—4月，国有企业营业总收入26亿元。\n"
        "执法检查 整改问题隐患10.5万条\n应急管理部近期开展专项执法检查，共检查10.4万家企业。"
    )
    assert told(text, "value", "period_end", title="国内联播快讯") == [(26, date(2024, 4, 30)), (104000, None)]
