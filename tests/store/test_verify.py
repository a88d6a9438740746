"""Each kind of damage to a file is found and named with its rows."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from qdtui.store.verify import verify
from tests.store.made import made

DAMAGE = {
    "DELETE FROM works WHERE doc_id = 'harbour'": ("works", "no row, or two"),
    "UPDATE works SET work_id = 'nobody' WHERE doc_id = 'harbour'": ("works", "not there"),
    "UPDATE works SET place = 2 WHERE doc_id = 'harbour'": ("works", "places"),
    "UPDATE indicators SET quote = '别的' WHERE value = 12": ("indicators", "quote is not what the text has"),
    'UPDATE indicators SET "end" = 100000 WHERE value = 12': ("indicators", "span does not lie in the text"),
    "UPDATE indicators SET start = -1 WHERE value = 12": ("indicators", "span does not lie in the text"),
    "UPDATE indicators SET doc_id = 'nobody' WHERE value = 12": ("indicators", "names a document that is not there"),
    "UPDATE indicators SET confidence = 1.5 WHERE value = 12": ("indicators", "confidence"),
    "UPDATE indicators SET confidence = NULL WHERE value = 12": ("indicators", "lacks part of its provenance"),
    "UPDATE indicators SET extractor = 'plans' WHERE value = 12": ("indicators", "does not own"),
    "INSERT INTO indicators FROM indicators WHERE value = 12": ("evidence", "fact_id is not unique"),
    "DELETE FROM runs WHERE extractor = 'plans'": ("policies", "has no run"),
    "UPDATE runs SET rows = 99 WHERE doc_id = 'harbour'": ("runs", "rows is not the number of facts"),
    "UPDATE documents SET text = text || 'x'": ("documents", "n_chars"),
    "INSERT INTO documents FROM documents WHERE doc_id = 'meeting'": ("documents", "doc_id is not unique"),
    "DELETE FROM postings WHERE doc_no = 0": ("documents", "n_terms"),
    "UPDATE terms SET df = df + 1 WHERE term = '海州'": ("terms", "df"),
    "DELETE FROM terms WHERE term = '海州'": ("postings", "names a term or document"),
    "DELETE FROM documents WHERE doc_id = 'traditional'": ("folded", "names a document"),
    'UPDATE zones SET "end" = 100000': ("zones", "a span does not lie in the text"),
    "UPDATE cells SET fact_id = 'nothing'": ("cells", "names a fact that is not there"),
    "UPDATE cells SET \"column\" = 'nothing'": ("indicators", "cell for a column"),
    "COMMENT ON COLUMN indicators.value IS NULL": ("indicators", "a column has no comment"),
    "COMMENT ON TABLE indicators IS NULL": ("indicators", "has no comment"),
    "COMMENT ON VIEW evidence IS NULL": ("evidence", "has no comment"),
    "DROP MACRO TABLE search": ("search", "is missing"),
    "DROP TABLE zones": ("zones", "is missing"),
    "ALTER TABLE zones DROP COLUMN kind": ("zones", "is missing columns"),
}


@pytest.mark.parametrize("damage", DAMAGE)
def test_damage_is_found(tmp_path: Path, damage: str) -> None:
    path = made(tmp_path)
    connection = duckdb.connect(str(path))
    connection.execute(damage)
    connection.close()
    table, what = DAMAGE[damage]
    faults = [fault for fault in verify(path) if fault.table == table and what in fault.what]
    assert len(faults) == 1
    assert faults[0].count >= 1


def test_a_fault_names_its_rows_and_counts_them_all(tmp_path: Path) -> None:
    path = made(tmp_path)
    connection = duckdb.connect(str(path))
    connection.execute("UPDATE indicators SET quote = '别的'")
    connection.close()
    (fault,) = verify(path)
    assert fault.count == 5
    assert {row[1] for row in fault.rows} == {"harbour"}
    assert all(row[4] == "别的" for row in fault.rows)
