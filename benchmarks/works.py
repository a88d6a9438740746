"""Finding reprints: seconds for the sketches and for the works of many documents, and for ten more.

    python benchmarks/works.py NEWS.parquet [TIMES]

NEWS.parquet has the columns id, date, title and text. TIMES (1 by default) takes each text so many times, its common
characters replaced by others, so that each is another text of the same make.
"""

from __future__ import annotations

import resource
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import duckdb

from qdtui.load import load_bytes
from qdtui.model import Document
from qdtui.store import build
from qdtui.store.works import find_works
from qdtui.store.write import Snapshot
from qdtui.text.sketch import sketch

COMMON = 250
"""Characters that are replaced: the most frequent ones, three of four in a news text."""


def read(path: str) -> Iterator[Document]:
    """The documents of the table, one at a time."""
    with duckdb.connect() as connection:
        rows = connection.execute("SELECT id, date, title, text FROM read_parquet(?)", [path])
        while batch := rows.fetchmany(500):
            for name, day, title, text in batch:
                yield load_bytes(f"{title}\n\n{day}\n\n{text}\n".encode(), f"{name}.txt")


def frequent(documents: list[Document]) -> list[str]:
    """The most frequent characters."""
    counts: dict[str, int] = {}
    for document in documents[:500]:
        for char in document.text:
            counts[char] = counts.get(char, 0) + 1
    han = [char for char in counts if "\u4e00" <= char <= "\u9fff"]
    return sorted(han, key=counts.__getitem__, reverse=True)[:COMMON]


def more(documents: list[Document], times: int) -> Iterator[Document]:
    """Each document, and `times` - 1 others made of it."""
    common = frequent(documents)
    for n in range(times):
        table = {ord(char): chr(0x4E00 + (ord(char) * 7 + n * 977) % 20_000) for char in common}
        for document in documents:
            if n == 0:
                yield document
            else:
                text = document.text.translate(table)
                yield replace(document, doc_id=f"{document.doc_id}-{n}", path=f"{n}/{document.path}", text=text)


def reprints(documents: list[Document]) -> list[Document]:
    """Ten of them retitled and cut to two thirds, as another site would have them."""
    made = []
    for n, document in enumerate(documents[100:110]):
        body = document.text.split("\n", 4)[-1]  # below title and day
        body = body[: len(body) * 2 // 3]
        made.append(replace(document, doc_id=f"reprint-{n}", path=f"reprint/{n}", title=None, text=body, zones=()))
    return made


def main(path: str, times: int) -> None:
    """Measure and print."""
    documents = list(read(path))
    started = time.perf_counter()
    for document in documents:
        sketch(document)
    seconds = time.perf_counter() - started
    letters = sum(document.n_chars for document in documents)
    print(f"{len(documents)} sketches: {seconds:.2f} s, {letters / seconds / 1e6:.1f} million characters a second")

    def timed(connection: duckdb.DuckDBPyConnection, *, previous: bool) -> None:
        started = time.perf_counter()
        find_works(connection, previous=previous)
        seconds = time.perf_counter() - started
        sql = "SELECT count(*), count(*) FILTER (place > 1), (SELECT count(*) FROM compared) FROM works"
        total, copies, compared = connection.execute(sql).fetchall()[0]
        print(f"works of {total} documents: {seconds:.2f} s, {compared} pairs compared, {copies} reprints")

    vars(build)["find_works"] = timed
    with tempfile.TemporaryDirectory() as folder:
        database = Path(folder) / "facts.duckdb"
        kept = []
        with Snapshot(database, [], {}) as snapshot:
            for document in more(documents, times):
                snapshot.document(document, {})
                kept.append(document.doc_id)
            snapshot.finish()
        with Snapshot(database, [], {}) as snapshot:
            snapshot.keep(kept)
            for document in reprints(documents):
                snapshot.document(document, {})
            snapshot.finish()
    print(f"peak memory: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB, the texts in it")


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 1)
