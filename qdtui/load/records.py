"""Tables of documents: which column is what, and one document for each record."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import partial
from itertools import chain, islice
from typing import Any

from qdtui.load.dates import from_url, parse_day
from qdtui.load.document import clean
from qdtui.model import ROLES, Content, LoadSettings, Member, Metadata, ReadError

Record = Mapping[str, Any]
Numbered = tuple[int, Record | ReadError]
"""A record and its number from 1, or why it cannot be read."""

NAMES: Mapping[str, tuple[str, ...]] = {
    "id": ("id", "_id", "doc_id", "docid", "uid", "uuid", "key", "编号", "序号", "文号"),
    "title": ("title", "headline", "标题", "题名", "题目", "名称", "name"),
    "date": (
        "date", "published", "published_at", "publish_date", "publishdate", "pub_date", "pubdate", "publish_time",
        "publishtime", "pubtime", "datetime", "time", "created_at", "发布日期", "发布时间", "发表日期", "发表时间",
        "出版日期", "成文日期", "日期", "时间",
    ),
    "text": ("text", "content", "body", "fulltext", "full_text", "article", "article_text", "正文", "全文", "内容",
             "文本", "文章内容", "新闻内容"),
    "outlet": ("outlet", "source", "publisher", "media", "site", "site_name", "newspaper", "来源", "媒体", "报纸",
               "稿源", "发布机构", "发文机关", "网站"),
    "author": ("author", "authors", "byline", "writer", "作者", "记者"),
    "url": ("url", "link", "href", "source_url", "网址", "链接", "原文链接"),
}  # fmt: skip
"""The names by which a column is known for what it is, the surest first, in lower case."""

_SAMPLE = 50
_COMPACT = re.compile(r"((?:19|20)\d\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?:\d{6})?")
_MARKUP = re.compile(r"<(?:p|br|div|span|table|h[1-6]|!doctype|html)\b[^<>]*>", re.IGNORECASE)
_STOP = re.compile("[。！？；，]|[.,;] ")
_LONGEST_NAME = 200


def read_records(records: Iterable[Numbered], settings: LoadSettings) -> Iterator[Member]:
    """One member for each record, named by its id or its number. Raises ReadError when no column holds text."""
    stream = iter(records)
    stream = ((number, _unwrapped(record)) for number, record in stream)
    first = list(islice(stream, _SAMPLE))
    good = [record for _, record in first if not isinstance(record, ReadError)]
    if not first:
        raise ReadError("there is no record in it")
    if not good:
        raise ReadError(f"none of its records can be read: {first[0][1]}")
    columns = choose_columns(good, settings)
    for number, record in chain(first, stream):
        if isinstance(record, ReadError):
            yield Member(f"{number}", partial(_refuse, record))
        else:
            yield Member(_name(record.get(columns.get("id", "")), number), partial(content_of, record, columns))


def _unwrapped(record: Record | ReadError) -> Record | ReadError:
    """A record of a search engine's export, whose columns stand in `_source`, as one of columns alone."""
    inner = None if isinstance(record, ReadError) else record.get("_source")
    return record if isinstance(record, ReadError) or not isinstance(inner, Mapping) else {**record, **inner}


def choose_columns(records: list[Record], settings: LoadSettings) -> dict[str, str]:
    """The column of each role that the records have. Raises ReadError when there is none for the text."""
    present: dict[str, None] = {}
    for record in records:
        present.update(dict.fromkeys(record))
    chosen: dict[str, str] = {}
    folded = {name.strip().casefold(): name for name in reversed(present)}
    for role in ROLES:
        wanted = [name for name in settings.columns.get(role, ()) if name in present]
        known = [folded[name] for name in NAMES[role] if name in folded]
        found = next((name for name in (*wanted, *known) if name not in chosen.values()), None)
        if found is not None:
            chosen[role] = found
    if "text" not in chosen or not any(_text(record.get(chosen["text"])) for record in records):
        long = max(present, key=lambda name: _prose(records, name), default="")
        if not long or _prose(records, long) < 60:
            listed = ", ".join(str(name)[:40] for name in islice(present, 12)) or "none"
            raise ReadError(
                f"no column holds the text of documents; name it under [records] in config.toml (columns: {listed})"
            )
        chosen["text"] = long
    return chosen


def content_of(record: Record, columns: Mapping[str, str]) -> Content:
    """The document of a record. Raises ReadError when it has no text."""
    values = {role: record.get(name) for role, name in columns.items()}
    text = _text(values.get("text"))
    if not text.strip():
        raise ReadError(f"the column {columns['text']} of this record is empty")
    published = day_of(values.get("date")) or from_url(_word(values.get("url")) or "")
    metadata = Metadata(_word(values.get("title")), _word(values.get("outlet")), _word(values.get("author")), published)
    if len(_MARKUP.findall(text[:20_000])) >= 2:
        from qdtui.load.html import read_html

        page = read_html(text.encode("utf-8", "surrogatepass"), "utf-8")
        found = page.metadata
        metadata = Metadata(
            metadata.title or found.title,
            metadata.source or found.source,
            metadata.author or found.author,
            metadata.published or found.published,
        )
        return replace(page, metadata=metadata)
    return Content(clean(text), metadata)


def fingerprint(content: Content) -> bytes:
    """Bytes that are equal for equal contents: what the identity of a record's document is made of."""
    meta = content.metadata
    said = [content.text, meta.title, meta.source, meta.author, str(meta.published), str(meta.made)]
    marks = [sorted(content.hints.items()), content.pages, content.cells]
    return json.dumps([said, marks], ensure_ascii=False).encode("utf-8", "surrogatepass")


def day_of(value: object) -> date | None:
    """The day that a cell gives: as a date, as text, as 20240506, or as seconds or milliseconds since 1970."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    text = str(value).strip() if value is not None else ""
    if compact := _COMPACT.fullmatch(text):
        return parse_day("-".join(compact.groups()[:3]))
    if re.fullmatch(r"\d{9,10}(?:\.\d+)?|\d{12,13}", text):
        seconds = float(text) / (1000 if len(text.partition(".")[0]) > 10 else 1)
        return datetime.fromtimestamp(seconds, UTC).date()
    return parse_day(text[:100])


def _text(value: object) -> str:
    if isinstance(value, list):  # paragraphs
        return "\n".join(_text(one) for one in value)
    return "" if value is None else str(value)


def _word(value: object) -> str | None:
    text = "、".join(map(str, value)) if isinstance(value, list) else "" if value is None else str(value)
    text = re.sub(r"\s+", " ", clean(text)).strip().encode("utf-8", "replace").decode()
    return text[:500] or None


def _prose(records: list[Record], name: str) -> float:
    """Mean length of a column's running text."""
    texts = [str(record.get(name)) for record in records if isinstance(record.get(name), str)]
    return sum(len(text) for text in texts if _STOP.search(text)) / max(1, len(records))


def _name(value: object, number: int) -> str:
    return (_word(value) or str(number))[:_LONGEST_NAME] if value not in (None, "") else str(number)


def _refuse(error: ReadError) -> Content:
    raise error
