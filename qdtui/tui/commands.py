"""The one registry of commands: bindings, footer, help screen and command palette all derive from it.

A widget declares its commands once and takes its bindings from the registry::

    class Tables(Place):
        COMMANDS = (Command("tables.sort", "s", Phrase("排序", "sort"), Phrase("…", "…")),)
        BINDINGS = REGISTRY.bindings(COMMANDS)

        def action_sort(self) -> None: ...

The part of the id before the dot says where the command works, the rest names the action. Keys are
Textual's (`slash`, `ctrl+r`, `n`), several separated by commas; a person may override them by id in
`[keys]` of config.toml.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final, NamedTuple

from textual.binding import Binding, BindingType
from textual.keys import _character_to_key

from qdtui.tui.i18n import DOCUMENTS, EVERYWHERE, SEARCH, SQL, TABLES, Phrase

WHERE: Final[Mapping[str, Phrase]] = {
    "app": EVERYWHERE,
    "documents": DOCUMENTS,
    "reader": Phrase("阅读区", "Reader"),
    "facts": Phrase("事实栏", "Facts panel"),
    "list": Phrase("文档列表", "List of documents"),
    "find": Phrase("查找栏", "Find bar"),
    "filter": Phrase("筛选栏", "Filter"),
    "prompt": Phrase("输入行", "Prompt"),
    "tables": TABLES,
    "grid": Phrase("数据网格", "Grid"),
    "search": SEARCH,
    "sql": SQL,
    "editor": Phrase("SQL 编辑器", "SQL editor"),
    "own": Phrase("插件的位置", "Places of plugins"),
}
"""What the part of an id before the dot means to a person."""

INSIDE: Final[Mapping[str, str]] = {
    "reader": "documents",
    "facts": "documents",
    "list": "documents",
    "find": "documents",
    "filter": "documents",
    "editor": "sql",
}
"""The place that a part stands in; grid and prompt stand in several, so they are not here."""


@dataclass(frozen=True, slots=True)
class Command:
    """Something a person can do."""

    id: str
    """`where.action`, unique in the program and stable, since people write it into config.toml."""
    keys: str
    """Textual key names separated by commas, the first one is shown; empty for the palette alone."""
    footer: Phrase
    """One or two words for the footer; empty when the command is not shown there."""
    help: Phrase
    """One sentence for the help screen and the palette."""
    leader: str = ""
    """The key that gives the command after the leader key, where it has no single sign for a key."""
    priority: bool = False
    """The key works even when the focused widget would take it (needed for keys inside an input)."""

    @property
    def where(self) -> str:
        """The part of the program that the command works in, a key of `WHERE`."""
        return self.id.partition(".")[0]

    @property
    def action(self) -> str:
        """The name of the Textual action (`action_…` of the widget that declares the command)."""
        return self.id.partition(".")[2]

    @property
    def name(self) -> str:
        """What the palette calls it."""
        return self.footer() or self.help()


class KeyFault(NamedTuple):
    """An override in `[keys]` that was not taken, and why."""

    command_id: str
    keys: str
    reason: str


UNKNOWN_COMMAND: Final = Phrase("没有这个命令", "there is no such command")
KEY_TAKEN: Final = Phrase("按键 {key} 已用于 {other}", "key {key} is already used by {other}")
KEY_EMPTY: Final = Phrase("没有给出按键", "no key is given")


class Registry:
    """All commands by id, in the order in which they were declared."""

    def __init__(self) -> None:
        self._commands: dict[str, Command] = {}

    def __iter__(self) -> Iterator[Command]:
        return iter(self._commands.values())

    def get(self, command_id: str | None) -> Command | None:
        """The command with this id, or None."""
        return self._commands.get(command_id or "")

    def bindings(self, commands: Iterable[Command]) -> list[BindingType]:
        """Enter `commands` and return their bindings for a widget's `BINDINGS`.

        Raises ValueError when an id is taken by another command or its place is unknown.
        """
        made: list[BindingType] = []
        for command in commands:
            if self._commands.setdefault(command.id, command) is not command:
                raise ValueError(f"two commands are called {command.id}")
            if command.where not in WHERE:
                raise ValueError(f"{command.id}: {command.where} is no part of the program")
            if command.keys:
                made.append(
                    Binding(
                        command.keys,
                        command.action,
                        command.help.en,
                        show=bool(command.footer.zh),
                        priority=command.priority,
                        id=command.id,
                    )
                )
        return made

    def keymap(self, overrides: Mapping[str, str]) -> tuple[dict[str, str], list[KeyFault]]:
        """Turn `[keys]` (command id → keys) into a keymap, leaving out and naming what clashes.

        Two commands clash when they have a key in common and can be reached at the same time. A key
        whose owner is itself moved elsewhere is free.
        """
        faults: list[KeyFault] = []
        keymap: dict[str, str] = {}
        for command_id, keys in overrides.items():
            names = normal_keys(keys)
            if command_id not in self._commands:
                faults.append(KeyFault(command_id, keys, UNKNOWN_COMMAND()))
            elif not names:
                faults.append(KeyFault(command_id, keys, KEY_EMPTY()))
            else:
                keymap[command_id] = ",".join(names)
        for command_id in list(keymap):
            if clash := self._clash(command_id, keymap):
                key, other = clash
                faults.append(KeyFault(command_id, keymap.pop(command_id), KEY_TAKEN(key=key, other=other)))
        return keymap, faults

    def _clash(self, command_id: str, keymap: Mapping[str, str]) -> tuple[str, str] | None:
        mine = set(normal_keys(keymap[command_id]))
        where = self._commands[command_id].where
        for other in self:
            if other.id != command_id and meet(where, other.where):
                for key in normal_keys(keymap.get(other.id, other.keys)):
                    if key in mine:
                        return key, other.id
        return None

    def by_place(self) -> dict[str, list[Command]]:
        """The commands by where they work, for the help screen."""
        groups: dict[str, list[Command]] = defaultdict(list)
        for command in self:
            groups[command.where].append(command)
        return dict(groups)


def normal_keys(keys: str) -> list[str]:
    """The keys of a comma-separated list as Textual names them (`/` is `slash`)."""
    names = (part.strip() for part in keys.split(","))
    return [_character_to_key(name) if len(name) == 1 else name for name in names if name]


def meet(one: str, other: str) -> bool:
    """True when commands of the two parts of the program can be reached at the same time."""
    if one == other or "app" in (one, other):
        return True
    if "grid" in (one, other):
        return bool({one, other} & {"tables", "sql", "search", "own"})
    return INSIDE.get(one) == other or INSIDE.get(other) == one


REGISTRY: Final = Registry()

NOT_SHOWN: Final = Phrase("", "")
GLOBAL: Final = (
    Command(
        "app.documents",
        "1",
        NOT_SHOWN,
        Phrase("到“文档”：阅读原文与其中的事实", "Go to Documents: texts and the facts in them"),
    ),
    Command(
        "app.tables", "2", NOT_SHOWN, Phrase("到“表格”：浏览全部表和视图", "Go to Tables: browse every table and view")
    ),
    Command("app.search", "3", NOT_SHOWN, Phrase("到“检索”：在全部文档中查找", "Go to Search: find in all documents")),
    Command("app.sql", "4", NOT_SHOWN, Phrase("到“SQL”：写自己的查询", "Go to SQL: write queries of your own")),
    Command(
        "app.more_places",
        "5",
        NOT_SHOWN,
        Phrase("到插件的位置，有几个时依次前往", "Go to the places of plugins, one after the other"),
    ),
    Command(
        "app.problems",
        "p",
        Phrase("问题", "problems"),
        Phrase(
            "未能读取的文件和出错的插件，附原因", "Files that could not be read and plugins that failed, with reasons"
        ),
    ),
    Command("app.update", "ctrl+r", NOT_SHOWN, Phrase("更新数据文件", "Bring the file up to date"), leader="u"),
    Command(
        "app.workbench",
        "w",
        NOT_SHOWN,
        Phrase("插件工作台：保存插件即看到增减的行", "Workbench: see at each save what a plugin gains and loses"),
        leader="W",
    ),
    Command(
        "app.stop_update",
        "ctrl+x",
        Phrase("停止更新", "stop"),
        Phrase("停止更新或插件命令", "Stop the update, or a plugin's command"),
    ),
    Command("app.theme", "", NOT_SHOWN, Phrase("更换主题", "Change the theme"), leader="a"),
    Command(
        "app.language",
        "",
        NOT_SHOWN,
        Phrase("界面语言：中文 / English", "Interface language: 中文 / English"),
        leader="L",
    ),
    Command(
        "app.leader",
        "comma,f12",
        Phrase("菜单", "menu"),
        Phrase("列出此处可用的命令及其按键，再按一个键执行", "List the commands here with their keys, then press one"),
    ),
    Command(
        "app.jump",
        "ctrl+o",
        NOT_SHOWN,
        Phrase("跳转：按字母到屏幕上的任一部分", "Jump: go to any part of the screen by its letter"),
        leader="w",
        priority=True,
    ),
    Command(
        "app.help",
        "question_mark,f1",
        Phrase("帮助", "help"),
        Phrase("此处可用的全部按键", "All keys that work here"),
    ),
    Command(
        "app.command_palette",
        "ctrl+p",
        Phrase("命令", "commands"),
        Phrase("按名称查找命令", "Find a command by its name"),
        leader="colon",
        priority=True,
    ),
    Command("app.quit", "q", Phrase("退出", "quit"), Phrase("退出程序", "Leave the program")),
)
"""Commands of the app itself, which work in every place."""
