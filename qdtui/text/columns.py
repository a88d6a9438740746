"""Lists of firms on lines of their own: numbered items and the rows of tables, with product and place beside the name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from qdtui.model import Span
from qdtui.text.listing import split_items
from qdtui.text.places import find_places
from qdtui.text.reading import Reading

_LONGEST = 400
"""A line of more characters is a paragraph, no row."""
NUMBERED = re.compile(
    r"[ \t|]*(?:(?:[（(]?\d{1,3}[)）.、．:：]?|[①-⓿❶-➓㈠-㈩]|[（(][一二三四五六七八九十]+[）)]|[一二三四五六七八九十]{1,3}、|[-•●·*■◆◇▲▶▪★◎○☆✦►⭐✅√])[ \t|]*)?"
)
"""What stands before the first name of a list's line: its number or mark."""
_CUT = re.compile(
    r"[ \t]+|[|/]|——?|–|[：:]|(?<=[司团厂院所])-|(?<=[司团厂院所])[（(]|[）)](?=[ \t：:—|，,；;-]|$)|[，,](?=[主核]?[营导心]?产品|主营|位于)"
)
_BRACKET = re.compile(r"[（(]")
_LABEL = re.compile(r"(?:[主核]?[营导心])?(?:产品|业务)(?:名称)?(?:为|是)?|(?:位于|所在地|地区|企业名称|公司名称)")
_RIGHTS = re.compile(r"(?i:all rights|copyright|©)|版权所有|备案|ICP")
_NO_ROW = re.compile(
    r"来源|供稿|通讯|电话|地址|邮编|主办|承办|协办|制作|监制|编辑|出品|版权|联系|联 系|技术支持|撰文|图片|图/|文/|公众号"
)
_FIRM = re.compile(
    r"[\u4e00-\u9fffA-Za-z0-9（）()·&]{2,36}(?:公司|集团|厂|研究院|研究所|工厂|基地|厂区|厂房|代线|生产线)(?:[（(][\u4e00-\u9fff]{2,8}[）)])?"
)
_NO_CONTENT = re.compile(
    rf"\d+|20\d\d年?(?:\d{{1,2}}月)?(?:\d{{1,2}}日)?|20\d\d[-.]\d{{1,2}}|第?[一二三四五六七八九十\d]+批|首批|(?:{_LABEL.pattern})[：:]?"
)
_OPENED = re.compile(r"(?:企业|公司|名单|单位|家|依次|其中)(?:分别)?(?:包括|为|是|有)|分别[为是]|包括")
_COLUMN = {
    "firm": re.compile(r"企业|单位|公司|工厂"),
    "product": re.compile(r"产品"),
    "place": re.compile(r"地区|所在|属地|区域|市州|地市|设区市|县区|区县|县市|市县|区市|城市|推荐"),
}


@dataclass(frozen=True, slots=True)
class ListedRow:
    """A firm on a line of a list or table."""

    line: Span
    name: Span
    product: Span | None
    place: str | None
    """The region that a column, a bracket behind the name or a label before it gives."""


def listed_rows(reading: Reading, start: int, end: int) -> Iterator[ListedRow]:
    """The firms on the lines between two offsets, each with what its line says of product and place.

    A line gives one firm and its product in either order (1. 某某公司 陶瓷压机, 陶瓷压机——某某公司), or a place and
    its firms (济南市：甲公司、乙公司). Below a row that names its columns (企业名称, 产品, 所在地) the columns tell, and a
    row without a place has that of the row above: tables write it once for all of its rows.
    """
    norm = reading.norm
    roles: tuple[str | None, ...] = ()
    counted = False
    place: str | None = None
    at = start
    while at < end:
        stop = norm.find("\n", at, end)
        stop = end if stop < 0 else stop
        if several := _with_products(norm, at, stop):
            yield from several
            at = stop + 1
            continue
        cells = _cells(norm, at, stop)
        if named := _roles(norm, cells):
            roles, counted, place = named, "序号" in norm[at:stop] or "编号" in norm[at:stop], None
        elif cells:
            told = not counted or norm[at : cells[0].start].strip(" \t|") != ""
            for row in _rows(norm, cells, roles if told else ()):
                place = row.place or (place if "place" in roles and "|" in norm[at:stop] else None)
                yield replace(row, place=place)
        at = stop + 1


def _with_products(norm: str, start: int, end: int) -> list[ListedRow]:
    """The firms of a line that lists several, each with its product in brackets: 甲公司（泵）；乙公司（阀）."""
    if norm.count("公司", start, end) + norm.count("厂", start, end) + norm.count("集团", start, end) < 2:
        return []
    if numbered := NUMBERED.match(norm, start, end):
        start = numbered.end()
    while end > start and norm[end - 1] in " \t|；;，,。、":
        end -= 1
    line = Span(start, end)
    place = None
    if label := _PLACE_LABEL.match(norm, start, end):
        place = _place(norm, Span(*label.span("place")))
        start = label.end()
    rows: list[ListedRow] = []
    at = start
    while match := _FIRM_PRODUCT.match(norm, at, end):
        name, product = Span(*match.span("name")), Span(*match.span("product"))
        told = _place(norm, product)
        rows.append(ListedRow(line, name, None if told else product, told or place))
        at = match.end()
    return rows if len(rows) > 1 and at == end else []


_PLACE_LABEL = re.compile(r"(?P<place>[\u4e00-\u9fff]{2,8})(?:[（(]\d+[家个项][）)])?[：:]")
_FIRM_PRODUCT = re.compile(
    r"(?P<name>[\u4e00-\u9fffA-Za-z0-9·&]{3,36}?(?:[（(][\u4e00-\u9fff]{2,6}[）)][\u4e00-\u9fff]{0,20}?)?(?:公司|集团|厂|研究院|研究所))"
    r"[（(](?:[主核]?[营导心]?产品[：:])?(?P<product>[^（）()，。；\n]{2,30})[）)](?:[、；;，和及]|$)"
)


def _cells(norm: str, start: int, end: int) -> list[Span]:
    """The cells of a line without its number; none when the line is a sentence or credits somebody."""
    if numbered := NUMBERED.match(norm, start, end):
        start = numbered.end()
    whole = norm[start:end]
    while end > start and norm[end - 1] in " \t|；;，,。、":
        end -= 1
    text = norm[start:end]
    if whole.rstrip().endswith("。") and "，" in text:
        return []  # a paragraph of one sentence
    if not 2 <= len(text) <= _LONGEST or "。" in text or _NO_ROW.match(text) or _RIGHTS.search(text):
        return []
    cells: list[Span] = []
    at = start
    for cut in _CUT.finditer(norm, start, end):
        cells.append(Span(at, cut.start()))
        at = cut.end()
    cells.append(Span(at, end))
    return [_bare(norm, c) for c in cells if norm[c.start : c.end].strip('“”"（()） ')]


def _bare(norm: str, cell: Span) -> Span:
    start, end = cell
    while start < end and norm[start] in ' \t“"':
        start += 1
    if label := _LABEL.match(norm[start:end]):
        start += label.end() if label.end() < end - start else 0
    while end > start and (
        norm[end - 1] in ' \t”"' or (norm[end - 1] in "）)" and not _BRACKET.search(norm, start, end))
    ):
        end -= 1
    return Span(start, end)


def _roles(norm: str, cells: list[Span]) -> tuple[str | None, ...]:
    """What each column holds, when the cells are the heads of a table's columns."""
    words = [norm[c.start : c.end] for c in cells]
    if len(words) < 2 or any(len(w) > 10 for w in words) or any(re.search(r"公司$|厂$", w[2:]) for w in words):
        return ()
    roles = tuple(
        "product"
        if "产品" in w
        else "place"
        if re.search("所在|地点", w)
        else next((r for r, pattern in _COLUMN.items() if pattern.search(w)), None)
        for w in words
    )
    known = [r for r in roles if r]
    return roles[words[0] in ("序号", "编号", "No.") :] if len(known) >= 2 and "firm" in known else ()


def _rows(norm: str, cells: list[Span], roles: tuple[str | None, ...]) -> Iterator[ListedRow]:
    line = Span(cells[0].start, cells[-1].end)
    if len(roles) == len(cells) and roles.count("firm") == 1:
        name = cells[roles.index("firm")]
        if re.fullmatch(r"[\u4e00-\u9fffA-Za-z0-9（）()·&-]{2,40}", norm[name.start : name.end]):
            product = cells[roles.index("product")] if "product" in roles else None
            place = next((_place(norm, c) for c, r in zip(cells, roles, strict=True) if r == "place"), None)
            yield ListedRow(line, name, product, place)
            return
    firms = [(c, f) for c in cells for f in _firms(norm, c)]
    held = {c for c, _ in firms}
    rest = [c for c in cells if c not in held and not _NO_CONTENT.fullmatch(norm, c.start, c.end)]
    places = [p for c in rest if (p := _place(norm, c)) is not None]
    others = [c for c in rest if c.end - c.start >= 2 and _place(norm, c) is None and "单项冠军" not in norm[slice(*c)]]
    others.sort(key=lambda c: (c.start < firms[0][0].start if firms else False, c.start))
    for _, firm in firms:
        yield ListedRow(line, firm, others[0] if others and len(firms) == 1 else None, places[0] if places else None)


def _place(norm: str, cell: Span) -> str | None:
    """The region of a cell that holds a place and nothing else."""
    text = norm[cell.start : cell.end]
    found = find_places(text)
    if found and found[-1].end == len(text) and found[0].start == 0:
        return found[-1].region
    return text if re.fullmatch(r"[\u4e00-\u9fff]{1,6}(?:经开区|高新区|开发区|新区|[区县])", text) else None


def _named(norm: str, item: Span) -> Span:
    """A list's item without the words that open the list: 入选企业包括 before its first firm."""
    if (opened := _OPENED.search(norm, item.start, item.end)) is not None and opened.end() + 4 <= item.end:
        return Span(opened.end(), item.end)
    return item


def _firms(norm: str, cell: Span) -> list[Span]:
    items = split_items(norm, cell.start, cell.end, names=False)
    firms = [_named(norm, i) for i in items if _FIRM.fullmatch(norm, i.start, i.end)]
    return firms if len(firms) == len(items) else []
