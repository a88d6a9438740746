"""Lines that are made for outlet, author and day: 来源：… 作者：… 2024-03-05 10:22, in whatever order and form.

Such a line is read field by field, and is one only when every field is known and one of them is a day of
publication. So a day with another label (会议时间, 开标时间, 截止日期) never makes one.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

from qdtui.text.days import day_of
from qdtui.text.normalise import normalise

_LONGEST = 160
"""Code points of the longest line that is looked at."""

_NEVER = re.compile("[。！？；“”《》]|[\u4e00-\u9fff]{25}")
"""What stands in sentences and titles alone: says at once that the line need not be read field by field."""

_HAN = "\u4e00-\u9fff"
_DIGITS = {c: n for n, c in enumerate("〇一二三四五六七八九")} | {"零": 0, "○": 0, "O": 0}
_MONTHS = {
    name: n
    for n, name in enumerate(("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"), 1)
}
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)\.?"
)
_WEEKDAY = r"(?:\s*[（(]?(?:星期|周)[一二三四五六日天][）)]?)?"
_CLOCK = (
    r"(?:[\sT,]*(?:上午|下午|早上|晚上)?\s*(?:\d{1,2}[:：] ?\d{2}(?:[:：] ?\d{2})?|\d{1,2}[时点]\d{1,2}分(?:\d{1,2}秒)?)(?:\.\d+)?(?:\s*[AP]M\b)?"
    r"(?:Z|\s*(?:GMT|UTC|CST)?\s*[+-]\d{2}:?\d{2}|\s*(?:GMT|UTC|CST))?)?"
)
_LABEL = (
    r"(?:(?P<label>(?:发布|发表|刊发|刊登|更新|成文|发文|上传|报道|印发|编辑|公布|公开|生成|录入|签发|制发)?(?:时间|日期)"
    r"|发布于|发表于|更新于|发布|公布)\s*[:：]?\s*)?"
)
_DAYS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], date | None]], ...]


def _number(text: str) -> int:
    """A number up to 999 in digits or in Chinese; 0 for what is none."""
    if text.isdecimal():
        return int(text)
    total = 0
    for place, value in (("百", 100), ("十", 10)):
        head, found, rest = text.partition(place)
        if found:
            total += (_DIGITS.get(head.lstrip("零〇"), 0) if head.lstrip("零〇") else 1) * value
            text = rest
    text = text.lstrip("零〇")
    return total + (_DIGITS.get(text, 0) if text else 0)


def _western(match: re.Match[str]) -> date | None:
    return day_of(int(match["y"]), int(match["m"]), int(match["d"]))


def _day_first(match: re.Match[str]) -> date | None:
    if match["same"]:
        return day_of(int(match["y2"]), int(match["same"]), int(match["same"]))
    return _western(match)


def _numerals(match: re.Match[str]) -> date | None:
    year = int("".join(str(_DIGITS[char]) for char in match["y"]))
    return day_of(year, _number(match["m"]), _number(match["d"]))


def _republic(match: re.Match[str]) -> date | None:
    return day_of(1911 + _number(match["y"]), _number(match["m"]), _number(match["d"]))


def _english(match: re.Match[str]) -> date | None:
    return day_of(int(match["y"]), _MONTHS[match["m"][:3].lower()], int(match["d"]))


def _pattern(body: str) -> re.Pattern[str]:
    return re.compile(_LABEL + body + _WEEKDAY + _CLOCK + r"(?![\d年月])", re.IGNORECASE)


_YEAR, _IN_MONTH = r"(?P<y>(?:19|20)\d\d)", r"(?P<m>1[0-2]|0?[1-9])"
_IN_DAY = r"(?P<d>3[01]|[12]\d|0?[1-9])"
_HAN_MD = r"(?P<m>十?[一二三四五六七八九十])月(?P<d>[一二三四五六七八九十]{1,3})日"
_DAY_FIRST = rf"(?:(?P<d>3[01]|2\d|1[3-9])(?P<by>[/-]){_IN_MONTH}(?P=by){_YEAR}|(?P<same>0?[1-9]|1[0-2])/(?P=same)/(?P<y2>(?:19|20)\d\d))"
"""27/02/2026 as Hong Kong writes it; 05/12/2024 may be of December or of May, and tells nothing."""
_OF_REPUBLIC = (
    (_pattern(rf"(?:中华)?民国\s*(?P<y>\d{{2,3}})\s*年\s*{_IN_MONTH}\s*月\s*{_IN_DAY}\s*日"), _republic),
    (_pattern(rf"(?:中华)?民国\s*(?P<y>[一二三四五六七八九十百零〇]{{1,6}})\s*年\s*{_HAN_MD}"), _republic),
)
_IN_ENGLISH = (
    (_pattern(rf"(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,?\s*)?(?P<m>{_MONTH})\s*{_IN_DAY}(?:st|nd|rd|th)?\s*,?\s*{_YEAR}"), _english),
    (_pattern(rf"(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,?\s*)?{_IN_DAY}(?:st|nd|rd|th)?\s+(?P<m>{_MONTH})\s*,?\s*{_YEAR}"), _english),
)  # fmt: skip
_DAYS = (
    (_pattern(rf"{_YEAR}\s*(?:[-/.]|年)\s*{_IN_MONTH}\s*(?:[-/.]|月)\s*{_IN_DAY}(?!\d)\s*[日号]?"), _western),
    (_pattern(rf"{_YEAR}\s+{_IN_MONTH}/{_IN_DAY}(?!\d)"), _western),  # the year on a line of its own above 01/22
    (_pattern(_DAY_FIRST), _day_first),
    (_pattern(rf"{_YEAR}(?P<m>1[0-2]|0[1-9])(?P<d>3[01]|[12]\d|0[1-9])"), _western),
    (_pattern(rf"(?P<y>[一二][〇○零O一二三四五六七八九]{{3}})年{_HAN_MD}"), _numerals),
    *_OF_REPUBLIC,
    (_pattern(rf"(?P<y>(?:9\d|1[0-4]\d))\s*年\s*{_IN_MONTH}\s*月\s*{_IN_DAY}\s*日"), _republic),
    *_IN_ENGLISH,
)  # fmt: skip
_REPUBLIC_BARE = re.compile(rf"{_LABEL}(?P<y>(?:9\d|1[0-4]\d))[-/.]{_IN_MONTH}[-/.]{_IN_DAY}(?!\d){_CLOCK}")
"""113-03-05, which is a day only behind a label that says so."""

_NAMES = rf"(?:[{_HAN}·]{{2,8}}|[{_HAN}][ \u3000][{_HAN}])(?:[ \u3000、，,]+[{_HAN}·]{{2,4}}(?![{_HAN}:：/／|｜]))*"
_FIELDS = tuple(
    re.compile(pattern)
    for pattern in (
        r"(?:(?:信息|文章|稿件|消息|新闻)?来源|稿源|作者|撰稿人?|撰文|记者|通讯员|编辑|责任编辑|责编|主编|值班主任|审核|校对|摄影|文字|图片|供稿(?:单位)?"
        r"|发布(?:机构|单位|部门|者|人)|发文(?:机关|单位)|制发机关|成文机关|索引号|发文字号|文号|(?:主题|信息)?分类|体裁|公开(?:方式|范围))"
        rf"\s*[:：/／|｜]\s*(?:{_NAMES}(?=[\s|｜】\]）)]|$)|[^\s|｜:：。，；【】]{{1,40}}?(?=[\s|｜，,】\]）)]|(?:19|20)\d\d(?:年|[-/.]\d{{1,2}}[-/.])|$))",
        rf"(?:全媒体|首席|见习|实习|特约|本报|本网|本刊|[{_HAN}]{{2,8}}(?:报|网|社|台))?(?:记者|通讯员|实习生|作者|责任编辑|编辑)[ \u3000]+{_NAMES}(?=[\s|｜】\]）)]|$)",
        r"(?:浏览|阅读|点击|访问|评论|点赞|收藏|转发|播放|在看)(?:次数|量|数)?\s*[:：]?\s*[\d.,]*\s*万?\+?\s*次?(?=[\s|｜·】\]）)，,]|$)",
        r"[\d.]+万?\+?\s*次?(?:阅读|浏览|点击|评论|播放)",
        r"(?:字体|字号)\s*[:：]?[\s\[【（(]*(?:[大中小][\s|/｜]*)+[\]】）)]*",
        r"(?:打印|关闭|分享|收藏|原创|转载)(?:本页|窗口|到[:：]?)?(?=[\s|｜】\]）)]|$)",
        r"第\s*\d{1,3}\s*版(?:[:：]\S{1,12})?",
        rf"[{_HAN}]{{2,14}}(?:报|网|社|台|发布|客户端|在线|新闻|资讯|政府|局|委|厅|办)(?=[\s|｜·】\]）)]|$)",
    )
)
_GAP = re.compile(r"[\s□■◆●|｜·,，/／、;；【】\[\]（）()—-]+")
_COLON = re.compile("[:：]")
# Begins with a class of characters, to which a search skips, and asks from behind it what stands there.
_MAY = re.compile(
    r"[1２１29民一二a-zA-Z](?<=(?=19\d\d|20\d\d|１９|２０|民[国國]|[一二][〇○零O九]|(?<!\d)(?:9\d|1[0-4]\d)[-/.年]"
    r"|(?i:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)).)"
)


def stamp_day(text: str) -> date | None:
    """The day of publication in a line made for it; None when the line is none, or names no day.

    Of several days that of the publication (发布) counts, otherwise the first.
    """
    if len(text) > _LONGEST or not _MAY.search(text) or _NEVER.search(text):
        return None
    read = _fields(text)
    return read[1] if read is not None else None


def stamp_of_names(text: str) -> bool:
    """True for such a line that has no day, but several fields with their labels: 来源：滨海日报 作者：林木 浏览：1024."""
    if len(text) > _LONGEST or len(_COLON.findall(text)) < 2 or _NEVER.search(text):
        return False
    read = _fields(text)
    return read is not None and read[0] >= 2


def _fields(text: str) -> tuple[int, date | None] | None:
    """How many fields with labels and no day a line is made of, and its day of publication; None for another line."""
    plain = normalise(text)
    at, first, published = 0, None, None
    labelled = 0
    while at < len(plain):
        if gap := _GAP.match(plain, at):
            at = gap.end()
            continue
        found = _day_at(plain, at)
        if found is not None:
            end, label, day = found
            first = first or day
            if label.startswith(("发布", "发表")):
                published = published or day
        else:
            field = next((match for pattern in _FIELDS if (match := pattern.match(plain, at))), None)
            if field is None or field.end() == at:
                return None
            end = field.end()
            labelled += _COLON.search(field[0]) is not None
        at = end
    return labelled, published or first


def _day_at(plain: str, at: int) -> tuple[int, str, date] | None:
    """Where a day that begins at `at` ends, the label in front of it, and the day."""
    for pattern, reading in _DAYS:
        if (match := pattern.match(plain, at)) and (day := reading(match)):
            return match.end(), match["label"] or "", day
    match = _REPUBLIC_BARE.match(plain, at)
    if match and match["label"] and (day := _republic(match)):
        return match.end(), match["label"], day
    return None


def named_day(text: str) -> date | None:
    """The first day in `text` that is written in English or by the years of the Republic (民國113年3月5日)."""
    plain = normalise(text)
    for pattern, reading in (*_OF_REPUBLIC, *_IN_ENGLISH):
        if (match := pattern.search(plain)) and (day := reading(match)):
            return day
    return None


_OTHER = re.compile(rf"(?P<label>[{_HAN}]{{0,8}}(?:时间|日期|日))\s*[:：]\s*$")
_KNOWN = re.compile(_LABEL.removesuffix("?").replace("?P<label>", "?:").replace(r"\s*[:：]?\s*", "") + "$")


def other_occasion(before: str) -> bool:
    """True when what stands before a day says that it is the day of something else: 开标时间：, 截止日期：."""
    match = _OTHER.search(normalise(before))
    return match is not None and not _KNOWN.fullmatch(match["label"])
