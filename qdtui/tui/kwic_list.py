"""Keyword in context: the hits of a query one below the other, with what stands before and after each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar, Literal

from rich.style import Style
from textual.binding import Binding, BindingType

from qdtui.tui.cells import fit, one_line, width_of
from qdtui.tui.listing import Listing, Run

if TYPE_CHECKING:
    from qdtui.store.concordance import Line

Order = Literal["rank", "after", "before"]
ORDERS: tuple[Order, ...] = ("rank", "after", "before")

ABOUT = 26
"""Cells for outlet and date at the end of a line, where there is room."""


def ordered(lines: Sequence[Line], order: Order) -> list[Line]:
    """The lines by what stands after the hit, or by what stands before it read backwards, or best document first."""
    if order == "after":
        return sorted(lines, key=lambda line: (line.after, line.hit))
    if order == "before":
        return sorted(lines, key=lambda line: (line.before[::-1], line.hit))
    return list(lines)


class KwicList(Listing["Line"]):
    """Hits in the middle of the screen."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "open", show=False, id="search.open")]
    COMPONENT_CLASSES: ClassVar[set[str]] = {"kwic--mark", "kwic--detail"}
    DEFAULT_CSS = """
    KwicList > .kwic--mark { color: $text-warning; background: $warning-muted; text-style: bold; }
    KwicList > .kwic--detail { color: $text-muted; }
    """

    def action_open(self) -> None:
        """Choose the line under the cursor, by the name that the command has in Search."""
        self.action_choose()

    def draw(self, item: Line, line: int, width: int) -> list[Run]:
        """What stands before, flush right; the hit; what stands after; the outlet and date."""
        detail = Style(color=self.get_component_rich_style("kwic--detail").color)
        mark = self.get_component_rich_style("kwic--mark")
        about = ""
        if width >= 3 * ABOUT:
            about = fit("  ".join(part for part in (item.when, one_line(item.source or "")) if part), ABOUT)
        room = max(width - (ABOUT + 1 if about else 0), 10)
        hit = fit(one_line(item.hit), min(width_of(one_line(item.hit)), room - 2))
        before = _end_of(one_line(item.before), max((room - width_of(hit)) // 2 - 1, 0))
        after = fit(" " + one_line(item.after), max(room - width_of(before) - 1 - width_of(hit), 0))
        return [(before, Style.null()), (" ", Style.null()), (hit, mark), (after, Style.null()), (" " + about, detail)]


def _end_of(text: str, width: int) -> str:
    """The last `width` cells of `text`, filled with spaces on the left."""
    start = len(text)
    used = 0
    while start and used + (size := width_of(text[start - 1])) <= width:
        used += size
        start -= 1
    return " " * (width - used) + text[start:]
