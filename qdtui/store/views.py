"""The views of the file over the fact tables, made so that they stand whichever tables there are."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from qdtui.model import Table, View
from qdtui.store.schema import SHARED, StoreColumn, StoreView, comments, identifier, label_column, literal, sql_file
from qdtui.text.segment import fold

_SHARED = {column.name: column for column in SHARED}
_PROOF = tuple(_SHARED[name] for name in ("doc_id", "start", "end", "quote", "extractor", "confidence"))

_INDICATOR = {
    "subject": ("VARCHAR", "The place, organisation or industry that the number is about"),
    "indicator": ("VARCHAR", "What is counted, as the text words it"),
    "value": ("DOUBLE", "The number, in unit"),
    "value_max": ("DOUBLE", "The upper end of a range, or NULL"),
    "unit": ("VARCHAR", "What the number counts in"),
    "comparator": ("VARCHAR", "=, >=, >, <=, < or ~, as the words say"),
    "measure": ("VARCHAR", "total, new, growth, change, share or rank"),
    "kind": ("VARCHAR", "actual or target"),
    "period_start": ("DATE", "First day that the number covers"),
    "period_end": ("DATE", "Last day that the number covers, or the day as of which it holds"),
    "rank": ("INTEGER", "Rank that goes with the number"),
    "rank_scope": ("VARCHAR", "Among whom the rank is"),
    "policy": ("VARCHAR", "Title of the policy that sets the number"),
}
_POLICY = {
    "title": "VARCHAR",
    "short_title": "VARCHAR",
    "kind": "VARCHAR",
    "issuer": "VARCHAR",
    "region": "VARCHAR",
    "period_start": "INTEGER",
    "period_end": "INTEGER",
}

_DOCUMENT = StoreColumn("document", "VARCHAR", "Title of the document (its path when it has none)")
_FACT_ID = StoreColumn("fact_id", "VARCHAR", "The indicator (indicators.fact_id)")


def _indicator_columns(*names: str) -> tuple[StoreColumn, ...]:
    return tuple(StoreColumn(name, *_INDICATOR[name]) for name in names)


_COUNT_COLUMNS = (
    _FACT_ID,
    *_indicator_columns("subject", "value", "value_max", "unit", "comparator", "measure", "kind"),
    StoreColumn("level", "VARCHAR", "世界级, 国家级, 省级 or 市级, where the words of the indicator say so"),
    *_indicator_columns("indicator", "period_start", "period_end", "rank", "rank_scope"),
    _DOCUMENT,
    *_PROOF,
)

VIEWS = (
    StoreView(
        "champion_counts", "How many 单项冠军 a place or company has: indicators that count them", _COUNT_COLUMNS
    ),
    StoreView("cluster_counts", "How many 产业集群 a place has: indicators that count them", _COUNT_COLUMNS),
    StoreView(
        "lighthouse_counts", "How many 灯塔工厂 a place or company has: indicators that count them", _COUNT_COLUMNS
    ),
    StoreView(
        "policy_targets",
        "What is planned, with the policy that plans it where the text says so",
        (
            _FACT_ID,
            *_indicator_columns("subject", "indicator", "value", "value_max", "unit", "comparator", "measure"),
            *_indicator_columns("period_start", "period_end", "policy"),
            StoreColumn("policy_kind", "VARCHAR", "Kind of the policy (policies.kind)"),
            StoreColumn("issuer", "VARCHAR", "Who issued the policy (policies.issuer)"),
            StoreColumn("region", "VARCHAR", "Where the policy applies (policies.region)"),
            StoreColumn("policy_start", "INTEGER", "First year of the policy (policies.period_start)"),
            StoreColumn("policy_end", "INTEGER", "Last year of the policy (policies.period_end)"),
            StoreColumn("policy_fact_id", "VARCHAR", "The policy (policies.fact_id)"),
            _DOCUMENT,
            *_PROOF,
        ),
    ),
    StoreView(
        "evidence",
        "Every fact of every table with its quote",
        (
            StoreColumn("table_name", "VARCHAR", "The fact's table"),
            _SHARED["fact_id"],
            _SHARED["doc_id"],
            _DOCUMENT,
            StoreColumn("label", "VARCHAR", "What names the fact in lists"),
            *_PROOF[3:4],
            *_PROOF[1:3],
            *_PROOF[4:],
        ),
    ),
)

_SHOWN = "doc_id IN (SELECT doc_id FROM works WHERE place = 1 OR coalesce(TRY_CAST(getvariable('all_copies') AS BOOLEAN), false))"
"""Which documents the views speak of: the first copy of each work, or all after SET VARIABLE all_copies = true."""

MACRO = "search"
MACRO_COMMENT = (
    "Documents that hold the words, best first: FROM search('灯塔工厂'). Columns: doc_id, title, published, score, "
    "snippet, how (terms or substring). Of a work's copies the first that holds them. Where the file is attached under a name, say USE name first"
)
VIEW_NAMES = (*(view.name for view in VIEWS), MACRO)

_COUNTED = {
    "champion_counts": ("单项冠军", "%"),
    "cluster_counts": ("集群", "%集群"),
    "lighthouse_counts": ("灯塔", "%"),
}


def view_statements(tables: Mapping[str, Table]) -> list[str]:
    """The statements that create the views and the search macro, with their comments."""
    indicators = _source(tables, "indicators", {name: type_ for name, (type_, _) in _INDICATOR.items()})
    policies = _source(tables, "policies", _POLICY)
    sql = {"policy_targets": sql_file("policy_targets"), "evidence": _evidence(tables)}
    for name, (word, ending) in _COUNTED.items():
        sql[name] = sql_file("counts").replace("{word}", literal(word)).replace("{ending}", literal(ending))
    statements = []
    for view in VIEWS:
        columns = ", ".join(identifier(column.name) for column in view.columns)
        body = sql[view.name].replace("{indicators}", indicators).replace("{policies}", policies)
        statements.append(f"CREATE VIEW {view.name} AS SELECT {columns} FROM ({body}) WHERE {_SHOWN}")
        statements += comments("VIEW", view.name, view.comment, view.columns)
    for table in tables.values():
        for declared in table.views:
            statements += _declared(table, declared)
    wide, narrow = _variants()
    sql_macro = sql_file("search_macro").replace("{wide}", literal(wide)).replace("{narrow}", literal(narrow))
    return [*statements, sql_macro, f"COMMENT ON MACRO TABLE {MACRO} IS {literal(MACRO_COMMENT)}"]


_OF_DOCUMENT = {
    "document.year": StoreColumn("year", "INTEGER", "Year in which the document was published"),
    "document.outlet": StoreColumn("outlet", "VARCHAR", "Outlet of the document"),
}
_DOCUMENT_SQL = {"document.year": "d.published_year", "document.outlet": "d.source"}


def _declared(table: Table, view: View) -> list[str]:
    """The statements that create a view that a plugin declares; every name and value of it is quoted."""
    shown = [
        f"{_DOCUMENT_SQL.get(name) or f't.{identifier(name)}'} AS {identifier(_by(table, name).name)}"
        for name in view.by
    ]
    shown += ["count(*) AS rows", "count(DISTINCT t.doc_id) AS documents"]
    shown += [f"sum(t.{identifier(name)}) AS {identifier(f'sum_{name}')}" for name in view.sums]
    wanted = [
        f"t.{identifier(name)} = CAST({literal(str(value))} AS {table.column(name).type})" for name, value in view.where
    ]
    created = (
        f"CREATE VIEW {identifier(view.name)} AS SELECT {', '.join(shown)} FROM {identifier(table.name)} t"
        f" JOIN documents d USING (doc_id) WHERE {' AND '.join([f't.{_SHOWN}', *wanted])} GROUP BY ALL"
    )
    columns = [_by(table, name) for name in view.by]
    columns += [
        StoreColumn("rows", "BIGINT", "How many rows there are"),
        StoreColumn("documents", "BIGINT", "In how many documents"),
        *(StoreColumn(f"sum_{name}", "DOUBLE", f"Sum of {name}") for name in view.sums),
    ]
    return [created, *comments("VIEW", view.name, view.comment or f"Rows of {table.name}, counted", columns)]


def _by(table: Table, name: str) -> StoreColumn:
    if name in _OF_DOCUMENT:
        return _OF_DOCUMENT[name]
    column = table.column(name)
    return StoreColumn(name, column.type, column.comment or f"{name} of {table.name}")


@cache
def _variants() -> tuple[str, str]:
    """The characters that the index writes in another way, and what it writes for each."""
    every = "".join(chr(code) for code in range(0x80, 0x10000) if not 0xD800 <= code < 0xE000)
    pairs = [(old, new) for old, new in zip(every, fold(every), strict=True) if old != new and old.lower() == old]
    return "".join(old for old, _ in pairs), "".join(new for _, new in pairs)


def _source(tables: Mapping[str, Table], name: str, columns: Mapping[str, str]) -> str:
    """A subquery with the shared columns and `columns` of a fact table, NULL where it has none of that name."""
    declared = {column.name: column.type for column in tables[name].columns} if name in tables else {}
    chosen = [
        identifier(column.name) if name in tables else f"NULL::{column.type} AS {identifier(column.name)}"
        for column in SHARED
    ]
    for column, type_ in columns.items():
        held = column in declared and (declared[column] == "VARCHAR[]") == (type_ == "VARCHAR[]")
        chosen.append(
            f"TRY_CAST({identifier(column)} AS {type_}) AS {identifier(column)}"
            if held
            else f"NULL::{type_} AS {identifier(column)}"
        )
    origin = f"FROM {identifier(name)}" if name in tables else "WHERE false"
    return f"(SELECT {', '.join(chosen)} {origin})"


def _evidence(tables: Mapping[str, Table]) -> str:
    selects = []
    for name, table in sorted(tables.items()):
        label = f"f.{identifier(label_column(table))}"
        is_list = any(c.name == label_column(table) and c.type == "VARCHAR[]" for c in table.columns)
        text = f"array_to_string({label}, '、')" if is_list else f"{label}::VARCHAR"
        selects.append(
            f"SELECT {literal(name)} AS table_name, f.fact_id, f.doc_id, coalesce(d.title, d.path) AS document,"
            f' coalesce({text}, f.quote) AS label, f.quote, f.start, f."end", f.extractor, f.confidence'
            f" FROM {identifier(name)} f JOIN documents d USING (doc_id)"
        )
    if not selects:
        types = ", ".join(
            f"NULL::{column.type} AS {identifier(column.name)}"
            for column in next(view.columns for view in VIEWS if view.name == "evidence")
        )
        selects = [f"SELECT {types} WHERE false"]
    return " UNION ALL ".join(selects)
