"""Reads PDF: text in reading order, lines as paragraphs, running heads and page numbers behind the text as zones."""

from __future__ import annotations

import ctypes
import math
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from statistics import median
from typing import Any

import pypdfium2
import pypdfium2.raw as raw

from qdtui.load.document import clean
from qdtui.load.join import space_between
from qdtui.load.layout import GUESSED, Block, Glyph, Piece, blocks_of, pieces_of
from qdtui.load.lines import closed, has_han
from qdtui.load.pdf_fonts import use_boxes
from qdtui.load.ruled import grids_of, set_in
from qdtui.model import Content, Hint, Metadata, Page, ReadError, TableCell, ZoneKind
from qdtui.text.normalise import unified

_NUMBER = re.compile(
    r"[\s\-—–―·•.|/第共页頁P]*(?:\d{1,4}|[IVXivx]{1,6})(?:\s*(?:/|of|页|頁|共|，|,|第|\s)+\s*\d{0,4})*[\s\-—–―·•.|/页頁]*"
)
_DIGITS = re.compile(r"\d+|[IVX]+\b")
_MARGIN = 0.15
"""The share of a page's height above and below in which running heads and page numbers stand."""
_BIG = 1.12
"""How many times larger than running text a heading is set at least."""
_HYPHEN = re.compile("[a-z]-$")
_SCANNED = 0.25
"""The share of a page's area that a picture of the page covers at least, where no text stands beside it."""
_BULLET = re.compile(r"(?:[（(]?[一二三四五六七八九十\d]{1,3}[)）、．.]|[①-⑳●■◆•·])")


@dataclass(slots=True)
class _Line:
    """A line of a page, what it is, and the edges of the column that it stands in."""

    piece: Piece
    page: int
    block: int
    pitch: float
    """Distance from the line above, in points; 0 for the first of its block."""
    left: float = 0.0
    right: float = 0.0
    zone: ZoneKind | None = None


@dataclass(slots=True)
class _Paragraph:
    """Lines that belong together, as pieces of text with their pages."""

    parts: list[tuple[int, str]] = field(default_factory=list)
    height: float = 0.0
    apart: bool = False
    """Whether it stands clearly below what is before it."""
    row: Piece | None = None
    """The row of a table that it is."""

    @property
    def text(self) -> str:
        return "".join(text for _, text in self.parts)


def read_pdf(data: bytes) -> Content:
    """The text of a PDF file. Raises ReadError for encrypted and damaged files and for scans without a text layer."""
    use_boxes()
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if "assword" in str(error):
            raise ReadError("it is encrypted; open it with its password and save it without one") from None
        raise ReadError("it is no whole PDF: cut off or damaged; save or download it again") from None
    try:
        pages = [list(_page_lines(document, number)) for number in range(len(document))]
        if not any(pages):
            pictures = any(_has_picture(document, number) for number in range(min(3, len(document))))
            raise ReadError(
                "its pages are pictures without a text layer (a scan): run text recognition on it, and load the result"
                if pictures
                else "there is no text in it"
            )
        pictured = {number for number, lines in enumerate(pages) if _few(lines) and _is_picture(document, number)}
        heights = [document.get_page_size(number)[1] for number in range(len(document))]
        said = document.get_metadata_dict()
    finally:
        document.close()
    _mark_furniture(pages, heights)
    lines = [line for page in pages for line in page]
    scanned = [number + 1 for number in sorted(pictured) if all(line.zone is not None for line in pages[number])]
    _find_edges(lines)
    body = _body_height(lines)
    paragraphs = _paragraphs([line for line in lines if line.zone is None], body)
    content = _content(paragraphs, [line for line in lines if line.zone is not None], body, said)
    return replace(content, remarks=(_remark(scanned, len(pages)),)) if scanned else content


def _few(lines: list[_Line]) -> bool:
    """Whether a page has no more than its number and a running head may have."""
    return sum(len(line.piece.text) for line in lines) <= 100


def _remark(scanned: list[int], total: int) -> str:
    """Which pages were not read, and what to do."""
    runs: list[list[int]] = []
    for number in scanned:
        if runs and runs[-1][-1] == number - 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    named = ", ".join(f"{run[0]}–{run[-1]}" if len(run) > 1 else str(run[0]) for run in runs)
    pages, are = ("page", "is a picture") if len(scanned) == 1 else ("pages", "are pictures")
    return (
        f"{pages} {named} of {total} {are} without a text layer (a scan) and could not be read, the others were: "
        "run text recognition on it, and load the result"
    )


def _page_lines(document: pypdfium2.PdfDocument, number: int) -> Iterator[_Line]:
    """The lines of a page, first those that are read across, then those that are set at an angle, as a watermark is."""
    try:
        page = document[number]
    except pypdfium2.PdfiumError:
        return  # one damaged page among others
    try:
        text = page.get_textpage()
        turn = _Turn(page)
        try:
            slanted: list[Glyph] = []
            upright = list(_glyphs(text.raw, text.count_chars(), turn, slanted))
        finally:
            text.close()
        upright, rows = set_in(grids_of(page, turn), upright)
    finally:
        page.close()
    for place, block in enumerate(blocks_of([*pieces_of(upright), *rows])):
        yield from _block_lines(block, number + 1, place)
    if slanted:
        words = "".join(glyph.char for glyph in slanted)
        yield _Line(Piece(words, 0, 0, 0, 1), number + 1, -1, 0.0, zone="noise")


class _Turn:
    """Places on a page as it is shown: many tables are set on pages that are turned by a quarter."""

    def __init__(self, page: Any) -> None:
        self.degrees = int(page.get_rotation())
        left, bottom, right, top = page.get_cropbox()
        self._left, self._bottom, self._width, self._height = left, bottom, right - left, top - bottom

    def __call__(self, left: float, bottom: float, right: float, top: float) -> tuple[float, float, float, float]:
        """A box where a reader sees it: left, bottom, right, top."""
        left, right, bottom, top = left - self._left, right - self._left, bottom - self._bottom, top - self._bottom
        if self.degrees == 90:
            return bottom, self._width - right, top, self._width - left
        if self.degrees == 180:
            return self._width - right, self._height - top, self._width - left, self._height - bottom
        if self.degrees == 270:
            return self._height - top, left, self._height - bottom, right
        return left, bottom, right, top

    def upright(self, angle: float) -> bool:
        """True when a character that is turned by `angle` radians stands upright for a reader."""
        seen = (math.degrees(angle) - self.degrees) % 180
        return min(seen, 180 - seen) < 8


def _block_lines(block: Block, page: int, place: int) -> Iterator[_Line]:
    above: Piece | None = None
    for piece in block:
        yield _Line(piece, page, place, above.bottom - piece.bottom if above else 0.0)
        above = piece


def _edge(lefts: list[float]) -> float:
    """The left edge of a column: the leftmost place where at least two lines begin, or a single one does."""
    counted = Counter(round(left / 3) for left in lefts)
    often = [place for place, count in counted.items() if count > 1] or list(counted)
    return min(often) * 3.0


def _glyphs(page: Any, count: int, turn: _Turn, slanted: list[Glyph]) -> Iterator[Glyph]:
    """The characters of a page in the order of the file, with their boxes; those at an angle go to `slanted`."""
    box = raw.FS_RECTF()
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    high = 0
    before: Glyph | None = None
    aside = False
    for n in range(count):
        code = raw.FPDFText_GetUnicode(page, n)
        if code in (0x20, 0x0D, 0x0A, 0xA0):
            yield Glyph(GUESSED if raw.FPDFText_IsGenerated(page, n) == 1 else " ", 0, 0, 0, 0)
            continue
        if 0xD800 <= code < 0xDC00:
            high = code
            continue
        if 0xDC00 <= code < 0xE000:
            code = 0x10000 + ((high - 0xD800) << 10) + (code - 0xDC00) if high else 0xFFFD
        high = 0
        if code in (0x02, 0xFFFE):  # how PDFium marks a hyphen at the end of a line
            code = 0x2D
        if code < 0x20 or code == 0xFFFF or code > 0x10FFFF:
            continue
        if raw.FPDFText_GetLooseCharBox(page, n, box) and box.top > box.bottom:
            place = turn(box.left, box.bottom, box.right, box.top)
        elif raw.FPDFText_GetCharBox(page, n, left, right, bottom, top):
            place = turn(left.value, bottom.value, right.value, max(top.value, bottom.value + 1))
        else:
            continue
        glyph = Glyph(chr(code), *place)
        if before is None or abs(glyph.bottom - before.bottom) > 1 or not -1 < glyph.left - before.left < 60:
            aside = not turn.upright(raw.FPDFText_GetCharAngle(page, n))
        before = glyph
        if aside:
            slanted.append(glyph)
        else:
            yield glyph


def _has_picture(document: pypdfium2.PdfDocument, number: int) -> bool:
    try:
        page = document[number]
        return any(True for _ in page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=3))
    except pypdfium2.PdfiumError:
        return False


def _is_picture(document: pypdfium2.PdfDocument, number: int) -> bool:
    """Whether a picture takes up much of a page."""
    try:
        page = document[number]
        least = _SCANNED * page.get_width() * page.get_height()
        covered = 0.0
        for thing in page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=3):
            left, bottom, right, top = thing.get_bounds()
            covered += abs((right - left) * (top - bottom))  # scanners also write a page in strips
        return bool(covered >= least)
    except pypdfium2.PdfiumError:
        return False


def _mark_furniture(pages: list[list[_Line]], heights: list[float]) -> None:
    """Give running heads and feet and page numbers their zones.

    They stand outermost, apart from the text or in another size, and come again at one height on other pages;
    a bare number there needs no second one.
    """
    body = _body_height([line for lines in pages for line in lines])
    pitches = [line.pitch for lines in pages for line in lines if 0 < line.pitch < 4 * body]
    usual = median(pitches) if pitches else 1.5 * body
    outer: list[list[tuple[_Line, tuple[str, bool, int]]]] = []
    for lines, height in zip(pages, heights, strict=True):
        for upper in (True, False):
            ordered = sorted(
                (line for line in lines if line.zone is None), key=lambda line: line.piece.top, reverse=upper
            )
            outer.append(list(_outermost(ordered, height, upper, body, usual)))
    seen = Counter(key for found in outer for _, key in found)
    least = 2 if len(pages) <= 3 else 3
    for found in outer:
        for line, key in found:
            if _is_number(line.piece.text):
                line.zone = "noise"
            elif seen[key] >= least and (len(pages) <= 3 or seen[key] * 4 >= len(pages)):
                line.zone = "header" if key[1] else "footer"
            else:
                break  # what stands further in than a line of the text is text


def _outermost(
    ordered: list[_Line], height: float, upper: bool, body: float, usual: float
) -> Iterator[tuple[_Line, tuple[str, bool, int]]]:
    """The lines at one end of a page that may be furniture, from the edge inwards, each with what tells it again."""
    for n, line in enumerate(ordered[:4]):
        middle = (line.piece.top + line.piece.bottom) / 2
        if not (middle > (1 - _MARGIN) * height if upper else middle < _MARGIN * height) or len(line.piece.text) > 80:
            return
        further = next((o for o in ordered[n + 1 :] if abs(o.piece.bottom - line.piece.bottom) > 0.5 * body), None)
        apart = further is None or abs(further.piece.bottom - line.piece.bottom) > 1.3 * usual
        if not apart and abs(line.piece.height - body) < 0.08 * body:
            return
        if not _is_number(line.piece.text) and len(line.piece.text) < 2:
            return
        yield line, (_DIGITS.sub("0", line.piece.text.replace(" ", "")), upper, round(line.piece.bottom / 8))


def _is_number(text: str) -> bool:
    return _NUMBER.fullmatch(text) is not None and any(c.isdigit() or c in "IVXivx" for c in text)


def _find_edges(lines: list[_Line]) -> None:
    """Give each line the edges of its column, as wide as columns at the same place are on other pages."""
    blocks: dict[tuple[int, int], list[_Line]] = {}
    for line in lines:
        if line.zone is None:
            blocks.setdefault((line.page, line.block), []).append(line)
    edges = {
        key: (_edge([line.piece.left for line in block]), max(line.piece.right for line in block))
        for key, block in blocks.items()
    }
    everywhere = sorted(set(edges.values()))
    for key, block in blocks.items():
        em = max(line.piece.height for line in block)
        own_left, own_right = first, last = edges[key]
        for left, right in everywhere:
            shared = min(right, last) - max(left, first)
            if shared > 0.6 * min(right - left, last - first) and right - left < 1.5 * (last - first):
                own_left = left if first - 3 * em <= left < own_left else own_left
                own_right = right if own_right < right <= last + 3 * em else own_right
        for line in block:
            line.left, line.right = own_left, own_right


def _body_height(lines: list[_Line]) -> float:
    """The height of running text: that of most characters."""
    weights: Counter[float] = Counter()
    for line in lines:
        if line.zone is None:
            weights[round(line.piece.height, 1)] += len(line.piece.text)
    return weights.most_common(1)[0][0] if weights else 10.0


def _paragraphs(lines: list[_Line], body: float) -> list[_Paragraph]:
    found: list[_Paragraph] = []
    pitches = [line.pitch for line in lines if 0 < line.pitch < 4 * body]
    usual = median(pitches) if pitches else 1.5 * body
    before: _Line | None = None
    for line in lines:
        if before is not None and _continues(before, line, usual, body, found[-1]):
            last = found[-1]
            text = last.parts[-1][1]
            space = _space(text, line.piece.text)
            if space is None:
                last.parts[-1] = (last.parts[-1][0], text[:-1])
            last.parts.append((line.page, (space or "") + line.piece.text))
        else:
            apart = before is not None and (line.pitch > 1.6 * usual or line.block != before.block)
            found.append(
                _Paragraph(
                    [(line.page, line.piece.text)], line.piece.height, apart, line.piece if line.piece.row else None
                )
            )
        before = line
    return found


def _continues(before: _Line, line: _Line, usual: float, body: float, paragraph: _Paragraph) -> bool:
    """Whether a line goes on with the paragraph of the line before it: that one is full, and this one not indented."""
    if before.piece.row or line.piece.row:
        return False
    em = before.piece.height
    if abs(before.piece.height - line.piece.height) > 0.12 * max(before.piece.height, line.piece.height):
        return False
    same = before.page == line.page and before.block == line.block
    if em > _BIG * body:  # the lines of a heading are centred, and never full
        together = same and line.pitch <= 1.7 * em and not closed(before.piece.text)
        return together and len(paragraph.text) + len(line.piece.text) <= 60
    indent = line.piece.left - line.left
    slack = 1.6 * em if has_han(before.piece.text[-4:]) else 5 * em
    full = before.piece.right >= before.right - slack or _HYPHEN.search(before.piece.text) is not None
    if not full or indent > 1.2 * em:
        return False
    if not same:
        return not closed(before.piece.text) and not _BULLET.match(line.piece.text) and abs(indent) <= 1.2 * em
    return line.pitch <= 1.6 * usual and not (closed(before.piece.text) and _BULLET.match(line.piece.text))


def _space(before: str, after: str) -> str | None:
    """What stands between two lines of a paragraph; None for a word that a hyphen parts."""
    if before[-1:] == "-" and before[-2:-1].isalpha() and before[-2:-1].isascii() and after[:1].islower():
        return None
    return space_between(before, after)


def _content(paragraphs: list[_Paragraph], furniture: list[_Line], body: float, said: dict[str, str]) -> Content:
    pieces: list[str] = []
    pages: list[Page] = []
    hints: dict[int, Hint] = {}
    cells: list[TableCell] = []
    tables = 0
    sizes = sorted({round(p.height) for p in paragraphs if p.height > _BIG * body}, reverse=True)
    at = 0

    def add(text: str, page: int | None) -> None:
        nonlocal at
        pieces.append(text)
        at += len(text)
        if page is None or not text:
            return
        if pages and pages[-1].number == page and at - len(text) - pages[-1].end <= 2:
            pages[-1] = pages[-1]._replace(end=at)
        else:
            pages.append(Page(page, at - len(text), at))

    for n, paragraph in enumerate(paragraphs):
        if n:
            add("\n\n" if paragraph.apart else "\n", None)
        if paragraph.row is not None:
            hints[at] = Hint()
            tables += paragraph.row.row == 1
            cells += [
                TableCell(tables, paragraph.row.row, c, at + start, at + end) for c, start, end in paragraph.row.cells
            ]
        elif round(paragraph.height) in sizes and len(paragraph.text) <= 60 and not closed(paragraph.text):
            hints[at] = Hint(level=min(6, 1 + sizes.index(round(paragraph.height))))
        for page, text in paragraph.parts:
            add(unified(clean(text).replace("\n", " ")), page)
    for line in furniture:
        add("\n", None)
        hints[at] = Hint(zone=line.zone)
        add(unified(clean(line.piece.text).replace("\n", " ")), line.page)
    text = "".join(pieces)
    return Content(text, _metadata(said, text), hints, tuple(pages), tuple(cells))


def _metadata(said: dict[str, str], text: str) -> Metadata:
    """Of what the file says about itself, what its text bears out: programs fill in file names and user names."""
    squeezed = re.sub(r"\s", "", text[:20_000])

    def borne_out(key: str) -> str | None:
        value = clean(said.get(key, "")).strip()
        found = re.sub(r"\s", "", value)
        return value if len(found) >= 2 and found in squeezed and len(value) <= 200 else None

    made: date | None = None
    stamp = re.match(r"D:(\d{4})(\d\d)(\d\d)", said.get("CreationDate", ""))
    if stamp:
        try:
            made = date(*(int(part) for part in stamp.groups()))
        except ValueError:
            made = None
    title = borne_out("Title")
    return Metadata(title if title and len(title) >= 5 else None, None, borne_out("Author"), None, made)
