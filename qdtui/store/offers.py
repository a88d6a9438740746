"""Reading what plugins offer besides rows. The file may be a stranger's, so what does not look like an offer is none."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from typing import get_args

import duckdb

from qdtui.offers import Offer, OfferKind
from qdtui.store.closed import RefusedError, require_select

_NAME = re.compile(r"[a-z][a-z0-9_]{0,62}")


def offers(connection: duckdb.DuckDBPyConnection) -> list[Offer]:
    """The offers in the file that is the connection's default database, by kind and name; none in an older file."""
    try:
        rows = connection.execute(
            "SELECT kind, name, plugin, title, help, declared FROM offers ORDER BY kind, name"
        ).fetchall()
    except duckdb.CatalogException:
        return []
    found = []
    for kind, name, plugin, title, help_text, declared in rows:
        try:
            more = json.loads(declared)
        except ValueError:
            continue
        named = isinstance(name, str) and _NAME.fullmatch(name) is not None
        if named and kind in get_args(OfferKind) and isinstance(more, dict):
            found.append(Offer(kind, name, plugin, title, help_text or "", more))
    return found


def queries_of(offer: Offer) -> list[tuple[str, str]]:
    """The queries of an offer, each with what to call it."""
    if offer.kind == "facet":
        return [(offer.title, str(offer.declared.get("sql", "")))]
    found = []
    for view in offer.declared.get("views", ()):
        found.append((str(view["title"]), str(view["sql"])))
        found += [(f"{view['title']} › {detail['title']}", str(detail["sql"])) for detail in view["details"]]
    return found


def without_faults(offers: Iterable[Offer]) -> tuple[list[Offer], list[tuple[Offer, str]]]:
    """Those whose queries are one SELECT each, and the others with what is wrong. Nothing is run, nothing is opened."""
    sound, faults = [], []
    with duckdb.connect(":memory:") as connection:
        for offer in offers:
            fault = next((said for title, sql in queries_of(offer) if (said := _fault(connection, title, sql))), None)
            if fault:
                faults.append((offer, f"{offer.kind} {offer.name}: {fault}"))
            else:
                sound.append(offer)
    return sound, faults


def _fault(connection: duckdb.DuckDBPyConnection, title: str, sql: str) -> str | None:
    try:
        require_select(connection, sql)
    except RefusedError:
        return f"the query of {title!r} is not one SELECT"
    except duckdb.Error as error:
        return f"the query of {title!r} is no SQL: {' '.join(str(error).split())[:200]}"
    return None
