"""The report of a crash: where in the program it happened, and nothing of what a document says."""

from __future__ import annotations

import platform
import sys
import traceback
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Final

from qdtui.tui.i18n import Phrase

KEPT: Final = 20
"""Reports that are kept."""
FOLDER: Final = "crashes"
SAID: Final = Phrase(
    "qdtui 意外退出（{kind}）。报告在 {path}，其中没有文档内容。数据文件未受影响。",
    "qdtui ended unexpectedly ({kind}). The report is {path}; nothing of a document stands in it. "
    "The data file is as it was.",
)
UNWRITTEN: Final = Phrase("qdtui 意外退出（{kind}）：{where}", "qdtui ended unexpectedly ({kind}): {where}")


def report(error: BaseException) -> str:
    """What happened, as text: kinds of errors and lines of code.

    Messages and values are left out, since both may hold what stands in a document.
    """
    from importlib.metadata import version

    from qdtui import __version__

    lines = [
        f"qdtui {__version__}, Python {platform.python_version()}, {platform.system()} {platform.release()}",
        *(f"{name} {version(name)}" for name in ("textual", "rich", "duckdb")),
    ]
    for each in _chain(error):
        lines += ["", type(each).__qualname__]
        if isinstance(each, OSError) and each.errno is not None:
            lines.append(f"  errno {each.errno}")
        for frame in traceback.extract_tb(each.__traceback__):
            lines.append(f"  {_short(frame.filename)}:{frame.lineno} in {frame.name}")
            if frame.line:
                lines.append(f"    {frame.line}")
    return "\n".join(lines) + "\n"


def write(error: BaseException, folder: Path) -> str:
    """Write the report into `folder`, and say where it is; when it cannot be written, say where the error was."""
    kind = type(error).__qualname__
    try:
        into = folder / FOLDER
        into.mkdir(parents=True, exist_ok=True)
        path = into / f"{datetime.now().astimezone():%Y%m%d-%H%M%S}.txt"
        path.write_text(report(error), encoding="utf-8")
        for old in sorted(into.glob("*.txt"))[:-KEPT]:
            with suppress(OSError):
                old.unlink()
    except OSError:
        frames = traceback.extract_tb(error.__traceback__)
        return UNWRITTEN(kind=kind, where=f"{_short(frames[-1].filename)}:{frames[-1].lineno}" if frames else "?")
    return SAID(kind=kind, path=path)


def _chain(error: BaseException) -> list[BaseException]:
    """The error and what it came from, the first cause first."""
    found: list[BaseException] = []
    each: BaseException | None = error
    while each is not None and each not in found:
        found.insert(0, each)
        each = each.__cause__ or (None if each.__suppress_context__ else each.__context__)
    return found


def _short(filename: str) -> str:
    """A file's path below the folder that it was imported from, which says nothing of a person's machine."""
    path = Path(filename)
    for root in sorted(filter(None, sys.path), key=len, reverse=True):
        with suppress(ValueError):
            return str(path.relative_to(root))
    return path.name
