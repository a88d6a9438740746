"""The place Search: find in all documents while typing, and open a document at a hit."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.message import Message
from textual.widgets import Input, Static

from qdtui.offers import Chosen
from qdtui.tui.commands import REGISTRY, Command
from qdtui.tui.facet_list import FacetList, facet_rows
from qdtui.tui.hit_list import HitList, counted, rows_of
from qdtui.tui.i18n import N_DOCUMENTS, SEARCH, Phrase
from qdtui.tui.kwic_list import ORDERS, KwicList, Order, ordered
from qdtui.tui.listing import Listing
from qdtui.tui.messages import FindInDocuments, OpenDocument
from qdtui.tui.place import Context, Place
from qdtui.tui.reasons import in_words, told
from qdtui.tui.said import Said
from qdtui.tui.search_words import (
    BY_PHRASE,
    BY_SUBSTRING,
    FACETS,
    LANGUAGE,
    LINES,
    LINES_SHOWN,
    NO_FACETS,
    NOTHING_FOUND,
    ORDER_NAMES,
    SEARCH_COMMANDS,
    TYPE_HERE,
)
from qdtui.tui.sentence_pane import SentencePane
from qdtui.tui.steady import SteadyInput
from qdtui.tui.text import plain, plain_lines

if TYPE_CHECKING:
    from qdtui.store.concordance import Concordance
    from qdtui.store.facets import FacetCount
    from qdtui.store.search import SearchResult

PAUSE = 0.004
"""Seconds of quiet after a key until the search begins: as long as the signs of a word from an input method take."""

SHOWN = 50
"""Documents shown; how many there are is said."""


class QueryInput(SteadyInput):
    """The query; up and down move in the results while the focus stays here."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "step('move', -1)", show=False),
        Binding("down", "step('move', 1)", show=False),
        Binding("pageup", "step('page', -1)", show=False),
        Binding("pagedown", "step('page', 1)", show=False),
        Binding(
            "enter", "open", show=False, id="search.open"
        ),  # instead of `Input`'s own, which the footer does not name
    ]

    def action_open(self) -> None:
        """Open the document of the hit under the cursor."""
        self.screen.query_one(Search).action_open()

    def action_step(self, how: str, by: int) -> None:
        """Move the cursor of the results."""
        hits = self.screen.query_one(Search).results
        (hits.action_move if how == "move" else hits.action_page)(by)


class Explanation(Said, can_focus=True):
    """What there is to say in place of hits. Takes the focus, so that the keys of the place work."""


class Search(Place):
    """Find in all documents."""

    PLACE_ID: ClassVar[str] = "search"
    COMMANDS: ClassVar[tuple[Command, ...]] = SEARCH_COMMANDS
    BINDINGS = REGISTRY.bindings(SEARCH_COMMANDS)
    ABOUT: ClassVar[Phrase] = LANGUAGE
    DEFAULT_CSS = """
    Search #asked { height: 2; border-top: solid $panel-lighten-2; }
    Search #asked:focus-within { border-top: solid $primary; border-title-color: $text-primary; border-title-style: bold; }
    Search #asked > Static { width: auto; padding: 0 1; color: $text-accent; text-style: bold; }
    Search #asked > Input { width: 1fr; background: $surface; }
    Search #found { height: 1fr; }
    Search HitList, Search KwicList { width: 1fr; height: 1fr; border-top: solid $panel-lighten-2; }
    Search KwicList, Search FacetList { display: none; }
    Search.-lines KwicList { display: block; }
    Search.-lines HitList { display: none; }
    Search FacetList {
        width: 34; max-width: 45%; height: 1fr;
        border-top: solid $panel-lighten-2; border-left: solid $panel-lighten-2;
    }
    Search.-facets FacetList { display: block; }
    Search #empty { height: 1fr; border-top: solid $panel-lighten-2; padding: 1 2; color: $text-muted; display: none; }
    Search #empty.-error { color: $text-error; }
    Search.-empty #found { display: none; }
    Search.-lines.-wordless KwicList { display: none; }
    Search.-lines.-wordless HitList { display: block; }
    Search.-empty.-facets.-counted #found { display: block; width: 100%; height: auto; max-height: 50%; }
    Search.-empty.-facets HitList, Search.-empty.-facets KwicList { display: none; }
    Search.-empty.-facets FacetList { width: 1fr; max-width: 100%; height: auto; }
    Search.-empty #empty { display: block; }
    Search .-titled { border-title-color: $text-muted; }
    Search .-titled:focus { border-top: solid $primary; border-title-color: $text-primary; border-title-style: bold; }
    """

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._wanted = ""
        self.answered: str | None = None
        """The query that what is on screen answers."""
        self._busy = False
        self._asking = ""
        """The query that is being searched for."""
        self._waiting: asyncio.TimerHandle | None = None
        self._result: SearchResult | None = None
        self._lines: Concordance | None = None
        self._order: Order = "rank"
        self._asked = ""
        """The query to begin with."""

    def compose(self) -> ComposeResult:
        """Query, hits, the text around the hit."""
        with Horizontal(id="asked", classes="-titled"):
            yield Static("/")
            yield QueryInput(placeholder=TYPE_HERE(), compact=True)
        with Horizontal(id="found"):
            yield HitList(id="hits")
            yield KwicList(id="lines")
            yield FacetList(id="facets")
        yield Explanation(id="empty")
        yield SentencePane(self.context)

    def on_mount(self) -> None:
        """Explain the query language, and load the dictionary while the person still reads."""
        for kind in (HitList, KwicList, FacetList):
            self.query_one(kind).add_class("-titled")
        self.reword()
        self.query_one(QueryInput).value = self._asked
        self._warm()

    def _warm(self) -> None:
        """Load the dictionary and the terms of the file, for which the first search need not wait then."""
        segmenter = self.context.config.segmenter

        def warm() -> None:
            from qdtui.text.segment import search_terms

            search_terms(LANGUAGE.zh, segmenter)
            self.context.database().prepare_search()

        self.run_worker(warm, thread=True, group="warm", exit_on_error=False)

    def remembered(self) -> dict[str, Any]:
        """The query, and whether its hits are shown one by one."""
        return {"query": self.query_one(QueryInput).value, "lines": self.has_class("-lines"), "order": self._order}

    def recall(self, kept: Mapping[str, Any]) -> None:
        """Begin with the query that was asked last."""
        query, order = kept.get("query"), kept.get("order")
        self._asked = query if isinstance(query, str) else ""
        self.set_class(kept.get("lines") is True, "-lines")
        self._order = next((known for known in ORDERS if known == order), "rank")

    def chosen(self) -> Chosen:
        """The document under the cursor."""
        at = self._at()
        return Chosen(at[0]) if at is not None else Chosen()

    @property
    def results(self) -> HitList | KwicList:
        """The list that is shown: documents with snippets, or hits in context, where the query has words to hit."""
        return self.query_one(KwicList) if self._in_lines else self.query_one(HitList)

    @property
    def _in_lines(self) -> bool:
        return self.has_class("-lines") and not self.has_class("-wordless")

    def arrive(self) -> None:
        """Focus the query, or what had the focus last."""
        if self._focused_last is not None:
            super().arrive()
        else:
            self.action_query()

    def reload(self) -> None:
        """Search again in the new snapshot."""
        self.answered = None
        self._search()
        self._warm()

    def reword(self) -> None:
        """Say everything in the language of the interface."""
        self.query_one("#asked").border_title = Content(SEARCH())
        self.query_one(QueryInput).placeholder = TYPE_HERE()
        self.query_one(FacetList).border_title = Content(FACETS())
        self.query_one(FacetList).refresh()
        self._say()

    def receive(self, message: Message) -> None:
        """Find the text of a `FindInDocuments`."""
        if isinstance(message, FindInDocuments):
            text = " ".join(plain(message.text).split())
            phrase = f'"{text}"' if " " in text and '"' not in text else text
            field = self.query_one(QueryInput)
            field.value = phrase
            field.cursor_position = len(phrase)
            field.focus()

    # -- searching -------------------------------------------------------------------------------

    @on(QueryInput.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        self._wanted = event.value.strip()
        if self._waiting is not None:
            self._waiting.cancel()
        # No timer of Textual's: one so short is left out altogether when a thread holds Python up as it starts.
        self._waiting = asyncio.get_running_loop().call_later(PAUSE, self.call_later, self._search)

    def _search(self) -> None:
        """Search for what is wanted now; one search at a time, and one whose query is no longer wanted is interrupted."""
        if self._busy and self._wanted != self._asking:
            self.context.cancel_search()
        if self._busy or self._wanted == self.answered:
            return
        query = self._asking = self._wanted
        if not query:
            self._take(query, None)
            return
        self._busy = True
        segmenter = self.context.config.segmenter

        def done(result: SearchResult | None) -> None:
            self._busy = False
            if query == self._wanted:
                self._take(query, result)
            else:
                self._search()

        def fail(error: Exception) -> None:
            if isinstance(error, InterruptedError) or query != self._wanted:
                self._busy = False
                self._search()
            else:
                done(None)
                self._explain(told(error), error=True)

        self.ask(lambda database: database.search(query, SHOWN, segmenter=segmenter), done, group="search", fail=fail)

    def _take(self, query: str, result: SearchResult | None) -> None:
        self.answered, self._result = query, result
        rows = rows_of(result) if result is not None else []
        self.query_one(HitList).show(rows)
        self._lines = None
        self._say()
        # What is beside the hits is read when they are painted: it would only hold them up.
        self.call_after_refresh(self._read_more)

    def _read_more(self) -> None:
        """Read what is shown beside the hits."""
        self._read_lines()
        self._read_facets()
        self._follow()

    def _read_lines(self) -> None:
        """Read every hit, when they are shown and not read yet."""
        if not self.has_class("-lines") or self._lines is not None:
            return
        query, segmenter = self.answered or "", self.context.config.segmenter
        if not query:
            self.query_one(KwicList).show([])
            return

        def take(found: Concordance) -> None:
            self._lines = found
            focused = self.results.has_focus
            self._turn("-wordless", not found.lines and bool(self._result and self._result.hits), "hits", "lines")
            if focused:
                self.results.focus()
            self._show_lines()

        self.ask(lambda database: database.search_lines(query, segmenter=segmenter), take, group="lines")

    def _show_lines(self) -> None:
        found = self._lines
        if found is None:
            return
        shown = self.query_one(KwicList)
        shown.show(ordered(found.lines, self._order))
        shown.scroll_home(animate=False)
        total = self._result.total_documents if self._result is not None else 0
        said = [LINES(), *counted(found.total, found.documents, total), ORDER_NAMES[self._order]()]
        if found.total > len(found.lines):
            said.insert(-1, LINES_SHOWN(n=len(found.lines)))
        shown.border_title = Content(plain(" · ".join(said)))
        self._follow()

    def _read_facets(self) -> None:
        """Count the facets of what is found, when they are shown."""
        if not self.has_class("-facets"):
            return
        query, segmenter = self.answered or "", self.context.config.segmenter
        shown = self.query_one(FacetList)

        def take(counts: list[FacetCount]) -> None:
            from qdtui.store.query import facets_of

            at = shown.current
            titles = {one.name: one.title for one in self.context.offers if one.kind == "facet"}
            own = tuple({*titles, *(count.facet.kind for count in counts)})
            rows = facet_rows(counts, facets_of(query, own), titles)
            # What is wrong with a plugin's facet does not fit into its line.
            if faults := [count.fault for count in counts if count.fault]:
                self.remark("; ".join(faults), "error")
            same = (
                i for i, row in enumerate(rows) if at is not None and row.facet is not None and row.facet == at.facet
            )
            shown.show(rows, next(same, 1))
            self.set_class(bool(rows), "-counted")

        if query:
            self.ask(lambda database: database.search_facets(query, segmenter=segmenter), take, group="facets")
        else:
            shown.show([])
            self.remove_class("-counted")

    def _say(self) -> None:
        """Counts and time above the hits, or what there is to say in their place."""
        result = self._result
        title = self.query_one("#asked")
        hits = self.query_one(HitList)
        if result is None:
            title.border_title = Content(SEARCH())
            self._explain(LANGUAGE())
            return
        if result.error is not None:
            self._explain(f"{in_words(result.error)}\n\n{LANGUAGE()}")
            return
        if not result.hits:
            hits.border_title = Content("")
            self._explain(NOTHING_FOUND(query=self.answered))
            return
        if self.query_one(Explanation).has_focus:
            self.call_after_refresh(self.results.focus)
        self._show_hits(True)
        count = sum(hit.count for hit in result.hits)
        # A query of facets alone has no words that stand anywhere.
        counts = counted(count, len(result.hits), result.total_documents)
        said = [*(counts if count else [N_DOCUMENTS(n=result.total_documents)]), f"{result.milliseconds:,.0f} ms"]
        if result.how != "terms" and count:
            said.append(BY_SUBSTRING() if result.how == "substring" else BY_PHRASE())
        hits.border_title = Content(plain(" · ".join(said)))

    def _explain(self, text: str, *, error: bool = False) -> None:
        """Say `text` in place of hits."""
        empty = self.query_one(Explanation)
        empty.say(plain_lines(text))
        empty.set_class(error, "-error")
        if self.results.has_focus:
            self.call_after_refresh(empty.focus)
        self._show_hits(False)

    def _show_hits(self, there: bool) -> None:
        """Show the hits, or what is said in their place."""
        if self.has_class("-empty") is there:
            # To style one list, whose parts are styled each, takes a tenth of what it takes to paint the hits.
            lists = ("hits", "lines", "facets") if self.has_class("-facets") else ()
            self._turn("-empty", not there, "found", "empty", *lists)
            self.query_one(SentencePane).display = there

    def _turn(self, name: str, on: bool, *parts: str) -> None:
        """Turn on or off what is about `parts` alone, at once, so that they can take the focus."""
        self.set_class(on, name, update=False)
        self.app.stylesheet.update_nodes([self.query_one(f"#{part}") for part in parts])

    # -- hits ------------------------------------------------------------------------------------

    @on(HitList.Moved, "#hits")
    def _moved(self, event: Listing.Moved) -> None:
        event.stop()
        self._follow()

    def _follow(self) -> None:
        """Show more of the text around the hit under the cursor."""
        at = self._at()
        if at is not None:
            self.query_one(SentencePane).follow(dict(zip(("doc_id", "start", "end"), at, strict=True)))

    def _at(self) -> tuple[str, int | None, int | None] | None:
        """Document and span of the line under the cursor."""
        if self._in_lines:
            line = self.query_one(KwicList).current
            return (line.doc_id, line.start, line.end) if line is not None else None
        row = self.query_one(HitList).current
        return (row.hit.doc_id, *(row.span or (None, None))) if row is not None else None

    @on(KwicList.Moved, "#lines")
    def _line_moved(self, event: Listing.Moved) -> None:
        event.stop()
        self._follow()

    @on(KwicList.Chosen, "#lines")
    def _line_chosen(self, event: Listing.Chosen) -> None:
        event.stop()
        self.action_open()

    @on(FacetList.Moved, "#facets")
    def _facet_moved(self, event: Listing.Moved) -> None:
        event.stop()

    @on(FacetList.Chosen, "#facets")
    def _facet_chosen(self, event: Listing.Chosen) -> None:
        """Write the facet into the query, or take it out."""
        event.stop()
        row = self.query_one(FacetList).current
        if row is not None and row.facet is not None:
            from qdtui.store.query import with_facet

            field = self.query_one(QueryInput)
            field.value = with_facet(field.value, row.facet)
            field.cursor_position = len(field.value)

    @on(HitList.Chosen, "#hits")
    def _chosen(self, event: Listing.Chosen) -> None:
        event.stop()
        self.action_open()

    def action_open(self) -> None:
        """Open the document of the line under the cursor at its hit."""
        at = self._at()
        if at is not None:
            self.post_message(OpenDocument(*at, query=self.answered or ""))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """From the results nothing leads to the results."""
        return not (action == "results" and self.screen.focused in (self.results, self.query_one(Explanation)))

    def action_query(self) -> None:
        """Type another query."""
        self.query_one(QueryInput).focus()

    def action_results(self) -> None:
        """From the query to the results; on a narrow screen facets that are left make room for them."""
        hits = self.results
        if self.query_one(FacetList).has_focus and self.screen.has_class("-narrow"):
            self.remove_class("-facets")
        if not self.has_class("-empty") and hits.items:
            hits.focus()
        else:
            self.query_one(Explanation).focus()

    def action_facets(self) -> None:
        """Show the facets and go there, or put them away."""
        shown = self.query_one(FacetList)
        if self.has_class("-facets"):
            if shown.has_focus:
                self.action_query()
            self.remove_class("-facets")
            return
        if not self._wanted:
            self.remark(NO_FACETS())
            return
        self.add_class("-facets", "-counted")
        self._read_facets()
        self.call_after_refresh(shown.focus)

    def action_lines(self) -> None:
        """Every hit with its context, or the documents again."""
        focused = self.results.has_focus
        self._turn("-lines", not self.has_class("-lines"), "hits", "lines")
        self._read_lines()
        if focused:
            self.results.focus()
        self._follow()

    def action_order(self) -> None:
        """The next order of the hits in context."""
        if self.has_class("-lines"):
            self._order = ORDERS[(ORDERS.index(self._order) + 1) % len(ORDERS)]
            self._show_lines()
