"""What a plugin's declarations must be like: extractors, their tables and columns, and loaders."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from types import FunctionType
from typing import get_args

from qdtui.api import Extractor, Loader
from qdtui.extract import clip
from qdtui.load.formats import SUFFIXES
from qdtui.model import Column, ColumnType, Table, View
from qdtui.pattern_file import NAME

SHARED_COLUMNS = ("fact_id", "doc_id", "start", "end", "quote", "extractor", "confidence", "rule", "note")
"""Columns that the store gives to every fact table; an extractor may not declare them."""

RESERVED_TABLES = frozenset(
    {
        "documents", "sections", "zones", "parts", "pages", "table_cells", "joins", "folded", "cells", "terms", "postings", "runs", "plugins",
        "problems", "files", "meta", "offers", "evidence", "champion_counts", "cluster_counts", "lighthouse_counts",
        "policy_targets", "compared", "fact_tables", "sketches", "works", "document_words", "search",
    }
)  # fmt: skip
"""Names that the store uses itself."""

OWN_PREFIX = "qdtui_"
"""How the names of the store's work tables begin."""

OF_DOCUMENT = {"document.year": "year", "document.outlet": "outlet"}
"""What a view may count by besides the columns of its table, and what it is called there."""

SUFFIX = re.compile(r"\.[a-z0-9_+-]{1,20}\Z")


def contract_breach(extractor: object) -> str | None:
    """Why `extractor` cannot be used, in a sentence for its author; None when it can."""
    if isinstance(extractor, type) and isinstance(getattr(extractor, "extract", None), FunctionType):
        return f"{extractor.__name__} is a class; qdtui_extractors returns extractors: [{extractor.__name__}()]"
    label = getattr(extractor, "name", None)
    who = f"extractor {label!r}" if isinstance(label, str) else type(extractor).__name__
    if not isinstance(extractor, Extractor) or not callable(extractor.extract):
        missing = [part for part in ("name", "version", "tables", "extract") if not hasattr(extractor, part)]
        return f"{who} is no extractor: it has no {' and no '.join(missing) or 'extract method'}"
    # Exact types throughout: the declarations are sent to a process that does not know the plugin.
    if not is_name(extractor.name):
        return f"{who}: a name is made of a–z, 0–9 and _, and begins with a letter"
    if type(extractor.version) is not str or not extractor.version:
        return f"{who}: version must be a text that is not empty"
    if type(extractor.tables) not in (tuple, list) or not all(type(table) is Table for table in extractor.tables):
        return f"{who}: tables must be a tuple of Table"
    needs = getattr(extractor, "needs", ())
    if type(needs) not in (tuple, list) or not all(type(need) is str for need in needs):
        return f"{who}: needs must be a tuple of names"
    for table in extractor.tables:
        reason = _table_breach(table)
        if reason:
            return f"{who}: {reason}"
    return None


def loader_breach(loader: object, taken: Mapping[str, Loader], names: Collection[str]) -> str | None:
    """Why `loader` cannot be used, in a sentence for its author; None when it can."""
    label = getattr(loader, "name", None)
    who = f"loader {label!r}" if isinstance(label, str) else type(loader).__name__
    if not isinstance(loader, Loader) or not callable(loader.load):
        missing = [part for part in ("name", "suffixes", "load") if not hasattr(loader, part)]
        return f"{who} is no loader: it has no {' and no '.join(missing) or 'load method'}"
    if not is_name(loader.name):
        return f"{who}: a name is made of a–z, 0–9 and _, and begins with a letter"
    if loader.name in names:
        return f"{who} is defined twice"
    suffixes = loader.suffixes
    if type(suffixes) not in (tuple, list) or not suffixes:
        return f"{who}: suffixes must be a tuple of texts, at least one"
    for suffix in suffixes:
        if type(suffix) is not str or not SUFFIX.match(suffix):
            return f"{who}: {clip(repr(suffix))} is no suffix: a dot and small letters or digits, such as .eml"
        if suffix in SUFFIXES or suffix in taken:
            owner = taken[suffix].name if suffix in taken else "qdtui itself"
            return f"{who}: {suffix} is read by {owner} already"
    return None


def _table_breach(table: Table) -> str | None:
    if not is_name(table.name):
        return f"table {table.name!r}: a name is made of a–z, 0–9 and _, and begins with a letter"
    if table.name in RESERVED_TABLES:
        return f"table {table.name} is one of qdtui's own"
    if type(table.comment) is not str or type(table.columns) is not tuple or not table.columns:
        return f"table {table.name}: it takes a comment (a text) and columns (a tuple of Column, at least one)"
    if table.name.startswith(OWN_PREFIX):
        return f"table {table.name}: names that begin with {OWN_PREFIX} are qdtui's own"
    names = []
    for column in table.columns:
        reason = _column_breach(column)
        if reason:
            return f"table {table.name}: {reason}"
        names.append(column.name)
    doubled = {name for name in names if names.count(name) > 1}
    if doubled:
        return f"table {table.name} has two columns called {sorted(doubled)[0]}"
    if type(table.key) is not tuple or type(table.label) is not str:
        return f"table {table.name}: key is a tuple of column names and label is one"
    stray = (set(table.key) | ({table.label} if table.label else set())) - set(names)
    if stray:
        return f"table {table.name}: {sorted(map(repr, stray))[0]} in key or label is no column"
    if type(table.views) is not tuple:
        return f"table {table.name}: views is a tuple of View"
    return next((reason for view in table.views if (reason := _view_breach(view, table))), None)


def _view_breach(view: object, table: Table) -> str | None:
    if type(view) is not View or not is_name(view.name):
        return f"{clip(repr(view))} is no View with a usable name"
    if view.name in RESERVED_TABLES or view.name.startswith(OWN_PREFIX):
        return f"view {view.name} is one of qdtui's own"
    if type(view.comment) is not str or not all(type(part) is tuple for part in (view.by, view.where, view.sums)):
        return f"view {view.name}: comment is a text; by, where and sums are tuples"
    columns = {column.name: column.type for column in table.columns}
    for name in view.by:
        if name not in columns and name not in OF_DOCUMENT:
            return f"view {view.name}: {clip(repr(name))} is neither a column of {table.name} nor {' or '.join(OF_DOCUMENT)}"
    for name in view.sums:
        if columns.get(name) not in ("DOUBLE", "INTEGER", "BIGINT"):
            return f"view {view.name}: {clip(repr(name))} is no column of numbers of {table.name}"
    for pair in view.where:
        if (
            type(pair) is not tuple
            or len(pair) != 2
            or pair[0] not in columns
            or type(pair[1]) not in (str, int, float, bool)
        ):
            return f"view {view.name}: {clip(repr(pair))} is no column of {table.name} with a text, number or bool"
    shown = [
        *(OF_DOCUMENT.get(name, name) for name in view.by),
        "rows",
        "documents",
        *(f"sum_{name}" for name in view.sums),
    ]
    if not view.by or len(set(shown)) < len(shown):
        return f"view {view.name}: it needs columns to count by, each once, and none called rows or documents"
    return None


def _column_breach(column: object) -> str | None:
    if type(column) is not Column or not is_name(column.name):
        return f"{clip(repr(column))} is no Column with a usable name"
    if column.name == "rowid":
        return "rowid is a name that DuckDB uses itself"
    if column.name in SHARED_COLUMNS:
        return f"every table has a column {column.name} already; it is not declared"
    if column.type not in get_args(ColumnType):
        return f"column {column.name} has the type {column.type!r}, not one of {', '.join(get_args(ColumnType))}"
    allowed = column.allowed
    texts = (column.comment, column.unit or "", *(allowed if type(allowed) is tuple else ()))
    if (allowed is not None and type(allowed) is not tuple) or not all(type(text) is str for text in texts):
        return f"column {column.name}: comment and unit are texts, allowed is a tuple of texts"
    return None


def is_name(name: object) -> bool:
    """Whether `name` is one that a declaration may have."""
    return type(name) is str and NAME.match(name) is not None
