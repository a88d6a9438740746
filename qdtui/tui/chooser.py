"""A list over the place to choose from, narrowed while a person types, by words or by pinyin initials.

It either closes with the choice, or turns choices on and off and stays; what the cursor stands on can be shown behind
it at once (a theme, a heading).
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from typing import ClassVar, Final, NamedTuple

from rich.style import Style
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.timer import Timer
from textual.widgets import Input, Static

from qdtui.tui.cells import fit, width_of
from qdtui.tui.colours import faded
from qdtui.tui.i18n import Phrase
from qdtui.tui.initials import stands_in, warm
from qdtui.tui.listing import Listing, Run
from qdtui.tui.overlay import Overlay
from qdtui.tui.steady import SteadyInput
from qdtui.tui.text import plain

TYPE: Final = Phrase("输入以缩小范围（也可用拼音首字母）", "type to narrow the list (pinyin initials too)")
NONE_LEFT: Final = Phrase("没有符合的项 · 删去几个字再试，esc 取消", "nothing fits · take some of it away, esc cancels")
CHOOSE: Final = Phrase("↑↓ 选择 · ↵ 确定 · esc 取消", "↑↓ move · ↵ choose · esc cancel")
TOGGLE: Final = Phrase("↑↓ 选择 · ↵ 选中或取消 · esc 完成", "↑↓ move · ↵ on or off · esc done")
REST: Final = 0.12
"""Seconds without a key before what the cursor stands on is shown behind the list: a theme takes longer to show than
a letter to type."""
NOTE: Final = 12
"""Cells that a note has at least, however long the text beside it."""


class Choice(NamedTuple):
    """Something to choose, or a heading over some of them."""

    key: Hashable
    text: str
    note: str = ""
    """Stands at the right."""
    level: int = 0
    """How far it is set in."""
    heading: bool = False
    on: bool | None = None
    """Whether it is turned on; None where nothing is turned on and off."""
    colour: Style | None = None


class ChoiceList(Listing[Choice]):
    """Choices, one line each."""

    def draw(self, item: Choice, line: int, width: int) -> Sequence[Run]:
        """Mark, text and note."""
        if item.heading:
            return [(fit(f" {plain(item.text)}", width), faded(self) + Style(bold=True))]
        mark = "" if item.on is None else "● " if item.on else "○ "
        lead = " " * (1 + 2 * item.level) + mark
        note = plain(item.note)
        if note:  # cut, and said to be cut, where there is no room for all of it beside the text
            beside = max(width - width_of(lead) - width_of(plain(item.text)) - 2, NOTE)
            note = f" {fit(note, min(width_of(note), beside))} "
        room = max(width - width_of(lead) - width_of(note), 4)
        return [(lead, item.colour or Style.null()), (fit(plain(item.text), room), Style.null()), (note, faded(self))]

    def move_to(self, index: int, *, quiet: bool = False) -> None:
        """Pass over headings, in the direction of the move."""
        by = 1 if index >= self.cursor else -1
        while 0 <= index < len(self.items) and self.items[index].heading:
            index += by
        if 0 <= index < len(self.items):
            super().move_to(index, quiet=quiet)


class ChooserInput(SteadyInput):
    """What is typed; up and down move in the list."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "step('move', -1)", show=False),
        Binding("down", "step('move', 1)", show=False),
        Binding("pageup", "step('page', -1)", show=False),
        Binding("pagedown", "step('page', 1)", show=False),
    ]

    def action_step(self, how: str, by: int) -> None:
        """Move the cursor of the list."""
        listing = self.screen.query_one(ChoiceList)
        (listing.action_move if how == "move" else listing.action_page)(by)


class Chooser(Overlay[Choice | None]):
    """Dismissed with the choice, or with None."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "dismiss(None)", show=False)]
    DEFAULT_CSS = """
    Chooser { align: center middle; background: transparent; }
    Chooser > Vertical {
        width: 64; max-width: 90%; height: 70%; max-height: 28; padding: 0 1;
        background: $surface; border: round $primary;
        border-title-color: $text-primary; border-subtitle-color: $text-muted;
    }
    Chooser Input { height: 1; border: none; padding: 0 1; background: $boost; }
    Chooser ChoiceList { height: 1fr; background: $surface; }
    Chooser ChoiceList > .listing--cursor { background: $primary 50%; }
    Chooser #none { display: none; padding: 0 1; color: $text-muted; }
    Chooser.-none #none { display: block; }
    Chooser.-none ChoiceList { display: none; }
    """

    def __init__(
        self,
        title: str,
        choices: Sequence[Choice],
        *,
        at: Hashable = None,
        moved: Callable[[Choice], None] | None = None,
        toggle: Callable[[Choice], Sequence[Choice]] | None = None,
    ) -> None:
        """`at` is the key to begin with; `moved` is told where the cursor is.

        With `toggle` a choice does not close the list: it is called, and gives the choices as they are now.
        """
        super().__init__()
        self._title = title
        self._choices = choices
        self._at = at
        self._told = moved
        self._toggle = toggle
        self._resting: Timer | None = None

    def compose(self) -> ComposeResult:
        """Input, list."""
        with Vertical() as box:
            box.border_title = Content(plain(self._title))
            box.border_subtitle = Content((TOGGLE if self._toggle else CHOOSE)())
            yield ChooserInput(placeholder=TYPE(), compact=True)
            yield ChoiceList()
            yield Static(NONE_LEFT(), id="none", markup=False)

    def on_mount(self) -> None:
        """Show all, and type at once."""
        self._show(self._at)
        self.query_one(Input).focus()
        self.run_worker(warm, thread=True, group="pinyin", exit_on_error=False)

    def _show(self, at: Hashable) -> None:
        wanted = self.query_one(Input).value.casefold().split()
        shown = narrowed(self._choices, wanted)
        place = next((n for n, choice in enumerate(shown) if choice.key == at and not choice.heading), None)
        if place is None:
            place = next((n for n, choice in enumerate(shown) if not choice.heading), 0)
        self.query_one(ChoiceList).show(shown, place)
        self.set_class(not shown, "-none")

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        current = self.query_one(ChoiceList).current
        self._show(current.key if current else None)
        self._tell()

    @on(ChoiceList.Moved)
    def _moved(self, event: Listing.Moved) -> None:
        event.stop()
        self._tell()

    def _tell(self) -> None:
        if self._resting is not None:
            self._resting.stop()
        if self._told is not None:
            self._resting = self.set_timer(REST, self._rested)

    def _rested(self) -> None:
        current = self.query_one(ChoiceList).current
        if self._told is not None and current is not None and not current.heading:
            self._told(current)

    @on(Input.Submitted)
    @on(ChoiceList.Chosen)
    def _chosen(self, event: Input.Submitted | Listing.Chosen) -> None:
        event.stop()
        current = self.query_one(ChoiceList).current
        if current is None or current.heading:
            return
        if self._toggle is None:
            self.dismiss(current)
        else:
            self._choices = self._toggle(current)
            self._show(current.key)


def narrowed(choices: Sequence[Choice], words: Sequence[str]) -> list[Choice]:
    """The choices in which all `words` (case-folded) stand, and the headings over them."""
    shown: list[Choice] = []
    for choice in choices:
        if shown and shown[-1].heading and choice.heading:
            shown.pop()
        if choice.heading or all(stands_in(word, choice.text.casefold()) for word in words):
            shown.append(choice)
    if shown and shown[-1].heading:
        shown.pop()
    return shown
