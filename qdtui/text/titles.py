"""Policy documents that a text names, each once, with its full title and its short name.

A short name (《实施方案》) belongs to the policy named before it in the same article.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache

from qdtui.model import Span
from qdtui.text.abbreviated import abbreviates
from qdtui.text.policy_kinds import PolicyKind, core, is_short_name, plain
from qdtui.text.reading import Reading
from qdtui.text.title_mentions import Mention, mentions

_AND = re.compile(r"》(?:[（(][^（）()\n]{2,30}[）)])?(?:[、和与及]|以及)《")
_SHORT_OPENER = re.compile(
    r"(?:[（(][^（）()简称]{2,24}[）)])?[（(](?:以下|下文)?(?:统)?[简下]称(?:为|之为)?[“\"「]?《?([^《》”\"」（）()\n]{2,20})》?[”\"」]?[）)]"
)
_BY_PLENUM = re.compile(r"中全会[^，。；《》]{0,8}$")
"""Before a 《决定》 that no other words name: the plenum that took it."""
_BY_COUNT = re.compile(r"(?<=..)\d+条(?:举措|措施|政策)?(?:措施)?$")
"""How a headline counts what a paper holds."""
_BELOW = 200
"""How far below a headline, in characters, the paper that it names in short is named in full."""
_HEAD = 60
"""How many characters from the beginning of a file its own headline may stand."""


@dataclass(slots=True)
class Policy:
    """A policy of a document with every place where the document names it, in order."""

    title: str
    kind: PolicyKind
    part: int
    mentions: list[Mention]
    short_title: str | None = None
    short_spans: list[Span] = field(default_factory=list)
    """Where a short name stands for it."""


@lru_cache(maxsize=4)
def policies_named(reading: Reading) -> tuple[Policy, ...]:
    """The policies that a document names, in order of their first mention; each article of a file by itself."""
    found: list[Policy] = []
    for mention in mentions(reading):
        if mention.by == "report" and mention.sentence.heading and mention.sentence.start < _HEAD:
            continue  # the headline of the report itself
        part = mention.sentence.part
        name = reading.norm[slice(*mention.span)]
        known = [p for p in found if p.part == part]
        passed = (
            name in ("决定", "建议")
            and not any(plain(core(p.title)).endswith(name) for p in known)
            and _BY_PLENUM.search(reading.norm, mention.sentence.start, mention.span.start - 1)
        )
        if is_short_name(name) and not passed:
            _refer(mention, known)
            continue
        if declared := next((p for p in known if p.short_title and plain(p.short_title) == plain(name)), None):
            declared.short_spans.append(mention.span)  # 《…印发〈某某2025〉的通知》（以下简称《某某2025》）
            continue
        policy = next((p for p in known if _same(p, mention) and not _joined(reading, p, mention)), None)
        policy = policy or next((p for p in known if _headline_of(p, mention)), None)
        if policy is None:
            policy = Policy(mention.name, mention.kind, part, [])
            found.append(policy)
        elif len(plain(mention.name)) > len(plain(policy.title)) or (mention.marked and not policy.mentions[0].marked):
            policy.title, policy.kind = mention.name, mention.kind
        policy.mentions.append(mention)
        _declare_short_name(reading, policy, mention)
    return tuple(p for p in found if not _hands_out(reading, p, found))


def _hands_out(reading: Reading, policy: Policy, known: list[Policy]) -> bool:
    """True for a notice's headline that only says which of the text's papers it hands out: 关于印发某某行动方案的通知."""
    if policy.kind != "通知" or any(m.marked for m in policy.mentions):
        return False
    before = reading.norm[max(0, policy.mentions[0].span.start - 2) : policy.mentions[0].span.start]
    if before != "印发" and "关于印发" not in policy.title:
        return False
    title = plain(policy.title).replace("的", "")
    others = (p for p in known if p is not policy and p.part == policy.part)
    return any(plain(core(p.title)).replace("的", "") in title for p in others)


def _headline_of(policy: Policy, mention: Mention) -> bool:
    """True for the full title of a paper that only a headline above has named, in fewer words: 低空经济行动方案."""
    if any(m.marked or not m.sentence.heading for m in policy.mentions):
        return False
    if not mention.marked:
        return len(policy.title) > 8 and sorted(plain(mention.name)) == sorted(plain(policy.title))
    if mention.span.start - policy.mentions[-1].span.end > _BELOW or len(policy.title) < 6:
        return False
    short = _BY_COUNT.sub(
        "", plain(core(policy.title)).removeprefix("共建")
    )  # 促进经济发展22条举措 of 关于促进经济发展的若干举措
    return abbreviates(short, plain(mention.name))


def _joined(reading: Reading, policy: Policy, mention: Mention) -> bool:
    """True for two titles of one sentence that 和 or 、 joins: 《促进…办法》（…号）和《某省促进…办法》 are two documents."""
    last = policy.mentions[-1]
    both = last.marked and mention.marked and last.sentence == mention.sentence and last.name != mention.name
    return both and _AND.fullmatch(reading.norm, last.span.end, mention.span.start) is not None


def _same(policy: Policy, mention: Mention) -> bool:
    a, b = plain(policy.title), plain(mention.name)
    if a == b:
        return True
    if mention.by == "plan" or policy.mentions[0].by == "plan":
        # 十五五规划 and its 规划纲要（草案） are one; 十五五规划建议 is another document
        short, long = sorted((a, b), key=len)
        return long.startswith(short) and ("建议" in long) <= ("建议" in short or short == b)
    if mention.by == policy.mentions[0].by == "report":
        return a.endswith(b) or b.endswith(a)  # 党的二十大报告, 二十大报告
    a, b = plain(core(policy.title)), plain(core(mention.name))
    if a == b:
        return plain(policy.title) == a or plain(mention.name) == b
    short, long = sorted((a, b), key=len)
    return len(short) >= 8 and long.endswith(short) and policy.kind == mention.kind


def _refer(mention: Mention, known: list[Policy]) -> None:
    """Give a short name to the policy that it stands for: the last one whose declared or own ending it is."""
    name = plain(mention.name)
    declared = [p for p in known if p.short_title and plain(p.short_title) == name]
    ending = [p for p in known if plain(core(p.title)).endswith(name)]
    kin = [p for p in known if p.kind == mention.kind]
    if policy := next((group[-1] for group in (declared, ending, kin) if group), None):
        policy.short_spans.append(mention.span)
        policy.short_title = policy.short_title or (mention.name if mention.marked else None)


def _declare_short_name(reading: Reading, policy: Policy, mention: Mention) -> None:
    end = mention.span.end + (1 if mention.marked else 0)
    if m := _SHORT_OPENER.match(reading.norm, end):
        policy.short_title = reading.text[m.start(1) : m.end(1)]
