"""Sheets about a view: the counts of a column's values, and what each column holds.

They are views like any other, so they page, sort and filter, and their SQL can be shown and copied.
"""

from __future__ import annotations

from qdtui.store.schema import SHARED, identifier, literal
from qdtui.store.view import View


def value_counts(view: View, column: str) -> View:
    """The values of `column` among the rows of `view`, the commonest first.

    Columns: `value`, `rows` (how many), `share` (percent of all rows), `bar` (share of the commonest, 0 to 1).
    """
    name = identifier(column)
    return View(
        sql=f"SELECT {name} AS value, count(*) AS rows,\n"
        f"  round(100.0 * count(*) / sum(count(*)) OVER (), 1) AS share,\n"
        f"  count(*) / max(count(*)) OVER () AS bar\n"
        f"FROM {view.source}{view.where}\nGROUP BY 1\nORDER BY rows DESC, value",
        all_copies=view.all_copies,
    )


def describe(view: View) -> View:
    """One row for each column of `view`: type, share of NULL, distinct values, extremes and mean.

    The columns that every fact table has come behind those of its own.
    """
    comments = order = ""
    if view.relation is not None:
        comments = (
            "\nLEFT JOIN duckdb_columns() AS c"
            f"\n  ON c.table_name = {literal(view.relation)} AND c.column_name = s.column_name"
            " AND c.database_name = current_database()"
        )
        shared = ", ".join(literal(column.name) for column in SHARED)
        order = (
            f"\nORDER BY {literal(view.relation)} IN (SELECT name FROM fact_tables) AND s.column_name IN ({shared}),"
            "\n  c.column_index"
        )
    comment = ", c.comment" if comments else ""
    return View(
        sql='SELECT s.column_name AS "column", s.column_type AS type,'
        " round(s.null_percentage, 1)::DOUBLE AS null_percent,\n"
        '  s.approx_unique AS "distinct", s.min, s.max, round(TRY_CAST(s.avg AS DOUBLE), 3) AS mean'
        f"{comment}\nFROM (SUMMARIZE SELECT * FROM {view.source}{view.where}) AS s{comments}{order}",
        all_copies=view.all_copies,
    )
