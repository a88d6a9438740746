"""How long the explorer's first frame and `qdtui --help` take, as ratios to bare programs on the same machine.

    python benchmarks/startup.py [--runs 9]

A bare Textual program is the measure of the first frame, `python -c pass` that of `--help`. Each pair is run
alternately, and the medians are compared. The explorer opens the seeds from a file that is already there; the second
line waits until the newest document stands on the screen with its facts.
"""

from __future__ import annotations

import argparse
import os
import pty
import select
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BARE = "from textual.app import App\nfrom textual.widgets import Static\nclass Bare(App):\n    def compose(self):\n        yield Static('FRAME')\nBare().run()"


def first_output(command: list[str], mark: bytes, env: Mapping[str, str]) -> float:
    """Seconds from exec until `mark` is painted on a pseudo-terminal of 140×40."""
    pid, terminal = pty.fork()
    if pid == 0:
        os.chdir(ROOT)
        os.execvpe(command[0], command, dict(env))
    import fcntl
    import struct
    import termios

    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 140, 0, 0))
    started, seen = time.perf_counter(), b""
    while mark not in seen:
        if not select.select([terminal], [], [], 30)[0]:
            raise TimeoutError(f"{command} painted nothing within 30 s: {seen[-300:]!r}")
        seen += os.read(terminal, 65536)
    elapsed = time.perf_counter() - started
    os.kill(pid, 9)
    os.waitpid(pid, 0)
    os.close(terminal)
    return elapsed


def run_time(command: list[str], env: Mapping[str, str]) -> float:
    """Seconds that a command takes."""
    started = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=dict(env))
    return time.perf_counter() - started


def compare(name: str, ours: Callable[[], float], bare: Callable[[], float], runs: int, aim: float) -> None:
    """Print a line of the table."""
    pairs = [(ours(), bare()) for _ in range(runs + 1)][1:]
    mine, theirs = (statistics.median(times) for times in zip(*pairs, strict=True))
    print(f"{name:18}{mine * 1000:10.0f} ms{theirs * 1000:10.0f} ms{mine / theirs:8.2f}{aim:8.1f}")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=9)
    runs = parser.parse_args().runs
    with tempfile.TemporaryDirectory() as folder:
        env = {**os.environ, "TERM": "xterm-256color", "COLORTERM": "truecolor", "QDTUI_STATE_DIR": folder}
        database = str(Path(folder) / "seeds.duckdb")
        qdtui = [sys.executable, "-m", "qdtui", "--db", database]
        subprocess.run([*qdtui, "ingest"], cwd=ROOT, env=env, check=True, capture_output=True)
        print(f"{'':18}{'qdtui':>13}{'bare':>13}{'ratio':>8}{'aim':>8}")
        for name, mark in (("first frame", "文档"), ("a document read", "青岛")):
            compare(
                name,
                lambda mark=mark: first_output(qdtui, mark.encode(), env),  # type: ignore[misc]
                lambda: first_output([sys.executable, "-c", BARE], b"FRAME", env),
                runs,
                1.5,
            )
        compare(
            "--help",
            lambda: run_time([sys.executable, "-m", "qdtui", "--help"], env),
            lambda: run_time([sys.executable, "-c", "pass"], env),
            runs,
            5.0,
        )


if __name__ == "__main__":
    main()
