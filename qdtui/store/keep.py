"""What the next file keeps of the previous one, noted in temporary tables: documents, runs and files.

`qdtui_kept_documents` (doc_id) and `qdtui_kept_runs` (extractor, doc_id) are what stays, `qdtui_gone_runs` the runs of the
previous file that do not, `qdtui_other_files` (path) what of its list of files does not.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from itertools import chain, islice
from pathlib import Path

import duckdb

from qdtui.store.connect import StoreError

_BATCH = 20_000
"""Rows that are held in Python before they go to DuckDB."""


class Keeping:
    """Notes what is kept of the file that is attached as `previous`."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self._connection = connection
        self._most = False
        self.files = False
        """Whether the list of files is kept but for `qdtui_other_files`."""
        connection.execute("CREATE TEMP TABLE qdtui_kept_documents (doc_id VARCHAR)")
        connection.execute("CREATE TEMP TABLE qdtui_kept_runs (extractor VARCHAR, doc_id VARCHAR)")
        connection.execute("CREATE TEMP TABLE qdtui_gone_runs (extractor VARCHAR, doc_id VARCHAR)")
        connection.execute("CREATE TEMP TABLE qdtui_other_files (path VARCHAR)")

    def some(
        self, documents: Iterable[str], runs: Iterable[tuple[str, str]], all_runs: Mapping[str, frozenset[str]]
    ) -> set[str]:
        """Keep these documents, these runs (extractor, doc_id), and those of `all_runs` by document; returns the extractors."""
        self._connection.execute("CREATE OR REPLACE TEMP TABLE qdtui_asked (extractor VARCHAR, doc_id VARCHAR)")
        extractors: set[str] = set()
        rows = chain(((None, doc_id) for doc_id in documents), runs)
        while batch := list(islice(rows, _BATCH)):
            extractors.update(extractor for extractor, _ in batch if extractor is not None)
            self._append("qdtui_asked", batch)
        return extractors | self._ask(all_runs)

    def note(self, target: Path) -> None:
        """Look up in the previous file, at `target`, what `some` asked for. Raises StoreError when it is not there."""
        self._connection.execute(
            "INSERT INTO qdtui_kept_documents SELECT doc_id FROM qdtui_asked WHERE extractor IS NULL"
        )
        self._connection.execute(
            "INSERT INTO qdtui_kept_runs SELECT extractor, doc_id FROM previous.runs SEMI JOIN qdtui_asked USING (extractor, doc_id)"
        )
        self._refuse_missing(target)

    def most(self, gone: Collection[str], gone_runs: Collection[tuple[str, str]]) -> None:
        """Keep all of the previous file but these documents with their runs, and these runs.

        Hundreds of thousands of runs need not be named so, nor be written down.
        """
        connection = self._connection
        connection.execute("CREATE TEMP TABLE qdtui_gone_documents (doc_id VARCHAR)")
        self._append("qdtui_gone_documents", [(doc_id,) for doc_id in gone])
        self._append("qdtui_gone_runs", gone_runs)
        connection.execute(
            "INSERT INTO qdtui_kept_documents SELECT doc_id FROM previous.documents ANTI JOIN qdtui_gone_documents USING (doc_id)"
        )
        connection.execute(
            "INSERT INTO qdtui_gone_runs SELECT extractor, doc_id FROM previous.runs SEMI JOIN qdtui_gone_documents USING (doc_id)"
            " ANTI JOIN qdtui_gone_runs USING (extractor, doc_id)"
        )
        connection.execute("DROP TABLE temp.qdtui_kept_runs")
        connection.execute(
            "CREATE TEMP VIEW qdtui_kept_runs AS SELECT extractor, doc_id FROM previous.runs"
            " ANTI JOIN temp.qdtui_gone_runs USING (extractor, doc_id)"
        )
        self._most = True

    def files_but(self, paths: Iterable[str]) -> None:
        """Keep the list of files, but for these."""
        self._append("qdtui_other_files", [(path,) for path in paths])
        self.files = True

    def see_gone(self) -> None:
        """Fill `qdtui_gone_runs`, where `most` has not."""
        if not self._most:
            self._connection.execute(
                "INSERT INTO qdtui_gone_runs SELECT extractor, doc_id FROM previous.runs"
                " ANTI JOIN qdtui_kept_runs USING (extractor, doc_id)"
            )

    def _ask(self, runs: Mapping[str, frozenset[str]]) -> set[str]:
        """Note the runs that are to be kept; returns the extractors."""
        groups: dict[frozenset[str], list[tuple[object, ...]]] = {}
        for doc_id, names in runs.items():
            groups.setdefault(names, []).append((doc_id,))
        for names, rows in groups.items():
            self._connection.execute("CREATE OR REPLACE TEMP TABLE qdtui_group (doc_id VARCHAR)")
            self._append("qdtui_group", rows)
            self._connection.execute(
                "INSERT INTO qdtui_asked SELECT e.extractor, doc_id FROM qdtui_group"
                " CROSS JOIN (SELECT unnest(?::VARCHAR[]) AS extractor) e",
                [sorted(names)],
            )
        return {name for names in groups for name in names}

    def _append(self, table: str, rows: Collection[tuple[object, ...]]) -> None:
        remaining = iter(rows)
        appender = self._connection.appender(table)
        while batch := list(islice(remaining, _BATCH)):
            appender.append_rows(batch)
        appender.flush()

    def _refuse_missing(self, target: Path) -> None:
        """Refuse to go on when the old file lacks what is to be kept; mostly the numbers say at once that it does not."""
        asked, found = self._connection.execute(
            "SELECT (SELECT count(*) FROM qdtui_asked WHERE extractor IS NOT NULL), (SELECT count(*) FROM qdtui_kept_runs)"
        ).fetchone() or (0, 0)
        lacking = "SELECT doc_id FROM qdtui_kept_documents ANTI JOIN previous.documents USING (doc_id)"
        if asked != found:  # or one was asked for twice
            lacking += (
                " UNION ALL SELECT extractor || ' on ' || doc_id FROM qdtui_asked"
                " ANTI JOIN qdtui_kept_runs USING (extractor, doc_id) WHERE extractor IS NOT NULL"
            )
        missing = self._connection.execute(f"{lacking} LIMIT 1").fetchall()
        if missing:
            raise StoreError(f"{target} no longer holds {missing[0][0]}: another ingest wrote it; start again")
