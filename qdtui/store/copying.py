"""Copying a large file while something else is done."""

from __future__ import annotations

import os
import shutil
import threading
from pathlib import Path


class FileCopy:
    """A copy of a file in the making, in a thread of its own: most of its time the disk takes."""

    def __init__(self, source: Path, target: Path) -> None:
        self._source = source
        self._target = target
        self._made = False
        self._thread = threading.Thread(target=self._run, name="qdtui-copy", daemon=True)
        self._thread.start()

    def made(self) -> bool:
        """Wait for its end; False, with nothing left of it, when it could not be made."""
        self._thread.join()
        return self._made

    def _run(self) -> None:
        try:
            shutil.copyfile(self._source, self._target)
            with self._target.open("rb") as file:
                os.fsync(file.fileno())  # so that the swap has to wait for what changes alone
            self._made = True
        except OSError:
            self._target.unlink(missing_ok=True)
