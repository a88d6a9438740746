"""The command line as a person or a script meets it: what is on stdout, what on stderr, and the exit code."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

from tests.plugin_files import RAISES, plugin, write
from tests.project import ROOT, Project, make


def qdtui(*arguments: str | Path, cwd: Path = ROOT, text: str | None = None) -> subprocess.CompletedProcess[str]:
    """Run the program as its own process."""
    command = [sys.executable, "-m", "qdtui", *map(str, arguments)]
    return subprocess.run(command, cwd=cwd, input=text, capture_output=True, text=True, check=False)


def test_search_prints_hits_on_stdout_and_the_count_on_stderr(seeds_database: Path) -> None:
    done = qdtui("search", "产业集群", "--db", seeds_database)
    assert done.returncode == 0
    assert done.stdout.count("【产业集群】") >= 5
    assert "5 documents" in done.stderr
    assert "\x1b" not in done.stdout


def test_search_as_json_gives_offsets_that_lead_into_the_text(seeds_database: Path) -> None:
    hits = [
        json.loads(line) for line in qdtui("search", "灯塔工厂", "--json", "--db", seeds_database).stdout.splitlines()
    ]
    assert len(hits) == 3
    with duckdb.connect(str(seeds_database), read_only=True) as connection:
        texts = dict(connection.execute("SELECT doc_id, text FROM documents").fetchall())
    marks = [
        (hit["doc_id"], start, end) for hit in hits for snippet in hit["snippets"] for start, end in snippet["marks"]
    ]
    assert marks
    assert {texts[doc_id][start:end] for doc_id, start, end in marks} <= {"灯塔工厂", "灯塔", "工厂"}


def test_exact_phrases_and_exclusions(seeds_database: Path) -> None:
    def paths(query: str) -> set[str]:
        lines = qdtui("search", query, "--json", "--db", seeds_database).stdout.splitlines()
        return {json.loads(line)["doc_id"] for line in lines}

    assert paths('"链长制"')
    assert paths("海尔") > paths("海尔 -泰安") or paths("海尔") == paths("海尔 -泰安")
    assert not paths("海尔 -青岛")


def test_show_lists_the_tables_and_prints_one(seeds_database: Path) -> None:
    listed = qdtui("show", "--db", seeds_database, "--format", "json")
    names = {one["name"] for one in json.loads(listed.stdout)}
    assert {"documents", "champions", "indicators", "evidence", "policy_targets", "runs", "problems"} <= names
    printed = qdtui("show", "people", "--limit", "2", "--format", "csv", "--db", seeds_database)
    rows = list(csv.DictReader(io.StringIO(printed.stdout)))
    assert len(rows) == 2
    assert rows[0]["quote"]


def test_show_names_the_tables_there_are_when_one_is_not(seeds_database: Path) -> None:
    done = qdtui("show", "clutsers", "--db", seeds_database)
    assert done.returncode == 2
    assert "no table 'clutsers'" in done.stderr
    assert "clusters" in done.stderr


def test_sql_in_every_format(seeds_database: Path, tmp_path: Path) -> None:
    query = "SELECT table_name, count(*) AS n FROM evidence GROUP BY 1 ORDER BY 1"
    rows = json.loads(qdtui("sql", query, "--format", "json", "--db", seeds_database).stdout)
    assert {row["table_name"] for row in rows} >= {"clusters", "indicators", "people"}
    assert qdtui("sql", "-", "--db", seeds_database, text="SELECT 42 AS x").stdout.splitlines() == [" x", "──", "42"]
    target = tmp_path / "out.parquet"
    assert qdtui("sql", query, "-o", target, "--db", seeds_database).returncode == 0
    with duckdb.connect() as connection:
        found = connection.execute("SELECT count(*) FROM read_parquet(?)", [str(target)]).fetchone()
    assert found == (len(rows),)


def test_a_file_of_an_unknown_form_is_refused_rather_than_written_under_a_name_that_lies(
    seeds_database: Path, tmp_path: Path
) -> None:
    sheet = tmp_path / "people.xlsx"
    for command in (["sql", "FROM people"], ["show", "people"], ["show"]):
        done = qdtui(*command, "-o", sheet, "--db", seeds_database)
        assert (done.returncode, sheet.exists()) == (2, False)
        assert ".xlsx is no form that rows are written in: .csv, .json, .parquet, .txt" in " ".join(done.stderr.split())
    assert qdtui("show", "people", "-o", sheet, "--format", "csv", "--db", seeds_database).returncode == 0
    assert qdtui("show", "people", "-o", tmp_path / "people.txt", "--db", seeds_database).returncode == 0


@pytest.mark.parametrize(
    "query",
    [
        "DELETE FROM people",
        "COPY people TO 'out.csv'",
        "SELECT * FROM read_text('config.toml')",
        "ATTACH 'other.duckdb'",
        "SET enable_external_access = true",
        "SELEC 1",
    ],
)
def test_sql_that_is_wrong_or_would_change_something_is_told(seeds_database: Path, tmp_path: Path, query: str) -> None:
    before = seeds_database.read_bytes()
    done = qdtui("sql", query, "--db", seeds_database, cwd=ROOT)
    assert done.returncode == 1
    assert done.stderr.strip()
    assert "Traceback" not in done.stderr
    assert not done.stdout
    assert seeds_database.read_bytes() == before


def test_verify_passes_a_sound_file_and_names_the_rows_of_a_broken_one(seeds_database: Path, tmp_path: Path) -> None:
    assert qdtui("verify", "--db", seeds_database).returncode == 0
    broken = tmp_path / "broken.duckdb"
    broken.write_bytes(seeds_database.read_bytes())
    with duckdb.connect(str(broken)) as connection:
        fact = connection.execute("UPDATE people SET quote = quote || '假' RETURNING fact_id").fetchall()[0][0]
    done = qdtui("verify", "--db", broken)
    assert done.returncode == 1
    assert fact in done.stdout


def test_plugins_lists_each_with_its_reason_when_it_fails(tmp_path: Path) -> None:
    project = make(tmp_path / "p", disabled=("events", "people"))
    write(project.folder / "plugins", raises=RAISES)
    project.write("a.txt", "青岛新闻\n\n正文在此。\n")
    assert qdtui("ingest", "--config", project.config).returncode == 1
    done = qdtui("plugins", "--config", project.config, "--json")
    assert done.returncode == 1
    found = {one["name"]: one for one in map(json.loads, done.stdout.splitlines())}
    assert "events" not in found
    assert found["clusters"]["status"] == "ok"
    assert found["raises"]["status"] == "partly"
    assert "RuntimeError: no idea what this is" in found["raises"]["error"]


def test_ingest_says_what_it_did_and_then_that_there_is_nothing_to_do(tmp_path: Path) -> None:
    project = make(tmp_path / "p")
    project.write("a.txt", "青岛新闻\n\n正文在此。\n")
    first = qdtui("ingest", "--config", project.config)
    assert (first.returncode, first.stdout) == (0, "")
    assert "1 document · 0 rows found" in first.stderr
    assert "nothing to do" in qdtui("ingest", "--config", project.config).stderr


def test_ingest_tells_its_progress_as_json_lines(tmp_path: Path) -> None:
    project = make(tmp_path / "p")
    project.write("a.txt", "青岛新闻\n\n正文在此。\n")
    project.write("b.txt", "")
    events = [
        json.loads(line) for line in qdtui("ingest", "--config", project.config, "--progress-json").stdout.splitlines()
    ]
    assert [event["event"] for event in events if event["event"] != "problem"] == [
        "start",
        "document",
        "document",
        "write",
        "done",
    ]
    assert [event["name"] for event in events if event["event"] == "problem"] == ["documents/b.txt"]
    assert events[-1]["changed"] is True


def test_a_wrong_configuration_is_told_with_file_line_and_what_is_allowed(tmp_path: Path) -> None:
    config = tmp_path / "config.toml"
    config.write_text('documents = ["x"]\nsegmentor = "jieba"\n', encoding="utf-8")
    done = qdtui("config", "show", "--config", config)
    assert done.returncode == 2
    assert f"{config}, line 2: segmentor" in done.stderr
    assert "segmenter" in done.stderr


def test_config_show_names_the_file_of_each_key(seeds: Project) -> None:
    rows = json.loads(qdtui("config", "show", "--json", "--config", seeds.config).stdout)
    origins = {row["key"]: row["from"] for row in rows}
    assert origins["documents"] == str(seeds.config)
    assert origins["segmenter"] == "default"


def test_a_file_that_is_not_there_yet_is_told_with_the_command_that_makes_it(tmp_path: Path) -> None:
    done = qdtui("search", "x", "--db", tmp_path / "no.duckdb")
    assert done.returncode == 2
    assert "`qdtui ingest` makes it" in done.stderr


def test_what_is_no_file_of_qdtui_is_not_overwritten(tmp_path: Path) -> None:
    other = tmp_path / "other.duckdb"
    with duckdb.connect(str(other)) as connection:
        connection.execute("CREATE TABLE mine AS SELECT 42 AS x")
    before = other.read_bytes()
    done = qdtui("ingest", "--db", other)
    assert done.returncode == 2
    assert "not written by qdtui" in done.stderr
    assert other.read_bytes() == before


@pytest.mark.parametrize("arguments", [["nonsense"], ["ingest", "no/such/folder"], ["search"], []])
def test_wrong_use_is_exit_code_2_and_a_message(arguments: list[str]) -> None:
    done = qdtui(*arguments)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert done.stderr


def test_doctor_finds_the_seeds_file_sound(seeds: Project) -> None:
    done = qdtui("doctor", "--config", seeds.config, "--json")
    findings = {one["what"]: one for one in map(json.loads, done.stdout.splitlines())}
    assert findings["file"]["state"] == "ok"
    assert findings["verify"]["text"] == "sound"
    assert findings["plugin indicators"]["state"] == "ok"
    assert done.returncode == 0, done.stdout


def test_a_reader_that_closes_its_pipe_ends_the_command_quietly(seeds_database: Path) -> None:
    command = f"{sys.executable} -m qdtui show evidence --db {seeds_database} | head -1"
    done = subprocess.run(command, shell=True, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0
    assert "Traceback" not in done.stderr


def test_a_date_set_by_hand_is_kept_and_what_depends_on_it_follows(tmp_path: Path) -> None:
    project = make(tmp_path / "p")
    project.write("a.txt", "青岛新闻\n\n去年青岛有单项冠军企业39家。\n")
    year = 'yield Row("anchored", {"number": float(doc.published_year or 0)}, 0, 1)'
    write(project.folder / "plugins", anchored=plugin("anchored", year))
    assert qdtui("ingest", "--config", project.config).returncode == 0
    assert project.query("SELECT number FROM anchored") == [(0.0,)]
    assert qdtui("set-date", "a.txt", "2024-05-06", "--config", project.config).returncode == 0
    assert project.query("SELECT number FROM anchored") == [(2024.0,)]
    assert project.query("SELECT published::VARCHAR, published_how FROM documents") == [("2024-05-06", "person")]
    assert qdtui("ingest", "--config", project.config, "--again").returncode == 0
    assert project.query("SELECT published_how FROM documents") == [("person",)]
    wrong = qdtui("set-date", "a.txt", "gestern", "--config", project.config)
    assert wrong.returncode == 2
    assert "YYYY-MM-DD" in wrong.stderr


def test_what_a_document_is_can_be_set_and_taken_back_and_stays_through_ingests(tmp_path: Path) -> None:
    project = make(tmp_path / "p")
    project.write("a.txt", "青岛新闻\n\n来源：滨海日报\n\n去年青岛有单项冠军企业39家。\n")
    assert qdtui("ingest", "--config", project.config).returncode == 0
    details = "SELECT title, title_how, source, source_how, author, author_how, published::VARCHAR FROM documents"
    found = [("青岛新闻", "text", "滨海日报", "text", None, None, None)]
    assert project.query(details) == found
    given = ("--title", "旧闻", "--outlet", "海州晚报", "--author", "林木", "--date", "2024-05-06")
    assert qdtui("set", "a.txt", *given, "--config", project.config).returncode == 0
    set_all = [("旧闻", "person", "海州晚报", "person", "林木", "person", "2024-05-06")]
    assert project.query(details) == set_all
    assert qdtui("ingest", "--config", project.config, "--again").returncode == 0
    assert project.query(details) == set_all
    shown = qdtui("set", "documents/a.txt", "--config", project.config)
    assert "海州晚报" in shown.stdout
    assert shown.stdout.count("person") == 4
    assert qdtui("set", "a.txt", "--author", "", "--config", project.config).returncode == 0
    assert project.query("SELECT author, source FROM documents") == [(None, "海州晚报")]
    assert qdtui("set", "a.txt", "--clear", "--config", project.config).returncode == 0
    assert project.query(details) == found
    refused = qdtui("set", "a.txt", "--title", "新题", "--date", "gestern", "--config", project.config)
    assert refused.returncode == 2
    assert project.query(details) == found
    assert qdtui("set", "b.txt", "--title", "x", "--config", project.config).returncode == 2
