"""Who wrote an article, took its picture or filmed it: the names behind 记者, 通讯员 and their like."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from qdtui.model import Span, ZoneKind
from qdtui.text.names import surnames, words_of
from qdtui.text.places import find_places
from qdtui.text.reading import Reading


class Author(NamedTuple):
    """A name of a byline with its office (记者) and the outlet, when that stands before it."""

    name: Span
    office: Span
    outlet: Span | None


# a name of two characters may be set as wide as one of three: 李 明
_ONE = r"(?:[\u3400-\u9fff]{2,4}|[\u3400-\u9fff][ \u3000]{1,3}[\u3400-\u9fff](?![\u3400-\u9fff]))"
_NAME = re.compile(
    r"(?<![\u3400-\u9fff])[\u3400-\u9fff][ \u3000]{1,3}[\u3400-\u9fff](?![\u3400-\u9fff])|[\u3400-\u9fff·]+"
)
_BYLINE = re.compile(
    r"(?P<org>[^\s、，。；：！？,;:!?（()）〔〕□■*【】\[\]]{0,24}?)(?P<office>(?:首席|特约|见习|实习)*(?:记者|通讯员|实习生))"
    r"(?P<gap>[ \u3000:：/／丨|]*)"
    rf"(?P<names>(?:[\u3400-\u9fff]{{2,6}}·)?{_ONE}(?:[ \u3000、,，]{{1,3}}{_ONE}){{0,8}})"
)
_BYLINE_END = re.compile(
    r"[ \u3000]*(?:[）)】\]\n。*]|$|、?(?:实习|见习|特约)?(?:通讯员|记者|实习生)|[\u4e00-\u9fff]{2,4}(?:报[道导]|\d*日?专?电)|/|统筹|策划|制图|校对|审核|视频|摄影|报道|整理|文[/／ ]|摄|编辑|\d)"
)
_SIGNED: tuple[ZoneKind, ...] = ("byline", "dateline")
_OWN_OUTLET = re.compile(r"^本[报网台刊社]|讯")
# 记者某某广州报道: the place that a report was sent from
_FILED_FROM = re.compile(r"[\u4e00-\u9fff]{2,4}(?:报[道导]|(?:\d+日)?专?电|摄)")
_REPORTS = re.compile(r"报[道导](?=[：:，,。\n 　）)]|$)")
_NEXT_AUTHOR = re.compile("通讯员|实习生|记者")
_AFTER_AUTHOR = re.compile(r"(?:通讯员|摄影|摄|报道|报导|记者|编辑|实习生|发自)+$")


def authors(reading: Reading) -> Iterator[Author]:
    """The people whom bylines, datelines, captions and the running text name behind 记者 or 通讯员, in order."""
    norm = reading.norm
    stretches = [s.span for zone in _SIGNED for s in reading.zone_sentences(zone)]
    if "记者" in norm or "通讯员" in norm:
        told = (*reading.sentences, *reading.zone_sentences("caption"))
        stretches += [s.span for s in told if "记者" in norm[s.start : s.end] or "通讯员" in norm[s.start : s.end]]
    for stretch in stretches:
        at, named = stretch.start, -2
        while (match := _BYLINE.search(norm, at, stretch.end)) is not None:
            found = list(_authors(norm, match, chained=match.start() <= named + 1))
            yield from found
            named = found[-1].name.end if found else -2
            at = named if found else match.end("office")


def _authors(norm: str, match: re.Match[str], *, chained: bool) -> Iterator[Author]:
    bracketed = match.start() > 0 and norm[max(0, match.start("org") - 1)] in "（(【[〔"
    names = []
    single, compound = surnames()
    for piece in _NAME.finditer(norm, match.start("names"), match.end("names")):
        start = piece.start()
        word = _AFTER_AUTHOR.sub("", piece[0])
        if (told := _REPORTS.search(norm, start + 2, start + 6)) is not None:
            word = norm[start : min(start + len(word), told.start())]  # 记者王南报道：
        if (following := _NEXT_AUTHOR.search(norm, start + 2, start + 7)) is not None:
            word = norm[start : min(start + len(word), following.start())]  # 记者王南通讯员韩某
        if filed := _FILED_FROM.search(norm, start + 2, start + 9):
            near = next((p for p in find_places(norm[start : filed.end()]) if p.start in (2, 3, 4)), None)
            word = word[: near.start] if near is not None else word
        bare = word.replace(" ", "")
        width = 2 if bare[:2] in compound else 1 if bare[:1] in single else 0
        ordinary = bare in words_of("not_names.txt") and not (match["gap"] and bracketed)
        if "·" in word and not (match["gap"] or bracketed):
            break
        if "·" not in word and (not width or not 1 <= len(bare) - width <= 2 or ordinary):
            break
        names.append(Span(start, start + len(word)))
        if word != piece[0]:
            break
    opens = norm[max(0, match.start() - 6) : match.start()].rstrip(" \u3000")[-1:] in ("", "\n", "】", "□", "讯", "息")
    if not names or not (match["gap"] or bracketed or match["org"] or chained or opens):
        return
    if not _BYLINE_END.match(norm, names[-1].end):
        return
    org = Span(*match.span("org"))
    while org.start < org.end and (norm[org.start] in "●◆·/" or norm[org.start + 1] in "/／"):
        org = Span(org.start + 1, org.end)
    if norm[org.start : org.end] in ("全媒体", "融媒体", "融媒", "") or _OWN_OUTLET.search(norm[org.start : org.end]):
        org = Span(org.end, org.end)
    for name in names:
        yield Author(name, Span(*match.span("office")), org if org.end > org.start else None)
