"""What an ingest has to do: the files there are, what the last snapshot knows of them, and the difference."""

from __future__ import annotations

import hashlib
import json
import os
import re
import stat
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from functools import cache, cached_property, lru_cache
from pathlib import Path
from typing import NamedTuple

import qdtui
from qdtui.config import Config
from qdtui.load import CONTAINERS, RECORDS, Overrides
from qdtui.load.files import suffix_of
from qdtui.load.opener import MemberInfo
from qdtui.model import LoadSettings
from qdtui.plugins import Catalogue, PluginSource, digest_of, settings_digest
from qdtui.store.known import Known, RunKey
from qdtui.store.records import SourceFile
from qdtui.store.schema import CORE, FORMAT, signature
from qdtui.store.works import Day

Key = tuple[str, str, str]
"""What a run's rows depend on besides the document: version, digest of the source, digest of the settings."""


class Entry(NamedTuple):
    """A file among the sources, as it is now. A tuple, since there may be a hundred thousand."""

    location: str
    """Where it is."""
    stored: str
    """The path as the tables give it: relative to the database's folder when it lies below."""
    size: int
    mtime_ns: int
    sha256: str
    """Hex digest of its bytes; empty when they cannot be read."""
    doc_key: str
    """Changes whenever loading the file may give another document."""
    error: str | None = None
    container: str | None = None
    """`stored` of the file that it stands in, its own for a file that holds several documents, None for all others."""
    place: int | None = None
    """Its number in that file, from 0."""
    opened: bool = True
    """False for a file that holds several documents, when it is not known yet which."""

    @property
    def path(self) -> Path:
        """Where it is."""
        return Path(self.location)

    @property
    def holds_others(self) -> bool:
        """True for a file that is no document itself, but holds several."""
        return self.container == self.stored and self.place is None

    @property
    def doc_id(self) -> str:
        """The id of the document that the file holds, if it holds one."""
        return self.sha256[:16]

    def record(self, doc_id: str | None) -> SourceFile:
        """The entry as the `files` table keeps it."""
        return SourceFile(
            self.stored, self.size, self.mtime_ns, self.sha256, doc_id, self.doc_key, self.container, self.place
        )


@dataclass(frozen=True, slots=True)
class PluginState:
    """What a plugin was when its rows were made: enough to see, without importing it, whether it changed."""

    digest: str
    sections: tuple[str, ...] = ()
    settings: str = ""
    suffixes: Mapping[str, bool] = field(default_factory=dict)
    """What its loaders read, and whether such a file holds several documents."""


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
    loading: str = ""
    """`Loading.digest`."""

    def to_json(self) -> str:
        """The state as text for the file's `meta` table."""
        return json.dumps(asdict(self), ensure_ascii=False, sort_keys=True)

    @classmethod
    def from_json(cls, text: str | None) -> State:
        """The state in `text`; an empty one when there is none or it cannot be read."""
        try:
            raw = json.loads(text or "{}")
            plugins = {
                name: PluginState(one["digest"], tuple(one["sections"]), one["settings"], one["suffixes"])
                for name, one in raw.get("plugins", {}).items()
            }
            return cls(
                raw.get("code", ""),
                tuple(raw.get("roots", ())),
                plugins,
                tuple(raw.get("missing", ())),
                raw.get("words", ""),
                raw.get("loading", ""),
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
    kept_runs: dict[str, frozenset[str]] = field(default_factory=dict)
    """The extractors whose runs are kept, by doc_id; documents with the same ones share one set."""
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


_PLAIN = re.compile(r"(?:/(?!\.{0,2}/|\.{0,2}\Z)[^/]+)+", re.DOTALL) if os.sep == "/" else re.compile(r"(?!)")
"""An absolute path that needs no normalising; most are, and `abspath` takes its time."""


@lru_cache(maxsize=4)
def _folder_of(database: Path) -> str:
    """The database's folder as an absolute path with a separator at its end."""
    return os.path.join(os.path.dirname(os.path.abspath(database)), "")  # noqa: PTH100, PTH118, PTH120


def stored_path(path: Path | str, database: Path) -> str:
    """`path` as the tables give it: relative to the database's folder when below it, otherwise absolute."""
    return _stored(str(path), _folder_of(database))


def _stored(name: str, folder: str) -> str:
    if not _PLAIN.fullmatch(name):
        name = os.path.abspath(name)  # noqa: PTH100 - a link stays the name that the person gave
    if name.startswith(folder):
        name = name[len(folder) :]
    # A name need not be UTF-8, but what stands in a table must.
    return os.fsencode(name).decode("utf-8", "backslashreplace") if not name.isascii() else name


@dataclass(frozen=True)
class Loading:
    """What a document depends on besides its bytes and the program's own code: settings and plugins' loaders."""

    settings: LoadSettings = field(default_factory=LoadSettings)
    overrides: Mapping[str, Overrides] = field(default_factory=dict)
    """By the SHA-256 of the document's bytes."""
    loaders: Mapping[str, tuple[str, bool]] = field(default_factory=dict)
    """By suffix: what the plugin that reads it depends on, and whether such a file holds several documents."""

    @classmethod
    def of(
        cls, settings: LoadSettings, overrides: Mapping[str, Overrides], plugins: Mapping[str, PluginState]
    ) -> Loading:
        """With the loaders of these plugins."""
        loaders = {
            suffix: (f"{one.digest} {one.settings}", many)
            for one in plugins.values()
            for suffix, many in one.suffixes.items()
        }
        return cls(settings, overrides, loaders)

    @cached_property
    def digest(self) -> str:
        """Equal where `key` gives equal answers for equal arguments."""
        said = (
            code_digest(),
            sorted(self.overrides.items()),
            self.settings.limits(),
            sorted(self.settings.columns.items()),
            sorted(self.loaders.items()),
        )
        return digest_of(repr(said).encode())

    def holds_many(self, name: str) -> bool:
        """True when a file of this name holds several documents."""
        suffix = suffix_of(name)
        return suffix in CONTAINERS or (suffix in self.loaders and self.loaders[suffix][1])

    def key(self, sha256: str, name: str) -> str:
        """Changes whenever what stands in a file of this name, with these bytes, may be read differently.

        The bytes of a record are those of its columns: which columns these are concerns the whole file alone.
        """
        suffix = suffix_of(name)
        said = [sha256, code_digest(), repr(self.overrides.get(sha256)), self.settings.limits()]
        if suffix in RECORDS or suffix == ".zip":
            said.append(repr(sorted(self.settings.columns.items())))
        if suffix in self.loaders or suffix == ".zip":
            said.append(repr(sorted(self.loaders.items()) if suffix == ".zip" else self.loaders[suffix]))
        return digest_of(" ".join(said).encode())


def look(
    names: Iterable[str], database: Path, known: Known | None, loading: Loading, *, as_before: bool = False
) -> list[Entry]:
    """Stat and digest the files. Bytes are not read again when size and time of change are as known.

    Of a file that holds several documents these follow it, when they are known and the file is as it was;
    otherwise it is not `opened`. `as_before` says that `known` was made with an equal `loading`.
    """
    inside: dict[str, list[SourceFile]] = {}
    for file in known.files.values() if known else ():
        if file.container is not None and file.place is not None:
            inside.setdefault(file.container, []).append(file)
    entries = []
    folder = _folder_of(database)
    for name in names:
        stored = _stored(name, folder)
        before = known.files.get(stored) if known else None
        key = ""
        try:
            status = os.stat(name)  # noqa: PTH116 - a Path for each of a hundred thousand files costs seconds
            if not stat.S_ISREG(status.st_mode):
                raise OSError(0, "it is a folder, a device, a socket or a pipe, not a file")
            if before and before.sha256 and (before.size, before.mtime_ns) == (status.st_size, status.st_mtime_ns):
                stored, sha256 = before.path, before.sha256
                key = before.doc_key if as_before else ""
            else:
                with open(name, "rb") as stream:  # noqa: PTH123
                    sha256 = hashlib.file_digest(stream, "sha256").hexdigest()
        except (OSError, ValueError) as error:
            reason = f"it cannot be opened: {error.strerror if isinstance(error, OSError) else error}"
            entries.append(Entry(name, stored, 0, 0, "", digest_of(reason.encode()), reason))
            continue
        entry = Entry(name, stored, status.st_size, status.st_mtime_ns, sha256, key or loading.key(sha256, name))
        if not loading.holds_many(name):
            entries.append(entry)
            continue
        same = before is not None and before.doc_key == entry.doc_key and before.container == stored
        entries.append(entry._replace(container=stored, opened=same))
        if same:
            for file in sorted(inside.get(stored, ()), key=lambda file: file.place or 0):
                key = file.doc_key if as_before else loading.key(file.sha256, file.path.removeprefix(stored + "!"))
                entries.append(
                    Entry(name, file.path, file.size, entry.mtime_ns, file.sha256, key, None, stored, file.place)
                )
    return entries


def inside(entry: Entry, members: Iterable[MemberInfo], error: str | None, loading: Loading) -> list[Entry]:
    """The entry of a file that holds several documents, after it was opened, and those of its documents."""
    remarks = [error] if error else []
    entries = []
    for member in members:
        if not member.name:
            remarks.append(member.error or "")
            continue
        key = loading.key(member.sha256, member.name)
        stored = f"{entry.stored}!{member.name}"
        size, time = member.size, entry.mtime_ns
        entries.append(
            Entry(entry.location, stored, size, time, member.sha256, key, member.error, entry.stored, member.place)
        )
    return [entry._replace(opened=True, error="; ".join(remarks) or None), *entries]


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


def making(catalogue: Catalogue, keys: Mapping[str, Key], *, again: bool) -> str:
    """Digest of all that the rows of a document depend on besides the document: the key of an ingest's work file."""
    shapes = [(info.name, [(table.name, signature(table)) for table in info.tables]) for info in catalogue.extractors]
    core = [(table.name, [(column.name, column.type) for column in table.columns]) for table in CORE]
    return digest_of(
        repr((qdtui.__version__, code_digest(), FORMAT, core, shapes, sorted(keys.items()), again)).encode()
    )


def mark(entry: Entry, extractors: Sequence[str], *, fresh: bool) -> str:
    """What is wanted of a document: equal marks stand for equal rows, as long as `making` is equal."""
    return digest_of(f"{entry.doc_key} {entry.stored} {fresh} {' '.join(extractors)}".encode())


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
    sort_out = _Sorter(known, keys, catalogue) if known else None
    for entry in entries:
        before = known.files.get(entry.stored) if known else None
        same = before is not None and before.doc_key == entry.doc_key
        doc_id = entry.doc_id
        if entry.error is not None:
            result.unreadable.append((entry, entry.error))
        elif entry.holds_others or not entry.sha256:
            if same and entry.stored in unreadable:
                result.unreadable.append((entry, unreadable[entry.stored]))
        elif doc_id in owners:
            result.copies.append((entry, owners[doc_id]))
        elif known and same and entry.stored in unreadable:
            result.unreadable.append((entry, unreadable[entry.stored]))
        else:
            owners[doc_id] = entry
            if known and sort_out and same and known.documents.get(doc_id) == entry.stored:
                kept, stale = sort_out(known.runs.get(doc_id, frozenset()))
                result.kept_documents.append(doc_id)
                result.kept_runs[doc_id] = kept
                if stale:
                    result.again.append((entry, stale))
            else:
                result.fresh.append((entry, tuple(keys or ())))
    if known:
        result.removed = len(known.documents.keys() - owners.keys())
    return result


def dropped_runs(plan: Plan, known: Known) -> Iterator[tuple[str, str]]:
    """The runs, as (extractor, doc_id), that are not kept of documents that are."""
    for doc_id, kept in plan.kept_runs.items():
        ran = known.runs.get(doc_id, frozenset())
        if len(kept) < len(ran):
            yield from ((run[0], doc_id) for run in ran if run[0] not in kept)


class _Sorter:
    """Tells for a document's runs which of them stand, and which extractors have to run (again)."""

    def __init__(self, known: Known, keys: Mapping[str, Key] | None, catalogue: Catalogue) -> None:
        self._keys = keys
        self._extractors = catalogue.extractors
        self._changed = {
            info.name for info in self._extractors if not all(known.holds(table, info.name) for table in info.tables)
        }
        self._answers: dict[frozenset[RunKey], tuple[frozenset[str], tuple[str, ...]]] = {}

    def __call__(self, runs: frozenset[RunKey]) -> tuple[frozenset[str], tuple[str, ...]]:
        """The extractors whose runs are kept, and those to run, in their order."""
        if runs not in self._answers:
            self._answers[runs] = self._sort_out(runs)
        return self._answers[runs]

    def _sort_out(self, runs: frozenset[RunKey]) -> tuple[frozenset[str], tuple[str, ...]]:
        ran = {name: (version, source, settings) for name, version, source, settings in runs}
        if self._keys is None:
            return frozenset(ran), ()
        stale = {
            info.name
            for info in self._extractors
            if info.name in self._changed or ran.get(info.name) != self._keys[info.name]
        }
        for info in self._extractors:  # in run order, so that needs come first
            if stale.intersection(info.needs):
                stale.add(info.name)
        for info in reversed(self._extractors):  # the rows they need have to be there again
            if info.name in stale:
                stale.update(info.needs)
        kept = frozenset(name for name in ran if name in self._keys and name not in stale)
        return kept, tuple(name for name in self._keys if name in stale)


def same_files(entries: Sequence[Entry], known: Known) -> bool:
    """Whether the files are those that the last snapshot knows, and would be read as they were."""
    if len({entry.stored for entry in entries}) != len(known.files):
        return False
    for entry in entries:
        before = known.files.get(entry.stored)
        if before is None or not entry.opened or (before.doc_key, before.sha256) != (entry.doc_key, entry.sha256):
            return False
    return True


def nothing_to_do(result: Plan) -> bool:
    """True when the last snapshot, of the same files, is what an ingest would write again."""
    return not (result.steps or result.removed)


def unreadable(known: Known | None) -> dict[str, str]:
    """Why files could not be loaded, by path."""
    problems = known.problems if known else ()
    return {p.path: p.reason for p in problems if p.stage == "load" and p.path and not p.doc_id}


def with_anchors(by_hand: Mapping[str, Overrides], anchors: Mapping[str, Day]) -> dict[str, Overrides]:
    """What a person set, and from which day relative dates of reprints count, by the SHA-256 of a document's bytes."""
    found = dict(by_hand)
    for sha256, day in anchors.items():
        found[sha256] = replace(found.get(sha256, Overrides()), counts_from=day)
    return found


def roots_of(paths: Sequence[Path], followed: Iterable[str]) -> tuple[str, ...]:
    """The sources named on the command line, now and before, as absolute paths without repeats."""
    named = [os.path.abspath(path) for path in paths]  # noqa: PTH100 - a link stays the name that was given
    return tuple(dict.fromkeys([*followed, *named]))
