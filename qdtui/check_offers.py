"""Trying what a plugin offers besides rows, in the process of a check: queries on a file, exporters on a few rows."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from qdtui.extract import describe
from qdtui.offers import Exporter, Offer
from qdtui.store.offers import without_faults
from qdtui.store.own_facets import read_facet
from qdtui.store.sql import Session, SqlError

COLUMNS = ("doc_id", "name", "number", "list", "nothing")
BATCHES: list[list[tuple[Any, ...]]] = [[("d", "=1+1", 1.5, ["甲", "乙"], None)] * 2, [("d", "<b>\n|", -3, [], None)]]
"""Rows of the kinds that a file holds, with what some forms take for their own signs."""


def try_offer(offer: Offer, declared: Any, database: Path | None, seconds: float) -> tuple[str, list[str]]:
    """What was done with an offer, for people, and what is wrong with it.

    Commands are not run, since they may do anything. Queries are run when there is a file.
    """
    if wrong := without_faults([offer])[1]:
        return "looked at its queries", [said for _, said in wrong]
    if offer.kind == "exporter":
        return "tried on 3 rows", _export(declared)
    if offer.kind == "command":
        return f"declared, on {offer.declared['on']}; `qdtui run {offer.name}` runs it", []
    if database is None:
        return "declared; there is no file yet to run its queries on", []
    if offer.kind == "facet":
        values = read_facet(database, offer)
        return f"{len(values.documents)} values of {len(values.by_document)} documents", [
            values.fault
        ] if values.fault else []
    return _place(offer, database, seconds)


def _export(exporter: Exporter) -> list[str]:
    taken = 0

    def batches() -> Iterator[list[tuple[Any, ...]]]:
        nonlocal taken
        for batch in BATCHES:
            taken += len(batch)
            yield batch

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"rows{exporter.suffix}"
        try:
            exporter.write(COLUMNS, batches(), path)
        except Exception as failure:
            return [describe(failure)]
        if not path.is_file():
            return ["it wrote no file at the path that it was given"]
    return [] if taken == sum(map(len, BATCHES)) else [f"it took only {taken} of 3 rows"]


def _place(offer: Offer, database: Path, seconds: float) -> tuple[str, list[str]]:
    """Run each list, and its details for its first row."""
    faults: list[str] = []
    ran = 0
    empty = 0
    session = Session(database, timeout=seconds, max_rows=1_000)
    try:
        for view in offer.declared["views"]:
            found = _run(session, view["title"], view["sql"], {}, faults)
            ran += 1
            if found is None:
                continue
            if found == {}:
                empty += 1
                continue
            for detail in view["details"]:
                _run(session, f"{view['title']} › {detail['title']}", detail["sql"], found, faults)
                ran += 1
    finally:
        session.close()
    remark = f"; {empty} lists have no rows in this file, so their details were not tried" if empty else ""
    return f"ran {ran} queries{remark}", faults


def _run(session: Session, title: str, sql: str, row: Mapping[str, Any], faults: list[str]) -> dict[str, Any] | None:
    """The first row of a query, empty when there is none; None when it failed, which is told in `faults`."""
    try:
        result = session.run(sql, parameters=row)
        first = result.page(0, 1).rows
    except SqlError as error:
        faults.append(f"{title}: {' '.join(str(error).split())}")
        return None
    return dict(zip(result.columns, first[0], strict=True)) if first else {}
