"""A table declared as a plain class: its annotations are the columns, its docstring is the comment."""

from __future__ import annotations

import inspect
import types
from collections.abc import Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

from qdtui.model import Column, ColumnType, Row, Span, Table, View

_TYPES: Mapping[object, ColumnType] = {
    str: "VARCHAR",
    int: "BIGINT",
    float: "DOUBLE",
    bool: "BOOLEAN",
    date: "DATE",
    list[str]: "VARCHAR[]",
}


@dataclass(frozen=True, slots=True)
class Unit:
    """The unit of a column's numbers: `Annotated[float, "The floor space.", Unit("平方米")]`."""

    name: str


def table_of(
    declared: type, name: str, *, key: tuple[str, ...] = (), label: str = "", views: tuple[View, ...] = ()
) -> Table:
    """The table called `name` whose columns are the annotations of the class `declared`.

    `str`, `int`, `float`, `bool`, `date` and `list[str]`, with or without `| None`, are the types; a `Literal` of texts
    lists the allowed values; `Annotated` adds a comment (a text) and a Unit. The class's docstring is the table's
    comment. Raises TypeError for what is none of these.
    """
    hints = get_type_hints(declared, include_extras=True)
    columns = tuple(_column(declared, field, hint) for field, hint in hints.items() if not field.startswith("_"))
    if not columns:
        raise TypeError(f"{declared.__name__} has no annotations, so there are no columns")
    comment = " ".join((inspect.getdoc(declared) or "").partition("\n\n")[0].split())
    # What a dataclass without a docstring gets by itself is no comment.
    return Table(name, "" if comment.startswith(f"{declared.__name__}(") else comment, columns, key, label, views)


def row_of(
    table: Table,
    fact: object,
    start: int,
    end: int,
    confidence: float = 0.5,
    rule: str = "",
    note: str | None = None,
    cells: Mapping[str, Span] | None = None,
) -> Row:
    """A row of `table` with the values of `fact`, an object of the dataclass that declares it.

    Raises TypeError when `fact` is no object of a dataclass.
    """
    if not is_dataclass(fact) or isinstance(fact, type):
        raise TypeError(f"{fact!r} is no object of a dataclass")
    values = {field.name: getattr(fact, field.name) for field in fields(fact) if not field.name.startswith("_")}
    return Row(table.name, values, start, end, confidence, rule, note, cells or {})


def _column(declared: type, name: str, hint: Any) -> Column:
    comment, unit = "", None
    if get_origin(hint) is Annotated:
        hint, *more = get_args(hint)
        comment = next((one for one in more if isinstance(one, str)), "")
        unit = next((one.name for one in more if isinstance(one, Unit)), None)
    if get_origin(hint) in (Union, types.UnionType):
        kinds = [kind for kind in get_args(hint) if kind is not type(None)]
        hint = kinds[0] if len(kinds) == 1 else hint
    if get_origin(hint) is Literal and all(isinstance(one, str) for one in get_args(hint)):
        return Column(name, "VARCHAR", comment, unit, get_args(hint))
    if hint not in _TYPES:
        known = ", ".join(getattr(kind, "__name__", str(kind)) for kind in _TYPES if kind != list[str])
        raise TypeError(
            f"{declared.__name__}.{name}: {hint!r} is no type of a column: {known}, list[str], a Literal of texts"
        )
    return Column(name, _TYPES[hint], comment, unit)
