"""Short texts in the many wordings of newspapers and offices: the rows of each are those a reader takes from it."""

from __future__ import annotations

from pathlib import Path

import pytest

from plugins.champions import Champions
from plugins.clusters import Clusters
from plugins.lighthouse_factories import Lighthouses
from qdtui.api import Extractor
from qdtui.load import load_file
from tests.short_texts import COLUMNS, ShortText, short_texts

EXTRACTORS: dict[str, Extractor] = {e.name: e for e in (Champions(), Clusters(), Lighthouses())}


@pytest.mark.parametrize("one", list(short_texts()), ids=lambda one: f"{one.table}-{one.name}")
def test_a_short_text_gives_the_rows_of_its_words(one: ShortText, tmp_path: Path) -> None:
    path = tmp_path / "text.txt"
    path.write_text(one.text, encoding="utf-8")
    found = {
        tuple(None if row.values[c] is None else str(row.values[c]) for c in COLUMNS[one.table])
        for row in EXTRACTORS[one.table].extract(load_file(path))
    }
    assert found == one.rows
