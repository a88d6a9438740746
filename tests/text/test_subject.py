"""Subjects: who or what the numbers of an article are about, on articles of the genre."""

from __future__ import annotations

import pytest

from qdtui.model import Document
from qdtui.text.measure import measures
from qdtui.text.reading import read


def subjects(text: str) -> list[tuple[str | None, float]]:
    title = text.split("\n")[0]
    found = measures(read(Document("d", "d.txt", text, title=title)))
    return [(m.subject.name if m.subject else None, m.quantity.value) for m in found if m.quantity]


CASES = {
    "a wide region holds for the sentences behind it": (
        "全国协调发展\n中部地区加快崛起。截至目前，中部地区拥有国家级高新区46家，累计建成智能工厂300家。",
        [("中部地区", 46), ("中部地区", 300)],
    ),
    "a town that the article went to": (
        "小纽扣，大产业\n走进浙江嘉善县干窑镇的纽扣产业园，机器轰鸣。\n当地企业与高校合作，累计申报专利120项。",
        [("干窑镇", 120)],
    ),
    "a financial district": (
        "湖南：金融活水\n湖南加快发展金融业。目前，马栏山金融城已经集聚了300家金融机构。",
        [("马栏山金融城", 300)],
    ),
    "what 当地 means was said in the clause before": (
        "湖南：向新而行\n湖南加快发展。在株洲，当地以龙头企业为主体，联合22家科研院所攻关。",
        [("株洲", 22)],
    ),
    "a firm by the short name that its officers go by": (
        "宁波智造\n宁波制造业向新。在东睦精工，机械臂挥舞。东睦精工总经理王力说，车间减少用工40人。\n宁波规上企业9000家。",
        [("东睦精工", 40), ("宁波", 9000)],
    ),
    "a plant tells whose name stands before its place": (
        "合肥再添灯塔工厂\n绿源电气（合肥）工厂入选。绿源电气的绿色账本亮眼，单位能耗下降15%。",
        [("绿源电气", 15)],
    ),
}


@pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())
def test_the_subject_of_a_number(case: tuple[str, list[tuple[str | None, float]]]) -> None:
    text, expected = case
    assert subjects(text) == expected
