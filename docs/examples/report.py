"""An exporter: rows as a page of HTML, each with the passage that proves it; nothing of a document is taken for HTML."""

from collections.abc import Iterable, Sequence
from html import escape
from pathlib import Path
from typing import Any

from qdtui.api import Exporter, hookimpl

HIDDEN = ("fact_id", "doc_id", "start", "end", "extractor", "rule", "quote")
PAGE = """<!doctype html>
<meta charset="utf-8">
<title>{title}</title>
<style>td, th {{ text-align: left; vertical-align: top; padding: .2em .8em }} blockquote {{ color: #555 }}</style>
<h1>{title}</h1>
"""


def shown(value: Any) -> str:
    """A value as HTML shows it."""
    if value is None:
        return ""
    return escape("、".join(map(str, value)) if isinstance(value, list) else str(value))


def write(columns: Sequence[str], batches: Iterable[list[tuple[Any, ...]]], path: Path) -> None:
    """One table; the quote, where there is one, stands below its row."""
    named = [(at, name) for at, name in enumerate(columns) if name not in HIDDEN]
    quote = columns.index("quote") if "quote" in columns else None
    with path.open("w", encoding="utf-8") as page:
        page.write(PAGE.format(title=escape(path.stem)))
        page.write("<table>\n<tr>" + "".join(f"<th>{escape(name)}" for _, name in named) + "\n")
        for batch in batches:
            for row in batch:
                page.write("<tr>" + "".join(f"<td>{shown(row[at])}" for at, _ in named) + "\n")
                if quote is not None:
                    page.write(f"<tr><td colspan={len(named)}><blockquote>{shown(row[quote])}</blockquote>\n")
        page.write("</table>\n")


@hookimpl
def qdtui_exporters(config: object) -> list[Exporter]:
    """One form."""
    return [Exporter("report", ".html", "A page with quotes", write, "A table in HTML, each row with its passage.")]
