"""A copy of a text for matching: same length, half-width letters and digits, simplified characters."""

from __future__ import annotations

from functools import cache, lru_cache

from qdtui.text.data import fields

_FULL_WIDTH = "０１２３４５６７８９" + "".join(chr(c) for c in (*range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B)))
_SYMBOLS = {
    "％": "%",
    "﹪": "%",
    "．": ".",
    "＋": "+",
    "－": "-",
    "／": "/",
    "＆": "&",
    "～": "~",
    "\u3000": " ",
    "\xa0": " ",
}


@cache
def _table() -> dict[int, str]:
    table = {ord(c): chr(ord(c) - 0xFEE0) for c in _FULL_WIDTH}
    table |= {ord(c): to for c, to in _SYMBOLS.items()}
    table |= {ord(traditional): simplified for traditional, simplified in fields("traditional.tsv")}
    return table


_LONG = 200
"""A text of more code points is remembered, since loading, indexing and reading all ask for the same one."""


def normalise(text: str) -> str:
    """`text` with full-width letters, digits and number signs made half-width and traditional characters simplified.

    The result has the length of `text`, so spans found in it hold in the stored text. Commas, stops, quotation
    marks and brackets stay as they are: whether they are full or half width tells sentences apart.
    """
    return _remembered(text) if len(text) > _LONG else text.translate(_table())


@lru_cache(maxsize=4)
def _remembered(text: str) -> str:
    return text.translate(_table())
