"""Lists of names: where they begin, what separates their items, and whether a count or 等 says that more are meant."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from qdtui.model import Span
from qdtui.text.data import lines
from qdtui.text.places import find_places
from qdtui.text.signs import any_of

_DIGITS = {c: n for n, c in enumerate("零一二三四五六七八九")} | {"两": 2, "双": 2}
_COUNT = r"\d{1,4}|[一二两三四五六七八九十百]{1,4}"
_TAIL = re.compile(
    rf"(?P<etc>等?)(?P<many>一批|一系列|多)?(?:(?P<count>{_COUNT})(?P<unit>个|家|座|大|项|条|类|户|款|种|支|所|名|位|件|只|对))?$"
)
_MARKS = re.compile(
    r"(?P<held>[（(][\u4e00-\u9fffA-Za-z]{1,8}[）)](?=[\u4e00-\u9fff]|\Z))|[，。；：、！？,;:!?\n“”\"'‘’（()）《》 \t■□●*—]|\d+[年月日](?:\d+[月日])*(?:[上下]午)?"
)
_LEADING = frozenset(("和", "与", "及", "以及"))
"""Conjunctions that open a name where they stand first, and may stand inside it elsewhere."""
_WEAK = re.compile(
    r"(?:其|相关)?(?:应用|制品|配件|配套|零部件|深加工|加工|服务|制造|装备|材料|元器件|下游|产品|组件)(?:产业|产品)?"
)
_JOIN = re.compile(r"以及|[和与及]")
_OPENED = re.compile(
    rf"(?:名单|数量)?(?:的(?=有|是|为|包括)(?:有|是|为)?)?(?:(?:达到?|增至|共|有)*(?P<count>{_COUNT})[个家座])?[，,]?(?:其中)?(?:分别(?:是|为)[：:]?|包括|即|[：:]|——)"
)
_GOES_ON = re.compile(
    r"[，,](?=聚焦|实现|推[动进]|打造|加[快强]|培育|形成|着力|全力|聚力|力争|努力|不断|持续|做[大强优]|构建|建设|坚持|围绕)"
)
"""A comma behind which a list is over: what the text goes on with is done."""
_CLAUSE = re.compile(r"[，。；：！？,;:!?\n](?!\d)")
_DASH = re.compile(
    r"(?P<label>[^，,。；;、:：\n—–-]{2,16})(?:——|--|—|–|：|:)(?P<item>[^，,。；;、:：\n—]{2,40}(?:、[^，,。；;、:：\n—]{2,40}(?![—–:：\w]))*)"
)


@dataclass(frozen=True, slots=True)
class Listing:
    """A list of names in a text, and how many it says there are."""

    items: tuple[Span, ...]
    declared: int | None = None
    """The number behind the list: 6 in 纺织服装、食品等6个基地."""
    etc: bool = False
    """True when 等 stands behind the last name."""

    @property
    def listed(self) -> int:
        """How many names are given."""
        return len(self.items)

    @property
    def complete(self) -> bool:
        """True when nothing says that more are meant than the names given."""
        return self.declared == len(self.items) if self.declared is not None else not self.etc

    @property
    def mismatch(self) -> str | None:
        """A note when the declared number differs from the names listed, else None.

        Fewer names behind 等 are what 等 is for, and are noted too: a reader sees that names are missing.
        """
        if self.declared is None or not self.items or self.declared == len(self.items):
            return None
        return f"文中称{self.declared}个，列出{len(self.items)}个"


def small_number(word: str) -> int | None:
    """The value of a small whole number in digits or words (十二, 两, 8), or None."""
    if word.isdecimal():
        return int(word)
    total = 0
    rest = word
    for unit, worth in (("百", 100), ("十", 10)):
        if unit in rest:
            head, rest = rest.split(unit, 1)
            factor = 1 if head == "" else _DIGITS.get(head)
            if factor is None:
                return None
            total += factor * worth
    if rest == "":
        return total or None
    digit = _DIGITS.get(rest.lstrip("零") or "零")
    return None if digit is None else total + digit


@cache
def _openers() -> tuple[dict[str, bool], re.Pattern[str], int]:
    """Words with whether each opens a name or merely holds an opener, a pattern of them, and the length of the longest."""
    words: dict[str, bool] = {}
    for line in lines("openers.txt"):
        for word in line.lstrip("! ").split():
            words[word] = words.get(word, True) and not line.startswith("!")
    return words, re.compile(any_of(words)), max(map(len, words))


@cache
def _joined() -> tuple[str, ...]:
    return tuple(sorted({w for line in lines("joined_names.txt") for w in line.split()}, key=len, reverse=True))


def opening(norm: str, start: int, end: int, *, skip: tuple[str, ...] = ()) -> int:
    """Where the name at the end of `norm[start:end]` begins: behind the last verb, preposition or mark before it.

    `skip` are openers that may stand inside the name looked for (和, 与 and 及 in names of industries).
    """
    begin = start
    held: dict[int, int] = {}
    for match in _MARKS.finditer(norm, start, end):
        if match["held"] is None:
            begin = match.end()
        else:
            held[match.start()] = match.end()
    openers, pattern, longest = _openers()
    at = begin
    # a word may reach over `end`: it opens nothing then, and nothing inside it does
    while (found := pattern.search(norm, at, end + longest)) is not None and (first := found.start()) < end:
        if held and (behind := next((stop for left, stop in held.items() if at <= left < first), None)) is not None:
            at = behind  # 某某环保（除尘器）: what stands in brackets opens no name
            continue
        word, at = found[0], found.end()
        if openers[word] and at <= end and (word not in skip or (first == begin and word in _LEADING)):
            begin = at
    return begin


def split_items(
    norm: str, start: int, end: int, declared: int | None = None, *, names: bool = False, etc: bool = False
) -> tuple[Span, ...]:
    """The items of the list `norm[start:end]`, which begins with its first item and ends with its last.

    、 splits always, 以及 too. 和, 与 and 及 split when that gives the declared number of items; without one, when the
    two sides look like two names (`names`: always, for firms and people, whose names hold no such word). With `etc`
    (等 behind a list with 、) a declared number may count more names than are listed, so that only 和 is tried.
    """
    separator = "、" if "、" in norm[start:end] else "，" if norm.count("，", start, end) >= 1 else "、"
    parts = _cut(norm, start, end, separator)
    parts = [piece for part in parts for piece in _at_joins(norm, part, ("以及",))]
    if declared is not None and len(parts) >= declared:
        return tuple(parts)
    if names:
        return tuple(piece for part in parts for piece in _at_joins(norm, part, ("和", "与", "及")))
    split = [
        piece for part in parts for piece in _maybe_split(norm, part, last=part == parts[-1], listed=len(parts) > 1)
    ]
    if declared is not None and len(split) != declared:
        for joins in (("和",), ("和", "及"), ("和", "与"), ("和", "与", "及"))[: 1 if etc and len(parts) > 1 else 4]:
            every = [piece for part in parts for piece in _at_joins(norm, part, joins)]
            if len(every) == declared:
                return tuple(every)
            tail = [*parts[:-1], *_at_joins(norm, parts[-1], joins)] if parts else []
            if len(tail) == declared:
                return tuple(tail)
    return tuple(split)


def _cut(norm: str, start: int, end: int, separator: str) -> list[Span]:
    cuts: list[Span] = []
    at, depth = start, 0
    for i in range(start, end):
        depth += (norm[i] in "（(“《") - (norm[i] in "）)”》")
        if norm[i] == separator and depth <= 0:
            cuts.append(Span(at, i))
            at = i + 1
    cuts.append(Span(at, end))
    return [s for s in (_strip(norm, c) for c in cuts) if s.start < s.end]


def _strip(norm: str, span: Span) -> Span:
    start, end = span
    while start < end and norm[start] in " \t“”\"‘’':：":
        start += 1
    while end > start and norm[end - 1] in " \t“”\"‘’'":
        end -= 1
    return Span(start, end)


def _at_joins(norm: str, span: Span, joins: tuple[str, ...]) -> list[Span]:
    pieces: list[Span] = []
    at = span.start
    for match in _JOIN.finditer(norm, span.start, span.end):
        if _WEAK.fullmatch(norm, match.end(), span.end):
            continue
        if (
            match[0] in joins
            and at + 1 < match.start()  # 泰和新材料 is one name
            and match.end() < span.end
            and not _inside_joined(norm, match.start())
            and not _inside_place(norm, match.start())
        ):
            pieces.append(_strip(norm, Span(at, match.start())))
            at = match.end()
    pieces.append(_strip(norm, Span(at, span.end)))
    return [p for p in pieces if p.start < p.end]


def _inside_place(norm: str, at: int) -> bool:
    """True when a place's name goes over `at`: 和 in 呼和浩特."""
    floor = max(0, at - 4)
    return any(floor + p.start < at < floor + p.end - 1 for p in find_places(norm[floor : at + 5]))


def _inside_joined(norm: str, at: int) -> bool:
    return any(
        norm.startswith(name, at - inner)
        for name in _joined()
        for inner in (i for i, c in enumerate(name) if c in "和与及")
        if inner <= at
    )


def _maybe_split(norm: str, span: Span, *, last: bool, listed: bool) -> list[Span]:
    """The two names of A和B when they look like two; one name otherwise."""
    pieces = _at_joins(norm, span, ("和",))
    if len(pieces) != 2:
        return [span]
    short = min(p.end - p.start for p in pieces)
    return pieces if short >= 3 or (last and listed and short >= 2) else [span]


def list_before(norm: str, start: int, end: int, *, names: bool = False) -> Listing:
    """The list that ends at `end`, with its 等 and number: 智能家电、轨道交通装备2个 before 国家级先进制造业集群.

    The first item begins behind the last verb or preposition of `norm[start:end]` before it. A number with no name
    before it gives a listing without items.
    """
    tail = _TAIL.search(norm, start, end)
    stop, declared, etc = end, None, False
    if tail is not None:
        declared = small_number(tail["count"]) if tail["count"] else None
        etc = bool(tail["etc"] or tail["many"])
        stop = tail.start()
    if stop > start and norm[stop - 1] in "这那第约近超共上":
        return Listing((), declared, etc)
    begin = _place_start(norm, start, _list_start(norm, start, stop, names=names))
    if etc:
        begin = _comma_list_start(norm, start, begin, stop)
    if begin >= stop:
        return Listing((), declared, etc)
    return Listing(split_items(norm, begin, stop, declared, names=names, etc=etc), declared, etc)


def _place_start(norm: str, start: int, begin: int) -> int:
    """`begin`, or where the place begins that it lies inside of: 都 in 魏都区 is no adverb."""
    floor = max(start, begin - 8)
    near = [(floor + p.start, floor + p.end) for p in find_places(norm[floor : begin + 4])] if begin > start else []
    cut = False
    for first, last in reversed(near):
        if first < begin < last or (cut and last == begin):
            begin, cut = first, True
    return begin


def _list_start(norm: str, start: int, stop: int, *, names: bool) -> int:
    """Where the list before `stop` begins: behind the last opener in any of its items, seen from the last one."""
    skip = ("和", "与", "及", "以及", *(("服务", "联合", "组织", "促进", "建设") if names else ()))
    floor = start
    for mark in _CLAUSE.finditer(norm, start, stop):
        floor = mark.end()
    end = stop
    while True:
        comma = norm.rfind("、", floor, end)
        item = comma + 1 if comma >= 0 else floor
        begin = opening(norm, item, end, skip=skip)
        if begin == end > item and norm.endswith("服务", item, end):
            begin = opening(norm, item, end - 1, skip=skip)  # 软件与新兴服务: the item's last word opens none
        begin = max(item, _place_start(norm, item, begin)) if begin > item else begin  # 都 in 甲县、郫都区
        if begin > item or comma < 0:
            return begin
        end = comma


def _comma_list_start(norm: str, start: int, begin: int, stop: int) -> int:
    """Where a list begins whose items are parted by commas (海洋高新，影视文化，旅游休闲等), else `begin`."""
    if "、" in norm[begin:stop]:
        return begin
    at = begin
    while at > start and norm[at - 1] in "，," and stop - begin <= 12:
        left = max(norm.rfind(c, start, at - 1) for c in "，,。；;：:\n")
        piece = left + 1 if left >= 0 else start
        opened = opening(norm, piece, at - 1)
        if not 2 <= at - 1 - opened <= 8:
            break
        at = opened
        if opened > piece:
            return at
    return begin


def list_after(norm: str, start: int, end: int, *, names: bool = False) -> Listing:
    """The list that 分别是, 包括 or a colon opens right behind `start`: 2个，分别是甲、乙; without items when there is none."""
    match = _OPENED.match(norm, start, end)
    if match is None:
        return Listing(())
    declared = small_number(match["count"]) if match["count"] else None
    stop = match.end()
    while stop < end and norm[stop] not in "。；;\n":
        stop += 1
    first, mark = norm.find("、", match.end(), stop), norm.rfind("、", match.end(), stop)
    if first >= 0 and (comma := max(norm.find("，", mark, stop), norm.find(",", mark, stop))) >= 0:
        stop = comma  # 分别是甲集群、乙集群，总数达到5个
    if first >= 0 and not names and (parts := _segments(norm, match.end(), stop)):
        return Listing(tuple(i for part in parts for i in split_items(norm, *part)), declared)
    if first >= 0 and (goes_on := _GOES_ON.search(norm, first, stop)):
        stop = goes_on.start()  # 包括甲、乙、丙，聚焦重点、做大规模
    tail = _TAIL.search(norm, match.end(), stop)
    etc = tail is not None and bool(tail["etc"])
    return Listing(
        split_items(norm, match.end(), tail.start() if tail and etc else stop, declared, names=names), declared, etc
    )


def _segments(norm: str, start: int, end: int) -> list[Span]:
    """The stretches of a list by places: 上海集成电路、生物医药，深圳新型显示器件; none where a comma opens no place."""
    cuts = [start, *(m.end() for m in re.compile("[，,]").finditer(norm, start, end))]
    parts = [Span(a, b - 1) for a, b in pairwise([*cuts, end + 1])]
    opened = [find_places(norm[p.start : p.start + 12]) for p in parts]
    return parts if len(parts) > 1 and all(o and o[0].start == 0 for o in opened) else []


_BRACKETED = re.compile(
    r"[”\"]?(?:企业|产品)?[”\"]?(?:(?:数量)?(?:为|共|有|达到?)*(?P<count>\d+|[一二两三四五六七八九十]+)[个家大条])?[（(](?P<names>[^（()）\n。；]{2,160})[)）]"
)


def list_in_brackets(norm: str, start: int, end: int, declared: int | None = None) -> Listing:
    """The list in brackets right behind `start`, as many as the count says: 集群2个（高端装备、新材料）.

    Without items when there is none, or when neither the count behind `start` nor `declared` says how many it lists.
    """
    match = _BRACKETED.match(norm, start, end)
    if match is None:
        return Listing(())
    count = small_number(match["count"]) if match["count"] else declared
    start, end = match.span("names")
    if etc := norm.endswith("等", start, end):
        end -= 1
    items = split_items(norm, start, end, count, etc=etc)
    some = etc and count is not None and len(items) < count
    return Listing(items, etc=etc) if count == len(items) or some else Listing(())


def in_title(norm: str, start: int, at: int) -> bool:
    """True when `at` stands inside a title in 《》 that opens behind `start`."""
    opened = norm.rfind("《", start, at)
    return opened >= 0 and norm.find("》", opened, at) < 0


def dash_list(norm: str, start: int, end: int) -> tuple[tuple[Span, Span], ...]:
    """The pairs of label and item of a list such as 端到端灯塔——海尔（胶州）空调，可持续灯塔——青岛啤酒."""
    return tuple(
        (_strip(norm, Span(*m.span("label"))), _strip(norm, Span(*m.span("item"))))
        for m in _DASH.finditer(norm, start, end)
    )
