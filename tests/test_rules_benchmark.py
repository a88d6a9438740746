"""The audit of rules: what each found, and what is left of a document when only rules count that others need too."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from benchmarks.rules import main


def write(folder: Path, texts: dict[str, str], gold: list[tuple[str, str, dict[str, object]]]) -> list[str]:
    """Documents and their gold, as arguments."""
    folder.mkdir()
    for name, text in texts.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    lines = [json.dumps({"doc": doc, "table": table, "row": row, "quote": ""}) for doc, table, row in gold]
    (folder / "gold.jsonl").write_text("\n".join(lines), encoding="utf-8")
    return ["--only", "--set", str(folder), str(folder / "gold.jsonl")]


HEAD = "海滨新闻\n\n2025-03-01\n\n"
LIST = HEAD + "南通市海洋工程装备、新材料2个产业集群入选国家先进制造业集群。\n"
SAME = HEAD + "宜昌市精细化工、绿色船舶2个产业集群入选国家先进制造业集群。\n"
BEFORE = HEAD + "常州市拥有动力电池、碳纤维2个国家级先进制造业集群。\n"


def rules(printed: str) -> list[str]:
    """The lines of the first table."""
    return [line for line in printed.split("\ndocument")[0].splitlines() if line.startswith("clusters")]


def clusters(doc: str, *names: str) -> list[tuple[str, str, dict[str, object]]]:
    shared = {"category": "先进制造业集群", "level": "国家级", "status": "入选"}
    region = {"a": "南通", "b": "宜昌", "c": "常州"}[doc]
    return [(doc, "clusters", {"name": name, "region": region, **shared}) for name in names]


def test_a_rule_that_another_document_needs_costs_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    gold = [*clusters("a", "海洋工程装备", "新材料"), *clusters("b", "精细化工", "绿色船舶")]
    assert main(write(tmp_path / "s", {"a": LIST, "b": SAME}, gold)) == 0
    printed = capsys.readouterr().out
    (line,) = rules(printed)
    assert "4/4/4" in line
    assert "alone" not in line
    assert "largest fall 0.000" in printed


def test_a_rule_that_one_document_alone_needs_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    gold = [*clusters("a", "海洋工程装备"), *clusters("c", "动力电池", "碳纤维")]
    one = LIST.replace("、新材料2个", "")
    assert main(write(tmp_path / "s", {"a": one, "c": BEFORE}, gold)) == 1
    printed = capsys.readouterr().out
    (line,) = [line for line in rules(printed) if "1/1/1" in line]
    assert line.endswith("alone")
    assert "1.000      0.000   1.000  more than 0.05" in printed


def test_what_gold_does_not_ask_for_counts_against_a_rule(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(write(tmp_path / "s", {"a": LIST}, clusters("a", "海洋工程装备")))
    (line,) = rules(capsys.readouterr().out)
    assert "2/1/1" in line


def test_a_set_adds_witnesses_to_the_first(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    first = write(tmp_path / "s", {"a": LIST}, clusters("a", "海洋工程装备", "新材料"))
    assert main(first) == 1
    second = write(tmp_path / "t", {"b": SAME}, clusters("b", "精细化工", "绿色船舶"))
    assert main([*first, *second[1:]]) == 0
    assert "largest fall 0.000" in capsys.readouterr().out


def test_no_seed_leans_on_rules_of_its_own(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 0, capsys.readouterr().out
