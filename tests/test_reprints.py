"""Reprints in a folder: relative dates count from the first copy, and follow when an earlier one comes or goes."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from qdtui import state
from qdtui.config import load
from qdtui.ingest import ingest
from qdtui.ingest_report import Event
from qdtui.progress import summary
from tests.plugin_files import plugin, write
from tests.project import ROOT, Project, make

BODY = """海蓝重工今年在滨海高新区建成第二座智能工厂，生产线上的机器人由它自己的工程师设计，老师傅带着徒弟研究新的工艺。

这座工厂占地120亩，年产大型风电铸件6万吨，产品随后装船发往欧洲。总经理林木说，订单已经排到明年，下一步要把检测环节也
交给机器，并把经验讲给同行听，让更多中小企业看到改造的好处。
"""


@pytest.fixture
def project(tmp_path: Path) -> Project:
    project = make(tmp_path / "p")
    project.write("late.txt", f"滨海又添一座聪明工厂\n\n2024-05-08 来源：东海网\n\n{BODY}")
    project.write(
        "other.txt",
        "渔港的早晨\n\n2024-05-01\n\n海鸥在港口上空飞了很久，渔民们收起网，准备回家过节，孩子们在码头等着。\n",
    )
    # Its one row holds the day that it is given for the document's own.
    body = 'number = doc.published.toordinal() if doc.published else (doc.published_year or 0); yield Row("anchored", {"number": float(number)}, 0, 1)'
    write(project.folder / "plugins", anchored=plugin("anchored", body))
    return project


def days(project: Project) -> dict[object, object]:
    """The day from which relative dates count, by the name of the file."""
    rows = project.query(
        "SELECT parse_filename(path), (DATE '0001-01-01' + (number::INTEGER - 1))::VARCHAR"
        " FROM anchored JOIN documents USING (doc_id)"
    )
    return {row[0]: row[1] for row in rows}


EARLY = f"海蓝重工建成第二座智能工厂\n\n来源：滨海日报　　2024-05-06 08:00\n\n{BODY}\n责任编辑：王小明\n"


def test_a_problem_is_told_once_though_a_reprint_is_read_a_second_time(project: Project) -> None:
    project.write("early.txt", EARLY)
    project.write("empty.txt", "")
    told: list[Event] = []
    report = ingest(load(explicit=project.config), jobs=1, progress=told.append)
    assert report.again == 1
    assert [(Path(event.name).name, event.message) for event in told if event.kind == "problem"] == [
        ("empty.txt", "the file is empty")
    ]
    assert len(report.problems) == 1


def test_an_earlier_copy_changes_the_day_that_relative_dates_count_from_and_nothing_else(project: Project) -> None:
    project.ingest()
    assert days(project)["late.txt"] == "2024-05-08"
    before = project.query(
        "SELECT doc_id, milliseconds FROM runs JOIN documents USING (doc_id) WHERE path LIKE '%other%'"
    )
    project.write("early.txt", EARLY)
    report = project.ingest()
    assert days(project) == {"late.txt": "2024-05-06", "early.txt": "2024-05-06", "other.txt": "2024-05-01"}
    assert (report.read, report.again, report.reprints, report.problems) == (1, 1, 1, [])
    assert any("1 document is a reprint of another" in line for line in summary(report))
    assert before == project.query(
        "SELECT doc_id, milliseconds FROM runs JOIN documents USING (doc_id) WHERE path LIKE '%other%'"
    )
    assert project.query("SELECT published::VARCHAR FROM documents WHERE path LIKE '%late%'") == [("2024-05-08",)]
    assert not project.ingest().changed


def test_all_at_once_gives_what_one_after_the_other_gives(project: Project, tmp_path: Path) -> None:
    project.ingest()
    project.write("early.txt", EARLY)
    project.ingest()
    step_by_step = (days(project), project.query("FROM works"), project.query("FROM compared"))
    project.ingest(again=True)
    assert step_by_step == (days(project), project.query("FROM works"), project.query("FROM compared"))
    project.database.unlink()
    project.ingest()
    assert step_by_step == (days(project), project.query("FROM works"), project.query("FROM compared"))


def test_when_the_first_copy_goes_the_next_counts_from_its_own_day(project: Project) -> None:
    early = project.write("early.txt", EARLY)
    project.ingest()
    early.unlink()
    assert project.ingest().removed == 1
    assert days(project)["late.txt"] == "2024-05-08"
    assert not project.ingest().changed


def test_a_copy_without_a_date_counts_from_the_first(project: Project) -> None:
    project.write("undated.txt", f"聪明的工厂\n\n{BODY}")
    project.ingest()
    assert days(project)["undated.txt"] == "2024-05-08"
    assert project.query("SELECT published, published_year FROM documents WHERE path LIKE '%undated%'") == [
        (None, None)
    ]


def test_a_date_that_a_person_set_for_a_copy_stands(project: Project) -> None:
    project.write("early.txt", EARLY)
    project.ingest()
    ((sha256,),) = project.query("SELECT sha256 FROM documents WHERE path LIKE '%late%'")
    state.set_date(str(sha256), "2024-05-09")
    project.ingest()
    assert days(project)["late.txt"] == "2024-05-09"
    state.set_date(str(sha256), "")
    project.ingest()
    assert days(project)["late.txt"] == "2024-05-06"


def test_a_date_set_for_the_first_copy_is_that_of_all(project: Project) -> None:
    project.write("early.txt", EARLY)
    project.ingest()
    ((sha256,),) = project.query("SELECT sha256 FROM documents WHERE path LIKE '%early%'")
    state.set_date(str(sha256), "2024-05-04")
    project.ingest()
    assert days(project)["late.txt"] == "2024-05-04"
    state.set_date(str(sha256), "2024-05-20")  # now the other one is the first
    project.ingest()
    assert days(project)["late.txt"] == "2024-05-08"
    assert days(project)["early.txt"] == "2024-05-20"


def test_commands_show_one_copy_and_all_on_demand(project: Project) -> None:
    project.write("early.txt", EARLY)
    project.ingest()

    def lines(*arguments: str) -> int:
        command = [sys.executable, "-m", "qdtui", *arguments, "--config", str(project.config)]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
        return len(done.stdout.splitlines())

    for command, one in (
        (("show", "anchored", "--format", "csv"), 3),
        (("show", "evidence", "--format", "csv"), 3),
        (("sql", "SELECT doc_id FROM evidence", "--format", "csv"), 3),
        (("search", "海蓝重工", "--json"), 1),
    ):
        assert lines(*command) == one, command
        assert lines(*command, "--all-copies") == one + 1, command
