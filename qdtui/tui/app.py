"""The explorer's app: composes the frame, makes the places on their first visit, routes messages."""

from __future__ import annotations

from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING, Any, ClassVar, Final, NamedTuple

from textual import on
from textual.app import App, ComposeResult
from textual.message import Message
from textual.widgets import ContentSwitcher

from qdtui.tui.clipboard import copy
from qdtui.tui.commands import GLOBAL, REGISTRY, Command
from qdtui.tui.frame import KeyFooter, PlaceBar, StatusLine
from qdtui.tui.i18n import (
    DOCUMENTS,
    N_DOCUMENTS,
    N_FACTS,
    N_PROBLEMS,
    SEARCH,
    SQL,
    TABLES,
    Phrase,
    language,
    set_language,
)
from qdtui.tui.messages import CopyText, FindInDocuments, OpenDocument, OpenFact, ShowSql, StatusChanged
from qdtui.tui.palette import CommandsProvider
from qdtui.tui.place import Context, Place

if TYPE_CHECKING:
    from qdtui.config import Config
    from qdtui.store.read import Database, Summary


class Spot(NamedTuple):
    """Where a place's class is found; it is imported on the first visit, to keep the start short."""

    key: str
    title: Phrase
    module: str
    name: str


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

COPIED: Final = Phrase("已复制{what}（{way}）", "Copied {what} ({way})")


def open_database(config: Config) -> Database:
    """The file that `config` names. Imports DuckDB, so call it in a worker thread."""
    from qdtui.store.read import Database

    return Database(config.database)


class Explorer(App[int]):
    """Four places in one frame."""

    TITLE = "qdtui"
    COMMANDS: ClassVar[Any] = {CommandsProvider}
    BINDINGS = REGISTRY.bindings(GLOBAL)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context
        self._said: dict[str, StatusChanged] = {}

    def compose(self) -> ComposeResult:
        """The frame; the places come into the switcher as they are visited."""
        yield PlaceBar([(place_id, spot.key, spot.title) for place_id, spot in PLACES.items()])
        yield ContentSwitcher(id="content")
        yield StatusLine()
        yield KeyFooter()

    async def on_mount(self) -> None:
        """Open on Documents."""
        await self.go("documents")

    async def place(self, place_id: str) -> Place:
        """The place with this id, made when it is not there yet."""
        switcher = self.query_one("#content", ContentSwitcher)
        for child in switcher.children:
            if isinstance(child, Place) and place_id == child.PLACE_ID:
                return child
        spot = PLACES[place_id]
        place: Place = getattr(import_module(spot.module), spot.name)(self.context)
        await switcher.add_content(place)
        return place

    async def go(self, place_id: str) -> Place:
        """Bring a place to the front."""
        switcher = self.query_one("#content", ContentSwitcher)
        if switcher.current and switcher.current != place_id:
            (await self.place(switcher.current)).leave()
        place = await self.place(place_id)
        switcher.current = place_id
        self.query_one(PlaceBar).show(current=place_id)
        said = self._said.get(place_id, StatusChanged(""))
        self.query_one(StatusLine).show(text=said.text, kind=said.kind)
        place.arrive()
        return place

    @on(OpenDocument)
    @on(OpenFact)
    @on(FindInDocuments)
    @on(ShowSql)
    async def route(self, message: Message) -> None:
        """Hand a message to the place that answers it, in front."""
        (await self.go(ROUTES[type(message)])).receive(message)

    def on_status_changed(self, message: StatusChanged) -> None:
        """Remember what a place says, and show it when the place is in front."""
        current = self.query_one("#content", ContentSwitcher).current or ""
        node = message._sender
        place_id = next((n.PLACE_ID for n in getattr(node, "ancestors_with_self", ()) if isinstance(n, Place)), current)
        self._said[place_id] = message
        if place_id == current:
            self.query_one(StatusLine).show(text=message.text, kind=message.kind)

    def on_copy_text(self, message: CopyText) -> None:
        """Copy, and say by which way."""
        way = copy(self, message.text)
        self.query_one(StatusLine).show(text=COPIED(what=message.what, way=way))

    def keys_of(self, command: Command) -> str:
        """The keys that run `command`, as a person reads them."""
        return command.keys

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

    def action_language(self) -> None:
        """Switch between Chinese and English."""
        set_language("en" if language() == "zh" else "zh")
        self.refresh(recompose=False, layout=True)

    def show_summary(self, summary: Summary) -> None:
        """Show how the file stands."""
        counts = f"{N_DOCUMENTS(n=summary.documents)} · {N_FACTS(n=summary.facts)}"
        problems = N_PROBLEMS(n=summary.problems) if summary.problems else ""
        self.query_one(StatusLine).show(counts=(counts, problems))
        self.query_one(PlaceBar).show(file=summary.path.name)


def run(config: Config) -> int:
    """Open the explorer on what `config` names; returns the program's exit code."""
    set_language(config.language)
    return Explorer(Context(config, partial(open_database, config))).run() or 0
