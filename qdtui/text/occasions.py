"""What an occasion is, and launches: a project, plant, line or product that begins, on a day or 正式.

Meetings are found by `qdtui.text.meetings`, visits by `qdtui.text.visits`, deeds of bodies by `qdtui.text.deeds`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal

from qdtui.model import Span
from qdtui.text.data import lines
from qdtui.text.places import places
from qdtui.text.reading import Reading
from qdtui.text.sentence import Sentence
from qdtui.text.signs import Begun, Signed
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
    r"|信息|令|以来|模式|机制|体系|行动|活动|仪式|调试|工作|(?<![一二三四五六七八九十])期|宣布|及时|立即|紧急|迅速|部门)[”」]?$|^(?:标志|意味|(?:这|该)(?:[个座条台艘家款项]|一|标志)|由|明确|计划|已经有|至此|实现|宣告|表示|宣布|这是|自(?![然动治主贸由])|从|[^“]{0,6}(?:将|把|了))|联合会$|协会$|按[^，。]{2,12}$|^(?:全面|全线|正式|逐步|陆续)?恢复$|^一大?批(?:重[大点]|优质|新)*(?:项目|工程)$|^(?:共有?|又?新?一批)?\d+[余多]?[款个项场台辆列架艘]|宣布|开启|^共有|^(?:签署|签订|做到|确保)|^一([辆台列艘座件批])\1|^(?:这也?标志|该|让|使|把|目前|如今|现在|已|他|她|我[们代]|祝)|[、的]$"
)
_ADVERB = re.compile(r"(?:正式|成功|顺利|隆重|全面|同步|全线|圆满|重磅|批量)+$")
_PLACED = re.compile(
    r"在(?P<where>(?!建|线|近日|日前)[^，。；的》]{2,16}?|[京沪津渝穗蓉杭甬汉深厦琼])(?:首次|率先|再次|同步|联合|共同|集中|陆续|正式|落地|全新|总装)*$"
)
_PLANNED = re.compile(r"将|拟|力争|预计|计划|推动|加快|争取|即将|已有|累计")
_EXPECTED = re.compile("(?:预计|有望|计划|力争|争取)[^的]*$")
_HOPED = re.compile(r"(?:力争|预计|计划|有望|争取)[^，；。]{0,12}，\Z")
"""A clause before that only hopes for what follows: 力争到今年底，…."""
_NOW_DONE = re.compile(
    r"^(?:目前|如今|现在|截至目前|至今)[，,]?|(?<![\d日月])已经?(?:全部|基本|陆续|相继|建成|抢修|恢复)*$"
)
_STANDS = re.compile(r"(?:位于|设在|坐落[于在]|地处)(?P<where>[^，。；的]{2,16})的(?=[^，。；]{4,}$)")
_STANDING_AT = re.compile(r"(?:位于|设在|坐落[于在]|地处|全长|总投资)[^，。；的]{2,16}的(?=[^，。；]{4})")
_AT_THE_HEAD = re.compile(
    r"(?:^|(?<=[。；，\n\s]))在(?:[^，。；的在]{2,12}的)?(?P<where>[^，。；的在]{2,16})(?<![会周坛式节展赛]上)，$"
)
"""The place in a clause of its own: 在某某新区，某某水库工程全面开工建设."""
_FROM = re.compile(r"从(?P<where>[^，。；的]{2,14}?)(?:缓缓|正式|顺利|鸣笛)*$")
_LATELY = re.compile(r"(?:[几数两三]天|不久)前(?=，)|日前|近日|前不久|这[几两]天(?=，)")
"""What tells of late without a day."""
_WORKS = re.compile(
    r"(?:集中|破土)?(?:开工|动工|动土|奠基|竣工|落成|投产|建成投|投运|投用|通车|通航|开通|开航|合龙|贯通|封顶|首飞|启用|铺轨|开始铺轨|并网|完工|复工|下水|下线|启动运营|启动建设|投入运营|开业|开馆|开园)"
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
_SAID = re.compile(
    r"^ *[^，。；“]{2,16}?(?:集团|公司|企业|[部局院厂]|政府|科技|股份|银行)宣布其?(?=(?!将|把|对)[^，。；]{6,})"
)
"""Who tells of what begins, before it: 某某集团宣布其研发基地在中国正式开业."""
_WITNESSED = re.compile("见证了?")
"""Between those who looked on, with where they did, and what began: 两国总统在某地共同见证了某某口岸开通."""
_ONLY_OF = {
    "签署": ("协议", "协定", "合同", "备忘录", "公约", "议定书", "宣言"),
    "启程": ("队", "团", "船", "号", "号”", "列", "列车", "专列", "编队"),
    "驶出": ("班列", "列车", "专列"),
    "出发": ("班列", "列车", "专列", "班列”", "号”"),
}
"""What begins with these verbs; of anything else they tell another thing."""
_OFFICIALLY = re.compile("正式在[^，。；]{1,10}$")
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
_SITE = re.compile(r"在(?P<where>[^，。；用将]{4,20}?(?:中心|发射场|基地|海域))")
_LAUNCHED_BY = Signed(
    "送入 发射升空 发射入轨 成功发射",
    r"将(?P<what>(?!把)[^，。；将]{2,30}?)(?:送入|发射升空|发射入轨)|成功发射了?(?P<rocket>[^，。；]{4,30}?(?:火箭|卫星|飞船|探测器|[\d一二三四五六七八九十]星))(?=[，。；]|$)",
)


_TAILS = (
    "运营|建设|实施|使用|营业|运行|试运行|通车|投产|投运|投用|下线|成立|交付|生产|启用|发车|首发|贯通|施工|销售|发售|招生|办公|服役|入列|展出|"
    "发电|离港|出港|供气|供电|达产|试营业|开放|迎客|仪式|欧洲|海外|国内外|海内外|全线|全面|正式|完工|收官|签发启用|(?:开往|驶往|驶向|前往)[\u4e00-\u9fff]{2,8}"
)
"""What may end the clause behind a verb of starting; another object makes its subject somebody who starts something."""


@cache
def _launch() -> Begun:
    words = {w for line in lines("launch_verbs.txt") for w in line.split()}
    verbs = "|".join(sorted(words, key=len, reverse=True))
    deeds = "(?:顺利|成功)?完成了?(?:全球|国内)?(?:首次|首[飞航]|首轮)?[^，。；的]{0,6}?(?:试飞|首飞|试航|首航|合龙|封顶|吊装|交付|点火|并网|转体|海上安装)|(?:顺利|成功)*(?:完成了?|进行)第[一二三四五六]次(?:彩排|联排)"
    settles = r"(?:签约)?(?:落户|落地|落子)(?=(?P<at>[\u4e00-\u9fff]{2,12})(?:[，。；！\n]|$))"
    begun = [*words, "顺利完成", "成功完成", "完成", "进行", "签约落", "落户", "落地", "落子"]
    return Begun.of(begun, rf"(?:{verbs}|{deeds})(?!仪式)(?=(?:{_TAILS})?(?:[，。；！、\n\u3000 并]|$))|{settles}")


def launches(reading: Reading, sentence: Sentence, *, told_below: bool = False) -> Iterator[Occasion]:
    """What the sentence says started: a project, a product, a plant, a satellite; at most one.

    With `told_below` it is a headline, whose day the text below it tells.
    """
    norm = reading.norm
    if (
        not _launch().stands_in(norm, sentence.start, sentence.end)
        and norm.find("送入", sentence.start, sentence.end) < 0
        and norm.find("发射", sentence.start, sentence.end) < 0
        and norm.find("交付", sentence.start, sentence.end) < 0
    ):
        return
    for clause in reading.clauses(sentence):
        if m := _LAUNCHED_BY.search(norm, clause.start, clause.end):
            site = _SITE.search(norm, sentence.start, m.start())
            span = Span(*m.span("what" if m["what"] else "rocket"))
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
        if verb and (occasion := _launched(reading, sentence, clause, verb, told_below)):
            yield occasion
            return


def _launched(
    reading: Reading, sentence: Sentence, clause: Span, verb: re.Match[str], told_below: bool
) -> Occasion | None:
    norm = reading.norm
    adverb = _ADVERB.search(norm, clause.start, verb.start())
    begin = adverb.start() if adverb else verb.start()
    left = norm[clause.start : begin]
    placed = _PLACED.search(left) or _FROM.search(left) or _STANDS.search(left)
    head = clause.start
    if seen := _WITNESSED.search(left):
        head += seen.end()
        placed = placed or _PLACED.search(left[: seen.start()])
    at = Span(*verb.span("at")) if verb["at"] else None
    if at is not None and not any(p.start == at.start for p in places(norm)):
        return None  # 落户 what is no place
    if placed is None and (ahead := _AT_THE_HEAD.search(norm, sentence.start, clause.start)):
        placed = ahead if any(p.start == ahead.start("where") for p in places(norm)) else None
    timed = any(t.kind in ("day", "days") for t in times_between(reading, sentence.start, verb.start()))
    if told_below:
        begun = _WORKS.match(verb[0]) or (verb[0] == "启动" and norm.endswith(("项目", "工程"), clause.start, begin))
        if timed or _PLANNED.search(left) or left.endswith("恢复") or not begun:
            return None
        timed = True
    said = "正式" in adverb[0] if adverb else _OFFICIALLY.search(left) is not None
    # 在某省某市，某某项目投产: a clause of its own for the place is how news tells what has just begun there
    ahead_of = placed is not None and placed.re is _AT_THE_HEAD
    said = said or (ahead_of and (adverb is not None or _WORKS.match(verb[0]) is not None))
    # 就在几天前，某某基地在某地投产: news of late that gives a place
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
    if _EXPECTED.search(left) and not any(
        t.kind in ("day", "days") for t in times_between(reading, clause.start, verb.start())
    ):
        return None  # 今29日举行典礼，预计明年投产
    if not timed and (
        _PLANNED.search(left)
        or not (said or (placed and verb[0] in (*_AT_A_PLACE, "揭牌", "首飞", "升空", "发射升空")))
    ):
        return None
    if (timed or ahead_of) and _NOW_DONE.search(left):
        return None
    founded = timed and placed and left.removesuffix(placed[0]).endswith(_BODIES)
    if (verb[0] == "成立" and not adverb and not founded) or (verb[0] == "建成" and not (timed and placed)):
        return None
    if verb[0] == "运营" and not (timed and adverb and "正式" in adverb[0]):
        return None
    if verb[0] == "签署" and not timed:
        return None
    subject = _subject(reading, head, begin)
    if subject is not None and not norm.endswith(_ONLY_OF.get(verb[0], ""), *subject):
        return None
    if subject is None and (whole := _whole_before(reading, sentence, clause.start)) and _WORKS.match(verb[0]):
        subject = _subject(reading, *whole)  # 某某公司在某国投资的某某项目，日前在某地动工
        if subject is None or subject.end != whole.end or _SUBJECT_NO.search(norm[slice(*subject)]):
            return None
        where = Span(clause.start + placed.start("where"), clause.start + placed.end("where")) if placed else None
        name = reading.text[slice(*subject)] + reading.text[begin : verb.end()]
        rule = "starts" if timed else "starts-undated"
        return Occasion("launch", name, subject, sentence, rule, where=where, until=verb.end())
    if subject is None or subject.end - subject.start < 4 or _SUBJECT_NO.search(norm[slice(*subject)]):
        return None
    if verb[0] == "开幕" and norm.endswith(("会", "节", "赛", "展", "周", "坛", "季", "月"), *subject):
        return None  # a fair, by whichever words it is named
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
    text = re.sub(
        r"(?:正式)?(?:在(?!线)(?:[^，。；的》]{2,16}|[京沪津渝穗蓉杭甬汉深厦琼])|从[^，。；的》]{2,16})$",
        lambda m: " " * len(m[0]),
        text,
    )
    text = re.sub(
        r"^随着|^它们[^，。]{2,6}的|^[^，。]{2,40}之一(?:——)?(?=[^，。；]{4,})|^[^，。；、]{2,20}(?:组成部分|工程|项目)、(?:全长|总长|总投资)[^，。、]{2,16}?的|^由[^，。]{2,60}?组成的|^(?:位于|设在|地处|坐落于|坐落在|连接|历时|全长|总长|总投资|总重量|总装机|装机|总面积|建筑面积|投资|为期|作为|由|(?:融合|集成|搭载|采用|凝聚)了)[^，。]{2,24}?的|^[^，。“”]{2,24}?(?:为主|在内)的|^(?!我)[^，。；“”《》]{2,24}?(?:共建|合建|承建|援建|投资|研制|研发|设计|建造|出资|组建|打造|开发)的(?=[^，。；]{4,})|(?:已于|已经?|即?将于|即?将|也于|于|开始|也|同时)+ *$|(?:上午|下午|近日|日前|不久前|昨晚|今晚)[\d时分]*|(?:日前|近日|不久前) *$|(?<= )左右(?=[^，。]{6})|^[，\s]*(?:这一年|今年|其中|同时|此外|即(?!将))|[（(](?![\u4e00-\u9fff]{1,4}[)）][\u4e00-\u9fff])[^（）()]*[)）]",
        lambda m: " " * len(m[0]),
        text,
    )
    text = _SAID.sub(lambda m: " " * len(m[0]), text)
    text = _UNVEILED.sub(lambda m: " " * len(m[0]), text)
    what = _APPOSED.search(text)
    if what is not None and text.count("“", 0, what.start()) == text.count("”", 0, what.start()):
        text = " " * what.end() + text[what.end() :]
    pieces = [(m.start(), m.end()) for m in re.finditer(r"[^ ]+", text)]
    if not pieces:
        return None
    a, b = max(pieces, key=lambda p: p[1] - p[0])
    a += text[a] == "的"
    stands = _STANDING_AT.match(text, a, b)
    a = stands.end() if stands else a
    return Span(start + a, start + b)
