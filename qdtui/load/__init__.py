"""Bytes to Document: encodings, formats, titles, dates, sections and boilerplate zones."""

from __future__ import annotations

import os
import stat
from collections.abc import Collection, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from qdtui.load import files
from qdtui.load.files import Found
from qdtui.load.formats import CONTAINERS, RECORDS, SUFFIXES
from qdtui.load.source import LoadError, Overrides

if TYPE_CHECKING:
    from qdtui.load.opener import Opener
    from qdtui.model import Document

__all__ = [
    "CONTAINERS",
    "RECORDS",
    "SUFFIXES",
    "LoadError",
    "Overrides",
    "find_files",
    "load_bytes",
    "load_file",
]


def find_files(paths: Iterable[Path], more: Collection[str] = ()) -> Found:
    """Every loadable file under `paths`, sorted, each once; hidden files are skipped, links in circles end.

    `more` are suffixes that plugins can read.
    """
    return files.find_files(paths, SUFFIXES | set(more))


def load_file(
    path: Path,
    overrides: Overrides | None = None,
    opener: Opener | None = None,
    place: int | None = None,
    stored: str | None = None,
) -> Document:
    """The document in the file at `path`, or the one at `place` in it. Raises LoadError when it cannot be read.

    `opener` keeps archives open from one call to the next; `stored` is the path that the document is to have.
    """
    # Imported here, since whoever only looks for files should not wait for the patterns to be compiled.
    from qdtui.load.opener import Opener

    refuse_odd(path)
    return (opener or Opener()).load(path, overrides, place, stored)


def refuse_odd(path: Path) -> None:
    """Raise LoadError for what is not there, no file, or closed to us, before anybody waits for it."""
    try:
        mode = os.stat(path).st_mode  # noqa: PTH116 - these two are asked of every file, and take half of the time so
        if not stat.S_ISREG(mode):
            kind = "a folder" if stat.S_ISDIR(mode) else "a device, a socket or a pipe"
            raise LoadError(path, f"this is {kind}, not a file")
        os.close(os.open(path, os.O_RDONLY))
    except FileNotFoundError:
        reason = "the link leads nowhere" if path.is_symlink() else "the file is not there (any more)"
        raise LoadError(path, f"{reason}; run ingest again when it is back") from None
    except PermissionError:
        raise LoadError(path, "no permission to read it; change its permissions or remove it") from None
    except (OSError, ValueError) as error:
        reason = os.strerror(error.errno) if isinstance(error, OSError) and error.errno else str(error)
        raise LoadError(path, f"cannot be read: {reason}") from None


def load_bytes(data: bytes, path: str, overrides: Overrides | None = None) -> Document:
    """The one document in `data`; `path` names it and its suffix chooses the reader. Raises LoadError."""
    import hashlib

    from qdtui.load.formats import content_of
    from qdtui.load.opened import InputFile
    from qdtui.load.opener import finish
    from qdtui.model import LoadSettings, ReadError

    settings = LoadSettings()
    try:
        if not data.strip():
            raise ReadError("the file is empty")
        content = content_of(InputFile(path, settings, data=data), {})
        return finish(content, hashlib.sha256(data).hexdigest(), path, overrides, settings)
    except ReadError as error:
        raise LoadError(path, str(error)) from None
    except RecursionError:
        raise LoadError(path, "its markup is nested too deeply to be read; save its text as .txt") from None
