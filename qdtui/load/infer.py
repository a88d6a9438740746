"""What a text without a dateline implies about its publication: the year, and the latest day it reports.

The rule, in one sentence: the year is the latest one that the text ties to its own present (an event it
reports as news, a yearly total that is complete while the text speaks of this year, a year it calls the
current one), and the day is the latest month and day that it reports as past in that year. Plans, deadlines
and titles in 《》 say nothing about it. Whatever is not certain stays unknown.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date

from qdtui.load.dates import UNKNOWN, Published
from qdtui.text.days import day_of

_YEAR = re.compile(r"(?<!\d)((?:19[5-9]|20\d)\d)(?=年|(?=[\u4e00-\u9fff]{2}))(?!年代)")
_RANGE = re.compile(r"(?:19|20)\d\d年?\s*(?:[-—–~～至到]{1,2})\s*(?:19|20)\d\d年?")
_TITLE = re.compile(r"《[^》]{1,80}》")
_SENTENCE = re.compile(r"[^。！？\n]+")
_FUTURE = re.compile(
    r"(?:(?<!截)[到至]|力争|力爭|预计|預計|计划|将于|將於|拟于|拟|争取|确保|目标|明确|面向|展望|[将將]在)\s*$"
)
_BEFORE = re.compile(r"年(?:底|末)?(?:之?前(?![一二三两0-9])|以前)")
_COMPLETE = re.compile(
    r"年(?P<report>年报|年報|年度报告|年度報告|财报|財報|度[^，。；《》、]{0,16}?(?:报告|報告)(?:近日|日前|今天|今日|昨天|正式|对外|對外)*(?:发布|公布|出炉|發佈|公佈))|年(?:年?末|年?底)|(?:年全年|年，|年(?=[\u4e00-\u9fff]))[^，。；]{0,40}"
    r"(?:同比|比上年|增长|增長|下降|达到?|達到?|实现|實現|突破|超过?|超過|完成|总额|總額|收入|利润|占)[^，。；]{0,16}\d"
)
_GROWN = re.compile(r"(?=同比|比上年|较上年|比[去上]一?年)")
_OF_OCCASION = re.compile(
    r"年(?:度|·)?[“\"]?[^，。；、\d]{0,14}?(?:假期|暑期|寒假|春假|春节|春晚|春运|元旦|国庆|五一|档期|期间|行动|活动|赛事|[杯赛](?!道)|大会|宣传[周月]|文化节|购物节|消费节|[春夏秋冬]季|第[一二三四五六七八九\d]+[期批轮次])"
)
"""What a year is told of that is over before the year is: 2023年暑期档."""
_HELD_NOW = re.compile(
    r"年?(?:度|·)?[“\"]?[^，。；、\d]{2,24}?(?:大会|会议|论坛|峰会|博览会|交易会|洽谈会|[节周展赛杯])[”\"]?[^，。；\d]{0,8}"
    r"(?:[（(]\d{1,2}月\d{1,2}日[)）])?[^，。；\d将]{0,12}?(?:召开|举办(?!权)|举行|开幕|闭幕|落幕|开赛|启动|收官|发布)"
)
"""Behind the year in the name of what is reported to be held."""
_AS_OF = re.compile(r"年(?:(?P<m>1[0-2]|0?[1-9])月|[底末])")
_AS_OF_HEAD = re.compile(r"截[至止]到?\s*$")
_COMPARED = re.compile(r"(?:较|較|比|自|从|從|于|與|与|同)\s*$")
_AHEAD = re.compile(r"力争|力爭|预测|預測|预期|預期|预计|預計|计划|計劃|将于|將於|将在|將在|拟于|决定")
"""Before a year, in its sentence: it may lie ahead."""
_WILL_BE = re.compile(r"年[^，。；]{0,16}[将將]")
_REPORT_OF = re.compile(r"年(?:度)?《[^《》]{2,30}(?:公报|报告|年鉴|白皮书)")
"""The year of a report that is made known after it: 近日发布的2022年《…公报》."""
_FORECAST = re.compile(
    r"预计|預計|预算|預算|预测|預測|将|將|计划|計劃|安排|目标|目標|力争|力爭|有望|如期|同期|以来|以來|启动"
)
_PARTIAL = re.compile(
    r"年(?:前(?P<quarters>[一二三两])个?季度|(?P<half>上半年)|第?(?P<quarter>[一二三])季度|前(?P<months>\d{1,2})个?月|1月?份?\s*[-—–~至到]\s*(?P<until>\d{1,2})月)"
)
_PRESENT = re.compile(r"年(?:是|，(?:是)?)[^，。]{0,20}之年")
_LATELY = re.compile(
    r"(?:不久前|日前|近日|近期|前不久|刚刚)[^，。；]{0,10}?(?:举行|举办|召开|发布|公布|闭幕|落幕|揭晓|开幕|结束)的\s*$|(?<!已)进入$|即将过去的$"
)
"""In front of the year of what was held or made known lately: 不久前举行的2026年…."""
_BEGINS = re.compile(r"年(?:的)?(?:新年|新春)?(?:伊始|开年)")
"""Behind the year that has just begun: 2023年开年."""
_NOW = re.compile(r"今年|去年|上年|今年以来|年初以来|近日|日前|本年|前不久")
_THIS = re.compile(r"今年|去年|上年|年初以来|本年")
_REPORT = re.compile(
    r"召开|召開|举办|舉辦|举行|舉行|开幕|開幕|闭幕|启动|啟動|揭晓|揭牌|签约|簽約|发布|發布|公布|印发|宣布|下线|投产|开工|获悉|獲悉|表示|透露|介绍|调研|考察|主持|开展|参观|成立|亮相|落成|奠基"
)
_HELD = re.compile(r"召开|召開|举办|舉辦|举行|舉行|开幕|開幕|闭幕|閉幕")
_EVENT_NAME = re.compile(
    r"年?(?![届度底末初])[^，。、（(]{2,40}?(?:大会|大會|会议|會議|年会|峰会|论坛|論壇|交流会|现场会|推介会|研讨会|座谈会|博览会|展览会|交易会|洽谈会|招聘会|对接会|培训班|博覽會|节|周)(?![\u4e00-\u9fff]{0,4}(?:公报|报告|白皮书))"
)
_DAY = re.compile(r"(?<![\d年])(?:(?P<m>1[0-2]|0?[1-9])月)(?P<d>3[01]|[12]\d|0?[1-9])(?:日|號|号)")
_FULL_DAY = re.compile(r"((?:19|20)\d\d)年(1[0-2]|0?[1-9])月(3[01]|[12]\d|0?[1-9])(?:日|號|号)")
_TODAY = re.compile(r"(?:今天|今日|本报|电|讯)\s*[（(]?\s*$")
_TODAY_FULL = re.compile(r"(?:今天|今日)\s*[（(]\s*((?:19|20)\d\d)年(\d{1,2})月(\d{1,2})日")
_WIRE = re.compile(
    r"(?:社|网|網|报|報)[\u4e00-\u9fff]{0,8}?(?P<m>1[0-2]|[1-9])月(?P<d>3[01]|[12]\d|[1-9])日\s*(?:电|電|讯|訊)"
)
_NOT_NOW = re.compile(
    r"(?:去年|前年|次年|明年|上年|[将拟](?:于|在)|將[於在]|定于|截至|截止|自|从|從|到|至|明天|每年|[-—–~～])\s*(?:当地时间)?$"
)
_UP_TO = re.compile(r"(?:截[至止]到?|到|至|与|比|较)\s*$")
"""In front of the end of a year by which things are told."""
_FOUNDED = re.compile(
    r"(?:成立|创立|創立|创办|創辦|创建|創建|始建|组建|組建|注册|註冊|设立|設立|建成|诞生|誕生|生)[于於]\s*$"
)
_LATER = re.compile(r"今年(?:的?上半年|第?[一二三]季度|前[两二三]个?季度|前(?:[4-9]|1[01])个?月|(?:[4-9]|1[0-2])月)")
"""A part of this year that was over only after the months in which papers still look back on the last."""
_THIS_MONTH = re.compile(r"今年(?:1|一)?(?:月)?(?:份)?\s*[-—–至到]\s*(1[0-2]|[1-9])月|今年\s*(1[0-2]|[1-9])月")
_PLAN_YEAR = re.compile(r"今年是[^。，]{0,12}[“\"](十[一二三四五六七八九])五[”\"][^。，]{0,6}(开局|收官)之年")


_OVER = 13
"""The month behind the last of a year."""
_LONG = 5
"""Up to what month things are told is at most so many months before the report."""
_LATE = 11
"""From this month on papers give the totals of a year that is not over and speak of what the next one brings."""


@dataclass(slots=True)
class _Evidence:
    """Years by what the text says of them, and days with a month but no year."""

    mentioned: set[int] = field(default_factory=set)
    complete: set[int] = field(default_factory=set)
    lately: set[int] = field(default_factory=set)
    """Years in the name of what was held or made known lately."""
    present: list[int] = field(default_factory=list)
    full_days: list[tuple[int, date]] = field(default_factory=list)
    events: list[date] = field(default_factory=list)
    days: list[tuple[int, int]] = field(default_factory=list)
    today: tuple[int, int] | None = None
    report: bool = False
    as_of: tuple[int, int] = (0, 0)
    """The latest year and month up to which things are told (截至2024年5月底)."""
    held: set[int] = field(default_factory=set)
    """Years in the name of what is reported to be held."""
    grown: set[int] = field(default_factory=set)
    """Those of `complete` that a growth over the year before is told of."""
    partial: tuple[int, int] | None = None
    """The latest year of which only a part is reported, and the last month of that part."""


def infer(text: str) -> Published:
    """What `text` (running text only) implies about its publication; UNKNOWN when that is too little."""
    if match := _TODAY_FULL.search(text):
        day = day_of(int(match[1]), int(match[2]), int(match[3]))
        if day:
            return Published(day, day.year, "text")
    evidence = _gather(text)
    if evidence.events and len({day.year for day in evidence.events}) == 1:
        latest = max(evidence.events)
        return Published(latest, latest.year, "inferred")
    year = _year(text, evidence)
    if year is None:
        return UNKNOWN
    return Published(_day(text, evidence, year), year, "inferred")


def _gather(text: str) -> _Evidence:
    evidence = _Evidence()
    for match in _SENTENCE.finditer(text):
        sentence = match[0]
        if "月" not in sentence and "年" not in sentence and "20" not in sentence:
            continue
        plain = _RANGE.sub(lambda m: "〇" * len(m[0]), _TITLE.sub(lambda m: "〇" * len(m[0]), sentence))
        reported = _REPORT.search(plain) is not None
        years = [y for y in _YEAR.finditer(plain) if not _FUTURE.search(plain[max(0, y.start() - 4) : y.start()])]
        years = [y for y in years if not _BEFORE.match(plain, y.end())]
        # Looked for once: a table may have a hundred thousand years in what counts as one sentence.
        ahead = _AHEAD.search(plain) if years else None
        first_ahead = ahead.end() if ahead else len(plain) + 1
        last_grown = max((m.start() for m in _GROWN.finditer(plain)), default=-1) if years else -1
        for found in years:
            told = found.start() >= first_ahead, found.end() <= last_grown
            _weigh(evidence, sentence, plain, found, match.start(), *told)
        days = [d for d in _DAY.finditer(plain) if not _NOT_NOW.search(plain[max(0, d.start() - 6) : d.start()])]
        held = _HELD.search(plain) is not None
        named = [int(y[1]) for y in years if held and _EVENT_NAME.match(plain, y.end())]
        for found in days:
            month, day = int(found["m"]), int(found["d"])
            if _TODAY.search(plain[max(0, found.start() - 8) : found.start()]) or _WIRE.search(
                plain[max(0, found.start() - 12) : found.end() + 2]
            ):
                evidence.today = evidence.today or (month, day)
            if reported:
                evidence.days.append((month, day))
                if named and (whole := day_of(max(named), month, day)):
                    evidence.events.append(whole)
    return evidence


def _weigh(
    evidence: _Evidence, sentence: str, plain: str, found: re.Match[str], offset: int, ahead: bool, grown: bool
) -> None:
    """Sort one mention of a year into the evidence; `plain` is the sentence with its titles blotted out.

    `ahead` says that words before it tell what lies ahead, `grown` that words behind it tell a growth.
    """
    year = int(found[1])
    evidence.mentioned.add(year)
    ahead = ahead or _WILL_BE.match(plain, found.end()) is not None
    of_report = _REPORT_OF.match(sentence, found.end()) is not None
    if _BEGINS.match(plain, found.end()):
        evidence.lately.add(year)
    if of_report:
        evidence.complete.add(year)
        evidence.report = True
    elif _LATELY.search(plain, max(0, found.start() - 24), found.start()):
        evidence.lately.add(year)
    rest = plain[found.end() : found.end() + 60]
    if not ahead and _HELD_NOW.match(plain, found.end()):
        evidence.held.add(year)
    if _AS_OF_HEAD.search(plain, max(0, found.start() - 5), found.start()) and (by := _AS_OF.match(rest)):
        evidence.as_of = max(evidence.as_of, (year, int(by["m"] or _OVER)))
    if part := _PARTIAL.match(rest):
        if ahead:
            return
        evidence.partial = max(evidence.partial or (0, 0), (year, _last_month(part)))
    elif _PRESENT.match(rest):
        evidence.present.append(year)
    elif (whole := _COMPLETE.match(rest)) and not _is_month(rest):
        lead = plain[max(0, found.start() - 12) : found.start()]
        ends = whole[0] in ("年末", "年底") and not _UP_TO.search(lead)
        if not (
            ahead or ends or _OF_OCCASION.match(rest) or _COMPARED.search(lead) or _FORECAST.search(lead + whole[0])
        ):
            evidence.complete.add(year)
            if grown:
                evidence.grown.add(year)
            evidence.report |= whole["report"] is not None
    elif full := _FULL_DAY.match(plain, found.start()):
        day = day_of(int(full[1]), int(full[2]), int(full[3]))
        before = plain[max(0, found.start() - 6) : found.start()]
        ranges = plain.startswith(("至", "到", "—", "-", "～"), full.end())
        if day and not (ahead or ranges or _NOT_NOW.search(before) or _FOUNDED.search(before)):
            evidence.full_days.append((offset + found.start(), day))


def _is_month(rest: str) -> bool:
    """True when a month follows the year: 2024年6月 is no total of the year."""
    return re.match(r"年\s*\d{1,2}\s*月", rest) is not None


def _last_month(part: re.Match[str]) -> int:
    """The month with which a part of a year ends."""
    if part["half"]:
        return 6
    if quarter := part["quarters"] or part["quarter"]:
        return 3 * (1 + "一二三".find(quarter.replace("两", "二")))
    return min(12, int(part["months"] or part["until"]))


def _year(text: str, evidence: _Evidence) -> int | None:
    if match := _PLAN_YEAR.search(text):
        first = 2001 + 5 * "一二三四五六七八九".index(match[1][1]) + 5
        return first if match[2] == "开局" else first + 4
    if evidence.present:
        # In January and February papers still call the year that is over by what it was, and in any month
        # they write “2025年是…收官之年，2026年是…开局之年”: only a text that dates itself later is clear.
        one = len(set(evidence.present)) == 1 and evidence.present[0] == max(evidence.mentioned)
        later = (evidence.today and evidence.today[0] > 3) or (one and _LATER.search(text))
        return evidence.present[0] if later else None
    latest = max(evidence.mentioned, default=None)
    if latest is None:
        return None
    if latest in evidence.lately:
        return latest
    part_year, part_end = evidence.partial or (0, 0)
    if part_year == latest and any(month > part_end for month, _ in evidence.days):
        return latest  # months of a year are news in that year: a later day without a year belongs to it
    opening = text.find("。")
    lead = [day for offset, day in evidence.full_days if offset < opening]
    if lead and max(lead).year == latest and _REPORT.search(text, 0, opening) and not _NOW.search(text):
        return latest
    complete = max(evidence.complete, default=0)
    if (
        complete == latest
        and latest not in evidence.held
        and (_THIS.search(text) or (evidence.report and _NOW.search(text)))
    ):
        # Late in a year papers give its totals before it is over, so that the year may be this one or the last.
        month = evidence.today[0] if evidence.today else max(evidence.days, default=(0, 0))[0]
        return latest + 1 if month < _LATE else None
    speaks_of_now = evidence.today is not None or _THIS.search(text) is not None
    if complete == latest - 1 and speaks_of_now:
        return latest
    return _by_today(evidence, latest)


def _by_today(evidence: _Evidence, latest: int) -> int | None:
    """The year by the day that the text calls today, when what it tells of the `latest` year shows which year that is."""
    if evidence.today is None:
        return None
    month = evidence.today[0]
    year, ended = evidence.as_of
    if ended == _OVER:
        return year + 1  # 截至2022年底 is told in the year behind it
    if year == latest:
        found = year if month >= ended else year + 1
        return found if (found - year) * 12 + month - ended <= _LONG else None
    if month >= _LATE:
        return None  # what is of the next year is begun, and what this one came to is told
    if evidence.held == {latest}:
        return latest
    return latest + 1 if latest in evidence.grown else None


def _day(text: str, evidence: _Evidence, year: int) -> date | None:
    """The latest day that the text reports in `year`; None when it speaks of a later month than that."""
    if evidence.today:
        return day_of(year, *evidence.today)
    known = [day for _, day in evidence.full_days if day.year == year]
    known += [day for month_day in evidence.days if (day := day_of(year, *month_day))]
    months = [int(m[1] or m[2]) for m in _THIS_MONTH.finditer(text)]
    latest = max(known, default=None)
    return latest if latest and latest.month >= max(months, default=0) else None
