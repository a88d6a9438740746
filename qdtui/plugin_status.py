"""What is to be said of each plugin: whether it works, and if not, why."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from qdtui.config import Config
from qdtui.engines.local import LocalEngine
from qdtui.engines.protocol import WorkerSpec
from qdtui.export import counted
from qdtui.plugins import Catalogue, PluginFault, PluginSource
from qdtui.store.read import Database, PluginInfo
from qdtui.store.records import Plugin, Problem, Run
from qdtui.trust import usable_sources


def describe_plugins(
    sources: Sequence[PluginSource],
    source_faults: Sequence[PluginFault],
    catalogue: Catalogue,
    run_errors: Mapping[str, Sequence[str]],
    problems: Iterable[Problem] = (),
) -> list[Plugin]:
    """One record a plugin: `ok`, `partly` (some of it works, or not on all documents) or `failed`, with the reasons.

    What is not run is `not trusted yet` or `refused` (see `qdtui.trust`).
    `run_errors` are the errors on documents, by extractor; among `problems` are the files that loaders failed on.
    """
    reasons: dict[str, list[str]] = {}
    for fault in (*source_faults, *catalogue.faults):
        reasons.setdefault(fault.plugin, []).append(fault.reason)
    extractors: dict[str, list[str]] = {}
    versions: dict[str, list[str]] = {}
    for info in catalogue.extractors:
        extractors.setdefault(info.plugin, []).append(info.name)
        versions.setdefault(info.plugin, []).append(info.version)
        errors = run_errors.get(info.name, ())
        if errors:
            where = counted(len(errors), "document")
            reasons.setdefault(info.plugin, []).append(f"{info.name} failed on {where}: {errors[0]}")
    for offer in catalogue.offers:
        extractors.setdefault(offer.plugin, [])
    for loader in catalogue.loaders:
        extractors.setdefault(loader.plugin, [])
        failed = [
            problem.reason
            for problem in problems
            if problem.stage == "load" and problem.path and problem.path.lower().endswith(loader.suffixes)
        ]
        if failed:
            where = counted(len(failed), "file")
            reasons.setdefault(loader.plugin, []).append(f"{loader.name} failed on {where}: {failed[0]}")
    plugins = []
    for source in sources:
        error = "; ".join(reasons.pop(source.name, ())) or None
        working = extractors.get(source.name, [])
        status = ("partly" if source.name in extractors else "failed") if error else "ok"
        version = ", ".join(dict.fromkeys(versions.get(source.name, ()))) or None
        plugins.append(Plugin(source.name, source.kind, source.location, version, status, error, working))
    # What is left was not run, or is no plugin at all, such as a folder that is not there.
    first = {fault.plugin: fault for fault in reversed([*source_faults, *catalogue.faults])}
    for name, left in reasons.items():
        fault = first[name]
        kind, location = (fault.source.kind, fault.source.location) if fault.source else ("folder", "")
        plugins.append(Plugin(name, kind, location, None, fault.status, "; ".join(left), []))
    return plugins


def current_plugins(config: Config) -> list[PluginInfo]:
    """The plugins as they are now, imported in a worker process, with what the file tells of their runs."""
    sources, faults = usable_sources(config)
    spec = WorkerSpec.of(config, sources)
    with LocalEngine(spec, time_limit=config.time_limit) as engine:
        catalogue = engine.catalogue()
    runs: dict[str, list[Run]] = {}
    database = Database(config.database) if config.database.exists() else None
    for run in database.runs() if database else ():
        runs.setdefault(run.extractor, []).append(run)
    errors = {name: [run.error for run in ran if run.error] for name, ran in runs.items()}
    tables = {info.name: tuple(table.name for table in info.tables) for info in catalogue.extractors}
    return [
        PluginInfo(
            plugin.name,
            plugin.kind,
            plugin.source,
            plugin.version,
            plugin.status,
            plugin.error,
            tuple(table for name in plugin.extractors for table in tables[name]),
            sum(run.rows for name in plugin.extractors for run in runs.get(name, ())),
            sum(run.milliseconds for name in plugin.extractors for run in runs.get(name, ())),
            tuple(offer for offer in catalogue.offers if offer.plugin == plugin.name),
        )
        for plugin in describe_plugins(sources, faults, catalogue, errors, database.problems() if database else ())
    ]
