"""How far a cluster has come: on a list, shortlisted, being built up, or planned for a later year."""

from __future__ import annotations

import re

from qdtui.text.modality import modality
from qdtui.text.programmes import TO_WORLD
from qdtui.text.reading import Reading
from qdtui.text.sentence import Sentence

BECOMING = ("成长", "壮大", "跃升", "崛起", "蝶变", "发展", "发展成")
SHORTLIST = re.compile(r"入围|答辩|候选|初选|(?:进入|晋级|闯入|参加)[^，。；]{0,14}决赛(?!的|中|并?胜|优胜)")
BUILDING = re.compile(
    r"(?:打造|培育|建设|构建|推进|推动|加快|争创|锻造|塑造|布局|谋划|力争|聚力|培植|发展|用于|创建)(?:[^，。了]{0,10}|一批[^，。了]{0,18}的)$"
)
STRENGTHENING = re.compile(r"(?:做[大强优]|壮大)[^，。了]{0,4}$")
DONE = re.compile(r"已|累计|独立|成功|形成|建成|拥有|现有|共有|涌现|打造了|培育了|打造出|培育出|[建设育造]了|立足|集聚")
# what has been reached by a year; 建成 and 形成 alone may as well lie ahead: 到2025年，建成…
DONE_THEN = re.compile(r"已|累计|独立|成功|拥有|现有|共有|涌现|打造了|培育了|打造出|培育出|[建设育造成]了|立足|集聚")
WILL = re.compile(r"将|要|正在|加快|计划|拟|下一步|力争|着力|聚力|未来|努力|继续|推动|支持|今后")
AIM = re.compile(r"要(?![素求])|力争|目标|全面建成|将|基本形成|争取|计划")
TARGET = re.compile(
    r"(?:到|至)(?:20\d\d年|[“「]?十五五[”」]?末)|[“「]?十五五[”」]?(?:时期|期间|末)|20[3-9]\d年|20\d\d年底?前|(?:到|至)本世纪"
)
NATIONAL = re.compile(
    r"(?P<count>(?:\d+|[一二两三四五六七八九十]+)个)?国家级?(?:先进制造业|[\u4e00-\u9fff]{0,8}产业)集群$"
)
"""A title that the country alone gives: who is told to have built such has it."""
GROWING = re.compile(
    r"(?:，?(?:正在?|加速|加快|逐步|全力)*(?:向世界级|迈向|奠基|开工|形成中|成长|崛起|打造|建设)|[^，。]{0,4}(?:正在?|加速|加快)[^，。]{0,3}(?:形成|成长|崛起|打造))"
)


def status_of(reading: Reading, sentence: Sentence, first: int, head_end: int, entered: re.Match[str] | None) -> str:
    """入选, 培育, 入围 or 目标, from the sentence before the names (`first`) and behind the head (`head_end`).

    `entered` is the verb by which the names enter a list, when there is one.
    """
    norm = reading.norm
    before = norm[sentence.start : first]
    after = norm[head_end : sentence.end]
    if entered is not None:
        if entered["verb"] in ("争创", "申创", "申报") and not re.search(
            "成功|已", norm[entered.start() - 2 : entered.end()]
        ):
            return "培育"
        if entered["verb"] in ("创建", "争创", "申创", "成为", "建成", "打造成", "升级", "发展成") and WILL.search(
            norm, sentence.start, entered.start("verb")
        ):
            return "培育"
        if re.match(r"[^，。；]{0,2}培育|[^，。；]{0,6}(?:创建|培育)对象", after):
            return "培育"
        if entered["verb"] in BECOMING and re.search("正|加快|加速|逐步|将|要", entered[0]):
            return "培育"
        return "入围" if SHORTLIST.search(norm, entered.start(), sentence.end) else "入选"
    clause = re.split(r"[，。；：,;]", before)[-1]
    if re.search(r"(?<!正在)(?<!全力)(?<!加快)(?:打造|培育|建设|共建)的$", clause) and not WILL.search(clause):
        return "入选"
    if re.match(r"[^，。；]{0,6}(?:列[为入]|纳入|确定为|作为)[^，。；]{0,10}培育", after):
        return "培育"
    if re.match(r"[^。；]{0,60}(?:列[为入]|为|纳入|作为)[^，。；集]{0,12}(?:培育|创建)(?:对象|名单|库)", after):
        return "培育"
    if SHORTLIST.match(after[:12].lstrip("，累计成功")) or re.match(
        rf"[^，。；]{{0,10}}(?:{SHORTLIST.pattern})", after
    ):
        return "入围"
    if re.search(rf"(?:{SHORTLIST.pattern})[^。；]*(?:[：:]|其中|分别)", before):
        return "入围"
    if re.match(r"[^。；]{0,6}(?:入选|上榜|列入|获评|获批|榜上有名)", after):
        return "入选"
    if TARGET.search(before) and (not DONE_THEN.search(clause) or AIM.search(clause)):
        return "目标"
    if re.match("(?:方面)?，(?:要|将)", after):
        return "培育"
    if TO_WORLD.match(norm, head_end, sentence.end) or GROWING.match(after):
        return "培育"
    if STRENGTHENING.search(clause) and not re.search(r"国家|省|市级", norm[first:head_end]):
        return "培育"
    if BUILDING.search(clause) and (not DONE.search(clause) or WILL.search(clause)):
        given = NATIONAL.search(norm, first, head_end)
        ahead = WILL.search(clause if given is not None and given["count"] else before)
        told = given is not None and (given["count"] or DONE_THEN.search(before)) and not ahead
        return "入选" if told and modality(reading, sentence, first, head_end, None) == "actual" else "培育"
    return "入选"


def is_ahead(reading: Reading, sentence: Sentence, first: int) -> bool:
    """True when the clause before the names has a year after the publication: 2030年建成世界级…."""
    published = reading.doc.published_year
    clause = re.split(r"[，。；：,;]", reading.norm[sentence.start : first])[-1]
    years = [int(y) for y in re.findall(r"(?<!\d)(20\d\d)年", clause)]
    return published is not None and bool(years) and years[-1] > published
