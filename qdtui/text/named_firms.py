"""Firms that a list names: behind a title, behind 包括, 分别是 or a colon, and before a verb of entering that follows a title."""

from __future__ import annotations

import re

from qdtui.model import Span
from qdtui.text.holders import GOODS, ITS_PLANT, LEGAL, Holder, each_listed, holders_of, is_firm, subjects, with_goods
from qdtui.text.listing import Listing, split_items
from qdtui.text.orgs import full_name, orgs
from qdtui.text.reading import Reading
from qdtui.text.sentence import Sentence
from qdtui.text.spans import within

_BEHIND = re.compile(
    r"、(?=[\u4e00-\u9fff（）]{4,30}(?:公司|集团)(?:党委书记|董事长|总经理|副|总裁|创始人|负责人))|(?:、[^，。；、]{2,24}?(?:企业|称号|基地|工厂|中心))+[、“”\"：:—\- ]*|[“”\"：:—\- ]*"
)
_ENTERED = re.compile(
    r"(?:成功|双双|均|全部)?(?:入选|入库|(?:摘得|[获斩]?获得?|荣获|拿到|收获|捧得)(?:了)?(?:这一|该|此|同一)(?:称号|荣誉|殊荣|头衔|桂冠)|获认定|获得认定|通过认定|入列|入榜|位列其中|跻身其中|赫然在列|榜上有名|金榜题名|脱颖而出|(?:便|就|正|也)?是其中(?:之一|一员|的?一家)|入围|上榜|榜上有名|名列其中|位列其中|在其列|在列|获此殊荣|获选|为?首次(?:获评|认定|入选)|获评|通过复核|复核通过|跻身[^，。；、]{0,12}名单|(?:分别)?(?:为|于|在)20\d\d年度?(?:[、和]20\d\d年度?)*(?:获?认定|入选|获评|获批))"
)
_IS_WHO = re.compile(
    r"[”\"]?(?:称号|名单|奖牌|牌匾|荣誉)?的(?:企业|公司|分别)?[，,]?(?:共有|还有|有|是|为|分别[是为]|包括)(?:\d+家[：:，,])?"
)


def behind(reading: Reading, start: int, end: int) -> Span | None:
    """The firm whose name begins right at `start` (behind a title): 单项冠军企业特锐德电气股份有限公司.

    Other titles may stand between: 单项冠军企业、专精特新“小巨人”企业——某公司.
    """
    norm = reading.norm
    if gap := _BEHIND.match(norm, start, end):
        start = gap.end()
    for org in within(orgs(norm), start - 12, end):
        if org.kind == "firm" and org.start <= start < org.end <= end and start - org.start <= 12:
            plant = ITS_PLANT.match(norm, org.end, end)
            return Span(start, plant.end() if plant else org.end) if org.end - start >= 3 else None
    return None


def all_behind(reading: Reading, start: int, end: int) -> tuple[Span, ...]:
    """The firms whose names begin right at `start`, one or a list of them: 单项冠军企业甲公司、乙公司."""
    norm = reading.norm
    first = behind(reading, start, end)
    if first is None or not is_firm(norm, first):
        return ()
    spans = [first]
    while joined := re.compile(r"、|和|及|与|以及").match(norm, spans[-1].end, end):
        following = next((o for o in within(orgs(norm), joined.end(), end) if o.start == joined.end()), None)
        if following is None or following.kind != "firm" or not is_firm(norm, Span(following.start, following.end)):
            break
        spans.append(Span(following.start, following.end))
    return tuple(spans)


def firms_behind(reading: Reading, start: int, end: int) -> tuple[Holder, ...]:
    """The firms of a list that a colon opens right at `start`, each with its product: …产品：甲公司的乙、丙公司（丁）."""
    norm = reading.norm
    opened = _COLON.match(norm, start, end)
    if opened is None:
        return ()
    stop = min((at for mark in "。；\n" if (at := norm.find(mark, opened.end(), end)) >= 0), default=end)
    if len(goods := with_goods(norm, opened.end(), stop)) > 1:
        return goods
    firms = [o for o in within(orgs(norm), opened.end(), stop) if o.kind == "firm" and o.end <= stop]
    firms = [o for o in firms if LEGAL.search(o.name) and is_firm(norm, Span(o.start, o.end))]
    if not firms or firms[0].start > opened.end() + 12:
        return ()
    mixed = _mixed(norm, opened.end(), stop, len(firms))
    if mixed:
        return mixed
    ends = [*(o.start for o in firms[1:]), stop]
    return tuple(h for o, to in zip(firms, ends, strict=True) for h in holders_of(norm, Span(o.start, o.end), to))


def _mixed(norm: str, start: int, end: int, formal: int) -> tuple[Holder, ...]:
    """The firms of a list of which some stand in short form: 甲公司（泵）、乙公司（阀）、丙电器; () for another list."""
    named = tuple(each_listed(norm, Listing(split_items(norm, start, end, names=True)), loose=True))
    return named if len(named) == norm.count("、", start, end) + 1 > formal else ()


_COLON = re.compile(
    r"[”\"]?(?:企业)?(?:名单)?(?:[（(]\d+[家个项][）)]|共?(?:\d+|[一二两三四五六七八九十]+)[家个项款])?[：:]"
)


def firms_listed(reading: Reading, sentence: Sentence, start: int | None = None) -> tuple[Holder, ...]:
    """The firms that 包括, 分别是, 分别为 or a colon opens in a sentence (from `start` on): 赣州市3家，分别为甲公司、乙公司."""
    norm = reading.norm
    found: dict[Span, Holder] = {}
    for opened in _LIST_OPENS.finditer(norm, sentence.start if start is None else start, sentence.end):
        stop = re.compile("[。；]|$").search(norm, opened.end(), sentence.end)
        end = stop.start() if stop is not None else sentence.end
        if len(goods := with_goods(norm, opened.end(), end)) > 1:
            found |= {h.span: h for h in goods}
            continue
        firms = [o for o in within(orgs(norm), opened.end(), end) if o.kind == "firm" and o.end <= end]
        firms = [o for o in firms if LEGAL.search(o.name) and is_firm(norm, Span(o.start, o.end))]
        goods_told = _AND_GOODS.search(norm, sentence.start, opened.end()) is not None
        if firms and not goods_told and (mixed := _mixed(norm, opened.end(), end, len(firms))):
            found |= {h.span: h for h in mixed}
        elif firms and firms[0].start <= opened.end() + 4:
            ends = [*(o.start for o in firms[1:]), end]
            spans = [Span(o.start, o.end) for o in firms]
            held = [h for s, to in zip(spans, ends, strict=True) for h in holders_of(norm, s, to, goods=goods_told)]
            found |= {h.span: h for h in held}
    return tuple(found.values())


_AND_GOODS = re.compile(
    r"(?:企业|公司)(?:名单)?(?:及|和|与)其?(?:主[营导]|核心|入选|获评|上榜)*产品(?:名称)?(?:依次|分别)?[是为]?[：:]?$"
)


def goods_go_on(reading: Reading, sentence: Sentence) -> tuple[Holder, ...]:
    """The firms, each with its product, of the sentences that go on a list behind semicolons: …；乙公司的阀门；丙公司的泵."""
    norm = reading.norm
    found: list[Holder] = []
    at = sentence
    while norm.endswith("；", at.start, at.end) or norm.startswith("；", at.end):
        following = reading.sentence_at(at.end + 1)
        if following is None or following.start < at.end:
            break
        stop = following.end
        while stop > following.start and norm[stop - 1] in "。；，) ":
            stop -= 1
        each = GOODS.fullmatch(norm, following.start, stop)
        if each is None or not is_firm(norm, span := Span(*each.span("name"))):
            break
        found.append(Holder(span, full_name(norm, each["name"]), Span(*each.span("goods")), None, True))
        at = following
    return tuple(found)


_LIST_OPENS = re.compile(
    r"包括|(?<!产品)(?<!领域)分别[是为][，,：:]?|[其另][他余外]?(?:\d+|[一两二三四五六七八九十]+)家(?:企业|公司)?是|依次[是为]|(?:\d+|[一二两三四五六七八九十]+)家[，,]?(?:即|为|是|有)?[：:]?|[：:]"
)


def listed_after(reading: Reading, start: int, end: int) -> tuple[Span, ...]:
    """The names of a list that a colon, 分别是 or 包括 opens behind `start`."""
    norm = reading.norm
    match = re.search(r"[：:]|分别(?:是|为)|包括|名单如下|(?:它|这家企业|该企业)(?:就|便|正)?是", norm[start:end])
    if match is None or re.search(
        "标准|条件|要求|是指|定义|领域|行业|挑战|原因|特点|优势|因素|问题|难题|秘诀",
        norm[start : start + match.start()],
    ):
        return ()
    begin = start + match.end()
    stop = end
    while stop > begin and norm[stop - 1] in "。；;.":
        stop -= 1
    if tail := re.search(r"等(?:\d+|[一二三四五六七八九十两]+)?[家户个]?(?:企业|公司)?$", norm[begin:stop]):
        stop = begin + tail.start()
    return tuple(s for s in split_items(norm, begin, stop, names=True) if is_firm(norm, s))


def predicate(reading: Reading, start: int, end: int) -> tuple[Span, ...]:
    """The firms of 获评…单项冠军企业的，是某公司和某公司, where the title ends at `start`."""
    norm = reading.norm
    opened = _IS_WHO.match(norm, start, end)
    if opened is None:
        return ()
    close = re.compile(r"[，。；]|$").search(norm, opened.end(), end)
    items = split_items(norm, opened.end(), close.start() if close is not None else end, names=True)
    # 还有深耕密封件30年的某某公司: the firm at the item's end
    ends = {o.end: Span(o.start, o.end) for o in within(orgs(norm), opened.end(), end) if o.kind == "firm"}
    return tuple(i for i in (ends.get(i.end, i) for i in items) if is_firm(norm, i))


_COUNTED_LIST = re.compile(r"、[^，。；]{2,24}?(?:\d+|[两三四五六七八九十]+)家(?:企业|公司)?[^，。；、]{0,4}$")
"""The end of a list of short names that is counted: 甲科技、乙真空2家企业上榜."""


def names_behind(reading: Reading, start: int, sentence: Sentence, *, loose: bool = False) -> tuple[Holder, ...]:
    """The firms before a verb of entering that stands behind a list's title: 公布名单，A、B、C3家企业入选."""
    norm = reading.norm
    found: dict[Span, Holder] = {}
    floor = start
    for verb in _ENTERED.finditer(norm, start, sentence.end):
        among = loose or norm.find("其中", floor, verb.start()) >= 0
        among = among or _COUNTED_LIST.search(norm, floor, verb.start()) is not None
        among = among or (verb[0].endswith("在其列") and "、" in norm[floor : verb.start()])
        holders, _ = subjects(reading, sentence, floor, verb.start(), loose=among)
        found |= {h.span: h for h in holders if h.given and h.span.start >= floor}
        floor = verb.end()
    return tuple(found.values())
