"""Numbers as bulletins, work reports and news in brief give them: whose they are, of when, and whether reached."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from plugins.indicators import Indicators
from qdtui.load import load_bytes
from qdtui.model import Document


def told(text: str, *columns: str, published: date | None = date(2025, 2, 10)) -> list[tuple[Any, ...]]:
    doc = load_bytes(text.encode(), "a.txt") if text.startswith("#") else None
    doc = doc or Document("d", "d.txt", text, title=text.split("\n")[0], published=published)
    return [tuple(row.values[c] for c in columns) for row in Indicators().extract(doc)]


def ends(text: str, published: date | None = date(2025, 2, 10)) -> list[tuple[Any, ...]]:
    return [(value, str(end) if end else None) for value, end in told(text, "value", "period_end", published=published)]


CASES = {
    "points that share a unit": (
        "全国物流\n全国物流平稳。流通费用占比为14%，比上季和上年分别回落0.3和0.5个百分点。",
        [("流通费用占比", 14), ("流通费用占比", -0.3), ("流通费用占比", -0.5)],
    ),
    "points against several times": (
        "全国物流\n全国物流平稳。物流投资增长20%，增速分别较一季度和上半年回落3.4、0.6个百分点。",
        [("物流投资", 20), ("物流投资增幅", -3.4), ("物流投资增幅", -0.6)],
    ),
    "points between two times": (
        "全国物流\n全国物流平稳。物流投资增长20%，较上年同期和上半年分别加快3.4、0.6个百分点。",
        [("物流投资", 20), ("物流投资增幅", 3.4), ("物流投资增幅", 0.6)],
    ),
    "gaps of two growths, in order": (
        "全国物流\n全国物流平稳。货运量、货物周转量分别增长7%和9%，增幅分别高于全球2和3个百分点。",
        [("货运量", 7), ("货物周转量", 9), ("货运量增长高于全球", 2), ("货物周转量增长高于全球", 3)],
    ),
    "points by which two growths rose, in order": (
        "全国物流\n全国物流平稳。货运量、货物周转量分别增长7%和9%，较一季度分别提升2和3个百分点。",
        [("货运量", 7), ("货物周转量", 9), ("货运量增幅", 2), ("货物周转量增幅", 3)],
    ),
    "growths faster than that of others, in order": (
        "全国物流\n全国物流平稳。货运量、货物周转量分别增长7%和9%，增速分别比邮政业务快2和3个百分点。",
        [("货运量", 7), ("货物周转量", 9), ("货运量增长高于邮政业务", 2), ("货物周转量增长高于邮政业务", 3)],
    ),
    "the points at which an index stands": (
        "全国物流\n全国物流平稳。公路物流运价指数为103.4点，同比增长3.1%。",
        [("公路物流运价指数", 103.4), ("公路物流运价指数", 3.1)],
    ),
    "things told with how much each is": (
        "全国物流\n全国物流平稳。其中50亿元或5亿美元以上物流项目2个、80亿元项目1个、6000万美元外资项目3个。",
        [("50亿元或5亿美元以上物流项目", 2), ("80亿元项目", 1), ("6000万美元外资项目", 3)],
    ),
    "things of a hundred million each": (
        "全国物流\n全国物流平稳。签约的218个亿元以上重点物流项目开工。",
        [("亿元以上重点物流项目", 218)],
    ),
    "those that a share picks": (
        "全国物流\n全国物流平稳。增速超过10%的港口有4个，占比超过20%的有2个。",
        [("增速超过10%的港口", 4), ("占比超过20%", 2)],
    ),
    "what is sent out each year, with nothing behind it": (
        "三亚风电\n三亚风电平稳。海上平台每年发电2200万度，减排二氧化碳2万吨。",
        [("海上平台每年发电", 22000000), ("减排二氧化碳", 20000)],
    ),
    "people without a word to count with": (
        "三亚社区\n三亚社区温暖。60岁以上老年人有1.5万，慰问党员、5万各族群众。",
        [("60岁以上老年人", 15000)],
    ),
    "yuan without the word": ("三亚工厂\n三亚工厂忙碌。企业投资了6000多万，打通六层楼。", [("企业投资", 60000000)]),
    "points behind a word of contrast": (
        "全国物流\n全国物流平稳。物流业PMI为50.1%，虽比上月回落0.9个百分点，但仍在扩张。",
        [("物流业PMI", 50.1), ("物流业PMI", -0.9)],
    ),
    "events by the session": ("三亚招商\n三亚招商忙碌。组织对接活动11场次。", [("组织对接活动", 11)]),
    "how fast work goes on is no amount": ("三亚治沙\n三亚治沙提速。当地正以每天800到1000亩的速度栽扎沙障。", []),
    "how long a way takes": ("三亚高铁\n三亚高铁通车。三亚到海口只需要89分钟。", [("三亚到海口", 89)]),
    "gaps of two shares to the same others, in order": (
        "全国物流\n全国物流平稳。仓储利润率、运输利润率分别为9.9%、7.1%，比工业分别高4.7个、1.9个百分点。",
        [("仓储利润率", 9.9), ("运输利润率", 7.1), ("仓储利润率高于工业", 4.7), ("运输利润率高于工业", 1.9)],
    ),
    "what was so before it turned": (
        "全国物流\n全国物流平稳。物流业利润由上年全年下降转为增长7%。",
        [("物流业利润", 7)],
    ),
    "a fall that pulls the whole down": (
        "全国物流\n全国物流平稳。水运货运量下降6%，下拉物流业0.5个百分点。",
        [("水运货运量", -6), ("水运货运量增长下拉物流业", -0.5)],
    ),
    "the number of an item of a list": (
        "全国物流\n全国物流平稳。\n1、全国货运量增长6%。",
        [("货运量", 6)],
    ),
    "parts that something is looked at by, behind a number of the list": (
        "全国物流\n全国物流平稳。\n(一)从三大门类看：水运货运量增长6%。",
        [("水运货运量", 6)],
    ),
    "growth of what was told before, in order": (
        "宁波外贸\n宁波港口繁忙。全年发运班列900列、运送货物8万标准箱，同比分别增长7%、6%。",
        [("发运班列", 900), ("运送货物", 80000), ("发运班列", 7), ("运送货物", 6)],
    ),
    "sectors that share a head": (
        "南通用电\n南通用电平稳。第一、二、三产业用电量同比分别增长8%、2%和5%。",
        [("第一产业用电量", 8), ("第二产业用电量", 2), ("第三产业用电量", 5)],
    ),
    "a speed is not how many are new": ("赣州高铁\n赣州高铁通车。新建线路设计时速250公里。", [("线路设计时速", 250)]),
    "a level by steps": (
        "义乌小商品\n义乌外贸向好。总货值从2.1亿元逐步增加到3.4亿元、4.2亿元。",
        [("总货值", 2.1), ("总货值", 3.4), ("总货值", 4.2)],
    ),
    "what a rank only describes": (
        "温州冠军\n温州智造。主营产品居全球首位的有118家。",
        [("主营产品居全球首位", 118)],
    ),
    "growth in a bracket on another basis": (
        "郴州财政\n郴州财政稳健。地方税收收入达350亿元、增长1.7%（同口径增长2.5%）。",
        [("地方税收收入", 350), ("地方税收收入", 1.7), ("地方税收收入", 2.5)],
    ),
    "a rate paid each month": (
        "临汾医共体\n临汾医疗下沉。对下派医护人员，每月增加800元的绩效补贴。",
        [("绩效补贴", 800)],
    ),
    "growth faster than that of others": (
        "徐州投资\n徐州投资向好。高技术制造业投资增长11%，增速比制造业投资高5个百分点。",
        [("高技术制造业投资", 11), ("高技术制造业投资增速比制造业投资高", 5)],
    ),
    "a share that leaves open of what": (
        "湖州升级\n湖州转型。目前，新兴产业增加值，在生产总值中占比已超过13%。",
        [("新兴产业增加值在生产总值中占比", 13)],
    ),
    "hours by their 多": (
        "兰州高铁\n兰州铁路提速。运行时间将由目前的3个多小时缩短至2小时。",
        [("运行时间", 3), ("运行时间", 2)],
    ),
    "what came of a change by another word": (
        "青岛口岸\n青岛口岸提速。监管证件由86种精简到41种，国际航班从年初的每周500班恢复至目前的4600班。",
        [("监管证件", 86), ("监管证件", 41), ("国际航班", 500), ("国际航班", 4600)],
    ),
    "from a place and a noun": ("临沂商城\n临沂招商。软件园吸引了13家来自四川的研发机构入驻。", [("研发机构", 13)]),
    "a noun behind the words that describe it": (
        "敦煌风电\n敦煌风光好。60台刚刚投产的风电机组开始发电。",
        [("风电机组", 60)],
    ),
    "a word that ends like a comparing one": (
        "衢州项目\n衢州招商忙。亿元以上项目签约79个。",
        [("亿元以上项目签约", 79)],
    ),
    "shares of what was told, in order": (
        "杭州机场\n杭州机场繁忙。旅客、货邮量分别为4000万人次、80万吨，分别恢复到2019年同期的84%、88%。",
        [("旅客", 4e7), ("货邮量", 8e5), ("旅客恢复到2019年同期", 84), ("货邮量恢复到2019年同期", 88)],
    ),
    "a month is no thing": (
        "宝鸡订单\n宝鸡订单足。一季度企业订单量增长18%，仅3月份就增长了30%。",
        [("企业订单量", 18), ("企业订单量", 30)],
    ),
    "growth given apiece by 分别为": (
        "赣州用工\n赣州用工旺。招聘数量和岗位数同比上升分别为8%和3%。",
        [("招聘数量", 8), ("岗位数", 3)],
    ),
    "a fall turned into a rise": (
        "绍兴物价\n绍兴物价平稳。居民消费价格同比由上月下降0.3%转为上涨0.1%。",
        [("居民消费价格", -0.3), ("居民消费价格", 0.1)],
    ),
    "people by their number": (
        "丽水医保\n截至2022年底，丽水基本医保参保人数134592万人。",
        [("基本医保参保人数", 1345920000)],
    ),
    "no count of satellites": ("西昌发射\n西昌成功发射第五十七颗、五十八颗导航卫星，覆盖30个国家。", [("国家", 30)]),
    "what a place is the first of is no number of it": (
        "广东经济\n2023年，广东生产总值达13万亿元，是全国首个突破12万亿元的省份，同比增长4%。",
        [("生产总值", 130000), ("生产总值", 4)],
    ),
    "the part that does something": (
        "常州企业\n常州小巨人多。九成以上为国内外大企业配套。",
        [("为国内外大企业配套", 90)],
    ),
    "how long one of them takes": (
        "盐城光伏\n盐城光伏忙。智能车间里，平均每3秒就有一片电池片下线。",
        [("一片电池片下线", 3)],
    ),
    "what is in all, of what was told": (
        "昆明教育\n教育局发布，昆明教师规模不断扩大，目前总数已达3.2万人。",
        [("教师总数", 32000)],
    ),
    "what a target comes to": (
        "芜湖低空\n到2030年芜湖低空经济企业将翻两番，达到800家左右。",
        [("低空经济企业", 800)],
    ),
    "a share of what a change is saved of": (
        "邵阳节能\n邵阳企业节能。新设备每年可节约10%的能耗成本。",
        [("能耗成本", -10)],
    ),
    "points behind a share": (
        "宿迁投资\n宿迁工业投资增长13%，占全部投资的比重达52%，比上年提高3个百分点。",
        [("工业投资", 13), ("工业投资占全部投资的比重", 52), ("工业投资占全部投资的比重", 3)],
    ),
    "growth behind the rate of its rate": (
        "南平物价\n4月份，南平居民消费价格同比上涨0.3%，涨幅比上月扩大0.2个百分点，环比上涨0.1%。",
        [("居民消费价格", 0.3), ("居民消费价格涨幅", 0.2), ("居民消费价格", 0.1)],
    ),
    "what it gives to growth and pulls": (
        "肇庆服务\n肇庆服务业增加值增长6%，对经济增长的贡献率为63%，拉动生产总值增长3个百分点。",
        [("服务业增加值", 6), ("服务业增加值对经济增长的贡献率", 63), ("服务业增加值增长拉动生产总值增长", 3)],
    ),
    "more than a year before": (
        "遂宁信贷\n遂宁贷款增加206亿元，同比多50亿元。",
        [("贷款", 206), ("贷款", 50)],
    ),
    "a noun that holds a verb": (
        "兰州高校\n兰州高校建设了28个学科人才培养基地，下辖9个县的13个乡镇。",
        [("学科人才培养基地", 28), ("县", 9), ("乡镇", 13)],
    ),
    "what a size or an amount is only likened to": (
        "德阳重装\n德阳重装强。80吨重的部件下线，产量相当于160座水塔，转动360度，订单30个。",
        [("订单", 30)],
    ),
    "funds of the projects of a batch": (
        "浦东课题\n浦东新区攻关忙。首批32个课题研发经费超过1亿元。",
        [("课题", 32), ("研发经费", 1)],
    ),
    "what the clusters give to industry": (
        "新乡集群\n新乡7个产业集群对工业贡献率70%，小麦900万亩稳中有增。",
        [("产业集群", 7), ("产业集群对工业贡献率", 70), ("小麦", 9e6)],
    ),
    "a level that changes along the list": (
        "遂宁平台\n遂宁建成国家级创新平台38个、省级281个，市场份额升至9.3%。",
        [("国家级创新平台", 38), ("省级创新平台", 281), ("市场份额", 9.3)],
    ),
    "growth as papers in traditional script say it": (
        "台南產業\n台南園區營業額857億元，年減8.4%，出口值25億美元，衰退一成。",
        [("園區營業額", 857), ("園區營業額", -8.4), ("出口值", 25), ("出口值", -10)],
    ),
    "an institute is no count of institutes": (
        "株洲动力\n株洲动力强。株洲608所发动机成果丰硕，培育企业30家。",
        [("企业", 30)],
    ),
}


@pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())
def test_what_a_number_is_of(case: tuple[str, list[tuple[str, float]]]) -> None:
    text, expected = case
    assert told(text, "indicator", "value") == expected


def test_growth_goes_to_whom_the_amount_went() -> None:
    text = (
        "广东外贸\n广东外贸开局稳。前两个月，广东进出口1.3万亿元；快速增长中，深圳跨境电商进出口300亿元，同比增长两成。"
    )
    assert told(text, "subject", "value") == [("广东", 13000), ("深圳", 300), ("深圳", 20)]


def test_trade_with_a_country_is_not_that_country_s() -> None:
    text = "我国外贸\n前4个月，我国外贸向好。其中，对哈萨克斯坦进出口增长37%。"
    assert told(text, "subject", "value") == [("全国", 37)]


def test_each_item_of_news_in_brief_is_of_its_own_place() -> None:
    text = (
        "国内联播快讯\n多部门发布方案\n财政部下达资金10亿元。\n金华旅游大会开幕\n金华举行旅游大会，金华接待游客3万人。金华欢迎你。\n"
        "全国早稻丰收\n早稻总产量500亿斤。"
    )
    assert [s for (s,) in told(text, "subject")] == ["全国", "金华", "全国"]


def test_a_national_text_without_the_word_is_of_the_whole_country() -> None:
    assert told("特色产业\n各地依托资源。中央财政支持建设50个现代农业产业园。", "subject") == [("全国",)]


def test_a_fair_by_its_short_name() -> None:
    text = "青岛会展\n第六届青岛智博会今天开幕。本届智博会共有1200家企业参展。\n"
    assert told(text, "subject") == [("第六届青岛智博会",)]


def test_numbers_of_a_report_keep_the_time_that_it_opens_with() -> None:
    text = "邢台经济\n2024年，邢台生产总值3000亿元，增长6%。港口吞吐量500万吨。在建项目带动下，贷款余额2000亿元。"
    assert ends(text) == [(3000, "2024-12-31"), (6, "2024-12-31"), (5e6, "2024-12-31"), (2000, "2024-12-31")]


def test_a_founding_year_is_no_time_of_later_numbers() -> None:
    text = "安阳企业\n2019年，恒通公司成立。公司拥有专利40项。"
    assert ends(text) == [(40, None)]


def test_the_heading_of_a_section_dates_what_stands_in_it() -> None:
    text = "# 2025年安康市政府工作报告\n\n时间：2025-01-20\n\n## 一、2024年和“十四五”以来工作回顾\n\n过去的一年很不寻常。生产总值达到1200亿元，粮食产量突破30亿斤。\n"
    assert ends(text) == [(1200, "2024-12-31"), (3e9, "2024-12-31")]


def test_each_end_of_a_change_has_its_own_year() -> None:
    text = "全国科技\n我国高新企业从2012年的5万家增长到2021年的33万家，投入强度从2012年的2%提高到60%。"
    assert [e for _, e in ends(text, date(2022, 11, 1))] == ["2012-12-31", "2021-12-31", "2012-12-31", None]


def test_a_plan_does_not_take_the_time_of_what_is_over() -> None:
    text = "遂宁发展\n2024年，遂宁新增企业90家。我们将新增企业120家。"
    assert told(text, "kind", "period_end") == [("actual", date(2024, 12, 31)), ("target", None)]


def test_a_change_to_come_has_an_end_reached_and_one_planned() -> None:
    text = "昭通铁路\n届时，昭通至昆明运行时间将由5小时缩短至2小时。昭通配套企业今年将超过120家。"
    assert told(text, "value", "kind") == [(5, "actual"), (2, "target"), (120, "target")]


def test_what_one_batch_adds_is_new_and_what_there_is_then_is_not() -> None:
    text = "绵阳名单\n绵阳工业向好。此次绵阳共有9家企业入选国家级绿色工厂。绵阳新增示范县2个、达到29个。"
    assert told(text, "value", "measure") == [(9, "new"), (2, "new"), (29, "total")]


def test_a_comparing_word_reaches_over_the_rate_and_along_the_list() -> None:
    text = "吉安水文\n吉安水位上涨。流量超过每秒1000立方米。经济总量接连跨越2000亿元、3000亿元。"
    assert told(text, "comparator", "unit") == [(">", "立方米/秒"), (">", "亿元"), (">", "亿元")]
    text = "延安经济\n延安经济总量接连跨越1100亿元、1200亿元、1300亿元。"
    assert told(text, "comparator") == [(">",)] * 3


def test_a_place_in_the_middle_of_a_list_has_its_own_number() -> None:
    text = "陕西园区\n陕西提速。宝鸡园区产值超过100亿元、咸阳园区产值超过200亿元。"
    assert told(text, "subject", "indicator", "value") == [("宝鸡", "园区产值", 100), ("咸阳", "园区产值", 200)]


def test_a_body_that_tells_numbers_is_not_what_they_are_of() -> None:
    text = "上半年信贷\n昨天，中国人民银行发布上半年数据。6月末，各地贷款余额230万亿元。"
    assert told(text, "subject", published=date(2023, 7, 11)) == [("全国",)]


def test_a_way_between_two_places_belongs_to_neither() -> None:
    text = "国内高铁\n我国高铁成网。届时，成都到宜宾的运行时间将缩短至1小时。"
    assert told(text, "subject", "indicator") == [("全国", "成都到宜宾的运行时间")]


def test_a_firm_without_a_name_is_what_the_firm_means() -> None:
    text = "关税减免\n江苏苏州的这家服装厂企业忙着生产。企业出口销售额137万元。"
    assert told(text, "subject") == [("苏州服装厂企业",)]


def test_a_ring_of_cities_is_a_subject_of_its_own() -> None:
    text = "成都经济\n前三季度，成都都市圈生产总值2.2万亿元。\n成都生产总值1.6万亿元。"
    assert told(text, "subject", published=date(2025, 11, 2)) == [("成都都市圈",), ("成都",)]


def test_places_of_a_list_have_their_counts_and_the_whole_its_rank() -> None:
    text = "四川冠军\n第九批省级示范企业名单公布，四川11家企业入选，其中成都6家、德阳2家、绵阳3家，入选数量居西部第一。"
    assert told(text, "subject", "value", "measure", "rank") == [
        ("四川", 11, "new", 1),
        ("成都", 6, "new", None),
        ("德阳", 2, "new", None),
        ("绵阳", 3, "new", None),
    ]


def test_places_apiece_take_over_what_was_counted() -> None:
    text = "成都企业\n截至9月末，成都拥有高新技术企业1.5万家，较上年末净增1200家，德阳、眉山分别达到820家和410家。"
    assert told(text, "subject", "indicator", "value", "measure", published=date(2025, 11, 2)) == [
        ("成都", "高新技术企业", 15000, "total"),
        ("成都", "高新技术企业", 1200, "new"),
        ("德阳", "高新技术企业", 820, "total"),
        ("眉山", "高新技术企业", 410, "total"),
    ]


def test_who_is_on_a_list_made_known_two_sentences_before() -> None:
    text = "江苏工厂\n协会公布最新一批全球“样板工厂”名单，名单不长。各省踊跃。江苏有5家企业成功上榜；广东省有1家入选，山东省2家。"
    assert told(text, "subject", "indicator", "measure") == [
        ("江苏", "全球“样板工厂”企业", "new"),
        ("广东", "全球“样板工厂”", "new"),
        ("山东", "全球“样板工厂”", "new"),
    ]


def test_the_end_of_the_year_that_a_bulletin_is_of() -> None:
    text = "# 2024年鹰潭市统计公报\n\n时间：2025-03-20\n\n全年生产总值1300亿元。\n年末常住人口115万人，城镇化率66%。\n"
    assert ends(text) == [(1300, "2024-12-31"), (1150000, "2024-12-31"), (66, "2024-12-31")]


def test_what_has_gone_on_since_a_year_is_up_to_the_publication() -> None:
    text = "青岛班列\n自2018年示范区启动建设以来，青岛累计监管班列2895列。"
    assert ends(text) == [(2895, "2025-02-10")]


def test_a_month_told_twice_over_is_that_month() -> None:
    text = "青岛消费\n9月份当月青岛零售总额398亿元。"
    assert ends(text, date(2023, 10, 30)) == [(398, "2023-09-30")]


def test_a_year_in_a_name_is_not_the_time() -> None:
    text = "西安招聘\n昨天，“千家单位2023年春季招聘会”在西安举行，提供岗位5600个。"
    assert ends(text, date(2023, 3, 18)) == [(5600, "2023-03-17")]


def test_to_date_within_this_year() -> None:
    text = "石家庄快递\n截至4月29日，今年石家庄快递业务量已达5亿件。"
    assert ends(text, date(2024, 4, 30)) == [(5e8, "2024-04-29")]


def test_a_plan_by_its_verb() -> None:
    text = "衡水培训\n衡水市今年计划培训创业者30万人次，还将选取20个场景。"
    assert told(text, "value", "kind") == [(300000, "target"), (20, "target")]


def test_numbers_behind_a_sentence_that_only_says_how_it_went() -> None:
    text = "福州海洋\n2024年，福州海洋经济复苏强劲。生产总值达990亿元。现有企业20家。"
    assert ends(text) == [(990, "2024-12-31"), (20, "2025-02-10")]


def test_what_was_forecast_for_a_time_that_is_over_is_reached() -> None:
    text = "厦门物流\n2024年，厦门物流总额预计将达到3500亿元。"
    assert told(text, "kind") == [("actual",)]


def test_a_national_body_makes_the_text_one_of_the_whole_country() -> None:
    text = "金融支持实体经济\n中国人民银行2月8日公布的数据显示，1月末，融资存量390万亿元。其中，对实体经济的贷款余额240万亿元。"
    assert told(text, "subject") == [("全国",), ("全国",)]


def test_what_is_done_each_year_is_no_plan() -> None:
    text = "榆林煤化\n榆林是重要的煤炭基地，28家企业每年通过转化，生产天然气16亿立方米。每年新上线项目10个以上。"
    assert told(text, "value", "kind") == [(28, "actual"), (1.6e9, "actual"), (10, "target")]


def test_a_place_in_the_name_of_games_is_no_subject() -> None:
    text = "全国冬奥\n我国媒体融合。仅北京冬奥会相关报道就达600亿次。"
    assert told(text, "subject") == [("全国",)]


def test_sentences_of_places_in_turn_do_not_share_a_time() -> None:
    text = "全国数字化\n我国数字化提速。在佛山，到2024年底，企业3000家上云。在湖北，工厂有108家。"
    assert ends(text) == [(3000, "2024-12-31"), (108, None)]


def test_a_firm_s_story_is_of_the_firm_that_its_title_begins_with() -> None:
    text = (
        "鼎一重能：一片叶片背后\n走进鼎一重能邵阳工厂，工厂占地450亩。\n鼎一重能是鼎一集团旗下的企业，2023年实现营收149亿元。"
        "公司海外订单突破3吉瓦。\n到2026年，全市将建成绿色工厂30家。鼎一重能总经理说好。"
    )
    assert told(text, "subject", "value")[:3] == [("鼎一重能", 450), ("鼎一重能", 149), ("鼎一重能", 3)]


def test_what_a_firm_makes_known_is_its_own() -> None:
    text = "园区年报\n香港创芯园公司今日公布，截至去年底，园区企业2400家，上市公司14家。"
    assert told(text, "subject") == [("香港创芯园公司",), ("香港创芯园公司",)]


def test_a_multiple_of_an_earlier_year_is_of_this_one() -> None:
    text = "绵阳企业\n2024年，绵阳高新企业1100家，是2020年的2.4倍。"
    assert ends(text) == [(1100, "2024-12-31"), (2.4, "2024-12-31")]
