"""Reads .zip: each member is a file of its own, and none of it is ever unpacked to disk by its own name."""

from __future__ import annotations

import stat
import zipfile
import zlib
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import PurePosixPath

from qdtui.load.opened import InputFile, megabytes
from qdtui.model import MB, Member, ReadError

RATIO = 200
"""How many times smaller than its content a member may be; running text reaches about 10."""
_HARMLESS = MB
"""Below this size no ratio is suspicious."""
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, RuntimeError, NotImplementedError, KeyError)


def read_zip(file: InputFile, wanted: Callable[[str], bool]) -> Iterator[Member]:
    """The members whose name is `wanted`, in the archive's order. Raises ReadError."""
    with file.open() as stream:
        try:
            archive = zipfile.ZipFile(stream)
        except _BROKEN:
            raise ReadError("it is no whole ZIP archive: cut off or damaged; copy it again") from None
        infos = archive.infolist()
        if len(infos) > file.settings.members:
            raise ReadError(f"it holds {len(infos):,} files, more than [load] members allows; split it")
        if sum(info.compress_size for info in infos) > file.size:
            raise ReadError("its members overlap each other: a ZIP bomb; it is not read")
        size = sum(info.file_size for info in infos)
        if size > file.settings.unpacked:
            raise ReadError(
                f"it would unpack to {megabytes(size)}, more than [load] unpacked allows: a ZIP bomb, perhaps"
            )
        for info in infos:
            name = member_name(info)
            parts = PurePosixPath(name).parts
            hidden = any((part.startswith(".") and part not in ("..", ".")) or part == "__MACOSX" for part in parts)
            if not info.is_dir() and not hidden and wanted(name):
                yield Member(name, partial(_bytes, file, archive, info, name))


def member_name(info: zipfile.ZipInfo) -> str:
    """The name of a member; those that say nothing of their encoding are GB18030 where that fits, as is usual."""
    name = info.filename
    if not info.flag_bits & 0x800 and not name.isascii():
        try:
            raw = name.encode("cp437")
        except UnicodeEncodeError:
            return name
        for encoding in ("utf-8", "gb18030"):
            try:
                return raw.decode(encoding)
            except UnicodeDecodeError:
                continue
    return name


def _bytes(file: InputFile, archive: zipfile.ZipFile, info: zipfile.ZipInfo, name: str) -> bytes:
    """The bytes of a member. Raises ReadError for what is damaged, encrypted, or means harm."""
    parts = PurePosixPath(name.replace("\\", "/")).parts
    if ".." in parts or name.startswith(("/", "\\")) or name[1:2] == ":":
        raise ReadError("its name leads out of the archive; it is not read")
    if info.flag_bits & 1:
        raise ReadError("it is encrypted; unpack it with its password, and load what comes out")
    if stat.S_ISLNK(info.external_attr >> 16):
        raise ReadError("it is a link, not a file")
    if info.file_size > file.settings.largest:
        raise ReadError(f"it unpacks to {megabytes(info.file_size)}, more than [load] largest allows")
    if info.file_size > _HARMLESS and info.file_size > RATIO * max(1, info.compress_size):
        raise ReadError(
            f"it unpacks from {megabytes(info.compress_size)} to {megabytes(info.file_size)}: a ZIP bomb; it is not read"
        )
    file.budget.take(info.file_size)
    try:
        with archive.open(info) as stream:
            return stream.read()
    except NotImplementedError:
        raise ReadError("it is packed in a way that is not read; pack it as an ordinary ZIP archive") from None
    except _BROKEN:
        raise ReadError("it is damaged inside the archive; pack it again") from None
