"""The bundled extractor of lighthouse factories: names, kinds, dates, places, and what is no lighthouse."""

from __future__ import annotations

from datetime import date

import pytest

from plugins.lighthouse_factories import Lighthouses
from qdtui.model import Document, Row


def rows(text: str) -> list[Row]:
    doc = Document(f"d{hash(text)}", "d.txt", text, published=date(2025, 3, 20), published_year=2025)
    return list(Lighthouses().extract(doc))


def facts(text: str, *columns: str) -> list[tuple[object, ...]]:
    return [tuple(r.values[c] for c in ("factory", *columns)) for r in rows(text)]


def test_a_dash_list_by_kind() -> None:
    text = "去年10月，世界经济论坛公布灯塔工厂名单，山东新入选2家，分别是端到端灯塔——海远（胶州）空调，可持续灯塔——云岛啤酒。"
    assert facts(text, "category", "region", "year", "month") == [
        ("海远（胶州）空调", "端到端灯塔", "胶州", 2024, 10),
        ("云岛啤酒", "可持续灯塔", "山东", 2024, 10),
    ]


def test_short_names_that_join() -> None:
    assert facts("海远、云啤入选全球“灯塔工厂”。") == [("海远",), ("云啤",)]


def test_names_behind_the_list_title() -> None:
    text = "1月14日，世界经济论坛公布“灯塔工厂”名单，海信日昌青岛工厂、宁光宜宾工厂等13家工厂入选。"
    assert facts(text, "region", "year", "month") == [
        ("海信日昌青岛工厂", "青岛", 2025, 1),
        ("宁光宜宾工厂", "宜宾", 2025, 1),
    ]


def test_a_plant_told_apart_from_its_group() -> None:
    assert facts("2022年10月，华泽集团旗下的芜湖智能工厂入选全球灯塔网络。", "company", "region", "year", "month") == [
        ("芜湖智能工厂", "华泽集团", "芜湖", 2022, 10)
    ]


def test_a_lighthouse_seen_on_a_visit_has_no_date() -> None:
    assert facts("3月6日，代表来到济南二机重工集团有限公司，察看“灯塔工厂”生产线。", "region", "year") == [
        ("济南二机重工集团有限公司", "济南", None)
    ]


@pytest.mark.parametrize(
    "text",
    [
        "全市培育4家全球“灯塔工厂”，总数居全省第一。",
        "晶远百亿元项目旨在打造世界级“灯塔工厂”。",
        "武汉启光装备有限公司力争三年内建成灯塔工厂。",
        "灯塔市的葡萄进入采摘期，加工厂订单充足。",
        "灯塔工厂是第四次工业革命的引领者。",
        "天津某家电工厂有望成为下一座灯塔工厂。",
        "云岛电器有限公司未能入选灯塔工厂。",
    ],
)
def test_no_lighthouse(text: str) -> None:
    assert rows(text) == []
