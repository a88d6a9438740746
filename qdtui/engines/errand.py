"""Having a plugin's function do something: in a new process, within limits, and stoppable.

The process answers in lines of JSON. Nothing in them is believed without a look, and whatever the function does to its
process, the one that asks gets an `Ended` with a reason that names plugin and function.
"""

from __future__ import annotations

import json
import pickle
import queue
import shutil
import subprocess
import tempfile
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

from qdtui.children import command, environment, kill, lines_of, too_long
from qdtui.config import Config
from qdtui.offers import Chosen, Offer, OfferKind
from qdtui.plugins import PluginSource
from qdtui.store.view import View
from qdtui.trust import usable_sources

START = 60.0
"""Seconds until the process has to say something."""
GRACE = 0.5
"""Seconds that a process has to leave after its last word."""


@dataclass(frozen=True, slots=True)
class Order:
    """All that the process has to know. It goes there pickled; nothing pickled comes back."""

    sources: tuple[PluginSource, ...]
    settings: Mapping[str, Mapping[str, Any]]
    words: Mapping[str, Sequence[str]]
    memory: int | None
    database: Path
    kind: OfferKind
    name: str
    chosen: Chosen = field(default_factory=Chosen)
    rows: View | Table | None = None
    """The rows to export."""
    target: str = ""
    """The file to write them to."""


@dataclass(frozen=True, slots=True)
class Table:
    """Rows that a command gave; values are what JSON has, and days."""

    title: str
    columns: tuple[str, ...]
    types: tuple[str, ...]
    """Of DuckDB."""
    rows: list[tuple[Any, ...]]


@dataclass(frozen=True, slots=True)
class Query:
    """A query on the file that a command gave, to be run closed off like a person's."""

    title: str
    sql: str


@dataclass(frozen=True, slots=True)
class Passage:
    """A document that a command wants to be shown."""

    doc_id: str
    start: int | None
    end: int | None


@dataclass(frozen=True, slots=True)
class Ended:
    """How an errand ended."""

    who: str
    """The function and its plugin, for people."""
    seconds: float
    answer: str | Table | Query | Passage | Path | int | None = None
    """Of an exporter the number of rows; of a command a text, rows, a document, a file that was written; None for nothing."""
    fault: str = ""
    """Why there is no answer; empty when all went well."""
    remark: str = ""
    """What to know about the answer, e.g. that it was cut."""
    printed: str = ""
    """What the function printed, its beginning."""
    stopped: bool = False
    """Whether a person stopped it."""


class Errand:
    """One run of a plugin's function. `run` belongs into a thread, `stop` is called from another."""

    def __init__(
        self,
        config: Config,
        offer: Offer,
        chosen: Chosen | None = None,
        *,
        rows: View | Table | None = None,
        target: Path | None = None,
    ) -> None:
        """A command works on `chosen`; an exporter writes `rows` to `target`, in a folder that is this errand's alone."""
        self._config = config
        self._offer = offer
        self._chosen = chosen or Chosen()
        self._rows = rows
        self._target = target
        self._child: subprocess.Popen[bytes] | None = None
        self._stopped = threading.Event()
        self._lock = threading.Lock()

    @property
    def who(self) -> str:
        """What runs, for people."""
        return f"{self._offer.kind} {self._offer.name} of {self._offer.plugin}"

    def stop(self) -> None:
        """End it at once; `run` returns then."""
        with self._lock:
            self._stopped.set()
            if self._child is not None:
                kill(self._child)

    def run(
        self, tell: Callable[[int, int], None] = lambda done, total: None, *, chosen: Chosen | None = None
    ) -> Ended:
        """Do it. Never raises for what the plugin does; `tell` hears of progress, `chosen` is what it is to work on."""
        begun = time.perf_counter()
        self._chosen = chosen or self._chosen
        order = self._order()
        if isinstance(order, str):
            return Ended(self.who, 0.0, fault=order)
        try:
            messages = self._talk(order, tell)
        except OSError as error:
            messages = {"fault": f"its process could not be started: {error.strerror}"}
        return self._end(messages, time.perf_counter() - begun)

    def _order(self) -> Order | str:
        sources, faults = usable_sources(self._config)
        own = tuple(source for source in sources if source.name == self._offer.plugin)
        if not own:
            said = next((fault.reason for fault in faults if fault.plugin == self._offer.plugin), None)
            return said or f"there is no plugin {self._offer.plugin} here"
        config = self._config
        settings = {name: dict(section) for name, section in config.extractor_settings.items()}
        return Order(
            own,
            settings,
            dict(config.words),
            config.plugin_memory,
            config.database.absolute(),
            self._offer.kind,
            self._offer.name,
            self._chosen,
            self._rows,
            str(self._target or ""),
        )

    def _talk(self, order: Order, tell: Callable[[int, int], None]) -> dict[str, Any]:
        """Start the process, follow it to its end, and return what it said by the kind of message."""
        limit = self._config.time_limit
        said: dict[str, Any] = {}
        with self._lock:
            if self._stopped.is_set():
                return said
            child = self._child = subprocess.Popen(
                command("qdtui.engines.errand_worker"),
                env=environment(),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                start_new_session=True,  # so that what the function starts can be ended with it
            )
        assert child.stdin is not None
        assert child.stdout is not None
        doing = "starting"
        deadline = time.monotonic() + START
        try:
            with child.stdin as orders:
                pickle.dump(order, orders)
            lines = lines_of(child.stdout)
            while (line := lines.get(timeout=max(0.0, deadline - time.monotonic()))) is not None:
                if too_long(line):
                    said["fault"] = f"its process said too much at once while this was done: {doing}"
                    return said
                message = json.loads(line)
                said.update(message)
                if "step" in message:
                    doing = str(message["step"])
                    deadline = time.monotonic() + limit
                if "progress" in message:
                    done, total = message["progress"]
                    deadline = time.monotonic() + limit
                    tell(int(done), int(total))
                if "ended" in message:
                    child.wait(GRACE)
                    return said
            code = child.wait()
            how = f"signal {-code}" if code < 0 else f"exit code {code}"
            said["fault"] = f"it ended its process ({how}) while this was done: {doing}"
        except queue.Empty:
            said["fault"] = f"it took longer than {limit:g} s and was stopped while this was done: {doing}"
        except subprocess.TimeoutExpired:
            pass
        except (ValueError, TypeError, AttributeError, OverflowError, RecursionError, BrokenPipeError):
            said["fault"] = f"its process said what cannot be understood while this was done: {doing}"
        finally:
            kill(child)
            child.wait()
        return said

    def _end(self, said: Mapping[str, Any], seconds: float) -> Ended:
        printed = str(said.get("printed", ""))
        if self._stopped.is_set():
            return Ended(self.who, seconds, fault="it was stopped", printed=printed, stopped=True)
        if fault := said.get("fault"):
            return Ended(self.who, seconds, fault=str(fault), printed=printed)
        try:
            answer = _answer(said.get("answer"))
        except (ValueError, TypeError, KeyError, OverflowError):
            return Ended(self.who, seconds, fault="its answer cannot be understood", printed=printed)
        return Ended(self.who, seconds, answer, remark=str(said.get("remark", "")), printed=printed)


def _answer(told: Any) -> str | Table | Query | Passage | Path | int | None:
    """The answer that a process told. Raises ValueError, TypeError or KeyError for what is none."""
    if told is None:
        return None
    kind = told["kind"]
    if kind == "exported":
        return int(told["rows"])
    if kind == "say":
        return str(told["text"])
    if kind == "wrote":
        return Path(told["path"])
    if kind == "show":
        start, end = told["start"], told["end"]
        if not all(one is None or type(one) is int for one in (start, end)):
            raise TypeError("an offset is a number")
        return Passage(str(told["doc_id"]), start, end)
    if kind == "query":
        return Query(str(told["title"]), str(told["sql"]))
    if kind == "rows":
        columns, types = tuple(map(str, told["columns"])), tuple(map(str, told["types"]))
        rows = [tuple(_value(value, type_) for value, type_ in zip(row, types, strict=True)) for row in told["rows"]]
        if len(columns) != len(types):
            raise ValueError("a type for each column")
        return Table(str(told["title"]), columns, types, rows)
    raise ValueError(f"{kind} is no kind of answer")


def _value(value: Any, type_: str) -> Any:
    if value is None or type_ not in ("DATE", "TIMESTAMP"):
        return value
    return date.fromisoformat(value) if type_ == "DATE" else datetime.fromisoformat(value)


def every_offer(config: Config) -> list[Offer]:
    """What the plugins offer as they are now, told by a worker: for those that the file does not know yet."""
    from qdtui.engines.local import LocalEngine
    from qdtui.engines.protocol import WorkerSpec

    with LocalEngine(WorkerSpec.of(config, usable_sources(config)[0]), time_limit=config.time_limit) as engine:
        return list(engine.catalogue().offers)


class ExportError(Exception):
    """A plugin's exporter did not do its work; the message names it and says why. Nothing is left of the file."""

    def __init__(self, ended: Ended) -> None:
        super().__init__(f"{ended.who}: {ended.fault}")
        self.ended = ended


class PluginExport:
    """Rows written to `path` by a plugin's exporter, whole or not at all."""

    def __init__(self, config: Config, offer: Offer, rows: View | Table, path: Path) -> None:
        """`rows` are those of a view of the file, or those that a command gave."""
        self.path = path.absolute()
        self._config = config
        self._offer = offer
        self._rows = rows
        self._errand: Errand | None = None
        self._stopped = False

    def stop(self) -> None:
        """Stop at once; `run` raises then."""
        self._stopped = True
        if self._errand is not None:
            self._errand.stop()

    def run(self, tell: Callable[[int, int], None] = lambda done, total: None) -> int:
        """Write the file and return the number of rows. Raises ExportError, and OSError when the folder is read-only."""
        # A folder of its own, so that the exporter sees the file's own name and what else it writes goes away.
        folder = Path(tempfile.mkdtemp(prefix=f".{self.path.name}.", dir=self.path.parent))
        try:
            target = folder / self.path.name
            errand = self._errand = Errand(self._config, self._offer, rows=self._rows, target=target)
            if self._stopped:
                errand.stop()
            ended = errand.run(tell)
            if ended.fault or not isinstance(ended.answer, int):
                raise ExportError(ended if ended.fault else replace(ended, fault="it wrote nothing"))
            target.replace(self.path)
            return ended.answer
        finally:
            shutil.rmtree(folder, ignore_errors=True)
