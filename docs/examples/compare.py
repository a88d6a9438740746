"""A command: what the documents say of the indicator under the cursor, one value a row, oldest first."""

from qdtui.api import Command, CommandContext, Rows, Say, hookimpl

SQL = """
SELECT i.subject, i.indicator, i.measure, i.value, i.value_max, i.unit, i.kind, i.period_end, d.published,
       coalesce(d.title, d.path) AS document, i.quote, i.doc_id, i.start, i."end"
FROM indicators i JOIN documents d USING (doc_id) JOIN works w USING (doc_id)
WHERE w.place = 1 AND i.indicator = ? AND (i.subject = ? OR ? IS NULL) AND i.unit IS NOT DISTINCT FROM ?
ORDER BY i.subject, i.measure, i.period_end NULLS LAST, d.published NULLS LAST
"""


def compare(context: CommandContext) -> Rows | Say:
    """All values of the same indicator, unit and subject; of every subject when only this document counts it so."""
    row = context.row or {}
    if "indicator" not in row:
        return Say("Stand on a row of the table indicators.")
    name, subject, unit = row["indicator"], row["subject"], row["unit"]
    found = context.table(SQL, name, subject, subject, unit, title=f"{subject or ''} {name}".strip())
    if len({values[-3] for values in found.rows}) < 2:
        return context.table(SQL, name, None, None, unit, title=f"{name} · every subject")
    return found


@hookimpl
def qdtui_commands(config: object) -> list[Command]:
    """One command on rows."""
    return [
        Command(
            "compare",
            "Compare this indicator across documents",
            compare,
            help="The values that all documents give for the indicator of the row, with their sentences.",
            on="row",
        )
    ]
