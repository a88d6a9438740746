"""Gold against rows: what counts as found, what as right, and what is told of the rest."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from qdtui.cli import cli
from qdtui.evaluate import Found, GoldError, GoldFact, alike, calibration, changes, evaluate, read_gold, rules
from tests.project import Project

GOLD = Path(__file__).parent / "gold" / "seeds.jsonl"


def gold(table: str, doc: str = "a", *, optional: bool = False, **values: Any) -> GoldFact:
    return GoldFact(doc, table, values, "quote", optional)


def row(confidence: float = 0.9, **values: Any) -> Found:
    return Found(values, "quote", confidence, "rule")


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [
        ("青岛特钢有限公司", "青岛特钢", True),
        ("“灯塔工厂”", "灯塔工厂", True),
        ("国家级制造业单项冠军企业", "国家级单项冠军企业", True),
        ("特锐德", "青岛特钢", False),
        ("", "青岛", False),
        (None, None, False),
    ],
)
def test_names_are_alike_when_a_reader_takes_them_for_one(first: str, second: str, same: bool) -> None:
    assert alike(first, second) is same


def test_a_found_row_is_right_when_all_its_columns_agree() -> None:
    asked = [gold("people", name="王栋", position="总工程师"), gold("people", name="李沛", position="记者")]
    there = [("a", row(name="王栋", position="海尔集团总工程师")), ("a", row(name="李沛", position="编辑"))]
    score = evaluate(asked, {"people": there})["people"]
    assert (score.found, score.right, score.f1, score.exact_f1) == (2, 1, 1.0, 0.5)
    assert [(fact.values["name"], off) for fact, _, off in score.wrong] == [("李沛", ("position",))]


def test_what_was_missed_and_what_was_too_much_is_told() -> None:
    score = evaluate([gold("clusters", name="智能家电")], {"clusters": [("a", row(name="橡胶"))]})["clusters"]
    assert [fact.values["name"] for fact in score.missed] == ["智能家电"]
    assert [found.values["name"] for _, found in score.extra] == ["橡胶"]
    assert (score.precision, score.recall, score.f1) == (0.0, 0.0, 0.0)


def test_an_optional_fact_counts_neither_way() -> None:
    asked = [gold("clusters", name="智能家电"), gold("clusters", name="橡胶", optional=True)]
    with_it = evaluate(asked, {"clusters": [("a", row(name="智能家电")), ("a", row(name="橡胶"))]})["clusters"]
    without = evaluate(asked, {"clusters": [("a", row(name="智能家电"))]})["clusters"]
    assert with_it.f1 == without.f1 == 1.0


def test_one_row_answers_one_gold_fact() -> None:
    asked = [gold("clusters", name="智能家电"), gold("clusters", name="智能家电")]
    assert evaluate(asked, {"clusters": [("a", row(name="智能家电"))]})["clusters"].found == 1


def test_rows_of_documents_without_gold_do_not_count() -> None:
    score = evaluate([gold("clusters", name="智能家电")], {"clusters": [("b", row(name="橡胶"))]})["clusters"]
    assert score.rows == 0


def test_an_indicator_is_found_by_number_unit_and_words() -> None:
    asked = [gold("indicators", indicator="单项冠军企业", value=39, unit="家", measure="total")]
    for name, value, unit, found in (
        ("国家级单项冠军企业", 39.0, "家", 1),
        ("国家级单项冠军企业", 38.0, "家", 0),
        ("国家级单项冠军企业", 39.0, "个", 0),
        ("工业增加值", 39.0, "家", 0),
    ):
        there = [("a", row(indicator=name, value=value, unit=unit))]
        assert evaluate(asked, {"indicators": there})["indicators"].found == found


def test_two_awards_of_one_firm_are_told_apart_by_their_title() -> None:
    asked = [
        gold("champions", company="甲", title="单项冠军企业"),
        gold("champions", company="甲", title="单项冠军产品"),
    ]
    there = [("a", row(company="甲", title="单项冠军企业"))]
    score = evaluate(asked, {"champions": there})["champions"]
    assert [fact.values["title"] for fact in score.missed] == ["单项冠军产品"]


def test_calibration_shows_whether_confidence_means_something() -> None:
    asked = [gold("clusters", name=str(n) * 2) for n in range(4)]
    there = [("a", row(0.95, name=str(n) * 2)) for n in range(4)] + [("a", row(0.55, name="九九"))]
    bands = {band.name: band for band in calibration(evaluate(asked, {"clusters": there}).values())}
    assert (bands["0.9–1.0"].rows, bands["0.9–1.0"].found) == (4, 1.0)
    assert (bands["0.5–0.6"].rows, bands["0.5–0.6"].found) == (1, 0.0)


def test_a_rule_that_claims_too_much_shows() -> None:
    asked = [gold("clusters", name="智能家电", region="常州"), gold("clusters", name="橡胶", optional=True)]
    there = [
        ("a", Found({"name": "智能家电", "region": "无锡"}, "quote", 0.9, "list")),
        ("a", Found({"name": "轴承"}, "quote", 0.7, "list")),
        ("a", Found({"name": "橡胶"}, "quote", 0.7, "heading")),
    ]
    (rule,) = rules(evaluate(asked, {"clusters": there}))
    assert (rule.table, rule.rule, rule.rows, round(rule.confidence, 2)) == ("clusters", "list", 2, 0.8)
    assert (rule.found, rule.right) == (0.5, 0.0)


def test_two_runs_are_compared_by_what_was_won_and_lost() -> None:
    asked = [gold("clusters", name="智能家电"), gold("clusters", name="橡胶")]
    before = evaluate(asked, {"clusters": [("a", row(name="智能家电"))]})
    after = evaluate(asked, {"clusters": [("a", row(name="橡胶"))]})
    assert changes(before, after) == [
        ("won", "clusters", "a", "name 橡胶"),
        ("lost", "clusters", "a", "name 智能家电"),
    ]


def test_a_line_that_is_no_gold_is_named(tmp_path: Path) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_text('{"doc": "a", "table": "people", "row": {}}\n{"doc": "a"}\n', encoding="utf-8")
    with pytest.raises(GoldError, match=r"gold\.jsonl, line 2"):
        read_gold(path)


def test_the_command_prints_scores_misses_and_calibration(seeds: Project) -> None:
    arguments = ["evaluate", str(GOLD), "--db", str(seeds.database), "--misses", "indicators"]
    printed = CliRunner().invoke(cli, [*arguments, "--rules", "--against", str(seeds.database)])
    assert printed.exit_code == 0, printed.output
    assert "indicators" in printed.output
    assert "0.9–1.0" in printed.output
    assert "「" in printed.output
    assert "office before name" in printed.output
    scores = json.loads(CliRunner().invoke(cli, [*arguments[:4], "--json"]).output)
    assert scores["indicators"]["gold"] == 140


@pytest.mark.parametrize(
    "table", ["champions", "clusters", "lighthouse_factories", "policies", "events", "people", "indicators"]
)
def test_the_seeds_are_read_as_their_gold_says(seeds: Project, table: str) -> None:
    arguments = ["evaluate", str(GOLD), "--db", str(seeds.database), "--json"]
    score = json.loads(CliRunner().invoke(cli, arguments).output)[table]
    assert score["f1"] >= 0.95, score
    assert score["exact_f1"] >= 0.85, score
