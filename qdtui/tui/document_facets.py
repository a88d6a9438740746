"""Which documents of the list are shown and in what order: facets that combine, and the orders that there are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final, Literal, get_args

from qdtui.tui.facet_list import NOT_GIVEN
from qdtui.tui.i18n import Phrase
from qdtui.tui.initials import by_pinyin

if TYPE_CHECKING:
    from qdtui.store.records import DocumentInfo
    from qdtui.tui.chooser import Choice

Kind = Literal["year", "outlet", "region", "table"]
KINDS: Final[tuple[Kind, ...]] = get_args(Kind)
Order = Literal["newest", "oldest", "title", "outlet", "facts", "length"]
ORDERS: Final[tuple[Order, ...]] = get_args(Order)
Regions = Mapping[str, Sequence[str]]
"""The regions that the facts of each document name, by document."""

KIND_NAMES: Final[Mapping[Kind, Phrase]] = {
    "year": Phrase("年份", "Year"),
    "outlet": Phrase("来源", "Outlet"),
    "region": Phrase("地区", "Region"),
    "table": Phrase("含有此表的事实", "Has facts of"),
}
ORDER_NAMES: Final[Mapping[Order, Phrase]] = {
    "newest": Phrase("新的在前", "newest first"),
    "oldest": Phrase("旧的在前", "oldest first"),
    "title": Phrase("按标题（拼音）", "by title"),
    "outlet": Phrase("按来源（拼音）", "by outlet"),
    "facts": Phrase("事实多的在前", "most facts first"),
    "length": Phrase("长的在前", "longest first"),
}
CLEAR: Final = Phrase("取消全部", "Take all back")


def values_of(kind: Kind, info: DocumentInfo, regions: Regions) -> Sequence[str]:
    """What a document has of a facet; an empty text where it has nothing."""
    match kind:
        case "year":
            year = info.published.year if info.published else info.published_year
            return (str(year) if year else "",)
        case "outlet":
            return (info.source or "",)
        case "region":
            return regions.get(info.doc_id) or ("",)
        case "table":
            return tuple(info.facts)


@dataclass(frozen=True)
class Facets:
    """The values that were chosen. Of one kind any will do, of tables each is needed, and the kinds combine."""

    chosen: frozenset[tuple[Kind, str]] = frozenset()

    def toggled(self, kind: Kind, value: str) -> Facets:
        """With one value more, or less."""
        return Facets(self.chosen ^ {(kind, value)})

    def of(self, kind: Kind) -> set[str]:
        """The chosen values of a kind."""
        return {value for chosen, value in self.chosen if chosen == kind}

    def fits(self, info: DocumentInfo, regions: Regions) -> bool:
        """Whether a document is shown."""
        return not self.chosen or not self._against(info, regions)

    def _against(self, info: DocumentInfo, regions: Regions) -> list[Kind]:
        """The facets that keep a document from being shown."""
        found: list[Kind] = []
        for kind, wanted in self._wanted.items():
            has = set(values_of(kind, info, regions))
            if not (wanted <= has if kind == "table" else wanted & has):
                found.append(kind)
        return found

    @cached_property
    def _wanted(self) -> dict[Kind, set[str]]:
        return {kind: values for kind in KINDS if (values := self.of(kind))}

    def words(self) -> list[str]:
        """The chosen values, to be shown."""
        return [
            value or f"{KIND_NAMES[kind]()}{NOT_GIVEN()}"
            for kind, value in sorted(self.chosen, key=lambda pair: (KINDS.index(pair[0]), pair[1]))
        ]

    def choices(self, documents: Iterable[DocumentInfo], regions: Regions) -> list[Choice]:
        """All values with how many of `documents` choosing them would leave, commonest first, years newest first."""
        from qdtui.tui.chooser import Choice

        found: dict[Kind, list[str]] = {kind: [] for kind in KINDS}
        for info in documents:
            against = self._against(info, regions) if self.chosen else ()
            for kind in KINDS:
                # Tables narrow each other, values of the other kinds stand side by side.
                if not against or (against == [kind] and kind != "table"):
                    found[kind] += values_of(kind, info, regions)
        counts = {kind: Counter(values) for kind, values in found.items()}
        made = [Choice("clear", CLEAR())] if self.chosen else []
        for kind in KINDS:
            counted = counts[kind]
            for value in self.of(kind):
                counted.setdefault(value, 0)
            if not counted:
                continue
            made.append(Choice(kind, KIND_NAMES[kind](), heading=True))
            order = sorted(counted, reverse=True) if kind == "year" else [value for value, _ in counted.most_common()]
            made += [
                Choice((kind, value), value or NOT_GIVEN(), f"{counted[value]:,}", 1, on=(kind, value) in self.chosen)
                for value in order
            ]
        return made


def ordered(documents: Sequence[DocumentInfo], order: Order) -> Sequence[DocumentInfo]:
    """`documents`, which come newest first, in another order; those that lack what it goes by come last."""
    match order:
        case "newest":
            return documents
        case "oldest":
            dated = [info for info in documents if info.published or info.published_year]
            return [*reversed(dated), *(info for info in documents if not (info.published or info.published_year))]
        case "title":
            return sorted(documents, key=lambda info: (not info.title, by_pinyin(info.title or "")))
        case "outlet":
            return sorted(documents, key=lambda info: (not info.source, by_pinyin(info.source or "")))
        case "facts":
            return sorted(documents, key=lambda info: -sum(info.facts.values()))
        case "length":
            return sorted(documents, key=lambda info: -info.n_chars)
