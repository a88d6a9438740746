"""Facets of what a search found: how many of the documents are of each year and outlet and have facts of each table."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

import duckdb

from qdtui.store.own_facets import OwnFacets
from qdtui.store.query import Facet, Kind, QueryError
from qdtui.store.schema import identifier

KINDS: Final[tuple[Kind, ...]] = ("year", "outlet", "has")
YEAR: Final = "coalesce(year(d.published), d.published_year)"


@dataclass(frozen=True, slots=True)
class FacetCount:
    """A value of a facet, and how many of the documents have it."""

    facet: Facet
    documents: int
    fault: str = ""
    """Why a plugin's facet has no values to count."""


def fact_tables(connection: duckdb.DuckDBPyConnection) -> list[str]:
    """The names of the tables of facts, sorted."""
    return [row[0] for row in connection.execute("SELECT name FROM fact_tables ORDER BY name").fetchall()]


def check(facets: Iterable[Facet], tables: Sequence[str]) -> None:
    """Raises QueryError for a facet that asks for a table that is not there."""
    for facet in facets:
        if facet.kind == "has" and facet.value not in tables:
            raise QueryError(f"there is no table {facet.value!r}; has: knows {', '.join(tables) or 'none'}")


def conditions(facets: Iterable[Facet], parameters: dict[str, object], own: OwnFacets | None = None) -> list[str]:
    """SQL conditions on `documents d`, one for each kind and one for each excluded value.

    Several values of one kind mean any of them, except tables: a document must have facts of each. Values go into
    `parameters`; names of tables must have passed `check`. `own` are the facets of plugins; raises QueryError for a
    faulty one.
    """
    made = []
    facets = list(facets)
    for kind in dict.fromkeys((*KINDS, *(facet.kind for facet in facets))):
        wanted = [_condition(facet, parameters, own) for facet in facets if facet.kind == kind and not facet.excluded]
        if wanted:
            made.append("(" + (" AND " if kind == "has" else " OR ").join(wanted) + ")")
    made += [f"NOT coalesce({_condition(facet, parameters, own)}, false)" for facet in facets if facet.excluded]
    return made


def _condition(facet: Facet, parameters: dict[str, object], own: OwnFacets | None) -> str:
    if facet.kind not in KINDS:
        if own is None:
            raise QueryError(f"there is no facet {facet.kind!r}")
        ids = list(own.having(facet.kind, facet.value) if facet.value else own.known(facet.kind))
        among = f"d.doc_id IN (SELECT unnest({parameter(ids, parameters)}::VARCHAR[]))"
        return among if facet.value else f"NOT {among}"
    if facet.kind == "has":
        return f"d.doc_id IN (SELECT doc_id FROM {identifier(facet.value)})"
    column = YEAR if facet.kind == "year" else "d.source"
    if not facet.value:
        return f"{column} IS NULL"
    if facet.kind == "year":
        first, last = facet.years
        return f"{column} BETWEEN {first} AND {last}"
    return f"lower({column}) = lower({parameter(facet.value, parameters)})"


def parameter(value: object, parameters: dict[str, object]) -> str:
    """Enter `value` into `parameters` and give what stands for it in the SQL."""
    name = f"p{len(parameters)}"
    parameters[name] = value
    return f"${name}"


def count(
    connection: duckdb.DuckDBPyConnection,
    numbers: Sequence[int],
    facets: Sequence[Facet],
    *,
    most: int = 50,
    own: OwnFacets | None = None,
) -> list[FacetCount]:
    """The facets of the documents with these `doc_no`, most documents first within each kind, years newest first.

    The documents are those that the words find; the counts of a kind respect the facets of the other kinds, so that
    each tells what choosing it would give. At most `most` values of a kind. Those of plugins (`own`) come last; one
    that cannot be read tells why.
    """
    connection.execute(
        "CREATE OR REPLACE TEMP TABLE matched AS SELECT unnest($1::INTEGER[]) AS doc_no", [list(numbers)]
    )
    try:
        made: list[FacetCount] = []
        for kind in KINDS:
            others = [facet for facet in facets if facet.kind != kind or (kind == "has" and not facet.excluded)]
            parameters: dict[str, object] = {}
            where = " AND ".join(["true", *conditions(others, parameters, own)])
            source = f"FROM temp.matched JOIN documents d USING (doc_no) WHERE {where}"
            for value, documents in connection.execute(
                _counting(kind, source, connection, most), parameters
            ).fetchall():
                made.append(FacetCount(Facet(kind, "" if value is None else str(value)), documents))
        for name in own.names(connection) if own is not None else ():
            made += _count_own(connection, name, facets, own, most)
        return made
    finally:
        connection.execute("DROP TABLE IF EXISTS temp.matched")


def _count_own(
    connection: duckdb.DuckDBPyConnection, name: str, facets: Sequence[Facet], own: OwnFacets | None, most: int
) -> list[FacetCount]:
    if own is None:
        return []
    values = own.values(name)
    if values.fault:
        return [FacetCount(Facet(name, ""), 0, values.fault)]
    parameters: dict[str, object] = {}
    where = " AND ".join(["true", *conditions([one for one in facets if one.kind != name], parameters, own)])
    found = connection.execute(
        f"SELECT d.doc_id FROM temp.matched JOIN documents d USING (doc_no) WHERE {where}", parameters
    ).fetchall()
    return [FacetCount(Facet(name, value), n) for value, n in values.count((row[0] for row in found), most)]


def _counting(kind: Kind, source: str, connection: duckdb.DuckDBPyConnection, most: int) -> str:
    if kind == "has":
        tables = fact_tables(connection)
        if not tables:
            return "SELECT NULL, 0 WHERE false"
        # Names of tables are compared as text, so each is written as a string with its quotes doubled.
        each = " UNION ALL ".join(
            f"SELECT '{table.replace(chr(39), chr(39) * 2)}' AS name, doc_id FROM {identifier(table)} GROUP BY doc_id"
            for table in tables
        )
        return (
            f"WITH found AS MATERIALIZED (SELECT d.doc_id {source}), facts AS ({each})"
            f" SELECT name, count(*) AS n FROM facts JOIN found USING (doc_id) GROUP BY name ORDER BY n DESC, name"
        )
    value, order = (YEAR, "value DESC NULLS LAST") if kind == "year" else ("d.source", "n DESC, value NULLS LAST")
    return f"SELECT {value} AS value, count(*) AS n {source} GROUP BY value ORDER BY {order} LIMIT {most}"
