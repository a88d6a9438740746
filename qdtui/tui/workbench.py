"""The workbench: a plugin in a person's own editor, and at each save the rows that it gains, loses and changes.

Nothing is written while it is open; when it is left after a change, the file is brought up to date, which does only
that plugin's rows again.
"""

from __future__ import annotations

import os
import shlex
import subprocess
from collections.abc import Sequence
from contextlib import suppress
from itertools import islice
from pathlib import Path
from threading import Event, Thread
from typing import TYPE_CHECKING, ClassVar, Final

from rich.style import Style
from textual import on
from textual.app import ComposeResult, SuspendNotSupported
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from qdtui.dev import Change, Round, Tried, change_line, changes, run_round, saves
from qdtui.tui.cells import fit, one_line
from qdtui.tui.i18n import Phrase
from qdtui.tui.listing import Listing, Run
from qdtui.tui.messages import OpenDocument
from qdtui.tui.overlay import Overlay
from qdtui.tui.text import plain, plain_lines

if TYPE_CHECKING:
    from qdtui.config import Config

TITLE: Final = Phrase("工作台 · {name}", "workbench · {name}")
CHOOSE: Final = Phrase("工作台 · 选择插件", "workbench · choose a plugin")
KEYS: Final = Phrase(
    "e 编辑 · a 此文档/全部 · r 重跑 · ↵ 打开原文 · esc 关闭", "e edit · a this/all · r again · ↵ its text · esc close"
)
CHOOSE_KEYS: Final = Phrase("↵ 选用 · esc 关闭", "↵ choose · esc close")
RUNNING: Final = Phrase("正在运行……", "running…")
HERE: Final = Phrase("此文档", "this document")
ALL: Final = Phrase("全部文档（{n} 篇）", "all documents ({n})")
COUNTS: Final = Phrase(
    "{scope} · {rows} 行：+{gained} −{lost} ~{changed} · {ms} 毫秒",
    "{scope} · {rows} rows: +{gained} −{lost} ~{changed} · {ms} ms",
)
NO_EDITOR: Final = Phrase(
    "没有设置编辑器：请设置环境变量 VISUAL 或 EDITOR，或另开终端编辑",
    "no editor: set VISUAL or EDITOR, or edit in another terminal",
)
NO_PLUGINS: Final = Phrase(
    "还没有自己的插件。\n\nqdtui new-plugin 名称 写出一个开头；把它的文件夹写进 config.toml 的 [plugins] folders",
    "There are no plugins of your own yet.\n\nqdtui new-plugin NAME writes the beginning of one; name its folder in "
    "config.toml under [plugins] folders",
)
SAME: Final = Phrase("没有变化；保存插件后这里显示增减的行", "no change; what a save of the plugin changes stands here")

Entry = Change | str
"""A changed row, or what went wrong."""


def own_plugins(config: Config) -> list[Path]:
    """The files of the plugin folders that a person names, by name."""
    found: list[Path] = []
    for folder in config.plugin_folders:
        if folder.is_dir():
            found += [p for p in folder.iterdir() if p.suffix in (".py", ".toml") and not p.name.startswith(("_", "."))]
        elif folder.is_file():
            found.append(folder)
    return sorted(found, key=lambda path: path.name)


class ChangeList(Listing[Entry]):
    """Changes and faults, one line each; or the plugins to choose from."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"bench--gained", "bench--lost", "bench--changed", "bench--fault"}
    DEFAULT_CSS = """
    ChangeList > .bench--gained { color: $text-success; }
    ChangeList > .bench--lost { color: $text-error; }
    ChangeList > .bench--changed { color: $text-warning; }
    ChangeList > .bench--fault { color: $text-error; text-style: bold; }
    """
    PARTS: ClassVar[dict[str, str]] = {"+": "bench--gained", "-": "bench--lost", "~": "bench--changed"}

    def draw(self, item: Entry, line: int, width: int) -> list[Run]:
        """The change as `qdtui dev` prints it."""
        if isinstance(item, str):
            return [(fit(one_line(item), width), self._ink("bench--fault"))]
        return [(fit(one_line(change_line(item)), width), self._ink(self.PARTS[item.kind]))]

    def _ink(self, part: str) -> Style:
        style = self.get_component_rich_style(part)
        return Style(color=style.color, bold=style.bold)


class Names(Listing[Path]):
    """The plugins to choose from."""

    def draw(self, item: Path, line: int, width: int) -> list[Run]:
        """The file and its folder."""
        return [(fit(one_line(f" {item.name}  {item.parent}"), width), Style.null())]


class Workbench(Overlay[bool]):
    """Closes with True when the plugin was changed meanwhile."""

    DEFAULT_CSS = """
    Workbench { align: center middle; background: $background 60%; }
    Workbench > Vertical {
        width: 96%; height: 90%; background: $surface; border: round $primary; padding: 0 1;
        border-title-color: $text-primary; border-subtitle-color: $text-muted;
    }
    Workbench #said { height: auto; color: $text-muted; padding: 0 0 1 0; }
    Workbench Listing { height: 1fr; }
    Workbench ChangeList { display: none; }
    Workbench.-chosen ChangeList { display: block; }
    Workbench.-chosen Names { display: none; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q", "leave", show=False),
        Binding("e", "edit", show=False),
        Binding("a", "scope", show=False),
        Binding("r", "again", show=False),
    ]

    def __init__(self, config: Config, here: str | None, documents: Sequence[tuple[str, str]]) -> None:
        """`here` is the doc_id of the open document, `documents` are (doc_id, path) of all.

        Documents inside of archives and tables are left out: the plugin is run on files.
        """
        super().__init__()
        self._config = config
        folder = config.database.absolute().parent  # what paths in the file are relative to
        self._documents = [(doc_id, folder / path) for doc_id, path in documents if (folder / path).is_file()]
        self._here = dict(self._documents).get(here or "")
        self._everywhere = self._here is None
        self._plugins = own_plugins(config)
        self._plugin: Path | None = self._plugins[0] if len(self._plugins) == 1 else None
        self._before: dict[bool, Round] = {}
        """The round before, of this document (False) and of all (True)."""
        self._changed = False
        self._number = 0
        self._left = Event()

    def compose(self) -> ComposeResult:
        """What is said, and the list."""
        with Vertical():
            yield Static(id="said")
            yield Names()
            yield ChangeList()

    def on_mount(self) -> None:
        """Choose a plugin, or begin with the only one."""
        self.query_one(Names).show(self._plugins)
        if self._plugin is not None:
            self._begin(self._plugin)
            return
        frame = self.query_one(Vertical)
        frame.border_title, frame.border_subtitle = Content(CHOOSE()), Content(CHOOSE_KEYS())
        self._say("" if self._plugins else NO_PLUGINS())
        self.query_one(Names).focus()

    def on_unmount(self) -> None:
        """Stop watching."""
        self._left.set()

    def _begin(self, plugin: Path) -> None:
        self._plugin = plugin
        self.add_class("-chosen")
        frame = self.query_one(Vertical)
        frame.border_title = Content(plain(TITLE(name=plugin.name)))
        frame.border_subtitle = Content(KEYS())
        self.query_one(ChangeList).focus()
        # No worker of Textual's: it lasts as long as the screen.
        Thread(target=self._watch, daemon=True).start()
        self.action_again()

    def _watch(self) -> None:
        """Run again at each save, until the screen is left."""
        plugin = self._plugin
        if plugin is None:
            return
        for _ in islice(saves(plugin, self._left), 1, None):  # the first one is the beginning
            self._changed = True
            with suppress(RuntimeError):  # the app has just ended
                self.app.call_from_thread(self.action_again)

    # -- running ---------------------------------------------------------------------------------

    def action_again(self) -> None:
        """Run the plugin and show what is new against the run before."""
        plugin = self._plugin
        if plugin is None:
            return
        self._number += 1
        number, everywhere = self._number, self._everywhere
        here = self._here
        paths = [here] if here is not None and not everywhere else [path for _, path in self._documents]
        self._say(RUNNING())

        def work() -> None:
            now = run_round(plugin, paths, self._config)
            if not self._left.is_set():
                self.app.call_from_thread(self._take, number, everywhere, now)

        self.run_worker(work, thread=True, group="round", exit_on_error=False)

    def _take(self, number: int, everywhere: bool, now: Round) -> None:
        if number != self._number:
            return
        found = changes(self._before.get(everywhere), now)
        if now.rows or not now.faults:
            self._before[everywhere] = now
        self.query_one(ChangeList).show([*now.faults, *found])
        scope = ALL(n=len(self._documents)) if everywhere else HERE()
        counts = COUNTS(
            scope=scope,
            rows=len(now.rows),
            gained=now.counts["+"],
            lost=now.counts["-"],
            changed=now.counts["~"],
            ms=round(now.milliseconds),
        )
        self._say(counts if found or now.faults else f"{counts}\n{SAME()}")

    def _say(self, text: str) -> None:
        said = self.query_one("#said", Static)
        said.update(Content(plain_lines(text)))
        said.display = bool(text)

    # -- commands --------------------------------------------------------------------------------

    @on(Names.Chosen)
    def _chosen(self, event: Listing.Chosen) -> None:
        event.stop()
        if isinstance(event.listing, Names):
            self._begin(self._plugins[event.index])
        else:
            self._open()

    def _open(self) -> None:
        """Close, and open the text of the row under the cursor."""
        change = self.query_one(ChangeList).current
        row: Tried | None = change.row if isinstance(change, Change) else None
        known = {str(path.absolute()): doc_id for doc_id, path in self._documents}
        doc_id = known.get(row.document) if row else None
        if row is not None and doc_id is not None:
            app = self.app
            self.dismiss(self._changed)
            app.post_message(OpenDocument(doc_id, row.start, row.end))

    def action_scope(self) -> None:
        """Between the open document and all."""
        if self._plugin is not None and self._here is not None:
            self._everywhere = not self._everywhere
            self.action_again()

    def action_edit(self) -> None:
        """Open the plugin in the person's editor, and come back."""
        editor = os.environ.get("VISUAL") or os.environ.get("EDITOR")
        if self._plugin is None:
            return
        if not editor:
            self._say(NO_EDITOR())
            return
        try:
            with self.app.suspend():
                subprocess.run([*shlex.split(editor), str(self._plugin)], check=False)
        except (SuspendNotSupported, OSError, ValueError) as error:
            self._say(f"{editor}: {error}")
        self.app.refresh()

    def action_leave(self) -> None:
        """Close."""
        self.dismiss(self._changed)

    def leave(self) -> None:
        """Do what escape does."""
        self.action_leave()
