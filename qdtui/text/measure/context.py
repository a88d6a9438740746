"""What is being read: the measures of a sentence so far, and how new ones are added."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from qdtui.model import Span
from qdtui.text.comparison import Gap
from qdtui.text.discourse import Subject
from qdtui.text.lexicon import acts
from qdtui.text.measure.groups import of_group
from qdtui.text.measure.tidying import tidy
from qdtui.text.phrase import Lead, phrase_before
from qdtui.text.places import innermost, resolve
from qdtui.text.quantity import Quantity
from qdtui.text.rank import Rank
from qdtui.text.sentence import Sentence
from qdtui.text.spans import within
from qdtui.text.subject import Subjects

if TYPE_CHECKING:
    from qdtui.text.reading import Reading

MeasureKind = Literal["total", "new", "growth", "change", "share", "rank"]

MONEY_WORDS = re.compile(
    r"投入|资金|投资|经济总量|产值|收入|体量|规模|营收|利润|贷款|GDP|总值|订单|经费|税|额|存款|融资|资产|销售|市值|费用|成本|预算"
)
_PEOPLE_SIZE = re.compile(r"(?:用户|网民|人口|会员|粉丝|客户|观众)(?:总体|整体)?规模")
"""How many people there are, which 规模 does not make money."""
_GENERIC = re.compile(
    r"(?:增幅|增速|涨幅|降幅|增长|占比|占|比重|份额|规模|数量|总量|增量|其中|(?:增长)?贡献率|累计|面积|同比|环比|总数|合计|投资完成率|中)"
)
_ORDINALS = re.compile(r"第?一(?:(?:产业)?、(?:第)?二)(?:(?:产业)?、(?:第)?三)?产业|第二(?:产业)?、(?:第)?三产业")
"""The sectors of an economy that share a head: 第一、二、三产业."""
_QUARTERS = re.compile(r"东部?、中部?(?:、|和)西部|东部?、中部?、西部?(?:、|和)东北")
"""The quarters of the country that share a head: 东、中、西部."""
_OF_WHOLE = re.compile(r"占[^，。；、的\d]{2,12}(?:的)?(?:比重|比例|份额)")
"""A share without whose it is: 占全国比重."""
_WITHIN = re.compile(r"(?:在|占)?(?![^，。；、]{2,12}在)[^，。；、]{2,12}(?:中|里)(?:的)?(?:占比|比重|比例|份额)")
"""A share of a whole that leaves open whose: 在国内生产总值中占比."""
_THING = re.compile(
    r"(?P<thing>(?![^，。；]{0,3}[至到]|却|能够|让|使得|项目|其中|水库[总设]|电站[总设]|灌区[总设]|[建投]成?[产运]?后|后|正线|干线|[大特]*桥|主桥|这|那|该|首[条座个]|新建|线路|路线|主线|全线|空载|满载|平均|最[大高长]|设计|单[线台]|全[省市国]|总|工程)[\u4e00-\u9fffA-Za-z0-9“”]{2,14}?)"
    r"(?:设计)?(?:总长|全长|设计时速|身高|负载能力|载重|续航里程|跨度|总建筑面积|占地面积|(?<![客车人物资现总])流量|水位|(?:平均|最高|最低)?海拔|库容)$"
)
_QUOTED_THING = re.compile(
    r"(?P<thing>“[^“”]{2,12}”[\u4e00-\u9fff]{1,10}?)(?:总高度?|总重量?|重量|直径|高度|排水量|载重量)$"
)
"""A thing with a name in quotation marks in front of its size: “某某二号”导管架|总高度."""
_DOES = re.compile(r"^(?:经过|通过|平均|处于)$|超过|发生|出现|达到|可能")
"""What no name of a thing holds, or is."""
_BUILT_BY = re.compile(r"[^的]{2,14}(?:承建|建设|修建|研制|投资|参建|施工|制造|生产|设计|研发)的(?=[^的]{3})")
"""In front of a thing: who builds it."""
_ACTOR = re.compile(
    r"(?!这|该|其|项目|有|企业|全|[各多])[^，。、的了就已将把被及\s]{2,12}(?:机器人|队|突击队|系统|装置|平台|探测器|卫星|飞船|研究院|实验室|大学|医院|公司|集团|产业集群)"
)
_OF_THE_WORLD = re.compile(r"(?:世界|全球)(?:经济|贸易)(?!.*贡献)")
"""What words begin with that tell of the whole world."""
_ONE_CHARACTER = ("重", "县", "镇", "乡", "村", "市", "州")
"""Indicators of one character: 9个县."""
_ANAPHOR = re.compile(
    r"(?:此类|这类|该类)[\u4e00-\u9fff]{2,6}|(?:这个|这一|该)(?:数字|比例|指标|占比|比率|数据|总量|规模|份额)"
)
_SPELL = re.compile(
    r"(?:已经?)?连续(?:多|\d+|[一二两三四五六七八九十]+)个?[年月季](?:度|份)?(?:均|都)?(?:运行|保持|处于|位于|稳定)?"
)
"""How long what was told last has been so: 已连续31个月超过30%."""
_TURNED = re.compile(
    r"(?<=[\u4e00-\u9fff]{2})[由从](?:上|去|前|一|二|三|四)[^，。；、]{1,8}?(?:下降|增长|上升|亏损|负增长)(?:转为)?$|^后(?=年[产销营均])|^(?:继续|仍)?保持(?=[\u4e00-\u9fff]{4})"
)
"""What something was like before it turned (利润由上年全年下降|转为增长), and what is left of 建成后."""
_SPELL_FIRST = re.compile(
    r"^(?:已经?)?连续多?(?:\d+|[一二两三四五六七八九十]+)(?:年|个月|个?季度)(?=[\u4e00-\u9fff]{2})"
)
"""How long something has been so, in front of it: 连续16年光伏组件产量."""
_TOPIC_END = re.compile(
    r"逐[月季年步]|保持|连续|持续|实现|不断|稳步|继续|平稳|快速|增长|上升|提升|下降|发展|加快|再(?!生|制造|就业|贷款|保险|担保)|创(?=[^，。]{0,6}新高)|显著|明显|大幅|成为|是|有|在|将|的|、|均|已|迈|连跨|跨越|突破|站上|翻"
)
_ACHIEVES = re.compile(r"(?<=[\u4e00-\u9fff]{2})(?:累计|累計)?(?:实现|實現|完成)了?(?=[\u4e00-\u9fff]{2})(?!率)")
_SOURCE = re.compile(r"(?:发布|公布|了解到|获悉|显示|表示|介绍|统计|指出|宣布)$")
"""What a clause ends with that only says who told."""
_FRAME = re.compile(
    r"[^，]{0,10}(?:[开投建]?[通产成用放]|完工|竣工|开业|改造)后$|受|随着|由于|为(?=提|了|推|加|促|解|满|进|实)|围绕|通过|在[^，]{2,30}下$|面对|得益于|以[^，]{2,12}为例|[从按分][^，。、\d]{1,8}看$"
)
"""What a clause begins with that tells why or how, not of what."""
_NO_WORDS = re.compile(r"^每(?:秒|分钟|小时|天|日|年|人)$|^单位$|[<>={}\\]|https?:|^[\W\d_]+$")
"""No words of an indicator: a rate's unit, markup, an address."""
_POSSESSED = re.compile(r"(?P<thing>[\u4e00-\u9fff]{2,12}(?:企业|行业|院校|医院))的(?=[^的，。；、]{2,14}率)")
_PART_OF = re.compile(r"(?P<part>.{3,}?)占(?!比)[^占]{1,14}")
_ITEM_ALONE = re.compile(
    r"(?:国家|省|市|县)级[\u4e00-\u9fff“”]{2,18}(?<!总数)(?<!累计)(?<!总数达)\d+[余多]?[家个户项名](?:以上|左右)?"
)
"""A clause that is nothing but a further item of a list: 新增小巨人企业2户，|省级企业110户."""
_BARE = re.compile(r"增加值|总?产值|营业收入|营收|利润|(?:所?占)?比重|占比|增[速幅]")
"""Words that leave open whose value or share it is."""
_LEADS = re.compile(
    r"(?:其次|再次|第[二三四]|最后)(?:是|为)(?P<next>[^，。；、\d]{2,14})|规模最[大小]的(?:是|为)(?P<least>[^，。；、\d]{2,14})|"
    r"(?P<most>(?!其中|增长|增[速幅]|占比|规模)[^，。；、\d]{2,14}?)(?:规模|增长|增[速幅]|占比|比重|总量|体量)(?:为)?最[大高快小低慢]"
)
"""A clause that names one of several as the next, the largest or the least."""
_COURSE = re.compile(
    r"(?P<what>(?!其中|同比|环比|增[速幅])[^，。；、\d的]{2,20}?(?:指数|[率额量值]|价格|收入|投资|规模|贸易|消费|[出进]口|需求|库存|订单))"
    r"(?:力度|也|均|都|则|仍|已|继续|持续|保持|稳步|总体|明显|平稳|连续|有所|小幅|大幅|快速|较快|进一步|加快|逐步|整体)*"
    r"(?:回升|上升|增长|下降|回落|向好|改善|提[高升]|扩大|加大|加快|放缓|处于|位于|稳定|攀升|走[高低强弱]|好转|恢复|扩张|收缩|回暖|领跑)"
)
"""A clause that says how something measured went."""
INDEX = re.compile(r"指数(?:[(（][^()（）]{1,12}[)）])?$|PMI$")
_MADE = re.compile(
    r"(?:^(?![这那])|首[个台]|这[款台]|的|[\d万亿台套])(?P<thing>[^，、的了\d\s]{2,14}?(?:机器人|系统|装置|平台|设备))"
)
_SPLIT = re.compile(r"、|以及|(?<![普涉以])及(?![格其时])|和(?![谐平])|(?<!参)与(?!会)")


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
    """How the words were found: `before`, `behind`, `predicate`, `carried`, `paired`, `each`, `share`, `gap`, `rank` …"""
    falls: bool = False
    flow: bool = False
    """True when the words say that something was done or changed, rather than that it is there."""
    ranks: tuple[Rank, ...] = ()
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


class Context:
    """The sentence at hand."""

    def __init__(self, reading: Reading, subjects: Subjects) -> None:
        self.reading = reading
        self.subjects = subjects
        self.norm = reading.norm
        self.text = reading.text
        self.found: list[Measure] = []
        """The measures of the sentence at hand."""
        self.last: Measure | None = None
        """The measure whose words a number without words of its own takes over."""
        self.counted: dict[str, Measure] = {}
        """The last count of the paragraph in each unit, which places apiece take over: 德阳、眉山分别达到820家和410家."""
        self.waiting: list[Span] = []
        """Names that 分别 pairs with ranks still to come."""
        self.spread: MeasureKind | None = None
        """What a verb at the head of a list says of its later items: 新增A45家、B397家."""
        self.hosts: tuple[Subject, ...] = ()
        """Places listed before their number, each of which the next number of the clause is of."""
        self.against: tuple[Gap, int] | None = None
        """The comparison with others that a bracket gives their number of, and where the bracket ends."""
        self.sentence: Sentence
        self.clause: Span
        self.subject: Subject | None = None
        self.own = False
        """True when the clause names its subject itself."""

    def enter_sentence(self, sentence: Sentence) -> None:
        """Starts a sentence."""
        self.sentence = sentence
        self.found = []
        self.waiting = []

    def enter_clause(self, clause: Span, subject: Subject | None) -> None:
        """Starts a clause."""
        self.clause = clause
        self.subject = subject
        self.own = subject is not None and subject.span is not None and subject.span.start >= clause.start
        told = self.found[-1].indicator[:3] if self.spread and self.found else ""
        if "级" not in told or not _ITEM_ALONE.fullmatch(self.norm, *clause):
            self.spread = None
        self.hosts = ()

    def clauses_before(self, offset: int, reach: int = 200) -> Sequence[Span]:
        """The sentence's clauses that begin in the `reach` characters before `offset`."""
        return within(self.reading.clauses(self.sentence), offset - reach, offset)

    def words(self, span: Span) -> str:
        """The stored text of a span."""
        return self.text[span.start : span.end]

    def lead(self, start: int, end: int) -> Lead:
        """The counted phrase before a number or comparison that begins at `end`."""
        lead = phrase_before(self.norm, start, end)
        for time in within(self.reading.times, max(lead.phrase.start, lead.phrase.end - 8), lead.phrase.end):
            alone = self.norm[time.start - 1] not in "、和及与"
            if alone and time.end == lead.phrase.end and time.start > lead.phrase.start + 1:
                lead = lead._replace(phrase=Span(lead.phrase.start, time.start))  # 汽车制造业|1—4月|增速
        for time in within(self.reading.times, lead.phrase.start, lead.phrase.start + 1):
            if time.start == lead.phrase.start and time.end <= lead.phrase.end:
                rest = phrase_before(self.norm, time.end, lead.phrase.end)
                return rest._replace(verbs=(*lead.verbs, *rest.verbs))
        return lead

    def add(
        self,
        item: Quantity | Rank,
        words: Span,
        kind: MeasureKind,
        rule: str,
        *,
        indicator: str | None = None,
        falls: bool = False,
        flow: bool = False,
        subject: Subject | None = None,
    ) -> Measure | None:
        """Adds a measure; without words of its own it takes those of the measure before it in the sentence."""
        if self.hosts and subject is None and isinstance(item, Quantity) and rule in ("before", "each", "share"):
            hosts, self.hosts = self.hosts, ()
            told = [self.add(item, words, kind, "each", indicator=indicator, falls=falls, subject=h) for h in hosts]
            return told[-1]
        if indicator is None:
            said = self._said(words, rule)
            if said is None:
                return None
            words, indicator, rule = said
        if kind == "growth" and rule == "carried" and (whole := _PART_OF.fullmatch(indicator)) is not None:
            indicator = whole["part"]  # 增加值占全市六成，增长8%: it is the value that grew
        if rule in ("carried", "gap") and subject is None:
            subject = self.subject_told(words)
        if kind == "share" and subject is None and (of := _POSSESSED.match(self.norm, words.start, words.end)):
            subject = Subject(self.words(Span(words.start, of.end("thing"))), "org", Span(words.start, of.end("thing")))
        if kind == "total" and subject is None and (split := self._thing(words)):
            thing = Span(words.start, split.end("thing"))
            if (built := _BUILT_BY.match(self.norm, *thing)) is not None:
                thing = Span(built.end(), thing.end)
            subject = self.subject = Subject(self.words(thing), "org", thing)
            self.subjects.adopt(subject)
            indicator, words = indicator[thing.end - words.start :], Span(thing.end, words.end)
        indicator = tidy(_TURNED.sub("", _SPELL_FIRST.sub("", _ACHIEVES.sub("", indicator))))
        if _NO_WORDS.search(indicator) or (len(indicator) < 2 and indicator not in _ONE_CHARACTER):
            return None
        if kind == "share" and rule == "carried":
            kind = "total" if INDEX.search(indicator) else "growth" if indicator.endswith(("增速", "增幅")) else kind
        group = self.subject if subject is None and self.own else None
        if group is not None and group.kind == "org" and group.span is not None and group.span.start == item.start:
            subject = self.subjects.whole  # how many they are is not their own number: 21家主要银行减免服务费1375亿元
        if subject is None and not self.own and _OF_THE_WORLD.match(indicator):
            subject = Subject("全球", "world", None)
        if subject is None and not self.own:
            size = not self.found and isinstance(item, Quantity) and item.kind not in ("share", "ratio", "point")
            behind = self.norm[item.end : self.clause.end]
            subject = self.subjects.fitting(self.subject, indicator, behind, item.start if size else None)
        measure = Measure(
            self.sentence,
            self.clause,
            _as_money(item, indicator) if isinstance(item, Quantity) else None,
            item if isinstance(item, Rank) else None,
            kind,
            indicator,
            words,
            _whole_name(subject, self.text) or _whole_name(self.subject, self.text),
            rule,
            falls,
            flow or kind in ("new", "growth", "change"),
        )
        self.found.append(measure)
        if isinstance(item, Quantity) and item.kind == "count":
            self.counted[item.unit] = measure
        self.last = measure
        return measure

    def _thing(self, words: Span) -> re.Match[str] | None:
        """The thing that words name in front of what is measured of it; none where a verb stands there."""
        split = _THING.match(self.norm, *words) or _QUOTED_THING.match(self.norm, *words)
        return None if split is None or split["thing"][-2:] in acts() or _DOES.search(split["thing"]) else split

    def _said(self, words: Span, rule: str) -> tuple[Span, str, str] | None:
        """The words of an indicator, where they stand, and how they were found: its own, or taken over."""
        last = self.last
        here = last is not None and last.sentence is self.sentence
        empty = words.start >= words.end
        if not empty and _BARE.fullmatch(self.norm, *words) and (leader := self.leader()) is not None:
            return Span(leader.start, words.end), self.words(leader) + self.words(words).removeprefix("所占"), rule
        if empty and not here and (topic := self.topic()) is not None:
            return topic, self.words(topic), "carried"
        if last is not None and here and not empty:
            empty = _SPELL.fullmatch(self.norm, words.start, words.end) is not None
        if empty and (went := self.went()) is not None:
            return went, self.words(went), "carried"
        if last is not None and (empty or _ANAPHOR.fullmatch(self.norm, words.start, words.end)):
            return last.words, last.indicator, "carried"
        if empty:
            return None
        of_whole = last is not None and here and _OF_WHOLE.fullmatch(self.norm, *words)
        if (
            of_whole
            or _GENERIC.fullmatch(self.norm, words.start, words.end)
            or (self.norm[words.end - 1] in "比重例额" and _WITHIN.fullmatch(self.norm, words.start, words.end))
        ):
            said = self.words(Span(words.start - self.norm.startswith("在", words.start - 1), words.end))
            if last is not None and here:
                return Span(last.words.start, words.end), last.indicator + said, "carried"
            if (topic := self.topic()) is not None:
                return Span(topic.start, words.end), self.words(topic) + said, "carried"
        if (
            last is not None
            and here
            and not self.own
            and _BARE.fullmatch(self.norm, *words)
            and last.indicator.endswith(self.words(words))
        ):
            return words, last.indicator, rule  # 建筑业总产值年均增长6%，累计完成|总产值
        if here and rule in ("before", "share") and (group := self.group_counted(words)) is not None:
            return Span(group.words.start, words.end), group.indicator + self.words(words), rule
        return words, self.words(words), rule

    def group_counted(self, words: Span) -> Measure | None:
        """Those just counted, of whom the bare words of a measure tell: 45个集群|产值, 规上企业325家，完成|产值."""
        last = self.found[-1] if self.found else None
        if last is None or last.quantity is None or last.quantity.kind not in ("count", "group"):
            return None
        if last.kind != "total" or last.rule not in ("behind", "before") or last.words.end > words.start:
            return None
        return last if of_group(self.norm, last.indicator, max(last.words.end, last.end), words) else None

    def leader(self) -> Span | None:
        """Which one of several the clause before this one or the one before that names as first, next or most."""
        for clause in reversed(self.clauses_before(self.clause.start)[-2:]):
            if (named := _LEADS.fullmatch(self.norm, *clause)) is not None:
                return Span(*next(named.span(n) for n in ("next", "least", "most") if named[n]))
        return None

    def went(self) -> Span | None:
        """What the clause right before tells the course of without a number: 内贸指数持续回升，12月为51.4%."""
        clauses = self.clauses_before(self.clause.start)
        if not clauses or (self.last is not None and self.last.clause.start >= clauses[-1].start):
            return None
        _, start = self.subjects.lead(*clauses[-1])
        course = _COURSE.match(self.norm, start, clauses[-1].end)
        return Span(*course.span("what")) if course is not None else None

    def subject_told(self, words: Span) -> Subject | None:
        """Whose number it is that a growth or share without words of its own goes on about: the last one's."""
        last = self.last
        if last is None or last.sentence is not self.sentence or self.own or last.clause.start > words.start > 0:
            return None
        return last.subject

    def add_onto_last(
        self,
        item: Quantity,
        words: Span,
        kind: MeasureKind,
        rule: str,
        lead: Lead | None = None,
        *,
        falls: bool = False,
        suffix: str = "",
    ) -> None:
        """Adds a measure whose words go on from those of the one before: 新能源装机容量 + 占电力总装机."""
        last = self.last
        if lead is not None and lead.phrase.start < lead.phrase.end:
            head = self.words(lead.phrase)
            if last is not None and last.sentence is self.sentence and _GENERIC.fullmatch(head):
                head = last.indicator + head
        elif last is not None:
            head = last.indicator + ("增长" if last.kind == "growth" and kind == "change" else "")
        else:
            head = ""
        told = self.words(words)
        said = f"{head}{'' if told and head.endswith(told) else told}{suffix}"  # 占全省53%，其中某市|占全省25%
        if words.start >= words.end and last is not None and last.sentence is self.sentence:
            words = last.words  # nothing is said again: 参加的青年有4700名，超过八成（80.1%）
        self.add(item, words, kind, rule, indicator=said, falls=falls)
        if last is not None:
            self.last = last

    def part_start(self) -> int:
        """Where the part of the file begins that the sentence is of."""
        parts = self.reading.doc.parts
        return parts[self.sentence.part].start if parts else 0

    def topic(self) -> Span | None:
        """The thing that the sentence begins with: 工业技改投资 in 工业技改投资近五年连续保持增长，其中…."""
        for first in self.reading.clauses(self.sentence):
            _, start = self.subjects.lead(first.start, first.end)
            if first.start == self.clause.start:
                return None
            framed = _FRAME.match(self.norm, first.start, first.end) or _SOURCE.search(self.norm, start, first.end)
            if start < first.end and not framed:
                break
        cut = _TOPIC_END.search(self.norm, start, first.end)
        end = min([t.start for t in within(self.reading.times, start, first.end)] + [cut.start() if cut else first.end])
        where = "在" in self.norm[start - 1 : start + 1]  # 博览会|在甲市开幕，…面积达8万平方米
        return Span(start, end) if 3 <= end - start <= 20 and not where else None

    def actor(self, phrase: Span) -> Subject | None:
        """Who did it, when a thing or team is named before the verb: 中国队获得3个冠军, 机器人实现4070米巡航."""
        if _ACTOR.fullmatch(self.norm, phrase.start, phrase.end) is None:
            return None
        return Subject(self.words(phrase), "org", phrase)

    def made(self, phrase: Span) -> tuple[Span, Subject | None]:
        """The thing that changed and who made it change: 巡检机器人将巡检效率提升5倍."""
        if re.match(r"将|把|推动|带动|使", self.norm[self.clause.start : phrase.start + 1]):
            return phrase, self.maker()
        by = re.search(r"[将把]", self.norm[phrase.start : phrase.end])
        if by is None or by.end() >= phrase.end - phrase.start - 1:
            return phrase, None
        return Span(phrase.start + by.end(), phrase.end), self.actor(Span(phrase.start, phrase.start + by.start()))

    def maker(self) -> Subject | None:
        """The machine or system of the clause before, which 将 or 推动 at the head of this one goes on about."""
        before = self.clauses_before(self.clause.start)
        if not before:
            return None
        text = self.norm[before[-1].start : before[-1].end]
        found = list(_MADE.finditer(text))
        if not found:
            return None
        start, end = (before[-1].start + at for at in found[-1].span("thing"))
        return Subject(self.text[start:end], "org", Span(start, end))

    def scope(self, word: str, offset: int) -> Subject:
        """What 全国, 全球 or 全省 means at `offset`."""
        region = {"国家": "全国", "我国": "全国", "世界": "全球", "全世界": "全球"}.get(word, word)
        span = Span(offset, offset + len(word))
        if region in ("全国", "全球"):
            return Subject(region, "world", span)
        return Subject(resolve(word, self.reading, offset) or word, "place", span)

    def product(self, phrase: Span) -> Subject | None:
        """The product that `phrase` names; None when it begins with a place or holds one."""
        held = within(self.reading.places, phrase.start, phrase.end)
        _, start = self.subjects.lead(phrase.start, phrase.end)
        known = held or start > phrase.start
        return None if known else Subject(self.words(Span(start, phrase.end)), "org", Span(start, phrase.end))

    def only_owner(self, phrase: Span) -> bool:
        """True when `phrase` is nothing but the place or the body that the number is of."""
        place = innermost(self.reading.places, *phrase)
        owner = self.subject.span if self.subject is not None else None
        return phrase == owner or (place is not None and (place.start, place.end) == tuple(phrase))

    def names(self, phrase: Span) -> list[Span]:
        """The names of a list; empty unless there are two or more."""
        found: list[Span] = []
        at = phrase.start
        for split in [*_SPLIT.finditer(self.norm, phrase.start, phrase.end), None]:
            end = split.start() if split else phrase.end
            if end > at:
                found.append(Span(at, end))
            at = split.end() if split else end
        if _ORDINALS.match(self.norm, phrase.start, phrase.end) or _QUARTERS.match(self.norm, phrase.start, phrase.end):
            return found
        return found if len(found) > 1 and all(n.end - n.start >= 2 for n in found) else []


def _whole_name(subject: Subject | None, text: str) -> Subject | None:
    """`subject`, unless its name is cut out of a pair of quotation marks; with the second one where the text has it."""
    if subject is None or subject.name.count("“") == subject.name.count("”"):
        return subject
    closed = subject.name + "”"
    return replace(subject, name=closed) if closed.count("“") == closed.count("”") and closed in text else None


def _as_money(item: Quantity, indicator: str) -> Quantity:
    """两万亿 without 元 is money when the words speak of money."""
    if item.kind == "bare" and item.yi and MONEY_WORDS.search(_PEOPLE_SIZE.sub("", indicator)):
        return replace(item, kind="money", unit="元")
    return item
