"""Ranks: 居全省首位, 副省级城市第四, 分别列全省第3位、第2位, with their scope."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from qdtui.model import Span
from qdtui.text.number import NUMERAL, parse_number

_VERB = re.compile(
    r"(?:稳居|位居|跃居|高居|仍居|均居|都居|居于|雄居|名列|位列|排名|排在|排到|排|跃升至|跃升到|上升至|上升到|升至|跻身|"
    r"进入|位次|位于|处于|保持|蝉联|获评|获得|夺得|拿下|拿到|荣获|居|列|为|是|获|占|达)了?"
)
_WEAK_VERBS = frozenset(("为", "是", "占", "达", "获", "保持", "进入", "处于", "获得", "位于"))
"""Verbs that make a rank only before a scope such as 全省."""
_CUE = re.compile(
    r"首位|第[\d一二三四五六七八九十百]|之首|榜首|首(?=[，。；、,;]|$)|之冠|前(?:\d|[一二三四五六七八九十百])",
    re.MULTILINE,
)
_MARK = r"[，。；、,;和及与）)…]|$|\s"
_CORE = re.compile(
    rf"(?P<first>首位|之首|榜首|首(?=[，。；、,;]|$)|之冠|第一(?:位|名|(?={_MARK})))"
    rf"|第(?P<nth>\d{{1,3}}|{NUMERAL})(?:位|名|(?={_MARK}))"
    rf"|前(?P<top>\d{{1,3}}|{NUMERAL})(?:位|名|强|(?={_MARK}))",
    re.MULTILINE,
)
_BREAK = re.compile(r"[，。；、,;：:\n]")
_KNOWN_SCOPE = re.compile(
    r"全[球国省市区县州]|世界|国内|国际|亚洲|亚太|我国|中国|[省市县区]内|(?:副省级|同类|省会|计划单列|地级)?城市|省份|行业|同类|业内"
    r"|[中东西]部|各[省市区县州]|[\u4e00-\u9fff]{2}[省市区县州](?=首|第|前|之)|百强|榜"
)
_SCOPE_END = re.compile(rf"(?:{_KNOWN_SCOPE.pattern})$")
"""Behind what keeps its rank: 保持保费规模|全球|第一."""
_SCOPE_HEAD = re.compile(r"^(?:在|于|至|到|了|各|同期|继续|全部|分别|均|都|连续[一二两三四五六七八九十\d]+年|已)+")
_NO_SCOPE = re.compile(
    r"第|\d(?!\d*个[\u4e00-\u9fff]{0,6}(?:[省市区县州]|地区|省份|城市|园区|开发区|高新区|经开区)$)|的|建成|通过"
)
_FROM_RANK = re.compile(r"(?:[从由]|位次)(?:(?:20)?\d\d年的?)?$")
_MOVED_TO = re.compile(
    r"(?:在)?(?P<scope>全[国省市区县球])(?:的)?(?:位次|排[位名])(?:由|从)?[^，。；]{0,12}?(?:升至|升到|上升到|上升至|提升至|提升到|跃升至|跃升到|前移至|跃居|降至)$"
)
"""In front of the rank that one became: 全国位次从第6位升至|第5位."""
_MEASURE_BEFORE = re.compile(
    r"(?:数量|总数|总量|规模|家数|增速|增幅|面积|[产销]量|产值|[额值率数]|连续[\d一二两三四五六七八九十]+年)$"
)
"""In front of a scope and a rank without a verb: 数量全市第一."""
_ALONE = re.compile(r"[，。；,;]|$", re.MULTILINE)
_AFTER_COUNT = re.compile(r"\d(?:个|家|户|项|件|名|亿元|个百分点)[，,]$")
"""Around a rank that is all of its clause, behind a count: 新增平台15个，全省第二."""
_PUT_FIRST = ("放在", "摆在", "置于", "放到", "摆到")
"""In front of 首位, where it says what matters most and ranks nothing: 把安全放在首位."""
_LONGEST_SCOPE = 16


@dataclass(frozen=True, slots=True)
class Rank:
    """A rank, as a half-open range that takes in its verb and scope."""

    start: int
    end: int
    rank: int
    scope: str | None
    """Among whom: 全省, 副省级城市; None when the text does not say here."""
    comparator: Literal["=", "<="]
    """`<=` for 前十."""
    verb: str
    """居, 位列 …; empty when none stands in this place (the second of 全省第一、副省级城市第四)."""

    @property
    def span(self) -> Span:
        """Its range."""
        return Span(self.start, self.end)


def ranks(norm: str, start: int = 0, end: int | None = None) -> list[Rank]:
    """The ranks in `norm[start:end]`, in order. 前列 and 第一方阵 name no number and are none, nor is 第九批.

    A rank right behind another one (全省第一、副省级城市第四) needs no verb; without a scope of its own it takes that
    one's. Any other needs a verb, or a scope and a word such as 首位.
    """
    return list(_scan(norm, start, len(norm) if end is None else end))


def _scan(norm: str, start: int, end: int) -> Iterator[Rank]:
    last: Rank | None = None
    for cue in _CUE.finditer(norm, start, end):
        core = _CORE.match(norm, cue.start(), end)
        if core is None or (last is not None and cue.start() < last.end):
            continue
        head = max(start, cue.start() - 24, last.end if last else 0)
        for mark in _BREAK.finditer(norm, head, cue.start()):
            head = mark.end()
        follows = last is not None and head - last.end <= 1 and norm[last.end : head].strip("、和") == ""
        rank = _read(norm, head, core, last if follows else None)
        if rank is not None:
            yield rank
            last = rank


def _read(norm: str, head: int, core: re.Match[str], before: Rank | None) -> Rank | None:
    if norm.startswith(_PUT_FIRST, max(0, core.start() - 2)):
        return None
    if _FROM_RANK.search(norm, head, core.start()):
        return None  # 从第6位 in front of the rank that it became
    if (moved := _MOVED_TO.search(norm, head, core.start())) and (nth := parse_number(core["nth"] or "一")):
        return Rank(moved.start(), core.end(), int(nth), moved["scope"], "=", "升至")
    number = 1.0 if core["first"] else parse_number(core["nth"] or core["top"])
    if number is None or number < 1 or number != int(number):
        return None
    sign: Literal["=", "<="] = "<=" if core["top"] else "="
    verbs = [v for v in _VERB.finditer(norm, head, core.start()) if _may_be_scope(norm[v.end() : core.start()])]
    if verbs:
        verb = verbs[-1]
        scope = _SCOPE_HEAD.sub("", norm[verb.end() : core.start()]).strip("“”")
        if verb[0].rstrip("了") in _WEAK_VERBS and not _KNOWN_SCOPE.search(scope):
            return None
        if verb[0].rstrip("了") == "保持" and (ends := _SCOPE_END.search(scope)) and ends.start() > 2:
            start = core.start() - (len(scope) - ends.start())
            return Rank(start, core.end(), int(number), ends[0], sign, "")
        return Rank(verb.start(), core.end(), int(number), scope or None, sign, verb[0])
    if before is not None:
        scope = norm[head : core.start()]
        return Rank(head, core.end(), int(number), scope or before.scope, sign, "") if _may_be_scope(scope) else None
    scopes = list(_KNOWN_SCOPE.finditer(norm, head, core.start()))
    measured = next((s for s in scopes if _MEASURE_BEFORE.search(norm, head, s.start())), None)
    known = measured or (scopes[0] if scopes else None)
    if (
        known is not None
        and known.start() == head
        and _ALONE.match(norm, core.end())
        and _AFTER_COUNT.search(norm, 0, head)
    ):
        return Rank(known.start(), core.end(), int(number), norm[known.start() : core.start()], sign, "")
    if known is None or not (measured or core["first"] in ("首位", "之首", "榜首")):
        return None
    return Rank(known.start(), core.end(), int(number), norm[known.start() : core.start()], sign, "")


def _may_be_scope(words: str) -> bool:
    return len(words) <= _LONGEST_SCOPE and not _NO_SCOPE.search(words)
