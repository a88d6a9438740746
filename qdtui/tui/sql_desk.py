"""The buffers of the place SQL: each a file of its own in the state folder, so that nothing typed is lost.

`buffers/0001.sql` and so on are what is open, `buffers/closed/` what was closed last. Two explorers that run at the
same time see each other's buffers at their next start, and write only those that were changed in them.
"""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock
from typing import Any

from qdtui.tui.sql_history import History, write_whole
from qdtui.tui.sql_text import tokens

SAVED_AFTER = 0.5
"""Seconds after the last change until a buffer is written to disk."""

CLOSED = 50
"""Closed buffers that are kept."""


@dataclass(eq=False)
class Buffer:
    """A text of SQL that is open."""

    number: int
    """Its file's number; it keeps it as long as it is open."""
    text: str = ""
    at: int = 0
    """Where the cursor is, in code points."""
    changed: bool = False
    """True until it is written."""
    undo: Any = field(default=None, repr=False)
    """The editor's history of changes, kept while another buffer is in front."""


class Desk:
    """What the place SQL leaves in the state folder: the buffers and the history. Faults of the disk stop nothing."""

    def __init__(self, folder: Path) -> None:
        self.history = History(folder / "history.jsonl")
        self.buffers: list[Buffer] = []
        self.current = 0
        self._folder = folder / "buffers"
        self._single = folder / "buffer.sql"  # what versions before 0.2 wrote
        self._lock = Lock()

    @property
    def buffer(self) -> Buffer:
        """The buffer in front."""
        return self.buffers[self.current]

    def read(self) -> None:
        """Bring back what was open last time; one empty buffer at first."""
        found = []
        for path in sorted(self._folder.glob("[0-9]*.sql")):
            text = _text(path)
            if path.stem.isdecimal() and text.strip():
                found.append(Buffer(int(path.stem), text))
        if not found:
            found = [Buffer(1, _text(self._single))]
        front: dict[str, Any] = {}
        with suppress(OSError, ValueError):
            held = json.loads((self._folder / "front.json").read_text(encoding="utf-8"))
            front = held if isinstance(held, dict) else {}
        places = front.get("at")
        for buffer in found:
            at = places.get(str(buffer.number)) if isinstance(places, dict) else None
            buffer.at = min(max(at, 0), len(buffer.text)) if isinstance(at, int) else 0
        self.buffers = found
        numbers = [buffer.number for buffer in found]
        self.current = numbers.index(front["number"]) if front.get("number") in numbers else 0

    def add(self, text: str = "") -> Buffer:
        """Open another buffer behind the others and bring it to the front."""
        used = [buffer.number for buffer in self.buffers]
        with suppress(OSError):
            used += [int(path.stem) for path in self._folder.glob("[0-9]*.sql") if path.stem.isdecimal()]
        self.buffers.append(Buffer(max(used, default=0) + 1, text, changed=bool(text)))
        self.current = len(self.buffers) - 1
        return self.buffer

    def close(self) -> Buffer:
        """Close the buffer in front, whose text can be brought back; the last one leaves an empty one."""
        with self._lock:
            closed = self.buffers.pop(self.current)
            with suppress(OSError):
                if closed.text.strip():
                    self._keep_closed(closed.text)
                self._path(closed).unlink(missing_ok=True)
        if not self.buffers:
            self.buffers.append(Buffer(closed.number))
        self.current = min(self.current, len(self.buffers) - 1)
        return self.buffer

    def reopen(self) -> Buffer | None:
        """Bring back the buffer that was closed last; None when there is none."""
        for path in sorted(self._closed(), reverse=True):
            text = _text(path)
            with suppress(OSError):
                path.unlink()
            if text.strip():
                return self.add(text)
        return None

    def write(self) -> None:
        """Write what was changed since the last time."""
        with self._lock, suppress(OSError):
            for buffer in [buffer for buffer in self.buffers if buffer.changed]:
                buffer.changed = False
                write_whole(self._path(buffer), buffer.text)
            front = {"number": self.buffer.number, "at": {str(buffer.number): buffer.at for buffer in self.buffers}}
            write_whole(self._folder / "front.json", json.dumps(front))

    def _path(self, buffer: Buffer) -> Path:
        return self._folder / f"{buffer.number:04}.sql"

    def _closed(self) -> list[Path]:
        return [path for path in (self._folder / "closed").glob("*.sql") if path.stem.isdecimal()]

    def _keep_closed(self, text: str) -> None:
        kept = sorted(self._closed())
        number = int(kept[-1].stem) + 1 if kept else 1
        write_whole(self._folder / "closed" / f"{number:08}.sql", text)
        for path in kept[: max(0, len(kept) + 1 - CLOSED)]:
            path.unlink(missing_ok=True)


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, ValueError):
        return ""


def label(text: str) -> str:
    """What a buffer is about: its comment on top, or the first table that it reads, or its first words."""
    before = False
    words: list[str] = []
    for token in tokens(text):
        if token.kind == "comment":
            said = token.text.strip("-*/ \n").partition("\n")[0]
            if not words and said:
                return said
        elif before and token.name:
            return token.name
        else:
            before = token.says("from")
            words.append(token.text)
    return " ".join(words[:4])
