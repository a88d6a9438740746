"""Subjects: what place or organisation a clause is about, carried over clauses, sentences and paragraphs."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from qdtui.model import Span
from qdtui.text.discourse import Discourse, Subject
from qdtui.text.naming import Naming
from qdtui.text.normalise import normalise
from qdtui.text.sentence import HEADING_LENGTH, Sentence, line_above, looks_like_heading
from qdtui.text.site import headed, label_ends
from qdtui.text.subjectwords import (
    ACTS,
    ADDED_THERE,
    CAUSED,
    COMES_TO_IT,
    COMPARED,
    CREDIT,
    EVERYWHERE,
    FRAME,
    GATHERS,
    HOLDS,
    INDUSTRY,
    ITS_SIZE,
    NEXT,
    OF_ANOTHER,
    OF_EVENT,
    OF_PART,
    OFFICE,
    ONCE_DONE,
    OWN_REPORT,
    OWNED_BODY,
    SHOWN,
    SPEAKS,
    TAKING_PART,
    VILLAGE_HEAD,
    WENT,
)
from qdtui.text.told_of import firms_of_kind, gathering_held
from qdtui.text.topics import SPEAKING, kind_of, names_in, owners
from qdtui.text.whose import whose_part

if TYPE_CHECKING:
    from qdtui.text.reading import Reading


class Subjects:
    """The subjects of one reading; ask for sentences and clauses in order.

    A sentence starts with the topic of its paragraph: the place of its section or document, or the subject that the
    paragraph opened with. A subject that a clause begins with holds to the end of the sentence; a place within the
    document's own region, or an organisation in passing, only to the end of the clause.
    """

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._said = Discourse()
        self.names = Naming(reading, self._said)
        """Whom the clauses name."""
        self.lead = self.names.lead
        self._sections: dict[int, Subject | None] = {}
        self._paragraph = -2
        self._recent = self._sentence_before = self._sentence = 0
        """Where the sentence before the last, the last and this one begin: things told before are not what is meant."""
        self._opening = True
        self._section: int | None = None
        self._parallel = False
        """True for a sentence that ； parts from others: the place of each is its own."""
        self._held: Subject | None = None
        """The gathering that the sentence before ended with."""
        self._fresh = True
        """True until a clause of the sentence says more than when, or who said it."""

    def enter(self, sentence: Sentence) -> None:
        """Starts a sentence."""
        norm = self._reading.norm
        paragraph = norm.rfind("\n", 0, sentence.start)
        if sentence.part != self._said.part:
            self._said.part = sentence.part
            self._said.topic = self._said.scene = self._said.plant = None
            self._said.default = self._of_part(sentence)
        if sentence.section != self._section:
            self._section, self._said.last_org, self._said.some_firm = sentence.section, None, None
        if paragraph != self._paragraph:
            self._paragraph = paragraph
            self._opening = True
            self._said.industry = self._said.begun = None
            if self._said.topic is not None and self._said.topic.span is not None:
                self._said.before = self._said.topic
            of_section = self._of_section(sentence.section) if sentence.section is not None else None
            last = (
                self._said.carried if self._said.carried is not None and self._said.carried.span else self._said.topic
            )
            kept = last if last is not None and last.kind == "place" and not self._said.scattered else None
            heading = self._of_heading(paragraph, sentence)
            spoken_of = [s for s in (self._said.default, heading) if s is not None and s.kind == "org"]
            self._said.things = {kind: s for s in spoken_of if (kind := kind_of(s.name)) is not None}
            # at a press conference figures of others are told: it has those who came, and nothing else
            self._said.item = None if heading is not None and heading.name.endswith(SPEAKING) else heading
            self._said.topic = self._said.carried = (
                self._said.item or of_section or self._said.scene or self._said.default or kept
            )
        elif norm[sentence.start - 1 : sentence.start] not in "；;" and not self._goes_on(sentence.start):
            self._said.carried = self._said.topic
            self._opening = False
        if norm[sentence.start] in '“"' and (speaker := self.names.speaker(sentence.start)) is not None:
            self._said.carried = speaker
        self._fresh = True
        self._recent, self._sentence_before, self._sentence = self._sentence_before, self._sentence, sentence.start
        self._said.event, self._held = self._held, None
        self._said.part_of = self._said.doer = None
        self._parallel = "；" in (norm[sentence.start - 1 : sentence.start], norm[sentence.end - 1])

    @property
    def whole(self) -> Subject | None:
        """Whose the numbers of the text are where nothing says it."""
        return self._said.default

    @property
    def settled(self) -> bool:
        """True once a clause of the sentence has said more than when, or who said it."""
        return not self._fresh

    def clause(self, start: int, end: int) -> tuple[Subject | None, int]:
        """The subject of the clause `start`–`end`, its own or the one carried over, and where its other words start."""
        own, rest = self.names.lead(start, end)
        if own is not None and self._only_where(own):
            own = None
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
        if own is None and self._said.part_of is not None and OF_PART.match(norm, rest, end):
            return self._said.part_of, rest
        if first:
            self._tells_of_industry(own, start, end)
        if own is None and self._said.industry is not None and ITS_SIZE.match(norm, rest, end):
            return self._said.industry, rest
        own = self._with_event(own, rest, start, end, first=first)
        doer, self._said.doer = self._said.doer, None
        if own is None:
            return self._carried_over(doer, rest, start, end, first=first), rest
        if not self._settled_here(own, rest, start, end, first=first):
            self._take_over(own, start, end, first=first, speaks=speaks)
        return own, rest

    def _with_event(self, own: Subject | None, rest: int, start: int, end: int, *, first: bool) -> Subject | None:
        """`own`, or the gathering that the clause is of; keeps the gatherings and things that the clause tells of."""
        norm = self._reading.norm
        if own is None and first and norm[end - 1] in "行办幕动开" and (held := GATHERS.search(norm, start, end)):
            own = self.names.org(*held.span("name"))
        if (
            first
            and (own is None or own.kind != "org")
            and (fair := gathering_held(norm, rest if own is None else start, end))
        ):
            own = self._said.things["event"] = self.names.org(*fair)
        shown = SHOWN.search(norm, start, end) if own is None and norm.find("是一", start, end) >= 0 else None
        if shown is not None and (made := kind_of(shown["name"])) is not None:
            self._said.things[made] = self.names.org(*shown.span("name"))
        if own is None and self._said.event is not None:
            before = self._said.event.span is not None and self._said.event.span.start < self._sentence
            if (COMES_TO_IT if before else OF_EVENT).match(norm, rest, end):
                self._said.carried, self._said.event = self._said.event, None
        if norm[end - 1] in "会动赛展坛" and (held := HOLDS.search(norm, start, end)):
            self._said.event = self._held = self.names.org(held.start("name"), held.end("name"))
        if own is not None and own.kind == "org" and ((kind := kind_of(own.name)) is not None or first):
            self._said.things[kind or "firm"] = own
        return own

    def _carried_over(self, doer: Subject | None, rest: int, start: int, end: int, *, first: bool) -> Subject | None:
        """Whom a clause is of that names nobody: works now done, the text's place, who acted last, the one carried."""
        norm = self._reading.norm
        if first and (works := self._finished(start, end)) is not None:
            self._said.carried = works
            return works
        if self._of_the_place(rest, end):
            return self._said.default
        if self._nobody_yet() and CAUSED.match(norm, rest, end) and (scene := self.names.scene(self._sentence, start)):
            self._said.carried = scene  # 列车在美国某州脱轨，事故造成…
            return scene
        acts = doer is not None and ACTS.match(norm, rest, end) is not None
        # a growth told between its doings does not end them: 接待游客20万人次，同比增长3%，实现收入1亿元
        self._said.doer = doer if acts or COMPARED.match(norm, start, end) else None
        return doer if acts else self._said.carried

    def _settled_here(self, own: Subject, rest: int, start: int, end: int, *, first: bool) -> bool:
        """True when the form of the clause tells already what `own`, which it names, is to those that follow."""
        norm = self._reading.norm
        if (
            own.kind == "place"
            and first
            and self._said.begun is not None
            and self._told_before(self._said.begun, start)
        ):
            self._said.begun = None
        if self._said.begun is not None and own.name == self._said.begun.name:
            self._said.carried = own
            return True
        told = not first and own.span is not None and own.span.end == end and norm.startswith("——", own.span.start - 2)
        if told or (not first and self._taken_up(own)):
            self._said.carried = own
        if own.kind == "place" and own.span is not None and first:
            self._said.scene = own if self._visited(own, start) else None
        if own is self._said.home:
            self._said.carried = self._said.topic = own
            self._said.scene = own if norm.count(own.name) > 2 else None
            return True
        self._said.part_of = own if norm.startswith("其中", start) else None
        if own.kind == "org":
            self._said.last_org = own
        if own.kind == "org" and norm[end - 1] == "后" and own.span is not None:
            done = ONCE_DONE.search(norm, own.span.end, end)
            if done is not None and done.end() == end:
                self._said.carried = own  # 某某工程建成后
                return True
        if (
            not first
            and norm[rest:end] in ("", "内", "里", "中")
            and (norm.startswith("在", start) or (own.span is not None and norm.startswith("在", own.span.start - 1)))
            and norm[start + 1] not in "这当"
        ):
            self._said.carried = own  # 在某地: what the sentence goes on to tell is there
            return True
        if not first and own.kind == "org" and own.span is not None and start < own.span.start and own.span.end == end:
            self._said.carried = own  # 被誉为“某某”的望远镜，已发现9颗新星
            return True
        return False

    def _take_over(self, own: Subject, start: int, end: int, *, first: bool, speaks: bool) -> None:
        """Keeps `own` for the clauses and sentences that follow, unless it only speaks or is told of in passing."""
        norm = self._reading.norm
        publishes = own.kind == "org" and OWN_REPORT.search(norm, start, end) is not None
        firm = publishes or (
            own.span is not None
            and (OFFICE if own.kind == "org" else VILLAGE_HEAD).match(norm, own.span.end, end) is not None
        )
        if own.kind == "place" and CREDIT.search(norm, start, end):
            return
        of_park = self._said.park is not None and own.name == self._said.park.name
        abroad = own.name.endswith(("中央银行", "央行")) or self.names.is_state(own)
        if speaks and abroad and self.names.of_the_country:
            self._said.carried = self._said.topic = own  # 甲国政府称，决定关闭边界6处过境点
            return
        if (speaks and own.kind != "world" and not firm) or (
            not first and not of_park and (own.kind == "org" or self._nested(own))
        ):
            self._said.doer = own if own.kind == "org" and not speaks else None
            return
        self._said.carried = own
        opens = (
            (self._opening and not (self._said.report and own.kind == "org" and not firm))
            or firm
            or own is self._said.plant
            or (own.kind == "place" and not self._nested(own))
            or self._said.default is None
        )
        body = own.span is not None and OWNED_BODY.match(norm, own.span.end, end)
        if (
            first
            and opens
            and not (self._parallel and own.kind == "place")
            and (
                own.kind != "world"
                or self._said.default is self._said.topic is None
                or (self._said.many and self._opening)
            )
            and not (body and own.kind == "place")
        ):
            self._said.topic = own

    def _taken_up(self, own: Subject) -> bool:
        """True for a thing that the clause calls by its bare noun: what follows is of it too (大桥全长9公里，主跨504米)."""
        if own.span is None or own.kind != "org":
            return False
        if self.names.of_the_country and firms_of_kind(self._reading.norm, own.span.start, own.span.end + NEXT):
            return True  # 规模以上互联网企业完成收入140亿元；实现利润10亿元
        if kind_of(own.name) not in ("works", "product"):
            return False
        return self._reading.text[slice(*own.span)] != own.name

    def _finished(self, start: int, end: int) -> Subject | None:
        """The works that were told of just before, where the clause goes on to what is when they are done: 通车后."""
        told = [s for s in (self._said.things.get("works"), self._said.begun) if s is not None and s.span is not None]
        works = max(told, key=lambda s: s.span.start if s.span is not None else 0, default=None)
        if works is None or works.span is None or works.span.start < self._recent:
            return None
        norm = self._reading.norm
        at = start + 2 if norm.startswith(("项目", "工程"), start) else start
        return works if ONCE_DONE.match(norm, at, end) else None

    def _nobody_yet(self) -> bool:
        """True in a text of no place of this country while no clause of the sentence has named anybody."""
        said = self._said
        return self.names.of_the_country and (said.carried is None or said.carried is said.default)

    def _goes_on(self, start: int) -> bool:
        """True for a sentence of parts of what the last one told of the whole country: 全社会流动量9亿人次。其中，公路…."""
        said = self._said.carried
        return (
            said is not None
            and said.kind == "world"
            and said.name == "全国"
            and self._reading.norm.startswith("其中", start)
        )

    @staticmethod
    def _told_before(subject: Subject, start: int) -> bool:
        return subject.span is not None and subject.span.start < start

    def _of_the_place(self, at: int, end: int) -> bool:
        """True for what only a place has more of, behind what a firm of it did: 某某公司入选名单，新培育标杆企业12家."""
        said = self._said
        if said.carried is None or said.carried.kind != "org" or said.default is None or said.default.kind != "place":
            return False
        norm = self._reading.norm
        if norm[at : at + 1] != "新" or not said.carried.span or kind_of(said.carried.name) is not None:
            return False
        return ADDED_THERE.match(norm, at, end) is not None

    def _only_where(self, own: Subject) -> bool:
        """True for the country that a firm of the sentence is said to be everywhere in: 公司…，在全国设26家分公司."""
        said = self._said.carried
        if own.name not in ("全国", "全國", "全球") or own.span is None or said is None or said.kind != "org":
            return False
        at = own.span.start
        return (
            at > 0
            and self._reading.norm[at - 1] == "在"
            and EVERYWHERE.match(self._reading.norm, own.span.end) is not None
        )

    def _tells_of_industry(self, own: Subject | None, start: int, end: int) -> None:
        """Keeps the industry that the first clause of a sentence names, until a sentence is of another or of its firms."""
        norm = self._reading.norm
        if own is None and (found := INDUSTRY.match(norm, start, end)) is not None:
            self._said.industry = self.names.org(found.start("name"), found.end("name"))
        elif own is not None or OF_ANOTHER.match(norm, start, end):
            self._said.industry = None

    def _visited(self, own: Subject, start: int) -> bool:
        """True for a town that the clause goes to, and for a wide region that the title speaks of."""
        if own.span is None or own.name not in self.names.local_names:
            return False
        if own.name.endswith("地区"):
            return own.name[:-2] in normalise(self._reading.doc.title or "")
        norm = self._reading.norm
        home = own.name.endswith(("村", "社区", "嘎查", "镇")) and norm.count(own.name) > 2
        return home or WENT.search(norm, start, own.span.end) is not None

    def _of_heading(self, paragraph: int, sentence: Sentence) -> Subject | None:
        """The thing that the heading right above the paragraph begins with, when the paragraph names it too."""
        norm = self._reading.norm
        start, end = line_above(norm, paragraph)
        if not 0 < end - start <= HEADING_LENGTH or not looks_like_heading(norm[start:end]):
            return None
        close = norm.find("\n", sentence.start)
        told = Span(sentence.start, close if close >= 0 else len(norm))
        topic = self.names.topics.headline(self.names.skip(start, end), end, told)
        if topic is None:
            return None
        return replace(self.names.org(*self.names.topics.in_full(topic)), span=None)

    def fitting(self, told: Subject | None, words: str, behind: str, size_at: int | None) -> Subject | None:
        """Who else the number is of, when `told` was carried over to it and does not have what it tells.

        `words` say what it tells, `behind` is what stands behind it in its clause; `size_at` is where it stands when it is
        no share and the first number of its sentence.
        """
        said = self._said
        kinds = owners(words)
        if told is not None and told.kind == "org":
            # a place's economy is no fair's, whatever the paragraph is about
            elsewhere = (
                "place" in kinds and kind_of(told.name) in ("event", "product") and kind_of(told.name) not in kinds
            )
            elsewhere = elsewhere and not self._reading.norm.startswith("其中", self._sentence)
            return said.default if elsewhere and said.default is not None and said.default.kind != "org" else None
        begun = said.begun.span if said.begun is not None else None
        near_by = begun is not None and size_at is not None and 0 <= size_at - begun.end < NEXT
        if near_by and kinds & {"works", "product"} and not kinds & said.things.keys():
            said.carried = said.begun
            return said.begun
        if not said.things:
            return None
        if not kinds and "event" in said.things and TAKING_PART.search(behind):
            kinds = frozenset(("event",))
        if "place" in kinds:
            return None
        near = {k: s for k, s in said.things.items() if s.span is None or s.span.start >= self._recent}
        return next(
            (near[kind] for kind in ("event", "works", "product", "firm") if kind in kinds & near.keys()),
            None,
        )

    def adopt(self, subject: Subject) -> None:
        """Makes `subject` the one that the following clauses of the sentence are about."""
        self._said.carried = subject

    def _nested(self, subject: Subject) -> bool:
        """True for a place that holds the document's own region or lies in it."""
        if self._said.default is None or subject.kind == "org" or subject.name == self._said.default.name:
            return False
        wide = subject.kind == "world" or subject.name in ("全国", "全國")
        return wide or self.names.within_default(subject) or self.names.inside(self._said.default.name, subject.name)

    def _of_section(self, index: int) -> Subject | None:
        if index not in self._sections:
            section = self._reading.doc.sections[index]
            found = [p for p in self._reading.places if section.start <= p.start < section.title_end]
            thing = self._said.default
            if thing is not None and thing.kind == "org" and names_in(normalise(section.title), thing.name):
                found = []  # 中国 in the name of a fair
            names = {p.region for p in found}
            self._sections[index] = Subject(found[0].region, "place", None) if len(names) == 1 else None
        return self._sections[index]

    def _of_part(self, sentence: Sentence) -> Subject | None:
        """Whose the numbers of the sentence's part are where no clause says it."""
        found = whose_part(self._reading, sentence.part, self.names.firms.names)
        self._said.scattered, self._said.many, self._said.report = found.scattered, found.many, found.report
        default = Subject(found.name, found.kind, None) if found.name is not None else None
        self._said.park, self._said.park_names = default if found.park else None, found.park
        return default
