"""What stands over the text: title, outlet, date and size, and the legend of the colours."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from rich.style import Style
from rich.text import Text
from textual.geometry import Size
from textual.widget import Widget

from qdtui.model import Document, day_or_year
from qdtui.tui.cells import width_of
from qdtui.tui.colours import TableColours
from qdtui.tui.document_list import title_of
from qdtui.tui.i18n import N_CHARACTERS, Phrase
from qdtui.tui.text import plain
from qdtui.tui.wrap import lines

if TYPE_CHECKING:
    from qdtui.store.records import Fact

TITLE_LINES: Final = 2
BY_WORTH: Final = (2, 0, 1, 4, 3)
"""The places of date, outlet, author, copy and length in their line: what is worth less goes first where room is short."""
LEGEND_LINES: Final = 2
SHORT: Final = 20
"""Lines of the terminal below which one line of the title has to do, without a legend: the text needs the room."""
HOW: Final = {
    "metadata": Phrase("元数据", "metadata"),
    "text": Phrase("正文", "text"),
    "filename": Phrase("文件名", "file name"),
    "inferred": Phrase("推断", "inferred"),
    "person": Phrase("人工", "by hand"),
}
"""How a publication date was found."""
COPY_OF: Final = Phrase("副本 {place}/{copies}（D 查看）", "copy {place}/{copies} (D shows them)")
DATED: Final = Phrase("{date}（{how}）", "{date} ({how})")
NO_DATE: Final = Phrase("?日期（d 设定）", "?date (d sets it)")


class DocumentHead(Widget):
    """Three or four lines over the reader."""

    DEFAULT_CSS = """
    DocumentHead { height: auto; max-height: 6; padding: 0 1 0 3; border-bottom: solid $foreground 25%; }
    """

    def __init__(self, colours: TableColours, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id)
        self.colours = colours
        self._document: Document | None = None
        self._facts: Sequence[Fact] = ()
        self._copy = (1, 1)

    def show(self, document: Document | None, facts: Sequence[Fact], copy: tuple[int, int] = (1, 1)) -> None:
        """Describe `document`, which is the first of so many copies of a work, or another."""
        self._document, self._facts, self._copy = document, facts, copy
        self.display = document is not None
        self.refresh(layout=True)

    def reword(self) -> None:
        """Say the same in the language that is shown now."""
        self.refresh(layout=True)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """The lines that the description takes in `width` cells."""
        return self._text(self._document, width).plain.count("\n") + 1 if self._document else 0

    def render(self) -> Text:
        """The description, laid out for the width there is."""
        return self._text(self._document, self.content_size.width) if self._document else Text()

    def _text(self, document: Document, width: int) -> Text:
        text = Text(no_wrap=True)
        title = plain(title_of(document))
        shown = lines(title, width)
        short = self.is_attached and self.app.size.height < SHORT
        most = 1 if short else TITLE_LINES
        if len(shown) > most:
            shown = [*shown[: most - 1], shown[most - 1][:-1] + "…"]
        text.append("".join(line + "\n" for line in shown), Style(bold=True))
        parts = [
            plain(document.source or ""),
            plain(document.author or ""),
            self._date(document),
            N_CHARACTERS(n=document.n_chars),
            COPY_OF(place=self._copy[0], copies=self._copy[1]) if self._copy[1] > 1 else "",
        ]
        kept: list[int] = []
        for place in BY_WORTH:
            more = sorted([*kept, place])
            if parts[place] and width_of(" · ".join(parts[one] for one in more)) <= width:
                kept = more
        text.append(" · ".join(parts[one] for one in kept), Style(dim=True))
        if self._facts and not short:
            text.append("\n")
            self._legend(text, width)
        return text

    @staticmethod
    def _date(document: Document) -> str:
        known = day_or_year(document.published, document.published_year)
        how = HOW.get(document.published_how or "")
        return DATED(date=known, how=how()) if known and how else known or NO_DATE()

    def _legend(self, text: Text, width: int) -> None:
        used, rows = 0, 1
        for table, count in sorted(Counter(fact.table for fact in self._facts).items()):
            size = width_of(table) + len(str(count)) + 5
            if used + size > width + 2:
                if rows == LEGEND_LINES:
                    text.append("…")
                    break
                text.append("\n")
                used, rows = 0, rows + 1
            colour = self.colours.of(table, self.app.current_theme.dark).rich_color
            text.append("■ ", Style(color=colour))
            text.append(f"{table} ")
            text.append(f"{count}  ", Style(dim=True))
            used += size
