"""Sheets and filters as values that a TOML file holds, and back: for the view that comes back at the next start.

What comes back may be of another version or edited by hand: whatever does not fit is left out.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from qdtui.store.view import Filter, View
from qdtui.tui.sheets import Sheet


def texts(value: object) -> list[str]:
    """The texts in a list; none when it is something else."""
    return [item for item in value if isinstance(item, str)] if isinstance(value, list) else []


def pairs(value: object) -> list[tuple[str, Any]]:
    """The pairs in a list that begin with a text."""
    items = value if isinstance(value, list) else []
    return [
        (item[0], item[1]) for item in items if isinstance(item, list) and len(item) == 2 and isinstance(item[0], str)
    ]


def sheet_to_toml(sheet: Sheet) -> dict[str, Any]:
    """A sheet of Tables."""
    return {
        "relation": sheet.relation,
        "kind": sheet.kind,
        "column": sheet.column,
        "order": [list(key) for key in sheet.base.order],
        "filters": [_filter_to_toml(item) for item in sheet.base.filters],
        "hidden": list(sheet.hidden),
        "frozen": sheet.frozen,
        "row": sheet.row,
        "at": sheet.at or "",
    }


def sheets_from_toml(kept: Mapping[str, Any]) -> list[Sheet]:
    """The steps that lead to a kept sheet, the relation's plain rows first; none when it is not understood."""
    relation = kept.get("relation")
    if not isinstance(relation, str) or not relation:
        return []
    order = tuple((column, down) for column, down in pairs(kept.get("order")) if isinstance(down, bool))
    raw = kept.get("filters")
    filters = tuple(filter(None, map(_filter_from_toml, raw if isinstance(raw, list) else [])))
    plain = Sheet.rows(relation)
    rows = replace(
        Sheet.rows(relation, View(relation=relation, order=order, filters=filters)),
        hidden=tuple(texts(kept.get("hidden"))),
        frozen=_count(kept.get("frozen")),
    )
    steps = [plain] if rows == plain else [plain, rows]
    column = kept.get("column")
    if kept.get("kind") == "counts" and isinstance(column, str) and column:
        steps.append(rows.counts(column))
    elif kept.get("kind") == "describe":
        steps.append(rows.description())
    at = kept.get("at")
    steps[-1] = replace(steps[-1], row=_count(kept.get("row")), at=at if isinstance(at, str) and at else None)
    return steps


def _count(value: object) -> int:
    return value if type(value) is int and value >= 0 else 0


def _filter_to_toml(item: Filter) -> dict[str, Any]:
    value = list(item.value) if isinstance(item.value, tuple) else item.value
    return {"column": item.column, "op": item.op, **({} if value is None else {"value": value})}


def _filter_from_toml(kept: object) -> Filter | None:
    if not isinstance(kept, Mapping) or not isinstance(kept.get("column"), str):
        return None
    value = kept.get("value")
    cell = str | int | float | bool | date
    if isinstance(value, list) and all(isinstance(item, cell) for item in value):
        value = tuple(value)
    elif value is not None and not isinstance(value, cell):
        return None
    try:
        return Filter(kept["column"], kept.get("op"), value)  # type: ignore[arg-type]
    except (ValueError, TypeError):
        return None
