"""Reads .csv, .tsv and .parquet tables of documents through DuckDB, a few records at a time."""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from pathlib import Path

import duckdb

from qdtui.load.decode import BOMS, MAGIC, decode
from qdtui.load.opened import InputFile
from qdtui.load.records import Numbered, read_records
from qdtui.model import MB, Member, ReadError

_FETCH = 64
_LONGEST_LINE = 16 * MB


def read_csv(file: InputFile) -> Iterator[Member]:
    """One member for each row. Raises ReadError."""
    head = file.head()
    for magic, what in MAGIC:
        if head.startswith(magic):
            raise ReadError(f"this is {what}, not a table in text")
    if b"\0" in head and not any(head.startswith(bom) for bom, _ in BOMS):
        raise ReadError("this is binary data, not a table in text (it holds NUL bytes)")
    delimiter = ", delim = '\\t'" if file.suffix == ".tsv" else ""
    source = (
        "read_csv($path, header = true, all_varchar = true, strict_mode = false, null_padding = true, "
        f"parallel = false, store_rejects = true, rejects_limit = 1000, max_line_size = {_LONGEST_LINE}, "
        f"buffer_size = {2 * _LONGEST_LINE}{delimiter})"
    )
    return read_records(_rows(file, source, None if _is_utf8(file) else decode(file.read())[0].encode()), file.settings)


def read_parquet(file: InputFile) -> Iterator[Member]:
    """One member for each row. Raises ReadError."""
    return read_records(_rows(file, "read_parquet($path)", None), file.settings)


def _rows(file: InputFile, source: str, data: bytes | None) -> Iterator[Numbered]:
    """The rows that DuckDB reads, then the lines that it could not read."""
    path = str(file.local(data))
    try:
        with duckdb.connect(
            ":memory:", config={"memory_limit": "300MB", "threads": 1, "temp_directory": str(Path(path).parent)}
        ) as connection:
            connection.execute("SET autoinstall_known_extensions = false; SET autoload_known_extensions = false")
            # What stands in a file may not lead DuckDB to another one.
            connection.execute(f"SET allowed_paths = ['{path}']; SET enable_external_access = false")
            result = connection.execute(f"SELECT * FROM {source}", {"path": path})
            names = [str(column[0]) for column in result.description or ()]
            number = 0
            while rows := result.fetchmany(_FETCH):
                for row in rows:
                    number += 1
                    yield number, dict(zip(names, row, strict=True))
            if "store_rejects" in source:
                for line, reason in connection.execute(
                    "SELECT line, any_value(error_message) FROM reject_errors GROUP BY line ORDER BY line"
                ).fetchall():
                    number += 1
                    yield number, ReadError(f"line {line} is not read: {_first_line(reason)}")
    except duckdb.Error as error:
        said = _first_line(error).replace(path, file.name)  # a copy's path says nothing to a person
        raise ReadError(f"it cannot be read as a table: {said}; it may be cut off or damaged") from None
    finally:
        file.close()


def _first_line(error: object) -> str:
    text = str(error).strip().partition("\n")[0]
    return text.partition(": ")[2][:200] or text[:200]


def _is_utf8(file: InputFile) -> bool:
    decoder = codecs.getincrementaldecoder("utf-8")()
    with file.open() as stream:
        try:
            while piece := stream.read(MB):
                decoder.decode(piece)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return False
    return True
