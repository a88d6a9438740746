"""Extractors without code: what patterns find, and how a wrong file is explained."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from plugins.lighthouse_factories import Lighthouses
from qdtui.api import Row
from qdtui.load import load_file
from qdtui.model import Document
from qdtui.pattern_file import KINDS, WORDINGS, PatternError
from qdtui.patterns import extractor_of
from qdtui.plugins import find_sources, load_plugins
from qdtui.testing import SAMPLE, check_extractor, document, extractors_in, run
from tests.plugin_files import GOOD, write
from tests.project import ROOT, SEEDS, make

PAGE = (ROOT / "docs" / "plugins.md").read_text(encoding="utf-8")
EXAMPLE = ROOT / "docs" / "examples" / "lighthouse.toml"
COLUMNS = ("factory", "company", "category", "region", "year", "month")
AIMS = next(block for block in re.findall(r"```toml\n(.*?)```", PAGE, re.DOTALL) if "[pattern.aim]" in block)
AIM = "南通市提出，到2027年，力争培育产业集群12个。"

FILE = """comment = "Firms."
key = ["firm"]

[columns]
firm = "The firm."
year = { type = "INTEGER", comment = "When." }
day = { type = "DATE" }
many = { type = "BIGINT" }

[parts]
award = "获评|入选"

[pattern.one]
match = "MATCH"
values = { VALUES }
"""


def facts(rows: list[Row], *columns: str) -> set[tuple[object, ...]]:
    return {(*(row.values.get(column) for column in columns), row.start, row.end) for row in rows}


def found(
    match: str, text: str, values: str = "", published: str | int | None = "2025-03-12"
) -> list[dict[str, object]]:
    one = extractor_of("firms", FILE.replace("MATCH", match).replace("VALUES", values))
    return [dict(row.values) for row in run(one, text, published=published)]


def test_the_lighthouse_example_finds_what_the_bundled_extractor_finds_in_the_seeds() -> None:
    (example,) = extractors_in(EXAMPLE)
    total = 0
    for path in sorted(SEEDS.iterdir()):
        doc = load_file(path)
        rows = facts(list(Lighthouses().extract(doc)), *COLUMNS)
        assert facts(run(example, doc), *COLUMNS) == rows, path.name
        total += len(rows)
    assert total == 5


def test_patterns_hold_to_the_contract() -> None:
    (example,) = extractors_in(EXAMPLE)
    text = "去年10月，世界经济论坛公布名单，分别是端到端灯塔——海远（胶州）空调，可持续灯塔——云岛啤酒。"
    check_extractor(example, text, published="2025-03-12")
    check_extractor(extractor_of("aims", AIMS), AIM)


def test_the_example_of_the_page_finds_an_aim_with_its_year_and_place() -> None:
    (row,) = run(extractor_of("pledges", AIMS), AIM, published="2025-03-12")
    assert row.values == {"what": "产业集群", "amount": 12.0, "unit": "个", "year": 2027, "place": "南通"}
    assert row.quote == "到2027年，力争培育产业集群12个"
    assert row.rule == "aim"
    assert run(extractor_of("pledges", AIMS), AIM.replace("集群12个", "集群12个，已经")) == []


def test_the_page_names_every_kind() -> None:
    for kind in (*KINDS, *WORDINGS):
        assert f"`{{{kind}}}`" in PAGE, kind
    for parts in KINDS.values():
        for part in parts:
            assert re.search(rf"`(?:\{{[a-z]+\.)?{part}\}}?`", PAGE), part


def test_what_the_toolkit_finds_fills_columns() -> None:
    text = "3月5日，海川新材料股份有限公司获评国家级制造业单项冠军企业，产值1,200万元。"
    assert found("{firm:org}(?:{award})", text) == [{"firm": "海川新材料股份有限公司"}]
    assert found("{day:time}，{firm:org}", text, 'year = "{day.year}"') == [
        {"day": date(2025, 3, 5), "firm": "海川新材料股份有限公司", "year": 2025}
    ]
    assert found("{org}.*?产值{many:quantity}", text) == [{"many": 12_000_000}]
    assert found("(?P<firm>海川).*?产值", text, 'year = "{document.year}"') == [{"firm": "海川", "year": 2025}]


def test_a_list_gives_a_row_for_each_item_with_its_own_quote() -> None:
    one = extractor_of("firms", FILE.replace("MATCH", "{firm:list}(?:{award})").replace("VALUES", "year = 2024"))
    rows = run(one, "今年，甲乙重工、丙丁电气获评。")
    assert [(row.values["firm"], row.quote) for row in rows] == [
        ("甲乙重工", "甲乙重工、丙丁电气获评"),
        ("丙丁电气", "丙丁电气获评"),
    ]


def test_traditional_texts_keep_their_characters() -> None:
    assert found("{firm:words}入选", "遠航電氣入選名單。") == [{"firm": "遠航電氣"}]
    assert found("{firm:title}", "《临江市发展规划》印发。") == [{"firm": "临江市发展规划"}]


def test_what_the_text_does_not_say_is_null() -> None:
    assert found("{firm:words}入选", "远航电气入选。", 'year = "{time_before.year}"', None) == [
        {"firm": "远航电气", "year": None}
    ]


@pytest.mark.parametrize(
    ("change", "line", "message"),
    [
        (("MATCH", "{frim:words}入选"), 14, "it fills no column"),
        (("MATCH", "{firm:wrods}"), 14, "there is no kind 'wrods'"),
        (("MATCH", "{award}{prize}"), 14, "{prize} is neither a kind nor one of [parts]"),
        (("MATCH", "{firm:words}("), 14, "no regular expression"),
        (("MATCH", "({firm:org})+"), 14, "no regular expression"),
        (('match = "MATCH"', 'mtach = "x"'), 14, "there is no such key"),
        (("VALUES", 'yaer = "x"'), 15, "there is no column 'yaer'"),
        (("VALUES", 'year = "x"'), 15, "column year is INTEGER and cannot hold 'x'"),
        (("VALUES", 'year = "{when.year}"'), 15, "{when} is not there"),
        (("VALUES", 'year = "{time_before.yaer}"'), 15, "time_before has no yaer"),
        (("VALUES", "} }"), 15, "this is not TOML"),
        (('key = ["firm"]', 'key = ["frim"]'), 2, "there is no column 'frim'"),
        (('type = "INTEGER"', 'type = "INT"'), 6, "'INT' is no type"),
        (('award = "获评|入选"', 'award = "获评("'), 11, "no regular expression"),
        (('award = "', 'org = "'), 11, "org is a kind of its own"),
        (('comment = "Firms."', "coment = 1"), 1, "there is no such key"),
        (('firm = "The firm."', "Firm = 'x'"), 5, "a name is made of"),
        (("[pattern.one]", "[patterns.one]"), 13, "there is no such key"),
        (("VALUES", "}\nconfidence = 2\n#"), 16, "2 is not between 0 and 1"),
    ],
)
def test_a_wrong_file_is_explained_with_its_line(change: tuple[str, str], line: int, message: str) -> None:
    text = FILE.replace(*change).replace("MATCH", "{firm:words}入选").replace("VALUES", "")
    with pytest.raises(PatternError) as caught:
        extractor_of("firms", text)
    assert message in caught.value.msg
    assert caught.value.lineno == line


def test_a_file_of_patterns_is_a_plugin_like_others(tmp_path: Path) -> None:
    project = make(tmp_path / "p")
    write(project.folder / "plugins", years=GOOD)
    (project.folder / "plugins" / "aims.toml").write_text(AIMS, encoding="utf-8")
    (project.folder / "plugins" / "wrong.toml").write_text(
        AIMS.replace("words]", "wrods]").replace(":words", ":wrods"), encoding="utf-8"
    )
    (project.folder / "plugins" / "config.toml").write_text("jobs = 2\n", encoding="utf-8")
    project.write("a.txt", f"临江新闻\n\n{AIM}\n")
    report = project.ingest()
    assert len(report.problems) == 1
    assert "there is no kind 'wrods'" in report.problems[0].reason
    assert "(line 16)" in report.problems[0].reason
    assert project.query("SELECT what, year, rule FROM aims") == [("产业集群", 2027, "aim")]
    assert project.query("SELECT comment FROM duckdb_columns() WHERE table_name = 'aims' AND column_name = 'year'")


def test_patterns_of_a_stranger_run_without_asking_and_code_does_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "empty"))
    project = make(tmp_path / "p")
    write(project.folder / "plugins", years=GOOD)
    (project.folder / "plugins" / "aims.toml").write_text(AIMS, encoding="utf-8")
    project.write("a.txt", f"临江新闻\n\n{AIM}\n")
    assert [problem.extractor for problem in project.ingest().problems] == ["years"]
    assert project.query("SELECT count(*) FROM aims") == [(1,)]


def test_patterns_cost_little_where_nothing_matches() -> None:
    """No reading of the text is made when none of the words is in it."""
    (example,) = extractors_in(EXAMPLE)
    from qdtui.text import read

    doc = document("没有" + SAMPLE.replace("灯塔", "明灯"))
    before = read.cache_info().misses  # type: ignore[attr-defined,unused-ignore]
    assert list(example.extract(doc)) == []
    assert read.cache_info().misses == before  # type: ignore[attr-defined,unused-ignore]
    assert isinstance(doc, Document)
    sources, _ = find_sources(EXAMPLE.parent, [])
    assert "lighthouse" in {one.name for one in sources}
    assert load_plugins([one for one in sources if one.name == "lighthouse"], {}).catalogue.faults == ()
