"""The list of all tables and views of the file with their row counts."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from rich.style import Style
from textual.binding import Binding, BindingType
from textual.message import Message

from qdtui.tui.cells import fit, width_of
from qdtui.tui.colours import TableColours
from qdtui.tui.i18n import Phrase
from qdtui.tui.listing import Listing, Run
from qdtui.tui.table_words import comment_in_words
from qdtui.tui.text import plain

if TYPE_CHECKING:
    from qdtui.store.read import Relation

FACTS: Phrase = Phrase("事实表", "fact table")
VIEW: Phrase = Phrase("视图", "view")
TABLE: Phrase = Phrase("表", "table")


class RelationList(Listing["Relation"]):
    """Tables and views, one line each: fact tables in their colour, then views, then the others."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"relations--other"}
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave", show=False)]
    DEFAULT_CSS = """
    RelationList > .relations--other { color: $text-muted; }
    """

    def __init__(self, colours: TableColours) -> None:
        super().__init__()
        self.colours = colours

    class Left(Message):
        """A person leaves the list without a choice."""

    def action_leave(self) -> None:
        """Leave the list."""
        self.post_message(self.Left())

    def draw(self, item: Relation, line: int, width: int) -> list[Run]:
        """A mark for the kind, the name, and the number of rows at the right."""
        count = f"{item.rows:,}"
        room = max(width - 5 - width_of(count), 4)
        muted = Style(color=self.get_component_rich_style("relations--other").color)
        mark, style = ("◇", muted) if item.kind == "view" else ("·", muted)
        if item.fact_table:
            dark = self.app.current_theme.dark
            mark, style = "●", Style(color=self.colours.of(item.name, dark).rich_color)
        name = Style.null() if item.fact_table or item.kind == "view" else muted
        return [
            (f" {mark} ", style),
            (fit(plain(item.name), room), name),
            (f" {count} ", muted),
        ]


def about(relation: Relation) -> str:
    """The kind of a relation and its comment."""
    kind = FACTS() if relation.fact_table else VIEW() if relation.kind == "view" else TABLE()
    return f"{kind} · {comment_in_words(relation.comment)}" if relation.comment else kind
