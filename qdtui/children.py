"""Processes of our own: the same Python with the same modules, wherever it was started."""

from __future__ import annotations

import os
import sys


def command(module: str, *arguments: str) -> list[str]:
    """The command that runs `module`. It never imports from the working folder, where documents of others may lie."""
    return [sys.executable, "-P", "-m", module, *arguments]


def environment() -> dict[str, str]:
    """The environment in which `command` finds the modules that this process has."""
    return {**os.environ, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}
