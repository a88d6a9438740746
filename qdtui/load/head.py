"""Title, outlet and author of an article, from the lines around it."""

from __future__ import annotations

import re

from qdtui.load.lines import DASHED_SUBTITLE, HAN, Line, has_han, inner_stop, is_byline, mid_sentence, running
from qdtui.load.source import Metadata
from qdtui.model import Zone

_ORIGINAL = re.compile(r"(?:原标题|原標題|标题|標題)\s*[:：]\s*(?P<title>[^。\n]{5,60}?)\s*(?:(?P=title)|\n|$)")
_LABEL = re.compile(r"^(?:#{1,6}\s*|(?:标题|標題|题目|題目|原标题)\s*[:：]\s*)")
_SITE = re.compile(r"\s*(?:[-_|–—－｜]+)\s*[^-_|–—－｜]{2,30}$")
_SITE_NAME = re.compile(
    r"(?:网|網|报|報|局|厅|委|部|政府|新闻|新聞|资讯|资讯|频道|頻道|门户|中心|网站|台|社|日报|晚报|在线|客户端|News|com|cn)$",
    re.I,
)
_SOURCE = re.compile(
    rf"(?:来源|來源|稿源|发布机构|發布機構|发布单位|發布單位|发文机关|發文機關|制发机关)\s*[:：]\s*(?P<name>[{HAN}A-Za-z0-9·/]+)"
)
_PAPER = re.compile(
    rf"(?:^|[\s（(【*□■◎●/])(?P<name>[{HAN}A-Za-z]+?(?:[/／·][{HAN}A-Za-z]+?)*?)(?:首席|见习|实习|特约|融媒体?|客户端)*(?:记者|記者)"
)
_WIRE = re.compile(
    rf"^[\s（(]*(?P<name>新华社|中新社|中新网|央视网|人民网|新华网|[{HAN}]{{2,6}}(?:日报|晚报|网))(?:消息|[{HAN}]{{0,8}}\d{{1,2}}月\d{{1,2}}日(?:电|讯))"
)
_AUTHOR = re.compile(
    rf"(?:记者|記者|作者|撰稿人?|撰文|通讯员|通訊員|实习生|實習生|(?<![{HAN}])(?:文[/／]图片?|图片?[/／]文|文字?)(?=[:：/／|｜\s]))\s*[:：/／|｜]?\s*"
    rf"(?P<names>(?:[{HAN}·]{{2,5}}|[{HAN}][ 　][{HAN}](?![{HAN}]))(?![:：])(?:[ 　、，,]+[{HAN}·]{{2,4}}(?![{HAN}:：]))*)"
)
_WIDE = re.compile(rf"(?<![{HAN}])([{HAN}])[ 　]([{HAN}])(?![{HAN}])")
"""A name of two characters that is set wide."""
_DATED = re.compile(r"(?:19|20)\d\d(?:年.*)?$")
_DOCUMENT_NUMBER = re.compile(r"[〔\[【（(](?:19|20)\d\d[〕\]】）)]\s*第?\s*\d+\s*号$")
_ISSUER = re.compile(rf"[{HAN}、]{{2,40}}(?:政府|办公室|办公厅|局|委员会|厅|部|院|委|会|中心|處|处|署|廳)$")
_NOT_A_PAPER = frozenset(("本报", "本网", "本台", "本刊", "特派", "随队", "我", "有", "答", "据"))
_NOT_AN_AUTHOR = re.compile(r"(?:报道|摄|记者|通讯员|实习生|來源|来源|编辑|责任)")


def clean_title(title: str, site: str | None = None) -> str:
    """A title without its label, its markup and the name of the site behind it."""
    title = re.sub(r"\s+", " ", _LABEL.sub("", title.strip())).strip().strip("*").strip()
    while (match := _SITE.search(title)) and match.start() >= 6:
        tail = match[0].strip(" -_|–—－｜")
        if not (site and (tail in site or site in tail)) and not (
            _SITE_NAME.search(tail) and match[0].strip()[0] in "-_|｜"
        ):
            break
        title = title[: match.start()]
    return title


def find_title(lines: list[Line], zones: list[Zone]) -> Line | None:
    """The line that is the article's headline: a short line above the first running text.

    Of a long kicker and a short headline the headline is taken; a subtitle behind dashes never is.
    """
    zoned = {(z.start, z.end) for z in zones}
    head: list[Line] = []
    for line in lines:
        if (line.start, line.end) in zoned:
            if head:
                break
            continue
        if not _titular(line.text):
            if head or running(line.text) or mid_sentence(line.text):
                break
            continue
        head.append(line)
        if len(head) == 3:
            break
    if not head:
        return None
    first = head[0]
    if len(first.text) > 32 and len(head) > 1:
        second = head[1]
        if 8 <= len(second.text) <= 0.7 * len(first.text) and not DASHED_SUBTITLE.match(second.text):
            return second
    return first


def _titular(text: str) -> bool:
    text = _LABEL.sub("", text)
    if (
        not (4 if text[-1:] not in "镇鎮乡鄉" else 3) <= len(text) <= 90
        or not has_han(text)
        or DASHED_SUBTITLE.match(text)
    ):
        return False
    if text.endswith(("。", "：", ":", "；", "…")) or mid_sentence(text) or is_byline(text):
        return False
    return "。" not in text and not _DOCUMENT_NUMBER.search(text)


def scraped_title(text: str) -> str | None:
    """A title that a scraper wrote into the first line (原标题：X X …)."""
    match = _ORIGINAL.search(text[:300])
    return match["title"].strip() if match else None


def find_source(zones: list[Zone], text: str, begin: int = 0) -> str | None:
    """The outlet that a source line, a byline or a wire's dateline names in the article that begins at `begin`."""
    marked = [text[z.start : z.end] for z in zones if z.kind in ("byline", "dateline", "share", "footer")]
    for pattern in (_SOURCE, _PAPER):
        for piece in marked:
            for match in pattern.finditer(piece):
                name = _DATED.sub("", match["name"]).strip("/ ")
                if len(name) >= 2 and name not in _NOT_A_PAPER:
                    return name
    for zone in zones:
        # An official letter ends with who issued it above the date.
        if zone.kind == "dateline":
            above = text[max(0, zone.start - 80) : zone.start].rstrip().rpartition("\n")[2].strip()
            if _ISSUER.fullmatch(above) and text[zone.start - 1 : zone.start].isspace():
                return above
    for piece in (*marked, text[begin : begin + 60].lstrip()):
        if wire := _WIRE.match(piece):
            return wire["name"]
    return None


def find_author(zones: list[Zone], text: str) -> str | None:
    """The names in the article's bylines, separated by 、; captions' photographers are left out."""
    names: list[str] = []
    for zone in zones:
        if zone.kind not in ("byline", "dateline"):
            continue
        for match in _AUTHOR.finditer(text[zone.start : zone.end]):
            for name in re.split(r"[ 　、，,]+", _WIDE.sub(r"\1\2", match["names"])):
                if name and name not in names and not _NOT_AN_AUTHOR.search(name):
                    names.append(name)
    return "、".join(names) or None


def title_of(lines: list[Line], zones: list[Zone], text: str, metadata: Metadata) -> tuple[str | None, Line | None]:
    """The title, and the line of the text that carries it (None when no line does)."""
    line = find_title(lines, zones)
    if metadata.title:
        title = clean_title(metadata.title, metadata.source)
        carrying = next((ln for ln in lines[:30] if clean_title(ln.text) == title), None)
        return title, carrying
    if scraped := scraped_title(text):
        return scraped, None
    if line is None or (inner_stop(line.text.rstrip("！？!?")) and len(line.text) > 60):
        return None, None
    return clean_title(line.text), line
