"""Ranks and among whom they hold."""

from __future__ import annotations

import pytest

from qdtui.text.rank import ranks


@pytest.mark.parametrize(
    ("text", "rank", "scope"),
    [
        ("数量居全省首位", 1, "全省"),
        ("总量位列全国第六。", 6, "全国"),
        ("增速居全省第7位，", 7, "全省"),
        ("规模连续多年稳居世界首位", 1, "世界"),
        ("跃居先进制造业百强市第七位", 7, "先进制造业百强市"),
        ("居同类城市榜首", 1, "同类城市"),
        ("增至8个，为全省第一。", 1, "全省"),
        ("蝉联全国“双跨”平台之首", 1, "全国“双跨”平台"),
        ("增速居全市首，", 1, "全市"),
        ("预赛排名第五，", 5, None),
    ],
)
def test_a_rank(text: str, rank: int, scope: str | None) -> None:
    (found,) = ranks(text)
    assert (found.rank, found.scope, found.comparator) == (rank, scope, "=")


def test_two_ranks_of_one_number() -> None:
    assert [(r.rank, r.scope) for r in ranks("数量居全省第一、副省级城市第四；")] == [(1, "全省"), (4, "副省级城市")]


def test_a_list_of_ranks_shares_its_scope() -> None:
    assert [(r.rank, r.scope) for r in ranks("增幅分别列全省第3位、第2位。")] == [(3, "全省"), (2, "全省")]


def test_the_first_ten_is_a_bound() -> None:
    (found,) = ranks("进入全国百强县前十，")
    assert (found.rank, found.comparator) == (10, "<=")


@pytest.mark.parametrize(
    "text",
    [
        "均居全省前列",
        "重回全国第一方阵",
        "第九批名单",
        "为国内第一批试点",
        "第一季度增长",
        "世界第二大经济体",
        "第三产业占比",
        "首批入选企业",
        "党的第二十次代表大会",
    ],
)
def test_what_is_no_rank(text: str) -> None:
    assert ranks(text) == []


def test_the_scope_of_a_rank_that_is_kept_is_the_place_alone() -> None:
    text = "全国保持农业保险保费规模全球第一。"
    (rank,) = ranks(text)
    assert (rank.rank, rank.scope, text[: rank.start]) == (1, "全球", "全国保持农业保险保费规模")
