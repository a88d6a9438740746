"""Kill ingests at random moments: the file must open each time, be the old or the new one, and end up the same.

    python benchmarks/kills.py [--kills 60] [--documents 400] [--late 2] [--folder FOLDER] [--seed 1]

Half of the documents (or all but every `--late`-th) are ingested undisturbed; then the others come, and ingests of them
are killed with SIGKILL, workers and all, at random moments, until one ends by itself. That goes on, each time from the
old file, until there were so many kills. Every file that an ingest leaves is compared with the old one or with that of
an undisturbed run, row for row. `tests/test_kills.py` does the same with few.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

import duckdb

ROOT = Path(__file__).resolve().parent.parent
CHANGING = {"loaded_at", "milliseconds", "mtime_ns"}
"""Columns that tell when something was done."""


def content(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table but for the times at which things were done. Raises duckdb.Error when it cannot be read."""
    with duckdb.connect(str(path), read_only=True) as connection:
        found = {}
        for (name,) in connection.execute("SELECT table_name FROM duckdb_tables() ORDER BY 1").fetchall():
            columns = [row[0] for row in connection.execute(f'DESCRIBE "{name}"').fetchall()]
            wanted = ", ".join(f'"{column}"' for column in columns if column not in CHANGING)
            found[name] = connection.execute(f'SELECT {wanted} FROM "{name}"').fetchall()
    found["meta"] = [row for row in found["meta"] if row[0] != "written_at"]
    return found


def ingest(folder: Path, wait: float | None) -> bool:
    """Run an ingest, killed after `wait` seconds unless it is over or None; whether it ended by itself."""
    command = [sys.executable, "-m", "qdtui", "ingest", "--config", str(folder / "config.toml")]
    process = subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    )
    try:
        process.wait(wait)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        return False
    if process.returncode not in (0, 1):
        raise SystemExit(f"an ingest ended with exit code {process.returncode}")
    return True


def sentences(number: int) -> str:
    """A document of its own."""
    day = f"2024-{number % 12 + 1:02}-{number % 28 + 1:02}"
    body = "".join(
        f"{2000 + (number + k) % 25}年，海州市第{k + 1}区新增单项冠军企业{number + k}家，产值{number * 3 + k}亿元。"
        for k in range(12)
    )
    return f"海州第{number}号简报\n\n{day}\n\n{body}\n"


def prepare(folder: Path, documents: list[tuple[str, str]], late: int = 2) -> float:
    """An old file of the first documents, an undisturbed new one of all; how long the second ingest took (seconds).

    Every `late`-th document comes later.
    """
    (folder / "documents").mkdir(parents=True)
    (folder / "config.toml").write_text('documents = ["documents"]\ndatabase = "facts.duckdb"\n', encoding="utf-8")
    later = documents[late - 1 :: late]
    for part in ([one for one in documents if one not in later], later):
        for name, text in part:
            (folder / "documents" / name).write_text(text, encoding="utf-8")
        started = time.monotonic()
        ingest(folder, None)
        took = time.monotonic() - started
        if not (folder / "old").exists():
            shutil.copy(folder / "facts.duckdb", folder / "old")
    shutil.copy(folder / "facts.duckdb", folder / "new")
    return took


def rounds(folder: Path, took: float, kills: int, seed: int) -> Counter[str]:
    """Kill so many ingests; how often the file was then the old one, the new one, or complete. Raises SystemExit."""
    chance = random.Random(seed)
    old, new = content(folder / "old"), content(folder / "new")
    seen: Counter[str] = Counter()
    target = folder / "facts.duckdb"
    shutil.copy(folder / "old", target)
    while seen["killed"] < kills:
        over = ingest(folder, chance.uniform(0.02, 1.1) * took)
        seen["killed"] += not over
        now = content(target)
        if now == new:
            seen["new"] += 1
            left = [path.name for path in folder.iterdir() if over and path.name.endswith((".work", ".wal"))]
            if left:
                raise SystemExit(f"{left} were left behind")
            shutil.copy(folder / "old", target)
        elif now == old and not over:
            seen["old"] += 1
        else:
            tables = [name for name in new if now.get(name) != new[name]]
            raise SystemExit(f"after {seen['killed']} kills the file is neither the old nor the new one: {tables}")
    while not ingest(folder, None):
        pass
    if content(target) != new:
        raise SystemExit("the last file is not that of an undisturbed run")
    return seen


def main() -> None:
    """Make documents, kill, and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kills", type=int, default=60)
    parser.add_argument("--documents", type=int, default=400)
    parser.add_argument(
        "--late", type=int, default=2, help="every so many documents one comes later; of 1200 with 20 a copy is amended"
    )
    parser.add_argument("--folder", type=Path, help="take the documents from here (text files)")
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    documents = [(f"{number}.txt", sentences(number)) for number in range(arguments.documents)]
    if arguments.folder:
        files = sorted(arguments.folder.glob("*.txt"))[: arguments.documents]
        documents = [(path.name, path.read_text(encoding="utf-8")) for path in files]
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary) / "project"
        took = prepare(folder, documents, arguments.late)
        print(f"{len(documents)} documents; those that come later take {took:.1f} s undisturbed")
        seen = rounds(folder, took, arguments.kills, arguments.seed)
    print(f"{seen['killed']} kills: {seen['old']} times the old file, {seen['new']} times the new one, row for row")


if __name__ == "__main__":
    main()
