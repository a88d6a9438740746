"""Trying a plugin while it is written: its rows on some documents, and what each save of it changed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event
from typing import Any, Literal

from qdtui.check_file import talk
from qdtui.config import Config
from qdtui.export import counted, safe


@dataclass(frozen=True, slots=True)
class Tried:
    """A row that a plugin found."""

    document: str
    table: str
    values: Mapping[str, Any]
    """Those that are not NULL."""
    start: int
    end: int
    quote: str


@dataclass(slots=True)
class Round:
    """One run of a plugin on the documents."""

    documents: int
    rows: list[Tried] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    milliseconds: float = 0.0
    """What its extractors took in all."""
    counts: dict[str, int] = field(default_factory=lambda: {"+": 0, "-": 0, "~": 0})

    @property
    def summary(self) -> str:
        """One line: documents, rows, what changed, and the time."""
        changed = " ".join(f"{kind}{count}" for kind, count in self.counts.items())
        documents, rows = counted(self.documents, "document"), counted(len(self.rows), "row")
        return f"{documents} · {rows} ({changed}) · {self.milliseconds:.0f} ms"


@dataclass(frozen=True, slots=True)
class Change:
    """A row gained (`+`), lost (`-`), or changed (`~`: with what it was before)."""

    kind: Literal["+", "-", "~"]
    row: Tried
    before: Tried | None = None


def run_round(plugin: Path, documents: Sequence[Path], config: Config) -> Round:
    """Run the plugin's extractors on `documents`, in a process of their own; what goes wrong is in `faults`."""
    done = Round(len(documents))
    settings = config.extractor_settings
    for message in talk(
        "rows", plugin, documents, seconds=config.time_limit, memory=config.plugin_memory, settings=settings
    ):
        if "fault" in message:
            done.faults.append(safe(message["fault"]))
        if "rows" not in message:
            continue
        told = message["rows"]
        done.milliseconds += told["milliseconds"]
        rows = [
            Tried(told["document"], row["table"], row["values"], row["start"], row["end"], row["quote"])
            for row in told["rows"]
        ]
        done.rows += rows
        if told["error"]:
            last = f"; the last row before: {_place(rows[-1])} “{rows[-1].quote[:40]}”" if rows else ""
            done.faults.append(safe(f"{told['extractor']} on {Path(told['document']).name}: {told['error']}{last}"))
    return done


def changes(before: Round | None, now: Round) -> list[Change]:
    """What is in `now` and was not in `before` (None for nothing), and the other way round, in the order of the text.

    A row is the same when document, table, span and values are; one of the same span with other values, or of the same
    values at another place, has changed. The counts go into `now`.
    """
    old = list(before.rows) if before else []
    new = []
    for row in now.rows:
        if row in old:
            old.remove(row)
        else:
            new.append(row)
    found = []
    for row in new:
        near = [one for one in old if (one.document, one.table) == (row.document, row.table)]
        twin = next((one for one in near if (one.start, one.end) == (row.start, row.end)), None)
        twin = twin or next((one for one in near if one.values == row.values), None)
        if twin is not None:
            old.remove(twin)
        found.append(Change("~" if twin else "+", row, twin))
    found += [Change("-", row) for row in old]
    for change in found:
        now.counts[change.kind] += 1
    return sorted(found, key=lambda change: (change.row.document, change.row.start, change.row.end, change.row.table))


def change_line(change: Change) -> str:
    """A change for the terminal; of one that changed, what each value was before."""
    row, before = change.row, change.before
    values = []
    for name in {**(before.values if before else {}), **row.values}:
        value = row.values.get(name)
        was = before.values.get(name) if before else value
        values.append(f"{name}={value}" if was == value else f"{name}={was} → {value}")
    moved = (
        f" (was {before.start}–{before.end})" if before and (before.start, before.end) != (row.start, row.end) else ""
    )
    return safe(f"{change.kind} {_place(row)}{moved} {row.table}: {', '.join(values)} “{row.quote[:60]}”")


def saves(plugin: Path, stop: Event | None = None) -> Iterator[None]:
    """Once at the beginning, then at each save of the file; ends when `stop` is set, or without it with Ctrl-C."""
    from watchfiles import watch

    yield
    path = plugin.absolute()
    seen = path.read_bytes()
    # The folder, since many editors put a new file in the old one's place.
    for _ in watch(
        path.parent,
        recursive=False,
        debounce=200,
        stop_event=stop,
        rust_timeout=500 if stop else 5_000,
        raise_interrupt=stop is None,
    ):
        now = path.read_bytes() if path.exists() else seen
        if now != seen:
            seen = now
            yield


def _place(row: Tried) -> str:
    return f"{Path(row.document).name} {row.start}–{row.end}"
