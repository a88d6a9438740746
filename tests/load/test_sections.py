"""Headings, sections and articles of one file."""

from __future__ import annotations

import pytest

from qdtui.load import load_bytes
from qdtui.model import Document

PARAGRAPH = "近年来，滨海市坚持工业立市，已培育国家级单项冠军企业21家，数量居全省第二位。今后，全市还将继续发力。"
LONG = PARAGRAPH * 6


def load(text: str, name: str = "a.txt") -> Document:
    return load_bytes(text.encode(), name)


def outline(document: Document) -> list[tuple[int, str]]:
    return [(section.level, section.title) for section in document.sections]


def test_short_lines_above_paragraphs_are_headings() -> None:
    document = load(f"滨海工业迈上新台阶\n\n{PARAGRAPH}\n\n打造6个集群\n\n{PARAGRAPH}\n\n建成25家工厂\n\n{PARAGRAPH}\n")
    assert outline(document) == [(1, "滨海工业迈上新台阶"), (2, "打造6个集群"), (2, "建成25家工厂")]
    second = document.sections[1]
    assert document.text[second.start : second.title_end] == "打造6个集群"
    assert second.end == document.sections[2].start


def test_the_numbering_of_plans_gives_the_levels() -> None:
    text = f"滨海市行动计划\n一、总体要求\n{PARAGRAPH}\n二、重点任务\n（一）培育优质企业\n{PARAGRAPH}\n1.支持企业做强\n{PARAGRAPH}\n三、保障措施\n{PARAGRAPH}\n"
    assert outline(load(text))[1:] == [
        (2, "一、总体要求"),
        (2, "二、重点任务"),
        (3, "（一）培育优质企业"),
        (4, "1.支持企业做强"),
        (2, "三、保障措施"),
    ]


def test_chapters_hold_their_sections() -> None:
    document = load(
        f"滨海市工业促进条例\n第一章 总则\n第一条 {PARAGRAPH}\n第二章 促进措施\n第一节 财政\n第二条 {PARAGRAPH}\n"
    )
    assert outline(document)[1:] == [(2, "第一章 总则"), (2, "第二章 促进措施"), (3, "第一节 财政")]


def test_markdown_headings_keep_their_levels() -> None:
    document = load(f"# 滨海市规划\n\n{PARAGRAPH}\n\n### 目标\n\n{PARAGRAPH}\n\n## 措施\n\n{PARAGRAPH}\n", "a.md")
    assert outline(document) == [(1, "滨海市规划"), (3, "目标"), (2, "措施")]


def test_a_heading_in_two_lines_is_one() -> None:
    document = load(f"滨海工业\n\n{PARAGRAPH}\n\n分级分类培养企业\n\n提升产业链现代化水平\n\n{PARAGRAPH}\n")
    assert (2, "分级分类培养企业 提升产业链现代化水平") in outline(document)


def test_sentences_lists_and_bylines_are_no_headings() -> None:
    text = f"滨海工业\n\n{PARAGRAPH}\n春风浩荡。\n- 海蓝重工\n- 北港机械\n本报记者 李一明\n海蓝公司\n北港公司\n南山公司\n东湖公司\n西岭公司\n{PARAGRAPH}\n"
    assert outline(load(text)) == [(1, "滨海工业")]


def test_the_rows_of_a_list_or_table_are_no_headings() -> None:
    rows = "1. 海蓝重工公司\n2. 北港机械公司\n3. 南山轴承公司\n"
    table = "企业\t年份\n海蓝\t2023\n"
    assert outline(load(f"滨海工业\n\n{PARAGRAPH}\n{rows}{PARAGRAPH}\n{table}{PARAGRAPH}\n")) == [(1, "滨海工业")]


def test_a_number_above_a_heading_is_not_part_of_it() -> None:
    document = load(f"滨海工业\n\n{PARAGRAPH}\n\n1\n\n“工赋滨海”：\n\n重新定义“制造”\n\n{PARAGRAPH}\n")
    assert (2, "“工赋滨海”： 重新定义“制造”") in outline(document)


TWO = f"升级传统制造业\n\n2024年5月6日\n\n{LONG}**滨海晚报记者 李一明**\n\n壮大“领军企业” 培育“未来之星”\n\n崂湾区建设未来产业加速园 跟踪预研新赛道\n\n{LONG}\n\n滨海日报记者 王二小\n"


def test_two_signed_articles_in_one_file_are_two_parts() -> None:
    document = load(TWO)
    first, second = document.parts
    assert (first.title, first.author, first.source, str(first.published)) == (
        "升级传统制造业",
        "李一明",
        "滨海晚报",
        "2024-05-06",
    )
    assert (second.title, second.author, second.source, second.published) == (
        "壮大“领军企业” 培育“未来之星”", "王二小", "滨海日报", None,
    )  # fmt: skip
    assert (first.start, first.end, second.end) == (0, second.start, len(document.text))
    assert document.text[second.start :].startswith("壮大“领军企业”")
    assert document.title == first.title


def test_sections_end_where_their_article_ends() -> None:
    document = load(TWO)
    assert [s.title for s in document.sections if s.level == 1] == ["升级传统制造业", "壮大“领军企业” 培育“未来之星”"]
    assert document.sections[0].end == document.parts[1].start


def test_a_signature_before_links_or_a_note_makes_no_second_article() -> None:
    for tail in (
        "- 滨海故事丨平凡烟火，不凡舞台！\n- 这里是滨海|美食\n- 天气晴",
        "相关链接\n\n短讯一则，内容不多。",
        "（责任编辑：张三丰）",
    ):
        assert load(f"升级传统制造业\n\n{LONG}\n（滨海晚报记者 李一明）\n{tail}\n").parts == ()


def test_a_byline_under_the_headline_makes_no_second_article() -> None:
    assert load(f"升级传统制造业\n\n滨海晚报记者 李一明\n\n{LONG}\n\n打造6个集群\n\n{LONG}\n").parts == ()


STAMPED = """海州重工建成第二座智能工厂

来源：滨海日报 2024-05-06 08:00 作者：林木

海州重工在滨海高新区建成第二座智能工厂，生产线上的机器人由它自己的工程师设计。这座工厂占地120亩，年产大型风电铸件6万吨，产品随后装船发往欧洲。总经理说，下一步要让老师傅带着徒弟研究工艺。
"""
HARBOUR = """渔港迎来开渔季

2024年8月16日　　来源：东海网

随着一声汽笛，停泊了三个半月的渔船驶出渔港，海州迎来新一季的开渔。全市有大小渔船1200艘，港口冷库扩容到3万吨，运输车辆增加了一倍。渔业部门介绍，今年渔获的个头和品质都有提高，市场价格保持稳定。
"""


@pytest.mark.parametrize("between", ["\n", "\n（责任编辑：王小明）\n\n", "\n----------\n\n", "\n* * *\n\n"])
def test_articles_with_their_own_line_of_publication_are_parts(between: str) -> None:
    """Nobody has to sign the first one, whatever parts them, and each has its own day from which 今年 counts."""
    document = load(STAMPED + between + HARBOUR + between + STAMPED.replace("05-06", "09-01"))
    assert [(part.title, part.source, str(part.published)) for part in document.parts] == [
        ("海州重工建成第二座智能工厂", "滨海日报", "2024-05-06"),
        ("渔港迎来开渔季", "东海网", "2024-08-16"),
        ("海州重工建成第二座智能工厂", "滨海日报", "2024-09-01"),
    ]


@pytest.mark.parametrize(
    "second",
    [
        "海州市智能工厂认定办法\n\n第一条 为了认定智能工厂，制定本办法。\n\n"
        + "第二条 申报企业应当在本市注册，并有自己的研发队伍。" * 6,
        "海州市工业和信息化局\n\n2024年7月1日\n\n" + "附件列出各县区的任务，请于年底前报送进展。" * 6,
        "相关阅读\n\n渔港迎来开渔季 2024-08-16 来源：东海网\n",
        "渔港迎来开渔季\n\n2024年8月16日　　来源：东海网\n",
    ],
)
def test_what_follows_an_article_without_being_one_is_no_part(second: str) -> None:
    assert load(f"{STAMPED}\n{second}").parts == ()
