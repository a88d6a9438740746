"""Copying: every way that there is, and which of them is named."""

from __future__ import annotations

import base64
import subprocess
from typing import Any

import pytest

from qdtui.tui import clipboard


class Terminal:
    """What `copy` needs of an app."""

    def __init__(self) -> None:
        self.copied: list[str] = []
        self.written: list[str] = []
        self._driver = self

    def copy_to_clipboard(self, text: str) -> None:
        self.copied.append(text)

    def write(self, data: str) -> None:
        self.written.append(data)


@pytest.fixture
def there(monkeypatch: pytest.MonkeyPatch) -> dict[str, bool]:
    """The programs of this machine: whether each works; and what they were given."""
    programs: dict[str, bool] = {}

    def run(command: tuple[str, ...], **_: Any) -> None:
        if not programs[command[0]]:
            raise subprocess.CalledProcessError(1, command)

    monkeypatch.setattr("qdtui.tui.clipboard.shutil.which", lambda name: name if name in programs else None)
    monkeypatch.setattr("qdtui.tui.clipboard.subprocess.run", run)
    monkeypatch.delenv("TMUX", raising=False)
    monkeypatch.delenv("SSH_CONNECTION", raising=False)
    return programs


def test_without_a_program_the_terminal_is_named(there: dict[str, bool]) -> None:
    app: Any = Terminal()
    assert clipboard.copy(app, "甲") == "OSC 52"
    assert app.copied == ["甲"]
    assert app.written == []


def test_the_program_that_worked_is_named_and_not_the_one_that_failed(there: dict[str, bool]) -> None:
    there.update({"wl-copy": False, "xclip": True, "xsel": True})
    app: Any = Terminal()
    assert clipboard.copy(app, "甲") == "xclip"
    assert app.copied == ["甲"], "the terminal gets it as well"


def test_over_ssh_the_terminal_is_named_too(there: dict[str, bool], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSH_CONNECTION", "a b")
    there["xclip"] = True
    assert clipboard.copy(Terminal(), "甲") == "xclip + OSC 52"  # type: ignore[arg-type]


def test_in_tmux_the_terminal_around_it_gets_the_text_in_an_envelope(
    there: dict[str, bool], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TMUX", "/tmp/tmux,1,0")
    there["tmux"] = True
    app: Any = Terminal()
    assert clipboard.copy(app, "甲") == "tmux"
    [sent] = app.written
    assert sent.startswith("\x1bPtmux;\x1b\x1b]52;c;")
    assert sent.endswith("\a\x1b\\")
    assert base64.b64decode(sent[len("\x1bPtmux;\x1b\x1b]52;c;") : -3]).decode() == "甲"


def test_a_text_that_a_terminal_may_refuse_says_so(there: dict[str, bool]) -> None:
    assert "可能" in clipboard.copy(Terminal(), "甲" * 30_000)  # type: ignore[arg-type]
