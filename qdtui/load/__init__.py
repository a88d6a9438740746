"""Bytes to Document: encodings, formats, titles, dates, sections and boilerplate zones."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Callable, Iterable
from pathlib import Path, PurePath

from qdtui.load import files
from qdtui.load.files import Found
from qdtui.load.source import LoadError, Overrides, Source, UndecodableError
from qdtui.model import Document

__all__ = ["SUFFIXES", "LoadError", "Overrides", "find_files", "load_bytes", "load_file"]

Reader = Callable[[bytes], tuple[Source, str]]
"""From a file's bytes to its text with hints, and the name of its encoding. May raise UndecodableError."""


def _read_text(data: bytes) -> tuple[Source, str]:
    from qdtui.load.text import read_text

    return read_text(data)


def _read_html(data: bytes) -> tuple[Source, str]:
    from qdtui.load.html import read_html

    return read_html(data)


READERS: dict[str, Reader] = {
    ".txt": _read_text,
    ".md": _read_text,
    ".markdown": _read_text,
    ".html": _read_html,
    ".htm": _read_html,
}
"""The reader for each suffix, in lower case."""

SUFFIXES = frozenset(READERS)

_PAGE = re.compile(rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]{0,200}>\s*)?<(?:!doctype\s+html|html)[\s>]", re.IGNORECASE)


def find_files(paths: Iterable[Path]) -> Found:
    """Every loadable file under `paths`, sorted, each once; hidden files are skipped, links in circles end."""
    return files.find_files(paths, SUFFIXES)


def load_file(path: Path, overrides: Overrides | None = None) -> Document:
    """The document in the file at `path`. Raises LoadError, and nothing else, when it cannot be read."""
    try:
        mode = path.stat().st_mode
        if not stat.S_ISREG(mode):
            kind = "a folder" if stat.S_ISDIR(mode) else "a device or a pipe"
            raise LoadError(path, f"this is {kind}, not a file")
        data = path.read_bytes()
    except FileNotFoundError:
        reason = "the link leads nowhere" if path.is_symlink() else "the file is not there (any more)"
        raise LoadError(path, f"{reason}; run ingest again when it is back") from None
    except PermissionError:
        raise LoadError(path, "no permission to read it; change its permissions or remove it") from None
    except (OSError, ValueError) as error:
        reason = os.strerror(error.errno) if isinstance(error, OSError) and error.errno else str(error)
        raise LoadError(path, f"cannot be read: {reason}") from None
    return load_bytes(data, str(path), overrides)


def load_bytes(data: bytes, path: str, overrides: Overrides | None = None) -> Document:
    """The document in `data`; `path` names it and its suffix chooses the reader. Raises LoadError."""
    # Imported here, since whoever only looks for files should not wait for the patterns to be compiled.
    from qdtui.load.document import build

    reader = READERS.get(PurePath(path).suffix.lower())
    if reader is None:
        known = ", ".join(sorted(READERS))
        raise LoadError(path, f"unknown kind of file; these are read: {known}")
    if not data.strip():
        raise LoadError(path, "the file is empty")
    if reader is _read_text and _PAGE.match(data):
        reader = _read_html  # a page that was saved under another name
    try:
        source, encoding = reader(data)
    except UndecodableError as error:
        raise LoadError(path, str(error)) from None
    except RecursionError:
        raise LoadError(path, "its markup is nested too deeply to be read; save its text as .txt") from None
    if not source.text.strip():
        raise LoadError(path, "there is no text in it")
    return build(source, data, path, encoding, overrides)
