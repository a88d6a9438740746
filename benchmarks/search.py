"""How long the search takes, beside a plain scan of the same texts in the same run.

    python -m benchmarks.search [--documents 20000] [--characters 2500] [--queries 100] [--texts PATH] [--keep FILE]

Texts are made up from the words of jieba's dictionary by their frequency, unless `--texts` names a parquet file with
a column `text` or a folder of .txt files.
"""

from __future__ import annotations

import argparse
import itertools
import random
import resource
import statistics
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

import duckdb

from qdtui.model import Document
from qdtui.store.read import Database
from qdtui.store.write import Snapshot
from qdtui.text.segment import fold, term_counts


def made_up(documents: int, characters: int, chance: random.Random) -> Iterator[str]:
    """Texts of words drawn by their frequency, with stops and line breaks between them."""
    import jieba

    jieba.setLogLevel("CRITICAL")
    jieba.initialize()
    known = [(word, count) for word, count in jieba.dt.FREQ.items() if count > 20 and fold(word) == word]
    words = [word for word, _ in known]
    summed = list(itertools.accumulate(count for _, count in known))
    for _ in range(documents):
        length = max(200, int(chance.gauss(characters, characters / 3)))
        drawn = chance.choices(words, cum_weights=summed, k=length // 2)
        text = "".join(word + ("。\n" if i % 40 == 39 else "，" if i % 9 == 8 else "") for i, word in enumerate(drawn))
        yield text[:length]


def given(path: Path, limit: int) -> Iterator[str]:
    """The texts of a folder of .txt files, or of the column `text` of a parquet file."""
    if path.is_dir():
        for file in sorted(path.rglob("*.txt"))[:limit]:
            yield file.read_text(encoding="utf-8", errors="replace")
    else:
        cursor = duckdb.execute("SELECT text FROM read_parquet(?) LIMIT ?", [str(path), limit])
        while rows := cursor.fetchmany(1000):
            yield from (row[0] for row in rows)


def build(path: Path, texts: Iterable[str]) -> dict[str, float]:
    """Write the file; seconds of each step, and sizes."""
    cut = 0.0
    characters = 0
    count = 0
    with Snapshot(path, (), {}) as snapshot:
        begun = time.perf_counter()
        for number, text in enumerate(texts):
            at = time.perf_counter()
            terms = term_counts(text)
            cut += time.perf_counter() - at
            snapshot.document(Document(f"{number:08}", f"{number:08}.txt", text, text[:20]), terms)
            characters += len(text)
            count += 1
        given_at = time.perf_counter()
        snapshot.finish()
        done = time.perf_counter()
    return {
        "documents": count,
        "million characters": characters / 1e6,
        "s to cut into terms": cut,
        "s to stage (and make up or read) texts": given_at - begun - cut,
        "s to index and write": done - given_at,
        "MB of file": path.stat().st_size / 1e6,
        "MB of memory at most": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3,
    }


def questions(path: Path, number: int, chance: random.Random) -> dict[str, list[str]]:
    """Queries of several kinds from the file's own texts."""
    connection = duckdb.connect(str(path), read_only=True)
    pairs = connection.execute(
        "SELECT term FROM terms WHERE length(term) = 2 AND df BETWEEN 3 AND (SELECT count(*) / 5 FROM documents)"
    ).fetchall()
    texts = [row[0] for row in connection.execute("SELECT text FROM documents USING SAMPLE 200").fetchall()]
    connection.close()
    words = [chance.choice(pairs)[0] for _ in range(number)]

    def pieces(length: int) -> list[str]:
        found: list[str] = []
        while len(found) < number:
            text = chance.choice(texts)
            at = chance.randrange(max(1, len(text) - length))
            piece = text[at : at + length]
            if len(piece) == length and all("\u4e00" <= char <= "\u9fff" for char in piece):
                found.append(piece)
        return found

    four = pieces(4)
    return {
        "a word of two": words,
        "four characters": four,
        "two words": [f"{a} {b}" for a, b in zip(words, reversed(words), strict=True)],
        "a phrase of six": [f'"{piece}"' for piece in pieces(6)],
        "one character": [piece[0] for piece in four],
    }


def timed(ask: Callable[[str], object], queries: Sequence[str]) -> list[float]:
    """Milliseconds of each query, after one that warms up."""
    ask(queries[0])
    spent = []
    for query in queries:
        begun = time.perf_counter()
        ask(query)
        spent.append((time.perf_counter() - begun) * 1000)
    return spent


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=int, default=20_000)
    parser.add_argument("--characters", type=int, default=2_500)
    parser.add_argument("--queries", type=int, default=100)
    parser.add_argument("--texts", type=Path)
    parser.add_argument("--keep", type=Path, help="write the file here and leave it, or ask the one that is there")
    options = parser.parse_args()
    chance = random.Random(20)
    with tempfile.TemporaryDirectory() as folder:
        path = options.keep or Path(folder) / "search.duckdb"
        if not path.exists():
            made = made_up(options.documents, options.characters, chance)
            texts = given(options.texts, options.documents) if options.texts else made
            for name, value in build(path, texts).items():
                print(f"{value:12,.1f}  {name}", flush=True)
        database = Database(path)
        connection = duckdb.connect(str(path), read_only=True)

        def scan(query: str) -> object:
            conditions = " AND ".join("contains(text, ?)" for _ in query.split())
            words = [word.strip('"') for word in query.split()]
            return connection.execute(
                f"SELECT doc_id FROM documents WHERE {conditions} LIMIT 1000000", words
            ).fetchall()

        def macro(query: str) -> object:
            return connection.execute("SELECT * FROM search(?) LIMIT 20", [query]).fetchall()

        print(f"\n{'':18}{'search':>16}{'macro':>16}{'scan':>16}   search/scan")
        print(f"{'':18}" + f"{'median':>8}{'95 %':>8}" * 3 + "   median   95 %   (milliseconds)")
        for name, queries in questions(path, options.queries, chance).items():
            spent = [
                timed(lambda query: database.search(query, 20), queries),
                timed(macro, queries[:30]),
                timed(scan, queries),
            ]
            figures = [(statistics.median(each), statistics.quantiles(each, n=20)[-1]) for each in spent]
            ratio = [a / b for a, b in zip(figures[0], figures[2], strict=True)]
            print(
                f"{name:18}" + "".join(f"{a:8.1f}{b:8.1f}" for a, b in figures) + f"{ratio[0]:9.2f}{ratio[1]:7.2f}",
                flush=True,
            )


if __name__ == "__main__":
    main()
