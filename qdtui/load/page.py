"""The visible lines of an HTML page in order, with what its markup says about each, and its metadata.

Nothing of a page is ever run or shown as markup: tags only say where lines end and what they are. The parser
keeps its own stack, so that no depth of nesting can exhaust Python's.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

from qdtui.load.dates import from_url, parse_day
from qdtui.load.source import Metadata
from qdtui.model import TableCell, ZoneKind

_UNSEEN = frozenset(
    (
        "script",
        "style",
        "noscript",
        "template",
        "svg",
        "iframe",
        "object",
        "math",
        "canvas",
        "select",
        "textarea",
        "audio",
        "video",
        "map",
    )
)
_VOID = frozenset(
    ("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr")
)
_BLOCKS = frozenset((
    "address", "article", "aside", "blockquote", "body", "button", "center", "dd", "details", "dialog", "div", "dl",
    "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr",
    "html", "item", "label", "legend", "li", "main", "nav", "ol", "option", "p", "pre", "section", "summary",
    "table", "tbody", "td", "tfoot", "th", "thead", "title", "tr", "ul", "description", "link", "guid", "pubdate",
))  # fmt: skip
_ZONE_TAGS: dict[str, ZoneKind] = {
    "nav": "menu",
    "button": "menu",
    "aside": "links",
    "footer": "footer",
    "figcaption": "caption",
}
_ZONE_NAMES: tuple[tuple[ZoneKind, re.Pattern[str]], ...] = (
    ("menu", re.compile(r"\b(?:sub|top|main|side)?(?:nav|menu|breadcrumbs?|crumbs?)(?:bar|list|current)?\b|(?<![\w-])(?:position|currentpath)(?![\w-])", re.I)),
    ("share", re.compile(r"\bshare|bdshare|social|qrcode|weixin\b", re.I)),
    ("links", re.compile(r"\brelated|recommend|hot-?(?:news|list)|ranking|xgnews|prevnext|(?:comments?|repl(?:y|ies)|discuss(?:ion)?|pinglun|liuyan|gentie)(?:\b|_)", re.I)),
    ("footer", re.compile(r"\b(?:page-?)?foot(?:er)?\b|copyright", re.I)),
    ("caption", re.compile(r"\b(?:img|pic|photo|image)-?(?:caption|desc|note|info)\b|\bcaption\b", re.I)),
)  # fmt: skip
_LABEL = re.compile(
    r"\s*(?:来源|來源|稿源|作者|记者|記者|通讯员|编辑|編輯|责编|责任编辑|責任編輯|审核|校对|发布|發布|时间|時間|日期|浏览|阅读|点击|字号|字体)[^。]{0,6}?[:：]"
)
"""What stands in an element of its own beside others on one line, set apart by no character: 来源：…|作者：…."""
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
_CELL_LIMIT = 300
_ALL_ROWS = 1000
"""How far a cell reaches that goes on to the end of its table."""
_WIDEST = 1000
"""Columns of a table of which it is kept how far their cells reach; HTML allows a cell no more."""
_DATE_NAMES = (
    "article:published_time", "publishdate", "pubdate", "publish_date", "publishtime", "datepublished", "og:release_date", "weibo:article:create_at",
    "bytedance:published_time", "dc.date", "dc.date.issued", "dcterms.issued", "dcterms.created", "date", "og:time",
)  # fmt: skip
_TITLE_NAMES = ("articletitle", "og:title", "dc.title", "twitter:title")
_SOURCE_NAMES = (
    "contentsource",
    "source",
    "article:publisher",
    "mediaid",
    "og:site_name",
    "sitename",
    "dc.publisher",
    "application-name",
)
_AUTHOR_NAMES = ("author", "article:author", "dc.creator", "byl")


@dataclass(slots=True)
class Block:
    """One visible line: its text, its heading level, the zone its place in the page suggests, and its links."""

    text: str
    level: int | None = None
    zone: ZoneKind | None = None
    linked: int = 0
    """Code points of the text that stand inside links."""
    cells: tuple[TableCell, ...] = ()
    """Of a row of a table: its cells, with offsets in `text`."""


@dataclass(slots=True)
class _Open:
    """An element that has not been closed yet."""

    tag: str
    unseen: bool
    zone: ZoneKind | None
    level: int | None
    linked: bool


@dataclass(slots=True)
class _Table:
    """A table being read."""

    number: int = 0
    """Its number in the page, from 1."""
    rows: int = 0
    """How many it has had."""
    taken: dict[int, int] = field(default_factory=dict)
    """The last row that a cell from above reaches into, by the number of the column."""


@dataclass(slots=True)
class _Row:
    """A table row being read: the blocks of each of its cells."""

    table: _Table
    number: int
    """Its number in the table, from 1."""
    cells: list[list[Block]] = field(default_factory=list)
    columns: list[int] = field(default_factory=list)
    """The number of the column where each cell begins, from 1."""
    next: int = 1
    """The number of the column behind the last cell."""

    def add(self, columns: str, rows: str) -> None:
        """Begin a cell that takes so many columns and rows, in the first column that none from above reaches into."""
        taken = self.table.taken
        while taken.get(self.next, 0) >= self.number:
            self.next += 1
        self.cells.append([])
        self.columns.append(self.next)
        wide = _count(columns)
        last = self.number + (_count(rows) if rows != "0" else _ALL_ROWS) - 1
        if last > self.number:
            taken.update(dict.fromkeys(range(self.next, min(self.next + wide, _WIDEST + 1)), last))
        self.next += wide


def _count(said: str) -> int:
    """How many columns or rows an attribute says; 1 where it makes no sense."""
    return int(said) if said.isdecimal() and 0 < int(said[:5]) < 1000 else 1


class Page(HTMLParser):
    """Feed it a page, close it, and read `blocks` and `metadata()`."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks: list[Block] = []
        self.depth = 0
        """The deepest nesting seen."""
        self.title = ""
        self.address = ""
        """Where the page was saved from, when that is known."""
        self.canonical = ""
        self._meta: dict[str, str] = {}
        self._times: list[str] = []
        self._stack: list[_Open] = []
        self._rows: list[_Row] = []
        self._tables: list[_Table] = []
        self._table_count = 0
        self._text: list[str] = []
        self._linked = 0
        self._beside = False  # an element began or ended since the last text
        self._data: list[str] | None = None  # a JSON-LD script being read

    # What HTMLParser calls

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open an element."""
        self._beside = True
        values = {name: value or "" for name, value in attrs}
        if tag == "meta":
            self._take_meta(values)
        if tag == "link" and "canonical" in values.get("rel", "").lower().split():
            self.canonical = self.canonical or values.get("href", "")
        if tag == "time" and values.get("datetime"):
            self._times.append(values["datetime"])
        if tag in ("br", "hr") or tag in _BLOCKS:
            self._break()
        if tag in _VOID and tag != "link":
            return
        if tag in ("p", "li", "tr", "td", "th", "option", "dd", "dt"):
            self._close_implied(tag)
        if tag == "table":
            self._table_count += 1
            self._tables.append(_Table(self._table_count))
        elif tag == "tr":
            table = self._tables[-1] if self._tables else _Table()
            table.rows += 1
            self._rows.append(_Row(table, table.rows))
        elif tag in ("td", "th") and self._rows:
            self._rows[-1].add(values.get("colspan", "").strip(), values.get("rowspan", "").strip())
        if tag == "script" and "ld+json" in values.get("type", ""):
            self._data = []
        self._stack.append(self._opened(tag, values))
        self.depth = max(self.depth, len(self._stack))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open and close an element."""
        self.handle_starttag(tag, attrs)
        if tag not in _VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        """Close an element and what was left open in it."""
        if tag == "script" and self._data is not None:
            self._take_json("".join(self._data))
            self._data = None
        # A stray end tag, or markup so broken that half of it would be closed, is passed over.
        depths = range(len(self._stack) - 1, max(-1, len(self._stack) - 65), -1)
        position = next((k for k in depths if self._stack[k].tag == tag), None)
        if position is None:
            return
        if tag in _BLOCKS:
            self._break()
        for open_ in reversed(self._stack[position:]):
            self._end(open_)
        del self._stack[position:]

    def handle_data(self, data: str) -> None:
        """Take text, unless nobody sees it."""
        if self._data is not None:
            self._data.append(data)
            return
        top = self._stack[-1] if self._stack else None
        if top and top.unseen:
            return
        if top and top.tag == "title" and not self.title:
            self.title = " ".join(data.split())
            if any(open_.tag == "head" for open_ in self._stack) or not any(o.tag == "item" for o in self._stack):
                return
        if top and top.tag == "pubdate":
            self._meta.setdefault("pubdate", data.strip())
        if top and any(open_.tag == "pre" for open_ in self._stack[-4:]):
            for n, line in enumerate(data.split("\n")):
                if n:
                    self._break()
                self._text.append(line)
            return
        if self._text and self._beside and _LABEL.match(data):
            self._text.append(" ")
        self._beside = False
        self._text.append(data)
        if top and top.linked:
            self._linked += len("".join(data.split()))

    def close(self) -> None:
        """Finish the last line and what was left open."""
        super().close()
        self._break()
        while self._rows:
            self._end_row()

    # Building blocks

    def _opened(self, tag: str, values: dict[str, str]) -> _Open:
        above = self._stack[-1] if self._stack else None
        unseen = bool(above and above.unseen) or tag in _UNSEEN or "hidden" in values
        unseen = unseen or bool(_HIDDEN.search(values.get("style", "")))
        zone = (above.zone if above else None) or _ZONE_TAGS.get(tag)
        names = f"{values.get('class', '')} {values.get('id', '')}"
        if zone is None and tag not in ("html", "body", "main", "article") and names.strip():
            zone = next((kind for kind, pattern in _ZONE_NAMES if pattern.search(names)), None)
        level = int(tag[1]) if tag in ("h1", "h2", "h3", "h4", "h5", "h6") else (above.level if above else None)
        return _Open(tag, unseen, zone, level, tag == "a" or bool(above and above.linked))

    def _close_implied(self, tag: str) -> None:
        """Close what HTML allows to be left open: a paragraph before the next, a cell before its neighbour."""
        siblings = {"td": ("td", "th"), "th": ("td", "th"), "tr": ("tr", "td", "th")}.get(tag, (tag,))
        while self._stack and self._stack[-1].tag in siblings:
            self._end(self._stack.pop())

    def _end(self, open_: _Open) -> None:
        if open_.tag == "tr" and self._rows:
            self._end_row()
        elif open_.tag == "table" and self._tables:
            self._tables.pop()

    def _end_row(self) -> None:
        """Put the cells of a row on one line, unless they are the columns of a page."""
        row = self._rows.pop()
        cells = [cell for cell in row.cells if cell]
        flat = [block for cell in cells for block in cell]
        length = sum(len(block.text) for block in flat)
        one_of_several = len(cells) > 1 or any(last >= row.number for last in row.table.taken.values())
        if one_of_several and all(len(cell) == 1 for cell in cells) and 0 < length <= _CELL_LIMIT:
            line = " | ".join(block.text for block in flat)
            flat = [Block(line, None, flat[0].zone, sum(block.linked for block in flat), _cells(row, flat))]
        self._target().extend(flat)

    def _target(self) -> list[Block]:
        return self._rows[-1].cells[-1] if self._rows and self._rows[-1].cells else self.blocks

    def _break(self) -> None:
        text = " ".join("".join(self._text).split())
        linked, self._linked = self._linked, 0
        self._text.clear()
        if text:
            top = self._stack[-1] if self._stack else None
            self._target().append(Block(text, top.level if top else None, top.zone if top else None, linked))

    # Metadata

    def _take_meta(self, values: dict[str, str]) -> None:
        name = (values.get("name") or values.get("property") or values.get("itemprop") or "").lower()
        if name and values.get("content", "").strip():
            self._meta.setdefault(name, values["content"].strip())

    def _take_json(self, text: str) -> None:
        """Take title, dates and names from JSON-LD."""
        try:
            waiting: list[Any] = [json.loads(text)]
        except (ValueError, RecursionError):
            return
        for _ in range(200):
            if not waiting:
                return
            item = waiting.pop()
            if isinstance(item, list):
                waiting += item
            elif isinstance(item, dict):
                waiting += [item[key] for key in ("@graph", "mainEntity") if key in item]
                for key, name in (("datePublished", "datepublished"), ("headline", "articletitle")):
                    if isinstance(item.get(key), str):
                        self._meta.setdefault(name, item[key])
                for key, name in (("author", "author"), ("publisher", "source")):
                    if called := _name_of(item.get(key)):
                        self._meta.setdefault(name, called)

    def metadata(self) -> Metadata:
        """What the page says about itself. Titles still carry the name of their site."""
        dated = [self._meta[name] for name in _DATE_NAMES if name in self._meta]
        published = next((day for text in [*dated, *self._times[:1]] if (day := parse_day(text))), None)
        # The address of the article says its day where the page itself does not.
        addresses = [self.address, self.canonical, self._meta.get("og:url", "")]
        published = published or next((day for address in addresses if (day := from_url(address))), None)
        site = self._meta.get("og:site_name") or self._meta.get("sitename")
        first = next(
            (block.text for block in self.blocks if block.level == 1 and block.zone not in ("menu", "links", "footer")),
            None,
        )
        titles = [self._meta[name] for name in _TITLE_NAMES if name in self._meta] + (
            [self.title] if self.title else []
        )
        if first and (not titles or any(first in title for title in titles)):
            titles.insert(0, first)
        return Metadata(
            title=titles[0] if titles else None,
            source=next(
                (self._meta[name] for name in _SOURCE_NAMES if name in self._meta and "/" not in self._meta[name]), site
            ),
            author=next(
                (self._meta[name] for name in _AUTHOR_NAMES if name in self._meta and "/" not in self._meta[name]), None
            ),
            published=published,
        )


def _cells(row: _Row, blocks: list[Block]) -> tuple[TableCell, ...]:
    """The cells of a row whose blocks stand on one line; those without text are left out."""
    if not row.table.number:
        return ()
    columns = [column for column, cell in zip(row.columns, row.cells, strict=True) if cell]
    found: list[TableCell] = []
    at = 0
    for column, block in zip(columns, blocks, strict=True):
        found.append(TableCell(row.table.number, row.number, column, at, at + len(block.text)))
        at += len(block.text) + 3
    return tuple(found)


def _name_of(value: Any) -> str | None:
    """The name in a JSON-LD person or organisation, or the names in a list of them."""
    if isinstance(value, list):
        return "、".join(name for item in value[:10] if (name := _name_of(item))) or None
    if isinstance(value, dict):
        value = value.get("name")
    return value.strip() or None if isinstance(value, str) else None
