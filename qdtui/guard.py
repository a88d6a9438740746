"""What must not change in a process that runs strangers' code: qdtui's own functions, and a few things of Python's.

It is no wall: code that wants to do harm runs with the rights of the person. It keeps a careless plugin, which patches
a function or changes the folder for its own ends, from changing what the others find.
"""

from __future__ import annotations

import importlib
import os
import pkgutil
import re
import sys
from contextlib import suppress
from types import ModuleType
from typing import Any

_STEADY = (type, ModuleType, re.Pattern, tuple, frozenset)
"""Kinds of values that qdtui binds once; functions, and whatever else can be called, as well."""
_OTHERS = ("builtins", "re")


class Guard:
    """Remembers what is bound where, and puts it back."""

    def __init__(self) -> None:
        # All of the toolkit, so that nobody else is the first to import a module, and to change it then.
        toolkit = importlib.import_module("qdtui.text")
        for module in pkgutil.walk_packages(toolkit.__path__, "qdtui.text."):
            importlib.import_module(module.name)
        self._modules: dict[str, ModuleType] = {}
        self._bound: dict[tuple[int, str], tuple[Any, str, Any]] = {}
        self._path = list(sys.path)
        self._depth = sys.getrecursionlimit()
        self._folder = _folder()
        self.learn()

    def learn(self) -> None:
        """Take in what was imported since by code that is trusted to leave the rest alone."""
        for name, module in list(sys.modules.items()):
            if (name in _OTHERS or name.partition(".")[0] == "qdtui") and name not in self._modules:
                self._modules[name] = module
                self._remember(module, name)
        self._path = list(sys.path)

    def put_right(self) -> str | None:
        """Put back what was changed; returns what that was, in a sentence, or None."""
        changed = []
        for name, module in self._modules.items():
            if sys.modules.get(name) is not module:
                sys.modules[name] = module
                changed.append(name)
        for (_, name), (home, label, value) in self._bound.items():
            if home.__dict__.get(name, self) is not value:
                setattr(home, name, value)
                changed.append(label)
        if sys.getrecursionlimit() != self._depth:
            sys.setrecursionlimit(self._depth)
            changed.append("the recursion limit")
        if sys.path != self._path:
            sys.path[:] = self._path
            changed.append("sys.path")
        if self._folder and _folder() != self._folder:
            with suppress(OSError):
                os.chdir(self._folder)
            changed.append("the working folder")
        if not changed:
            return None
        more = f" and {len(changed) - 1} more" if len(changed) > 1 else ""
        return f"it changed {changed[0]}{more}, which the other extractors use; that was put back"

    def _remember(self, module: ModuleType, label: str) -> None:
        for name, value in list(vars(module).items()):
            if name.startswith("__") and name != "__import__":
                continue
            if callable(value) or isinstance(value, _STEADY):
                self._bound[id(module), name] = (module, f"{label}.{name}", value)
            if isinstance(value, type) and value.__module__ == module.__name__ and label not in _OTHERS:
                for inner, method in list(vars(value).items()):
                    if inner not in ("__dict__", "__weakref__") and (callable(method) or hasattr(method, "__get__")):
                        self._bound[id(value), inner] = (value, f"{label}.{name}.{inner}", method)


def _folder() -> str:
    try:
        return os.getcwd()  # noqa: PTH109 - a name, to compare
    except OSError:
        return ""
