"""Holders of a 单项冠军 title in a table's row, by level, counted in, and in a list right before the title."""

from __future__ import annotations

import re
from collections.abc import Iterator

from qdtui.model import Span
from qdtui.text.announced import told_year
from qdtui.text.awards import (
    BEFORE_TITLE,
    COUNTED_IN,
    LABELLED,
    LEVEL_HAS,
    NOT_HELD,
    TITLE_CELL,
)
from qdtui.text.champion_awards import Award, award_of
from qdtui.text.champion_titles import BATCH, TITLE, Said, said_of, title_of
from qdtui.text.holders import Holder, holder_at, is_firm
from qdtui.text.listing import list_before, small_number, split_items
from qdtui.text.orgs import full_name, orgs
from qdtui.text.reading import Reading
from qdtui.text.sentence import Sentence
from qdtui.text.spans import within


def in_row(reading: Reading, sentence: Sentence) -> Iterator[Award]:
    """The holder of a table's row that gives the title a cell of its own: 某某公司 国家级制造业单项冠军示范企业 2018年."""
    norm = reading.norm
    if re.search("[，。；：]", norm[slice(*sentence.span)]):
        return
    cells = [
        Span(sentence.start + m.start(), sentence.start + m.end())
        for m in re.finditer(r"[^ \t|]+", norm[slice(*sentence.span)])
    ]
    titles = [m for c in cells if (m := TITLE_CELL.fullmatch(norm, *c)) is not None]
    firms = [c for c in cells if norm.endswith(("公司", "集团", "厂"), *c) and is_firm(norm, c)]
    if len(titles) != 1 or len(firms) != 1:
        return
    years = [int(m[1]) for c in cells if (m := re.fullmatch(r"(20\d\d)(?:年度?)?", norm[slice(*c)])) is not None]
    level = "国家级" if titles[0]["national"] else "省级" if titles[0]["province"] else None
    level = "市级" if titles[0]["city"] else level
    batches = [small_number(m[1] or "一") for c in cells if (m := _BATCH_CELL.fullmatch(norm, *c)) is not None]
    at = cells.index(firms[0])
    product = cells[at + 1] if at + 1 < len(cells) and _GOODS_CELL.fullmatch(norm, *cells[at + 1]) else None
    said = Said(
        title_of(titles[0]),
        level,
        batches[0] if len(batches) == 1 else None,
        years[0] if len(years) == 1 else None,
        "认定",
    )
    holder = Holder(firms[0], full_name(norm, norm[slice(*firms[0])]), product, None, True)
    yield award_of(reading, sentence, holder, sentence.span, said, "title in its row", 0.8)


_LATER = re.compile(
    r"(?:(?P<year>20\d\d)年(?:\d{1,2}月)?，?)?(?P<name>[\u4e00-\u9fffA-Za-z0-9（）()]{3,30}?)(?:也|又|再|成功)*(?:入选|跻身|获评|进入|入围)了?第(?P<number>[一二三四五六七八九十\d]+)批(?=[，。；]|$)"
)


def in_later_batch(reading: Reading, sentence: Sentence, context: Said) -> Iterator[Award]:
    """The firm of a further batch that leaves the title out: …单项冠军企业；2021年，乙公司入选第六批."""
    norm = reading.norm
    if norm[sentence.start - 1 : sentence.start] == "；" and (m := _LATER.match(norm, *sentence.span)) is not None:
        span = Span(*m.span("name"))
        if is_firm(norm, span):
            said = context._replace(batch=small_number(m["number"]), year=int(m["year"]) if m["year"] else None)
            holder = holder_at(norm, span)
            yield award_of(reading, sentence, holder, Span(*m.span()), said, "list behind title", 0.75)


_BATCH_CELL = re.compile(r"第([一二三四五六七八九十\d]+)批|首批")
_GOODS_CELL = re.compile(
    r"(?!国家|省级|市级|全国|示范|培育|制造业|单项|第.{1,3}批|首批)[\u4e00-\u9fffA-Za-z][\u4e00-\u9fffA-Za-z0-9（）()·-]{1,24}(?<![省市区县])"
)


def before_title(reading: Reading, sentence: Sentence, floor: int, title: re.Match[str]) -> list[Holder]:
    """The firms listed right before a title: 拥有甲、乙等国家级单项冠军企业, 以甲、乙为代表的…, 甲公司：国家级单项冠军企业."""
    norm = reading.norm
    if (label := LABELLED.search(norm, floor, title.start())) is not None:
        firm = next((o for o in within(orgs(norm), label.start() - 40, label.start()) if o.end == label.start()), None)
        if firm is not None and firm.kind == "firm" and is_firm(norm, span := Span(firm.start, firm.end)):
            return [Holder(span, full_name(norm, firm.name), None, None, True)]
    before = BEFORE_TITLE.search(norm, floor, title.start())
    if before is None or not (before["like"] or before["etc"] or before["count"]):
        return []
    listing = list_before(norm, floor, before.start(), names=True)
    items = [i for i in listing.items if is_firm(norm, i)]
    count = small_number(before["count"]) if before["count"] else None
    if len(items) < max(2, len(listing.items)) or (count is not None and not before["etc"] and count != len(items)):
        return []
    if NOT_HELD.search(re.split("[，。；]", norm[floor : items[0].start])[-1]):
        return []
    return [holder_at(norm, i) for i in items]


def by_level(reading: Reading, sentence: Sentence, title: re.Match[str], context: Said) -> Iterator[Award]:
    """The holders that a sentence on champions gives by level: 国家级有甲、乙2家，省级有丙."""
    norm = reading.norm
    for match in LEVEL_HAS.finditer(norm, title.end(), sentence.end):
        items = split_items(norm, *match.span("list"), names=True)
        if all(is_firm(norm, i) for i in items):
            for span in items:
                holder = holder_at(norm, span)
                said = context._replace(level=match["level"])
                yield award_of(
                    reading, sentence, holder, Span(match.start(), span.end), said, "list behind title", 0.75
                )


def counted_in(reading: Reading, sentence: Sentence, announced: Said | None = None) -> Iterator[Award]:
    """The holders of before: 算上已获评的甲、乙，全区国家级单项冠军增至5家.

    Below an announcement the title may be left out: 加上前两批入选的甲、乙，目前我市共有5家.
    """
    norm = reading.norm
    opened = COUNTED_IN.search(norm, sentence.start, sentence.end)
    title = TITLE.search(norm, sentence.start, sentence.end)
    if opened is None or (title is None and announced is None):
        return
    stop = re.compile("[，,。；;]").search(norm, opened.end(), sentence.end)
    end = stop.start() if stop is not None else sentence.end
    if tail := re.search(r"等?(?:\d+家)?(?:企业|公司)?$", norm[opened.end() : end]):
        end = opened.end() + tail.start()
    items = split_items(norm, opened.end(), end, names=True)
    if (title is not None and title.start() < end) or not all(is_firm(norm, i) for i in items):
        return
    if title is not None:
        said = said_of(reading, sentence, end, title, None)
    elif announced is not None:
        said = announced._replace(title="单项冠军企业", status="认定")
    batches = [small_number(m["number"] or "一") for m in BATCH.finditer(norm, *opened.span())]
    batch = batches[0] if len(batches) == 1 else None
    said = said._replace(batch=batch, year=told_year(reading, *opened.span()))
    for span in items:
        holder = holder_at(norm, span)
        quote = Span(opened.start(), title.end() if title is not None else end)
        yield award_of(reading, sentence, holder, quote, said, "counted in", 0.75)
