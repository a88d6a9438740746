"""The words right before a number that say how it compares: growth and fall, gaps to others, shares of a whole."""

from __future__ import annotations

import re
from dataclasses import dataclass

_UP = r"(?<![\d零一二三四五六七八九十今去前全])年增长(?=率)|年增|月增(?![速幅])|季增|(?<=[同环]比)多|[激猛骤大]增|增长|年?成长(?!为)|增加|上升|(?<!改造|优化|巩固|整治)提升|提高|扩大|增幅|增速|涨幅|上涨|加快|延长|攀升|上调|调高|多增|提价|节油|节能|节水|节电|增产|增收|提速|增|升|涨"
_DOWN = r"减低|锐减|年减|月减|季减|衰退|下调|调低|(?<=[同环]比)少|(?<![至不减缺])少(?=了)|下降|减少|降低|下滑|回落|缩短|收窄|放缓|缩减|压减|减量|减轻|降幅|下跌|缩小|萎缩|少增|降价|减产|减|降|跌"
_MODIFIER = (
    r"同比(?:(?:20\d\d|[去上前])年(?:同期)?|20\d\d年[^，。；、\d增降]{2,6})?|环比(?:\d{1,2}(?:[—–~至-]\d{1,2})?月份?|上个?[月季]度?|[一二三四]季度)?|按年|按月|按季|按|(?:与[^，。；、\d]{2,10}相比|较|相?(?<![占入])比(?![重例值率赛]))[^，。；、至到占]{1,12}?|年均|年平均|月均|平均|实际|名义|可比价|可比口径|可比|同口径|扣除价格因素|逐步|逐渐|逐年|略微?|微|稍|小幅|稳步|进一步|快速|迅速|持续|不断|显著|明显|合计|双双|有望|可望|(?<!增长)(?<!增速)预期|"
    r"两年平均|[（(]下同[^（()）\d]{0,20}[)）]|虽然?|但|仍|由(?:上年同期|上[月季年]|去年|年初)?的?|转为|变为|累计|分别|均|则|却|也|都|又|大幅|小幅|首次|连续[一二两三四五六七八九十\d]+[年月]|近|再|保持|实现|预计|将|继续"
)
_CHANGE = re.compile(
    rf"(?P<modifier>(?:{_MODIFIER})*)(?:(?P<up>{_UP})|(?P<down>{_DOWN}))(?P<rate>率|幅度|幅|速)?(?:[了约近超])?"
    r"(?P<spread>分别(?:为|达到?|约|超过?)?)?(?P<all>均|都|双双)?(?P<to>至|到|为|达到?|在|有)?了?\s*$"
)
_HINTS = frozenset(c for c in _UP + _DOWN if "\u4e00" <= c <= "\u9fff") - {"成"}
"""The characters of the verbs of change: most words before a number hold none."""
_TAIL = 16
"""The verb stands within so many characters before the number."""
_GAP = re.compile(
    r"(?:(?P<up>高于|好于|快于|高出|超出|领先于?|优于|高过|快过)|(?P<down>低于|慢于|落后于?|低过|弱于))(?![^，。；、]{0,16}(?:比例|比率|占比|比重|率)(?:达到?|为|超过?)?$)[^，。；、]{0,16}$"
    r"|(?<![占同环])比(?![例重值率])[^，。；、]{1,16}(?:分别)?(?:(?P<up2>(?<!提)高出?|快)|(?P<down2>(?<!降)低|慢))(?:了|约|近)?$"
)
_SHARE_OF = re.compile(
    r"(?P<of>(?P<about>约)?(?:占(?!比)(?:到|据)?|贡献(?!率)了?|(?:(?:完成|承担|创造|养育|滋养|承载|养活)[了着]?|以)(?=全[国省市区县球]|我[国省市])|完成了?(?=(?:全?年度?|年初|当年|既定)[^，。；、]{0,2}(?:计划|预算|目标|任务)[^，。；、]{0,2}的$)|为(?=(?:全?年度?|年初|当年)?(?:计划|预算|目标|任务)[^，。；、]{0,4}的$)|(?P<level>(?:稳定|保持|维持)在)(?=(?:全[国省市区县球]|我[国省市])(?:总量)?的$))(?P<whole>[^，。；、占]{0,20}?))(?:的)?(?P<word>比重|比例|份额)?"
    r"(?:为|达到?|超过?|近|高达)?$"
)
_RATE_WORDS = ("增幅", "增速", "涨幅", "降幅")
_CHANGES = ("增长", "下降", "上涨", "下跌")
"""Verbs that 达 behind them makes no level of, where they compare: 同比增长达12%."""
_ACTIVITY = ("提价", "节油", "节能", "节水", "节电", "增产", "增收", "降价", "减产")


@dataclass(frozen=True, slots=True)
class Change:
    """A word of growth or fall in front of a number. `start` and `end` count from where the words began."""

    start: int
    verb_start: int
    falls: bool
    modifier: str
    """同比, 较上年同期, 年均均 …; 均 behind the verb as well."""
    level: bool
    """True when the number is the level reached (提升至41.8%), not the change (提升1.5%)."""
    single: bool
    """True for a verb of one character, which may be part of another word."""
    named: bool
    """True when the verb names what changes by itself (节油, 提价)."""


@dataclass(frozen=True, slots=True)
class Gap:
    """A comparison with others: 高于全国 in 高于全国12.9个百分点."""

    start: int
    falls: bool


@dataclass(frozen=True, slots=True)
class ShareOf:
    """A share of a whole: 占全省 in 占全省9.7%."""

    start: int
    end: int
    whole_start: int
    whole_end: int
    about: bool
    """True for 约占."""
    level: bool = False
    """True for 稳定在全国的, which says 占 without the word."""


def change_before(words: str) -> Change | None:
    """The growth or fall that `words`, which end where a number begins, end with."""
    if _HINTS.isdisjoint(words[-_TAIL:]):
        return None
    match = _CHANGE.search(words)
    if match is None:
        return None
    verb = match["up"] or match["down"]
    level = match["to"] is not None and not match["spread"] and match["rate"] is None and verb not in _RATE_WORDS
    level = level and not (verb in _CHANGES and match["to"] in ("达", "达到", "为") and "比" in match["modifier"])
    return Change(
        match.start(),
        match.start("up") if match["up"] else match.start("down"),
        match["down"] is not None,
        match["modifier"] + (match["all"] or ""),
        level,
        len(verb) == 1
        and verb not in "多少"
        and match["to"] not in ("至", "到")
        and not match["modifier"].endswith(("略", "略微", "稍", "微", "小幅", "大幅")),
        verb in _ACTIVITY,
    )


def gap_before(words: str) -> Gap | None:
    """The comparison with others that `words` end with."""
    match = _GAP.search(words)
    return None if match is None else Gap(match.start(), bool(match["down"] or match["down2"]))


def share_before(words: str) -> ShareOf | None:
    """The share of a whole that `words` end with."""
    match = _SHARE_OF.search(words)
    if match is None:
        return None
    start = match.start("of") + len(match["about"] or "")
    end = match.end("word") if match["word"] else match.end("of")
    return ShareOf(
        start, end, match.start("whole"), match.end("whole"), match["about"] is not None, match["level"] is not None
    )
