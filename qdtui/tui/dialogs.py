"""The dialogs that set a document's publication date, title and outlet."""

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
TITLE_OF: Final = Phrase("标题", "Title")
OUTLET: Final = Phrase("来源", "Outlet")
AUTHOR: Final = Phrase("作者", "Author")
AS_FOUND: Final = Phrase("留空则恢复自动识别", "empty: as it was found")
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


class DetailDialog(ModalScreen[str | None]):
    """Asks for one thing about a document; dismissed with it, with an empty text to take it back, or with None."""

    TITLE_SHOWN: ClassVar[Phrase]
    PROMPT: ClassVar[Phrase] = AS_FOUND
    PLACEHOLDER: ClassVar[str] = ""
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "dismiss(None)", show=False)]
    DEFAULT_CSS = """
    DetailDialog { align: center middle; }
    DetailDialog > Vertical {
        width: 60; max-width: 90%; height: auto; padding: 1 2;
        background: $surface; border: round $border;
    }
    DetailDialog Static { height: auto; }
    DetailDialog #dialog-document { color: $text-muted; margin-bottom: 1; }
    DetailDialog #dialog-error { color: $text-muted; }
    DetailDialog #dialog-error.-wrong { color: $text-error; }
    DetailDialog #dialog-keys { color: $text-muted; margin-top: 1; }
    """

    def __init__(self, title: str, known: str) -> None:
        """`title` names the document, `known` is what is known now."""
        super().__init__()
        self._title = title
        self._known = known

    def read(self, text: str) -> str:
        """What was typed, normalised. Raises ValueError, whose message tells what is wrong."""
        return " ".join(text.split())

    def compose(self) -> ComposeResult:
        """Title, input, what is wrong with it."""
        with Vertical() as box:
            box.border_title = self.TITLE_SHOWN()
            yield Static(Text(plain(self._title)), id="dialog-document")
            yield Input(self._known, placeholder=self.PLACEHOLDER, id="dialog-input")
            yield Static(self.PROMPT(), id="dialog-error", markup=False)
            yield Static(KEYS(), id="dialog-keys", markup=False)

    @on(Input.Submitted)
    def save(self, event: Input.Submitted) -> None:
        """Close with what was typed, or say what is wrong."""
        try:
            self.dismiss(self.read(event.value))
        except ValueError as error:
            self.query_one("#dialog-error", Static).update(Text(str(error)))
            self.query_one("#dialog-error").add_class("-wrong")


class DateDialog(DetailDialog):
    """Asks for the publication date."""

    TITLE_SHOWN = TITLE
    PROMPT = PROMPT
    PLACEHOLDER = "YYYY-MM-DD"

    def read(self, text: str) -> str:
        """See `read_date`."""
        return read_date(text)


class TitleDialog(DetailDialog):
    """Asks for the title."""

    TITLE_SHOWN = TITLE_OF


class OutletDialog(DetailDialog):
    """Asks for the outlet."""

    TITLE_SHOWN = OUTLET


class AuthorDialog(DetailDialog):
    """Asks for the author."""

    TITLE_SHOWN = AUTHOR
