"""The public face for plugin authors: what an extractor is, and the hooks a plugin may implement.

A plugin is one Python file (or an entry point in the group `qdtui`)::

    from qdtui.api import Column, Document, Row, Table, hookimpl

    class Phones:
        name = "phones"
        version = "1"
        tables = (Table("phones", "Telephone numbers.", (Column("number"),), key=("number",)),)

        def extract(self, doc):
            for match in re.finditer(r"\\d{3,4}-\\d{7,8}", doc.text):
                yield Row("phones", {"number": match[0]}, match.start(), match.end(), confidence=0.9)

    @hookimpl
    def qdtui_extractors(config):
        return [Phones()]
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, BinaryIO, Protocol, runtime_checkable

import pluggy

from qdtui.declare import Unit, row_of, table_of
from qdtui.model import (
    Column,
    Content,
    Document,
    Hint,
    Member,
    Metadata,
    Page,
    Part,
    ReadError,
    Row,
    Section,
    Span,
    Table,
    TableCell,
    Value,
    View,
    Zone,
)
from qdtui.offers import (
    Answer,
    Command,
    CommandContext,
    Exporter,
    Facet,
    Place,
    PlaceDetail,
    PlaceView,
    Rows,
    Say,
    Show,
    Wrote,
)

__all__ = [
    "Answer",
    "Column",
    "Command",
    "CommandContext",
    "Content",
    "Document",
    "Exporter",
    "Extractor",
    "Facet",
    "Hint",
    "InputFile",
    "Loader",
    "Member",
    "Metadata",
    "Page",
    "Part",
    "Place",
    "PlaceDetail",
    "PlaceView",
    "ReadError",
    "Row",
    "Rows",
    "Say",
    "Section",
    "Show",
    "Span",
    "Table",
    "TableCell",
    "Unit",
    "Value",
    "View",
    "Wrote",
    "Zone",
    "hookimpl",
    "hookspec",
    "row_of",
    "table_of",
]

hookspec = pluggy.HookspecMarker("qdtui")
hookimpl = pluggy.HookimplMarker("qdtui")


@runtime_checkable
class Extractor(Protocol):
    """What finds rows in a document.

    `extract` must be pure: the same document gives the same rows, with no clock, no network, no file
    and nothing remembered from the document before. It runs in a worker process under a time limit.
    An extractor may also have `needs`, a tuple of names of other extractors: those run first, and
    their rows of this document stand in `doc.found[table]`.
    """

    @property
    def name(self) -> str:
        """A short, unique name in lower case, e.g. `champions`."""

    @property
    def version(self) -> str:
        """Changes whenever the rows may change; rows of an older version are extracted again."""

    @property
    def tables(self) -> tuple[Table, ...]:
        """The tables this extractor owns; it may yield rows of these only."""

    def extract(self, doc: Document) -> Iterable[Row]:
        """Yield the rows found in `doc`, each with the span of its quote."""


class InputFile(Protocol):
    """A file as a loader gets it: one on disk, or a member of an archive."""

    @property
    def name(self) -> str:
        """Its name without folders, e.g. `report.eml`."""

    @property
    def size(self) -> int:
        """Its size in bytes."""

    def read(self) -> bytes:
        """All its bytes. Raises ReadError when they are more than `[load] largest` allows."""

    def open(self) -> BinaryIO:
        """The bytes as a stream, for files of any size."""

    def local(self) -> Path:
        """A path on disk with a plain name, for libraries that need one; it is gone after the loading."""


@runtime_checkable
class Loader(Protocol):
    """What reads a kind of file that qdtui does not know.

    `load` gives a Content; when the loader has `many = True`, it yields a Member for each document in the file
    instead. The same bytes must give the same, and in the same order. It raises ReadError, whose message
    is for people, for what it cannot read. It runs in a worker process under the time limit.
    """

    @property
    def name(self) -> str:
        """A short, unique name in lower case, e.g. `mails`."""

    @property
    def suffixes(self) -> tuple[str, ...]:
        """The ends of the names of the files that it reads, in lower case with the dot, e.g. `(".eml",)`."""

    def load(self, file: InputFile) -> Content | Iterable[Member]:
        """What stands in `file`."""


class HookSpecs:
    """The hooks of qdtui. Arguments are only ever added, never taken away or renamed."""

    @hookspec
    def qdtui_extractors(self, config: Mapping[str, Mapping[str, Any]]) -> Iterable[Extractor]:
        """Return the extractors that this plugin adds. Since 0.1.

        `config` holds the `[extractor.NAME]` sections of config.toml by name, each a read-only
        mapping. A section that a plugin reads becomes part of its cache key: change it, and the
        plugin's rows are extracted again.
        """
        raise NotImplementedError

    @hookspec
    def qdtui_loaders(self, config: Mapping[str, Mapping[str, Any]]) -> Iterable[Loader]:
        """Return the loaders that this plugin adds, for kinds of files that are not read otherwise. Since 0.1.

        `config` is that of `qdtui_extractors`; a section that is read becomes part of the key of the documents that
        these loaders read. When the plugin changes, they are loaded again.
        """
        raise NotImplementedError

    @hookspec
    def qdtui_words(self, config: Mapping[str, Mapping[str, Any]]) -> Mapping[str, Iterable[str]]:
        """Return words to add to the toolkit's dictionaries. Since 0.1.

        Keys are names of dictionaries (`units`, `places`, `organisations`, `offices`, `verbs`, `heads`, `industries`,
        `policies`, `not_names`), values are lines as the dictionary's file in `qdtui/text/data` has them, e.g.
        `{"units": ["标箱\tcount"]}`. They hold for all extractors, so a plugin that adds words makes every extractor
        run again when it changes.
        """
        raise NotImplementedError

    @hookspec
    def qdtui_commands(self, config: Mapping[str, Mapping[str, Any]]) -> Iterable[Command]:
        """Return the commands that this plugin adds, to the explorer and to `qdtui run`. Since 0.1.

        `config` is that of `qdtui_extractors`. Their functions are called in a process of their own, each time anew.
        """
        raise NotImplementedError

    @hookspec
    def qdtui_exporters(self, config: Mapping[str, Mapping[str, Any]]) -> Iterable[Exporter]:
        """Return the forms in which rows may leave the file, beside CSV, JSON and Parquet. Since 0.1.

        `config` is that of `qdtui_extractors`. Their functions are called in a process of their own, each time anew.
        """
        raise NotImplementedError

    @hookspec
    def qdtui_places(self, config: Mapping[str, Mapping[str, Any]]) -> Iterable[Place]:
        """Return the places that this plugin adds to the explorer: queries on the file, and no code. Since 0.1.

        `config` is that of `qdtui_extractors`. The queries are run closed off, like a person's own.
        """
        raise NotImplementedError

    @hookspec
    def qdtui_facets(self, config: Mapping[str, Mapping[str, Any]]) -> Iterable[Facet]:
        """Return facets for the search: `name:value`, beside `year:`, `outlet:` and `has:`. Since 0.1.

        `config` is that of `qdtui_extractors`. The queries are run closed off, like a person's own.
        """
        raise NotImplementedError
