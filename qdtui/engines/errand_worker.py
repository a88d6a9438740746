"""The process of an errand: imports one plugin, calls one function of it, and tells what came of it."""

from __future__ import annotations

import json
import os
import pickle
import shutil
import signal
import sys
import threading
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from datetime import time as dt_time
from decimal import Decimal
from itertools import islice
from pathlib import Path
from typing import IO, Any
from uuid import UUID

import duckdb

from qdtui.children import leave_with_parent, limit_memory
from qdtui.engines.errand import Order, Table
from qdtui.extract import clip, describe
from qdtui.offers import MOST_ROWS, MOST_TEXT, Answer, Command, CommandContext, Exporter, Rows, Say, Show, Wrote
from qdtui.plugins import Loaded, load_plugins
from qdtui.store.closed import RefusedError, reason, require_select
from qdtui.store.connect import StoreError, attach, close_off, new_connection
from qdtui.store.stream import Stream, stream

MOST_PRINTED = 10_000
"""Bytes that are kept of what a function prints."""
ROWS_AT_ONCE = 2_000
"""Rows that an exporter gets at a time."""
TOLD_AFTER = 0.1
"""Seconds between two words about an export's progress."""
MOST_COLUMNS = 500
MOST_BYTES = 100_000_000
"""Of an answer."""
LONGEST = 100_000
"""Code points of one value."""


class _AnswerError(ValueError):
    """What a function gave back is no answer; the message is for its author."""


class _Voice:
    """The way back to whoever asks, which the plugin does not know; what it prints is kept beside it."""

    def __init__(self) -> None:
        self._own: IO[str] = os.fdopen(os.dup(1), "w", encoding="utf-8")
        self._kept = bytearray()
        null = os.open(os.devnull, os.O_RDWR)
        os.dup2(null, 0)
        near, far = os.pipe()
        for descriptor in (1, 2):
            os.dup2(far, descriptor)
        os.close(far)
        self._reader = threading.Thread(target=self._keep, args=(near,), daemon=True)
        self._reader.start()

    def _keep(self, near: int) -> None:
        while data := os.read(near, 65_536):
            self._kept += data[: MOST_PRINTED - len(self._kept)]

    def tell(self, **message: Any) -> None:
        """Say one thing."""
        self._own.write(json.dumps(message, ensure_ascii=True) + "\n")
        self._own.flush()

    def end(self) -> None:
        """Say what was printed, and that this is all."""
        for printed in (sys.stdout, sys.stderr):
            try:
                printed.flush()
            except Exception:  # the plugin closed or replaced it
                continue
        null = os.open(os.devnull, os.O_RDWR)
        for descriptor in (1, 2):
            os.dup2(null, descriptor)
        self._reader.join(0.2)
        self.tell(printed=bytes(self._kept).decode("utf-8", "replace"), ended=True)


def main() -> None:
    """Read an order from stdin, carry it out, and tell of it on stdout."""
    order: Order = pickle.load(sys.stdin.buffer)
    voice = _Voice()
    _isolate(order)
    sys.dont_write_bytecode = True
    try:
        _do(order, voice)
    except (_AnswerError, StoreError) as error:
        voice.tell(fault=str(error))
    except BaseException as failure:
        refused = reason(str(failure)) if isinstance(failure, duckdb.Error) else None
        voice.tell(fault=f"{refused} {describe(failure)}" if refused else describe(failure))
    voice.end()
    os._exit(0)  # threads and exit functions of the plugin have no say any more


def _isolate(order: Order) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    limit_memory(order.memory)
    if order.target:  # its folder was made for this one file
        leave_with_parent(lambda: shutil.rmtree(Path(order.target).parent, ignore_errors=True))
    else:
        leave_with_parent()


def _do(order: Order, voice: _Voice) -> None:
    voice.tell(step="importing it")
    loaded = load_plugins(order.sources, order.settings, words=order.words)
    declared = _declared(order, loaded)
    if order.kind == "exporter":
        voice.tell(answer={"kind": "exported", "rows": _export(declared, order, voice)})
        return
    connection = new_connection()
    attach(connection, order.database)
    close_off(connection)
    voice.tell(step=f"running {order.name}")
    told, remark = _answered(_run(declared, order, connection), connection)
    text = json.dumps(told)
    if len(text) > MOST_BYTES:
        raise _AnswerError(f"its answer takes {len(text) // 1_000_000} MB; give a query (Rows(sql=…)) or fewer rows")
    voice.tell(answer=told, remark=remark)


def _declared(order: Order, loaded: Loaded) -> Any:
    declared = loaded.offers.get((order.kind, order.name))
    if declared is None:
        faults = [fault.reason for fault in loaded.catalogue.faults]
        raise _AnswerError(faults[0] if faults else f"the plugin offers no {order.kind} {order.name} any more")
    return declared


def _export(exporter: Exporter, order: Order, voice: _Voice) -> int:
    """Have the rows written and return their number. Raises _AnswerError when not all of them can have been."""
    target = Path(order.target)
    with _opened(order) as opened:
        voice.tell(step=f"running {order.name}", progress=[0, opened.total])
        taken = 0
        ended = False

        def batches() -> Iterator[list[tuple[Any, ...]]]:
            nonlocal taken, ended
            told = time.monotonic()
            while batch := list(islice(opened.rows, ROWS_AT_ONCE)):
                taken += len(batch)
                yield batch
                if time.monotonic() - told > TOLD_AFTER:
                    told = time.monotonic()
                    voice.tell(progress=[taken, opened.total])
            ended = True

        exporter.write(opened.columns, batches(), target)
        if not ended and taken < opened.total:
            raise _AnswerError(f"it took only {taken:,} of {opened.total:,} rows")
    if target.is_symlink() or not target.is_file():
        raise _AnswerError("it wrote no file at the path that it was given")
    return taken


@contextmanager
def _opened(order: Order) -> Iterator[Stream]:
    rows = order.rows
    if rows is None:
        raise _AnswerError("there are no rows to write")
    if isinstance(rows, Table):
        yield Stream(rows.columns, rows.types, len(rows.rows), iter(rows.rows))
    else:
        with stream(order.database, rows) as opened:
            yield opened


def _run(command: Command, order: Order, connection: duckdb.DuckDBPyConnection) -> Answer | None:
    chosen = order.chosen
    context = CommandContext(
        connection,
        order.database,
        chosen.doc_id,
        chosen.table,
        chosen.fact_id,
        chosen.row,
        chosen.rows,
        chosen.sql,
    )
    return command.run(context)


def _answered(answer: object, connection: duckdb.DuckDBPyConnection) -> tuple[dict[str, Any] | None, str]:
    """The answer as JSON has it, checked, and a remark about it. Raises _AnswerError."""
    if answer is None:
        return None, ""
    if isinstance(answer, Say):
        return _said(answer)
    if isinstance(answer, Wrote):
        return _written(answer), ""
    if isinstance(answer, Show):
        return _shown(answer, connection), ""
    if isinstance(answer, Rows):
        return _rows(answer, connection)
    raise _AnswerError(f"it gave back {type(answer).__name__}, not Say, Rows, Wrote, Show or None")


def _said(answer: Say) -> tuple[dict[str, Any], str]:
    if not isinstance(answer.text, str):
        raise _AnswerError(f"Say takes a text, not {type(answer.text).__name__}")
    remark = f"only the first {MOST_TEXT:,} characters of its answer" if len(answer.text) > MOST_TEXT else ""
    return {"kind": "say", "text": _clean(answer.text[:MOST_TEXT])}, remark


def _written(answer: Wrote) -> dict[str, Any]:
    if not isinstance(answer.path, str | Path):
        raise _AnswerError(f"Wrote takes a path, not {type(answer.path).__name__}")
    path = Path(answer.path).absolute()
    if not path.is_file():
        raise _AnswerError(f"it says that it wrote {path}, and there is no such file")
    return {"kind": "wrote", "path": str(path)}


def _shown(answer: Show, connection: duckdb.DuckDBPyConnection) -> dict[str, Any]:
    if not isinstance(answer.doc_id, str):
        raise _AnswerError(f"Show takes a doc_id, not {type(answer.doc_id).__name__}")
    found = connection.execute("SELECT n_chars FROM qdtui.documents WHERE doc_id = ?", [answer.doc_id]).fetchone()
    if found is None:
        raise _AnswerError(f"it wants to show the document {clip(answer.doc_id)!r}, which is not in the file")
    start, end = answer.start, answer.end
    if (start, end) != (None, None):
        sound = type(start) is int and (end is None or type(end) is int)
        if not sound or not 0 <= (start or 0) < (found[0] if end is None else end) <= found[0]:
            raise _AnswerError(f"span {start!r}–{end!r} is not inside the text of {found[0]:,} characters")
    return {"kind": "show", "doc_id": answer.doc_id, "start": start, "end": end}


def _rows(answer: Rows, connection: duckdb.DuckDBPyConnection) -> tuple[dict[str, Any], str]:
    title = _clean(answer.title[:200]) if isinstance(answer.title, str) else ""
    if answer.sql:
        if not isinstance(answer.sql, str) or answer.columns:
            raise _AnswerError("Rows takes either sql (a text) or columns and rows")
        sql = answer.sql.strip().rstrip(";").rstrip()
        try:
            require_select(connection, sql)
            connection.execute("USE qdtui").execute(f"SELECT * FROM (\n{sql}\n) LIMIT 0")
        except (duckdb.Error, RefusedError) as error:
            raise _AnswerError(f"its query is not run: {clip(' '.join(str(error).split()), 300)}") from None
        return {"kind": "query", "title": title, "sql": sql}, ""
    columns = answer.columns
    named = isinstance(columns, Sequence) and not isinstance(columns, str) and all(isinstance(n, str) for n in columns)
    if not named or not 0 < len(columns) <= MOST_COLUMNS:
        raise _AnswerError(f"Rows takes sql, or columns (1 to {MOST_COLUMNS} texts) and rows")
    if not isinstance(answer.rows, Iterable):
        raise _AnswerError("rows must be rows: sequences of values")
    kept: list[list[Any]] = []
    remark = ""
    for number, row in enumerate(islice(answer.rows, MOST_ROWS + 1), 1):
        if number > MOST_ROWS:
            remark = f"only the first {MOST_ROWS:,} of its rows; a query (Rows(sql=…)) may have any number"
            break
        if not isinstance(row, Sequence) or isinstance(row, str) or len(row) != len(columns):
            raise _AnswerError(f"row {number} is not a sequence of {len(columns)} values")
        kept.append([_cell(value, number, columns[at]) for at, value in enumerate(row)])
    types = [_type([row[at] for row in kept]) for at in range(len(columns))]
    rows = [[_jsonable(value, type_) for value, type_ in zip(row, types, strict=True)] for row in kept]
    told = {"kind": "rows", "title": title, "columns": [_clean(name) for name in columns], "types": types, "rows": rows}
    return told, remark


def _cell(value: Any, number: int, column: str) -> Any:
    if value is None or isinstance(value, bool | int | float | date):
        return value
    if isinstance(value, str):
        return _clean(value[:LONGEST])
    if isinstance(value, Decimal):
        return float(value)
    if isinstance(value, list | tuple) and all(isinstance(one, str) for one in value):
        return [_clean(one[:LONGEST]) for one in value]
    if isinstance(value, list | tuple | dict | dt_time | timedelta | UUID | bytes):
        return _clean(str(value)[:LONGEST])  # the rest of what DuckDB gives
    raise _AnswerError(f"row {number}, column {clip(column)}: {type(value).__name__} is no type that a table may hold")


def _type(values: Iterable[Any]) -> str:
    """The DuckDB type that holds the values of a column."""
    kinds = {type(value) for value in values if value is not None}
    if kinds == {int} and all(value is None or -(2**63) <= value < 2**63 for value in values):
        return "BIGINT"
    one = {bool: "BOOLEAN", float: "DOUBLE", date: "DATE", datetime: "TIMESTAMP", list: "VARCHAR[]"}
    if len(kinds) == 1:
        return one.get(kinds.pop(), "VARCHAR")
    return "DOUBLE" if kinds == {int, float} else "VARCHAR"


def _jsonable(value: Any, type_: str) -> Any:
    if value is None:
        return None
    if type_ in ("DATE", "TIMESTAMP"):
        return value.isoformat()
    if type_ == "VARCHAR":
        return str(value)
    # NaN and the infinities are no JSON.
    return float(value) if type_ == "DOUBLE" and abs(value) < float("inf") else None if type_ == "DOUBLE" else value


def _clean(text: str) -> str:
    """`text` without what no UTF-8 can hold."""
    return text.encode("utf-8", "replace").decode("utf-8").replace("\x00", "�")


if __name__ == "__main__":
    main()
