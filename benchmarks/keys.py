"""Press 20,000 random keys and click at random: the explorer must go on and the file must stay as it was.

    python benchmarks/keys.py [--keys 20000] [--walk 500] [--seed 1]

The keys are pressed in walks, each with a seed of its own, a fresh explorer and a fresh folder, on a small made-up file.
A walk that fails prints its seed and what was done last; `--seed N --keys M --walk M` does the same walk again.
"""

from __future__ import annotations

import argparse
import asyncio
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tests.tui.made_file import write_file  # noqa: E402
from tests.tui.random_keys import FailureError, play  # noqa: E402


def main() -> int:
    """Walk, and count."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--keys", type=int, default=20_000)
    parser.add_argument("--walk", type=int, default=500, help="keys of one walk")
    parser.add_argument("--seed", type=int, default=1, help="of the first walk")
    options = parser.parse_args()
    failed, pressed, started = [], 0, time.perf_counter()
    for seed in range(options.seed, options.seed + max(1, options.keys // options.walk)):
        with tempfile.TemporaryDirectory() as folder:
            database = write_file(Path(folder) / "facts.duckdb")
            walk = Path(folder) / "walk"
            walk.mkdir()
            try:
                asyncio.run(play(database, walk, seed, options.walk))
            except (FailureError, AssertionError) as failure:
                failed.append(seed)
                print(failure, flush=True)
        pressed += options.walk
        if sys.stderr.isatty():
            print(f"\r{pressed:,} keys", end="", file=sys.stderr, flush=True)
    print(f"{pressed:,} keys in {time.perf_counter() - started:.0f} s, failed seeds: {failed or 'none'}")
    return 1 if failed else 0


if __name__ == "__main__":
    raise SystemExit(main())
