"""Bringing the file up to date in a process of its own, told as messages; and what is shown until there is a file."""

from __future__ import annotations

import json
import os
import signal
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from subprocess import DEVNULL, PIPE, Popen, TimeoutExpired
from tempfile import TemporaryFile
from typing import Any, Final

from rich.text import Text
from textual import work
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.message import Message
from textual.widget import Widget
from textual.widgets import ProgressBar, Static

from qdtui.children import environment
from qdtui.tui.i18n import N_DOCUMENTS, Phrase
from qdtui.tui.text import plain

GRACE: Final = 1.5
"""Seconds that a process has to end by itself."""
BETWEEN_LOOKS: Final = 2.0
"""Seconds after which it is seen that another qdtui put a new file in the place of the one on screen."""
TAIL: Final = 4_000
"""Bytes of stderr that are kept for an error."""

LOOKING: Final = Phrase("正在查看文档", "looking at the documents")
READING: Final = Phrase("正在读取 {done}/{total} {name}", "reading {done}/{total} {name}")
PACE: Final = Phrase("{rate} 篇/秒，还需约 {left}", "{rate}/s, about {left} left")
SECONDS: Final = Phrase("{n} 秒", "{n} s")
MINUTES: Final = Phrase("{n} 分钟", "{n} min")
WRITING: Final = Phrase("正在写入", "writing")
ELSEWHERE: Final = Phrase("另一个 qdtui 正在写这个文件，等它完成", "another qdtui is writing this file; waiting for it")
STOPPED: Final = Phrase("已停止更新；原有文件未改动", "Update stopped; the file is as it was")
FAILED: Final = Phrase("更新失败：{reason}", "The update failed: {reason}")
CHANGED: Final = Phrase("已更新：{documents}", "Up to date: {documents}")
REPLACED: Final = Phrase(
    "另一个 qdtui 更新了数据文件，ctrl+r 显示", "another qdtui brought the file up to date; ctrl+r shows it"
)
FIRST: Final = Phrase("正在建立数据文件", "Building the file")
NOT_MADE: Final = Phrase("还没有数据文件", "There is no file yet")
FIRST_HINT: Final = Phrase("只需这一次；之后只处理改动过的文档。", "Only this once; later only what changed is read.")
RETRY: Final = Phrase("按 ctrl+r 重试，按 q 退出。", "Press ctrl+r to try again, q to leave.")


class Updater(Widget):
    """Runs the ingest command and posts what it tells; takes no room on the screen."""

    DEFAULT_CSS = "Updater { display: none; }"

    @dataclass
    class Progress(Message):
        """Something was done; `total` is 0 while it is not known."""

        done: int
        total: int
        text: str

        def can_replace(self, message: Message) -> bool:
            """Only the newest state is worth drawing."""
            return isinstance(message, Updater.Progress)

    @dataclass
    class Ended(Message):
        """The process is over. `changed` tells whether there is a new snapshot, `error` why there is none."""

        changed: bool
        text: str
        error: bool = False

    @dataclass
    class Replaced(Message):
        """Another qdtui put a new file in the place of the one on screen; told once of each."""

    def __init__(self, command: Sequence[str], database: Path) -> None:
        """`command` brings `database` up to date and writes JSON lines about it."""
        super().__init__()
        self._command = command
        self._database = database
        self._seen = _identity(database)
        """The file that is on the screen: another qdtui may have put a new one in its place since."""
        self._told = self._seen
        """The file of which was said that it is there."""
        self._process: Popen[bytes] | None = None
        self._busy = False
        self._stopped = False
        self._again = False
        """Something changed while the process was at work: it has to look again."""

    @property
    def running(self) -> bool:
        """Whether the process is at work."""
        return self._busy

    def on_mount(self) -> None:
        """Look now and then whether `qdtui watch` or an ingest is at work elsewhere."""
        self.set_interval(BETWEEN_LOOKS, self.look)

    def look(self) -> None:
        """Tell when the file is no longer the one on screen."""
        now = _identity(self._database)
        if not self._busy and self._seen is not None and now is not None and now not in (self._seen, self._told):
            self._told = now
            self.post_message(self.Replaced())

    def stop(self) -> bool:
        """End the process if there is one, and say whether there was. The file stays as it was."""
        process = self._process
        if process is None:
            return False
        self._stopped = True
        _interrupt(process)
        self.set_timer(GRACE, partial(_kill_all, process))
        return True

    def on_unmount(self) -> None:
        """Leave no process behind; a moment of waiting spares half-written files."""
        process = self._process
        if process is not None:
            _interrupt(process)
            with suppress(TimeoutExpired):
                process.wait(GRACE / 2)
            _kill_all(process)

    def start(self) -> None:
        """Run the process; while one is running, another after it."""
        if self._busy:
            self._again = True
        else:
            self._busy, self._stopped, self._again = True, False, False
            self.post_message(self.Progress(0, 0, LOOKING()))
            self._run()

    @work(thread=True, exit_on_error=False)
    def _run(self) -> None:
        with TemporaryFile() as complaints:
            try:
                # A session of its own, so that its workers can be ended with it whatever they do.
                self._process = Popen(
                    self._command,
                    stdin=DEVNULL,
                    stdout=PIPE,
                    stderr=complaints,
                    env=environment(),
                    start_new_session=True,
                )
            except OSError as error:
                self.call_later(self._ended, self.Ended(False, FAILED(reason=error), error=True))
                return
            last = self._listen(self._process)
            code = self._process.wait()
            _kill_all(self._process)
            complaints.seek(0)
            complaint = complaints.read()[-TAIL:].decode(errors="replace")
        now = _identity(self._database)
        changed, self._seen = now != self._seen, now
        self.call_later(self._ended, self._outcome(last, complaint, code, changed=changed))

    def _ended(self, message: Ended) -> None:
        self._process, self._busy = None, False
        self.post_message(message)
        if self._again and not self._stopped:
            self.start()

    def _listen(self, process: Popen[bytes]) -> Mapping[str, Any]:
        """Post progress until the stream ends; returns the closing line, or the error it told of."""
        last: Mapping[str, Any] = {}
        assert process.stdout is not None
        with process.stdout:
            for line in process.stdout:
                try:
                    event = json.loads(line)
                except ValueError:
                    continue
                if event.get("event") in ("done", "error"):
                    last = event
                elif event.get("event") in ("start", "document", "write", "wait"):
                    self.post_message(self._progress(event))
        return last

    def _progress(self, event: Mapping[str, Any]) -> Progress:
        done, total = int(event.get("done") or 0), int(event.get("total") or 0)
        if event["event"] == "wait":
            return self.Progress(0, 0, ELSEWHERE())
        if event["event"] == "write":
            return self.Progress(total, total, WRITING())
        name = Path(str(event.get("name") or "")).name
        rate, left = event.get("per_second"), event.get("seconds_left")
        if rate and left is not None:
            rest = SECONDS(n=round(left)) if left < 90 else MINUTES(n=round(left / 60))
            name = PACE(rate=round(rate), left=rest)
        return self.Progress(done, total, READING(done=done, total=total, name=name) if total else LOOKING())

    def _outcome(self, last: Mapping[str, Any], complaint: str, code: int, *, changed: bool) -> Ended:
        if self._stopped:
            return self.Ended(changed, STOPPED())
        if last.get("event") == "done":
            documents = N_DOCUMENTS(n=int(last.get("documents") or 0))
            return self.Ended(changed, CHANGED(documents=documents) if changed else "")
        reason = str(last.get("message") or complaint.strip() or f"exit code {code}")
        return self.Ended(changed, FAILED(reason=reason), error=True)


def _interrupt(process: Popen[bytes]) -> None:
    """Ask a process to leave things in order and end, as Ctrl-C would."""
    if sys.platform == "win32":
        process.terminate()
    else:
        process.send_signal(signal.SIGINT)


def _kill_all(process: Popen[bytes]) -> None:
    """End a process and its workers at once."""
    with suppress(ProcessLookupError, PermissionError):
        if sys.platform == "win32":
            process.kill()
        else:
            os.killpg(process.pid, signal.SIGKILL)


def _identity(path: Path) -> tuple[int, int, int] | None:
    try:
        stat = path.stat()
    except OSError:
        return None
    return stat.st_ino, stat.st_mtime_ns, stat.st_size


class Waiting(Vertical):
    """Shown in place of the places while there is no file yet."""

    DEFAULT_CSS = """
    Waiting { align: center middle; padding: 1 4; }
    Waiting > * { width: 1fr; max-width: 70; height: auto; text-align: center; }
    Waiting > #waiting-title { text-style: bold; margin-bottom: 1; }
    Waiting > ProgressBar { align: center middle; margin-bottom: 1; }
    Waiting > #waiting-text { color: $text-muted; }
    Waiting.-failed > ProgressBar { display: none; }
    Waiting.-failed > #waiting-text { color: $text-error; text-align: left; }
    """

    _told = ""
    """What is being done, or why it failed."""

    def compose(self) -> ComposeResult:
        """Title, bar, and what is being done."""
        yield Static(FIRST(), id="waiting-title")
        yield ProgressBar(show_eta=False, id="waiting-bar")
        yield Static("", id="waiting-text")

    def progress(self, done: int, total: int, text: str) -> None:
        """Move the bar."""
        self.remove_class("-failed")
        self.query_one(ProgressBar).update(total=total or None, progress=done)
        self._told = text
        self.reword()

    def fail(self, text: str) -> None:
        """Say in full why there is no file, and what can be done."""
        self.add_class("-failed")
        self._told = text
        self.reword()

    def reword(self) -> None:
        """Say in the language shown now what is being done, or why there is no file."""
        title, hint = (NOT_MADE, RETRY) if self.has_class("-failed") else (FIRST, FIRST_HINT)
        lines = "\n".join(plain(line) for line in self._told.splitlines())
        self.query_one("#waiting-title", Static).update(title())
        self.query_one("#waiting-text", Static).update(Text(f"{lines}\n\n{hint()}"))
