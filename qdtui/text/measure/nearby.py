"""Named holders: whose a number is where a clause names one that no other rule knows: a team, a rocket, a river."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from qdtui.model import Span
from qdtui.text.data import by_kind, fields
from qdtui.text.discourse import Subject
from qdtui.text.lexicon import acts, adverbs, verbs
from qdtui.text.normalise import normalise
from qdtui.text.orgs import suffix_kinds
from qdtui.text.places import Place, innermost
from qdtui.text.sentence import line_above
from qdtui.text.signs import any_of
from qdtui.text.spans import within
from qdtui.text.subjectwords import ADDED_THERE, SPEAKS
from qdtui.text.topics import SPEAKING, noun_kinds, owners

if TYPE_CHECKING:
    from qdtui.text.measure.context import Measure
    from qdtui.text.naming import Naming
    from qdtui.text.reading import Reading

REACH = 36
"""Within how many characters of the head of a clause the name of a holder ends."""
_MARK = re.compile(r"[的，。；：、（(《》）)！？!?\s—…]")
_NUMBER = re.compile(
    r"(?<![第A-Za-z\-—号])\d|(?<!第)[一二两三四五六七八九十百千万几]+(?:[多余]?[家个座条项名位人场批次大艘架台颗]|成|分之)|半数|多数"
)
_FUNCTION = re.compile(
    r"在(?![建线职])|(?<!自)由(?!于?器)|(?<![华作认成行])为|(?<!面)对(?![外接口撞])|与(?!会)|和(?![平谐合田睦])|将(?![军乐])|把(?!手)|被|是(?!否)|已|也(?!门)|都(?![市江匀])|还|就(?!业)|通过|根据|"
    r"超(?![大高低级临声导])|近(?![海地代])|约(?!旦|克)|仅|可(?!再)|(?<![功智性光动机节电热核储产])能(?![源力耗效])|有(?![限色机效])|正在|正式|日前|近日|今[天年日]|去年|昨[天日]|明[天年]|年|月|"
    r"日(?![本照喀])|期间|以来|等(?!级)|以(?![上下内来及色])|从(?!业)|向(?![上日阳])|让|使(?!用|馆)|达|共(?![同享建和青])|比(?!亚|利|例|赛)|较|占|其|这|该|各|每|全[国省市县区]|本|我国|"
    r"(?<![心集其])中(?![国心央部学医科石粮铁车建核船交信小间东南华山])|里|内(?!蒙|部|地|江|罗)|上(?!海|市|饶|合|虞|游|证)|后(?![勤续])|时(?!代|装|尚|速)|累计|不断|首次|成功|顺利|全[面力部]|负责人|相关|有关"
)
"""What ends a noun phrase at the head of a clause besides verbs and adverbs."""
_ANYBODY = re.compile(
    r"[了着]|^(?:[一二三四]期|过去|未来|上周|本周|记者|人们|人员|工作人员|专家|村民|群众|游客|旅客|居民|市民|企业|公司|工厂|项目|工程|他|她|它|我|自己|同时|此外|其中|目前|此|以往|历[届年]|往年|这|那|该|各|多|一些|许多|不少|部分|有关|相关|全|国内|当地|本|每|某|另|新|首批|第[一二三四五]$|如果|因此|随着|据|经|较|比|同比)|"
    r"(?:记者|负责人|人员|专家|群众|游客|旅客|居民|市民|村民|学生|农民|数据|情况|报告|消息|工作|同比|环比|增长|下降|价格|方面|问题|行业|产业|领域|经济|规模|总量|数量|比例|占比|比重|[率额值量]|冠军|亚军|季军)$"
)
"""Words that name nobody: persons at large, pointing words, and what is measured."""
_SLOGAN = re.compile(r"“一[^”]{1,2}一[^”]{1,2}”")
"""A policy by its four characters, which has no numbers of its own: “一企一策”."""
_PLAIN = re.compile(
    r"国家级?|外资|内资|大中型|中小型|重要|关键|省级?|市级?|县级?|区域|世界级?|国际|全球|全国|地方|重点|重大|大型|新型|特色|优势|智能化?|智慧|绿色|数字化?|现代化?|高端|先进|未来|产业|工业|农业|制造业?|企业|技术|科技|高新|创新|经济|综合|"
    r"公共|生产|加工|专业|示范|标准化?|专题|主题|系列|品牌|传统|新兴|中小微?|高速|普通|城市|乡村|农村|交通|物流|能源|水利|电力|服务|信息|网络|大数据|互联网|新能源|自动化?|自主|建设|研发|海外|对外|当地|本地|规模以上|规上|民营|国有|个体|集群|承包|竞赛|新|大|小|老|的|型"
)
"""Words that tell no one thing from others of its kind."""
_POLICY = re.compile(
    r"(?:通知|意见|方案|规划|办法|条例|决定|措施|纲要|报告|计划|目录|清单|法|规定|细则|公报|白皮书|建议|倡议|协定|协议|公约)(?:[（(][^（）()]*[)）])?》"
)
"""A work that lays down what others do: its numbers are those of the place that it is for."""
_BEFORE_A_NAME = re.compile(r"(?<=[\u4e00-\u9fff])的(?=[^的]{4})|、|——")
"""What parts words that describe a thing from its name."""
_SIZE = re.compile(
    r"水体|水位|水域|水质|面积|全长|[长宽深]约|[长宽深](?=[\d达超近])|流量|蓄水|来水|海拔|出口流量|主汛期|单网|鱼"
)
"""What is told of a river, lake or mountain, behind its name."""
_MARKS_A_NAME = re.compile(r"[“《A-Z]|[一二三四五六七八九十\d]号")
_MODEL = re.compile(r"[A-Z]{2,}|[A-Z]-?\d|[一二三四五六七八九十\d]号")
_NTH = re.compile(r"第[一二三四五六七八九十百\d]+[届次期批]|首届|20\d\d")
_TITLE = re.compile(r"《[^《》\n]{2,40}》(?:第[一二三四五六七八九十]+[卷辑册季部]|一书)?")
_SAYS = re.compile(
    r"(?:[今昨]天|近日|日前|联合|共同|还|明确|再次|也|将|正式)*(?:公布|发布|介绍|表示|显示|指出|获悉|宣布|称|说|透露|报告|通报|印发|部署|要求|召开|会见|提出|强调|认为|预计|批准|同意|发出|下达|安排|负责)"
)
_LISTED = re.compile(r"(?:[、《和与][^，。；\n]{0,60}?)?等[\d一二两三四五六七八九十百多]+[个家部项种名位所座条款]")
"""Behind the first of a list that is counted: 《甲》《乙》等四部图书."""
_CLAUSE_END = re.compile(r"[，。；：\n]")
_RELATIVE = re.compile(r"[\u4e00-\u9fff]{2,3}的")


_DOES = ("body", "product")
"""Kinds whose name may stand there in front of what they did: 某某植物园引种植物170种."""
_ALL_OF_IT = ("nature", "ministry")
"""Kinds whose name may stand within the words of the number: 青海湖水体面积, 商务部调集肉类."""


class Candidate(NamedTuple):
    """One whom a clause near a number begins with."""

    span: Span
    signs: frozenset[str]
    """What speaks for or against that the number is its: names of `holder_points.tsv`."""
    points: int


class Head(NamedTuple):
    """The noun phrase that a clause begins with."""

    span: Span
    noun: str
    """The noun of a holder that it ends with, or nothing."""
    kind: str
    """Of which kind the noun is: `team`, `body`, `firm`, `works`, `product`, `event`, `nature`, `site`, `group` or `work`."""
    behind: str
    """What stands behind it: `verb`, `says`, `number`, `of`, `end` or `word`."""


@cache
def _nouns() -> tuple[dict[str, str], re.Pattern[str]]:
    kinds = {word: kind for kind, words in by_kind("holder_nouns.tsv").items() for word in words}
    for word, kind in noun_kinds().items():
        kinds.setdefault(word, kind)
    for word, sort in suffix_kinds().items():
        kinds.setdefault(word, "firm" if sort == "firm" else "body")
    return kinds, re.compile(any_of(kinds))


@cache
def _points() -> dict[str, int]:
    return {sign: int(points) for sign, points in fields("holder_points.tsv")}


class Nearby:
    """The named holders of one reading."""

    def __init__(self, reading: Reading, names: Naming) -> None:
        self._reading = reading
        self._names = names
        self._title = normalise(reading.doc.title or "")
        self._heads: dict[Span, Head | None] = {}
        self._promising: dict[Span, bool] = {}
        self._marked: dict[Head, frozenset[str]] = {}
        self._last: Measure | None = None
        """The number before this one."""

    def told(self, measure: Measure) -> Measure:
        """The measure, with the holder that is named near it when its subject is but a place that was carried over to it."""
        told = measure.subject
        holder = self._holder(measure) if told is None or told.kind != "org" else None
        if holder is not None:
            measure = self._given(measure, holder)
        self._last = measure
        return measure

    def _given(self, measure: Measure, holder: Subject) -> Measure:
        """The measure as one of `holder`; what of the name stands in its words is no part of these: 青海湖|水体面积."""
        words, indicator = measure.words, measure.indicator
        end = holder.span.end if holder.span is not None else words.start
        if words.start < end < words.end and indicator == self._reading.text[slice(*words)]:
            words = Span(end, words.end)
            indicator = self._reading.text[slice(*words)]
        return replace(measure, subject=holder, words=words, indicator=indicator)

    def _holder(self, measure: Measure) -> Subject | None:
        if ADDED_THERE.match(self._reading.norm, self._names.skip(*measure.clause), measure.clause.end):
            return None
        best = max(self.candidates(measure), key=lambda c: c.points, default=None)
        if best is None or best.points < _points()["least"]:
            return None
        return Subject(self._reading.text[slice(*best.span)], "org", best.span)

    def candidates(self, measure: Measure) -> list[Candidate]:
        """Whom the clauses near a number begin with by name, from its own clause backwards."""
        clause = measure.clause
        subject = measure.subject.span if measure.subject is not None else None
        if subject is not None and subject.start >= clause.start:
            # the place that the clause names is the first part of a name: 中国队
            told = self._named(clause)
            if told is None or not told.noun or told.span.end > self._floor(measure, told):
                return []
            longer = told.span.start == subject.start < subject.end < told.span.end
            return [self._candidate(measure, told, "own")] if longer else []
        others = list(self._others(measure, subject))
        if not others and not self._may_name(clause):
            return []
        told = self.head(clause)
        apart = told is not None and told.span.end <= self._floor(measure, told)
        found = []
        if told is not None and apart and self._named(clause) is not None:
            found.append(self._candidate(measure, told, "here"))
        taken = self._reading.norm[slice(*told.span)] if told is not None else ""
        return found + [self._candidate(measure, head, where, apart, taken) for where, head in others]

    def _others(self, measure: Measure, subject: Span | None) -> Iterator[tuple[str, Head]]:
        """Whom the clauses before that of a number name, back to the one that names the place, and where they stand."""
        sentence = measure.sentence
        before = [c for c in self._reading.clauses(sentence) if c.start < measure.clause.start]
        for other in reversed(before):
            head = self._named(other)
            if subject is not None and subject.start >= other.start:
                if head is not None and head.noun and head.span.start == subject.start and head.span.end > subject.end:
                    yield "earlier", head
                return
            if head is not None:
                yield "first" if other is before[0] else "earlier", head
        paragraph = self._reading.norm.rfind("\n", 0, sentence.start) + 1
        for earlier in within(self._reading.sentences, paragraph, sentence.start)[-1:]:
            for other in self._reading.clauses(earlier)[:3]:
                if (head := self._named(other)) is not None:
                    yield "before", head

    def _named(self, clause: Span) -> Head | None:
        """The phrase that a clause begins with, when it may be a name."""
        head = self.head(clause) if self._may_name(clause) else None
        if head is None or head.kind:
            return head
        name = self._reading.norm[slice(*head.span)]
        return head if ("“" in name and "”" in name) or _MODEL.search(name) else None

    def _may_name(self, clause: Span) -> bool:
        """False for a clause that holds nothing by which a name is known; to see it takes a part of what reading it does."""
        if clause not in self._promising:
            norm, (start, end) = self._reading.norm, clause
            self._promising[clause] = (
                _nouns()[1].search(norm, start, end) is not None
                or _MARKS_A_NAME.search(norm, start, end) is not None
                or self._names.firms.named_at(self._names.skip(start, end), end) is not None
            )
        return self._promising[clause]

    @staticmethod
    def _floor(measure: Measure, head: Head) -> int:
        """Where the words of a number begin, or what of them may be told of the one whose name they begin with."""
        words = measure.words if measure.words.start >= measure.clause.start else Span(measure.at, measure.at)
        if head.span.end < words.end and (head.kind in _ALL_OF_IT or (head.kind in _DOES and head.behind == "verb")):
            return measure.at
        return min(words.start, measure.at)

    def _candidate(self, measure: Measure, head: Head, where: str, own: bool = False, taken: str = "") -> Candidate:
        """The head of a clause, weighed; the number's clause begins with `taken`, `own` when it is no word of the number."""
        norm = self._reading.norm
        start, end = head.span
        signs = {where, "behind:" + head.behind, *self._marks(head)}
        heading = self._heading(measure.sentence.start)
        if heading and norm[start:end] in heading:
            signs.add("headed")
        before = norm[start - 1 : start]
        if "在" in norm[max(norm.rfind("，", 0, start), start - 8) : start]:
            signs |= {"in", f"in:{head.kind}"}
        elif before in ("由", "对", "与", "从", "据", "经", "为", "向"):
            signs.add("preposition")
        if norm[end : end + 1] in ("与", "和", "、", "等", "《"):
            signs.add("joined")
        if _LISTED.match(norm, end):
            signs.add("listed")
        if where != "here" and SPEAKS.search(norm, end, self._clause_end(end)) is not None:
            signs.add("speaks")
        if head.behind == "verb" and _RELATIVE.match(norm, end):
            signs.add("relative")
        if where not in ("here", "own"):
            if taken and norm.endswith(taken, start, end):
                signs.add("taken up")
            elif own:
                signs.add("another:own")
            elif taken:
                signs.add("another:words")
            signs.add(f"away:{head.kind}")
            if head.noun in ("项目", "行动", "活动"):
                signs.add("undertaking")
        told = measure.subject
        if told is None:
            signs.add("nobody")
        elif told.name in ("全国", "全國"):
            signs.add(f"of the country:{head.kind}")
        elif where not in ("here", "own"):
            signs.add("told of a place")
        elif head.kind == "ministry":
            signs.add("ministry elsewhere")
        if self._names.in_report and where not in ("here", "own"):
            signs.add("report")
        has = owners(measure.indicator)
        if "place" in has:
            signs.add("of a place")
        if head.kind in has:
            signs.add("has it")
        elif has - {"place"}:
            signs.add("of another kind")
        points = _points()
        if "country" in signs and head.kind in ("team", "body"):
            signs.add("country's own")
        if self._told_before(measure, head):
            signs.add("told before")
        if head.kind == "work" and head.behind == "says":
            signs.add("lays down")
        return Candidate(head.span, frozenset(signs), sum(points.get(sign, 0) for sign in signs))

    def _told_before(self, measure: Measure, head: Head) -> bool:
        """True where the number before this one is of the one named, in another clause of the same sentence."""
        last = self._last
        if last is None or last.subject is None or last.sentence is not measure.sentence:
            return False
        if last.subject.kind != "org" or last.subject.span != head.span:
            return False
        return last.clause != measure.clause or "、" in self._reading.norm[last.end : measure.at]

    def _marks(self, head: Head) -> frozenset[str]:
        """What there is in a name that tells one thing from others; each number behind it asks again."""
        if head not in self._marked:
            self._marked[head] = self._marks_of(head)
        return self._marked[head]

    def _marks_of(self, head: Head) -> frozenset[str]:
        norm = self._reading.norm
        start, end = head.span
        name = norm[start:end]
        signs = set()
        if _SLOGAN.fullmatch(name) or _ANYBODY.search(name) or name.endswith(SPEAKING):
            signs.add("anybody")
        if "“" in name and "”" in name:
            signs.add("quoted")
        if _MODEL.search(name):
            signs.add("model")
        if _NTH.search(name):
            signs.add("nth")
        place = self._place_at(start, end)
        core = name
        if place is not None:
            core = name[place.end - start :]
            signs.add("place" if not core else "country" if place.level == "country" else "placed")
        if head.kind:
            signs.add("kind:" + head.kind)
            core = core[: len(core) - len(head.noun)]
        telling = len(_PLAIN.sub("", core))
        if telling >= 2:
            signs.add("coined" if head.kind else "words")
            if telling >= 4:
                signs.add("rich")
        elif place is None and not signs & {"quoted", "model"} and head.kind not in ("work", "firm", "ministry"):
            signs.add("plain")
        often = norm.count(name)
        signs |= {sign for least, sign in ((2, "again"), (3, "often")) if often >= least}
        if name in self._title:
            signs.add("titled")
        return frozenset(signs)

    def _clause_end(self, at: int) -> int:
        mark = _CLAUSE_END.search(self._reading.norm, at)
        return mark.start() if mark is not None else at

    def _heading(self, at: int) -> str:
        """The line above the paragraph that holds `at`, when it is short."""
        line = line_above(self._reading.norm, self._reading.norm.rfind("\n", 0, at))
        return self._reading.norm[slice(*line)] if line.end - line.start <= 40 else ""

    def head(self, clause: Span) -> Head | None:
        """The noun phrase that a clause begins with, behind connecting words and times."""
        if clause not in self._heads:
            self._heads[clause] = self._head(clause)
        return self._heads[clause]

    def _head(self, clause: Span) -> Head | None:
        start = self._names.skip(*clause)
        head = self._head_at(start, clause.end)
        if head is not None and head.kind and not (head.behind == "end" and len(_PLAIN.sub("", self._core(head))) < 2):
            return head
        # what describes a thing may stand in front of it: 海拔3000米的某某水电站, 重点工程、某某大桥
        for mark in _BEFORE_A_NAME.finditer(self._reading.norm, start, min(clause.end, start + REACH)):
            described = self._head_at(mark.end(), clause.end)
            if described is not None and described.kind in ("works", "product", "site", "nature", "team"):
                return described
        return head

    def _core(self, head: Head) -> str:
        return self._reading.norm[head.span.start : head.span.end - len(head.noun)]

    def _head_at(self, start: int, end: int) -> Head | None:
        norm = self._reading.norm
        limit = min(end, start + REACH)
        if start >= end:
            return None
        if (title := _TITLE.match(norm, start, end)) is not None and not _POLICY.search(title[0]):
            return Head(Span(start, title.end()), "", "work", self._behind(title.end(), end))
        place = self._place_at(start, end)
        if place is None and (self._stop(start, end) or self._act(start)):
            return None
        firm = self._names.firms.named_at(start, end)
        if firm and not norm.startswith("有限", start + len(firm)) and start + len(firm) < end:
            stop = start + len(firm)
            stop += next((len(t) for t in ("集团", "股份", "公司", "控股") if norm.startswith(t, stop)), 0)
            return Head(Span(start, stop), "", "firm", self._behind(stop, end))
        times = {t.start for t in within(self._reading.times, start, limit)}
        kinds, pattern = _nouns()
        nouns = {m.end(): m for m in pattern.finditer(norm, start, limit + 1) if m.start() > start or len(m[0]) > 2}
        organisations = {o.end: o for o in within(self._reading.orgs, start, limit)}
        inside = {at for m in nouns.values() for at in range(m.start() + 1, m.end())}
        named, soft, at = 0, 0, place.end if place is not None else start
        while at <= limit:
            if at > start and at in nouns and self._ends(nouns[at], at, end, organisations):
                named = at
            if at == limit or at in times:
                break
            if norm[at] == "“":
                close = norm.find("”", at, min(end, at + 24))
                if close < 0:
                    break
                at = close + 1
                continue
            if at > start and at not in inside:
                ends = self._stop(at, end)
                if ends not in ("", "adverb"):
                    break
                soft = soft or (at if at > start + 1 and (ends or self._act(at)) else 0)
            at += 1
        stop_at = named or soft or at
        if norm.startswith(("有限", "股份有限"), stop_at):
            stop_at = next((o.end for o in organisations.values() if o.start < stop_at < o.end), stop_at)
        if stop_at - start < 2:
            return None
        noun = nouns[stop_at][0] if named and stop_at in nouns else ""
        return Head(Span(start, stop_at), noun, kinds.get(noun, ""), self._behind(stop_at, end))

    def _ends(self, noun: re.Match[str], at: int, end: int, organisations: Container[int]) -> bool:
        """True where a name may end that ends with `noun`."""
        norm = self._reading.norm
        kind = _nouns()[0][noun[0]]
        if noun[0] in suffix_kinds():
            return at in organisations
        if at >= end or kind == "ministry":
            return True
        if noun[0] == "轮":
            return norm[at - 2] == "”"
        if len(noun[0]) == 1 and (norm[at] in "中里内上边" or norm[at - 2] in "沿大"):
            return False
        sized = kind == "nature" and _SIZE.match(norm, at) is not None
        return sized or norm[at] == "“" or self._act(at) or bool(self._stop(at, end))

    def _place_at(self, start: int, end: int) -> Place | None:
        return innermost(self._reading.places, start, end) if start in self._names.places_at else None

    def _act(self, at: int) -> bool:
        return self._reading.norm[at : at + 2] in acts()

    def _behind(self, at: int, end: int) -> str:
        """What stands behind a noun phrase: `says`, `verb`, `number`, `of`, `end` or `word`."""
        if at >= end:
            return "end"
        if _SAYS.match(self._reading.norm, at):
            return "says"
        stop = self._stop(at, end)
        return "verb" if self._act(at) else "word" if stop in ("adverb", "") else stop

    def _stop(self, at: int, end: int) -> str:
        """What ends a noun phrase at `at`, or nothing; `adverb` for one character that may stand inside a name."""
        norm = self._reading.norm
        if _MARK.match(norm, at):
            return "of" if norm[at] == "的" else "end"
        if _NUMBER.match(norm, at, end):
            return "number"
        if verbs().match(norm, at, end):
            return "verb"
        adverb = adverbs().match(norm, at, end)
        if adverb is not None and adverb.end() == at + 1 and norm[at] not in "均约仅共已有":
            return "adverb"  # 社会 holds one
        if adverb is not None or _FUNCTION.match(norm, at, end):
            return "word"
        return ""
