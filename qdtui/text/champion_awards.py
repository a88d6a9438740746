"""Awards of a 单项冠军 title: one made of a holder and what is said of it, filled from its announcement, each once."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import NamedTuple

from qdtui.model import Span
from qdtui.text.announced import review_year
from qdtui.text.awards import APART, ENTERING, FAR, PRODUCT, TOPIC, YEAR
from qdtui.text.champion_titles import Said, filled
from qdtui.text.holders import Holder
from qdtui.text.listing import small_number, split_items
from qdtui.text.orgs import core
from qdtui.text.places import find_places
from qdtui.text.reading import Reading
from qdtui.text.seats import announced_place, seat, seat_beside
from qdtui.text.sentence import Sentence


class Award(NamedTuple):
    """One title given to one holder."""

    holder: Holder
    quote: Span
    product: Span | None
    title: str
    level: str | None
    batch: int | None
    year: int | None
    status: str
    region: str | None
    rule: str
    confidence: float
    note: str | None


def award_of(
    reading: Reading,
    sentence: Sentence,
    holder: Holder,
    quote: Span,
    context: Said,
    rule: str,
    sure: float,
    note: str | None = None,
) -> Award:
    """The award that the words of `context` give a holder, with its product and seat as far as the text tells."""
    norm = reading.norm
    product = holder.product
    clause = re.compile("[、。；\n]|$").search(norm, holder.span.end, sentence.end)
    stop = max(quote.end, clause.start() + 1 if clause is not None and rule == "names behind list title" else 0)
    if product is None and (
        match := PRODUCT.search(norm, holder.span.end, min(max(stop, holder.span.end), holder.span.end + 80))
    ):
        product = Span(*match.span("product"))
    place = None if PLANT.search(holder.name) else seat_beside(reading, sentence, holder.span)
    if place is None and not PLANT.search(holder.name):
        place = announced_place(reading, sentence, holder.span.start)
    region = place or seat(reading, sentence, holder.span)
    if region is None:
        leading = find_places(holder.name)
        region = (
            leading[0].region
            if leading and leading[0].start == 0 and leading[0].level not in ("country", "state")
            else None
        )
    return Award(holder, quote, product, *context, region, rule, sure, note)


PLANT = re.compile("(?:工厂|基地|厂)$")


def of_product(norm: str, title_end: int, award: Award) -> Award:
    """The award as one of a product where the list is of both and names one: 甲公司生产的泵进入单项冠军企业（产品）名单."""
    if award.title != "单项冠军企业" or award.product is None or not BOTH_KINDS.match(norm, title_end):
        return award
    made = MADE.fullmatch(norm, award.holder.span.end, award.product.start)
    return award._replace(title="单项冠军产品") if made is not None else award


BOTH_KINDS = re.compile("[（(]产品[)）]")
MADE = re.compile("(?:自主|独立)?(?:研发|研制|生产|制造|开发|打造|推出)*的?“?")


def with_paired_products(reading: Reading, found: list[Award]) -> list[Award]:
    """The awards, with the products that the sentence gives in the order of its firms: …，主营产品分别是制冰机、锦纶丝."""
    norm = reading.norm
    products: dict[Span, Span] = {}
    for sentence in {s for a in found if (s := reading.sentence_at(a.holder.span.start)) is not None}:
        told = PAIRED.search(norm, *sentence.span)
        if told is None:
            continue
        spans = sorted({a.holder.span for a in found if sentence.start <= a.holder.span.start < told.start()})
        items = split_items(norm, told.start("list"), told.end("list"), len(spans), names=True)
        if len(spans) == len(items) > 1:
            products |= dict(zip(spans, items, strict=True))
    return [a if a.product else a._replace(product=products.get(a.holder.span)) for a in found]


PAIRED = re.compile(r"产品(?:依次|分别)[是为][：:]?(?P<list>[^。；]{4,200}?)(?=[。；]|$)")


def dated_by_topic(reading: Reading, sentence: Sentence, award: Award) -> Award:
    """The award with the year at the head of its paragraph: 2024年，全县…。…，某某阀门获评国家制造业单项冠军企业."""
    norm = reading.norm
    if award.year is not None or award.status != "认定":
        return award
    start = norm.rfind("\n", max(0, sentence.start - 3 * FAR), sentence.start) + 1
    topic = TOPIC.match(norm, start, sentence.end)
    year = int(topic["year"]) if topic is not None else review_year(reading, sentence)
    if year is None or not ENTERING.search(norm, award.quote.start, award.quote.end):
        return award
    between = norm[topic.end() if topic is not None else start : award.quote.end]
    return award if APART.search(between) or YEAR.search(between) else award._replace(year=year)


def of_title(norm: str, title_end: int, holder: Holder, stop: int) -> bool:
    """True when a firm named behind a list's title is on that list: no other title stands between, nor behind in its clause."""
    clause = re.split(r"[。；，,]", norm[holder.span.end : stop])[0]
    return "单项冠军" not in norm[title_end : holder.span.start] + clause


def reviewed(norm: str, sentence: Sentence, holder: Holder, context: Said) -> Said | None:
    """What is said of a firm that only passes a review, with that one's batch; None for one that does not."""
    clause = re.split(r"[。；，,]", norm[holder.span.end : sentence.end])[0]
    if re.search("通过复核|复核通过", clause) is None:
        return None
    told = REVIEWED_BATCH.search(norm, sentence.start, sentence.end)
    batch = small_number(told["a"] or told["b"]) if told is not None else context.batch
    return context._replace(batch=batch, status="认定", year=None)


REVIEWED_BATCH = re.compile(
    r"复核的?第(?P<a>[一二三四五六七八九十\d]+)批|第(?P<b>[一二三四五六七八九十\d]+)批[^，。；批、和与及]{0,20}?(?:通过)?复核"
)


def ruled(reading: Reading, award: Award, ruling: Said, *, apart: bool) -> Award:
    """The award with what the announcement above it says, when the words go on about that announcement."""
    norm = reading.norm
    words = norm[award.quote.start : award.quote.end]
    sentence = reading.sentence_at(award.quote.start)
    before = norm[max(sentence.start, award.quote.start - FAR) : award.quote.end] if sentence is not None else words
    if PASSED.match(norm, award.quote.end):
        batches = [small_number(b) for b in PASSED_BATCH.findall(norm, award.holder.span.end, award.quote.end)]
        batch = batches[-1] if batches else award.batch
        return award._replace(level=award.level or ruling.level, batch=batch, year=None, status="认定")
    same = award.batch is not None and award.batch == ruling.batch
    entering = award.rule == "list behind title" or same or ENTERING.search(words) is not None
    if award.rule == "title before name" or (apart and (APART.search(before) or not entering)):
        passed = award.level is None and re.search("复核|其[他余]", before) is not None
        return award._replace(level=ruling.level) if passed else award
    own = Said(award.title, award.level, award.batch, award.year, award.status)
    level, batch, year, status = filled(own, ruling)[1:]
    return award._replace(level=level, batch=batch, year=year, status=status)


PASSED = re.compile("(?:均|全部|顺利)*(?:通过复核|复核通过)")
PASSED_BATCH = re.compile("第([一二三四五六七八九十]+)批")


def once(found: list[Award], levels: dict[int, str]) -> list[Award]:
    """One award for each holder, title and level; a mention that says more fills what the first left open."""
    kept: list[Award] = []
    by_head: dict[str, list[int]] = {}
    for award in found:
        if award.level is None and award.batch is not None:
            only = next(iter(levels.values())) if set(levels.values()) == {"国家级"} else None
            award = award._replace(level=levels.get(award.batch) or only)
        alike = by_head.setdefault(core(award.holder.name)[:2], [])
        twin = next((i for i in alike if _same(kept[i], award)), None)
        if twin is None and len(award.holder.name) >= 5:
            ends = (i for i, k in enumerate(kept) if k.holder.name.endswith(award.holder.name))
            twin = next((i for i in ends if _same(kept[i], award)), None)  # 减振器公司 of 某某集团减振器公司
        if twin is None:
            alike.append(len(kept))
            kept.append(award)
            continue
        old = kept[twin]
        longer = old.holder.name if len(old.holder.name) >= len(award.holder.name) else award.holder.name
        kept[twin] = old._replace(
            holder=replace(old.holder, name=longer),
            title=old.title if old.title != "单项冠军企业" else award.title,
            level=old.level or award.level,
            batch=old.batch or award.batch,
            year=old.year or award.year,
            product=old.product or award.product,
            region=old.region or award.region,
        )
    return kept


def _same(a: Award, b: Award) -> bool:
    if a.holder.name not in b.holder.name and b.holder.name not in a.holder.name:
        return False
    if "单项冠军企业" not in (a.title, b.title) and a.title != b.title:
        return False
    for one, other in ((a.level, b.level), (a.year, b.year), (a.batch, b.batch)):
        if one is not None and other is not None and one != other:
            return False
    return a.status == b.status
