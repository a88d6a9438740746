"""What every command of the command line shares: its options, the configuration, the file, the output."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import click

from qdtui.offers import FORM_OF, FORMS

if TYPE_CHECKING:
    from qdtui.config import Config
    from qdtui.engines.errand import Table
    from qdtui.export import Format
    from qdtui.store.read import Database
    from qdtui.store.view import View

PROBLEMS = 1
"""Exit code: done, and there is something to look at."""
WRONG_USE = 2
"""Exit code: the command line or the configuration is wrong, or what it names is not there."""
INTERRUPTED = 130

_ONLY_BUNDLED = "qdtui.only_bundled"

MOST_ROWS = 5_000_000
"""Rows of a query's result that are written."""

FILE = click.Path(dir_okay=False, path_type=Path)


def everywhere(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options that every command takes."""
    command = click.option(
        "--no-plugins", is_flag=True, expose_value=False, callback=_no_plugins, help="Use the bundled plugins alone."
    )(command)
    command = click.option("--db", type=FILE, help="The DuckDB file (instead of the one in config.toml).")(command)
    return click.option("--config", "config_file", type=FILE, help="The config.toml to use, and no other.")(command)


def _no_plugins(context: click.Context, parameter: click.Parameter, value: bool) -> None:
    """Remember the option for `configuration`, which every command asks."""
    if value:
        context.find_root().meta[_ONLY_BUNDLED] = True


def copies_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """The option of commands that leave reprints out."""
    return click.option("--all-copies", is_flag=True, help="Also what stands in reprints, not in first copies alone.")(
        command
    )


def output_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options of commands that print a result."""
    command = click.option(
        "--raw", is_flag=True, help="CSV: leave texts that begin like a formula (=, +, -, @) as they are."
    )(command)
    command = click.option("-o", "--output", type=FILE, help="Write to this file instead of the screen.")(command)
    return click.option(
        "--format", "form", metavar="FORM", help="table, csv, json, parquet or a plugin's (by -o's suffix, or table)."
    )(command)


def configuration(db: Path | None, config_file: Path | None) -> Config:
    """The configuration in force, of the command's own options or else of those before the command."""
    from qdtui.config import load

    context = click.get_current_context()
    early = context.find_root().obj or (None, None)
    config = load(explicit=config_file or early[1], db=db or early[0])
    return replace(config, only_bundled=True) if context.find_root().meta.get(_ONLY_BUNDLED) else config


@contextmanager
def database(db: Path | None, config_file: Path | None) -> Iterator[Database]:
    """The file to read. Ends the command with a hint when it is not there yet."""
    from qdtui.store.read import Database

    path = configuration(db, config_file).database
    if not path.exists():
        raise click.UsageError(f"{path} does not exist yet; `qdtui ingest` makes it")
    yield Database(path)


def note(text: str) -> None:
    """Say something to the person, not into the data."""
    from qdtui.export import safe

    click.echo(safe(text), err=True)


def emit(columns: list[str], types: list[str], rows: Any, form: str | None, output: Path | None, raw: bool) -> None:
    """Write a result as the options ask."""
    from qdtui.export import write_file, write_text

    if form not in (None, *FORMS):
        raise click.UsageError(f"these rows can be written as {', '.join(FORMS)}, not as {form!r}")
    if form is None and output is not None:
        _refuse_unknown(output)
    chosen = cast("Format", form or FORM_OF.get(output.suffix.lower() if output else "", "table"))
    if output is not None:
        write_file(output, columns, types, rows, chosen, guard=not raw)
        note(f"written: {output}")
    elif chosen == "parquet":
        raise click.UsageError("parquet is written to a file: add -o FILE.parquet")
    else:
        write_text(columns, rows, chosen, sys.stdout, guard=not raw)


def _refuse_unknown(output: Path, more: Iterable[str] = ()) -> None:
    """End the command when the suffix of `output` promises another form than would be written, such as .xlsx.

    `more` has the suffixes of plugins' forms. Without a suffix, and as .txt, a table is written as on the screen.
    """
    if output.suffix.lower() not in ("", ".txt", *FORM_OF):
        suffixes = ", ".join((*FORM_OF, ".txt", *more))
        raise click.UsageError(
            f"{output.suffix} is no form that rows are written in: {suffixes} (spreadsheets open .csv), or add --format"
        )


def ask_about_plugins(config: Config) -> None:
    """Ask about code that nobody has allowed or refused yet, where there is somebody to ask. Imports none of it."""
    if not config.plugin_folders or config.only_bundled or not (sys.stdin.isatty() and sys.stderr.isatty()):
        return
    from qdtui.export import safe
    from qdtui.trust import allow, waiting

    for source, standing in waiting(config):
        what = "is code that you have not allowed yet" if standing == "new" else "has changed since you were asked"
        note(f"{source.location} {what}. It would run with your rights; read it before you say yes.")
        allow(source, yes=click.confirm(safe(f"Run {source.name}?"), default=False, err=True))


def exported(file: Database, rows: View | Table, form: str | None, output: Path | None, config: Config) -> bool:
    """Have a plugin's exporter write `rows`, when the options ask for one; False when they do not.

    Ends the command when there is no such exporter, or when it fails.
    """
    if form in FORMS or (form is None and (output is None or output.suffix.lower() in FORM_OF)):
        return False
    from qdtui.engines.errand import ExportError, PluginExport, every_offer

    known = [] if config.only_bundled else [offer for offer in file.offers() if offer.kind == "exporter"]
    if form is None and output is not None:
        offer = next((one for one in known if one.declared.get("suffix") == output.suffix.lower()), None)
        if offer is None:
            _refuse_unknown(output, sorted(filter(None, (one.declared.get("suffix") for one in known))))
            return False
    else:
        if not any(one.name == form for one in known) and not config.only_bundled:
            known = [one for one in every_offer(config) if one.kind == "exporter"]
        offer = next((one for one in known if one.name == form), None)
        if offer is None:
            known_names = ", ".join([*FORMS, *(one.name for one in known)])
            raise click.UsageError(f"there is no form {form!r}: {known_names}{not_run(config)}")
    if output is None:
        raise click.UsageError(f"{offer.name} is written to a file: add -o FILE{offer.declared.get('suffix', '')}")
    try:
        written = PluginExport(config, offer, rows, output).run()
    except ExportError as error:
        for line in error.ended.printed.splitlines():
            note(f"it printed: {line}")
        note(str(error))
        sys.exit(PROBLEMS)
    note(f"written: {output} ({written:,} rows)")
    return True


def not_run(config: Config) -> str:
    """A hint at the plugins whose code nobody has allowed, for what may be missing because of them; empty for none."""
    from qdtui.trust import waiting

    names = ", ".join(source.name for source, _ in waiting(config)) if not config.only_bundled else ""
    return f"; these plugins are not trusted yet, see `qdtui plugins`: {names}" if names else ""
