"""What one line of a document is on its own: running text, list item, byline, caption, heading, noise.

Joining, zones, sections, titles and parts all ask the same questions about lines; these are the answers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from qdtui.text.data import lines

HAN = "\u3400-\u4dbf\u4e00-\u9fff"

_HAN_CHAR = re.compile(f"[{HAN}]")
_STOPS = frozenset("。！？!?；;…：:")
_CLOSED = re.compile(r"[。！？!?；;…：:][”’」』）)】》\]*_\s]*$|[a-z]\.$|(?:\.\.\.|……)$")
_MID_SENTENCE = re.compile(r"[，、,][”’」』]?\s*$")
_INNER_STOP = re.compile(r"[。！？；](?=.)")
_PUNCTUATED = re.compile(r"[，。；！？、]|,(?!\d)")

MARKER = re.compile(
    r"\s*(?:[-*+•·●■□◆◇▪►▶▲○◎※★☆√][\s]*|\d{1,3}[.．、)）](?!\d)|[（(](?:[一二三四五六七八九十百]+|\d{1,3})[)）]"
    r"|[①-⑳❶-❿]|[一二三四五六七八九十百]+、|第[一二三四五六七八九十百零〇\d]+[编篇章节節编條条款]|#{1,6}\s|专栏|專欄|附件|表\s?\d|图\s?\d|圖\s?\d)"
)

_REPORTER = r"(?:记者|記者|通讯员|通訊員|撰稿人?|撰文)"
_CALLING = re.compile(
    r"(?P<bare>(?:全媒体|首席|融媒体?|见习|实习|特约|本报|本网|本刊|本台|特派)*(?:记者|記者|通讯员|通訊員))[:：\s/／|｜]*"
    r"|(?P<outlet>来源|來源|稿源|供稿单位|供稿)\s*[:：]\s*"
    r"|(?:特约撰稿人?|撰稿|撰文|作者|文字|文|图片?|圖片?|摄影|攝影|摄像|视频|制图|海报|整理|责任编辑|責任編輯|编辑|編輯|责编|責編|主编|值班主编|值班主任"
    r"|审核|審核|终审|初审|复审|校对|校對|编审|监制|监审|策划|统筹|供图|供圖|美编|剪辑|配音)(?:\s*[:：/／|｜]\s*|\s+)"
)
_NAME = re.compile(rf"[{HAN}·]{{2,4}}|[{HAN}]{{1,8}}·[{HAN}·]{{1,12}}|[{HAN}] [{HAN}]")
_OUTLET = re.compile(rf"[{HAN}A-Za-z0-9·“”《》]{{2,24}}")
_SIGNED = re.compile(rf"[{HAN}A-Za-z0-9·/／、\s“”《》\-—]{{0,40}}")
_SEPARATOR = re.compile(r"[\s、，,/／|｜;；]+")
_CLOSING_WORD = re.compile(r"(?:报道|報道|摄|攝|文并摄|文/图|图/文|综合|电|供图|整理)$")
# 记者调查, 记者节 and the like are words, not bylines.
_NOT_NAMES = re.compile(
    r"(?:调查|观察|手记|招待|见面|协会|说|答|获悉|了解|采访|看到|见到|述评|问|报|从|在|日前|近日|昨日|今日|走进|探访|体验|注意到|发现|团|站|们|部|节|证|会|提问)"
)
_OFFICE = r"(?:省长|市长|县长|区长|州长|主席|旗长|主任|書記|书记|省長|市長|縣長|區長)"
_TAIL_START = re.compile(r"[。！？”』」）)]|(?=[（(【])|(?=\*\*)")

SIGNED_BY_OFFICE = re.compile(rf"{_OFFICE}[\s　]+(?:[{HAN}]{{2,4}}|[{HAN}][\s　]+[{HAN}])$")
"""A line that ends with an office and a name, as a letter does."""
OFFICE_NAME = re.compile(
    rf"[{HAN}]{{2,30}}{_OFFICE}[\s　]+(?:[{HAN}]{{2,4}}|[{HAN}]{{1,6}}·[{HAN}·]{{1,8}}|[{HAN}][\s　]+[{HAN}])$"
)
"""The speaker under a report's title: an office and a name, nothing else."""

PICTURE_FILE = re.compile(r"[^\s。，]{0,60}\.(?:png|jpe?g|gif|bmp|webp|svg|tiff?|heic)$", re.I)

_CAPTION_HEAD = re.compile(
    r"[\s■●◆▲△▼（(【\[]*(?:图为|圖為|图[:：]|圖[:：]|图说[:：]|图片说明|图片来源|圖片來源|圖片說明|资料图|資料圖|[上下左右]图|图\d{1,2}[:：]|视频[:：]|▲|△)"
)
_CAPTION_TAIL = re.compile(
    r".{2,60}(?:资料照片|資料照片|资料图片?|資料圖片?|供图|供圖|效果图|本报图|网络图片)[。）)\]】\s]*$"
    rf"|.{{4,200}}(?:新华社|中新社|中新网|本报)?(?:记者|記者|通讯员)?\s*[{HAN}·]{{2,4}}(?:[ 　、][{HAN}]{{2,4}}){{0,3}}\s?[/／]?\s?(?:摄|攝)[）)\]】。\s]*$"
    r"|.{2,80}(?:新华社|中新社|视觉中国|人民视觉)(?:发|供)[（(]?.{0,12}[）)]?$"
)
# The pattern above is slow where it fails, which is nearly always: this says at once that it must.
_CAPTION_SIGN = re.compile("[摄攝]|照片|[资資]料|供[图圖]|效果图|本报图|网络图|[社觉国][发供]")

URL = re.compile(r"[\s<（(]*(?:https?://|www\.)[^\s\u4e00-\u9fff]+[\s>）)]*$", re.I)

DASHED_SUBTITLE = re.compile(r"\s*(?:——|--|—|－－)")


_MAY_SIGN = re.compile("[者員员文图圖影像频报理辑輯编審审核校监策统稿剪配音源]")


class Line(NamedTuple):
    """One line of a text without the white space around it; `start` and `end` are offsets in the text."""

    start: int
    end: int
    text: str
    indent: int
    """Width of the white space in front, in columns."""
    gap: int
    """How many blank lines stand before it."""


def lines_of(text: str) -> Iterator[Line]:
    """The lines of `text` that are not blank."""
    offset, gap = 0, 0
    for raw in text.split("\n"):
        body = raw.strip()
        if body:
            lead = raw[: raw.index(body[0])]
            start = offset + len(lead)
            yield Line(start, start + len(body), body, width(lead) if lead else 0, gap)
            gap = 0
        else:
            gap += 1
        offset += len(raw) + 1


def width(text: str) -> int:
    """Columns that `text` takes: two for full-width characters, one for others, eight for a tab."""
    # Counted in UTF-8 bytes (three for each full-width character), which is ten times as fast as a loop.
    return len(text) + (len(text.encode("utf-8", "replace")) - len(text)) // 2 + 7 * text.count("\t")


def has_han(text: str) -> bool:
    """True when there is at least one Chinese character."""
    return _HAN_CHAR.search(text) is not None


def closed(text: str) -> bool:
    """True when the line ends as a sentence does: with a stop, a colon or an ellipsis (quotes aside)."""
    return text[-1:] in _STOPS or _CLOSED.search(text[-12:]) is not None


def mid_sentence(text: str) -> bool:
    """True when the line ends with a comma, so that its sentence must go on."""
    return _MID_SENTENCE.search(text[-4:]) is not None


def inner_stop(text: str) -> bool:
    """True when a sentence ends inside the line: what is printed as a heading never does that."""
    return _INNER_STOP.search(text) is not None


def punctuated(text: str) -> bool:
    """True when the line has the punctuation of running text inside."""
    return _PUNCTUATED.search(text) is not None


def running(text: str) -> bool:
    """True when the line is a piece of running text: a closed sentence, more than one, or a long one's clauses."""
    if closed(text) and not text.endswith((":", "：")):
        return punctuated(text) or len(text) > 15
    return punctuated(text) and (len(text) > 60 or inner_stop(text))


def apart(text: str) -> bool:
    """True for a line that stands for itself whatever surrounds it: byline, caption, link, list item."""
    return (
        MARKER.match(text) is not None
        or (len(text) <= 200 and (is_byline(text) or is_caption(text)))
        or URL.match(text) is not None
    )


@lru_cache(maxsize=2048)  # joining, zones, titles and sections all ask about the same lines
def is_byline(text: str) -> bool:
    """True when the whole line says who wrote, edited or supplied the article."""
    if len(text) > 90 or not _MAY_SIGN.search(text) or _INNER_STOP.search(text):
        return False
    body = text.strip(" 　（）()【】[]*□■◎●-—")
    callings = list(_CALLING.finditer(body))
    if not callings or not _SIGNED.fullmatch(body, 0, callings[0].start()):
        return False
    ends = [c.start() for c in callings[1:]] + [len(body)]
    return all(_names(body[c.end() : end], c) for c, end in zip(callings, ends, strict=True))


@cache
def _surnames() -> frozenset[str]:
    """The characters with which Chinese names begin."""
    return frozenset("".join(lines("surnames.txt")))


def _names(text: str, calling: re.Match[str]) -> bool:
    """True when what follows a calling is a list of names, or the name of an outlet."""
    words = [w for w in _SEPARATOR.split(_CLOSING_WORD.sub("", text.strip())) if w]
    if calling["outlet"]:
        return 1 <= len(words) <= 3 and all(_OUTLET.fullmatch(w) for w in words)
    if not words or len(words) > 12:
        return False
    if len(words[0]) == 1 == len(words[-1]) and len(words) == 2:
        return True  # 李 四, a name of two characters set wide
    attached = calling["bare"] is not None and calling[0] == calling["bare"]
    if attached and (_NOT_NAMES.match(words[0]) or len(words[0]) > 4 or words[0][0] not in _surnames()):
        return False
    return _NAME.fullmatch(words[0]) is not None and all(_OUTLET.fullmatch(w) for w in words[1:])


def byline_tail(text: str) -> int | None:
    """Where a byline begins that closes a paragraph of running text; None when there is none."""
    base = max(0, len(text) - 120)
    tail = text[base:]
    if not re.search(_REPORTER, tail):
        return None
    for start in _TAIL_START.finditer(tail):
        piece = tail[start.end() :]
        if base + start.end() > 0 and re.search(_REPORTER, piece) and is_byline(piece.rstrip("。")):
            return base + start.end() + len(piece) - len(piece.lstrip())
    return None


@lru_cache(maxsize=2048)
def is_caption(text: str) -> bool:
    """True for a picture's file name, and for a line that explains a picture."""
    if len(text) > 200:
        return False
    if _CAPTION_HEAD.match(text) or (text[-1:].isalnum() and PICTURE_FILE.match(text)):
        return True
    return _CAPTION_SIGN.search(text[-24:]) is not None and _CAPTION_TAIL.match(text) is not None


def is_heading(text: str) -> bool:
    """True for a line that may be a heading: short, in Chinese, not a sentence, not boilerplate."""
    if not 2 <= len(text) <= 60 or text[-1] == "。" or " | " in text or "\t" in text or not has_han(text):
        return False
    if text.endswith((":", "：")):
        return len(text) <= 24 and not punctuated(text) and "“" in text
    return not closed(text) and not mid_sentence(text) and not inner_stop(text) and not is_byline(text)
