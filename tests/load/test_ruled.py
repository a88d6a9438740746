"""Tables that a PDF draws with lines: cells keep their wrapped words, and what is no table is left alone."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import pytest

from qdtui.load import load_bytes
from qdtui.model import Document
from tests.load.made import Placed, pdf

LONG = "海州市坚持把制造业高质量发展摆在突出位置，全年新增国家级单项冠军企业12家，居全省首位。"
XS, YS = (60, 100, 230, 330), (700, 680, 640, 600)
WORDS: list[Placed] = [
    (70, 685, 11.0, "序号"), (110, 685, 11.0, "企业"), (240, 685, 11.0, "产品"),
    (75, 654, 11.0, "1"), (105, 662, 11.0, "海州重工机械制造"), (105, 647, 11.0, "有限公司"), (240, 654, 11.0, "风电轴承"),
    (75, 614, 11.0, "2"), (105, 614, 11.0, "云台阀门有限公司"), (235, 622, 11.0, "超低温LNG"), (235, 607, 11.0, "船用阀门"),
]  # fmt: skip
"""Names that take two lines, with the other cells of the row centred beside them."""


def lines(xs: Sequence[float] = XS, ys: Sequence[float] = YS) -> str:
    """A grid, each line drawn in one stroke."""
    across = [f"{xs[0]} {y} m {xs[-1]} {y} l S" for y in ys]
    return " ".join(across + [f"{x} {ys[0]} m {x} {ys[-1]} l S" for x in xs])


def boxes(xs: Sequence[float] = XS, ys: Sequence[float] = YS) -> str:
    """A grid as word processors draw it: cell by cell, of thin boxes that are filled."""
    drawn = []
    for left, right in pairwise(xs):
        drawn += [f"{left} {y} {right - left - 0.5} 0.5 re f" for y in ys]
    for top, bottom in pairwise(ys):
        drawn += [f"{x} {bottom} 0.5 {top - bottom} re f" for x in xs]
    return " ".join(drawn)


def load(words: Sequence[Placed], drawn: str, *, turned: bool = False) -> Document:
    return load_bytes(
        pdf([[(60, 780, 11.0, LONG), *words, (60, 540, 11.0, LONG)]], drawn=drawn, turned=turned), "a.pdf"
    )


def cells(document: Document) -> dict[tuple[int, int, int], str]:
    return {(c.table, c.row, c.column): document.text[c.start : c.end] for c in document.cells}


@pytest.mark.parametrize(
    "drawn", [lines(), boxes(), "q 2 0 0 2 0 0 cm " + lines([x / 2 for x in XS], [y / 2 for y in YS]) + " Q"]
)
def test_words_that_wrap_in_a_cell_stay_in_its_row(drawn: str) -> None:
    document = load(WORDS, drawn)
    assert (
        "\n序号 | 企业 | 产品\n1 | 海州重工机械制造有限公司 | 风电轴承\n2 | 云台阀门有限公司 | 超低温LNG船用阀门\n"
        in document.text
    )
    assert cells(document)[1, 2, 2] == "海州重工机械制造有限公司"
    assert cells(document)[1, 3, 3] == "超低温LNG船用阀门"
    assert document.text.startswith(LONG)
    assert document.text.rstrip().endswith(LONG)


def test_without_its_lines_the_same_words_are_rows_by_height_alone() -> None:
    assert "海州重工机械制造有限公司" not in load(WORDS, "").text


def test_a_table_on_a_turned_page_is_read_as_it_is_shown() -> None:
    document = load(WORDS, lines(), turned=True)
    assert cells(document)[1, 2, 2] == "海州重工机械制造有限公司"


def test_an_empty_cell_moves_no_other() -> None:
    document = load([w for w in WORDS if w[3] not in ("风电轴承", "序号")], lines())
    found = cells(document)
    assert found[1, 1, 2] == "企业"
    assert found[1, 2, 1] == "1"
    assert (1, 2, 3) not in found
    assert (1, 1, 1) not in found


def test_a_cell_over_several_rows_is_told_in_the_first_and_one_over_columns_once() -> None:
    drawn = " ".join(
        [
            *(f"60 {y} m 330 {y} l S" for y in (700, 680, 600)),
            "100 640 m 330 640 l S",  # the first column has no line here
            *(f"{x} 680 m {x} 600 l S" for x in (100, 230)),  # the first row has none of these
            *(f"{x} 700 m {x} 600 l S" for x in (60, 330)),
        ]
    )
    words: list[Placed] = [(150, 685, 11.0, "海州市冠军企业名单"), (62, 642, 11.0, "港区"), (62, 628, 11.0, "两家")]
    words += [w for w in WORDS if w[1] < 680 and w[3] not in "12"]
    found = cells(load(words, drawn))
    assert found == {
        (1, 1, 1): "海州市冠军企业名单",
        (1, 2, 1): "港区两家",
        (1, 2, 2): "海州重工机械制造有限公司",
        (1, 2, 3): "风电轴承",
        (1, 3, 2): "云台阀门有限公司",
        (1, 3, 3): "超低温LNG船用阀门",
    }


def test_a_table_open_at_its_sides_has_its_outer_columns() -> None:
    drawn = " ".join([*(f"60 {y} m 330 {y} l S" for y in YS), *(f"{x} 700 m {x} 600 l S" for x in (100, 230))])
    assert cells(load(WORDS, drawn))[1, 2, 1] == "1"


@pytest.mark.parametrize(
    "drawn",
    [
        lines((50, 340), (710, 590)),  # a frame around it
        " ".join(f"60 {y} m 330 {y} l S" for y in YS),  # three lines, as in journals
        lines((350, 400, 450, 500), YS),  # a grid beside the words, as behind a chart
        "q " + lines() .replace(" S", " n") + " Q",  # lines that are never painted
    ],
)  # fmt: skip
def test_lines_that_part_no_words_change_nothing(drawn: str) -> None:
    assert load(WORDS, drawn).text == load(WORDS, "").text


def test_the_frame_of_an_article_is_no_table() -> None:
    words: list[Placed] = [(70, 750 - 12 * n, 11.0, "全市上下要统一思想，" * 2) for n in range(35)]
    words += [(340, 750, 11.0, "右上"), (340, 300, 11.0, "右下")]
    drawn = lines((60, 330, 400), (765, 320, 290))
    assert load(words, drawn).text == load(words, "").text


def test_two_tables_are_counted_apart() -> None:
    lower: list[Placed] = [(x, y - 120, size, text) for x, y, size, text in WORDS]
    document = load_bytes(pdf([[*WORDS, *lower]], drawn=f"{lines()} {lines(XS, [y - 120 for y in YS])}"), "a.pdf")
    found = cells(document)
    assert found[1, 2, 2] == found[2, 2, 2] == "海州重工机械制造有限公司"
    assert max(table for table, _, _ in found) == 2
