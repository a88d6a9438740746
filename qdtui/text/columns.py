"""Lists of firms on lines of their own: numbered items and the rows of tables, with product and place beside the name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import NamedTuple

from qdtui.model import Span
from qdtui.text.listing import split_items
from qdtui.text.places import find_places
from qdtui.text.reading import Reading
from qdtui.text.tables import MARK, TableRow

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
_IS_FIRM = re.compile(r"(?:公司|厂)$")
_NO_CONTENT = re.compile(
    rf"\d+|20\d\d年?(?:\d{{1,2}}月)?(?:\d{{1,2}}日)?|20\d\d[-.]\d{{1,2}}|第?[一二三四五六七八九十\d]+批|首批|(?:{_LABEL.pattern})[：:]?"
)
_OPENED = re.compile(r"(?:企业|公司|名单|单位|家|依次|其中)(?:分别)?(?:包括|为|是|有)|分别[为是]|包括")
_HEADS = (
    ("place", re.compile(r"推荐|所在|地点|主管|归口")),
    ("product", re.compile(r"产品")),
    ("firm", re.compile(r"企业|单位|公司|工厂")),
    ("place", re.compile(r"地区|属地|区域|市州|地市|设区市|县区|区县|县市|市县|区市|城市")),
)
"""What a column holds, by its head; the first that fits counts: 推荐单位 is a place, 产品生产企业 a product."""
_HEAD_OF_LINE, _HEAD_OF_CELL = 10, 14
"""Characters that a head has at most: on a line parted by blanks, and in a table's cell."""
_NUMBER_HEAD = frozenset(("序号", "编号", "No.", "№"))
_NAME = re.compile(r"[\u4e00-\u9fffA-Za-z0-9（）()·&-]{2,40}")


@dataclass(frozen=True, slots=True)
class ListedRow:
    """A firm on a line of a list or table."""

    line: Span
    name: Span
    product: Span | None
    place: str | None
    """The region that a column, a bracket behind the name or a label before it gives."""


class _Heads(NamedTuple):
    """The columns that tell of a firm, by their numbers."""

    firm: int
    products: tuple[int, ...]
    places: tuple[int, ...]
    first: int
    last: int


def listed_rows(reading: Reading, start: int, end: int) -> Iterator[ListedRow]:
    """The firms on the lines between two offsets, each with what its line says of product and place.

    A line gives one firm and its product in either order (1. 某某公司 陶瓷压机, 陶瓷压机——某某公司), or a place and
    its firms (济南市：甲公司、乙公司). Below a row that names its columns (企业名称, 产品, 所在地) the columns tell, of
    tables those that the file has; two lists side by side have their heads twice. A row without a place has that of
    the row above: tables write it once for all of its rows.
    """
    norm = reading.norm
    table = _rows_by_line(reading) if norm.find(MARK, start, end) >= 0 else {}
    heads: tuple[_Heads, ...] = ()
    places: dict[int, str | None] = {}
    width = 0  # of the heads, where they stand on a line that blanks part
    counted = False
    at = start
    while at < end:
        stop = norm.find("\n", at, end)
        stop = end if stop < 0 else stop
        row = table.get(at)
        if several := _with_products(norm, at, stop):
            yield from several
        elif row is not None and (named := _heads(norm, row.cells, _HEAD_OF_CELL)):
            heads, places, width = named, {}, 0
        elif row is not None and heads and not width and (found := _in_columns(norm, row.cells, heads)):
            for which, listed in found:
                places[which] = listed.place or places.get(which)
                yield replace(listed, place=places[which])
        elif cells := _cells(norm, at, stop):
            by_number = _numbered(norm, cells)
            if named := _heads(norm, by_number, _HEAD_OF_LINE):
                heads, width = named, max(by_number)
                counted = min(by_number) == 0
            else:
                told = not counted or norm[at : cells[0].start].strip(" \t|") != ""
                found = _in_columns(norm, by_number, heads) if told and len(cells) == width else []
                yield from (listed for _, listed in found) if found else _by_marks(norm, cells)
        at = stop + 1


def _rows_by_line(reading: Reading) -> dict[int, TableRow]:
    """The rows of the text's tables by where their lines begin."""
    return {reading.norm.rfind("\n", 0, row.line.start) + 1: row for rows in reading.tables for row in rows}


def _numbered(norm: str, cells: list[Span]) -> dict[int, Span]:
    """The cells of a line by number, from 1; the head of the numbers, which stand before the first cell, has 0."""
    return dict(enumerate(cells, norm[slice(*cells[0])] not in _NUMBER_HEAD))


def _heads(norm: str, cells: Mapping[int, Span], longest: int) -> tuple[_Heads, ...]:
    """What the columns hold, when the cells are their heads: one or, of lists side by side, several."""
    words = {column: norm[slice(*span)] for column, span in cells.items()}
    if len(words) < 2 or any(len(w) > longest or _IS_FIRM.search(w, 2) for w in words.values()):
        return ()
    groups: list[dict[int, str]] = []
    for column, word in sorted(words.items()):
        if not groups or word in groups[-1].values():
            groups.append({})
        groups[-1][column] = word
    return tuple(heads for group in groups if (heads := _group(group)) is not None)


def _group(words: Mapping[int, str]) -> _Heads | None:
    columns: dict[str, list[int]] = {"firm": [], "product": [], "place": []}
    for column, word in words.items():
        role = next((role for role, pattern in _HEADS if pattern.search(word)), None)
        if role is not None:
            columns[role].append(column)
    firms, others = columns["firm"], (*columns["product"], *columns["place"])
    if len(firms) != 1 or not others:
        return None
    return _Heads(firms[0], tuple(columns["product"]), tuple(columns["place"]), min(words), max(words))


def _in_columns(norm: str, cells: Mapping[int, Span], heads: tuple[_Heads, ...]) -> list[tuple[int, ListedRow]]:
    """The firms of a row by its columns, with the number of the list; none where the columns do not fit the row."""
    found: list[tuple[int, ListedRow]] = []
    for which, head in enumerate(heads):
        own = {column: span for column, span in cells.items() if head.first <= column <= head.last}
        if head.firm not in own:
            continue
        name = _bare(norm, own[head.firm])
        if not _NAME.fullmatch(norm, *name) or (
            not _FIRM.fullmatch(norm, *name) and any(_FIRM.fullmatch(norm, *_bare(norm, c)) for c in own.values())
        ):
            return []
        line = Span(min(c.start for c in own.values()), max(c.end for c in own.values()))
        product = next((_bare(norm, own[c]) for c in head.products if c in own), None)
        told = [place for c in head.places if c in own and (place := _place(norm, _bare(norm, own[c]))) is not None]
        found.append((which, ListedRow(line, name, product, told[-1] if told else None)))
    return found


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


def _by_marks(norm: str, cells: list[Span]) -> Iterator[ListedRow]:
    """The firms among the cells of a line, with what else stands there."""
    line = Span(cells[0].start, cells[-1].end)
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
