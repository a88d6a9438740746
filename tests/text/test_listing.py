"""Lists of names: shared heads, inner 和, counts behind 等, dash lists."""

from __future__ import annotations

import pytest

from qdtui.text.listing import dash_list, list_after, list_before, opening, small_number, split_items


def items(text: str, *, names: bool = False) -> list[str]:
    return [text[a:b] for a, b in list_before(text, 0, len(text), names=names).items]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("近年来，当地独立创建智能家电、轨道交通装备2个", ["智能家电", "轨道交通装备"]),
        ("家电及电子信息、软件和信息服务、船舶与海工装备等3个", ["家电及电子信息", "软件和信息服务", "船舶与海工装备"]),
        ("立足工程机械、轨道交通、航空动力等三大", ["工程机械", "轨道交通", "航空动力"]),
        ("聚焦集成电路、人工智能和新材料三大", ["集成电路", "人工智能", "新材料"]),
        ("做强有色金属、化工和纺织三个", ["有色金属", "化工", "纺织"]),
        ("依托甲厂、乙厂等企业打造光伏、储能2个", ["光伏", "储能"]),
        ("主要用于打造海洋高新，影视文化，旅游休闲等", ["海洋高新", "影视文化", "旅游休闲"]),
        ("以及智能制造与装备、人工智能等7个", ["智能制造与装备", "人工智能"]),
        ("先进陶瓷、先进电力电子器件及应用等4个", ["先进陶瓷", "先进电力电子器件及应用"]),
        ("拥有4个", []),
    ],
)
def test_items(text: str, expected: list[str]) -> None:
    assert items(text) == expected


def test_firms_split_at_every_conjunction() -> None:
    assert items("来自海尔、海信和澳柯玛等3家", names=True) == ["海尔", "海信", "澳柯玛"]


def test_a_count_that_matches_makes_the_list_complete() -> None:
    text = "拥有纺织服装、食品等2个"
    listing = list_before(text, 0, len(text))
    assert (listing.listed, listing.declared, listing.complete, listing.mismatch) == (2, 2, True, None)


def test_a_count_that_differs_is_noted() -> None:
    text = "拥有集成电路、虚拟现实、人工智能等8个"
    listing = list_before(text, 0, len(text))
    assert not listing.complete
    assert listing.mismatch == "文中称8个，列出3个"


def test_without_a_count_behind_the_list_nothing_is_noted() -> None:
    text = "打造光伏、储能等"
    listing = list_before(text, 0, len(text))
    assert (listing.etc, listing.complete, listing.mismatch) == (True, False, None)


def test_the_declared_number_decides_about_the_inner_conjunction() -> None:
    text = "先进陶瓷与硬质材料"
    assert len(split_items(text, 0, len(text), 2)) == 2
    assert len(split_items(text, 0, len(text), 1)) == 1


def test_dash_lists_pair_label_and_name() -> None:
    text = "分别是单一工厂灯塔——海信日立空调系统，端到端灯塔——海尔（胶州）空调。"
    pairs = [(text[a.start : a.end], text[b.start : b.end]) for a, b in dash_list(text, 0, len(text))]
    assert pairs == [("分别是单一工厂灯塔", "海信日立空调系统"), ("端到端灯塔", "海尔（胶州）空调")]


@pytest.mark.parametrize(
    ("word", "value"),
    [("8", 8), ("两", 2), ("十", 10), ("十二", 12), ("二十", 20), ("三十五", 35), ("百", 100), ("多", None)],
)
def test_small_numbers(word: str, value: int | None) -> None:
    assert small_number(word) == value


def test_a_word_that_holds_an_opener_opens_nothing() -> None:
    text = "参观有色金属"
    assert text[opening(text, 0, len(text)) :] == "有色金属"


def test_a_list_behind_its_count() -> None:
    text = "集群2个，分别是新型显示、智能家电。其他"
    listing = list_after(text, 2, len(text))
    assert [text[a:b] for a, b in listing.items] == ["新型显示", "智能家电"]
    assert listing.complete
    assert list_after("集群发展", 2, 4).items == ()
