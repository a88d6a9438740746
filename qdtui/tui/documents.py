"""The place Documents: the list of documents, the reader, and the facts of the document beside it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.timer import Timer

from qdtui.model import Document, Span
from qdtui.offers import Chosen
from qdtui.tui.chooser import Choice, Chooser
from qdtui.tui.commands import REGISTRY, Command
from qdtui.tui.document_copies import copies_of, place_among
from qdtui.tui.document_facets import KINDS, ORDER_NAMES, ORDERS, Facets, Order, Regions
from qdtui.tui.document_facts import DocumentFacts
from qdtui.tui.document_head import DocumentHead
from qdtui.tui.document_list import DocumentList, Filterable
from qdtui.tui.document_panes import DocumentPanes
from qdtui.tui.documents_words import (
    COPIES,
    COUNTER,
    DOCUMENTS_COMMANDS,
    FACETS,
    FACTS,
    NO_COPIES,
    NO_DOCUMENTS,
    NO_FACTS,
    NOT_READ,
    NOTHING_FITS,
    PAUSE,
)
from qdtui.tui.fact_list import FactCard, FactList
from qdtui.tui.find_bar import FILTER, FilterInput, FindBar
from qdtui.tui.i18n import DOCUMENTS, Phrase
from qdtui.tui.messages import OpenDocument
from qdtui.tui.place import Context
from qdtui.tui.reader import Reader
from qdtui.tui.reasons import in_words
from qdtui.tui.said import Said
from qdtui.tui.text import plain

if TYPE_CHECKING:
    from qdtui.store.records import Fact
    from qdtui.tui.chooser import Choice
    from qdtui.tui.headstart import First


class Documents(DocumentPanes, DocumentFacts):
    """Documents beside their facts."""

    PLACE_ID: ClassVar[str] = "documents"
    ABOUT: ClassVar[Phrase] = Phrase(
        "左边选文档，中间读原文：每条事实以所属表的颜色标出；右边是这些事实和光标所在的一条。",
        "Choose a document on the left, read it in the middle: every fact is marked in its table's colour; "
        "on the right are these facts and the one under the cursor.",
    )
    COMMANDS: ClassVar[tuple[Command, ...]] = DOCUMENTS_COMMANDS
    BINDINGS = REGISTRY.bindings(COMMANDS)

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._documents = Filterable()
        self._facets = Facets()
        self._order: Order = "newest"
        self._looking: Timer | None = None
        self._typed = ""
        """The filter to begin with."""
        self._regions: Regions = {}
        """Read when facets are asked for."""
        self._wanted: OpenDocument | None = None
        self._loaded = False
        self._first: First | None = None
        """The newest document, until it was shown."""
        self._read_on = True
        """Whether the focus goes to the reader when the document is there."""

    def compose(self) -> ComposeResult:
        """Three panes."""
        colours = self.context.colours
        with Vertical(id="list-pane", classes="pane"):
            yield FilterInput(id="filter")
            yield DocumentList(colours, id="list")
            yield Said(id="list-empty", classes="empty -hidden")
        with Vertical(id="read-pane", classes="pane"):
            yield DocumentHead(colours, id="head")
            yield Reader(colours, id="reader")
            yield FindBar(id="find-bar")
        with Vertical(id="facts-pane", classes="pane"):
            yield FactList(colours, id="facts")
            yield Said(NO_FACTS(), id="facts-empty", classes="empty -hidden")
            yield FactCard(colours, id="card")

    def on_mount(self) -> None:
        """Read the list; a narrow screen shows the facts when they are wanted."""
        self._show_panes(facts=self.screen.has_class("-wide"))
        if self._typed:
            field = self.query_one(FilterInput)
            with field.prevent(FilterInput.Changed):
                field.value = self._typed
            field.add_class("-open")
        if self.context.headstart is not None:
            self.in_thread(self.context.headstart.take, self._show_first, group="list", fail=lambda _: self.reload())
        else:
            self.reload()

    def _show_first(self, first: First | None) -> None:
        if first is None or self._facets.of("region"):
            self.reload()
        else:
            self._first = first
            self._show_documents(Filterable(first.documents))

    def remembered(self) -> dict[str, Any]:
        """The document and fact that are read, and how the list is narrowed and ordered."""
        reading = self._reading() or self._wanted
        return {
            "doc_id": reading.doc_id if reading else "",
            "fact_id": (reading.fact_id if reading else None) or "",
            "filter": self.query_one(FilterInput).value,
            "order": self._order,
            "facets": sorted(map(list, self._facets.chosen)),
        }

    def recall(self, kept: Mapping[str, Any]) -> None:
        """Begin where `remembered` left off."""
        from qdtui.tui.last_view import pairs

        if kept.get("order") in ORDERS:
            self._order = kept["order"]
        chosen = [pair for pair in pairs(kept.get("facets")) if pair[0] in KINDS and isinstance(pair[1], str)]
        self._facets = Facets(frozenset(chosen))  # type: ignore[arg-type]
        doc_id, fact_id, text = (kept.get(key) for key in ("doc_id", "fact_id", "filter"))
        if isinstance(doc_id, str) and doc_id:
            self._wanted = OpenDocument(doc_id, fact_id=fact_id if isinstance(fact_id, str) else None)
        self._typed = text if isinstance(text, str) else ""

    def arrive(self) -> None:
        """The reader is where a person goes on; before there is a document, the list."""
        if self._focused_last is not None:
            super().arrive()
        else:
            (self.query_one(Reader) if self._document else self.query_one(DocumentList)).focus()

    # Reading the file

    def reload(self) -> None:
        """Read the list, and the document again that is open."""
        regions = bool(self._facets.of("region"))

        def show(found: tuple[Filterable, Regions | None]) -> None:
            self._regions = self._regions if found[1] is None else found[1]
            self._show_documents(found[0])

        self.ask(
            lambda database: (Filterable(database.documents()), database.regions() if regions else None),
            show,
            group="list",
        )

    def receive(self, message: Message) -> None:
        """Open the document that somebody asked for."""
        if isinstance(message, OpenDocument):
            self._wanted = message
            self._read_on = True
            if self._loaded:
                self._open_wanted(asked=True)

    def failed(self, error: Exception) -> None:
        """Show an error in full; while there is no list, in its place."""
        super().failed(error)
        if not self._loaded:
            reason = "\n".join(plain(line) for line in in_words(str(error)).splitlines())
            self.query_one("#list-empty", Said).say(NOT_READ(reason=reason))
            self.query_one("#list-empty").remove_class("-hidden")
            self.query_one(DocumentList).add_class("-hidden")

    def _show_documents(self, found: Filterable) -> None:
        self._loaded = True
        self._documents, documents = found, found.documents
        self.context.colours.learn(table for info in documents for table in info.facts)
        known = {info.doc_id for info in documents}
        keep = self._wanted or self._reading()
        self._wanted = (
            keep if keep and keep.doc_id in known else OpenDocument(documents[0].doc_id) if documents else None
        )
        self._filter()
        self._look_into_texts()
        if self._wanted:
            self._open_wanted(asked=False)
        else:
            self._close_document()

    def reword(self) -> None:
        """Say everything again in the language that is shown now."""
        self.query_one(FilterInput).placeholder = FILTER()
        self.query_one(FindBar).reword()
        self.query_one("#facts-empty", Said).say(NO_FACTS())
        self.query_one("#facts-pane").border_title = FACTS(n=len(self._facts))
        self._filter()
        self.query_one(DocumentHead).reword()
        self._show_fact()

    def _reading(self) -> OpenDocument | None:
        """What is being read, to come back to it."""
        if self._document is None:
            return None
        number = self.query_one(Reader).cursor
        return OpenDocument(self._document.doc_id, fact_id=self._facts[number].fact_id if number is not None else None)

    def _open_wanted(self, *, asked: bool) -> None:
        """Open what is wanted; for what somebody asked for, the filter gives way at once."""
        wanted = self._wanted
        assert wanted is not None
        listing = self.query_one(DocumentList)
        waiting = not asked and self._documents.unknown(self.query_one(FilterInput).value)
        if all(info.doc_id != wanted.doc_id for info in listing.items) and not waiting:
            self._facets = Facets()
            self.query_one(FilterInput).value = ""
            self._filter()
        listing.move_to(
            next((n for n, info in enumerate(listing.items) if info.doc_id == wanted.doc_id), 0), quiet=True
        )
        self._read(wanted.doc_id)

    @property
    def reading(self) -> str | None:
        """The document that is open."""
        return self._document.doc_id if self._document else None

    def chosen(self) -> Chosen:
        """The open document and the fact under the cursor."""
        number = self.query_one(Reader).cursor if self._document is not None else None
        if number is None:
            return Chosen(self.reading)
        fact = self._facts[number]
        return Chosen(fact.doc_id, fact.table, fact.fact_id, fact.row())

    def _read(self, doc_id: str) -> None:
        if self._coming not in {"", doc_id}:
            self._then = None  # it was asked for another document
        self._coming = doc_id
        first, self._first = self._first, None
        if first and first.document and first.document.doc_id == doc_id:
            self._show_document((first.document, first.facts))
            return
        self.ask(
            lambda database: (database.document(doc_id), database.facts(doc_id)), self._show_document, group="document"
        )

    def _show_document(self, found: tuple[Document | None, list[Fact]]) -> None:
        document, facts = found
        if document is None:
            self._close_document()
            return
        wanted, self._wanted = self._wanted, None
        again = self._document is not None and (self._document.doc_id, self._document.text) == (
            document.doc_id,
            document.text,
        )
        self.query_one(FindBar).close()
        self._coverage, self._query = None, ""
        self._document, self._facts = document, facts
        self.query_one(DocumentHead).show(document, facts, place_among(self._documents.documents, document.doc_id))
        reader = self.query_one(Reader)
        top = reader.offset_at_top() if again else 0
        reader.show(document, facts, 0 if facts else None)
        reader.go_to_top(top)
        if wanted and wanted.doc_id == document.doc_id:
            self._point(reader, wanted)
        listing = self.query_one(DocumentList)
        at = next((n for n, info in enumerate(listing.items) if info.doc_id == document.doc_id), None)
        if at is not None:
            listing.move_to(at, quiet=True)
        self.query_one(FactList).show_facts(facts, reader.cursor)
        self.query_one("#facts-pane").border_title = FACTS(n=len(facts))
        self.query_one("#facts-empty").set_class(bool(facts), "-hidden")
        for part in ("#facts", "#card"):
            self.query_one(part).set_class(not facts, "-hidden")
        self._show_fact()
        if self._read_on:
            self._read_on = False
            # A person may have gone to another place while the document was read.
            if self.display:
                reader.focus()
        self._arrived(document)

    def _point(self, reader: Reader, wanted: OpenDocument) -> None:
        """Go to the fact that was asked for, or else mark the span."""
        number = next((n for n, fact in enumerate(self._facts) if fact.fact_id == wanted.fact_id), None)
        if number is not None:
            reader.go_to_fact(number, quiet=True)
        elif wanted.start is not None:
            reader.mark(Span(wanted.start, wanted.end if wanted.end is not None else wanted.start + 1))
            reader.choose_at_hit()
            if wanted.query:
                self.mark_query(wanted.query, wanted.start)

    def action_copies(self) -> None:
        """Choose among the copies of the work that the document is one of, and open it."""
        reading = self._document.doc_id if self._document else ""
        choices = copies_of(self._documents.documents, reading)
        if not choices:
            self.remark(NO_COPIES())
            return

        def go(choice: Choice | None) -> None:
            if choice is not None:
                self.receive(OpenDocument(str(choice.key)))

        self.app.push_screen(Chooser(COPIES(), choices, at=reading), go)

    def _close_document(self) -> None:
        self._document, self._facts, self._coverage = None, [], None
        self.query_one(DocumentHead).show(None, [])
        self.query_one(Reader).show(None, ())
        self.query_one(FactList).show_facts([], None)
        self.query_one("#facts-pane").border_title = FACTS(n=0)
        self.query_one("#card").add_class("-hidden")
        self.status("")
        self._arrived(None)

    # The list

    def _filter(self) -> None:
        wanted = self.query_one(FilterInput).value
        shown = self._documents.matching(wanted, self._facets, self._order, self._regions)
        listing = self.query_one(DocumentList)
        current = self._document.doc_id if self._document else None
        listing.show(shown, next((n for n, info in enumerate(shown) if info.doc_id == current), 0))
        pane = self.query_one("#list-pane")
        pane.border_title = COUNTER(title=DOCUMENTS(), shown=len(shown), total=len(self._documents.documents))
        order = [] if self._order == "newest" else [ORDER_NAMES[self._order]()]
        chosen = self._facets.words()
        pane.border_subtitle = Content(plain(" · ".join([*chosen, *order])))
        listing.set_class(not shown, "-hidden")
        empty = self.query_one("#list-empty", Said)
        empty.set_class(bool(shown), "-hidden")
        if not shown:
            folders = "\n".join(str(folder) for folder in self.context.config.documents)
            empty.say(
                NOTHING_FITS(text=plain(" · ".join(filter(None, [wanted, *chosen]))))
                if self._documents.documents
                else NO_DOCUMENTS(folder=plain(folders))
            )

    @on(FilterInput.Changed, "#filter")
    def _filter_typed(self) -> None:
        """Show what fits now, and open the document that the cursor comes to; a moment later look into the texts."""
        if self._looking is not None:
            self._looking.stop()
        self._looking = self.set_timer(PAUSE, self._look_into_texts)
        self._show_fitting()

    def _look_into_texts(self) -> None:
        found = self._documents
        if words := found.unknown(self.query_one(FilterInput).value):

            def take(texts: dict[str, frozenset[str]]) -> None:
                found.learn(texts)
                self._show_fitting()

            self.ask(lambda database: database.documents_with(words), take, group="texts")

    def _show_fitting(self) -> None:
        self._filter()
        current = self.query_one(DocumentList).current
        if self._wanted is None and current and (self._document is None or current.doc_id != self._document.doc_id):
            self._read(current.doc_id)

    @on(FilterInput.Left)
    def _filter_left(self) -> None:
        self.query_one(DocumentList if self.query_one(DocumentList).items else Reader).focus()

    @on(DocumentList.Moved, "#list")
    def _document_moved(self, message: DocumentList.Moved) -> None:
        current = self.query_one(DocumentList).current
        if current:
            self._read(current.doc_id)

    @on(DocumentList.Chosen, "#list")
    def _document_chosen(self) -> None:
        self.query_one(Reader).focus()

    def action_filter(self) -> None:
        """Open the filter."""
        if not self.query_one("#list-pane").display:
            self.action_toggle_list()
        self.query_one(FilterInput).open()
        self._load_pinyin()

    def _load_pinyin(self) -> None:
        """Load what finds and sorts by pinyin while nobody waits for it yet, then show the list with it."""
        from qdtui.tui.initials import warm

        documents, order = self._documents, self._order

        def load() -> None:
            warm()
            documents.in_order(order)

        self.in_thread(load, lambda _: self._filter(), group="pinyin")

    def action_sort(self) -> None:
        """Show the list in the next order."""
        self._order = ORDERS[(ORDERS.index(self._order) + 1) % len(ORDERS)]
        if self._order in ("title", "outlet"):
            self._load_pinyin()
        else:
            self._filter()

    def action_facets(self) -> None:
        """Choose years, outlets, regions and tables that the documents must have."""
        from qdtui.tui.chooser import Chooser

        def choices() -> list[Choice]:
            found = self._documents.matching(self.query_one(FilterInput).value, Facets(), "newest", self._regions)
            return self._facets.choices(found, self._regions)

        def toggle(choice: Choice) -> list[Choice]:
            self._facets = Facets() if choice.key == "clear" else self._facets.toggled(*choice.key)  # type: ignore[misc]
            self._filter_typed()
            return choices()

        def show(regions: Regions) -> None:
            self._regions = regions
            self.app.push_screen(Chooser(FACETS(), choices(), toggle=toggle))

        self.ask(lambda database: database.regions(), show, group="regions")

    def action_next_document(self) -> None:
        """Open the next document of the list."""
        self.query_one(DocumentList).action_move(1)

    def action_previous_document(self) -> None:
        """Open the document before."""
        self.query_one(DocumentList).action_move(-1)

    # Panes

    def action_back(self) -> None:
        """Undo what was opened: find, then the filter, then facets, then the facts beside a narrow reader."""
        field, bar = self.query_one(FilterInput), self.query_one(FindBar)
        if bar.is_open:
            bar.close()
        elif self.query_one(Reader).drop_choice():
            pass
        elif self.query_one(Reader).hits:
            self._coverage, self._query = None, ""
            self.query_one(Reader).find("")
            self._show_fact()
        elif field.value:
            field.action_drop()
        elif self._facets.chosen:
            self._facets = Facets()
            self._filter_typed()
        elif self.screen.has_class("-narrow"):
            self._show_panes(facts=False)
            self.query_one(Reader).focus()
