"""What commands print of hits and plugins, for a person and for a program."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qdtui.export import safe, table_lines, to_json

if TYPE_CHECKING:
    from collections.abc import Iterable

    from qdtui.store.read import Hit, PluginInfo, Snippet

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
                "start": snippet.offset,
                "marks": [[snippet.offset + start, snippet.offset + end] for start, end in snippet.marks],
            }
            for snippet in hit.snippets
        ],
    }


def hit_lines(hit: Hit, *, colour: bool) -> list[str]:
    """A hit as lines for a person: title, date and count, then the snippets."""
    facts = [str(hit.published)] if hit.published else []
    if hit.source:
        facts.append(safe(hit.source))
    facts.append(f"{hit.count} hits")
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
        (info.name, info.kind, info.version, info.status, info.rows, info.milliseconds, ", ".join(info.tables))
        for info in infos
    ]
    lines = list(table_lines(["plugin", "kind", "version", "status", "rows", "ms", "tables"], rows))
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
        }
    )
