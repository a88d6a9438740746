"""What a text says of a 单项冠军 title: kind, level, batch, year and status, and which announcement governs a list."""

from __future__ import annotations

import re
from typing import NamedTuple

from qdtui.text.announced import (
    announced_lately,
    honour_level,
    honour_status,
    is_notice,
    is_public,
    national_notice,
    told_year,
)
from qdtui.text.columns import listed_rows
from qdtui.text.listing import in_title, small_number
from qdtui.text.reading import Reading
from qdtui.text.sentence import Sentence

TITLE = re.compile(
    r"单项冠军[”\"]?(?:(?P<kind>示范|培育(?!库|对象|计划|入库|名单|工作|提升|体系|力度|遴选|行动|工程|机制))(?:企业)?|(?P<product>产品)|企业)?"
)
SPORT = re.compile(r"比赛|决赛|选手|运动员|奥运|世锦赛|锦标赛|亚运|全运|金牌|夺冠|体操|游泳|赛场|世界杯|队员|教练")
BATCH = re.compile(r"第(?P<number>[一二三四五六七八九十]+|\d+)批|(?P<first>首批)")
# What a sentence says whose words hold for the names below it, too; and what ends such a list.
GOVERNS = re.compile(
    r"名单|公示|公布|榜上有名|转发|[新再又喜]添|新增|新认定|发布|出炉|揭晓|如下|名录|一览|喜报|有谁|分别[是为：:]|(?:\d+|[两三四五六七八九十])[家个](?:企业|产品|公司)?(?:获评|入选|上榜|入围)|[：:]$|——$"
)
_FAR = 1000
REVIEW = re.compile(r"[”\"]?(?:称号)?的?复核")
OTHER_LIST = re.compile(r"小巨人|专精特新|瞪羚|独角兽|隐形冠军|绿色工厂|灯塔|智能工厂|领航|撤销|取消")
SO_FAR = re.compile(r"(?:截至目前|截至20\d\d年|截止目前|目前|至此)[，,]?[^，。；]{0,12}(?:已有|共有|累计|已经有)")
KIND_HEADING = re.compile(
    r"[（(【]?(?:[一二三四五六七八九十\d]+[、.．）)])?\s*(?:新增|新认定|(?P<again>复核通过|通过复核)的?)?(?:(?P<kind>示范|培育)?企业|(?P<product>产品))(?:名单)?[】]?(?:[（(].{1,8}[）)])?[：:]?"
)


class Said(NamedTuple):
    """What the words around a title say about the award."""

    title: str
    level: str | None
    batch: int | None
    year: int | None
    status: str


def said_of(reading: Reading, sentence: Sentence, floor: int, title: re.Match[str], previous: Said | None) -> Said:
    """What the words around a title say of its award; `floor` is where they begin, `previous` the award before it."""
    norm = reading.norm
    before = norm[floor : title.start()]
    close = re.split(r"[。；]", before)[-1]
    behind_title = norm[title.end() : min(sentence.end, title.end() + 8)]
    around = before[-40:] + title[0] + behind_title
    clause = re.split(r"[，。；,;]", before)[-1] + title[0]
    level = honour_level(clause, before)
    if level is None and previous is not None and re.search(r"再次|再度|又", close):
        level = previous.level
    batch = None
    both = re.search("新认定|新增|新一批|遴选", before[-40:]) is not None  # 第五批通过复核及新认定: the new have none
    told = before[-64:] if "复核" in before[-40:] else before[-40:]
    own = re.split("[，。；]", behind_title)[0]  # …入选第八批单项冠军，第五批单项冠军某公司通过复核
    around_batch = told + title[0] + own
    for match in sorted(BATCH.finditer(around_batch), key=lambda m: not _of_review(around_batch, m)):
        if both and _of_review(around_batch, match):
            continue
        batch = 1 if match["first"] else small_number(match["number"])
    status = honour_status(around, clause, behind_title)
    if title["kind"] == "培育" and re.search(r"[纳列]入", clause):
        status = "培育"
    year = (
        None
        if status == "培育" and title["kind"] != "培育"
        else told_year(reading, title.start() - len(close), title.start(), 3)
    )
    if (
        year is None
        and status == "认定"
        and floor > sentence.start
        and announced_lately(reading, sentence.start, title.start())
    ):
        year = reading.doc.published_year  # 记者日前获悉，在第八批单项冠军遴选中，某公司成为首家单项冠军
    if REVIEW.match(norm, title.end()):
        year = None  # passing a review is not the year of the award
    if own := re.match(r"[”\"]?[（(](20\d\d)年?度?[）)]", norm[title.end() : title.end() + 10]):
        year = int(own[1])
    return Said(title_of(title), level, batch, year, status)


def _of_review(words: str, batch: re.Match[str]) -> bool:
    """True for the batch that a review passes beside the new one: 第六批单项冠军和通过复核的第三批单项冠军."""
    behind = re.match("(?:的)?(?:企业)?(?:通过)?复核", words[batch.end() :]) is not None
    return behind or words[: batch.start()].endswith(("复核的", "复核"))


def governing(reading: Reading) -> list[tuple[Sentence, Said | None]]:
    """The sentences that announce or head a list, each with what it and those above it say; None where one ends."""
    norm = reading.norm
    marks: list[tuple[Sentence, Said | None]] = []
    above: Said | None = None
    part = 0
    for sentence in reading.sentences:
        if sentence.part != part:
            part, above = sentence.part, None
            marks.append((sentence, None))
        text = norm[sentence.start : sentence.end]
        match = TITLE.search(norm, sentence.start, sentence.end)
        if match is None:
            if OTHER_LIST.search(text) and (sentence.heading or len(text) < 40):
                marks.append((sentence, None))
            elif above is not None and marks and marks[-1][1] is not None and (kind := KIND_HEADING.fullmatch(text)):
                title = "单项冠军产品" if kind["product"] else f"单项冠军{kind['kind'] or ''}企业"
                own = above._replace(batch=None, year=None) if kind["again"] else above
                marks.append((sentence, own._replace(title=title)))
            continue
        notice = match if in_title(norm, sentence.start, match.start()) else None
        while match is not None and in_title(norm, sentence.start, match.start()):
            match = TITLE.search(norm, match.end(), sentence.end)
        if match is None and notice is not None and _BY_MINISTRY.match(text):
            above = said_of(reading, sentence, sentence.start, notice, None)._replace(level="国家级")
            marks.append((sentence, above))
        if match is None or (SPORT.search(text) and "制造业" not in text):
            continue
        if not GOVERNS.search(text) and (
            not sentence.heading or any(listed_rows(reading, sentence.start, sentence.end))
        ):
            continue
        context = said_of(reading, sentence, sentence.start, match, None)
        year = None if context.status == "培育" else context.year or told_year(reading, sentence.start, sentence.end)
        year = None if REVIEW.match(norm, match.end()) else year
        if year is None and above is None and context.status != "培育" and is_notice(reading):
            year = reading.doc.published_year
        if context.status == "认定" and is_public(text):
            context = context._replace(status="公示")
        if context.level is None and (above is None or above.level is None) and national_notice(reading):
            context = context._replace(level="国家级")
        if above is not None and SO_FAR.search(norm, sentence.start, match.start()):
            # 截至目前，全区已有甲、乙入选…: of any batch, and the announcement above goes on to hold
            marks.append((sentence, context._replace(year=year, level=context.level or above.level)))
            continue
        above = filled(context._replace(year=year), above)
        marks.append((sentence, above))
    return marks


def filled(context: Said, above: Said | None) -> Said:
    """A context with what it leaves open taken from the one above it, unless the two are about different awards."""
    if above is None:
        return context
    for one, other in ((context.level, above.level), (context.year, above.year)):
        if one is not None and other is not None and one != other:
            return context
    if context.batch is not None and above.batch is not None and context.batch != above.batch:
        return context._replace(level=context.level or above.level)
    return context._replace(
        level=context.level or above.level,
        batch=context.batch or above.batch,
        year=context.year or (None if context.status == "培育" and "培育" not in context.title else above.year),
        status="公示" if context.status == "认定" and above.status == "公示" else context.status,
    )


def title_of(match: re.Match[str]) -> str:
    """The title as the table writes it: 单项冠军企业, 单项冠军产品 …"""
    return "单项冠军产品" if match["product"] else f"单项冠军{match['kind'] or ''}企业"


_BY_MINISTRY = re.compile(r"[^《]{0,12}(?:工业和信息化部|工信部)[^《》。；]{0,24}(?:发布|公布|印发)《")
"""A ministry that gives out a list by the notice that it names: 工信部发布《关于公布…名单的通告》."""
_RUN_BY_MINISTRY = re.compile(r"由(?:国家)?(?:工业和信息化部|工信部)[^。；]{0,20}(?:组织|开展|遴选|认定)")


def levels_by_batch(reading: Reading) -> dict[int, str]:
    """The level of each batch that the document gives a level anywhere: 第九批国家制造业单项冠军, 第九批…由工信部组织."""
    levels: dict[int, str] = {}
    for sentence in reading.sentences:
        run = _RUN_BY_MINISTRY.search(reading.norm, *sentence.span)
        batches = BATCH.findall(reading.norm, *sentence.span) if run is not None else []
        if run is not None and len(batches) == 1 and TITLE.search(reading.norm, sentence.start, run.start()):
            levels[1 if batches[0][1] else small_number(batches[0][0]) or 0] = "国家级"
        for match in TITLE.finditer(reading.norm, sentence.start, sentence.end):
            context = said_of(reading, sentence, max(sentence.start, match.start() - _FAR), match, None)
            if context.batch is not None and context.level is not None:
                levels.setdefault(context.batch, context.level)
    return levels
