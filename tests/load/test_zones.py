"""Zones: what surrounds an article is marked, and what belongs to it is left alone."""

from __future__ import annotations

from itertools import pairwise

import pytest

from qdtui.load import load_bytes

PARAGRAPH = "近年来，滨海市坚持工业立市，已培育国家级单项冠军企业21家，数量居全省第二位。今后，全市还将继续发力。"


def zones(text: str) -> dict[str, str]:
    """The zones of a text file: kind by the words they cover."""
    document = load_bytes(text.encode(), "a.txt")
    return {document.text[z.start : z.end]: z.kind for z in document.zones}


def around(*lines: str) -> dict[str, str]:
    """The zones of an article that ends with `lines`."""
    return zones("\n".join(["滨海工业迈上新台阶", "", PARAGRAPH, *lines]))


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("图片3.png", "caption"),
        ("图为海蓝重工生产车间", "caption"),
        ("工人在海蓝重工车间忙碌。 陈海波 摄", "caption"),
        ("海蓝重工总装线。资料照片", "caption"),
        ("▲海蓝重工总装线", "caption"),
        ("□滨海日报/观潮新闻记者 李一明", "byline"),
        ("(海湾全媒体记者 王二)", "byline"),
        ("滨海晚报首席记者 王二 通讯员 李 四", "byline"),
        ("文/王二小 图/李四", "byline"),
        ("责任编辑：王小二", "byline"),
        ("来源：滨海市人民政府网站", "byline"),
        ("2024-05-06 08:15 来源：滨海日报 阅读 1203次", "dateline"),
        ("发布时间：2024年5月6日", "dateline"),
        ("原创 滨海工信 2024年5月6日 17:40 山东", "dateline"),
        ("远山精机　2024-05-06 09:00　发表于江苏", "dateline"),
        ("当前位置：首页 > 新闻中心 > 要闻", "menu"),
        ("分享到： 微信 微博 QQ空间", "share"),
        ("【字体：大 中 小】 打印 关闭", "share"),
        ("版权所有 滨海日报社 鲁ICP备12345678号", "footer"),
        ("https://example.org/a/b.html", "footer"),
        ("- 12 -", "noise"),
    ],
)
def test_a_line_that_is_not_the_article_is_marked(line: str, kind: str) -> None:
    assert around(line)[line] == kind


@pytest.mark.parametrize(
    ("line", "signed"),
    [
        ("【滨海新闻网讯】2024年5月6日　记者 李一明 滨海报道", "记者 李一明"),
        ("滨海日报·观潮　记者 李一明 实习生 王二　2024-05-06 07:31", "记者 李一明 实习生 王二"),
        ("2024-05-06 08:40:05　来源：滨海日报　记者 李一明", "记者 李一明"),
        ("滨海发布 2024/05/06 08:40", None),
    ],
)
def test_a_line_with_a_stamp_is_a_dateline_and_who_wrote_it_a_byline(line: str, signed: str | None) -> None:
    found = around(line)
    assert "dateline" in found.values()
    assert {text.strip() for text, kind in found.items() if kind == "byline"} == ({signed} if signed else set())


def test_a_headline_or_sentence_with_a_day_is_no_dateline() -> None:
    for line in ("2024年5月6日滨海市召开制造业大会", "截至2024年5月6日，全市共有企业39家。两项指标居全省首位。"):
        assert "dateline" not in around(line).values()


@pytest.mark.parametrize(
    "line",
    [
        "记者调查",
        "滨海举行中外记者见面会",
        "袭击导致两名记者身亡",
        "记者从发布会上获悉，全市新增三家单项冠军企业。",
        "图书出版产业集群",
        "打印设备产业集群",
        "编辑部的故事",
        "转发《滨海市工业发展规划》的通知",
        "视频产业园区揭牌，12家企业入驻。",
        "收藏级家具单项冠军：南山木业有限公司",
        "数字化转型覆盖率达到90.9%，数量居全省首位",
        "2024年5月6日，全市召开制造业大会，会议部署了重点工作。",
        "张三表示，企业将继续加大研发投入，争当排头兵。",
        "一、总体要求",
    ],
)
def test_a_line_of_the_article_is_not_marked(line: str) -> None:
    assert line not in zones(f"滨海工业迈上新台阶\n\n{line}\n{PARAGRAPH}\n")


def test_a_byline_at_the_end_of_a_paragraph_is_marked_and_the_paragraph_is_not() -> None:
    assert around("下一步，打造6个先进制造业集群。**滨海晚报/观潮新闻记者 李一明**") == {
        "**滨海晚报/观潮新闻记者 李一明**": "byline"
    }


def test_what_a_wire_puts_in_front_is_marked_in_two_pieces() -> None:
    found = around("本报讯（记者 李一明 通讯员 王小二）5月6日，全市召开制造业大会。")
    assert found == {"本报讯": "dateline", "（记者 李一明 通讯员 王小二）": "byline"}
    assert around("新华社滨海5月6日电 记者从会上获悉，全市新增三家。") == {"新华社滨海5月6日电": "dateline"}


def test_what_a_scraper_puts_in_front_is_marked() -> None:
    found = zones(f"2024-05-06 08:15:02，正文：{PARAGRAPH}（来源：滨海日报） 返回搜狐，查看更多责任编辑：")
    assert found["2024-05-06 08:15:02，正文："] == "dateline"
    assert found["（来源：滨海日报）"] == "byline"
    assert "share" in found.values()


def test_the_menu_of_a_site_in_another_language_is_marked_above_and_below() -> None:
    menu = ["Home", "Services", "Latest Investment News", "New energy & materials", "Contact Us"]
    found = zones("\n\n".join(["Mobile", "browsing", "滨海工业迈上新台阶", PARAGRAPH, *menu]))
    assert dict.fromkeys(("Mobile", "browsing", *menu), "menu").items() <= found.items()
    assert "滨海工业迈上新台阶" not in found


def test_the_menu_of_a_chinese_site_is_marked() -> None:
    menu = ["首页", "新闻", "政务公开", "互动交流", "专题专栏", "滨海概况"]
    found = zones("\n".join([*menu, "滨海工业迈上新台阶", PARAGRAPH]))
    assert all(found[line] == "menu" for line in menu)
    assert "滨海工业迈上新台阶" not in found


def test_links_after_the_signature_are_marked() -> None:
    links = ["- 滨海故事丨平凡烟火，不凡舞台！", "- 这里是滨海|冬日里的美食有哪些", "- 滨海市区今日晴间多云 最高气温7℃"]
    found = around("(海湾全媒体记者 王二)", *links)
    assert all(found[link] == "links" for link in links)


def test_links_under_their_heading_are_marked() -> None:
    found = around("相关阅读", "滨海召开制造业大会", "老字号走出新路子")
    assert set(found.values()) == {"links"}
    assert len(found) == 3


@pytest.mark.parametrize("announcement", ["名单如下：", "附件：滨海市单项冠军企业名单", "滨海市灯塔工厂名单"])
def test_a_list_of_names_that_the_text_announces_is_no_boilerplate(announcement: str) -> None:
    firms = ["- 海蓝重工股份有限公司滨海工厂", "- 北港机械有限公司总装工厂", "- 南山轴承集团智能制造工厂"]
    assert not set(around(announcement, *firms)) & set(firms)


def test_a_list_of_names_without_bullets_is_no_menu() -> None:
    firms = [
        "海蓝重工公司",
        "北港机械公司",
        "南山轴承集团",
        "东湖纺织公司",
        "西岭电子公司",
        "中原阀门公司",
        "新闻纸业公司",
    ]
    found = zones("\n".join(["滨海市单项冠军企业", PARAGRAPH, *firms, "公示期为五个工作日，欢迎监督。"]))
    assert found == {}


def test_captions_under_one_mark_are_marked_together() -> None:
    found = around("■集群正在壮大。图为磁悬浮列车。", "■海蓝冰箱互联工厂。")
    assert set(found.values()) == {"caption"}
    assert len(found) == 2


def test_front_matter_is_not_the_article() -> None:
    found = zones(f"---\ntitle: 滨海工业\ndate: 2024-05-06\ntags:\n  - 工业\n---\n\n{PARAGRAPH}\n")
    assert set(found.values()) == {"header"}
    assert "date: 2024-05-06" in found


def test_zones_never_overlap_and_stand_in_order() -> None:
    text = f"首页\n新闻\n政务公开\n服务\n滨海工业\n2024-05-06，正文：{PARAGRAPH}（来源：滨海日报） 查看更多\n本报讯（记者 李一明）{PARAGRAPH}海湾晚报记者 王二\n分享到：微信"
    document = load_bytes(text.encode(), "a.txt")
    ends = [(z.start, z.end) for z in document.zones]
    assert all(start < end for start, end in ends)
    assert all(one[1] <= two[0] for one, two in pairwise(ends))


def test_bulleted_sentences_are_no_link_list() -> None:
    text = "一周要事\n" + "".join(
        f"● 8月2{n}日，全省第{n}次工业调度会议在济南召开，厅长张海主持会议。\n" for n in range(1, 5)
    )
    assert "links" not in zones(text).values()


def test_the_agency_behind_the_day_that_a_scraper_wrote_is_no_sentence() -> None:
    body = "绿源电气(600123.SZ)今日收报38.75元，跌幅1.95%，总市值162亿元。目前该股股价低于发行价。"
    for head in ("[2023/08/08  16:05]，正文：   ", "2023-08-08 16:05:00，正文：   "):
        marked = zones(f"{head}某某经济网北京8月8日讯 {body}\n")
        assert any("8月8日讯" in text and kind == "dateline" for text, kind in marked.items())
        assert not any("绿源电气" in text for text in marked)
