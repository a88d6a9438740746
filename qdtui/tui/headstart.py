"""What the first screen shows, read by a process of its own while the interface is still being imported.

DuckDB takes nearly as long to import as Textual; one after the other, a person would wait for both.
"""

from __future__ import annotations

import pickle
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from qdtui.children import command, environment

if TYPE_CHECKING:
    from qdtui.model import Document
    from qdtui.store.records import DocumentInfo, Fact, Summary


class First(NamedTuple):
    """The list of documents, and one of them with its facts: the one asked for, or else the newest."""

    summary: Summary
    documents: list[DocumentInfo]
    document: Document | None
    facts: list[Fact]


class Headstart:
    """A process that reads `First`."""

    def __init__(self, database: Path, doc_id: str = "") -> None:
        """`doc_id` is the document to show; empty for the newest."""
        self._process: subprocess.Popen[bytes] | None = None
        with suppress(OSError):
            self._process = subprocess.Popen(
                command("qdtui.tui.headstart", str(database), doc_id),
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env=environment(),
            )

    def take(self) -> First | None:
        """Wait for what was read; None when that failed. Asked again, always None: it would be stale."""
        process, self._process = self._process, None
        if process is None:
            return None
        told, _ = process.communicate()
        # Our own process wrote this, nobody else can.
        return pickle.loads(told) if process.returncode == 0 else None

    def stop(self) -> None:
        """End the process when nobody took what it read."""
        if self._process is not None:
            self._process.kill()
            self._process.communicate()
            self._process = None


def read(path: Path, doc_id: str = "") -> First:
    """What the first screen shows of the file at `path`. Raises StoreError."""
    from qdtui.store.read import Database

    database = Database(path)
    documents = database.documents()
    known = [info.doc_id for info in documents]
    wanted = doc_id if doc_id in known else known[0] if known else None
    return First(
        database.summary(),
        documents,
        database.document(wanted) if wanted else None,
        database.facts(wanted) if wanted else [],
    )


if __name__ == "__main__":
    # Read by the module's own name, since a class of `__main__` could not be unpickled elsewhere.
    from qdtui.tui.headstart import read as read_first

    sys.stdout.buffer.write(pickle.dumps(read_first(Path(sys.argv[1]), sys.argv[2]), pickle.HIGHEST_PROTOCOL))
