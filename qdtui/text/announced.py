"""What an announcement says of an honour: its year, its level, and whether it is held, made public or sought."""

from __future__ import annotations

import re
from functools import lru_cache

from qdtui.text.places import province_names
from qdtui.text.reading import Reading
from qdtui.text.sentence import Sentence

_YEAR = re.compile(
    r"(?<!\d)(?<!年[-—~至])(?P<year>20\d\d)(?:年(?:度)?(?![-—~至]20\d\d)|(?=[-./]\d{1,2}[-./]\d))|(?P<word>今年|去年|前年|本年度)"
)
_DAY = re.compile(r"(?<![\d年\-—~至.])(?P<month>1[0-2]|[1-9])月(?:份|底|初|[上中下]旬|\d{1,2}[日号])?(?![\-—~至])")
_RECENT = re.compile(
    r"近日|日前|前不久|不久前|近期|最近|昨[日天]|今[日天]|本月|上月|刚刚|最新|(?<![\d月])\d{1,2}日|(?<![一-鿿])现(?:[将予对公]|确定|认定|批准)|现予"
)
_ANNOUNCED = re.compile(
    r"公布|发布|公示|公告|认定|出炉|揭晓|印发|下发|下达|确定|入选|获评|上榜|入围|获批|评为|通报|列入|荣获|授予|传来|命名|加入|喜获|斩获|摘得|宣布|认证|当选|跻身|晋级|遴选|再添|颁发|收到"
)
_ELSEWHERE = re.compile(r"走进|来到|走访|参观|看到|调研|采访|见到|探访|车间")
_OTHER_EVENT = re.compile(
    r"成立|创立|组建|设立|改制|创建|创办|始建|投产|上市|建厂|注册|截至|截止|营收|收入|产值|销售|增长|占有率|以来|起步|印发的|有效期|规划|五年"
)
_NOTICE = re.compile(r"现将|现予|予以公[示布告]|公[示布告]如下|现公[布示]|公示期|[拟现]确定")
_NATIONAL = re.compile(
    r"国家级?(?=制造业|“?单项|第)|国家级|国字号|全国制造业|中国制造业|工信部|工业和信息化部|全国(?=“?单项|第|首批)|地区第[一二三四五六七八九十]+批(?=制造业)"
)
_PROVINCE = "|".join(n for n in province_names() if not n.endswith("市"))
_PROVINCIAL = re.compile(
    rf"(?:批|年度?)(?:{_PROVINCE})(?:制造业)?“?单项|(?:省|自治区|(?:{_PROVINCE}))(?:工信厅|工业和信息化厅|经信厅|经济和信息化厅)[^，。；]{{0,10}}(?:公[布示]|发布|认定|授予)|"
    r"省级|自治区级|(?:省|自治区|北京市?|上海市?|天津市?|重庆市?)(?:首批|第.{1,3}批|20\d\d年度?)*制造业“?单项|全省制造业|为[^，。]{2,4}省“?单项"
)
_MUNICIPAL = re.compile(
    r"市级|(?:认定为|获评|荣获|入选|列入|纳入|评为|获得|公布)[^，。]{0,12}市(?:首批|第.{1,3}批)?(?:制造业)?“?单项|"
    r"(?:批|年度?)[^，。]{2,4}市制造业“?单项|市(?:首批|第.{1,3}批|20\d\d年度?)+(?:制造业)?“?单项|"
    r"市(?:工信局|工业和信息化局|经信局)[^，。]{0,6}(?:公[布示]|发布|认定)"
)
_APPLYING = re.compile(r"申报|争创|冲刺|冲击|培育库|培育对象|重点培育|正在培育|后备|有望|力争|目标|争取|推荐")
_PUBLIC = re.compile(
    r"(?<![经已])(?<!完成)公示(?![，,](?:现|决定|确定|认定|同意))(?!期?满|无异议|结束|后|程序|，?[无没]|等(?:环节|程序|流程))|拟(?:认定|入选|授予|确定|评定|命名|公布)"
)
_PASSED = re.compile(r"经[^，。；]{0,60}?公示(?=等|程序|后|无异议|，|环节|和|、|$)")
_DECIDED = re.compile(
    r"决定(?:授予|认定|命名)|现(?:确定|认定|授予)|(?<!拟)(?:现|予以|现予|予)公[布告]|现将[^。；拟]{0,80}予以公[布告]"
)
_FOR_IT = re.compile(r"[”\"]?(?:企业)?的?(?:入?库(?!存)|培育库|培育计划|后备|培育对象|培育入库|申报)")
_NOTICE_TITLE = re.compile(r"(?:名单|公示|公告|通告|通知)(?:[（(][^（()）]*[）)])?$")


@lru_cache(maxsize=8)
def is_notice(reading: Reading) -> bool:
    """True for a notice that gives out a list by itself, so that its own date is that of the award."""
    return bool(_NOTICE.search(reading.norm) or _NOTICE_TITLE.search(reading.doc.title or ""))


_NATIONAL_ISSUER = re.compile(r"工业和信息化部|国家发展(?:和)?改革委(?:员会)?|工信部")
_SIGNATURE = re.compile(
    r"(?m)^[ \t\u3000]*(?:中华人民共和国)?(?:工业和信息化部|国家发展和改革委员会)(?:办公厅)?[ \t\u3000]*$"
)


@lru_cache(maxsize=8)
def national_notice(reading: Reading) -> bool:
    """True for a notice that a ministry gives out: its title, source or signature names the ministry."""
    if not is_notice(reading):
        return False
    named = f"{reading.doc.title or ''} {reading.doc.source or ''}"
    return bool(_NATIONAL_ISSUER.match(named.strip()) or _SIGNATURE.search(reading.norm))


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
    return published if announced_lately(reading, start, end) else None


_REVIEW = re.compile(r"(?P<year>20\d\d)年[^。]{0,12}(?:回顾|总结|工作情况|主要工作)")


def review_year(reading: Reading, sentence: Sentence) -> int | None:
    """The year of the review that a sentence stands in (below 一、2024年工作回顾); None below a heading of another year."""
    for above in reversed(reading.sentences):
        if above.end <= sentence.start and above.heading and re.search(r"20\d\d年", reading.norm[slice(*above.span)]):
            told = _REVIEW.search(reading.norm, above.start, above.end)
            return int(told["year"]) if told is not None else None
    return None


def announced_lately(reading: Reading, start: int, end: int) -> bool:
    """True when `start`–`end` says that something was announced 近日 and the day of publication is known."""
    text = reading.norm[start:end]
    known = reading.doc.published_year is not None
    return known and bool(_ANNOUNCED.search(text) and not _ELSEWHERE.search(text) and _RECENT.search(text))


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


def honour_level(clause: str, before: str) -> str | None:
    """国家级, 省级 or 市级 of a 单项冠军 title, from its clause up to the title, else from what stands `before` it.

    In a list of honours (国家级“小巨人”、江西省单项冠军) the title's own item tells before the others do.
    """
    for words in (clause.rpartition("、")[2], clause):
        for level, pattern in (("国家级", _NATIONAL), ("省级", _PROVINCIAL), ("市级", _MUNICIPAL)):
            if pattern.search(words):
                return level
    if _NATIONAL.search(before):
        return "国家级"
    if re.search("推荐|参加|申报", before):
        return None  # who puts firms forward does not give the title
    return "省级" if re.search(r"省级|自治区级|(?:省|自治区)(?:工信厅|工业和信息化厅|经信厅)", before) else None


def is_public(text: str) -> bool:
    """True when a list is made public for objections (公示) and not yet final."""
    return _PUBLIC.search(_PASSED.sub("", text)) is not None and _DECIDED.search(text) is None


def honour_status(around: str, clause: str, behind: str) -> str:
    """认定, 公示 or 培育, from the words around a title, its clause up to it, and the few words `behind` it."""
    if is_public(around) and re.search("推荐|申报", clause) is None:
        return "公示"
    if not (_APPLYING.search(clause) or _FOR_IT.match(behind)):
        return "认定"
    given = re.search(r"认定|评|授予|荣获|入选", clause) is not None
    return "认定" if given and not re.search(r"培育库|申报|争|力争|有望", clause + behind) else "培育"
