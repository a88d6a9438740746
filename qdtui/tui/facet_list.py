"""The facets of what a search found: years, outlets and tables with counts, to choose from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, ClassVar

from rich.style import Style
from textual.binding import Binding, BindingType

from qdtui.tui.cells import fit, one_line, width_of
from qdtui.tui.i18n import Phrase
from qdtui.tui.listing import Listing, Run
from qdtui.tui.text import plain

if TYPE_CHECKING:
    from qdtui.store.facets import FacetCount
    from qdtui.store.query import Facet

NAMES: dict[str, Phrase] = {
    "year": Phrase("年份", "year"),
    "outlet": Phrase("来源", "outlet"),
    "has": Phrase("含有事实", "has facts of"),
}
NOT_GIVEN: Phrase = Phrase("（未注明）", "(not given)")


@dataclass(frozen=True, slots=True)
class FacetRow:
    """A line: the name of a facet, or one of its values."""

    kind: str
    facet: Facet | None = None
    documents: int = 0
    chosen: bool = False
    title: str = ""
    """What the facet is called, when a plugin adds it."""
    fault: str = ""


def facet_rows(
    counts: Iterable[FacetCount], chosen: Sequence[Facet], titles: Mapping[str, str] | None = None
) -> list[FacetRow]:
    """The lines of the list: what is chosen stays there even when nothing has it. `titles` are of plugins' facets."""
    titles = titles or {}
    made: list[FacetRow] = []
    counts = list(counts)
    known = {count.facet for count in counts}
    for kind, grouped in groupby(counts, key=lambda count: count.facet.kind):
        group = list(grouped)
        fault = next((count.fault for count in group if count.fault), "")
        made.append(FacetRow(kind, title=titles.get(kind, kind), fault=fault))
        group = [count for count in group if not count.fault]
        made += [FacetRow(kind, facet, 0, True) for facet in chosen if facet.kind == kind and facet not in known]
        made += [FacetRow(kind, count.facet, count.documents, count.facet in chosen) for count in group]
    kinds = {row.kind for row in made}
    return made + [FacetRow(facet.kind, facet, 0, True) for facet in chosen if facet.kind not in kinds]


class FacetList(Listing[FacetRow]):
    """Values with the number of documents that have them."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"facet--name", "facet--count", "facet--chosen", "facet--fault"}
    BINDINGS: ClassVar[list[BindingType]] = [Binding("space", "choose", show=False)]
    DEFAULT_CSS = """
    FacetList > .facet--name { color: $text-muted; text-style: bold; }
    FacetList > .facet--fault { color: $text-error; }
    FacetList > .facet--count { color: $text-muted; }
    FacetList > .facet--chosen { color: $text-success; text-style: bold; }
    """

    def draw(self, item: FacetRow, line: int, width: int) -> list[Run]:
        """The facet's name, or a value with a tick when it is asked for, and its count."""
        if item.facet is None:
            name = NAMES[item.kind]() if item.kind in NAMES else plain(item.title)
            if item.fault:
                return [(fit(f"{name} ✗ {plain(item.fault)}", width), self._ink("facet--fault"))]
            return [(fit(name, width), self._ink("facet--name"))]
        count = f" {item.documents:,} "
        value = ("-" if item.facet.excluded else "") + (one_line(item.facet.value) or NOT_GIVEN())
        room = max(width - 3 - width_of(count), 2)
        style = self._ink("facet--chosen") if item.chosen else Style.null()
        return [(" ✓ " if item.chosen else "   ", style), (fit(value, room), style), (count, self._ink("facet--count"))]

    def _ink(self, part: str) -> Style:
        style = self.get_component_rich_style(part)
        return Style(color=style.color, bold=style.bold)
