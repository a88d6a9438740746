"""Which files to load: a walk through folders that is repeatable and ends."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable
from pathlib import Path


def find_files(paths: Iterable[Path], suffixes: Collection[str]) -> list[Path]:
    """Every file under `paths` whose suffix is in `suffixes`, each once, sorted.

    A file that is named itself is returned whatever its suffix, and whether or not it exists, so that
    loading can say what is wrong with it. Hidden files and folders are skipped, links are followed,
    and a folder that a link leads back to is not entered again.
    """
    found: dict[Path, Path] = {}
    for path in paths:
        if path.is_dir():
            _walk(path, suffixes, set(), found)
        else:
            found.setdefault(_real(path), path)
    return sorted(found.values())


def _walk(folder: Path, suffixes: Collection[str], seen: set[Path], found: dict[Path, Path]) -> None:
    waiting = [folder]
    while waiting:
        current = waiting.pop()
        real = _real(current)
        if real in seen:
            continue
        seen.add(real)
        try:
            entries = sorted(os.scandir(current), key=lambda e: e.name)
        except OSError:
            continue
        for entry in entries:
            if entry.name.startswith("."):
                continue
            path = Path(entry.path)
            try:
                if entry.is_dir():
                    waiting.append(path)
                elif path.suffix.lower() in suffixes and (entry.is_file() or entry.is_symlink()):
                    found.setdefault(_real(path), path)
            except OSError:
                continue


def _real(path: Path) -> Path:
    try:
        return path.resolve()
    except (OSError, RuntimeError):
        return path.absolute()
