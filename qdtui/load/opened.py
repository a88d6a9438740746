"""A file as loaders get it: on disk or inside an archive, read within limits."""

from __future__ import annotations

import hashlib
import io
import os
import shutil
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

from qdtui.model import MB, LoadSettings, ReadError


def suffix_of(name: str) -> str:
    """The end of a file's name in lower case, with the dot; empty when there is none."""
    suffix = os.path.splitext(name)[1].lower()  # noqa: PTH122 - a name is no path, and this is asked of every file
    return suffix if len(suffix) > 1 else ""


def megabytes(size: int) -> str:
    """A size for people."""
    return f"{size / MB:,.0f} MB" if size >= MB else f"{size:,} bytes"


HELD = MB
"""A file of so many bytes at most is held in memory while it is looked at."""


class Budget:
    """How many bytes an archive and all that is inside it may still unpack to."""

    def __init__(self, left: int) -> None:
        self.left = left

    def take(self, size: int) -> None:
        """Raises ReadError when `size` bytes more are too many."""
        self.left -= size
        if self.left < 0:
            raise ReadError("it unpacks to more than an archive may ([load] unpacked): a ZIP bomb, perhaps")


class InputFile:
    """A file on disk (`path`), or the bytes of a member of an archive (`data`)."""

    def __init__(
        self,
        name: str,
        settings: LoadSettings,
        *,
        path: Path | None = None,
        data: bytes | None = None,
        budget: Budget | None = None,
    ) -> None:
        self.name = name
        self.settings = settings
        self.budget = budget or Budget(settings.unpacked)
        self._path = path
        self._data = data
        self._folder: str | None = None
        self._small: bytes | None = None
        self.size = path.stat().st_size if path is not None else len(data or b"")
        self.suffix = suffix_of(name)
        """The end of its name in lower case, with the dot; empty when there is none."""

    def open(self) -> BinaryIO:
        """The bytes as a stream that the caller closes."""
        return self._path.open("rb") if self._path is not None else io.BytesIO(self._data or b"")

    def read(self) -> bytes:
        """All its bytes. Raises ReadError when they are more than [load] largest allows."""
        if self.size > self.settings.largest:
            raise ReadError(
                f"it has {megabytes(self.size)}, more than the {megabytes(self.settings.largest)} that are read in "
                "one piece; split it, or raise largest under [load] in config.toml"
            )
        if self._path is None:
            return self._data or b""
        return self._held() if self.size <= HELD else self._path.read_bytes()

    def head(self, size: int = 4096) -> bytes:
        """Its first bytes."""
        if self._path is not None and self.size <= HELD:
            return self._held()[:size]
        with self.open() as stream:
            return stream.read(size)

    def digest(self) -> str:
        """The SHA-256 of all its bytes, hexadecimal."""
        if self._path is not None and self.size <= HELD:
            return hashlib.sha256(self._held()).hexdigest()
        if self._path is None:
            return hashlib.sha256(self._data or b"").hexdigest()
        with self._path.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()

    def _held(self) -> bytes:
        """The bytes of a small file on disk, which is read once for all that is asked about it."""
        if self._small is None and self._path is not None:
            with open(self._path, "rb", buffering=0) as file:  # noqa: PTH123 - Path.open takes twice as long
                self._small = file.readall()
        return self._small or b""

    def local(self, data: bytes | None = None) -> Path:
        """A path on disk with a plain name for libraries that need one, until `close`; with `data`, a file of these."""
        if self._folder is None:
            self._folder = tempfile.mkdtemp(prefix="qdtui-")
        path = Path(self._folder) / ("data" + self.suffix)
        path.unlink(missing_ok=True)
        if data is None and self._path is not None:
            with suppress(OSError, NotImplementedError):
                path.symlink_to(self._path.absolute())
                return path
        path.write_bytes(self.read() if data is None else data)
        return path

    def close(self) -> None:
        """Remove what `local` made."""
        if self._folder is not None:
            shutil.rmtree(self._folder, ignore_errors=True)
            self._folder = None
