"""The panes of Documents: which are shown, and going from one to the next."""

from __future__ import annotations

from qdtui.tui.document_list import DocumentList
from qdtui.tui.fact_list import FactList
from qdtui.tui.place import Place
from qdtui.tui.reader import Reader


class DocumentPanes(Place):
    """A place with a list, a reader and the facts beside it."""

    _by_hand = False
    """Whether a person decided what is shown; until then the width does."""

    def on_resize(self) -> None:
        """Show the facts where there is room for them, as at a start in this size."""
        if not self._by_hand:
            self._show_panes(facts=self.screen.has_class("-wide"))

    def _show_panes(self, *, facts: bool | None = None, listing: bool | None = None) -> None:
        """Show or hide panes; on a narrow screen the facts stand in the place of the list."""
        if facts is not None:
            self.set_class(facts, "-facts")
        if listing is not None:
            self.set_class(not listing, "-no-list")

    def action_toggle_facts(self) -> None:
        """Show the facts and go there, or hide them."""
        self._by_hand = True
        self._show_panes(facts=not self.has_class("-facts"))
        shown = self.has_class("-facts") and self.query_one(Reader).facts
        (self.query_one(FactList) if shown else self.query_one(Reader)).focus()

    def action_toggle_list(self) -> None:
        """Show the list and go there, or hide it to read over the whole width."""
        self._by_hand = True
        if self.query_one("#list-pane").display:
            self._show_panes(listing=False)
            self.query_one(Reader).focus()
        else:
            self._show_panes(listing=True, facts=False if self.screen.has_class("-narrow") else None)
            self.query_one(DocumentList).focus()

    def _step_pane(self, by: int) -> None:
        panes = [self.query_one(part) for part in ("#list", "#reader", "#facts")]
        shown = [
            pane
            for pane in panes
            if pane.display and all(part.display for part in pane.ancestors if part is not self.app)
        ]
        focused = self.screen.focused
        place = next((n for n, pane in enumerate(shown) if focused and focused.parent is pane.parent), -by)
        if shown:
            shown[(place + by) % len(shown)].focus()

    def action_next_pane(self) -> None:
        """To the next pane."""
        self._step_pane(1)

    def action_previous_pane(self) -> None:
        """To the pane before."""
        self._step_pane(-1)
