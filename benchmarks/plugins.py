"""What fifty installed plugins cost where none is needed: `qdtui --help`, the explorer's start, an ingest with nothing to do.

    python benchmarks/plugins.py [--runs 9] [--plugins 50]

Each program is run alternately with the plugins on its path and without, and the medians are compared. The plugins are
packages with an entry point, each of which imports the toolkit and adds a table, a command, a form, a place and a facet.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from benchmarks.startup import first_output, run_time  # noqa: E402

PLUGIN = """
import re
from qdtui.api import Column, Command, Exporter, Facet, Place, PlaceView, Row, Table, hookimpl
from qdtui.text import read

class One:
    name = "NAME"
    version = "1"
    tables = (Table("NAME", "Years.", (Column("year", "INTEGER"),), key=("year",)),)

    def extract(self, doc):
        for match in re.finditer("20[0-9][0-9]", read(doc).norm):
            yield Row("NAME", {"year": int(match[0])}, *match.span())

@hookimpl
def qdtui_extractors(config):
    return [One()]

@hookimpl
def qdtui_commands(config):
    return [Command("NAME", "NAME", lambda context: None, on="row")]

@hookimpl
def qdtui_exporters(config):
    return [Exporter("NAME", ".NAME", "NAME", lambda columns, batches, path: None)]

@hookimpl
def qdtui_places(config):
    return [Place("NAME", "NAME", [PlaceView("all", "SELECT * FROM NAME")])]

@hookimpl
def qdtui_facets(config):
    return [Facet("NAME", "NAME", "SELECT doc_id, year AS value FROM NAME")]
"""


def install(folder: Path, count: int) -> None:
    """Put `count` packages with an entry point into `folder`."""
    for number in range(count):
        name = f"made_{number:02}"
        info = folder / f"{name}-1.0.dist-info"
        info.mkdir(parents=True)
        (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n")
        (info / "entry_points.txt").write_text(f"[qdtui]\n{name} = {name}\n")
        (folder / f"{name}.py").write_text(PLUGIN.replace("NAME", name), encoding="utf-8")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=9)
    parser.add_argument("--plugins", type=int, default=50)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        site = Path(folder) / "site"
        install(site, options.plugins)
        base = {**os.environ, "TERM": "xterm-256color", "COLORTERM": "truecolor", "QDTUI_STATE_DIR": folder}
        worlds = []
        for name, env in (("with", {**base, "PYTHONPATH": str(site)}), ("without", base)):
            command = [sys.executable, "-m", "qdtui", "--db", str(Path(folder) / f"{name}.duckdb")]
            subprocess.run([*command, "ingest"], cwd=ROOT, env=env, check=True, capture_output=True)
            worlds.append((command, env))
        found = subprocess.run(
            [*worlds[0][0], "plugins"], cwd=ROOT, env=worlds[0][1], capture_output=True, text=True, check=True
        )
        assert found.stdout.count("made_") >= options.plugins, found.stdout
        print(f"{'':18}{f'{options.plugins} plugins':>14}{'none':>13}{'ratio':>8}{'aim':>8}")
        measures: list[tuple[str, float, Callable[[list[str], dict[str, str]], float]]] = [
            ("--help", 1.05, lambda command, env: run_time([*command, "--help"], env)),
            ("explorer's start", 1.2, lambda command, env: first_output(command, "文档".encode(), env)),
            ("nothing to ingest", 1.2, lambda command, env: run_time([*command, "ingest"], env)),
        ]
        for name, aim, measure in measures:
            pairs = [[measure(*world) for world in worlds] for _ in range(options.runs + 1)][1:]
            mine, theirs = (statistics.median(times) for times in zip(*pairs, strict=True))
            print(f"{name:18}{mine * 1000:11.0f} ms{theirs * 1000:10.0f} ms{mine / theirs:8.2f}{aim:8.2f}")


if __name__ == "__main__":
    main()
