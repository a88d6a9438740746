"""What a stretch of text names: the place, firm, body or thing that it calls by name or by what the text called it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from qdtui.model import Span
from qdtui.text import subjectwords as words
from qdtui.text.begun import begun, meant_by
from qdtui.text.discourse import Discourse, Subject
from qdtui.text.local_names import STOCK_CODE, Local, local_places
from qdtui.text.orgs import said_short_names
from qdtui.text.places import Place
from qdtui.text.reading import as_written, written_at
from qdtui.text.site import (
    line_named,
)
from qdtui.text.topics import Topics
from qdtui.text.whichfirm import Firms

if TYPE_CHECKING:
    from qdtui.text.reading import Reading

_PART_OF_IT = re.compile(r"(?:市?(?:中心城区|主城区|城区|市区|境内|郊区|北部|南部|东部|西部|中部))?的")
"""Behind a place in which something lies: 位于某市中心城区的."""


class Named:
    """The names of one reading. What the text has spoken of is asked of `said`, and told to it."""

    def __init__(self, reading: Reading, said: Discourse) -> None:
        self._reading = reading
        self._said = said
        self._codes = {p.region: p.code for p in reading.places if p.code}
        self._place_at = {p.start: p for p in reading.places}
        self._org_at = {
            o.start: o
            for o in reading.orgs
            if o.kind in ("firm", "school", "institute") and not words.NUMBERED.match(o.name)
        }
        self._coded = STOCK_CODE.search(reading.norm, 0, len(reading.norm)) is not None
        self._locals = local_places(reading.norm)
        self._towns = sorted(at for at, local in self._locals.items() if not local.name.endswith("地区"))
        self._brands = frozenset(m["name"] for m in words.BRAND.finditer(reading.norm))
        self._times = {t.start: t.end for t in reading.times}
        self.places_at = self._place_at.keys()
        """Where the places of the text begin."""
        self.local_names = frozenset(local.name for local in self._locals.values())
        """Towns, villages and wide regions that the text makes known."""
        self._in_full = said_short_names(reading.norm)
        """Organisations by the short names that the text gives them in so many words."""
        self.topics = Topics(reading.norm)
        self.firms = Firms(reading)
        """The firms of the text by their short names."""

    @property
    def of_the_country(self) -> bool:
        """True in a text that is of no place below the country."""
        default = self._said.default
        return default is None or default.name in ("全国", "全國")

    def org(self, start: int, end: int) -> Subject:
        """What stands at `start`–`end`, as a subject."""
        return Subject(self._reading.text[start:end], "org", Span(start, end))

    def _firm(self, start: int, end: int) -> Subject:
        """The organisation at `start`–`end`, in the form that the text abbreviates to it: 某某集团（简称“某某”）."""
        full = self._in_full.get(self._reading.norm[start:end])
        at = self._reading.norm.find(full) if full is not None else -1
        if full is None or at < 0:
            return self.org(start, end)
        return Subject(self._reading.text[at : at + len(full)], "org", Span(start, end))

    def _place(self, at: int, place: Place, end: int) -> Subject | None:
        norm, text = self._reading.norm, self._reading.text
        if tail := words.PLACE_TAIL.match(norm, place.end, end):
            return self.org(at, tail.end())
        if (local := self._local(place.end, end)) is not None:
            far = place.level == "state" and local.name.endswith("地区")  # 美国中部地区
            return Subject(place.region if far else local.name, "place", Span(at, local.end))
        if firm := words.OF_PLACE.match(norm, place.end, end):
            if firm["plant"]:
                self._said.plant = Subject(
                    place.region + text[firm.start("plant") : firm.end()], "org", Span(at, firm.end())
                )
                return self._said.plant
            self._said.some_firm = Subject(
                place.region + text[firm.start("what") : firm.end()], "org", Span(at, firm.end())
            )
            return self._said.some_firm
        lies = _PART_OF_IT.match(norm, place.end, end) if norm.startswith(("位于", "地处"), at - 2) else None
        if lies is not None and (there := self._lies_there(lies.end(), end)) is not None:
            return there
        if (section := words.SECTION.match(norm, place.end, end)) and (line := line_named(norm, at)) is not None:
            return Subject(text[slice(*line)] + text[at : section.end()], "org", Span(at, section.end()))
        whole = place.region in ("中国", "我国", "全国")
        region = "全国" if whole else self._called(place)
        if place.level == "state" and at < place.start and at in self._place_at and place.name[-1] in "州省":
            region = norm[at : place.end]  # 美国俄亥俄州
        subject = Subject(written_at(self._reading, region, at, place.end), "place", Span(at, place.end))
        if norm[place.end : place.end + 1] in "与和" and norm[place.end + 1 : place.end + 2].isdecimal():
            return None if words.TAKING_PART.search(norm, place.end, end) else subject  # 中国与26个国家的代表与会
        if norm.startswith(
            ("、", "域", "与来自", "和来自", "一体化", "的核心城市", "的中心城市", *words.GAMES), place.end
        ):
            return None
        if (way := words.ROUTE.match(norm, place.end, end)) and (way["other"] or way.end() in self._place_at):
            return None
        if self.within_default(subject) and words.LIST.match(norm, place.end, end):
            return None
        return subject

    def _called(self, place: Place) -> str:
        """The region of a place, without 区 or 县 where the text never says which it is."""
        region = place.region
        bare = place.level in ("county", "district") and region not in self._reading.norm and place.name in region
        return place.name if bare else region

    def within_default(self, subject: Subject) -> bool:
        """True for a place that lies in the one the text is of."""
        default = self._said.default
        return default is not None and self.inside(subject.name, default.name)

    def inside(self, inner: str, outer: str) -> bool:
        """True for a region that lies in another."""
        code, wide = self._codes.get(inner, ""), self._codes.get(outer, "")
        return wide != "" and code != wide and code.startswith(wide)

    def is_state(self, subject: Subject) -> bool:
        """True for another country than the text's own."""
        place = self._place_at.get(subject.span.start) if subject.span is not None else None
        return subject.kind == "place" and place is not None and place.level == "state"

    def _local(self, at: int, end: int) -> Local | None:
        """The town or village named at `at`; of a chain the last: 三坡镇下庄村."""
        found = self._locals.get(at)
        while found is not None and (inner := self._locals.get(found.end)) is not None and inner.end <= end:
            found = inner
        return found if found is not None and found.end <= end else None

    def _thing(self, at: int, end: int) -> Subject | None:
        """The thing that the clause names at its head, or takes up by its bare noun."""
        topic = self.topics.named_at(at, end)
        if topic is not None:
            name = self._reading.norm[slice(*topic.span)]
            told = self._said.things.get(topic.kind)
            if told is not None and told.name.endswith(name):
                return Subject(told.name, "org", topic.span)
            full = self.topics.in_full(topic)
            return Subject(self._reading.text[slice(*full)], "org", topic.span)
        return None

    def _taken_up(self, at: int, end: int) -> Subject | None:
        """The thing of the paragraph that the clause takes up by its bare noun: 电站, 大会, 该项目."""
        for told in self._said.things.values():
            if (stop := self.topics.taken_up(at, end, told.name)) is not None:
                return Subject(told.name, "org", Span(at, stop))
        if (fair := self.topics.fair_at(at, end)) is not None:
            return Subject(as_written(self._reading, fair[0]) or fair[0], "org", Span(at, fair[1]))
        item = self._said.item
        if item is not None and self._reading.norm.startswith(item.name, at, end):
            return Subject(item.name, "org", Span(at, at + len(item.name)))
        thing = self._said.begun
        if thing is not None and (stop := meant_by(self._reading.norm, at, end, thing.name)) is not None:
            return Subject(thing.name, "org", Span(at, stop))
        if thing is not None and self._reading.norm.startswith(thing.name, at, end):
            return Subject(thing.name, "org", Span(at, at + len(thing.name)))
        return None

    def _lies_there(self, at: int, end: int) -> Subject | None:
        """What a clause says to lie in a place: 位于某市的某某集团新工厂."""
        org = self._org_at.get(at)
        if org is not None and org.end <= end:
            return self.org(at, org.end)
        opened = begun(self._reading.norm, at, end)
        return self._thing(at, end) or (self.org(*opened) if opened is not None else None)
