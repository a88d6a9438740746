"""What a person's SQL may do: everything with the opened file's rows, nothing with anything else.

DuckDB's own locks (read-only, no external access, no settings) leave a hole: they let the attached file's
own path and that of its write-ahead log be opened again, for writing. Nothing inside a SELECT can do that,
so whole statements that open or write files are refused before they run.
"""

from __future__ import annotations

import re

import duckdb

CLOSED = "Closed off: the SQL here reads the opened file alone, no other files, extensions or network."
READ_ONLY = "The file is open read-only, so nothing in it can be changed from here."
SETTINGS = "Closed off: settings cannot be changed from here."

_QUERIES = ("SELECT", "EXPLAIN", "MULTI")  # a PIVOT is a MULTI
_CHANGES = ("CREATE", "INSERT", "UPDATE", "DELETE", "DROP", "ALTER", "MERGE_INTO")  # of temporary tables
_ALLOWED = frozenset((*_QUERIES, *_CHANGES, "SET", "VARIABLE_SET", "TRANSACTION", "VACUUM", "ANALYZE"))
_GAP = r"(?:\s|--[^\n]*(?:\n|$)|/\*.*?\*/)*"
_EXPLAIN = re.compile(
    rf"{_GAP}explain\b{_GAP}(?:analyze\b{_GAP})?(?:\(\s*(?:analyze|format)\b[^()]*\){_GAP})?", re.IGNORECASE | re.DOTALL
)
_REASONS = (
    (re.compile(r"attached in read-only mode|database is read-only|read-only transaction", re.IGNORECASE), READ_ONLY),
    (re.compile(r"operations are disabled|extensions is disabled|disabled through config", re.IGNORECASE), CLOSED),
    (re.compile(r"configuration has been locked|allowed_paths|allowed_directories", re.IGNORECASE), SETTINGS),
)


class RefusedError(ValueError):
    """A statement that is not run; `start` is where it stands in the person's text (code points)."""

    def __init__(self, message: str, start: int) -> None:
        super().__init__(message)
        self.start = start


def statements(connection: duckdb.DuckDBPyConnection, sql: str) -> list[tuple[str, int]]:
    """The statements of `sql`, each with its offset in it.

    Raises RefusedError at the first one that reaches beyond the file, duckdb.Error where the text is no SQL.
    """
    found, place = [], 0
    for statement in connection.extract_statements(sql):
        start = max(sql.find(statement.query, place), place)
        place = start + len(statement.query)
        kind = _kind(statement)
        if kind == "EXPLAIN":
            kind = _explained(connection, statement.query)
        if kind not in _ALLOWED:
            what = kind.replace("_", " ") if kind else "Such"
            raise RefusedError(f"{CLOSED}\n{what} statements do not run here.", start)
        found.append((statement.query, start))
    return found


def require_select(connection: duckdb.DuckDBPyConnection, sql: str) -> None:
    """Raise RefusedError unless `sql`, made of a person's pieces, is one single SELECT."""
    if [_kind(statement) for statement in connection.extract_statements(sql)] != ["SELECT"]:
        raise RefusedError(f"{CLOSED}\nA view is made by one SELECT.", 0)


def reason(message: str) -> str | None:
    """The sentence for a person when DuckDB's error says that something is not allowed, or None."""
    return next((sentence for pattern, sentence in _REASONS if pattern.search(message)), None)


def _kind(statement: duckdb.Statement) -> str:
    """The statement's type, empty for one that this client has no name for."""
    try:
        return str(statement.type.name)
    except ValueError:
        return ""


def _explained(connection: duckdb.DuckDBPyConnection, sql: str) -> str:
    """The type of what an EXPLAIN explains; EXPLAIN ANALYZE runs it."""
    prefix = _EXPLAIN.match(sql)
    inner = connection.extract_statements(sql[prefix.end() :]) if prefix else []
    kind = _kind(inner[0]) if len(inner) == 1 else ""
    return "" if kind == "EXPLAIN" else kind
