"""A copy of a text for matching: same length, half-width letters and digits, simplified characters."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache

from qdtui.text.data import fields

HAN = "\u3400-\u9fff"
"""The Chinese characters, for a class of a pattern."""
HANS = re.compile(f"[{HAN}]+")
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


_RADICALS = range(0x2F00, 0x2FD6)
"""Where Unicode has the radicals of the Kangxi dictionary, each with the character that looks the same."""


@cache
def _characters() -> dict[int, str]:
    table = {code: unicodedata.normalize("NFKC", chr(code)) for code in _RADICALS}
    return table | {ord(radical): character for radical, character in fields("radicals.tsv")}


def unified(text: str) -> str:
    """`text` with radicals as the characters that they stand for (⼯⼚ is 工厂), of the same length.

    Programs that make PDFs write the one for the other, since both look the same.
    """
    return text.translate(_characters())


@cache
def _table() -> dict[int, str]:
    table = {ord(c): chr(ord(c) - 0xFEE0) for c in _FULL_WIDTH}
    table |= {ord(c): to for c, to in _SYMBOLS.items()}
    table |= {ord(traditional): simplified for traditional, simplified in fields("traditional.tsv")}
    table |= {radical: table.get(ord(character), character) for radical, character in _characters().items()}
    return table


_LONG = 200
"""A text of more code points is remembered, since loading, indexing and reading all ask for the same one."""


def normalise(text: str) -> str:
    """`text` with full-width letters, digits and number signs made half-width, traditional characters simplified, and
    radicals the characters that they stand for.

    The result has the length of `text`, so spans found in it hold in the stored text. Commas, stops, quotation
    marks and brackets stay as they are: whether they are full or half width tells sentences apart.
    """
    return _remembered(text) if len(text) > _LONG else _remembered_short(text)


@lru_cache(maxsize=512)  # headings and titles, which are asked for by every rule that looks at them
def _remembered_short(text: str) -> str:
    return text.translate(_table())


# Begins with a class of characters, to which a search skips, and looks back from behind it.
_HALF = re.compile(r"[,;:!?](?:(?<=[\u3400-\u9fff”’》）%][,;:!?])|(?=[\u3400-\u9fff“《]))")
_WIDE = {",": "，", ";": "；", ":": "：", "!": "！", "?": "？"}


def chinese_marks(norm: str) -> str:
    """`norm` with commas, semicolons, colons and the like between Chinese words made full-width, of the same length.

    Those between digits or Latin letters (1,200, 7:30, https://) stay.
    """
    return _HALF.sub(lambda m: _WIDE[m[0]], norm)


@lru_cache(maxsize=4)
def _remembered(text: str) -> str:
    table = _table()
    # A translation looks up each character of a text, most of which hold few kinds of those that change.
    all_changing, twice = _changing()
    changing = {c for c in set(all_changing.findall(text)) if ord(c) in table}
    if len(changing) > _FEW or not twice.isdisjoint(changing):
        return text.translate(table)
    for character in changing:
        text = text.replace(character, table[ord(character)])
    return text


_FEW = 24
"""So many kinds of characters are changed one by one sooner than all at once."""


@cache
def _changing() -> tuple[re.Pattern[str], frozenset[str]]:
    """A pattern of the characters that change, and those that become one that does, and so are no matter of one by one.

    An expression runs through a text several times faster than a set looks its characters up, as long as all that it
    lists are of the first 65,536: it finds the others all, whether they change or not.
    """
    table = _table()
    twice = frozenset(chr(code) for code, to in table.items() if ord(to) in table)
    listed = re.escape("".join(chr(code) for code in table if code < 0x10000))
    return re.compile(f"[{listed}\U00010000-\U0010ffff]"), twice
