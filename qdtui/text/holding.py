"""Who holds a meeting, and what a ceremony was held for: the words before 举行, 召开 or 主办."""

from __future__ import annotations

import re

from qdtui.model import Span
from qdtui.text.issuers import body_in
from qdtui.text.occasions import Phase
from qdtui.text.orgs import orgs
from qdtui.text.reading import Reading
from qdtui.text.sentence import Sentence
from qdtui.text.times import times_between

_HOLDS = re.compile(
    r"(?:联合|共同|主持|定于|拟于|于|先后|今天|今日|日前|近日|@+|[（(][^（）()]*[)）]|上午|下午|晚|\d+[时点](?:\d+分|半)?|在[^，。；@的]{2,12})*(?:举行|召开|举办|主办)(?:了|的)?[“「]?$"
)
_WHEN_HELD = re.compile(
    r"(?:@+起?|将?于?当地时间|将于?(?=@)|上午|下午|晚上?|先后|就[^，。]{1,30}|\d+[时点](?:\d+分|半)?)+$"
)
"""The day and hour between who holds something and the verb: 某某办公室8月15日上午10时举行."""
_HOLDING = ("举行", "召开", "举办", "主办")
_FOR_SOME_DAYS = re.compile("为期[^，。的]{1,4}的$")
_HOLDS_TAIL = 5
"""Within how many characters of the end one of these verbs stands in what `_HOLDS` finds."""
OPENING = re.compile(
    r"(?:开工|动工|动土|上梁|竣工|奠基|揭牌|挂牌|开馆|开园|开港|开班|开机|启动|通车|通航|投产|投运|落成|首发|发车|启航|首航|下线|下水|交付|封顶|合龙|贯通|点火|开通|揭幕|启用|开业|签约)[^，。]{0,2}(?:仪式|典礼)$"
)
"""How the name of a ceremony ends at which something begins."""
_CALLER = re.compile(
    r"(?:^|[@，,。；;)）])(?P<who>(?!记者|会议|会上|在|就|并|还|于|从|随后|同时|现场|近日|日前|昨|今)[\u4e00-\u9fff]{2,16}?(?<![在就并还于])(?<!近日)(?<!日前))(?:在[\u4e00-\u9fff]{1,8})?$"
)
_DAY_THEN = re.compile(r"@(?:[)）])?(?:上午|下午|晚)?[，,]?$")
_AT_A_BODY = re.compile(r"在(?P<who>[^，。；@]{2,12})@")
"""What parts a host behind 在 from the verb."""
_EACH_IN = re.compile(r"(?:分别|先后|同时)[在于]|将(?=组织|举办|在)")
_BUILT_BY = re.compile(
    r"[，,。；;：:！？、\n@就]|由[^，。]{2,24}的|[^，。、@]{2,24}?(?:承建|建设|兴建|投资|援建|承担|实施)的"
)
"""What stands before the work that a ceremony is of: 由某某公司承建的某某大桥."""
NEAR = 160
"""How many characters before a name may bear on it; sentences of lists run on for thousands."""


def holds(left: str) -> re.Match[str] | None:
    """The verb of holding that `left` ends with, and what stands before it; most texts end with none."""
    left = left[:-3] if left.endswith(("隆重的", "盛大的", "简短的")) else left
    if left.endswith("的") and (lasting := _FOR_SOME_DAYS.search(left)):
        left = left[: lasting.start()]  # 举行为期两周的
    tail = left[-_HOLDS_TAIL:]
    return _HOLDS.search(left) if any(verb in tail for verb in _HOLDING) else None


def caller_of(reading: Reading, sentence: Sentence, start: int) -> Span | None:
    """Who holds a press conference by words that no list knows, between its day or a mark and the verb."""
    base = max(sentence.start, start - 40)
    left = blank_times(reading, base, start, "@")
    verb = holds(left)
    caller = _CALLER.search(left[: verb.start()]) if verb else None
    return Span(base + caller.start("who"), base + caller.end("who")) if caller else None


def on_its_day(reading: Reading, sentence: Sentence, start: int) -> bool:
    """True when a verb of holding stands before `start` and its day before that, with nothing between that acts."""
    base = max(sentence.start, start - 40)
    left = blank_times(reading, base, start, "@")
    verb = holds(left)
    if verb is None or not ("@" in verb[0] or _DAY_THEN.search(left[: verb.start()])):
        return False
    return any(t.kind in ("day", "days") for t in times_between(reading, base, start))


def work_of(reading: Reading, sentence: Sentence, span: Span) -> Span | None:
    """What a ceremony was held for: the bridge that 举行开工仪式."""
    base = max(sentence.start, span.start - NEAR)
    left = blank_times(reading, base, span.start, "@")
    verb = holds(left)
    if verb is None or not OPENING.search(reading.norm, span.start, span.end):
        return None
    edge = max((m.end() for m in _BUILT_BY.finditer(left[: verb.start()])), default=0)
    subject = Span(base + edge, base + verb.start())
    if subject.end - subject.start > 30:  # 著名糕点品牌的母企业某某股份有限公司某厂
        firm = next((o for o in orgs(reading.norm) if subject.start <= o.start < o.end <= subject.end), None)
        subject = Span(firm.start, subject.end) if firm else subject
    return subject if 4 <= subject.end - subject.start <= 30 else None


def blank_times(reading: Reading, start: int, end: int, blank: str = " ") -> str:
    """The normalised text from `start` to `end` with `blank` for each character of a time; of the same length."""
    text = reading.norm[start:end]
    for time in times_between(reading, start, end):
        left, right = time.start - start, time.end - start
        text = text[:left] + blank * (right - left) + text[right:]
    return text


def host_of(reading: Reading, sentence: Sentence, span: Span) -> Span | None:
    """The body that is the subject of 召开, 举行 or 举办 before the name."""
    base = max(sentence.start, span.start - NEAR)
    left = blank_times(reading, base, span.start, "@")
    verb = holds(left)
    if verb is None:
        return None
    if at := _AT_A_BODY.match(verb[0]):
        # 在国务院新闻办公室今天举行的新闻发布会上: who holds it stands behind 在
        base += verb.start()
        body = body_in(reading, base + at.start("who"), base + at.end("who"))
        return body.span if body else None
    before = _WHEN_HELD.sub("", left[: verb.start()])
    edge = max((m.end() for m in re.finditer(r"[，。；：！？、\n@]|借助|依托|利用|^在", before)), default=0)
    if shared := _EACH_IN.search(before, edge):
        before = before[: shared.start()]  # 某县分别在甲区和乙区举行
    body = body_in(reading, base + edge, base + len(before))
    return body.span if body else None


_AND = re.compile(r"[”」]?(?:[、和与及]|以及|暨)[“「]?")


def hold_together(norm: str, named: list[Span], held: list[tuple[str | None, Phase]]) -> None:
    """A和B上, 举办A、B等: what holds for one item of a list holds for the others."""
    for order in (range(1, len(named)), range(len(named) - 2, -1, -1)):
        for i in order:
            other = i - 1 if order.step > 0 else i + 1
            first, second = sorted((named[i], named[other]))
            if held[i][0] is None and held[other][0] and _AND.fullmatch(norm, first.end, second.start):
                held[i] = held[other]
