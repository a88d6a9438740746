"""Programmes of industrial clusters: the category and level that a sentence names, and which of them governs a list."""

from __future__ import annotations

import re
from typing import NamedTuple

from qdtui.text.announced import is_public, national_notice, told_year
from qdtui.text.places import province_names
from qdtui.text.reading import Reading
from qdtui.text.sentence import Sentence

CATEGORIES = (
    "先进制造业集群",
    "战略性新兴产业集群",
    "雁阵形产业集群",
    "中小企业特色产业集群",
    "产业示范基地",
    "创新型产业集群",
    "产业集群",
)
SCALE = r"(?:以上)?(?:[超近]|(?<!以)上)?[一二三四五六七八九十百千万\d]+亿(?:元)?(?:级|规模)?"
PROVINCE = "|".join(province_names())
LEVEL = rf"世界级|自治区级|世界一流|国际一流|国家级?|全国|省级|全省|(?:{PROVINCE})|省|市级|全市|五星级|四星级以?上?"
KIND = (
    r"先进制造业?|重点成长型|成长型|“?雁阵[形型]?”?|战略性新兴(?:产业)?|战新(?:产业)?|战略性支柱|“[0-9A-Za-z+]{1,8}”|中小企业特色|优势特色|特色优势|传统优势|创新型|支柱型?|主导|重点|特色|优势|新兴|"
    r"未来|高端|现代|标志性|传统|新型工业化|高新技术|绿色|本地|区域|“?十强”?产业|首批|最新一批|第[一二三四五六七八九十\d]+批|外向型|先导|制造业|数字|"
    r"战略|主要|骨干|农业特色|先进"
)
TO_WORLD = re.compile(
    r"[^。；]{0,10}?(?:向|迈向|打造成?为?|成为|建成)[^。；，]{0,4}(?:世界级|世界一流)|是[^。；，]{0,14}世界级"
)
_ANNOUNCED = re.compile(r"名单|公布|发布|公示|竞赛|决赛|入选|上榜|入围|获批|评选|认定|产生|获评|出炉|揭晓|胜出")
_PROVINCIAL = re.compile(
    rf"(?:{PROVINCE}|省)(?:工信厅|工业和信息化厅|经信厅|经济和信息化厅|发展?改革?委)[^，。]{{0,8}}(?:公[布示]|发布|认定|印发)"
)
_FINAL = re.compile("公布|公告|认定")
_OPEN = re.compile("公示|答辩|候选|初选|拟认定")
# 2022年度某某市特色产业集群名单
_OF_CITY = re.compile(
    r"(?:20\d\d年度?|第.{1,3}批|首批)(?!北京|上海|天津|重庆)[^，。、省（]{2,4}市(?!级)[^，。、]{0,8}集群[^，。]{0,4}名单"
)
# 省级培育产业集群（5个）: a part of a list
_OWN_HEADING = re.compile(
    r"\s*(?:[（(]?[一二三四五六七八九十\d]+[)）、.．])?(?:国家|省|市|县)级(?P<training>培育)?[^，。；：、]{0,8}产业集群[（(]\d+个[)）][：:]?\s*"
)
_PAPER = re.compile(r"《[^》]*(?:方案|计划|意见|办法|规划|措施|条例|纲要)[^》]*》")
_FORWARD = re.compile(r"推荐(?![、和])[^，。；、]{0,30}(?:名单|国家级)|推荐[^。；，、]{0,60}申报")
_OTHER_LIST = re.compile(r"小巨人|单项冠军|灯塔|独角兽|瞪羚")


class Programme(NamedTuple):
    """What an announcement says of all the clusters on its list."""

    category: str
    level: str | None
    year: int | None
    at: int
    """Where the announcement ends."""
    final: bool = False
    """True when it gives out a list that is decided, so that 入围 below it means being on that list."""
    forward: bool = False
    """True when its list puts clusters forward for a title that another body gives: 拟推荐国家级名单."""

    training: bool = False
    """True below a heading of those that are only being built up: 省级培育产业集群（5个）."""

    @property
    def status(self) -> str:
        """What being on its list means."""
        return "入围" if self.forward else "培育" if self.training else "入选"


def category_of(words: str, context: str) -> str:
    """The programme that the words of a cluster name, else its context; 产业集群 when neither names one."""
    if words.endswith("基地"):
        return "产业示范基地"
    for text in (words, context):
        if "先进制造" in text:
            return "先进制造业集群"
        if "雁阵" in text:
            return "雁阵形产业集群"
        if "战略性新兴" in text or "战新" in text:
            return "战略性新兴产业集群"
        if "中小企业特色" in text:
            return "中小企业特色产业集群"
        if "创新型产业" in text:
            return "创新型产业集群"
    return "产业集群"


# 拟认定省级和拟推荐国家级名单: what a cluster is only put forward for is not what it holds
_SOUGHT = re.compile(r"(?:推荐|申报|争创|冲刺)[^，。；、]{0,4}国家级[^，。；、]{0,14}")


_TO_BECOME = re.compile(r"(?:冲击|迈向|冲刺|争创|有望|瞄准|目标|力争|向)[^。；]{0,8}“?世界级[^，。；、]{0,14}")


def level_held(text: str) -> str:
    """The text without a level that is only sought, when it names another: 认定省级、推荐申报国家级."""
    rest = _SOUGHT.sub("", text)
    return rest if rest != text and re.search(r"(?:省|自治区|市)级|省(?=中小|先进|战略|重点|特色)", rest) else text


def level_of(norm: str, words: str, end: int, sentence: Sentence, context: str) -> str | None:
    """The level that the words before a head, the words behind it (from `end`) or the context give it, or None."""
    if TO_WORLD.match(norm, end, sentence.end) or re.search(r"世界级|世界一流", _TO_BECOME.sub("", words)):
        return "世界级"
    for text in (level_held(words), level_held(context)):
        if re.search(
            r"国家级|全国(?:首批|第.批)?(?=先进制造业集群)|全国(?:首批|第.批)(?:\d+个)?(?=创新型产业集群|战略性新兴产业集群|中小企业特色)|国家(?!发|统)(?=先进|战略|级|新型|中小企业特色|中小企业产业|创新型|队)|“国家队”",
            text,
        ):
            return "国家级"
        if "集群" in text and re.search(
            r"(?:工信部|工业和信息化部|科技部(?:火炬[^，。；]{0,12}?中心)?|国家发展?改革委|国家发展和改革委员会)(?:近日|日前|联合|现|正式)?(?:公布|发布|认定|公示|首批|第[一二三四五六七八九十]+批)",
            text,
        ):
            return "国家级"
        if re.search(
            r"省级(?!(?:中小企业)?主管|工业|工信|部门|有关|财政|行业)|全省(?=“|十强|重点|特色|先进|战略|中小|优势)|自治区级|(?:省|自治区|北京市?|上海市?|天津市?|重庆市?)(?=先进|战略|重点|成长|优势|中小|特色|“|产业集群|首批|第)",
            text,
        ):
            return "省级"
        if re.search(r"市级", text):
            return "市级"
    return None


def programmes(reading: Reading) -> list[Programme | None]:
    """For each sentence of the reading the programme that it names, else the one announced last before it."""
    norm = reading.norm
    current: Programme | None = None
    part = 0
    governing: list[Programme | None] = []
    for sentence in reading.sentences:
        text = norm[sentence.start : sentence.end]
        if sentence.part != part:
            part, current = sentence.part, None
        if "《" in text:
            text = _PAPER.sub("", text)  # 《…产业集群发展行动方案》发布 announces no list
        category = category_of(text, "") if "集群" in text else None
        listed = (
            category == "产业集群" and re.search(r"集群[^，。也均都在]{0,8}名单(?!之?[中列]|[上里])", text) is not None
        )
        listed = listed or (category is not None and current is None and "集群名称" in text)
        if category is not None and (
            listed or (category != "产业集群" and (sentence.heading or _ANNOUNCED.search(text)))
        ):
            level = level_of(norm, text, sentence.end, sentence, text)
            if level is None and current is not None and current.category == category:
                level = current.level
            if level is None and category != "产业集群" and national_notice(reading):
                level = "国家级"
            if level is None and _OF_CITY.search(text):
                level = "市级"
            final = _FINAL.search(text) is not None and _OPEN.search(text) is None
            kept = current is not None and current.category == category and current.forward and not final
            forward = not final and _FORWARD.search(text) is not None and (is_public(text) or "名单" in text)
            year = told_year(reading, sentence.start, sentence.end)
            if year is None and current is not None and current.category == category and text.startswith("其中"):
                year = current.year  # 2023年度…集群名单公布。其中，甲集群、乙集群获评…
            current = Programme(category, level, year, sentence.end, final, forward or kept)
        elif current is not None and (own := _OWN_HEADING.fullmatch(text)) is not None:
            current = current._replace(training=own["training"] is not None, at=sentence.end)
        elif _OTHER_LIST.search(text) and sentence.heading:
            current = None
        if current is not None and current.level is None and _PROVINCIAL.search(text):
            current = current._replace(level="省级")
        governing.append(current)
    return governing
