"""Copying text: through the terminal (OSC 52, which also works over SSH) and a clipboard program where there is one."""

from __future__ import annotations

import os
import shutil
import subprocess
from base64 import b64encode
from typing import TYPE_CHECKING, Any, Final

from qdtui.tui.i18n import Phrase

if TYPE_CHECKING:
    from textual.app import App

PROGRAMS: Final = (
    ("pbcopy",),
    ("wl-copy",),
    ("xclip", "-selection", "clipboard"),
    ("xsel", "--clipboard", "--input"),
)
TMUX: Final = ("tmux", "load-buffer", "-w", "-")
"""Fills tmux's own buffer, and with `-w` the clipboard of the terminal around it."""
TIMEOUT: Final = 2.0
"""Seconds; a clipboard program without a display may wait for ever."""
LONGEST: Final = 74_994
"""Bytes that every terminal with OSC 52 takes."""
TERMINAL: Final = "OSC 52"
MAY_BE_CUT: Final = Phrase("OSC 52，终端可能不收这么长的文本", "OSC 52; the terminal may refuse so long a text")


def copy(app: App[Any], text: str) -> str:
    """Put `text` on the clipboard by every way there is; returns the names of those that are sure to have worked.

    Over SSH a clipboard program reaches the other machine only, so the terminal's way is named as well. Where no
    program is, `OSC 52`, which a terminal does not confirm, is all that can be said.
    """
    app.copy_to_clipboard(text)
    within_tmux = "TMUX" in os.environ
    if within_tmux and app._driver is not None:
        app._driver.write(passed_through(text))
    programs = [TMUX] if within_tmux else []
    worked = [program[0] for program in programs if _run(program, text)]
    worked += next(([program[0]] for program in PROGRAMS if _run(program, text)), [])
    if not worked:
        return TERMINAL if len(text.encode()) <= LONGEST else MAY_BE_CUT()
    return " + ".join([*worked, TERMINAL] if "SSH_CONNECTION" in os.environ else worked)


def passed_through(text: str) -> str:
    """The OSC 52 sequence for `text` in an envelope that tmux hands to the terminal around it."""
    inner = f"\x1b]52;c;{b64encode(text.encode()).decode()}\a"
    return f"\x1bPtmux;{inner.replace(chr(27), chr(27) * 2)}\x1b\\"


def _run(program: tuple[str, ...], text: str) -> bool:
    """Whether a program is there and took the text."""
    if not shutil.which(program[0]):
        return False
    try:
        subprocess.run(program, input=text.encode(), timeout=TIMEOUT, check=True, capture_output=True)
    except (OSError, subprocess.SubprocessError):
        return False
    return True
