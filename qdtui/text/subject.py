"""Subjects: what place or organisation a clause is about, carried over clauses, sentences and paragraphs."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from qdtui.model import Span
from qdtui.text.places import document_place, innermost, resolve
from qdtui.text.sentence import Sentence

if TYPE_CHECKING:
    from qdtui.text.reading import Reading

_CONNECTOR = re.compile(
    r"(?:其中[，,]?|此外|另外|同时|同期|而且|并且|而|但是?|不过|因此|目前|如今|当前|现在|下一步|未来|今后|近年来|多年来|近期|近日|日前|据了解|据介绍|据悉|据统计|"
    r"数据显示|统计显示|作为[^，,]{2,20}的|通过[^，,]{1,20}|今天的|如今的|现有的|在|由|从|对|与|经|截至|至此|到|以|地处[^，,]{2,8}的|位于|尤其是|特别是|“|「|\"|\(|（|\s|　)+"
)
_HERE = re.compile(r"(?:全|我|本|该)(?:自治区|新区|[国省市州县旗区])(?!际|内外|产)")
_WORLD = re.compile(r"全球|全世界|世界(?!级|[一首第最])")
_BODY = (
    r"(?:产业集群区?|集聚区|产业园区?|科技园|工业园|科学城|示范区|先行区|开发区|合作区|综试区|自贸区|自贸试验区|公司|集团|机场|港口|港|银行|大学|研究院|实验室|工厂|医院|平台|"
    r"股份|控股|科技|电器|汽车|智家|啤酒|集群)"
)
_BODY_HAS = re.compile(
    rf"(?P<name>[^，,、。；：:“”的了是为在将与和\s\d]{{2,24}}?{_BODY})(?=拥有|现有|已有|共有|已|共|有|集聚|聚集|累计|实现|涵盖|年|上半年|全年|去年|位于|占地|里|内|总|订单|产值|营收|营业|今年|发布|目前|先后|，|,)"
)
_OWN = re.compile(
    r"(?:该|本|这家|这个)?(?:公司|企业|集团|园区|集群|平台|工厂|项目)(?=全年|上半年|拥有|现有|已|共|累计|实现|总|年|[，,])"
)
_PLACE_TAIL = re.compile(r"(?:机场|科学城|火车站|站|大学|银行)(?![^，。]{0,3}路)")


@dataclass(frozen=True, slots=True)
class Subject:
    """Who or what a clause is about."""

    name: str
    """A region without 市 or 省, or a name as written."""
    kind: Literal["place", "world", "org"]
    span: Span | None
    """Where the clause says so; None when it is carried over or taken from the document."""


class Subjects:
    """The subjects of one reading; ask for sentences in order."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._sections: dict[int, Subject | None] = {}
        self._defaults: dict[int, Subject | None] = {}
        self._paragraph = -1
        self._carried: Subject | None = None
        self._last_place: Subject | None = None
        self._spans = {(p.start): p for p in reading.places}
        self._orgs = {o.start: o for o in reading.orgs}
        self._times = {t.start: t.end for t in reading.times}

    def enter(self, sentence: Sentence) -> Subject | None:
        """Starts a sentence; the subject that is carried into it."""
        norm = self._reading.norm
        paragraph = norm.rfind("\n", 0, sentence.start)
        if paragraph != self._paragraph:
            self._paragraph = paragraph
            self._carried = self._for_paragraph(sentence)
        return self._carried

    def clause(self, start: int, end: int) -> Subject | None:
        """The subject of the clause `start`–`end`: its own, or the one carried over."""
        own, _ = self.lead(start, end)
        if own is not None:
            self._carried = own
            if own.kind == "place":
                self._last_place = own
        return self._carried

    def lead(self, start: int, end: int) -> tuple[Subject | None, int]:
        """The subject that a clause itself begins with, and where the rest of the clause starts."""
        at = self.skip(start, end)
        norm = self._reading.norm
        subject: Subject | None = None
        if (org := self._orgs.get(at)) is not None and org.end <= end and org.kind in ("firm", "school", "institute"):
            subject = Subject(self._name(at, org.end), "org", Span(at, org.end))
        elif match := _BODY_HAS.match(norm, at, end):
            subject = Subject(self._name(at, match.end("name")), "org", Span(at, match.end("name")))
        elif match := _OWN.match(norm, at, end):
            if self._carried is not None and self._carried.kind == "org":
                subject = Subject(self._carried.name, "org", Span(at, match.end()))
        elif at in self._spans and (place := innermost(self._reading.places, at, end)) is not None:
            subject = self._place(at, place.region, place.end, end)
        elif match := _HERE.match(norm, at, end):
            region = resolve(match[0], self._reading, at)
            subject = Subject(region, "place", Span(at, match.end())) if region else None
        elif match := _WORLD.match(norm, at, end):
            subject = Subject("全球", "world", Span(at, match.end()))
        if subject is None or subject.span is None:
            return None, at
        return subject, self.skip(subject.span.end, end)

    def skip(self, at: int, end: int) -> int:
        """Where the clause goes on behind connecting words and times."""
        norm = self._reading.norm
        while at < end:
            if (after := self._times.get(at)) is not None:
                at = after
            elif match := _CONNECTOR.match(norm, at, end):
                at = match.end()
            else:
                break
        return min(at, end)

    def _name(self, start: int, end: int) -> str:
        return self._reading.text[start:end]

    def _place(self, at: int, region: str, place_end: int, end: int) -> Subject:
        if tail := _PLACE_TAIL.match(self._reading.norm, place_end, end):
            return Subject(self._name(at, tail.end()), "org", Span(at, tail.end()))
        return Subject("全国" if region in ("中国", "我国", "全国") else region, "place", Span(at, place_end))

    def _for_paragraph(self, sentence: Sentence) -> Subject | None:
        if sentence.section is not None:
            of_section = self._of_section(sentence.section)
            if of_section is not None:
                return of_section
        default = self._default(sentence)
        return default or self._last_place

    def _of_section(self, index: int) -> Subject | None:
        if index not in self._sections:
            section = self._reading.doc.sections[index]
            found = [p for p in self._reading.places if section.start <= p.start < section.title_end]
            names = {p.region for p in found}
            self._sections[index] = Subject(found[0].region, "place", None) if len(names) == 1 else None
        return self._sections[index]

    def _default(self, sentence: Sentence) -> Subject | None:
        if sentence.part not in self._defaults:
            self._defaults[sentence.part] = self._of_part(sentence)
        return self._defaults[sentence.part]

    def _of_part(self, sentence: Sentence) -> Subject | None:
        reading = self._reading
        region = document_place(reading, sentence.start)
        parts = reading.doc.parts
        start, end = (parts[sentence.part].start, parts[sentence.part].end) if parts else (0, len(reading.norm))
        text = reading.norm[start:end]
        whole = Counter(re.findall(r"我国|全国(?!百强|两会|人大|首|领先|第)", text))
        mentions = sum(1 for p in reading.places if start <= p.start < end and p.region == region)
        if region is None or sum(whole.values()) > mentions:
            return Subject("全国", "place", None) if whole else None
        return Subject(region, "place", None)
