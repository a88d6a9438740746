"""Short texts of our own with the rows that a reader takes from them: `tests/names`, a file for each table.

A text begins with a line `=== name`; its rows stand behind it, `> cell|cell|…` in the order of `COLUMNS`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

FOLDER = Path(__file__).parent / "names"
COLUMNS = {
    "champions": ("company", "title", "level", "batch", "year", "status"),
    "clusters": ("name", "category", "level", "region", "status"),
    "lighthouse_factories": ("factory", "category", "region", "year"),
}


class ShortText(NamedTuple):
    """A text and its rows, each a tuple of the table's `COLUMNS` as words, None where the text does not say."""

    table: str
    name: str
    text: str
    rows: frozenset[tuple[str | None, ...]]


def short_texts() -> Iterator[ShortText]:
    """All texts of all tables, in order."""
    for table, columns in COLUMNS.items():
        whole = (FOLDER / f"{table}.txt").read_text(encoding="utf-8")
        for block in re.split(r"(?m)^=== ", whole)[1:]:
            name, _, rest = block.partition("\n")
            lines = rest.splitlines()
            cells = [line[2:].split("|") for line in lines if line.startswith("> ")]
            assert all(len(row) == len(columns) for row in cells), (table, name)
            text = "\n".join(line for line in lines if not line.startswith("> ")).strip() + "\n"
            yield ShortText(table, name, text, frozenset(tuple(c or None for c in row) for row in cells))


def write_out(folder: Path) -> Path:
    """Write each text as a file of `folder` and all rows as a gold file, whose path is returned."""
    gold = []
    for one in short_texts():
        doc = f"{one.table}-{one.name}"
        (folder / f"{doc}.txt").write_text(one.text, encoding="utf-8")
        for row in one.rows:
            values = {
                column: int(cell) if cell.isdecimal() else cell
                for column, cell in zip(COLUMNS[one.table], row, strict=True)
                if cell is not None
            }
            gold.append({"doc": doc, "table": one.table, "row": values, "quote": ""})
        if not one.rows:
            gold.append({"doc": doc, "table": "documents", "row": {}, "quote": ""})
    path = folder / "gold.jsonl"
    path.write_text("\n".join(json.dumps(line, ensure_ascii=False) for line in gold), encoding="utf-8")
    return path
