"""People: who is named with an office, what the text says that they said, and who wrote it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from qdtui.model import Span
from qdtui.text.abbreviated import abbreviates
from qdtui.text.bylines import authors
from qdtui.text.introduced import introduced
from qdtui.text.listing import opening
from qdtui.text.names import (
    begins_with_place,
    is_place,
    name_at,
    office_words,
    offices,
    patterns,
    splits_a_word,
    surnames,
    words_of,
)
from qdtui.text.normalise import HANS
from qdtui.text.orgs import find_orgs
from qdtui.text.places import find_places
from qdtui.text.reading import Reading
from qdtui.text.sentence import Sentence
from qdtui.text.signs import Signed
from qdtui.text.speeches import Role, quoted_before, role_of, said_later


@dataclass(frozen=True, slots=True)
class Person:
    """A person named with one office. Spans are code points of the document's text."""

    name: Span
    position: Span
    """Organisation and office: 青岛市人民政府副秘书长."""
    organization: Span | None
    role: Role
    statement: Span | None
    """What they are said to have said, up to the end of the sentence."""
    caption: bool
    rule: str
    confidence: float

    @property
    def quote(self) -> Span:
        """The passage that names person and office."""
        return Span(min(self.position.start, self.name.start), max(self.name.end, self.position.end))


_HARD = re.compile(
    r"电[（(][^（）()，。]{1,12}[)）]|[】，。；：！？,;:!?\n■□●◆*—]|(?<=[\u3400-\u9fff])[ \u3000](?=[\u3400-\u9fff])"
)
_SOFT = str.maketrans(dict.fromkeys('、“”"（）() ', "\ue000"))
_JOINT = re.compile(" ?、|以及|[和与及]")
_ABOUT = re.compile("支持|反对|批评|指责|敦促|要求|呼吁|祝贺|展现|选举|逮捕|暗杀")
"""Verbs that an office's own country stands behind: 不支持日本首相."""
_FORMER = re.compile(r"(?:新?当选|作为|时任|现任|新任|原任|历任|曾任|曾担任|担任|身兼|兼任|身为|出任)")
_IS = re.compile(r"(?:就是|正是|是|为|叫)(?=[\u3400-\u9fff]{2,4}(?:[，。；、,;\n”）)]|$))")
_APPOINTED = Signed(
    "任命 提名 聘任 推选 选举 推举",
    r"(?:任命|提名|聘任|推选|选举|推举)(?:[\u4e00-\u9fff]{4,20}(?:公司|集团|大学|学院|研究院))?(?P<name>[\u3400-\u9fff·]{2,12}?)(?:先生|女士|同志|博士)?为(?P<position>[^，。；、,;\n]{2,30})",
)
_TOOK = re.compile(r"(?:亲自|再次|同时|一直|正式)?(?:担任|出任|当选为?|兼任)(?P<position>[^，。；、,;\n]{2,30})")
_TOP = re.compile(
    r"(?:酋长国|王国|共和国|公司|集团|协会|联合会|工经联|学会|商会|妇联|侨联|台联|科协|国务院|大学|学院|研究院|研究所|银行|医院|(?:股份|控股|传媒|资本|科技|实业|投资)(?=董事长|总裁|总经理|副总)|(?<![东南西北中内外全大])[局厅部署](?!门|长|理)|联盟|委员会|政府|管委会|常委会|政协|"
    r"工商联|法院|检察院|基金会|人大|国家主席|中央|军委|党委|党工委|区委|市委|省委|县委|[\u4e00-\u9fff]中学|报社|社区)"
)
_LATIN = re.compile(r"[A-Z]{2,}[a-z]*[\u4e00-\u9fff]")
_HONOUR = re.compile(r"(?:人大代表|政协委员|党代表|院士)$")
_THIS = re.compile(r"该[县市区省州镇乡村校院所局厅行厂店]")
_BEHIND_BODY = re.compile(
    r"(?:[市省县区州]委|协会|联合会|商会|学会|集团|公司|大学|学院|研究院|研究所|办公室|联盟|管委会|委员会|政府|[市省县区州][\u4e00-\u9fff]{1,6}[局厅委办]|(?:促进|合作|管理|监督|发展)局)"
    r"(?P<name>(?!会)[\u4e00-\u9fff][^务委值行誉级术全任兼理工部处科组室区域家业党会]{1,2})$"
)
"""A body and who acts for it, before the office."""
_DID = re.compile(
    r"[，。、,\n]|率|带队|等|兼|分别|出席|致[辞词]|代表|参加|主持|讲话|表示|介绍|指出|发言|一行|为大会|作|宣布|到会|到场|莅临|授|颁|宣读"
)
_ITEM = re.compile(r"[\u3400-\u9fff]{3}(?=[、，,。])")
_RARE_ITEM = re.compile(r"[\u3400-\u9fff]{2,4}(?=、)")
_INNER = re.compile(
    r"^(?:统战部|组织部|宣传部|政法委|秘书长|专家委|专家组|专家咨询|学术委|技术委|战略咨询|党委|党组|市一级|办公室|中心|纪委|工会|团委|董事会)"
)
# Openers that stand inside the names of bodies too: 建设战略咨询委员会, 推进办, 服务局.
_INSIDE = (
    "和",
    "与",
    "及",
    "兼",
    "据",
    "建设",
    "服务",
    "促进",
    "推进",
    "组织",
    "联合",
    "参与",
    "支持",
    "协调",
    "推动",
    "统筹",
    "引导",
    "对接",
    "落实",
)
# Last characters of bodies and of words before an office, at which a name in front of one does not end.
_OF_BODIES = frozenset("副原总区市省县部局厅委院会司处办村镇")
_GENERIC = frozenset(
    ("员工", "职工", "工作人员", "技术人员", "专家", "负责人", "代表", "老师", "学者", "司机", "博士", "会专家")
)
_OF_FIRMS = frozenset(("董事长", "总经理", "总裁", "教授", "院士", "博士", "研究员", "理事长", "执行长"))
"""Offices that no place has: 许金华董事长 is a person, and 原金华市长 none."""
_BY_WHOM = re.compile("[由请]")
_AFTER_NAME = words_of("offices_behind.txt")


def people(reading: Reading) -> tuple[Person, ...]:
    """The people that the document names with an office, in order; each person and position once.

    A caption counts only where its position differs from the body's, and of two positions of a person of which one
    holds the other (副局长, 市工信局副局长) the longer is kept.
    """
    found: list[Person] = []
    for sentence in reading.sentences:
        found += _in_sentence(reading, sentence, caption=reading.norm.startswith("图为", sentence.start))
    for sentence in reading.zone_sentences("caption"):
        found += _in_sentence(reading, sentence, caption=True)
    for sentence in reading.zone_sentences("byline"):
        # Under the headline of a report or speech stands who gives it.
        found += [replace(p, role="speaker") for p in _in_sentence(reading, sentence, caption=False)]
    return tuple(_in_all_offices([_speaks_later(reading, p) for p in _once(reading, [*found, *_bylines(reading)])]))


def _in_all_offices(found: list[Person]) -> list[Person]:
    """The people, each as a speaker in all offices that stand before one name: 书记、主任某某 said it as both."""
    said = {p.name: p.statement for p in found if p.role == "speaker" and p.statement is not None}
    return [
        replace(p, role="speaker", statement=said[p.name])
        if p.role in ("mentioned", "speaker") and p.statement is None and p.name in said
        else p
        for p in found
    ]


def _speaks_later(reading: Reading, person: Person) -> Person:
    """The person as a speaker, where the text names office and name first and tells what they said further on."""
    if person.statement is not None or person.caption or person.role in ("author", "host"):
        return person
    said = said_later(reading, person.name, person.quote.end)
    return person if said is None else replace(person, role="speaker", statement=said)


def _in_sentence(reading: Reading, sentence: Sentence, *, caption: bool) -> list[Person]:
    norm = reading.norm
    office, _, _ = patterns()
    found: list[Person] = []
    if not office_words().stands_in(norm, sentence.start, sentence.end):
        return found  # every rule below needs one
    floor = sentence.start
    for match in offices().finditer(norm, sentence.start, sentence.end):
        if match.end() < floor:
            continue
        named = name_at(norm, match.end(), sentence.end)
        if named is None and norm.startswith("——", match.end()):
            named = name_at(norm, match.end() + 2, sentence.end)  # 我们来认识某村党支部书记——某某
        begin = match.start() - (norm[match.start() - 1 : match.start()] == "副")
        before = _name_before(norm, floor, Span(begin, match.end())) if match[0] in _AFTER_NAME else None
        if before is not None and (named is None or norm.count(norm[before.start : before.end]) > 1):
            found += _persons(reading, sentence, [Span(begin, match.end())], before, caption, "office behind name")
            if took := _TOOK.match(norm, match.end(), sentence.end):
                found += _taken(reading, sentence, before, took, caption)
            floor = match.end()
            continue
        if named is not None:
            positions = _positions(norm, floor, match.end(), named)
            found += _persons(reading, sentence, positions, named, caption, "office before name")
            floor = named.end
            shared = 0
            while positions and (joint := _JOINT.match(norm, floor, sentence.end)):
                # 航天员甲、乙和丙: the others share the office of the first.
                named = name_at(norm, joint.end(), sentence.end) or _listed(norm, joint.end(), sentence.end, shared)
                shared += 1
                if named is None or named.start != joint.end() or begins_with_place(norm, named):
                    break
                if joint[0] != "、" and (office.match(norm, named.end) or named.end - named.start > 4):
                    break
                if norm[named.end : named.end + 1] in ("-", "－"):
                    break  # 总裁甲、克恩-里伯斯公司总裁乙
                if norm[named.end - 1] in _OF_BODIES and office.match(norm, named.end):
                    break  # 主任甲、农委副主任乙
                found += [
                    replace(p, confidence=0.92)
                    for p in _persons(reading, sentence, positions[-1:], named, caption, "shared office")
                ]
                floor = named.end
            continue
        if copula := _IS.match(norm, match.end(), sentence.end):
            named = name_at(norm, copula.end(), sentence.end)
            if named is not None and named.start == copula.end():
                positions = _positions(norm, floor, match.end(), named)
                found += [
                    replace(p, confidence=0.8)
                    for p in _persons(reading, sentence, positions, named, caption, "office is name")
                ]
                floor = named.end
                continue
        if norm.startswith("的", match.end()):
            named = name_at(norm, match.end() + 1, sentence.end)
            former = _FORMER.search(norm, max(floor, match.start() - 20), match.start())
            if named is not None and former is not None:
                position = Span(former.end(), match.end())
                found += _persons(reading, sentence, [position], named, caption, "office of the time")
                floor = named.end
                continue
    for match in _APPOINTED.finditer(norm, sentence.start, sentence.end):
        named = name_at(norm, match.start("name"), match.end("name"))
        office_span = _office_end(norm, match.start("position"), match.end("position"))
        if named is not None and named.end == match.end("name") and office_span is not None:
            found.append(_person(reading, sentence, office_span, named, caption, "appointed", 0.85))
    taken = {p.name for p in found}
    for told in introduced(norm, sentence):
        if told.name not in taken:
            found.append(_person(reading, sentence, told.position, told.name, caption, told.rule, told.confidence))
    return found


def _listed(norm: str, start: int, end: int, shared: int) -> Span | None:
    """A name in a list of names that holds a function word (市领导甲、谢又生、乙): a surname and two characters between marks."""
    item = _ITEM.match(norm, start, end)
    if item is None and shared >= 2:  # 副委员长甲、乙、丙、铁凝、洛桑江村、丁: deep in a list of names stands a name
        item = _RARE_ITEM.match(norm, start, end)
    if item is None or item[0] in words_of("not_names.txt"):
        return None
    if item[0][0] not in surnames()[0] and not (norm[item.end()] == "、" and name_at(norm, item.end() + 1, end)):
        return None  # a rare surname stands between two that are known
    return None if is_place(norm, *item.span()) or patterns()[0].search(item[0]) else Span(*item.span())


def _taken(reading: Reading, sentence: Sentence, name: Span, match: re.Match[str], caption: bool) -> list[Person]:
    position = _office_end(reading.norm, match.start("position"), match.end("position"))
    return [] if position is None else [_person(reading, sentence, position, name, caption, "took office", 0.8)]


def _office_end(norm: str, start: int, end: int) -> Span | None:
    ends = [m.end() for m in offices().finditer(norm, start, end)]
    return Span(start, ends[-1]) if ends else None


def _name_before(norm: str, floor: int, office: Span) -> Span | None:
    """The name that ends where an office begins (习近平总书记) and begins where a name can begin."""
    end = office.start
    begin = opening(norm, max(floor, end - 16), end, skip=("正",))
    if led := _BY_WHOM.search(norm, max(floor, end - 4), end):
        begin = led.end()  # 由胡从亮总经理主持: 从 is in the name
    single, compound = surnames()
    if end - begin > 4 and (inner := _BEHIND_BODY.search(norm, begin, end)):
        if not _DID.match(norm, office.end):
            return None
        begin = inner.start("name")  # 工业联合会王明副会长出席
    word = norm[begin:end]
    if (
        not 2 <= len(word) <= 4
        or splits_a_word(norm, office.end)
        or word in words_of("not_names.txt")
        or not HANS.fullmatch(word)
    ):
        return None
    width = 2 if word[:2] in compound else 1 if word[0] in single else 0
    if not width or not 1 <= len(word) - width <= 2 or is_place(norm, begin, end):
        return None
    placed = is_place(norm, begin + 1, end) or is_place(norm, begin, end - 1)
    if word[1:] in ("国家", "本国") or (placed and norm[slice(*office)] not in _OF_FIRMS):
        return None
    if word[-1] in _OF_BODIES or word[1:] == "任":
        return None
    if norm[slice(*office)] in ("总统", "总理", "首相") and word.endswith(("亚", "兰", "坦", "国")):
        return None  # a state whose head was cut off
    return None if word in words_of("offices.txt") or word[:2] in words_of("not_names.txt") else Span(begin, end)


def _positions(norm: str, floor: int, end: int, name: Span) -> list[Span]:
    """The positions that end at `end`, in order: one for each item of the list that names an organisation of its own."""
    start = floor
    for mark in _HARD.finditer(norm, floor, end):
        start = mark.end()
    flat = norm[start:end].translate(_SOFT)
    begin = start + _begin(flat)
    while begin < end and norm[begin] in '、 ”）)"（(':
        begin += 1
    if norm.find("”", begin, end) >= 0 and norm.find("“", begin, end) < 0 and begin > start and norm[begin - 1] == "“":
        begin -= 1
    items: list[Span] = []
    for piece in re.finditer(r"[^、]+", norm[begin:end]):
        span = Span(begin + piece.start(), begin + piece.end())
        if items and not _ends_in_office(norm, items[-1]):
            items = []  # a name without an office we know stood there
        if items and not _own_organisation(norm, span) and norm[span.start : span.start + 2] != norm[begin : begin + 2]:
            items[-1] = Span(items[-1].start, span.end)
        else:
            items.append(span)
    return [s for s in items if _ends_in_office(norm, s)]


def _begin(flat: str) -> int:
    """Where a position begins in a stretch without hard marks: behind the last opener that is no part of it."""
    office, _, _ = patterns()
    # Offices hold words that open a name elsewhere: 特使, 总代表.
    closed = office.sub(lambda m: "\ue001" * len(m[0]), flat)
    begin = opening(closed, 0, len(closed), skip=_INSIDE)
    begin -= _THIS.match(flat, max(0, begin - 1)) is not None
    for match in reversed(list(re.finditer(r"[和与及跟同]", flat[begin:]))):
        left = flat[begin : begin + match.start()].rpartition("、".translate(_SOFT))[2]
        rest = flat[begin + match.end() :]
        first = next(iter(find_places(rest)), None)
        offices = [m.end() for m in office.finditer(left)]
        # Behind 总裁某某和 another person's position begins; 党委书记和 goes on about the same one.
        another = left.endswith(("报告", "一行", "双方")) or (
            bool(offices) and offices[-1] < len(left) and left[offices[-1]] != "兼"
        )
        if (
            not left
            or (begin > 0 and flat[begin - 1] in "在于" and match[0] in "与同")  # 在布鲁塞尔与某某会谈
            or another
            or (first is not None and first.start == 0)
            or rest.startswith(("中共", "中央", "国务院", "全国"))
        ):
            return begin + match.end()
    for verb in _ABOUT.finditer(flat, begin):
        if any(p.start == 0 for p in find_places(flat[verb.end() : verb.end() + 8])):
            begin = verb.end()
    head = re.match(
        r"(?:[\d一两二三四五六七八九十]+[名位]|作者(?:系|为|是)?|其(?![他它余中])|据|应(?!急|用|届|对|收)|受(?!聘|访|邀)|以(?=上海)|给|请(?!示)|率(?![先])|此(?![次前后外])|图为|其中|时任|现任|新任|该(?![县市区省州镇乡村校院所局厅行厂店])|本次|本届|过去[一两三几]年|会上|期间|日前|近日|今天|接着|接著|随后|最后|此外)+",
        flat[begin:],
    )
    return begin + (head.end() if head else 0)


def _ends_in_office(norm: str, span: Span) -> bool:
    return any(m.end() == span.end for m in offices().finditer(norm, max(span.start, span.end - 12), span.end))


def _own_organisation(norm: str, span: Span) -> bool:
    text = norm[span.start : span.end]
    if _INNER.match(text):
        return False
    first = next(iter(find_places(text)), None)
    if (
        (first is not None and first.start == 0)
        or text.startswith(("国务委员", "原国务委员"))
        or _LATIN.match(text)
        or _HONOUR.search(norm, max(0, span.start - 8), span.start - 1)
    ):
        return True
    match = _TOP.search(text)
    return match is not None and (match.start() >= 2 or match[0] in ("国务院", "中央", "国家主席", "市委", "省委"))


def _persons(
    reading: Reading, sentence: Sentence, positions: list[Span], name: Span, caption: bool, rule: str
) -> Iterator[Person]:
    for position in positions:
        text = reading.norm[position.start : position.end]
        if len(text) > 60:
            continue
        sure = 0.95 if len(text) >= 5 else 0.9
        if text in _GENERIC or text.endswith(("全体员工", "全体职工")):
            continue
        if text == "编辑" and reading.norm[position.end : position.end + 1] in " :：\u3000":
            continue  # (记者 某某 编辑 某某)
        person = _person(reading, sentence, position, name, caption, rule, sure)
        if person.role == "speaker" and person.statement is None:
            # “…”，某某集团党委书记、某某协会会长某某说: what stands before the first of several offices
            person = replace(person, statement=quoted_before(reading.norm, min(name.start, positions[0].start)))
        yield person


def _person(
    reading: Reading, sentence: Sentence, position: Span, name: Span, caption: bool, rule: str, sure: float
) -> Person:
    role, statement = role_of(
        reading,
        sentence,
        min(name.start, position.start),
        max(name.end, position.end) if rule == "office behind name" else name.end,
    )
    body = _organisation(reading.norm, position)
    if body is None and name.end <= position.start:
        body = _body_before(reading.norm, name.start)
    return Person(name, position, body, role, statement, caption, rule, sure)


def _body_before(norm: str, name: int) -> Span | None:
    """The body that ends where a name with its office behind it begins: 某某工业联合会王某会长."""
    start = max(0, name - 30)
    found = next((o for o in find_orgs(norm[start:name]) if start + o.end == name), None)
    return None if found is None else Span(start + found.start, name)


def _organisation(norm: str, position: Span) -> Span | None:
    text = norm[position.start : position.end]
    also = text.find("兼", 3)
    if also > 0 and _ends_in_office(norm, Span(position.start, position.start + also)):
        text = text[:also]  # 某集团副总经理兼某公司董事长
    first = next((o for o in find_orgs(text) if o.start <= 1), None)
    if first is not None:
        end = len(text[: first.end].removesuffix("党组").removesuffix("原"))
        return Span(position.start, position.start + end)
    match = _TOP.search(text)
    if match is not None and match.end() < len(text) and match.end() >= 2:
        cut = text.find("、", 0, match.end())
        if cut > 0 and _ends_in_office(norm, Span(position.start, position.start + cut)):
            return _organisation(norm, Span(position.start + cut + 1, position.end))  # 创始人、公司总裁
        return Span(position.start, position.start + match.end())
    return None


def _bylines(reading: Reading) -> Iterator[Person]:
    for author in authors(reading):
        yield Person(
            author.name,
            author.office,
            author.outlet,
            "author",
            None,
            False,
            "byline",
            0.95 if author.outlet is not None else 0.9,
        )


def _one_office(a: str, b: str) -> bool:
    """True when one position holds the other, or says it in fewer characters: 俄总统 of 俄罗斯总统."""
    short, long = sorted((a, b), key=len)
    brief = 3 <= len(short) <= 5 and short[0] == long[0] and short[-2:] == long[-2:]
    return short in long or (
        brief and short[-2:] in ("总统", "总理", "首相", "外长", "防长") and abbreviates(short, long)
    )


def _once(reading: Reading, found: list[Person]) -> list[Person]:
    norm = reading.norm

    def text(span: Span) -> str:
        return norm[span.start : span.end]

    kept: list[Person] = []
    by_name: dict[str, list[int]] = {}
    for person in sorted(found, key=lambda p: (p.caption, p.name.start, p.position.start)):
        name, position = text(person.name), text(person.position)
        same = by_name.setdefault(name, [])
        if person.rule == "appointed" and any(text(kept[i].position)[-2:] == position[-2:] for i in same):
            continue
        twin = next((i for i in same if _one_office(position, text(kept[i].position))), None)
        if twin is None:
            same.append(len(kept))
            kept.append(person)
            continue
        old = kept[twin]
        best = person if len(position) > len(text(old.position)) and not person.caption else old
        said = next((p for p in (old, person) if p.role in ("speaker", "host")), best)
        kept[twin] = replace(best, role=said.role, statement=old.statement or person.statement)
    return kept
