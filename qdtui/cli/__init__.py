"""The command line: thin commands over the rooms below. Nothing heavy is imported before a command runs.

The commands of a topic stand in a module of their own, which `cli` takes in at the end.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

from qdtui import __version__
from qdtui.cli.base import (
    FILE,
    INTERRUPTED,
    MOST_ROWS,
    PROBLEMS,
    WRONG_USE,
    ask_about_plugins,
    configuration,
    copies_option,
    database,
    emit,
    everywhere,
    exported,
    note,
    output_options,
)
from qdtui.cli.documents import set_date, set_details


@click.group(invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="qdtui")
@everywhere
@click.pass_context
def cli(context: click.Context, db: Path | None, config_file: Path | None) -> None:
    """Load Chinese documents into one DuckDB file, extract typed tables, explore facts beside their sentences.

    Without a command: the explorer, on the documents that config.toml names (without any: on five articles
    that come along). Results go to stdout, notes to stderr. Exit codes: 0 done, 1 problems found, 2 wrong use.
    """
    context.obj = (db, config_file)
    if context.invoked_subcommand is None:
        if not sys.stdout.isatty() or not sys.stdin.isatty():
            raise click.UsageError("the explorer needs a terminal; in a script use a command, see `qdtui --help`")
        from qdtui.tui.start import run

        config = configuration(db, config_file)
        ask_about_plugins(config)
        sys.exit(run(config, config_file))


@cli.command()
@click.argument("paths", nargs=-1, type=click.Path(exists=True, path_type=Path))
@click.option("--jobs", "-j", type=click.IntRange(min=1), help="Worker processes (default: one a core).")
@click.option("--only", is_flag=True, help="Follow the PATHs alone; documents from elsewhere leave the file.")
@click.option("--again", is_flag=True, help="Do everything again, also what did not change.")
@click.option("--wait", is_flag=True, help="While another qdtui writes the file, wait for it instead of giving up.")
@click.option("--progress-json", is_flag=True, hidden=True, help="Tell progress as JSON lines on stdout.")
@everywhere
def ingest(
    paths: tuple[Path, ...],
    jobs: int | None,
    only: bool,
    again: bool,
    wait: bool,
    progress_json: bool,
    db: Path | None,
    config_file: Path | None,
) -> None:
    """Bring the DuckDB file up to date with its documents; only what changed is done again.

    PATHs (files or folders) are added to what the file follows. Without any: what it followed before,
    or the documents that config.toml names.
    """
    from qdtui.ingest import ingest as bring_up_to_date
    from qdtui.progress import reporter, summary

    config = configuration(db, config_file)
    if not progress_json:
        ask_about_plugins(config)
    with reporter(sys.stdout if progress_json else sys.stderr, as_json=progress_json) as report_event:
        report = bring_up_to_date(config, paths, only=only, again=again, jobs=jobs, wait=wait, progress=report_event)
        report_event.finish(report)
    if not progress_json:
        for line in summary(report):
            note(line)
    sys.exit(PROBLEMS if report.problems else 0)


@cli.command()
@click.argument("query")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a hit.")
@click.option("--limit", type=click.IntRange(min=1), default=20, show_default=True)
@copies_option
@everywhere
def search(query: str, as_json: bool, limit: int, all_copies: bool, db: Path | None, config_file: Path | None) -> None:
    """Find documents: words, "exact phrases" in quotation marks, -without. Best hits first."""
    from qdtui.export import to_json
    from qdtui.report import hit_lines, hit_object

    with database(db, config_file) as file:
        result = file.search(query, limit=limit, all_copies=all_copies)
    if result.error:
        raise click.UsageError(result.error)
    for hit in result.hits:
        for line in [to_json(hit_object(hit))] if as_json else hit_lines(hit, colour=sys.stdout.isatty()):
            click.echo(line)
    note(f"{result.total_documents} documents · {result.milliseconds:.0f} ms")


@cli.command()
@click.argument("query")
@output_options
@click.option(
    "--timeout", type=float, default=60.0, show_default=True, help="Seconds after which the query is stopped."
)
@copies_option
@everywhere
def sql(
    query: str,
    all_copies: bool,
    form: str | None,
    output: Path | None,
    raw: bool,
    timeout: float,
    db: Path | None,
    config_file: Path | None,
) -> None:
    """Run SQL on the file, read-only; `-` reads the query from stdin.

    The views show the first copy of each work; fact tables have the rows of all documents.
    """
    from qdtui.store.sql import Session, SqlError
    from qdtui.store.view import View

    text = sys.stdin.read() if query == "-" else query
    with database(db, config_file) as file:
        view = View(sql=text, all_copies=all_copies)
        if exported(file, view, form, output, configuration(db, config_file)):
            return
        session = Session(file.path, timeout=timeout, max_rows=MOST_ROWS, all_copies=all_copies)
        try:
            result = session.run(text)
            emit(list(result.columns), list(result.types), result.all_rows(), form, output, raw)
            if result.truncated:
                note(f"only the first {MOST_ROWS:,} rows are here; select fewer, or use a DuckDB client")
        except SqlError as error:
            note(str(error))
            sys.exit(PROBLEMS)
        finally:
            session.close()


@cli.command()
@click.argument("table", required=False)
@click.option("--limit", type=click.IntRange(min=1), help="At most so many rows.")
@copies_option
@output_options
@everywhere
def show(
    table: str | None,
    all_copies: bool,
    limit: int | None,
    form: str | None,
    output: Path | None,
    raw: bool,
    db: Path | None,
    config_file: Path | None,
) -> None:
    """Print a table or view of the file, of reprints only the first copy; without TABLE, the list of them."""
    from qdtui.store.view import View

    with database(db, config_file) as file:
        relations = {relation.name: relation for relation in file.relations()}
        if table is None:
            rows: Any = [(r.name, r.kind, r.rows, r.comment) for r in relations.values()]
            emit(
                ["name", "kind", "rows", "comment"],
                ["VARCHAR", "VARCHAR", "BIGINT", "VARCHAR"],
                rows,
                form,
                output,
                raw,
            )
            return
        if table not in relations:
            raise click.UsageError(f"there is no table {table!r}; there are: {', '.join(relations)}")
        one_copy = relations[table].fact_table and not all_copies
        view = View(relation=table, one_copy=one_copy, all_copies=all_copies)
        cut = view if limit is None else View(sql=f"{view.to_sql()} LIMIT {limit}", all_copies=all_copies)
        if exported(file, cut, form, output, configuration(db, config_file)):
            return
        page = file.page(view, 0, limit or file.page(view, 0, 0).total)
        emit(list(page.columns), list(page.types), page.rows, form, output, raw)


@cli.command()
@click.option("--json", "as_json", is_flag=True, help="One JSON object a fault.")
@everywhere
def verify(as_json: bool, db: Path | None, config_file: Path | None) -> None:
    """Check the whole file: every quote stands in its document at its span, every row has its document."""
    from dataclasses import asdict

    from qdtui.export import safe, to_json
    from qdtui.store.verify import verify as check

    with database(db, config_file) as file:
        faults = check(file.path)
    for fault in faults:
        click.echo(to_json(asdict(fault)) if as_json else safe(f"{fault.table}: {fault.what} ({fault.count} rows)"))
        for row in fault.rows if not as_json else ():
            click.echo(safe("    " + " · ".join(map(str, row))))
    note(f"{file.path}: {len(faults)} kinds of fault" if faults else f"{file.path}: sound")
    sys.exit(PROBLEMS if faults else 0)


@cli.command()
@click.argument("gold", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--misses", metavar="TABLE", multiple=True, help="Also list what was missed, too much or wrong in TABLE.")
@click.option(
    "--rules", "by_rule", is_flag=True, help="Also list each rule's rows, confidence and how far it is right."
)
@click.option("--against", type=FILE, help="Another file of the same documents: what was won and lost since.")
@click.option("--json", "as_json", is_flag=True, help="The scores as JSON.")
@everywhere
def evaluate(
    gold: Path,
    misses: tuple[str, ...],
    by_rule: bool,
    against: Path | None,
    as_json: bool,
    db: Path | None,
    config_file: Path | None,
) -> None:
    """Compare the rows of the file with GOLD, a file of facts with one JSON object a line.

    Documents are matched by the name of their file, without its suffix.
    """
    from qdtui.evaluate import EXACT, calibration, changes, evaluate, read_gold, read_rows, rules
    from qdtui.export import safe, table_lines
    from qdtui.report import miss_lines, score_lines, score_object

    unknown = set(misses) - set(EXACT)
    if unknown:
        raise click.UsageError(f"{sorted(unknown)[0]} is not scored; these are: {', '.join(EXACT)}")
    facts = read_gold(gold)
    with database(db, config_file) as file:
        rows, stems = read_rows(file.path)
    scores = evaluate(facts, rows)
    if absent := {fact.doc for fact in facts} - stems:
        note(f"{len(absent)} documents of {gold} are not in the file: {', '.join(sorted(absent)[:5])}")
    if as_json:
        click.echo(score_object(scores))
        return
    for line in score_lines(scores):
        click.echo(line)
    click.echo("\nconfidence: of the rows in a band, the share that gold asks for, and the share right in every column")
    bands = [
        (b.name, b.rows, f"{b.confidence:.2f}", f"{b.found:.2f}", f"{b.right:.2f}")
        for b in calibration(scores.values())
    ]
    for line in table_lines(["band", "rows", "mean", "found", "right"], bands):
        click.echo(line)
    if by_rule:
        click.echo("\nthe same by rule")
        shares = [
            (r.table, r.rule, r.rows, f"{r.confidence:.2f}", f"{r.found:.2f}", f"{r.right:.2f}") for r in rules(scores)
        ]
        for line in table_lines(["table", "rule", "rows", "mean", "found", "right"], shares):
            click.echo(line)
    for table in misses:
        click.echo("")
        for line in miss_lines(table, scores[table]):
            click.echo(line)
    if against is not None:
        before = evaluate(facts, read_rows(against)[0])
        click.echo(f"\nsince {against}:")
        for kind, table, doc, text in changes(before, scores):
            click.echo(safe(f"{kind}  {table}  {doc}  {text}"))


@cli.group()
def config() -> None:
    """Show the configuration in force."""


@config.command("show")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@everywhere
def config_show(as_json: bool, db: Path | None, config_file: Path | None) -> None:
    """Print every key, its value, and which file it came from."""
    from qdtui.export import safe, table_lines, to_json

    rows = configuration(db, config_file).origins()
    if as_json:
        click.echo(to_json([{"key": key, "value": value, "from": origin} for key, value, origin in rows]))
    else:
        for line in table_lines(
            ["key", "value", "from"], [(key, safe(str(value)), origin) for key, value, origin in rows]
        ):
            click.echo(line)


@cli.command()
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@everywhere
def doctor(as_json: bool, db: Path | None, config_file: Path | None) -> None:
    """Look at the machine, the terminal, the configuration and the file, and say what is wrong."""
    from qdtui.doctor import examine

    lines, sound = examine(configuration(db, config_file), as_json=as_json)
    for line in lines:
        click.echo(line)
    sys.exit(0 if sound else PROBLEMS)


cli.add_command(set_details)
cli.add_command(set_date)


def main() -> None:
    """The console command: errors that a person can mend are one message, not a traceback."""
    try:
        cli(prog_name="qdtui", standalone_mode=False)
    except click.ClickException as error:
        error.show()
        sys.exit(WRONG_USE)
    except (click.Abort, KeyboardInterrupt):
        click.echo("stopped; the file is as it was, and what was read is not read again by the next ingest", err=True)
        sys.exit(INTERRUPTED)
    except BrokenPipeError:
        # `qdtui show … | head`: the reader has what it wants.
        sys.stderr.close()
        sys.exit(0)
    except Exception as error:
        if not _is_message(error):
            raise
        click.echo(f"qdtui: {error}", err=True)
        sys.exit(WRONG_USE)


def _is_message(error: Exception) -> bool:
    """Whether an exception's text is meant for the person at the terminal."""
    modules = ("qdtui.config", "qdtui.ingest", "qdtui.store", "qdtui.engines", "qdtui.state")
    return isinstance(error, OSError) or type(error).__module__.startswith(modules)


# The commands of a topic, each in a module of its own.
from qdtui.cli.kit import check_plugin, dev, new_plugin, plugins  # noqa: E402
from qdtui.cli.offers import run  # noqa: E402
from qdtui.cli.watch import watch  # noqa: E402

for _command in (plugins, new_plugin, check_plugin, dev, run, watch):
    cli.add_command(_command)
