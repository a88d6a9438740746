"""What the main process and its workers say to each other. All of it is picklable data."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

from qdtui.config import Config
from qdtui.load import Overrides
from qdtui.load.opener import MemberInfo
from qdtui.model import LoadSettings
from qdtui.plugins import Catalogue, PluginSource
from qdtui.store.pack import Pack
from qdtui.text.segment import Segmenter


@dataclass(frozen=True, slots=True)
class WorkerSpec:
    """All that a worker needs to know before its first task."""

    sources: tuple[PluginSource, ...]
    settings: Mapping[str, Mapping[str, Any]]
    segmenter: Segmenter = "auto"
    memory: int | None = None
    """Limit of a worker's address space in bytes; None for none."""

    words: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """Lines that the configuration adds to the toolkit's dictionaries."""

    load: LoadSettings = field(default_factory=LoadSettings)
    """Columns of records, and limits."""

    scratch: str | None = None
    """The folder for temporary files, which whoever starts the workers removes: they end without a chance to."""

    @classmethod
    def of(cls, config: Config, sources: Iterable[PluginSource]) -> WorkerSpec:
        """What `config` says, as plain data that can be sent to another process."""
        settings = {name: dict(section) for name, section in config.extractor_settings.items()}
        return cls(tuple(sources), settings, config.segmenter, config.plugin_memory, dict(config.words), config.load)


@dataclass(frozen=True, slots=True)
class Failure:
    """An extractor that is not to be run on a document again, since it cost a worker."""

    extractor: str
    milliseconds: float
    error: str


@dataclass(frozen=True, slots=True)
class Task:
    """One document to load, and the extractors to run on it, in order; or a file whose documents are to be listed."""

    location: str
    """Where the file is."""
    stored_path: str
    """The path as the file's tables give it."""
    extractors: tuple[str, ...]
    overrides: Overrides | None = None
    fresh: bool = True
    """Whether the document itself is wanted, or the rows of the extractors alone."""
    index: bool = True
    """Whether the terms for the search index are wanted, if the document is."""
    size: int = 0
    """Bytes of the file, as far as known; to hand out work in portions of like size."""
    given_up: tuple[Failure, ...] = ()
    place: int | None = None
    """The number of the document in its file, from 0, when that holds several."""
    listing: bool = False
    """Whether the documents in the file are to be listed, and nothing else."""

    @property
    def path(self) -> Path:
        """Where the file is. There may be a hundred thousand tasks, and a Path takes a kilobyte."""
        return Path(self.location)


@dataclass(frozen=True, slots=True)
class Ran:
    """How one extractor fared on one document; its rows are in the pack."""

    extractor: str
    rows: int
    milliseconds: float
    error: str | None = None
    """Why rows are missing, in one line; None when all went well."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a task: a document with its rows, or the reason why there is none."""

    task: Task
    doc_id: str | None = None
    """The document that was loaded; None when it could not be read."""
    ran: tuple[Ran, ...] = ()
    pack: Pack = field(default_factory=dict)
    """The document and the rows found, as the file's tables take them."""
    error: str | None = None
    """Why the file could not be read."""
    warning: str | None = None
    """What is missing although the file was read."""
    members: tuple[MemberInfo, ...] = ()
    """The documents in the file, when they were to be listed."""


@dataclass(frozen=True, slots=True)
class Importing:
    """Worker to main: this plugin is imported next, so that a hang can be laid at its door."""

    plugin: str


@dataclass(frozen=True, slots=True)
class Ready:
    """Worker to main: the plugins are imported."""

    catalogue: Catalogue


@dataclass(frozen=True, slots=True)
class Members:
    """Worker to main: some of the documents in the file that is listed; the result of the task ends the list."""

    members: tuple[MemberInfo, ...]


@dataclass(frozen=True, slots=True)
class Results:
    """Worker to main: what came of the next tasks, in the order in which they were given.

    Plain tuples (doc_id, runs, pack, error), since there are many: unpacked they are parts of an `Outcome`.
    """

    results: list[tuple[str | None, list[tuple[str, int, float, str | None]], Pack, str | None]]
    seconds: Mapping[str, float]
    """Seconds of work by step, since the last message."""


LOAD, INDEX, EXTRACT = 1, 2, 3
"""The steps of a document, as a worker notes them on its board; extractor number n of the task is EXTRACT + n."""


class Board(Protocol):
    """Two numbers that a worker writes and the main process reads: when the step began, and which it is.

    The second is the number of the task times STEPS, plus the step; 0 between tasks. Shared memory costs
    nothing where a message before each of a million steps costs more than the steps.
    """

    def __getitem__(self, index: int) -> float: ...

    def __setitem__(self, index: int, value: float) -> None: ...


STEPS = 4096
"""More than any document has steps."""
