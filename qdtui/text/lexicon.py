"""Word lists of the language as compiled patterns: governing verbs, adverbs, head nouns."""

from __future__ import annotations

import re
from functools import cache

from qdtui.text.data import lines
from qdtui.text.signs import beginnings

_SURE = (
    r"已(?:经|先后)?(?!建[和、])|现已|现有|有(?![机色限效关利助望害])|共有|共计|总共|一共|合计|总计|累计|目前|均|约(?![束定])|仅|先后|陆续|相继|分别|另有|另外|其中有?|此外|"
    r"尤其是?|特别是|又|还(?![款贷田])|共(?![同享建性])|拟|"
    r"新近|力争|确保|预计|有望|可望|将|每年|年内|成功|率先|首次|再次|独立"
)
"""Adverbs that are cut off wherever they stand in front of a phrase."""
_BEFORE_VERB = (
    r"全部|全面|都|也|再|更|就|才|只|共同|联合|首批|多次|连续|持续|不断|进一步|加快|大力|积极|深入|扎实|稳步|有序|高效|顺利|集中|重点|着力|全力|聚力|统筹|动态|同步|同时|"
    r"现|正在?|要|可|能|会|应|须|需|争取|计划|各|逐步|逐渐|基本|初步|实际|开始|即将|努力|抓好|做好|真正|牢牢|仍|尚|由|新|有效|高质量|高水平|高标准|常态化|创新|省市县|各地|各级|全年|年"
)
"""Adverbs and the like that are cut off only in front of a verb."""


def _alternatives(words: tuple[str, ...]) -> str:
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))


@cache
def verb_words() -> str:
    """The verbs of `verbs.txt` as alternatives of a pattern."""
    return _alternatives(lines("verbs.txt"))


@cache
def verbs() -> re.Pattern[str]:
    """One governing verb of `verbs.txt`, with its aspect (培育了, 建成)."""
    return re.compile(
        rf"(?:{verb_words()})(?<!供应(?=链))(?<!签订(?=单))(?:了|着|过|有(?![机色限效关利助])|出(?![口台])|到|起)?"
    )


@cache
def adverbs() -> re.Pattern[str]:
    """One adverb in front of a verb or a counted phrase."""
    return re.compile(rf"(?:{_SURE})|(?:{_BEFORE_VERB})+(?=(?:{_SURE})?(?:{verb_words()}))")


@cache
def acts() -> frozenset[str]:
    """The verbs of two characters of `acts.txt`: far more than `verbs()`, for places where only a verb can stand."""
    return frozenset(word for line in lines("acts.txt") for word in line.split())


@cache
def plan_verbs() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """One verb of `plan_verbs.txt`, and one of those that as often speak of what is there already (做强)."""
    words = [word for line in lines("plan_verbs.txt") for word in line.split()]
    there = tuple(word[1:] for word in words if word.startswith("!"))
    return re.compile(_alternatives(tuple(word.lstrip("!") for word in words))), re.compile(_alternatives(there))


@cache
def ends_in_verb() -> re.Pattern[str]:
    """A governing verb at the end of a text: 撬动 in front of 40亿."""
    verb = _alternatives((*lines("verbs.txt"), "给予", "下拨", "进入", "享受", "靠着", "注入", "投入", "花费", "带来"))
    return re.compile(rf"(?:{verb})(?:了|着|过|有(?![机色限效关利助])|出(?![口台])|到|起)?$")


@cache
def firm_names() -> tuple[str, ...]:
    """The short names of well-known firms (`firms.txt`)."""
    return tuple(name for line in lines("firms.txt") for name in line.split())


@cache
def _firm_heads() -> tuple[dict[str, tuple[str, ...]], re.Pattern[str]]:
    """The names of `firms.txt` by their first two characters, and a pattern of where one may begin."""
    heads: dict[str, tuple[str, ...]] = {}
    for name in firm_names():
        heads[name[:2]] = (*heads.get(name[:2], ()), name)
    return heads, re.compile(beginnings(firm_names()) or "(?!)")


def firms_named(norm: str) -> set[str]:
    """The short names of well-known firms that stand in a text; one read for all names, not one for each."""
    heads, begins = _firm_heads()
    found: set[str] = set()
    for begin in begins.finditer(norm):
        at = begin.start()
        for head in {norm[at : at + 2], norm[at]}:
            found.update(name for name in heads.get(head, ()) if norm.startswith(name, at))
    found.update(_LATIN_FIRM.findall(norm))
    return found


_LATIN_FIRM = re.compile(
    r"[A-Z](?<![A-Za-z0-9].)[A-Z]{1,7}(?:电子|化学|显示|半导体|科技|集团|股份|电气|能源|通信|制药|生物|银行|证券|资本|汽车)"
    r"(?=[，、的（(今去上最新发公宣表在将已预计第一二三四全共实完年\d])"
)
"""A firm by its Latin letters and trade: LG电子, TCL科技; letters alone may be a measure or a technique."""


@cache
def head_nouns() -> re.Pattern[str]:
    """One noun of `heads.txt`."""
    return re.compile(rf"(?:{_alternatives(lines('heads.txt'))})(?!级)")


@cache
def industry_ending() -> re.Pattern[str]:
    """The end of an industry's name: a word of `industry_endings.txt`, with or without 产业 or 业."""
    words = {word for line in lines("industry_endings.txt") for word in line.split()}
    return re.compile(rf"(?:{_alternatives(tuple(words))})(?:产业|业)?$")


@cache
def _vague() -> tuple[frozenset[str], re.Pattern[str]]:
    entries = lines("vague.txt")
    words = tuple(w.removeprefix("^") for w in entries)
    first = _alternatives(tuple(w[1:] for w in entries if w.startswith("^") and len(w) > 2))
    last = _alternatives(tuple(w for w in words if len(w) > 1))
    return frozenset(words), re.compile(rf"^(?:{first})|(?:{last})$")


def is_vague(phrase: str, few: bool = True) -> bool:
    """True for a counted phrase whose number says how a text is divided (四个方面), not how much there is.

    A text has `few` divisions: of a large number only a phrase that is nothing but such a word is one.
    """
    words, edge = _vague()
    return phrase in words or (few and edge.search(phrase) is not None)
