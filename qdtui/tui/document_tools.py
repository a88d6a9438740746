"""What a person can do with the document that is open: its outline, what its facts leave out, what is set by hand."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from textual import on

from qdtui.model import Document, day_or_year
from qdtui.tui.dialogs import AuthorDialog, DateDialog, DetailDialog, OutletDialog, TitleDialog
from qdtui.tui.document_list import title_of
from qdtui.tui.documents_words import ALL_COVERED, NO_HEADINGS, OPEN_OF, OUTLINE, READING_CLOSELY
from qdtui.tui.find_bar import FindBar, FindInput
from qdtui.tui.messages import Detail, DetailChosen
from qdtui.tui.place import Context, Place
from qdtui.tui.reader import Reader

if TYPE_CHECKING:
    from qdtui.store.records import Fact
    from qdtui.tui.chooser import Choice
    from qdtui.tui.coverage import Coverage


class DocumentTools(Place):
    """A place with a reader that shows one document and its facts."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._document: Document | None = None
        self._coming: str | None = ""
        """The document that is being read, empty before the first; None when none is."""
        self._then: Callable[[Document], None] | None = None
        """What a person asked to be done with the document that is being read."""
        self._facts: list[Fact] = []
        self._coverage: Coverage | None = None
        """While what no fact uses is marked."""
        self._query = ""
        """What was searched for, while its hits are marked."""

    def action_set_date(self) -> None:
        """Ask for the publication date of the document, and have it set."""

        def ask(document: Document) -> None:
            known = day_or_year(document.published, document.published_year)
            self._ask_for("published", DateDialog(title_of(document), known), document)

        self._with_document(ask)

    def action_set_title(self) -> None:
        """Ask for the title of the document, and have it set."""
        self._with_document(lambda doc: self._ask_for("title", TitleDialog(title_of(doc), doc.title or ""), doc))

    def action_set_source(self) -> None:
        """Ask for the outlet of the document, and have it set."""
        self._with_document(lambda doc: self._ask_for("source", OutletDialog(title_of(doc), doc.source or ""), doc))

    def action_set_author(self) -> None:
        """Ask for the author of the document, and have it set."""
        self._with_document(lambda doc: self._ask_for("author", AuthorDialog(title_of(doc), doc.author or ""), doc))

    def _with_document(self, act: Callable[[Document], None]) -> None:
        """Do `act` with the document that the list stands on, when it is read if it is not here yet."""
        if self._coming is not None:
            self._then = act
        elif self._document is not None:
            act(self._document)

    def _arrived(self, document: Document | None) -> None:
        """A document was read, or there is none: do what was asked to be done with it."""
        then, self._then, self._coming = self._then, None, None
        if then is not None and document is not None and self.display:
            then(document)

    def _ask_for(self, detail: Detail, dialog: DetailDialog, document: Document) -> None:
        def chosen(text: str | None) -> None:
            if text is not None:
                self.post_message(DetailChosen(document.sha256, detail, text))

        self.app.push_screen(dialog, chosen)

    def action_outline(self) -> None:
        """Choose a heading, and go there."""
        from qdtui.tui.chooser import Choice, Chooser

        document, reader = self._document, self.query_one(Reader)
        if document is None or not document.sections:
            self.remark(NO_HEADINGS())
            return
        top = min(section.level for section in document.sections)
        choices = []
        for section in document.sections:
            facts = sum(section.start <= fact.start < section.end for fact in self._facts)
            choices.append(Choice(section.start, section.title, f"{facts or ''}", section.level - top))
        here = max(
            (section.start for section in document.sections if section.start <= reader.offset_at_top()), default=0
        )

        def go(choice: Choice | None) -> None:
            if choice is not None and isinstance(choice.key, int):
                reader.go_to_top(choice.key)

        self.app.push_screen(Chooser(OUTLINE(), choices, at=here), go)

    def action_coverage(self) -> None:
        """Mark what no fact uses, or take the marks away."""
        document, facts = self._document, self._facts
        if self._coverage is not None:
            self._coverage = None
            self.query_one(Reader).find("")
            self.status("")
        elif document is not None:
            from qdtui.tui.coverage import coverage

            self.status(READING_CLOSELY(), "busy")
            self.in_thread(lambda: coverage(document, facts), self._show_coverage, group="coverage")

    def _show_coverage(self, found: Coverage) -> None:
        self.query_one(FindBar).close()
        if not found.open:
            self.status()
            self.remark(ALL_COVERED(numbers=found.numbers, names=found.names))
            return
        self._coverage, self._query = found, ""
        reader = self.query_one(Reader)
        reader.mark_all(found.open)
        self._say_coverage(found, reader.hit or 0)

    def _say_coverage(self, found: Coverage, number: int) -> None:
        counts = {
            "numbers": len(found.open_numbers),
            "all_numbers": found.numbers,
            "names": len(found.open_names),
            "all_names": found.names,
        }
        self.status(OPEN_OF(number=number + 1, total=len(found.open), **counts))

    # Finding in the document

    @on(Reader.FindWanted)
    def _open_find(self) -> None:
        self.query_one(FindBar).open()

    @on(FindBar.Wanted)
    def _find(self, message: FindBar.Wanted) -> None:
        self._coverage = None
        self.query_one(Reader).find(message.text)
        self._show_hit()

    @on(FindInput.Step)
    def _step_hit(self, message: FindInput.Step) -> None:
        self.query_one(Reader).step_hit(message.by)

    @on(Reader.HitChanged)
    def _show_hit(self) -> None:
        reader = self.query_one(Reader)
        self.query_one(FindBar).show_hit(reader.hit, len(reader.hits))
        if self._coverage is not None:
            self._say_coverage(self._coverage, reader.hit or 0)

    @on(FindBar.Closed)
    def _find_closed(self) -> None:
        reader = self.query_one(Reader)
        reader.find("")
        reader.focus()
