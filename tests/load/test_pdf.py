"""PDF: reading order, paragraphs, pages, running heads, and what cannot be read."""

from __future__ import annotations

from datetime import date

import pytest

from qdtui.load import LoadError, load_bytes
from qdtui.model import Document
from tests.load.made import Placed, pdf, pdf_without_fonts, printed

LONG = "海州市坚持把制造业高质量发展摆在突出位置，加快建设先进制造业集群，全年新增国家级单项冠军企业12家，累计达到39家，居全省首位。"
OTHER = "会议指出，要深入实施产业集群培育工程，推动船舶与海洋工程装备、智能家电等重点产业向高端化、智能化、绿色化方向发展，形成新的优势。"


def column(text: str, left: float, top: float, chars: int, *, pitch: float = 17.0) -> list[Placed]:
    return [(left, top - pitch * n, 11.0, text[k : k + chars]) for n, k in enumerate(range(0, len(text), chars))]


def load(data: bytes, name: str = "a.pdf") -> Document:
    return load_bytes(data, name)


def page_of(document: Document, words: str) -> set[int]:
    at = document.text.index(words)
    return {page.number for page in document.pages if page.start < at + len(words) and page.end > at}


def test_lines_are_paragraphs_and_every_offset_has_its_page() -> None:
    document = load(printed(f"海州制造\n{LONG}\n{OTHER}\n" * 12, chars=30))
    assert f"\n{LONG}\n{OTHER}\n" in document.text
    assert document.title == "海州制造"
    body = document.text[: document.text.index("海州市工业文件汇编")]
    covered = {n for page in document.pages for n in range(page.start, page.end)}
    assert all(n in covered for n, char in enumerate(body) if char != "\n")
    assert {page.number for page in document.pages} == {1, 2}


def test_a_paragraph_goes_on_over_the_page_and_has_both_pages() -> None:
    document = load(printed("\n".join([OTHER] * 30), chars=37, rows=41))
    assert document.text.count(OTHER) == 30
    starts = [n * (len(OTHER) + 1) for n in range(30)]
    pages = [{p.number for p in document.pages if p.start < n + len(OTHER) and p.end > n} for n in starts]
    assert pages == [{1}] * 20 + [{1, 2}] + [{2}] * 9


def test_running_heads_and_page_numbers_are_zones_behind_the_text() -> None:
    document = load(printed("\n".join([LONG, OTHER] * 15), chars=30))
    kinds = [(document.text[zone.start : zone.end], zone.kind) for zone in document.zones]
    assert kinds.count(("海州市工业文件汇编", "header")) == 3
    assert ("-2-", "noise") in kinds
    assert document.text.index("海州市工业文件汇编") > document.text.rindex(OTHER)
    assert [page_of(document, "-3-")] == [{3}]


def test_two_columns_are_read_one_after_the_other() -> None:
    title: list[Placed] = [(120.0, 780.0, 18.0, "海州市制造业发展情况通报")]
    left = column(LONG * 3, 50, 740, 21)
    right = column(OTHER * 3, 310, 735, 21)  # not at the height of the lines beside it
    mixed = [placed for pair in zip(left, right, strict=False) for placed in pair]
    rest = (left + right)[2 * min(len(left), len(right)) :] or []
    document = load(pdf([[*title, *mixed, *rest, *(left[len(right) :] or right[len(left) :])]]))
    assert document.title == "海州市制造业发展情况通报"
    assert document.text.index(LONG * 3) < document.text.index(OTHER * 3)


def test_columns_at_one_height_are_columns_all_the_same() -> None:
    left, right = column(LONG * 2, 50, 740, 21), column(OTHER * 2, 310, 740, 21)
    full = column("全市上下要统一思想，" * 12, 50, 300, 44)
    mixed = [placed for pair in zip(left, right, strict=False) for placed in pair]
    rest = left[len(right) :] + right[len(left) :]
    text = load(pdf([[*mixed, *rest, *full]])).text
    assert text.index(LONG * 2) < text.index(OTHER * 2) < text.index("全市上下要统一思想，" * 12)


@pytest.mark.parametrize("left", [50, 220])
def test_the_columns_of_two_stories_on_a_page_are_read_story_by_story(left: int) -> None:
    """A headline that is no wider than a column parts the page when the other column stops beside it, too."""
    first = [(60.0, 800.0, 16.0, "海州重工建成新厂"), *column(LONG * 2, 50, 770, 21), *column(OTHER * 2, 310, 770, 21)]
    second = [
        (float(left), 530.0, 16.0, "渔港迎来开渔季"),
        *column("渔船出港，" * 30, 50, 505, 21),
        *column("满载而归，" * 30, 310, 505, 21),
    ]
    for placed in ([*first, *second], sorted([*first, *second], key=lambda one: (-one[1], one[0]))):
        text = load(pdf([placed])).text
        places = [
            text.index(words)
            for words in ("海州重工建成", LONG * 2, OTHER * 2, "渔港迎来", "渔船出港，" * 30, "满载而归，" * 30)
        ]
        assert places == sorted(places)


def test_a_heading_inside_a_column_does_not_part_the_other() -> None:
    left = [*column(LONG, 50, 770, 21), (50.0, 680.0, 14.0, "下一步打算"), *column("要抓好落实，" * 20, 50, 655, 21)]
    right = column(OTHER * 2, 310, 770, 21)
    text = load(pdf([[*left, *right]])).text
    assert text.index("要抓好落实，" * 20) < text.index(OTHER * 2)


def test_the_rows_of_a_table_stay_rows() -> None:
    rows = [("企业", "产品", "年份"), ("海州重工", "风电轴承", "2023"), ("海蓝股份", "船用阀门", "2024")]
    cells: list[Placed] = [
        (60 + 150 * c, 700 - 20 * r, 11.0, text) for r, row in enumerate(rows) for c, text in enumerate(row)
    ]
    document = load(pdf([[*column(LONG, 60, 780, 40), *cells, *column(OTHER, 60, 600, 40)]]))
    text = document.text
    found = {(c.table, c.row, c.column): text[c.start : c.end] for c in document.cells}
    assert found == {(1, r, c): words for r, row in enumerate(rows, 1) for c, words in enumerate(row, 1)}
    assert "\n企业 | 产品 | 年份\n海州重工 | 风电轴承 | 2023\n海蓝股份 | 船用阀门 | 2024\n" in text
    assert text.index(LONG) < text.index("企业 | ") < text.index(OTHER)


def test_a_cell_without_words_moves_no_other_into_its_column() -> None:
    rows = [("企业", "产品", "年份"), ("海州重工", "", "2023"), ("", "船用阀门", "2024")]
    cells: list[Placed] = [
        (60 + 150 * c, 700 - 20 * r, 11.0, text) for r, row in enumerate(rows) for c, text in enumerate(row) if text
    ]
    document = load(pdf([cells]))
    found = {(c.row, c.column): document.text[c.start : c.end] for c in document.cells}
    assert found == {(r, c): words for r, row in enumerate(rows, 1) for c, words in enumerate(row, 1) if words}


def test_larger_lines_are_headings() -> None:
    document = load(
        pdf([[(60, 780, 14.0, "一季度工业运行"), *column(LONG, 60, 750, 40), (60, 690, 14.0, "下一步打算"),
              *column(OTHER, 60, 660, 40)]])
    )  # fmt: skip
    assert [section.title for section in document.sections] == ["一季度工业运行", "下一步打算"]


def test_the_title_of_the_metadata_counts_when_the_text_bears_it_out() -> None:
    body = column(LONG, 60, 700, 40)
    head: list[Placed] = [(60, 780, 11.0, "关于印发海州市制造业"), (60, 760, 11.0, "发展规划的通知")]
    assert (
        load(pdf([[*head, *body]], title="关于印发海州市制造业发展规划的通知")).title
        == "关于印发海州市制造业发展规划的通知"
    )
    assert load(pdf([[*head, *body]], title="Microsoft Word - 文档1.doc")).title != "Microsoft Word - 文档1.doc"


def test_the_day_it_was_made_counts_where_nothing_else_does() -> None:
    plain, dated = (
        column(OTHER, 60, 700, 40),
        [(60.0, 780.0, 11.0, "发布时间：2024-03-01"), *column(OTHER, 60, 700, 40)],
    )
    assert load(pdf([plain], made="20240506081500")).published == date(2024, 5, 6)
    assert load(pdf([dated], made="20240506081500")).published == date(2024, 3, 1)
    assert load(pdf([plain], made="20240506"), "2023-02-01-a.pdf").published == date(2023, 2, 1)


def test_numbers_are_whole_across_lines() -> None:
    words = "全市规上工业利润增长10.6%，" * 9 + "居全省首位。"
    for chars in range(20, 30):
        assert words in load(printed(words, chars=chars)).text


def test_a_turned_page_is_read_as_it_is_shown() -> None:
    rows = [("企业", "产品"), ("海州重工", "风电轴承"), ("海蓝股份", "船用阀门")]
    cells: list[Placed] = [
        (60 + 250 * c, 400 - 20 * r, 11.0, text) for r, row in enumerate(rows) for c, text in enumerate(row)
    ]
    text = load(pdf([[*column(LONG, 60, 500, 50), *cells]], turned=True)).text
    assert text == f"{LONG}\n\n企业 | 产品\n海州重工 | 风电轴承\n海蓝股份 | 船用阀门"


def test_a_watermark_is_a_zone_behind_the_text() -> None:
    document = load(pdf([column(LONG * 4, 60, 700, 40), column(OTHER * 4, 60, 700, 40)], watermark="内部资料严禁外传"))
    assert document.text.startswith(f"{LONG * 4}\n{OTHER * 4}\n")
    assert [document.text[zone.start : zone.end] for zone in document.zones] == ["内部资料严禁外传"] * 2


@pytest.mark.parametrize("named", [False, True])
def test_words_in_fonts_that_the_machine_does_not_have_are_all_there(named: bool) -> None:
    rows = [("海州重工", "是"), ("海蓝股份", "是"), ("海蓝股份", "否"), ("远", "是"), ("远", "是")]
    cells: list[Placed] = [
        (60 + 250 * c, 700 - 20 * r, 11.0, text) for r, row in enumerate(rows) for c, text in enumerate(row)
    ]
    assert load(pdf_without_fonts(cells, named=named)).text == "\n".join(" | ".join(row) for row in rows)


def test_radicals_are_the_characters_that_they_look_like() -> None:
    assert (
        load(pdf([[(60, 700, 11.0, "⻘岛⼯业利润⾼于全国⼀成，居⾸位。")]])).text
        == "青岛工业利润高于全国一成，居首位。"
    )


def test_latin_words_are_parted_by_blanks_and_not_by_hyphens() -> None:
    lines = [
        "The city of Haizhou is home to thirty",
        "nine national champions of manu-",
        "facturing, more than any other place.",
    ]
    placed: list[Placed] = [(60.0, 700.0 - 17 * n, 11.0, line) for n, line in enumerate(lines)]
    wide = max(len(line) for line in lines)
    assert wide == len(lines[0]) == len(lines[2])
    assert load(pdf([placed])).text == (
        "The city of Haizhou is home to thirty nine national champions of manufacturing, more than any other place."
    )


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (pdf([[], []], picture=True), "pictures without a text layer"),
        (pdf([[]]), "no text in it"),
        (pdf([[(60, 700, 11, LONG)]], locked=True), "encrypted"),
        (pdf([[(60, 700, 11, LONG)]])[:300], "cut off or damaged"),
        (b"%PDF-1.7\n" + b"\xff\x00garbage" * 100, "cut off or damaged"),
        (b"no PDF at all, only words", "does not begin as a .pdf file"),
    ],
)
def test_what_cannot_be_read_says_why(data: bytes, reason: str) -> None:
    with pytest.raises(LoadError, match=reason):
        load(data)


def test_pages_that_are_scans_are_named_and_the_others_are_read() -> None:
    head: list[Placed] = [(60, 820, 9.0, "海州市工业文件汇编")]
    one, two = [*head, *column(LONG, 60, 700, 40)], [*head, *column(OTHER, 60, 700, 40)]
    pages: list[list[Placed]] = [one, [], head, [], two, [], []]
    # Pages 4 and 7 are empty, page 3 has a running head alone, and page 1 has words beside its picture.
    document = load(pdf(pages, pictured={0, 1, 2, 5}))
    assert LONG in document.text
    assert OTHER in document.text
    (remark,) = document.remarks
    assert remark.startswith("pages 2–3, 6 of 7 are pictures without a text layer")
    assert load(pdf(pages[:2], pictured={1})).remarks[0].startswith("page 2 of 2 is a picture")
    assert load(pdf(pages)).remarks == ()


def test_a_pdf_under_another_name_is_read() -> None:
    assert load(pdf([column(LONG, 60, 700, 40)]), "a.txt").text == LONG
