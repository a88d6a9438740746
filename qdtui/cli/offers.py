"""The command that runs what plugins add: `qdtui run`."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from qdtui.cli.base import (
    MOST_ROWS,
    PROBLEMS,
    ask_about_plugins,
    configuration,
    database,
    emit,
    everywhere,
    exported,
    not_run,
    note,
    output_options,
)
from qdtui.cli.documents import find_document

if TYPE_CHECKING:
    from qdtui.config import Config
    from qdtui.engines.errand import Ended
    from qdtui.offers import Chosen, Offer
    from qdtui.store.read import Database

MOST_CHOSEN = 10_000
"""Rows that are handed to a command."""


@click.command("run")
@click.argument("name", required=False)
@click.option("--doc", "document", metavar="DOCUMENT", help="The document: its doc_id, path or file name.")
@click.option(
    "--fact", "facts", multiple=True, metavar="FACT_ID", help="A row of a fact table; several make a selection."
)
@click.option("--sql", "query", help="A query whose rows are the selection.")
@output_options
@everywhere
def run(
    name: str | None,
    document: str | None,
    facts: tuple[str, ...],
    query: str | None,
    form: str | None,
    output: Path | None,
    raw: bool,
    db: Path | None,
    config_file: Path | None,
) -> None:
    """Run the command NAME of a plugin; without NAME, list what there is.

    A command works on the file, on a document (--doc), on a row (--fact) or on a selection (--fact …, --sql). It runs
    in a process of its own, under the plugins' time and memory limits.
    """
    from qdtui.engines.errand import Errand

    config = configuration(db, config_file)
    if name is not None:
        ask_about_plugins(config)
    with database(db, config_file) as file:
        offers = commands(config, file, name)
        if name is None:
            rows = [(offer.name, offer.declared.get("on"), offer.plugin, offer.title, offer.help) for offer in offers]
            emit(["name", "on", "plugin", "title", "help"], ["VARCHAR"] * 5, rows, form, output, raw)
            return
        offer = next((offer for offer in offers if offer.name == name), None)
        if offer is None:
            known = ", ".join(offer.name for offer in offers) or "none"
            raise click.UsageError(f"there is no command {name!r}; plugins offer: {known}{not_run(config)}")
        chosen = _chosen(file, find_document(document, db, config_file).doc_id if document else None, facts, query)
        on = offer.declared.get("on")
        if on == "document" and chosen.doc_id is None:
            raise click.UsageError(f"{name} works on a document: add --doc DOCUMENT")
        if on in ("row", "selection") and not chosen.rows:
            raise click.UsageError(
                f"{name} works on {'a row' if on == 'row' else 'rows'}: add --fact FACT_ID or --sql QUERY"
            )
    _report(Errand(config, offer, chosen).run(), config, form, output, raw)


def commands(config: Config, file: Database, name: str | None) -> list[Offer]:
    """The commands that the file knows; asked of the plugins themselves when `name` is not among them."""
    from qdtui.engines.errand import every_offer

    known = [] if config.only_bundled else [offer for offer in file.offers() if offer.kind == "command"]
    if name is None or any(offer.name == name for offer in known):
        return known
    return [offer for offer in every_offer(config) if offer.kind == "command"]


def _chosen(file: Database, doc_id: str | None, facts: tuple[str, ...], query: str | None) -> Chosen:
    from qdtui.offers import Chosen

    rows: list[Mapping[str, Any]] = []
    table = None
    for fact_id in facts:
        fact = file.fact(fact_id)
        if fact is None:
            raise click.UsageError(f"there is no fact {fact_id!r} in the file")
        table = fact.table
        rows.append(fact.row())
    if query is not None:
        rows += _rows_of(file, query)
    first = rows[0] if rows else None
    named = first.get("fact_id") if first else None
    if doc_id is None and first is not None and isinstance(first.get("doc_id"), str):
        doc_id = first["doc_id"]
    return Chosen(doc_id, table, named if isinstance(named, str) else None, first, tuple(rows), query or "")


def _rows_of(file: Database, query: str) -> list[dict[str, Any]]:
    from qdtui.store.sql import Session, SqlError

    session = Session(file.path, max_rows=MOST_CHOSEN)
    try:
        result = session.run(query)
        rows = [dict(zip(result.columns, row, strict=True)) for row in result.all_rows()]
        if result.truncated:
            note(f"only the first {MOST_CHOSEN:,} rows are handed to the command")
        return rows
    except SqlError as error:
        raise click.UsageError(str(error)) from None
    finally:
        session.close()


def _report(ended: Ended, config: Config, form: str | None, output: Path | None, raw: bool) -> None:
    """Print what came of a command, as its kind asks; ends the program when there is a fault."""
    from qdtui.engines.errand import Passage, Query, Table
    from qdtui.export import safe
    from qdtui.store.read import Database
    from qdtui.store.sql import Session, SqlError
    from qdtui.store.view import View

    for line in ended.printed.splitlines():
        note(f"it printed: {line}")
    if ended.fault:
        note(f"{ended.who}: {ended.fault}")
        sys.exit(PROBLEMS)
    match ended.answer:
        case str(text):
            for line in text.splitlines():
                click.echo(safe(line))
        case Path() as path:
            note(f"written: {path}")
        case Table() as table:
            if not exported(Database(config.database), table, form, output, config):
                emit(list(table.columns), list(table.types), table.rows, form, output, raw)
        case Query() as query:
            if exported(Database(config.database), View(sql=query.sql), form, output, config):
                return
            session = Session(config.database, max_rows=MOST_ROWS)
            try:
                result = session.run(query.sql)
                emit(list(result.columns), list(result.types), result.all_rows(), form, output, raw)
            except SqlError as error:
                note(f"{ended.who}: {error}")
                sys.exit(PROBLEMS)
            finally:
                session.close()
        case Passage() as place:
            shown = Database(config.database).document(place.doc_id)
            if shown is not None:
                where = f" {place.start}–{place.end}" if place.start is not None else ""
                click.echo(safe(f"{shown.path}{where}  {shown.title or ''}"))
                if place.start is not None:
                    click.echo(safe(shown.text[place.start : place.end if place.end is not None else place.start + 80]))
        case _:
            note(f"{ended.who}: done")
    if ended.remark:
        note(f"{ended.who}: {ended.remark}")
