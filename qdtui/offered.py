"""What plugins offer besides rows: each declaration checked, and made plain data that crosses to another process."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from qdtui.contract import is_name
from qdtui.extract import clip, plain
from qdtui.offers import Command, Offer, OfferKind, OnWhat

HOOK_OF: Mapping[str, OfferKind] = {"qdtui_commands": "command"}
"""The hooks that return offers, and of which kind these are."""

CLASS_OF: Mapping[OfferKind, type[Any]] = {"command": Command}

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
    if isinstance(declared, Command):
        if not callable(declared.run):
            raise OfferError(f"{who}: run must be a function")
        if declared.on not in OnWhat:
            raise OfferError(f"{who}: on is {clip(repr(declared.on))}, not one of {', '.join(OnWhat)}")
        help_text = _text(who, "help", declared.help, MOST_HELP)
        return Offer(kind, declared.name, plugin, title, help_text, {"on": plain(declared.on)})
    raise OfferError(f"{who} is not known")


def settle(
    kind: OfferKind, declared: Iterable[object], plugin: str, taken: Mapping[tuple[OfferKind, str], Offer]
) -> tuple[dict[str, tuple[Offer, Any]], list[str]]:
    """The usable declarations of one plugin by name, and what is wrong with the others.

    A name belongs to the first that claims it; later ones are named with it.
    """
    usable: dict[str, tuple[Offer, Any]] = {}
    faults = []
    for one in declared:
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
