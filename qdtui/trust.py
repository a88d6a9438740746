"""Whose code runs: what a folder of documents brings along asks a person once, and again whenever it changed.

Decided from paths and digests alone, before anything is imported. Bundled plugins and installed packages run (whoever
installs a package has run its code already); so do folders that a person names in their own configuration.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path
from typing import Literal

from qdtui.config import Config, bundled
from qdtui.plugins import PluginFault, PluginSource, find_sources
from qdtui.state import allow_code, allowed_code, forget_code

Standing = Literal["allowed", "new", "changed", "refused"]

NOT_YET, REFUSED = "not trusted yet", "refused"
"""How a plugin is listed that is not run: nobody allowed its code as it is now, or a person said no."""


def usable_sources(config: Config) -> tuple[list[PluginSource], list[PluginFault]]:
    """The plugins that may run, in their order, and what is to be said of the others. Imports none."""
    sources, faults = _every(config)
    said = allowed_code() if any(source.kind == "folder" for source in sources) else {}
    usable = []
    for source in sources:
        standing = _standing(source, config, said)
        if standing == "allowed":
            usable.append(source)
        else:
            status = REFUSED if standing == "refused" else NOT_YET
            faults.append(PluginFault(source.name, _reason(source, standing), status, source))
    return usable, faults


def waiting(config: Config) -> list[tuple[PluginSource, Standing]]:
    """The plugins about which a person has to be asked: those that are new, or not as they were."""
    sources = [source for source in _every(config)[0] if source.kind == "folder"]
    said = allowed_code() if sources else {}
    asked = [(source, _standing(source, config, said)) for source in sources]
    return [(source, standing) for source, standing in asked if standing in ("new", "changed")]


def allow(source: PluginSource, *, yes: bool = True) -> None:
    """Remember a person's answer for `source` as it is now. Raises StateError."""
    allow_code({_key(source.location): source.sha256}, allow=yes)


def allow_paths(paths: Iterable[Path]) -> list[Path]:
    """Allow the code in these files, and in the plugins of these folders, as it is now; returns the files.

    Raises OSError for what cannot be read, and StateError.
    """
    files = _files(paths)
    allow_code({_key(str(path)): hashlib.sha256(path.read_bytes()).hexdigest() for path in files})
    return files


def forget_paths(paths: Iterable[Path]) -> list[Path]:
    """Take back what was said of these files and folders; returns the files. Raises StateError."""
    paths = list(paths)
    below = [path for path in map(Path, allowed_code()) if any(path.is_relative_to(one.resolve()) for one in paths)]
    forget_code(map(str, below))
    return below


def _every(config: Config) -> tuple[list[PluginSource], list[PluginFault]]:
    if not config.only_bundled:
        return find_sources(bundled() / "plugins", config.plugin_folders, config.disabled_plugins)
    sources, faults = find_sources(bundled() / "plugins", (), config.disabled_plugins)
    own = [source for source in sources if source.kind == "bundled"]
    return own, [fault for fault in faults if fault.plugin in {source.name for source in own}]


def _standing(source: PluginSource, config: Config, said: dict[str, str]) -> Standing:
    if source.kind != "folder" or source.patterns:  # patterns are data: what they do is decided here
        return "allowed"
    path = Path(_key(source.location))
    if any(path.is_relative_to(folder.resolve()) for folder in config.trusted_plugins):
        return "allowed"
    answer = said.get(str(path))
    if answer is None:
        return "new"
    if answer.removeprefix("-") != source.sha256:
        return "changed"
    return "refused" if answer.startswith("-") else "allowed"


def _reason(source: PluginSource, standing: Standing) -> str:
    what = {
        "new": "was not run: nobody has allowed this code yet",
        "changed": "was not run: its code changed since it was allowed or refused",
    }.get(standing, "was not run: you refused it")
    return f'{source.location} {what}; read it, then: qdtui plugins --trust "{source.location}"'


def _key(location: str) -> str:
    return str(Path(location).resolve())


def _files(paths: Iterable[Path]) -> list[Path]:
    found: list[Path] = []
    for path in paths:
        found += sorted(one for one in path.glob("*.py") if one.name[0] not in "._") if path.is_dir() else [path]
    return found
