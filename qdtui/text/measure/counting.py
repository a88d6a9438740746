"""A count or an amount while it is read: what stands before it, and what is known of the words around it."""

from __future__ import annotations

from collections.abc import Callable

from qdtui.model import Span
from qdtui.text.discourse import Subject
from qdtui.text.measure.context import Context, MeasureKind
from qdtui.text.phrase import Lead
from qdtui.text.quantity import Quantity


class Counting:
    """What the recognisers of a count see of it, each as the ones before it left it."""

    __slots__ = (
        "attributive",
        "before",
        "behind",
        "context",
        "item",
        "kind",
        "lead",
        "limit",
        "listed",
        "norm",
        "phrase",
        "transitive",
        "words",
    )
    lead: Lead
    """What the number may be of, in the words before it, and the verbs around that. This and what follows below is
    known as soon as none of the first recognisers has read the number."""
    phrase: str
    """The words of `lead.phrase`; empty also where they turned out to be nothing that a number is of."""
    kind: MeasureKind
    behind: bool
    """True when a noun stands right behind the number."""
    attributive: bool
    """True when 的 stands right behind it: 3000米的|隧道."""
    transitive: bool
    """True when the verb before it acts on what stands behind."""

    def __init__(self, context: Context, item: Quantity, before: Span, limit: int) -> None:
        self.context = context
        self.norm = context.norm
        self.item = item
        self.limit = limit
        """Where the next number of the clause begins, or the clause ends."""
        self.narrow(before.start, before.end)
        self.listed = False
        """True when nothing but 、, 和 or 及 parts the number from the one before."""

    def narrow(self, start: int, end: int) -> None:
        """Lets the words before the number be those from `start` to `end`."""
        self.before = Span(start, end)
        self.words = self.norm[start:end]

    def own(self, subject: Subject) -> None:
        """Makes `subject`, which the clause names here, what the number is of."""
        self.context.subject, self.context.own = subject, True

    def add(self, words: Span, kind: MeasureKind, rule: str, *, flow: bool = False) -> int:
        """Adds the number with the words that it is of; returns where the number ends."""
        self.context.add(self.item, words, kind, rule, flow=flow)
        return self.item.end


Recogniser = Callable[[Counting], int | None]
"""Reads the number and returns where the words it used end; or returns None, and may have set aside words that the
later ones need not see."""
