"""What a number is of in clauses whose verb stands in no list of governing ones: known by where it stands."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from plugins.indicators import Indicators
from qdtui.model import Document


def told(text: str, *columns: str) -> list[tuple[Any, ...]]:
    doc = Document("d", "d.txt", text, published=date(2024, 8, 20))
    return [tuple(row.values[c] for c in columns) for row in Indicators().extract(doc)]


HEADS = {
    "behind a verb that 共 marks": ("全国边检机关共查缉货船320艘。", [("货船", 320)]),
    "behind a verb that 预计 marks": ("港务部门预计疏运车辆1200辆。", [("车辆", 1200)]),
    "behind two such verbs": ("医疗队共接诊收治患者1600人次。", [("患者", 1600)]),
    "behind a verb with 了": ("省里已在县一级创建了绿色车间36家。", [("绿色车间", 36)]),
    "a describing clause stays whole": ("已抵达乙国的救援队伍共12支。", [("抵达乙国的救援队伍", 12)]),
    "a fall keeps its verb": ("生产线升级后每年可减少碳排放3万吨。", [("减少碳排放", 30000)]),
    "a relief keeps its verb": ("一季度累计免征车辆购置税20亿元。", [("免征车辆购置税", 20)]),
    "a measure that begins like a verb": ("共投放量达300吨。", [("投放量", 300)]),
    "what can be raised again": ("产能可以再提升50%。", [("产能", 50)]),
    "without 继续 before the number": ("外贸对增长的贡献率继续超过30%。", [("外贸对增长的贡献率", 30)]),
    "those who take part": ("500余名非遗传承人集中亮相。", [("非遗传承人", 500)]),
    "those who work at something": ("100家数字文创企业发力元宇宙技术的研究。", [("数字文创企业", 100)]),
    "a noun that holds a verb": ("全市建成12个企业服务平台。", [("企业服务平台", 12)]),
    "firms whose data are taken in": ("平台将30多家企业的用能数据打通。", [("企业", 30)]),
    "parts that are looked at": ("系统对200个零部件的安装角度进行检测。", [("零部件", 200)]),
    "what has to do with something": ("中心向对方赠送了7套与水有关的数据产品。", [("数据产品", 7)]),
    "people without a noun": ("雄安新区3774人通过首批审核。", [("通过首批审核", 3774)]),
    "counties by what they built": ("1400多个县建成了电商服务中心。", [("建成了电商服务中心县", 1400)]),
    "not the first of the world": ("世界前100座高塔有近一半在本省。", [("高塔", 50)]),
    "what those have of which the amount is": (
        "当地打造出上百亿产值的新能源产业集群。",
        [("新能源产业集群产值", 100)],
    ),
    "more of what the sentence began with": (
        "国家物流枢纽持续扩围，去年，全国新增30个，总数达到125个。",
        [("国家物流枢纽", 30), ("国家物流枢纽", 125)],
    ),
    "more of what was shown": ("像这样的高新技术企业，目前，青岛已培育了7560多家。", [("高新技术企业", 7560)]),
}


@pytest.mark.parametrize(("text", "expected"), HEADS.values(), ids=HEADS)
def test_what_a_number_is_of(text: str, expected: list[tuple[str, float]]) -> None:
    assert told(text, "indicator", "value") == expected


def test_growth_that_a_noun_for_its_rate_tells_behind_it() -> None:
    assert told("我国以年均3%的能源消费增速支撑了年均6.2%的经济增长。", "indicator", "value", "measure") == [
        ("能源消费", 3, "growth"),
        ("经济", 6.2, "growth"),
    ]
    assert told("近六成的产品增速回升。", "measure") == [("share",)]


def test_a_rank_of_the_amount_is_not_the_growth_s() -> None:
    text = "上半年山西原煤产量3亿吨，同比增长8.9%，产量位居全国第一。"
    assert told(text, "value", "rank") == [(3e8, 1), (8.9, None)]


CARRIED = {
    "what the clause before tells the course of": (
        "全国工业增加值增长4.7%，企业内贸指数持续回升，12月为51.4%，环比上升3.9个百分点。",
        [("工业增加值", 4.7, "growth"), ("企业内贸指数", 51.4, "total"), ("企业内贸指数", 3.9, "change")],
    ),
    "whose share of the country's": (
        "去年长江经济带地区生产总值56万亿元，占全国比重提高到46.5%。",
        [("地区生产总值", 560000, "total"), ("地区生产总值占全国比重", 46.5, "share")],
    ),
    "two growths over two months": (
        "共签发护照342万本、通行证1858万本次，环比5—6月分别上升7.1%、27.5%。",
        [
            ("护照", 3420000, "total"),
            ("通行证", 18580000, "total"),
            ("护照", 7.1, "growth"),
            ("通行证", 27.5, "growth"),
        ],
    ),
    "what those have of which the share is": (
        "城市居民一半以上的日常消费支出集中在社区。",
        [("城市居民日常消费支出", 50, "share")],
    ),
    "how heavy it is in all": ("主塔施工总重达1340吨。", [("主塔施工总重", 1340, "total")]),
    "how high it stands on average": ("赛山平均海拔4000米。", [("平均海拔", 4000, "total")]),
}


@pytest.mark.parametrize(("text", "expected"), CARRIED.values(), ids=CARRIED)
def test_which_words_a_number_takes_over(text: str, expected: list[tuple[str, float, str]]) -> None:
    assert told(text, "indicator", "value", "measure") == expected


def test_how_far_somebody_goes_and_how_long_this_took_is_no_indicator() -> None:
    assert told("这次长达78天的远征结束，队员每天驱车近100公里。", "value") == []


ENDS = {
    "a pace between two": (
        "列车时速由每小时120公里提高到每小时160公里。",
        [("列车时速", 120, "公里/小时"), ("列车时速", 160, "公里/小时")],
    ),
    "hours and minutes": (
        "两地运行时间将从过去的1小时33分钟压缩至39分钟以内。",
        [("两地运行时间", 93, "分钟"), ("两地运行时间", 39, "分钟")],
    ),
    "parts of the country": (
        "认定示范园区56个，其中东部地区30个、中部地区8个、西部地区18个。",
        [("示范园区", 56, "个"), ("示范园区", 30, "个"), ("示范园区", 8, "个"), ("示范园区", 18, "个")],
    ),
    "how long a delivery takes": ("交付周期平均缩短达39%。", [("交付周期", -39, "%")]),
    "a small fall": ("夏粮略减25.5亿斤。", [("夏粮", -25.5e8, "斤")]),
    "more than half and how much that is": (
        "民生项目投资过半，达4364亿元。",
        [("民生项目投资", 50, "%"), ("民生项目投资", 4364, "亿元")],
    ),
    "by qualities": ("整理630多条针对性、典型性的意见建议。", [("意见建议", 630, "条")]),
    "those who are honoured": (
        "授予296个团组织全国先进集体称号，授予342名同志（含追授1名）全国先进个人称号。",
        [("团组织", 296, "个"), ("同志", 342, "名")],
    ),
    "a noun that a head noun lies across": ("先后两次召开黄河流域保护座谈会。", [("召开黄河流域保护座谈会", 2, "次")]),
    "what was handed down in full": ("已经下达完毕1万亿元增发国债。", [("增发国债", 10000, "亿元")]),
    "land by how often": ("全国实施病虫防控面积达3.5亿亩次。", [("病虫防控面积", 3.5e8, "亩次")]),
}


@pytest.mark.parametrize(("text", "expected"), ENDS.values(), ids=ENDS)
def test_what_numbers_and_units_come_to(text: str, expected: list[tuple[str, float, str]]) -> None:
    assert told(text, "indicator", "value", "unit") == expected


def test_what_grew_in_each_of_several_places_does_not_begin_with_how_many_they_are() -> None:
    said = "湖北、湖南等地零售业销售额均实现20%的增长。湖北、湖南两省市场投资均增长8%。"
    assert told(said, "indicator") == [("零售业销售额",)] * 2 + [("市场投资",)] * 2


def test_one_rank_of_two_measures() -> None:
    assert told("全省粮食总产量、油菜种植面积居全国第一。", "indicator", "rank") == [
        ("粮食总产量", 1),
        ("油菜种植面积", 1),
    ]


MORE_HEADS = {
    "a radar": ("项目将建设25部30米孔径雷达。", [("30米孔径雷达", 25)]),
    "what is now lowered": (
        "该行将今年经济增长预期从0.7%下调至0.6%。",
        [("今年经济增长预期", 0.7), ("今年经济增长预期", 0.6)],
    ),
    "below freezing": ("室外温度还在零下二十摄氏度。", [("室外温度", -20)]),
    "degrees by their sign": ("全球平均气温为17.24℃。", [("全球平均气温", 17.24)]),
    "an apposition behind a dash": ("大会发布最新成果——全球首款柴油机热效率突破53%。", [("柴油机热效率", 53)]),
    "places from which people come": ("20多个国家的科学家参会。", [("国家", 20)]),
    "whom a verb behind the number describes": ("50名获得表彰的代表出席。", [("代表", 50)]),
    "one of several": ("全国九大能源基地之一的北河基地昨日投产。", [("能源基地", 9)]),
    "routes on which something can be done": ("7条旅游线路可实行新的体验。", [("旅游线路", 7)]),
    "how many times as much": ("降雨量是常年同期的3倍。", [("降雨量", 3)]),
    "then and each year": ("车站投用后，届时旅客发送量将超过3600万人次。", [("旅客发送量", 36000000)]),
    "what they plan": ("他们投资5700万元。", [("投资", 57000000)]),
}


@pytest.mark.parametrize(("text", "expected"), MORE_HEADS.values(), ids=MORE_HEADS)
def test_what_more_numbers_are_of(text: str, expected: list[tuple[str, float]]) -> None:
    assert told(text, "indicator", "value") == expected


def test_years_gone_by_and_hours_passed_are_no_indicators() -> None:
    assert told("30多年前，他来到这里。经过近70个小时施工，每隔1小时检查一次。", "value") == []


EDGES = {
    "whom a country sends": ("30多个国家和地区的知名设计师参加。", [("国家和地区", 30)]),
    "compatriots who attend": ("700名海外侨胞参会。", [("海外侨胞", 700)]),
    "publishers": ("本届书博会吸引1700多家出版印刷发行单位参展。", [("出版印刷发行单位", 1700)]),
    "what a ship carries": ("一艘装载着1000多个产品集装箱的货轮出发。", [("产品集装箱", 1000)]),
    "a quay on which much goes on": ("近4000米的岸线上集装箱装卸繁忙。", [("岸线", 4000)]),
    "a share that weighs": ("资金用于产业发展的比重达到60%。", [("资金用于产业发展的比重", 60)]),
    "what it means": ("这就意味着生产时间缩短了一半。", [("生产时间", -50)]),
    "what was raised to a level with 了": ("新通道将输电能力提高到了800万千瓦。", [("输电能力", 8e6)]),
    "what somebody got": ("北湖生产基地获得总投资830亿元。", [("总投资", 830)]),
    "people on that day": ("3万多名民众当天集会。", [("民众", 30000)]),
}


@pytest.mark.parametrize(("text", "expected"), EDGES.values(), ids=EDGES)
def test_where_the_words_of_a_number_begin_and_end(text: str, expected: list[tuple[str, float]]) -> None:
    assert told(text, "indicator", "value") == expected


def test_what_is_built_and_being_built_is_ranked_in_whole_words() -> None:
    text = "全国自动化码头已建和在建规模居世界首位。"
    assert told(text, "indicator", "rank") == [("自动化码头已建和在建规模", 1)]


DOERS = {
    "flowers that open": ("近10万株郁金香盛开。", [("郁金香", 100000)]),
    "songs that are shown anew": ("7首推广歌曲全新亮相。", [("推广歌曲", 7)]),
    "rivers on which something happens": ("共11条河流发生超警洪水。", [("河流", 11)]),
    "builders who stay": ("100多名建设者坚守岗位。", [("建设者", 100)]),
    "children who are given something": ("114万人次残疾儿童得到康复救助。", [("残疾儿童", 1140000)]),
    "a noun with a doing in it": ("全市开放1020处应急避难场所。", [("应急避难场所", 1020)]),
    "what somebody took": ("展出12幅天文台拍摄的照相底片。", [("天文台拍摄的照相底片", 12)]),
    "how often something came back": ("实施4次载人飞船返回。", [("载人飞船返回", 4)]),
}


@pytest.mark.parametrize(("text", "expected"), DOERS.values(), ids=DOERS)
def test_those_counted_without_what_they_do(text: str, expected: list[tuple[str, float]]) -> None:
    assert told(text, "indicator", "value") == expected


LAST_HEADS = {
    "what is planted": ("目前，水稻已插秧246万亩。", [("水稻已插秧", 2460000)]),
    "firms that show together": ("近5000家企业集中展销农产品。", [("企业", 5000)]),
    "pupils who come": ("百余名小学生到机场迎接。", [("小学生", 100)]),
    "what somebody thinks": ("报告发布，认为全球石油需求量将增加225万桶。", [("全球石油需求量", 2250000)]),
    "places where something shows": ("25个地区出现道路结冰。", [("地区", 25)]),
    "a port by what passes": ("年吞吐量高达200万标箱智慧码头的运转。", [("年吞吐量", 2000000)]),
    "what makes up half": ("数字职业占了近半数。", [("数字职业", 50)]),
}


@pytest.mark.parametrize(("text", "expected"), LAST_HEADS.values(), ids=LAST_HEADS)
def test_what_numbers_are_of_in_passing(text: str, expected: list[tuple[str, float]]) -> None:
    assert told(text, "indicator", "value") == expected


def test_talents_are_no_adverb_and_a_distance_counts_no_one() -> None:
    assert told("新增国家级青年人才475名。", "indicator") == [("国家级青年人才",)]
    assert told("机器人实现4070米深海自主巡航。", "indicator") == [("深海自主巡航",)]


ODD = {
    "works of a slogan, in which nothing rises by three": ("推进改革攻坚、开放提升三大工程。", []),
    "pairs that take part": ("44对人马组合参赛。", [("人马组合", 44, "total")]),
    "events that are planned": ("系列赛事共安排54场。", [("系列赛事", 54, "total")]),
    "a game by its players": ("包括三人篮球、举重等项目。", []),
    "a yield by the mu": ("粮食单产每亩389.7公斤。", [("粮食单产", 389.7, "total")]),
}


@pytest.mark.parametrize(("text", "expected"), ODD.values(), ids=ODD)
def test_odd_numbers(text: str, expected: list[tuple[str, float, str]]) -> None:
    assert told(text, "indicator", "value", "measure") == expected


LATE = {
    "what fell steeply": ("银行股价大幅下跌达78%。", [("银行股价", -78, "growth")]),
    "a pace that rises to another": (
        "亚洲地区经济增速将从去年的3.8%升至4.6%。",
        [("亚洲地区经济增速", 3.8, "growth"), ("亚洲地区经济增速", 4.6, "growth")],
    ),
    "groups that leave": ("派出2个工作组分赴海南和广东。", [("工作组", 2, "total")]),
    "pieces and sets": ("6.2万件套馆藏珍贵文物得到修复。", [("馆藏珍贵文物", 62000, "total")]),
    "clinics of villages": ("覆盖2500多家村卫生室。", [("村卫生室", 2500, "total")]),
    "pieces whose pictures are shown": ("超10万件文物的高清影像公布。", [("文物", 100000, "total")]),
}


@pytest.mark.parametrize(("text", "expected"), LATE.values(), ids=LATE)
def test_what_late_numbers_say(text: str, expected: list[tuple[str, float, str]]) -> None:
    assert told(text, "indicator", "value", "measure") == expected
