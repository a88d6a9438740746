"""Copying text: through the terminal (OSC 52, which also works over SSH) and a clipboard program where there is one."""

from __future__ import annotations

import shutil
import subprocess
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from textual.app import App

PROGRAMS: Final = (
    ("pbcopy",),
    ("wl-copy",),
    ("xclip", "-selection", "clipboard"),
    ("xsel", "--clipboard", "--input"),
)
TIMEOUT: Final = 2.0
"""Seconds; a clipboard program without a display may wait for ever."""


def copy(app: App[Any], text: str) -> str:
    """Put `text` on the clipboard by every way there is; returns the name of the way that is sure to have worked.

    That is the clipboard program's name, or `OSC 52`, which a terminal does not confirm.
    """
    app.copy_to_clipboard(text)
    for program in PROGRAMS:
        if shutil.which(program[0]):
            try:
                subprocess.run(program, input=text.encode(), timeout=TIMEOUT, check=True, capture_output=True)
            except (OSError, subprocess.SubprocessError):
                continue
            return program[0]
    return "OSC 52"
