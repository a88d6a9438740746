"""Clusters on lists below an announcement: on lines, in tables, by place, and where the word 集群 is left out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from qdtui.model import Span
from qdtui.text.cluster_hosts import host_of
from qdtui.text.columns import NUMBERED
from qdtui.text.industries import industry_words
from qdtui.text.lexicon import industry_ending
from qdtui.text.listing import Listing, opening, small_number, split_items
from qdtui.text.places import find_places, innermost, places, places_within
from qdtui.text.programmes import KIND, LEVEL, SCALE, Programme, level_of
from qdtui.text.progress import SHORTLIST
from qdtui.text.reading import Reading
from qdtui.text.sentence import Sentence

NEAR = 500

LISTED = re.compile(
    r"列[为入]|纳入|其中|分别|包括|名单|入选|上榜|入围|答辩|入列|进入|晋级|既有|榜上有名|在列|加上|算上|胜出|决赛|脱颖而出|优胜|有(?=[^，。；]{2,14}、)|拟认定|[：:]"
)
PLACES = re.compile(r"(?P<first>[\u4e00-\u9fff]{2,8}?市)(?:[、和与][\u4e00-\u9fff]{1,4}?[市州])+")
LIST_ITEM = re.compile(r"[\u4e00-\u9fffA-Za-z0-9（）()·]{2,30}集群")
LABEL = re.compile(r"(?P<place>[\u4e00-\u9fff]{2,8})(?:[（(](?:共)?\d+个[）)])?[：:](?=[\u4e00-\u9fff])")
SITE = re.compile(r"(?:开发|高新|示范|产业|工业|园|新)区$|产业园$")
"""What ends the name of a place where firms settle, and no industry's: 某某经济开发区."""
COUNT_IN_BRACKETS = re.compile(
    r"(?P<place>[\u4e00-\u9fff]{2,8}?)(?:共|有)?(?P<count>\d+|[一两二三四五六七八九十]+)个[（(](?P<names>[^（()）\n。；]{2,120})[)）]"
)
ENTERED = re.compile("(?:成功|双双|均|全部|也)*(?:入列|上榜|入选|在列|榜上有名|入围|位列其中|获批|获评|名列其中).*$")
DIGITS = re.compile(r"[ \t|]*(?:[（(]?\d{1,3}[)）、.．]?)[ \t|]*(?=[\u4e00-\u9fff])")
EARLIER = re.compile(r"此前|已有|原有|早前|先前|加上|算上|已入选的")
NAMED_AS = re.compile(r"(?:列为|认定为|评为|纳入)[^，。；集]{2,24}?(?:基地|园区|项目|产业带|示范区)")
OWN_KIND = re.compile(rf"(?:{KIND}|{SCALE}|{LEVEL})(?:产业)?集群$")
PERFORMS = re.compile(
    r"[^，。；]*集群[^，。；]{0,6}(?:产值|营收|规模|总量|增加值)[^，。；]{0,6}(?:突破|超|达|增长|实现)"
)
ROUNDS = re.compile("答辩|决赛|候选|初选|培育")


class Cluster(NamedTuple):
    """A cluster as one sentence names it."""

    name: Span
    quote: Span
    category: str
    level: str | None
    region: str | None
    status: str
    year: int | None
    rule: str
    confidence: float
    note: str | None


def on_line(reading: Reading, sentence: Sentence, programme: Programme) -> Iterator[Cluster]:
    """The cluster of a list's line below its announcement: 1.黄石市下陆区铜基新材料产业集群; 晋江市：拉链产业集群."""
    norm = reading.norm
    if programme.at == sentence.end:
        return
    start = NUMBERED.match(norm, sentence.start).end()  # type: ignore[union-attr]
    if several := PLACES.match(norm, start, sentence.end):
        # 四川省成都市、德阳市高端能源装备集群: the first place leads
        led = innermost(places(norm), *several.span("first"))
        item = Span(several.end(), sentence.end)
        name = industry_words(norm, item) if LIST_ITEM.fullmatch(norm, *item) else None
        if name is not None and led is not None:
            quote = Span(start, sentence.end)
            yield Cluster(
                name,
                quote,
                programme.category,
                programme.level,
                led.region,
                programme.status,
                programme.year,
                "list under heading",
                0.85,
                None,
            )
            return
    row = norm.find("|", start, sentence.end) >= 0
    if not sentence.end - start < NEAR or (not row and re.search(r"[，。；]\S|、", norm[start : sentence.end])):
        return
    own = level_of("", norm[start : sentence.end], 0, Sentence(0, 0), "") if row else None  # 认定省级、推荐申报国家级
    for cell in re.finditer(r"[^ \t|：:，。；]+", norm[start : sentence.end]):
        item = Span(start + cell.start(), start + cell.end())
        name = industry_words(norm, item) if LIST_ITEM.fullmatch(cell[0]) else None
        if not row and opening(norm, *item, skip=("和", "与", "及", "以及", "服务")) > item.start:
            continue  # 加快建设生物医药产业集群: a sentence of its own
        if name is not None:
            # a national list is of no place: only the line itself tells
            local = [p for p in places_within(norm, *sentence.span) if p.level not in ("state", "country", "macro")]
            macro = [p for p in places_within(norm, *item) if p.start == item.start]
            region = (
                host_of(reading, sentence, item, Listing((item,)))
                if local or macro or programme.level != "国家级"
                else None
            )
            quote = Span(item.start, sentence.end)
            yield Cluster(
                name,
                quote,
                programme.category,
                own or programme.level,
                region,
                programme.status,
                programme.year,
                "list under heading",
                0.85,
                None,
            )


def in_column(reading: Reading, sentence: Sentence, programme: Programme) -> Iterator[Cluster]:
    """The cluster of a numbered line that leaves 集群 out, below a head 集群名称 or a list's title: 3 昆山市 智能终端."""
    norm = reading.norm
    if programme.at == sentence.end or "集群" in norm[slice(*sentence.span)]:
        return
    headed = norm.find("集群名称", max(0, programme.at - NEAR), sentence.start) >= 0
    if programme.category == "产业集群" and not headed:
        return
    numbered = DIGITS.match(norm, sentence.start, sentence.end)
    if numbered is None or sentence.end - sentence.start > 40 or re.search("[，。；：]", norm[slice(*sentence.span)]):
        return
    cells = [
        Span(numbered.end() + c.start(), numbered.end() + c.end())
        for c in re.finditer(r"[^ \t|]+", norm[numbered.end() : sentence.end])
    ]
    local = [
        p for p in places_within(norm, numbered.end(), sentence.end) if p.level not in ("state", "country", "macro")
    ]
    for cell in cells:
        name = industry_words(norm, cell)
        if name is None or not local or not (headed or industry_ending().search(norm[slice(*name)])):
            continue
        yield Cluster(
            name,
            Span(numbered.end(), sentence.end),
            programme.category,
            programme.level,
            local[-1].region,
            programme.status,
            programme.year,
            "table below heading",
            0.75,
            None,
        )
        return


def by_place(reading: Reading, sentence: Sentence, programme: Programme, clusters: list[Cluster]) -> Iterator[Cluster]:
    """The names of a list in which each has its place before it and 集群 is left out: 长乐区花边、晋江市拉链等上榜."""
    norm = reading.norm
    if not LISTED.search(norm, sentence.start, sentence.end) or sentence.start - programme.at > NEAR:
        return
    for run in re.finditer(r"[^，。；：:,\n]+、[^，。；：:,\n]+", norm[sentence.start : sentence.end]):
        items = []
        for part in re.finditer(r"[^、]+", ENTERED.sub("", run[0].split("等")[0])):
            at = sentence.start + run.start() + part.start()
            local = [q for q in places_within(norm, at, at + len(part[0])) if q.level not in ("state", "country")]
            if not local or (local[0].start > at and part.start() > 0):
                break
            item = Span(local[0].start, at + len(part[0]))
            if part.start() == 0 and (had := norm.find("有", *item)) >= 0 and len(local) > 1:
                item = Span(had + 1, item.end)
            name = industry_words(norm, item)
            if name is None or name.start == item.start or not 2 <= name.end - name.start <= 12:
                break
            if SITE.search(norm, *name):
                break  # 甲经济开发区、乙高新区入选…园区名单 tells of parks
            items.append((item, name))
        else:
            for item, name in items if len(items) > 1 else ():
                if norm.endswith(("集群", "基地"), *item) or any(c.name.overlaps(name) for c in clusters):
                    continue
                region = host_of(reading, sentence, item, Listing((item,)))
                status = "入围" if SHORTLIST.search(norm, item.end, sentence.end) else programme.status
                yield Cluster(
                    name,
                    Span(*item),
                    programme.category,
                    programme.level,
                    region,
                    status,
                    programme.year,
                    "place before name",
                    0.75,
                    None,
                )


def by_count(reading: Reading, sentence: Sentence, programme: Programme) -> Iterator[Cluster]:
    """The names that brackets give behind each place's count: 武汉市2个（光电子信息、汽车）、宜昌市1个（磷系新材料）集群入选."""
    norm = reading.norm
    if "集群" not in norm[slice(*sentence.span)] or sentence.start - programme.at > NEAR:
        return
    for match in COUNT_IN_BRACKETS.finditer(norm, sentence.start, sentence.end):
        local = [p for p in places_within(norm, *match.span("place")) if p.end == match.end("place")]
        items = split_items(norm, *match.span("names"), small_number(match["count"]))
        names = [industry_words(norm, i) for i in items]
        if not local or len(items) != small_number(match["count"]) or not all(names):
            continue
        for name in names:
            if name is not None:
                yield Cluster(
                    name,
                    Span(match.start(), match.end()),
                    programme.category,
                    programme.level,
                    local[-1].region,
                    "入围" if SHORTLIST.search(norm, match.end(), sentence.end) else programme.status,
                    programme.year,
                    "list by place",
                    0.75,
                    None,
                )


def by_label(reading: Reading, sentence: Sentence, programme: Programme, clusters: list[Cluster]) -> Iterator[Cluster]:
    """The names of a list by places: 保定市（3个）：高阳纺织、白沟箱包、安国中药材."""
    norm = reading.norm
    if clusters or sentence.start - programme.at > 2 * NEAR:
        return
    label = LABEL.match(norm, sentence.start, sentence.end)
    local = places_within(norm, *label.span("place")) if label is not None else ()
    if label is None or not local or local[0].start != label.start("place") or local[-1].end != label.end("place"):
        return
    stop = sentence.end
    while norm[stop - 1] in "。；;，, ":
        stop -= 1
    items = [
        Span(label.end() + m.start(), label.end() + m.end()) for m in re.finditer("[^、]+", norm[label.end() : stop])
    ]
    names = [industry_words(norm, i) for i in items]
    for item, name in zip(items, names, strict=True):
        if name is None or any(n is None for n in names) or item.end - item.start > 16:
            return
        # 高阳纺织 below 保定市: a short county name counts inside its city
        chain = innermost(find_places(norm[slice(*label.span("place"))] + norm[slice(*item)]), 0, 99)
        region = chain.region if chain is not None else local[-1].region
        yield Cluster(
            name,
            Span(*item),
            programme.category,
            programme.level,
            region,
            programme.status,
            programme.year,
            "list by place",
            0.8,
            None,
        )


def without_guessed_hosts(reading: Reading, sentence: Sentence, clusters: list[Cluster]) -> list[Cluster]:
    """The clusters of a line without the place above it where the line tells the places of others: of a list of many."""
    told = {p.region for p in places_within(reading.norm, *sentence.span)}
    own = {c.region for c in clusters if c.region in told}
    if len(clusters) < 4 or len(own) < 2 or any(c.level not in ("国家级", "世界级", None) for c in clusters):
        return clusters
    return [c if c.region in told else c._replace(region=None) for c in clusters]


def governed(reading: Reading, sentence: Sentence, cluster: Cluster, programme: Programme) -> Cluster:
    """The cluster with the category and level of the list it is on, when its own words leave them open."""
    norm = reading.norm
    training = re.search(r"培育(?:对象|名单|库)", norm[sentence.start : sentence.end]) is not None
    if (
        cluster.status not in ("入选", "入围") and not (training and cluster.status == "培育")
    ) or cluster.name.start - programme.at > 2 * NEAR:
        return cluster
    beside = 0 <= sentence.start - programme.at <= 3 and norm.count("集群", sentence.start, sentence.end) > 1
    listed = beside or LISTED.search(norm, sentence.start, sentence.end) is not None
    if cluster.category not in ("产业集群", programme.category) or not listed:
        return cluster
    clause = norm[max(norm.rfind(c, sentence.start, cluster.name.start) for c in "，；") + 1 : sentence.end]
    if programme.at == sentence.end and PERFORMS.match(re.split("[，。；]", clause)[0]):
        return cluster  # 汽车产业集群产值突破2000亿元，电子信息产业集群入选…
    if cluster.category == "产业集群" and OWN_KIND.search(norm, cluster.name.end, cluster.quote.end):
        return cluster
    if (other := NAMED_AS.search(norm, cluster.name.end, sentence.end)) and programme.category[:4] not in other[0]:
        return cluster  # 被列为省级重大产业基地: another programme than the one announced above
    before = EARLIER.search(norm, sentence.start, cluster.name.start) is not None
    year = cluster.year or (None if before else programme.year)
    status = "入选" if programme.final and not ROUNDS.search(norm, *sentence.span) else cluster.status
    status = programme.status if status == "入选" and programme.forward else status
    level = cluster.level or programme.level
    return cluster._replace(category=programme.category, level=level, year=year, status=status)
