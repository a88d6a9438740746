"""The circumstances of an occasion: its days, its place, who held it and what it was about."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import replace
from datetime import date, timedelta

from qdtui.model import Span
from qdtui.text.occasions import Occasion
from qdtui.text.orgs import orgs
from qdtui.text.places import innermost, places, resolve
from qdtui.text.reading import Reading
from qdtui.text.sentence import Sentence
from qdtui.text.signs import Signed
from qdtui.text.times import Time, times, times_between
from qdtui.text.timewords import chinese_int

_VENUE = re.compile(
    r"(?:在(?!华(?![阴亭蓥容宁坪池安县州东南北中西为润])|野|线)|(?<!关)于)(?:抵达)?(?:“[^“”，。]{2,16}”)?(?P<where>[^，,。；;：:、\n在于“”《》]{1,28}?)(?:(?:以|通过|采[用取])[^，。]{2,10}?(?:形式|方式)|分[两三四五]期)?(?:成功|隆重|正式|胜利|如期|盛大|圆满|同期|同时|同步|陆续|相继|继续|共同|联合|集中|顺利|主持|组织|牵头|盛装|火热|热烈)*"
    r"(?:举行|举办|召开|开幕|闭幕|启幕|落幕|收官|上演|展出|开展(?=[“「，。；\n])|登场|开赛|揭幕|启动|激战|落下|拉开|亮相|发布|揭牌|签约|投产|投运|开工|奠基|竣工|启用|上线|下线|首飞|开馆|开业|开班|(?:共同|一同)?(?:主持(?!人)|出席|参加))"
)
_TWO_PLACES = re.compile(
    r"(?:在|于)(?P<where>[\u4e00-\u9fff]{2,8}?(?:、[\u4e00-\u9fff]{2,8}?){1,3})(?:[两三四]地)?(?:同时|同步|分别|先后|联合|隆重|正式|共同)*"
    r"(?:举行|举办|召开|开幕|闭幕|启动|揭幕|拉开|开赛|启幕|开工)"
)
"""Several cities that something takes place in: 在甲、乙同时拉开帷幕."""
_NOWHERE = re.compile(
    r"线上|全国范围|^[今昨明当][晚日]|明天|第[一二三四五六七八九十\d]+届|刚刚|主持|不久前|日前|近期|期间|\d月|\d日|[年月日]$|年[底初末]|看望|会$|今天|昨天|今日|上午|下午|当天|前不久|出席|会见|^\d|建成|基础|背景|指导|支持|下$|时$|过程|之际|周年|同时|同步|^[同与]|[同与]$|(?:书记|秘书长|会长|代表|负责人)$|^借助|^去年|^[今前]年|^晚上|[^，。]赴|来[华访]|^(?:[这那]里|此[间間])$"
)
_ANNOUNCED_TIME = re.compile(
    r"\n[^\n：:。]{0,6}(?:会议|活动|举办|展会|大会)时间[ \t]*(?:[：:]|\n)[ \t]*(?P<what>[^\n。]{2,40})"
)
_SEATED = re.compile(r"(?:会场|大会|会议|活动)设[在于](?P<where>[^，。；、]{2,20})")
_ALSO = re.compile(r"(?:考察|调研|访问|视察)(?:期间)?并?")
_HELD_IN = re.compile(r"(?:将|拟|月|日)在(?P<where>[\u4e00-\u9fff]{2,12}?)(?:举行|举办|召开|开幕)的[“「]?$")
"""Where something will be, as its attribute: 将于今年11月在某地举行的某某运动会今天在京举行新闻发布会."""
_WITH_WHOM = re.compile("(?<=.)(?:同(?![时步期济])|与(?!会))")
_GATHERED = re.compile(r"(?:相约|相聚|齐聚|汇聚|聚首|云集|走进|移师|花落|会师|亮相)(?:于|在)?(?=[\u4e00-\u9fff])")
# 在京, 在沪: a city by the one character that stands for it where no other reading is likely
_ONE_CHARACTER = {
    "京": "北京", "沪": "上海", "津": "天津", "渝": "重庆", "穗": "广州", "蓉": "成都", "杭": "杭州", "甬": "宁波", "榕": "福州",
    "邕": "南宁", "筑": "贵阳", "沈": "沈阳", "哈": "哈尔滨", "汉": "武汉", "深": "深圳", "郑": "郑州", "昆": "昆明", "厦": "厦门",
    "琼": "海南", "黔": "贵州", "滇": "云南", "鄂": "湖北", "湘": "湖南", "皖": "安徽", "赣": "江西", "闽": "福建", "浙": "浙江",
    "鲁": "山东", "冀": "河北", "豫": "河南", "粤": "广东", "晋": "山西", "陕": "陕西", "苏": "江苏", "港": "香港", "澳": "澳门",
}  # fmt: skip
_SENT = re.compile(r" ?(?:电|讯|消息)")
"""Behind the day of a dateline, which is no day of what it tells: 新华社北京11月7日电."""
_RIGHT_BEFORE = re.compile(r"[)）]?(?:上午|下午|晚)?(?:，|在|，在)[「“]?")
_YEAR_IN_NAME = re.compile(r"(?<!\d)(20\d\d)(?!\d)(?!年度)")
_THAT_DAY = re.compile(r"当天|当日|同日|同一天")
_YET_TO_BE = re.compile(r"即将[^，。；]{0,12}(?:召开|举行|举办|开幕)的[“「]?$")
"""Before the name of what is still to be when something else tells of it: 介绍了即将召开的某某论坛."""
_EACH = re.compile("分别|先后")
_LATELY = re.compile(r"日前|近日|近期|不久前|最近")
_DECIDES = re.compile(r"[^，。]{0,8}(?:决定|建议|还将|拟)")
_DURING = re.compile(r"开幕|大会|会上|会议|活动|论坛|峰会|展会|现场|仪式|会期")
_MET_AT = re.compile(r"在(?P<where>[^，。在]{2,12}?)(?:举行|会见|会晤|会谈)")
_OWNER = re.compile(
    r"(?P<where>[\u4e00-\u9fff]{2,16}(?:园|馆|体育场|体育中心|会展中心|机场|公司|大学))(?:举行|举办|召开)了?[“「]?$"
)
_APART = re.compile(
    r"在(?P<where>[^，。；、在于]{2,24}?(?:酒店|中心|馆|园区?|厅|楼|广场|基地|会议室|大学|学院|宾馆|饭店|[市县区镇]))[，,](?:隆重|成功|联合|共同)*(?:举行|召开|举办)"
)
"""A hall named in the clause before the verb: 在某某酒店，举行…."""
_AHEAD = re.compile(
    r"(?:^|[，,])在(?:[\u4e00-\u9fff]{2,8}的)?(?P<where>[^，。；、的在于]{2,16})[，,](?:[^，。；]{1,6}期间(?:举行|举办)的)?$"
)
"""The place in a clause of its own right before the name: 在风景秀丽的某省某市，某某大会隆重召开."""
_SPOKEN_AT = re.compile("上(?![周月午半])|期间")
_LONGER = re.compile(r"(?:为期|会期|展期)(?:为|共)?(?P<days>[一二两三四五六七八九十]|\d{1,2})天")
_ITSELF = re.compile(
    r"(?:据[^，。]{1,8}，)?(?:(?:本[届次]|此次|该)?(?:大会|论坛|[\u4e00-\u9fff]?展会?|[\u4e00-\u9fff]{0,3}[博洽交]会|会议|活动|博览会|交易会|峰会|赛事|大赛|盛会|会期|展期)|本[届次]|此次|为期)"
)
"""How a sentence begins that goes on about the occasion of the one before it."""
_LASTS = re.compile(r"(?:将|预计)?(?:一直)?(?:持续|延续|进行|举办|举行)(?:至|到)")
_HELD_ON = re.compile(r"\d+日[^，。；]{0,20}(?:举行|召开|举办|开幕|开展)的?[^，。；]{0,8}$")
_HOSTED = Signed(
    "主办 承办 协办",
    r"(?P<who>[^，,。；;\n]{2,60}?)(?:共同|联合)?(?P<how>主办|承办|协办)(?=[，,。；;、的]|$)",
)
_THEME = re.compile(
    r"以[“「](?P<a>[^”」\n]{2,50})[”」]为主题|主题[为是：:]?[“「](?P<q>[^”」\n]{2,50})[”」]|主题[为是：:](?P<b>[^”」，。；\n]{2,50})|就(?P<c>[^，。；\n]{4,30})进行第?[^，。]{0,6}集体学习"
)
_AFTER_PLACE = re.compile(r"[\d今去的首第新一全各两港（]|机场|地铁|高铁")
_ONLINE = re.compile("[以在](?P<where>线上)(?:形式|方式)?(?:举[行办]|召开|启动)")
_OURS = re.compile("[我本][省市区县州]")
_HERE = re.compile(r"^(?:[市省县区](?=委|政府|人民政府|第|两会)|[我全]([市省县区]))")


def days(reading: Reading, occasion: Occasion) -> tuple[date | None, date | None]:
    """The first and last day, as far as the words around the occasion give them."""
    sentence = occasion.sentence
    clauses = list(reading.clauses(sentence))
    at = max((n for n, c in enumerate(clauses) if c.start <= occasion.span.start), default=0)
    told_by = max(occasion.span.end, occasion.until + (occasion.until > occasion.span.end))
    end = next((c.end for c in clauses if c.end >= told_by), sentence.end)
    found = [t for t in times_between(reading, sentence.start, end) if t.kind in ("day", "days") and t.role == "in"]
    found = [t for t in found if t.first and t.last and not _SENT.match(reading.norm, t.end)]
    if not found and (labelled := labelled_line(reading, sentence, "时间|日期")):
        told = times_between(reading, *labelled)
        found = [t for t in told if t.kind in ("day", "days") and t.first and t.last][:1]
    if not found and (announced := _ANNOUNCED_TIME.search(reading.norm, sentence.end, sentence.end + 600)):
        told = times_between(reading, *announced.span("what"))
        found = [t for t in told if t.kind in ("day", "days") and t.first and t.last][:1]
    if not found and sentence.heading:
        found = [t for s in following(reading, sentence, 2)[1:] for t in _dated(reading, s)][:1]
    found = found or _told_elsewhere(reading, sentence, end) or _in_named_year(reading, occasion, end)
    if not found or _YET_TO_BE.search(reading.norm, max(sentence.start, occasion.span.start - 30), occasion.span.start):
        return None, None
    found = [t for t in found if not _in_brackets(reading.norm, sentence.start, t)] or found
    near = [t for t in found if t.start >= clauses[at].start] if clauses else []
    if not near and own_time(reading, occasion):
        return None, None
    before = [t for t in found if t.end <= occasion.span.start]
    # 继某厂10日动工后，某园24日再传喜讯，某公司举行典礼: the day told last before it
    time: Time = near[0] if near else (before or found)[-1 if before else 0]
    first, last = time.first, time.last
    if not near and len(before) == 2 and _EACH.search(reading.norm, before[1].end, occasion.span.start):
        first = before[0].first  # 昨天和今天，某某中心分别举行
    if first is None or last is None:
        return None, None
    if occasion.phase == "middle":
        clauses = [c for c in clauses if c.start <= occasion.span.start < c.end]
        ceremony = occasion.name.rstrip("”」").endswith(("开幕式", "闭幕式", "仪式", "典礼", "记者会", "发布会"))
        spoken = any(_RIGHT_BEFORE.fullmatch(reading.norm, t.end, occasion.span.start) for t in found)
        spoken = spoken or _THAT_DAY.search(reading.norm, sentence.start, occasion.span.start) is not None
        numbered = (
            occasion.rule == "states"
            and re.search(
                r"第[\d一二三四五六七八九十百]+[次届]|(?:政治局|常委会|常务|党组|办公|[外防财]长|首脑)(?:会议|峰会)$|立法会[^，。]{0,4}会",
                occasion.name,
            )
            is not None
        )
        # 《办法》已经2023年10月13日市政府第20次常务会议通过
        spoken = spoken or (
            numbered
            and any(
                reading.norm[t.end : occasion.span.start] in ("", "经") or t.start == occasion.span.end for t in found
            )
        )
        if not (occasion.rule == "upon" or (numbered and spoken)) or not (
            spoken or ceremony or _HELD_ON.search(reading.norm, sentence.start, occasion.span.start)
        ):
            return None, None
    length, until = _lasting(reading, occasion)
    if occasion.phase == "end":
        begin = first if time.kind == "days" else None
        return begin or (last - timedelta(days=length - 1) if length else None), last
    if length and time.kind == "day":
        last = first + timedelta(days=length - 1)
    elif until and until > first and time.kind == "day":
        last = until
    return first, last if time.kind == "days" or last != first or occasion.kind != "meeting" else None


def _in_brackets(norm: str, start: int, time: Time) -> bool:
    """True for the day that a bracket only explains: 当地时间12月8日中午（北京时间12月9日）."""
    opened = max(norm.rfind(mark, start, time.start) for mark in "（(")
    return opened >= 0 and not any(mark in norm[opened : time.start] for mark in "）)")


def _in_named_year(reading: Reading, occasion: Occasion, end: int) -> list[Time]:
    """The day before an occasion in a text without a date, in the year that the name gives: 5月16日，2019年行业年会."""
    year = _YEAR_IN_NAME.search(occasion.name)
    if year is None or reading.doc.published_year is not None or occasion.sentence.heading:
        return []
    start = occasion.sentence.start
    told = times(reading.norm[start:end], None, int(year[1]))
    days_told = [t for t in told if t.kind in ("day", "days") and t.role == "in" and t.first and t.last]
    days_told = [t for t in days_told if not _SENT.match(reading.norm, t.end + start)]
    return [replace(t, start=t.start + start, end=t.end + start) for t in days_told]


def own_time(reading: Reading, occasion: Occasion) -> bool:
    """True when its own clause gives an occasion a month or year only: 今天，代表们商讨是否参加5月举办的峰会."""
    at = occasion.span.start
    start = next((c.start for c in reading.clauses(occasion.sentence) if c.start <= at < c.end), at)
    told = [t for t in times_between(reading, start, at) if at - t.end < 16]
    return any(t.kind == "month" or (t.kind == "year" and reading.norm[t.start - 1 : t.start] == "于") for t in told)


def _lasting(reading: Reading, occasion: Occasion) -> tuple[int | None, date | None]:
    """How many days its own sentence, or one that goes on about it, gives an occasion, and up to which day it lasts."""
    if occasion.kind == "launch":
        return None, None
    norm, sentence = reading.norm, occasion.sentence
    for other in following(reading, sentence, 8):
        if other is not sentence and not _ITSELF.match(norm, other.start):
            continue
        if longer := _LONGER.search(norm, other.start, other.end):
            return chinese_int(longer["days"]), None
        for lasts in _LASTS.finditer(norm, occasion.span.end if other is sentence else other.start, other.end):
            told = times_between(reading, lasts.end() - 1, other.end)
            if told and told[0].start <= lasts.end() and told[0].kind == "day":
                return None, told[0].last
    return None, None


_OF_THE_PAGE = re.compile("来源|作者|点击|浏览|阅读|编辑|字号|发布")
"""What stands beside the time at which a page was put up."""


def labelled_line(reading: Reading, sentence: Sentence, labels: str) -> Span | None:
    """What a line such as 时间：3月15日至18日 or 地点：某某会展中心 says, within the five lines below a name's own line."""
    norm = reading.norm
    if norm[sentence.start - 1 : sentence.start] not in ("", "\n") or norm[sentence.end : sentence.end + 1] not in (
        "",
        "\n",
    ):
        return None
    line = re.compile(
        rf"\n(?!发[布表]|更新|上传|录入|来源)[^\n：:]{{0,6}}(?:{labels})[ \t]*[：:][ \t]*(?P<what>[^\n。；;]{{2,60}})"
    )
    stop = sentence.end
    for _ in range(4):
        stop = norm.find("\n", stop + 1)
        if stop < 0:
            stop = len(norm)
            break
    found = line.search(norm, sentence.end, stop)
    return Span(*found.span("what")) if found and not _OF_THE_PAGE.search(found["what"]) else None


def _told_elsewhere(reading: Reading, sentence: Sentence, end: int) -> list[Time]:
    """The day that 当天 points back to, or that the sentences after 日前 give to the same occasion."""
    norm = reading.norm
    if _THAT_DAY.search(norm, sentence.start, end):
        index = bisect_left(reading.sentences, sentence.start, key=lambda s: s.start)
        before = [s for s in reading.sentences[max(0, index - 6) : index] if s.part == sentence.part]
        return [t for s in before for t in _dated(reading, s)][-1:]
    if _LATELY.search(norm, sentence.start, end):
        after = [
            s
            for s in following(reading, sentence, 3)[1:]
            if not _DECIDES.match(reading.norm, s.start) and _DURING.search(norm, s.start, min(s.end, s.start + 40))
        ]
        return [t for s in after for t in _dated(reading, s) if t.start < s.start + 12][:1]
    return []


def _dated(reading: Reading, sentence: Sentence) -> list[Time]:
    """The days named in a sentence."""
    found = times_between(reading, sentence.start, sentence.end)
    told = [t for t in found if t.kind in ("day", "days") and t.role == "in" and t.first]
    return [t for t in told if not _SENT.match(reading.norm, t.end)]


def following(reading: Reading, sentence: Sentence, count: int) -> list[Sentence]:
    """The sentence and those behind it, `count` in all, up to the next heading."""
    index = bisect_left(reading.sentences, sentence.start, key=lambda s: s.start)
    found = [sentence]
    for other in reading.sentences[index + 1 : index + count]:
        if other.heading or other.part != sentence.part:
            break
        found.append(other)
    return found


def venue(reading: Reading, occasion: Occasion) -> tuple[Span | None, str | None]:
    """Where it took place: the place that the occasion's words hold, or that stands behind 在 before its verb."""
    norm, sentence = reading.norm, occasion.sentence
    if seated := _SEATED.search(norm, occasion.span.start, sentence.end):
        return Span(*seated.span("where")), None
    if labelled := labelled_line(reading, sentence, "地点|地址|场地|会场|举办地"):
        return labelled, None
    if occasion.where and re.search(
        r"^\d|[年月日]$|建成|出席|会见|^(?:今|昨|当)天|周末|^(?:全[国球]|世界|国内外?)(?:范围内?)?$|^(?:本|上|这个?)[周月季]",
        norm[slice(*occasion.where)],
    ):
        return None, None
    if occasion.where and _OURS.fullmatch(reading.norm, *occasion.where):
        ours = resolve(reading.norm[slice(*occasion.where)], reading, occasion.where.start)
        return None, None if ours and norm.find(
            ours, sentence.start, occasion.where.start
        ) >= 0 else ours  # who comes to us is from somewhere else
    if occasion.where and occasion.where.end - occasion.where.start == 1:
        letter = reading.norm[occasion.where.start]
        cities = {p.region for p in places(reading.norm) if p.level in ("city", "county") and p.region[0] == letter}
        return None, _ONE_CHARACTER.get(letter) or (cities.pop() if len(cities) == 1 else None)
    if occasion.where:
        city = _ONE_CHARACTER.get(norm[slice(*occasion.where)])
        return (None, city) if city else (occasion.where, None)
    clauses = [c for c in reading.clauses(sentence) if c.end > occasion.span.start and c.start <= occasion.span.end]
    start = clauses[0].start if clauses else sentence.start
    end = min(sentence.end, max(occasion.span.end, occasion.until) + 50)
    spoken = _SPOKEN_AT.match(norm, occasion.span.end) is not None  # what follows tells of something else
    m = None if spoken else _VENUE.search(norm, occasion.span.end, end)
    spoken = spoken or (m is not None and norm.find("介绍", occasion.span.end, m.start()) >= 0)
    if spoken or (m and (norm.startswith("的", m.end()) or _NOWHERE.search(m["where"]))):
        m = None  # 发布会介绍了将在某地召开的论坛: where another will be
        end = occasion.span.start
    if m is None and norm.find("、", start, end) >= 0 and (two := _TWO_PLACES.search(norm, start, end)):
        listed = [place.start for place in places(norm) if place.level not in ("country", "macro")]
        if two.start("where") in listed and norm.index("、", two.start("where")) + 1 in listed:
            return Span(*two.span("where")), None
    held = _HELD_IN.search(norm, max(sentence.start, occasion.span.start - 40), occasion.span.start)
    if held and not _NOWHERE.search(held["where"]):
        return Span(*held.span("where")), None
    m = m or _VENUE.search(norm, start, end)
    if m and not Span(*m.span("where")).overlaps(occasion.span) and not _NOWHERE.search(m["where"]):
        ends = _ALSO.search(m["where"]) or _WITH_WHOM.search(m["where"])
        if city := _ONE_CHARACTER.get(m["where"][: ends.start()] if ends else m["where"]):
            return None, city
        if _OURS.fullmatch(m["where"]):
            return None, resolve(m["where"], reading, m.start("where"))
        return Span(m.start("where"), m.start("where") + ends.start() if ends else m.end("where")), None
    ahead = _AHEAD.search(norm, sentence.start, occasion.span.start) if occasion.kind == "meeting" else None
    if ahead and any(p.start == ahead.start("where") for p in places(norm)):
        return Span(*ahead.span("where")), None
    for m in _GATHERED.finditer(norm, sentence.start, end):
        if chain := next((p for p in places(norm) if p.start == m.end() and p.level not in ("country", "macro")), None):
            whole = innermost(places(norm), chain.start, end)
            return Span(chain.start, whole.end if whole and whole.end - chain.start < 12 else chain.end), None
    if m := _APART.search(norm, max(sentence.start, start - 40), occasion.span.start):
        return Span(*m.span("where")), None
    if (m := _OWNER.search(norm, start, occasion.span.start)) and not re.search("[与和]", m["where"]):
        return Span(*m.span("where")), None
    if online := _ONLINE.search(norm, occasion.span.end, end):
        return Span(*online.span("where")), None
    if not occasion.name.endswith("常务会议") and (here := here_means(reading, occasion.span)):
        return None, here[0]
    if occasion.host and occasion.kind == "meeting":
        local = innermost(places(norm), *occasion.host)
        if local and local.end == occasion.host.end and local.level not in ("country", "state", "macro"):
            return occasion.host, None
    if occasion.rule == "meets":
        if m := _MET_AT.search(norm, occasion.span.start, occasion.span.end):
            return Span(*m.span("where")), None
        first = next((p for p in places(norm) if p.start == occasion.span.start and p.level == "state"), None)
        return (Span(first.start, first.end) if first else None), None
    if occasion.rule in ("signs", "talks", "releases") and not occasion.name.endswith("集中签约"):
        return None, None  # where a body sits is not where it signed
    firm = next((o for o in orgs(norm) if o.start == occasion.span.start and o.kind == "firm"), None)
    if firm and occasion.kind == "launch" and firm.name.endswith("集团"):
        return None, None  # a group has works in many places
    if firm and not re.match("第|[^，。]{0,4}国集团", firm.name) and firm.end < occasion.span.end:
        return Span(firm.start, firm.end), None
    if occasion.kind == "launch" or re.search(r"两会|党代会|人代会", occasion.name):
        chain = innermost(places(norm), occasion.span.start, occasion.span.end)
        line = chain is not None and norm.startswith(("至", "到", "—"), chain.end)
        river = chain is not None and chain.start > occasion.span.start and norm[chain.start] in "河江湖"
        if (
            chain
            and not (river or line)
            and chain.start <= occasion.span.start + 2
            and chain.level not in ("country", "state", "macro")
        ):
            # 宁德时代 and 青岛啤酒 are firms that carry a city's name
            named = chain.level == "province" or chain.name[-1] in "市县区旗州" or _AFTER_PLACE.match(norm, chain.end)
            return (Span(chain.start, chain.end) if named else _two_places(reading, occasion.span)), None
    return None, None


def _two_places(reading: Reading, span: Span) -> Span | None:
    """A province and what lies in it at the head of a name that holds other places too: 四川甘孜雅砻江某电站."""
    head = [p for p in places(reading.norm) if span.start <= p.start < span.start + 8 and p.end <= span.end]
    if len(head) < 2 or head[0].start != span.start or head[0].level != "province" or head[1].start != head[0].end:
        return None
    line = reading.norm.startswith(("至", "到", "—", "-"), head[1].end)  # what joins two places lies in neither
    return Span(head[0].start, head[1].end) if head[1].level in ("city", "county") and not line else None


def here_means(reading: Reading, name: Span) -> tuple[str | None, int] | None:
    """The place that 市 or 我市 at the head of a name means, and where the rest of the name begins."""
    m = _HERE.match(reading.norm[slice(*name)])
    return (resolve("我" + (m[1] or m[0]), reading, name.start), name.start + m.end()) if m else None


def roles(reading: Reading, sentence: Sentence) -> tuple[list[str], list[str]]:
    """Hosts (主办) and organisers (承办, 协办) that a sentence names: 由A与B主办, C承办."""
    hosts: list[str] = []
    organizers: list[str] = []
    for m in _HOSTED.finditer(reading.norm, sentence.start, sentence.end):
        (hosts if m["how"] == "主办" else organizers).extend(_bodies(reading, *m.span("who")))
    return hosts, organizers


def _bodies(reading: Reading, start: int, end: int) -> list[str]:
    """The organisations of 由A与B, in order; the whole words when they end as an organisation's name does."""
    text = reading.text
    names = [text[o.start : o.end] for o in orgs(reading.norm) if start <= o.start and o.end <= end]
    whole = re.sub(r"^.*由", "", text[start:end])
    return names or ([whole] if re.search(r"(?:会|局|厅|部|委|政府|中心|公司|集团|社|台|院|大学)$", whole) else [])


def theme(reading: Reading, sentence: Sentence) -> Span | None:
    """What a sentence says an occasion was about: 以“…”为主题, 就…进行集体学习."""
    m = _THEME.search(reading.norm, sentence.start, sentence.end)
    return Span(*m.span(next(g for g in ("a", "q", "b", "c") if m[g]))) if m else None
