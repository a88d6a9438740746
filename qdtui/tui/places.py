"""The four places: their keys and titles, where their classes are, and which messages they answer."""

from __future__ import annotations

from importlib import import_module
from typing import Final, NamedTuple

from textual.message import Message

from qdtui.offers import Offer
from qdtui.tui.i18n import DOCUMENTS, SEARCH, SQL, TABLES, Phrase
from qdtui.tui.messages import FindInDocuments, OpenDocument, OpenFact, ShowSql
from qdtui.tui.place import Place


class Spot(NamedTuple):
    """A place before it is made: its class is imported on the first visit, to keep the start short."""

    key: str
    title: Phrase
    module: str
    name: str

    def load(self) -> type[Place]:
        """The place's class."""
        place: type[Place] = getattr(import_module(self.module), self.name)
        return place


PLACES: Final[dict[str, Spot]] = {
    "documents": Spot("1", DOCUMENTS, "qdtui.tui.documents", "Documents"),
    "tables": Spot("2", TABLES, "qdtui.tui.tables", "Tables"),
    "search": Spot("3", SEARCH, "qdtui.tui.search", "Search"),
    "sql": Spot("4", SQL, "qdtui.tui.sql", "Sql"),
}

ROUTES: Final[dict[type[Message], str]] = {
    OpenDocument: "documents",
    OpenFact: "tables",
    FindInDocuments: "search",
    ShowSql: "sql",
}
"""Which place answers a message."""

PREFIX: Final = "plugin-"


def place_id(offer: Offer) -> str:
    """The id of a plugin's place among the places."""
    return PREFIX + offer.name
