"""The words that name times in Chinese text, as patterns over the normalised copy."""

from __future__ import annotations

import re

from qdtui.text.signs import Begun

_DIGIT = {c: i for i, c in enumerate("〇一二三四五六七八九")} | {"零": 0, "○": 0, "两": 2, "首": 1}
_CN = "一二三四五六七八九十"
_SMALL = r"(?:[一二两三四五六七八九十]{1,2}|\d{1,2})"
_YEAR = (
    r"(?:(?P<y>(?<!\d)(?:1[89]\d\d|20\d\d)) ?年(?!历史|代)|(?P<cy>[一二][零〇○一二三四五六七八九]{3})年"
    r"|(?P<ry>今年|去年|前年|明年|(?<![成产用行运通工营])后年|本年|当年|上年(?!不变价|可比价|价格)|上一年|同年|翌年))度?"
)
_RANGE = r" ?起?(?:-|—|–|－|~|～|―|─|至|到){1,2} ?"
_MONTH_NUMBER = r"(?<![\d.])(?:1[0-2]|0?[1-9])"
_MONTH = rf"(?P<m>{_MONTH_NUMBER}|(?<![{_CN}])(?:十[一二]?|[一二三四五六七八九])) ?月"
_DAY_NUMBER = r"(?:3[01]|[12]\d|0?[1-9])"
_DAY = rf"(?P<d>{_DAY_NUMBER}|三十一?|二?十[一二三四五六七八九]?|[一二三四五六七八九]) ?[日号]"
_BARE_DAY = rf"(?P<d>{_DAY_NUMBER}) ?日"
# 7日 alone is a day of the month unless these words make it a number of days: 近7日, 7日游
_NOT_COUNTED = r"(?<![\d月年.\-—第近每满个前])"
_NOT_DURATION = r"(?![内游龄均元间夜后线]|行程|之内|以内)"
_PLAN_TAIL = r"(?:时期|期间|期末|末|以来)?"
_PLAN_NUMBER = r"十[一二三四五六七八九]"


def _second(pattern: str) -> str:
    """The same pattern with its group names numbered 2, for the far end of a range."""
    return re.sub(r"\?P<(\w+)>", r"?P<\g<1>2>", pattern)


_PATTERNS = {
    "iso": (
        rf"(?<![\d.])(?P<y>(?:19|20)\d\d)[-/.](?P<m>1[0-2]|0?[1-9])[-/.](?P<d>{_DAY_NUMBER})(?![\d%])"
        r"(?:[ T]?\d\d?:\d\d(?::\d\d)?)?"
    ),
    "years": rf"(?<!\d)(?P<y>(?:19|20)\d\d) ?年?{_RANGE}(?P<y2>20\d\d)(?: ?年度?|(?=[)）]))",
    "days": (
        rf"(?:{_YEAR} ?)?{_MONTH}(?P<d>{_DAY_NUMBER}) ?日?{_RANGE}"
        rf"(?:(?:{_second(_YEAR)})?{_second(_MONTH)})?{_second(_DAY)}"
    ),
    "day": rf"(?:{_YEAR} ?)?{_MONTH} ?{_DAY}",
    "report": (
        rf"(?:(?:{_YEAR}|(?P<by>(?<!\d)20\d\d))的?)?(?:(?P<q>[一三])季(?:度)?报(?:告)?|(?P<half>半年度?(?:报(?:告)?|业绩)|中报|中期(?:业绩|报告|财报))"
        r"|(?P<full>(?<!每)年度?报(?:告)?))(?![道名到警考送关批价])"
    ),
    "two_months": rf"(?:{_YEAR}的?)?(?P<m>{_MONTH_NUMBER})、(?P<m2>1[0-2]|[2-9]) ?月份?",
    "months": (
        rf"(?:{_YEAR}的?)?(?P<m>{_MONTH_NUMBER}) ?(?:月份?)?{_RANGE}"
        rf"(?:{_second(_YEAR)})?(?P<m2>1[0-2]|0?[1-9]) ?月份?"
    ),
    "month": rf"(?:{_YEAR}的?)?{_MONTH}(?P<unit>份?)(?P<part>中下旬|[上中下]旬|[初底末])?",
    "inyear": (
        rf"(?:{_YEAR}的?|(?P<by>(?<![\d.])20\d\d)(?=全年|[上下]半年|前[二两三23]个?季度|第?[一二三四]季度))?(?:(?P<half>[上下]半年)|(?<![\d.])1[-—–－~至到]{{1,2}}(?P<qb>[234])季度?|[前首头](?P<q3>[二两三23])个?季度?|第?(?P<q>[一二三四1-4首])季度"
        rf"|第(?P<q0>[一二三四])季(?=[的,，本经生实按制营]|GDP)|(?<=年)第(?P<q1>[一二三四1-4])季(?!度)|(?P<q2>首)季(?![度后风])"
        rf"|[首前头](?P<n>1[01]|[2-9]|十一?|[一二两三四五六七八九]) ?(?:个多?)?月|(?P<full>全年))度?"
    ),
    "year_part": rf"{_YEAR}(?P<part>年?[底末初内])|(?P<bare>(?<![\d一-鿿])年[末初]|年[内底])",
    "new_year": r"新的?一年(?![级度])",
    "year": _YEAR,
    "plan": (
        rf"[“\"「『](?P<p>{_PLAN_NUMBER}|[一二三四五六七八九十])五[”\"」』]{_PLAN_TAIL}"
        rf"|(?<![{_CN}第\d])(?P<p2>{_PLAN_NUMBER})五(?![{_CN}个名年天岁%]){_PLAN_TAIL}"
    ),
    "past": (
        rf"(?:最?近|过去的?这?|过往)(?P<n>{_SMALL}) ?年[间里来]?"
        rf"|(?<![\d近第百几多这前后])(?P<since>[三四五六七八九]?十[多余]?|[三五八]|[1-9]0?[多余]?) ?年来"
    ),
    "lately": rf"(?:最近|过去的?|近)(?:这)?{_SMALL}个(?:季度|月|星期|周)(?!度)",
    "coming": rf"(?:今后|未来)(?P<n>{_SMALL}) ?年[间里内]?|(?:(?<=力争)|(?<=争取)|(?<=力争用)|(?<=争取用)|(?<=计划用)|(?<=力争在))(?P<n2>{_SMALL}) ?年(?:左右)?(?:的?时间|[内里])",
    "rel_day": (
        r"(?P<rd>(?<![时直]至)(?<!前的)(?:今天|今日(?!头条|之|说)|今[晚晨早]|明[晚晨早]|昨[天日晚]|前[天日]|明天(?!的)|明日(?!之)|后天(?![的性])"
        r"|[今昨明][(（](?P<rdn>[12]?\d|3[01]|二?十?[一二三四五六七八九十]|三十一?)[)）]日))"
        r"(?: ?[(（][^()（）]{0,3}?(?:(?P<paren>\d{1,2}月\d{1,2}日)|\d{1,2} ?日)[)）])?"
    ),
    "same_day": r"当[天日晚]|同日",
    "weekday": r"(?P<wk>[本上下这])个?(?:周|星期|礼拜)(?P<wd>[一二三四五六日天])(?![至到—-])",
    "rel_month": rf"(?P<rm>本月|这个月|上个?月|当月|下个?月)(?:{_BARE_DAY}|[初底末])?",
    "now": (
        r"截[至止]到?(?:目前|当前|现在|发稿[时前]?)|到?目前为止|[到迄]?目前|当前|迄今(?:为止)?|至今(?![年天日晚])|眼下"
    ),
    "bare_days": rf"{_NOT_COUNTED}(?<![至到]){_BARE_DAY}{_RANGE}{_second(_BARE_DAY)}{_NOT_DURATION}",
    "bare_day": rf"{_NOT_COUNTED}{_BARE_DAY}{_NOT_DURATION}",
}
PARSE = {name: re.compile(pattern) for name, pattern in _PATTERNS.items()}
"""Each kind of time with its named groups, to be matched where `SCAN` found it."""

# What a time begins with, and so what each of the patterns has to begin with: a class of characters, which a search
# skips to, and then what may follow each of them.
_NUMERALS = "零〇○一二两三四五六七八九十"
_FIRST = (
    r"[\d一二三四五六七八九十今去前明后本当上下同翌年半中首头第全最近过未截到目迄至眼昨这新“\"「『](?<=(?="
    rf"\d{{1,4}}[ 、年月日号季./\-—–－~～―至到的一二三四全上下前第半中多余]|[一二三四五六七八九十][ 年月季五多余{_NUMERALS}]|[“\"「『][一二三四五六七八九十]"
    rf"|今[年天日晚晨早后(（]|去年|前[年天日\d{_NUMERALS}]|[明后本上当同翌]年|明[天日晚晨早(（]|后天|本月|当[天日晚月前]|上[一半个月]"
    rf"|下[半个月]|同日|[首头][\d{_NUMERALS}季]|第[\d一二三四首]|全年|最近|近[\d{_NUMERALS}]|过[去往]|未来|截[至止]|到目"
    r"|[本上下这]个?[周星礼]|目前|迄[今目]|至今|眼下|昨[天日晚(（]|这个月|年[末初内底度报]|半年|中[报期]|新[的一]).)"
)
SCAN = Begun(
    _FIRST,
    "(?:" + "|".join(f"(?P<{name}>{re.sub(r'[?]P<[^>]+>', '?:', p)})" for name, p in _PATTERNS.items()) + ")",
)
"""Any time; `lastgroup` is its name in `PARSE`."""


def chinese_digits(text: str) -> int:
    """The number that digits in a row stand for: 二〇二五 is 2025."""
    return int("".join(str(_DIGIT[c]) for c in text))


def chinese_int(text: str) -> int:
    """The number that 7, 十二 or 二十六 stands for (up to 99). Raises ValueError for anything else."""
    if text.isdecimal():
        return int(text)
    tens, ten, units = text.rpartition("十")
    if ten:
        return (_DIGIT[tens] if tens else 1) * 10 + (_DIGIT[units] if units else 0)
    if text not in _DIGIT:
        raise ValueError(f"not a small Chinese number: {text!r}")
    return _DIGIT[text]


def plan_years(number: int) -> tuple[int, int]:
    """First and last year of the Nth five-year plan (14 is 2021 to 2025)."""
    first = 1953 + 5 * (number - 1) if number < 3 else 1966 + 5 * (number - 3)
    return first, first + 4
