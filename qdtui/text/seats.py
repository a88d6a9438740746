"""Where a firm or plant sits, when the text says: in its name, in brackets behind it, or right before it."""

from __future__ import annotations

import re

from qdtui.model import Span
from qdtui.text.places import find_places, places
from qdtui.text.reading import Reading
from qdtui.text.sentence import Sentence
from qdtui.text.spans import within


def seat(reading: Reading, sentence: Sentence, span: Span) -> str | None:
    """Where a firm sits, when the text says: a place in brackets, of the plant, right before the name or at its beginning."""
    norm = reading.norm
    text = norm[span.start : span.end]
    if bracket := re.search(r"[（(]([\u4e00-\u9fff]{2,6})[）)]", text):
        inside = find_places(bracket[1] + "市") or find_places(bracket[1])
        if inside:
            return inside[-1].region
    found = find_places(text)
    if re.search(r"(?:工厂|基地|厂)$", text) and found and found[-1].level not in ("country", "state"):
        return found[-1].region
    for place in reversed(within(places(norm), sentence.start, span.start)):
        if place.level not in ("country", "state"):
            if _BESIDE.fullmatch(norm, place.end, span.start):
                return place.region
            break
    if found and found[0].start == 0 and found[0].level not in ("country", "state"):
        return found[0].region
    return None


_BESIDE = re.compile(
    r"(?:的|企业|公司|单项冠军(?:示范|培育)?企业|制造业|国家级|省级|市级|全球|“|”|灯塔工厂|当地|本地|龙头|知名|(?:经济|高新)?(?:技术)?开发区|[\u4e00-\u9fff]{2,3}(?:镇|街道|园区))*"
)
