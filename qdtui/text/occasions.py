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
from qdtui.text.places import places
from qdtui.text.reading import Reading
from qdtui.text.sentence import Sentence
from qdtui.text.signs import Begun, Signed, beginnings
from qdtui.text.times import times_between

OccasionKind = Literal["meeting", "launch", "visit"]
Phase = Literal["start", "middle", "end"]


@dataclass(frozen=True, slots=True)
class Occasion:
    """Something that a text says took, takes or will take place."""

    kind: OccasionKind
    name: str
    span: Span
    """The name, or the words that the name of a launch or visit is made of."""
    sentence: Sentence
    rule: str
    phase: Phase = "start"
    """Which of its days the text tells of: with 闭幕 the last one, with 继续 one in between."""
    where: Span | None = None
    """Its place, when the words that name it hold it."""
    host: Span | None = None
    """Who held it, when that is the subject of 举行 or 召开."""
    until: int = 0
    """Where the words that part the name from its day and place end (由A主办，B承办，); 0 or the name's end without any."""


_SUBJECT_NO = re.compile(
    r"(?:名单|数据|报告|公告|通知|消息|预警|预报|榜单|结果|政策|意见|方案|计划|规划|办法|成果|指数|标准|调查|报道|节目|专辑|声明|白皮书|运行图"
    r"|信息|令|以来|模式|机制|体系|行动|活动|仪式|调试|工作|(?<![一二三四五六七八九十])期|宣布|及时|立即|紧急|迅速|部门)[”」]?$|^(?:标志|意味|这(?:[个座条台艘]|一)|明确|计划|已经有|至此|实现|宣告|表示|宣布|这是|自|从|[^“]{0,6}(?:将|把|了))|联合会$|协会$|^(?:共有?)?\d+[余多]?[款个项场]|宣布|开启|^共有|^(?:签署|签订|做到|确保)|^一([辆台列艘座件批])\1|^(?:这也?标志|该|让|使|把|目前|如今|现在|已)"
)
_ECHO = re.compile(r"时?的?(?:系列)?重要(?:讲话|指示|论述)?(?:[^，。；]{0,6})精神|时?的(?:嘱托|讲话|指示|要求)")
_VISIT = Signed(
    "调研 考察 视察 访 参观 观摩 检查 督导",
    r"(?P<prep>在|到|赴|来到|前往|深入|走进|亲临|莅临)(?P<where>(?:[\u4e00-\u9fff]{2,6}、){0,3}[^，,。；;：:、\n在到赴的]{2,26}?)(?:开展(?=[“\u4e00-\u9fff])(?P<about>(?:“[^“”\n]{2,40}”)?—{0,2}[\u4e00-\u9fff]{2,14}?)(?=专题|调研|考察)|进行|开展|实地|现场|走访|学习|考察|招商|工作|专题|蹲点|跟踪|集中|督导|结合[^，。]{2,16}|就[^，。]{2,20})*?(?P<verb>现场调研|实地调研|考察调研|调研|考察|视察|访问|出访|参观|观摩|拜访|检查|督导)(?!团|组|队|站|员|点|报告|的)",
)
_TOUR = Signed(
    "招商 对接 洽谈 交流 推介",
    r"(?P<prep>到|赴|前往)(?P<where>(?:(?!等|开展|进行)[\u4e00-\u9fff]){2,8}(?:、(?:(?!等|开展|进行)[\u4e00-\u9fff]){2,8}){0,4}?(?:等地|[两三]地|等[市省])?)(?P<verb>(?:集中|实地|专题)?(?:开展|进行)了?[^，。；、\n]{0,14}?(?:活动|工作|招商引资|招商|洽谈|对接|交流)(?:活动|工作)?|对接[^，。；、\n]{2,8}|招商引资|招商|洽谈[^，。；、\n]{2,8}|推介[^，。；、\n]{2,8})(?!考察|调研)",
)
"""Where somebody led a party to win investors: 市长率队赴深圳、东莞等地开展招商活动."""
_COMES = Signed(
    "来",
    r"(?<![到从前近未往将归])来(?P<where>我[市省县区]|(?![访华电函信到往了的自])[\u4e00-\u9fff]{1,10}?)(?:开展(?P<about>(?:“[^“”\n]{2,40}”)?—{0,2}[\u4e00-\u9fff]{2,14}?)(?=专题|调研|考察)|进行|开展|实地|现场|专题|蹲点)*(?P<verb>(?:专题)?(?:考察调研|考察|调研|视察))",
)
_CALLS_ON = Signed(
    "调研 考察 视察 走访",
    r"(?:一行)?(?:赴|到)?(?:实地|现场|深入)?(?P<verb>考察调研|调研|考察|视察|走访)(?P<where>[\u4e00-\u9fff（）()A-Za-z\d]{3,24})",
)
_ABOUT = re.compile(r"(?!团|组|队|报告|[的时])[\u4e00-\u9fff]{4,16}?(?=情况|工作|[，。；]|\n|$)")
_TOPIC = re.compile("工作|情况|发展|建设|经济|产业|问题|项目|企业|行业|市场|生产|防控|安全|创新|改革|[和与及并]")
_STATE_VISIT = Signed(
    "访问",
    r"(?:开始|抵达|结束)?对(?P<where>(?:(?!的|进行)[\u4e00-\u9fff]){2,10}?)的?(?:开始|进行|展开)?(?:第[一二三四五六七八九十]+次)?(?:进行)?(?:为期(?P<days>[一二两三四五六七八九]|\d)天的)?(?:进行)?(?P<verb>(?:国事|正式|工作|友好)*访问)",
)
_TALKS = Signed(
    "会谈 会晤 会见",
    r"(?:在(?P<where>[^，。；同与和在]{1,14}))?(?:(?P<with>同|与)(?P<a>[^，。；]{2,40}?)举行(?P<held>[^，。；]{0,4}?(?:会谈|会晤))|会见(?:了)?(?P<b>[^，。；]{2,40}))",
)
_LEADER = re.compile(r"(?P<who>习近平(?:总书记|主席)?|李克强(?:总理)?)")
_GROUP = re.compile(
    r"(?:与会|参会)?(?:代表|嘉宾|人员|专家|企业家|客商|委员)(?!会|长)(?:们|一行|团)?|(?:调研组|考察团|代表团|一行)"
)
_DELEGATION = re.compile(r"[\u4e00-\u9fff]{0,14}(?:代表团|考察团|访问团|调研组|采访团)(?=[赴到在前来抵一])")
_ANYWHERE = re.compile(
    r"现场|基层|一线|企业$|实地|当地|各地|多地|外地|车间|社区|单位|部门|这里|那里|项目|有关|部分|所属|全国|多次|地方|园区$|工厂$|公司$"
    r"|先后|分别|亲自|省内|国内|国外|境外|海外|市场|企业|[和与及]|农村|前线|会|校园|学校|[这那各每某该本]|研究|期间|过程|上$|中$|下$"
)
_PARTY = re.compile(r"[^，,。；;、]{4,40}?(?:一行|代表团|考察团|访问团)(?=[，,。；;\n]|$)")
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
_SAYING = re.compile(r"(?:表示|指出|强调|认为|介绍|透露|[说称])\Z")
_LED = re.compile(r"由[^，。]{2,60}?率领的(?P<group>[^，。；]{4,24}(?:团|组|一行))")
_MEETS = re.compile(
    r"^[\u4e00-\u9fff·]{2,12}(?:会见|会晤|同[\u4e00-\u9fff·]{2,12}举行会谈|与[\u4e00-\u9fff·]{2,12}举行会谈)[\u4e00-\u9fff·]{0,14}$"
)
_ADVERB = re.compile(r"(?:正式|成功|顺利|隆重|全面|同步|全线|圆满|重磅|批量)+$")
_PLACED = re.compile(
    r"在(?P<where>(?!建|近日|日前)[^，。；的》]{2,16}?)(?:首次|率先|再次|同步|联合|共同|集中|陆续|正式|落地|全新)*$"
)
_PLANNED = re.compile(r"将|拟|力争|预计|计划|推动|加快|争取|即将|已有|累计")
_HOPED = re.compile(r"(?:力争|预计|计划|有望|争取)[^，；。]{0,12}，\Z")
"""A clause before that only hopes for what follows: 力争到今年底，…."""
_NOW_DONE = re.compile(
    r"^(?:目前|如今|现在|截至目前|至今)[，,]?|(?<![\d日月])已经?(?:全部|基本|陆续|相继|建成|抢修|恢复)*$"
)
_STANDS = re.compile(r"(?:位于|设在|坐落[于在]|地处)(?P<where>[^，。；的]{2,16})的(?=[^，。；]{4,}$)")
_AT_THE_HEAD = re.compile(r"(?:^|(?<=[。；，\n\s]))在(?P<where>[^，。；的在]{2,16})，$")
"""The place in a clause of its own: 在某某新区，某某水库工程全面开工建设."""
_FROM = re.compile(r"从(?P<where>[^，。；的]{2,14}?)(?:缓缓|正式|顺利|鸣笛)*$")
_LATELY = re.compile(r"(?:[几数两三]天|不久)前(?=，)|日前|近日|前不久")
"""What tells of late without a day."""
_WORKS = re.compile(
    r"(?:集中|破土)?(?:开工|动工|奠基|竣工|落成|投产|建成投|投运|投用|通车|通航|开通|开航|合龙|贯通|封顶|首飞|启用|铺轨|开始铺轨|并网|完工|复工|下水|下线|启动运营|投入运营|开业|开馆|开园)"
)
"""What a work is built by and begins with: news of late that need no day, 某某水库工程日前开工建设."""
_DELIVERED = Signed(
    "交付",
    r"(?:向[^，。；]{2,16})?(?:正式|成功)?交付了?(?P<what>(?:(?:全球|国内|我国|国产)?首|第[\d一二三四五六七八九十百]+)[^，。；、\n的]{2,30}?)(?=[，。；\n]|$)",
)
"""Somebody hands over the first or the hundredth of its kind."""
_PART_OF = re.compile(r"全部|所有|主体|首批(?=机组|楼)|最后一")
"""How the name of parts begins, whose whole the clause before names."""
_APPOSED = re.compile(r"——(?=[^—，。；、]{4,}$)")
"""Between what a thing is and its name: 控制性工程——某某隧道."""
_AT_A_PLACE = frozenset(("发布", "亮相", "签约", "落户"))
_UNVEILED = re.compile(
    r"^ *[^，。；为]{2,24}为(?=[^，。；]{4,}(?:中心|基地|研究院|实验室|联盟|园区?|公司|学院|工作站|展馆|馆) *$)"
)
"""Who unveils something, before it: 省长某某为某某中心揭牌."""
_BODIES = (
    "联盟",
    "中心",
    "研究院",
    "实验室",
    "联合体",
    "基地",
    "分会",
    "学院",
    "公司",
    "集团",
    "工作站",
    "产业园",
    "党委",
)
_SITE_NAME = re.compile(
    r"(?:[\u4e00-\u9fff]{2,8}、){0,3}(?![各有相部多全重这该本基一])[\u4e00-\u9fff]{2,12}?(?:[区县镇乡村厂]|街道|园|公司|集团|大学|学院|研究院|基地)"
)
_SITE = re.compile(r"在(?P<where>[^，。；用将]{4,20}?(?:中心|发射场|基地))")
_LAUNCHED_BY = Signed("送入 发射升空", r"将(?P<what>(?!把)[^，。；将]{2,30}?)(?:送入|发射升空)")


_TAILS = (
    "运营|建设|实施|使用|营业|运行|试运行|通车|投产|投运|投用|下线|成立|交付|生产|启用|发车|首发|贯通|施工|销售|发售|招生|办公|服役|入列|展出|"
    "发电|离港|出港|供气|供电|达产|试营业|开放|迎客|仪式|欧洲|海外|国内外|海内外|全线|全面|正式|完工|收官|签发启用"
)
"""What may end the clause behind a verb of starting; another object makes its subject somebody who starts something."""


@cache
def _launch() -> Begun:
    words = {w for line in lines("launch_verbs.txt") for w in line.split()}
    verbs = "|".join(sorted(words, key=len, reverse=True))
    deeds = "(?:顺利|成功)?完成了?(?:全球|国内)?(?:首次|首[飞航]|首轮)?[^，。；的]{0,6}?(?:试飞|首飞|试航|首航|合龙|封顶|吊装|交付|点火|并网)"
    settles = r"(?:签约)?(?:落户|落地|落子)(?=(?P<at>[\u4e00-\u9fff]{2,12})(?:[，。；！\n]|$))"
    first = beginnings([*words, "顺利完成", "成功完成", "完成", "签约落", "落户", "落地", "落子"])
    return Begun(first, rf"(?:{verbs}|{deeds})(?!仪式)(?=(?:{_TAILS})?(?:[，。；！、\n\u3000 并]|$))|{settles}")


def launches(reading: Reading, sentence: Sentence) -> Iterator[Occasion]:
    """What the sentence says started: a project, a product, a plant, a satellite; at most one."""
    norm = reading.norm
    if (
        not _launch().stands_in(norm, sentence.start, sentence.end)
        and norm.find("送入", sentence.start, sentence.end) < 0
        and norm.find("交付", sentence.start, sentence.end) < 0
    ):
        return
    for clause in reading.clauses(sentence):
        if m := _LAUNCHED_BY.search(norm, clause.start, clause.end):
            site = _SITE.search(norm, sentence.start, m.start())
            span = Span(*m.span("what"))
            where = Span(*site.span("where")) if site else None
            yield Occasion("launch", reading.text[slice(*span)] + "发射", span, sentence, "launched", where=where)
            return
        if (m := _DELIVERED.search(norm, clause.start, clause.end)) and any(
            t.kind in ("day", "days") for t in times_between(reading, sentence.start, m.start())
        ):
            span = Span(*m.span("what"))
            yield Occasion("launch", reading.text[slice(*span)] + "交付", span, sentence, "launched")
            return
        verb = next(iter(reversed(list(_launch().finditer(norm, clause.start, clause.end)))), None)
        if verb and (occasion := _launched(reading, sentence, clause, verb)):
            yield occasion
            return


def _launched(reading: Reading, sentence: Sentence, clause: Span, verb: re.Match[str]) -> Occasion | None:
    norm = reading.norm
    adverb = _ADVERB.search(norm, clause.start, verb.start())
    begin = adverb.start() if adverb else verb.start()
    left = norm[clause.start : begin]
    placed = _PLACED.search(left) or _FROM.search(left) or _STANDS.search(left)
    at = Span(*verb.span("at")) if verb["at"] else None
    if at is not None and not any(p.start == at.start for p in places(norm)):
        return None  # 落户 what is no place
    if placed is None and (ahead := _AT_THE_HEAD.search(norm, sentence.start, clause.start)):
        placed = ahead if any(p.start == ahead.start("where") for p in places(norm)) else None
    timed = any(t.kind in ("day", "days") for t in times_between(reading, sentence.start, verb.start()))
    said = "正式" in adverb[0] if adverb else False
    # 就在几天前，某某基地在某地投产: news of late that gives a place
    said = said or (placed is not None and placed.re is _AT_THE_HEAD and adverb is not None)
    said = said or (
        placed is not None
        and placed.re in (_PLACED, _AT_THE_HEAD)
        and _LATELY.search(norm, sentence.start, verb.start()) is not None
    )
    said = said or (
        _WORKS.match(verb[0]) is not None and _LATELY.search(norm, sentence.start, verb.start()) is not None
    )
    if verb[0] in _AT_A_PLACE and at is None and (not placed or verb.end() < clause.end):
        return None  # 发布 with an object behind it is somebody's saying, not a thing's beginning
    if _HOPED.search(norm, sentence.start, clause.start):
        return None
    if not timed and (_PLANNED.search(left) or not (said or (placed and verb[0] in (*_AT_A_PLACE, "揭牌", "首飞")))):
        return None
    if timed and _NOW_DONE.search(left):
        return None
    founded = timed and placed and left.removesuffix(placed[0]).endswith(_BODIES)
    if verb[0] == "成立" and not adverb and not founded:
        return None
    subject = _subject(reading, clause.start, begin)
    if subject is None or subject.end - subject.start < 4 or _SUBJECT_NO.search(norm[slice(*subject)]):
        return None
    if _PART_OF.match(norm, *subject) and (whole := _whole_before(reading, sentence, clause.start)):
        # 某某总部园项目，全部楼栋主体结构封顶
        name = reading.text[slice(*whole)] + reading.text[subject.start : verb.end()]
        return Occasion(
            "launch", name, Span(whole.start, subject.end), sentence, "starts" if timed else "starts-undated"
        )
    base = 0 if placed is not None and placed.re is _AT_THE_HEAD else clause.start
    where = Span(base + placed.start("where"), base + placed.end("where")) if placed else at
    name = reading.text[slice(*subject)] + reading.text[begin : at.end if at else verb.end()]
    return Occasion("launch", name, subject, sentence, "starts" if timed else "starts-undated", where=where)


def _whole_before(reading: Reading, sentence: Sentence, stop: int) -> Span | None:
    """The project that the clause before `stop` names and says nothing of."""
    norm = reading.norm
    if not norm.endswith(("项目，", "工程，", "基地，", "大桥，", "园区，", "大厦，"), sentence.start, stop):
        return None
    start = max(sentence.start, norm.rfind("，", sentence.start, stop - 1) + 1)
    start = max([start, *(t.end for t in times_between(reading, start, stop))])
    return Span(start, stop - 1) if 4 <= stop - 1 - start <= 40 else None


def _subject(reading: Reading, start: int, end: int) -> Span | None:
    """What starts: the words of the clause before the verb, without times, places behind 在 and adverbs."""
    norm = reading.norm
    chars = list(norm[start:end])
    for time in times_between(reading, start, end):
        if time.kind in ("day", "days", "month") or time.start == start:
            for i in range(time.start - start, time.end - start):
                chars[i] = " "
    text = "".join(chars)
    text = re.sub(r"[在从][^，。；的》]{2,16}$", lambda m: " " * len(m[0]), text)
    text = re.sub(
        r"^(?:位于|设在|地处|坐落于|坐落在|连接|历时|全长|总投资|投资|为期|作为|由|(?:融合|集成|搭载|采用|凝聚)了)[^，。]{2,24}?的|^(?!我)[^，。；“”《》]{2,24}?(?:共建|合建|承建|援建|投资|研制|研发|设计|建造|出资|组建|打造|开发)的(?=[^，。；]{4,})|(?:已于|已经?|将于|将|于|开始|也)+ *$|(?:上午|下午|近日|日前|不久前|昨晚|今晚)[\d时分]*|(?:日前|近日|不久前) *$|^[，\s]*(?:这一年|今年|其中|同时|此外|即(?!将))|[（(](?![\u4e00-\u9fff]{2,4}[)）][\u4e00-\u9fff])[^（）()]*[)）]",
        lambda m: " " * len(m[0]),
        text,
    )
    text = _UNVEILED.sub(lambda m: " " * len(m[0]), text)
    what = _APPOSED.search(text)
    if what is not None and text.count("“", 0, what.start()) == text.count("”", 0, what.start()):
        text = " " * what.end() + text[what.end() :]
    pieces = [(m.start(), m.end()) for m in re.finditer(r"[^ ]+", text)]
    if not pieces:
        return None
    a, b = max(pieces, key=lambda p: p[1] - p[0])
    return Span(start + a, start + b)


def visits(reading: Reading, sentence: Sentence) -> Iterator[Occasion]:
    """The visits of the sentence: somebody at a place or organisation, 考察, 调研 or 访问."""
    norm, text = reading.norm, reading.text
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
        if where is None and who is not None and _GROUP.fullmatch(norm[slice(*who)]) is None:
            where = _site(reading, sentence, Span(*m.span("where")))
        if who is None and (later := _SPEAKER_BEHIND.match(norm, m.end(), sentence.end)):
            who = Span(*later.span("who"))
            told = {norm[slice(*p.name)] for p in reading.people}
            who = (
                who if norm[slice(*who)] in told or _LEADER.fullmatch(norm, *who) or later["who"] == "总书记" else None
            )
            if who is not None and where is not None:
                name = f"{text[slice(*who)]}{m['prep']}{text[slice(*where)]}{m['verb']}"
                yield Occasion("visit", name, Span(m.start(), who.end), sentence, "visits", where=where)
            continue
        if who is not None and (went := _WENT.search(norm, who.end, m.start())) is not None and m["prep"] == "深入":
            there = _place_in(reading, Span(*went.span("where")))
            if there is not None:
                name = f"{text[slice(*who)]}{went['prep']}{text[slice(*there)]}{m['verb']}"
                yield Occasion("visit", name, Span(who.start, m.end()), sentence, "visits", where=there)
                continue
        if re.search(r"同来|来[华访]|出席|会见|并对", m["where"]):
            continue
        if where is None or who is None or _ECHO.match(norm, m.end()):
            continue
        group = _GROUP.fullmatch(norm[slice(*who)])
        if group and norm.find("正在", who.end, m.start() + 1) >= 0:
            continue  # 专家正在某市调研踏勘: what some are busy with
        who = who if group else _together(reading, sentence, who)
        visitor = "" if group else _names(reading, who)
        name = f"{text[slice(*where)]}{m['verb']}" if group else f"{visitor}{m['prep']}{text[slice(*where)]}{m['verb']}"
        if m["verb"] == "参观" or (group and m["verb"] == "访问"):
            continue
        seen = _CALLED_ON.match(norm, m.end(), sentence.end) if m["verb"] == "拜访" else None
        if seen is not None:
            name = f"{visitor}拜访{text[slice(*seen.span())]}"  # 在深圳拜访某某公司
        yield Occasion("visit", name, Span(who.start, m.end()), sentence, "visits", where=where)
    yield from _tours(reading, sentence)
    yield from _calls(reading, sentence)
    yield from _talks(reading, sentence)
    for m in _STATE_VISIT.finditer(norm, sentence.start, sentence.end):
        who = _visitor(reading, sentence, m.start())
        if who and any(p.start == m.start("where") for p in places(norm)):
            name = f"{text[slice(*who)]}对{m['where']}进行{m['verb']}"
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
        if any(p.start == where.start for p in places(norm)):
            name = (
                f"{text[slice(*who)]}{m['prep']}{text[slice(*where)]}{text[slice(*m.span('verb'))].replace('了', '')}"
            )
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
        bare = sentence.heading and m.end() == sentence.end and len(m["where"]) <= 12 and not _TOPIC.search(m["where"])
        if firm is None and not bare:
            continue
        seen = Span(firm.start, firm.end) if firm else Span(*m.span("where"))
        name = f"{text[slice(*caller)]}{m['verb']}{text[slice(*seen)]}"
        yield Occasion("visit", name, Span(caller.start, seen.end), sentence, "visits", where=seen)


def _talks(reading: Reading, sentence: Sentence) -> Iterator[Occasion]:
    """Who met whom: A会见B, A同B举行会谈."""
    norm, text = reading.norm, reading.text
    for m in _TALKS.finditer(norm, sentence.start, sentence.end):
        who = _visitor(reading, sentence, m.start())
        start, end = m.span("a" if m["a"] else "b")
        others = _people_between(reading, start, end)
        party = _PARTY.match(norm, m.start("b"), sentence.end) if m["b"] and who and not others else None
        if party is not None and who is not None:
            met = _VISITING.match(norm, *party.span())
            name = f"{text[slice(*who)]}会见{text[met.end() if met else party.start() : party.end()]}"
            where = Span(*m.span("where")) if m["where"] else None
            yield Occasion("visit", name, Span(who.start, party.end()), sentence, "meets", where=where)
            continue
        if who is None or not others:
            continue
        verb = f"举行{m['held']}" if m["held"] else ""
        other = others[-1]
        # 会见坦桑尼亚总统哈桑: the office belongs to whom was met, what stands before its last 的 or 、 does not
        begin = max(start, norm.rfind("的", start, other.start) + 1)
        begin = max(begin, norm.rfind("、", begin, other.start) + 1)
        if led := _LED.match(norm, start, sentence.end):
            begin, other = led.start("group"), Span(*led.span("group"))
        begin += norm.startswith("由", begin)
        if other.start - begin <= 16 and not re.search(r"[，、“”]|来[华访]", norm[begin : other.start]):
            other = Span(begin, other.end)
        name = f"{text[slice(*who)]}{m['with'] or '会见'}{text[slice(*other)]}{verb}"
        where = Span(*m.span("where")) if m["where"] else None
        if where is not None and norm.endswith(("分别", "共同", "一同", "集体"), *where):
            where = Span(where.start, where.end - 2)
        yield Occasion("visit", name, Span(who.start, max(m.end(), other.end)), sentence, "meets", where=where)


def _place_in(reading: Reading, span: Span) -> Span | None:
    """The place or organisation that ends the words behind 在 or 赴; all of them when they begin with a place."""
    for org in orgs(reading.norm):
        if span.start <= org.start and org.end == span.end:
            return Span(org.start, org.end)
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
    if not near and start == before and norm[start - 1 : start] == "，" and not _SAYING.search(norm[: start - 1][-4:]):
        # 书记某某结合活动开展，深入某某区调研: the subject of the clause before
        comma = max(norm.rfind(mark, sentence.start, start - 1) for mark in "，；：")
        near = _people_between(reading, max(sentence.start, comma + 1), start)[-1:]
    if not near:
        return None
    last = max(near, key=lambda s: (s.end, s.end - s.start))
    if _GROUP.fullmatch(norm, *last):  # 市长某某率党政代表团赴某市考察: he, and not those whom he leads
        last = next((s for s in near if s.end < last.start and _LEADS.match(norm, s.end)), last)
    return last


def _people_between(reading: Reading, start: int, end: int) -> list[Span]:
    """Where people stand that the document names with an office anywhere, in order."""
    norm = reading.norm
    names = {norm[slice(*p.name)] for p in reading.people}
    found = {norm.rfind(name, start, end): name for name in sorted(names, key=len) if norm.find(name, start, end) >= 0}
    return [Span(at, at + len(name)) for at, name in sorted(found.items())]
