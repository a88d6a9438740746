"""What commands print of hits and plugins, for a person and for a program."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qdtui.export import safe, table_lines, to_json

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from qdtui.evaluate import TableScore
    from qdtui.store.read import PluginInfo
    from qdtui.store.search import Hit
    from qdtui.store.snippets import Snippet

EMPHASIS = ("\x1b[1m", "\x1b[0m")
"""How a terminal shows a hit."""


def hit_object(hit: Hit) -> dict[str, object]:
    """A hit as data: offsets of the snippets and their marks count code points of the document's text."""
    return {
        "doc_id": hit.doc_id,
        "title": hit.title,
        "source": hit.source,
        "published": hit.published,
        "score": hit.score,
        "count": hit.count,
        "snippets": [
            {
                "text": snippet.text,
                "start": snippet.offset_in_document,
                "marks": [
                    [snippet.offset_in_document + start, snippet.offset_in_document + end]
                    for start, end in snippet.marks
                ],
            }
            for snippet in hit.snippets
        ],
    }


def hit_lines(hit: Hit, *, colour: bool) -> list[str]:
    """A hit as lines for a person: title, date and count, then the snippets."""
    facts = [str(hit.published)] if hit.published else []
    if hit.source:
        facts.append(safe(hit.source))
    facts.append(f"{hit.count} hit{'s' if hit.count != 1 else ''}")
    lines = [f"{safe(hit.title or hit.doc_id)}  ({' · '.join(facts)})"]
    lines += [f"    {marked(snippet, colour=colour)}" for snippet in hit.snippets]
    return lines


def marked(snippet: Snippet, *, colour: bool) -> str:
    """The snippet's text with its hits in bold, or in 【】 where there is no colour."""
    before, after = EMPHASIS if colour else ("【", "】")
    pieces, at = [], 0
    for start, end in snippet.marks:
        pieces += [safe(snippet.text[at:start]), before, safe(snippet.text[start:end]), after]
        at = end
    return "".join([*pieces, safe(snippet.text[at:])])


def plugin_lines(infos: Iterable[PluginInfo]) -> list[str]:
    """The plugins as an aligned table, and below it, in full, why some do not work."""
    infos = list(infos)
    rows = [
        (info.name, info.kind, info.version, info.status, info.rows, round(info.milliseconds), ", ".join(info.tables))
        for info in infos
    ]
    lines = list(table_lines(["plugin", "kind", "version", "status", "rows", "ms", "tables"], rows))
    offers = [(o.kind, o.name, o.plugin, o.title) for info in infos for o in info.offers]
    if offers:
        lines += ["", *table_lines(["offers", "name", "plugin", "title"], sorted(offers)), ""]
    return lines + [safe(f"{info.name}: {info.error}") for info in infos if info.error]


def plugin_object(info: PluginInfo) -> str:
    """A plugin as one line of JSON."""
    return to_json(
        {
            "name": info.name,
            "kind": info.kind,
            "source": info.source,
            "version": info.version,
            "status": info.status,
            "error": info.error,
            "tables": list(info.tables),
            "rows": info.rows,
            "milliseconds": info.milliseconds,
            "offers": [{"kind": o.kind, "name": o.name, "title": o.title} for o in info.offers],
        }
    )


def score_lines(scores: Mapping[str, TableScore]) -> list[str]:
    """Precision, recall and F1 by table, then the share of found rows whose column agrees, by column."""
    rows = [
        (
            table,
            score.gold,
            score.rows,
            *(f"{number:.3f}" for number in (score.precision, score.recall, score.f1, score.exact_f1)),
            "  ".join(f"{name} {count / max(1, score.found):.2f}" for name, count in _columns(table, score).items()),
        )
        for table, score in scores.items()
    ]
    heads = ["table", "gold", "rows", "precision", "recall", "F1", "exact F1", "columns"]
    return list(table_lines(heads, rows, cell=200))


def _columns(table: str, score: TableScore) -> dict[str, int]:
    from qdtui.evaluate import EXACT

    return {column: score.columns[column] for column in EXACT[table]}


def miss_lines(table: str, score: TableScore) -> list[str]:
    """What was missed, what was too much and what is wrong in a table, each with its sentence."""
    from qdtui.evaluate import describe

    lines = [f"{table}: {len(score.missed)} missed"]
    for fact in score.missed:
        lines += [f"  {fact.doc}  {describe(table, fact.values)}", f"      「{fact.quote}」"]
    lines.append(f"{table}: {len(score.extra)} too much")
    for doc, row in score.extra:
        lines += [f"  {doc}  {describe(table, row.values)}", f"      「{row.quote}」  {row.rule} {row.confidence:.2f}"]
    lines.append(f"{table}: {len(score.wrong)} found but not right")
    for fact, row, columns in score.wrong:
        said = "  ".join(f"{name}: {fact.values.get(name)} was read as {row.values.get(name)}" for name in columns)
        lines += [
            f"  {fact.doc}  {describe(table, fact.values)}",
            f"      {said}",
            f"      「{row.quote}」  {row.rule}",
        ]
    return [safe(line) for line in lines]


def score_object(scores: Mapping[str, TableScore]) -> str:
    """The scores as one line of JSON."""
    return to_json(
        {
            table: {
                "gold": score.gold,
                "rows": score.rows,
                "precision": score.precision,
                "recall": score.recall,
                "f1": score.f1,
                "exact_f1": score.exact_f1,
                "columns": {name: count / max(1, score.found) for name, count in _columns(table, score).items()},
            }
            for table, score in scores.items()
        }
    )
