"""The motions of vim in lists, grids and texts, for those who set `vim = true` in config.toml."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from textual.widget import Widget


class VimMotions(Widget):
    """A widget that has vim's motions beside its own keys when the app is told so."""

    VIM: ClassVar[Mapping[str, str]] = {}
    """Textual action by key."""

    def on_mount(self) -> None:
        """Bind the motions for this widget alone, so that nobody else has them."""
        if getattr(self.app, "vim", False):
            for key, action in self.VIM.items():
                self._bindings.bind(key, action, show=False)
