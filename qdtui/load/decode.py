"""Bytes to text: Unicode, GB18030 and Big5, always strictly, so that what is shown is what was written.

A wrong guess would look like text and be none, so every answer has to be earned: a byte order mark, a
declared charset that decodes, valid UTF-8, or clearly more ordinary Chinese than the other candidate gives.
"""

from __future__ import annotations

import re

from qdtui.load.source import UndecodableError

BOMS: tuple[tuple[bytes, str], ...] = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe\x00\x00", "utf-32-le"),
    (b"\x00\x00\xfe\xff", "utf-32-be"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)

MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "a PDF file"),
    (b"PK\x03\x04", "a ZIP archive or an Office document (.docx, .xlsx)"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office document (.doc, .xls)"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (b"Rar!\x1a\x07", "a RAR archive"),
    (b"\x89PNG\r\n", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"\x7fELF", "a program"),
    (b"SQLite format 3\x00", "an SQLite database"),
    (b"PAR1", "a Parquet file"),
    (b"{\\rtf", "an RTF document"),
)

# The most frequent characters of running Chinese, in both scripts: about a third of any real text, almost
# none of a wrong decoding. Source: common knowledge of character frequency lists, reduced to 120.
FREQUENT = frozenset(
    "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民得经十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因由其些然前外天政四日那社义事平形相全表间样与关各重新线内数正心反你明看原又么利比或但质气第向道命此变条只没结解问意建月公无系军很情者最立代想已通并提直题党程展五果料象员革位入常文总次品式活设及管特件长求老头基资边流路级少图山统接知较将组见计别她手角期根论运农指几九区强放决西被干做必战先回则任取据处理府市青省企技术创业集"
    "這個為國時來們於過說產種麼會對發動學經進著電裡現實體機當點從業應開還後間樣與關線內數無條結題黨員統據處區強戰決運農計級組見設長資圖總質氣變選報標準"
)

Candidate = tuple[float, str, str]


def decode(data: bytes, declared: str | None = None) -> tuple[str, str]:
    """The text of `data` and the name of its encoding; a byte order mark is dropped.

    `declared` is a charset that the file itself names (HTML); it is believed when it decodes.
    Raises UndecodableError for binary data and for what fits no encoding.
    """
    for bom, encoding in BOMS:
        if data.startswith(bom):
            return _strict(data[len(bom) :], encoding, "its byte order mark says"), encoding
    for magic, what in MAGIC:
        if data.startswith(magic):
            raise UndecodableError(f"this is {what}, not text; save its text as .txt or .html and load that")
    if b"\x00" in data:
        if wide := _without_bom(data):
            return wide
        raise UndecodableError("this is binary data, not text (it holds NUL bytes); remove it from the documents")
    if declared and (text := _declared(data, declared)):
        return text
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError as error:
        problem = error
    found = _chinese(data) or _without_bom(data)
    if found is None:
        line = data.count(b"\n", 0, problem.start) + 1
        raise UndecodableError(
            f"not text in UTF-8 (byte {problem.start + 1}, line {line} is wrong), GB18030, Big5 or UTF-16; "
            "it may be damaged or in another encoding: save it again as UTF-8"
        )
    return found


def _strict(data: bytes, encoding: str, because: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise UndecodableError(
            f"{because} {encoding.upper()}, but byte {error.start + 1} is not; the file may be cut off: save it again"
        ) from None


def _without_bom(data: bytes) -> tuple[str, str] | None:
    """UTF-16 without a mark, when one byte order gives ASCII or ordinary Chinese."""
    if len(data) % 2:
        return None
    candidates: list[Candidate] = []
    for encoding in ("utf-16-le", "utf-16-be"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        plain = sum(c < "\x7f" for c in text[:4096]) > 0.9 * len(text[:4096])
        candidates.append((1.0 if plain and "\x00" not in text else ordinary(text), encoding, text))
    best = max(candidates, default=None)
    return (best[2], best[1]) if best and best[0] > 0.6 else None


def _declared(data: bytes, declared: str) -> tuple[str, str] | None:
    name = declared.strip().lower().replace("_", "-")
    if name in ("gb2312", "gbk", "gb-2312", "gb18030", "x-gbk", "cp936"):
        names = ["gb18030"]
    elif name.startswith("big5") or name in ("cp950", "x-x-big5"):
        names = ["big5hkscs", "cp950"]
    elif name in ("utf-8", "utf8"):
        names = ["utf-8"]
    else:
        # Pages in other charsets are declared by habit and written in Chinese ones: let the bytes decide.
        return None
    for encoding in names:
        try:
            return data.decode(encoding), encoding
        except UnicodeDecodeError:
            continue
    return None


def _chinese(data: bytes) -> tuple[str, str] | None:
    """GB18030 or Big5, whichever gives clearly more ordinary Chinese; None when neither does."""
    candidates: list[Candidate] = []
    for encoding in ("gb18030", "big5hkscs", "cp950"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        candidates.append((ordinary(text), encoding, text))
    candidates.sort(key=lambda c: -c[0])
    if not candidates or candidates[0][0] < 0.5:
        return None
    best = candidates[0]
    if len(candidates) > 1 and best[0] - candidates[1][0] < 0.1 and candidates[1][1][:2] != best[1][:2]:
        best = _tie(data, candidates)
    return best[2], best[1]


def _tie(data: bytes, candidates: list[Candidate]) -> Candidate:
    from charset_normalizer import from_bytes

    match = from_bytes(data[:65536], cp_isolation=["gb18030", "big5", "big5hkscs", "cp950"]).best()
    family = match.encoding[:2] if match else ""
    return next((c for c in candidates if c[1][:2] == family), candidates[0])


_ORDINARY = re.compile("[\u4e00-\u9fff]")
_STRANGE = re.compile(
    "[\x00-\x08\x0e-\x1f\ue000-\uf8ff\u3400-\u4dbf\u0400-\u04ff\u2500-\u257f\u3040-\u30ff\u3105-\u312f\ufffd\U00020000-\U0010ffff]"
)


def ordinary(text: str) -> float:
    """How much `text` looks like running Chinese, from 0 to 1 (a wrong decoding stays below 0.4)."""
    sample = text[:20000]
    han = _ORDINARY.findall(sample)
    if not han:
        return 0.0
    strange = len(_STRANGE.findall(sample))
    level_one = sum(_level_one(c) for c in han)
    frequent = min(1.0, 3.0 * sum(c in FREQUENT for c in han) / len(han))
    return (0.5 * level_one / len(han) + 0.5 * frequent) * max(0.0, 1 - 2 * strange / (len(han) + strange))


def _level_one(char: str) -> bool:
    """True for the common half of either national character set, which orders its characters by use."""
    code = char.encode("gb2312", "ignore")
    if len(code) == 2:
        return 0xB0 <= code[0] <= 0xD7
    code = char.encode("big5", "ignore")
    return len(code) == 2 and 0xA4 <= code[0] <= 0xC6
