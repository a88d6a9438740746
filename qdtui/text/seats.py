"""Where a firm or plant sits, when the text says: in its name, in brackets behind it, or right before it."""

from __future__ import annotations

import re

from qdtui.model import Span
from qdtui.text.places import find_places, places, resolve
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
    if (beside := seat_beside(reading, sentence, span)) is not None:
        return beside
    if found and found[0].start == 0 and found[0].level not in ("country", "state"):
        return found[0].region
    return None


def seat_beside(reading: Reading, sentence: Sentence, span: Span) -> str | None:
    """The place that stands right before a name, with nothing but words for firms between: 宁波的单项冠军企业某公司."""
    for place in reversed(within(places(reading.norm), sentence.start, span.start)):
        if place.level not in ("country", "state"):
            return place.region if _BESIDE.fullmatch(reading.norm, place.end, span.start) else None
    return None


def announced_place(reading: Reading, sentence: Sentence, at: int) -> str | None:
    """Whose firms a list gives, as the nearest count of them before `at` says: 洪湖市8家企业入选, 6家长沙企业上榜, 我省6家."""
    norm = reading.norm
    for above in reversed(within(reading.sentences, max(0, at - _FAR), sentence.end)):
        if above.part != sentence.part:
            return None
        stop = min(above.end, at) if above.start <= at else above.start
        told = [
            (p.end, p.region)
            for p in within(places(norm), above.start, stop)
            if p.level not in ("country", "state", "macro")
            and not norm.startswith("其中", p.start - 2)
            and (
                _ITS_FIRMS.match(norm, p.end, stop)
                or (_COUNT_BEFORE.search(norm, above.start, p.start) and norm.startswith("企业", p.end))
            )
        ]
        told += [
            (m.end(), here)
            for m in _OUR_FIRMS.finditer(norm, above.start, stop)
            if (here := resolve("我" + (m[1] or m[2]), reading, m.start())) is not None
        ]
        if told:
            return max(told)[1]
    return None


_FAR = 900
_NUMBER = r"(?:\d+|[一两二三四五六七八九十]+)"
_ITS_FIRMS = re.compile(
    rf"[市县区州省]?(?:企业|[共另]?有|共)*(?:{_NUMBER}[家户]?(?:企业|公司)(?:[^，。；\n]{{0,12}}?)(?:入选|入围|上榜|榜上有名|跻身|获评|在列|入列|亮相|成)|"
    rf"(?:上榜|入选|入围|获评)的{_NUMBER}家企业|(?:占得|占|斩获|新增|[新再又]添|新认定|入选){_NUMBER}[席家个])"
)
_COUNT_BEFORE = re.compile(rf"{_NUMBER}[家户]$")
_OUR_FIRMS = re.compile(
    rf"[我本全]([省市区县州])(?:企业|共|有|又|此次|新|增|添|再|入选|上榜)*{_NUMBER}[家户]|[我本]([省市区县州])企业(?:共|分别|依次)*[是为有：:]"
)
_BESIDE = re.compile(
    r"(?:的|企业|公司|单项冠军(?:示范|培育)?企业|制造业|国家级|省级|市级|全球|“|”|灯塔工厂|当地|本地|龙头|知名|(?:经济|高新)?(?:技术)?开发区|[\u4e00-\u9fff]{2,3}(?:镇|街道|园区))*"
)
