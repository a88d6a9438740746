"""The facts of a document beside its text: a list grouped by table, and the card of one fact."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from rich.style import Style
from rich.text import Text
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.geometry import Region, Size
from textual.widget import Widget

from qdtui.model import Value
from qdtui.tui.cells import fit, pasted, shown, width_of
from qdtui.tui.colours import TableColours, faded
from qdtui.tui.commands import REGISTRY, Command
from qdtui.tui.i18n import Phrase
from qdtui.tui.listing import Listing, Run
from qdtui.tui.text import plain
from qdtui.tui.wrap import lines

if TYPE_CHECKING:
    from qdtui.store.records import Fact

CONFIDENCE = Phrase("把握", "confidence")
RULE = Phrase("规则", "rule")
NOTE = Phrase("说明", "note")
QUOTE = Phrase("原文", "quote")


class Group(NamedTuple):
    """The heading of a table's facts."""

    table: str
    facts: int
    folded: bool


class Entry(NamedTuple):
    """A fact; `number` is its place among all facts of the document."""

    number: int
    fact: Fact


def details(fact: Fact) -> list[str]:
    """What the row says besides its label, the short values first seen: for one line."""
    values = [shown(value) for value in fact.values.values() if value not in (None, "", [])]
    return [value for value in values if value != fact.label]


def grouped(facts: Sequence[Fact], folded: Collection[str] = ()) -> list[Group | Entry]:
    """Facts by table (tables by name, facts in the order of the text), without those of folded tables."""
    tables: dict[str, list[Entry]] = {}
    for number, fact in enumerate(facts):
        tables.setdefault(fact.table, []).append(Entry(number, fact))
    lines: list[Group | Entry] = []
    for table in sorted(tables):
        lines.append(Group(table, len(tables[table]), table in folded))
        if table not in folded:
            lines.extend(tables[table])
    return lines


class FactList(Listing["Group | Entry"]):
    """Facts under the names of their tables, which fold."""

    COMMANDS: ClassVar[tuple[Command, ...]] = (
        Command(
            "facts.choose",
            "enter",
            Phrase("表中位置", "its row"),
            Phrase(
                "到“表格”看这条事实所在的行；在表名上：收起或展开",
                "Show the row of this fact in its table; on a name: fold",
            ),
        ),
    )
    BINDINGS = REGISTRY.bindings(COMMANDS)

    def __init__(self, colours: TableColours, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id)
        self.colours = colours
        self._facts: Sequence[Fact] = ()
        self._folded: set[str] = set()

    def show_facts(self, facts: Sequence[Fact], number: int | None) -> None:
        """Show the facts of a document with the cursor on fact `number`."""
        self._facts = facts
        lines = grouped(facts, self._folded)
        self.show(lines, self._line_of(lines, number))

    def point(self, number: int | None) -> None:
        """Put the cursor on fact `number`, unfolding its table; posts nothing."""
        if number is not None and self._facts[number].table in self._folded:
            self._folded.discard(self._facts[number].table)
            self.show(grouped(self._facts, self._folded))
        self.move_to(self._line_of(self.items, number), quiet=True)

    def fold(self, table: str) -> None:
        """Fold or unfold the facts of a table."""
        self._folded ^= {table}
        lines = grouped(self._facts, self._folded)
        self.show(lines, next(i for i, line in enumerate(lines) if isinstance(line, Group) and line.table == table))

    def reveal(self) -> None:
        """Scroll so that the fact under the cursor is in view, the first of a table with the table's name."""
        if self.cursor and isinstance(self.items[self.cursor - 1], Group):
            self.scroll_to_region(Region(0, self.cursor - 1, 1, 2), animate=False, force=True)
        else:
            super().reveal()

    @staticmethod
    def _line_of(lines: Iterable[Group | Entry], number: int | None) -> int:
        return next((i for i, line in enumerate(lines) if isinstance(line, Entry) and line.number == number), 0)

    def draw(self, item: Group | Entry, line: int, width: int) -> list[Run]:
        """A table's name with its count, or a fact's label with its other values."""
        if isinstance(item, Group):
            mark = "▸" if item.folded else "▾"
            colour = Style(color=self.colours.of(item.table, self.app.current_theme.dark).rich_color, bold=True)
            detail = faded(self)
            return [
                (f"{mark} {fit(item.table, min(width_of(item.table), width - 8))}", colour),
                (f" {item.facts}", detail),
            ]
        label = plain(item.fact.label)
        extra = plain("  " + " ".join(details(item.fact)))
        room = width - 3
        shown_label = fit(label, min(width_of(label), max(room * 2 // 3, room - width_of(extra))))
        rest = room - width_of(shown_label)
        runs: list[Run] = [("   " + shown_label, Style.null())]
        if rest > 4:
            runs.append((fit(extra, min(width_of(extra), rest)), faded(self)))
        return runs


class FactCard(VerticalScroll):
    """All that is known of one fact: every value, how sure the extractor is and by which rule."""

    DEFAULT_CSS = """
    FactCard { height: auto; max-height: 50%; padding: 0 1; scrollbar-size-vertical: 1; }
    """

    def __init__(self, colours: TableColours, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id)
        self._text = FactText(colours)

    def compose(self) -> ComposeResult:
        """The text scrolls when it is longer than the card."""
        yield self._text

    @property
    def fact(self) -> Fact | None:
        """The fact that is shown."""
        return self._text.fact

    def show(self, fact: Fact | None) -> None:
        """Show `fact`, or nothing."""
        self._text.fact = fact
        self._text.refresh(layout=True)
        self.scroll_to(y=0, animate=False)


class FactText(Widget):
    """The names and values of one fact, laid out for the width there is."""

    DEFAULT_CSS = "FactText { width: 1fr; height: auto; }"

    def __init__(self, colours: TableColours) -> None:
        super().__init__()
        self.colours = colours
        self.fact: Fact | None = None

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """The lines that the fact takes in `width` cells."""
        return self._text(self.fact, width).plain.count("\n") + 1 if self.fact else 0

    def render(self) -> Text:
        """The fact."""
        return self._text(self.fact, self.content_size.width) if self.fact else Text()

    def _text(self, fact: Fact, width: int) -> Text:
        colour = Style(color=self.colours.of(fact.table, self.app.current_theme.dark).rich_color)
        text = Text(no_wrap=True)
        for line in lines(fact.label, width):
            text.append(plain(line) + "\n", colour + Style(bold=True))
        pairs: list[tuple[str, Value]] = [
            (name, value) for name, value in fact.values.items() if value not in (None, "", [])
        ]
        pairs += [
            (QUOTE(), fact.quote),
            (CONFIDENCE(), f"{fact.confidence:.2f}"),
            (RULE(), fact.rule),
            (NOTE(), fact.note),
        ]
        column = min(max(width_of(name) for name, _ in pairs), width // 2)
        for name, value in pairs:
            if not value:
                continue
            for number, line in enumerate(lines(pasted(value), width - column - 1)):
                text.append(fit(plain(name) if number == 0 else "", column) + " ", Style(dim=True))
                text.append(plain(line) + "\n")
        text.rstrip()
        return text
