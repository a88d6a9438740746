"""Facets that plugins add to the search: values as data, and none of a plugin's SQL inside the search's own."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from click.testing import CliRunner

from qdtui.cli import cli
from qdtui.offer_checks import OWN_FACETS
from qdtui.store import own_facets
from qdtui.store.connect import Reader
from qdtui.store.query import KINDS, Facet, facets_of, parse, with_facet
from qdtui.store.read import Database
from tests.plugin_files import GOOD, write
from tests.project import ROOT, Project, make

FACETS = """
from qdtui.api import Facet, hookimpl

@hookimpl
def qdtui_facets(config):
    return [
        Facet("decade", "年代", "SELECT doc_id, (year // 10 * 10)::VARCHAR || '年代' AS value FROM years;"),
        Facet("place", "地方", "SELECT doc_id, 'Haizhou  News' AS value FROM documents WHERE path LIKE '%a.txt'"),
        Facet("broken", "坏", "SELECT doc_id, 1 AS value FROM nowhere"),
        Facet("reads", "读", "SELECT content AS doc_id, content AS value FROM read_text('/etc/hostname')"),
        Facet("columns", "列", "SELECT doc_id FROM documents"),
        Facet("hangs", "久", "SELECT 'x' AS doc_id, count(*) AS value FROM range(100_000_000_000) a, range(100_000) b"),
        Facet("million", "多", "SELECT range::VARCHAR AS doc_id, 'x' AS value FROM range(3_000_000)"),
        Facet("sly", "骗", "SELECT doc_id, chr(27) || '[2J' || repeat('x', 500) AS value FROM documents"),
    ]
"""


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    project = make(tmp_path_factory.mktemp("facets") / "p")
    write(project.folder / "plugins", years=GOOD, facets=FACETS)
    project.write("a.txt", "Haizhou News\n\n2025年3月12日\n\n海州集群到2027年建成12家;2031年再翻番。\n")
    project.write("b.txt", "临江新闻\n\n2024年3月12日\n\n临江集群2019年开工，企业名单另行公布。\n")
    project.write("c.txt", "云岭新闻\n\n云岭集群没有写明时间，企业名单也没有公布。\n")
    assert project.ingest().problems == []
    return project


def found(project: Project, query: str) -> list[str]:
    result = Database(project.database).search(query)
    assert result.error is None, result.error
    paths = {info.doc_id: Path(info.path).stem for info in Database(project.database).documents()}
    return sorted(paths[hit.doc_id] for hit in result.hits)


@pytest.mark.parametrize(
    ("query", "documents"),
    [
        ("集群 decade:2020年代", "ab"),
        ("集群 decade:2030年代", "a"),
        ("decade:2030年代 decade:2010年代", "ab"),
        ("集群 -decade:2030年代", "bc"),
        ("decade:none", "c"),
        ("集群 -decade:none", "ab"),
        ('place:"haizhou news"', "a"),
        ("decade:2020年代 year:2024", "b"),
        ("集群 decade:1990年代", ""),
    ],
)
def test_a_facet_chooses_among_the_documents(project: Project, query: str, documents: str) -> None:
    assert found(project, query) == list(documents)


def test_the_list_has_its_values_with_counts_that_tell_what_choosing_gives(project: Project) -> None:
    counts = Database(project.database).search_facets("集群 year:2024-2025")
    mine = [(each.facet.value, each.documents) for each in counts if each.facet.kind == "decade"]
    assert mine == [("2020年代", 2), ("2010年代", 1), ("2030年代", 1)]
    for value, number in mine:
        assert len(found(project, f"集群 year:2024-2025 {Facet('decade', value)}")) == number


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("broken", "facet broken of facets: Catalog error: Table with name nowhere does not exist"),
        ("reads", "facet reads of facets: Closed off: the SQL here reads the opened file alone"),
        ("columns", "facet columns of facets: Binder error"),
        ("hangs", "facet hangs of facets: Stopped: the time limit of 1 s is over"),
        ("million", "facet million of facets: its query gives more than 100,000 rows"),
    ],
)
def test_a_bad_facet_is_named_and_the_others_work(
    project: Project, monkeypatch: pytest.MonkeyPatch, name: str, said: str
) -> None:
    monkeypatch.setattr(own_facets, "SECONDS", 1.0)
    monkeypatch.setattr(own_facets, "MOST_ROWS", 100_000)
    database = Database(project.database)
    result = database.search(f"集群 {name}:x")
    assert result.error is not None
    assert said in result.error
    assert len(database.search("集群").hits) == 3
    counts = {each.facet.kind: each for each in database.search_facets("集群")}
    assert said in counts[name].fault
    assert counts["decade"].documents
    assert not counts["decade"].fault


def test_values_are_cut_and_hold_nothing_that_a_query_could_not(project: Project) -> None:
    counts = [each for each in Database(project.database).search_facets("集群") if each.facet.kind == "sly"]
    assert [(len(each.facet.value), each.documents) for each in counts] == [(200, 3)]


def test_names_of_facets_are_words_of_the_query_only_where_a_plugin_offers_them() -> None:
    assert parse("decade:2020").facets == ()
    assert parse("Decade:2020 x", own=("decade",)).facets == (Facet("decade", "2020"),)
    assert facets_of("-decade:x decades:y", ("decade",)) == (Facet("decade", "x", excluded=True),)
    assert with_facet("集群 decade:2020", Facet("decade", "2020")) == "集群"
    assert with_facet("集群", Facet("decade", "20 20")) == '集群 decade:"20 20"'
    assert set(OWN_FACETS) == {name for name in KINDS if name.isascii()}


def test_the_command_line_searches_by_them(project: Project) -> None:
    done = CliRunner().invoke(cli, ["search", "集群 decade:2030年代", "--config", str(project.config)])
    assert "2031年再翻番" in done.output
    done = CliRunner().invoke(cli, ["search", "集群 broken:x", "--config", str(project.config)])
    assert done.exit_code == 2
    assert "facet broken of facets" in done.output


def test_a_new_snapshot_is_asked_anew(tmp_path: Path) -> None:
    project = make(tmp_path / "p")
    write(project.folder / "plugins", years=GOOD, facets=FACETS)
    project.write("a.txt", "临江新闻\n\n临江集群2019年开工，企业名单另行公布。\n")
    project.ingest()
    database = Database(project.database)
    assert len(database.search("decade:2010年代").hits) == 1
    project.write("b.txt", "海州新闻\n\n海州集群2018年开工，参加单位另行通知。\n")
    project.ingest()
    assert len(database.search("decade:2010年代").hits) == 2
    (project.folder / "plugins" / "facets.py").unlink()
    project.ingest()
    assert database.search("decade:2010年代").hits == []


def test_a_file_that_is_replaced_while_it_is_searched_does_not_keep_the_facets_of_the_old_one(tmp_path: Path) -> None:
    project = make(tmp_path / "p")
    write(project.folder / "plugins", years=GOOD, facets=FACETS)
    project.write("a.txt", "临江新闻\n\n临江集群2019年开工，企业名单另行公布。\n")
    project.ingest()
    reader = Reader(project.database)
    own = own_facets.OwnFacets(project.database, reader.snapshot_of)
    with reader.open() as old:
        (project.folder / "plugins" / "facets.py").unlink()
        project.ingest()
        assert "decade" in own.names(old)
    with reader.open() as new:
        assert own.names(new) == ()


@pytest.mark.parametrize("waits", [False, True])
def test_a_search_that_is_given_up_does_not_wait_for_the_query_of_a_facet(
    project: Project, monkeypatch: pytest.MonkeyPatch, waits: bool
) -> None:
    monkeypatch.setattr(own_facets, "SECONDS", 600.0)
    database = Database(project.database)
    told: list[Exception] = []

    def ask() -> None:
        try:
            database.search("集群 hangs:1")
        except Exception as error:
            told.append(error)

    held = database._own._reading if waits else threading.Lock()
    with held:
        thread = threading.Thread(target=ask, daemon=True)
        thread.start()
        thread.join(0.5)
        assert thread.is_alive()
        database.cancel_search()
        thread.join(60)
    assert [type(error) for error in told] == [InterruptedError]
    assert len(database.search("集群 decade:2030年代").hits) == 1


def test_facets_of_the_program_and_of_others_cannot_be_claimed(tmp_path: Path) -> None:
    project = make(tmp_path / "p")
    one = """
from qdtui.api import Facet, hookimpl

@hookimpl
def qdtui_facets(config):
    return [Facet("has", "x", "SELECT 1"), Facet("city", "x", "SELECT 1 AS doc_id, 2 AS value"), Facet("w", "x", "DROP TABLE documents")]
"""
    write(project.folder / "plugins", a=one, b=one)
    reasons = [problem.reason for problem in project.ingest().problems]
    assert "facet 'has': year, outlet, has, copies are qdtui's own" in reasons
    assert "facet city has two owners: a (used) and b (left out)" in reasons
    assert "facet w: the query of 'x' is not one SELECT" in reasons
    assert project.query("SELECT name, plugin FROM offers") == [("city", "a")]


def test_the_cities_of_the_examples_find_documents_by_place(tmp_path: Path) -> None:
    project = make(tmp_path / "p", seeds=True, disabled=())
    (project.folder / "plugins" / "cities.py").write_bytes((ROOT / "docs/examples/cities.py").read_bytes())
    assert project.ingest().problems == []
    database = Database(project.database)
    counts = [each for each in database.search_facets("工业") if each.facet.kind == "city"]
    assert counts
    assert not any(each.fault for each in counts)
    for each in counts[:3]:
        assert len(database.search(f"工业 {each.facet}").hits) == each.documents
