"""The fact under the cursor in Documents: the same one in the reader, in the list beside it and in its card."""

from __future__ import annotations

from textual import on

from qdtui.tui.document_tools import DocumentTools
from qdtui.tui.documents_words import FACT_OF, HINT, QUOTE
from qdtui.tui.fact_list import Entry, FactCard, FactList, Group, details
from qdtui.tui.messages import CopyText, OpenFact
from qdtui.tui.place import Context
from qdtui.tui.reader import Reader


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
