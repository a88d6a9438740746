"""The sentence below a grid that follows the row under the cursor, and opens its document."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from textual import events

from qdtui.offers import Chosen
from qdtui.tui.i18n import Phrase
from qdtui.tui.messages import OpenDocument
from qdtui.tui.place import Context
from qdtui.tui.sentence import Sentence
from qdtui.tui.start import LINGER

if TYPE_CHECKING:
    from qdtui.store.grid_queries import QuoteContext, Quotes

NO_SPAN: Phrase = Phrase("这一行不出自某一篇文档", "this row comes from no single document")
NO_DOCUMENT: Phrase = Phrase("文件中没有这篇文档：{doc_id}", "the file has no such document: {doc_id}")


class Origin(NamedTuple):
    """Where a row comes from."""

    doc_id: str
    start: int | None = None
    end: int | None = None
    fact_id: str | None = None


def origin(row: Mapping[str, Any] | None) -> Origin | None:
    """The document of a row and its span, as far as the row's columns tell."""
    if row is None or not isinstance(row.get("doc_id"), str):
        return None
    start, end, fact_id = row.get("start"), row.get("end"), row.get("fact_id")
    if not (type(start) is int and type(end) is int and 0 <= start < end):
        start = end = None
    return Origin(row["doc_id"], start, end, fact_id if isinstance(fact_id, str) else None)


def chosen_row(row: Mapping[str, Any] | None, table: str = "", sql: str = "") -> Chosen:
    """A row of a grid as what a person has selected."""
    found = origin(row)
    return Chosen(
        found.doc_id if found else None,
        table or None,
        found.fact_id if found else None,
        dict(row) if row else None,
        sql=sql,
    )


class SentencePane(Sentence):
    """Shows where the row comes from, reading in a thread; only the newest row's text is ever shown."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._shared = context
        self._quotes: Quotes | None = None
        self._number = 0
        self._origin: Origin | None = None

    def say(self, note: str) -> None:
        """Show `note` in place of a sentence."""
        self._number += 1
        self._origin = None
        self.show(None, note)

    def follow(self, row: Mapping[str, Any] | None, table: str = "") -> None:
        """Show the sentence of `row`, in the colour of the fact table `table`."""
        found = origin(row)
        if found is None:
            self.say(NO_SPAN() if row is not None else "")
            return
        if found == self._origin:
            return
        self._number += 1
        self._origin = found
        number, colours = self._number, self._shared.colours
        colour = colours.of(table, self.app.current_theme.dark) if table else None

        def take(answer: QuoteContext | Exception | None) -> None:
            if number != self._number:
                return
            if isinstance(answer, Exception):
                self.show(None, f"{type(answer).__name__}: {answer}")
            elif answer is None:
                self.show(None, NO_DOCUMENT(doc_id=found.doc_id))
            else:
                self.show(answer, colour=colour)

        def read() -> None:
            try:
                answer: QuoteContext | Exception | None = self._read(found)
            except Exception as error:
                answer = error
            self.call_later(take, answer)

        self.run_worker(read, thread=True, group="sentence", exit_on_error=False)

    def _read(self, found: Origin) -> QuoteContext | None:
        if self._quotes is None:
            from qdtui.store.connect import shared_reader
            from qdtui.store.grid_queries import Quotes

            self._quotes = Quotes(shared_reader(self._shared.config.database, LINGER))
        return self._quotes.around(found.doc_id, found.start, found.end)

    def open(self) -> bool:
        """Open the row's document at its quote; False when the row comes from no document."""
        found = self._origin
        if found is None:
            return False
        self.post_message(OpenDocument(found.doc_id, found.start, found.end, found.fact_id))
        return True

    def on_click(self, event: events.Click) -> None:
        """A click opens the document."""
        event.stop()
        self.open()
