"""Words added to the open dictionaries: each changes what the toolkit reads, and a wrong line is told."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import pytest

from plugins.clusters import Clusters
from qdtui.config import load
from qdtui.model import Document
from qdtui.text import data, find_orgs, find_places, find_quantities, normalised, read
from qdtui.text.data import CHOICES, OPEN, add, check, fields, lines
from qdtui.text.orgs import Kind
from qdtui.text.places import Level
from qdtui.text.policy_kinds import PolicyKind
from qdtui.text.units import QuantityKind
from tests.project import make


@pytest.fixture(autouse=True)
def _only_here(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """What a test adds is gone after it."""
    monkeypatch.setattr(data, "_added", {})
    yield
    data._added.clear()
    data._forget()


def document(text: str) -> Document:
    return Document("d", "d.txt", text)


def counted(text: str) -> list[str]:
    return [m.indicator for m in read(document(text)).measures]


def named(text: str) -> list[str]:
    return [text[slice(*p.name)] for p in read(document(text)).people]


def test_units() -> None:
    def units(text: str) -> list[str]:
        return [q.unit for q in find_quantities(normalised(text))]

    text = "棉纺产能达到320万锭,锭子飞转"
    assert units(text) == [""]
    add("units", ["锭\tcount"])
    assert units(text) == ["锭"]
    add("units", ["跨\tcount\t[越境界]"])
    assert units("建成12跨,实现3跨越") == ["跨"]


def test_places() -> None:
    text = "张江集聚企业30家"
    assert find_places(text) == ()
    add("places", ["张江\t上海\tzone"])
    (place,) = find_places(text)
    assert (place.name, place.region, place.level) == ("张江", "上海", "zone")


def test_a_place_that_is_known_may_be_put_right() -> None:
    assert find_places("青岛的企业")[0].region == "青岛"
    add("places", ["青岛\t胶澳\tcity"])
    assert find_places("青岛的企业")[0].region == "胶澳"


def test_organisations() -> None:
    text = "临江合作联社上线新平台"
    assert find_orgs(text) == ()
    add("organisations", ["合作联社\tfirm"])
    (org,) = find_orgs(text)
    assert (org.name, org.kind) == ("临江合作联社", "firm")


def test_offices() -> None:
    text = "长宁河河长李明远表示,水清了。"
    assert named(text) == []
    add("offices", ["河长 湖长"])
    assert named(text) == ["李明远"]


def test_not_names() -> None:
    text = "南通市商会会长双循环表示,订单饱满。"
    assert named(text) == ["双循环"]
    add("not_names", ["双循环"])
    assert named(text) == []


def test_verbs() -> None:
    text = "南通市纳管危废企业320家。"
    assert counted(text) == ["纳管危废企业"]
    add("verbs", ["纳管"])
    assert counted(text) == ["危废企业"]


def test_heads() -> None:
    text = "南通市建成320座换电柜稳定提供服务。"
    assert counted(text) == ["换电柜稳定"]
    add("heads", ["换电柜"])
    assert counted(text) == ["换电柜"]


def test_policies() -> None:
    text = "南通市印发《新型储能白名单》。"
    assert read(document(text)).policies == ()
    add("policies", ["白名单\t其他\tmarked"])
    assert [(p.title, p.kind) for p in read(document(text)).policies] == [("新型储能白名单", "其他")]


def test_industries() -> None:
    doc = document("南通市缂丝产业集群年产值12亿元。")
    (before,) = Clusters().extract(doc)
    add("industries", ["缂丝 宋锦"])
    (after,) = Clusters().extract(doc)
    assert before.values["name"] == after.values["name"] == "缂丝"
    assert after.confidence > before.confidence


def test_every_open_dictionary_has_a_test_above() -> None:
    for name in OPEN:
        assert callable(vars(sys.modules[__name__])[f"test_{name}"]), name


def test_space_around_a_field_is_no_part_of_it() -> None:
    add("units", [" 锭 \tcount "])
    assert fields("units.tsv")[-1] == ("锭", "count")


@pytest.mark.parametrize(
    ("name", "line", "told"),
    [
        ("unit", "锭\tcount", "there is no dictionary 'unit' to add to; there are: units, places"),
        ("units", "锭", "a line has 2 to 3 fields separated by tabs"),
        ("places", "张江\t上海\tzone\t31", "a line has 3 fields separated by tabs"),
        ("heads", "换电柜\tnoun", "a line has one field and no tab"),
        ("units", "锭\tnumber", "'number' will not do in '锭\\tnumber'; one of: count, money"),
        ("places", "张江\t上海\t园区", "one of: country, state"),
        ("units", "锭\tcount\t[以", "is no regular expression"),
        ("verbs", "  ", "'  ' is no line of the dictionary verbs"),
        ("units", "\tcount", "is no line of the dictionary units"),
        ("verbs", "纳管\n收储", "is no line of the dictionary verbs"),
    ],
)
def test_what_is_no_line_is_told(name: str, line: str, told: str) -> None:
    with pytest.raises(ValueError, match=re.escape(told)):
        check(name, [line])
    with pytest.raises(ValueError, match=re.escape(told)):
        add(name, [line])
    assert name not in OPEN or line not in lines(OPEN[name])


def test_the_dictionaries_keep_their_own_format() -> None:
    for name, file in OPEN.items():
        check(name, lines(file))
        for index, allowed in CHOICES.get(name, {}).items():
            assert {row[index] for row in fields(file)} <= set(allowed)


def test_the_words_that_a_field_takes_are_those_that_the_toolkit_knows() -> None:
    assert {*CHOICES["units"][1], "bare"} == {*get_args(QuantityKind)}
    assert {*CHOICES["places"][2]} == {*get_args(Level)}
    assert CHOICES["organisations"][1] == get_args(Kind)
    assert CHOICES["policies"][1] == get_args(PolicyKind)


def test_the_configuration_adds_words(tmp_path: Path) -> None:
    project = make(tmp_path / "p")
    project.configure(more='[words]\nunits = ["锭\\tcount"]\nverbs = ["纳管"]\n')
    words = load(explicit=project.config).words
    assert words["units"] == ("锭\tcount",)
    assert words["verbs"] == ("纳管",)
