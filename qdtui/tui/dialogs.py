"""The dialog that sets a document's publication date."""

from __future__ import annotations

import re
from datetime import date
from typing import ClassVar, Final

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from qdtui.tui.i18n import Phrase
from qdtui.tui.text import plain

TITLE: Final = Phrase("发布日期", "Publication date")
PROMPT: Final = Phrase(
    "YYYY、YYYY-MM 或 YYYY-MM-DD；留空则恢复自动识别", "YYYY, YYYY-MM or YYYY-MM-DD; empty: as it was found"
)
WRONG_FORM: Final = Phrase("请写成 2024、2024-07 或 2024-07-03", "Write it as 2024, 2024-07 or 2024-07-03")
NO_SUCH_DAY: Final = Phrase("没有这一天：{text}", "There is no such day: {text}")
KEYS: Final = Phrase("↵ 保存   esc 取消", "↵ save   esc cancel")

FIRST_YEAR: Final = 1900
LAST_YEAR: Final = 2199
_FORM: Final = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")


def read_date(text: str) -> str:
    """A date as a person types it (`2024`, `2024-7`, `2024-07-03`), normalised; empty stays empty.

    Raises ValueError, whose message tells what is wrong.
    """
    text = text.strip()
    if not text:
        return ""
    found = _FORM.fullmatch(text)
    if found is None:
        raise ValueError(WRONG_FORM())
    year, month, day = (int(part) if part else None for part in found.groups())
    try:
        if year is None or not FIRST_YEAR <= year <= LAST_YEAR:
            raise ValueError
        date(year, month or 1, day or 1)
    except ValueError:
        raise ValueError(NO_SUCH_DAY(text=text)) from None
    return "-".join(f"{part:02d}" for part in (year, month, day) if part is not None)


class DateDialog(ModalScreen[str | None]):
    """Asks for a date; dismissed with the date, with an empty text to take a set date back, or with None."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "dismiss(None)", show=False)]
    DEFAULT_CSS = """
    DateDialog { align: center middle; }
    DateDialog > Vertical {
        width: 60; max-width: 90%; height: auto; padding: 1 2;
        background: $surface; border: round $border;
    }
    DateDialog Static { height: auto; }
    DateDialog #date-document { color: $text-muted; margin-bottom: 1; }
    DateDialog #date-error { color: $text-muted; }
    DateDialog #date-error.-wrong { color: $text-error; }
    DateDialog #date-keys { color: $text-muted; margin-top: 1; }
    """

    def __init__(self, title: str, known: str) -> None:
        """`title` names the document, `known` is what is known of its date."""
        super().__init__()
        self._title = title
        self._known = known

    def compose(self) -> ComposeResult:
        """Title, input, what is wrong with it."""
        with Vertical() as box:
            box.border_title = TITLE()
            yield Static(Text(plain(self._title)), id="date-document")
            yield Input(self._known, placeholder="YYYY-MM-DD", id="date-input")
            yield Static(PROMPT(), id="date-error", markup=False)
            yield Static(KEYS(), id="date-keys", markup=False)

    @on(Input.Submitted)
    def save(self, event: Input.Submitted) -> None:
        """Close with the date, or say what is wrong."""
        try:
            self.dismiss(read_date(event.value))
        except ValueError as error:
            self.query_one("#date-error", Static).update(Text(str(error)))
            self.query_one("#date-error").add_class("-wrong")
