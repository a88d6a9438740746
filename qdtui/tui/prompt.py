"""A line that asks for one thing at the bottom of a place: a label, an input, and a hint that follows the typing."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input, Static

from qdtui.tui.commands import REGISTRY, Command
from qdtui.tui.i18n import Phrase
from qdtui.tui.steady import SteadyInput
from qdtui.tui.text import plain


class PromptInput(SteadyInput):
    """Where the answer is typed. The keys stand here, since `Input` would take Enter for itself, unnamed."""

    COMMANDS: ClassVar[tuple[Command, ...]] = (
        Command("prompt.answer", "enter", Phrase("确定", "done"), Phrase("用输入的内容", "Take what was typed")),
        Command(
            "prompt.complete",
            "tab",
            Phrase("补全", "complete"),
            Phrase("补全输入的内容，或换下一种", "Complete what was typed, or change to the next one"),
        ),
        Command("prompt.close", "escape", Phrase("取消", "cancel"), Phrase("取消输入", "Leave without an answer")),
    )
    BINDINGS = REGISTRY.bindings(COMMANDS)

    @property
    def prompt(self) -> Prompt:
        """The line that it stands in."""
        assert isinstance(self.parent, Prompt)
        return self.parent

    async def action_answer(self) -> None:
        """Answer with what was typed."""
        await self.action_submit()

    def action_complete(self) -> None:
        """Go on typing with what fits first."""
        self.prompt.action_complete()

    def action_close(self) -> None:
        """Leave without an answer."""
        self.prompt.action_close()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer to complete where there is something that does."""
        return self.prompt.completes if action == "complete" else super().check_action(action, parameters)


class Prompt(Horizontal):
    """Hidden until `ask`; Enter answers, Escape leaves, and the focus goes back to where it was."""

    DEFAULT_CSS = """
    Prompt { height: 1; dock: bottom; background: $panel; display: none; }
    Prompt.-open { display: block; }
    Prompt > .prompt--label { width: auto; padding: 0 1; color: $text-accent; text-style: bold; }
    Prompt > Input { width: 1fr; min-width: 16; background: $boost; }
    Prompt > .prompt--hint { width: auto; max-width: 68%; padding: 0 1; color: $text-muted; }
    Prompt > .prompt--hint.-wrong { color: $text-error; }
    """
    # Also where nothing completes: the key is not to lead out of the prompt.
    BINDINGS: ClassVar[list[BindingType]] = [Binding("tab", "complete", show=False)]

    def __init__(self) -> None:
        super().__init__()
        self._check: Callable[[str], str] = lambda _: ""
        self._then: Callable[[str], None] = lambda _: None
        self._complete: Callable[[str], str | None] | None = None
        self._back: Widget | None = None

    def compose(self) -> ComposeResult:
        """Label, input, hint."""
        yield Static(classes="prompt--label")
        yield PromptInput(compact=True)
        yield Static(classes="prompt--hint")

    def ask(
        self,
        label: str,
        value: str,
        check: Callable[[str], str],
        then: Callable[[str], None],
        complete: Callable[[str], str | None] | None = None,
    ) -> None:
        """Ask; `then` gets the text on Enter, `complete` gives the text that Tab makes of it.

        `check` gets the text at every change and returns a hint; when it raises ValueError, the
        message is shown as a fault and Enter does nothing.
        """
        self._check, self._then, self._complete = check, then, complete
        self._back = self.screen.focused
        self.query_one(".prompt--label", Static).update(Content(plain(label)))
        field = self.query_one(Input)
        with field.prevent(Input.Changed):
            field.value = value
        self._hint(value)
        self.add_class("-open")
        field.focus()
        field.cursor_position = len(value)

    def _hint(self, value: str) -> bool:
        hint = self.query_one(".prompt--hint", Static)
        try:
            said, wrong = self._check(value), False
        except ValueError as fault:
            said, wrong = str(fault), True
        hint.update(Content(plain(said)))
        hint.set_class(wrong and bool(value), "-wrong")
        return not wrong

    def hint_again(self) -> None:
        """Say the hint again, since what it knows has changed."""
        if self.has_class("-open"):
            self._hint(self.query_one(Input).value)

    @property
    def completes(self) -> bool:
        """Whether something completes what is typed."""
        return self._complete is not None

    def action_complete(self) -> None:
        """Go on typing with what fits first."""
        field = self.query_one(Input)
        if self._complete is not None and (completed := self._complete(field.value)) is not None:
            field.value = completed
            field.cursor_position = len(completed)

    def action_close(self) -> None:
        """Leave without an answer."""
        self.remove_class("-open")
        if self._back is not None and self._back.is_attached:
            self._back.focus()

    @on(Input.Changed)
    def _changed(self, event: Input.Changed) -> None:
        event.stop()
        self._hint(event.value)

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        if self._hint(event.value):
            self.action_close()
            self._then(event.value)
