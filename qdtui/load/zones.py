"""Finds what is not the article: menus, link lists, captions, bylines, datelines, share and footer lines.

A zone stays searchable and visible but is no source of facts, so every rule needs a mark that running text
does not bear. Lines are judged alone first, then in runs (menus, link lists), then what follows the end.
"""

from __future__ import annotations

import re

from qdtui.load.dates import DATELINE, PREFIX
from qdtui.load.lines import (
    HAN,
    OFFICE_NAME,
    URL,
    Line,
    byline_tail,
    closed,
    has_han,
    inner_stop,
    is_byline,
    is_caption,
    is_heading,
    punctuated,
    running,
)
from qdtui.load.source import Hint
from qdtui.load.stamp import other_occasion, stamp_day, stamp_of_names
from qdtui.model import Zone, ZoneKind

_CRUMBS = re.compile(
    r"(?:[^>＞»›→。，]{1,20}+[>＞»›→]\s*+){2,}+[^>＞»›→。]{0,40}$|(?:您?的?(?:当前|現在)?位置|首页)\s*[:：>＞»]"
)
# Possessive, as are the patterns of dates: what may repeat in what may repeat would be tried in every way.
_SHARE = re.compile(
    r"(?:分享(?:到|至|本文)?[:：]?|扫一扫\S{0,12}|掃一掃\S{0,12}|扫码\S{0,12}|长按识别\S{0,12}|微信(?:公众号|扫一扫|好友)?|朋友圈|新浪微博|微博|QQ空间|QQ好友|QQ|点击(?:关注|查看|阅读|下载)\S{0,16}"
    r"|关注我们|我要?(?:评论|纠错|分享)|转发|收藏(?:本页)?|打印(?:本页)?|关闭(?:窗口|本页)?|關閉|【?(?:字体|字號|字号)[:：]?|[大中小]|返回(?:搜狐|顶部|首页|列表)|查看更多|阅读原文|下载客户端|投稿\S{0,30}"
    r"|(?:阅读|浏览|点击|访问)(?:量|数|次数)?\s*[:：]?\s*\d*\s*次?|点赞\s*\d*|在看\s*\d*|举报|评论\s*\d*|[\s、，,|｜/\[\]【】（）()+:：\d]++)++$"
)
_FOOTER = re.compile(
    r"©|\(c\)|copyright|版权所有|版權所有|ICP[备備证]|公网安备|网站标识码|技术支持[:：]|免责声明|原始網址|电子邮件[:：\s]|電子郵件|联系我们|网站地图|^[（(]此件\S{2,12}[）)]$|未经(?:授权|许可|书面)|不得转载|all rights reserved",
    re.I,
)
_RELATED = re.compile(
    r"(?:相关|延伸|推荐|更多|热门|精彩|往期|最新|猜你|编辑推荐|大家都在看|相關|延伸)(?:阅读|新闻|报道|链接|推荐|文章|资讯|内容|喜欢|精彩|回顾|閱讀|新聞|文章)[:：\s>》]*$|(?:上一篇|下一篇|上一条|下一条)[:：\s]?"
)
_PAGE_NUMBER = re.compile(
    r"\d{1,3}$|[-—–·]\s*\d{1,4}\s*[-—–·]$|第\s*\d{1,4}\s*页(?:\s*[/／，,]?\s*共\s*\d{1,4}\s*页)?$|\d{1,4}\s*[/／]\s*\d{1,4}$"
)
_TAG = re.compile(r"<!--.*?-->|</?[a-zA-Z][^<>]*>|&nbsp;")
_WORD = re.compile(r"[^\W_]")
_NAVIGATION = re.compile(
    r"(?:网站)?(?:首页|首頁|主页|新闻|要闻|资讯|动态|公告|通知公告|政务(?:公开|服务)|信息公开|互动交流|专题(?:专栏)?|专栏|视频|图片|直播|服务|办事(?:大厅|服务)|关于我们|联系我们|网站地图"
    r"|登录|注册|登入|搜索|检索|繁體|繁体|简体|English|無障碍|无障碍(?:浏览)?|长者(?:模式|版)|导航|网站导航|客户端|移动版|手机版|电子报|数字报|论坛|博客|财经|体育|娱乐|评论|社会|国内|国际|更多)\S{0,2}$"
)
_LISTED = re.compile(r"[:：]$|名单|名單|如下|目录|附件|附表|^附")
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+\.[\w.]+$")
_FRONT_MATTER = re.compile(r"---[ \t]*\n(?:[^\n]*\n){0,60}?---[ \t]*(?:\n|$)")
_ADDRESS = re.compile(
    r"[（(【]?(?:(?:原文|来源|來源|本文|文章|网页|原始)?(?:链接|鏈接|地址|网址|網址)|URL)\s*[:：]\s*https?://\S+$", re.I
)
_BULLET = re.compile(r"[-*+•·●■◆▪►▶○◎※★☆√]\s*")
_TITLE_RUN = 3

_AGENCY_LEAD = re.compile(rf"(?:央视网消息|[{HAN}]{{0,12}}(?:讯|消息))\s*(?:[（(][^（）()]{{1,30}}[）)])?\s*[:：]")
_WIRE_LEAD = re.compile(
    rf"(?P<line>本[报报刊台网]讯|[{HAN}]{{2,10}}?(?:社|网|網|報|报)[{HAN}]{{0,8}}\d{{1,2}}月\d{{1,2}}日(?:电|電|讯|訊))\s*(?P<signed>[（(][^（）()。]{{2,50}}[）)])?"
)
_AGENCY = re.compile(_AGENCY_LEAD.pattern + r"\s*$")

_BRACKETED = re.compile(r"[（(【\[][^（）()【】\[\]\n]{6,60}[）)】\]](?=\s*\S)")
"""What stands in brackets in front of other words."""
_WIRED_ON = re.compile(rf"[【\[][{HAN}]{{2,8}}(?:19|20)\d\d年\d{{1,2}}月\d{{1,2}}日[讯訊电電][】\]]")
"""The paper and the day in front of its news: 【某纪元2022年02月14日讯】."""
_PRINTED_ON = re.compile(
    rf"《[{HAN}]{{2,10}}[报報刊]》\s*[（(](?:19|20)\d\d年\d{{1,2}}月\d{{1,2}}日[^（）()。]{{0,16}}[）)]$"
)
"""The paper and the day below a text that another site has taken over: 《某某报》(2021年3月23日 06版)."""

_STAMP = re.compile(
    r"(?<![\d-])(?:19|20)\d\d(?:[-/.]\d{1,2}[-/.]\d{1,2}(?![\d-])|年\d{1,2}月\d{1,2}日\s*\d{1,2}[:：]\d{2})"
)
"""A day as programs print it, or one with a clock time: no sentence tells a day like that."""
_SIGNED = re.compile(
    rf"(?:(?:见习|实习|首席|本报|特约)?[记記]者|通[讯訊][员員]|[实實][习習]生)[:：\s/]*[{HAN}·]{{2,4}}"
    rf"(?:[\s、/]+(?:(?:(?:见习|实习|首席|特约)?[记記]者|通[讯訊][员員]|[实實][习習]生|[摄攝]影)[:：\s/]*)?(?![{HAN}]*[报報][道導])[{HAN}·]{{2,4}}(?![{HAN}]))*"
)
"""Who wrote it, inside a dateline."""


def front_matter_end(text: str) -> int:
    """Where the YAML block between two lines of dashes at the top ends; 0 when there is none."""
    match = _FRONT_MATTER.match(text)
    return match.end() if match and ":" in match[0] else 0


def find_zones(text: str, lines: list[Line], hints: dict[int, Hint]) -> list[Zone]:
    """The zones of `text` in order, never overlapping; `hints` by the start of a line win."""
    kinds: list[ZoneKind | None] = [_alone(line, hints.get(line.start)) for line in lines]
    top = front_matter_end(text)
    for i, line in enumerate(lines):
        if line.start < top:
            kinds[i] = "header"
    _stamped_heads(lines, kinds)
    first = next((line for line in lines[:8] if running(line.text)), None)
    _marked_captions(lines, kinds)
    _foreign_edges(lines, kinds)
    _crumbs_to_title(lines, kinds)
    _menus(lines, kinds)
    _page_numbers(lines, kinds)
    _tail(lines, kinds)
    zones: list[Zone] = []
    for line, kind in zip(lines, kinds, strict=True):
        if kind is None:
            zones += (_bracketed_day(line) if line is first else None) or _inside(line)
        elif kind == "dateline":
            zones += _signed_dateline(line)
        else:
            zones.append(Zone(line.start, line.end, kind))
    return sorted(zones, key=lambda z: z.start)


def _alone(line: Line, hint: Hint | None) -> ZoneKind | None:
    """What a line is by itself."""
    if hint:
        return hint.zone
    text = line.text
    if len(text) > 200 or (len(text) > 80 and text[-1] in "。！？"):
        return "caption" if is_caption(text) else None
    if len(text) <= 160 and stamp_day(text):
        return "dateline"
    if len(text) <= 160 and stamp_of_names(text):
        return "byline"
    if not has_han(text):
        if URL.match(text) or _EMAIL.search(text):
            return "footer"
        if DATELINE.match(text):
            return "dateline"
        return "noise" if not _WORD.search(_TAG.sub("", text)) else "caption" if is_caption(text) else None
    if DATELINE.match(text) or _AGENCY.match(text) or _PRINTED_ON.match(text):
        return "dateline"
    if is_caption(text):
        return "caption"
    if is_byline(text) or OFFICE_NAME.match(text):
        return "dateline" if _STAMP.search(text) else "byline"
    if _CRUMBS.match(text) and not closed(text):
        return "menu"
    if _ADDRESS.match(text):
        return "footer"
    if _RELATED.match(text) and len(text) <= 40:
        return "links"
    if _FOOTER.search(text) and len(text) <= 120:
        return "footer"
    if len(text) <= 60 and _SHARE.match(text.lstrip("【[（( ")):
        return "share"
    return None


def _stamped_heads(lines: list[Line], kinds: list[ZoneKind | None]) -> None:
    """Short lines below the headline that bear a stamp of the time: outlet, reporter and day in any order."""
    for i, line in enumerate(lines[1:6], 1):
        if kinds[i] is None and len(line.text) <= 80 and not inner_stop(line.text) and not _bracketed_day(line):
            stamp = _STAMP.search(line.text)
            if stamp and not other_occasion(line.text[: stamp.start()]):
                kinds[i] = "dateline"


def _bracketed_day(line: Line) -> list[Zone]:
    """The day in brackets in front of the first paragraph, with what the paragraph has besides: （2024年5月8日）滨海市…"""
    match = _BRACKETED.match(line.text) if running(line.text) else None
    if match is None or not (stamp_day(match[0]) or _WIRED_ON.fullmatch(match[0])):
        return []
    start = line.start + match.end()
    rest = Line(start, line.end, line.text[match.end() :], 0, 0)
    return [Zone(line.start, start, "dateline"), *_inside(rest)]


def _signed_dateline(line: Line) -> list[Zone]:
    """A dateline, with what names its writers as a byline of its own."""
    zones, at = [], line.start
    for match in _SIGNED.finditer(line.text):
        start, end = line.start + match.start(), line.start + match.end()
        if start > at:
            zones.append(Zone(at, start, "dateline"))
        zones.append(Zone(start, end, "byline"))
        at = end
    return [*zones, Zone(at, line.end, "dateline")] if at < line.end else zones


def _marked_captions(lines: list[Line], kinds: list[ZoneKind | None]) -> None:
    """Lines that bear the same mark as a caption beside them (■ …) are captions too."""
    marks = {line.text[0] for line, kind in zip(lines, kinds, strict=True) if kind == "caption"} & set("■●◆▲△▼★")
    marks |= {
        line.text[0]
        for line in lines
        if line.text[0] in "■●◆▲△▼★" and ("图为" in line.text or "圖為" in line.text) and len(line.text) <= 200
    }
    for i, line in enumerate(lines):
        if kinds[i] is None and line.text[0] in marks and len(line.text) <= 200:
            kinds[i] = "caption"


def _foreign_edges(lines: list[Line], kinds: list[ZoneKind | None]) -> None:
    """Lines without one Chinese character before the first and after the last Chinese one: page furniture."""
    han = [i for i, line in enumerate(lines) if has_han(line.text)]
    if not han:
        return
    for i in (*range(han[0]), *range(han[-1] + 1, len(lines))):
        if kinds[i] is None and not _PAGE_NUMBER.match(lines[i].text):
            kinds[i] = "menu"


def _crumbs_to_title(lines: list[Line], kinds: list[ZoneKind | None]) -> None:
    """The short lines above a headline that stands twice near the top: a trail of links ends in it."""
    top = lines[:14]
    for k, line in enumerate(top):
        first = next((i for i in range(k) if top[i].text == line.text), None)
        if first is None or len(line.text) < 8 or kinds[k] is not None or not is_heading(line.text):
            continue
        others = [
            above for above, kind in zip(top[:k], kinds, strict=False) if above.text != line.text and kind is None
        ]
        if others and all(len(above.text) <= 12 for above in others):
            for i in range(k):
                kinds[i] = kinds[i] or "menu"
        return


def _menus(lines: list[Line], kinds: list[ZoneKind | None]) -> None:
    """Runs of short lines that are no sentences: in another script, or with the words of a site's navigation.

    A run of short Chinese lines alone is no menu: it may be the very list of names that one looks for.
    """
    first = 0
    for i in range(len(lines) + 1):
        if i < len(lines) and kinds[i] in (None, "menu", "noise") and _menu_item(lines[i]):
            continue
        run = range(first, i)
        latin = sum(not has_han(lines[k].text) for k in run)
        navigation = sum(_NAVIGATION.match(lines[k].text) is not None for k in run)
        if (latin >= 3 and latin * 2 > len(run)) or (len(run) >= 4 and navigation >= 2 and navigation * 5 >= len(run)):
            # The last lines of a run may be the title of what follows.
            for k in run[: len(run) - _heading_tail(lines, run, i)]:
                kinds[k] = "menu"
        first = i + 1


def _menu_item(line: Line) -> bool:
    text = line.text
    limit = 12 if has_han(text) else 56
    return len(text) <= limit and not closed(text) and not punctuated(text) and not _BULLET.match(text)


def _heading_tail(lines: list[Line], run: range, after: int) -> int:
    """How many lines at the end of a run are headings of the running text that follows it."""
    if after >= len(lines) or not running(lines[after].text):
        return 0
    keep = 0
    while keep < min(_TITLE_RUN, len(run)):
        line = lines[run[-1 - keep]]
        if len(line.text) < 7 or not is_heading(line.text) or _NAVIGATION.match(line.text):
            break
        keep += 1
        if line.gap:
            break
    return keep


def _page_numbers(lines: list[Line], kinds: list[ZoneKind | None]) -> None:
    """Bare numbers on lines of their own: page numbers, or the large numerals above a section."""
    for i, line in enumerate(lines):
        if kinds[i] is None and len(line.text) <= 16 and _PAGE_NUMBER.match(line.text):
            kinds[i] = "noise"


def _tail(lines: list[Line], kinds: list[ZoneKind | None]) -> None:
    """Link lists after the article: headlines behind bullets, what follows a signature or 相关阅读.

    A list that the text announces (名单如下：…) belongs to the article wherever it stands.
    """
    last = next((i for i in reversed(range(len(lines))) if kinds[i] is None and _article(lines[i])), -1)
    headlines = _headlines(lines, kinds, last + 1)
    ended = False
    for i in range(last + 1, len(lines)):
        if kinds[i] in ("links", "byline", "share", "footer"):
            ended = True
        elif kinds[i] is None and _LISTED.search(lines[i].text):
            return
        elif kinds[i] is None and (ended or i >= headlines):
            kinds[i] = "links"
            ended = True


def _headlines(lines: list[Line], kinds: list[ZoneKind | None], first: int) -> int:
    """Where a list of bulleted lines begins that are as long as headlines, announced by nothing, to the end.

    The search begins at line `first`; without such a list (of three lines or more) it is the number of lines.
    """
    start, count, length = len(lines), 0, 0
    for i in range(len(lines) - 1, first - 1, -1):
        if kinds[i] is None:
            if not _BULLET.match(lines[i].text) or (lines[i].text.endswith("。") and punctuated(lines[i].text[:-1])):
                break  # a bulleted sentence is no headline
            start, count, length = i, count + 1, length + len(lines[i].text)
    announced = 0 < start < len(lines) and _LISTED.search(lines[start - 1].text)
    return start if count >= 3 and length >= 16 * count and not announced else len(lines)


def _article(line: Line) -> bool:
    """True for running text that is not one headline of a list."""
    if _BULLET.match(line.text):
        return inner_stop(line.text) and line.text.rstrip("”」』）)").endswith("。")
    return running(line.text) and (inner_stop(line.text) or line.text[-1] not in "!！?？" or len(line.text) > 40)


def _inside(line: Line) -> list[Zone]:
    """Boilerplate at the ends of a paragraph: a date and 正文： in front, a byline or share text behind."""
    found: list[Zone] = []
    start = line.start
    opening = line.text[:80]
    if "：" in opening or ":" in opening:
        head = PREFIX.match(line.text[:200])
        if head and 0 < head.end() < len(line.text):
            found.append(Zone(start, start + len(head[0].rstrip()), "dateline"))
            if (wire := _WIRE_LEAD.match(line.text[: head.end() + 80], head.end())) and not wire["signed"]:
                found = [Zone(start, start + wire.end("line"), "dateline")]
        elif agency := _AGENCY_LEAD.match(opening):
            found.append(Zone(start, start + agency.end(), "dateline"))
    if (wire := _WIRE_LEAD.match(opening)) and (not wire["signed"] or is_byline(wire["signed"])):
        found = [Zone(start, start + wire.end("line"), "dateline")]
        if wire["signed"]:
            found.append(Zone(start + wire.start("signed"), start + wire.end("signed"), "byline"))
    if line.text[-1] in "。！？!?；" and line.text[-2:-1] not in ("）", ")", "】"):
        return found
    tail = line.text[-200:]
    shift = line.end - len(tail)
    for pattern, kind in _ENDINGS:
        match = pattern.search(tail)
        if match and match.start() + shift > start:
            end = found[-1].start if found and found[-1].start > match.start() + shift else shift + match.end()
            found.append(Zone(shift + match.start(), end, kind))
            tail = tail[: match.start()].rstrip()
    at = byline_tail(line.text[: shift + len(tail) - start])
    if at:
        found.append(Zone(start + at, shift + len(tail), "byline"))
    return found


_ENDINGS: tuple[tuple[re.Pattern[str], ZoneKind], ...] = (
    (
        re.compile(
            r"(?<=[。！？”）)】\s])\s*(?:【[^【】]{0,80}(?:投稿|合作|小时内回复|版权|转载)[^【】]{0,80}】\s*)?"
            r"(?:返回搜狐[，,]?\s*查看更多\s*)?(?:(?:责任编辑|責任編輯)\s*[:：]?|查看更多|返回搜狐[，,]?\s*查看更多|小时内回复。?】)\s*$"
        ),
        "share",
    ),
    (re.compile(rf"[（(]\s*(?:来源|來源|稿源|文章来源)\s*[:：]\s*[{HAN}A-Za-z0-9·\s/《》]{{2,40}}[）)]\s*$"), "byline"),
)
