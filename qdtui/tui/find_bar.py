"""The lines in which a person types: what to find in a text, and what to filter a list by.

Neither knows what is searched; they post what is wanted and show what they are told.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Final

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.message import Message
from textual.widgets import Input, Static

from qdtui.tui.commands import REGISTRY, Command
from qdtui.tui.i18n import Phrase
from qdtui.tui.steady import SteadyInput

FIND: Final = Phrase("在本文中查找", "find in this document")
FILTER: Final = Phrase("标题、来源、日期、表名、正文", "title, outlet, date, table, text")
HIT_OF: Final = Phrase("命中 {number}/{total}", "hit {number} of {total}")
NO_HIT: Final = Phrase("没有找到", "not found")


class FindInput(SteadyInput):
    """The input of a find bar. The keys stand here, since `Input` would take the arrows for itself."""

    COMMANDS: ClassVar[tuple[Command, ...]] = (
        Command(
            "find.next",
            "down",
            Phrase("下一处", "next"),
            Phrase("到下一处命中（也可用 ↵）", "To the next hit (also ↵)"),
        ),
        Command("find.previous", "up", Phrase("上一处", "previous"), Phrase("到上一处命中", "To the hit before")),
        Command("find.close", "escape", Phrase("关闭", "close"), Phrase("关闭查找", "Close find")),
    )
    BINDINGS = REGISTRY.bindings(COMMANDS)

    @dataclass
    class Step(Message):
        """Go to the next (1) or the previous (-1) hit."""

        by: int

    class Closed(Message):
        """A person is done with finding."""

    def action_next(self) -> None:
        """Ask for the next hit."""
        self.post_message(self.Step(1))

    def action_previous(self) -> None:
        """Ask for the hit before."""
        self.post_message(self.Step(-1))

    def action_close(self) -> None:
        """Ask to be closed."""
        self.post_message(self.Closed())


class FindBar(Horizontal):
    """An input with `hit 3 of 8` beside it."""

    DEFAULT_CSS = """
    FindBar { height: 1; dock: bottom; background: $boost; display: none; }
    FindBar.-open { display: block; }
    FindBar > Static { width: auto; padding: 0 1; color: $text-muted; }
    FindBar > Input { width: 1fr; height: 1; border: none; padding: 0 1; background: $boost; }
    FindBar > #find-sign { color: $text-accent; padding: 0 0 0 1; }
    """

    @dataclass
    class Wanted(Message):
        """Something else is to be found; empty for nothing."""

        text: str

    class Closed(Message):
        """The bar was closed."""

    def compose(self) -> ComposeResult:
        """Sign, input, count."""
        yield Static("/", id="find-sign", markup=False)
        yield FindInput(placeholder=FIND(), id="find", compact=True)
        yield Static(id="find-count", markup=False)

    @property
    def is_open(self) -> bool:
        """Whether the bar is shown."""
        return self.has_class("-open")

    def open(self) -> None:
        """Show the bar and type into it."""
        self.add_class("-open")
        self.query_one(Input).focus()

    def close(self) -> None:
        """Put the bar away; posts `Closed`."""
        if self.is_open:
            self.remove_class("-open")
            self.query_one(Input).clear()
            self.post_message(self.Closed())

    def reword(self) -> None:
        """Say the placeholder again."""
        self.query_one(FindInput).placeholder = FIND()

    def show_hit(self, number: int | None, total: int) -> None:
        """Show which of how many hits is the current one; None when there is none."""
        wanted = self.query_one(Input).value
        text = HIT_OF(number=number + 1, total=total) if number is not None else NO_HIT() if wanted else ""
        self.query_one("#find-count", Static).update(text)

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        self.post_message(self.Wanted(event.value))

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.post_message(FindInput.Step(1))

    @on(FindInput.Closed)
    def _finished(self) -> None:
        self.close()


class FilterInput(SteadyInput):
    """Filters a list as a person types; hidden while there is nothing in it and it has no focus."""

    COMMANDS: ClassVar[tuple[Command, ...]] = (
        Command(
            "filter.to_list",
            "down",
            Phrase("到列表", "to the list"),
            Phrase("到筛选出的列表（也可用 ↵）", "To the list (also ↵)"),
        ),
        Command("filter.drop", "escape", Phrase("清除", "clear"), Phrase("清除筛选", "Clear the filter")),
    )
    BINDINGS = REGISTRY.bindings(COMMANDS)
    DEFAULT_CSS = """
    FilterInput, FilterInput:focus { height: 1; border: none; padding: 0 1; background: $boost; display: none; }
    FilterInput.-open { display: block; }
    """

    class Left(Message):
        """A person wants to go on to the list."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name
        super().__init__(placeholder=FILTER(), id=id, compact=True)

    def open(self) -> None:
        """Show the input and type into it."""
        self.add_class("-open")
        self.focus()

    def action_to_list(self) -> None:
        """On to the list; with nothing typed, the input goes away."""
        self.set_class(bool(self.value), "-open")
        self.post_message(self.Left())

    def action_drop(self) -> None:
        """Clear the filter, and on to the list."""
        self.clear()
        self.action_to_list()

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.action_to_list()
