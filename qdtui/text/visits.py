"""Visits that a text reports: who looked at what where, who went somewhere with a party, and who met whom.

A visit needs a visitor, who is named with an office somewhere in the document, and a place, a body or a host.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from qdtui.model import Span
from qdtui.text.occasions import Occasion
from qdtui.text.orgs import listed_to, orgs
from qdtui.text.places import places
from qdtui.text.reading import Reading
from qdtui.text.sentence import Sentence
from qdtui.text.signs import Signed, signs_of
from qdtui.text.times import times_between

_ECHO = re.compile(r"时?的?(?:系列)?重要(?:讲话|指示|论述)?(?:[^，。；]{0,6})精神|时?的(?:嘱托|讲话|指示|要求)")
_VISIT = Signed(
    "调研 考察 视察 访 参观 观摩 检查 督导 督查",
    r"(?P<prep>在|到|赴|来到|前往|深入|走进|亲临|莅临)(?P<where>(?:[\u4e00-\u9fff]{2,6}、){0,3}[^，,。；;：:、\n在到赴的]{2,26}?)(?:开展(?=[“\u4e00-\u9fff])(?P<about>(?:“[^“”\n]{2,40}”)?—{0,2}[\u4e00-\u9fff]{2,14}?)(?=专题|调研|考察|督查)|进行|开展|实地|现场|走访|学习|考察|(?:经贸)?交流|招商|工作|专题|蹲点|跟踪|集中|督导|结合[^，。]{2,16}|就[^，。]{2,20})*?(?P<verb>现场调研|实地调研|考察调研|参观考察|参观交流|参观访问|调研|考察|视察|访问|出访|参观|观摩|拜访|检查|督导|督查)(?!团|组|队|站|员|点|报告|的)",
)
_TOUR = Signed(
    "招商 对接 洽谈 交流 推介 宣讲",
    r"(?P<prep>到|赴|前往)(?P<where>(?:(?!等|开展|进行)[\u4e00-\u9fff]){2,8}(?:、(?:(?!等|开展|进行)[\u4e00-\u9fff]){2,8}){0,4}?(?:等地|[两三]地|等[市省])?)(?P<verb>(?:集中|实地|专题)?(?:开展|进行)了?[^，。；、\n]{0,14}?(?:活动|工作|招商引资|招商|洽谈|对接|交流)(?:活动|工作)?|宣讲[^，。；、\n]{4,12}|对接(?:(?!并|开展)[^，,。；、\n]){2,10}|招商引资|招商|洽谈[^，。；、\n]{2,8}|推介[^，。；、\n]{2,8})(?!考察|调研)",
)
"""Where somebody led a party to win investors: 市长率队赴深圳、东莞等地开展招商活动."""
_COMES = Signed(
    "考察 调研 视察 参观",
    r"(?<![到从前近未往将归])来(?P<where>我[市省县区]|(?![访华电函信到往了的自])[\u4e00-\u9fff]{1,10}?)(?:开展(?P<about>(?:“[^“”\n]{2,40}”)?—{0,2}[\u4e00-\u9fff]{2,14}?)(?=专题|调研|考察)|进行|开展|实地|现场|专题|蹲点)*(?P<verb>(?:专题)?(?:考察调研|参观考察|参观交流|参观访问|考察|调研|视察))(?!的|表示)",
)
_CALLS_ON = Signed(
    "调研 考察 视察 走访 督导 督查",
    r"(?:一行)?(?:赴|到)?(?:实地|现场|深入)?(?P<verb>考察调研|调研|考察|视察|走访|督导|督查)(?P<where>[\u4e00-\u9fff（）()A-Za-z\d]{3,24})",
)
_WENT_ABOUT = re.compile(
    r"\s+[^。]{4,80}?(?:先后|来到|前往|深入|走进|赴|到)[^。]{2,80}?(?:调研|走访|察看|了解|检查|考察|项目)"
)
"""Below the headline 某某调研工业企业: that he went somewhere for it."""
_BY_VIDEO = re.compile("(?:以|通过)[^，。]{2,6}$")
"""How two met, behind where one of them was: 在人民大会堂以视频方式."""
_CAME_BY = Signed("到访", r"(?:一行)?到访(?P<where>(?!的)[\u4e00-\u9fffA-Za-z（）()]{2,16})(?=[，。,；\n]|$)")
_OURS = re.compile("[我本][省市县区州]")
_ABOUT = re.compile(r"(?!团|组|队|报告|[的时])[\u4e00-\u9fff]{4,16}?(?=情况|工作|[，。；]|\n|$)")
_TOPIC = re.compile("工作|情况|发展|建设|经济|产业|问题|项目|企业|行业|市场|生产|防控|安全|创新|改革|[和与及并]")
_STATE_VISIT = Signed(
    "访问",
    r"(?:开始|抵达|结束)?对(?P<where>(?:(?!的|进行|成功)[\u4e00-\u9fff]){2,10}?)的?(?:开始|成功|进行|展开)*(?:第[一二三四五六七八九十]+次)?(?:进行)?(?:为期(?P<days>[一二两三四五六七八九]|\d)天的)?(?:进行)?(?P<verb>(?:国事|正式|工作|友好)*访问)",
)
_TALKS = Signed(
    "会谈 会晤 会见 座谈",
    r"(?:在(?P<where>[^，。；同与和在]{1,14}))?(?:(?P<with>同|与)(?P<a>[^，。；]{2,60}?)(?:举行(?P<held>[^，。；]{0,4}?(?:会谈|会晤))|(?P<sat>座谈|会谈)(?=[，。；\n]|$))|会见(?:了)?(?P<b>[^，。；]{2,60}))",
)
_SAW = Signed(
    "访问 出访",
    r"(?<![好式务])(?P<verb>(?:正式)?(?:出访|访问))了?(?P<where>[\u4e00-\u9fff]{2,12}(?:、[\u4e00-\u9fff]{2,8}){0,5}(?:[和及][\u4e00-\u9fff]{2,8})?)(?=[，。,；\n]|$)",
)
"""Where somebody went on some days: 率团于某日至某日访问了甲、乙和丙."""
_SIGNS = signs_of(_VISIT, _TOUR, _COMES, _CALLS_ON, _CAME_BY, _STATE_VISIT, _TALKS, _SAW)
_LEADER = re.compile(r"(?P<who>(?<![\u4e00-\u9fff])总书记(?=[在到赴]|$)|习近平(?:总书记|主席)?|李克强(?:总理)?)")
_GROUP = re.compile(
    r"(?:与会|参会)?(?:代表|嘉宾|人员|专家|企业家|客商|委员)(?!会|长)(?:们|一行|团)?|(?:调研组|考察团|代表团|一行)"
)
_DELEGATION = re.compile(
    r"(?:(?!率|带领|带队)[\u4e00-\u9fff]){0,14}(?:代表团|考察团|访问团|调研组|采访团)(?=[赴到在前来抵一])"
)
_SENT_BY = re.compile(
    r"(?:^|[，,。；日午、 \n])(?P<who>[\u4e00-\u9fff]{0,6}(?:[市省县区州]委|政协|人大|政府|会|局|厅|部|办|集团|大学)(?:专题|联合)?(?:调研组|考察团|代表团|督导组))$"
)
_ANYWHERE = re.compile(
    r"现场|基层|一线|企业$|实地|当地|各地|多地|外地|车间|社区|单位|部门|这里|那里|项目|有关|部分|所属|全国|多次|地方|园区$|工厂$|公司$"
    r"|先后|分别|亲自|省内|国内|国外|境外|海外|市场|企业|[和与及]|农村|前线|会|校园|学校|[这那各每某该本]|研究|期间|过程|上$|中$|下$"
)
_PARTY = re.compile(r"[^，,。；;、]{4,40}?(?:一行|代表团|考察团|访问团|(?<!人大)代表)(?=[，,。；;并\n]|$)")
"""Whom somebody met, when the text names the party and nobody of it."""
_CALLED_ON = re.compile(r"(?!的)[\u4e00-\u9fff（）()A-Za-z]{2,16}?(?:公司|集团|研究院|大学|协会|商会)")
_VISITING = re.compile(r"(?:专程)?(?:前)?来[^，。的]{0,8}的")
"""What such a party is doing here: 来访的, 来我市考察的."""
_WENT = re.compile(r"(?P<prep>赴|到|来到|前往)(?P<where>[\u4e00-\u9fff]{2,12})，")
"""Where somebody went before he looked into works there: 赴某市，深入某集团调研."""
_SPEAKER_BEHIND = re.compile(
    r"(?:期间|时)，(?P<who>[\u4e00-\u9fff·]{2,10}?)(?:多次|再次|首次)?(?:指出|强调|表示|说|提出|要求)"
)
_LEADS = re.compile("率|带领|带队|一行|陪同")
_STRAIGHT_ON = re.compile("(?:分别|先后)?")
"""What may stand between a comma and what the subject of the clause before did next."""
_SAYING = re.compile(r"(?:表示|指出|强调|认为|介绍|透露|[说称])\Z")
_LED = re.compile(r"由[^，。]{2,60}?率领的(?P<group>[^，。；]{4,24}(?:团|组|一行))")
_MEETS = re.compile(
    r"^[\u4e00-\u9fff·]{2,12}(?:会见|会晤|[同与][\u4e00-\u9fff·]{2,12}(?:举行)?会谈)[\u4e00-\u9fff·]{0,14}$"
)
_SITE_NAME = re.compile(
    r"(?:[\u4e00-\u9fff]{2,8}、){0,3}(?![各有相部多全重这该本基一])[\u4e00-\u9fff]{2,12}?(?:[区县镇乡村厂]|街道|园|公司|集团|大学|学院|研究院|基地)(?:等地)?"
)


def visits(reading: Reading, sentence: Sentence) -> Iterator[Occasion]:
    """The visits of the sentence: somebody at a place or organisation, 考察, 调研 or 访问."""
    norm, text = reading.norm, reading.text
    if not _SIGNS.stand_in(norm, sentence.start, sentence.end):
        return  # as in most sentences
    if (
        sentence.heading
        and _TALKS.may_find(norm, *sentence.span)
        and _MEETS.match(norm[sentence.start : sentence.end].strip())
    ):
        span = Span(sentence.start, sentence.end)
        yield Occasion("visit", text[slice(*span)].strip(), span, sentence, "meets")
        return
    for m in _VISIT.finditer(norm, sentence.start, sentence.end):
        where = _place_in(reading, Span(*m.span("where")))
        who = _visitor(reading, sentence, m.start())
        if where is None and _OURS.fullmatch(norm, *m.span("where")):
            where = Span(*m.span("where"))
        if where is None and who is not None and _GROUP.fullmatch(norm[slice(*who)]) is None:
            where = _site(reading, sentence, Span(*m.span("where")))
        if who is None and (later := _SPEAKER_BEHIND.match(norm, m.end(), sentence.end)):
            who = Span(*later.span("who"))
            told = {norm[slice(*p.name)] for p in reading.people}
            who = (
                who if norm[slice(*who)] in told or _LEADER.fullmatch(norm, *who) or later["who"] == "总书记" else None
            )
            if who is not None and where is not None:
                name = f"{text[slice(*who)]}{text[slice(*m.span('prep'))]}{text[slice(*where)]}{text[slice(*m.span('verb'))]}"
                yield Occasion("visit", name, Span(m.start(), who.end), sentence, "visits", where=where)
            continue
        if who is not None and (went := _WENT.search(norm, who.end, m.start())) is not None and m["prep"] == "深入":
            there = _place_in(reading, Span(*went.span("where")))
            if there is not None:
                name = f"{text[slice(*who)]}{text[slice(*went.span('prep'))]}{text[slice(*there)]}{text[slice(*m.span('verb'))]}"
                yield Occasion("visit", name, Span(who.start, m.end()), sentence, "visits", where=there)
                continue
        if re.search(r"同来|来[华访]|出席|会见|并对", m["where"]):
            continue
        if where is None or who is None or _ECHO.match(norm, m.end()):
            continue
        group = _GROUP.fullmatch(norm[slice(*who)])
        if norm.find("多次", who.end, m.start() + 1) >= 0:
            continue
        if group and norm.find("正在", who.end, m.start() + 1) >= 0:
            continue  # 专家正在某市调研踏勘: what some are busy with
        who = who if group else _together(reading, sentence, who)
        visitor = "" if group else _names(reading, who)
        way, did = text[m.start("prep") : m.end("prep")], text[m.start("verb") : m.end("verb")]
        name = f"{text[slice(*where)]}{did}" if group else f"{visitor}{way}{text[slice(*where)]}{did}"
        sent = _SENT_BY.search(norm, sentence.start, who.end) if group else None
        if sent is not None:  # 市政协调研组到开发区调研: a group that a body sent
            name = f"{text[slice(*sent.span('who'))]}{way}{text[slice(*where)]}{did}"
        if m["verb"] == "参观" or (group and m["verb"] == "访问"):
            continue
        seen = _CALLED_ON.match(norm, m.end(), sentence.end) if m["verb"] == "拜访" else None
        if seen is not None:
            name = f"{visitor}{did}{text[slice(*seen.span())]}"  # 在深圳拜访某某公司
        yield Occasion("visit", name, Span(who.start, m.end()), sentence, "visits", where=where)
    yield from _tours(reading, sentence)
    yield from _calls(reading, sentence)
    yield from _come_by(reading, sentence)
    yield from _saw(reading, sentence)
    yield from _talks(reading, sentence)
    for m in _STATE_VISIT.finditer(norm, sentence.start, sentence.end):
        who = _visitor(reading, sentence, m.start())
        if who is None and norm.startswith("并", m.start() - 1):
            # 总理某某抵达某市出席会议并对某国进行正式访问
            guests = _people_between(reading, sentence.start, m.start())
            who = next((p for p in guests if not norm.startswith(("邀请", "的邀请"), p.end)), None)
        if who and any(p.start == m.start("where") for p in places(norm)):
            visit = f"{text[slice(*m.span('where'))]}{'進行' if '進' in text else '进行'}{text[slice(*m.span('verb'))]}"
            name = f"{text[slice(*who)]}{text[m.start('where') - 1]}{visit}"
            yield Occasion("visit", name, Span(who.start, m.end()), sentence, "visits", where=Span(*m.span("where")))


def _together(reading: Reading, sentence: Sentence, who: Span) -> Span:
    """From the first of those who went together: 县委书记甲、县长乙 deep into a works are one visit of both."""
    norm = reading.norm
    start = max(norm.rfind(mark, sentence.start, who.start) for mark in "，；：。") + 1
    for other in reversed(_people_between(reading, max(start, sentence.start), who.start)):
        parted = norm[other.end : who.start]
        if not parted.startswith(("、", "和", "与")) or len(parted) > 14:
            break
        who = Span(other.start, who.end)
    return who


def _names(reading: Reading, who: Span) -> str:
    """The names of those who went, without the offices between them."""
    found = _people_between(reading, *who)
    return "、".join(reading.text[slice(*p)] for p in found) if len(found) > 1 else reading.text[slice(*who)]


def _tours(reading: Reading, sentence: Sentence) -> Iterator[Occasion]:
    """Where somebody went with a party for business: A率队赴B开展招商活动."""
    norm, text = reading.norm, reading.text
    for m in _TOUR.finditer(norm, sentence.start, sentence.end):
        start = max(norm.rfind(mark, sentence.start, m.start()) for mark in "，；：")
        who = next(iter(reversed(_people_between(reading, max(start + 1, sentence.start), m.start()))), None)
        where = Span(*m.span("where"))
        if who is None or not (_LEADS.match(norm, who.end) or m.start() - who.end <= 1):
            continue
        if _OURS.fullmatch(norm, *where) or any(p.start == where.start for p in places(norm)):
            name = f"{text[slice(*who)]}{text[slice(*m.span('prep'))]}{text[slice(*where)]}{text[slice(*m.span('verb'))].replace('了', '')}"
            yield Occasion("visit", name, Span(who.start, m.end()), sentence, "visits", where=where)


def _calls(reading: Reading, sentence: Sentence) -> Iterator[Occasion]:
    """Visits that name no way there: A来我市考察, and A调研 a firm."""
    norm, text = reading.norm, reading.text
    for m in _COMES.finditer(norm, sentence.start, sentence.end):
        who, where = _visitor(reading, sentence, m.start()), Span(*m.span("where"))
        if who is not None and (m["where"][0] == "我" or len(m["where"]) == 1 or _place_in(reading, where)):
            about = _ABOUT.match(norm, m.end(), sentence.end)
            end = about.end() if about else m.end()
            about_it = "开展" + text[m.start("about") : m.start("verb")] if m["about"] else ""
            name = f"{text[slice(*who)]}来{text[slice(*where)]}{about_it}{text[m.start('verb') : end]}"
            yield Occasion("visit", name, Span(who.start, end), sentence, "visits", where=where)
    for m in _CALLS_ON.finditer(norm, sentence.start, sentence.end):
        caller = _visitor(reading, sentence, m.start())
        if caller is None or m.start() - caller.end > 1 or _GROUP.fullmatch(norm[slice(*caller)]):
            continue
        firm = next((o for o in orgs(norm) if o.start == m.start("where") and o.kind == "firm"), None)
        whole = sentence.heading and m.end() == sentence.end
        bare = whole and len(m["where"]) <= 12 and not _TOPIC.search(m["where"])
        if firm is None and whole and not bare and _WENT_ABOUT.match(norm, m.end()):
            name = f"{text[slice(*caller)]}{text[m.start('verb') : m.end()]}"
            yield Occasion("visit", name, Span(caller.start, m.end()), sentence, "visits")
            continue
        if firm is None and not bare:
            continue
        # 考察甲银行、乙管理局
        seen = Span(firm.start, listed_to(norm, firm.end)) if firm else Span(*m.span("where"))
        name = f"{text[slice(*caller)]}{text[m.start('verb') : m.end('verb')]}{text[slice(*seen)]}"
        yield Occasion("visit", name, Span(caller.start, seen.end), sentence, "visits", where=seen)


def _come_by(reading: Reading, sentence: Sentence) -> Iterator[Occasion]:
    """Who came to see whom on a day: 协会秘书长A到访某某公司."""
    norm, text = reading.norm, reading.text
    for m in _CAME_BY.finditer(norm, sentence.start, sentence.end):
        caller = _visitor(reading, sentence, m.start())
        dated = any(t.kind in ("day", "days") for t in times_between(reading, sentence.start, m.start()))
        asked = caller is not None and re.search("邀请|欢迎|感谢", norm[max(0, caller.start - 12) : m.start()])
        if caller is None or asked or not dated or m.start() - caller.end > 2:
            continue
        seen = Span(*m.span("where"))
        name = f"{text[slice(*caller)]}到访{text[slice(*seen)]}"
        yield Occasion("visit", name, Span(caller.start, seen.end), sentence, "visits", where=seen)


def _saw(reading: Reading, sentence: Sentence) -> Iterator[Occasion]:
    """Who visited cities or states on days that are told: A于某日至某日访问了甲、乙和丙."""
    norm, text = reading.norm, reading.text
    for m in _SAW.finditer(norm, sentence.start, sentence.end):
        where = Span(*m.span("where"))
        known = [p for p in places(norm) if where.start <= p.start and p.end <= where.end]
        if not known or known[0].start != where.start or known[-1].end != where.end:
            continue
        who = _visitor(reading, sentence, m.start())
        dated = any(t.kind in ("day", "days") for t in times_between(reading, sentence.start, m.start()))
        if who is None or not dated or _GROUP.fullmatch(norm[slice(*who)]):
            continue
        name = f"{text[slice(*who)]}{text[slice(*m.span('verb'))]}{text[slice(*where)]}"
        yield Occasion("visit", name, Span(who.start, m.end()), sentence, "visits", where=where)


def _talks(reading: Reading, sentence: Sentence) -> Iterator[Occasion]:
    """Who met whom: A会见B, A同B举行会谈."""
    norm, text = reading.norm, reading.text
    host: Span | None = None
    for m in _TALKS.finditer(norm, sentence.start, sentence.end):
        straight_on = host is not None and norm[m.start() - 1] == "，"
        # 某某会见总统甲，与议长乙举行会谈: he who met the first met the second
        who = host if straight_on else _visitor(reading, sentence, m.start())
        host = who
        start, end = m.span("a" if m["a"] else "b")
        others = _people_between(reading, start, end)
        party = _PARTY.match(norm, m.start("b"), sentence.end) if m["b"] and who and not others else None
        if party is not None and who is not None:
            met = _VISITING.match(norm, *party.span())
            name = f"{text[slice(*who)]}会见{text[met.end() if met else party.start() : party.end()]}"
            yield Occasion("visit", name, Span(who.start, party.end()), sentence, "meets", where=_met_in(norm, m))
            continue
        if who is None or not others:
            continue
        apart = norm.endswith(("分别", "先后"), 0, m.start()) or (m["where"] or "").endswith(("分别", "先后"))
        if m["b"] and len(others) > 1 and apart:
            # 分别会见某国总统甲、总理乙: two talks
            for one in others[:-1]:
                name = f"{text[slice(*who)]}会见{text[_office_start(norm, start, one) : one.end]}"
                yield Occasion("visit", name, Span(who.start, one.end), sentence, "meets", where=_met_in(norm, m))
        verb = f"举行{m['held']}" if m["held"] else m["sat"] or ""
        other = others[-1]
        # 会见坦桑尼亚总统哈桑: the office belongs to whom was met, what stands before its last 的 or 、 does not
        begin = _office_start(norm, start, other)
        if led := _LED.match(norm, start, sentence.end):
            begin, other = led.start("group"), Span(*led.span("group"))
        begin += norm.startswith("由", begin)
        if other.start - begin <= 16 and not re.search(r"[，、“”]|来[华访]", norm[begin : other.start]):
            other = Span(begin, other.end)
        name = f"{text[slice(*who)]}{m['with'] or '会见'}{text[slice(*other)]}{verb}"
        span = Span(who.start, max(m.end(), other.end))
        yield Occasion("visit", name, span, sentence, "meets", where=_met_in(norm, m))


def _office_start(norm: str, start: int, met: Span) -> int:
    """Where the office of whom somebody met begins, behind `start`."""
    begin = max(start, norm.rfind("的", start, met.start) + 1)
    begin = max(begin, norm.rfind("、", begin, met.start) + 1)
    parted = [m.end() for m in re.finditer("[和与]", norm[begin : met.start])]
    joined = [begin + at for at in parted if any(p.start == begin + at for p in places(norm))]
    return joined[-1] if joined else begin  # 会见甲国总理某某和乙国总统某某


def _met_in(norm: str, talks: re.Match[str]) -> Span | None:
    """The place behind 在 where two met, without how they did."""
    if not talks["where"]:
        return None
    start, end = talks.span("where")
    if by := _BY_VIDEO.search(norm, start, end):
        return Span(start, by.start()) if by.start() > start else None
    return Span(start, end - 2 if norm.endswith(("分别", "先后", "共同", "一同", "集体", "亲切"), start, end) else end)


def _place_in(reading: Reading, span: Span) -> Span | None:
    """The place or organisation that ends the words behind 在 or 赴; all of them when they begin with a place."""
    for org in orgs(reading.norm):
        if span.start <= org.start and org.end == span.end:
            first = next((o for o in orgs(reading.norm) if o.start == span.start), None)
            listed = first is not None and reading.norm.startswith("、", first.end)
            return Span(span.start if listed else org.start, org.end)
    found = [p for p in places(reading.norm) if span.start <= p.start and p.end <= span.end]
    return (
        span if (found and found[0].start == span.start) or _SITE_NAME.fullmatch(reading.norm[slice(*span)]) else None
    )


def _site(reading: Reading, sentence: Sentence, span: Span) -> Span | None:
    """A firm by a short name that no list knows, when it is visited on a day: 到中复神鹰考察."""
    words = reading.norm[slice(*span)]
    if not re.fullmatch(r"[\u4e00-\u9fff]{3,8}", words) or _ANYWHERE.search(words):
        return None
    dated = any(t.kind in ("day", "days") for t in times_between(reading, sentence.start, span.start))
    return span if dated else None


def _visitor(reading: Reading, sentence: Sentence, before: int) -> Span | None:
    """The person or group that is the subject before `before`, in the same clause."""
    norm = reading.norm
    start = (
        max((m.end() for m in re.finditer(r"[，。；：]", norm[sentence.start : before])), default=0) + sentence.start
    )
    spans = [Span(*m.span("who")) for m in _LEADER.finditer(norm, start, before)]
    spans += _people_between(reading, start, before)
    ends = {s.end for s in spans}  # 院士某某一行: he, and not the group
    spans += [Span(*m.span()) for m in _GROUP.finditer(norm, start, before) if m.start() not in ends]
    for place in places(norm):
        if start <= place.start and place.end <= before and (m := _DELEGATION.match(norm, place.start, before + 1)):
            spans.append(Span(*m.span()))
    near = [s for s in spans if before - s.end <= (40 if _LEADS.match(norm, s.end) else 14)]
    near = [s for s in near if not re.search(r"邀请|陪同", norm[s.end : before])]
    if (
        not near
        and _STRAIGHT_ON.fullmatch(norm, start, before)
        and norm[start - 1 : start] == "，"
        and not _SAYING.search(norm[: start - 1][-4:])
    ):
        # 书记某某结合活动开展，深入某某区调研: the subject of the clause before
        comma = max(norm.rfind(mark, sentence.start, start - 1) for mark in "，；：")
        near = _people_between(reading, max(sentence.start, comma + 1), start)[-1:]
    if not near:
        return None
    last = max(near, key=lambda s: (s.end, s.end - s.start))
    if _GROUP.fullmatch(norm, *last):  # 市长某某率党政代表团赴某市考察: he, and not those whom he leads
        last = next((s for s in near if s.end <= last.start and _LEADS.match(norm, s.end)), last)
    return last


def _people_between(reading: Reading, start: int, end: int) -> list[Span]:
    """Where people stand that the document names with an office anywhere, in order."""
    norm = reading.norm
    names = {norm[slice(*p.name)] for p in reading.people}
    found = {norm.rfind(name, start, end): name for name in sorted(names, key=len) if norm.find(name, start, end) >= 0}
    return [Span(at, at + len(name)) for at, name in sorted(found.items())]
