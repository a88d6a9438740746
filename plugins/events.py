"""Events: the meetings, fairs, contests, launches and visits that a document reports.

What counts as an occasion is found by `qdtui.text.occasions`; here it gets its days, its place, its hosts and its theme
from the sentences around it, and several mentions of one occasion become one row.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from qdtui.api import Column, Document, Row, Span, Table, Value, hookimpl
from qdtui.text.abbreviated import abbreviates
from qdtui.text.circumstances import days, following, here_means, own_time, roles, theme, venue
from qdtui.text.deeds import deeds
from qdtui.text.meeting_parts import SHORT_NAME
from qdtui.text.meetings import PROPER, meetings
from qdtui.text.normalise import normalise
from qdtui.text.observances import observances
from qdtui.text.occasions import Occasion, launches
from qdtui.text.orgs import orgs
from qdtui.text.places import innermost, places
from qdtui.text.policy_kinds import plain
from qdtui.text.reading import Reading, read
from qdtui.text.sentence import Sentence
from qdtui.text.times import times_between
from qdtui.text.visits import visits

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

# how often rows found this way were right in day and place, on news that the rules were not written for
CONFIDENCE = {
    "takes-place": 0.85,
    "held": 0.78,
    "upon": 0.82,
    "states": 0.8,
    "launched": 0.82,
    "visits": 0.78,
    "starts": 0.7,
    "starts-undated": 0.72,
    "meets": 0.7,
    "signs": 0.7,
    "talks": 0.7,
    "releases": 0.7,
    "hosted": 0.76,
    "opened": 0.76,
    "caption": 0.6,
}
ALONGSIDE = re.compile(r"[”」]?(?:也|还)?(?:同步|同期|同时|一并|同日)")
"""Behind the name of an occasion that took place with the one named before it: …活动同步启动."""
JOINT_HOST = re.compile(r"(?:[（(](?:以下)?简称[^（）()]{1,16}[)）])?(?:、|[和与及]|联合|携手)$")
PART = re.compile(r"(?:专题|平行|分|主题|主)论坛$")
"""Parts of a meeting, which are on its days and at its place."""
RECALLED = re.compile(r"[”」]?(?:期间|以来|召开以来|上|时)")
"""Behind the name of an occasion that is only spoken of: 全国两会期间, 大会召开以来."""

ALIAS = re.compile(r"[”」]?[（(](?:又称|也称)?[“「]?[^（）()\n]{6,30}[)）]")
MET = re.compile(r"会见|会晤|同|与|举行.*|会谈$")
VISITED = re.compile(
    r"(?<=[\u4e00-\u9fff])(?:在|到|赴|来到?|前往|深入|走进|莅临)(?=[\u4e00-\u9fff]{2,})|(?:实地|现场|专题|考察|调研|走访|视察|检查|督导|观摩)+$"
)
"""How somebody came to a place, and what he did there: 到某区考察调研 and 莅临某区调研 are one visit."""
ORDINAL = re.compile(r"第?(?P<n>[一二三四五六七八九十百\d]+)(?:届|次|期|中|批|轮|个)")
NTH_DAY = re.compile(r"第[一二三四五六七八九十百\d]+个.*[日节]$")
CONGRESS = re.compile("中国共产党第([一二三四五六七八九十]+)次全国代表大会(?=.)")
QUOTED = re.compile("“([^“”]{4,20})”")
MONTH = 31
"""How many days may part two mentions of one meeting."""
NUMBER = re.compile(r"第[一二三四五六七八九十百\d]+[届次个]|(?:19|20)\d\d年?")
ABOUT = re.compile(r"(?:发布会|记者会|通气会|吹风会|筹备会|推介会|动员会)$")
"""Meetings about another: 制造业大会新闻发布会 is not 制造业大会."""
SAME_DAY = re.compile(
    r"(?:^|[，,])(?:此外|同时|随后)?[，,]?(?:(?:大会|会议|活动|论坛|展会)(?!期间)|与会|参会|下午|上午|当[天日晚]|会[谈见][前后]|调研期间|其间|会上|开幕式[上后]|会后|会前|随后)"
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
        return max(
            self.mentions,
            key=lambda o: (
                o.sentence.zone is None,
                not o.name.endswith("开幕式"),
                len(o.name),
                not o.sentence.heading,
                -o.span.start,
            ),
        )


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
            named = (e for e in events if any(m.name == occasion.name for m in e.mentions))
            alike = (e for e in events if same(reading, e.best, occasion))
            known = next((e for e in (*named, *alike) if same(reading, e.best, occasion)), None)
            if known:
                known.mentions.append(occasion)
            else:
                events.append(Event([occasion]))
        for occasion in pictured(reading):
            if known := next((e for e in events if same(reading, e.best, occasion)), None):
                known.mentions.append(occasion)
        starts: dict[int, int] = {}
        for occasion in (o for e in events for o in e.mentions if o.rule in ("takes-place", "hosted", "opened")):
            starts[occasion.sentence.start] = max(occasion.span.start, starts.get(occasion.sentence.start, 0))
        for event in events:
            describe(reading, event, starts)
        for number, event in enumerate(events):
            inherit(reading, event, events[:number])
            yield row(reading, event)


def found_in(reading: Reading) -> Iterable[Occasion]:
    """The occasions of a document in the order of its sentences; one may come more than once."""
    headed: list[Occasion] = []
    for sentence in reading.sentences:
        told = list(told_in(reading, sentence))
        if not told and headed and right_below(reading, headed[0].sentence, sentence):
            told = headed if any(t.kind == "day" for t in times_between(reading, *sentence.span)) else []
        yield from told
        headed = list(launches(reading, sentence, told_below=True)) if sentence.heading and not told else []


def told_in(reading: Reading, sentence: Sentence) -> Iterable[Occasion]:
    """The occasions that one sentence tells of."""
    named = list(meetings(reading, sentence))
    yield from named
    yield from observances(reading, sentence)
    yield from visits(reading, sentence)
    started = [o for o in launches(reading, sentence) if not any(o.span.overlaps(n.span) for n in named)]
    yield from started
    signed = deeds(reading, sentence)
    yield from (o for o in signed if not any(o.span.overlaps(n.span) for n in [*named, *started]))


def pictured(reading: Reading) -> Iterable[Occasion]:
    """The meetings that captions name: they tell day and place of what the text reports, and report nothing themselves."""
    for sentence in reading.zone_sentences("caption"):
        yield from meetings(reading, sentence)


def same(reading: Reading, a: Occasion, b: Occasion) -> bool:
    """True when two mentions of one article are of one occasion: they are named alike and no two months part their days."""
    return named_alike(reading, a, b) and not months_apart(reading, a, b)


def months_apart(reading: Reading, a: Occasion, b: Occasion) -> bool:
    """True for two meetings that the text tells days of which lie more than a month apart."""
    if a.kind != "meeting" or b.kind != "meeting" or a.phase != "start" or b.phase != "start":
        return False
    if a.sentence is b.sentence or a.sentence.heading or b.sentence.heading:
        return False
    one, other = (days(reading, o)[0] for o in (a, b))
    return one is not None and other is not None and abs((one - other).days) > MONTH


def named_alike(reading: Reading, a: Occasion, b: Occasion) -> bool:
    """True when one name holds the other, or most of it is shared."""
    if a.sentence.part != b.sentence.part or (a.kind == "visit") != (b.kind == "visit"):
        return False
    x, y = (CONGRESS.sub(r"党的\1大", plain(local_name(reading, o)).replace("人民代表大会", "人大")) for o in (a, b))
    if x != y and NTH_DAY.match(x) is not NTH_DAY.match(y):
        return False  # 第十个某某日 and what was done on it
    one, other = ({m["n"] for m in ORDINAL.finditer(name)} for name in (x, y))
    if not (one <= other or other <= one):
        return False
    if bool(one) != bool(other) and (own_time(reading, a) or own_time(reading, b)):
        return False  # 峰会 of today, and 2025年主办第二届峰会
    short, long = sorted((x, y), key=len)
    if a.kind == "visit" and (VISITED.sub("", x) == VISITED.sub("", y) or same_party(reading, a, b)):
        return True  # 在江苏调研 in the headline, 到江苏调研 in the text
    if a.rule == b.rule == "visits" and x[:3] == y[:3] and next_line(reading, a, b) and not (a.where and b.where):
        return True  # 某某调研项目建设 above 某某到某镇调研
    if one and one == other and x.replace("第", "") == y.replace("第", ""):
        return True  # 十四届全国人大二次会议 and 第十四届全国人民代表大会第二次会议
    if one and one == other and len(short) <= 8 and x[-2:] == y[-2:] and abbreviates(short, long):
        return True  # 第七届中博会
    if NUMBER.sub("", x) == NUMBER.sub("", y) and not (NUMBER.search(x) and NUMBER.search(y)):
        return True  # 北京2022年冬奥会 and 北京冬奥会
    if short in PROPER and any(long.endswith(end) for end in "会节赛展") and abbreviates(short, long):
        return True  # 链博会 is 中国国际供应链促进博览会
    if one and one == other and any(NUMBER.sub("", name) in PROPER for name in (x, y)) and x[-1] == y[-1] == "会":
        return True  # 第135届广交会 and 第135届中国进出口商品交易会
    bare = NUMBER.sub("", short) if not (one and other) else short
    if short in long or (len(bare) >= 8 and bare != short and bare in long and not NUMBER.search(long)):
        return not (long.startswith(short) and ABOUT.search(long) and not ABOUT.search(short))
    if a.rule == b.rule == "meets":
        left, right = ([part for part in MET.split(name.removesuffix("一行")) if part] for name in (x, y))
        pairs = zip(left, right, strict=False)
        if len(left) == len(right) and all(
            p.endswith(q) or q.endswith(p) or p.startswith(q) or q.startswith(p) for p, q in pairs
        ):
            return True
        tails = [[part[-2:] for part in parts] for parts in (left, right)]
        if tails[0] == tails[1] and a.sentence.heading != b.sentence.heading:
            return True  # 甲乙会见某公司副总裁丙 above 乙会见另一公司总裁丙: a headline names one office of several
        return told_at_length(reading, a, b, left[-1]) or told_at_length(reading, b, a, right[-1])
    if begun_with(a, b, x, y) or about_one(reading, a, b) or called_too(reading, a, b) or called_too(reading, b, a):
        return True
    # 市政协召开专题协商座谈会 above 市政协召开“…”对口协商座谈会
    held_by = [reading.norm[slice(*o.host)] for o in (a, b) if o.host]
    if next_line(reading, a, b) and x[:5] == y[:5] and x[-2:] == y[-2:] and "“" in a.name[:1] + b.name[:1]:
        return True  # “某某”元宵展示活动 above “某某”——龙舞主会场活动
    quoted = QUOTED.search(a.name) or QUOTED.search(b.name)
    if quoted and x[-2:] == y[-2:] and all(plain(quoted[1]) in name for name in (x, y)) and next_line(reading, a, b):
        return True  # 总台“某某”艺术大展 above “某某——某某工程成果艺术大展”
    alike = len(held_by) == 2 and held_by[0] == held_by[1] and x[-3:] == y[-3:] and not (one or other)
    if alike and next_line(reading, a, b):
        return True
    apart = a.sentence is b.sentence and one and other  # a headline that names two meetings of one body
    if apart or (one and one == other and not (a.sentence.heading or b.sentence.heading) and sessions(x, y)):
        return False
    if (a.sentence.heading or b.sentence.heading) and short[-1] == long[-1] and abbreviates(short, long):
        return True  # a headline leaves out words: 制造业交流会 is 2025年制造业优质企业培育现场交流会
    # 全国政协十四届常委会第五次会议 above 政协第十四届全国委员会常务委员会第五次会议
    retold = (
        (one == other or not one or not other)
        and x[-2:] == y[-2:] in ("会议", "大会", "峰会", "论坛")
        and next_line(reading, a, b)
    )
    # 某某油轮正式交付 above 我国设计建造的某某油轮在某地正式交付
    ends = [name.removesuffix("发电")[-2:] for name in (x, y)]
    retold = retold or (
        a.kind == b.kind == "launch" and (ends[0] == ends[1] or x[:4] == y[:4]) and next_line(reading, a, b)
    )
    if (one and not other) or (other and not one):  # 2024年某某活动 above 第九个某某活动
        x, y = (NUMBER.sub("", name) for name in (x, y))
    first, second = (Counter(s[i : i + 2] for i in range(len(s) - 1)) for s in (x, y))
    return 2 * (first & second).total() >= (0.35 if retold else 0.7) * (first.total() + second.total())


def same_party(reading: Reading, a: Occasion, b: Occasion) -> bool:
    """True when a delegation and who leads it are said to visit one place: in one sentence, or above it and in it."""
    if not (a.rule == b.rule == "visits" and a.where and b.where):
        return False
    if not any("代表团" in o.name or "考察团" in o.name for o in (a, b)):
        return False
    one, other = (reading.norm[slice(*o.where)].replace("、", "") for o in (a, b) if o.where)
    near = a.sentence is b.sentence or next_line(reading, a, b)
    return near and (one in other or other in one or one[0] in "我本" or other[0] in "我本")


def begun_with(a: Occasion, b: Occasion, x: str, y: str) -> bool:
    """True when one is a work that began and the other the ceremony of it, by six characters that both names share."""
    launch, meeting = (x, y) if a.kind == "launch" else (y, x)
    if {a.kind, b.kind} != {"launch", "meeting"} or not meeting.endswith(("仪式", "典礼", "庆典", "活动")):
        return False
    return any(launch[i : i + 6] in meeting for i in range(len(launch) - 5))


def about_one(reading: Reading, a: Occasion, b: Occasion) -> bool:
    """True for one press conference by its name and by its host: 国新办举行“某某”新闻发布会, 出席国新办新闻发布会."""
    if not (a.name.endswith("发布会") and b.name.endswith("发布会")):
        return False
    for named, other in ((a, b), (b, a)):
        host = reading.norm[slice(*named.host)] if named.host else ""
        held = other.name.removesuffix("发布会").removesuffix("新闻")
        if len(held) >= 4 and host.startswith(held):
            return True
    return False


def sessions(x: str, y: str) -> bool:
    """True for two kinds of meeting with one number: 第二次主任会议 and 第二次会议 of one body."""
    tails = [name[max(m.end() for m in ORDINAL.finditer(name)) :] for name in (x, y)]
    return tails[0] != tails[1] and all(tail.endswith("会议") and len(tail) <= 6 for tail in tails)


def called_too(reading: Reading, named: Occasion, other: Occasion) -> bool:
    """True when the bracket behind a name holds the one by which `other` is named: 新领军者年会（第十六届夏季达沃斯论坛）."""
    alias = ALIAS.match(reading.norm, named.span.end)
    return alias is not None and len(other.name) >= 6 and plain(other.name)[-6:] in alias[0]


def next_line(reading: Reading, a: Occasion, b: Occasion) -> bool:
    """True when one mention is a headline and the other stands in the sentence right below it."""
    upper, lower = sorted((a.sentence, b.sentence), key=lambda s: s.start)
    return right_below(reading, upper, lower)


def right_below(reading: Reading, upper: Sentence, lower: Sentence) -> bool:
    """True for the sentence right below a headline."""
    return upper.heading and not lower.heading and not reading.norm[upper.end : lower.start].strip()


def told_at_length(reading: Reading, heading: Occasion, told: Occasion, met: str) -> bool:
    """True when a headline says in other words of the same offices whom `told` says was met."""
    if not heading.sentence.heading or told.sentence.heading or heading.name[:2] != told.name[:2]:
        return False
    return met in plain(reading.norm[told.span.start : told.span.end])


def local_name(reading: Reading, occasion: Occasion) -> str:
    """The name with 市 or 我市 at its head replaced by the place that it means, for comparing."""
    if occasion.kind == "meeting" and (here := here_means(reading, occasion.span)):
        return (here[0] or "") + reading.norm[here[1] : occasion.span.end]
    return normalise(occasion.name)


def describe(reading: Reading, event: Event, others: dict[int, int]) -> None:
    """Fill in days, place, hosts and theme from its sentences and those behind them, up to `others`: where sentences with an event start, and their last one does."""
    # the words of a headline tell less than those of the text: where a thing was, they leave out
    for occasion in sorted(
        event.mentions, key=lambda o: (o.sentence.heading, o.rule == "upon", o.kind == "launch" and o.where is None)
    ):
        if event.first is None and event.last is None:
            event.first, event.last = days(reading, occasion)
        if event.place is None and event.place_name is None:
            event.place, event.place_name = venue(reading, occasion)
        if not event.hosts and occasion.host and occasion.rule != "opened":
            event.hosts = holders(reading, occasion.host)
    best = event.best
    later = others.get(best.sentence.start, 0)
    if best.host and event.place is None and event.place_name is None and best.name.endswith(("仪式", "典礼")):
        # a ceremony is held where its host is
        local = innermost(places(reading.norm), *best.host)
        event.place = Span(local.start, local.end) if local and local.start == best.host.start else None
    if best.kind == "meeting":
        aside = best.rule == "upon" and best.sentence.start in others
        for sentence in () if aside else following(reading, best.sentence, 3):
            if sentence is not best.sentence and (sentence.start in others or best.span.start < later):
                break  # the next occasion has hosts of its own
            hosts, organizers = roles(reading, sentence)
            event.hosts += [h for h in hosts if not any(h in known for known in event.hosts)]
            event.organizers += [o for o in organizers if o not in event.organizers]
            event.theme = event.theme or theme(reading, sentence)


def holders(reading: Reading, host: Span) -> list[str]:
    """Who holds something together with the last of them: A联合B、C举办."""
    names, start, known = [reading.text[slice(*host)]], host.start, orgs(reading.norm)
    first = next((o for o in known if o.start == host.start and o.end < host.end), None)
    if (
        first is not None
        and reading.norm[first.end] in "和与"
        and any(o.end == host.end and o.start == first.end + 1 for o in known)
    ):
        names = [first.name, reading.text[first.end + 1 : host.end]]  # 由甲总台与乙协会联合举办
    while joint := JOINT_HOST.search(reading.norm, max(0, start - 24), start):
        before = next((o for o in known if o.end == joint.start()), None)
        if before is None:
            break
        names.insert(0, reading.text[before.start : before.end])
        start = before.start
    return names


def inherit(reading: Reading, event: Event, before: list[Event]) -> None:
    """Give an event of the same day (大会还组织了…, 下午…) the day of the one before it in its article."""
    best = event.best
    earlier = [e for e in before if e.best.sentence.part == best.sentence.part]
    head = reading.norm[best.sentence.start : best.span.start + 4]
    if event.place is None and "期间" in head and earlier and earlier[-1].best.kind == "visit":
        event.place = earlier[-1].place
    dated = [e for e in earlier if e.first]
    if PART.search(best.name) and not (event.first or event.last) and dated:
        event.first = dated[-1].first
        event.place, event.place_name = event.place or dated[-1].place, event.place_name or dated[-1].place_name
    recalled = (
        "组织参加" in head
        or (best.phase == "middle" and RECALLED.match(reading.norm, best.span.end))
        or own_time(reading, best)
    )
    if (
        not (event.first or event.last or recalled)
        and dated
        and (best.rule == "caption" or SAME_DAY.search(head) or alongside(reading, best, dated[-1].best))
    ):
        event.first = dated[-1].first


def alongside(reading: Reading, occasion: Occasion, before: Occasion) -> bool:
    """True when an occasion is said to begin together with the one named `before` it in its paragraph."""
    between = reading.norm[before.span.end : occasion.span.start]
    return ALONGSIDE.match(reading.norm, occasion.span.end) is not None and "\n" not in between


def row(reading: Reading, event: Event) -> Row:
    """The row of an event, quoted from its most telling mention."""
    best = event.best
    start, end = quote(reading, best)
    name = unquoted(best.name)
    cells = {"name": best.span} if reading.text[slice(*best.span)] == name else {}
    if event.place:
        cells["place"] = event.place
    if event.theme:
        cells["theme"] = event.theme
    values: dict[str, Value] = {
        "name": name,
        "start_date": event.first,
        "end_date": event.last,
        "place": reading.text[slice(*event.place)] if event.place else event.place_name,
        "hosts": event.hosts or None,
        "organizers": event.organizers or None,
        "theme": reading.text[slice(*event.theme)] if event.theme else None,
    }
    return Row("events", values, start, end, CONFIDENCE[best.rule], f"event-{best.rule}", cells=cells)


def unquoted(name: str) -> str:
    """The name without a short name in brackets and quotation marks around the whole; marks inside stay, a half pair goes."""
    name = SHORT_NAME.sub("", name)
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
