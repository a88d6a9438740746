"""Percentages: what has a share of what, and the numbers that 分别 gives to names before it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from qdtui.model import Span
from qdtui.text.comparison import change_before, share_before
from qdtui.text.measure.context import Context, MeasureKind
from qdtui.text.measure.counting import Counting
from qdtui.text.measure.growth import GROWTH, rate_kind
from qdtui.text.measure.heads import named_each, shared_heads
from qdtui.text.measure.runs import as_in_list
from qdtui.text.phrase import follows_noun, phrase_behind
from qdtui.text.quantity import Quantity

_MEASURE_ENDS = frozenset("率比重例额度值量数")
_HAVE = re.compile(
    r"[^，。；、的\d]{0,8}?(?:消费支出|支出|消费|收入|投资|产品|产量|产值|需求|订单|业务|贸易|用电量?|能耗|排放量?)"
)
"""What those in front of a share have, of which it is: 居民|一半以上的|消费支出."""
_TRADED = re.compile(
    r"分别(?P<what>进出口|进口|出口|销售|生产)(?:了|达)?$|"
    r"分别(?:完成|实现|创造|贡献)了?(?P<made>(?:规模以上|规模|规上)?(?:工业)?(?:总?产值|增加值|(?:营业|销售|主营业务)收入|营收|税收|利润总?额?|投资))"
    r"(?:达到?|约|近|超过?)?$"
)
"""What was done with several in turn: 对欧盟、美国分别进出口769亿元、721亿元."""
_BACK_TO = re.compile(r"(?:已|总体|基本)?恢复(?:至|到)[^，。；、]{0,14}")
"""A clause that tells how far what was told before has come back: 恢复至2019年同期的90%."""
_ALL_OF = re.compile(
    r"(?:主营业务收入|营业收入|销售收入|营收|总?产值|增加值|利润总?额?|税收|投资额?|出口额)(?=[和及、，。；]|$)"
)
"""What of a noun a share is told of: 13%的规上企业|营业收入."""
_OVER_WHOLE = re.compile(
    r"(?:已|也|就)?(?:超过了?|超)(?P<whole>[^，。；、\d]{1,10}(?:总量|总数|总额|总产量|产量|市场|需求量?|面积|人口))的$"
)
"""A part that is more than so much of its whole: 装机量超过全球总量的50%."""
_SAYS = re.compile(
    r"(?:为(?!主|[\d了])|居(?!民)|位居|位于|处于|集中|来自|分布|拥有|实现|从事|属于|具备|采用)[^，。；、\d]{2,24}"
)
"""What a part of those spoken of does: 九成以上为大企业配套."""
_SCOPE_ONLY = re.compile(r"(?:全|本|我|该)[村镇乡县区市省国州旗校厂园社行]|当地|这里|村里|镇上|社区")
_THESE = re.compile(r"(?:这批|这些|这家|这个)[^，。；、率比额量值]{2,10}$")
"""A whole that is pointed at, in front of the share of its parts: 这批汽车|八成的部件."""
_TO_WHOM = re.compile(r"对(?:全[国省市县区]|[我本][国省市县区])?$")
_PULLS = re.compile(r"^(?P<who>.{2,}?)(?:增长)?(?:拉动|带动)")
_GIVER = 3
"""At least so many characters name what gives a growth its part."""
_ENTERED = re.compile(
    r"(?:[个家项座]?(?:企业|产品|项目|园区|工厂|集群))?(?:成功|新)?(?:入选|入围|上榜|获评|胜出|晋级)(?=[，。；]|$)"
)
"""Behind numbers of those that one round of a list takes up."""


def relate(context: Context, item: Quantity, before: Span, limit: int) -> int:
    """Reads a percentage, percentage points or a multiple; returns where the words it used end."""
    it = Counting(context, item, before, limit)
    for read in GROWTH:
        if (end := read(it)) is not None:
            return end
    return _share(context, item, before, limit, it.words)


def pair(context: Context, items: Sequence[Quantity], names: list[Span], between: str) -> int:
    """Gives the numbers behind 分别 to the names before it, in order."""
    change = change_before(between)
    traded = _TRADED.search(between)
    entered = _ENTERED.match(context.norm, items[-1].end, context.clause.end) is not None
    for number, (name, words, subject) in zip(items, shared_heads(context, names), strict=True):
        item = as_in_list(number, items[0])
        kind: MeasureKind = "total"
        if item.kind in ("share", "ratio"):
            kind = "growth" if change and not change.level else rate_kind(words)
        elif item.kind == "point" or (change and not change.level):
            kind = "change"
        if kind == "total" and entered:
            kind = "new"
        if traded is not None and not words.endswith(what := traded["what"] or traded["made"]):
            words += what
        context.add(item, name, kind, "paired", indicator=words, falls=bool(change and change.falls), subject=subject)
    return items[-1].end


def _share(context: Context, item: Quantity, before: Span, limit: int, words: str) -> int:
    norm, after = context.norm, item.end
    attributive = norm.startswith("的", after)
    noun = attributive or follows_noun(norm, after, limit)
    if _BACK_TO.fullmatch(words) and context.found:
        context.add_onto_last(item, Span(before.start, item.start), "share", "share")
        return after
    if (over := _OVER_WHOLE.search(words)) is not None and item.comparator == "=":
        lead = context.lead(before.start, before.start + over.start())
        if lead.phrase.start < lead.phrase.end:
            part = context.words(lead.phrase) + "占" + over["whole"]
            context.add(replace(item, comparator=">"), lead.phrase, "share", "share", indicator=part)
            return after
    if share := share_before(words.rstrip("从由")):
        of = Span(before.start + share.start, before.start + share.end)
        item = replace(item, comparator="~") if share.about else item
        whole = Span(before.start + share.whole_start, before.start + share.whole_end)
        if noun:
            phrase, _ = phrase_behind(norm, after + attributive, limit)
            phrase = _up_to_de(norm, phrase) if not attributive else phrase
            if attributive and (more := _ALL_OF.match(norm, phrase.end, context.clause.end)) is not None:
                phrase = Span(phrase.start, more.end())
            if phrase.start < phrase.end:
                said = f"{context.words(phrase)}占{context.words(whole)}比重" if whole.end > whole.start else None
                context.add(item, phrase, "share", "share", indicator=said)
                return phrase.end
        lead = context.lead(before.start, of.start)
        if lead.phrase.start < lead.phrase.end:
            said = f"{context.words(lead.phrase)}占{context.words(whole)}" if share.level else None
            bare = norm[of.start : of.end] in ("占", "占了", "占到", "占到了", "占据", "占据了")
            context.add(
                item, lead.phrase if bare else Span(lead.phrase.start, of.end), "share", "share", indicator=said
            )
        else:
            context.add_onto_last(item, of, "share", "share")
        return after
    lead = context.lead(before.start, before.end)
    if attributive and lead.phrase.end == item.start and lead.phrase.end - lead.phrase.start > 1:
        have = _HAVE.match(norm, after + 1, context.clause.end)
        if have is not None and norm[item.start - 1] not in _MEASURE_ENDS:
            said = context.words(lead.phrase) + context.words(Span(*have.span()))
            context.add(item, lead.phrase, "share", "share", indicator=said)
            return have.end()
    if lead.phrase.start >= lead.phrase.end or (attributive and _apart(norm, lead.phrase, item.start)):
        if noun:
            phrase, predicate = phrase_behind(norm, after + attributive, context.clause.end)
            if attributive and (more := _ALL_OF.match(norm, phrase.end, context.clause.end)) is not None:
                phrase, predicate = Span(phrase.start, more.end()), None
            if phrase.start < phrase.end:
                said = context.words(predicate) if predicate and predicate.end - predicate.start < 24 else ""
                context.add(item, phrase, "share", "share", indicator=context.words(phrase) + said)
                return predicate.end if said and predicate else phrase.end
        if norm[item.start - 1] in "(（" and context.last is not None:
            close = next((i for i in range(after, context.clause.end) if norm[i] in ")）"), context.clause.end)
            context.add_onto_last(item, Span(after, close), "share", "share", suffix="占比")
            return close
    if lead.phrase.start >= lead.phrase.end and (says := _SAYS.match(norm, after, context.clause.end)) is not None:
        context.add(item, Span(says.start(), says.end()), "share", "behind")
        return says.end()
    if norm.endswith("贡献率", lead.phrase.start, lead.phrase.end) and _contributed(context, item, lead.phrase):
        return after
    if names := named_each(context, lead, norm[lead.phrase.end : item.start]):
        for name, said, holder in shared_heads(context, names):
            context.add(item, name, rate_kind(said), "each", indicator=said, subject=holder)
        return after
    if context.found and norm.startswith("是", lead.phrase.start) and norm[lead.phrase.end - 1] not in _MEASURE_ENDS:
        last = context.found[-1]
        context.add(item, last.words, "share", "carried", indicator=last.indicator)  # 厚度…，是头发丝直径的十分之一
        return after
    phrase = context.made(lead.phrase)[0] if words.endswith(("从", "由")) else lead.phrase
    context.add(item, phrase, rate_kind(norm[phrase.start : phrase.end]), "before")
    return after


def _contributed(context: Context, item: Quantity, phrase: Span) -> bool:
    """Reads 对…增长的贡献率 of what the clause names before 对, or of what the sentence told the growth of."""
    norm, start = context.norm, context.clause.start
    to = _TO_WHOM.search(norm, start, phrase.start)
    if to is None:
        return False
    told = Span(to.start(), phrase.end)
    giver = context.found[-1] if context.found else None
    if giver is None or giver.words.end != to.start():
        head = context.lead(start, to.start()).phrase
        if (
            norm[head.end : to.start()] in ("", "合计", "共", "共同") and head.end - head.start >= _GIVER
        ):  # 五大产业合计|对工业增长的贡献率
            context.add(item, Span(head.start, phrase.end), "share", "share")
            return True
        if giver is not None and giver.rule == "gap" and (pulls := _PULLS.search(giver.indicator)) is not None:
            said = pulls["who"] + context.words(told)  # 制造业拉动全市增长3个百分点，对全市增长的贡献率为80%
            context.add(item, told, "share", "carried", indicator=said, subject=giver.subject)
            return True
        giver = next((m for m in reversed(context.found) if m.kind == "growth"), None)
    if giver is None:
        return False
    context.last = giver
    context.add_onto_last(item, told, "share", "share")
    return True


def _apart(norm: str, phrase: Span, number: int) -> bool:
    """True when the words before a share belong to another thing of a list or only say where: 全村|八成的村民从事…."""
    return phrase.end == number and (
        norm[phrase.end - 1] in "和及与把"
        or _THESE.match(norm, phrase.start, phrase.end) is not None
        or _SCOPE_ONLY.fullmatch(norm, phrase.start, phrase.end) is not None
    )


def _up_to_de(norm: str, phrase: Span) -> Span:
    cut = norm.find("的", phrase.start, phrase.end)
    return Span(phrase.start, cut) if cut > phrase.start else phrase
