"""Measures: what each number and rank in a text says about which subject, clause by clause."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Literal

from qdtui.model import Span
from qdtui.text.lexicon import vague
from qdtui.text.phrase import Lead, follows_noun, phrase_before, phrase_behind
from qdtui.text.quantity import Quantity
from qdtui.text.rank import Rank
from qdtui.text.sentence import Sentence
from qdtui.text.subject import Subject, Subjects

if TYPE_CHECKING:
    from qdtui.text.reading import Reading

MeasureKind = Literal["total", "new", "growth", "change", "share", "rank"]

_UP = r"增长|增加|上升|提升|提高|扩大|增幅|增速|涨幅|上涨|加快|延长|攀升|多增|高增长|增|升|涨|提价|节油|节能|节水|节电|增产|增收"
_DOWN = r"下降|减少|降低|下滑|回落|缩短|收窄|放缓|缩减|压减|减轻|降幅|下跌|缩小|少增|减|降|跌"
_MODIFIER = (
    r"同比|环比|按年|按月|按季|比(?:上年|去年|上月|上季度|年初)(?:同期|末|底)?|较(?:上年|去年|上月|上季度|年初)(?:同期|末|底)?|[较比][^，。；、]{1,12}?|年均|年平均|月均|平均|实际|名义|可比价|可比口径|两年平均|"
    r"累计|分别|均|则|却|也|都|又|大幅|小幅|首次|连续[一二两三四五六七八九十\d]+[年月]|近|净|再|可|保持|实现"
)
_CHANGE = re.compile(
    rf"(?P<modifier>(?:{_MODIFIER})*)(?:(?P<up>{_UP})|(?P<down>{_DOWN}))(?P<rate>率|幅度|幅|速)?(?P<aspect>[了约近超])?(?P<to>至|到|为|达到?|在|有)?\s*$"
)
_GAP = re.compile(
    r"(?:(?P<up>高于|好于|快于|高出|超出|领先于?|优于|高过|快过)|(?P<down>低于|慢于|落后于?|低过|弱于))(?P<than>[^，。；、]{0,16})$|比(?P<than2>[^，。；、]{1,16})(?:(?P<up2>高|快)|(?P<down2>低|慢))$"
)
_PULL = re.compile(r"(?P<pull>(?:拉动|带动|贡献)[^，。；、]{0,16}?)(?:增长)?(?P<by>约|近)?$")
_SHARE_OF = re.compile(
    r"(?P<of>(?:仅?占(?:到|据|比)?|约占|贡献了?)(?P<whole>[^，。；、]{0,20}?))(?:的|比重|比例|份额)?(?:为|达到?|超过?|近|约|高达)?$"
)
_NEW = re.compile(
    r"新增|净增|新设|新建|新培育|新认定|新入选|新突破|新上线|新签|新引进|新获批|新开|新注册|新登记|又有|又新|每年|升规|首批|成功创建|新建改造"
)
_NEW_END = re.compile(r"(?:新增|净增|多增|新入选|新认定|新增加)(?:了)?$")
_NEWEST = re.compile(r"(?:最新|新)一批$")
_MONEY_WORDS = re.compile(
    r"投入|资金|投资|产值|收入|体量|规模|营收|利润|贷款|GDP|总值|订单|经费|税|额|存款|融资|资产|销售|市值|费用|成本|预算"
)
_INDEX = re.compile(r"(?:指数|得分|评分|系数|分值|总分|分数|满意度|值|密度|强度)$")
_HOLDER = re.compile(
    r"^(?:数量|总量|增量|规模|总数|增速|增幅|数|占比|排名|产量|均|也|继续|分别|都|双双|总体|，|,|\s)*$"
)
_RANK_TAIL = re.compile(
    r"(?:数量|总数|家数|总体|连续多?[一二两三四五六七八九十\d]*年|继续|稳|均|都|分别|双双|也|已|一举|、|，|的|在|排名|\s)+$"
)
_LIST_SPLIT = re.compile(r"、|以及|和|及|与")
_GROUP_WORD = re.compile(r"(?:分别|依次)")
_EACH = re.compile(r"(?:均|都|双双|全部)[^，。；、\d]{0,8}$")
_HEADED = re.compile(
    r"(?:产量|增加值|营业收入|营收|收入|利润|产值|投资|出口|进口|销量|销售额|数量|占比|比重|总额|增幅|增速|规模|企业|项目|基地|平台|机构|产业|行业|用地|贷款|余额|面积|价格|总量)$"
)
_VAGUE_TIME = re.compile(r"(?:只要|只需|仅需|仅|平均|缩短|增加|减少|压缩|达|超|约|为|至|到|不到|需|用时|耗时)了?$")
_SLOGAN = re.compile(r"[“‘「《]$")


@dataclass(frozen=True, slots=True)
class Measure:
    """What one number or rank says. Offsets are those of the document's stored text."""

    sentence: Sentence
    clause: Span
    quantity: Quantity | None
    rank: Rank | None
    kind: MeasureKind
    indicator: str
    """What is counted or measured, in the words of the text."""
    words: Span
    """Where these words stand; they may come from an earlier clause."""
    subject: Subject | None
    rule: str
    """How the words were found: `before`, `behind`, `carried`, `paired`, `each`, `predicate`, `rank` …"""
    falls: bool = False
    flow: bool = False
    """True when a verb says that something was done (完成…), rather than that it is there."""
    ranks: tuple[Rank, ...] = field(default=())
    """Ranks that the text gives to this number."""

    @property
    def at(self) -> int:
        """Where the number or rank begins."""
        found = self.quantity or self.rank
        return found.start if found else self.words.start

    @property
    def end(self) -> int:
        """Where the number or rank ends."""
        found = self.quantity or self.rank
        return found.end if found else self.words.end


def measures(reading: Reading) -> list[Measure]:
    """What the numbers and ranks of the running text say, in order; headings and boilerplate are left out."""
    return [m for sentence in _Reader(reading).sentences() for m in sentence]


class _Reader:
    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.norm = reading.norm
        self.subjects = Subjects(reading)
        self.found: list[Measure] = []
        """The measures of the sentence at hand."""
        self.last: Measure | None = None
        """The measure whose words a number without words of its own takes over."""

    def sentences(self) -> Iterator[list[Measure]]:
        from qdtui.text.reading import within

        paragraph = -1
        busy = [(t.start, t.end) for t in self.reading.times]
        quantities = [q for q in self.reading.quantities if not _covered(q.number, busy)]
        for sentence in self.reading.sentences:
            here = self.norm.rfind("\n", 0, sentence.start)
            if here != paragraph:
                paragraph, self.last = here, None
            if sentence.heading:
                continue
            self.subjects.enter(sentence)
            self.found = []
            numbers = within(quantities, sentence.start, sentence.end)
            ranks = within(self.reading.ranks, sentence.start, sentence.end)
            for clause in self.reading.clauses(sentence):
                subject = self.subjects.clause(clause.start, clause.end)
                items: list[Quantity | Rank] = [
                    q for q in numbers if clause.start <= q.start < clause.end and not q.level
                ]
                items += [r for r in ranks if clause.start <= r.start < clause.end]
                if items:
                    items.sort(key=lambda item: item.start)
                    self._clause(sentence, clause, subject, items)
            yield self.found

    def _clause(
        self, sentence: Sentence, clause: Span, subject: Subject | None, items: Sequence[Quantity | Rank]
    ) -> None:
        own, at = self.subjects.lead(clause.start, clause.end)
        index = 0
        while index < len(items):
            item = items[index]
            limit = items[index + 1].start if index + 1 < len(items) else clause.end
            if item.start < at and index:
                index += 1
                continue
            if isinstance(item, Rank):
                at = self._rank(sentence, clause, subject, item, at)
                index += 1
                continue
            group = self._group(items, index, at)
            if group:
                at = self._paired(sentence, clause, subject, items[index : index + len(group)], group, at)
                index += len(group)
                continue
            at = self._number(sentence, clause, subject, item, Span(at, item.start), limit)
            index += 1

    # -- numbers

    def _number(
        self, sentence: Sentence, clause: Span, subject: Subject | None, item: Quantity, before: Span, limit: int
    ) -> int:
        norm = self.norm
        if _SLOGAN.search(norm, max(0, item.start - 1), item.start):
            return item.end
        if (
            item.kind == "time"
            and not _VAGUE_TIME.search(norm, max(0, item.start - 3), item.start)
            and item.start == item.number.start
        ):
            return item.end
        make = _Maker(self, sentence, clause, subject, item)
        text_before = norm[before.start : item.start]
        if item.kind in ("share", "ratio", "point"):
            return self._relative(make, item, before, limit, clause)
        change = _CHANGE.search(text_before)
        if (
            change
            and (change["to"] is None)
            and (change["up"] or change["down"]) not in ("增", "升", "涨", "减", "降", "跌")
            and not _NEW_END.search(text_before)
        ):
            lead = phrase_before(norm, before.start, before.start + change.start())
            compared = bool(re.search(r"同比|环比|[比较]", change["modifier"])) or item.kind != "count"
            if item.kind == "count" and not compared:
                if follows_noun(norm, item.end, limit):
                    return self._behind(make, item, limit, clause, lead, "new")
                make.add(lead.phrase, "new", "before")
                return item.end
            if not (lead.phrase.start == lead.phrase.end and follows_noun(norm, item.end, limit)):
                make.add(lead.phrase, "change", "before", falls=bool(change["down"]))
                return item.end
        if change and change["to"]:
            lead = phrase_before(norm, before.start, before.start + change.start())
            if lead.phrase.start < lead.phrase.end or not follows_noun(norm, item.end, limit):
                make.add(lead.phrase, "total", "before")
                return item.end
        lead = phrase_before(norm, before.start, item.start)
        new = self._is_new(before, lead, clause)
        noun_follows = follows_noun(norm, item.end, limit)
        empty = lead.phrase.start >= lead.phrase.end
        if item.kind in ("count", "bare", "group"):
            if noun_follows and (item.kind != "bare" or empty or lead.transitive):
                return self._behind(make, item, limit, clause, lead, new)
        elif (noun_follows or norm.startswith("的", item.end)) and (empty or lead.transitive):
            at = item.end + 1 if norm.startswith("的", item.end) else item.end
            return self._behind(make, item, limit, clause, lead, new, at)
        if item.kind == "group" or (
            item.kind == "size" and noun_follows and not lead.transitive and not norm.startswith("的", item.end)
        ):
            return item.end
        if item.kind == "bare" and not self._bare_ok(lead, item):
            return item.end
        each = self._each(lead, item)
        if each:
            for span in each:
                make.add(span, new, "each", lead=lead)
        else:
            make.add(lead.phrase, new, "before", lead=lead)
        return item.end

    def _bare_ok(self, lead: Lead, item: Quantity) -> bool:
        words = self.norm[lead.phrase.start : lead.phrase.end]
        return bool(_INDEX.search(words)) or (item.yi and bool(_MONEY_WORDS.search(words)))

    def _is_new(self, before: Span, lead: Lead, clause: Span) -> MeasureKind:
        text = self.norm[before.start : before.end]
        if _NEW_END.search(text) or _NEWEST.search(text) or any(_NEW.match(v) for v in lead.verbs):
            return "new"
        return "new" if _NEW.search(self.norm[clause.start : before.end][-24:]) else "total"

    def _behind(
        self,
        make: _Maker,
        item: Quantity,
        limit: int,
        clause: Span,
        lead: Lead,
        kind: MeasureKind,
        at: int | None = None,
    ) -> int:
        start = item.end if at is None else at
        phrase, predicate = phrase_behind(self.norm, start, max(limit, start))
        words = self.norm[phrase.start : phrase.end]
        if not words or vague().search(words):
            return phrase.end
        if item.kind == "bare" and item.yi and not _MONEY_WORDS.search(words):
            make.money = False
        indicator = None
        rule = "behind"
        if predicate is not None and len(words) <= 12:
            said = _predicate(self.norm, predicate, limit)
            if said is not None:
                indicator = self.reading.text[said.start : said.end] + self.reading.text[phrase.start : phrase.end]
                rule = "predicate"
                if re.search(r"新?加入|升规|又|新入", self.norm[said.start : said.end]):
                    kind = "new"
        make.add(phrase, kind, rule, indicator=indicator, lead=lead)
        return phrase.end

    def _relative(self, make: _Maker, item: Quantity, before: Span, limit: int, clause: Span) -> int:
        norm = self.norm
        text = norm[before.start : item.start]
        if item.kind == "point":
            if gap := _GAP.search(text):
                words = Span(before.start + gap.start(), item.start)
                make.add_to_last(
                    words,
                    "change",
                    "gap",
                    falls=bool(gap["down"] or gap["down2"]),
                    lead=phrase_before(norm, before.start, words.start),
                )
                return item.end
            change = _CHANGE.search(text)
            if change:
                lead = phrase_before(norm, before.start, before.start + change.start())
                make.add(lead.phrase, "change", "before", falls=bool(change["down"]))
                return item.end
            lead = phrase_before(norm, before.start, item.start)
            make.add(lead.phrase, "change", "before")
            return item.end
        change = _CHANGE.search(text)
        if change and not (
            change["to"]
            and not change["rate"]
            and (change["up"] or change["down"]) not in ("增幅", "增速", "涨幅", "降幅")
        ):
            lead = phrase_before(norm, before.start, before.start + change.start())
            each = self._each(lead, item, change["modifier"])
            for span in each or [lead.phrase]:
                make.add(span, "growth", "each" if each else "before", falls=bool(change["down"]))
            return item.end
        if item.kind == "ratio":
            lead = phrase_before(norm, before.start, item.start)
            make.add(lead.phrase, "total", "before")
            return item.end
        if change:
            lead = phrase_before(norm, before.start, before.start + change.start())
            make.add(lead.phrase, "share", "before")
            return item.end
        forecast = re.search(r"(?:预期|预测)的?$", text)
        if forecast and self.last is not None:
            make.add(Span(item.start, item.start), self.last.kind, "carried")
            return item.end
        if gap := _GAP.search(text):
            return item.end
        after = item.end
        attributive = norm.startswith("的", after)
        if share := _SHARE_OF.search(text):
            of = Span(before.start + share.start("of"), before.start + share.end("whole"))
            if attributive or follows_noun(norm, after, limit):
                phrase, _ = phrase_behind(norm, after + attributive, limit)
                if phrase.start < phrase.end:
                    words = self.reading.text[phrase.start : phrase.end]
                    whole = self.reading.text[before.start + share.start("whole") : of.end]
                    make.add(phrase, "share", "share", indicator=f"{words}占{whole}比重" if whole else words)
                    return phrase.end
            lead = phrase_before(norm, before.start, of.start)
            if lead.phrase.start < lead.phrase.end:
                make.add(Span(lead.phrase.start, of.end), "share", "share")
            else:
                make.add_to_last(of, "share", "share", lead=lead)
            return item.end
        lead = phrase_before(norm, before.start, item.start)
        empty = lead.phrase.start >= lead.phrase.end
        if empty and (attributive or follows_noun(norm, after, limit)):
            phrase, predicate = phrase_behind(norm, after + attributive, limit)
            words = self.reading.text[phrase.start : phrase.end]
            said = self.reading.text[predicate.start : predicate.end] if predicate else ""
            if phrase.start < phrase.end:
                make.add(phrase, "share", "share", indicator=words + said if said and len(said) < 24 else words)
                return phrase.end
        if empty and norm[item.start - 1 : item.start] in ("(", "（") and self.last is not None:
            close = norm.find("）" if norm[item.start - 1] == "（" else ")", after, clause.end)
            if close > 0:
                make.add_to_last(Span(after, close), "share", "share", suffix="占比")
                return close
        each = self._each(lead, item)
        for span in each or [lead.phrase]:
            make.add(span, "share", "each" if each else "before", lead=lead)
        return item.end

    # -- lists

    def _each(self, lead: Lead, item: Quantity, modifier: str | None = None) -> list[Span]:
        """The names before 均 (产值、税收和就业岗位占比都在95%以上), when there are two or more."""
        said = modifier if modifier is not None else self.norm[lead.phrase.end : item.start]
        if not re.search(r"均(?!衡)|都|双双", said) or re.search(r"年均|平均|月均", said):
            return []
        return self._names(lead.phrase)

    def _names(self, phrase: Span) -> list[Span]:
        names: list[Span] = []
        at = phrase.start
        for split in _LIST_SPLIT.finditer(self.norm, phrase.start, phrase.end):
            if split.start() > at:
                names.append(Span(at, split.start()))
            at = split.end()
        if at < phrase.end:
            names.append(Span(at, phrase.end))
        return names if len(names) > 1 and all(len(self.norm[n.start : n.end]) >= 2 for n in names) else []

    def _group(self, items: Sequence[Quantity | Rank], index: int, at: int) -> list[Span]:
        """The names that 分别 pairs with the numbers from `index` on; empty when their counts differ."""
        first = items[index]
        word = next(iter(re.finditer(r"分别|依次", self.norm[at : first.start])), None)
        if word is None or isinstance(first, Rank):
            return []
        run = [first]
        for item in items[index + 1 :]:
            if not re.fullmatch(r"、|和|及|与|以及|，|,", self.norm[run[-1].end : item.start]) or isinstance(
                item, Rank
            ):
                break
            run.append(item)
        head = self.norm[at : at + word.start()]
        lead = phrase_before(self.norm, at, at + len(head))
        etc = re.search(r"等[^、]{0,6}$", self.norm[lead.phrase.start : lead.phrase.end])
        phrase = Span(lead.phrase.start, lead.phrase.start + etc.start()) if etc else lead.phrase
        names = self._names(phrase)
        return names if len(names) == len(run) and len(run) > 1 else []

    def _paired(
        self,
        sentence: Sentence,
        clause: Span,
        subject: Subject | None,
        items: Sequence[Quantity | Rank],
        names: list[Span],
        at: int,
    ) -> int:
        text_before = self.norm[names[-1].end : items[0].start]
        change = _CHANGE.search(text_before)
        shared = _HEADED.search(self.norm[names[-1].start : names[-1].end])
        for item, name in zip(items, names, strict=True):
            if not isinstance(item, Quantity):
                continue
            make = _Maker(self, sentence, clause, subject, item)
            words = self.reading.text[name.start : name.end]
            if shared and name is not names[-1] and not words.endswith(shared[0]):
                words += self.reading.text[names[-1].start + shared.start() : names[-1].end]
            kind: MeasureKind = "total"
            if item.kind in ("share", "ratio"):
                kind = "growth" if change and not change["to"] else "share"
            elif item.kind == "point":
                kind = "change"
            make.add(name, kind, "paired", indicator=words, falls=bool(change and change["down"]))
        return items[-1].end

    # -- ranks

    def _rank(self, sentence: Sentence, clause: Span, subject: Subject | None, item: Rank, at: int) -> int:
        start = max(at, clause.start)
        before = self.norm[start : item.start] if item.start > start else ""
        if (
            not item.verb
            and self.found
            and self.found[-1].rank is None
            and not self.found[-1].ranks
            and _HOLDER.match(before) is None
        ):
            pass
        if _HOLDER.match(before):
            return self._attach(sentence, clause, subject, item, before)
        tail = _RANK_TAIL.search(before)
        lead = phrase_before(self.norm, start, start + (tail.start() if tail else len(before)))
        names = self._names(lead.phrase) if re.search(r"均|都|双双|分别", before + item.verb) else []
        make = _Maker(self, sentence, clause, subject, item)
        if lead.phrase.start >= lead.phrase.end:
            return self._attach(sentence, clause, subject, item, before)
        if "分别" in before and names:
            make.add(names[0], "rank", "rank", indicator=self._shared_words(names, 0))
            self._open = names
        else:
            for span in names or [lead.phrase]:
                make.add(span, "rank", "rank")
        return item.end

    _open: list[Span] = []

    def _shared_words(self, names: list[Span], index: int) -> str:
        name = names[index]
        words = self.reading.text[name.start : name.end]
        shared = re.search(r"(?:增幅|增速|占比|数量|总量|增量)$", self.norm[names[-1].start : names[-1].end])
        if shared and index < len(names) - 1 and not words.endswith(shared[0]):
            words += shared[0]
        return words

    def _attach(self, sentence: Sentence, clause: Span, subject: Subject | None, item: Rank, before: str) -> int:
        """Gives a rank to the numbers before it; a second rank on one number becomes a row of its own."""
        make = _Maker(self, sentence, clause, subject, item)
        last = self.found[-1] if self.found else None
        if last is None:
            if self.last is not None:
                make.add(Span(item.start, item.start), "rank", "rank")
            return item.end
        if not item.verb and self._open and last.kind == "rank":
            index = sum(1 for m in self.found if m.kind == "rank" and m.words in self._open)
            if index < len(self._open):
                make.add(self._open[index], "rank", "rank", indicator=self._shared_words(self._open, index))
                return item.end
        if last.kind == "rank" or last.ranks:
            make.add(Span(item.start, item.start), "rank", "rank")
            return item.end
        whole = "均" in before + item.verb or "都" in before
        for index in range(len(self.found) - 1, -1, -1):
            measure = self.found[index]
            if measure.ranks or measure.kind == "rank" or (measure.kind != last.kind and whole):
                break
            self.found[index] = replace(measure, ranks=(item,))
            if not whole:
                break
        self.last = self.found[-1]
        return item.end


@dataclass
class _Maker:
    """Adds measures of one number or rank to the sentence at hand."""

    reader: _Reader
    sentence: Sentence
    clause: Span
    subject: Subject | None
    item: Quantity | Rank
    money: bool = True

    def add(
        self,
        words: Span,
        kind: MeasureKind,
        rule: str,
        *,
        indicator: str | None = None,
        falls: bool = False,
        lead: Lead | None = None,
    ) -> None:
        reader = self.reader
        text = reader.reading.text
        if indicator is None:
            if words.start >= words.end:
                last = reader.last
                if last is None:
                    return
                words, indicator, rule = last.words, last.indicator, "carried"
            else:
                indicator = text[words.start : words.end]
        indicator = _tidy(indicator)
        if not re.search(r"[\w]", indicator):
            return
        if (
            vague().search(reader.norm[words.start : words.end])
            and rule in ("before",)
            and kind in ("total", "new")
            and len(indicator) <= 3
        ):
            return
        quantity = self.item if isinstance(self.item, Quantity) else None
        rank = self.item if isinstance(self.item, Rank) else None
        if (
            quantity is not None
            and quantity.kind == "bare"
            and quantity.yi
            and self.money
            and _MONEY_WORDS.search(indicator)
        ):
            quantity = replace(quantity, kind="money", unit="元")
        flow = bool(lead and any(v not in ("拥有", "有", "现有") for v in lead.verbs)) or kind in (
            "new",
            "growth",
            "change",
        )
        measure = Measure(
            self.sentence, self.clause, quantity, rank, kind, indicator, words, self.subject, rule, falls, flow
        )
        reader.found.append(measure)
        reader.last = measure

    def add_to_last(
        self,
        words: Span,
        kind: MeasureKind,
        rule: str,
        *,
        falls: bool = False,
        lead: Lead | None = None,
        suffix: str = "",
    ) -> None:
        """Adds a measure whose words go on from those of the one before: 新能源装机容量 + 占电力总装机."""
        reader = self.reader
        text = reader.reading.text[words.start : words.end]
        own = lead is not None and lead.phrase.start < lead.phrase.end
        last = reader.last
        if own and lead is not None:
            head: str | None = reader.reading.text[lead.phrase.start : lead.phrase.end]
        else:
            head = last.indicator if last is not None else ""
            if last is not None and last.kind == "growth" and kind == "change":
                head += "增长"
        self.add(words, kind, rule, indicator=f"{head}{text}{suffix}", falls=falls)
        if last is not None:
            reader.last = last


_TIDY = re.compile(r"^[\s、，,的和及与（(）)”]+|[\s、，,的（(：:“]+$")


def _tidy(words: str) -> str:
    words = _TIDY.sub("", words).replace("\n", "")
    if words.count("“") != words.count("”"):
        words = words.strip("“”")
    return words


def _covered(span: Span, busy: list[tuple[int, int]]) -> bool:
    from bisect import bisect_right

    index = bisect_right(busy, (span.start, 1 << 60)) - 1
    return index >= 0 and span.start < busy[index][1]


_SELECTED = re.compile(
    r"(?:成功|已经?|被|目前|均|全部|新|获得?|先后|双双|累计)*(?P<said>(?:入选|入围|列入|纳入|跻身|加入|通过|获评|获批|晋级|认定为|授予|评为|建成|开设|开通|实现|具有|拥有|开始|尚未|参与|参加|备案|升规|自动化|使用|接入|完成|来自|荣获|获得|成为|嵌入|进入)[^，。；、,;]{0,24})"
)


def _predicate(norm: str, predicate: Span, limit: int) -> Span | None:
    match = _SELECTED.match(norm, predicate.start, predicate.end)
    if match is None:
        return None
    end = match.end("said")
    while end > match.start("said") and norm[end - 1] in "名单中的之等了 ”":
        if norm[end - 1] == "”":
            break
        end -= 1
    return Span(match.start("said"), end)
