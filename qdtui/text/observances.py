"""Occasions that are no meeting by their noun: the nth day of its kind, a welcome for guests, interviews that a centre
holds, and what a later sentence calls 本届 and gives a day.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from qdtui.model import Span
from qdtui.text.occasions import Occasion
from qdtui.text.reading import Reading
from qdtui.text.sentence import Sentence
from qdtui.text.signs import Signed, signs_of
from qdtui.text.times import on_a_day

_NTH_DAY = Signed(
    "是第 国第",
    r"是(?:[我全]国)?(?P<name>第[\d一二三四五六七八九十]+个(?:[“「][^“”「」\n]{2,14}[日节][”」]|(?:全国|世界|国际|中国|全民)[^，。；、“”\n]{1,10}[日节]))(?=[，。；（(\n]|$)",
)
"""今天是第十个“某某日”."""
_WELCOME = Signed(
    "欢迎",
    r"(?:在(?P<where>[^，。；在为\n]{2,20}))?为(?P<guest>[^，。；为\n]{2,40}?)(?:一行)?(?:共同)?(?:举行|举办)了?(?:隆重|盛大)?的?(?P<name>欢迎(?:仪式|宴会|晚宴|午宴|招待会|酒会))",
)
"""某某在某厅为来访总统举行欢迎仪式."""
_BANQUET = Signed(
    "宴会 晚宴 午宴 招待会",
    r"在(?P<where>[^，。；在为\n]{2,20})(?:共同)?(?:举行|举办)了?(?:隆重|盛大)?的?(?P<name>宴会|晚宴|午宴|招待会)，(?:热烈)?欢迎",
)
"""某某在某宾馆举行宴会，欢迎来访的贵宾."""
_INTERVIEWS = Signed(
    "集体采访",
    r"(?P<who>[\u4e00-\u9fff]{2,12}?(?:中心|组委会|办公室|新闻办|指挥部|委员会))(?:分别|先后|共|联合)*(?:举行|举办|召开|组织)了?(?:第?[首一二两三四五六七八九十\d]+场)?(?P<what>(?:网络|中外媒体|媒体|记者)?集体采访)",
)
"""某某新闻中心举行集体采访."""
_THIS_ONE = Signed(
    "本届",
    r"本届(?P<noun>[\u4e00-\u9fff]{1,8}?(?:会|节|展|赛|论坛|杯|周))(?=(?:将|拟|定|已)?(?:于|从|[今昨明]天|\d)[^。；\n]{2,40}?(?:举行|举办|召开|开幕))",
)
_CAMPAIGN = Signed(
    "专项",
    r"(?:启动|推出)(?:实施|开展)?了?(?:为期[^，。；的]{1,6}的)?(?P<name>[^，。；：、\n启动]{0,24}?(?:[“「][^“”「」\n]{2,20}[”」])?[^，。；：、\n启动]{0,16}专项(?:执法|整治|治理|检查)?行动)(?=[，。；\n]|$)",
)
"""Who starts a campaign on a day: 某部今天启动2025年某某专项行动."""
_REACH = 500
"""How many characters before 本届 the full name may stand."""
_SHORTEST = 8
"""How many characters the name of a campaign has at least."""
_DAY_OF_WORK = re.compile("(?:节|假|工作|交易|比赛|开放|纪念|生)日[”」]?$")
_SIGNS = signs_of(_NTH_DAY, _WELCOME, _BANQUET, _INTERVIEWS, _THIS_ONE, _CAMPAIGN)


def observances(reading: Reading, sentence: Sentence) -> Iterator[Occasion]:
    """The occasions of these kinds that a sentence tells of."""
    norm, text = reading.norm, reading.text
    if not _SIGNS.stand_in(norm, sentence.start, sentence.end):
        return  # as in nearly all sentences
    for m in _NTH_DAY.finditer(norm, sentence.start, sentence.end):
        span = Span(*m.span("name"))
        if not _DAY_OF_WORK.search(m["name"]) and on_a_day(reading, sentence.start, m.start()):
            yield Occasion("meeting", text[slice(*span)], span, sentence, "held")
    for m in _WELCOME.finditer(norm, sentence.start, sentence.end):
        span, where = Span(*m.span("name")), Span(*m.span("where")) if m["where"] else None
        yield Occasion("meeting", text[slice(*span)], span, sentence, "held", where=where)
    for m in _BANQUET.finditer(norm, sentence.start, sentence.end):
        span, where = Span(*m.span("name")), Span(*m.span("where"))
        yield Occasion("meeting", "欢迎" + text[slice(*span)], span, sentence, "held", where=where)
    for m in _INTERVIEWS.finditer(norm, sentence.start, sentence.end):
        if on_a_day(reading, sentence.start, m.start("what")):
            name = text[slice(*m.span("who"))] + text[slice(*m.span("what"))]
            yield Occasion("meeting", name, Span(*m.span("what")), sentence, "hosted", host=Span(*m.span("who")))
    for m in _CAMPAIGN.finditer(norm, sentence.start, sentence.end):
        span = Span(*m.span("name"))
        if len(m["name"]) >= _SHORTEST and on_a_day(reading, sentence.start, m.start()):
            yield Occasion("meeting", text[slice(*span)], span, sentence, "held")
    for m in _THIS_ONE.finditer(norm, sentence.start, sentence.end):
        if (named := _named_before(norm, m.start(), m["noun"])) is not None:
            span = Span(m.start(), m.end("noun"))
            yield Occasion("meeting", text[slice(*named)], span, sentence, "takes-place")


def _named_before(norm: str, at: int, noun: str) -> Span | None:
    """The full name that ends with `noun` and says which of its row it is, as it stands last before `at`."""
    numbered = re.compile(
        rf"(?:第[一二三四五六七八九十百\d]+届|首届|20\d\d年?)[^，。；：、\s第“”]{{0,20}}?{re.escape(noun)}"
    )
    found = [*numbered.finditer(norm, max(0, at - _REACH), at)]
    return Span(*found[-1].span()) if found else None
