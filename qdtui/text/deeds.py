"""Deeds of bodies that a text tells with their day: what was signed, by whom and with whom, and talks between two."""

from __future__ import annotations

import re
from collections.abc import Iterator

from qdtui.model import Span
from qdtui.text.occasions import Occasion
from qdtui.text.orgs import orgs
from qdtui.text.places import places
from qdtui.text.reading import Reading
from qdtui.text.sentence import Sentence
from qdtui.text.signs import Signed, signs_of
from qdtui.text.spans import within
from qdtui.text.times import on_a_day, times_between

_HOW = r"(?:[，,]?(?:在|于)(?P<where>[^，。；、]{1,16}?))?(?:举行(?:工作)?(?:座谈|会谈)(?:会|交流)?[，,]?并|现场|正式|成功|共同|举行|联合|顺利|线上|隆重|分别|签字)*"
_SIGNED = Signed(
    "签约 签署 签订 签下 达成",
    r"(?P<a>[^，,。；;：:！？\n]{2,60}?)(?P<with>与|和|同|跟)(?P<b>[^，,。；;：:！？\n与]{2,50}?)"
    + _HOW
    + r"(?P<verb>签约(?=[，,。；;、\n]|$)|(?:签署|签订|签下|达成)(?!的)了?(?P<what>[^，,。；;\n]{0,30}?(?:协议书?|合同|备忘录|协定|意向书|合作意向|战略合作(?!协议|框架)|议定书)))",
)
"""A与B在某地签署战略合作协议; A与B签约."""
_TOGETHER = Signed(
    "集中签约",
    r"(?P<what>[^，,。；;：:\n]{2,30}?)(?:在(?P<where>[^，。；、]{2,16}?))?集中签约(?=(?:落地)?(?:项目|[，,。；;\n]|\d|$))",
)
_TALKED = Signed(
    "会谈 座谈",
    r"(?P<a>[^，,。；;：:\n]{2,40}?)(?:与|和|同)(?P<b>[^，,。；;：:\n与]{2,40}?)"
    + _HOW
    + r"举行(?:了)?(?P<verb>(?:工作|高层|专题|视频|双边|友好)?(?:会谈|座谈))(?=[，,。；;\n]|$)",
)
_RELEASED = Signed(
    "发布 推出",
    r"(?P<a>[^，,。；;：:、\n]{2,30}?)(?:在(?P<where>[^，。；、]{1,16}?))?(?:正式|全球|首次|率先|重磅|联合|现场|面向[^，。；]{2,8})*"
    r"(?P<verb>(?:发布|推出)(?!会|了?(?:关于|《|通知|公告|消息|数据|预警|声明))了?(?P<what>[^，,。；;、《》\n]{2,40}(?:平台|大模型|模型|系统|机器人|芯片|新品|车型|新车|轿车|卡车|机型|操作系统|发动机|电池|品牌|产品|[”」]|模型\d[\d.]*|大模型[A-Za-z\d.]+)))(?=[，,。；;\n]|$)",
)
"""A在某地发布某某大模型: a thing shown for the first time."""
_SIGNS = signs_of(_SIGNED, _TALKED, _RELEASED, _TOGETHER)
_SEVERAL = re.compile("多项|系列|一批|将|拟")
_CEREMONY = re.compile(
    r"(?<!签约)(?<!签字)(?<!签署)仪式|(?:举行|举办|举行了|[”」])[^，。；]{0,40}仪式|仪式(?:隆重|顺利|成功|在[^，。；]{2,24})?(?:举行|举办)"
)
"""A ceremony that is told of as such; who looked on at 签约仪式 only says more of what was signed."""
_MANY = re.compile(r"已|累计|先后|曾|拟|将|计划|准备|力争|推动|积极|鼓励|支持|陆续|\d+[家个项份余多]|等地|如果|希望")
"""What tells of many deeds or of none yet."""
_AHEAD_OF = re.compile(
    r".*(?:期间|会上|现场|仪式上|当天|当日|上午|下午|今天|昨天|今日|昨日|近日|日前|随后|同时|此前|(?:园区|我[市县区]|本地)?企业(?=[\u4e00-\u9fff]{2}))"
)
_BODY = re.compile(
    r"(?:政府|委员会|管委会|集团|公司|大学|学院|研究院|研究所|银行|局|厅|部|委|中心|协会|联盟|区|县|市|厂|股份|科技|方)$"
)
_ANYBODY = re.compile(
    r"(?:[\u4e00-\u9fff]{0,4}(?:企业|客户|用户|农户|村民|员工|部门)|银行|公司|学校|政府|双方|各方|其|他|我们)"
)
"""Who is no body of its own: 企业与银行签订合同."""


def deeds(reading: Reading, sentence: Sentence) -> Iterator[Occasion]:
    """What the sentence says was signed or talked over by two bodies on a day; nothing where it tells of a ceremony."""
    norm = reading.norm
    if not _SIGNS.stand_in(norm, sentence.start, sentence.end) or _CEREMONY.search(norm, sentence.start, sentence.end):
        return
    for pattern in (_SIGNED, _TALKED):
        for m in pattern.finditer(norm, sentence.start, sentence.end):
            a = _side(reading, *m.span("a"))
            if (
                a is None
                or _MANY.search(norm, a.start, m.start("verb"))
                or not (
                    on_a_day(reading, sentence.start, m.end())
                    or (pattern is _SIGNED and _headline(norm, sentence, m.end()))
                )
            ):
                continue
            b = Span(*m.span("b"))
            b = Span(b.start, min([b.end, *(t.start for t in times_between(reading, *b))]))
            if not (_is_body(reading, a) and _is_body(reading, b)):
                continue
            name = f"{reading.text[slice(*a)]}与{reading.text[slice(*b)]}{m['verb'].replace('了', '')}"
            rule = "signs" if pattern is _SIGNED else "talks"
            yield _told(sentence, a.start, m, name, rule)
            break
    for m in _RELEASED.finditer(norm, sentence.start, sentence.end):
        a = _side(reading, *m.span("a"))
        if (
            a is None
            or _MANY.search(norm, a.start, m.start("what"))
            or not on_a_day(reading, sentence.start, m.start("verb"))
        ):
            continue
        if not (m["where"] or "正式" in m[0]) or not _is_body(reading, a):
            continue
        name = reading.text[slice(*a)] + m["verb"].replace("了", "")
        yield _told(sentence, a.start, m, name, "releases")
    for m in _TOGETHER.finditer(norm, sentence.start, sentence.end):
        what = _side(reading, *m.span("what"))
        if what is None or _MANY.match(norm, what.start) or not on_a_day(reading, sentence.start, m.end()):
            continue
        name = reading.text[slice(*what)] + "集中签约"
        yield _told(sentence, what.start, m, name, "signs")


def _headline(norm: str, sentence: Sentence, end: int) -> bool:
    """True for a headline that says nothing but who signed what with whom; the text below tells the day."""
    return sentence.heading and end == sentence.end and _SEVERAL.search(norm, *sentence.span) is None


def _told(sentence: Sentence, start: int, match: re.Match[str], name: str, rule: str) -> Occasion:
    where = Span(*match.span("where")) if match["where"] else None
    return Occasion("launch", name, Span(start, match.end()), sentence, rule, where=where)


def _side(reading: Reading, start: int, end: int) -> Span | None:
    """The words of `start` to `end` behind the last day and what only leads up to a body, or None when none are left."""
    for time in times_between(reading, start, end):
        if time.end >= end - 1 and time.start > start + 2:
            end = time.start  # 某某总台今天与某省政府签署
        elif time.kind in ("day", "days") or time.start <= start + 2:
            start = max(start, time.end)
    if ahead := _AHEAD_OF.match(reading.norm, start, end):
        start = ahead.end()
    while end > start and reading.norm[end - 1] in "还也又并":
        end -= 1
    while start < end and reading.norm[start] in "，,、 　在由":
        start += 1
    return Span(start, end) if end - start >= 2 else None


def _is_body(reading: Reading, span: Span) -> bool:
    """True for an organisation, a place that acts, or words that end as a body's name does."""
    norm = reading.norm
    if _ANYBODY.fullmatch(norm, *span):
        return False
    if _BODY.search(norm, *span):
        return True
    if any(o.end == span.end or o.start == span.start for o in within(orgs(norm), *span)):
        return True
    return any(p.start == span.start for p in within(places(norm), *span)) or 2 <= span.end - span.start <= 8
