"""How an ingest tells of itself: a bar on a terminal, plain lines elsewhere, JSON lines for a program."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO, TYPE_CHECKING, Protocol

from qdtui.export import safe

if TYPE_CHECKING:
    from qdtui.ingest import Event, Report

PATIENCE = 5.0
"""Seconds between two plain lines of progress."""


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

    def __call__(self, event: Event) -> None:
        """Print what matters of the event."""
        if event.kind == "problem":
            self._say(f"problem: {event.name}: {event.message}")
        elif event.kind == "start" and event.total:
            self._say(f"{event.total} documents to read")
        elif event.kind == "document" and time.monotonic() - self._told >= PATIENCE:
            self._say(f"{event.done} of {event.total} documents")

    def finish(self, report: Report) -> None:
        """Nothing more; the summary follows."""

    def _say(self, text: str) -> None:
        self._told = time.monotonic()
        print(safe(text), file=self._out, flush=True)


class JsonLines:
    """One JSON object a line, for the explorer or another program."""

    def __init__(self, out: IO[str]) -> None:
        self._out = out

    def __call__(self, event: Event) -> None:
        """Print the event."""
        self._say(
            {
                "event": event.kind,
                "done": event.done,
                "total": event.total,
                "name": event.name,
                "message": event.message,
            }
        )

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
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

        self._console = Console(file=out, highlight=False, markup=False, emoji=False)
        columns = (
            TextColumn("{task.description}", markup=False),
            BarColumn(),
            MofNCompleteColumn(),
            TimeRemainingColumn(),
        )
        self._progress = Progress(*columns, console=self._console, transient=True)
        self._task = self._progress.add_task("looking", total=None)
        self._started = time.monotonic()

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
            self._started = time.monotonic()
            self._progress.update(self._task, description="reading", total=event.total)
        elif event.kind == "document":
            rate = event.done / max(0.001, time.monotonic() - self._started)
            self._progress.update(self._task, completed=event.done, description=f"reading · {rate:.0f} documents/s")
        elif event.kind == "write":
            self._progress.update(self._task, description="writing")

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
        lines = [f"up to date: {report.documents} documents, nothing to do · {report.database}"]
    else:
        parts = [f"{report.documents} documents"]
        if report.read != report.documents:
            parts.append(f"{report.read} read")
        if report.again:
            parts.append(f"{report.again} extracted from again")
        if report.removed:
            parts.append(f"{report.removed} removed")
        facts = sum(report.rows.values())
        parts.append(f"{facts} rows found")
        lines = [f"{' · '.join(parts)} · {report.seconds:.1f} s · {report.database}"]
        if report.rows:
            lines.append("  " + "  ".join(f"{table} {count}" for table, count in sorted(report.rows.items())))
    if report.copies:
        lines.append(f"{report.copies} files are copies of another, byte for byte, and were left out")
    if report.others:
        kinds = ", ".join(f"{suffix} {count}" for suffix, count in report.others.most_common(6))
        lines.append(f"{report.others.total()} files of other kinds were not read: {kinds}")
    if report.problems:
        lines.append(f"{len(report.problems)} problems (`qdtui show problems` lists them)")
    return lines
