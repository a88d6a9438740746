"""What a grid shows: a relation or a query, with order and filters, and the SQL that makes it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Literal, get_args

from qdtui.store.schema import identifier, literal

if TYPE_CHECKING:
    import duckdb

Op = Literal["=", "!=", "<", "<=", ">", ">=", "contains", "not contains", "starts", "in", "is null", "not null", "sql"]
"""How a filter compares. `contains` and `starts` compare the text of any type; `sql` takes a condition as written."""

Cell = str | int | float | bool | date | datetime | None


ONE_COPY = "doc_id IN (SELECT doc_id FROM works WHERE place = 1)"
"""The condition on a fact table that leaves reprints out."""


def show_copies(connection: duckdb.DuckDBPyConnection, every: bool) -> None:
    """Say whether the file's views show all copies of a work from now on in this connection, or only the first."""
    connection.execute(f"SET VARIABLE all_copies = {'true' if every else 'false'}")


@dataclass(frozen=True, slots=True)
class Filter:
    """A condition on the rows of a view.

    `value` is a scalar, a tuple of scalars for `in`, ignored for `is null` and `not null`, and the condition
    itself for `sql` (where `column` is ignored). `=` and `!=` with None mean NULL and not NULL.
    """

    column: str
    op: Op
    value: Cell | tuple[Cell, ...] = None

    def __post_init__(self) -> None:
        if self.op not in get_args(Op):
            raise ValueError(f"{self.op!r} is no filter; there are {', '.join(get_args(Op))}")

    def to_sql(self) -> str:
        """The condition as SQL."""
        if self.op == "sql":
            # The line break keeps a comment at the condition's end from swallowing the bracket.
            return f"({self.value}\n)"
        name = identifier(self.column)
        if self.op == "is null" or (self.op == "=" and self.value is None):
            return f"{name} IS NULL"
        if self.op == "not null" or (self.op == "!=" and self.value is None):
            return f"{name} IS NOT NULL"
        if self.op == "in":
            return self._membership(name)
        value = value_sql(self.value if not isinstance(self.value, tuple) else None)
        match self.op:
            case "contains":
                return f"contains({name}::VARCHAR, {_text(self.value)})"
            case "not contains":
                return f"NOT coalesce(contains({name}::VARCHAR, {_text(self.value)}), false)"
            case "starts":
                return f"starts_with({name}::VARCHAR, {_text(self.value)})"
            case "!=":
                return f"{name} IS DISTINCT FROM {value}"
            case _:
                return f"{name} {self.op} {value}"

    def _membership(self, name: str) -> str:
        values = self.value if isinstance(self.value, tuple) else (self.value,)
        listed = ", ".join(value_sql(value) for value in values if value is not None)
        conditions = [f"{name} IN ({listed})"] if listed else []
        if None in values:
            conditions.append(f"{name} IS NULL")
        return f"({' OR '.join(conditions)})" if conditions else "false"


@dataclass(frozen=True, slots=True)
class View:
    """Rows to show: of a table or view of the file (`relation`), or of a query (`sql`), one of the two."""

    relation: str | None = None
    sql: str | None = None
    order: tuple[tuple[str, bool], ...] = ()
    """Columns to sort by, most important first, each with True for descending."""
    filters: tuple[Filter, ...] = ()
    hidden: tuple[str, ...] = ()
    """Columns that `to_sql` leaves out; pages have them all, since they tell where a row comes from."""

    one_copy: bool = False
    """Leave out the facts of reprints; for fact tables, whose rows bear a `doc_id`."""
    all_copies: bool = False
    """Show the facts of reprints as well; for the file's views, which leave them out by themselves."""

    def __post_init__(self) -> None:
        if (self.relation is None) == (self.sql is None):
            raise ValueError("a view needs either a relation or a query")

    @property
    def source(self) -> str:
        """What stands behind FROM."""
        if self.relation is not None:
            return identifier(self.relation)
        body = (self.sql or "").strip().rstrip(";").rstrip()
        return f"(\n{body}\n)"

    @property
    def where(self) -> str:
        """The WHERE clause with a space before it, or nothing."""
        conditions = [*(item.to_sql() for item in self.filters), *([ONE_COPY] if self.one_copy else [])]
        return " WHERE " + " AND ".join(conditions) if conditions else ""

    @property
    def personal(self) -> bool:
        """True when a part of it is SQL that a person wrote, which must run closed off."""
        return self.sql is not None or any(item.op == "sql" for item in self.filters)

    def order_by(self, *, last: tuple[str, ...] = (), reverse: bool = False) -> str:
        """The ORDER BY clause with a space before it, or nothing.

        `last` are SQL expressions that decide between equal rows; `reverse` turns the whole order round.
        NULL always comes last (first when reversed).
        """
        keys = [
            f"{identifier(column)} {'DESC' if descending != reverse else 'ASC'} NULLS {'FIRST' if reverse else 'LAST'}"
            for column, descending in self.order
        ]
        keys += [f"{expression} {'DESC' if reverse else 'ASC'}" for expression in last]
        return " ORDER BY " + ", ".join(keys) if keys else ""

    def to_sql(self) -> str:
        """The SELECT that a person can copy: it gives the view's rows in the view's order."""
        if self.sql is not None and not self.order and not self.filters and not self.hidden:
            return self.sql.strip().rstrip(";").rstrip()
        left_out = f" EXCLUDE ({', '.join(map(identifier, self.hidden))})" if self.hidden else ""
        return f"SELECT *{left_out} FROM {self.source}{self.where}{self.order_by()}"


def _text(value: object) -> str:
    return literal("" if value is None else str(value))


def value_sql(value: object) -> str:
    """A value as SQL writes it; what has no way of its own stands as its text."""
    match value:
        case None:
            return "NULL"
        case bool():
            return "true" if value else "false"
        case int():
            return str(value)
        case float():
            return repr(value) if value == value and abs(value) != float("inf") else f"'{value}'::DOUBLE"
        case datetime():
            return f"TIMESTAMP {literal(value.isoformat(sep=' '))}"
        case date():
            return f"DATE {literal(value.isoformat())}"
        case _:
            return literal(str(value))
