"""Searching the documents: words by BM25, exact phrases, exclusions, and plain substrings for the rest.

The index answers first. What no dictionary knows (a single character, a name that the segmenter splits in
another way inside a sentence) is found because terms that contain the word count too, and, in small files
or when the index has nothing, because the text itself is read.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, Literal

import duckdb

from qdtui.model import day_or_year
from qdtui.store import facets
from qdtui.store.concordance import Concordance, concordance
from qdtui.store.facets import FacetCount
from qdtui.store.narrowing import holders
from qdtui.store.own_facets import OwnFacets
from qdtui.store.query import Query, QueryError, Word, parse
from qdtui.store.ranking import Matches, Ranks, matches, ranked
from qdtui.store.sizes import Size, Sizes, size_of
from qdtui.store.snippets import Snippet, marks_of, snippets
from qdtui.text.segment import Segmenter, fold

__all__ = ["Hit", "SearchResult", "Snippet", "find_facets", "find_in", "find_lines", "search"]

_SMALL = 5_000_000
"""Code points of text that are read as a whole without anybody noticing."""

_DENSE = 100
"""Where a query's words have more postings than one in so many code points, reading the texts is quicker."""

_ALL = 1_000_000_000
"""A limit that limits nothing."""

How = Literal["terms", "substring", "phrase"]


@dataclass(frozen=True, slots=True)
class Hit:
    """A document that was found."""

    doc_id: str
    title: str | None
    source: str | None
    published: date | None
    score: float
    count: int
    """How often the query's words stand in the document."""
    snippets: list[Snippet] = field(default_factory=list)
    path: str = ""
    """Where it was read from, for documents without a title."""
    year: int | None = None
    """When it was published, where no day is known."""

    @property
    def when(self) -> str:
        """Its day or its year, as far as they are known."""
        return day_or_year(self.published, self.year)


@dataclass(frozen=True, slots=True)
class SearchResult:
    """What a search found."""

    hits: list[Hit]
    total_documents: int
    """Documents that match, also beyond the limit."""
    milliseconds: float
    how: How
    error: str | None = None


@dataclass(frozen=True, slots=True)
class _Index:
    """The terms of the file that a query needs."""

    slots: dict[str, list[list[int]]]
    """For every word its slots, each with the ids of the terms that fill it."""
    postings: int
    """How many postings those terms have."""

    def known(self, words: Iterable[Word]) -> bool:
        return all(self.slots[word.text] and all(self.slots[word.text]) for word in words)


def search(
    connection: duckdb.DuckDBPyConnection,
    query: str,
    limit: int = 50,
    *,
    segmenter: Segmenter = "auto",
    all_copies: bool = False,
    own: OwnFacets | None = None,
    sizes: Sizes | None = None,
) -> SearchResult:
    """Search the file that is the connection's default database.

    All words must match; when no document has them all, any of them may. Documents that hold the words as
    written come before those that hold their parts. Of the copies of a work the first that matches stands for all,
    unless `all_copies` or the query (`copies:all`) asks for them. A query that asks for nothing gives an `error`.
    `own` are the facets of plugins; `sizes` remembers what is the same for every query.
    """
    begun = time.perf_counter()
    try:
        asked = _asked(connection, query, segmenter, own)
        asked = replace(asked, all_copies=asked.all_copies or all_copies)
        how, ranks, total = _find(connection, asked, limit, own, sizes)
    except QueryError as error:
        return SearchResult([], 0, 0.0, "terms", str(error))
    hits = [
        Hit(doc_id, title, source, published, score, *snippets(text, asked), path, year)
        for (doc_id, title, source, published, year, text, path), score in _documents(connection, ranks)
    ]
    return SearchResult(hits, total, (time.perf_counter() - begun) * 1000, how)


def find_facets(
    connection: duckdb.DuckDBPyConnection,
    query: str,
    *,
    segmenter: Segmenter = "auto",
    own: OwnFacets | None = None,
    sizes: Sizes | None = None,
) -> list[FacetCount]:
    """The facets of all documents that the words of a query find; see `qdtui.store.facets`. Empty for a faulty query."""
    try:
        asked = _asked(connection, query, segmenter, own)
        _, ranks, _ = _find(connection, replace(asked, facets=()), _ALL, sizes=sizes)
        return facets.count(connection, [number for number, _ in ranks], asked.facets, own=own)
    except QueryError:
        return []


def find_lines(
    connection: duckdb.DuckDBPyConnection,
    query: str,
    documents: int = 200,
    most: int = 2_000,
    *,
    segmenter: Segmenter = "auto",
    own: OwnFacets | None = None,
    sizes: Sizes | None = None,
) -> Concordance:
    """The hits in the best `documents` documents, each with what stands around it; none for a faulty query."""
    try:
        asked = _asked(connection, query, segmenter, own)
        _, ranks, _ = _find(connection, asked, documents, own, sizes)
    except QueryError:
        return Concordance([], 0, 0)
    return concordance((row[:6] for row, _ in _documents(connection, ranks)), asked, most)


def find_in(
    connection: duckdb.DuckDBPyConnection,
    text: str,
    query: str,
    *,
    segmenter: Segmenter = "auto",
    own: OwnFacets | None = None,
) -> list[tuple[int, int]]:
    """Where the words and phrases of a query stand in `text`: start and end (code points), in order, apart.

    Empty for a faulty query.
    """
    try:
        return marks_of(fold(text), _asked(connection, query, segmenter, own))
    except QueryError:
        return []


def _asked(connection: duckdb.DuckDBPyConnection, query: str, segmenter: Segmenter, own: OwnFacets | None) -> Query:
    asked = parse(query, segmenter, own.names(connection) if own is not None else ())
    if asked.facets:
        facets.check(asked.facets, facets.fact_tables(connection))
    return asked


def _find(
    connection: duckdb.DuckDBPyConnection,
    asked: Query,
    limit: int,
    own: OwnFacets | None = None,
    sizes: Sizes | None = None,
) -> tuple[How, Ranks, int]:
    size = sizes.of(connection) if sizes is not None else size_of(connection)
    find = _Finder(connection, asked, limit, own, size)
    if not asked.words:
        return "phrase", *find.scan()
    index = _look_up(connection, asked.words, size)
    known = index.known(asked.words)
    as_written = all(word.literal or len(word.terms) == 1 for word in asked.words)
    dense = as_written and index.postings * _DENSE > size.chars > _SMALL
    matched = _Later(lambda: matches(connection, [index.slots[word.text] for word in asked.words], size))
    if known and not dense:
        ranks, total = find.match(matched(), strict=True)
        if ranks:
            return "terms", ranks, total
    if not known or size.chars > _SMALL:
        ranks, total = find.scan()
        if ranks:
            return "substring", ranks, total
    if known and any(word.literal for word in asked.words):
        ranks, total = find.match(matched(), strict=False)
        if ranks:
            return "terms", ranks, total
    if len(asked.words) > 1:
        return "terms", *find.match_any(matched())
    return "terms", [], 0


class _Later:
    """The postings of a query: looked up when they are needed, and once."""

    def __init__(self, look_up: Callable[[], Matches]) -> None:
        self._look_up = look_up
        self._found: Matches | None = None

    def __call__(self) -> Matches:
        if self._found is None:
            self._found = self._look_up()
        return self._found


def _look_up(connection: duckdb.DuckDBPyConnection, words: Sequence[Word], size: Size) -> _Index:
    exact = sorted({term for word in words for term in word.terms})
    # A term that contains the word has the word; so has one that contains a character standing alone in the query.
    inside = sorted({word.text for word in words} | {term for term in exact if len(term) == 1})
    if size.terms is not None:
        terms = size.terms.find(exact, inside)
    else:
        found = connection.execute(
            f"SELECT term, term_id, df FROM terms WHERE term IN ({', '.join('?' * len(exact)) or 'NULL'})"
            + " OR contains(term, ?)" * len(inside),
            [*exact, *inside],
        ).fetchall()
        terms = {term: (number, df) for term, number, df in found}
    slots, postings = {}, 0
    for word in words:
        chosen = _slots(word, terms)
        slots[word.text] = [[terms[term][0] for term in slot] for slot in chosen]
        postings += sum(terms[term][1] for slot in chosen for term in slot)
    return _Index(slots, postings)


def _slots(word: Word, terms: Mapping[str, tuple[int, int]]) -> list[list[str]]:
    """What a document must have for a word: for every slot one of its terms. `terms` gives number and df of each."""
    whole = {term for term in terms if word.text in term}
    slots = [
        sorted(whole | {term for term in terms if term == part or (len(part) == 1 and part in term)})
        for part in word.terms
    ]
    # Single characters between longer terms say little and stand in thousands of terms.
    longer = [slot for slot, part in zip(slots, word.terms, strict=True) if len(part) > 1]
    slots = longer or slots
    if word.literal:
        # The text itself is looked at afterwards, so the rarest two are enough to find where.
        slots = sorted(slots, key=lambda slot: sum(terms[term][1] for term in slot))[:2]
    return slots


@dataclass(frozen=True, slots=True)
class _Finder:
    """Runs the queries that find and rank documents."""

    connection: duckdb.DuckDBPyConnection
    asked: Query
    limit: int
    own: OwnFacets | None
    size: Size

    def match(self, matched: Matches, *, strict: bool) -> tuple[Ranks, int]:
        """Documents that have all words by the index; short words as written when `strict`."""
        asked = self.asked
        found = matched.every()
        if self.size.chars <= _SMALL:
            parameters: dict[str, object] = {}
            found |= self._passing(None, [_contains(word.text, parameters) for word in asked.words], parameters).keys()
        parameters = {}
        conditions = _boundaries(asked, parameters, self.own)
        if strict:
            conditions += [_contains(word.text, parameters) for word in asked.words if word.literal]
        written = [_contains(word.text, parameters) for word in asked.words if len(word.terms) > 1]
        passing = self._passing(found, conditions, parameters, _all(written) if written else "true")
        return self._ranked({number: (passing[number], score) for number, score in matched.scores(passing).items()})

    def match_any(self, matched: Matches) -> tuple[Ranks, int]:
        """Documents that have any of the words by the index, those that have most of them first."""
        parameters: dict[str, object] = {}
        conditions = _boundaries(self.asked, parameters, self.own)
        passing = self._passing(matched.some(), conditions, parameters)
        return self._ranked(
            {number: (matched.filled(number), score) for number, score in matched.scores(passing).items()}
        )

    def scan(self) -> tuple[Ranks, int]:
        """Documents that hold every word and phrase as written, those that hold them oftenest for their length first."""
        asked = self.asked
        parameters: dict[str, object] = {}
        pieces = [*(word.text for word in asked.words), *asked.phrases]
        conditions = [_contains(word.text, parameters) for word in asked.words]
        conditions += _boundaries(asked, parameters, self.own)
        counts = " + ".join(_count(piece, parameters) for piece in pieces) or "0"
        # Of a big file only the texts that can hold them all, where the index tells.
        among = holders(self.connection, self.size, pieces) if self.size.chars > _SMALL else None
        scores = self._passing(among, conditions, parameters, f"(({counts}) / (1 + ln(1 + d.n_chars)))::DOUBLE")
        return self._ranked({number: (0, score) for number, score in scores.items()})

    def _passing(
        self,
        numbers: Collection[int] | None,
        conditions: Sequence[str],
        parameters: dict[str, object],
        value: str = "true",
    ) -> dict[int, float]:
        """Those of the documents (None for all) that pass the conditions, with the value of an expression for each."""
        if numbers is not None and not conditions and value == "true":
            return dict.fromkeys(numbers, 1.0)
        if numbers is not None and not numbers:
            return {}
        source, stretches = "documents d", [""]
        if numbers is not None and len(numbers) * 4 < self.size.documents:
            among = facets.parameter(list(numbers), parameters)
            source = f"(SELECT unnest({among}::INTEGER[]) AS doc_no) JOIN documents d USING (doc_no)"
        elif self.size.chars > _SMALL:
            stretches = [f" AND d.doc_no BETWEEN {first} AND {last}" for first, last in self.size.shelf.stretches()]
        if any("f.text" in each for each in (*conditions, value)):
            source += " LEFT JOIN folded f ON f.doc_id = d.doc_id"
        sql = f"SELECT d.doc_no, {value} FROM {source} WHERE {_all(conditions)}"
        found = self.connection.execute(
            " UNION ALL ".join(sql + stretch for stretch in stretches), parameters
        ).fetchall()
        return {number: value for number, value in found if numbers is None or number in numbers}

    def _ranked(self, found: Mapping[int, tuple[float, float]]) -> tuple[Ranks, int]:
        return ranked(found, self.size, self.limit, all_copies=self.asked.all_copies)


def _documents(connection: duckdb.DuckDBPyConnection, ranks: Ranks) -> Iterator[tuple[tuple[Any, ...], float]]:
    """(doc_id, title, source, published, published_year, text, path) and score of the documents found."""
    if not ranks:
        return
    # A query of its own: together with the ranking, it would read the texts of all documents.
    found = connection.execute(
        "SELECT doc_no, doc_id, title, source, published, published_year, text, path"
        " FROM (SELECT unnest($numbers::INTEGER[]) AS doc_no) JOIN documents USING (doc_no)",
        {"numbers": [number for number, _ in ranks]},
    ).fetchall()
    documents = {row[0]: row[1:] for row in found}
    for number, score in ranks:
        yield documents[number], score


def _boundaries(asked: Query, parameters: dict[str, object], own: OwnFacets | None) -> list[str]:
    wanted = [_contains(phrase, parameters) for phrase in asked.phrases]
    wanted += [f"NOT {_contains(text, parameters)}" for text in asked.excluded]
    return wanted + facets.conditions(asked.facets, parameters, own)


def _text(piece: str) -> str:
    """The text that a folded piece is looked for in; lower case costs time, so only where the piece has letters."""
    return "lower(coalesce(f.text, d.text))" if piece.upper() != piece else "coalesce(f.text, d.text)"


def _contains(piece: str, parameters: dict[str, object]) -> str:
    return f"contains({_text(piece)}, {facets.parameter(piece, parameters)})"


def _count(piece: str, parameters: dict[str, object]) -> str:
    name = facets.parameter(piece, parameters)
    return f"(length({_text(piece)}) - length(replace({_text(piece)}, {name}, ''))) / length({name})"


def _all(conditions: Iterable[str]) -> str:
    return "(" + (" AND ".join(conditions) or "true") + ")"
