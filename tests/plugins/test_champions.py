"""The bundled extractor of champions: holders, titles, levels, batches, status, and what is no champion."""

from __future__ import annotations

from datetime import date

import pytest

from plugins.champions import Champions
from qdtui.model import Document, Row


def rows(text: str) -> list[Row]:
    doc = Document(f"d{hash(text)}", "d.txt", text, published=date(2024, 7, 3), published_year=2024)
    return list(Champions().extract(doc))


def only(text: str) -> dict[str, object]:
    (row,) = rows(text)
    assert text[slice(*row.cells["company"])] in text[row.start : row.end] or row.rule == "name before verb"
    return dict(row.values)


def test_apposition() -> None:
    row = only("代表赴青岛市单项冠军企业永锐电气股份有限公司调研。")
    assert (row["company"], row["title"], row["level"], row["status"], row["region"]) == (
        "永锐电气股份有限公司",
        "单项冠军企业",
        None,
        "认定",
        "青岛",
    )


def test_two_awards_are_two_rows_under_the_full_name() -> None:
    text = (
        "普特机械制造股份有限公司董事长范文表示，企业专注装备制造。2017年普特机械被认定为首批国家制造业单项冠军培育企业、"
        "2020年再次被认定为制造业单项冠军示范企业。"
    )
    assert [
        (r.values["company"], r.values["title"], r.values["level"], r.values["batch"], r.values["year"])
        for r in rows(text)
    ] == [
        ("普特机械制造股份有限公司", "单项冠军培育企业", "国家级", 1, 2017),
        ("普特机械制造股份有限公司", "单项冠军示范企业", "国家级", None, 2020),
    ]


def test_one_verb_with_two_titles() -> None:
    text = "济南盛源集团股份有限公司先后荣获“国家制造业单项冠军示范企业”“山东省制造业单项冠军企业”等荣誉。"
    assert [(r.values["title"], r.values["level"]) for r in rows(text)] == [
        ("单项冠军示范企业", "国家级"),
        ("单项冠军企业", "省级"),
    ]


def test_product() -> None:
    row = only("山东玲玉机电有限公司的“起重电机”被工信部认定为制造业单项冠军产品。")
    assert (row["product"], row["title"], row["level"]) == ("起重电机", "单项冠军产品", "国家级")


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("无锡锦川轴承有限公司入选第九批国家制造业单项冠军企业。", "认定"),
        ("无锡锦川轴承有限公司入选第九批国家制造业单项冠军企业公示名单。", "公示"),
        ("无锡锦川轴承有限公司申报第九批国家制造业单项冠军企业。", "培育"),
        ("无锡锦川轴承有限公司被列入省级制造业单项冠军企业培育库。", "培育"),
    ],
)
def test_status(text: str, status: str) -> None:
    assert only(text)["status"] == status


def test_a_list_under_its_heading() -> None:
    text = "第七批山东省制造业单项冠军企业名单\n济南市：济南泉阳机床有限公司、山东信合电气有限公司\n潍坊市：潍坊鼎力机械有限公司\n"
    assert [(r.values["company"], r.values["level"], r.values["batch"]) for r in rows(text)] == [
        ("济南泉阳机床有限公司", "省级", 7),
        ("山东信合电气有限公司", "省级", 7),
        ("潍坊鼎力机械有限公司", "省级", 7),
    ]


def test_the_level_of_a_batch_holds_throughout_the_document() -> None:
    text = "第八批国家制造业单项冠军企业公布。\n甲山轴承有限公司入选第八批制造业单项冠军企业。"
    assert only(text)["level"] == "国家级"


def test_the_year_of_a_founding_is_not_that_of_the_award() -> None:
    assert only("歌越股份有限公司成立于2001年，是制造业单项冠军示范企业。")["year"] is None


@pytest.mark.parametrize(
    "text",
    [
        "青岛累计培育国家级制造业单项冠军企业39家。",
        "海远集团累计培育9家国家级制造业单项冠军企业。",
        "小将林依在自由操决赛中夺得单项冠军。",
        "河北铭骑车业有限公司是专精特新“小巨人”企业、河北省隐形冠军企业。",
        "甲山轴承有限公司未能入选制造业单项冠军企业。",
        "与会人员参观制造业单项冠军企业展。",
        "工业和信息化部公布第八批制造业单项冠军企业名单。",
        "《制造业单项冠军企业认定管理办法》近日印发。",
    ],
)
def test_no_champion(text: str) -> None:
    assert rows(text) == []


def test_years_apiece() -> None:
    text = "常熟开关制造有限公司、苏州通达设备股份有限公司分别于2018年、2021年获评国家级制造业单项冠军示范企业。"
    assert [r.values["year"] for r in rows(text)] == [2018, 2021]


def test_the_sentence_behind_an_announcement_names_them() -> None:
    text = (
        "工信部公布第八批国家级制造业单项冠军企业名单，我省23家企业上榜。其中，安徽合锂集团股份有限公司（叉车）在列。"
    )
    (row,) = rows(text)
    assert (row.values["company"], row.values["product"], row.values["batch"]) == (
        "安徽合锂集团股份有限公司",
        "叉车",
        8,
    )


def facts(text: str) -> list[tuple[object, ...]]:
    return [tuple(r.values[c] for c in ("company", "title", "level", "batch", "year", "status")) for r in rows(text)]


def test_a_list_takes_what_its_announcement_says() -> None:
    text = (
        "绍兴3家企业上榜\n\n6月28日，工业和信息化部公布第八批制造业单项冠军企业名单。绍兴3家企业榜上有名，分别是：\n\n"
        "①浙江越纺机械有限公司（柯桥区）：喷气织机\n②诸暨恒力弹簧有限公司（诸暨市）：悬架弹簧\n3.嵊州华锐电声股份有限公司\n"
    )
    assert facts(text) == [
        (name, "单项冠军企业", "国家级", 8, 2024, "认定")
        for name in ("浙江越纺机械有限公司", "诸暨恒力弹簧有限公司", "嵊州华锐电声股份有限公司")
    ]
    assert [r.values["product"] for r in rows(text)] == ["喷气织机", "悬架弹簧", None]
    assert [r.values["region"] for r in rows(text)][:2] == ["柯桥区", "诸暨"]


def test_parts_of_a_list_have_titles_of_their_own() -> None:
    text = (
        "关于2023年度湖南省制造业单项冠军拟认定名单的公示\n\n一、示范企业（1家）\n1.长沙中锐重工有限公司 泵车\n"
        "二、制造业单项冠军产品（1个）\n序号 产品名称 企业名称\n1 高速冲床 衡阳衡锻机床有限公司\n\n"
        "三、专精特新“小巨人”企业名单\n1.株洲菲力克刀具有限公司\n"
    )
    assert facts(text) == [
        ("长沙中锐重工有限公司", "单项冠军示范企业", "省级", None, 2023, "公示"),
        ("衡阳衡锻机床有限公司", "单项冠军产品", "省级", None, 2023, "公示"),
    ]


def test_a_product_enters_for_the_firm_of_the_profile() -> None:
    text = (
        "苏州凌川包装机械有限公司成立于2005年。\n2021年，公司研发的“全自动贴标机”入围江苏省制造业单项冠军产品公示名单。"
    )
    row = only(text)
    assert (row["company"], row["product"], row["title"], row["year"], row["status"]) == (
        "苏州凌川包装机械有限公司",
        "全自动贴标机",
        "单项冠军产品",
        2021,
        "公示",
    )


def test_after_the_period_of_publicity_it_is_held() -> None:
    text = "经公示无异议，现确定洛阳中原轴承有限公司为第三批洛阳市制造业单项冠军企业，有效期为2024年至2026年。"
    assert facts(text) == [("洛阳中原轴承有限公司", "单项冠军企业", "市级", 3, 2024, "认定")]


def test_what_goes_beyond_the_announcement_does_not_take_its_year() -> None:
    text = (
        "近日，工信部公布第八批制造业单项冠军企业名单，洛阳中原轴承有限公司入选。"
        "此外，洛阳北方玻璃技术股份有限公司通过制造业单项冠军企业复核。"
    )
    assert [f[3:5] for f in facts(text)] == [(8, 2024), (None, None)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "获评市级制造业单项冠军示范企业的，是南岭花炮机械有限公司和清河玻璃有限公司。",
            [("南岭花炮机械有限公司", "单项冠军示范企业", "市级"), ("清河玻璃有限公司", "单项冠军示范企业", "市级")],
        ),
        (
            "宝山远钛金属有限公司位于秦州。今年3月，省工信厅又授予企业陕西省制造业单项冠军示范企业称号。",
            [("宝山远钛金属有限公司", "单项冠军示范企业", "省级")],
        ),
        (
            "国家级制造业单项冠军示范企业、岷川重型铸锻有限公司董事长郭江分享了经验。",
            [("岷川重型铸锻有限公司", "单项冠军示范企业", "国家级")],
        ),
        (
            "湖南湘远机械有限公司刚刚获奖。“继2021年被评为省级制造业单项冠军示范企业之后，这是又一块招牌。”湘远机械董事长罗江说。",
            [("湖南湘远机械有限公司", "单项冠军示范企业", "省级")],
        ),
    ],
)
def test_who_holds_it_is_told_elsewhere(text: str, expected: list[tuple[str, ...]]) -> None:
    assert [f[:3] for f in facts(text)] == expected


def test_applying_and_being_cultivated() -> None:
    text = (
        "湖南蓝远显示科技有限公司，已向工信部提交第十批国家级制造业单项冠军企业申报材料。"
        "去年，浏水磨具有限公司被纳入市级单项冠军培育企业名单。"
    )
    assert facts(text) == [
        ("湖南蓝远显示科技有限公司", "单项冠军企业", "国家级", 10, None, "培育"),
        ("浏水磨具有限公司", "单项冠军培育企业", "市级", None, 2023, "培育"),
    ]


def test_a_decision_gives_several_firms_the_title() -> None:
    text = "经评审和公示，决定授予长川光远仪器有限公司、北岭碳纤维股份有限公司等8家企业2023年度吉林省制造业单项冠军企业称号。"
    assert facts(text) == [
        (name, "单项冠军企业", "省级", None, 2023, "认定")
        for name in ("长川光远仪器有限公司", "北岭碳纤维股份有限公司")
    ]


def test_names_in_the_sentence_behind_a_new_count() -> None:
    text = (
        "我市再添2个省级制造业单项冠军。7月1日，省工信厅公布2024年度名单，三岭锻机有限公司、劲远设备有限公司位列其中。"
    )
    assert facts(text) == [
        (name, "单项冠军企业", "省级", None, 2024, "认定") for name in ("三岭锻机有限公司", "劲远设备有限公司")
    ]


def test_the_quote_of_an_award_told_in_a_later_sentence_begins_at_the_holder() -> None:
    text = "海州泵业有限公司深耕水泵三十年。2023年，公司被认定为第八批国家级制造业单项冠军企业。"
    doc = Document(doc_id="d", path="d.txt", text=text)
    rows = list(Champions().extract(doc))
    assert [text[row.start : row.end] for row in rows] == [text[:-1]]


def test_who_entered_this_time_is_told_paragraphs_below() -> None:
    text = (
        "15日，工信部结束了第六批国家级制造业单项冠军的公示，共有118家企业入选。\n产业基础扎实，企业不断攀升。\n"
        "此次入选的宇光光学、微云光电、弘山科技以及镇东石化建安工程，都是行业内的佼佼者。"
    )
    found = [(r.values["company"], r.values["level"], r.values["batch"], r.values["status"]) for r in rows(text)]
    assert found == [(name, "国家级", 6, "公示") for name in ("宇光光学", "微云光电", "弘山科技", "镇东石化建安工程")]


def test_a_table_tells_the_kind_of_each() -> None:
    text = (
        "湖南省2023年度制造业单项冠军拟认定名单公示\n序号|市州|企业名称|主营产品|类别\n"
        "1|长沙市|长沙华北机器人有限公司|焊接单元|示范企业\n2|岳阳市|湖南中北磁力有限公司|搅拌器|单项产品\n"
    )
    assert [(r.values["company"], r.values["title"], r.values["product"]) for r in rows(text)] == [
        ("长沙华北机器人有限公司", "单项冠军示范企业", "焊接单元"),
        ("湖南中北磁力有限公司", "单项冠军产品", "搅拌器"),
    ]


def test_a_batch_before_the_names_of_a_line() -> None:
    text = "近日，工信部公布第七批制造业单项冠军名单，我市企业上榜。\n通过复核企业（2家）：\n第一批：浙江开北压缩机股份有限公司\n第四批：衢北轴承有限公司\n"
    assert [(r.values["company"], r.values["batch"], r.values["year"]) for r in rows(text)] == [
        ("浙江开北压缩机股份有限公司", 1, None),
        ("衢北轴承有限公司", 4, None),
    ]


def test_the_firms_of_each_city_below_a_provincial_count() -> None:
    text = (
        "第八批国家制造业单项冠军企业名单近日公布，全省12家企业入选。\n从地区看，南昌市4家，包括江西济北制药有限公司、江北底盘股份有限公司等；"
        "赣州市1家，为赣州金北材料有限公司；其余分布在九江等地。"
    )
    assert [(r.values["company"], r.values["batch"], r.values["year"]) for r in rows(text)] == [
        (name, 8, 2024) for name in ("江西济北制药有限公司", "江北底盘股份有限公司", "赣州金北材料有限公司")
    ]


def test_levels_of_two_firms_in_order() -> None:
    text = "长北卫星技术、中北客车分别入选省级、国家级制造业单项冠军示范企业。"
    assert [(r.values["company"], r.values["level"]) for r in rows(text)] == [
        ("长北卫星技术", "省级"),
        ("中北客车", "国家级"),
    ]


def test_a_chronicle_speaks_of_its_company_and_a_review_is_no_new_award() -> None:
    text = (
        "大事记\n2016年3月 苏北恒井液压集团股份有限公司前身恒井油缸厂完成股改\n2017年1月 公司入选工信部第一批制造业单项冠军示范企业\n"
        "2019年10月 子公司苏北精密铸件有限公司获评小巨人\n2022年12月 公司通过制造业单项冠军示范企业复核\n"
    )
    assert [(r.values["company"], r.values["batch"], r.values["year"]) for r in rows(text)] == [
        ("苏北恒井液压集团股份有限公司", 1, 2017)
    ]


def test_this_company_of_the_sentence_before() -> None:
    text = "成北永峰科技股份有限公司总经理李秀说。10月，这家企业刚被认定为四川省第四批制造业单项冠军企业。"
    assert [(r.values["company"], r.values["level"], r.values["batch"]) for r in rows(text)] == [
        ("成北永峰科技股份有限公司", "省级", 4)
    ]


def test_those_of_before_are_counted_in() -> None:
    text = "甲北增材（北京）有限公司入围第八批制造业单项冠军。算上已获评的京北视讯、北方微电，全区国家级制造业单项冠军增至3家。"
    assert [r.values["company"] for r in rows(text)] == ["甲北增材（北京）有限公司", "京北视讯", "北方微电"]


def test_two_firms_before_a_comma_with_their_years() -> None:
    text = "江北泵业科技有限公司、常北纵横材料股份有限公司，分别在2018年和2020年跻身国家级单项冠军示范企业之列。"
    assert [(r.values["company"], r.values["year"]) for r in rows(text)] == [
        ("江北泵业科技有限公司", 2018),
        ("常北纵横材料股份有限公司", 2020),
    ]


def test_what_a_title_asks_for_is_no_holder() -> None:
    assert rows("制造业单项冠军企业有严格的标准：从事相关领域10年以上、市场占有率全球前三。") == []


@pytest.mark.parametrize(
    ("text", "company", "status"),
    [
        ("国家级单项冠军企业、株北电气技术股份有限公司的实验室里，工程师在测试。", "株北电气技术股份有限公司", "认定"),
        ("作为全市13家国家级制造业单项冠军之一，株北联诚集团去年交付产品20万件。", "株北联诚集团", "认定"),
        ("拟推荐济北铸造材料有限公司参加第九批制造业单项冠军企业遴选。", "济北铸造材料有限公司", "培育"),
    ],
)
def test_titles_in_front_of_a_name_and_entries_for_a_contest(text: str, company: str, status: str) -> None:
    assert [(r.values["company"], r.values["status"]) for r in rows(text)] == [(company, status)]


def test_the_maker_named_with_its_product_holds_the_title_behind_a_semicolon() -> None:
    text = "绵阳光蓝玻璃股份有限公司入选制造业单项冠军示范企业;绵阳立群实业股份有限公司的立式磨机入选单项冠军产品。"
    assert [(r.values["company"], r.values["product"], r.values["title"]) for r in rows(text)] == [
        ("绵阳光蓝玻璃股份有限公司", None, "单项冠军示范企业"),
        ("绵阳立群实业股份有限公司", "立式磨机", "单项冠军产品"),
    ]


def test_a_group_does_not_hold_the_title_of_its_member() -> None:
    text = "工信部评选出90户“制造业单项冠军示范企业”，朝阳集团核心成员企业朝阳千友机械部件有限公司榜上有名。"
    assert [r.values["company"] for r in rows(text)] == ["朝阳千友机械部件有限公司"]


def columns_of(text: str, *columns: str) -> list[tuple[object, ...]]:
    rows = Champions().extract(Document("d", "d.txt", text))
    return sorted(tuple(row.values[c] for c in columns) for row in rows)


def test_products_follow_the_firms_of_a_list_of_firms_and_products() -> None:
    text = (
        "工信部正在开展第八批制造业单项冠军企业遴选，名单已进入公示，有2家长沙企业榜上有名。\n"
        "这2家长沙企业及其产品为：长沙开原仪器有限公司煤质检测仪器、湖南明安医疗股份有限公司高流量呼吸治疗仪（HFN）。"
    )
    assert columns_of(text, "company", "product") == [
        ("湖南明安医疗股份有限公司", "高流量呼吸治疗仪（HFN）"),
        ("长沙开原仪器有限公司", "煤质检测仪器"),
    ]


def test_products_told_in_the_order_of_the_firms_go_to_each() -> None:
    text = (
        "工信部公布第三批制造业单项冠军企业名单。我省共有2家企业上榜，分别是福安雪仁股份有限公司和福安锦河科技有限公司，"
        "主营产品分别是工商用制冰机和锦纶长丝。"
    )
    assert columns_of(text, "company", "product") == [
        ("福安锦河科技有限公司", "锦纶长丝"),
        ("福安雪仁股份有限公司", "工商用制冰机"),
    ]


def test_the_firms_of_a_list_sit_where_it_counts_them() -> None:
    text = (
        "近日，省经信厅公示2023年度湖北省制造业单项冠军企业名单，洪湖市2家企业入选。\n"
        "入选的企业为：湖北远椿石化设备制造有限公司、新龙生物材料（湖北）有限公司。"
    )
    assert columns_of(text, "company", "region") == [
        ("新龙生物材料（湖北）有限公司", "洪湖"),
        ("湖北远椿石化设备制造有限公司", "洪湖"),
    ]


def test_a_product_right_behind_its_maker_s_name() -> None:
    text = "日前，工信部公示第七批制造业单项冠军名单，湖州纺安精密机械有限公司圆孔喷丝板成功入选“单项冠军产品”。"
    assert columns_of(text, "company", "product", "title") == [
        ("湖州纺安精密机械有限公司", "圆孔喷丝板", "单项冠军产品")
    ]


def test_the_notice_that_a_ministry_gives_out_tells_the_level_and_batch_of_the_list_below() -> None:
    text = (
        "近日，工业和信息化部发布《关于公布第四批制造业单项冠军企业（产品）名单的通告》。我市11家企业入选，数量居首。\n"
        "其中，江北电子材料股份有限公司、旭日汽车技术股份有限公司入选单项冠军示范企业。"
    )
    assert columns_of(text, "company", "level", "batch") == [
        ("旭日汽车技术股份有限公司", "国家级", 4),
        ("江北电子材料股份有限公司", "国家级", 4),
    ]


def test_the_field_in_which_a_firm_has_dug_is_its_product() -> None:
    text = "近日，江海玻璃公司凭借其在风电叶片模具领域多年的深耕，成功获评山东省制造业单项冠军企业。"
    assert columns_of(text, "company", "product") == [("江海玻璃公司", "风电叶片模具")]
