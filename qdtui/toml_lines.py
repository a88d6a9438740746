"""On which line of a TOML file each key stands, which `tomllib` does not tell.

It reads a text that `tomllib` has already accepted, so it only has to find keys, not to judge values.
"""

from __future__ import annotations

import re

_SKIP = re.compile(r"(?:[ \t\r\n]+|#[^\n]*)*")
_BLANK = re.compile(r"[ \t]*")
_BARE_KEY = re.compile(r"[A-Za-z0-9_-]+")
_STRING = re.compile(
    r'"""(?:[^"\\]|\\.|"(?!""))*"{3,5}'
    r"|'''(?:[^']|'(?!''))*'{3,5}"
    r'|"(?:[^"\\\n]|\\.)*"'
    r"|'[^'\n]*'",
    re.DOTALL,
)
_SCALAR = re.compile(r"[^,\]}#\n]*")
_ESCAPE = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))", re.DOTALL)
_ESCAPED = {"b": "\b", "t": "\t", "n": "\n", "f": "\f", "r": "\r", "e": "\x1b"}

KeyPath = tuple[str, ...]


def key_lines(text: str) -> dict[KeyPath, int]:
    """The line (from 1) on which each key of a valid TOML text is first given, by its whole path."""
    return _Reader(text.replace("\r\n", "\n")).document()


class _Reader:
    """Walks through the text once; `at` is where it stands."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.lines: dict[KeyPath, int] = {}

    def document(self) -> dict[KeyPath, int]:
        table: KeyPath = ()
        self._skip()
        while self.at < len(self.text):
            if self.text[self.at] == "[":
                self.at += 2 if self.text.startswith("[[", self.at) else 1
                table = self._key(())
                self.at = self.text.index("]", self.at) + 1
                self.at += self.text.startswith("]", self.at)
            else:
                self._value(self._key(table))
            self._skip()
        return self.lines

    def _key(self, table: KeyPath) -> KeyPath:
        """Read a key, dotted or not, and enter it with the tables it implies."""
        path = table
        while True:
            self._blank()
            if found := _BARE_KEY.match(self.text, self.at):
                path = (*path, found[0])
            elif found := _STRING.match(self.text, self.at):
                path = (*path, _unquoted(found[0]))
            else:
                raise ValueError(f"no key at offset {self.at}")
            self.lines.setdefault(path, self.text.count("\n", 0, self.at) + 1)
            self.at = found.end()
            self._blank()
            if not self.text.startswith(".", self.at):
                return path
            self.at += 1

    def _value(self, path: KeyPath) -> None:
        """Pass over `= value`, entering the keys of inline tables."""
        self.at = self.text.index("=", self.at) + 1
        self._skip()
        self._item(path)

    def _item(self, path: KeyPath) -> None:
        if found := _STRING.match(self.text, self.at):
            self.at = found.end()
        elif self.text[self.at] in "[{":
            closing = "]" if self.text[self.at] == "[" else "}"
            self.at += 1
            self._skip()
            while self.text[self.at] != closing:
                if closing == "]":
                    self._item(path)
                else:
                    self._value(self._key(path))
                self._skip()
                if self.text[self.at] == ",":
                    self.at += 1
                    self._skip()
            self.at += 1
        else:
            scalar = _SCALAR.match(self.text, self.at)
            self.at = scalar.end() if scalar else self.at

    def _skip(self) -> None:
        found = _SKIP.match(self.text, self.at)
        self.at = found.end() if found else self.at

    def _blank(self) -> None:
        found = _BLANK.match(self.text, self.at)
        self.at = found.end() if found else self.at


def _unquoted(quoted: str) -> str:
    """The key that a quoted one stands for."""
    if quoted[0] == "'":
        return quoted[1:-1]
    return _ESCAPE.sub(lambda m: chr(int(m[1] or m[2], 16)) if m[1] or m[2] else _ESCAPED.get(m[3], m[3]), quoted[1:-1])
