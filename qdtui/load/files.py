"""Which files to load: a walk through folders that is repeatable and ends."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(slots=True)
class Found:
    """What a walk through folders found."""

    names: list[str] = field(default_factory=list)
    """The path of every file to load, each once, sorted. At a hundred thousand files, objects would take seconds."""
    others: Counter[str] = field(default_factory=Counter)
    """How many files of other kinds there are, by suffix."""
    unreadable: list[tuple[Path, str]] = field(default_factory=list)
    """Folders that cannot be entered, and what is called like a file and is none, with the reason."""

    @property
    def files(self) -> list[Path]:
        """The files to load as paths."""
        return [Path(name) for name in self.names]


def suffix_of(name: str) -> str:
    """The end of a file's name or path in lower case, with the dot, as `Path.suffix` has it."""
    name = name[name.rfind(os.sep) + 1 :]
    dot = name.rfind(".")
    return name[dot:].lower() if 0 < dot < len(name) - 1 else ""


def find_files(paths: Iterable[Path], suffixes: Collection[str]) -> Found:
    """Every file under `paths` whose suffix is in `suffixes`.

    A file that is named itself is returned whatever its suffix, and whether or not it exists, so that
    loading can say what is wrong with it. Hidden files and folders are skipped, links are followed,
    and a folder that a link leads back to is not entered again.
    """
    result = Found()
    found: dict[str, str] = {}
    for path in paths:
        if path.is_dir():
            _walk(str(path), suffixes, found, result)
        else:
            found.setdefault(_real(str(path)), str(path))
    result.names = sorted(found.values(), key=lambda name: name.split(os.sep))  # noqa: PTH206
    return result


def _walk(folder: str, suffixes: Collection[str], found: dict[str, str], result: Found) -> None:
    waiting = [folder]
    seen: set[str] = set()
    while waiting:
        current = waiting.pop()
        real = _real(current)
        if real in seen:
            continue
        seen.add(real)
        try:
            entries = sorted(os.scandir(current), key=lambda e: e.name)
        except OSError as error:
            result.unreadable.append((Path(current), f"the folder cannot be read: {error.strerror}"))
            continue
        for entry in entries:
            name, path = entry.name, entry.path
            if name.startswith("."):
                continue
            suffix = suffix_of(name)
            try:
                if entry.is_dir():
                    waiting.append(path)
                elif not (entry.is_file() or entry.is_symlink()):
                    if suffix in suffixes:
                        result.unreadable.append((Path(path), "this is a device, a socket or a pipe, not a file"))
                elif suffix in suffixes:
                    if entry.is_symlink():
                        found.setdefault(_real(path), path)
                    else:
                        found.setdefault(path if real == current else os.path.join(real, name), path)  # noqa: PTH118
                else:
                    result.others[suffix or name] += 1
            except OSError as error:  # a link that leads to itself
                if suffix in suffixes:
                    result.unreadable.append((Path(path), f"it cannot be opened: {error.strerror}"))


def _real(path: str) -> str:
    try:
        return str(Path(path).resolve())
    except (OSError, RuntimeError):
        return str(Path(path).absolute())
