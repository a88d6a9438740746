"""What every place of the explorer is: a container that reads the file in worker threads.

A place is made by the app on the first visit, gets the `Context`, and

- is told `arrive()` each time it comes to the front (default: focus what had it last),
- is told `reload()` when a new snapshot of the file is in place,
- is handed the messages routed to it by `receive(message)`.

It never calls the `Database` on the interface's thread: `self.ask(read, then)` runs `read(database)`
in a thread and calls `then(answer)` back on the interface's thread.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from threading import Lock
from typing import TYPE_CHECKING, Any, ClassVar, Literal, TypeVar

from textual.containers import Container
from textual.message import Message
from textual.widget import Widget

from qdtui.offers import Chosen, Offer
from qdtui.tui.colours import TableColours
from qdtui.tui.commands import Command
from qdtui.tui.i18n import Phrase
from qdtui.tui.messages import StatusChanged, Waited
from qdtui.tui.reasons import told

if TYPE_CHECKING:
    from qdtui.config import Config
    from qdtui.store.read import Database
    from qdtui.tui.headstart import Headstart

LATE = 0.2
"""Seconds until a question that is not answered yet is waited for openly."""

Answer = TypeVar("Answer")


@dataclass
class Context:
    """What the places share."""

    config: Config
    open_database: Callable[[], Database]
    """Imports the store and makes a `Database`."""
    ingest: Sequence[str] = ()
    """The command that brings the file up to date; empty when it is not to be touched."""
    headstart: Headstart | None = None
    """Reads the first screen in advance."""
    settle: Callable[[], None] = gc.enable
    """Called once, when the first screen stands."""
    tidy: Callable[[], None] = lambda: None
    """Called whenever a person has typed and rests."""
    colours: TableColours = field(default_factory=TableColours)
    offers: Sequence[Offer] = ()
    """What plugins add, as far as it is known."""
    _database: Database | None = None
    _lock: Lock = field(default_factory=Lock)

    def database(self) -> Database:
        """The file for reading. Slow the first time, since DuckDB is imported: for worker threads only."""
        with self._lock:
            if self._database is None:
                self._database = self.open_database()
            return self._database

    def cancel_search(self) -> None:
        """Interrupt a search that is under way; at once, so for the interface's thread."""
        database = self._database
        if database is not None:
            database.cancel_search()

    def close(self) -> None:
        """Let go of the file and of DuckDB."""
        with self._lock:
            if self._database is not None:
                self._database.close()
                self._database = None


class Place(Container):
    """One of the four places."""

    PLACE_ID: ClassVar[str]
    """Also the widget's id."""
    COMMANDS: ClassVar[tuple[Command, ...]] = ()
    """Declared once here; `BINDINGS = REGISTRY.bindings(COMMANDS)` beside it."""
    ABOUT: ClassVar[Phrase] = Phrase("", "")
    """A paragraph on top of the help screen when this place is in front."""

    DEFAULT_CSS = """
    Place { width: 1fr; height: 1fr; }
    """

    def __init__(self, context: Context) -> None:
        super().__init__(id=self.PLACE_ID)
        self.context = context
        self._questions: dict[str, int] = {}
        self._pending: set[Hashable] = set()
        """Questions that are not answered yet."""
        self._focused_last: Widget | None = None

    @property
    def reading(self) -> str | None:
        """The doc_id of the document that is open in this place, if one is."""
        return None

    def chosen(self) -> Chosen:
        """What a person has selected here, for the commands of plugins."""
        return Chosen(doc_id=self.reading)

    def selection(self) -> Callable[[], list[dict[str, Any]]] | None:
        """What reads the selected rows, in a thread; None when no rows are selected."""
        return None

    def arrive(self) -> None:
        """Called each time the place comes to the front: focus what a person would use next."""
        last = self._focused_last
        if last is not None and last.is_attached and last.focusable:
            last.focus()
        else:
            self.screen.set_focus(next((w for w in self.query(Widget) if w.focusable), None))

    def leave(self) -> None:
        """Called when another place comes to the front."""
        focused = self.screen.focused
        self._focused_last = focused if focused is not None and self in focused.ancestors else None

    def reload(self) -> None:
        """Called when the file has a new snapshot: read again what is shown."""

    def receive(self, message: Message) -> None:
        """Act on a message that the app routed here (e.g. `OpenFact` to Tables)."""

    def ask(
        self,
        read: Callable[[Database], Answer],
        then: Callable[[Answer], Any],
        *,
        group: str = "",
        fail: Callable[[Exception], Any] | None = None,
    ) -> None:
        """Run `read(database)` in a thread, then `then(answer)` on the interface's thread.

        Of several questions of one `group` only the newest is answered: the answers to older ones
        are dropped. When `read` raises, `fail(error)` is called (default: `failed`).
        """
        self.in_thread(lambda: read(self.context.database()), then, group=group, fail=fail)

    def in_thread(
        self,
        job: Callable[[], Answer],
        then: Callable[[Answer], Any],
        *,
        group: str = "",
        fail: Callable[[Exception], Any] | None = None,
    ) -> None:
        """Like `ask`, for a job that needs no database."""
        number = self._questions[group] = self._questions.get(group, 0) + 1
        key = (self.PLACE_ID, group, number)
        self._pending.add(key)

        def late() -> None:
            # The timer may have fired already when the answer stops it.
            if key in self._pending:
                self.post_message(Waited(begun=True, key=key))

        slow = self.set_timer(LATE, late)

        def answer(callback: Callable[[Any], Any], value: Any) -> None:
            slow.stop()
            self._pending.discard(key)
            self.post_message(Waited(begun=False, key=key))
            if self._questions[group] == number and self.is_attached:
                callback(value)

        def work() -> None:
            try:
                value = job()
            except Exception as error:
                self.call_later(answer, fail or self.failed, error)
            else:
                self.call_later(answer, then, value)

        self.run_worker(work, thread=True, group=group, exit_on_error=False)

    def failed(self, error: Exception) -> None:
        """Show an error of the store in full."""
        self.status(told(error), "error")

    def status(self, text: str = "", kind: Literal["info", "busy", "error"] = "info") -> None:
        """Say `text` in the status line while this place is in front."""
        self.post_message(StatusChanged(text, kind, self.PLACE_ID))

    def remark(self, text: str, kind: Literal["info", "busy", "error"] = "info") -> None:
        """Say `text` in the status line until the next key."""
        self.post_message(StatusChanged(text, kind, self.PLACE_ID, passing=True))

    def remembered(self) -> dict[str, Any]:
        """What is to come back at the next start, as TOML values."""
        return {}

    def recall(self, kept: Mapping[str, Any]) -> None:
        """Called before the place is mounted, with what `remembered` gave; a person may have changed it since."""

    def reword(self) -> None:
        """Called when the language of the interface changed: say again what was said."""
