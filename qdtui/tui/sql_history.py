"""What was run in SQL and how it went: kept as lines of JSON in the state folder."""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Literal

from qdtui.tui.initials import stands_in

KEPT = 1_000
"""Entries kept; the file is cut back to them when it has grown to twice as many."""

Outcome = Literal["ok", "error", "cancelled"]


@dataclass(frozen=True, slots=True)
class Entry:
    """One run of one text."""

    sql: str
    at: str
    """Local time, `2024-07-03 14:02`."""
    outcome: Outcome
    rows: int
    milliseconds: float


class History:
    """The entries of a file, oldest first. Faults of the disk are not worth stopping for."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def entries(self) -> list[Entry]:
        """All entries that can be read; broken lines are left out."""
        try:
            lines = self._path.read_text(encoding="utf-8").splitlines()
        except OSError:
            return []
        found = []
        for line in lines:
            with suppress(ValueError, TypeError):
                found.append(Entry(**json.loads(line)))
        return found

    def add(self, entry: Entry) -> None:
        """Write an entry at the end of the file."""
        with suppress(OSError):
            self._path.parent.mkdir(parents=True, exist_ok=True)
            with self._path.open("a", encoding="utf-8") as file:
                file.write(_line(entry))
            known = self.entries()
            if len(known) > 2 * KEPT:
                write_whole(self._path, "".join(map(_line, known[-KEPT:])))


def _line(entry: Entry) -> str:
    return json.dumps(asdict(entry), ensure_ascii=False) + "\n"


def matching(entries: Sequence[Entry], wanted: str) -> list[Entry]:
    """The entries that hold every word of `wanted`, as written or as pinyin initials, newest first, each text once."""
    words = wanted.casefold().split()
    newest = {entry.sql: entry for entry in entries}
    ordered = [entry for entry in reversed(entries) if newest.get(entry.sql) is entry]
    return [entry for entry in ordered if all(stands_in(word, entry.sql.casefold()) for word in words)]


def write_whole(path: Path, text: str) -> None:
    """Write a file so that a crash leaves either the old text or the new one. Raises OSError."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    beside.write_text(text, encoding="utf-8")
    beside.replace(path)
