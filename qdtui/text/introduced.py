"""People whose name stands before their office: 某某作为组长, 由某某任组长, 某某，某大学教授, and 作为掌门人，某某."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from qdtui.model import Span
from qdtui.text.names import is_place, name_at, offices, surnames, words_of
from qdtui.text.sentence import Sentence


class Introduced(NamedTuple):
    """A name and the office that the words behind or before it give its bearer."""

    name: Span
    position: Span
    rule: str
    confidence: float


_NAME = r"(?P<name>(?![由请聘推在据经]|曾(?:任|担|兼|出))[\u3400-\u9fff]{2,4}?)"
_EDGE = r"(?:(?<=[，。；：！？,;:!?\n“”\"、（(])|(?<=[由请聘推])|(?<=邀请)|(?<=选举)|(?<=推选)|\A)"
_TAKES = re.compile(
    _EDGE
    + _NAME
    + r"(?:同志|先生|女士|博士|教授)?(?:则|也|还|曾|先后|同时|亲自|正式|长期|一直|现|被|受|获|此前|已经?|此次|拟|将)*"
    + r"(?:担任|出任|兼任|就任|接任|受聘|聘为|聘任为|任命为|推选为|推举为|选举为|当选为?|作为|任(?!务|期|何|意))(?:为|了|担任)?"
    + r"(?P<position>[^，。；：、,;:\n“”]{2,30})"
)
_TAKES_SIGNS = ("任", "聘", "选", "举", "作为")
"""One of these stands in every sentence that `_TAKES` finds anything in."""
_AS = re.compile(r"(?:作为|身为)(?P<position>[^，。；：、,;:\n“”]{2,30}?)[，,](?=[\u3400-\u9fff])")
_APPOSITION = re.compile(
    r"(?:(?<=[。！\n：:])|\A)"
    + _NAME
    + r"，(?:(?:男|女|汉族|[\u3400-\u9fff]{1,3}族|[^，。；\n]{0,8}(?:生|岁|人|党员|学历))，)*(?:现任|现为|系)?"
    + r"(?P<position>[^，。；：,;:\n“”]{4,40})(?=[，。；,;\n）)]|$)"
)
_BEGUN = re.compile(r"[。！\n：:](?=[\u3400-\u9fff])")
"""Where `_APPOSITION` may begin behind the beginning of a text."""
# 任命：某某为市工信局局长；免去：某某的市科技局局长职务。
_NAMED_FOR = re.compile(
    r"(?:\A|(?<=[：:；;，、\n]))\s*"
    + _NAME
    + r"(?:同志)?(?:为|任)(?P<position>[^，。；：、,;:\n“”]{4,40})(?=[；;。，\n]|\Z)"
)
_RELIEVED = re.compile(
    r"(?:\A|(?<=[：:；;，、\n])|(?<=免去)|(?<=接受)|(?<=免除))\s*"
    + _NAME
    + r"(?:同志|先生|女士)?(?:申请|请求|提出|兼任|担任)?(?:辞去)?(?:的)?(?P<position>(?:(?!辞去|申请|请求)[^，。；：,;:\n“”的]){4,40}?)(?:的)?(?:等?职务|的请求)"
)
_PERSONNEL = re.compile(r"任命|任免|免去|免职|决定任|提名|辞去|推选|人事")


@lru_cache(maxsize=8)
def _tells_personnel(norm: str) -> bool:
    """True when the text speaks of appointments at all."""
    return _PERSONNEL.search(norm) is not None


_AND_OFFICE = re.compile(r"、(?P<office>(?:(?![任为])[\u4e00-\u9fff]){2,6})(?=[，。；、,;\n]|\Z)")
"""A second office of the same body: 省委委员、常委、书记."""
_DEFERS = re.compile(
    r"^(?:的|了|一(?![汽重拖])|这|那|该|全(?!国)|各|我们|他们|自己|每)|[是把被将使让]|(?<!国)有(?!限)|(?<!主)任"
)


def introduced(norm: str, sentence: Sentence) -> Iterator[Introduced]:
    """The people of a sentence who are named before what they are, or in the clause behind it."""
    text = norm[sentence.start : sentence.end]
    base = sentence.start
    for match in _TAKES.finditer(text) if any(sign in text for sign in _TAKES_SIGNS) else ():
        name, position = _shift(match, base)
        end = _office_end(norm, *position)
        if end is not None and _is_name(norm, name) and not _DEFERS.search(norm[position.start : end]):
            yield Introduced(name, Span(position.start, end), "took office", 0.8)
    for pattern, sign in ((_NAMED_FOR, "为"), (_RELIEVED, "职务")) if _tells_personnel(norm) else ():
        if sign in text or "辞去" in text or "任" in text:
            for match in pattern.finditer(text):
                if not _PERSONNEL.search(norm, max(0, base - 400), sentence.end):
                    break
                name, position = _shift(match, base)
                end = _office_end(norm, *position)
                if end == position.end and _is_name(norm, name) and not _DEFERS.search(norm[slice(*position)]):
                    yield Introduced(name, position, "appointed", 0.8)
                    for other in _listed_before(norm, base, name.start):
                        yield Introduced(other, position, "appointed", 0.8)
    for match in _AS.finditer(text) if "作为" in text or "身为" in text else ():
        end = _office_end(norm, base + match.start("position"), base + match.end("position"))
        named = name_at(norm, base + match.end(), sentence.end)
        if end == base + match.end("position") and named is not None and named.start == base + match.end():
            yield Introduced(named, Span(base + match.start("position"), end), "as office", 0.8)
    for match in _appositions(text):
        name, position = _shift(match, base)
        end = _office_end(norm, *position)
        if end == position.end and _is_name(norm, name) and not _DEFERS.search(norm[slice(*position)]):
            yield Introduced(name, position, "apposition", 0.75)


def _listed_before(norm: str, start: int, name: int) -> Iterator[Span]:
    """The names of the list that goes on at `name`, from its end back to `start`: 任命甲、乙、丙为…."""
    while name > start and norm[name - 1] == "、":
        begin = max(start, *(norm.rfind(mark, start, name - 1) + 1 for mark in "、，。：；"))
        told = _DECIDED.match(norm, begin, name - 1)
        item = Span(told.end() if told is not None else begin, name - 1)
        if not 2 <= item.end - item.start <= 4:
            return
        if _is_name(norm, item):
            yield item
        if told is not None:
            return
        name = begin


_DECIDED = re.compile("[^、，。：；]*?(?:任命|免去|免除|提名|接受|补选|增选|推选|选举)(?:了)?")
"""What stands before the first of those that are given an office or lose it."""


def _appositions(text: str) -> Iterable[re.Match[str]]:
    """What `_APPOSITION` finds: in most sentences it can stand at the beginning alone, and need not be searched for."""
    if _BEGUN.search(text) is not None:
        return _APPOSITION.finditer(text)
    found = _APPOSITION.match(text) if "，" in text[2:5] else None
    return () if found is None else (found,)


def _shift(match: re.Match[str], base: int) -> tuple[Span, Span]:
    """The spans of name and position in the document."""
    name, position = match.span("name"), match.span("position")
    return Span(base + name[0], base + name[1]), Span(base + position[0], base + position[1])


def _office_end(norm: str, start: int, end: int) -> int | None:
    """Where the first run of offices in `norm[start:end]` ends (组长 in 组长的专班), or None."""
    office = offices()
    last = None
    for match in office.finditer(norm, start, end):
        if last is not None and "的" in norm[last : match.start()]:
            break
        last = match.end()
    while last is not None and (more := _AND_OFFICE.match(norm, last)) is not None:
        ends = [m.end() for m in office.finditer(norm, *more.span("office"))]
        if not ends or ends[-1] != more.end("office"):
            break
        last = ends[-1]
    return last


def _is_name(norm: str, span: Span) -> bool:
    """True for a surname and one or two characters that are no ordinary word and no place."""
    word = norm[slice(*span)]
    single, compound = surnames()
    width = 2 if word[:2] in compound else 1 if word[0] in single else 0
    ordinary = words_of("not_names.txt")
    known = word in ordinary or word[:2] in ordinary or word in words_of("offices.txt")
    known = known or any(c in "他她它我你们" for c in word)
    return 1 <= len(word) - width <= 2 and width > 0 and not known and not is_place(norm, *span)
