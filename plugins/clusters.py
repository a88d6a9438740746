"""Industrial clusters (产业集群) by name, with category, level, region and how far they have come."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from qdtui.api import Column, Document, Extractor, Row, Span, Table, hookimpl
from qdtui.text.cluster_hosts import host_of, year_of
from qdtui.text.cluster_lists import (
    LISTED,
    NEAR,
    Cluster,
    by_count,
    by_label,
    by_place,
    governed,
    in_column,
    on_line,
    without_guessed_hosts,
)
from qdtui.text.cluster_merge import merged
from qdtui.text.entering import (
    AGAIN,
    COPULA,
    THIS,
    entering_verb,
    is_listed_before,
    named_above,
    says_entering,
    subject_of,
)
from qdtui.text.industries import HEAD, industry_words, modifiers, one_name, rejoined
from qdtui.text.lexicon import industry_ending
from qdtui.text.listing import Listing, in_title, list_after, list_before, list_in_brackets
from qdtui.text.programmes import (
    CATEGORIES,
    SCALE,
    Programme,
    category_of,
    level_of,
    programmes,
)
from qdtui.text.progress import is_ahead, status_of
from qdtui.text.reading import Reading, as_written, read
from qdtui.text.sentence import Sentence

TABLE = Table(
    "clusters",
    "Industrial clusters by name; one row for each cluster and status in a document.",
    (
        Column("name", comment="The industry words alone, with place words that are part of the name."),
        Column(
            "category", allowed=CATEGORIES, comment="The programme it belongs to; 产业集群 when the text names none."
        ),
        Column("level", allowed=("世界级", "国家级", "省级", "市级"), comment="NULL when the text does not say."),
        Column("region", comment="The place that hosts or leads it, without 市 or 省."),
        Column(
            "status",
            allowed=("入选", "培育", "入围", "目标"),
            comment="入选: on a list, or exists; 培育: being built up; 入围: shortlisted; 目标: planned for a later year.",
        ),
        Column("year", "INTEGER", comment="The year it reached that status, when the text says."),
    ),
    key=("name", "category", "level", "status", "region"),
    label="name",
)

MENTIONED = re.compile("集群|集羣|基地|产[业業]群|產[业業]群")
# What says that 集群 alone means an industrial one
OF_INDUSTRY = re.compile(
    r"产业集群|制造业集群|先进制造|产业[“”\u4e00-\u9fff]{0,8}集群|雁阵|特色集群|国家队|(?:国家|[省市])级[\u4e00-\u9fff]{0,6}集群|[大个]集群|集群，?(?:年产值|产值|总产值|规模|营收|营业收入)|(?:联手|联合|共同|牵头)(?:打造|培育|建设|申报)的[^，。]{2,20}集群|集群培育|集群发展"
)
# What the word is about when something else is clustered: strikes, party committees, bridges, computers.
NOT_INDUSTRY = re.compile(
    r"党|政策|打击|作战|工程|化|式|效应|系统|算力|运算|创新指数|排名(?!第)|技术|鸟|内卷|指数(?!第)|主义|协同(?!发展|区)|[^，。；]{0,8}?(?:大会|峰会|论坛|博览会|交流会|对接会|推介会|工作会议?|座谈会|现场会)|打|越冬|工委|技能"
)
# 认定某某产业集群为省级重点产业集群
AS = re.compile(
    r"(?:被[^，。；]{0,6}?)?(?:列|认定|确定|评定?|评选|命名)?为(?!支撑|核心|主|抓手|重点|引领|基础|依托|载体)[^，。；、]{0,18}?集群"
)
# 某某集群在国家先进制造业集群成效评估中获评优秀
WITHIN = re.compile(
    r"(?:均|也|同)?在[^，。；]{0,6}(?:先进制造业|中小企业特色产业|战略性新兴产业|创新型产业)集群[^，。；]{0,12}[中里]"
)
NOT_IN = re.compile("未能?(?:成功)?入|没有入|无缘|落选")
DENIED = re.compile(r"[^，。]{0,8}(?:尚未|还未|未能|没有|不足|缺乏|不完善|有待)")
OUT = re.compile(
    r"[^，。；]{0,10}(?:止步|淘汰|落选|出局|未能|未进入|无缘|失利|(?:被|予以)(?:取消|撤销|摘牌|移出)|不合格)"
)
OWN_CITY = re.compile(
    "^(?:北京|上海|天津|重庆)$"
)  # 天津网络信息安全产业集群 sits there; 天津市重点产业集群 is one of the city's
# 形成以钢铁、石化为代表的三大千亿级产业集群
STANDS_FOR = re.compile(r"为(?:代表|主体|引领)的(?:[\d一二两三四五六七八九十]+[大个])?$")
# 国家新型工业化产业示范基地（装备制造·山东青岛）
IN_BRACKETS = re.compile(r"[（(](?P<kind>[\u4e00-\u9fff]{2,12})(?:[·，][^）)]{2,12})?[）)]")
JOINED = re.compile("[、和与及]|以及|，?并?入选")
OF_THESE = re.compile(r"[^。；]{0,14}，(?:其中[，,]?|包括)")
# 安徽再添2个国家级集群！甲集群、乙集群榜上有名
ADDED = re.compile(
    r"(?:[再新喜又]添|新增|新获批)(?:\d+|[一两三四五六七八九十])个(?P<level>国家级|省级)[^，。；]{0,10}集群[！。!”\n ]*$"
)
NEXT_HEAD = re.compile(r"、[^，。；、]{2,16}产业集群")
"""Another cluster of a chain in which each has its own head: 甲产业集群、乙产业集群."""
SHARED_HEAD = re.compile(rf"(?:\d+|[一两三四五六七八九十])个(?P<scale>{SCALE})(?:和|以及|与|、)")
OF_SCALE = re.compile(rf"{SCALE}(?:产业)?集群$")
COUNT = re.compile(r"(?:等)?(?:\d+|[两三四五六七八九十]+)[个大家]")
BASE = re.compile(r"新型工业化产业(?:示范)?基地|产业示范基地")
"""The bases that are clusters."""
COUNTED = re.compile(r"\d[个大家]|[两三四五六七八九十][个大]")


# 在新材料、新能源等领域建成45个国家先进制造业集群: fields, no names
IN_FIELDS = re.compile(
    r"等(?:\d+[个大])?(?:重点|关键|优势)?(?:领域|行业|方面)[^，。；]{0,6}(?:建成|形成|培育|打造|拥有|创建|布局|认定|产生|遴选)了?(?:出)?\d+个"
)


class Clusters:
    """Finds clusters at the words 集群 and 产业基地: the names stand before them, or before the verb that enters them."""

    name = "clusters"
    version = "1"
    tables = (TABLE,)

    def extract(self, doc: Document) -> Iterator[Row]:
        """Yield one row for each cluster and status."""
        if MENTIONED.search(doc.text) is None:
            return
        reading = read(doc)
        found: list[Cluster] = []
        for sentence, programme in zip(reading.sentences, programmes(reading), strict=True):
            on_list = [*on_line(reading, sentence, programme)] if programme is not None else []
            last = found[-1].name if found else None
            told = ADDED.search(reading.norm, max(0, sentence.start - 60), sentence.start)
            clusters = [] if on_list else [*_in_sentence(reading, sentence, last, programme)]
            if told is not None and LISTED.search(reading.norm, *sentence.span):
                clusters = [c._replace(level=c.level or told["level"]) for c in clusters]
            if programme is not None:
                clusters = [governed(reading, sentence, c, programme) for c in clusters]
                clusters += on_list
                clusters += in_column(reading, sentence, programme)
                clusters += by_place(reading, sentence, programme, clusters)
                clusters += by_count(reading, sentence, programme)
                clusters += by_label(reading, sentence, programme, clusters)
                clusters = without_guessed_hosts(reading, sentence, clusters)
            found += clusters
        for cluster in merged(reading, found):
            values = {
                "name": doc.text[cluster.name.start : cluster.name.end],
                "category": cluster.category,
                "level": cluster.level,
                "region": as_written(reading, cluster.region),
                "status": cluster.status,
                "year": cluster.year,
            }
            yield Row(
                "clusters",
                values,
                *cluster.quote,
                confidence=cluster.confidence,
                rule=cluster.rule,
                note=cluster.note,
                cells={"name": cluster.name},
            )


def _in_sentence(
    reading: Reading, sentence: Sentence, last: Span | None = None, programme: Programme | None = None
) -> list[Cluster]:
    """The clusters that a sentence names; 该集群 in it is the one named `last` before it.

    Below the announcement of a `programme` the word 集群 alone means its clusters.
    """
    if not re.search("集群|基地|产业群", reading.norm[sentence.start : sentence.end]):
        return []
    heads = _Heads(reading, sentence, last, programme)
    for head in HEAD.finditer(reading.norm, sentence.start, sentence.end):
        heads.read(head)
    return heads.found


class _Heads:
    """A sentence that is read head by head (集群, 产业基地), and what the heads so far say to the next one."""

    def __init__(self, reading: Reading, sentence: Sentence, last: Span | None, programme: Programme | None) -> None:
        self.reading = reading
        self.norm = reading.norm
        self.whole = sentence
        self.sentence = sentence
        """What lies near the head at hand: what is further off than a sentence is long says nothing about it."""
        self.last = last
        self.programme = programme
        self.paragraph = ""
        self.found: list[Cluster] = []
        self.taken = sentence.start
        """Where what was read ends."""
        self.verb: re.Match[str] | None = None
        """The verb that enters the clusters of the last head."""
        self.subject: Listing | None = None
        """The names before the last head, which a further verb is of too."""
        self.apiece: list[Span] = []
        """Those of them that 分别 gives to the heads to come."""
        self.declared: int | None = None
        """How many a head says there are, without naming any."""
        self.joined: list[int] = []
        """Which of `found` stand in one list with the next head."""
        self.words = ""
        """The last head with the words before it that say of what kind it is."""

    def read(self, head: re.Match[str]) -> None:
        """Adds the clusters that one head names."""
        norm = self.norm
        if not self._is_of_clusters(head):
            return
        mods = modifiers(norm, self.taken, head.start())
        entered = entering_verb(norm, self.sentence.start, mods)
        if entered is not None and NOT_IN.search(norm, max(self.sentence.start, entered.start() - 4), entered.end()):
            self.taken = head.end()
            return  # 未能入选国家级产业集群
        if entered is None and norm.endswith("为", self.sentence.start, mods):
            return  # 以新能源汽车为主导的产业集群: an attribute, no name
        if self.apiece and JOINED.fullmatch(norm, self.taken, mods):
            # 甲、乙分别入选国家创新型产业集群、国家先进制造业集群
            entered, self.subject = self.verb, Listing((self.apiece.pop(0),))
        elif entered is None and self.verb is not None and JOINED.fullmatch(norm, self.taken, mods):
            entered = self.verb  # 入选国家先进制造业集群、山东省“雁阵形”集群: one verb, two lists
        if entered is not None:
            listing = self._entering(head, entered)
        elif is_listed_before(norm, head.end(), self.sentence.end):
            return
        else:
            listing = self._around(head, mods)
        all_of_them = not listing.items and self.declared and COUNT.fullmatch(norm, self.taken, mods) is not None
        before, self.taken, self.verb = self.taken, head.end(), entered
        above, self.words = self.words, norm[mods : head.end()]
        if all_of_them and self.joined:
            self._tell_of_all(head)
        if listing.items and not (listing.declared == 1 and entered is None):  # no 判断一个产业集群
            self._add(head, mods, entered, listing, before, above)

    def _is_of_clusters(self, head: re.Match[str]) -> bool:
        """False for a head that is part of a title or of a name of something else, or is denied."""
        norm = self.norm
        if head.start() < self.taken or NOT_INDUSTRY.match(norm, head.end()) or DENIED.match(norm, head.end()):
            return False
        if OUT.match(norm, head.end(), self.sentence.end):
            return False
        start, end = max(self.whole.start, head.start() - NEAR), min(self.whole.end, head.end() + NEAR)
        self.sentence = replace(self.whole, start=start, end=end)
        self.paragraph = _paragraph(norm, self.sentence)
        if head[0] == "集群" and self.programme is None and not OF_INDUSTRY.search(self.paragraph):
            return False
        if head[0].endswith("基地") and not BASE.search(norm, start, end):
            return False
        titled = in_title(norm, start, head.start())
        return not titled and not norm.endswith(("融合", "、"), start, head.start())

    def _entering(self, head: re.Match[str], entered: re.Match[str]) -> Listing:
        """The names before the verb `entered`, which enters them into what the head says."""
        norm, sentence, subject = self.norm, self.sentence, self.subject
        again = entered is self.verb or AGAIN.fullmatch(norm, self.taken, entered.start()) is not None
        listing = subject if again and subject is not None else subject_of(norm, sentence.start, entered.start())
        if not listing.items and THIS.search(norm, sentence.start, entered.start()):
            listing = Listing((self.last,)) if self.last is not None else named_above(norm, sentence.start)
        if listing.items and entered.re is COPULA and not entered["many"] and "、" not in norm[listing_span(listing)]:
            listing = Listing((Span(listing.items[0].start, listing.items[-1].end),))
        listing = self.subject = rejoined(norm, self._in_brackets(head) or listing)
        if (
            "分别" in entered[0]
            and entered is not self.verb
            and 1 < len(listing.items) == _lists_from(norm, head, sentence)
        ):
            listing, self.apiece = Listing(listing.items[:1]), list(listing.items[1:])
        return listing

    def _in_brackets(self, head: re.Match[str]) -> Listing | None:
        """The industry of a base in brackets behind it: 国家新型工业化产业示范基地（船舶）."""
        kind = IN_BRACKETS.match(self.norm, head.end(), self.sentence.end) if head[0].endswith("基地") else None
        return Listing((Span(*kind.span("kind")),)) if kind is not None else None

    def _around(self, head: re.Match[str], mods: int) -> Listing:
        """The names before a head that no verb enters anybody into, else those behind it."""
        norm, end = self.norm, self.sentence.end
        if (shared := SHARED_HEAD.search(norm, self.taken, mods)) is not None:
            # 能源化工1个万亿级和新材料、装备制造2个百亿级产业集群: one head, two lists
            ahead = list_before(norm, self.taken, shared.start("scale"))
            if ahead.items:
                self.found += _clusters(self.reading, self.sentence, head, mods, None, ahead, self.paragraph)
            self.taken = shared.end()
        taken = self.taken
        listing = list_before(norm, taken, mods)
        if represented := STANDS_FOR.search(norm, taken, mods):
            listing = list_before(norm, taken, represented.start())
            listing = listing if len(listing.items) > 1 else Listing(())
        listing = self._in_brackets(head) or listing
        if listing.items and IN_FIELDS.search(norm, listing.items[-1].end, head.start()):
            listing = Listing((), listing.declared)
        apart = taken > self.whole.start and norm.startswith("、", taken) and norm.find("、", taken + 1, mods) < 0
        if len(listing.items) == 2 and listing.declared is None and (apart or one_name(norm, listing)):
            listing = Listing((Span(listing.items[0].start, listing.items[1].end),))
        listing = rejoined(norm, listing)
        self.declared = None if listing.items else listing.declared
        if not listing.items:
            listing = list_in_brackets(norm, head.end(), end, self.declared)
        if not listing.items and not COUNTED.search(norm, head.end() + 8, _clause_end(norm, head.end() + 8, end)):
            listing = list_after(norm, head.end(), end)
        self.subject = listing if listing.items and listing.items[0].start < head.start() else None
        return listing

    def _tell_of_all(self, head: re.Match[str]) -> None:
        """Gives what the last head says to all before it: 甲集群、乙集群、丙集群三个国家先进制造业集群."""
        norm, found = self.norm, self.found
        category, level = category_of(self.words, ""), level_of(norm, self.words, head.end(), self.sentence, "")
        level = level or ("国家级" if "“国家队" in norm[head.end() : head.end() + 14] else None)
        for n in self.joined:
            named_so = category if category != "产业集群" else found[n].category
            found[n] = found[n]._replace(category=named_so, level=level or found[n].level)

    def _add(
        self,
        head: re.Match[str],
        mods: int,
        entered: re.Match[str] | None,
        listing: Listing,
        before: int,
        above: str,
    ) -> None:
        """Adds the clusters of a list; what was read before it ends at `before`, with the words of a head `above`."""
        norm, sentence, found = self.norm, self.sentence, self.found
        between = norm[before : listing.items[0].start]
        chained = norm.startswith("、", head.end()) and NEXT_HEAD.match(norm, head.end()) is not None
        chained |= between in ("、", "和") and before > self.whole.start
        clusters = [
            *_clusters(self.reading, sentence, head, mods, entered, listing, self.paragraph, self.programme, chained)
        ]
        if above and OF_THESE.fullmatch(norm, before, listing.items[0].start):
            # 山东省“雁阵形”产业集群6个，其中高端化工、纺织家纺集群…
            level_above, kind_above = level_of(norm, above, before, sentence, ""), category_of(above, "")
            clusters = [
                c._replace(
                    level=c.level or level_above, category=kind_above if c.category == "产业集群" else c.category
                )
                for c in clusters
            ]
        if self.joined and AS.match(norm, head.end(), sentence.end) and norm[before : before + 1] in "、和及":
            for n in self.joined:  # 认定甲集群、乙集群为某省特色产业集群: what is said behind the last holds for all
                if found[n].category == "产业集群" and clusters:
                    level = found[n].level or clusters[-1].level
                    found[n] = found[n]._replace(category=clusters[-1].category, level=level)
        if found and before > self.whole.start and re.match(r"[，,]?(?:以及|和|及)|、$", between):
            # 培育A、B两个万亿级产业集群，以及C等五个: the verb before the first list governs the second.
            clusters = [c._replace(status=found[-1].status) for c in clusters]
        earlier = self.joined if between in ("、", "和", "以及", "及") else []
        self.joined = [*earlier, *range(len(found), len(found) + len(clusters))]
        found += clusters


def _clause_end(norm: str, start: int, stop: int) -> int:
    """Where the clause ends that a list behind a head may go on to: at a comma behind its last 、."""
    last = norm.rfind("、", start, stop)
    comma = norm.find("，", max(start, last), stop)
    return stop if comma < 0 else comma


def _lists_from(norm: str, head: re.Match[str], sentence: Sentence) -> int:
    """How many lists of clusters one verb names, from `head` on: 2 in 国家创新型产业集群、国家先进制造业集群."""
    count, end = 1, head.end()
    while (following := HEAD.search(norm, end, min(sentence.end, end + 24))) is not None:
        if not JOINED.fullmatch(norm, end, modifiers(norm, end, following.start())):
            break
        count, end = count + 1, following.end()
    return count


def _paragraph(norm: str, sentence: Sentence) -> str:
    start = norm.rfind("\n", max(0, sentence.start - 4 * NEAR), sentence.start) + 1
    end = norm.find("\n", sentence.end, sentence.end + 4 * NEAR)
    return norm[start or max(0, sentence.start - 4 * NEAR) : end if end >= 0 else sentence.end + 4 * NEAR]


def listing_span(listing: Listing) -> slice:
    """The stretch from the first name of a list to its last."""
    return slice(listing.items[0].start, listing.items[-1].end) if listing.items else slice(0, 0)


def _clusters(
    reading: Reading,
    sentence: Sentence,
    head: re.Match[str],
    mods: int,
    entered: re.Match[str] | None,
    listing: Listing,
    paragraph: str,
    programme: Programme | None = None,
    chained: bool = False,
) -> Iterator[Cluster]:
    norm = reading.norm
    words = norm[mods : head.end()]
    if named_as := AS.match(norm, head.end(), sentence.end) or WITHIN.match(norm, head.end(), sentence.end):
        words += named_as[0]  # 认定甲、乙3个产业集群为省级重点产业集群
    text = norm[sentence.start : sentence.end]
    behind = listing.items[0].start > head.start()
    listed = behind or entered is not None or says_entering(norm, head.end(), sentence)
    context = text if listed or head[0].endswith("基地") else ""
    own = re.search(r"特色|优势|支柱|主导|重点|新兴|标志性|传统|未来|十强", words) is not None
    category = category_of(words, "" if own else _told(paragraph, words, listed) if head[0] == "集群" else context)
    status = status_of(reading, sentence, min(listing.items[0].start, mods), head.end(), entered)
    if (
        status != "入围"
        and entered is not None
        and (is_ahead(reading, replace(sentence, start=entered.start()), entered.end()))
    ):
        status = "目标"
    if status == "入选" and entered is None and is_ahead(reading, sentence, min(listing.items[0].start, mods)):
        status = "目标"
    named = len(listing.items) > 1 or listing.declared is not None
    told = [n for i in listing.items if (n := industry_words(norm, i)) and industry_ending().search(norm[slice(*n)])]
    counted = listing.declared == len(listing.items) or (listing.etc and OF_SCALE.search(words) is not None)
    known = counted and len(listing.items) > 2 and 2 * len(told) >= len(listing.items)
    for item in listing.items:
        name = industry_words(norm, item, counted=known)
        if name is None or (head[0] == "产业示范基地" and "国家" in norm[slice(*name)]):
            continue  # 国家文化产业示范基地 is a title of firms
        plain = re.sub(r"[（(][^（）()]*[）)]$", "", norm[name.start : name.end])
        telling = industry_ending().search(plain) is not None
        headed = (entered is not None or item != listing.items[-1]) and HEAD.match(norm, name.end) is not None
        on_list = programme is not None and programme.category != "产业集群" and name.start > item.start
        if not (telling or headed or on_list or known or chained) and (
            behind
            or (head[0] == "集群" and not (named and "先进制造" in words and len(listing.items) > 1))
            or (not named and entered is None and name.start == item.start)
        ):
            continue
        sure = 0.9 if telling and (named or entered is not None or category != "产业集群") else 0.8 if telling else 0.6
        end = head.end() if entered is None else max(head.end(), entered.end())
        yield Cluster(
            name,
            Span(min(listing.items[0].start, mods), max(listing.items[-1].end, end) if behind else end),
            category,
            level_of(
                norm,
                OWN_CITY.sub("", norm[item.start : name.start].replace("全省", "")) + words,
                head.end(),
                sentence,
                context,
            ),
            host_of(reading, sentence, item, listing),
            status,
            year_of(reading, sentence, listing.items[0].start) if listed else None,
            "list behind head"
            if behind
            else "names entering a list"
            if entered is not None
            else "list before head"
            if named
            else "name before head",
            sure,
            listing.mismatch,
        )


def _told(paragraph: str, words: str, listed: bool) -> str:
    """The words that may name the programme of a head 集群: all of its paragraph, or what stands before it there."""
    at = paragraph.find(words)
    return paragraph if listed or at < 0 else paragraph[:at]


@hookimpl
def qdtui_extractors(config: Mapping[str, Mapping[str, Any]]) -> Iterable[Extractor]:
    """The extractor of this file."""
    return [Clusters()]
