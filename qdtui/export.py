"""What leaves the file: results as an aligned table, CSV, JSON or Parquet.

Nothing that stood in a document is acted on by what reads the output: control characters do not
reach a terminal, and CSV cells that a spreadsheet would take for a formula get a leading apostrophe.
"""

from __future__ import annotations

import csv
import json
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time
from decimal import Decimal
from itertools import islice
from pathlib import Path
from typing import IO, Literal

Format = Literal["table", "csv", "json", "parquet"]

CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff]")
"""C0 and C1 controls, line separators and marks that reorder or hide text."""

FORMULA = re.compile(r"[=+\-@\t\r]")
"""What a spreadsheet takes for the beginning of a formula."""

BATCH = 2_000
"""Rows that are handed to DuckDB at a time."""

MAX_CELL = 60
"""Terminal cells that a column of the aligned table may take."""


def counted(number: int, noun: str) -> str:
    """A number with what it counts, in the singular for 1."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def safe(text: str) -> str:
    """`text` for a terminal: tabs and line ends become spaces, other control characters are shown as `�`."""
    return CONTROL.sub(lambda match: " " if match[0] in "\t\n\r" else "�", text)


def width(text: str) -> int:
    """The number of terminal cells that `text` takes; Han and full-width marks take two."""
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def shorten(text: str, cells: int) -> str:
    """`text`, or as much of it as fits into `cells` terminal cells with an ellipsis."""
    if width(text) <= cells:
        return text
    taken, kept = 1, []
    for character in text:
        taken += width(character)
        if taken > cells:
            break
        kept.append(character)
    return "".join(kept) + "…"


def shown(value: object) -> str:
    """A value as the aligned table shows it."""
    if value is None:
        return ""
    if isinstance(value, float):
        return f"{value:.10g}" if abs(value) < 1e15 else f"{value:g}"
    if isinstance(value, list | tuple):
        return "、".join(shown(item) for item in value)
    return safe(str(value))


def table_lines(columns: Sequence[str], rows: Iterable[Sequence[object]], *, cell: int = MAX_CELL) -> Iterator[str]:
    """Yield the lines of an aligned table: a head, a rule, the rows; numbers stand to the right.

    What takes more than `cell` terminal cells is cut.
    """
    body = [[shorten(shown(value), cell) for value in row] for row in rows]
    heads = [shorten(safe(column), cell) for column in columns]
    widths = [max([width(head), *(width(row[i]) for row in body)]) for i, head in enumerate(heads)]
    numeric = [bool(body) and all(re.fullmatch(r"-?[\d.e+]*", row[i]) for row in body) for i in range(len(heads))]

    def line(cells: Sequence[str]) -> str:
        padded = (
            " " * (widths[i] - width(cell)) + cell if numeric[i] else cell + " " * (widths[i] - width(cell))
            for i, cell in enumerate(cells)
        )
        return "  ".join(padded).rstrip()

    yield line(heads)
    yield "  ".join("─" * size for size in widths)
    for row in body:
        yield line(row)


def jsonable(value: object) -> object:
    """A value as JSON takes it: dates in ISO 8601, decimals as numbers."""
    if isinstance(value, date | datetime | time):
        return value.isoformat()
    if isinstance(value, Decimal):
        return float(value)
    if isinstance(value, list | tuple):
        return [jsonable(item) for item in value]
    if isinstance(value, dict):
        return {str(key): jsonable(item) for key, item in value.items()}
    if value is None or isinstance(value, str | int | float | bool):
        return value
    return str(value)


def to_json(data: object) -> str:
    """`data` as one line of JSON, Chinese readable, no character that a terminal would act on."""
    text = json.dumps(jsonable(data), ensure_ascii=False)
    return CONTROL.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def csv_cell(value: object, *, guard: bool) -> object:
    """A value as CSV takes it; texts that would be a formula get an apostrophe when `guard` is set."""
    if isinstance(value, list | tuple):
        value = "、".join(str(item) for item in value)
    if guard and isinstance(value, str) and FORMULA.match(value):
        return "'" + value
    return value


def write_text(
    columns: Sequence[str], rows: Iterable[Sequence[object]], form: Format, out: IO[str], *, guard: bool = True
) -> None:
    """Write a result as `table`, `csv` or `json` (an array of objects, one a line) to a text stream."""
    if form == "table":
        for line in table_lines(columns, rows):
            out.write(line + "\n")
    elif form == "csv":
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow([csv_cell(column, guard=guard) for column in columns])
        for row in rows:
            writer.writerow([csv_cell(value, guard=guard) for value in row])
    elif form == "json":
        out.write("[")
        for number, row in enumerate(rows):
            out.write(",\n " if number else "\n ")
            out.write(to_json(dict(zip(columns, row, strict=True))))
        out.write("\n]\n")
    else:
        raise ValueError(f"{form} is not written as text")


def write_file(
    path: Path,
    columns: Sequence[str],
    types: Sequence[str],
    rows: Iterable[Sequence[object]],
    form: Format,
    *,
    guard: bool = True,
) -> None:
    """Write a result to `path`, whole or not at all. `types` are DuckDB's, for Parquet.

    Raises OSError when the file cannot be written.
    """
    partial = path.with_name(f".{path.name}.part")
    try:
        if form == "parquet":
            _write_parquet(partial, columns, types, rows)
        else:
            # Excel takes a CSV without a byte order mark for the system's old encoding.
            with partial.open("w", encoding="utf-8-sig" if form == "csv" else "utf-8", newline="") as file:
                write_text(columns, rows, form, file, guard=guard)
        partial.replace(path)
    finally:
        partial.unlink(missing_ok=True)


def _write_parquet(path: Path, columns: Sequence[str], types: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    import duckdb

    names = ['"' + column.replace('"', '""') + '"' for column in unique(columns)]
    with duckdb.connect(":memory:") as connection:
        declared = ", ".join(f"{name} {kind}" for name, kind in zip(names, types, strict=True))
        connection.execute(f"CREATE TABLE result ({declared})")
        with connection.appender("result") as appender:
            each = iter(rows)
            while batch := [list(row) for row in islice(each, BATCH)]:
                appender.append_rows(batch)
        connection.execute("COPY result TO $path (FORMAT parquet)", {"path": str(path)})


def unique(columns: Sequence[str]) -> list[str]:
    """Column names with `_2`, `_3` … added to those that stand there twice."""
    seen: dict[str, int] = {}
    names = []
    for column in columns:
        seen[column] = seen.get(column, 0) + 1
        names.append(column if seen[column] == 1 else f"{column}_{seen[column]}")
    return names
