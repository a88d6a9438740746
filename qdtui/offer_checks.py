"""What plugins offer besides rows: each declaration checked, and made plain data that crosses to another process."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from qdtui.contract import SUFFIX, is_name
from qdtui.extract import clip, plain
from qdtui.offers import (
    FORM_OF,
    FORMS,
    Command,
    Exporter,
    Facet,
    Offer,
    OfferKind,
    OnWhat,
    Place,
    PlaceDetail,
    PlaceView,
)

HOOK_OF: Mapping[str, OfferKind] = {
    "qdtui_commands": "command",
    "qdtui_exporters": "exporter",
    "qdtui_places": "place",
    "qdtui_facets": "facet",
}
"""The hooks that return offers, and of which kind these are."""

CLASS_OF: Mapping[OfferKind, type[Any]] = {"command": Command, "exporter": Exporter, "place": Place, "facet": Facet}

OWN_FACETS = ("year", "outlet", "has", "copies")
OWN_SUFFIXES = (*FORM_OF, ".duckdb")
"""Facets and suffixes that are qdtui's own."""

MOST_OFFERS = 200
"""Of one kind, by one plugin."""
MOST_VIEWS = 20
"""Lists of a place, and details of a list."""
MOST_SQL = 20_000
MOST_TITLE = 80
MOST_HELP = 500


class OfferError(ValueError):
    """A declaration that cannot be used; the message is for its author."""


def offer_of(kind: OfferKind, declared: Any, plugin: str) -> Offer:
    """The declaration as plain data. Raises OfferError for one that cannot be used."""
    label = getattr(declared, "name", None)
    who = f"{kind} {label!r}" if isinstance(label, str) else f"{kind} {clip(repr(declared))}"
    # Exact types throughout: what is kept is shown in a process that does not know the plugin.
    if type(declared) is not CLASS_OF[kind]:
        raise OfferError(f"{who} is no {CLASS_OF[kind].__name__}")
    if not is_name(declared.name):
        raise OfferError(f"{who}: a name is made of a–z, 0–9 and _, and begins with a letter")
    title = _text(who, "title", declared.title, MOST_TITLE)
    if not title.strip():
        raise OfferError(f"{who} has no title")
    help_text = _text(who, "help", declared.help, MOST_HELP)
    return Offer(kind, declared.name, plugin, title, help_text, _REST[kind](who, declared))


def _of_command(who: str, declared: Command) -> dict[str, Any]:
    if not callable(declared.run):
        raise OfferError(f"{who}: run must be a function")
    if declared.on not in OnWhat:
        raise OfferError(f"{who}: on is {clip(repr(declared.on))}, not one of {', '.join(OnWhat)}")
    return {"on": plain(declared.on)}


def _of_exporter(who: str, declared: Exporter) -> dict[str, Any]:
    if not callable(declared.write):
        raise OfferError(f"{who}: write must be a function")
    if declared.name in FORMS:
        raise OfferError(f"{who}: {', '.join(FORMS)} are qdtui's own")
    suffix = declared.suffix
    if type(suffix) is not str or not SUFFIX.match(suffix):
        raise OfferError(f"{who}: {clip(repr(suffix))} is no suffix: a dot and small letters or digits, such as .html")
    if suffix in OWN_SUFFIXES:
        raise OfferError(f"{who}: files that end in {suffix} are qdtui's own")
    return {"suffix": suffix}


def _of_place(who: str, declared: Place) -> dict[str, Any]:
    if type(declared.views) not in (tuple, list) or not 0 < len(declared.views) <= MOST_VIEWS:
        raise OfferError(f"{who}: views are PlaceViews, 1 to {MOST_VIEWS} of them")
    return {"views": [_of_view(who, view) for view in declared.views]}


def _of_view(who: str, view: object) -> dict[str, Any]:
    if type(view) is not PlaceView:
        raise OfferError(f"{who}: {clip(repr(view))} is no PlaceView")
    if type(view.details) not in (tuple, list) or len(view.details) > MOST_VIEWS:
        raise OfferError(f"{who}: details are PlaceDetails, at most {MOST_VIEWS}")
    details = []
    for detail in view.details:
        if type(detail) is not PlaceDetail:
            raise OfferError(f"{who}: {clip(repr(detail))} is no PlaceDetail")
        details.append({"title": _text(who, "title", detail.title, MOST_TITLE), "sql": _sql(who, detail.sql)})
    return {"title": _text(who, "title", view.title, MOST_TITLE), "sql": _sql(who, view.sql), "details": details}


def _of_facet(who: str, declared: Facet) -> dict[str, Any]:
    if declared.name in OWN_FACETS:
        raise OfferError(f"{who}: {', '.join(OWN_FACETS)} are qdtui's own")
    return {"sql": _sql(who, declared.sql)}


def _sql(who: str, sql: object) -> str:
    text = _text(who, "sql", sql, MOST_SQL).strip().rstrip(";").rstrip()
    if not text:
        raise OfferError(f"{who}: its sql is empty")
    return text


_REST: Mapping[OfferKind, Callable[[str, Any], dict[str, Any]]] = {
    "command": _of_command,
    "exporter": _of_exporter,
    "place": _of_place,
    "facet": _of_facet,
}
"""What reads the rest of a declaration, by its kind."""


def _claims(offer: Offer) -> set[str]:
    """What nobody else may claim, besides the name."""
    return {offer.declared["suffix"]} if offer.kind == "exporter" else set()


def settle(
    kind: OfferKind, declared: Iterable[object], plugin: str, taken: Mapping[tuple[OfferKind, str], Offer]
) -> tuple[dict[str, tuple[Offer, Any]], list[str]]:
    """The usable declarations of one plugin by name, and what is wrong with the others.

    A name belongs to the first that claims it; later ones are named with it.
    """
    usable: dict[str, tuple[Offer, Any]] = {}
    faults = []
    for number, one in enumerate(declared):
        if number == MOST_OFFERS:
            faults.append(f"it offers more than {MOST_OFFERS} of the kind {kind}; the others are left out")
            break
        try:
            offer = offer_of(kind, one, plugin)
        except OfferError as error:
            faults.append(str(error))
            continue
        if offer.name in usable:
            faults.append(f"{kind} {offer.name} is declared twice")
        elif first := taken.get((kind, offer.name)):
            faults.append(f"{kind} {offer.name} has two owners: {first.plugin} (used) and {plugin} (left out)")
        else:
            others = [*(other for other, _ in usable.values()), *(o for (k, _), o in taken.items() if k == kind)]
            clash = next((other for other in others if _claims(other) & _claims(offer)), None)
            if clash is not None:
                claim = sorted(_claims(clash) & _claims(offer))[0]
                whose = f"{kind} {clash.name} of {clash.plugin}"
                faults.append(f"{kind} {offer.name}: {claim} belongs to {whose}; it is left out")
            else:
                usable[offer.name] = (offer, one)
    return usable, faults


def _text(who: str, what: str, text: object, most: int) -> str:
    if type(text) is not str:
        raise OfferError(f"{who}: {what} must be a text")
    if len(text) > most:
        raise OfferError(f"{who}: {what} has {len(text):,} characters; at most {most} are allowed")
    if any("\ud800" <= character <= "\udfff" or character == "\x00" for character in text):
        raise OfferError(f"{who}: {what} holds characters that are none")
    return text
