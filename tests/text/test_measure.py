"""What each number says: its words, its measure and its subject, on sentences of the genre."""

from __future__ import annotations

import pytest

from qdtui.model import Document
from qdtui.text.measure import Measure, measures
from qdtui.text.reading import read


def said(text: str) -> list[Measure]:
    return list(measures(read(Document("d", "d.txt", text))))


def brief(text: str) -> list[tuple[str, float | None, str | None, str]]:
    found: list[tuple[str, float | None, str | None, str]] = []
    for m in said(text):
        value, _, unit = m.quantity.as_stored() if m.quantity else (None, None, None)
        found.append((m.indicator, -value if value is not None and m.falls else value, unit, m.kind))
    return found


CASES = [
    # what stands in brackets behind a number is no part of the next one's words
    (
        "常州市现有5000亿元级别的产业集群1个（物联网）、百亿级园区2家（甲、乙）。",
        [("5000亿元级别的产业集群", 1, "个", "total"), ("百亿级园区", 2, "家", "total")],
    ),
    ("力争实现专精特新中小企业超过8万家的目标。", [("专精特新中小企业", 80000, "家", "total")]),
    # a count, and what the next number says of those counted
    (
        "10个主导产业营业收入保持年均12%以上的增长。",
        [("主导产业", 10, "个", "total"), ("主导产业营业收入", 12, "%", "growth")],
    ),
    (
        "3个支柱产业集群产值合计达到3000亿元。",
        [("支柱产业集群", 3, "个", "total"), ("支柱产业集群产值", 3000, "亿元", "total")],
    ),
    ("首批10个未来产业先导区开建。", [("未来产业先导区", 10, "个", "total")]),
    # what the last name of a list says for all, with 均 behind the verb too
    (
        "硅片、电池、组件产量同比增长均超过70%。",
        [("硅片产量", 70, "%", "growth"), ("电池产量", 70, "%", "growth"), ("组件产量", 70, "%", "growth")],
    ),
    (
        "汽车、装载机出口同比增速均超过60%。",
        [("汽车出口", 60, "%", "growth"), ("装载机出口", 60, "%", "growth")],
    ),
    (
        "城镇、农村常住居民人均可支配收入分别增长4.4%、5.9%。",
        [
            ("城镇常住居民人均可支配收入", 4.4, "%", "growth"),
            ("农村常住居民人均可支配收入", 5.9, "%", "growth"),
        ],
    ),
    (
        "航空铝材、控制计算机及系统产量分别增长23.3%和34.1%。",
        [("航空铝材产量", 23.3, "%", "growth"), ("控制计算机及系统产量", 34.1, "%", "growth")],
    ),
    # the thing that changes between its verb and the number
    (
        "全市压减办理时限65%，降低能耗10%，提高效率30%。",
        [("办理时限", -65, "%", "growth"), ("能耗", -10, "%", "growth"), ("效率", 30, "%", "growth")],
    ),
    # a number stands behind what it counts, or before it
    ("宁波累计培育国家级单项冠军企业104家。", [("国家级单项冠军企业", 104, "家", "total")]),
    ("宁波拥有3个国家先进制造业集群。", [("国家先进制造业集群", 3, "个", "total")]),
    (
        "苏州现有国家级“小巨人”企业401家、省级专精特新企业2000余家。",
        [("国家级“小巨人”企业", 401, "家", "total"), ("省级专精特新企业", 2000, "家", "total")],
    ),
    (
        "合肥拥有4个国家级集群和7家链主企业。",
        [("国家级集群", 4, "个", "total"), ("链主企业", 7, "家", "total")],
    ),
    (
        "全球“灯塔工厂”3家，制造业单项冠军59家。",
        [("全球“灯塔工厂”", 3, "家", "total"), ("制造业单项冠军", 59, "家", "total")],
    ),
    ("常州获批新能源、碳纤维等5个产业基地。", [("产业基地", 5, "个", "total")]),
    ("6800多家工厂建成投用。", [("工厂", 6800, "家", "total")]),
    # growth, level, change, gap
    ("今年前三季度，无锡规上工业增加值同比增长8.2%。", [("规上工业增加值", 8.2, "%", "growth")]),
    ("营业收入达512.6亿元，同比下降3.1%。", [("营业收入", 512.6, "亿元", "total"), ("营业收入", -3.1, "%", "growth")]),
    (
        "全市规上工业利润增长9.1%，高于全省2.3个百分点。",
        [("规上工业利润", 9.1, "%", "growth"), ("规上工业利润增长高于全省", 2.3, "个百分点", "change")],
    ),
    ("研发投入强度提升至3.4%。", [("研发投入强度", 3.4, "%", "share")]),
    ("高技术产业占规上工业比重达到41.2%。", [("高技术产业占规上工业比重", 41.2, "%", "share")]),
    ("出口量同比增长近20万吨。", [("出口量", 200000, "吨", "change")]),
    ("各项贷款新增210亿元。", [("各项贷款", 210, "亿元", "new")]),
    ("新认定省级企业技术中心45家。", [("省级企业技术中心", 45, "家", "new")]),
    # lists
    (
        "电池、整车产量分别增长12%、7.5%。",
        [("电池产量", 12, "%", "growth"), ("整车产量", 7.5, "%", "growth")],
    ),
    (
        "“小巨人”、单项冠军企业分别达到247家、35家。",
        [("“小巨人”企业", 247, "家", "total"), ("单项冠军企业", 35, "家", "total")],
    ),
    ("产值占比和税收占比均超过60%。", [("产值占比", 60, "%", "share"), ("税收占比", 60, "%", "share")]),
    (
        "新增独角兽企业3家、瞪羚企业40家。",
        [("独角兽企业", 3, "家", "new"), ("瞪羚企业", 40, "家", "new")],
    ),
    # words taken over from the clause before
    (
        "新能源装机达到900万千瓦，占电力总装机的51%。",
        [("新能源装机", 9e6, "千瓦", "total"), ("新能源装机占电力总装机", 51, "%", "share")],
    ),
    (
        "全省有国家级集群7个，其中3个由两市共建。",
        [("国家级集群", 7, "个", "total"), ("国家级集群", 3, "个", "total")],
    ),
    ("高铁里程从300公里增加至860公里。", [("高铁里程", 300, "公里", "total"), ("高铁里程", 860, "公里", "total")]),
    # what counted things do is told with them
    ("5家企业入选国家级智能工厂名单。", [("入选国家级智能工厂企业", 5, "家", "total")]),
    ("1.6亿元的财政投入撬动40亿元社会资本。", [("财政投入", 1.6, "亿元", "total"), ("社会资本", 40, "亿元", "total")]),
    (
        "以占全省6%的土地，贡献了全省11%的税收。",
        [("土地占全省比重", 6, "%", "share"), ("税收占全省比重", 11, "%", "share")],
    ),
    ("经济体量要迈进两万亿。", [("经济体量", 20000, "亿元", "total")]),
    ("数字经济发展指数达到88.6。", [("数字经济发展指数", 88.6, None, "total")]),
    (
        "经济总量从2012年的2.4万亿元增长到2021年的5.4万亿元。",
        [("经济总量", 24000, "亿元", "total"), ("经济总量", 54000, "亿元", "total")],
    ),
    ("全市规模以上企业实现营业收入900亿元。", [("规模以上企业营业收入", 900, "亿元", "total")]),
    (
        "推动3个国家级和17个省级产业集群升级。",
        [("国家级产业集群", 3, "个", "total"), ("省级产业集群", 17, "个", "total")],
    ),
    ("203个国考断面水质优良率达到97%。", [("国考断面", 203, "个", "total"), ("水质优良率", 97, "%", "share")]),
    (
        "自来水、卫生厕所普及率超过98%、85%。",
        [("自来水普及率", 98, "%", "share"), ("卫生厕所普及率", 85, "%", "share")],
    ),
    ("拿出5亿元为中小企业注入资金。", [("中小企业注入资金", 5, "亿元", "total")]),
    ("平均15秒就有一台整车下线。", [("一台整车下线", 15, "秒", "total")]),
    ("巡检机器人将单次巡检效率提升5倍。", [("单次巡检效率", 5, "倍", "growth")]),
    ("工业增加值增速保持在6%以上。", [("工业增加值增速", 6, "%", "growth")]),
    ("制造业采购经理指数为51.2%。", [("制造业采购经理指数", 51.2, "%", "total")]),
    ("力争并网装机2500万千瓦以上。", [("并网装机", 25e6, "千瓦", "total")]),
    ("产值占比达51%，到2025年，这个数字将达到56%。", [("产值占比", 51, "%", "share"), ("产值占比", 56, "%", "share")]),
    (
        "对外贸易额由2018年的30亿元提高至52亿元。",
        [("对外贸易额", 30, "亿元", "total"), ("对外贸易额", 52, "亿元", "total")],
    ),
    (
        "全年营收9亿元、利润1亿元，分别增长5%、3%。",
        [
            ("营收", 9, "亿元", "total"),
            ("利润", 1, "亿元", "total"),
            ("营收", 5, "%", "growth"),
            ("利润", 3, "%", "growth"),
        ],
    ),
    ("公布第五批省级绿色工厂名单，宁波8家企业获评。", [("第五批省级绿色工厂企业", 8, "家", "new")]),
    ("公布新一批零碳园区名单。浙江新增2家。", [("新一批零碳园区", 2, "家", "new")]),
    ("拟认定恒隆公司等5家企业为市级链主企业。", [("市级链主企业", 5, "家", "new")]),
    ("拥有全省40%的耕地面积、25%的劳动力。", [("耕地面积", 40, "%", "share"), ("劳动力", 25, "%", "share")]),
    ("三年间，每年节水约9万吨。", [("节水", 90000, "吨", "total")]),
    ("一台样机卖20万块。", [("一台样机卖", 200000, "元", "total")]),
    ("每70秒就会有一辆卡车下线。", [("一辆卡车下线", 70, "秒", "total")]),
    ("增加值达到8亿元，5年来年均增长7%。", [("增加值", 8, "亿元", "total"), ("增加值", 7, "%", "growth")]),
    ("亩均收入达2万元，比种小麦高出三倍。", [("亩均收入", 20000, "元", "total"), ("亩均收入", 3, "倍", "growth")]),
    # ranks
    ("灯塔工厂数量居全国首位。", [("灯塔工厂", None, None, "rank")]),
    ("在先进制造业百强市榜单中，佛山位列全国第五。", [("先进制造业百强市榜单", None, None, "rank")]),
]


@pytest.mark.parametrize(("text", "expected"), CASES, ids=[c[0] for c in CASES])
def test_what_a_number_says(text: str, expected: list[tuple[str, float | None, str | None, str]]) -> None:
    assert brief(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "从四个方面发力。",
        "实施“五大行动”。",
        "打造“六个城市”。",
        "各地24小时值守。",
        "周原遗址入选全国十大考古新发现。",
        "打造30万吨级码头和千亿级产业。",
        "坚持“两个毫不动摇”。",
        "连续跨越两个万亿元台阶。",
        "这三家企业来自外地。",
        "在100多公里外的园区。",
        "出台“产业十六条”。",
        "零件超市开业。",
        "经济每增长1个百分点都不容易。",
        "14亿多中国人端牢饭碗。",
        "打通物流最后一公里。",
        "干流全线达到二类水质。",
    ],
)
def test_numbers_that_say_nothing_about_a_subject(text: str) -> None:
    assert brief(text) == []


def test_headings_repeat_and_are_left_out() -> None:
    assert brief("建成25家智能工厂\n全市建成25家智能工厂。") == [("智能工厂", 25, "家", "total")]


def test_a_rank_belongs_to_the_number_before_it() -> None:
    (one,) = said("温州国家级小巨人企业达到177家，居全省第三位。")
    assert [(r.rank, r.scope) for r in one.ranks] == [(3, "全省")]


def test_a_rank_of_all_numbers_before_it() -> None:
    found = said("培育智能工厂12家、数字车间30个，数量均居全省首位。")
    assert [[r.rank for r in m.ranks] for m in found] == [[1], [1]]


def test_a_second_rank_is_a_measure_of_its_own() -> None:
    first, second = said("单项冠军企业达到39家，数量居全省第一、副省级城市第四。")
    assert [r.rank for r in first.ranks] == [1]
    assert second.kind == "rank"
    assert second.rank is not None
    assert second.rank.scope == "副省级城市"
    assert second.indicator == first.indicator


def test_ranks_pair_with_the_names_before_them() -> None:
    found = said("全市工业投资、技改投资增幅分别列全省第3位、第2位。")
    assert [(m.indicator, m.rank.rank if m.rank else None) for m in found] == [("工业投资增幅", 3), ("技改投资增幅", 2)]


def test_the_words_stand_where_they_say() -> None:
    text = "徐州累计培育国家级绿色工厂66家。"
    (found,) = said(text)
    assert text[found.words.start : found.words.end] == "国家级绿色工厂"


SUBJECTS = [
    ("常州拥有国家级集群3个。全市规上工业企业达到6000家。", ["常州", "常州"]),
    ("湖南省拥有国家级集群5个，其中长沙拥有2个。", ["湖南", "长沙"]),
    ("我国工业机器人产量增长30%。", ["全国"]),
    ("嘉兴市工业增加值增长6%，全省增长5%。", ["嘉兴", "浙江"]),
    ("远东电缆有限公司发布年报，营业收入达200亿元。归母净利润为9亿元。", ["远东电缆有限公司"] * 2),
    ("工业和信息化部公布新一批30个国家级集群名单。", ["全国"]),
]


@pytest.mark.parametrize(("text", "names"), SUBJECTS, ids=[s[0] for s in SUBJECTS])
def test_the_subject_is_carried_over(text: str, names: list[str]) -> None:
    if "浙江" in names:
        text = "浙江省嘉兴市发布数据。\n" + text
    assert [m.subject.name if m.subject else None for m in said(text)] == names


def test_participants_belong_to_the_gathering() -> None:
    text = "9月7日，第二届产业集群合作论坛在宁波举行。来自61个国家和地区的300多名代表参会。"
    assert [m.subject.name if m.subject else None for m in said(text)] == ["第二届产业集群合作论坛"] * 2


def test_the_thing_that_is_measured_is_the_subject() -> None:
    found = said("甬舟高铁全长76公里，设计时速250公里。")
    assert [(m.subject.name if m.subject else None, m.indicator) for m in found] == [
        ("甬舟高铁", "全长"),
        ("甬舟高铁", "设计时速"),
    ]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("甬舟高铁今天通车。线路全长76公里。", ["甬舟高铁"]),
        ("青浦大桥今天合龙。大桥全长3公里。", ["青浦大桥"]),
        ("光伏清洁机器人自动清扫，将发电量提升12%。", ["光伏清洁机器人"]),
        ("这款人形机器人，身高仅80厘米。", ["人形机器人"]),
        ("纺织行业重点企业的数控化率超过60%。", ["纺织行业重点企业"]),
        ("全球最新一批灯塔工厂名单公布，新增22家工厂。", ["全球"]),
    ],
)
def test_what_a_bare_noun_or_verb_goes_on_about(text: str, names: list[str]) -> None:
    assert [m.subject.name if m.subject else None for m in said(text)] == names


def test_news_in_brief_from_many_places_is_about_none_of_them() -> None:
    text = "\n".join(
        [
            "长春航展今天开幕。",
            "郑州机场新开航线2条。",
            "昆明花卉销售增长5%。",
            "兰州牛肉面出口增长6%。",
            "企业利润总额为23779亿元。",
        ]
    )
    assert said(text)[-1].subject is None


def test_a_place_in_a_list_is_no_subject() -> None:
    text = "浙江省全省经济稳中有进。全省工业增长5%。绍兴黄酒、金华火腿等3个产业入围名单，服务业增加值增长6%。"
    assert {m.subject.name for m in said(text) if m.subject} == {"浙江"}
