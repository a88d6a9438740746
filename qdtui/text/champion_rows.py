"""Holders of a 单项冠军 title in a table's row, and in a list right before the title."""

from __future__ import annotations

import re
from collections.abc import Iterator

from qdtui.model import Span
from qdtui.text.awards import (
    BEFORE_TITLE,
    LABELLED,
    NOT_HELD,
    TITLE_CELL,
)
from qdtui.text.champion_awards import Award, award_of
from qdtui.text.champion_titles import Said, title_of
from qdtui.text.holders import Holder, is_firm
from qdtui.text.listing import list_before, small_number
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
    said = Said(title_of(titles[0]), level, None, years[0] if len(years) == 1 else None, "认定")
    holder = Holder(firms[0], full_name(norm, norm[slice(*firms[0])]), None, None, True)
    yield award_of(reading, sentence, holder, sentence.span, said, "title in its row", 0.8)


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
    return [Holder(i, full_name(norm, norm[slice(*i)]), None, None, True) for i in items]
