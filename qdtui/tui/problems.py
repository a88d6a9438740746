"""The screen of problems: files that could not be read and plugins that failed, each with its reason in full."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, Final

from rich.style import Style
from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.widgets import Static

from qdtui.tui.i18n import Phrase
from qdtui.tui.load_reasons import reason_in_words
from qdtui.tui.overlay import Overlay
from qdtui.tui.text import plain

if TYPE_CHECKING:
    from qdtui.store.read import PluginInfo
    from qdtui.store.records import Problem

TITLE: Final = Phrase("问题", "Problems")
CLOSE: Final = Phrase("esc 关闭", "esc close")
PLUGINS: Final = Phrase("出错的插件", "Plugins that failed")
NOT_RUN: Final = Phrase("未运行的插件", "Plugins that were not run")
FILES: Final = Phrase("未能读取的文件", "Files that could not be read")
IN_DOCUMENTS: Final = Phrase("插件在单篇文档中出错", "Plugins that failed on a document")
KEYS: Final = Phrase("config.toml 中未采用的按键", "Keys of config.toml that were not taken")
NONE: Final = Phrase(
    "没有问题：所有文件都已读取，所有插件都正常。", "No problems: every file was read and every plugin works."
)
GOOD: Final = "ok"
UNTRUSTED: Final = ("not trusted yet", "refused")
"""States of plugins whose code nobody allowed."""


class ProblemsScreen(Overlay[None]):
    """All problems of the last update, wrapped, never cut."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,q,p", "dismiss", show=False)]
    DEFAULT_CSS = """
    ProblemsScreen { align: center middle; }
    ProblemsScreen > VerticalScroll {
        width: 90%; height: auto; max-height: 90%; padding: 0 2 1 2;
        background: $surface; border: round $border; scrollbar-size-vertical: 1;
    }
    ProblemsScreen Static { height: auto; width: 1fr; }
    """

    def __init__(self, problems: Sequence[Problem], plugins: Sequence[PluginInfo], key_faults: Sequence[str]) -> None:
        super().__init__()
        self._problems = problems
        self._plugins = plugins
        self._key_faults = key_faults

    def compose(self) -> ComposeResult:
        """One text."""
        with VerticalScroll() as box:
            box.border_title = TITLE()
            box.border_subtitle = CLOSE()
            yield Static(self._text())

    def _text(self) -> Text:
        text = Text()
        for title, untrusted in ((PLUGINS, False), (NOT_RUN, True)):
            named = [
                (f"{plugin.name} · {plugin.source}", plugin.error or plugin.status)
                for plugin in self._plugins
                if plugin.status != GOOD and (plugin.status in UNTRUSTED) is untrusted
            ]
            _group(text, title(), named)
        _group(text, FILES(), [(p.path or "", p.reason) for p in self._problems if not p.extractor])
        in_documents = [
            (f"{p.extractor} · {Path(p.path).name if p.path else ''}", p.reason)
            for p in self._problems
            if p.extractor and p.stage != "plugin"
        ]
        _group(text, IN_DOCUMENTS(), in_documents)
        _group(text, KEYS(), [("[keys]", fault) for fault in self._key_faults])
        if not text:
            text.append(f"\n{NONE()}\n")
        return text


def _group(text: Text, title: str, entries: Iterable[tuple[str, str]]) -> None:
    for number, (name, reason) in enumerate(entries):
        if number == 0:
            text.append(f"\n{title}\n", Style(bold=True, underline=True))
        text.append(f"\n{plain(name.strip(' ·'))}\n", Style(bold=True))
        for line in reason_in_words(reason).splitlines():
            text.append(f"{plain(line)}\n")
