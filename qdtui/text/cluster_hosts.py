"""Where a cluster sits and since when it is on a list, from the words around its name."""

from __future__ import annotations

import re
from itertools import pairwise

from qdtui.model import Span
from qdtui.text.industries import LEAD
from qdtui.text.listing import Listing
from qdtui.text.places import document_place, find_places, places, places_within
from qdtui.text.programmes import KIND, LEVEL, SCALE
from qdtui.text.reading import Reading
from qdtui.text.sentence import Sentence
from qdtui.text.spans import within

_FAR = 2000

OF_PROGRAMME = re.compile(rf"级|(?:{KIND}|{SCALE}|{LEVEL})*(?:产业)?(?:集群|示范基地)")
OF_ANOTHER = re.compile(r"市?[^，。；、]{2,16}?集群")
LEADS = re.compile(r"(?:等地)?(?:共同)?牵头(?:[^，。；]{0,12}(?:参与|共建|建设|申报|打造|培育))?的")
WIDE = re.compile(r"(西部|中部|东部|东北)(?:地区)?(?=[，,的])")
YEAR = re.compile(r"(?<!\d)(20\d\d)年(?!报)|(今年|去年|前年)")


def host_of(reading: Reading, sentence: Sentence, item: Span, listing: Listing) -> str | None:
    """The place that hosts or leads a cluster: of its name, before its list, above it, or of the document; None when
    nothing tells."""
    norm = reading.norm
    lead = LEAD.match(norm, *item)
    item = Span(lead.end(), item.end) if lead is not None and lead.end() < item.end else item
    leading = within(places(norm), max(sentence.start, item.start - 40), item.start)
    if led := [p for p in leading if LEADS.fullmatch(norm, p.end, item.start)]:
        return led[0].region
    own = [p for p in places_within(norm, *item) if p.level not in ("state", "country")]
    by_place = within(places(norm), listing.items[0].start, listing.items[0].start + 1) if listing.items else ()
    if not own and by_place and (city := document_place(reading, item.start)) is not None:
        # 黄岩塑料模具 in a text about 台州: a short county name counts inside its city
        chain = find_places(f"{city}市{norm[slice(*item)]}")
        if len(chain) == 2 and chain[1].start == chain[0].end and chain[1].level in ("county", "district"):
            return chain[1].region
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
    if chosen is not None:
        return chosen.region
    paragraph = norm[norm.rfind("\n", max(0, item.start - _FAR), item.start) + 1 : item.start]
    if wide := WIDE.findall(paragraph):
        return str(wide[-1])
    for above in reversed(within(reading.sentences, item.start - len(paragraph), sentence.start)):
        told = [
            p
            for p in within(places(norm), above.start, above.end)
            if p.level in ("province", "city", "county", "district")
        ]
        if told:
            return told[0].region
    here = document_place(reading, item.start)
    return "全国" if here is None and re.search(r"我国|全国", paragraph) else here


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
