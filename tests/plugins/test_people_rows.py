"""The bundled extractor of people: rows with full organisations, cells and roles."""

from __future__ import annotations

from plugins.people import People
from qdtui.model import Document

TEXT = (
    "广新材料有限公司总经理孟文表示，山东广新材料有限公司订单饱满。\n"
    "图为广新材料有限公司总经理孟文发言。\n"
    "（某市日报记者 李平）"
)


def test_rows() -> None:
    speaker, author = People().extract(Document("d", "d.txt", TEXT))
    assert (speaker.values["name"], speaker.values["role"]) == ("孟文", "speaker")
    assert speaker.values["position"] == "广新材料有限公司总经理"
    assert speaker.values["organization"] == "山东广新材料有限公司"
    assert speaker.values["statement"] == "山东广新材料有限公司订单饱满"
    assert TEXT[speaker.start : speaker.end] == "广新材料有限公司总经理孟文"
    assert (author.values["name"], author.values["position"], author.values["organization"]) == (
        "李平",
        "记者",
        "某市日报",
    )
    for row in (speaker, author):
        for column in ("name", "position"):
            assert TEXT[slice(*row.cells[column])] == row.values[column]


def test_traditional_script_stays_as_written() -> None:
    (row,) = People().extract(Document("d", "d.txt", "工信部副部長張雲明表示，新形勢帶來新挑戰。"))
    assert (row.values["name"], row.values["position"]) == ("張雲明", "工信部副部長")
