"""Chinese text toolkit for plugin authors: what reads quantities, times, places, names, lists and ranks.

What a document says as a whole are attributes of its reading (`read(doc).places`); for a piece of normalised text
there is a function for each (`find_places(norm)`). docs/toolkit.md shows all of it. Names load when they are used.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from qdtui.text.discourse import Subject
    from qdtui.text.listing import Listing, list_before, split_items
    from qdtui.text.measure import Measure
    from qdtui.text.modality import denied
    from qdtui.text.modality import modality as modality_of
    from qdtui.text.normalise import normalise as normalised
    from qdtui.text.number import parse_number
    from qdtui.text.orgs import Org, find_orgs, full_name
    from qdtui.text.orgs import core as core_name
    from qdtui.text.people import Person
    from qdtui.text.period import Periods
    from qdtui.text.places import Place, document_place, find_places
    from qdtui.text.places import innermost as innermost_place
    from qdtui.text.places import resolve as resolve_place
    from qdtui.text.quantity import Quantity
    from qdtui.text.quantity import quantities as find_quantities
    from qdtui.text.rank import Rank
    from qdtui.text.rank import ranks as find_ranks
    from qdtui.text.reading import Reading, in_script, read
    from qdtui.text.segment import fold, search_terms, term_counts
    from qdtui.text.sentence import Sentence
    from qdtui.text.spans import within
    from qdtui.text.tables import TableRow
    from qdtui.text.tables import tables as find_tables
    from qdtui.text.tabulated import Tabulated
    from qdtui.text.tabulated import tabulated as find_tabulated
    from qdtui.text.times import Time
    from qdtui.text.times import times as find_times
    from qdtui.text.titles import Policy

__all__ = [
    "Listing",
    "Measure",
    "Org",
    "Periods",
    "Person",
    "Place",
    "Policy",
    "Quantity",
    "Rank",
    "Reading",
    "Sentence",
    "Subject",
    "TableRow",
    "Tabulated",
    "Time",
    "core_name",
    "denied",
    "document_place",
    "find_orgs",
    "find_places",
    "find_quantities",
    "find_ranks",
    "find_tables",
    "find_tabulated",
    "find_times",
    "fold",
    "full_name",
    "in_script",
    "innermost_place",
    "list_before",
    "modality_of",
    "normalised",
    "parse_number",
    "read",
    "resolve_place",
    "search_terms",
    "split_items",
    "term_counts",
    "within",
]

_HOMES = {
    "listing": ("Listing", "list_before", "split_items"),
    "measure": ("Measure",),
    "modality": ("denied", "modality_of=modality"),
    "normalise": ("normalised=normalise",),
    "number": ("parse_number",),
    "orgs": ("Org", "core_name=core", "find_orgs", "full_name"),
    "people": ("Person",),
    "period": ("Periods",),
    "places": ("Place", "document_place", "find_places", "innermost_place=innermost", "resolve_place=resolve"),
    "quantity": ("Quantity", "find_quantities=quantities"),
    "rank": ("Rank", "find_ranks=ranks"),
    "reading": ("Reading", "in_script", "read"),
    "segment": ("fold", "search_terms", "term_counts"),
    "sentence": ("Sentence",),
    "spans": ("within",),
    "subject": ("Subject",),
    "tables": ("TableRow", "find_tables=tables"),
    "tabulated": ("Tabulated", "find_tabulated=tabulated"),
    "times": ("Time", "find_times=times"),
    "titles": ("Policy",),
}
"""The module of each name, and what it is called there where that differs: modules own names such as `places`."""


if not TYPE_CHECKING:  # a type checker sees the imports above, and so finds a name that is misspelt

    def __getattr__(name: str) -> object:
        """Load a public name when it is first asked for; the patterns of the whole toolkit take a while to compile."""
        for module, names in _HOMES.items():
            for entry in names:
                public, _, own = entry.partition("=")
                if public == name:
                    value = getattr(import_module(f"{__name__}.{module}"), own or public)
                    globals()[name] = value
                    return value
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    """The public names, for completion."""
    return sorted({*globals(), *__all__})
