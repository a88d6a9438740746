"""Where a cluster sits and since when it is on a list, from the words around its name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from qdtui.model import Span
from qdtui.text.industries import LEAD, ZONE, industry_words
from qdtui.text.listing import Listing
from qdtui.text.places import (
    Place,
    apart_from,
    county_beside,
    county_in,
    document_place,
    places,
    places_within,
    resolve,
)
from qdtui.text.programmes import KIND, LEVEL, SCALE
from qdtui.text.reading import Reading
from qdtui.text.sentence import Sentence
from qdtui.text.spans import within

_FAR = 2000

OF_PROGRAMME = re.compile(rf"级|(?:{KIND}|{SCALE}|{LEVEL})*(?:产业)?(?:集群|示范基地)")
OF_ANOTHER = re.compile(r"市?[^，。；、]{2,16}?集群")
# 潜江、松滋等10个县市获批…: one of many that something else is told of
OF_MANY = re.compile(r"[市县区]?(?:、[^，。；]{2,8})*等(?:(?:\d+|[一二两三四五六七八九十]+)个?(?:县|市|区|地)|地)")
LABEL = re.compile(r"[ \t]*(?P<place>[\u4e00-\u9fff]{2,8})(?:[（(](?:共)?\d+个[）)])?[：:]")
LEADS = re.compile(
    r"[市省]?(?:牵头[，,][\u4e00-\u9fff]{2,4}?[市省]?)?(?:[、和与及][\u4e00-\u9fff]{2,4}?[市省]?)*(?:等[\u4e00-\u9fff]{0,2})?(?:[两三四五六七八]市)?(?:共同|联合|携手|联手)?"
    r"(?:(?:牵头)?(?:参与|协同|配合|协作)(?:申报|建设|共建|打造|培育)?|牵头(?:[^，。；]{0,12}(?:参与|共建|建设|申报|打造|培育))?|共建|打造|培育|建设|申报|创建)的"
)
_OURS = re.compile(r"([我本][市县区州])(?!域)(?=[^，。；]{0,40}(?:集群|[入获][选批评围]|的[，,]?有|[“、]))(?!.*[。；])")
THING_OF_LIST = re.compile(r"(?![市县区州]?[、和与及，。；])[^，。；、]{2,16}?(?:、|等)")
WIDE = re.compile(r"(西部|中部|东部|东北|长三角|珠三角|京津冀|粤港澳大湾区|成渝)(?:地区)?(?=[，,的])")
YEAR = re.compile(r"(?<!\d)(20\d\d)年(?!报)|(今年|去年|前年)")


def host_of(reading: Reading, sentence: Sentence, item: Span, listing: Listing) -> str | None:
    """The place that hosts or leads a cluster: of its name, before its list, above it, or of the document; None when
    nothing tells."""
    norm = reading.norm
    lead = LEAD.match(norm, *item)
    item = Span(lead.end(), item.end) if lead is not None and lead.end() < item.end else item
    if (told := _of_its_name(norm, sentence, item, listing) or _ours(reading, sentence, item, listing)) is not None:
        return told
    first = listing.items[0].start
    before = [
        p
        for p in within(places(norm), sentence.start, item.start)
        if p.level not in ("country", "macro")
        and not OF_PROGRAMME.match(norm, p.end)
        and not (p.start < first and OF_ANOTHER.match(norm, p.end, first))
        and not (p.start < first and (OF_MANY.match(norm, p.end, first) or _in_list(norm, p, first)))
    ]
    if (told := _told_before(norm, sentence, item, listing, before)) is not None:
        return told
    if any(_in_list(norm, p, first) for p in within(places(norm), sentence.start, first)) and not before:
        # many places are told of: none of them hosts
        return _our_province(reading, item.start) or document_place(reading, item.start)
    return _told_above(reading, sentence, item)


def _of_its_name(norm: str, sentence: Sentence, item: Span, listing: Listing) -> str | None:
    """The place that leads the cluster, that its name or the one before it in the list begins with, or beside it in a row."""
    leading = within(places(norm), max(sentence.start, item.start - 40), item.start)
    if led := [p for p in leading if LEADS.fullmatch(norm, p.end, item.start)]:
        return led[0].region
    own = [p for p in places_within(norm, *item) if p.level not in ("state", "country", "macro")]
    near = places_within(norm, max(0, item.start - 200), item.start)
    by_place = [p for p in near if p.code and p.level in ("county", "district")]
    if not own and by_place and (local := county_beside(norm[slice(*item)], by_place[-1])) is not None:
        return local  # 黄岩塑料模具 behind 温岭泵业: a short county name counts beside another of its city
    ahead = [i for i in listing.items if i.end <= item.start]
    if own and own[0].start == item.start and ahead and not industry_words(norm, ahead[0]):
        chain = places_within(norm, *ahead[0])
        if chain and chain[0].start == ahead[0].start and chain[-1].end == ahead[0].end:
            return chain[-1].region  # 广州、深圳、佛山、东莞智能装备: the first of its cities
    if own and own[0].start == item.start:
        return next((a.region for a, b in pairwise(own) if a.end != b.start), own[-1].region)
    if not own and (zone := ZONE.match(norm, *item)) is not None:
        return zone[0]
    line = norm[sentence.start : sentence.end]
    if len(line) <= 60 and line.count("集群") < 2 and not re.search("[，。；]", line):
        behind = [
            p for p in places_within(norm, item.end, sentence.end) if p.level not in ("state", "country", "macro")
        ]
        if behind and re.search(r"[|\t ]", norm[item.end : behind[0].start]):
            return behind[-1].region  # a table's row: 羊绒产业集群 | 清河县
    return None


def _ours(reading: Reading, sentence: Sentence, item: Span, listing: Listing) -> str | None:
    """The place that 我市 before the list means."""
    norm = reading.norm
    first = listing.items[0].start
    if (ours := _OURS.search(norm, sentence.start, first)) is not None and (
        not [p for p in places_within(norm, ours.end(), item.start) if p.level in ("city", "county", "district")]
    ):
        if here := resolve(ours[1], reading, ours.start(1)):
            return here  # 我市入选某省集群名单的有…
        if local := _short_county(norm, item, within(places(norm), sentence.start, sentence.end)):
            return local  # 我县“慈利硬质合金产业集群”获批湖南省…
    return None


def _told_before(norm: str, sentence: Sentence, item: Span, listing: Listing, before: Sequence[Place]) -> str | None:
    """The place told of `before` a name that counts for it: on a label, ahead of its part of the list or of all of it."""
    first = listing.items[0].start
    wide = next((p for p in places_within(norm, *item) if p.start == item.start and p.level == "macro"), None)
    if (label := LABEL.match(norm, sentence.start, first)) is not None:
        labelled = places_within(norm, *label.span("place"))
        if labelled and labelled[0].start == label.start("place"):
            return labelled[-1].region  # 郑州市：新能源客车集群、超硬材料集群
    segment = max(norm.rfind("，", first, item.start), norm.rfind("；", first, item.start)) + 1
    if segment > first and (opened := [p for p in before if p.start == segment]):
        return opened[0].region  # 上海集成电路、生物医药，深圳新型显示器件、智能制造装备
    inside = [p for p in before if p.start >= first]
    outside = [p for p in before if p.start < first]
    chosen = inside[0] if inside and inside[0].start == first else outside[-1] if outside else None
    if wide is not None and chosen is not None and item.start > chosen.start >= first:
        return wide.region  # 株洲轨道交通装备、长株潭工程机械: the place of another name of the list
    if chosen is not None and chosen != wide:
        return chosen.region
    if wide is not None:
        return wide.region
    if around := [p for p in places_within(norm, *listing.items[0]) if p.level == "macro"]:
        return around[-1].region
    return None


def _told_above(reading: Reading, sentence: Sentence, item: Span) -> str | None:
    """The place of the sentences above it in the paragraph, else that of the document."""
    norm = reading.norm
    paragraph = norm[norm.rfind("\n", max(0, item.start - _FAR), item.start) + 1 : item.start]
    if part := WIDE.findall(paragraph):
        return str(part[-1])
    for above in reversed(within(reading.sentences, item.start - len(paragraph), sentence.start)):
        told = [
            p
            for p in within(places(norm), above.start, above.end)
            if p.level in ("province", "city", "county", "district") and not _of_thing_listed(norm, p)
        ]
        if told:
            apart = [p for p in told if p.level != "province" and p.code and not p.code.startswith(told[0].code)]
            own_city = _our_province(reading, item.start) if apart else None
            return own_city or told[0].region  # cities in turn, in what a province tells of itself: of all of it
    here = _our_city(reading, item.start) or document_place(reading, item.start)
    if here is not None and (county := apart_from(norm[slice(*item)], here)) is not None:
        return county  # 永嘉泵阀 in a text on 瑞安
    return "全国" if here is None and re.search(r"我国|全国", paragraph) else here


def _short_county(norm: str, item: Span, told: Sequence[Place]) -> str | None:
    """The county whose short name opens a cluster's, in the province that is told last: 河北…，清河羊绒、安平丝网."""
    state = next((p.code for p in reversed(told) if p.level == "province" and p.code), None)
    if state is None or item.end - item.start < 4:
        return None
    return next((c[1] for n in (2, 3) if (c := county_in(norm[item.start : item.start + n], state))), None)


def _our_province(reading: Reading, offset: int) -> str | None:
    """The province that a text tells of as 我省, or None when it does not speak so."""
    return resolve("我省", reading, offset) if "我省" in reading.norm else None


def _our_city(reading: Reading, offset: int) -> str | None:
    """The city that a text tells of as 我市 and not as 我县 or 我区, or None when it does not speak so."""
    ours = "我市" in reading.norm and "我县" not in reading.norm and "我区" not in reading.norm
    if not ours:
        return None
    below = [p.code for p in set(places(reading.norm)) if p.level in ("county", "district") and len(p.code) >= 4]
    for city in (p for p in places(reading.norm) if p.level == "city"):
        if len({c for c in below if c.startswith(city.code[:4])}) >= 3:
            return city.region  # counties of it are told of one by one, and may be cities of their own
    return resolve("我市", reading, offset)


def _of_thing_listed(norm: str, place: Place) -> bool:
    """True for the place at the head of one of several things that are listed: 甲中心、某市农高区等一批平台."""
    return norm[place.start - 1 : place.start] == "、" and THING_OF_LIST.match(norm, place.end) is not None


def _in_list(norm: str, place: Place, stop: int) -> bool:
    """True for a place in a list of places in an earlier clause, of which something else is told."""
    listed = norm[place.start - 1 : place.start] == "、" or norm[place.end : place.end + 1] == "、"
    return listed and "，" in norm[place.end : stop]


def year_of(reading: Reading, sentence: Sentence, until: int) -> int | None:
    """The last year that the sentence gives before `until`; 今年 and the like need a publication year."""
    published = reading.doc.published_year
    year = None
    for match in YEAR.finditer(reading.norm, sentence.start, until):
        if match[1]:
            year = int(match[1])
        elif published is not None:
            year = published - ("今年", "去年", "前年").index(match[2])
    return year
