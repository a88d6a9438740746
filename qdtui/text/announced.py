"""When an honour was given: the year that the words of an announcement tell, beside the name or above it."""

from __future__ import annotations

import re

from qdtui.text.reading import Reading

_YEAR = re.compile(r"(?<!\d)(?P<year>20\d\d)(?:年(?:度)?|(?=[-./]\d{1,2}[-./]\d))|(?P<word>今年|去年|前年|本年度)")
_DAY = re.compile(r"(?<![\d年\-—~至.])(?P<month>1[0-2]|[1-9])月(?:份|底|初|[上中下]旬|\d{1,2}[日号])?(?![\-—~至])")
_RECENT = re.compile(
    r"近日|日前|前不久|不久前|近期|最近|昨[日天]|今[日天]|本月|上月|刚刚|最新|(?<![\d月])\d{1,2}日|(?<![一-鿿])现(?:[将予对公]|确定|认定|批准)|现予"
)
_ANNOUNCED = re.compile(
    r"公布|发布|公示|公告|认定|出炉|揭晓|印发|下发|下达|确定|入选|获评|上榜|入围|获批|评为|通报|列入|荣获|授予|传来|命名|加入|喜获|斩获|摘得|宣布|认证|当选"
)
_ELSEWHERE = re.compile(r"走进|来到|走访|参观|看到|调研|采访|见到|探访|车间")
_OTHER_EVENT = re.compile(
    r"成立|创建|创办|始建|投产|上市|建厂|注册|截至|截止|营收|收入|产值|销售|增长|占有率|以来|起步|印发的|有效期|规划|五年"
)
_NOTICE = re.compile(r"现将|现予|予以公[示布告]|公[示布告]如下|现公[布示]|公示期|[拟现]确定")
_NOTICE_TITLE = re.compile(r"(?:名单|公示|公告|通告|通知)(?:[（(][^（()）]*[）)])?$")


def is_notice(reading: Reading) -> bool:
    """True for a notice that gives out a list by itself, so that its own date is that of the award."""
    return bool(_NOTICE.search(reading.norm) or _NOTICE_TITLE.search(reading.doc.title or ""))


def told_year(reading: Reading, start: int, end: int, clauses: int | None = None) -> int | None:
    """The year that `start`–`end` gives an award; of several the last, None when it gives none.

    今年 and 12月17日 are counted from the publication, and so is 近日 where something is announced. Years of a founding
    or of a count do not count, nor does what stands before them. `clauses` limits how far back is looked.
    """
    published = reading.doc.published_year
    text = reading.norm[start:end]
    pieces = [c for c in re.split(r"[，,；;。：:\n]", text) if c.strip()]
    for clause in reversed(pieces if clauses is None else pieces[-clauses:]):
        if _OTHER_EVENT.search(clause):
            if clauses is not None:
                break
            continue
        if (year := _told(clause, published, _month(reading))) is not None:
            return year
    if published is not None and _ANNOUNCED.search(text) and not _ELSEWHERE.search(text) and _RECENT.search(text):
        return published
    return None


def _month(reading: Reading) -> int | None:
    return reading.doc.published.month if reading.doc.published is not None else None


def _told(clause: str, published: int | None, month: int | None) -> int | None:
    year = None
    for match in _YEAR.finditer(clause):
        if match["year"]:
            year = int(match["year"])
        elif published is not None:
            year = published - {"今年": 0, "本年度": 0, "去年": 1, "前年": 2}[match["word"]]
    if year is None and published is not None and (day := _DAY.search(clause)) is not None:
        return published if month is None or int(day["month"]) <= month else published - 1
    return year
