"""What plugins add to the app: their commands, listed from the file and run in a process of their own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from textual.widgets import ContentSwitcher

from qdtui.tui.file_app import FileApp
from qdtui.tui.frame import PlaceBar, fitted
from qdtui.tui.i18n import Phrase, verbatim
from qdtui.tui.messages import OpenDocument
from qdtui.tui.place import Context, Place
from qdtui.tui.places import PREFIX, place_id
from qdtui.tui.reasons import told
from qdtui.tui.text import plain
from qdtui.tui.updating import Updater
from qdtui.tui.which_key import Extra

if TYPE_CHECKING:
    from qdtui.engines.errand import Ended, Errand
    from qdtui.offers import Chosen, Offer
    from qdtui.store.records import Summary

RUNNING: Final = Phrase("{title}（{plugin}）正在运行 · ctrl+x 停止", "{title} ({plugin}) is running · ctrl+x stops it")
BUSY: Final = Phrase("上一个插件命令还在运行；ctrl+x 停止", "a plugin's command is still running; ctrl+x stops it")
STOPPED: Final = Phrase("已停止：{title}（{plugin}）", "stopped: {title} ({plugin})")
DONE: Final = Phrase("{title}（{plugin}）：完成", "{title} ({plugin}): done")
WROTE: Final = Phrase("已写出：{path}", "written: {path}")
FAILED: Final = Phrase("{title}（{plugin}）没有成功", "{title} ({plugin}) failed")
PRINTED: Final = Phrase("它打印了：", "It printed:")
FROM: Final = Phrase("插件 {plugin}", "plugin {plugin}")


WIDEST: Final = 16
"""Cells of a place's title in the bar."""


class OfferApp(FileApp):
    """An app with the commands of the plugins that the file names. It imports none of them."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.offers: list[Offer] = []
        self._errand: Errand | None = None

    @property
    def front(self) -> Place | None:
        """The place in front."""
        current = next(iter(self.query(ContentSwitcher)), None)
        return next((place for place in self.query(Place) if current and current.current == place.PLACE_ID), None)

    # What there is

    def read_summary(self) -> Summary:
        """Counts, and what plugins offer; in a thread."""
        database = self.context.database()
        summary = database.summary()
        offers = [] if self.context.config.only_bundled else database.offers()
        self.call_later(self.take_offers, offers)
        return summary

    def take_offers(self, offers: list[Offer]) -> None:
        """Offer these from now on."""
        before = self.offers
        self.offers = offers
        self.context.offers = offers
        if [one for one in before if one.kind == "place"] == [one for one in offers if one.kind == "place"]:
            return
        declared = {place_id(offer): offer for offer in offers if offer.kind == "place"}
        more = [
            (
                one,
                f"app.plugin_place({offer.name!r})",
                "" if number else "5",
                verbatim(fitted(plain(offer.title), WIDEST)),
            )
            for number, (one, offer) in enumerate(declared.items())
        ]
        self.query_one(PlaceBar).show(more=more)
        for place in self.query("PluginPlace"):
            if place.id in declared:
                place.declare(declared[place.id])  # type: ignore[attr-defined]
            else:
                self.call_later(self._drop, place)
        self.refresh_bindings()

    async def _drop(self, place: Place) -> None:
        """Take a place away that no plugin offers any more."""
        if self.front is place:
            await self.go("documents")
        await place.remove()

    # Places

    async def go(self, place_id: str) -> Place | None:
        """Bring a place to the front."""
        raise NotImplementedError

    def plugin_place_of(self, wanted: str) -> Place | None:
        """A new widget for a place that a plugin offers; None when none does."""
        from qdtui.tui.plugin_place import PluginPlace

        offer = next((one for one in self.offers if one.kind == "place" and place_id(one) == wanted), None)
        return PluginPlace(self.context, offer) if offer is not None else None

    async def action_plugin_place(self, name: str) -> None:
        """Go to the place of a plugin."""
        if any(offer.kind == "place" and offer.name == name for offer in self.offers):
            await self.go(PREFIX + name)

    async def action_more_places(self) -> None:
        """Go to the first place of a plugin, or from one to the next."""
        names = [offer.name for offer in self.offers if offer.kind == "place"]
        here = self.front.PLACE_ID.removeprefix(PREFIX) if self.front is not None else ""
        if names:
            await self.action_plugin_place(names[(names.index(here) + 1) % len(names) if here in names else 0])

    def extras(self) -> list[Extra]:
        """The commands of plugins that fit what is selected, with a digit for each of the first nine."""
        listed = list(self._fitting())
        return [
            Extra(
                str(number) if number <= 9 else "",
                plain(offer.title),
                FROM(plugin=plain(offer.plugin)),
                plain(offer.help),
                self._starter(offer),
            )
            for number, offer in enumerate(listed, 1)
        ] + [
            Extra("", plain(offer.title), FROM(plugin=plain(offer.plugin)), plain(offer.help), self._goer(offer))
            for offer in self.offers
            if offer.kind == "place"
        ]

    def _goer(self, offer: Offer) -> Callable[[], Any]:
        return lambda: self.action_plugin_place(offer.name)

    def _fitting(self) -> Iterator[Offer]:
        if not self.offers:
            return
        place = self.front
        chosen = place.chosen() if place is not None else None
        for offer in self.offers:
            if offer.kind != "command":
                continue
            on = offer.declared.get("on")
            if on == "file" or (chosen is not None and (chosen.doc_id if on == "document" else chosen.row)):
                yield offer

    def _starter(self, offer: Offer) -> Callable[[], None]:
        return lambda: self.run_offer(offer)

    # Running one

    @property
    def errand_runs(self) -> bool:
        """Whether a plugin's command runs."""
        return self._errand is not None

    def run_offer(self, offer: Offer) -> None:
        """Run a command of a plugin on what is selected."""
        from qdtui.engines.errand import Errand
        from qdtui.offers import Chosen

        if self._errand is not None:
            self.remark(BUSY(), "error")
            return
        place = self.front
        chosen = place.chosen() if place is not None else Chosen()
        selection = place.selection() if place is not None else None
        errand = self._errand = Errand(self.context.config, offer)
        self._status.show(text=RUNNING(title=offer.title, plugin=offer.plugin), kind="busy")
        self.refresh_bindings()

        def work() -> None:
            try:
                ended = errand.run(chosen=_with_rows(chosen, selection))
            except Exception as error:  # the rows of the selection could not be read
                self.call_later(self._errand_failed, offer, error)
            else:
                self.call_later(self._errand_ended, offer, ended)

        self.run_worker(work, thread=True, group="errand", exit_on_error=False)

    def _errand_over(self, text: str = "", kind: str = "info") -> None:
        self._errand = None
        self.show_said()
        self.remark(text, kind)
        self.refresh_bindings()

    def _errand_failed(self, offer: Offer, error: Exception) -> None:
        self._errand_over(f"{offer.title} ({offer.plugin}): {told(error)}", "error")

    def _errand_ended(self, offer: Offer, ended: Ended) -> None:
        """Show what came of a command."""
        from qdtui.engines.errand import Passage, Query, Table
        from qdtui.tui.offer_screens import RowsScreen, TextScreen

        named = {"title": offer.title, "plugin": offer.plugin}
        if ended.stopped:
            self._errand_over(STOPPED(**named))
            return
        if ended.fault:
            self._errand_over(f"{ended.who}: {ended.fault}", "error")
            printed = ["", PRINTED(), ended.printed] if ended.printed else []
            text = "\n".join([f"{ended.who}:", "", ended.fault, *printed])
            self.push_screen(TextScreen(FAILED(**named), text, failed=True))
            return
        self._errand_over(ended.remark or DONE(**named))
        title = f"{offer.title} · {offer.plugin}"
        match ended.answer:
            case str(text):
                self.push_screen(TextScreen(title, text))
            case Path() as path:
                self.remark(WROTE(path=path))
            case Passage() as place:
                self.post_message(OpenDocument(place.doc_id, place.start, place.end))
            case Table() | Query() as answer:
                named_rows = f"{answer.title} · {title}" if answer.title else title
                if ended.remark:
                    named_rows += f" · {ended.remark}"
                self.push_screen(RowsScreen(self.context, named_rows, answer))

    def action_stop_update(self) -> None:
        """Stop a plugin's command, or else the update."""
        if self._errand is not None:
            self._errand.stop()
        else:
            super().action_stop_update()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """There is something to stop while an update or a plugin's command runs."""
        if action == "more_places":
            return any(offer.kind == "place" for offer in self.offers)
        if action == "stop_update":
            return self.errand_runs or self.query_one(Updater).running
        return super().check_action(action, parameters)

    def on_unmount(self) -> None:
        """Leave nothing running."""
        if self._errand is not None:
            self._errand.stop()


def _with_rows(chosen: Chosen, selection: Callable[[], list[dict[str, Any]]] | None) -> Chosen:
    """With the selected rows, which may have to be read; the row under the cursor when none are selected."""
    if selection is not None:
        rows = tuple(selection())
        return replace(chosen, rows=rows, row=chosen.row or (rows[0] if rows else None))
    return replace(chosen, rows=(chosen.row,) if chosen.row is not None else ())
