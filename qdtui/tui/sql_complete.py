"""What could stand at the cursor of a SQL text: tables, columns (also after an alias), functions, keywords.

Pure: no database and no widget. The text may be broken or half written, so it is read token by token
and never parsed; a name that cannot be placed offers everything.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from qdtui.tui.sql_text import Token, tokens

Kind = Literal["column", "table", "alias", "function", "keyword"]

MOST = 60
"""Candidates offered at once; a longer list helps nobody."""

_BARE = re.compile(r"[a-z_\u4e00-\u9fff][\w]*", re.IGNORECASE)

# Words that end a table reference, so they are no alias of it.
_NO_ALIAS = frozenset(
    (
        "where",
        "group",
        "order",
        "limit",
        "on",
        "using",
        "join",
        "inner",
        "left",
        "right",
        "full",
        "outer",
        "cross",
        "natural",
        "semi",
        "anti",
        "asof",
        "having",
        "union",
        "except",
        "intersect",
        "qualify",
        "window",
        "select",
        "set",
        "values",
        "offset",
        "positional",
        "lateral",
        "sample",
        "tablesample",
        "as",
    )
)


class Candidate(NamedTuple):
    """One thing that could be written."""

    text: str
    """As it is written into the SQL, quoted where that is needed."""
    kind: Kind
    detail: str = ""
    """What a person reads beside it: a type, the table of a column."""


class Completion(NamedTuple):
    """The candidates for the word that begins at `start` (code points) and ends at the cursor."""

    start: int
    candidates: list[Candidate]


@dataclass(frozen=True)
class Catalog:
    """The names that a statement may use."""

    relations: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """Columns and their types, by table or view."""
    functions: Sequence[str] = ()
    keywords: Sequence[str] = ()
    reserved: frozenset[str] = frozenset()
    """Keywords (lower case) that cannot be a name unless quoted."""

    def quoted(self, name: str) -> str:
        """`name` as it has to be written in SQL."""
        if _BARE.fullmatch(name) and name.lower() not in self.reserved:
            return name
        return '"' + name.replace('"', '""') + '"'


def complete(sql: str, at: int, catalog: Catalog, *, asked: bool = False) -> Completion | None:
    """Candidates for the cursor at code point `at` of `sql`, best first; None when there is nothing to offer.

    Without a word begun and without a dot before the cursor candidates come only when `asked` for.
    """
    everything = list(tokens(sql))
    if any(t.start < at < t.end and t.kind in ("comment", "string") for t in everything):
        return None
    if any(t.end == at and t.kind in ("comment", "number") for t in everything):
        return None
    statement = _statement(everything, at)
    before = [t for t in statement if t.end < at or (t.end == at and t.kind not in ("word", "quoted"))]
    under = next((t for t in statement if t.start < at <= t.end and t.kind in ("word", "quoted")), None)
    start = under.start if under else at
    typed = sql[start:at].strip('"')
    if before and before[-1].says(".") and (under or before[-1].end == at):
        qualifier = before[-2].name if len(before) > 1 else ""
        offered = _columns_of(qualifier, statement, catalog)
        if not offered and qualifier.lower() in ("qdtui", "main"):
            offered = _tables(statement, catalog)
    elif not typed and not asked:
        return None
    elif _wants_table(before):
        offered = _tables(statement, catalog)
    else:
        offered = [*_columns_here(statement, catalog), *_words(typed, catalog), *_tables(statement, catalog)]
    found = _matching(offered, typed)
    if not found or (not asked and found[0].text.lower() == sql[start:at].lower()):
        # What is written already is a name: a list of longer ones would only be in the way.
        return None
    return Completion(start, found[:MOST])


def _statement(tokens: list[Token], at: int) -> list[Token]:
    """The tokens between the semicolons around `at`, without comments."""
    first = max((t.end for t in tokens if t.text == ";" and t.end <= at), default=0)
    last = min((t.start for t in tokens if t.text == ";" and t.start >= at), default=None)
    return [t for t in tokens if t.start >= first and (last is None or t.end <= last) and t.kind != "comment"]


def _wants_table(before: list[Token]) -> bool:
    """True when a table's name comes next: after FROM, JOIN and the like, also after a comma of that list."""
    if not before:
        return False
    if before[-1].says("from", "join", "into", "describe", "summarize", "table", "update", "show"):
        return True
    if not before[-1].says(","):
        return False
    depth = 0
    for token in reversed(before):
        depth += token.says(")") - token.says("(")
        if depth < 0 or token.says("select", "by", "where", "on", "having", "values", "set"):
            return False
        if depth == 0 and token.says("from"):
            return True
    return False


def _matching(offered: list[Candidate], typed: str) -> list[Candidate]:
    """Those that begin with what was typed, then those that contain it; each text once."""
    wanted = typed.lower()
    once = {candidate.text.lower(): candidate for candidate in reversed(offered)}
    unique = [c for c in offered if once[c.text.lower()] is c]
    begin = [c for c in unique if c.text.strip('"').lower().startswith(wanted)]
    inside = [c for c in unique if len(wanted) > 1 and c.kind != "keyword" and wanted in c.text.lower()[1:]]
    return begin + [c for c in inside if c not in begin]


def _words(typed: str, catalog: Catalog) -> list[Candidate]:
    """Keywords in the case that the person types in, and functions."""
    keywords = [word.lower() if typed.islower() else word.upper() for word in catalog.keywords]
    return [
        *(Candidate(word, "keyword") for word in keywords),
        *(Candidate(name, "function") for name in catalog.functions),
    ]


def _tables(statement: list[Token], catalog: Catalog) -> list[Candidate]:
    own = [Candidate(catalog.quoted(name), "table", "WITH") for name in _ctes(statement, catalog)]
    return own + [Candidate(catalog.quoted(name), "table") for name in catalog.relations]


def _columns_here(statement: list[Token], catalog: Catalog) -> list[Candidate]:
    """The columns of the tables that the statement names, and the tables' aliases."""
    sources = _sources(statement, catalog)
    found = [
        Candidate(catalog.quoted(column), "column", type_ or source)
        for source, columns in sources.items()
        for column, type_ in columns.items()
    ]
    return found + [Candidate(catalog.quoted(name), "alias") for name in sources]


def _columns_of(qualifier: str, statement: list[Token], catalog: Catalog) -> list[Candidate]:
    sources = {name.lower(): columns for name, columns in _sources(statement, catalog).items()}
    relations = {name.lower(): columns for name, columns in catalog.relations.items()}
    columns = sources.get(qualifier.lower()) or relations.get(qualifier.lower())
    if columns is None:
        # The FROM that says what the alias means may not be written yet.
        columns = {name: table for table, names in catalog.relations.items() for name in names}
    return [Candidate(catalog.quoted(name), "column", type_) for name, type_ in columns.items()]


def _sources(tokens: list[Token], catalog: Catalog) -> dict[str, Mapping[str, str]]:
    """The columns of every table reference, by its alias or else its name."""
    known = {name.lower(): columns for name, columns in catalog.relations.items()}
    known |= {name.lower(): columns for name, columns in _ctes(tokens, catalog).items()}
    found: dict[str, Mapping[str, str]] = {}
    place = 0
    while place < len(tokens):
        if not tokens[place].says("from", "join"):
            place += 1
            continue
        place += 1
        while place < len(tokens):
            name, columns, after = _reference(tokens, place, known, catalog)
            if name:
                found.setdefault(name, columns)
            place = max(after, place)
            if place < len(tokens) and tokens[place].says(","):
                place += 1
            else:
                break
    return found


def _reference(
    tokens: list[Token], place: int, known: Mapping[str, Mapping[str, str]], catalog: Catalog
) -> tuple[str, Mapping[str, str], int]:
    """The name, columns and end of the table reference that begins at token `place`.

    Inside a subquery only what follows its closing parenthesis is skipped: its own FROM is read by the caller.
    """
    name, columns = "", {}  # type: tuple[str, Mapping[str, str]]
    if tokens[place].says("("):
        after = _closing(tokens, place) + 1
        columns = _outputs(tokens[place + 1 : after - 1], catalog)
        alias = _alias(tokens, after)
        return (alias, columns, place + 1) if alias else ("", {}, place + 1)
    while place < len(tokens) and tokens[place].name:
        name = tokens[place].name
        place += 1
        if place < len(tokens) and tokens[place].says("."):
            place += 1
            continue
        break
    columns = known.get(name.lower(), {})
    if place < len(tokens) and tokens[place].says("("):
        place = _closing(tokens, place) + 1
    alias = _alias(tokens, place)
    if alias:
        place += 2 if tokens[place].says("as") else 1
    return (alias or name if columns or alias else ""), columns, place


def _alias(tokens: list[Token], place: int) -> str:
    if place < len(tokens) and tokens[place].says("as"):
        return tokens[place + 1].name if place + 1 < len(tokens) else ""
    if place < len(tokens) and not tokens[place].says(*_NO_ALIAS):
        return tokens[place].name
    return ""


def _closing(tokens: list[Token], place: int) -> int:
    """Where the parenthesis that opens at token `place` is closed; the end when it is not."""
    depth = 0
    for index in range(place, len(tokens)):
        depth += tokens[index].says("(") - tokens[index].says(")")
        if depth == 0:
            return index
    return len(tokens)


def _ctes(tokens: list[Token], catalog: Catalog) -> dict[str, Mapping[str, str]]:
    """The columns of each `WITH name AS (…)`."""
    found: dict[str, Mapping[str, str]] = {}
    for place, token in enumerate(tokens):
        if not (token.says("as") and place and place + 1 < len(tokens)):
            continue
        body = place + 1
        while body < len(tokens) and tokens[body].says("materialized", "not"):
            body += 1
        if not (body + 1 < len(tokens) and tokens[body].says("(") and tokens[body + 1].says("select", "from", "with")):
            continue
        name, listed = tokens[place - 1].name, []  # type: tuple[str, list[str]]
        if tokens[place - 1].says(")"):
            opening = next((i for i in range(place - 1, 0, -1) if tokens[i].says("(")), 0)
            listed = [t.name for t in tokens[opening:place] if t.name]
            name = tokens[opening - 1].name if opening else ""
        if name:
            inner = tokens[body + 1 : _closing(tokens, body)]
            seen = Catalog(relations={**catalog.relations, **found})
            found[name] = dict.fromkeys(listed, "") if listed else _outputs(inner, seen)
    return found


def _outputs(tokens: list[Token], catalog: Catalog) -> dict[str, str]:
    """The names of the columns that a SELECT gives, as far as they can be told without parsing."""
    depth, inside, items = 0, False, [[]]  # type: tuple[int, bool, list[list[Token]]]
    for token in tokens:
        if depth == 0 and token.says("select") and not inside:
            inside = True
            continue
        if depth == 0 and inside and token.says("from", "where", "union", "limit", "order"):
            break
        depth += token.says("(") - token.says(")")
        if inside and depth == 0 and token.says(","):
            items.append([])
        elif inside:
            items[-1].append(token)
    found: dict[str, str] = {}
    for item in items if inside else [[Token("sign", "*", 0, 0)]]:
        if item and item[-1].says("*"):
            for columns in _sources(tokens, catalog).values():
                found.update(columns)
        elif item and item[-1].name:
            found[item[-1].name] = ""
    return found
