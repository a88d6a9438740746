"""What the main process and its workers say to each other. All of it is picklable data."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from qdtui.config import Config
from qdtui.extract import Extraction
from qdtui.load import Overrides
from qdtui.load.opener import MemberInfo
from qdtui.model import Document, LoadSettings
from qdtui.plugins import Catalogue, PluginSource
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

    @classmethod
    def of(cls, config: Config, sources: Iterable[PluginSource]) -> WorkerSpec:
        """What `config` says, as plain data that can be sent to another process."""
        settings = {name: dict(section) for name, section in config.extractor_settings.items()}
        return cls(tuple(sources), settings, config.segmenter, config.plugin_memory, dict(config.words), config.load)


@dataclass(frozen=True, slots=True)
class Task:
    """One document to load, and the extractors to run on it, in order; or a file whose documents are to be listed."""

    path: Path
    stored_path: str
    """The path as the file's tables give it."""
    extractors: tuple[str, ...]
    overrides: Overrides | None = None
    index: bool = True
    """Whether the terms for the search index are wanted."""
    done: tuple[Extraction, ...] = ()
    """What extractors found before a worker was lost; those that need them still see it."""
    place: int | None = None
    """The number of the document in its file, from 0, when that holds several."""
    listing: bool = False
    """Whether the documents in the file are to be listed, and nothing else."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a task: a document with its rows, or the reason why there is none."""

    task: Task
    document: Document | None = None
    extractions: tuple[Extraction, ...] = ()
    terms: Mapping[str, int] = field(default_factory=dict)
    """Term frequencies of the document."""
    error: str | None = None
    """Why the file could not be read."""
    warning: str | None = None
    """What is missing although the file was read."""
    members: tuple[MemberInfo, ...] = ()
    """The documents in the file, when they were to be listed."""


@dataclass(frozen=True, slots=True)
class Busy:
    """Worker to main: this is what runs now, so that a hang can be laid at its door."""

    stage: str
    """`import`, `load`, `index` or `extract`."""
    name: str = ""
    """The plugin or extractor."""


@dataclass(frozen=True, slots=True)
class Ready:
    """Worker to main: the plugins are imported."""

    catalogue: Catalogue


@dataclass(frozen=True, slots=True)
class Partial:
    """Worker to main: results that are safe from what the next extractor may do to the process."""

    document: Document | None = None
    terms: Mapping[str, int] | None = None
    extraction: Extraction | None = None
    members: tuple[MemberInfo, ...] = ()


@dataclass(frozen=True, slots=True)
class Finished:
    """Worker to main: the task is done; what `Partial` messages told is complete."""

    error: str | None = None
