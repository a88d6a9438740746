"""Run one extractor on one document and believe nothing that it yields without a check."""

from __future__ import annotations

import math
import re
import time
import traceback
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from types import MappingProxyType

from qdtui.api import Extractor
from qdtui.model import Column, Document, Row, Span, Table, Value

MAX_ROWS = 100_000
"""More rows than this from one document is taken for a fault of the extractor."""

_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
"""A zero byte, or half a character."""

MAX_QUOTE = 5_000
"""A quote longer than this (code points) is no passage that a reader can check."""


@dataclass(frozen=True, slots=True)
class Extraction:
    """What one extractor made of one document."""

    extractor: str
    rows: tuple[Row, ...]
    milliseconds: float
    error: str | None = None
    """Why rows are missing, in one line; None when all went well."""


def run_extractor(extractor: Extractor, doc: Document, found: Mapping[str, tuple[Row, ...]]) -> Extraction:
    """Run `extractor` on `doc`; never raises, whatever the extractor does (short of killing the process).

    `found` holds the rows of the extractors that this one needs, by table. Rows that break the
    contract are dropped and the first of them named in `error`; all the others are kept. A second
    row with the same key is dropped silently: it is the same fact said again.
    """
    started = time.perf_counter()
    tables = {table.name: table for table in extractor.tables}
    kept: list[Row] = []
    seen: set[tuple[object, ...]] = set()
    faults: list[str] = []
    error: str | None = None
    try:
        # one that needs nothing gets the document itself, where nobody can write into what was found in it
        own = not found and not doc.found and isinstance(doc.found, MappingProxyType)
        rows: object = extractor.extract(doc if own else replace(doc, found=found))
        if not isinstance(rows, Iterable):
            hint = "; it needs a yield before each Row, or has to return them" if rows is None else ""
            raise TypeError(f"extract() returned {type(rows).__name__}, not rows{hint}")
        for number, row in enumerate(rows, 1):
            if number > MAX_ROWS:
                faults.append(f"more than {MAX_ROWS:,} rows from one document; the rest was not read")
                break
            try:
                checked = check_row(row, tables, doc)
            except (ValueError, TypeError) as fault:
                faults.append(f"row {number}: {fault}")
                continue
            key = tables[checked.table].key
            if key:
                value = checked.values.get
                identity = (checked.table, *[_known_by(value(column)) for column in key])
                if identity in seen:
                    continue
                seen.add(identity)
            kept.append(checked)
    except Exception as failure:
        error = describe(failure)
    if error is None and faults:
        more = f" (and {len(faults) - 1} more rows dropped)" if len(faults) > 1 else ""
        error = faults[0] + more
    return Extraction(extractor.name, tuple(kept), (time.perf_counter() - started) * 1000, error)


_NO_KEYS = (list, float)


def _known_by(value: Value) -> object:
    """What tells a checked value apart from others of its column: itself, or what can be looked up in its stead."""
    return repr(value) if type(value) in _NO_KEYS else value


def check_row(row: object, tables: Mapping[str, Table], doc: Document) -> Row:
    """Return `row` with its values coerced to the declared types.

    Raises ValueError or TypeError, with a message for the plugin's author, when the row breaks the
    contract: an undeclared table or column, a value of another type, a span outside of the text, a
    quote that does not stand there, a confidence that is none.
    """
    if not isinstance(row, Row):
        raise TypeError(f"extract() yielded {type(row).__name__}, not a Row")
    table = tables.get(row.table)
    if table is None:
        raise ValueError(f"table {row.table!r} is not declared by this extractor ({', '.join(tables) or 'none is'})")
    check_span(row.start, row.end, doc)
    if row.end - row.start > MAX_QUOTE:
        raise ValueError(f"quote of {row.end - row.start:,} characters; at most {MAX_QUOTE:,} are allowed")
    if row.quote is not None and doc.text[row.start : row.end] != row.quote:
        raise ValueError(f"the text at {row.start}–{row.end} is not the quote given, {clip(row.quote)!r}")
    if not isinstance(row.confidence, int | float) or not 0 <= row.confidence <= 1:
        raise ValueError(f"confidence {row.confidence!r} is not between 0 and 1")
    columns = _columns(table)
    if unknown := [name for name in row.values if name not in columns]:
        raise ValueError(f"table {table.name} has no column {sorted(unknown)[0]!r}; it has {', '.join(columns)}")
    # most cells are empty, and need no look at their column
    values = {name: None if value is None else coerce(value, columns[name]) for name, value in row.values.items()}
    for name, span in row.cells.items():
        if name not in columns:
            raise ValueError(f"a cell span for {name!r}, which is no column of {table.name}")
        check_span(span[0], span[1], doc)
    # A plain Row of plain values: what a plugin subclassed could not be unpickled in the main process.
    return Row(
        table=table.name,
        values=values,
        start=row.start,
        end=row.end,
        confidence=float(row.confidence),
        rule=plain(row.rule),
        note=plain(row.note) if row.note else None,
        cells={columns[name].name: Span(span[0], span[1]) for name, span in row.cells.items()},
    )


_COLUMNS: dict[int, tuple[Table, dict[str, Column]]] = {}
"""The columns of tables by their names, by where the table is: to look it up as a key would take the hash of all its columns."""
_MOST_TABLES = 500


def _columns(table: Table) -> dict[str, Column]:
    known = _COLUMNS.get(id(table))
    if known is None or known[0] is not table:
        if len(_COLUMNS) >= _MOST_TABLES:
            _COLUMNS.clear()
        known = _COLUMNS[id(table)] = (table, {column.name: column for column in table.columns})
    return known[1]


def check_span(start: object, end: object, doc: Document) -> None:
    """Raise ValueError unless `start`–`end` is a non-empty span of the document's text."""
    if type(start) is not int or type(end) is not int:
        raise ValueError(f"span {start!r}–{end!r} is not made of whole numbers")
    if not 0 <= start < end <= doc.n_chars:
        raise ValueError(f"span {start}–{end} is not inside the text of {doc.n_chars:,} characters")


def coerce(value: Value, column: Column) -> Value:
    """Return `value` as the column's type; raises ValueError when it is none of that type."""
    if value is None:
        return None
    if type(value) is str and column.type == "VARCHAR" and column.allowed is None and not _UNSTORABLE.search(value):
        return value or None  # what most cells are
    match column.type:
        case "VARCHAR":
            if not isinstance(value, str) or _UNSTORABLE.search(value):
                raise _wrong(value, column)
            value = plain(value) or None
        case "VARCHAR[]":
            if not isinstance(value, list | tuple) or not all(isinstance(item, str) for item in value):
                raise _wrong(value, column)
            value = [plain(item) for item in value]
        case "DATE":
            if isinstance(value, datetime) or not isinstance(value, date):
                raise _wrong(value, column)
            value = date(value.year, value.month, value.day)
        case "BOOLEAN":
            if not isinstance(value, bool):
                raise _wrong(value, column)
        case "DOUBLE":
            if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
                raise _wrong(value, column)
            value = float(value)
        case "INTEGER" | "BIGINT":
            limit = 2**31 if column.type == "INTEGER" else 2**63
            if isinstance(value, bool) or not isinstance(value, int) or not -limit <= value < limit:
                raise _wrong(value, column)
            value = int(value)
    if column.allowed is not None and value is not None and value not in column.allowed:
        raise ValueError(f"column {column.name} cannot hold {clip(repr(value))}; allowed: {', '.join(column.allowed)}")
    return value


def _wrong(value: Value, column: Column) -> ValueError:
    return ValueError(f"column {column.name} is {column.type} and cannot hold {clip(repr(value))}")


def plain(text: str) -> str:
    """`text` as an exact str; raises TypeError when it is none."""
    return str.__str__(text)


_CHECKS = frozenset(str(Path(__file__).with_name(name)) for name in ("extract.py", "plugins.py"))
"""Where plugins are called and checked."""


def describe(failure: BaseException) -> str:
    """One printable line for an exception: its type, its message and the line of the plugin's code where it rose.

    A line of the checks would send the plugin's author to a file that is not theirs, so the last line before it is told.
    """
    frames = [frame for frame in traceback.extract_tb(failure.__traceback__) if frame.filename not in _CHECKS]
    where = f" (line {frames[-1].lineno} in {frames[-1].name})" if frames else ""
    try:
        message = str(failure)
    except Exception:
        message = "its message cannot be shown"
    if isinstance(failure, SyntaxError) and failure.lineno:
        message, where = failure.msg, f" (line {failure.lineno})"
    message = clip(" ".join("".join(c if c.isprintable() else " " for c in message).split()), 300)
    return f"{type(failure).__name__}{': ' + message if message else ''}{where}"


def clip(text: str, limit: int = 60) -> str:
    """`text`, or its beginning and an ellipsis when it is longer than `limit` characters."""
    return text if len(text) <= limit else text[: limit - 1] + "…"
