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

    files: list[Path] = field(default_factory=list)
    """Every file to load, each once, sorted."""
    others: Counter[str] = field(default_factory=Counter)
    """How many files of other kinds there are, by suffix."""
    unreadable: list[tuple[Path, str]] = field(default_factory=list)
    """Folders that cannot be entered, and what is called like a file and is none, with the reason."""


def find_files(paths: Iterable[Path], suffixes: Collection[str]) -> Found:
    """Every file under `paths` whose suffix is in `suffixes`.

    A file that is named itself is returned whatever its suffix, and whether or not it exists, so that
    loading can say what is wrong with it. Hidden files and folders are skipped, links are followed,
    and a folder that a link leads back to is not entered again.
    """
    result = Found()
    found: dict[Path, Path] = {}
    for path in paths:
        if path.is_dir():
            _walk(path, suffixes, found, result)
        else:
            found.setdefault(_real(path), path)
    result.files = sorted(found.values(), key=lambda path: path.parts)
    return result


def _walk(folder: Path, suffixes: Collection[str], found: dict[Path, Path], result: Found) -> None:
    waiting = [folder]
    seen: set[Path] = set()
    while waiting:
        current = waiting.pop()
        real = _real(current)
        if real in seen:
            continue
        seen.add(real)
        try:
            entries = sorted(os.scandir(current), key=lambda e: e.name)
        except OSError as error:
            result.unreadable.append((current, f"the folder cannot be read: {error.strerror}"))
            continue
        for entry in entries:
            if entry.name.startswith("."):
                continue
            path = Path(entry.path)
            try:
                if entry.is_dir():
                    waiting.append(path)
                elif not (entry.is_file() or entry.is_symlink()):
                    if path.suffix.lower() in suffixes:
                        result.unreadable.append((path, "this is a device, a socket or a pipe, not a file"))
                elif path.suffix.lower() in suffixes:
                    found.setdefault(_real(path) if entry.is_symlink() else real / entry.name, path)
                else:
                    result.others[path.suffix.lower() or path.name] += 1
            except OSError as error:  # a link that leads to itself
                if path.suffix.lower() in suffixes:
                    result.unreadable.append((path, f"it cannot be opened: {error.strerror}"))


def _real(path: Path) -> Path:
    try:
        return path.resolve()
    except (OSError, RuntimeError):
        return path.absolute()
