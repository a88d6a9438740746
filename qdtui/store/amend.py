"""Bringing a copy of the previous file up to date where little of it changes: what is new is put behind what is there.

The file that people hold is copied, which costs a fraction of writing it anew, and only the rows that change are
touched. Its content is that of a file written as a whole, but for the numbers of terms and documents and the order of
rows; so that it stays near the order of a whole file, that is written again after a tenth of it has changed.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

import duckdb

from qdtui.model import Table
from qdtui.store import build
from qdtui.store.connect import columns as columns_of
from qdtui.store.schema import (
    BY_DOCUMENT,
    CORE_BY_NAME,
    create_table,
    fact_columns,
    identifier,
    label_column,
    signature,
)
from qdtui.store.stage import stage, staged_terms
from qdtui.store.views import MACRO, VIEWS
from qdtui.store.works import find_works

CATALOG = "qdtui_next"
"""The name under which the copy is attached."""
AMENDED = "amended"
"""The key in `meta` of how many documents came or changed since the file was written as a whole."""
LEAST = 1000
"""A file of fewer documents is always written as a whole, which takes no time to speak of."""
SHARE = 0.1
"""The share of documents that may have come, gone or changed since the file was written as a whole."""

_WRITTEN_ANEW = ("problems", "compared", "works", "fact_tables", "meta", "plugins", "offers")


def changed(connection: duckdb.DuckDBPyConnection) -> int:
    """How many documents come, go or are read again, and did since the previous file was written as a whole."""
    counts = connection.execute(
        "SELECT (SELECT count(*) FROM previous.documents) - (SELECT count(*) FROM qdtui_kept_documents),"
        f" (SELECT count(DISTINCT doc_id) FROM {stage('runs')}), (SELECT count(*) FROM {stage('documents')}),"
        " (SELECT coalesce(max(TRY_CAST(value AS INTEGER)), 0) FROM previous.meta WHERE key = ?)",
        [AMENDED],
    ).fetchone()
    gone, again, fresh, before = counts or (0, 0, 0, 0)
    return int(max(gone, again, fresh) + before)


def worth_it(connection: duckdb.DuckDBPyConnection, tables: Mapping[str, Table], owners: Mapping[str, str]) -> bool:
    """Whether a copy of the previous file is to be amended, rather than a new file written.

    The fact tables have to be the same, and most runs of most documents to be kept.
    """
    documents, runs, kept = connection.execute(
        "SELECT (SELECT count(*) FROM previous.documents), (SELECT count(*) FROM previous.runs),"
        " (SELECT count(*) FROM qdtui_kept_runs)"
    ).fetchone() or (0, 0, 0)
    if documents < LEAST or changed(connection) > SHARE * documents or kept < (1 - SHARE) * runs:
        return False
    now = [(name, owners.get(name), label_column(table), list(table.key)) for name, table in sorted(tables.items())]
    if (
        connection.execute("SELECT name, extractor, label, key FROM previous.fact_tables ORDER BY name").fetchall()
        != now
    ):
        return False
    before = columns_of(connection, "previous")
    return all(before.get(name) == signature(table) for name, table in tables.items())


def amend(
    connection: duckdb.DuckDBPyConnection,
    tables: Mapping[str, Table],
    owners: Mapping[str, str],
    *,
    files_kept: bool,
    now: datetime,
) -> None:
    """Bring the copy of the previous file, which is attached as `CATALOG`, up to date and let go of both.

    `files_kept` says that of the list of files only what is in `qdtui_other_files` goes. Raises what `build.write` raises.
    """
    total = changed(connection)
    (own,) = connection.execute("SELECT current_database()").fetchone() or ("",)
    connection.execute(f"USE {CATALOG}")
    connection.execute("SET preserve_insertion_order = false")
    connection.execute("BEGIN")
    described = _described(connection, tables)
    if not described:
        for kind in ("VIEW", "MACRO TABLE"):
            for name in _made(connection, kind):
                connection.execute(f"DROP {kind} {identifier(name)}")
    _take_out(connection)
    _documents(connection, now)
    _index(connection)
    if files_kept:
        connection.execute("DELETE FROM files WHERE path IN (SELECT path FROM qdtui_other_files)")
    anew = {*_WRITTEN_ANEW} if files_kept else {*_WRITTEN_ANEW, "files"}
    for name in sorted(anew):
        connection.execute(f"DROP TABLE {name}")
        connection.execute(create_table(name, CORE_BY_NAME[name].columns))
    find_works(connection, previous=True)
    anew |= _facts(connection, tables)
    build.insert_problems(connection, previous=True)
    build.insert_given(connection, tables, owners, now)
    connection.execute("INSERT INTO meta VALUES (?, ?)", [AMENDED, str(total)])
    _check(connection, tables)
    if described:
        build.comment_on(connection, tables, anew)
    else:
        build.describe(connection, tables)
    connection.execute("COMMIT")
    connection.execute(f"USE {identifier(own)}")
    connection.execute(f"CHECKPOINT {CATALOG}")
    connection.execute(f"DETACH {CATALOG}")
    connection.execute("DETACH previous")


def _described(connection: duckdb.DuckDBPyConnection, tables: Mapping[str, Table]) -> bool:
    """Whether views and comments are those that would be made now, and the views are all there."""
    found = connection.execute("SELECT value FROM meta WHERE key = ?", [build.DESCRIBED]).fetchall()
    views = {*(view.name for view in VIEWS), *(view.name for table in tables.values() for view in table.views)}
    return (
        found == [(build.description(tables),)]
        and set(_made(connection, "VIEW")) == views
        and _made(connection, "MACRO TABLE") == [MACRO]
    )


def _made(connection: duckdb.DuckDBPyConnection, kind: str) -> list[str]:
    """The names of the file's views or table macros."""
    query = (
        "SELECT view_name FROM duckdb_views() WHERE database_name = ? AND NOT internal"
        if kind == "VIEW"
        else "SELECT DISTINCT function_name FROM duckdb_functions() WHERE database_name = ? AND NOT internal"
    )
    return [row[0] for row in connection.execute(query, [CATALOG]).fetchall()]


def _take_out(connection: duckdb.DuckDBPyConnection) -> None:
    """Delete what is not kept, and the rows of runs that are not; the words of what goes are noted before."""
    connection.execute(
        "CREATE TEMP TABLE qdtui_gone AS SELECT doc_id, doc_no FROM documents ANTI JOIN qdtui_kept_documents USING (doc_id)"
    )
    connection.execute(
        "CREATE TEMP TABLE qdtui_lost AS SELECT term_id, count(*)::INTEGER AS lost FROM postings"
        " SEMI JOIN qdtui_gone USING (doc_no) GROUP BY term_id"
    )
    if _any(connection, "qdtui_gone"):
        connection.execute("DELETE FROM postings WHERE doc_no IN (SELECT doc_no FROM qdtui_gone)")
        for name in ("documents", *BY_DOCUMENT):
            connection.execute(f"DELETE FROM {name} WHERE doc_id IN (SELECT doc_id FROM qdtui_gone)")
    if _any(connection, "qdtui_gone_runs"):
        connection.execute("DELETE FROM runs WHERE (extractor, doc_id) IN (FROM qdtui_gone_runs)")


def _any(connection: duckdb.DuckDBPyConnection, source: str) -> bool:
    return connection.execute(f"SELECT 1 FROM {source} LIMIT 1").fetchone() is not None


def _documents(connection: duckdb.DuckDBPyConnection, now: datetime) -> None:
    """Put the new documents behind the others, ordered among themselves as in a whole file."""
    connection.execute(
        "CREATE TEMP TABLE qdtui_numbers AS SELECT doc_id, (row_number() OVER (ORDER BY path, doc_id)"
        f" + (SELECT coalesce(max(doc_no), -1) FROM documents))::INTEGER AS doc_no FROM {stage('documents')}"
    )
    build.refuse_doubles(
        connection,
        "SELECT doc_id FROM documents SEMI JOIN qdtui_numbers USING (doc_id) UNION ALL SELECT doc_id FROM qdtui_numbers",
    )
    connection.execute(
        f"INSERT INTO documents SELECT {build.document_columns()} FROM {stage('documents')} s"
        " JOIN qdtui_numbers n USING (doc_id) ORDER BY n.doc_no",
        [now],
    )
    for name in (*BY_DOCUMENT, "runs"):
        connection.execute(f"INSERT INTO {name} SELECT * FROM {stage(name)} ORDER BY {CORE_BY_NAME[name].order}")
    build.check_runs(connection, stage("runs"))


def _index(connection: duckdb.DuckDBPyConnection) -> None:
    """New words and postings behind the old ones; how many documents hold a word is counted on."""
    connection.execute(
        "CREATE TEMP TABLE qdtui_found AS SELECT n.doc_no, w.term, w.tf"
        f" FROM {staged_terms()} w JOIN qdtui_numbers n USING (doc_id)"
    )
    connection.execute(
        "CREATE TEMP TABLE qdtui_change AS SELECT term, sum(change)::INTEGER AS change FROM ("
        " SELECT term, count(*) AS change FROM qdtui_found GROUP BY term"
        " UNION ALL SELECT term, -lost FROM qdtui_lost JOIN terms USING (term_id)) GROUP BY term"
    )
    connection.execute("UPDATE terms SET df = df + c.change FROM qdtui_change c WHERE c.term = terms.term")
    connection.execute("DELETE FROM terms WHERE df = 0")
    connection.execute(
        "INSERT INTO terms SELECT (row_number() OVER (ORDER BY term) + (SELECT coalesce(max(term_id), -1) FROM terms))::INTEGER,"
        " term, change FROM qdtui_change ANTI JOIN terms USING (term) WHERE change > 0 ORDER BY term"
    )
    connection.execute(
        "INSERT INTO postings SELECT t.term_id, f.doc_no, f.tf FROM qdtui_found f JOIN terms t USING (term)"
        " ORDER BY t.term_id, f.doc_no"
    )


def _facts(connection: duckdb.DuckDBPyConnection, tables: Mapping[str, Table]) -> set[str]:
    """New rows behind the old ones; a table that loses rows is written anew, so that its rows have no gaps.

    Returns the tables that were made anew.
    """
    anew = set()
    connection.execute("CREATE OR REPLACE TEMP TABLE qdtui_numbers AS SELECT doc_id, doc_no FROM documents")
    for name, table in tables.items():
        loses = _any(connection, f"{identifier(name)} SEMI JOIN qdtui_gone_runs USING (extractor, doc_id)")
        if loses:
            connection.execute(f"DROP TABLE {identifier(name)}")
            connection.execute(create_table(name, fact_columns(table)))
            anew.add(name)
        build.insert_facts(connection, table, previous=loses)
    loses = _any(connection, "qdtui_gone_runs")
    if loses:
        connection.execute("DROP TABLE cells")
        connection.execute(create_table("cells", CORE_BY_NAME["cells"].columns))
        anew.add("cells")
    build.insert_cells(connection, previous=loses)
    return anew


def _check(connection: duckdb.DuckDBPyConnection, tables: Mapping[str, Table]) -> None:
    """The quotes of all rows that are new; the others were checked when they were."""
    given = " UNION ALL ".join(f"SELECT doc_id FROM {stage(name)}" for name in tables)
    if not given:
        return
    # By number and from a list: so the texts of the others are not read.
    numbers = connection.execute(f"SELECT doc_no FROM qdtui_numbers SEMI JOIN ({given}) USING (doc_id)").fetchall()
    connection.execute(
        "CREATE TEMP TABLE qdtui_texts AS SELECT doc_id, text FROM documents WHERE doc_no IN (SELECT unnest(?::INTEGER[]))",
        [[row[0] for row in numbers]],
    )
    build.check_quotes(connection, {name: stage(name) for name in tables}, texts="qdtui_texts")
