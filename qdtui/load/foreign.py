"""Runs loaders of plugins, and checks what they give: a plugin may raise, lie, or give something else altogether."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import TYPE_CHECKING, get_args

from qdtui.extract import clip, describe
from qdtui.load.document import clean
from qdtui.load.opened import InputFile
from qdtui.model import Content, Hint, Member, Metadata, Page, ReadError, TableCell, ZoneKind

if TYPE_CHECKING:
    from qdtui.api import Loader


def one(loader: Loader, file: InputFile) -> Content:
    """What `loader` makes of a file with one document. Raises ReadError."""
    try:
        return checked(loader.load(file))
    except ReadError as error:
        raise ReadError(f"the loader {loader.name}: {error}") from None
    except (KeyboardInterrupt, GeneratorExit):
        raise
    except BaseException as failure:
        raise ReadError(f"the loader {loader.name}: {describe(failure)}") from None


def many(loader: Loader, file: InputFile) -> Iterator[Member]:
    """The documents that `loader` finds in a file. Raises ReadError."""
    try:
        for member in loader.load(file):  # type: ignore[union-attr]
            if type(member) is not Member or type(member.name) is not str or not member.name:
                raise ReadError(f"it gave {clip(repr(member))}, which is no Member with a name")
            yield Member(member.name, _Checked(member))
    except ReadError as error:
        raise ReadError(f"the loader {loader.name}: {error}") from None
    except (KeyboardInterrupt, GeneratorExit):
        raise
    except BaseException as failure:
        raise ReadError(f"the loader {loader.name}: {describe(failure)}") from None


class _Checked:
    """What a member's content is, looked at when it is asked for."""

    def __init__(self, member: Member) -> None:
        self._member = member

    def __call__(self) -> Content | bytes:
        try:
            content = self._member.content
            found = content() if callable(content) else content
        except ReadError:
            raise
        except (KeyboardInterrupt, GeneratorExit):
            raise
        except BaseException as failure:
            raise ReadError(describe(failure)) from None
        return found if type(found) is bytes else checked(found)


def checked(content: object) -> Content:
    """`content`, when it is a Content whose offsets lie in its text, cleaned. Raises ReadError."""
    if type(content) is not Content or not isinstance(content.text, str):
        raise ReadError(f"it gave {clip(repr(content))}, not a Content with a text")
    size, meta = len(content.text), content.metadata
    if type(meta) is not Metadata:
        raise ReadError(f"it gave {clip(repr(meta))}, not a Metadata")
    for start, hint in content.hints.items():
        if type(hint) is not Hint or not 0 <= start <= size or (hint.zone and hint.zone not in get_args(ZoneKind)):
            raise ReadError(f"it gave a hint that is none, or outside the text: {clip(repr((start, hint)))}")
    for span in (*content.pages, *content.cells):
        if not isinstance(span, Page | TableCell) or not 0 <= span.start <= span.end <= size:
            raise ReadError(f"it gave a span that is none, or outside the text: {clip(repr(span))}")
    # Of the same length where a line end is one character, which is all that offsets can count in.
    text = clean(str.__str__(content.text))
    if len(text) != size and (content.hints or content.pages or content.cells):
        raise ReadError("its text has line ends of two characters, in which offsets do not count: use \\n")
    said = Metadata(_text(meta.title), _text(meta.source), _text(meta.author), _day(meta.published), _day(meta.made))
    return Content(text, said, dict(content.hints), tuple(content.pages), tuple(content.cells), str(content.encoding))


def _text(value: object) -> str | None:
    """A text as one line of plain str: libraries give texts of classes of their own."""
    if value is None:
        return None
    if not isinstance(value, str):
        raise ReadError(f"title, source and author of its metadata are texts or None, not {clip(repr(value))}")
    line = " ".join(clean(str.__str__(value)).split())
    return line.encode("utf-8", "replace").decode() or None


def _day(value: object) -> date | None:
    if isinstance(value, datetime):
        return value.date()
    if value is not None and not isinstance(value, date):
        raise ReadError(f"published and made in its metadata are dates or None, not {clip(repr(value))}")
    return value
