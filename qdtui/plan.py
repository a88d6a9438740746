"""What an ingest has to do: the files there are, what the last snapshot knows of them, and the difference."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from functools import cache
from pathlib import Path

import qdtui
from qdtui.config import Config
from qdtui.load import Overrides
from qdtui.plugins import Catalogue, PluginSource, digest_of, settings_digest
from qdtui.store.known import Known
from qdtui.store.records import Run, SourceFile

Key = tuple[str, str, str]
"""What a run's rows depend on besides the document: version, digest of the source, digest of the settings."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A file among the sources, as it is now."""

    path: Path
    stored: str
    """The path as the tables give it: relative to the database's folder when it lies below."""
    size: int
    mtime_ns: int
    sha256: str
    """Hex digest of its bytes; empty when they cannot be read."""
    doc_key: str
    """Changes whenever loading the file may give another document."""
    error: str | None = None

    @property
    def doc_id(self) -> str:
        """The id of the document that the file holds, if it holds one."""
        return self.sha256[:16]

    def record(self, doc_id: str | None) -> SourceFile:
        """The entry as the `files` table keeps it."""
        return SourceFile(self.stored, self.size, self.mtime_ns, self.sha256, doc_id, self.doc_key)


@dataclass(frozen=True, slots=True)
class PluginState:
    """What a plugin was when its rows were made: enough to see, without importing it, whether it changed."""

    digest: str
    sections: tuple[str, ...] = ()
    settings: str = ""


@dataclass(frozen=True, slots=True)
class State:
    """What the last ingest was made with, kept in the file beside the rows."""

    code: str = ""
    """Digest of the code that reads documents."""
    roots: tuple[str, ...] = ()
    """Folders and files named on the command line; empty when the configuration names them."""
    plugins: Mapping[str, PluginState] = field(default_factory=dict)
    missing: tuple[str, ...] = ()
    """What was not there: sources and plugin folders."""
    words: str = ""
    """Digest of the words that the configuration adds to the toolkit's dictionaries."""

    def to_json(self) -> str:
        """The state as text for the file's `meta` table."""
        return json.dumps(asdict(self), ensure_ascii=False, sort_keys=True)

    @classmethod
    def from_json(cls, text: str | None) -> State:
        """The state in `text`; an empty one when there is none or it cannot be read."""
        try:
            raw = json.loads(text or "{}")
            plugins = {
                name: PluginState(one["digest"], tuple(one["sections"]), one["settings"])
                for name, one in raw.get("plugins", {}).items()
            }
            return cls(
                raw.get("code", ""),
                tuple(raw.get("roots", ())),
                plugins,
                tuple(raw.get("missing", ())),
                raw.get("words", ""),
            )
        except (ValueError, KeyError, TypeError, AttributeError):
            return cls()

    def serves(self, sources: Iterable[PluginSource], config: Config) -> bool:
        """True when neither the reading code nor any plugin, setting or word that it read has changed since."""
        sources, settings = list(sources), config.extractor_settings
        return (
            self.code == code_digest()
            and self.words == words_digest(config)
            and self.plugins.keys() == {source.name for source in sources}
            and all(
                self.plugins[source.name].digest == source.digest
                and self.plugins[source.name].settings == settings_digest(self.plugins[source.name].sections, settings)
                for source in sources
            )
        )


@dataclass(slots=True)
class Plan:
    """The difference between the sources and the last snapshot."""

    entries: list[Entry]
    fresh: list[tuple[Entry, tuple[str, ...]]] = field(default_factory=list)
    """Documents to load, index and extract from, with the extractors to run."""
    again: list[tuple[Entry, tuple[str, ...]]] = field(default_factory=list)
    """Documents that are kept while some extractors run again."""
    kept_documents: list[str] = field(default_factory=list)
    kept_runs: list[Run] = field(default_factory=list)
    unreadable: list[tuple[Entry, str]] = field(default_factory=list)
    """Files known to be unreadable, with the reason; they are as they were."""
    copies: list[tuple[Entry, Entry]] = field(default_factory=list)
    """Files whose bytes equal another file's, with that one."""
    removed: int = 0
    """Documents of the last snapshot whose files are gone or changed."""

    @property
    def steps(self) -> int:
        """How many documents have work to be done."""
        return len(self.fresh) + len(self.again)


def words_digest(config: Config) -> str:
    """Digest of the words that the configuration adds; empty for none."""
    return digest_of(repr(sorted(config.words.items())).encode()) if config.words else ""


@cache
def code_digest() -> str:
    """Digest of qdtui's own code that decides what is read out of a document."""
    package = Path(qdtui.__file__).parent
    digest = hashlib.sha256(qdtui.__version__.encode())
    rooms = [
        *(package / "text").rglob("*"),
        *(package / "load").rglob("*"),
        package / "model.py",
        package / "extract.py",
    ]
    for path in sorted(rooms):
        if path.is_file() and path.suffix != ".pyc":
            digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def stored_path(path: Path, database: Path) -> str:
    """`path` as the tables give it: relative to the database's folder when below it, otherwise absolute."""
    path = Path(os.path.abspath(path))  # noqa: PTH100 - a link stays the name that the person gave
    folder = Path(os.path.abspath(database)).parent  # noqa: PTH100
    return str(path.relative_to(folder)) if path.is_relative_to(folder) else str(path)


def look(paths: Iterable[Path], database: Path, known: Known | None, overrides: Mapping[str, Overrides]) -> list[Entry]:
    """Stat and digest the files. Bytes are not read again when size and time of change are as known."""
    entries = []
    for path in paths:
        stored = stored_path(path, database)
        try:
            stat = path.stat()
            before = known.files.get(stored) if known else None
            if before and before.sha256 and (before.size, before.mtime_ns) == (stat.st_size, stat.st_mtime_ns):
                sha256 = before.sha256
            else:
                with path.open("rb") as file:
                    sha256 = hashlib.file_digest(file, "sha256").hexdigest()
        except OSError as error:
            reason = f"it cannot be opened: {error.strerror}"
            entries.append(Entry(path, stored, 0, 0, "", digest_of(reason.encode()), reason))
            continue
        override = overrides.get(sha256)
        key = digest_of(f"{sha256} {code_digest()} {override!r}".encode())
        entries.append(Entry(path, stored, stat.st_size, stat.st_mtime_ns, sha256, key))
    return entries


def run_keys(
    catalogue: Catalogue, sources: Sequence[PluginSource], settings: Mapping[str, Mapping[str, object]]
) -> dict[str, Key]:
    """The key of each extractor's runs, by name, in the order in which they run."""
    digests = {source.name: source.digest for source in sources}
    sections = {plugin.name: plugin.sections for plugin in catalogue.plugins}
    return {
        info.name: (
            info.version,
            digest_of(f"{digests[info.plugin]} {code_digest()} {catalogue.words}".encode()),
            settings_digest(sections.get(info.plugin, ()), settings),
        )
        for info in catalogue.extractors
    }


def plan(
    entries: list[Entry],
    known: Known | None,
    unreadable: Mapping[str, str],
    keys: Mapping[str, Key] | None,
    catalogue: Catalogue,
) -> Plan:
    """Compare `entries` with what the last snapshot knows.

    `keys` are the extractors' run keys; None says that nothing about the plugins changed, so that
    every run of the last snapshot stands. `unreadable` gives the reasons of the last snapshot by path.
    """
    result = Plan(entries)
    owners: dict[str, Entry] = {}
    runs: dict[str, dict[str, Run]] = {}
    for (extractor, doc_id), run in known.runs.items() if known else ():
        runs.setdefault(doc_id, {})[extractor] = run
    for entry in entries:
        before = known.files.get(entry.stored) if known else None
        same = before is not None and before.doc_key == entry.doc_key
        if entry.error is not None:
            result.unreadable.append((entry, entry.error))
        elif entry.doc_id in owners:
            result.copies.append((entry, owners[entry.doc_id]))
        elif known and same and entry.stored in unreadable:
            result.unreadable.append((entry, unreadable[entry.stored]))
        else:
            owners[entry.doc_id] = entry
            if known and same and known.documents.get(entry.doc_id) == entry.stored:
                _keep(entry, runs.get(entry.doc_id, {}), known, keys, catalogue, result)
            else:
                result.fresh.append((entry, tuple(keys or ())))
    if known:
        result.removed = len(known.documents.keys() - {entry.doc_id for entry in owners.values()})
    return result


def _keep(
    entry: Entry,
    runs: Mapping[str, Run],
    known: Known,
    keys: Mapping[str, Key] | None,
    catalogue: Catalogue,
    result: Plan,
) -> None:
    """Keep a document and those of its runs that stand; what needs a run that does not stand goes with it."""
    result.kept_documents.append(entry.doc_id)
    if keys is None:
        result.kept_runs.extend(runs.values())
        return
    stale = {
        info.name
        for info in catalogue.extractors
        if info.name not in runs
        or (runs[info.name].version, runs[info.name].source_digest, runs[info.name].settings_digest) != keys[info.name]
        or not all(known.holds(table, info.name) for table in info.tables)
    }
    for info in catalogue.extractors:  # in run order, so that needs come first
        if stale.intersection(info.needs):
            stale.add(info.name)
    for info in reversed(catalogue.extractors):  # the rows they need have to be there again
        if info.name in stale:
            stale.update(info.needs)
    result.kept_runs.extend(run for name, run in runs.items() if name in keys and name not in stale)
    if stale:
        result.again.append((entry, tuple(name for name in keys if name in stale)))


def nothing_to_do(result: Plan, known: Known | None, state: State, wanted: State) -> bool:
    """True when the last snapshot is what an ingest would write again."""
    if known is None or result.steps or result.removed or state != wanted:
        return False
    now = {entry.stored: (entry.doc_key, entry.sha256) for entry in result.entries}
    return now == {path: (file.doc_key, file.sha256) for path, file in known.files.items()}
