"""Events: the meetings, fairs, contests, launches and visits that a document reports.

What counts as an occasion is found by `qdtui.text.occasions`; here it gets its days, its place, its hosts and its theme
from the sentences around it, and several mentions of one occasion become one row.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from qdtui.api import Column, Document, Row, Span, Table, Value, hookimpl
from qdtui.text.meetings import meetings
from qdtui.text.occasions import Occasion, launches, visits
from qdtui.text.orgs import orgs
from qdtui.text.places import innermost, places, resolve
from qdtui.text.policy_kinds import plain
from qdtui.text.reading import Reading, read
from qdtui.text.sentence import Sentence
from qdtui.text.times import Time, times_between
from qdtui.text.timewords import chinese_int

EVENTS = Table(
    "events",
    "Meetings, launches and visits that the document reports. One row per event in a document.",
    (
        Column("name", comment="As the text names it; launches and visits by their subject and verb."),
        Column("start_date", "DATE", "First day."),
        Column("end_date", "DATE", "Last day."),
        Column("place", comment="Where it took place, when the text says."),
        Column("hosts", "VARCHAR[]", "Who held it (主办)."),
        Column("organizers", "VARCHAR[]", "Who organised it or helped (承办, 协办)."),
        Column("theme", comment="What it was about, in the text's words."),
    ),
    key=("name", "start_date"),
    label="name",
)

# how often rows found this way were right, on news that the rules were not written for
CONFIDENCE = {
    "takes-place": 0.9,
    "held": 0.82,
    "upon": 0.82,
    "states": 0.82,
    "launched": 0.9,
    "visits": 0.8,
    "starts": 0.75,
    "starts-undated": 0.65,
    "meets": 0.75,
    "hosted": 0.75,
    "caption": 0.6,
}

VENUE = re.compile(
    r"(?:在|于)(?P<where>[^，,。；;：:、\n在于“”]{1,28}?)(?:以[^，。]{2,6}形式)?(?:成功|隆重|正式|胜利|如期|盛大|圆满|同期|继续|共同|联合|集中|顺利|主持|火热|热烈)*"
    r"(?:举行|举办|召开|开幕|闭幕|启幕|落幕|开赛|揭幕|启动|激战|落下|拉开|亮相|发布|揭牌|签约|投产|投运|开工|奠基|竣工|启用|上线|下线|首飞|开馆|开业)"
)
NOWHERE = re.compile(
    r"线上|第[一二三四五六七八九十\d]+届|刚刚|主持|不久前|日前|近期|期间|\d月|\d日|[年月日]$|会$|基础|背景|指导|支持|下$|时$|过程"
)
ALSO = re.compile(r"(?:考察|调研|访问|视察)(?:期间)?并?")
OWNER = re.compile(
    r"(?P<where>[\u4e00-\u9fff]{2,16}(?:园|馆|体育场|体育中心|会展中心|机场|公司|大学))(?:举行|举办|召开)了?[“「]?$"
)
MET = re.compile(r"会见|会晤|同|与|举行.*")
ORDINAL = re.compile(r"第?[一二三四五六七八九十百\d]+(?:届|次|期|中|批)")
LONGER = re.compile(r"为期(?P<days>[一二两三四五六七八九十]|\d{1,2})天")
HELD_ON = re.compile(r"\d+日[^，。；]{0,20}(?:举行|召开|举办)的?[^，。；]{0,8}$")
HOSTED = re.compile(r"(?P<who>[^，,。；;\n]{2,60}?)(?:共同|联合)?(?P<how>主办|承办|协办)(?=[，,。；;、的]|$)")
THEME = re.compile(
    r"以[“「](?P<a>[^”」\n]{2,50})[”」]为主题|主题[为是：:][“「]?(?P<b>[^”」，。；\n]{2,50})|就(?P<c>[^，。；\n]{4,30})进行第?[^，。]{0,6}集体学习"
)
HERE = re.compile(r"^(?:[市省县区](?=委|政府|第|两会)|[我全]([市省县区]))")
SAME_DAY = re.compile(
    r"(?:^|[，,])(?:此外|同时|随后)?[，,]?(?:大会|会议|活动|论坛|展会|与会|参会|下午|上午|当天|当日|调研期间|其间)"
)


@dataclass
class Event:
    """One event with all its mentions."""

    mentions: list[Occasion]
    first: date | None = None
    last: date | None = None
    place: Span | None = None
    place_name: str | None = None
    hosts: list[str] = field(default_factory=list)
    organizers: list[str] = field(default_factory=list)
    theme: Span | None = None

    @property
    def best(self) -> Occasion:
        """The mention that a reader should see: the longest name, rather in running text than in a heading."""
        return max(self.mentions, key=lambda o: (len(o.name), not o.sentence.heading, -o.span.start))


class Events:
    """Finds events by name, with their days, place, hosts and theme."""

    name = "events"
    version = "1"
    tables = (EVENTS,)

    def extract(self, doc: Document) -> Iterable[Row]:
        """Yield one row for each event that `doc` reports."""
        reading = read(doc)
        events: list[Event] = []
        for occasion in found_in(reading):
            known = next((e for e in events if same(reading, e.best, occasion)), None)
            if known:
                known.mentions.append(occasion)
            else:
                events.append(Event([occasion]))
        for event in events:
            describe(reading, event)
        for number, event in enumerate(events):
            inherit(reading, event, events[:number])
            yield row(reading, event)


def found_in(reading: Reading) -> Iterable[Occasion]:
    """The occasions of a document in the order of its sentences; one may come more than once."""
    for sentence in reading.sentences:
        named = list(meetings(reading, sentence))
        yield from named
        yield from visits(reading, sentence)
        yield from (o for o in launches(reading, sentence) if not any(o.span.overlaps(n.span) for n in named))


def same(reading: Reading, a: Occasion, b: Occasion) -> bool:
    """True when two mentions of one article are of one occasion: one name holds the other, or most of it is shared."""
    if a.sentence.part != b.sentence.part or (a.kind == "visit") != (b.kind == "visit"):
        return False
    x, y = (plain(local_name(reading, o)) for o in (a, b))
    if (
        {m[0] for m in ORDINAL.finditer(x)} ^ {m[0] for m in ORDINAL.finditer(y)}
        and ORDINAL.search(x)
        and ORDINAL.search(y)
    ):
        return False
    if x in y or y in x:
        return True
    if a.rule == b.rule == "meets":
        return all(name in y for name in MET.split(x)) or all(name in x for name in MET.split(y))
    short, long = sorted((x, y), key=len)
    rest = iter(long)
    if (a.sentence.heading or b.sentence.heading) and short[-1] == long[-1] and all(c in rest for c in short):
        return True  # a headline leaves out words: 制造业交流会 is 2025年制造业优质企业培育现场交流会
    left, right = (Counter(s[i : i + 2] for i in range(len(s) - 1)) for s in (x, y))
    return 2 * (left & right).total() >= 0.7 * (left.total() + right.total())


def local_name(reading: Reading, occasion: Occasion) -> str:
    """The name with 市 or 我市 at its head replaced by the place that it means, for comparing."""
    norm = reading.norm[occasion.span.start : occasion.span.end] if occasion.kind == "meeting" else occasion.name
    if m := HERE.match(norm):
        region = resolve("我" + (m[1] or m[0]), reading, occasion.span.start)
        return (region or "") + norm[m.end() :]
    return norm


def describe(reading: Reading, event: Event) -> None:
    """Fill in days, place, hosts and theme from the sentences of the event's mentions."""
    for occasion in event.mentions:
        if event.first is None and event.last is None:
            event.first, event.last = days(reading, occasion)
        if event.place is None and event.place_name is None:
            event.place, event.place_name = venue(reading, occasion)
        if not event.hosts and occasion.host:
            event.hosts = [reading.text[slice(*occasion.host)]]
    best = event.best
    if best.kind == "meeting":
        for sentence in following(reading, best.sentence, 3):
            roles(reading, event, sentence)
            if event.theme is None and (m := THEME.search(reading.norm, sentence.start, sentence.end)):
                group = next(g for g in ("a", "b", "c") if m[g])
                event.theme = Span(*m.span(group))


def days(reading: Reading, occasion: Occasion) -> tuple[date | None, date | None]:
    """The first and last day, as far as the words around the occasion give them."""
    sentence = occasion.sentence
    clauses = list(reading.clauses(sentence))
    at = max((n for n, c in enumerate(clauses) if c.start <= occasion.span.start), default=0)
    end = next((c.end for c in clauses if c.end >= occasion.span.end), sentence.end)
    found = [t for t in times_between(reading, sentence.start, end) if t.kind in ("day", "days") and t.role == "in"]
    if not found and sentence.heading:
        found = [t for s in following(reading, sentence, 2)[1:] for t in dated(reading, s)][:1]
    if not found:
        return None, None
    near = [t for t in found if t.start >= clauses[at].start] if clauses else []
    time: Time = (near or found)[0]
    first, last = time.first, time.last
    if first is None or last is None:
        return None, None
    if occasion.phase == "middle":
        clauses = [c for c in clauses if c.start <= occasion.span.start < c.end]
        if occasion.rule != "upon" or not HELD_ON.search(reading.norm, sentence.start, occasion.span.start):
            return None, None
    if occasion.phase == "end":
        return (first if time.kind == "days" else None), last
    if m := LONGER.search(reading.norm, sentence.start, sentence.end):
        last = first + timedelta(days=chinese_int(m["days"]) - 1)
    return first, last if time.kind == "days" or last != first or occasion.kind != "meeting" else None


def dated(reading: Reading, sentence: Sentence) -> list[Time]:
    """The days named in a sentence."""
    found = times_between(reading, sentence.start, sentence.end)
    return [t for t in found if t.kind in ("day", "days") and t.role == "in"]


def following(reading: Reading, sentence: Sentence, count: int) -> list[Sentence]:
    """The sentence and those behind it, `count` in all, up to the next heading."""
    index = reading.sentences.index(sentence)
    found = [sentence]
    for other in reading.sentences[index + 1 : index + count]:
        if other.heading or other.part != sentence.part:
            break
        found.append(other)
    return found


def venue(reading: Reading, occasion: Occasion) -> tuple[Span | None, str | None]:
    """Where it took place: the place that the occasion's words hold, or that stands behind 在 before its verb."""
    norm, sentence = reading.norm, occasion.sentence
    if occasion.where:
        return occasion.where, None
    clauses = [c for c in reading.clauses(sentence) if c.end > occasion.span.start and c.start <= occasion.span.end]
    start = clauses[0].start if clauses else sentence.start
    end = min(sentence.end, occasion.span.end + 50)
    m = VENUE.search(norm, occasion.span.end, end) or VENUE.search(norm, start, end)
    if m and not Span(*m.span("where")).overlaps(occasion.span) and not NOWHERE.search(m["where"]):
        ends = ALSO.search(m["where"])
        return Span(m.start("where"), m.start("where") + ends.start() if ends else m.end("where")), None
    if m := OWNER.search(norm, start, occasion.span.start):
        return Span(*m.span("where")), None
    if norm[occasion.span.end : end].startswith("以线上"):
        return Span(occasion.span.end + 1, occasion.span.end + 3), None
    if m := HERE.match(norm[occasion.span.start : occasion.span.end]):
        return None, resolve("我" + (m[1] or m[0]), reading, occasion.span.start)
    if occasion.rule == "meets":
        first = next((p for p in places(norm) if p.start == occasion.span.start and p.level == "state"), None)
        return (Span(first.start, first.end) if first else None), None
    firm = next((o for o in orgs(norm) if o.start == occasion.span.start and o.kind == "firm"), None)
    if firm and firm.end < occasion.span.end:
        return Span(firm.start, firm.end), None
    if occasion.kind == "launch" or re.search(r"两会|党代会|人代会", occasion.name):
        chain = innermost(places(norm), occasion.span.start, occasion.span.end)
        if chain and chain.start <= occasion.span.start + 2 and chain.level not in ("country", "state", "macro"):
            return Span(chain.start, chain.end), None
    return None, None


def roles(reading: Reading, event: Event, sentence: Sentence) -> None:
    """Hosts and organisers: 由A与B主办, C承办."""
    for m in HOSTED.finditer(reading.norm, sentence.start, sentence.end):
        names = hosts_in(reading, *m.span("who"))
        target = event.hosts if m["how"] == "主办" else event.organizers
        target.extend(n for n in names if n not in target)


def hosts_in(reading: Reading, start: int, end: int) -> list[str]:
    """The organisations of 由A与B, in order; the whole words when they end as an organisation's name does."""
    text = reading.text
    names = [text[o.start : o.end] for o in orgs(reading.norm) if start <= o.start and o.end <= end]
    whole = re.sub(r"^.*由", "", text[start:end])
    return names or ([whole] if re.search(r"(?:会|局|厅|部|委|政府|中心|公司|集团|社|台|院|大学)$", whole) else [])


def inherit(reading: Reading, event: Event, before: list[Event]) -> None:
    """Give an event of the same day (大会还组织了…, 下午…) the day of the one before it in its article."""
    best = event.best
    if event.first or event.last or not before:
        return
    dated_ones = [e for e in before if e.first and e.best.sentence.part == best.sentence.part]
    if not dated_ones:
        return
    head = reading.norm[best.sentence.start : best.span.start + 4]
    if best.rule == "caption" or SAME_DAY.search(head):
        event.first = dated_ones[-1].first
    if event.place is None and "期间" in head and dated_ones[-1].best.kind == "visit":
        event.place = dated_ones[-1].place


def row(reading: Reading, event: Event) -> Row:
    """The row of an event, quoted from its most telling mention."""
    best = event.best
    start, end = quote(reading, best)
    cells = {"name": best.span}
    if event.place:
        cells["place"] = event.place
    if event.theme:
        cells["theme"] = event.theme
    values: dict[str, Value] = {
        "name": unquoted(best.name),
        "start_date": event.first,
        "end_date": event.last,
        "place": reading.text[slice(*event.place)] if event.place else event.place_name,
        "hosts": event.hosts or None,
        "organizers": event.organizers or None,
        "theme": reading.text[slice(*event.theme)] if event.theme else None,
    }
    confidence = CONFIDENCE[best.rule]
    if event.first:
        confidence = min(0.95, confidence + 0.05)
    return Row("events", values, start, end, confidence, f"event-{best.rule}", cells=cells)


def unquoted(name: str) -> str:
    """The name without quotation marks around the whole; marks inside it stay, a half pair goes."""
    for left, right in ("“”", "「」"):
        if name.startswith(left) and (name.endswith(right) or right not in name):
            name = name[1:].removesuffix(right)
        if right in name and left not in name:
            name = left + name if not name.endswith(right) else name[:-1]
    return name


def quote(reading: Reading, occasion: Occasion) -> tuple[int, int]:
    """The clause or clauses that name the occasion, from the day before it to the verb behind it."""
    clauses = reading.clauses(occasion.sentence)
    inside = [c for c in clauses if c.end > occasion.span.start and c.start < occasion.span.end]
    start = min([occasion.span.start, *(c.start for c in inside)])
    end = max([occasion.span.end, *(c.end for c in inside)])
    before = [c for c in clauses if c.end <= start]
    if before and before[-1].end - before[-1].start <= 12 and times_between(reading, *before[-1]):
        start = before[-1].start
    return start, end


@hookimpl
def qdtui_extractors(config: Mapping[str, Mapping[str, Any]]) -> Iterable[Events]:
    """Register the extractor."""
    return [Events()]
