"""Where sentences and clauses end."""

from __future__ import annotations

import pytest

from qdtui.text.sentence import looks_like_heading, split_clauses, split_sentences


def sentences(text: str) -> list[str]:
    return [text[s.start : s.end] for s in split_sentences(text)]


def clauses(text: str) -> list[str]:
    return [text[c.start : c.end] for c in split_clauses(text, 0, len(text))]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("甲市增长。乙市下降！丙市呢？", ["甲市增长。", "乙市下降！", "丙市呢？"]),
        ("营收增长；利润下降。", ["营收增长；", "利润下降。"]),
        ("他说：“要干。”会议结束。", ["他说：“要干。”", "会议结束。"]),
        ("第一行没有句号\n第二行。", ["第一行没有句号", "第二行。"]),
        ("发布《打头阵！当先锋》报告。", ["发布《打头阵！当先锋》报告。"]),
        ("真好!我们去吧;走。", ["真好!", "我们去吧;", "走。"]),
        ("占比4.5.同时增长", ["占比4.5.同时增长"]),
        ("增长到顶.随后回落", ["增长到顶.", "随后回落"]),
        ("场景5000余个……2日上午", ["场景5000余个……", "2日上午"]),
        ("  \n\n  ", []),
    ],
)
def test_sentences(text: str, parts: list[str]) -> None:
    assert sentences(text) == parts


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("去年，全市增长5%，居第1位。", ["去年", "全市增长5%", "居第1位"]),
        ("示范(企业,平台)26家,居首位", ["示范(企业,平台)26家", "居首位"]),
        ("收入12,345.6万元，增长", ["收入12,345.6万元", "增长"]),
        ("题为“稳,进,立”的讲话", ["题为“稳,进,立”的讲话"]),
        ("数据显示：产量增长", ["数据显示", "产量增长"]),
        ("增长，，。", ["增长"]),
    ],
)
def test_clauses(text: str, parts: list[str]) -> None:
    assert clauses(text) == parts


@pytest.mark.parametrize(
    ("line", "heading"),
    [
        ("打造6个先进制造业集群", True),
        ("一、总体要求", True),
        ("全市工业增长5%。", False),
        ("正在举行的两会,", False),
        ("近年来" * 20, False),
        ("", False),
    ],
)
def test_a_short_line_without_a_stop_may_be_a_heading(line: str, heading: bool) -> None:
    assert looks_like_heading(line) is heading
