"""How an ingest tells of itself: a bar on a terminal, plain lines elsewhere, JSON lines for a program."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO, TYPE_CHECKING, Protocol

from qdtui.export import counted, safe

if TYPE_CHECKING:
    from qdtui.ingest_report import Event, Report

PATIENCE = 5.0
"""Seconds between two plain lines of progress."""
MOMENT = 0.05
"""Seconds between two JSON lines about documents."""


class Pace:
    """How fast an ingest goes, by the documents of this run alone."""

    def __init__(self) -> None:
        self._from = 0
        self._since = 0.0

    def start(self, done: int, now: float) -> None:
        """Count from here: `done` documents were there before."""
        self._from, self._since = done, now

    def at(self, done: int, total: int, now: float) -> tuple[float, float | None]:
        """Documents a second, and the seconds left; None while that cannot be told."""
        rate = (done - self._from) / max(0.001, now - self._since)
        return rate, (total - done) / rate if rate > 0 and now - self._since >= 1 else None


def duration(seconds: float) -> str:
    """Seconds for a person: 40 s, 3:05 min, 2:10 h."""
    whole = round(seconds)
    if whole < 60:
        return f"{whole} s"
    if whole < 3600:
        return f"{whole // 60}:{whole % 60:02} min"
    return f"{whole // 3600}:{whole % 3600 // 60:02} h"


class Reporter(Protocol):
    """Takes the events of an ingest, and at the end its report."""

    def __call__(self, event: Event) -> None:
        """Take an event."""

    def finish(self, report: Report) -> None:
        """Take the report."""


class Lines:
    """Plain lines, at most one every few seconds."""

    def __init__(self, out: IO[str]) -> None:
        self._out = out
        self._told = time.monotonic()
        self._pace = Pace()

    def __call__(self, event: Event) -> None:
        """Print what matters of the event."""
        if event.kind == "problem":
            self._say(f"problem: {event.name}: {event.message}")
        elif event.kind == "start" and event.total:
            self._pace.start(event.done, time.monotonic())
            before = f", {event.done} of them done by an ingest that was cut short" if event.done else ""
            self._say(f"{counted(event.total, 'document')} to read{before}")
        elif event.kind == "wait":
            self._say("another qdtui is writing the file; waiting for it")
        elif event.kind == "document" and time.monotonic() - self._told >= PATIENCE:
            rate, left = self._pace.at(event.done, event.total, time.monotonic())
            rest = f" · {duration(left)} left" if left is not None else ""
            self._say(f"{event.done} of {event.total} documents · {rate:.0f} a second{rest}")

    def finish(self, report: Report) -> None:
        """Nothing more; the summary follows."""

    def _say(self, text: str) -> None:
        self._told = time.monotonic()
        print(safe(text), file=self._out, flush=True)


class JsonLines:
    """One JSON object a line, for the explorer or another program."""

    def __init__(self, out: IO[str]) -> None:
        self._out = out
        self._pace = Pace()
        self._told = 0.0

    def __call__(self, event: Event) -> None:
        """Print the event; of documents that follow each other fast, some."""
        now = time.monotonic()
        if event.kind == "document" and event.done < event.total and now - self._told < MOMENT:
            return
        told: dict[str, object] = {
            "event": event.kind,
            "done": event.done,
            "total": event.total,
            "name": event.name,
            "message": event.message,
        }
        if event.kind == "start":
            self._pace.start(event.done, now)
        elif event.kind == "document":
            self._told = now
            rate, left = self._pace.at(event.done, event.total, now)
            told |= {"per_second": round(rate, 1), "seconds_left": left if left is None else round(left, 1)}
        self._say(told)

    def finish(self, report: Report) -> None:
        """Print the closing line."""
        self._say(
            {
                "event": "done",
                "changed": report.changed,
                "documents": report.documents,
                "read": report.read,
                "problems": len(report.problems),
                "message": "; ".join(summary(report)),
            }
        )

    def _say(self, data: dict[str, object]) -> None:
        print(json.dumps(data, ensure_ascii=True), file=self._out, flush=True)


class Bar:
    """A progress bar with documents a second and time left."""

    def __init__(self, out: IO[str]) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

        self._console = Console(file=out, highlight=False, markup=False, emoji=False)
        columns = (
            TextColumn("{task.description}", markup=False),
            BarColumn(),
            MofNCompleteColumn(),
        )
        self._progress = Progress(*columns, console=self._console, transient=True)
        self._task = self._progress.add_task("looking", total=None)
        self._pace = Pace()

    def __enter__(self) -> Bar:
        self._progress.start()
        return self

    def __exit__(self, *details: object) -> None:
        self._progress.stop()

    def __call__(self, event: Event) -> None:
        """Move the bar."""
        if event.kind == "problem":
            self._console.print(safe(f"problem: {event.name}: {event.message}"), style="yellow", soft_wrap=True)
        elif event.kind == "start":
            self._pace.start(event.done, time.monotonic())
            self._progress.update(self._task, description="reading", completed=event.done, total=event.total)
        elif event.kind == "document":
            rate, left = self._pace.at(event.done, event.total, time.monotonic())
            rest = f" · {duration(left)} left" if left is not None else ""
            self._progress.update(
                self._task, completed=event.done, description=f"reading · {rate:.0f} documents/s{rest}"
            )
        elif event.kind == "write":
            self._progress.update(self._task, description="writing")
        elif event.kind == "wait":
            self._progress.update(self._task, description="another qdtui is writing the file; waiting for it")

    def finish(self, report: Report) -> None:
        """Nothing more; the bar goes away and the summary follows."""


@contextmanager
def reporter(out: IO[str], *, as_json: bool = False) -> Iterator[Reporter]:
    """The reporter that fits `out`."""
    if as_json:
        yield JsonLines(out)
    elif out.isatty():
        with Bar(out) as bar:
            yield bar
    else:
        yield Lines(out)


def summary(report: Report) -> list[str]:
    """What an ingest did, in a few lines for a person."""
    if not report.changed:
        lines = [f"up to date: {counted(report.documents, 'document')}, nothing to do · {report.database}"]
    else:
        parts = [counted(report.documents, "document")]
        if report.read != report.documents:
            parts.append(f"{report.read} read")
        if report.resumed:
            parts.append(f"{report.resumed} of them by an ingest that was cut short")
        if report.again:
            parts.append(f"{report.again} extracted from again")
        if report.removed:
            parts.append(f"{report.removed} removed")
        facts = sum(report.rows.values())
        parts.append(f"{counted(facts, 'row')} found")
        lines = [f"{' · '.join(parts)} · {report.seconds:.1f} s · {report.database}"]
        if report.rows:
            lines.append("  " + "  ".join(f"{table} {count}" for table, count in sorted(report.rows.items())))
    if report.copies:
        are = "file is a copy" if report.copies == 1 else "files are copies"
        lines.append(f"{report.copies} {are} of another, byte for byte, and left out")
    if report.reprints:
        are = "document is a reprint" if report.reprints == 1 else "documents are reprints"
        lines.append(f"{report.reprints} {are} of another (the table works says which)")
    if report.others:
        kinds = ", ".join(f"{suffix} {count}" for suffix, count in report.others.most_common(6))
        were = "file of another kind was" if report.others.total() == 1 else "files of other kinds were"
        lines.append(f"{report.others.total()} {were} not read: {kinds}")
    if report.problems:
        lines.append(f"{counted(len(report.problems), 'problem')} (see `qdtui show problems`)")
    return lines
