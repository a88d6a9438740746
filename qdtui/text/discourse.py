"""What a text has spoken of so far: the subjects that a later clause may take up, each in a slot of its own."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from qdtui.model import Span

if TYPE_CHECKING:
    from qdtui.text.reading import Reading


@dataclass(frozen=True, slots=True)
class Subject:
    """Who or what a clause is about."""

    name: str
    """A region without 市 or 省, or a name as written."""
    kind: Literal["place", "world", "org"]
    span: Span | None
    """Where the clause says so; None when it is carried over or taken from the document."""


@dataclass(slots=True)
class Discourse:
    """What has been spoken of, from the whole part of the file down to the sentence that is being read."""

    part: int = -1
    """The part of the file that is being read; several articles may stand in one file."""
    default: Subject | None = None
    """Whose the numbers of the part are where nothing says it: its place, its firm or the country."""
    park: Subject | None = None
    """The park or zone that the part is of, which 园区 and 全区 mean."""
    park_names: tuple[str, ...] = ()
    """What else the text calls it."""
    scattered: bool = False
    """True for news in brief from many places: what one paragraph is about says nothing of the next."""
    report: bool = False
    """True for a report on the work of a place, where what a firm did is told in passing."""
    many: bool = False
    """True for a text of many provinces, a paragraph of which may be of the whole country."""
    scene: Subject | None = None
    """The town that the article went to or the wide region of its title: later paragraphs speak of it."""
    plant: Subject | None = None
    """The plant that the article went to, which 这座工厂 means."""
    home: Subject | None = None
    """The village whose head is introduced: what is told of them is of the village."""
    some_firm: Subject | None = None
    """The firm without a name that the section tells of: 深圳这家锂电池公司."""
    last_org: Subject | None = None
    """The organisation that the section named last."""
    topic: Subject | None = None
    """What the sentences of the paragraph start with when they name nobody."""
    before: Subject | None = None
    """The topic before this one, which 这里 means."""
    industry: Subject | None = None
    """The industry that the sentences of the paragraph tell of, whose size may follow: 石化产业…。产值突破…."""
    carried: Subject | None = None
    """Whom the clauses of the sentence go on about."""
    event: Subject | None = None
    """The gathering that a clause of the sentence ends with, whose numbers follow."""
    part_of: Subject | None = None
    """The place behind 其中, whose share or rank may follow: 其中宁波5家，占三成."""
    item: Subject | None = None
    """The thing that the heading of the paragraph tells of: a fair, a power station, a round of buying."""
    things: dict[str, Subject] = field(default_factory=dict)
    """The last thing or firm of each kind that a clause of the paragraph began with."""
    begun: Subject | None = None
    """The works, vessel or device that the paragraph says to begin, to be built or put to work."""
    doer: Subject | None = None
    """The organisation of the clause before, whose doings a clause that begins with a verb goes on with."""


def bounds(reading: Reading, part: int) -> Span:
    """The stretch of text that a part of the file takes up; all of it in a file of one article."""
    parts = reading.doc.parts
    return Span(parts[part].start, parts[part].end) if parts else Span(0, len(reading.norm))
