"""Subjects: what place or organisation a clause is about, carried over clauses, sentences and paragraphs."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from qdtui.model import Span
from qdtui.text.local_names import LISTED_FIRM, STOCK_CODE, Local, local_places
from qdtui.text.normalise import normalise
from qdtui.text.places import Place, innermost, resolve
from qdtui.text.reading import as_written, written_at
from qdtui.text.sentence import Sentence
from qdtui.text.site import (
    facility_named,
    headed,
    label_ends,
    line_named,
    one_of_list,
    place_of_work,
    site_named,
    works_named,
)
from qdtui.text.spans import within
from qdtui.text.subjectwords import (
    ACTOR,
    ACTS,
    AUTHORITY,
    BODY_ENDS,
    BODY_HAS,
    BODY_REACH,
    BRAND,
    COMPARED,
    CONNECTOR,
    CREDIT,
    DESCRIBED,
    FIRM_TAIL,
    FOR_PLACE,
    FRAME,
    GAMES,
    GIVES,
    GROUP,
    HERE,
    HERE_IS,
    HOLDS,
    HOME,
    HOURS,
    IN_BRACKETS,
    INDUSTRY,
    IS_FIRM,
    ITS_SIZE,
    KNOWN_AS,
    LIST,
    MAINLAND,
    NATIONAL_BODY,
    NEAR,
    OF_ANOTHER,
    OF_EVENT,
    OF_PART,
    OF_PLACE,
    OFFICE,
    OWN,
    OWN_REPORT,
    OWNED_BODY,
    PARTNER,
    PLACE_TAIL,
    POINTS,
    PROJECT,
    REPORTS,
    ROUTE,
    SECTION,
    SOURCE,
    SPEAKS,
    THE_FIRM,
    THERE,
    THIS_THING,
    TOWN,
    VILLAGE_HEAD,
    WENT,
    WORLD,
)
from qdtui.text.whichfirm import Firms
from qdtui.text.whose import whose

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


class Subjects:
    """The subjects of one reading; ask for sentences and clauses in order.

    A sentence starts with the topic of its paragraph: the place of its section or document, or the subject that the
    paragraph opened with. A subject that a clause begins with holds to the end of the sentence; a place within the
    document's own region, or an organisation in passing, only to the end of the clause.
    """

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._sections: dict[int, Subject | None] = {}
        self._codes = {p.region: p.code for p in reading.places if p.code}
        self._place_at = {p.start: p for p in reading.places}
        self._org_at = {o.start: o for o in reading.orgs if o.kind in ("firm", "school", "institute")}
        self._coded = STOCK_CODE.search(reading.norm, 0, len(reading.norm)) is not None
        self._locals = local_places(reading.norm)
        self._local_names = frozenset(local.name for local in self._locals.values())
        self._towns = sorted(at for at, local in self._locals.items() if not local.name.endswith("地区"))
        self._firms = Firms(reading)
        self._brands = frozenset(m["name"] for m in BRAND.finditer(reading.norm))
        self._scene: Subject | None = None
        """The town that the article went to or the wide region of its title: later paragraphs speak of it."""
        self._some_firm: Subject | None = None
        """The firm without a name that the section tells of: 深圳这家锂电池公司."""
        self._home: Subject | None = None
        """The village whose head is introduced: what is told of them is of the village."""
        self._plant: Subject | None = None
        """The plant that the article went to, which 这座工厂 means."""
        self._times = {t.start: t.end for t in reading.times}
        self._paragraph = -2
        self._opening = True
        self._part = -1
        self._section: int | None = None
        self._default: Subject | None = None
        self._scattered = False
        """True for news in brief from many places: what one paragraph is about says nothing of the next."""
        self._many = False
        """True for a text of many provinces, a paragraph of which may be of the whole country."""
        self._industry: Subject | None = None
        """The industry that the sentences of the paragraph tell of, whose size may follow: 石化产业…。产值突破…."""
        self._parallel = False
        """True for a sentence that ； parts from others: the place of each is its own."""
        self._topic: Subject | None = None
        self._carried: Subject | None = None
        self._before: Subject | None = None
        """The topic before this one, which 这里 means."""
        self._last_org: Subject | None = None
        self._event: Subject | None = None
        """The gathering that a clause of the sentence ends with, whose numbers follow."""
        self._part_of: Subject | None = None
        """The place behind 其中, whose share or rank may follow: 其中宁波5家，占三成."""
        self._doer: Subject | None = None
        """The organisation of the clause before, whose doings a clause that begins with a verb goes on with."""
        self._fresh = True
        """True until a clause of the sentence says more than when, or who said it."""

    def enter(self, sentence: Sentence) -> None:
        """Starts a sentence."""
        norm = self._reading.norm
        paragraph = norm.rfind("\n", 0, sentence.start)
        if sentence.part != self._part:
            self._part = sentence.part
            self._topic = self._scene = self._plant = None
            self._default = self._of_part(sentence)
        if sentence.section != self._section:
            self._section, self._last_org, self._some_firm = sentence.section, None, None
        if paragraph != self._paragraph:
            self._paragraph = paragraph
            self._opening = True
            self._industry = None
            if self._topic is not None and self._topic.span is not None:
                self._before = self._topic
            of_section = self._of_section(sentence.section) if sentence.section is not None else None
            kept = (
                self._topic if self._topic is not None and self._topic.kind == "place" and not self._scattered else None
            )
            self._topic = self._carried = of_section or self._scene or self._default or kept
        elif norm[sentence.start - 1 : sentence.start] not in "；;":
            self._carried = self._topic
            self._opening = False
        self._fresh = True
        self._event = self._part_of = self._doer = None
        self._parallel = "；" in (norm[sentence.start - 1 : sentence.start], norm[sentence.end - 1])

    @property
    def settled(self) -> bool:
        """True once a clause of the sentence has said more than when, or who said it."""
        return not self._fresh

    def clause(self, start: int, end: int) -> tuple[Subject | None, int]:
        """The subject of the clause `start`–`end`, its own or the one carried over, and where its other words start."""
        own, rest = self.lead(start, end)
        norm = self._reading.norm
        first = self._fresh
        speaks = first and SPEAKS.search(norm, start, end) is not None
        self._fresh = first and (
            rest >= end
            or speaks
            or (own is None and FRAME.fullmatch(norm, start, end) is not None)
            or (end - start < 14 and label_ends(norm, end + 1))
            or (end - start < 5 and headed(norm, end + 1, end + 40) is not None)
        )
        if own is None and self._part_of is not None and OF_PART.match(norm, rest, end):
            return self._part_of, rest
        if first:
            self._tells_of_industry(own, start, end)
        if own is None and self._industry is not None and ITS_SIZE.match(norm, rest, end):
            return self._industry, rest
        if own is None and self._event is not None and OF_EVENT.match(norm, rest, end):
            self._carried, self._event = self._event, None
        if norm[end - 1] in "会动赛展" and (held := HOLDS.search(norm, start, end)):
            self._event = self._org(held.start("name"), held.end("name"))
        doer, self._doer = self._doer, None
        if own is None:
            acts = doer is not None and ACTS.match(norm, rest, end) is not None
            # a growth told between its doings does not end them: 接待游客20万人次，同比增长3%，实现收入1亿元
            self._doer = doer if acts or COMPARED.match(norm, start, end) else None
            return doer if acts else self._carried, rest
        if own.kind == "place" and own.span is not None and first:
            self._scene = own if self._visited(own, start) else None
        if own is self._home:
            self._carried = self._topic = own
            self._scene = own if norm.count(own.name) > 2 else None
            return own, rest
        self._part_of = own if norm.startswith("其中", start) else None
        if own.kind == "org":
            self._last_org = own
        publishes = own.kind == "org" and OWN_REPORT.search(norm, start, end) is not None
        firm = publishes or (
            own.span is not None
            and (OFFICE if own.kind == "org" else VILLAGE_HEAD).match(norm, own.span.end, end) is not None
        )
        if own.kind == "place" and CREDIT.search(norm, start, end):
            return own, rest
        if (speaks and own.kind != "world" and not firm) or (not first and (own.kind == "org" or self._nested(own))):
            self._doer = own if own.kind == "org" and not speaks else None
            return own, rest
        self._carried = own
        opens = (
            self._opening
            or firm
            or own is self._plant
            or (own.kind == "place" and not self._nested(own))
            or self._default is None
        )
        body = own.span is not None and OWNED_BODY.match(norm, own.span.end, end)
        if (
            first
            and opens
            and not (self._parallel and own.kind == "place")
            and (own.kind != "world" or self._default is self._topic is None or (self._many and self._opening))
            and not (body and own.kind == "place")
        ):
            self._topic = own
        return own, rest

    def _tells_of_industry(self, own: Subject | None, start: int, end: int) -> None:
        """Keeps the industry that the first clause of a sentence names, until a sentence is of another or of its firms."""
        norm = self._reading.norm
        if own is None and (found := INDUSTRY.match(norm, start, end)) is not None:
            self._industry = self._org(found.start("name"), found.end("name"))
        elif own is not None or OF_ANOTHER.match(norm, start, end):
            self._industry = None

    def _visited(self, own: Subject, start: int) -> bool:
        """True for a town that the clause goes to, and for a wide region that the title speaks of."""
        if own.span is None or own.name not in self._local_names:
            return False
        if own.name.endswith("地区"):
            return own.name[:-2] in normalise(self._reading.doc.title or "")
        norm = self._reading.norm
        home = own.name.endswith(("村", "社区", "嘎查", "镇")) and norm.count(own.name) > 2
        return home or WENT.search(norm, start, own.span.end) is not None

    def adopt(self, subject: Subject) -> None:
        """Makes `subject` the one that the following clauses of the sentence are about."""
        self._carried = subject

    def lead(self, start: int, end: int) -> tuple[Subject | None, int]:
        """The subject that a clause itself begins with, and where the rest of the clause starts."""
        at = self.skip(start, end)
        if at == start and (source := SOURCE.match(self._reading.norm, start, end)) is not None:
            at = self.skip(source.end(), end)
        item = one_of_list(self._reading.norm, start, end)
        subject = self._org(*item) if item is not None else self._subject_at(at, end)
        if subject is None and self._reading.norm.startswith(("在", "走进", "来到"), start):
            subject = self._site(start, end)
        if subject is None or subject.span is None:
            here = HERE.match(self._reading.norm, at, end)
            return None, here.end() if here else at
        if (
            subject.kind == "place"
            and self._reading.norm[max(0, at - 1) : at] in ("对", "与", "向", "从")  # 对东盟, 与东盟
            and PARTNER.match(self._reading.norm, subject.span.end, end)
        ):
            return None, at
        again = HERE.match(self._reading.norm, subject.span.end, end)
        if subject.kind == "org":
            again = again or IN_BRACKETS.match(self._reading.norm, subject.span.end, end)
        return subject, self.skip(again.end() if again else subject.span.end, end)

    def skip(self, at: int, end: int) -> int:
        """Where the clause goes on behind connecting words and times."""
        norm = self._reading.norm
        while at < end:
            if (after := self._times.get(at)) is not None:
                at = after + norm.startswith("起", after)
                at = told.end() if (told := HOURS.match(norm, at, end)) is not None else at
            elif match := CONNECTOR.match(norm, at, end):
                at = match.end()
            else:
                break
        return min(at, end)

    def _subject_at(self, at: int, end: int) -> Subject | None:
        norm = self._reading.norm
        if norm.startswith("全国", at) and NATIONAL_BODY.match(norm, at + 2, end):
            return None
        # most clauses begin with a name or a thing, and with none of the words that point: they need not be tried one by one
        points = norm[at : at + 1] in POINTS
        if points and (match := HERE.match(norm, at, end)):
            region = resolve(match[0], self._reading, at)
            return (
                Subject(written_at(self._reading, region, at, match.end()), "place", Span(at, match.end()))
                if region
                else None
            )
        if "报" in norm[at:end] and (match := REPORTS.match(norm, at, end)):
            return self._org(at, match.end("name"))
        if match := AUTHORITY.match(norm, at, end):
            whole = "全国" if match["national"] else "全球"
            return Subject(written_at(self._reading, whole, at, match.end()), "world", Span(at, match.end()))
        if group := GROUP.match(norm, at, end):
            return self._org(at, group.end())
        if self._brands and norm[at : at + 1] == "“":
            close = norm.find("”", at, end)
            if norm[at + 1 : close] in self._brands:
                return self._org(at, close + 1)
        if self._coded and (listed := LISTED_FIRM.match(norm, at, end)):
            return Subject(self._reading.text[at : listed.end("name")], "org", Span(at, listed.end()))
        known = self._last_org
        if known is not None and norm.startswith(known.name, at):
            return Subject(known.name, "org", Span(at, at + len(known.name)))
        if (thing := facility_named(norm, at, end)) is not None:
            return Subject(self._reading.text[slice(*thing.named)], "org", thing.said)
        if points and (match := HERE_IS.match(norm, at, end)):
            self._plant = self._org(match.start("name"), match.end("name"))
            return self._plant
        if points and (match := FOR_PLACE.match(norm, at, end)) and match.end() in self._place_at:
            place = innermost(self._reading.places, match.end(), end)
            return self._place(match.end(), place, end) if place and GIVES.match(norm, place.end) else None
        if points and (match := TOWN.match(norm, at, end)):
            index = bisect_left(self._towns, at) - 1
            return (
                Subject(self._locals[self._towns[index]].name, "place", Span(at, match.end())) if index >= 0 else None
            )
        if points and (match := THERE.match(norm, at, end)):
            near = within(self._reading.places, norm.rfind("\n", 0, at) + 1, at)
            if match[0] == "当地" and (
                around := [p for p in near if p.level in ("city", "county", "district", "zone")]
            ):
                return self._place(at, replace(around[-1], end=match.end()), match.end())
            index = bisect_left(self._towns, at) - 1
            if index >= 0 and at - self._towns[index] < NEAR and "\n" not in norm[self._towns[index] : at]:
                return Subject(self._locals[self._towns[index]].name, "place", Span(at, match.end()))
            if match[0].startswith("村"):
                homes = within(self._reading.places, max(0, at - HOME), at)
                home = next((p for p in reversed(homes) if p.level in ("county", "district")), None)
                return self._place(at, replace(home, end=match.end()), match.end()) if home is not None else None
            said = (s for s in (self._carried, self._topic) if s is not None and s.span is not None)
            here = next(said, self._before)
            return Subject(here.name, here.kind, Span(at, match.end())) if here is not None else None
        if (local := self._local(at, end)) is not None:
            return Subject(local.name, "place", Span(at, local.end))
        if (org := self._org_at.get(at)) is not None and org.end <= end:
            return None if norm.startswith("、", org.end) else self._org(at, org.end)
        # a look for the characters that its bodies end with is much cheaper than to try each stretch before one
        if not BODY_ENDS.isdisjoint(norm[at : min(end, at + BODY_REACH)]) and (match := BODY_HAS.match(norm, at, end)):
            return self._org(at, match.end("name"))
        if (works := works_named(norm, at, end) or place_of_work(norm, at, end)) is not None:
            return self._org(*works)
        seat = headed(norm, at, end)
        if seat is not None and (village := next((x for x in self._locals.values() if x.end == seat), None)):
            self._home = Subject(village.name, "place", Span(at, end))
            return self._home
        if at not in self._place_at and norm.find("是", at, at + 9) > at and (match := IS_FIRM.match(norm, at, end)):
            return self._org(at, match.end("name"))
        if firm := self._firms.named_at(at, end):
            if norm.startswith("、", at + len(firm)) or PROJECT.match(norm, at + len(firm), end):
                return None
            tail = FIRM_TAIL.match(norm, at + len(firm), end)
            return self._org(at, tail.end() if tail else at + len(firm))
        if points and (match := OWN.match(norm, at, end)):
            return Subject(known.name, "org", Span(at, match.end())) if known is not None else None
        if points and (match := THIS_THING.match(norm, at, end)):
            return Subject(self._reading.text[match.start("name") : match.end("name")], "org", Span(at, match.end()))
        if points and (match := DESCRIBED.match(norm, at, end)) and not self._firms.just_named(at):
            self._some_firm = Subject(self._reading.text[slice(*match.span("name"))], "org", Span(at, match.end()))
            return self._some_firm
        if points and (match := THE_FIRM.match(norm, at, end)) and (named_firm := self._firm_before(at)) is not None:
            return Subject(named_firm, "org", Span(at, match.end()))
        if points and (match := WORLD.match(norm, at)):
            return Subject("全球", "world", Span(at, match.end()))
        if points and (match := MAINLAND.match(norm, at, end)):
            return Subject(self._reading.text[at : match.end()], "place", Span(at, match.end()))
        if norm[at - 3 : at - 1] == "其中" and (match := ACTOR.match(norm, at, end)):
            return self._org(at, match.end("name"))
        if at in self._place_at and (place := innermost(self._reading.places, at, end)) is not None:
            return self._place(at, place, end)
        if (match := KNOWN_AS.match(norm, at, end)) and match.end() in self._place_at:
            known_place = innermost(self._reading.places, match.end(), end)
            return self._place(match.end(), known_place, end) if known_place is not None else None
        return None

    def _site(self, start: int, end: int) -> Subject | None:
        """The place or plant at the end of a clause that says where something is."""
        site = site_named(self._reading.norm, self._reading.places, start, end)
        if site is None:
            return None
        if site.region is None:
            return self._org(*site.span)
        return Subject(as_written(self._reading, site.region) or site.region, "place", site.span)

    def _firm_before(self, at: int) -> str | None:
        """The firm that a bare 公司 means."""
        story = self._default.name if self._default is not None and self._default.kind == "org" else None
        scene = self._plant or self._some_firm
        return self._firms.meant(at, story, scene.name if scene is not None else None, self._bounds(self._part))

    def _local(self, at: int, end: int) -> Local | None:
        """The town or village named at `at`; of a chain the last: 三坡镇下庄村."""
        found = self._locals.get(at)
        while found is not None and (inner := self._locals.get(found.end)) is not None and inner.end <= end:
            found = inner
        return found if found is not None and found.end <= end else None

    def _org(self, start: int, end: int) -> Subject:
        return Subject(self._reading.text[start:end], "org", Span(start, end))

    def _place(self, at: int, place: Place, end: int) -> Subject | None:
        norm, text = self._reading.norm, self._reading.text
        if tail := PLACE_TAIL.match(norm, place.end, end):
            return self._org(at, tail.end())
        if (local := self._local(place.end, end)) is not None:
            return Subject(local.name, "place", Span(at, local.end))
        if firm := OF_PLACE.match(norm, place.end, end):
            if firm["plant"]:
                self._plant = Subject(
                    place.region + text[firm.start("plant") : firm.end()], "org", Span(at, firm.end())
                )
                return self._plant
            self._some_firm = Subject(place.region + text[firm.start("what") : firm.end()], "org", Span(at, firm.end()))
            return self._some_firm
        if (section := SECTION.match(norm, place.end, end)) and (line := line_named(norm, at)) is not None:
            return Subject(text[slice(*line)] + text[at : section.end()], "org", Span(at, section.end()))
        whole = place.region in ("中国", "我国", "全国")
        region = "全国" if whole else place.region
        if place.level in ("county", "district") and region not in norm and place.name in region:
            region = place.name  # the text never says whether it is a 区 or a 县
        subject = Subject(written_at(self._reading, region, at, place.end), "place", Span(at, place.end))
        if norm.startswith(("、", "域", *GAMES), place.end):
            return None
        if (way := ROUTE.match(norm, place.end, end)) and (way["other"] or way.end() in self._place_at):
            return None
        if self._within_default(subject) and LIST.match(norm, place.end, end):
            return None
        return subject

    def _within_default(self, subject: Subject) -> bool:
        return self._default is not None and self._inside(subject.name, self._default.name)

    def _nested(self, subject: Subject) -> bool:
        """True for a place that holds the document's own region or lies in it."""
        if self._default is None or subject.kind == "org" or subject.name == self._default.name:
            return False
        wide = subject.kind == "world" or subject.name in ("全国", "全國")
        return wide or self._within_default(subject) or self._inside(self._default.name, subject.name)

    def _inside(self, inner: str, outer: str) -> bool:
        code, wide = self._codes.get(inner, ""), self._codes.get(outer, "")
        return wide != "" and code != wide and code.startswith(wide)

    def _of_section(self, index: int) -> Subject | None:
        if index not in self._sections:
            section = self._reading.doc.sections[index]
            found = [p for p in self._reading.places if section.start <= p.start < section.title_end]
            names = {p.region for p in found}
            self._sections[index] = Subject(found[0].region, "place", None) if len(names) == 1 else None
        return self._sections[index]

    def _bounds(self, part: int) -> Span:
        parts = self._reading.doc.parts
        return Span(parts[part].start, parts[part].end) if parts else Span(0, len(self._reading.norm))

    def _of_part(self, sentence: Sentence) -> Subject | None:
        """Whose the numbers of the sentence's part are where no clause says it."""
        reading = self._reading
        parts = reading.doc.parts
        title = normalise((parts[sentence.part].title if parts else None) or reading.doc.title or "")
        found = whose(reading, self._bounds(sentence.part), title, self._firms.names)
        self._scattered, self._many = found.scattered, found.many
        return Subject(found.name, found.kind, None) if found.name is not None else None
