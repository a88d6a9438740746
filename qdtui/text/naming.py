"""Whom a clause names: the place, firm, body or thing at its head, or the one that a pointing word there means."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import replace

from qdtui.model import Span
from qdtui.text import subjectwords as words
from qdtui.text.begun import begun, building_site, called, so_long
from qdtui.text.discourse import Subject, bounds
from qdtui.text.local_names import LISTED_FIRM
from qdtui.text.named import Named
from qdtui.text.parks import BARE
from qdtui.text.places import Place, county_in, innermost, resolve
from qdtui.text.reading import as_written, written_at
from qdtui.text.site import (
    facility_named,
    headed,
    one_of_list,
    place_of_work,
    site_named,
    works_named,
)
from qdtui.text.spans import within
from qdtui.text.told_of import (
    at_show,
    behind_words,
    fair_of_title,
    firms_of_kind,
    known_as,
    league,
    thing_that_is,
    this_thing,
    together,
)

_FIGURE = re.compile(r"\d")
_COUNTS = re.compile(r"\d|[近约超]")
"""What stands in the words before a name that tell a number of it."""

_NOBODY = Subject("", "world", None)
"""Found where the words are seen for what they are, and name nobody whose the numbers could be."""


class Naming(Named):
    """Finds whom the clauses of one reading name."""

    @property
    def in_report(self) -> bool:
        """True in a report on the work of a place."""
        return self._said.report

    def lead(self, start: int, end: int) -> tuple[Subject | None, int]:
        """The subject that a clause itself begins with, and where the rest of the clause starts."""
        at = self.skip(start, end)
        if at == start and (source := words.SOURCE.match(self._reading.norm, start, end)) is not None:
            at = self.skip(source.end(), end)
        item = one_of_list(self._reading.norm, start, end)
        subject = self.org(*item) if item is not None else self._subject_at(at, end)
        if (subject is None or subject.kind == "place") and (named := called(self._reading.norm, at, end)) is not None:
            return self.org(*named), named.end
        dash = self._reading.norm.find("——", at, end) if subject is None or subject.kind == "place" else -1
        named_there = at + 4 <= dash and _COUNTS.search(self._reading.norm, at, dash) is None
        if named_there and (topic := self.topics.named_at(dash + 2, end)) is not None and topic.kind != "event":
            return self.org(*topic.span), topic.span.end
        if subject is None and (show := at_show(self._reading.norm, at, end)) is not None:
            return self.org(*show), end
        if subject is None and (thing := known_as(self._reading.norm, at, end)) is not None:
            return self.org(*thing), end
        if subject is None and (stop := behind_words(self._reading.norm, at, end)) is not None:
            subject = self._subject_at(stop, end)
            at = stop if subject is not None else at
        if subject is None and self._reading.norm.startswith(("在", "走进", "来到"), start):
            subject = self._site(start, end) or self._district(at, end) or self._in_village(at, end)
        elif subject is not None and subject.kind == "place" and self._reading.norm.startswith("在", start):
            subject = self._site(start, end) or subject  # 在某市的某某产业区内
        elif subject is not None and subject.kind == "place" and self._reading.norm.startswith("走进", start):
            there = self._site(start, end)  # 走进某市产业聚集的某区
            subject = there if there is not None and there.kind == "place" else subject
        if (
            subject is None
            and (went := words.WENT.search(self._reading.norm, at, end))
            and went.end() in self._place_at
        ):
            place = innermost(self._reading.places, went.end(), end)
            return (self._place(went.end(), place, end) if place is not None else None), at
        if subject is None and (site := building_site(self._reading.norm, at, end)) is not None:
            self._said.begun = self.org(*site)
            return self._said.begun, end
        if subject is None and (measured := so_long(self._reading.norm, at, end)) is not None:
            return self.org(*measured), end
        wide = subject is not None and subject.name in ("全国", "全國")  # 我国自主研制的…首飞成功
        if (subject is None or wide) and (started := begun(self._reading.norm, at, end)) is not None:
            self._said.begun = self.org(*started)
            if _FIGURE.search(self._reading.norm, at, started.start):
                return self._said.begun, at
        if subject is None or subject.span is None:
            here = words.HERE.match(self._reading.norm, at, end)
            return None, here.end() if here else at
        if subject.kind == "place" and self._reading.norm[max(0, at - 1) : at] == "由":
            by = words.BY_WHOM.match(self._reading.norm, subject.span.end, end)
            return (None, at) if by is not None else (subject, self.skip(subject.span.end, end))
        if (
            subject.kind == "place"
            and self._reading.norm[max(0, at - 1) : at] in ("对", "与", "向", "从")  # 对东盟, 与东盟
            and words.PARTNER.match(self._reading.norm, subject.span.end, end)
        ):
            return None, at
        if subject.span.start > at and _COUNTS.search(self._reading.norm, at, subject.span.start):
            return subject, at  # 总投资104亿元的某某灌区工程: the number before the name is of it too
        again = words.HERE.match(self._reading.norm, subject.span.end, end)
        if subject.kind == "org":
            again = again or words.IN_BRACKETS.match(self._reading.norm, subject.span.end, end)
        return subject, self.skip(again.end() if again else subject.span.end, end)

    def scene(self, start: int, end: int) -> Subject | None:
        """The place in which the clauses `start`–`end` say last that something happened: 在美国某州."""
        found = within(self._reading.places, start, end)
        if not found:
            return None
        at = found[-1].start
        for place in reversed(found[:-1]):
            if place.end != at:
                break
            at = place.start
        return self._place(at, found[-1], end) if self._reading.norm[at - 1 : at] == "在" else None

    def skip(self, at: int, end: int) -> int:
        """Where the clause goes on behind connecting words and times."""
        norm = self._reading.norm
        while at < end:
            if (after := self._times.get(at)) is not None:
                at = after + norm.startswith("起", after)
                at = told.end() if (told := words.HOURS.match(norm, at, end)) is not None else at
            elif match := words.ONCE_DONE.match(norm, at, end) or words.CONNECTOR.match(norm, at, end):
                at = match.end()
            else:
                break
        return min(at, end)

    def _subject_at(self, at: int, end: int) -> Subject | None:
        """Whom the words at `at` name: as the first of these sees it that sees anything there."""
        # most clauses begin with a name or a thing, and with none of the words that point: these need not be tried then
        points = self._reading.norm[at : at + 1] in words.POINTS
        found = (
            self._of_the_text(at, end, points)
            or (self._here(at, end) if points else None)
            or self._by_form(at, end)
            or self._told_before(at, end)
            or (self._there(at, end) if points else None)
            or self._by_name(at, end)
            or self._by_example(at, end)
            or self._by_firm(at, end)
            or (self._taken_as(at, end) if points else None)
            or self._by_place(at, end)
        )
        return None if found is _NOBODY else found

    def _of_the_text(self, at: int, end: int, points: bool) -> Subject | None:
        """The park that the text is of, a thing of its own (我们的…), or several of a kind together."""
        norm = self._reading.norm
        if norm.startswith("全国", at) and words.NATIONAL_BODY.match(norm, at + 2, end):
            return _NOBODY
        if self._said.park is not None and (stop := self._park_ends(at, end)):
            return replace(self._said.park, span=Span(at, stop))
        if points and words.OURS.match(norm, at, end) and (made := self._thing(at, end)) is not None:
            return made
        if self.of_the_country and (firms := firms_of_kind(norm, at, end)) is not None:
            return self.org(*firms)
        if (several := together(norm, self._reading.places, at, end)) is not None:
            return Subject(self._reading.text[slice(*several.named)], "org", several.said)
        if (leagued := league(norm, at, end)) is not None:
            return self.org(*leagued)
        return None

    def _here(self, at: int, end: int) -> Subject | None:
        """The place that 我国 or 全市 means, and a region of it."""
        norm = self._reading.norm
        if match := words.HERE.match(norm, at, end):
            local = self._local(match.end(), end)
            if local is not None and not norm.startswith(("和", "、", "与"), local.end):
                return Subject(local.name, "place", Span(at, local.end))  # 我国西部地区
            region = resolve(match[0], self._reading, at)
            if not region:
                return _NOBODY
            return Subject(written_at(self._reading, region, at, match.end()), "place", Span(at, match.end()))
        return None

    def _by_form(self, at: int, end: int) -> Subject | None:
        """Whom the form of the words tells: a report, an authority, firms as a group, a brand, a firm with its code."""
        norm = self._reading.norm
        if "报" in norm[at:end] and (match := words.REPORTS.match(norm, at, end)):
            return self.org(at, match.end("name"))
        if norm[at - 1 : at] != "经" and (match := words.AUTHORITY.match(norm, at, end)):
            whole = "全国" if match["national"] else "全球"
            return Subject(written_at(self._reading, whole, at, match.end()), "world", Span(at, match.end()))
        if (group := words.GROUP.match(norm, at, end)) and (
            (group["wide"] or group["counted"]) is None or self.of_the_country
        ):
            return self.org(at, group.end())
        if self._brands and norm[at : at + 1] == "“":
            close = norm.find("”", at, end)
            if norm[at + 1 : close] in self._brands:
                return self.org(at, close + 1)
        if self._coded and (listed := LISTED_FIRM.match(norm, at, end)):
            return Subject(self._reading.text[at : listed.end("name")], "org", Span(at, listed.end()))
        return None

    def _told_before(self, at: int, end: int) -> Subject | None:
        """Whom or what the text has told of before: the last firm, the thing of the paragraph, the fair of the title."""
        norm = self._reading.norm
        known = self._said.last_org
        if known is not None and norm.startswith(known.name, at) and at not in self._locals:
            return Subject(known.name, "org", Span(at, at + len(known.name)))
        if (again := self._taken_up(at, end)) is not None:
            return again
        if norm[at : at + 2] in words.THIS_TIME and (fair := fair_of_title(self._reading, at, end)) is not None:
            return Subject(fair.name, "org", fair.said)
        if (facility := facility_named(norm, at, end)) is not None:
            return Subject(self._reading.text[slice(*facility.named)], "org", facility.said)
        if norm[at : at + 1] == "它" and not norm.startswith("们", at + 1) and (it := self._it(at)) is not None:
            return Subject(it.name, "org", Span(at, at + 1))
        if (this := this_thing(norm, at, end)) is not None:
            return Subject(self._reading.text[slice(*this.named)], "org", this.said)
        return None

    def _it(self, at: int) -> Subject | None:
        """The thing that the paragraph told of last, which 它 means."""
        paragraph = self._reading.norm.rfind("\n", 0, at)
        told = [self._said.begun, *(s for kind, s in self._said.things.items() if kind != "firm")]
        near = [s for s in told if s is not None and s.span is not None and s.span.start > paragraph]
        return max(near, key=lambda s: s.span.start if s.span is not None else 0, default=None)

    def _there(self, at: int, end: int) -> Subject | None:
        """The plant, town or place that a word points to: 这座工厂, 当地, 全村."""
        norm = self._reading.norm
        if match := words.HERE_IS.match(norm, at, end):
            self._said.plant = self.org(match.start("name"), match.end("name"))
            if match["of"]:
                name = self._reading.text[slice(*match.span("of"))] + self._said.plant.name
                self._said.plant = Subject(name, "org", Span(at, match.end()))
            return self._said.plant
        if (match := words.FOR_PLACE.match(norm, at, end)) and match.end() in self._place_at:
            place = innermost(self._reading.places, match.end(), end)
            if place is None or words.GIVES.match(norm, place.end) is None:
                return _NOBODY
            return self._place(match.end(), place, end) or _NOBODY
        if match := words.TOWN.match(norm, at, end):
            index = bisect_left(self._towns, at) - 1
            if index < 0:
                return _NOBODY
            return Subject(self._locals[self._towns[index]].name, "place", Span(at, match.end()))
        if (match := words.THERE.match(norm, at, end)) is not None:
            return self._meant_by_there(at, match) or _NOBODY
        return None

    def _meant_by_there(self, at: int, there: re.Match[str]) -> Subject | None:
        """The place that 当地, 全村 or 这里 means: one named nearby, else the one spoken of."""
        norm, stop = self._reading.norm, there.end()
        near = within(self._reading.places, norm.rfind("\n", 0, at) + 1, at)
        if there[0] == "当地" and (told := self._just_told(at)) is not None:
            return Subject(told.name, told.kind, Span(at, stop))
        if there[0] == "当地" and (around := [p for p in near if p.level in ("city", "county", "district", "zone")]):
            return self._place(at, replace(around[-1], end=stop), stop)
        said_here = self._said.scene or (self._said.carried and self._said.carried.span)
        if there[0] == "当地" and not near and not said_here and (place := self._town_above(at)) is not None:
            return self._place(at, replace(place, end=stop), stop)
        index = bisect_left(self._towns, at) - 1
        if index >= 0 and at - self._towns[index] < words.NEAR and "\n" not in norm[self._towns[index] : at]:
            return Subject(self._locals[self._towns[index]].name, "place", Span(at, stop))
        if there[0].startswith("村"):
            homes = within(self._reading.places, max(0, at - words.HOME), at)
            home = next((p for p in reversed(homes) if p.level in ("county", "district")), None)
            return self._place(at, replace(home, end=stop), stop) if home is not None else None
        said = (s for s in (self._said.carried, self._said.topic) if s is not None and s.span is not None)
        here = next(said, self._said.before)
        return Subject(here.name, here.kind, Span(at, stop)) if here is not None else None

    def _by_name(self, at: int, end: int) -> Subject | None:
        """A town, an organisation, a thing, a body or works by their names."""
        norm = self._reading.norm
        if (local := self._local(at, end)) is not None:
            return Subject(local.name, "place", Span(at, local.end))
        if (org := self._org_at.get(at)) is not None and org.end <= end:
            return _NOBODY if norm.startswith("、", org.end) else self._firm(at, org.end)
        if (thing := self._thing(at, end)) is not None:
            return thing
        # a look for the characters that its bodies end with is much cheaper than to try each stretch before one
        if not words.BODY_ENDS.isdisjoint(norm[at : min(end, at + words.BODY_REACH)]) and (
            match := words.BODY_HAS.match(norm, at, end)
        ):
            return self.org(at, match.end("name"))
        if (works := works_named(norm, at, end) or place_of_work(norm, at, end)) is not None:
            return self.org(*works)
        if (zone := words.ZONE_HERE.match(norm, at, end)) is not None:
            return self.org(*zone.span("name"))
        seat = headed(norm, at, end)
        if seat is not None and (village := next((x for x in self._locals.values() if x.end == seat), None)):
            self._said.home = Subject(village.name, "place", Span(at, end))
            return self._said.home
        return None

    def _by_example(self, at: int, end: int) -> Subject | None:
        """Whom 以…为例 names."""
        norm = self._reading.norm
        if norm[at : at + 1] == "以" and (case := words.EXAMPLE.match(norm, at, end)) is not None:
            told = self._subject_at(at + 1, case.end("name"))
            whole = told is not None and told.span is not None and told.span.end == case.end("name")
            return told if whole else _NOBODY
        return None

    def _by_firm(self, at: int, end: int) -> Subject | None:
        """A firm or a lake that the clause says to be one, or a firm that the text names in full elsewhere."""
        norm = self._reading.norm
        if (
            at not in self._place_at
            and norm.find("是", at, at + 9) > at
            and (match := words.IS_FIRM.match(norm, at, end))
        ):
            return self.org(at, match.end("name"))
        if firm := self.firms.named_at(at, end):
            if norm.startswith("、", at + len(firm)) or words.PROJECT.match(norm, at + len(firm), end):
                return _NOBODY
            if (full := self.firms.brief.get(firm)) is not None:
                return Subject(full, "org", Span(at, at + len(firm)))
            tail = words.FIRM_TAIL.match(norm, at + len(firm), end)
            return self._firm(at, tail.end() if tail else at + len(firm))
        if (which := thing_that_is(norm, at, end)) is not None and at not in self._place_at:
            return self.org(*which)
        return None

    def _taken_as(self, at: int, end: int) -> Subject | None:
        """The firm or thing that 公司, 该项目 or 企业自身 takes up, and the world."""
        norm = self._reading.norm
        if match := words.OWN.match(norm, at, end):
            known = self._said.last_org
            return Subject(known.name, "org", Span(at, match.end())) if known is not None else _NOBODY
        if match := words.THIS_THING.match(norm, at, end):
            return Subject(self._reading.text[match.start("name") : match.end("name")], "org", Span(at, match.end()))
        if (match := words.DESCRIBED.match(norm, at, end)) and not self.firms.just_named(at):
            self._said.some_firm = Subject(self._reading.text[slice(*match.span("name"))], "org", Span(at, match.end()))
            return self._said.some_firm
        if (match := words.THE_FIRM.match(norm, at, end)) and (named_firm := self._firm_before(at)) is not None:
            return Subject(named_firm, "org", Span(at, match.end()))
        if (match := words.WORLD.match(norm, at)) and not self._of_those_here(at, end):
            return Subject("全球", "world", Span(at, match.end()))
        if match := words.MAINLAND.match(norm, at, end):
            return Subject(self._reading.text[at : match.end()], "place", Span(at, match.end()))
        return None

    def _by_place(self, at: int, end: int) -> Subject | None:
        """One of those told of in a list, or a place by its name."""
        norm = self._reading.norm
        if norm[at - 3 : at - 1] == "其中" and (match := words.ACTOR.match(norm, at, end)):
            return self.org(at, match.end("name"))
        if at in self._place_at and (place := innermost(self._reading.places, at, end)) is not None:
            return self._place(at, place, end)
        if (match := words.KNOWN_AS.match(norm, at, end)) and match.end() in self._place_at:
            known_place = innermost(self._reading.places, match.end(), end)
            return self._place(match.end(), known_place, end) if known_place is not None else None
        return None

    def _park_ends(self, at: int, end: int) -> int:
        """Where the words end by which the clause means the park that the text is of; 0 when it begins with none."""
        norm = self._reading.norm
        if bare := BARE.match(norm, at, end):
            return bare.end()
        return max((at + len(name) for name in self._said.park_names if norm.startswith(name, at, end)), default=0)

    def _of_those_here(self, at: int, end: int) -> bool:
        """True for 全球120家企业参会 at a gathering, and for 全球灯塔工厂增至10家 in a place's report: these are its own."""
        norm = self._reading.norm
        if "event" in self._said.things and words.TAKING_PART.search(norm, at, end):
            return True
        paragraph = norm.rfind("\n", 0, at) + 1
        counted = words.OF_LIGHTHOUSES.match(norm, at, end) is not None
        return counted and not self.of_the_country and words.NETWORK.search(norm, paragraph, end) is None

    def _town_above(self, at: int) -> Place | None:
        """The city or county of the text's own place that the paragraph before names last."""
        default, norm = self._said.default, self._reading.norm
        line = norm.rfind("\n", 0, at)
        above = within(self._reading.places, norm.rfind("\n", 0, max(0, line)) + 1, max(0, line))
        last = next((p for p in reversed(above) if p.level in ("city", "county", "district", "zone")), None)
        if last is None or default is None or not self.inside(last.region, default.name):
            return None
        return last

    def _just_told(self, at: int) -> Subject | None:
        """The province that the clause right before names as where it is: 在某省，|当地."""
        said = self._said.carried
        near = said is not None and said.span is not None and said.span.end == at - 1
        return said if near and self._reading.norm[at - 1] == "，" else None

    def _site(self, start: int, end: int) -> Subject | None:
        """The place or plant at the end of a clause that says where something is."""
        site = site_named(self._reading.norm, self._reading.places, start, end)
        if site is None:
            return None
        if site.region is None:
            return self.org(*site.span)
        place = innermost(self._reading.places, site.span.start, end)
        region = self._called(place) if place is not None and place.region == site.region else site.region
        return Subject(as_written(self._reading, region) or region, "place", site.span)

    def _district(self, at: int, end: int) -> Subject | None:
        """The district or county of the text's own place that a clause is in by its bare name: 在永川."""
        default = self._said.default
        code = self._codes.get(default.name, "") if default is not None else ""
        if not code or end - at not in (2, 3) or self._reading.norm[at - 1 : at] != "在":
            return None
        county = county_in(self._reading.norm[at:end], code)
        if county is None:
            return None
        own, region = county
        name = region if region in self._reading.norm else self._reading.norm[at:end]
        self._codes |= {region: own, name: own}
        return Subject(name, "place", Span(at, end))

    def _in_village(self, at: int, end: int) -> Subject | None:
        """The village that a clause ends with, whatever describes it: 在大山深处的某某村."""
        stop = end - (self._reading.norm[end - 1] in "里内中")
        if self._reading.norm[stop - 1] != "村":
            return None
        found = (local for begin in range(max(at, stop - 4), stop - 1) if (local := self._locals.get(begin)))
        return next((Subject(x.name, "place", Span(at, end)) for x in found if x.end == stop), None)

    def _firm_before(self, at: int) -> str | None:
        """The firm that a bare 公司 means."""
        story = self._said.default.name if self._said.default is not None and self._said.default.kind == "org" else None
        scene = self._said.plant or self._said.some_firm
        return self.firms.meant(
            at, story, scene.name if scene is not None else None, bounds(self._reading, self._said.part)
        )

    def speaker(self, start: int) -> Subject | None:
        """The firm whose officer is named behind the words in quotation marks that begin at `start`: “…。”某某公司厂长说."""
        norm = self._reading.norm
        close = norm.find("”", start, start + words.HOME)
        org = self._org_at.get(close + 1) if close >= 0 and "\n" not in norm[start:close] else None
        if org is None or org.kind != "firm" or words.OFFICE.match(norm, org.end) is None:
            return None
        return self._firm(org.start, org.end)
