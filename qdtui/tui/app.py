"""The explorer: makes the places on their first visit, routes messages between them, follows the file."""

from __future__ import annotations

import asyncio
import signal
import sys
from contextlib import suppress
from time import monotonic
from typing import Final

from textual import events, on, work
from textual.app import ComposeResult
from textual.message import Message
from textual.timer import Timer
from textual.widgets import ContentSwitcher

from qdtui.state import StateError, last_view, save_view
from qdtui.tui.frame import KeyFooter, PlaceBar, StatusLine
from qdtui.tui.messages import FindInDocuments, OpenDocument, OpenFact, ShowSql
from qdtui.tui.offer_app import OfferApp
from qdtui.tui.place import Context, Place
from qdtui.tui.places import PLACES, PREFIX, ROUTES, place_id
from qdtui.tui.updating import Updater, Waiting

PATIENCE: Final = 0.3
"""Seconds from the first frame to what need not be on it; before that it would only slow the first frame down."""

REST: Final = 2.0
"""Seconds without a key or a move of the mouse after which a person rests."""


class Explorer(OfferApp):
    """Four places in one frame."""

    TITLE = "qdtui"

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._typed = 0.0
        """When a key was pressed or the mouse moved, on the monotonic clock."""
        self._resting: Timer | None = None
        self._wanted = ""
        """The place that was asked for last; making it may take a moment."""
        self._view = last_view(context.config.database)
        """Where a person left off last time; the parts of places that were not visited yet are kept as they were."""

    def compose(self) -> ComposeResult:
        """The frame; the places come into the switcher as they are visited."""
        yield PlaceBar([(place_id, spot.key, spot.title) for place_id, spot in PLACES.items()])
        yield ContentSwitcher(id="content")
        yield StatusLine()
        yield KeyFooter(self.keys_of)
        yield Updater(self.context.ingest, self.context.config.database)

    def on_mount(self) -> None:
        """Paint the frame; all else comes after that."""
        self.call_after_refresh(self._open)

    async def _open(self) -> None:
        """Open on Documents, or wait for the first file."""
        self.take_keys(self.context.config.keys)
        self.set_timer(PATIENCE, self.context.settle)
        if not self.is_headless and sys.platform != "win32":
            for number in (signal.SIGTERM, signal.SIGHUP):
                asyncio.get_running_loop().add_signal_handler(number, self.leave)
        if self.has_file:
            # A key that was pressed at the first frame may have chosen a place already.
            if not self._wanted:
                start = self._view.get("place")
                if isinstance(start, str) and start.startswith(PREFIX):
                    self._return_to(start)
                else:
                    await self.go(start if start in PLACES else "documents")
            self.set_timer(PATIENCE, self.action_update)
            self.set_timer(PATIENCE, self._read_summary)
        else:
            await self._switcher.add_content(Waiting(id="waiting"), set_current=True)
            self.action_update()

    @work(thread=True, group="return", exit_on_error=False)
    def _return_to(self, place_id: str) -> None:
        """Open on a plugin's place, once the file has said whether there still is one."""
        try:
            self.read_summary()
        except Exception as error:  # Documents meets it too, and says it where its list would stand
            self.log.error(type(error).__name__)
        self.call_later(self._begin, place_id)

    async def _begin(self, wanted: str) -> None:
        if not self._wanted:
            known = {place_id(offer) for offer in self.offers if offer.kind == "place"}
            await self.go(wanted if wanted in known else "documents")

    @property
    def _switcher(self) -> ContentSwitcher:
        return self.query_one("#content", ContentSwitcher)

    # What waits until a person rests

    async def on_event(self, event: events.Event) -> None:
        """Notice that somebody types."""
        if isinstance(event, events.InputEvent) and not event.is_forwarded:
            self._typed = monotonic()
            if self._resting is None:
                self._resting = self.set_timer(REST, self._rest)
        await super().on_event(event)

    def _rest(self) -> None:
        """Tidy up, unless somebody has typed meanwhile."""
        left = self._typed + REST - monotonic()
        self._resting = self.set_timer(max(left, 0.2), self._rest) if left > 0.01 else None
        if self._resting is None:
            self.context.tidy()

    # Places

    async def place(self, place_id: str) -> Place:
        """The place with this id, made when it is not there yet."""
        for child in self._switcher.children:
            if isinstance(child, Place) and place_id == child.PLACE_ID:
                return child
        place = PLACES[place_id].load()(self.context) if place_id in PLACES else self.plugin_place_of(place_id)
        if place is None:
            raise LookupError(place_id)
        kept = self._view.get(place_id)
        if isinstance(kept, dict):
            place.recall(kept)
        await self._switcher.add_content(place)
        return place

    async def go(self, place_id: str) -> Place | None:
        """Bring a place to the front; None while there is no file to show."""
        if not self.has_file:
            return None
        self._wanted = place_id
        current = self._switcher.current
        if current is not None and (current in PLACES or current.startswith(PREFIX)) and current != place_id:
            (await self.place(current)).leave()
        place = await self.place(place_id)
        if self._wanted != place_id:
            return place
        self._switcher.current = place_id
        self.query_one(PlaceBar).show(current=place_id)
        self.in_front = place_id
        self.show_said()
        place.arrive()
        return place

    @on(OpenDocument)
    @on(OpenFact)
    @on(FindInDocuments)
    @on(ShowSql)
    async def _route(self, message: Message) -> None:
        if place := await self.go(ROUTES[type(message)]):
            place.receive(message)

    def keep_view(self) -> None:
        """Remember where a person is, for the next start. That it cannot be kept is no reason to hold anybody up."""
        if not self.is_attached or self.front is None:
            return
        places = {place.PLACE_ID: place.remembered() for place in self.query(Place)}
        with suppress(StateError):
            save_view(self.context.config.database, {**self._view, **places, "place": self.front.PLACE_ID})

    def leave(self) -> None:
        """End and remember where, also when the terminal was closed."""
        self.keep_view()
        self.exit()

    async def action_quit(self) -> None:
        """Leave, and remember where."""
        self.leave()

    async def action_documents(self) -> None:
        """Go to Documents."""
        await self.go("documents")

    async def action_tables(self) -> None:
        """Go to Tables."""
        await self.go("tables")

    async def action_search(self) -> None:
        """Go to Search."""
        await self.go("search")

    async def action_sql(self) -> None:
        """Go to SQL."""
        await self.go("sql")

    # The file

    def action_language(self) -> None:
        """Switch between Chinese and English."""
        super().action_language()
        for waiting in self.query(Waiting):
            waiting.reword()
        if self.has_file:
            self._read_summary()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer only what can be done: there is nothing to stop, and there are no problems without a file."""
        if action in ("problems", *PLACES):
            return self.has_file
        return super().check_action(action, parameters)

    @on(Updater.Progress)
    def _show_progress(self, message: Updater.Progress) -> None:
        waiting = next(iter(self.query(Waiting)), None)
        if waiting:
            waiting.progress(message.done, message.total, message.text)
        else:
            self._status.show(progress=message.text)
        self.refresh_bindings()

    @on(Updater.Ended)
    async def _show_outcome(self, message: Updater.Ended) -> None:
        self._status.show(progress="")
        self.refresh_bindings()
        waiting = next(iter(self.query(Waiting)), None)
        if waiting and not self.has_file:
            waiting.fail(message.text)
        elif waiting:
            await self.go("documents")
            await waiting.remove()
            self._read_summary()
        elif message.error:
            self._status.show(text=message.text, kind="error")
        elif message.text:
            self.remark(message.text)
        if message.changed and not waiting:
            for place in self.query(Place):
                place.reload()
            self._read_summary()
