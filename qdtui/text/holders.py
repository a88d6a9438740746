"""Who holds a title: firms and factories before the verb of an award, behind a title, or in a list of names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from qdtui.model import Span
from qdtui.text.listing import Listing, list_before, split_items
from qdtui.text.orgs import core, full_name, orgs
from qdtui.text.places import find_places, places
from qdtui.text.reading import Reading
from qdtui.text.sentence import Sentence

_COUNTED = re.compile(
    r"(?:等)?(?:\d+|[一二两三四五六七八九十]+|多|一批)?(?:家|户|个)?(?:[\u4e00-\u9fff]{0,4}(?:企业|公司|单位|工厂))$"
)
_ADVERBS = re.compile(
    r"(?:[，,、]|再次|再度|已经?|连续|先后|成功|双双|均|分别|近日|日前|也|还|又|同时|被|共同|一举|正式|顺利|曾|于|同年|当年|今年|去年|当选|"
    r"\d+[年月日]|近期|此前|目前|凭借[^，。]{1,20}|双|同步|首次|率先)+$"
)
_STANDS_FOR = re.compile(r"(?:该|本)?(?:公司|企业|集团|厂)|其|该司|我司")
_NOT_A_FIRM = re.compile(
    r"^(?:企业|公司|产品|全国|全省|全市|全区|我省|我市|我国|中国|国内|本市|其他|其中|同时|目前|有关|相关|一批|更多|多家|部分|项目|名单|标准|条件|申报|材料|"
    r"省级|市级|国家级?|制造业|先进|龙头|骨干|优质|中小|民营|专精特新|小巨人|瞪羚|独角兽|隐形冠军|领航|链主|重点|累计|新增|数量|总数|总量|占比|通知|文件|工作|"
    r"上午|下午|特别|尤其|一是|二是|三是|首先|其次|全力|积极|推动|力争|它|曾|正|将|先后|这|那|\d+|[一二两三四五六七八九十百数多]+[家个名户]|这些|那些|两家|三家|它们|他们|我们|自己|当地|各地|地区|行业|领域|市场|全球|世界|第[一二三四五六七八九十])"
)
_TAIL_WORDS = re.compile(r"[\d\s]*(?:家|户|个|项)?$")
_LINE = re.compile(
    r"^[ \t]*(?:[（(]?\d{1,3}[)）.、．:：]?|[-•●·*■◆]|[（(][一二三四五六七八九十]+[）)])?[ \t]*(?P<name>[\u4e00-\u9fffA-Za-z0-9（）()·]{4,40}?"
    r"(?:公司|集团|厂|研究院|研究所|工厂))(?:[ \t]*(?:[：:（(|/\t—-]|[ \t]{1,})+[ \t]*(?P<rest>[^\n]{1,40}?))?[）)]?[；;，,。]?[ \t]*$",
    re.M,
)


@dataclass(frozen=True, slots=True)
class Holder:
    """A firm, plant or product that a sentence gives a title."""

    span: Span
    """Where its name stands, in the form used there."""
    name: str
    """The longest form that the document writes."""
    given: bool
    """False when 该公司 stood there and the firm named before is meant."""


def is_firm(norm: str, span: Span) -> bool:
    """True when the words look like a firm's or plant's name: a legal form, or a short name without a common noun."""
    text = norm[span.start : span.end]
    if any(o.start == span.start and o.end == span.end and o.kind == "firm" for o in _near(norm, span)):
        return True
    if re.search(r"(?:公司|集团|厂|工厂|基地|股份|科技|电子|重工|机械)$", text) and len(text) >= 4:
        return not _NOT_A_FIRM.match(text)
    if not re.fullmatch(r"[\u4e00-\u9fffA-Za-z0-9（）()·]{2,14}", text) or _NOT_A_FIRM.match(text):
        return False
    found = find_places(text)
    if found and found[-1].end == len(text):
        return False
    return not re.search(
        r"(?:企业|公司|产品|单位|产业|行业|市|省|区|县|部门|活动|会议|名单|工作|领域|政策|项目|能力|水平|数量|城市|选手|队|运动员|比赛)$",
        text,
    )


def _near(norm: str, span: Span) -> Iterator:  # type: ignore[type-arg]
    return (o for o in orgs(norm) if o.start >= span.start and o.start <= span.end)


def subjects(
    reading: Reading, sentence: Sentence, floor: int, verb: int, *, loose: bool
) -> tuple[tuple[Holder, ...], Listing]:
    """The firms that stand between `floor` and the verb at `verb`, with the list they were read from.

    `loose` takes short names too (海尔、青啤入选); without it a name needs a legal form or a full form elsewhere in the
    document. A clause without a subject, or with 公司 or 其, goes on about the firm named last before it.
    """
    norm = reading.norm
    stop = verb
    while (match := _ADVERBS.search(norm, floor, stop)) is not None and match.end() == stop > match.start():
        stop = match.start()
    counted = _COUNTED.search(norm, floor, stop)
    listing = list_before(norm, floor, stop, names=True)
    if counted is not None and counted.start() > floor:
        inner = re.match(r"等?(?:\d+|[一二两三四五六七八九十]+|一批)?(?:家|户|个)?", counted[0])
        if inner is not None and inner[0]:
            listing = list_before(norm, floor, counted.start() + inner.end(), names=True)
    holders = []
    for item in listing.items:
        item = _without_place(norm, item)
        name = full_name(norm, norm[item.start : item.end])
        if is_firm(norm, item) and (loose or name != norm[item.start : item.end] or _has_form(norm, item)):
            holders.append(Holder(item, name, True))
    if holders:
        return tuple(holders), listing
    before = _firm_before(reading, sentence, verb)
    words = norm[listing.items[-1].start : stop] if listing.items else norm[max(floor, stop - 6) : stop]
    carried = not listing.items or _STANDS_FOR.fullmatch(words) is not None
    if before is not None and carried:
        return (
            Holder(before, full_name(norm, norm[before.start : before.end]), before.start >= sentence.start),
        ), listing
    return (), listing


def _has_form(norm: str, span: Span) -> bool:
    return re.search(r"(?:公司|集团|厂|工厂|股份|银行|研究院|研究所)$", norm[span.start : span.end]) is not None


def _without_place(norm: str, span: Span) -> Span:
    """The name without a place that stands before it and is no part of it: 青岛市的, 位于济南的."""
    match = re.match(
        r"[\u4e00-\u9fff]{2,12}(?:市|省|区|县)(?:的|企业|公司)?(?=[\u4e00-\u9fff]{2,12}(?:市|省|区|县)?)",
        norm[span.start : span.end],
    )
    if match is None:
        return span
    found = find_places(norm[span.start : span.end])
    if found and found[0].start == 0 and norm[span.start + found[0].end :].startswith("的"):
        return Span(span.start + found[0].end + 1, span.end)
    return span


def _firm_before(reading: Reading, sentence: Sentence, at: int) -> Span | None:
    """The firm named last before `at`: in the sentence, else in the paragraph, else in the title."""
    norm = reading.norm
    firms = [o for o in orgs(norm) if o.kind == "firm" and o.end <= at]
    inside = [o for o in firms if o.start >= sentence.start]
    if inside:
        return Span(inside[0].start, inside[0].end)
    paragraph = norm.rfind("\n", 0, sentence.start) + 1
    near = [o for o in firms if o.start >= paragraph] or [o for o in firms if o.end > at - 300]
    if near:
        return Span(near[-1].start, near[-1].end)
    return None


def behind(reading: Reading, start: int, end: int) -> Span | None:
    """The firm whose name begins right at `start` (behind a title): 单项冠军企业特锐德电气股份有限公司."""
    norm = reading.norm
    while start < end and norm[start] in '“”"：:—- ':
        start += 1
    for org in orgs(norm):
        if org.kind == "firm" and org.start <= start < org.end <= end and start - org.start <= 12:
            return Span(start, org.end) if org.end - start >= 3 else None
    return None


def listed_after(reading: Reading, start: int, end: int) -> tuple[Span, ...]:
    """The names of a list that a colon, 分别是 or 包括 opens behind `start`."""
    norm = reading.norm
    match = re.search(r"[：:]|分别(?:是|为)|包括|名单如下", norm[start:end])
    if match is None:
        return ()
    begin = start + match.end()
    stop = end
    while stop > begin and norm[stop - 1] in "。；;.":
        stop -= 1
    if tail := re.search(r"等(?:\d+|[一二三四五六七八九十两]+)?[家户个]?(?:企业|公司)?$", norm[begin:stop]):
        stop = begin + tail.start()
    return tuple(s for s in split_items(norm, begin, stop, names=True) if is_firm(norm, s))


def table_lines(reading: Reading, start: int, end: int) -> Iterator[tuple[Span, Span | None]]:
    """The lines of a list of firms between two offsets: each firm, with what stands behind it on its line."""
    for match in _LINE.finditer(reading.norm, start, end):
        rest = Span(*match.span("rest")) if match["rest"] else None
        yield Span(*match.span("name")), rest


def seat(reading: Reading, sentence: Sentence, span: Span) -> str | None:
    """Where a firm sits, when the text says: a place in brackets, before the name or at its beginning."""
    norm = reading.norm
    text = norm[span.start : span.end]
    if bracket := re.search(r"[（(]([\u4e00-\u9fff]{2,6})[）)]", text):
        inside = find_places(bracket[1] + "市") or find_places(bracket[1])
        if inside:
            return inside[-1].region
    found = places(norm)
    for place in reversed(found):
        if place.end <= span.start and place.start >= sentence.start and place.level not in ("country", "state"):
            between = norm[place.end : span.start]
            if re.fullmatch(
                r"(?:的|企业|公司|单项冠军(?:示范|培育)?企业|制造业|国家级|省级|市级|全球|“|”|灯塔工厂|当地|本地|龙头|知名)*",
                between,
            ):
                return place.region
    leading = find_places(text)
    if leading and leading[0].start == 0 and leading[0].level not in ("country", "state"):
        return leading[0].region
    return None


__all__ = ["Holder", "behind", "core", "is_firm", "listed_after", "seat", "subjects", "table_lines"]
