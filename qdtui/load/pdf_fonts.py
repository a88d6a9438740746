"""One stand-in font for all that a PDF names and does not bring along, so that no machine's own fonts matter.

PDFium leaves out characters whose shape it does not find, and many Chinese files rely on fonts of the machine that
they are read on. What a character means stands in the file; only where it stands is asked of the font, and for that
a box does.
"""

from __future__ import annotations

import ctypes
import struct
from functools import cache
from typing import Any

import pypdfium2.raw as raw

_GLYPHS = 65535
_ASCENT, _DESCENT, _EM = 880, -120, 1000
_HANDLE = 1
"""What stands for the font between PDFium and us; any number but 0 will do."""


@cache
def box_font() -> bytes:
    """A TrueType font in which every character of the basic plane is a box of one em."""
    box = (
        struct.pack(">hhhhh", 1, 0, _DESCENT, _EM, _ASCENT)  # one contour, and its bounds
        + struct.pack(">HH", 3, 0)  # the last point, and no instructions
        + bytes([1, 1, 1, 1])  # all points on the curve
        + struct.pack(">4h4h", 0, _EM, 0, -_EM, _DESCENT, 0, _EM, 0)
    )
    box += bytes(-len(box) % 4)
    height = _ASCENT - _DESCENT
    tables = {
        # Characters 1 to 0xFFFE are the glyphs of the same numbers.
        b"cmap": struct.pack(">HHHHI", 0, 1, 3, 1, 12)
        + struct.pack(">7H", 4, 32, 0, 4, 4, 1, 0)
        + struct.pack(">9H", 0xFFFE, 0xFFFF, 0, 1, 0xFFFF, 0, 1, 0, 0),
        b"glyf": box * _GLYPHS,
        b"head": struct.pack(">IIIIHHqq", 0x10000, 0x10000, 0, 0x5F0F3CF5, 3, _EM, 0, 0)
        + struct.pack(">hhhhHHhhh", 0, _DESCENT, _EM, _ASCENT, 0, 8, 2, 1, 0),
        b"hhea": struct.pack(">IhhhHhhhhhhhhhhhH", 0x10000, _ASCENT, _DESCENT, 0, _EM, 0, 0, height, 1, *[0] * 7, 1),
        b"hmtx": struct.pack(">Hh", _EM, 0) + bytes(2 * (_GLYPHS - 1)),
        b"loca": struct.pack(f">{_GLYPHS + 1}I", *range(0, (_GLYPHS + 1) * len(box), len(box))),
        b"maxp": struct.pack(">I14H", 0x10000, _GLYPHS, 4, 1, 0, 0, 1, *[0] * 8),
    }
    directory = struct.pack(">IHHHH", 0x10000, len(tables), 64, 2, 48)
    at = 12 + 16 * len(tables)
    body = b""
    for tag, data in sorted(tables.items()):
        directory += struct.pack(">4sIII", tag, 0, at + len(body), len(data))
        body += data + bytes(-len(data) % 4)
    return directory + body


def _font_data(_this: Any, _font: Any, table: int, buffer: Any, size: int) -> int:
    if table:
        return 0  # only the whole font is given, not one of its tables
    data = box_font()
    if buffer and size >= len(data):
        ctypes.memmove(buffer, data, len(data))
    return len(data)


def _face_name(_this: Any, _font: Any, buffer: Any, size: int) -> int:
    name = b"Box\0"
    if buffer and size >= len(name):
        ctypes.memmove(buffer, name, len(name))
    return len(name)


@cache
def use_boxes() -> Any:
    """Have PDFium, in this process, take the stand-in for every font that a file does not bring along.

    Returns what PDFium refers to from then on: it must live as long as the process, which the cache sees to.
    """
    kinds = dict(raw.FPDF_SYSFONTINFO._fields_)
    info = raw.FPDF_SYSFONTINFO()
    info.version = 1
    info.Release = kinds["Release"](lambda _this: None)
    info.EnumFonts = kinds["EnumFonts"](lambda _this, _mapper: None)
    info.MapFont = kinds["MapFont"](lambda *_asked: _HANDLE)
    info.GetFont = kinds["GetFont"](lambda _this, _face: None)
    info.GetFontData = kinds["GetFontData"](_font_data)
    info.GetFaceName = kinds["GetFaceName"](_face_name)
    info.GetFontCharset = kinds["GetFontCharset"](lambda _this, _font: 1)
    info.DeleteFont = kinds["DeleteFont"](lambda _this, _font: None)
    raw.FPDF_SetSystemFontInfo(info)
    return info
