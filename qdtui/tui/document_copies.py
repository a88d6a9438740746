"""Which copies of a work there are, as the head of a document says and a person chooses among."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from qdtui.model import day_or_year
from qdtui.tui.chooser import Choice

if TYPE_CHECKING:
    from qdtui.store.records import DocumentInfo


def place_among(documents: Sequence[DocumentInfo], doc_id: str) -> tuple[int, int]:
    """The place of a document among the copies of its work, from 1, and how many there are."""
    known = next((info for info in documents if info.doc_id == doc_id), None)
    return (known.place, known.copies) if known else (1, 1)


def copies_of(documents: Sequence[DocumentInfo], doc_id: str) -> list[Choice]:
    """The copies of the work that a document is one of, the earliest first; none when it is the only one."""
    known = next((info for info in documents if info.doc_id == doc_id), None)
    if known is None or known.copies == 1:
        return []
    copies = sorted((info for info in documents if info.work_id == known.work_id), key=lambda info: info.place)
    return [
        Choice(
            info.doc_id,
            " · ".join(filter(None, (info.title or info.path, info.source))),
            day_or_year(info.published, info.published_year),
        )
        for info in copies
    ]
