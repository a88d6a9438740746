"""Documents and rows as the plain tuples that the file's tables take, so that worker processes can do the packing.

Needs no DuckDB. A pack is made where the text is at hand, crosses to the main process as it is, and is appended.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import fields
from operator import attrgetter
from typing import Any

from qdtui.model import Document, Join, Part, Row, Section, Table, Zone
from qdtui.store.rows import fact_id
from qdtui.text.normalise import normalise
from qdtui.text.sketch import sketch

Pack = dict[str, list[tuple[object, ...]]]
"""Rows by table, in the order of the table's columns."""

WORDS = "document_words"
"""The table in which a document's search terms travel: doc_id, the terms, and how often each stands there.

Both are lists in one text each, a line for each term: a thousand documents have a million terms, and each would be an
object to be sent, received and taken in.
"""


def _values_of(kind: type[Any]) -> attrgetter[Any]:
    return attrgetter(*(field.name for field in fields(kind)))


_PARTS = {
    "sections": _values_of(Section),
    "zones": _values_of(Zone),
    "parts": _values_of(Part),
    "joins": _values_of(Join),
}


def pack_document(document: Document, terms: Mapping[str, int]) -> Pack:
    """A document with its structure, search terms and what of it could not be read. Raises ValueError when its text cannot be stored."""
    doc_id = document.doc_id
    try:
        document.text.encode()
    except UnicodeEncodeError as error:
        raise ValueError(f"the text holds half a character at {error.start}") from error
    pack: Pack = {
        "documents": [
            (
                doc_id,
                document.path,
                document.title,
                document.source,
                document.author,
                document.published,
                document.published_year or (document.published.year if document.published else None),
                document.published_how,
                document.title_how,
                document.source_how,
                document.author_how,
                document.text,
                document.n_chars,
                sum(terms.values()),
                document.sha256,
                document.encoding,
                None,  # when and as which number it is stored, the store says
                None,
            )
        ]
    }
    for name, values in _PARTS.items():
        if things := getattr(document, name):
            pack[name] = [(doc_id, *values(thing)) for thing in things]
    if document.pages:
        pack["pages"] = [(doc_id, *page) for page in document.pages]
    if document.cells:
        pack["table_cells"] = [(doc_id, *cell) for cell in document.cells]
    marks = sketch(document)
    pack["sketches"] = [(doc_id, marks.letters, list(marks.marks), marks.wording, marks.articles)]
    folded = normalise(document.text)
    if _folded_apart(folded, document.text):
        pack["folded"] = [(doc_id, folded)]
    if document.remarks:
        pack["problems"] = [(document.path, doc_id, "load", None, remark) for remark in document.remarks]
    if terms:
        pack[WORDS] = [(doc_id, "\n".join(terms), "\n".join(map(str, terms.values())))]
    return pack


def _folded_apart(folded: str, text: str) -> bool:
    """Whether the text for matching differs from the stored one by more than the width of its blanks."""
    if folded == text or folded == text.replace("\u3000", " ").replace("\xa0", " "):
        return False
    return any(new != old and new != " " for new, old in zip(folded, text, strict=True))


def pack_rows(tables: Mapping[str, Table], extractor: str, doc_id: str, rows: Iterable[Row], text: str) -> Pack:
    """Checked rows of one extractor as facts and cells; a row that says the same at the same place again is left out.

    `text` is the document's stored text; `tables` has every table that the rows are for.
    """
    pack: Pack = {}
    cells: list[tuple[object, ...]] = []
    seen: set[str] = set()
    for row in rows:
        table = tables[row.table]
        identity = fact_id(table, doc_id, row)
        if identity in seen:
            continue
        seen.add(identity)
        quote = text[row.start : row.end]
        shared = (identity, doc_id, row.start, row.end, quote, extractor, row.confidence, row.rule, row.note)
        value = row.values.get
        pack.setdefault(row.table, []).append(shared + tuple([value(column.name) for column in table.columns]))
        for name, span in row.cells.items():
            cells.append((identity, name, span[0], span[1], row.table, doc_id))
    if cells:
        pack["cells"] = cells
    return pack


def merge(into: Pack, more: Mapping[str, list[tuple[object, ...]]]) -> None:
    """Add the rows of `more` to `into`."""
    for name, rows in more.items():
        into.setdefault(name, []).extend(rows)
