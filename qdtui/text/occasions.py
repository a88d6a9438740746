"""Occasions that a text reports: meetings, fairs and contests by name, launches, and visits.

A meeting needs a name (not 会议 or 本次活动 alone) and a word that says it took place (举行, 召开, 在…上). A launch is
something that starts: it needs a day or 正式. A visit needs a visitor and a place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal

from qdtui.model import Span
from qdtui.text.data import lines
from qdtui.text.orgs import orgs
from qdtui.text.people import people
from qdtui.text.places import places
from qdtui.text.reading import Reading
from qdtui.text.sentence import Sentence
from qdtui.text.times import times_between

OccasionKind = Literal["meeting", "launch", "visit"]


@dataclass(frozen=True, slots=True)
class Occasion:
    """Something that a text says took, takes or will take place."""

    kind: OccasionKind
    name: str
    span: Span
    """The name, or the words that the name of a launch or visit is made of."""
    sentence: Sentence
    rule: str
    closing: bool = False
    """True when the text tells of its end (闭幕), so that the day is the last one."""
    where: Span | None = None
    """Its place, when the words that name it hold it."""
    host: Span | None = None
    """Who held it, when that is the subject of 举行 or 召开."""


_EDGE = re.compile(r"[，,。；;：:！？!?\n（）()、]")
_HOLD = r"举行|举办|召开|主持召开|承办|协办|主办|开展|组织|出席|参加|迎来|筹办|参与|备战|祝贺|致贺|亮相"
_CUT = re.compile(
    rf"(?:(?:{_HOLD}|闭幕|开幕|启动|结束|进行|发起|通过|观看|参观)(?:的|了|过)?(?:一[场次届])?|不久前|近日|日前|此前|刚刚|正在|继续|在|于|从|向|为|对|是|自|由|至|据|把|与|作为|包括|围绕|聚焦|根据|落实|贯彻|学习|迎接|庆祝|借助|利用|今天|昨天|上午|下午|晚上?|当天|当日|随后|同时|期间|成功|一致|分别|还|也|将|已|并|其|以|以及|和|及|的(?=(?:首|第|20\d\d)))"
)
_HELD_BEFORE = re.compile(
    rf"(?:{_HOLD})(?:的|了|过)?(?:以)?(?:[“「][^“”「」\n]{{2,30}}[”」]为(?:主题|题)的)?(?:一[场次届]|首场)?[“「]?$"
)
_AT = re.compile(r"(?:在|于|从|出席|参加|亮相|参展|走进|不久前(?:举行|闭幕|召开|结束)的)[^，。；]{0,12}$")
_TAKES_PLACE = re.compile(
    r"[”」]?(?:(?:今年|今天|昨天|昨晚|今晚|近日|日前|正式|成功|隆重|胜利|如期|盛大|圆满|顺利|同期|同步|即将|将|也|还|已|上午|下午|晚|晚上|在线|线上|线下|开始|继续|相继|陆续|首次|再次|拟|定|于|[（(][^（）()]{2,12}[)）]|@+|(?:在|于|以)[^，。；：！？\n]{1,24}?|在)\s?)*"
    r"(?P<verb>举行|召开|举办|开幕|闭幕|启幕|落幕|开赛|开锣|收官|启动|揭幕|开启|激战|落下(?:帷幕|战幕)|拉开(?:帷幕|大幕|序幕)|如约而至|鸣枪|圆满结束|在?(?:即将)?到来)"
)
_UPON = re.compile(
    r"[”」]?(?:第?\d+场)?(?:的?(?:视像|视频|书面)?(?:致辞|发言|演讲|讲话)|(?:开幕式|闭幕式|现场|期间)?(?:上|期间|现场)(?!海|市|级|半|述|午|合|升|游|涨|线|年))"
)
_STATES = re.compile(
    r"[”」]?(?:上)?(?:提出|强调|指出|通过|审议|要求|明确|部署|作出|确定|决定|闭幕|以来|召开|对[^，。；]{2,24}作出)"
)
_STATING = re.compile(r"(?:全会|党代会|两会|经济工作会议|工作会议|常务会议|代表大会|国务院常务会议|政治局会议)$")
_BARE_HEAD = re.compile(
    r"^(?:[本此该这那每各历首次届场的一二两三四五六七八九十\d多余]|今年|去年|全体|闭幕|开幕|上述|专题|主题|系列|重要|相关|有关|新闻|例行|工作|专家|视频|现场|线上|线下|动员|启动|颁奖|签约|揭牌|欢迎|记者|媒体|表彰|座谈|培训|交流|扩大|党委|党组|常务|部门|内部|国际|全国性?|大型|小型|高规格|重大|体育|文化|艺术|各类|多场|等|职工|联合|集中|演讲|现场|常委|理事|监事|股东|董事|年度|特别|临时|其他|同类|户外|民俗|庆祝|纪念|专场|招商|宣传|推广|主旨|高级别|部长级|领导人|开工|奠基|竣工|开馆|安全|军事|应急|实战化?|校园)+$"
)
_ORDINAL = re.compile(r"第[一二三四五六七八九十百\d]+[届次期场]|首届|(?:19|20)\d\d|[“「]|党的|中央")
_QUOTED = re.compile(r"[“「]([^“”「」\n]{4,60})[”」](?P<tail>[\u4e00-\u9fffA-Za-z\d（）()]{0,16})")
_YEAR_HEAD = re.compile(r"(?:19|20)\d\d(?:年度?)?$")
_DAY_OR_NOW = re.compile(r"正式|近日|日前|不久前|今年|今日")
_SUBJECT_NO = re.compile(
    r"(?:名单|数据|报告|公告|通知|消息|预警|预报|榜单|结果|政策|意见|方案|计划|规划|办法|成果|指数|标准|调查|报道|节目|专辑|声明|白皮书|运行图"
    r"|信息|令|以来|模式|机制|体系|行动|活动|仪式|调试|工作|期)[”」]?$|^(?:标志|意味|实现|宣告|表示|宣布|这是|自|从|[^“]{0,6}(?:将|把|了))|联合会$|协会$"
)
_ECHO = re.compile(r"时?的?(?:系列)?重要(?:讲话|指示|论述)?(?:[^，。；]{0,6})精神|时?的(?:嘱托|讲话|指示|要求)")
_VISIT = re.compile(
    r"(?P<prep>在|到|赴|来到|前往|深入|走进)(?P<where>[^，,。；;：:、\n在到赴的]{2,26}?)(?:进行|开展|实地|现场|走访|考察|工作|就[^，。]{2,20})*?(?P<verb>现场调研|实地调研|考察调研|调研|考察|视察|访问|出访|参观)(?!团|组|队|报告|的)"
)
_STATE_VISIT = re.compile(
    r"(?:开始|抵达|结束)?对(?P<where>[\u4e00-\u9fff]{2,10}?)(?:开始|进行|展开)?(?:为期(?P<days>[一二两三四五六七八九]|\d)天的)?(?:进行)?(?P<verb>(?:国事|正式|工作|友好)*访问)"
)
_LEADER = re.compile(r"(?P<who>习近平(?:总书记|主席)?|李克强(?:总理)?)")
_GROUP = re.compile(
    r"(?:与会|参会)?(?:代表|嘉宾|人员|专家|记者|企业家|客商|委员)(?:们|一行|团)?|(?:调研组|考察团|代表团|一行)"
)
_MEETS = re.compile(
    r"^[\u4e00-\u9fff·]{2,12}(?:会见|会晤|同[\u4e00-\u9fff·]{2,12}举行会谈|与[\u4e00-\u9fff·]{2,12}举行会谈)[\u4e00-\u9fff·]{0,14}$"
)
_LAUNCHED_BY = re.compile(r"将(?P<what>[^，。；将]{2,30}?)(?:送入|发射升空)")


_NTH = re.compile(r"第[一二三四五六七八九十百\d]+[届次期]$")
_PART = re.compile(r"第\d+场")
_JOINT = re.compile(r"暨[^，。；：”“\n]{2,30}?(?:会议|论坛|大会|培训班|峰会|仪式|年会|节|赛|展)")
_AND = re.compile(r"[”」]?(?:[、和与及]|以及|暨)[“「]?")
_STUDY = re.compile(r"(?P<who>(?:[一二三四五六七八九十]+届)?中(?:共中)?央政治局)[^。；，]{0,30}?集体学习")
_COUNTED = re.compile(
    r"[”」]?(?:共|近|约|超过?|累计)?\d+[多余]?[场次届个项家]|(?:等)?(?:系列)?(?:[\d一二三四五六七八九十]+|数十|多)[场次]"
)


@cache
def _nouns() -> tuple[re.Pattern[str], frozenset[str]]:
    sure, weak = (line.split() for line in lines("event_nouns.txt"))
    every = sorted({*sure, *weak}, key=len, reverse=True)
    return re.compile(f"(?:{'|'.join(every)}){{1,2}}(?![员场馆期人节目前后费品季议者])"), frozenset(weak)


@cache
def _launch() -> re.Pattern[str]:
    verbs = sorted({w for line in lines("launch_verbs.txt") for w in line.split()}, key=len, reverse=True)
    return re.compile(
        rf"(?P<adverb>(?:正式|成功|顺利|隆重|全面|同步|全线|圆满)*)(?P<verb>{'|'.join(verbs)})(?=[，。；！\n]|仪式|$|欧洲|运营|[\u4e00-\u9fff]{{0,6}}[，。；\n])"
    )


def occasions(reading: Reading) -> Iterator[Occasion]:
    """The occasions of a document in the order of its sentences; the same occasion may come more than once."""
    for sentence in reading.sentences:
        taken: list[Span] = []
        for occasion in _meetings(reading, sentence):
            taken.append(occasion.span)
            yield occasion
        for occasion in _visits(reading, sentence):
            yield occasion
        for occasion in _launches(reading, sentence):
            if not any(occasion.span.overlaps(t) for t in taken):
                yield occasion


def _meetings(reading: Reading, sentence: Sentence) -> Iterator[Occasion]:
    norm = reading.norm
    pattern, weak = _nouns()
    named: list[Span] = []
    held: list[tuple[str | None, bool]] = []
    for noun in pattern.finditer(norm, sentence.start, sentence.end):
        floor = named[-1].end if named else sentence.start
        if noun.start() < floor:
            continue
        span = _meeting_name(norm, sentence, noun, floor)
        if span is None or (noun[0] in weak and not _ORDINAL.search(norm[slice(*span)])):
            continue
        named.append(span)
        held.append(_held(reading, sentence, span))
    # A和B上, 举办A、B等: what holds for one item of a list holds for the others
    for order in (range(1, len(named)), range(len(named) - 2, -1, -1)):
        for i in order:
            other = i - 1 if order.step > 0 else i + 1
            first, second = sorted((named[i], named[other]))
            if held[i][0] is None and held[other][0] and _AND.fullmatch(norm, first.end, second.start):
                held[i] = held[other]
    for span, (rule, closing) in zip(named, held, strict=True):
        if rule:
            name = reading.text[slice(*span)].strip()
            yield Occasion("meeting", name, span, sentence, rule, closing, host=_host(reading, sentence, span))
    if not any(rule for rule, _ in held) and (study := _STUDY.search(norm, sentence.start, sentence.end)):
        name = reading.text[slice(*study.span("who"))] + "集体学习"
        yield Occasion("meeting", name, Span(*study.span()), sentence, "held", host=Span(*study.span("who")))


def _meeting_name(norm: str, sentence: Sentence, noun: re.Match[str], floor: int) -> Span | None:
    """The span of the whole name that ends with `noun`, or None when nothing but a common noun stands there."""
    for quoted in _QUOTED.finditer(norm, sentence.start, sentence.end):
        inside = quoted.start(1) <= noun.start() and quoted.end(1) - 5 <= noun.end() <= quoted.end(1)
        if inside and noun.end() < quoted.end(1) and norm[noun.end()] not in "‧·・•—－-":
            inside = False
        behind = quoted.end(1) < noun.start() and noun.end() <= quoted.end("tail")
        if inside:
            ordinal = _NTH.search(norm, max(floor, quoted.start() - 6), quoted.start())
            return Span(ordinal.start(), quoted.end(1) + 1) if ordinal else Span(*quoted.span(1))
        if behind and not _CUT.search(norm, quoted.end(1) + 1, noun.start()):
            head = _start(norm, floor, quoted.start())
            numbered = _PART.match(norm, noun.end())
            return Span(head, numbered.end() if numbered else noun.end())
        if quoted.start() < noun.start() < quoted.end(1):
            return None
    start = _start(norm, max(floor, noun.start() - 40), noun.start())
    head = norm[start : noun.start()]
    if noun[0] == "两会" and head:
        return Span(start, noun.end())
    if len(head) < 2 or _BARE_HEAD.match(head) or head.endswith(("的", "了")):
        return None
    joint = _JOINT.match(norm, noun.end())
    return Span(start, joint.end() if joint else noun.end())


def _start(norm: str, floor: int, at: int) -> int:
    """Where a name that runs up to `at` begins: behind the last mark, verb of holding, preposition or time."""
    start = floor
    for edge in _EDGE.finditer(norm, start, at):
        start = edge.end()
    for cut in _CUT.finditer(norm, start, at):
        start = cut.end()
    day = re.compile(r".*(?:\d+月)?\d+日(?:上午|下午|晚)?|.*(?:\d\d?月|今年|去年|全年)").match(norm[start:at])
    if day:
        start += day.end()
    while norm[start : start + 1] in ("“", "了", "的", "」", "”") and start < at:
        if norm[start] == "“" and "”" in norm[start:at]:
            break
        start += 1
    return start


def _held(reading: Reading, sentence: Sentence, span: Span) -> tuple[str | None, bool]:
    """The rule by which a name is an occasion, and whether the text tells of its end."""
    norm = reading.norm
    name = norm[slice(*span)]
    after = _blank_times(reading, span.end, min(sentence.end, span.end + 60), "@")
    before = norm[sentence.start : span.start]
    if _COUNTED.match(after):
        return None, False
    if m := _TAKES_PLACE.match(after):
        return "takes-place", m["verb"] in ("闭幕", "落幕", "收官") or m["verb"].startswith(("落下", "圆满"))
    if _HELD_BEFORE.search(before):
        return "held", False
    if _UPON.match(after) and (_AT.search(before) or _STATING.search(name) or _ORDINAL.search(name)):
        return "upon", before.rstrip("的").endswith(("闭幕", "结束"))
    if _STATING.search(name) and _STATES.match(after):
        return "states", False
    if not sentence.heading and span.start == sentence.start and re.fullmatch(r"[。]?", after):
        return ("caption", False) if any(o.start == span.start for o in orgs(norm)) else (None, False)
    return None, False


def _blank_times(reading: Reading, start: int, end: int, blank: str = " ") -> str:
    chars = list(reading.norm[start:end])
    for time in times_between(reading, start, end):
        for i in range(time.start - start, time.end - start):
            chars[i] = blank
    return "".join(chars)


def _host(reading: Reading, sentence: Sentence, span: Span) -> Span | None:
    """The subject of 召开, 举行 or 举办 before the name."""
    norm = reading.norm
    left = norm[sentence.start : span.start]
    m = re.search(
        r"(?P<who>[^，。；：！？、\n]{2,30}?)(?:联合|共同|主持|今天|今日|日前|近日|\d+日|[（(][^（）]*[)）]|上午|下午|在[^，。]{2,12})*(?:举行|召开|举办|主办)(?:了|的)?[“「]?$",
        left,
    )
    if m is None:
        return None
    start = sentence.start + m.start("who")
    end = sentence.start + m.end("who")
    for org in orgs(norm):
        if start <= org.start and org.end == end:
            return Span(org.start, org.end)
    return None


def _launches(reading: Reading, sentence: Sentence) -> Iterator[Occasion]:
    norm = reading.norm
    for clause in reading.clauses(sentence):
        if m := _LAUNCHED_BY.search(norm, clause.start, clause.end):
            where = re.compile(r"在(?P<where>[^，。；用将]{4,20}?(?:中心|发射场|基地))").search(
                norm, clause.start, clause.end
            )
            span = Span(*m.span("what"))
            name = reading.text[slice(*span)] + "发射"
            yield Occasion(
                "launch", name, span, sentence, "launched", where=Span(*where.span("where")) if where else None
            )
            continue
        verbs = list(_launch().finditer(norm, clause.start, clause.end))
        verb = verbs[-1] if verbs else None
        if verb is None or norm[verb.end() : verb.end() + 2] == "仪式":
            continue
        timed = any(t.kind in ("day", "days") for t in times_between(reading, sentence.start, verb.start()))
        left = norm[clause.start : verb.start()]
        placed = re.search(r"在(?P<where>[^，。；的]{2,16})$", left)
        if not timed and not (
            (verb["adverb"] or "").startswith("正式")
            or (placed and verb["verb"] in ("发布", "亮相", "揭牌", "首飞", "签约"))
        ):
            continue
        if re.search(r"将|拟|力争|预计|计划|推动|加快|争取|即将|已有|累计", left) and not timed:
            continue
        subject = _subject(reading, clause.start, verb.start())
        if subject is None or subject.end - subject.start < 4 or _SUBJECT_NO.search(norm[slice(*subject)]):
            continue
        if verb["verb"] in ("发布", "签约", "落户") and not placed:
            continue
        where_span = Span(clause.start + placed.start("where"), clause.start + placed.end("where")) if placed else None
        name = reading.text[slice(*subject)] + verb[0]
        yield Occasion("launch", name, subject, sentence, "starts" if timed else "starts-undated", where=where_span)
        return


def _subject(reading: Reading, start: int, end: int) -> Span | None:
    """What starts: the words of the clause before the verb, without times, places behind 在 and adverbs."""
    norm = reading.norm
    chars = list(norm[start:end])
    for time in times_between(reading, start, end):
        if time.kind in ("day", "days", "month") or time.start == start:
            for i in range(time.start - start, time.end - start):
                chars[i] = " "
    text = "".join(chars)
    text = re.sub(r"在[^，。；的]{2,16}$", lambda m: " " * len(m[0]), text)
    text = re.sub(
        r"(?:上午|下午|近日|日前|不久前|昨晚|今晚)[\d时分]*|^[，\s]*(?:这一年|今年|其中|同时|此外)|[（(][^（）()]*[)）]",
        lambda m: " " * len(m[0]),
        text,
    )
    pieces = [(m.start(), m.end()) for m in re.finditer(r"[^ ]+", text)]
    if not pieces:
        return None
    a, b = max(pieces, key=lambda p: p[1] - p[0])
    return Span(start + a, start + b)


def _visits(reading: Reading, sentence: Sentence) -> Iterator[Occasion]:
    norm, text = reading.norm, reading.text
    if sentence.heading and _MEETS.match(norm[sentence.start : sentence.end].strip()):
        span = Span(sentence.start, sentence.end)
        yield Occasion("visit", text[slice(*span)].strip(), span, sentence, "meets")
        return
    for m in _VISIT.finditer(norm, sentence.start, sentence.end):
        where = _place_in(reading, Span(*m.span("where")))
        who = _visitor(reading, sentence, m.start())
        if where is None or who is None or _ECHO.match(norm, m.end()):
            continue
        group = _GROUP.fullmatch(norm[slice(*who)])
        visitor = "" if group else text[slice(*who)]
        name = f"{text[slice(*where)]}{m['verb']}" if group else f"{visitor}{m['prep']}{text[slice(*where)]}{m['verb']}"
        if m["verb"] == "参观" or (group and m["verb"] == "访问"):
            continue
        yield Occasion("visit", name, Span(who.start, m.end()), sentence, "visits", where=where)
    for m in _STATE_VISIT.finditer(norm, sentence.start, sentence.end):
        who = _visitor(reading, sentence, m.start())
        if who and any(p.start == m.start("where") for p in places(norm)):
            name = f"{text[slice(*who)]}对{m['where']}进行{m['verb']}"
            yield Occasion("visit", name, Span(who.start, m.end()), sentence, "visits", where=Span(*m.span("where")))


def _place_in(reading: Reading, span: Span) -> Span | None:
    """The place or organisation that ends the words behind 在 or 赴; all of them when they begin with a place."""
    for org in orgs(reading.norm):
        if span.start <= org.start and org.end == span.end:
            return Span(org.start, org.end)
    found = [p for p in places(reading.norm) if span.start <= p.start and p.end <= span.end]
    return span if found and found[0].start == span.start else None


def _visitor(reading: Reading, sentence: Sentence, before: int) -> Span | None:
    """The person or group that is the subject before `before`, in the same clause."""
    norm = reading.norm
    start = (
        max((m.end() for m in re.finditer(r"[，。；：]", norm[sentence.start : before])), default=0) + sentence.start
    )
    spans = [Span(*m.span("who")) for m in _LEADER.finditer(norm, start, before)]
    spans += [p.name for p in people(reading) if start <= p.name.start and p.name.end <= before]
    spans += [Span(*m.span()) for m in _GROUP.finditer(norm, start, before)]
    near = [s for s in spans if before - s.end <= 14]
    return max(near, key=lambda s: (s.end, s.end - s.start)) if near else None
