"""Subjects: what place or organisation a clause is about, carried over clauses, sentences and paragraphs."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from qdtui.model import Span
from qdtui.text.listing import opening
from qdtui.text.local_names import local_places, short_names
from qdtui.text.normalise import normalise
from qdtui.text.orgs import full_name, said_short_names
from qdtui.text.places import Place, document_place, find_places, innermost, resolve
from qdtui.text.sentence import Sentence
from qdtui.text.spans import within

if TYPE_CHECKING:
    from qdtui.text.reading import Reading

_CONNECTOR = re.compile(
    r"(?:其中[，,]?|此外|另外|虽然|尽管|即使|即便|随着|然而|事实上|其实|据此|与此同时|不仅如此|具体来看|[从按分][^，。、\d]{2,8}看(?=[，,])|同时|同期|而且|并且|而|但是?|不过|因此|目前|如今|当前|现在|下一步|未来|今后|近年来|多年来|近期|近日|日前|"
    r"据[^，,。]{2,14}(?:介绍|统计|了解|获悉)|据悉|据了解|"
    r"[^，,。]{0,6}数据显示|统计显示|作为[^，,]{2,20}的|今天的|如今的|现有的|在(?![线校建职编])|由|从(?![业事])|对(?![外口接比])|与|截至|至此|到|"
    r"(?:区|园|县|省|市)内的|沿线的|走进|来到|走访|探访|记者(?=在|走进|来到)|(?:它们?|他们|其)所在的|地处[^，,]{2,8}的|位于|尤其是|特别是|[(（、，,：:\s的])+"
)
_HERE = re.compile(
    r"(?:全|我|本|该)(?:自治区|新区|[国省市州县旗区])(?!际|内外|产|首[个家批]|重点实验室|领先|百强|一流|唯一|性|人大|两会|劳模|文明|统一)"
)
_WORLD = re.compile(
    r"(?:全球|全世界)(?=[^，。；、]{2,16}\d[^。；，]{0,6}[，,]其中[，,]?(?:中国|我国)|最新一批|新一批|[\d近约超共已累]|[一二两三四五六七八九十]{1,2}[座家个])"
)
_MAINLAND = re.compile(r"内地|大陆(?!架|性)")
_BODY = (
    r"(?:产业集群区?|集聚区|产业园区?|科技园|工业园|科学城|示范区|先行区|开发区|合作区|综试区|实验区|自贸区|自贸试验区|公司|集团|机场|港口|"
    r"银行|大学|研究院|实验室|集群|金融城|科技城|商务区|度假区|软件园|软件谷|创新港|自贸片区|保税区|物流港|孵化器|铁路|高铁|口岸|水电站|风电场|油田|气田)"
)
_BODY_HAS = re.compile(
    rf"(?P<name>(?:(?!国家级|省级|市级|先进制造业|特色|规模以上|重点|首个|首批)[^，,、。；：:“”的了是为在将与和有\s\d]){{2,24}}?{_BODY})"
    r"(?=拥有|现有|已有|共有|已|共|有|集聚|聚集|累计|实现|涵盖|年|上半年|全年|去年|位于|占地|里|内|总|订单|产值|营收|营业|今年|发布|目前|先后|，|,)"
)
_REPORTS = re.compile(
    r"(?P<name>[^，,、。；：:\s\d]{2,12}?)(?=(?:发布|公布|披露)?了?(?:的)?(?:20\d\d年)?(?:年度|半年度?|[一二三]季度)?(?:年报|财报|"
    r"半年报|季报|业绩快报|业绩报告))"
)
_FACILITY = re.compile(
    r"(?:(?P<this>[本此][届次])(?P<event>大会|会议|论坛|峰会|展会|博览会|交易会|展览会|洽谈会|活动|大赛|[\u4e00-\u9fff]{1,2}[博交贸]会|进博会)|(?P<noun>口岸|大桥|线路|铁路|高铁|机场|港口|电站|水库|隧道|大会|论坛|展会|博览会|交易会|合作区|开发区|高新区|经开区|自贸区|示范区|保税区)"
    r"(?=全长|总投资|总长|位于|设有|占地|建成|采用|设计|共|于|主要|总面积|由|今年|去年|实有|现有|已|还|将|同时|现场|期间|吸引|累计|集聚|以(?!上|下|内)|围绕|设置?了?|聚焦|汇[聚集]|包[含括]|涵盖|覆盖))"
)
_HOLDS = re.compile(
    r"(?:举办|举行|召开|启动|开展)了?(?P<name>(?![\d近约超多数]|一[系批场])[^，。；]{0,20}?[^，。；的]{2}(?:活动|大会|论坛|峰会|对接会|招聘会|博览会|交易会|洽谈会|推介会|展览会|展会|大赛|比赛))$"
)
_OF_EVENT = re.compile(r"(?:共|现场|吸引|来自|期间|累计|签约|达成|参展|参会|有来自|[\d近约逾超]|[百千]余)")
_OWNED_BODY = re.compile(r"(?:牵头的)?[^，。、的\d]{2,14}?(?:集群|产业园|示范园|基地)(?!总?数|规模|建设|发展)")
_WENT = re.compile(r"走进|来到|走访|探访|记者在")
_TOWN = re.compile(r"[全该][镇乡村]|镇[里上](?=[的共有今去已还])")
_CREDIT = re.compile(r"(?:承办|协办|主办|指导|支持单位)$")
"""A clause that names who held a gathering says nothing of whom the next is about."""
_OF_PART = re.compile(r"占|居|位居|位列|同比|环比|排名|数量[居占列]")
_THIS_THING = re.compile(
    r"[这该][种款类把台条套座间辆艘架枚颗部块个](?:由[^，。、]{2,10}的)?(?P<name>(?!(?:[^，。、]{0,6})(?:企业|公司|工厂|城市|项目|小镇|园区|集群|市|县|区|省|国家|数字|比例|指标|占比|目标|产业))(?!产品|情况|[方模形]式|趋势|变化|做法|方法|问题|城市|政策|机制|背景)[^，。、的\d]{2,10}?)"
    r"(?=每|的|有|能|可|仅|只|已|年[产均]|日产|重|高|长|厚|宽|直径|跨度|从|由|在|拥有|采用|使用|比|较|[，,])"
)
_LINES = ("铁路", "高铁", "线路", "工程")
_THERE = re.compile(r"这里|这片|这座城市|当地")
_ACTOR = re.compile(r"(?P<name>[\u4e00-\u9fffA-Za-z]{2,6}?)(?=通过|凭借|依托)")
_AUTHORITY = re.compile(
    r"(?P<national>工业和信息化部|工信部|国家发展?改革?委|科技部|科学技术部|商务部|农业农村部|财政部|国务院|生态环境部|国家能源局|交通运输部|文化和旅游部|"
    r"国家[^，。、]{2,8}[部局委])"
    r"[^，。]{0,8}?(?:公布|发布|认定|结束|完成|公示|评选|遴选|批复|批准|授予)|世界[^，。、]{2,6}(?:论坛|组织)[^，。]{0,4}?(?:公布|发布|认定)"
)
_SPEAKS = re.compile(r"(?:表示|介绍|指出|提出|显示|了解到|获悉|认为|透露|称|说|公布|宣布|报告)[“]?$")
_OFFICE = re.compile(
    r"(?:公司)?(?:党委书记|董事长|总经理|副总|总裁|首席|创始人|厂长|总监|车间主任|总工程师|负责人|相关负责人)"
)
_OWN = re.compile(
    r"(?:该[A-Za-z\u4e00-\u9fff]{0,10}?(?:集群区?|园区|基地|公司|企业|集团|项目|平台)(?=首期|全年|建成|拥有|现有|已|共|累计|实现|总|年|有)|"
    r"(?:该|本|这家|这个)?(?:公司|企业|集团|园区|集群|平台|工厂|项目)(?=全年|上半年|拥有|现有|已|共|累计|实现|总|年|[，,]))"
)
_THE_FIRM = re.compile(
    r"(?:该|本|这家|这个|这座|这间)?(?:公司|工厂|厂区|车间|厂房)(?!总?数|[、制债法类名]|注册)|这[家座间][^，。的、]{0,8}?(?:企业|公司|工厂|车间|厂)(?!家)|"
    r"企业(?=营业收入|营收|研发|产值|员工|现有|年产|先后|投入|主导|占地|生产的?[^，。]{0,6}最|订单)"
)
"""What means the firm that the paragraph named last, or that the article speaks of most."""
_HERE_IS = re.compile(
    r"(?:这里(?:便|就)?是|眼前的?|这是)(?:位于[^，。的]{2,10}的)?(?P<name>[^，。、的]{4,24}?(?:车间|工厂|生产基地|公司|产业园|实验室))(?=[，。,]|$)"
)
_FOR_PLACE = re.compile(r"(?:已|每年|累计|将)?为")
_GIVES = re.compile(r"创造|带来|贡献|增加|新增|提供|吸引|输送")
_PLACE_TAIL = re.compile(r"(?:机场|科学城|火车站|大学|银行)(?![^，。]{0,3}路)")
_OF_PLACE = re.compile(
    r"的?(?:这家|一家|某)(?P<what>[^，。、\d]{0,8}?(?:企业|公司|工厂))|"
    r"的(?P<plant>[^，。、的\d]{2,14}?(?:工厂|车间|生产基地|有限公司|码头|实验室))(?=[，,里内]|$)"
)
_LIST = re.compile(r"[^，,。；;：:\d]{0,24}?(?:、|等)")


_TRIES = 6
"""How many namings of a thing are looked at before a bare noun is given up."""
_REACH = 1000
"""How far back, in characters, the thing may be named that a bare noun means."""


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
        self._locals = local_places(reading.norm)
        self._local_names = frozenset(local.name for local in self._locals.values())
        self._towns = sorted(at for at, local in self._locals.items() if not local.name.endswith("地区"))
        self._firms = short_names(reading)
        self._short = re.compile("|".join(map(re.escape, self._firms)) or r"(?!)")
        self._main: dict[int, str | None] = {}
        """The firm that each part of the file names most, once it was asked for."""
        self._scene: Subject | None = None
        """The town that the article went to or the wide region of its title: later paragraphs speak of it."""
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
        self._topic: Subject | None = None
        self._carried: Subject | None = None
        self._before: Subject | None = None
        """The topic before this one, which 这里 means."""
        self._last_org: Subject | None = None
        self._event: Subject | None = None
        """The gathering that a clause of the sentence ends with, whose numbers follow."""
        self._part_of: Subject | None = None
        """The place behind 其中, whose share or rank may follow: 其中宁波5家，占三成."""
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
            self._section, self._last_org = sentence.section, None
        if paragraph != self._paragraph:
            self._paragraph = paragraph
            self._opening = True
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
        self._event = self._part_of = None

    @property
    def settled(self) -> bool:
        """True once a clause of the sentence has said more than when, or who said it."""
        return not self._fresh

    def clause(self, start: int, end: int) -> tuple[Subject | None, int]:
        """The subject of the clause `start`–`end`, its own or the one carried over, and where its other words start."""
        own, rest = self.lead(start, end)
        first = self._fresh
        speaks = first and _SPEAKS.search(self._reading.norm, start, end) is not None
        self._fresh = first and (rest >= end or speaks)
        if own is None and self._part_of is not None and _OF_PART.match(self._reading.norm, rest, end):
            return self._part_of, rest
        if own is None and self._event is not None and _OF_EVENT.match(self._reading.norm, rest, end):
            self._carried, self._event = self._event, None
        if held := _HOLDS.search(self._reading.norm, start, end):
            self._event = self._org(held.start("name"), held.end("name"))
        if own is None:
            return self._carried, rest
        if own.kind == "place" and own.span is not None and first:
            self._scene = own if self._visited(own, start) else None
        self._part_of = own if self._reading.norm.startswith("其中", start) else None
        if own.kind == "org":
            self._last_org = own
        firm = own.kind == "org" and own.span is not None and _OFFICE.match(self._reading.norm, own.span.end, end)
        if own.kind == "place" and _CREDIT.search(self._reading.norm, start, end):
            return own, rest
        if (speaks and own.kind != "world" and not firm) or (not first and (own.kind == "org" or self._nested(own))):
            return own, rest
        self._carried = own
        opens = (
            self._opening
            or firm
            or own is self._plant
            or (own.kind == "place" and not self._nested(own))
            or self._default is None
        )
        body = own.span is not None and _OWNED_BODY.match(self._reading.norm, own.span.end, end)
        if first and opens and own.kind != "world" and not (body and own.kind == "place"):
            self._topic = own
        return own, rest

    def _visited(self, own: Subject, start: int) -> bool:
        """True for a town that the clause goes to, and for a wide region that the title speaks of."""
        if own.span is None or own.name not in self._local_names:
            return False
        if own.name.endswith("地区"):
            return own.name[:-2] in normalise(self._reading.doc.title or "")
        return _WENT.search(self._reading.norm, start, own.span.end) is not None

    def adopt(self, subject: Subject) -> None:
        """Makes `subject` the one that the following clauses of the sentence are about."""
        self._carried = subject

    def lead(self, start: int, end: int) -> tuple[Subject | None, int]:
        """The subject that a clause itself begins with, and where the rest of the clause starts."""
        at = self.skip(start, end)
        subject = self._subject_at(at, end)
        if subject is None or subject.span is None:
            here = _HERE.match(self._reading.norm, at, end)
            return None, here.end() if here else at
        if (
            subject.kind == "place"
            and _towards(self._reading.norm, at)
            and _PARTNER.match(self._reading.norm, subject.span.end, end)
        ):
            return None, at
        again = _HERE.match(self._reading.norm, subject.span.end, end)
        return subject, self.skip(again.end() if again else subject.span.end, end)

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

    def _subject_at(self, at: int, end: int) -> Subject | None:
        norm = self._reading.norm
        if match := _HERE.match(norm, at, end):
            region = resolve(match[0], self._reading, at)
            return Subject(self._stored(region, at, match.end()), "place", Span(at, match.end())) if region else None
        if match := _REPORTS.match(norm, at, end):
            return self._org(at, match.end("name"))
        if match := _AUTHORITY.match(norm, at, end):
            whole = "全国" if match["national"] else "全球"
            return Subject(self._stored(whole, at, match.end()), "world", Span(at, match.end()))
        known = self._last_org
        if known is not None and norm.startswith(known.name, at):
            return Subject(known.name, "org", Span(at, at + len(known.name)))
        if (named := self._facility(at, end)) is not None:
            return named
        if match := _HERE_IS.match(norm, at, end):
            self._plant = self._org(match.start("name"), match.end("name"))
            return self._plant
        if (match := _FOR_PLACE.match(norm, at, end)) and match.end() in self._place_at:
            place = innermost(self._reading.places, match.end(), end)
            return self._place(match.end(), place, end) if place and _GIVES.match(norm, place.end) else None
        if match := _TOWN.match(norm, at, end):
            index = bisect_left(self._towns, at) - 1
            return (
                Subject(self._locals[self._towns[index]].name, "place", Span(at, match.end())) if index >= 0 else None
            )
        if match := _THERE.match(norm, at, end):
            near = within(self._reading.places, norm.rfind("\n", 0, at) + 1, at)
            if match[0] == "当地" and (
                around := [p for p in near if p.level in ("city", "county", "district", "zone")]
            ):
                return Subject(around[-1].region, "place", Span(at, match.end()))
            said = (s for s in (self._carried, self._topic) if s is not None and s.span is not None)
            here = next(said, self._before)
            return Subject(here.name, here.kind, Span(at, match.end())) if here is not None else None
        if (local := self._locals.get(at)) is not None and local.end <= end:
            return Subject(local.name, "place", Span(at, local.end))
        if (org := self._org_at.get(at)) is not None and org.end <= end:
            return None if norm.startswith("、", org.end) else self._org(at, org.end)
        if match := _BODY_HAS.match(norm, at, end):
            return self._org(at, match.end("name"))
        if match := self._short.match(norm, at, end):
            return None if norm.startswith("、", match.end()) else self._org(at, match.end())
        if match := _OWN.match(norm, at, end):
            return Subject(known.name, "org", Span(at, match.end())) if known is not None else None
        if match := _THIS_THING.match(norm, at, end):
            return Subject(self._reading.text[match.start("name") : match.end("name")], "org", Span(at, match.end()))
        if (match := _THE_FIRM.match(norm, at, end)) and (named_firm := self._firm_before(at)) is not None:
            return Subject(named_firm, "org", Span(at, match.end()))
        if match := _WORLD.match(norm, at):
            return Subject("全球", "world", Span(at, match.end()))
        if match := _MAINLAND.match(norm, at, end):
            return Subject(self._reading.text[at : match.end()], "place", Span(at, match.end()))
        if norm[at - 3 : at - 1] == "其中" and (match := _ACTOR.match(norm, at, end)):
            return self._org(at, match.end("name"))
        if at in self._place_at and (place := innermost(self._reading.places, at, end)) is not None:
            return self._place(at, place, end)
        return None

    def _facility(self, at: int, end: int) -> Subject | None:
        """What a bare 口岸 or 线路 at the head of a clause means: the one that was named last."""
        norm = self._reading.norm
        match = _FACILITY.match(norm, at, end)
        if match is None:
            return None
        noun = match["noun"] or match["event"]
        nouns = _LINES if noun == "线路" else (noun,)
        ends = (m.end() for m in re.finditer("|".join(nouns), norm[max(0, at - _REACH) : at]))
        for found in reversed([max(0, at - _REACH) + end for end in ends][-_TRIES:]):
            start = opening(norm, max(0, found - 16), found)
            if found - start >= len(noun) + 2:
                return Subject(self._reading.text[start:found], "org", Span(at, match.end()))
        return None

    def _firm_before(self, at: int) -> str | None:
        """The firm that a bare 公司 means: the last of the paragraph, of the scene, or the article's first of many mentions."""
        norm = self._reading.norm
        paragraph = norm.rfind("\n", 0, at) + 1
        near = [o for o in within(self._reading.orgs, paragraph, at) if o.kind == "firm" and o.end <= at]
        if near:
            return self._reading.text[near[-1].start : near[-1].end]
        if self._plant is not None:
            return self._plant.name
        if self._part not in self._main:
            start, end = self._bounds(self._part)
            named = Counter(full_name(norm, o.name) for o in within(self._reading.orgs, start, end) if o.kind == "firm")
            named.update(full_name(norm, m[0]) for m in self._short.finditer(norm, start, end))
            self._main[self._part] = named.most_common(1)[0][0] if named else None
        return self._main[self._part]

    def _org(self, start: int, end: int) -> Subject:
        return Subject(self._reading.text[start:end], "org", Span(start, end))

    def _place(self, at: int, place: Place, end: int) -> Subject | None:
        norm, text = self._reading.norm, self._reading.text
        if tail := _PLACE_TAIL.match(norm, place.end, end):
            return self._org(at, tail.end())
        if (local := self._locals.get(place.end)) is not None and local.end <= end:
            return Subject(local.name, "place", Span(at, local.end))
        if firm := _OF_PLACE.match(norm, place.end, end):
            if firm["plant"]:
                self._plant = Subject(
                    place.region + text[firm.start("plant") : firm.end()], "org", Span(at, firm.end())
                )
                return self._plant
            return Subject(place.region + text[firm.start("what") : firm.end()], "org", Span(at, firm.end()))
        whole = place.region in ("中国", "我国", "全国")
        region = "全国" if whole else place.region
        if place.level in ("county", "district") and region not in norm and place.name in region:
            region = place.name  # the text never says whether it is a 区 or a 县
        subject = Subject(self._stored(region, at, place.end), "place", Span(at, place.end))
        if norm.startswith(("、", "域"), place.end):
            return None
        if self._within_default(subject) and _LIST.match(norm, place.end, end):
            return None
        return subject

    def _stored(self, region: str, start: int, end: int) -> str:
        """`region` in the characters of the stored text, which may be traditional."""
        text, norm = self._reading.text[start:end], self._reading.norm[start:end]
        if text == norm:
            return region
        to = dict(zip(norm, text, strict=True)) | ({"国": "國"} if "國" in self._reading.text else {})
        return "".join(to.get(c, c) for c in region)

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

    def _bounds(self, part: int) -> tuple[int, int]:
        parts = self._reading.doc.parts
        return (parts[part].start, parts[part].end) if parts else (0, len(self._reading.norm))

    def _of_part(self, sentence: Sentence) -> Subject | None:
        reading = self._reading
        parts = reading.doc.parts
        start, end = self._bounds(sentence.part)
        text = reading.norm[start:end]
        whole = _WHOLE.findall(text)
        region = document_place(reading, sentence.start)
        mentions = sum(1 for p in reading.places if start <= p.start < end and p.region == region)
        kinds = Counter(m["kind"] for m in _OWN_REGION.finditer(text)).most_common(1)
        if kinds and kinds[0][1] >= len(whole):
            own = resolve(f"全{kinds[0][0]}", reading, start)
            # a county's article may speak of 全市 in passing; a province's names its capital more often than itself
            if own is not None and not (region and self._inside(region, own) and mentions > 3 * kinds[0][1]):
                return Subject(own, "place", None)
        title = normalise((parts[sentence.part].title if parts else None) or reading.doc.title or "")
        if (story := self._story(title, start, end)) is not None:
            return Subject(story, "org", None)
        if region is not None:
            region = self._wider(region, start, end)
        named = [p for p in reading.places if start <= p.start < end and p.level not in ("country", "state")]
        code = self._codes.get(region or "", "?")
        there = sum(1 for p in named if p.region == region or p.code.startswith(code))
        passing = region is not None and region not in title and (there < 2 or there < 0.3 * len(named))
        brief = _BRIEF.search(title) is not None
        self._scattered = brief or (passing and len({p.code[:2] for p in named if p.code}) > 3)
        if brief and (region or "") not in title:
            region = None
        if region is not None and passing and (whole or self._scattered or len(named) > 4):
            region = None
        if region is None or len(whole) > mentions:
            return self._whole_country(whole, text, reading.doc.text[start:end])
        return Subject(region, "place", None)

    def _story(self, title: str, start: int, end: int) -> str | None:
        """The firm whose story is told: the title names it, by its short name too, and no place."""
        norm = self._reading.norm
        names = {*self._firms, *said_short_names(norm)} if title and not find_places(title) else ()
        told = [n for n in names if n in title and norm.count(n, start, end) > 2]
        return full_name(norm, max(told, key=len)) if told else None

    def _wider(self, region: str, start: int, end: int) -> str:
        """The province of `region`, when the text names it and most of its places lie outside `region`."""
        code = self._codes.get(region, "")
        if len(code) < 4:
            return region
        near = [p for p in self._reading.places if start <= p.start < end and p.code.startswith(code[:2])]
        province = next((p.region for p in near if p.code == code[:2]), None)
        inside = sum(1 for p in near if p.code.startswith(code))
        return province if province is not None and inside < 0.6 * len(near) else region

    def _whole_country(self, words: list[str], norm: str, text: str) -> Subject | None:
        if len(mainland := list(_MAINLAND.finditer(norm))) > len(words):
            return Subject(text[mainland[0].start() : mainland[0].end()], "place", None)
        whole = bool(words) or _NATIONAL.search(norm) is not None
        return Subject("全國" if "國" in text else "全国", "place", None) if whole else None


def _towards(norm: str, at: int) -> bool:
    """True when the place at `at` is the one that something is done with: 对东盟, 与东盟."""
    return norm[max(0, at - 1) : at] in ("对", "与", "向", "从")


_OWN_REGION = re.compile(r"(?<![居列占于第跨])(?:全|我)(?P<kind>自治区|[省市县州旗])(?![第首前平各])")
_BRIEF = re.compile(r"快讯|简讯|简报|要闻|速[览递]|集锦|一句话新闻")
"""The title of news in brief: each item is of a place of its own."""
_NATIONAL = re.compile(
    r"各地(?!区)|中央财政|国务院|党中央|总书记|中国(?=[，。、的是在有已将]|经济|制造|外贸|企业|消费)|"
    r"国家(?:统计局|发展改革委|能源局|医保局|税务总局|林草局)|海关总署|(?:商务|财政|农业农村|工业和信息化|交通运输|教育|科学?技术?)部"
)
"""What a text of the whole country speaks of that does not say so."""
_PARTNER = re.compile(r"[^，。；]{0,24}?(?:进出口|出口|进口|贸易|投资|往来|出境)")
"""Behind 对 and a place: trade with it, which is another's."""
_WHOLE = re.compile(r"我国|全国(?!百强|两会|人大|首|领先|第|重点)")
