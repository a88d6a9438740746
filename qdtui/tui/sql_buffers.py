"""The open buffers of the SQL editor: which is in front, and the bar that names them."""

from __future__ import annotations

from typing import ClassVar

from textual.timer import Timer
from textual.widgets import TextArea

from qdtui.state import folder
from qdtui.tui.cells import one_line
from qdtui.tui.frame import Item, Line, fitted
from qdtui.tui.place import Context, Place
from qdtui.tui.sql_desk import SAVED_AFTER, Buffer, Desk, label
from qdtui.tui.sql_editor import SqlEditor
from qdtui.tui.sql_words import NOT_CLOSED, UNNAMED

NAME = 18
"""Cells of a buffer's name in the bar."""


class BufferBar(Line):
    """The buffers by what they are about, the one in front marked; not there while there is only one."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"buffer--front", "buffer--name"}
    DEFAULT_CSS = """
    BufferBar { background: $surface; }
    BufferBar .buffer--front { color: $block-cursor-foreground; background: $primary; }
    BufferBar .buffer--name { color: $text-muted; }
    """

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk

    def items(self, width: int) -> tuple[list[Item], list[Item]]:
        """As many as fit, with the one in front always among them."""
        made = []
        for number, buffer in enumerate(self._desk.buffers):
            name = fitted(one_line(label(buffer.text)) or UNNAMED(), NAME)
            part = "buffer--front" if number == self._desk.current else "buffer--name"
            made.append(Item([(f" {number + 1} {name} ", part)], f"buffer({number})", self.parent))
        first = 0
        while first < self._desk.current and sum(item.width for item in made[first : self._desk.current + 1]) > width:
            first += 1
        return made[first:], []

    def show(self) -> None:
        """Draw again after a change."""
        self.display = len(self._desk.buffers) > 1
        self.refresh()


class Buffers:
    """Moves texts between the desk and the editor."""

    def __init__(self, editor: SqlEditor, desk: Desk, bar: BufferBar) -> None:
        self.editor = editor
        self._desk = desk
        self._bar = bar

    @property
    def front(self) -> Buffer:
        """The buffer that the editor holds."""
        return self._desk.buffer

    def begin(self, first: str) -> None:
        """Show what was open last time, or `first`."""
        self._desk.read()
        if not self.front.text.strip():
            self.front.text = first
        self._show()

    def note(self) -> None:
        """Remember what the editor holds."""
        held = self.front
        if held.text != self.editor.text:
            held.text, held.changed = self.editor.text, True
        held.at = self.editor.cursor_offset_in_text
        self._bar.show()

    def add(self) -> None:
        """Open an empty buffer; where the one in front is empty already, it stays."""
        self._leave()
        if self.front.text.strip():
            self._desk.add()
        self._show()

    def step(self, by: int) -> None:
        """To the next buffer, or the one before."""
        self.to((self._desk.current + by) % len(self._desk.buffers))

    def to(self, number: int) -> None:
        """To the buffer with this place in the bar."""
        if 0 <= number < len(self._desk.buffers) and number != self._desk.current:
            self._leave()
            self._desk.current = number
            self._show()

    def close(self) -> None:
        """Close the buffer in front."""
        self._leave()
        self._desk.close()
        self._show()

    def reopen(self) -> bool:
        """Bring back the buffer that was closed last; False when there is none."""
        self._leave()
        found = self._desk.reopen() is not None
        self._show()
        return found

    def _leave(self) -> None:
        self.note()
        self.front.undo = self.editor.history

    def _show(self) -> None:
        buffer, editor = self.front, self.editor
        # Clearing a history would empty the one that the buffer before keeps.
        old = editor.history
        editor.history = type(old)(old.max_checkpoints, old.checkpoint_timer, old.checkpoint_max_characters)
        with editor.prevent(TextArea.Changed):
            editor.text = buffer.text
        if buffer.undo is not None:
            editor.history = buffer.undo
        editor.move_cursor(editor.location_of(buffer.at))
        self._bar.show()


class WithBuffers(Place):
    """A place whose editor has several buffers, written to disk soon after a change."""

    _buffers: Buffers

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._desk = Desk(folder())
        self._saving: Timer | None = None

    def note_change(self) -> None:
        """Remember what the editor holds, and write it when the typing pauses."""
        self._buffers.note()
        if self._saving is not None:
            self._saving.stop()
        self._saving = self.set_timer(SAVED_AFTER, self._save)

    def _save(self) -> None:
        self.run_worker(self._desk.write, thread=True, group="save", exit_on_error=False)

    def _moved_buffer(self) -> None:
        self._buffers.editor.mark_fault(None)
        self._buffers.editor.focus()
        self._save()

    def action_add_buffer(self) -> None:
        """Open an empty buffer."""
        self._buffers.add()
        self._moved_buffer()

    def action_next_buffer(self) -> None:
        """Bring the next buffer to the front."""
        self._buffers.step(1)
        self._moved_buffer()

    def action_previous_buffer(self) -> None:
        """Bring the buffer before to the front."""
        self._buffers.step(-1)
        self._moved_buffer()

    def action_buffer(self, number: int) -> None:
        """Bring a buffer to the front by its place in the bar."""
        self._buffers.to(number)
        self._moved_buffer()

    def action_close_buffer(self) -> None:
        """Close the buffer in front."""
        self._buffers.close()
        self._moved_buffer()

    def action_reopen_buffer(self) -> None:
        """Bring back the buffer that was closed last."""
        if not self._buffers.reopen():
            self.remark(NOT_CLOSED())
        self._moved_buffer()
