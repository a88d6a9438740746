"""Title, outlet and author: what a person would say they are."""

from __future__ import annotations

import pytest

from qdtui.load import load_bytes
from qdtui.load.head import clean_title
from qdtui.model import Document

BODY = "近年来，滨海市坚持工业立市，已培育国家级单项冠军企业21家，数量居全省第二位。\n"


def load(*lines: str, name: str = "a.txt") -> Document:
    return load_bytes("\n".join([*lines, BODY]).encode(), name)


@pytest.mark.parametrize(
    ("lines", "title"),
    [
        (["滨海：工业体系更强健"], "滨海：工业体系更强健"),
        (["", "", "  滨海，凭什么？", ""], "滨海，凭什么？"),
        (
            ["升级传统制造业 发展新质生产力", "", "我市出台实施方案推进重大成果产出 打造6个先进制造业集群"],
            "升级传统制造业 发展新质生产力",
        ),
        (
            [
                "加力提速工业经济高质量发展，在产业结构优化、重构制造业价值链等方面取得积极成效",
                "",
                "滨海：工业体系更强健，活力足",
            ],
            "滨海：工业体系更强健，活力足",
        ),
        (["老厂焕新", "——记海蓝重工的十年"], "老厂焕新"),
        (["Mobile", "browsing", "选择省份> 产业> 资讯", "滨海：叫响品牌"], "滨海：叫响品牌"),
        (
            ["首页", "商圈资讯", "滨海新材料产业园区正式开园", "滨海新材料产业园区正式开园"],
            "滨海新材料产业园区正式开园",
        ),
        (["时间：2026-02-03", "滨海市人民政府市长 王小明"], None),
        (["央视网消息（新闻联播）："], None),
        (["正在进行的两会，"], None),
        (["标题：滨海工业新台阶"], "滨海工业新台阶"),
    ],
)
def test_the_headline_is_found(lines: list[str], title: str | None) -> None:
    assert load(*lines).title == title


def test_a_text_that_begins_with_its_text_has_no_title() -> None:
    assert load().title is None


def test_a_title_that_a_scraper_wrote_twice_is_taken_once() -> None:
    text = f"2024-05-06 08:15，正文：原标题：海蓝重工首批风机发运海外海蓝重工首批风机发运海外 5月6日上午，{BODY}"
    assert load_bytes(text.encode(), "a.txt").title == "海蓝重工首批风机发运海外"


def test_markdown_and_front_matter_give_the_title() -> None:
    assert load("# 滨海工业迈上新台阶", "", name="a.md").title == "滨海工业迈上新台阶"
    document = load(
        "---", "title: '滨海工业'", "date: 2024-05-06", "author: 李一明", "source: 滨海日报", "---", name="a.md"
    )
    assert (document.title, document.author, document.source) == ("滨海工业", "李一明", "滨海日报")


def test_a_document_number_is_no_title() -> None:
    assert load("关于印发行动计划的通知", "滨政办发〔2024〕12号").title == "关于印发行动计划的通知"


@pytest.mark.parametrize(
    ("raw", "title"),
    [
        ("我市新增三家灯塔工厂_滨海日报_滨海网", "我市新增三家灯塔工厂"),
        ("我市新增三家灯塔工厂 - 滨海市工业和信息化局", "我市新增三家灯塔工厂"),
        ("构建培育体系——2023现场会在滨海举办", "构建培育体系——2023现场会在滨海举办"),
        ("北方-南方：两个集群的对话", "北方-南方：两个集群的对话"),
    ],
)
def test_the_name_of_the_site_is_taken_off_and_nothing_else(raw: str, title: str) -> None:
    assert clean_title(raw) == title


@pytest.mark.parametrize(
    ("line", "source", "author"),
    [
        ("□滨海日报/观潮新闻记者 李一明", "滨海日报/观潮新闻", "李一明"),
        ("(海湾全媒体记者 王二小)", "海湾全媒体", "王二小"),
        ("来源：滨海市人民政府网站", "滨海市人民政府网站", None),
        ("2024-05-06 来源：滨海日报 作者：李一明", "滨海日报", "李一明"),
        ("滨海晚报首席记者 王二小 通讯员 李一明", "滨海晚报", "王二小、李一明"),
        ("本报记者 李一明", None, "李一明"),
    ],
)
def test_outlet_and_author_come_from_the_byline(line: str, source: str | None, author: str | None) -> None:
    document = load("滨海工业迈上新台阶", line, "")
    assert (document.source, document.author) == (source, author)


def test_the_wire_names_the_agency() -> None:
    document = load_bytes("新华社滨海5月6日电（记者李一明、王小二）近日，全市新增三家。".encode(), "a.txt")
    assert (document.source, document.author) == ("新华社", "李一明、王小二")


def test_an_official_letter_names_its_issuer_above_the_date() -> None:
    text = f"关于印发行动计划的通知\n\n各区人民政府：\n{BODY}\n滨海市工业和信息化局\n2024年3月15日\n"
    document = load_bytes(text.encode(), "a.txt")
    assert document.source == "滨海市工业和信息化局"
    assert str(document.published) == "2024-03-15"
