"""Reads .json and .jsonl files of documents; .jsonl line by line, so that its size does not matter."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from qdtui.load.decode import BOMS, decode
from qdtui.load.opened import InputFile
from qdtui.load.records import Numbered, read_records
from qdtui.model import Member, ReadError

_LONGEST_JSON = 64 * 1024 * 1024
"""The most bytes of a .json file: as Python's objects it takes many times as much memory."""


def read_jsonl(file: InputFile) -> Iterator[Member]:
    """One member for each line that is an object. Raises ReadError."""
    if any(file.head(4).startswith(bom) for bom, name in BOMS if not name.startswith("utf-8")):
        return read_records(_objects(file.read().decode("utf-16")), file.settings)
    return read_records(_lines(file), file.settings)


def read_json(file: InputFile) -> Iterator[Member]:
    """One member for each object of the list in the file. Raises ReadError."""
    if file.size > _LONGEST_JSON:
        raise ReadError("it is too large for one piece of JSON: save it as .jsonl, one object a line")
    text = decode(file.read())[0]
    try:
        found = json.loads(text)
    except RecursionError:
        raise ReadError("its values are nested too deeply") from None
    except ValueError as error:
        lines = [line for line in text.splitlines()[:2] if line.strip()]
        if len(lines) == 2 and all(line.lstrip().startswith("{") and line.rstrip().endswith("}") for line in lines):
            return read_records(_objects(text), file.settings)  # .jsonl under another name
        raise ReadError(f"it is no JSON: {_reason(error)}; it may be cut off") from None
    return read_records(enumerate(_listed(found), 1), file.settings)


def _listed(found: Any) -> list[dict[str, Any] | ReadError]:
    """The objects of a list; of an object, those of the one list of objects in it, else itself."""
    if isinstance(found, dict):
        lists = [value for value in found.values() if isinstance(value, list) and value and isinstance(value[0], dict)]
        found = lists[0] if len(lists) == 1 else [found]
    if not isinstance(found, list):
        raise ReadError("it is JSON, but no list of objects")
    return [one if isinstance(one, dict) else ReadError("it is no object with named values") for one in found]


def _lines(file: InputFile) -> Iterator[Numbered]:
    longest = 8 * file.settings.longest
    encoding: str | None = None
    with file.open() as stream:
        for number in range(1, 2**62):
            line = stream.readline(longest)
            if not line:
                return
            if len(line) == longest and not line.endswith(b"\n"):
                while (rest := stream.readline(1 << 20)) and not rest.endswith(b"\n"):
                    pass
                yield number, ReadError("the line is longer than a document may be ([load] longest)")
                continue
            if not line.strip(b" \t\r\n\xef\xbb\xbf"):
                continue
            try:
                try:
                    text = line.decode("utf-8-sig")
                except UnicodeDecodeError:
                    text, encoding = decode(line, encoding)
            except ReadError as error:
                yield number, error
                continue
            yield number, _object(text)


def _objects(text: str) -> Iterator[Numbered]:
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            yield number, _object(line)


def _object(line: str) -> dict[str, Any] | ReadError:
    try:
        found = json.loads(line)
    except RecursionError:
        return ReadError("its values are nested too deeply")
    except ValueError as error:
        return ReadError(f"the line is no JSON: {_reason(error)}")
    return found if isinstance(found, dict) else ReadError("it is no object with named values")


def _reason(error: ValueError) -> str:
    if isinstance(error, json.JSONDecodeError):
        return f"{error.msg.lower()} at line {error.lineno}, column {error.colno}"
    return str(error)[:200]
