"""How fast a folder becomes a file, and what it takes, beside jieba alone on the same text in the same run.

    python benchmarks/ingest.py PATH [--times 10] [--jobs 2] [--segmenter jieba] [--keep FOLDER]

PATH is a folder of documents, or a .parquet file with the columns id, date, title and text, which is written out as
one text file a row. `--times` takes every document so many times, each with another first line. Printed are documents
and characters a second; seconds of load, zones, segmentation, every extractor, and the writing of index and file
(workers together, as they tell); the most memory of the main process and of all workers (from /proc, on Linux); a
second run without changes; and ten new documents. `jieba.cut_for_search` runs alone, on one core, before and after:
the aim is a whole first run in no more time than that on two cores.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent

INGEST = """
import json, sys
from pathlib import Path
from qdtui.config import load
from qdtui.ingest import ingest

if __name__ == "__main__":
    report = ingest(load(explicit=Path(sys.argv[1])), jobs=int(sys.argv[2]))
    print(json.dumps({"seconds": report.seconds, "spent": report.spent, "documents": report.documents,
                      "read": report.read, "rows": report.rows.total(), "problems": len(report.problems)}))
"""

JIEBA = """
import sys, time, jieba
from pathlib import Path

jieba.setLogLevel(60)
jieba.initialize()
spent = 0.0
for path in Path(sys.argv[1]).rglob("*.txt"):
    text = path.read_text(encoding="utf-8")
    started = time.perf_counter()
    for _ in jieba.cut_for_search(text):
        pass
    spent += time.perf_counter() - started
print(spent)
"""

ZONES = """
import sys, time
from pathlib import Path
import qdtui.load.document as document
from qdtui.load import LoadError, load_file

spent = {"zones": 0.0}
real = document.find_zones

def timed(*arguments, **options):
    started = time.perf_counter()
    found = real(*arguments, **options)
    spent["zones"] += time.perf_counter() - started
    return found

document.find_zones = timed
files = [path for path in sorted(Path(sys.argv[1]).rglob("*")) if path.is_file()]
taken = files[:: max(1, len(files) // 2000)]
for path in taken:
    try:
        load_file(path)
    except LoadError:
        pass
print(spent["zones"] * len(files) / max(1, len(taken)))
"""


def write_out(source: Path, folder: Path, times: int) -> None:
    """The documents of a folder or parquet file as text files in `folder`, each so many times."""
    folder.mkdir(parents=True)
    for name, text in _texts(source):
        for copy in range(times):
            (folder / f"{name}-{copy}.txt").write_text(f"（{copy}）{text}" if copy else text, encoding="utf-8")


def _texts(source: Path) -> Iterator[tuple[str, str]]:
    if source.is_dir():
        for number, path in enumerate(sorted(source.rglob("*.txt"))):
            yield f"{number}-{path.stem}", path.read_text(encoding="utf-8")
        return
    import duckdb

    cursor = duckdb.connect().execute("SELECT id, date, title, text FROM read_parquet(?)", [str(source)])
    while rows := cursor.fetchmany(1000):
        for key, day, title, text in rows:
            yield str(key), f"{title}\n\n{day}\n\n{text}\n"


class Memory:
    """The most memory (bytes) of a process and of its children together, looked at ten times a second."""

    def __init__(self, pid: int) -> None:
        self._pid = pid
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._look, daemon=True)
        self.main = self.workers = self.together = 0

    def __enter__(self) -> Memory:
        self._thread.start()
        return self

    def __exit__(self, *details: object) -> None:
        self._stop.set()
        self._thread.join()

    def _look(self) -> None:
        while not self._stop.wait(0.1):
            main = _resident(self._pid)
            workers = sum(_resident(pid) for pid in _children(self._pid))
            self.main, self.workers = max(self.main, main), max(self.workers, workers)
            self.together = max(self.together, main + workers)


def _resident(pid: int) -> int:
    """Memory that is a process's own: what it shares with files or other processes is left out."""
    with contextlib.suppress(OSError, ValueError, IndexError):
        _, resident, shared, *_ = (int(field) for field in Path(f"/proc/{pid}/statm").read_text().split())
        return (resident - shared) * os.sysconf("SC_PAGE_SIZE")
    return 0


def _children(pid: int) -> list[int]:
    with contextlib.suppress(OSError):
        return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    return []


def run(config: Path, jobs: int) -> tuple[dict[str, Any], Memory]:
    """One ingest in a process of its own: what it tells, and the memory that it took."""
    process = subprocess.Popen(
        [sys.executable, "-c", INGEST, str(config), str(jobs)], cwd=ROOT, stdout=subprocess.PIPE, text=True
    )
    with Memory(process.pid) as memory:
        out = process.communicate()[0]
    if process.returncode:
        raise SystemExit(f"the ingest ended with exit code {process.returncode}")
    return json.loads(out.splitlines()[-1]), memory  # the last line, whatever else was said before it


def alone(program: str, folder: Path) -> float:
    """The seconds that a program tells of."""
    done = subprocess.run(
        [sys.executable, "-c", program, str(folder)], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return float(done.stdout)


def measure(folder: Path, work: Path, jobs: int, segmenter: str) -> None:
    """Run and print."""
    config = work / "config.toml"
    config.write_text(
        f'documents = ["{folder.as_posix()}"]\ndatabase = "facts.duckdb"\nsegmenter = "{segmenter}"\n', encoding="utf-8"
    )
    files = list(folder.rglob("*.txt"))
    characters = sum(len(path.read_text(encoding="utf-8")) for path in files)
    print(f"{len(files):,} files, {characters:,} characters, {jobs} workers, segmenter {segmenter}")
    before = alone(JIEBA, folder)
    first, memory = run(config, jobs)
    after = alone(JIEBA, folder)
    jieba = (before + after) / 2
    zones = alone(ZONES, folder)
    took = first["seconds"]
    print(f"\n{'jieba alone, one core':28}{jieba:9.1f} s   ({before:.1f} before, {after:.1f} after)")
    print(f"{'whole ingest':28}{took:9.1f} s   {took / jieba:.2f} of jieba")
    print(f"{'documents a second':28}{first['read'] / took:9,.0f}")
    print(f"{'characters a second':28}{characters / took:9,.0f}")
    print(f"{'rows':28}{first['rows']:9,}     {first['problems']} problems")
    print("\nseconds of work (workers together)")
    names = {"load": "load", "index": "segmentation and packing", "write": "index and write (main)"}
    for step, seconds in first["spent"].items():
        print(f"  {names.get(step, step):26}{seconds:9.1f} s")
        if step == "load":
            print(f"  {'  of which zones (measured alone)':26}{zones:4.1f} s")
    mb = 1 << 20
    print(f"\n{'memory, main process':28}{memory.main / mb:9.0f} MB")
    print(f"{'memory, workers':28}{memory.workers / mb:9.0f} MB")
    print(f"{'memory, together':28}{memory.together / mb:9.0f} MB")
    print(f"{'file':28}{(work / 'facts.duckdb').stat().st_size / mb:9.0f} MB")
    again, _ = run(config, jobs)
    print(f"\n{'second run, no change':28}{again['seconds']:9.2f} s")
    for number, path in enumerate(files[:10]):
        (folder / f"new-{number}.txt").write_text(f"新{number} {path.read_text(encoding='utf-8')}", encoding="utf-8")
    ten, _ = run(config, jobs)
    print(f"{'ten new documents':28}{ten['seconds']:9.2f} s   ({ten['read']} read)")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("path", type=Path)
    parser.add_argument("--times", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--segmenter", choices=["auto", "jieba", "rjieba"], default="auto")
    parser.add_argument("--keep", type=Path, help="work here, and leave the documents and the file")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        work = arguments.keep or Path(temporary)
        work.mkdir(parents=True, exist_ok=True)
        started = time.monotonic()
        write_out(arguments.path, work / "documents", arguments.times)
        print(f"documents written in {time.monotonic() - started:.1f} s")
        measure(work / "documents", work, arguments.jobs, arguments.segmenter)


if __name__ == "__main__":
    main()
