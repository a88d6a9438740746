"""Opens files and what is inside them: one document of a file, or one of the many that an archive or a table holds."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from qdtui.extract import describe
from qdtui.load.formats import CONTAINERS, RECORDS, content_of, is_known, members_of
from qdtui.load.opened import InputFile
from qdtui.load.source import LoadError, Overrides
from qdtui.model import Content, Document, LoadSettings, Member, ReadError

if TYPE_CHECKING:
    from qdtui.api import Loader

DEEPEST = 3
"""How many archives may stand inside each other."""
_TELL = 100
"""How many documents of one file are named that cannot be read; of the others only the number is told."""


@dataclass(frozen=True, slots=True)
class MemberInfo:
    """A document inside a file, before it is loaded; without a name, a remark on the file itself (`error`)."""

    name: str
    place: int
    """Its number in the file, from 0."""
    size: int = 0
    sha256: str = ""
    error: str | None = None


class Opener:
    """Loads documents, and keeps the archive or table open that it read last, since the next one is often its own."""

    def __init__(self, settings: LoadSettings | None = None, extra: Mapping[str, Loader] | None = None) -> None:
        self.settings = settings or LoadSettings()
        self.extra = extra or {}
        self._open: _Walk | None = None

    def holds_many(self, path: Path) -> bool:
        """True when the file is one that holds several documents, by its suffix."""
        return holds_many(path.name, self.extra)

    def members(self, path: Path) -> Iterator[MemberInfo]:
        """The documents in the file at `path`, in order; those that cannot be read with the reason.

        Raises LoadError when the file itself cannot be read.
        """
        walk = _Walk(path, self)
        seen: set[str] = set()
        faults = more = 0
        try:
            for place, (name, payload) in enumerate(walk):
                if place >= self.settings.members:
                    yield MemberInfo("", place, error=f"it holds more than {place:,} documents; the rest is not read")
                    return
                name, number = _plain(name), 2
                while name in seen:
                    name = f"{name.rpartition('~')[0] if number > 2 else name}~{number}"
                    number += 1
                seen.add(name)
                try:
                    data = _bytes_of(payload())
                except ReadError as error:
                    faults += 1
                    if faults > _TELL:
                        more += 1
                    else:
                        yield MemberInfo(name, place, error=str(error))
                    continue
                yield MemberInfo(name, place, len(data), hashlib.sha256(data).hexdigest())
        except (ReadError, OSError, MemoryError, RecursionError) as error:
            if not seen:
                raise LoadError(path, _reason(error)) from None
            yield MemberInfo("", len(seen), error=f"after {len(seen):,} documents: {_reason(error)}")
        finally:
            walk.close()
        if not seen:
            raise LoadError(path, "there is nothing in it that is read")
        if more:
            yield MemberInfo("", len(seen), error=f"{more:,} more of its documents cannot be read")

    def load(
        self, path: Path, overrides: Overrides | None = None, place: int | None = None, stored: str | None = None
    ) -> Document:
        """The document in the file at `path`, or the one at `place` in it. Raises LoadError.

        `stored` is the path that the document has in the tables (that of the file when None).
        """
        try:
            if place is None:
                content, digest, name = self._whole(path)
            else:
                if self._open is None or self._open.path != path or self._open.place > place:
                    self.close()
                    self._open = _Walk(path, self)
                inner, payload = self._open.at(place)
                digest = hashlib.sha256(_bytes_of(payload)).hexdigest()
                content, name = self._inner(inner, payload)
            return finish(content, digest, stored or str(path), overrides, self.settings, name)
        except (ReadError, OSError, MemoryError, RecursionError, EOFError) as error:
            raise LoadError(stored or path, _reason(error)) from None

    def _whole(self, path: Path) -> tuple[Content, str, str]:
        """A file that is one document: its content, the digest of its bytes, and the name for a date."""
        file = InputFile(path.name, self.settings, path=path)
        try:
            if not file.head().strip() and file.size < 1 << 20 and not file.read().strip():
                raise ReadError("the file is empty")
            return content_of(file, self.extra), file.digest(), path.name
        finally:
            file.close()

    def _inner(self, name: str, content: Content | bytes) -> tuple[Content, str]:
        """A member as Content, and the name in which a date is looked for."""
        if isinstance(content, Content):
            return content, ""
        if not content.strip():
            raise ReadError("the file is empty")
        file = InputFile(name, self.settings, data=content)
        try:
            return content_of(file, self.extra), name
        finally:
            file.close()

    def close(self) -> None:
        """Let go of the file that was read last."""
        if self._open is not None:
            self._open.close()
            self._open = None


def holds_many(name: str, extra: Mapping[str, Loader] | None = None) -> bool:
    """True when a file of this name holds several documents."""
    suffix = Path(name).suffix.lower()
    loader = (extra or {}).get(suffix)
    return suffix in CONTAINERS or bool(loader is not None and getattr(loader, "many", False))


Payload = Callable[[], "Content | bytes"]


class _Walk:
    """One pass through the documents of a file, those of archives inside it included, in their order."""

    def __init__(self, path: Path, opener: Opener) -> None:
        self.path = path
        self.place = 0
        """The number of the document that comes next."""
        self._opener = opener
        self._files: list[InputFile] = []
        self._stream: Iterator[tuple[str, Payload]] | None = None

    def __iter__(self) -> Iterator[tuple[str, Payload]]:
        file = InputFile(self.path.name, self._opener.settings, path=self.path)
        yield from self._inside(file, "", 0)

    def at(self, place: int) -> tuple[str, Content | bytes]:
        """Name and content of the document at `place`, which must not be behind. Raises ReadError."""
        if self._stream is None:
            self._stream = iter(self)
        for name, payload in self._stream:
            self.place += 1
            if self.place > place:
                return name, payload()
        raise ReadError("it is not in the file any more; run ingest again")

    def close(self) -> None:
        close = getattr(self._stream, "close", None)
        if close is not None:
            close()
        for file in self._files:
            file.close()

    def _inside(self, file: InputFile, prefix: str, depth: int) -> Iterator[tuple[str, Payload]]:
        self._files.append(file)
        try:
            if not file.size:
                raise ReadError("the file is empty")
            for member in self._members(file):
                name = prefix + member.name
                # Bytes are those of a file, and that may hold several documents as well.
                if file.suffix not in RECORDS and holds_many(member.name, self._opener.extra):
                    yield from self._nested(member, name, file, depth + 1)
                else:
                    yield name, _payload(member)
        finally:
            file.close()

    def _members(self, file: InputFile) -> Iterable[Member]:
        extra = self._opener.extra
        return members_of(file, extra, lambda name: is_known(name, extra))

    def _nested(self, member: Member, name: str, outer: InputFile, depth: int) -> Iterator[tuple[str, Payload]]:
        try:
            if depth >= DEEPEST:
                raise ReadError(f"it is the {depth + 1}th archive inside another; unpack them")
            data = _payload(member)()
            if isinstance(data, Content):
                yield name, lambda: data
                return
            inner = InputFile(member.name, outer.settings, data=data, budget=outer.budget)
            yield from self._inside(inner, name + "!", depth)
        except (ReadError, OSError, MemoryError, RecursionError) as error:
            reason = ReadError(_reason(error))

            def refuse() -> Content:
                raise reason

            yield name, refuse


def _payload(member: Member) -> Payload:
    content = member.content
    if isinstance(content, (Content, bytes)):
        return lambda: content
    return content


def finish(
    content: Content,
    digest: str,
    path: str,
    overrides: Overrides | None,
    settings: LoadSettings,
    name: str | None = None,
) -> Document:
    """The Document of a content. Raises ReadError when it is empty or too long."""
    from qdtui.load.document import build

    if not content.text.strip():
        raise ReadError("there is no text in it")
    if len(content.text) > settings.longest:
        raise ReadError(
            f"its text has {len(content.text):,} characters, more than the {settings.longest:,} that a document may have; "
            "split it, or raise longest under [load] in config.toml"
        )
    return build(content, digest, path, overrides, name)


def _bytes_of(content: Content | bytes) -> bytes:
    from qdtui.load.records import fingerprint

    return content if isinstance(content, bytes) else fingerprint(content)


def _plain(name: str) -> str:
    """A member's name as the tables can hold it."""
    return name.encode("utf-8", "backslashreplace").decode().replace("\0", "")


def _reason(error: BaseException) -> str:
    if isinstance(error, ReadError):
        return str(error)
    if isinstance(error, RecursionError):
        return "its markup is nested too deeply to be read; save its text as .txt"
    if isinstance(error, MemoryError):
        return "it takes more memory than a worker may use; split it"
    if isinstance(error, OSError) and error.strerror:
        return f"it could not be read: {error.strerror}"
    return f"it could not be read: {describe(error)}"
