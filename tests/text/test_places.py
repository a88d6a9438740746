"""Places: which words name one, in which form tables write it, and what 全市 and 我省 mean."""

from __future__ import annotations

import pytest

from qdtui.model import Document, Part
from qdtui.text.places import document_place, find_places, resolve
from qdtui.text.reading import Reading, read


def reading(text: str, title: str | None = None, source: str | None = None, parts: tuple[Part, ...] = ()) -> Reading:
    return read(Document("d", "d.txt", text, title=title, source=source, parts=parts))


def regions(text: str) -> list[str]:
    return [p.region for p in find_places(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("山东省青岛市崂山区的企业", ["山东", "青岛", "崂山区"]),
        ("内蒙古自治区鄂尔多斯市杭锦旗", ["内蒙古", "鄂尔多斯", "杭锦旗"]),
        ("恩施土家族苗族自治州利川市", ["恩施", "利川"]),
        ("到晋江、昆山学习", ["晋江", "昆山"]),
        ("青岛西海岸新区今年开工", ["青岛西海岸新区"]),
        ("在武汉经济技术开发区", ["武汉经济技术开发区"]),
        ("长三角和粤港澳大湾区", ["长三角", "粤港澳大湾区"]),
    ],
)
def test_regions_are_written_as_tables_write_them(text: str, expected: list[str]) -> None:
    assert regions(text) == expected


@pytest.mark.parametrize(
    "text", ["30%以上海外收入", "推广元宇宙应用", "社会长治久安", "沿海南部", "阳光日照充足", "和平与发展", "朝阳产业"]
)
def test_words_that_hold_a_place_name_are_no_places(text: str) -> None:
    assert regions(text) == []


def test_an_ambiguous_short_name_counts_behind_its_parent_or_beside_its_full_name() -> None:
    assert regions("辽宁朝阳的工厂") == ["辽宁", "朝阳"]
    assert regions("长治市的煤机产业。长治增长5%") == ["长治", "长治"]


def test_offsets_hold_the_name() -> None:
    text = "从江苏省无锡市到浙江湖州"
    assert [text[p.start : p.end] for p in find_places(text)] == ["江苏省", "无锡市", "浙江", "湖州"]


def test_whole_city_is_the_one_the_document_is_about() -> None:
    r = reading(
        "泰安工业稳步增长\n泰安召开会议。济南派员参加。\n1-8月，全市增加值增长11.3%，居全省第7位。山东发布数据。"
    )
    at = r.norm.index("全市")
    assert resolve("全市", r, at) == "泰安"
    assert resolve("全省", r, at) == "山东"


def test_a_city_named_before_in_the_paragraph_comes_first() -> None:
    r = reading("青岛青岛青岛\n青岛发布数据。\n在泰安，全市增长5%。")
    assert resolve("全市", r, r.norm.index("全市")) == "泰安"


def test_district_and_county_words() -> None:
    r = reading("崂山区发布方案。目前全区有企业20家。青岛增长5%。")
    assert resolve("全区", r, r.norm.index("全区")) == "崂山区"
    r = reading("沂水县召开会议，全县增长6%。")
    assert resolve("全县", r, 10) == "沂水县"
    assert resolve("全国", r, 10) == "全国"


def test_a_municipality_is_a_city_and_no_province() -> None:
    r = reading("北京中关村发展迅速，贡献了全市三分之一的产值，全省没有数据。")
    assert resolve("全市", r, 20) == "北京"
    assert resolve("全省", r, 30) is None


def test_nothing_is_said_when_no_place_is_named() -> None:
    r = reading("会议指出，全市要抓好工作。")
    assert resolve("全市", r, 6) is None
    assert document_place(r) is None


def test_two_articles_in_one_file_keep_their_places_apart() -> None:
    text = "泰安工业增长。全市向好。\n\n烟台港口繁忙。全市向好。"
    second = text.index("烟台")
    r = reading(text, parts=(Part(0, second), Part(second, len(text))))
    assert resolve("全市", r, text.index("全市")) == "泰安"
    assert resolve("全市", r, text.rindex("全市")) == "烟台"
    assert (document_place(r, 0), document_place(r, second)) == ("泰安", "烟台")


def test_the_title_and_the_outlet_weigh_more() -> None:
    assert document_place(reading("企业到南京、苏州参展。", title="潍坊：抢抓订单", source="潍坊日报")) == "潍坊"
