"""Industrial clusters (产业集群) by name, with category, level, region and how far they have come."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import pairwise
from typing import Any, NamedTuple

from qdtui.api import Column, Document, Extractor, Row, Span, Table, hookimpl
from qdtui.text.lexicon import industry_ending
from qdtui.text.listing import Listing, in_title, list_after, list_before
from qdtui.text.places import document_place, places, places_within, province_names
from qdtui.text.reading import Reading, read
from qdtui.text.sentence import Sentence
from qdtui.text.spans import within

CATEGORIES = (
    "先进制造业集群",
    "战略性新兴产业集群",
    "雁阵形产业集群",
    "中小企业特色产业集群",
    "产业示范基地",
    "创新型产业集群",
    "产业集群",
)
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
HEAD = re.compile(r"产业链?集群区?|集群区?|产业示范基地|产业化?基地|(?<=[个大])基地")
SCALE = r"[超近上]?[一二三四五六七八九十百千万\d]+亿(?:元)?(?:级|规模)?"
PROVINCE = "|".join(province_names())
LEVEL = rf"世界级|世界一流|国际一流|国家级?|全国|省级|全省|(?:{PROVINCE})|省|市级|全市|五星级|四星级以?上?"
KIND = (
    r"先进制造业?|“?雁阵[形型]?”?|战略性新兴(?:产业)?|战略性支柱|中小企业特色|优势特色|特色优势|传统优势|创新型|支柱型?|主导|重点|特色|优势|新兴|"
    r"未来|高端|现代|标志性|传统|新型工业化|高新技术|绿色|本地|区域|“?十强”?产业|首批|最新一批|第[一二三四五六七八九十\d]+批|外向型|先导|制造业|数字|"
    r"战略|主要|骨干|农业特色|先进"
)
BEFORE_HEAD = re.compile(rf"(?:{LEVEL}|{KIND}|{SCALE}|的)*$")
ENTERS = re.compile(
    r"(?:成功|双双|均|累计|再度|已|先后|分别|共同|全部|同时|又|今年|去年|前年|20\d\d年|\d{1,2}月|\d{1,2}日)*(?P<verb>入选|入围|上榜|跻身|列入|列为|纳入|获评|获批|被?认定为|被?评为|晋级|进入|成为|创建|争创|申创)(?:了|为)?"
)
SHORTLIST = re.compile(r"入围|答辩|候选|初选|进入决赛")
DENIED = re.compile(r"[^，。]{0,8}(?:尚未|还未|未能|没有|不足|缺乏|不完善|有待)")
BUILDING = re.compile(
    r"(?:打造|培育|建设|构建|推进|推动|加快|争创|锻造|塑造|布局|谋划|力争|聚力|培植|发展|用于|创建)(?:[^，。了]{0,10})$"
)
STRENGTHENING = re.compile(r"(?:做[大强优]|壮大)[^，。了]{0,4}$")
DONE = re.compile(r"已|累计|独立|成功|形成|建成|拥有|现有|共有|涌现|打造了|培育了|打造出|培育出|[建设育造]了|立足|集聚")
WILL = re.compile(r"将|要|正在|加快|计划|拟|下一步|力争|着力|聚力|未来|努力|继续|推动|支持|今后")
TARGET = re.compile(r"(?:到|至)(?:20\d\d年|“?十五五”?末)|20\d\d年底?前|(?:到|至)本世纪")
GROWING = re.compile(
    r"(?:，?(?:正在?|加速|加快|逐步|全力)*(?:向世界级|迈向|奠基|开工|形成中|成长|崛起|打造|建设)|[^，。]{0,4}(?:正在?|加速|加快)[^，。]{0,3}(?:形成|成长|崛起|打造))"
)
TO_WORLD = re.compile(
    r"[^。；]{0,10}?(?:向|迈向|打造成?为?|成为|建成)[^。；，]{0,4}(?:世界级|世界一流)|是[^。；，]{0,14}世界级"
)
OF_PROGRAMME = re.compile(rf"级|(?:{KIND}|{SCALE}|{LEVEL})*(?:产业)?(?:集群|示范基地)")
OF_ANOTHER = re.compile(r"市?[^，。；、]{2,16}?集群")
NEAR = 500
COUNTED = re.compile(r"\d[个大家]|[两三四五六七八九十][个大]")
LIST_LINE = re.compile(
    r"(?:[（(]?\d{1,3}[)）.、．]?|[-•●·])?\s*(?P<name>[\u4e00-\u9fffA-Za-z0-9（）()·]{4,30})(?:产业)?集群[；;，,。]?"
)
LIST_HEADING = re.compile(r"名单|公布|如下|公示|入选：")
YEAR = re.compile(r"(?<!\d)(20\d\d)年(?!报)|(今年|去年|前年)")
NO_NAME = re.compile(
    r"^(?:这|该|本|各|某|新|大|小|一|多|两|此|产业|制造|制造业|传统|现代|相关|不同|主导|特色|优势|重点|新兴|未来|本地|区域|企业|科技|创新|乡村|城市|"
    r"数字|数字产业|高端|先进|先进制造|标杆|龙头|优质|战略|完整|上下游|关键|若干|一批|系列|成熟|全球|国际|高新|高新技术|城镇|乡镇|特色农业|高技术|高新技术|个|战略性新兴|战略性|地域|发展|特色产品|规模)+(?:制造业|产业|产业链)?$"
)
# What may stand between a verb and a name: 打造一批世界级机器人产业集群.
LEAD = re.compile(
    rf"(?:[我本全][市省县区国]|的|仅|一批|一个|一系列|多个|数个|若干|世界级|国际一流|全球|全国|全省|国家级|省级|唯一|最大的?|首个|{SCALE}|产值|"
    r"完整的?|百强|外向型|发展壮大|发展起|发展了|发展(?!区)|抓好|抓实|全面启动|启动)+"
)
NAME = re.compile(r"[\u4e00-\u9fffA-Za-z0-9+·\-“”（）()]{2,26}")


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
        found = [c for s in reading.sentences for c in _in_sentence(reading, s)]
        found += _under_headings(reading)
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


def _in_sentence(reading: Reading, sentence: Sentence) -> Iterator[Cluster]:
    norm = reading.norm
    if "集群" not in norm[sentence.start : sentence.end] and "基地" not in norm[sentence.start : sentence.end]:
        return
    taken = previous_end = sentence.start
    previous: str | None = None
    whole = sentence
    for head in HEAD.finditer(norm, sentence.start, sentence.end):
        if head.start() < taken or NOT_INDUSTRY.match(norm, head.end()) or DENIED.match(norm, head.end()):
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
        mods = _modifiers(norm, taken, head.start())
        if norm.endswith("为", sentence.start, mods):
            continue  # 以新能源汽车为主导的产业集群: an attribute, no name
        entered = _entering_verb(norm, sentence.start, mods)
        if entered is not None:
            listing = _subject(norm, sentence.start, entered.start())
        elif _is_listed_before(norm, head.end(), sentence.end):
            continue
        else:
            listing = list_before(norm, taken, mods)
            if not listing.items and not COUNTED.search(norm, head.end() + 8, sentence.end):
                listing = list_after(norm, head.end(), sentence.end)
        taken = head.end()
        if not listing.items:
            continue
        clusters = list(_clusters(reading, sentence, head, mods, entered, listing, paragraph))
        if previous and re.match(r"[，,]?(?:以及|和|及)", norm[previous_end : listing.items[0].start]):
            # 培育A、B两个万亿级产业集群，以及C等五个: the verb before the first list governs the second.
            clusters = [c._replace(status=previous) for c in clusters]
        yield from clusters
        previous, previous_end = (clusters[-1].status if clusters else None), head.end()


def _under_headings(reading: Reading) -> Iterator[Cluster]:
    """The lines of a list under a sentence that names its programme: 1.黄石市下陆区铜基新材料产业集群."""
    norm = reading.norm
    programme: tuple[str, str | None, int | None] | None = None
    for sentence in reading.sentences:
        text = norm[sentence.start : sentence.end]
        line = LIST_LINE.fullmatch(text)
        if line is None:
            if "集群" in text and LIST_HEADING.search(text):
                programme = (
                    _category(text, ""),
                    _level(norm, text, sentence.end, sentence, text),
                    _year(reading, sentence, sentence.end),
                )
            elif len(text) > 30:
                programme = None
            continue
        if programme is None:
            continue
        item = Span(sentence.start + line.start("name"), sentence.start + line.end("name"))
        name = _trim(norm, item)
        if name is not None:
            region = _region(reading, sentence, item, Listing((item,)))
            category, level, year = programme
            yield Cluster(
                name,
                Span(item.start, sentence.end),
                category,
                level,
                region,
                "入选",
                year,
                "list under heading",
                0.85,
                None,
            )


def _paragraph(norm: str, sentence: Sentence) -> str:
    start = norm.rfind("\n", max(0, sentence.start - 4 * NEAR), sentence.start) + 1
    end = norm.find("\n", sentence.end, sentence.end + 4 * NEAR)
    return norm[start or max(0, sentence.start - 4 * NEAR) : end if end >= 0 else sentence.end + 4 * NEAR]


def _modifiers(norm: str, start: int, head: int) -> int:
    """Where the words of level, kind and scale before the head begin."""
    match = BEFORE_HEAD.search(norm, max(start, head - 30), head)
    begin = match.start() if match is not None else head
    while begin < head and norm[begin] == "的":
        begin += 1
    return begin


def _entering_verb(norm: str, start: int, mods: int) -> re.Match[str] | None:
    """The verb by which the names before it enter the cluster list named here, when it stands right before."""
    for match in ENTERS.finditer(norm, start, mods):
        if re.fullmatch(r"[了为到“《]*(?:工业和信息化部|工信部|国家发改委)?", norm[match.end() : mods]):
            return match
    return None


def _subject(norm: str, start: int, verb: int) -> Listing:
    """The names before the verb: a list, with or without a head of its own (A、B2个产业集群入选…)."""
    stop = verb
    if norm[stop - 1 : stop] in "，,":
        stop -= 1
    match = re.search(
        r"(?:产业链?集群区?|集群区?|产业示范基地|产业基地|基地|[三四五六七八九两]大产业)$", norm[start:stop]
    )
    if match is not None:
        stop = _modifiers(norm, start, start + match.start())
        if match[0].endswith("大产业"):
            stop = start + match.start() + 2
    return list_before(norm, start, stop)


def _is_listed_before(norm: str, end: int, stop: int) -> bool:
    """True when the head here ends an item of a list that goes on, or a subject whose verb comes: it is read there."""
    rest = norm[end:stop]
    if re.match(r"、[^，。；]{2,30}(?:集群|基地)[^，。；]{0,10}(?:入选|入围|上榜|获评)", rest):
        return True
    match = ENTERS.match(rest.lstrip("，,"))
    return (
        match is not None
        and re.match(rf"(?:{LEVEL}|{KIND}|{SCALE})*(?:产业)?(?:集群|示范基地)", rest.lstrip("，,")[match.end() :])
        is not None
    )


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
    text = norm[sentence.start : sentence.end]
    behind = listing.items[0].start > head.start()
    listed = behind or entered is not None or _says_entering(norm, head.end(), sentence)
    context = text if listed or head[0].endswith("基地") else ""
    category = _category(words, paragraph if head[0] == "集群" else context)
    status = _status(norm, sentence, min(listing.items[0].start, mods), head, entered)
    named = len(listing.items) > 1 or listing.declared is not None
    for item in listing.items:
        name = _trim(norm, item)
        if name is None:
            continue
        plain = norm[name.start : name.end]
        telling = industry_ending().search(plain) is not None
        if not telling and (
            behind or head[0] == "集群" or (not named and entered is None and name.start == item.start)
        ):
            continue
        sure = 0.9 if telling and (named or entered is not None or category != "产业集群") else 0.8 if telling else 0.6
        end = head.end() if entered is None else max(head.end(), entered.end())
        yield Cluster(
            name,
            Span(min(listing.items[0].start, mods), max(listing.items[-1].end, end) if behind else end),
            category,
            _level(norm, norm[item.start : name.start] + words, head.end(), sentence, context),
            _region(reading, sentence, item, listing),
            status,
            _year(reading, sentence, listing.items[0].start) if listed else None,
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


def _says_entering(norm: str, end: int, sentence: Sentence) -> bool:
    """True when a verb of entering follows, for this head or for a list of heads that it begins."""
    if "已入选的" in norm[sentence.start : end]:
        return True
    verb = re.search(r"入选|入围|上榜|列入|获批|获评|榜上有名|位列其中|在列", norm[end : sentence.end])
    if verb is None:
        return False
    following = HEAD.search(norm, end, end + verb.start())
    return following is None or norm.startswith(("以及", "和", "与", "及", "、"), end)


def _category(words: str, context: str) -> str:
    if words.endswith("基地"):
        return "产业示范基地"
    for text in (words, context):
        if "先进制造" in text:
            return "先进制造业集群"
        if "雁阵" in text:
            return "雁阵形产业集群"
        if "战略性新兴" in text:
            return "战略性新兴产业集群"
        if "中小企业特色" in text:
            return "中小企业特色产业集群"
        if "创新型产业" in text:
            return "创新型产业集群"
    return "产业集群"


def _level(norm: str, words: str, end: int, sentence: Sentence, context: str) -> str | None:
    if TO_WORLD.match(norm, end, sentence.end) or re.search(r"世界级|世界一流", words):
        return "世界级"
    for text in (words, context):
        if re.search(r"国家级|国家(?!发|统)(?=先进|战略|级|新型|中小|创新|队)|“国家队”", text):
            return "国家级"
        if "集群" in text and re.search(r"(?:工信部|工业和信息化部)(?:近日|日前)?(?:公布|发布|认定|公示)", text):
            return "国家级"
        if re.search(r"省级|全省|省(?=先进|战略|中小|特色|“|产业集群|首批|第)", text):
            return "省级"
        if re.search(r"市级", text):
            return "市级"
    return None


def _status(norm: str, sentence: Sentence, first: int, head: re.Match[str], entered: re.Match[str] | None) -> str:
    before = norm[sentence.start : first]
    after = norm[head.end() : sentence.end]
    if entered is not None:
        if entered["verb"] in ("创建", "争创", "申创", "成为") and WILL.search(norm, sentence.start, entered.start()):
            return "培育"
        return "入围" if SHORTLIST.search(norm, entered.start(), sentence.end) else "入选"
    clause = re.split(r"[，。；：,;]", before)[-1]
    if SHORTLIST.match(after[:12].lstrip("，累计成功")):
        return "入围"
    if re.match(r"[^。；]{0,6}(?:入选|上榜|列入|获评|获批|榜上有名)", after):
        return "入选"
    if TARGET.search(before) and not DONE.search(clause):
        return "目标"
    if TO_WORLD.match(norm, head.end(), sentence.end) or GROWING.match(after):
        return "培育"
    if STRENGTHENING.search(clause) and not re.search(r"国家|省|市级", norm[first : head.end()]):
        return "培育"
    if BUILDING.search(clause) and (not DONE.search(clause) or WILL.search(clause)):
        return "培育"
    return "入选"


def _trim(norm: str, item: Span) -> Span | None:
    """The industry words of a list's item: without the place before them and a head or 产业 behind them."""
    start, end = item
    inner = HEAD.search(norm, start, end)
    if inner is not None and inner.end() == end:
        end = _modifiers(norm, start, inner.start())
    if lead := LEAD.match(norm, start, end):
        start = lead.end()
    for place in places_within(norm, start, end):
        if place.start != start or place.level in ("state", "country"):
            break
        start = place.end
    if lead := LEAD.match(norm, start, end):
        start = lead.end()
    for tail in ("产业链", "产业"):
        if norm.endswith(tail, start, end) and end - start > len(tail) + 1:
            end -= len(tail)
            break
    text = norm[start:end]
    if (
        not NAME.fullmatch(text)
        or NO_NAME.match(text)
        or re.search(
            r"\d+[家个项亿]|[这那]|超过|具有|发展$|坚持|集群|数量|企业|公司|冠军|项目|平台|园区|基地|中心|经营|管理|[个家项]$",
            text,
        )
    ):
        return None
    return Span(start, end)


def _region(reading: Reading, sentence: Sentence, item: Span, listing: Listing) -> str | None:
    norm = reading.norm
    lead = LEAD.match(norm, *item)
    item = Span(lead.end(), item.end) if lead is not None and lead.end() < item.end else item
    own = [p for p in places_within(norm, *item) if p.level not in ("state", "country")]
    if own and own[0].start == item.start:
        return next((a.region for a, b in pairwise(own) if a.end != b.start), own[-1].region)
    first = listing.items[0].start
    before = [
        p
        for p in within(places(norm), sentence.start, item.start)
        if p.level not in ("country",)
        and not OF_PROGRAMME.match(norm, p.end)
        and not (p.start < first and OF_ANOTHER.match(norm, p.end, first))
    ]
    inside = [p for p in before if p.start >= first]
    outside = [p for p in before if p.start < first]
    chosen = inside[0] if inside and inside[0].start == first else outside[-1] if outside else None
    return chosen.region if chosen is not None else document_place(reading, item.start)


def _year(reading: Reading, sentence: Sentence, until: int) -> int | None:
    published = reading.doc.published_year
    year = None
    for match in YEAR.finditer(reading.norm, sentence.start, until):
        if match[1]:
            year = int(match[1])
        elif published is not None:
            year = published - ("今年", "去年", "前年").index(match[2])
    return year


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
    return a == b or (min(len(a), len(b)) >= 3 and (a in b or b in a)) or a.startswith(b) or b.startswith(a)


def _says_the_same(a: Cluster, b: Cluster) -> bool:
    if a.category != b.category:
        return False
    if a.level is None or b.level is None:
        return a.status == b.status or "入选" in (a.status, b.status)
    return a.level == b.level and a.status == b.status


@hookimpl
def qdtui_extractors(config: Mapping[str, Mapping[str, Any]]) -> Iterable[Extractor]:
    """The extractor of this file."""
    return [Clusters()]
