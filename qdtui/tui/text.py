"""Text of documents and of errors made fit for the screen: printable, of known width, offsets kept."""

from __future__ import annotations

from typing import Final

_REPLACED: Final = "\N{REPLACEMENT CHARACTER}"
# Invisible and bidirectional marks could make a line show something else than it says.
_INVISIBLE: Final = (*range(0x200B, 0x2010), *range(0x2028, 0x202F), *range(0x2060, 0x2070), 0xFEFF, 0x061C, 0xAD)
_SAFE: Final[dict[int, str]] = {
    **dict.fromkeys((*range(0x20), *range(0x7F, 0xA0), *_INVISIBLE), _REPLACED),
    **dict.fromkeys(map(ord, "\t\n\v\f\r"), " "),
}


def plain(text: str) -> str:
    """`text` as one printable line of the same length: breaks and tabs become a space, other controls U+FFFD."""
    return text if text.isascii() and text.isprintable() else text.translate(_SAFE)


def plain_lines(text: str) -> str:
    """`text` made printable line by line, its line feeds kept."""
    return "\n".join(map(plain, text.split("\n")))
