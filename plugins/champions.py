"""Champions: who holds a 制造业单项冠军 title, is about to, or is being cultivated for one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from qdtui.api import Column, Document, Extractor, Row, Span, Table, hookimpl
from qdtui.text.announced import (
    told_year,
)
from qdtui.text.apiece import levels_apiece, years_apiece, years_behind
from qdtui.text.champion_titles import (
    BATCH,
    GOVERNS,
    OTHER_LIST,
    SPORT,
    TITLE,
    Said,
    filled,
    governing,
    levels_by_batch,
    said_of,
    title_of,
)
from qdtui.text.columns import listed_rows
from qdtui.text.holders import (
    Holder,
    all_behind,
    firm_before,
    firms_behind,
    firms_listed,
    is_firm,
    listed_after,
    names_behind,
    predicate,
    product_subject,
    seat,
    stored,
    subjects,
)
from qdtui.text.listing import in_title, list_before, small_number, split_items
from qdtui.text.orgs import core, full_name
from qdtui.text.places import find_places
from qdtui.text.reading import Reading, as_written, read
from qdtui.text.sentence import Sentence

TABLE = Table(
    "champions",
    "Holders of a 制造业单项冠军 title by name; one row for each holder and award in a document.",
    (
        Column("company", comment="The holder, in the longest form that the document writes."),
        Column("product", comment="What it is champion in, when the text says."),
        Column("title", allowed=("单项冠军企业", "单项冠军示范企业", "单项冠军培育企业", "单项冠军产品")),
        Column("level", allowed=("国家级", "省级", "市级"), comment="NULL when the text does not say."),
        Column("batch", "INTEGER", comment="The number of the batch; 首批 is 1."),
        Column("year", "INTEGER", comment="The year of the award, when the text says."),
        Column(
            "status",
            allowed=("认定", "公示", "培育"),
            comment="认定: holds it; 公示: announced, not final; 培育: being cultivated or applying.",
        ),
        Column("region", comment="Where the holder sits, when the text says."),
    ),
    key=("company", "title", "level", "status"),
    label="company",
)

AWARDED = re.compile(
    r"(?:获[^，。；、]{2,14}?(?:授予|认定为?|评为)|入选|入围|上榜|[荣再喜又斩摘勇]获|捧回|挂上|拿下|拿到|收获|揽获|夺得|提交|递交|报送|获评|获批|获得|获授|荣膺|斩获|摘得|跻身|晋级|列入|纳入|通过|成为|当选|被[^，。；]{0,20}?(?:认定|评定|评|授予|确定|列|命名|纳入|列入)为?|(?:认定|评定|评|命名)为|保留|收到(?=[^，。；]{0,12}颁发)|喜提|参加(?=第.{1,3}批|国家|全国|省|首批|20\d\d年|工信部)|"
    r"(?:是|系(?![列统数])|为|作为)(?!了)|申报|冲刺|争创|冲击|推荐申报|拟认定为|进入)"
)
MAKERS = re.compile(r"制造业|工信|工业和信息化|企业|公司|产品|厂")
DENIED = re.compile(r"(?:未能?|没有|尚未|还未|并未|落选|撤销|取消|无缘|不是|并非)[^，。；]{0,12}$")
COUNT_NEXT = re.compile(r"[”\"]?(?:企业|产品)?(?:数量|总数)?(?:达到?|增至|有|共)?(?:超过?|近|约)?\d+(?:余|多)?[家个项]")
AGAIN = re.compile(
    r"[”\"]?[、和及与]?[“\"]?[^，。；、“”]{0,16}|[”\"]?(?:[（(][^（）()]{1,12}[）)])?(?:[、和及与“]|以及)(?:(?!公司|集团|厂)[^，。；]){0,80}"
)
ENTERING = re.compile(r"入选|入围|上榜|获|荣膺|斩获|摘得|跻身|晋级|列入|纳入|通过|当选|被|认定|确定|成为|名单")
KIND_CELL = re.compile(
    r"(?<![\u4e00-\u9fff])(?:(?P<kind>示范|培育)企业|(?P<product>(?:单项|冠军)?产品))(?![\u4e00-\u9fff：:])"
)
# 授予某公司“…单项冠军”称号
GIVEN = re.compile(
    r"授予(?P<to>[^，。；“]{2,200}?)[“\"]?(?:[^，。；“”、]{2,4}[省市]|国家级?|省级|市级|第.{1,3}批|首批|全国|20\d\d年度?|制造业)+$"
)
THIS_TIME = re.compile(
    r"(?:此次|本次|这次|本批|此批|新)(?:新)?(?:入选|上榜|获评|当选|入围)的(?:企业)?(?:有|包括|是|为|分别[是为])?[：:]?"
)
COUNTED_IN = re.compile(r"(?:算上|加上|连同)(?:此前|早先|已经?|先前|之前)*(?:获评|入选|认定|获得|上榜)的")
LEADING = re.compile(r"(?:国家级?|省级|市级|全国|全球|制造业|“|[\u4e00-\u9fff]{2,4}[省市区县])*")
ONE_OF = re.compile('[”"]?(?:之一)?[，,]')
FAR = 400
APART = re.compile(r"曾|此前|另外|此外|还有|累计|目前|现有|拥有|复核|早在")
PRODUCT = re.compile(
    r"(?:凭借|凭|以|靠|主营产品|主导产品|生产的|研发的|产品为|产品是)[“\"]?(?P<product>[^，。；、“”\"]{2,20}?)[”\"]?(?:产品|系列产品)?(?=[，,。；]|被|入选|荣获|获评|获|上榜|通过|成功)"
)


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


class Champions:
    """Finds holders behind the title, before the verb of the award, and in lists under a heading."""

    name = "champions"
    version = "1"
    tables = (TABLE,)

    def extract(self, doc: Document) -> Iterator[Row]:
        """Yield one row for each holder and award."""
        if "单项冠军" not in doc.text and "單項冠軍" not in doc.text:
            return
        reading = read(doc)
        for award in _once(list(_awards(reading)), levels_by_batch(reading)):
            values = {
                "company": stored(reading, award.holder.name, award.holder.span),
                "product": doc.text[award.product.start : award.product.end] if award.product else None,
                "title": award.title,
                "level": award.level,
                "batch": award.batch,
                "year": award.year,
                "status": award.status,
                "region": as_written(reading, award.region),
            }
            cells = {"company": award.holder.span}
            if award.product:
                cells["product"] = award.product
            yield Row(
                "champions",
                values,
                *_with_name(doc.text, award.holder.name, award.quote),
                confidence=award.confidence,
                rule=award.rule,
                note=award.note,
                cells=cells,
            )


def _with_name(text: str, name: str, quote: Span) -> Span:
    """The quote, begun at the holder's name when that stands before it in the same paragraph."""
    if name in text[quote.start : quote.end]:
        return quote
    at = text.rfind(name, max(0, quote.start - 300), quote.start)
    return quote if at < 0 or "\n" in text[at : quote.start] else Span(at, quote.end)


def _awards(reading: Reading) -> Iterator[Award]:
    norm = reading.norm
    marks = governing(reading)
    yield from _in_lists(reading, marks)
    previous: Said | None = None
    rulers = dict(marks)
    ruler: Sentence | None = None
    for index, sentence in enumerate(reading.sentences):
        if sentence in rulers:
            ruler = sentence
        text = norm[sentence.start : sentence.end]
        if "单项冠军" in text:
            yield from _counted_in(reading, sentence)
        elif marks:
            yield from _entered_this_time(reading, sentence, marks)
        if "单项冠军" not in text or (SPORT.search(text) and "制造业" not in text):
            continue
        if not MAKERS.search(text):
            continue
        at = sentence.start
        holders: list[Holder] = []
        listed = False
        context = None
        for match in TITLE.finditer(norm, sentence.start, sentence.end):
            if in_title(norm, sentence.start, match.start()):
                continue
            context = said_of(reading, sentence, at, match, previous)
            if holders and AGAIN.fullmatch(norm, at, match.start()):
                # 荣获“国家…单项冠军企业”“山东省…单项冠军企业”: one verb, two titles
                found = [
                    _award(reading, sentence, h, Span(h.span.start, match.end()), context, "second title", 0.85)
                    for h in holders
                ]
            else:
                found = list(_at_title(reading, sentence, at, match, context))
            ruling = rulers[ruler] if ruler is not None else None
            if ruling is not None and ruler is not None and sentence.start - ruler.end < FAR:
                found = [_ruled(reading, award, ruling, apart=ruler != sentence) for award in found]
            holders = [a.holder for a in found if a.rule in ("name before verb", "second title")]
            yield from found
            listed |= bool(found)
            if found:
                previous = context
            at = match.end()
            if tail := re.compile(r"[”\"]?(?:荣誉)?(?:称号|荣誉|资格)").match(norm, at):
                at = tail.end()
        if context is not None and not listed and GOVERNS.search(text):
            yield from _in_next_sentence(reading, index, sentence, rulers.get(sentence) or context)


def _entered_this_time(
    reading: Reading, sentence: Sentence, marks: list[tuple[Sentence, Said | None]]
) -> Iterator[Award]:
    """The firms of 此次入选的甲、乙以及丙，都是…, which speaks of the batch that the document announces."""
    norm = reading.norm
    opened = THIS_TIME.search(norm, sentence.start, sentence.end)
    announced = [m for m in marks if m[1] is not None and m[0].start < sentence.start and m[0].part == sentence.part]
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
        holder = Holder(span, full_name(norm, norm[slice(*span)]), None, None, True)
        yield _award(reading, sentence, holder, Span(opened.start(), span.end), said, "names behind list title", 0.75)


def _counted_in(reading: Reading, sentence: Sentence) -> Iterator[Award]:
    """The holders of before: 算上已获评的甲、乙，全区国家级单项冠军增至5家."""
    norm = reading.norm
    opened = COUNTED_IN.search(norm, sentence.start, sentence.end)
    title = TITLE.search(norm, sentence.start, sentence.end)
    if opened is None or title is None:
        return
    stop = re.compile("[，,。；;]").search(norm, opened.end(), sentence.end)
    end = stop.start() if stop is not None else sentence.end
    if tail := re.search(r"等?(?:\d+家)?(?:企业|公司)?$", norm[opened.end() : end]):
        end = opened.end() + tail.start()
    items = split_items(norm, opened.end(), end, names=True)
    if title.start() < end or not all(is_firm(norm, i) for i in items):
        return
    said = said_of(reading, sentence, end, title, None)._replace(batch=None, year=None)
    for span in items:
        holder = Holder(span, full_name(norm, norm[slice(*span)]), None, None, True)
        yield _award(reading, sentence, holder, Span(opened.start(), title.end()), said, "counted in", 0.75)


def _ruled(reading: Reading, award: Award, ruling: Said, *, apart: bool) -> Award:
    """The award with what the announcement above it says, when the words go on about that announcement."""
    norm = reading.norm
    words = norm[award.quote.start : award.quote.end]
    sentence = reading.sentence_at(award.quote.start)
    before = norm[max(sentence.start, award.quote.start - FAR) : award.quote.end] if sentence is not None else words
    entering = award.rule == "list behind title" or ENTERING.search(words)
    if award.rule == "title before name" or (apart and (APART.search(before) or not entering)):
        passed = award.level is None and re.search("复核", before) is not None
        return award._replace(level=ruling.level) if passed else award
    own = Said(award.title, award.level, award.batch, award.year, award.status)
    level, batch, year, status = filled(own, ruling)[1:]
    return award._replace(level=level, batch=batch, year=year, status=status)


def _in_next_sentence(reading: Reading, index: int, sentence: Sentence, context: Said) -> Iterator[Award]:
    """The firms that the sentence behind an announcement names: 其中，甲公司、乙公司在列."""
    following = reading.sentences[index + 1] if index + 1 < len(reading.sentences) else None
    if following is None or "单项冠军" in reading.norm[following.start : following.end]:
        return
    beside = "\n" not in reading.norm[sentence.end : following.start]
    named = names_behind(reading, following.start, following) if beside else ()
    for holder in named or _among_following(reading, index):
        award = _award(reading, following, holder, holder.span, context, "names behind list title", 0.75)
        yield award._replace(year=award.year or told_year(reading, following.start, following.end))


def _at_title(reading: Reading, sentence: Sentence, floor: int, title: re.Match[str], context: Said) -> Iterator[Award]:
    norm = reading.norm
    if DENIED.search(norm, floor, title.start()):
        return
    as_such = re.search(r"(?:作为|身为)[^，。；]{0,24}$", norm[floor : title.start()]) is not None
    one_of = ONE_OF.match(norm, title.end()) if as_such else None
    skip = len(one_of[0]) if one_of is not None else 0
    if LEADING.fullmatch(norm, sentence.start, title.start()) and norm.startswith("、", title.end()):
        skip = 1  # 国家级单项冠军企业、某某公司的实验室里，…
    if listed := firms_behind(reading, title.end(), sentence.end):
        for holder in listed:
            quote = Span(title.start(), holder.product.end if holder.product else holder.span.end)
            yield _award(reading, sentence, holder, quote, context, "list behind title", 0.85)
        return
    firms = all_behind(reading, title.end() + skip, sentence.end)
    for firm in firms:
        holder = Holder(firm, full_name(norm, norm[firm.start : firm.end]), None, None, True)
        level = context.level if not re.search(r"市(?:制造业)?“?$", norm[floor : title.start()]) else None
        yield _award(
            reading,
            sentence,
            holder,
            Span(title.start(), firm.end),
            context._replace(level=level),
            "title before name",
            0.9,
        )
    if firms:
        return
    if given := GIVEN.search(norm, max(floor, title.start() - FAR), title.start()):
        to = Span(*given.span("to"))
        etc = re.search(r"等\d*[家户个]?(?:企业|公司|单位)?$", given["to"])
        stop = to.end if etc is None else to.start + etc.start()
        named = [
            i for i in list_before(norm, to.start, stop, names=True).items if is_firm(norm, i) and i.end - i.start > 2
        ]
        before = firm_before(reading, sentence, to.start)
        for span in named or [s for s in (before,) if s is not None]:
            holder = Holder(span, full_name(norm, norm[span.start : span.end]), None, None, True)
            quote = Span(span.start if named else to.start, title.end())
            yield _award(reading, sentence, holder, quote, context, "name before verb", 0.8)
        if named or before is not None:
            return
    if named_after := predicate(reading, title.end(), sentence.end):
        for span in named_after:
            holder = Holder(span, full_name(norm, norm[span.start : span.end]), None, None, True)
            yield _award(reading, sentence, holder, Span(title.start(), span.end), context, "list behind title", 0.85)
        return
    verb = _verb(norm, floor, title.start())
    if verb is not None and not (COUNT_NEXT.match(norm, title.end()) and "等" not in norm[floor : title.start()]):
        loose = verb[0] not in ("是", "系", "为", "作为", "成为") and (
            "制造业" in norm[floor : title.end()] or len(title[0]) > 4
        )
        holders, listing = subjects(reading, sentence, floor, verb.start(), loose=loose)
        if context.status == "培育":
            holders = tuple(h for h in holders if h.given)
        if context.title == "单项冠军产品" and not any(
            h.given and h.name.endswith(("公司", "集团", "厂")) for h in holders
        ):
            made = product_subject(reading, sentence, floor, verb.start())
            holders = holders if made is None else (made,)
        years = years_apiece(norm, floor, verb.start(), len(holders))
        levels = levels_apiece(norm, verb.start(), title.start(), len(holders)) or [context.level] * len(holders)
        years = years or [context.year] * len(holders)
        for holder, year, level in zip(holders, years, levels, strict=True):
            sure = 0.9 if holder.given and len(holder.name) >= 6 else 0.75
            start = min(holder.span.start, verb.start()) if holder.given else verb.start()
            yield _award(
                reading,
                sentence,
                holder,
                Span(start, title.end()),
                context._replace(year=year, level=level),
                "name before verb",
                sure,
                listing.mismatch,
            )
        if holders:
            return
    behind_title = names_behind(reading, title.end(), sentence)
    for holder, year in zip(behind_title, years_behind(norm, behind_title, sentence.end), strict=True):
        said = context if year is None else context._replace(year=year)
        quote = Span(title.start(), holder.span.end)
        yield _award(reading, sentence, holder, quote, said, "names behind list title", 0.85)
    for span in listed_after(reading, title.end(), sentence.end):
        holder = Holder(span, full_name(norm, norm[span.start : span.end]), None, None, True)
        yield _award(reading, sentence, holder, Span(title.start(), span.end), context, "list behind title", 0.85)


def _among_following(reading: Reading, index: int) -> Iterator[Holder]:
    """The firms that the next sentences of the paragraph list: 南昌市4家，包括甲公司等；赣州市3家，分别为乙公司、丙公司."""
    norm = reading.norm
    for sentence in reading.sentences[index + 1 : index + 6]:
        text = norm[slice(*sentence.span)]
        before = norm[reading.sentences[index].end : sentence.start]
        if len(re.findall(r"\n+", before)) > 1 or "单项冠军" in text or OTHER_LIST.search(text) or SPORT.search(text):
            return
        yield from firms_listed(reading, sentence)


def _verb(norm: str, floor: int, stop: int) -> re.Match[str] | None:
    """The first verb of awarding before the title with nothing but words of the award between."""
    for match in AWARDED.finditer(norm, floor, stop):
        between = norm[match.end() : stop]
        if len(between) <= 90 and not re.search(
            r"[。；;]|企业\d|公司|拥有|[，,](?!(?:继续)?(?:保留|保持)|(?:以及|和)?(?:全国|国家|工信部|省|市|第|首批|中国|制造业|“)[^，]{0,12}$)",
            between,
        ):
            return match
    return None


def _award(
    reading: Reading,
    sentence: Sentence,
    holder: Holder,
    quote: Span,
    context: Said,
    rule: str,
    sure: float,
    note: str | None = None,
) -> Award:
    norm = reading.norm
    product = holder.product
    if product is None and (
        match := PRODUCT.search(norm, holder.span.end, min(max(quote.end, holder.span.end), holder.span.end + 80))
    ):
        product = Span(*match.span("product"))
    region = seat(reading, sentence, holder.span)
    if region is None:
        leading = find_places(holder.name)
        region = (
            leading[0].region
            if leading and leading[0].start == 0 and leading[0].level not in ("country", "state")
            else None
        )
    return Award(holder, quote, product, *context, region, rule, sure, note)


def _in_lists(reading: Reading, marks: list[tuple[Sentence, Said | None]]) -> Iterator[Award]:
    """The firms on the lines below what governs them: 第九批制造业单项冠军企业名单, 4家企业分别是：."""
    norm = reading.norm
    for index, (heading, context) in enumerate(marks):
        if context is None:
            continue
        end = marks[index + 1][0].start if index + 1 < len(marks) else len(norm)
        for row in listed_rows(reading, heading.end, end):
            if not is_firm(norm, row.name):
                continue
            holder = Holder(row.name, full_name(norm, norm[row.name.start : row.name.end]), None, None, True)
            kind = TITLE.search(norm, row.line.start, row.line.end)
            own = context._replace(title=title_of(kind)) if kind is not None else context
            if kind is None and (cell := KIND_CELL.search(norm, row.line.start, row.line.end)):
                own = own._replace(title="单项冠军产品" if cell["product"] else f"单项冠军{cell['kind']}企业")
            label = BATCH.search(norm, row.line.start, row.name.start)
            if label is not None and (number := 1 if label["first"] else small_number(label["number"])) != own.batch:
                own = own._replace(batch=number, year=None)
            award = _award(reading, heading, holder, row.line, own, "list under heading", 0.85)
            yield award._replace(product=row.product, region=row.place or award.region)


def _once(found: list[Award], levels: dict[int, str]) -> list[Award]:
    """One award for each holder, title and level; a mention that says more fills what the first left open."""
    kept: list[Award] = []
    by_head: dict[str, list[int]] = {}
    for award in found:
        if award.level is None and award.batch is not None:
            award = award._replace(level=levels.get(award.batch))
        alike = by_head.setdefault(core(award.holder.name)[:2], [])
        twin = next((i for i in alike if _same(kept[i], award)), None)
        if twin is None:
            alike.append(len(kept))
            kept.append(award)
            continue
        old = kept[twin]
        kept[twin] = old._replace(
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


@hookimpl
def qdtui_extractors(config: Mapping[str, Mapping[str, Any]]) -> Iterable[Extractor]:
    """The extractor of this file."""
    return [Champions()]
