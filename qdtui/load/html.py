"""Reads HTML: the article first, then the rest of the page as zones, so that it can still be found.

Trafilatura says which lines are the article; the lines themselves, their order, headings and tables come
from the page, so that no text is invented, merged or lost. Where it finds nothing worth the name (fragments,
pages without paragraphs) every line counts that its own place in the page does not give away.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterable

from qdtui.load.dates import DATELINE
from qdtui.load.decode import decode
from qdtui.load.document import clean
from qdtui.load.head import clean_title
from qdtui.load.page import Block, Page
from qdtui.load.source import Content, Hint
from qdtui.model import TableCell, ZoneKind

_CHARSET = re.compile(rb"<(?:meta|\?xml)[^>]{0,300}?(?:charset|encoding)\s*=\s*[\"']?\s*([\w-]{2,20})", re.IGNORECASE)
_SAVED = re.compile(r"<!--\s*saved from url=\(\d+\)(https?://[^\s>]{1,2000})", re.IGNORECASE)
_COMMENTS = re.compile(
    r"(?:网友|全部|最新|热门|热点|精彩|用户|读者|文章|我要|发表|查看)*(?:评论|留言|跟帖|我来说两句)(?:区|列表|专区)?[\s（(：:]*(?:\d+|共\d+)?[\s条则）)]*"
)
"""The line above what readers wrote below an article."""
_CDATA = re.compile(r"<!\[CDATA\[|\]\]>")
_DECLARATION = re.compile(r"<!--|<[!?]")
_SPACE = re.compile(r"[\s|]+")
_STOP = re.compile("[。！？]")
_DEEPEST = 200
"""Nesting beyond which Trafilatura, which is recursive, is not asked."""
_LONGEST = 10_000_000


def read_html(data: bytes, charset: str | None = None) -> Content:
    """The text of a page; `charset` is what somebody else says its encoding is. Raises UndecodableError."""
    declared = _CHARSET.search(data[:8192])
    decoded, encoding = decode(data, declared[1].decode("ascii") if declared else charset)
    html = _without_declarations(_CDATA.sub("", clean(decoded)))
    page = Page()
    if saved := _SAVED.search(decoded, 0, 4096):
        page.address = saved[1]
    page.feed(html)
    page.close()
    metadata = page.metadata()
    title = clean_title(metadata.title, metadata.source) if metadata.title else None
    main = _without_comments(page.blocks, _main(page, html))
    begin = _headline(page.blocks, main, title)
    article = [n for n in range(len(page.blocks)) if n in main or begin <= n < min(main, default=0)]
    rest = sorted(set(range(len(page.blocks))).difference(article))
    lines: list[str] = []
    hints: dict[int, Hint] = {}
    cells: list[TableCell] = []
    offset = 0
    for k, n in enumerate((*article, *rest)):
        block = page.blocks[n]
        if n in main or n == begin:
            # A wrapper's name may suggest a zone, but what is the article is none; only captions stand inside it.
            zone: ZoneKind | None = "caption" if block.zone == "caption" else None
            hint = Hint(block.level, zone) if block.level or zone else None
        elif k < len(article) and (DATELINE.match(block.text) or len(block.text) <= 80):
            hint = None  # between headline and text stand outlet, author and date: the text's own rules know them
        else:
            hint = Hint(None, block.zone or _furniture(block))
        if hint and not (hint.level and block.text == title):
            hints[offset] = hint
        cells += [c._replace(start=c.start + offset, end=c.end + offset) for c in block.cells]
        lines.append(block.text)
        offset += len(block.text) + 1
    return Content("\n".join(lines), metadata, hints, (), tuple(cells), encoding)


def _without_declarations(html: str) -> str:
    """`html` without comments, doctypes and processing instructions, and without tags that never end.

    Python's parser looks for the end of each of these again and again when there is none.
    """
    pieces: list[str] = []
    at = 0
    while found := _DECLARATION.search(html, at):
        pieces.append(html[at : found.start()])
        closing = "-->" if found[0] == "<!--" else ">"
        end = html.find(closing, found.end())
        if end < 0:
            at = len(html)
            break
        at = end + len(closing)
    pieces.append(html[at:])
    text = "".join(pieces)
    last = text.rfind(">") + 1
    return text[:last] + text[last:].replace("<", "&lt;")


def _main(page: Page, html: str) -> set[int]:
    """The indexes of the blocks that are the article."""
    blocks = page.blocks
    open_ground = {n for n, block in enumerate(blocks) if block.zone is None or block.zone == "caption"}
    if _prose(blocks, open_ground) < 0.5 * _prose(blocks, range(len(blocks))):
        open_ground = set(range(len(blocks)))  # a name such as share-box was given to what holds the article too
    found = _extracted(html) if page.depth <= _DEEPEST and len(html) <= _LONGEST else None
    if not found:
        return _without_links(blocks, open_ground)
    whole = _SPACE.sub("", found)
    exact = {_SPACE.sub("", line).lstrip("-") for line in found.split("\n")}
    main: set[int] = set()
    for n, block in enumerate(blocks):
        text = _SPACE.sub("", block.text)
        if text in exact or (len(text) >= 12 and text in whole):
            main.add(n)
    if _prose(blocks, main) < 0.5 * _prose(blocks, open_ground):
        return _without_links(blocks, open_ground)
    first, last = min(main, default=0), max(main, default=-1)
    # Short headings and table rows inside the article that Trafilatura passed over.
    return main | {n for n in open_ground if first < n < last and blocks[n].linked * 2 < len(blocks[n].text)}


def _without_comments(blocks: list[Block], main: set[int]) -> set[int]:
    """The blocks of the article above the line that heads what readers wrote."""
    heads = (n for n, block in enumerate(blocks) if _COMMENTS.fullmatch(block.text) and not block.linked)
    end = next((n for n in heads if _prose(blocks, [k for k in main if k < n])), None)
    return main if end is None else {n for n in main if n < end}


def _prose(blocks: list[Block], which: Iterable[int]) -> int:
    """Code points of the blocks that hold sentences."""
    return sum(len(blocks[n].text) for n in which if _STOP.search(blocks[n].text))


def _without_links(blocks: list[Block], candidates: set[int]) -> set[int]:
    return {n for n in candidates if blocks[n].linked * 2 < len(blocks[n].text)}


def _extracted(html: str) -> str | None:
    """What Trafilatura takes for the article; None when it finds nothing or fails."""
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    from trafilatura import extract

    try:
        text = extract(html, output_format="txt", include_comments=False, include_tables=True, favor_recall=True)
    except Exception:
        # Whatever it stumbles over, the page has text of its own that can be read without it.
        return None
    return text if isinstance(text, str) and text.strip() else None


def _headline(blocks: list[Block], main: set[int], title: str | None) -> int:
    """The index of the headline's block above the article; the number of blocks when there is none."""
    first = min(main, default=0)
    for n in range(first, max(-1, first - 12), -1):
        if n < len(blocks) and title and clean_title(blocks[n].text) == title and not blocks[n].linked:
            return n
    return len(blocks)


def _furniture(block: Block) -> ZoneKind:
    """What a line outside the article is when its place does not say."""
    return "links" if block.linked * 2 > len(block.text) else "noise"
