"""The query language of the search: words, "exact phrases", -exclusions, and facets such as `year:2024`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType

from qdtui.text.segment import Segmenter, fold, search_terms

SHORT = 4
"""Words of up to so many characters are meant as written; longer ones may stand in the text in parts."""

Kind = str
"""year, outlet, has, copies, or the name of a plugin's facet."""

KINDS: Mapping[str, Kind] = MappingProxyType(
    {
        "year": "year",
        "年份": "year",
        "年": "year",
        "outlet": "outlet",
        "来源": "outlet",
        "has": "has",
        "含": "has",
        "copies": "copies",
        "副本": "copies",
    }
)
"""What stands before the colon of a facet, and what it asks about."""

NONE = frozenset(["none", "无"])
"""The value of a facet that asks for documents without year or outlet."""

EVERY = frozenset(["all", "全部"])
"""The value of `copies:`."""

_VALUE = r'"[^"]*(?:"|$)|“[^”]*(?:”|$)|「[^」]*(?:」|$)'


@lru_cache(maxsize=16)
def _piece(own: tuple[str, ...]) -> re.Pattern[str]:
    """A piece of a query, where the facets of plugins are called `own`."""
    kinds = "|".join(map(re.escape, (*KINDS, *own)))
    return re.compile(
        rf"""(?P<minus>(?<!\S)-)?(?:(?<![^\s-])(?P<kind>{kinds})[:：](?P<value>{_VALUE}|[^\s"“「]+)"""
        r"""|"(?P<straight>[^"]*)(?:"|$)|“(?P<curly>[^”]*)(?:”|$)|「(?P<corner>[^」]*)(?:」|$)|(?P<word>[^\s"“「]+))""",
        re.IGNORECASE,
    )


_YEARS = re.compile(r"(\d{4})年?(?:(?:-|–|—|~|\.\.)(\d{4})年?)?")


class QueryError(ValueError):
    """A query that asks for nothing; the message says what to type."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word to look for: as written (folded), and the search terms that it is cut into."""

    text: str
    terms: tuple[str, ...]

    @property
    def literal(self) -> bool:
        """True when the word is short enough to be meant as one, though the index has it in parts."""
        return len(self.terms) > 1 and len(self.text) <= SHORT


@dataclass(frozen=True, slots=True)
class Facet:
    """What the documents must be: of a year or years, of an outlet, with facts of a table."""

    kind: Kind
    value: str
    """A year, two years with a hyphen, an outlet's name, a table's name; empty for none at all."""
    excluded: bool = False

    @property
    def years(self) -> tuple[int, int]:
        """First and last year of a facet of years."""
        first, _, last = self.value.partition("-")
        return int(first), int(last or first)

    def __str__(self) -> str:
        """The facet as it is typed."""
        value = self.value or "none"
        quoted = f'"{value}"' if re.search(r"[\s\"“「]", value) else value
        return f"{'-' if self.excluded else ''}{self.kind}:{quoted}"


@dataclass(frozen=True, slots=True)
class Query:
    """A parsed query; all texts are folded as the index is, but not the values of facets."""

    words: tuple[Word, ...]
    phrases: tuple[str, ...]
    excluded: tuple[str, ...]
    facets: tuple[Facet, ...] = ()
    all_copies: bool = False
    """Whether every copy of a work is wanted (`copies:all`), not only the first that is found."""


def parse(query: str, segmenter: Segmenter = "auto", own: tuple[str, ...] = ()) -> Query:
    """Read a query; `own` are the names of plugins' facets. A quotation mark that is not closed reaches to the end. Raises QueryError when nothing is asked."""
    words: dict[str, Word] = {}
    phrases: dict[str, None] = {}
    excluded: dict[str, None] = {}
    facets: dict[Facet, None] = {}
    all_copies = False
    for match in _piece(own).finditer(query.replace("\0", " ")):
        if match["kind"]:
            facet = _facet(match)
            if facet.kind == "copies":
                all_copies = not facet.excluded
            else:
                facets[facet] = None
            continue
        quoted = match["straight"] or match["curly"] or match["corner"]
        text = fold(quoted.strip() if quoted else match["word"] or "")
        if not text:
            continue
        if match["minus"]:
            excluded[text] = None
        elif quoted:
            phrases[text] = None
        else:
            words[text] = Word(text, tuple(dict.fromkeys(term for term, _ in search_terms(text, segmenter))))
    if not words and not phrases and not facets:
        if excluded:
            raise QueryError("name at least one word to look for beside those to leave out")
        raise QueryError('type words to look for, "an exact phrase", or -word to leave out')
    return Query(tuple(words.values()), tuple(phrases), tuple(excluded), tuple(facets), all_copies)


def _facet(match: re.Match[str]) -> Facet:
    kind = KINDS.get(match["kind"].lower(), match["kind"].lower())
    value = match["value"].strip('"“”「」 ')
    if kind == "copies":
        if value.lower() not in EVERY:
            raise QueryError(f"{match['kind']}: wants all, as in copies:all, not {value!r}")
        value = "all"
    elif value.lower() in NONE and kind != "has":
        value = ""
    elif kind == "year":
        years = _YEARS.fullmatch(value)
        if years is None:
            raise QueryError(
                f"{match['kind']}: wants a year or two, such as year:2024 or year:2023-2025, not {value!r}"
            )
        value = f"{years[1]}-{years[2]}" if years[2] else years[1]
    return Facet(kind, value, bool(match["minus"]))


def with_facet(query: str, facet: Facet) -> str:
    """`query` with `facet` taken away when it asks for it, and added when not."""
    kept, had = [], False
    at = 0
    for match in _piece((facet.kind,)).finditer(query):
        if not match["kind"]:
            continue
        try:
            same = _facet(match) == facet
        except QueryError:
            same = False
        if same:
            kept.append(query[at : match.start()])
            at, had = match.end(), True
    text = " ".join(" ".join([*kept, query[at:]]).split()) if had else query.rstrip()
    return text if had else f"{text} {facet}".lstrip()


def facets_of(query: str, own: tuple[str, ...] = ()) -> tuple[Facet, ...]:
    """The facets that a query asks for; none of those that cannot be read. `copies:all` narrows nothing and is none."""
    found = []
    for match in _piece(own).finditer(query):
        if match["kind"]:
            try:
                found.append(_facet(match))
            except QueryError:
                continue
    return tuple(facet for facet in dict.fromkeys(found) if facet.kind != "copies")
