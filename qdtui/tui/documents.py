"""The place Documents: the list of documents, the reader, and the facts of the document."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.widgets import Static

from qdtui.tui.commands import REGISTRY, Command
from qdtui.tui.place import Place


class Documents(Place):
    """Documents beside their facts."""

    PLACE_ID: ClassVar[str] = "documents"
    COMMANDS: ClassVar[tuple[Command, ...]] = ()
    BINDINGS = REGISTRY.bindings(COMMANDS)

    def compose(self) -> ComposeResult:
        """Nothing yet."""
        yield Static("documents")
