"""The bundled extractor of lighthouse factories: names, kinds, dates, places, and what is no lighthouse."""

from __future__ import annotations

from datetime import date

import pytest

from plugins.lighthouse_factories import Lighthouses
from qdtui.model import Document, Row


def rows(text: str) -> list[Row]:
    doc = Document(f"d{hash(text)}", "d.txt", text, published=date(2025, 3, 20), published_year=2025)
    return list(Lighthouses().extract(doc))


def facts(text: str, *columns: str) -> list[tuple[object, ...]]:
    return [tuple(r.values[c] for c in ("factory", *columns)) for r in rows(text)]


def test_a_dash_list_by_kind() -> None:
    text = "去年10月，世界经济论坛公布灯塔工厂名单，山东新入选2家，分别是端到端灯塔——海远（胶州）空调，可持续灯塔——云岛啤酒。"
    assert facts(text, "category", "region", "year", "month") == [
        ("海远（胶州）空调", "端到端灯塔", "胶州", 2024, 10),
        ("云岛啤酒", "可持续灯塔", "山东", 2024, 10),
    ]


def test_short_names_that_join() -> None:
    assert facts("海远、云啤入选全球“灯塔工厂”。") == [("海远",), ("云啤",)]


def test_names_behind_the_list_title() -> None:
    text = "1月14日，世界经济论坛公布“灯塔工厂”名单，海信日昌青岛工厂、宁光宜宾工厂等13家工厂入选。"
    assert facts(text, "region", "year", "month") == [
        ("海信日昌青岛工厂", "青岛", 2025, 1),
        ("宁光宜宾工厂", "宜宾", 2025, 1),
    ]


def test_a_plant_told_apart_from_its_group() -> None:
    assert facts("2022年10月，华泽集团旗下的芜湖智能工厂入选全球灯塔网络。", "company", "region", "year", "month") == [
        ("芜湖智能工厂", "华泽集团", "芜湖", 2022, 10)
    ]


def test_a_lighthouse_seen_on_a_visit_has_no_date() -> None:
    assert facts("3月6日，代表来到济南二机重工集团有限公司，察看“灯塔工厂”生产线。", "region", "year") == [
        ("济南二机重工集团有限公司", "济南", None)
    ]


@pytest.mark.parametrize(
    "text",
    [
        "全市培育4家全球“灯塔工厂”，总数居全省第一。",
        "晶远百亿元项目旨在打造世界级“灯塔工厂”。",
        "武汉启光装备有限公司力争三年内建成灯塔工厂。",
        "灯塔市的葡萄进入采摘期，加工厂订单充足。",
        "灯塔工厂是第四次工业革命的引领者。",
        "天津某家电工厂有望成为下一座灯塔工厂。",
        "云岛电器有限公司未能入选灯塔工厂。",
    ],
)
def test_no_lighthouse(text: str) -> None:
    assert rows(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "12月14日，世界经济论坛公布新一批灯塔工厂，美川电器佛山洗碗机工厂以可持续灯塔身份加入，成为佛山第3座灯塔工厂。",
            [("美川电器佛山洗碗机工厂", "可持续灯塔", "佛山", 2024, 12)],
        ),
        (
            "2022年3月，海泽智家郑州空调互联工厂率先为河南点亮首座“灯塔”；同年10月，宁远时代宜宾基地当选为灯塔网络成员。",
            [("海泽智家郑州空调互联工厂", None, "郑州", 2022, 3), ("宁远时代宜宾基地", None, "宜宾", 2022, 10)],
        ),
        (
            "2024年10月8日，世界经济论坛公布灯塔工厂名单：\n\n1. 广陵汽车（广州）——生产力灯塔\n2.江泰钢铁（江阴）——端到端灯塔\n",
            [
                ("广陵汽车（广州）", "生产力灯塔", "广州", 2024, 10),
                ("江泰钢铁（江阴）", "端到端灯塔", "江阴", 2024, 10),
            ],
        ),
        (
            "1月16日，世界经济论坛发布名单，其中有浙江的正远电气海宁工厂（端到端灯塔）、厨乐电器杭州工厂（单一工厂灯塔）。",
            [
                ("正远电气海宁工厂", "端到端灯塔", "海宁", 2025, 1),
                ("厨乐电器杭州工厂", "单一工厂灯塔", "杭州", 2025, 1),
            ],
        ),
        (
            "宁德的灯塔工厂各有千秋：2021年9月，远代新能源宁德基地入选；2023年1月，青岭不锈福安工厂入选。",
            [("远代新能源宁德基地", None, "宁德", 2021, 9), ("青岭不锈福安工厂", None, "福安", 2023, 1)],
        ),
        (
            "在内蒙古，伊岭乳业呼和浩特液态奶工厂是当地唯一一座灯塔工厂。",
            [("伊岭乳业呼和浩特液态奶工厂", None, "呼和浩特", None, None)],
        ),
        (
            "中国新增5座灯塔工厂，其中包括位于湖南湘潭的华岭钢铁湘潭基地。",
            [("华岭钢铁湘潭基地", None, "湘潭", None, None)],
        ),
        ("灯塔工厂是标杆。远岭重工长沙工厂入选国家绿色工厂；云岭轴承宁波工厂正对标灯塔工厂改造，有望明年入选。", []),
    ],
)
def test_plants_that_join(text: str, expected: list[tuple[object, ...]]) -> None:
    assert facts(text, "category", "region", "year", "month") == expected


def test_dated_lines_below_talk_of_lighthouses() -> None:
    text = "中国拥有的“灯塔工厂”越来越多。\n1、2018年9月 首批 云海上海工厂、云海天津工厂\n2、2019年1月 第二批 云海深圳工厂\n"
    doc = Document("dated", "d.txt", text, published=date(2024, 7, 3), published_year=2024)
    found = [(r.values["factory"], r.values["year"], r.values["month"]) for r in Lighthouses().extract(doc)]
    assert found == [("云海上海工厂", 2018, 9), ("云海天津工厂", 2018, 9), ("云海深圳工厂", 2019, 1)]


def test_a_plant_in_apposition_and_this_plant() -> None:
    text = (
        "采访团来到云岭重工18号厂房——这座全球首家“灯塔工厂”。随后来到云博长沙工厂，该厂2022年入选世界经济论坛灯塔工厂。"
    )
    doc = Document("apposed", "d.txt", text, published=date(2024, 7, 3), published_year=2024)
    assert [r.values["factory"] for r in Lighthouses().extract(doc)] == ["云岭重工18号厂房", "云博长沙工厂"]


def test_each_kind_governs_the_names_behind_its_dash() -> None:
    text = (
        "世界经济论坛公布“灯塔工厂”名单。其中，江苏有3家上榜，包括2家生产效率灯塔——佛吉（盐城）系统有限公司、"
        "苏州昆北薄膜有限公司，以及1家人才灯塔——友北光电（苏州）有限公司。此次入选实现了苏北“灯塔工厂”零的突破。"
    )
    doc = Document("dashes", "d.txt", text, published=date(2026, 1, 20), published_year=2026)
    assert [(r.values["factory"], r.values["category"], r.values["region"]) for r in Lighthouses().extract(doc)] == [
        ("佛吉（盐城）系统有限公司", "生产效率灯塔", "盐城"),
        ("苏州昆北薄膜有限公司", "生产效率灯塔", "苏州"),
        ("友北光电（苏州）有限公司", "人才灯塔", "苏州"),
    ]


def test_a_region_is_written_in_the_script_of_the_text() -> None:
    doc = Document(
        "script", "d.txt", "廈門聯北光電廠獲評「燈塔工廠」。", published=date(2021, 9, 28), published_year=2021
    )
    assert [r.values["region"] for r in Lighthouses().extract(doc)] == ["廈門"]


def test_two_plants_joined_by_and_and_the_one_before() -> None:
    text = (
        "2019年7月，云大汽车南京工厂与云丹（天津）商用压缩机工厂同时入选全球灯塔工厂。"
        "近日，云瑞汽车超级工厂上榜，这是继2020年9月云水（重庆）公司之后，重庆第二家灯塔工厂。"
    )
    doc = Document("joined", "d.txt", text, published=date(2023, 12, 15), published_year=2023)
    found = {r.values["factory"]: (r.values["region"], r.values["year"]) for r in Lighthouses().extract(doc)}
    assert found["云大汽车南京工厂"] == ("南京", 2019)
    assert found["云丹（天津）商用压缩机工厂"] == ("天津", 2019)
    assert found["云水（重庆）公司"] == ("重庆", 2020)


def test_a_list_that_lights_up_together_and_a_table_of_places() -> None:
    text = (
        "3月30日，“全球灯塔网络”再迎13名新成员。其中，云德能源股份有限公司宁德基地、云申福州工厂等6家中国工厂一同亮灯。\n"
        "中国“灯塔工厂”名录\n企业名称 工厂所在地 入选时间\n云岭集团 荆州 2021年10月\n"
    )
    doc = Document("lit", "d.txt", text, published=date(2022, 3, 31), published_year=2022)
    assert [(r.values["factory"], r.values["region"], r.values["year"]) for r in Lighthouses().extract(doc)] == [
        ("云德能源股份有限公司宁德基地", "宁德", 2022),
        ("云申福州工厂", "福州", 2022),
        ("云岭集团", "荆州", 2021),
    ]


def test_kinds_in_brackets_and_years_in_order() -> None:
    text = (
        "1月15日，世界经济论坛公布灯塔工厂名单，按类别分布如下：\n【生产力】云控装备（宁波）工厂、云瑞重庆工厂；\n【人才】云恒湛江基地。\n"
        "此前，云迪广州工厂、云迪佛山工厂分别于2020年和2021年入选灯塔工厂；惠州的云星电路板工厂为2023年新晋。"
    )
    doc = Document("kinds", "d.txt", text, published=date(2026, 1, 16), published_year=2026)
    assert [
        tuple(r.values[c] for c in ("factory", "category", "region", "year")) for r in Lighthouses().extract(doc)
    ] == [
        ("云控装备（宁波）工厂", "生产力灯塔", "宁波", 2026),
        ("云瑞重庆工厂", "生产力灯塔", "重庆", 2026),
        ("云恒湛江基地", "人才灯塔", "湛江", 2026),
        ("云迪广州工厂", None, "广州", 2020),
        ("云迪佛山工厂", None, "佛山", 2021),
        ("云星电路板工厂", None, "惠州", 2023),
    ]


def test_a_kind_in_quotes_and_a_chronicle_of_one_group() -> None:
    text = (
        "云澜智家拥有多座灯塔工厂：2018年，青岛空调互联工厂率先点亮；2020年，沈阳冰箱互联工厂入列；"
        "2021年，天津洗衣机互联工厂成为首座“端到端”智能灯塔工厂。"
    )
    doc = Document("chronicle", "d.txt", text, published=date(2024, 12, 3), published_year=2024)
    assert [tuple(r.values[c] for c in ("factory", "category", "year")) for r in Lighthouses().extract(doc)] == [
        ("青岛空调互联工厂", None, 2018),
        ("沈阳冰箱互联工厂", None, 2020),
        ("天津洗衣机互联工厂", "端到端灯塔", 2021),
    ]


def test_a_list_on_the_next_line_and_what_is_certified() -> None:
    text = (
        "10月8日，世界经济论坛宣布，22家制造商加入全球“灯塔网络”，包括19家灯塔工厂。\n"
        "新入选的中国工厂分别是：云力电工（珠海）有限公司、云信材料靖江基地（云信集团旗下）。\n"
        "世界经济论坛近日认证云视合肥8.6代线为“灯塔工厂”。此前，云宝电子（合肥）产业基地、云澜合肥互联工厂已分别于2023年1月、2021年入列。"
    )
    doc = Document("next", "d.txt", text, published=date(2024, 10, 9), published_year=2024)
    assert [(r.values["factory"], r.values["year"]) for r in Lighthouses().extract(doc)] == [
        ("云力电工（珠海）有限公司", 2024),
        ("云信材料靖江基地", 2024),
        ("云视合肥8.6代线", 2024),
        ("云宝电子（合肥）产业基地", 2023),
        ("云澜合肥互联工厂", 2021),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "公司宁德基地、宜宾基地分别于2021年9月、2022年10月被世界经济论坛认定为灯塔工厂。",
            [("宁德基地", 2021), ("宜宾基地", 2022)],
        ),
        (
            "走进云岭重工长沙18号工厂，记者看到，这座2021年获评的“灯塔工厂”里几乎没有工人。",
            [("云岭重工长沙18号工厂", 2021)],
        ),
        (
            "1月13日，世界经济论坛公布“灯塔工厂”名单。除云瑞青岛冰箱工厂外，云瑞洗涤天津工厂此前已先后入选。",
            [("云瑞洗涤天津工厂", None)],
        ),
        ("网传某鞋企工厂入选“灯塔工厂”，山东两厂上榜灯塔工厂。", []),
    ],
)
def test_plants_and_their_years(text: str, expected: list[tuple[str, int | None]]) -> None:
    doc = Document(f"d{hash(text)}", "d.txt", text, published=date(2023, 5, 12), published_year=2023)
    assert [(r.values["factory"], r.values["year"]) for r in Lighthouses().extract(doc)] == expected


def test_a_firm_of_the_headline_is_the_plant_of_the_text() -> None:
    from qdtui.load import load_bytes

    text = "首家！云山乳业入选全球“灯塔工厂”\n2024-10-10\n10月8日，云山健康谷液态奶工厂被世界经济论坛评为“灯塔工厂”，成为行业首家。\n"
    assert [r.values["factory"] for r in Lighthouses().extract(load_bytes(text.encode(), "a.txt"))] == [
        "云山健康谷液态奶工厂"
    ]
