"""What the text says that people said: behind their names, in quotation marks before them, and further on by name alone."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from typing import Literal

from qdtui.model import Span
from qdtui.text.names import name_at, offices
from qdtui.text.normalise import HANS
from qdtui.text.reading import Reading
from qdtui.text.sentence import Sentence

Role = Literal["speaker", "host", "author", "mentioned"]

_SPEECH = re.compile(
    r"表示|指出|介绍|认为|强调|坦言|直言|透露|告诉|谈到|提到|回忆|解释|分析|回应|宣布|呼吁|建议|看来|致辞|致词|发言|讲话|演讲|解读|"
    r"推介|汇报|说|称|感慨|感叹|答道|分享|阐述|要求|批示|(?<!的)报告|辅导|(?<!会见)(?<!考察)(?<!参观)(?<!座谈)(?<!调研)(?<!进行)交流|讲解|强调指出"
)
_SAYS = re.compile(
    r"(?:表示|指出|介绍说?|认为|强调|坦言|直言|透露|告诉[^，,。]{0,8}|谈到|提到|回忆道?|解释道?说?|分析说?|回应道?称?|宣布|呼吁|建议|"
    r"说道?(?![明服法])|称|感慨道?|感叹道?|答道|要求|写道|看来|补充道?说?)(?![了着])[，,：:]?[“\"「]?"
)
_HOSTS = re.compile(r"[^，。,；;]{0,14}主持")
_DECLARES = re.compile(
    "宣布了?(?=[^，。；：“]{0,24}(?:开工|动工|开幕|闭幕|开园|开馆|开业|启动|奠基|投产|启用|成立|开始))"
)
"""What somebody declares at a ceremony, which is a deed and no saying: 宣布项目开工."""
_WORDS_OF = re.compile("(?:关于[^，。；]{2,40}?)?(?:系列|历次)*重要(?:讲话|指示|论述|批示)(?:批示)?(?:精神|要求|和)")
"""Behind a name where only what somebody once said is spoken of: 某某重要讲话精神."""
_SAID_BY = re.compile("[^，。；]{0,12}?宣布的")
"""Behind a name whose saying only tells more of something else: 某某在论坛上宣布的行动."""
_BARE_VERBS = frozenset(("宣布", "提到", "谈到", "透露", "建议", "呼吁", "介绍"))
"""Verbs whose object, where no mark stands between, is a thing and not what was said."""
_GREETS = re.compile(
    "了?(?:热烈|衷心|诚挚|由衷|高度|亲切|深切)?的?(?:欢迎|感谢|祝贺|肯定|慰问|赞赏|关切|赞成|支持)(?=[，。；与和]|$)"
)
"""Behind 表示 where it tells how somebody greeted, and not what he said."""
_TOGETHER = re.compile("(?:、|[和与及]|以及)[^，。；、：]{0,24}")
"""Between two who did the same: 副市长甲、区委书记乙致辞."""
_LATER = re.compile(
    r"(?:总书记|主席|总理|书记|[省市县区]长|董事长|总经理|总裁|会长|院士|教授|先生|女士)?"
    r"(?:(?:主持|出席)[^，。；]{0,10}并|最后|首先|随后|还|也|再次|同时|特别|现场|当场|动情地|高兴地|自豪地|笑着|代表[^，。；]{2,12}|就[^，。；]{2,16}|对[^，。；]{2,12}|在[^，。；]{2,14}?(?:中|时|上|后))*"
    r"(?P<says>指出|强调指出|强调|表示|认为|介绍说?|要求|希望|坦言|透露|称|说道?|告诉[^，。；：]{0,8}|回忆道?|感慨道?|提出|建议|呼吁)(?:[，：:]+|(?=要|将|会|应))[“\"「]?"
)
"""Where somebody named before by name alone speaks: 某某强调，…."""
_HE_SAYS = re.compile(
    r"[他她](?:还|也|首先|最后|同时|随后|特别|再次)?(?P<says>指出|强调|表示|认为|介绍说?|要求|希望|坦言|透露|说|告诉[^，。；：]{0,8})[，：:]+[“\"「]?"
)
_FAR = 6_000
"""How many characters behind the name of somebody what they say is looked for."""
_OFTEN = 12


def role_of(reading: Reading, sentence: Sentence, before: int, after: int) -> tuple[Role, Span | None]:
    """What a person does whose name and office stand from `before` to `after`, and what they are said to have said."""
    norm = reading.norm
    stop = sentence.end
    follows = after
    for match in offices().finditer(norm, after + 1, sentence.end):
        if match.start() < follows or (other := name_at(norm, match.end(), sentence.end)) is None:
            continue
        if _TOGETHER.fullmatch(norm, follows, match.start()) is None:
            stop = match.start()
            break
        follows = other.end
    if _HOSTS.match(norm, after, stop):
        return "host", None
    if (
        norm.startswith("的", after)
        or _WORDS_OF.match(norm, after)
        or norm.endswith("代表", 0, before)
        or _SAID_BY.match(norm, after, stop)
    ):
        return "mentioned", None  # 回答了某某的提问，强调…
    speech = _SPEECH.search(norm, after, min(stop, after + 70))
    if speech is not None and _DECLARES.match(norm, speech.start(), stop):
        speech = _SPEECH.search(norm, speech.end(), min(stop, after + 70))
    if speech is None:
        return "mentioned", None
    told = list(_SAYS.finditer(norm, speech.start(), min(stop, after + 80)))
    marked = (m for m in told if m.end() - m.start() > 2 or norm[m.end() - 1 : m.end()] in "，,：:“")
    says = next(marked, told[0] if told else None)
    if says is None or says[0] in _BARE_VERBS or _GREETS.match(norm, says.end()):
        return "speaker", None
    if says[0].startswith("介绍") and norm.endswith(("了", "的", "作", "做"), 0, says.start()):
        return "speaker", None  # 对项目进行了介绍，: what follows is another's
    return "speaker", _saying(norm, says.end(), sentence.end)


def quoted_before(norm: str, start: int) -> Span | None:
    """What stands in the quotation marks that close right before `start`: “…。”车间主任某某说."""
    start -= norm.startswith("该", start - 1)
    if norm[start - 1 : start] != "”":
        return None
    opened = norm.rfind("“", max(0, start - 400), start)
    end = start - 1
    while end > opened and norm[end - 1] in "。！？，!?,":
        end -= 1
    return Span(opened + 1, end) if opened >= 0 and end - opened > 6 else None


def said_later(reading: Reading, name: Span, after: int) -> Span | None:
    """What the person of `name` is said to have said behind `after`, by 他 in the next sentence or by name alone."""
    norm, sentences = reading.norm, reading.sentences
    at = bisect_left(sentences, after, key=lambda s: s.end)
    if at < len(sentences) and sentences[at].start <= name.start and (said := _he_says(reading, at, name)) is not None:
        return said
    word = norm[slice(*name)]
    found = norm.find(word, after, after + _FAR)
    for _ in range(_OFTEN):
        if found < 0:
            return None
        at = bisect_right(sentences, found, key=lambda s: s.end)
        if at < len(sentences) and (not HANS.match(norm, found - 1) or norm[found - 1] in "时间"):
            told = _LATER.match(norm, found + len(word))
            if told is not None and sentences[at].start <= found < told.end() <= sentences[at].end:
                return _saying(norm, told.end(), sentences[at].end)
            if found == sentences[at].start and (said := _he_says(reading, at, name)) is not None:
                return said
        found = norm.find(word, found + len(word), after + _FAR)
    return None


def _he_says(reading: Reading, at: int, name: Span) -> Span | None:
    """What 他 says in the sentence behind that of number `at`, when nobody else of an office stands there."""
    if at + 1 >= len(reading.sentences):
        return None
    here, then = reading.sentences[at], reading.sentences[at + 1]
    told = _HE_SAYS.match(reading.norm, then.start, then.end)
    if told is None or here.part != then.part or not _alone(reading.norm, here, name):
        return None
    return _saying(reading.norm, told.end(), then.end)


def _alone(norm: str, sentence: Sentence, name: Span) -> bool:
    """True when no other office with a name stands in the sentence of `name`."""
    for match in offices().finditer(norm, *sentence.span):
        other = name_at(norm, match.end(), sentence.end)
        if other is not None and norm[slice(*other)] != norm[slice(*name)]:
            return False
    return True


def _saying(norm: str, start: int, end: int) -> Span | None:
    """The words of `start` to `end` without the marks that close them; None when they are too few."""
    if norm[start - 1] == "“" and "”" in norm[start : end - 2]:
        start -= 1  # the quotation is of a word in it, not of all
    while end > start and norm[end - 1] in '。”"！!？?；;':
        end -= 1
    return Span(start, end) if end - start >= 6 else None
