"""What numbers are of: parts of a whole, kinds, rates for so many, and nouns with more than a noun around them."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from plugins.indicators import Indicators
from qdtui.model import Document


def told(text: str, *columns: str) -> list[tuple[Any, ...]]:
    doc = Document("d", "d.txt", text, published=date(2024, 8, 20))
    return [tuple(row.values[c] for c in columns) for row in Indicators().extract(doc)]


COUNTED = {
    "the measure of a thing without the month between the two": (
        "皮革3月份产销同比分别增长6.3%和4.7%。",
        [("皮革产量", 6.3), ("皮革销量", 4.7)],
    ),
    "the same amount in another currency, and its growth": (
        "人均地区生产总值38000元，按年平均汇率计算为5400美元，比上年增长5%。",
        [("人均地区生产总值", 38000), ("人均地区生产总值", 5400), ("人均地区生产总值", 5)],
    ),
    "the same amount 折合": (
        "全年进出口总额60亿元，折合8.4亿美元。",
        [("进出口总额", 60), ("进出口总额", 8.4)],
    ),
    "a level of the whole country's is a share of it": (
        "经济总量稳定在全国的22%左右，棉花产量保持在全国的30%以上。",
        [("经济总量占全国", 22), ("棉花产量占全国", 30)],
    ),
    "parts of what the clause before names": (
        "签约项目中，福建签约26个，江西签约9个。",
        [("签约项目", 26), ("签约项目", 9)],
    ),
    "of what kind a part is": (
        "全省绿色工厂共计210家，其中18家为零碳工厂。",
        [("绿色工厂", 210), ("零碳工厂", 18)],
    ),
    "what there is of in a park that the number only describes": (
        "在入驻企业已近700个的软件园里，新产品不断问世。",
        [("入驻企业", 700)],
    ),
    "how many of which something is so that the next number tells": (
        "全市76个园区规模以上工业增加值同比增长8.1%。",
        [("园区", 76), ("园区规模以上工业增加值", 8.1)],
    ),
    "of trades, what each of them makes standing behind": (
        "21个行业增加值保持增长。",
        [("行业", 21)],
    ),
    "firms by a list of what they make": (
        "近30家调味品、休闲食品参展企业和上百家采购商进行洽谈。",
        [("调味品、休闲食品参展企业", 30), ("采购商", 100)],
    ),
    "what a list behind 包含 is of": (
        "训练课程包含焊接、钳工、数控、木工等12项。",
        [("训练课程", 12)],
    ),
    "provinces by all of their names, with a bracket": (
        "全国31个省（市、自治区）及新疆生产建设兵团全部参展。",
        [("省（市、自治区）", 31)],
    ),
    "halls of a fair": (
        "设4大展区12个主题展示馆。",
        [("展区", 4), ("主题展示馆", 12)],
    ),
    "countries of those who come": (
        "来自全球40多个国家和地区的专家、企业家参加研讨。",
        [("国家和地区", 40)],
    ),
    "who does something where, how or towards whom": (
        "50多家软件企业现场签约。60个技改项目全力推进。将有20家省级媒体对展会进行报道。6公里的海底管道穿越海峡连通两岛。",
        [("软件企业", 50), ("技改项目", 60), ("省级媒体", 20), ("海底管道", 6)],
    ),
    "a firm with 为 in its name": ("累计引进90家以上华为云生态企业。", [("华为云生态企业", 90)]),
    "of whom, and what the next number tells of each": (
        "全市有9个乡镇（街道）工业增加值增速实现正增长，其中6个高于全县平均水平、4个增速超12%。",
        [("乡镇（街道）", 9), ("乡镇（街道）", 6), ("乡镇（街道）", 4), ("乡镇（街道）", 12)],
    ),
    "firms and, behind 的, what they have": (
        "三家快递企业的营业网点总量达8万个。",
        [("快递企业", 3), ("营业网点总量", 80000)],
    ),
    "two kinds that 和 joins": (
        "新认定15家跨国公司地区总部和8家研发中心。",
        [("跨国公司地区总部", 15), ("研发中心", 8)],
    ),
    "measures by what they are for": (
        "四川推出18条促进全省工业平稳运行的政策措施。",
        [("政策措施", 18)],
    ),
    "works of a broadcaster": ("赠播《春潮》《远山》等6部总台原创精品节目。", [("总台原创精品节目", 6)]),
    "points that have grown newly": ("全市150个工业新增长点项目进展顺利。", [("工业新增长点项目", 150)]),
    "standards that firms took part in": (
        "集群企业主持和参与制修订国家标准、行业标准860项。",
        [("国家标准、行业标准", 860)],
    ),
    "cars that pass": ("全国高速公路小客车流量累计9.6亿辆次。", [("高速公路小客车流量", 960000000)]),
    "first sets and first editions": (
        "16个技术装备首台套、20个高端软件首版次获得推广。",
        [("技术装备首台套", 16), ("高端软件首版次", 20)],
    ),
    "levels behind what is counted": (
        "培育出技术创新示范企业省级8家、国家级2家。",
        [("技术创新示范企业省级", 8), ("国家级技术创新示范企业", 2)],
    ),
    "works of the future": ("全市现有未来工厂4家。", [("未来工厂", 4)]),
    "examples in front of what is counted": (
        "落地包括蓝海电池、远山“云工厂”等重大项目96个，总投资800亿元。",
        [("重大项目", 96), ("总投资", 800)],
    ),
    "fields by what grows on them": ("河南8200多万亩小麦产量有望恢复。", [("小麦", 82000000)]),
    "works with what becomes of them": ("全省130个高标准农田建设项目目前已全部开工。", [("高标准农田建设项目", 130)]),
    "whom something reaches": ("利率下调，惠及超4000万户。", [("惠及", 40000000)]),
    "shows": ("全国共举办营业性演出2.9万场次。", [("营业性演出", 29000)]),
    "for whom something that they have is put off": (
        "已累计为28万户小微企业和个体工商户的到期贷款办理延期。",
        [("小微企业和个体工商户", 280000)],
    ),
    "those of them that are at work": (
        "全市落地旅游项目83项，投产运营40个。",
        [("旅游项目", 83), ("旅游项目", 40)],
    ),
    "machines and how they are at work": ("当地组织了200多台收割机加紧抢收。", [("收割机", 200)]),
    "what was made and sold": (
        "6月份，摩托车产销分别完成140万辆和138万辆，同比分别增长6%和5%。",
        [("摩托车产量", 1400000), ("摩托车销量", 1380000), ("摩托车产量", 6), ("摩托车销量", 5)],
    ),
    "entries": ("来自各地的320份样品参评。", [("样品", 320)]),
    "sections of a prize that a list names": (
        "金鹿奖入围主竞赛、新人等4个单元的40部作品陆续展映。",
        [("单元", 4), ("作品", 40)],
    ),
    "what is done with projects": ("重点推进150个项目的引进和落地。", [("项目", 150)]),
    "zones and, further on, what they make up": (
        "56家省级高新区营业收入占全省企业总量的18.5%。",
        [("省级高新区", 56), ("营业收入占全省企业总量", 18.5)],
    ),
    "firms that offer solutions": ("孵化解决方案供应商超4000家。", [("解决方案供应商", 4000)]),
    "those for which something grows in all": (
        "38个工业大类行业中累计增加值同比增长的行业达到19个。",
        [("工业大类行业", 38), ("增加值同比增长的行业", 19)],
    ),
    "what an award is won in": ("60名学生获得35个项目的金、银、铜奖。", [("学生", 60), ("项目", 35)]),
    "those that have grown into something": (
        "6家纺织企业成长为制造业单项冠军。",
        [("成长为制造业单项冠军纺织企业", 6)],
    ),
    "no more than the whole when a bracket holds another number": (
        "我市共有18家省级冠军企业(全省共90家)。",
        [("省级冠军企业", 18), ("省级冠军企业", 90)],
    ),
}

MEASURED = {
    "what is so many for each so many": (
        "我国纺织业机器人密度已达到每万名工人210台。",
        [("纺织业机器人密度", 210, "台")],
    ),
    "what is given for each": ("对农户给予每亩0.8元的补奖。", [("补奖", 0.8, "元")]),
    "how long something lasts that one goes into": ("草原进入不少于50天的春季休牧。", [("春季休牧", 50, "天")]),
    "what is measured of the thing spoken of": (
        "该电站总装机容量160万千瓦，设计年发电量20亿千瓦时。该船最大储油量达5万吨。",
        [("总装机容量", 1600000, "千瓦"), ("设计年发电量", 2e9, "千瓦时"), ("最大储油量", 50000, "吨")],
    ),
    "how fast machines reckon": (
        "全省算力规模达到30百亿亿次浮点运算/秒，网络时延降低到5毫秒以内。",
        [("算力规模", 3e19, "次浮点运算/秒"), ("网络时延", 5, "毫秒")],
    ),
    "one and a half hours": (
        "两地车程由原来的两个半小时缩短至50分钟。",
        [("两地车程", 2.5, "小时"), ("两地车程", 50, "分钟")],
    ),
    "gaps to several": (
        "工业增加值同比增长10%，高于全国、全省6.5、5.1个百分点。",
        [
            ("工业增加值", 10, "%"),
            ("工业增加值增长高于全国", 6.5, "个百分点"),
            ("工业增加值增长高于全省", 5.1, "个百分点"),
        ],
    ),
    "shares that moved, of those that grew": (
        "中部、西部地区进出口分别增长12%和11%，占我国外贸比重分别提升0.6和0.7个百分点。",
        [
            ("中部进出口", 12, "%"),
            ("西部地区进出口", 11, "%"),
            ("中部进出口占我国外贸比重", 0.6, "个百分点"),
            ("西部地区进出口占我国外贸比重", 0.7, "个百分点"),
        ],
    ),
    "what was traded with several, 元 standing behind the last": (
        "对东盟、非洲及日本分别进出口360.5亿、250.6亿、190.6亿元。",
        [("东盟进出口", 360.5, "亿元"), ("非洲进出口", 250.6, "亿元"), ("日本进出口", 190.6, "亿元")],
    ),
    "what has come together up to now": (
        "我国动力和储能电池累计产量达到1500GWh，同比增长50%。",
        [("动力和储能电池累计产量", 1500, "GWh"), ("动力和储能电池累计产量", 50, "%")],
    ),
    "a line and not what its name ends in": (
        "该段线路全长190公里。该综保区规划面积0.8平方公里。",
        [("全长", 190, "公里"), ("规划面积", 0.8, "平方公里")],
    ),
    "money handed down": (
        "总工会下拨8亿元中央财政职工困难帮扶资金。",
        [("中央财政职工困难帮扶资金", 8, "亿元")],
    ),
    "about how long": ("建设周期大约70天。", [("建设周期", 70, "天")]),
    "less than with another": ("与6兆瓦相比，可减少约20%的用海面积。", [("用海面积", -20, "%")]),
    "a way once the bridge is built": (
        "大桥建成后东岛到西岛的通行时间从两个小时缩短到40分钟。",
        [("东岛到西岛的通行时间", 2, "小时"), ("东岛到西岛的通行时间", 40, "分钟")],
    ),
    "how a month went by itself": (
        "一季度新设外资企业900户。3月新设外资企业400户，单月同比增长21%。",
        [("外资企业", 900, "户"), ("外资企业", 400, "户"), ("外资企业", 21, "%")],
    ),
    "for whom there will be more of what": (
        "该项目投产后将为华东地区每年增加近200万吨润滑油产品。",
        [("润滑油产品", 2000000, "吨")],
    ),
    "parts of what is pointed at": (
        "这批出口客车七成的部件都来自本地企业。",
        [("部件都来自本地企业", 70, "%")],
    ),
    "a share of firms that both names of a list have": (
        "开展远程运维和服务型制造的企业比例分别达到35%和27%。",
        [("远程运维的企业比例", 35, "%"), ("服务型制造的企业比例", 27, "%")],
    ),
    "which is first, next and least": (
        "装备制造业规模最大，增加值为900亿元；其次是信息服务业，增加值为700亿元，所占比重为21%；"
        "规模最小的是环保产业，增加值为60亿元。",
        [
            ("装备制造业增加值", 900, "亿元"),
            ("信息服务业增加值", 700, "亿元"),
            ("信息服务业比重", 21, "%"),
            ("环保产业增加值", 60, "亿元"),
        ],
    ),
    "what a fund holds": ("下一步，充分发挥150亿元产业基金作用。", [("产业基金", 150, "亿元")]),
    "both ends of a way, with how it is gone": (
        "两地通行时间将从目前公路运输90分钟缩短至铁路运输35分钟左右。",
        [("两地通行时间", 90, "分钟"), ("两地通行时间", 35, "分钟")],
    ),
    "from the lowest there was": (
        "江段鱼苗数量从最低不足2亿尾提升到60亿尾。",
        [("江段鱼苗", 200000000, "尾"), ("江段鱼苗", 6e9, "尾")],
    ),
    "how much there will be each year once it is built": (
        "电站全部建成后年上网电量超40亿度。",
        [("年上网电量", 4e9, "度")],
    ),
    "how far it has come back": (
        "日均发送旅客850万人次，恢复至2019年同期的88%。",
        [("日均发送旅客", 8500000, "人次"), ("日均发送旅客恢复至2019年同期", 88, "%")],
    ),
    "how far an aim is reached": (
        "新增产值260亿元，完成全年目标的52%。",
        [("产值", 260, "亿元"), ("产值全年目标", 52, "%")],
    ),
    "shares of the whole country": (
        "百强县以全国7%的人口，贡献了全国11%的GDP、13%的规上工业企业营业收入和超16%的规上工业企业利润总额。",
        [
            ("人口占全国比重", 7, "%"),
            ("GDP占全国比重", 11, "%"),
            ("规上工业企业营业收入", 13, "%"),
            ("规上工业企业利润总额", 16, "%"),
        ],
    ),
    "what parts of the firms do": (
        "超七成深耕行业15年以上，超八成居本省细分市场首位，九成集中在装备领域。",
        [
            ("深耕行业15年以上", 70, "%"),
            ("居本省细分市场首位", 80, "%"),
            ("本省细分市场", None, None),
            ("集中在装备领域", 90, "%"),
        ],
    ),
    "points by which it moved against several": (
        "产值占比为15%，分别比一季度、上半年提升1.2、0.5个百分点。",
        [
            ("产值占比", 15, "%"),
            ("产值占比", 1.2, "个百分点"),
            ("产值占比", 0.5, "个百分点"),
        ],
    ),
    "growth of what was told as a part": (
        "主导产业增加值占全市62%，同比增长9%。",
        [("主导产业增加值占全市", 62, "%"), ("主导产业增加值", 9, "%")],
    ),
    "the quarters of the country": (
        "东、中、西部地区投资分别增长5%、6%和7%。",
        [("东部地区投资", 5, "%"), ("中部地区投资", 6, "%"), ("西部地区投资", 7, "%")],
    ),
    "rates of those told before": (
        "小微企业中，东、中、西部分别有900家、500家、300家，占比分别为53%、29%、18%。",
        [
            ("东部", 900, "家"),
            ("中部", 500, "家"),
            ("西部", 300, "家"),
            ("东部占比", 53, "%"),
            ("中部占比", 29, "%"),
            ("西部占比", 18, "%"),
        ],
    ),
    "how it goes on with what was told": (
        "全省今年改造厂房4000栋，截至6月末，已开工改造3200栋。",
        [("改造厂房", 4000, "栋"), ("改造厂房", 3200, "栋")],
    ),
    "what has come up to a mark again": (
        "湖区水面面积突破900平方公里。这是首次重新扩大至900平方公里以上。",
        [("湖区水面面积", 900, "平方公里")],
    ),
    "the rate by which a level grows in a year": (
        "算力总规模达到30EFLOPS，年增长率近20%。",
        [("算力总规模", 30, "EFLOPS"), ("算力总规模", 20, "%")],
    ),
}


@pytest.mark.parametrize("case", COUNTED)
def test_a_count_is_of_the_noun_that_it_counts(case: str) -> None:
    text, expected = COUNTED[case]
    assert told(text, "indicator", "value") == expected


@pytest.mark.parametrize("case", MEASURED)
def test_an_amount_is_of_what_is_measured(case: str) -> None:
    text, expected = MEASURED[case]
    assert told(text, "indicator", "value", "unit") == expected


@pytest.mark.parametrize(
    "text",
    [
        "每天都有成千上百辆卡车驶过，码头上成百上千只集装箱。",
        "成功将海星一号03组卫星送入轨道。",
        "全市铁人三项世界杯赛开赛。",
        "在女篮世界杯四分之一决赛中，东道主晋级。",
    ],
)
def test_open_numbers_and_names_count_nothing(text: str) -> None:
    assert told(text, "indicator", "value") == []


def test_an_index_of_innovation_is_not_new() -> None:
    assert told("专精特新创新指数为120.4。", "indicator", "measure") == [("专精特新创新指数", "total")]


def test_a_part_that_is_more_than_so_much_of_its_whole_is_a_share_above_it() -> None:
    found = told("造船订单超过全球总量的60%。", "indicator", "value", "comparator", "measure")
    assert found == [("造船订单占全球总量", 60, ">", "share")]


def test_a_part_of_what_all_made_is_a_share_of_it() -> None:
    found = told("重点园区完成了全省开发区40%左右的工业总产值。", "indicator", "comparator", "measure")
    assert found == [("工业总产值占全省开发区比重", "~", "share")]


def test_firms_that_lead_by_number_take_the_numbers_that_follow_in_order() -> None:
    found = told("装备制造、食品加工产业链规上企业数最多，分别达150个、90个。", "indicator", "value")
    assert found == [("装备制造产业链规上企业数", 150), ("食品加工产业链规上企业数", 90)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "本市共有32家省级冠军企业(全省共90家,占比35.6%),认定数量位列全省第一。",
            [("省级冠军企业", 32, 1), ("省级冠军企业", 90, None), ("省级冠军企业占比", 35.6, None)],
        ),
        (
            "工信厅公示了省级冠军企业名单，全省共入围30家企业，其中淄博市7家，入围数量持续领跑，位列全省第一。",
            [("企业", 30, None), ("企业", 7, 1)],
        ),
        ("税收增长9%，持续4个月稳居全市第一。", [("税收", 9, 1)]),
    ],
)
def test_a_rank_by_number_goes_to_the_count_and_no_share_or_list(
    text: str, expected: list[tuple[str, float, int | None]]
) -> None:
    assert told(text, "indicator", "value", "rank") == expected


def test_places_that_a_list_gives_numbers_and_ranks_hold_what_was_counted_before() -> None:
    text = (
        "第六批小巨人企业名单公布，共有2600家企业入选。合肥、武汉分别以150家、140家排名第三、第四；"
        "天津和重庆两个直辖市也表现亮眼，分别以120家和110家位居第五、第六。"
    )
    found = [row for row in told(text, "subject", "value", "rank") if row[1] not in (2600, 2)]
    assert found == [("合肥", 150, 3), ("武汉", 140, 4), ("天津", 120, 5), ("重庆", 110, 6)]


def test_those_of_a_whole_that_stand_somewhere_are_that_places() -> None:
    (_, row) = told("全球零碳工厂达到140家，其中58家位于我国。", "subject", "indicator", "value")
    assert row == ("全国", "位于我国的零碳工厂", 58)


def test_what_is_on_a_list_is_named_once() -> None:
    ((name,),) = told("工信厅公布第四批绿色企业名单，共有93家企业入选。", "indicator")
    assert not name.endswith("企业企业")


def test_what_new_projects_cost_is_not_new() -> None:
    found = told("全市新开工重点项目50个、总投资超300亿元。", "indicator", "measure")
    assert found == [("重点项目", "new"), ("总投资", "total")]


def test_a_rank_that_has_lasted_for_years_is_of_what_stands_before_the_years() -> None:
    assert told("我国造船业已连续数年稳居世界首位。", "indicator", "rank") == [("造船业", 1)]


def test_further_items_of_what_is_new_are_new_over_a_comma_and_what_grew_by_a_count_is_a_change() -> None:
    text = "新培育国家级小巨人企业3户，省级专精特新企业90户。"
    assert told(text, "value", "measure") == [(3, "new"), (90, "new")]
    text = "新增企业6家，高新技术企业总数达40家。"
    assert told(text, "value", "measure") == [(6, "new"), (40, "total")]
    text = "新开工、新竣工工业项目分别为200个、150个，同比分别增加8个、20个。"
    assert [row for row in told(text, "value", "measure") if row[0] < 100] == [(8, "change"), (20, "change")]


@pytest.mark.parametrize(
    "text", ["新增省级平台15个，全省第二。", "港口吞吐量突破4000万标箱，连续第十二年蝉联全省第二。"]
)
def test_a_rank_that_is_all_of_its_clause_goes_to_the_number_before(text: str) -> None:
    ((_, rank, scope),) = told(text, "indicator", "rank", "rank_scope")
    assert (rank, scope) == (2, "全省")
