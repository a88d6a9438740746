"""Reads .docx: paragraphs with their numbers, notes and tables, headings by style, each cell of a table by its place."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from datetime import date
from typing import Any

from qdtui.load.archive import RATIO
from qdtui.load.document import clean
from qdtui.load.opened import megabytes
from qdtui.load.word_numbers import Numbers, W
from qdtui.model import MB, Content, Hint, LoadSettings, Metadata, ReadError, TableCell, ZoneKind

_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_TEXT, _TAB, _BREAK, _RETURN, _HYPHEN = (W + name for name in ("t", "tab", "br", "cr", "noBreakHyphen"))
_PARAGRAPH, _TABLE, _ROW, _CELL, _BOX = (W + name for name in ("p", "tbl", "tr", "tc", "txbxContent"))
_INSIDE = frozenset(W + name for name in ("sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag", "hyperlink"))
_HEADING = re.compile(r"(?:heading|标题)\s*([1-9])", re.IGNORECASE)
_NOBODY = re.compile(
    r"(?:python-docx|admin(?:istrator)?|user|users|lenovo|hp|dell|asus|acer|huawei|microsoft.*|windows.*|wps.*|pc|apple|"
    r"un-?known|root|owner|china)\d*",
    re.IGNORECASE,
)
_TEMPLATE_DAY = date(2013, 12, 23)
"""When the template was made with which python-docx begins; it says nothing of the document."""


def read_docx(data: bytes, settings: LoadSettings) -> Content:
    """The text of a Word file. Raises ReadError for what is damaged, encrypted or means harm."""
    import docx
    from docx.opc.constants import RELATIONSHIP_TYPE

    _refuse_bombs(data, settings)
    try:
        document = docx.Document(io.BytesIO(data))
        writer = _Writer(
            _levels(document), Numbers(_part(document, RELATIONSHIP_TYPE.NUMBERING), document.styles.element)
        )
        writer.blocks(document.element.body)
        writer.notes(_part(document, RELATIONSHIP_TYPE.FOOTNOTES), "footnote")
        writer.notes(_part(document, RELATIONSHIP_TYPE.ENDNOTES), "endnote")
        for section in document.sections:
            writer.furniture("header", section.header._element)
            writer.furniture("footer", section.footer._element)
        return writer.content(_metadata(document.core_properties))
    except (ReadError, MemoryError):
        raise
    except Exception:  # what python-docx and lxml raise on damaged files has no common class
        raise ReadError("it is no whole Word file: cut off or damaged; save it again") from None


def _refuse_bombs(data: bytes, settings: LoadSettings) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            infos = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError):
        raise ReadError("it is no whole Word file: cut off or damaged; save it again") from None
    parts = [info for info in infos if info.filename.endswith((".xml", ".rels"))]
    size = sum(info.file_size for info in parts)
    if any(info.flag_bits & 1 for info in infos):
        raise ReadError("it is encrypted; open it with its password and save it without one")
    if size > settings.largest or any(
        info.file_size > 4 * MB and info.file_size > RATIO * max(1, info.compress_size) for info in parts
    ):
        raise ReadError(f"it unpacks to {megabytes(size)}: a ZIP bomb, perhaps; it is not read")
    if not any(info.filename == "word/document.xml" for info in infos):
        raise ReadError("it is a ZIP archive, but no Word file")


def _part(document: Any, kind: str) -> Any:
    """The root of the part that is related to the document so (its numbering, its footnotes), or None without one."""
    from docx.oxml import parse_xml

    for relation in document.part.rels.values():
        if relation.reltype == kind and not relation.is_external:
            return parse_xml(relation.target_part.blob)
    return None


def _levels(document: Any) -> dict[str, int]:
    """The level of a heading, by the id of its style; styles built on a heading's count as well."""
    levels: dict[str, int] = {}
    for style in document.styles:
        base, seen = style, 0
        while base is not None and seen < 10:
            name = str(base.name or "")
            match = _HEADING.match(name)
            outline = base.element.find(f"{W}pPr/{W}outlineLvl")
            if match or name.casefold() in ("title", "标题"):
                levels[style.style_id] = int(match[1]) + 1 if match else 1
            elif outline is not None and (outline.get(W + "val") or "9").isdigit() and int(outline.get(W + "val")) < 9:
                levels[style.style_id] = int(outline.get(W + "val")) + 2
            if style.style_id in levels:
                break
            base, seen = getattr(base, "base_style", None), seen + 1
    return levels


class _Writer:
    """Puts lines together and remembers what they are."""

    def __init__(self, levels: dict[str, int], numbers: Numbers) -> None:
        self._levels = levels
        self._numbers = numbers
        self._pieces: list[str] = []
        self._at = 0
        self._hints: dict[int, Hint] = {}
        self._cells: list[TableCell] = []
        self._tables = 0
        self._furniture: set[str] = set()

    def content(self, metadata: Metadata) -> Content:
        """What was written."""
        return Content("".join(self._pieces), metadata, self._hints, (), tuple(self._cells))

    def blocks(self, parent: Any) -> None:
        """The paragraphs and tables of an element, in their order."""
        waiting = [iter(parent)]  # no recursion: content controls may stand in each other as deep as they like
        while waiting:
            child = next(waiting[-1], None)
            if child is None:
                waiting.pop()
            elif child.tag == _PARAGRAPH:
                self._paragraph(child)
            elif child.tag == _TABLE:
                self._table(child)
            elif child.tag in _INSIDE:
                waiting.append(iter(child))

    def furniture(self, zone: ZoneKind, element: Any) -> None:
        """The lines of a page's head or foot, each once."""
        for paragraph in element.iter(_PARAGRAPH):
            text = clean(_text_of(paragraph)).strip()
            if text and text not in self._furniture:
                self._furniture.add(text)
                self._hints[self._at] = Hint(zone=zone)
                self._line(text.replace("\n", " "))

    def _line(self, text: str) -> None:
        self._pieces += [text, "\n"]
        self._at += len(text) + 1

    def notes(self, root: Any, kind: str) -> None:
        """The footnotes or endnotes, one a line behind the text, with the number by which the text refers to them."""
        number = 0
        for note in root.iterfind(W + kind) if root is not None else ():
            if note.get(W + "type", "normal") != "normal":
                continue  # the line above the notes
            number += 1
            said = " ".join(filter(None, (clean(_text_of(p)).strip() for p in note.iter(_PARAGRAPH))))
            if said:
                self._hints[self._at] = Hint()
                self._line(f"[{number}] " + said.replace("\n", " "))

    def _words(self, paragraph: Any, *, cell: bool = False) -> str:
        """The words of a paragraph behind the number that Word sets before them; of a cell also a number alone."""
        text, label = clean(_text_of(paragraph)).strip(), clean(self._numbers.label(paragraph))
        return label + text if text or cell else ""

    def _paragraph(self, element: Any) -> None:
        text = self._words(element)
        level = self._level(element)
        if text:
            if level and len(text) <= 200:
                self._hints[self._at] = Hint(level=level)
                text = text.replace("\n", " ")
            self._line(text)
        else:
            self._line("")
        for box in element.iter(_BOX):
            if not any(above.tag == _FALLBACK for above in box.iterancestors()):
                for paragraph in box.iter(_PARAGRAPH):
                    inner = self._words(paragraph)
                    if inner:
                        self._line(inner)

    def _level(self, element: Any) -> int:
        properties = element.find(W + "pPr")
        if properties is None:
            return 0
        outline = properties.find(W + "outlineLvl")
        if outline is not None and (outline.get(W + "val") or "9").isdigit() and int(outline.get(W + "val")) < 9:
            return int(outline.get(W + "val")) + 2
        style = properties.find(W + "pStyle")
        return self._levels.get(style.get(W + "val"), 0) if style is not None else 0

    def _table(self, table: Any) -> None:
        self._tables += 1
        number = self._tables
        for r, row in enumerate(_rows_of(table), 1):
            texts: list[str] = []
            columns: list[int] = []
            column = 1
            for cell in _cells_of(row):
                columns.append(column)
                column += _span(cell)
                lines = [self._words(paragraph, cell=True).strip() for paragraph in cell.iter(_PARAGRAPH)]
                texts.append(re.sub(r"\s*\n\s*", " ", " ".join(line for line in lines if line)))
            if not any(texts):
                continue
            self._hints[self._at] = Hint()
            at = self._at
            for c, text in zip(columns, texts, strict=True):
                self._cells.append(TableCell(number, r, c, at, at + len(text)))
                at += len(text) + 3
            self._line(" | ".join(texts))


def _span(cell: Any) -> int:
    """How many columns a cell takes."""
    span = cell.find(f"{W}tcPr/{W}gridSpan")
    value = span.get(W + "val") if span is not None else None
    return min(1000, int(value)) if value and value.isdecimal() and int(value) else 1


def _rows_of(table: Any) -> Iterator[Any]:
    for child in table:
        if child.tag == _ROW:
            yield child
        elif child.tag in _INSIDE:
            yield from (row for row in child.iter(_ROW) if next(row.iterancestors(_TABLE)) is table)


def _cells_of(row: Any) -> Iterator[Any]:
    """The cells of a row; one that only continues the cell above it is left empty by Word itself."""
    for child in row:
        if child.tag == _CELL:
            yield child
        elif child.tag in _INSIDE:
            yield from (cell for cell in child.iter(_CELL) if next(cell.iterancestors(_ROW)) is row)


def _text_of(paragraph: Any) -> str:
    """The words of a paragraph as they are read, without those of boxes that hang on it and of deleted stretches."""
    pieces: list[str] = []
    for element in paragraph.iter(_TEXT, _TAB, _BREAK, _RETURN, _HYPHEN):
        if element.tag == _TAB and element.getparent().tag != W + "r":
            continue  # a tab stop of the paragraph's style, not a tab
        inside = next((a for a in element.iterancestors(_PARAGRAPH, _FALLBACK)), None)
        if inside is not paragraph:
            continue
        if element.tag == _TEXT:
            pieces.append(element.text or "")
        else:
            pieces.append({_TAB: "\t", _HYPHEN: "-"}.get(element.tag, "\n"))
    return "".join(pieces)


def _metadata(said: Any) -> Metadata:
    title = clean(str(said.title or "")).strip()
    author = clean(str(said.author or "")).strip()
    days = [moment.date() for moment in (said.created, said.modified) if moment is not None]
    made = next((day for day in days if day != _TEMPLATE_DAY and day.year > 1980), None)
    return Metadata(
        None if not title or title in ("Word Document", "PowerPoint Presentation") else title[:500],
        None,
        None if not author or _NOBODY.fullmatch(author) else author[:200],
        None,
        made,
    )
