"""Filters as a person types them: `level = 国家级`, `> 5`, `国家级|省级`, `null`, `sql value > 2 * rank`.

Without a column the filter is on the column under the cursor; without an operator a text is looked
for inside the value, and a number is compared.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Final

from qdtui.store.view import Cell, Filter, Op
from qdtui.tui.cells import is_number
from qdtui.tui.i18n import Phrase

NOTHING: Final = Phrase("没有输入条件", "nothing is typed yet")
NOT_A_NUMBER: Final = Phrase("{column} 是数字列，{value} 不是数字", "{column} holds numbers, {value} is none")
NOT_A_DATE: Final = Phrase(
    "{column} 是日期列，{value} 不是日期（如 2024、2024-07、2024-07-03）",
    "{column} holds dates, {value} is none (2024, 2024-07, 2024-07-03)",
)
NO_VALUE: Final = Phrase("{op} 后面缺少值", "a value is missing after {op}")
NO_ORDER: Final = Phrase("{op} 不能用于 {column}", "{op} does not work on {column}")

_OPS: Final[dict[str, Op]] = {
    "!=": "!=",
    "<>": "!=",
    "≠": "!=",
    ">=": ">=",
    "≥": ">=",
    "<=": "<=",
    "≤": "<=",
    "!~": "not contains",
    "==": "=",
    "=": "=",
    ">": ">",
    "<": "<",
    "~": "contains",
    "^": "starts",
}
_SIGNS: Final[dict[str, str]] = {"contains": "~", "not contains": "!~", "starts": "^"}
_FULL_WIDTH: Final = str.maketrans("＝＞＜～！｜", "=><~!|")
_OP = re.compile("|".join(map(re.escape, _OPS)))
_DATE = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")
_NULLS: Final = {"null": "is null", "空": "is null", "not null": "not null", "非空": "not null"}


def parse(text: str, here: str, types: Mapping[str, str]) -> Filter:
    """The filter that `text` says; `here` is the column under the cursor, `types` the columns' DuckDB types.

    Raises ValueError with a message for the person.
    """
    text = text.strip()
    if not text:
        raise ValueError(NOTHING())
    if text[:4].lower() == "sql ":
        return Filter("", "sql", text[4:].strip())
    column, rest = _column(text, types)
    if column is None:
        column, rest = here, text
    rest = rest.strip()
    sign = _OP.match(rest.translate(_FULL_WIDTH))
    value = rest[sign.end() :].strip() if sign else rest
    op = _OPS[sign[0]] if sign else None
    if value.lower() in _NULLS and op in (None, "=", "!="):
        null = _NULLS[value.lower()]
        return Filter(column, "not null" if (null == "not null") != (op == "!=") else "is null")
    if not value:
        raise ValueError(NO_VALUE(op=sign[0] if sign else column))
    return _compared(column, types.get(column, "VARCHAR"), op, _unquoted(value))


def value_at(text: str, here: str, types: Mapping[str, str]) -> tuple[str, int]:
    """The column that a filter being typed is on, and where in `text` the value begins that is typed now."""
    column, rest = _column(text, types)
    if column is None:
        column, rest = here, text
    sign = _OP.match(rest.lstrip().translate(_FULL_WIDTH))
    at = len(text) - len(rest.lstrip()) + (sign.end() if sign else 0)
    at = max(at, text.translate(_FULL_WIDTH).rfind("|") + 1)
    return column, at + len(text[at:]) - len(text[at:].lstrip())


def words(item: Filter) -> str:
    """A filter in few words, as `parse` would read it."""
    if item.op == "sql":
        return f"sql {item.value}"
    if item.op in ("is null", "not null"):
        return f"{item.column} = {'null' if item.op == 'is null' else 'not null'}"
    values = item.value if isinstance(item.value, tuple) else (item.value,)
    value = "|".join(
        f"{v:.0f}" if isinstance(v, float) and v.is_integer() and abs(v) < 1e15 else str(v) for v in values
    )
    return f"{item.column} {'=' if item.op == 'in' else _SIGNS.get(item.op, item.op)} {value}"


def _column(text: str, types: Mapping[str, str]) -> tuple[str | None, str]:
    """The column that `text` begins with, if an operator follows it, and what comes after it."""
    folded = text.translate(_FULL_WIDTH).lower()
    for name in sorted(types, key=len, reverse=True):
        after = folded[len(name) :].lstrip()
        if folded.startswith(name.lower()) and (_OP.match(after) or (after in _NULLS and folded[len(name)] == " ")):
            return name, text[len(name) :]
    return None, text


def _unquoted(value: str) -> str:
    return value[1:-1] if len(value) > 1 and value[0] == value[-1] and value[0] in "'\"" else value


def _compared(column: str, type_: str, op: Op | None, value: str) -> Filter:
    kind = type_.upper()
    alternatives = [part.strip() for part in value.translate(_FULL_WIDTH).split("|") if part.strip()]
    if kind.endswith("[]"):
        if op in ("<", "<=", ">", ">="):
            raise ValueError(NO_ORDER(op=op, column=column))
        return Filter(column, "not contains" if op in ("!=", "not contains") else "contains", value)
    if op in ("contains", "not contains", "starts"):
        return Filter(column, op, value)
    if kind == "DATE" or kind.startswith("TIMESTAMP"):
        return _dated(column, op, value)
    if is_number(kind):
        numbers = tuple(_number(column, part) for part in alternatives)
        return Filter(column, op or "=", numbers[0]) if len(numbers) == 1 else Filter(column, "in", numbers)
    if kind == "BOOLEAN":
        return Filter(column, op or "=", value.lower() in ("true", "1", "yes", "是"))
    if op == "=" and len(alternatives) > 1:
        return Filter(column, "in", tuple(alternatives))
    return Filter(column, op or "contains", value)


def _number(column: str, value: str) -> Cell:
    bare = value.replace(",", "").replace("，", "").rstrip("%")
    try:
        return int(bare)
    except ValueError:
        pass
    try:
        return float(bare)
    except ValueError:
        raise ValueError(NOT_A_NUMBER(column=column, value=value)) from None


def _dated(column: str, op: Op | None, value: str) -> Filter:
    """A year or a month stands for all its days: `> 2024` begins with 2025, `= 2024-07` is any day of July."""
    match = _DATE.fullmatch(value)
    try:
        year, month, day = (int(part) if part else None for part in match.groups()) if match else (None, None, None)
        if year is None:
            raise ValueError
        first = date(year, month or 1, day or 1)
    except ValueError:
        raise ValueError(NOT_A_DATE(column=column, value=value)) from None
    if op in (None, "="):
        whole = first.isoformat()[: 10 if day else 7 if month else 4]
        return Filter(column, "=", first) if day else Filter(column, "starts", whole)
    if day is None and op in (">", "<="):
        after = date(year + 1, 1, 1) if month is None or month == 12 else date(year, month + 1, 1)
        return Filter(column, ">=" if op == ">" else "<", after)
    return Filter(column, op, first)
