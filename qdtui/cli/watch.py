"""The command that keeps the file up to date with its folders."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from qdtui.cli.base import ask_about_plugins, configuration, everywhere, note

if TYPE_CHECKING:
    from qdtui.ingest_report import Report


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(exists=True, path_type=Path))
@click.option("--jobs", "-j", type=click.IntRange(min=1), help="Worker processes (default: one a core).")
@click.option(
    "--quiet",
    type=click.FloatRange(min=0.1),
    default=2.0,
    show_default=True,
    help="Seconds without a change before what changed is read.",
)
@everywhere
def watch(paths: tuple[Path, ...], jobs: int | None, quiet: float, db: Path | None, config_file: Path | None) -> None:
    """Keep the DuckDB file up to date with its documents until Ctrl-C.

    PATHs (files or folders) are added to what the file follows. A file that is still being written is waited for;
    updates come one after the other, and each leaves a whole file.
    """
    from qdtui.progress import Lines, summary
    from qdtui.watching import watch as keep_up

    config = configuration(db, config_file)
    ask_about_plugins(config)

    def tell(outcome: Report | Exception) -> None:
        for line in [f"not updated: {outcome}"] if isinstance(outcome, Exception) else summary(outcome):
            note(line)

    try:
        keep_up(config, paths, jobs=jobs, quiet=quiet, tell=tell, progress=Lines(sys.stderr))
    except KeyboardInterrupt:
        note("stopped watching; what was read is kept")
