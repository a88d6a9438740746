"""Champions: who holds a 制造业单项冠军 title, is about to, or is being cultivated for one."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any, NamedTuple

from qdtui.api import Column, Document, Extractor, Row, Span, Table, hookimpl
from qdtui.text.announced import (
    honour_level,
)
from qdtui.text.apiece import batches_apiece, levels_apiece, years_apiece
from qdtui.text.awards import (
    AGAIN,
    ALSO_IS,
    BARE,
    BATCH_CELL,
    COUNT_NEXT,
    DENIED,
    FAR,
    GIVEN,
    GROUP_KIND,
    IN_BRACKETS,
    KIND_CELL,
    LEADING,
    LISTED,
    MAKERS,
    NEXT_OF_LIST,
    OF_TITLE,
    ONE_OF,
    OTHERS,
    PLAQUE,
    REACH,
    SIGNED,
    WHO_ENTERED,
    YEAR,
    award_verb,
)
from qdtui.text.champion_awards import (
    Award,
    award_of,
    dated_by_topic,
    of_product,
    once,
    ruled,
    with_paired_products,
)
from qdtui.text.champion_lists import (
    after_these,
    also_entered,
    among_holders,
    by_notice,
    entered_this_time,
    in_next_sentence,
    named_behind,
    told_of_each,
)
from qdtui.text.champion_rows import before_title, by_level, counted_in, in_later_batch, in_row
from qdtui.text.champion_titles import (
    BATCH,
    GOVERNS,
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
from qdtui.text.holders import Holder, firm_before, goods_beside, holder_at, is_firm, product_subject, stored, subjects
from qdtui.text.listing import in_title, list_before, list_in_brackets, small_number
from qdtui.text.named_firms import (
    all_behind,
    firms_behind,
    firms_listed,
    goods_go_on,
    listed_after,
    predicate,
)
from qdtui.text.orgs import full_name, orgs
from qdtui.text.reading import Reading, as_written, read
from qdtui.text.sentence import Sentence
from qdtui.text.spans import within

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
    key=("company", "title", "level", "status", "batch"),
    label="company",
)


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
        found = with_paired_products(reading, list(_awards(reading)))
        for award in once(found, levels_by_batch(reading)):
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
            yield from counted_in(reading, sentence)
        elif marks:
            yield from entered_this_time(reading, sentence, marks)
        if "单项冠军" not in text:
            yield from told_of_each(reading, sentence)
        if "单项冠军" not in text and previous is not None:
            yield from in_later_batch(reading, sentence, previous)
        if "单项冠军" not in text or (SPORT.search(text) and "制造业" not in text):
            continue
        paragraph = norm.rfind("\n", max(0, sentence.start - FAR), sentence.start) + 1
        if not MAKERS.search(text) and norm.find("制造业单项冠军", paragraph, sentence.start) < 0:
            continue
        if rows := list(in_row(reading, sentence)):
            yield from rows if rulers.get(sentence) is None and not _listed_already(marks, sentence) else ()
            continue
        at = sentence.start
        holders: list[Holder] = []
        listed = False
        context = said = None
        for match in TITLE.finditer(norm, sentence.start, sentence.end):
            if in_title(norm, sentence.start, match.start()):
                yield from by_notice(reading, sentence, match)
                continue
            context = said_of(reading, sentence, at, match, previous)
            if at > sentence.start and previous is not None and NEXT_OF_LIST.fullmatch(norm, at, match.start()):
                context = context._replace(year=context.year or previous.year)  # 对2023年度新认定的…甲公司、…乙公司
            between = norm[at : match.start()]
            if at > sentence.start and previous is not None and ALSO_IS.search(between) and not YEAR.search(between):
                alike = context.level == previous.level and context.batch in (None, previous.batch)
                context = context._replace(year=context.year or previous.year) if alike else context
            if at > sentence.start and previous is not None and BARE.search(norm, at, match.start()):
                context = filled(context, previous._replace(title=context.title))
            if at > sentence.start and said is not None and "其中" in between and context.level is None:
                context = context._replace(level=said.level, batch=context.batch or said.batch)
            said = context
            near = replace(
                sentence, start=max(sentence.start, match.start() - REACH), end=min(sentence.end, match.end() + REACH)
            )
            if holders and AGAIN.fullmatch(norm, at, match.start()):
                # 荣获“国家…单项冠军企业”“山东省…单项冠军企业”: one verb, two titles
                found = [
                    award_of(reading, sentence, h, Span(h.span.start, match.end()), context, "second title", 0.85)
                    for h in holders
                ]
            else:
                found = list(_at_title(reading, near, at, match, context))
            found += also_entered(reading, sentence, match, context)
            ruling = rulers[ruler] if ruler is not None else None
            if ruling is not None and ruler is not None and sentence.start - ruler.end < FAR:
                found = [ruled(reading, award, ruling, apart=ruler != sentence) for award in found]
            found = [of_product(norm, match.end(), award) for award in found]
            found += by_level(reading, near, match, context)
            yield from after_these(reading, sentence, match, context)
            yield from among_holders(reading, sentence, match, context)
            found = [dated_by_topic(reading, sentence, award) for award in found]
            holders = [a.holder for a in found if a.rule in ("name before verb", "second title")]
            yield from found
            listed |= bool(found)
            if found:
                previous = context
            at = match.end()
            if tail := re.compile(r"[”\"]?(?:荣誉)?(?:称号|荣誉|资格)").match(norm, at):
                at = tail.end()
        if context is not None and not listed and GOVERNS.search(text):
            yield from in_next_sentence(reading, index, sentence, rulers.get(sentence) or context)


def _listed_already(marks: list[tuple[Sentence, Said | None]], sentence: Sentence) -> bool:
    """True for a line below an announcement, which is read with the rest of its list."""
    above = [said for mark, said in marks if mark.start < sentence.start]
    return bool(above) and above[-1] is not None


class _Title(NamedTuple):
    """A title in a sentence, and what is looked at to see who holds it."""

    reading: Reading
    sentence: Sentence
    floor: int
    """Where what was read of the sentence ends."""
    title: re.Match[str]
    context: Said
    verb: re.Match[str] | None
    """The verb before the title by which somebody gets it."""

    def award(
        self, holder: Holder, quote: Span, rule: str, sure: float, own: Said | None = None, note: str | None = None
    ) -> Award:
        """The title as `holder` has it; with `own`, what is said of that holder's alone."""
        return award_of(self.reading, self.sentence, holder, quote, own or self.context, rule, sure, note)


def _at_title(reading: Reading, sentence: Sentence, floor: int, title: re.Match[str], context: Said) -> Iterator[Award]:
    """The awards of a title, as the first recogniser of `_ORDER` sees them that sees any."""
    if DENIED.search(reading.norm, floor, title.start()):
        return
    at = _Title(reading, sentence, floor, title, context, award_verb(reading.norm, floor, title.start()))
    for read_awards in _ORDER:
        if found := list(read_awards(at)):
            yield from found
            return


def _in_brackets_behind(at: _Title) -> Iterator[Award]:
    """Firms in brackets behind the title."""
    norm, title = at.reading.norm, at.title
    bracketed = list_in_brackets(norm, title.end(), at.sentence.end)
    if bracketed.items and all(is_firm(norm, i) for i in bracketed.items):
        for span in bracketed.items:
            holder = holder_at(norm, span)
            yield at.award(holder, Span(title.start(), span.end), "list behind title", 0.85)


def _before_bracket(at: _Title) -> Iterator[Award]:
    """A firm with the title in brackets behind its name."""
    norm, title = at.reading.norm, at.title
    if (bracket := IN_BRACKETS.search(norm, at.sentence.start, title.start())) is not None:
        near = within(orgs(norm), bracket.start() - 40, bracket.start())
        beside = next((o for o in near if o.end == bracket.start() and o.kind == "firm"), None)
        if beside is not None and is_firm(norm, Span(beside.start, beside.end)):
            span = Span(beside.start, beside.end)
            holder = Holder(span, full_name(norm, beside.name), None, None, True)
            yield at.award(holder, Span(span.start, title.end()), "title in brackets", 0.85)


def _list_behind(at: _Title) -> Iterator[Award]:
    """A list of firms right behind the title."""
    title = at.title
    if listed := firms_behind(at.reading, title.end(), at.sentence.end):
        for holder in listed:
            quote = Span(title.start(), holder.product.end if holder.product else holder.span.end)
            yield at.award(holder, quote, "list behind title", 0.85)


def _name_behind(at: _Title) -> Iterator[Award]:
    """The firms that the title stands in front of: 单项冠军企业|某某公司."""
    norm, title = at.reading.norm, at.title
    skip = _skipped(at)
    firms = all_behind(at.reading, title.end() + skip, at.sentence.end)
    firms = firms or (all_behind(at.reading, title.end(), at.sentence.end) if skip else ())
    for firm in firms:
        holder = holder_at(norm, firm)
        level = at.context.level if not re.search(r"市(?:制造业)?“?$", norm[at.floor : title.start()]) else None
        own = at.context._replace(level=level)
        yield at.award(holder, Span(title.start(), firm.end), "title before name", 0.9, own)


def _given_to(at: _Title) -> Iterator[Award]:
    """Those to whom a clause gives the title."""
    norm, title = at.reading.norm, at.title
    if given := GIVEN.search(norm, max(at.floor, title.start() - FAR), title.start()):
        to = Span(*given.span("to"))
        etc = re.search(r"等\d*[家户个]?(?:企业|公司|单位)?$", given["to"])
        stop = to.end if etc is None else to.start + etc.start()
        named = [
            i for i in list_before(norm, to.start, stop, names=True).items if is_firm(norm, i) and i.end - i.start > 2
        ]
        before = firm_before(at.reading, at.sentence, to.start)
        for span in named or [s for s in (before,) if s is not None]:
            holder = holder_at(norm, span)
            quote = Span(span.start if named else to.start, title.end())
            yield at.award(holder, quote, "name before verb", 0.8)


def _as_predicate(at: _Title) -> Iterator[Award]:
    """Those of whom the words behind the title say that they hold it."""
    norm, title = at.reading.norm, at.title
    if named_after := predicate(at.reading, title.end(), at.sentence.end):
        for span in named_after:
            holder = holder_at(norm, span)
            yield at.award(holder, Span(title.start(), span.end), "list behind title", 0.85)


def _list_before(at: _Title) -> Iterator[Award]:
    """A list of firms right in front of the title."""
    title = at.title
    if listed_before := before_title(at.reading, at.sentence, at.floor, title):
        for holder in listed_before:
            quote = Span(holder.span.start, title.end())
            yield at.award(holder, quote, "list before title", 0.8)


def _by_verb(at: _Title) -> Iterator[Award]:
    """Those before the verb by which they get the title, each with its year, batch and level."""
    norm, title, verb = at.reading.norm, at.title, at.verb
    if verb is None or WHO_ENTERED.match(norm, title.end(), at.sentence.end) is not None:
        return
    if COUNT_NEXT.match(norm, title.end()) and "等" not in norm[at.floor : title.start()]:
        return
    holders, listing = subjects(at.reading, at.sentence, at.floor, verb.start(), loose=_loose(at, verb))
    if at.context.status == "培育":
        holders = tuple(h for h in holders if h.given)
    if at.context.title == "单项冠军产品" and not any(
        h.given and h.name.endswith(("公司", "集团", "厂")) for h in holders
    ):
        made = product_subject(at.reading, at.sentence, at.floor, verb.start())
        holders = holders if made is None else (made,)
    if at.context.title == "单项冠军产品" and len(holders) == 1:
        holders = (goods_beside(norm, holders[0], verb.start()),)
    years = years_apiece(norm, at.floor, verb.start(), len(holders))
    batches = batches_apiece(norm, verb.start(), title.start(), len(holders)) or [at.context.batch] * len(holders)
    levels = levels_apiece(norm, verb.start(), title.start(), len(holders)) or [at.context.level] * len(holders)
    years = years or [at.context.year] * len(holders)
    for holder, year, level, batch in zip(holders, years, levels, batches, strict=True):
        sure = 0.9 if holder.given and len(holder.name) >= 6 else 0.75
        start = min(holder.span.start, verb.start()) if holder.given else verb.start()
        own = at.context._replace(year=year, level=level, batch=batch)
        yield at.award(holder, Span(start, title.end()), "name before verb", sure, own, listing.mismatch)
    if holders:
        yield from named_behind(at.reading, at.sentence, title, at.context, review=True)


def _on_plaque(at: _Title) -> Iterator[Award]:
    """The firm before the title, where that stands on a plaque."""
    norm, title = at.reading.norm, at.title
    owner = firm_before(at.reading, at.sentence, title.start()) if PLAQUE.match(norm, title.end()) else None
    if owner is not None and owner.start >= at.sentence.start:
        holder = holder_at(norm, owner)
        yield at.award(holder, Span(owner.start, title.end()), "title on a plaque", 0.75)


def _named_further_behind(at: _Title) -> Iterator[Award]:
    """Those that the sentence names further behind the title."""
    norm, title, context = at.reading.norm, at.title, at.context
    yield from named_behind(at.reading, at.sentence, title, context)
    listed_firms = (
        firms_listed(at.reading, at.sentence, title.end()) if LISTED.search(norm, title.end(), at.sentence.end) else ()
    )
    if OTHERS.search(norm, title.end(), at.sentence.end):
        context = context._replace(batch=None, year=None)  # 至此已有3家，其他两家是…: of earlier batches
    if len(listed_firms) == 1 and listed_firms[0].product is not None:
        listed_firms += goods_go_on(at.reading, at.sentence)
    for holder in listed_firms:
        kind = GROUP_KIND.match(norm, holder.span.end, at.sentence.end)
        own = context if kind is None else context._replace(title=title_of(kind))
        quote = Span(title.start(), holder.product.end if holder.product else holder.span.end)
        yield at.award(holder, quote, "list behind title", 0.85, own)
    for span in () if listed_firms else listed_after(at.reading, title.end(), at.sentence.end):
        holder = holder_at(norm, span)
        yield at.award(holder, Span(title.start(), span.end), "list behind title", 0.85, context)


def _skipped(at: _Title) -> int:
    """How many characters behind the title lead over to who holds it: 之一的, 称号的."""
    norm, title = at.reading.norm, at.title
    as_such = re.search(r"(?:作为|身为)[^，。；]{0,24}$", norm[at.floor : title.start()]) is not None
    one_of = ONE_OF.match(norm, title.end()) if as_such else None
    skip = len(one_of[0]) if one_of is not None else 0
    lead = max(norm.rfind("，", at.sentence.start, title.start()) + 1, at.sentence.start)
    if LEADING.fullmatch(norm, lead, title.start()) and norm.startswith("、", title.end()):
        skip = 1  # 国家级单项冠军企业、某某公司的实验室里，…
    if at.verb is not None and (of := OF_TITLE.match(norm, title.end(), at.sentence.end)) is not None:
        skip = of.end() - title.end()  # 获得单项冠军称号的某某公司
    return skip


def _loose(at: _Title, verb: re.Match[str]) -> bool:
    """True when the words before the title leave no doubt of it, so that those before the verb may be named in any way."""
    norm, title = at.reading.norm, at.title
    of_these = verb[0] == "为" and re.search("其中|认定", norm[at.floor : verb.start()]) is not None
    of_these |= verb[0] == "成为" and re.search("首批|第.{1,3}批", norm[verb.end() : title.start()]) is not None
    return (of_these or verb[0] not in ("是", "系", "为", "作为", "成为")) and (
        "制造业" in norm[at.floor : title.end()]
        or "制造业单项冠军" in norm
        or len(title[0]) > 4
        or re.search("[国省市]家?级[”“]?$", norm[at.floor : title.start()]) is not None
    )


_ORDER: tuple[Callable[[_Title], Iterator[Award]], ...] = (
    _in_brackets_behind,
    _before_bracket,
    _list_behind,
    _name_behind,
    _given_to,
    _as_predicate,
    _list_before,
    _by_verb,
    _on_plaque,
    _named_further_behind,
)
"""In the order in which they are asked."""


def _in_lists(reading: Reading, marks: list[tuple[Sentence, Said | None]]) -> Iterator[Award]:
    """The firms on the lines below what governs them: 第九批制造业单项冠军企业名单, 4家企业分别是：."""
    norm = reading.norm
    for index, (heading, context) in enumerate(marks):
        if context is None:
            continue
        end = marks[index + 1][0].start if index + 1 < len(marks) else len(norm)
        for row in listed_rows(reading, heading.end, end):
            if norm.endswith(("生产线", "代线", "车间"), *row.name):
                continue  # the words under a picture
            if not is_firm(norm, row.name) or SIGNED.match(norm, row.line.end):
                continue  # the body that signs the notice, with the day below it
            holder = holder_at(norm, row.name)
            kind = TITLE.search(norm, row.line.start, row.line.end)
            own = context._replace(title=title_of(kind)) if kind is not None else context
            if kind is not None and (level := honour_level(norm[row.line.start : kind.end()], "")) is not None:
                own = own._replace(level=level)
            if kind is None and (cell := KIND_CELL.search(norm, row.line.start, row.line.end)):
                own = own._replace(title="单项冠军产品" if cell["product"] else f"单项冠军{cell['kind']}企业")
            label = BATCH.search(norm, row.line.start, row.name.start) or BATCH_CELL.search(
                norm, row.name.end, row.line.end
            )
            if label is not None and (number := 1 if label["first"] else small_number(label["number"])) != own.batch:
                own = own._replace(batch=number, year=None)
            award = award_of(reading, heading, holder, row.line, own, "list under heading", 0.85)
            yield award._replace(product=row.product, region=row.place or award.region)


@hookimpl
def qdtui_extractors(config: Mapping[str, Mapping[str, Any]]) -> Iterable[Extractor]:
    """The extractor of this file."""
    return [Champions()]
