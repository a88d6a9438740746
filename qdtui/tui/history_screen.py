"""The SQL that was run before, to find by words and take back into the editor."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from rich.style import Style
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input

from qdtui.tui.cells import fit, one_line
from qdtui.tui.i18n import Phrase
from qdtui.tui.initials import warm
from qdtui.tui.listing import Listing, Run
from qdtui.tui.overlay import Overlay
from qdtui.tui.said import Said
from qdtui.tui.sql_history import Entry, matching

if TYPE_CHECKING:
    from qdtui.tui.sql_history import Outcome

HISTORY: Phrase = Phrase("历史查询 {n}", "history {n}")
HISTORY_KEYS: Phrase = Phrase("↵ 放回编辑器 · ↑↓ 选择 · esc 关闭", "↵ into the editor · ↑↓ choose · esc close")
FIND: Phrase = Phrase("按词查找（也可用拼音首字母）", "find by words (pinyin initials too)")
NOTHING_RUN: Phrase = Phrase(
    "还没有运行过查询\nesc 关闭，F5 运行光标处的语句", "no query was run yet\nesc closes, F5 runs the one at the cursor"
)
NOTHING_FITS: Phrase = Phrase(
    "没有符合的查询\n删去几个字再试，esc 关闭", "no query fits\ntake some of it away, esc closes"
)
SIGNS: dict[Outcome, str] = {"ok": "✓", "error": "✗", "cancelled": "◌"}


class EntryList(Listing[Entry]):
    """Runs, one line each."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"entry--detail", "entry--error"}
    DEFAULT_CSS = """
    EntryList > .entry--detail { color: $text-muted; }
    EntryList > .entry--error { color: $text-error; }
    """

    def draw(self, item: Entry, line: int, width: int) -> list[Run]:
        """How it went, when, rows and time, and the text in one line."""
        part = "entry--error" if item.outcome == "error" else "entry--detail"
        style = Style(color=self.get_component_rich_style(part).color)
        detail = f" {SIGNS[item.outcome]} {item.at[5:16]} {item.rows:>7,} {item.milliseconds:>7,.0f} ms  "
        return [(detail, style), (fit(one_line(" ".join(item.sql.split())), max(width - len(detail), 4)), Style.null())]


class HistoryScreen(Overlay[str | None]):
    """Closes with the chosen text, or None."""

    DEFAULT_CSS = """
    HistoryScreen { align: center middle; background: $background 60%; }
    HistoryScreen > Vertical {
        width: 92%; height: 80%; background: $surface; border: round $primary; padding: 0 1;
        border-title-color: $text-primary; border-subtitle-color: $text-muted;
    }
    HistoryScreen Input { margin: 0 0 1 0; }
    HistoryScreen EntryList { height: 1fr; }
    HistoryScreen Said { height: 1fr; padding: 0 1; color: $text-muted; display: none; }
    HistoryScreen.-none Said { display: block; }
    HistoryScreen.-none EntryList { display: none; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(None)", show=False),
        Binding("up", "move(-1)", show=False, priority=True),
        Binding("down", "move(1)", show=False, priority=True),
        Binding("enter", "choose", show=False, priority=True),
    ]

    def __init__(self, entries: Sequence[Entry]) -> None:
        super().__init__()
        self._entries = entries

    def compose(self) -> ComposeResult:
        """The words to find, and the runs that hold them."""
        with Vertical() as frame:
            frame.border_subtitle = Content(HISTORY_KEYS())
            yield Input(placeholder=FIND(), compact=True)
            yield EntryList()
            yield Said()

    def on_mount(self) -> None:
        """Show everything, newest first."""
        self.query_one(Input).focus()
        self._find("")
        self.run_worker(warm, thread=True, group="pinyin", exit_on_error=False)

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        self._find(event.value)

    def _find(self, wanted: str) -> None:
        found = matching(self._entries, wanted)
        self.query_one(EntryList).show(found)
        self.query_one(Said).say((NOTHING_FITS if self._entries else NOTHING_RUN)())
        self.set_class(not found, "-none")
        self.query_one(Vertical).border_title = Content(HISTORY(n=len(found)))

    def action_move(self, by: int) -> None:
        """Another entry, while the focus stays in the input."""
        self.query_one(EntryList).action_move(by)

    def action_choose(self) -> None:
        """Close with the entry under the cursor."""
        entry = self.query_one(EntryList).current
        self.dismiss(entry.sql if entry is not None else None)

    @on(EntryList.Chosen)
    def _clicked(self, event: EntryList.Chosen) -> None:
        event.stop()
        self.action_choose()
