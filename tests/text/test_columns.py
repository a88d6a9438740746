"""Firms on lines of their own: numbers, columns in any order, places, and what is no row."""

from __future__ import annotations

import pytest

from qdtui.model import Document
from qdtui.text.columns import listed_rows
from qdtui.text.reading import Reading


def rows(text: str) -> list[tuple[str, str | None, str | None]]:
    reading = Reading(Document("d", "d.txt", text))
    return [
        (text[slice(*r.name)], text[slice(*r.product)] if r.product else None, r.place)
        for r in listed_rows(reading, 0, len(text))
    ]


@pytest.mark.parametrize(
    ("line", "row"),
    [
        ("1. 无锡锦川轴承有限公司 风电轴承", ("无锡锦川轴承有限公司", "风电轴承", None)),
        ("③ 诸暨恒力弹簧有限公司（诸暨市）——悬架弹簧", ("诸暨恒力弹簧有限公司", "悬架弹簧", "诸暨")),
        ("（2）牙轮钻头——牡丹江石油钻头有限公司", ("牡丹江石油钻头有限公司", "牙轮钻头", None)),
        ("● 新昌天锐轴承有限公司：轴承套圈", ("新昌天锐轴承有限公司", "轴承套圈", None)),
        ("光峰投影设备（深圳）有限公司（主营产品：激光光源）", ("光峰投影设备（深圳）有限公司", "激光光源", None)),
        ("入选企业包括镇江大全母线有限公司", ("镇江大全母线有限公司", None, None)),
    ],
)
def test_lines(line: str, row: tuple[str, str | None, str | None]) -> None:
    assert rows(line) == [row]


def test_a_place_and_its_firms() -> None:
    assert rows("济南市：泉阳机床有限公司、信合电气有限公司\n联系电话：025-1234\n来源：济南鲁岳传媒有限公司\n") == [
        ("泉阳机床有限公司", None, "济南"),
        ("信合电气有限公司", None, "济南"),
    ]


def test_columns_are_told_by_their_heads() -> None:
    text = (
        "| 序号 | 产品名称 | 生产企业 | 所在地 |\n| --- | --- | --- | --- |\n"
        "| 1 | 陶瓷压砖机 | 德力陶机 | 禅城区 |\n打印 关闭 返回 首页\n"
    )
    assert rows(text) == [("德力陶机", "陶瓷压砖机", "禅城区")]


def test_firms_with_their_products_in_brackets() -> None:
    assert rows("宁德市：闽北电机制造有限公司（发电机）；福北茶机有限公司（揉捻机）") == [
        ("闽北电机制造有限公司", "发电机", "宁德"),
        ("福北茶机有限公司", "揉捻机", "宁德"),
    ]


def test_dates_and_batches_are_no_products() -> None:
    assert rows("1. 威北电气南京工厂 2022年3月 第七批 南京") == [("威北电气南京工厂", None, "南京")]


@pytest.mark.parametrize(
    "table",
    [
        "地区 | 企业名称 | 产品\n诸暨市 | 恒力弹簧有限公司 | 悬架弹簧\n | 锦川轴承有限公司 | 风电轴承\n新昌县 | 天锐轴承有限公司 | 轴承套圈",
        "序号 | 企业名称 | 产品 | 地区\n1 | 恒力弹簧有限公司 | 悬架弹簧 | 诸暨市\n2 | 锦川轴承有限公司 | 风电轴承\n3 | 天锐轴承有限公司 | 轴承套圈 | 新昌县",
    ],
)
def test_a_place_that_a_table_writes_once_is_that_of_all_its_rows(table: str) -> None:
    assert rows(table) == [
        ("恒力弹簧有限公司", "悬架弹簧", "诸暨"),
        ("锦川轴承有限公司", "风电轴承", "诸暨"),
        ("天锐轴承有限公司", "轴承套圈", "新昌县"),
    ]


def test_a_table_without_a_column_of_places_hands_none_down() -> None:
    table = "诸暨市 | 恒力弹簧有限公司 | 悬架弹簧\n锦川轴承有限公司 | 风电轴承"
    assert rows(table) == [("恒力弹簧有限公司", "悬架弹簧", "诸暨"), ("锦川轴承有限公司", "风电轴承", None)]


@pytest.mark.parametrize(
    ("row", "found"),
    [
        ("1 | 恒力弹簧 | | 诸暨市", ("恒力弹簧", None, "诸暨")),
        ("2 | 锦川轴承有限公司（新昌） | 轴承 套圈 | 新昌县", ("锦川轴承有限公司（新昌）", "轴承 套圈", "新昌县")),
        ("3 | 天锐机电有限公司 | 泵：双吸/单吸 | ", ("天锐机电有限公司", "泵：双吸/单吸", None)),
    ],
)
def test_what_stands_in_a_cell_of_a_table_is_of_that_column(
    row: str, found: tuple[str, str | None, str | None]
) -> None:
    """An empty cell moves nothing to the left, and marks inside a cell part nothing."""
    assert rows(f"序号 | 企业名称 | 主导产品 | 所在地\n{row}") == [found]


def test_two_lists_side_by_side_in_one_table() -> None:
    table = (
        "序号 | 企业名称 | 所属地区 | 序号 | 企业名称 | 所属地区\n"
        "1 | 恒力弹簧有限公司 | 诸暨市 | 3 | 天锐轴承有限公司 | 新昌县\n"
        "2 | 锦川轴承有限公司 | | 4 | 闽北电机制造有限公司 |\n"
        "5 | 光峰投影设备有限公司 | 深圳市 | |"
    )
    assert rows(table) == [
        ("恒力弹簧有限公司", None, "诸暨"),
        ("天锐轴承有限公司", None, "新昌县"),
        ("锦川轴承有限公司", None, "诸暨"),
        ("闽北电机制造有限公司", None, "新昌县"),
        ("光峰投影设备有限公司", None, "深圳"),
    ]


def test_who_recommends_a_firm_is_not_the_firm() -> None:
    table = "推荐单位 | 制造业单项冠军企业名称 | 产品名称\n宁波市 | 甬江模具有限公司 | 压铸模具"
    assert rows(table) == [("甬江模具有限公司", "压铸模具", "宁波")]


def test_rows_that_the_heads_do_not_fit_are_read_by_their_marks() -> None:
    table = "序号 | 企业名称 | 产品\n恒力弹簧有限公司 | 悬架弹簧\n丝路机床有限公司 | 车床"
    assert rows(table) == [("恒力弹簧有限公司", "悬架弹簧", None), ("丝路机床有限公司", "车床", None)]
