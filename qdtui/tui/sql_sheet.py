"""The SQL of what is on screen, to read, copy or take into the SQL place."""

from __future__ import annotations

from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content

from qdtui.tui.i18n import Phrase
from qdtui.tui.messages import CopyText, ShowSql
from qdtui.tui.overlay import Overlay
from qdtui.tui.sql_editor import SqlEditor

SHEET_KEYS = Phrase("y 复制 · e 在 SQL 中编辑 · esc 关闭", "y copy · e edit in SQL · esc close")
SHEET_TITLE = Phrase("此视图的 SQL", "The SQL of this view")


class SqlSheet(Overlay[None]):
    """Read-only SQL over the place that shows its result."""

    DEFAULT_CSS = """
    SqlSheet { align: center middle; background: $background 60%; }
    SqlSheet > Vertical {
        width: 90%; max-width: 110; height: auto; max-height: 80%;
        background: $surface; border: round $primary; padding: 0 1;
        border-title-color: $text-primary; border-subtitle-color: $text-muted;
    }
    SqlSheet SqlEditor { height: auto; max-height: 30; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,enter", "dismiss", show=False),
        Binding("y", "copy", show=False),
        Binding("e", "edit", show=False),
    ]

    def __init__(self, sql: str) -> None:
        super().__init__()
        self._sql = sql

    def compose(self) -> ComposeResult:
        """The text in its colours."""
        with Vertical() as frame:
            frame.border_title = Content(SHEET_TITLE())
            frame.border_subtitle = Content(SHEET_KEYS())
            yield SqlEditor(self._sql, read_only=True, line_numbers=False)

    def on_mount(self) -> None:
        """Colour the text when DuckDB is there; it is, since its rows are on screen."""
        import duckdb

        editor = self.query_one(SqlEditor)
        editor.colour_with(duckdb)
        editor.focus()

    def action_copy(self) -> None:
        """Copy the SQL."""
        self.app.post_message(CopyText(self._sql, "SQL"))
        self.dismiss()

    def action_edit(self) -> None:
        """Take the SQL into the SQL place."""
        app: Any = self.app
        self.dismiss()
        app.post_message(ShowSql(self._sql))
