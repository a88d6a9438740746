"""Check the plugin in a file, or try it on documents: in a process of its own, which may hang or die without harm to the one that asks."""

from __future__ import annotations

import json
import os
import queue
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from qdtui.children import command, environment, kill, leave_with_parent, limit_memory, lines_of, too_long

if TYPE_CHECKING:
    from qdtui.model import Document
    from qdtui.testing import PluginFile

STEPS = 3
"""How many times the time limit a step may take in all: it runs an extractor more than once."""
START = 60.0
"""Seconds until the process has to say something."""


@dataclass(slots=True)
class Verdict:
    """What came of a file."""

    extractors: list[dict[str, Any]] = field(default_factory=list)
    """For each: `extractor`, `texts`, `rows`, `seconds_large`, and `faults` with `check`, `text` and `message`."""
    offers: list[dict[str, Any]] = field(default_factory=list)
    """For each command, exporter, place and facet: `offer`, what was `done` with it, and `faults`."""
    faults: list[str] = field(default_factory=list)
    """What is wrong with the file as a whole, or what stopped the checks."""

    @property
    def sound(self) -> bool:
        """True when nothing was found."""
        return not self.faults and not any(one["faults"] for one in (*self.extractors, *self.offers))


def check_file(
    path: Path,
    documents: Sequence[Path] = (),
    *,
    seconds: float,
    memory: int | None = None,
    settings: Mapping[str, Mapping[str, Any]] | None = None,
    database: Path | None = None,
) -> Verdict:
    """Make the checks of `qdtui.testing` on every extractor of the plugin at `path`.

    `documents` are files in which they should find rows. `seconds` are for one extractor and text, `memory` the bytes
    of address space that the process may have, `database` the file that queries are tried on.
    """
    verdict = Verdict()
    for message in talk("check", path, documents, seconds=seconds, memory=memory, settings=settings, database=database):
        if "fault" in message:
            verdict.faults.append(message["fault"])
        if "checked" in message:
            verdict.extractors.append(message["checked"])
        if "offered" in message:
            verdict.offers.append(message["offered"])
    return verdict


def talk(
    what: Literal["check", "rows"],
    path: Path,
    documents: Sequence[Path],
    *,
    seconds: float,
    memory: int | None = None,
    settings: Mapping[str, Mapping[str, Any]] | None = None,
    database: Path | None = None,
) -> Iterator[Mapping[str, Any]]:
    """Have a new process check the plugin at `path`, or extract its `rows`, and yield what it tells.

    Messages have `fault` (a text), `checked` (of an extractor) or `rows` (of an extractor on a document: see `_rows`).
    A process that hangs or dies is a fault that names the step.
    """
    order = {
        "do": what,
        "path": str(path.absolute()),
        "documents": [str(one.absolute()) for one in documents],
        "seconds": seconds,
        "memory": memory,
        "database": str(database.absolute()) if database is not None and database.exists() else None,
        "settings": {name: dict(section) for name, section in (settings or {}).items()},
    }
    child = subprocess.Popen(
        command("qdtui.check_file"),
        env=environment(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        encoding="utf-8",
        start_new_session=True,  # so that what the plugin starts can be ended with it
    )
    assert child.stdin is not None
    assert child.stdout is not None
    doing = "importing it"
    with child.stdin as orders:
        try:
            orders.write(json.dumps(order, default=str) + "\n")
            orders.flush()
            lines = lines_of(child.stdout)
            limit = START + seconds
            while (line := lines.get(timeout=limit)) is not None:
                if too_long(line):
                    yield {"fault": f"it said too much at once while this was done: {doing}"}
                    return
                message = json.loads(line)
                doing = message.get("step", doing)
                limit = seconds * STEPS + (START if what == "check" else 0)
                if "done" in message:
                    return
                yield message
            yield {"fault": f"it ended its process (exit code {child.wait()}) while this was done: {doing}"}
        except queue.Empty:
            yield {"fault": f"it hung and was stopped while this was done: {doing}"}
        finally:
            kill(child)
            child.wait()


def main() -> None:
    """Read an order from stdin, make the checks and tell of each step on stdout."""
    order = json.loads(sys.stdin.readline())
    # What the plugin prints goes nowhere; what is told goes through a copy that it does not know.
    own = os.fdopen(os.dup(1), "w", encoding="utf-8")
    null = os.open(os.devnull, os.O_RDWR)
    for descriptor in (0, 1, 2):
        os.dup2(null, descriptor)

    def tell(**message: Any) -> None:
        own.write(json.dumps(message, ensure_ascii=False, default=str) + "\n")
        own.flush()

    limit_memory(order["memory"])
    leave_with_parent()
    sys.dont_write_bytecode = True
    try:
        (_check if order["do"] == "check" else _rows)(order, tell)
    except Exception as failure:
        from qdtui.extract import describe

        tell(fault=describe(failure))
    tell(done=True)


def _opened(order: Mapping[str, Any], tell: Callable[..., None]) -> tuple[PluginFile | None, list[Document]]:
    from qdtui import testing
    from qdtui.load import LoadError, load_file

    docs = []
    for path in order["documents"]:
        try:
            docs.append(load_file(Path(path)))
        except LoadError as error:
            tell(fault=f"{path}: {error.reason}")
    tell(step="importing it")
    try:
        return testing.load(order["path"], order["settings"]), docs
    except testing.CheckError as error:
        for fault in error.faults:
            tell(fault=str(fault))
        return None, docs


def _check(order: Mapping[str, Any], tell: Callable[..., None]) -> None:
    from qdtui import testing

    plugin, docs = _opened(order, tell)
    if plugin is None:
        return
    for extractor in plugin.extractors:
        checked = testing.examine(
            extractor,
            docs,
            needs=plugin.needs[extractor.name],
            seconds=order["seconds"],
            announce=lambda step, name=extractor.name: tell(step=f"{name}, {step}"),  # type: ignore[misc]
        )
        tell(checked=asdict(checked))
    for offer, declared in plugin.offers:
        from qdtui.check_offers import try_offer

        tell(step=f"{offer.kind} {offer.name}")
        database = Path(order["database"]) if order["database"] else None
        done, faults = try_offer(offer, declared, database, order["seconds"])
        tell(offered={"offer": f"{offer.kind} {offer.name}", "done": done, "faults": faults})
    if not (plugin.extractors or plugin.others):
        tell(fault="it offers nothing: no extractor, no loader, no words, no command")


def _rows(order: Mapping[str, Any], tell: Callable[..., None]) -> None:
    """Tell of each extractor and document: `extractor`, `document`, `milliseconds`, `error` and `rows`."""
    from qdtui.testing import extract

    plugin, docs = _opened(order, tell)
    for extractor in plugin.extractors if plugin else ():
        assert plugin is not None
        for doc in docs:
            tell(step=f"{extractor.name} on {doc.path}")
            result = extract(extractor, doc, plugin.needs[extractor.name])
            rows = [
                {
                    "table": row.table,
                    "values": {name: value for name, value in row.values.items() if value is not None},
                    "start": row.start,
                    "end": row.end,
                    "quote": doc.text[row.start : row.end],
                }
                for row in result.rows
            ]
            told = {"document": doc.path, "milliseconds": result.milliseconds, "error": result.error, "rows": rows}
            tell(rows={"extractor": extractor.name, **told})


if __name__ == "__main__":
    main()
