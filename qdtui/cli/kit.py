"""The commands about plugins: list and allow them, begin one, check one."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from qdtui.cli.base import FILE, PROBLEMS, configuration, everywhere, note

ANYWHERE = click.Path(exists=True, path_type=Path)


@click.command()
@click.option(
    "--trust",
    multiple=True,
    type=ANYWHERE,
    metavar="PATH",
    help="Allow the code in a file, or a folder's plugins, as it is now.",
)
@click.option("--distrust", multiple=True, type=ANYWHERE, metavar="PATH", help="Take that back.")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@everywhere
def plugins(
    trust: tuple[Path, ...], distrust: tuple[Path, ...], as_json: bool, db: Path | None, config_file: Path | None
) -> None:
    """List the plugins, what each found, and why one does not work or was not run."""
    from qdtui.plugin_status import current_plugins
    from qdtui.report import plugin_lines, plugin_object

    config = configuration(db, config_file)
    if trust or distrust:
        from qdtui.trust import allow_paths, forget_paths

        for path in allow_paths(trust):
            note(f"allowed as it is now: {path}")
        for path in forget_paths(distrust):
            note(f"no longer allowed: {path}")
    infos = current_plugins(config)
    for line in map(plugin_object, infos) if as_json else plugin_lines(infos):
        click.echo(line)
    sys.exit(PROBLEMS if any(info.error for info in infos) else 0)


@click.command("new-plugin")
@click.argument("name")
@click.option(
    "--in",
    "folder",
    type=click.Path(file_okay=False, path_type=Path),
    help="The folder (default: the first of config.toml, or my_plugins).",
)
@click.option("--toml", "patterns", is_flag=True, help="Write patterns, in a TOML file, in place of Python.")
@click.option(
    "--kind",
    type=click.Choice(["extractor", "patterns", "command", "exporter", "place", "facet"]),
    default="extractor",
    show_default=True,
    help="What the plugin is to add.",
)
@everywhere
def new_plugin(
    name: str, folder: Path | None, patterns: bool, kind: str, db: Path | None, config_file: Path | None
) -> None:
    """Write a plugin called NAME, its test and a case of gold; all three pass, and are there to be changed.

    Without --kind it is an extractor; commands, exporters, places and facets come with a test alone.
    """
    from qdtui.new_plugin import NewPluginError, write_plugin
    from qdtui.trust import allow_paths

    config = configuration(db, config_file)
    known = config.plugin_folders
    folder = folder or (known[0] if known else Path("my_plugins"))
    try:
        kind = "patterns" if patterns else kind
        written = write_plugin(name, folder, kind=kind)
    except NewPluginError as error:
        raise click.UsageError(str(error)) from None
    if kind != "patterns":  # patterns are data, which nobody has to allow
        allow_paths(written[:1])
    for path in written:
        click.echo(path)
    if folder.absolute() not in known:
        note(f'so that qdtui finds it, config.toml needs:\n[plugins]\nfolders = ["{folder}"]')
    if kind != "patterns":
        note("its code may run as it is; so that it need not be allowed again after each change: see [plugins] trusted")
    note(f"try it: qdtui check-plugin {written[0]}, or pytest {written[1].parent}")


@click.command("check-plugin")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.argument("documents", nargs=-1, type=FILE)
@click.option("--json", "as_json", is_flag=True, help="One JSON object an extractor.")
@everywhere
def check_plugin(
    file: Path, documents: tuple[Path, ...], as_json: bool, db: Path | None, config_file: Path | None
) -> None:
    """Hold the plugin in FILE to all that qdtui asks of one; in the DOCUMENTS it should find rows.

    Queries of places and facets are tried on the DuckDB file, if there is one; commands are not run. FILE is run, in a process of its own.
    """
    from qdtui.check_file import check_file
    from qdtui.export import counted, safe, to_json

    config = configuration(db, config_file)
    verdict = check_file(
        file,
        documents,
        seconds=config.time_limit,
        memory=config.plugin_memory,
        settings=config.extractor_settings,
        database=config.database,
    )
    for one in verdict.extractors:
        if as_json:
            click.echo(to_json(one))
            continue
        state = f"{len(one['faults'])} faults" if one["faults"] else "sound"
        click.echo(
            safe(
                f"{one['extractor']}: {state} · {one['texts']} texts · {counted(one['rows'], 'row')} · "
                f"1 MB in {one['seconds_large']:.1f} s"
            )
        )
        for fault in one["faults"]:
            where = f" on {fault['text']}" if fault["text"] else ""
            click.echo(safe(f"  {fault['check']}{where}: {fault['message']}"))
    for one in verdict.offers:
        if as_json:
            click.echo(to_json(one))
            continue
        click.echo(safe(f"{one['offer']}: {one['done']}"))
        for text in one["faults"]:
            click.echo(safe(f"  {text}"))
    for text in verdict.faults:
        note(text)
    sys.exit(0 if verdict.sound else PROBLEMS)


@click.command()
@click.argument("plugin", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.argument("documents", nargs=-1, type=ANYWHERE)
@click.option("--once", is_flag=True, help="Run once and do not wait for changes.")
@click.option("--most", type=click.IntRange(min=1), default=50, show_default=True, help="At most so many documents.")
@click.option("--all", "every", is_flag=True, help="All documents, however many.")
@everywhere
def dev(
    plugin: Path,
    documents: tuple[Path, ...],
    once: bool,
    most: int,
    every: bool,
    db: Path | None,
    config_file: Path | None,
) -> None:
    """Run PLUGIN on DOCUMENTS now and at each save, and show the rows gained (+), lost (-) and changed (~).

    Without DOCUMENTS: on those that config.toml names, the first 50 of them unless --all or --most says otherwise.
    PLUGIN is run, in a process of its own; no file is written.
    """
    from qdtui.dev import change_line, changes, run_round, saves
    from qdtui.load import find_files

    config = configuration(db, config_file)
    found = find_files(documents or config.documents).files
    if not found:
        raise click.UsageError("there is no document to try it on; name one")
    if every:
        most = len(found)
    if len(found) > most:
        note(
            f"only the first {most} of {len(found)} documents are taken; --all takes every one, --most N more or fewer"
        )
    before = None
    for _ in [()] if once else saves(plugin):
        now = run_round(plugin, found[:most], config)
        for change in changes(before, now):
            click.echo(click.style(change_line(change), fg={"+": "green", "-": "red", "~": "yellow"}[change.kind]))
        for fault in now.faults:
            click.echo(click.style(fault, fg="red"))
        click.echo(now.summary)
        before = now if now.rows or not now.faults else before
    sys.exit(PROBLEMS if before is None or before.faults else 0)
