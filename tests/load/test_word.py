"""Word files: paragraphs, headings, tables with their cells, properties, and what cannot be read."""

from __future__ import annotations

import io
import zipfile
from datetime import UTC, date, datetime
from typing import Any

import docx
import pytest
from docx.oxml import parse_xml

from qdtui.load import LoadError, load_bytes
from qdtui.model import Document
from tests.load.made import saved, word

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
LONG = "海州市坚持把制造业高质量发展摆在突出位置，全年新增国家级单项冠军企业12家，居全省首位。"


def load(document: Any, name: str = "a.docx") -> Document:
    return load_bytes(document if isinstance(document, bytes) else saved(document), name)


def test_headings_are_sections_with_their_levels() -> None:
    made = docx.Document()
    made.add_heading("海州市制造业规划", 0)
    made.add_heading("总体要求", 1)
    made.add_paragraph(LONG)
    made.add_heading("指导思想", 2)
    made.add_paragraph(LONG)
    document = load(made)
    assert document.title == "海州市制造业规划"
    assert [(s.title, s.level) for s in document.sections] == [
        ("海州市制造业规划", 1),
        ("总体要求", 2),
        ("指导思想", 3),
    ]


def test_tables_are_rows_and_every_cell_has_its_place() -> None:
    made = docx.Document()
    made.add_paragraph(LONG)
    table = made.add_table(3, 3)
    for r, row in enumerate([("企业", "产品", "年份"), ("海州重工", "风电\n轴承", "2023"), ("合计", "", "1")]):
        for c, text in enumerate(row):
            table.cell(r, c).text = text
    table.cell(2, 0).merge(table.cell(2, 1))
    made.add_paragraph(LONG)
    document = load(made)
    assert "企业 | 产品 | 年份\n海州重工 | 风电 轴承 | 2023\n合计 | 1\n" in document.text
    cells = {(c.table, c.row, c.column): document.text[c.start : c.end] for c in document.cells}
    assert cells[1, 2, 2] == "风电 轴承"
    assert cells[1, 3, 3] == "1"
    assert document.text.index("企业 | ") > document.text.index(LONG)


def test_cells_stand_where_they_are_after_lines_were_joined() -> None:
    made = docx.Document()
    made.add_paragraph("海州市坚持把制造业高质量发展摆在突出位置，\u200b全年新增单项冠军企业，")
    made.add_paragraph("居全省首位，增速继续领先。")
    made.add_table(1, 2).cell(0, 1).text = "风电轴承"
    document = load(made)
    assert document.joins
    assert [document.text[c.start : c.end] for c in document.cells] == ["", "风电轴承"]


def test_properties_are_title_author_and_the_last_resort_for_the_date() -> None:
    made = datetime(2024, 5, 6, tzinfo=UTC)
    document = load(word(f"通知\n{LONG}\n", title="关于海州制造业的通知", author="李一明", made=made))
    assert (document.title, document.author) == ("关于海州制造业的通知", "李一明")
    assert (document.published, document.published_how) == (date(2024, 5, 6), "metadata")
    dated = load(word(f"通知\n2023-01-02\n{LONG}\n", author="Administrator", made=made))
    assert (dated.author, dated.published) == (None, date(2023, 1, 2))


def test_the_template_of_the_library_says_nothing_of_the_document() -> None:
    document = load(word(f"海州制造业通报\n{LONG}\n"))
    assert (document.title, document.author, document.published) == ("海州制造业通报", None, None)


def test_heads_and_feet_are_zones() -> None:
    made = docx.Document()
    made.add_paragraph(LONG)
    made.sections[0].header.paragraphs[0].text = "海州市文件"
    made.sections[0].footer.paragraphs[0].text = "内部资料"
    document = load(made)
    assert [(document.text[z.start : z.end], z.kind) for z in document.zones] == [
        ("海州市文件", "header"),
        ("内部资料", "footer"),
    ]


def test_inserted_words_are_read_and_deleted_ones_are_not() -> None:
    made = docx.Document()
    paragraph = made.add_paragraph("全市")
    paragraph._p.append(parse_xml(f"<w:ins {W}><w:r><w:t>新增3家</w:t></w:r></w:ins>"))
    paragraph._p.append(parse_xml(f"<w:del {W}><w:r><w:delText>减少2家</w:delText></w:r></w:del>"))
    made.element.body.insert(
        0, parse_xml(f"<w:sdt {W}><w:sdtContent><w:p><w:r><w:t>控件里的话。</w:t></w:r></w:p></w:sdtContent></w:sdt>")
    )
    assert load(made).text.strip() == "控件里的话。\n全市新增3家"


def repacked(data: bytes, **parts: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, parts.get(name.rpartition("/")[2].partition(".")[0], old.read(name)))
    return out.getvalue()


GOOD = word(LONG)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (GOOD[:-40], "cut off or damaged"),
        (GOOD[:2000], "cut off or damaged"),
        (repacked(GOOD, document=b"<w:document"), "cut off or damaged"),
        (repacked(GOOD, document=b" " * 30_000_000), "ZIP bomb"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "encrypted, or an old .doc"),
        (b"only words", "does not begin as a .docx file"),
        (word(""), "no text in it"),
    ],
)
def test_what_cannot_be_read_says_why(data: bytes, reason: str) -> None:
    with pytest.raises(LoadError, match=reason):
        load(data)
