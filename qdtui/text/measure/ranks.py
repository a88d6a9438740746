"""Ranks: given to the number before them, or a measure of their own."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

from qdtui.model import Span
from qdtui.text.discourse import Subject
from qdtui.text.measure.context import Context, Measure
from qdtui.text.measure.heads import shared_heads
from qdtui.text.rank import Rank
from qdtui.text.spans import within

_HOLDER = re.compile(
    r"(?:在?[^，。；]{2,10}中|在已[^，。；]{2,16}中|新增[数量]?|入选|入围|获批|获评|上榜|认定|数量|总量|增量|规模|总数|增速|增幅|数|占比|排名|产量|均|也|继续|分别|都|双双|总体|(?:连续|持续)第?[数多一二两三四五六七八九十\d]+(?:年|个月|个季度)|，|,|\s)*"
)
_TAIL = re.compile(
    r"(?:数量|总数|家数|总体|连续第?[数多]?[一二两三四五六七八九十\d]*年|继续|稳|均|都|分别|双双|也|已|一举|历史性|首次|始终|一直|长期|、|，|的|在|排名|\s)+$"
)
_OF_LEVEL = re.compile(r"(?:数量|总量|规模|总数|产量)$")
_OF_ALL = re.compile(r"[，,]?(?:入选|获评|上榜|认定)?(?:总数|数量|总量)")
_OF_COUNT = re.compile(r"[，,]?(?:入选|获评|上榜|认定|入围|获批|培育)(?:总数|数量|总量)")
_NUMBER_OF = re.compile(r"(?:入选|获评|上榜|认定|入围|获批|培育)?(?:总数|数量|总量)[^，。；\d]{0,8}$")
_TOGETHER = re.compile(r"均|都|双双|分别")
_LIST = re.compile(
    r"(?P<what>[^，。；,;、在]{3,26}?(?:榜单|排行榜|榜|排名|名单|百强[市县区]?|评价|评选|指数|维度))(?:中|里|上)?(?:[，,]|$)"
)
_COMMON_SCOPE = re.compile(r"^(?:全[球国省市区县州]|世界|国内|国际|我国|中国|[省市]内)")
_SHARED_TAIL = re.compile(r"(?:增幅|增速|占比|数量|总量|增量)$")
_TWO_IN_ONE = re.compile(r"^(?P<of>.*?)(?P<first>[产產存])(?P<second>[销銷贷貸])(?P<what>量|款(?:余额|餘額))$")
"""Two measures in one word: 产销量, 存贷款余额."""
_AMONG = re.compile(r"在[^，。；]{2,18}中(?:综合|总体)?")
"""A clause up to its rank that says only among whom."""
_OUTPUT = re.compile(r"(?:产量|销量|出口量|出口额|增加值|增速|总产值|销售额|保有量)$")

_MEASURE_NAME = re.compile(
    r"[\u4e00-\u9fff]{2}(?:[产销]量|产能|面积|储量|规模|[出进]口[量额]|增加值|总?产值|销售额|保有量|装机|营收|利润|数量|交易额)$"
)
"""A name of a list that says by itself what is measured: 粮食产量、油菜面积."""

_OUTPUTS = re.compile(
    r"(?P<names>[^，。；的]{2,60}、[^，。；的]{2,20})等(?P<what>产量|销量|出口量|出口额|产值|保有量|种植面积|存栏量|出栏量|加工量|交易量)"
)
"""Names that share what is measured behind 等: 茶叶、柑橘、生姜等产量."""


def place_rank(context: Context, item: Rank, at: int) -> int:
    """Reads a rank in a clause whose words before `at` are used up; returns where its words end."""
    start = max(at, context.clause.start)
    before = context.norm[start : item.start] if item.start > start else ""
    if context.waiting and not item.verb:
        return _next_of_list(context, item)
    if (
        _AMONG.fullmatch(context.norm, context.clause.start, item.start)
        and context.found
        and not context.found[-1].ranks
    ):
        context.found[-1] = replace(context.found[-1], ranks=(item,))
        return item.end
    if _HOLDER.fullmatch(before):
        return _attach(context, item, before)
    tail = _TAIL.search(before)
    lead = context.lead(start, start + (tail.start() if tail else len(before)))
    if lead.phrase.start >= lead.phrase.end:
        return _attach(context, item, before)
    if (thing := _thing_in_scope(item)) is not None:
        words = Span(item.start, item.end)
        holder = (
            Subject(context.words(lead.phrase), "org", lead.phrase)
            if lead.phrase.end - lead.phrase.start <= 10
            else None
        )
        context.add(item, words, "rank", "rank", indicator=thing, subject=holder)
        return item.end
    together = _TOGETHER.search(before + item.verb) is not None
    names = context.names(lead.phrase) if together or _measured(context, lead.phrase) else []
    if not names and (several := _OUTPUTS.fullmatch(context.norm, *lead.phrase)) is not None:
        named = context.names(Span(*several.span("names")))
        for name in named:
            context.add(item, name, "rank", "rank", indicator=context.words(name) + several["what"])
        if named:
            return item.end
    if names and "分别" in before:
        context.waiting = names
        return _next_of_list(context, item)
    if not names and together and (two := _TWO_IN_ONE.search(context.words(lead.phrase))) is not None:
        for one in ("first", "second"):
            context.add(item, lead.phrase, "rank", "rank", indicator=two["of"] + two[one] + two["what"])
        return item.end
    if not names:
        context.add(item, lead.phrase, "rank", "rank")
    for name, told, whose in shared_heads(context, names) if names else ():
        context.add(item, name, "rank", "rank", indicator=told, subject=whose)
    return item.end


def _measured(context: Context, phrase: Span) -> bool:
    """True for 汽车、新能源汽车产量: one rank for two names that share what is measured."""
    text = context.norm[slice(*phrase)]
    names = context.names(phrase)
    if len(names) > 1 and all(_MEASURE_NAME.search(context.norm, *name) for name in names):
        return True
    return text.count("、") == 1 and _OUTPUT.search(text) is not None and "等" not in text


def _next_of_list(context: Context, item: Rank) -> int:
    name, *rest = context.waiting
    context.waiting = rest
    words = context.words(name)
    last = rest[-1] if rest else name
    shared = _SHARED_TAIL.search(context.norm, last.start, last.end)
    if rest and shared and not words.endswith(context.text[shared.start() : shared.end()]):
        words += context.text[shared.start() : shared.end()]
    context.add(item, name, "rank", "rank", indicator=words)
    return item.end


def _attach(context: Context, item: Rank, before: str) -> int:
    """Gives a rank to the numbers before it; a second rank on one number becomes a measure of its own."""
    one = "分别" not in before + item.verb
    if one and context.found and (_OF_COUNT.match(before) or _count_goes_on(context)):
        own = [n for n, m in enumerate(context.found) if _is_count(m) and not _in_brackets(context.norm, m)]
        if own and not context.found[own[-1]].ranks and _of_subject(context) is None:
            context.found[own[-1]] = replace(context.found[own[-1]], ranks=(item,))
            return item.end
    if (listed := _in_list(context, item)) is not None:
        context.add(item, listed, "rank", "rank")
        return item.end
    if item.verb and not before and (thing := _thing_in_scope(item)) is not None:
        context.add(item, Span(item.start, item.end), "rank", "rank", indicator=thing)
        return item.end
    if not context.found:
        return item.end
    if _OF_ALL.match(before) and (whole := _of_subject(context)) is not None:
        context.found[whole] = replace(context.found[whole], ranks=(item,))
        return item.end
    if any(item in m.ranks for m in context.found):
        return item.end
    told = next((m for m in context.found[:-1] if m.ranks and item.start - m.ranks[0].end <= 1), None)
    if told is not None and told.kind == "total" and context.norm[told.ranks[0].end : item.start] == "、":
        context.add(item, told.words, "rank", "rank", indicator=told.indicator, subject=told.subject)
        return item.end
    if _each_told(context, item, before) and _one_each(context, item):
        return item.end
    if _OF_LEVEL.search(before) and _levels_in_order(context, item):
        return item.end
    if (of_rate := _of_rate(context, before)) is not None:
        context.found[of_rate] = replace(context.found[of_rate], ranks=(item,))
        return item.end
    last = context.found[-1]
    if last.kind == "rank" or last.ranks:
        context.add(item, Span(item.start, item.start), "rank", "rank")
        return item.end
    if last.kind == "growth" and len(context.found) > 1 and _OF_LEVEL.search(before):
        levels = [n for n, m in enumerate(context.found) if m.indicator == last.indicator and m.kind == "total"]
        if levels and not context.found[levels[-1]].ranks:
            # 产量3亿吨，增长8%，产量居全国第一
            context.found[levels[-1]] = replace(context.found[levels[-1]], ranks=(item,))
            return item.end
        level = context.found[-2]
        if level.indicator == last.indicator and level.kind == "new" and not level.ranks:
            context.found[-2] = replace(level, ranks=(item,))
            return item.end
    together = _TOGETHER.search(before + item.verb) is not None
    for index in range(len(context.found) - 1, -1, -1):
        measure = context.found[index]
        if measure.ranks or measure.kind == "rank" or (together and measure.kind != last.kind):
            break
        context.found[index] = replace(measure, ranks=(item,))
        if not together:
            break
    if context.found[-1].rule != "gap":  # what goes on is told of the measure, not of its gap to others
        context.last = context.found[-1]
    return item.end


def _of_rate(context: Context, before: str) -> int | None:
    """The growth that 增速居全省第七位 is the rank of, when changes of it or gaps to others were told behind it."""
    if not before.strip("，,").startswith(("增速", "增幅")) or context.found[-1].kind != "change":
        return None
    told = [n for n, m in enumerate(context.found) if m.kind == "growth" and not m.ranks]
    return told[-1] if told else None


def _count_goes_on(context: Context) -> bool:
    """True when the clause before only goes on about how many were told: …9家，入围数量持续领跑，位列全省第一."""
    before = context.clauses_before(context.clause.start)
    return bool(before) and _NUMBER_OF.match(context.norm, *before[-1]) is not None


def _is_count(measure: Measure) -> bool:
    return measure.quantity is not None and measure.quantity.kind == "count"


def _in_brackets(norm: str, measure: Measure) -> bool:
    """True for a number inside brackets of its clause."""
    said = norm[measure.clause.start : measure.at]
    return max(said.rfind("("), said.rfind("（")) > max(said.rfind(")"), said.rfind("）"))


def _each_told(context: Context, item: Rank, before: str) -> bool:
    """True when 分别 gives ranks to the numbers before them: …分别列第三、第四; 分别以182家、170家排名第三、第四."""
    said = context.norm[context.clause.start : item.start]
    return "分别" in before + item.verb or "分别以" in said


def _one_each(context: Context, first: Rank) -> bool:
    """Gives the ranks that 分别 lists to as many counts before them: 2个集群、5家企业入选，数量分别居第三、第四位."""
    ranks = list(within(context.reading.ranks, first.start, context.clause.end))
    told = context.found[-len(ranks) :]
    if len(ranks) < 2 or len(told) < len(ranks) or any(m.ranks or m.quantity is None for m in told):
        return False
    context.found[-len(ranks) :] = [replace(m, ranks=(rank,)) for m, rank in zip(told, ranks, strict=True)]
    context.last = context.found[-1]
    return True


def _levels_in_order(context: Context, first: Rank) -> bool:
    """Gives ranks in a row to as many amounts that 分别 gave: 分别达到9元、7元，增长5%、6%，总量全市第二、第三."""
    ranks = list(within(context.reading.ranks, first.start, context.clause.end))
    told = [n for n, m in enumerate(context.found) if m.kind == "total" and m.rule == "paired"][-len(ranks) :]
    if len(ranks) < 2 or len(told) < len(ranks) or any(context.found[n].ranks for n in told):
        return False
    if any(context.norm[a.end : b.start] != "、" for a, b in pairwise(ranks)):
        return False
    for n, rank in zip(told, ranks, strict=True):
        context.found[n] = replace(context.found[n], ranks=(rank,))
    return True


def _of_subject(context: Context) -> int | None:
    """The sentence's last number that is its own subject's, when numbers of its parts follow."""
    if (
        context.subject is None
        or context.found[-1].subject is None
        or context.found[-1].subject.name == context.subject.name
    ):
        return None
    own = [
        n for n, m in enumerate(context.found) if m.subject and m.subject.name == context.subject.name and not m.ranks
    ]
    return own[-1] if own and context.found[own[-1]].quantity is not None else None


def _in_list(context: Context, item: Rank) -> Span | None:
    """The list that a rank is on: 在2024年先进制造业百强市榜单中，青岛位列全国第六."""
    for clause in context.clauses_before(item.start):
        start = clause.start + context.norm.startswith("在", clause.start)
        if match := _LIST.match(context.norm, start, min(clause.end, item.start)):
            return Span(match.start("what"), match.end("what"))
    return None


def _thing_in_scope(item: Rank) -> str | None:
    """What is ranked, when the scope says it: 双跨平台 in 蝉联全国“双跨”平台之首."""
    scope = item.scope or ""
    rest = _COMMON_SCOPE.sub("", scope)
    return rest if len(rest) >= 5 and not re.search(r"城市$|省份$|地区$|[省市区县州]$(?<!强市)", rest) else None
