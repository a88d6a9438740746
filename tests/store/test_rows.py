"""A fact's identity does not depend on how it is worked out."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from datetime import date

from qdtui.model import Column, Row, Table
from qdtui.store.rows import fact_id

TABLE = Table(
    "things",
    "",
    (
        Column("name"),
        Column("hosts", "VARCHAR[]"),
        Column("day", "DATE"),
        Column("share", "DOUBLE"),
        Column("big", "BOOLEAN"),
    ),
)


def test_a_fact_keeps_the_identity_that_it_has_in_the_files_that_people_hold() -> None:
    row = Row(
        "things",
        {"name": '合州"港"\n', "hosts": ["甲", "b"], "day": date(2024, 5, 8), "share": 5.0, "big": True},
        3,
        9,
    )
    values = [["name", '合州"港"\n'], ["hosts", ["甲", "b"]], ["day", "2024-05-08"], ["share", 5], ["big", True]]
    assert fact_id(TABLE, "d1", row) == digest(["things", "d1", 3, 9, values])
    nothing = [[column.name, None] for column in TABLE.columns]
    assert fact_id(TABLE, "d1", replace(row, values={})) == digest(["things", "d1", 3, 9, nothing])


def digest(content: object) -> str:
    return hashlib.blake2b(json.dumps(content).encode(), digest_size=10).hexdigest()
