"""The example plugins of the documentation: they run over the seeds, and find what an article says."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from qdtui.api import Extractor
from qdtui.cli import cli
from qdtui.store.read import Database
from qdtui.store.sql import Session
from qdtui.testing import check_extractor, extractors_in, load, run
from tests.project import BUNDLED, PATIENT, ROOT, Project, make

EXAMPLES = sorted((ROOT / "docs" / "examples").iterdir())
TABLES = ("funding", "honours", "quotes")
ARTICLE = """南通：向新而行

2026年3月2日

今年以来，南通市集中签约项目60余个。总投资120亿元的海洋装备产业园项目开工，氢能基地项目计划总投资约35亿元。

“订单排到了明年，企业正在扩产。”江苏宏远电气股份有限公司总经理周启明说。宏远电气董事长李明远表示：“我们将在海安市新建工厂。”

截至2025年底，全市培育国家级专精特新“小巨人”企业近150家，居全省第2位；瞪羚企业新增12家，链主企业5家。到2027年，单项冠军企业达到60家。
"""


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    project = make(tmp_path_factory.mktemp("examples") / "p", seeds=True)
    for path in (path for path in EXAMPLES if path.stem in TABLES):
        (project.folder / "plugins" / path.name).write_bytes(path.read_bytes())
    project.configure(disabled=BUNDLED, time_limit=PATIENT, more='[extractor.honours]\ntitles = ["链主"]\n')
    project.write("article.txt", ARTICLE)
    assert project.ingest().problems == []
    return project


def test_each_finds_rows_in_the_seeds_and_the_article(project: Project) -> None:
    for table in TABLES:
        assert rows(project, "1", table)
        assert project.query(f"SELECT 1 FROM {table} JOIN documents USING (doc_id) WHERE path NOT LIKE '%article%'")


def rows(project: Project, columns: str, table: str) -> list[tuple[object, ...]]:
    return project.query(
        f"SELECT {columns} FROM {table} WHERE doc_id = (SELECT doc_id FROM documents WHERE path LIKE '%article%') ORDER BY start"
    )


def test_funding(project: Project) -> None:
    assert rows(project, "project, amount, comparator, place, kind", "funding") == [
        ("海洋装备产业园项目", 12e9, "=", "南通", "actual"),
        ("氢能基地项目", 3.5e9, "~", "南通", "target"),
    ]


def test_honours_take_titles_of_the_configuration_too(project: Project) -> None:
    assert rows(project, 'place, title, level, "count", comparator, added, as_of, rank', "honours") == [
        ("南通", "小巨人", "国家级", 150, "<", False, date(2025, 12, 31), 2),
        ("南通", "瞪羚", None, 12, "=", True, date(2025, 12, 31), None),
        ("南通", "链主", None, 5, "=", False, date(2025, 12, 31), None),
    ]


def test_quotes(project: Project) -> None:
    assert rows(project, "who, words, verbatim, place", "quotes") == [
        ("周启明", "订单排到了明年，企业正在扩产。", True, "南通"),
        ("李明远", "我们将在海安市新建工厂。", True, "海安"),
    ]


def extractor(name: str) -> Extractor:
    (one,) = extractors_in(ROOT / "docs" / "examples" / f"{name}.py")
    return one


def test_sponsors_are_people_and_policies_of_one_sentence() -> None:
    file = load(ROOT / "docs" / "examples" / "sponsors.py")
    text = "南通市工信局局长周启明表示，《南通市先进制造业集群培育行动方案（2025—2027年）》已经印发。他说了别的。"
    (row,) = run(file.extractors[0], text, published="2025-03-12", needs=file.needs["sponsors"])
    assert row.values["person"] == "周启明"
    assert row.values["order"] == "person first"
    assert "行动方案" in str(row.values["policy"])


def test_harbours_teach_the_toolkit_their_units(tmp_path: Path) -> None:
    project = make(tmp_path / "p")
    (project.folder / "plugins" / "harbours.py").write_bytes((ROOT / "docs/examples/harbours.py").read_bytes())
    project.write("a.txt", "青岛新闻\n\n去年，青岛港完成集装箱吞吐量3,000万标箱。\n")
    assert project.ingest().problems == []
    assert project.query("SELECT amount, unit FROM harbours") == [(30_000_000.0, "标箱")]


def test_mails_are_documents(tmp_path: Path) -> None:
    project = make(tmp_path / "p")
    (project.folder / "plugins" / "mails.py").write_bytes((ROOT / "docs/examples/mails.py").read_bytes())
    head = "From: li@example.com\nSubject: Haizhou\nDate: Wed, 12 Mar 2025 08:00:00 +0800\nContent-Type: text/plain; charset=utf-8\n"
    project.write("a.eml", f"{head}Content-Transfer-Encoding: 8bit\n\n海州市召开工业大会。\n")
    assert project.ingest().problems == []
    assert project.query("SELECT title, published FROM documents") == [("Haizhou", date(2025, 3, 12))]


def test_compare_shows_what_every_document_says_of_an_indicator(tmp_path: Path) -> None:
    project = make(tmp_path / "p", disabled=[name for name in BUNDLED if name not in ("indicators", "policies")])
    (project.folder / "plugins" / "compare.py").write_bytes((ROOT / "docs/examples/compare.py").read_bytes())
    for month, amount in ((3, 800), (4, 950)):
        text = f"临江市新闻\n\n2025年{month}月12日\n\n截至2025年{month}月底，临江市高新技术企业达到{amount}家。\n"
        project.write(f"{month}.txt", text)
    assert project.ingest().problems == []
    ((fact_id,),) = project.query("SELECT fact_id FROM indicators WHERE value = 800")
    arguments = ["run", "compare", "--fact", str(fact_id), "--format", "json", "--config", str(project.config)]
    done = CliRunner().invoke(cli, arguments)
    assert done.exit_code == 0, done.output
    assert [(row["value"], row["published"]) for row in json.loads(done.stdout)] == [
        (800.0, "2025-03-12"),
        (950.0, "2025-04-12"),
    ]


def test_holders_lists_who_holds_what_by_city(tmp_path: Path) -> None:
    project = make(tmp_path / "p", seeds=True, disabled=())
    (project.folder / "plugins" / "holders.py").write_bytes((ROOT / "docs/examples/holders.py").read_bytes())
    assert project.ingest().problems == []
    (offer,) = Database(project.database).offers()
    by_city, by_name = offer.declared["views"]
    session = Session(project.database)
    try:
        cities = list(session.run(by_city["sql"], parameters={}).all_rows())
        assert len(cities) > 3
        for detail in by_city["details"]:
            result = session.run(detail["sql"], parameters={"region": cities[0][0], "clusters": 5})
            assert {"doc_id", "start", "end"} <= set(result.columns)
            list(result.all_rows())
        names = list(session.run(by_name["sql"], parameters={}).all_rows())
        detail = session.run(by_name["details"][0]["sql"], parameters={"name": names[0][0]})
        assert list(detail.all_rows())
        assert sum(sum(row[1:4]) for row in cities) >= len(names) - 5
    finally:
        session.close()


def test_the_examples_hold_to_the_contract() -> None:
    for name in ("funding", "honours", "quotes", "harbours"):
        check_extractor(extractor(name), seconds=PATIENT)


def test_the_page_of_plugins_names_each() -> None:
    page = (ROOT / "docs" / "plugins.md").read_text(encoding="utf-8")
    for path in EXAMPLES:
        assert f"(examples/{path.name})" in page
        assert len(path.read_text(encoding="utf-8").splitlines()) <= 70
