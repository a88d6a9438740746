"""Kinds of policy documents, told by the last words of their titles, and works that are none."""

from __future__ import annotations

import re
from functools import cache
from typing import Literal

from qdtui.text.data import fields

PolicyKind = Literal["实施方案", "行动计划", "规划", "意见", "办法", "条例", "通知", "政策", "报告", "其他"]
"""The kinds of policy documents that tables know."""

_TAIL = re.compile(
    r"(?:(?:修[订正])?草案|征求意见稿|(?:修[订正])案|[（(〔\[][^（）()]{1,24}[）)〕\]]|[\d.]+版|”|」|〉|\s)+$"
)
_NO_LAW = re.compile(
    r"(?:方|书|魔|想|说|看|用|打|心|兵|战|做|手|笔|技|疗|历|枪|剑|语|文|句|算|家|工作|写|唱|解|玩|吃|活|章)法$|兵法|共产党宣言"
)
KNOWN_REPORT = re.compile(
    r"(?:党的|中共)[一二三四五六七八九十]{2,3}大报告|[一二三四五六七八九十]{2,3}大报告|政府工作报告|施政报告|财政预算案|中央(?:“?一号”?|1号)文件"
)
_TO_A_YEAR = re.compile(r"[\u4e00-\u9fff]{0,8}(?:中国|制造|工业|战略|愿景|议程|行动)20[2-6]\d")
"""Plans that are named after the year they reach to: 健康中国2030."""
_COUNTED = re.compile(r"[\u4e00-\u9fff“](?:\d+|[一二三四五六七八九十]+)条[”]?(?:措施|政策|意见)?$")
"""A name that counts its articles: 制造业当家22条."""
_SHORT_NAME = re.compile(
    r"(?:[三五]年|专项|若干|指导|实施|管理|工作|行动|总体|政策|规划|暂行|试点|发展|推进|重点|任务|建设|改革)*"
    r"(?:方案|计划|意见|办法|规划|纲要|条例|通知|措施|政策|决定|建议|草案|指南|目录|清单|细则|规定|公告|通告|报告|指引|要点|规范|解释|决议|声明|宣言|规程|章程|宪章|联合声明|公报|条约|公约|协定|协议)"
)
_STANDARD = re.compile(r"(?:强制性)?(?:国家|行业)标准$")
_STANDARD_BEHIND = re.compile(r"(?:等\d*项?)?(?:强制性)?(?:国家|行业)标准")
_NOISE = re.compile(r"[\s“”\"「」《》<>〈〉‘’（）()、·，,。.：:—–─\-－]")


def plain(name: str) -> str:
    """A name without spaces, quotation marks, brackets and dashes, for comparing."""
    return _NOISE.sub("", name)


@cache
def endings() -> tuple[tuple[str, PolicyKind, str], ...]:
    """Endings of titles, longest first, each with its kind and how sure it is alone: sure, marked (in 《》) or weak."""
    rows = [(ending, kind, sure) for ending, kind, sure in fields("policy_kinds.tsv")]
    return tuple(sorted(rows, key=lambda row: -len(row[0])))  # type: ignore[arg-type]


@cache
def _work_words() -> tuple[re.Pattern[str], re.Pattern[str]]:
    before = "|".join(word for side, word in fields("works.tsv") if side == "before")
    after = "|".join(word for side, word in fields("works.tsv") if side == "after")
    return re.compile(rf"(?:{before})$"), re.compile(rf"(?:{after})")


def core(name: str) -> str:
    """A title without what stands in brackets behind it: （2025—2027年）, （试行）, （草案）."""
    return _TAIL.sub("", name) or name


def kind_of(name: str, *, marked: bool = True) -> PolicyKind | None:
    """The kind of policy document that a title names, or None when its words name no policy.

    `marked` says that it stands in 《》, where 《…规划》 is enough; elsewhere only sure endings count.
    """
    stem = core(name)
    if KNOWN_REPORT.fullmatch(stem):
        return "报告" if stem.endswith("报告") else "其他"
    if marked and _TO_A_YEAR.fullmatch(stem):
        return "规划"
    for ending, kind, sure in endings():
        if not stem.endswith(ending):
            continue
        if ending == "法" and (len(stem) < 3 or _NO_LAW.search(stem)):
            return None
        if ending == "宣言" and _NO_LAW.search(stem):
            return None
        if ending == "工作报告" and len(stem) > 30:
            return None
        if ending == "建议" and "规划" in stem:
            return "规划"
        if (
            sure == "sure"
            or (marked and sure == "marked")
            or stem.startswith(("关于", "中共中央", "国务院"))
            or "关于" in stem
        ):
            return kind
        return None
    return "政策" if marked and _COUNTED.search(stem) and not stem.startswith("第") else None


def is_work(norm: str, start: int, end: int) -> bool:
    """True when the words around the title in 《》 at `start`–`end` call it a book, a film, a speech or the like."""
    before, after = _work_words()
    return bool(before.search(norm, max(0, start - 6), start) or after.match(norm, end))


def is_binding(norm: str, title: re.Match[str], stop: int) -> bool:
    """True for a standard that is told to bind, or one of the state that is a code of practice: 国家标准《某某项目规范》.

    `title` is what stands in 《》, with its name as first group; `stop` is where its sentence ends.
    """
    told = _STANDARD.search(norm, max(0, title.start() - 12), title.start())
    told = told or _STANDARD_BEHIND.match(norm, title.end(), stop)
    return told is not None and ("强制性" in told[0] or core(title[1]).endswith("规范"))


def is_short_name(name: str) -> bool:
    """True for 实施方案, 意见, 三年行动计划: words that name a policy only behind its full title."""
    return _SHORT_NAME.fullmatch(plain(core(name))) is not None and name != "政府工作报告"
