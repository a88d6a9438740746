"""The command palette: every command of the registry that can be reached from where the focus is."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING, Final, cast

from textual.command import DiscoveryHit, Hit, Hits, Provider
from textual.content import Content
from textual.dom import DOMNode
from textual.markup import escape

from qdtui.tui.chooser import NONE_LEFT
from qdtui.tui.commands import GLOBAL, WHERE, Command
from qdtui.tui.initials import stands_in

if TYPE_CHECKING:
    from qdtui.tui.shell import Shell
    from qdtui.tui.which_key import Extra


INITIALS_SCORE: Final = 0.1
"""What pinyin initials are worth beside words, whose scores begin there."""


def reachable(node: DOMNode | None, app: DOMNode) -> Iterator[tuple[DOMNode, Command]]:
    """The commands of `node` and of all around it, innermost first, then the app's."""
    if node is not None:
        for owner in node.ancestors_with_self:
            if owner is not app and owner.is_attached:
                for command in getattr(type(owner), "COMMANDS", ()):
                    if isinstance(command, Command):
                        yield owner, command
    for command in GLOBAL:
        yield app, command


class CommandsProvider(Provider):
    """Feeds the registry to Textual's palette."""

    async def discover(self) -> Hits:
        """All reachable commands, for an empty query."""
        for node, command in self._commands():
            yield DiscoveryHit(
                command.help(), partial(self.app.run_action, command.action, node), help=self._key(command)
            )
        for extra in cast("Shell", self.app).extras():
            yield DiscoveryHit(Content(extra.title), extra.run, extra.title, help=_about(extra))

    async def search(self, query: str) -> Hits:
        """Reachable commands whose words match `query`."""
        matcher, found = self.matcher(query), False
        for node, command in self._commands():
            words = f"{command.help()} {command.name} {command.id}"
            score = matcher.match(words)
            if score > 0 or stands_in(query.strip().casefold(), words.casefold()):
                found = True
                yield Hit(
                    score or INITIALS_SCORE,
                    matcher.highlight(command.help()),
                    partial(self.app.run_action, command.action, node),
                    help=self._key(command),
                )
        for hit in self._extras(query):
            found = True
            yield hit
        if not found:  # Textual says so in English alone
            yield Hit(INITIALS_SCORE, Content(NONE_LEFT()), lambda: None, NONE_LEFT())

    def _extras(self, query: str) -> Iterator[Hit]:
        matcher = self.matcher(query)
        for extra in cast("Shell", self.app).extras():
            words = f"{extra.title} {extra.whose} {extra.help}"
            score = matcher.match(words)
            if score > 0 or stands_in(query.strip().casefold(), words.casefold()):
                yield Hit(score or INITIALS_SCORE, Content(extra.title), extra.run, extra.title, help=_about(extra))

    def _commands(self) -> Iterator[tuple[DOMNode, Command]]:
        return (
            (node, command)
            for node, command in reachable(self.focused, self.app)
            if command.id != "app.command_palette" and self.app._check_action_state(command.action, node)
        )

    def _key(self, command: Command) -> str:
        keys = cast("Shell", self.app).keys_of(command)
        return "  ".join(part for part in (WHERE[command.where](), keys) if part)


def _about(extra: Extra) -> str:
    # The palette reads this line as markup, and it is a stranger's.
    return escape(" · ".join(part for part in (extra.whose, extra.help) if part))
