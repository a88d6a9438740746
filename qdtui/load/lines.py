"""What one line of a document is on its own: running text, list item, byline, caption, heading, noise.

Joining, zones, sections, titles and parts all ask the same questions about lines; these are the answers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

HAN = "\u3400-\u4dbf\u4e00-\u9fff"

_CLOSED = re.compile(r"[。！？!?；;…：:][”’」』）)】》\]*_\s]*$|[a-z]\.$|(?:\.\.\.|……)$")
_MID_SENTENCE = re.compile(r"[，、,][”’」』]?\s*$")
_INNER_STOP = re.compile(r"[。！？；](?=.)")
_PUNCTUATED = re.compile(r"[，。；！？、]|,(?!\d)")

MARKER = re.compile(
    r"\s*(?:[-*+•·●■□◆◇▪►▶▲○◎※★☆√][\s]*|\d{1,3}[.．、)）](?!\d)|[（(](?:[一二三四五六七八九十百]+|\d{1,3})[)）]"
    r"|[①-⑳❶-❿]|[一二三四五六七八九十百]+、|第[一二三四五六七八九十百零〇\d]+[编篇章节節编條条款]|#{1,6}\s|专栏|專欄|附件|表\s?\d|图\s?\d|圖\s?\d)"
)

_PERSON = rf"[{HAN}·]{{2,8}}(?:[ 　、，,/]+[{HAN}·]{{2,5}}){{0,9}}"
_CALLING = (
    r"(?:(?:全媒体|首席|融媒体?|见习|实习|特约|本报|本网|本刊|本台|新华社|中新社|中新网|特派|驻[\u4e00-\u9fff]{1,6})*记者"
    r"|記者|通讯员|通訊員|特约撰稿人?|撰稿|撰文|作者|文字|文|图|圖|摄影|攝影|摄像|视频|制图|海报|整理|编辑|編輯|责任编辑|責任編輯|责编|責編|主编|值班主编|值班主任"
    r"|审核|審核|终审|初审|复审|校对|校對|编审|监制|监审|策划|统筹|供稿|供图|供圖|美编|剪辑|配音|来源|來源|稿源)"
)
_OFFICE = r"(?:省长|市长|县长|区长|州长|主席|旗长|主任|書記|书记|省長|市長|縣長|區長)"

BYLINE = re.compile(
    rf"[\s（(【\[*□■◎●/／\-—]*(?:[{HAN}A-Za-z·/／、\s“”《》]{{0,40}}?{_CALLING}\s*[:：/／|｜]?\s*{_PERSON}[\s、，,/／|｜;；]*)+"
    r"(?:报道|報道|摄|攝|文并摄|文/图|图/文|整理|综合|电)?[\s）)】\]*]*$"
)
"""A whole line that names who wrote, edited or supplied the article."""

BYLINE_TAIL = re.compile(
    rf"(?:[（(【*]+|(?<=[。！？”』」）)])\s*)"
    rf"(?:[A-Za-z{HAN}·/／、《》\s]{{0,30}}(?:记者|記者|通讯员|通訊員|撰稿|撰文)[:：\s/／]\s*{_PERSON}\s*)+(?:报道|報道|摄|攝|文/图)?[）)】*。\s]*$"
)
"""A byline that closes a paragraph."""

OFFICE_NAME = re.compile(rf"[{HAN}]{{2,30}}{_OFFICE}[\s　]+(?:[{HAN}·]{{2,6}}|[{HAN}][\s　]+[{HAN}])$")
"""The speaker under a report's title: an office and a name, nothing else."""

PICTURE_FILE = re.compile(r"[^\s。，]{0,60}\.(?:png|jpe?g|gif|bmp|webp|svg|tiff?|heic)$", re.I)

CAPTION = re.compile(
    r"[\s■●◆▲△▼（(【\[]*(?:图为|圖為|图[:：]|圖[:：]|图说[:：]|图片说明|图片来源|圖片來源|圖片說明|资料图|資料圖|上图|下图|左图|右图|图\d{1,2}[:：]|视频[:：]|▲|△)"
    rf"|.{{2,60}}(?:资料照片|資料照片|资料图片?|資料圖片?|资料图|供图|供圖|效果图|本报图|网络图片)[。）)\]】\s]*$"
    rf"|.{{4,200}}(?:新华社|中新社|中新网|本报)?(?:记者|記者|通讯员)?\s*[{HAN}·]{{2,4}}(?:[ 　、][{HAN}]{{2,4}}){{0,3}}\s?[/／]?\s?(?:摄|攝)[）)\]】。\s]*$"
    r"|.{2,80}(?:新华社|中新社|视觉中国|人民视觉)(?:发|供)[（(]?.{0,12}[）)]?$"
)

URL = re.compile(r"[\s<（(]*(?:https?://|www\.)[^\s\u4e00-\u9fff]+[\s>）)]*$", re.I)

DASHED_SUBTITLE = re.compile(r"\s*(?:——|--|—|－－)")


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
    return len(text) + sum(c > "\u2e7f" for c in text) + 7 * text.count("\t")


def has_han(text: str) -> bool:
    """True when there is at least one Chinese character."""
    return any("\u3400" <= c <= "\u9fff" for c in text)


def closed(text: str) -> bool:
    """True when the line ends as a sentence does: with a stop, a colon or an ellipsis (quotes aside)."""
    return _CLOSED.search(text[-12:]) is not None


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
    """True when the line is a piece of running text: a closed sentence, or several clauses of one."""
    return (closed(text) and not text.endswith((":", "：")) and (punctuated(text) or len(text) > 15)) or (
        len(text) > 60 and punctuated(text)
    )


@lru_cache(maxsize=512)
def apart(text: str) -> bool:
    """True for a line that stands for itself whatever surrounds it: byline, caption, link, list item."""
    return (
        MARKER.match(text) is not None
        or (len(text) <= 200 and (is_byline(text) or is_caption(text)))
        or URL.match(text) is not None
    )


def is_byline(text: str) -> bool:
    """True when the whole line says who wrote, edited or supplied the article."""
    return len(text) <= 80 and not _INNER_STOP.search(text) and BYLINE.match(text) is not None


def is_caption(text: str) -> bool:
    """True for a picture's file name, and for a line that explains a picture."""
    if len(text) > 200:
        return False
    return PICTURE_FILE.match(text) is not None or CAPTION.match(text) is not None


def is_heading(text: str) -> bool:
    """True for a line that may be a heading: short, in Chinese, not a sentence, not boilerplate."""
    if not 2 <= len(text) <= 60 or not has_han(text):
        return False
    if text.endswith((":", "：")):
        return len(text) <= 24 and not punctuated(text) and "“" in text
    return not closed(text) and not mid_sentence(text) and not inner_stop(text) and not is_byline(text)
