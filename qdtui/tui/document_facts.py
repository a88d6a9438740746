"""The fact under the cursor in Documents: the same one in the reader, in the list beside it and in its card."""

from __future__ import annotations

from textual import on

from qdtui.model import Span
from qdtui.tui.document_tools import DocumentTools
from qdtui.tui.documents_words import FACT_OF, HINT, HIT_OF, QUOTE
from qdtui.tui.fact_list import Entry, FactCard, FactList, Group, details
from qdtui.tui.find_bar import FindBar
from qdtui.tui.messages import CopyText, OpenFact
from qdtui.tui.place import Context
from qdtui.tui.reader import Reader
from qdtui.tui.text import plain


class DocumentFacts(DocumentTools):
    """A place with a reader, and the facts of its document beside it."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._moved = False
        """Whether a person has gone to a fact yet; until then the hint is shown."""

    def _show_fact(self) -> None:
        number = self.query_one(Reader).cursor
        fact = self._facts[number] if number is not None else None
        self.query_one(FactCard).show(fact)
        if fact is None or number is None:
            self.status("")
            return
        text = " · ".join(filter(None, (fact.table, fact.label, " ".join(details(fact)))))
        place = FACT_OF(number=number + 1, total=len(self._facts), text=text)
        self.status(place if self._moved else f"{HINT()}   {place}")

    def mark_query(self, query: str, since: int) -> None:
        """Mark all hits of a query in the document, beginning with the first one from `since`."""
        document, segmenter = self._document, self.context.config.segmenter
        if document is None:
            return

        def take(found: list[tuple[int, int]]) -> None:
            reader = self.query_one(Reader)
            # A person may have found something else, or put the mark away, while the hits were looked for.
            if found and self._document is document and self._coverage is None and len(reader.hits) == 1:
                self._query = query
                reader.mark_all([Span(*span) for span in found], since)
                self._show_query_hit()

        self.ask(lambda database: database.hits_in(document.text, query, segmenter=segmenter), take, group="hits")

    @on(Reader.HitChanged)
    def _show_query_hit(self) -> None:
        """Tell which hit of the query it is; the fact under the cursor is the one that it stands in."""
        reader = self.query_one(Reader)
        if self._query and reader.hit is not None:
            reader.choose_at_hit()
            self.query_one(FactList).point(reader.cursor)
            self._show_fact()
            self.status(HIT_OF(number=reader.hit + 1, total=len(reader.hits), query=plain(self._query)))

    @on(FindBar.Wanted)
    def _drop_query(self) -> None:
        """What is found in the document takes the place of what was searched for."""
        if self._query:
            self._query = ""
            self._show_fact()

    @on(Reader.FactChanged)
    def _reader_moved(self, message: Reader.FactChanged) -> None:
        self._moved = True
        self.query_one(FactList).point(message.index)
        self._show_fact()

    @on(FactList.Moved, "#facts")
    def _facts_moved(self, message: FactList.Moved) -> None:
        current = self.query_one(FactList).current
        if isinstance(current, Entry):
            self._moved = True
            self.query_one(Reader).go_to_fact(current.number, quiet=True)
            self._show_fact()

    @on(FactList.Chosen, "#facts")
    def _fact_chosen(self) -> None:
        current = self.query_one(FactList).current
        if isinstance(current, Group):
            self.query_one(FactList).fold(current.table)
        elif current:
            self.post_message(OpenFact(current.fact.table, current.fact.fact_id))

    @on(Reader.FactChosen)
    def _open_fact(self, message: Reader.FactChosen) -> None:
        fact = self._facts[message.index]
        self.post_message(OpenFact(fact.table, fact.fact_id))

    @on(Reader.CopyWanted)
    def _copy_quote(self, message: Reader.CopyWanted) -> None:
        self.post_message(CopyText(self._facts[message.index].quote, QUOTE()))
