"""Values as cells of a terminal grid: one safe line of text each, measured and cut by display width."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from math import isfinite

from rich.cells import cell_len

from qdtui.tui.text import plain

NULL = "–"
"""How an absent value is shown."""

LONGEST = 500
"""Code points of a value that a cell looks at; the whole value is shown on demand."""

_NUMBERS = ("TINYINT", "SMALLINT", "INTEGER", "BIGINT", "HUGEINT", "UTINYINT", "USMALLINT", "UINTEGER", "UBIGINT")


def one_line(text: str) -> str:
    """`text` as one printable line, line breaks shown as ⏎."""
    return plain(text.replace("\r\n", "\n").replace("\n", "⏎"))


def broken(text: str, width: int) -> list[str]:
    """`text` in printable lines of at most `width` cells, broken anywhere: for messages, which are short."""
    lines: list[str] = []
    for line in text.split("\n"):
        rest = plain(line)
        while width > 1 and width_of(rest) > width:
            cut = max(_reach(rest, width), 1)
            lines.append(rest[:cut])
            rest = rest[cut:]
        lines.append(rest)
    return lines


def _reach(text: str, width: int) -> int:
    """How many of the first characters of `text` fit into `width` cells."""
    used = 0
    for place, character in enumerate(text):
        used += cell_len(character)
        if used > width:
            return place
    return len(text)


def pasted(value: object) -> str:
    """A value as a person would paste it: NULL is empty, a list is joined with 、, a whole number has no `.0`."""
    match value:
        case None:
            return ""
        case str():
            return value
        case bool():
            return "true" if value else "false"
        case float():
            return str(int(value)) if isfinite(value) and value == int(value) and abs(value) < 1e15 else repr(value)
        case datetime():
            return value.isoformat(sep=" ", timespec="seconds")
        case date():
            return value.isoformat()
        case bytes():
            return value.hex(" ")
        case list() | tuple():
            return "、".join(pasted(item) for item in value)
        case _:
            return str(value)


def shown(value: object) -> str:
    """A value as one safe line for a cell; large numbers are grouped (`15,000`)."""
    if value is None:
        return NULL
    if isinstance(value, float) and isfinite(value) and abs(value) >= 10_000:
        return f"{value:,.2f}".rstrip("0").rstrip(".")
    if isinstance(value, float) and isfinite(value):
        return f"{value:.6g}"
    if isinstance(value, Decimal):
        return f"{value:,}"
    return one_line(pasted(value)[:LONGEST])


def is_number(type_name: str) -> bool:
    """True for DuckDB types that are read as numbers and stand at the right of their column."""
    name = type_name.upper()
    return name in _NUMBERS or name.startswith(("DECIMAL", "DOUBLE", "FLOAT", "REAL"))


def width_of(text: str) -> int:
    """The number of terminal cells that `text` takes."""
    return len(text) if text.isascii() else cell_len(text)


def fit(text: str, width: int, *, right: bool = False) -> str:
    """`text` cut (with …) or padded to exactly `width` terminal cells."""
    length = width_of(text)
    if length > width:
        text = text[: _reach(text, width - 1)] + "…" if width > 0 else ""
        length = width_of(text)
    pad = " " * (width - length)
    return pad + text if right else text + pad


def widest(texts: Iterable[str]) -> int:
    """The greatest width among `texts`, 0 when there is none."""
    return max(map(width_of, texts), default=0)
