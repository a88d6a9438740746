"""The list of documents: title, date, outlet and facts per table, filtered as a person types."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from rich.style import Style

from qdtui.model import Document
from qdtui.tui.cells import fit, width_of
from qdtui.tui.colours import TableColours, faded
from qdtui.tui.commands import REGISTRY, Command
from qdtui.tui.document_facets import Facets, Order, Regions, ordered
from qdtui.tui.i18n import Phrase
from qdtui.tui.initials import stands_in
from qdtui.tui.listing import Listing, Run
from qdtui.tui.text import plain

if TYPE_CHECKING:
    from qdtui.store.records import DocumentInfo

NO_DATE = Phrase("?日期", "?date")


def date_of(info: DocumentInfo) -> str:
    """The publication date as exactly as it is known, with a mark where a person could help."""
    if info.published:
        return info.published.isoformat()
    return f"{info.published_year} {NO_DATE()}" if info.published_year else NO_DATE()


def title_of(document: DocumentInfo | Document) -> str:
    """The title, or the file's name where there is none."""
    return document.title or Path(document.path).name


class Filterable:
    """Documents prepared for a filter that answers while a person types; making one takes a moment per thousand."""

    def __init__(self, documents: Sequence[DocumentInfo] = ()) -> None:
        self.documents = documents
        self._orders: dict[Order, Sequence[tuple[DocumentInfo, str]]] = {
            "newest": [(info, _words_of(info)) for info in documents]
        }
        """The documents in the orders that were asked for, each with its words."""
        self._texts: dict[str, frozenset[str]] = {}
        """In which documents' texts words stand, as far as it was asked."""

    def in_order(self, order: Order) -> Sequence[tuple[DocumentInfo, str]]:
        """All documents in an order, with their words; the first time for a thread, where it goes by pinyin."""
        if order not in self._orders:
            words = {info.doc_id: words for info, words in self._orders["newest"]}
            self._orders[order] = [(info, words[info.doc_id]) for info in ordered(self.documents, order)]
        return self._orders[order]

    def unknown(self, wanted: str) -> list[str]:
        """The words of a filter that were not looked for in the texts yet; single signs are not worth it."""
        return [part for part in wanted.casefold().split() if len(part) > 1 and part not in self._texts]

    def learn(self, texts: Mapping[str, frozenset[str]]) -> None:
        """Know in which documents' texts words stand."""
        self._texts.update(texts)

    def matching(self, wanted: str, facets: Facets, order: Order, regions: Regions) -> Sequence[DocumentInfo]:
        """The documents that the facets leave and in which every word of `wanted` stands, in an order.

        Words stand in title, outlet, author, path, date or the names of tables with facts, where pinyin initials do as
        well, or in the text, as far as it is known (see `unknown`).
        """
        parts = wanted.casefold().split()
        texts = [(part, self._texts.get(part, frozenset())) for part in parts]
        found = [
            info
            for info, words in self.in_order(order)
            if all(info.doc_id in with_part or stands_in(part, words) for part, with_part in texts)
        ]
        return [info for info in found if facets.fits(info, regions)]


def _words_of(info: DocumentInfo) -> str:
    missing = "" if info.published else f"{NO_DATE.zh}\n{NO_DATE.en}"
    parts = (info.title, info.source, info.author, info.path, date_of(info), missing, *info.facts)
    return "\n".join(part for part in parts if part).casefold()


class DocumentList(Listing["DocumentInfo"]):
    """Documents, two lines each."""

    ITEM_HEIGHT: ClassVar[int] = 2
    COMMANDS: ClassVar[tuple[Command, ...]] = (
        Command(
            "list.choose",
            "enter",
            Phrase("阅读", "read"),
            Phrase("到这篇文档的正文", "Go to the text of this document"),
        ),
    )
    BINDINGS = REGISTRY.bindings(COMMANDS)
    COMPONENT_CLASSES: ClassVar[set[str]] = {"documents--title", "documents--missing"}
    DEFAULT_CSS = """
    DocumentList > .documents--title { text-style: bold; }
    DocumentList > .documents--missing { color: $text-warning; }
    """

    def __init__(self, colours: TableColours, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id)
        self.colours = colours

    def draw(self, item: DocumentInfo, line: int, width: int) -> list[Run]:
        """The title, then date, outlet and the coloured counts."""
        if line == 0:
            title = plain(title_of(item))
            return [(" " + fit(title, width - 2) + " ", self._part("documents--title"))]
        counts = self._counts(item)
        taken = sum(width_of(text) for text, _ in counts)
        date = date_of(item)
        style = faded(self) if item.published else self._part("documents--missing")
        room = width - taken - width_of(date) - 2
        source = fit(plain(item.source or ""), room - 1) + " " if room > 4 else " " * max(0, room)
        return [(f" {date} ", style), (source, faded(self)), *counts]

    def _counts(self, info: DocumentInfo) -> list[Run]:
        if self.app.no_color:
            return [(f"{sum(info.facts.values())} ", faded(self))]
        dark = self.app.current_theme.dark
        return [
            (f"{count} ", Style(color=self.colours.of(table, dark).rich_color))
            for table, count in sorted(info.facts.items())
        ]

    def _part(self, name: str) -> Style:
        return self.get_component_rich_style(name, partial=True)
