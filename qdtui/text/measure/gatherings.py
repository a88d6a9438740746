"""The meeting or fair whose participants, stands or deals a number counts."""

from __future__ import annotations

from qdtui.text.discourse import Subject
from qdtui.text.measure.context import Context
from qdtui.text.meetings import meetings, nameless
from qdtui.text.spans import within
from qdtui.text.topics import kind_of

_REACH = 400
"""How far before a number, in characters, the gathering may be named whose participants it counts."""


def gathering(context: Context, offset: int) -> Subject | None:
    """The meeting or fair that the clause is of or the paragraph named by `offset`, whose participants a number counts."""
    paragraph = max(context.norm.rfind("\n", 0, offset) + 1, offset - _REACH)
    told = context.subject
    if told is not None and told.span is not None and told.span.start >= paragraph and kind_of(told.name) == "event":
        return told
    nearby = reversed(within(context.reading.sentences, paragraph, offset))
    found = (occasion for sentence in nearby for occasion in meetings(context.reading, sentence))
    named = (o for o in found if not o.name.startswith(("本届", "本次", "此次", "这次")) and not nameless(o.name))
    first = next(named, None)
    return Subject(first.name, "org", first.span) if first is not None else _already(context)


def _already(context: Context) -> Subject | None:
    """The gathering that the clause is about already, when it has named it elsewhere."""
    subject = context.subject
    return subject if subject is not None and subject.kind == "org" and subject.name.endswith("会") else None
