"""Industrial clusters (产业集群) by name, with category, level, region and how far they have come."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any, NamedTuple

from qdtui.api import Column, Document, Extractor, Row, Span, Table, hookimpl
from qdtui.text.cluster_hosts import host_of, year_of
from qdtui.text.columns import NUMBERED
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
from qdtui.text.industries import HEAD, industry_words, modifiers
from qdtui.text.lexicon import industry_ending
from qdtui.text.listing import Listing, in_title, list_after, list_before
from qdtui.text.places import find_places, innermost, places_within
from qdtui.text.programmes import (
    CATEGORIES,
    KIND,
    LEVEL,
    SCALE,
    Programme,
    category_of,
    level_of,
    programmes,
)
from qdtui.text.progress import SHORTLIST, is_ahead, status_of
from qdtui.text.reading import Reading, read
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
    key=("name", "category", "level", "status"),
    label="name",
)

# What the word is about when something else is clustered: strikes, party committees, bridges, computers.
NOT_INDUSTRY = re.compile(
    r"党|打击|作战|工程|化|式|效应|系统|算力|运算|创新指数|排名|技术|鸟|内|指数|主义|协同|打|越冬|工委|技能"
)
# 认定某某产业集群为省级重点产业集群
AS = re.compile(r"为(?!支撑|核心|主|抓手|重点|引领|基础|依托|载体)[^，。；、]{0,18}?集群")
LISTED = re.compile(
    r"列[为入]|纳入|其中|分别|包括|名单|入选|上榜|入围|答辩|入列|进入|晋级|既有|榜上有名|在列|加上|算上|拟认定|[：:]"
)
OWN_KIND = re.compile(rf"(?:{KIND}|{SCALE}|{LEVEL})(?:产业)?集群$")
LIST_ITEM = re.compile(r"[\u4e00-\u9fffA-Za-z0-9（）()·]{3,30}集群")
DENIED = re.compile(r"[^，。]{0,8}(?:尚未|还未|未能|没有|不足|缺乏|不完善|有待)")
EARLIER = re.compile(r"此前|已有|原有|早前|先前|加上|算上|已入选的")
OUT = re.compile(
    r"[^，。；]{0,10}(?:止步|淘汰|落选|出局|未能|未进入|无缘|失利|(?:被|予以)(?:取消|撤销|摘牌|移出)|不合格)"
)
LABEL = re.compile(r"(?P<place>[\u4e00-\u9fff]{2,8})(?:[（(](?:共)?\d+个[）)])?[：:](?=[\u4e00-\u9fff])")
NEAR = 500
COUNTED = re.compile(r"\d[个大家]|[两三四五六七八九十][个大]")


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


class Clusters:
    """Finds clusters at the words 集群 and 产业基地: the names stand before them, or before the verb that enters them."""

    name = "clusters"
    version = "1"
    tables = (TABLE,)

    def extract(self, doc: Document) -> Iterator[Row]:
        """Yield one row for each cluster and status."""
        reading = read(doc)
        found: list[Cluster] = []
        for sentence, programme in zip(reading.sentences, programmes(reading), strict=True):
            clusters = [*_in_sentence(reading, sentence, found[-1].name if found else None)]
            if programme is not None:
                clusters = [_governed(reading, sentence, c, programme) for c in clusters]
                clusters += _on_line(reading, sentence, programme)
                clusters += _by_place(reading, sentence, programme, clusters)
                clusters += _by_label(reading, sentence, programme, clusters)
            found += clusters
        for cluster in _merged(reading, found):
            values = {
                "name": doc.text[cluster.name.start : cluster.name.end],
                "category": cluster.category,
                "level": cluster.level,
                "region": cluster.region,
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


def _in_sentence(reading: Reading, sentence: Sentence, last: Span | None = None) -> Iterator[Cluster]:
    """The clusters that a sentence names; 该集群 in it is the one named `last` before it."""
    norm = reading.norm
    if "集群" not in norm[sentence.start : sentence.end] and "基地" not in norm[sentence.start : sentence.end]:
        return
    taken = previous_end = sentence.start
    previous: str | None = None
    subject: Listing | None = None
    whole = sentence
    for head in HEAD.finditer(norm, sentence.start, sentence.end):
        if head.start() < taken or NOT_INDUSTRY.match(norm, head.end()) or DENIED.match(norm, head.end()):
            continue
        if OUT.match(norm, head.end(), sentence.end):
            continue
        # What lies further off than a sentence is long says nothing about this head.
        start, end = max(whole.start, head.start() - NEAR), min(whole.end, head.end() + NEAR)
        sentence = replace(whole, start=start, end=end)
        text = norm[start:end]
        paragraph = _paragraph(norm, sentence)
        if head[0] == "集群" and not re.search(r"产业集群|制造业集群|先进制造", paragraph):
            continue
        if head[0].endswith("基地") and not re.search(r"新型工业化产业(?:示范)?基地|产业示范基地", text):
            continue
        if in_title(norm, sentence.start, head.start()) or norm.endswith(("融合", "、"), sentence.start, head.start()):
            continue
        mods = modifiers(norm, taken, head.start())
        entered = entering_verb(norm, sentence.start, mods)
        if entered is None and norm.endswith("为", sentence.start, mods):
            continue  # 以新能源汽车为主导的产业集群: an attribute, no name
        if entered is not None:
            again = subject is not None and AGAIN.fullmatch(norm, taken, entered.start()) is not None
            listing = subject if again and subject is not None else subject_of(norm, sentence.start, entered.start())
            if not listing.items and THIS.search(norm, sentence.start, entered.start()):
                listing = Listing((last,)) if last is not None else named_above(norm, sentence.start)
            if entered.re is COPULA and not entered["many"] and "、" not in norm[listing_span(listing)]:
                listing = Listing((Span(listing.items[0].start, listing.items[-1].end),))
            subject = listing
        elif is_listed_before(norm, head.end(), sentence.end):
            continue
        else:
            listing = list_before(norm, taken, mods)
            if not listing.items and not COUNTED.search(norm, head.end() + 8, sentence.end):
                listing = list_after(norm, head.end(), sentence.end)
        taken = head.end()
        if not listing.items or (listing.declared == 1 and entered is None):
            continue  # 判断一个产业集群
        clusters = list(_clusters(reading, sentence, head, mods, entered, listing, paragraph))
        if previous and re.match(r"[，,]?(?:以及|和|及)|、$", norm[previous_end : listing.items[0].start]):
            # 培育A、B两个万亿级产业集群，以及C等五个: the verb before the first list governs the second.
            clusters = [c._replace(status=previous) for c in clusters]
        yield from clusters
        previous, previous_end = (clusters[-1].status if clusters else None), head.end()


def _governed(reading: Reading, sentence: Sentence, cluster: Cluster, programme: Programme) -> Cluster:
    """The cluster with the category and level of the list it is on, when its own words leave them open."""
    norm = reading.norm
    training = re.search(r"培育(?:对象|名单|库)", norm[sentence.start : sentence.end]) is not None
    if (
        cluster.status not in ("入选", "入围") and not (training and cluster.status == "培育")
    ) or cluster.name.start - programme.at > 2 * NEAR:
        return cluster
    if cluster.category not in ("产业集群", programme.category) or not LISTED.search(
        norm, sentence.start, sentence.end
    ):
        return cluster
    if cluster.category == "产业集群" and OWN_KIND.search(norm, cluster.name.end, cluster.quote.end):
        return cluster
    before = EARLIER.search(norm, sentence.start, cluster.name.start) is not None
    year = cluster.year or (None if before else programme.year)
    return cluster._replace(category=programme.category, level=cluster.level or programme.level, year=year)


def _on_line(reading: Reading, sentence: Sentence, programme: Programme) -> Iterator[Cluster]:
    """The cluster of a list's line below its announcement: 1.黄石市下陆区铜基新材料产业集群; 晋江市：拉链产业集群."""
    norm = reading.norm
    if programme.at == sentence.end:
        return
    start = NUMBERED.match(norm, sentence.start).end()  # type: ignore[union-attr]
    if not sentence.end - start < NEAR or re.search(r"[，。；]\S|、", norm[start : sentence.end]):
        return
    for cell in re.finditer(r"[^ \t|：:，。；]+", norm[start : sentence.end]):
        item = Span(start + cell.start(), start + cell.end())
        name = industry_words(norm, item) if LIST_ITEM.fullmatch(cell[0]) else None
        if name is not None:
            region = host_of(reading, sentence, item, Listing((item,)))
            quote = Span(item.start, sentence.end)
            yield Cluster(
                name,
                quote,
                programme.category,
                programme.level,
                region,
                "入选",
                programme.year,
                "list under heading",
                0.85,
                None,
            )


def _by_place(reading: Reading, sentence: Sentence, programme: Programme, clusters: list[Cluster]) -> Iterator[Cluster]:
    """The names of a list in which each has its place before it and 集群 is left out: 长乐区花边、晋江市拉链等上榜."""
    norm = reading.norm
    if not LISTED.search(norm, sentence.start, sentence.end) or sentence.start - programme.at > NEAR:
        return
    for run in re.finditer(r"[^，。；：:,\n]+、[^，。；：:,\n]+", norm[sentence.start : sentence.end]):
        items = []
        for part in re.finditer(r"[^、]+", run[0].split("等")[0]):
            at = sentence.start + run.start() + part.start()
            local = [q for q in places_within(norm, at, at + len(part[0])) if q.level not in ("state", "country")]
            if not local or (local[0].start > at and part.start() > 0):
                break
            item = Span(local[0].start, at + len(part[0]))
            name = industry_words(norm, item)
            if name is None or name.start == item.start or not 2 <= name.end - name.start <= 12:
                break
            items.append((item, name))
        else:
            for item, name in items if len(items) > 1 else ():
                if norm.endswith(("集群", "基地"), *item) or any(c.name.overlaps(name) for c in clusters):
                    continue
                region = host_of(reading, sentence, item, Listing((item,)))
                status = "入围" if SHORTLIST.search(norm, item.end, sentence.end) else "入选"
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


def _by_label(reading: Reading, sentence: Sentence, programme: Programme, clusters: list[Cluster]) -> Iterator[Cluster]:
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
            "入选",
            programme.year,
            "list by place",
            0.8,
            None,
        )


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
) -> Iterator[Cluster]:
    norm = reading.norm
    words = norm[mods : head.end()]
    if named_as := AS.match(norm, head.end(), sentence.end):
        words += named_as[0]  # 认定甲、乙3个产业集群为省级重点产业集群
    text = norm[sentence.start : sentence.end]
    behind = listing.items[0].start > head.start()
    listed = behind or entered is not None or says_entering(norm, head.end(), sentence)
    context = text if listed or head[0].endswith("基地") else ""
    own = re.search(r"特色|优势|支柱|主导|重点|新兴|标志性|传统|未来|十强", words) is not None
    category = category_of(words, "" if own else paragraph if head[0] == "集群" else context)
    status = status_of(norm, sentence, min(listing.items[0].start, mods), head.end(), entered)
    if (
        status != "入围"
        and entered is not None
        and (is_ahead(reading, replace(sentence, start=entered.start()), entered.end()))
    ):
        status = "目标"
    if status == "入选" and entered is None and is_ahead(reading, sentence, min(listing.items[0].start, mods)):
        status = "目标"
    named = len(listing.items) > 1 or listing.declared is not None
    for item in listing.items:
        name = industry_words(norm, item)
        if name is None:
            continue
        plain = norm[name.start : name.end]
        telling = industry_ending().search(plain) is not None
        headed = entered is not None and HEAD.match(norm, name.end) is not None
        if not (telling or headed) and (
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
            level_of(norm, norm[item.start : name.start].replace("全省", "") + words, head.end(), sentence, context),
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


def _merged(reading: Reading, found: list[Cluster]) -> list[Cluster]:
    """One cluster for each name and status: a mention that says less than another is that other one again."""
    norm = reading.norm

    def text(cluster: Cluster) -> str:
        return norm[cluster.name.start : cluster.name.end]

    first: dict[tuple[str, str, str | None, str], Cluster] = {}
    for cluster in found:
        first.setdefault((text(cluster), cluster.category, cluster.level, cluster.status), cluster)
    found = list(first.values())
    names = {text(c) for c in found}
    kept: list[Cluster] = []
    for cluster in found:
        name = text(cluster)
        halves = re.split(r"[和与及]", name)
        if len(halves) == 2 and all(h in names for h in halves):
            continue
        if cluster.category == "产业集群":
            known = [c for c in found if _same(text(c), name) and c.category not in ("产业集群", "产业示范基地")]
            if any(k.status == cluster.status and cluster.level in (None, k.level) for k in known):
                continue
            if known and not norm.endswith("产业集群", *cluster.quote):
                cluster = cluster._replace(category=known[0].category)
        twin = next((i for i, k in enumerate(kept) if _same(text(k), name) and _says_the_same(k, cluster)), None)
        if twin is None:
            kept.append(cluster)
        elif (kept[twin].level is None and cluster.level is not None) or (
            len(name) > len(text(kept[twin])) and kept[twin].level == cluster.level
        ):
            kept[twin] = cluster._replace(year=cluster.year or kept[twin].year)
    return kept


def _same(a: str, b: str) -> bool:
    short, long = sorted((a, b), key=len)
    if long.endswith(short) and long[: -len(short)].endswith(("和", "与", "及", "、")):
        return False  # 超高清视频和智能家电 is another cluster than 智能家电
    return a == b or (min(len(a), len(b)) >= 3 and (a in b or b in a)) or a.startswith(b) or b.startswith(a)


def _says_the_same(a: Cluster, b: Cluster) -> bool:
    if a.category != b.category:
        return False
    if a.level is None or b.level is None:
        known = a.level or b.level
        return a.status == b.status or ("入选" in (a.status, b.status) and known != "世界级")
    return a.level == b.level and a.status == b.status


@hookimpl
def qdtui_extractors(config: Mapping[str, Mapping[str, Any]]) -> Iterable[Extractor]:
    """The extractor of this file."""
    return [Clusters()]
