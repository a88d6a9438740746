"""What a search found: each document with its outlet, date and count, and below it the snippets with marked hits."""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from rich.style import Style
from textual.binding import Binding, BindingType

from qdtui.tui.cells import fit, width_of
from qdtui.tui.i18n import N_DOCUMENTS, UNTITLED, Phrase
from qdtui.tui.listing import Listing, Run
from qdtui.tui.search_words import IN_FIRST
from qdtui.tui.text import plain

if TYPE_CHECKING:
    from qdtui.store.search import Hit, SearchResult, Snippet

TIMES: Phrase = Phrase("{n} 处", "{n} hits", "1 hit")


def counted(hits: int, read: int, documents: int) -> list[str]:
    """Hits in so many documents; when only the best `read` of the documents were looked through, in those."""
    if documents > read:
        return [N_DOCUMENTS(n=documents), IN_FIRST(n=read, hits=TIMES(n=hits))]
    return [TIMES(n=hits), N_DOCUMENTS(n=read)]


class HitRow(NamedTuple):
    """A line of the list: a document, or one of its snippets."""

    hit: Hit
    rank: int
    snippet: Snippet | None

    @property
    def span(self) -> tuple[int, int] | None:
        """The first hit of the line in its document, when there is one."""
        snippet = self.snippet or next(iter(self.hit.snippets), None)
        if snippet is None or not snippet.marks:
            return None
        start, end = snippet.marks[0]
        return snippet.offset_in_document + start, snippet.offset_in_document + end


def rows_of(result: SearchResult) -> list[HitRow]:
    """The lines of a result."""
    return [HitRow(hit, rank, snippet) for rank, hit in enumerate(result.hits, 1) for snippet in (None, *hit.snippets)]


class HitList(Listing[HitRow]):
    """Documents and snippets, one line each."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "open", show=False, id="search.open")]
    COMPONENT_CLASSES: ClassVar[set[str]] = {"hits--title", "hits--detail", "hits--mark"}
    DEFAULT_CSS = """
    HitList > .hits--title { color: $foreground; text-style: bold; }
    HitList > .hits--detail { color: $text-muted; }
    HitList > .hits--mark { color: $text-warning; background: $warning-muted; text-style: bold; }
    """

    def action_open(self) -> None:
        """Choose the line under the cursor, by the name that the command has in Search."""
        self.action_choose()

    def draw(self, item: HitRow, line: int, width: int) -> list[Run]:
        """The document's line, or the snippet's with its first hit in view."""
        detail = Style(color=self.get_component_rich_style("hits--detail").color)
        if item.snippet is not None:
            return [("     ", detail), *self._snippet(item.snippet, width - 6, detail)]
        hit = item.hit
        times = TIMES(n=hit.count) if hit.count else ""
        about = "  ".join(part for part in (plain(hit.source or ""), hit.when, times) if part)
        about = fit(about, min(width_of(about), max(width // 2, 8)))
        room = max(width - 5 - width_of(about) - 2, 4)
        title = plain(hit.title or PurePath(hit.path).name) or UNTITLED()
        bold = Style(bold=True)
        return [(f"{item.rank:>3}  ", detail), (fit(title, room), bold), (f" {about} ", detail)]

    def _snippet(self, snippet: Snippet, width: int, detail: Style) -> list[Run]:
        """The text around the first hit, cut on both sides to `width` cells."""
        mark = self.get_component_rich_style("hits--mark")
        text = plain(snippet.text)
        first, last = snippet.marks[0] if snippet.marks else (0, 0)
        start = _window(text, first, last, width)
        runs: list[Run] = [("…" if start or snippet.cut[0] else " ", detail)]
        room = width - 2
        for begin, end, marked in _stretches(start, len(text), snippet.marks):
            piece = text[begin:end]
            if width_of(piece) > room:
                runs.append((fit(piece, room), mark if marked else Style.null()))
                return runs
            runs.append((piece, mark if marked else Style.null()))
            room -= width_of(piece)
        return [*runs, ("…", detail)] if snippet.cut[1] else runs


def _window(text: str, first: int, last: int, width: int) -> int:
    """Where to begin so that the hit `first`–`last` has a third of the line before it, or all that stands there."""
    before = max((width - width_of(text[first:last])) // 3, 0)
    if width_of(text) <= width:
        return 0
    start = first
    while start and before >= (size := width_of(text[start - 1])):
        before -= size
        start -= 1
    return start


def _stretches(start: int, end: int, marks: list[tuple[int, int]]) -> list[tuple[int, int, bool]]:
    """The text from `start` to `end` in stretches that are marked or not."""
    found: list[tuple[int, int, bool]] = []
    at = start
    for first, last in marks:
        if last <= at:
            continue
        if first > at:
            found.append((at, first, False))
        found.append((max(first, at), last, True))
        at = last
    return [*found, (at, end, False)] if at < end else found
