"""Reads plain text and Markdown; front matter between two lines of dashes is metadata in either."""

from __future__ import annotations

import re
from datetime import date

from qdtui.load.dates import parse_day
from qdtui.load.decode import decode
from qdtui.load.document import clean
from qdtui.load.source import Content, Metadata
from qdtui.load.zones import front_matter_end

_ENTRY = re.compile(r"^(?P<key>[A-Za-z_]+)\s*:\s*(?P<value>\S.*?)\s*$", re.MULTILINE)


def read_text(data: bytes) -> Content:
    """The text of a .txt or .md file. Raises UndecodableError."""
    decoded, encoding = decode(data)
    text = clean(decoded)
    return Content(text, _front_matter(text), encoding=encoding)


def _front_matter(text: str) -> Metadata:
    end = front_matter_end(text) if text.startswith("---") else 0
    if not end:
        return Metadata()
    entries = {m["key"].lower(): m["value"].strip("'\" ") for m in _ENTRY.finditer(text[:end])}
    published: date | None = None
    for key in ("date", "published", "pubdate", "publishdate", "created"):
        published = published or (parse_day(entries[key]) if key in entries else None)
    return Metadata(
        title=entries.get("title") or None,
        source=entries.get("source") or entries.get("publisher") or None,
        author=entries.get("author") or None,
        published=published,
    )
