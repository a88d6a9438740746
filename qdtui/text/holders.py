"""Who holds a title: firms and factories before the verb of an award, behind a title, or in a list of names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import zip_longest

from qdtui.model import Span
from qdtui.text.listing import Listing, list_before, small_number, split_items
from qdtui.text.orgs import full_name, orgs
from qdtui.text.places import find_places
from qdtui.text.reading import Reading
from qdtui.text.sentence import Sentence
from qdtui.text.spans import within

_ADVERBS = re.compile(
    r"(?:、|且|亦|拟|(?<!附)[本此]次|并|更|则|就|便|即|继续|能够|得以|终于|最终|有?幸|光荣|如愿|脱颖而出|一路|凭此|由此|因此|首度|正在?|积极|全力|还|再次|再度|[两三多]次|已经?|连续|先后|成功|双双|均|分别|近日|日前|也|还|又|同时|共同|一举|正式|顺利|曾|于|同年|当年|今年|去年|"
    r"(?:分别)?[于在]20\d\d年度?(?:[、和]20\d\d年度?)+|[于在](?:(?:今年|去年|前年|20\d\d年)(?:\d{1,2}月)?|\d{1,2}月)(?:\d{1,2}日)?|(?:\d+[年月日])+|近期|此前|目前|双|同步|首次|率先|刚刚|刚|随即|顺利|一齐|一同|一并|齐齐|悉数|相继|陆续|顺势|(?<!创)新)+$"
)
_FARTHEST = 2000
"""How many characters before its verb a subject is looked for: a list of more firms than fit is a table, no sentence."""
_WHEN = re.compile(
    r"(?:继|早在|自|去年|今年|前年|近日|日前|近年来|此前|目前|同年|当年|(?:20\d\d年)?(?:\d{1,2}月)?(?:\d{1,2}日)?)+"
)
_BY_MEANS = re.compile(r"(?:凭借|凭着|(?<!文)凭(?!证)|依靠|依托|靠(?!近)|以(?=“)|以其)")
_BY_MEANS_BEFORE = re.compile(r"(?:凭借|凭着|(?<!文)凭(?!证)|依靠|靠(?!近)|以(?=“)|以其)[^，。；]{2,40}，$")
_STANDS_FOR = re.compile(r"(?:该|本|我|这家)?(?:公司|企业|集团|厂|司|工厂)|其(?!中)|我们|它")
_THESE = re.compile(
    r"(?:这|以上|上述)[两三四五六七八九十\d]+家(?:企业|公司)?(?:有着?|拥有)?(?:一个|个)?(?:共同的|相同的)?"
)
_NO_SUBJECT = re.compile(r"(?:已经?|正在?|目前|现|也|还|又|而)*(?:向|由|在|经)[^，]{0,14}")
_OFFICER = re.compile(
    r"[”\"]?(?P<firm>[\u4e00-\u9fff]{3,16}?)(?:的)?(?:党委书记|副?董事长|副?总经理|副?总裁|创始人|负责人|总工程师|厂长)"
)
_SAID_BY = re.compile(r"[^。\n]{0,60}?(?:说|介绍|表示|告诉|坦言)")
_LIST_ENDS = re.compile(
    r"(?:等(?:\d+|[一二两三四五六七八九十多]+)?[家户个]?(?:企业|公司|单位)?|(?:\d+|[两三四五六七八九十]+)[家户个](?:企业|公司|单位))$"
)
_NOT_A_FIRM = re.compile(
    r"提档|升级$|附(?:[本此上][次批述]|名单)|^(?:如何|怎样|怎么|为何|为什么|什么是)|^(?:(?:19|20)\d\d年|网传|据传|组织$|申报$|从事|从业|[台外合日德美中港]资|此[次番前]|本[次批届]|这次|附[件表录]|企业|公司|产品|全国|全省|全市|全区|我省|我市|我国|中国(?!.{2,}(?:公司|集团|厂|基地|院)$)|国内|(?:厂房|车间|工厂)$|本市|其他|其中|同时|目前|有关|相关|一批|更多|多家|部分|项目|名单|标准|条件|申报|材料|"
    r"省级|市级|国家级?|制造业|先进|龙头|骨干|优质|中小|民营|专精特新|小巨人|瞪羚|独角兽|隐形冠军|领航|链主|重点|累计|新增|数量|总数|总量|占比|通知|文件|工作|"
    r"上午|下午|特别|尤其|一是|二是|三是|首先|其次|全力|积极|推动|力争|它|曾|正(?=[在是式以从向全加积努])|将(?!军)|先后|\d+|[一二两三四五六七八九十百数多]+[家个名户]|这|那|某|经(?!纬|世)|称号|"
    r"他们|唯一|我们|自己|当地|各地|地区|行业|领域|市场|全球|世界|第[一二三四五六七八九十](?!拖拉机|汽车|重型)|以下|上述|今年|去年|明年|近日|日前)|[这那某]家|灯塔|^WEF$|^[\u4e00-\u9fff]企$|^时隔|单项冠军|[一两三四五六七八九十](?:部分|类)$|世界经济论坛|[一两三四五六七八九十几数]厂$"
)
_COMMON = re.compile(
    r"(?:企业|公司|产品|单位|产业|行业|市|省|(?<![厂园])区|县|部门|活动|会议|名单|工作|领域|政策|项目|能力|水平|数量|城市|选手|队|运动员|比赛|部|局|厅|委|称号|荣誉|"
    r"研究|(?<!新)材料|增加值|产值|产量|销量|收入|营收|总额|规模|比重|占比|增速|条件|标准|目标|任务|方面|基础|优势|成果|经验|身份|行列|之列|阵营|网络|家族|成员|大家庭|桂冠|奖项|殊荣|刚刚|头衔|牌子|资质|[一两三四五六七八九十多数\d][家厂座])$"
)
LEGAL = re.compile(r"(?:公司|集团|厂|工厂|股份|银行|研究院|研究所|基地|厂区|产业园)$")
_OF = re.compile(r"(?:旗下|所属|下属|下辖|控股)的?|的")
_PLANT = re.compile(r"(?:工厂|基地|厂区?)$")
_MEMBER_OF = re.compile(
    r"的?(?:旗下|所属|下属|下辖|核心|骨干|重点|全资|控股|参股|主要)*的?(?:(?:成员|权属|子|孙)(?:企业|公司|单位)|(?<=[属股资])(?:企业|公司))"
)
"""Between a group and a firm of it, of which alone something is told: 某某集团核心成员企业某某公司."""
_IN_BRACKETS = re.compile(
    r"[（(](?:产品|主营产品|主导产品)?[：:]?(?P<product>(?!\d+[）)])[\u4e00-\u9fffA-Za-z0-9]{2,30})[）)]"
)
ITS_PLANT = re.compile(r"[\u4e00-\u9fff]{2,8}(?:工厂|基地|厂)(?![\u4e00-\u9fff]*公司)")
_QUOTED_GOODS = re.compile(
    r"(?:产品)?“(?P<product>(?![^”]*(?:单项冠军|小巨人|专精特新))[\u4e00-\u9fffA-Za-z0-9（）()、·+/-]{2,24})”(?:系列)?(?:产品)?(?=[、，。；和及与荣入获均被上成]|$|产品)"
)
"""What a firm makes, in quotation marks right behind its name: 某机床公司“数控立式车床”、…荣获单项冠军产品."""
_BARE_GOODS = re.compile(r"(?P<product>[\u4e00-\u9fffA-Za-z0-9（）()·+/-]{2,24})(?=[、，。；]|$)")
_PRODUCT = re.compile(r"的[“\"]?(?P<product>[^，。；、的“”]{2,18})[”\"]?$")


@dataclass(frozen=True, slots=True)
class Holder:
    """A firm or plant that a sentence gives a title."""

    span: Span
    """Where its name stands, in the form used there."""
    name: str
    """The longest form that the document writes."""
    product: Span | None
    """What stands behind it with 的: 某公司的陶瓷压机."""
    owner: Span | None
    """The group it belongs to: 华泽集团 in 华泽集团旗下的芜湖智能工厂."""
    given: bool
    """False when 该公司 stood there and the firm named before is meant."""


def holder_at(norm: str, span: Span) -> Holder:
    """The firm that is named at `span`, by the longest form that the document writes."""
    return Holder(span, full_name(norm, norm[span.start : span.end]), None, None, True)


def stored(reading: Reading, name: str, span: Span) -> str:
    """A name of the normalised text as the stored text writes it (traditional script), at `span` or where it stands."""
    at = span.start if reading.norm.startswith(name, span.start) else reading.norm.find(name)
    return reading.text[at : at + len(name)] if at >= 0 else name


def is_firm(norm: str, span: Span) -> bool:
    """True when the words look like a firm's or plant's name: a legal form, or a short name without a common noun."""
    text = norm[span.start : span.end]
    if (
        _NOT_A_FIRM.search(text)
        or not _FIRM_WORDS.fullmatch(text)
        or sum(text.count(c) for c in "（(") != sum(text.count(c) for c in "）)")
    ):
        return False
    if any(o.kind != "firm" and span.start < o.end for o in within(orgs(norm), span.start - 40, span.end)):
        return False
    if LEGAL.search(text):
        return len(text) >= 4 and "公司的" not in text
    if len(re.sub("[A-Za-z ]+", "AA", _IN_PLACE.sub("", text))) > 14 or _COMMON.search(text) or "的" in text[2:]:
        return False  # 美的 is a name, 法某电子的电容器 none
    found = find_places(text)
    return not (found and found[-1].end == len(text))


_FIRM_WORDS = re.compile(r"(?:[\u4e00-\u9fffA-Za-z0-9（）()·&-]|(?<=[A-Za-z0-9]) (?=[A-Za-z0-9])){2,40}")
_IN_PLACE = re.compile(r"[（(][\u4e00-\u9fff]{2,12}[）)]$")


def subjects(
    reading: Reading, sentence: Sentence, floor: int, verb: int, *, loose: bool
) -> tuple[tuple[Holder, ...], Listing]:
    """The firms that stand between `floor` and the verb at `verb`, with the list they were read from.

    All firms of the verb's clause that are written with a legal form; else, when `loose`, short names in a list right
    before the verb (海尔、青啤入选). A clause without a subject, or with 公司, 其 or 我们, goes on about a firm named before
    it, or about the one whose officer says so.
    """
    norm = reading.norm
    stop = verb
    floor = max(floor, verb - _FARTHEST)
    while (match := _ADVERBS.search(norm, floor, stop)) is not None and match.end() == stop > match.start():
        stop = match.start()
    clause = _clause_start(norm, floor, stop)
    if (within_all := _INCLUDED.search(norm, floor, stop)) is not None:
        named = tuple(_included(norm, *within_all.span("list")))
        return named, Listing(tuple(h.span for h in named), None, True)
    if len(goods := with_goods(norm, clause, stop)) > 1:
        return goods, Listing(tuple(h.span for h in goods))  # 甲凭借轧机、乙凭借泵阀跻身…
    means = (m for m in _BY_MEANS.finditer(norm, clause + 2, stop) if not _inside_org(norm, m.start()))
    if by := next(means, None):
        stop, loose = by.start(), True  # 某某电驱凭借工业电机成为
    elif clause == stop and (by := _BY_MEANS_BEFORE.search(norm, floor, stop)) is not None:
        ends = by.start() - (norm[by.start() - 1 : by.start()] == "，")
        short = ends > floor and "，" not in norm[floor:ends] and "公司" not in norm[floor:ends]
        return subjects(reading, sentence, floor, ends if short else by.start(), loose=loose)
    listing = list_before(norm, clause, clause + _counted(norm[clause:stop]), names=True)
    if len(goods := with_goods(norm, clause, stop)) > 1:
        return goods, Listing(tuple(h.span for h in goods))
    if (formal := _formal(norm, clause, stop, listing, loose=loose)) is not None:
        return formal
    words = norm[clause:stop].lstrip('“" \t\u3000')
    if (back := _named_back(reading, sentence, floor, verb, clause, stop, words, loose=loose)) is not None:
        return back
    if (
        not words
        or _NO_SUBJECT.fullmatch(words)
        or _STANDS_FOR.fullmatch(words)
        or _STANDS_FOR.match(words)
        or words in ("“", "由")
    ):
        spoken = words.startswith("我") or norm.rfind("“", sentence.start, verb) > norm.rfind("”", sentence.start, verb)
        before = firm_before(reading, sentence, verb, spoken=spoken)
        if before is not None:
            return (
                Holder(
                    before, full_name(norm, norm[before.start : before.end]), None, None, before.start >= sentence.start
                ),
            ), listing
        return (), listing
    return tuple(each_listed(norm, listing, loose=loose)), listing


def _clause_start(norm: str, floor: int, stop: int) -> int:
    """Where the clause that ends at `stop` begins, behind a time at its head."""
    clause = floor
    for mark in re.finditer(r"[，。；：,;:！？\n丨|]“?(?!\d)", norm[floor:stop]):
        clause = floor + mark.end()
    if norm.startswith(("“", '"'), clause, stop):
        clause += 1
    if when := _WHEN.match(norm, clause, stop):
        clause = when.end()
    return clause


def _formal(
    norm: str, clause: int, stop: int, listing: Listing, *, loose: bool
) -> tuple[tuple[Holder, ...], Listing] | None:
    """The firms of a clause that are written with a legal form, when `loose` with those of `listing` that are not."""
    formal = [
        o for o in within(orgs(norm), clause, stop) if o.kind == "firm" and o.end <= stop and LEGAL.search(o.name)
    ]
    formal = [
        o for o, n in zip_longest(formal, formal[1:]) if n is None or not _MEMBER_OF.fullmatch(norm, o.end, n.start)
    ]
    if not formal:
        return None
    spans = [Span(o.start, o.end) for o in formal]
    if loose and len(listing.items) > len(spans):
        spans += [i for i in listing.items if not any(i.overlaps(f) for f in spans)]
    spans.sort()
    stops = [*(s.start for s in spans[1:]), stop]
    holders = tuple(
        h for span, end in zip(spans, stops, strict=True) if is_firm(norm, span) for h in holders_of(norm, span, end)
    )
    tail = re.search(
        r"(?:等)?(?P<count>\d+|[一二两三四五六七八九十]+)?(?:家|户|个)?(?:企业|公司|工厂|单位|项目)?$",
        norm[clause:stop],
    )
    declared = small_number(tail["count"]) if tail is not None and tail["count"] and len(holders) > 1 else None
    return holders, Listing(tuple(h.span for h in holders), declared, "等" in norm[formal[-1].end : stop])


def _named_back(
    reading: Reading, sentence: Sentence, floor: int, verb: int, clause: int, stop: int, words: str, *, loose: bool
) -> tuple[tuple[Holder, ...], Listing] | None:
    """The firms in front of a clause whose own words before its verb name none: 甲、乙、丙，这三家企业都是…."""
    norm = reading.norm
    if _THESE.fullmatch(words) and norm[clause - 1 : clause] in ("，", ",", "。"):
        return subjects(reading, sentence, floor, clause - 1, loose=loose)  # 甲、乙、丙，这三家企业都是…
    if not words and norm[clause - 1 : clause] in ("，", ",") and _LIST_ENDS.search(norm, floor, clause - 1):
        return subjects(reading, sentence, floor, clause - 1, loose=loose)  # 甲、乙等企业，先后被认定为…
    opened = max((m.end() for m in re.finditer("[，。；：—]", norm[floor : max(floor, clause - 1)])), default=0) + floor
    if not words and len(goods := with_goods(norm, opened, clause - 1)) > 1:
        return goods, Listing(tuple(h.span for h in goods))  # 甲的轧机和乙的泵阀，成为…
    if not words and norm[stop:verb] in ("均", "都", "双双") and len(each := _possessors(norm, floor, clause)) > 1:
        return each, Listing(tuple(h.span for h in each))
    if not words and norm[clause - 1 : clause] in ("，", ",") and "、" in norm[floor : clause - 1]:
        named, listed = subjects(reading, sentence, floor, clause - 1, loose=False)
        last = named[-1].product or named[-1].span if named else None
        if len(named) > 1 and last is not None and norm[last.end : clause - 1] in ("", "”", "”产品"):
            return named, listed  # 甲公司、乙公司，分别在2018年和2020年跻身…
    return None


def with_goods(norm: str, start: int, stop: int) -> tuple[Holder, ...]:
    """The firms of a list that names each with its product: 徐某基础的旋挖钻机、中某科技的光纤预制棒在列."""
    start += len("其中") if norm.startswith("其中", start) else 0
    if counted := _GOODS_COUNTED.search(norm, start, stop):
        stop = counted.start()
    items = [GOODS.fullmatch(norm, *i) for i in split_items(norm, start, stop, names=True)]
    if not all(items) or not all(is_firm(norm, Span(*m.span("name"))) for m in items if m):
        return ()
    return tuple(
        Holder(Span(*m.span("name")), full_name(norm, m["name"]), Span(*m.span("goods")), None, True)
        for m in items
        if m is not None
    )


_INCLUDED = re.compile(r"包括(?P<list>[^。；]{4,300}?)在内的[^，。；]{0,14}(?:企业|公司)$")


def _included(norm: str, start: int, stop: int) -> Iterator[Holder]:
    """The firms of 包括甲公司，乙集团下属丙公司、丁重工在内的多家企业, parted by commas and 、."""
    ends = {o.end: o for o in within(orgs(norm), start, stop) if o.kind == "firm"}
    for item in re.finditer("[^，、]+", norm[start:stop]):
        span = Span(start + item.start(), start + item.end())
        if (firm := ends.get(span.end)) is not None and firm.start >= span.start:
            span = Span(firm.start, firm.end)
        if is_firm(norm, span):
            yield holder_at(norm, span)


_GOODS_COUNTED = re.compile(r"等?(?:这|上述|以上)?(?:\d+|[两三四五六七八九十]+)[个项款种](?:产品)?$")
GOODS = re.compile(
    r"(?P<name>[\u4e00-\u9fffA-Za-z0-9（）()]{3,24}?)(?:的|凭借|凭)[“\"]?(?P<goods>[^，。；、的“”]{2,18}(?:”[^，。；、的“”]{2,12})?)[”\"]?"
)


def _possessors(norm: str, floor: int, stop: int) -> tuple[Holder, ...]:
    """The firms whose goods clauses tell of one by one: 甲电子的电容器全球领先，乙电声的继电器全球第一，均为…."""
    owners = (Span(*m.span("name")) for m in _OWNER.finditer(norm, floor, stop))
    return tuple(holder_at(norm, o) for o in owners if is_firm(norm, o))


_OWNER = re.compile(r"(?:(?<=[，：；。])|^)(?P<name>[\u4e00-\u9fffA-Za-z0-9]{3,16}?)的(?=[^，。；]{2,30}[，；])")


def _inside_org(norm: str, at: int) -> bool:
    """True when `at` lies inside an organisation's name: 靠 in 安靠电气有限公司."""
    return any(o.start < at for o in within(orgs(norm), at - 40, at + 40) if at < o.end)


def each_listed(norm: str, listing: Listing, *, loose: bool) -> Iterator[Holder]:
    """The firms of a list, one with what stands in brackets behind it as its product; short names only when `loose`."""
    lone = len(listing.items) == 1 and not listing.etc and (listing.declared or 1) > 1
    for item in listing.items:
        if lone and not LEGAL.search(norm, *item):
            return  # 洪某8家企业入选: a place's count, and no firm's name
        written = norm[item.start : item.end]
        name = full_name(norm, written)
        aside = _IN_BRACKETS.search(norm, item.start, item.end)
        if aside is not None and aside.end() == item.end and not find_places(aside["product"] + "市"):
            item = Span(item.start, aside.start())  # 某某环保（除尘器）
            written = norm[slice(*item)]
            name = full_name(norm, written)
            if is_firm(norm, item) and (loose or name != written or LEGAL.search(written)):
                yield Holder(item, name, Span(*aside.span("product")), None, True)
            continue
        if is_firm(norm, item) and (loose or name != written or LEGAL.search(written)):
            yield Holder(item, name, None, None, True)


_COUNTED_NOUN = re.compile(
    r"(?:(?<=[家户个座等])(?:[\u4e00-\u9fff]{0,6}(?:企业|公司|单位|工厂)|[\u4e00-\u9fff]企)|(?<=等)\d+(?:企业|公司))$"
)


def _counted(words: str) -> int:
    """Where the count of a list ends whose noun follows: behind 3家 in A、B、C3家企业."""
    match = _COUNTED_NOUN.search(words)
    return match.start() if match is not None else len(words)


def holders_of(norm: str, span: Span, stop: int, *, goods: bool = False) -> list[Holder]:
    """The plants of the firm that stand between it and `stop` (某集团的甲工厂和乙工厂), else the firm itself.

    With `goods` the list is of firms and their products, which follow the names without 的: 某公司垃圾转运设备、….
    """
    if of := _OF.match(norm, span.end, stop):
        plants = split_items(norm, of.end(), stop, names=True)
        if all(_PLANT.search(norm[p.start : p.end]) for p in plants):
            return [Holder(p, norm[p.start : p.end], None, span, True) for p in plants]
    holder = _holder(norm, span, stop)
    if goods and holder.product is None and (bare := _BARE_GOODS.match(norm, span.end, stop)) is not None:
        holder = replace(holder, product=Span(*bare.span("product")))
    return [holder]


def goods_beside(norm: str, holder: Holder, verb: int) -> Holder:
    """The holder with the goods that stand between its name and the verb at `verb`: 某公司喷丝板成功入选“单项冠军产品”."""
    if holder.product is not None or not holder.given or holder.span.end >= verb:
        return holder
    stop = verb
    while (match := _ADVERBS.search(norm, holder.span.end, stop)) is not None and match.end() == stop > match.start():
        stop = match.start()
    goods = _GLUED_GOODS.fullmatch(norm, holder.span.end, stop)
    return holder if goods is None else replace(holder, product=Span(*goods.span()))


_GLUED_GOODS = re.compile(
    r"(?!等|凭|的|及|与|和|在|于|以|由|被|今|去|获)[\u4e00-\u9fffA-Za-z0-9（）()·+/-]{2,20}(?<!企业)(?<!公司)"
)


def _holder(norm: str, span: Span, stop: int) -> Holder:
    """The holder that a firm's name begins: the firm with its product, or its plant named with it."""
    rest = norm[span.end : stop]
    if attached := ITS_PLANT.match(rest):
        span = Span(span.start, span.end + attached.end())
        return Holder(span, norm[span.start : span.end], None, None, True)
    end = re.search(r"、|和|与|以及|等|，", rest)
    named = (
        _IN_BRACKETS.match(rest)
        or _QUOTED_GOODS.match(rest)
        or _PRODUCT.match(rest[: end.start()] if end is not None else rest)
    )
    product = Span(span.end + named.start("product"), span.end + named.end("product")) if named is not None else None
    return Holder(span, full_name(norm, norm[span.start : span.end]), product, None, True)


def firm_before(reading: Reading, sentence: Sentence, at: int, *, spoken: bool = False) -> Span | None:
    """The firm named last before `at`: in the sentence, else in the paragraph or just above.

    For 我们 in a quotation it is the firm whose officer speaks right behind it.
    """
    norm = reading.norm
    paragraph = norm.rfind("\n", 0, sentence.start) + 1
    above = within(orgs(norm), min(paragraph, at - 400), sentence.end + 100)
    firms = [o for o in above if o.kind == "firm" and LEGAL.search(o.name)]
    if spoken and (said := _SAID_BY.match(norm, sentence.end)) is not None:
        speakers = [o for o in firms if sentence.end <= o.start and o.end <= said.end()]
        if speakers:
            return Span(speakers[0].start, speakers[0].end)
    if spoken and (officer := _OFFICER.match(norm, sentence.end)) is not None:
        short = officer["firm"]
        named = Span(*officer.span("firm"))
        if full_name(norm, short) != short or not _NOT_A_FIRM.search(short):
            return named
    firms = [o for o in firms if o.end <= at and o.name not in ("公司", "集团")]
    firms = [
        o for o in firms if o.start >= sentence.start or not _SUBSIDIARY.search(norm, max(0, o.start - 6), o.start)
    ]
    inside = [o for o in firms if o.start >= sentence.start]
    near = [o for o in firms if o.start >= paragraph] or [o for o in firms if o.end > at - 400]
    if not near and len({o.name for o in orgs(norm) if o.kind == "firm" and o.name.endswith("有限公司")}) == 1:
        near = [o for o in orgs(norm) if o.kind == "firm" and o.name.endswith("有限公司") and o.end <= at]
    chosen = inside[0] if inside else near[-1] if near else None
    if chosen is not None and not inside and not chosen.name.endswith(("公司", "集团")):
        # 公司 behind a works' name means the only company of the text rather than those works
        companies = {o.name for o in firms if o.name.endswith("有限公司")}
        chosen = next((o for o in reversed(firms) if companies == {o.name}), chosen)
    if chosen is None and (speaks := _SPEAKS.search(norm, sentence.start, at)) is not None:
        span = Span(*speaks.span("name"))
        return span if is_firm(norm, span) else None
    if chosen is None and (own := _OWN_NAME.search(norm)) is not None and own.end() <= at:
        return Span(*own.span("name"))
    return None if chosen is None else Span(chosen.start, chosen.end)


# 某某科技表示，公司入选…
_SPEAKS = re.compile(
    r"(?:^|[，。；\n])(?P<name>[\u4e00-\u9fffA-Za-z0-9]{3,12})(?:发布公告称?|公告称?|披露|表示|称|宣布)[，：,:](?:该|本)?公司"
)

# a report of a listed company says at its head what it calls itself
_OWN_NAME = re.compile(r"(?:证券|股票|公司)简称[：:][ \t]*(?P<name>[\u4e00-\u9fffA-Za-z0-9]{3,10})(?![\u4e00-\u9fff])")


_MADE_BY = re.compile(
    r"(?:本|该)?(?:公司|企业|集团|其|厂)?(?:的|所)?(?:自主|独立|主导|联合|成功|专业|创新)*(?:研发|研制|生产|开发|制造|打造|主营|主打|推出|自研)?(?:生产|制造)?的?"
)


_MADE_OF = re.compile(
    r"由(?P<name>[\u4e00-\u9fffA-Za-z（）()]{3,24})(?:自主|独立)?(?:研制|研发|生产|制造|打造)的“?(?P<goods>[\u4e00-\u9fffA-Za-z0-9（）()·+-]{2,20}?)”?(?:“[^”，。]{2,10}”)?，?$"
)
"""The maker of the thing that enters: 由某某股份研制的悬浮列车“飞驰”，入选…."""


def product_subject(reading: Reading, sentence: Sentence, floor: int, verb: int) -> Holder | None:
    """The firm named before, with the product that is the subject of the verb: “四辊轧机”入选; 公司研发的轧机获评."""
    norm = reading.norm
    stop = verb
    while (match := _ADVERBS.search(norm, floor, stop)) is not None and match.end() == stop > match.start():
        stop = match.start()
    clause = floor
    for mark in re.finditer(r"[，。；：,;:！？\n](?!\d)", norm[floor:stop]):
        clause = floor + mark.end()
    if when := _WHEN.match(norm, clause, stop):
        clause = when.end()
    maker = _MADE_OF.search(norm, floor, stop)
    if maker is not None and is_firm(norm, span := Span(*maker.span("name"))):
        return Holder(span, full_name(norm, maker["name"]), Span(*maker.span("goods")), None, True)
    if made := _MADE_BY.match(norm, clause, stop):
        clause = made.end()
    while clause < stop and norm[clause] in '“" ':
        clause += 1
    while stop > clause and norm[stop - 1] in '”" ，':
        stop -= 1
    if any(
        o.kind == "firm" and o.start <= clause + 2 and LEGAL.search(o.name) for o in within(orgs(norm), clause, stop)
    ):
        return None  # 某某公司的轧机 has a maker of its own
    product = norm[clause:stop].removesuffix("产品").rstrip('”"')
    if not re.fullmatch(r"[\u4e00-\u9fffA-Za-z0-9（）()·+-]{2,20}", product) or _NOT_A_FIRM.match(product):
        return None
    if re.search(r"等?(?:\d+|[一两二三四五六七八九十]+)[个项款]", product):
        return None
    firm = firm_before(reading, sentence, verb)
    if firm is None:
        return None
    return Holder(firm, full_name(norm, norm[firm.start : firm.end]), Span(clause, clause + len(product)), None, False)


_SUBSIDIARY = re.compile(r"(?:子|孙|参股|控股|下属)(?:公司|企业)$")
