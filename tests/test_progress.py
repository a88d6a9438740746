"""How an ingest tells of itself while it runs."""

from __future__ import annotations

import io
import json

import pytest

from qdtui.ingest_report import Event
from qdtui.progress import JsonLines, Lines, Pace, duration


def test_the_pace_counts_what_this_run_did_alone() -> None:
    pace = Pace()
    pace.start(500, 10.0)
    assert pace.at(520, 1000, 10.5) == (40.0, None)
    assert pace.at(600, 1000, 12.0) == (50.0, 8.0)
    assert pace.at(500, 1000, 12.0) == (0.0, None)


@pytest.mark.parametrize(
    ("seconds", "told"), [(0.4, "0 s"), (59.4, "59 s"), (60, "1:00 min"), (185, "3:05 min"), (7800, "2:10 h")]
)
def test_time_left_is_told_in_words_of_its_size(seconds: float, told: str) -> None:
    assert duration(seconds) == told


def test_lines_tell_documents_a_second_and_time_left(monkeypatch: pytest.MonkeyPatch) -> None:
    now = [0.0]
    monkeypatch.setattr("qdtui.progress.time.monotonic", lambda: now[0])
    out = io.StringIO()
    lines = Lines(out)
    lines(Event("start", 100, 1000))
    for second in range(1, 11):
        now[0] = float(second)
        lines(Event("document", 100 + 30 * second, 1000, "a.txt"))
    assert out.getvalue().splitlines() == [
        "1000 documents to read, 100 of them done by an ingest that was cut short",
        "250 of 1000 documents · 30 a second · 25 s left",
        "400 of 1000 documents · 30 a second · 20 s left",
    ]


def test_a_program_is_told_the_pace_and_not_of_every_document(monkeypatch: pytest.MonkeyPatch) -> None:
    now = [100.0]
    monkeypatch.setattr("qdtui.progress.time.monotonic", lambda: now[0])
    out = io.StringIO()
    lines = JsonLines(out)
    lines(Event("start", 0, 1000))
    for done in range(1, 1001):
        now[0] += 0.01
        lines(Event("document", done, 1000, f"{done}.txt"))
    told = [json.loads(line) for line in out.getvalue().splitlines()]
    assert 150 < len(told) < 300
    assert told[-1]["done"] == 1000
    assert told[-1]["per_second"] == 100.0
    assert (told[1]["seconds_left"], told[-1]["seconds_left"]) == (None, 0.0)
