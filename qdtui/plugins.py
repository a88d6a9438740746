"""Plugins: where they are found, how they are imported one at a time, and in which order they run.

Finding (`find_sources`) imports nothing: it lists files and entry points with a digest of their
source. Importing (`load_plugins`) runs code of strangers, so it happens in worker processes only.
"""

from __future__ import annotations

import hashlib
import importlib.machinery
import importlib.util
import json
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from importlib.metadata import EntryPoint, entry_points
from pathlib import Path
from types import MappingProxyType, ModuleType
from typing import Any, Literal

import pluggy

from qdtui.api import Extractor, HookSpecs, Loader
from qdtui.contract import contract_breach, loader_breach
from qdtui.extract import describe
from qdtui.guard import Guard
from qdtui.model import Table
from qdtui.offer_checks import HOOK_OF, settle
from qdtui.offers import Offer, OfferKind
from qdtui.text import data

GROUP = "qdtui"
"""The entry point group, and the prefix of the hooks."""

Kind = Literal["bundled", "folder", "entry point"]

NO_PLUGINS = ("config.toml", "pyproject.toml")
"""Files that lie in folders of plugins and are none."""

HOOKS = tuple(name for name in vars(HookSpecs) if name.startswith("qdtui_"))
"""The hooks that there are."""


@dataclass(frozen=True, slots=True)
class PluginSource:
    """A plugin that was found but not imported."""

    name: str
    kind: Kind
    location: str
    """The file, or `package.module` of an entry point with its distribution."""
    digest: str
    """Digest of the source, so that changed code is noticed without running it."""
    sha256: str = ""
    """Of a file: the whole digest of the bytes that were seen; no others are run."""

    @property
    def patterns(self) -> bool:
        """Whether it is a file of patterns, which holds no code."""
        return self.kind != "entry point" and self.location.endswith(".toml")


@dataclass(frozen=True, slots=True)
class PluginFault:
    """A plugin, or one of its extractors, that cannot be used, and why."""

    plugin: str
    reason: str
    status: str = "failed"
    """What to call it when nothing of the plugin is used."""
    source: PluginSource | None = None
    """The plugin, when it was found and is not run."""


@dataclass(frozen=True, slots=True)
class ExtractorInfo:
    """What the main process knows of an extractor; it never holds the extractor itself."""

    name: str
    version: str
    tables: tuple[Table, ...]
    needs: tuple[str, ...]
    plugin: str
    bundled: bool = True


@dataclass(frozen=True, slots=True)
class PluginInfo:
    """A plugin that was imported: its extractors and the sections of the settings that it read."""

    name: str
    extractors: tuple[str, ...]
    sections: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LoaderInfo:
    """What the main process knows of a loader."""

    name: str
    suffixes: tuple[str, ...]
    many: bool
    """Whether its files hold several documents."""
    plugin: str


@dataclass(frozen=True, slots=True)
class Catalogue:
    """All that importing the plugins told, in the order in which the extractors run."""

    extractors: tuple[ExtractorInfo, ...] = ()
    plugins: tuple[PluginInfo, ...] = ()
    faults: tuple[PluginFault, ...] = ()
    words: str = ""
    """Digest of the words that configuration and plugins add to the toolkit's dictionaries; empty for none."""
    loaders: tuple[LoaderInfo, ...] = ()
    offers: tuple[Offer, ...] = ()
    """Commands and the like, by kind and name."""


@dataclass(slots=True)
class Loaded:
    """The extractors of one process, ready to run, by name, and the loaders by suffix."""

    catalogue: Catalogue
    extractors: dict[str, Extractor] = field(default_factory=dict)
    loaders: dict[str, Loader] = field(default_factory=dict)
    offers: dict[tuple[OfferKind, str], Any] = field(default_factory=dict)
    """The declarations themselves, by kind and name."""
    guard: Guard | None = None
    """What watches over this process; None when only bundled plugins are in it."""

    def put_right(self, extractor: str) -> str | None:
        """What `extractor`, which ran just now, changed that is not its own, in a sentence; it is as before then."""
        if self.guard is None:
            return None
        if any(info.bundled for info in self.catalogue.extractors if info.name == extractor):
            self.guard.learn()
            return None
        return self.guard.put_right()


class Settings(Mapping[str, Mapping[str, Any]]):
    """The `[extractor.NAME]` sections of the configuration, remembering which of them were read."""

    def __init__(self, sections: Mapping[str, Mapping[str, Any]]) -> None:
        self._sections = sections
        self.read: set[str] = set()

    def __getitem__(self, name: str) -> Mapping[str, Any]:
        """The section called `name`; empty when the configuration has none."""
        self.read.add(name)
        return MappingProxyType(dict(self._sections.get(name, {})))

    def __iter__(self) -> Iterator[str]:
        self.read.update(self._sections)
        return iter(self._sections)

    def __len__(self) -> int:
        return len(self._sections)

    def __contains__(self, name: object) -> bool:
        if isinstance(name, str):
            self.read.add(name)
        return name in self._sections


def settings_digest(sections: Iterable[str], settings: Mapping[str, Mapping[str, Any]]) -> str:
    """Digest of what `settings` says in the sections that a plugin read."""
    picked = {name: settings.get(name, {}) for name in sorted(sections)}
    return digest_of(
        json.dumps(
            {name: dict(one) for name, one in picked.items()}, sort_keys=True, default=str, ensure_ascii=False
        ).encode()
    )


def digest_of(data: bytes) -> str:
    """The first 16 hex digits of the SHA-256 of `data`."""
    return hashlib.sha256(data).hexdigest()[:16]


def find_sources(
    bundled: Path, folders: Sequence[Path], disabled: Iterable[str] = ()
) -> tuple[list[PluginSource], list[PluginFault]]:
    """List the plugins in the bundled folder, in `folders` and in the entry point group, importing none.

    `disabled` holds names, or `kind:name` where a name alone would hit two. Folders that do not
    exist and second plugins of a name are faults.
    """
    off = set(disabled)
    sources: dict[str, PluginSource] = {}
    faults: list[PluginFault] = []
    for source in _candidates(bundled, folders, faults):
        if source.name in off or f"{source.kind}:{source.name}" in off:
            continue
        first = sources.get(source.name)
        if first is not None:
            reason = (
                f"{source.location} is not used: a plugin of this name is already there, {first.location}; "
                f'rename one, or disable "{first.kind}:{first.name}" in [plugins] of config.toml'
            )
            faults.append(PluginFault(source.name, reason))
            continue
        sources[source.name] = source
    return list(sources.values()), faults


def _candidates(bundled: Path, folders: Sequence[Path], faults: list[PluginFault]) -> Iterator[PluginSource]:
    yield from _in_folder(bundled, "bundled", faults)
    for folder in folders:
        if folder.is_dir():
            yield from _in_folder(folder, "folder", faults)
        else:
            faults.append(PluginFault(folder.name, f"the plugin folder {folder} does not exist"))
    for point in sorted(entry_points(group=GROUP), key=lambda point: (point.name, point.value)):
        yield _entry_point_source(point)


def _in_folder(folder: Path, kind: Kind, faults: list[PluginFault]) -> Iterator[PluginSource]:
    for path in sorted((*folder.glob("*.py"), *folder.glob("*.toml"))):
        if path.name.startswith(("_", ".")) or path.name in NO_PLUGINS:
            continue
        try:
            data = path.read_bytes()
        except OSError as error:
            faults.append(PluginFault(path.stem, f"{path} cannot be read: {error.strerror}"))
            continue
        yield PluginSource(path.stem, kind, str(path), digest_of(data), hashlib.sha256(data).hexdigest())


def _entry_point_source(point: EntryPoint) -> PluginSource:
    distribution = point.dist
    version = f"{distribution.name} {distribution.version}" if distribution else "?"
    digest = hashlib.sha256(f"{point.value} {version}".encode())
    # Looking for a top-level package does not import it; its files tell when an editable install changes.
    package = point.module.partition(".")[0]
    spec = importlib.machinery.PathFinder.find_spec(package) or importlib.util.find_spec(package)
    if spec is not None and spec.origin:
        origin = Path(spec.origin)
        files = sorted(origin.parent.rglob("*.py"))[:500] if origin.name == "__init__.py" else [origin]
        for path in files:
            if path.is_file():
                digest.update(path.read_bytes())
    return PluginSource(point.name, "entry point", f"{point.value} ({version})", digest.hexdigest()[:16])


def load_plugins(
    sources: Sequence[PluginSource],
    settings: Mapping[str, Mapping[str, Any]],
    announce: Callable[[str], None] = lambda name: None,
    words: Mapping[str, Sequence[str]] = MappingProxyType({}),
) -> Loaded:
    """Import the plugins one at a time and ask each for its extractors and its words.

    `words` are those that the configuration adds to the toolkit's dictionaries; the caller has checked them.

    `announce` is called with a plugin's name before its code runs, so that a supervisor knows whom
    to blame. Never raises for a plugin's fault: it is in `catalogue.faults`, and the others load.
    """
    manager = pluggy.PluginManager(GROUP)
    manager.add_hookspecs(HookSpecs)
    faults: list[PluginFault] = []
    plugins: list[PluginInfo] = []
    offers: list[tuple[PluginSource, Extractor]] = []
    loaders: dict[str, Loader] = {}
    infos: list[LoaderInfo] = []
    offers_by_name: dict[tuple[OfferKind, str], Offer] = {}
    declared: dict[tuple[OfferKind, str], Any] = {}
    added = [(name, list(lines)) for name, lines in sorted(words.items())]
    guard: Guard | None = None
    for source in sources:
        announce(source.name)
        tracked = Settings(settings)
        if guard is None and source.kind != "bundled":
            guard = Guard()
        try:
            extractors = _extractors_of(source, manager, tracked)
            added += _words_of(source, manager, tracked)
            offered = [one for answer in _call("qdtui_loaders", source, manager, tracked) for one in answer]
            more = {
                hook: [one for answer in _call(hook, source, manager, tracked) for one in answer] for hook in HOOK_OF
            }
        except (KeyboardInterrupt, GeneratorExit):
            raise
        except BaseException as failure:
            faults.append(PluginFault(source.name, describe(failure)))
            continue
        finally:
            if guard is not None and (deed := guard.put_right()):
                faults.append(PluginFault(source.name, deed))
        for hook, kind in HOOK_OF.items():
            settled, reasons = settle(kind, more[hook], source.name, offers_by_name)
            faults += [PluginFault(source.name, reason) for reason in reasons]
            for name, (offer, one) in settled.items():
                offers_by_name[kind, name], declared[kind, name] = offer, one
        faults += _take_loaders(source, offered, loaders, infos)
        sound, reasons = _sound(extractors)
        faults += [PluginFault(source.name, reason) for reason in reasons]
        offers += [(source, extractor) for extractor in sound]
        names = [extractor.name for extractor in sound]
        plugins.append(PluginInfo(source.name, tuple(names), tuple(sorted(tracked.read))))
    owned, clashes = _settle_owners(offers)
    order, unmet = run_order(owned)
    faults += clashes + unmet
    usable = {info.name for info in order}
    extractors_by_name = {extractor.name: extractor for _, extractor in offers if extractor.name in usable}
    for name, lines in added:
        data.add(name, lines)
    digest = digest_of(json.dumps(added, ensure_ascii=False).encode()) if added else ""
    listed = tuple(offer for _, offer in sorted(offers_by_name.items()))
    catalogue = Catalogue(tuple(order), tuple(plugins), tuple(faults), digest, tuple(infos), listed)
    return Loaded(catalogue, extractors_by_name, loaders, declared, guard)


def _take_loaders(
    source: PluginSource, offered: Iterable[Loader], loaders: dict[str, Loader], infos: list[LoaderInfo]
) -> list[PluginFault]:
    """Puts the loaders that a plugin offers to those there are, by suffix; returns what is wrong with the others."""
    faults = []
    for loader in offered:
        try:
            reason = loader_breach(loader, loaders, {info.name for info in infos})
        except Exception as failure:
            reason = describe(failure)
        if reason:
            faults.append(PluginFault(source.name, reason))
        else:
            infos.append(
                LoaderInfo(loader.name, tuple(loader.suffixes), bool(getattr(loader, "many", False)), source.name)
            )
            loaders |= dict.fromkeys(loader.suffixes, loader)
    return faults


def _sound(extractors: Iterable[Extractor]) -> tuple[list[Extractor], list[str]]:
    """The extractors that hold to the contract, and what is wrong with the others."""
    sound, reasons = [], []
    for extractor in extractors:
        try:
            reason = contract_breach(extractor)
        except Exception as failure:
            reason = describe(failure)
        if reason:
            reasons.append(reason)
        else:
            sound.append(extractor)
    return sound, reasons


def _extractors_of(source: PluginSource, manager: pluggy.PluginManager, settings: Settings) -> list[Extractor]:
    if source.patterns:
        from qdtui.patterns import extractor_of

        return [extractor_of(source.name, _bytes_seen(source).decode("utf-8-sig"))]
    module = _import_file(source) if source.kind != "entry point" else _import_entry_point(source)
    manager.register(module, source.name)
    try:
        implemented = {caller.name for caller in manager.get_hookcallers(module) or ()}
        unknown = implemented - set(HOOKS)
        if unknown:
            raise LookupError(f"there is no hook called {sorted(unknown)[0]}; hooks are: {', '.join(HOOKS)}")
        if not implemented:
            raise LookupError("it implements no hook (e.g. a function qdtui_extractors marked with @hookimpl)")
        return [extractor for result in _call("qdtui_extractors", source, manager, settings) for extractor in result]
    except BaseException:
        manager.unregister(module)
        raise


def _call(hook: str, source: PluginSource, manager: pluggy.PluginManager, settings: Settings) -> list[Any]:
    """The answers of one plugin to one hook."""
    module = manager.get_plugin(source.name)
    others = [plugin for plugin in manager.get_plugins() if plugin is not module]
    answers: list[Any] = manager.subset_hook_caller(hook, others)(config=settings)
    return answers


def _words_of(source: PluginSource, manager: pluggy.PluginManager, settings: Settings) -> list[tuple[str, list[str]]]:
    """The words that a plugin adds, checked; raises ValueError for what is no dictionary or no line of it."""
    added = []
    for answer in _call("qdtui_words", source, manager, settings):
        for name, lines in answer.items():
            data.check(name, lines := list(lines))
            added.append((str.__str__(name), [str.__str__(line) for line in lines]))
    return added


def _bytes_seen(source: PluginSource) -> bytes:
    data = Path(source.location).read_bytes()
    if source.sha256 and hashlib.sha256(data).hexdigest() != source.sha256:
        raise ImportError("it changed while it was being loaded; the next ingest takes it as it is then")
    return data


def _import_file(source: PluginSource) -> ModuleType:
    """Run the bytes that were seen when the plugin was found: not others, and not what lies compiled beside them."""
    data = _bytes_seen(source)
    name = f"qdtui_plugin_{source.name}"
    spec = importlib.util.spec_from_file_location(name, source.location)
    if spec is None:
        raise ImportError(f"{source.location} is no Python file")
    module = importlib.util.module_from_spec(spec)
    # Dataclasses and pickles of a plugin look their module up by name.
    sys.modules[name] = module
    try:
        exec(compile(data, source.location, "exec", dont_inherit=True), module.__dict__)
    except BaseException:
        sys.modules.pop(name, None)
        raise
    return module


def _import_entry_point(source: PluginSource) -> Any:
    for point in entry_points(group=GROUP, name=source.name):
        return point.load()
    raise ImportError(f"the entry point {source.name} is gone")


def _settle_owners(
    offers: Sequence[tuple[PluginSource, Extractor]],
) -> tuple[list[ExtractorInfo], list[PluginFault]]:
    """Give each name and each table to its first claimant; later claimants are faults that name both."""
    by_name: dict[str, str] = {}
    by_table: dict[str, str] = {}
    owned: list[ExtractorInfo] = []
    faults: list[PluginFault] = []
    for source, extractor in offers:
        if extractor.name in by_name:
            reason = f"extractor {extractor.name} is defined twice: by {by_name[extractor.name]} and by {source.name}"
            faults.append(PluginFault(source.name, reason))
            continue
        relations = [name for table in extractor.tables for name in (table.name, *(view.name for view in table.views))]
        clash = next((name for n, name in enumerate(relations) if name in by_table or name in relations[:n]), None)
        if clash is not None:
            reason = (
                f"table {clash} has two owners: {by_table.get(clash, source.name)} (used) and {source.name} (left out)"
            )
            faults.append(PluginFault(source.name, reason))
            continue
        by_name[extractor.name] = source.name
        by_table |= dict.fromkeys(relations, source.name)
        needs = tuple(getattr(extractor, "needs", ()))
        own = source.kind == "bundled"
        owned.append(ExtractorInfo(extractor.name, extractor.version, tuple(extractor.tables), needs, source.name, own))
    return owned, faults


def run_order(extractors: Iterable[ExtractorInfo]) -> tuple[list[ExtractorInfo], list[PluginFault]]:
    """Sort the bundled ones and then the others by name, each after what it needs; unmet needs are faults.

    The bundled ones go first so that what another does to a document's reading cannot reach them.
    """
    waiting = sorted(extractors, key=lambda info: (not info.bundled, info.name))
    order: list[ExtractorInfo] = []
    placed: set[str] = set()
    while ready := next((info for info in waiting if placed.issuperset(info.needs)), None):
        order.append(ready)
        placed.add(ready.name)
        waiting.remove(ready)
    known = placed | {info.name for info in waiting}
    faults = []
    for info in waiting:
        absent = [need for need in info.needs if need not in known]
        reason = (
            f"needs {', '.join(absent)}, which no plugin provides"
            if absent
            else f"needs {', '.join(n for n in info.needs if n not in placed)}, which cannot run before it"
        )
        faults.append(PluginFault(info.plugin, f"extractor {info.name} {reason}"))
    return order, faults
