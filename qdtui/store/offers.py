"""Reading what plugins offer besides rows. The file may be a stranger's, so what does not look like an offer is none."""

from __future__ import annotations

import json
from typing import get_args

import duckdb

from qdtui.offers import Offer, OfferKind


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
        if kind in get_args(OfferKind) and isinstance(more, dict):
            found.append(Offer(kind, name, plugin, title, help_text or "", more))
    return found
