"""Worker processes: what a plugin does to its process costs one document or one extractor, not the run."""

from __future__ import annotations

from pathlib import Path

import pytest

from qdtui.engines.local import LocalEngine
from qdtui.engines.protocol import Outcome, Task, WorkerSpec
from qdtui.plugins import find_sources
from qdtui.store.pack import WORDS
from qdtui.store.schema import SHARED
from tests.plugin_files import EXITS, GOOD, LOOPS, PRINTS, RAISES, WRONG_SPAN, plugin, write

LIMIT = 3.0
"""Seconds a step may take in tests that wait for it to run out; a healthy step takes some milliseconds."""


@pytest.fixture
def documents(tmp_path: Path) -> list[Path]:
    folder = tmp_path / "documents"
    folder.mkdir()
    paths = [folder / f"{number}.txt" for number in range(4)]
    for number, path in enumerate(paths):
        path.write_text(f"第{number}篇\n\n2024年,青岛有39家单项冠军企业,到202{number}年还会更多。\n", encoding="utf-8")
    return paths


def engine(folder: Path, jobs: int = 1, time_limit: float = 20.0) -> LocalEngine:
    sources, faults = find_sources(folder, [])
    assert not faults
    return LocalEngine(WorkerSpec(tuple(sources), {}), jobs, time_limit)


def extract(one: LocalEngine, documents: list[Path], *, index: bool = True) -> dict[str, Outcome]:
    names = tuple(info.name for info in one.catalogue().extractors)
    outcomes = list(one.run(Task(str(path), path.name, names, fresh=index) for path in documents))
    assert len(outcomes) == len(documents)
    return {outcome.task.stored_path: outcome for outcome in outcomes}


def errors(outcome: Outcome) -> dict[str, str | None]:
    return {one.extractor: one.error for one in outcome.ran}


def values(outcome: Outcome, table: str) -> list[object]:
    """The first declared column of the rows of a table."""
    return [row[len(SHARED)] for row in outcome.pack.get(table, ())]


def test_documents_come_back_with_rows_and_terms(tmp_path: Path, documents: list[Path]) -> None:
    with engine(write(tmp_path / "p", years=GOOD), jobs=2) as one:
        outcomes = extract(one, documents)
    for number, path in enumerate(documents):
        outcome = outcomes[path.name]
        ((doc_id, stored, *_),) = outcome.pack["documents"]
        assert (doc_id, stored) == (outcome.doc_id, path.name)
        assert set(values(outcome, "years")) == {2024, 2020 + number}
        ((_, terms, counts),) = outcome.pack[WORDS]
        often = dict(zip(str(terms).split("\n"), str(counts).split("\n"), strict=True))
        assert often["单项"] == "1"


def test_raising_and_lying_plugins_cost_only_themselves(tmp_path: Path, documents: list[Path]) -> None:
    folder = write(tmp_path / "p", years=GOOD, raises=RAISES, wrong_span=WRONG_SPAN, prints=PRINTS)
    with engine(folder) as one:
        outcomes = extract(one, documents)
    for outcome in outcomes.values():
        told = errors(outcome)
        assert told["years"] is None
        assert told["prints"] is None
        assert (told["raises"] or "").startswith("RuntimeError: no idea")
        assert "span 5–10000000 is not inside" in (told["wrong_span"] or "")


def test_an_endless_loop_costs_one_extractor_on_one_document(tmp_path: Path, documents: list[Path]) -> None:
    loops = LOOPS.replace("while True:", 'while "第1篇" in doc.text:')
    folder = write(
        tmp_path / "p", a_first=plugin("a_first", 'yield Row("a_first", {"word": "x"}, 0, 1)'), loops=loops, years=GOOD
    )
    with engine(folder, time_limit=LIMIT) as one:
        outcomes = extract(one, documents, index=False)
    assert errors(outcomes["1.txt"])["loops"] == "it took longer than 3 s and was stopped"
    for outcome in outcomes.values():
        ran = {result.extractor: result.rows for result in outcome.ran}
        assert ran["a_first"] == 1
        assert ran["years"] in (1, 2)
        assert outcome.doc_id is not None
    assert [name for name, outcome in outcomes.items() if any(errors(outcome).values())] == ["1.txt"]


def test_a_plugin_that_ends_its_process_is_named_with_the_exit_code(tmp_path: Path, documents: list[Path]) -> None:
    with engine(write(tmp_path / "p", exits=EXITS, years=GOOD)) as one:
        outcomes = extract(one, documents)
    for outcome in outcomes.values():
        assert errors(outcome) == {"exits": "it ended its process (exit code 7)", "years": None}


def test_rows_found_before_a_worker_was_lost_are_there_for_those_that_need_them(
    tmp_path: Path, documents: list[Path]
) -> None:
    counts = plugin(
        "z_counts", 'yield Row("z_counts", {"number": len(doc.found["years"])}, 0, 1)', needs='("years", "zz")'
    )
    killer = plugin("zz", "os.kill(os.getpid(), 9)\nyield from ()", needs='("years",)')
    with engine(write(tmp_path / "p", years=GOOD, z_counts=counts, zz=killer)) as one:
        outcomes = extract(one, documents[:1])
    assert errors(outcomes["0.txt"])["zz"] == "it killed its process (signal 9)"
    assert outcomes["0.txt"].pack["z_counts"][0][-1] == 2.0


def test_a_plugin_that_hangs_or_dies_while_imported_is_left_out(tmp_path: Path, documents: list[Path]) -> None:
    folder = write(tmp_path / "p", dies="import os\nos._exit(9)\n", hangs="while True: pass\n", years=GOOD)
    with engine(folder, time_limit=LIMIT) as one:
        catalogue = one.catalogue()
        outcomes = extract(one, documents[:1], index=False)
    assert {fault.plugin: fault.reason for fault in catalogue.faults} == {
        "dies": "importing it ended its process (exit code 9)",
        "hangs": "importing it took longer than 3 s and was stopped",
    }
    assert errors(outcomes["0.txt"]) == {"years": None}


def test_a_file_that_cannot_be_read_is_an_outcome_with_the_reason(tmp_path: Path, documents: list[Path]) -> None:
    documents[2].unlink()
    with engine(write(tmp_path / "p", years=GOOD)) as one:
        outcomes = extract(one, documents)
    assert outcomes["2.txt"].doc_id is None
    assert "not there" in (outcomes["2.txt"].error or "")
    assert outcomes["3.txt"].doc_id is not None


def test_nothing_is_remembered_from_the_document_before(tmp_path: Path, documents: list[Path]) -> None:
    with engine(write(tmp_path / "p", years=GOOD)) as one:
        first = extract(one, documents)
        second = extract(one, list(reversed(documents)))
    for name, outcome in first.items():
        assert outcome.pack == second[name].pack


def test_workers_are_gone_after_the_engine_is_closed(tmp_path: Path, documents: list[Path]) -> None:
    with engine(write(tmp_path / "p", years=GOOD), jobs=2) as one:
        extract(one, documents)
        processes = [worker.process for worker in one._workers]
    assert processes
    assert not any(process.is_alive() for process in processes)
