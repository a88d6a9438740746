"""The commands that say what a document is: its title, outlet, author and publication date, set by a person."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from qdtui.cli.base import configuration, database, everywhere, note

if TYPE_CHECKING:
    from qdtui.model import Document

DETAILS = ("title", "outlet", "author", "date")


@click.command("set")
@click.argument("document")
@click.option("--title", help="Its title.")
@click.option("--outlet", help="Who published it.")
@click.option("--author", help="Who wrote it.")
@click.option("--date", help="When it was published: YYYY-MM-DD, YYYY-MM or YYYY.")
@click.option("--clear", is_flag=True, help="First take back whatever was set for it before.")
@everywhere
def set_details(
    document: str,
    title: str | None,
    outlet: str | None,
    author: str | None,
    date: str | None,
    clear: bool,
    db: Path | None,
    config_file: Path | None,
) -> None:
    """Say what DOCUMENT (its doc_id, path or file name) is; "" takes one of them back. Without options: what is known.

    What you set stays until you take it back, whatever the file says, and belongs to this very content. What depends
    on it follows at once: the document is read again, and no other (but reprints count from the first one's date).
    """
    given = dict(zip(DETAILS, (title, outlet, author, date), strict=True))
    found = find_document(document, db, config_file)
    if not clear and all(value is None for value in given.values()):
        for line in _known(found):
            click.echo(line)
        return
    _remember(found, {name: "" if clear and value is None else value for name, value in given.items()})
    _bring_up_to_date(db, config_file)


@click.command("set-date")
@click.argument("document")
@click.argument("date")
@everywhere
def set_date(document: str, date: str, db: Path | None, config_file: Path | None) -> None:
    """Say when DOCUMENT was published, as DATE (YYYY-MM-DD, YYYY-MM or YYYY); "" takes it back. The same as `set --date`."""
    _remember(find_document(document, db, config_file), {"date": date})
    _bring_up_to_date(db, config_file)


def find_document(name: str, db: Path | None, config_file: Path | None) -> Document:
    """The document that a person named, without which the command ends."""
    with database(db, config_file) as file:
        infos = file.documents()
        matches = [info for info in infos if name in (info.doc_id, info.path)]
        matches = matches or [
            info
            for info in infos
            if name in (Path(info.path).name, info.path.rpartition("!")[2]) or info.path.endswith(f"/{name}")
        ]
        if len(matches) > 1:
            paths = ", ".join(info.path for info in matches[:5])
            raise click.UsageError(f"{len(matches)} documents are called {name!r}; name one by its path: {paths}")
        found = file.document(matches[0].doc_id) if matches else None
    if found is None:
        raise click.UsageError(f"0 documents are called {name!r}; `qdtui show documents` lists them")
    return found


def _remember(document: Document, details: dict[str, str | None]) -> None:
    """Keep what is not None; a date that is none is refused before anything is kept."""
    from qdtui import state

    keep = {"date": state.set_date, "title": state.set_title, "outlet": state.set_source, "author": state.set_author}
    for name, setter in keep.items():
        value = details.get(name)
        if value is not None:
            setter(document.sha256, value)


def _known(document: Document) -> list[str]:
    """What is known of a document and how it was found, for people."""
    from qdtui.export import safe, table_lines

    day = document.published.isoformat() if document.published else document.published_year
    rows = [
        ("title", document.title, document.title_how),
        ("outlet", document.source, document.source_how),
        ("author", document.author, document.author_how),
        ("date", day, document.published_how),
    ]
    shown = [(name, "" if value is None else safe(str(value)), how or "") for name, value, how in rows]
    return list(table_lines(["what", "value", "how"], shown))


def _bring_up_to_date(db: Path | None, config_file: Path | None) -> None:
    from qdtui.ingest import ingest
    from qdtui.progress import summary

    for line in summary(ingest(configuration(db, config_file))):
        note(line)
