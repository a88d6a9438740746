"""Broken lines: what was torn apart comes together, what stands apart stays apart, offsets lead back."""

from __future__ import annotations

import pytest

from qdtui.load import load_bytes
from qdtui.model import Document


def load(text: str, name: str = "a.txt") -> Document:
    return load_bytes(text.encode(), name)


TORN = (
    "老厂焕新\n\n海泉啤酒去年中高端产品销量达31.5万千升，占比提升至41.8%。海泉A系\n\n列、白啤等新品的推出，丰富了产品线。\n\n"
    "工厂运用数字化手段，实现生产过程的全面自动化、\n\n精确化和优化。\n"
)


def test_a_name_torn_apart_by_an_empty_line_is_whole_again() -> None:
    document = load(TORN)
    assert "海泉A系列、白啤等新品" in document.text
    assert "全面自动化、精确化和优化" in document.text
    assert len(document.joins) == 2


def test_offsets_lead_back_to_the_file() -> None:
    document = load(TORN)
    for word in ("老厂", "海泉A系", "列、白啤", "自动化", "精确化", "优化。"):
        assert TORN.index(word) == document.source_offset(document.text.index(word)), word


def test_two_latin_words_keep_a_blank_between_them_and_chinese_gets_none() -> None:
    text = (
        "园区发展。中科海图发布了GEO\nCLOUD空天大数据平台，打造卫星通信产业高地。又发布了GEO\n\n空天平台，效果很好。\n"
    )
    document = load(text)
    assert "GEO CLOUD空天" in document.text
    assert "GEO空天平台" in document.text
    at = document.text.index("CLOUD")
    assert document.source_offset(at) == text.index("CLOUD")


def test_a_file_wrapped_at_one_width_reads_as_paragraphs() -> None:
    text = """滨海制造业迈上新台阶

    近年来，滨海市坚持把发展经济的着力点放在
实体经济上，加快推进新型工业化，全市规模以上
工业企业突破三千家。去年，全市新增国家级单项
冠军企业五家，累计达到二十一家，数量居全省第
二位。
    在海蓝重工的车间里，记者看到，机械臂上下
翻飞，一台台设备从这里走向全国。公司负责人张
明远介绍，企业每年研发投入占营业收入的8%以
上，已拥有专利300多项。
"""
    document = load(text)
    assert "国家级单项冠军企业五家" in document.text
    assert "公司负责人张明远介绍" in document.text
    assert "二位。\n    在海蓝重工" in document.text, "an indented line begins a paragraph"
    assert document.title == "滨海制造业迈上新台阶"


def test_wrapped_with_an_empty_line_after_every_line() -> None:
    lines = [
        "全市规模以上工业企业突破三千家，去年新增国家级单项冠",
        "军企业五家，累计达到二十一家，数量居全省第二位。全市",
    ]
    lines += [
        "还建成国家级工业互联网平台十四家，培育省级智能工厂六",
        "十四家，数字化转型经验加速向全国推广。下一步，全市将",
    ]
    lines += [
        "实施产业集群培育工程，力争到二〇二七年建成四个国家级",
        "先进制造业集群，打造十个特色产业基地，支持企业做优做",
        "强，推动更多新技术新产品从实验室走进应用场。各级各部",
        "门要加强协作。",
    ]
    document = load("\n\n".join(lines))
    assert "国家级单项冠军企业五家" in document.text
    assert "国家级先进制造业集群" in document.text


def test_wrapped_english_gets_its_blanks() -> None:
    text = (
        "The plant, which makes large bearings, joined the network in October\n"
        "and is the third in the city. It employs about 1,200 people there and\n"
        "exports to 40 countries, the company said in a statement on Monday. A\n"
        "second line will open next year, and the city expects two more plants.\n"
    )
    assert "October and is the third" in load(text).text


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("加快转型升级，推动工业高质量发展", "近年来，滨海市坚持工业立市，规模以上工业企业突破三千家。"),
        ("一、总体要求", "坚持工业立市，推动高质量发展。"),
        ("海蓝重工车间。资料照片", "推进重大成果产出和运用转化，是题中之义。"),
        ("打造4个集群。滨海日报记者 李一明", "壮大领军企业，培育未来之星，是崂湾区的重点。"),
        ("全文如下：传承友好，共创未来。滨海市人民政府市长　王小明", "应邀来访，我很高兴，再次来到这里。"),
        ("各位代表：", "现在，我代表市人民政府，向大会报告工作。"),
        ("海蓝重工股份有限公司", "北港机械有限公司"),
        ("市政府召开大会，部署重点工作", "滨海：工业体系更强健，活力更足"),
        ("记者从会上获悉，全市新增三家。", "下一步，将继续发力。"),
        ("（记者 李一明）", "相关企业负责人表示，信心很足。"),
    ],
)
def test_headings_bylines_captions_and_lists_stay_apart(before: str, after: str) -> None:
    document = load(f"标题写在这里\n\n{before}\n{after}\n")
    assert f"{before}\n{after}" in document.text
    assert document.joins == ()


def test_a_paragraph_indented_as_a_paragraph_stays_one() -> None:
    text = "老厂焕新\n\n　　全市已有三家。数量居全省前列\n　　近年来，企业发展迅速，成效明显。\n"
    assert load(text).joins == ()


def test_a_list_of_firms_of_one_length_is_not_wrapped_text() -> None:
    firms = [f"滨海市第{n}智能装备制造股份有限公司新区第一分公司" for n in "一二三四五六七八九"]
    document = load("名单如下：\n" + "\n".join(firms))
    assert document.joins == ()


def test_a_headline_with_a_title_broken_inside_its_marks_is_joined() -> None:
    document = load(
        "市政府办公室关于印发《滨海市制造业\n数字化转型实施方案》的通知\n\n各区人民政府：\n现印发给你们。\n"
    )
    assert document.title == "市政府办公室关于印发《滨海市制造业数字化转型实施方案》的通知"


def test_zero_width_characters_do_not_split_words() -> None:
    text = "海蓝\u200b重工是单项冠军企业，产品\ufeff远销海外。"
    document = load(text)
    assert "海蓝重工" in document.text
    assert document.source_offset(document.text.index("远销")) == text.index("远销")


APART = (
    "海蓝 Marine 的员工越来越多\n滨海网 2026-01-19 记者 王南\n"
    "海蓝 Marine 发布的报告显示，公司员工从 2024 年的 7588 人增加到 2025 年的 8433 人，增长 11.1% 左右。\n"
    "型号 A100 上市  型号 B200 在研\n海蓝 Marine 的新厂在 2027 年投产，滨海网 2026-01-20 报道"
)


def test_blanks_between_chinese_and_latin_split_nothing_where_all_is_written_so() -> None:
    document = load(APART)
    lines = document.text.split("\n")
    assert lines[0] == "海蓝Marine的员工越来越多"
    assert lines[1] == "滨海网 2026-01-19 记者 王南", "the pieces of a byline stay apart"
    assert lines[2] == "海蓝Marine发布的报告显示，公司员工从2024年的7588人增加到2025年的8433人，增长11.1%左右。"
    assert lines[3] == "型号 A100 上市  型号 B200 在研", "and so do columns"
    assert lines[4] == "海蓝Marine的新厂在2027年投产，滨海网 2026-01-20报道", "and a stamp"
    for word in ("7588", "增长", "B200"):
        assert document.source_offset(document.text.index(word)) == APART.index(word)


def test_a_blank_here_and_there_stays() -> None:
    text = "海蓝重工2024年有员工7588人，2025年有8433人，产品A100和 B200 在德国的3个城市 5 次获奖，第 9 次参展。"
    assert load(text).text == text


def test_line_ends_of_windows_and_old_macs_are_line_ends() -> None:
    assert load("第一行。\r\n第二行。\r第三行。").text == "第一行。\n第二行。\n第三行。"


def test_control_characters_become_blanks_and_nothing_moves() -> None:
    text = "海蓝\x1b[31m重工\x07公司\u202e。"
    document = load(text)
    assert document.text == "海蓝 [31m重工 公司 。"
    assert len(document.text) == len(text)
