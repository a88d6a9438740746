"""`qdtui doctor`: what of the machine, the terminal, the configuration and the file is not as it should be."""

from __future__ import annotations

import importlib.util
import locale
import os
import platform
import shutil
import sys
from collections.abc import Callable, Iterator
from importlib.metadata import PackageNotFoundError, version
from typing import Literal, NamedTuple

from qdtui.config import Config
from qdtui.export import safe, table_lines, to_json

PARTS = ("textual", "duckdb", "jieba", "rjieba", "pluggy", "trafilatura")


class Finding(NamedTuple):
    """Something that was looked at."""

    what: str
    state: Literal["ok", "note", "wrong"]
    text: str


def examine(config: Config, *, as_json: bool = False) -> tuple[list[str], bool]:
    """The findings as lines, and whether nothing is wrong."""
    findings = [finding for look in LOOKS for finding in look(config)]
    sound = not any(finding.state == "wrong" for finding in findings)
    if as_json:
        return [to_json(finding._asdict()) for finding in findings], sound
    rows = [(finding.state, finding.what, safe(finding.text)) for finding in findings]
    lines = list(table_lines(["", "what", "found"], [(state, what, "") for state, what, _ in rows]))[2:]
    return [f"{line.rstrip()}  {text}" for line, (_, _, text) in zip(lines, rows, strict=True)], sound


def _versions(config: Config) -> Iterator[Finding]:
    yield Finding("python", "ok", f"{platform.python_version()} on {platform.system()} {platform.machine()}")
    for name in PARTS:
        try:
            yield Finding(name, "ok", version(name))
        except PackageNotFoundError:
            optional = name == "rjieba"
            text = (
                "not installed: `pip install qdtui[fast]` makes indexing ten times faster"
                if optional
                else "not installed"
            )
            yield Finding(name, "note" if optional else "wrong", text)


def _terminal(config: Config) -> Iterator[Finding]:
    if not sys.stdout.isatty():
        yield Finding("terminal", "note", "stdout is no terminal; the explorer needs one")
        return
    size = shutil.get_terminal_size()
    small = size.columns < 80 or size.lines < 24
    yield Finding("terminal", "note" if small else "ok", f"{os.environ.get('TERM', '?')}, {size.columns}×{size.lines}")
    colours = os.environ.get("COLORTERM", "")
    deep = colours in ("truecolor", "24bit") or "256" in os.environ.get("TERM", "")
    yield Finding(
        "colours",
        "ok" if deep else "note",
        colours or ("256" if deep else "16: set COLORTERM=truecolor if it can do more"),
    )


def _encoding(config: Config) -> Iterator[Finding]:
    encoding = locale.getpreferredencoding(False)
    fine = encoding.lower().replace("-", "") == "utf8"
    text = encoding if fine else f"{encoding}: Chinese will not show; set LANG to a UTF-8 locale, e.g. C.UTF-8"
    yield Finding("encoding", "ok" if fine else "wrong", text)


def _clipboard(config: Config) -> Iterator[Finding]:
    tools = [tool for tool in ("pbcopy", "wl-copy", "xclip", "xsel", "clip.exe") if shutil.which(tool)]
    yield Finding(
        "clipboard", "ok" if tools else "note", ", ".join(tools) or "OSC 52 alone: the terminal must allow it"
    )


def _configuration(config: Config) -> Iterator[Finding]:
    origins = {origin for _, _, origin in config.origins()}
    yield Finding("config", "ok", ", ".join(sorted(map(str, origins))))
    for path in config.documents:
        there = path.exists()
        yield Finding("documents", "ok" if there else "wrong", f"{path}" if there else f"{path} does not exist")


def _file(config: Config) -> Iterator[Finding]:
    from qdtui.store.read import Database, StoreError
    from qdtui.store.verify import verify

    path = config.database
    if not path.exists():
        parent = next(folder for folder in path.absolute().parents if folder.exists())
        writable = os.access(parent, os.W_OK)
        text = f"{path} does not exist yet; `qdtui ingest` makes it"
        yield Finding("file", "note" if writable else "wrong", text if writable else f"{parent} cannot be written to")
        return
    try:
        summary = Database(path).summary()
        faults = verify(path)
    except StoreError as error:
        yield Finding("file", "wrong", str(error))
        return
    size = path.stat().st_size / 1e6
    yield Finding("file", "ok", f"{path}: {summary.documents} documents, {summary.facts} facts, {size:.1f} MB")
    yield Finding(
        "verify", "wrong" if faults else "ok", f"{len(faults)} faults: `qdtui verify` names them" if faults else "sound"
    )
    if summary.problems:
        yield Finding("problems", "note", f"{summary.problems}: `qdtui show problems` lists them")


def _plugins(config: Config) -> Iterator[Finding]:
    from qdtui.plugin_status import current_plugins

    for plugin in current_plugins(config):
        tables = ", ".join(plugin.tables)
        yield Finding(
            f"plugin {plugin.name}", "wrong" if plugin.error else "ok", plugin.error or f"{plugin.kind}: {tables}"
        )


def _segmenter(config: Config) -> Iterator[Finding]:
    if config.segmenter == "rjieba" and importlib.util.find_spec("rjieba") is None:
        yield Finding("segmenter", "wrong", "config.toml asks for rjieba, which is not installed")


LOOKS: tuple[Callable[[Config], Iterator[Finding]], ...] = (
    _versions,
    _terminal,
    _encoding,
    _clipboard,
    _segmenter,
    _configuration,
    _file,
    _plugins,
)
