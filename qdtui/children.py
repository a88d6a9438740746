"""Processes of our own: the same Python with the same modules, wherever it was started."""

from __future__ import annotations

import os
import queue
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from typing import IO, AnyStr


def command(module: str, *arguments: str) -> list[str]:
    """The command that runs `module`. It never imports from the working folder, where documents of others may lie."""
    return [sys.executable, "-P", "-m", module, *arguments]


def environment() -> dict[str, str]:
    """The environment in which `command` finds the modules that this process has."""
    return {**os.environ, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}


def limit_memory(memory: int | None) -> None:
    """Let this process have so many bytes and no more, where the system knows such limits."""
    if memory is None:
        return
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))


def leave_with_parent(before: Callable[[], object] = lambda: None) -> None:
    """End this process when its parent is gone: one caught in a plugin's endless loop never sees its pipe close.

    `before` is called then, to clear away what the parent would have cleared away.
    """
    parent = os.getppid()

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(1)
        try:
            before()
        finally:
            os._exit(1)

    threading.Thread(target=watch, daemon=True).start()


def kill(child: subprocess.Popen[AnyStr]) -> None:
    """End a process that leads a session of its own, and those that it started; at its end it leaves them alone."""
    if child.poll() is not None:
        return
    if os.name == "posix":
        os.killpg(child.pid, signal.SIGKILL)
    else:
        child.kill()


MOST_IN_A_LINE = 110_000_000
"""Bytes or characters of a line that a process may say: more than the largest answer that it lets through."""


def too_long(line: AnyStr) -> bool:
    """Whether a line of `lines_of` is only the beginning of one that is longer than a line may be; it is the last."""
    return len(line) > MOST_IN_A_LINE


def lines_of(stream: IO[AnyStr]) -> queue.Queue[AnyStr | None]:
    """The lines of a stream as they come, then None. It is closed at its end, which nobody else may wait for.

    A process that the child started may hold the other end for as long as it likes. Nothing is read behind a line that
    is `too_long`.
    """
    lines: queue.Queue[AnyStr | None] = queue.Queue()

    def read() -> None:
        with stream:
            while line := stream.readline(MOST_IN_A_LINE + 1):
                lines.put(line)
                if too_long(line):
                    break
        lines.put(None)

    threading.Thread(target=read, daemon=True).start()
    return lines
