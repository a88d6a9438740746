"""Keys in the order of a person's typing: each is given out when the one before it has had its effect.

Textual hands a key to the widget that has the focus when the key arrives. Of `t` and two times Down, typed at once or
while the program is busy, all three would go to the widget that had the focus before `t` moved it.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Iterator
from functools import partial
from typing import Any, Final

from textual import events
from textual.app import App
from textual.message_pump import MessagePump

PATIENCE: Final = 0.5
"""Seconds after which the next key is given out although nobody told that the last one is done with."""


class InOrder(App[int]):
    """An app that holds keys and pasted text back until what was typed before is done with.

    A key rises from the focused widget to the app, which runs its action; that may post messages that rise the same
    way. So a callback is sent after the key through the same queues, twice: when it comes back the second time, all that
    the key brought about on this way has been done, and the focus is where it belongs.
    """

    def __init__(self, *args: Any, **settings: Any) -> None:
        """Take what `App` takes."""
        super().__init__(*args, **settings)
        self._held: deque[events.Key | events.Paste] = deque()
        self._number = 0
        """Of the last key that was given out."""
        self._under_way: asyncio.TimerHandle | None = None
        """Gives the last key up; None when it is done with."""

    async def on_event(self, event: events.Event) -> None:
        """Hold what is typed; all else goes its way."""
        if isinstance(event, (events.Key, events.Paste)) and not event.is_forwarded and self.screen_stack:
            self._held.append(event)
            await self._give_out()
        else:
            await super().on_event(event)

    async def _give_out(self) -> None:
        """Give the next key to the widget that has the focus, unless the last one is under way."""
        if self._under_way is not None or not self._held:
            return
        self._number += 1
        done = partial(self._done, self._number)
        self._under_way = asyncio.get_running_loop().call_later(PATIENCE, done)
        way = self._way()
        try:
            await super().on_event(self._held.popleft())
        finally:
            _follow(way, done)

    def _way(self) -> Iterator[MessagePump]:
        """The queues that a key and what it brings about go through, in their order."""
        before = self.screen
        there = list((self.focused or before).ancestors_with_self)
        yield from there
        for node in there:
            # Twice, for what is posted to the same queue by what stands in it.
            yield node
            yield node
        if self.screen is not before:
            yield self.screen
            yield self.screen
        yield self

    def _done(self, number: int) -> None:
        if number == self._number and self._under_way is not None:
            self._under_way.cancel()
            self._under_way = None
            if self._held:
                self.call_later(self._give_out)


def _follow(way: Iterator[MessagePump], done: partial[None]) -> None:
    """Go through the queues one after the other; those that are closed are left out."""
    for node in way:
        if node.call_later(_follow, way, done):
            return
    done()
