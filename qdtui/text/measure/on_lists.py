"""Lists that a text makes known or speaks of, for the numbers that tell who is on them."""

from __future__ import annotations

import re

from qdtui.model import Span
from qdtui.text.measure.context import Context
from qdtui.text.quantity import Quantity

_REACH = 200
"""How far before a number, in characters, the list it speaks of may be named."""
_LISTED = re.compile(
    r"(?:^|[，,、]|在)(?P<what>(?!(?:同时|还|也|并|共|将|已|现场)+评)(?:(?!公布|公示|发布)[^，。；,;、在\d]){3,26}?)(?:公示)?(?:评选|名单|竞赛|评价|评比|认定)(?:公布)?(?:[中里上][，,]?|[，,])"
)
ANNOUNCED = re.compile(
    r"(?:公布|发布|公示)了?(?P<what>(?!名单)[^，。；]{4,28}?)(?:名单|评审结果|结果)?[，,。]|"
    r"(?:^|[，,。])(?P<what2>[^，。；]{4,28}?)(?:名单|评审结果|榜单|结果)(?:公布|揭晓|出炉|发布)"
)
"""A list made known by the sentence: 公布第五批省级绿色工厂名单, …名单揭晓."""
ON_LIST = re.compile(r"[^，。；、]{0,4}(?:入选|获评|上榜|入围|获批|在列|榜上有名)(?=[，,。；、]|$)")
_LIST_REACH = 600
"""How far before a number, in characters, the list may have been made known."""
_BATCH = ("批", "此次", "本次", "这次", "此番")
_THIS_BATCH = re.compile(
    r"(?:本批次?|此次|本次|这次|此番|新一批|最新一批)[^。；]{0,60}?(?:入选|上榜|入围|获评|新增|晋级|公布|认定)|"
    r"(?:本批次|本批)[^。；，]{0,6}(?:共有|共|有)"
)
"""The sentence tells what one batch adds to a list."""
_NEWEST_LIST = re.compile(r"(?:公布|发布|宣布)[^，。；]{0,12}?(?:新一批|最新一批|新晋)")
_ENTERS = re.compile(r"(?:入选|入围|上榜|晋级)(?=[，。；]|$)")
"""A list that was made known as the newest, and behind a number of those on it what they did."""
_PART = re.compile(r"其中|包括|包含|分别[是为]")
_ENTERING = re.compile(r"(?:入选|入围|上榜|获评|获批|胜出)的?[^，。；\d]{0,14}$")
"""In front of the number of those that a list takes up."""
_ROUND = re.compile(r"批|名单|公示")


def listed_in(context: Context, item: Quantity) -> Span | None:
    """What a list is of: 在国家级新型工业化产业基地评选中，…6个基地."""
    for match in _LISTED.finditer(context.norm, max(context.sentence.start, item.start - _REACH), item.start):
        return Span(match.start("what"), match.end("what"))
    return None


def announced_in(context: Context, item: Quantity) -> Span | None:
    """The list that the sentence makes known, when the number tells who is on it: 公布…名单，我市9家企业获评."""
    if not ON_LIST.match(context.norm, item.end, context.clause.end):
        return None
    for match in ANNOUNCED.finditer(context.norm, max(context.sentence.start, item.start - _REACH), item.start):
        return _what(match)
    return announced_before(context, item)


def announced_before(context: Context, item: Quantity) -> Span | None:
    """The last list that the text made known before a number, not long before."""
    start = max(context.part_start(), item.start - _LIST_REACH)
    found = list(ANNOUNCED.finditer(context.norm, start, item.start))
    return _what(found[-1]) if found else None


def _what(match: re.Match[str]) -> Span:
    """The list that a match of `ANNOUNCED` names."""
    return Span(*match.span("what" if match["what"] else "what2"))


_NEWCOMERS = re.compile(r" ?新(?:成员|会员|晋)")
"""Behind the number of those that a list takes in: 迎来18家新成员."""


def of_new(context: Context, item: Quantity) -> bool:
    """True for new members, and for a part of what the clause before tells to be new: 入围企业33家，其中示范企业21家."""
    if _NEWCOMERS.match(context.norm, item.end):
        return True
    if not _PART.match(context.norm, context.clause.start, item.start):
        return False
    whole = next((m for m in reversed(context.found) if m.clause != context.clause), None)
    number = whole.quantity if whole is not None and whole.kind == "new" else None
    return number is not None and number.kind == item.kind and item.value <= number.value


def of_batch(context: Context, item: Quantity) -> bool:
    """True when the number is what one batch of a list adds: 本批次共有118家企业入选."""
    end = min(context.clause.end, item.end + 24)
    lead = context.norm[max(context.clause.start, item.start - 24) : item.start]
    said = context.norm[context.sentence.start : context.clause.start]
    if _ENTERING.search(lead) and _ROUND.search(said) and "累计" not in said and ANNOUNCED.search(said):
        return True
    if not any(word in context.norm[max(context.sentence.start, item.start - _REACH) : end] for word in _BATCH):
        return False
    batches = _THIS_BATCH.finditer(context.norm, max(context.sentence.start, item.start - _REACH), end)
    if any(batch.end() >= context.clause.start for batch in batches):
        return True
    return (
        _NEWEST_LIST.search(said) is not None and _ENTERS.search(context.norm, item.end, context.clause.end) is not None
    )
