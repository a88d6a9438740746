"""A SQL text as tokens and statements, read without a parser so that half-written text is understood too."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from qdtui.store.view import value_sql

_TOKEN = re.compile(
    r"""(?P<comment>--[^\n]*|/\*.*?(?:\*/|\Z))
    |(?P<string>'(?:[^']|'')*(?:'|\Z)|\$(?P<tag>\w*)\$.*?(?:\$(?P=tag)\$|\Z))
    |(?P<quoted>"(?:[^"]|"")*(?:"|\Z))
    |(?P<number>\d[\w.]*)
    |(?P<word>\w+)
    |(?P<sign>[^\s\w])""",
    re.VERBOSE | re.DOTALL,
)


class Token(NamedTuple):
    """A piece of SQL: a `comment`, `string`, `quoted` name, `number`, `word` or `sign`."""

    kind: str
    text: str
    start: int
    end: int

    @property
    def name(self) -> str:
        """The identifier that the token writes, empty when it is none."""
        if self.kind == "quoted":
            return self.text.strip('"').replace('""', '"')
        return self.text if self.kind == "word" else ""

    def says(self, *words: str) -> bool:
        """True when the token is one of these keywords or signs."""
        return self.kind in ("word", "sign") and self.text.lower() in words


def tokens(sql: str) -> Iterator[Token]:
    """The tokens of `sql` with their offsets in code points."""
    for match in _TOKEN.finditer(sql):
        yield Token(next(kind for kind in _KINDS if match[kind] is not None), match[0], match.start(), match.end())


_KINDS = ("comment", "string", "quoted", "number", "word", "sign")


def filled(sql: str, values: Mapping[str, object]) -> str:
    """`sql` with the values in place of the `$name`s that stand for them; names without a value stay."""
    made, done, sign = "", 0, -1
    for token in tokens(sql):
        if token.start == sign + 1 and sign >= 0 and token.text in values:
            made += sql[done:sign] + value_sql(values[token.text])
            done = token.end
        sign = token.start if token.text == "$" else -1
    return made + sql[done:]


class Statement(NamedTuple):
    """A statement without the semicolon that ends it and without the space and comments before it."""

    text: str
    start: int
    end: int


def statements(sql: str) -> list[Statement]:
    """The statements of `sql`; what holds nothing but comments is none."""
    found: list[Statement] = []
    first: Token | None = None
    last: Token | None = None
    for token in (*tokens(sql), None):
        if token is None or token.text == ";":
            if first is not None and last is not None:
                found.append(Statement(sql[first.start : last.end], first.start, last.end))
            first = last = None
        elif token.kind != "comment":
            first, last = first or token, token
    return found


def statement_at(sql: str, at: int) -> Statement | None:
    """The statement at the cursor: the one around it, or just before it, or else the next one."""
    found = statements(sql)
    before = [statement for statement in found if statement.start <= at]
    after = [statement for statement in found if statement.start > at]
    if before and (at <= before[-1].end or not after or _same_line(sql, before[-1].end, at)):
        return before[-1]
    return after[0] if after else None


def _same_line(sql: str, start: int, end: int) -> bool:
    return "\n" not in sql[start:end]
