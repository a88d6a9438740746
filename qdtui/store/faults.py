"""What it means when the file cannot be written or opened, and what a person can do about it."""

from __future__ import annotations

import errno
import os
import re
import shutil
from pathlib import Path

import duckdb

from qdtui.store.connect import StoreError

_FULL = {errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)}
_CLOSED = {errno.EROFS, errno.EACCES, errno.EPERM}
# DuckDB's exceptions carry the system's reason as text alone; the last two tell that it could not spill.
_SAYS = (
    ("full", re.compile(r"No space left|not enough space|quota exceeded|max_temp_directory_size|offload data block", re.I)),
    ("large", re.compile(r"File too large")),
    ("closed", re.compile(r"Read-only file system|Permission denied|Access is denied|Operation not permitted")),
)  # fmt: skip


class WriteError(StoreError):
    """The file could not be written, for a reason outside of it; what was finished is kept for the next ingest."""


def write_error(target: Path, error: OSError | duckdb.Error) -> WriteError:
    """What to say when `error` stopped the writing of `target`, which is as it was."""
    folder = target.parent
    kind = _kind(error)
    if kind == "full":
        size = target.stat().st_size if target.exists() else 0
        need = f", the file alone takes {_mb(size)}" if size else ""
        why = f"no space is left in {folder} ({_free(folder)}{need}). Make room there, or put the file elsewhere with --db"
    elif kind == "large":
        why = "it grew beyond a limit to the size of files. Lift it (`ulimit -f`, a quota), or put the file elsewhere with --db"
    elif kind == "closed":
        path = error.filename if isinstance(error, OSError) and error.filename else folder
        why = f"{path} cannot be written to ({_reason(error)}). Give yourself the right to, or put the file elsewhere with --db"
    else:
        why = _reason(error)
    return WriteError(
        f"{target} was not written: {why}. The file is as it was; the next ingest goes on from what was finished"
    )


def _kind(error: OSError | duckdb.Error) -> str | None:
    if isinstance(error, OSError):
        codes = (("full", _FULL), ("large", {errno.EFBIG}), ("closed", _CLOSED))
        return next((kind for kind, numbers in codes if error.errno in numbers), None)
    return next((kind for kind, says in _SAYS if says.search(str(error))), None)


def _reason(error: OSError | duckdb.Error) -> str:
    if isinstance(error, OSError) and error.errno is not None:
        return os.strerror(error.errno)
    return str(error).rstrip(".")


def _free(folder: Path) -> str:
    try:
        return f"{_mb(shutil.disk_usage(folder).free)} free"
    except OSError:
        return "it is full"


def _mb(size: int) -> str:
    return f"{size / 1e6:,.1f} MB"
