"""A SQL editor: colours from DuckDB's own tokenizer, a marked fault, and the statement under the cursor."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Collection
from itertools import accumulate
from typing import Any, ClassVar

from rich.style import Style
from rich.text import Text
from textual import events
from textual.widgets import TextArea
from textual.widgets.text_area import Selection

from qdtui.tui.sql_text import Statement, statement_at, statements
from qdtui.tui.text import plain

KINDS: tuple[str, ...] = ("keyword", "string", "number", "comment", "operator", "function", "fault")

_KINDS_OF = {
    "keyword": "keyword",
    "string_const": "string",
    "numeric_const": "number",
    "comment": "comment",
    "operator": "operator",
}
"""The colour of a token, by its type in `duckdb.tokenize`."""

Location = tuple[int, int]


class SqlEditor(TextArea):
    """A text area for SQL. `duckdb` may be given later: until it is imported the text has no colours."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {f"sql--{kind}" for kind in KINDS}
    DEFAULT_CSS = """
    SqlEditor {
        border: none;
        padding: 0;
        background: $background;
        scrollbar-size-vertical: 1;
        & .sql--keyword { color: $text-primary; text-style: bold; }
        & .sql--string { color: $text-success; }
        & .sql--number { color: $text-warning; }
        & .sql--comment { color: $text-muted; text-style: italic; }
        & .sql--operator { color: $foreground; }
        & .sql--function { color: $text-accent; }
        & .sql--fault { color: $text-error; text-style: underline bold; }
        &:focus { border: none; }
    }
    """

    def __init__(self, text: str = "", *, read_only: bool = False, line_numbers: bool = True) -> None:
        self._duckdb: Any = None
        self._names: Collection[str] = ()
        self._fault: tuple[int, int] | None = None
        self.first_claim: Callable[[str], bool] | None = None
        """Asked about every key before the editor acts on it; True when it took the key."""
        super().__init__(
            text,
            read_only=read_only,
            show_line_numbers=line_numbers,
            soft_wrap=True,
            tab_behavior="focus",
            highlight_cursor_line=False,
        )

    async def _on_key(self, event: events.Key) -> None:
        """Offer the key to a list of completions first."""
        if self.first_claim is not None and self.first_claim(event.key):
            event.stop()
            event.prevent_default()

    def on_resize(self) -> None:
        """Draw every line anew: the text area wraps them anew, but leaves those on screen as they were."""
        self.refresh()

    def get_line(self, line_index: int) -> Text:
        """A line for the screen: SQL made from a document's text may hold control characters."""
        return Text(plain(self.document.get_line(line_index)), end="", no_wrap=True)

    # -- positions -------------------------------------------------------------------------------

    def offset_of(self, location: Location) -> int:
        """The code point offset in the whole text of a (line, column)."""
        lines = self.document.lines
        return sum(len(line) + 1 for line in lines[: location[0]]) + location[1]

    def location_of(self, offset: int) -> Location:
        """The (line, column) of a code point offset in the whole text."""
        starts = [0, *accumulate(len(line) + 1 for line in self.document.lines)]
        line = min(bisect_right(starts, offset) - 1, len(self.document.lines) - 1)
        return line, min(offset - starts[line], len(self.document.lines[line]))

    @property
    def cursor_offset_in_text(self) -> int:
        """Where the cursor is, in code points of the whole text."""
        return self.offset_of(self.cursor_location)

    def statements_to_run(self, *, everything: bool = False) -> list[Statement]:
        """What F5 runs: the selection, or else the statement at the cursor, or all of them."""
        if not everything and self.selected_text.strip():
            start = min(self.offset_of(self.selection.start), self.offset_of(self.selection.end))
            return [Statement(s.text, s.start + start, s.end + start) for s in statements(self.selected_text)]
        if everything:
            return statements(self.text)
        found = statement_at(self.text, self.cursor_offset_in_text)
        return [found] if found else []

    def put(self, start: int, end: int, text: str) -> None:
        """Replace a range (offsets) as if it were typed, so that undo takes it back."""
        self.replace(text, self.location_of(start), self.location_of(end), maintain_selection_offset=False)
        self.move_cursor(self.location_of(start + len(text)))

    # -- colours ---------------------------------------------------------------------------------

    def colour_with(self, duckdb: Any, names: Collection[str] = ()) -> None:
        """Colour the text from now on with the tokenizer of the module `duckdb`.

        `names` (lower case) are names although they are keywords too, such as `value` or `level`.
        """
        self._duckdb, self._names = duckdb, names
        self._build_highlight_map()
        self.refresh()

    def mark_fault(self, start: int | None, end: int = 0) -> None:
        """Mark a range as at fault until the text changes, and bring it into view; None takes the mark away."""
        self._fault = (start, max(end, start + 1)) if start is not None else None
        self._build_highlight_map()
        if start is not None:
            self.selection = Selection.cursor(self.location_of(start))
        self.refresh()

    def edit(self, edit: Any) -> Any:
        """A change of the text takes the mark of a fault away."""
        self._fault = None
        return super().edit(edit)

    def _build_highlight_map(self) -> None:
        self._line_cache.clear()
        self._highlights.clear()
        if self._duckdb is None:
            return
        lines = [line.encode() for line in self.document.lines]
        starts = [0, *accumulate(len(line) + 1 for line in lines)]
        source = b"\n".join(lines)
        found = self._duckdb.tokenize(source.decode())
        ends = [*(token[0] for token in found), len(source)][1:]
        for (start, kind), end in zip(found, ends, strict=True):
            token = source[start:end].rstrip()
            called = source[end : end + 1] == b"(" or source[start + len(token) : end + 1].strip() == b"("
            name = "function" if called and kind.name == "identifier" else _KINDS_OF.get(kind.name, "")
            if name == "keyword" and token.decode().lower() in self._names:
                name = ""
            if token == b".":  # to some versions of DuckDB the point between two names is a number
                name = "operator"
            self._highlight(starts, lines, start, start + len(token), name)
        if self._fault is not None:
            text = source.decode()
            first, last = (len(text[:at].encode()) for at in self._fault)
            self._highlight(starts, lines, first, last, "fault")

    def _highlight(self, starts: list[int], lines: list[bytes], start: int, end: int, name: str) -> None:
        """Enter a range of UTF-8 offsets of the whole text, line by line."""
        line = bisect_right(starts, start) - 1
        while line < len(lines) and starts[line] < end:
            first, last = max(start - starts[line], 0), min(end - starts[line], len(lines[line]))
            if first < last:
                self._highlights[line].append((first, last, name))
            line += 1

    def _set_theme(self, theme: str) -> None:
        super()._set_theme(theme)
        self._take_inks()

    def notify_style_update(self) -> None:
        """Take the colours of the app's theme."""
        super().notify_style_update()
        self._take_inks()

    def _take_inks(self) -> None:
        # Before the first styling the component styles, which the colours come from, are not known.
        if "sql--keyword" in self._component_styles:
            self._theme.syntax_styles = {kind: self._ink(kind) for kind in KINDS}
            self._line_cache.clear()

    def _ink(self, kind: str) -> Style:
        style = self.get_component_rich_style(f"sql--{kind}")
        return Style(color=style.color, bold=style.bold, italic=style.italic, underline=style.underline)
