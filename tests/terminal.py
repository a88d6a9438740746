"""A pseudo-terminal for tests that run the program as a person would."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import struct
import termios
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self


class Terminal:
    """A program on a pseudo-terminal; `seen` is all that it painted, escape sequences included."""

    def __init__(
        self, command: Sequence[str], cwd: Path, env: Mapping[str, str], columns: int = 140, rows: int = 40
    ) -> None:
        self.seen = b""
        self.status: int | None = None
        self._pid, self._terminal = pty.fork()
        if self._pid == 0:
            os.chdir(cwd)
            os.execvpe(command[0], list(command), dict(env))
        fcntl.ioctl(self._terminal, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self.status is None:
            os.kill(self._pid, 9)
            os.waitpid(self._pid, 0)
        os.close(self._terminal)

    def wait_for(self, text: str, patience: float = 120.0) -> None:
        """Read until `text` was painted; fails with what was seen when the program ends or nothing comes."""
        mark = text.encode()
        until = time.monotonic() + patience
        while mark not in self.seen:
            ready = select.select([self._terminal], [], [], max(0.0, until - time.monotonic()))[0]
            assert ready, f"{text!r} was not painted; seen: {self.seen[-2000:]!r}"
            try:
                data = os.read(self._terminal, 65536)
            except OSError:
                data = b""
            assert data, f"the program ended before it painted {text!r}; seen: {self.seen[-2000:]!r}"
            self.seen += data

    def type(self, keys: str) -> None:
        """Type `keys`."""
        os.write(self._terminal, keys.encode())

    def wait_for_end(self, patience: float = 60.0) -> int:
        """Read until the program ends; returns its exit code."""
        until = time.monotonic() + patience
        while True:
            assert time.monotonic() < until, f"the program did not end; seen: {self.seen[-2000:]!r}"
            if select.select([self._terminal], [], [], 0.2)[0]:
                try:
                    self.seen += os.read(self._terminal, 65536)
                except OSError:
                    break
        self.status = os.waitstatus_to_exitcode(os.waitpid(self._pid, 0)[1])
        return self.status
