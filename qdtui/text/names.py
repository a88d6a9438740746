"""Names of persons: where one begins and ends behind an office."""

from __future__ import annotations

import re
from functools import cache

from qdtui.model import Span
from qdtui.text.data import lines
from qdtui.text.normalise import HANS
from qdtui.text.places import find_places
from qdtui.text.signs import Begun, any_of

_NEVER_LAST = frozenset("时日率")
_NEVER_GIVEN = frozenset(
    "的在了和与等为对就从将于是以及被把给让向到赴也都又还并而但且或其这那个们我你他她它着过不没说称"
)
# 向 opens no phrase in these given names
_TOWARDS = re.compile("向[阳东军前荣辉明红宏华群党民平南北]")
_TOWARDS_SOMETHING = re.compile(
    "向(?:各[位界级方]|在场|到场|来宾|与会|宪法|社会|记者|大会|全|公众|媒体|群众|世界|英雄|先烈|祖国|人民|党|组织|国[旗家]|代表|外|上|下|市|省|县|区|企业|员工|职工|广大|灾)"
)
_PARTED = re.compile("[，。；、,;）)\n]")
_FOR = re.compile("为[民国军华平]")
"""Given names that begin with 为."""
_SPEAKS = re.compile("表示|认为|指出|介绍|强调|告诉|坦言|透露|说[，：“。]")
_AFTER_ALL = re.compile("[，。；、：）)”\n]|出席|参加|主持|陪同|表示|指出|介绍|强调|致辞|受到|同志|[说称]|$")
"""Behind a name that ends in a function word, which can join nothing there: 国防部长魏凤和出席."""
_PADDED = re.compile(r"[\u3400-\u9fff][ \u3000]{1,3}[\u3400-\u9fff](?![\u3400-\u9fff])")
_ADDRESS = ("总", "工", "董", "某", "某某", "经理", "女士", "先生", "老师", "主任", "局长", "师傅")
_FAR = 20_000
"""How many characters away a name may stand a second time; with `_OFTEN` it keeps long documents linear."""
_OFTEN = 8
# 地处长江上游, 陕西省长安区: 长 belongs to the word behind it and ends no office.
_LONG = re.compile(
    r"(?<=长)(?:期(?![待望盼间])|远|久|江(?:[上中下]|流域|经济|大桥|三角|水|口|沿|干流|航运|保护|禁渔|两岸|生态|国家|委|证券|存储)"
    r"|滩市|乐(?:区|市)|安(?:银行|汽车|大学|街|区)|白(?:山|朝鲜|县)|城(?:汽车|国家)|春(?:市|一汽|新区)|沙(?:市|县|理工))"
)
# 人大常委原副主任: 原 is no surname before another office
_FORMER_OFFICE = re.compile("原(?:副|党|总|省|市|县|区|局|厅|部|主任|书记|董事|院长|校长|常|纪|秘书)")
_DOTTED = re.compile(
    r"(?![\u4e00-\u9fff]{0,6}(?:致电|会见|会晤|同|与))[\u4e00-\u9fff]{1,8}(?:[·•‧][\u4e00-\u9fff]{1,9})*[·•‧][\u4e00-\u9fff]{1,9}?(?=$|[^\u4e00-\u9fff]|[在向和与说表于将会的是等当就对已及为出主认指强离今昨时致抵访接率也应]|因(?!·)|[称则宣签谈发作补近声])"
)


@cache
def words_of(name: str) -> frozenset[str]:
    """The words of the data file `name`, which may stand several to a line. Raises FileNotFoundError."""
    return frozenset(word for line in lines(name) for word in line.split())


@cache
def surnames() -> tuple[frozenset[str], frozenset[str]]:
    """Surnames of one character, and those of two."""
    single, compound = lines("surnames.txt")
    return frozenset(single), frozenset(compound.split())


def _any_of(words: frozenset[str]) -> str:
    """The words as alternatives, which are not tried at characters that begin none."""
    return f"(?=[{re.escape(''.join(sorted({word[0] for word in words})))}])(?:{any_of(words)})"


@cache
def offices() -> Begun:
    """Finds offices (see `patterns`)."""
    return Begun.of(words_of("offices.txt"), patterns()[0].pattern)


@cache
def patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """Patterns of an office, of what may follow a name, and of a name in characters of transliteration."""
    office = re.compile(rf"(?:{_any_of(words_of('offices.txt'))})(?!会)(?<!社区长)")
    follower = re.compile(
        rf"[^\u3400-\u9fff·]|$|[今昨][（(]|{_any_of(words_of('name_followers.txt'))}|{office.pattern}"
    )
    foreign = "".join(sorted(words_of("transliteration.txt")))
    return (
        office,
        follower,
        re.compile(
            rf"[{foreign}]{{2,7}}?[一二三四五六七八九十]{{1,3}}世(?![纪界代家])|[{foreign}]{{1,9}}(?:[·•‧．.][{foreign}]{{1,9}}){{0,3}}"
        ),
    )


@cache
def office_words() -> Begun:
    """Finds the words of offices, inside other words too: where none stands, nobody has an office."""
    return Begun.of(words_of("offices.txt"), any_of(words_of("offices.txt")))


def name_at(norm: str, start: int, end: int) -> Span | None:
    """The person's name that begins at `start` (one space may stand before it), or None.

    A Chinese name is a surname and one or two characters, with something behind it that may follow a name; other names
    are written in characters of transliteration.
    """
    if start < end and norm[start] in " \u3000" and HANS.match(norm, start + 1):
        start += 1
    if _LONG.match(norm, start) or _FORMER_OFFICE.match(norm, start):
        return None
    single, compound = surnames()
    _, follower, foreign = patterns()
    ordinary = words_of("not_names.txt")
    width = 2 if norm[start : start + 2] in compound else 1
    translit = foreign.match(norm, start, end)
    dotted = _DOTTED.match(norm, start, end)
    if dotted and patterns()[0].search(re.split("[·•‧]", dotted[0])[0]):
        return None  # 参谋长 before 联席会议主席马克·米利, 助理 before 秘书长哈立德·希亚里
    if dotted:
        if translit is None:
            return Span(*dotted.span())
        stop = translit.end()
        while stop > start + 3 and _cuts_a_word(norm, stop, end):
            stop -= 1  # 阿萨德日前: 日 belongs to what follows
        whole = any(dot in norm[start:stop] for dot in "·•‧") and follower.match(norm, stop, end)
        return Span(start, stop) if whole or translit.end() > dotted.end() else Span(*dotted.span())
    if padded := _PADDED.match(norm, start, end):
        return Span(*padded.span()) if padded[0][0] in single else None
    if width == 2 or norm[start : start + 1] in single:
        for given in (2, 1):
            stop = start + width + given
            word = norm[start:stop]
            if (
                stop > end
                or not HANS.fullmatch(word)
                or (_NEVER_GIVEN.intersection(word[1:]) and not _allowed(norm, word, stop))
            ):
                continue
            if word[1:] in _ADDRESS and not (
                norm[start - 1 : start] in (" ", "\u3000") and norm[stop : stop + 1] in ("\n", "")
            ):
                continue  # 董事长王总, 经理李女士: a way to speak to somebody
            if word in ordinary or any(norm.startswith(w, start) for w in (norm[start : start + 2],) if w in ordinary):
                break
            if not follower.match(norm, stop, end) and stop != end:
                continue
            if _office_from(norm, stop - 1, end) >= stop + 1:
                continue  # 向总 before 书记: the office is 总书记
            if (
                given == 2
                and width == 1
                and word[-1] == "作"
                and HANS.match(norm, stop)
                and not _SPEAKS.match(norm, stop)
            ):
                continue  # 总理李强作政府工作报告
            if given == 2 and (word[-1] in _NEVER_LAST or _cuts_a_word(norm, stop, end)):
                continue
            if translit is not None and any(
                follower.match(norm, s, end) for s in range(translit.end(), max(stop, start + 3), -1)
            ):
                break  # 施泰因迈尔 goes on in characters of transliteration
            if _TOWARDS_SOMETHING.match(norm, start):
                return None  # 工作人员向宪法宣誓
            return None if is_place(norm, start, stop) else Span(start, stop)
    if translit is not None and len(translit[0]) >= 2:
        for stop in range(translit.end(), start + 1, -1):
            if norm[start:stop] in ordinary or _cuts_a_word(norm, stop, end):
                continue
            if follower.match(norm, stop, end) or stop == end:
                return None if is_place(norm, start, stop) else Span(start, stop)
    return _named_again(norm, start, start + width, end) if width == 2 or norm[start : start + 1] in single else None


def splits_a_word(norm: str, end: int) -> bool:
    """True when 长 before `end` belongs to the word behind it (洛杉矶县长滩市) and ends no office."""
    return _LONG.match(norm, end) is not None


def _named_again(norm: str, start: int, given: int, end: int) -> Span | None:
    """A name that the words behind it here do not end, but do elsewhere in the text: 董事长某某某（…）, 某某某表示."""
    _, follower, _ = patterns()
    ordinary = words_of("not_names.txt")
    for stop in (given + 2, given + 1):
        word = norm[start:stop]
        known = word in ordinary or word[:2] in ordinary or bool(_NEVER_GIVEN.intersection(word[1:]))
        if stop > end or known or not HANS.fullmatch(word) or is_place(norm, start, stop):
            continue
        at = norm.find(word, max(0, start - _FAR), start + _FAR)
        for _ in range(_OFTEN):
            if at < 0:
                break
            if at != start and at > 0 and not HANS.match(norm, at - 1) and follower.match(norm, at + len(word)):
                return Span(start, stop)
            at = norm.find(word, at + 1, start + _FAR)
    return None


def _allowed(norm: str, word: str, stop: int) -> bool:
    """True for names with a function word in them: 向 before 军 or 东, 以 or 和 before somebody's saying."""
    if _TOWARDS.fullmatch(word[1:]) or _FOR.fullmatch(word[1:]):
        return True
    if len(word) == 3 and word[2] == "和" and norm.startswith("对", stop) and norm.count(word) > 1:
        return True
    if len(word) == 3 and word[2] in "和与为" and _AFTER_ALL.match(norm, stop):
        return word[1] not in _NEVER_GIVEN
    if (
        len(word) == 3
        and word[1] == "在"
        and word[2] not in "内场线京沪此列职任位前后会逃野即望先"
        and _PARTED.match(norm, stop)
    ):
        return not is_place(norm, stop - 1, stop)
    if len(word) == 3 and word[1] in "以与和为其又在":
        parted = (
            word[1] not in "与为在"
            and (word[2] not in surnames()[0] or word[1] == "其")
            and (_PARTED.match(norm, stop) or (word[1] == "和" and _AFTER_ALL.match(norm, stop)))
        )
        return bool(parted) or _SPEAKS.match(norm, stop) is not None
    return False


def _cuts_a_word(norm: str, stop: int, end: int) -> bool:
    """True when the last character of the name and what follows make a follower: 李强日 and 前 are 李强 and 日前."""
    _, follower, _ = patterns()
    whole = follower.match(norm, stop - 1, end)
    return (
        whole is not None
        and whole.end() >= stop + 1
        and (whole.end() - stop) >= _length(follower.match(norm, stop, end))
    )


def _office_from(norm: str, start: int, end: int) -> int:
    """Where an office that begins at `start` ends; -1 when there is none."""
    office, _, _ = patterns()
    match = office.match(norm, start, end)
    return -1 if match is None else match.end()


def _length(match: re.Match[str] | None) -> int:
    return 0 if match is None else match.end() - match.start()


def begins_with_place(norm: str, span: Span) -> bool:
    """True when a place name begins where the span does."""
    found = find_places(norm[span.start : span.end + 6])
    return bool(found) and found[0].start == 0


def is_place(norm: str, start: int, end: int) -> bool:
    """True when the words are a place name."""
    return any(p.start == 0 and p.end >= end - start for p in find_places(norm[start:end]))
