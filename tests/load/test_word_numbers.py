"""Word's own numbers and notes: what a reader sees before a paragraph stands in the text, though no run holds it."""

from __future__ import annotations

from typing import Any

import docx
import pytest
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml

from qdtui.load import load_bytes
from qdtui.load.word_numbers import in_form
from qdtui.model import Document
from tests.load.made import saved

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
LONG = "海州市坚持把制造业高质量发展摆在突出位置，全年新增国家级单项冠军企业12家，居全省首位。"
PLAN = (("chineseCounting", "%1、"), ("chineseCounting", "（%2）"), ("decimal", "%3."))
"""How an office numbers a plan: 一、 （一） 1."""


def lists(made: Any, *levels: tuple[str, str], more: str = "", extra: str = "") -> None:
    """Gives the document lists 71 and 72 of one form, whose levels are (form, label)."""
    numbering = made.part.numbering_part.element
    inside = "".join(
        f'<w:lvl w:ilvl="{n}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>{more}<w:lvlText w:val="{label}"/></w:lvl>'
        for n, (form, label) in enumerate(levels)
    )
    numbering.insert(0, parse_xml(f'<w:abstractNum {W} w:abstractNumId="70">{inside}</w:abstractNum>'))
    numbering.append(parse_xml(f'<w:num {W} w:numId="71"><w:abstractNumId w:val="70"/></w:num>'))
    numbering.append(parse_xml(f'<w:num {W} w:numId="72"><w:abstractNumId w:val="70"/>{extra}</w:num>'))


def numbered(paragraph: Any, depth: int = 0, number: int = 71) -> None:
    paragraph._p.get_or_add_pPr().append(
        parse_xml(f'<w:numPr {W}><w:ilvl w:val="{depth}"/><w:numId w:val="{number}"/></w:numPr>')
    )


def lines(made: Any) -> list[str]:
    return [line for line in load(made).text.splitlines() if line.strip()]


def load(made: Any) -> Document:
    return load_bytes(saved(made), "a.docx")


def test_the_numbers_of_a_plan_stand_before_its_headings() -> None:
    made = docx.Document()
    lists(made, *PLAN)
    made.add_heading("海州市制造业行动计划", 0)
    for depth, words in (
        (0, "总体要求"),
        (1, "指导思想"),
        (1, "主要目标"),
        (2, "到2027年"),
        (0, "重点任务"),
        (1, "强链"),
    ):
        numbered(made.add_paragraph(words), depth)
        made.add_paragraph(LONG)
    document = load(made)
    assert [s.title for s in document.sections] == [
        "海州市制造业行动计划",
        "一、总体要求",
        "（一）指导思想",
        "（二）主要目标",
        "1. 到2027年",
        "二、重点任务",
        "（一）强链",
    ]
    assert [s.level for s in document.sections] == [1, 2, 3, 3, 4, 2, 3]


def test_levels_above_are_part_of_a_number() -> None:
    made = docx.Document()
    lists(made, ("decimal", "%1"), ("decimal", "%1.%2"))
    for depth in (0, 1, 1, 0, 1):
        numbered(made.add_paragraph("内容"), depth)
    assert lines(made) == ["1 内容", "1.1 内容", "1.2 内容", "2 内容", "2.1 内容"]


def test_below_chinese_numbers_a_level_may_ask_for_digits() -> None:
    made = docx.Document()
    lists(made, ("chineseCounting", "第%1章"), ("decimal", "%1.%2"), more="<w:isLgl/>")
    numbered(made.add_paragraph("总则"))
    numbered(made.add_paragraph("内容"), 1)
    assert lines(made) == ["第一章 总则", "1.1 内容"]


def test_a_list_goes_on_with_its_form_s_count_unless_it_begins_anew() -> None:
    made = docx.Document()
    lists(made, ("decimal", "%1)"))
    for number in (71, 72):
        numbered(made.add_paragraph("内容"), 0, number)
    assert lines(made) == ["1) 内容", "2) 内容"]
    anew = docx.Document()
    lists(
        anew,
        ("decimal", "%1)"),
        extra='<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride>',
    )
    for number in (71, 72, 72):
        numbered(anew.add_paragraph("内容"), 0, number)
    assert lines(anew) == ["1) 内容", "5) 内容", "6) 内容"]


def test_a_style_numbers_its_paragraphs_and_one_of_them_may_say_no() -> None:
    made = docx.Document()
    for words in ("甲", "乙", "丙"):
        made.add_paragraph(words, style="List Number")
    numbered(made.paragraphs[1], 0, 0)
    assert lines(made) == ["1. 甲", "乙", "2. 丙"]


def test_a_style_finds_its_level_by_its_name() -> None:
    made = docx.Document()
    lists(made, *PLAN)
    level = made.part.numbering_part.element[0][1]
    level.insert(2, parse_xml(f'<w:pStyle {W} w:val="Heading2"/>'))
    style = made.styles["Heading 2"].element
    style.get_or_add_pPr().append(parse_xml(f'<w:numPr {W}><w:numId w:val="71"/></w:numPr>'))
    made.add_heading("主要目标", 2)
    assert lines(made) == ["（一）主要目标"]


def test_bullets_are_left_out_and_empty_paragraphs_count() -> None:
    made = docx.Document()
    made.add_paragraph("一条", style="List Bullet")
    lists(made, ("decimal", "%1、"))
    for words in ("甲", "", "丙"):
        numbered(made.add_paragraph(words))
    assert lines(made) == ["一条", "1、甲", "3、丙"]


def test_the_running_number_of_a_table_s_row_is_in_its_cell() -> None:
    made = docx.Document()
    lists(made, ("decimal", "%1"))
    made.add_paragraph(LONG)
    table = made.add_table(3, 2)
    for row, (first, name) in enumerate((("序号", "企业"), ("", "海州重工"), ("", "云台轴承"))):
        table.cell(row, 0).text, table.cell(row, 1).text = first, name
        if row:
            numbered(table.cell(row, 0).paragraphs[0])
    document = load(made)
    assert "序号 | 企业\n1 | 海州重工\n2 | 云台轴承" in document.text
    assert [document.text[c.start : c.end] for c in document.cells if c.column == 1] == ["序号", "1", "2"]


@pytest.mark.parametrize(
    ("number", "form", "written"),
    [
        (10, "chineseCounting", "十"),
        (12, "chineseCountingThousand", "十二"),
        (20, "japaneseCounting", "二十"),
        (103, "chineseCounting", "一百〇三"),
        (110, "chineseCounting", "一百一十"),
        (12, "chineseLegalSimplified", "壹拾贰"),
        (20, "ideographDigital", "二〇"),
        (4, "upperRoman", "IV"),
        (27, "lowerLetter", "aa"),
        (3, "decimalEnclosedCircle", "③"),
        (21, "decimalEnclosedCircle", "21"),
        (2, "ideographTraditional", "乙"),
        (7, "decimalZero", "07"),
        (0, "chineseCounting", "0"),
        (99999, "chineseCounting", "99999"),
        (5, "no such form", "5"),
    ],
)
def test_numbers_are_written_in_words_forms(number: int, form: str, written: str) -> None:
    assert in_form(number, form) == written


@pytest.mark.parametrize(
    "numbering",
    [
        '<w:abstractNum w:abstractNumId="70"><w:lvl w:ilvl="99"><w:start w:val="-3"/></w:lvl></w:abstractNum>',
        '<w:abstractNum w:abstractNumId="70"><w:lvl w:ilvl="x"><w:lvlText w:val="%9%1"/></w:lvl></w:abstractNum>',
        f'<w:abstractNum w:abstractNumId="70"><w:lvl w:ilvl="0"><w:lvlText w:val="{"长" * 500}"/></w:lvl></w:abstractNum>',
        "<w:abstractNum/>",
        "",
    ],
)
def test_lists_that_make_no_sense_number_nothing(numbering: str) -> None:
    made = docx.Document()
    root = made.part.numbering_part.element
    for child in list(root):
        root.remove(child)
    for child in parse_xml(f"<w:numbering {W}>{numbering}</w:numbering>"):
        root.append(child)
    root.append(parse_xml(f'<w:num {W} w:numId="71"><w:abstractNumId w:val="70"/></w:num>'))
    numbered(made.add_paragraph("内容"))
    assert lines(made)[0].endswith("内容")
    assert len(lines(made)[0]) < 10


def test_notes_follow_the_text() -> None:
    made = docx.Document()
    made.add_paragraph(LONG)
    notes = (
        f'<w:footnotes {W}><w:footnote w:type="separator" w:id="-1"><w:p/></w:footnote>'
        "<w:footnote w:id='2'><w:p><w:r><w:t>数据来自</w:t></w:r></w:p><w:p><w:r><w:t>年报。</w:t></w:r></w:p></w:footnote>"
        "<w:footnote w:id='3'><w:p><w:r><w:t>不含外资。</w:t></w:r></w:p></w:footnote></w:footnotes>"
    )
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
    part = Part(PackURI("/word/footnotes.xml"), kind, notes.encode(), made.part.package)
    made.part.relate_to(part, RT.FOOTNOTES)
    assert lines(made) == [LONG, "[1] 数据来自 年报。", "[2] 不含外资。"]
