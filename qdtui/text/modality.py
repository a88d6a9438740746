"""Modality: whether a number is reached, or planned, required or forecast; and whether a state is denied."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

from qdtui.text.lexicon import plan_verbs, verb_words
from qdtui.text.sentence import Sentence
from qdtui.text.signs import Begun
from qdtui.text.spans import within
from qdtui.text.times import Time, heading_year

if TYPE_CHECKING:
    from qdtui.text.reading import Reading

Modality = Literal["actual", "target"]

_VERBS = verb_words()
_GOING_TO = (
    r"会|要|继续|持续|进一步|加快|全[力面]|大力|聚力|推[动进出]|达|超过?|在|以|通过|力争|增[长加至]|有|于|成为|对|重点|深[入化]|改造|提[升高]|缩短|降低?|减少?|治理|培训|翻|压|"
    r"坚持|使|让|紧|充分|从|着力|拓|开|引|组|举|按|积极|创|优化|统筹|首次|陆续|逐步|分|共|再|迈|保持|不低|建|新|投"
)
_FUTURE = (
    rf"力争|力求|谋划(?=培育|打造)|争取(?=再|到20|在20|在[^，。]{{2,12}}前|使|达到|突破|新增|实现)|确保|(?<!的)(?<!人才)(?<!学者)(?<!行动)(?<!专项)(?<!五年)(?<!占全年)(?<!完成全年)(?<!占年度)(?<!完成年度)计划(?!入选[者人企团]|入选的|完成(?:率|情况))(?=[对在于以到将新用投总建实完年]|{_VERBS})|"
    rf"(?:今年|明年|年内|还|并|[省市县区]|公司|集团|企业|我们|[当两三各]地|双方|两国|我国|，)计划(?!年|[的中书，。、》”）]|单列|经济|生育)|(?:还|仍|也|都)将|规划(?=装机|面积|产能|用地|总投资|投资)|"
    rf"计划(?:全年|今年|年内)|计划总?投资|拟(?=[建投新用对在于将定]|通过\d|出台|采取|引进|支持)|有望|(?:(?<![稳场会强善理超于合])|(?=预期的?\d))预期(?!指数|寿命|值|管理)|目标是|目标为|下一步|未来[，,一二三四五几数将]|今后|明年|规划建设(?!了|[^，。；]{{2,20}}(?:中(?:的?首|第)|之一))|规划布局(?!了)|规划到|(?:今年|明年|年内)[^，。；\d]{{0,10}}(?<![重主需必只])要(?=[为对在把新建推完培])|(?:建成|投产|达产|投用|竣工)(?:投产|达产|运营|运行|通车|使用|投用)?后(?=[^。；了已]{{0,24}}(?:可|将|预计))|(?:建成|达产)后(?=，?年(?:上网|产[量值能]|发电|销售|营[收业]))|"
    rf"(?:(?<!即)将|将(?![^，。；]{{1,6}}的))(?=(?:{_GOING_TO}|{_VERBS}))|要(?=(?:达到|实现|建成|力争|培育|打造|新增|突破|完成|确保|迈[进向]|超过|保持在|稳定在))|(?<=[一二两三四五])年内(?=[为培再])|"
    rf"每年(?!可?(?:节[约省]|减[少排]|替代))(?=.{{0,3}}(?:新|{_VERBS}))|提出(?=(?:新?[建培]|实施|打造|新增|力争|到20))|努力(?=实现|打造|建成|使|把)|年内(?=[将完建实新力])|到时|届时|多措并举|推动实现|按计划(?=[^，。；]{{0,8}}[应将])|目标任务(?!的?[\d近约])|(?:今年|年内)[^，。；]{{0,4}}再(?=推动|培育|新增|建|打造|认定|实施)|"
    rf"(?:今年|明年|年内|全年)[^，。；\d]{{0,12}}需要?(?=[各约近超\d])|正?在(?:全力|加速|加快|着力|积极|大力)+(?=打造|培育|做强|做大)"
)
_DONE = (
    r"已(?!知)|累计|现有|共有|截[至止]|目前|如今|当前(?=.{0,4}有)|成功|先后|率先|近年来|以来|回顾|过去[一二三四五几]?年|去年|上年|(?<![比较])上一?届|荣获|"
    r"数据显示|统计显示|年报|财报|(?:完成|实现|建成|突破|达到|超过|形成|增长|培育|新增|认定|入选|获评|出台|推出|印发|制定)了"
)
# What the cues begin with is named, since a search for one of so many words is slow at each character that begins none.
_CUES = Begun(
    "[按上下也争今两双各三仍以企先入全公共到力努区去县回在培增多如完实将届已市年并建当形成我截投拟提推出印制数新明有未正每率现目省确突竣累统荣获要规计认谋财超达过近还都集预，]",
    rf"(?P<future>{_FUTURE})|(?P<done>{_DONE})|(?P<forecast>(?<!个年)预计(?:将|可|能|会)?)",
)
_YEARLY = re.compile(r"每年(?!.{0,3}(?:新|净增|培育|遴选|认定|支持))")
"""What is done year by year, a plan only where the words before speak of one."""
_PLAN_NEAR = re.compile(
    r"方案|计划|规划|意见|措施|办法|目标|力争|到20\d\d年|未来|今后|(?<![军名])将|(?<![重主需必])要(?![素求])|下一步|[一二三四五]年内|[-—至]20\d\d年"
)
_GOES_ON = Begun(
    "[投上下今以力去回如将已截目累近还]",
    r"(?P<plan>投产后的?第一年|下一步|今后|力争|目标是|还将|将(?=继续|持续|进一步|加快|全[力面]|大力|聚焦|聚力|推[动进]|坚持|围绕|着力))"
    r"|(?P<fact>去年|上年|回顾|截至|目前|如今|近年来|以来|已(?!知)|累计)",
)
_GOAL_BEHIND = re.compile(r"[^，。；,;]{0,6}(?:的(?:既定|发展|奋斗|工作|预期)?目标|为目标|目标任务)")
_DONE_BEHIND = re.compile(r"[^，。；,;]{0,12}?(?:已|目前|成功|现已|了[，。；]|尚未)")
_UNDER_WAY = re.compile(
    r"[\u4e00-\u9fff]{0,8}被(?:确定|认定|评定?|命名|授予|列入?)为?|[\u4e00-\u9fff]{2,12}已(?:经|全部|全面)?(?:进入|投入|建成|投产|开工|落地|完成|启用|运行|开放|开通)"
)
"""Behind a number whose things are there, whatever its sentence planned before."""
_PLANNING_HEADING = re.compile(
    r"工作安排|重点工作|重点任务|主要任务|工作打算|下一步|发展目标|主要目标|目标任务|总体要求|预期目标|今后五年|未来[五三]年|展望"
)
_PLANNING_TITLE = re.compile(r"(?:方案|规划|计划|纲要|意见|措施)(?:[（(][^（）()]{1,20}[）)])*[》”\"]?$")
_PARTS = 12
"""How many sections before one the heading of the part may stand that holds it."""
_AS_THINGS_STAND = re.compile(r"(?:发展|现实|工作|产业|建设)基础|现状|成[就效绩]|回顾|发展历程|主要进展")
"""In the heading of the part of a plan that says how things are."""
_NEWS_TITLE = re.compile(r"印发|发布|出台|公布|解读|通过|召开|实施[^方]|[:：!！,，]")
_TO_DO = re.compile(
    r"(?:在[^，。；]{2,10}?)?(?:新?培育|认定|实施|布局|建设|打造|新增|引进|组织|开展|遴选|支持|推广|创建|选树)[^了已达]*$"
)
"""A clause up to its number that only says what to do."""
_MADE_STRONGER = re.compile(
    r"做[大优强精](?:做[大优强精])*(?![^，。；\d]*(?:力争|达到?|突破|超过?|目标|到20))[^，。；\d]*$"
)
_ROUND = re.compile(r"左右|以上")
_AIMS = re.compile(r"力争|加快(?:推进|推动|建设|发展)|着力|争创|提出")
_CLAUSES = re.compile(r"[^，。；;！!\n]+")
_DONE_IN = re.compile(
    r"已|了|累计|成功|去年|上年|同比|增长\d+\.\d+%(?!左右|以上)|荣获|入选|获批|获评|建成|投产|落地|落户|达到|达\d|新晋|以来|取得|实现|目前|位居|增至|超额|[五一]年来"
)
"""In a paragraph that tells of what was done, or how things stand."""
_LIST_MARK = re.compile(
    r"[（(][一二三四五六七八九十\d]{1,3}[）)]|[一二三四五六七八九十]{1,3}[、是]|\d{1,2}[、.．](?!\d)"
)
"""In front of a point of a plan: （二）."""
_AIMED_AT = re.compile(r"力争|力求|确保|争取|左右")
_LOOKS_BACK = re.compile(r"回顾|总结")
_MOSTLY = 0.5
_SENTENCES_OF_PLANS = 4
"""Fewer sentences do not show what a paragraph tells of."""
_EXPECTS = re.compile(r"(?:[^，。；]{0,12}，)?(?:预计|预期)(?=[^，。；]*\d)")
"""What a sentence opens with that tells what is expected."""
_DENIED = re.compile(r"尚未|还未|未能|没有|并未|仍未|不再|无一|缺乏")
_FROM_TO = re.compile(
    r"(?:将|有望|预计|力争|可)[^，。；\d]{0,8}?(?:由|从)(?P<now>[^，。；]{1,24}?)(?:缩短|提[升高]|增[加长至]|降[低至]?|下降|减少|压缩|扩大|上升|恢复)[至到为]?"
)
"""A change that lies ahead, up to the word in front of what it leads to."""
_PLANNED_PART = re.compile(r"(?:计划|规划)(?:总?投资|[装面产用])")
"""A cue that is of its own clause alone: 年度计划投资5亿元，完成投资3亿元."""
_OF_PLAN = re.compile(r"占[^，。；]{0,6}$")
"""In front of a plan that a share is of: 占年度计划投资的64%."""
_MUST_BE = re.compile(
    r"(?<![效供反适响])[应宜](?:不?[大高低小少多]于|不超过|达到|控制在)|[要须](?:控制|保持|稳定)在|(?<=要)(?=不(?:低于|超过|少于))"
)
"""Around the beginning of a number that must be kept: 误差要|控制在3毫米以内."""
_CLAUSE_END = re.compile(r"[，：:；;]|,(?!\d)")
_CUE_END = 2
"""A comparing word may begin the number that a cue looks at: 将|超过120家."""
_LOOKS_ON = 120
"""How far behind what 预计 says, in characters, the text may call its year 去年."""
_BY = 6
"""So many characters may name the means between a change and the number it leads to: 缩短至|铁路运输|20分钟."""
_CHANGE = 40
"""How far behind a number, in characters, the word may stand that says what it changes to."""
_REVIEWED = re.compile(
    r"居[^，。；]{0,8}(?:首位|前列|第[一二三四五六七八九十\d])|跃居|跃升|蝉联|荣获|入选|增至|圆满|成功|连续[^，。；]{1,6}年"
)
"""Behind 预计, in its sentence: what tells that the year is over of which it speaks."""
_REACH = 800
"""How far before a number, in characters, a cue may stand; a text without line ends must not be read again and again."""


def modality(reading: Reading, sentence: Sentence, at: int, end: int, period: Time | None) -> Modality:
    """Whether what stands at `at`–`end` of `sentence` is a fact or a plan.

    The nearest cue before it decides (已, 累计, 去年 or 力争, 将, 到2027年), then one right behind it (…的目标), then
    the sentences before it in its paragraph, its heading and the title. What 预计 says is actual when its time has
    ended by the day of publication.
    """
    if _UNDER_WAY.match(reading.norm, end, sentence.end):
        return "actual"
    if _of_what_is_there(reading.norm, sentence, at):
        return "actual"
    change = _change_ahead(reading.norm, max(sentence.start, at - _REACH), at, sentence.end)
    nearest = change or _nearest(reading, max(sentence.start, at - _REACH), at, period)
    if nearest is not None:
        return nearest
    if _MUST_BE.search(reading.norm, max(sentence.start, at - 2), min(at + 4, end)):
        return "target"
    if _goes_on_expecting(reading, sentence):
        return "target"
    if _GOAL_BEHIND.match(reading.norm, end, sentence.end):
        return "target"
    if _DONE_BEHIND.match(reading.norm, end, sentence.end):
        return "actual"
    if period is not None and sentence.start <= period.start < at and _ordered(reading.norm, sentence, at, end):
        return "target"
    paragraph = reading.norm.rfind("\n", max(0, sentence.start - _REACH), sentence.start) + 1
    earlier = _planned_before(reading, paragraph or max(0, sentence.start - _REACH), sentence.start)
    if earlier is not None:
        return earlier
    if period is not None and period.role == "until" and period.kind != "now" and _ahead(reading, period):
        return "target"
    if _goes_on_planning(reading, paragraph or max(0, sentence.start - _REACH), sentence):
        return "target"
    if sentence.section is not None:
        title = reading.doc.sections[sentence.section].title
        if "回顾" not in title and (_PLANNING_HEADING.search(title) or _work_to_come(reading, title)):
            return "target"
    if _ordered(reading.norm, sentence, at, end) or _to_be_done(reading, sentence, at):
        return "target"
    if sentence.section is not None and _of_things_as_they_stand(reading, sentence.section, at):
        return "actual"
    named = _title(reading, sentence)
    planned = named is not None and _PLANNING_TITLE.search(named) and not _NEWS_TITLE.search(named)
    return "target" if planned else "actual"


def _of_things_as_they_stand(reading: Reading, section: int, at: int) -> bool:
    """True below a heading of a plan that says how things are: （一）发展基础."""
    above = reading.doc.sections[max(0, section - _PARTS) : section + 1]
    holding = (s for s in above if s.start <= at < s.end)
    return any(_AS_THINGS_STAND.search(s.title) and not _PLANNING_HEADING.search(s.title) for s in holding)


@lru_cache(maxsize=16)
def _goes_on_expecting(reading: Reading, sentence: Sentence) -> bool:
    """True behind ； in what a sentence opens with 预计 and expects: 预计生产总值增长6%；工业增加值增长8%."""
    norm, start, found = reading.norm, sentence.start, False
    while (
        start > max(0, sentence.start - _REACH)
        and norm[start - 1] in "；;"
        and (before := reading.sentence_at(start - 1)) is not None
    ):
        start = before.start
        found = True
    opening = _EXPECTS.match(norm, start, sentence.start) if found else None
    if opening is None:
        return False
    times = [t for t in within(reading.times, start, opening.end()) if t.role != "base"]
    return not times or not _ended(reading, times[-1])


def _work_to_come(reading: Reading, title: str) -> bool:
    """True for a heading of the work of a year that is not over: 2026年主要工作 in January 2026."""
    if "主要工作" not in title:
        return False
    year, published = heading_year(title), _published(reading)
    return year is not None and published is not None and year >= published.year


def _of_what_is_there(norm: str, sentence: Sentence, at: int) -> bool:
    """True for a count in a clause that opens with what is done to those that are there: 做强甲、乙4大产业基地."""
    start = _clause_start(norm, sentence, at)
    return norm.startswith("做", start) and _MADE_STRONGER.match(norm, start, at) is not None


def _ordered(norm: str, sentence: Sentence, at: int, end: int) -> bool:
    """True for a round number of things to do in a sentence that lists what is aimed at: 培育园区10个左右，力争….

    Such a clause names nobody and says only what to do; what was done is counted exactly, or told with 了 or 已.
    """
    if (
        _TO_DO.match(norm, _clause_start(norm, sentence, at), at) is None
        or _ROUND.search(norm, at, min(end + 2, sentence.end)) is None
    ):
        return False
    return _AIMS.search(norm, sentence.start, min(sentence.end, sentence.start + _REACH)) is not None


def _clause_start(norm: str, sentence: Sentence, at: int) -> int:
    return max(sentence.start, *(norm.rfind(mark, sentence.start, at) + 1 for mark in "，；：,。"))


def _to_be_done(reading: Reading, sentence: Sentence, at: int) -> bool:
    """True for a number in a paragraph of plans that only bare verbs tell to be some: 实施技改项目200个。培育…。完善….

    A clause that opens with 做强 or 释放 counts what is there already, and what is described of a thing is so as well.
    """
    norm = reading.norm
    there = plan_verbs()[1]
    if there.match(norm, _clause_start(norm, sentence, at), at):
        return False
    paragraph = norm.rfind("\n", max(0, sentence.start - _REACH), sentence.start) + 1
    if sentence.start - paragraph > _REACH:
        return False
    return _of_plans(reading, paragraph)


@lru_cache(maxsize=16)  # every number of a paragraph asks the same
def _of_plans(reading: Reading, start: int) -> bool:
    """True for a paragraph of work to come: bare verbs, and nothing in it that was done or is over.

    All its sentences open with such a verb; where some open with what the work is for (汽车产业…，做强…), one says
    what is aimed at (力争).
    """
    norm = reading.norm
    end = norm.find("\n", start)
    end = min(len(norm) if end < 0 else end, start + 2 * _REACH)
    if _DONE_IN.search(norm, start, end) or any(
        _ended(reading, t) and t.role != "base" for t in within(reading.times, start, end)
    ):
        return False
    opening = plan_verbs()[0]
    mark = _LIST_MARK.match(norm, start, end)
    start = mark.end() if mark else start
    clauses = [m.start() for m in _CLAUSES.finditer(norm, start, end)]
    bare = [at for at in clauses if opening.match(norm, at)]
    sentences = [at for at in clauses if at == start or norm[at - 1] == "。"]
    if len(bare) < _MOSTLY * len(clauses):
        return False
    if len(sentences) < _SENTENCES_OF_PLANS:
        return len(bare) >= _SENTENCES_OF_PLANS and _AIMED_AT.search(norm, start, end) is not None
    return set(sentences) <= set(bare) or _AIMED_AT.search(norm, start, end) is not None


@lru_cache(maxsize=16)
def _goes_on_planning(reading: Reading, paragraph: int, sentence: Sentence) -> bool:
    """True for a sentence of bare verbs behind one of what will be done: 今年将新建园区3个。培育企业50家。"""
    norm, start = reading.norm, sentence.start
    bare = plan_verbs()[0]
    for _ in range(_SENTENCES_OF_PLANS):
        if not bare.match(norm, start) or _DONE_IN.search(norm, start, min(sentence.end, start + _REACH)):
            return False
        before = reading.sentence_at(start - 1) if start > paragraph else None
        if before is None or before.heading or before.start >= start:
            return False
        cues = [*_CUES.finditer(norm, before.start, before.end)]
        if cues:
            last = cues[-1]
            return last["future"] is not None and not _DONE_IN.search(norm, last.end(), before.end)
        sentence, start = before, before.start
    return False


def _stop(norm: str, at: int) -> int:
    """The end of the sentence that `at` stands in, as far as it is looked at."""
    stop = norm.find("。", at, at + _REACH)
    return stop if stop >= 0 else min(len(norm), at + _REACH)


def denied(norm: str, start: int, end: int) -> bool:
    """True when the words between `start` and `end` say that something is not so."""
    return _DENIED.search(norm, start, end) is not None


def _nearest(reading: Reading, start: int, at: int, period: Time | None) -> Modality | None:
    found: Modality | None = None
    where = -1
    for cue in _CUES.finditer(reading.norm, start, at + _CUE_END):
        if cue.start() >= at or cue.end() > at + _CUE_END:
            break
        if _PLANNED_PART.match(reading.norm, cue.start()) and (
            _CLAUSE_END.search(reading.norm, cue.end(), at) or _OF_PLAN.search(reading.norm, start, cue.start())
        ):
            continue
        if cue[0] == "累计" and period is not None and period.role == "until" and _ahead(reading, period):
            continue  # 到2027年，累计建成30个
        where = cue.start()
        if cue["future"]:
            if _YEARLY.match(reading.norm, where) and not _PLAN_NEAR.search(reading.norm, max(0, where - 120), where):
                continue
            found = "target"
        elif cue["done"]:
            found = "actual"
        elif period is None and cue[0] == "预计" and _REVIEWED.search(reading.norm, at, _stop(reading.norm, at)):
            found = "actual"  # 预计研发投入增长4.9%，发明专利有效量居全国首位: the year that is reviewed
        else:
            near = not _far(reading, period, start) or _in_review(reading, at)
            over = _ended(reading, period) or _looked_back_on(reading, period, at)
            found = "actual" if over and near else "target"
    if period is not None and start <= period.start < at and period.start > where:
        if _ahead(reading, period):
            return "target"
        if _ended(reading, period) and period.kind != "now" and found is None:
            return "actual"
    return found


def _change_ahead(norm: str, start: int, at: int, end: int) -> Modality | None:
    """For a change to come (将由5小时缩短至2小时): its first number is how things are, its second the plan."""
    said = norm[start:at]
    if "由" not in said and "从" not in said:
        return None
    for change in _FROM_TO.finditer(norm, start, min(end, at + _CHANGE)):
        if change.start("now") <= at < change.end("now"):
            return "actual"
        between = norm[change.end() : at]
        if change.end("now") <= at and (not between or (len(between) <= _BY and between.isalpha())):
            return "target"
    return None


def _far(reading: Reading, period: Time | None, start: int) -> bool:
    """True for a time that an earlier sentence of the text gives, and no heading."""
    if period is None or period.start >= start:
        return False
    if start - period.start < _REACH and not re.search(r"[。\n]", reading.norm[period.start : start]):
        return False  # only ； stands between
    told = reading.sentence_at(period.start)
    return told is not None and not told.heading


def _looked_back_on(reading: Reading, period: Time | None, at: int) -> bool:
    """True for a year of a text without a date that its paragraph calls 去年 soon after: 2022年，总值预计达9亿元。去年，…."""
    if period is None or period.kind != "year" or reading.doc.published_year is not None:
        return False
    return any(
        reading.norm[time.start : time.end].startswith("去年") and "\n" not in reading.norm[at : time.start]
        for time in within(reading.times, at, at + _LOOKS_ON)
    )


def _in_review(reading: Reading, at: int) -> bool:
    """True for what stands below a heading that looks back: what 预计 says there is of the year that is over."""
    return any(s.start <= at < s.end and _LOOKS_BACK.search(s.title) for s in reading.doc.sections)


@lru_cache(maxsize=16)  # every number of a sentence asks the same
def _planned_before(reading: Reading, paragraph: int, start: int) -> Modality | None:
    """What the sentences before it in a paragraph say of the next: a plan goes on until a fact is told."""
    found: Modality | None = None
    where = -1
    times = within(reading.times, paragraph, start)
    goals = [t.start for t in times if t.role == "until" and t.kind != "now" and _ahead(reading, t)]
    for cue in _GOES_ON.finditer(reading.norm, paragraph, start):
        if cue[0] == "累计" and goals and goals[0] < cue.start():
            continue
        found, where = ("target" if cue["plan"] else "actual"), cue.start()
    for time in times:
        if time.start > where:
            if time.role == "until" and _ahead(reading, time):
                found = "target"
            elif _ended(reading, time) and time.role != "base":
                found = "actual"
    return found


def _published(reading: Reading) -> date | None:
    doc = reading.doc
    return doc.published or (date(doc.published_year, 12, 31) if doc.published_year else None)


def _ended(reading: Reading, period: Time | None) -> bool:
    published = _published(reading)
    if published is not None and reading.doc.published is None:
        published = published.replace(month=1, day=1)  # some day of that year, which is not over
    return period is not None and period.last is not None and published is not None and period.last <= published


def _ahead(reading: Reading, period: Time) -> bool:
    published = _published(reading)
    if period.role == "until" and period.kind != "now" and reading.norm[period.start] in "到至":
        if published is None and period.last is None and reading.norm[period.start] == "至":
            return False  # 至10月底，完成投资 of a text that names no year reports
        return published is None or period.last is None or period.last > published
    return published is not None and period.first is not None and period.first > published


def _title(reading: Reading, sentence: Sentence) -> str | None:
    parts = reading.doc.parts
    return parts[sentence.part].title if parts and parts[sentence.part].title else reading.doc.title
