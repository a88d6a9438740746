"""What the place SQL offers while a person types: the list of candidates at the cursor, its keys, and what it puts in."""

from __future__ import annotations

from textual import events, on
from textual.widgets import TextArea

from qdtui.tui.completion_list import CompletionList
from qdtui.tui.place import Context
from qdtui.tui.sql_buffers import WithBuffers
from qdtui.tui.sql_complete import Catalog, complete


class WithCompletion(WithBuffers):
    """A place whose editor completes the names of tables, columns and functions."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._names = Catalog()
        self._begun: float | None = None
        """When the query that runs was begun, on the performance counter."""

    def offer(self, *, asked: bool = False) -> None:
        """Offer what could stand at the cursor."""
        editor, popup = self._buffers.editor, self.query_one(CompletionList)
        if self._begun is not None and not asked:
            return
        completion = complete(editor.text, editor.cursor_offset_in_text, self._names, asked=asked)
        at = editor.cursor_screen_offset
        if completion is not None:
            at = at - (editor.cursor_offset_in_text - completion.start + 3, 0)
        popup.offer(completion, at)

    @on(TextArea.Changed)
    def _changed(self, event: TextArea.Changed) -> None:
        event.stop()
        self.note_change()
        if self._buffers.editor.has_focus:
            self.call_after_refresh(self.offer)

    @on(TextArea.SelectionChanged)
    def _cursor_moved(self, event: TextArea.SelectionChanged) -> None:
        event.stop()
        popup = self.query_one(CompletionList)
        if popup.open and self._buffers.editor.cursor_offset_in_text < popup.start:
            popup.close()

    @on(CompletionList.Chosen)
    def _complete_with(self, event: CompletionList.Chosen) -> None:
        event.stop()
        self._accept()

    def on_descendant_blur(self, event: events.DescendantBlur) -> None:
        """The candidates go away when the editor is left."""
        if event.widget is self._buffers.editor:
            self.query_one(CompletionList).close()

    def _claim(self, key: str) -> bool:
        """Keys that belong to the list of candidates while it is open."""
        popup = self.query_one(CompletionList)
        if not popup.open:
            return False
        if key in ("up", "down"):
            popup.action_move(1 if key == "down" else -1)
        elif key in ("pageup", "pagedown"):
            popup.action_page(1 if key == "pagedown" else -1)
        elif key in ("enter", "tab"):
            self._accept()
        elif key == "escape":
            popup.close()
        else:
            if key in ("left", "right", "home", "end"):
                popup.close()
            return False
        return True

    def _accept(self) -> None:
        popup = self.query_one(CompletionList)
        candidate = popup.current
        popup.close()
        if candidate is not None:
            text = candidate.text + ("(" if candidate.kind == "function" else "")
            self._buffers.editor.put(popup.start, self._buffers.editor.cursor_offset_in_text, text)
            # The change that this makes must not offer the same candidates again.
            self.call_after_refresh(self.call_after_refresh, popup.close)
