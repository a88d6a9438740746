"""Plants by name: before a verb, with their place and their owner, and what is no plant."""

from __future__ import annotations

import pytest

from qdtui.model import Span
from qdtui.text.plants import is_plant, last_plant, plant_owner, plant_place, plants_before


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("2022年3月，海泽智家郑州空调互联工厂率先|点亮", ["海泽智家郑州空调互联工厂"]),
        ("位于常州的蜂窝动力电池工厂，去年1月|被评为", ["蜂窝动力电池工厂"]),
        (
            "联动科技（深圳）南方智造基地、华信通信松山湖工厂双双|上榜",
            ["联动科技（深圳）南方智造基地", "华信通信松山湖工厂"],
        ),
        ("江岸电器（武汉）空调则|当选", ["江岸电器（武汉）空调"]),
        ("全市两家工厂|入选", []),
        ("这项技术|入选", []),
    ],
)
def test_before_a_verb(text: str, names: list[str]) -> None:
    plain = text.replace("|", "")
    assert [plain[slice(*s)] for s in plants_before(plain, 0, text.index("|"))] == names


@pytest.mark.parametrize(
    ("name", "place", "owner"),
    [
        ("海泽智家郑州空调互联工厂", "郑州", "海泽智家"),
        ("江岸电器（武汉）空调", "武汉", "江岸电器"),
        ("纬盛昆山工厂", "昆山", None),
        ("福建海峰食品有限公司漳州工厂", "漳州", "福建海峰食品有限公司"),
        ("三岭重工18号工厂", None, None),
    ],
)
def test_place_and_owner(name: str, place: str | None, owner: str | None) -> None:
    span = Span(0, len(name))
    assert is_plant(name, span)
    assert plant_place(name, span) == place
    found = plant_owner(name, span)
    assert (name[slice(*found)] if found else None) == owner


@pytest.mark.parametrize(("name", "place"), [("海远空调胶州互联工厂", "胶州"), ("三岭重工智能工厂", None)])
def test_a_city_inside_the_name(name: str, place: str | None) -> None:
    assert plant_place(name, Span(0, len(name))) == place


def test_the_plant_that_this_plant_means() -> None:
    text = "随后，采访团来到博北精密长沙工厂，该厂入选。"
    span = last_plant(text, 0, text.index("，该厂"))
    assert span is not None
    assert text[slice(*span)] == "博北精密长沙工厂"


def test_a_district_in_brackets() -> None:
    assert plant_place("格北洗衣机（顺德）工厂", Span(0, 11)) == "顺德区"
