"""The bundled extractor of clusters: names, categories, levels, status, and what is no cluster."""

from __future__ import annotations

from datetime import date

import pytest

from plugins.clusters import Clusters
from qdtui.model import Document, Row


def rows(text: str) -> list[Row]:
    doc = Document(f"d{hash(text)}", "d.txt", text, published=date(2024, 7, 3), published_year=2024)
    found = list(Clusters().extract(doc))
    for row in found:
        assert text[row.start : row.end]
        assert text[slice(*row.cells["name"])] == row.values["name"]
    return found


def facts(text: str, *columns: str) -> list[tuple[object, ...]]:
    return [tuple(r.values[c] for c in ("name", *columns)) for r in rows(text)]


def test_a_list_shares_its_head() -> None:
    text = "近年来，青岛独立创建智能家电、轨道交通装备2个国家级先进制造业集群。"
    assert facts(text, "category", "level", "region", "status") == [
        ("智能家电", "先进制造业集群", "国家级", "青岛", "入选"),
        ("轨道交通装备", "先进制造业集群", "国家级", "青岛", "入选"),
    ]


def test_names_before_the_verb_of_entering() -> None:
    text = "青岛市橡胶产业集群、济青枣潍工业母机产业集群今年6月入围第二批山东省先进制造业集群答辩环节。"
    assert facts(text, "category", "level", "status") == [
        ("橡胶", "先进制造业集群", "省级", "入围"),
        ("济青枣潍工业母机", "先进制造业集群", "省级", "入围"),
    ]


def test_industries_that_enter_a_list() -> None:
    text = "合肥集成电路、新型显示、人工智能三大产业入选国家级战略性新兴产业集群。"
    assert facts(text, "category", "region") == [
        (n, "战略性新兴产业集群", "合肥") for n in ("集成电路", "新型显示", "人工智能")
    ]


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("泰安加快打造新能源电力装备材料先进制造业集群。", "培育"),
        ("当地形成了食品、建材等5个百亿产业集群。", "入选"),
        ("到2028年，打造新能源、新材料等5个千亿级产业集群。", "目标"),
        ("长沙工程机械产业集群订单额超百亿元。", "入选"),
        ("支持针纺服装产业集群创建国家级中小企业特色产业集群。", "培育"),
    ],
)
def test_status(text: str, status: str) -> None:
    assert {r.values["status"] for r in rows(text)} == {status}


def test_level_of_what_it_is_to_become() -> None:
    text = "加快推进智能家电、轨道交通装备集群向世界级迈进，建设先进制造业集群。"
    assert facts(text, "level", "status")[0] == ("智能家电", "世界级", "培育")


def test_the_second_list_shares_the_verb_of_the_first() -> None:
    text = "北京将培育新一代信息技术、科技服务业两个万亿级产业集群，以及医药健康、智能装备等五个千亿级产业集群。"
    assert {r.values["status"] for r in rows(text)} == {"培育"}
    assert len(rows(text)) == 4


def test_a_count_that_differs_from_the_names_is_noted() -> None:
    assert {r.note for r in rows("株洲拥有先进硬质材料、先进陶瓷等4个湖南省先进制造业集群。")} == {"文中称4个，列出2个"}
    assert {r.note for r in rows("株洲拥有先进硬质材料、先进陶瓷2个湖南省先进制造业集群。")} == {None}


def test_lines_under_a_list_heading() -> None:
    text = "近日，湖北省公布2023年度省级中小企业特色产业集群名单：\n1.黄石市下陆区铜基新材料产业集群\n2.公安县汽车零部件产业集群\n"
    assert facts(text, "category", "level", "region", "year") == [
        ("铜基新材料", "中小企业特色产业集群", "省级", "下陆区", 2023),
        ("汽车零部件", "中小企业特色产业集群", "省级", "公安县", 2023),
    ]


def test_the_same_fact_twice_is_one_row() -> None:
    text = "青岛智能家电产业集群入选国家先进制造业集群。\n\n青岛智能家电产业集群入选国家先进制造业集群，青岛智能家电集群继续壮大。"
    assert facts(text, "level") == [("智能家电", "国家级")]


@pytest.mark.parametrize(
    "text",
    [
        "全市拥有4个国家级先进制造业集群和7个国家级中小企业特色产业集群。",
        "滨江区数字安防产业集群党委召开会议。",
        "完善产业、金融、人才和公共服务等集群政策支持体系，培育产业集群。",
        "军方使用无人机实施了集群打击。",
        "产业集群化水平有待提升，集群效应显现。",
        "推动虚拟现实、人工智能等产业链融合集群发展。",
        "新一代信息技术等先导产业集群生态尚未形成。",
        "要培育特色产业集群，做强优势产业集群。",
        "全长24公里的跨海集群工程通车。",
        "智能家电产业增长8%。",
    ],
)
def test_no_cluster(text: str) -> None:
    assert rows(text) == []


def test_a_list_behind_the_head() -> None:
    text = "新增国家先进制造业集群2个，分别是苏州纳米新材料集群、徐州工程机械集群。"
    assert facts(text, "level", "region") == [("纳米新材料", "国家级", "苏州"), ("工程机械", "国家级", "徐州")]
    assert facts("关于产业集群：要坚持规划引领、创新驱动。") == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "近日，工业和信息化部公布2023年度中小企业特色产业集群名单。浙江2个集群入选，分别是：杭州市富阳区光通信产业集群、"
            "温州市乐清市断路器产业集群。",
            [
                ("光通信", "中小企业特色产业集群", "国家级", "富阳区", "入选"),
                ("断路器", "中小企业特色产业集群", "国家级", "乐清", "入选"),
            ],
        ),
        (
            "第四批福建省中小企业特色产业集群名单\n\n序号 集群名称 所在地\n1 福州市长乐区花边产业集群 长乐区\n2 泉州市晋江市拉链产业集群 晋江市\n",
            [
                ("花边", "中小企业特色产业集群", "省级", "长乐区", "入选"),
                ("拉链", "中小企业特色产业集群", "省级", "晋江", "入选"),
            ],
        ),
        (
            "2024年度国家级中小企业特色产业集群名单公布。其中有湖南省醴陵市烟花爆竹、江西省樟树市中药材等新面孔。",
            [
                ("烟花爆竹", "中小企业特色产业集群", "国家级", "醴陵", "入选"),
                ("中药材", "中小企业特色产业集群", "国家级", "樟树", "入选"),
            ],
        ),
        (
            "两个集群入围国家先进制造业集群决赛：赣州市稀土新材料集群和鹰潭市铜基新材料集群将参加答辩。宜春市锂电新能源集群在初赛中被淘汰。",
            [
                ("稀土新材料", "先进制造业集群", "国家级", "赣州", "入围"),
                ("铜基新材料", "先进制造业集群", "国家级", "鹰潭", "入围"),
            ],
        ),
        (
            "禹城市功能糖产业集群2021年入选山东省特色产业集群，2023年被认定为国家级中小企业特色产业集群。",
            [
                ("功能糖", "产业集群", "省级", "禹城", "入选"),
                ("功能糖", "中小企业特色产业集群", "国家级", "禹城", "入选"),
            ],
        ),
        (
            "舟山市提出，2035年建成世界级海洋工程装备产业集群。",
            [("海洋工程装备", "产业集群", "世界级", "舟山", "目标")],
        ),
        (
            "由成都市牵头、德阳市参与的成德高端能源装备集群成功晋级国家级先进制造业集群。",
            [("成德高端能源装备", "先进制造业集群", "国家级", "成都", "入选")],
        ),
        (
            "株洲全力打造世界级轨道交通装备产业集群、国家级中小航空发动机产业集群。",
            [
                ("轨道交通装备", "产业集群", "世界级", "株洲", "培育"),
                ("中小航空发动机", "产业集群", "国家级", "株洲", "培育"),
            ],
        ),
    ],
)
def test_what_governs_a_list(text: str, expected: list[tuple[object, ...]]) -> None:
    assert facts(text, "category", "level", "region", "status") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "江西省公布首批省级先进制造业集群名单，宜春锂电新能源、九江石化2个集群被列为培育对象。",
            [
                ("锂电新能源", "先进制造业集群", "省级", "宜春", "培育"),
                ("石化", "先进制造业集群", "省级", "九江", "培育"),
            ],
        ),
        (
            "衢州光伏、嘉兴钢铁深加工近日双双入选国家级中小企业特色产业集群。",
            [
                ("光伏", "中小企业特色产业集群", "国家级", "衢州", "入选"),
                ("钢铁深加工", "中小企业特色产业集群", "国家级", "嘉兴", "入选"),
            ],
        ),
        (
            "蕲春县蕲艾产业集群入选2024年度湖北省重点成长型产业集群。",
            [("蕲艾", "产业集群", "省级", "蕲春县", "入选")],
        ),
        (
            "漳州VR产业集群更要在2028年建成国家级先进制造业集群。",
            [("VR", "先进制造业集群", "国家级", "漳州", "目标")],
        ),
    ],
)
def test_verbs_of_entering(text: str, expected: list[tuple[object, ...]]) -> None:
    assert facts(text, "category", "level", "region", "status") == expected


def test_a_place_is_not_cut_in_two() -> None:
    text = "许昌市魏都区再生金属产业集群获评国家级中小企业特色产业集群。"
    assert facts(text, "region", "level") == [("再生金属", "魏都区", "国家级")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("佛山超高清视频和智能家电集群是国家级先进制造业集群。", [("超高清视频和智能家电", "国家级", "入选")]),
        (
            "认定南昌县绿色食品、樟树市中医药等2个产业集群为2024年省级重点产业集群。",
            [("绿色食品", "省级", "入选"), ("中医药", "省级", "入选")],
        ),
        ("丰城市循环经济产业集群因考核不合格被取消省级重点产业集群资格。", []),
        ("判断一个产业集群成熟与否，要看协作。", []),
        ("赣州稀土新材料集群正在争创国家先进制造业集群。", [("稀土新材料", "国家级", "培育")]),
    ],
)
def test_what_is_said_of_a_cluster_behind_its_head(text: str, expected: list[tuple[object, ...]]) -> None:
    assert facts(text, "level", "status") == expected


def test_this_cluster_is_the_one_before() -> None:
    text = "盐城湖区产业集群依托湖区发展。2022年，该集群获批国家中小企业特色产业集群。"
    assert [f[1:] for f in facts(text, "category", "level")] == [("中小企业特色产业集群", "国家级")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "沈州正在加速打造机器人、航空、储能等8个重点领域产业集群。",
            [("机器人", None), ("航空", None), ("储能", None)],
        ),
        (
            "浙江要打造新一代信息技术、高端装备2个世界级先进产业群。",
            [("新一代信息技术", "世界级"), ("高端装备", "世界级")],
        ),
        ("形成了以钢铁、石化、汽车为代表的三大千亿级产业集群。", [("钢铁", None), ("石化", None), ("汽车", None)]),
        (
            "围绕新型显示、智能语音、生物医药“四大产业集群”，我市发力。",
            [("新型显示", None), ("智能语音", None), ("生物医药", None)],
        ),
        ("支持洛阳建设国家新型工业化产业示范基地（装备制造）。", [("装备制造", "国家级")]),
        ("一些地方把开发区、产业基地等同于产业集群，是误解。", []),
    ],
)
def test_more_words_around_the_head(text: str, expected: list[tuple[object, ...]]) -> None:
    assert facts(text, "level") == expected


def test_a_short_county_name_beside_another_of_its_city() -> None:
    text = "安溪藤铁工艺品产业集群、德化陶瓷产业集群被评为全国百强产业集群。"
    assert [f[1] for f in facts(text, "region")] == ["安溪县", "德化县"]


def test_lines_of_a_national_list_tell_their_own_places_only() -> None:
    text = "工信部公布国家先进制造业集群名单\n1 包头稀土新材料集群\n2 浙东工业母机集群\n"
    assert facts(text, "level", "region") == [("稀土新材料", "国家级", "包头"), ("浙东工业母机", "国家级", None)]


def test_a_table_tells_the_place_behind_the_name() -> None:
    text = "全省特色产业集群一览\n1 羊绒产业集群 清河县\n2 丝网产业集群 安平县\n"
    assert facts(text, "region") == [("羊绒", "清河县"), ("丝网", "安平县")]


def test_shortlisted_below_a_final_list_is_on_it() -> None:
    text = (
        "工信部公布国家中小企业特色产业集群名单。其中，福建入围2个，分别为：晋江市拉链产业集群、福清市显示器产业集群。"
    )
    assert facts(text, "status") == [("拉链", "入选"), ("显示器", "入选")]


def test_a_line_of_several_cities_is_led_by_the_first() -> None:
    text = "工信部公布先进制造业集群决赛优胜者名单\n四川省成都市、德阳市高端能源装备集群\n"
    assert facts(text, "category", "region") == [("高端能源装备", "先进制造业集群", "成都")]


def test_applying_is_being_built_up() -> None:
    text = "平度市的假睫毛产业集群，正在申报省级特色产业集群。"
    assert facts(text, "level", "status") == [("假睫毛", "省级", "培育")]


def test_one_verb_and_two_lists() -> None:
    text = "枣庄锂电产业集群已入选国家中小企业特色产业集群、山东省“十强”产业“雁阵形”集群。"
    assert facts(text, "category", "level") == [
        ("锂电", "中小企业特色产业集群", "国家级"),
        ("锂电", "雁阵形产业集群", "省级"),
    ]


def test_the_last_head_tells_of_all_before_it() -> None:
    text = "成都以软件集群、高端能源装备集群两个国家先进制造业集群为牵引。新增罗江区先进电子材料产业集群等3个国家级中小企业特色产业集群。"
    assert facts(text, "category", "level") == [
        ("软件", "先进制造业集群", "国家级"),
        ("高端能源装备", "先进制造业集群", "国家级"),
        ("先进电子材料", "中小企业特色产业集群", "国家级"),
    ]


def test_a_table_whose_head_says_cluster_leaves_the_word_out() -> None:
    text = "山东公示特色产业集群\n| 序号 | 市 | 县 | 产业集群名称 |\n| 1 | 济南市 | 章丘区 | 智能装备 |\n| 2 | 青岛市 | 胶州市 | 制帽 |\n"
    assert facts(text, "region") == [("智能装备", "章丘区"), ("制帽", "胶州")]


def test_each_enters_its_own_list() -> None:
    text = "烟台黄金产业集群、烟台生物医药产业集群分别入选国家创新型产业集群、国家战略性新兴产业集群。"
    assert facts(text, "category", "region") == [
        ("黄金", "创新型产业集群", "烟台"),
        ("生物医药", "战略性新兴产业集群", "烟台"),
    ]


def test_cars_and_car_parts_are_two() -> None:
    text = "烟台形成汽车、高端装备2个千亿级产业集群；福山区汽车零部件集群获评2022年度省级特色产业集群。"
    assert facts(text, "level", "region") == [
        ("汽车", None, "烟台"),
        ("高端装备", None, "烟台"),
        ("汽车零部件", "省级", "福山区"),
    ]


def test_a_prefecture_before_its_city() -> None:
    text = "贵州省中小企业特色产业集群名单\n黔东南州凯里市玻璃产业集群\n"
    assert facts(text, "region") == [("玻璃", "凯里")]


def test_a_macro_region_has_a_cluster() -> None:
    text = "国家先进制造业集群竞赛结果公布。京津冀的安全应急装备、长三角的大飞机等跨区域集群脱颖而出。"
    assert facts(text, "category", "region") == [
        ("安全应急装备", "先进制造业集群", "京津冀"),
        ("大飞机", "先进制造业集群", "长三角"),
    ]


def test_names_in_brackets_behind_a_count_that_agrees() -> None:
    text = "到2027年，海州市培育千亿级产业集群2个（高端装备、新材料），百亿级产业集群1个（纺织服装）。"
    assert facts(text, "status") == [("高端装备", "目标"), ("新材料", "目标"), ("纺织服装", "目标")]
    assert facts("海州市拥有2个产业集群（高端装备、新材料）。", "status") == [("高端装备", "入选"), ("新材料", "入选")]
    assert facts("海州市现有产业集群3个（不含在建），产值100亿元。", "status") == []


def test_an_industry_behind_a_verb_of_creating_with_the_level_at_the_word() -> None:
    assert facts("支持创建钠电新能源国家级集群，加强整机研发。", "level", "status") == [
        ("钠电新能源", "国家级", "培育")
    ]


def test_parks_that_enter_a_list_below_clusters_are_no_clusters() -> None:
    text = (
        "稀土新材料、乳制品入选国家先进制造业集群。\n"
        "大同云岗经济开发区、阳泉矿区高新技术产业开发区入选首批国家级零碳园区建设名单。"
    )
    assert [name for (name,) in facts(text)] == ["稀土新材料", "乳制品"]


def test_a_centre_listed_before_does_not_lend_its_town_to_the_clusters_of_a_province() -> None:
    text = (
        "青海省政府工作报告\n这五年，青海创新发展。\n"
        "锂盐技术创新中心、格尔木农高区等一批平台获批落地。藏毯、光伏入选国家先进制造业集群。"
    )
    assert facts(text, "region") == [("藏毯", "青海"), ("光伏", "青海")]


def test_who_leads_one_cluster_does_not_host_the_others_of_a_national_list() -> None:
    text = (
        "由绍兴市牵头申报的环杭州湾现代纺织集群成功入选国家先进制造业集群。\n"
        "序号 集群名称 1 榆鄂宁煤化工集群 2 京津冀集成电路集群 3 包头稀土新材料集群 4 浙东工业母机集群"
    )
    regions = {row.values["name"]: row.values["region"] for row in rows(text)}
    assert regions["环杭州湾现代纺织"] == "绍兴"
    assert (regions["榆鄂宁煤化工"], regions["浙东工业母机"]) == (None, None)
    assert (regions["京津冀集成电路"], regions["稀土新材料"]) == ("京津冀", "包头")


def test_those_among_a_list_are_of_its_year() -> None:
    text = (
        "2023年度安徽省中小企业特色产业集群名单公布，全省23家入选。"
        "其中，来安县轨道交通装备产业集群、凤阳县硅基新材料产业集群获评省级中小企业特色产业集群。"
    )
    assert facts(text, "year") == [("轨道交通装备", 2023), ("硅基新材料", 2023)]


def test_a_headline_leaves_the_year_to_the_list_below() -> None:
    text = (
        "通城县涂附磨具产业入选省重点成长型产业集群名单\n日前，全省2017年度重点成长型产业集群名单公布。\n"
        "咸安区苎麻纺织产业集群、通城县涂附磨具产业集群等11个产业集群被列为2017年度全省重点成长型产业集群。"
    )
    assert ("涂附磨具", 2017) in facts(text, "year")


def test_the_clusters_of_counties_in_general_are_none_by_name() -> None:
    assert facts("初步确定了省县域特色产业集群、重点培育县域特色产业集群名单，现予以公示。") == []


def test_the_count_behind_the_last_of_a_chain_tells_the_level_of_all() -> None:
    text = "湖北现有襄阳新能源汽车创新型产业集群、荆门循环利用创新型产业集群2家国家创新型产业集群。"
    assert facts(text, "level") == [("新能源汽车", "国家级"), ("循环利用", "国家级")]
