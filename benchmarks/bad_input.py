"""Input that is bad in its true size: how long each takes until it is refused or loaded, and the most memory used.

    python -m benchmarks.bad_input [--only NAME …]

Each file is made, loaded in a process of its own as a worker loads it, and deleted. The limits are those of a
configuration that says nothing. Beside the time stands what was said of it.
"""

from __future__ import annotations

import argparse
import io
import json
import resource
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

MB = 1024 * 1024
SENTENCE = "海州市2024年新增单项冠军企业3家，居全省首位，"

LOAD = """
import sys, time
from pathlib import Path
from qdtui.load import LoadError, load_file, refuse_odd
from qdtui.load.opener import Opener
path, opener = Path(sys.argv[1]), Opener()
try:
    refuse_odd(path)
    if opener.holds_many(path):
        members = list(opener.members(path))
        bad = [one.error for one in members if one.error]
        print(f"{len(members) - len(bad):,} documents; {len(bad)} problems: {(bad or ['none'])[-1]}")
    else:
        print(f"{load_file(path, opener=opener).n_chars:,} characters")
except LoadError as error:
    print(error.reason)
"""


def line(size: int) -> bytes:
    """So many bytes of text on one line."""
    one = SENTENCE.encode()
    return one * (size // len(one))


def pack(name: str, pieces: int) -> bytes:
    """An archive with one member of so many megabytes of zeros."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive, archive.open(name, "w") as member:
        for _ in range(pieces):
            member.write(b"0" * MB)
    return buffer.getvalue()


def records(count: int) -> bytes:
    """So many lines of JSON."""
    return b"".join(json.dumps({"id": n, "text": f"{SENTENCE}{n}"}).encode() + b"\n" for n in range(count))


FILES: Mapping[str, tuple[str, Callable[[], bytes]]] = {
    "100 MB on one line": ("line.txt", lambda: line(100 * MB)),
    "12 MB on one line, which is read": ("line.txt", lambda: line(12 * MB)),
    "100 MB of one line in a page": ("line.html", lambda: b"<html><body><p>" + line(100 * MB)),
    "1,000,000 open elements": ("deep.html", lambda: b"<html>" + b"<div>" * 1_000_000 + SENTENCE.encode()),
    "1,000,000 unfinished tags": ("tags.html", lambda: b"<html>" + SENTENCE.encode() + b"<a " * 1_000_000),
    "1 GB of zeros in an archive": ("bomb.zip", lambda: pack("zeros.txt", 1024)),
    "a line of 100 MB of JSON": ("line.jsonl", lambda: b'{"text": "' + line(100 * MB) + b'"}\n' + records(3)),
    "200,000 records": ("many.jsonl", lambda: records(200_000)),
    "40 MB of nested lists": ("deep.json", lambda: b"[" * 40 * MB),
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", nargs="*", default=list(FILES))
    for name in parser.parse_args().only:
        file, make = FILES[name]
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / file
            path.write_bytes(make())
            started = time.perf_counter()
            done = subprocess.run([sys.executable, "-c", LOAD, str(path)], capture_output=True, text=True, check=False)
            seconds = time.perf_counter() - started
        peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
        said = (done.stdout or done.stderr).strip().splitlines() or [f"exit {done.returncode}"]
        print(f"{name:34} {seconds:6.1f} s   {peak:6.0f} MB at most so far   {said[-1][:150]}", flush=True)


if __name__ == "__main__":
    main()
