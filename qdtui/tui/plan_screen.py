"""How DuckDB runs a statement: the plan, and on demand the plan with the time of each step."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import ScrollableContainer
from textual.content import Content
from textual.widgets import Static

from qdtui.tui.i18n import Phrase
from qdtui.tui.messages import CopyText
from qdtui.tui.overlay import Overlay
from qdtui.tui.sql_run import Ran
from qdtui.tui.text import plain_lines

PLAN: Phrase = Phrase("执行计划", "plan")
MEASURED: Phrase = Phrase("执行计划 · 实测", "plan · measured")
MEASURING: Phrase = Phrase("运行中 · esc 取消", "running · esc cancels")
KEYS: Phrase = Phrase("a 运行并计时 · y 复制 · esc 关闭", "a run and time it · y copy · esc close")


def plan_text(ran: Ran) -> str:
    """The drawing that EXPLAIN gave, or why there is none."""
    if ran.error is not None or ran.result is None:
        return f"{type(ran.error).__name__}: {ran.error}" if ran.error is not None else ""
    return "\n".join(str(row[-1]) for row in ran.result.all_rows())


class PlanScreen(Overlay[None]):
    """A plan as DuckDB draws it."""

    DEFAULT_CSS = """
    PlanScreen { align: center middle; background: $background 60%; }
    PlanScreen > ScrollableContainer {
        width: 92%; height: 86%; background: $surface; border: round $primary; padding: 0 1;
        border-title-color: $text-primary; border-subtitle-color: $text-muted;
    }
    PlanScreen Static { width: auto; height: auto; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q", "close", show=False),
        Binding("a", "measure", show=False),
        Binding("y", "copy", show=False),
    ]

    def __init__(self, text: str, measure: Callable[[], str], cancel: Callable[[], None]) -> None:
        """`measure` runs the statement in this thread and gives the plan with times; `cancel` stops it."""
        super().__init__()
        self._text = text
        self._measure = measure
        self._cancel = cancel
        self.running = False

    def compose(self) -> ComposeResult:
        """The drawing, which may be wider and longer than the screen."""
        with ScrollableContainer() as frame:
            frame.border_title = Content(PLAN())
            frame.border_subtitle = Content(KEYS())
            yield Static(Content(plain_lines(self._text)))

    def on_mount(self) -> None:
        """The keys scroll."""
        self.query_one(ScrollableContainer).focus()

    def action_measure(self) -> None:
        """Run the statement and show what each step took."""
        if self.running:
            return
        self.running = True
        self.query_one(ScrollableContainer).border_title = Content(MEASURING())

        def work() -> None:
            self.app.call_later(self._take, self._measure())

        self.run_worker(work, thread=True, group="plan", exit_on_error=False)

    def _take(self, text: str) -> None:
        self.running = False
        if self.is_attached:
            self._text = text
            self.query_one(ScrollableContainer).border_title = Content(MEASURED())
            self.query_one(Static).update(Content(plain_lines(text)))

    def action_copy(self) -> None:
        """Copy the drawing."""
        self.app.post_message(CopyText(self._text, PLAN()))

    def action_close(self) -> None:
        """Stop what runs, or close."""
        if self.running:
            self._cancel()
        else:
            self.dismiss()

    def leave(self) -> None:
        """Do what escape does."""
        self.action_close()
