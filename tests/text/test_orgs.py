"""Organisations: where a name begins, and which short name means which."""

from __future__ import annotations

import pytest

from qdtui.text.orgs import core, find_orgs, full_name, said_short_names


def names(text: str) -> list[str]:
    return [o.name for o in find_orgs(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("代表赴某市单项冠军企业永锐电气股份有限公司调研", ["永锐电气股份有限公司"]),
        ("由中国工业经济联合会与青岛市工业和信息化局主办", ["中国工业经济联合会", "青岛市工业和信息化局"]),
        ("国家发展和改革委员会印发通知", ["国家发展和改革委员会"]),
        ("平乡县河北铭骑车业有限公司", ["河北铭骑车业有限公司"]),
        ("走进青岛征和传动股份有限公司", ["青岛征和传动股份有限公司"]),
        ("海尔和海信集团", ["海信集团"]),
        ("记者从株洲市工信局获悉", ["株洲市工信局"]),
        ("我市湖南中驰装备有限公司", ["湖南中驰装备有限公司"]),
    ],
)
def test_names_begin_behind_verbs_appositions_and_other_places(text: str, expected: list[str]) -> None:
    assert names(text) == expected


@pytest.mark.parametrize(
    "text", ["优化产业布局", "构建新发展格局", "集聚30家公司", "这家公司", "各地政府", "餐厅和客厅", "本公司"]
)
def test_common_nouns_are_no_names(text: str) -> None:
    assert names(text) == []


def test_offsets_hold_the_name() -> None:
    text = "走访山东广新材料有限公司。"
    (org,) = find_orgs(text)
    assert text[org.start : org.end] == org.name == "山东广新材料有限公司"
    assert org.kind == "firm"


def test_core_leaves_out_place_and_legal_form() -> None:
    assert core("山东广新材料有限公司") == "广新材料"
    assert core("永锐电气股份有限公司") == "永锐电气"


def test_a_short_name_resolves_in_its_document() -> None:
    text = "宁波瑞特机械股份有限公司成立于1998年。2017年瑞特机械获奖，瑞特今年增长8%。"
    assert full_name(text, "瑞特机械") == "宁波瑞特机械股份有限公司"
    assert full_name(text, "瑞特") == "宁波瑞特机械股份有限公司"
    assert full_name("瑞特今年增长8%。", "瑞特") == "瑞特"


def test_two_firms_of_one_brand_are_kept_apart() -> None:
    text = "海远智家股份有限公司和海远生物股份有限公司同属海远。"
    assert full_name(text, "海远") == "海远"


def test_initials_stand_for_a_four_character_name() -> None:
    assert full_name("云岛啤酒股份有限公司发布年报，云啤增长5%。", "云啤") == "云岛啤酒股份有限公司"


def test_a_short_name_that_the_text_introduces() -> None:
    text = "浙江远航齿轮有限公司（以下简称“远航”）成立。"
    assert said_short_names(text) == {"远航": "浙江远航齿轮有限公司"}


def test_a_firm_keeps_its_legal_form_behind_another_ending() -> None:
    text = "绵阳立群实业股份有限公司与江岸银行股份有限公司签约。"
    assert [o.name for o in find_orgs(text)] == ["绵阳立群实业股份有限公司", "江岸银行股份有限公司"]
