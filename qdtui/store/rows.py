"""What a row must be before it may stand in the file: types, span, confidence, and its identity."""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Sequence
from datetime import date, datetime
from functools import lru_cache
from json.encoder import encode_basestring_ascii

from qdtui.model import Column, Row, Table, Value


class RowError(ValueError):
    """A row that may not stand in the file; the message names the table, the span and the fault."""


def row_fault(table: Table, row: Row, text: str) -> str | None:
    """Why `row` may not stand in `table`, in one sentence, or None when it may.

    `text` is the document's stored text, which the row's offsets count in.
    """
    if row.table != table.name:
        return f"the row is for table {row.table!r}, not {table.name!r}"
    if not (_is_int(row.start) and _is_int(row.end)):
        return f"start and end must be whole numbers, not {row.start!r} and {row.end!r}"
    if not 0 <= row.start < row.end <= len(text):
        return f"the span {row.start}–{row.end} does not lie in the text (0–{len(text)})"
    quote = text[row.start : row.end]
    if row.quote is not None and row.quote != quote:
        return f"the row claims the quote {row.quote!r}, but the text has {quote!r} at {row.start}–{row.end}"
    if isinstance(row.confidence, bool) or not isinstance(row.confidence, int | float):
        return f"confidence must be a number, not {row.confidence!r}"
    if not 0.0 <= row.confidence <= 1.0:
        return f"confidence must lie between 0 and 1, not {row.confidence!r}"
    columns = {column.name: column for column in table.columns}
    for name, value in row.values.items():
        column = columns.get(name)
        if column is None:
            return f"table {table.name!r} has no column {name!r}"
        fault = value_fault(column, value)
        if fault:
            return fault
    for name, span in row.cells.items():
        if name not in columns:
            return f"a cell is given for {name!r}, which table {table.name!r} has not"
        if not 0 <= span[0] < span[1] <= len(text):
            return f"the cell of {name!r} at {span[0]}–{span[1]} does not lie in the text"
    return None


def value_fault(column: Column, value: Value) -> str | None:
    """Why `value` may not stand in `column`, in one sentence, or None when it may."""
    if value is None:
        return None
    if not _fits(column, value):
        return f"column {column.name!r} holds {column.type}, not {value!r}"
    if column.allowed is not None:
        items = value if isinstance(value, list | tuple) else [value]
        for item in items:
            if item not in column.allowed:
                return f"column {column.name!r} holds one of {', '.join(column.allowed)}, not {item!r}"
    return None


def fact_id(table: Table, doc_id: str, row: Row) -> str:
    """The fact's identity: a digest of table, document, span and values, the same on every run."""
    value = row.values.get
    # What json.dumps gives for [table, doc_id, start, end, [[column, value], …]], without making those lists.
    values = [f"[{_quoted(column.name)}, {_written(value(column.name))}]" for column in table.columns]
    content = f"[{_quoted(table.name)}, {_quoted(doc_id)}, {row.start}, {row.end}, [{', '.join(values)}]]"
    return hashlib.blake2b(content.encode(), digest_size=10).hexdigest()


_quoted = lru_cache(maxsize=1024)(json.dumps)
"""A name as JSON; the names of columns come again and again."""


def _written(value: Value) -> str:
    """A value as JSON."""
    if value is None:
        return "null"
    if type(value) is str:
        return encode_basestring_ascii(value)
    if type(value) is date:
        return f'"{value.isoformat()}"'
    if type(value) is float and value.is_integer():
        return str(int(value))
    return json.dumps(_plain(value))


def distinct(table: Table, rows: Sequence[Row]) -> list[Row]:
    """`rows` without those that repeat the key of an earlier one (or all values and the span, without a key)."""
    seen: set[str] = set()
    kept = []
    for row in rows:
        identity: list[object] = [_plain(row.values.get(name)) for name in table.key]
        if not table.key:
            identity = [row.start, row.end, *(_plain(row.values.get(column.name)) for column in table.columns)]
        mark = json.dumps(identity)
        if mark not in seen:
            seen.add(mark)
            kept.append(row)
    return kept


def _is_int(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _fits(column: Column, value: Value) -> bool:
    match column.type:
        case "VARCHAR":
            return isinstance(value, str) and _encodable(value)
        case "VARCHAR[]":
            return isinstance(value, list | tuple) and all(isinstance(x, str) and _encodable(x) for x in value)
        case "BOOLEAN":
            return isinstance(value, bool)
        case "DATE":
            return isinstance(value, date) and not isinstance(value, datetime)
        case "DOUBLE":
            return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)
        case "INTEGER":
            return isinstance(value, int) and not isinstance(value, bool) and -(2**31) <= value < 2**31
        case "BIGINT":
            return isinstance(value, int) and not isinstance(value, bool) and -(2**63) <= value < 2**63


def _encodable(text: str) -> bool:
    # A lone surrogate is a Python string that no file can hold.
    return not any("\ud800" <= char <= "\udfff" for char in text) if not text.isascii() else True


def _plain(value: Value) -> object:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return int(value)  # 5 and 5.0 are one value in a DOUBLE column
    return list(value) if isinstance(value, tuple) else value
