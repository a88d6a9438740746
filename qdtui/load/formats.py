"""Which format a file has, by its suffix and by what its first bytes say, and who reads it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import PurePath
from typing import TYPE_CHECKING

from qdtui.model import Content, Member, ReadError

if TYPE_CHECKING:
    from qdtui.api import Loader
    from qdtui.load.opened import InputFile

TEXTS = frozenset((".txt", ".md", ".markdown"))
PAGES = frozenset((".html", ".htm"))
SAVED = frozenset((".mhtml", ".mht"))
SINGLE = TEXTS | PAGES | SAVED | {".pdf", ".docx"}
"""Suffixes of files that hold one document, in lower case."""
RECORDS = frozenset((".json", ".jsonl", ".ndjson", ".csv", ".tsv", ".parquet"))
CONTAINERS = RECORDS | {".zip"}
"""Suffixes of files that hold several."""
SUFFIXES = SINGLE | CONTAINERS

_PAGE = re.compile(rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]{0,200}>\s*)?<(?:!doctype\s+html|html)[\s>]", re.IGNORECASE)

_SAVED = re.compile(rb"\s*(?:From|MIME-Version|Snapshot-Content-Location|Subject|Content-Type|Date)\s*:", re.IGNORECASE)
_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def is_known(name: str, extra: Mapping[str, Loader]) -> bool:
    """True when a file of this name is read."""
    suffix = PurePath(name).suffix.lower()
    return suffix in SUFFIXES or suffix in extra


def content_of(file: InputFile, extra: Mapping[str, Loader]) -> Content:
    """The one document of a file. Raises ReadError."""
    loader = extra.get(file.suffix)
    if loader is not None:
        from qdtui.load.foreign import one

        return one(loader, file)
    if file.suffix not in SINGLE:
        known = ", ".join(sorted(SUFFIXES | extra.keys()))
        raise ReadError(f"unknown kind of file; these are read: {known}")
    kind = kind_of(file)
    if kind in PAGES:
        from qdtui.load.html import read_html

        return read_html(file.read())
    if kind == ".pdf":
        from qdtui.load.pdf import read_pdf

        return read_pdf(file.read())
    if kind == ".docx":
        from qdtui.load.word import read_docx

        return read_docx(file.read(), file.settings)
    if kind in SAVED:
        from qdtui.load.mhtml import read_mhtml

        return read_mhtml(file.read())
    from qdtui.load.opened import megabytes
    from qdtui.load.text import read_text

    if file.size > 4 * file.settings.longest + 4:  # a code point takes four bytes at most
        raise ReadError(
            f"it has {megabytes(file.size)} of text, and a document may have {file.settings.longest:,} characters; "
            "split it, or raise longest under [load] in config.toml"
        )
    return read_text(file.read())


def kind_of(file: InputFile) -> str:
    """The suffix that a file with one document should have: its first bytes are believed before its name."""
    head = file.head()
    if b"%PDF-" in head[:1024]:
        return ".pdf"
    if head.startswith(_ZIP) and (file.suffix == ".docx" or b"word/" in head or b"[Content_Types].xml" in head):
        return ".docx"
    if _PAGE.match(head):
        return ".html"
    if _SAVED.match(head) and b"multipart/related" in head.lower():
        return ".mhtml"
    if head.startswith(_OLE) and file.suffix == ".docx":
        raise ReadError("it is encrypted, or an old .doc file; open it, and save it as .docx without a password")
    if file.suffix in (".pdf", ".docx"):
        raise ReadError(f"it does not begin as a {file.suffix} file does; it may be damaged, or something else")
    return file.suffix


def members_of(file: InputFile, extra: Mapping[str, Loader], wanted: Callable[[str], bool]) -> Iterable[Member]:
    """The documents of a file that holds several. Raises ReadError, at once or on the way."""
    loader = extra.get(file.suffix)
    if loader is not None:
        from qdtui.load.foreign import many

        return many(loader, file)
    if file.suffix == ".zip":
        from qdtui.load.archive import read_zip

        return read_zip(file, wanted)
    return _record_reader(file.suffix)(file)


def _record_reader(suffix: str) -> Callable[[InputFile], Iterator[Member]]:
    if suffix == ".json":
        from qdtui.load.jsons import read_json

        return read_json
    if suffix in (".jsonl", ".ndjson"):
        from qdtui.load.jsons import read_jsonl

        return read_jsonl
    if suffix in (".csv", ".tsv"):
        from qdtui.load.tables import read_csv

        return read_csv
    from qdtui.load.tables import read_parquet

    return read_parquet
