"""What the app does whatever place is in front: keys, help, palette, theme, language, clipboard."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from inspect import isawaitable
from typing import TYPE_CHECKING, Any, ClassVar, Final

from rich.text import Text
from textual import events, work
from textual.binding import Binding
from textual.command import CommandPalette
from textual.filter import Monochrome, NoColor
from textual.screen import ModalScreen
from textual.widget import Widget

from qdtui.tui.clipboard import copy
from qdtui.tui.commands import GLOBAL, REGISTRY, Command
from qdtui.tui.frame import StatusLine
from qdtui.tui.help import HelpScreen
from qdtui.tui.i18n import Phrase, language, set_language
from qdtui.tui.in_order import InOrder
from qdtui.tui.initials import warm
from qdtui.tui.messages import CopyText
from qdtui.tui.palette import CommandsProvider, reachable
from qdtui.tui.place import Place
from qdtui.tui.places import PLACES
from qdtui.tui.reasons import in_words

if TYPE_CHECKING:
    from qdtui.tui.which_key import Extra, Offer

PALETTE: Final = Phrase("输入命令的名称……", "Type the name of a command…")
COPIED: Final = Phrase("已复制{what}（{way}）", "Copied {what} ({way})")
THEMES: Final = Phrase("主题", "Theme")
DARK: Final = Phrase("深色", "dark")
LIGHT: Final = Phrase("浅色", "light")
NARROW: Final = 110
"""Cells of width below which there is no room for three panes side by side."""
NO_THEME: Final = Phrase("没有主题 {name}；可用：{known}", "There is no theme {name}; there are {known}")
KEYS_NOT_TAKEN: Final = Phrase(
    "config.toml 的 [keys] 有 {n} 项未采用（p 看全部）\n{first}",
    "{n} of the [keys] of config.toml not taken (p tells all)\n{first}",
)
KEY_NAMES: Final[Mapping[str, str]] = {"enter": "↵", "escape": "esc", "tab": "⇥", "shift+tab": "⇧⇥", "space": "␣"}


class Shell(InOrder):
    """An app whose commands come from the registry."""

    CSS_PATH = "styles.tcss"
    COMMANDS: ClassVar[Any] = {CommandsProvider}
    BINDINGS = REGISTRY.bindings(GLOBAL)
    VERTICAL_BREAKPOINTS: list[tuple[int, str]] | None = [(0, "-tiny"), (14, "-short"), (20, "-tall")]  # noqa: RUF012 - Textual's type
    HORIZONTAL_BREAKPOINTS: list[tuple[int, str]] | None = [(0, "-narrow"), (NARROW, "-wide")]  # noqa: RUF012 - Textual's type

    def __init__(self, configured_theme: str | None, *, vim: bool = False) -> None:
        """Use the theme of config.toml, or else the one chosen last; `vim` gives lists and grids vim's motions."""
        from qdtui.state import theme

        super().__init__()
        self.vim = vim
        self._configured = configured_theme
        wanted = configured_theme or theme()
        # Set before anything is mounted: a later change would style every widget twice.
        if wanted in self.available_themes:
            self.theme = wanted
        self.watch_theme()
        self.key_faults: list[str] = []
        self._keys: dict[str, str] = {}
        self._remarked = False
        """Whether the status line says something that goes with the next key."""

    async def on_event(self, event: events.Event) -> None:
        """Take back what was said for the moment: somebody has gone on."""
        if self._remarked and isinstance(event, (events.Key, events.MouseDown)) and not event.is_forwarded:
            self.remark("")
        await super().on_event(event)

    def remark(self, text: str, kind: str = "info") -> None:
        """Say `text` in the status line until the next key."""
        self._remarked = bool(text)
        self.query_one(StatusLine).remark(text, kind)

    def watch_theme(self) -> None:
        """Without colours, take away what the theme in force has: a theme of the terminal's own colours has other ones.

        Textual decides that once, for the theme that it begins with; made grey, the terminal's own colours are black on
        black.
        """
        if self.no_color:
            plain = NoColor() if self.native_ansi_color else Monochrome()
            self._filters = [plain if isinstance(f, NoColor | Monochrome) else f for f in self._filters]

    def take_keys(self, overrides: Mapping[str, str]) -> None:
        """Take the keys of config.toml; the places are imported for it, since they declare what can be overridden."""
        if not overrides:
            return
        for spot in PLACES.values():
            spot.load()
        import_module("qdtui.tui.plugin_place")
        self._keys, faults = REGISTRY.keymap(overrides)
        self.set_keymap(self._keys)
        self.key_faults = [f"{fault.command_id} = {fault.keys}: {fault.reason}" for fault in faults]
        if self.key_faults:
            text = KEYS_NOT_TAKEN(n=len(self.key_faults), first=self.key_faults[0])
            self.notify(text, severity="warning", markup=False)

    def _fatal_error(self) -> None:
        """End on an error that nobody expected: a sound terminal, and a report that holds nothing of a document."""
        from qdtui.state import folder
        from qdtui.tui.crash import write

        error = self._exception
        self._exit_renderables.append(Text(write(error, folder()) if error is not None else "?"))
        self._close_messages_no_wait()

    def on_ready(self) -> None:
        """Say when the configured theme is not there."""
        if self._configured and self._configured not in self.available_themes:
            text = NO_THEME(name=self._configured, known=", ".join(self.available_themes))
            self.notify(text, severity="warning", markup=False)

    def _keep_theme(self, name: str) -> None:
        from qdtui.state import save_theme

        self._keep(lambda: save_theme(name))

    @work(thread=True, group="state")
    def _keep(self, keep: Callable[[], None]) -> None:
        from qdtui.state import StateError

        try:
            keep()
        except StateError as error:
            self.call_later(self.query_one(StatusLine).show, text=in_words(str(error)), kind="error")

    def keys_of(self, command: Command) -> str:
        """The keys that run `command`, as a person reads them; empty when it has none."""
        keys = self._keys.get(command.id, command.keys)
        return " ".join(self.get_key_display(Binding(key.strip(), "")) for key in keys.split(",") if key)

    def get_key_display(self, binding: Binding) -> str:
        """Short signs for the commonest keys."""
        return KEY_NAMES.get(binding.key) or super().get_key_display(binding)

    def action_help(self) -> None:
        """Show every key that works here."""
        node = self.screen.focused
        place = next((n for n in (node.ancestors_with_self if node else ()) if isinstance(n, Place)), None)
        commands = [command for _, command in reachable(node, self)]
        self.push_screen(HelpScreen(place.ABOUT() if place else "", commands, self.keys_of))

    def action_command_palette(self) -> None:
        """Find a command by its name."""
        if not any(isinstance(screen, CommandPalette) for screen in self.screen_stack):
            self.run_worker(warm, thread=True, group="pinyin", exit_on_error=False)
            self.push_screen(CommandPalette(placeholder=PALETTE()))

    def action_leader(self) -> None:
        """List what can be done here, and do what is chosen."""
        from qdtui.tui.which_key import Extra, WhichKey, offers

        node = self.screen.focused
        reached = [pair for pair in reachable(node, self) if self._check_action_state(pair[1].action, pair[0])]

        async def run(chosen: Offer | Extra | None) -> None:
            if isinstance(chosen, Extra):
                if isawaitable(done := chosen.run()):
                    await done
            elif chosen is not None and chosen.node.is_attached:
                await self.run_action(chosen.command.action, chosen.node)

        listed = offers(reached, lambda command: self._keys.get(command.id, command.keys), leader="app.leader")
        self.push_screen(WhichKey(listed, self.extras()), run)

    def extras(self) -> list[Extra]:
        """What can be done beyond the registry's commands."""
        return []

    def action_jump(self) -> None:
        """Go to a part of the screen by its letter, or to a place by its number."""
        if isinstance(self.screen, ModalScreen):
            return
        from qdtui.tui.jump import JumpScreen, targets

        async def go(wanted: Widget | str | None) -> None:
            if isinstance(wanted, str):
                await self.run_action(wanted)
            elif wanted is not None and wanted.is_attached:
                wanted.focus()

        self.push_screen(JumpScreen(targets(self.screen)), go)

    def action_theme(self) -> None:
        """Choose a theme from a list that shows each at once."""
        from qdtui.tui.chooser import Choice, Chooser

        before = self.theme
        themes = sorted(self.available_themes.values(), key=lambda theme: (not theme.dark, theme.name))
        choices = []
        for dark, title in ((True, DARK()), (False, LIGHT())):
            choices.append(Choice(title, title, heading=True))
            choices += [Choice(theme.name, theme.name, level=1) for theme in themes if theme.dark is dark]

        def preview(choice: Choice) -> None:
            self.theme = str(choice.key)

        def take(choice: Choice | None) -> None:
            self.theme = before if choice is None else str(choice.key)
            if choice is not None:
                self._keep_theme(self.theme)

        self.push_screen(Chooser(THEMES(), choices, at=before, moved=preview), take)

    def action_language(self) -> None:
        """Switch between Chinese and English, and remember it."""
        from qdtui.state import save_language

        chosen = "en" if language() == "zh" else "zh"
        set_language(chosen)
        self._keep(lambda: save_language(chosen))
        for part in self.query("PlaceBar, StatusLine, KeyFooter"):
            part.refresh()
        for place in self.query(Place):
            place.reword()

    @work(thread=True)
    def on_copy_text(self, message: CopyText) -> None:
        """Copy, and say by which way; in a thread, since a clipboard program may be slow."""
        way = copy(self, message.text)
        # Chinese stands apart from figures and Latin letters.
        apart = language() == "zh" and message.what and message.what[0].isascii()
        what = f" {message.what}" if apart else message.what
        self.call_later(self.remark, COPIED(what=what, way=way))
