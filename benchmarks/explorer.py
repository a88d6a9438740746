"""The explorer beside harlequin, VisiData and sqlit: first frame, usable, quit, memory, a table of 1,000,000 × 10.

    python -m benchmarks.explorer [--runs 5] [--peers FOLDER] [--rows 1000000]
    python -m benchmarks.explorer --typing [--documents 20000] [--texts PATH | --file FACTS]

Each program runs under a pseudo-terminal of 140×40, one after the other in every round; the medians are printed, and
the ratios to harlequin. The peers are installed from the package index into environments of their own in `--peers`
(made where they are missing; what cannot be installed is left out). *First frame* is the time from start to the first
words of the program's own screen, *usable* until a key that was pressed has shown its effect, *rows* until the first
rows of the table are painted and *end* until its last ones are (from the key that asks for them), *memory* the most
that the program and its children held when it was usable, *growth* how much more at the table's end. VisiData reads
the table from CSV as soon as it starts, so its rows are there with its first frame; the others read it from DuckDB.
sqlit shows 100,000 rows of it.

`--typing` types queries into Search over so many documents, and prints the time from the last key until the
answer for that text is painted. Without `--texts` (a parquet file with a column `text`, or a folder of .txt) the documents are made up.
"""

from __future__ import annotations

import argparse
import asyncio
import fcntl
import os
import pty
import random
import re
import select
import statistics
import struct
import subprocess
import sys
import tempfile
import termios
import time
import venv
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PATIENCE = 90.0
"""Seconds until a program is given up."""

_ESCAPES = re.compile(
    rb"\x1b(?:\[[0-9;?<=>]*[ -/]*[@-~]|[PX^_\]].*?(?:\x07|\x1b\\)|[()][0-9A-B]|[=>78cDEHM])", re.DOTALL
)


@dataclass(frozen=True)
class Step:
    """Keys, and what they bring to the screen."""

    keys: str
    mark: str
    again: bool = False
    """Press the keys again twice a second until the mark is there: for a program that is still reading."""


@dataclass(frozen=True)
class Program:
    """How a program is started, used and left."""

    name: str
    command: Sequence[str]
    first: str
    usable: Sequence[Step]
    rows: Sequence[Step]
    end: Sequence[Step]
    leave: Sequence[str]
    package: str = ""


@dataclass
class Times:
    """Seconds and megabytes of a program, a list of one value for each round."""

    values: dict[str, list[float]] = field(default_factory=dict)

    def add(self, name: str, value: float) -> None:
        """Enter a measured value."""
        self.values.setdefault(name, []).append(value)

    def median(self, name: str) -> float:
        """The median of a value over the rounds."""
        return statistics.median(self.values.get(name, [float("nan")]))


class Session:
    """A program on a pseudo-terminal."""

    def __init__(self, command: Sequence[str], env: Mapping[str, str]) -> None:
        self.begun = time.perf_counter()
        self.pid, self.terminal = pty.fork()
        if self.pid == 0:
            with suppress(OSError):
                os.execvpe(command[0], list(command), dict(env))
            os._exit(127)
        fcntl.ioctl(self.terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 140, 0, 0))
        self.seen = b""

    def wait(self, mark: str, again: str = "") -> None:
        """Read until the words of `mark` were painted since the last key; press `again` twice a second."""
        until = time.perf_counter() + PATIENCE
        wanted = mark.encode()
        while wanted not in _ESCAPES.sub(b"", self.seen):
            patience = 0.5 if again else max(0.0, until - time.perf_counter())
            if select.select([self.terminal], [], [], patience)[0]:
                self.seen = self.seen[-200_000:] + os.read(self.terminal, 1 << 16)
            elif time.perf_counter() < until:
                os.write(self.terminal, again.encode())
            else:
                raise TimeoutError(f"{mark!r} was not painted; the last was {self.seen[-400:]!r}")

    def press(self, keys: str) -> None:
        """Send keys; only what is painted from now on counts."""
        self.drain(0.0)
        self.seen = b""
        os.write(self.terminal, keys.encode())

    def drain(self, seconds: float) -> None:
        """Read what comes for so many seconds."""
        until = time.perf_counter() + seconds
        while select.select([self.terminal], [], [], max(0.0, until - time.perf_counter()))[0]:
            with suppress(OSError):
                self.seen += os.read(self.terminal, 1 << 16)
                continue
            return

    def do(self, steps: Sequence[Step]) -> float:
        """Take the steps; seconds that they took."""
        begun = time.perf_counter()
        for step in steps:
            self.press(step.keys)
            if step.mark:
                self.wait(step.mark, step.keys if step.again else "")
            else:  # keys that change nothing but the focus; a person is not quicker
                self.drain(0.1)
        return time.perf_counter() - begun

    def memory(self) -> float:
        """The most memory that the program and its children have held, MB (proportional sizes are not needed here)."""
        return sum(map(_peak, _family(self.pid)))

    def leave(self, keys: Sequence[str]) -> float:
        """Leave the program; seconds until it has ended."""
        begun = time.perf_counter()
        for key in keys:
            with suppress(OSError):
                os.write(self.terminal, key.encode())
            self.drain(0.05 if len(keys) > 1 else 0.0)
        until = begun + 20
        while time.perf_counter() < until:
            self.drain(0.002)
            if os.waitpid(self.pid, os.WNOHANG)[0]:
                self.pid = 0
                return time.perf_counter() - begun
        raise TimeoutError("the program did not end")

    def close(self) -> None:
        """End the program, however it stands."""
        if self.pid:
            with suppress(OSError):
                os.kill(self.pid, 9)
                os.waitpid(self.pid, 0)
        os.close(self.terminal)


def _family(pid: int) -> Iterator[int]:
    yield pid
    with suppress(OSError):
        for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split():
            yield from _family(int(child))


def _peak(pid: int) -> float:
    with suppress(OSError):
        for line in Path(f"/proc/{pid}/status").read_text().splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) / 1000
    return 0.0


def programs(folder: Path, peers: Path, database: Path, table: Path, sheet: Path, rows: int) -> list[Program]:
    """The four of them; the marks are dates of the second row and of the last one."""
    from qdtui.store.read import Database

    relations = [relation.name for relation in Database(database).relations()]
    down = "\x1b[B" * relations.index("large")
    second, last = "2000-01-02", "2002-09-26"
    shell = [Step("select * from large", "large")]
    made = [
        Program(
            "qdtui",
            [sys.executable, "-m", "qdtui", "--db", str(database)],
            "文档",
            [Step("2", "champion_counts")],
            [Step("t", ""), Step(f"{down}\r", second)],
            [Step("\x1b[1;5F", last)],
            ["q"],
        ),
        Program(
            "harlequin",
            [str(peers / "harlequin/bin/harlequin"), "-r", "--viewer-max-rows", "-1", str(table)],
            "Query Editor",
            shell,
            [Step("\n", second)],
            [Step("\x1b[15~", ""), Step("\x1b[1;5F", last)],
            ["\x11"],
            "harlequin",
        ),
        Program(
            "visidata",
            [str(peers / "visidata/bin/vd"), str(sheet)],
            second,
            [Step("j", "海州1")],
            [],
            [Step("G", last, again=True)],
            ["q", "q"],
            "visidata",
        ),
        Program(
            "sqlit",
            [str(peers / "sqlit/bin/sqlit"), "--max-rows", str(rows), "connect", "duckdb", "--file-path", str(table)],
            "Query",
            [Step("q", "NORMAL"), Step("i", "INSERT"), *shell],
            [Step("\x1b", "NORMAL"), Step("\r", second)],
            [Step("r", ""), Step("G", last, again=True)],
            ["\x11"],
            "sqlit-tui duckdb",
        ),
    ]
    return [program for program in made if not program.package or _installed(peers / program.name, program.package)]


def _installed(folder: Path, packages: str) -> bool:
    if not (folder / "bin" / "python").exists():
        venv.create(folder, with_pip=True)
        done = subprocess.run([folder / "bin" / "pip", "install", "-q", *packages.split()], check=False)
        if done.returncode:
            print(f"{packages} could not be installed and is left out", file=sys.stderr)
    return any(path.name in ("harlequin", "vd", "sqlit") for path in (folder / "bin").iterdir())


def measure(program: Program, env: Mapping[str, str], times: Times) -> None:
    """One round of one program."""
    session = Session(program.command, env)
    try:
        session.wait(program.first)
        times.add("first frame", time.perf_counter() - session.begun)
        session.do(program.usable)
        times.add("usable", time.perf_counter() - session.begun)
        session.drain(0.5)
        held = session.memory()
        times.add("memory", held)
        times.add("rows", session.do(program.rows))
        session.drain(0.2)
        times.add("end", session.do(program.end))
        times.add("growth", max(session.memory() - held, 0.1))
    finally:
        session.close()
    session = Session(program.command, env)
    try:
        session.wait(program.first)
        session.drain(1.5)
        times.add("quit", session.leave(program.leave))
    finally:
        session.close()


ROWS = (
    ("first frame", "ms", 1000.0),
    ("usable", "ms", 1000.0),
    ("quit", "ms", 1000.0),
    ("memory", "MB", 1.0),
    ("rows", "ms", 1000.0),
    ("end", "ms", 1000.0),
    ("growth", "MB", 1.0),
)


def beside(runs: int, peers: Path, rows: int) -> None:
    """Measure all programs and print the table."""
    from benchmarks.grid import build

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        env = {**os.environ, "TERM": "xterm-256color", "COLORTERM": "truecolor", "HOME": name, "QDTUI_STATE_DIR": name}
        database, table, sheet = folder / "facts.duckdb", folder / "large.duckdb", folder / "large.csv"
        ingest = [sys.executable, "-m", "qdtui", "ingest", "--only", str(ROOT / "seeds"), "--db", str(database)]
        subprocess.run(ingest, cwd=ROOT, env=env, check=True, capture_output=True)
        build(table, rows)
        import duckdb

        with duckdb.connect(str(database)) as connection:
            connection.execute(f"ATTACH '{table}' AS other (READ_ONLY)")
            connection.execute("CREATE TABLE large AS FROM other.large")
            connection.execute(f"COPY large TO '{sheet}' (HEADER)")
        os.chdir(ROOT)
        chosen = programs(folder, peers, database, table, sheet, rows)
        results = {program.name: Times() for program in chosen}
        for number in range(runs + 1):
            for program in chosen:
                # The first round warms the disk and fills the programs' caches.
                try:
                    measure(program, env, results[program.name] if number else Times())
                except (TimeoutError, OSError) as error:
                    print(f"{program.name}: {error}", file=sys.stderr)
    print(f"{'':14}" + "".join(f"{name:>12}" for name in results) + "   ratio to harlequin")
    for row, unit, factor in ROWS:
        medians = {name: times.median(row) for name, times in results.items()}
        ratio = medians["qdtui"] / medians["harlequin"] if "harlequin" in medians else float("nan")
        print(
            f"{row + ' (' + unit + ')':14}"
            + "".join(f"{v * factor:12,.0f}" for v in medians.values())
            + f"{ratio:12.3f}"
        )
    if "harlequin" in results:
        ours, theirs = results["qdtui"], results["harlequin"]
        both = (ours.median("rows") + ours.median("end")) / (theirs.median("rows") + theirs.median("end"))
        print(f"{'rows and end':14}{both:12.3f} of harlequin's time")


async def typing(path: Path, queries: Sequence[str]) -> list[float]:
    """Milliseconds from the last key of each step of each query until its answer is painted."""
    from textual.events import Key
    from textual.screen import Screen
    from textual.strip import Strip

    from qdtui.config import Config
    from qdtui.tui.app import Explorer
    from qdtui.tui.hit_list import HitList, HitRow
    from qdtui.tui.listing import Listing
    from qdtui.tui.place import Context
    from qdtui.tui.search import QueryInput, Search
    from qdtui.tui.start import open_database, settle, tidy

    app = Explorer(
        Context(Config(documents=(path.parent,), database=path), lambda: open_database(path), settle=settle, tidy=tidy)
    )
    spent = []
    painted = asyncio.Event()
    wanted, drawn = "", False
    display, render_line = app._display, HitList.render_line

    def watched_line(self: Listing[HitRow], y: int) -> Strip:
        """Note that lines of the answer are being drawn."""
        nonlocal drawn
        drawn = drawn or app.query_one(Search).answered == wanted
        return render_line(self, y)

    def watched(screen: Screen[object], renderable: object) -> None:
        """Note that they are on the screen."""
        display(screen, renderable)  # type: ignore[arg-type]
        place = app.query_one(Search)
        if drawn or (place.answered == wanted and place.has_class("-empty")):
            painted.set()

    async with app.run_test(size=(140, 40)) as pilot:
        await pilot.pause(1)
        await pilot.press("3")
        await pilot.pause(3)
        entry = app.query_one(QueryInput)
        while not entry.has_focus:
            await pilot.pause(0.1)
        app._display = watched  # type: ignore[method-assign]
        HitList.render_line = watched_line  # type: ignore[method-assign]
        for query in queries:
            entry.value = wanted = ""
            await pilot.pause(0.2)
            # An input method hands over words of two characters at once.
            for end in range(2, len(query) + 1, 2):
                before, wanted, drawn = wanted, query[:end].strip(), False
                painted.clear()
                for sign in query[end - 2 : end]:
                    app.post_message(Key("space" if sign == " " else sign, sign))
                begun = time.perf_counter()
                if wanted != before:  # spaces ask for nothing new
                    await asyncio.wait_for(painted.wait(), PATIENCE)
                    spent.append((time.perf_counter() - begun) * 1000)
                await asyncio.sleep(0.15)
    HitList.render_line = render_line  # type: ignore[method-assign]
    return spent


def typed(documents: int, texts: Path | None, file: Path | None) -> None:
    """Build a file of so many documents, or take the one that is there, type into it and print the times."""
    from benchmarks.search import build, given, made_up, questions

    chance = random.Random(20)

    def endless(path: Path) -> Iterator[str]:
        while True:
            for text in given(path, documents):
                # Each time round a text begins elsewhere, so that no two documents are the same.
                at = chance.randrange(max(len(text), 1))
                yield text[at:] + text[:at]

    with tempfile.TemporaryDirectory() as folder:
        path = file or Path(folder) / "facts.duckdb"
        os.environ["QDTUI_STATE_DIR"] = folder
        if file is None:
            sizes = build(path, islice(endless(texts), documents) if texts else made_up(documents, 500, chance))
            print(f"{sizes['documents']:,} documents, {sizes['million characters']:.1f} million characters")
        asked = questions(path, 40, chance)
        print(f"{'milliseconds from the key to the paint':42}{'median':>8}{'95 %':>8}")
        spent: list[float] = []
        for name in ("a word of two", "four characters", "two words"):
            found = asyncio.run(typing(path, [query.replace(" ", "  ")[:6] for query in asked[name]]))
            print(f"{name:42}{statistics.median(found):8.1f}{statistics.quantiles(found, n=20)[-1]:8.1f}")
            spent += found
        print(f"{'all':42}{statistics.median(spent):8.1f}{statistics.quantiles(spent, n=20)[-1]:8.1f}")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--peers", type=Path, default=Path(tempfile.gettempdir()) / "qdtui-peers")
    parser.add_argument("--typing", action="store_true")
    parser.add_argument("--documents", type=int, default=20_000)
    parser.add_argument("--texts", type=Path)
    parser.add_argument("--file", type=Path, help="type into this file instead of making one")
    options = parser.parse_args()
    if options.typing:
        typed(options.documents, options.texts, options.file)
    else:
        beside(options.runs, options.peers.absolute(), options.rows)


if __name__ == "__main__":
    main()
