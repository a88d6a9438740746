"""Places where a text names a policy document: titles in 《》, plans, laws and papers named without marks.

What stands in 《》 may be a policy, a book, a newspaper, a film, a speech or a song; its last word and the words
around it tell.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from qdtui.model import Span
from qdtui.text.issuers import CARRIES_OUT, carried_out_by
from qdtui.text.places import find_places
from qdtui.text.policy_kinds import (
    KNOWN_REPORT,
    PolicyKind,
    endings,
    is_binding,
    is_short_name,
    is_work,
    kind_of,
)
from qdtui.text.reading import Reading
from qdtui.text.sentence import Sentence
from qdtui.text.signs import Begun, Signed
from qdtui.text.title_words import (
    AFTER_ANOTHER,
    AIM,
    AMOUNT,
    ASKED_OF,
    BAD_TAIL,
    BESIDE,
    CARRY,
    CREATE,
    DONE,
    FIVE_YEARS_OF,
    GENERIC,
    MANY,
    NUMBERED,
    ONE_EACH,
    OPENING,
    OWN_AREA,
    PLAIN_HEAD,
    WAY_OF_PLANNING,
)

NamedBy = Literal["marks", "quotes", "verb", "plan", "report", "law"]
"""How a policy was recognised: 《》, a name in quotation marks, a verb of issuing, 十四五规划, 政府工作报告, a law."""


@dataclass(frozen=True, slots=True)
class Mention:
    """One place where a policy is named; `name` is as written, without marks, and `span` holds the name alone."""

    span: Span
    name: str
    kind: PolicyKind
    by: NamedBy
    sentence: Sentence

    @property
    def marked(self) -> bool:
        """True when the name stands in 《》."""
        return self.by == "marks"


_TITLE = re.compile(r"《((?:[^《》\n]|《[^《》\n]{1,40}》){2,120})》")
_KNOWN_REPORT = Signed("报告 财政预算案 号文件", KNOWN_REPORT.pattern)
_ON_WHAT = "(?:[^，。；：“”]{0,4}(?:支持|促进|推动|鼓励|关于)[^，。；：“”]{2,24}的)?$"
"""What may stand between a verb of issuing and the name in quotation marks: 发布专项支持某产业发展的“某某20条”."""
_FIVE_YEARS = Signed(
    "规划",
    r"(?:[“「\"]?十[一二三四五六七八九]五[”」\"]?|[“「\"]十[”」\"]?五[”」\"])(?:规划(?:建议|纲要|《纲要》)?|国民经济和社会发展规划(?:纲要)?)(?:[(（]草案[)）])?",
)
_QUOTED = Signed(
    "” 」",
    r"[“「]([^“”「」《》，,。；;：:、！？\n]{2,24})[”」]((?! )[^“”「」《》，,。；;：:、！？\n]{0,10}?(?:计划|规划|方案|政策|路径|路线图))?",
)
_IS_OUT = re.compile("(?:政策)?(?:正式|近日|日前)*(?:印发|出台|发布|施行|实施)(?!了)")
"""Behind the nickname of a paper: “外资24条”印发实施半年多来."""
_CALLED_SO = re.compile(r"(?:系列)?(?:主题)?(?:新闻)?(?:发布会|论坛|活动|大赛|展览|宣讲|报道|讲座|专题|采访)")
"""What is called by the words in quotation marks before it, and is no policy."""
_ABOUT_POLICY = re.compile(r"(?:加强|完善|强化|优化|加大|协调|用好)(?:政策|规划)$")
_PLANS_TO = re.compile(r"[于在将今明年]|\d|近期|下")
"""Behind 计划 where it is a verb."""
_QUOTED_KIND = re.compile(r"(?:计划|行动方案|实施方案|规划|路径|路线图)$")
_ITEMS = Signed(
    "条",
    r"(?:\d+|[一二三四五六七八九十]+)条(?:支持|扶持|惠企|具体|硬核|政策|举措)*(?:政策措施|政策|措施|意见|举措)",
)
_NICKNAME = Signed(
    "条",
    r"[“「]([^“”「」\n，。、]{0,10}(?:\d+|[一二三四五六七八九十]+)条)[”」]",
)
_YEARS_BEHIND = re.compile(r"[（(](?:“?十[四五六]五”?|20\d\d)[^（）()]{0,14}[)）]")
"""The years in brackets that close a name: …行动方案（2025—2027年）."""
_ISSUED_ABOUT = re.compile(r"[\u4e00-\u9fff、 ]{2,40}(?:部|委|办|厅|局|院|府|署|办公室|委员会|部门|单位)")
"""The body that a notice's own headline begins with: 某某市人民政府办公室关于…的通知."""
_BODY_ABOUT = re.compile(r"(?:[\u4e00-\u9fff]{1,20}?(?:政府|办公[厅室]|委员会|[省市区县州]委|厅|局|部|国务院))?关于")
"""How the headline of a paper begins: 关于…的意见, 省人民政府关于…的若干意见."""
_CLAUSE_EDGE = re.compile(r"[，,。；;：:！？\n]")
_LAW_NAME = (
    r"(?P<name>[\u4e00-\u9fff]{2,24}(?:促进|保护|保障|管理|防治|安全|监督|合同|教育|财产|权益|证券|公司|税|劳动|建设|服务|竞争|责任"
    r"|诉讼|救助|振兴|科技|开发|投资|交易|生产|银行)法)(?![院治规律官人制定庭学务案典师])"
)
_LAW = Signed(
    "法",
    r"(?:出台|实施|施行|颁布|修订|修改|制定|通过|根据|依据|按照|贯彻|违反|公布|落实|遵守|执行|触犯|推动|推进)(?:了|的|实施)?(?:新?修[订改]后?的?|新的)?"
    + _LAW_NAME,
)
_LAW_DONE = Signed(
    "法",
    r"(?<![\u4e00-\u9fff])"
    + _LAW_NAME
    + r"(?=[于自]\d|(?:今天|今日|正式|全文|草案)*(?:施行|实施|颁布|公布|出台|获|通过))",
)
_NO_LAW_NAME = re.compile(
    r".*(?:出席|检查|召开|举行|举办|理解|学习|宣传|了解|关于|审议|修改|修订|制定|参加|终止|介绍|[了的])(?=..)"
)
_YEARLY = Signed(
    "通知 工作要点",
    r"(?<!\d)20\d\d ?年度?[^，,。；：《》“”、\n]{6,40}(?:通知|工作要点)",
)
_ASKED_ON = Signed(
    "征求",
    r"征求对?(?P<name>[^，。；《》“”、的了对]{6,40}?(?:方案|计划|办法|条例|规划|规定|措施))(?:的)?意见",
)
_ISSUED_BARE = Signed(
    "案出台 案印发 案发布 案正式 案近日 案日前 案获批 划出台 划印发 划发布 划正式 划获批 法出台 法印发 法发布 见出台 见印发 见发布",
    r"(?:方案|计划|办法|意见)(?=(?:近日|日前|正式)*(?:出台|印发|发布|获批))",
)
_GIVEN_OUT = Signed(
    "印发 颁布 下发 通过了",
    r"(?:印发了?|颁布了?|下发了?|通过了)(?P<name>[\u4e00-\u9fff]{6,40}?(?:规划|计划|方案|办法|纲要|细则|规定|指南|清单|规则))"
    r"(?=[（(][^（）()]{2,8}[）)]|[，。；、\n])",
)
"""A paper whose last word is too common to tell one, behind a verb that only papers have: 印发…学习教育规划。"""
_NO_PAPER = re.compile("^关于|[的了]|实施|发布|通知|[和及与等](?=.{0,4}$)|国家有关|^新|一系列|多项")
_CAMPAIGN = Signed("专项行动", r"(?P<name>[^，。；：《》“”、的了\n]{4,40}专项行动)(?!计划|方案|工作方案)")
_SIGNED = (
    _ISSUED_BARE,
    _ASKED_ON,
    _GIVEN_OUT,
    _KNOWN_REPORT,
    _FIVE_YEARS,
    _QUOTED,
    _LAW,
    _LAW_DONE,
    _YEARLY,
    _ITEMS,
    _NICKNAME,
    _CAMPAIGN,
)


@cache
def _ending_patterns() -> tuple[re.Pattern[str], Begun]:
    """Endings of titles in a sentence with 关于, and in one without: that is searched for by first characters alone."""
    sure = [ending for ending, _, how in endings() if how == "sure"]
    # 三年行动 ends a name where no 计划 or 方案 goes on with it
    ends = [f"{ending}(?!计划|方案)" if ending.endswith("行动") else ending for ending in sure]
    about = (
        "(?<=关于)[^，,。；：《》\n]{4,60}的(?:(?<!报告的)意见(?!建议|和建议)|通知|办法|规定|方案|措施|政策)(?!草案)"
    )
    plain_ones = Begun.of([*sure, "政策"], "|".join([*ends, "政策"]))
    return re.compile("|".join([*ends, about, "政策"])), plain_ones


def _marked(reading: Reading, sentence: Sentence) -> Iterator[Mention]:
    norm = reading.norm
    for m in _TITLE.finditer(norm, sentence.start, sentence.end):
        kind = kind_of(m[1]) or ("其他" if is_binding(norm, m, sentence.end) else None)
        if kind is None or is_work(norm, m.start(), m.end()):
            continue
        yield Mention(Span(*m.span(1)), reading.text[m.start(1) : m.end(1)], kind, "marks", sentence)


def _unmarked(reading: Reading, sentence: Sentence, signed: Sequence[Signed]) -> Iterator[Mention]:
    """The policies of a sentence without 《》; `signed` are those of `_SIGNED` whose signs stand in the document."""
    if signed and any(pattern.may_find(reading.norm, sentence.start, sentence.end) for pattern in signed):
        yield from _by_pattern(reading, sentence)
    yield from _by_ending(reading, sentence)


def _by_pattern(reading: Reading, sentence: Sentence) -> Iterator[Mention]:
    norm, text = reading.norm, reading.text

    def mention(start: int, end: int, kind: PolicyKind, by: NamedBy) -> Mention:
        return Mention(Span(start, end), text[start:end], kind, by, sentence)

    for m in _KNOWN_REPORT.finditer(norm, sentence.start, sentence.end):
        yield mention(*m.span(), "报告" if m[0].endswith("报告") else "其他", "report")
    for m in _FIVE_YEARS.finditer(norm, sentence.start, sentence.end):
        yield mention(*m.span(), "规划", "plan")
    for m in _QUOTED.finditer(norm, sentence.start, sentence.end):
        if m[2]:
            kind = kind_of(m[2], marked=True)
            tail = m[2] if kind and not BAD_TAIL.search(m[2]) else "政策"
            if m[1].endswith("号") and m[2] == "计划" and _PLANS_TO.match(norm, m.end()):
                continue  # “某某二号”计划于近期投产
            if _ABOUT_POLICY.search(m[2]):
                continue  # 与“某某”国家加强政策、机制对接
            if (tail.endswith("方案") and norm[m.start() - 1] == "的") or ONE_EACH.fullmatch(m[1]):
                continue  # 为企业提供免费的“一企一策”转型方案, 制定“一人一策”援助计划
            if (
                kind
                and tail != "政策"
                and not norm.startswith(("体系", "竞赛", "大赛", "比赛", "书", "理念"), m.end())
                and not _FIVE_YEARS.pattern.match(norm, m.start())
            ):
                start = m.start() - (2 if norm.startswith("共建", m.start() - 2) else 0)
                yield mention(start, m.end(), kind, "quotes")
        elif (
            _QUOTED_KIND.search(m[1])
            and not m[1].startswith("一纸")
            and not WAY_OF_PLANNING.fullmatch(m[1])
            and not _CALLED_SO.match(norm, m.end())
        ):
            start = m.start(1)
            if verb := CREATE.match(m[1]) or CARRY.match(m[1]):
                start += verb.end()
            if m.end(1) - start >= 4:
                yield mention(start, m.end(1), kind_of(m[1], marked=True) or "其他", "quotes")
    for pattern in (_LAW, _LAW_DONE):
        for m in pattern.finditer(norm, sentence.start, sentence.end):
            begin, end = m.span("name")
            if before := _NO_LAW_NAME.match(norm, begin, end):
                begin = before.end()  # 赵某出席某某法实施座谈会
            if end - begin >= 3:
                yield mention(begin, end, "条例", "law")
    for m in _ISSUED_BARE.finditer(norm, sentence.start, sentence.end):
        if found := _named_as_subject(norm, sentence, m):
            yield mention(*found, kind_of(norm[slice(*found)], marked=True) or "其他", "verb")
    for m in _ASKED_ON.finditer(norm, sentence.start, sentence.end):
        yield mention(*m.span("name"), kind_of(m["name"], marked=True) or "其他", "verb")
    for m in _GIVEN_OUT.finditer(norm, sentence.start, sentence.end):
        if not _NO_PAPER.search(m["name"]) and not GENERIC.match(m["name"]) and not is_short_name(m["name"]):
            yield mention(*m.span("name"), kind_of(m["name"], marked=True) or "其他", "verb")
    for m in _YEARLY.finditer(norm, sentence.start, sentence.end):
        yield mention(*m.span(), kind_of(m[0]) or "其他", "verb")
    for m in _ITEMS.finditer(norm, sentence.start, sentence.end):
        if items := _named_by_items(norm, sentence, m):
            yield mention(*items, kind_of(norm[slice(*items)], marked=True) or "其他", "verb")
    for m in _CAMPAIGN.finditer(norm, sentence.start, sentence.end):
        if campaign := _carried_out(reading, sentence, m):
            yield mention(*campaign, "行动计划", "verb")
    for m in _NICKNAME.finditer(norm, sentence.start, sentence.end):
        issued = re.search(CREATE.pattern + _ON_WHAT, norm[max(sentence.start, m.start() - 44) : m.start()])
        if issued or _IS_OUT.match(norm, m.end(), sentence.end):
            yield mention(*m.span(1), "政策", "quotes")


def _carried_out(reading: Reading, sentence: Sentence, campaign: re.Match[str]) -> tuple[int, int] | None:
    """The span of the name of a campaign that an authority of the state is said to carry out: 某部实施…专项行动."""
    start, end = campaign.span("name")
    if verb := CARRIES_OUT.search(reading.norm, sentence.start, end):
        start = max(start, verb.end())
    if end - start < 8 or GENERIC.match(reading.norm[start:end]) or is_short_name(reading.norm[start:end]):
        return None
    body = carried_out_by(reading, sentence, start)
    return (start, end) if body is not None and not find_places(body.name) else None


def _by_ending(reading: Reading, sentence: Sentence) -> Iterator[Mention]:
    norm, text = reading.norm, reading.text
    about, plain_ones = _ending_patterns()
    # what follows 关于 may do so from the sentence before
    ending = plain_ones if norm.find("关于", max(0, sentence.start - 2), sentence.end) < 0 else about
    for m in ending.finditer(norm, sentence.start, sentence.end):
        found = _own_title(norm, sentence, m)
        found = found or _named_by_verb(norm, sentence, m) or _named_as_subject(norm, sentence, m)
        if found and (years := _YEARS_BEHIND.match(norm, found[1], sentence.end)):
            found = (found[0], years.end())
        if found:
            kind = kind_of(norm[slice(*found)], marked=True) or "其他"
            yield Mention(Span(*found), text[slice(*found)], kind, "verb", sentence)


def _own_title(norm: str, sentence: Sentence, ending: re.Match[str]) -> tuple[int, int] | None:
    """The span of a heading that is nothing but a document's name, which a place opens: 某省制造业行动方案（2023—2027年）."""
    if not sentence.heading:
        return None
    start, end = sentence.start, sentence.start + len(norm[slice(*sentence.span)].rstrip())
    behind = ending.end()
    if years := re.compile(r"[（(][^（）()]{2,14}[)）]").match(norm, behind, end):
        behind = years.end()
    whole = behind == end and 10 <= end - start <= 60 and not _CLAUSE_EDGE.search(norm, start, end)
    if whole and _BODY_ABOUT.match(norm, start, end) and kind_of(norm[start:end]) is not None:
        return start, ending.end()
    placed = whole and (
        any(p.start == 0 and p.level != "country" for p in find_places(norm[start : start + 8]))
        or _PLACED_HEAD.match(norm, start) is not None
    )
    return (start, ending.end()) if placed and not _REPORTED.search(norm, start, end) else None


_PLACED_HEAD = re.compile(
    "[\u4e00-\u9fff]{2,3}(?:[省县州旗盟]|(?<![园社地山景城开街小新灾片库])区|(?<![城超股楼门夜])市)(?![场区民长委级])"
)
"""A place that opens a heading, known or not: 某某市."""
_REPORTED = re.compile(
    r"[ \u3000]|印发|发布|出台|解读|实施(?!方案|意见|办法|细则)|通过|制定|落实(?!方案|措施|意见)|推出|启动|编制|起草|审议|部署|下发|公布|[将拟]"
)
"""What a headline says of a document and no title does."""


def _named_by_verb(norm: str, sentence: Sentence, ending: re.Match[str]) -> tuple[int, int] | None:
    """The span of the name that ends with `ending` and stands behind a verb of issuing or carrying out."""
    end = ending.end()
    measures = ending[0] == "政策" and norm.startswith("措施", end)
    if measures:
        end += 2
    if norm.startswith(("》", "”", "」", "管理制度", "制度"), end):
        return None
    edge = max((m.end() for m in _CLAUSE_EDGE.finditer(norm, sentence.start, ending.start())), default=sentence.start)
    about = norm.find("关于", edge, end)
    if about >= 0 and ending[0].startswith("关于") is False and norm[ending.start() - 2 : ending.start()] == "关于":
        issued = _ISSUED_ABOUT.fullmatch(norm, sentence.start, ending.start() - 2)
        return (sentence.start if issued else ending.start() - 2, end)
    created = next(CREATE.finditer(norm, edge, end), None)
    carried = None if created else max(CARRY.finditer(norm, edge, end), key=lambda m: m.start(), default=None)
    verb = created or carried
    if verb is None or verb.end() >= end:
        return None
    start = verb.end()
    if ending[0] == "三年行动" and norm.endswith(("启动", "启动实施"), edge, start):
        return None  # a campaign that begins; 大力实施园区振兴三年行动 carries a plan out
    if numbered := NUMBERED.match(norm, start, end):
        if numbered[0][-1] in "个项份部":
            return None  # 下发4个抗灾技术指导意见: a number of papers, and none by its name
        start = numbered.end()
    if listed := AFTER_ANOTHER.match(norm, start, ending.start()):
        start = listed.end()
    if (again := norm.rfind("、关于", start, ending.start())) >= 0:
        start = again + 1  # 签署关于甲的协定、关于乙的议定书
    if OWN_AREA.match(norm, start, end) or (created and ASKED_OF.search(norm[sentence.start : created.start()])):
        return None
    if created and (norm.startswith(("相关", "有关"), start) or MANY.search(norm[edge : created.start()])):
        return None
    if generic := GENERIC.match(norm[start:end]):
        rest = norm[start + generic.end() : end]
        if not norm.startswith("国家", start) or len(rest) < 6:
            start += generic.end()
    if amount := AMOUNT.match(norm, start, end):
        start = amount.end()
    name = norm[start:end]
    head = name[: len(name) - (end - ending.start())]
    if (
        len(name) < 6
        or len(head) < 2
        or len(name) > 50
        or PLAIN_HEAD.match(head)
        or BESIDE.search(head)
        or (head.endswith(("等", "和", "与")) and not head.startswith("关于"))
    ):
        return None
    if created and AIM.match(head) and not measures:  # 促进某产业发展的政策措施 are measures of any name
        head = head.removesuffix("的")  # 进一步推动工业用地提质增效的若干意见
    if (
        re.search(r"\d[个家]|[《》]|(?<![中高初平同])等(?!级)|[的了]|国民经济和社会$|[三四五六七八九]大$", head)
        and "关于" not in head
        and not FIVE_YEARS_OF.match(head)
    ):
        return None
    if ending[0] == "政策":
        many = re.search(r"系列|一揽子|多项|相关|有关|批", norm[verb.end() : start])
        if many or carried or "、" in head or len(head) < 6 or not re.search(r"促进|支持|鼓励|发展|振兴", head):
            return None
    return start, end


def _named_by_items(norm: str, sentence: Sentence, items: re.Match[str]) -> tuple[int, int] | None:
    """The span of a name such as 支持新能源产业发展的28条措施, which stands behind a verb of issuing."""
    edge = max((m.end() for m in _CLAUSE_EDGE.finditer(norm, sentence.start, items.start())), default=sentence.start)
    created = next(CREATE.finditer(norm, edge, items.start()), None)
    if created is None:
        return None
    head = norm[created.end() : items.start()].removesuffix("的")
    told = len(head) >= 6 and not re.search(r"[《》“”的了等]", head) and not GENERIC.match(head)
    return (created.end(), items.end()) if told and not PLAIN_HEAD.match(head) else None


def _named_as_subject(norm: str, sentence: Sentence, ending: re.Match[str]) -> tuple[int, int] | None:
    """The span of the name that ends with `ending`, opens its clause and is said to be signed or issued."""
    if ending[0] == "政策" or not DONE.match(norm, ending.end(), sentence.end):
        return None
    edge = max((m.end() for m in _CLAUSE_EDGE.finditer(norm, sentence.start, ending.start())), default=sentence.start)
    if opening := OPENING.match(norm[edge : ending.start()]):
        edge += opening.end()
    head = norm[edge : ending.start()]
    common = GENERIC.match(head) and not (head.startswith("国家") and len(head) >= 6)  # 国家储能产业发展规划出台
    if ending.re is _ISSUED_BARE.pattern and not AIM.match(head):
        return None  # 推进设备更新方案出台 is a plan by name, 选手名单方案公布 none
    plain_words = PLAIN_HEAD.match(head) or common or re.search(r"[《》“”的了]", head)
    counted = edge > 0 and norm[edge - 1].isdecimal()  # 22个省级国土空间规划获批
    return None if plain_words or counted or not 4 <= len(head) <= 40 else (edge, ending.end())


def mentions(reading: Reading) -> Iterator[Mention]:
    """The places where a document names policies, in order; none within another."""
    norm = reading.norm
    signed = [pattern for pattern in _SIGNED if pattern.may_find(norm, 0, len(norm))]
    for sentence in reading.sentences:
        titled = norm.find("《", sentence.start, sentence.end) >= 0
        marked = list(_marked(reading, sentence)) if titled else []
        taken = [m.span for m in marked]
        taken += [Span(*m.span()) for m in _TITLE.finditer(norm, sentence.start, sentence.end)] if titled else []
        loose: list[Mention] = []
        for m in sorted(_unmarked(reading, sentence, signed), key=lambda m: (m.span.start, -m.span.end)):
            if not any(m.span.overlaps(t) for t in taken):
                loose.append(m)
                taken.append(m.span)
        if marked or loose:
            yield from sorted([*marked, *loose], key=lambda m: m.span)
