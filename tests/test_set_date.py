"""A date that a person sets moves what the bundled extractors made of it, in the document and in its reprints."""

from __future__ import annotations

from pathlib import Path

import pytest

from qdtui import state
from tests.project import Project, make

TEXT = """海州工业博览会开幕

去年，海州市规模以上工业增加值同比增长6.1%，今年一季度完成工业投资120亿元，新增国家级单项冠军企业12家，居全省首位。

5月8日，海州工业博览会在海州国际会展中心开幕。下一步要继续抓好政策落实，让老师傅带着徒弟研究新的工艺，把检测环节也交给机器，
并把经验讲给同行听，让更多中小企业看到改造的好处。
"""


@pytest.fixture
def project(tmp_path: Path) -> Project:
    project = make(tmp_path / "p", disabled=())
    project.write("first.txt", TEXT)
    project.write("reprint.txt", TEXT.replace("海州工业博览会开幕", "海州迎来盛会", 1))
    return project


def told(project: Project) -> set[tuple[object, ...]]:
    """Periods of the numbers and days of the events, each with the file that has it."""
    return set(
        project.query(
            "SELECT parse_filename(path), value::VARCHAR, period_end::VARCHAR FROM indicators JOIN documents USING (doc_id)"
            " WHERE value IN (6.1, 120) UNION ALL"
            " SELECT parse_filename(path), name, start_date::VARCHAR FROM events JOIN documents USING (doc_id)"
        )
    )


def test_periods_events_and_reprints_follow_a_date_set_by_hand_and_go_back_with_it(project: Project) -> None:
    project.ingest(jobs=1)
    undated = told(project)
    assert {when for _, _, when in undated} == {None}
    ((sha256,),) = project.query("SELECT sha256 FROM documents WHERE path LIKE '%first%'")
    state.set_date(str(sha256), "2024-05-09")
    project.ingest(jobs=1)
    dated = told(project)
    for name in ("first.txt", "reprint.txt"):
        assert {(name, "6.1", "2023-12-31"), (name, "120.0", "2024-03-31")} <= dated
        ((day,),) = [(when,) for path, what, when in dated if path == name and what == "海州工业博览会"]
        assert str(day).endswith("-05-08")
    assert project.query("SELECT DISTINCT published::VARCHAR FROM works") == [("2024-05-09",)]
    state.set_date(str(sha256), "")
    project.ingest(jobs=1)
    assert told(project) == undated
