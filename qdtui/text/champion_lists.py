"""Holders of a 单项冠军 title named around the announcement of a list: behind it, in the next sentences, or as entered this time."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from qdtui.model import Span
from qdtui.text.announced import honour_level, told_year
from qdtui.text.apiece import years_behind
from qdtui.text.awards import (
    AFTER_ANOTHER,
    AFTER_THESE,
    AMONG_HOLDERS,
    MADE_UP_OF,
    NO_LIST,
    NOTICE_OF_LIST,
    OF_THE_ENTERED,
    OTHER_BATCH,
    SAME_TITLE,
    THIS_TIME,
    WITH_ITS_GOODS,
)
from qdtui.text.champion_awards import REVIEWED_BATCH, Award, award_of, of_title, reviewed
from qdtui.text.champion_rows import counted_in
from qdtui.text.champion_titles import BATCH, OTHER_LIST, SPORT, TITLE, Said, said_of
from qdtui.text.holders import LEGAL, Holder, holder_at, is_firm, with_goods
from qdtui.text.listing import small_number, split_items
from qdtui.text.named_firms import firms_listed, names_behind
from qdtui.text.orgs import full_name, orgs
from qdtui.text.reading import Reading
from qdtui.text.sentence import Sentence
from qdtui.text.spans import within


def entered_this_time(
    reading: Reading, sentence: Sentence, marks: list[tuple[Sentence, Said | None]]
) -> Iterator[Award]:
    """The firms of 此次入选的甲、乙以及丙，都是…, which speaks of the batch that the document announces."""
    norm = reading.norm
    opened = THIS_TIME.search(norm, sentence.start, sentence.end)
    earlier = [said for mark, said in marks if mark.start < sentence.start and mark.part == sentence.part]
    yield from counted_in(reading, sentence, next((said for said in earlier if said is not None), None))
    among = OF_THE_ENTERED.search(norm, sentence.start, sentence.end)
    announced = [m for m in marks if m[1] is not None and m[0].start < sentence.start and m[0].part == sentence.part]
    if among is not None and announced and (told := announced[0][1]) is not None:
        paragraph = norm.find("\n", among.end())
        close = paragraph if paragraph >= 0 else len(norm)
        opening = [o for o in within(orgs(norm), among.end(), close) if norm[o.start - 1] in "，,；;。"]
        firms = [Span(o.start, o.end) for o in opening if o.kind == "firm" and o.name.endswith(("公司", "集团", "厂"))]
        for span in firms[: small_number(among["count"])]:
            holder = holder_at(norm, span)
            yield award_of(reading, sentence, holder, span, told, "names behind list title", 0.7)
        return
    if earlier and earlier[-1] is not None and PASSED_AGAIN.search(norm, *sentence.span):
        above_all = [mark for mark, said in marks if said is not None and mark.start < sentence.start]
        passed = REVIEWED_BATCH.search(norm, *above_all[-1].span) if above_all else None
        batch = small_number(passed["a"] or passed["b"]) if passed is not None else None
        again = earlier[-1]._replace(batch=batch, year=None, status="认定")
        for holder in names_behind(reading, sentence.start, sentence):
            yield award_of(reading, sentence, holder, holder.span, again, "names behind list title", 0.75)
        return
    if earlier and earlier[-1] is not None:
        yield from _made_up_of(reading, sentence, earlier[-1])
        yield from _entered_with(reading, sentence, earlier[-1])
    examples = EXAMPLES.match(norm, sentence.start, sentence.end)
    above = reading.sentence_at(sentence.start - 1)
    if examples is not None and earlier and earlier[-1] is not None and above is not None:
        ends = examples.end() + len(re.split("等?[。；]", norm[examples.end() : sentence.end])[0])
        goods = with_goods(norm, examples.end(), ends) if ENTERED_FIRMS.search(norm, *above.span) else ()
        for holder in goods if len(goods) > 1 else ():
            yield award_of(reading, sentence, holder, holder.span, earlier[-1], "names behind list title", 0.7)
        told_each = _openers(norm, examples.end()) if not goods and ENTERED_FIRMS.search(norm, *above.span) else []
        each = () if goods or told_each else _each_in_its_clause(norm, examples.end(), above)
        for holder in each:
            yield award_of(reading, sentence, holder, holder.span, earlier[-1], "names behind list title", 0.65)
        for span in told_each:
            holder = holder_at(norm, span)
            yield award_of(reading, sentence, holder, span, earlier[-1], "names behind list title", 0.7)
        return
    other = OTHER_BATCH.search(norm, sentence.start, sentence.end)
    if other is not None and announced and (first := announced[0][1]) is not None:
        year = told_year(reading, sentence.start, sentence.end)
        ruling = first._replace(batch=small_number(other["number"]), year=year, status="认定")
        for holder in names_behind(reading, other.end(), sentence):
            yield award_of(reading, sentence, holder, holder.span, ruling, "names behind list title", 0.7)
        return
    if opened is None or not announced:
        return
    stop = re.compile("[，,。；;]|$").search(norm, opened.end(), sentence.end)
    end = stop.start() if stop is not None else sentence.end
    if tail := re.search(r"等(?:\d+[家户])?(?:企业|公司)?$", norm[opened.end() : end]):
        end = opened.end() + tail.start()
    items = split_items(norm, opened.end(), end, names=True)
    firms = [i for i in items if is_firm(norm, i)]
    if len(items) < 2 or len(firms) < 0.8 * len(items):
        return
    said = next((said for _, said in announced if said is not None and said.batch is not None), announced[0][1])
    if said is None:
        return
    said = said._replace(title="单项冠军企业" if len({s.title for _, s in announced if s}) > 1 else said.title)
    for span in firms:
        holder = holder_at(norm, span)
        yield award_of(reading, sentence, holder, Span(opened.start(), span.end), said, "names behind list title", 0.75)


PASSED_AGAIN = re.compile("[家户][^，。；]{0,6}(?:顺利|均|全部)*(?:复核通过|通过复核)")


def _made_up_of(reading: Reading, sentence: Sentence, told: Said) -> Iterator[Award]:
    """The firms that a sentence on those that entered names in groups, or one with its goods: 既有甲、乙等…，也有丙等."""
    norm = reading.norm
    groups = MADE_UP_OF.finditer(norm, *sentence.span) if ENTERED_FIRMS.search(norm, *sentence.span) else ()
    for group in groups:
        items = split_items(norm, *group.span("list"), names=True)
        for span in items if all(is_firm(norm, i) and LEGAL.search(norm[slice(*i)]) for i in items) else ():
            holder = holder_at(norm, span)
            yield award_of(reading, sentence, holder, span, told, "names behind list title", 0.7)
    for match in WITH_ITS_GOODS.finditer(norm, *sentence.span):
        span = Span(*match.span("name"))
        if is_firm(norm, span):
            holder = Holder(span, full_name(norm, match["name"]), Span(*match.span("goods")), None, True)
            yield award_of(reading, sentence, holder, Span(*match.span()), told, "names behind list title", 0.75)


def _openers(norm: str, start: int) -> list[Span]:
    """The firms with a legal form that open the parts, parted by semicolons, of the statement that begins at `start`."""
    stop = min((at for mark in "。\n" if (at := norm.find(mark, start)) >= 0), default=len(norm))
    found: list[Span] = []
    for part in re.finditer("[^；]+", norm[start:stop]):
        at = start + part.start()
        span = _firm_at(norm, at, stop)
        if span is None:
            break
        found.append(span)
    return found


def _firm_at(norm: str, at: int, stop: int) -> Span | None:
    """The firm whose name begins at `at` and ends before `stop`."""
    org = next((o for o in within(orgs(norm), at, stop) if o.start == at), None)
    if org is None or org.kind != "firm" or not is_firm(norm, span := Span(org.start, org.end)):
        return None
    return span


def also_entered(reading: Reading, sentence: Sentence, title: re.Match[str], context: Said) -> Iterator[Award]:
    """The firms whose goods are on the list, too: 名单发现，同时上榜的产品还有甲公司的泵和乙公司的阀."""
    norm = reading.norm
    told = ALSO_ENTERED.search(norm, title.end(), sentence.end)
    if told is None:
        return
    stop = told.end() + len(re.split("[，。；]", norm[told.end() : sentence.end])[0])
    said = context._replace(title="单项冠军产品") if "产品" in told[0] else context
    for holder in with_goods(norm, told.end(), stop):
        quote = Span(told.start(), holder.product.end if holder.product else holder.span.end)
        yield award_of(reading, sentence, holder, quote, said, "list behind title", 0.8)


ALSO_ENTERED = re.compile(r"(?:上榜|入选|获评|入围)的[^，。；]{0,12}(?:产品|企业)(?:还|另|也)?(?:有|包括)")


def among_holders(reading: Reading, sentence: Sentence, title: re.Match[str], context: Said) -> Iterator[Award]:
    """The firms of which a text tells one by one that they are among the holders: 获得…单项冠军的企业中，甲集团…；乙公司…."""
    norm = reading.norm
    opened = AMONG_HOLDERS.match(norm, title.end())
    if (
        opened is None
        or re.search("获得|获评|入选", norm[max(sentence.start, title.start() - 40) : title.start()]) is None
    ):
        return
    for span in _openers(norm, opened.end()):
        holder = holder_at(norm, span)
        yield award_of(
            reading, sentence, holder, Span(title.start(), span.end), context, "names behind list title", 0.75
        )


def told_of_each(reading: Reading, sentence: Sentence) -> Iterator[Award]:
    """The firms that examples of a place's champions tell of: 国家级“单项冠军”企业成为支撑。比如，甲公司…；乙公司…."""
    norm = reading.norm
    opened = EXAMPLES.match(norm, sentence.start, sentence.end)
    above = reading.sentence_at(sentence.start - 1) if opened is not None else None
    if opened is None or above is None or opened[0].startswith("其中") or "\n" in norm[above.end : sentence.start]:
        return
    text = norm[slice(*above.span)]
    if "单项冠军" not in text or re.search("申报|培育|争创|条件|支持|鼓励|是指", text):
        return
    said = Said("单项冠军企业", honour_level(text, ""), None, None, "认定")
    firms = _openers(norm, opened.end())
    for span in firms if len(firms) > 1 else ():
        holder = holder_at(norm, span)
        yield award_of(reading, sentence, holder, span, said, "names behind list title", 0.65)


_HOW_MANY = re.compile(
    r"(?P<count>\d+|[两三四五六七八九十]+)[家个种](?:企业|公司|产品)(?:成功|新)?(?:入选|入围|上榜|获评|获批|被?认定)"
)
_DOES = re.compile(
    r"(?P<name>[\u4e00-\u9fffA-Za-z]{3,12}?)(?:的(?P<goods>[\u4e00-\u9fffA-Za-z0-9-]{2,16}?)(?=持续|稳居|长期|连续|市场|国内|全球|已|占|填补|打破|畅销|远销|是|为)|"
    r"(?=占[据有]|勇[做当夺]|是(?:国内|全球|全国|我国|世界|中国|行业|业内|目前|一家)|拥有|打破|专注|深耕|主[要营攻打]|研发|生产|制造|稳居|连续|成为|填补|攻克|突破|掌握))"
)
"""A firm in short form that opens the clause in which its deeds are told, with its goods where 的 joins them."""


def _each_in_its_clause(norm: str, start: int, above: Sentence) -> tuple[Holder, ...]:
    """The firms that the clauses from `start` on tell of one by one, no more than `above` has counted: 甲科技占据…，乙是…."""
    counted = [m for m in _HOW_MANY.finditer(norm, *above.span) if TITLE.search(norm, m.end(), above.end)]
    if not counted:
        return ()
    stop = min((at for mark in "。\n" if (at := norm.find(mark, start)) >= 0), default=len(norm))
    found: list[Holder] = []
    for clause in re.finditer("[^，；]+", norm[start:stop]):
        told = _DOES.match(norm, start + clause.start(), start + clause.end())
        if told is None or not is_firm(norm, span := Span(*told.span("name"))):
            continue
        goods = Span(*told.span("goods")) if told["goods"] else None
        found.append(Holder(span, full_name(norm, told["name"]), goods, None, True))
    fits = 1 < len(found) <= (small_number(counted[-1]["count"]) or 0)
    return tuple(found) if fits else ()


_ENTERED = re.compile(
    r"(?:也|则|同样)?(?:(?:凭借?|以|靠)其?(?:(?:主导|自主研发|自主生产|生产|研制)的?)?(?:产品)?“?(?P<goods>[^，。；、“”]{2,20}?)”?)?"
    r"(?:成功|顺利|首次|再次|一举|也|双双)*(?:入选|上榜|入围|榜上有名|名列其中|位列其中|在列|跻身其中)(?=[，。；\n]|$)"
)
"""Behind a firm: that it entered what was announced before, and with what: 某某公司凭借色选机入选，."""


def _entered_with(reading: Reading, sentence: Sentence, told: Said) -> Iterator[Award]:
    """The firms that open a clause and are said to have entered, without a word of what: the list is that announced before."""
    norm = reading.norm
    for clause in re.finditer("[^，；。]+", norm[slice(*sentence.span)]):
        at = sentence.start + clause.start()
        span = _firm_at(norm, at, sentence.end)
        if span is not None and (entered := _ENTERED.match(norm, span.end, sentence.end)) is not None:
            goods = Span(*entered.span("goods")) if entered["goods"] else None
            holder = replace(holder_at(norm, span), product=goods)
            yield award_of(reading, sentence, holder, Span(at, entered.end()), told, "names behind list title", 0.75)


EXAMPLES = re.compile("(?:例如|比如|如|其中)[，,：:]")
ENTERED_FIRMS = re.compile(r"(?:入选|入围|上榜|获评|新增)(?:的)?(?:\d+[家个])?[\u4e00-\u9fff]{0,3}?(?:企业|公司|产品)")


def by_notice(reading: Reading, sentence: Sentence, title: re.Match[str]) -> Iterator[Award]:
    """The firms on a list that a notice in 《》 gives out: 据《关于公布…单项冠军企业名单的通知》，甲、乙2家企业上榜."""
    norm = reading.norm
    opened, close = norm.rfind("《", sentence.start, title.start()), norm.find("》", title.end(), sentence.end)
    again = TITLE.search(norm, title.end(), sentence.end)
    if close < 0 or again is not None or NO_LIST.search(norm, opened, close):
        return
    if NOTICE_OF_LIST.search(norm, opened, close):
        said = said_of(reading, sentence, sentence.start, title, None)
        year = said.year or told_year(reading, opened, close)
        said = said._replace(status="公示") if norm.endswith("公示", opened, close) and said.status == "认定" else said
        yield from named_behind(reading, sentence, title, said._replace(year=year))


def in_next_sentence(reading: Reading, index: int, sentence: Sentence, context: Said) -> Iterator[Award]:
    """The firms that the sentence behind an announcement names: 其中，甲公司、乙公司在列."""
    following = reading.sentences[index + 1] if index + 1 < len(reading.sentences) else None
    if following is None or "单项冠军" in reading.norm[following.start : following.end]:
        return
    beside = "\n" not in reading.norm[sentence.end : following.start]
    named = names_behind(reading, following.start, following) if beside else ()
    while named and (more := reading.sentences[index + 2 : index + 3]) and _goes_on(reading, more[0]):
        named += names_behind(reading, more[0].start, more[0])  # …为首次入选；丙公司、丁公司通过复核
        index += 1
    for holder in named or _among_following(reading, index):
        batches = {m["number"] or "一" for m in BATCH.finditer(reading.norm, *following.span)}
        said = context if context.batch or len(batches) != 1 else context._replace(batch=small_number(batches.pop()))
        inside = reading.sentence_at(holder.span.start) or following
        again = reviewed(reading.norm, inside, holder, said._replace(batch=None))
        award = award_of(reading, inside, holder, holder.span, again or said, "names behind list title", 0.75)
        yield award if again else award._replace(year=award.year or told_year(reading, following.start, following.end))


def _goes_on(reading: Reading, sentence: Sentence) -> bool:
    """True for a sentence behind a semicolon that names no other list."""
    text = reading.norm[slice(*sentence.span)]
    return reading.norm[sentence.start - 1] == "；" and "单项冠军" not in text and OTHER_LIST.search(text) is None


def after_these(reading: Reading, sentence: Sentence, title: re.Match[str], context: Said) -> Iterator[Award]:
    """Those that held the title before: 乙公司成为我市继甲公司之后第二家国家级单项冠军企业."""
    norm = reading.norm
    told = next((m for m in AFTER_THESE.finditer(norm, sentence.start, title.start())), None)
    if told is None or re.search("[。；]", norm[told.end() : title.start()]):
        return
    items = split_items(norm, *told.span("list"), names=True)
    if not items or not all(is_firm(norm, i) for i in items):
        return
    year = int(told["year"]) if told["year"] else None
    said = context._replace(title="单项冠军企业", batch=None, year=year, status="认定")
    for span in items:
        holder = holder_at(norm, span)
        yield award_of(reading, sentence, holder, Span(told.start(), title.end()), said, "one before", 0.75)


def named_behind(
    reading: Reading, sentence: Sentence, title: re.Match[str], context: Said, *, review: bool = False
) -> Iterator[Award]:
    """The firms that clauses behind a list's title name; with `review` only those that pass one."""
    norm = reading.norm
    following = TITLE.search(norm, title.end(), sentence.end)
    stretch = sentence if following is None else replace(sentence, end=following.start())
    behind_title = [
        h for h in names_behind(reading, title.end(), stretch) if of_title(norm, title.end(), h, sentence.end)
    ]
    for holder, year in zip(behind_title, years_behind(norm, tuple(behind_title), sentence.end), strict=True):
        again = reviewed(norm, sentence, holder, context)
        clause = re.split("[，。；]", norm[holder.span.end : sentence.end])[0]
        if review and again is None and SAME_TITLE.search(clause) is None:
            continue
        said = again or context
        if AFTER_ANOTHER.search(norm, sentence.start, title.start()):
            said = said._replace(year=None)  # 继2020年甲公司入选后，乙公司也摘得这一称号
        said = said if year is None else said._replace(year=year)
        quote = Span(title.start(), holder.span.end)
        yield award_of(reading, sentence, holder, quote, said, "names behind list title", 0.85)


def _among_following(reading: Reading, index: int) -> Iterator[Holder]:
    """The firms that the next sentences of the paragraph list: 南昌市4家，包括甲公司等；赣州市3家，分别为乙公司、丙公司."""
    norm = reading.norm
    for sentence in reading.sentences[index + 1 : index + 6]:
        text = norm[slice(*sentence.span)]
        before = norm[reading.sentences[index].end : sentence.start]
        if len(re.findall(r"\n+", before)) > 1 or "单项冠军" in text or OTHER_LIST.search(text) or SPORT.search(text):
            return
        yield from firms_listed(reading, sentence)
