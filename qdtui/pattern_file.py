"""Patterns without code: a TOML file that declares a table and how its rows are worded, read and checked.

What is wrong with a file is a PatternError with the line, the key and what would do.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, get_args

from qdtui.extract import coerce
from qdtui.model import Column, ColumnType, Table, Value
from qdtui.toml_lines import key_lines

KINDS: Mapping[str, tuple[str, ...]] = {
    "org": ("name", "kind"),
    "place": ("name", "region", "level"),
    "time": ("year", "month", "first", "last"),
    "quantity": ("value", "value_max", "unit", "comparator", "kind"),
    "person": ("name", "position"),
}
"""What the toolkit finds, with what may be asked of it: `{when.year}`."""

WORDINGS: Mapping[str, str] = {
    "words": r"[^，。；：、！？,;:\s“”《》（）()]{2,30}?",
    "list": r"[^，。；：！？,;:\s“”]{2,80}?",
    "number": r"[\d〇零一二两三四五六七八九十百千万亿.,]+",
    "title": r"《[^《》\n]{2,80}》",
}
"""Kinds that are a wording; a `list` gives a row for each of its items."""

DOCUMENT = ("year", "title", "outlet")
"""What `{document.…}` has."""

FILE_KEYS = ("comment", "version", "key", "label", "words", "columns", "parts", "pattern")
COLUMN_KEYS = ("type", "comment", "unit", "allowed")
PATTERN_KEYS = ("match", "values", "unless", "confidence", "note")

SLOT = re.compile(r"\{(?P<name>[a-z][a-z0-9_]*)(?::(?P<kind>[a-z_]+))?\}")
_ASKED = re.compile(r"\{(?P<name>[a-z][a-z0-9_]*)(?:\.(?P<part>[a-z_]+))?\}")
_PLAIN = re.compile(r"[^\\.^$*+?{}\[\]|()]{2,}")
NAME = re.compile(r"[a-z][a-z0-9_]{0,62}\Z")
_KEY = tuple[str, ...]


class PatternError(SyntaxError):
    """A file of patterns that cannot be used; `lineno` is the line (from 1), the message names the key."""

    def __init__(self, line: int, key: str, message: str) -> None:
        super().__init__(f"{key}: {message}" if key else message)
        self.msg = f"{key}: {message}" if key else message
        self.lineno = line


@dataclass(frozen=True, slots=True)
class Asked:
    """A value that a pattern takes from what it, or the text before it, names: `{when.year}`."""

    name: str
    part: str | None


@dataclass(frozen=True, slots=True)
class Slot:
    """A place in a pattern for something that the toolkit finds."""

    kind: str
    name: str | None
    """What it is called in the pattern's values; None when nobody asks."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """One wording: regular expressions with slots for the toolkit's finds between them."""

    name: str
    wordings: tuple[re.Pattern[str], ...]
    """One more than there are slots; the first is anchored at its end."""
    slots: tuple[Slot, ...]
    kinds: Mapping[str, str]
    """Of the names that a wording captures, the kind (`words` when none was given)."""
    values: Mapping[str, Value | Asked]
    unless: re.Pattern[str] | None
    confidence: float
    note: str | None
    literal: str
    """Words that stand in every match; empty when that is not plain to see."""


@dataclass(frozen=True, slots=True)
class PatternFile:
    """A file of patterns, checked."""

    table: Table
    version: str
    words: tuple[str, ...]
    """A document without any of them is passed over; empty for all documents."""
    patterns: tuple[Pattern, ...] = field(default=())


def parse(name: str, text: str) -> PatternFile:
    """The patterns in `text`, for a table called `name`. Raises PatternError."""
    return _Parser(name, text).file()


class _Parser:
    """One file, checked from top to bottom."""

    def __init__(self, name: str, text: str) -> None:
        self.name = name
        try:
            self.raw = tomllib.loads(text)
        except tomllib.TOMLDecodeError as error:
            place = re.search(r"\(at line (\d+)", str(error))
            line = int(place[1]) if place else text.count("\n") + 1
            raise PatternError(line, "", f"this is not TOML: {re.sub(r' *[(]at .*', '', str(error))}") from None
        self.lines = key_lines(text)
        self.columns: dict[str, Column] = {}

    def fault(self, path: _KEY, message: str) -> PatternError:
        line = next((self.lines[path[:n]] for n in range(len(path), 0, -1) if path[:n] in self.lines), 1)
        return PatternError(line, ".".join(path), message)

    def file(self) -> PatternFile:
        self.known((), self.raw, FILE_KEYS)
        for name, given in self.mapping(("columns",), self.raw.get("columns")).items():
            self.columns[name] = self.column(name, given)
        if not self.columns:
            raise self.fault(("columns",), 'a table has at least one column: [columns] and, below it, name = "comment"')
        key = self.texts(("key",), self.raw.get("key", []))
        label = self.text(("label",), self.raw.get("label", next(iter(self.columns))))
        for path, names in ((("key",), key), (("label",), (label,))):
            for one in names:
                if one not in self.columns:
                    raise self.fault(path, f"there is no column {one!r}; there are: {', '.join(self.columns)}")
        table = Table(
            self.name, self.text(("comment",), self.raw.get("comment", "")), tuple(self.columns.values()), key, label
        )
        parts = {
            name: self.wording(("parts", name), self.text(("parts", name), given))
            for name, given in self.mapping(("parts",), self.raw.get("parts", {})).items()
        }
        for name in parts:
            if name in KINDS or name in WORDINGS:
                raise self.fault(("parts", name), f"{name} is a kind of its own: call the part something else")
        given = self.mapping(("pattern",), self.raw.get("pattern"))
        patterns = tuple(self.pattern(name, one, parts) for name, one in given.items())
        if not patterns:
            raise self.fault(("pattern",), "there is no pattern: [pattern.NAME] and match = …")
        version = self.text(("version",), self.raw.get("version", "1"))
        return PatternFile(table, version, self.texts(("words",), self.raw.get("words", [])), patterns)

    def column(self, name: str, given: Any) -> Column:
        path = ("columns", name)
        if not NAME.match(name):
            raise self.fault(path, "a name is made of a–z, 0–9 and _, and begins with a letter")
        if isinstance(given, str):
            return Column(name, comment=given)
        self.known(path, self.mapping(path, given), COLUMN_KEYS)
        kind = given.get("type", "VARCHAR")
        if kind not in get_args(ColumnType):
            raise self.fault((*path, "type"), f"{kind!r} is no type; these are: {', '.join(get_args(ColumnType))}")
        allowed = self.texts((*path, "allowed"), given["allowed"]) if "allowed" in given else None
        unit = self.text((*path, "unit"), given["unit"]) if "unit" in given else None
        return Column(name, kind, self.text((*path, "comment"), given.get("comment", "")), unit, allowed)

    def pattern(self, name: str, given: Any, parts: Mapping[str, str]) -> Pattern:
        path = ("pattern", name)
        self.known(path, self.mapping(path, given), PATTERN_KEYS)
        match = self.text((*path, "match"), given.get("match", ""))
        if not match:
            raise self.fault(path, "it has no match")
        pieces, slots, kinds = self.split((*path, "match"), match, parts)
        wordings = [self.compiled((*path, "match"), piece) for piece in pieces]
        groups = {group for wording in wordings for group in wording.groupindex}
        kinds = {group: kinds.get(group, "words") for group in groups}
        named = kinds | {slot.name: slot.kind for slot in slots if slot.name}
        if slots and pieces[0]:
            wordings[0] = self.compiled((*path, "match"), f"(?:{pieces[0]})\\Z")
        values = {
            column: self.value((*path, "values", column), column, one, named)
            for column, one in self.mapping((*path, "values"), given.get("values", {})).items()
        }
        if not (named.keys() & self.columns.keys() or values):
            raise self.fault(
                (*path, "match"), f"it fills no column; name one, e.g. {{{next(iter(self.columns))}:words}}"
            )
        unless = (
            self.compiled((*path, "unless"), self.text((*path, "unless"), given.get("unless", "")))
            if given.get("unless")
            else None
        )
        sure = given.get("confidence", 0.8)
        if type(sure) not in (int, float) or not 0 <= sure <= 1:
            raise self.fault((*path, "confidence"), f"{sure!r} is not between 0 and 1")
        note = self.text((*path, "note"), given["note"]) if "note" in given else None
        return Pattern(name, tuple(wordings), slots, kinds, values, unless, float(sure), note, _literal(match))

    def split(
        self, path: _KEY, match: str, parts: Mapping[str, str]
    ) -> tuple[list[str], tuple[Slot, ...], dict[str, str]]:
        """The wordings between the toolkit's slots, the slots, and the kinds of the names that wordings capture."""
        pieces, slots, kinds, at = [""], [], {}, 0
        for slot in SLOT.finditer(match):
            pieces[-1] += match[at : slot.start()]
            at = slot.end()
            name: str | None = slot["name"]
            kind: str | None = slot["kind"]
            if kind is None and name in (*KINDS, *WORDINGS):
                name, kind = None, name
            if kind is not None and kind in KINDS:
                slots.append(Slot(kind, name))
                pieces.append("")
            elif kind in WORDINGS or (kind is None and name in parts):
                inner = WORDINGS[kind] if kind else parts[name or ""]
                if name and (kind or name in self.columns):
                    pieces[-1] += f"(?P<{name}>{inner})"
                    kinds[name] = kind or "words"
                else:
                    pieces[-1] += f"(?:{inner})"
            elif kind is not None:
                raise self.fault(path, f"there is no kind {kind!r}; there are: {', '.join((*KINDS, *WORDINGS))}")
            else:
                known = ", ".join((*KINDS, *WORDINGS, *parts))
                raise self.fault(path, f"{{{name}}} is neither a kind nor one of [parts]: {known}")
        pieces[-1] += match[at:]
        return pieces, tuple(slots), kinds

    def value(self, path: _KEY, column: str, given: Any, named: Mapping[str, str]) -> Value | Asked:
        if column not in self.columns:
            raise self.fault(path, f"there is no column {column!r}; there are: {', '.join(self.columns)}")
        asked = _ASKED.fullmatch(given) if isinstance(given, str) else None
        if asked is None:
            try:
                return coerce(given, self.columns[column])
            except (ValueError, TypeError) as error:
                raise self.fault(path, str(error)) from None
        name, part = asked["name"], asked["part"]
        before = name.removesuffix("_before") if name.endswith("_before") else ""
        has = DOCUMENT if name == "document" else KINDS.get(before or named.get(name, ""), ())
        if name not in named and name != "document" and before not in KINDS:
            known = ", ".join([*named, *(f"{kind}_before" for kind in KINDS), "document"])
            raise self.fault(path, f"{{{name}}} is not there; there are: {known}")
        if (part is not None and part not in has) or (part is None and name == "document"):
            raise self.fault(
                path, f"{name} has no {part or 'value of its own'}; it has: {', '.join(has) or 'its words alone'}"
            )
        return Asked(name, part)

    def compiled(self, path: _KEY, wording: str) -> re.Pattern[str]:
        try:
            return re.compile(wording)
        except re.error as error:
            where = f" at {wording[error.pos : error.pos + 8]!r}" if error.pos is not None else ""
            raise self.fault(path, f"this is no regular expression: {error.msg}{where}") from None

    def wording(self, path: _KEY, wording: str) -> str:
        self.compiled(path, wording)
        return wording

    def mapping(self, path: _KEY, given: Any) -> Mapping[str, Any]:
        if not isinstance(given, dict):
            what = "it is missing" if given is None else "this is no table"
            raise self.fault(path, f"{what}: [{'.'.join(path)}] and its keys below it")
        return given

    def text(self, path: _KEY, given: Any) -> str:
        if not isinstance(given, str):
            raise self.fault(path, f"{given!r} is no text")
        return given

    def texts(self, path: _KEY, given: Any) -> tuple[str, ...]:
        if not isinstance(given, list) or not all(isinstance(one, str) for one in given):
            raise self.fault(path, f"{given!r} is no list of texts")
        return tuple(given)

    def known(self, path: _KEY, given: Mapping[str, Any], allowed: tuple[str, ...]) -> None:
        for key in given:
            if key not in allowed:
                raise self.fault((*path, key), f"there is no such key; there are: {', '.join(allowed)}")


def _literal(match: str) -> str:
    """The longest run of plain characters of a pattern that has no choices; empty when it has some."""
    bare = SLOT.sub("\n", match)
    if re.search(r"[|?*({\[]", bare):
        return ""
    runs = [run for piece in bare.split("\n") for run in _PLAIN.findall(piece)]
    return max(runs, key=len, default="")
