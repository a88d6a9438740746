"""Lighthouse factories (灯塔工厂) by name: plants that joined the Global Lighthouse Network."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any, NamedTuple

from qdtui.api import Column, Document, Extractor, Row, Span, Table, hookimpl
from qdtui.text.holders import Holder, is_firm, subjects
from qdtui.text.joined import joined_on, last_date, years_apiece
from qdtui.text.lighthouse_lists import (
    by_kind_line,
    dated_behind,
    heading_above,
    in_kind_block,
    on_dated_lines,
    told_apiece,
    under_heading,
    with_city,
    with_country,
    with_kind,
)
from qdtui.text.lighthouse_names import after_others, in_apposition, labelled, named_as, newly
from qdtui.text.lighthouse_rows import factory_of, items_of, kind_of, sites_after
from qdtui.text.lighthouse_words import (
    ABOUT,
    ABROAD,
    AS_ITSELF,
    AS_SUCH,
    ASIDE,
    BEFORE,
    BELONG,
    CARRIED,
    COUNT_ABOVE,
    COUNT_THEN,
    COUNTED,
    COUNTED_LIST,
    EXAMPLES,
    FAR,
    HEADING,
    IN_TRAINING,
    IN_YEAR,
    INCLUDED,
    ITS_PLANT,
    ITS_YEAR,
    JOINED,
    JOINS,
    KIND_HAS,
    LIST_OPENED,
    LOCATED,
    NAMED_SO,
    NO_OBJECT,
    NO_SUBJECT,
    NOT_YET,
    ON_LIST,
    ONLY_TIME,
    OPENED_BY_VISIT,
    OPENS_LIST,
    OURS,
    PLANT_END,
    SPEAKER,
    TO_BUILD,
    TO_BUILD_BEHIND,
    UNNAMED,
    VISITED,
    WON,
    WORD,
)
from qdtui.text.lighthouses import Factory, merged, told_later
from qdtui.text.listing import list_before, small_number
from qdtui.text.named_firms import behind, listed_after, names_behind
from qdtui.text.orgs import orgs
from qdtui.text.plants import bare, is_plant, is_site, last_plant, plants_before, subject_plant
from qdtui.text.reading import Reading, as_written, read
from qdtui.text.sentence import Sentence
from qdtui.text.spans import within

TABLE = Table(
    "lighthouse_factories",
    "Lighthouse factories by name; one row for each factory in a document.",
    (
        Column("factory", comment="The factory as the text names it."),
        Column("company", comment="Its company, when the text tells it apart from the factory."),
        Column("category", comment="单一工厂灯塔, 端到端灯塔, 可持续灯塔 …, as the text says."),
        Column("region", comment="Where it stands, without 市 or 省."),
        Column("year", "INTEGER", comment="The year it joined the network."),
        Column("month", "INTEGER", comment="The month it joined the network."),
    ),
    key=("factory",),
    label="factory",
)


class Lighthouses:
    """Finds factories behind a label (端到端灯塔——X), before the verb of joining, behind the title, and on visits."""

    name = "lighthouse_factories"
    version = "1"
    tables = (TABLE,)

    def extract(self, doc: Document) -> Iterator[Row]:
        """Yield one row for each factory."""
        if "灯塔" not in doc.text and "燈塔" not in doc.text:
            return
        reading = read(doc)
        for factory in told_later(reading, merged(reading, list(_factories(reading)))):
            cells = {"factory": factory.span} | ({"company": factory.company} if factory.company else {})
            yield Row(
                "lighthouse_factories",
                {
                    "factory": doc.text[factory.span.start : factory.span.end],
                    "company": doc.text[factory.company.start : factory.company.end] if factory.company else None,
                    "category": factory.category,
                    "region": as_written(reading, factory.region),
                    "year": factory.year,
                    "month": factory.month,
                },
                *factory.quote,
                confidence=factory.confidence,
                rule=factory.rule,
                note=factory.note,
                cells=cells,
            )


def _factories(reading: Reading) -> Iterator[Factory]:
    norm = reading.norm
    yield from on_dated_lines(reading)
    for index, sentence in enumerate(reading.sentences):
        text = norm[sentence.start : sentence.end]
        yield from _joining(reading, sentence)
        yield from after_others(reading, sentence)
        yield from by_kind_line(reading, sentence)
        yield from with_country(reading, sentence)
        yield from in_kind_block(reading, sentence)
        yield from with_city(reading, sentence)
        yield from dated_behind(reading, sentence)
        yield from told_apiece(reading, sentence)
        if "灯塔" not in text:
            continue
        yield from newly(reading, sentence)
        as_such = [*labelled(reading, sentence), *with_kind(reading, sentence), *in_apposition(reading, sentence)]
        as_such += named_as(reading, sentence)
        yield from as_such
        if as_such:
            continue
        floor, found = sentence.start, 0
        for word in WORD.finditer(norm, sentence.start, sentence.end):
            if word[0] == "灯塔" and not re.search(r"工厂|制造|世界经济论坛|网络", text):
                continue
            factories = [f for f in _at_word(reading, sentence, floor, word) if not found or f.quote.start >= floor]
            yield from factories
            found += len(factories)
            floor = word.end()
        if not found:
            yield from _in_next_sentence(reading, index, sentence)
        titled = sentence.heading and re.search(r"灯塔工厂[”\"]?$", text) is not None
        if (HEADING.search(text) or titled) and "灯塔工厂" in text:
            yield from under_heading(reading, index, sentence)


def _in_next_sentence(reading: Reading, index: int, sentence: Sentence) -> Iterator[Factory]:
    """The names that the sentence behind a count of lighthouses gives: 甲、乙等企业均榜上有名."""
    norm = reading.norm
    following = reading.sentences[index + 1] if index + 1 < len(reading.sentences) else None
    if following is None:
        return
    text = norm[following.start : following.end]
    if "\n" in norm[sentence.end : following.start] and not OPENS_LIST.match(text):
        return
    if "灯塔" not in text and (opened := LIST_OPENED.search(norm, following.start, following.end)):
        items = []
        for span in items_of(norm, Span(opened.end(), following.start + len(text.rstrip("。；;")))):
            aside = ASIDE.search(norm, span.start, span.end)
            # 某某越南工厂（某某旗下）
            items.append(
                Span(span.start, aside.start()) if aside and is_plant(norm, Span(span.start, aside.start())) else span
            )
        counted = COUNTED_LIST.search(norm, following.start, opened.end())
        if counted is None and opened.start() == following.start:
            counted = COUNT_ABOVE.search(norm, sentence.start, sentence.end)  # 新增灯塔工厂21家。分别为：…
        listed = (
            counted is not None
            and small_number(counted["count"]) == len(items) > 1
            and ON_LIST.search(norm, sentence.start, sentence.end)
        )
        mostly = bool(listed) or sum(is_plant(norm, s) for s in items) >= 0.7 * len(items)
        for span in items:
            named = is_firm(norm, span) or is_site(norm, span) or (listed and ABROAD.fullmatch(norm, *span) is not None)
            if is_plant(norm, span) or (mostly and named):
                yield factory_of(reading, following, span, span, None, "names behind list title", 0.75)
        return
    if "灯塔" in text or not re.search(r"榜上有名|位列其中|名列其中|在列|新?入列|上榜", text):
        return
    for holder in names_behind(reading, following.start, following, loose=True):
        yield factory_of(reading, following, holder.span, holder.span, None, "names behind list title", 0.7)


def _joining(reading: Reading, sentence: Sentence) -> Iterator[Factory]:
    """The plants before a verb of joining in a paragraph about lighthouses: 2023年，某某武汉工厂以单一工厂灯塔身份加入."""
    norm = reading.norm
    line = norm.rfind("\n", max(0, sentence.start - FAR), sentence.start) + 1
    if not ABOUT.search(norm, max(0, line - FAR), sentence.end):
        return
    stop = norm.find("\n", sentence.end, sentence.end + FAR)
    close = ABOUT.search(norm, max(line, sentence.start - FAR), stop if stop >= 0 else sentence.end) is not None
    floor = sentence.start
    subject: tuple[Span, ...] = ()
    for verb in JOINS.finditer(norm, sentence.start, sentence.end):
        object_end = re.compile(r"[，。；,;]|$").search(norm, verb.end(), sentence.end)
        clause = norm[verb.start() : object_end.start() if object_end else sentence.end]
        lone = ONLY_TIME.fullmatch(norm, sentence.start, verb.start()) is not None
        lone = lone and heading_above(reading, sentence) is not None
        told = "灯塔" in clause or (verb[0].endswith("点亮") and "灯" in clause)
        if IN_TRAINING.search(clause):
            continue
        listed = ABOUT.search(norm, sentence.start, verb.start()) is not None and len(clause) == len(verb[0])
        if not told and (
            (verb["needs"] and not listed) or not (close or lone) or not NO_OBJECT.match(clause, len(verb[0]))
        ):
            continue
        floor = max(floor, verb.start() - FAR)
        spans, carried = plants_before(norm, floor, verb.start()), False
        if not spans and (among := INCLUDED.search(norm, floor, verb.start())) is not None:
            named_so = Span(*among.span("name"))  # 包括某某武汉工厂在内的31家企业入选
            spans = (named_so,) if is_plant(norm, named_so) else ()
        head = norm[floor : verb.start()]
        if not spans and ONLY_TIME.fullmatch(head) and (named := heading_above(reading, sentence)) is not None:
            spans = (named,)  # 强生医疗苏州工厂 ⏎ 2019年入选灯塔工厂
        elif not spans and told and NO_SUBJECT.fullmatch(re.split("[，。；]", head)[-1]):
            above = subject_plant(norm, line, sentence.start)
            spans, carried = ((above,), True) if above is not None else ((), False)
        won = None if spans else WON.search(norm, sentence.start, verb.start())
        won = won or (LOCATED.search(norm, sentence.start, verb.start()) if not spans else None)
        if won is not None and is_plant(norm, name := bare(norm, Span(*won.span("name")))):
            spans = (name,)
        if not spans and subject and CARRIED.fullmatch(norm, subject[-1].end, verb.start()):
            spans = subject  # 某某工厂入选“灯塔工厂”，今年又获“可持续灯塔”认证
        ours = re.split(r"[，。；]", norm[floor : verb.start()])[-1]
        if not spans and OURS.match(ours) and (said := SPEAKER.match(norm, sentence.end)) is not None:
            spans = (bare(norm, Span(*said.span("name"))),)
        if len(spans) > 1 and "分别" in norm[spans[-1].end : verb.end()]:
            objects = re.split("[、和]", clause[len(verb[0]) :])
            if len(objects) == len(spans):  # 甲、乙分别获评灯塔工厂和未来工厂
                spans = tuple(p for p, what in zip(spans, objects, strict=True) if "灯塔" in what)
        subject = spans or subject
        before = re.split(r"[，。；,;]", norm[floor : spans[0].start if spans else verb.start()])[-1]
        if won is None and (
            NOT_YET.search(before)
            or NOT_YET.search(norm, spans[-1].end if spans and not carried else verb.start(), verb.start())
        ):
            continue
        kind = f"{verb['kind']}灯塔" if verb["kind"] else kind_of(clause)
        apiece = years_apiece(norm, spans[-1].end, verb.start()) if spans else []
        for number, span in enumerate(spans):
            factory = factory_of(reading, sentence, span, Span(span.start, verb.end()), kind, "plant before verb", 0.88)
            year, month = joined_on(reading, sentence, verb.start())
            if BEFORE.search(norm, spans[-1].end, verb.start()):
                year, month = last_date(reading, spans[-1].end, verb.start())  # the announcement's day is not theirs
            if then := IN_YEAR.match(verb[0]):
                year, month = int(then[1]), None
            if len(apiece) == len(spans) > 1:
                year, month = apiece[number], None
            if own := re.search(r"(20\d\d)年$", norm[max(0, span.start - 5) : span.start]):
                year, month = int(own[1]), None  # 继2021年甲工厂、2023年乙工厂入选后
            if not ITS_YEAR.match(norm, span.end):
                factory = factory._replace(year=year, month=month)
            yield factory
        if spans:
            floor = verb.end()


class _Word(NamedTuple):
    """The words 灯塔工厂 in a sentence, and what is looked at to see which plant is one."""

    reading: Reading
    sentence: Sentence
    floor: int
    """Where what was read of the sentence ends."""
    word: re.Match[str]
    clause: str
    """The words of its clause before it."""
    verb: re.Match[str] | None
    """The verb before it by which a plant becomes one."""
    between: str
    """What stands between that verb, or the beginning of the clause, and the word."""
    as_such: bool
    """True for 作为灯塔工厂，."""

    def factory(self, plant: Span, quote: Span, rule: str, sure: float) -> Factory:
        """The plant at `plant`, of the kind that the word tells."""
        return factory_of(self.reading, self.sentence, plant, quote, kind_of(self.word[0]), rule, sure)


def _at_word(reading: Reading, sentence: Sentence, floor: int, word: re.Match[str]) -> Iterator[Factory]:
    """The factories of a title, as the first recogniser of `_ORDER` sees them that does not go on to the next."""
    norm = reading.norm
    clause = re.split(r"[，。；,;]", norm[floor : word.start()])[-1]
    if re.match(r"[”\"]?(?:数量|总数|共|达|\d)", norm[word.end() : sentence.end]) and not COUNT_THEN.match(
        norm, word.end(), sentence.end
    ):
        return
    verb = _verb(norm, floor, word.start())
    between = norm[verb.end() : word.start()] if verb is not None else clause
    as_such = re.search(r"作为|身为", clause) is not None and norm.startswith(("，", ","), word.end())
    at = _Word(reading, sentence, floor, word, clause, verb, between, as_such)
    for read_plants in _ORDER:
        if (found := read_plants(at)) is not None:
            yield from found
            return


def _list_of_kind(at: _Word) -> list[Factory] | None:
    """A list behind the word that says which belong to it: 端到端灯塔工厂有|甲工厂、乙工厂."""
    norm, word, end = at.reading.norm, at.word, at.sentence.end
    has = KIND_HAS.match(norm, word.end(), end) if word["kind"] else None
    has = has or COUNT_THEN.match(norm, word.end(), end) or BELONG.match(norm, word.end(), end)
    if has is None:
        return None
    stop = re.compile(r"[。；，,…]|$").search(norm, has.end(), end)
    items = items_of(norm, Span(has.end(), stop.start() if stop is not None else end))
    if not items or not all(is_plant(norm, i) for i in items):
        return None
    return [at.factory(i, Span(word.start(), i.end), "list behind title", 0.8) for i in items]


def _itself(at: _Word) -> list[Factory] | None:
    """The plant named last, of which the clause tells as the lighthouse itself."""
    norm, word = at.reading.norm, at.word
    if not as_itself(norm, at.clause, word.end()):
        return None
    plant = last_plant(norm, at.sentence.start, word.start())
    return None if plant is None else [at.factory(plant, Span(plant.start, word.end()), "title before name", 0.75)]


def _opened_by_visit(at: _Word) -> list[Factory] | None:
    """The plant into which the sentence goes."""
    word = at.word
    shown = OPENED_BY_VISIT.search(at.reading.norm, at.floor, word.start())
    if shown is None or word[0] != "灯塔工厂" or UNNAMED.search(shown["name"]):
        return None
    span = Span(*shown.span("name"))
    return [factory_of(at.reading, at.sentence, span, Span(span.start, word.end()), None, "seen on a visit", 0.7)]


def _not_yet(at: _Word) -> list[Factory] | None:
    """None at all, where the words say that there is none yet, or that it is only trained for."""
    norm, verb = at.reading.norm, at.verb
    if NOT_YET.search(at.between) or (verb is not None and NOT_YET.search(at.clause[: at.clause.rfind(verb[0])])):
        return []
    return [] if IN_TRAINING.match(norm, norm.find("灯塔", at.word.start())) else None


def _name_behind(at: _Word) -> list[Factory] | None:
    """The plant that the word stands in front of, or that a clause calls one: 灯塔工厂|某某工厂."""
    norm, word, end = at.reading.norm, at.word, at.sentence.end
    firm = behind(at.reading, word.end() + at.as_such, end)
    if firm is not None and is_firm(norm, firm) and not NOT_YET.search(at.clause):
        return [at.factory(firm, Span(word.start(), firm.end), "title before name", 0.85)]
    opened = (AS_SUCH if at.as_such else NAMED_SO).match(norm, word.end(), end)
    if opened is None or not (at.as_such or at.clause.endswith("“")) or NOT_YET.search(at.clause):
        return None
    plant = Span(*opened.span("name"))
    if not is_plant(norm, plant):
        return None
    return [at.factory(plant, Span(word.start(), plant.end), "title before name", 0.85)]


def _examples(at: _Word) -> list[Factory] | None:
    """Those that stand before the word as examples: 甲工厂、乙工厂等灯塔工厂."""
    norm, word, floor = at.reading.norm, at.word, at.floor
    listed = EXAMPLES.search(norm, floor, word.start())
    if listed is None or not (listed["etc"] or listed["count"]):
        return None
    listing = list_before(norm, floor, listed.end("etc") if listed["etc"] else listed.start(), names=True)
    count = small_number(listed["count"]) if listed["count"] else None
    named = listing.items if listed["etc"] or count == len(listing.items) > 1 else ()
    if not named and not listed["etc"]:
        return None
    return [
        at.factory(span, Span(span.start, word.end()), "examples before title", 0.75)
        for span in named
        if is_firm(norm, span) and not NOT_YET.search(norm, floor, span.start)
    ]


def _by_verb(at: _Word) -> list[Factory] | None:
    """Those before the verb by which they become lighthouses, each with its day."""
    norm, verb, end = at.reading.norm, at.verb, at.sentence.end
    if verb is None or COUNTED.search(at.between):
        return None
    loose = verb[0] not in ("是", "系", "为", "作为", "成为")
    loose = loose or (verb[0] == "成为" and re.search("[首唯第]", at.between) is not None)
    holders, listing = subjects(at.reading, at.sentence, at.floor, verb.start(), loose=loose)
    apiece = years_apiece(norm, holders[-1].span.end, verb.start()) if holders else []
    holders = _apiece(norm, holders, verb, end)
    found = []
    for n, holder in enumerate(holders):
        if not holder.given:
            continue
        if (its := ITS_PLANT.search(norm, holder.span.end, verb.start())) is not None:
            holder = replace(holder, product=Span(*its.span("name")))  # 某集团…，其泰国工厂成为…灯塔
        factory = _of_holder(at.reading, at.sentence, holder, at.word, "name before verb", listing.mismatch)
        year, month = last_date(at.reading, holders[-1].span.end, verb.start())
        if year is not None:
            factory = factory._replace(year=year, month=month)  # 某某智慧工厂今年1月赢得“灯塔工厂”称号
        found.append(factory._replace(year=apiece[n], month=None) if len(apiece) == len(holders) > 1 else factory)
    return found if holders else None


def _names_behind(at: _Word) -> list[Factory] | None:
    """Firms that the sentence names behind the word, where it stands there for the last time."""
    end = at.word.end()
    again = WORD.search(at.reading.norm, end, at.sentence.end) is not None
    named = () if again else names_behind(at.reading, end, at.sentence, loose=True)
    found = [_of_holder(at.reading, at.sentence, h, at.word, "names behind list title", None) for h in named]
    return found or None


def _listed_or_seen(at: _Word) -> list[Factory]:
    """Those that a list further behind names, and the firm that somebody visits."""
    norm, word, end = at.reading.norm, at.word, at.sentence.end
    spans = listed_after(at.reading, word.end(), end) or sites_after(at.reading, word.end(), end)
    found = [at.factory(s, Span(word.start(), s.end), "list behind title", 0.8) for s in spans]
    if not VISITED.search(norm, at.sentence.start, word.start()) or TO_BUILD.search(at.clause):
        return found
    if TO_BUILD_BEHIND.match(norm, word.end(), end):
        return found
    seen = [o for o in within(orgs(norm), at.sentence.start, word.start()) if o.kind == "firm"]
    if seen:
        span = Span(seen[-1].start, seen[-1].end)
        found.append(at.factory(span, Span(span.start, word.end()), "seen on a visit", 0.7))
    return found


_ORDER: tuple[Callable[[_Word], list[Factory] | None], ...] = (
    _list_of_kind,
    _itself,
    _opened_by_visit,
    _not_yet,
    _name_behind,
    _examples,
    _by_verb,
    _names_behind,
    _listed_or_seen,
)
"""In the order in which they are asked."""


def _apiece(norm: str, holders: tuple[Holder, ...], verb: re.Match[str], stop: int) -> tuple[Holder, ...]:
    """The holders that 分别 gives a lighthouse: the first alone in 甲、乙分别入选灯塔工厂、智能工厂."""
    if len(holders) < 2 or "分别" not in norm[holders[-1].span.end : verb.end()]:
        return holders
    objects = re.split("[、和]", re.split("[，。；]", norm[verb.end() : stop])[0])
    if len(objects) != len(holders):
        return holders
    return tuple(h for h, what in zip(holders, objects, strict=True) if "灯塔" in what)


def as_itself(norm: str, clause: str, end: int) -> bool:
    """True where the plant named before is meant: 作为首座灯塔工厂，基地的成本下降了."""
    return re.search(r"作为|身为", clause) is not None and AS_ITSELF.match(norm, end) is not None


def _of_holder(
    reading: Reading, sentence: Sentence, holder: Holder, word: re.Match[str], rule: str, note: str | None
) -> Factory:
    plant, company = holder.span, holder.owner
    if holder.product is not None and PLANT_END.search(reading.norm[slice(*holder.product)]):
        plant, company = holder.product, holder.span
    sure = 0.88 if plant.end - plant.start >= 5 else 0.75
    named = company or plant
    quote = Span(min(plant.start, named.start, word.start()), max(plant.end, word.end()))
    return factory_of(reading, sentence, plant, quote, kind_of(word[0]), rule, sure, note, company)


def _verb(norm: str, floor: int, stop: int) -> re.Match[str] | None:
    """The first verb of joining before the word with nothing but words of the award between."""
    for match in JOINED.finditer(norm, floor, stop):
        between = norm[match.end() : stop]
        if len(between) <= 24 and not re.search(r"[，。；,;]|公司", between):
            return match
    return None


@hookimpl
def qdtui_extractors(config: Mapping[str, Mapping[str, Any]]) -> Iterable[Extractor]:
    """The extractor of this file."""
    return [Lighthouses()]
